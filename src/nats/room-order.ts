import { createBookStart } from '../connectivity/book-start';
import { framePlaces } from '../connectivity/frame-places';
import type { RoomKind } from '../parsing/room-kinds';
import type { FrameStamp } from './frame-message';

/**
 * Decides which frames of a pair may be emitted, and in which order. It is pure. Frames come twice (from the stream and
 * as they are published), late (from a gateway that has lost its lease), or not at all, and each room counts its own.
 */

export interface StampedFrame extends FrameStamp {
  readonly kind: RoomKind;
  readonly frame: string;
}

/** The point up to which a room has been emitted. */
interface RoomPoint {
  readonly epoch: number;
  readonly n: number;
  /** The time at which the gateway received the frame, Unix time in ms. */
  readonly at: number;
}

export type PairOrder = ReadonlyMap<RoomKind, RoomPoint>;

export type FrameVerdict =
  | { readonly type: 'emit'; readonly order: PairOrder }
  /** The frame was emitted already, or belongs to a run that is over. */
  | { readonly type: 'skip' }
  /**
   * The frame is a diff of a run whose whole has not come yet. The whole may be older, and then the diff must come
   * after it.
   */
  | { readonly type: 'wait' }
  /** `missing` frames of the room have not come since a time. */
  | { readonly type: 'gap'; readonly missing: number; readonly since: number };

export const noOrder: PairOrder = new Map();

export const isDepth = (kind: RoomKind): boolean => kind === 'depth_whole' || kind === 'depth_diff';

/** Returns the newest epoch of the rooms of the book. */
const epochOfBook = (order: PairOrder): number =>
  Math.max(order.get('depth_whole')?.epoch ?? 0, order.get('depth_diff')?.epoch ?? 0);

export const sequenceOfDiff = (frame: string): string | undefined => /"s":"?(\d+)/.exec(frame)?.[1];

/** Drops the diffs that a whole contains. */
export const beyondWhole = (whole: StampedFrame, diffs: readonly StampedFrame[]): readonly StampedFrame[] => {
  const { sequence } = framePlaces.ofWhole(whole);
  return diffs.filter((diff) => !(framePlaces.ofDiff(diff).sequence <= sequence));
};

/**
 * Arranges frames as the venue does on a join: a book begins with its newest whole, and no diff that it contains comes
 * after it. The newest whole is one of the newest run, but not always the last one there.
 */
export const asOnJoin = (frames: readonly StampedFrame[]): readonly StampedFrame[] => {
  const epoch = Math.max(...frames.map((each) => (each.kind === 'depth_whole' ? each.epoch : 0)));
  const start = createBookStart<StampedFrame>(framePlaces);
  const numbers = new Set<number>();
  for (const each of frames) {
    if (each.kind === 'depth_diff') start.onDiff(each);
    // Wholes come twice as well. The second time is not a late one.
    if (each.kind !== 'depth_whole' || each.epoch !== epoch || numbers.has(each.n)) continue;
    numbers.add(each.n);
    start.onWhole(each);
  }
  const whole = start.whole();
  if (whole === null) return frames;
  // A whole that came late is left out, but counts as emitted.
  const n = Math.max(...numbers);
  const rest = frames.filter(({ kind }) => kind !== 'depth_whole' && kind !== 'depth_diff');
  return [{ ...whole, n }, ...rest, ...start.diffs()];
};

/**
 * Judges a frame. `needsWhole` means that somebody keeps a book, whose diffs mean nothing before a whole of their run.
 */
export const judge = (order: PairOrder, stamped: StampedFrame, needsWhole: boolean): FrameVerdict => {
  const { kind, epoch, n, at } = stamped;
  const last = order.get(kind);
  const known = isDepth(kind) ? epochOfBook(order) : (last?.epoch ?? 0);
  if (epoch < known) return { type: 'skip' };
  if (kind === 'depth_diff' && needsWhole && order.get('depth_whole')?.epoch !== epoch)
    return { type: 'wait' };
  if (last?.epoch === epoch) {
    if (n <= last.n) return { type: 'skip' };
    if (n > last.n + 1) return { type: 'gap', missing: n - last.n - 1, since: last.at };
  }
  return { type: 'emit', order: new Map(order).set(kind, { epoch, n, at }) };
};
