import type {
  AccountClass,
  Deposit,
  MarginStatus,
  Notice,
  Originator,
  Withdrawal,
  WithdrawalAccount,
} from './account';
import { createHolder, type Holder } from './ledger';
import type { LiveOrder } from './live-order';
import type { MarketState } from './market-state';
import type { Fill, PositionSide, UserId } from './order';
import type { AssetUnits, ExactNotional, Lots } from './units';

/** A margin position inside the venue. */
export interface PositionState {
  readonly account: AccountState;
  readonly market: MarketState;
  readonly side: PositionSide;
  open: Lots;
  /** Held by open closing orders. */
  locked: Lots;
  entry: ExactNotional;
  fee: AssetUnits;
  interest: AssetUnits;
  changed: boolean;
}

/** All the venue knows of one account. */
export interface AccountState extends Holder {
  readonly id: UserId;
  readonly class: AccountClass;
  readonly mayTradeOnMargin: boolean;
  readonly company: boolean;
  /** Open orders, oldest first. */
  readonly active: Map<number, LiveOrder>;
  /** How many of them, by index of the market. */
  readonly activeCounts: number[];
  /** Open orders and the latest ended ones, oldest first; empty for a `house` account. */
  readonly orders: Map<number, LiveOrder>;
  /** The ended ones among them, the first to end first. */
  readonly ended: Set<number>;
  /** The latest, oldest first. */
  readonly fills: Fill[];
  readonly positions: PositionState[];
  marginMode: MarginStatus['status'];
  payables: AssetUnits;
  notice: Notice;
  /** The latest state of each, oldest first. */
  readonly deposits: Deposit[];
  readonly withdrawals: Withdrawal[];
  readonly originators: Originator[];
  readonly withdrawalAccounts: WithdrawalAccount[];
}

export const noNotice: Notice = { what: null, occurredAt: null, amount: null, dueDateAt: null };

export interface BalanceChange {
  readonly account: AccountState;
  readonly asset: number;
}

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
    fills: [],
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
