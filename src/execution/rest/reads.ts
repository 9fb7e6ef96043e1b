import type { Deposit, DepositOriginator, UnconfirmedDeposit } from '../../model/deposit';
import type { Fill } from '../../model/fill';
import type { Instrument } from '../../model/instrument';
import type { MarginPositions, MarginStatus } from '../../model/margin';
import type { Order, OrderRef } from '../../model/order';
import type { UserAsset } from '../../model/user-asset';
import type { VenueStatus } from '../../model/venue-status';
import type { Withdrawal, WithdrawalAccount } from '../../model/withdrawal';
import { AssetsData } from '../../parsing/private/asset';
import { DepositsData, OriginatorsData, UnconfirmedDepositsData } from '../../parsing/private/deposit';
import { TradesData } from '../../parsing/private/fill';
import { MarginPositionsData, MarginStatusData } from '../../parsing/private/margin';
import { OrderData, OrdersData } from '../../parsing/private/order';
import { SubscribeData, type SubscribeInfo } from '../../parsing/private/subscribe';
import { WithdrawalAccountsData, WithdrawalsData } from '../../parsing/private/withdrawal';
import { SpotPairsData } from '../../parsing/spot-pairs';
import { SpotStatusData } from '../../parsing/spot-status';
import { get, noParams, paged, post, type Params } from './endpoint';
import { checkId, checkIds, idsParams, refParams } from './parameters';
import type { ActiveOrdersQuery, OrderIds, TradeHistoryQuery, TransferQuery } from './requests';

const transferParams = ({ asset, count, since, end }: TransferQuery): Params => ({
  asset,
  count,
  since,
  end,
});

