import { describe, expect, it } from 'vitest';
import { amountText, lengthText, numberText, percentText } from '../../src/backtest/report/figures';

describe('the figures of a report', () => {
  it.each([
    [0, '0 s'],
    [40, '40 ms'],
    [3_240, '3.2 s'],
    [7_500_000, '2 h 5 min'],
    [90_000_000, '1 d 1 h'],
  ])('write %s ms as %s', (ms, text) => {
    expect(lengthText(ms)).toBe(text);
  });

  it('give no sign to a loss that rounds to zero', () => {
    expect([numberText(-0.004, 2), numberText(-1_234.5)]).toEqual(['0', '−1,234.5']);
  });

  it('show a small share as more than nothing', () => {
    expect(percentText('0.0004')).toBe('0.04 %');
  });

  it('let an asset of a foreign file write no HTML', () => {
    expect(amountText('1', '<b>')).toBe('1 &#60;B&#62;');
  });
});
