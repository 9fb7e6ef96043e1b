import type { OrderBook } from 'rx-bitbank';
import { map } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { btc, marbles, orderOf, xrp } from '../../../test/support/marbles';
import { groupingsOf, ladderOf } from './ladder';
import { book$, lastPrice$ } from './stream';

const levels = (...prices: readonly number[]) => prices.map((price) => ({ price, amount: 1 }));
const bookOf = (asks: readonly number[], bids: readonly number[], stale = false): OrderBook =>
  ({ asks: levels(...asks), bids: levels(...bids), stale, crossed: false }) as unknown as OrderBook;

describe('the ladder', () => {
  it('adds up from the best price outwards, as a share of the deeper side', () => {
    const { asks, bids, spread } = ladderOf(bookOf([101, 102], [99]), [], btc, 1, 10);
    expect(asks.map(({ total, share }) => [total, share])).toEqual([
      [1, 0.5],
      [2, 1],
    ]);
    expect(bids.map(({ total, share }) => [total, share])).toEqual([[1, 0.5]]);
    expect(spread).toBe(2);
  });

  it('groups asks up and bids down, and no group is cut by a binary fraction', () => {
    const { asks, bids } = ladderOf(bookOf([0.291, 0.3, 0.301], [0.29, 0.289]), [], xrp, 10, 10);
    expect(asks.map(({ price, amount }) => [price, amount])).toEqual([
      [0.3, 2],
      [0.31, 1],
    ]);
    expect(bids.map(({ price, amount }) => [price, amount])).toEqual([
      [0.29, 1],
      [0.28, 1],
    ]);
  });

  it('fills the last row that is shown', () => {
    const { asks } = ladderOf(bookOf([101, 105, 109, 111], []), [], btc, 10, 1);
    expect(asks).toMatchObject([{ price: 110, amount: 3 }]);
  });

  it('marks own orders in the row of their group, and no others', () => {
    const orders = [
      orderOf(1, { price: '99', remainingAmount: '0.4' }),
      orderOf(2, { price: '95', remainingAmount: '0.5' }),
      orderOf(3, { price: '99', status: 'INACTIVE' }),
      orderOf(4, { price: '99', pair: 'xrp_jpy' }),
      orderOf(5, { price: '99', side: 'sell' }),
    ];
    expect(ladderOf(bookOf([101], [99, 90]), orders, btc, 10, 10).bids.map(({ own }) => own)).toEqual([0.9]);
  });

  it('offers groups of up to a hundredth of the price', () => {
    expect(groupingsOf(12_000_000, btc)).toContain(10_000);
    expect(groupingsOf(0.5, xrp)).toEqual([1, 5]);
    expect(groupingsOf(null, xrp)).toEqual([1]);
  });
});

describe('the last price', () => {
  it('says which way it went, and keeps the way while it stays', () => {
    marbles(({ cold, expectObservable }) => {
      const price$ = cold('-a-b-b-a', { a: 1, b: 2 });
      const expected = '   na-u-u-d';
      expectObservable(lastPrice$(price$)).toBe(expected, {
        n: { price: null, way: null },
        a: { price: 1, way: null },
        u: { price: 2, way: 'up' },
        d: { price: 1, way: 'down' },
      });
    });
  });
});

describe('the book', () => {
  it('is drawn again for each book and choice of a group, and is empty for another pair', () => {
    marbles(({ cold, hot, expectObservable }) => {
      const instrument$ = hot(' i-------j', { i: btc, j: xrp });
      const grouping$ = cold('  g---h    ', { g: {}, h: { btc_jpy: 10_000 } });
      const feeds = {
        btc_jpy: cold('         --b      ', { b: bookOf([12_000_001], [12_000_000]) }),
        xrp_jpy: cold<OrderBook>('         -        '),
      };
      const expected = '        n-a-b---n';
      const latest$ = book$({
        instrument$,
        book$: (pair) => feeds[pair as keyof typeof feeds],
        price$: () => cold('-'),
        orders$: cold('o', { o: [] }),
        grouping$,
        rows$: cold('r', { r: 10 }),
      });
      expectObservable(latest$.pipe(map(({ value }) => value?.asks[0]?.price ?? null))).toBe(expected, {
        n: null,
        a: 12_000_001,
        b: 12_010_000,
      });
    });
  });
});
