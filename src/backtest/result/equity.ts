import { quoteAssetOf, type Pair } from '../../model/pair';
import { profit, profitFrom, profitOf, type ProfitSums, totalIn } from '../../profit/index';
import { decimalOfUnits } from '../../profit/money';
import type { RunMark } from '../../strategy/run-record';
import type { RecordFold } from './record-fold';
import { createThinning } from './thinning';

/** The profit at a moment. A long position is marked at the bid, a short one at the ask. */
export interface EquityPoint {
  readonly at: number;
  readonly total: string;
}

export interface Equity {
  /** At most as many points as a chart shows, with its lowest and highest turns. The drawdown is computed from all points. */
  readonly points: readonly EquityPoint[];
  /** The largest loss since a peak, and the time at which it was reached. */
  readonly drawdown: { readonly amount: string; readonly at: number };
}

interface Worth {
  readonly at: number;
  readonly total: bigint;
}

type Curve = ReturnType<typeof createThinning<Worth>> & {
  peak: bigint;
  worst: bigint;
  worstAt: number;
};

const heightOf = ({ total }: Worth): number => Number(total);

/** Folds a run into its profit and its curve, by quote currency. */
export const equityFold = (
  begun: number,
): RecordFold<{
  readonly profit: Readonly<Record<string, ProfitSums>>;
  readonly equity: Readonly<Record<string, Equity>>;
}> => {
  let state = profitFrom();
  const traded = new Set<Pair>();
  /** The last prices of pairs in which nothing was traded yet: nothing depends on the ones before. */
  const marks = new Map<Pair, RunMark>();
  const curves = new Map<string, Curve>();
  const curveOf = (quote: string): Curve => {
    const known = curves.get(quote);
    if (known !== undefined) return known;
    const points = createThinning<Worth>({ low: heightOf, high: heightOf });
    points.add({ at: begun, total: 0n });
    const curve: Curve = { ...points, peak: 0n, worst: 0n, worstAt: begun };
    curves.set(quote, curve);
    return curve;
  };
  const look = (pair: Pair, at: number): void => {
    const quote = quoteAssetOf(pair);
    const total = totalIn(state, quote);
    if (total === null) return;
    const curve = curveOf(quote);
    curve.add({ at, total });
    if (total > curve.peak) curve.peak = total;
    if (curve.peak - total <= curve.worst) return;
    curve.worst = curve.peak - total;
    curve.worstAt = at;
  };
  return {
    add: (record) => {
      if (record.type === 'mark') {
        const { pair, bid, ask } = record;
        if (traded.has(pair)) {
          state = profit(state, { type: 'mark', mark: { pair, bid, ask } });
          look(pair, record.at);
        } else marks.set(pair, { pair, bid, ask });
      } else if (record.type === 'fill') {
        const mark = marks.get(record.fill.pair);
        if (mark !== undefined) state = profit(state, { type: 'mark', mark });
        marks.delete(record.fill.pair);
        traded.add(record.fill.pair);
        state = profit(state, { type: 'fill', fill: record.fill });
        look(record.fill.pair, record.at);
      }
    },
    result: () => ({
      profit: Object.fromEntries(profitOf(state).totals),
      equity: Object.fromEntries(
        [...curves].map(([quote, { points, worst, worstAt }]) => [
          quote,
          {
            points: points().map(({ at, total }) => ({ at, total: decimalOfUnits(total) })),
            drawdown: { amount: decimalOfUnits(worst), at: worstAt },
          },
        ]),
      ),
    }),
  };
};
