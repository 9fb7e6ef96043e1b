import { asyncScheduler, type SchedulerAction, type SchedulerLike } from 'rxjs';

export interface IdleTimer {
  /** Something happened: the wait starts anew. */
  readonly touch: () => void;
  readonly stop: () => void;
}

/**
 * Calls `onIdle` once, when nothing has touched it for `due` ms. A touch costs a look at the clock: the timer is
 * armed again only when it fires, not for every frame of a busy socket.
 */
export const idleTimer = (
  due: number,
  onIdle: () => void,
  scheduler: SchedulerLike = asyncScheduler,
): IdleTimer => {
  let lastTouch = scheduler.now();
  const check = function (this: SchedulerAction<unknown>): void {
    const left = lastTouch + due - scheduler.now();
    if (left > 0) this.schedule(undefined, left);
    else onIdle();
  };
  const task = scheduler.schedule(check, due);
  return {
    touch: () => {
      lastTouch = scheduler.now();
    },
    stop: () => task.unsubscribe(),
  };
};
