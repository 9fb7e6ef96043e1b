import { map } from 'rxjs';
import { describe, it } from 'vitest';
import {
  type HeartbeatWatchConfig,
  watchHeartbeat,
  type WatchState,
} from '../../src/cli/watchdog/watch-heartbeat';
import type { Line, Lines } from '../support/drawing';
import { inMoments } from '../support/operator-spec';

// `file` is the heartbeat file: `b` a beat is written, `g` a goodbye, `x` the file is removed. It is read every millisecond, and
// 8 ms of silence are too long. `watch$` draws what the watchdog comes to be: `a` armed, `d` disarmed, `F` fired.

const signOf: Readonly<Record<WatchState, string>> = { armed: 'a', disarmed: 'd', fired: 'F' };

interface FileLines extends Lines {
  readonly file: Line;
}

interface Watch extends Partial<HeartbeatWatchConfig> {
  /** What the file holds before the watchdog starts. Default: there is none. */
  readonly before?: string;
}

const draw = (lines: FileLines, { before, ...changes }: Watch = {}): void => {
  inMoments(
    { watch: '^ 39ms !', ...lines },
    {
      makes: (_, { past, scheduler }) => {
        const look: HeartbeatWatchConfig['look'] = () => {
          const { frame, sign } = past('file').at(-1) ?? { frame: -1, sign: before ?? 'x' };
          return sign === 'x' ? null : { mark: `${frame} ${sign}`, isGoodbye: sign === 'g' };
        };
        const config = { look, every: 1, timeout: 8, isArmedNow: false, scheduler, ...changes };
        return { watch: watchHeartbeat(config).pipe(map((state) => signOf[state])) };
      },
    },
  );
};

describe('watchHeartbeat', () => {
  it('fires when the beats stop', () => {
    draw({
      file: '  --b--b--b-----------------------------',
      watch$: '--a-------------F',
    });
  });

  it('is armed again when the beats come back', () => {
    draw({
      file: '  --b-----------b--b--b--b--b--b--b--b--b',
      watch$: '--a-------F---a',
    });
  });

  it('stays armed by beats within the timeout', () => {
    draw({
      file: '  -b------b------b------b------b------b--',
      watch$: '-a',
    });
  });

  it('is disarmed by a goodbye', () => {
    draw({
      file: '  -b--b--g------------------------------',
      watch$: '-a-----d',
    });
  });

  it('is not fired if there never was a beat', () => {
    draw({
      file: '  ----------------------------------------',
      watch$: '',
    });
  });

  it('takes a file that is gone for silence', () => {
    draw({
      file: '  -b--x----------------------------------',
      watch$: '-a-------F',
    });
  });

  it('takes a file that comes back for a beat', () => {
    draw({
      file: '  -b--x--b--b--b--b--b--b--b--b--b--b--b-',
      watch$: '-a',
    });
  });

  it('takes the content of before for no beat, unless it is armed now', () => {
    draw({ file: '', watch$: '' }, { before: 'b' });
    draw({ file: '', watch$: 'a-------F' }, { isArmedNow: true, before: 'b' });
    draw({ file: '', watch$: 'a-------F' }, { isArmedNow: true });
    draw({ file: '', watch$: '' }, { isArmedNow: true, before: 'g' });
  });

  it('looks once more before it fires: its own sleep is no silence', () => {
    // It looks only every 20 ms, as after a sleep, and the time-out is shorter than that.
    draw(
      {
        file: '  -------------------b------------b-------',
        watch$: '--------------------a',
      },
      { every: 20, timeout: 18 },
    );
  });
});
