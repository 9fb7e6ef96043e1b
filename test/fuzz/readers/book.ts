import type { OrderBook } from '../../../src/index';
import { isEqual, shown, type Complaint } from '../target';
import type { LevelOf, RoomName } from './public';

/**
 * A book that follows the venue's documentation word by word: the last whole, and every later diff in the order it
 * came. A frame that can't be true if the others are puts the book in doubt, until a whole that is newer than all of
 * them.
 */

interface Message {
  readonly asks: readonly LevelOf[];
  readonly bids: readonly LevelOf[];
  readonly sequence: number;
  readonly timestamp: number;
}

interface Whole extends Message {
  readonly outside: { readonly asksUnder: number | null; readonly bidsOver: number | null };
}

type Sides = Pick<Message, 'asks' | 'bids'>;

/** The library keeps no more than these: levels of diffs, and one for each diff. */
const mostHeld = 50_000;
/** The number of wholes older than a contradiction that are refused. */
const mostRefused = 2;

const sideOf = (changes: readonly LevelOf[], best: 1 | -1): readonly LevelOf[] => {
  const side = new Map(changes.map(({ price, amount }) => [price, amount]));
  return Array.from(side, ([price, amount]) => ({ price, amount }))
    .filter(({ amount }) => amount > 0)
    .sort((a, b) => (a.price - b.price) * best);
};

const bookOf = (messages: readonly Message[]): Sides => ({
  asks: sideOf(
    messages.flatMap(({ asks }) => asks),
    1,
  ),
  bids: sideOf(
    messages.flatMap(({ bids }) => bids),
    -1,
  ),
});

/**
 * True if a published side shows the amount at a price. It does not beyond its worst level, nor before its best if that
 * is cut.
 */
const tells = (side: readonly LevelOf[], isCut: boolean, best: 1 | -1, price: number): boolean => {
  const [first, last] = [side[0], side.at(-1)];
  if (first === undefined || last === undefined) return true;
  return (price - last.price) * best <= 0 && (!isCut || (price - first.price) * best >= 0);
};

/** True if the book that was kept from one whole differs from the next whole, in the range of both. */
const isOther = (base: Whole, kept: Sides, next: Whole): boolean => {
  const part = (sides: Sides): Sides => ({
    asks: sides.asks.filter(({ price }) =>
      [base, next].every((whole) => tells(whole.asks, whole.outside.asksUnder !== 0, 1, price)),
    ),
    bids: sides.bids.filter(({ price }) =>
      [base, next].every((whole) => tells(whole.bids, whole.outside.bidsOver !== 0, -1, price)),
    ),
  });
  return !isEqual(part(kept), part({ asks: next.asks, bids: next.bids }));
};

const isSameDiff = (a: Message, b: Message): boolean =>
  a.sequence === b.sequence && a.timestamp === b.timestamp && isEqual([a.asks, a.bids], [b.asks, b.bids]);

const sizeOf = ({ asks, bids }: Message): number => asks.length + bids.length + 1;

/** The venue's time and sequence from which frames are believed again. */
interface Doubt {
  readonly after: number;
  readonly sequence: number;
}

/** Compares `book$` with a book that is kept here. */
export const bookKeeper = () => {
  let shownBook: OrderBook | null = null;
  let whole: Whole | null = null;
  let diffs: Message[] = [];
  let doubt: Doubt | null = null;
  let refusals = 0;
  /** The book before the doubt. */
  let last: (Sides & Pick<Message, 'sequence' | 'timestamp'>) | null = null;

  const compare = (): Complaint => {
    const expected = last && { asks: last.asks, bids: last.bids, sequence: last.sequence };
    const actual = shownBook && { asks: shownBook.asks, bids: shownBook.bids, sequence: shownBook.sequence };
    if (!isEqual(actual, expected)) return `expected the book ${shown(expected)}, got ${shown(actual)}`;
    return doubt === null || shownBook === null || shownBook.stale
      ? null
      : `a book in doubt is not stale: ${shown(actual)}`;
  };

  const begin = ({ sequence }: Message, after: number): void => {
    doubt = { sequence, after };
    whole = null;
    diffs = [];
  };
  const contradict = (by: Message): void => {
    const heard = [by, whole, last, diffs.at(-1)].map((message) => message?.timestamp ?? 0);
    begin(by, Math.max(...heard, doubt?.after ?? 0));
  };
  const hold = (diff: Message): void => {
    diffs.push(diff);
    if (diffs.reduce((sum, one) => sum + sizeOf(one), 0) > mostHeld) begin(diff, diff.timestamp);
  };

  const applyDiff = (diff: Message): void => {
    const isOld =
      doubt !== null
        ? diff.timestamp < doubt.after
        : whole !== null && diff.sequence <= whole.sequence && diff.timestamp <= whole.timestamp;
    if (isOld || diffs.some((one) => isSameDiff(one, diff))) return;
    const known = diffs.at(-1)?.sequence ?? doubt?.sequence ?? whole?.sequence ?? 0;
    if (diff.sequence > known) hold(diff);
    else contradict(diff);
  };
  const applyWhole = (next: Whole): void => {
    if (doubt !== null && next.timestamp < doubt.after && refusals < mostRefused) {
      refusals += 1;
      return;
    }
    const later = diffs.filter(({ sequence }) => sequence > next.sequence);
    if (whole !== null) {
      const isBehind = next.sequence < whole.sequence || next.timestamp < whole.timestamp;
      const kept = bookOf([whole, ...diffs.slice(0, diffs.length - later.length)]);
      if (isBehind || (later.length > 0 && isOther(whole, kept, next))) {
        contradict(next);
        return;
      }
    }
    whole = next;
    diffs = later;
    doubt = null;
    refusals = 0;
  };

  return {
    show: (book: OrderBook): void => {
      shownBook = book;
    },
    apply: (kind: RoomName, message: unknown): Complaint => {
      if (kind === 'depth_diff') applyDiff(message as Message);
      else if (kind === 'depth_whole') applyWhole(message as Whole);
      else return null;
      if (whole !== null) {
        const { sequence, timestamp } = diffs.at(-1) ?? whole;
        last = { ...bookOf([whole, ...diffs]), sequence, timestamp };
      }
      return compare();
    },
  };
};
