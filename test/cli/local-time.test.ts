import { afterEach, describe, expect, it } from 'vitest';
import { localTime, zoneAt } from '../../src/cli/common/local-time';

const before = process.env['TZ'];
afterEach(() => {
  if (before === undefined) delete process.env['TZ'];
  else process.env['TZ'] = before;
});

describe('localTime', () => {
  it.each([
    ['Asia/Tokyo', '2026-01-02 03:04:05 +09:00'],
    ['UTC', '2026-01-01 18:04:05 +00:00'],
    ['America/St_Johns', '2026-01-01 14:34:05 -03:30'],
  ])('of %s is %s', (zone, text) => {
    process.env['TZ'] = zone;
    expect(localTime(Date.parse('2026-01-01T18:04:05Z'))).toBe(text);
  });

  it('shows the zone of that time, not of now', () => {
    process.env['TZ'] = 'Europe/Berlin';
    expect(zoneAt(Date.parse('2026-01-01T00:00:00Z'))).toBe('+01:00');
    expect(zoneAt(Date.parse('2026-07-01T00:00:00Z'))).toBe('+02:00');
  });
});
