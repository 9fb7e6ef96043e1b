import { bestLevel } from './book';
import { breakDirection, startBreak } from './breaker';
import type { Core } from './core';
import type { AccountEvent } from './events';
import { announce, cancel, canceledStatus, end, remember, rest } from './lifecycle';
import { isTerminal } from '../../model/order';
import { isAccepted } from './live-order';
import { oppositeOf } from './market-state';
import type { VenueOrder } from './order';
import { quoteCover } from './pair-rules';
import { trade } from './settlement';
import { judgeDisplayed, reachDisplayed, takeDisplayed, type MatchVerdict } from './taking';
import type { BookSide, RestingLevel, LiveOrder } from './state';
import { minLots, type ExactNotional, type Lots } from './units';

/** Matching in price-time priority: decides what happens to an order that comes to the book, and matches it. */

/**
 * The part of an order that could execute now: its amount, its notional, and whether the circuit breaker would stop it.
 */
interface Reach {
  readonly amount: Lots;
  readonly notional: ExactNotional;
  readonly breaks: 'up' | 'down' | null;
}

/** Returns how much of an amount an order could take now, whoever makes the book. */
export const reachOf = (core: Core, order: LiveOrder, wanted: Lots): Omit<Reach, 'notional'> => {
  const { displayed } = order.market;
  return displayed === null
    ? reachAmongUs(core, order, wanted)
    : { amount: reachDisplayed(displayed, order, wanted), breaks: null };
};

const reachAmongUs = (core: Core, order: LiveOrder, wanted: Lots): Reach => {
  const { levels } = oppositeOf(order.market, order.side);
  const avoidsOwn = avoidsSelfTrade(core, order);
  let amount = 0n;
  let notional = 0n;
  for (let index = levels.length - 1; index >= 0 && amount < wanted; index -= 1) {
    const level = levels[index];
    if (level === undefined || !isAccepted(order, level.price)) break;
    const breaks = breakDirection(order.market, level.price);
    if (breaks !== null) return { amount, notional, breaks };
    const others = avoidsOwn ? amountOfOthers(core, order, level) : { amount: level.total, isAll: true };
    const taken = minLots(others.amount, wanted - amount);
    amount += taken;
    notional += taken * BigInt(level.price);
    if (!others.isAll) break;
  }
  return { amount, notional, breaks: null };
};

/**
 * True if an order must not trade with its own user. A liquidation trades even with the user's own orders, whatever the
 * quirk.
 */
const avoidsSelfTrade = (core: Core, order: LiveOrder): boolean =>
  core.quirks.selfTrade !== 'trade' && order.account.class === 'user' && order.type !== 'losscut';

/**
 * Returns the amount that an order may take at a level without meeting its own user. `isAll` says that it may go on to
 * the next level.
 */
const amountOfOthers = (
  core: Core,
  { account }: LiveOrder,
  level: RestingLevel,
): { readonly amount: Lots; readonly isAll: boolean } => {
  let amount = 0n;
  for (let resting = level.first; resting !== null; resting = resting.next) {
    if (resting.account !== account) amount += resting.remaining;
    else if (core.quirks.selfTrade === 'cancel_taking') return { amount, isAll: false };
  }
  return { amount, isAll: true };
};

/** Judges a market order. It is fill-or-kill, and the amount that it holds must cover it. */
const judgeMarket = (core: Core, order: LiveOrder): MatchVerdict => {
  const { market } = order;
  if (market.breaker.mode !== 'NONE') return 'reject';
  const { amount, notional, breaks } = reachAmongUs(core, order, order.remaining);
  if (amount < order.remaining) {
    if (breaks !== null) startBreak(core, market, breaks);
    return 'reject';
  }
  if (order.positionSide === null && order.side === 'buy' && order.account.class === 'user') {
    if (quoteCover(market.rules, notional, market.rules.spotFee.taker) > order.locked) return 'reject';
  }
  return 'match';
};

const judgeLimit = (core: Core, order: LiveOrder): MatchVerdict => {
  const { market } = order;
  if (market.breaker.mode !== 'NONE') return 'rest';
  const opposite: BookSide = oppositeOf(market, order.side);
  const best = bestLevel(opposite);
  if (best === undefined || !isAccepted(order, best.price)) return 'rest';
  if (order.postOnly === true) return 'cancel';
  if (core.quirks.excessiveLimit === 'rejected' && order.remaining > opposite.total) return 'reject';
  return 'match';
};

