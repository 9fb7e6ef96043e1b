import type { SchedulerLike } from 'rxjs';
import type { Pair } from '../model/pair';
import { configError } from '../model/errors';
import { atLeast, having, maybe } from '../options/codecs';
import { optionsOf, resolveOptions } from '../options/options';
import { dictionary, type Fields } from '../parsing/combinators';
import { describe } from '../parsing/decode';
import { decoder, success } from '../parsing/decoder';
import { Flag, NonEmptyText, oneOf, same, Text } from '../parsing/primitives';
import type { Fault } from './faults/fault';
import type { FillModel } from './fills/model';
import { isFillModel } from './fills/models';
import { syntheticMarket } from './market/create-market';
import { instruments } from './market/instruments';
import type { MarketSource, PublishedOrders } from './market/market';
import type { MarketProfile } from './market/profiles';
import { defaultQuirks, drawQuirks, quirkRegistry, type Quirks } from './venue/quirks';
import type { VenueTiming } from './venue/index';
import type { AccountSpec } from './wire/accounts';
import type { Delay, Latency, WayLatency } from './wire/latency';
import type { PubNubCache } from './wire/pubnub-origin';
import type { StreamTiming } from './wire/session';

/** The options of the simulated venue, however clients reach it. Every option has a default. */
export interface SimulationOptions {
  /** The seed. The same seed and the same requests at the same times give the same venue. Default: 1. */
  readonly seed?: number | undefined;
  /** The accounts of the venue. Default: `demoAccount` alone. */
  readonly accounts?: readonly AccountSpec[] | undefined;
  /** The source of the market: `recordedMarket`, `liveMarket`, or one of your own. Default: simulated participants. */
  readonly market?: MarketSource | undefined;
  /**
   * The rule by which a market from outside fills resting orders: `touch()`, `through()` or `queue()`. Default:
   * `queue()`.
   */
  readonly fills?: FillModel | undefined;
  /**
   * The book that a market from outside publishes. `withOwn` adds the users' orders to it (the default in this
   * process); `recorded` publishes bit for bit what was recorded or received (the default over sockets). The
   * participants of the market react to neither.
   */
  readonly published?: PublishedOrders | undefined;
  /**
   * Delays in ms between users and the venue: of private requests, of their replies, and of private messages. Each is
   * one number, or a list of samples to draw from. In this process a single number delays everything, in each
   * direction. Default: none.
   */
  readonly latency?: Latency | undefined;
  /** Variants of undocumented behaviour. `draw` lets the seed choose them. Default: the first variant of each. */
  readonly quirks?: Partial<Quirks> | 'draw' | undefined;
  /**
   * The profile of each pair: its volatility, its turnover, and how closely it follows the market and its sector. `price`
   * is the price at the start. Without it the history of a pair is the same whenever the simulator is started.
   */
  readonly profiles?: Readonly<Record<Pair, Partial<MarketProfile>>> | undefined;
  /** The only pairs of the venue, for a small machine. Default: all that the market has. */
  readonly pairs?: readonly Pair[] | undefined;
  /** `false` lets only the accounts trade. Default: `true`. */
  readonly participants?: boolean | undefined;
  /** Lifetime of a token of the private stream, ms of market time. Default: 12 h. */
  readonly tokenLife?: number | undefined;
  /** The length of the private stream's memory of a channel. Default: 100 messages, 20 min. */
  readonly pubnubCache?: Partial<PubNubCache> | undefined;
  /** Durations of deposits, withdrawals and circuit breaks. */
  readonly venueTiming?: Partial<VenueTiming> | undefined;
  /** The heartbeat of the public stream. The defaults are the venue's. */
  readonly streamTiming?: Partial<StreamTiming> | undefined;
  /** Faults that are in force from the start. */
  readonly faults?: readonly Fault[] | undefined;
  /** The least number of entries that the venue's audit log keeps; 0 turns it off. Default: 100,000. */
  readonly journalCapacity?: number | undefined;
}

/** The options of a simulator that listens on a port. */
export interface SimulatorOptions extends SimulationOptions {
  /** The port to listen on. Default: 0, any free one. */
  readonly port?: number | undefined;
  /** The address to listen on; `0.0.0.0` in a container. Default: `127.0.0.1`. */
  readonly host?: string | undefined;
  /** The speed of the market as a multiple of real time. Default: 1. */
  readonly marketSpeed?: number | undefined;
  /**
   * `true`: the public stream plays a recording of its own as fast as its clients take it, for benchmarks of clients.
   * Default: `false`.
   */
  readonly fullSpeed?: boolean | undefined;
}

/** The options of a simulator in this process. */
export interface VirtualSimulatorOptions extends SimulationOptions {
  /**
   * The scheduler of everything: of the venue, its market, its heartbeats and its protocols. The clients must have the
   * same one.
   */
  readonly scheduler: SchedulerLike;
}

const marketIn = ({ market }: SimulationOptions): MarketSource => market ?? syntheticMarket(instruments);

const isListed = (options: SimulationOptions, pair: Pair): boolean =>
  marketIn(options).instruments.some((instrument) => instrument.pair === pair);

/** Returns the market of the options, limited to their pairs. */
export const marketOf = (options: SimulationOptions): MarketSource => {
  const source = marketIn(options);
  const { pairs } = options;
  if (pairs === undefined) return source;
  return { ...source, instruments: source.instruments.filter(({ pair }) => pairs.includes(pair)) };
};

