import { TestScheduler, type RunHelpers } from 'rxjs/testing';
import type { Instrument, Ticker } from 'rx-bitbank';
import type { Fill, Order } from 'rx-bitbank/execution';
import { expect } from 'vitest';
import { provisional } from '../../page/app/instruments';

/** Runs a drawing in virtual time. A character is one ms, and `now` returns how many have passed. */
export const marbles = (draw: (helpers: RunHelpers, now: () => number) => void): void => {
  const scheduler = new TestScheduler((actual, expected) => expect(actual).toEqual(expected));
  scheduler.run((helpers) => draw(helpers, () => scheduler.now()));
};

export const btc: Instrument = {
  ...provisional('btc_jpy'),
  minAmount: '0.0001',
  limitMaxAmount: '1000',
  marketMaxAmount: '10',
  marketAllowanceRate: '0.2',
  fees: { ...provisional('btc_jpy').fees, takerQuote: '0.001' },
};
export const xrp: Instrument = { ...provisional('xrp_jpy'), minAmount: '0.0001', priceDigits: 3 };

export const tickerOf = (pair: string, last: number | null, open: number | null = 100): Ticker => ({
  pair,
  bid: last,
  ask: last,
  last,
  open,
  high: last,
  low: last,
  volume: 1,
  timestamp: 0,
});

export const orderOf = (orderId: number, changes: Partial<Order> = {}): Order => ({
  pair: 'btc_jpy',
  orderId,
  side: 'buy',
  positionSide: null,
  type: 'limit',
  status: 'UNFILLED',
  price: '100',
  triggerPrice: null,
  amount: '1',
  executedAmount: '0',
  remainingAmount: '1',
  averagePrice: null,
  postOnly: false,
  userCancelable: true,
  orderedAt: 0,
  expireAt: null,
  triggeredAt: null,
  executedAt: null,
  canceledAt: null,
  justTriggered: null,
  ...changes,
});

export const fillOf = (tradeId: number, changes: Partial<Fill> = {}): Fill => ({
  pair: 'btc_jpy',
  orderId: 1,
  tradeId,
  side: 'buy',
  positionSide: null,
  type: 'limit',
  price: '100',
  amount: '1',
  makerTaker: 'taker',
  feeAmountBase: '0',
  feeAmountQuote: '0',
  feeOccurredAmountQuote: null,
  profitLoss: null,
  interest: null,
  executedAt: tradeId,
  ...changes,
});
