import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DepthDiff, DepthWhole, Level, OrderBook, Outside } from '../../src/model/order-book';
import * as reducer from '../../src/orderbook/reducer';
import { markStale, noBook, type KeptBook } from '../../src/orderbook/kept-book';
import type { BookLevels } from '../../src/orderbook/run';
import { levelsOf } from '../../src/orderbook/side';
import { viewOfBooks } from '../../src/orderbook/views';
import type { Flat } from '../../src/model/flat-levels';

const outside: Outside = {
  asksOver: 0,
  bidsUnder: 0,
  asksUnder: 0,
  bidsOver: 0,
  askMarket: 0,
  bidMarket: 0,
};

const flat = <M extends Pick<DepthDiff, 'bids' | 'asks'>>(message: M): Flat<M> => {
  const flatten = (levels: readonly Level[]): number[] =>
    levels.flatMap(({ price, amount }) => [price, amount]);
  return { ...message, bids: flatten(message.bids), asks: flatten(message.asks) };
};
const applyDiff = (kept: KeptBook, diff: DepthDiff): KeptBook => reducer.applyDiff(kept, flat(diff));
const applyWhole = (kept: KeptBook, whole: DepthWhole): KeptBook => reducer.applyWhole(kept, flat(whole));

/** The venue's own book, kept in the simplest possible way. */
class NaiveBook {
  readonly bids = new Map<number, number>();
  readonly asks = new Map<number, number>();

  apply({ bids, asks }: Pick<DepthDiff, 'bids' | 'asks'>): this {
    for (const [side, changes] of [
      [this.bids, bids],
      [this.asks, asks],
    ] as const) {
      for (const { price, amount } of changes) {
        if (amount === 0) side.delete(price);
        else side.set(price, amount);
      }
    }
    return this;
  }

  levels(): { readonly bids: Level[]; readonly asks: Level[] } {
    const toLevels = (side: Map<number, number>): Level[] =>
      [...side].map(([price, amount]) => ({ price, amount }));
    return {
      bids: toLevels(this.bids).sort((a, b) => b.price - a.price),
      asks: toLevels(this.asks).sort((a, b) => a.price - b.price),
    };
  }
}

const changes = fc.uniqueArray(
  fc.record({ price: fc.integer({ min: 1, max: 12 }), amount: fc.integer({ min: 0, max: 3 }) }),
  { selector: ({ price }) => price, maxLength: 8 },
);

/** A stretch of the venue's history: the changes at each of its sequences, which are not consecutive. */
const history = fc
  .array(fc.record({ step: fc.integer({ min: 1, max: 50 }), bids: changes, asks: changes }), {
    minLength: 1,
    maxLength: 25,
  })
  .map((steps) => {
    let sequence = 100;
    return steps.map(({ step, bids, asks }): DepthDiff => {
      sequence += step;
      return { pair: 'btc_jpy', bids, asks, outside: {}, sequence, timestamp: sequence };
    });
  });

const wholeAt = (diffs: readonly DepthDiff[], index: number): DepthWhole => ({
  pair: 'btc_jpy',
  ...diffs
    .slice(0, index + 1)
    .reduce((book, diff) => book.apply(diff), new NaiveBook())
    .levels(),
  outside,
  sequence: diffs[index]?.sequence ?? 0,
  timestamp: diffs[index]?.timestamp ?? 0,
});

/** An interleaving: the diffs in order, and wholes in order, each no earlier than its own moment, some of them late. */
const interleaved = history.chain((diffs) =>
  fc
    .array(
      fc.record({
        at: fc.integer({ min: 0, max: diffs.length - 1 }),
        late: fc.integer({ min: 0, max: 6 }),
      }),
      { minLength: 1, maxLength: 6 },
    )
    .map((drawn) => {
      const wholes = drawn
        .map(({ at, late }) => ({ at, comes: Math.min(at + late, diffs.length - 1) }))
        .sort((a, b) => a.comes - b.comes || a.at - b.at)
        .filter(({ at }, i, all) => all.slice(0, i).every((before) => before.at <= at));
      const frames = diffs.flatMap((diff, i) => [
        { type: 'diff' as const, diff },
        ...wholes
          .filter(({ comes }) => comes === i)
          .map(({ at }) => ({ type: 'whole' as const, whole: wholeAt(diffs, at), index: at })),
      ]);
      return { diffs, frames };
    }),
);

/** Returns an observer's view of the kept book. */
const seen = ({ book }: KeptBook): { readonly bids: BookLevels; readonly asks: BookLevels } => ({
  bids: levelsOf(book?.bids ?? []),
  asks: levelsOf(book?.asks ?? []),
});

const diffOf = (sequence: number, timestamp = sequence): DepthDiff => ({
  pair: 'btc_jpy',
  bids: [{ price: sequence, amount: 1 }],
  asks: [],
  outside: {},
  sequence,
  timestamp,
});

