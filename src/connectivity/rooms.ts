import {
  BehaviorSubject,
  EMPTY,
  ignoreElements,
  NEVER,
  Observable,
  Subject,
  tap,
  type SchedulerLike,
} from 'rxjs';
import type { Connection } from '../model/connection';
import type { DiagnosticEvent } from '../model/diagnostic';
import { causeOf } from '../model/tagged';
import type { Pair } from '../model/pair';
import { clockOf } from '../operators/clock';
import { retryBackoff, type RetryBackoffConfig } from '../operators/retry-backoff';
import { shareByKey } from '../operators/share-by-key';
import { shareLinger } from '../operators/share-linger';
import { beginningOf } from '../parsing/decode';
import { isLikelyOf, likelyRoomOf, roomOf } from '../parsing/room';
import { roomKinds, type RoomKind } from '../parsing/room-kinds';
import { encodePacket } from './engine-io';
import { createMember, type RoomChange, type RoomEvent, type RoomMember } from './room-member';
import { createRoomMeter, type RoomMeter } from './room-meter';
import type { Transport, TransportOpen } from './transport';

export interface Rooms {
  /** A room, cold and shared underneath. It is joined while somebody subscribes, and joined again on each new link. */
  readonly room$: <K extends RoomKind>(kind: K, pair: Pair) => Observable<RoomEvent<K>>;
  /** Leaves a room and joins it again, so that the venue sends its first messages again. */
  readonly rejoin: (kind: RoomKind, pair: Pair) => void;
  /** The state of the link. A new subscriber gets the latest one. It never connects by itself. */
  readonly connection$: Observable<Connection>;
  /** The traffic of each joined room, once per second. It never connects by itself. */
  readonly rooms$: RoomMeter['rooms$'];
  /** Emits after each loss of the link and each leap of the clock, once every room has its event. */
  readonly lost$: Observable<void>;
}

export interface RoomsConfig {
  /** The link of the transport. It is subscribed again when it is lost. */
  readonly link$: Transport['link$'];
  readonly backoff?: Pick<RetryBackoffConfig<unknown>, 'initialDelay' | 'maxDelay' | 'random'>;
  readonly diagnose: (diagnostic: DiagnosticEvent) => void;
  readonly scheduler?: SchedulerLike;
  /** An Observable that is subscribed while there is a link. */
  readonly looking$?: Observable<never>;
  /** Emits when the clock has leapt, so that nobody knows for how long nothing came. */
  readonly leaps$?: Observable<unknown>;
}

type SharedRooms = {
  readonly [K in RoomKind]: (pair: Pair) => Observable<RoomEvent<K>>;
};

const command = (name: 'join-room' | 'leave-room', room: string): string =>
  encodePacket({ type: 'event', name, args: [room] });

/** After this many ms with data a link counts as working, and earlier failures are forgotten. */
const standing = 10_000;

const idle: Connection = { state: 'idle', attempt: 0, cause: null };

