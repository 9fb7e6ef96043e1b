import type { Order, OrderRef } from './order';

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
