import { Observable, type Subscriber } from 'rxjs';

/**
 * Does what `takeUntil` does, for many sources with a common end. Each subscriber is only an entry in a set; `takeUntil`
 * itself takes two subscriptions per subscriber.
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
