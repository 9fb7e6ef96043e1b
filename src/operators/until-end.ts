import { Observable, type Subscriber } from 'rxjs';

/**
 * `takeUntil` for many sources with one end in common, of whose subscribers each is an entry in a set: `takeUntil` itself
 * takes two subscriptions of each.
 *
 * ```
 * end      ------e
 * source   a--b-----c
 * result   a--b--|
 * ```
 */
export const untilEnd = (end$: Observable<unknown>): (<T>(source: Observable<T>) => Observable<T>) => {
  const open = new Set<Subscriber<never>>();
  let isOver = false;
  end$.subscribe(() => {
    isOver = true;
    for (const subscriber of open) subscriber.complete();
  });
  return (source) =>
    new Observable((subscriber) => {
      if (isOver) {
        subscriber.complete();
        return undefined;
      }
      open.add(subscriber);
      subscriber.add(() => open.delete(subscriber));
      return source.subscribe(subscriber);
    });
};
