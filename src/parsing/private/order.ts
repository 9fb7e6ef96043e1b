import { orderStatuses, orderTypes, type Order } from '../../model/order';
import { property, record, rows } from '../combinators';
import { DecimalString, Flag, Id, oneOf, optional, PositionSide, Side, Text, Timestamp } from '../primitives';

export const OrderType = oneOf('an order type', orderTypes);

/**
 * An order in a reply or a message: what one of them leaves out is optional here.
 *
 * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#fetch-order-information
 * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/private-stream.md#method-spot_order_new
 */
export const OrderData = record<Order>('an order', {
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
});

export const OrderRows = rows('orders', OrderData);

export const OrdersData = property('orders', OrderRows);
