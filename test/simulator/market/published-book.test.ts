import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPlainDecimal } from '../../../src/model/decimal';
import { instruments } from '../../../src/simulator/market/instruments';
import type { DepthDiffMessage } from '../../../src/simulator/market/messages';
import { createPublishedBook } from '../../../src/simulator/market/published-book';
import { randomOf } from '../../../src/simulator/market/random';
import { forward, stateOf } from './fixture';

const btc = instruments[0];
if (!btc) throw new Error('no instrument');

type Step =
  | { readonly do: 'levels'; readonly count: number; readonly seed: number; readonly drift: number }
  | { readonly do: 'diff' | 'whole' }
  | { readonly do: 'auction'; readonly price: number | null };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('levels' as const),
      count: fc.integer({ min: 0, max: 150 }),
      seed: fc.nat(),
      drift: fc.integer({ min: -300, max: 300 }),
    }),
  },
  { weight: 4, arbitrary: fc.constant({ do: 'diff' as const }) },
  { weight: 2, arbitrary: fc.constant({ do: 'whole' as const }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('auction' as const),
      price: fc.option(fc.integer({ min: 9_000, max: 11_000 })),
    }),
  },
);

describe('a published book', () => {
  it('keeps the law: the previous whole and every diff up to a whole make it exactly, and none is older', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 5, maxLength: 60 }), (steps) => {
        const book = createPublishedBook(btc, randomOf('test'));
        const diffs: DepthDiffMessage[] = [];
        let previous = book.whole(0, 10);
        let sequence = 10;
        let centre = 10_000;
        const takeDiff = () => {
          const diff = book.diff(0, sequence);
          if (diff) diffs.push(diff);
        };
        for (const step of steps) {
          if (step.do === 'levels') {
            const random = randomOf(step.seed);
            centre += step.drift;
            for (let i = 0; i < step.count; i++) {
              const side = random.chance(0.5) ? 'buy' : 'sell';
              const distance = random.between(1, 400);
              const price = side === 'buy' ? centre - distance : centre + distance;
              const amount = BigInt(Math.max(0, random.between(-3, 50)));
              sequence += random.between(2, 5);
              book.apply({ type: 'level', pair: 'btc_jpy', side, price, amount, sequence });
            }
          } else if (step.do === 'auction') book.setAuction(step.price);
          else if (step.do === 'diff') takeDiff();
          else {
            const whole = book.whole(0, sequence);
            expect(forward(previous, diffs, Number(whole.sequenceId))).toEqual(stateOf(whole));
            expect(Number(whole.sequenceId)).toBeGreaterThanOrEqual(Number(previous.sequenceId));
            previous = whole;
          }
        }
        const numbers = diffs.map(({ s }) => Number(s));
        numbers.forEach((s, i) => expect(s).toBeGreaterThanOrEqual((numbers[i - 1] ?? 0) + 2));
      }),
      { numRuns: 300 },
    );
  });

  it('shows a window of 186 to 210 levels a side, the rest in the totals', () => {
    const book = createPublishedBook(btc, randomOf('window'));
    const random = randomOf('levels');
    const resting = { buy: new Map<number, bigint>(), sell: new Map<number, bigint>() };
    let sequence = 100;
    const set = (side: 'buy' | 'sell', price: number, amount: bigint) => {
      sequence += 3;
      if (amount === 0n) resting[side].delete(price);
      else resting[side].set(price, amount);
      book.apply({ type: 'level', pair: 'btc_jpy', side, price, amount, sequence });
    };
    for (let i = 1; i <= 400; i++) {
      set('buy', 10_000 - i, 7n);
      set('sell', 10_000 + i, 7n);
    }
    let reset = 0;
    for (let round = 0; round < 150; round++) {
      for (let i = 0; i < 8; i++) {
        const near = random.between(1, 260);
        const side = random.chance(0.5) ? 'buy' : 'sell';
        const amount = random.chance(0.4) ? 0n : BigInt(random.between(1, 99));
        set(side, side === 'buy' ? 10_000 - near : 10_000 + near, amount);
      }
      const diff = book.diff(round, sequence);
      if (diff && diff.a.length + diff.b.length > 8) reset++;
      const whole = book.whole(round, sequence);
      for (const [side, levels, beyond] of [
        ['buy', whole.bids, whole.bids_under],
        ['sell', whole.asks, whole.asks_over],
      ] as const) {
        expect(levels.length).toBeGreaterThanOrEqual(186);
        expect(levels.length).toBeLessThanOrEqual(210);
        const shown = levels.map(([price]) => Number(price));
        expect(shown).toEqual([...shown].sort((a, b) => (side === 'buy' ? b - a : a - b)));
        const known = new Set(shown);
        const hidden = [...resting[side]].filter(([price]) => !known.has(price));
        const worst = shown.at(-1) ?? 0;
        expect(hidden.every(([price]) => (side === 'buy' ? price < worst : price > worst))).toBe(true);
        const total = hidden.reduce((sum, [, amount]) => sum + amount, 0n);
        expect(Number(beyond)).toBe(Number(total) / 10_000);
      }
      for (const zero of [whole.asks_under, whole.bids_over]) expect(['0', '0.0000']).toContain(zero);
    }
    expect(reset).toBeGreaterThan(0);
    expect(reset).toBeLessThan(100);
  });

  it('sends nothing while nothing changes, and changes only the totals for levels outside', () => {
    const book = createPublishedBook(btc, randomOf('quiet'));
    for (let i = 1; i <= 300; i++)
      book.apply({
        type: 'level',
        pair: 'btc_jpy',
        side: 'sell',
        price: 10_000 + i,
        amount: 5n,
        sequence: 2 * i,
      });
    expect(book.diff(1, 600)?.a).toHaveLength(200);
    expect(book.diff(2, 700)).toBeUndefined();
    book.apply({ type: 'level', pair: 'btc_jpy', side: 'sell', price: 99_999, amount: 5n, sequence: 800 });
    expect(book.diff(3, 800)).toEqual({ a: [], b: [], ao: '0.0505', t: 3, s: '800' });
    book.apply({ type: 'level', pair: 'btc_jpy', side: 'buy', price: 9_999, amount: 5n, sequence: 810 });
    book.apply({ type: 'level', pair: 'btc_jpy', side: 'buy', price: 9_999, amount: 0n, sequence: 820 });
    expect(book.diff(4, 820)).toBeUndefined();
  });

  it('does not hold up a diff for a whole that comes before it', () => {
    const book = createPublishedBook(btc, randomOf('pending'));
    book.apply({ type: 'level', pair: 'btc_jpy', side: 'sell', price: 10, amount: 5n, sequence: 20 });
    expect(book.whole(1, 30)).toMatchObject({ asks: [], sequenceId: '0' });
    expect(book.diff(2, 40)).toMatchObject({ a: [['10', '0.0005']], s: '20' });
    expect(book.whole(3, 50)).toMatchObject({ asks: [['10', '0.0005']], sequenceId: '50' });
  });

  it('is an empty whole with padded zeros for a pair without orders', () => {
    expect(createPublishedBook(btc, randomOf('empty')).whole(9, 77)).toEqual({
      asks: [],
      bids: [],
      asks_over: '0.0000',
      bids_under: '0.0000',
      asks_under: '0.0000',
      bids_over: '0.0000',
      ask_market: '0.0000',
      bid_market: '0.0000',
      timestamp: 9,
      sequenceId: '77',
    });
  });

  it('shows up to 200 levels on either side of the price of an auction, crossed or not', () => {
    const book = createPublishedBook(btc, randomOf('auction'));
    for (let i = 0; i < 600; i++)
      for (const side of ['buy', 'sell'] as const)
        book.apply({
          type: 'level',
          pair: 'btc_jpy',
          side,
          price: 9_700 + i,
          amount: 3n,
          sequence: 4 * i + 2,
        });
    book.setAuction(10_000);
    book.diff(1, 3_000);
    const { asks, bids, asks_under, asks_over } = book.whole(1, 3_000);
    expect([asks.length, bids.length]).toEqual([400, 400]);
    expect([asks[0]?.[0], asks.at(-1)?.[0]]).toEqual(['9800', '10199']);
    expect([bids[0]?.[0], bids.at(-1)?.[0]]).toEqual(['10199', '9800']);
    expect([asks_under, asks_over]).toEqual(['0.0300', '0.0300']);
  });

  it('writes both spellings of zero, in no order, and only plain decimals', () => {
    const book = createPublishedBook(btc, randomOf('zeros'));
    for (let i = 1; i <= 60; i++)
      book.apply({
        type: 'level',
        pair: 'btc_jpy',
        side: 'buy',
        price: i,
        amount: BigInt(i),
        sequence: 2 * i,
      });
    const first = book.diff(1, 200);
    for (let i = 1; i <= 60; i++)
      book.apply({
        type: 'level',
        pair: 'btc_jpy',
        side: 'buy',
        price: i,
        amount: 0n,
        sequence: 200 + 2 * i,
      });
    const second = book.diff(2, 400);
    expect(new Set(second?.b.map(([, amount]) => amount))).toEqual(new Set(['0']));
    const prices = first?.b.map(([price]) => Number(price)) ?? [];
    expect(prices).not.toEqual([...prices].sort((a, b) => a - b));
    expect(prices).not.toEqual([...prices].sort((a, b) => b - a));
    for (const level of first?.b ?? []) expect(level.every(isPlainDecimal)).toBe(true);
  });
});
