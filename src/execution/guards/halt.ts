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
  of,
  repeat,
  startWith,
  Subject,
  takeWhile,
  tap,
  timer,
  toArray,
} from 'rxjs';
import type { CancelOutcome } from '../../model/cancel-outcome';
import { causeOf } from '../../model/tagged';
import type { Order, OrderRef } from '../../model/order';
import type { Pair } from '../../model/pair';
import { stampOf } from '../../operators/clock';
import { cancelOnce, inBatches, refsOf } from '../order/cancel';
import type { OrderContext } from '../order/context';
import { clearAt } from '../order/flight';
import { isLive } from '../order/registry';
import type { Latch } from '../order/stop';
import type { OrderIds } from '../rest/requests';

export interface HaltOptions {
  /** Cancels the orders of these pairs only; default: of all. No order leaves of any pair. */
  readonly pairs?: readonly Pair[] | undefined;
  /**
   * Reads begun earlier than this after the halt prove nothing, ms: orders that another program placed before it may not
   * be listed yet. Default: `settle` (10 s), and 0 on an `exclusiveAccount` (unless its journal can't be read).
   */
  readonly patience?: number | undefined;
}

/** The course of a halt. Times are Unix times in ms, by the client's clock. */
export type HaltEvent =
  /** No order leaves any more. */
  | { readonly type: 'Halted'; readonly at: number }
  /** A cancel of these leaves. */
  | { readonly type: 'Canceling'; readonly orders: readonly OrderRef[] }
  /** What a cancel came to. */
  | { readonly type: 'CancelOutcome'; readonly outcome: CancelOutcome }
  /** What is open, told when it changes. */
  | { readonly type: 'Remaining'; readonly orders: readonly Order[] }
  /** Open orders can't be read; it is tried again. */
  | { readonly type: 'Unreadable'; readonly message: string }
  /**
   * Two reads in a row, begun after every order that was on its way had its outcome, listed none. `left`: those the user
   * may not cancel. Says nothing of positions.
   */
  | { readonly type: 'Flat'; readonly at: number; readonly left: readonly Order[] };

export interface HaltContext extends OrderContext {
  /** Set by the halt: no order leaves from then on. */
  readonly halted: Latch;
  /** Ends once the search knows of every call that earlier processes left unfinished; errors if that can't be known. */
  readonly recovered$: Observable<unknown>;
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

/** See `ExecutionClient.halt`. Cold. */
export const halt = (context: HaltContext, { pairs, patience }: HaltOptions): Observable<HaltEvent> =>
  defer(() => {
    const { api, registry, flights, clock, settle, recovered$ } = context;
    const haltedAt = stampOf(clock);
    const haltedSince = clock.elapsed();
    const beginsAfter = patience ?? (context.exclusiveAccount ? 0 : context.settle);
    /** Reads begun earlier prove nothing; `Infinity` while what an earlier process left on its way is not known. */
    let provesFrom = Infinity;
    const batches = new Subject<OrderIds>();
    const attempts = new Map<number, Attempt>();
    let cleanLooks = 0;
    let told = '';

    const isMeant = ({ pair }: OrderRef): boolean => pairs === undefined || pairs.includes(pair);

    const liveOrders = (): readonly Order[] =>
      registry.open().flatMap((entry) => {
        const order = entry.known.snapshot;
        return order !== null && isLive(entry) && isMeant(order) ? [order] : [];
      });

    /** Reads what the venue lists, and by id what it should list. Emits the former. */
    const look$ = defer(() =>
      api.rest.all.activeOrders().pipe(
        toArray(),
        concatMap((active) => {
          for (const order of active) registry.tellOrder(order, 'read');
          const ids = new Set(active.map(({ orderId }) => orderId));
          const unlisted = inBatches(liveOrders().filter(({ orderId }) => !ids.has(orderId)));
          return merge(...unlisted.map((batch) => api.rest.ordersInfo(batch))).pipe(
            concatMap((orders) => orders),
            tap((order) => registry.tellOrder(order, 'read')),
            toArray(),
            map(() => active.filter(isMeant)),
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

    const conclude = (begun: number, listed: readonly Order[]): readonly HaltEvent[] => {
      const open = liveOrders();
      const isOver =
        [...listed, ...open].every(({ userCancelable }) => userCancelable === false) &&
        ![...attempts.values()].some(({ isOut }) => isOut) &&
        begun >= Math.max(provesFrom, clearAt(flights.all(), settle));
      cleanLooks = isOver ? cleanLooks + 1 : 0;
      if (cleanLooks === proof) return [{ type: 'Flat', at: stampOf(clock), left: open }];
      cancel(begun);
      const ids = open.map(({ orderId }) => orderId).join();
      if (ids === told) return [];
      told = ids;
      return [{ type: 'Remaining', orders: open }];
    };

    const looking$ = defer(() => {
      const begun = clock.elapsed();
      return look$.pipe(concatMap((listed) => conclude(begun, listed)));
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
      tap({ complete: () => (provesFrom = haltedSince + beginsAfter) }),
      catchError(() => {
        provesFrom = haltedSince + Math.max(beginsAfter, context.settle);
        return EMPTY;
      }),
    );

    const begin$ = defer(() => {
      context.halted.set();
      return of<HaltEvent>({ type: 'Halted', at: haltedAt });
    });

    /** What is known to be open need not wait for the first read. */
    const looks$ = defer(() => {
      cancel(haltedSince);
      return looking$;
    });

    return merge(cancels$, begin$, recovery$, looks$).pipe(takeWhile(({ type }) => type !== 'Flat', true));
  });
