import { ignoreElements, map, merge, tap } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { learnTime, readTime, setTime, unknownTime, type VenueTime } from '../../src/operators/venue-time';
import { inMoments } from '../support/operator-spec';
import { hour } from '../support/stepped-clock';

describe('the time of a venue', () => {
  it('is that of its freshest stamp, counted on by elapsed time, whatever is done to the time of day', () => {
    const stampOf: Readonly<Record<string, number>> = { a: 50_000, b: 50_300 };
    inMoments(
      {
        //          a says 50 s, a second later b says 50.3 s: it was 700 ms on its way
        stamps: '   1s a 999ms b',
        clock: '                 3s h',
        asked: '    ?            9999ms   ?',
        answer$: '  0            9999ms   t',
      },
      {
        makes: ({ stamps, asked }, { clock }) => {
          let time = unknownTime;
          const learnt$ = stamps.pipe(
            tap((sign) => (time = learnTime(time, stampOf[sign] ?? NaN, clock.elapsed()))),
            ignoreElements(),
          );
          const read$ = asked.pipe(map(() => `${readTime(time, clock.elapsed())}`));
          return { answer: merge(learnt$, read$) };
        },
        sets: { h: hour },
        signs: { 0: 'null', t: '59000' },
      },
    );
  });

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
