import { catchError, concat, concatMap, defer, of, throwError, timer, type Observable } from 'rxjs';
import type { VenueError } from '../model/errors';
import { stampOf, type Clock } from '../operators/clock';

/** A page that the venue does not have yet, though it will: it is asked for again. */
export interface AwaitedPage {
  /** `YYYYMMDD` or `YYYY`, UTC. */
  readonly date: string;
  /** Until when: Unix time, ms. */
  readonly until: number;
}

/** What a page tells besides its rows: how far the range is read. */
export interface PageProgress {
  /** Pages read, this one included, and in all. */
  readonly done: number;
  readonly total: number;
  /** What is waited for, in a page without rows that is told meanwhile; `null`: nothing. */
  readonly awaits: AwaitedPage | null;
}

/** HTTP 404, or 200 with the same code: there is no such page, or not yet. */
export const isNotFound = (error: unknown): boolean => {
  const { status, code } = error as Partial<VenueError>;
  return status === 404 || code === 10000;
};

/** Asks for a page; while it may still come, tells what is waited for and asks again. Then the venue's refusal is the error. */
export const comingPage$ = <A>(
  clock: Clock,
  page$: Observable<A>,
  awaited: AwaitedPage,
  askAgainAfter: number,
): Observable<A | AwaitedPage> =>
  defer(() => {
    const deadline = clock.elapsed() + awaited.until - stampOf(clock);
    const asked$: Observable<A | AwaitedPage> = page$.pipe(
      catchError((error: unknown) =>
        isNotFound(error) && clock.elapsed() < deadline
          ? concat(of(awaited), timer(askAgainAfter, clock).pipe(concatMap(() => asked$)))
          : throwError(() => error),
      ),
    );
    return asked$;
  });
