import { Observable } from 'rxjs';

/**
 * Decides whose order goes next, where many owners share the rate of one key. The client below sends orders in the order in
 * which they came. Only a few orders reach it at a time, from each owner in turn, so that an owner with many orders does not
 * make the others wait.
 */
export interface Turns {
  /** Subscribes to the source in the owner's turn. The turn ends with the first value, the end, or unsubscribing. */
  readonly inTurn: <T>(owner: string, source: Observable<T>) => Observable<T>;
}

/** Creates turns. `atOnce` is the number of sources that may have their turn at the same time. */
export const createTurns = (atOnce: number): Turns => {
  /** The waiting sources per owner, in the order in which the owners are served. */
  const waiting = new Map<string, Set<() => void>>();
  let taken = 0;
  let isServing = false;

  const serveNext = (): void => {
    // A turn that ends immediately is followed by the next one in this loop, and not recursively.
    if (isServing) return;
    isServing = true;
    while (taken < atOnce) {
      const [next] = waiting;
      if (next === undefined) break;
      const [owner, starts] = next;
      const [start] = starts;
      // The owner goes to the end of the queue.
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
