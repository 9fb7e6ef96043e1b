import type { SchedulerLike } from 'rxjs';

/** Passes items on in the order they came, none sooner than its own delay allows; immediately while no item is held. */
export const delayLine = <T>(
  scheduler: SchedulerLike,
  forward: (item: T) => void,
): ((item: T, delay: number) => void) => {
  let held = 0;
  let freeAt = 0;
  return (item, delay) => {
    if (delay <= 0 && held === 0) {
      forward(item);
      return;
    }
    freeAt = Math.max(freeAt, scheduler.now() + delay);
    if (freeAt === Infinity) return;
    held += 1;
    scheduler.schedule(() => {
      held -= 1;
      forward(item);
    }, freeAt - scheduler.now());
  };
};
