import { venueCode } from '../../model/venue-codes';
import { of } from 'rxjs';
import type { SchedulerLike } from 'rxjs';
import type { StaleRead } from '../faults/fault';
import type { FaultRegistry } from '../faults/registry';
import type { PublicQueries } from '../market/market';
import { isRefusal, type Order, readOrderRequest, type Refusal, refusal, type Venue } from '../venue/index';
import type { Account, Accounts } from './accounts';
import { createAuthenticator } from './auth';
import { failure, type Route, type RequestNote, success, type WireReply, type WireRequest } from './message';
import {
  count,
  type ExcessDigits,
  oneOf,
  optional,
  orRefusal,
  type Parameters,
  required,
  text,
  units,
  wholeNumber,
  wholeNumbers,
} from './parameters';
import { assetJson, marginPositionsJson, marginStatusJson } from './balance-json';
import { orderJson, tradeJson } from './order-json';
import type { Rules } from './rules';
import {
  depositJson,
  originatorJson,
  unconfirmedDepositJson,
  withdrawalAccountJson,
  withdrawalJson,
} from './transfer-json';
import type { PubNubOrigin } from './pubnub-origin';
import { type CallClass, createRateLimit } from './rate-limit';

export interface PrivateRestOptions {
  readonly venue: Venue;
  readonly queries: PublicQueries;
  readonly accounts: Accounts;
  readonly pubnub: PubNubOrigin;
  readonly faults: FaultRegistry;
  readonly rules: Rules;
  readonly wall: SchedulerLike;
  readonly market: SchedulerLike;
  readonly excessDigits: ExcessDigits;
  /** An order came from outside the journalled requests: another program of the same account placed it. */
  readonly onForeignOrder: (order: Order) => void;
}

/** What an endpoint gives: the `data` of the reply, and the orders it placed or cancelled. */
interface Result {
  readonly data: unknown;
  readonly orderIds?: readonly number[];
}

interface Endpoint {
  readonly call: CallClass;
  /** Throws a `Refusal` where a parameter is wrong. */
  readonly run: (account: Account, parameters: Parameters) => Result | Refusal;
}

const pairCodes = { missing: venueCode.missingPair, invalid: venueCode.invalidPair };
const orderIdCodes = { missing: venueCode.missingOrderId, invalid: venueCode.invalidOrderId };
const orderIdsCodes = { missing: venueCode.missingOrderIds, invalid: venueCode.invalidOrderIds };
const uuidCodes = { missing: venueCode.missingUuid, invalid: venueCode.invalidUuid };
const assetCodes = { missing: venueCode.missingAsset, invalid: venueCode.invalidAsset };
const mostCanceled = 30;

const result = <T>(value: T | Refusal, show: (value: T) => Result): Result | Refusal =>
  isRefusal(value) ? value : show(value);

