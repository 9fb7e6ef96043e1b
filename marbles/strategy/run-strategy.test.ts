import { map } from 'rxjs';
import { TestScheduler } from 'rxjs/testing';
import { describe, expect, it } from 'vitest';
import { runStrategy, type RunEvent, type RunOptions, type World } from '../../src/backtest/index';

/** The meanings of the letters in a drawing. */
const words = {
  s: 'started',
  a: 'a',
  b: 'b',
  X: 'stopping: stopped',
  C: 'stopping: completed',
  F: 'stopping: failed',
  h: 'Halted',
  f: 'Flat',
  x: 'ended: stopped',
  c: 'ended: completed',
  e: 'ended: failed',
};

const wordOf = (event: RunEvent): string => {
  if (event.type === 'emitted') return String(event.value);
  if (event.type === 'halt') return event.event.type;
  return 'reason' in event ? `${event.type}: ${event.reason}` : event.type;
};

interface Story {
  readonly strategy: string;
  readonly stop: string;
  readonly halt: string;
  /** The subscription of the strategy, and the halt. */
  readonly runs: string;
  readonly halts: string | readonly string[];
  readonly told: string;
  readonly left?: string;
  readonly options?: RunOptions;
}

const tell = ({ strategy, stop, halt, runs, halts, told, left, options }: Story): void => {
  const scheduler = new TestScheduler((actual, expected) => {
    expect(actual).toEqual(expected);
  });
  scheduler.run(({ cold, expectObservable, expectSubscriptions }) => {
    const strategy$ = cold(strategy);
    const halt$ = cold(halt, { h: { type: 'Halted', at: 0 }, f: { type: 'Flat', at: 0 } });
    const world = { scheduler, exec: { halt: () => halt$ } } as unknown as World;
    const run$ = runStrategy(() => strategy$, world, { stop$: cold(stop), close: false, ...options });
    expectObservable(run$.pipe(map(wordOf)), left).toBe(told, words);
    expectSubscriptions(strategy$.subscriptions).toBe(runs);
    expectSubscriptions(halt$.subscriptions).toBe(halts as string);
  });
};

describe('runStrategy', () => {
  it('runs the strategy until it is asked to stop, halts, and says that it is over', () =>
    tell({
      strategy: '--a-b---a-',
      stop: '    -----(t|)',
      halt: '         h-----(f|)',
      runs: '    ^----!',
      halts: '   -----^-----!',
      told: '    s-a-b(Xh)--(fx|)',
    }));

  it('halts after a strategy that completes', () =>
    tell({
      strategy: '--a--|',
      stop: '    -',
      halt: '         -(f|)',
      runs: '    ^----!',
      halts: '   -----^!',
      told: '    s-a--C(fc|)',
    }));

  it('halts after a strategy that fails, and does not fail itself', () =>
    tell({
      strategy: '--a--#',
      stop: '    -',
      halt: '         -(f|)',
      runs: '    ^----!',
      halts: '   -----^!',
      told: '    s-a--F(fe|)',
    }));

  it('leaves the orders if that is asked for', () =>
    tell({
      strategy: '--a-----',
      stop: '    ----(t|)',
      halt: '    -',
      runs: '    ^---!',
      halts: [],
      told: '    s-a-(Xx|)',
      options: { atEnd: 'leave' },
    }));

  it('does nothing more when nobody listens any more', () =>
    tell({
      strategy: '--a---a-',
      stop: '    -',
      halt: '    -',
      runs: '    ^---!',
      halts: [],
      told: '    s-a--',
      left: '    ^---!',
    }));
});
