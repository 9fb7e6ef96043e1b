import type { SchedulerLike } from 'rxjs';
import type { OpenSocket, SendRequest } from '../connectivity/ports';
import type { Transport } from '../connectivity/transport';
import type { Pair } from '../model/pair';
import { atLeast, func, having, ignored, maybe, withDefault } from '../options/codecs';
import { optionsOf, resolveOptions } from '../options/options';
import { PairName } from '../options/pair-name';
import { baseUrl } from '../options/urls';
import { list, firstOf } from '../parsing/combinators';
import { Flag, only } from '../parsing/primitives';
import type { Retention } from './retention';

/** The options of a recorder. Everything is optional: without, it records all pairs of the live venue. */
export interface RecordOptions extends Retention {
  /** By default `all`, those that are listed meanwhile included. */
  readonly pairs?: 'all' | readonly Pair[] | undefined;
  /** Also the candles of today and yesterday, at the start and each hour; by default not. */
  readonly history?: boolean | undefined;
  /** It ends with an error when less of the disk is left, bytes; by default 1 GB. */
  readonly minFree?: number | undefined;
  /** The public stream: by default `wss://stream.bitbank.cc`. */
  readonly streamUrl?: string | undefined;
  /** Public REST: by default `https://public.bitbank.cc`. */
  readonly publicUrl?: string | undefined;
  /** The REST of instruments and status: by default `https://api.bitbank.cc/v1`. */
  readonly apiUrl?: string | undefined;
  /** Not used; it is here so that the urls of a simulator can be passed as they are. */
  readonly pubnubOrigin?: string | undefined;
  /** Brings the frames instead of the live stream, and the REST instead of the live one. */
  readonly transport?: Transport | undefined;
  /** Allows `ws:` and `http:` beyond loopback. */
  readonly allowInsecure?: boolean | undefined;
  /** Time itself. */
  readonly scheduler?: SchedulerLike | undefined;
  /** Gives a number in [0, 1), for the waits between retries. */
  readonly random?: (() => number) | undefined;
  /** Another WebSocket than that of Node. */
  readonly openSocket?: OpenSocket | undefined;
  /** Another HTTP than that of Node. */
  readonly sendRequest?: SendRequest | undefined;
  /** Not used; it is here so that the ports of a simulator can be passed as they are. */
  readonly openPubnub?: unknown;
}

type Defaults =
  'pairs' | 'history' | 'minFree' | 'streamUrl' | 'publicUrl' | 'apiUrl' | 'allowInsecure' | 'random';

export type RecordConfig = RecordOptions & {
  readonly [K in Defaults]-?: NonNullable<RecordOptions[K]>;
};

/** Checks options and fills in the defaults; throws a `ConfigError`. */
export const readRecordOptions = (options: RecordOptions, stray: readonly unknown[]): RecordConfig =>
  resolveOptions(
    optionsOf<RecordConfig>({
      pairs: withDefault(
        firstOf<'all' | readonly Pair[]>('all, or a list of pairs', [
          only('all'),
          list('a list of pairs', PairName),
        ]),
        'all',
      ),
      history: withDefault(Flag, false),
      minFree: withDefault(atLeast(0), 1_000_000_000),
      keep: maybe(atLeast(3_600_000)),
      maxBytes: maybe(atLeast(1)),
      streamUrl: withDefault(baseUrl('ws'), 'wss://stream.bitbank.cc'),
      publicUrl: withDefault(baseUrl('http'), 'https://public.bitbank.cc'),
      apiUrl: withDefault(baseUrl('http'), 'https://api.bitbank.cc/v1'),
      pubnubOrigin: ignored,
      transport: maybe(having<Transport>('a transport', ['link$', 'sendRequest'])),
      allowInsecure: withDefault(Flag, false),
      scheduler: maybe(having<SchedulerLike>('a scheduler of RxJS', ['now', 'schedule'])),
      random: withDefault(func<() => number>(), Math.random),
      openSocket: maybe(func<OpenSocket>()),
      sendRequest: maybe(func<SendRequest>()),
      openPubnub: ignored,
    }),
    options,
    stray,
  );
