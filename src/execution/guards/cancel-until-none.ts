import {
  catchError,
  concatMap,
  defer,
  EMPTY,
  finalize,
  ignoreElements,
  interval,
  map,
  merge,
  mergeMap,
  type Observable,
  repeat,
  startWith,
  Subject,
  takeWhile,
  tap,
  timer,
  toArray,
} from 'rxjs';
import { causeOf } from '../../model/tagged';
import type { Order, OrderRef } from '../../model/order';
import { inBatches, refsOf } from '../order/batches';
import { cancelOnce } from '../order/cancel';
import type { OrderContext } from '../order/context';
import { clearAt } from '../order/flight-views';
import { listOpen, noIdToRead, type OpenList } from '../order/open-list';
import { isLive } from '../order/registry';
import type { OrderIds } from '../rest/requests';
import type { HaltEvent } from './halt-event';

/** The result: two reads in a row proved that no order is open except these, which the user may not cancel. */
export interface NoneOpen {
  readonly type: 'NoneOpen';
  readonly left: readonly Order[];
}

export interface UntilNoneConfig {
  /** True for an order that must be cancelled. */
  readonly isMeant: (order: OrderRef) => boolean;
  /** Completes once the search knows all unfinished calls of earlier processes; fails if they can't be known. */
  readonly recovered$: Observable<unknown>;
  /** The elapsed time of the halt, ms. */
  readonly haltedSince: number;
  /** A read that begins earlier than this many ms after the halt proves nothing. */
  readonly patience: number;
}

/** The last cancel of an order. */
interface Attempt {
  readonly isOut: boolean;
  /** The elapsed time in ms at which it left or was answered. */
  readonly at: number;
  /** True if the venue said neither that it works on the cancel nor that the order has ended. */
  readonly isVain: boolean;
}

const lookInterval = 1_000;
/** The time in ms after which a cancel without effect is repeated. */
const againAfter = 1_000;
/** The number of reads in a row that must list no order. */
const proof = 2;

/** Cancels open orders until it is proven that there are none, then emits the result and completes. Cold; it never fails. */
export const cancelUntilNone = (
  context: OrderContext,
  { isMeant, recovered$, haltedSince, patience }: UntilNoneConfig,
): Observable<HaltEvent | NoneOpen> =>
  defer(() => {
    const { api, registry, flights, clock, settle } = context;
    /** Reads that begin earlier prove nothing. It is `Infinity` while the unfinished calls of earlier processes are not known. */
    let provesFrom = Infinity;
    const batches = new Subject<OrderIds>();
    const attempts = new Map<number, Attempt>();
    /** The elapsed time in ms at which the last look at open orders began. What is known to be open was open then. */
    let lookedAt = -Infinity;
    let cleanLooks = 0;
    let reported = '';

    const liveOrders = (): readonly Order[] =>
      registry.open().flatMap((entry) => {
        const order = entry.known.snapshot;
        return order !== null && isLive(entry) && isMeant(order) ? [order] : [];
      });

    /** Reads the venue's list of open orders, and by id those that it should contain. Emits the list. */
    const look$ = defer(() =>
      listOpen(api).pipe(
        concatMap(({ orders: active, isWhole }) => {
          for (const order of active) registry.applyOrder(order, 'read');
          const ids = new Set(active.map(({ orderId }) => orderId));
          const unlisted = inBatches(liveOrders().filter(({ orderId }) => !ids.has(orderId)));
          return merge(...unlisted.map((batch) => api.rest.ordersInfo(batch))).pipe(
            concatMap((orders) => orders),
            tap((order) => registry.applyOrder(order, 'read')),
            toArray(),
            map(() => ({ orders: active.filter(isMeant), isWhole })),
          );
        }),
      ),
    );

    const isDue = ({ orderId, userCancelable }: Order): boolean => {
      if (userCancelable === false) return false;
      const last = attempts.get(orderId);
      if (last === undefined) return true;
      return !last.isOut && (lookedAt > last.at || (last.isVain && clock.elapsed() >= last.at + againAfter));
    };

    /** Cancels open orders without a running cancel: the first time many in one call, then each in its own call. */
    const cancelDue = (): void => {
      const due = liveOrders().filter(isDue);
      const [again, fresh] = [due.filter(isTried), due.filter((order) => !isTried(order))];
      for (const batch of [...inBatches(fresh), ...again.flatMap((order) => inBatches([order]))])
        batches.next(batch);
    };
    const isTried = ({ orderId }: Order): boolean => attempts.has(orderId);

    const conclude = (
      begun: number,
      { orders: listed, isWhole }: OpenList,
    ): readonly (HaltEvent | NoneOpen)[] => {
      const open = liveOrders();
      const isOver =
        isWhole &&
        [...listed, ...open].every(({ userCancelable }) => userCancelable === false) &&
        ![...attempts.values()].some(({ isOut }) => isOut) &&
        begun >= Math.max(provesFrom, clearAt(flights.all(), settle));
      cleanLooks = isOver ? cleanLooks + 1 : 0;
      if (cleanLooks === proof) return [{ type: 'NoneOpen', left: open }];
      lookedAt = begun;
      cancelDue();
      const ids = open.map(({ orderId }) => orderId).join();
      const unread: readonly HaltEvent[] = isWhole ? [] : [{ type: 'Unreadable', message: noIdToRead }];
      if (ids === reported) return unread;
      reported = ids;
      return [...unread, { type: 'Remaining', orders: open }];
    };

    const looking$ = defer(() => {
      const begun = clock.elapsed();
      return look$.pipe(concatMap((list) => conclude(begun, list)));
    }).pipe(
      catchError((error: unknown): readonly HaltEvent[] => {
        cleanLooks = 0;
        return [{ type: 'Unreadable', message: causeOf(error) }];
      }),
      repeat({ delay: () => timer(lookInterval, clock) }),
    );

    const cancels$ = batches.pipe(
      mergeMap((batch): Observable<HaltEvent> => {
        const inVain = new Set(batch.orderIds);
        const note = (isOut: boolean): void => {
          for (const orderId of batch.orderIds)
            attempts.set(orderId, { isOut, at: clock.elapsed(), isVain: inVain.has(orderId) });
        };
        note(true);
        return cancelOnce(context, batch).pipe(
          tap(({ type, orderId }) => {
            if (type !== 'Refused' && type !== 'Unresolved') inVain.delete(orderId);
          }),
          map((outcome): HaltEvent => ({ type: 'CancelOutcome', outcome })),
          startWith<HaltEvent>({ type: 'Canceling', orders: refsOf(batch) }),
          finalize(() => {
            note(false);
          }),
        );
      }),
    );

    // If the journal can't be read, this process is treated like another program.
    const recovery$ = recovered$.pipe(
      ignoreElements(),
      tap({ complete: () => (provesFrom = haltedSince + patience) }),
      catchError(() => {
        provesFrom = haltedSince + Math.max(patience, settle);
        return EMPTY;
      }),
    );

    /** Orders that are known to be open are cancelled without waiting for a read, which may fail or take long. */
    const known$ = interval(againAfter, clock).pipe(startWith(0), tap(cancelDue), ignoreElements());

    return merge(cancels$, recovery$, known$, looking$).pipe(
      takeWhile(({ type }) => type !== 'NoneOpen', true),
    );
  });
