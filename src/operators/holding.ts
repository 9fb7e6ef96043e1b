import type { Observable, SchedulerLike, Subscription } from 'rxjs';

/**
 * Runs a source while somebody holds it, and one tick of the scheduler longer. There is one subscription and one timer at a
 * time, for any number of holders. Call the returned function to hold the source; that call returns the function that lets go.
 */
export const holding = (source$: Observable<unknown>, scheduler: SchedulerLike): (() => () => void) => {
  let holders = 0;
  let running: Subscription | null = null;
  let isLooking = false;

  const look = (): void => {
    isLooking = false;
    if (holders > 0) return;
    running?.unsubscribe();
    running = null;
  };

  const letGo = (): void => {
    holders -= 1;
    if (holders > 0 || isLooking) return;
    isLooking = true;
    scheduler.schedule(look);
  };

  return () => {
    holders += 1;
    if (running === null || running.closed) running = source$.subscribe();
    return letGo;
  };
};
