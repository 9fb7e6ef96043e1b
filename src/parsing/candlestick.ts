import * as t from 'io-ts';
import { candleTypes, type Candle, type CandleType } from '../model/candle';
import type { Pair } from '../model/pair';
import { Decimal, Timestamp, Total } from './primitives';

/** @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/public-api.md#candlestick */
const Prices = t.tuple([Decimal, Decimal, Decimal, Decimal]);
const VolumeAndTime = t.tuple([Total, Timestamp]);
type Ohlcv = readonly [...t.TypeOf<typeof Prices>, ...t.TypeOf<typeof VolumeAndTime>];

/** io-ts has tuples of up to five: this one is two joined. */
const Ohlcv = new t.Type<Ohlcv, unknown[], unknown>(
  'a candle: [open, high, low, close, volume, time]',
  (input): input is Ohlcv => Array.isArray(input) && input.length === 6,
  (input, context) => {
    if (!Array.isArray(input)) return t.failure(input, context);
    const prices = Prices.validate(input.slice(0, 4), context);
    if (prices._tag === 'Left') return prices;
    const rest = VolumeAndTime.validate(input.slice(4), context);
    return rest._tag === 'Left' ? rest : t.success([...prices.right, ...rest.right]);
  },
  ([open, high, low, close, volume, time]) => [
    ...Prices.encode([open, high, low, close]),
    ...VolumeAndTime.encode([volume, time]),
  ],
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
export type CandleRow = Omit<Candle, 'closed'>;

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
