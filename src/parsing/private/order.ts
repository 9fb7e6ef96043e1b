import * as t from 'io-ts';
import type { Order } from '../../model/order';
import { DecimalString, Id, oneOf, optional, PositionSide, Side, Timestamp } from './primitives';

export const OrderType = oneOf('an order type', [
  'limit',
  'market',
  'stop',
  'stop_limit',
  'take_profit',
  'stop_loss',
  'losscut',
]);

const OrderStatus = oneOf('an order status', [
  'INACTIVE',
  'UNFILLED',
  'PARTIALLY_FILLED',
  'FULLY_FILLED',
  'CANCELED_UNFILLED',
  'CANCELED_PARTIALLY_FILLED',
  'REJECTED',
]);

/**
 * An order in a reply or a message: what one of them leaves out is optional here.
 *
 * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#fetch-order-information
 * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/private-stream.md#method-spot_order_new
 */
export const OrderRow = t.intersection(
  [
    t.type({
      order_id: Id,
      pair: t.string,
      side: Side,
      type: OrderType,
      executed_amount: DecimalString,
      ordered_at: Timestamp,
      status: OrderStatus,
    }),
    t.partial({
      position_side: optional(PositionSide),
      start_amount: optional(DecimalString),
      remaining_amount: optional(DecimalString),
      price: optional(DecimalString),
      trigger_price: optional(DecimalString),
      average_price: optional(DecimalString),
      post_only: optional(t.boolean),
      user_cancelable: optional(t.boolean),
      is_just_triggered: optional(t.boolean),
      expire_at: optional(Timestamp),
      triggered_at: optional(Timestamp),
      executed_at: optional(Timestamp),
      canceled_at: optional(Timestamp),
    }),
  ],
  'an order',
);

export const toOrder = (row: t.TypeOf<typeof OrderRow>): Order => ({
  pair: row.pair,
  orderId: row.order_id,
  side: row.side,
  positionSide: row.position_side ?? null,
  type: row.type,
  status: row.status,
  price: row.price ?? null,
  triggerPrice: row.trigger_price ?? null,
  amount: row.start_amount ?? null,
  executedAmount: row.executed_amount,
  remainingAmount: row.remaining_amount ?? null,
  averagePrice: row.average_price ?? null,
  postOnly: row.post_only ?? null,
  userCancelable: row.user_cancelable ?? null,
  orderedAt: row.ordered_at,
  expireAt: row.expire_at ?? null,
  triggeredAt: row.triggered_at ?? null,
  executedAt: row.executed_at ?? null,
  canceledAt: row.canceled_at ?? null,
  justTriggered: row.is_just_triggered ?? null,
});

export const OrdersData = t.type({ orders: t.array(OrderRow, 'orders') }, 'an object with orders');

export const toOrders = ({ orders }: t.TypeOf<typeof OrdersData>): readonly Order[] => orders.map(toOrder);
