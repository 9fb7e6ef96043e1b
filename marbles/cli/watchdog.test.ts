import { TestScheduler } from 'rxjs/testing';
import { describe, expect, it } from 'vitest';
import { type HeartbeatWatchConfig, watchHeartbeat } from '../../src/cli/watchdog/watch-heartbeat';

const states = { a: 'armed', d: 'disarmed', f: 'fired' } as const;

/** Draws the events of a watchdog for a file that is written as drawn: `b` a beat, `g` a goodbye, `x` removed. */
const watching = (
  file: string,
  expected: string,
  changes: Partial<HeartbeatWatchConfig> = {},
  before: string | null = null,
): void => {
  const scheduler = new TestScheduler((actual, wanted) => expect(actual).toEqual(wanted));
  scheduler.run(({ expectObservable }) => {
    const look: HeartbeatWatchConfig['look'] = () => {
      const at = file
        .slice(0, scheduler.now() + 1)
        .split('')
        .findLastIndex((word) => word !== '-');
      const word = at < 0 ? before : (file[at] ?? null);
      return word === null || word === 'x' ? null : { mark: `${at} ${word}`, isGoodbye: word === 'g' };
    };
    const config = { look, every: 1, timeout: 8, isArmedNow: false, scheduler, ...changes };
    expectObservable(watchHeartbeat(config), '^ 39ms !').toBe(expected, states);
  });
};

describe('watchHeartbeat', () => {
  it.each<[string, string, string]>([
    ['fires when the beats stop', '--b--b--b-----------------------------', '--a-------------f'],
    ['is armed anew when they come back', '--b-----------b--b--b--b--b--b--b--b--b', '--a-------f---a'],
    ['lets beats within the timeout be', '-b------b------b------b------b------b--', '-a'],
    ['is disarmed by a goodbye', '-b--b--g------------------------------', '-a-----d'],
    ['is not fired by what was never begun', '----------------------------------------', ''],
    ['takes a file that is gone for silence', '-b--x----------------------------------', '-a-------f'],
    ['takes a file that comes back for a beat', '-b--x--b--b--b--b--b--b--b--b--b--b--b-', '-a'],
  ])('%s', (_, file, expected) => {
    watching(file, expected);
  });

  it('takes what lay there before for no beat, unless it is armed now', () => {
    watching('', '', {}, 'b');
    watching('', 'a-------f', { isArmedNow: true }, 'b');
    watching('', 'a-------f', { isArmedNow: true }, null);
    watching('', '', { isArmedNow: true }, 'g');
  });

  it('looks once more before it fires: its own sleep is no silence', () => {
    // It looks only every 20 ms, as after a sleep, and the time-out is shorter than that.
    watching('-------------------b------------b-------', '--------------------a', { every: 20, timeout: 18 });
  });
});
