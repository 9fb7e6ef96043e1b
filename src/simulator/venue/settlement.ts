import { levelChanged, positionChanged, touchMarket, type Core } from './core';
import { takeFromBook } from './book';
import { type FillBasis, isGuess } from './fill-basis';
import type { AccountEvent } from './events';
import { oppositeSide, type Side } from '../../model/pair';
import { freeOf, type Holder, transfer } from './ledger';
import { announceFill, end, holdForRemaining, holdPosition } from './lifecycle';
import { closesPosition } from './live-order';
import { sideOf } from './market-state';
import type { VenueFill } from './order';
import { fineGain, finePayment, quoteFee, quotePayment } from './pair-rules';
import { enlarge, positionOf, reduce } from './positions';
import type { LiveOrder, MarketState } from './state';
import type { ExactNotional, Lots, Ticks } from './units';

/**
 * The effect of a trade on both sides. Each side settles with the residue account as its counterparty, so that the
 * remainders of rounding stay there.
 */

type Money = Pick<VenueFill, 'feeQuote' | 'feeOccurredQuote' | 'profitLoss' | 'interest'>;

type Role = 'maker' | 'taker';

const settleSpot = (
  core: Core,
  order: LiveOrder,
  role: Role,
  amount: Lots,
  notional: ExactNotional,
): Money => {
  const { account, market } = order;
  const { rules } = market;
  const { fees, residue } = core.pots;
  const { feeRounding, notionalRounding } = core.quirks;
  const fee = quoteFee(rules, notional, rules.spotFee[role], feeRounding);
  if (order.side === 'buy') {
    const cost = quotePayment(rules, notional, notionalRounding);
    const short = account.class === 'house' ? 0n : cost + fee - (freeOf(account, rules.quote) + order.locked);
    transfer(account, residue, rules.quote, cost);
    // Many small fills, each rounded up, can cost a few units more than was locked for them together.
    if (short > 0n) transfer(residue, account, rules.quote, short);
    transfer(residue, account, rules.base, amount * rules.baseUnitsPerLot);
  } else {
    transfer(residue, account, rules.quote, -quotePayment(rules, -notional, notionalRounding));
    transfer(account, residue, rules.base, amount * rules.baseUnitsPerLot);
  }
  transfer(account, fees, rules.quote, fee);
  return { feeQuote: fee, feeOccurredQuote: fee, profitLoss: null, interest: null };
};

/** Lets a pot buy or sell, without a fee. */
const settlePot = (
  core: Core,
  pot: Holder,
  side: Side,
  { market: { rules } }: LiveOrder,
  amount: Lots,
  notional: ExactNotional,
): void => {
  const { residue } = core.pots;
  const base = amount * rules.baseUnitsPerLot;
  const quote = quotePayment(rules, notional, 'down');
  const buys = side === 'buy';
  transfer(pot, residue, rules.quote, buys ? quote : -quote);
  transfer(residue, pot, rules.base, buys ? base : -base);
};

/** Lets the margin pool buy or sell in the user's place. The pool lends the money, and keeps the assets it bought. */
const settlePool = (core: Core, order: LiveOrder, amount: Lots, notional: ExactNotional): void =>
  settlePot(core, core.pots.marginPool, order.side, order, amount, notional);

const settleOpening = (
  core: Core,
  order: LiveOrder,
  role: Role,
  amount: Lots,
  notional: ExactNotional,
): Money => {
  const { account, market } = order;
  const position = positionOf(account, market, order.positionSide ?? 'long');
  const fee = quoteFee(
    market.rules,
    notional,
    market.rules.margin?.openFee[role] ?? 0n,
    core.quirks.feeRounding,
  );
  settlePool(core, order, amount, notional);
  enlarge(position, amount, notional, fee);
  core.marginUsers.add(account);
  positionChanged(core, position);
  return { feeQuote: 0n, feeOccurredQuote: fee, profitLoss: 0n, interest: 0n };
};

