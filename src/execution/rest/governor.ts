import { Observable, Subscription, type SchedulerLike } from 'rxjs';

/** The venue counts calls in two lanes: orders, cancels and withdrawals are UPDATE calls, all others QUERY calls. */
export type Lane = 'query' | 'update';

/**
 * Holds calls back until they may leave: in each lane first come, first served, urgent ones before the others.
 * A call is made when it leaves, so that it can be signed then; unsubscribing takes a waiting call out.
 */
export type Governor = <A>(lane: Lane, urgent: boolean, call: () => Observable<A>) => Observable<A>;

export interface GovernorConfig {
  /** Calls a second. */
  readonly limits: Readonly<Record<Lane, number>>;
  /** One call at a time. */
  readonly serial: boolean;
  /** The venue says that there were too many calls. */
  readonly isRateLimit: (error: unknown) => boolean;
  readonly scheduler: SchedulerLike;
}

const second = 1_000;
const longestPause = 32 * second;

interface LaneState {
  readonly waiting: Record<'urgent' | 'normal', (() => void)[]>;
  /** Calls that may still count at the venue. */
  counted: number;
  isPaused: boolean;
  /** Refusals in a row for too many calls. */
  refusals: number;
}

/**
 * The venue sees a call between its leaving and its reply. A call therefore counts until a second after its reply,
 * or until a second after it should have had one: whatever the time on the way, no second at the venue sees too many.
 */
export const createGovernor = ({ limits, serial, isRateLimit, scheduler }: GovernorConfig): Governor => {
  const createLane = (): LaneState => ({
    waiting: { urgent: [], normal: [] },
    counted: 0,
    isPaused: false,
    refusals: 0,
  });
  const lanes: Readonly<Record<Lane, LaneState>> = { update: createLane(), query: createLane() };
  let out = 0;

  const drainLane = (name: Lane): void => {
    const lane = lanes[name];
    while (lane.counted < limits[name] && !lane.isPaused && !(serial && out > 0)) {
      const leave = lane.waiting.urgent.shift() ?? lane.waiting.normal.shift();
      if (leave === undefined) return;
      leave();
    }
  };
  const drain = (): void => {
    drainLane('update');
    drainLane('query');
  };

  /** The venue's count is the user's: other programs may have used it up, and only waiting helps. */
  const pause = (lane: LaneState): void => {
    if (lane.isPaused) return;
    const length = Math.min(second * 2 ** lane.refusals, longestPause);
    lane.refusals += 1;
    lane.isPaused = true;
    // Not by the clock: one that is a millisecond behind its timers would leave the lane paused for good.
    scheduler.schedule(() => {
      lane.isPaused = false;
      drain();
    }, length);
  };

  /** Counts a call that leaves; gives what to do once it has settled. */
  const count = (lane: LaneState): (() => void) => {
    lane.counted += 1;
    out += 1;
    const uncount = (): void => {
      lane.counted -= 1;
      drain();
    };
    const overdue = new Subscription();
    let left = false;
    const startCountdown = (): void => {
      if (left) return;
      left = true;
      overdue.unsubscribe();
      scheduler.schedule(uncount, second);
    };
    overdue.add(scheduler.schedule(startCountdown, second));
    return () => {
      out -= 1;
      startCountdown();
      drain();
    };
  };

  return (name, urgent, call) =>
    new Observable((subscriber) => {
      const lane = lanes[name];
      const queue = lane.waiting[urgent ? 'urgent' : 'normal'];
      const leave = (): void => {
        const settle = count(lane);
        const calling = call().subscribe({
          next: (value) => subscriber.next(value),
          error: (error: unknown) => {
            if (isRateLimit(error)) pause(lane);
            subscriber.error(error);
          },
          complete: () => {
            lane.refusals = 0;
            subscriber.complete();
          },
        });
        calling.add(settle);
        subscriber.add(calling);
      };
      queue.push(leave);
      subscriber.add(() => {
        const at = queue.indexOf(leave);
        if (at >= 0) queue.splice(at, 1);
      });
      drain();
    });
};
