import type { AssetBalance } from './asset';

/** The fee of a withdrawal in units of the asset. A fee in JPY depends on the amount. */
export type WithdrawalFee =
  | { readonly type: 'range'; readonly min: string; readonly max: string }
  | { readonly type: 'threshold'; readonly under: string; readonly over: string; readonly threshold: string };

/** A network an asset moves on. */
export interface AssetNetwork {
  readonly asset: string;
  readonly network: string;
  readonly stopDeposit: boolean;
  readonly stopWithdrawal: boolean;
  readonly withdrawalFee: string;
}

/**
 * A balance with the rules of its asset, which private messages do not have.
 *
 * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#return-users-asset-list
 */
export interface UserAsset extends AssetBalance {
  readonly withdrawalFee: WithdrawalFee | null;
  /** On every network. */
  readonly stopDeposit: boolean;
  /** On every network. */
  readonly stopWithdrawal: boolean;
  /** Empty for JPY. */
  readonly networks: readonly AssetNetwork[];
  /** The rate at which the asset counts as collateral of margin trading. */
  readonly collateralRatio: string | null;
}
