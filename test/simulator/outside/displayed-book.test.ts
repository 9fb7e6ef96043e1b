import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Outside } from '../../../src/model/order-book';
import type { Side } from '../../../src/model/pair';
import { forget, type KeptBook, markStale, noBook } from '../../../src/orderbook/kept-book';
import { applyDiff, applyWhole } from '../../../src/orderbook/reducer';
import { flatOf } from '../../../src/orderbook/side';
import { instruments } from '../../../src/simulator/market/instruments';
import { createDisplayedBook } from '../../../src/simulator/outside/displayed-book';
import type { BookFrame } from '../../../src/simulator/outside/noted-book';

const pair = 'btc_jpy';

const instrument = () => {
  const found = instruments.find((one) => one.pair === pair);
  if (found === undefined) throw new Error(`no ${pair}`);
  return found;
};

const outside: Outside = {
  asksOver: null,
  bidsUnder: null,
  asksUnder: null,
  bidsOver: null,
  askMarket: null,
  bidMarket: null,
};

const sides = ['buy', 'sell'] as const;

const lots = (amount: number): bigint => BigInt(amount) * 10n ** BigInt(instrument().amountDigits);

/** The levels of a side of a diff: some prices come twice. */
const changes = (from: number) =>
  fc.array(fc.tuple(fc.integer({ min: from, max: from + 5 }), fc.integer({ min: 0, max: 4 })), {
    maxLength: 4,
  });

const whole = (from: number) =>
  fc
    .uniqueArray(fc.integer({ min: from, max: from + 5 }), { minLength: 1, maxLength: 6 })
    .map((prices) => [...prices].sort((a, b) => (from === 1 ? b - a : a - b)))
    .chain((prices) =>
      fc.tuple(...prices.map((price) => fc.tuple(fc.constant(price), fc.integer({ min: 1, max: 4 })))),
    );

/** Frames that mostly go on, and sometimes repeat, go back or leap. */
const place = { ahead: fc.constantFrom(1, 1, 1, 1, 2, 0, -1), later: fc.constantFrom(5, 5, 5, 0, -10) };

const steps = fc.array(
  fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({ type: fc.constant('diff'), ...place, bids: changes(1), asks: changes(7) }),
    },
    {
      weight: 2,
      arbitrary: fc.record({ type: fc.constant('whole'), ...place, bids: whole(1), asks: whole(7) }),
    },
    {
      weight: 6,
      arbitrary: fc.record({
        type: fc.constant('take'),
        side: fc.constantFrom(...sides),
        level: fc.integer({ min: 0, max: 5 }),
      }),
    },
    { weight: 1, arbitrary: fc.record({ type: fc.constantFrom('doubt', 'lose') }) },
  ),
  { maxLength: 60 },
);

/** The same book by the plain rule: each taken amount is looked at before and after each frame. */
const plainBook = () => {
  let kept: KeptBook = noBook;
  const taken = { buy: new Map<number, bigint>(), sell: new Map<number, bigint>() };
  const amountAt = (side: Side, ticks: number): bigint => {
    const { book } = kept;
    const flat = book === null ? [] : flatOf(side === 'buy' ? book.bids : book.asks);
    const at = flat.findIndex((price, i) => i % 2 === 0 && price * 10 ** instrument().priceDigits === ticks);
    return at < 0 ? 0n : lots(flat[at + 1] ?? 0);
  };
  return {
    taken,
    amountAt,
    apply: ({ type, message }: BookFrame): void => {
      const before = sides.map((side) => [...taken[side].keys()].map((price) => amountAt(side, price)));
      kept = type === 'whole' ? applyWhole(kept, message) : applyDiff(kept, message);
      sides.forEach((side, s) => {
        [...taken[side]].forEach(([price, was], i) => {
          const [held = 0n, after] = [before[s]?.[i], amountAt(side, price)];
          const left = after < held ? was - (held - after) : was;
          const most = left < after ? left : after;
          if (most <= 0n) taken[side].delete(price);
          else taken[side].set(price, most);
        });
      });
    },
    doubt: (): void => {
      kept = markStale(kept);
    },
    lose: (): void => {
      kept = forget(kept);
      for (const side of sides) taken[side].clear();
    },
  };
};

describe('a displayed book', () => {
  it('knows what is taken as if it looked at every taken amount with each frame', () => {
    fc.assert(
      fc.property(steps, (all) => {
        const book = createDisplayedBook(instrument());
        const plain = plainBook();
        let [sequence, timestamp] = [10, 1_000];
        for (const step of all) {
          if (step.type === 'doubt' || step.type === 'lose') {
            book[step.type]();
            plain[step.type]();
          } else if ('side' in step) {
            const level = [...book.available(step.side)][step.level];
            if (level === undefined) continue;
            const [price] = level;
            book.take(step.side, price, lots(1));
            plain.taken[step.side].set(price, (plain.taken[step.side].get(price) ?? 0n) + lots(1));
          } else if ('bids' in step) {
            sequence += step.ahead;
            timestamp += step.later;
            const levels = { bids: step.bids.flat(), asks: step.asks.flat() };
            const message = { pair, sequence, timestamp, outside, ...levels };
            const frame: BookFrame =
              step.type === 'whole'
                ? { type: 'whole', message: message }
                : { type: 'diff', message: message };
            book.apply(frame);
            plain.apply(frame);
          }
          for (const side of sides) expect([...book.taken(side)]).toEqual([...plain.taken[side]]);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('does not make the book for a diff that changes no taken amount', () => {
    const book = createDisplayedBook(instrument());
    const message = { pair, sequence: 1, timestamp: 1, outside, bids: [1, 4], asks: [7, 4] } as const;
    book.apply({ type: 'whole', message });
    book.take('sell', 7 * 10 ** instrument().priceDigits, lots(1));
    let applied = 0;
    for (let sequence = 2; sequence < 100; sequence += 1)
      book.apply({
        type: 'diff',
        message: {
          ...{ pair, sequence, timestamp: sequence, bids: [1, sequence], asks: [8, sequence] },
          get outside() {
            applied += 1;
            return {};
          },
        },
      });
    expect(applied).toBe(0);
    expect(book.best('buy')).toBe(10 ** instrument().priceDigits);
    expect(applied).toBe(98);
  });
});
