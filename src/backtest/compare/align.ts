import type { OrderLife } from '../result/lives';

/** An order of one run with the same order of the other run; `null` if the other run has none. */
export interface AlignedOrders {
  readonly a: OrderLife | null;
  readonly b: OrderLife | null;
}

const kindOf = ({ pair, side, orderType }: OrderLife): string => `${pair} ${side} ${orderType}`;

const isAsked = (a: OrderLife, b: OrderLife): boolean => a.price === b.price && a.amount === b.amount;

/** Returns the index of the first order that is not before a time; `orders` are in the order of their times. */
const firstSince = (orders: readonly OrderLife[], time: number): number => {
  let [low, high] = [0, orders.length];
  while (low < high) {
    const half = (low + high) >> 1;
    if ((orders[half]?.at ?? 0) < time) low = half + 1;
    else high = half;
  }
  return low;
};

/**
 * Lines up the orders of two runs. Each is paired with one of the same pair, side and type that was placed at most
 * `within` ms away. One with the same price and amount has precedence, then the nearest in time.
 */
export const aligned = (
  a: readonly OrderLife[],
  b: readonly OrderLife[],
  within: number,
): readonly AlignedOrders[] => {
  const waiting = new Map<string, OrderLife[]>();
  for (const order of b) {
    const alike = waiting.get(kindOf(order));
    if (alike === undefined) waiting.set(kindOf(order), [order]);
    else alike.push(order);
  }
  const partners = new Map<OrderLife, OrderLife>();
  const taken = new Set<OrderLife>();
  const look = (isFit: (own: OrderLife, other: OrderLife) => boolean): void => {
    for (const own of a) {
      if (partners.has(own)) continue;
      const alike = waiting.get(kindOf(own)) ?? [];
      let best: OrderLife | null = null;
      for (let i = firstSince(alike, own.at - within); i < alike.length; i += 1) {
        const other = alike[i];
        if (other === undefined || other.at > own.at + within) break;
        if (taken.has(other) || !isFit(own, other)) continue;
        if (best === null || Math.abs(other.at - own.at) < Math.abs(best.at - own.at)) best = other;
      }
      if (best === null) continue;
      partners.set(own, best);
      taken.add(best);
    }
  };
  look(isAsked);
  look(() => true);
  const both = a.map((own): AlignedOrders => ({ a: own, b: partners.get(own) ?? null }));
  const rest = b.filter((other) => !taken.has(other)).map((other): AlignedOrders => ({ a: null, b: other }));
  const placedAt = ({ a: first, b: second }: AlignedOrders): number => (first ?? second)?.at ?? 0;
  return [...both, ...rest].toSorted((one, other) => placedAt(one) - placedAt(other));
};
