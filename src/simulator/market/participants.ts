import type { SchedulerLike, Subscription } from 'rxjs';
import type { Pair } from '../../model/pair';
import type { PairStatus, Venue, VenueInstrument } from '../venue/index';
import { activityOf, actsPerSecondOf, actsWhenQuiet, createMood, quietShareOf } from './activity';
import { bookShape } from './book-shape';
import { createCrowd, type Crowd } from './crowd';
import type { PricePath } from './price-path';
import type { MarketProfile } from './profiles';
import type { PublishedBook } from './published-book';
import { hashOf, randomOf } from './random';

export interface TradedPair {
  readonly instrument: VenueInstrument;
  readonly profile: MarketProfile;
  readonly path: PricePath;
  readonly book: Pick<PublishedBook, 'bids' | 'asks'>;
}

export interface Participants {
  /** Fills the books. */
  readonly seed: () => void;
  /** Lets the participants act, until they are stopped. */
  readonly start: () => void;
  /** Follows the status of a pair. Nobody acts in a pair that the venue has halted. */
  readonly onStatus: (status: PairStatus) => void;
  readonly stop: () => void;
}

const spell = 30_000;
const isQuiet = (seed: number, pair: Pair, share: number, now: number): boolean =>
  hashOf(seed, pair, 'quiet', Math.floor(now / spell)) < share * 2 ** 32;

/** The shortest pause between two wake-ups in ms. Waking up costs more than acting. */
const shortestRest = 25;

/**
 * The most acts of one wake-up. A machine that stood still, or is too slow for the market, catches up with no more than
 * this.
 */
const mostActsAtOnce = 200;

/** The share of taking orders that are quick ones and catch an offer that has become too good. */
const caughtShare = 0.13;
/** The number of such offers of a pair per day. */
const staleOffersPerDay = 80_000;

const secondsPerDay = 86_400;

export const createParticipants = (
  venue: Venue,
  scheduler: SchedulerLike,
  seed: number,
  pairs: readonly TradedPair[],
): Participants => {
  const random = randomOf(seed, 'participants');
  const house = () => venue.openAccount({ class: 'house' });
  const accounts = { maker: house(), investor: house(), taker: house(), arbitrageur: house() };

  const crowds = pairs.map(({ instrument, profile, path, book }) => {
    const own = randomOf(seed, instrument.pair, 'crowd');
    const { tradeSize, ordersPerDay } = activityOf(profile);
    const rate = actsPerSecondOf(profile);
    return {
      pair: instrument.pair,
      rate,
      quiet: quietShareOf(profile),
      crowd: createCrowd({
        venue,
        instrument,
        accounts,
        shape: bookShape(instrument, profile, tradeSize, own),
        path,
        book,
        random: own,
        catchChance: (caughtShare * ordersPerDay) / staleOffersPerDay,
        takeChance: ((1 - caughtShare) * ordersPerDay) / secondsPerDay / rate,
        mood: createMood(seed, instrument.pair),
      }),
    };
  });
  const halted = new Set<Pair>();
  const onStatus = ({ pair, status }: PairStatus): void => {
    if (status === 'HALT') halted.add(pair);
    else halted.delete(pair);
  };
  venue.pairStatuses().forEach(onStatus);
  const totalRate = crowds.reduce((sum, { rate }) => sum + rate, 0);

  const drawCrowd = (now: number): Crowd | undefined => {
    let left = random.next() * totalRate;
    const drawn = crowds.find(({ rate }) => (left -= rate) < 0);
    if (!drawn || halted.has(drawn.pair)) return undefined;
    return isQuiet(seed, drawn.pair, drawn.quiet, now) && !random.chance(actsWhenQuiet)
      ? undefined
      : drawn.crowd;
  };

  let due = 0;
  let timer: Subscription | undefined;
  const actWhatIsDue = (): void => {
    const now = scheduler.now();
    for (let acts = 0; due <= now && acts < mostActsAtOnce; acts++) {
      drawCrowd(now)?.act(now);
      due += (1_000 * random.exponential()) / totalRate;
    }
    due = Math.max(due, now);
    timer = scheduler.schedule(actWhatIsDue, Math.max(shortestRest, due - now));
  };

  return {
    seed: () => {
      const now = scheduler.now();
      for (const { crowd } of crowds) crowd.seed(now);
    },
    start: () => {
      if (crowds.length === 0) return;
      due = scheduler.now();
      timer = scheduler.schedule(actWhatIsDue, 0);
    },
    onStatus,
    stop: () => timer?.unsubscribe(),
  };
};
