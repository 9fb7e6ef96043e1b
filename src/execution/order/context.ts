import type { Observable } from 'rxjs';
import type { Fill } from '../../model/fill';
import type { Order, OrderRef, OrderRequest } from '../../model/order';
import type { Clock } from '../../operators/clock';
import type { CallError } from '../../model/errors';
import type { PrivateApi } from '../rest/rest';
import type { VenueTimeOf } from './clock';
import type { FlightBoard } from './flights';
import type { Registry } from './registry';

/** What the life of orders has to say that no observer of one order would hear. */
export type OrderDiagnostic =
  /** It matches a call that was found to have had no effect. */
  | { readonly kind: 'late-order'; readonly order: Order }
  /** It could be the doing of a call that has another order: the call was delivered twice, or it is a stranger's. */
  | { readonly kind: 'unattributed-order'; readonly order: Order }
  /** It waits for an equal order whose outcome is not known, so that the two can be told apart. `id`: of its command. */
  | { readonly kind: 'waits-for-equal'; readonly id: string; readonly request: OrderRequest }
  /**
   * The reply to a call named an order that can't be its own: that of another call, one that was known before, or one that
   * was not asked for. The reply is not believed, and the call's own order is looked for.
   */
  | { readonly kind: 'reply-not-believed'; readonly order: Order; readonly cause: string }
  /** It came after the order's end. */
  | { readonly kind: 'late-fill'; readonly fill: Fill }
  /** The venue said long ago that more was executed than the known fills add up to: the end of the life waits for them. */
  | { readonly kind: 'fills-missing'; readonly order: Order; readonly filled: string }
  /**
   * A cancel of it was answered long ago by its end, or by the word that this will come, and no read shows it: the order may
   * live on, and what is to replace it waits.
   */
  | { readonly kind: 'end-missing'; readonly order: OrderRef }
  /** A read that reconciles failed; it is tried again. */
  | { readonly kind: 'reconcile-failed'; readonly read: string; readonly cause: string }
  /** An order that was only inferred to be ours was left alone by an automatic cancel. */
  | { readonly kind: 'inferred-not-canceled'; readonly order: OrderRef }
  /**
   * An order that was left behind (`cancelOnUnsubscribe`) was not cancelled within the 5 s that a closing takes: it may be
   * open. `null`: nothing had told of it yet.
   */
  | { readonly kind: 'left-open'; readonly ref: OrderRef | null }
  /** An automatic cancel was refused, or what became of it is not known: the order may live on. */
  | { readonly kind: 'cancel-failed'; readonly order: OrderRef; readonly cause: string };

/** What every part of an order's life works with. */
export interface OrderContext {
  readonly api: PrivateApi;
  readonly registry: Registry;
  /** Orders on their way. */
  readonly flights: FlightBoard;
  readonly clock: Clock;
  /** The times of the clock have parted: neither what was held nor what was learnt of time can be relied on. Hot. */
  readonly leaps$: Observable<unknown>;
  readonly venueTimeOf: VenueTimeOf;
  readonly diagnose: (diagnostic: OrderDiagnostic) => void;
  /** How long the venue's own reads may lag behind a write: assumed, ms. */
  readonly settle: number;
  /** No other program places orders on this account. */
  readonly exclusiveAccount: boolean;
}

/** What can't be concluded is told after this long, ms. */
export const tellWithin = 30_000;

/** The venue's error code; `null` where there was none. */
export const codeOf = (error: CallError): number | null => (error._tag === 'VenueError' ? error.code : null);

/** A refusal by the venue proves that the call reached it; any other failure without effect that it did not. */
export const wasSent = (error: CallError): boolean => error._tag === 'VenueError' || error.effect !== 'none';
