import { longestDelay } from '../../model/longest-delay';
import { Subscription, type SchedulerLike } from 'rxjs';

/** The tasks of the future and their times. */
export interface Agenda {
  /** Runs a task at that time, never earlier, however far away it is. */
  readonly at: (time: number, run: () => void) => void;
  readonly clear: () => void;
}

export const createAgenda = (scheduler: SchedulerLike): Agenda => {
  const actions = new Subscription();
  const at = (time: number, run: () => void): void => {
    const delay = Math.min(Math.max(0, time - scheduler.now()), longestDelay);
    const action = scheduler.schedule(() => {
      actions.remove(action);
      if (scheduler.now() < time) at(time, run);
      else run();
    }, delay);
    actions.add(action);
  };
  return { at, clear: () => actions.unsubscribe() };
};
