import { quoteAssetOf, type Pair } from '../../model/pair';
import { absolute, cutTo, decimalOfUnits, timesUnits, unitsOf } from '../../profit/money';
import type { RecordFold } from './record-fold';

/** The net position of the fills at the middle of the market, over all pairs of a quote currency. */
export interface Exposure {
  readonly most: string;
  /** The mean over the time in which the strategy ran. */
  readonly mean: string;
  /** The share of that time with any exposure, as a fraction. */
  readonly time: string;
}

interface Held {
  amount: bigint;
  middle: bigint;
}

interface Sum {
  readonly pairs: Map<Pair, Held>;
  since: number;
  worth: bigint;
  most: bigint;
  area: bigint;
  heldFor: number;
}

const middleOf = ({ bid, ask }: { readonly bid: string; readonly ask: string }): bigint =>
  (unitsOf(bid) + unitsOf(ask)) / 2n;

export const exposureFold = (begun: number, to: number): RecordFold<Readonly<Record<string, Exposure>>> => {
  const sums = new Map<string, Sum>();
  /** The last prices of pairs in which nothing was traded yet. */
  const marks = new Map<Pair, { readonly bid: string; readonly ask: string }>();
  const passTo = (sum: Sum, at: number): void => {
    const time = Math.max(0, at - sum.since);
    sum.area += sum.worth * BigInt(time);
    if (sum.worth > 0n) sum.heldFor += time;
    sum.since = Math.max(sum.since, at);
  };
  const look = (sum: Sum): void => {
    sum.worth = 0n;
    for (const { amount, middle } of sum.pairs.values()) sum.worth += absolute(timesUnits(amount, middle));
    if (sum.worth > sum.most) sum.most = sum.worth;
  };
  const add: RecordFold<unknown>['add'] = (record) => {
    if (record.type === 'fill') {
      const { pair, side, amount, price } = record.fill;
      const quote = quoteAssetOf(pair);
      const sum: Sum = sums.get(quote) ?? {
        pairs: new Map<Pair, Held>(),
        since: begun,
        worth: 0n,
        most: 0n,
        area: 0n,
        heldFor: 0,
      };
      sums.set(quote, sum);
      passTo(sum, record.at);
      const mark = marks.get(pair) ?? { bid: price, ask: price };
      const held: Held = sum.pairs.get(pair) ?? { amount: 0n, middle: middleOf(mark) };
      sum.pairs.set(pair, held);
      held.amount += side === 'buy' ? unitsOf(amount) : -unitsOf(amount);
      look(sum);
    } else if (record.type === 'mark' && record.bid !== null && record.ask !== null) {
      const { pair, bid, ask } = record;
      const sum = sums.get(quoteAssetOf(pair));
      const held = sum?.pairs.get(pair);
      if (sum === undefined || held === undefined) {
        marks.set(pair, { bid, ask });
        return;
      }
      passTo(sum, record.at);
      held.middle = middleOf({ bid, ask });
      look(sum);
    }
  };
  const whole = Math.max(1, to - begun);
  const result = (): Readonly<Record<string, Exposure>> =>
    Object.fromEntries(
      [...sums].map(([quote, sum]) => {
        passTo(sum, to);
        const mean = decimalOfUnits(cutTo(sum.area / BigInt(whole), 4));
        return [
          quote,
          { most: decimalOfUnits(sum.most), mean, time: String(Number((sum.heldFor / whole).toFixed(6))) },
        ];
      }),
    );
  return { add, result };
};
