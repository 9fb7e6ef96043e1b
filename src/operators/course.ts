import { Observable, type Observer, type Subscriber } from 'rxjs';

/** The course of a command. It runs once, to its end, even if every subscriber leaves. */
export interface Course<T> {
  /** Adds a subscriber. The first one starts the course; each gets all values from the beginning, and an error too. */
  readonly subscribe: (subscriber: Subscriber<T>) => void;
  /** The course as an Observable. */
  readonly values$: Observable<T>;
  /** The values so far. */
  readonly values: readonly T[];
  /** True if it ended with an error, and so without effect: it may then start again. */
  readonly hasFailed: () => boolean;
}

/**
 * Makes a course of the values that `run` passes to its observer.
 *
 * It is written by hand: a `share` with a `ReplaySubject` that is never reset takes three more subscriptions and seven more
 * closures per command, which is a quarter of its time.
 */
export const courseBy = <T>(run: (observer: Observer<T>) => unknown): Course<T> => {
  const values: T[] = [];
  let isStarted = false;
  let hasFailed = false;
  let subscribers: readonly Subscriber<T>[] = [];
  /** Passes the end of the course to a subscriber; `null` as long as the course runs. */
  let end: ((subscriber: Subscriber<T>) => void) | null = null;

  const endWith = (how: (subscriber: Subscriber<T>) => void): void => {
    if (end !== null) return;
    end = how;
    const last = subscribers;
    subscribers = [];
    for (const subscriber of last) how(subscriber);
  };
  const observer: Observer<T> = {
    next: (one) => {
      if (end !== null) return;
      values.push(one);
      for (const subscriber of subscribers) subscriber.next(one);
    },
    error: (error: unknown) => {
      if (end === null) hasFailed = true;
      endWith((subscriber) => {
        subscriber.error(error);
      });
    },
    complete: () => {
      endWith((subscriber) => {
        subscriber.complete();
      });
    },
  };

  const subscribe = (subscriber: Subscriber<T>): void => {
    for (let nth = 0; nth < values.length && !subscriber.closed; nth += 1) subscriber.next(values[nth] as T);
    if (end !== null) {
      end(subscriber);
      return;
    }
    subscribers = [...subscribers, subscriber];
    subscriber.add(() => {
      subscribers = subscribers.filter((other) => other !== subscriber);
    });
    if (isStarted) return;
    isStarted = true;
    try {
      run(observer);
    } catch (error) {
      observer.error(error);
    }
  };

  return {
    subscribe,
    values$: new Observable(subscribe),
    values,
    hasFailed: () => hasFailed,
  };
};

/** Makes a course of an Observable. */
export const courseOf = <T>(source: Observable<T>): Course<T> =>
  courseBy((observer) => source.subscribe(observer));

/**
 * Starts a course at the first subscription and shares it with all later ones. After an error, the next subscription starts
 * it again.
 *
 * ```
 * course   a--b--c|
 *          ^  !          first subscriber
 *          a--b
 *                   ^    second, after the end
 *                   (abc|)
 * ```
 */
export const startedOnce = <T>(begin: () => Course<T>): Observable<T> => {
  let course: Course<T> | null = null;
  return new Observable((subscriber) => {
    if (course === null || course.hasFailed()) course = begin();
    course.subscribe(subscriber);
  });
};

/** Runs the source once, from its first subscription to its end, even if every subscriber leaves. See `startedOnce`. */
export const runOnce = <T>(source: Observable<T>): Observable<T> => startedOnce(() => courseOf(source));
