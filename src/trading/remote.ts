import {
  catchError,
  concatMap,
  defer,
  EMPTY,
  filter,
  from,
  merge,
  pairwise,
  type Observable,
  of,
  ReplaySubject,
  type SchedulerLike,
  switchMap,
  takeUntil,
  throwError,
  timeout,
  timer,
  toArray,
} from 'rxjs';
import {
  commandOptions,
  type ExecutionDiagnostic,
  type PortDiagnostic,
  replacementFields,
  submitOptions,
  type Trading,
} from '../execution/trading';
import type { Connection } from '../model/connection';
import { disposedBy } from '../model/disposed-by';
import { httpError, type RefusedError } from '../model/errors';
import type { Fill } from '../model/fill';
import { causeOf } from '../model/tagged';
import { stampOf } from '../operators/clock';
import { exactlyOnce } from '../operators/exactly-once';
import { shareCurrent } from '../operators/share-current';
import { withOptions } from '../operators/with-options';
import { resolveOptions } from '../options/options';
import { fillKey } from './fill-log';
import { createPortCaller, isForLater } from './caller';
import type { ArgsOf, CallName, ValueOf } from './calls';
import type { Port } from './port';
import { createRemoteCancels } from './remote-cancel';
import { RemoteOptions } from './remote-options';
import { createRemoteOrders } from './remote-order';
import type { FillPosition } from './order-values';

/** Options of a client that trades over a port. Times are in ms. */
export interface RemoteTradingOptions {
  /** The longest time of a call without any answer. Default: 3,000. */
  readonly answerTimeout?: number | undefined;
  /** The longest silence of the gateway; then its link is given up. Default: 10,000. */
  readonly silence?: number | undefined;
  /** The age from which the gateway refuses an order, by its policy. Default: 2,000. */
  readonly timeToLive?: number | undefined;
  /** The longest time of a read, including the wait for a link. Default: 15,000. */
  readonly readTimeout?: number | undefined;
  /** The longest time for which the cancel of given orders waits for a link and an answer. Default: 30,000. */
  readonly cancelTimeout?: number | undefined;
  /** The absence of this client after which the gateway cancels the orders that it placed. By default they live on. */
  readonly cancelWhenGone?: number | undefined;
  readonly scheduler?: SchedulerLike | undefined;
  /** Returns a number in [0, 1). */
  readonly random?: (() => number) | undefined;
}

/** The number of fills that are remembered, so that none is emitted twice. */
const keptFills = 10_000;
/** The number of remembered rows of the gateway's diagnostics, so that a new link repeats none. */
const keptDiagnostics = 200;
const againAfter = 1_000;

/**
 * Creates a `Trading` that trades by a gateway at the other end of a port. The gateway holds the keys. The client links
 * immediately, and again whenever a link is lost. An order that is placed without a link is `Rejected` by the client as
 * `not-sent`. An order without an answer is `Unresolved`, and on the next link the gateway is asked for its outcome. Throws a
 * `ConfigError`.
 */
