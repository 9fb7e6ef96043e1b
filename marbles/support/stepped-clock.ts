import type { SchedulerAction, SchedulerLike } from 'rxjs';
import type { Clock } from '../../src/operators/clock';

export interface SteppedClock extends Clock {
  /** Sets the time of day forward (or back) by `by` ms; elapsed time goes on. */
  readonly step: (by: number) => void;
}

export const hour = 3_600_000;

/**
 * Creates the clock of a virtual scheduler whose time of day can be set apart from elapsed time, like that of a
 * machine.
 */
export const steppedClock = (base: SchedulerLike): SteppedClock => {
  let shift = 0;
  return {
    now: () => base.now() + shift,
    elapsed: () => base.now(),
    schedule: <T>(work: (this: SchedulerAction<T>, state?: T) => void, delay?: number, state?: T) =>
      base.schedule(work, delay, state),
    step: (by) => {
      shift += by;
    },
  };
};
