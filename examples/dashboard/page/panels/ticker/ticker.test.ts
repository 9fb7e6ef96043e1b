import { map } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { btc, marbles, tickerOf, xrp } from '../../../test/support/marbles';
import { changeOf, ticker$ } from './stream';

describe('the ticker', () => {
  it('is that of the pair on the screen, and nothing before its first value', () => {
    marbles(({ cold, hot, expectObservable }) => {
      const instrument$ = hot('i----j----', { i: btc, j: xrp });
      const feeds = {
        btc_jpy: cold('        -a-a-     ', { a: tickerOf('btc_jpy', 110) }),
        xrp_jpy: cold('             ---b ', { b: tickerOf('xrp_jpy', 90) }),
      };
      const expected = '       na-a-n--b-';
      const latest$ = ticker$(instrument$, (pair) => feeds[pair as keyof typeof feeds]);
      expectObservable(latest$.pipe(map(({ value }) => value?.change ?? null))).toBe(expected, {
        n: null,
        a: 0.1,
        b: -0.1,
      });
    });
  });

  it('has no change of a pair that never traded', () => {
    expect(changeOf({ last: null, open: null })).toBeNull();
    expect(changeOf({ last: 1, open: 0 })).toBeNull();
  });
});
