import type { OrderTransition } from 'rx-bitbank/execution';
import { map } from 'rxjs';
import { describe, it } from 'vitest';
import { marbles } from '../../../test/support/marbles';
import { lives$ } from './stream';

const accepted = { type: 'Accepted' } as OrderTransition;
const filled = { type: 'PartiallyFilled' } as OrderTransition;
const request = { pair: 'btc_jpy', side: 'buy', type: 'market', amount: '1' } as const;

describe('the lives of orders', () => {
  it('have every step, equal fills too, the newest order first; one that was not sent has none', () => {
    marbles(({ cold, expectObservable }) => {
      const first$ = cold(' --a----f-f', { a: accepted, f: filled });
      const second$ = cold<OrderTransition>('    --#', undefined, new Error('not sent'));
      const placed$ = cold('-p---q', { p: { request, life$: first$ }, q: { request, life$: second$ } });
      const expected = '    np-a-q-rb-c';
      const steps$ = lives$(placed$).pipe(map((lives) => lives.map(({ steps }) => steps.length).join(' ')));
      expectObservable(steps$).toBe(expected, {
        n: '',
        p: '0',
        a: '1',
        q: '0 1',
        r: '0 1',
        b: '0 2',
        c: '0 3',
      });
    });
  });
});
