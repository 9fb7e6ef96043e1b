import fc from 'fast-check';
import { NEVER, VirtualTimeScheduler } from 'rxjs';
import { describe, expect, it } from 'vitest';
import {
  createStamps,
  learnOffset,
  offsetOf,
  unknownOffset,
  type DatedReply,
} from '../../src/execution/rest/stamps';
import { clockOf } from '../../src/operators/clock';

/** Makes the reply of a venue whose clock is `offset` ahead. */
const replyOf = (offset: number, sentAt: number, there: number, back: number): DatedReply => ({
  sentAt,
  receivedAt: sentAt + there + back,
  date: Math.floor((sentAt + there + offset) / 1000) * 1000,
});

const latency = fc.integer({ min: 0, max: 3000 });
const calls = fc.array(fc.tuple(fc.integer({ min: 1e12, max: 1e12 + 1e6 }), latency, latency), {
  minLength: 1,
});

describe('learnOffset', () => {
  it('always bounds the true offset, and only ever closer', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e7, max: 1e7 }), calls, (offset, sent) => {
        let known = unknownOffset;
        for (const [at, there, back] of sent) {
          const next = learnOffset(known, replyOf(offset, at, there, back));
          expect(next.min).toBeLessThanOrEqual(offset);
          expect(next.max).toBeGreaterThan(offset - 1);
          expect(next.max - next.min).toBeLessThanOrEqual(known.max - known.min);
          known = next;
        }
      }),
    );
  });

  it('is wrong by at most half a second and half the round trip', () => {
    const known = learnOffset(unknownOffset, replyOf(12_345, 1e12, 30, 40));
    expect(Math.abs(offsetOf(known) - 12_345)).toBeLessThanOrEqual(535);
  });

  it('starts again when a clock was set', () => {
    const before = learnOffset(unknownOffset, replyOf(0, 1e12, 10, 10));
    const after = learnOffset(before, replyOf(5000, 1e12 + 60_000, 10, 10));
    expect(Math.abs(offsetOf(after) - 5000)).toBeLessThanOrEqual(510);
  });

  it('assumes nothing before the first reply', () => {
    expect(offsetOf(unknownOffset)).toBe(0);
  });
});

describe('createStamps', () => {
  const timeOf = (stamps: ReturnType<typeof createStamps>): number => {
    const stamp = stamps.next(2000);
    return stamp.type === 'nonce' ? stamp.nonce : stamp.requestTime;
  };

  it.each(['time-window', 'nonce'] as const)('strictly increases while time stands still (%s)', (type) => {
    const stamps = createStamps(type, clockOf(new VirtualTimeScheduler()), NEVER);
    const times = Array.from({ length: 100 }, () => timeOf(stamps));
    expect(times).toEqual(times.map((_, i) => (times[0] ?? 0) + i));
  });

  it('comes back from a refused time once the clock is known', () => {
    const scheduler = new VirtualTimeScheduler();
    scheduler.frame = 1e12;
    const stamps = createStamps('time-window', clockOf(scheduler), NEVER);
    const first = stamps.next(2000);
    stamps.learn(replyOf(-60_000, 1e12, 10, 10));
    stamps.refused(first);
    expect(Math.abs(timeOf(stamps) - (1e12 - 60_000))).toBeLessThanOrEqual(510);
  });

  it('never goes back behind a time the venue took', () => {
    const scheduler = new VirtualTimeScheduler();
    scheduler.frame = 1e12;
    const stamps = createStamps('time-window', clockOf(scheduler), NEVER);
    const first = stamps.next(2000);
    stamps.admitted(first);
    const second = stamps.next(2000);
    stamps.learn(replyOf(-60_000, 1e12, 10, 10));
    stamps.refused(second);
    expect(timeOf(stamps)).toBe(1e12 + 1);
  });

  it('never goes back with nonces', () => {
    const stamps = createStamps('nonce', clockOf(new VirtualTimeScheduler()), NEVER);
    const first = timeOf(stamps);
    stamps.refused({ type: 'nonce', nonce: first });
    expect(timeOf(stamps)).toBeGreaterThan(first);
  });
});
