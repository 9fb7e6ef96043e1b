import {
  catchError,
  concat,
  concatMap,
  defer,
  EMPTY,
  finalize,
  from,
  mergeMap,
  type Observable,
  repeat,
  take,
  throwError,
  timer,
} from 'rxjs';
import { cancelRefused, type CancelOutcome } from '../../model/cancel-outcome';
import { isTerminal, type Order, type OrderRef } from '../../model/order';
import type { CallError } from '../../model/errors';
import { causeOf } from '../../model/tagged';
import type { OrderIds } from '../rest/requests';
import type { Stamp } from '../rest/signing';
import { batchesOf, refsOf } from './batches';
import { duringCancel } from './cancel-in-time';
import { codeOf, type OrderContext, wasSent } from './context';
import { provesFence } from './fence';

/** The venue's answers that the order has already ended, `50026` and `50027`. */
const alreadyCanceled = 50026;
const alreadyFilled = 50027;
const lookInterval = 1000;

/** Cancels one order by one call; see `ExecutionClient.cancelOrder`. Cold: every subscription sends. */
export const cancelOne = (context: OrderContext, ref: OrderRef): Observable<CancelOutcome> =>
  duringCancel(context, {
    refs: [ref],
    send: () => context.api.cancelOrder(ref),
    done: (order, stamp) => {
      const outcomes = fromReplies(context, [ref], [order]);
      if (outcomes.length > 0) return outcomes;
      const cause = `it is not about order ${ref.orderId}`;
      context.diagnose({ kind: 'reply-not-believed', order, cause });
      return lookFor(context, ref, stamp, `the reply is not believed: ${cause}`);
    },
    failed: (error, stamp) => fromError(context, [ref], error, stamp),
    onReply: (order) => fromReplies(context, [ref], [order]),
  });

/** Cancels orders, 30 per call, with one outcome each. Cold: every subscription sends. */
export const cancelMany = (context: OrderContext, groups: readonly OrderIds[]): Observable<CancelOutcome> => {
  const runs = batchesOf(groups).map((batch, index) => {
    const run = cancelBatch(context, batch);
    // After one call was sent, a later one that could not be sent is an outcome, not an error.
    return index === 0 ? run : run.pipe(catchError((error: unknown) => refsOf(batch).map(notSent(error))));
  });
  return concat(...runs);
};

const notSent =
  (error: unknown) =>
  (ref: OrderRef): CancelOutcome =>
    cancelRefused(ref, null, causeOf(error));

const cancelBatch = (context: OrderContext, batch: OrderIds): Observable<CancelOutcome> => {
  const refs = refsOf(batch);
  return duringCancel(context, {
    refs,
    send: () => context.api.cancelOrders(batch),
    done: (orders) => {
      const outcomes = fromReplies(context, refs, orders);
      const missing = refs.filter((ref) => !outcomes.some(({ orderId }) => orderId === ref.orderId));
      return concat(from(outcomes), readOutcomes(context, missing, null, 'left out of the reply'));
    },
    failed: (error, stamp) => fromError(context, refs, error, stamp),
    onReply: (orders) => fromReplies(context, refs, orders),
  });
};

/** Cancels orders of a pair by one call, 30 at most, and searches for nothing: later reads show the results. */
export const cancelOnce = (context: OrderContext, batch: OrderIds): Observable<CancelOutcome> => {
  const refs = refsOf(batch);
  return duringCancel(context, {
    refs,
    send: () => context.api.cancelOrders(batch),
    done: (orders) => fromReplies(context, refs, orders),
    failed: (error) => refs.map((ref) => fromFailure(context, ref, error, refs.length === 1)),
    onReply: (orders) => fromReplies(context, refs, orders),
  });
};

/** Returns the outcomes of the orders that the reply names. */
const fromReplies = (
  context: OrderContext,
  refs: readonly OrderRef[],
  orders: readonly Order[],
): readonly CancelOutcome[] => {
  const replies = new Map(orders.map((order) => [order.orderId, order]));
  return refs.flatMap((ref) => {
    const order = replies.get(ref.orderId);
    return order === undefined ? [] : [fromReply(context, ref, order)];
  });
};

/**
 * Returns the outcome of a reply. The reply to a cancel is its acknowledgement, even if the order still shows as live.
 */
const fromReply = ({ registry }: OrderContext, ref: OrderRef, order: Order): CancelOutcome => {
  const outcome: CancelOutcome = endedBefore(ref, order) ?? { ...ref, type: 'Pending', order };
  const isOurs = outcome.type !== 'AlreadyFilled';
  registry.applyOrder(order, 'reply', ...(isOurs ? (['cancel-acknowledged'] as const) : []));
  if (outcome.type === 'Pending') registry.readAt(ref.orderId, -Infinity);
  return outcome.type === 'AlreadyCanceled' ? { ...ref, type: 'Canceled', order } : outcome;
};

