import { Observable, type Observer, type Subscriber } from 'rxjs';

/** The course of a command. It runs once, to its end, even if every subscriber leaves. */
export interface Course<T> {
  /** Adds a subscriber. The first one starts the course; each gets all values from the beginning, and an error too. */
  readonly tell: (hearer: Subscriber<T>) => void;
  /** The course as an Observable. */
  readonly told$: Observable<T>;
  /** The values so far. */
  readonly told: readonly T[];
  /** True if it ended with an error, and so without effect: it may then start again. */
  readonly hasFailed: () => boolean;
}

/**
 * Makes a course of the values that `run` passes to its observer.
 *
 * It is written by hand: a `share` with a `ReplaySubject` that is never reset takes three more subscriptions and seven more
 * closures per command, which is a quarter of its time.
 */
export const courseBy = <T>(run: (teller: Observer<T>) => unknown): Course<T> => {
  const told: T[] = [];
  let isBegun = false;
  let hasFailed = false;
  let hearers: readonly Subscriber<T>[] = [];
  /** Passes the end of the course to a subscriber; `null` as long as the course runs. */
  let end: ((hearer: Subscriber<T>) => void) | null = null;

  const endWith = (how: (hearer: Subscriber<T>) => void): void => {
    if (end !== null) return;
    end = how;
    const last = hearers;
    hearers = [];
    for (const hearer of last) how(hearer);
  };
  const teller: Observer<T> = {
    next: (one) => {
      if (end !== null) return;
      told.push(one);
      for (const hearer of hearers) hearer.next(one);
    },
    error: (error: unknown) => {
      if (end === null) hasFailed = true;
      endWith((hearer) => {
        hearer.error(error);
      });
    },
    complete: () => {
      endWith((hearer) => {
        hearer.complete();
      });
    },
  };

  const tell = (hearer: Subscriber<T>): void => {
    for (let nth = 0; nth < told.length && !hearer.closed; nth += 1) hearer.next(told[nth] as T);
    if (end !== null) {
      end(hearer);
      return;
    }
    hearers = [...hearers, hearer];
    hearer.add(() => {
      hearers = hearers.filter((other) => other !== hearer);
    });
    if (isBegun) return;
    isBegun = true;
    try {
      run(teller);
    } catch (error) {
      teller.error(error);
    }
  };

  return {
    tell,
    told$: new Observable(tell),
    told,
    hasFailed: () => hasFailed,
  };
};

/** Makes a course of an Observable. */
export const courseOf = <T>(source: Observable<T>): Course<T> =>
  courseBy((teller) => source.subscribe(teller));

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
export const begunOnce = <T>(begin: () => Course<T>): Observable<T> => {
  let course: Course<T> | null = null;
  return new Observable((subscriber) => {
    if (course === null || course.hasFailed()) course = begin();
    course.tell(subscriber);
  });
};

/** Runs the source once, from its first subscription to its end, even if every subscriber leaves. See `begunOnce`. */
export const runOnce = <T>(source: Observable<T>): Observable<T> => begunOnce(() => courseOf(source));
