import { oppositeSide, type Side } from '../../model/pair';
import { bestLevel } from './book';
import type { Core } from './core';
import type { Displayed } from './displayed';
import type { AccountEvent } from './events';
import { rest } from './lifecycle';
import { isTerminal } from '../../model/order';
import { isAccepted } from './live-order';
import { oppositeOf } from './market-state';
import { quoteCover } from './pair-rules';
import { tradeWithOthers } from './settlement';
import type { LiveOrder } from './state';
import { minLots, type ExactNotional, type Lots, type Ticks } from './units';

/**
 * Matching with a book that others make: an order takes from the displayed levels, and never from an order of a user.
 */

export type MatchVerdict = 'match' | 'rest' | 'reject' | 'cancel';

interface Take {
  readonly price: Ticks;
  readonly amount: Lots;
}

/** Returns the takes that an order would make now of an amount, best price first. */
const takesOf = (displayed: Displayed, order: LiveOrder, wanted: Lots = order.remaining): readonly Take[] => {
  const takes: Take[] = [];
  let left = wanted;
  for (const [price, available] of displayed.levels(oppositeSide(order.side))) {
    if (left <= 0n || !isAccepted(order, price)) break;
    const amount = minLots(available, left);
    takes.push({ price, amount });
    left -= amount;
  }
  return takes;
};

const amountOf = (takes: readonly Take[]): Lots => takes.reduce((sum, { amount }) => sum + amount, 0n);
const notionalOf = (takes: readonly Take[]): ExactNotional =>
  takes.reduce((sum, { price, amount }) => sum + BigInt(price) * amount, 0n);

/** Returns how much of an amount an order could take now. A book that is not proven gives nothing. */
export const reachDisplayed = (displayed: Displayed, order: LiveOrder, wanted: Lots): Lots =>
  order.market.breaker.mode === 'NONE' && displayed.mode === 'live'
    ? amountOf(takesOf(displayed, order, wanted))
    : 0n;

/** Judges a market order. It is fill-or-kill, and the amount that it holds must cover it. */
const judgeMarket = (order: LiveOrder, displayed: Displayed): MatchVerdict => {
  const { market } = order;
  const takes = takesOf(displayed, order);
  if (amountOf(takes) < order.remaining) return 'reject';
  const holdsQuote = order.positionSide === null && order.side === 'buy';
  const cover = quoteCover(market.rules, notionalOf(takes), market.rules.spotFee.taker);
  return holdsQuote && cover > order.locked ? 'reject' : 'match';
};

const totalOf = (displayed: Displayed, side: Side): Lots => {
  let total = 0n;
  for (const [, amount] of displayed.levels(side)) total += amount;
  return total;
};

const judgeLimit = (core: Core, order: LiveOrder, displayed: Displayed): MatchVerdict => {
  const side = oppositeSide(order.side);
  const own = bestLevel(oppositeOf(order.market, order.side));
  const best = displayed.best(side);
  const isTaker = best !== null && isAccepted(order, best);
  const meetsOwn = own !== undefined && isAccepted(order, own.price);
  if (order.postOnly === true && (isTaker || meetsOwn)) return 'cancel';
  if (!isTaker) return 'rest';
  if (core.quirks.excessiveLimit === 'rejected' && order.remaining > totalOf(displayed, side))
    return 'reject';
  return 'match';
};

/**
 * Judges an order. Nothing is matched by guess: while the book is not proven, a market order is rejected and a limit
 * order rests.
 */
export const judgeDisplayed = (core: Core, order: LiveOrder, displayed: Displayed): MatchVerdict => {
  const { market, price } = order;
  const gathers = market.breaker.mode !== 'NONE' || displayed.mode === 'auction';
  if (!gathers && displayed.mode === 'live')
    return price === null ? judgeMarket(order, displayed) : judgeLimit(core, order, displayed);
  const verdict = price === null ? 'reject' : 'rest';
  const outcome = price === null ? 'rejected' : 'rests';
  if (!gathers) core.emit({ type: 'unproven', pair: market.pair, orderId: order.id, outcome });
  return verdict;
};

/** Takes from the displayed book as much as the order may take. The rest of the order rests. */
export const takeDisplayed = (
  core: Core,
  taker: LiveOrder,
  displayed: Displayed,
  held: AccountEvent[] | null,
): void => {
  for (const { price, amount } of takesOf(displayed, taker)) {
    displayed.take(oppositeSide(taker.side), price, amount);
    tradeWithOthers(core, taker, 'taker', price, amount, { held });
  }
  if (taker.remaining > 0n && !isTerminal(taker.status)) rest(core, taker);
};
