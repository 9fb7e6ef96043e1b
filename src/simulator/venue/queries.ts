import { venueCode } from '../../model/venue-codes';
import type { Pair } from '../../model/pair';
import { accountAt, type Core } from './core';
import { showBreaker } from './breaker';
import { balanceOf, showBalance, type Holder } from './ledger';
import { isTerminal } from '../../model/order';
import { snapshot } from './live-order';
import { bestRestingPrice, minAmountOf, sideOf } from './market-state';
import { showMarginStatus } from './margin-status';
import type { VenueFill, VenueOrder } from './order';
import { showPosition } from './positions';
import { refusal, type Refusal } from './refusal';
import type { AccountState, LiveOrder } from './state';
import type { Conservation, MarketQueries, TransferPage, UserQueries } from './venue';

/** The time in ms for which an ended order can be looked up. */
const lookupLife = 90 * 24 * 60 * 60_000;

const maxTrades = 1_000;
/** The number of rows in the reply if a user asks for more than the maximum. */
const rowsOfExcess = 500;
const maxTransfers = 100;

/** The shares of the maintenance margin at which a liquidation begins. */
const losscutThreshold = { individual: '0.5', company: '0.5' };

type InRange = (time: number, since: number | undefined, end: number | undefined) => boolean;

const rangeOf = (core: Core): InRange =>
  core.quirks.sinceBound === 'inclusive'
    ? (time, since, end) => (since === undefined || time >= since) && (end === undefined || time <= end)
    : (time, since, end) => (since === undefined || time > since) && (end === undefined || time < end);

/**
 * Returns the order as it was at a moment; `undefined` if it was not there yet. For a `house` order only the present is
 * known.
 */
const stateAt = (core: Core, order: LiveOrder, asOf: number | undefined): VenueOrder | undefined => {
  if (order.account.class === 'house') return snapshot(order, core.scheduler.now());
  if (asOf === undefined) return order.states[order.states.length - 1];
  const state = order.states.findLast(({ updatedAt }) => updatedAt <= asOf);
  return state ?? (order.orderedAt <= asOf ? order.states[0] : undefined);
};

const lookUp = (
  core: Core,
  account: AccountState,
  pair: Pair,
  orderId: number,
  asOf: number | undefined,
): VenueOrder | undefined => {
  const order = account.active.get(orderId) ?? account.orders.get(orderId);
  const state = order === undefined ? undefined : stateAt(core, order, asOf);
  if (state?.pair !== pair) return undefined;
  const isOld = isTerminal(state.status) && core.scheduler.now() - state.updatedAt > lookupLife;
  return isOld ? undefined : state;
};

const transfersOf = <T extends { readonly asset: string }>(
  core: Core,
  list: readonly T[],
  { asset, count = maxTransfers, since, end }: TransferPage,
  timeOf: (item: T) => number,
): readonly T[] => {
  const inRange = rangeOf(core);
  return list
    .filter((item) => (asset === undefined ? item.asset !== 'jpy' : item.asset === asset))
    .filter((item) => inRange(timeOf(item), since, end))
    .toReversed()
    .slice(0, Math.min(count, maxTransfers));
};

/**
 * Returns the place of the oldest fill that can be as young as `since`. The fills are in the order of their times, unless
 * the venue's clock was set back.
 */
const firstSince = ({ fills, areFillsInOrder }: AccountState, since = -Infinity): number => {
  if (!areFillsInOrder || since === -Infinity) return 0;
  let first = fills.length;
  while (first > 0 && (fills[first - 1]?.executedAt ?? 0) >= since) first -= 1;
  return first;
};

