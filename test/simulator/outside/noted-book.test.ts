import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Flat } from '../../../src/model/flat-levels';
import type { DepthDiff, DepthWhole, Outside } from '../../../src/model/order-book';
import { forget, type KeptBook, markStale, noBook } from '../../../src/orderbook/kept-book';
import { applyDiff, applyWhole } from '../../../src/orderbook/reducer';
import { flatOf } from '../../../src/orderbook/side';
import { type BookFrame, createNotedBook } from '../../../src/simulator/outside/noted-book';

const outside: Outside = {
  asksOver: null,
  bidsUnder: null,
  asksUnder: null,
  bidsOver: null,
  askMarket: null,
  bidMarket: null,
};

const side = (from: number) =>
  fc
    .uniqueArray(fc.integer({ min: from, max: from + 5 }), { minLength: 1, maxLength: 4 })
    .map((prices) => [...prices].sort((a, b) => (from === 1 ? b - a : a - b)));

const amounts = fc.integer({ min: 0, max: 3 });

/** Frames that mostly go on, and sometimes repeat, go back or leap. */
const frames = fc.record({
  type: fc.constantFrom('whole', 'diff', 'diff', 'diff'),
  ahead: fc.constantFrom(1, 1, 1, 2, 0, -1, -3),
  later: fc.constantFrom(5, 5, 0, -10),
  bids: side(1),
  asks: side(7),
  amount: amounts,
});

const steps = fc.array(
  fc.oneof({ weight: 12, arbitrary: frames }, { weight: 1, arbitrary: fc.constantFrom('doubt', 'lose') }),
  { maxLength: 40 },
);

const flat = (prices: readonly number[], amount: number): readonly number[] =>
  prices.flatMap((price) => [price, amount]);

/** What anybody can see of a kept book, apart from its reports. */
const seen = ({ book, base, since, held, doubt, diffs }: KeptBook) => ({
  since,
  held,
  doubt,
  diffs,
  base: base && { ...base, bids: flatOf(base.bids), asks: flatOf(base.asks) },
  book: book && { ...book, bids: flatOf(book.bids), asks: flatOf(book.asks) },
});

const stateOf = ({ book }: KeptBook): string => (book === null ? 'gap' : book.stale ? 'stale' : 'live');

describe('a noted book', () => {
  it('is the kept book whenever somebody looks, and knows its state without looking', () => {
    fc.assert(
      fc.property(steps, fc.array(fc.boolean(), { minLength: 40, maxLength: 40 }), (all, looks) => {
        const noted = createNotedBook();
        let kept = noBook;
        let [sequence, timestamp] = [10, 1_000];
        all.forEach((step, i) => {
          if (step === 'doubt') {
            noted.doubt();
            kept = markStale(kept);
          } else if (step === 'lose') {
            noted.lose();
            kept = forget(kept);
          } else {
            sequence += step.ahead;
            timestamp += step.later;
            const amount = step.type === 'whole' ? step.amount + 1 : step.amount;
            const levels = { bids: flat(step.bids, amount), asks: flat(step.asks, amount) };
            const message = { pair: 'btc_jpy', sequence, timestamp, outside, ...levels };
            const frame =
              step.type === 'whole'
                ? { type: 'whole' as const, message: message as Flat<DepthWhole> }
                : { type: 'diff' as const, message: message as Flat<DepthDiff> };
            noted.apply(frame satisfies BookFrame);
            kept = frame.type === 'whole' ? applyWhole(kept, frame.message) : applyDiff(kept, frame.message);
          }
          expect(noted.state()).toBe(stateOf(kept));
          if (looks[i]) expect(seen(noted.kept())).toEqual(seen(kept));
        });
        expect(seen(noted.kept())).toEqual(seen(kept));
      }),
      { numRuns: 500 },
    );
  });

  it('applies the diffs of a market without lookers never', () => {
    const noted = createNotedBook();
    const whole = (sequence: number): BookFrame => ({
      type: 'whole',
      message: { pair: 'btc_jpy', sequence, timestamp: sequence, outside, bids: [1, 1], asks: [2, 1] },
    });
    noted.apply(whole(1));
    const reads = { bids: 0 };
    for (let sequence = 2; sequence < 100; sequence += 1)
      noted.apply({
        type: 'diff',
        message: {
          pair: 'btc_jpy',
          sequence,
          timestamp: sequence,
          outside: {},
          get bids() {
            reads.bids += 1;
            return [1, 2];
          },
          asks: [],
        },
      });
    const noting = reads.bids;
    noted.apply(whole(100));
    noted.kept();
    expect(reads.bids).toBe(noting);
  });
});
