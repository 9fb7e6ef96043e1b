import type { Observable } from 'rxjs';
import type { DecimalInput } from '../../model/order';
import type { OrderBook } from '../../model/order-book';
import type { Pair } from '../../model/pair';
import type { Tradable } from '../../model/venue-status';

/** The feeds of state that guards need; a `DataClient` has them. */
export interface GuardMarket {
  /** The book with all known levels, or with as many as market orders need. */
  readonly book$: (pair: Pair) => Observable<OrderBook>;
  readonly tradable$: (pair: Pair) => Observable<Tradable>;
}

/** Limits by quote currency: `{ jpy: 1_000_000, btc: '0.1' }`. A single decimal is a limit in JPY. */
export type QuoteLimits = DecimalInput | Readonly<Record<string, DecimalInput>>;

/** Limits of the distance from the best price of the other side, as a fraction of it. A single decimal is both limits. */
export type DistanceLimits =
  | DecimalInput
  | {
      /** The limit into the book: of a buy above the best ask, or a sell below the best bid. */
      readonly through?: DecimalInput | undefined;
      /** The limit away from the market, where the order would rest. */
      readonly away?: DecimalInput | undefined;
    };

/**
 * Limits that an order must keep before it is sent. Each is optional. If an order breaks a limit, or a limit can't be checked
 * because a fact is missing, the client makes the order `Rejected` with the reason `guard`.
 */
export interface GuardOptions {
  /** The market, required for `maxDistance` and `maxBookAge`. A stale or crossed book refuses orders, and so does an untradable pair. */
  readonly market?: GuardMarket | undefined;
  /** The most orders per pair that are open, whoever placed them, or on their way. */
  readonly maxOpenOrders?: number | undefined;
  /** The largest notional of one order, quote currency. */
  readonly maxNotional?: QuoteLimits | undefined;
  /** The largest notional of all orders that are open or on their way, quote currency. */
  readonly maxTotalNotional?: QuoteLimits | undefined;
  readonly maxDistance?: DistanceLimits | undefined;
  /** The most orders that leave within any second. Cancels don't count. */
  readonly maxOrdersPerSecond?: number | undefined;
  /** The greatest age of the book in ms. A quiet book comes every 15 s. */
  readonly maxBookAge?: number | undefined;
}
