import { candleTypes, type Candle, type CandleType } from '../model/candle';
import type { Pair } from '../model/pair';
import { list, property, record, row } from './combinators';
import { Decimal, oneOf, Timestamp, Total } from './primitives';

/** A candle as REST reports it: whether it is closed is a matter of the clock, not of the row. */
export type CandleRow = Omit<Candle, 'closed'>;

type Bar = Omit<CandleRow, 'pair' | 'type'>;

interface CandlesOfType {
  readonly type: CandleType;
  readonly bars: readonly Bar[];
}

const Ohlcv = row<Bar>('a candle: [open, high, low, close, volume, time]', {
  open: Decimal,
  high: Decimal,
  low: Decimal,
  close: Decimal,
  volume: Total,
  openTime: Timestamp,
});

/** @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/public-api.md#candlestick */
export const CandlestickData = property(
  'candlestick',
  list(
    'candlesticks',
    record<CandlesOfType>('candles of a type', {
      type: oneOf('a candle type', candleTypes),
      bars: ['ohlcv', list('candles', Ohlcv)],
    }),
  ),
);

/** Oldest first. */
export const toCandleRows = (pair: Pair, candlesticks: readonly CandlesOfType[]): readonly CandleRow[] =>
  candlesticks
    .flatMap(({ type, bars }) => bars.map((bar) => ({ pair, type, ...bar })))
    .sort((a, b) => a.openTime - b.openTime);