const endpointsOf = (options: PrivateRestOptions): Readonly<Record<string, Endpoint>> => {
  const { venue, rules, faults } = options;
  const query = (run: Endpoint['run']): Endpoint => ({ call: 'QUERY', run });
  const update = (run: Endpoint['run']): Endpoint => ({ call: 'UPDATE', run });

  const instrumentOf = venue.instrument;
  const knownPair = (value: unknown) => (typeof value === 'string' ? instrumentOf(value)?.pair : undefined);
  const pairOf = (parameters: Parameters) => required(parameters, 'pair', pairCodes, knownPair);
  const optionalPair = (parameters: Parameters) => optional(parameters, 'pair', pairCodes.invalid, knownPair);
  const knownAsset = (value: unknown) => venue.assetRules().find(({ asset }) => asset === value)?.asset;
  const optionalAsset = (parameters: Parameters) =>
    optional(parameters, 'asset', assetCodes.invalid, knownAsset);
  const orderIdOf = (parameters: Parameters) => required(parameters, 'order_id', orderIdCodes, wholeNumber);
  const period = (parameters: Parameters) => ({
    since: optional(parameters, 'since', venueCode.invalidSince, wholeNumber),
    end: optional(parameters, 'end', venueCode.invalidEnd, wholeNumber),
  });
  const transferPage = (parameters: Parameters) => ({
    asset: optionalAsset(parameters),
    count: optional(parameters, 'count', venueCode.invalidCount, count(100)),
    ...period(parameters),
  });

  /** The moment whose state a read shows: `undefined` is now. */
  const momentOf = (account: Account, read: StaleRead): number | undefined => {
    const fault = faults.strike('stale-read', { apiKey: account.apiKey }, (stale) => stale.read === read);
    return fault ? options.market.now() - fault.ms : undefined;
  };

  const showOrder = (order: Order): Result => ({
    data: orderJson(rules, order),
    orderIds: [order.orderId],
  });
  const showOrders = (orders: readonly Order[]): Result => ({
    data: { orders: orders.map((order) => orderJson(rules, order)) },
  });

  const placeOrder: Endpoint['run'] = (account, parameters) => {
    const order = readOrderRequest(parameters, instrumentOf, options.excessDigits);
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
      const orderIds = required(parameters, 'order_ids', orderIdsCodes, wholeNumbers);
      if (orderIds.length > mostCanceled) throw refusal(venueCode.tooManyOrdersSpecified);
      return result(venue.cancelOrders(user, pair, orderIds), (orders) => ({
        ...showOrders(orders),
        orderIds: orders.map(({ orderId }) => orderId),
      }));
    }),
    'POST /user/spot/orders_info': query((account, parameters) => {
      const pair = pairOf(parameters);
      const orderIds = required(parameters, 'order_ids', orderIdsCodes, wholeNumbers);
      return showOrders(venue.ordersInfo(account.user, pair, orderIds, momentOf(account, 'orders_info')));
    }),
    'GET /user/spot/active_orders': query((account, parameters) => {
      const pair = optionalPair(parameters);
      const page = {
        pair,
        count: optional(parameters, 'count', venueCode.invalidCount, count(Number.MAX_SAFE_INTEGER)),
        fromId: optional(parameters, 'from_id', venueCode.invalidFromId, wholeNumber),
        endId: optional(parameters, 'end_id', venueCode.invalidEndId, wholeNumber),
        ...period(parameters),
      };
      if (pair === undefined && (page.fromId ?? page.endId) !== undefined) throw refusal(pairCodes.missing);
      return showOrders(venue.activeOrders(account.user, page, momentOf(account, 'active_orders')));
    }),
    'GET /user/spot/trade_history': query((account, parameters) => {
      const pair = optionalPair(parameters);
      const page = {
        pair,
        count: optional(parameters, 'count', venueCode.invalidCount, count(1_000)),
        orderId: optional(parameters, 'order_id', orderIdCodes.invalid, wholeNumber),
        order: oneOf(['asc', 'desc'])(parameters['order']),
        ...period(parameters),
      };
      if (pair === undefined && page.orderId !== undefined) throw refusal(pairCodes.missing);
      const fills = venue.tradeHistory(account.user, page, momentOf(account, 'trade_history'));
      return { data: { trades: fills.map((fill) => tradeJson(rules, fill)) } };
    }),
    'GET /user/margin/status': query(({ user }) => ({ data: marginStatusJson(venue.marginStatus(user)) })),
    'GET /user/margin/positions': query(({ user }) => ({
      data: marginPositionsJson(rules, venue.marginPositions(user)),
    })),
    'GET /user/deposit_history': query(({ user }, parameters) => {
      const deposits = venue.deposits(user, transferPage(parameters));
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
      const amount = required(parameters, 'amount', amountCodes, units(precision, options.excessDigits));
      return result(venue.requestWithdrawal(user, { asset, accountUuid, amount }), (withdrawal) => ({
        data: withdrawalJson(rules, withdrawal),
      }));
    }),
    'GET /user/withdrawal_history': query(({ user }, parameters) => {
      const withdrawals = venue.withdrawals(user, transferPage(parameters));
      return { data: { withdrawals: withdrawals.map((withdrawal) => withdrawalJson(rules, withdrawal)) } };
    }),
    'GET /user/subscribe': query(({ channel }) => ({
      data: { pubnub_channel: channel, pubnub_token: options.pubnub.grant(channel) },
    })),
  };
};

const jsonObject = (body: string): Parameters | undefined => {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
};

const parametersOf = ({ method, query, body }: WireRequest): Parameters | undefined =>
  method === 'GET' ? Object.fromEntries(query) : jsonObject(body);

const version = '/v1';
/** What belongs under `/v1` and is asked for without it. */
const misplaced = /^\/user\//;

/**
 * The private REST API: every documented endpoint.
 *
 * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md
 */
export const createPrivateRest = (options: PrivateRestOptions): Route => {
  const endpoints = endpointsOf(options);
  const authenticate = createAuthenticator(options.accounts.byKey, () => options.wall.now());
  const admit = createRateLimit(() => options.wall.now());

  const open: Readonly<Record<string, () => unknown>> = {
    'GET /spot/status': options.queries.spotStatus,
    'GET /spot/pairs': options.queries.spotPairs,
  };

  const run = (endpoint: Endpoint, account: Account, request: WireRequest): Result | Refusal => {
    const parameters = parametersOf(request);
    return parameters
      ? orRefusal(() => endpoint.run(account, parameters))
      : refusal(venueCode.malformedRequest);
  };

  const reply = (endpoint: Endpoint, request: WireRequest): WireReply => {
    const note: RequestNote = { signature: null, admitted: false, orderIds: [] };
    const authentication = authenticate(request);
    if (authentication.type === 'refused') {
      return { ...failure(authentication.code), note: { ...note, signature: authentication.signature } };
    }
    const account = authentication.key;
    if (!admit(account.user, endpoint.call, account.rateLimits)) {
      return { ...failure(venueCode.tooManyRequests), note: { ...note, signature: true } };
    }
    const outcome = run(endpoint, account, request);
    const admitted = { ...note, signature: true, admitted: true };
    return isRefusal(outcome)
      ? { ...failure(outcome.code), note: admitted }
      : { ...success(outcome.data), note: { ...admitted, orderIds: outcome.orderIds ?? [] } };
  };

  return (request) => {
    if (misplaced.test(request.path)) return of(failure(venueCode.unversionedPath));
    const isVersioned = request.path.startsWith(`${version}/`);
    const name = `${request.method} ${isVersioned ? request.path.slice(version.length) : request.path}`;
    // ccxt asks for the pairs without `/v1`: the venue answers both.
    const show = open[name];
    if (show) return of(success(show()));
    if (!isVersioned) return null;
    const endpoint = endpoints[name];
    return of(endpoint ? reply(endpoint, request) : failure(venueCode.notFound));
  };
};
