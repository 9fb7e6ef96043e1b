import type { Strategy } from 'rx-bitbank/backtest';
import { strategy$ } from './strategy';

/** The strategy in the form that runs in any world. */
const crossing: Strategy = (world) =>
  strategy$({
    ...world,
    pair: 'btc_jpy',
    candleType: '1min',
    amount: '0.01',
    fast: 3,
    slow: 8,
    maxEntries: 20,
    window: 60_000,
  });

export default crossing;
