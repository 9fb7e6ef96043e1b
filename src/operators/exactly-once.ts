import { defer, filter, type MonoTypeOperatorFunction } from 'rxjs';

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
      const seen = new Set<K>();
      // One iterator throughout: a new one would first pass over the places of all that were deleted.
      const oldest = seen.values();
      return source.pipe(
        filter((value) => {
          const id = key(value);
          if (seen.has(id)) return false;
          seen.add(id);
          if (seen.size > remember) seen.delete(oldest.next().value as K);
          return true;
        }),
      );
    });
