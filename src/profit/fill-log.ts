import { afterFill, emptyPair, type FillEntry, type PairState } from './pair-state';

/**
 * The fills of a pair may be told in another order than that of their execution, on which average cost and first in,
 * first out depend. So the newest are kept, and one that comes late takes its place among them.
 */
export interface PairLog {
  /** What follows from the fills before those that are kept. */
  readonly base: PairState;
  /** The newest fills, in the order of execution. */
  readonly kept: readonly FillEntry[];
  /** What follows from all. */
  readonly all: PairState;
  /** Fills that came later than the kept ones reach back: they count as executed before these. */
  readonly late: number;
}

/** As many fills as are kept at least, of each pair. */
export const keptFills = 128;

export const emptyPairLog: PairLog = { base: emptyPair, kept: [], all: emptyPair, late: 0 };

/** A log that begins with something held. */
export const logFrom = (base: PairState): PairLog => ({ base, kept: [], all: base, late: 0 });

const inOrder = (a: FillEntry, b: FillEntry): number =>
  a.fill.executedAt - b.fill.executedAt || a.fill.tradeId - b.fill.tradeId || a.fill.orderId - b.fill.orderId;

const folded = (state: PairState, entries: readonly FillEntry[], places: number): PairState =>
  entries.reduce((before, entry) => afterFill(before, entry, places), state);

/** Lets go of the oldest where twice as many are kept as have to be. */
const shortened = (log: PairLog, places: number): PairLog =>
  log.kept.length < 2 * keptFills
    ? log
    : {
        ...log,
        base: folded(log.base, log.kept.slice(0, keptFills), places),
        kept: log.kept.slice(keptFills),
      };

/** The log after one more fill. One that it has is not counted again. */
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
