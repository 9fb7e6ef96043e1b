import { concat, defer, interval, retry, take, throwError, debounceTime, Subject } from 'rxjs';

/** Uses timers, promises and clocks without a scheduler, and checks that all of them run on the world's clock. */
export default ({ scheduler }) => {
  const start = Date.now();
  let tries = 0;
  const retried$ = defer(() => (++tries < 4 ? throwError(() => new Error('again')) : [tries])).pipe(
    retry({ delay: 1_000 }),
  );
  const awaited$ = defer(async () => {
    await new Promise((resolve) => setTimeout(resolve, 5_000));
    await new Promise((resolve) => setImmediate(resolve));
    return performance.now();
  });
  let debounced;
  const seen = new Subject();
  setTimeout(() => seen.next(1), 100);
  seen.pipe(debounceTime(50)).subscribe(() => (debounced = Date.now() - start));
  return concat(
    defer(() => {
      if (new Date().getTime() !== scheduler.now()) throw new Error('there are two times');
      return [];
    }),
    interval(250).pipe(take(2)),
    retried$,
    awaited$,
    defer(() => {
      if (debounced !== 150 || !(new Date() instanceof Date)) throw new Error('time is not virtual');
      return [];
    }),
  );
};
