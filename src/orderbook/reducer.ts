import type { BookDifference } from '../model/diagnostic';
import type { DepthDiff, DepthWhole, Outside } from '../model/order-book';
import { askSign, bidSign, type Flat } from '../model/flat-levels';
import { applyChanges, changeTo } from './changes';
import { applyOddDiff, contradict, isTooOld, refuse, reported } from './doubt';
import {
  holdDiff,
  refuseLarge,
  sizeOf,
  type Book,
  type BookReport,
  type Diffs,
  type KeptBook,
} from './kept-book';
import { bestOf, differencesOf, flatOf, type LevelRuns } from './side';
import { withinReach } from './verify';

/**
 * A pure reducer that keeps the book of a pair from wholes and diffs, as the venue's documentation describes.
 *
 * The sequence of a pair is not consecutive, so that a lost diff can't be seen. Only the next whole proves a book. A whole
 * may come later than diffs that are newer. It is then compared with the book as it stood at the whole's sequence, and the
 * newer diffs are applied to it again, so that the book never goes back. The book is in doubt where it differs from the
 * whole, and where a frame's place shows that the sequence started again or leapt.
 *
 * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/public-stream.md#how-to-manage-a-local-order-book-correctly
 */

const isCrossed = (bids: LevelRuns, asks: LevelRuns): boolean => {
  const bid = bestOf(bids);
  const ask = bestOf(asks);
  return bid !== undefined && ask !== undefined && bid.price >= ask.price;
};

// Each field of a book is written out, here and in the views. Books made by spreads have several shapes, and take one and a
// half times as long.

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

export const applyDiff = (kept: KeptBook, diff: Flat<DepthDiff>): KeptBook => {
  const { book } = kept;
  const known = book?.sequence ?? kept.diffs?.diff.sequence ?? kept.since;
  if (kept.doubt !== null || diff.sequence <= known) return applyOddDiff(kept, diff, known);
  const next = book === null ? null : applyToBook(book, diff);
  return holdDiff(kept, diff, next, next);
};

/** Selects the diffs after `sequence`, or those up to it, oldest first. */
const select = (diffs: Diffs | null, of: 'later' | 'up-to', sequence: number): readonly Flat<DepthDiff>[] => {
  const selected: Flat<DepthDiff>[] = [];
  for (let at = diffs; at !== null; at = at.older) {
    if (at.diff.sequence > sequence === (of === 'later')) selected.push(at.diff);
  }
  return selected.reverse();
};

/** The report of a whole that differs from the kept book; `null` if the whole proved the book. */
const repaired = (
  { pair, sequence }: Flat<DepthWhole>,
  differences: readonly BookDifference[],
): BookReport | null =>
  differences.length === 0 ? null : { kind: 'book-repaired', pair, sequence, ...reported(differences) };

const noSides: Pick<Book, 'bids' | 'asks'> = { bids: [], asks: [] };

/** The book as it stood at a whole's sequence; `null` if that is not known. */
const bookAt = ({ book, base, diffs }: KeptBook, sequence: number): Book | null => {
  if (book === null || base === null) return null;
  return sequence >= book.sequence ? book : select(diffs, 'up-to', sequence).reduce(applyToBook, base);
};

/** Rebuilds the newer book from the objects of the known one, wherever they are equal. */
const sharing = (known: Book, next: Book): Book => ({
  ...next,
  bids: changeTo(known.bids, differencesOf(known.bids, flatOf(next.bids), bidSign), bidSign),
  asks: changeTo(known.asks, differencesOf(known.asks, flatOf(next.asks), askSign), askSign),
});

/** Applies a whole. It is a change like any other: it changes all levels that differ from the kept book. */
export const applyWhole = (kept: KeptBook, whole: Flat<DepthWhole>): KeptBook => {
  const { book, base, since, diffs, doubt } = kept;
  const { pair, sequence } = whole;
  const refused = refuseLarge(kept, whole);
  if (refused !== null) return refused;
  // A whole that is older than the previous one by its sequence or its time, however little, is not believed: the venue was
  // never seen to send wholes out of order.
  if (sequence < since || (base !== null && whole.timestamp < base.timestamp))
    return contradict(kept, whole, 'whole', since);
  if (doubt !== null && isTooOld(doubt, whole)) return refuse(kept, doubt, whole);
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
  const wrong = then === null || base === null ? [] : withinReach(differences, [base, nextBase]);
  // A whole that contradicts the book also ends every held diff.
  if (wrong.length > 0 && book !== null && sequence < book.sequence)
    return contradict(kept, whole, 'whole', book.sequence, wrong);
  const later = select(diffs, 'later', sequence);
  const brought = later.reduce(applyToBook, nextBase);
  const next = book === null || later.length === 0 ? brought : sharing(book, brought);
  return {
    book: next,
    base: nextBase,
    since: sequence,
    diffs: later.reduce<Diffs | null>((older, diff) => ({ diff, older }), null),
    held: later.reduce((sum, diff) => sum + sizeOf(diff), 0),
    doubt: null,
    show: next,
    report: repaired(whole, wrong),
  };
};