export const userQueries = (core: Core): UserQueries => ({
  order: (user, pair, orderId, asOf): VenueOrder | Refusal =>
    lookUp(core, accountAt(core, user), pair, orderId, asOf) ?? refusal(venueCode.orderNotFound),

  ordersInfo: (user, pair, orderIds, asOf) => {
    const account = accountAt(core, user);
    return orderIds.flatMap((id) => lookUp(core, account, pair, id, asOf) ?? []);
  },

  activeOrders: (user, { pair, count = maxTrades, fromId, endId, since, end }, asOf) => {
    const account = accountAt(core, user);
    const inRange = rangeOf(core);
    const hidden = core.quirks.inactiveOrders === 'hidden';
    const orders = asOf === undefined || account.class === 'house' ? account.active : account.orders;
    return [...orders.values()]
      .flatMap((order) => stateAt(core, order, asOf) ?? [])
      .filter(
        (order) =>
          !isTerminal(order.status) &&
          !(hidden && order.status === 'INACTIVE') &&
          (pair === undefined || order.pair === pair) &&
          (fromId === undefined || order.orderId >= fromId) &&
          (endId === undefined || order.orderId <= endId) &&
          inRange(order.orderedAt, since, end),
      )
      .toReversed()
      .slice(0, count);
  },

  tradeHistory: (user, page, asOf) => {
    const { pair, count = maxTrades, orderId, fromId, endId, since, end, order = 'desc' } = page;

    const inRange = rangeOf(core);
    const account = accountAt(core, user);
    const { fills } = account;
    const first = firstSince(account, since);
    const excess = core.quirks.excessCount === 'half' ? rowsOfExcess : maxTrades;
    const wanted = count > maxTrades ? excess : count;
    const found: VenueFill[] = [];
    const step = order === 'asc' ? 1 : -1;
    for (let at = step > 0 ? first : fills.length - 1; at >= first && found.length < wanted; at += step) {
      const fill = fills[at];
      if (fill === undefined) break;
      if (pair !== undefined && fill.pair !== pair) continue;
      if (orderId !== undefined && fill.orderId !== orderId) continue;
      if (fromId !== undefined && fill.tradeId < fromId) continue;
      if (endId !== undefined && fill.tradeId > endId) continue;
      if (asOf !== undefined && fill.executedAt > asOf) continue;
      if (inRange(fill.executedAt, since, end)) found.push(fill);
    }
    return found;
  },

  assets: (user) => {
    const account = accountAt(core, user);
    return core.assets.map((asset, index) => showBalance(asset, balanceOf(account, index)));
  },

  marginStatus: (user) => showMarginStatus(core, accountAt(core, user)),

  marginPositions: (user) => {
    const { notice, payables, positions } = accountAt(core, user);
    return {
      notice,
      payables,
      positions: positions.filter(({ open }) => open > 0n).map(showPosition),
      losscutThreshold,
    };
  },

  deposits: (user, page) => transfersOf(core, accountAt(core, user).deposits, page, ({ foundAt }) => foundAt),
  unconfirmedDeposits: (user) =>
    accountAt(core, user).deposits.filter(({ awaitsOriginator }) => awaitsOriginator),
  originators: (user) => accountAt(core, user).originators,
  withdrawalAccounts: (user, asset) =>
    accountAt(core, user).withdrawalAccounts.filter((account) => account.asset === asset),
  withdrawals: (user, page) =>
    transfersOf(core, accountAt(core, user).withdrawals, page, ({ requestedAt }) => requestedAt),
});

export const marketQueries = (core: Core): MarketQueries => ({
  instruments: () => core.markets.map(({ instrument }) => instrument),
  assetRules: () => core.assets,
  instrument: (pair) => core.marketOf.get(pair)?.instrument,
  pairStatuses: () =>
    core.markets.map((market) => ({
      pair: market.pair,
      status: market.status,
      minAmount: minAmountOf(market),
    })),
  circuitBreakInfo: (pair) => {
    const market = core.marketOf.get(pair);
    return market === undefined ? undefined : showBreaker(market);
  },
  bookSide: (pair, side, limit) => {
    const market = core.marketOf.get(pair);
    if (market === undefined) return [];
    const { levels } = sideOf(market, side);
    return levels
      .slice(Math.max(0, levels.length - limit))
      .toReversed()
      .map(({ price, total }) => [price, total] as const);
  },
  bookTotal: (pair, side) => {
    const market = core.marketOf.get(pair);
    return market === undefined ? 0n : sideOf(market, side).total;
  },
  bestPrice: (pair, side) => {
    const market = core.marketOf.get(pair);
    return market === undefined ? null : bestRestingPrice(sideOf(market, side));
  },
  lastPrice: (pair) => core.marketOf.get(pair)?.lastPrice ?? null,
  sequence: () => core.sequence,
});

export const conservationOf = (core: Core): readonly Conservation[] =>
  core.assets.map(({ asset }, index) => {
    const held = (holder: Holder): bigint => balanceOf(holder, index).onhand;
    const heldBy = (accountClass: AccountState['class']): bigint =>
      core.accounts
        .filter((account) => account.class === accountClass)
        .reduce((sum, account) => sum + held(account), 0n);
    const { fees, residue, marginPool, depositors, withdrawers, dealer, others } = core.pots;
    return {
      asset,
      users: heldBy('user'),
      house: heldBy('house') + held(dealer) + held(others),
      fees: held(fees),
      residue: held(residue),
      marginPool: held(marginPool),
      deposited: -held(depositors),
      withdrawn: held(withdrawers),
    };
  });
