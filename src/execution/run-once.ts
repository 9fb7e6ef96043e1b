import { Observable, ReplaySubject } from 'rxjs';

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
export const runOnce = <T>(source: Observable<T>): Observable<T> => {
  let running: ReplaySubject<T> | null = null;
  return new Observable((subscriber) => {
    if (running !== null) return running.subscribe(subscriber);
    const run = new ReplaySubject<T>();
    running = run;
    const subscription = run.subscribe(subscriber);
    source.subscribe({
      next: (value) => {
        run.next(value);
      },
      error: (error: unknown) => {
        running = null;
        run.error(error);
      },
      complete: () => {
        run.complete();
      },
    });
    return subscription;
  });
};
