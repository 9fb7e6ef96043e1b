import { describe, expect, it } from 'vitest';
import { isAwaited, orderExitCode, transitionLine } from '../../../src/cli/account/order-text';
import type { Fill } from '../../../src/model/fill';
import type { Order } from '../../../src/model/order';
import type { OrderTransition } from '../../../src/model/order-transition';

const order: Order = {
  pair: 'btc_jpy',
  orderId: 7,
  side: 'buy',
  positionSide: null,
  type: 'limit',
  status: 'UNFILLED',
  price: '100',
  triggerPrice: null,
  amount: '0.5000',
  executedAmount: '0.0000',
  remainingAmount: '0.5000',
  averagePrice: '0',
  postOnly: false,
  userCancelable: true,
  orderedAt: 0,
  expireAt: null,
  triggeredAt: null,
  executedAt: null,
  canceledAt: null,
  justTriggered: null,
};

const fill: Fill = {
  pair: 'btc_jpy',
  orderId: 7,
  tradeId: 1,
  side: 'buy',
  positionSide: null,
  type: 'limit',
  price: '99',
  amount: '0.5000',
  makerTaker: 'taker',
  feeAmountBase: '0',
  feeAmountQuote: '0.06',
  feeOccurredAmountQuote: null,
  profitLoss: null,
  interest: null,
  executedAt: 0,
};

const filled: Order = { ...order, status: 'FULLY_FILLED', executedAmount: '0.5000', averagePrice: '99' };

const submitted: OrderTransition = {
  type: 'Submitted',
  id: 'a',
  request: { pair: 'btc_jpy', side: 'buy', type: 'limit', amount: '0.5', price: '100', postOnly: true },
  at: 0,
};
const accepted: OrderTransition = { type: 'Accepted', order, attribution: 'reply' };
const canceled: OrderTransition = { type: 'Canceled', order, fills: [], by: 'user' };
const rejected: Extract<OrderTransition, { readonly type: 'Rejected' }> = {
  type: 'Rejected',
  by: 'client',
  reason: 'invalid',
  message: 'price: expected a multiple of 1, got 100.5',
  code: null,
  family: null,
  violations: [{ field: 'price', rule: 'a multiple of 1', actual: '100.5', nearest: '101' }],
  order: null,
  attribution: null,
};
const unresolved: OrderTransition = { type: 'Unresolved', candidates: [order], message: 'timeout' };
const end: OrderTransition = { type: 'Filled', order: filled, fills: [fill] };

const detailsOf = (transition: OrderTransition): string => transitionLine(transition, 0).slice(27);

describe('transitionLine', () => {
  it('begins with the time of day and the type, in columns', () => {
    expect(transitionLine(accepted, 0)).toMatch(/^\d\d:\d\d:\d\d {2}Accepted {9}order 7, UNFILLED$/);
  });

  it.each<readonly [string, OrderTransition]>([
    ['buy 0.5 btc_jpy, limit at 100, post-only', submitted],
    ['order 7, UNFILLED, found by its parameters', { ...accepted, attribution: 'inferred' }],
    ['0.5000 at 99 as taker, fee 0 base, 0.06 quote', { type: 'PartiallyFilled', order: filled, fill }],
    ['0.5000 at 99 on average', end],
    ['by user, executed 0.0000', canceled],
    ['by client, invalid: price: expected a multiple of 1, got 100.5; nearest price: 101', rejected],
    ['timeout; it could be 7', unresolved],
  ])('says: %s', (details, transition) => {
    expect(detailsOf(transition)).toBe(details);
  });
});

describe('the end that an order is waited for', () => {
  it('is its end, or that it rests', () => {
    expect(isAwaited(accepted, 'accepted')).toBe(true);
    expect(isAwaited(accepted, 'end')).toBe(false);
    expect(isAwaited(end, 'end')).toBe(true);
    expect(isAwaited(submitted, 'accepted')).toBe(false);
  });

  it('is its end if it was accepted dead', () => {
    const dead: Order = { ...order, status: 'CANCELED_UNFILLED' };
    expect(isAwaited({ type: 'Accepted', order: dead, attribution: 'reply' }, 'accepted')).toBe(false);
  });
});

describe('orderExitCode', () => {
  it.each<readonly [number, OrderTransition | undefined]>([
    [0, end],
    [3, rejected],
    [4, { ...rejected, by: 'venue', reason: 'refused' }],
    [5, canceled],
    [6, unresolved],
    [6, accepted],
    [6, undefined],
  ])('is %i', (code, last) => {
    expect(orderExitCode(last, 'end')).toBe(code);
  });

  it('is 0 for a resting order that was to rest', () => {
    expect(orderExitCode(accepted, 'accepted')).toBe(0);
  });
});
