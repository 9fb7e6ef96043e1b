import {
  BehaviorSubject,
  catchError,
  concatMap,
  defer,
  EMPTY,
  filter,
  finalize,
  ignoreElements,
  map,
  merge,
  type MonoTypeOperatorFunction,
  NEVER,
  type Observable,
  of,
  share,
  startWith,
  Subject,
  switchMap,
  take,
  takeUntil,
  tap,
  throwError,
  timer,
} from 'rxjs';
import type { Connection } from '../../model/connection';
import { causeOf } from '../../model/tagged';
import type { OddRow } from '../../model/odd-row';
import type { OpenOrders } from '../../model/open-orders';
import type { Order } from '../../model/order';
import type { PrivateEvent } from '../../model/private-event';
import { shareCurrent } from '../../operators/share-current';
import type { OrderContext } from '../order/context';
import { type Fills, inOrder } from '../order/fills';
import { listOpen, noIdToRead, type OpenList, openListPath } from '../order/open-list';
import { sweep, tryingAgain } from '../order/reconcile';
import { isLive } from '../order/registry';
import { isLossOf } from '../order/whole';
import type { PrivateStreamEvent } from './private-stream';

/** The time between two full reconciliations, ms. */
const reconcileInterval = 60_000;
/** The longest time in ms for which the first reconciliation waits for the stream, so that no event falls between the two. */
const firstWait = 2000;

export type StreamDiagnostic =
  | { readonly kind: 'undecodable-message'; readonly timetoken: string; readonly cause: string }
  | { readonly kind: 'stream-failed'; readonly cause: string }
  | OddRowDiagnostic;

/**
 * A row or a field could not be read, for example because its word is newer than this version. The rest was used without it.
 * `source` is the method and path of the call, or the method of a private message. Each such row is reported once.
 */
export type OddRowDiagnostic = { readonly kind: 'odd-row'; readonly source: string } & OddRow;

export interface SessionConfig {
  readonly context: OrderContext;
  readonly fills: Fills;
  readonly stream$: Observable<PrivateStreamEvent>;
  readonly diagnose: (diagnostic: StreamDiagnostic) => void;
  readonly untilEnded: MonoTypeOperatorFunction<never>;
  /** An Observable that is subscribed while the session runs. */
  readonly looking$: Observable<never>;
}

/** Keeps the known orders of the account up to date by messages and reads, while somebody needs them. */
export interface Session {
  /** Runs the session while it is subscribed to, once at a time; emits nothing. */
  readonly running$: Observable<never>;
  readonly connection$: Observable<Connection>;
  readonly events$: Observable<PrivateEvent>;
  /** Emits when everything that a lost message could have changed must be read. A late subscriber gets it immediately. */
  readonly reconcile$: Observable<void>;
  /** Emits when no value is current any more, because messages have stopped or the clock has leapt. */
  readonly lost$: Observable<unknown>;
  /** The live orders by id. */
  readonly orders$: Observable<ReadonlyMap<number, Order>>;
  /** True if every open order is known, because messages reported each change since the last read. */
  readonly areOrdersKnown: () => boolean;
  /** Reads the orders. It completes once every open order is known, and fails if the read fails. */
  readonly ordersKnown$: Observable<never>;
  /** Emits the open orders once: immediately if all are known, and otherwise after it has read them. */
  readonly openOrders$: Observable<OpenOrders>;
}

