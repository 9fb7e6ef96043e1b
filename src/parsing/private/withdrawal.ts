import * as t from 'io-ts';
import type { Withdrawal, WithdrawalAccount } from '../../model/withdrawal';
import { DecimalString, Label, oneOf, optional, Timestamp } from './primitives';

/**
 * A withdrawal in a reply or a message; a message has no amount.
 *
 * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#new-withdrawal-request
 */
export const WithdrawalRow = t.intersection(
  [
    t.type({
      uuid: t.string,
      asset: t.string,
      account_uuid: t.string,
      fee: DecimalString,
      status: oneOf('a withdrawal status', [
        'CONFIRMING',
        'EXAMINING',
        'SENDING',
        'DONE',
        'REJECTED',
        'CANCELED',
        'CONFIRM_TIMEOUT',
      ]),
      requested_at: Timestamp,
    }),
    t.partial({
      amount: optional(DecimalString),
      label: optional(t.string),
      address: optional(t.string),
      network: optional(t.string),
      destination_tag: optional(Label),
      txid: optional(t.string),
      bank_name: optional(t.string),
      branch_name: optional(t.string),
      account_type: optional(t.string),
      account_number: optional(Label),
      account_owner: optional(t.string),
    }),
  ],
  'a withdrawal',
);

export const toWithdrawal = (row: t.TypeOf<typeof WithdrawalRow>): Withdrawal => ({
  uuid: row.uuid,
  asset: row.asset,
  accountUuid: row.account_uuid,
  amount: row.amount ?? null,
  fee: row.fee,
  label: row.label ?? null,
  address: row.address ?? null,
  network: row.network ?? null,
  destinationTag: row.destination_tag ?? null,
  txid: row.txid ?? null,
  bankName: row.bank_name ?? null,
  branchName: row.branch_name ?? null,
  accountType: row.account_type ?? null,
  accountNumber: row.account_number ?? null,
  accountOwner: row.account_owner ?? null,
  status: row.status,
  requestedAt: row.requested_at,
});

/** @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/private-stream.md#method-withdrawal */
export const WithdrawalParams = t.array(WithdrawalRow, 'withdrawals');

export const toWithdrawals = (rows: t.TypeOf<typeof WithdrawalParams>): readonly Withdrawal[] =>
  rows.map(toWithdrawal);

/** @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#fetch-withdrawal-history */
export const WithdrawalsData = t.type({ withdrawals: WithdrawalParams }, 'an object with withdrawals');

/** @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#get-withdrawal-accounts */
export const WithdrawalAccountsData = t.type(
  {
    accounts: t.array(
      t.intersection([
        t.type({ uuid: t.string }),
        t.partial({ label: optional(t.string), network: optional(t.string), address: optional(t.string) }),
      ]),
      'withdrawal accounts',
    ),
  },
  'an object with accounts',
);

export const toWithdrawalAccounts = ({
  accounts,
}: t.TypeOf<typeof WithdrawalAccountsData>): readonly WithdrawalAccount[] =>
  accounts.map((row) => ({
    uuid: row.uuid,
    label: row.label ?? null,
    network: row.network ?? null,
    address: row.address ?? null,
  }));
