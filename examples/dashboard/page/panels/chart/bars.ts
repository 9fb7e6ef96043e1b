import type { Candle } from 'rx-bitbank';

/** What a chart is told, oldest first: all of its bars, or those that changed. */
export interface BarsToDraw {
  readonly anew: boolean;
  readonly candles: readonly Candle[];
}

/**
 * A chart goes forward only: a bar before the newest one, read again from REST, makes it be drawn anew. Those that
 * changed together are in no order: a closed bar may come after the one that followed it.
 */
export const barsToDraw = (
  known: ReadonlyMap<number, Candle>,
  changed: ReadonlyMap<number, Candle>,
): BarsToDraw => {
  const newest = Math.max(...known.keys());
  const anew = known.size === 0 || [...changed.keys()].some((openTime) => openTime < newest);
  const candles = (anew ? new Map([...known, ...changed]) : changed).values();
  return { anew, candles: [...candles].sort((a, b) => a.openTime - b.openTime) };
};
