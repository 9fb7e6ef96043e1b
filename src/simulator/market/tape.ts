/**
 * A recording of the public stream that plays without end, as fast as its player takes it. It feeds benchmarks. At the
 * end of a lap, diffs lead the books back to the state at the beginning of the lap, and every number goes on rising.
 */
import type { DepthDiffMessage, DepthWholeMessage, LevelText, PublishedMessage } from './messages';

interface TapeFrame {
  readonly room: string;
  /** The text frame of the stream, Socket.IO prefix included. */
  readonly text: string;
}

export interface Tape {
  /** The number of frames in one lap. */
  readonly length: number;
  /** Returns the next frame. After the last frame of a lap comes the first of the next one. */
  readonly next: () => TapeFrame;
}

// ---------------------------------------------------------------------------------------------- numbers

const kinds = ['sequence', 'time', 'trade'] as const;
type Kind = (typeof kinds)[number];

const kindOfKey: Readonly<Record<string, Kind>> = {
  s: 'sequence',
  sequenceId: 'sequence',
  t: 'time',
  timestamp: 'time',
  executed_at: 'time',
  transaction_id: 'trade',
};
const risingNumber = /"(s|sequenceId|t|timestamp|executed_at|transaction_id)":("?)(\d+)\2/g;

/** A frame, cut at its rising numbers. */
interface Cut {
  readonly room: string;
  readonly pieces: readonly string[];
  readonly numbers: readonly { readonly kind: Kind; readonly value: number }[];
}

const cut = (message: PublishedMessage): Cut => {
  const text = `42${JSON.stringify(['message', { room_name: message.room, message: { data: message.data } }])}`;
  const pieces: string[] = [];
  const numbers: { kind: Kind; value: number }[] = [];
  let from = 0;
  for (const match of text.matchAll(risingNumber)) {
    const [whole, key = '', quote = '', digits = ''] = match;
    const at = match.index + whole.length - quote.length - digits.length;
    pieces.push(text.slice(from, at));
    numbers.push({ kind: kindOfKey[key] ?? 'time', value: Number(digits) });
    from = at + digits.length;
  }
  return { room: message.room, pieces: [...pieces, text.slice(from)], numbers };
};

/** Returns by how much the numbers of each kind rise in a lap. */
const spansOf = (cuts: readonly Cut[]): Readonly<Record<Kind, number>> => {
  const spans = { sequence: 0, time: 0, trade: 0 };
  for (const kind of kinds) {
    let least = Infinity;
    let most = -Infinity;
    for (const { numbers } of cuts)
      for (const number of numbers)
        if (number.kind === kind) {
          least = Math.min(least, number.value);
          most = Math.max(most, number.value);
        }
    spans[kind] = most < least ? 0 : most - least + 2;
  }
  return spans;
};

const render = ({ pieces, numbers }: Cut, spans: Readonly<Record<Kind, number>>, lap: number): string =>
  numbers.reduce(
    (text, { kind, value }, i) => `${text}${value + lap * spans[kind]}${pieces[i + 1] ?? ''}`,
    pieces[0] ?? '',
  );

// ---------------------------------------------------------------------------------------------- books

interface Book {
  readonly whole: DepthWholeMessage;
  readonly asks: Map<string, string>;
  readonly bids: Map<string, string>;
  readonly totals: Map<(typeof totals)[number][0], string>;
}

const totals = [
  ['ao', 'asks_over'],
  ['bu', 'bids_under'],
  ['au', 'asks_under'],
  ['bo', 'bids_over'],
] as const;

const bookOf = (whole: DepthWholeMessage): Book => ({
  whole,
  asks: new Map(whole.asks),
  bids: new Map(whole.bids),
  totals: new Map(totals.map(([short, long]) => [short, whole[long]])),
});

const change = (side: Map<string, string>, levels: readonly LevelText[]): void => {
  for (const [price, amount] of levels)
    if (Number(amount) === 0) side.delete(price);
    else side.set(price, amount);
};

const apply = ({ asks, bids, totals: known }: Book, diff: DepthDiffMessage): void => {
  change(asks, diff.a);
  change(bids, diff.b);
  for (const [short] of totals) known.set(short, diff[short] ?? known.get(short) ?? '0');
};

/** Returns the changes that lead from a side to its earlier levels. */
const wayBack = (side: ReadonlyMap<string, string>, was: readonly LevelText[]): readonly LevelText[] => {
  const before = new Map(was);
  const gone = [...side.keys()].filter((price) => !before.has(price));
  const changed = was.filter(([price, amount]) => Number(side.get(price)) !== Number(amount));
  return [...gone.map((price): LevelText => [price, '0']), ...changed];
};

const levelsInDiff = 60;

/** Returns the diffs that lead a book back to its state at the beginning of the lap. */
const closingDiffs = (
  pair: string,
  book: Book,
  time: number,
  firstSequence: number,
): readonly PublishedMessage[] => {
  const changes = [
    ...wayBack(book.asks, book.whole.asks).map((level) => ({ level, side: 'a' as const })),
    ...wayBack(book.bids, book.whole.bids).map((level) => ({ level, side: 'b' as const })),
  ];
  const start = Object.fromEntries(totals.map(([short, long]) => [short, book.whole[long]]));
  return Array.from({ length: Math.max(1, Math.ceil(changes.length / levelsInDiff)) }, (_, i) => {
    const own = changes.slice(i * levelsInDiff, (i + 1) * levelsInDiff);
    const levelsOf = (side: 'a' | 'b') =>
      own.filter((entry) => entry.side === side).map(({ level }) => level);
    const data = { a: levelsOf('a'), b: levelsOf('b'), ...start, t: time, s: String(firstSequence + 2 * i) };
    return { room: `depth_diff_${pair}`, type: 'depth_diff', data };
  });
};

// ---------------------------------------------------------------------------------------------- tape

const pairOf = ({ room, type }: PublishedMessage): string => room.slice(type.length + 1);

/** Makes one lap: from each pair's first whole on, and back to it. */
const lapOf = (messages: readonly PublishedMessage[]): readonly PublishedMessage[] => {
  const books = new Map<string, Book>();
  const lap: PublishedMessage[] = [];
  /** The newest diff of a pair before its lap began. A whole that is older can't begin a lap. */
  const skipped = new Map<string, number>();
  let time = 0;
  let sequence = 0;
  for (const message of messages) {
    const pair = pairOf(message);
    if (message.type === 'depth_whole') {
      if (!books.has(pair)) {
        if (Number(message.data.sequenceId) < (skipped.get(pair) ?? 0)) continue;
        books.set(pair, bookOf(message.data));
      }
      sequence = Math.max(sequence, Number(message.data.sequenceId));
      time = Math.max(time, message.data.timestamp);
    } else if (message.type === 'depth_diff') {
      const book = books.get(pair);
      if (!book) {
        skipped.set(pair, Number(message.data.s));
        continue;
      }
      apply(book, message.data);
      sequence = Math.max(sequence, Number(message.data.s));
      time = Math.max(time, message.data.t);
    }
    lap.push(message);
  }
  for (const [pair, book] of books) {
    const closing = closingDiffs(pair, book, time, sequence + 2);
    lap.push(...closing);
    sequence += 2 * closing.length;
  }
  return lap;
};

/** Creates a tape. `messages` are some time of the stream, in order, with at least one whole of every pair. */
export const createTape = (messages: readonly PublishedMessage[]): Tape => {
  const cuts = lapOf(messages).map(cut);
  const spans = spansOf(cuts);
  let lap = 0;
  let at = 0;
  return {
    length: cuts.length,
    next: () => {
      const frame = cuts[at];
      if (!frame) throw new RangeError('nothing is on the tape');
      const text = render(frame, spans, lap);
      at++;
      if (at === cuts.length) {
        at = 0;
        lap++;
      }
      return { room: frame.room, text };
    },
  };
};
