/**
 * The clocks of the simulation. Each is an RxJS scheduler: `wallClock` is real time, `fasterClock` is the market's time
 * if it runs faster, and `virtualClock` drives everything in a test or a benchmark, without waiting.
 */
import { type SchedulerAction, type SchedulerLike, Subscription } from 'rxjs';
import { longestDelay } from '../../model/longest-delay';
import { heap, type HeapEntry } from './heap';

/** Runs a function once after a delay (ms); returns a function that prevents it. */
export type Arm = (delay: number, run: () => void) => () => void;

type Work<T> = (this: SchedulerAction<T>, state?: T) => void;

const actionOf = <T>(arm: Arm, work: Work<T>): SchedulerAction<T> => {
  let disarm: (() => void) | undefined;
  let given: T | undefined;
  const isArmed = (): boolean => disarm !== undefined;
  const action = new Subscription(() => disarm?.()) as SchedulerAction<T>;
  const run = (): void => {
    disarm = undefined;
    try {
      work.call(action, given as T);
    } catch (error) {
      action.unsubscribe();
      throw error;
    }
    // As in RxJS, an action that did not schedule itself again is over.
    if (!isArmed()) action.unsubscribe();
  };
  action.schedule = (state, delay = 0) => {
    if (action.closed) return action;
    disarm?.();
    given = state;
    disarm = arm(Math.max(0, delay), run);
    return action;
  };
  return action;
};

/** Makes a scheduler from a function that returns the time and one that runs work later. */
export const schedulerBy = (now: () => number, arm: Arm): SchedulerLike => ({
  now,
  schedule: <T>(work: Work<T>, delay = 0, state?: T): Subscription =>
    actionOf(arm, work).schedule(state, delay),
});

const armTimeout: Arm = (delay, run) => {
  const due = Date.now() + delay;
  let timer: ReturnType<typeof setTimeout>;
  const wait = (): void => {
    const left = due - Date.now();
    timer = left > longestDelay ? setTimeout(wait, longestDelay) : setTimeout(run, left);
  };
  wait();
  return () => clearTimeout(timer);
};

/** The clock of real time. */
export const wallClock: SchedulerLike = schedulerBy(() => Date.now(), armTimeout);

/** Returns a clock that starts at the present time of `base` and runs `speed` times as fast from here on. */
export const fasterClock = (base: SchedulerLike, speed: number): SchedulerLike => {
  if (speed === 1) return base;
  const start = base.now();
  return schedulerBy(
    () => start + Math.floor((base.now() - start) * speed),
    (delay, run) => {
      const timer = base.schedule(run, delay / speed);
      return () => timer.unsubscribe();
    },
  );
};

/** A clock that stands still until it is advanced. It counts whole ms, as those of the platform do. */
export interface VirtualClock extends SchedulerLike {
  /** Runs everything that is due up to a moment (Unix time, ms), in order of time, and stands there. */
  readonly advanceTo: (time: number) => void;
  readonly advanceBy: (ms: number) => void;
  /** Advances to the next due action and runs it; returns `false` if there is none. */
  readonly step: () => boolean;
}

interface Timer extends HeapEntry {
  readonly due: number;
  readonly order: number;
  readonly run: () => void;
}

/**
 * Creates a virtual clock. Actions due at the same time run in the order in which they were scheduled. It can run
 * without end, because it forgets past actions.
 */
export const virtualClock = (start: number): VirtualClock => {
  const timers = heap<Timer>((a, b) => a.due < b.due || (a.due === b.due && a.order < b.order));
  let time = start;
  let order = 0;

  const clock = schedulerBy(
    () => time,
    (delay, run) => {
      const timer: Timer = { due: time + Math.ceil(delay), order: order++, run, index: -1 };
      timers.push(timer);
      return () => timers.remove(timer);
    },
  );

  const runUntil = (limit: number): boolean => {
    const timer = timers.first();
    if (timer === undefined || timer.due > limit) return false;
    timers.remove(timer);
    time = Math.max(time, timer.due);
    timer.run();
    return true;
  };

  const advanceTo = (end: number): void => {
    while (runUntil(end));
    time = Math.max(time, end);
  };

  return {
    ...clock,
    advanceTo,
    advanceBy: (ms) => advanceTo(time + ms),
    step: () => runUntil(Infinity),
  };
};
