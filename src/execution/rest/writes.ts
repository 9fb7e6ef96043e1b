import * as t from 'io-ts';
import type { DepositConfirmation } from '../../model/deposit';
import type { Order, OrderRef, OrderRequest } from '../../model/order';
import type { Withdrawal, WithdrawalRequest } from '../../model/withdrawal';
import { mapped } from '../../parsing/combinators';
import { OrderData, OrdersData } from '../../parsing/private/order';
import { WithdrawalData } from '../../parsing/private/withdrawal';
import { post } from './endpoint';
import { checkAmount, checkId, checkIds, decimalText, idsParams, refParams } from './parameters';
import type { OrderIds } from './requests';

const nothing: t.Decoder<unknown, null> = mapped(t.UnknownRecord, () => null);

/**
 * The endpoints that have an effect, from which the client's commands are made. An endpoint about which this is in
 * doubt belongs here.
 */
export const writes = {
  /** @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#create-new-order */
  createOrder: post<OrderRequest, Order>('/user/spot/order', {
    lane: 'update',
    params: (request) => ({
      pair: request.pair,
      amount: decimalText(request.amount),
      price: decimalText(request.price),
      side: request.side,
      position_side: request.positionSide,
      type: request.type,
      post_only: request.postOnly,
      trigger_price: decimalText(request.triggerPrice),
    }),
    check: (request) =>
      checkAmount('amount', request.amount) ??
      checkAmount('price', request.price) ??
      checkAmount('triggerPrice', request.triggerPrice),
    data: OrderData,
  }),

  /** @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#cancel-order */
  cancelOrder: post<OrderRef, Order>('/user/spot/cancel_order', {
    lane: 'update',
    urgent: true,
    params: refParams,
    check: checkId,
    data: OrderData,
  }),

  /** @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#cancel-multiple-orders */
  cancelOrders: post<OrderIds, readonly Order[]>('/user/spot/cancel_orders', {
    lane: 'update',
    urgent: true,
    params: idsParams,
    check: checkIds(30),
    data: OrdersData,
  }),

  /** @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#confirm-deposits */
  confirmDeposits: post<readonly DepositConfirmation[], null>('/user/confirm_deposits', {
    once: true,
    params: (deposits) => ({
      deposits: deposits.map(({ uuid, originatorUuid }) => ({ uuid, originator_uuid: originatorUuid })),
    }),
    data: nothing,
  }),

  /** @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#confirm-all-deposits */
  confirmAllDeposits: post<{ readonly originatorUuid: string }, null>('/user/confirm_deposits_all', {
    once: true,
    params: ({ originatorUuid }) => ({ originator_uuid: originatorUuid }),
    data: nothing,
  }),

  /** @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#new-withdrawal-request */
  requestWithdrawal: post<WithdrawalRequest, Withdrawal>('/user/request_withdrawal', {
    lane: 'update',
    once: true,
    params: ({ asset, uuid, amount, otpToken, smsToken }) => ({
      asset,
      uuid,
      amount: decimalText(amount),
      otp_token: otpToken,
      sms_token: smsToken,
    }),
    check: ({ amount }) => checkAmount('amount', amount),
    data: WithdrawalData,
  }),
};
