import { EMPTY, defer, expand, map, mergeAll, type Observable } from 'rxjs';
import { pagingError } from '../../model/errors';

/** The part of a query that moves from page to page: Unix times in ms. */
export interface Span {
  readonly since?: number | undefined;
  readonly end?: number | undefined;
}

export interface Rows<A> {
  readonly endpoint: string;
  readonly page: (span: Span) => Observable<readonly A[]>;
  /** The requested number of rows per page; `Infinity` if none was requested. */
  readonly pageSize: number;
  /** A page with fewer rows than this is the last one; zero if only an empty page shows the end. */
  readonly shortPage: number;
  /** Returns the key of a row, which is the same on every page. */
  readonly keyOf: (row: A) => number | string;
  /** Returns the time by which the venue pages: Unix time, ms. */
  readonly timeOf: (row: A) => number;
}

interface Page<A> {
  readonly rows: readonly A[];
  readonly fresh: readonly A[];
  readonly span: Span;
}

/**
 * Emits every row of a paged endpoint, once, in the order of the pages. The rows show in which direction they go.
 *
 * There is no cursor, only time: the next page begins with the last millisecond of the previous one, so that pages
 * overlap and rows of one millisecond are not lost. Rows that were emitted before are left out. The last page is a
 * short one, or one without a new row. A page that is only a little short may have been cut by a cap of the venue's, or
 * lack a row that could not be read.
 */
export const allRows = <A>(
  { endpoint, page, pageSize, shortPage, keyOf, timeOf }: Rows<A>,
  first: Span,
): Observable<A> =>
  defer(() => {
    const emitted = new Set<number | string>();

    const read = (span: Span): Observable<Page<A>> =>
      page(span).pipe(
        map((rows) => {
          const fresh = rows.filter((row) => !emitted.has(keyOf(row)));
          for (const row of fresh) emitted.add(keyOf(row));
          return { rows, fresh, span };
        }),
      );

    /**
     * Returns the next span. It is a millisecond wider than necessary, because it is not documented whether the venue's
     * bounds belong to the span.
     */
    const nextSpan = ({ rows, span }: Page<A>): Span => {
      // A row may have no readable time.
      const times = rows.map(timeOf).filter((time) => time > 0);
      if (times.length === 0) return span;
      const down = (times[0] ?? 0) >= (times.at(-1) ?? 0);
      // A page may have more rows than a call takes arguments.
      return down
        ? { ...span, end: times.reduce((a, b) => Math.min(a, b)) + 1 }
        : { ...span, since: times.reduce((a, b) => Math.max(a, b)) - 1 };
    };

    const isFull = ({ rows }: Page<A>): boolean => rows.length >= pageSize;
    const isLast = (last: Page<A>): boolean => last.fresh.length === 0 || last.rows.length < shortPage;

    return read(first).pipe(
      expand((last) => {
        const [row] = last.rows;
        if (row !== undefined && last.fresh.length === 0 && isFull(last)) {
          throw pagingError(endpoint, timeOf(row));
        }
        return isLast(last) ? EMPTY : read(nextSpan(last));
      }),
      map(({ fresh }) => fresh),
      mergeAll(),
    );
  });
