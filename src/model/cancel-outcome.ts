import type { Order, OrderRef } from './order';
import type { Pair } from './pair';

/**
 * What a cancel came to. Only the first three say that the order has ended; `order` is what the venue told last.
 * `Pending`: the venue is at it. `Refused`: it was not done. `Unresolved`: it may or may not have been done.
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
  /** The pair that was asked for; `null`: all of them. */
  readonly pair: Pair | null;
  readonly orderId: null;
  readonly message: string;
}

/** What a cancel of all orders came to: one outcome per order, and one that names no order where the list is not known. */
export type CancelAllOutcome = CancelOutcome | OrdersUnread;
