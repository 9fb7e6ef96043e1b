import { maxDecimal, sumDecimals } from '../../model/decimal';
import type { Order } from '../../model/order';
import { quoteAssetOf, type Pair } from '../../model/pair';
import { couldBe } from '../order/attribution';
import type { Flight, Flights } from '../order/flight';
import { leftAfter } from '../order/flight-views';
import { onlyReduces } from '../order/reducing';
import { type Entry, isLive } from '../order/registry';
import type { MarketView } from './market';
import { notionalAt, valuationPrice } from './valuation';

// Views of open orders and of orders on their way, from the flights and the known orders. Each order counts exactly once,
// also while it passes from one to the other.

/** An open order as the venue reports it. */
export interface OpenOrder {
  readonly entry: Entry;
  readonly order: Order;
}

/** Selects the open orders. Orders that the venue itself places do not count. */
export const openOrdersOf = (entries: readonly Entry[]): readonly OpenOrder[] =>
  entries.flatMap((entry) => {
    const order = entry.known.snapshot;
    return order === null || !isLive(entry) || order.type === 'losscut' ? [] : [{ entry, order }];
  });

/** Counts the orders of a pair that are open or on their way. */
export const countIn = (pair: Pair, { onTheirWay }: Flights, open: readonly OpenOrder[]): number => {
  let count = 0;
  for (const { order } of onTheirWay) if (order.pair === pair) count += 1;
  for (const { order } of apartFrom(onTheirWay, open)) if (order.pair === pair) count += 1;
  return count;
};

export interface Valuation {
  readonly marketOf: (pair: Pair) => MarketView;
  /** Returns the price at which an own order was valued when it was admitted. */
  readonly priceOf: (orderId: number) => string | undefined;
}

/** Sums the notional of all orders of a quote currency; `null` if a part of it is not known. */
export const notionalIn = (
  quote: string,
  { onTheirWay }: Flights,
  open: readonly OpenOrder[],
  valuation: Valuation,
): string | null => {
  const worths: string[] = [];
  for (const flight of onTheirWay) {
    if (quoteAssetOf(flight.order.pair) !== quote) continue;
    const worth = worthOfFlight(flight, open, valuation);
    if (worth === null) return null;
    worths.push(worth);
  }
  for (const one of apartFrom(onTheirWay, open)) {
    if (quoteAssetOf(one.order.pair) !== quote) continue;
    const worth = worthOf(one, valuation);
    if (worth === null) return null;
    worths.push(worth);
  }
  return worths.length === 1 ? (worths[0] as string) : sumDecimals(worths);
};

/** Counts the orders that left within the last second and those that will leave. */
export const recentIn = (flights: Flights, now: number): number => {
  let count = leftAfter(flights, now - second);
  for (const { phase } of flights.onTheirWay) if (phase === 'waits' || phase === 'admitted') count += 1;
  return count;
};

const second = 1_000;

/** The notional of an order. An order that only reduces a position adds nothing to the order that opened it. */
const worthOf = ({ order }: OpenOrder, { priceOf, marketOf }: Valuation): string | null => {
  if (onlyReduces(order)) return '0';
  const price = priceOf(order.orderId) ?? valuationPrice(order, marketOf(order.pair));
  const isAmountUnread = order.remainingAmount === null && order.odd?.amount !== undefined;
  return isAmountUnread ? null : notionalAt(price, order.remainingAmount ?? order.amount);
};

/** The notional of a flight. A flight and the order that it replaces count once, with the greater value of the two. */
const worthOfFlight = (
  { order, price, replaces }: Flight,
  open: readonly OpenOrder[],
  valuation: Valuation,
): string | null => {
  const own = onlyReduces(order) ? '0' : notionalAt(price, order.amount);
  if (replaces === null) return own;
  const replaced = open.find(({ entry }) => entry.orderId === replaces.orderId);
  if (replaced === undefined) return own;
  const others = worthOf(replaced, valuation);
  return own === null || others === null ? null : maxDecimal(own, others);
};

/** Selects the open orders without a flight. */
const apartFrom = (onTheirWay: readonly Flight[], open: readonly OpenOrder[]): readonly OpenOrder[] => {
  if (open.length === 0) return open;
  const taken = new Set(onTheirWay.map(({ replaces }) => replaces?.orderId));
  for (const flight of onTheirWay) {
    const own = open.find((one) => !taken.has(one.entry.orderId) && isReported(flight, one));
    if (own !== undefined) taken.add(own.entry.orderId);
  }
  return open.filter(({ entry }) => !taken.has(entry.orderId));
};

/** True if a message reported the order before its reply came. */
const isReported = (flight: Flight, { entry, order }: OpenOrder): boolean =>
  !entry.owned && couldBe({ ...flight, requestTime: -Infinity }, { order, seen: entry.seen });