const wholeOf = (sequence: number, timestamp = sequence): DepthWhole => ({
  pair: 'btc_jpy',
  bids: [],
  asks: [],
  outside,
  sequence,
  timestamp,
});

const isSorted = (kept: KeptBook): boolean => {
  const { bids, asks } = seen(kept);
  const ascends = (side: readonly Level[], sign: 1 | -1): boolean =>
    side.every(
      ({ price, amount }, i) => amount > 0 && (i === 0 || ((side[i - 1]?.price ?? 0) - price) * sign < 0),
    );
  return ascends(bids, -1) && ascends(asks, 1);
};

describe('the kept book', () => {
  it('equals the venue’s own after any interleaving of wholes, late ones too, and diffs; and never goes back', () => {
    fc.assert(
      fc.property(interleaved, ({ diffs, frames }) => {
        let kept = noBook;
        let heard = -1;
        let begun = false;
        for (const frame of frames) {
          const before = kept;
          if (frame.type === 'diff') {
            kept = applyDiff(kept, frame.diff);
            heard += 1;
          } else {
            kept = applyWhole(kept, frame.whole);
            begun = true;
          }
          expect(kept.report?.kind ?? 'verified').toBe('verified');
          expect(kept.book === null).toBe(!begun);
          if (kept.book === null) continue;
          const venue = diffs.slice(0, heard + 1).reduce((book, diff) => book.apply(diff), new NaiveBook());
          expect(seen(kept)).toEqual(venue.levels());
          expect(kept.book.sequence).toBe(diffs[heard]?.sequence);
          expect(kept.book.sequence).toBeGreaterThanOrEqual(before.book?.sequence ?? 0);
          expect(isSorted(kept)).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('is repaired by the next whole after a lost diff, and names exactly the levels that differed', () => {
    fc.assert(
      fc.property(history, fc.nat(), (diffs, lostAt) => {
        const first = wholeAt(diffs, 0);
        const heardOf = diffs.slice(1).filter((_, i) => i !== lostAt % diffs.length);
        const kept = heardOf.reduce(applyDiff, applyWhole(noBook, first));
        const whole = { ...wholeAt(diffs, diffs.length - 1), sequence: 1e6 };
        const next = applyWhole(kept, whole);
        expect(seen(next)).toEqual({ bids: whole.bids, asks: whole.asks });
        const { report } = next;
        if (report?.kind !== 'book-repaired') return;
        for (const { side, price, kept: had, actual } of report.differences) {
          const amountIn = (levels: readonly Level[] = []): number =>
            levels.find((level) => level.price === price)?.amount ?? 0;
          const key = side === 'bid' ? 'bids' : 'asks';
          expect([had, actual]).toEqual([amountIn(seen(kept)[key]), amountIn(whole[key])]);
          expect(had).not.toBe(actual);
        }
      }),
    );
  });

  it('reports a level of both sides that differs, as far as both wholes reach', () => {
    const levels = (...prices: number[]): Level[] => prices.map((price) => ({ price, amount: 1 }));
    const whole = (sequence: number, bids: Level[], asks: Level[]): DepthWhole => ({
      pair: 'btc_jpy',
      bids,
      asks,
      outside,
      sequence,
      timestamp: 0,
    });
    const first = applyWhole(noBook, whole(1, levels(10, 9), levels(11, 12)));
    expect(applyWhole(first, whole(2, levels(10, 9, 8), levels(11, 12, 13))).report).toBeNull();
    expect(applyWhole(first, whole(2, levels(9, 8), levels(11, 12))).report).toMatchObject({
      kind: 'book-repaired',
      differences: [{ side: 'bid', price: 10, kept: 1, actual: 0 }],
    });
    expect(applyWhole(first, whole(2, levels(10, 9), levels(12))).report).toMatchObject({
      differences: [{ side: 'ask', price: 11 }],
    });
  });

  it('reports the first hundred differences of a book that is another entirely, and how many there are', () => {
    const levels = (best: number, step: 1 | -1, amount: number): Level[] =>
      Array.from({ length: 200 }, (_, i) => ({ price: best + i * step, amount }));
    const whole = (sequence: number, amount: number): DepthWhole => ({
      pair: 'btc_jpy',
      bids: levels(1_000, -1, amount),
      asks: levels(1_001, 1, amount),
      outside,
      sequence,
      timestamp: 0,
    });
    const { report } = applyWhole(applyWhole(noBook, whole(1, 1)), whole(2, 3));
    if (report?.kind !== 'book-repaired') throw new Error('expected a repair');
    expect(report.levels).toBe(400);
    expect(report.differences).toHaveLength(100);
    expect(report.differences[0]).toEqual({ side: 'bid', price: 1_000, kept: 1, actual: 3 });
  });

  it('shares the parts that did not change: levels are the same objects, an unchanged side the same array', () => {
    fc.assert(
      fc.property(interleaved, ({ frames }) => {
        const view = viewOfBooks(Infinity);
        let kept = noBook;
        let before: OrderBook | null = null;
        for (const frame of frames) {
          kept = frame.type === 'diff' ? applyDiff(kept, frame.diff) : applyWhole(kept, frame.whole);
          if (kept.book === null) continue;
          const book = view(kept.book);
          expect(book).toMatchObject(seen(kept));
          for (const side of ['bids', 'asks'] as const) {
            if (before === null) break;
            const byPrice = new Map(before[side].map((level) => [level.price, level]));
            for (const level of book[side]) {
              const old = byPrice.get(level.price);
              if (old?.amount === level.amount) expect(level).toBe(old);
            }
            if (JSON.stringify(before[side]) === JSON.stringify(book[side]))
              expect(book[side]).toBe(before[side]);
          }
          before = book;
        }
      }),
    );
  });

  it('never changes a book it has handed out', () => {
    fc.assert(
      fc.property(interleaved, ({ frames }) => {
        const handed: { readonly book: KeptBook['book']; readonly was: string }[] = [];
        let kept = noBook;
        for (const frame of frames) {
          kept = frame.type === 'diff' ? applyDiff(kept, frame.diff) : applyWhole(kept, frame.whole);
          handed.push({ book: kept.book, was: JSON.stringify(kept.book) });
        }
        for (const { book, was } of handed) expect(JSON.stringify(book)).toBe(was);
      }),
    );
  });

  it('drops a diff that it holds or that its whole covers, and says so', () => {
    const kept = applyDiff(applyWhole(applyDiff(noBook, diffOf(5)), wholeOf(3)), diffOf(7));
    expect(seen(kept).bids).toMatchObject([{ price: 7 }, { price: 5 }]);
    for (const sequence of [7, 5, 3, 2]) {
      const next = applyDiff(kept, diffOf(sequence));
      expect(next.report).toEqual({ kind: 'stale-diff', pair: 'btc_jpy', sequence, known: 7 });
      expect([next.book, next.show]).toEqual([kept.book, null]);
    }
  });

  it('holds a bounded number of levels if no whole comes, is stale from then on, and takes the next whole', () => {
    const many = Array.from({ length: 1_000 }, (_, i) => ({ price: i + 1, amount: 1 }));
    const diff = (sequence: number): DepthDiff => ({
      pair: 'btc_jpy',
      bids: many,
      asks: [],
      outside: {},
      sequence,
      timestamp: 0,
    });
    const empty = { pair: 'btc_jpy', bids: [], asks: [], outside, timestamp: 0 };
    let kept = applyWhole(noBook, { ...empty, sequence: 1 });
    let most = 0;
    let overgrown = 0;
    for (let sequence = 2; sequence < 250; sequence += 1) {
      kept = applyDiff(kept, diff(sequence));
      most = Math.max(most, kept.held);
      if (kept.report?.kind === 'book-overgrown') overgrown += 1;
    }
    expect(most).toBeGreaterThan(45_000);
    expect(most).toBeLessThanOrEqual(50_000);
    expect(overgrown).toBe(4);
    expect(kept.book?.stale).toBe(true);
    const late = applyWhole(kept, { ...empty, sequence: 240 });
    expect(late.book).toMatchObject({ sequence: 249, stale: false });
    expect(seen(late).bids).toHaveLength(1_000);
  });

  it('has a bounded number of levels: a book that diffs let grow is stale, and a larger whole is refused', () => {
    const empty = { pair: 'btc_jpy', bids: [], asks: [], outside, timestamp: 0 };
    const levels = (from: number, count: number): Level[] =>
      Array.from({ length: count }, (_, i) => ({ price: from + i, amount: 1 }));
    let kept = applyWhole(noBook, { ...empty, sequence: 1 });
    let shown = 0;
    for (let i = 0; i < 1_200; i += 1) {
      kept = applyDiff(kept, { ...diffOf(i + 2, 0), bids: levels(1 + i * 1_000, 1_000) });
      shown = Math.max(shown, seen(kept).bids.length);
    }
    expect(shown).toBeLessThanOrEqual(50_000);
    const large = applyWhole(noBook, { ...empty, sequence: 2, bids: levels(1, 10_001) });
    expect(large).toMatchObject({ book: null, report: { kind: 'book-overgrown', levels: 10_001 } });
  });

  it('is stale until the next whole, whatever diffs come', () => {
    const whole: DepthWhole = { pair: 'btc_jpy', bids: [], asks: [], outside, sequence: 1, timestamp: 0 };
    const diff: DepthDiff = {
      pair: 'btc_jpy',
      bids: [],
      asks: [],
      outside: { askMarket: 2 },
      sequence: 2,
      timestamp: 0,
    };
    const stale = markStale(applyWhole(noBook, whole));
    expect(markStale(stale).book).toBe(stale.book);
    expect(applyDiff(stale, diff).book).toMatchObject({ stale: true, outside: { ...outside, askMarket: 2 } });
    expect(applyWhole(stale, whole).book?.stale).toBe(false);
  });
});
