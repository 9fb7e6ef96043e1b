import * as t from 'io-ts';
import { candleTypes, type CandleType } from '../model/candle';
import type { Pair } from '../model/pair';
import { Decimal, Timestamp, Total } from './primitives';

/** @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/public-api.md#candlestick */
const Ohlcv = t.tuple(
  [Decimal, Decimal, Decimal, Decimal, Total, Timestamp],
  'a candle: [open, high, low, close, volume, time]',
);

const CandleTypeName = t.keyof(
  Object.fromEntries(candleTypes.map((type) => [type, null])) as Record<CandleType, null>,
  'a candle type',
);

export const CandlestickData = t.type(
  {
    candlestick: t.array(t.type({ type: CandleTypeName, ohlcv: t.array(Ohlcv, 'candles') }), 'candlesticks'),
  },
  'an object with candlestick',
);
export type CandlestickData = t.TypeOf<typeof CandlestickData>;

/** A candle as REST reports it: whether it is closed is a matter of the clock, not of the row. */
export interface CandleRow {
  readonly pair: Pair;
  readonly type: CandleType;
  readonly openTime: number;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volume: number | null;
}

/** Oldest first. */
export const toCandleRows = (pair: Pair, data: CandlestickData): readonly CandleRow[] =>
  data.candlestick
    .flatMap(({ type, ohlcv }) =>
      ohlcv.map(([open, high, low, close, volume, openTime]) => ({
        pair,
        type,
        openTime,
        open,
        high,
        low,
        close,
        volume,
      })),
    )
    .sort((a, b) => a.openTime - b.openTime);
