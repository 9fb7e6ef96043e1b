import {
  catchError,
  defer,
  EMPTY,
  exhaustMap,
  ignoreElements,
  interval,
  merge,
  type MonoTypeOperatorFunction,
  type Observable,
  tap,
  toArray,
} from 'rxjs';
import { compareDecimals } from '../../model/decimal';
import { causeOf } from '../../model/tagged';
import { isConditional, isTerminal, type OrderRef } from '../../model/order';
import { retryBackoff } from '../../operators/retry-backoff';
import { inBatches } from './batches';
import { type OrderContext, type OrderDiagnostic } from './context';
import { filledAmount, hasMissingFills } from './diff';
import { inOrder } from './fills';
import type { OrderIds } from '../rest/requests';
import { type Entry, hasEnded } from './registry';

const tick = 1000;
/** The longest time for which a cancellation may stay without a cause, ms. */
const causeWait = 1000;
/** The interval at which a live order is read, ms, because any message about it can be lost. */
const liveInterval = 15_000;
/** The interval at which an order is read that should be executing, ms. */
const eagerInterval = 2000;
const eagerFor = 60_000;
/** The interval at which missing news is read at first, ms. Later it is the normal interval. */
const missingInterval = 1000;
const missingPatience = 10_000;
/** The time for which an ended order is kept, for late news, ms. */
const keepEnded = 600_000;
/** The longest wait before a failed read is tried again, ms. State feeds wait for it. */
const longestRetryDelay = 15_000;

/** Returns what an order needs at a time: a read of itself, a read of its trades, or an end to the wait for a cause. */
export const needOf = (entry: Entry, now: number): 'order' | 'fills' | 'cause' | null => {
  const { known, pair, readAt, changedAt, cancels } = entry;
  const order = known.snapshot;
  if (pair === null || hasEnded(entry)) return null;
  const isDue = (every: number): boolean => now - readAt >= every;
  const isMissingDue = isDue(now - changedAt < missingPatience ? missingInterval : liveInterval);
  if (order === null) return isMissingDue ? 'order' : null;
  if (hasMissingFills(known)) return isMissingDue ? 'fills' : null;
  if (isTerminal(order.status)) return now - changedAt >= causeWait && cancels === 0 ? 'cause' : null;
  if (readAt === -Infinity) return 'order';
  const hasMoreFills = compareDecimals(filledAmount(known), order.executedAmount) > 0;
  if (hasMoreFills || known.facts.has('invalidated')) return isMissingDue ? 'order' : null;
  const isExecuting = order.type === 'market' || (isConditional(order.type) && known.facts.has('triggered'));
  return isDue(isExecuting && now - changedAt < eagerFor ? eagerInterval : liveInterval) ? 'order' : null;
};

/** Returns what is missing in an order although it was read often. */
const lackOf = ({ orderId, pair, known, cancelAnsweredAt }: Entry): OrderDiagnostic | null => {
  const order = known.snapshot;
  if (order !== null && hasMissingFills(known))
    return { kind: 'fills-missing', order, filled: filledAmount(known) };
  const isEndDue = cancelAnsweredAt > -Infinity && (order === null || !isTerminal(order.status));
  return isEndDue && pair !== null ? { kind: 'end-missing', order: { pair, orderId } } : null;
};

/**
 * Once per second, reads the orders that need it, reports orders whose fills or ends do not come, and forgets orders that
 * ended long ago. Emits nothing.
 */
export const sweep = (context: OrderContext): Observable<never> => {
  const { api, registry, clock, settle, diagnose } = context;
  const begun = clock.elapsed();
  /** Orders that were reported as incomplete since the last news of them. */
  let lacking: ReadonlySet<number> = new Set();

  /** Reports orders in which something is missing. They are read often before, for as long as reads may lag. */
  const reportMissing = (open: readonly Entry[], now: number): void => {
    const still = new Set<number>();
    for (const entry of open) {
      const { orderId, changedAt, cancelAnsweredAt } = entry;
      if (now - Math.max(changedAt, cancelAnsweredAt, begun) < missingPatience + settle) continue;
      const lack = lackOf(entry);
      if (lack === null) continue;
      still.add(orderId);
      if (!lacking.has(orderId)) diagnose(lack);
    }
    lacking = still;
  };

  const readOrders = (batch: OrderIds): Observable<unknown> =>
    defer(() => {
      for (const orderId of batch.orderIds) registry.readAt(orderId, clock.elapsed());
      return api.rest.ordersInfo(batch);
    }).pipe(
      tap((orders) => {
        for (const order of orders) registry.applyOrder(order, 'read');
      }),
      reportFailure(context, 'orders_info'),
    );

  const readFills = (ref: OrderRef): Observable<unknown> =>
    defer(() => {
      registry.readAt(ref.orderId, clock.elapsed());
      return api.rest.all.tradeHistory(ref).pipe(toArray());
    }).pipe(
      tap((fills) => {
        for (const fill of inOrder(fills)) registry.applyFill(fill, 'read');
      }),
      reportFailure(context, 'trade_history'),
    );

  return interval(tick, clock).pipe(
    exhaustMap(() => {
      const now = clock.elapsed();
      const orders: OrderRef[] = [];
      const fills: OrderRef[] = [];
      registry.forgetUnchanged(now - keepEnded);
      const open = registry.open();
      reportMissing(open, now);
      for (const entry of open) {
        const { orderId, pair } = entry;
        const need = needOf(entry, now);
        if (need === 'cause') registry.applyFact(orderId, 'read', 'cause-known');
        if (need === 'fills' && pair !== null) fills.push({ pair, orderId });
        if (need === 'order' && pair !== null) orders.push({ pair, orderId });
      }
      return merge(...fills.map(readFills), ...inBatches(orders).map(readOrders));
    }),
    ignoreElements(),
  );
};

/** Reports a failed read, and tries it again. */
export const tryingAgain = <T>(
  { diagnose, clock }: OrderContext,
  read: string,
): MonoTypeOperatorFunction<T> =>
  retryBackoff({
    maxDelay: longestRetryDelay,
    // Pages that came before a failure prove nothing.
    resetOn: () => false,
    // The rate governor spaces this client's calls. There is no need to wait less than the bound.
    random: () => 1,
    onRetry: ({ error }) => {
      diagnose({ kind: 'reconcile-failed', read, cause: causeOf(error) });
    },
    scheduler: clock,
  });

/** Reports a failed read. The next read makes up for it. */
export const reportFailure =
  ({ diagnose }: OrderContext, read: string) =>
  <T>(source: Observable<T>): Observable<T> =>
    source.pipe(
      catchError((error: unknown) => {
        diagnose({ kind: 'reconcile-failed', read, cause: causeOf(error) });
        return EMPTY;
      }),
    );
