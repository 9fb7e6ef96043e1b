import { quoteAssetOf, type Pair } from '../../model/pair';
import { profit, profitFrom, profitOf, type ProfitSums } from '../../profit/index';
import { decimalOfUnits, unitsOf } from '../../profit/money';
import type { RunRecord } from '../../strategy/run-record';

/** The profit at a moment. A long position is marked at the bid, a short one at the ask. */
export interface EquityPoint {
  readonly at: number;
  readonly total: string;
}

export interface Equity {
  /** At most as many points as a chart shows. The drawdown is computed from all points. */
  readonly points: readonly EquityPoint[];
  /** The largest loss since a peak, and the time at which it was reached. */
  readonly drawdown: { readonly amount: string; readonly at: number };
}

const mostPoints = 2_000;

interface Curve {
  readonly points: EquityPoint[];
  peak: bigint;
  worst: bigint;
  worstAt: number;
}

/** Selects as many points as a chart shows, evenly. */
export const thinned = <T extends object>(points: readonly T[]): readonly T[] => {
  if (points.length <= mostPoints) return points;
  const step = (points.length - 1) / (mostPoints - 1);
  return Array.from({ length: mostPoints }, (_, i) => points[Math.round(i * step)]).filter(
    (point) => point !== undefined,
  );
};

/** Folds a run into its profit and its curve, by quote currency. */
export const equityOf = (
  records: readonly RunRecord[],
  begun: number,
): {
  readonly profit: Readonly<Record<string, ProfitSums>>;
  readonly equity: Readonly<Record<string, Equity>>;
} => {
  let state = profitFrom();
  const traded = new Set<Pair>();
  const curves = new Map<string, Curve>();
  for (const record of records) {
    if (record.type === 'mark') {
      const { pair, bid, ask } = record;
      state = profit(state, { type: 'mark', mark: { pair, bid, ask } });
      if (!traded.has(pair)) continue;
    } else if (record.type === 'fill') {
      traded.add(record.fill.pair);
      state = profit(state, { type: 'fill', fill: record.fill });
    } else continue;
    const pair = record.type === 'mark' ? record.pair : record.fill.pair;
    const quote = quoteAssetOf(pair);
    const total = profitOf(state).totals.get(quote)?.total ?? null;
    if (total === null) continue;
    const curve = curves.get(quote) ?? {
      points: [{ at: begun, total: '0' }],
      peak: 0n,
      worst: 0n,
      worstAt: begun,
    };
    curves.set(quote, curve);
    curve.points.push({ at: record.at, total });
    const units = unitsOf(total);
    if (units > curve.peak) curve.peak = units;
    if (curve.peak - units > curve.worst) {
      curve.worst = curve.peak - units;
      curve.worstAt = record.at;
    }
  }
  return {
    profit: Object.fromEntries(profitOf(state).totals),
    equity: Object.fromEntries(
      [...curves].map(([quote, { points, worst, worstAt }]) => [
        quote,
        { points: thinned(points), drawdown: { amount: decimalOfUnits(worst), at: worstAt } },
      ]),
    ),
  };
};
