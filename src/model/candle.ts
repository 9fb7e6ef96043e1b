import type { Pair } from './pair';

/** The candle types of the venue, shortest first. */
export const candleTypes = [
  '1min',
  '5min',
  '15min',
  '30min',
  '1hour',
  '4hour',
  '8hour',
  '12hour',
  '1day',
  '1week',
  '1month',
] as const;

export type CandleType = (typeof candleTypes)[number];

/**
 * One bar. Prices in quote currency, volume in base currency.
 *
 * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/public-api.md#candlestick
 */
export interface Candle {
  readonly pair: Pair;
  readonly type: CandleType;
  /** The start of the interval in UTC (Unix, ms). It is the key: a later candle of the same `openTime` replaces this one. */
  readonly openTime: number;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  /** `null` where a `number` can't carry the venue's decimal. */
  readonly volume: number | null;
  /** True if the interval is over. The figures then change only if the venue's own bar replaces them after an outage. */
  readonly closed: boolean;
}
