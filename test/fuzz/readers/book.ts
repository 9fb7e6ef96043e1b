import type { OrderBook } from '../../../src/index';
import { isEqual, shown, type Complaint } from '../target';
import type { LevelOf, RoomName } from './public';

/** A book kept by the venue's recipe, word by word: the last whole, and every later diff in the order it came. */

interface Message {
  readonly asks: readonly LevelOf[];
  readonly bids: readonly LevelOf[];
  readonly sequence: number;
}

/** More than the library holds back between two wholes: what it then does is not told here. */
const mostHeld = 90_000;

const changedSide = (side: Map<number, number>, changes: readonly LevelOf[]): void => {
  for (const { price, amount } of changes) side.set(price, amount);
};

const sideOf = (side: ReadonlyMap<number, number>, best: 1 | -1): readonly LevelOf[] =>
  Array.from(side, ([price, amount]) => ({ price, amount }))
    .filter(({ amount }) => amount > 0)
    .sort((a, b) => (a.price - b.price) * best);

/** Compares what `book$` shows with a book kept apart. */
export const bookKeeper = () => {
  let shownBook: OrderBook | null = null;
  let whole: Message | null = null;
  let diffs: Message[] = [];
  let isKnown = true;

  const compare = (): Complaint => {
    if (!isKnown || whole === null) return null;
    const [asks, bids] = [new Map<number, number>(), new Map<number, number>()];
    for (const message of [whole, ...diffs]) {
      changedSide(asks, message.asks);
      changedSide(bids, message.bids);
    }
    const expected = {
      asks: sideOf(asks, 1),
      bids: sideOf(bids, -1),
      sequence: (diffs.at(-1) ?? whole).sequence,
    };
    const actual = shownBook && { asks: shownBook.asks, bids: shownBook.bids, sequence: shownBook.sequence };
    return isEqual(actual, expected) ? null : `expected the book ${shown(expected)}, got ${shown(actual)}`;
  };

  const applyDiff = (diff: Message): void => {
    const known = diffs.at(-1)?.sequence ?? whole?.sequence ?? 0;
    if (diff.sequence > known) diffs.push(diff);
  };
  const applyWhole = (next: Message): void => {
    if (next.sequence < (whole?.sequence ?? 0)) return;
    whole = next;
    diffs = diffs.filter(({ sequence }) => sequence > next.sequence);
  };

  return {
    show: (book: OrderBook): void => {
      shownBook = book;
    },
    apply: (kind: RoomName, message: unknown): Complaint => {
      if (kind === 'depth_diff') applyDiff(message as Message);
      else if (kind === 'depth_whole') applyWhole(message as Message);
      else return null;
      isKnown &&= diffs.reduce((sum, { asks, bids }) => sum + asks.length + bids.length + 1, 0) < mostHeld;
      return compare();
    },
  };
};
