import { defer, endWith, finalize, interval, map, takeUntil, type Observable } from 'rxjs';
import type { RoomTraffic } from '../model/room-traffic';
import { stampOf, type Clock } from '../operators/clock';
import { shareCurrent } from '../operators/share-current';

const period = 1_000;

const silent: RoomTraffic = { frames: 0, bytes: 0, lastAt: null, lag: null };

/** The venue's stamp of a message, Unix time in ms. For trades it is the stamp of the newest one. */
const stampIn = (message: unknown): number | null => {
  const { timestamp } = Object(Array.isArray(message) ? message.at(-1) : message) as {
    readonly timestamp?: unknown;
  };
  return typeof timestamp === 'number' ? timestamp : null;
};

/** Counts the frames of rooms while somebody subscribes. */
export interface RoomMeter {
  /** True while somebody subscribes. The path of frames reads only this field, because a call per frame would be noticeable. */
  readonly isRead: boolean;
  /** Counts a frame. `message` is the decoded frame, or `null` if it could not be decoded. */
  readonly count: (name: string, frame: string, message: unknown) => void;
  /** Emits all joined rooms once per second, and once more at the end of the link. It never connects by itself. */
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
