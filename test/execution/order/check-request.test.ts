import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkRequest } from '../../../src/execution/order/check-request';
import { compareDecimals, fromUnits, isPlainDecimal } from '../../../src/model/decimal';
import type { OrderRequest } from '../../../src/model/order';
import { xrp } from '../../../marbles/support/instruments';

const limit: OrderRequest = { pair: 'xrp_jpy', side: 'buy', type: 'limit', amount: '1', price: '359.412' };

const violationsOf = (request: OrderRequest) => {
  const checked = checkRequest(request, xrp);
  return checked._tag === 'Left' ? checked.left : [];
};

describe('checkRequest', () => {
  it('takes a number or a string and writes plain decimals', () => {
    const checked = checkRequest({ ...limit, amount: 0.0001, price: '20.000' }, xrp);
    expect(checked).toEqual({ _tag: 'Right', right: { ...limit, amount: '0.0001', price: '20' } });
  });

  it.each<[string, Partial<OrderRequest>, string, string, string | null]>([
    ['a price between two ticks', { price: '359.4126' }, 'price', 'a multiple of 0.001', '359.413'],
    ['a sum of floats', { amount: 0.1 + 0.2 }, 'amount', 'a multiple of 0.0001', '0.3000'],
    ['an amount below the minimum', { amount: 1e-7 }, 'amount', 'a multiple of 0.0001', '0.0001'],
    ['an amount above the maximum', { amount: '1000000.5' }, 'amount', 'at most 1000000', '1000000.0000'],
    ['an exponent', { amount: '1e-3' }, 'amount', 'a plain decimal', '0.0010'],
    ['zero', { amount: 0 }, 'amount', 'greater than zero', '0.0001'],
    ['a negative price', { price: '-1' }, 'price', 'greater than zero', '0.001'],
    ['NaN', { price: NaN }, 'price', 'a decimal number', null],
    ['no price', { price: undefined }, 'price', 'a value for this type of order', null],
    ['no amount', { amount: undefined }, 'amount', 'a value for this type of order', null],
    ['a price of a market order', { type: 'market' }, 'price', 'nothing for this type of order', null],
    [
      'a trigger without a stop',
      { triggerPrice: '1' },
      'triggerPrice',
      'nothing for this type of order',
      null,
    ],
  ])('refuses %s', (_, change, field, rule, nearest) => {
    expect(violationsOf({ ...limit, ...change })).toMatchObject([{ field, rule, nearest }]);
  });

  it('refuses a market order above its own maximum', () => {
    const market: OrderRequest = { pair: 'xrp_jpy', side: 'buy', type: 'market', amount: '600000' };
    expect(violationsOf(market)).toMatchObject([{ field: 'amount', rule: 'at most 500000' }]);
  });

  it('takes post-only for limit orders only', () => {
    expect(violationsOf({ ...limit, postOnly: true })).toEqual([]);
    const market: OrderRequest = {
      pair: 'xrp_jpy',
      side: 'buy',
      type: 'market',
      amount: '1',
      postOnly: true,
    };
    expect(violationsOf(market)).toMatchObject([{ field: 'postOnly', nearest: 'false' }]);
  });

  it('takes a take-profit in the closing direction only, with or without an amount', () => {
    const close: OrderRequest = {
      pair: 'xrp_jpy',
      side: 'sell',
      type: 'take_profit',
      positionSide: 'long',
      triggerPrice: '400',
    };
    expect(violationsOf(close)).toEqual([]);
    expect(violationsOf({ ...close, amount: '1' })).toEqual([]);
    expect(violationsOf({ ...close, positionSide: 'short' })).toMatchObject([
      { field: 'side', nearest: 'buy' },
    ]);
    expect(violationsOf({ ...close, positionSide: undefined })).toMatchObject([{ field: 'positionSide' }]);
  });

  it('refuses a margin order for a pair without margin trading', () => {
    const checked = checkRequest({ ...limit, positionSide: 'long' }, { ...xrp, margin: null });
    expect(checked).toMatchObject({ _tag: 'Left', left: [{ field: 'positionSide', actual: 'long' }] });
  });

  it('refuses a field that the venue does not have, rather than leave it out silently', () => {
    const request: OrderRequest = { ...limit, ...{ timeInForce: 'IOC' } };
    expect(violationsOf(request)).toMatchObject([{ field: 'timeInForce' }]);
  });

  it('names several violations at once', () => {
    expect(violationsOf({ ...limit, amount: '0', price: '0.0001' }).map(({ field }) => field)).toEqual([
      'amount',
      'price',
    ]);
  });

  it('suggests a value that passes, and no valid value lies nearer', () => {
    fc.assert(
      fc.property(fc.double({ min: -10, max: 2e6, noNaN: true }), (amount) => {
        const violations = violationsOf({ ...limit, amount });
        fc.pre(violations.length > 0);
        const nearest = violations[0]?.nearest ?? '';
        expect(violationsOf({ ...limit, amount: nearest })).toEqual([]);
        const distance = Math.abs(Number(nearest) - amount);
        for (const other of [Number(nearest) - 0.0001, Number(nearest) + 0.0001]) {
          const isValid = other > 0.00005 && other <= 1e6;
          if (isValid) expect(Math.abs(other - amount)).toBeGreaterThan(distance - 1e-9);
        }
      }),
    );
  });

  it('passes every value on the lot within the limits, unchanged in value', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 10n ** 10n }), (lots) => {
        const amount = fromUnits(lots, 4);
        const checked = checkRequest({ ...limit, amount }, xrp);
        if (checked._tag === 'Left') throw new Error(`refused ${amount}`);
        const sent = checked.right.amount ?? '';
        expect(isPlainDecimal(sent)).toBe(true);
        expect(compareDecimals(sent, amount)).toBe(0);
      }),
    );
  });
});
