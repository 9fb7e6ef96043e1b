import type { Order, OrderRef } from './order';
import type { Pair } from './pair';

/**
 * The outcome of a cancel. Only the first three say that the order has ended; `order` is its last known state.
 * `Pending`: the venue is still working on it. `Refused`: it was not done. `Unresolved`: it may or may not have been done.
 */
export type CancelOutcome = OrderRef &
  (
    | { readonly type: 'Canceled'; readonly order: Order }
    | { readonly type: 'AlreadyCanceled'; readonly order: Order | null }
    | { readonly type: 'AlreadyFilled'; readonly order: Order | null }
    | { readonly type: 'Pending'; readonly order: Order | null }
    | { readonly type: 'Refused'; readonly code: number | null; readonly message: string }
    | { readonly type: 'Unresolved'; readonly message: string }
  );

/** The list of open orders could not be read: orders that this client does not know may be open. */
export interface OrdersUnread {
  readonly type: 'Unresolved';
  /** The pair of the call; `null` for all pairs. */
  readonly pair: Pair | null;
  readonly orderId: null;
  readonly message: string;
}

/** An outcome of a cancel of all orders. There is one per order, and one without an order if the list is not known. */
export type CancelAllOutcome = CancelOutcome | OrdersUnread;
