import {
  Observable,
  ReplaySubject,
  Subject,
  type SchedulerLike,
  type Subscriber,
  type Subscription,
} from 'rxjs';
import { isControlFrame } from '../connectivity/engine-io';
import type { Transport, TransportOpen } from '../connectivity/transport';
import { linkError } from '../model/errors';
import { longestDelay } from '../model/longest-delay';
import { clockOf } from '../operators/clock';
import type { RecordingEvent } from './event-reader';
import { openRecording } from './open-recording';

/** A clock that stands still until it is advanced, such as `virtualClock` of the simulator. */
export interface DrivenClock extends SchedulerLike {
  /** Runs everything that is due up to a moment (Unix time, ms), in order of time, and stands there. */
  readonly advanceTo: (time: number) => void;
  /** Advances to the next due action and runs it; returns `false` if there is none. */
  readonly step: () => boolean;
}

export interface ReplayRecordingOptions {
  /** The speed as a multiple of the recorded one; `Infinity` does not wait. Default: 1. */
  readonly speed?: number;
  /** The wall time (Unix, ms) at which to begin. Default: the beginning. */
  readonly from?: number;
  readonly scheduler?: SchedulerLike;
  /**
   * A clock that the recording drives, in the place of `speed` and `scheduler`. Everything on it happens at its
   * recorded time, as fast as the recording can be read. The clock must stand at the time of the first event.
   */
  readonly drives?: DrivenClock;
}

type Link = Subscriber<TransportOpen | string>;

const open: TransportOpen = { type: 'open', send: () => undefined };

/** One replay, which goes on across recorded losses of the link. */
interface Player {
  readonly attach: (link: Link) => void;
  readonly stop: () => void;
}

/** The way in which the events of a recording are emitted in their time. */
type Pace = (
  /** Emits an event; returns `false` if it must wait until somebody has a link. */
  emit: (event: RecordingEvent) => boolean,
  end: (error?: unknown) => void,
) => { readonly stop: () => void; readonly resume: () => void };

/** Reads only as far as events are due soon, and emits each when it is due. */
const paced =
  (paths: string | readonly string[], { speed = 1, from = 0, scheduler }: ReplayRecordingOptions): Pace =>
  (emit, end) => {
    const clock = clockOf(scheduler);
    /** The time at which the first event was read. */
    let started: number | null = null;
    const ask$ = new Subject<void>();
    let events: RecordingEvent[] = [];
    let next = 0;
    let timer: Subscription | undefined;
    let isPlaying = false;
    let isRead = false;
    let isStopped = false;
    let failure: unknown;

    const playDue = (): void => {
      for (let event = events[next]; event !== undefined; event = events[next]) {
        started ??= clock.elapsed();
        const wait = started + event.elapsed / speed - clock.elapsed();
        if (wait > 0) {
          timer = clock.schedule(play, Math.min(wait, longestDelay));
          return;
        }
        if (!emit(event) || isStopped) return;
        next += 1;
      }
      events = [];
      next = 0;
      if (isRead) end(failure);
      else ask$.next();
    };
    function play(): void {
      timer = undefined;
      isPlaying = true;
      playDue();
      isPlaying = false;
    }
    const resume = (): void => {
      if (!isPlaying && !isStopped) timer ??= clock.schedule(play);
    };
    const finish = (error?: unknown): void => {
      failure = error;
      isRead = true;
      resume();
    };
    const reading = openRecording(paths, { from, ask$ }).subscribe({
      next: (event) => {
        events.push(event);
        resume();
      },
      error: finish,
      complete: finish,
    });
    ask$.next();
    return {
      resume,
      stop: () => {
        isStopped = true;
        reading.unsubscribe();
        timer?.unsubscribe();
      },
    };
  };

/** Emits each event immediately, after advancing the clock to its time. */
const driving =
  (paths: string | readonly string[], { from = 0 }: ReplayRecordingOptions, clock: DrivenClock): Pace =>
  (emit, end) => {
    const started = clockOf(clock).elapsed();
    let isStopped = false;
    const reading = openRecording(paths, { from }).subscribe({
      next: (event) => {
        clock.advanceTo(started + event.elapsed);
        // If a client wants its link back later than it did in the recording, the events of the link wait.
        while (!isStopped && !emit(event)) if (!clock.step()) return;
      },
      error: end,
      complete: end,
    });
    return {
      resume: () => undefined,
      stop: () => {
        isStopped = true;
        reading.unsubscribe();
      },
    };
  };

const startPlayer = (
  pace: Pace,
  onOrphan: (player: Player) => void,
  onFailure: (error: unknown) => void,
): Player => {
  let link: Link | null = null;
  let isOpen = false;
  let isOver = false;

  const emit = (event: RecordingEvent): boolean => {
    const opens = event.type === 'open' || (event.type === 'header' && event.open);
    if (opens && !isOpen) {
      if (link === null) return false;
      isOpen = true;
      link.next(open);
    } else if (event.type === 'drop' && isOpen) {
      isOpen = false;
      const lost = link;
      link = null;
      onOrphan(player);
      lost?.error(linkError('closed', event.cause));
    } else if ((event.type === 'frame' || event.type === 'copy') && !isControlFrame(event.frame)) {
      link?.next(event.frame);
    }
    return true;
  };
  const end = (error?: unknown): void => {
    isOver = true;
    if (error !== undefined) onFailure(error);
    link?.complete();
  };
  const player: Player = {
    attach: (next) => {
      link = next;
      next.add(() => {
        if (link !== next) return;
        link = null;
        running.stop();
      });
      if (isOver) next.complete();
      else running.resume();
    },
    stop: () => running.stop(),
  };
  const running = pace(emit, end);
  return player;
};

/** A recording as a transport. */
export interface ReplayedRecording extends Transport {
  /** Feed without values: errors with a `RecordingError` if the recording can't be read; the link completes then. */
  readonly failed$: Observable<never>;
}

/**
 * A recording as a transport, with its frames as they came, and its losses of the link where they were. It has no REST:
 * a client of it opens no connection, and its feeds complete when the recording is over or can't be read further.
 *
 * @example
 * ```ts
 * import { createDataClient } from 'rx-bitbank';
 * import { replayRecording } from 'rx-bitbank/recording';
 *
 * const transport = replayRecording('recordings', { from: Date.UTC(2026, 10, 28, 9), speed: 60 });
 * createDataClient({ transport }).trades$('btc_jpy').subscribe(console.log);
 * transport.failed$.subscribe({ error: (error) => console.error(error.message) });
 * ```
 */
export const replayRecording = (
  paths: string | readonly string[],
  options: ReplayRecordingOptions = {},
): ReplayedRecording => {
  const pace = options.drives ? driving(paths, options, options.drives) : paced(paths, options);
  const failed$ = new ReplaySubject<never>(1);
  /** Replays whose link was lost. The next subscriber continues them. */
  const orphans: Player[] = [];
  return {
    link$: new Observable((subscriber) => {
      const player =
        orphans.shift() ??
        startPlayer(
          pace,
          (orphan) => orphans.push(orphan),
          (error) => failed$.error(error),
        );
      player.attach(subscriber);
    }),
    sendRequest: null,
    failed$: failed$.asObservable(),
  };
};