/** The reads of the private REST API. Each row becomes a member of `exec.rest`, with its docstring. */
export const reads = {
  /**
   * One-shot: the balances of the account with the rules of their assets: decimal places, fees, networks.
   *
   * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#return-users-asset-list
   */
  assets: get<undefined, readonly UserAsset[]>('/user/assets', { params: noParams, data: AssetsData }),

  /**
   * One-shot: one order by its id, until three months after its end. A `VenueError` 50009 says that the venue does
   * not know it in this pair: it may be one of another.
   *
   * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#fetch-order-information
   */
  order: get<OrderRef, Order>('/user/spot/order', { params: refParams, check: checkId, data: OrderData }),

  /**
   * One-shot: orders of a pair by their ids; those that the venue does not know are left out.
   *
   * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#fetch-multiple-orders
   */
  ordersInfo: post<OrderIds, readonly Order[]>('/user/spot/orders_info', {
    params: idsParams,
    check: checkIds(Infinity),
    data: OrdersData,
  }),

  /**
   * One-shot: a page of open orders, of all pairs unless one is given.
   *
   * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#fetch-active-orders
   */
  activeOrders: get<ActiveOrdersQuery, readonly Order[]>('/user/spot/active_orders', {
    params: ({ pair, count, fromId, endId, since, end }) => ({
      pair,
      count,
      from_id: fromId,
      end_id: endId,
      since,
      end,
    }),
    data: OrdersData,
  }),

  /**
   * One-shot: a page of the account's trades, 1000 at most.
   *
   * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#fetch-trade-history
   */
  tradeHistory: get<TradeHistoryQuery, readonly Fill[]>('/user/spot/trade_history', {
    params: ({ pair, count, orderId, since, end, order }) => ({
      pair,
      count,
      order_id: orderId,
      since,
      end,
      order,
    }),
    data: TradesData,
  }),

  /**
   * One-shot: the state of the margin account; its amounts are in JPY.
   *
   * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#fetch-margin-trading-status
   */
  marginStatus: get<undefined, MarginStatus>('/user/margin/status', {
    params: noParams,
    data: MarginStatusData,
  }),

  /**
   * One-shot: the open margin positions, and what is owed.
   *
   * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#fetch-positions-information
   */
  marginPositions: get<undefined, MarginPositions>('/user/margin/positions', {
    params: noParams,
    data: MarginPositionsData,
  }),

  /**
   * One-shot: the channel and the token of the private stream. The token is a secret.
   *
   * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#get-channel-and-token-for-private-stream
   */
  subscribeInfo: get<undefined, SubscribeInfo>('/user/subscribe', {
    secret: true,
    params: noParams,
    data: SubscribeData,
  }),

  /**
   * One-shot: a page of deposits, 100 at most.
   *
   * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#fetch-deposit-history
   */
  depositHistory: get<TransferQuery, readonly Deposit[]>('/user/deposit_history', {
    params: transferParams,
    data: DepositsData,
  }),

  /**
   * One-shot: the deposits whose origin the venue wants to know.
   *
   * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#fetch-unconfirmed-deposits
   */
  unconfirmedDeposits: get<undefined, readonly UnconfirmedDeposit[]>('/user/unconfirmed_deposits', {
    params: noParams,
    data: UnconfirmedDepositsData,
  }),

  /**
   * One-shot: the registered senders of deposits.
   *
   * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#fetch-deposit-originators
   */
  depositOriginators: get<undefined, readonly DepositOriginator[]>('/user/deposit_originators', {
    params: noParams,
    data: OriginatorsData,
  }),

  /**
   * One-shot: the accounts and addresses to which an asset may be withdrawn.
   *
   * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#get-withdrawal-accounts
   */
  withdrawalAccounts: get<{ readonly asset: string }, readonly WithdrawalAccount[]>(
    '/user/withdrawal_account',
    {
      params: ({ asset }) => ({ asset }),
      data: WithdrawalAccountsData,
    },
  ),

  /**
   * One-shot: a page of withdrawals, 100 at most.
   *
   * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#fetch-withdrawal-history
   */
  withdrawalHistory: get<TransferQuery, readonly Withdrawal[]>('/user/withdrawal_history', {
    params: transferParams,
    data: WithdrawalsData,
  }),

  /**
   * One-shot: how busy each pair is, and the smallest amount that follows from it. It is not signed.
   *
   * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#get-exchange-status
   */
  status: get<undefined, readonly VenueStatus[]>('/spot/status', {
    signed: false,
    params: noParams,
    data: SpotStatusData,
  }),

  /**
   * One-shot: the rules of every pair: digits, smallest amounts, fees, what is stopped. It is not signed.
   *
   * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#get-all-pairs-info
   */
  instruments: get<undefined, readonly Instrument[]>('/spot/pairs', {
    signed: false,
    params: noParams,
    data: SpotPairsData,
  }),
};

/** The reads that have pages. Each row becomes a member of `exec.rest.all`, with its docstring. */
export const pages = {
  /**
   * One-shot: every open order, one per emission, however many pages that takes.
   *
   * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#fetch-active-orders
   */
  activeOrders: paged(reads.activeOrders, {
    // The venue does not state how many orders a page holds.
    largestPage: Infinity,
    keyOf: ({ orderId }) => orderId,
    timeOf: ({ orderedAt }) => orderedAt,
  }),

  /**
   * One-shot: every trade of a span, one per emission, however many pages that takes.
   *
   * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#fetch-trade-history
   */
  tradeHistory: paged(reads.tradeHistory, {
    largestPage: 1_000,
    // A trade with oneself is a row for each of the two orders.
    keyOf: ({ tradeId, orderId }) => `${tradeId}/${orderId}`,
    timeOf: ({ executedAt }) => executedAt,
  }),

  /**
   * One-shot: every deposit of a span, one per emission, however many pages that takes.
   *
   * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#fetch-deposit-history
   */
  depositHistory: paged(reads.depositHistory, {
    largestPage: 100,
    keyOf: ({ uuid }) => uuid,
    timeOf: ({ foundAt }) => foundAt,
  }),

  /**
   * One-shot: every withdrawal of a span, one per emission, however many pages that takes.
   *
   * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#fetch-withdrawal-history
   */
  withdrawalHistory: paged(reads.withdrawalHistory, {
    largestPage: 100,
    keyOf: ({ uuid }) => uuid,
    timeOf: ({ requestedAt }) => requestedAt,
  }),
};
