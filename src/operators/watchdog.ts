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

/** Nothing came for `due` ms. */
export type SilenceError = Tagged<'SilenceError', { due: number }>;

export const silenceError = (due: number): SilenceError =>
  taggedError('SilenceError', `silent for ${due} ms`, { due });

export interface WatchdogConfig<T> {
  /** The longest silence that is still taken for life, in ms: before the first value, and between values. */
  readonly due: number;
  /** What follows a longer silence; by default a {@link SilenceError}. */
  readonly with?: () => ObservableInput<T>;
  readonly scheduler?: SchedulerLike;
}

/**
 * Notices when a source falls silent for longer than it should.
 *
 * Like RxJS's `timeout({ each })`, but a value costs no timer: on a stream of thousands of frames a second that is
 * most of the price.
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
