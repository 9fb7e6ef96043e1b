import type { AssetBalance } from 'rx-bitbank/execution';
import { describe, it } from 'vitest';
import { marbles, tickerOf } from '../../../test/support/marbles';
import { balances$ } from './stream';

const balance = (asset: string, onhandAmount: string): AssetBalance => ({
  asset,
  amountPrecision: 8,
  freeAmount: onhandAmount,
  lockedAmount: '0',
  onhandAmount,
  withdrawingAmount: '0',
});

describe('the balances', () => {
  it('are what is held, the most valuable first, and are worth something once every price is known', () => {
    marbles(({ cold, expectObservable }) => {
      const assets$ = cold(' a   ', {
        a: new Map([
          ['jpy', balance('jpy', '50')],
          ['btc', balance('btc', '2')],
          ['xrp', balance('xrp', '0')],
        ]),
      });
      const tickers$ = cold('--t ', { t: [tickerOf('btc_jpy', 100)] });
      const expected = '     n-b ';
      const jpy = { asset: 'jpy', free: '50', locked: '0', worth: 50 };
      const btc = { asset: 'btc', free: '2', locked: '0' };
      expectObservable(balances$(assets$, tickers$)).toBe(expected, {
        n: { rows: [jpy, { ...btc, worth: null }], worth: null },
        b: { rows: [{ ...btc, worth: 200 }, jpy], worth: 250 },
      });
    });
  });
});
