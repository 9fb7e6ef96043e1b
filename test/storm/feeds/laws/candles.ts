import { candleDateOf } from '../../../../src/data/candle-dates';
import type { Candle, CandleType } from '../../../../src/model/candle';
import { closeTimeOf, openTimeOf } from '../../../../src/model/candle-interval';
import type { CandleText, TransactionsMessage } from '../../../../src/simulator/market/messages';
import type { Law, Oracle } from '../oracle';
import type { Observer } from '../script';
import { isBeyondProof } from './beyond-proof';

/** The longest time in ms until a bar that is over is closed. */
const longestClosing = 5_000;

/** The longest time in ms from a subscription to the moment from which its history is counted back. */
const longestHistory = 11_000;

type CandleObserver = Extract<Observer, { feed: 'candles' }>;

/** Returns the venue's own bars of the days that matter, by open time. */
const venueBars = (
  { simulation }: Oracle,
  { pair, type }: CandleObserver,
  times: readonly number[],
): ReadonlyMap<number, string> => {
  const dates = new Set(times.map((time) => candleDateOf(type, time)));
  const rows = [...dates].flatMap((date): readonly CandleText[] => {
    const page = simulation.market.queries.candlestick(pair, type, date);
    return page === 'not-yet' ? [] : (page?.candlestick[0]?.ohlcv ?? []);
  });
  return new Map(rows.map((row) => [row[5], JSON.stringify(row.slice(0, 5).map(Number))]));
};

const figures = ({ open, high, low, close, volume }: Candle): string =>
  JSON.stringify([open, high, low, close, volume]);

/**
 * Returns a longer bar as it is built of trades. A longer bar of the simulated venue begins with the carried close if
 * its first minute had no trade; one that is built of trades does not.
 */
const builtOfTrades = (
  { simulation }: Oracle,
  { pair, type }: CandleObserver,
  openTime: number,
): string | null => {
  if (type === '1min') return null;
  const page = simulation.market.queries.candlestick(pair, '1min', candleDateOf('1min', openTime));
  const minutes = page === 'not-yet' ? [] : (page?.candlestick[0]?.ohlcv ?? []);
  const traded = minutes
    .filter((row) => openTimeOf(type, row[5]) === openTime && Number(row[4]) > 0)
    .map((row) => row.slice(0, 5).map(Number));
  const of = (column: number): readonly number[] => traded.map((row) => row[column] ?? NaN);
  const volume = Number(
    of(4)
      .reduce((sum, one) => sum + one, 0)
      .toPrecision(12),
  );
  return JSON.stringify([of(0)[0], Math.max(...of(1)), Math.min(...of(2)), of(3).at(-1), volume]);
};

/** Returns the length of the types that are drawn, ms. */
const intervalOf = (type: CandleType): number => closeTimeOf(type, 0);

/** The law of `candles$`: it has its history, no gap, and in the end the venue's own bars. */
export const candlesLaw: Law<CandleObserver> = (oracle, observer) => {
  const { clock, diagnostics, truth, violate } = oracle;
  const { pair, type } = observer;
  const begun = clock.now();
  const candles = new Map<number, Candle>();
  let firstId = Infinity;
  const wasToldLate = (id: number): boolean =>
    diagnostics.some((said) => said.kind === 'trade-late' && said.pair === pair && said.id === id);
  /** True if neither the stream nor REST delivered a trade of the bar, so that the bar can't contain it. */
  const lacksATrade = (openTime: number): boolean =>
    truth(pair).trades.some(
      (trade) =>
        openTimeOf(type, trade.timestamp) === openTime &&
        isBeyondProof(oracle, pair, trade, firstId) &&
        !wasToldLate(trade.id),
    );

  return {
    onBefore: ({ kind, pair: of, message }) => {
      if (kind !== 'transactions' || of !== pair || message === null) return;
      const { transactions } = message as TransactionsMessage;
      firstId = Math.min(firstId, ...transactions.map((row) => row.transaction_id));
    },
    next: (candle: Candle) => {
      Object.freeze(candle);
      const before = candles.get(candle.openTime);
      if (before?.closed === true && !candle.closed)
        violate(`candles$ opens the bar of ${candle.openTime} again`);
      if (candle.openTime !== openTimeOf(type, candle.openTime))
        violate(`candles$ shifts a bar to ${candle.openTime}`);
      candles.set(candle.openTime, candle);
    },
    onEnd: () => {
      const times = [...candles.keys()].sort((a, b) => a - b);
      const [first] = times;
      const last = times.at(-1);
      if (first === undefined || last === undefined) {
        violate('candles$ is silent');
        return;
      }
      // History that REST could not deliver was requested until it came, and is counted from the subscription.
      const due = openTimeOf(type, begun + longestHistory) - observer.history * intervalOf(type);
      if (first > due) violate(`candles$ begins with the bar of ${first}, the history with that of ${due}`);
      if (last < openTimeOf(type, clock.now() - longestClosing))
        violate(`candles$ ends with the bar of ${last}`);
      // A bar that is still open may lack trades of an outage. It is read again once it is over.
      const calm = oracle.start + oracle.script.length;
      const venue = venueBars(oracle, observer, times);
      for (let at = first; at <= last; at = closeTimeOf(type, at)) {
        const candle = candles.get(at);
        if (candle === undefined) violate(`candles$ has no bar of ${at}`);
        else if (
          (candle.closed || at >= calm) &&
          figures(candle) !== venue.get(at) &&
          figures(candle) !== builtOfTrades(oracle, observer, at) &&
          !lacksATrade(at)
        ) {
          violate(`candles$ has ${figures(candle)} at ${at}, the venue ${venue.get(at)}`);
        }
        const isOver = closeTimeOf(type, at) <= clock.now() - longestClosing;
        if (candle?.closed === false && isOver) violate(`candles$ leaves the bar of ${at} open`);
      }
    },
  };
};
