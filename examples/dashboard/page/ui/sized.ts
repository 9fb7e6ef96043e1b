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

/** Head of the table, the line between the sides, and what a rounding may take, px. */
const between = 54;

/** How many rows of both sides of the book there is room for, below a head that may lie elsewhere. */
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
