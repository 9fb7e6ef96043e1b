import type { Candle } from 'rx-bitbank';

/** The bars to draw, oldest first: all of them, or those that changed. */
export interface BarsToDraw {
  readonly isRedrawn: boolean;
  readonly candles: readonly Candle[];
}

/**
 * Returns the bars to draw. A chart only goes forward: a bar before the newest one, read again from REST, makes it draw
 * everything again. Bars that changed together are in no order: a closed bar may come after the next one.
 */
export const barsToDraw = (
  known: ReadonlyMap<number, Candle>,
  changed: ReadonlyMap<number, Candle>,
): BarsToDraw => {
  const newest = Math.max(...known.keys());
  const isRedrawn = known.size === 0 || [...changed.keys()].some((openTime) => openTime < newest);
  const candles = (isRedrawn ? new Map([...known, ...changed]) : changed).values();
  return { isRedrawn, candles: [...candles].sort((a, b) => a.openTime - b.openTime) };
};
