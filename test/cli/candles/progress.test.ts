import { describe, expect, it } from 'vitest';
import { progressLine } from '../../../src/cli/candles/progress';

describe('progressLine', () => {
  it('shows how far the pages are', () => {
    expect(progressLine('btc_jpy 1min', 5, 10, 7200)).toBe(
      `btc_jpy 1min  [${'#'.repeat(15)}${'-'.repeat(15)}]  50 %  5/10 pages  7200 candles`,
    );
  });

  it('is full at the end only', () => {
    expect(progressLine('x', 999, 1000, 1)).toContain(' 99 %');
    expect(progressLine('x', 10, 10, 1)).toContain(`[${'#'.repeat(30)}] 100 %`);
  });
});
