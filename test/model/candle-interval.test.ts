import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { candleTypes } from '../../src/model/candle';
import { closeTimeOf, openTimeOf } from '../../src/model/candle-interval';

const times = fc.integer({ min: 0, max: Date.UTC(2100, 0, 1) });

describe.each(candleTypes)('intervals of %s', (type) => {
  // Anchors that REST might show: UTC, and Japan's midnight for types that begin on a day.
  const anchors = fc.constantFrom(
    undefined,
    openTimeOf(type, Date.UTC(2026, 0, 15)),
    Date.UTC(2025, 11, 31, 15),
  );

  it('hold the time, follow each other without a gap, and begin at their own beginning', () => {
    fc.assert(
      fc.property(times, anchors, (time, anchor) => {
        const open = openTimeOf(type, time, anchor);
        const close = closeTimeOf(type, open);
        expect(open).toBeLessThanOrEqual(time);
        expect(close).toBeGreaterThan(time);
        expect(openTimeOf(type, open, anchor)).toBe(open);
        expect(openTimeOf(type, close - 1, anchor)).toBe(open);
        expect(openTimeOf(type, close, anchor)).toBe(close);
      }),
    );
  });
});

it('a week begins on Monday, and a month on its first day, as long as REST has not shown otherwise', () => {
  expect(new Date(openTimeOf('1week', Date.UTC(2026, 10, 22))).toISOString()).toBe(
    '2026-11-16T00:00:00.000Z',
  );
  expect(new Date(openTimeOf('1month', Date.UTC(2026, 10, 22))).toISOString()).toBe(
    '2026-11-01T00:00:00.000Z',
  );
});
