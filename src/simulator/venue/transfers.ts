import type { Deposit, Originator, Withdrawal, WithdrawalAccount, WithdrawalStatus } from './account';
import type { AccountState } from './account-state';
import { accountAt, assetIndex, newUuid, type Core } from './core';
import { scaleOf, toUnits } from '../../model/decimal';
import type { DealerOrder } from './events';
import type { VenueAsset } from './instrument';
import { balanceOf, freeOf, lockForWithdrawal, transfer } from './ledger';
import { refusal, type Refusal } from './refusal';
import { paymentDivide } from './rounding';
import { availableMargin, marginOf, standingOf } from './standing';
import type { AssetUnits } from './units';
import type { OperatorCommands, UserCommands } from './venue';

/** Money that comes and goes: deposits, withdrawals, and the venue's own counter. */

const later = (core: Core, delay: number, run: () => void): void =>
  core.agenda.at(core.scheduler.now() + delay, () => core.operate(run));

const knownAsset = (core: Core, asset: string): { readonly index: number; readonly rules: VenueAsset } => {
  const index = assetIndex(core, asset);
  const rules = core.assets[index];
  if (rules === undefined) throw new RangeError(`the venue has no asset ${asset}`);
  return { index, rules };
};

const replace = <T extends { readonly uuid: string }>(list: T[], item: T): void => {
  const place = list.findIndex(({ uuid }) => uuid === item.uuid);
  if (place < 0) list.push(item);
  else list[place] = item;
};

const hex = (random: () => number, digits: number): string =>
  Array.from({ length: digits }, () => Math.floor(random() * 16).toString(16)).join('');

// ---------------------------------------------------------------------------------------------- deposits

const setDeposit = (core: Core, account: AccountState, deposit: Deposit): void => {
  replace(account.deposits, deposit);
  core.emit({ type: 'deposit', user: account.id, deposit });
};

const creditDeposit = (core: Core, account: AccountState, uuid: string): void => {
  const deposit = account.deposits.find((known) => known.uuid === uuid);
  if (deposit?.status !== 'CONFIRMED') return;
  setDeposit(core, account, { ...deposit, status: 'DONE', awaitsOriginator: false });
  transfer(core.pots.depositors, account, knownAsset(core, deposit.asset).index, deposit.amount);
};

const confirmDeposit = (core: Core, account: AccountState, uuid: string): void => {
  const deposit = account.deposits.find((known) => known.uuid === uuid);
  if (deposit?.status !== 'FOUND') return;
  setDeposit(core, account, { ...deposit, status: 'CONFIRMED', confirmedAt: core.scheduler.now() });
  if (!deposit.awaitsOriginator) {
    later(core, core.timing.depositCredit, () => creditDeposit(core, account, uuid));
  }
};

const deposit: (
  core: Core,
  account: AccountState,
  details: Parameters<OperatorCommands['deposit']>[1],
) => Deposit = (core, account, { asset, amount, network, awaitsOriginator = false }) => {
  const { index, rules } = knownAsset(core, asset);
  if (amount <= 0n) throw new RangeError(`a deposit is more than nothing, got ${amount}`);
  const now = core.scheduler.now();
  const isFiat = rules.networks.length === 0;
  const found: Deposit = {
    uuid: newUuid(core.random),
    user: account.id,
    asset,
    network: isFiat ? null : (network ?? rules.networks[0]?.network ?? null),
    address: isFiat ? null : hex(core.random, 40),
    txid: isFiat ? null : hex(core.random, 64),
    amount,
    status: isFiat ? 'DONE' : 'FOUND',
    foundAt: now,
    confirmedAt: isFiat ? now : null,
    awaitsOriginator: awaitsOriginator && !isFiat,
  };
  setDeposit(core, account, found);
  if (isFiat) transfer(core.pots.depositors, account, index, amount);
  else later(core, core.timing.depositConfirm, () => confirmDeposit(core, account, found.uuid));
  return found;
};

const originatorRefusal = (originator: Originator | undefined): Refusal | null => {
  switch (originator?.status) {
    case 'CONFIRMED':
      return null;
    case 'SCREENING':
      return refusal(50051);
    case 'DEPRECATED':
      return refusal(50052);
    case 'REJECTED':
    case undefined:
      return refusal(50044);
  }
};

const nameOriginators = (
  core: Core,
  account: AccountState,
  named: readonly { readonly uuid: string; readonly originatorUuid: string }[],
): Refusal | null => {
  const waiting = named.map(({ uuid }) =>
    account.deposits.find((known) => known.uuid === uuid && known.awaitsOriginator),
  );
  if (waiting.some((known) => known === undefined)) return refusal(50045);
  for (const { originatorUuid } of named) {
    const refused = originatorRefusal(account.originators.find(({ uuid }) => uuid === originatorUuid));
    if (refused !== null) return refused;
  }
  for (const known of waiting) {
    if (known === undefined) continue;
    replace(account.deposits, { ...known, awaitsOriginator: false });
    if (known.status === 'CONFIRMED') {
      later(core, core.timing.depositCredit, () => creditDeposit(core, account, known.uuid));
    }
  }
  return null;
};

// ---------------------------------------------------------------------------------------------- withdrawals

const setWithdrawal = (core: Core, account: AccountState, withdrawal: Withdrawal): void => {
  replace(account.withdrawals, withdrawal);
  core.emit({ type: 'withdrawal', user: account.id, withdrawal });
};

