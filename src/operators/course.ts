import { Observable, type Observer, ReplaySubject } from 'rxjs';

/** The course of a command: its source is run once, to its end, whoever leaves. */
export interface Course<T> {
  /** The first subscription runs the source; whoever subscribes hears all of it from the beginning, an error included. */
  readonly told$: Observable<T>;
  /** It ended with an error, and so without effect: it may be begun anew. */
  readonly hasFailed: () => boolean;
}

/**
 * A course of a source; `first` hears what it tells before anybody else does.
 *
 * By hand: a `share` with a `ReplaySubject` that is never reset takes two subscriptions and four closures more for each
 * command, a quarter of its time.
 */
export const courseOf = <T>(source: Observable<T>, first: Partial<Observer<T>> = {}): Course<T> => {
  let told: ReplaySubject<T> | null = null;
  let hasFailed = false;
  return {
    told$: new Observable((subscriber) => {
      if (told !== null) return told.subscribe(subscriber);
      const telling = new ReplaySubject<T>();
      told = telling;
      telling.subscribe(subscriber);
      source.subscribe({
        next: (one) => {
          first.next?.(one);
          telling.next(one);
        },
        error: (error: unknown) => {
          hasFailed = true;
          first.error?.(error);
          telling.error(error);
        },
        complete: () => {
          first.complete?.();
          telling.complete();
        },
      });
      return undefined;
    }),
    hasFailed: () => hasFailed,
  };
};

/**
 * What its first subscription begins, for all that follow; where that has failed, the next subscription begins anew.
 *
 * ```
 * course   a--b--c|
 *          ^  !          first subscriber
 *          a--b
 *                   ^    second, after the end
 *                   (abc|)
 * ```
 */
export const begunOnce = <T>(begin: () => Course<T>): Observable<T> => {
  let course: Course<T> | null = null;
  return new Observable((subscriber) => {
    if (course === null || course.hasFailed()) course = begin();
    return course.told$.subscribe(subscriber);
  });
};

/** Runs the source at its first subscription and to its end, whoever leaves; see `begunOnce`. */
export const runOnce = <T>(source: Observable<T>): Observable<T> => begunOnce(() => courseOf(source));
