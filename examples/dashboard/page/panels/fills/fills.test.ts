import type { Fill } from 'rx-bitbank/execution';
import { map, type Observable } from 'rxjs';
import { describe, it } from 'vitest';
import { fillOf, marbles } from '../../../test/support/marbles';
import type { Latest } from '../../ui/latest';
import { fills$ } from './stream';

const seen = (latest$: Observable<Latest<readonly Fill[]>>): Observable<string> =>
  latest$.pipe(
    map(({ value, problem }) => `${value?.map(({ tradeId }) => tradeId).join(',') ?? '?'} ${problem ?? ''}`),
  );

describe('the fills', () => {
  it('are those that were read and those that come live, each once; ids of two pairs are two fills', () => {
    marbles(({ cold, expectObservable }) => {
      const latest$ = cold('-b-----x', { b: fillOf(2), x: fillOf(2, { pair: 'xrp_jpy', executedAt: 9 }) });
      const read$ = cold('----(r|)', { r: [fillOf(1), fillOf(2)] });
      const expected = '  nb--r--x';
      expectObservable(seen(fills$(read$, latest$))).toBe(expected, {
        n: '? ',
        b: '2 ',
        r: '1,2 ',
        x: '1,2,2 ',
      });
    });
  });

  it('say that none can be read, show those that come meanwhile, and are read again', () => {
    marbles(({ cold, expectObservable }) => {
      const latest$ = cold('   ----b', { b: fillOf(2) });
      const read$ = cold<readonly Fill[]>('-#', undefined, new Error('refused'));
      const unsub = '        ---- 3s !';
      const expected = '     ne--b 2997ms b';
      expectObservable(seen(fills$(read$, latest$)), unsub).toBe(expected, {
        n: '? ',
        e: '? refused',
        b: '2 refused',
      });
    });
  });
});
