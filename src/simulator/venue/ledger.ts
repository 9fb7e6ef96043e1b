import type { VenueBalance } from './account';
import type { VenueAsset } from './instrument';
import type { AssetUnits } from './units';

/**
 * The ledger records the balances of all holders. Money only ever moves from one holder to another (`transfer`), so that
 * the sum over all holders, the world outside included, stays zero for every asset:
 *
 *     users + house + fees + residue + margin pool = deposited − withdrawn
 *
 * A user's `onhand` is `free + locked`, and
 *
 *     locked = Σ over open spot orders
 *                limit, stop_limit buy   quote: price × remaining × (1 + the higher of the fee rates and 0), cut off
 *                market, stop buy        quote: expected price × amount × (1 + market allowance rate), cut off;
 *                                        the expected price is the best ask, of a waiting stop its trigger price
 *                every sell              base: remaining
 *              + withdrawals under way (amount + fee)
 *
 * Margin orders lock no asset: an opening order uses up credit, a closing order locks a part of the position.
 */
export interface Balance {
  onhand: AssetUnits;
  locked: AssetUnits;
  withdrawing: AssetUnits;
  /** True if the balance changed since its last publication. */
  changed: boolean;
}

export interface Holder {
  readonly balances: readonly Balance[];
  /** Runs at the first change of each asset since its last publication; `null` if nothing listens. */
  readonly onChange: ((asset: number) => void) | null;
}

export const createHolder = (assets: number, onChange: Holder['onChange']): Holder => ({
  balances: Array.from({ length: assets }, () => ({
    onhand: 0n,
    locked: 0n,
    withdrawing: 0n,
    changed: false,
  })),
  onChange,
});

/** The holders that are not accounts, such as fees and the margin pool. */
export interface Pots {
  readonly fees: Holder;
  /** The remainders of rounding. */
  readonly residue: Holder;
  /**
   * The pool that lends for margin positions, keeps the assets they bought, and bears unpaid losses until they are
   * paid.
   */
  readonly marginPool: Holder;
  /** The origin of deposits. It holds minus everything ever deposited. */
  readonly depositors: Holder;
  readonly withdrawers: Holder;
  /** The venue's own counter. It counts as a part of the house. */
  readonly dealer: Holder;
  /** The makers of a displayed book. They count as a part of the house. */
  readonly others: Holder;
}

export const createPots = (assets: number): Pots => ({
  fees: createHolder(assets, null),
  residue: createHolder(assets, null),
  marginPool: createHolder(assets, null),
  depositors: createHolder(assets, null),
  withdrawers: createHolder(assets, null),
  dealer: createHolder(assets, null),
  others: createHolder(assets, null),
});

export const balanceOf = (holder: Holder, asset: number): Balance => {
  const balance = holder.balances[asset];
  if (balance === undefined) throw new RangeError(`no asset ${asset}`);
  return balance;
};

const change = (holder: Holder, asset: number): Balance => {
  const balance = balanceOf(holder, asset);
  if (holder.onChange !== null && !balance.changed) {
    balance.changed = true;
    holder.onChange(asset);
  }
  return balance;
};

export const transfer = (from: Holder, to: Holder, asset: number, amount: AssetUnits): void => {
  if (amount === 0n) return;
  change(from, asset).onhand -= amount;
  change(to, asset).onhand += amount;
};

/** Locks more, or less if the amount is negative. */
export const lock = (holder: Holder, asset: number, amount: AssetUnits): void => {
  if (amount === 0n) return;
  change(holder, asset).locked += amount;
};

/** Does the same as `lock`, for a withdrawal. */
export const lockForWithdrawal = (holder: Holder, asset: number, amount: AssetUnits): void => {
  const balance = change(holder, asset);
  balance.locked += amount;
  balance.withdrawing += amount;
};

export const freeOf = (holder: Holder, asset: number): AssetUnits => {
  const { onhand, locked } = balanceOf(holder, asset);
  return onhand - locked;
};

export const showBalance = ({ asset, precision }: VenueAsset, balance: Balance): VenueBalance => ({
  asset,
  precision,
  free: balance.onhand - balance.locked,
  locked: balance.locked,
  onhand: balance.onhand,
  withdrawing: balance.withdrawing,
});
