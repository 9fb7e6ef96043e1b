import type { SchedulerAction } from 'rxjs';
import type { Clock } from './clock';

export interface IdleTimer {
  /** Something happened: the wait starts anew. */
  readonly touch: () => void;
  readonly stop: () => void;
}

/**
 * Calls `onIdle` once, when nothing has touched it for `due` ms. A touch costs a look at the clock: the timer is
 * armed again only when it fires, not for every frame of a busy socket.
 */
export const idleTimer = (due: number, onIdle: () => void, clock: Clock): IdleTimer => {
  let lastTouch = clock.elapsed();
  const check = function (this: SchedulerAction<unknown>): void {
    const left = lastTouch + due - clock.elapsed();
    if (left > 0) this.schedule(undefined, Math.min(left, due));
    else onIdle();
  };
  const task = clock.schedule(check, due);
  return {
    touch: () => {
      lastTouch = clock.elapsed();
    },
    stop: () => task.unsubscribe(),
  };
};
