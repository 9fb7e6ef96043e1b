import type { Fill } from './fill';
import type { Order, OrderRequest } from './order';
import type { CodeFamily } from './venue-code';

/** A rule of the instrument, or a limit of a guard, that a request violates. */
export interface Violation {
  /** The field of the request, such as `price`, or the option of a guard, such as `maxNotional`. */
  readonly field: string;
  /** The rule for the field, in words. */
  readonly rule: string;
  readonly actual: string;
  /** The nearest value that would pass; `null` if there is none. */
  readonly nearest: string | null;
}

/**
 * The reason why an order was cancelled. `user`: the venue acknowledged a cancel of this client. `post-only`: the order
 * would have taken liquidity. `expiry`: the order was 180 days old. `invalidation`: the matching engine found too few
 * assets. `unknown`: no fact shows the reason; the user may have cancelled it in another way, or the venue may have.
 */
export type CanceledBy = (typeof cancelers)[number];

/** Every reason of a cancel. */
export const cancelers = ['user', 'post-only', 'expiry', 'invalidation', 'unknown'] as const;

/**
 * The reason why an order never rested. In the first three cases the order was sent. `refused`: the venue answered with an
 * error `code` that proves no effect. `rejected`: the venue took the order and ended it as `REJECTED`, such as a market
 * order that it could not fill completely. `no-effect`: the outcome was unknown, and a search found no open order and no
 * fill of it. In all other cases nothing was sent. `invalid`: the client refused the request, and `violations` say why.
 * `not-replaced`: the order to replace did not end, left nothing, or is replaced by another one. `guard`: the order is
 * beyond a limit of `guards`, and `violations` say which. `halted`: the client was halted. `id-taken`: another request has
 * the same id. `not-sent`: the order did not reach the gateway that sends orders, because there was no link or the message
 * was refused. `equal-in-flight`: the order has no price and waited 5 s for an equal order whose outcome is not known.
 * `withdrawn`: it was taken back before it was sent, by `cancelOnUnsubscribe`, by the end of the halt that it belonged to, or
 * by a gateway where its turn did not come in time.
 */
export type RejectReason = (typeof rejectReasons)[number];

/** Every reason why an order never rested. */
export const rejectReasons = [
  'invalid',
  'refused',
  'rejected',
  'no-effect',
  'not-replaced',
  'guard',
  'halted',
  'id-taken',
  'not-sent',
  'equal-in-flight',
  'withdrawn',
] as const;

/** `reply`: the venue's reply named the order. `inferred`: the order was found by its parameters after an unknown outcome. */
export type Attribution = 'reply' | 'inferred';

/** One step in the life of an order. */
export type OrderTransition =
  | {
      readonly type: 'Submitted';
      /** The id of the command, from the caller or generated. */
      readonly id: string;
      readonly request: OrderRequest;
      /** Unix time, ms. */
      readonly at: number;
    }
  | { readonly type: 'Accepted'; readonly order: Order; readonly attribution: Attribution }
  | { readonly type: 'Triggered'; readonly order: Order }
  /** Comes once per trade, the last one included. */
  | { readonly type: 'PartiallyFilled'; readonly order: Order; readonly fill: Fill }
  | { readonly type: 'Filled'; readonly order: Order; readonly fills: readonly Fill[] }
  | {
      readonly type: 'Canceled';
      readonly order: Order;
      readonly fills: readonly Fill[];
      readonly by: CanceledBy;
    }
  | {
      readonly type: 'Rejected';
      readonly by: 'client' | 'venue';
      readonly reason: RejectReason;
      readonly message: string;
      /** The venue's error code; `null` where there was none. */
      readonly code: number | null;
      /** The family of that code, also where the code is newer than the table. */
      readonly family: CodeFamily | null;
      readonly violations: readonly Violation[];
      readonly order: Order | null;
      /** The way in which `order` was found; `null` without one. */
      readonly attribution: Attribution | null;
    }
  /**
   * The outcome of the request is not known, and `candidates` are orders that could be it. It is not an end: it comes again
   * with further candidates, and a later fact may follow.
   */
  | { readonly type: 'Unresolved'; readonly candidates: readonly Order[]; readonly message: string };
