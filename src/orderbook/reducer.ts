import type { DepthDiff, DepthWhole, OrderBook, Outside } from '../model/order-book';
import { applyChanges, askSign, bestOf, bidSign, levelsOf, shareLevels, type Side } from './side';
import { compareWithWhole, type Difference } from './verify';

/**
 * The book of a pair, kept from wholes and diffs by the venue's recipe: a pure reducer.
 *
 * The sequence of a pair is not consecutive, so that a lost diff can't be seen; the proof of a book is the next
 * whole. A whole may come later than diffs that are newer than itself: it is compared with the book as that stood at
 * the whole's sequence, and the newer diffs are applied to it again, so that the book never goes back.
 *
 * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/public-stream.md#how-to-manage-a-local-order-book-correctly
 */

// ---------------------------------------------------------------------------------------------- model

/** An order book with its sides as they are kept. */
export interface Book extends Omit<OrderBook, 'bids' | 'asks'> {
  readonly bids: Side;
  readonly asks: Side;
}

/** Newest first. */
interface Diffs {
  readonly diff: DepthDiff;
  readonly older: Diffs | null;
}

export type BookReport =
  /** The frame is no newer than what is known, and was dropped. */
  | { readonly type: 'stale-diff'; readonly sequence: number; readonly known: number }
  | { readonly type: 'stale-whole'; readonly sequence: number; readonly known: number }
  /** The whole proved the kept book. */
  | { readonly type: 'verified'; readonly sequence: number }
  /** The whole disagreed with the kept book, and replaced it. */
  | { readonly type: 'repaired'; readonly sequence: number; readonly differences: readonly Difference[] };

export interface KeptBook {
  /** `null` before the first whole of a connection. Stale, it stays so until the next whole. */
  readonly book: Book | null;
  /** The book by the last whole; `null` also where too many diffs have come since to prove the next one. */
  readonly base: Book | null;
  /** Every diff later than the sequence `since` is held: a whole from there on can be brought up to date. */
  readonly since: number;
  readonly diffs: Diffs | null;
  /** Levels in them. */
  readonly held: number;
  /** What the last frame showed, beyond a new book. */
  readonly report: BookReport | null;
}

/** A whole comes every 15 s; where none comes, no more levels than this are held for it. */
const maxHeldLevels = 100_000;

export const noBook: KeptBook = { book: null, base: null, since: 0, diffs: null, held: 0, report: null };

// ---------------------------------------------------------------------------------------------- reducers

const isCrossed = (bids: Side, asks: Side): boolean => {
  const bid = bestOf(bids);
  const ask = bestOf(asks);
  return bid !== undefined && ask !== undefined && bid.price >= ask.price;
};

const changed = (change: number | null | undefined, known: number | null): number | null =>
  change === undefined ? known : change;

const newOutside = (outside: Outside, changes: Partial<Outside>): Outside => ({
  asksOver: changed(changes.asksOver, outside.asksOver),
  bidsUnder: changed(changes.bidsUnder, outside.bidsUnder),
  asksUnder: changed(changes.asksUnder, outside.asksUnder),
  bidsOver: changed(changes.bidsOver, outside.bidsOver),
  askMarket: changed(changes.askMarket, outside.askMarket),
  bidMarket: changed(changes.bidMarket, outside.bidMarket),
});

const applyToBook = (book: Book, diff: DepthDiff): Book => {
  const bids = applyChanges(book.bids, diff.bids, bidSign);
  const asks = applyChanges(book.asks, diff.asks, askSign);
  return {
    pair: book.pair,
    bids,
    asks,
    sequence: diff.sequence,
    timestamp: diff.timestamp,
    crossed: isCrossed(bids, asks),
    stale: book.stale,
    outside: newOutside(book.outside, diff.outside),
  };
};

export const applyDiff = (kept: KeptBook, diff: DepthDiff): KeptBook => {
  const { book } = kept;
  const known = book?.sequence ?? kept.diffs?.diff.sequence ?? kept.since;
  if (diff.sequence <= known) {
    return { ...kept, report: { type: 'stale-diff', sequence: diff.sequence, known } };
  }
  const held = kept.held + diff.bids.length + diff.asks.length + 1;
  const overflow = held > maxHeldLevels;
  return {
    book: book === null ? null : applyToBook(book, diff),
    base: overflow ? null : kept.base,
    since: overflow ? diff.sequence : kept.since,
    diffs: overflow ? null : { diff, older: kept.diffs },
    held: overflow ? 0 : held,
    report: null,
  };
};

/** The link is lost, or the venue silent: the book is shown once more, marked. */
export const markStale = (kept: KeptBook): KeptBook => ({
  ...kept,
  book: kept.book === null || kept.book.stale ? kept.book : { ...kept.book, stale: true },
  report: null,
});

/** Made of the objects of the known book, wherever it did not change. */
const bookOf = (whole: DepthWhole, known: Book | null): Book => {
  const bids = shareLevels(known?.bids ?? [], whole.bids, bidSign);
  const asks = shareLevels(known?.asks ?? [], whole.asks, askSign);
  return {
    pair: whole.pair,
    bids,
    asks,
    sequence: whole.sequence,
    timestamp: whole.timestamp,
    crossed: isCrossed(bids, asks),
    stale: false,
    outside: whole.outside,
  };
};

/** The newer book, made of the objects of the known one. */
const sharing = (known: Book, next: Book): Book => ({
  ...next,
  bids: shareLevels(known.bids, levelsOf(next.bids), bidSign),
  asks: shareLevels(known.asks, levelsOf(next.asks), askSign),
});

/** Oldest first, those later than `sequence`, or those up to it. */
const select = (diffs: Diffs | null, of: 'later' | 'up-to', sequence: number): readonly DepthDiff[] => {
  const selected: DepthDiff[] = [];
  for (let at = diffs; at !== null; at = at.older) {
    if (at.diff.sequence > sequence === (of === 'later')) selected.push(at.diff);
  }
  return selected.reverse();
};

const prove = ({ book, base, diffs }: KeptBook, whole: Book): BookReport | null => {
  if (book === null || base === null) return null;
  const { sequence } = whole;
  const then = sequence >= book.sequence ? book : select(diffs, 'up-to', sequence).reduce(applyToBook, base);
  const differences = compareWithWhole(then, base, whole);
  return differences.length === 0
    ? { type: 'verified', sequence }
    : { type: 'repaired', sequence, differences };
};

export const applyWhole = (kept: KeptBook, whole: DepthWhole): KeptBook => {
  const { book, since, diffs } = kept;
  if (whole.sequence < since) {
    return { ...kept, report: { type: 'stale-whole', sequence: whole.sequence, known: since } };
  }
  const base = bookOf(whole, book);
  const later = select(diffs, 'later', whole.sequence);
  const next = later.reduce(applyToBook, base);
  return {
    book: book === null || later.length === 0 ? next : sharing(book, next),
    base,
    since: whole.sequence,
    diffs: later.reduce<Diffs | null>((older, diff) => ({ diff, older }), null),
    held: later.reduce((sum, diff) => sum + diff.bids.length + diff.asks.length + 1, 0),
    report: prove(kept, base),
  };
};
