import { isLeft } from 'fp-ts/lib/Either.js';
import { filter, Observable, type Observer, Subject, type Subscription } from 'rxjs';
import type { HttpReply, SendRequest } from '../../connectivity/ports';
import { portErrorAt, requestError, type CallError } from '../../model/errors';
import type { OddRow } from '../../model/odd-row';
import type { WatchedClock } from '../../operators/leaps';
import { untilEnd } from '../../operators/until-end';
import { nameOf, wireCallOf, type Endpoint } from './endpoint';
import { createGovernor, type Exchange } from './governor';
import type { RateBudget } from './rate-budget';
import { authHeaders, type Credentials, type Stamp } from './signing';
import { createStamps } from './stamps';

/** An answered signed call. It shows whether the venue can still admit an earlier call. */
export interface Answered {
  readonly stamp: Stamp;
  /** `Date` of the reply, Unix time in ms, cut off to whole seconds; `null` if it is not known. */
  readonly date: number | null;
  /**
   * True if the venue accepted the stamp: its reply is not a refusal of key, signature, nonce, time or number of calls.
   */
  readonly admitted: boolean;
}

/** The conditions of a call's leaving. */
export interface Leaving {
  /**
   * Returns a task that must complete before a call with this stamp may leave, such as keeping its intent. Its error is an
   * obstacle. `null`: there is no task.
   */
  readonly keep?: ((stamp: Stamp) => Observable<never> | null) | undefined;
  /** Runs as the bytes leave, each time that the call is sent. A returned error is an obstacle. */
  readonly leave?: ((stamp: Stamp) => CallError | null) | undefined;
  /**
   * Returns an Observable that emits when no call may leave any more, which is an obstacle for a waiting call. It emits a maker
   * of the error, which runs only for a waiting call. Only a waiting call requests the Observable.
   */
  readonly recalled?: (() => Observable<() => CallError>) | undefined;
}

/** The conditions of a call's leaving, with what runs if one of them is an obstacle. */
export interface Conditions extends Leaving {
  /**
   * Runs in the place of the observer's error, because a failed call may be made again. A call before an obstacle may not: it
   * keeps its turn until `caller` ends.
   */
  readonly obstructed: (error: CallError) => void;
}

export interface CallOptions {
  /** The time after the request time during which the venue accepts the call, ms. */
  readonly timeWindow: number;
  /** The time-out in ms. */
  readonly timeout: number;
  /** Runs when the call leaves; `null`: it is not signed. */
  readonly onLeave?: (stamp: Stamp | null) => void;
  readonly conditions?: Conditions;
}

/** An odd row of a call; `source` is its method and path. */
export interface SourcedOddRow extends OddRow {
  readonly source: string;
}

export interface Caller {
  /**
   * Returns a call that is governed, stamped and signed as it leaves. Each subscription is one call. Errors are
   * `CallError`s.
   */
  readonly call: <Q, A>(endpoint: Endpoint<Q, A>, request: Q, options: CallOptions) => Observable<A>;
  /** Begins the same call, with `observer` as its observer. Unsubscribing `caller` removes the call while it waits. */
  readonly beginCall: <Q, A>(
    endpoint: Endpoint<Q, A>,
    request: Q,
    options: CallOptions,
    observer: Observer<A>,
    caller: Subscription,
  ) => void;
  readonly answered$: Observable<Answered>;
  /** Feed: emits the unreadable parts of replies that were accepted nevertheless. Hot. */
  readonly odd$: Observable<SourcedOddRow>;
}

export interface CallerConfig extends Credentials {
  /** Base url of the private REST API. */
  readonly apiUrl: string;
  readonly authentication: Stamp['type'];
  /** Calls per second. */
  readonly queryLimit: number;
  readonly updateLimit: number;
  readonly maxReplyBytes: number;
}

export interface CallerDependencies {
  readonly config: CallerConfig;
  readonly send: SendRequest;
  readonly watched: WatchedClock;
  /** The budget of calls that the venue may count for the key. */
  readonly budget: RateBudget;
  /** Ends everything: waiting calls are not made, and open ones are aborted. */
  readonly closed$: Observable<unknown>;
}

/** True if the venue refused because of too many calls. It did nothing then. */
export const isRateLimit = (error: unknown): boolean => {
  const known = error as CallError;
  return known._tag === 'VenueError' && known.class === 'rate-limit';
};

const isClockRefusal = (error: CallError | null): boolean =>
  error?._tag === 'VenueError' && error.class === 'clock';

/**
 * The classes of refusals that the venue makes before it looks at the request time, or may make then. Nobody knows the
 * meaning of a code that is in no table.
 */
const unadmitted: readonly string[] = [
  'credential',
  'clock',
  'rate-limit',
  'busy',
  'maintenance',
  'system',
  'refused',
];

const isAdmitted = (error: CallError | null): boolean =>
  error === null || (error._tag === 'VenueError' && !unadmitted.includes(error.class));

