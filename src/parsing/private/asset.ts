import type { AssetBalance } from '../../model/asset';
import type { AssetNetwork, UserAsset, WithdrawalFee } from '../../model/user-asset';
import {
  eitherCase,
  type Fields,
  firstOf,
  mapped,
  orStandIn,
  otherwise,
  property,
  record,
  rows,
} from '../combinators';
import { DecimalString, Flag, Integer, optional, Text } from '../primitives';

/** The fields of a balance. */
export const balanceFields = {
  asset: Text,
  amountPrecision: Integer,
  freeAmount: DecimalString,
  lockedAmount: DecimalString,
  onhandAmount: DecimalString,
  withdrawingAmount: DecimalString,
} as const;

/**
 * The wire has snake_case, the documentation camelCase.
 *
 * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/private-stream.md#method-asset_update
 */
export const BalanceRows = rows('balances', record<AssetBalance>('a balance', balanceFields, eitherCase));

// ---------------------------------------------------------------------------------------------------- REST

type FeeOf<Type extends WithdrawalFee['type']> = Omit<
  Extract<WithdrawalFee, { readonly type: Type }>,
  'type'
>;

const Range = record<FeeOf<'range'>>('a range of fees', { min: DecimalString, max: DecimalString });

const Threshold = record<FeeOf<'threshold'>>('a fee on either side of a threshold', {
  under: DecimalString,
  over: DecimalString,
  threshold: DecimalString,
});

const Fee = firstOf<WithdrawalFee>('a withdrawal fee', [
  mapped(Range, (fee) => ({ type: 'range', ...fee })),
  mapped(Threshold, (fee) => ({ type: 'threshold', ...fee })),
]);

export const networkFields: Fields<AssetNetwork> = {
  asset: Text,
  network: Text,
  stopDeposit: Flag,
  stopWithdrawal: Flag,
  withdrawalFee: DecimalString,
};

const Network = record<AssetNetwork>('a network', networkFields);

const Asset = record<UserAsset>('an asset', {
  ...balanceFields,
  withdrawalFee: orStandIn(optional(Fee), null),
  stopDeposit: Flag,
  stopWithdrawal: Flag,
  networks: ['network_list', otherwise(rows('networks', Network), [])],
  collateralRatio: orStandIn(optional(DecimalString), null),
});

/** @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#return-users-asset-list */
export const AssetsData = property('assets', rows('assets', Asset));
