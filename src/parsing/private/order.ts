import { orderStatuses, orderTypes, type Order } from '../../model/order';
import { type Fields, mapped, property, quickly, rows, tolerantRecord } from '../combinators';
import { DecimalString, Flag, Id, oneOf, optional, PositionSide, Side, Text, Timestamp } from '../primitives';
import { readOrder } from './order-reader';

export const OrderType = oneOf('an order type', orderTypes);

/** The stand-ins of fields that can't be read. The order is still known by its pair and id. */
const standIns: Omit<Order, 'pair' | 'orderId' | 'odd'> = {
  side: 'unknown',
  positionSide: null,
  type: 'unknown',
  status: 'unknown',
  price: null,
  triggerPrice: null,
  amount: null,
  executedAmount: '0',
  remainingAmount: null,
  averagePrice: null,
  postOnly: null,
  userCancelable: null,
  orderedAt: 0,
  expireAt: null,
  triggeredAt: null,
  executedAt: null,
  canceledAt: null,
  justTriggered: null,
};

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

const OrderFields = tolerantRecord<Order>('an order', orderFields, standIns);

/** Keeps an order open if its executed amount is not known, because its end waits for all of its fills. */
const withoutEnd = (order: Order): Order =>
  order.odd?.executedAmount === undefined || order.status === 'unknown'
    ? order
    : { ...order, status: 'unknown', odd: { ...order.odd, status: order.status } };

/** The schema of an order. */
export const OrderSchema = mapped(OrderFields, withoutEnd);

/**
 * A codec of an order in a reply or a message. Fields that one of them leaves out are optional.
 *
 * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#fetch-order-information
 * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/private-stream.md#method-spot_order_new
 */
export const OrderData = quickly(OrderSchema, readOrder);

export const OrderRows = rows('orders', OrderData);

export const OrdersData = property('orders', OrderRows);
