import type { Order } from '../../model/order';
import { mapped, property, quickly, rows, tolerantRecord } from '../combinators';
import { orderFields } from './order-fields';
import { readOrder } from './order-reader';

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
