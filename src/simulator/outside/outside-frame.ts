import type { CircuitBreak } from '../../model/circuit-break';
import type { Flat } from '../../model/flat-levels';
import type { DepthDiff, DepthWhole } from '../../model/order-book';
import type { Pair } from '../../model/pair';
import type { Trade } from '../../model/trade';
import type { Decoded } from '../../parsing/decode';
import { likelyRoomOf, roomOf } from '../../parsing/room';
import { roomKinds, type RoomKind } from '../../parsing/room-kinds';

/** The content of a frame of the followed venue, about one pair. */
export type FrameContent =
  | { readonly type: 'whole'; readonly message: Flat<DepthWhole> }
  | { readonly type: 'diff'; readonly message: Flat<DepthDiff> }
  | { readonly type: 'trades'; readonly trades: readonly Trade[] }
  | { readonly type: 'break'; readonly info: CircuitBreak }
  | { readonly type: 'ticker' }
  /** The frame could not be read. If it belongs to a room of the book, the book is no longer known. */
  | { readonly type: 'unread'; readonly cause: string };

export interface OutsideFrame {
  readonly pair: Pair;
  readonly kind: RoomKind;
  readonly room: string;
  /** The name of the frames among which it stays in order: those of a book, or of its room. */
  readonly line: string;
  readonly frame: string;
  readonly content: FrameContent;
}

type Reader = (frame: string) => FrameContent;

const reader =
  <A>(parse: (frame: string) => Decoded<A>, toContent: (value: A) => FrameContent): Reader =>
  (frame) => {
    const read = parse(frame);
    return read._tag === 'Right' ? toContent(read.right) : { type: 'unread', cause: read.left.message };
  };

const readersOf = (pair: Pair): Readonly<Record<RoomKind, Reader>> => ({
  // The content of a ticker is not read before a client requests it.
  ticker: () => ({ type: 'ticker' }),
  transactions: reader(roomKinds.transactions(pair), (trades) => ({ type: 'trades', trades })),
  depth_whole: reader(roomKinds.depth_whole(pair), (message) => ({ type: 'whole', message })),
  depth_diff: reader(roomKinds.depth_diff(pair), (message) => ({ type: 'diff', message })),
  circuit_break_info: reader(roomKinds.circuit_break_info(pair), (info) => ({ type: 'break', info })),
});

interface KnownRoom {
  readonly pair: Pair;
  readonly kind: RoomKind;
  readonly line: string;
  readonly read: Reader;
}

/** The most rooms of others that are known by their names. The venue has five of each pair. */
const mostOthers = 1_000;

/** Returns a function that reads the frames of the rooms of some pairs; it returns `null` for every other frame. */
export const createFrameReader = (pairs: readonly Pair[]): ((frame: string) => OutsideFrame | null) => {
  const rooms: ReadonlyMap<string, KnownRoom> = new Map(
    pairs.flatMap((pair) =>
      Object.entries(readersOf(pair)).map(([kind, read]) => {
        const room = `${kind}_${pair}`;
        const line = kind.startsWith('depth_') ? `depth_${pair}` : room;
        return [room, { pair, kind: kind as RoomKind, line, read }] as const;
      }),
    ),
  );
  /** The rooms of other pairs, whose frames need not be parsed to be left out. */
  const others = new Set<string>();
  return (frame) => {
    const likely = likelyRoomOf(frame);
    let room = likely;
    let known = rooms.get(room);
    if (known === undefined) {
      if (!frame.startsWith('42') || others.has(likely)) return null;
      room = roomOf(frame) ?? '';
      known = rooms.get(room);
      if (known === undefined && room === likely && others.size < mostOthers) others.add(room);
    }
    if (known === undefined) return null;
    const { pair, kind, line, read } = known;
    return { pair, kind, room, line, frame, content: read(frame) };
  };
};

/** Returns the followed venue's own time of the content, Unix time in ms; `null` if it has none. */
export const stampIn = (content: FrameContent): number | null => {
  switch (content.type) {
    case 'whole':
    case 'diff':
      return content.message.timestamp;
    case 'trades':
      return content.trades.at(-1)?.timestamp ?? null;
    case 'break':
      return content.info.timestamp;
    default:
      return null;
  }
};
