import type { Core } from './core';
import { cancel } from './lifecycle';
import type { LiveOrder } from './state';

/**
 * Waits for the expiry of an order. All orders have the same lifetime and expire in the order in which they were placed, so
 * that only the first one is on the agenda.
 */
export const awaitExpiry = (core: Core, order: LiveOrder): void => {
  if (order.account.class === 'house' || order.expireAt === null) return;
  core.expiries.add(order);
  awaitFirst(core);
};

const awaitFirst = (core: Core): void => {
  const [first] = core.expiries;
  if (first === undefined || core.isExpiryAwaited) return;
  core.isExpiryAwaited = true;
  core.agenda.at(first.expireAt ?? 0, () => {
    core.isExpiryAwaited = false;
    core.operate(() => expire(core));
  });
};

const expire = (core: Core): void => {
  const now = core.scheduler.now();
  for (const order of core.expiries) {
    if ((order.expireAt ?? 0) > now) break;
    cancel(core, order);
  }
  awaitFirst(core);
};
