import { finalize, Observable, type MonoTypeOperatorFunction } from 'rxjs';

/**
 * One shared Observable a key: made on the first subscription, forgotten when its source has ended.
 *
 * @example
 * ```ts
 * import { interval, map } from 'rxjs';
 * import { shareByKey, shareCurrent } from 'rx-bitbank/operators';
 *
 * const every = shareByKey((ms: number) => interval(ms).pipe(map((n) => n * ms)), shareCurrent());
 * every(1000).subscribe();
 * every(1000).subscribe(); // the same timer
 * ```
 */
export const shareByKey = <K, T>(
  make: (key: K) => Observable<T>,
  share: MonoTypeOperatorFunction<T>,
): ((key: K) => Observable<T>) => {
  const live = new Map<K, Observable<T>>();
  return (key) =>
    new Observable<T>((subscriber) => {
      let shared = live.get(key);
      if (shared === undefined) {
        shared = make(key).pipe(
          finalize(() => live.delete(key)),
          share,
        );
        live.set(key, shared);
      }
      return shared.subscribe(subscriber);
    });
};
