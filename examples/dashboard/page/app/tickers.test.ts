import type { Ticker } from 'rx-bitbank';
import { map } from 'rxjs';
import { describe, it } from 'vitest';
import { marbles, tickerOf } from '../../test/support/marbles';
import { tickers$ } from './tickers';

describe('the tickers', () => {
  it('are read every 5 s, and never while the read before is under way', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const read$ = cold<readonly Ticker[]>('7s (r|)', { r: [tickerOf('btc_jpy', 1)] });
      const unsub = '                        18s ! ';
      const expected = '                     n 6999ms r';
      const latest$ = tickers$(() => read$).pipe(map(({ value }) => value?.length ?? null));
      // The second read begins at 10 s, and is shown at 17 s.
      expectObservable(latest$, unsub).toBe(`${expected} 9999ms r`, { n: null, r: 1 });
      expectSubscriptions(read$.subscriptions).toBe(['^ 6999ms !', '10s ^ 6999ms !']);
    });
  });

  it('that are refused are said, those that were read stay, and they are read again', () => {
    marbles(({ cold, expectObservable }) => {
      const answers = [
        cold<readonly Ticker[]>('-(r|)', { r: [tickerOf('btc_jpy', 1)] }),
        cold<readonly Ticker[]>('-#', undefined, new Error('refused')),
        cold<readonly Ticker[]>('-(r|)', { r: [tickerOf('btc_jpy', 1), tickerOf('xrp_jpy', 2)] }),
      ];
      let n = 0;
      const unsub = '   9s !';
      const expected = 'na 4999ms e 3s b';
      const latest$ = tickers$(() => answers[n++] ?? answers[2]!).pipe(
        map(({ value, problem }) => [value?.length ?? null, problem]),
      );
      expectObservable(latest$, unsub).toBe(expected, {
        n: [null, null],
        a: [1, null],
        e: [1, 'refused'],
        b: [2, null],
      });
    });
  });
});
