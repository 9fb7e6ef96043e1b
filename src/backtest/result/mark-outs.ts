import type { Pair } from '../../model/pair';
import { decimalOfUnits, timesUnits, unitsOf } from '../../profit/money';
import type { RunRecord } from '../../strategy/run-record';

/** The gain of all fills of a pair against the middle of the market some time later; negative for a loss. */
export interface MarkOut {
  readonly pair: Pair;
  readonly after: number;
  /** The gain in the quote currency. */
  readonly gained: string;
  /** The number of fills for which the middle was known then. */
  readonly fills: number;
}

/** The times after a fill, ms. */
const markOutTimes = [1_000, 5_000, 60_000] as const;

interface Middle {
  readonly at: number;
  readonly price: bigint;
}

/** Returns the last middle at or before a moment. */
const middleAt = (middles: readonly Middle[], at: number): bigint | null => {
  let [low, high] = [0, middles.length];
  while (low < high) {
    const half = (low + high) >> 1;
    if ((middles[half]?.at ?? 0) <= at) low = half + 1;
    else high = half;
  }
  return middles[low - 1]?.price ?? null;
};

export const markOutsOf = (records: readonly RunRecord[]): readonly MarkOut[] => {
  const middles = new Map<Pair, Middle[]>();
  const end = records.at(-1)?.at ?? 0;
  for (const record of records) {
    if (record.type !== 'mark' || record.bid === null || record.ask === null) continue;
    const known = middles.get(record.pair) ?? [];
    known.push({ at: record.at, price: (unitsOf(record.bid) + unitsOf(record.ask)) / 2n });
    middles.set(record.pair, known);
  }
  const fills = records.filter((record) => record.type === 'fill');
  const pairs = [...new Set(fills.map(({ fill }) => fill.pair))];
  return pairs.flatMap((pair) =>
    markOutTimes.map((after): MarkOut => {
      let gained = 0n;
      let count = 0;
      for (const { at, fill } of fills) {
        if (fill.pair !== pair || at + after > end) continue;
        const middle = middleAt(middles.get(pair) ?? [], at + after);
        if (middle === null) continue;
        const sign = fill.side === 'buy' ? 1n : -1n;
        gained += sign * timesUnits(middle - unitsOf(fill.price), unitsOf(fill.amount));
        count += 1;
      }
      return { pair, after, gained: decimalOfUnits(gained), fills: count };
    }),
  );
};
