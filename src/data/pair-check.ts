import { catchError, defer, EMPTY, map, shareReplay, throwError, type Observable } from 'rxjs';
import { causeOf, unknownPairError, type VenueError } from '../model/errors';
import { isPairName, type Pair } from '../model/pair';
import type { FeedContext } from './context';

const isNotFound = (error: unknown): boolean =>
  (error as Partial<VenueError>)._tag === 'VenueError' && (error as VenueError).code === 10000;

/** Asks for the ticker of a pair; an unknown pair is the only error. */
export type PairCheck = (pair: Pair) => Observable<{
  /** The subscription's time by the venue's clock (Unix, ms), or up to two seconds before. */
  readonly venueTime: number;
}>;

/**
 * Checks once whether the venue knows a pair: joining an unknown room is answered by nothing at all. Errors with an
 * `UnknownPairError`; where it can't be asked (offline, a replay, CORS) it completes, with a diagnostic.
 */
export const createPairCheck = ({
  rest,
  clock,
  leaps$,
  diagnose,
}: Pick<FeedContext, 'rest' | 'clock' | 'leaps$' | 'diagnose'>): PairCheck => {
  /** The venue's time less our elapsed time, ms, at least: as the check of the pair showed it. */
  const known = new Map<Pair, Observable<number>>();
  const announced = new Set<Pair>();
  leaps$.subscribe(() => known.clear());
  const ask = (pair: Pair): Observable<number> =>
    rest.ticker({ pair }).pipe(
      map(({ value, date }) => Math.max(value.timestamp, date ?? 0) - clock.elapsed()),
      catchError((error: unknown) => {
        known.delete(pair);
        if (isNotFound(error)) return throwError(() => unknownPairError(pair));
        if (!announced.has(pair)) diagnose({ kind: 'pair-unchecked', pair, cause: causeOf(error) });
        announced.add(pair);
        return EMPTY;
      }),
      shareReplay({ bufferSize: 1, refCount: true }),
    );
  return (pair) =>
    defer(() => {
      if (!isPairName(pair)) return throwError(() => unknownPairError(pair));
      const check = known.get(pair) ?? ask(pair);
      known.set(pair, check);
      const begun = clock.elapsed();
      return check.pipe(map((clockOffset) => ({ venueTime: begun + clockOffset })));
    });
};
