import type { FillBasis } from './fill-basis';
import type { CircuitBreakMode, FeeType } from '../../model/circuit-break';
import type { Pair, Side } from '../../model/pair';
import type { VenueState } from '../../model/venue-status';
import type { VenueInstrument } from './instrument';
import type { UserId, VenueFill, VenueOrder } from './order';
import type { Lots, Ticks } from './units';

/**
 * `live`: the book is proven. `stale`: it is known, but contradicted or too old. `gap`: nothing is known of it. `auction`:
 * the venue gathers orders, and matches none.
 */
export type DisplayedMode = 'live' | 'stale' | 'gap' | 'auction';

/**
 * The book of a pair as others make it: in a recording, or on the live venue. It stands beside the pair's own book, which
 * then holds the orders of users only: takers walk what is displayed, and users never trade with each other.
 */
export interface Displayed {
  readonly mode: DisplayedMode;
  /** The best price of a side, `buy` for bids, at which something is left to take. */
  readonly best: (side: Side) => Ticks | null;
  /** What is left to take, best price first. */
  readonly levels: (side: Side) => Iterable<readonly [price: Ticks, amount: Lots]>;
  /** What was taken stays taken, though the others do not know of it. */
  readonly take: (side: Side, price: Ticks, amount: Lots) => void;
  /** Everything that has happened up to now, this very millisecond included, has its effect before the next command. */
  readonly catchUp: () => void;
}

/** An order of a user that rests in the pair's own book. */
export interface RestingOrder {
  readonly orderId: number;
  readonly user: UserId;
  readonly side: Side;
  readonly price: Ticks;
  readonly remaining: Lots;
}

/** A circuit breaker as the venue that is followed tells it. */
export interface FollowedBreaker {
  readonly mode: CircuitBreakMode;
  readonly upperLimit: Ticks | null;
  readonly lowerLimit: Ticks | null;
  readonly feeType: FeeType;
  /** Unix time, ms. */
  readonly reopenAt: number | null;
  readonly estimatedPrice: Ticks | null;
  readonly estimatedAmount: Lots | null;
}

/** A trade of a resting order with the others. */
export interface RestingFill {
  readonly pair: Pair;
  readonly user: UserId;
  readonly orderId: number;
  readonly price: Ticks;
  readonly amount: Lots;
  readonly basis: FillBasis;
}

export interface OutsideCommands {
  /** From here on others make the book of the pair. */
  readonly display: (pair: Pair, displayed: Displayed) => void;
  /** The orders of users that rest, best price first, then the oldest: bids, then asks; the same list until one changes. */
  readonly restingOrders: (pair: Pair) => readonly RestingOrder[];
  /**
   * Resting orders trade with the others, as makers, all in one moment: what follows from one of the fills comes after the
   * last. Throws a `RangeError` where an order does not rest, or has less left.
   */
  readonly fillResting: (fills: readonly RestingFill[]) => void;
  /** The others have traded: what triggers and margin go by. */
  readonly printed: (pair: Pair, price: Ticks) => void;
  readonly setInstrument: (instrument: VenueInstrument) => void;
  readonly followStatus: (pair: Pair, status: VenueState, minAmount: Lots) => void;
  readonly followBreaker: (pair: Pair, breaker: FollowedBreaker) => void;
}

/** What an account had before, when the venue was another process. */
export interface RestoringCommands {
  /** An order of it, open or ended, with its id; throws a `RangeError` where the venue has no such pair. */
  readonly restoreOrder: (user: UserId, order: VenueOrder) => void;
  /** A trade of it, the oldest first: its money is in the balances already. */
  readonly restoreFill: (user: UserId, fill: VenueFill) => void;
}
