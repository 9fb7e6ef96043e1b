import { map } from 'rxjs';
import { describe, it } from 'vitest';
import { runStrategy, type RunEvent, type RunOptions, type World } from '../../src/backtest/index';
import type { Line, Lines } from '../support/drawing';
import { inMoments } from '../support/operator-spec';

// `strategy` is the strategy, which emits a and b. `stop` says when the run is asked to stop. `halt` is the halt of its client:
// `H` Halted, `Z` Flat. They are drawn from their beginning on; `strategy$` and `halt$` show when they run. `run$` draws the
// events of the run: `s` started, the strategy's values, the halt, and the signs of `signs`.

const signs = {
  s: 'started',
  X: 'stopping: stopped',
  C: 'stopping: completed',
  F: 'stopping: failed',
  H: 'Halted',
  Z: 'Flat',
  x: 'ended: stopped',
  c: 'ended: completed',
  f: 'ended: failed',
};

const wordOf = (event: RunEvent): string => {
  if (event.type === 'emitted') return String(event.value);
  if (event.type === 'halt') return event.event.type;
  return 'reason' in event ? `${event.type}: ${event.reason}` : event.type;
};

interface RunLines extends Lines {
  readonly strategy: Line;
  readonly stop: Line;
  readonly halt: Line;
}

const draw = (lines: RunLines, options: RunOptions = {}): void => {
  inMoments(lines, {
    makes: ({ strategy, stop, halt }, { scheduler }) => {
      const halt$ = halt.pipe(map((sign) => ({ type: sign === 'H' ? 'Halted' : 'Flat', at: 0 })));
      const world = { scheduler, exec: { halt: () => halt$ } } as unknown as World;
      const run$ = runStrategy(() => strategy, world, { stop$: stop, close: false, ...options });
      return { run: run$.pipe(map(wordOf)) };
    },
    signs,
  });
};

describe('runStrategy', () => {
  it('runs the strategy until it is asked to stop, halts, and says that it has ended', () => {
    draw({
      strategy: ['  --a-b---a-'],
      strategy$: '  ^----!',
      stop: ['      -----(t|)'],
      halt: ['           H-----(Z|)'],
      halt$: '      -----^-----!',
      run$: '       s-a-b(XH)--(Zx|)',
    });
  });

  it('halts after a strategy that completes', () => {
    draw({
      strategy: ['  --a--|'],
      strategy$: '  ^----!',
      stop: ['      -'],
      halt: ['           -(Z|)'],
      halt$: '      -----^!',
      run$: '       s-a--C(Zc|)',
    });
  });

  it('halts after a strategy that fails, and does not fail itself', () => {
    draw({
      strategy: ['  --a--#'],
      strategy$: '  ^----!',
      stop: ['      -'],
      halt: ['           -(Z|)'],
      halt$: '      -----^!',
      run$: '       s-a--F(Zf|)',
    });
  });

  it('leaves the orders if that is asked for', () => {
    draw(
      {
        strategy: ['  --a-----'],
        strategy$: '  ^---!',
        stop: ['      ----(t|)'],
        halt: ['      -'],
        halt$: '      ',
        run$: '       s-a-(Xx|)',
      },
      { atEnd: 'leave' },
    );
  });

  it('does nothing more when it is unsubscribed from', () => {
    draw({
      strategy: ['  --a---a-'],
      strategy$: '  ^---!',
      stop: ['      -'],
      halt: ['      -'],
      halt$: '      ',
      run: '        ^---!',
      run$: '       s-a--',
    });
  });
});
