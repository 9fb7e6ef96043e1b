import { concat, Observable, of, type SchedulerLike } from 'rxjs';
import { configError, type ConfigError } from '../model/errors';
import { runTurns } from '../model/turns';
import { clockOf, type Clock } from '../operators/clock';
import { wrongOptions } from '../operators/with-options';
import { isControlFrame } from './engine-io';
import type { Transport, TransportOpen } from './transport';

/** A recorded frame and the time at which it came (Unix, ms). */
export interface RecordedFrame {
  readonly t: number;
  readonly frame: string;
}

export interface ReplayConfig {
  /** The speed as a multiple of the recorded one; by default 1. `Infinity` does not wait at all. */
  readonly speed?: number;
  readonly scheduler?: SchedulerLike;
}

const open: TransportOpen = { type: 'open', send: () => undefined };

interface DueFrame {
  /** The time after the start, ms. */
  readonly due: number;
  readonly frame: string;
}

/** Yields each frame with its due time. A frame that is older than the previous one is due together with it. */
function* dueFrames(frames: Iterable<RecordedFrame>, speed: number): Generator<DueFrame, undefined> {
  let [elapsed, previous] = [0, Infinity];
  for (const { t, frame } of frames) {
    if (isControlFrame(frame)) continue;
    elapsed += Math.max(0, t - previous);
    previous = t;
    yield { due: elapsed / speed, frame };
  }
}

/** Takes each frame only when it is due, so that a recording of any length needs no memory and delays do not add up. */
const paced = (frames: Iterable<RecordedFrame>, speed: number, clock: Clock): Observable<string> =>
  new Observable((subscriber) => {
    const started = clock.elapsed();
    const pending = dueFrames(frames, speed);
    let next: IteratorResult<DueFrame, undefined> | null = null;
    const play = (): number | null => {
      next ??= pending.next();
      while (next.done !== true) {
        const wait = started + next.value.due - clock.elapsed();
        if (wait > 0) return wait;
        subscriber.next(next.value.frame);
        if (subscriber.closed) return null;
        next = pending.next();
      }
      subscriber.complete();
      return null;
    };
    subscriber.add(runTurns(clock, play));
    subscriber.add(() => pending.return(undefined));
  });

const wrongSpeed = (speed: unknown): ConfigError | null =>
  typeof speed === 'number' && speed > 0
    ? null
    : configError('speed', 'a number above 0', JSON.stringify(speed));

/**
 * A transport of recorded frames. They come at their recorded pace, without the frames of the protocol itself. The first
 * frame waits one tick, so that every feed which is subscribed meanwhile sees it. The transport has no REST: its client
 * opens no connection, and its feeds complete when the recording ends. Throws a `ConfigError` for a wrong option.
 *
 * @example
 * ```ts
 * import { createDataClient, replayTransport } from 'rx-bitbank';
 *
 * const transport = replayTransport([{ t: 0, frame: '42["message",{"room_name":"ticker_btc_jpy","message":{…}}]' }]);
 * createDataClient({ transport }).ticker$('btc_jpy').subscribe(console.log);
 * ```
 */
export const replayTransport = (frames: Iterable<RecordedFrame>, options: ReplayConfig = {}): Transport => {
  const { speed = 1, scheduler } = options;
  const wrong = wrongOptions({ speed: true, scheduler: true }, options) ?? wrongSpeed(speed);
  if (wrong !== null) throw wrong;
  return { link$: concat(of(open), paced(frames, speed, clockOf(scheduler))), sendRequest: null };
};
