import type { Candle, CandleType } from '../../model/candle';
import { closeTimeOf, openTimeOf } from '../../model/candle-interval';
import type { Trade } from '../../model/trade';
import { addTrade, firstBar } from '../../operators/bar';
import { createCoverage } from './coverage';
import { columnsOf, perPair, type Came, type Emit, type TableReader } from './table';
import { newTrades } from './trades';

/** The greatest time in ms by which a trade may come after a newer one on the stream. */
const late = 10_000;

/** A bar that may still change, with its first and last trades. */
interface OpenBar {
  readonly candle: Candle;
  readonly first: Trade;
  readonly last: Trade;
}

interface PairBars {
  /** The open bars by their open times. */
  readonly open: Map<number, OpenBar>;
  /** The time up to which finished bars have been emitted. */
  emittedUntil: number;
}

const isBefore = (one: Trade, other: Trade): boolean =>
  one.timestamp === other.timestamp ? one.id < other.id : one.timestamp < other.timestamp;

/** Adds a trade to a bar, in any order of trades. */
const withTrade = ({ candle, first, last }: OpenBar, trade: Trade): OpenBar => {
  const added = addTrade(candle, trade);
  const isFirst = isBefore(trade, first);
  const isLast = !isBefore(trade, last);
  return {
    candle: {
      ...added,
      open: isFirst ? trade.price : candle.open,
      close: isLast ? trade.price : candle.close,
    },
    first: isFirst ? trade : first,
    last: isLast ? trade : last,
  };
};

/**
 * Makes the table of bars of the trades, oldest first. Each bar is emitted when a trade of any pair shows that it is
 * over: only the venue's time decides. `whole` says whether every moment of the bar was received.
 */
export const candlesTable = (type: CandleType): TableReader => {
  const read = newTrades();
  const coverage = createCoverage();
  const pairs = perPair((): PairBars => ({ open: new Map(), emittedUntil: -Infinity }));
  /** The time of the link's newest trade. */
  let newest = -Infinity;
  /** The time at which the first of the open bars is over. */
  let due = Infinity;
  let dropped = 0;

  /** Emits the bars that are over at a time of the venue. */
  const emitOver = (until: number, at: Came, emit: Emit): void => {
    if (until < due) return;
    const over = pairs
      .all()
      .flatMap((bars) => Array.from(bars.open, ([openTime, { candle }]) => ({ bars, openTime, candle })))
      .map((each) => ({ ...each, closeTime: closeTimeOf(type, each.openTime) }))
      .sort((a, b) => a.openTime - b.openTime);
    due = over.find(({ closeTime }) => closeTime > until)?.closeTime ?? Infinity;
    for (const { bars, openTime, closeTime, candle } of over) {
      if (closeTime > until) break;
      const { pair, open, high, low, close, volume } = candle;
      const isWhole = coverage.covers({ from: openTime, until: closeTime }, at);
      bars.open.delete(openTime);
      bars.emittedUntil = closeTime;
      emit([pair, type, openTime, open, high, low, close, volume, isWhole]);
    }
  };

  const add = (bars: PairBars, trade: Trade): void => {
    const openTime = openTimeOf(type, trade.timestamp);
    if (openTime < bars.emittedUntil) {
      dropped += 1;
      return;
    }
    const bar = bars.open.get(openTime);
    if (bar === undefined) due = Math.min(due, closeTimeOf(type, openTime));
    bars.open.set(
      openTime,
      bar === undefined
        ? { candle: firstBar(type, openTime, trade), first: trade, last: trade }
        : withTrade(bar, trade),
    );
  };

  return {
    columns: columnsOf({
      pair: 'text',
      type: 'text',
      openTime: 'time',
      open: 'number',
      high: 'number',
      low: 'number',
      close: 'number',
      volume: 'number',
      whole: 'flag',
    }),
    kinds: new Set(['transactions']),
    onFrame: (frame, emit) => {
      const trades = read(frame);
      const last = trades?.at(-1);
      if (trades === null || last === undefined) return trades !== null;
      const bars = pairs.of(frame.pair);
      for (const trade of trades) add(bars, trade);
      newest = Math.max(newest, last.timestamp);
      coverage.onNews(frame, last.timestamp);
      emitOver(newest - late, frame, emit);
      coverage.forgetUntil(Math.min(newest - late, due));
      return true;
    },
    onOpen: coverage.onOpen,
    onDrop: (at) => {
      coverage.onDrop(at);
      // The next event may belong to another recording, of an earlier time.
      newest = -Infinity;
    },
    // Bars that are not over are emitted as far as they were received.
    onEnd: (at, emit) => emitOver(Infinity, at, emit),
    late: () => dropped,
  };
};
