import { describe, expect, it } from 'vitest';
import { provesFence } from '../../../src/execution/order/fence';

const post = { type: 'time-window', requestTime: 10_000, timeWindow: 2000 } as const;
const answer = (requestTime: number, date: number | null) => ({
  stamp: { type: 'time-window', requestTime, timeWindow: 5000 } as const,
  date,
  admitted: true,
});

describe('provesFence', () => {
  it('takes the Date of an answer to a later request, two seconds past the window', () => {
    expect(provesFence(post, answer(10_001, 14_000))).toBe(true);
    expect(provesFence(post, answer(10_001, 13_000))).toBe(false);
    expect(provesFence(post, answer(9999, 20_000))).toBe(false);
    expect(provesFence(post, answer(10_001, null))).toBe(false);
  });

  it('takes a greater nonce that was admitted', () => {
    const nonce = (value: number, admitted = true) => ({
      stamp: { type: 'nonce', nonce: value } as const,
      date: null,
      admitted,
    });
    expect(provesFence(nonce(5).stamp, nonce(6))).toBe(true);
    expect(provesFence(nonce(5).stamp, nonce(4))).toBe(false);
    expect(provesFence(nonce(5).stamp, nonce(6, false))).toBe(false);
  });
});