const withdrawalFee = (
  rules: VenueAsset,
  account: WithdrawalAccount,
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

/** Would the margin that positions need still be there? */
const leavesMargin = (core: Core, account: AccountState, index: number, amount: AssetUnits): boolean => {
  const before = standingOf(core, account);
  if (marginOf(before.positions) + marginOf(before.orders) === 0n) return true;
  const balance = balanceOf(account, index);
  balance.withdrawing += amount;
  const left = availableMargin(standingOf(core, account));
  balance.withdrawing -= amount;
  return left > 0n;
};

const next: Readonly<Partial<Record<WithdrawalStatus, WithdrawalStatus>>> = {
  CONFIRMING: 'EXAMINING',
  EXAMINING: 'SENDING',
  SENDING: 'DONE',
};

const delayBefore = (core: Core, status: WithdrawalStatus): number => {
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
): Withdrawal | Refusal => {
  const index = assetIndex(core, request.asset);
  const rules = core.assets[index];
  if (rules === undefined) return refusal(40025);
  const target = account.withdrawalAccounts.find(
    ({ uuid, asset }) => uuid === request.accountUuid && asset === request.asset,
  );
  if (target === undefined) return refusal(40028);
  if (request.amount <= 0n) return refusal(40048);
  if (account.payables > 0n) return refusal(50083);
  if (account.deposits.some(({ awaitsOriginator }) => awaitsOriginator)) return refusal(50054);
  const fee = rules.stopWithdrawal ? null : withdrawalFee(rules, target, request.amount);
  if (fee === null) return refusal(target.type === 'bank' ? 50070 : 50071);
  const total = request.amount + fee;
  if (total > freeOf(account, index) || !leavesMargin(core, account, index, total)) return refusal(60001);
  const withdrawal: Withdrawal = {
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

const endWithdrawal = (core: Core, uuid: string, status: WithdrawalStatus): void => {
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

// ---------------------------------------------------------------------------------------------- the counter

const dealerOrder = (
  core: Core,
  account: AccountState,
  { asset, side, amount, price }: Parameters<OperatorCommands['dealerOrder']>[1],
): DealerOrder | Refusal => {
  const index = assetIndex(core, asset);
  const rules = core.assets[index];
  const jpy = core.assets[core.jpy];
  if (rules === undefined || jpy === undefined || rules === jpy) return refusal(40025);
  if (amount <= 0n) return refusal(40001);
  const scale = scaleOf(price);
  const value = amount * toUnits(price, scale) * 10n ** BigInt(jpy.precision);
  const divisor = 10n ** BigInt(rules.precision + scale);
  const isPurchase = side === 'buy';
  const payment = paymentDivide[core.quirks.rounding](isPurchase ? value : -value, divisor);
  const needed = isPurchase ? payment : amount;
  if (needed > freeOf(account, isPurchase ? core.jpy : index)) return refusal(60001);
  transfer(account, core.pots.dealer, core.jpy, payment);
  transfer(core.pots.dealer, account, index, isPurchase ? amount : -amount);
  core.orderId += 1;
  const order: DealerOrder = {
    orderId: core.orderId,
    user: account.id,
    asset,
    side,
    price,
    amount,
    orderedAt: core.scheduler.now(),
  };
  core.emit({ type: 'dealer-order', user: account.id, dealerOrder: order });
  return order;
};

// ---------------------------------------------------------------------------------------------- commands

export const transferCommands = (
  core: Core,
): Pick<UserCommands, 'requestWithdrawal' | 'confirmDeposits' | 'confirmAllDeposits'> &
  Pick<
    OperatorCommands,
    'credit' | 'deposit' | 'addOriginator' | 'addWithdrawalAccount' | 'endWithdrawal' | 'dealerOrder'
  > => ({
  requestWithdrawal: (user, request) =>
    core.operate(() => requestWithdrawal(core, accountAt(core, user), request)),
  confirmDeposits: (user, named) => core.operate(() => nameOriginators(core, accountAt(core, user), named)),
  confirmAllDeposits: (user, originatorUuid) =>
    core.operate(() => {
      const account = accountAt(core, user);
      const refused = originatorRefusal(account.originators.find(({ uuid }) => uuid === originatorUuid));
      if (refused !== null) return refused;
      const waiting = account.deposits.filter(({ awaitsOriginator }) => awaitsOriginator);
      return nameOriginators(
        core,
        account,
        waiting.map(({ uuid }) => ({ uuid, originatorUuid })),
      );
    }),
  credit: (user, asset, amount) =>
    core.operate(() =>
      transfer(core.pots.depositors, accountAt(core, user), knownAsset(core, asset).index, amount),
    ),
  deposit: (user, details) => core.operate(() => deposit(core, accountAt(core, user), details)),
  addOriginator: (user, details) => {
    const originator: Originator = { uuid: newUuid(core.random), ...details };
    accountAt(core, user).originators.push(originator);
    return originator;
  },
  addWithdrawalAccount: (user, account) => void accountAt(core, user).withdrawalAccounts.push(account),
  endWithdrawal: (uuid, status) => core.operate(() => endWithdrawal(core, uuid, status)),
  dealerOrder: (user, order) => core.operate(() => dealerOrder(core, accountAt(core, user), order)),
});