export const createCaller = ({ config, send, watched, budget, closed$ }: CallerDependencies): Caller => {
  const { clock, leaps$ } = watched;
  const { apiUrl, authentication, maxReplyBytes } = config;
  const limits = { query: config.queryLimit, update: config.updateLimit };
  const govern = createGovernor({
    limits,
    serial: authentication === 'nonce',
    isRateLimit,
    budget,
  });
  let isClosed = false;
  closed$.subscribe(() => (isClosed = true));
  const untilClosed = untilEnd(closed$);
  const stamps = createStamps(authentication, clock, leaps$);
  const answered = new Subject<Answered>();
  const odd = new Subject<SourcedOddRow>();

  const learn = (stamp: Stamp, sentAt: number, { date }: HttpReply, error: CallError | null): void => {
    if (date !== null) stamps.learn({ sentAt, receivedAt: clock.elapsed(), date });
    const admitted = isAdmitted(error);
    if (admitted) stamps.admitted(stamp);
    else if (isClockRefusal(error)) stamps.refused(stamp);
    answered.next({ stamp, date, admitted });
  };

  /**
   * Stamps a call whose turn has come, and sends it after its intent is kept. When the call leaves, `goes` runs first,
   * because an observer of the leaving may recall the call at the same moment, and the call must leave nevertheless.
   */
  const leave = <Q, A>(
    endpoint: Endpoint<Q, A>,
    request: Q,
    options: CallOptions,
    exchange: Exchange<A>,
    caller: Subscription,
    goes: () => void,
  ): void => {
    const stamp = endpoint.signed ? stamps.next(options.timeWindow) : null;
    const { conditions } = options;
    const go = (): void => {
      goes();
      const refusal = stamp === null ? null : (conditions?.leave?.(stamp) ?? null);
      if (refusal !== null) {
        conditions?.obstructed(refusal);
        return;
      }
      options.onLeave?.(stamp);
      exchange((receiver) => {
        transmit(endpoint, request, options, stamp, receiver);
      });
    };
    const keeping = stamp === null ? null : (conditions?.keep?.(stamp) ?? null);
    if (keeping === null) go();
    else
      caller.add(
        keeping.subscribe({ error: (error: CallError) => conditions?.obstructed(error), complete: go }),
      );
  };

  /** Sends the request, and passes its reply to the receiver. */
  const transmit = <Q, A>(
    endpoint: Endpoint<Q, A>,
    request: Q,
    { timeout }: CallOptions,
    stamp: Stamp | null,
    receiver: Observer<A>,
  ): void => {
    const { url, body, payload } = wireCallOf(apiUrl, endpoint, endpoint.params(request));
    const sentAt = clock.elapsed();
    const onOdd = (row: OddRow): void => {
      odd.next({ ...row, source: nameOf(endpoint) });
    };
    let isAnswered = false;
    const read = (reply: HttpReply): void => {
      isAnswered = true;
      const result = endpoint.read(reply, onOdd);
      if (stamp !== null) learn(stamp, sentAt, reply, isLeft(result) ? result.left : null);
      if (isLeft(result)) {
        receiver.error(result.left);
        return;
      }
      receiver.next(result.right);
      receiver.complete();
    };
    const complete = (): void => {
      if (isAnswered) return;
      // The request may have left, so that the end of the port is no answer.
      if (isClosed) receiver.complete();
      else fail(new Error('the port completed without a reply'));
    };
    const { method } = endpoint;
    const headers: Record<string, string> = stamp === null ? {} : authHeaders(config, stamp, payload);
    if (body !== undefined) headers['Content-Type'] = 'application/json';
    const fail = (error: unknown): void => {
      if (!isAnswered) receiver.error(portErrorAt(nameOf(endpoint), error));
    };
    let reply$: Observable<HttpReply>;
    try {
      reply$ =
        body === undefined
          ? send({ method, url, headers, timeout, maxReplyBytes })
          : send({ method, url, headers, body, timeout, maxReplyBytes });
    } catch (error) {
      // A user's port may throw. Without the error, the call would keep its turn for ever.
      fail(error);
      return;
    }
    untilClosed(reply$).subscribe({ next: read, error: fail, complete });
  };

  // This is written by hand, because a chain of operators took eleven subscriptions for each call.
  const beginCall: Caller['beginCall'] = (endpoint, request, options, observer, caller) => {
    const wrong = endpoint.check(request);
    if (wrong !== null) {
      const { field, expected, actual } = wrong;
      observer.error(requestError(nameOf(endpoint), field, expected, actual));
      return;
    }
    const { lane, urgent } = endpoint;
    const { timeout, conditions } = options;
    let hasLeft = false;
    const goes = (): void => {
      hasLeft = true;
    };
    govern(
      { lane, urgent, timeout },
      (exchange) => {
        leave(endpoint, request, options, exchange, caller, goes);
      },
      observer,
      caller,
    );
    // Only a waiting call needs the error: it gets the error before its turn.
    const waits = (): boolean => !hasLeft && !caller.closed;
    if (!waits()) return;
    caller.add(closed$.subscribe(() => observer.complete()));
    const recalled$ = conditions?.recalled?.();
    if (recalled$ !== undefined)
      caller.add(recalled$.pipe(filter(waits)).subscribe((errorOf) => conditions?.obstructed(errorOf())));
  };

  const call: Caller['call'] = (endpoint, request, options) =>
    new Observable((caller) => beginCall(endpoint, request, options, caller, caller));

  return { call, beginCall, answered$: answered.asObservable(), odd$: odd.asObservable() };
};
