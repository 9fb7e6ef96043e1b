import type { Observable } from 'rxjs';
import type { DecimalInput } from '../../model/order';
import type { OrderBook } from '../../model/order-book';
import type { Pair } from '../../model/pair';
import type { Tradable } from '../../model/venue-status';

/** What guards ask of the market; a `DataClient` is one. State feeds: the current value first. */
export interface GuardMarket {
  /** Every level known, or as many as market orders need. */
  readonly book$: (pair: Pair) => Observable<OrderBook>;
  readonly tradable$: (pair: Pair) => Observable<Tradable>;
}

/** A limit by quote currency: `{ jpy: 1_000_000, btc: '0.1' }`. A decimal alone is one of JPY. */
export type QuoteLimits = DecimalInput | Readonly<Record<string, DecimalInput>>;

/** How far from the best price of the other side, as a fraction of it. A decimal alone is both. */
export type DistanceLimits =
  | DecimalInput
  | {
      /** Into the book and beyond: a buy above the best ask, a sell below the best bid. */
      readonly through?: DecimalInput | undefined;
      /** Away from the market, where it would rest. */
      readonly away?: DecimalInput | undefined;
    };

/**
 * Limits that an order must keep before it is sent; each is optional. One that is broken, or that can't be checked
 * because something is not known, makes the order `Rejected` by the client with the reason `guard`.
 */
export interface GuardOptions {
  /** Where the market is: needed by `maxDistance` and `maxBookAge`. A stale or crossed book and a pair that isn't tradable refuse. */
  readonly market?: GuardMarket | undefined;
  /** Open orders a pair, of whomever, and those on their way. */
  readonly maxOpenOrders?: number | undefined;
  /** What one order comes to, quote currency. */
  readonly maxNotional?: QuoteLimits | undefined;
  /** What all open orders and those on their way come to, quote currency. */
  readonly maxTotalNotional?: QuoteLimits | undefined;
  readonly maxDistance?: DistanceLimits | undefined;
  /** Orders that leave within any second; cancels don't count. */
  readonly maxOrdersPerSecond?: number | undefined;
  /** How long ago the book may have been told, ms. A quiet book is told every 15 s. */
  readonly maxBookAge?: number | undefined;
}
