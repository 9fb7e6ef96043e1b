import { toUnits } from '../../model/decimal';
import { candleStart, isCandleType, isIntraday, periodOf } from '../market/candle-calendar';
import type { FileCandles } from './file-candles';
import type { CandlestickReply, CandleText } from '../market/messages';
import { formatAmount, formatPrice, type Lots, type Ticks, type VenueInstrument } from '../venue/index';

/** A trade of the followed market: its time as the simulator serves it, and the time of its arrival. */
export interface OutsideTrade {
  readonly price: Ticks;
  readonly amount: Lots;
  readonly time: number;
  readonly arrived: number;
}

/** A recorded page of candles, with the time of its recording. */
export interface RecordedPage {
  readonly rows: readonly CandleText[];
  readonly arrived: number;
}

interface Bar {
  open: string;
  high: string;
  low: string;
  close: string;
  volume: string;
}

const isHigher = (a: string, b: string): boolean => Number(a) > Number(b);

/**
 * Returns the candles of a page: those that were recorded by now, brought up to date by the trades since. Without a
 * recorded page there are only candles of known trades. A candle of a file replaces both once its interval is over.
 * `undefined` if nothing is known of the page, or if there is no such page.
 */
export const candlesOf = (
  instrument: VenueInstrument,
  type: string,
  date: string,
  page: RecordedPage | null,
  trades: readonly OutsideTrade[],
  kept: FileCandles,
  now: number,
): CandlestickReply | undefined => {
  if (!isCandleType(type) || (date.length === 8) !== isIntraday(type)) return undefined;
  const period = periodOf(date);
  if (period === undefined) return undefined;
  const [from, to] = period;
  const bars = new Map<number, Bar>();
  const put = ([open, high, low, close, volume, time]: CandleText): unknown =>
    bars.set(time, { open, high, low, close, volume });
  page?.rows.forEach(put);
  const since = page?.arrived ?? -Infinity;
  for (const trade of trades) {
    if (trade.time < from || trade.time >= to || trade.arrived <= since) continue;
    addTrade(bars, candleStart(type, trade.time), instrument, trade);
  }
  kept.rows(instrument.pair, type, from, to, now).forEach(put);
  if (bars.size === 0) return undefined;
  const ohlcv = [...bars]
    .sort(([a], [b]) => a - b)
    .map(([time, { open, high, low, close, volume }]): CandleText => [open, high, low, close, volume, time]);
  return { candlestick: [{ type, ohlcv }], timestamp: now };
};

const addTrade = (
  bars: Map<number, Bar>,
  time: number,
  instrument: VenueInstrument,
  { price: ticks, amount }: OutsideTrade,
): void => {
  const price = formatPrice(instrument, ticks);
  const bar = bars.get(time);
  if (bar === undefined) {
    const volume = formatAmount(instrument, amount);
    bars.set(time, { open: price, high: price, low: price, close: price, volume });
    return;
  }
  if (isHigher(price, bar.high)) bar.high = price;
  if (isHigher(bar.low, price)) bar.low = price;
  bar.close = price;
  bar.volume = formatAmount(instrument, toUnits(bar.volume, instrument.amountDigits) + amount);
};
