import { TestScheduler } from 'rxjs/testing';
import { describe, expect, it } from 'vitest';
import type { Tradable } from 'rx-bitbank';
import type { Wish } from '../src/cross';
import { withinRisk } from '../src/risk';

const wishes: Record<string, Wish> = { l: 'long', f: 'flat' };
const states: Record<string, Tradable> = {
  y: { pair: 'btc_jpy', tradable: true, reasons: [] },
  n: { pair: 'btc_jpy', tradable: false, reasons: ['circuit-break'] },
};

const run = (
  source: string,
  tradable: string,
  expected: string,
  limits: { maxEntries: number; window: number },
): void => {
  const scheduler = new TestScheduler((actual, wanted) => {
    expect(actual).toEqual(wanted);
  });
  scheduler.run(({ cold, hot, expectObservable }) => {
    const risk = withinRisk({ tradable$: hot(tradable, states), ...limits, scheduler });
    expectObservable(cold(source, wishes).pipe(risk)).toBe(expected, wishes);
  });
};

describe('withinRisk', () => {
  const plenty = { maxEntries: 9, window: 100 };

  it('lets steps pass, and nothing twice', () =>
    run(
      '--l-l-f-f-l-|', //
      'y------------',
      '--l---f---l-|',
      plenty,
    ));

  it('bars an entry while the pair can’t be traded, never a way out', () =>
    run(
      '--l-f-l-f-l-|', //
      'y--n-----y---',
      '--l-f-----l-|',
      plenty,
    ));

  it('counts the entries of the window', () =>
    run(
      '--l-f-l-f-l-f---l-|', //
      'y------------------',
      '--l-f-l-f-------l-|',
      { maxEntries: 2, window: 12 },
    ));
});
