import { asyncScheduler, map, merge, timer } from 'rxjs';
import { TestScheduler } from 'rxjs/testing';
import { afterEach, describe, expect, it, vi } from 'vitest';

import { bars } from '../../src/operators/bars';
import { clockOf, hasTwoTimes, stampOf } from '../../src/operators/clock';
import { watchLeaps } from '../../src/operators/leaps';
import { shareLinger } from '../../src/operators/share-linger';
import { silenceError, watchdog } from '../../src/operators/watchdog';
import type { Trade } from '../../src/model/trade';
import { marbles } from '../support/marbles';
import { hour, steppedClock } from '../support/stepped-clock';

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

  it(
    'has only the virtual time inside of `TestScheduler.run`, also without a scheduler',
    marbles(({ hot, expectObservable }) => {
      const source = hot('-a--b---------c--');
      const expected = '  -a--b----#';

      expectObservable(source.pipe(watchdog({ due: 5 }))).toBe(expected, undefined, silenceError(5));
    }),
  );
});

const trade = (timestamp: number): Trade => ({
  pair: 'btc_jpy',
  id: timestamp,
  side: 'buy',
  price: 5,
  amount: 1,
  timestamp,
});

describe.each([
  ['an hour forward', hour],
  ['nine hours back', -9 * hour],
])('where the time of day is set %s', (_, by) => {
  it(
    'a watchdog wakes when it should',
    marbles(({ hot, expectObservable, scheduler }) => {
      const clock = steppedClock(scheduler);
      const source = hot('-a--b---------c--');
      const expected = '  -a--b----#';

      scheduler.schedule(() => clock.step(by), 4.5);
      expectObservable(source.pipe(watchdog({ due: 5, scheduler: clock }))).toBe(
        expected,
        undefined,
        silenceError(5),
      );
    }),
  );

  it(
    'a bar closes when it should, and none of the future is shown',
    marbles(({ cold, expectObservable, scheduler }) => {
      const clock = steppedClock(scheduler);
      const source = cold('  20s a  9999ms      b');
      const values = { a: trade(20_000), b: trade(30_000) };
      const expected = '     20s a  9999ms      b 31499ms (cd)';

      scheduler.schedule(() => clock.step(by), 35_000);
      expectObservable(
        source.pipe(
          map((letter) => values[letter as 'a']),
          bars({ type: '1min', scheduler: clock }),
          map(({ openTime, volume, closed }) => `${openTime / 60_000} ×${volume}${closed ? ' closed' : ''}`),
        ),
        '^ 65s !',
      ).toBe(expected, { a: '0 ×1', b: '0 ×2', c: '0 ×2 closed', d: '1 ×0' });
    }, 200_000),
  );

  it(
    'what lingers is left when it should',
    marbles(({ hot, expectObservable, expectSubscriptions, scheduler }) => {
      const clock = steppedClock(scheduler);
      const source = hot('a-b-c-d-e');
      const subs = '      ^----!   ';
      const leaver = '    ^--!     ';
      const expected = '  a-b      ';

      scheduler.schedule(() => clock.step(by), 4);
      expectObservable(source.pipe(shareLinger({ linger: 2, scheduler: clock })), leaver).toBe(expected);
      expectSubscriptions(source.subscriptions).toBe(subs);
    }),
  );

  it(
    'that is told once, when the clock is next looked at, and before the work of a timer',
    marbles(({ expectObservable, scheduler }) => {
      const stepped = steppedClock(scheduler);
      const { clock, leaps$, looking$ } = watchLeaps(stepped);
      const expected = '  2s l 1499ms  (mt)';

      scheduler.schedule(() => stepped.step(by), 1_500);
      scheduler.schedule(() => stepped.step(2 * by), 3_200);
      expectObservable(
        merge(leaps$.pipe(map((leap) => leap.by)), looking$, timer(3_500, clock).pipe(map(() => 'timer'))),
        '^ 5s !',
      ).toBe(expected, { l: by, m: 2 * by, t: 'timer' });
    }, 10_000),
  );
});

describe('watchLeaps', () => {
  it(
    'looks at once in a page that comes back',
    marbles(({ expectObservable, scheduler, cold }) => {
      const page = new EventTarget();
      vi.stubGlobal('document', page);
      vi.stubGlobal('addEventListener', () => undefined);
      vi.stubGlobal('removeEventListener', () => undefined);
      const stepped = steppedClock(scheduler);
      const { leaps$, looking$ } = watchLeaps(stepped);
      scheduler.schedule(() => stepped.step(hour), 100);
      cold('200ms x').subscribe(() => page.dispatchEvent(new Event('visibilitychange')));

      expectObservable(merge(leaps$.pipe(map(({ by }) => by)), looking$), '^ 500ms !').toBe('200ms l', {
        l: hour,
      });
    }, 1_000),
  );

  it(
    'takes two seconds and less for a correction, adds them up, and follows a clock that is slewed',
    marbles(({ expectObservable, scheduler }) => {
      const stepped = steppedClock(scheduler);
      const { leaps$, looking$ } = watchLeaps(stepped);
      const expected = '  70s l';

      // The clock steps by half a ms each second, for a minute; then come two corrections.
      for (let at = 0; at < 60_000; at += 2_000) scheduler.schedule(() => stepped.step(1), at);
      scheduler.schedule(() => stepped.step(-1_900), 65_500);
      scheduler.schedule(() => stepped.step(-1_900), 69_500);
      expectObservable(merge(leaps$.pipe(map((leap) => Math.round(leap.by / 10))), looking$), '^ 80s !').toBe(
        expected,
        { l: -380 },
      );
    }, 100_000),
  );

  it('needs no timer where there is only one time', () => {
    const scheduler = new TestScheduler(() => undefined);
    const { leaps$, looking$ } = watchLeaps(clockOf(scheduler));
    merge(leaps$, looking$).subscribe();
    expect(scheduler.actions).toHaveLength(0);
    watchLeaps(steppedClock(scheduler)).looking$.subscribe();
    expect(scheduler.actions).toHaveLength(1);
  });
});
