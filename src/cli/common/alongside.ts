import {
  connect,
  endWith,
  ignoreElements,
  merge,
  takeUntil,
  type Observable,
  type OperatorFunction,
} from 'rxjs';

/** Merges another source in, but ends with the first one. */
export const alongside = <A, B>(side$: Observable<B>): OperatorFunction<A, A | B> =>
  connect((main$) => merge(side$.pipe(takeUntil(main$.pipe(ignoreElements(), endWith(true)))), main$));
