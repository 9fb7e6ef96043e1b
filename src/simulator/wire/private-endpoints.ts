import type { SchedulerLike } from 'rxjs';
import { venueCode } from '../../model/venue-codes';
import type { StaleRead } from '../faults/fault';
import type { FaultRegistry } from '../faults/registry';
import type { Quirks } from '../venue/quirks';
import {
  isRefusal,
  type VenueOrder,
  readOrderRequest,
  type Refusal,
  refusal,
  type Venue,
} from '../venue/index';
import type { UserAccount } from './accounts';
import { assetJson, marginPositionsJson, marginStatusJson } from './balance-json';
import { orderJson, tradeJson } from './order-json';
import {
  count,
  oneOfParameter,
  optionalParameter,
  type Parameters,
  required,
  text,
  units,
  wholeNumber,
  wholeNumbers,
} from './parameters';
import type { PubNubOrigin } from './pubnub-origin';
import type { CallClass } from './rate-limit';
import type { Rules } from './rules';
import {
  depositJson,
  originatorJson,
  unconfirmedDepositJson,
  withdrawalAccountJson,
  withdrawalJson,
} from './transfer-json';

export interface EndpointOptions {
  readonly venue: Venue;
  readonly pubnub: PubNubOrigin;
  readonly faults: FaultRegistry;
  readonly rules: Rules;
  readonly market: SchedulerLike;
  readonly quirks: Quirks;
  /** Runs when another program of the same account placed an order, outside of the recorded requests. */
  readonly onForeignOrder: (order: VenueOrder) => void;
}

/** The result of an endpoint: the `data` of the reply, and the orders it placed or cancelled. */
export interface Result {
  readonly data: unknown;
  readonly orderIds?: readonly number[];
}

export interface ServedEndpoint {
  readonly call: CallClass;
  /** Runs the endpoint. Throws a `Refusal` if a parameter is wrong. */
  readonly run: (account: UserAccount, parameters: Parameters) => Result | Refusal;
}

const pairCodes = { missing: venueCode.missingPair, invalid: venueCode.invalidPair };
const orderIdCodes = { missing: venueCode.missingOrderId, invalid: venueCode.invalidOrderId };
const orderIdsCodes = { missing: venueCode.missingOrderIds, invalid: venueCode.invalidOrderIds };
const uuidCodes = { missing: venueCode.missingUuid, invalid: venueCode.invalidUuid };
const assetCodes = { missing: venueCode.missingAsset, invalid: venueCode.invalidAsset };
const mostCanceled = 30;
const mostTrades = 1_000;

const result = <T>(value: T | Refusal, show: (value: T) => Result): Result | Refusal =>
  isRefusal(value) ? value : show(value);

