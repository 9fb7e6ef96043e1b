import { describe, expect, it } from 'vitest';
import { estimateOf } from '../../../src/cli/account/estimate';
import type { Instrument, OrderRequest } from '../../../src/execution/index';

const instrument = {
  pair: 'xrp_jpy',
  baseAsset: 'xrp',
  quoteAsset: 'jpy',
  fees: { makerQuote: '-0.0002', takerQuote: '0.0012' },
  marketAllowanceRate: '0.2',
} as Instrument;

const buy: OrderRequest = { pair: 'xrp_jpy', side: 'buy', type: 'limit', amount: '101', price: '9.9009' };
const asks = [
  { price: 10, amount: 60 },
  { price: 11, amount: 100 },
];

describe('estimateOf', () => {
  it('is the amount that a resting buy was seen to lock: cut off, with the taker fee', () => {
    // The observation of 2026-09: 1001.1908 (exact 1001.19088908).
    expect(estimateOf(buy, instrument, null)).toEqual({
      by: 'its limit price, 9.9009',
      notional: '999.9909',
      locks: { asset: 'jpy', amount: '1001.1908' },
      fee: { maker: '-0.1999', taker: '1.1999' },
    });
  });

  it('has no taker fee of a post-only order, and takes numbers as well', () => {
    const fee = estimateOf({ ...buy, amount: 101, price: 9.9009, postOnly: true }, instrument, null)?.fee;
    expect(fee).toEqual({ maker: '-0.1999', taker: null });
  });

  it('walks the book for a market order, and locks with the allowance on the best price', () => {
    const market: OrderRequest = { pair: 'xrp_jpy', side: 'buy', type: 'market', amount: '101' };
    expect(estimateOf(market, instrument, asks)).toEqual({
      by: 'the book now, from 10 to 11',
      notional: '1051',
      locks: { asset: 'jpy', amount: '1212.0000' },
      fee: { maker: null, taker: '1.2612' },
    });
    expect(estimateOf(market, instrument, asks.slice(0, 1))).toBeNull();
    expect(estimateOf(market, instrument, null)).toBeNull();
  });

  it('takes a stop by its trigger price', () => {
    const stop: OrderRequest = {
      ...{ pair: 'xrp_jpy', side: 'buy', type: 'stop', amount: '101' },
      triggerPrice: '12',
    };
    expect(estimateOf(stop, instrument, null)).toMatchObject({
      by: 'its trigger price, 12',
      notional: '1212',
    });
  });

  it('locks the amount of a sell, and no asset for a margin order', () => {
    expect(estimateOf({ ...buy, side: 'sell' }, instrument, null)?.locks).toEqual({
      asset: 'xrp',
      amount: '101',
    });
    expect(estimateOf({ ...buy, positionSide: 'long' }, instrument, null)?.locks).toBeNull();
  });

  it('has no estimate of an order whose amount is that of a position', () => {
    const closing: OrderRequest = { pair: 'xrp_jpy', side: 'sell', type: 'take_profit', triggerPrice: '12' };
    expect(estimateOf(closing, instrument, null)).toBeNull();
  });
});
