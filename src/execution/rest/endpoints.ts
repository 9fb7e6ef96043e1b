import * as t from 'io-ts';
import { decimalOf, isPlainDecimal } from '../../model/decimal';
import type { DepositConfirmation } from '../../model/deposit';
import type { DecimalInput, OrderRef, OrderRequest } from '../../model/order';
import type { WithdrawalRequest } from '../../model/withdrawal';
import { mapped } from '../../parsing/combinators';
import { AssetsData } from '../../parsing/private/asset';
import { DepositsData, OriginatorsData, UnconfirmedDepositsData } from '../../parsing/private/deposit';
import { TradesData } from '../../parsing/private/fill';
import { MarginPositionsData, MarginStatusData } from '../../parsing/private/margin';
import { OrderData, OrdersData } from '../../parsing/private/order';
import { SubscribeData } from '../../parsing/private/subscribe';
import { WithdrawalAccountsData, WithdrawalData, WithdrawalsData } from '../../parsing/private/withdrawal';
import { SpotPairsData } from '../../parsing/spot-pairs';
import { SpotStatusData } from '../../parsing/spot-status';
import { get, noParams, post, type Check, type Params } from './endpoint';
import type { ActiveOrdersQuery, OrderIds, TradeHistoryQuery, TransferQuery } from './requests';

/** @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#general-endpoints */

// -------------------------------------------------------------------------------------------------- helpers

const text = (value: DecimalInput | undefined): string | undefined =>
  typeof value === 'number' ? decimalOf(value) : value;

const isId = (id: unknown): boolean => Number.isSafeInteger(id) && (id as number) > 0;

const refParams = ({ pair, orderId }: OrderRef): Params => ({ pair, order_id: orderId });
const idsParams = ({ pair, orderIds }: OrderIds): Params => ({ pair, order_ids: orderIds });

const checkId = ({ orderId }: OrderRef): Check | null =>
  isId(orderId) ? null : { field: 'orderId', expected: 'an order id', actual: String(orderId) };

const checkIds =
  (max: number) =>
  ({ orderIds }: OrderIds): Check | null => {
    const bad = orderIds.find((id) => !isId(id));
    if (bad !== undefined) return { field: 'orderIds', expected: 'order ids', actual: String(bad) };
    return orderIds.length > 0 && orderIds.length <= max
      ? null
      : { field: 'orderIds', expected: `1 to ${max} ids`, actual: `${orderIds.length}` };
  };

const checkAmount = (field: string, value: DecimalInput | undefined): Check | null => {
  const written = text(value);
  return written === undefined || (isPlainDecimal(written) && !written.startsWith('-'))
    ? null
    : { field, expected: 'a plain decimal', actual: written };
};

const nothing = { data: mapped(t.UnknownRecord, () => null) };

const transferParams = ({ asset, count, since, end }: TransferQuery): Params => ({
  asset,
  count,
  since,
  end,
});

// ------------------------------------------------------------------------------------------------ the table

export const endpoints = {
  userAssets: get('/user/assets', { params: noParams, data: AssetsData }),

  order: get('/user/spot/order', {
    params: refParams,
    check: checkId,
    data: OrderData,
  }),
  createOrder: post('/user/spot/order', {
    lane: 'update',
    params: (request: OrderRequest): Params => ({
      pair: request.pair,
      amount: text(request.amount),
      price: text(request.price),
      side: request.side,
      position_side: request.positionSide,
      type: request.type,
      post_only: request.postOnly,
      trigger_price: text(request.triggerPrice),
    }),
    check: (request) =>
      checkAmount('amount', request.amount) ??
      checkAmount('price', request.price) ??
      checkAmount('triggerPrice', request.triggerPrice),
    data: OrderData,
  }),
  cancelOrder: post('/user/spot/cancel_order', {
    lane: 'update',
    urgent: true,
    params: refParams,
    check: checkId,
    data: OrderData,
  }),
  cancelOrders: post('/user/spot/cancel_orders', {
    lane: 'update',
    urgent: true,
    params: idsParams,
    check: checkIds(30),
    data: OrdersData,
  }),
  ordersInfo: post('/user/spot/orders_info', {
    params: idsParams,
    check: checkIds(Infinity),
    data: OrdersData,
  }),
  activeOrders: get('/user/spot/active_orders', {
    params: ({ pair, count, fromId, endId, since, end }: ActiveOrdersQuery): Params => ({
      pair,
      count,
      from_id: fromId,
      end_id: endId,
      since,
      end,
    }),
    data: OrdersData,
  }),

  marginStatus: get('/user/margin/status', {
    params: noParams,
    data: MarginStatusData,
  }),
  marginPositions: get('/user/margin/positions', {
    params: noParams,
    data: MarginPositionsData,
  }),

  tradeHistory: get('/user/spot/trade_history', {
    params: ({ pair, count, orderId, since, end, order }: TradeHistoryQuery): Params => ({
      pair,
      count,
      order_id: orderId,
      since,
      end,
      order,
    }),
    data: TradesData,
  }),

  depositHistory: get('/user/deposit_history', {
    params: transferParams,
    data: DepositsData,
  }),
  unconfirmedDeposits: get('/user/unconfirmed_deposits', {
    params: noParams,
    data: UnconfirmedDepositsData,
  }),
  depositOriginators: get('/user/deposit_originators', {
    params: noParams,
    data: OriginatorsData,
  }),
  confirmDeposits: post('/user/confirm_deposits', {
    params: (deposits: readonly DepositConfirmation[]): Params => ({
      deposits: deposits.map(({ uuid, originatorUuid }) => ({ uuid, originator_uuid: originatorUuid })),
    }),
    ...nothing,
  }),
  confirmAllDeposits: post('/user/confirm_deposits_all', {
    params: ({ originatorUuid }: { readonly originatorUuid: string }): Params => ({
      originator_uuid: originatorUuid,
    }),
    ...nothing,
  }),

  withdrawalAccounts: get('/user/withdrawal_account', {
    params: ({ asset }: { readonly asset: string }): Params => ({ asset }),
    data: WithdrawalAccountsData,
  }),
  requestWithdrawal: post('/user/request_withdrawal', {
    lane: 'update',
    params: ({ asset, uuid, amount, otpToken, smsToken }: WithdrawalRequest): Params => ({
      asset,
      uuid,
      amount: text(amount),
      otp_token: otpToken,
      sms_token: smsToken,
    }),
    check: ({ amount }) => checkAmount('amount', amount),
    data: WithdrawalData,
  }),
  withdrawalHistory: get('/user/withdrawal_history', {
    params: transferParams,
    data: WithdrawalsData,
  }),

  subscribeInfo: get('/user/subscribe', {
    secret: true,
    params: noParams,
    data: SubscribeData,
  }),

  status: get('/spot/status', {
    signed: false,
    params: noParams,
    data: SpotStatusData,
  }),
  instruments: get('/spot/pairs', {
    signed: false,
    params: noParams,
    data: SpotPairsData,
  }),
};
