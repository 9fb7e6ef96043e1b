import { describe, expect, it } from 'vitest';
import type { OrderTransition } from '../../src/execution/index';
import type { Fill } from '../../src/model/fill';
import { fillOf, limitOrder, orderAt } from '../execution/order/arbitraries';
import { type Called, judge, type Told } from './oracle';
import type { Truth } from './truth';

const { orderId, pair } = limitOrder;
const filled = orderAt(limitOrder, 'FULLY_FILLED', 10);
const fill: Fill = fillOf(limitOrder, 7, '10.0000');

const life: readonly OrderTransition[] = [
  { type: 'Submitted', request: { pair, side: 'buy', type: 'limit', amount: '10' }, at: 0 },
  { type: 'Accepted', order: limitOrder, attribution: 'reply' },
  { type: 'PartiallyFilled', order: filled, fill },
  { type: 'Filled', order: filled, fills: [fill] },
];
const call: Called = {
  what: 'the call',
  ownAmount: '10',
  pair,
  transitions: life,
  isOver: true,
  error: null,
};

const told: Told = {
  calls: [call],
  fills: [fill],
  open: [],
  assets: new Map([
    [
      'jpy',
      {
        asset: 'jpy',
        amountPrecision: 4,
        freeAmount: '90.0000',
        lockedAmount: '10.0000',
        onhandAmount: '100.0000',
        withdrawingAmount: '0.0000',
      },
    ],
  ]),
  unattributed: [],
};

const order = { orderId, pair, amount: '10.0000', executed: '10.0000', status: 'FULLY_FILLED' };
const truth: Truth = {
  seq: 1,
  orders: [order],
  trades: [
    {
      tradeId: 7,
      orderId,
      price: fill.price,
      amount: fill.amount,
      feeBase: fill.feeAmountBase,
      feeQuote: fill.feeAmountQuote,
    },
  ],
  open: [],
  assets: [{ asset: 'jpy', free: '90', locked: '10' }],
  faults: {},
};

const twin = { ...order, orderId: orderId + 1 };
const noEffect: OrderTransition = {
  type: 'Rejected',
  by: 'venue',
  reason: 'no-effect',
  message: '',
  code: null,
  violations: [],
  order: null,
};

describe('judge', () => {
  it('finds nothing wrong where client and venue agree', () => {
    expect(judge(told, truth)).toEqual([]);
  });

  it('takes an order that a diagnostic told of as announced', () => {
    const both = { ...truth, orders: [order, twin] };
    expect(judge({ ...told, unattributed: [twin.orderId] }, both)).toEqual([]);
  });

  it('takes an order that left no trace for the one of a call that found nothing', () => {
    const gone = { ...twin, amount: '3', executed: '0', status: 'CANCELED_UNFILLED' };
    const inVain = { ...call, ownAmount: '3', transitions: [noEffect] };
    expect(judge({ ...told, calls: [call, inVain] }, { ...truth, orders: [order, gone] })).toEqual([]);
    expect(judge(told, { ...truth, orders: [order, gone] })).toHaveLength(1);
  });

  const wrong: readonly (readonly [string, Partial<Told>, Partial<Truth>])[] = [
    ['a fill the client missed', { fills: [] }, {}],
    ['a fill told twice', { fills: [fill, fill] }, {}],
    ['a fill the venue does not know', {}, { trades: [] }],
    ['a fee that differs', { fills: [{ ...fill, feeAmountQuote: '0.0000' }] }, {}],
    ['an open order the client does not see', {}, { open: [twin.orderId] }],
    ['an order it only believes open', { open: [twin.orderId] }, {}],
    [
      'a balance that differs in its last digit',
      {},
      { assets: [{ asset: 'jpy', free: '90.0001', locked: '10' }] },
    ],
    ['a second order of a call', {}, { orders: [order, twin] }],
    ['an order that is no call’s', {}, { orders: [order, { ...twin, amount: '3' }] }],
    ['two calls with one order', { calls: [call, { ...call, ownAmount: null }] }, {}],
    ['an order the venue never placed', {}, { orders: [] }],
    ['a life still open', { calls: [{ ...call, transitions: life.slice(0, 3), isOver: false }] }, {}],
    ['another ending', { calls: [{ ...call, transitions: [...life.slice(0, 3), noEffect] }] }, {}],
    [
      'a life that goes on after its end',
      { calls: [{ ...call, transitions: [...life, life[2] ?? noEffect] }] },
      {},
    ],
    [
      'a fill before the acceptance',
      { calls: [{ ...call, transitions: [life[2] ?? noEffect, ...life] }] },
      {},
    ],
    ['an error', { calls: [{ ...call, error: new Error('no') }] }, {}],
  ];
  it.each(wrong)('notices %s', (_, said, records) => {
    expect(judge({ ...told, ...said }, { ...truth, ...records })).not.toEqual([]);
  });
});