export const createSession = ({
  context,
  fills,
  stream$,
  diagnose,
  untilEnded,
  looking$,
}: SessionConfig): Session => {
  const { api, registry, clock, leaps$ } = context;
  const idle: Connection = { state: 'idle', attempt: 0, cause: null };
  const connection = new BehaviorSubject<Connection>(idle);
  const events = new Subject<PrivateEvent>();
  const stream = new Subject<PrivateStreamEvent>();
  const reconcile = new Subject<void>();
  const areOrdersCurrent = new BehaviorSubject(false);
  let hasReconciled = false;
  /** An unbroken run of messages; `null` without messages. Orders that are read in it stay known as long as it lasts. */
  let unbroken: object | null = null;
  let readIn: object | null = null;
  const connected$ = stream.pipe(filter(({ type }) => type === 'connected'));
  const leapt = new Subject<void>();
  const failed$ = stream.pipe(filter(({ type }) => type === 'lost'));
  /** Emits when a working link is lost. A failed attempt does not change what reads have shown. */
  const down = new Subject<void>();
  const lost$ = merge(down, leapt);

  /** Notes a gap in the messages: orders that were read before it are not known any more. */
  const breakRun = (): void => {
    if (unbroken !== null) unbroken = {};
  };
  // Whoever reads the list: if an order in it can't be read, a message may have been missing without a sign.
  api.odd$.subscribe((row) => {
    if (isLossOf(row, openListPath)) breakRun();
  });

  const follow = (event: PrivateStreamEvent): void => {
    switch (event.type) {
      case 'connected':
        connection.next({ state: 'open', attempt: 0, cause: null });
        unbroken = {};
        break;
      case 'lost':
        connection.next({ state: 'waiting', attempt: event.attempt, cause: event.cause });
        if (unbroken !== null) {
          unbroken = null;
          areOrdersCurrent.next(false);
          down.next();
        }
        break;
      case 'undecodable':
        // The unreadable message may have been about an order.
        breakRun();
        diagnose({ kind: 'undecodable-message', timetoken: event.timetoken, cause: event.error.message });
        break;
      case 'odd':
        // A row that is left out may have been about an order.
        if (event.row.what === 'lost') breakRun();
        diagnose({ kind: 'odd-row', source: event.source, ...event.row });
        break;
      case 'message':
        applyEvent(context, event.event);
        events.next(event.event);
    }
    stream.next(event);
  };

  /** Messages and reads may have been hours apart. Nothing is current until it is read again, which happens immediately. */
  const onLeap = (): void => {
    breakRun();
    leapt.next();
    areOrdersCurrent.next(false);
    for (const { orderId } of registry.open()) registry.readAt(orderId, -Infinity);
    if (hasReconciled) reconcile.next();
  };

  const listen$ = defer(() => {
    connection.next({ state: 'connecting', attempt: 0, cause: null });
    return stream$.pipe(
      tap(follow),
      catchError((error: unknown) => {
        // Lives continue by reads, without the stream.
        const cause = causeOf(error);
        diagnose({ kind: 'stream-failed', cause });
        follow({ type: 'lost', cause, attempt: 1, retryIn: Infinity });
        return NEVER;
      }),
    );
  });

  const cycles$ = merge(
    connected$,
    // Without messages, everything depends on reads, which begin immediately.
    down,
    merge(timer(firstWait, clock), failed$).pipe(take(1), takeUntil(connected$)),
  ).pipe(
    switchMap(() => timer(0, reconcileInterval, clock)),
    tap(() => {
      hasReconciled = true;
      reconcile.next();
    }),
  );

  const listActive$ = defer(() => {
    const during = unbroken;
    return listActive(context).pipe(
      tap(() => {
        readIn = during;
      }),
    );
  });

  const reads$ = reconcile.pipe(
    switchMap(() =>
      merge(
        listActive$.pipe(
          tap(() => {
            areOrdersCurrent.next(true);
          }),
          tryingAgain(context, 'active_orders'),
        ),
        fills.read().pipe(tryingAgain(context, 'trade_history')),
      ),
    ),
  );

  const running$ = defer(() => {
    fills.begin();
    return merge(reads$, cycles$, sweep(context), looking$, leaps$.pipe(tap(onLeap)), listen$).pipe(
      ignoreElements(),
    );
  }).pipe(
    untilEnded,
    finalize(() => {
      hasReconciled = false;
      areOrdersCurrent.next(false);
      unbroken = null;
      connection.next(idle);
    }),
  );

  const live$ = registry.changes$.pipe(
    filter(({ before, after }) => (before?.known.snapshot ?? null) !== after.known.snapshot),
    startWith(undefined),
    map(() => liveOrders(context)),
  );

  const list$ = listActive$.pipe(share());
  const areOrdersKnown = (): boolean => unbroken !== null && readIn === unbroken;
  const openAs = ({ isWhole }: Pick<OpenList, 'isWhole'>): OpenOrders => ({
    orders: liveOrders(context),
    isWhole,
  });

  return {
    running$,
    connection$: connection.asObservable(),
    events$: events.asObservable(),
    reconcile$: defer(() => (hasReconciled ? reconcile.pipe(startWith(undefined)) : reconcile)),
    lost$,
    orders$: areOrdersCurrent.pipe(
      switchMap((areCurrent) => (areCurrent ? live$ : NEVER)),
      shareCurrent({
        forgetOn: areOrdersCurrent.pipe(filter((areCurrent) => !areCurrent)),
        scheduler: clock,
      }),
    ),
    areOrdersKnown,
    ordersKnown$: list$.pipe(
      concatMap(({ isWhole }) => (isWhole ? EMPTY : throwError(() => new Error(noIdToRead)))),
    ),
    openOrders$: defer(() => (areOrdersKnown() ? of(openAs({ isWhole: true })) : list$.pipe(map(openAs)))),
  };
};

/** Passes the orders and trades of a message to the registry. */
const applyEvent = ({ registry }: OrderContext, event: PrivateEvent): void => {
  switch (event.type) {
    case 'spot_order_new':
    case 'spot_order':
      for (const order of event.orders) registry.applyOrder(order, 'stream');
      break;
    case 'spot_trade':
      for (const fill of inOrder(event.fills)) registry.applyFill(fill, 'stream');
      break;
    case 'spot_order_invalidation':
      for (const orderId of event.orderIds) {
        registry.applyFact(orderId, 'stream', 'invalidated');
        registry.readAt(orderId, -Infinity);
      }
  }
};

/** Reads all active orders. A known order that is missing there is then read by its id, because only that proves its end. */
const listActive = ({ api, registry }: OrderContext): Observable<OpenList> =>
  defer(() => {
    const mark = registry.mark();
    return listOpen(api).pipe(
      tap(({ orders }) => {
        for (const order of orders) registry.applyOrder(order, 'read');
        const listed = new Set(orders.map(({ orderId }) => orderId));
        for (const entry of registry.open())
          if (isLive(entry) && entry.seen <= mark && !listed.has(entry.orderId))
            registry.readAt(entry.orderId, -Infinity);
      }),
    );
  });

const liveOrders = ({ registry }: OrderContext): ReadonlyMap<number, Order> => {
  const orders = new Map<number, Order>();
  for (const entry of registry.open())
    if (isLive(entry) && entry.known.snapshot !== null) orders.set(entry.orderId, entry.known.snapshot);
  return orders;
};
