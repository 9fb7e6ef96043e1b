import type { Observable, SchedulerLike, Subscription } from 'rxjs';

/**
 * Runs a source while it is held, and a tick of the scheduler more: one subscription, and one timer at a time, however
 * many hold it one after the other. What is given holds it, and gives what lets go.
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
