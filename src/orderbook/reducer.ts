import type { DiagnosticEvent } from '../model/diagnostic';
import type { DepthDiff, DepthWhole, OrderBook, Outside } from '../model/order-book';
import type { Pair } from '../model/pair';
import { askSign, bidSign, type Flat } from '../model/flat-levels';
import { applyChanges, changeTo } from './changes';
import { bestOf, differencesOf, flatOf, type LevelRuns } from './side';
import { withinReach, type Difference } from './verify';

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
  readonly bids: LevelRuns;
  readonly asks: LevelRuns;
}

/** Newest first. */
interface Diffs {
  readonly diff: Flat<DepthDiff>;
  readonly older: Diffs | null;
}

/** A frame no newer than what is known, which was dropped; or a whole that disagreed with the kept book and replaced it. */
export type BookReport = Extract<
  DiagnosticEvent,
  { readonly kind: 'stale-diff' | 'stale-whole' | 'book-repaired' }
>;

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
  /** What the last event gave to show: another book than before it, if there is one, and what was noticed. */
  readonly show: Book | null;
  readonly report: BookReport | null;
}

/** A whole comes every 15 s; where none comes, no more levels than this are held for it. */
const maxHeldLevels = 100_000;

export const noBook: KeptBook = {
  book: null,
  base: null,
  since: 0,
  diffs: null,
  held: 0,
  show: null,
  report: null,
};

// ---------------------------------------------------------------------------------------------- reducers

const isCrossed = (bids: LevelRuns, asks: LevelRuns): boolean => {
  const bid = bestOf(bids);
  const ask = bestOf(asks);
  return bid !== undefined && ask !== undefined && bid.price >= ask.price;
};

// Books are written out, here and in the views: made by spreads, of several shapes, they take half as long again.

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

const applyToBook = (book: Book, diff: Flat<DepthDiff>): Book => {
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

/** What is held of a diff: its levels, and the diff itself. */
const sizeOf = ({ bids, asks }: Flat<DepthDiff>): number => (bids.length + asks.length) / 2 + 1;

export const applyDiff = (kept: KeptBook, diff: Flat<DepthDiff>): KeptBook => {
  const { book } = kept;
  const known = book?.sequence ?? kept.diffs?.diff.sequence ?? kept.since;
  if (diff.sequence <= known) {
    return {
      ...kept,
      show: null,
      report: { kind: 'stale-diff', pair: diff.pair, sequence: diff.sequence, known },
    };
  }
  const held = kept.held + sizeOf(diff);
  const overflow = held > maxHeldLevels;
  const next = book === null ? null : applyToBook(book, diff);
  return {
    book: next,
    base: overflow ? null : kept.base,
    since: overflow ? diff.sequence : kept.since,
    diffs: overflow ? null : { diff, older: kept.diffs },
    held: overflow ? 0 : held,
    show: next,
    report: null,
  };
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

/** Oldest first, those later than `sequence`, or those up to it. */
const select = (diffs: Diffs | null, of: 'later' | 'up-to', sequence: number): readonly Flat<DepthDiff>[] => {
  const selected: Flat<DepthDiff>[] = [];
  for (let at = diffs; at !== null; at = at.older) {
    if (at.diff.sequence > sequence === (of === 'later')) selected.push(at.diff);
  }
  return selected.reverse();
};

/** A report is kept for those who ask later: of a book that is wholly another, not every level. */
const mostDifferences = 100;

/** `null`: the whole proved the kept book. */
const reportOf = (pair: Pair, sequence: number, differences: readonly Difference[]): BookReport | null => {
  const { length: levels } = differences;
  return levels === 0
    ? null
    : {
        kind: 'book-repaired',
        pair,
        sequence,
        levels,
        differences: differences.slice(0, mostDifferences),
      };
};

const noSides: Pick<Book, 'bids' | 'asks'> = { bids: [], asks: [] };

/** The book as it stood at a whole's sequence; `null` where that is not known. */
const bookAt = ({ book, base, diffs }: KeptBook, sequence: number): Book | null => {
  if (book === null || base === null) return null;
  return sequence >= book.sequence ? book : select(diffs, 'up-to', sequence).reduce(applyToBook, base);
};

/** The newer book, made of the objects of the known one wherever they are equal. */
const sharing = (known: Book, next: Book): Book => ({
  ...next,
  bids: changeTo(known.bids, differencesOf(known.bids, flatOf(next.bids), bidSign), bidSign),
  asks: changeTo(known.asks, differencesOf(known.asks, flatOf(next.asks), askSign), askSign),
});

/** A whole is a change like any other: of all levels on which it differs from what is known. */
export const applyWhole = (kept: KeptBook, whole: Flat<DepthWhole>): KeptBook => {
  const { book, base, since, diffs } = kept;
  const { pair, sequence } = whole;
  if (sequence < since) {
    return { ...kept, show: null, report: { kind: 'stale-whole', pair, sequence, known: since } };
  }
  const then = bookAt(kept, sequence);
  const { bids, asks } = then ?? book ?? noSides;
  const differences = {
    bids: differencesOf(bids, whole.bids, bidSign),
    asks: differencesOf(asks, whole.asks, askSign),
  };
  const sides = {
    bids: changeTo(bids, differences.bids, bidSign),
    asks: changeTo(asks, differences.asks, askSign),
  };
  const nextBase: Book = {
    pair,
    bids: sides.bids,
    asks: sides.asks,
    sequence,
    timestamp: whole.timestamp,
    crossed: isCrossed(sides.bids, sides.asks),
    stale: false,
    outside: whole.outside,
  };
  const later = select(diffs, 'later', sequence);
  const brought = later.reduce(applyToBook, nextBase);
  const next = book === null || later.length === 0 ? brought : sharing(book, brought);
  return {
    book: next,
    base: nextBase,
    since: sequence,
    diffs: later.reduce<Diffs | null>((older, diff) => ({ diff, older }), null),
    held: later.reduce((sum, diff) => sum + sizeOf(diff), 0),
    show: next,
    report:
      then === null || base === null
        ? null
        : reportOf(pair, sequence, withinReach(differences, [base, nextBase])),
  };
};
