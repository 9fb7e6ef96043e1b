import { catchError, defer, merge, of, scan, startWith, type Observable } from 'rxjs';
import type { Fill } from 'rx-bitbank/execution';

/** So many fills are kept. */
export const keptFills = 500;

const keyOf = ({ pair, tradeId, orderId }: Fill): string => `${pair}/${tradeId}/${orderId}`;

/** The account's newest fills, oldest first: what was read once, and each that is told, whichever comes first. */
export const fills$ = (
  read$: Observable<readonly Fill[]>,
  told$: Observable<Fill>,
): Observable<readonly Fill[]> =>
  merge(
    told$,
    // What can't be read now is not worth the loss of what is told.
    defer(() => read$).pipe(catchError(() => of([]))),
  ).pipe(
    scan<Fill | readonly Fill[], readonly Fill[]>((known, news) => {
      const all = new Map(
        [...known, ...(Array.isArray(news) ? (news as readonly Fill[]) : [news as Fill])].map(
          (fill) => [keyOf(fill), fill] as const,
        ),
      );
      return [...all.values()]
        .sort((a, b) => a.executedAt - b.executedAt || a.tradeId - b.tradeId)
        .slice(-keptFills);
    }, []),
    startWith<readonly Fill[]>([]),
  );
