import type { BookDifference } from '../model/diagnostic';
import type { DepthDiff, DepthWhole } from '../model/order-book';
import type { Flat, FlatLevels } from '../model/flat-levels';
import { holdDiff, markStale, noBook, type Diffs, type Doubt, type KeptBook } from './kept-book';

/**
 * A book in doubt. Its sequence has started again or leapt, or a whole contradicts it, and nobody can know which of the
 * frames was right. The book is stale, and no diff is applied to it. The next whole that is newer than every frame so far
 * makes a new book.
 */

/** A report is kept for later readers, so that it names no more levels than this, even where the whole book differs. */
const mostDifferences = 100;

/** The levels that differ, in the form of a report. */
export const reported = (
  differences: readonly BookDifference[],
): { readonly levels: number; readonly differences: readonly BookDifference[] } => ({
  levels: differences.length,
  differences: differences.slice(0, mostDifferences),
});

/** This many wholes that are older than the newest frame are refused; the next one is taken. */
const mostRefused = 2;

type Frame = Pick<DepthDiff, 'pair' | 'sequence' | 'timestamp'>;

export const contradict = (
  kept: KeptBook,
  { pair, sequence, timestamp }: Frame,
  by: 'diff' | 'whole',
  known: number,
  differences: readonly BookDifference[] = [],
): KeptBook => {
  const { book, show } = markStale(kept);
  const times = [
    timestamp,
    kept.doubt?.after,
    book?.timestamp,
    kept.base?.timestamp,
    kept.diffs?.diff.timestamp,
  ];
  return {
    ...noBook,
    book,
    doubt: {
      after: Math.max(...times.map((time) => time ?? 0)),
      sequence,
      refused: kept.doubt?.refused ?? 0,
    },
    show,
    report: {
      kind: 'book-contradicted',
      pair,
      by,
      sequence,
      known,
      ...reported(differences),
    },
  };
};

/** True if the whole may lack changes that came before the doubt. */
export const isTooOld = ({ after, refused }: Doubt, { timestamp }: Pick<Frame, 'timestamp'>): boolean =>
  timestamp < after && refused < mostRefused;

export const refuse = (kept: KeptBook, doubt: Doubt, { pair, sequence }: Flat<DepthWhole>): KeptBook => ({
  ...kept,
  doubt: { ...doubt, refused: doubt.refused + 1 },
  show: null,
  report: { kind: 'stale-whole', pair, sequence, known: kept.book?.sequence ?? kept.since },
});

const isSame = (one: FlatLevels, other: FlatLevels): boolean =>
  one.length === other.length && one.every((number, i) => number === other[i]);

/** True if exactly this diff came before. */
const isRepeated = (diffs: Diffs | null, diff: Flat<DepthDiff>): boolean => {
  for (let at = diffs; at !== null && at.diff.sequence >= diff.sequence; at = at.older) {
    if (at.diff.sequence > diff.sequence) continue;
    const { timestamp, bids, asks } = at.diff;
    return timestamp === diff.timestamp && isSame(bids, diff.bids) && isSame(asks, diff.asks);
  }
  return false;
};

/** True if the last whole already contains the diff, by its sequence and by its time. */
const isCovered = ({ base, since }: KeptBook, { sequence, timestamp }: Frame): boolean =>
  base !== null && sequence <= since && timestamp <= base.timestamp;

/** Handles a diff that is no newer than the book, or that comes while the book is in doubt. */
export const applyOddDiff = (kept: KeptBook, diff: Flat<DepthDiff>, known: number): KeptBook => {
  const { doubt, diffs } = kept;
  const { pair, sequence, timestamp } = diff;
  // In doubt only the venue's time shows what is new: its sequence may have started again.
  const isOld = doubt === null ? isCovered(kept, diff) : timestamp < doubt.after;
  if (isOld || isRepeated(diffs, diff)) {
    return { ...kept, show: null, report: { kind: 'stale-diff', pair, sequence, known } };
  }
  const isNext = doubt !== null && sequence > (diffs?.diff ?? doubt).sequence;
  return isNext ? holdDiff(kept, diff, kept.book, null) : contradict(kept, diff, 'diff', known);
};
