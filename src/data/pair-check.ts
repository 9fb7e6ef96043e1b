import { catchError, defer, EMPTY, map, shareReplay, throwError, type Observable } from 'rxjs';
import { unknownPairError, type VenueError } from '../model/errors';
import { causeOf } from '../model/tagged';
import { isPairName, type Pair } from '../model/pair';
import type { Ticker } from '../model/ticker';
import type { FeedContext } from './context';

const isNotFound = (error: unknown): boolean =>
  (error as Partial<VenueError>)._tag === 'VenueError' && (error as VenueError).code === 10000;

/** Asks for the ticker of a pair; an unknown pair is the only error. */
export type PairCheck = (pair: Pair) => Observable<{
  /** The subscription's time by the venue's clock (Unix, ms), or up to two seconds before. */
  readonly venueTime: number;
  /** Its ticker, and when it was read, by elapsed time, ms. */
  readonly ticker: Ticker;
  readonly readAt: number;
}>;

interface Checked {
  /** The venue's time less our elapsed time, ms, at least. */
  readonly offset: number;
  readonly ticker: Ticker;
  readonly readAt: number;
}

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
  const known = new Map<Pair, Observable<Checked>>();
  const announced = new Set<Pair>();
  leaps$.subscribe(() => known.clear());
  const ask = (pair: Pair): Observable<Checked> =>
    rest.ticker({ pair }).pipe(
      map(({ value: ticker, date }) => {
        const readAt = clock.elapsed();
        return { offset: Math.max(ticker.timestamp, date ?? 0) - readAt, ticker, readAt };
      }),
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
      return check.pipe(map(({ offset, ...read }) => ({ venueTime: begun + offset, ...read })));
    });
};
