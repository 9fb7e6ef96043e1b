import type { SchedulerLike } from 'rxjs';
import type { Venue, VenueInstrument } from '../venue/index';
import { activityOf } from './activity';
import { quoteRange } from './book-shape';
import { createHistory, type History } from './history';
import type { PublishedMessage } from './messages';
import { createPairFeed, type PairFeed } from './pair-feed';
import type { Factors } from './factors';
import { pricePath, type PricePath } from './price-path';
import type { MarketProfile } from './profiles';
import { randomOf } from './random';
import { syntheticDay } from './synthetic-day';
import { createTransactions, type Transactions } from './transactions';

/** The public side of one pair. */
export interface PairMarket {
  readonly instrument: VenueInstrument;
  readonly profile: MarketProfile;
  readonly path: PricePath;
  readonly history: History;
  readonly transactions: Transactions;
  readonly feed: PairFeed;
}

export interface PairMarketOptions {
  readonly venue: Venue;
  readonly instrument: VenueInstrument;
  readonly profile: MarketProfile;
  readonly scheduler: SchedulerLike;
  readonly seed: number;
  readonly factors: Factors;
  /** True if the price of the profile is the price at the start. Otherwise it is the price over the long run. */
  readonly isAnchored: boolean;
  readonly publish: (message: PublishedMessage) => void;
}

export const createPairMarket = (options: PairMarketOptions): PairMarket => {
  const { venue, instrument, profile, scheduler, seed, factors, isAnchored, publish } = options;
  const { pair, priceDigits, amountDigits, minAmount } = instrument;
  const start = scheduler.now();
  // A pair without trades has a price that does not move.
  const volatility = profile.turnover > 0 ? profile.volatility : 0;
  const path = pricePath({
    loadings: factors.of(pair, profile),
    clustering: factors.clustering,
    anchor: { price: profile.price, time: isAnchored ? start : null },
    volatility,
  });
  const lots = 10 ** amountDigits;
  const day = {
    seed,
    pair,
    profile,
    path,
    activity: activityOf(profile),
    quotes: quoteRange(profile),
    ticks: 10 ** priceDigits,
    lots,
    minLots: Math.round(Number(minAmount) * lots),
  };
  const history = createHistory((dayNumber) => syntheticDay(day, dayNumber), start);
  const transactions = createTransactions({ instrument, history, seed, start });
  const random = randomOf(seed, pair, 'feed');
  const feed = createPairFeed({ venue, instrument, scheduler, random, history, transactions, publish });
  return { instrument, profile, path, history, transactions, feed };
};
