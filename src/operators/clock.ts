import { asyncScheduler, type SchedulerAction, type SchedulerLike } from 'rxjs';

/**
 * A scheduler with two times. `now()` is the time of day (Unix time, ms), which somebody can set, and which is for stamps.
 * `elapsed()` only counts on, and times every wait.
 */
export interface Clock extends SchedulerLike {
  /** Whole ms since some moment of this process. It is never set and never goes back. */
  elapsed(): number;
}

/** The work of a scheduled action. */
export type Work<T> = (this: SchedulerAction<T>, state?: T) => void;

/** The time of day, Unix time in ms, for events, logs and signatures. Time waits by `clock.elapsed()` instead. */
export const stampOf = (clock: Pick<SchedulerLike, 'now'>): number => clock.now();

// `performance` is looked up at each call, so that fake timers can take its place.
const monotonic = (): number => Math.floor(performance.now());

/** True if the scheduler runs on the time of day. Within RxJS's `TestScheduler.run`, `asyncScheduler` is virtual and does not. */
const isWall = (scheduler: SchedulerLike): boolean =>
  scheduler.now === asyncScheduler.now && Math.abs(scheduler.now() - Date.now()) < 1_000;

const isClock = (scheduler: SchedulerLike): scheduler is Clock => 'elapsed' in scheduler;

/**
 * Returns the clock of a scheduler. A scheduler that runs on the time of day (such as the default, `asyncScheduler`) gets a
 * monotonic `elapsed()`. Any other scheduler without `elapsed()`, such as a `TestScheduler`, has only one time.
 */
export const clockOf = (scheduler: SchedulerLike = asyncScheduler): Clock => {
  if (isClock(scheduler)) return scheduler;
  const now = (): number => scheduler.now();
  return {
    now,
    elapsed: isWall(scheduler) ? monotonic : now,
    schedule: <T>(work: Work<T>, delay?: number, state?: T) => scheduler.schedule(work, delay, state),
  };
};

/** A scheduler for RxJS operators that measure a wait by `now()`, such as `debounceTime`. */
export const elapsing = (clock: Clock): SchedulerLike => ({
  now: () => clock.elapsed(),
  schedule: <T>(work: Work<T>, delay?: number, state?: T) => clock.schedule(work, delay, state),
});

/** True if the two times of a clock can differ. */
export const hasTwoTimes = (times: { readonly now: () => number; readonly elapsed: () => number }): boolean =>
  times.now !== times.elapsed;
