import type { Candle } from 'rx-bitbank';

/** Makes the bar of a minute. */
export const candle = (minute: number, close: number, closed = true): Candle => ({
  pair: 'btc_jpy',
  type: '1min',
  openTime: minute * 60_000,
  open: close,
  high: close,
  low: close,
  close,
  volume: 1,
  closed,
});
