import type { Pair } from './pair';

/** The top of the book. `null` on an empty side. */
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
  /** Of the frame that changed it: Unix time, ms. */
  readonly timestamp: number;
}
