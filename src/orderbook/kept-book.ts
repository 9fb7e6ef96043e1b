import type { DiagnosticEvent } from '../model/diagnostic';
import type { DepthDiff, DepthWhole, OrderBook } from '../model/order-book';
import type { Flat } from '../model/flat-levels';
import type { LevelRuns } from './side';

/** An order book with its sides as they are kept. */
export interface Book extends Omit<OrderBook, 'bids' | 'asks'> {
  readonly bids: LevelRuns;
  readonly asks: LevelRuns;
}

/** Newest first. */
export interface Diffs {
  readonly diff: Flat<DepthDiff>;
  readonly older: Diffs | null;
}

/** The venue has contradicted the book: it is shown no more, until a whole makes another. */
export interface Doubt {
  /** The newest time of the venue's that was heard of, Unix ms: a whole older than that may lack what was told since. */
  readonly after: number;
  /** Of the frame that contradicted: diffs from there on are in order. */
  readonly sequence: number;
  /** So many older wholes were refused. There is an end to that: the venue's clock may have been set back. */
  readonly refused: number;
}

/**
 * A frame no newer than what is known, which was dropped; a whole that disagreed with the kept book and replaced it; a
 * frame that can't be true if the kept book is.
 */
export type BookReport = Extract<
  DiagnosticEvent,
  { readonly kind: 'stale-diff' | 'stale-whole' | 'book-repaired' | 'book-contradicted' | 'book-overgrown' }
>;

export interface KeptBook {
  /** `null` before the first whole of a connection. Stale, it stays so until the next whole. */
  readonly book: Book | null;
  /** The book by the last whole; `null` also in doubt. */
  readonly base: Book | null;
  /** Every diff later than the sequence `since` is held: a whole from there on can be brought up to date. */
  readonly since: number;
  readonly diffs: Diffs | null;
  /** Levels in them. */
  readonly held: number;
  /** While there is one, the book stays as it was and diffs are only held. */
  readonly doubt: Doubt | null;
  /** What the last event gave to show: another book than before it, if there is one, and what was noticed. */
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

/** Nothing happened to the book. */
export const leaveAsIs = (kept: KeptBook): KeptBook => ({ ...kept, show: null, report: null });

/** The venue is silent, or a frame could not be read: the book is shown once more, marked. */
export const markStale = (kept: KeptBook): KeptBook => {
  if (kept.book === null || kept.book.stale) return leaveAsIs(kept);
  const book = { ...kept.book, stale: true };
  return { ...kept, book, show: book, report: null };
};

/** The link is lost: the book is shown once more, marked, and the next link begins with none. */
export const forget = (kept: KeptBook): KeptBook => ({ ...noBook, show: markStale(kept).show });

/** A whole comes every 15 s, in which a busy pair changes some thousand levels; where none comes, no more than this are held. */
const maxHeldLevels = 50_000;

/** A whole has about 200 levels a side. */
const maxSideLevels = 10_000;

/** What is held of a diff: its levels, and the diff itself. */
export const sizeOf = ({ bids, asks }: Flat<DepthDiff>): number => (bids.length + asks.length) / 2 + 1;

/** More levels came than a book can have: the book is stale, and gone on with by the next whole. */
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

/** The venue publishes far fewer levels: `null` where it does. */
export const refuseLarge = (kept: KeptBook, whole: Flat<DepthWhole>): KeptBook | null => {
  const levels = Math.max(whole.bids.length, whole.asks.length) / 2;
  return levels > maxSideLevels ? overgrow(kept, whole, levels) : null;
};

/** A diff more is held, and `next` is the book. */
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
