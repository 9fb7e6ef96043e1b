import { describe, expect, it } from 'vitest';
import { circuitBreak, diff, ticker, tradeRow, trades, whole } from '../../marbles/support/frames';
import { createRoomMemory } from '../../src/connectivity/room-memory';

const remembering = (...frames: readonly string[]) => {
  const memory = createRoomMemory();
  frames.forEach((frame, i) => memory.onFrame(i, frame));
  return memory;
};

const framesOf = (memory: ReturnType<typeof createRoomMemory>) => memory.copies().map(({ frame }) => frame);

describe('the memory of the rooms', () => {
  it('is the latest frame of each room of a state, with the time at which it came', () => {
    const memory = remembering(ticker(1), ticker(2), circuitBreak('NONE'), trades(tradeRow(1, 5)));
    expect(memory.copies()).toMatchObject([
      { t: 1, frame: ticker(2) },
      { t: 2, frame: circuitBreak('NONE') },
    ]);
  });

  it('is a whole and the diffs since, in their order', () => {
    const [old, first, second] = [diff({ sequence: 2 }), diff({ sequence: 11 }), diff({ sequence: 12 })];
    const latest = whole({ sequence: 10 });
    expect(framesOf(remembering(whole({ sequence: 1 }), old, latest, first, second))).toEqual([
      latest,
      first,
      second,
    ]);
  });

  it('keeps a diff that came before a whole which does not hold it yet', () => {
    const early = diff({ sequence: 11 });
    const late = whole({ sequence: 10 });
    expect(framesOf(remembering(whole({ sequence: 1 }), early, late))).toEqual([early, late]);
  });

  it('is empty after the link was lost, and for a room that was left', () => {
    const memory = remembering(ticker(1), whole({ sequence: 1 }), diff({ sequence: 2 }));
    memory.onLeave('ticker_btc_jpy');
    memory.onLeave('depth_diff_btc_jpy');
    expect(framesOf(memory)).toEqual([whole({ sequence: 1 })]);
    memory.onDrop();
    expect(framesOf(memory)).toEqual([]);
  });

  it('keeps the newer whole and its diffs if an older whole comes late', () => {
    const asked = whole({ sequence: 200 });
    const [first, second] = [diff({ sequence: 205 }), diff({ sequence: 210 })];
    const late = whole({ sequence: 190 });
    expect(framesOf(remembering(diff({ sequence: 195 }), asked, first, late, second))).toEqual([
      asked,
      first,
      second,
    ]);
  });

  it('does not take a whole that was overtaken by one of a room which was left meanwhile', () => {
    const memory = remembering(whole({ sequence: 200 }), diff({ sequence: 205 }));
    memory.onLeave('depth_whole_btc_jpy');
    memory.onFrame(2, whole({ sequence: 190 }));
    expect(framesOf(memory)).toEqual([diff({ sequence: 205 })]);
    memory.onFrame(3, whole({ sequence: 205 }));
    expect(framesOf(memory)).toEqual([whole({ sequence: 205 })]);
  });

  it('takes a whole whose sequence has started again, and only diffs that are newer by their time', () => {
    const [old, early] = [diff({ sequence: 210, at: 210 }), diff({ sequence: 6, at: 310 })];
    const again = whole({ sequence: 5, at: 300 });
    const after = diff({ sequence: 7, at: 320 });
    expect(framesOf(remembering(whole({ sequence: 200 }), old, early, again, after))).toEqual([
      early,
      again,
      after,
    ]);
  });

  it('takes the third whole in a row that is older by its time: the clock of the venue was set back', () => {
    const frames = [whole({ sequence: 200, at: 900 }), diff({ sequence: 205, at: 100 })];
    const older = [whole({ sequence: 210, at: 115 }), whole({ sequence: 220, at: 130 })];
    const third = whole({ sequence: 230, at: 145 });
    expect(framesOf(remembering(...frames, ...older))).toEqual(frames);
    expect(framesOf(remembering(...frames, ...older, third))).toEqual([third]);
  });

  it('is no whole from before the diffs were joined, as the changes in between are not known', () => {
    const memory = createRoomMemory();
    memory.onJoin('depth_diff_btc_jpy');
    memory.onFrame(0, whole({ sequence: 1 }));
    expect(framesOf(memory)).toEqual([whole({ sequence: 1 })]);
    memory.onLeave('depth_diff_btc_jpy');
    memory.onJoin('depth_diff_btc_jpy');
    memory.onFrame(1, diff({ sequence: 5 }));
    expect(framesOf(memory)).toEqual([diff({ sequence: 5 })]);
    memory.onFrame(2, whole({ sequence: 4 }));
    expect(framesOf(memory)).toEqual([diff({ sequence: 5 }), whole({ sequence: 4 })]);
  });

  it('does not grow if no whole comes', () => {
    const memory = createRoomMemory();
    for (let i = 0; i < 6_000; i += 1) memory.onFrame(i, diff({ sequence: i }));
    expect(framesOf(memory).length).toBe(5_000);
    expect(framesOf(memory).at(-1)).toBe(diff({ sequence: 5_999 }));
  });
});
