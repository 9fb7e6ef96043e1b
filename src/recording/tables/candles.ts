import type { Candle, CandleType } from '../../model/candle';
import { closeTimeOf, openTimeOf } from '../../model/candle-interval';
import type { Trade } from '../../model/trade';
import { addTrade, firstBar } from '../../operators/bar';
import { createHeard } from './heard';
import { columnsOf, perPair, type Came, type Emit, type TableReader } from './table';
import { newTrades } from './trades';

/** The stream may tell a trade behind one that was made so much later, ms. */
const late = 10_000;

/** A bar that may still change, and its first and last trades. */
interface OpenBar {
  readonly candle: Candle;
  readonly first: Trade;
  readonly last: Trade;
}

interface PairBars {
  /** By their open times. */
  readonly open: Map<number, OpenBar>;
  /** What is over up to there is told. */
  toldUntil: number;
}

const isBefore = (one: Trade, other: Trade): boolean =>
  one.timestamp === other.timestamp ? one.id < other.id : one.timestamp < other.timestamp;

/** The bar with a trade more, in whichever order trades come. */
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
 * Bars of the trades, oldest first, each when a trade of any pair says that it is over: the venue's time alone decides.
 * `whole` says whether every moment of it was heard.
 */
export const candlesTable = (type: CandleType): TableReader => {
  const read = newTrades();
  const heard = createHeard();
  const pairs = perPair((): PairBars => ({ open: new Map(), toldUntil: -Infinity }));
  /** The newest trade of the link. */
  let newest = -Infinity;
  /** When the first of the open bars is over. */
  let due = Infinity;
  let dropped = 0;

  /** Tells what is over at a time of the venue's. */
  const tell = (until: number, at: Came, emit: Emit): void => {
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
      const isWhole = heard.covers({ from: openTime, until: closeTime }, at);
      bars.open.delete(openTime);
      bars.toldUntil = closeTime;
      emit([pair, type, openTime, open, high, low, close, volume, isWhole]);
    }
  };

  const add = (bars: PairBars, trade: Trade): void => {
    const openTime = openTimeOf(type, trade.timestamp);
    if (openTime < bars.toldUntil) {
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
      heard.onNews(frame, last.timestamp);
      tell(newest - late, frame, emit);
      heard.forgetUntil(Math.min(newest - late, due));
      return true;
    },
    onOpen: heard.onOpen,
    onDrop: (at) => {
      heard.onDrop(at);
      // What comes next may be another recording, of an earlier time.
      newest = -Infinity;
    },
    // What is not over is told as far as it was heard.
    onEnd: (at, emit) => tell(Infinity, at, emit),
    late: () => dropped,
  };
};
