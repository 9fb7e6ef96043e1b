import { describe, expect, it } from 'vitest';
import type { Side } from '../../../src/model/pair';
import type { FillModel, RestingQuote } from '../../../src/simulator/fills/model';
import type { FillBasis } from '../../../src/simulator/venue/index';
import { queue, through, touch } from '../../../src/simulator/fills/models';
import {
  type Display,
  type MarketEvent,
  nothingRests,
  onMarketEvent,
} from '../../../src/simulator/fills/reducer';

type Book = Record<Side, [price: number, amount: bigint][]>;

/** Bids from the best down, asks from the best up. */
const market = (model: FillModel, book: Book) => {
  let state = nothingRests;
  const filled: [id: number, amount: number, price: number, basis: FillBasis][] = [];
  const display: Display = {
    shown: (side, price) => {
      const levels = book[side];
      const worst = levels.at(-1)?.[0];
      if (worst !== undefined && (side === 'buy' ? price < worst : price > worst)) return null;
      return levels.find(([at]) => at === price)?.[1] ?? 0n;
    },
    best: (side) => book[side].find(([, amount]) => amount > 0n)?.[0] ?? null,
    available: (side) => book[side].filter(([, amount]) => amount > 0n),
  };
  const tell = (event: MarketEvent) => {
    const step = onMarketEvent(model, state, event, display);
    ({ state } = step);
    for (const { id, amount, price, basis } of step.fills) filled.push([id, Number(amount), price, basis]);
    for (const { side, price, amount } of step.takes)
      for (const level of book[side]) if (level[0] === price) level[1] -= amount;
    return step;
  };
  const orders: Omit<RestingQuote, 'ahead'>[] = [];
  return {
    filled,
    rest: (id: number, side: Side, price: number, amount: number) => {
      orders.push({ id, side, price, remaining: BigInt(amount) });
      orders.sort((a, b) => (a.side === 'buy' ? b.price - a.price : a.price - b.price) || a.id - b.id);
      tell({ type: 'resting', orders });
    },
    print: (side: Side, price: number, amount: number, time = 0) =>
      tell({ type: 'print', print: { side, price, amount: BigInt(amount), time } }),
    /** Sets the amount of a level; a decrease is reported as one. */
    level: (side: Side, price: number, amount: number, time = 0) => {
      const level = book[side].find(([at]) => at === price);
      const before = level?.[1] ?? 0n;
      if (level) level[1] = BigInt(amount);
      else book[side].push([price, BigInt(amount)]);
      book[side].sort(([a], [b]) => (side === 'buy' ? b - a : a - b));
      const fell = before - BigInt(amount);
      tell({ type: 'book', time, decreases: fell > 0n ? [{ side, price, amount: fell, before, time }] : [] });
    },
    tick: (time: number) => tell({ type: 'book', time, decreases: [] }),
    tell,
    ahead: (id: number) => {
      const ahead = state.quotes.find((quote) => quote.id === id)?.ahead;
      return ahead === null ? null : Number(ahead);
    },
  };
};

const usual = (): Book => ({
  buy: [
    [100, 10n],
    [99, 20n],
  ],
  sell: [[103, 10n]],
});

describe('a print', () => {
  it('fills at its price by touch, through it by through, and after the amount ahead by queue', () => {
    const after = (model: FillModel) => {
      const at = market(model, usual());
      at.rest(1, 'buy', 100, 5);
      at.print('sell', 100, 12);
      at.print('sell', 99, 4);
      return at.filled.map(([, amount]) => amount);
    };
    expect(after(touch())).toEqual([5]);
    expect(after(through())).toEqual([4]);
    expect(after(queue())).toEqual([2, 3]);
  });

  it('of the other side never fills', () => {
    for (const model of [touch(), through(), queue()]) {
      const at = market(model, usual());
      at.rest(1, 'buy', 101, 5);
      at.print('buy', 99, 50);
      expect(at.filled).toEqual([]);
    }
  });

  it('fills sells mirrored', () => {
    const at = market(queue(), usual());
    at.rest(1, 'sell', 103, 5);
    at.print('buy', 103, 11);
    at.print('buy', 104, 1);
    expect(at.filled).toEqual([
      [1, 1, 103, 'print'],
      [1, 1, 103, 'print'],
    ]);
  });

  it('fills its own amount once over all orders: best price, then time, own orders behind each other', () => {
    const at = market(queue(), usual());
    at.rest(1, 'buy', 100, 3);
    at.level('buy', 100, 14);
    at.rest(2, 'buy', 100, 5);
    at.rest(3, 'buy', 101, 2);
    // Ahead of 1 are 10, and ahead of 2 are 4 more. So 13 leave nothing for 2 after 1 had its 3.
    at.print('sell', 100, 15);
    expect(at.filled).toEqual([
      [3, 2, 101, 'print'],
      [1, 3, 100, 'print'],
    ]);
    expect(at.ahead(2)).toBe(4);
    at.print('sell', 100, 6);
    expect(at.filled.at(-1)).toEqual([2, 2, 100, 'print']);
  });
});

