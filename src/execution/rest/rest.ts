import { defer, identity, Observable, throwError } from 'rxjs';
import { closedError, type CallError, venueError } from '../../model/errors';
import { venueCode } from '../../model/venue-codes';
import { stampOf } from '../../operators/clock';
import { retryBackoff } from '../../operators/retry-backoff';
import { untilEnd } from '../../operators/until-end';
import {
  createCaller,
  isRateLimit,
  type Answered,
  type Caller,
  type CallerConfig,
  type CallerDependencies,
  type Leaving,
} from './call';
import { nameOf, type Endpoint, type Paged } from './endpoint';
import { allRows, type Span } from './paging';
import { pages, reads } from './reads';
import type { LanePause } from './rate-budget';
import type { Stamp } from './signing';
import type { WriteEvent } from './write-event';
import { writes } from './writes';

type Reads = typeof reads;
type Pages = typeof pages;
type Writes = typeof writes;

/** The arguments of an endpoint: its request, if it has one. A request with only optional fields may be left out. */
export type Ask<Q, A> = [Q] extends [undefined]
  ? () => Observable<A>
  : object extends Q
    ? (request?: Q) => Observable<A>
    : (request: Q) => Observable<A>;

/**
 * One-shots of the private REST API: one call per subscription, sent again after transient failures. They fail with a
 * `CallError`.
 *
 * @interface
 */
export type PrivateReads = {
  readonly [K in keyof Reads]: Reads[K] extends Endpoint<infer Q, infer A> ? Ask<Q, A> : never;
};

/**
 * One-shots that page to the end, each row once. They fail like every read, and with a `PagingError` if more rows share
 * a millisecond than a page holds.
 *
 * @interface
 */
export type PrivatePages = {
  readonly [K in keyof Pages]: Pages[K] extends Paged<infer Q, infer A> ? Ask<Q, A> : never;
};

/** The reads of the private REST API. */
export interface PrivateRest extends PrivateReads {
  /** One-shots that page to the end, each row once. */
  readonly all: PrivatePages;
}

/**
 * The writes of the private REST API. Cold: every subscription sends, and so each belongs to a command, which runs once.
 * Unsubscribing removes a waiting call, and does not stop a call that has left. Writes never error: see `WriteEvent`.
 */
export type PrivateWrites = {
  readonly [K in keyof Writes]: Writes[K] extends Endpoint<infer Q, infer A>
    ? (request: Q, leaving?: Leaving) => Observable<WriteEvent<A>>
    : never;
};

/** The whole private REST API. */
export interface PrivateApi extends PrivateWrites {
  readonly rest: PrivateRest;
  /** Feed: emits every signed call when its reply comes. Hot. */
  readonly answered$: Observable<Answered>;
  /** Feed: emits the unreadable parts of replies that were accepted nevertheless. Hot. */
  readonly odd$: Caller['odd$'];
  /** Feed: emits pauses after too many calls, of this client or of another one with its key. Hot. */
  readonly pauses$: Observable<LanePause>;
}

export interface RestConfig extends CallerConfig {
  /** The time after the request time during which the venue accepts a read, ms. */
  readonly readTimeWindow: number;
  readonly writeTimeWindow: number;
  /** The time-out of a read, ms. */
  readonly readTimeout: number;
  readonly writeTimeout: number;
  /** The number of times that a read is sent again after a transient failure. */
  readonly readRetries: number;
}

export interface RestDependencies extends CallerDependencies {
  readonly config: RestConfig;
  /** Returns a number in [0, 1). */
  readonly random: () => number;
}

const passing: readonly string[] = ['rate-limit', 'busy', 'clock', 'system'];

/** True if a read that failed like this may succeed in a moment. */
const isTransient = (error: unknown): boolean => {
  const known = error as CallError;
  switch (known._tag) {
    case 'VenueError':
      return passing.includes(known.class);
    case 'HttpError':
      return known.reason !== 'too-large';
    case 'DecodeError':
      return true;
    case 'ClosedError':
    case 'NoRestError':
    case 'RequestError':
    case 'PagingError':
    case 'JournalError':
      return false;
  }
};

/** True for the two refusals which prove that a write had no effect, and which are not about its content. */
const isRefusedTime = (error: unknown): boolean => {
  const known = error as CallError;
  return (
    known._tag === 'VenueError' &&
    (known.code === venueCode.invalidTimeOfRequest || known.code === venueCode.outsideTimeWindow)
  );
};

/** The classes of refusals that stay true, whether or not the same bytes were admitted before. */
const lasting: readonly string[] = ['parameter', 'restricted', 'maintenance'];
/**
 * The exceptions, which the first copy may have caused: a deposit that no longer waits for its confirmation or is done, and
 * a daily limit that is used up.
 */
const passed: readonly (number | null)[] = [
  venueCode.depositNotFound,
  venueCode.depositAwaitsOriginator,
  venueCode.withdrawalTooLarge,
];

/**
 * Decides whether a refusal proves nothing. A gateway that delivers a call twice passes on the second answer. An expired
 * time, a used password or missing funds do not prove that nothing happened, because the first copy may have used them.
 */
const inDoubt = (error: CallError, authentication: Stamp['type']): CallError => {
  if (error._tag !== 'VenueError' || error.effect !== 'none') return error;
  const isLasting =
    (lasting.includes(error.class) && !passed.includes(error.code)) ||
    // A nonce is accepted only once, but a key and a signature stay valid.
    (error.class === 'credential' && authentication === 'time-window');
  if (isLasting) return error;
  const { endpoint, status, code } = error;
  const meaning = `${error.meaning} The same bytes may have been admitted before.`;
  return venueError(endpoint, status, code, {
    code: code ?? 0,
    class: error.class,
    effect: 'unknown',
    meaning,
  });
};

