import type { Connection, Tradable } from 'rx-bitbank';
import { map, of } from 'rxjs';
import { describe, it } from 'vitest';
import { btc, marbles } from '../../../test/support/marbles';
import { obstacle$ } from './obstacle';

const open = { state: 'open', attempt: 0, cause: null } as Connection;
const lost = { state: 'waiting', attempt: 1, cause: 'lost' } as Connection;

describe('what stands in the way of an order', () => {
  it('is a lost link and a suspended pair before a halt, which does not hide them', () => {
    marbles(({ cold, expectObservable }) => {
      const connection$ = cold('-o----l', { o: open, l: lost });
      const tradable$ = cold('  --s-t ', {
        s: { reasons: ['suspended'] } as unknown as Tradable,
        t: { reasons: [] } as unknown as Tradable,
      });
      const expected = '        chs-h-l';
      const seen$ = obstacle$({
        instrument$: of(btc),
        connection$,
        tradable$: () => tradable$,
        halted$: of(true),
      }).pipe(map((obstacle) => obstacle?.type ?? 'none'));
      expectObservable(seen$).toBe(expected, {
        c: 'connecting',
        h: 'halted',
        s: 'untradable',
        l: 'no-link',
      });
    });
  });
});
