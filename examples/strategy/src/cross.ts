import { connect, distinctUntilChanged, filter, map, skip, zip, type OperatorFunction } from 'rxjs';
import type { Candle } from 'rx-bitbank';
import { exactlyOnce } from 'rx-bitbank/operators';
import { movingAverage } from './moving-average';

/** The position that the strategy wants. */
export type Wish = 'long' | 'flat';

export interface CrossConfig {
  /** Lengths of the two averages, in bars. */
  readonly fast: number;
  readonly slow: number;
}

/**
 * Emits `long` when the fast average of closed bars crosses above the slow one, `flat` when it crosses below. Only
 * crosses count: the positions of the averages at the start are not a signal.
 */
export const movingAverageCross =
  ({ fast, slow }: CrossConfig): OperatorFunction<Candle, Wish> =>
  (candles) =>
    candles.pipe(
      filter(({ closed }) => closed),
      // A bar that REST corrects later comes twice, but it has already been acted on.
      exactlyOnce({ key: ({ openTime }) => openTime }),
      map(({ close }) => close),
      connect((closes) =>
        zip(closes.pipe(movingAverage(fast), skip(slow - fast)), closes.pipe(movingAverage(slow))),
      ),
      filter(([fastAverage, slowAverage]) => fastAverage !== slowAverage),
      map(([fastAverage, slowAverage]): Wish => (fastAverage > slowAverage ? 'long' : 'flat')),
      distinctUntilChanged(),
      skip(1),
    );
