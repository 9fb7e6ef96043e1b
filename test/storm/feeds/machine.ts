import { Observable, type Subscriber } from 'rxjs';
import type { Clock } from '../../../src/operators/clock';
import { schedulerBy, type Arm, type VirtualClock } from '../../../src/simulator/market/clock';

/**
 * The machine that runs a client. Its clock can be set, and it can sleep. Nothing of the client runs during its sleep.
 */
export interface Machine {
  readonly clock: Clock;
  readonly isAsleep: () => boolean;
  /** Sets the time of day forward or back, ms. */
  readonly set: (by: number) => void;
  /** Stops elapsed time for `ms` ms, while the time of day goes on. */
  readonly sleep: (ms: number) => void;
  readonly whenAwake: (act: () => void) => void;
  /** Holds the events that come to the machine until it is awake. */
  readonly received: <A>(source: Observable<A>) => Observable<A>;
}

export const createMachine = (world: VirtualClock): Machine => {
  let shift = 0;
  let slept = 0;
  let asleepSince: number | null = null;
  let waiting: (() => void)[] = [];

  const elapsed = (): number => (asleepSince ?? world.now()) - slept;
  const whenAwake = (act: () => void): void => {
    if (asleepSince === null) act();
    else waiting.push(act);
  };
  const wake = (): void => {
    slept += world.now() - (asleepSince ?? world.now());
    asleepSince = null;
    const due = waiting;
    waiting = [];
    for (const act of due) whenAwake(act);
  };
  const arm: Arm = (delay, run) => {
    const due = elapsed() + Math.ceil(delay);
    let isOver = false;
    const fire = (): void => {
      if (isOver) return;
      if (elapsed() < due) wait();
      else run();
    };
    const wait = (): void => {
      timer = world.schedule(() => whenAwake(fire), due - elapsed());
    };
    let timer = world.schedule(() => whenAwake(fire), due - elapsed());
    return () => {
      isOver = true;
      timer.unsubscribe();
    };
  };

  return {
    clock: { ...schedulerBy(() => world.now() + shift, arm), elapsed },
    isAsleep: () => asleepSince !== null,
    set: (by) => {
      shift += by;
    },
    sleep: (ms) => {
      if (asleepSince !== null) return;
      asleepSince = world.now();
      world.schedule(wake, ms);
    },
    whenAwake,
    received: <A>(source: Observable<A>) =>
      new Observable<A>((subscriber: Subscriber<A>) =>
        source.subscribe({
          next: (value) => whenAwake(() => subscriber.next(value)),
          error: (error: unknown) => whenAwake(() => subscriber.error(error)),
          complete: () => whenAwake(() => subscriber.complete()),
        }),
      ),
  };
};
