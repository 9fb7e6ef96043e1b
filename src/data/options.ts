import type { SchedulerLike } from 'rxjs';
import type { OpenSocket, SendRequest } from '../connectivity/ports';
import type { Transport } from '../connectivity/transport';
import { atLeast, func, having, ignored, maybe, withDefault } from '../options/codecs';
import { optionsOf, resolveOptions } from '../options/options';
import { baseUrl } from '../options/urls';
import type { Fields } from '../parsing/combinators';
import { Flag } from '../parsing/primitives';

// ----------------------------------------------------------------------------------------- options of users

/** The ports of a data client, for tests and simulators. They replace those of the runtime. */
export interface DataPorts {
  /** The source of time. */
  readonly scheduler?: SchedulerLike | undefined;
  /** Returns a number in [0, 1), for the waits between retries. */
  readonly random?: (() => number) | undefined;
  /** A WebSocket in place of the runtime's. */
  readonly openSocket?: OpenSocket | undefined;
  /** HTTP in place of the runtime's or the transport's. A transport without REST stays without it. */
  readonly sendRequest?: SendRequest | undefined;
  /** Not used; it is here so that the ports of a simulator can be passed as they are. */
  readonly openPubnub?: unknown;
}

/** The options of a data client. All are optional; the default is the live venue. */
export interface DataClientOptions extends DataPorts {
  /** The url of the public stream; by default `wss://stream.bitbank.cc`. */
  readonly streamUrl?: string | undefined;
  /** The url of public REST; by default `https://public.bitbank.cc`. */
  readonly publicUrl?: string | undefined;
  /** The url of the REST of instruments and status; by default `https://api.bitbank.cc/v1`. */
  readonly apiUrl?: string | undefined;
  /** Not used; it is here so that the urls of a simulator can be passed as they are. */
  readonly pubnubOrigin?: string | undefined;
  /**
   * Delivers frames instead of the live stream: a recording, a message bus, a marble diagram. Its own REST is used instead of
   * the live one; if it has none, no REST is used.
   */
  readonly transport?: Transport | undefined;
  /** The time in ms for which a feed is kept after its last subscriber has left; by default one tick of the scheduler. */
  readonly linger?: number | undefined;
  /** The longest time in ms to make a link; by default 10,000. */
  readonly connectTimeout?: number | undefined;
  /** The most bytes of a frame. A larger frame ends the link; by default 1,000,000. */
  readonly maxFrameBytes?: number | undefined;
  /** The longest time in ms to the last byte of a REST reply; by default 10,000. */
  readonly readTimeout?: number | undefined;
  /** The time in ms between two reads of the venue's state by `tradable$`; by default 60,000. */
  readonly statusInterval?: number | undefined;
  /** Allows `ws:` and `http:` beyond loopback. */
  readonly allowInsecure?: boolean | undefined;
}

/** The options that concern the way to the venue. */
export type StreamTransportOptions = Pick<
  DataClientOptions,
  | 'streamUrl'
  | 'publicUrl'
  | 'apiUrl'
  | 'pubnubOrigin'
  | keyof DataPorts
  | 'connectTimeout'
  | 'maxFrameBytes'
  | 'allowInsecure'
>;

/** The options that concern the public stream. */
export type StreamClientOptions = Omit<DataClientOptions, 'readTimeout' | 'statusInterval'>;

// ---------------------------------------------------------------------------------------- resolved options

/** Options with their defaults. */
type With<Options, Defaults extends keyof Options> = Options & {
  readonly [K in Defaults]-?: NonNullable<Options[K]>;
};

type LinkDefaults = 'streamUrl' | 'connectTimeout' | 'maxFrameBytes' | 'allowInsecure';
type RestDefaults = 'publicUrl' | 'apiUrl' | 'readTimeout' | 'statusInterval';

export type StreamTransportConfig = With<StreamTransportOptions, LinkDefaults>;
export type StreamConfig = With<StreamClientOptions, LinkDefaults | 'linger'>;
export type DataConfig = With<DataClientOptions, LinkDefaults | 'linger' | RestDefaults>;

// -------------------------------------------------------------------------------------------------- reading

/** The codecs are made where they are used, so that a page contains only those of its own client. */
const link = (): Fields<StreamTransportConfig> => {
  const port = maybe(func<never>());
  return {
    streamUrl: withDefault(baseUrl('ws'), 'wss://stream.bitbank.cc'),
    publicUrl: ignored,
    apiUrl: ignored,
    pubnubOrigin: ignored,
    connectTimeout: withDefault(atLeast(1), 10_000),
    maxFrameBytes: withDefault(atLeast(1), 1_000_000),
    allowInsecure: withDefault(Flag, false),
    scheduler: maybe(having<SchedulerLike>('a scheduler of RxJS', ['now', 'schedule'])),
    random: port,
    openSocket: port,
    sendRequest: port,
    openPubnub: ignored,
  };
};

const stream = (): Fields<StreamConfig> => ({
  ...link(),
  transport: maybe(having<Transport>('a transport', ['link$', 'sendRequest'])),
  linger: withDefault(atLeast(0), 0),
});

const data = (): Fields<DataConfig> => ({
  ...stream(),
  publicUrl: withDefault(baseUrl('http'), 'https://public.bitbank.cc'),
  apiUrl: withDefault(baseUrl('http'), 'https://api.bitbank.cc/v1'),
  readTimeout: withDefault(atLeast(1), 10_000),
  statusInterval: withDefault(atLeast(1_000), 60_000),
});

/** Checks options and fills in the defaults; throws a `ConfigError`. `stray` holds arguments after the options. */
type Read<Options, Config> = (options: Options, stray: readonly unknown[]) => Config;

export const readTransportOptions: Read<StreamTransportOptions, StreamTransportConfig> = (options, stray) =>
  resolveOptions(optionsOf(link()), options, stray);

export const readStreamOptions: Read<StreamClientOptions, StreamConfig> = (options, stray) =>
  resolveOptions(optionsOf(stream()), options, stray);

export const readDataOptions: Read<DataClientOptions, DataConfig> = (options, stray) =>
  resolveOptions(optionsOf(data()), options, stray);