export const remoteTrading = (
  port: Port,
  given: RemoteTradingOptions = {},
  ...stray: readonly unknown[]
): Trading => {
  const { clock, random, readTimeout, timeToLive, cancelTimeout, silence, answerTimeout, cancelWhenGone } =
    resolveOptions(RemoteOptions, given, stray);
  const closed = new ReplaySubject<void>(1);
  const untilClosed: <T>(source: Observable<T>) => Observable<T> = takeUntil(closed);
  const noticed = new ReplaySubject<ExecutionDiagnostic>(100);
  const diagnose = (diagnostic: PortDiagnostic): void => {
    noticed.next({ ...diagnostic, at: stampOf(clock), count: 1 });
  };
  const caller = createPortCaller({
    port,
    clock,
    random,
    silence,
    answerTimeout,
    unreadable: (call, cause) => diagnose({ kind: 'answer-unreadable', call, cause }),
    closed$: closed,
  });
  let made = 0;
  const prefix = random().toString(36).slice(2);
  const makeId = (): string => {
    made += 1;
    return `${stampOf(clock)}-${prefix}-${made}`;
  };

  const valuesOf = <Name extends CallName>(name: Name, args: ArgsOf<Name>): Observable<ValueOf<Name>> =>
    caller
      .ask(name, args)
      .pipe(concatMap((answer) => (answer.type === 'value' ? of(answer.value as ValueOf<Name>) : EMPTY)));

  /** Makes a read. It is repeated, if necessary on another link, until its time is over. An incomplete page is not emitted. */
  const read = <Name extends CallName>(name: Name, args: ArgsOf<Name>): Observable<ValueOf<Name>> => {
    const attempt: Observable<readonly ValueOf<Name>[]> = caller.linked$.pipe(
      switchMap(() => valuesOf(name, args).pipe(toArray())),
      catchError((error: unknown) =>
        isForLater(error) ? timer(againAfter, clock).pipe(switchMap(() => attempt)) : throwError(() => error),
      ),
    );
    return attempt.pipe(
      timeout({
        first: readTimeout,
        scheduler: clock,
        with: () => throwError(() => httpError(name, 'timeout', 'none', 'the gateway has not answered')),
      }),
      concatMap((values) => from(values)),
      untilClosed,
    );
  };

  /** Subscribes to a feed on each link. */
  const onEachLink = <Name extends CallName>(
    name: Name,
    args: () => ArgsOf<Name>,
  ): Observable<ValueOf<Name>> => {
    const again: Observable<ValueOf<Name>> = defer(() => valuesOf(name, args())).pipe(
      catchError((error: unknown) => {
        return isForLater(error)
          ? timer(againAfter, clock).pipe(switchMap(() => again))
          : throwError(() => error);
      }),
    );
    return caller.state$.pipe(switchMap(({ linked }) => (linked === null ? EMPTY : again)));
  };

  const lost$ = caller.state$.pipe(filter(({ linked }) => linked === null));
  const nothing = (): undefined => undefined;
  const current = <T>(source: Observable<T>, forgetOn: Observable<unknown> = lost$): Observable<T> =>
    source.pipe(shareCurrent({ forgetOn, scheduler: clock }), untilClosed);

  const fills$ = defer(() => {
    let after: FillPosition | null = null;
    return onEachLink('fills$', () => ({ after })).pipe(
      concatMap(({ epoch, index, fill, missed }): Observable<Fill> => {
        after = { epoch, index };
        if (missed) diagnose({ kind: 'fills-lost' });
        return fill === null ? EMPTY : of(fill);
      }),
      exactlyOnce({ key: fillKey, remember: keptFills }),
    );
  }).pipe(shareCurrent<Fill>({ fold: () => [], scheduler: clock }), untilClosed);

  const connection$ = current(
    caller.state$.pipe(
      switchMap(({ linked, attempt, cause }): Observable<Connection> =>
        linked === null
          ? of({ state: attempt === 0 ? 'connecting' : 'waiting', attempt, cause })
          : onEachLink('connection$', nothing),
      ),
    ),
  );
  /** Emits when the link to the gateway is lost, or the gateway's own link to the venue. A gateway may keep that to itself. */
  const outdated$ = merge(
    lost$,
    connection$.pipe(
      pairwise(),
      filter(([before, { state }]) => before.state === 'open' && state !== 'open'),
      catchError(() => EMPTY),
    ),
  );
  const account = <Name extends CallName>(name: Name): Observable<ValueOf<Name>> =>
    current(onEachLink(name, nothing as () => ArgsOf<Name>), outdated$);

  const ownDiagnostics$ = defer(() => {
    const known: string[] = [];
    return onEachLink('diagnostics$', nothing).pipe(
      filter((diagnostic) => {
        const text = JSON.stringify(diagnostic);
        if (known.includes(text)) return false;
        known.push(text);
        if (known.length > keptDiagnostics) known.shift();
        return true;
      }),
      // A gateway may keep its own diagnostics to itself.
      catchError((error: unknown) =>
        (Object(error) as Partial<RefusedError>)._tag === 'RefusedError' ? EMPTY : throwError(() => error),
      ),
    );
  }).pipe(shareCurrent({ fold: (kept, value) => [...kept, value].slice(-100), scheduler: clock }));

  const cancels = createRemoteCancels({ caller, clock, cancelTimeout, makeId, untilClosed });
  const orders = createRemoteOrders({
    caller,
    clock,
    timeToLive,
    cancel: cancels.cancelOrder,
    untilClosed,
  });

  if (cancelWhenGone !== undefined)
    onEachLink('cancelWhenGone', () => ({ after: cancelWhenGone }))
      .pipe(untilClosed)
      .subscribe({
        error: (error: unknown) =>
          diagnose({ kind: 'answer-unreadable', call: 'cancelWhenGone', cause: causeOf(error) }),
      });

  const close = (): Promise<void> => {
    closed.next();
    closed.complete();
    return Promise.resolve();
  };

  return {
    submitOrder: (request, options = {}) =>
      withOptions(
        submitOptions,
        options,
        ({ id = makeId(), cancelOnUnsubscribe = false, allowEqualInFlight }) =>
          orders.place('submitOrder', { id, request, allowEqualInFlight }, cancelOnUnsubscribe),
      ),
    replaceOrder: (ref, changes, options = {}) =>
      withOptions(replacementFields, changes, () =>
        withOptions(commandOptions, options, ({ id = makeId() }) =>
          orders.place('replaceOrder', { id, ref, changes }, false),
        ),
      ),
    trackOrder: orders.track,
    ...cancels,
    openOrders: () => read('openOrders', undefined),
    rest: {
      order: (ref) => read('rest.order', ref),
      ordersInfo: (which) => read('rest.ordersInfo', which),
      activeOrders: (query = {}) => read('rest.activeOrders', query),
      tradeHistory: (query = {}) => read('rest.tradeHistory', query),
      assets: () => read('rest.assets', undefined),
      marginStatus: () => read('rest.marginStatus', undefined),
      marginPositions: () => read('rest.marginPositions', undefined),
      all: {
        activeOrders: (query = {}) => read('rest.all.activeOrders', query),
        tradeHistory: (query = {}) => read('rest.all.tradeHistory', query),
      },
    },
    fills$,
    orders$: account('orders$'),
    assets$: account('assets$'),
    available$: account('available$'),
    positions$: account('positions$'),
    pnl$: current(onEachLink('pnl$', nothing)),
    privateEvents$: onEachLink('privateEvents$', nothing).pipe(untilClosed),
    connection$,
    diagnostics$: merge(noticed, ownDiagnostics$).pipe(untilClosed),
    close,
    ...(disposedBy(close) as Pick<Trading, typeof Symbol.asyncDispose>),
  };
};
