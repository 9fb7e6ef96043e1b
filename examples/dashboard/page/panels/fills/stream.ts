import { combineLatest, map, scan, type Observable } from 'rxjs';
import type { Fill } from 'rx-bitbank/execution';
import { told, type Told } from '../../ui/told';

/** So many fills are kept. */
export const keptFills = 500;

const keyOf = ({ pair, tradeId, orderId }: Fill): string => `${pair}/${tradeId}/${orderId}`;

const joined = (known: readonly Fill[], news: readonly Fill[]): readonly Fill[] =>
  [...new Map([...known, ...news].map((fill) => [keyOf(fill), fill] as const)).values()]
    .sort((a, b) => a.executedAt - b.executedAt || a.tradeId - b.tradeId)
    .slice(-keptFills);

/**
 * The account's newest fills, oldest first: what was read, and each that is told, whichever comes first. A read that is
 * refused is said and tried again, and costs nothing of what is told.
 */
export const fills$ = (
  read$: Observable<readonly Fill[]>,
  told$: Observable<Fill>,
): Observable<Told<readonly Fill[]>> => {
  const live$ = told(told$).pipe(
    scan<Told<Fill>, Told<readonly Fill[]>>(
      ({ value }, news) => ({
        value: news.value === null ? value : joined(value ?? [], [news.value]),
        problem: news.problem,
      }),
      { value: null, problem: null },
    ),
  );
  return combineLatest([told(read$), live$]).pipe(
    map(([read, live]) => ({
      value: read.value === null ? live.value : joined(read.value, live.value ?? []),
      problem: read.problem ?? live.problem,
    })),
  );
};
