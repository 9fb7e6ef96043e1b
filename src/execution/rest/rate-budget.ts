import { type Observable, Subject, type Subscription } from 'rxjs';
import type { Clock } from '../../operators/clock';

/** A lane in which the venue counts calls: orders, cancels and withdrawals are UPDATE calls, all others QUERY calls. */
export type Lane = 'query' | 'update';

/** A call that asks for its turn. */
export interface Asking {
  readonly lane: Lane;
  /** True if the call goes before others of its lane. */
  readonly urgent: boolean;
  /** The number of calls of the lane that may count at the venue, this one included. */
  readonly limit: number;
  /** True if the call leaves only while no other call is under way. */
  readonly serial: boolean;
  /** The longest time for which the call may be under way, ms. */
  readonly timeout: number;
}

/** A call whose turn has come. */
export interface Turn {
  /** Reports that nothing was sent, so that the call does not count. */
  readonly unused: () => void;
  /**
   * Reports that the call is no longer under way. `answered`: its reply has come or its time was up, so that it counts for
   * only one more second.
   */
  readonly over: (answered: boolean) => void;
  /** Reports that the venue refused the call because there were too many. */
  readonly refused: () => void;
  /** Reports that the venue accepted the call. */
  readonly taken: () => void;
}

/** A pause after too many calls. No call of the lane leaves for a while, except urgent ones after a second. */
export interface LanePause {
  readonly lane: Lane;
  /** The length of the pause, ms. */
  readonly pause: number;
  /** The number of calls that wait for its end. */
  readonly waiting: number;
}

/**
 * The calls that the venue may count for one key, for every client of the key. A waiting call is served when its turn
 * comes.
 */
export interface RateBudget {
  /**
   * Calls `leave` immediately if the call may leave, and otherwise when it may. The returned function removes a waiting
   * call.
   */
  readonly ask: (asking: Asking, leave: (turn: Turn) => void) => (() => void) | null;
  /** Feed: emits pauses. Hot. */
  readonly pauses$: Observable<LanePause>;
  /** Returns true if no call waits and none counts. */
  readonly isIdle: () => boolean;
}

interface Counted {
  readonly leftAt: number;
  /** The elapsed time from which the call does not count any more. */
  until: number;
}

interface Waiting {
  readonly asking: Asking;
  readonly leave: (turn: Turn) => void;
}

interface LaneState {
  readonly name: Lane;
  counted: Counted[];
  readonly urgent: Waiting[];
  readonly normal: Waiting[];
  /** The number of refusals in a row because of too many calls. */
  refusals: number;
  /** The times at which a normal call, and an urgent one, may leave after such a refusal; elapsed time. */
  pausedUntil: number;
  urgentPausedUntil: number;
  wake: Subscription | null;
}

const second = 1_000;

/**
 * The greatest difference between the ways of two calls to the venue that an urgent call takes into account, ms. A
 * refusal costs it a second, and this wait at most so much.
 */
const jitter = 100;
const longestPause = 32 * second;

/**
 * Creates a budget. The venue sees a call between its leaving and its reply. A call therefore counts until its reply or its
 * time-out, and a second longer. So no second at the venue contains too many calls, however long they were delayed on their
 * way. A cancel can't wait for that: an urgent call counts only the calls that left within the last second and the jitter
 * of the way.
 */
