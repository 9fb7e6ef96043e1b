import type { Pair } from '../model/pair';
import { roomKinds, type RoomKind } from '../parsing/room-kinds';

/**
 * The names that gateway and callers share on NATS. All begin with one prefix, so that one server can carry several
 * venues.
 */
export interface Subjects {
  /** The stream of frames. */
  readonly stream: string;
  /** The subject of all frames, as the stream takes them. */
  readonly allFrames: string;
  readonly frames: (pair: Pair, kind: RoomKind | '*') => string;
  /** The gateway's heartbeat. */
  readonly beat: string;
  /** The subject of requests to publish a whole of a pair again. */
  readonly whole: string;
  /** The subject of the venue's REST, by request and reply. */
  readonly rest: string;
  /** The bucket of leases. */
  readonly leases: string;
  /** Returns the subject of the messages of one link of an owner who trades. */
  readonly trading: (owner: string, link: string) => string;
}

export const subjectsOf = (prefix: string): Subjects => ({
  stream: `${prefix}_frames`,
  allFrames: `${prefix}.frames.>`,
  frames: (pair, kind) => `${prefix}.frames.${pair}.${kind}`,
  beat: `${prefix}.beat`,
  whole: `${prefix}.whole`,
  rest: `${prefix}.rest`,
  leases: `${prefix}_leases`,
  trading: (owner, link) => `${prefix}.trading.${owner}.${link}`,
});

export const kinds = Object.keys(roomKinds) as readonly RoomKind[];

/** Returns the kind and the pair of a room, by its name; `null` if it is not a known one. */
export const roomParts = (room: string): { readonly kind: RoomKind; readonly pair: Pair } | null => {
  const kind = kinds.find((candidate) => room.startsWith(`${candidate}_`));
  return kind === undefined ? null : { kind, pair: room.slice(kind.length + 1) };
};

/**
 * True if an answer on this subject can't be taken for anything else. It must be checked, because rights do not concern
 * the subject of a reply.
 */
export const isInbox = (reply: string, prefix: string): boolean =>
  !reply.startsWith('$') && !reply.startsWith(`${prefix}.`);
