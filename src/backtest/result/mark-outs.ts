import type { Pair } from '../../model/pair';
import { decimalOfUnits, timesUnits, unitsOf } from '../../profit/money';
import type { Fill } from '../../model/fill';
import type { RecordFold } from './record-fold';

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

/** The fills of a pair that are not as old yet, oldest first, and the gain of those that were. */
interface Waiting {
  readonly after: number;
  fills: { readonly at: number; readonly fill: Fill }[];
  gained: bigint;
  count: number;
}

interface PairMarks {
  /** The last prices. Few of them are needed, so that only those are computed with. */
  mark: { readonly bid: string; readonly ask: string } | null;
  waiting: readonly Waiting[] | null;
}

/** Counts the fills whose moment has come, at the last middle before it. */
const count = (waiting: Waiting, mark: PairMarks['mark'], isDue: (moment: number) => boolean): void => {
  const [first] = waiting.fills;
  if (first === undefined || !isDue(first.at + waiting.after)) return;
  const middle = mark === null ? null : (unitsOf(mark.bid) + unitsOf(mark.ask)) / 2n;
  let due = 0;
  for (const { at, fill } of waiting.fills) {
    if (!isDue(at + waiting.after)) break;
    due += 1;
    if (middle === null) continue;
    const sign = fill.side === 'buy' ? 1n : -1n;
    waiting.gained += sign * timesUnits(middle - unitsOf(fill.price), unitsOf(fill.amount));
    waiting.count += 1;
  }
  waiting.fills = waiting.fills.slice(due);
};

export const markOutsFold = (): RecordFold<readonly MarkOut[]> => {
  const pairs = new Map<Pair, PairMarks>();
  let end = 0;
  const marksOf = (pair: Pair): PairMarks => {
    const known = pairs.get(pair);
    if (known !== undefined) return known;
    const marks: PairMarks = { mark: null, waiting: null };
    pairs.set(pair, marks);
    return marks;
  };
  return {
    add: (record) => {
      end = record.at;
      if (record.type === 'fill') {
        const marks = marksOf(record.fill.pair);
        marks.waiting ??= markOutTimes.map((after) => ({ after, fills: [], gained: 0n, count: 0 }));
        for (const { fills } of marks.waiting) fills.push({ at: record.at, fill: record.fill });
      } else if (record.type === 'mark' && record.bid !== null && record.ask !== null) {
        const marks = marksOf(record.pair);
        const isDue = (moment: number): boolean => moment < record.at;
        marks.waiting?.forEach((waiting) => count(waiting, marks.mark, isDue));
        marks.mark = { bid: record.bid, ask: record.ask };
      }
    },
    result: () =>
      [...pairs].flatMap(([pair, { mark, waiting }]) =>
        (waiting ?? []).map((one): MarkOut => {
          count(one, mark, (moment) => moment <= end);
          return { pair, after: one.after, gained: decimalOfUnits(one.gained), fills: one.count };
        }),
      ),
  };
};
