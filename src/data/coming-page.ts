import { catchError, concat, concatMap, defer, of, throwError, timer, type Observable } from 'rxjs';
import type { VenueError } from '../model/errors';
import { stampOf, type Clock } from '../operators/clock';

/** A page that the venue does not have yet, but will have. It is requested again. */
export interface AwaitedPage {
  /** `YYYYMMDD` or `YYYY`, UTC. */
  readonly date: string;
  /** The time until which the page is requested, Unix ms. */
  readonly until: number;
}

/** The progress of a range, which each page has in addition to its rows. */
export interface PageProgress {
  /** The number of pages read, this one included; `total` is the number of all pages. */
  readonly done: number;
  readonly total: number;
  /**
   * The page that is awaited. Only pages without rows, which come while the range waits, have it; otherwise it is `null`.
   */
  readonly awaits: AwaitedPage | null;
}

/** True for HTTP 404, or 200 with the same code: the page does not exist, or not yet. */
export const isNotFound = (error: unknown): boolean => {
  const { status, code } = error as Partial<VenueError>;
  return status === 404 || code === 10000;
};

/** Requests a page. While it may still come, emits what is awaited and repeats the request; then the venue's refusal is the error. */
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
