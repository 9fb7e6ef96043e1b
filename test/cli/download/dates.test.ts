import { describe, expect, it } from 'vitest';
import { parseDate } from '../../../src/cli/download/dates';

describe('parseDate', () => {
  it.each([
    ['2026-01-31', Date.UTC(2026, 0, 31)],
    ['2024-02-29', Date.UTC(2024, 1, 29)],
    ['2026-01-31T09:30Z', Date.UTC(2026, 0, 31, 9, 30)],
    ['2026-01-31T09:30:15+09:00', Date.UTC(2026, 0, 31, 0, 30, 15)],
  ])('reads %s', (text, time) => {
    expect(parseDate('--from', text)).toBe(time);
  });

  it.each([
    '2026-02-30',
    '2026-13-01',
    '2026-01-31T09:30',
    '20260131',
    'today',
    '2026-01-31T25:00Z',
    '1969-12-31',
  ])('refuses %s', (text) => {
    expect(() => parseDate('--from', text)).toThrow(`--from: expected a date as 2026-01-31`);
  });
});
