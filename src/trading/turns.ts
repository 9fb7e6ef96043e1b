import { Observable } from 'rxjs';

/**
 * Whose order goes next, where many owners share the rate of one key. The client below sends first what came first; here only a
 * few orders are let through to it at a time, from each owner in turn, so that one who sends many keeps nobody waiting.
 */
export interface Turns {
  /** The source, once it is the owner's turn, which ends with the first value, the end, or whoever leaves. */
  readonly inTurn: <T>(owner: string, source: Observable<T>) => Observable<T>;
}

/** `atOnce`: how many may have their turn at a time. */
export const createTurns = (atOnce: number): Turns => {
  /** Of each owner who waits, in the order in which they are served. */
  const waiting = new Map<string, Set<() => void>>();
  let taken = 0;
  let isServing = false;

  const serveNext = (): void => {
    // A turn that ends at once is followed by the next one here, and not within it.
    if (isServing) return;
    isServing = true;
    while (taken < atOnce) {
      const [next] = waiting;
      if (next === undefined) break;
      const [owner, starts] = next;
      const [start] = starts;
      // The owner goes to the end of the row.
      waiting.delete(owner);
      if (start === undefined) continue;
      starts.delete(start);
      if (starts.size > 0) waiting.set(owner, starts);
      taken += 1;
      start();
    }
    isServing = false;
  };

  return {
    inTurn: (owner, source) =>
      new Observable((subscriber) => {
        let hasTurn = false;
        const endTurn = (): void => {
          if (!hasTurn) return;
          hasTurn = false;
          taken -= 1;
          serveNext();
        };
        const start = (): void => {
          hasTurn = true;
          subscriber.add(
            source.subscribe({
              next: (value) => {
                endTurn();
                subscriber.next(value);
              },
              error: (error: unknown) => {
                endTurn();
                subscriber.error(error);
              },
              complete: () => {
                endTurn();
                subscriber.complete();
              },
            }),
          );
        };
        const starts = waiting.get(owner) ?? new Set();
        waiting.set(owner, starts.add(start));
        subscriber.add(() => {
          starts.delete(start);
          endTurn();
        });
        serveNext();
      }),
  };
};
