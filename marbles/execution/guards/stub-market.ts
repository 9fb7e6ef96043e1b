import { merge, NEVER, of } from 'rxjs';
import type { GuardMarket } from '../../../src/execution/index';
import type { OrderBook } from '../../../src/model/order-book';
import type { Tradable } from '../../../src/model/venue-status';

export const book: OrderBook = {
  pair: 'xrp_jpy',
  bids: [
    { price: 359, amount: 10 },
    { price: 350, amount: 100 },
  ],
  asks: [
    { price: 360, amount: 10 },
    { price: 380, amount: 100 },
  ],
  sequence: 1,
  timestamp: 0,
  crossed: false,
  stale: false,
  outside: { asksOver: 0, bidsUnder: 0, asksUnder: 0, bidsOver: 0, askMarket: 0, bidMarket: 0 },
};

export const open: Tradable = { pair: 'xrp_jpy', tradable: true, reasons: [] };

export const market = (changes: Partial<OrderBook> = {}, tradable: Tradable = open): GuardMarket => ({
  // A current value first, and then what comes.
  book$: () => merge(of({ ...book, ...changes }), NEVER),
  tradable$: () => merge(of(tradable), NEVER),
});
