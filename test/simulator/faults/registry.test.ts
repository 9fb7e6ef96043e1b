import { describe, expect, it } from 'vitest';
import type { Fault } from '../../../src/simulator/faults/fault';
import { createFaultRegistry } from '../../../src/simulator/faults/registry';
import { virtualClock } from '../../../src/simulator/market/clock';
import { randomOf } from '../../../src/simulator/market/random';

const about = { path: '/v1/user/assets', apiKey: 'key' };

const registry = (seed = 1) => {
  const clock = virtualClock(0);
  const faults = createFaultRegistry(clock, randomOf(seed).next);
  const due: Fault[] = [];
  faults.dueActs$.subscribe((fault) => due.push(fault));
  /** Returns the numbers of the next requests that are struck, counted from 1. */
  const struck = (requests: number): readonly number[] =>
    Array.from({ length: requests }, (_, index) => (faults.strike('rest-429', about) ? index + 1 : 0)).filter(
      Boolean,
    );
  return { clock, faults, due, struck };
};

describe('the faults in force', () => {
  it('strike always, until removed', () => {
    const { faults, struck } = registry();
    const id = faults.add({ kind: 'rest-429' });
    expect(struck(3)).toEqual([1, 2, 3]);
    expect(faults.list()).toEqual([{ id, fault: { kind: 'rest-429' }, struck: 3 }]);
    expect(faults.remove(id)).toBe(true);
    expect(faults.remove(id)).toBe(false);
    expect(struck(3)).toEqual([]);
  });

  it('strike at the nth occasion, so many times', () => {
    const { faults, struck } = registry();
    faults.add({ kind: 'rest-429', when: { nth: 2 } });
    expect(struck(5)).toEqual([2]);
    faults.clear();
    faults.add({ kind: 'rest-429', when: { nth: 2, times: 3 } });
    expect(struck(6)).toEqual([2, 3, 4]);
  });

  it('strike from a moment on, for so long', () => {
    const { clock, faults, struck } = registry();
    faults.add({ kind: 'rest-429', when: { after: 1_000, for: 500 } });
    expect(struck(1)).toEqual([]);
    clock.advanceBy(1_000);
    expect(struck(1)).toEqual([1]);
    clock.advanceBy(500);
    expect(struck(1)).toEqual([]);
    faults.add({ kind: 'rest-429', when: { at: 2_000 } });
    expect(struck(1)).toEqual([]);
    clock.advanceTo(2_000);
    expect(struck(2)).toEqual([1, 2]);
  });

  it('strike by a schedule that the seed alone decides', () => {
    const schedule = (seed: number) => {
      const { faults, struck } = registry(seed);
      faults.add({ kind: 'rest-429', when: { rate: 0.2 } });
      return struck(1_000);
    };
    expect(schedule(7)).toEqual(schedule(7));
    expect(schedule(7)).not.toEqual(schedule(8));
    expect(schedule(7).length).toBeGreaterThan(150);
    expect(schedule(7).length).toBeLessThan(250);
  });

  it('strike only the requests that they are about, and count no others', () => {
    const { faults, struck } = registry();
    faults.add({ kind: 'rest-429', only: { path: '/v1/user/spot/*', apiKey: 'key' }, when: { nth: 1 } });
    expect(struck(3)).toEqual([]);
    expect(faults.strike('rest-429', { path: '/v1/user/spot/order', apiKey: 'other' })).toBeNull();
    expect(faults.strike('rest-429', { path: '/v1/user/spot/order', apiKey: 'key' })).not.toBeNull();
  });

  it('mean private requests if they name no path', () => {
    const { faults } = registry();
    faults.add({ kind: 'rest-429' });
    expect(faults.strike('rest-429', { path: '/btc_jpy/ticker' })).toBeNull();
    faults.add({ kind: 'rest-429', only: { path: '/btc_jpy/*' } });
    expect(faults.strike('rest-429', { path: '/btc_jpy/ticker' })).not.toBeNull();
  });

  it('act once if they are single acts: now, at their moment, or at the nth occasion', () => {
    const { clock, faults, due } = registry();
    faults.add({ kind: 'stream-drop' });
    expect(due).toHaveLength(1);
    faults.add({ kind: 'token-expire', when: { after: 100 } });
    clock.advanceBy(99);
    expect(due).toHaveLength(1);
    clock.advanceBy(1);
    expect(due.map(({ kind }) => kind)).toEqual(['stream-drop', 'token-expire']);
    faults.add({ kind: 'restart', when: { nth: 2 } });
    expect(faults.acts('request', about)).toEqual([]);
    expect(faults.acts('request', about).map(({ kind }) => kind)).toEqual(['restart']);
    expect(faults.acts('request', about)).toEqual([]);
    expect(due).toHaveLength(2);
  });

  it('do not act once removed', () => {
    const { clock, faults, due } = registry();
    faults.remove(faults.add({ kind: 'stream-drop', when: { after: 100 } }));
    clock.advanceBy(1_000);
    expect(due).toEqual([]);
    expect(faults.isExposed('frame')).toBe(false);
  });
});
