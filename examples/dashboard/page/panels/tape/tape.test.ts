import type { Trade } from 'rx-bitbank';
import { map } from 'rxjs';
import { describe, it } from 'vitest';
import { btc, marbles } from '../../../test/support/marbles';
import { tape$ } from './stream';

const trade = (id: number): Trade => ({
  pair: 'btc_jpy',
  id,
  side: 'buy',
  price: 1,
  amount: 1,
  timestamp: id,
});

describe('the tape', () => {
  it('has each trade once, newest first, whether REST or the stream had it first', () => {
    marbles(({ cold, expectObservable }) => {
      const latest$ = tape$(
        cold('               i         ', { i: btc }),
        () => cold('         -----(r|) ', { r: [trade(1), trade(2)] }),
        () => cold('         ----b----c', { b: trade(2), c: trade(3) }),
      ).pipe(map(({ value }) => value?.trades.map(({ id }) => id) ?? null));
      const expected = '     (ne)ba---c';
      expectObservable(latest$).toBe(expected, { n: null, e: [], b: [2], a: [2, 1], c: [3, 2, 1] });
    });
  });

  it('goes on where REST does not tell', () => {
    marbles(({ cold, expectObservable }) => {
      const latest$ = tape$(
        cold('                i    ', { i: btc }),
        () => cold('          --#  '),
        () => cold('          ----b', { b: trade(2) }),
      ).pipe(map(({ value, problem }) => [value?.trades.length ?? null, problem]));
      const expected = '     (ne)b';
      expectObservable(latest$).toBe(expected, { n: [null, null], e: [0, null], b: [1, null] });
    });
  });
});
