import { orderStatuses, orderTypes, type Order } from '../../model/order';
import type { Fields } from '../combinators';
import { DecimalString, Flag, Id, oneOf, optional, PositionSide, Side, Text, Timestamp } from '../primitives';

export const OrderType = oneOf('an order type', orderTypes);

/** The fields of an order, and their places on the wire. */
export const orderFields: Fields<Omit<Order, 'odd'>> = {
  pair: Text,
  orderId: Id,
  side: Side,
  positionSide: optional(PositionSide),
  type: OrderType,
  status: oneOf('an order status', orderStatuses),
  price: optional(DecimalString),
  triggerPrice: optional(DecimalString),
  amount: ['start_amount', optional(DecimalString)],
  executedAmount: DecimalString,
  remainingAmount: optional(DecimalString),
  averagePrice: optional(DecimalString),
  postOnly: optional(Flag),
  userCancelable: optional(Flag),
  orderedAt: Timestamp,
  expireAt: optional(Timestamp),
  triggeredAt: optional(Timestamp),
  executedAt: optional(Timestamp),
  canceledAt: optional(Timestamp),
  justTriggered: ['is_just_triggered', optional(Flag)],
};
