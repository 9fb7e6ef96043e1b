import { venueCode } from '../../model/venue-codes';
import { admit } from './admission';
import { accountAt, marketAt, type Core } from './core';
import { enterNew, stateFor } from './execution';
import { awaitExpiry } from './expiry';
import { announce, begin, cancel, hold, holdPosition } from './lifecycle';
import { isTerminal } from '../../model/order';
import { snapshot } from './live-order';
import { invalidate } from './margin';
import { createLiveOrder } from './new-order';
import type { NewOrder, VenueOrder } from './order';
import { isRefusal, refusal, type Refusal } from './refusal';
import type { AccountState, LiveOrder, MarketState } from './state';
import { addTrigger } from './triggers';
import type { OperatorCommands, UserCommands } from './venue';

/** Commands that place and cancel orders. */

// ---------------------------------------------------------------------------------------------- placing

const submit = (core: Core, account: AccountState, request: NewOrder): VenueOrder | Refusal => {
  const market = core.marketOf.get(request.pair);
  if (market === undefined) return refusal(venueCode.invalidPair);
  const admission = admit({ core, account, market, order: request });
  if (isRefusal(admission)) return admission;
  const order = createLiveOrder(core, account, market, admission.order);
  begin(order);
  hold(order, admission.lock);
  holdPosition(core, order, admission.positionLock);
  let shown: 'first' | 'last' = 'first';
  if (order.status === 'INACTIVE') {
    addTrigger(market.triggers, order);
    announce(core, order, true);
  } else {
    shown = enterNew(core, order);
  }
  if (!isTerminal(order.status)) awaitExpiry(core, order);
  return stateFor(order, shown) ?? snapshot(order, order.orderedAt);
};

// ---------------------------------------------------------------------------------------------- cancelling

const find = (core: Core, account: AccountState, pair: string, orderId: number): LiveOrder | undefined => {
  const order = account.active.get(orderId) ?? account.orders.get(orderId);
  return order?.market.pair === pair ? order : undefined;
};

/** Returns the reason why an order can't be cancelled; `null` if it can. */
const cancelRefusal = (order: LiveOrder | undefined): Refusal | null => {
  if (order === undefined) return refusal(venueCode.orderNotFound);
  switch (order.status) {
    case 'FULLY_FILLED':
      return refusal(venueCode.alreadyExecuted);
    case 'CANCELED_UNFILLED':
    case 'CANCELED_PARTIALLY_FILLED':
      return refusal(venueCode.alreadyCanceled);
    case 'REJECTED':
      return refusal(venueCode.notCancelable);
    default:
      return order.type === 'losscut' ? refusal(venueCode.notCancelable) : null;
  }
};

const checkCancelling = (market: MarketState): Refusal | null => {
  if (market.status === 'HALT') return refusal(venueCode.orderAndCancelRestricted);
  return market.instrument.stopped.orderAndCancel ? refusal(venueCode.pairOrdersAndCancelsSuspended) : null;
};

const latest = (core: Core, order: LiveOrder): VenueOrder =>
  stateFor(order, 'last') ?? snapshot(order, core.scheduler.now());

const cancelOne = (
  core: Core,
  account: AccountState,
  pair: string,
  orderId: number,
): VenueOrder | Refusal => {
  const market = core.marketOf.get(pair);
  if (market === undefined) return refusal(venueCode.invalidPair);
  const order = find(core, account, pair, orderId);
  const refused = checkCancelling(market) ?? cancelRefusal(order);
  if (refused !== null || order === undefined) return refused ?? refusal(venueCode.orderNotFound);
  cancel(core, order);
  return latest(core, order);
};

const maxCancelledAtOnce = 30;

const cancelMany = (
  core: Core,
  account: AccountState,
  pair: string,
  orderIds: readonly number[],
): readonly VenueOrder[] | Refusal => {
  const market = core.marketOf.get(pair);
  if (market === undefined) return refusal(venueCode.invalidPair);
  if (orderIds.length > maxCancelledAtOnce) return refusal(venueCode.tooManyOrdersSpecified);
  const suspended = checkCancelling(market);
  if (suspended !== null) return suspended;
  const orders = [...new Set(orderIds)].map((id) => find(core, account, pair, id));
  const { cancelOrdersFinished } = core.quirks;
  if (cancelOrdersFinished === 'refused') {
    const first = orders.map(cancelRefusal).find((refused) => refused !== null);
    if (first !== undefined) return first;
  }
  return orders.flatMap((order) => {
    if (order === undefined) return [];
    if (cancelRefusal(order) === null) cancel(core, order);
    else if (cancelOrdersFinished === 'omitted') return [];
    return [latest(core, order)];
  });
};

// ---------------------------------------------------------------------------------------------- commands

/** Runs a command after everything that the others have done by now. */
const afterOthers = <T>(core: Core, pair: string, command: () => T): T => {
  core.marketOf.get(pair)?.displayed?.catchUp();
  return core.operate(command);
};

export const orderCommands = (
  core: Core,
): Pick<UserCommands, 'submitOrder' | 'cancelOrder' | 'cancelOrders'> &
  Pick<OperatorCommands, 'invalidateOrders'> => ({
  submitOrder: (user, order) =>
    afterOthers(core, order.pair, () => submit(core, accountAt(core, user), order)),
  cancelOrder: (user, pair, orderId) =>
    afterOthers(core, pair, () => cancelOne(core, accountAt(core, user), pair, orderId)),
  cancelOrders: (user, pair, orderIds) =>
    afterOthers(core, pair, () => cancelMany(core, accountAt(core, user), pair, orderIds)),
  invalidateOrders: (user, pair, orderIds) =>
    core.operate(() => {
      const account = accountAt(core, user);
      marketAt(core, pair);
      const orders = orderIds.map((id) => find(core, account, pair, id));
      const open = orders.filter((order) => order !== undefined && !isTerminal(order.status));
      invalidate(core, account, open as readonly LiveOrder[]);
    }),
});
