import { maxDecimal, sumDecimals } from '../../model/decimal';
import type { Order } from '../../model/order';
import { quoteAssetOf, type Pair } from '../../model/pair';
import { couldBe } from '../order/attribution';
import { type Flight, type Flights, leftAfter } from '../order/flight';
import { onlyReduces } from '../order/reducing';
import { type Entry, isLive } from '../order/registry';
import type { MarketView } from './market';
import { notionalAt, valuationPrice } from './valuation';

// What is open and what is on its way: views of the flights and of the orders that are known. Nothing is counted twice, and
// nothing is left out in between.

/** An open order, by what the venue says of it. */
export interface OpenOrder {
  readonly entry: Entry;
  readonly order: Order;
}

/** What the venue itself places counts for nobody. */
export const openOrdersOf = (entries: readonly Entry[]): readonly OpenOrder[] =>
  entries.flatMap((entry) => {
    const order = entry.known.snapshot;
    return order === null || !isLive(entry) || order.type === 'losscut' ? [] : [{ entry, order }];
  });

/** How many orders of a pair are open or on their way. */
export const countIn = (pair: Pair, { onTheirWay }: Flights, open: readonly OpenOrder[]): number =>
  onTheirWay.filter(({ order }) => order.pair === pair).length +
  apartFrom(onTheirWay, open).filter(({ order }) => order.pair === pair).length;

export interface Valuation {
  readonly marketOf: (pair: Pair) => MarketView;
  /** The price at which an own order was valued when it was admitted. */
  readonly priceOf: (orderId: number) => string | undefined;
}

/** What all orders of a quote currency come to; `null`: something of it is not known. */
export const notionalIn = (
  quote: string,
  { onTheirWay }: Flights,
  open: readonly OpenOrder[],
  valuation: Valuation,
): string | null => {
  const isMeant = ({ order }: { readonly order: { readonly pair: Pair } }): boolean =>
    quoteAssetOf(order.pair) === quote;
  const worths = [
    ...onTheirWay.filter(isMeant).map((flight) => worthOfFlight(flight, open, valuation)),
    ...apartFrom(onTheirWay, open)
      .filter(isMeant)
      .map((one) => worthOf(one, valuation)),
  ];
  return worths.includes(null) ? null : sumDecimals(['0', ...(worths as readonly string[])]);
};

/** Orders that left within the last second, and those that will leave. */
export const recentIn = (flights: Flights, now: number): number =>
  flights.onTheirWay.filter(({ phase }) => phase === 'waits' || phase === 'admitted').length +
  leftAfter(flights, now - second);

const second = 1_000;

/** What only reduces a position adds nothing to what opened that. */
const worthOf = ({ order }: OpenOrder, { priceOf, marketOf }: Valuation): string | null => {
  if (onlyReduces(order)) return '0';
  const price = priceOf(order.orderId) ?? valuationPrice(order, marketOf(order.pair));
  const isAmountUnread = order.remainingAmount === null && order.odd?.amount !== undefined;
  return isAmountUnread ? null : notionalAt(price, order.remainingAmount ?? order.amount);
};

/** It and the order that ends before it leaves count as one, by the greater. */
const worthOfFlight = (
  { order, price, replaces }: Flight,
  open: readonly OpenOrder[],
  valuation: Valuation,
): string | null => {
  const own = onlyReduces(order) ? '0' : notionalAt(price, order.amount);
  const replaced = open.find(({ entry }) => entry.orderId === replaces?.orderId);
  const others = replaced === undefined ? '0' : worthOf(replaced, valuation);
  return own === null || others === null ? null : maxDecimal(own, others);
};

/** The open orders that no flight stands for. */
const apartFrom = (onTheirWay: readonly Flight[], open: readonly OpenOrder[]): readonly OpenOrder[] => {
  if (open.length === 0) return open;
  const taken = new Set(onTheirWay.map(({ replaces }) => replaces?.orderId));
  for (const flight of onTheirWay) {
    const own = open.find((one) => !taken.has(one.entry.orderId) && isTold(flight, one));
    if (own !== undefined) taken.add(own.entry.orderId);
  }
  return open.filter(({ entry }) => !taken.has(entry.orderId));
};

/** Has a message told of the order before its reply came? */
const isTold = (flight: Flight, { entry, order }: OpenOrder): boolean =>
  !entry.owned && couldBe({ ...flight, requestTime: -Infinity }, { order, seen: entry.seen });
