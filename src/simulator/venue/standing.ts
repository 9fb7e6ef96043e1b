import type { PositionSide } from '../../model/order';
import type { Core } from './core';
import { opensPosition } from './live-order';

import { oneRate, type Rate } from './pair-rules';
import { ceilDivide, floorDivide } from './rounding';
import type { AccountState, MarketState } from './state';
import type { AssetUnits, ExactNotional, Lots } from './units';

/**
 * The margin figures of a user, in units of `jpy`:
 *
 *     balance = jpy held + Σ value of crypto held × collateral ratio + unrealized profit and loss − unrealized cost
 *
 * The balance leaves out the amounts that are being withdrawn. Crypto and positions are valued at the last price of their
 * `jpy` pair. The maintenance margin is the size of positions and of open opening orders, each times the risk ratio of its
 * pair.
 *
 * @see https://bitbank.cc/guide/margin-trading-rule
 */
export interface Standing {
  readonly balance: AssetUnits;
  readonly profitLoss: AssetUnits;
  /** Unpaid fees, interest and debts. */
  readonly cost: AssetUnits;
  readonly positions: Sized;
  readonly orders: Sized;
}

/** Sizes and the margin that they need. */
export interface Sized {
  readonly product: AssetUnits;
  readonly longMargin: AssetUnits;
  readonly shortMargin: AssetUnits;
}

export const marginOf = ({ longMargin, shortMargin }: Sized): AssetUnits => longMargin + shortMargin;

/** Returns the margin that is left over; negative if margin is missing. */
export const spareMargin = ({ balance, positions, orders }: Standing): AssetUnits =>
  balance - marginOf(positions) - marginOf(orders);

/** Returns the margin that new positions may use: none while the balance does not cover the existing ones. */
export const availableMargin = (standing: Standing): AssetUnits => {
  const spare = spareMargin(standing);
  return spare > 0n ? spare : 0n;
};

export const ratioOf = (account: AccountState, market: MarketState): Rate => {
  const { margin } = market.rules;
  if (margin === null) return oneRate;
  return account.company ? margin.companyRatio : margin.individualRatio;
};

const inQuote = (
  market: MarketState,
  notional: ExactNotional,
  divide: (n: bigint, d: bigint) => bigint,
): AssetUnits => divide(notional * market.rules.notionalMultiplier, market.rules.notionalDivisor);

const sizer = (
  account: AccountState,
): Sized & { add: (market: MarketState, side: PositionSide, notional: ExactNotional) => void } => {
  const sized = { product: 0n, longMargin: 0n, shortMargin: 0n };
  return Object.assign(sized, {
    add: (market: MarketState, side: PositionSide, notional: ExactNotional) => {
      sized.product += inQuote(market, notional, floorDivide);
      const margin = ceilDivide(
        notional * market.rules.notionalMultiplier * ratioOf(account, market),
        market.rules.notionalDivisor * oneRate,
      );
      if (side === 'long') sized.longMargin += margin;
      else sized.shortMargin += margin;
    },
  });
};

/** Returns the value of an asset as margin; nothing if it has no last price in `jpy`. */
const collateralOf = (core: Core, account: AccountState, asset: number): AssetUnits => {
  const balance = account.balances[asset];
  const rules = core.assets[asset];
  if (balance === undefined || rules === undefined) return 0n;
  const held = balance.onhand - balance.withdrawing;
  if (held === 0n || asset === core.jpy) return held;
  const market = core.jpyMarketOf[asset];
  if (market === undefined || market.lastPrice === null) return 0n;
  const ratio = core.collateralRatios[asset] ?? 0n;
  const { baseUnitsPerLot, notionalMultiplier, notionalDivisor } = market.rules;
  return floorDivide(
    held * BigInt(market.lastPrice) * notionalMultiplier * ratio,
    baseUnitsPerLot * notionalDivisor * oneRate,
  );
};

export const standingOf = (core: Core, account: AccountState): Standing => {
  let profitLoss = 0n;
  let cost = account.payables;
  const positions = sizer(account);
  for (const { market, side, open, entry, fee, interest } of account.positions) {
    if (open === 0n) continue;
    const value = market.lastPrice === null ? entry : BigInt(market.lastPrice) * open;
    profitLoss += inQuote(market, side === 'long' ? value - entry : entry - value, floorDivide);
    cost += fee + ceilDivide(interest, market.rules.finePerUnit);
    positions.add(market, side, entry);
  }
  const orders = sizer(account);
  for (const order of account.active.values()) {
    if (order.positionSide === null || order.price === null || !opensPosition(order)) continue;
    orders.add(order.market, order.positionSide, BigInt(order.price) * order.remaining);
  }
  let balance = profitLoss - cost;
  for (let asset = 0; asset < core.assets.length; asset += 1) balance += collateralOf(core, account, asset);
  return { balance, profitLoss, cost, positions, orders };
};

/** Returns the margin that opening `amount` at `price` needs. */
export const openingMargin = (
  account: AccountState,
  market: MarketState,
  price: number,
  amount: Lots,
): AssetUnits =>
  ceilDivide(
    BigInt(price) * amount * market.rules.notionalMultiplier * ratioOf(account, market),
    market.rules.notionalDivisor * oneRate,
  );
