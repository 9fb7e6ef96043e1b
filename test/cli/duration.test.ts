import { describe, expect, it } from 'vitest';
import { parseDuration } from '../../src/cli/common/duration';

describe('parseDuration', () => {
  it.each([
    ['10s', 10_000],
    ['0.5s', 500],
    ['5m', 300_000],
    ['2h', 7_200_000],
  ])('%s is %i ms', (text, ms) => {
    expect(parseDuration('--duration', text)).toBe(ms);
  });

  it.each(['', '10', 's', '0s', '-1s', '1d', '9999h'])('refuses %j', (text) => {
    expect(() => parseDuration('--duration', text)).toThrow(
      `--duration: expected a time as 10s, 5m or 1h, got ${text}`,
    );
  });
});
