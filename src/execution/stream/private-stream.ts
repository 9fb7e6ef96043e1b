import { createHash } from 'node:crypto';
import { isLeft } from 'fp-ts/lib/Either.js';
import {
  EMPTY,
  NEVER,
  type Observable,
  Subject,
  connect,
  defer,
  expand,
  filter,
  from,
  map,
  merge,
  mergeMap,
  of,
  repeat,
  share,
  switchMap,
  takeUntil,
  throwError,
  timeout,
  timer,
  type SchedulerLike,
} from 'rxjs';
import type { OpenPubnub, PubnubEvent } from '../../connectivity/pubnub';
import { decodeError, type ConfigError, type DecodeError } from '../../model/errors';
import type { OddRow } from '../../model/odd-row';
import type { PrivateEvent } from '../../model/private-event';
import { exactlyOnce } from '../../operators/exactly-once';
import { retryBackoff, type Retry } from '../../operators/retry-backoff';
import { describe } from '../../parsing/decode';
import { decodePrivateMessage } from '../../parsing/private/message';
import type { SubscribeInfo } from '../../parsing/private/subscribe';

/** An event of the private stream, in the order in which it came. */
export type PrivateStreamEvent =
  /** Messages come from here on. `resumedFrom` is the timetoken after which the stream continues; `null` for a fresh start. */
  | { readonly type: 'connected'; readonly resumedFrom: string | null }
  | { readonly type: 'message'; readonly event: PrivateEvent }
  /** A row or a field of the next message can't be read. `source` is the method of the message. */
  | { readonly type: 'odd'; readonly source: string; readonly row: OddRow }
  /** A message can't be read. `timetoken` is empty if it is the timetoken that can't be read. */
  | { readonly type: 'undecodable'; readonly timetoken: string; readonly error: DecodeError }
  /** The stream is lost until the next `connected`. It is tried again after `retryIn` ms. */
  | { readonly type: 'lost'; readonly cause: string; readonly attempt: number; readonly retryIn: number };

export interface PrivateStreamConfig {
  /** Requests channel and token from the venue. */
  readonly info$: () => Observable<SubscribeInfo>;
  readonly open: OpenPubnub;
  readonly scheduler: SchedulerLike;
  /** Emits when the link may have died silently. It is then opened again from its last place. */
  readonly leaps$?: Observable<unknown>;
  /** Returns a number in [0, 1). */
  readonly random: () => number;
  /** The age in ms at which a token is replaced; default 11.5 h of the venue's 12. */
  readonly renewAfter?: number;
  /** The longest silence in ms before the link is opened again from its last place; default 60 s. */
  readonly silence?: number;
  /** The longest time in ms to make a link; default 15 s. */
  readonly connectTimeout?: number;
}

interface Lost {
  readonly cause: string;
}

/** After this many ms a link counts as working, and earlier failures are forgotten. A quiet account may have no message by then. */
const steadyAfter = 10_000;

const causeOfLoss = (error: unknown): string => {
  if (typeof error === 'object' && error !== null) {
    if ('cause' in error && typeof error.cause === 'string') return error.cause;
    if ('message' in error && typeof error.message === 'string') return error.message;
  }
  return 'unknown';
};

/** True for an error that no retry can remove: the SDK is not installed. */
const isFatal = (error: unknown): boolean => (error as Partial<ConfigError>)._tag === 'ConfigError';

const later = (a: string | null, b: string): string => (a === null || BigInt(b) > BigInt(a) ? b : a);

const isTimetoken = (timetoken: unknown): boolean =>
  typeof timetoken === 'string' && /^\d{1,20}$/.test(timetoken);

/** A short digest that distinguishes messages with the same timetoken. A message that is too deep for JSON has none. */
const digestOf = (message: unknown): string => {
  try {
    return createHash('sha256').update(JSON.stringify(message)).digest('base64');
  } catch {
    return '';
  }
};

type LinkEvent = PubnubEvent | { readonly type: 'steady' };

/**
 * Creates the private stream as a cold, shared Observable. It connects with the first subscriber and leaves with the last.
 *
 * The token is replaced in time, and immediately when it is refused. When a link is opened again, for a new token, after a
 * failure or after a silence, it continues from the last timetoken. It never ends by itself. Its only error is a
 * `ConfigError`: the PubNub SDK is not installed.
 *
 * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/private-stream.md
 */
