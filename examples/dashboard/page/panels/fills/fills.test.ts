import type { Fill } from 'rx-bitbank/execution';
import { map } from 'rxjs';
import { describe, it } from 'vitest';
import { fillOf, marbles } from '../../../test/support/marbles';
import { fills$ } from './stream';

describe('the fills', () => {
  it('are those that were read and those that are told, each once; ids of two pairs are two fills', () => {
    marbles(({ cold, expectObservable }) => {
      const told$ = cold('-b-----x', { b: fillOf(2), x: fillOf(2, { pair: 'xrp_jpy', executedAt: 9 }) });
      const read$ = cold('----(r|)', { r: [fillOf(1), fillOf(2)] });
      const expected = '  nb--r--x';
      const ids$ = fills$(read$, told$).pipe(map((fills) => fills.map(({ tradeId }) => tradeId)));
      expectObservable(ids$).toBe(expected, { n: [], b: [2], r: [1, 2], x: [1, 2, 2] });
    });
  });

  it('are those that are told alone where none can be read', () => {
    marbles(({ cold, expectObservable }) => {
      const told$ = cold('----b', { b: fillOf(2) });
      const read$ = cold<readonly Fill[]>('-#   ');
      const expected = '  nn--b';
      const count$ = fills$(read$, told$).pipe(map(({ length }) => length));
      expectObservable(count$).toBe(expected, { n: 0, b: 1 });
    });
  });
});
