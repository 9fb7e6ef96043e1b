import type { HaltEvent, HaltOptions, Position } from 'rx-bitbank/execution';
import { map, NEVER } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { marbles, orderOf } from '../../../test/support/marbles';
import { en } from '../../words/en';
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

  it('that closes positions says what is closed, what stays open, and which are left', () => {
    const asked: HaltOptions[] = [];
    const position = { pair: 'btc_jpy', positionSide: 'short' } as unknown as Position;
    const course: Readonly<Record<string, HaltEvent>> = {
      h: halted,
      c: {
        type: 'Closing',
        position,
        order: { pair: 'btc_jpy', side: 'buy', type: 'market', amount: '0.1' },
      },
      n: { type: 'NotClosed', position, message: 'no book' },
      f: { type: 'Flat', at: 4, left: [], positions: [position] },
    };
    marbles(({ cold, expectObservable }) => {
      const options = { positions: 'close', maxSlippage: '0.01' } as const;
      const shown$ = halt$(NEVER, cold('-b', { b: options }), (given) => {
        asked.push(given);
        return cold('-h-c-n-f', course);
      }).pipe(map(({ events }) => events.map((event) => en.haltEvent(event)).at(-1) ?? ''));
      const expected = 'nbh-c-x-f';
      expectObservable(shown$).toBe(expected, {
        n: '',
        b: '',
        h: 'No order leaves any more, but for those that reduce a margin position.',
        c: 'An order to buy 0.1 BTC/JPY closes the short position.',
        x: 'The short position in BTC/JPY is open still: no book.',
        f: 'It is proven that no order is open. 1 margin position still open.',
      });
    });
    expect(asked).toEqual([{ positions: 'close', maxSlippage: '0.01' }]);
  });
});
