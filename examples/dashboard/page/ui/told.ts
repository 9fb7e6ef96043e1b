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

/** What a stream told last, and what is wrong with it now. */
export interface Told<T> {
  /** `null`: nothing has come yet. */
  readonly value: T | null;
  /** `null`: nothing is wrong. */
  readonly problem: string | null;
}

export const nothingTold: Told<never> = { value: null, problem: null };

/** How long after an error a stream is tried again, ms. */
export const again = 3_000;

export const causeOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const attempt = <T>(source: Observable<T>): Observable<Partial<Told<T>>> =>
  defer(() => source).pipe(
    map((value): Partial<Told<T>> => ({ value, problem: null })),
    catchError((error: unknown) =>
      concat(
        of<Partial<Told<T>>>({ problem: causeOf(error) }),
        timer(again).pipe(switchMap(() => attempt(source))),
      ),
    ),
  );

/** A stream that never errors: what went wrong is a value, what it told before stays, and it is tried again. */
export const told = <T>(source: Observable<T>): Observable<Told<T>> =>
  attempt(source).pipe(
    scan<Partial<Told<T>>, Told<T>>((known, news) => ({ ...known, ...news }), nothingTold),
    startWith<Told<T>>(nothingTold),
  );

/** A stream of such values that may fail itself: it is tried again, too. */
export const toldForSure = <T>(told$: Observable<Told<T>>): Observable<Told<T>> =>
  told(told$).pipe(
    map(({ value, problem }) => ({
      value: value?.value ?? null,
      problem: problem ?? value?.problem ?? null,
    })),
  );

/** What was told, without what is wrong. */
export const toldValues = <T>(told$: Observable<Told<T>>): Observable<T> =>
  told$.pipe(
    map(({ value }) => value),
    filter((value) => value !== null),
    distinctUntilChanged(),
  );

/** A panel that is made of another stream besides says what is wrong with that one, too. */
export const toldWith = <T>(
  told$: Observable<Told<T>>,
  other$: Observable<Told<unknown>>,
): Observable<Told<T>> =>
  combineLatest([told$, other$]).pipe(
    map(([{ value, problem }, other]) => ({ value, problem: problem ?? other.problem })),
  );

/** What a stream tells; `null` before that, and from an error until it tells again. */
export const known = <T>(source: Observable<T>): Observable<T | null> =>
  told(source).pipe(map(({ value, problem }) => (problem === null ? value : null)));

/** The same for each of a row of subjects: nothing of the last one is shown under the name of the next. */
export const toldOfEach = <A, T>(
  subject$: Observable<A>,
  feed: (subject: A) => Observable<T>,
): Observable<Told<T>> => subject$.pipe(switchMap((subject) => told(feed(subject))));
