import { afterFill, emptyPair, type FillEntry, type PairState } from './pair-state';

/**
 * The fills of a pair. They may come in another order than that of their execution, on which average cost and first in,
 * first out depend. The newest fills are therefore kept, and a late one takes its place among them.
 */
export interface PairLog {
  /** The state after the fills that are no longer kept. */
  readonly base: PairState;
  /** The newest fills in the order of their execution. */
  readonly kept: readonly FillEntry[];
  /** The state after all fills. */
  readonly all: PairState;
  /** The number of fills that came too late: they count as executed before all kept ones. */
  readonly late: number;
}

/** The least number of fills that are kept per pair. */
export const keptFills = 128;

export const emptyPairLog: PairLog = { base: emptyPair, kept: [], all: emptyPair, late: 0 };

/** Starts a log with a state, such as a starting position. */
export const logFrom = (base: PairState): PairLog => ({ base, kept: [], all: base, late: 0 });

const inOrder = (a: FillEntry, b: FillEntry): number =>
  a.fill.executedAt - b.fill.executedAt || a.fill.tradeId - b.fill.tradeId || a.fill.orderId - b.fill.orderId;

const folded = (state: PairState, entries: readonly FillEntry[], places: number): PairState =>
  entries.reduce((before, entry) => afterFill(before, entry, places), state);

/** Drops the oldest fills once twice the least number is kept. */
const shortened = (log: PairLog, places: number): PairLog =>
  log.kept.length < 2 * keptFills
    ? log
    : {
        ...log,
        base: folded(log.base, log.kept.slice(0, keptFills), places),
        kept: log.kept.slice(keptFills),
      };

/** Adds a fill to the log. A fill that the log already has is not counted again. */
export const withFill = (log: PairLog, entry: FillEntry, places: number): PairLog => {
  const { base, kept, all, late } = log;
  const at = kept.findLastIndex((other) => inOrder(other, entry) <= 0);
  const before = kept[at];
  if (before !== undefined && inOrder(before, entry) === 0) return log;
  if (at === kept.length - 1)
    return shortened({ base, kept: [...kept, entry], all: afterFill(all, entry, places), late }, places);
  const sorted = [...kept.slice(0, at + 1), entry, ...kept.slice(at + 1)];
  const isTooLate = at < 0 && base.fills > 0;
  return shortened(
    { base, kept: sorted, all: folded(base, sorted, places), late: late + (isTooLate ? 1 : 0) },
    places,
  );
};