export const createRateBudget = (clock: Clock): RateBudget => {
  const createLane = (name: Lane): LaneState => ({
    name,
    counted: [],
    urgent: [],
    normal: [],
    refusals: 0,
    pausedUntil: -Infinity,
    urgentPausedUntil: -Infinity,
    wake: null,
  });
  const lanes: Readonly<Record<Lane, LaneState>> = {
    update: createLane('update'),
    query: createLane('query'),
  };
  const pauses = new Subject<LanePause>();
  let out = 0;

  /** Returns the time at which a call may leave by the counts. It is past if the call may leave now. */
  const freeAt = (lane: LaneState, { urgent, limit }: Asking, now: number): number => {
    const paused = urgent ? lane.urgentPausedUntil : lane.pausedUntil;
    if (lane.counted.length < limit) return paused;
    lane.counted = lane.counted.filter(({ until }) => until > now);
    const ends = lane.counted
      .map(({ leftAt, until }) => (urgent ? Math.min(until, leftAt + second + jitter) : until))
      .filter((end) => end > now);
    const freeing = ends.sort((a, b) => a - b)[ends.length - limit];
    return Math.max(paused, freeing ?? paused);
  };

  const isFree = (lane: LaneState, asking: Asking, now: number): boolean =>
    !(asking.serial && out > 0) && freeAt(lane, asking, now) <= now;

  const begin = (lane: LaneState, { timeout }: Asking, leave: Waiting['leave'], now: number): void => {
    const counted = { leftAt: now, until: now + timeout + second };
    lane.counted.push(counted);
    out += 1;
    let isOut = true;
    const end = (): void => {
      if (!isOut) return;
      isOut = false;
      out -= 1;
      drain();
    };
    leave({
      unused: () => {
        lane.counted = lane.counted.filter((other) => other !== counted);
        end();
      },
      over: (answered) => {
        if (answered) counted.until = Math.min(counted.until, clock.elapsed() + second);
        end();
      },
      // The venue counts by user. Other programs may have used the limit up, and only waiting helps.
      refused: () => {
        const at = clock.elapsed();
        lane.urgentPausedUntil = at + second;
        if (lane.pausedUntil > at) return;
        const pause = Math.min(second * 2 ** lane.refusals, longestPause);
        lane.pausedUntil = at + pause;
        lane.refusals += 1;
        pauses.next({ lane: lane.name, pause, waiting: lane.urgent.length + lane.normal.length });
      },
      taken: () => (lane.refusals = 0),
    });
  };

  const drainLane = (lane: LaneState): void => {
    for (;;) {
      const queue = lane.urgent.length > 0 ? lane.urgent : lane.normal;
      const [first] = queue;
      const now = clock.elapsed();
      if (first === undefined || !isFree(lane, first.asking, now)) {
        wakeFor(lane, first?.asking, now);
        return;
      }
      queue.shift();
      begin(lane, first.asking, first.leave, now);
    }
  };

  /**
   * Schedules the next look for the moment at which the first waiting call may leave. The end of a call causes a look by
   * itself.
   */
  const wakeFor = (lane: LaneState, first: Asking | undefined, now: number): void => {
    lane.wake?.unsubscribe();
    lane.wake = null;
    if (first === undefined || (first.serial && out > 0)) return;
    lane.wake = clock.schedule(() => drainLane(lane), Math.max(1, freeAt(lane, first, now) - now));
  };

  const isWaitedFor = ({ urgent, normal }: LaneState): boolean => urgent.length + normal.length > 0;

  const drain = (): void => {
    if (isWaitedFor(lanes.update)) drainLane(lanes.update);
    if (isWaitedFor(lanes.query)) drainLane(lanes.query);
  };

  return {
    ask: (asking, leave) => {
      const lane = lanes[asking.lane];
      const now = clock.elapsed();
      const isNext = lane.urgent.length === 0 && (asking.urgent || lane.normal.length === 0);
      if (isNext && isFree(lane, asking, now)) {
        begin(lane, asking, leave, now);
        return null;
      }
      const queue = lane[asking.urgent ? 'urgent' : 'normal'];
      const waiting = { asking, leave };
      queue.push(waiting);
      if (isNext) wakeFor(lane, asking, now);
      return () => {
        const at = queue.indexOf(waiting);
        if (at < 0) return;
        queue.splice(at, 1);
        drainLane(lane);
      };
    },
    pauses$: pauses.asObservable(),
    isIdle: () => {
      const now = clock.elapsed();
      return Object.values(lanes).every(
        (lane) => !isWaitedFor(lane) && lane.counted.every(({ until }) => until <= now),
      );
    },
  };
};
