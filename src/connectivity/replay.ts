import {
  asyncScheduler,
  concatMap,
  concat,
  defer,
  delayWhen,
  filter,
  from,
  of,
  timer,
  type ObservableInput,
  type SchedulerLike,
} from 'rxjs';
import { isControlFrame } from './engine-io';
import type { Transport, TransportOpen } from './transport';

/** A frame, and when it came: Unix time, ms. */
export interface RecordedFrame {
  readonly t: number;
  readonly frame: string;
}

export interface ReplayConfig {
  /** How many times as fast as recorded; `Infinity` waits not at all. By default 1. */
  readonly speed?: number;
  readonly scheduler?: SchedulerLike;
}

const open: TransportOpen = { type: 'open', send: () => undefined };

/**
 * Recorded frames as a transport: paced as they came, without those of the protocol itself, and complete at their end. The first frame waits a tick, so that
 * every feed subscribed meanwhile sees it.
 *
 * @example
 * ```ts
 * import { createDataClient, replayTransport } from 'rx-bitbank';
 *
 * const transport = replayTransport([{ t: 0, frame: '42["message",{"room_name":"ticker_btc_jpy","message":{…}}]' }]);
 * createDataClient({ transport }).ticker$('btc_jpy').subscribe(console.log);
 * ```
 */
export const replayTransport = (
  frames: ObservableInput<RecordedFrame>,
  { speed = 1, scheduler = asyncScheduler }: ReplayConfig = {},
): Transport =>
  defer(() => {
    let previous: number | null = null;
    const paced = from(frames).pipe(
      filter(({ frame }) => !isControlFrame(frame)),
      concatMap(({ t, frame }) => {
        const wait = previous === null ? 0 : Math.max(0, t - previous) / speed;
        previous = t;
        return wait > 0 ? of(frame).pipe(delayWhen(() => timer(wait, scheduler))) : of(frame);
      }),
    );
    return concat(of(open), timer(0, scheduler).pipe(concatMap(() => paced)));
  });
