import { venueCode } from '../../model/venue-codes';
import { closesPosition } from './live-order';
import type { MarketState } from './state';
import type { NewOrder } from './order';
import { accountRefusals } from './account-refusals';
import { type Attempt, expectedPrice, mayBeWhole, orderRefusals } from './order-refusals';
import { limitBuyCover, quoteCover } from './pair-rules';
import { refusal, type Refusal, refusalOf } from './refusal';
import type { AssetUnits, Lots } from './units';

/** An admitted order with the amounts that it holds from its start. */
export interface AdmittedOrder {
  /** The order as the user requested it, except that `post_only` counts in continuous trading only. */
  readonly order: NewOrder;
  readonly lock: AssetUnits;
  readonly positionLock: Lots;
}

/** Returns the amount that a spot order must hold. */
export const spotLock = (market: MarketState, order: NewOrder): AssetUnits => {
  const { rules } = market;
  const amount = order.amount ?? 0n;
  if (order.side === 'sell') return amount * rules.baseUnitsPerLot;
  const notional = BigInt(expectedPrice(market, order)) * amount;
  return order.price === null
    ? quoteCover(rules, notional, rules.allowanceRate)
    : limitBuyCover(rules, notional);
};

const admittedOrder = ({ market, order }: Attempt): NewOrder =>
  order.postOnly && market.breaker.mode !== 'NONE' ? { ...order, postOnly: false } : order;

/**
 * Decides whether a user may place an order. Returns either the documented code of the refusal, or the amounts that the
 * order must hold.
 */
export const admit = (attempt: Attempt): AdmittedOrder | Refusal => {
  const refused = refusalOf(orderRefusals, attempt);
  if (refused !== null) return refused;
  const order = admittedOrder(attempt);
  const { account, market } = attempt;
  const isSpot = order.positionSide === null;
  if (account.class === 'house') {
    return isSpot ? { order, lock: 0n, positionLock: 0n } : refusal(venueCode.marginUnreviewed);
  }
  const lock = isSpot ? spotLock(market, order) : 0n;
  const unfunded = refusalOf(accountRefusals, { ...attempt, lock });
  if (unfunded !== null) return unfunded;
  const holdsPosition = closesPosition(order) && !mayBeWhole(order.type);
  return { order, lock, positionLock: holdsPosition ? (order.amount ?? 0n) : 0n };
};
