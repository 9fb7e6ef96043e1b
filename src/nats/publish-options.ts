import type { Transport } from '../connectivity/transport';
import type { Pair } from '../model/pair';
import { atLeast, having, maybe, withDefault } from '../options/codecs';
import { optionsOf } from '../options/options';
import { baseUrl } from '../options/urls';
import { list, mapped } from '../parsing/combinators';
import { Flag, NonEmptyText } from '../parsing/primitives';
import { natsFields, type NatsOptions, type ResolvedNats, type Unresolved, withClock } from './options';

export interface PublishFramesOptions extends NatsOptions {
  /** The source of the frames, and of REST: `streamTransport(…)`, a recording, a simulator. */
  readonly transport: Transport;
  readonly pairs: readonly Pair[];
  /**
   * A second connection to the same venue. The gateway mixes its frames with those of `transport`: it publishes each frame once,
   * from the connection that has it first, and loses nothing if it loses one connection. Nobody knows if two connections of the
   * venue get equal frames; if they do not, the gateway publishes the frames of both. Default: none.
   */
  readonly mixWith?: Transport | undefined;
  /** The time for which the server keeps frames, ms. Default: an hour. */
  readonly keep?: number | undefined;
  /** The silence of the publishing gateway after which one that stands by takes over, ms. Default: 2,000. */
  readonly term?: number | undefined;
  /** The time without a frame after which a gateway yields to one that has some, ms. Default: 2,000. */
  readonly quietAfter?: number | undefined;
  /**
   * `true` waits for a server that is not there yet, and for a lease that is taken. Otherwise each is an error.
   * Default: `false`.
   */
  readonly wait?: boolean | undefined;
  /** The venue's public REST, for the requests of callers. Default: the live venue's. */
  readonly publicUrl?: string | undefined;
  readonly apiUrl?: string | undefined;
}

interface Own {
  readonly transport: Transport;
  readonly mixWith: Transport | undefined;
  readonly pairs: readonly Pair[];
  readonly keep: number;
  readonly term: number;
  readonly quietAfter: number;
  readonly wait: boolean;
  readonly publicUrl: string;
  readonly apiUrl: string;
}

export type ResolvedPublishing = ResolvedNats & Own;

export const PublishOptions = mapped(
  optionsOf<Unresolved & Own>({
    ...natsFields,
    transport: having<Transport>('a transport', ['link$', 'sendRequest']),
    mixWith: maybe(having<Transport>('a transport', ['link$'])),
    pairs: list('pairs', NonEmptyText),
    keep: withDefault(atLeast(1_000), 3_600_000),
    term: withDefault(atLeast(100), 2_000),
    quietAfter: withDefault(atLeast(100), 2_000),
    wait: withDefault(Flag, false),
    publicUrl: withDefault(baseUrl('http'), 'https://public.bitbank.cc'),
    apiUrl: withDefault(baseUrl('http'), 'https://api.bitbank.cc/v1'),
  }),
  withClock,
);
