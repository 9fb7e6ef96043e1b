import type { Instrument } from 'rx-bitbank';
import { describe, expect, it } from 'vitest';
import { decimalOf, problemOf, questionsOf, shareOf, type Draft } from './form';

const instrument = {
  priceDigits: 0,
  amountDigits: 4,
  minAmount: '0.0001',
  baseAsset: 'btc',
  quoteAsset: 'jpy',
  fees: { makerQuote: '-0.0002', takerQuote: '0.001' },
  marketAllowanceRate: '0.2',
} as Instrument;

const limit: Draft = { side: 'buy', type: 'limit', price: '100', triggerPrice: null, amount: '1' };
const yen = { above: 1000, worth: 1 };
const market = { bid: 99, ask: 100, shown: 5 };

describe('a number as one types it', () => {
  it.each([
    ['１，２３４．５', '1234.5'],
    ['1 234', '1234'],
    ['007', '7'],
    ['.5', '0.5'],
    ['5.', '5'],
    ['1e3', null],
    ['-1', null],
    ['1.2.3', null],
    ['', null],
  ])('%s is %s', (typed, decimal) => expect(decimalOf(typed)).toBe(decimal));
});

describe('what is wrong with a number', () => {
  it('is said of ticks, lots, the least amount and what is none', () => {
    expect(problemOf('100.5', 'price', instrument)).toEqual({ type: 'step', step: '1', asset: 'jpy' });
    expect(problemOf('0.00015', 'amount', instrument)).toEqual({
      type: 'step',
      step: '0.0001',
      asset: 'btc',
    });
    expect(problemOf('0', 'amount', instrument)).toEqual({ type: 'zero' });
    expect(problemOf('abc', 'amount', instrument)).toEqual({ type: 'no-number' });
    expect(problemOf('1.50', 'amount', instrument)).toBeNull();
    expect(problemOf('0.00001', 'amount', { ...instrument, amountDigits: 8 })).toMatchObject({
      type: 'least',
    });
  });
});

describe('what is asked', () => {
  it('is nothing near the market, and each thing that looks like a mistake', () => {
    expect(questionsOf(limit, market, yen)).toEqual([]);
    expect(questionsOf({ ...limit, price: '90' }, market, yen)).toEqual([{ type: 'far', share: -0.1 }]);
    expect(questionsOf({ ...limit, price: '110', amount: '10' }, market, yen)).toEqual([
      { type: 'far', share: 0.1 },
      { type: 'deep' },
      { type: 'large', above: 1000 },
    ]);
    expect(questionsOf({ ...limit, type: 'market', price: null, amount: '6' }, market, yen)).toEqual([
      { type: 'deep' },
    ]);
  });
});

describe('an order in another currency than JPY', () => {
  it('is asked about by what it comes to in JPY, or where that is not known', () => {
    const bitcoin = (worth: number | null) =>
      questionsOf({ ...limit, amount: '0.5' }, market, { above: 1000, worth });
    expect(bitcoin(10)).toEqual([]);
    expect(bitcoin(30)).toEqual([{ type: 'large', above: 1000 }]);
    expect(bitcoin(null)).toEqual([{ type: 'no-worth' }]);
  });
});

describe('without a live book', () => {
  it('every order is asked about', () => {
    expect(questionsOf(limit, { bid: null, ask: null, shown: 0 }, yen)).toEqual([{ type: 'no-book' }]);
  });
});

describe('a share of what is free', () => {
  it('is in whole lots, and leaves the fee', () => {
    expect(shareOf(1, 50, { ...limit, side: 'sell', price: null }, market, instrument)).toBe('0.5000');
    expect(shareOf(1000, 100, limit, market, instrument)).toBe('9.9900');
    const atMarket: Draft = { ...limit, type: 'market', price: null };
    expect(shareOf(1000, 100, atMarket, market, instrument)).toBe('8.3333');
    expect(shareOf(1000, 100, atMarket, { ...market, ask: null }, instrument)).toBeNull();
  });
});