export const createPrivateStream = ({
  info$,
  open,
  scheduler,
  leaps$ = NEVER,
  random,
  renewAfter = 11.5 * 60 * 60 * 1_000,
  silence = 60_000,
  connectTimeout = 15_000,
}: PrivateStreamConfig): Observable<PrivateStreamEvent> =>
  defer(() => {
    let cursor: string | null = null;
    let linked = false;
    const losses = new Subject<PrivateStreamEvent>();

    /**
     * Emits the first token or an error, and then a new token each time that the last one gets old, however many tries that
     * takes.
     */
    const infos$ = defer(info$).pipe(
      expand(() =>
        timer(renewAfter, scheduler).pipe(
          mergeMap(() => defer(info$).pipe(retryBackoff({ random, scheduler }))),
        ),
      ),
    );

    const failed = (cause: string): Observable<never> => throwError((): Lost => ({ cause }));

    /** One link with one token. It is opened again after a silence or a leap of the clock, because a lost server or a stuck SDK is only silent. */
    const link = (info: SubscribeInfo): Observable<LinkEvent> =>
      defer(() => open({ ...info, since: cursor })).pipe(
        mergeMap((event): Observable<LinkEvent> => {
          if (event.type === 'denied') return failed('the token was refused');
          if (event.type === 'lost') return failed(event.cause);
          return of(event);
        }),
        timeout({
          first: connectTimeout,
          each: silence,
          with: ({ seen }) => (seen === 0 ? failed(`no link within ${connectTimeout} ms`) : EMPTY),
          scheduler,
        }),
        takeUntil(leaps$),
        repeat(),
      );

    /** The events of a link, with one more once it counts as working. */
    const withSteady = (link$: Observable<LinkEvent>): Observable<LinkEvent> =>
      link$.pipe(
        connect((events$) =>
          merge(
            events$,
            events$.pipe(
              filter(({ type }) => type === 'connected'),
              switchMap(() => timer(steadyAfter, scheduler)),
              map((): LinkEvent => ({ type: 'steady' })),
            ),
          ),
        ),
      );

    const toEvents = (event: LinkEvent): Observable<PrivateStreamEvent> => {
      if (event.type === 'message') {
        if (!isTimetoken(event.timetoken)) {
          const error = decodeError('timetoken', 'up to 20 digits', describe(event.timetoken));
          return of({ type: 'undecodable', timetoken: '', error });
        }
        cursor = later(cursor, event.timetoken);
        const rows: OddRow[] = [];
        const decoded = decodePrivateMessage(event.message, event.timetoken, (row) => rows.push(row));
        if (isLeft(decoded))
          return of({ type: 'undecodable', timetoken: event.timetoken, error: decoded.left });
        const source = decoded.right.type;
        return from<PrivateStreamEvent[]>([
          ...rows.map((row) => ({ type: 'odd', source, row }) as const),
          { type: 'message', event: decoded.right },
        ]);
      }
      if (event.type !== 'connected') return EMPTY;
      const resumedFrom = cursor;
      if (isTimetoken(event.timetoken)) cursor ??= event.timetoken;
      if (linked) return EMPTY;
      linked = true;
      return of({ type: 'connected', resumedFrom });
    };

    const onRetry = ({ error, attempt, delay }: Retry): void => {
      linked = false;
      losses.next({ type: 'lost', cause: causeOfLoss(error), attempt, retryIn: delay });
    };

    const events$ = infos$.pipe(
      switchMap((info) => withSteady(link(info))),
      retryBackoff({
        shouldRetry: (error) => !isFatal(error),
        resetOn: ({ type }) => type === 'steady',
        steadyAfter: 0,
        onRetry,
        random,
        scheduler,
      }),
      filter((event) => event.type !== 'steady'),
      exactlyOnce({
        key: (event) => (event.type === 'message' ? `${event.timetoken} ${digestOf(event.message)}` : event),
        remember: 1_000,
      }),
      mergeMap(toEvents),
    );
    return merge(losses, events$);
  }).pipe(share());
