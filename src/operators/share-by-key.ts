import { defer, finalize, Observable, type MonoTypeOperatorFunction } from 'rxjs';

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
        let running = 0;
        const made = defer(() => {
          running += 1;
          return make(key);
        });
        // Who subscribes again when the end is told, starts afresh, and it stays the one of its key.
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
