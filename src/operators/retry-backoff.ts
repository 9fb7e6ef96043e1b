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
  /** Failures in a row, from 1. */
  readonly attempt: number;
  /** Until the next subscription, ms. */
  readonly delay: number;
}

export interface RetryBackoffConfig<T> {
  /** The longest wait before the second retry, in ms; it doubles with each failure. The first retry is at once. */
  readonly initialDelay?: number;
  /** The longest wait of all, in ms. */
  readonly maxDelay?: number;
  /** Failures in a row after which the error is passed on. */
  readonly maxAttempts?: number;
  /** Errors that it returns `false` for are passed on at once. */
  readonly shouldRetry?: (error: unknown) => boolean;
  /** The values that prove that the source works. By default all. */
  readonly resetOn?: (value: T) => boolean;
  /**
   * Counting starts anew with a proof that comes so long after the first one of the same subscription, ms: a source that
   * gives one value and fails has not worked. Default: 10,000.
   */
  readonly steadyAfter?: number;
  readonly onRetry?: (retry: Retry) => void;
  /** Gives a number in [0, 1). */
  readonly random?: () => number;
  readonly scheduler?: SchedulerLike;
}

/**
 * Subscribes again after an error: at once, then after random waits whose bound doubles ("full jitter").
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
