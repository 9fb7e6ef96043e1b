import type { OrderStatus } from '../../model/order';
import { addToBook, takeFromBook } from './book';
import { levelChanged, positionChanged, type Core } from './core';
import type { AccountEvent } from './events';
import { lock } from './ledger';
import { snapshot } from './live-order';
import { sideOf } from './market-state';
import type { VenueFill, VenueOrder } from './order';
import { limitBuyCover } from './pair-rules';
import { positionOf } from './positions';
import type { AccountState, LiveOrder } from './state';
import { removeTrigger } from './triggers';
import type { AssetUnits, Lots } from './units';

/** The life of an order apart from its trades: the amounts it holds, the place where it waits, its events, its end. */

// ---------------------------------------------------------------------------------------------- kept history

/**
 * An account keeps at most this many ended orders, and at least this many fills. The three months of the real venue would
 * fill the memory.
 */
const mostKept = 10_000;

/**
 * The time in ms for which the earlier states of an ended order are kept, for reads that are behind. They would be most of
 * its memory.
 */
const statesKeptFor = 600_000;

const keepEnded = (core: Core, { orders, ended, justEnded }: AccountState, order: LiveOrder): void => {
  ended.add(order.id);
  justEnded.push(order);
  const until = core.scheduler.now() - statesKeptFor;
  for (let first = justEnded[0]; first !== undefined; first = justEnded[0]) {
    if (justEnded.length <= mostKept && !isEndedBefore(first, until)) break;
    justEnded.shift();
    first.states = first.states.slice(-1);
  }
  const [oldest] = ended;
  if (oldest === undefined || ended.size <= mostKept) return;
  ended.delete(oldest);
  orders.delete(oldest);
};

const isEndedBefore = ({ states }: LiveOrder, time: number): boolean => {
  const last = states.at(-1);
  return last !== undefined && last.updatedAt < time;
};

export const keepFill = (account: AccountState, fill: VenueFill): void => {
  const { fills } = account;
  const last = fills.at(-1);
  if (last !== undefined && last.executedAt > fill.executedAt) account.areFillsInOrder = false;
  fills.push(fill);
  if (fills.length >= 2 * mostKept) fills.splice(0, fills.length - mostKept);
};

// ---------------------------------------------------------------------------------------------- events

/** Stores the present state of an order, and emits it to its user. */
export const announce = (core: Core, order: LiveOrder, isNew: boolean): void => {
  if (order.account.class === 'house') return;
  const state = remember(core, order);
  core.emit({ type: 'order', user: order.account.id, isNew, order: state });
};

/** Stores the present state of an order, without an event. */
export const remember = (core: Core, order: LiveOrder): VenueOrder => {
  const state = snapshot(order, core.scheduler.now());
  if (order.account.class === 'user') order.states.push(state);
  return state;
};

/** Emits a fill and the order's state after it. Events in `held` wait for the first message of the order. */
export const announceFill = (
  core: Core,
  order: LiveOrder,
  fill: VenueFill,
  held: AccountEvent[] | null,
): void => {
  if (order.account.class === 'house') return;
  keepFill(order.account, fill);
  const event: AccountEvent = { type: 'fill', user: order.account.id, fill };
  if (held !== null) {
    held.push(event);
    return;
  }
  if (core.quirks.tradeNews === 'before_order') core.emit(event);
  announce(core, order, false);
  if (core.quirks.tradeNews === 'after_order') core.emit(event);
};

// ---------------------------------------------------------------------------------------------- locked amounts

/** Returns the amount that an order which may rest holds for its remaining amount. ledger.ts has the formula. */
const restingLock = (order: LiveOrder): AssetUnits => {
  const { rules } = order.market;
  if (order.positionSide !== null) return 0n;
  if (order.side === 'sell') return order.remaining * rules.baseUnitsPerLot;
  return limitBuyCover(rules, BigInt(order.price ?? 0) * order.remaining);
};

export const lockedAsset = (order: LiveOrder): number =>
  order.side === 'buy' ? order.market.rules.quote : order.market.rules.base;

/** Makes the order hold `amount`, whatever it held before. */
export const hold = (order: LiveOrder, amount: AssetUnits): void => {
  if (order.account.class === 'house') return;
  lock(order.account, lockedAsset(order), amount - order.locked);
  order.locked = amount;
};

/**
 * Adjusts the held amount after a fill. A limit order holds as much as its remaining amount needs. A market order holds its
 * whole amount until it ends.
 */
export const holdForRemaining = (order: LiveOrder): void => {
  if (order.account.class === 'user' && order.price !== null) hold(order, restingLock(order));
};

/** Makes a closing order hold `amount` of its position, whatever it held before. */
export const holdPosition = (core: Core, order: LiveOrder, amount: Lots): void => {
  if (order.positionSide === null || amount === order.positionLocked) return;
  const position = positionOf(order.account, order.market, order.positionSide);
  position.locked += amount - order.positionLocked;
  order.positionLocked = amount;
  positionChanged(core, position);
};

// ---------------------------------------------------------------------------------------------- book and triggers

export const rest = (core: Core, order: LiveOrder): void => {
  const { market } = order;
  if (order.price === null) throw new TypeError(`order ${order.id} has no price to rest at`);
  levelChanged(core, market, addToBook(sideOf(market, order.side), order, order.price));
};

const leave = (core: Core, order: LiveOrder): void => {
  const { market } = order;
  if (order.level !== null) {
    levelChanged(core, market, takeFromBook(sideOf(market, order.side), order, order.remaining));
  } else if (order.status === 'INACTIVE') {
    removeTrigger(market.triggers, order);
  }
};

// ---------------------------------------------------------------------------------------------- beginning and end

export const begin = (order: LiveOrder): void => {
  const { account, market } = order;
  account.active.set(order.id, order);
  account.activeCounts[market.index] = (account.activeCounts[market.index] ?? 0) + 1;
  if (account.class === 'user') account.orders.set(order.id, order);
};

/** Ends an order. It leaves the book and the triggers, and holds nothing any more. */
export const end = (core: Core, order: LiveOrder, status: OrderStatus): void => {
  const { account, market } = order;
  leave(core, order);
  hold(order, 0n);
  holdPosition(core, order, 0n);
  order.status = status;
  order.justTriggered = false;
  account.active.delete(order.id);
  account.activeCounts[market.index] = (account.activeCounts[market.index] ?? 0) - 1;
  core.expiries.delete(order);
  if (account.class === 'user') keepEnded(core, account, order);
};

/** Ends an order before it is filled, and emits that to its user. */
export const cancel = (core: Core, order: LiveOrder): void => {
  order.canceledAt = core.scheduler.now();
  end(core, order, canceledStatus(order));
  announce(core, order, false);
};

export const canceledStatus = (order: LiveOrder): OrderStatus =>
  order.executed === 0n ? 'CANCELED_UNFILLED' : 'CANCELED_PARTIALLY_FILLED';
