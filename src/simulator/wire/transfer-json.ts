import type { VenueDeposit, Originator, VenueWithdrawal, VenueWithdrawalAccount } from '../venue/index';
import { present, type Rules } from './rules';

/** Writes a deposit for REST and for a message. */
export const depositJson = (rules: Rules, deposit: VenueDeposit) => ({
  uuid: deposit.uuid,
  asset: deposit.asset,
  amount: rules.money(deposit.asset, deposit.amount),
  ...present({ network: deposit.network, address: deposit.address }),
  ...(deposit.network === null ? {} : { txid: deposit.txid }),
  found_at: deposit.foundAt,
  ...present({ confirmed_at: deposit.confirmedAt }),
  status: deposit.status,
});

export const unconfirmedDepositJson = (rules: Rules, deposit: VenueDeposit) => ({
  uuid: deposit.uuid,
  asset: deposit.asset,
  amount: rules.money(deposit.asset, deposit.amount),
  network: deposit.network,
  txid: deposit.txid,
  created_at: deposit.foundAt,
});

/** Writes an originator of deposits. The venue knows its name, and the simulator adds the rest. */
export const originatorJson = ({ uuid, label, status }: Originator) => ({
  uuid,
  label,
  deposit_type: 'WALLET',
  deposit_purpose: null,
  originator_status: status,
  originator_type: 'OWN',
  originator_last_name: null,
  originator_first_name: null,
  originator_country: 'JP',
  originator_prefecture: null,
  originator_city: null,
  originator_address: null,
  originator_building: null,
  originator_company_name: null,
  originator_company_type: null,
  originator_company_type_position: null,
  originator_substantial_controllers: [],
});

const destination = (account: VenueWithdrawalAccount) =>
  account.type === 'bank'
    ? {
        bank_name: account.bankName,
        branch_name: account.branchName,
        account_type: account.accountType,
        account_number: account.accountNumber,
        account_owner: account.accountOwner,
      }
    : {
        label: account.label,
        address: account.address,
        network: account.network,
        ...present({ destination_tag: account.destinationTag }),
      };

/** Writes a destination of withdrawals as in `GET /user/withdrawal_account`, which has no field for a bank or a tag. */
export const withdrawalAccountJson = (account: VenueWithdrawalAccount) => ({
  uuid: account.uuid,
  label: account.label,
  ...(account.type === 'crypto' ? { network: account.network, address: account.address } : {}),
});

/** Writes a withdrawal for REST and for a message. */
export const withdrawalJson = (rules: Rules, withdrawal: VenueWithdrawal) => ({
  uuid: withdrawal.uuid,
  asset: withdrawal.asset,
  account_uuid: withdrawal.account.uuid,
  amount: rules.money(withdrawal.asset, withdrawal.amount),
  fee: rules.money(withdrawal.asset, withdrawal.fee),
  ...destination(withdrawal.account),
  ...(withdrawal.account.type === 'crypto' ? { txid: withdrawal.txid } : {}),
  status: withdrawal.status,
  requested_at: withdrawal.requestedAt,
});
