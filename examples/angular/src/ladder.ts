import type { Level, OrderBook } from 'rx-bitbank';

/** A row of the ladder. */
export interface Rung extends Level {
  /** Base currency, from the best level to this one. */
  readonly total: number;
  /** `total` as a percentage of the deeper side's. */
  readonly share: number;
}

/** What the screen shows of a book. */
export interface Ladder {
  /** Best last, so that it stands next to the spread. */
  readonly asks: readonly Rung[];
  /** Best first. */
  readonly bids: readonly Rung[];
  /** Quote currency; `null` where a side is empty. */
  readonly spread: number | null;
  readonly stale: boolean;
}

const totals = (levels: readonly Level[]): readonly number[] => {
  let sum = 0;
  return levels.map(({ amount }) => (sum += amount));
};

const rungs = (levels: readonly Level[], most: number): readonly Rung[] => {
  const sums = totals(levels);
  return levels.map((level, i) => {
    const total = sums[i] ?? 0;
    return { ...level, total, share: (total / most) * 100 };
  });
};

export const ladderOf = ({ asks, bids, stale }: OrderBook): Ladder => {
  const most = Math.max(totals(asks).at(-1) ?? 0, totals(bids).at(-1) ?? 0) || 1;
  const [bid, ask] = [bids[0], asks[0]];
  return {
    asks: rungs(asks, most).toReversed(),
    bids: rungs(bids, most),
    spread: bid === undefined || ask === undefined ? null : ask.price - bid.price,
    stale,
  };
};
