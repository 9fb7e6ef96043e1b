import { defer, finalize, map, type Observable } from 'rxjs';
import type { SourcedOddRow } from '../rest/call';
import type { PrivateApi } from '../rest/rest';

/** The result of a read, and whether every row of its replies could be read. */
export interface Read<T> {
  readonly value: T;
  /** If it is not whole, what it does not show may be there all the same. */
  readonly isWhole: boolean;
}

/** True for a row that is lost because it can't be read, of a reply whose path ends like this. */
export const isLossOf = ({ what, source }: SourcedOddRow, path: string): boolean =>
  what === 'lost' && source.endsWith(path);

/** Watches a read of rows for rows that are lost because they can't be read. `path` is the end of its path. Cold. */
export const watchedForLoss = <T>(
  { odd$ }: Pick<PrivateApi, 'odd$'>,
  path: string,
  read$: Observable<T>,
): Observable<Read<T>> =>
  defer(() => {
    let isWhole = true;
    const losing = odd$.subscribe((row) => {
      if (isLossOf(row, path)) isWhole = false;
    });
    return read$.pipe(
      map((value) => ({ value, isWhole })),
      finalize(() => losing.unsubscribe()),
    );
  });
