import type { OrderBook } from 'rx-bitbank';
import { map } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { btc, marbles, xrp } from '../../../test/support/marbles';
import { amountUpTo, depthShape } from './shape';
import { depth$ } from './stream';

const bookOf = (stale = false): OrderBook =>
  ({
    asks: [
      { price: 101, amount: 1 },
      { price: 102, amount: 2 },
    ],
    bids: [
      { price: 99, amount: 1 },
      { price: 98, amount: 3 },
    ],
    stale,
  }) as unknown as OrderBook;

describe('the shape of the depth', () => {
  it('is to scale: as far apart as the prices, and as high as the amounts', () => {
    const shape = depthShape(bookOf(), xrp);
    expect(shape).toMatchObject({ from: 98, to: 102 });
    // 99 is at a quarter of the width, and 1 of the 4 at a quarter of the height.
    expect(shape?.bids).toBe('M0.2500 1H0.2500V0.7700H0.0000V0.0800H0.0000V1Z');
    expect(shape?.asks).toBe('M0.7500 1H0.7500V0.7700H1.0000V0.3100H1.0000V1Z');
    expect(shape?.prices.map(({ at, value }) => [at, value])).toEqual([
      [0.25, 99],
      [0.5, 100],
      [0.75, 101],
    ]);
  });

  it('has no two marks that read the same, however cheap the pair', () => {
    const cheap = {
      asks: [{ price: 0.012, amount: 1 }],
      bids: [{ price: 0.011, amount: 1 }],
    };
    const marks = depthShape(cheap, xrp)?.prices.map(({ value }) => value.toFixed(xrp.priceDigits)) ?? [];
    expect(new Set(marks).size).toBe(marks.length);
  });

  it('is none where a side is empty, or the sides cross', () => {
    expect(depthShape({ asks: [], bids: [{ price: 1, amount: 1 }] }, btc)).toBeNull();
    expect(depthShape({ asks: [{ price: 1, amount: 1 }], bids: [{ price: 2, amount: 1 }] }, btc)).toBeNull();
  });

  it('tells what stands between the middle and a price', () => {
    expect(amountUpTo(bookOf(), 102)).toBe(3);
    expect(amountUpTo(bookOf(), 98.5)).toBe(1);
    expect(amountUpTo(bookOf(), 100)).toBe(0);
  });
});

describe('the depth', () => {
  it('follows book and pointer, and passes over what is stale', () => {
    marbles(({ cold, expectObservable }) => {
      const latest$ = depth$(
        cold('                i      ', { i: btc }),
        () => cold('          -s-b   ', { s: bookOf(true), b: bookOf() }),
        cold('                n----p ', { n: null, p: 0.25 }),
      ).pipe(map(({ value }) => value && [value.shape?.from, value.pointed?.amount ?? null]));
      const expected = '      n--b-p ';
      expectObservable(latest$).toBe(expected, { n: null, b: [98, null], p: [98, 1] });
    });
  });
});
