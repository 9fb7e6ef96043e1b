import { catchError, defer, EMPTY, map, shareReplay, throwError, type Observable } from 'rxjs';
import { unknownPairError, type VenueError } from '../model/errors';
import { causeOf } from '../model/tagged';
import { isPairName, type Pair } from '../model/pair';
import type { Ticker } from '../model/ticker';
import type { FeedContext } from './context';

const isNotFound = (error: unknown): boolean =>
  (error as Partial<VenueError>)._tag === 'VenueError' && (error as VenueError).code === 10000;

/** Reads the ticker of a pair. The only error is an unknown pair. */
export type PairCheck = (pair: Pair) => Observable<{
  /** The time of the subscription by the venue's clock (Unix, ms), or up to two seconds before. */
  readonly venueTime: number;
  /** The ticker; `readAt` is the elapsed time of the read, ms. */
  readonly ticker: Ticker;
  readonly readAt: number;
}>;

interface Checked {
  /** At least the venue's time minus our elapsed time, ms. */
  readonly offset: number;
  readonly ticker: Ticker;
  readonly readAt: number;
}

/**
 * Checks once whether the venue knows a pair, because the venue does not answer the join of an unknown room. It fails with an
 * `UnknownPairError`. If REST can't be used (offline, a replay, CORS), it completes with a diagnostic.
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
