import { likelyRoomOf } from '../parsing/room';

/** A frame and the time of day at which it came, Unix ms. */
export interface HeldFrame {
  readonly t: number;
  readonly frame: string;
}

/** The frames that show the present state: the latest one of each room with a state, and the diffs since the last whole. */
export interface RoomMemory {
  readonly onFrame: (t: number, frame: string) => void;
  readonly onLeave: (room: string) => void;
  /** Forgets everything, because the link is lost. */
  readonly onDrop: () => void;
  /** The frames in the order in which they came. Trades are left out: they are events, and not a state. */
  readonly copies: () => readonly HeldFrame[];
}

interface Numbered extends HeldFrame {
  readonly number: number;
}

/** The most diffs that are kept, for a room that has had no whole for hours. */
const mostDiffs = 5_000;

const stateRoom = /^(?:depth_whole|ticker|circuit_break_info)_/;
const wholeRoom = 'depth_whole_';
const diffRoom = 'depth_diff_';

const sequenceIn = (pattern: RegExp, frame: string): number => Number(pattern.exec(frame)?.[1] ?? Number.NaN);

/** Returns a predicate for diffs that the whole does not contain. A diff without a readable sequence is kept. */
const isBeyond = (whole: string): ((diff: HeldFrame) => boolean) => {
  const known = sequenceIn(/"sequenceId":"?(\d+)/, whole);
  return ({ frame }) => !(sequenceIn(/"s":"?(\d+)/, frame) <= known);
};

export const createRoomMemory = (): RoomMemory => {
  const latest = new Map<string, Numbered>();
  /** The diffs per pair. */
  const diffs = new Map<string, Numbered[]>();
  let number = 0;

  const keepDiff = (pair: string, diff: Numbered): void => {
    const kept = diffs.get(pair);
    if (kept === undefined) diffs.set(pair, [diff]);
    else if (kept.push(diff) > mostDiffs) kept.shift();
  };

  return {
    onFrame: (t, frame) => {
      const room = likelyRoomOf(frame);
      const held = { t, frame, number: (number += 1) };
      if (room.startsWith(diffRoom)) {
        keepDiff(room.slice(diffRoom.length), held);
        return;
      }
      if (!stateRoom.test(room)) return;
      latest.set(room, held);
      if (!room.startsWith(wholeRoom)) return;
      const pair = room.slice(wholeRoom.length);
      diffs.set(pair, diffs.get(pair)?.filter(isBeyond(frame)) ?? []);
    },
    onLeave: (room) => {
      latest.delete(room);
      if (room.startsWith(diffRoom)) diffs.delete(room.slice(diffRoom.length));
    },
    onDrop: () => {
      latest.clear();
      diffs.clear();
    },
    copies: () => [...latest.values(), ...[...diffs.values()].flat()].sort((a, b) => a.number - b.number),
  };
};
