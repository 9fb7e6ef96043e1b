import {
  catchError,
  concat,
  concatMap,
  defer,
  EMPTY,
  finalize,
  from,
  map,
  mergeMap,
  type Observable,
  of,
  repeat,
  take,
  takeWhile,
  throwError,
  timer,
} from 'rxjs';
import { cancelRefused, type CancelOutcome } from '../../model/cancel-outcome';
import { isTerminal, type Order, type OrderRef } from '../../model/order';
import type { Pair } from '../../model/pair';
import type { CallError } from '../../model/errors';
import { causeOf } from '../../model/tagged';
import type { OrderIds } from '../rest/requests';
import type { Stamp } from '../rest/signing';
import type { WriteEvent } from '../rest/write-event';
import { duringCancel } from './cancel-in-time';
import { codeOf, type OrderContext, wasSent } from './context';
import { provesFence } from './fence';

/** The venue's answers that the order has already ended, `50026` and `50027`. */
const alreadyCanceled = 50026;
const alreadyFilled = 50027;
/** The number of orders that one call of the venue cancels. */
const batchSize = 30;
const lookInterval = 1000;

/** Cancels one order by one call; see `ExecutionClient.cancelOrder`. Cold: every subscription sends. */
export const cancelOne = (context: OrderContext, ref: OrderRef): Observable<CancelOutcome> =>
  duringCancel(context, {
    refs: [ref],
    send: () => context.api.cancelOrder(ref),
    conclude: concludeWith(context, [ref], (order) => of(fromReply(context, ref, order))),
    onReply: (order) => fromReply(context, ref, order),
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

/** Splits ids into batches that one call takes, each id once. */
export const batchesOf = (groups: readonly OrderIds[]): readonly OrderIds[] =>
  groups.flatMap(({ pair, orderIds }) => {
    const ids = [...new Set(orderIds)];
    return Array.from({ length: Math.ceil(ids.length / batchSize) }, (_, index) => ({
      pair,
      orderIds: ids.slice(index * batchSize, (index + 1) * batchSize),
    }));
  });

/** Groups orders by pair, into batches that one call takes. */
export const inBatches = (refs: readonly OrderRef[]): readonly OrderIds[] => {
  const ids = new Map<Pair, number[]>();
  for (const { pair, orderId } of refs) ids.set(pair, [...(ids.get(pair) ?? []), orderId]);
  return batchesOf(Array.from(ids, ([pair, orderIds]) => ({ pair, orderIds })));
};

const notSent =
  (error: unknown) =>
  (ref: OrderRef): CancelOutcome =>
    cancelRefused(ref, null, causeOf(error));

export const refsOf = ({ pair, orderIds }: OrderIds): readonly OrderRef[] =>
  orderIds.map((orderId) => ({ pair, orderId }));

const cancelBatch = (context: OrderContext, batch: OrderIds): Observable<CancelOutcome> => {
  const refs = refsOf(batch);
  return duringCancel(context, {
    refs,
    send: () => context.api.cancelOrders(batch),
    conclude: concludeWith(context, refs, (orders) => {
      const outcomes = fromReplies(context, refs, orders);
      const missing = refs.filter((ref) => !outcomes.some(({ orderId }) => orderId === ref.orderId));
      return concat(from(outcomes), readOutcomes(context, missing, null, 'left out of the reply'));
    }),
    onReply: (orders) => fromReplies(context, refs, orders),
  });
};

/** Cancels orders of a pair by one call, 30 at most, and searches for nothing: later reads show the results. */
export const cancelOnce = (context: OrderContext, batch: OrderIds): Observable<CancelOutcome> => {
  const refs = refsOf(batch);
  return duringCancel(context, {
    refs,
    send: () => context.api.cancelOrders(batch),
    conclude: (events$) =>
      events$.pipe(
        takeWhile(({ type }) => type === 'Sent', true),
        concatMap((event): readonly CancelOutcome[] => {
          switch (event.type) {
            case 'Sent':
              return [];
            case 'Done':
              return fromReplies(context, refs, event.value);
            case 'Failed':
              return refs.map((ref) => fromFailure(context, ref, event.error, refs.length === 1));
          }
        }),
      ),
    onReply: (orders) => fromReplies(context, refs, orders),
  });
};

/**
 * Returns the outcome of a failed call. `isAlone`: the call was about this order only, so that a refusal concerns it.
 */
const fromFailure = (
  { registry }: OrderContext,
  ref: OrderRef,
  error: CallError,
  isAlone: boolean,
): CancelOutcome => {
  if (error.effect === 'in-progress') return { ...ref, type: 'Pending', order: null };
  if (error.effect === 'unknown') return { ...ref, type: 'Unresolved', message: error.message };
  if (!isAlone) return cancelRefused(ref, codeOf(error), error.message);
  registry.readAt(ref.orderId, -Infinity);
  return fromRefusal(ref, error, registry.entry(ref.orderId)?.known.snapshot ?? null);
};

/** Returns the outcome of a refusal of one order. `order` is its known state. */
const fromRefusal = (ref: OrderRef, error: CallError, order: Order | null): CancelOutcome => {
  const code = codeOf(error);
  if (code === alreadyCanceled) return { ...ref, type: 'AlreadyCanceled', order: ended(order) };
  if (code === alreadyFilled) return { ...ref, type: 'AlreadyFilled', order: ended(order) };
  return cancelRefused(ref, code, error.message);
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

const concludeWith =
  <T>(context: OrderContext, refs: readonly OrderRef[], onDone: (value: T) => Observable<CancelOutcome>) =>
  (events: Observable<WriteEvent<T>>): Observable<CancelOutcome> =>
    defer(() => {
      let stamp: Stamp | null = null;
      return events.pipe(
        takeWhile(({ type }) => type === 'Sent', true),
        concatMap((event) => {
          switch (event.type) {
            case 'Sent':
              stamp = event.stamp;
              return EMPTY;
            case 'Done':
              return onDone(event.value);
            case 'Failed':
              return fromError(context, refs, event.error, stamp);
          }
        }),
      );
    });

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
const endedBefore = (ref: OrderRef, order: Order): CancelOutcome | null => {
  if (!isTerminal(order.status)) return null;
  return { ...ref, type: order.status === 'FULLY_FILLED' ? 'AlreadyFilled' : 'AlreadyCanceled', order };
};

const fromError = (
  context: OrderContext,
  refs: readonly OrderRef[],
  error: CallError,
  stamp: Stamp | null,
): Observable<CancelOutcome> => {
  const { registry } = context;
  for (const { orderId } of refs) registry.readAt(orderId, -Infinity);
  if (error.effect === 'unknown')
    return from(refs).pipe(mergeMap((ref) => lookFor(context, ref, stamp, error.message)));
  if (!wasSent(error)) return throwError(() => error);
  const [ref, ...others] = refs;
  if (ref === undefined) return EMPTY;
  const order = registry.entry(ref.orderId)?.known.snapshot ?? null;
  if (error.effect === 'in-progress')
    return from(refs).pipe(map((one) => ({ ...one, type: 'Pending', order: null })));
  // A refusal shows nothing about one of several orders, so each is read.
  if (others.length > 0) return readOutcomes(context, refs, codeOf(error), error.message);
  return of(fromRefusal(ref, error, order));
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
      return refs.map((ref): CancelOutcome => {
        const order = byId.get(ref.orderId);
        const outcome = order === undefined ? null : endedBefore(ref, order);
        return outcome ?? cancelRefused(ref, code, message);
      });
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
      concatMap(([order]): readonly CancelOutcome[] => {
        if (order !== undefined) registry.applyOrder(order, 'read');
        const outcome = order === undefined ? null : endedBefore(ref, order);
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
