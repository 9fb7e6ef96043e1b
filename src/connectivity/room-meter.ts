import { defer, endWith, finalize, interval, map, takeUntil, type Observable } from 'rxjs';
import type { RoomTraffic } from '../model/room-traffic';
import { stampOf, type Clock } from '../operators/clock';
import { shareCurrent } from '../operators/share-current';

const period = 1_000;

const silent: RoomTraffic = { frames: 0, bytes: 0, lastAt: null, lag: null };

/** The venue's stamp of a message, Unix time in ms; of trades that of the newest. */
const stampIn = (message: unknown): number | null => {
  const { timestamp } = Object(Array.isArray(message) ? message.at(-1) : message) as {
    readonly timestamp?: unknown;
  };
  return typeof timestamp === 'number' ? timestamp : null;
};

/** Counts what rooms bring, while anybody wants to know. */
export interface RoomMeter {
  /** Is anybody subscribed? The path of frames looks at this and no more: a call each time would be felt. */
  readonly isRead: boolean;
  /** `message`: what the frame was decoded to, `null` where it could not be. */
  readonly count: (name: string, frame: string, message: unknown) => void;
  /** Every joined room, once a second, and once more at the end of the link. Never connects by itself. */
  readonly rooms$: Observable<ReadonlyMap<string, RoomTraffic>>;
}

export const createRoomMeter = (
  clock: Clock,
  joinedRooms: () => Iterable<string>,
  ended$: Observable<unknown>,
): RoomMeter => {
  const counted = new Map<string, RoomTraffic>();

  const look = (): ReadonlyMap<string, RoomTraffic> =>
    new Map([...joinedRooms()].map((name) => [name, counted.get(name) ?? silent]));

  const meter = {
    isRead: false,
    count: (name: string, frame: string, message: unknown): void => {
      const { frames, bytes, lag } = counted.get(name) ?? silent;
      const lastAt = stampOf(clock);
      const stamp = stampIn(message);
      counted.set(name, {
        frames: frames + 1,
        bytes: bytes + frame.length,
        lastAt,
        lag: stamp === null ? lag : lastAt - stamp,
      });
    },
    rooms$: defer(() => {
      meter.isRead = true;
      return interval(period, clock).pipe(takeUntil(ended$), endWith(null), map(look));
    }).pipe(
      finalize(() => {
        meter.isRead = false;
        counted.clear();
      }),
      shareCurrent({ scheduler: clock }),
    ),
  };
  return meter;
};
