import type { AccountClass, Notice } from './account';
import { createHolder } from './ledger';
import type { UserId } from './order';
import type { AccountState, BalanceChange } from './state';

export const noNotice: Notice = { what: null, occurredAt: null, amount: null, dueDateAt: null };

export const createAccountState = (
  id: UserId,
  options: { readonly class: AccountClass; readonly margin: boolean; readonly company: boolean },
  assets: number,
  markets: number,
  changes: BalanceChange[],
): AccountState => {
  const list = (asset: number): void => void changes.push({ account, asset });
  const account: AccountState = {
    ...createHolder(assets, options.class === 'house' ? null : list),
    id,
    class: options.class,
    mayTradeOnMargin: options.margin,
    company: options.company,
    active: new Map(),
    activeCounts: new Array<number>(markets).fill(0),
    orders: new Map(),
    ended: new Set(),
    justEnded: [],
    fills: [],
    areFillsInOrder: true,
    positions: [],
    marginMode: 'NORMAL',
    payables: 0n,
    notice: noNotice,
    deposits: [],
    withdrawals: [],
    originators: [],
    withdrawalAccounts: [],
  };
  return account;
};
