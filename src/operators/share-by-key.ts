import { Observable, tap, type MonoTypeOperatorFunction } from 'rxjs';

/**
 * One shared Observable a key: made on the first subscription, forgotten when its source has ended.
 *
 * @example
 * ```ts
 * import { interval, map } from 'rxjs';
 * import { shareByKey, shareCurrent } from 'rx-bitbank/operators';
 *
 * const every = shareByKey((ms: number) => interval(ms).pipe(map((n) => n * ms)), () => shareCurrent());
 * every(1000).subscribe();
 * every(1000).subscribe(); // the same timer
 * ```
 */
export const shareByKey = <K, T>(
  make: (key: K) => Observable<T>,
  share: (key: K) => MonoTypeOperatorFunction<T>,
  /** What makes two keys the same: by default their identity. */
  idOf: (key: K) => unknown = (key) => key,
): ((key: K) => Observable<T>) => {
  const live = new Map<unknown, Observable<T>>();
  return (key) =>
    new Observable<T>((subscriber) => {
      const id = idOf(key);
      let shared = live.get(id);
      if (shared === undefined) {
        // Before its end is told: who then subscribes again starts afresh.
        const forget = (): void => void live.delete(id);
        shared = make(key).pipe(tap({ complete: forget, error: forget, unsubscribe: forget }), share(key));
        live.set(id, shared);
      }
      return shared.subscribe(subscriber);
    });
};
