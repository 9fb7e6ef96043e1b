import type { Fill } from 'rx-bitbank/execution';
import { map, type Observable } from 'rxjs';
import { describe, it } from 'vitest';
import { fillOf, marbles } from '../../../test/support/marbles';
import type { Told } from '../../ui/told';
import { fills$ } from './stream';

const seen = (told$: Observable<Told<readonly Fill[]>>): Observable<string> =>
  told$.pipe(
    map(({ value, problem }) => `${value?.map(({ tradeId }) => tradeId).join(',') ?? '?'} ${problem ?? ''}`),
  );

describe('the fills', () => {
  it('are those that were read and those that are told, each once; ids of two pairs are two fills', () => {
    marbles(({ cold, expectObservable }) => {
      const told$ = cold('-b-----x', { b: fillOf(2), x: fillOf(2, { pair: 'xrp_jpy', executedAt: 9 }) });
      const read$ = cold('----(r|)', { r: [fillOf(1), fillOf(2)] });
      const expected = '  nb--r--x';
      expectObservable(seen(fills$(read$, told$))).toBe(expected, {
        n: '? ',
        b: '2 ',
        r: '1,2 ',
        x: '1,2,2 ',
      });
    });
  });

  it('say that none can be read, are those that are told meanwhile, and are read again', () => {
    marbles(({ cold, expectObservable }) => {
      const told$ = cold('   ----b', { b: fillOf(2) });
      const read$ = cold<readonly Fill[]>('-#', undefined, new Error('refused'));
      const unsub = '        ---- 3s !';
      const expected = '     ne--b 2997ms b';
      expectObservable(seen(fills$(read$, told$)), unsub).toBe(expected, {
        n: '? ',
        e: '? refused',
        b: '2 refused',
      });
    });
  });
});
