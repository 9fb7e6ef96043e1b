import { likelyRoomOf } from '../parsing/room';
import { createBookStart, type BookStart } from './book-start';
import { framePlaces } from './frame-places';

/** A frame and the time of day at which it came, Unix ms. */
export interface HeldFrame {
  readonly t: number;
  readonly frame: string;
}

/** The frames that show the present state: the latest one of each room with a state, and the diffs since the last whole. */
export interface RoomMemory {
  readonly onFrame: (t: number, frame: string) => void;
  readonly onJoin: (room: string) => void;
  readonly onLeave: (room: string) => void;
  /** Forgets everything, because the link is lost. */
  readonly onDrop: () => void;
  /** The frames in the order in which they came. Trades are left out: they are events, and not a state. */
  readonly copies: () => readonly HeldFrame[];
}

interface Numbered extends HeldFrame {
  readonly number: number;
}

const stateRoom = /^(?:ticker|circuit_break_info)_/;
const wholeRoom = 'depth_whole_';
const diffRoom = 'depth_diff_';

export const createRoomMemory = (): RoomMemory => {
  const latest = new Map<string, Numbered>();
  /** The frames of the book of each pair. */
  const books = new Map<string, BookStart<Numbered>>();
  let number = 0;

  const bookOf = (pair: string): BookStart<Numbered> => {
    const known = books.get(pair);
    if (known !== undefined) return known;
    const made = createBookStart<Numbered>(framePlaces);
    books.set(pair, made);
    return made;
  };

  const framesOf = (book: BookStart<Numbered>): readonly Numbered[] => {
    const whole = book.whole();
    return whole === null ? book.diffs() : [whole, ...book.diffs()];
  };

  return {
    onFrame: (t, frame) => {
      const room = likelyRoomOf(frame);
      const held = { t, frame, number: (number += 1) };
      if (room.startsWith(diffRoom)) bookOf(room.slice(diffRoom.length)).onDiff(held);
      else if (room.startsWith(wholeRoom)) bookOf(room.slice(wholeRoom.length)).onWhole(held);
      else if (stateRoom.test(room)) latest.set(room, held);
    },
    onJoin: (room) => {
      // Nobody knows the changes between a whole and a join of the diffs that comes after it.
      if (room.startsWith(diffRoom)) books.get(room.slice(diffRoom.length))?.dropWhole();
    },
    onLeave: (room) => {
      latest.delete(room);
      if (room.startsWith(diffRoom)) books.get(room.slice(diffRoom.length))?.dropDiffs();
      if (room.startsWith(wholeRoom)) books.get(room.slice(wholeRoom.length))?.dropWhole();
    },
    onDrop: () => {
      latest.clear();
      books.clear();
    },
    copies: () =>
      [...latest.values(), ...[...books.values()].flatMap(framesOf)].sort((a, b) => a.number - b.number),
  };
};
