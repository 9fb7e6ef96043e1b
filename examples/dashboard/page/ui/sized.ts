import { distinctUntilChanged, map, Observable } from 'rxjs';

/** The height of an element, px, and whenever it changes. */
const height$ = (element: Element): Observable<number> =>
  new Observable((subscriber) => {
    const observer = new ResizeObserver(([entry]) => {
      if (entry !== undefined) subscriber.next(entry.contentRect.height);
    });
    observer.observe(element);
    return () => observer.disconnect();
  });

/** How many rows each of both sides of the book has room for. */
export const rowsOf = (element: Element, rowHeight: number, rest: number): Observable<number> =>
  height$(element).pipe(
    map((height) => Math.min(40, Math.max(5, Math.floor((height - rest) / rowHeight / 2)))),
    distinctUntilChanged(),
  );
