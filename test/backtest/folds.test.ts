import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { markOutsFold, type MarkOut } from '../../src/backtest/result/mark-outs';
import { folded } from '../../src/backtest/result/record-fold';
import type { Fill } from '../../src/model/fill';
import { decimalOfUnits, timesUnits, unitsOf } from '../../src/profit/money';
import type { RunRecord } from '../../src/strategy/run-record';

const mark = (at: number, middle: number): RunRecord => ({
  ...{ type: 'mark', at, pair: 'btc_jpy' },
  ...{ bid: String(middle - 1), ask: String(middle + 1) },
});

const fill = (at: number, side: 'buy' | 'sell', price: number): RunRecord => ({
  type: 'fill',
  at,
  fill: { pair: 'btc_jpy', side, price: String(price), amount: '0.5' } as Fill,
});

/** Computes a mark-out as it is defined, from all records at once. */
const markOutOf = (records: readonly RunRecord[], after: number): MarkOut => {
  const end = records.at(-1)?.at ?? 0;
  let [gained, fills] = [0n, 0];
  for (const record of records) {
    if (record.type !== 'fill' || record.at + after > end) continue;
    const seen = records.findLast((one) => one.type === 'mark' && one.at <= record.at + after);
    if (seen?.type !== 'mark' || seen.bid === null || seen.ask === null) continue;
    const middle = (unitsOf(seen.bid) + unitsOf(seen.ask)) / 2n;
    const gain = timesUnits(middle - unitsOf(record.fill.price), unitsOf(record.fill.amount));
    gained += record.fill.side === 'buy' ? gain : -gain;
    fills += 1;
  }
  return { pair: 'btc_jpy', after, gained: decimalOfUnits(gained), fills };
};

describe('mark-outs', () => {
  it('take the last middle at or before their moment, and leave out fills whose moment is after the end', () => {
    const records = [
      mark(0, 100),
      fill(500, 'buy', 100),
      mark(1_500, 110),
      mark(1_501, 999),
      mark(5_499, 120),
    ];
    const [first, second, third] = folded(records, markOutsFold());
    expect(first).toEqual({ pair: 'btc_jpy', after: 1_000, gained: '5', fills: 1 });
    expect(second).toEqual({ pair: 'btc_jpy', after: 5_000, gained: '0', fills: 0 });
    expect(third).toMatchObject({ after: 60_000, fills: 0 });
  });

  it('are the same in one pass as by looking at all records for each fill', () => {
    const event = fc.record({
      wait: fc.integer({ min: 0, max: 3_000 }),
      price: fc.integer({ min: 90, max: 110 }),
      kind: fc.constantFrom('mark', 'buy', 'sell'),
    });
    fc.assert(
      fc.property(fc.array(event, { maxLength: 120 }), (events) => {
        let at = 0;
        const records = events.map(({ wait, price, kind }) => {
          at += wait;
          return kind === 'buy' || kind === 'sell' ? fill(at, kind, price) : mark(at, price);
        });
        const hasFill = records.some(({ type }) => type === 'fill');
        const expected = hasFill ? [1_000, 5_000, 60_000].map((after) => markOutOf(records, after)) : [];
        expect(folded(records, markOutsFold())).toEqual(expected);
      }),
    );
  });
});
