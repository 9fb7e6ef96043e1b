import type { Core } from './core';
import type { NewOrder } from './order';
import type { AccountState, LiveOrder, MarketState } from './state';

/** The documented lifetime of an order, as captured: `expire_at − ordered_at`. */
const orderLife = 180 * 24 * 60 * 60_000;

export const createLiveOrder = (
  core: Core,
  account: AccountState,
  market: MarketState,
  { side, type, amount, price, triggerPrice, postOnly, positionSide }: NewOrder,
): LiveOrder => {
  const orderedAt = core.scheduler.now();
  core.orderId += 1;
  return {
    id: core.orderId,
    account,
    market,
    side,
    positionSide,
    type,
    price,
    triggerPrice,
    postOnly: type === 'limit' ? postOnly : null,
    orderedAt,
    expireAt: type === 'market' || type === 'losscut' ? null : orderedAt + orderLife,
    status: triggerPrice === null ? 'UNFILLED' : 'INACTIVE',
    start: amount,
    remaining: amount ?? 0n,
    executed: 0n,
    executedNotional: 0n,
    triggeredAt: null,
    canceledAt: null,
    executedAt: null,
    justTriggered: false,
    locked: 0n,
    positionLocked: 0n,
    level: null,
    previous: null,
    next: null,
    states: [],
  };
};
