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
  /** The last price; `null`, like the three fields below, for a pair that never traded. */
  readonly last: number | null;
  readonly open: number | null;
  readonly high: number | null;
  readonly low: number | null;
  /** Base currency traded in 24 hours; `null` if the venue does not say, or a `number` can't carry its decimal. */
  readonly volume: number | null;
  /** Unix time, ms. */
  readonly timestamp: number;
}
