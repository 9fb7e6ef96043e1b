import { describe, expect, it } from 'vitest';
import { learnTime, readTime, setTime, unknownTime, type VenueTime } from '../../src/operators/venue-time';
import { marbles } from '../support/marbles';
import { hour, steppedClock } from '../support/stepped-clock';

describe('the time of a venue', () => {
  it(
    'is that of its freshest stamp, counted on by elapsed time, whatever is done to the time of day',
    marbles(({ cold, scheduler }) => {
      const clock = steppedClock(scheduler);
      let time = unknownTime;
      const learn = (stamp: number): void => {
        time = learnTime(time, stamp, clock.elapsed());
      };
      expect(readTime(time, clock.elapsed())).toBeNull();
      cold('1s a 999ms b 999ms c').subscribe((at) => {
        if (at === 'a') learn(50_000);
        if (at === 'b') learn(50_300); //  700 ms on its way
        if (at === 'c') clock.step(hour);
      });
      cold('10s x').subscribe(() => expect(readTime(time, clock.elapsed())).toBe(59_000));
    }, 11_000),
  );

  it('forgets a stamp of the future once there were others for long enough, and all when it is set', () => {
    const at = (minutes: number): number => minutes * 60_000;
    const learnt = (minutes: readonly number[]): VenueTime =>
      minutes.reduce(
        (time, minute) => learnTime(time, at(minute), at(minute)),
        learnTime(unknownTime, hour, 0),
      );

    expect(readTime(learnt([5, 11]), at(15))).toBe(at(15) + hour);
    expect(readTime(learnt([5, 11, 16, 22]), at(23))).toBe(at(23));
    expect(readTime(setTime(7, at(24)), at(24))).toBe(7);
  });
});
