import { map } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { btc, marbles, tickerOf, xrp } from '../../../test/support/marbles';
import { firstFound, isFound, watchlist$ } from './stream';

describe('the watchlist', () => {
  it('has every pair, with what is known of it, and those alone that are searched for', () => {
    marbles(({ cold, expectObservable }) => {
      const instruments$ = cold(' n-i    ', { n: [], i: [btc, xrp] });
      const instrument$ = cold('  b      ', { b: btc });
      const tickers$ = cold('     ---t   ', { t: [tickerOf('xrp_jpy', 110)] });
      const query$ = cold('       q----r ', { q: '', r: 'xr' });
      const expected = '          a-bc-d ';
      const rows$ = watchlist$({ instruments$, instrument$, tickers$, query$ }).pipe(
        map(({ rows }) => rows.map(({ instrument, last }) => `${instrument.pair} ${last ?? '–'}`)),
      );
      expectObservable(rows$).toBe(expected, {
        a: ['btc_jpy –'],
        b: ['btc_jpy –', 'xrp_jpy –'],
        c: ['btc_jpy –', 'xrp_jpy 110'],
        d: ['xrp_jpy 110'],
      });
    });
  });

  it.each([
    ['btc', true],
    ['BTC/JPY', true],
    ['ｂｔｃ', true],
    ['c_j', true],
    ['', true],
    ['xrp', false],
    ['リップル', false],
  ])('finds btc_jpy by %s: %s', (query, found) => expect(isFound('btc_jpy', query)).toBe(found));

  it('opens the first that is found, and none where nothing is searched for or found', () => {
    const pairs = ['btc_jpy', 'xrp_jpy', 'eth_jpy'];
    expect(firstFound(pairs, 'jpy')).toBe('btc_jpy');
    expect(firstFound(pairs, 'Ｘ')).toBe('xrp_jpy');
    for (const query of ['', ' ', 'リップル', 'doge']) expect(firstFound(pairs, query)).toBeUndefined();
  });
});
