import { EMPTY, type Observable, Subject } from 'rxjs';
import type { Pair } from '../../model/pair';
import type { Venue, VenueEvent, VenueInstrument } from '../venue/index';
import { createFactors } from './factors';
import type { Market, MarketOptions, MarketSource } from './market';
import type { PublishedMessage } from './messages';
import { createPairMarket, type PairMarket } from './pair-market';
import { createParticipants } from './participants';
import { type MarketProfile, marketProfiles } from './profiles';
import { createPublicQueries } from './public-queries';
import { randomOf } from './random';
import { createMarketRooms } from './rooms';
import { startWholeClock } from './whole-clock';

/** The profile of a pair that is not in the table. */
const unknownProfile: MarketProfile = {
  price: 1_000,
  volatility: 0.04,
  turnover: 0,
  sector: 'other',
  marketShare: 0.45,
  sectorShare: 0.1,
};

const dispatch = (markets: ReadonlyMap<Pair, PairMarket>, event: VenueEvent): void => {
  switch (event.type) {
    case 'level':
      markets.get(event.pair)?.feed.onLevel(event);
      break;
    case 'trade':
      markets.get(event.trade.pair)?.feed.onTrade(event.trade);
      break;
    case 'circuit-break':
      markets.get(event.info.pair)?.feed.onCircuitBreak(event.info);
  }
};

/** A market whose messages this module makes. */
interface SyntheticMarket extends Market {
  readonly messages$: Observable<PublishedMessage>;
  readonly joined$: (room: string) => Observable<PublishedMessage>;
}

/** Creates the public side of a venue, with its participants at work. */
export const createMarket = (
  venue: Venue,
  { scheduler, seed, profiles = {}, participants: hasParticipants = true, youngDay }: MarketOptions,
): SyntheticMarket => {
  const messages$ = new Subject<PublishedMessage>();
  const publish = (message: PublishedMessage): void => messages$.next(message);
  const factors = createFactors(seed);
  const markets = new Map<Pair, PairMarket>(
    venue.instruments().map((instrument) => {
      const { pair } = instrument;
      const profile = { ...(marketProfiles.get(pair) ?? unknownProfile), ...profiles[pair] };
      // Without participants, the price stays at the price of the profile.
      const isAnchored = profiles[pair]?.price !== undefined || !hasParticipants;
      return [
        pair,
        createPairMarket({ venue, instrument, profile, scheduler, seed, factors, isAnchored, publish }),
      ];
    }),
  );
  const all = [...markets.values()];
  for (const { instrument, path } of all)
    venue.seedLastPrice(
      instrument.pair,
      Math.max(1, Math.round(path.at(scheduler.now()) * 10 ** instrument.priceDigits)),
    );
  const participants = createParticipants(
    venue,
    scheduler,
    seed,
    hasParticipants
      ? all
          .filter(({ instrument, profile }) => profile.turnover > 0 && !instrument.stopped.order)
          .map(({ feed, ...market }) => ({ ...market, book: feed.book }))
      : [],
  );
  participants.seed();
  for (const { feed } of all) feed.open();
  const books = venue.events$.subscribe((event) => dispatch(markets, event));
  const statuses = venue.events$.subscribe((event) => {
    if (event.type === 'pair-status') participants.onStatus(event.status);
  });
  participants.start();

  const wholes = (): readonly PublishedMessage[] =>
    all.map(({ instrument, feed }) => ({
      room: `depth_whole_${instrument.pair}`,
      type: 'depth_whole',
      data: feed.whole(),
    }));
  const wholeClock = startWholeClock(scheduler, randomOf(seed, 'wholes'), wholes, publish);
  const rooms = createMarketRooms(markets, scheduler, randomOf(seed, 'rooms'));

  return {
    messages$: messages$.asObservable(),
    hasRoom: rooms.has,
    joined$: rooms.joined$,
    queries: createPublicQueries(venue, scheduler, markets, youngDay),
    notices$: EMPTY,
    close: () => {
      participants.stop();
      wholeClock.unsubscribe();
      books.unsubscribe();
      statuses.unsubscribe();
      for (const { feed } of all) feed.close();
      messages$.complete();
    },
  };
};

/** The market that simulated participants make, whenever it begins. */
export const syntheticMarket = (instruments: readonly VenueInstrument[]): MarketSource => ({
  instruments,
  start: null,
  create: createMarket,
});
