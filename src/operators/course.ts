import { Observable, type Observer, type Subscriber } from 'rxjs';

/** The course of a command: it is run once, to its end, whoever leaves. */
export interface Course<T> {
  /** The first hearer runs it; whoever hears it hears all of it from the beginning, an error included. */
  readonly tell: (hearer: Subscriber<T>) => void;
  /** The same, to be subscribed to. */
  readonly told$: Observable<T>;
  /** What it has told so far. */
  readonly told: readonly T[];
  /** It ended with an error, and so without effect: it may be begun anew. */
  readonly hasFailed: () => boolean;
}

/**
 * A course of what `run` tells.
 *
 * By hand: a `share` with a `ReplaySubject` that is never reset takes three subscriptions and seven closures more for each
 * command, a quarter of its time.
 */
export const courseBy = <T>(run: (teller: Observer<T>) => unknown): Course<T> => {
  const told: T[] = [];
  let isBegun = false;
  let hasFailed = false;
  let hearers: readonly Subscriber<T>[] = [];
  /** Tells a hearer how it ended; `null`: it has not. */
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

/** A course of a source. */
export const courseOf = <T>(source: Observable<T>): Course<T> =>
  courseBy((teller) => source.subscribe(teller));

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
    course.tell(subscriber);
  });
};

/** Runs the source at its first subscription and to its end, whoever leaves; see `begunOnce`. */
export const runOnce = <T>(source: Observable<T>): Observable<T> => begunOnce(() => courseOf(source));
