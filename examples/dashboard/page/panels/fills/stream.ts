import { combineLatest, map, scan, type Observable } from 'rxjs';
import type { Fill } from 'rx-bitbank/execution';
import { latest, type Latest } from '../../ui/latest';

/** The number of fills that are kept. */
export const keptFills = 500;

const keyOf = ({ pair, tradeId, orderId }: Fill): string => `${pair}/${tradeId}/${orderId}`;

const joined = (known: readonly Fill[], news: readonly Fill[]): readonly Fill[] =>
  [...new Map([...known, ...news].map((fill) => [keyOf(fill), fill] as const)).values()]
    .sort((a, b) => a.executedAt - b.executedAt || a.tradeId - b.tradeId)
    .slice(-keptFills);

/**
 * Emits the account's newest fills, oldest first: those that were read, and each new one, whichever comes first. A
 * refused read is reported and tried again, and costs none of the new ones.
 */
export const fills$ = (
  read$: Observable<readonly Fill[]>,
  latest$: Observable<Fill>,
): Observable<Latest<readonly Fill[]>> => {
  const live$ = latest(latest$).pipe(
    scan<Latest<Fill>, Latest<readonly Fill[]>>(
      ({ value }, news) => ({
        value: news.value === null ? value : joined(value ?? [], [news.value]),
        problem: news.problem,
      }),
      { value: null, problem: null },
    ),
  );
  return combineLatest([latest(read$), live$]).pipe(
    map(([read, live]) => ({
      value: read.value === null ? live.value : joined(read.value, live.value ?? []),
      problem: read.problem ?? live.problem,
    })),
  );
};
