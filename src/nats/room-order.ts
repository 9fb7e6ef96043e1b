import type { RoomKind } from '../parsing/room-kinds';
import type { FrameStamp } from './frame-message';

/**
 * Which frames of a pair may be told, in which order. Pure: frames come twice (from the stream and as they are published),
 * late (from a gateway that has lost its lease), or not at all, and each room counts its own.
 */

export interface StampedFrame extends FrameStamp {
  readonly kind: RoomKind;
  readonly frame: string;
}

/** How far a room has been told. */
interface Told {
  readonly epoch: number;
  readonly n: number;
  /** When the gateway had the frame, Unix time, ms. */
  readonly at: number;
}

export type PairOrder = ReadonlyMap<RoomKind, Told>;

export type FrameVerdict =
  | { readonly type: 'tell'; readonly order: PairOrder }
  /** It was told, or is of a run that is over, or of one whose whole has not come yet. */
  | { readonly type: 'skip' }
  /** So many frames of the room have not come since a time. */
  | { readonly type: 'gap'; readonly missing: number; readonly since: number };

export const noOrder: PairOrder = new Map();

const isDepth = (kind: RoomKind): boolean => kind === 'depth_whole' || kind === 'depth_diff';

/** How far the other room of the book is. */
const epochOfBook = (order: PairOrder): number =>
  Math.max(order.get('depth_whole')?.epoch ?? 0, order.get('depth_diff')?.epoch ?? 0);

/**
 * `needsWhole`: somebody keeps a book, whose diffs mean nothing before a whole of their run.
 */
export const judge = (order: PairOrder, stamped: StampedFrame, needsWhole: boolean): FrameVerdict => {
  const { kind, epoch, n, at } = stamped;
  const told = order.get(kind);
  const known = isDepth(kind) ? epochOfBook(order) : (told?.epoch ?? 0);
  if (epoch < known) return { type: 'skip' };
  if (kind === 'depth_diff' && needsWhole && order.get('depth_whole')?.epoch !== epoch)
    return { type: 'skip' };
  if (told?.epoch === epoch) {
    if (n <= told.n) return { type: 'skip' };
    if (n > told.n + 1) return { type: 'gap', missing: n - told.n - 1, since: told.at };
  }
  return { type: 'tell', order: new Map(order).set(kind, { epoch, n, at }) };
};
