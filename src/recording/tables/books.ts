import { forget, markStale, noBook, type Book, type KeptBook } from '../../orderbook/kept-book';
import { applyDiff, applyWhole } from '../../orderbook/reducer';
import { quoteOf, sameQuote, viewOfBooks } from '../../orderbook/views';
import { roomKinds } from '../../parsing/room-kinds';
import { columnsOf, perPair, type Cell, type ColumnType, type Emit, type TableReader } from './table';

/** Returns the cells of a book after time, pair, sequence and timestamp; `null` if they have not changed. */
type View = (book: Book) => readonly Cell[] | null;

interface PairBook {
  readonly whole: ReturnType<typeof roomKinds.depth_whole>;
  readonly diff: ReturnType<typeof roomKinds.depth_diff>;
  readonly view: View;
  kept: KeptBook;
}

const bookRows = (columns: Readonly<Record<string, ColumnType>>, viewOf: () => View): TableReader => {
  const books = perPair((pair): PairBook => ({
    whole: roomKinds.depth_whole(pair),
    diff: roomKinds.depth_diff(pair),
    view: viewOf(),
    kept: noBook,
  }));
  const show = (t: number, pairBook: PairBook, emit: Emit): void => {
    const book = pairBook.kept.show;
    const cells = book && pairBook.view(book);
    if (book && cells) emit([t, book.pair, book.sequence, book.timestamp, ...cells]);
  };
  return {
    columns: columnsOf({
      time: 'time',
      pair: 'text',
      sequence: 'integer',
      timestamp: 'time',
      ...columns,
    }),
    kinds: new Set(['depth_whole', 'depth_diff']),
    onFrame: ({ t, kind, pair, frame }, emit) => {
      const book = books.of(pair);
      const { kept } = book;
      if (kind === 'depth_whole') {
        const whole = book.whole(frame);
        if (whole._tag === 'Left') return false;
        book.kept = applyWhole(kept, whole.right);
      } else {
        const diff = book.diff(frame);
        book.kept = diff._tag === 'Right' ? applyDiff(kept, diff.right) : markStale(kept);
        if (diff._tag === 'Left') {
          show(t, book, emit);
          return false;
        }
      }
      show(t, book, emit);
      return true;
    },
    onOpen: () => undefined,
    onDrop: ({ t }, emit) => {
      for (const book of books.all()) {
        book.kept = forget(book.kept);
        show(t, book, emit);
      }
    },
    onEnd: () => undefined,
  };
};

/** Makes the table of the best bid and ask, with a row for each change of them. */
export const quotesTable = (): TableReader =>
  bookRows({ bid: 'number', bidAmount: 'number', ask: 'number', askAmount: 'number', stale: 'flag' }, () => {
    let last: { readonly quote: ReturnType<typeof quoteOf>; readonly stale: boolean } | null = null;
    return (book) => {
      const quote = quoteOf(book);
      const { stale } = book;
      if (last?.stale === stale && sameQuote(last.quote, quote)) return null;
      last = { quote, stale };
      const { bid, bidAmount, ask, askAmount } = quote;
      return [bid, bidAmount, ask, askAmount, stale];
    };
  });

/** Makes the table of the best `depth` levels per side, with a row for each change of them. */
export const bookTable = (depth: number): TableReader => {
  const ranks = Array.from({ length: depth }, (_, i) => i + 1);
  const levels = (side: 'bid' | 'ask'): readonly (readonly [string, ColumnType])[] =>
    ranks.flatMap((rank): readonly (readonly [string, ColumnType])[] => [
      [`${side}${rank}`, 'number'],
      [`${side}Amount${rank}`, 'number'],
    ]);
  const columns = { stale: 'flag', ...Object.fromEntries([...levels('bid'), ...levels('ask')]) } as const;
  return bookRows(columns, () => {
    const view = viewOfBooks(depth);
    let last: ReturnType<typeof view> | null = null;
    return (book) => {
      const shown = view(book);
      const { bids, asks, stale } = shown;
      const isSame = last?.bids === bids && last.asks === asks && last.stale === stale;
      last = shown;
      if (isSame) return null;
      const cells: Cell[] = [stale];
      for (const side of [bids, asks])
        for (let i = 0; i < depth; i += 1) {
          const level = side[i];
          cells.push(level?.price ?? null, level?.amount ?? null);
        }
      return cells;
    };
  });
};
