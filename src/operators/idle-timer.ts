import type { SchedulerAction } from 'rxjs';
import type { Clock } from './clock';

export interface IdleTimer {
  /** Starts the wait again, because something happened. */
  readonly touch: () => void;
  readonly stop: () => void;
}

/**
 * Calls `onIdle` once, when there was no touch for `due` ms. A touch only reads the clock: the timer is armed again when it
 * fires, and not for every frame of a busy socket.
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
