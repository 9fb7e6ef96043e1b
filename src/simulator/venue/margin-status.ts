import { fromUnits } from '../../model/decimal';
import type { VenueMarginStatus } from './account';
import type { Core } from './core';
import { oneRate } from './pair-rules';
import { ceilDivide, floorDivide } from './rounding';
import { availableMargin, marginOf, ratioOf, standingOf } from './standing';
import type { AccountState } from './state';
import type { AssetUnits } from './units';

/** A liquidation begins at half of the margin below which the venue makes a margin call. */
const losscutShare = 2n;

/**
 * Returns the figures of `GET /user/margin/status`. Its decimals have four places, as `jpy` has. Each figure is rounded
 * where it is computed (standing.ts), as the documentation says.
 */
export const showMarginStatus = (core: Core, account: AccountState): VenueMarginStatus => {
  const standing = standingOf(core, account);
  const { balance, profitLoss, cost, positions, orders } = standing;
  const precision = core.assets[core.jpy]?.precision ?? 0;
  const text = (amount: AssetUnits): string => fromUnits(amount, precision);
  const available = availableMargin(standing);
  const hasPositions = positions.product > 0n;
  const percentage = (part: bigint, divide: typeof floorDivide, places: number): string | null =>
    hasPositions ? fromUnits(divide(part * 10n ** BigInt(places + 2), positions.product), places) : null;
  const needed = marginOf(positions);
  return {
    status: account.marginMode,
    totalMarginBalancePercentage: percentage(balance, (n, d) => n / d, 2),
    totalMarginBalance: text(balance),
    marginPositionProfitLoss: text(profitLoss),
    unrealizedCost: text(cost),
    totalMarginPositionProduct: text(positions.product + orders.product),
    openMarginPositionProduct: text(positions.product),
    openMarginOrderProduct: text(orders.product),
    totalPositionMaintenanceMargin: text(needed),
    totalLongPositionMaintenanceMargin: text(positions.longMargin),
    totalShortPositionMaintenanceMargin: text(positions.shortMargin),
    totalOpenOrderMaintenanceMargin: text(marginOf(orders)),
    totalLongOpenOrderMaintenanceMargin: text(orders.longMargin),
    totalShortOpenOrderMaintenanceMargin: text(orders.shortMargin),
    marginCallPercentage: percentage(needed, ceilDivide, 0),
    losscutPercentage: percentage(needed / losscutShare, ceilDivide, 0),
    buyCredit: text(available),
    sellCredit: text(available),
    availableBalances: core.markets
      .filter(({ rules }) => rules.margin !== null)
      .map((market) => {
        const size = text(floorDivide(available * oneRate, ratioOf(account, market)));
        return { pair: market.pair, long: size, short: size };
      }),
  };
};
