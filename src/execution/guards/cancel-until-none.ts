import {
  catchError,
  concatMap,
  defer,
  EMPTY,
  finalize,
  ignoreElements,
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
import { cancelOnce, inBatches, refsOf } from '../order/cancel';
import type { OrderContext } from '../order/context';
import { clearAt } from '../order/flight';
import { listOpen, noIdToRead, type OpenList } from '../order/open-list';
import { isLive } from '../order/registry';
import type { OrderIds } from '../rest/requests';
import type { HaltEvent } from './halt-event';

/** Two reads in a row proved that no order is open but for these, which the user may not cancel. */
export interface NoneOpen {
  readonly type: 'NoneOpen';
  readonly left: readonly Order[];
}

export interface UntilNoneConfig {
  /** Is it to be cancelled? */
  readonly isMeant: (order: OrderRef) => boolean;
  /** Ends once the search knows of every call that earlier processes left unfinished; errors if that can't be known. */
  readonly recovered$: Observable<unknown>;
  /** Elapsed time, ms. */
  readonly haltedSince: number;
  /** Reads begun earlier than this after the halt prove nothing, ms. */
  readonly patience: number;
}

/** The last cancel of an order. */
interface Attempt {
  readonly isOut: boolean;
  /** When it left or was answered, elapsed time, ms. */
  readonly at: number;
}

const lookInterval = 1_000;
/** Reads in a row that list nothing. */
const proof = 2;

/** Cancels what is open until it is proven that nothing is: then it says so, and completes. It never errors. Cold. */
export const cancelUntilNone = (
  context: OrderContext,
  { isMeant, recovered$, haltedSince, patience }: UntilNoneConfig,
): Observable<HaltEvent | NoneOpen> =>
  defer(() => {
    const { api, registry, flights, clock, settle } = context;
    /** Reads begun earlier prove nothing; `Infinity` while what an earlier process left on its way is not known. */
    let provesFrom = Infinity;
    const batches = new Subject<OrderIds>();
    const attempts = new Map<number, Attempt>();
    let cleanLooks = 0;
    let told = '';

    const liveOrders = (): readonly Order[] =>
      registry.open().flatMap((entry) => {
        const order = entry.known.snapshot;
        return order !== null && isLive(entry) && isMeant(order) ? [order] : [];
      });

    /** Reads what the venue lists, and by id what it should list. Emits the former. */
    const look$ = defer(() =>
      listOpen(api).pipe(
        concatMap(({ orders: active, isWhole }) => {
          for (const order of active) registry.tellOrder(order, 'read');
          const ids = new Set(active.map(({ orderId }) => orderId));
          const unlisted = inBatches(liveOrders().filter(({ orderId }) => !ids.has(orderId)));
          return merge(...unlisted.map((batch) => api.rest.ordersInfo(batch))).pipe(
            concatMap((orders) => orders),
            tap((order) => registry.tellOrder(order, 'read')),
            toArray(),
            map(() => ({ orders: active.filter(isMeant), isWhole })),
          );
        }),
      ),
    );

    /** Sends for what is open and not being cancelled: at first many by one call, then each by its own. */
    const cancel = (begun: number): void => {
      const due = liveOrders().filter(({ orderId, userCancelable }) => {
        const last = attempts.get(orderId);
        return userCancelable !== false && (last === undefined || (!last.isOut && begun > last.at));
      });
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
      cancel(begun);
      const ids = open.map(({ orderId }) => orderId).join();
      const unread: readonly HaltEvent[] = isWhole ? [] : [{ type: 'Unreadable', message: noIdToRead }];
      if (ids === told) return unread;
      told = ids;
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
        const note = (isOut: boolean): void => {
          for (const orderId of batch.orderIds) attempts.set(orderId, { isOut, at: clock.elapsed() });
        };
        note(true);
        return cancelOnce(context, batch).pipe(
          map((outcome): HaltEvent => ({ type: 'CancelOutcome', outcome })),
          startWith<HaltEvent>({ type: 'Canceling', orders: refsOf(batch) }),
          finalize(() => {
            note(false);
          }),
        );
      }),
    );

    // A process whose journal can't be read is another program.
    const recovery$ = recovered$.pipe(
      ignoreElements(),
      tap({ complete: () => (provesFrom = haltedSince + patience) }),
      catchError(() => {
        provesFrom = haltedSince + Math.max(patience, settle);
        return EMPTY;
      }),
    );

    /** What is known to be open need not wait for the first read. */
    const looks$ = defer(() => {
      cancel(clock.elapsed());
      return looking$;
    });

    return merge(cancels$, recovery$, looks$).pipe(takeWhile(({ type }) => type !== 'NoneOpen', true));
  });
