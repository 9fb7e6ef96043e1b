import type { SchedulerLike } from 'rxjs';
import { parseFault } from './faults/parse-fault';
import { assetsOf } from './market/assets';
import type { Market } from './market/market';
import { randomOf } from './market/random';
import { marketOf, quirksOf, type SimulationOptions } from './options';
import type { Quirks } from './venue/quirks';
import { createVenue, type Venue } from './venue/index';
import { demoAccount } from './wire/accounts';
import { venueCache, venueTokenLife } from './wire/pubnub-origin';
import { venueTiming } from './wire/session';
import type { WayLatency } from './wire/latency';
import { createWire, type Wire } from './wire/wire';

/** The venue, its market and its protocols, on two clocks and without a transport. */
export interface Simulation {
  readonly venue: Venue;
  readonly market: Market;
  readonly wire: Wire;
  readonly quirks: Quirks;
  readonly close: () => void;
}

export interface Clocks {
  /** The clock of `Date`, authentication, rate limits and pings. */
  readonly wall: SchedulerLike;
  /** The clock of participants, expiry, interest and tokens. */
  readonly market: SchedulerLike;
}

const defaultSeed = 1;
const defaultJournal = 100_000;

/** Returns the latency of each way. A single number delays everything, in each direction. */
const wayLatency = (latency: SimulationOptions['latency'] = {}): WayLatency =>
  typeof latency === 'number' ? { order: latency, reply: latency, news: latency } : latency;

export const createSimulation = (options: SimulationOptions, clocks: Clocks): Simulation => {
  const { seed = defaultSeed } = options;
  const quirks = quirksOf(options.quirks, randomOf(seed, 'quirks').next);
  const source = marketOf(options);
  const { instruments } = source;
  const venue = createVenue({
    instruments,
    assets: assetsOf(instruments),
    scheduler: clocks.market,
    random: randomOf(seed, 'venue').next,
    quirks,
    ...(options.venueTiming && { timing: options.venueTiming }),
  });
  const market = source.create(venue, {
    scheduler: clocks.market,
    seed,
    ...(options.profiles && { profiles: options.profiles }),
    participants: options.participants ?? true,
    youngDay: quirks.youngDay,
    ...(options.fills && { fills: options.fills }),
    ...(options.published && { published: options.published }),
  });
  const wire = createWire({
    venue,
    market,
    wall: clocks.wall,
    marketClock: clocks.market,
    seed,
    quirks,
    tokenLife: options.tokenLife ?? venueTokenLife,
    pubnubCache: { ...venueCache, ...options.pubnubCache },
    streamTiming: { ...venueTiming, ...options.streamTiming },
    journalCapacity: options.journalCapacity ?? defaultJournal,
    latency: wayLatency(options.latency),
  });
  const close = () => {
    wire.close();
    market.close();
    venue.close();
  };
  try {
    (options.accounts ?? [demoAccount]).forEach(wire.accounts.open);
    options.faults?.map(parseFault).forEach(wire.faults.add);
  } catch (error) {
    close();
    throw error;
  }
  return { venue, market, wire, quirks, close };
};
