import type * as t from 'io-ts';
import type { SchedulerLike } from 'rxjs';
import { clockOf, type Clock } from '../operators/clock';
import { atLeast, func, having, hidden, maybe, withDefault } from '../options/codecs';
import { isLoopback } from '../options/urls';
import { isObject, list, mapped, type Fields } from '../parsing/combinators';
import { decoder, failure, success } from '../parsing/decoder';
import { Flag, NonEmptyText, same } from '../parsing/primitives';

/** The address of NATS, and the user's names there. */
export interface NatsOptions {
  /**
   * The servers: `nats://host:4222` or `tls://host:4222`; in a page `wss://host`, or `ws://` to this machine. Several
   * are one cluster. Default: `nats://127.0.0.1:4222`.
   */
  readonly servers?: string | readonly string[] | undefined;
  readonly user?: string | undefined;
  readonly password?: string | undefined;
  readonly token?: string | undefined;
  /** The first word of every subject and name. Letters, digits, `_` and `-`. Default: `bitbank`. */
  readonly prefix?: string | undefined;
  /**
   * The first word of the subjects on which this user gets answers. The server's rights may require one of its own.
   * Default: `_INBOX`.
   */
  readonly inboxPrefix?: string | undefined;
  /** `true` allows `nats:` and `ws:` beyond this machine. Default: `false`. */
  readonly allowInsecure?: boolean | undefined;
  /** Time-out of connecting, ms. Default: 5,000. */
  readonly connectTimeout?: number | undefined;
  readonly scheduler?: SchedulerLike | undefined;
  /** Returns a number in [0, 1). */
  readonly random?: (() => number) | undefined;
}

export interface ResolvedNats {
  readonly servers: readonly string[];
  readonly user: string | undefined;
  readonly password: string | undefined;
  readonly token: string | undefined;
  readonly prefix: string;
  readonly inboxPrefix: string;
  readonly connectTimeout: number;
  readonly clock: Clock;
  readonly random: () => number;
}

const schemes = ['nats:', 'tls:', 'ws:', 'wss:'];

/**
 * Replaces the scheme, because `URL` finds no host in a url of a scheme that it does not know, and the host shows
 * whether it is this machine.
 */
export const asHttp = (url: string): URL => new URL(url.replace(/^\w+:/, 'http:'));

const NatsUrl: t.Decoder<unknown, string> = decoder(
  'a url of NATS without a password, tls: or wss: (nats: or ws:, to this machine or with allowInsecure)',
  (input, context) => {
    const isUrl =
      typeof input === 'string' && URL.canParse(input) && schemes.includes(new URL(input).protocol);
    if (!isUrl) return failure(input, context, 'something else');
    const url = asHttp(input);
    const options = context.find(({ actual }) => isObject(actual) && !Array.isArray(actual))?.actual;
    const { allowInsecure } = Object(options) as { readonly allowInsecure?: unknown };
    const isSafe = /^(?:tls|wss):/.test(input) || isLoopback(url) || String(allowInsecure) === 'true';
    return isSafe && url.username + url.password === ''
      ? success(input)
      : failure(input, context, 'something else');
  },
);

const one = (codec: t.Decoder<unknown, string>): t.Decoder<unknown, readonly string[]> =>
  decoder(codec.name, (input, context) =>
    Array.isArray(input)
      ? list('servers', codec).validate(input, context)
      : mapped(codec, (url) => [url]).validate(input, context),
  );

export const Word = same(
  'letters, digits, _ and -',
  (input): input is string => typeof input === 'string' && /^[\w-]{1,40}$/.test(input),
);

/** The options before a scheduler became a clock. */
export type Unresolved = Omit<ResolvedNats, 'clock'> & {
  readonly allowInsecure: boolean;
  readonly scheduler: SchedulerLike | undefined;
};

/** The fields of the options of NATS. */
export const natsFields: Fields<Unresolved> = {
  servers: withDefault(one(NatsUrl), ['nats://127.0.0.1:4222']),
  user: maybe(NonEmptyText),
  password: maybe(hidden(NonEmptyText)),
  token: maybe(hidden(NonEmptyText)),
  prefix: withDefault(Word, 'bitbank'),
  inboxPrefix: withDefault(Word, '_INBOX'),
  allowInsecure: withDefault(Flag, false),
  connectTimeout: withDefault(atLeast(1), 5_000),
  scheduler: maybe(having<SchedulerLike>('a scheduler', ['now', 'schedule'])),
  random: withDefault(func<() => number>(), Math.random),
};

/** Replaces the scheduler of options by its clock. */
export const withClock = <A extends Unresolved>({
  scheduler,
  ...rest
}: A): Omit<A, 'scheduler'> & { readonly clock: Clock } => ({ ...rest, clock: clockOf(scheduler) });
