import type { OrderStatus, OrderType, PositionSide } from '../../model/order';
import type { Pair, Side } from '../../model/pair';
import type { FillBasis } from './fill-basis';
import type { AssetUnits, ExactNotional, FineUnits, Lots, Ticks } from './units';

/** A user of the venue. Keys and channels belong to the wire, which maps them to this number. */
export type UserId = number;

/** An order as a user asks for it, checked for form (order-request.ts) but not yet against the rules of the pair. */
export interface NewOrder {
  readonly pair: Pair;
  readonly side: Side;
  readonly type: OrderType;
  /** May be `null` for `take_profit` and `stop_loss` only: the whole position. */
  readonly amount: Lots | null;
  /** `null` unless `limit` or `stop_limit`. */
  readonly price: Ticks | null;
  /** `null` unless `stop`, `stop_limit`, `take_profit` or `stop_loss`. */
  readonly triggerPrice: Ticks | null;
  readonly postOnly: boolean;
  /** `null`: a spot order. */
  readonly positionSide: PositionSide | null;
}

/** One state of an order: immutable, a new object at every change. Times are Unix time in ms, `null` until they happen. */
export interface VenueOrder {
  /** Rises with time, shared by all pairs. */
  readonly orderId: number;
  readonly user: UserId;
  readonly pair: Pair;
  readonly side: Side;
  readonly positionSide: PositionSide | null;
  readonly type: OrderType;
  readonly status: OrderStatus;
  /** `null` while a `take_profit` or `stop_loss` of the whole position waits. */
  readonly startAmount: Lots | null;
  readonly remainingAmount: Lots | null;
  readonly executedAmount: Lots;
  /** Σ price × amount of its fills, exact; `averagePrice` makes the venue's text of it. */
  readonly executedNotional: ExactNotional;
  /** `null` unless `limit` or `stop_limit`. */
  readonly price: Ticks | null;
  readonly triggerPrice: Ticks | null;
  /** `null` unless `limit`. */
  readonly postOnly: boolean | null;
  readonly userCancelable: boolean;
  readonly orderedAt: number;
  readonly expireAt: number | null;
  readonly triggeredAt: number | null;
  readonly canceledAt: number | null;
  /** Of its latest fill. */
  readonly executedAt: number | null;
  /** True only in the state in which its trigger has just fired. */
  readonly justTriggered: boolean;
  /** When it came into this state. */
  readonly updatedAt: number;
}

/** One user's side of a trade. Money is in units of the quote (or base) asset's precision. */
export interface VenueFill {
  /** The public `transaction_id` of the same trade. Both sides of a trade have the same. */
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
  /** What was taken now; negative: a rebate. A closing fill takes the fee of the opening too. */
  readonly feeQuote: AssetUnits;
  /** What accrued with this fill: in spot trading the same, opening a position the fee that waits in it. */
  readonly feeOccurredQuote: AssetUnits;
  /** Of a fill that closes, net of fees and interest; zero of one that opens; `null` in spot trading. */
  readonly profitLoss: FineUnits | null;
  readonly interest: FineUnits | null;
  readonly executedAt: number;
  /** Nobody can tell whether it would have been filled: what the market was meanwhile is not known. */
  readonly assumed?: true;
  /** Of a resting order that others met, who know nothing of it. */
  readonly basis?: FillBasis;
}
