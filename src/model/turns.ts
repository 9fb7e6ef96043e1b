import { type SchedulerAction, type SchedulerLike, Subscription } from 'rxjs';
import { longestDelay } from './longest-delay';

/**
 * Runs `turn` on a scheduler until it is over. `turn` returns the time to the next turn in ms; `null`: there is none. On the
 * virtual scheduler of RxJS an action that schedules itself makes another one inside itself. Thousands inside each other
 * can't be unsubscribed from, so that only the newest is held.
 */
export const runTurns = (
  scheduler: Pick<SchedulerLike, 'schedule'>,
  turn: () => number | null,
): Subscription => {
  const life = new Subscription();
  const run = function (this: SchedulerAction<unknown>): void {
    const wait = turn();
    if (wait === null || life.closed) return;
    const next = this.schedule(undefined, Math.min(Math.max(0, wait), longestDelay));
    if (next === this) return;
    this.remove(next);
    life.remove(this);
    life.add(next);
  };
  life.add(scheduler.schedule(run));
  return life;
};
