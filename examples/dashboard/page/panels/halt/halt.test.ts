import type { HaltEvent, HaltOptions } from 'rx-bitbank/execution';
import { describe, expect, it } from 'vitest';
import { marbles, orderOf } from '../../../test/support/marbles';
import { halt$ } from './stream';

const halted: HaltEvent = { type: 'Halted', at: 1 };
const flat: HaltEvent = { type: 'Flat', at: 2, left: [], positions: [] };

describe('the halt', () => {
  it('says how many orders it would cancel, is begun once, and tells its course', () => {
    const asked: HaltOptions[] = [];
    marbles(({ cold, expectObservable }) => {
      const orders$ = cold('-o--------', { o: new Map([[1, orderOf(1)]]) });
      const begun$ = cold(' ---b--b---', { b: { positions: 'keep' } as const });
      const course$ = cold('   -h---f ', { h: halted, f: flat });
      const expected = '    no-bh---f';
      const shown$ = halt$(orders$, begun$, (options) => {
        asked.push(options);
        return course$;
      });
      expectObservable(shown$).toBe(expected, {
        n: { open: null, isHalted: false, events: [] },
        o: { open: 1, isHalted: false, events: [] },
        b: { open: 1, isHalted: true, events: [] },
        h: { open: 1, isHalted: true, events: [halted] },
        f: { open: 1, isHalted: true, events: [halted, flat] },
      });
    });
    expect(asked).toEqual([{ positions: 'keep' }]);
  });
});
