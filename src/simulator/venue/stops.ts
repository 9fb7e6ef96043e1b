import type { Side } from '../../model/pair';
import { offeredPrice } from './market-state';
import type { Core } from './core';
import { enterTriggered } from './execution';
import { isTerminal } from '../../model/order';
import { announce, cancel, holdPosition } from './lifecycle';
import { positionOf } from './positions';
import type { LiveOrder, MarketState, PositionState } from './state';
import { takeReached } from './triggers';
import type { Ticks } from './units';

/**
 * Returns the price that fires triggers of orders of a side (quirk `stopReference`). Where others make the market, it
 * is the price of their trades.
 */
export const referencePrice = (core: Core, market: MarketState, side: Side): Ticks | null =>
  core.quirks.stopReference === 'last' || market.displayed !== null
    ? market.lastPrice
    : offeredPrice(market, side);

/** Gives a fired take_profit or stop_loss the amount that is there to close. Returns false if there is none. */
const takePosition = (core: Core, order: LiveOrder): boolean => {
  if (order.type !== 'take_profit' && order.type !== 'stop_loss') return true;
  const { open, locked } = positionOf(order.account, order.market, order.positionSide ?? 'long');
  const available = open - locked;
  const amount = order.start === null || order.start > available ? available : order.start;
  order.start = amount;
  order.remaining = amount;
  holdPosition(core, order, amount);
  return amount > 0n;
};

/**
 * Lets a fired order take in the next millisecond. Only the next frame of the others can show what the trade that fired the
 * order has left in the book.
 */
export const enterNextInstant = (core: Core, order: LiveOrder): void =>
  core.agenda.at(core.scheduler.now() + 1, () => {
    order.market.displayed?.catchUp();
    core.operate(() => {
      if (!isTerminal(order.status) && order.level === null) enterTriggered(core, order);
    });
  });

const fire = (core: Core, order: LiveOrder): void => {
  const start = order.start;
  order.triggeredAt = core.scheduler.now();
  order.status = 'UNFILLED';
  if (!takePosition(core, order)) {
    order.start = start;
    cancel(core, order);
    return;
  }
  order.justTriggered = true;
  announce(core, order, false);
  order.justTriggered = false;
  if (order.market.displayed === null) enterTriggered(core, order);
  else enterNextInstant(core, order);
};

/** Fires every order whose trigger the market has reached, one after the other. */
export const fireTriggers = (core: Core, market: MarketState): void => {
  const priceFor = (side: Side): Ticks | null => referencePrice(core, market, side);
  while (market.breaker.mode === 'NONE' && market.status !== 'HALT') {
    const order = takeReached(market.triggers, priceFor);
    if (order === undefined) return;
    fire(core, order);
  }
};

/** Cancels the take_profit and stop_loss orders whose position is closed. */
export const cancelIdleClosers = (core: Core, { account, market, side, open }: PositionState): void => {
  if (open > 0n || (account.activeCounts[market.index] ?? 0) === 0) return;
  for (const order of [...account.active.values()]) {
    const waits = order.status === 'INACTIVE' && order.market === market;
    if (waits && order.positionSide === side) cancel(core, order);
  }
};
