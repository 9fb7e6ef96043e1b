import type { Candle } from '../../../src/model/candle';
import type { Connection } from '../../../src/model/connection';
import type { OrderBook } from '../../../src/model/order-book';
import type { Ticker } from '../../../src/model/ticker';
import type { Trade } from '../../../src/model/trade';

export const ticker: Ticker = {
  pair: 'btc_jpy',
  bid: 13_638_000,
  ask: 13_638_336,
  last: 13_638_335,
  open: 13_470_001,
  high: 13_655_000,
  low: 13_368_518,
  volume: 91.1477,
  timestamp: 1_790_127_292_650,
};

export const book: OrderBook = {
  pair: 'btc_jpy',
  asks: [
    { price: 13_638_336, amount: 0.0116 },
    { price: 13_639_000, amount: 1.5 },
  ],
  bids: [
    { price: 13_638_000, amount: 0.1 },
    { price: 13_635_717, amount: 0.003 },
  ],
  sequence: 34_423_855_352,
  timestamp: 1_790_127_295_169,
  crossed: false,
  stale: false,
  outside: { asksOver: 0, bidsUnder: 0, asksUnder: 0, bidsOver: 0, askMarket: 0, bidMarket: 0 },
};

export const trade: Trade = {
  pair: 'btc_jpy',
  id: 1_237_940_856,
  side: 'sell',
  price: 13_638_000,
  amount: 0.0001,
  timestamp: 1_790_127_300_894,
};

export const connection: Connection = { state: 'open', attempt: 0, cause: null };

export const candle = (minute: number, prices: Pick<Candle, 'open' | 'high' | 'low' | 'close'>): Candle => ({
  pair: 'btc_jpy',
  type: '1min',
  openTime: 1_790_127_240_000 + minute * 60_000,
  ...prices,
  volume: 1,
  closed: true,
});
