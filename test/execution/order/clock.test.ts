import { Subject } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { createVenueClock } from '../../../src/execution/order/clock';
import type { Answered } from '../../../src/execution/rest/call';
import type { Clock } from '../../../src/operators/clock';

const hour = 3_600_000;

/** Sets up a venue clock beside a machine whose two clocks the test sets. */
const beside = (wall: number, elapsed: number) => {
  const machine = { wall, elapsed };
  const clock = { now: () => machine.wall, elapsed: () => machine.elapsed } as Clock;
  const answered = new Subject<Answered>();
  const venueTimeOf = createVenueClock(answered, clock);
  const tellDate = (date: number | null): void => answered.next({ date } as Answered);
  return { machine, venueTimeOf, tellDate };
};

describe('createVenueClock', () => {
  it('takes the time of day while no answer has shown a better one', () => {
    const { venueTimeOf, tellDate } = beside(5_000_000, 100);
    expect(venueTimeOf(90)).toBe(4_999_990);
    tellDate(null);
    expect(venueTimeOf(90)).toBe(4_999_990);
    tellDate(6_000_000);
    expect(venueTimeOf(90)).toBe(5_999_990);
  });

  it.each([
    ['set forward', { wall: 5_000_000 + 9 * hour, elapsed: 200 }],
    ['set back', { wall: 5_000_000 - 9 * hour, elapsed: 200 }],
    ['stopped while the machine slept', { wall: 5_000_000 + hour, elapsed: 200 }],
  ])('is never ahead of the venue after a clock was %s, and follows the next answer', (_, leap) => {
    const { machine, venueTimeOf, tellDate } = beside(5_000_000, 100);
    tellDate(6_000_000);
    Object.assign(machine, leap);
    expect(venueTimeOf(200)).toBe(6_000_100);
    tellDate(6_000_000 + hour);
    expect(venueTimeOf(200)).toBe(6_000_000 + hour);
  });
});
