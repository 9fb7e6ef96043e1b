import { noNotice } from './account-state';
import { startBreak } from './breaker';
import { positionChanged, type Core } from './core';
import type { Notice } from './account';
import { enterNew, reachOf } from './execution';
import { freeOf, transfer } from './ledger';
import { begin, cancel, canceledStatus, end, holdPosition, lockedAsset, remember } from './lifecycle';
import { createLiveOrder } from './new-order';
import { fineInterest } from './pair-rules';
import { marginOf, standingOf } from './standing';
import type { AccountState, LiveOrder, PositionState } from './state';

/**
 * The events that margin trading causes by itself: interest, margin calls, forced liquidation (losscut) and debts.
 *
 * Interest accrues at 00:00, and margin calls are made at 15:00, both in Japan time. A call that is not met within a
 * day leads to liquidation, and so does a balance below half of the maintenance margin at any time. The unpaid part of
 * a loss is a debt. It is paid from the next `jpy` that is free.
 */

const day = 24 * 60 * 60_000;
const liquidationRetry = 1_000;

const notify = (core: Core, account: AccountState, notice: Notice): void => {
  account.notice = notice;
  core.emit({ type: 'notice', user: account.id, notice });
};

/** Sets the status and the notice that follow from a user's debt, once the margin is sufficient again. */
const calmDown = (core: Core, account: AccountState): void => {
  account.marginMode = account.payables > 0n ? 'DEBT' : 'NORMAL';
  if (account.payables === 0n && account.notice.what !== null) notify(core, account, noNotice);
};

// ---------------------------------------------------------------------------------------------- losses and debts

const newestHolding = (account: AccountState, asset: number): LiveOrder | undefined =>
  [...account.active.values()].findLast((order) => order.locked > 0n && lockedAsset(order) === asset);

/** Ends orders whose locked amounts no longer exist. */
export const invalidate = (core: Core, account: AccountState, orders: readonly LiveOrder[]): void => {
  for (const order of orders) {
    order.canceledAt = core.scheduler.now();
    end(core, order, canceledStatus(order));
    remember(core, order);
  }
  if (account.class === 'house' || orders.length === 0) return;
  core.emit({ type: 'invalidation', user: account.id, orderIds: orders.map(({ id }) => id) });
};

const setPayables = (core: Core, account: AccountState, payables: bigint): void => {
  account.payables = payables;
  core.emit({ type: 'payable', user: account.id, amount: payables });
  const occurredAt = account.notice.what === 'debt' ? account.notice.occurredAt : core.scheduler.now();
  if (payables > 0n) {
    core.debtors.add(account);
    if (account.marginMode !== 'LOSSCUT') account.marginMode = 'DEBT';
    notify(core, account, {
      what: 'debt',
      occurredAt,
      amount: payables,
      dueDateAt: (occurredAt ?? 0) + day,
    });
  } else {
    core.debtors.delete(account);
    if (account.marginMode !== 'LOSSCUT') calmDown(core, account);
  }
};

/** Covers losses: invalidates orders that are no longer covered, newest first. The rest becomes a debt. */
export const coverLosses = (core: Core): void => {
  for (const account of core.uncovered) {
    while (freeOf(account, core.jpy) < 0n) {
      const order = newestHolding(account, core.jpy);
      if (order === undefined) break;
      invalidate(core, account, [order]);
    }
    const short = -freeOf(account, core.jpy);
    if (short > 0n) {
      transfer(core.pots.marginPool, account, core.jpy, short);
      setPayables(core, account, account.payables + short);
    }
  }
  core.uncovered.clear();
};

export const payDebts = (core: Core): void => {
  for (const account of core.debtors) {
    const free = freeOf(account, core.jpy);
    const amount = free < account.payables ? free : account.payables;
    if (amount <= 0n) continue;
    transfer(account, core.pots.marginPool, core.jpy, amount);
    setPayables(core, account, account.payables - amount);
  }
};

// ---------------------------------------------------------------------------------------------- liquidation

const liquidatePosition = (core: Core, account: AccountState, position: PositionState): void => {
  const { market, open } = position;
  if (market.breaker.mode !== 'NONE' || market.status === 'HALT') return;
  const order = createLiveOrder(core, account, market, {
    pair: market.pair,
    side: position.side === 'long' ? 'sell' : 'buy',
    type: 'losscut',
    amount: open,
    price: null,
    triggerPrice: null,
    postOnly: false,
    positionSide: position.side,
  });
  // The order takes as much as the book has now. The rest is tried again later.
  const { amount, breaks } = reachOf(core, order, open);
  if (amount === 0n) {
    if (breaks !== null) startBreak(core, market, breaks);
    return;
  }
  order.start = amount;
  order.remaining = amount;
  begin(order);
  holdPosition(core, order, amount);
  enterNew(core, order);
};

const liquidate = (core: Core, account: AccountState): void => {
  if (account.marginMode !== 'LOSSCUT') return;
  for (const position of account.positions) {
    if (position.open > 0n) liquidatePosition(core, account, position);
  }
  if (account.positions.every(({ open }) => open === 0n)) {
    calmDown(core, account);
    return;
  }
  core.agenda.at(core.scheduler.now() + liquidationRetry, () => core.operate(() => liquidate(core, account)));
};

const startLiquidation = (core: Core, account: AccountState): void => {
  account.marginMode = 'LOSSCUT';
  for (const order of [...account.active.values()]) {
    if (order.positionSide !== null) cancel(core, order);
  }
  liquidate(core, account);
};

// ---------------------------------------------------------------------------------------------- calls

const call = (core: Core, account: AccountState, missing: bigint): void => {
  const occurredAt = core.scheduler.now();
  const dueDateAt = occurredAt + day;
  account.marginMode = 'CALL';
  notify(core, account, { what: 'marginCall', occurredAt, amount: missing, dueDateAt });
  core.agenda.at(dueDateAt, () =>
    core.operate(() => {
      if (account.marginMode === 'CALL' && account.notice.dueDateAt === dueDateAt) {
        startLiquidation(core, account);
      }
    }),
  );
};

/**
 * Checks all margin users after prices or balances changed: some must be liquidated, and some have met their margin
 * call.
 */
export const checkMargins = (core: Core): void => {
  for (const account of [...core.marginUsers]) {
    if (account.marginMode === 'LOSSCUT') continue;
    const standing = standingOf(core, account);
    const needed = marginOf(standing.positions);
    if (2n * standing.balance < needed) startLiquidation(core, account);
    else if (account.marginMode === 'CALL' && standing.balance >= needed) calmDown(core, account);
  }
};

/** Makes margin calls, at 15:00 Japan time. */
export const callMargins = (core: Core): void => {
  for (const account of [...core.marginUsers]) {
    if (account.marginMode !== 'NORMAL') continue;
    const standing = standingOf(core, account);
    const missing = marginOf(standing.positions) - standing.balance;
    if (missing > 0n) call(core, account, missing);
  }
};

/** Adds interest to open positions, at 00:00 Japan time. */
export const accrueInterest = (core: Core): void => {
  for (const account of core.marginUsers) {
    for (const position of account.positions) {
      const { margin } = position.market.rules;
      if (position.open === 0n || margin === null) continue;
      const rate = position.side === 'long' ? margin.longInterest : margin.shortInterest;
      position.interest += fineInterest(
        position.market.rules,
        position.entry,
        rate,
        core.quirks.notionalRounding,
      );
      positionChanged(core, position);
    }
  }
};
