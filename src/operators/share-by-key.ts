import { defer, finalize, Observable, type MonoTypeOperatorFunction } from 'rxjs';

/**
 * Keeps one shared Observable per key. It is made at the first subscription, and forgotten when its source has ended.
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
  /** Returns the identity of a key. Keys with the same identity share an Observable. By default a key is its own identity. */
  idOf: (key: K) => unknown = (key) => key,
): ((key: K) => Observable<T>) => {
  const live = new Map<unknown, Observable<T>>();
  return (key) =>
    new Observable<T>((subscriber) => {
      const id = idOf(key);
      let shared = live.get(id);
      if (shared === undefined) {
        let running = 0;
        const made = defer(() => {
          running += 1;
          return make(key);
        });
        // A subscriber that comes back during the end starts a new source, which stays the one of its key.
        const forget = (): void => {
          running -= 1;
          if (running === 0) live.delete(id);
        };
        shared = made.pipe(finalize(forget), share(key));
        live.set(id, shared);
      }
      return shared.subscribe(subscriber);
    });
};
