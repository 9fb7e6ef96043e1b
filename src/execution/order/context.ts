import type { Observable } from 'rxjs';
import type { Fill } from '../../model/fill';
import type { Order, OrderRef, OrderRequest } from '../../model/order';
import type { Clock } from '../../operators/clock';
import type { CallError } from '../../model/errors';
import type { PrivateApi } from '../rest/rest';
import type { VenueTimeOf } from './clock';
import type { FlightBoard } from './flights';
import type { Registry } from './registry';

/** A diagnostic about orders that no observer of one order would receive. */
export type OrderDiagnostic =
  /** The order matches a call that was found to have had no effect. */
  | { readonly kind: 'late-order'; readonly order: Order }
  /**
   * The order could be the effect of a call that has another order: the call was delivered twice, or the order is
   * another program's.
   */
  | { readonly kind: 'unattributed-order'; readonly order: Order }
  /**
   * An order waits for an equal one whose outcome is not known, so that the two can be distinguished. `id` is that of
   * its command.
   */
  | { readonly kind: 'waits-for-equal'; readonly id: string; readonly request: OrderRequest }
  /**
   * The reply to a call named an order that can't be the call's: the order of another call, an order that was known before,
   * or one that was not requested. The reply is not believed, and the call's own order is searched for.
   */
  | { readonly kind: 'reply-not-believed'; readonly order: Order; readonly cause: string }
  /** The fill came after the order's end. */
  | { readonly kind: 'late-fill'; readonly fill: Fill }
  /**
   * The venue reported long ago that more was executed than the known fills add up to. The end of the life waits for
   * them.
   */
  | { readonly kind: 'fills-missing'; readonly order: Order; readonly filled: string }
  /**
   * A cancel of the order was answered long ago by its end, or by an acknowledgement, and no read shows the end. The
   * order may live on, and its replacement waits.
   */
  | { readonly kind: 'end-missing'; readonly order: OrderRef }
  /** A read that reconciles failed. It is tried again. */
  | { readonly kind: 'reconcile-failed'; readonly read: string; readonly cause: string }
  /** An automatic cancel left an order alone that was only inferred to be ours. */
  | { readonly kind: 'inferred-not-canceled'; readonly order: OrderRef }
  /**
   * An order that was left (`cancelOnUnsubscribe`) was not cancelled within the 5 s that a closing takes, so that it
   * may be open. `ref` is `null` if its id was not known yet.
   */
  | { readonly kind: 'left-open'; readonly ref: OrderRef | null }
  /** An automatic cancel was refused, or its outcome is not known. The order may live on. */
  | { readonly kind: 'cancel-failed'; readonly order: OrderRef; readonly cause: string };

/** The dependencies of every part of an order's life. */
export interface OrderContext {
  readonly api: PrivateApi;
  readonly registry: Registry;
  /** The orders on their way. */
  readonly flights: FlightBoard;
  readonly clock: Clock;
  /**
   * Feed: emits when the two times of the clock have parted. Neither the held state nor the learned time is reliable
   * then. Hot.
   */
  readonly leaps$: Observable<unknown>;
  readonly venueTimeOf: VenueTimeOf;
  readonly diagnose: (diagnostic: OrderDiagnostic) => void;
  /** The assumed delay of the venue's own reads after a write, ms. */
  readonly settle: number;
  /** True if no other program places orders on this account. */
  readonly exclusiveAccount: boolean;
}

/** The time in ms after which an unknown outcome is reported. */
export const reportWithin = 30_000;

/** Returns the venue's error code; `null` if there is none. */
export const codeOf = (error: CallError): number | null => (error._tag === 'VenueError' ? error.code : null);

/**
 * True if the call was sent. A refusal by the venue proves that the call reached it; any other failure without effect
 * proves that it did not.
 */
export const wasSent = (error: CallError): boolean => error._tag === 'VenueError' || error.effect !== 'none';
