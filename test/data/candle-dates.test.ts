import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { candleDateOf, candleDates, previousCandleDate } from '../../src/data/candle-dates';
import { candleTypes } from '../../src/model/candle';

const day = 86_400_000;
const times = fc.integer({ min: 0, max: Date.UTC(2100, 0, 1) });

describe.each(candleTypes)('dates of %s', (type) => {
  it('are days up to an hour, and years above', () => {
    const isByDay = ['1min', '5min', '15min', '30min', '1hour'].includes(type);
    expect(candleDateOf(type, Date.UTC(2026, 10, 8))).toBe(isByDay ? '20261108' : '2026');
  });

  it('of any range hold all intervals in it, oldest first', () => {
    fc.assert(
      fc.property(times, fc.integer({ min: 0, max: 400 * day }), (from, length) => {
        const dates = candleDates(type, from, from + length);
        expect(dates[0]).toBe(candleDateOf(type, from));
        expect(dates.at(-1)).toBe(candleDateOf(type, from + length));
        expect(new Set(dates).size).toBe(dates.length);
        expect([...dates].sort()).toEqual(dates);
      }),
    );
  });

  it('follow each other without a gap', () => {
    fc.assert(
      fc.property(times, (time) => {
        const before = previousCandleDate(type, time + 400 * day);
        expect(candleDates(type, before, time + 400 * day)).toHaveLength(2);
      }),
    );
  });
});
