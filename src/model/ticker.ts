import type { Pair } from './pair';

/**
 * The 24-hour summary of a pair. Prices in quote currency, volume in base currency.
 *
 * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/public-stream.md#ticker
 */
export interface Ticker {
  readonly pair: Pair;
  /** Best bid; `null` where the side is empty (a suspended pair). */
  readonly bid: number | null;
  /** Best ask; `null` where the side is empty. */
  readonly ask: number | null;
  readonly last: number;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  /** Base currency traded in 24 hours; `null` where a `number` can't carry the venue's decimal. */
  readonly volume: number | null;
  /** Unix time, ms. */
  readonly timestamp: number;
}
