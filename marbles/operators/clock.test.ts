import { asyncScheduler, ignoreElements, map, merge, tap, timer } from 'rxjs';
import { TestScheduler } from 'rxjs/testing';
import { afterEach, describe, expect, it, vi } from 'vitest';

import { bars } from '../../src/operators/bars';
import { clockOf, hasTwoTimes, stampOf } from '../../src/operators/clock';
import { watchLeaps } from '../../src/operators/leaps';
import { shareLinger } from '../../src/operators/share-linger';
import { silenceError, watchdog } from '../../src/operators/watchdog';
import { inMoments } from '../support/operator-spec';
import { hour, steppedClock } from '../support/stepped-clock';

// The line `clock` shows when the time of day is set: `x` once, `y` by twice as much. Elapsed time goes on.

afterEach(() => vi.unstubAllGlobals());

describe('clockOf', () => {
  it('gives the time of day a monotonic time beside it', () => {
    const clock = clockOf();
    expect(hasTwoTimes(clock)).toBe(true);
    expect(hasTwoTimes(clockOf(asyncScheduler))).toBe(true);
    expect(stampOf(clock)).toBeGreaterThan(Date.UTC(2026, 0));
    expect(clock.elapsed()).toBeLessThanOrEqual(performance.now());
    expect(Number.isInteger(clock.elapsed())).toBe(true);
  });

  it('leaves a clock as it is, and gives any other scheduler its own time as elapsed', () => {
    const scheduler = new TestScheduler(() => undefined);
    const clock = clockOf(scheduler);
    scheduler.frame = 7;
    expect([clock.now(), clock.elapsed()]).toEqual([7, 7]);
    expect(hasTwoTimes(clock)).toBe(false);
    const stepped = steppedClock(scheduler);
    expect(clockOf(stepped)).toBe(stepped);
  });

  it('has only the virtual time inside of `TestScheduler.run`, also without a scheduler', () => {
    inMoments(
      {
        source: '   -a--b---------c--',
        watched$: ' -a--b----#',
      },
      {
        makes: ({ source }) => ({ watched: source.pipe(watchdog({ due: 5 })) }),
        where: { '#': [silenceError(5)] },
      },
    );
  });
});

describe.each([
  ['an hour forward', hour],
  ['nine hours back', -9 * hour],
])('when the time of day is set %s', (_, by) => {
  const sets = { x: by, y: 2 * by };

  it('a watchdog wakes when it should', () => {
    inMoments(
      {
        source: '   -a--b---------c--',
        clock: '    -----x',
        watched$: ' -a--b----#',
      },
      {
        makes: ({ source }, { clock }) => ({ watched: source.pipe(watchdog({ due: 5, scheduler: clock })) }),
        where: { '#': [silenceError(5)] },
        sets,
      },
    );
  });

  it('a bar closes when it should, and none of the future is shown', () => {
    inMoments(
      {
        //          digits are trades at 20 and 30 s, and the volumes of the bar
        source: '   20s 1 9999ms 2',
        clock: '    35s x',
        bars: '     65s !',
        bar0$: '    20s 1 9999ms 2 31499ms (2|)',
        bar1$: '    61500ms ≈',
      },
      {
        makes: ({ source }, { scheduler, clock }) => ({
          bars: source.pipe(
            map(() => ({
              ...{ pair: 'btc_jpy', id: scheduler.now(), side: 'buy' as const },
              ...{ price: 5, amount: 1, timestamp: scheduler.now() },
            })),
            bars({ type: '1min', scheduler: clock }),
            map(({ openTime, volume, closed }) => ({
              [`bar${openTime / 60_000}`]: [volume === 0 ? '≈' : `${volume}`, ...(closed ? ['|'] : [])],
            })),
          ),
        }),
        sets,
        lanes: ['bar0', 'bar1'],
      },
    );
  });

  it('a shared source that lingers is left when it should', () => {
    inMoments(
      {
        source: '  a-b-c-d-e',
        source$: ' ^----!',
        clock: '   ----x',
        shared: '  ^--!',
        shared$: ' a-b',
      },
      {
        makes: ({ source }, { clock }) => ({
          shared: source.pipe(shareLinger({ linger: 2, scheduler: clock })),
        }),
        sets,
      },
    );
  });

  it('the leap is noticed once, when the clock is next looked at, and before the work of a timer', () => {
    inMoments(
      {
        clock: '   1500ms x 1699ms y',
        leaps: '    5s !',
        leaps$: '   2s x 1499ms (yt)',
      },
      {
        makes: (__, { clock: stepped }) => {
          const { clock, leaps$, looking$ } = watchLeaps(stepped);
          const timer$ = timer(3_500, clock).pipe(map(() => 'timer'));
          return { leaps: merge(leaps$.pipe(map((leap) => `by ${leap.by}`)), looking$, timer$) };
        },
        sets,
        signs: { x: `by ${by}`, y: `by ${2 * by}`, t: 'timer' },
      },
    );
  });
});

describe('watchLeaps', () => {
  it('looks at once in a page that comes back', () => {
    const page = new EventTarget();
    vi.stubGlobal('document', page);
    vi.stubGlobal('addEventListener', () => undefined);
    vi.stubGlobal('removeEventListener', () => undefined);
    inMoments(
      {
        clock: '   100ms x',
        page: '    200ms  v', // it is visible again
        leaps: '    500ms  !',
        leaps$: '  200ms  x',
      },
      {
        makes: (inputs, { clock: stepped }) => {
          const { leaps$, looking$ } = watchLeaps(stepped);
          const back$ = inputs.page.pipe(
            tap(() => page.dispatchEvent(new Event('visibilitychange'))),
            ignoreElements(),
          );
          return { leaps: merge(leaps$.pipe(map(({ by }) => `by ${by}`)), looking$, back$) };
        },
        sets: { x: hour },
        signs: { x: `by ${hour}` },
      },
    );
  });

  it('takes two seconds and less for a correction, adds them up, and follows a clock that is slewed', () => {
    inMoments(
      {
        // The clock is set by half a ms each second, for a minute; then come two corrections.
        clock: `    ${'m 1999ms '.repeat(30)} 5500ms c 3999ms c`,
        leaps: '    80s !',
        leaps$: '   70s l',
      },
      {
        makes: (__, { clock: stepped }) => {
          const { leaps$, looking$ } = watchLeaps(stepped);
          return {
            leaps: merge(leaps$.pipe(map(({ by }) => `by about ${Math.round(by / 10) / 100} s`)), looking$),
          };
        },
        sets: { m: 1, c: -1_900 },
        signs: { l: 'by about -3.8 s' },
      },
    );
  });

  it('needs no timer if there is only one time', () => {
    const scheduler = new TestScheduler(() => undefined);
    const { leaps$, looking$ } = watchLeaps(clockOf(scheduler));
    merge(leaps$, looking$).subscribe();
    expect(scheduler.actions).toHaveLength(0);
    watchLeaps(steppedClock(scheduler)).looking$.subscribe();
    expect(scheduler.actions).toHaveLength(1);
  });
});
