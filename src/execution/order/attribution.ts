import { compareDecimals } from '../../model/decimal';
import type { Order } from '../../model/order';
import type { CheckedOrder } from './check-request';

/** What an order has to be later than, to be the doing of these bytes. */
export interface Departure {
  /** As signed, by the venue's clock, ms. */
  readonly requestTime: number;
  /** Orders the client had seen when the call left: none of them is its order. `Infinity` before it left. */
  readonly mark: number;
}

/** A call that placed, or may have placed, an order. */
export interface Call extends Departure {
  /** Counts up: which was asked for first. */
  readonly nth: number;
  readonly order: CheckedOrder;
  /**
   * Its first departure, where the venue refused the request time and it left again: a gateway may have delivered those bytes
   * all the same. `null`: it left once, or not yet.
   */
  readonly first: Departure | null;
  /** Its outcome is unknown and being looked for; otherwise its reply may still come. */
  readonly searching: boolean;
  /** The venue can't admit it any more. */
  readonly pastFence: boolean;
}

export interface Candidate {
  readonly order: Order;
  /** See `Entry.seen`. */
  readonly seen: number;
}

/** `wait`: too early to tell. `ambiguous`: more candidates than calls. `none`: nothing for this call so far. */
export type Verdict =
  | { readonly type: 'claim'; readonly order: Order }
  | { readonly type: 'ambiguous'; readonly candidates: readonly Order[] }
  | { readonly type: 'wait' }
  | { readonly type: 'none' };

/** The venue's clock when it took an order may be this far behind the request time, ms. */
export const clockSlack = 1000;

/** Would two requests place orders that nothing but their ids can tell apart? A decimal that was checked has one spelling. */
export const areEqualOrders = (a: CheckedOrder, b: CheckedOrder): boolean =>
  a.pair === b.pair &&
  a.side === b.side &&
  a.type === b.type &&
  a.positionSide === b.positionSide &&
  a.amount === b.amount &&
  a.price === b.price &&
  a.triggerPrice === b.triggerPrice;

/** The same text for equal orders, and for no others. */
export const textOfOrder = ({
  pair,
  side,
  type,
  positionSide,
  amount,
  price,
  triggerPrice,
}: CheckedOrder): string => `${pair} ${side} ${type} ${positionSide} ${amount} ${price} ${triggerPrice}`;

/**
 * Its order may be the doing of the first bytes of the call, whatever the venue said of them. Of the request times the earlier
 * one counts: what was refused may have been of a clock that was ahead.
 */
export const sinceOf = ({ first, requestTime, mark }: Call): Departure =>
  first === null
    ? { requestTime, mark }
    : { requestTime: Math.min(first.requestTime, requestTime), mark: Math.min(first.mark, mark) };

const isSince = (call: Call, { order, seen }: Candidate): boolean => {
  const { requestTime, mark } = sinceOf(call);
  return seen > mark && (isUnread(order, 'orderedAt') || order.orderedAt >= requestTime - clockSlack);
};

/** Could the call have placed this order? */
export const couldBe = (call: Call, candidate: Candidate): boolean =>
  isSince(call, candidate) && isLike(call.order, candidate.order);

/** Could it have, if words of the order that can't be read, or are missing, stand for what it asked for? */
const mayBe = (call: Call, candidate: Candidate): boolean =>
  isSince(call, candidate) && answersTo(call.order, candidate.order);

/** Is it as it was asked for? Never asks for `postOnly`: the venue may change it. */
export const isLike = (asked: CheckedOrder, order: Order | null): boolean =>
  order !== null &&
  order.pair === asked.pair &&
  order.side === asked.side &&
  order.type === asked.type &&
  (isUnread(order, 'positionSide') || order.positionSide === (asked.positionSide ?? null)) &&
  decimals.every((field) => isUnread(order, field) || isAsAsked(asked[field], order[field]));

/** Could a reply be about what was asked for? A word that can't be read, or that is missing, may stand for any. */
export const answersTo = (asked: CheckedOrder, order: Order): boolean =>
  isLike(asked, order) ||
  isLike(asked, {
    ...order,
    ...(isUnread(order, 'side') ? { side: asked.side } : {}),
    ...(isUnread(order, 'type') ? { type: asked.type } : {}),
    ...Object.fromEntries(
      decimals.filter((field) => isMissing(order, field)).map((field) => [field, asked[field] ?? null]),
    ),
  });

/** Only what closes the whole of a position is told without an amount. */
const isMissing = (order: Order, field: (typeof decimals)[number]): boolean =>
  order[field] === null &&
  !(field === 'amount' && (order.type === 'take_profit' || order.type === 'stop_loss'));

const decimals = ['amount', 'price', 'triggerPrice'] as const;

/** The venue said something there that can't be read: whether it is what was asked for, nobody can tell. */
const isUnread = (order: Order, field: keyof Order): boolean => order.odd?.[field] !== undefined;

/**
 * What a searching call may conclude. `equals` are the calls under way for equal orders, itself among them. Where they
 * overlap (one candidate could be the order of several) none claims while the reply to another may still come and name
 * it, nor before each is past its fence; then the ids go out in the order in which they were placed.
 */
export const attribute = (call: Call, equals: readonly Call[], unowned: readonly Candidate[]): Verdict => {
  const mine = unowned.filter((candidate) => couldBe(call, candidate));
  if (mine.length === 0) {
    // One that is like it in all but words that can't be read, or are missing, may be its own, and a later read may tell.
    const doubtful = unowned.filter((candidate) => mayBe(call, candidate));
    return doubtful.length === 0
      ? { type: 'none' }
      : { type: 'ambiguous', candidates: doubtful.map(({ order }) => order) };
  }
  const overlapping = equals.filter((one) => mine.some((candidate) => couldBe(one, candidate)));
  if (overlapping.length > 1 && !overlapping.every(({ searching, pastFence }) => searching && pastFence))
    return { type: 'wait' };
  const searching = overlapping
    .filter((one) => one.searching)
    .sort((a, b) => a.requestTime - b.requestTime || a.nth - b.nth);
  let left = unowned
    .filter((candidate) => searching.some((one) => couldBe(one, candidate)))
    .sort((a, b) => a.order.orderedAt - b.order.orderedAt || a.order.orderId - b.order.orderId);
  if (left.length > searching.length)
    return { type: 'ambiguous', candidates: left.map(({ order }) => order) };
  for (const one of searching) {
    const first = left.find((candidate) => couldBe(one, candidate));
    if (one.nth === call.nth && first !== undefined) return { type: 'claim', order: first.order };
    left = left.filter((candidate) => candidate !== first);
  }
  return { type: 'none' };
};

/** What was not asked for is the venue's to fill in. */
const isAsAsked = (asked: string | undefined, told: string | null): boolean =>
  asked === undefined || (told !== null && compareDecimals(asked, told) === 0);
