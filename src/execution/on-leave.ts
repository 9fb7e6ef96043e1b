import { Observable, tap } from 'rxjs';

/** Calls `leave` once the last observer has gone before the end. */
export const onLeave = <T>(source: Observable<T>, leave: (source: Observable<T>) => void): Observable<T> => {
  let observers = 0;
  let isLeft = false;
  return new Observable((subscriber) => {
    observers += 1;
    let isOver = false;
    const end = (): void => {
      isOver = true;
    };
    const subscription = source.pipe(tap({ error: end, complete: end })).subscribe(subscriber);
    return () => {
      subscription.unsubscribe();
      observers -= 1;
      if (isOver || observers > 0 || isLeft) return;
      isLeft = true;
      leave(source);
    };
  });
};
