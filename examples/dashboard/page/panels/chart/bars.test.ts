import type { Candle } from 'rx-bitbank';
import { describe, expect, it } from 'vitest';
import { barsToDraw } from './bars';

const candle = (openTime: number, close = 1): Candle => ({
  pair: 'btc_jpy',
  type: '1min',
  openTime,
  open: 1,
  high: close,
  low: 1,
  close,
  volume: 1,
  closed: false,
});

const byTime = (...candles: Candle[]): Map<number, Candle> => new Map(candles.map((c) => [c.openTime, c]));

describe('the bars of the chart', () => {
  it('are all drawn at first', () => {
    expect(barsToDraw(byTime(), byTime(candle(2), candle(1)))).toEqual({
      isRedrawn: true,
      candles: [candle(1), candle(2)],
    });
  });

  it('go forward, though the newest one closes after the next has opened', () => {
    expect(barsToDraw(byTime(candle(1), candle(2)), byTime(candle(3), candle(2, 5)))).toEqual({
      isRedrawn: false,
      candles: [candle(2, 5), candle(3)],
    });
  });

  it('are all drawn again when one before the newest changes', () => {
    expect(barsToDraw(byTime(candle(1), candle(2)), byTime(candle(3), candle(1, 5)))).toEqual({
      isRedrawn: true,
      candles: [candle(1, 5), candle(2), candle(3)],
    });
  });
});