const settleClosing = (
  core: Core,
  order: LiveOrder,
  role: Role,
  amount: Lots,
  notional: ExactNotional,
): Money => {
  const { account, market } = order;
  const { rules } = market;
  const { fees, marginPool } = core.pots;
  const { feeRounding, notionalRounding } = core.quirks;
  const position = positionOf(account, market, order.positionSide ?? 'long');
  const fee = quoteFee(rules, notional, rules.margin?.closeFee[role] ?? 0n, feeRounding);
  settlePool(core, order, amount, notional);
  holdPosition(core, order, order.positionLocked - amount);
  const part = reduce(position, amount);
  const gain = position.side === 'long' ? notional - part.entry : part.entry - notional;
  const feeQuote = part.fee + fee;
  const profitLoss = fineGain(rules, gain, notionalRounding) - feeQuote * rules.finePerUnit - part.interest;
  const received = -finePayment(rules, -profitLoss, notionalRounding);
  const costs = feeQuote + finePayment(rules, part.interest, notionalRounding);
  transfer(marginPool, account, rules.quote, received + costs);
  transfer(account, fees, rules.quote, costs);
  if (received < 0n) core.uncovered.add(account);
  if (position.open === 0n && account.positions.every(({ open }) => open === 0n)) {
    core.marginUsers.delete(account);
  }
  positionChanged(core, position);
  return { feeQuote, feeOccurredQuote: fee, profitLoss, interest: part.interest };
};

const settle = (core: Core, order: LiveOrder, role: Role, amount: Lots, notional: ExactNotional): Money => {
  if (order.positionSide === null) return settleSpot(core, order, role, amount, notional);
  return closesPosition(order)
    ? settleClosing(core, order, role, amount, notional)
    : settleOpening(core, order, role, amount, notional);
};

/** Applies one side of a trade: the money, the order's state, its end if it is full, and its events. */
const fill = (
  core: Core,
  order: LiveOrder,
  role: Role,
  price: Ticks,
  amount: Lots,
  executedAt: number,
  held: AccountEvent[] | null,
  basis: FillBasis | null = null,
): void => {
  const { account, market } = order;
  const notional = BigInt(price) * amount;
  const money = settle(core, order, role, amount, notional);
  if (order.level !== null) {
    levelChanged(core, market, takeFromBook(sideOf(market, order.side), order, amount));
  }
  order.remaining -= amount;
  order.executed += amount;
  order.executedNotional += notional;
  order.executedAt = executedAt;
  order.justTriggered = false;
  if (order.remaining === 0n) {
    end(core, order, 'FULLY_FILLED');
  } else {
    order.status = 'PARTIALLY_FILLED';
    holdForRemaining(order);
  }
  if (account.class === 'house') return;
  const { id: user } = account;
  const { id: orderId, side, positionSide, type } = order;
  announceFill(
    core,
    order,
    {
      tradeId: core.tradeId,
      user,
      orderId,
      pair: market.pair,
      side,
      positionSide,
      type,
      price,
      amount,
      makerTaker: role,
      feeBase: 0n,
      ...money,
      executedAt,
      ...(basis !== null && { basis }),
      ...(basis !== null && isGuess(basis) && { assumed: true as const }),
    },
    held,
  );
};

/** Lets two orders trade. The taker's events may be `held` until its first message. */
export const trade = (
  core: Core,
  market: MarketState,
  maker: LiveOrder,
  taker: LiveOrder,
  price: Ticks,
  amount: Lots,
  held: AccountEvent[] | null,
): void => {
  const executedAt = core.scheduler.now();
  core.tradeId += 1;
  const tradeId = core.tradeId;
  fill(core, maker, 'maker', price, amount, executedAt, null);
  fill(core, taker, 'taker', price, amount, executedAt, held);
  if (market.lastPrice !== price) {
    market.lastPrice = price;
    market.priceMoved = true;
  }
  touchMarket(core, market);
  core.emit({
    type: 'trade',
    trade: { tradeId, pair: market.pair, side: taker.side, price, amount, executedAt },
  });
};

/**
 * Lets an order trade with the makers of the displayed book. The makers know nothing of the trade: only the order's user
 * gets events, and the other side is a pot that counts as a part of the house. The last price stays the price of the
 * others' own trades.
 */
export const tradeWithOthers = (
  core: Core,
  order: LiveOrder,
  role: Role,
  price: Ticks,
  amount: Lots,
  { held = null, basis = null }: { readonly held?: AccountEvent[] | null; readonly basis?: FillBasis | null },
): void => {
  core.tradeId += 1;
  settlePot(core, core.pots.others, oppositeSide(order.side), order, amount, BigInt(price) * amount);
  fill(core, order, role, price, amount, core.scheduler.now(), held, basis);
  touchMarket(core, order.market);
};
