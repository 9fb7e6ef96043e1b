import type { OrderStatus, OrderType, PositionSide } from '../../model/order';
import type { Pair, Side } from '../../model/pair';
import type { FillBasis } from './fill-basis';
import type { AssetUnits, ExactNotional, FineUnits, Lots, Ticks } from './units';

/** The number of a user of the venue. Keys and channels belong to the protocols, which map them to this number. */
export type UserId = number;

/**
 * An order as a user requests it. Its form is checked (order-request.ts), but not yet against the rules of the pair.
 */
export interface NewOrder {
  readonly pair: Pair;
  readonly side: Side;
  readonly type: OrderType;
  /** The amount. `null`, the whole position, is allowed for `take_profit` and `stop_loss` only. */
  readonly amount: Lots | null;
  /** The price; `null` unless the type is `limit` or `stop_limit`. */
  readonly price: Ticks | null;
  /** The trigger price; `null` unless the type is `stop`, `stop_limit`, `take_profit` or `stop_loss`. */
  readonly triggerPrice: Ticks | null;
  readonly postOnly: boolean;
  /** The side of the position; `null` for a spot order. */
  readonly positionSide: PositionSide | null;
}

/**
 * One state of an order. It is immutable: every change makes a new object. Times are Unix time in ms, and `null` until
 * they happen.
 */
export interface VenueOrder {
  /** The id. Ids rise with time, and all pairs share them. */
  readonly orderId: number;
  readonly user: UserId;
  readonly pair: Pair;
  readonly side: Side;
  readonly positionSide: PositionSide | null;
  readonly type: OrderType;
  readonly status: OrderStatus;
  /** The amount; `null` while a `take_profit` or `stop_loss` of the whole position waits. */
  readonly startAmount: Lots | null;
  readonly remainingAmount: Lots | null;
  readonly executedAmount: Lots;
  /** The exact Σ price × amount of its fills. `averagePrice` makes the venue's text of it. */
  readonly executedNotional: ExactNotional;
  /** The price; `null` unless the type is `limit` or `stop_limit`. */
  readonly price: Ticks | null;
  readonly triggerPrice: Ticks | null;
  /** The flag of the order; `null` unless the type is `limit`. */
  readonly postOnly: boolean | null;
  readonly userCancelable: boolean;
  readonly orderedAt: number;
  readonly expireAt: number | null;
  readonly triggeredAt: number | null;
  readonly canceledAt: number | null;
  /** The time of its latest fill. */
  readonly executedAt: number | null;
  /** True only in the state in which the trigger has just fired. */
  readonly justTriggered: boolean;
  /** The time at which the order came into this state. */
  readonly updatedAt: number;
}

/** One user's side of a trade. Money is in units of the precision of the quote asset (or the base asset). */
export interface VenueFill {
  /** The public `transaction_id` of the trade. Both sides of the trade have the same. */
  readonly tradeId: number;
  readonly user: UserId;
  readonly orderId: number;
  readonly pair: Pair;
  readonly side: Side;
  readonly positionSide: PositionSide | null;
  readonly type: OrderType;
  readonly price: Ticks;
  readonly amount: Lots;
  readonly makerTaker: 'maker' | 'taker';
  readonly feeBase: AssetUnits;
  /** The fee that was taken now; negative for a rebate. A closing fill also takes the fee of the opening. */
  readonly feeQuote: AssetUnits;
  /**
   * The fee that accrued with this fill. In spot trading it is the same; when a position opens, it waits in the
   * position.
   */
  readonly feeOccurredQuote: AssetUnits;
  /**
   * The profit or loss of a closing fill, net of fees and interest; zero for an opening fill; `null` in spot trading.
   */
  readonly profitLoss: FineUnits | null;
  readonly interest: FineUnits | null;
  readonly executedAt: number;
  /** Set if nobody can know whether the order would have been filled, because the market of that time is not known. */
  readonly assumed?: true;
  /** The evidence of the fill, where others met a resting order without knowing of it. */
  readonly basis?: FillBasis;
}
