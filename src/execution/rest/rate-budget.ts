import { type Observable, Subject, type Subscription } from 'rxjs';
import type { Clock } from '../../operators/clock';

/** The venue counts calls in two lanes: orders, cancels and withdrawals are UPDATE calls, all others QUERY calls. */
export type Lane = 'query' | 'update';

/** A call that asks for its turn. */
export interface Asking {
  readonly lane: Lane;
  /** It goes before others of its lane. */
  readonly urgent: boolean;
  /** How many calls of its lane may count at the venue with it. */
  readonly limit: number;
  /** It leaves only while no other call is out. */
  readonly serial: boolean;
  /** How long it may be on its way, ms. */
  readonly timeout: number;
}

/** A call whose turn has come. */
export interface Turn {
  /** Nothing of it was sent: it does not count. */
  readonly unused: () => void;
  /** It is no longer out; `answered`: its reply has come or its time was up, so that it counts a second more and no longer. */
  readonly over: (answered: boolean) => void;
  /** The venue says that there were too many calls. */
  readonly refused: () => void;
  /** The venue took it. */
  readonly taken: () => void;
}

/** The venue said that there were too many calls: no call of the lane leaves for a while, but for urgent ones after a second. */
export interface LanePause {
  readonly lane: Lane;
  /** ms. */
  readonly pause: number;
  /** Calls that wait for its end. */
  readonly waiting: number;
}

/** What the venue may count of one key, for every client that uses it. Whoever waits is served when its turn comes. */
export interface RateBudget {
  /** Calls `leave` at once if it may, and else when it may; what it gives takes the call out while it waits. */
  readonly ask: (asking: Asking, leave: (turn: Turn) => void) => (() => void) | null;
  /** Hot. */
  readonly pauses$: Observable<LanePause>;
  /** Nothing waits and nothing counts. */
  readonly isIdle: () => boolean;
}

interface Counted {
  readonly leftAt: number;
  /** From then on it does not count, elapsed time. */
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
  /** Refusals in a row for too many calls. */
  refusals: number;
  /** When a call that is not urgent, and one that is, may leave after such a refusal; elapsed time. */
  pausedUntil: number;
  urgentPausedUntil: number;
  wake: Subscription | null;
}

const second = 1_000;
const longestPause = 32 * second;

/**
 * The venue sees a call between its leaving and its reply. A call therefore counts until its reply or its time-out, and
 * a second beyond: whatever holds calls up on their way, no second at the venue sees too many. A cancel can't wait for
 * that: an urgent call counts only what left within the last second.
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

  /** When a call may leave, as far as the counts say; it is past if it may leave now. */
  const freeAt = (lane: LaneState, { urgent, limit }: Asking, now: number): number => {
    const paused = urgent ? lane.urgentPausedUntil : lane.pausedUntil;
    if (lane.counted.length < limit) return paused;
    lane.counted = lane.counted.filter(({ until }) => until > now);
    const ends = lane.counted
      .map(({ leftAt, until }) => (urgent ? leftAt + second : until))
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
      // The venue's count is the user's: other programs may have used it up, and only waiting helps.
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

  /** Looks again when the first that waits may leave; a call that is over looks by itself. */
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
