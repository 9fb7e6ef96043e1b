import type { PositionSide } from '../../model/order';
import type { Side } from '../../model/pair';
import { accepts } from './book';
import type { VenueOrder } from './order';
import type { LiveOrder } from './state';
import type { Ticks } from './units';

export const snapshot = (order: LiveOrder, updatedAt: number): VenueOrder => ({
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

/** True if the order would trade at this price. */
export const isAccepted = (order: LiveOrder, price: Ticks): boolean =>
  order.price === null || accepts(order.side, order.price, price);

interface Directed {
  readonly side: Side;
  readonly positionSide: PositionSide | null;
}

export const opensPosition = ({ side, positionSide }: Directed): boolean =>
  positionSide !== null && (side === 'buy') === (positionSide === 'long');

export const closesPosition = ({ side, positionSide }: Directed): boolean =>
  positionSide !== null && (side === 'buy') === (positionSide === 'short');
