import { catchError, concat, concatMap, defer, EMPTY, merge, type Observable, of, takeWhile } from 'rxjs';
import type { OrderRef } from '../../model/order';
import type { Attribution, CanceledBy, OrderTransition } from '../../model/order-transition';
import type { CallError } from '../../model/errors';
import type { CheckedOrder } from './check-request';
import { codeOf, type OrderContext } from './context';
import { isEnding } from './diff';
import type { Fact } from './known';
import { hasEnded } from './registry';
import type { Rejected } from './rejected';

/** The end of a call that placed an order, or tried to. */
export type CallEnd =
  /** The order of the call has ended. `by` says who cancelled it; it is `null` for any other end. */
  | { readonly type: 'order'; readonly orderId: number; readonly by: CanceledBy | null }
  /** The call placed no order. */
  | { readonly type: 'rejected'; readonly rejected: Rejected }
  /** The user has acknowledged the call. Its outcome may be unknown. */
  | { readonly type: 'acknowledged' };

/** The memory of a call after its life is over: enough to emit that life again. */
export interface CallMemory {
  readonly id: string;
  /** The request as it left; `null` if it never left. */
  readonly left: { readonly request: CheckedOrder; readonly at: number } | null;
  readonly orderId: number | null;
  readonly attribution: Attribution;
  readonly end: CallEnd | null;
}

export const noMemory = (id: string): CallMemory => ({
  id,
  left: null,
  orderId: null,
  attribution: 'reply',
  end: null,
});

/** Returns the memory after one more transition of the life. */
export const memoryAfter = (memory: CallMemory, transition: OrderTransition): CallMemory => {
  switch (transition.type) {
    case 'Submitted':
      // A request that has left was checked.
      return { ...memory, left: { request: transition.request as CheckedOrder, at: transition.at } };
    case 'Accepted':
      return { ...memory, orderId: transition.order.orderId, attribution: transition.attribution };
    default:
      return isEnding(transition) ? { ...memory, end: endOf(transition) } : memory;
  }
};

/** Returns the end of a call from the end of its life. */
export const endOf = (
  ending: Extract<OrderTransition, { type: 'Filled' | 'Canceled' | 'Rejected' }>,
): CallEnd => {
  if (ending.type === 'Rejected' && ending.order === null) return { type: 'rejected', rejected: ending };
  const orderId = ending.order?.orderId ?? 0;
  return { type: 'order', orderId, by: ending.type === 'Canceled' ? ending.by : null };
};

/** Emits the life of a call again, from its memory and from the venue's state of its order. It sends nothing new. */
export const replayLife = (
  context: OrderContext,
  { id, left, orderId, attribution, end }: CallMemory,
): Observable<OrderTransition> => {
  const submitted: readonly OrderTransition[] = left === null ? [] : [{ type: 'Submitted', id, ...left }];
  if (end?.type === 'rejected') return of(...submitted, end.rejected);
  const known = end?.type === 'order' ? end.orderId : orderId;
  if (known === null || left === null)
    return of<OrderTransition[]>(...submitted, {
      type: 'Unresolved',
      candidates: [],
      message: 'the call was acknowledged before its outcome was seen',
    });
  const facts = [...inferred(attribution), ...(end?.type === 'order' ? causes(end.by) : [])];
  return concat(submitted, followAgain(context, { pair: left.request.pair, orderId: known }, facts));
};

/** The venue's answer that it does not know the order. */
const notFound = 50009;

/** Follows the life of an order that a call of ours placed, in an earlier process or long ago. */
const followAgain = (
  { api, registry }: OrderContext,
  ref: OrderRef,
  facts: readonly Fact[],
): Observable<OrderTransition> =>
  defer(() => {
    registry.own(ref, ...facts);
    const entry = registry.entry(ref.orderId);
    if (entry !== undefined && hasEnded(entry)) return registry.life(ref.orderId);
    const read = defer(() => api.rest.order(ref)).pipe(
      concatMap((order): Observable<OrderTransition> => {
        registry.applyOrder(order, 'read');
        return EMPTY;
      }),
      catchError((error: CallError) =>
        codeOf(error) === notFound
          ? of({ type: 'Unresolved', candidates: [], message: error.message } as const)
          : EMPTY,
      ),
    );
    // Its end may be emitted while the read still waits.
    return merge(registry.life(ref.orderId), read).pipe(takeWhile((step) => !isEnding(step), true));
  });

export const inferred = (attribution: Attribution): readonly Fact[] =>
  attribution === 'inferred' ? ['inferred'] : [];

/** Returns the facts with which an order counts as cancelled for the same reason as before. */
const causes = (by: CanceledBy | null): readonly Fact[] => {
  switch (by) {
    case 'user':
      return ['cancel-acknowledged'];
    case 'invalidation':
      return ['invalidated'];
    case 'post-only':
      return ['born-canceled', 'cause-known'];
    default:
      return ['cause-known'];
  }
};
