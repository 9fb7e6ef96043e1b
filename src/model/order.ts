import type { Pair, Side } from './pair';

export const orderTypes = [
  'limit',
  'market',
  'stop',
  'stop_limit',
  'take_profit',
  'stop_loss',
  'losscut',
] as const;
export type OrderType = (typeof orderTypes)[number];

/** The stand-in for a word of the venue that is newer than this version. */
export type Unknown = 'unknown';

/** A type that a user can place. `losscut` orders are placed only by the venue. */
export type UserOrderType = Exclude<OrderType, 'losscut'>;
export const userOrderTypes = orderTypes.filter((type): type is UserOrderType => type !== 'losscut');

export const orderStatuses = [
  'INACTIVE',
  'UNFILLED',
  'PARTIALLY_FILLED',
  'FULLY_FILLED',
  'CANCELED_UNFILLED',
  'CANCELED_PARTIALLY_FILLED',
  'REJECTED',
] as const;
export type OrderStatus = (typeof orderStatuses)[number];

/** Both sides of a position. */
export const positionSides = ['long', 'short'] as const;
/** The position a margin order opens or closes. */
export type PositionSide = (typeof positionSides)[number];

/** The pair and id by which the venue names an order. */
export interface OrderRef {
  readonly pair: Pair;
  readonly orderId: number;
}

/**
 * An order as the venue reports it in a reply or a private message. Prices in quote currency and amounts in base currency are
 * the venue's decimal strings; times are Unix times in ms. A field is `null` if the venue did not say.
 *
 * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#fetch-order-information
 */
export interface Order extends OrderRef {
  readonly side: Side | Unknown;
  /** `null` for a spot order. */
  readonly positionSide: PositionSide | null;
  readonly type: OrderType | Unknown;
  /** An order of unknown status counts as open. */
  readonly status: OrderStatus | Unknown;
  readonly price: string | null;
  readonly triggerPrice: string | null;
  /** The amount as placed; `null` for a take-profit or stop-loss of the whole position. */
  readonly amount: string | null;
  readonly executedAmount: string;
  readonly remainingAmount: string | null;
  readonly averagePrice: string | null;
  readonly postOnly: boolean | null;
  readonly userCancelable: boolean | null;
  readonly orderedAt: number;
  readonly expireAt: number | null;
  readonly triggeredAt: number | null;
  readonly executedAt: number | null;
  readonly canceledAt: number | null;
  /** `true` in the message in which the trigger fired. */
  readonly justTriggered: boolean | null;
  /**
   * The venue's words that this version can't read, by the name of the field. The field itself is then `unknown` or `null`
   * (`executedAmount` is `0`, `orderedAt` is 0). The order can still be followed and cancelled.
   */
  readonly odd?: Readonly<Record<string, string>>;
}

/** A decimal in a request: a plain decimal string, or a number that equals one. */
export type DecimalInput = string | number;

/** A new order. `price` and `triggerPrice` in quote currency, `amount` in base currency. */
export interface OrderRequest {
  readonly pair: Pair;
  readonly side: Side;
  readonly type: UserOrderType;
  /** May be left out only for `take_profit` and `stop_loss`, which then close the whole position. */
  readonly amount?: DecimalInput | undefined;
  /** For `limit` and `stop_limit` only. */
  readonly price?: DecimalInput | undefined;
  /** For `stop`, `stop_limit`, `take_profit` and `stop_loss` only. */
  readonly triggerPrice?: DecimalInput | undefined;
  /** For `limit` only. */
  readonly postOnly?: boolean | undefined;
  /** Makes the order a margin order. Together with `side` it decides whether the order opens or closes. */
  readonly positionSide?: PositionSide | undefined;
}

/** The states an order never leaves. */
export const isTerminal = (status: Order['status']): boolean =>
  status === 'FULLY_FILLED' ||
  status === 'CANCELED_UNFILLED' ||
  status === 'CANCELED_PARTIALLY_FILLED' ||
  status === 'REJECTED';

/** Types that rest inactive until the market reaches their trigger price. */
export const isConditional = (type: Order['type']): boolean =>
  type === 'stop' || type === 'stop_limit' || type === 'take_profit' || type === 'stop_loss';