/** Serves all rooms of the venue over one link. A frame finds its room by one look-up, and is decoded once. */
export const createRooms = ({
  link$: transportLink$,
  backoff = {},
  diagnose,
  scheduler,
  looking$ = EMPTY,
  leaps$ = NEVER,
}: RoomsConfig): Rooms => {
  const clock = clockOf(scheduler);
  const members = new Map<string, RoomMember>();
  const connection$ = new BehaviorSubject<Connection>(idle);
  const lost$ = new Subject<void>();
  /** Emits when no frame will ever come again. */
  const ended$ = new Subject<void>();
  const meter = createRoomMeter(clock, () => members.keys(), ended$);
  let link: TransportOpen | null = null;
  /** The room of the last frame, if it is still joined. The next frame is mostly for the same room. */
  let latest: RoomMember | undefined;

  const report = (change: Partial<Connection>): void => connection$.next({ ...connection$.value, ...change });

  const join = (name: string, { onChange }: RoomMember): void => {
    link?.send(command('join-room', name));
    onChange({ type: 'joined', fresh: true });
  };

  const rejoinRoom = (name: string): void => {
    const member = members.get(name);
    if (link === null || member === undefined) return;
    link.send(command('leave-room', name));
    join(name, member);
  };

  const onOpen = (open: TransportOpen): void => {
    link = open;
    report({ state: 'open' });
    // The loop runs over a copy, because a room that gets a subscriber meanwhile joins by itself.
    for (const [name, member] of [...members]) join(name, member);
  };

  const onFrame = (frame: string): void => {
    if (latest === undefined || !isLikelyOf(latest.quoted, frame)) latest = members.get(likelyRoomOf(frame));
    if (latest !== undefined) {
      // The member checks whether the frame really belongs to its room.
      latest.onFrame(frame);
      return;
    }
    const name = roomOf(frame);
    // A frame of a room that was left meanwhile is ignored.
    if (name !== null) members.get(name)?.onFrame(frame);
    else diagnose({ kind: 'undecodable-frame', room: null, cause: `not a room's: ${beginningOf(frame)}` });
  };

  const emitChange = (change: RoomChange): void => {
    for (const { onChange } of [...members.values()]) onChange(change);
    lost$.next();
  };

  const onLost = (): void => {
    if (link === null) return;
    link = null;
    emitChange({ type: 'lost' });
  };

  const onLeap = (): void => {
    if (link === null) return;
    const before = [...members.keys()];
    emitChange({ type: 'leapt' });
    for (const name of before) rejoinRoom(name);
  };

  const onEnd = (): void => {
    link = null;
    report(idle);
  };

  /** Frames find their rooms here. Subscribers of the link get only its opening, the proof that it works, and its end. */
  const openLink = new Observable<TransportOpen | string>((subscriber) => {
    /** False if the next frame proves that the link works. */
    let isProven = false;
    let hasStood = false;
    /** Lets the next frame prove that the link still carries data. */
    const onStanding = (): void => {
      hasStood = true;
      isProven = false;
    };
    report({ state: 'connecting' });
    subscriber.add(looking$.subscribe());
    subscriber.add(leaps$.subscribe(onLeap));
    return transportLink$.subscribe({
      next: (event) => {
        if (typeof event !== 'string') {
          onOpen(event);
          subscriber.next(event);
          return;
        }
        if (!isProven) {
          isProven = true;
          if (connection$.value.cause !== null) report({ attempt: 0, cause: null });
          if (hasStood) subscriber.next(event);
          else subscriber.add(clock.schedule(onStanding, standing));
        }
        onFrame(event);
      },
      error: (error: unknown) => {
        onLost();
        subscriber.error(error);
      },
      complete: () => subscriber.complete(),
    });
  });

  const link$ = openLink.pipe(
    retryBackoff({
      ...backoff,
      scheduler: clock,
      // A text is the proof of a link that has worked for long enough; see `openLink`.
      resetOn: (event) => typeof event === 'string',
      steadyAfter: 0,
      onRetry: ({ error, attempt, delay }) => {
        const cause = causeOf(error);
        report({ state: 'waiting', attempt, cause });
        diagnose({ kind: 'link-lost', cause, attempt, delay });
      },
    }),
    tap({
      complete: () => {
        ended$.next();
        onEnd();
      },
      unsubscribe: onEnd,
    }),
    // Frames have reached their rooms already: subscribers of the link need only its end.
    ignoreElements(),
    shareLinger({ scheduler: clock }),
  );

  /** Makes a member while it is subscribed. The order of teardown matters: it leaves the room first, and then the link. */
  const joinRoom = <K extends RoomKind>(kind: K, pair: Pair): Observable<RoomEvent<K>> =>
    new Observable((subscriber) => {
      const name = `${kind}_${pair}`;
      const rejoin = (): void => rejoinRoom(name);
      const member = createMember({ kind, pair, clock, meter, diagnose, rejoin, subscriber });
      members.set(name, member);
      // The room is left before its end is passed on, so that a subscriber that comes back meanwhile joins again.
      const leave = (): void => {
        member.stop();
        if (members.get(name) !== member) return;
        members.delete(name);
        latest = undefined;
        link?.send(command('leave-room', name));
      };
      subscriber.add(leave);
      if (link !== null) join(name, member);
      subscriber.add(
        link$.subscribe({
          error: (error: unknown) => {
            leave();
            subscriber.error(error);
          },
          complete: () => {
            leave();
            subscriber.complete();
          },
        }),
      );
    });

  const shared = Object.fromEntries(
    (Object.keys(roomKinds) as RoomKind[]).map((kind) => [
      kind,
      shareByKey(
        (pair: Pair) => joinRoom(kind, pair),
        () => shareLinger({ scheduler: clock }),
      ),
    ]),
  ) as unknown as SharedRooms;

  const room$: Rooms['room$'] = (kind, pair) =>
    new Observable((subscriber) => {
      const member = members.get(`${kind}_${pair}`);
      if (link !== null && member !== undefined) {
        subscriber.next({ kind, type: 'joined', fresh: !member.hasReceived() });
      }
      return shared[kind](pair).subscribe(subscriber);
    });

  return {
    room$,
    rejoin: (kind, pair) => rejoinRoom(`${kind}_${pair}`),
    connection$: connection$.asObservable(),
    rooms$: meter.rooms$,
    lost$: lost$.asObservable(),
  };
};
