import type { FillBasis } from './fill-basis';
import type { CircuitBreakMode, FeeType } from '../../model/circuit-break';
import type { Pair, Side } from '../../model/pair';
import type { VenueState } from '../../model/venue-status';
import type { VenueInstrument } from './instrument';
import type { UserId, VenueFill, VenueOrder } from './order';
import type { Lots, Ticks } from './units';

/**
 * The mode of a displayed book. `live`: the book is proven. `stale`: it is known, but contradicted or too old. `gap`:
 * nothing is known of it. `auction`: the market gathers orders, and matches none.
 */
export type DisplayedMode = 'live' | 'stale' | 'gap' | 'auction';

/**
 * The book of a pair as others make it, in a recording or on the live venue. It exists beside the pair's own book, which
 * then holds only the orders of users. Takers take from the displayed book, and users never trade with each other.
 */
export interface Displayed {
  readonly mode: DisplayedMode;
  /** The best price of a side, `buy` for bids, at which something is left to take. */
  readonly best: (side: Side) => Ticks | null;
  /** Returns the levels that are left to take, best price first. */
  readonly levels: (side: Side) => Iterable<readonly [price: Ticks, amount: Lots]>;
  /** Takes an amount from a level. The amount stays taken, although the others do not know that. */
  readonly take: (side: Side, price: Ticks, amount: Lots) => void;
  /** Applies everything that has happened up to now, including this very millisecond, before the next command. */
  readonly catchUp: () => void;
}

/** A resting order of a user in the pair's own book. */
export interface RestingOrder {
  readonly orderId: number;
  readonly user: UserId;
  readonly side: Side;
  readonly price: Ticks;
  readonly remaining: Lots;
}

/** A circuit breaker as the followed venue publishes it. */
export interface FollowedBreaker {
  readonly mode: CircuitBreakMode;
  readonly upperLimit: Ticks | null;
  readonly lowerLimit: Ticks | null;
  readonly feeType: FeeType;
  /** The time of reopening, Unix time in ms; `null` if it is not known. */
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
  /** Lets others make the book of the pair from now on. */
  readonly display: (pair: Pair, displayed: Displayed) => void;
  /**
   * Returns the users' resting orders, best price first, then the oldest: bids, then asks. The list stays the same
   * object until an order changes.
   */
  readonly restingOrders: (pair: Pair) => readonly RestingOrder[];
  /**
   * Lets resting orders trade with the others, as makers, all in one moment. The consequences of a fill come after the
   * last fill. Throws a `RangeError` if an order does not rest, or has less left.
   */
  readonly fillResting: (fills: readonly RestingFill[]) => void;
  /** Applies a trade of the others. Its price moves triggers and margin. */
  readonly printed: (pair: Pair, price: Ticks, amount: Lots) => void;
  readonly setInstrument: (instrument: VenueInstrument) => void;
  readonly followStatus: (pair: Pair, status: VenueState, minAmount: Lots) => void;
  readonly followBreaker: (pair: Pair, breaker: FollowedBreaker) => void;
}

/** Commands that restore an account of an earlier process. */
export interface RestoringCommands {
  /**
   * Restores an order of the account, open or ended, with its id. Throws a `RangeError` if the venue has no such pair.
   */
  readonly restoreOrder: (user: UserId, order: VenueOrder) => void;
  /** Restores a trade of the account, oldest first. Its money is already in the balances. */
  readonly restoreFill: (user: UserId, fill: VenueFill) => void;
}
