import type { Side } from '../../model/pair';
import type { AccountState } from './account-state';
import type { Level } from './book';
import type { MarketState } from './market-state';
import type { Order, OrderStatus, OrderType, PositionSide } from './order';
import type { AssetUnits, ExactNotional, Lots, Ticks } from './units';

/** An order inside the venue, mutable; what leaves the venue are its snapshots. */
export interface LiveOrder {
  readonly id: number;
  readonly account: AccountState;
  readonly market: MarketState;
  readonly side: Side;
  readonly positionSide: PositionSide | null;
  readonly type: OrderType;
  readonly price: Ticks | null;
  readonly triggerPrice: Ticks | null;
  readonly postOnly: boolean | null;
  readonly orderedAt: number;
  readonly expireAt: number | null;
  status: OrderStatus;
  /** `null` while the amount is the whole position, whatever that will be. */
  start: Lots | null;
  remaining: Lots;
  executed: Lots;
  executedNotional: ExactNotional;
  triggeredAt: number | null;
  canceledAt: number | null;
  executedAt: number | null;
  justTriggered: boolean;
  /** What it holds now: of the quote asset if it buys, of the base asset if it sells. */
  locked: AssetUnits;
  /** What it holds of the position it closes. */
  positionLocked: Lots;
  /** Its place in the book while it rests. */
  level: Level | null;
  previous: LiveOrder | null;
  next: LiveOrder | null;
  /** Every state so far, oldest first; none is kept of a `house` order. */
  readonly states: Order[];
}

export const snapshot = (order: LiveOrder, updatedAt: number): Order => ({
  orderId: order.id,
  user: order.account.id,
  pair: order.market.pair,
  side: order.side,
  positionSide: order.positionSide,
  type: order.type,
  status: order.status,
  startAmount: order.start,
  remainingAmount: order.start === null ? null : order.remaining,
  executedAmount: order.executed,
  executedNotional: order.executedNotional,
  price: order.price,
  triggerPrice: order.triggerPrice,
  postOnly: order.postOnly,
  userCancelable: order.type !== 'losscut',
  orderedAt: order.orderedAt,
  expireAt: order.expireAt,
  triggeredAt: order.triggeredAt,
  canceledAt: order.canceledAt,
  executedAt: order.executedAt,
  justTriggered: order.justTriggered,
  updatedAt,
});

export const isFinal = (status: OrderStatus): boolean =>
  status === 'FULLY_FILLED' ||
  status === 'CANCELED_UNFILLED' ||
  status === 'CANCELED_PARTIALLY_FILLED' ||
  status === 'REJECTED';

interface Directed {
  readonly side: Side;
  readonly positionSide: PositionSide | null;
}

export const opensPosition = ({ side, positionSide }: Directed): boolean =>
  positionSide !== null && (side === 'buy') === (positionSide === 'long');

export const closesPosition = ({ side, positionSide }: Directed): boolean =>
  positionSide !== null && (side === 'buy') === (positionSide === 'short');
