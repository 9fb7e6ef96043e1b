import type { Core } from './core';
import { freeOf } from './ledger';
import { closesPosition, opensPosition } from './live-order';
import { bestOf, minAmountOf, oppositeOf } from './market-state';
import type { NewOrder, OrderType } from './order';
import { limitBuyCover, quoteCover } from './pair-rules';
import { positionOf } from './positions';
import { refusal, type Refusal } from './refusal';
import { availableMargin, openingMargin, standingOf } from './standing';
import type { AccountState, MarketState } from './state';
import { referencePrice } from './stops';
import { directionOf, isReached } from './triggers';
import type { AssetUnits, Lots, Ticks } from './units';

/** May a user place an order? If not, the documented code says why; if so, what the order has to hold. */

/** What an admitted order holds from its start. */
export interface Admission {
  /** As asked for, but `post_only` counts in continuous trading only. */
  readonly order: NewOrder;
  readonly lock: AssetUnits;
  readonly positionLock: Lots;
}

const maxActiveOrders = 30;

/** No bound of prices is documented apart from its codes; a hundred times the last price is ours. */
const highestPriceFactor = 100;

const needsPrice = (type: OrderType): boolean => type === 'limit' || type === 'stop_limit';
const needsTrigger = (type: OrderType): boolean =>
  type === 'stop' || type === 'stop_limit' || type === 'take_profit' || type === 'stop_loss';
const mayBeWhole = (type: OrderType): boolean => type === 'take_profit' || type === 'stop_loss';

type Check = (core: Core, account: AccountState, market: MarketState, order: NewOrder) => number | null;

/** Is the request one that makes sense at all? */
const checkForm: Check = (_core, _account, market, order) => {
  const { type, amount, price, triggerPrice, postOnly, positionSide } = order;
  if (type === 'losscut') return 40024;
  if (amount === null && !mayBeWhole(type)) return 30001;
  if (amount !== null && amount <= 0n) return 40001;
  if (needsPrice(type) && price === null) return 30012;
  if (needsTrigger(type) && triggerPrice === null) return 30101;
  if (postOnly && type !== 'limit') return 40114;
  if (positionSide !== null && market.rules.margin === null) return 40165;
  if (mayBeWhole(type) && !closesPosition(order)) return 60019;
  if (needsTrigger(type) && opensPosition(order)) return 40200;
  return null;
};

/** Does the venue take such orders now? */
const checkSuspension: Check = (_core, _account, market, order) => {
  const { stopped, enabled } = market.instrument;
  const { type, side, positionSide } = order;
  if (market.status === 'HALT') return 70004;
  if (stopped.orderAndCancel) return 70018;
  if (stopped.order) return 70017;
  if (!enabled) return 70026;
  if (stopped.buy && side === 'buy') return 70005;
  if (stopped.sell && side === 'sell') return 70006;
  if (stopped.market && type === 'market') return 70009;
  if (stopped.stop && needsTrigger(type) && type !== 'stop_limit') return 70023;
  if (stopped.stopLimit && type === 'stop_limit') return 70022;
  if (opensPosition(order)) {
    if (stopped.marginLong && positionSide === 'long') return 70024;
    if (stopped.marginShort && positionSide === 'short') return 70025;
  }
  return null;
};

const isTooHigh = (market: MarketState, price: Ticks): boolean =>
  market.lastPrice !== null && price > market.lastPrice * highestPriceFactor;

const checkValues: Check = (core, _account, market, { type, side, amount, price, triggerPrice }) => {
  const { limitMaxAmount, marketMaxAmount, minAmount } = market.rules;
  const atMarket = !needsPrice(type);
  if (amount !== null) {
    if (amount < minAmount) return 60004;
    if (amount < minAmountOf(market)) return 70010;
    if (atMarket && amount > marketMaxAmount) return side === 'buy' ? 60002 : 60003;
    if (!atMarket && amount > limitMaxAmount) return 60003;
  }
  const { mode, upperLimit, lowerLimit } = market.breaker;
  if (mode !== 'NONE' && type === 'market') return 70020;
  if (price !== null) {
    if (!Number.isSafeInteger(price)) return 40020;
    if (price < 1) return 60006;
    if (isTooHigh(market, price)) return 60005;
    if (upperLimit !== null && price > upperLimit) return 70021;
    if (lowerLimit !== null && price < lowerLimit) return 70021;
  }
  if (triggerPrice !== null) {
    if (!Number.isSafeInteger(triggerPrice) || triggerPrice < 1) return 40112;
    if (isTooHigh(market, triggerPrice)) return 60016;
    const reference = referencePrice(core, market, side);
    if (reference !== null && isReached(directionOf({ type, side }), triggerPrice, reference)) return 60018;
  }
  return null;
};

/** The price at which a market order may expect to trade. */
const expectedPrice = (market: MarketState, { side, price, triggerPrice }: NewOrder): Ticks =>
  price ?? triggerPrice ?? bestOf(oppositeOf(market, side)) ?? market.lastPrice ?? 0;

const spotLock = (market: MarketState, order: NewOrder, amount: Lots): AssetUnits => {
  const { rules } = market;
  if (order.side === 'sell') return amount * rules.baseUnitsPerLot;
  const notional = BigInt(expectedPrice(market, order)) * amount;
  return order.price === null
    ? quoteCover(rules, notional, rules.allowanceRate)
    : limitBuyCover(rules, notional);
};

export const admit = (
  core: Core,
  account: AccountState,
  market: MarketState,
  request: NewOrder,
): Admission | Refusal => {
  const continuous = market.breaker.mode === 'NONE';
  const order = request.postOnly && !continuous ? { ...request, postOnly: false } : request;
  const form = checkForm(core, account, market, request);
  if (form !== null) return refusal(form);
  const suspension = checkSuspension(core, account, market, order);
  if (suspension !== null) return refusal(suspension);
  const value = checkValues(core, account, market, order);
  if (value !== null) return refusal(value);
  if (account.class === 'house') {
    return order.positionSide === null ? { order, lock: 0n, positionLock: 0n } : refusal(50058);
  }
  if ((account.activeCounts[market.index] ?? 0) >= maxActiveOrders) return refusal(60011);
  const amount = order.amount ?? 0n;
  if (order.positionSide === null) {
    const lock = spotLock(market, order, amount);
    const asset = order.side === 'buy' ? market.rules.quote : market.rules.base;
    return lock > freeOf(account, asset) ? refusal(60001) : { order, lock, positionLock: 0n };
  }
  if (!account.mayTradeOnMargin) return refusal(50058);
  // While the venue closes the positions, nobody else does.
  if (account.marginMode === 'LOSSCUT') return refusal(opensPosition(order) ? 50078 : 50079);
  if (opensPosition(order)) {
    const needed = openingMargin(account, market, expectedPrice(market, order), amount);
    const isCredited = needed <= availableMargin(standingOf(core, account));
    return isCredited ? { order, lock: 0n, positionLock: 0n } : refusal(50061);
  }
  const { open, locked } = positionOf(account, market, order.positionSide);
  // A take_profit and a stop_loss may wait for the same position: they hold nothing until they fire.
  if (mayBeWhole(order.type)) {
    return open === 0n || amount > open ? refusal(50062) : { order, lock: 0n, positionLock: 0n };
  }
  return amount > open - locked ? refusal(50062) : { order, lock: 0n, positionLock: amount };
};
