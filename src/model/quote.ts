import type { Pair } from './pair';

/** The top of the book. An empty side has `null`. */
export interface Quote {
  readonly pair: Pair;
  /** Best bid, quote currency. */
  readonly bid: number | null;
  /** Amount at the best bid, base currency. */
  readonly bidAmount: number | null;
  /** Best ask, quote currency. */
  readonly ask: number | null;
  /** Amount at the best ask, base currency. */
  readonly askAmount: number | null;
  /** The time of the frame that changed the top, Unix ms. */
  readonly timestamp: number;
}
