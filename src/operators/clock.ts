import { asyncScheduler, type SchedulerAction, type SchedulerLike } from 'rxjs';

/**
 * A scheduler that tells elapsed time apart from the time of day. `now()` is the time of day (Unix time, ms), which can
 * be set, and which stands in stamps; `elapsed()` times every wait.
 */
export interface Clock extends SchedulerLike {
  /** Whole ms since some moment of this process; it is never set and never goes back. */
  elapsed(): number;
}

/** What a scheduler is given to do. */
export type Work<T> = (this: SchedulerAction<T>, state?: T) => void;

/** The time of day, Unix time in ms: for what is told, written down or signed. A wait is timed by `clock.elapsed()`. */
export const stampOf = (clock: Pick<SchedulerLike, 'now'>): number => clock.now();

// Both are looked up at each call, so that fake timers can take their place.
const monotonic = (): number => Math.floor(performance.now());

/** In RxJS's own `TestScheduler.run`, `asyncScheduler` is virtual: its time is then the only one that passes. */
const isWall = (scheduler: SchedulerLike): boolean =>
  scheduler.now === asyncScheduler.now && Math.abs(scheduler.now() - Date.now()) < 1_000;

const isClock = (scheduler: SchedulerLike): scheduler is Clock => 'elapsed' in scheduler;

/**
 * The clock of a scheduler. One that runs on the time of day (RxJS's own, by default `asyncScheduler`) is given a
 * monotonic `elapsed()`; any other one without `elapsed()`, such as a `TestScheduler`, has only one time.
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

/** A clock for the RxJS operators that measure a wait by `now()`, such as `debounceTime`. */
export const elapsing = (clock: Clock): SchedulerLike => ({
  now: () => clock.elapsed(),
  schedule: <T>(work: Work<T>, delay?: number, state?: T) => clock.schedule(work, delay, state),
});

/** Can the two times of a clock part? */
export const hasTwoTimes = (times: { readonly now: () => number; readonly elapsed: () => number }): boolean =>
  times.now !== times.elapsed;
