import {
  asyncScheduler,
  defer,
  retry,
  tap,
  throwError,
  timer,
  type MonoTypeOperatorFunction,
  type SchedulerLike,
} from 'rxjs';
import { clockOf } from './clock';

export interface Retry {
  readonly error: unknown;
  /** The number of failures in a row, from 1. */
  readonly attempt: number;
  /** The wait in ms before the next subscription. */
  readonly delay: number;
}

export interface RetryBackoffConfig<T> {
  /** The longest wait in ms before the second retry. It doubles with each failure. The first retry is immediate. */
  readonly initialDelay?: number;
  /** The longest wait of all retries, in ms. */
  readonly maxDelay?: number;
  /** The number of failures in a row after which the error is passed on. */
  readonly maxAttempts?: number;
  /** Decides whether to retry after an error. If it returns `false`, the error is passed on. */
  readonly shouldRetry?: (error: unknown) => boolean;
  /** Decides whether a value proves that the source works. By default every value does. */
  readonly resetOn?: (value: T) => boolean;
  /**
   * Failures are forgotten when a proof comes this many ms after the first proof of the same subscription; by default 10,000.
   * A source that emits one value and fails has not worked.
   */
  readonly steadyAfter?: number;
  readonly onRetry?: (retry: Retry) => void;
  /** Returns a number in [0, 1). */
  readonly random?: () => number;
  readonly scheduler?: SchedulerLike;
}

/**
 * Subscribes again after an error: the first time immediately, then after random waits whose bound doubles ("full jitter").
 *
 * ```
 * source:                        -a-#
 * retryBackoff({initialDelay:4}) -a--a---a-- … with waits of 0, ≤4, ≤8, … until it gives values for `steadyAfter` ms
 * ```
 *
 * @example
 * ```ts
 * import { defer } from 'rxjs';
 * import { retryBackoff } from 'rx-bitbank/operators';
 *
 * defer(() => fetch('https://public.bitbank.cc/tickers'))
 *   .pipe(retryBackoff({ initialDelay: 500, maxAttempts: 5 }))
 *   .subscribe();
 * ```
 */
export const retryBackoff =
  <T>({
    initialDelay = 1_000,
    maxDelay = 30_000,
    maxAttempts = Infinity,
    shouldRetry = () => true,
    resetOn = () => true,
    steadyAfter = 10_000,
    onRetry,
    random = Math.random,
    scheduler = asyncScheduler,
  }: RetryBackoffConfig<T> = {}): MonoTypeOperatorFunction<T> =>
  (source) =>
    defer(() => {
      const clock = clockOf(scheduler);
      let failures = 0;
      let provenAt: number | null = null;
      return source.pipe(
        tap((value) => {
          if (failures === 0 || !resetOn(value)) return;
          provenAt ??= clock.elapsed();
          if (clock.elapsed() - provenAt >= steadyAfter) failures = 0;
        }),
        retry({
          delay: (error: unknown) => {
            failures += 1;
            provenAt = null;
            if (failures > maxAttempts || !shouldRetry(error)) return throwError(() => error);
            const bound = failures === 1 ? 0 : Math.min(maxDelay, initialDelay * 2 ** (failures - 2));
            const delay = random() * bound;
            onRetry?.({ error, attempt: failures, delay });
            return timer(delay, scheduler);
          },
        }),
      );
    });
