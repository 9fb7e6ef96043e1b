import type { SchedulerLike, Subscription } from 'rxjs';

/** A task that runs once for everything that comes within a delay. */
export interface Batch {
  /** Schedules the task. It runs a delay after the first call since its last run. */
  readonly arm: () => void;
  readonly cancel: () => void;
}

/** Creates a batch. `delayOf` returns the delay in ms, and is called each time. */
export const createBatch = (scheduler: SchedulerLike, delayOf: () => number, run: () => void): Batch => {
  let timer: Subscription | undefined;
  return {
    arm: () => {
      timer ??= scheduler.schedule(() => {
        timer = undefined;
        run();
      }, delayOf());
    },
    cancel: () => {
      timer?.unsubscribe();
      timer = undefined;
    },
  };
};