describe('a place in the queue', () => {
  it('is behind the displayed amount, in front inside the spread, and behind the first amount shown beyond the levels', () => {
    const at = market(queue(), usual());
    at.rest(1, 'buy', 100, 1);
    at.rest(2, 'buy', 101, 1);
    at.rest(3, 'buy', 98, 1);
    expect([at.ahead(1), at.ahead(2), at.ahead(3)]).toEqual([10, 0, null]);
    at.level('buy', 98, 7);
    at.rest(4, 'buy', 97, 1);
    expect([at.ahead(3), at.ahead(4)]).toEqual([7, null]);
  });

  it('is not bettered by increases, nor by decreases that prints explain, each once, on either side in time', () => {
    const at = market(queue({ cancelsAhead: 1 }), usual());
    at.rest(1, 'buy', 100, 5);
    at.level('buy', 100, 30);
    expect(at.ahead(1)).toBe(10);
    at.print('sell', 100, 4, 1_000);
    expect(at.ahead(1)).toBe(6);
    at.level('buy', 100, 26, 1_500);
    at.level('buy', 100, 24, 2_000);
    at.print('sell', 100, 2, 3_900);
    expect(at.ahead(1)).toBe(4);
    at.tick(10_000);
    expect(at.ahead(1)).toBe(4);
    // The same print does not explain a second decrease.
    at.level('buy', 100, 23, 10_000);
    at.tick(12_000);
    expect(at.ahead(1)).toBe(4);
    at.tick(12_001);
    expect(at.ahead(1)).toBe(3);
  });

  it.each([
    [0, 10],
    [0.5, 8],
    [1, 6],
    ['proportional' as const, 8],
  ])('is bettered by the share %s of cancels, and 2 s late', (cancelsAhead, ahead) => {
    const at = market(queue({ cancelsAhead }), usual());
    at.rest(1, 'buy', 100, 5);
    at.level('buy', 100, 20, 500);
    at.level('buy', 100, 16, 1_000);
    at.tick(3_000);
    expect(at.ahead(1)).toBe(10);
    at.tick(3_001);
    expect(at.ahead(1)).toBe(ahead);
  });

  it('is never behind more than is displayed', () => {
    const at = market(queue(), usual());
    at.rest(1, 'buy', 100, 5);
    at.level('buy', 100, 4, 0);
    at.tick(2_001);
    expect(at.ahead(1)).toBe(4);
  });

  it('is lost by an order that is placed again, and by a gap', () => {
    const at = market(queue(), usual());
    at.rest(1, 'buy', 100, 5);
    at.print('sell', 100, 10);
    expect(at.ahead(1)).toBe(0);
    at.tell({ type: 'resting', orders: [{ id: 2, side: 'buy', price: 100, remaining: 5n }] });
    expect(at.ahead(2)).toBe(10);
    at.print('sell', 100, 3);
    at.tell({ type: 'resumed' });
    expect(at.ahead(2)).toBe(10);
  });
});

describe('a cross', () => {
  it.each([touch(), through(), queue()])('fills the displayed amount at the price or better: %j', (model) => {
    const book = usual();
    const at = market(model, book);
    at.rest(1, 'buy', 102, 8);
    at.rest(2, 'buy', 101, 8);
    at.level('sell', 101, 10, 5);
    expect(at.filled).toEqual([
      [1, 8, 102, 'cross'],
      [2, 2, 101, 'cross'],
    ]);
    // The amount that was taken is no longer there.
    at.tick(6);
    expect(at.filled).toHaveLength(2);
    expect(book.sell[0]).toEqual([101, 0n]);
    expect(at.ahead(2)).toBe(0);
  });
});

describe('a fill that nobody can know', () => {
  it('fills an order that was crossed meanwhile at its own price, whole, marked', () => {
    const book = usual();
    const at = market(through(), book);
    at.rest(1, 'buy', 102, 50);
    at.rest(2, 'buy', 100, 1);
    book.sell.unshift([101, 3n]);
    at.tell({ type: 'resumed' });
    expect(at.filled).toEqual([[1, 50, 102, 'gap']]);
  });

  it('fills by the price of an auction, at it, marked', () => {
    const after = (model: FillModel) => {
      const at = market(model, usual());
      at.rest(1, 'buy', 102, 5);
      at.rest(2, 'buy', 101, 5);
      at.rest(3, 'buy', 100, 5);
      at.tell({ type: 'auctioned', price: 101 });
      return at.filled;
    };
    expect(after(through())).toEqual([[1, 5, 101, 'auction']]);
    expect(after(queue())).toEqual([[1, 5, 101, 'auction']]);
    expect(after(touch())).toEqual([
      [1, 5, 101, 'auction'],
      [2, 5, 101, 'auction'],
    ]);
  });

  it('is refused with a share that is none', () => {
    expect(() => queue({ cancelsAhead: 2 })).toThrow('cancelsAhead');
  });
});
