import type { SchedulerLike, Subscription } from 'rxjs';

/** Something done once for all that comes within a delay. */
export interface Batch {
  /** It will be done a delay after the first call since it was done last. */
  readonly arm: () => void;
  readonly cancel: () => void;
}

/** `delayOf` in ms, asked anew each time. */
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
