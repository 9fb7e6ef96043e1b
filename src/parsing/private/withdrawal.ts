import { withdrawalStatuses, type Withdrawal, type WithdrawalAccount } from '../../model/withdrawal';
import { property, record, rows, wordIn } from '../combinators';
import { DecimalString, Label, optional, Text, Timestamp } from '../primitives';

/** The decoder of each field of a withdrawal, by its name in the domain. */
export const withdrawalFields = {
  uuid: Text,
  asset: Text,
  accountUuid: Text,
  amount: optional(DecimalString),
  fee: DecimalString,
  label: optional(Text),
  address: optional(Text),
  network: optional(Text),
  destinationTag: optional(Label),
  txid: optional(Text),
  bankName: optional(Text),
  branchName: optional(Text),
  accountType: optional(Text),
  accountNumber: optional(Label),
  accountOwner: optional(Text),
  status: wordIn('a withdrawal status', withdrawalStatuses),
  requestedAt: Timestamp,
};

/**
 * A withdrawal in a reply or a message; a message has no amount.
 *
 * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#new-withdrawal-request
 */
export const WithdrawalData = record<Withdrawal>('a withdrawal', withdrawalFields);

/** @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/private-stream.md#method-withdrawal */
export const WithdrawalRows = rows('withdrawals', WithdrawalData);

/** @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#fetch-withdrawal-history */
export const WithdrawalsData = property('withdrawals', WithdrawalRows);

/** @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#get-withdrawal-accounts */
export const WithdrawalAccountsData = property(
  'accounts',
  rows(
    'withdrawal accounts',
    record<WithdrawalAccount>('a withdrawal account', {
      uuid: Text,
      label: optional(Text),
      network: optional(Text),
      address: optional(Text),
    }),
  ),
);
