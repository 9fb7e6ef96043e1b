import { describe, expect, it } from 'vitest';
import { createVenueTime } from '../../src/operators/venue-time';
import { marbles } from '../support/marbles';
import { hour, steppedClock } from '../support/stepped-clock';

describe('the time of a venue', () => {
  it(
    'is that of its freshest stamp, counted on by elapsed time, whatever is done to the time of day',
    marbles(({ cold, scheduler }) => {
      const clock = steppedClock(scheduler);
      const time = createVenueTime(clock);
      expect(time.read()).toBeNull();
      cold('1s a 999ms b 999ms c').subscribe((at) => {
        if (at === 'a') time.learn(50_000);
        if (at === 'b') time.learn(50_300); //  700 ms on its way
        if (at === 'c') clock.step(hour);
      });
      cold('10s x').subscribe(() => expect(time.read()).toBe(59_000));
    }, 11_000),
  );

  it(
    'forgets a stamp of the future once there were others for long enough, and all when it is set',
    marbles(({ cold, scheduler }) => {
      const time = createVenueTime(steppedClock(scheduler));
      time.learn(hour);
      for (const minute of [5, 11, 16, 22]) {
        scheduler.schedule(() => time.learn(scheduler.now()), minute * 60_000);
      }
      cold('15m x').subscribe(() => expect(time.read()).toBe(scheduler.now() + hour));
      cold('23m x').subscribe(() => expect(time.read()).toBe(scheduler.now()));
      cold('24m x').subscribe(() => {
        time.set(7);
        expect(time.read()).toBe(7);
      });
    }, 2 * hour),
  );
});
