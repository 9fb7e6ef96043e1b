import {
  defer,
  EMPTY,
  fromEvent,
  ignoreElements,
  interval,
  merge,
  NEVER,
  type Observable,
  Subject,
  tap,
} from 'rxjs';
import { hasTwoTimes, type Clock, type Work } from './clock';

/** The time of day and elapsed time have parted. The machine slept or its clock was set; nobody can know which. */
export interface ClockLeap {
  /** The lead of the time of day over elapsed time, in whole ms; negative if the time of day is behind. */
  readonly by: number;
}

export interface WatchedClock {
  /** The clock to use in place of the given one. Before each timer does its work, this clock checks for a leap. */
  readonly clock: Clock;
  /** Every leap, hot. */
  readonly leaps$: Observable<ClockLeap>;
  /** Checks for a leap once per second while it is subscribed to, and in a page also when that is shown again. Emits nothing. */
  readonly looking$: Observable<never>;
}

/** Emits when a page is shown again. A browser holds back the timers of a page that is asleep or out of sight. */
const awake$ = defer(() =>
  typeof document === 'undefined'
    ? EMPTY
    : merge(
        fromEvent(globalThis, 'online'),
        fromEvent(globalThis, 'pageshow'),
        fromEvent(document, 'visibilitychange'),
      ),
);

/** A difference of up to this many ms is not a leap. */
const tolerance = 2_000;
const lookEvery = 1_000;
/** A drift up to this rate is followed and is not a leap: systems slew their clocks by up to 500 ppm. */
const slewing = 0.001;

const watchTwoTimes = (clock: Clock): WatchedClock => {
  const leaps = new Subject<ClockLeap>();
  let lookedAt = clock.elapsed();
  /** The time of day minus elapsed time, ms. */
  let offset = clock.now() - lookedAt;

  const look = (): void => {
    const elapsed = clock.elapsed();
    const by = clock.now() - elapsed - offset;
    const followed = (elapsed - lookedAt) * slewing;
    lookedAt = elapsed;
    if (Math.abs(by) <= tolerance) {
      offset += Math.max(-followed, Math.min(followed, by));
      return;
    }
    offset += by;
    leaps.next({ by: Math.round(by) });
  };

  const looking = <T>(work: Work<T>): Work<T> =>
    function (state) {
      look();
      work.call(this, state);
    };

  return {
    clock: {
      now: () => clock.now(),
      elapsed: () => clock.elapsed(),
      schedule: <T>(work: Work<T>, delay?: number, state?: T) => clock.schedule(looking(work), delay, state),
    },
    leaps$: leaps.asObservable(),
    looking$: merge(interval(lookEvery, clock), awake$).pipe(tap(look), ignoreElements()),
  };
};

/**
 * Watches for moments at which the two times of a clock part by more than 2 s in either direction. A clock with only one
 * time never leaps, and gets no timer.
 */
export const watchLeaps = (clock: Clock): WatchedClock =>
  hasTwoTimes(clock) ? watchTwoTimes(clock) : { clock, leaps$: NEVER, looking$: EMPTY };
