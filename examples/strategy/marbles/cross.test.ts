import { TestScheduler, type RunHelpers } from 'rxjs/testing';
import { map } from 'rxjs';
import { describe, expect, it } from 'vitest';
import type { Candle } from 'rx-bitbank';
import { movingAverageCross } from '../src/cross';
import { movingAverage } from '../src/moving-average';
import { candle } from './candle';

const run = (spec: (helpers: RunHelpers) => void): void =>
  new TestScheduler((actual, expected) => {
    expect(actual).toEqual(expected);
  }).run(spec);

describe('movingAverage', () => {
  it('waits for a whole window', () =>
    run(({ cold, expectObservable }) => {
      const source = cold('   1-2-3-4-|').pipe(map((digit) => Number(digit)));
      const expected = '      ----a-b-|';
      expectObservable(source.pipe(movingAverage(3))).toBe(expected, { a: 2, b: 3 });
    }));
});

describe('movingAverageCross', () => {
  const bars: Record<string, Candle> = {
    a: candle(0, 10),
    b: candle(1, 10),
    c: candle(2, 9),
    d: candle(3, 14), // fast 11.5 over slow 11
    e: candle(4, 15),
    f: candle(5, 6), // fast 10.5 under slow 11.67
    o: candle(3, 99, false), // still open: not looked at
  };
  const cross = movingAverageCross({ fast: 2, slow: 3 });

  it('tells of crosses of closed bars, and not of where it begins', () =>
    run(({ cold, expectObservable }) => {
      const source = cold('   a-b-c-o-d-e-f-|', bars);
      const expected = '      --------l---f-|';
      expectObservable(source.pipe(cross)).toBe(expected, { l: 'long', f: 'flat' });
    }));

  it('acts on a bar once, though REST may correct it later', () =>
    run(({ cold, expectObservable }) => {
      const corrected = { ...bars, C: candle(2, 30) };
      const source = cold('   a-b-c-C-d-|', corrected);
      const expected = '      --------l-|';
      expectObservable(source.pipe(cross)).toBe(expected, { l: 'long' });
    }));
});
