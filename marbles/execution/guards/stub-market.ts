import { merge, NEVER, of } from 'rxjs';
import type { GuardMarket } from '../../../src/execution/index';
import type { OrderBook } from '../../../src/model/order-book';
import type { Tradable } from '../../../src/model/venue-status';
import { goodBook } from '../../support/order-cast';

export const open: Tradable = { pair: 'xrp_jpy', tradable: true, reasons: [] };

/** A market that does not move: `g` of the alphabet, with changes. */
export const market = (changes: Partial<OrderBook> = {}, tradable: Tradable = open): GuardMarket => ({
  // It emits a current value first, and later values afterwards.
  book$: () => merge(of({ ...goodBook, ...changes }), NEVER),
  tradable$: () => merge(of(tradable), NEVER),
});