type Row = Endpoint<unknown, unknown>;

/** The number of times that a cancel is sent again, a second later, after a refusal because of too many calls. */
const rateLimitedCancels = 10;

/** The smallest cap of a page that the venue states, in rows. */
const smallestCap = 100;

/** Returns a source that fails at first, as it has done already. */
const begunWith = <T>(error: unknown, source: Observable<T>): Observable<T> => {
  let isFirst = true;
  return defer(() => {
    if (!isFirst) return source;
    isFirst = false;
    return throwError(() => error);
  });
};

/** Makes a member for each row of a table. */
const membersOf = <R>(table: Readonly<Record<string, R>>, member: (row: R) => unknown): object =>
  Object.fromEntries(Object.entries(table).map(([name, row]) => [name, member(row)]));

export const createRest = ({ random, ...dependencies }: RestDependencies): PrivateApi => {
  const { config, watched, closed$ } = dependencies;
  const { clock } = watched;
  const { call, beginCall, answered$, odd$ } = createCaller(dependencies);
  const untilClosed = untilEnd(closed$);
  let isClosed = false;
  closed$.subscribe(() => (isClosed = true));

  /** Makes the source only while the client is open, and ends it with the client. */
  const whileOpen = <A>(endpoint: Row, source: () => Observable<A>): Observable<A> =>
    defer(() => (isClosed ? throwError(() => closedError(nameOf(endpoint))) : untilClosed(source())));

  const readOptions = { timeWindow: config.readTimeWindow, timeout: config.readTimeout };
  const { writeTimeWindow: timeWindow, writeTimeout: timeout } = config;

  const read = (endpoint: Row, request: unknown): Observable<unknown> =>
    whileOpen(endpoint, () =>
      call(endpoint, request, readOptions).pipe(
        retryBackoff({
          initialDelay: 250,
          maxDelay: 4_000,
          maxAttempts: config.readRetries,
          shouldRetry: isTransient,
          random,
          scheduler: clock,
        }),
      ),
    );

  /** Decides what follows a failed write: it is sent again if the venue proves that it had no effect. */
  const again = (endpoint: Row, failed$: Observable<unknown>): Observable<unknown> =>
    failed$.pipe(
      retryBackoff({ maxAttempts: 2, shouldRetry: isRefusedTime, random, scheduler: clock }),
      endpoint.urgent
        ? retryBackoff({
            maxAttempts: rateLimitedCancels,
            maxDelay: 0, // the governor holds it back
            shouldRetry: isRateLimit,
            scheduler: clock,
          })
        : identity,
    );

  const write = (endpoint: Row, request: unknown, leaving: Leaving = {}): Observable<WriteEvent<unknown>> =>
    new Observable((caller) => {
      const end = (event: WriteEvent<unknown>): void => {
        caller.next(event);
        caller.complete();
      };
      const done = (value: unknown): void => end({ type: 'Done', value });
      const failed = (error: CallError): void => end({ type: 'Failed', error });
      const complete = (): void => caller.complete();
      if (isClosed) {
        failed(closedError(nameOf(endpoint)));
        return;
      }
      const onLeave = (stamp: Stamp | null): void => {
        if (stamp !== null) caller.next({ type: 'Sent', stamp, at: stampOf(clock) });
      };
      const { keep, leave, recalled } = leaving;
      const conditions = { keep, leave, recalled, obstructed: failed };
      const options = { timeWindow, timeout, conditions, onLeave };
      // The operators that send the call again are subscribed only after a failure, because they cost time.
      const tryAgain = (error: CallError): void => {
        if (endpoint.once) {
          failed(inDoubt(error, config.authentication));
          return;
        }
        const call$ = begunWith(error, call(endpoint, request, options));
        caller.add(untilClosed(again(endpoint, call$)).subscribe({ next: done, error: failed, complete }));
      };
      beginCall(endpoint, request, options, { next: done, error: tryAgain, complete }, caller);
    });

  const all = (
    { endpoint, largestPage, keyOf, timeOf }: Paged<unknown, unknown>,
    query: Span & { readonly count?: number | undefined },
  ): Observable<unknown> => {
    // The venue does not refuse a count above its cap. The page then has fewer rows than requested, like a last page.
    const pageSize = Math.min(query.count ?? largestPage, largestPage);
    const shortPage = Number.isFinite(largestPage) ? Math.min(pageSize, smallestCap) / 2 : 0;
    const count = Number.isFinite(pageSize) ? { count: pageSize } : {};
    const page = (span: Span): Observable<readonly unknown[]> =>
      read(endpoint, { ...query, ...span, ...count }) as Observable<readonly unknown[]>;
    return allRows({ endpoint: nameOf(endpoint), page, pageSize, shortPage, keyOf, timeOf }, query);
  };

  return {
    rest: {
      ...(membersOf(
        reads,
        (row) =>
          (request: unknown = {}) =>
            read(row as Row, request),
      ) as PrivateReads),
      all: membersOf(
        pages,
        (row) =>
          (query: Span = {}) =>
            all(row as unknown as Paged<unknown, unknown>, query),
      ) as PrivatePages,
    },
    ...(membersOf(
      writes,
      (row) => (request: unknown, leaving?: Leaving) => write(row as Row, request, leaving),
    ) as PrivateWrites),
    answered$,
    odd$,
    pauses$: untilClosed(dependencies.budget.pauses$),
  };
};
