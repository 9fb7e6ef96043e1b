import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DepthDiff, DepthWhole, Level, Outside } from '../../src/model/order-book';
import { flatten } from '../../src/model/flat-levels';
import { noBook, type KeptBook } from '../../src/orderbook/kept-book';
import { applyDiff, applyWhole } from '../../src/orderbook/reducer';
import { levelsOf } from '../../src/orderbook/side';

const pair = 'btc_jpy';
const outside: Outside = {
  asksOver: 0,
  bidsUnder: 0,
  asksUnder: 0,
  bidsOver: 0,
  askMarket: 0,
  bidMarket: 0,
};
const greatest = Number.MAX_SAFE_INTEGER;

/** A step of the venue, in order. Each step sets a bid. */
interface Step {
  readonly price: number;
  readonly amount: number;
}

/** A frame about the step `index`, under a number that need not be true. */
interface Frame {
  readonly type: 'diff' | 'whole';
  readonly index: number;
  readonly sequence: number;
}

const bidsAfter = (steps: readonly Step[], index: number): readonly Level[] => {
  const bids = new Map<number, number>();
  for (const { price, amount } of steps.slice(0, index + 1)) bids.set(price, amount);
  return [...bids]
    .filter(([, amount]) => amount > 0)
    .map(([price, amount]) => ({ price, amount }))
    .sort((a, b) => b.price - a.price);
};

const hear = (steps: readonly Step[], kept: KeptBook, { type, index, sequence }: Frame): KeptBook => {
  const stamped = { pair, sequence, timestamp: 1_000 + index };
  if (type === 'whole') {
    const bids = flatten(bidsAfter(steps, index));
    return applyWhole(kept, { ...stamped, bids, asks: [], outside });
  }
  const { price, amount } = steps[index] as Step;
  return applyDiff(kept, { ...stamped, bids: [price, amount], asks: [], outside: {} });
};

const bidsOf = ({ book }: KeptBook): readonly Level[] => levelsOf(book?.bids ?? []);

const steps = fc.array(
  fc.record({ price: fc.integer({ min: 1, max: 5 }), amount: fc.integer({ min: 0, max: 3 }) }),
  { minLength: 3, maxLength: 20 },
);

/**
 * Draws a venue whose sequence starts again once, leaps at times, and whose frames are repeated, swapped and late, but
 * never two of these together.
 */
const hostile = steps.chain((of) =>
  fc
    .record({
      restartsAt: fc.nat(of.length * 2),
      restartsWith: fc.constantFrom(0, 1, 40),
      leaps: fc.array(fc.nat(of.length), { maxLength: 2 }),
      wholeLeaps: fc.boolean(),
      wholes: fc.array(fc.record({ at: fc.nat(of.length - 1), late: fc.nat(3) }), { maxLength: 2 }),
      swaps: fc.array(fc.nat(of.length), { maxLength: 2 }),
      repeats: fc.array(fc.nat(of.length), { maxLength: 2 }),
    })
    .map(({ restartsAt, restartsWith, leaps, wholeLeaps, wholes, swaps, repeats }) => {
      const sequenceOf = (index: number): number =>
        index < restartsAt ? 100 + index * 3 : restartsWith + (index - restartsAt) * 2;
      const frames: Frame[] = [];
      of.forEach((_, index) => {
        frames.push({ type: 'diff', index, sequence: leaps.includes(index) ? greatest : sequenceOf(index) });
        if (index === 0) frames.push({ type: 'whole', index, sequence: sequenceOf(index) });
        for (const { at, late } of wholes)
          if (at + late === index)
            frames.push({
              type: 'whole',
              index: at,
              sequence: wholeLeaps && late === 0 ? greatest : sequenceOf(at),
            });
      });
      for (const at of swaps) {
        const [one, other] = [frames[at], frames[at + 1]];
        const isLeap =
          one?.sequence === greatest || other?.sequence === greatest || other?.index === restartsAt;
        if (one?.type === 'diff' && other?.type === 'diff' && !isLeap) frames.splice(at, 2, other, one);
      }
      for (const at of repeats) {
        const frame = frames[at];
        if (frame?.type === 'diff') frames.splice(at, 0, frame);
      }
      return { steps: of, frames, last: sequenceOf(of.length - 1) };
    }),
);

