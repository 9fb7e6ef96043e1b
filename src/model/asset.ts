/**
 * A balance, as the venue's decimal strings in units of the asset. `onhandAmount` = `freeAmount` + `lockedAmount`.
 *
 * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#return-users-asset-list
 */
export interface AssetBalance {
  /** The venue's name of the asset: `btc`, `jpy`. */
  readonly asset: string;
  /** Decimal places of the amounts. */
  readonly amountPrecision: number;
  readonly freeAmount: string;
  readonly lockedAmount: string;
  readonly onhandAmount: string;
  /** The part of the locked amount that is being withdrawn. */
  readonly withdrawingAmount: string;
}
