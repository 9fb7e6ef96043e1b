import type { SchedulerLike } from 'rxjs';
import type { Pair } from '../../model/pair';
import type { Quirks } from '../venue/quirks';
import { formatAmount, formatPrice, type Venue, type VenueInstrument } from '../venue/index';
import type { Bar } from './bars';
import { isCandleType, isIntraday, periodOf } from './candle-calendar';
import type { PublicQueries } from './market';
import type { CandleText, TickersRow } from './messages';
import type { PairMarket } from './pair-market';
import { minute } from './time-of-day';
import { spotPair } from './spot-pairs';

const candleRow = (instrument: VenueInstrument, bar: Bar): CandleText => [
  formatPrice(instrument, bar.open),
  formatPrice(instrument, bar.high),
  formatPrice(instrument, bar.low),
  formatPrice(instrument, bar.close),
  formatAmount(instrument, BigInt(bar.volume)),
  bar.openTime,
];

/** The time from midnight until a day's page of candles comes. */
const candlesCome = 10 * minute;
/** The time from the end of a day until its page of transactions comes. */
const transactionsCome = 60 * minute;

const isYoung = (startOfDay: number, now: number): boolean =>
  now >= startOfDay && now < startOfDay + candlesCome;

const isDay = (date: string): boolean => date.length === 8;

export const createPublicQueries = (
  venue: Venue,
  scheduler: SchedulerLike,
  markets: ReadonlyMap<Pair, PairMarket>,
  youngDay: Quirks['youngDay'] = 'missing',
): PublicQueries => {
  const tickers = (): readonly TickersRow[] =>
    [...markets].map(([pair, { feed }]) => ({ pair, ...feed.ticker() }));

  return {
    isListed: (pair) => markets.has(pair),
    ticker: (pair) => markets.get(pair)?.feed.ticker(),
    tickers,
    tickersJpy: () => tickers().filter(({ pair }) => pair.endsWith('_jpy')),
    depth: (pair) => markets.get(pair)?.feed.pastDepth(),
    transactions: (pair, day) => {
      const transactions = markets.get(pair)?.transactions;
      if (day === undefined) return transactions?.latest();
      const period = isDay(day) ? periodOf(day) : undefined;
      const isThere = period !== undefined && scheduler.now() >= period[1] + transactionsCome;
      return isThere ? transactions?.ofDay(period[0]) : undefined;
    },
    candlestick: (pair, type, date) => {
      const market = markets.get(pair);
      if (!market || !isCandleType(type) || isDay(date) !== isIntraday(type)) return undefined;
      const period = periodOf(date);
      const now = scheduler.now();
      if (youngDay === 'missing' && period && isIntraday(type) && isYoung(period[0], now)) return 'not-yet';
      const bars = period && market.history.candles(type, period, now);
      if (!bars) return undefined;
      const ohlcv = bars.map((bar) => candleRow(market.instrument, bar));
      return { candlestick: [{ type, ohlcv }], timestamp: now };
    },
    candlestickSteps: (pair, type, date) => {
      const period = periodOf(date);
      const history = markets.get(pair)?.history;
      return history && period && isCandleType(type) && isDay(date) === isIntraday(type)
        ? history.steps(type, period, scheduler.now())
        : [];
    },
    circuitBreakInfo: (pair) => markets.get(pair)?.feed.circuitBreak(),
    spotPairs: () => ({
      pairs: venue.instruments().map((instrument) => spotPair(instrument, scheduler.now())),
    }),
    spotStatus: () => ({
      statuses: venue.pairStatuses().map(({ pair, status, minAmount }) => {
        const instrument = venue.instrument(pair);
        return { pair, status, min_amount: instrument ? formatAmount(instrument, minAmount) : '0' };
      }),
    }),
  };
};
