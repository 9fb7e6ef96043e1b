import type { Fill } from '../../src/model/fill';
import type { Order } from '../../src/model/order';

export const orderedAt = 1_742_546_617_276;

export const limitOrder: Order = {
  pair: 'xrp_jpy',
  orderId: 44_280_998_810,
  side: 'buy',
  positionSide: null,
  type: 'limit',
  status: 'UNFILLED',
  price: '359.412',
  triggerPrice: null,
  amount: '10.0000',
  executedAmount: '0.0000',
  remainingAmount: '10.0000',
  averagePrice: '0.000',
  postOnly: false,
  userCancelable: true,
  orderedAt,
  expireAt: orderedAt + 15_552_000_000,
  triggeredAt: null,
  executedAt: null,
  canceledAt: null,
  justTriggered: null,
};

export const fillOf = (order: Order, tradeId: number, amount: string): Fill => ({
  pair: order.pair,
  orderId: order.orderId,
  tradeId,
  side: order.side as Fill['side'],
  positionSide: order.positionSide,
  type: order.type,
  price: '359.412',
  amount,
  makerTaker: 'maker',
  feeAmountBase: '0.0000',
  feeAmountQuote: '-0.0071',
  feeOccurredAmountQuote: '-0.0071',
  profitLoss: null,
  interest: null,
  executedAt: orderedAt + 1000,
});

/** Returns an order in its state after `executed` of `amount` is filled. */
export const orderAt = (order: Order, status: Order['status'], executed: number): Order => ({
  ...order,
  status,
  executedAmount: `${executed}.0000`,
  remainingAmount: order.amount === null ? null : `${Number(order.amount) - executed}.0000`,
});
