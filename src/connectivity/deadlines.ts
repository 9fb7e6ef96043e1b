import { longestDelay } from '../model/longest-delay';
import { clockOf } from '../operators/clock';

/** Calls back when a request's time is up. The returned function ends the wait. */
export type AwaitDeadline = (delay: number, onLate: () => void) => () => void;

interface Awaited {
  /** The elapsed time at which it is called, ms. */
  readonly due: number;
  readonly onLate: () => void;
}

/**
 * Watches the deadlines of requests with one timer, which is set again when it fires and not for each request. Almost every
 * request ends long before its deadline, and a timer of its own took a fiftieth of an order's time until undici had it. The
 * timer does not keep the process alive, because the connection of an open request does.
 */
export const createDeadlines = (): AwaitDeadline => {
  const clock = clockOf();
  const open = new Set<Awaited>();
  let timer: NodeJS.Timeout | null = null;
  let firesAt = Infinity;

  const arm = (due: number): void => {
    clearTimeout(timer ?? undefined);
    firesAt = due;
    timer = setTimeout(look, Math.min(Math.max(1, due - clock.elapsed()), longestDelay)).unref();
  };

  const look = (): void => {
    timer = null;
    firesAt = Infinity;
    let next = Infinity;
    for (const one of open) {
      if (one.due > clock.elapsed()) next = Math.min(next, one.due);
      else {
        open.delete(one);
        one.onLate();
      }
    }
    if (next < firesAt) arm(next);
  };

  return (delay, onLate) => {
    const one = { due: clock.elapsed() + delay, onLate };
    open.add(one);
    if (one.due < firesAt) arm(one.due);
    return () => open.delete(one);
  };
};
