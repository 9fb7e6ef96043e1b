import { describe, expect, it } from 'vitest';
import { judgeMemory, type Sample, warmUp } from './memory';

const minute = 60_000;

/** Makes one sample per minute for half an hour; `noise` alternates. */
const heap = (bytesAt: (at: number) => number, noise = 300_000): readonly Sample[] =>
  Array.from({ length: 31 }, (_, i) => ({
    at: i * minute,
    heap: bytesAt(i * minute) + (i % 2 === 0 ? noise : -noise),
  }));

describe('judgeMemory', () => {
  it('takes a heap that only scatters for flat', () => {
    const { slope, isGrowing } = judgeMemory(heap(() => 30e6));
    expect(slope).toBeCloseTo(0, 0);
    expect(isGrowing).toBe(false);
  });

  it('ignores the warm-up', () => {
    const { slope, isGrowing } = judgeMemory(heap((at) => 30e6 + Math.min(at, warmUp) * 50));
    expect(slope).toBeCloseTo(0, 0);
    expect(isGrowing).toBe(false);
  });

  it('sees a heap that grows, and by how much', () => {
    const { slope, isGrowing } = judgeMemory(heap((at) => 30e6 + (at / 3_600_000) * 20e6));
    expect(slope).toBeCloseTo(20, 0);
    expect(isGrowing).toBe(true);
  });

  it('does not call it growth if the samples scatter by more than they rise', () => {
    expect(judgeMemory(heap((at) => 30e6 + (at / 3_600_000) * 8e6, 8e6)).isGrowing).toBe(false);
  });

  it('gives no judgement before it is warm', () => {
    const short = heap((at) => 30e6 + at * 100).filter(({ at }) => at < warmUp);
    expect(judgeMemory(short)).toMatchObject({ slope: null, isGrowing: false });
  });
});
