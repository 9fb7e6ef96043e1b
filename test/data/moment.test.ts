import { asyncScheduler } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { momentOf, neverSetBack } from '../../src/data/moment';

describe('the moment at which an outage of trades ends', () => {
  it('is not before its beginning if the time of day was set back by nine hours', () => {
    let now = 100_000_000;
    let elapsed = 0;
    const timeOfDay = neverSetBack({
      now: () => now,
      elapsed: () => elapsed,
      schedule: asyncScheduler.schedule.bind(asyncScheduler),
    });
    elapsed = 5_000;
    now -= 32_400_000;

    expect(timeOfDay(elapsed)).toBe(100_005_000);
  });

  it('lies between the learnt time, counted on by elapsed time, which stands still in sleep, and the time of day', () => {
    expect(momentOf(1_000, 500, 9_000)).toEqual({ earliest: 1_500, latest: 9_000 });
    expect(momentOf(1_000, 500, 200)).toEqual({ earliest: 1_500, latest: 1_500 });
    expect(momentOf(-Infinity, 500, 200)).toEqual({ earliest: 200, latest: 200 });
  });
});
