import fc from 'fast-check';
import { interval, map, switchMap, take, timer } from 'rxjs';
import { describe, expect, it, vi } from 'vitest';
import { fasterClock, virtualClock, wallClock } from '../../../src/simulator/market/clock';

describe('virtualClock', () => {
  it('runs due tasks in order of time, then of scheduling, and drops cancelled ones', () => {
    const timers = fc.array(fc.record({ delay: fc.nat(50), cancelled: fc.boolean() }), { maxLength: 200 });
    fc.assert(
      fc.property(timers, fc.nat(60), (all, end) => {
        const clock = virtualClock(1_000);
        const ran: number[] = [];
        const actions = all.map(({ delay }, i) =>
          clock.schedule(() => {
            expect(clock.now()).toBe(1_000 + delay);
            ran.push(i);
          }, delay),
        );
        all.forEach(({ cancelled }, i) => {
          if (cancelled) actions[i]?.unsubscribe();
        });
        clock.advanceBy(end);
        const expected = all
          .map((timer, i) => ({ ...timer, i }))
          .filter(({ delay, cancelled }) => !cancelled && delay <= end)
          .sort((a, b) => a.delay - b.delay || a.i - b.i)
          .map(({ i }) => i);
        expect(ran).toEqual(expected);
        expect(clock.now()).toBe(1_000 + end);
      }),
    );
  });

  it('drives rxjs operators, timers in timers included', () => {
    const clock = virtualClock(0);
    const seen: string[] = [];
    interval(10, clock)
      .pipe(
        take(3),
        switchMap((i) => timer(5, clock).pipe(map(() => `${i} at ${clock.now()}`))),
      )
      .subscribe((text) => seen.push(text));
    clock.advanceTo(1_000);
    expect(seen).toEqual(['0 at 15', '1 at 25', '2 at 35']);
  });

  it('runs nothing of a subscription that has ended', () => {
    const clock = virtualClock(0);
    const seen: number[] = [];
    const subscription = interval(10, clock).subscribe((i) => seen.push(i));
    clock.advanceTo(25);
    subscription.unsubscribe();
    expect(clock.step()).toBe(false);
    expect(seen).toEqual([0, 1]);
  });

  it('keeps nothing of 100,000 timers that are over or cancelled', () => {
    const clock = virtualClock(0);
    for (let i = 0; i < 100; i++) {
      const late = Array.from({ length: 1_000 }, () => clock.schedule(() => undefined, 1e12));
      clock.advanceBy(1);
      late.forEach((timer) => timer.unsubscribe());
    }
    expect(clock.step()).toBe(false);
  });

  it('lets a failure out, and goes on', () => {
    const clock = virtualClock(0);
    let later = 0;
    clock.schedule(() => {
      throw new Error('broken');
    }, 1);
    clock.schedule(() => later++, 2);
    expect(() => clock.advanceTo(10)).toThrow('broken');
    clock.advanceTo(10);
    expect(later).toBe(1);
  });
});

describe('fasterClock', () => {
  it('starts at the time of its base and runs k times as fast', () => {
    const base = virtualClock(5_000);
    const market = fasterClock(base, 60);
    const at: number[] = [];
    interval(60_000, market)
      .pipe(take(2))
      .subscribe(() => at.push(base.now(), market.now()));
    expect(market.now()).toBe(5_000);
    base.advanceBy(2_000);
    expect(at).toEqual([6_000, 65_000, 7_000, 125_000]);
  });
});

describe('wallClock', () => {
  it('waits longer than a timer of the platform can', () => {
    vi.useFakeTimers();
    try {
      const expiry = 180 * 86_400_000;
      let expired = false;
      wallClock.schedule(() => (expired = true), expiry);
      vi.advanceTimersByTime(expiry - 1);
      expect(expired).toBe(false);
      vi.advanceTimersByTime(1);
      expect(expired).toBe(true);
    } finally {
      vi.useRealTimers();
    }
  });
});
