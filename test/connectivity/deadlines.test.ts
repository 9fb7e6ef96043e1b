import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createDeadlines } from '../../src/connectivity/deadlines';

describe('createDeadlines', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('calls back at each deadline, whatever the order in which they were given', () => {
    const awaitDeadline = createDeadlines();
    const late: string[] = [];
    awaitDeadline(3_000, () => late.push('third'));
    awaitDeadline(1_000, () => late.push('first'));
    awaitDeadline(2_000, () => late.push('second'));
    vi.advanceTimersByTime(999);
    expect(late).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(late).toEqual(['first']);
    vi.advanceTimersByTime(1_000);
    expect(late).toEqual(['first', 'second']);
    vi.advanceTimersByTime(1_000);
    expect(late).toEqual(['first', 'second', 'third']);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('does not call back after the wait has ended, and times later requests by the same timer', () => {
    const awaitDeadline = createDeadlines();
    const late: string[] = [];
    for (let nth = 0; nth < 10; nth += 1) {
      awaitDeadline(1_000, () => late.push('ended'))();
      expect(vi.getTimerCount()).toBe(1);
      vi.advanceTimersByTime(90);
    }
    awaitDeadline(1_000, () => late.push('open'));
    expect(vi.getTimerCount()).toBe(1);
    vi.advanceTimersByTime(999);
    expect(late).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(late).toEqual(['open']);
  });

  it('waits for as long as it is told, also longer than a timer of the platform can', () => {
    const awaitDeadline = createDeadlines();
    const late: string[] = [];
    const set = vi.spyOn(globalThis, 'setTimeout');
    awaitDeadline(2 ** 31 + 1_000, () => late.push('late'));
    vi.advanceTimersByTime(2 ** 31);
    expect([late, set.mock.calls.map(([, delay]) => delay)]).toEqual([[], [2 ** 31 - 1, 1_001]]);
    vi.advanceTimersByTime(1_000);
    expect(late).toEqual(['late']);
  });

  it('awaits a deadline that another one causes', () => {
    const awaitDeadline = createDeadlines();
    const late: string[] = [];
    awaitDeadline(1_000, () => {
      late.push('first');
      awaitDeadline(500, () => late.push('second'));
    });
    vi.advanceTimersByTime(1_500);
    expect(late).toEqual(['first', 'second']);
  });
});
