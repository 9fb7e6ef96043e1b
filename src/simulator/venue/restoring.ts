import { accountAt, marketAt, type Core } from './core';
import type { RestoringCommands } from './displayed';
import { begin, hold, keepFill, remember, rest } from './lifecycle';
import { isTerminal } from '../../model/order';
import { spotLock } from './admission';
import { createLiveOrder } from './new-order';
import { awaitExpiry } from './expiry';
import { enterNextInstant } from './stops';
import { addTrigger } from './triggers';

/** Commands that restore an account of an earlier process of the venue. */
export const restoringCommands = (core: Core): RestoringCommands => ({
  restoreOrder: (user, saved) =>
    core.operate(() => {
      const account = accountAt(core, user);
      const market = marketAt(core, saved.pair);
      const { orderId, side, type, price, triggerPrice, positionSide, startAmount: amount } = saved;
      const last = Math.max(core.orderId, orderId);
      const fresh = createLiveOrder(core, account, market, {
        pair: saved.pair,
        side,
        type,
        amount,
        price,
        triggerPrice,
        postOnly: saved.postOnly ?? false,
        positionSide,
      });
      core.orderId = last;
      const order = Object.assign(fresh, {
        id: orderId,
        orderedAt: saved.orderedAt,
        expireAt: saved.expireAt,
        status: saved.status,
        remaining: saved.remainingAmount ?? 0n,
        executed: saved.executedAmount,
        executedNotional: saved.executedNotional,
        triggeredAt: saved.triggeredAt,
        canceledAt: saved.canceledAt,
        executedAt: saved.executedAt,
      });
      remember(core, order);
      if (isTerminal(order.status)) {
        account.orders.set(order.id, order);
        account.ended.add(order.id);
        return;
      }
      begin(order);
      hold(order, spotLock(market, { ...saved, amount: order.remaining, postOnly: false }));
      if (order.status === 'INACTIVE') addTrigger(market.triggers, order);
      // Its trigger had fired, and it was about to take.
      else if (order.price === null) enterNextInstant(core, order);
      else rest(core, order);
      awaitExpiry(core, order);
    }),
  restoreFill: (user, fill) => {
    core.tradeId = Math.max(core.tradeId, fill.tradeId);
    keepFill(accountAt(core, user), { ...fill, user });
  },
});
