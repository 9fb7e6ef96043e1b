import type { Pair } from './pair';

/** One price level: the absolute amount resting there. */
export interface Level {
  /** Quote currency. */
  readonly price: number;
  /** Base currency. */
  readonly amount: number;
}

/**
 * The amounts beyond the levels that the venue publishes (about 200 per side), in base currency.
 * A total is `null` if the venue does not say it, or a `number` can't carry its decimal.
 */
export interface Outside {
  /** Asks above the highest published ask. */
  readonly asksOver: number | null;
  /** Bids below the lowest published bid. */
  readonly bidsUnder: number | null;
  /** Asks below the lowest published ask; zero in continuous trading. */
  readonly asksUnder: number | null;
  /** Bids above the highest published bid; zero in continuous trading. */
  readonly bidsOver: number | null;
  /** Market sell orders waiting for the auction; zero in continuous trading. */
  readonly askMarket: number | null;
  /** Market buy orders waiting for the auction; zero in continuous trading. */
  readonly bidMarket: number | null;
}

/** A whole book as the venue publishes it: on join, then every 15 s. Best levels first. */
export interface DepthWhole {
  readonly pair: Pair;
  readonly bids: readonly Level[];
  readonly asks: readonly Level[];
  readonly outside: Outside;
  readonly sequence: number;
  /** Unix time, ms. */
  readonly timestamp: number;
}

/** A batch of changed levels, in no order; an amount of zero removes the level. */
export interface DepthDiff {
  readonly pair: Pair;
  readonly bids: readonly Level[];
  readonly asks: readonly Level[];
  /** The totals that changed. */
  readonly outside: Partial<Outside>;
  readonly sequence: number;
  /** Unix time, ms. */
  readonly timestamp: number;
}

/**
 * An order book: immutable, best levels first. Successive books share every level that did not change,
 * and a side that did not change is the same array.
 *
 * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/public-stream.md#how-to-manage-a-local-order-book-correctly
 */
export interface OrderBook {
  readonly pair: Pair;
  readonly bids: readonly Level[];
  readonly asks: readonly Level[];
  /** The sequence of the last frame applied. It is not consecutive, and goes back only after a stale book. */
  readonly sequence: number;
  /** The time of the last frame applied, Unix ms. */
  readonly timestamp: number;
  /** True if the best bid is at or above the best ask, as in an auction of the circuit breaker. */
  readonly crossed: boolean;
  /** True if the link is down, a change could not be read, the venue contradicted the book, or no whole confirmed it for 20 s. */
  readonly stale: boolean;
  readonly outside: Outside;
}
