import { defer, filter, type MonoTypeOperatorFunction } from 'rxjs';
import { recentKeys } from './recent-keys';

export interface ExactlyOnceConfig<T, K> {
  readonly key: (value: T) => K;
  /** How many keys are remembered, the latest. What repeats has to repeat within as many. */
  readonly remember?: number;
}

/**
 * Drops a value whose key came before, in bounded memory.
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