/** Returns the outcome of a cancel whose order had ended before; `null` while it lives. */
const endedBefore = (ref: OrderRef, order: Order | undefined): CancelOutcome | null => {
  if (order === undefined || !isTerminal(order.status)) return null;
  return { ...ref, type: order.status === 'FULLY_FILLED' ? 'AlreadyFilled' : 'AlreadyCanceled', order };
};

/** Returns the outcomes of a failed call, and looks for those that its error does not show. */
const fromError = (
  context: OrderContext,
  refs: readonly OrderRef[],
  error: CallError,
  stamp: Stamp | null,
): Observable<CancelOutcome> => {
  for (const { orderId } of refs) context.registry.readAt(orderId, -Infinity);
  if (error.effect === 'unknown')
    return from(refs).pipe(mergeMap((ref) => lookFor(context, ref, stamp, error.message)));
  if (!wasSent(error)) return throwError(() => error);
  // A refusal shows nothing about one of several orders, so each is read.
  if (error.effect === 'none' && refs.length > 1)
    return readOutcomes(context, refs, codeOf(error), error.message);
  return from(refs.map((ref) => fromFailure(context, ref, error, true)));
};

/**
 * Returns the outcome of a failed call, as far as its error shows it. `isAlone`: the call was about this order only, so
 * that a refusal concerns it.
 */
const fromFailure = (
  { registry }: OrderContext,
  ref: OrderRef,
  error: CallError,
  isAlone: boolean,
): CancelOutcome => {
  if (error.effect === 'in-progress') return { ...ref, type: 'Pending', order: null };
  if (error.effect === 'unknown') return { ...ref, type: 'Unresolved', message: error.message };
  const code = codeOf(error);
  if (!isAlone) return cancelRefused(ref, code, error.message);
  registry.readAt(ref.orderId, -Infinity);
  const order = ended(registry.entry(ref.orderId)?.known.snapshot ?? null);
  if (code === alreadyCanceled) return { ...ref, type: 'AlreadyCanceled', order };
  if (code === alreadyFilled) return { ...ref, type: 'AlreadyFilled', order };
  return cancelRefused(ref, code, error.message);
};

const ended = (order: Order | null): Order | null =>
  order !== null && isTerminal(order.status) ? order : null;

/**
 * Reads orders that the answer to a cancel left out. One that has ended shows its outcome, and a live one was not
 * cancelled.
 */
const readOutcomes = (
  { api, registry }: OrderContext,
  refs: readonly OrderRef[],
  code: number | null,
  message: string,
): Observable<CancelOutcome> => {
  const [first] = refs;
  if (first === undefined) return EMPTY;
  return api.rest.ordersInfo({ pair: first.pair, orderIds: refs.map(({ orderId }) => orderId) }).pipe(
    take(1),
    concatMap((orders) => {
      for (const order of orders) registry.applyOrder(order, 'read');
      const byId = new Map(orders.map((order) => [order.orderId, order]));
      return refs.map((ref) => endedBefore(ref, byId.get(ref.orderId)) ?? cancelRefused(ref, code, message));
    }),
    catchError((error: unknown) =>
      refs.map((ref): CancelOutcome => ({ ...ref, type: 'Unresolved', message: causeOf(error) })),
    ),
  );
};

/** Reads an order until it has ended, or until the cancel can't reach the venue any more and reads have caught up. */
const lookFor = (
  { api, registry, clock, settle }: OrderContext,
  ref: OrderRef,
  stamp: Stamp | null,
  message: string,
): Observable<CancelOutcome> =>
  defer(() => {
    const begun = clock.elapsed();
    let fencedAt = Infinity;
    const fence = api.answered$.subscribe((answered) => {
      if (stamp !== null && provesFence(stamp, answered)) fencedAt = Math.min(fencedAt, clock.elapsed());
    });
    return defer(() => api.rest.ordersInfo({ pair: ref.pair, orderIds: [ref.orderId] })).pipe(
      concatMap((orders): readonly CancelOutcome[] => {
        for (const one of orders) registry.applyOrder(one, 'read');
        const order = orders.find(({ orderId }) => orderId === ref.orderId);
        const outcome = endedBefore(ref, order);
        if (outcome?.type === 'AlreadyCanceled' && order !== undefined)
          return [{ ...ref, type: 'Canceled', order }];
        if (outcome !== null) return [outcome];
        const isOver = clock.elapsed() >= fencedAt + settle;
        return isOver ? [{ ...ref, type: 'Unresolved', message: `${message}; the order still lives` }] : [];
      }),
      catchError((error: unknown): readonly CancelOutcome[] =>
        clock.elapsed() < begun + 6 * settle
          ? []
          : [{ ...ref, type: 'Unresolved', message: `${message}; ${causeOf(error)}` }],
      ),
      repeat({ delay: () => timer(lookInterval, clock) }),
      take(1),
      finalize(() => {
        fence.unsubscribe();
      }),
    );
  });
