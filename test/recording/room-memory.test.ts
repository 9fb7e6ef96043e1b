import { describe, expect, it } from 'vitest';
import { circuitBreak, diff, ticker, tradeRow, trades, whole } from '../../marbles/support/frames';
import { createRoomMemory } from '../../src/connectivity/room-memory';

const remembering = (...frames: readonly string[]) => {
  const memory = createRoomMemory();
  frames.forEach((frame, i) => memory.onFrame(i, frame));
  return memory;
};

const framesOf = (memory: ReturnType<typeof createRoomMemory>) => memory.copies().map(({ frame }) => frame);

describe('what is remembered of the rooms', () => {
  it('is the latest of each room that tells a state, with the time at which it came', () => {
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

  it('is nothing after the link was lost, and nothing of a room that was left', () => {
    const memory = remembering(ticker(1), whole({ sequence: 1 }), diff({ sequence: 2 }));
    memory.onLeave('ticker_btc_jpy');
    memory.onLeave('depth_diff_btc_jpy');
    expect(framesOf(memory)).toEqual([whole({ sequence: 1 })]);
    memory.onDrop();
    expect(framesOf(memory)).toEqual([]);
  });

  it('does not grow where no whole comes', () => {
    const memory = createRoomMemory();
    for (let i = 0; i < 6_000; i += 1) memory.onFrame(i, diff({ sequence: i }));
    expect(framesOf(memory).length).toBe(5_000);
    expect(framesOf(memory).at(-1)).toBe(diff({ sequence: 5_999 }));
  });
});
