import type { Observable } from 'rxjs';
import type { Level } from '../../../src/model/order-book';
import type { Pair, Side } from '../../../src/model/pair';
import type {
  DepthDiffMessage,
  DepthWholeMessage,
  LevelText,
  PublishedMessage,
  TransactionRow,
} from '../../../src/simulator/market/messages';
import { transactionRow } from '../../../src/simulator/market/transactions';
import type { Simulation } from '../../../src/simulator/simulation';

/** A book as the venue published it, best levels first. */
export interface VenueBook {
  readonly sequence: number;
  readonly bids: readonly Level[];
  readonly asks: readonly Level[];
}

/** A trade as it was made. */
export interface MadeTrade {
  readonly id: number;
  readonly side: Side;
  readonly price: number;
  readonly amount: number;
  readonly timestamp: number;
}

export interface VenueTrade extends MadeTrade {
  /** The time of its publication on the stream. */
  readonly published: number;
}

/** The venue's messages of a pair, before any fault. */
export interface PairTruth {
  /** The sequences of its diffs, ascending. */
  readonly diffs: readonly number[];
  /** The published trades by id, ascending. */
  readonly trades: readonly VenueTrade[];
  /** All trades by id. REST may show one before the stream does. */
  readonly made: ReadonlyMap<number, MadeTrade>;
  readonly newestTradeAt: () => number | null;
  /** Returns true if the book is known. The venue delivers its first whole to some clients later than to others. */
  readonly hasBook: () => boolean;
  /** Returns the book at a sequence; `null` before the first. */
  readonly bookAt: (sequence: number) => VenueBook | null;
}

export type Truth = (pair: Pair) => PairTruth;

type Sides = Readonly<Record<'bids' | 'asks', ReadonlyMap<number, number>>>;

const bestFirst = (side: ReadonlyMap<number, number>, sign: 1 | -1): readonly Level[] =>
  Array.from(side, ([price, amount]) => ({ price, amount })).sort((a, b) => (a.price - b.price) * sign);

const amounts = (levels: readonly LevelText[]): ReadonlyMap<number, number> =>
  new Map(levels.map(([price, amount]) => [Number(price), Number(amount)]));

const changed = (
  side: ReadonlyMap<number, number>,
  levels: readonly LevelText[],
): ReadonlyMap<number, number> => {
  const next = new Map(side);
  for (const [price, amount] of levels) {
    if (Number(amount) === 0) next.delete(Number(price));
    else next.set(Number(price), Number(amount));
  }
  return next;
};

export const sidesOf = (whole: DepthWholeMessage): Sides => ({
  bids: amounts(whole.bids),
  asks: amounts(whole.asks),
});

export const applyTo = ({ bids, asks }: Sides, diff: DepthDiffMessage): Sides => ({
  bids: changed(bids, diff.b),
  asks: changed(asks, diff.a),
});

export const bookOf = ({ bids, asks }: Sides, sequence: number): VenueBook => ({
  sequence,
  bids: bestFirst(bids, -1),
  asks: bestFirst(asks, 1),
});

/** Returns how many numbers of an ascending list are at most `limit`. */
const countUpTo = (ascending: readonly number[], limit: number): number => {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] as number) <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
};

type World = Pick<Simulation, 'market' | 'venue'>;

const madeTrade = (row: TransactionRow): MadeTrade => ({
  id: row.transaction_id,
  side: row.side,
  price: Number(row.price),
  amount: Number(row.amount),
  timestamp: row.executed_at,
});

const followPair = (
  { market, venue }: World,
  pair: Pair,
  now: () => number,
  contradict: (text: string) => void,
): PairTruth => {
  const made = new Map<number, MadeTrade>();
  const early: DepthDiffMessage[] = [];
  const diffs: number[] = [];
  const trades: VenueTrade[] = [];
  const sequences: number[] = [];
  const books: VenueBook[] = [];
  let sides: Sides | null = null;
  let newestTradeAt: number | null = null;

  const keep = (next: Sides, sequence: number): void => {
    sides = next;
    sequences.push(sequence);
    books.push(bookOf(next, sequence));
  };
  const bookAt = (sequence: number): VenueBook | null => books[countUpTo(sequences, sequence) - 1] ?? null;
  const begin = (whole: DepthWholeMessage): void => {
    // A whole's number may be ahead of the diff that made it, and the next whole's may fall back to that.
    keep(sidesOf(whole), diffs.findLast((sequence) => sequence <= Number(whole.sequenceId)) ?? -1);
    for (const diff of early.splice(0)) if (Number(diff.s) > Number(whole.sequenceId)) onDiff(diff);
  };
  const onDiff = (diff: DepthDiffMessage): void => {
    if (sides === null) early.push(diff);
    else keep(applyTo(sides, diff), Number(diff.s));
  };
  const prove = (whole: DepthWholeMessage): void => {
    const sequence = Number(whole.sequenceId);
    const known = bookAt(sequence);
    if (known === null) return;
    const { bids, asks } = bookOf(sidesOf(whole), known.sequence);
    if (JSON.stringify([bids, asks]) !== JSON.stringify([known.bids, known.asks])) {
      contradict(`the venue's whole of ${pair} at ${sequence} is not what its diffs make`);
    }
  };
  const onMessage = (message: PublishedMessage): void => {
    if (message.type === 'depth_diff') {
      diffs.push(Number(message.data.s));
      onDiff(message.data);
    } else if (message.type === 'depth_whole') prove(message.data);
    else if (message.type === 'transactions') {
      for (const row of message.data.transactions.toReversed()) {
        trades.push({ ...madeTrade(row), published: now() });
      }
    }
  };

  // The participants make the market of a storm. It emits its messages as data.
  (market.messages$ as Observable<PublishedMessage>).subscribe((message) => {
    if (message.room.endsWith(`_${pair}`)) onMessage(message);
  });
  (market.joined$(`depth_whole_${pair}`) as Observable<PublishedMessage>).subscribe((message) => {
    if (message.type === 'depth_whole') begin(message.data);
  });
  venue.events$.subscribe((event) => {
    if (event.type !== 'trade' || event.trade.pair !== pair) return;
    newestTradeAt = event.trade.executedAt;
    const instrument = venue.instrument(pair);
    if (instrument !== undefined)
      made.set(event.trade.tradeId, madeTrade(transactionRow(instrument, event.trade)));
  });
  return { diffs, trades, made, newestTradeAt: () => newestTradeAt, hasBook: () => sides !== null, bookAt };
};

/** Observes the market itself; `contradict` is called if the venue does not keep its own law. */
export const followTruth = (
  world: World,
  pairs: readonly Pair[],
  now: () => number,
  contradict: (text: string) => void,
): Truth => {
  const truths = new Map(pairs.map((pair) => [pair, followPair(world, pair, now, contradict)]));
  return (pair) => {
    const truth = truths.get(pair);
    if (truth === undefined) throw new Error(`nothing is known of ${pair}`);
    return truth;
  };
};
