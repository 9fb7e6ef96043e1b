import { distinctUntilChanged, map, Observable } from 'rxjs';

/** Emits the height of an element in px, and each change of it. */
const height$ = (element: Element): Observable<number> =>
  new Observable((subscriber) => {
    const observer = new ResizeObserver(([entry]) => {
      if (entry !== undefined) subscriber.next(entry.contentRect.height);
    });
    observer.observe(element);
    return () => observer.disconnect();
  });

/** The height in px of the head of the table, of the line between the sides, and of possible rounding. */
const between = 54;

/** Emits the number of rows of both sides of the book for which there is room, below a head that may be elsewhere. */
export const rowsOf = (section: HTMLElement, rowHeight: number): Observable<number> =>
  height$(section).pipe(
    map((height) => {
      const head = section.querySelector<HTMLElement>('.head');
      const isAbove = head !== null && getComputedStyle(head).position !== 'absolute';
      const room = height - between - (isAbove ? 28 : 0);
      return Math.min(40, Math.max(5, Math.floor(room / rowHeight / 2)));
    }),
    distinctUntilChanged(),
  );
