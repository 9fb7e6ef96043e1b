import { venueCode } from '../../model/venue-codes';
import { toUnits } from '../../model/decimal';
import type { VenueWithdrawal, VenueWithdrawalAccount, WithdrawalStage } from './account';
import { accountAt, assetIndex, newUuid, type Core } from './core';
import type { VenueAsset } from './instrument';
import { balanceOf, freeOf, lockForWithdrawal, transfer } from './ledger';
import { refusal, type Refusal } from './refusal';
import { marginOf, spareMargin, standingOf } from './standing';
import type { AccountState } from './state';
import { hex, knownAsset, later, putInPlace } from './transfer-parts';
import type { AssetUnits } from './units';
import type { OperatorCommands, UserCommands } from './venue';

/**
 * Withdrawals. The amount is locked at the request. It leaves the balance when the withdrawal is DONE, and is free again if
 * it ends in another way.
 */

const setWithdrawal = (core: Core, account: AccountState, withdrawal: VenueWithdrawal): void => {
  putInPlace(account.withdrawals, withdrawal);
  core.emit({ type: 'withdrawal', user: account.id, withdrawal });
};

const withdrawalFee = (
  rules: VenueAsset,
  account: VenueWithdrawalAccount,
  amount: AssetUnits,
): AssetUnits | null => {
  const { precision, bankFee } = rules;
  if (account.type === 'bank') {
    if (bankFee === null) return null;
    const isUnder = amount < toUnits(bankFee.threshold, precision);
    return toUnits(isUnder ? bankFee.under : bankFee.over, precision);
  }
  const network = rules.networks.find((known) => known.network === account.network);
  return network === undefined || network.stopWithdrawal ? null : toUnits(network.withdrawalFee, precision);
};

/** True if a withdrawal leaves the margin that positions need. */
const leavesMargin = (core: Core, account: AccountState, index: number, amount: AssetUnits): boolean => {
  const before = standingOf(core, account);
  if (marginOf(before.positions) + marginOf(before.orders) === 0n) return true;
  const balance = balanceOf(account, index);
  balance.withdrawing += amount;
  const spare = spareMargin(standingOf(core, account));
  balance.withdrawing -= amount;
  return spare >= 0n;
};

const next: Readonly<Partial<Record<WithdrawalStage, WithdrawalStage>>> = {
  CONFIRMING: 'EXAMINING',
  EXAMINING: 'SENDING',
  SENDING: 'DONE',
};

const delayBefore = (core: Core, status: WithdrawalStage): number => {
  const { withdrawalConfirm, withdrawalExamine, withdrawalSend } = core.timing;
  if (status === 'CONFIRMING') return withdrawalConfirm;
  return status === 'EXAMINING' ? withdrawalExamine : withdrawalSend;
};

const advance = (core: Core, account: AccountState, uuid: string): void => {
  const known = account.withdrawals.find((withdrawal) => withdrawal.uuid === uuid);
  const status = known === undefined ? undefined : next[known.status];
  if (known === undefined || status === undefined) return;
  const { index } = knownAsset(core, known.asset);
  const isSent = status === 'DONE';
  const txid = isSent && known.account.type === 'crypto' ? hex(core.random, 64) : null;
  setWithdrawal(core, account, { ...known, status, txid });
  if (isSent) {
    lockForWithdrawal(account, index, -(known.amount + known.fee));
    transfer(account, core.pots.withdrawers, index, known.amount);
    transfer(account, core.pots.fees, index, known.fee);
  } else {
    later(core, delayBefore(core, status), () => advance(core, account, uuid));
  }
};

const requestWithdrawal = (
  core: Core,
  account: AccountState,
  request: Parameters<UserCommands['requestWithdrawal']>[1],
): VenueWithdrawal | Refusal => {
  const index = assetIndex(core, request.asset);
  const rules = core.assets[index];
  if (rules === undefined) return refusal(venueCode.invalidAsset);
  const target = account.withdrawalAccounts.find(
    ({ uuid, asset }) => uuid === request.accountUuid && asset === request.asset,
  );
  if (target === undefined) return refusal(venueCode.invalidUuid);
  if (request.amount <= 0n) return refusal(venueCode.invalidWithdrawalAmount);
  if (account.payables > 0n) return refusal(venueCode.lossUnpaid);
  if (account.deposits.some(({ awaitsOriginator }) => awaitsOriginator))
    return refusal(venueCode.depositAwaitsOriginator);
  const fee = rules.stopWithdrawal ? null : withdrawalFee(rules, target, request.amount);
  if (fee === null)
    return refusal(target.type === 'bank' ? venueCode.noYenWithdrawals : venueCode.noCryptoWithdrawals);
  const total = request.amount + fee;
  if (total > freeOf(account, index) || !leavesMargin(core, account, index, total))
    return refusal(venueCode.insufficientFunds);
  const withdrawal: VenueWithdrawal = {
    uuid: newUuid(core.random),
    user: account.id,
    asset: request.asset,
    account: target,
    amount: request.amount,
    fee,
    txid: null,
    status: 'CONFIRMING',
    requestedAt: core.scheduler.now(),
  };
  lockForWithdrawal(account, index, total);
  setWithdrawal(core, account, withdrawal);
  later(core, delayBefore(core, 'CONFIRMING'), () => advance(core, account, withdrawal.uuid));
  return withdrawal;
};

const endWithdrawal = (core: Core, uuid: string, status: WithdrawalStage): void => {
  for (const account of core.accounts) {
    const known = account.withdrawals.find((withdrawal) => withdrawal.uuid === uuid);
    if (known === undefined) continue;
    if (next[known.status] === undefined) throw new RangeError(`the withdrawal is ${known.status} already`);
    setWithdrawal(core, account, { ...known, status });
    lockForWithdrawal(account, knownAsset(core, known.asset).index, -(known.amount + known.fee));
    return;
  }
  throw new RangeError(`the venue has no withdrawal ${uuid}`);
};

export const withdrawalCommands = (
  core: Core,
): Pick<UserCommands, 'requestWithdrawal'> &
  Pick<OperatorCommands, 'addWithdrawalAccount' | 'endWithdrawal'> => ({
  requestWithdrawal: (user, request) =>
    core.operate(() => requestWithdrawal(core, accountAt(core, user), request)),
  addWithdrawalAccount: (user, account) => void accountAt(core, user).withdrawalAccounts.push(account),
  endWithdrawal: (uuid, status) => core.operate(() => endWithdrawal(core, uuid, status)),
});
