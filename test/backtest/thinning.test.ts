import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createThinning } from '../../src/backtest/result/thinning';

interface Point {
  readonly at: number;
  readonly value: number;
}

const range = { low: ({ value }: Point) => value, high: ({ value }: Point) => value };

const thinned = (values: readonly number[], most: number): readonly Point[] => {
  const thinning = createThinning(range, most);
  values.forEach((value, at) => thinning.add({ at, value }));
  return thinning.points();
};

describe('the thinning of a curve', () => {
  it('keeps every point of a curve that is short enough, and none of one without points', () => {
    const values = [3, 1, 4, 1, 5, 9, 2, 6];
    expect(thinned(values, 10)).toEqual(values.map((value, at) => ({ at, value })));
    expect(thinned([], 10)).toEqual([]);
  });

  it('keeps the ends, the lowest and the highest value, the order, and no more points than a chart shows', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 1, maxLength: 700 }), (values) => {
        const points = thinned(values, 16);
        expect(points.length).toBeLessThanOrEqual(16);
        expect(points[0]).toEqual({ at: 0, value: values[0] });
        expect(points.at(-1)).toEqual({ at: values.length - 1, value: values.at(-1) });
        const kept = points.map(({ value }) => value);
        expect(Math.min(...kept)).toBe(Math.min(...values));
        expect(Math.max(...kept)).toBe(Math.max(...values));
        const times = points.map(({ at }) => at);
        expect(times).toEqual([...new Set(times)].toSorted((a, b) => a - b));
        for (const { at, value } of points) expect(value).toBe(values[at]);
      }),
    );
  });

  it('covers a long curve evenly, its beginning as its end', () => {
    const points = thinned(
      Array.from({ length: 100_000 }, (_, at) => Math.sin(at)),
      200,
    );
    const inThird = (third: number): number =>
      points.filter(({ at }) => Math.floor(at / 33_334) === third).length;
    expect(points.length).toBeGreaterThan(50);
    for (const third of [0, 1, 2]) expect(inThird(third) / points.length).toBeCloseTo(1 / 3, 1);
  });
});
