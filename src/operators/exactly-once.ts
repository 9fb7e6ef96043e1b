import { defer, filter, type MonoTypeOperatorFunction } from 'rxjs';
import { recentKeys } from './recent-keys';

export interface ExactlyOnceConfig<T, K> {
  readonly key: (value: T) => K;
  /** The number of latest keys that are remembered. A repeat after more keys than that is not recognised. */
  readonly remember?: number;
}

/**
 * Drops values whose key came before. Its memory is bounded.
 *
 * ```
 * source:               -a-b-a-c-b-
 * exactlyOnce({key})    -a-b---c---
 * ```
 *
 * @example
 * ```ts
 * import { of } from 'rxjs';
 * import { exactlyOnce } from 'rx-bitbank/operators';
 *
 * of({ id: 1 }, { id: 2 }, { id: 1 })
 *   .pipe(exactlyOnce({ key: (trade) => trade.id }))
 *   .subscribe(console.log); // 1, 2
 * ```
 */
export const exactlyOnce =
  <T, K>({ key, remember = 10_000 }: ExactlyOnceConfig<T, K>): MonoTypeOperatorFunction<T> =>
  (source) =>
    defer(() => {
      const isNew = recentKeys(remember);
      return source.pipe(filter((value) => isNew(key(value))));
    });
