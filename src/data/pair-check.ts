import {
  catchError,
  concatMap,
  defer,
  EMPTY,
  of,
  ReplaySubject,
  share,
  throwError,
  type Observable,
} from 'rxjs';
import { unknownPairError, type VenueError } from '../model/errors';
import type { Pair } from '../model/pair';
import { causeOf, type FeedContext } from './context';

/** What could be a pair's name; anything else is never put into a URL. */
const pairName = /^[a-z0-9]{1,20}_[a-z0-9]{1,20}$/;

const isNotFound = (error: unknown): boolean =>
  (error as Partial<VenueError>)._tag === 'VenueError' && (error as VenueError).code === 10000;

/** Asks for the ticker of a pair; an unknown pair is the only error. */
export type PairCheck = (pair: Pair) => Observable<{
  /** The venue's time, at most a little before now: of the pair's last tick, Unix ms. */
  readonly venueTime: number;
}>;

/**
 * Checks once whether the venue knows a pair: joining an unknown room is answered by nothing at all. Errors with an
 * `UnknownPairError`; where it can't be asked (offline, a replay, CORS) it completes, with a diagnostic.
 */
export const createPairCheck = ({ rest, diagnose }: Pick<FeedContext, 'rest' | 'diagnose'>): PairCheck => {
  const known = new Map<Pair, ReturnType<PairCheck>>();
  const announced = new Set<Pair>();
  const ask = (pair: Pair): ReturnType<PairCheck> =>
    rest.ticker$(pair).pipe(
      concatMap(({ timestamp }) => of({ venueTime: timestamp })),
      catchError((error: unknown) => {
        known.delete(pair);
        if (isNotFound(error)) return throwError(() => unknownPairError(pair));
        if (!announced.has(pair)) diagnose({ kind: 'pair-unchecked', pair, cause: causeOf(error) });
        announced.add(pair);
        return EMPTY;
      }),
      share({ connector: () => new ReplaySubject(1), resetOnComplete: false, resetOnRefCountZero: true }),
    );
  return (pair) =>
    defer(() => {
      if (!pairName.test(pair)) return throwError(() => unknownPairError(pair));
      const check = known.get(pair) ?? ask(pair);
      known.set(pair, check);
      return check;
    });
};
