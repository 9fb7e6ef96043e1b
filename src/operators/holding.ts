import { finalize, type Observable, Subscription } from 'rxjs';
import type { Clock } from './clock';

/**
 * Runs a source while somebody holds it, and `linger` ms longer. There is one subscription and one timer at a time, for any
 * number of holders, and the timer is not set again for each. Call the returned function to hold the source; that call
 * returns the function that lets go.
 *
 * ```
 * source             ^--------!
 * first holder       ^-!
 * second holder      ---^-!
 * holding(linger: 4)
 * ```
 */
export const holding = (source$: Observable<unknown>, linger: number, clock: Clock): (() => () => void) => {
  let holders = 0;
  let leftAt = -Infinity;
  let running: Subscription | null = null;
  let timer: Subscription | null = null;

  const look = (): void => {
    timer = null;
    if (holders > 0) return;
    const rest = leftAt + linger - clock.elapsed();
    if (rest > 0) timer = clock.schedule(look, rest);
    else running?.unsubscribe();
  };

  const letGo = (): void => {
    holders -= 1;
    if (holders > 0) return;
    leftAt = clock.elapsed();
    if (timer === null && running?.closed === false) timer = clock.schedule(look, linger);
  };

  const begin = (): void => {
    const run = new Subscription();
    // An observer of the beginning may hold the source too, so that it counts as running before it is subscribed to.
    running = run;
    run.add(() => {
      // An observer of the end may have begun another run, whose timer stays.
      if (running !== run) return;
      timer?.unsubscribe();
      timer = null;
    });
    run.add(source$.pipe(finalize(() => run.unsubscribe())).subscribe());
  };

  return () => {
    holders += 1;
    if (running === null || running.closed) begin();
    return letGo;
  };
};
