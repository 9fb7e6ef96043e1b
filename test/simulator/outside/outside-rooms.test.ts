import { describe, expect, it } from 'vitest';
import { diff, frameOf, pair, whole } from '../../../marbles/support/frames';
import { instruments } from '../../../src/simulator/market/instruments';
import { createOutsideRooms } from '../../../src/simulator/outside/outside-rooms';
import { createFrameReader } from '../../../src/simulator/outside/outside-frame';

type Levels = readonly (readonly [number, number])[];

/** The book that a new member is shown after some frames; `null` if none is. */
const shownAfter = (...frames: readonly string[]) => {
  const instrument = instruments.find((each) => each.pair === pair);
  if (instrument === undefined) throw new Error(`no rules of ${pair}`);
  const rooms = createOutsideRooms(instrument);
  const hear = createFrameReader([pair]);
  for (const frame of frames) {
    const heard = hear(frame);
    if (heard === null) throw new Error(`not heard: ${frame}`);
    rooms.onFrame(heard);
  }
  const shown = rooms.whole();
  return shown && { sequence: shown.sequenceId, bids: shown.bids.map(([price]) => Number(price)) };
};

const asks: Levels = [[200, 1]];
const wholeOf = (sequence: number, bids: Levels, at = sequence) => whole({ sequence, at, bids, asks });
const diffOf = (sequence: number, bids: Levels, at = sequence) => diff({ sequence, at, bids });

describe('the first book of a new member behind a market from outside', () => {
  const newest = wholeOf(200, [[100, 1]]);
  const add = diffOf(205, [[101, 1]]);

  it('is the newest whole and its diffs if an older whole comes late', () => {
    const removed = diffOf(195, [[90, 0]]);
    const late = wholeOf(190, [
      [100, 1],
      [90, 1],
    ]);
    expect(shownAfter(removed, newest, add, late)).toEqual({ sequence: '205', bids: [101, 100] });
  });

  it('is the whole whose sequence has started again, without the diffs from before', () => {
    const again = wholeOf(5, [[99, 1]], 300);
    expect(shownAfter(newest, add, again, diffOf(6, [[98, 1]], 310))).toEqual({
      sequence: '6',
      bids: [99, 98],
    });
  });

  it('is none while the book is in doubt, or lacks a change that could not be read', () => {
    expect(shownAfter(newest, add, diffOf(3, [[98, 1]], 300))).toBeNull();
    const unread = frameOf('depth_diff', { a: 'nonsense' });
    expect(shownAfter(newest, unread, add)).toBeNull();
    expect(shownAfter(newest, unread, add, wholeOf(210, [[97, 1]]))).toEqual({ sequence: '210', bids: [97] });
  });
});
