import type { Pair } from '../model/pair';
import { configError } from '../model/errors';
import type { Fault } from './faults/fault';
import { instruments } from './market/instruments';
import type { MarketProfile } from './market/profiles';
import { defaultQuirks, drawQuirks, type QuirkName, quirkRegistry, type Quirks } from './quirks';
import type { VenueTiming } from './venue/index';
import type { AccountSpec } from './wire/accounts';
import type { PubNubCache } from './wire/pubnub-origin';
import type { StreamTiming } from './wire/session';

/** Of the simulated venue, however it is reached. Everything has a default. */
export interface SimulationOptions {
  /** The same seed and the same requests at the same times give the same venue. Default: 1. */
  readonly seed?: number | undefined;
  /** Default: `demoAccount` alone. */
  readonly accounts?: readonly AccountSpec[] | undefined;
  /** Variants of undocumented behaviour; `draw` lets the seed choose. Default: the first of each. */
  readonly quirks?: Partial<Quirks> | 'draw' | undefined;
  /**
   * What differs by pair: volatility, turnover, how closely it follows the market and its sector. `price` is the price
   * at the start; without it the history of a pair is the same whenever the simulator is started.
   */
  readonly profiles?: Readonly<Record<Pair, Partial<MarketProfile>>> | undefined;
  /** The venue has these pairs only, for a small machine. Default: all 62. */
  readonly pairs?: readonly Pair[] | undefined;
  /** `false`: only the accounts trade. Default: `true`. */
  readonly participants?: boolean | undefined;
  /** Life of a token of the private stream, ms of market time. Default: 12 h. */
  readonly tokenLife?: number | undefined;
  /** What the private stream remembers of a channel. Default: 100 messages, 20 min. */
  readonly pubnubCache?: Partial<PubNubCache> | undefined;
  /** How long deposits, withdrawals and circuit breaks take. */
  readonly venueTiming?: Partial<VenueTiming> | undefined;
  /** Heartbeat of the public stream; the defaults are the venue's. */
  readonly streamTiming?: Partial<StreamTiming> | undefined;
  /** In force from the start. */
  readonly faults?: readonly Fault[] | undefined;
  /** How many entries the journal keeps at least; 0: no journal. Default: 100,000. */
  readonly journalCapacity?: number | undefined;
}

/** Of a simulator that listens. */
export interface SimulatorOptions extends SimulationOptions {
  /** Default: 0, any free one. */
  readonly port?: number | undefined;
  /** Address to listen on; `0.0.0.0` in a container. Default: `127.0.0.1`. */
  readonly host?: string | undefined;
  /** How many times as fast as real time the market runs. Default: 1. */
  readonly marketSpeed?: number | undefined;
  /**
   * The public stream plays a recording of its own as fast as its clients take it: for benchmarks of clients.
   * Default: `false`.
   */
  readonly fullSpeed?: boolean | undefined;
}

const shown = (value: unknown): string => (typeof value === 'string' ? JSON.stringify(value) : String(value));

/** Throws a `ConfigError` unless the option is left out or right. */
const check = (
  field: string,
  value: unknown,
  expected: string,
  isRight: (number: number) => boolean,
): void => {
  if (value === undefined || (typeof value === 'number' && isRight(value))) return;
  throw configError(field, expected, shown(value));
};

const checkQuirks = (quirks: SimulationOptions['quirks']): void => {
  if (quirks === undefined || quirks === 'draw') return;
  for (const [name, variant] of Object.entries(quirks)) {
    const known = Object.hasOwn(quirkRegistry, name) ? quirkRegistry[name as QuirkName] : undefined;
    if (!known) throw configError(`quirks.${name}`, `one of ${Object.keys(quirkRegistry).join(', ')}`, name);
    if (!Object.hasOwn(known.variants, variant)) {
      throw configError(`quirks.${name}`, `one of ${Object.keys(known.variants).join(', ')}`, shown(variant));
    }
  }
};

const checkPairs = (pairs: SimulationOptions['pairs']): void => {
  if (pairs === undefined) return;
  if (pairs.length === 0) throw configError('pairs', 'one pair or more', 'none');
  const unknown = pairs.find((pair) => !instruments.some((instrument) => instrument.pair === pair));
  if (unknown !== undefined) throw configError('pairs', 'pairs that the venue lists', shown(unknown));
};

export const checkSimulationOptions = (options: SimulationOptions): void => {
  checkPairs(options.pairs);
  check('seed', options.seed, 'a whole number', Number.isSafeInteger);
  check('tokenLife', options.tokenLife, 'a number of ms above zero', (life) => life > 0);
  check(
    'journalCapacity',
    options.journalCapacity,
    'a whole number, zero or more',
    (capacity) => Number.isInteger(capacity) && capacity >= 0,
  );
  checkQuirks(options.quirks);
};

export const checkSimulatorOptions = (options: SimulatorOptions): void => {
  checkSimulationOptions(options);
  check(
    'port',
    options.port,
    'a whole number from 0 to 65535',
    (port) => Number.isInteger(port) && port >= 0 && port < 65_536,
  );
  check(
    'marketSpeed',
    options.marketSpeed,
    'a number above zero',
    (speed) => speed > 0 && Number.isFinite(speed),
  );
};

export const quirksOf = (quirks: SimulationOptions['quirks'], random: () => number): Quirks =>
  quirks === 'draw' ? drawQuirks(random) : { ...defaultQuirks, ...quirks };