/** Returns every documented endpoint of the private API, by method and path. */
export const endpointsOf = (options: EndpointOptions): Readonly<Record<string, ServedEndpoint>> => {
  const { venue, rules, faults } = options;
  const query = (run: ServedEndpoint['run']): ServedEndpoint => ({ call: 'QUERY', run });
  const update = (run: ServedEndpoint['run']): ServedEndpoint => ({ call: 'UPDATE', run });

  const instrumentOf = venue.instrument;
  const knownPair = (value: unknown) => (typeof value === 'string' ? instrumentOf(value)?.pair : undefined);
  const pairOf = (parameters: Parameters) => required(parameters, 'pair', pairCodes, knownPair);
  const optionalPair = (parameters: Parameters) =>
    optionalParameter(parameters, 'pair', pairCodes.invalid, knownPair);
  const knownAsset = (value: unknown) => venue.assetRules().find(({ asset }) => asset === value)?.asset;
  const optionalAsset = (parameters: Parameters) =>
    optionalParameter(parameters, 'asset', assetCodes.invalid, knownAsset);
  const orderIdOf = (parameters: Parameters) => required(parameters, 'order_id', orderIdCodes, wholeNumber);
  // If several parameters are wrong, the venue refuses the first in this order.
  const end = (parameters: Parameters) => ({
    end: optionalParameter(parameters, 'end', venueCode.invalidEnd, wholeNumber),
  });
  const page = (parameters: Parameters) => ({
    count: optionalParameter(parameters, 'count', venueCode.invalidCount, count),
    ...end(parameters),
  });
  const tradeCount = (value: unknown) => {
    const wanted = count(value);
    const isExcess = options.quirks.excessCount === 'refused' && (wanted ?? 0) > mostTrades;
    return isExcess ? undefined : wanted;
  };
  const idRange = (parameters: Parameters) => ({
    endId: optionalParameter(parameters, 'end_id', venueCode.invalidEndId, wholeNumber),
    fromId: optionalParameter(parameters, 'from_id', venueCode.invalidFromId, wholeNumber),
  });
  const since = (parameters: Parameters) => ({
    since: optionalParameter(parameters, 'since', venueCode.invalidSince, wholeNumber),
  });
  const depositPage = (parameters: Parameters) => ({
    ...page(parameters),
    asset: optionalAsset(parameters),
    ...since(parameters),
  });
  const withdrawalPage = (parameters: Parameters) => ({
    ...page(parameters),
    asset:
      options.quirks.withdrawalHistory === 'asset_required'
        ? required(parameters, 'asset', assetCodes, knownAsset)
        : optionalAsset(parameters),
    ...since(parameters),
  });
  const orderIdsOf = (parameters: Parameters) => {
    // The real venue fails if `order_ids` is a list of booleans.
    const ids = parameters['order_ids'];
    if (Array.isArray(ids) && ids.some((id) => typeof id === 'boolean')) throw refusal(venueCode.systemError);
    return required(parameters, 'order_ids', orderIdsCodes, wholeNumbers);
  };

  /** Returns the moment whose state a read shows; `undefined` is now. */
  const momentOf = (account: UserAccount, read: StaleRead): number | undefined => {
    const fault = faults.strike('stale-read', { apiKey: account.apiKey }, (stale) => stale.read === read);
    return fault ? options.market.now() - fault.ms : undefined;
  };

  const showOrder = (order: VenueOrder): Result => ({
    data: orderJson(rules, order),
    orderIds: [order.orderId],
  });
  const showOrders = (orders: readonly VenueOrder[]): Result => ({
    data: { orders: orders.map((order) => orderJson(rules, order)) },
  });

  const placeOrder: ServedEndpoint['run'] = (account, parameters) => {
    const order = readOrderRequest(parameters, instrumentOf, options.quirks.excessDigits);
    if (isRefusal(order)) return order;
    const path = '/v1/user/spot/order';
    const twin = faults.strike('equal-order', { apiKey: account.apiKey, path });
    const placeTwin = () => {
      const placed = venue.submitOrder(account.user, order);
      if (!isRefusal(placed)) options.onForeignOrder(placed);
    };
    if (twin && twin.turn !== 'after') placeTwin();
    const placed = venue.submitOrder(account.user, order);
    if (twin?.turn === 'after') placeTwin();
    return result(placed, showOrder);
  };

  return {
    'GET /user/assets': query(({ user }) => ({
      data: { assets: venue.assets(user).map((balance) => assetJson(rules, balance)) },
    })),
    'GET /user/spot/order': query((account, parameters) => {
      const pair = pairOf(parameters);
      const orderId = orderIdOf(parameters);
      const order = venue.order(account.user, pair, orderId, momentOf(account, 'order'));
      return result(order, (found) => ({ data: orderJson(rules, found) }));
    }),
    'POST /user/spot/order': update(placeOrder),
    'POST /user/spot/cancel_order': update(({ user }, parameters) =>
      result(venue.cancelOrder(user, pairOf(parameters), orderIdOf(parameters)), showOrder),
    ),
    'POST /user/spot/cancel_orders': update(({ user }, parameters) => {
      const pair = pairOf(parameters);
      const orderIds = orderIdsOf(parameters);
      if (orderIds.length > mostCanceled) throw refusal(venueCode.tooManyOrdersSpecified);
      return result(venue.cancelOrders(user, pair, orderIds), (orders) => ({
        ...showOrders(orders),
        orderIds: orders.map(({ orderId }) => orderId),
      }));
    }),
    'POST /user/spot/orders_info': query((account, parameters) => {
      const pair = pairOf(parameters);
      const orderIds = orderIdsOf(parameters);
      return showOrders(venue.ordersInfo(account.user, pair, orderIds, momentOf(account, 'orders_info')));
    }),
    'GET /user/spot/active_orders': query((account, parameters) => {
      const wanted = {
        ...page(parameters),
        ...idRange(parameters),
        pair: optionalPair(parameters),
        ...since(parameters),
      };
      if (wanted.pair === undefined && (wanted.fromId ?? wanted.endId) !== undefined) {
        throw refusal(pairCodes.missing);
      }
      return showOrders(venue.activeOrders(account.user, wanted, momentOf(account, 'active_orders')));
    }),
    'GET /user/spot/trade_history': query((account, parameters) => {
      const wanted = {
        count: optionalParameter(parameters, 'count', venueCode.invalidCount, tradeCount),
        ...end(parameters),
        ...idRange(parameters),
        orderId: optionalParameter(parameters, 'order_id', orderIdCodes.invalid, wholeNumber),
        order: oneOfParameter(['asc', 'desc'])(parameters['order']),
        pair: optionalPair(parameters),
        ...since(parameters),
      };
      if (wanted.pair === undefined && wanted.orderId !== undefined) throw refusal(pairCodes.missing);
      const fills = venue.tradeHistory(account.user, wanted, momentOf(account, 'trade_history'));
      return { data: { trades: fills.map((fill) => tradeJson(rules, fill)) } };
    }),
    'GET /user/margin/status': query(({ user }) => ({ data: marginStatusJson(venue.marginStatus(user)) })),
    'GET /user/margin/positions': query(({ user }) => ({
      data: marginPositionsJson(rules, venue.marginPositions(user)),
    })),
    'GET /user/deposit_history': query(({ user }, parameters) => {
      const deposits = venue.deposits(user, depositPage(parameters));
      return { data: { deposits: deposits.map((deposit) => depositJson(rules, deposit)) } };
    }),
    'GET /user/unconfirmed_deposits': query(({ user }) => ({
      data: {
        deposits: venue.unconfirmedDeposits(user).map((deposit) => unconfirmedDepositJson(rules, deposit)),
      },
    })),
    'GET /user/deposit_originators': query(({ user }) => ({
      data: { originators: venue.originators(user).map(originatorJson) },
    })),
    'POST /user/confirm_deposits': query(({ user }, parameters) => {
      const deposits = required(parameters, 'deposits', uuidCodes, (value) =>
        Array.isArray(value) && value.length > 0 ? (value as unknown[]) : undefined,
      ).map((item) => {
        const fields: Parameters = typeof item === 'object' && item !== null ? { ...item } : {};
        return {
          uuid: required(fields, 'uuid', uuidCodes, text),
          originatorUuid: required(fields, 'originator_uuid', uuidCodes, text),
        };
      });
      return venue.confirmDeposits(user, deposits) ?? { data: {} };
    }),
    'POST /user/confirm_deposits_all': query(({ user }, parameters) => {
      const originatorUuid = required(parameters, 'originator_uuid', uuidCodes, text);
      return venue.confirmAllDeposits(user, originatorUuid) ?? { data: {} };
    }),
    'GET /user/withdrawal_account': query(({ user }, parameters) => {
      const asset = required(parameters, 'asset', assetCodes, knownAsset);
      return { data: { accounts: venue.withdrawalAccounts(user, asset).map(withdrawalAccountJson) } };
    }),
    'POST /user/request_withdrawal': update(({ user }, parameters) => {
      const asset = required(parameters, 'asset', assetCodes, knownAsset);
      const accountUuid = required(parameters, 'uuid', uuidCodes, text);
      const { precision } = rules.asset(asset);
      const amountCodes = {
        missing: venueCode.missingWithdrawalAmount,
        invalid: venueCode.invalidWithdrawalAmount,
      };
      const amount = required(
        parameters,
        'amount',
        amountCodes,
        units(precision, options.quirks.excessDigits),
      );
      return result(venue.requestWithdrawal(user, { asset, accountUuid, amount }), (withdrawal) => ({
        data: withdrawalJson(rules, withdrawal),
      }));
    }),
    'GET /user/withdrawal_history': query(({ user }, parameters) => {
      const withdrawals = venue.withdrawals(user, withdrawalPage(parameters));
      return { data: { withdrawals: withdrawals.map((withdrawal) => withdrawalJson(rules, withdrawal)) } };
    }),
    'GET /user/subscribe': query(({ channel }) => ({
      data: { pubnub_channel: channel, pubnub_token: options.pubnub.grant(channel) },
    })),
  };
};
