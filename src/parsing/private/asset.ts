import * as t from 'io-ts';
import type { AssetBalance } from '../../model/asset';
import type { UserAsset, WithdrawalFee } from '../../model/user-asset';
import { DecimalString, Integer, optional, spelled } from './primitives';

const Balance = t.type(
  {
    asset: t.string,
    amount_precision: Integer,
    free_amount: DecimalString,
    locked_amount: DecimalString,
    onhand_amount: DecimalString,
    withdrawing_amount: DecimalString,
  },
  'a balance',
);

const toBalance = (row: t.TypeOf<typeof Balance>): AssetBalance => ({
  asset: row.asset,
  amountPrecision: row.amount_precision,
  freeAmount: row.free_amount,
  lockedAmount: row.locked_amount,
  onhandAmount: row.onhand_amount,
  withdrawingAmount: row.withdrawing_amount,
});

/**
 * The wire has snake_case, the documentation camelCase.
 *
 * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/private-stream.md#method-asset_update
 */
export const AssetUpdateParams = t.array(
  spelled(Balance, {
    amountPrecision: 'amount_precision',
    freeAmount: 'free_amount',
    lockedAmount: 'locked_amount',
    onhandAmount: 'onhand_amount',
    withdrawingAmount: 'withdrawing_amount',
  }),
  'balances',
);

export const toBalances = (rows: t.TypeOf<typeof AssetUpdateParams>): readonly AssetBalance[] =>
  rows.map(toBalance);

// ---------------------------------------------------------------------------------------------------- REST

const Fee = t.union(
  [
    t.type({ min: DecimalString, max: DecimalString }),
    t.type({ under: DecimalString, over: DecimalString, threshold: DecimalString }),
  ],
  'a withdrawal fee',
);

const Network = t.type(
  {
    asset: t.string,
    network: t.string,
    stop_deposit: t.boolean,
    stop_withdrawal: t.boolean,
    withdrawal_fee: DecimalString,
  },
  'a network',
);

const Asset = t.intersection(
  [
    Balance,
    t.type({ stop_deposit: t.boolean, stop_withdrawal: t.boolean }),
    t.partial({
      withdrawal_fee: optional(Fee),
      network_list: optional(t.array(Network, 'networks')),
      collateral_ratio: optional(DecimalString),
    }),
  ],
  'an asset',
);

/** @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#return-users-asset-list */
export const AssetsData = t.type({ assets: t.array(Asset, 'assets') }, 'an object with assets');

const toFee = (fee: t.TypeOf<typeof Fee>): WithdrawalFee =>
  'min' in fee
    ? { type: 'range', min: fee.min, max: fee.max }
    : { type: 'threshold', under: fee.under, over: fee.over, threshold: fee.threshold };

const toUserAsset = (row: t.TypeOf<typeof Asset>): UserAsset => ({
  ...toBalance(row),
  withdrawalFee: row.withdrawal_fee ? toFee(row.withdrawal_fee) : null,
  stopDeposit: row.stop_deposit,
  stopWithdrawal: row.stop_withdrawal,
  networks: (row.network_list ?? []).map((network) => ({
    asset: network.asset,
    network: network.network,
    stopDeposit: network.stop_deposit,
    stopWithdrawal: network.stop_withdrawal,
    withdrawalFee: network.withdrawal_fee,
  })),
  collateralRatio: row.collateral_ratio ?? null,
});

export const toUserAssets = ({ assets }: t.TypeOf<typeof AssetsData>): readonly UserAsset[] =>
  assets.map(toUserAsset);
