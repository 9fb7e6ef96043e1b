import type { Position, Profit, ProfitSums } from 'rx-bitbank/execution';
import { map } from 'rxjs';
import { describe, it } from 'vitest';
import { marbles } from '../../../test/support/marbles';
import { positions$ } from './stream';

const position = (openAmount: string): Position =>
  ({ pair: 'btc_jpy', positionSide: 'long', openAmount }) as unknown as Position;
const sums = { fills: 1 } as unknown as ProfitSums;
const profit = {
  pairs: new Map([['btc_jpy', { ...sums, pair: 'btc_jpy' }]]),
  totals: new Map([['jpy', sums]]),
} as unknown as Profit;

describe('positions and profit', () => {
  it('are shown as soon as the profit is known, with the positions that are open', () => {
    marbles(({ cold, expectObservable }) => {
      const held$ = cold('  ----o---c', {
        o: new Map([['btc_jpy', { long: position('0.1'), short: null }]]),
        c: new Map([['btc_jpy', { long: position('0.0000'), short: null }]]),
      });
      const profit$ = cold('--p      ', { p: profit });
      const expected = '    --u-o---n';
      const shown$ = positions$(held$, profit$).pipe(
        map(({ positions, profits, totals }) =>
          [
            positions?.length ?? '?',
            ...profits.map(({ quote }) => quote),
            ...totals.map(({ name }) => name),
          ].join(' '),
        ),
      );
      expectObservable(shown$).toBe(expected, { u: '? jpy jpy', n: '0 jpy jpy', o: '1 jpy jpy' });
    });
  });
});