const judge = (core: Core, order: LiveOrder): MatchVerdict => {
  const { displayed } = order.market;
  return displayed === null ? judgeAmongUs(core, order) : judgeDisplayed(core, order, displayed);
};

const judgeAmongUs = (core: Core, order: LiveOrder): MatchVerdict =>
  order.price === null ? judgeMarket(core, order) : judgeLimit(core, order);

/** Takes from the book as much as the order may take. The rest of the order rests. */
const match = (core: Core, taker: LiveOrder, held: AccountEvent[] | null): void => {
  const { market } = taker;
  if (market.displayed !== null) {
    takeDisplayed(core, taker, market.displayed, held);
    return;
  }
  const opposite = oppositeOf(market, taker.side);
  while (taker.remaining > 0n && !isTerminal(taker.status)) {
    const best = bestLevel(opposite);
    const maker = best?.first;
    if (best === undefined || maker === null || maker === undefined) break;
    if (!isAccepted(taker, best.price)) break;
    if (maker.account === taker.account && avoidsSelfTrade(core, taker)) {
      if (core.quirks.selfTrade === 'cancel_taking') {
        taker.canceledAt = core.scheduler.now();
        end(core, taker, canceledStatus(taker));
        if (held === null) announce(core, taker, false);
        return;
      }
      cancel(core, maker);
      continue;
    }
    const breaks = breakDirection(market, best.price);
    if (breaks !== null) {
      startBreak(core, market, breaks);
      break;
    }
    trade(core, market, maker, taker, best.price, minLots(maker.remaining, taker.remaining), held);
  }
  if (taker.remaining > 0n && !isTerminal(taker.status)) rest(core, taker);
};

/** Matches a new order. Its first message may have to wait for the result. */
const matchNew = (core: Core, order: LiveOrder): void => {
  const user = order.account.id;
  if (core.quirks.firstOrderNews === 'accepted' || order.account.class === 'house') {
    announce(core, order, true);
    match(core, order, null);
    return;
  }
  remember(core, order);
  const held: AccountEvent[] = [];
  match(core, order, held);
  const state = remember(core, order);
  const tradesFirst = core.quirks.tradeNews === 'before_order';
  if (tradesFirst) held.forEach(core.emit);
  core.emit({ type: 'order', user, isNew: true, order: state });
  if (!tradesFirst) held.forEach(core.emit);
};

const rejectNew = (core: Core, order: LiveOrder): void => {
  const { rejected } = core.quirks;
  if (rejected === 'streamed') announce(core, order, true);
  if (rejected === 'only_by_id') remember(core, order);
  end(core, order, 'REJECTED');
  if (rejected === 'only_by_id') remember(core, order);
  else announce(core, order, rejected === 'in_reply');
};

const cancelNew = (core: Core, order: LiveOrder): void => {
  const inReply = core.quirks.crossingPostOnly === 'canceled_in_reply';
  if (!inReply) announce(core, order, true);
  order.canceledAt = core.scheduler.now();
  end(core, order, 'CANCELED_UNFILLED');
  announce(core, order, inReply);
};

/** Brings a new order to the book. Returns which of its states the reply shows, the first one or the last one. */
export const enterNew = (core: Core, order: LiveOrder): 'first' | 'last' => {
  switch (judge(core, order)) {
    case 'match':
      matchNew(core, order);
      return core.quirks.orderReply === 'matched' ? 'last' : 'first';
    case 'rest':
      rest(core, order);
      announce(core, order, true);
      return 'first';
    case 'reject':
      rejectNew(core, order);
      return 'first';
    case 'cancel':
      cancelNew(core, order);
      return 'first';
  }
};

/** Brings an order whose trigger has fired to the book. Its user knows the order already. */
export const enterTriggered = (core: Core, order: LiveOrder): void => {
  switch (judge(core, order)) {
    case 'match':
      match(core, order, null);
      return;
    case 'rest':
      rest(core, order);
      return;
    case 'reject':
    case 'cancel':
      end(core, order, 'REJECTED');
      announce(core, order, false);
      return;
  }
};

/** Returns the state that a reply shows. A `house` order keeps no states. */
export const stateFor = (order: LiveOrder, which: 'first' | 'last'): VenueOrder | undefined =>
  which === 'first' ? order.states[0] : order.states[order.states.length - 1];
