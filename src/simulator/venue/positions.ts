import type { PositionSide } from '../../model/order';
import type { VenuePosition } from './account';

import { floorDivide } from './rounding';
import type { AccountState, MarketState, PositionState } from './state';
import type { AssetUnits, ExactNotional, FineUnits, Lots } from './units';

/** Margin positions: one per user, pair and side. A closed position stays as an empty one. */

export const positionOf = (account: AccountState, market: MarketState, side: PositionSide): PositionState => {
  const known = account.positions.find((position) => position.market === market && position.side === side);
  if (known !== undefined) return known;
  const position: PositionState = {
    account,
    market,
    side,
    open: 0n,
    locked: 0n,
    entry: 0n,
    fee: 0n,
    interest: 0n,
    changed: false,
  };
  account.positions.push(position);
  return position;
};

export const enlarge = (
  position: PositionState,
  amount: Lots,
  notional: ExactNotional,
  fee: AssetUnits,
): void => {
  position.open += amount;
  position.entry += notional;
  position.fee += fee;
};

/** The part of a position's cost that belongs to the closed part. The last part takes all that is left. */
export interface ClosedPart {
  readonly entry: ExactNotional;
  readonly fee: AssetUnits;
  readonly interest: FineUnits;
}

export const reduce = (position: PositionState, amount: Lots): ClosedPart => {
  const share = (whole: bigint): bigint => floorDivide(whole * amount, position.open);
  const part = { entry: share(position.entry), fee: share(position.fee), interest: share(position.interest) };
  position.open -= amount;
  position.entry -= part.entry;
  position.fee -= part.fee;
  position.interest -= part.interest;
  return part;
};

export const showPosition = (position: PositionState): VenuePosition => ({
  pair: position.market.pair,
  positionSide: position.side,
  openAmount: position.open,
  lockedAmount: position.locked,
  entryNotional: position.entry,
  unrealizedFee: position.fee,
  unrealizedInterest: position.interest,
});
