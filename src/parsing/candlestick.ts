import type { Decoder } from 'io-ts';
import { candleTypes, type Candle, type CandleType } from '../model/candle';
import type { Pair } from '../model/pair';
import { property, record, row, rows } from './combinators';
import { Decimal, isTimestamp, oneOf, same, Total } from './primitives';

/** A candle as REST reports it. The row does not say whether it is closed; the clock does. */
export type CandleRow = Omit<Candle, 'closed'>;

type Bar = Omit<CandleRow, 'pair' | 'type'>;

interface CandlesOfType {
  readonly type: CandleType;
  readonly bars: readonly Bar[];
}

const day = 86_400_000;

/** The range of open times of a date's candles. It is wide, because a week or a month may belong to two dates. */
const spanOf = (date: string): readonly [number, number] => {
  const [year, month, dayOfMonth] = [date.slice(0, 4), date.slice(4, 6), date.slice(6)].map(Number) as [
    number,
    number,
    number,
  ];
  return date.length === 4
    ? [Date.UTC(year, 0, 1) - 31 * day, Date.UTC(year + 1, 0, 1) + 31 * day]
    : [Date.UTC(year, month - 1, dayOfMonth - 1), Date.UTC(year, month - 1, dayOfMonth + 2)];
};

/** A codec of the open time of a candle of a date. A time far outside of it is refused: it would cause an endless gap of bars. */
const timeOf = (date: string): Decoder<unknown, number> => {
  const [from, to] = spanOf(date);
  return same(
    `a time of ${date} in ms`,
    (input): input is number => isTimestamp(input) && input >= from && input < to,
  );
};

const ohlcvOf = (date: string): Decoder<unknown, Bar> =>
  row<Bar>('a candle: [open, high, low, close, volume, time]', {
    open: Decimal,
    high: Decimal,
    low: Decimal,
    close: Decimal,
    volume: Total,
    openTime: timeOf(date),
  });

/**
 * The candles of a date (`YYYYMMDD`, `YYYY`).
 *
 * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/public-api.md#candlestick
 */
export const candlestickData = (date: string): Decoder<unknown, readonly CandlesOfType[]> =>
  property(
    'candlestick',
    rows(
      'candlesticks',
      record<CandlesOfType>('candles of a type', {
        type: oneOf('a candle type', candleTypes),
        bars: ['ohlcv', rows('candles', ohlcvOf(date))],
      }),
    ),
  );

/** Makes candle rows, oldest first. */
export const toCandleRows = (pair: Pair, candlesticks: readonly CandlesOfType[]): readonly CandleRow[] =>
  candlesticks
    .flatMap(({ type, bars }) => bars.map((bar) => ({ pair, type, ...bar })))
    .sort((a, b) => a.openTime - b.openTime);
