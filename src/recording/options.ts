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

/** The options of a recorder. All are optional: without any, it records all pairs of the live venue. */
export interface RecordOptions extends Retention {
  /** The pairs to record. Default: `all`, including those that are listed meanwhile. */
  readonly pairs?: 'all' | readonly Pair[] | undefined;
  /** `true` also records the candles of today and yesterday, at the start and each hour. Default: `false`. */
  readonly history?: boolean | undefined;
  /** The recorder ends with an error if fewer bytes of the disk are free. Default: 1 GB. */
  readonly minFree?: number | undefined;
  /** Address of the public stream. Default: `wss://stream.bitbank.cc`. */
  readonly streamUrl?: string | undefined;
  /** Address of public REST. Default: `https://public.bitbank.cc`. */
  readonly publicUrl?: string | undefined;
  /** Address of the REST of instruments and status. Default: `https://api.bitbank.cc/v1`. */
  readonly apiUrl?: string | undefined;
  /** Not used. It is here so that you can pass the urls of a simulator as they are. */
  readonly pubnubOrigin?: string | undefined;
  /** A transport that delivers the frames instead of the live stream, and the REST instead of the live one. */
  readonly transport?: Transport | undefined;
  /** `true` allows `ws:` and `http:` beyond loopback. */
  readonly allowInsecure?: boolean | undefined;
  /** The source of time. */
  readonly scheduler?: SchedulerLike | undefined;
  /** Returns a number in [0, 1), for the waits between retries. */
  readonly random?: (() => number) | undefined;
  /** A WebSocket other than that of Node. */
  readonly openSocket?: OpenSocket | undefined;
  /** An HTTP client other than that of Node. */
  readonly sendRequest?: SendRequest | undefined;
  /** Not used. It is here so that you can pass the ports of a simulator as they are. */
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
