import {
  from,
  Observable,
  throwError,
  type MonoTypeOperatorFunction,
  type ObservableInput,
  type SchedulerLike,
} from 'rxjs';
import { taggedError, type Tagged } from '../model/tagged';
import { clockOf } from './clock';
import { idleTimer } from './idle-timer';

/** The error of a source that was silent for `due` ms. */
export type SilenceError = Tagged<'SilenceError', { due: number }>;

export const silenceError = (due: number): SilenceError =>
  taggedError('SilenceError', `silent for ${due} ms`, { due });

export interface WatchdogConfig<T> {
  /** The longest silence in ms that is accepted, before the first value and between values. */
  readonly due: number;
  /** Returns the source that follows a longer silence; by default a {@link SilenceError}. */
  readonly with?: () => ObservableInput<T>;
  readonly scheduler?: SchedulerLike;
}

/**
 * Notices when a source is silent for longer than it should be.
 *
 * It is like RxJS's `timeout({ each })`, but a value costs no timer. On a stream of thousands of frames per second, timers
 * would be most of the cost.
 *
 * ```
 * source:            -a--b---------c--
 * watchdog({due:5})  -a--b----#
 * ```
 *
 * @example
 * ```ts
 * import { interval } from 'rxjs';
 * import { watchdog } from 'rx-bitbank/operators';
 *
 * interval(1000).pipe(watchdog({ due: 5000 })).subscribe();
 * ```
 */
export const watchdog =
  <T>({ due, with: fallback, scheduler }: WatchdogConfig<T>): MonoTypeOperatorFunction<T> =>
  (source) =>
    new Observable<T>((subscriber) => {
      const timer = idleTimer(
        due,
        () => {
          live.unsubscribe();
          subscriber.add(from(fallback?.() ?? throwError(() => silenceError(due))).subscribe(subscriber));
        },
        clockOf(scheduler),
      );
      subscriber.add(timer.stop);
      const live = source.subscribe({
        next: (value) => {
          timer.touch();
          subscriber.next(value);
        },
        error: (error: unknown) => subscriber.error(error),
        complete: () => subscriber.complete(),
      });
      subscriber.add(live);
    });