describe('a book whose venue contradicts itself', () => {
  it('is never current and wrong, and is right again after a whole that is newer than all', () => {
    fc.assert(
      fc.property(hostile, ({ steps: of, frames, last }) => {
        let kept = noBook;
        const heard = new Set<number>();
        for (const frame of frames) {
          kept = hear(of, kept, frame);
          heard.add(frame.index);
          const newest = Math.max(...heard);
          // A frame that was overtaken can't be missed before it comes.
          if (heard.size <= newest || kept.book === null || kept.book.stale) continue;
          expect(bidsOf(kept)).toEqual(bidsAfter(of, newest));
        }
        // These frames come after a rejoin.
        const index = of.length - 1;
        if (kept.doubt !== null) kept = hear(of, kept, { type: 'whole', index, sequence: last });
        if (kept.doubt !== null || kept.book?.stale !== false) throw new Error('expected a current book');
        expect(bidsOf(kept)).toEqual(bidsAfter(of, index));
      }),
      { numRuns: 2_000 },
    );
  });

  const of: readonly Step[] = [1, 2, 3, 4].map((price) => ({ price, amount: price }));
  const heardAll = (...frames: readonly Frame[]): KeptBook =>
    frames.reduce((kept, frame) => hear(of, kept, frame), noBook);
  const diff = (index: number, sequence: number): Frame => ({ type: 'diff', index, sequence });
  const whole = (index: number, sequence: number): Frame => ({ type: 'whole', index, sequence });

  it('is stale at once if a diff follows a leap, and keeps none of it', () => {
    const leapt = heardAll(whole(0, 10), diff(1, greatest));
    expect(leapt.book).toMatchObject({ sequence: greatest, stale: false });
    const doubted = hear(of, leapt, diff(2, 14));
    expect(doubted.show).toMatchObject({ sequence: greatest, stale: true });
    expect(doubted.report).toEqual({
      kind: 'book-contradicted',
      pair,
      by: 'diff',
      sequence: 14,
      known: greatest,
      levels: 0,
      differences: [],
    });
    const anew = hear(of, hear(of, doubted, diff(3, 16)), whole(2, 15));
    expect(anew.show).toMatchObject({ sequence: 16, stale: false });
    expect(anew.report).toBeNull();
    expect(bidsOf(anew)).toEqual(bidsAfter(of, 3));
  });

  it('is stale at once if a diff follows a whole that leapt', () => {
    const { show, report } = heardAll(whole(0, greatest), diff(1, 12));
    expect(show).toMatchObject({ stale: true });
    expect(report).toMatchObject({ kind: 'book-contradicted', by: 'diff', sequence: 12, known: greatest });
  });

  it('is stale at once if a whole lies behind the one before it', () => {
    const { show, report } = heardAll(whole(0, 10), whole(1, 3));
    expect(show).toMatchObject({ sequence: 10, stale: true });
    expect(report).toMatchObject({ kind: 'book-contradicted', by: 'whole', sequence: 3, known: 10 });
  });

  it('is stale at once if a whole lies behind the one before it by next to nothing, in number or in time', () => {
    const stamped = { pair, bids: flatten(bidsAfter(of, 0)), asks: [], outside };
    const joined = applyWhole(noBook, { ...stamped, sequence: 10, timestamp: 5_000 });
    const behind = [
      { sequence: 9, timestamp: 5_000 },
      { sequence: 9, timestamp: 4_999 },
      { sequence: 10, timestamp: 4_999 },
      { sequence: 11, timestamp: 4_999 },
      { sequence: 9, timestamp: 5_001 },
    ];
    for (const where of behind) {
      const { show, diffs, report } = applyWhole(joined, { ...stamped, ...where });
      expect(show).toMatchObject({ sequence: 10, stale: true });
      expect(diffs).toBeNull();
      expect(report).toMatchObject({
        kind: 'book-contradicted',
        by: 'whole',
        known: 10,
        sequence: where.sequence,
      });
    }
  });

  it('is stale at once if a late whole differs from the book as it was, and says how', () => {
    const doubted = heardAll(whole(0, 10), diff(2, 14), diff(3, 16), whole(2, 15));
    expect(doubted.show).toMatchObject({ sequence: 16, stale: true });
    expect(doubted.report).toMatchObject({
      kind: 'book-contradicted',
      by: 'whole',
      levels: 1,
      differences: [{ side: 'bid', price: 2, kept: 0, actual: 2 }],
    });
    expect(doubted.diffs).toBeNull();
  });

  it('refuses a whole that is older than the received ones, twice: the clock of the venue may have been set back', () => {
    const doubted = heardAll(whole(2, 10), whole(3, 3));
    const once = hear(of, doubted, whole(1, 4));
    expect(once).toMatchObject({ show: null, report: { kind: 'stale-whole', sequence: 4, known: 10 } });
    const twice = hear(of, once, whole(1, 4));
    expect(twice.show).toBeNull();
    expect(hear(of, twice, whole(1, 4)).show).toMatchObject({ sequence: 4, stale: false });
  });

  it('recognises a repeated diff, also one from before the doubt', () => {
    const doubted = heardAll(whole(0, 10), diff(1, greatest), diff(2, 14));
    const repeated = hear(of, doubted, diff(1, greatest));
    expect(repeated.report).toMatchObject({ kind: 'stale-diff', sequence: greatest });
    expect(repeated.diffs).toBeNull();
  });

  it('shares the levels that did not change with the book in doubt', () => {
    const doubted = heardAll(whole(1, 10), whole(1, 3));
    const levels = bidsOf(doubted);
    const anew = hear(of, doubted, whole(2, 4));
    expect(bidsOf(anew)[1]).toBe(levels[0]);
  });

  it('holds a bounded number of levels in doubt too', () => {
    const many: DepthDiff = {
      pair,
      bids: [],
      asks: [],
      outside: {},
      sequence: 0,
      timestamp: 2_000,
    };
    const bids = Array.from({ length: 2_000 }, (_, i) => i + 1);
    let kept = heardAll(whole(0, 10), whole(1, 3));
    let most = 0;
    for (let sequence = 11; sequence < 250; sequence += 1) {
      kept = applyDiff(kept, { ...many, bids, asks: [], sequence });
      most = Math.max(most, kept.held);
    }
    expect(most).toBeGreaterThan(45_000);
    expect(most).toBeLessThanOrEqual(50_000);
    const late: DepthWhole = { ...many, outside };
    const taken = applyWhole(kept, { ...late, bids: [], asks: [], sequence: 249 });
    expect(taken.book).toMatchObject({ sequence: 249, stale: false });
  });
});
