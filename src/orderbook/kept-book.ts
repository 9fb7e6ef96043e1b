import type { DiagnosticEvent } from '../model/diagnostic';
import type { DepthDiff, DepthWhole, OrderBook } from '../model/order-book';
import type { Flat } from '../model/flat-levels';
import type { LevelRuns } from './side';

/** An order book whose sides are kept as runs of levels. */
export interface Book extends Omit<OrderBook, 'bids' | 'asks'> {
  readonly bids: LevelRuns;
  readonly asks: LevelRuns;
}

/** A list of diffs, newest first. */
export interface Diffs {
  readonly diff: Flat<DepthDiff>;
  readonly older: Diffs | null;
}

/** The venue has contradicted the book. It is not shown again until a whole makes a new one. */
export interface Doubt {
  /** The newest time of a frame so far, Unix ms. A whole that is older may lack later changes. */
  readonly after: number;
  /** The sequence of the frame that contradicted the book. Diffs from there on are in order. */
  readonly sequence: number;
  /** The number of older wholes that were refused. It is limited, because the venue's clock may have been set back. */
  readonly refused: number;
}

/**
 * The reports of a book: a frame was dropped because it was no newer than the book; a whole disagreed with the book and
 * replaced it; or a frame and the book contradict each other.
 */
export type BookReport = Extract<
  DiagnosticEvent,
  { readonly kind: 'stale-diff' | 'stale-whole' | 'book-repaired' | 'book-contradicted' | 'book-overgrown' }
>;

export interface KeptBook {
  /** The newest book; `null` before the first whole of a connection. A stale book stays stale until the next whole. */
  readonly book: Book | null;
  /** The book as the last whole showed it; `null` before the first whole and in doubt. */
  readonly base: Book | null;
  /** Every diff after the sequence `since` is held, so that a later whole can be brought up to date. */
  readonly since: number;
  readonly diffs: Diffs | null;
  /** The number of levels in the held diffs. */
  readonly held: number;
  /** The doubt, if there is one. Meanwhile the book stays as it was, and diffs are only held. */
  readonly doubt: Doubt | null;
  /** The book to show after the last event; `null` if the event did not change it. */
  readonly show: Book | null;
  readonly report: BookReport | null;
}

export const noBook: KeptBook = {
  book: null,
  base: null,
  since: 0,
  diffs: null,
  held: 0,
  doubt: null,
  show: null,
  report: null,
};

/** Leaves the book as it is. */
export const leaveAsIs = (kept: KeptBook): KeptBook => ({ ...kept, show: null, report: null });

/** Marks the book as stale and shows it once more, because the venue is silent or a frame could not be read. */
export const markStale = (kept: KeptBook): KeptBook => {
  if (kept.book === null || kept.book.stale) return leaveAsIs(kept);
  const book = { ...kept.book, stale: true };
  return { ...kept, book, show: book, report: null };
};

/** Shows the book once more as stale, because the link is lost, and forgets it: the next link begins without a book. */
export const forget = (kept: KeptBook): KeptBook => ({ ...noBook, show: markStale(kept).show });

/** No more levels of diffs than this are held. A whole comes every 15 s, in which a busy pair changes some thousand levels. */
export const maxHeldLevels = 50_000;

/** A book has no more levels per side than this. A whole of the venue has about 200. */
const maxSideLevels = 10_000;

/** The size of a held diff: its levels, and one for the diff itself. */
export const sizeOf = ({ bids, asks }: Flat<DepthDiff>): number => (bids.length + asks.length) / 2 + 1;

/** Marks a book with more levels than it can have as stale. The next whole makes a new one. */
const overgrow = (
  kept: KeptBook,
  { pair, sequence, timestamp }: Flat<DepthDiff | DepthWhole>,
  levels: number,
): KeptBook => {
  const { book, show } = markStale(kept);
  return {
    ...noBook,
    book,
    doubt: { after: timestamp, sequence, refused: kept.doubt?.refused ?? 0 },
    show,
    report: { kind: 'book-overgrown', pair, sequence, levels },
  };
};

/** Refuses a whole with more levels than the venue publishes; `null` if its size is fine. */
export const refuseLarge = (kept: KeptBook, whole: Flat<DepthWhole>): KeptBook | null => {
  const levels = Math.max(whole.bids.length, whole.asks.length) / 2;
  return levels > maxSideLevels ? overgrow(kept, whole, levels) : null;
};

/** Holds one more diff, and makes `next` the book. */
export const holdDiff = (
  kept: KeptBook,
  diff: Flat<DepthDiff>,
  next: Book | null,
  show: Book | null,
): KeptBook => {
  const held = kept.held + sizeOf(diff);
  if (held > maxHeldLevels) return overgrow(kept, diff, held);
  return {
    book: next,
    base: kept.base,
    since: kept.since,
    diffs: { diff, older: kept.diffs },
    held,
    doubt: kept.doubt,
    show,
    report: null,
  };
};
