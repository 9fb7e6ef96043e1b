import { venueCode } from '../../model/venue-codes';
import type { VenueDeposit, Originator } from './account';
import { accountAt, newUuid, type Core } from './core';
import { transfer } from './ledger';
import { refusal, type Refusal } from './refusal';
import type { AccountState } from './state';
import { hex, knownAsset, later, putInPlace } from './transfer-parts';
import type { OperatorCommands, UserCommands } from './venue';

/** Deposits. A crypto deposit goes from FOUND to CONFIRMED to DONE in time, and counts only when it is DONE. */

const setDeposit = (core: Core, account: AccountState, deposit: VenueDeposit): void => {
  putInPlace(account.deposits, deposit);
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
) => VenueDeposit = (core, account, { asset, amount, network, awaitsOriginator = false }) => {
  const { index, rules } = knownAsset(core, asset);
  if (amount <= 0n) throw new RangeError(`a deposit is more than nothing, got ${amount}`);
  const now = core.scheduler.now();
  const isFiat = rules.networks.length === 0;
  const found: VenueDeposit = {
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
      return refusal(venueCode.originatorUnderReview);
    case 'DEPRECATED':
      return refusal(venueCode.originatorIncomplete);
    case 'REJECTED':
    case undefined:
      return refusal(venueCode.originatorNotFound);
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
  if (waiting.some((known) => known === undefined)) return refusal(venueCode.depositNotFound);
  for (const { originatorUuid } of named) {
    const refused = originatorRefusal(account.originators.find(({ uuid }) => uuid === originatorUuid));
    if (refused !== null) return refused;
  }
  for (const known of waiting) {
    if (known === undefined) continue;
    putInPlace(account.deposits, { ...known, awaitsOriginator: false });
    if (known.status === 'CONFIRMED') {
      later(core, core.timing.depositCredit, () => creditDeposit(core, account, known.uuid));
    }
  }
  return null;
};

export const depositCommands = (
  core: Core,
): Pick<UserCommands, 'confirmDeposits' | 'confirmAllDeposits'> &
  Pick<OperatorCommands, 'credit' | 'deposit' | 'addOriginator'> => ({
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
});
