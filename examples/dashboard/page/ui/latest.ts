import {
  catchError,
  combineLatest,
  concat,
  defer,
  distinctUntilChanged,
  filter,
  map,
  of,
  scan,
  startWith,
  switchMap,
  timer,
  type Observable,
} from 'rxjs';

/** The last value of a stream, and its present problem. */
export interface Latest<T> {
  /** The value; `null`: nothing has come yet. */
  readonly value: T | null;
  /** The problem; `null`: there is none. */
  readonly problem: string | null;
}

export const nothingYet: Latest<never> = { value: null, problem: null };

/** The time after an error until a stream is tried again, ms. */
export const again = 3_000;

export const causeOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const attempt = <T>(source: Observable<T>): Observable<Partial<Latest<T>>> =>
  defer(() => source).pipe(
    map((value): Partial<Latest<T>> => ({ value, problem: null })),
    catchError((error: unknown) =>
      concat(
        of<Partial<Latest<T>>>({ problem: causeOf(error) }),
        timer(again).pipe(switchMap(() => attempt(source))),
      ),
    ),
  );

/** Returns a stream that never errors: a problem is a value, the last value stays, and the source is tried again. */
export const latest = <T>(source: Observable<T>): Observable<Latest<T>> =>
  attempt(source).pipe(
    scan<Partial<Latest<T>>, Latest<T>>((known, news) => ({ ...known, ...news }), nothingYet),
    startWith<Latest<T>>(nothingYet),
  );

/** Does the same for a stream of such values that may fail itself. */
export const unfailing = <T>(latest$: Observable<Latest<T>>): Observable<Latest<T>> =>
  latest(latest$).pipe(
    map(({ value, problem }) => ({
      value: value?.value ?? null,
      problem: problem ?? value?.problem ?? null,
    })),
  );

/** Emits the values without the problems. */
export const latestValues = <T>(latest$: Observable<Latest<T>>): Observable<T> =>
  latest$.pipe(
    map(({ value }) => value),
    filter((value) => value !== null),
    distinctUntilChanged(),
  );

/** Adds the problems of another stream to a panel that depends on it too. */
export const withProblemsOf = <T>(
  latest$: Observable<Latest<T>>,
  other$: Observable<Latest<unknown>>,
): Observable<Latest<T>> =>
  combineLatest([latest$, other$]).pipe(
    map(([{ value, problem }, other]) => ({ value, problem: problem ?? other.problem })),
  );

/** Emits the values of a stream; `null` before the first one, and from an error until the next one. */
export const known = <T>(source: Observable<T>): Observable<T | null> =>
  latest(source).pipe(map(({ value, problem }) => (problem === null ? value : null)));

/** Does the same for each of several subjects in turn: no value of the last one is shown under the name of the next. */
export const latestOfEach = <A, T>(
  subject$: Observable<A>,
  feed: (subject: A) => Observable<T>,
): Observable<Latest<T>> => subject$.pipe(switchMap((subject) => latest(feed(subject))));
