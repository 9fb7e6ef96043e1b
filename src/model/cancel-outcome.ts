import type { Order, OrderRef } from './order';
import type { Pair } from './pair';
import { familyOf, type CodeFamily } from './venue-code';

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
    | {
        readonly type: 'Refused';
        /** The venue's error code; `null` where there was none. */
        readonly code: number | null;
        /** The family of that code, also where the code is newer than the table. */
        readonly family: CodeFamily | null;
        readonly message: string;
      }
    | { readonly type: 'Unresolved'; readonly message: string }
  );

export const cancelRefused = (ref: OrderRef, code: number | null, message: string): CancelOutcome => ({
  ...ref,
  type: 'Refused',
  code,
  family: familyOf(code),
  message,
});

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
