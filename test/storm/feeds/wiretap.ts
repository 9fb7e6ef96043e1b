import { Observable, type SchedulerLike } from 'rxjs';
import type { OpenSocket } from '../../../src/connectivity/ports';
import type { Pair } from '../../../src/model/pair';
import type { RoomKind } from '../../../src/parsing/room-kinds';
import type { PublishedMessage } from '../../../src/simulator/market/messages';
import { hear, nothingKnown, type Heard } from './recipe';

/** The history of a room since the client joined it on a link. */
export interface RoomLife {
  readonly joinedAt: number;
  /** The time at which it was left; `null` while the room is joined. */
  leftAt: number | null;
  /** The room's last readable frame. */
  latest: PublishedMessage['data'] | null;
  /**
   * True if it was joined because the clock had leapt, and no frame has come since. Its last message is not current
   * then.
   */
  isInDoubt: boolean;
}

export interface Link {
  readonly number: number;
  readonly openedAt: number;
  isUp: boolean;
  /** True if the venue has answered the handshake. */
  isReady: boolean;
  /** The time until which a frozen link carries nothing. */
  frozenUntil: number;
  /** The time of the last frame. */
  heardAt: number;
  readonly rooms: Map<string, RoomLife>;
  readonly heard: (pair: Pair) => Heard;
}

/** A frame as it reaches the client; `message` is `null` if it is cut. */
export interface Arrival {
  readonly link: Link;
  readonly room: string | null;
  readonly kind: RoomKind | null;
  readonly pair: Pair | null;
  readonly message: PublishedMessage['data'] | null;
}

export const isJoined = ({ rooms }: Link, room: string): boolean => rooms.get(room)?.leftAt === null;

export interface Wiretap {
  readonly openSocket: OpenSocket;
  /** Returns the link in use; `null` between two. */
  readonly link: () => Link | null;
  /** Returns the number of links so far. */
  readonly links: () => number;
}

export interface WiretapEvents {
  readonly onBefore: (arrival: Arrival) => void;
  /** Runs after the client has handled a frame. */
  readonly onAfter: (arrival: Arrival) => void;
  readonly onJoin: (link: Link, room: string) => void;
  readonly onLeave: (link: Link, room: string) => void;
  readonly onUp: (link: Link) => void;
  /** Returns true if the client may have noticed just now that its clock has leapt. */
  readonly hasLeapt: () => boolean;
  /** Runs after the client has handled the loss of a link. */
  readonly onDown: (link: Link) => void;
}

const roomName = /"room_name":"([a-z_]+)"/;
const kinds: readonly RoomKind[] = [
  'ticker',
  'transactions',
  'depth_whole',
  'depth_diff',
  'circuit_break_info',
];

const kindOf = (room: string | null): RoomKind | null =>
  kinds.find((kind) => room?.startsWith(`${kind}_`)) ?? null;

const messageOf = (text: string): PublishedMessage['data'] | null => {
  try {
    const [, event] = JSON.parse(text.slice(2)) as [
      string,
      { readonly message: { readonly data: PublishedMessage['data'] } },
    ];
    return event.message.data;
  } catch {
    return null;
  }
};

const arrivalOf = (link: Link, text: string): Arrival => {
  const room = roomName.exec(text)?.[1] ?? null;
  const kind = kindOf(room);
  const pair = kind === null || room === null ? null : room.slice(kind.length + 1);
  return { link, room, kind, pair, message: messageOf(text) };
};

const createLink = (number: number, openedAt: number): Link => {
  const pairs = new Map<Pair, Heard>();
  return {
    number,
    openedAt,
    isUp: true,
    isReady: false,
    frozenUntil: -Infinity,
    heardAt: -Infinity,
    rooms: new Map(),
    heard: (pair) => {
      const known = pairs.get(pair);
      if (known !== undefined) return known;
      const heard = nothingKnown();
      pairs.set(pair, heard);
      return heard;
    },
  };
};

/** Stands between the client and its socket, and reads everything before the client does. */
export const tapSocket = (openSocket: OpenSocket, clock: SchedulerLike, events: WiretapEvents): Wiretap => {
  let link: Link | null = null;
  let links = 0;

  const onText = (on: Link, text: string, forward: () => void): void => {
    on.heardAt = clock.now();
    if (!text.startsWith('42')) {
      if (text.startsWith('40')) on.isReady = true;
      forward();
      return;
    }
    const arrival = arrivalOf(on, text);
    events.onBefore(arrival);
    const { room, kind, pair, message } = arrival;
    if (room !== null && pair !== null) {
      hear(on.heard(pair), kind, message, clock.now());
      const life = on.rooms.get(room);
      if (life !== undefined && message !== null) Object.assign(life, { latest: message, isInDoubt: false });
    }
    forward();
    events.onAfter(arrival);
  };

  const onCommand = (on: Link, text: string): void => {
    if (!text.startsWith('42')) return;
    const [name, room] = JSON.parse(text.slice(2)) as [string, string];
    if (name === 'join-room') {
      events.onJoin(on, room);
      const before = on.rooms.get(room);
      // The room was left and joined in one moment, so that its last message is still current.
      const latest = before?.leftAt === clock.now() ? before.latest : null;
      const isInDoubt = latest !== null && events.hasLeapt();
      on.rooms.set(room, { joinedAt: clock.now(), leftAt: null, latest, isInDoubt });
    } else {
      events.onLeave(on, room);
      const life = on.rooms.get(room);
      if (life !== undefined) life.leftAt = clock.now();
    }
  };

  const down = (on: Link, forward: () => void): void => {
    const wasUp = on.isUp;
    on.isUp = false;
    if (link === on) link = null;
    forward();
    if (wasUp) events.onDown(on);
  };

  return {
    link: () => link,
    links: () => links,
    openSocket: (url, maxFrameBytes) =>
      new Observable((subscriber) => {
        links += 1;
        const own = createLink(links, clock.now());
        link = own;
        events.onUp(own);
        subscriber.add(() => down(own, () => undefined));
        subscriber.add(
          openSocket(url, maxFrameBytes).subscribe({
            next: (event) => {
              if (event.type === 'message') onText(own, event.text, () => subscriber.next(event));
              else {
                const send = (text: string): void => {
                  onCommand(own, text);
                  event.send(text);
                };
                subscriber.next({ type: 'open', send });
              }
            },
            error: (error: unknown) => down(own, () => subscriber.error(error)),
            complete: () => down(own, () => subscriber.complete()),
          }),
        );
      }),
  };
};
