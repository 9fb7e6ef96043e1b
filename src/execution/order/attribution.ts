import { compareDecimals } from '../../model/decimal';
import type { Order } from '../../model/order';
import type { CheckedOrder } from './check-request';

/** The departure of a call. Only an order that is later can be its effect. */
export interface Departure {
  /** The request time as signed, by the venue's clock, ms. */
  readonly requestTime: number;
  /**
   * The number of orders that the client had seen when the call left; `Infinity` before it left. None of those is the
   * call's order.
   */
  readonly mark: number;
}

/** A call that placed, or may have placed, an order. */
export interface Call extends Departure {
  /** The number of the call, in the order of requests. */
  readonly nth: number;
  readonly order: CheckedOrder;
  /**
   * The first departure, if the venue refused the request time and the call left again. A gateway may have delivered the
   * first copy nevertheless. `null` if the call left once, or not yet.
   */
  readonly first: Departure | null;
  /** True if the outcome is unknown and searched for. Otherwise the reply may still come. */
  readonly searching: boolean;
  /** True if the venue can't admit it any more. */
  readonly pastFence: boolean;
}

export interface Candidate {
  readonly order: Order;
  /** The same number as `Entry.seen`. */
  readonly seen: number;
}

/**
 * The verdict of a search. `claim`: the call owns this order. `wait`: it is too early to decide. `ambiguous`: there are
 * more candidates than calls. `none`: no order fits the call so far.
 */
export type Verdict =
  | { readonly type: 'claim'; readonly order: Order }
  | { readonly type: 'ambiguous'; readonly candidates: readonly Order[] }
  | { readonly type: 'wait' }
  | { readonly type: 'none' };

/** The greatest time in ms by which the venue's clock may be behind the request time when it accepts an order. */
export const clockSlack = 1000;

/** True if only ids could distinguish the orders of two requests. A checked decimal has one spelling. */
export const areEqualOrders = (a: CheckedOrder, b: CheckedOrder): boolean =>
  a.pair === b.pair &&
  a.side === b.side &&
  a.type === b.type &&
  a.positionSide === b.positionSide &&
  a.amount === b.amount &&
  a.price === b.price &&
  a.triggerPrice === b.triggerPrice;

/**
 * Returns the departure after which an order may be the call's. It may be the effect of the first copy, whatever the venue
 * replied to that. The earlier of both request times counts, because the refused one may come from a clock that was ahead.
 */
export const sinceOf = ({ first, requestTime, mark }: Call): Departure =>
  first === null
    ? { requestTime, mark }
    : { requestTime: Math.min(first.requestTime, requestTime), mark: Math.min(first.mark, mark) };

const isSince = (call: Call, { order, seen }: Candidate): boolean => {
  const { requestTime, mark } = sinceOf(call);
  return seen > mark && (isUnread(order, 'orderedAt') || order.orderedAt >= requestTime - clockSlack);
};

/** True if the call could have placed this order. */
export const couldBe = (call: Call, candidate: Candidate): boolean =>
  isSince(call, candidate) && isLike(call.order, candidate.order);

/** True if the call could have placed this order, assuming that unreadable or missing fields are as requested. */
export const mayBe = (call: Call, candidate: Candidate): boolean =>
  isSince(call, candidate) && answersTo(call.order, candidate.order);

/** True if an order is as requested. It does not compare `postOnly`, because the venue may change it. */
export const isLike = (requested: CheckedOrder, order: Order | null): boolean =>
  order !== null &&
  order.pair === requested.pair &&
  order.side === requested.side &&
  order.type === requested.type &&
  (isUnread(order, 'positionSide') || order.positionSide === (requested.positionSide ?? null)) &&
  decimals.every((field) => isUnread(order, field) || isAsRequested(requested[field], order[field]));

/** True if a reply could be about the request. An unreadable or missing field may have any value. */
export const answersTo = (requested: CheckedOrder, order: Order): boolean =>
  isLike(requested, order) ||
  isLike(requested, {
    ...order,
    ...(isUnread(order, 'side') ? { side: requested.side } : {}),
    ...(isUnread(order, 'type') ? { type: requested.type } : {}),
    ...Object.fromEntries(
      decimals.filter((field) => isMissing(order, field)).map((field) => [field, requested[field] ?? null]),
    ),
  });

/** True if a field is missing. Only an order that closes a whole position has no amount. */
const isMissing = (order: Order, field: (typeof decimals)[number]): boolean =>
  order[field] === null &&
  !(field === 'amount' && (order.type === 'take_profit' || order.type === 'stop_loss'));

const decimals = ['amount', 'price', 'triggerPrice'] as const;

/** True if the venue sent something in the field that can't be read. Nobody knows whether it is what was requested. */
const isUnread = (order: Order, field: keyof Order): boolean => order.odd?.[field] !== undefined;

/**
 * Decides what a searching call may conclude. `equals` are the calls under way for equal orders, including this one. Calls
 * overlap if one candidate could be the order of several. Then no call claims a candidate while the reply to another call
 * may still name it, or before all of them are past their fences. After that, the candidates are given to the calls in the
 * order in which they were placed.
 */
export const attribute = (
  call: Call,
  equals: readonly Call[],
  unowned: readonly Candidate[],
  exclusiveAccount: boolean,
): Verdict => {
  const mine = unowned.filter((candidate) => couldBe(call, candidate));
  const overlapping = equals.filter((one) => mine.some((candidate) => couldBe(one, candidate)));
  if (overlapping.length > 1 && !overlapping.every(({ searching, pastFence }) => searching && pastFence))
    return { type: 'wait' };
  const searching = overlapping
    .filter((one) => one.searching)
    .sort((a, b) => a.requestTime - b.requestTime || a.nth - b.nth);
  // An order that differs only in unreadable or missing fields may be the call's, and a later read may show that. Until
  // then, a readable candidate may belong to another program.
  const doubtful = unowned.filter((candidate) => mayBe(call, candidate) && !mine.includes(candidate));
  const rivals = exclusiveAccount ? 0 : doubtful.length;
  let left = unowned
    .filter((candidate) => searching.some((one) => couldBe(one, candidate)))
    .sort((a, b) => a.order.orderedAt - b.order.orderedAt || a.order.orderId - b.order.orderId);
  if (left.length + rivals > searching.length) return ambiguous([...left, ...doubtful]);
  for (const one of searching) {
    const first = left.find((candidate) => couldBe(one, candidate));
    if (one.nth === call.nth && first !== undefined) return { type: 'claim', order: first.order };
    left = left.filter((candidate) => candidate !== first);
  }
  return doubtful.length === 0 ? { type: 'none' } : ambiguous(doubtful);
};

const ambiguous = (candidates: readonly Candidate[]): Verdict => ({
  type: 'ambiguous',
  candidates: candidates.map(({ order }) => order),
});

/** True if a field is as requested. A field that was not requested is the venue's choice. */
const isAsRequested = (requested: string | undefined, actual: string | null): boolean =>
  requested === undefined || (actual !== null && compareDecimals(requested, actual) === 0);
