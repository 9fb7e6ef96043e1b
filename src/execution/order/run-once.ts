import { type Observable, ReplaySubject, share } from 'rxjs';

/**
 * Runs the source at its first subscription and to its end, whoever leaves; later subscribers get the replay.
 * An error reaches those who are present and is forgotten: the next subscription runs the source afresh.
 *
 * ```
 * source   a--b--c|
 *          ^  !          first subscriber
 *          a--b
 *                   ^    second, after the end
 *                   (abc|)
 * ```
 */
export const runOnce = <T>(source: Observable<T>): Observable<T> =>
  source.pipe(
    share({
      connector: () => new ReplaySubject<T>(),
      resetOnComplete: false,
      resetOnRefCountZero: false,
    }),
  );
