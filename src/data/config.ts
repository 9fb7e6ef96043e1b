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
  /** What delivers frames, instead of the live stream: a recording, a message bus, a marble diagram. */
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
  /** Another HTTP than the runtime's. */
  readonly sendRequest?: SendRequest;
}

type Defaults =
  | 'streamUrl'
  | 'publicUrl'
  | 'apiUrl'
  | 'linger'
  | 'connectTimeout'
  | 'maxFrameBytes'
  | 'requestTimeout'
  | 'statusInterval';

const checkNumber = (field: keyof DataClientConfig, value: number, least: number): number => {
  if (!Number.isFinite(value) || value < least) {
    throw configError(field, `a number of at least ${least}`, describe(value));
  }
  return value;
};

/** The configuration with its defaults; throws a `ConfigError` that names the first wrong field. */
export const resolveDataConfig = (
  config: DataClientConfig,
): DataClientConfig & Required<Pick<DataClientConfig, Defaults>> => {
  const insecure = config.allowInsecure ?? false;
  return {
    ...config,
    streamUrl: checkUrl('streamUrl', config.streamUrl ?? 'wss://stream.bitbank.cc', 'ws', insecure),
    publicUrl: checkUrl('publicUrl', config.publicUrl ?? 'https://public.bitbank.cc', 'http', insecure),
    apiUrl: checkUrl('apiUrl', config.apiUrl ?? 'https://api.bitbank.cc/v1', 'http', insecure),
    linger: checkNumber('linger', config.linger ?? 0, 0),
    connectTimeout: checkNumber('connectTimeout', config.connectTimeout ?? 10_000, 1),
    maxFrameBytes: checkNumber('maxFrameBytes', config.maxFrameBytes ?? 1_000_000, 1),
    requestTimeout: checkNumber('requestTimeout', config.requestTimeout ?? 10_000, 1),
    statusInterval: checkNumber('statusInterval', config.statusInterval ?? 60_000, 1_000),
  };
};
