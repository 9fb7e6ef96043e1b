import type { SchedulerLike } from 'rxjs';
import { checkUrl } from '../connectivity/check-url';
import type { OpenSocket, SendRequest } from '../connectivity/ports';
import type { Transport } from '../connectivity/transport';
import { configError } from '../model/errors';
import { describe } from '../parsing/decode';

/** Everything is optional: without, it is the live venue. */
export interface DataClientConfig {
  /** The public stream: by default `wss://stream.bitbank.cc`. */
  readonly streamUrl?: string;
  /** Public REST: by default `https://public.bitbank.cc`. */
  readonly publicUrl?: string;
  /** The REST of instruments and status: by default `https://api.bitbank.cc/v1`. */
  readonly apiUrl?: string;
  /**
   * Delivers frames instead of the live stream: a recording, a message bus, a marble diagram. The REST that it brings is
   * asked instead of the live one; where it brings none, none is asked.
   */
  readonly transport?: Transport;
  /** How long a feed is kept after its last subscriber has gone, ms; by default a tick of the scheduler. */
  readonly linger?: number;
  /** How long a link may take to be made, ms; by default 10,000. */
  readonly connectTimeout?: number;
  /** A larger frame ends the link; by default 1,000,000. */
  readonly maxFrameBytes?: number;
  /** How long a REST reply may take, ms; by default 10,000. */
  readonly requestTimeout?: number;
  /** How often `tradable$` asks for the state of the venue, ms; by default 60,000. */
  readonly statusInterval?: number;
  /** Allows `ws:` and `http:` beyond loopback. */
  readonly allowInsecure?: boolean;
  /** Time itself: another one for tests. */
  readonly scheduler?: SchedulerLike;
  /** Gives a number in [0, 1), for the waits between retries. */
  readonly random?: () => number;
  /** Another WebSocket than the runtime's. */
  readonly openSocket?: OpenSocket;
  /** Another HTTP than the runtime's, or than the transport's. A transport without REST stays without. */
  readonly sendRequest?: SendRequest;
}

/** What an option is by default, and the least that it may be. */
const numbers = {
  linger: [0, 0],
  connectTimeout: [10_000, 1],
  maxFrameBytes: [1_000_000, 1],
  requestTimeout: [10_000, 1],
  statusInterval: [60_000, 1_000],
} as const;

const urls = {
  streamUrl: ['wss://stream.bitbank.cc', 'ws'],
  publicUrl: ['https://public.bitbank.cc', 'http'],
  apiUrl: ['https://api.bitbank.cc/v1', 'http'],
} as const;

type Defaults = keyof typeof numbers | keyof typeof urls;
/** With its defaults. */
export type DataConfig = DataClientConfig & Required<Pick<DataClientConfig, Defaults>>;

const entriesOf = <K extends string, V>(table: Readonly<Record<K, V>>): [K, V][] =>
  Object.entries(table) as [K, V][];

/** The configuration with its defaults; throws a `ConfigError` that names the first wrong field. */
export const resolveDataConfig = (config: DataClientConfig): DataConfig => {
  const resolved: Record<string, unknown> = { ...config };
  for (const [field, [usual, scheme]] of entriesOf(urls)) {
    resolved[field] = checkUrl(field, config[field] ?? usual, scheme, config.allowInsecure ?? false);
  }
  for (const [field, [usual, least]] of entriesOf(numbers)) {
    const value = config[field] ?? usual;
    if (!Number.isFinite(value) || value < least) {
      throw configError(field, `a number of at least ${least}`, describe(value));
    }
    resolved[field] = value;
  }
  return resolved as unknown as DataConfig;
};