const checkPairs = (options: SimulationOptions): void => {
  const { pairs } = options;
  if (pairs === undefined) return;
  if (pairs.length === 0) throw configError('pairs', 'one pair or more', 'none');
  const unknown = pairs.find((pair) => !isListed(options, pair));
  if (unknown !== undefined) throw configError('pairs', 'pairs that the venue lists', describe(unknown));
};

const checkProfiles = (options: SimulationOptions): void => {
  const unknown = Object.keys(options.profiles ?? {}).find((pair) => !isListed(options, pair));
  if (unknown !== undefined) throw configError(`profiles.${unknown}`, 'a pair that the venue lists', unknown);
};

const isNatural = (value: number): boolean => value >= 0;

const whole = (name: string, isRight: (value: number) => boolean = () => true) =>
  maybe(same(name, (input): input is number => Number.isSafeInteger(input) && isRight(input as number)));

const above = (name: string) =>
  maybe(same(name, (input): input is number => Number.isFinite(input) && (input as number) > 0));

const array = <A>() => maybe(same('an array', (input): input is readonly A[] => Array.isArray(input)));

const ms = maybe(atLeast(0));
const share = maybe(
  same(
    'a number from 0 to 1',
    (input): input is number => typeof input === 'number' && input >= 0 && input <= 1,
  ),
);

const Profile = optionsOf<Partial<MarketProfile>>({
  price: above('a number above zero'),
  volatility: maybe(atLeast(0)),
  turnover: maybe(atLeast(0)),
  sector: maybe(NonEmptyText),
  marketShare: share,
  sectorShare: share,
});

const ChosenQuirks = optionsOf<Partial<Quirks>>(
  Object.fromEntries(
    Object.entries(quirkRegistry).map(([name, { variants }]) => {
      const names = Object.keys(variants);
      return [name, maybe(oneOf(`one of ${names.join(', ')}`, names))];
    }),
  ) as unknown as Fields<Partial<Quirks>>,
);

const QuirkOptions = decoder<SimulationOptions['quirks']>("'draw', or variants by quirk", (input, context) =>
  input === undefined || input === 'draw' ? success(input) : ChosenQuirks.validate(input, context),
);

const DelayOption = maybe(
  same<Delay>(
    'a number of ms, or a list of such',
    (input): input is Delay =>
      [input].flat().every((one) => Number.isFinite(one) && (one as number) >= 0) &&
      [input].flat().length > 0,
  ),
);
const WayOptions = optionsOf<WayLatency>({ order: DelayOption, reply: DelayOption, news: DelayOption });
export const LatencyOption = decoder<Latency | undefined>('ms, or ms by way', (input, context) =>
  typeof input === 'object' && input !== null
    ? WayOptions.validate(input, context)
    : maybe(atLeast(0)).validate(input, context),
);

/** Accounts and faults are checked inside when they are opened and installed. */
const simulation: Fields<SimulationOptions> = {
  seed: whole('a whole number'),
  accounts: array<AccountSpec>(),
  latency: LatencyOption,
  fills: maybe(same('touch(), through() or queue()', isFillModel)),
  published: maybe(oneOf('withOwn or recorded', ['withOwn', 'recorded'])),
  market: maybe(having<MarketSource>('a market', ['instruments', 'create'])),
  quirks: QuirkOptions,
  profiles: maybe(dictionary('profiles by pair', Profile)),
  pairs: array<Pair>(),
  participants: maybe(Flag),
  tokenLife: above('a number of ms above zero'),
  pubnubCache: maybe(
    optionsOf<Partial<PubNubCache>>({ messages: whole('a whole number, zero or more', isNatural), ms }),
  ),
  venueTiming: maybe(
    optionsOf<Partial<VenueTiming>>({
      depositConfirm: ms,
      depositCredit: ms,
      withdrawalConfirm: ms,
      withdrawalExamine: ms,
      withdrawalSend: ms,
      circuitBreak: ms,
      circuitBreakReference: ms,
    }),
  ),
  streamTiming: maybe(
    optionsOf<Partial<StreamTiming>>({
      pingInterval: ms,
      pingTimeout: ms,
      connectTimeout: ms,
      connectDelay: ms,
    }),
  ),
  faults: array<Fault>(),
  journalCapacity: whole('a whole number, zero or more', isNatural),
};

const listening = optionsOf<SimulatorOptions>({
  ...simulation,
  port: whole('a whole number from 0 to 65535', (port) => port >= 0 && port < 65_536),
  host: maybe(Text),
  marketSpeed: above('a number above zero'),
  fullSpeed: maybe(Flag),
});

const virtual = optionsOf<VirtualSimulatorOptions>({
  ...simulation,
  scheduler: having<SchedulerLike>('a scheduler of RxJS', ['now', 'schedule']),
});

const checked = <A extends SimulationOptions>(options: A): A => {
  checkPairs(options);
  checkProfiles(options);
  return options;
};

/**
 * Returns the options; throws a `ConfigError` that names the first wrong one. `stray` holds further arguments, which
 * are wrong too.
 */
export const readSimulatorOptions = (
  options: SimulatorOptions,
  stray: readonly unknown[],
): SimulatorOptions => {
  const read = resolveOptions(listening, options, stray);
  return checked(read);
};

export const readVirtualOptions = (
  options: VirtualSimulatorOptions,
  stray: readonly unknown[],
): VirtualSimulatorOptions => {
  const read = resolveOptions(virtual, options, stray);
  return checked(read);
};

export const quirksOf = (quirks: SimulationOptions['quirks'], random: () => number): Quirks =>
  quirks === 'draw' ? drawQuirks(random) : { ...defaultQuirks, ...quirks };
