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

/** Time of day and elapsed time have parted: the machine slept or its clock was set, and nothing tells which. */
export interface ClockLeap {
  /** How far the time of day is ahead of where elapsed time would have it, whole ms; negative: behind. */
  readonly by: number;
}

export interface WatchedClock {
  /** Takes the place of the given clock: before a timer of it does its work, it looks whether the clock has leapt. */
  readonly clock: Clock;
  /** Every leap that is seen. Hot. */
  readonly leaps$: Observable<ClockLeap>;
  /** Looks once a second while it is subscribed to, in a page also when that comes back; emits nothing. */
  readonly looking$: Observable<never>;
}

/** A page that was asleep or out of sight, whose timers a browser holds back, tells so by itself. */
const awake$ = defer(() =>
  typeof document === 'undefined'
    ? EMPTY
    : merge(
        fromEvent(globalThis, 'online'),
        fromEvent(globalThis, 'pageshow'),
        fromEvent(document, 'visibilitychange'),
      ),
);

/** Times that have parted by no more, ms, are not said to have leapt. */
const tolerance = 2_000;
const lookEvery = 1_000;
/** A time of day that is faster or slower by no more is followed: clocks are slewed by up to 500 ppm. */
const slewing = 0.001;

const watchTwoTimes = (clock: Clock): WatchedClock => {
  const leaps = new Subject<ClockLeap>();
  let lookedAt = clock.elapsed();
  /** The time of day less elapsed time. */
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
 * Watches for the moments at which the two times of a clock part by more than 2 s, either way. A clock that has only one
 * time never leaps, and is given no timer.
 */
export const watchLeaps = (clock: Clock): WatchedClock =>
  hasTwoTimes(clock) ? watchTwoTimes(clock) : { clock, leaps$: NEVER, looking$: EMPTY };
