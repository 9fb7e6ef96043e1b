import type { Pair, Side } from './pair';

/**
 * One public trade.
 *
 * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/public-stream.md#transactions
 */
export interface Trade {
  readonly pair: Pair;
  /** The venue's transaction id, increasing in time. */
  readonly id: number;
  /** The taker's side. */
  readonly side: Side;
  /** Quote currency. */
  readonly price: number;
  /** Base currency. */
  readonly amount: number;
  /** Unix time, ms. */
  readonly timestamp: number;
}
