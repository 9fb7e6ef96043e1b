import { filter, map, scan, type OperatorFunction } from 'rxjs';

/**
 * Emits the mean of the last `length` values, from the first full window on.
 *
 * ```
 * source:            -1-2-3-4-
 * movingAverage(3)   -----2-3-
 * ```
 */
export const movingAverage =
  (length: number): OperatorFunction<number, number> =>
  (source) =>
    source.pipe(
      scan((window: readonly number[], value) => [...window, value].slice(-length), []),
      filter((window) => window.length === length),
      map((window) => window.reduce((sum, value) => sum + value, 0) / length),
    );
