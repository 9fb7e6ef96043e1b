import type { Candle, CandleType } from '../../model/candle';
import { closeTimeOf, openTimeOf } from '../../model/candle-interval';
import { addTrade, firstBar } from '../../operators/bar';
import { columnsOf, perPair, type Emit, type TableReader } from './table';
import { newTrades } from './trades';

/** The stream may tell a trade so long after it was made, ms. */
const late = 10_000;

interface PairBars {
  /** By their open times, oldest first, those that may still change. */
  readonly open: Map<number, Candle>;
  /** What is over up to there is told. */
  toldUntil: number;
}

/** Bars of the trades, each when it is over; `whole` says whether every moment of it was heard. */
export const candlesTable = (type: CandleType): TableReader => {
  const read = newTrades();
  const pairs = new Set<string>();
  const barsOf = perPair((pair): PairBars => {
    pairs.add(pair);
    return { open: new Map(), toldUntil: 0 };
  });
  /** Since when there is a link; `null`: there is none. */
  let heardSince: number | null = null;

  const isWhole = (openTime: number): boolean => heardSince !== null && heardSince <= openTime;

  const tell = (bars: PairBars, until: number, emit: Emit): void => {
    for (const [openTime, { pair, open, high, low, close, volume }] of bars.open) {
      const closeTime = closeTimeOf(type, openTime);
      if (closeTime > until) return;
      bars.open.delete(openTime);
      bars.toldUntil = closeTime;
      emit([pair, type, openTime, open, high, low, close, volume, isWhole(openTime)]);
    }
  };
  const tellAll = (until: number, emit: Emit): void => {
    for (const pair of pairs) tell(barsOf(pair), until, emit);
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
      const bars = barsOf(frame.pair);
      for (const trade of trades ?? []) {
        const openTime = openTimeOf(type, trade.timestamp);
        // Its bar is told already.
        if (openTime < bars.toldUntil) continue;
        const bar = bars.open.get(openTime);
        bars.open.set(openTime, bar === undefined ? firstBar(type, openTime, trade) : addTrade(bar, trade));
      }
      tell(bars, frame.t - late, emit);
      return trades !== null;
    },
    onOpen: (t) => {
      heardSince ??= t;
    },
    onDrop: (t, emit) => {
      tellAll(t - late, emit);
      heardSince = null;
    },
    onEnd: (t, emit) => {
      tellAll(t, emit);
      // What is not over is told as far as it was heard.
      heardSince = null;
      tellAll(Infinity, emit);
    },
  };
};
