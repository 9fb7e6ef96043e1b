import type { SchedulerLike } from 'rxjs';
import type { Pair } from '../../model/pair';
import { formatAmount, formatPrice, type Venue, type VenueInstrument } from '../venue/index';
import type { Bar } from './bars';
import { isCandleType, isIntraday, periodOf } from './candle-calendar';
import type { PublicQueries } from './market';
import type { CandleRow, TickersRow } from './messages';
import type { PairMarket } from './pair-market';
import { spotPair } from './spot-pairs';

const candleRow = (instrument: VenueInstrument, bar: Bar): CandleRow => [
  formatPrice(instrument, bar.open),
  formatPrice(instrument, bar.high),
  formatPrice(instrument, bar.low),
  formatPrice(instrument, bar.close),
  formatAmount(instrument, BigInt(bar.volume)),
  bar.openTime,
];

const isDay = (date: string): boolean => date.length === 8;

export const createPublicQueries = (
  venue: Venue,
  scheduler: SchedulerLike,
  markets: ReadonlyMap<Pair, PairMarket>,
): PublicQueries => {
  const tickers = (): readonly TickersRow[] =>
    [...markets].map(([pair, { feed }]) => ({ pair, ...feed.ticker() }));

  return {
    ticker: (pair) => markets.get(pair)?.feed.ticker(),
    tickers,
    tickersJpy: () => tickers().filter(({ pair }) => pair.endsWith('_jpy')),
    depth: (pair) => markets.get(pair)?.feed.pastDepth(),
    transactions: (pair, day) => {
      const transactions = markets.get(pair)?.transactions;
      if (day === undefined) return transactions?.latest();
      const period = isDay(day) ? periodOf(day) : undefined;
      return period && transactions?.ofDay(period[0], scheduler.now());
    },
    candlestick: (pair, type, date) => {
      const market = markets.get(pair);
      if (!market || !isCandleType(type) || isDay(date) !== isIntraday(type)) return undefined;
      const period = periodOf(date);
      const bars = period && market.history.candles(type, period, scheduler.now());
      return bars && { candlestick: [{ type, ohlcv: bars.map((bar) => candleRow(market.instrument, bar)) }] };
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
