import { maxDecimal, sumDecimals } from '../../model/decimal';
import type { Order } from '../../model/order';
import type { Pair } from '../../model/pair';
import { couldBe } from '../order/attribution';
import type { CheckedOrder } from '../order/check-request';
import { type Entry, isLive, type Registry } from '../order/registry';
import type { MarketView } from './market';
import { notionalAt, quoteCurrencyOf, valuationPrice } from './valuation';

/** An order on its way: from its admission until its outcome is known. */
interface Reservation {
  readonly order: CheckedOrder;
  /** The price it is valued at; `null`: not known. */
  readonly price: string | null;
  /** The order that ends before this one leaves: the two count as one, by the greater. */
  readonly replaces: number | null;
  /** Orders seen before it left are not its own; `Infinity` before that. */
  readonly mark: number;
  readonly hasLeft: boolean;
}

/** Of one order on its way. */
export interface Hold {
  /** It leaves now, for less than was reserved if what it replaces was executed; again, if it is sent again. */
  readonly left: (order: CheckedOrder) => void;
  /** It is this order from now on: known, and no more on its way. */
  readonly placed: (orderId: number) => void;
  /** It comes to nothing, or is known already. */
  readonly release: () => void;
}

/** What is open and what is on its way. Nothing is counted twice, and nothing is left out in between. */
export interface Exposure {
  /** `mark`: of an order that has left long ago; see `Reservation`. */
  readonly reserve: (order: CheckedOrder, replaces: number | null, mark?: number) => Hold;
  readonly openOrders: (pair: Pair) => number;
  /** Quote currency; `null`: something of it is not known. */
  readonly totalNotional: (quote: string) => string | null;
  /** Those that left within the last second, and those that will. */
  readonly recentOrders: () => number;
}

const second = 1_000;

export const createExposure = (
  registry: Registry,
  marketOf: (pair: Pair) => MarketView,
  elapsed: () => number,
): Exposure => {
  const reservations = new Map<number, Reservation>();
  /** The prices at which own orders were valued when they were admitted, by order id. */
  let valuedAt: ReadonlyMap<number, string> = new Map();
  let departures: readonly number[] = [];
  let lastId = 0;

  const openEntries = (): readonly Counted[] =>
    registry.open().flatMap((entry) => {
      const order = entry.known.snapshot;
      return order === null || !isLive(entry) || order.type === 'losscut' ? [] : [{ entry, order }];
    });

  const worthOf = ({ order }: Counted): string | null => {
    const price = valuedAt.get(order.orderId) ?? valuationPrice(order, marketOf(order.pair));
    const isAmountUnread = order.remainingAmount === null && order.odd?.amount !== undefined;
    return isAmountUnread ? null : notionalAt(price, order.remainingAmount ?? order.amount);
  };

  const worthOfReserved = (
    { order, price, replaces }: Reservation,
    open: readonly Counted[],
  ): string | null => {
    const own = notionalAt(price, order.amount);
    const replaced = open.find(({ entry }) => entry.orderId === replaces);
    const others = replaced === undefined ? '0' : worthOf(replaced);
    return own === null || others === null ? null : maxDecimal(own, others);
  };

  /** The open orders that no reservation stands for. */
  const unreserved = (open: readonly Counted[]): readonly Counted[] => {
    const taken = new Set([...reservations.values()].map(({ replaces }) => replaces));
    for (const { order, mark } of reservations.values()) {
      const own = open.find((counted) => !taken.has(counted.entry.orderId) && isTold(order, mark, counted));
      if (own !== undefined) taken.add(own.entry.orderId);
    }
    return open.filter(({ entry }) => !taken.has(entry.orderId));
  };

  const change = (id: number, changes: Partial<Reservation>): void => {
    const reservation = reservations.get(id);
    if (reservation !== undefined) reservations.set(id, { ...reservation, ...changes });
  };

  return {
    reserve: (order, replaces, mark = Infinity) => {
      const id = ++lastId;
      const price = valuationPrice(order, marketOf(order.pair));
      reservations.set(id, { order, price, replaces, mark, hasLeft: mark < Infinity });
      return {
        left: (leaving) => {
          departures = [...departures.filter((at) => at > elapsed() - second), elapsed()];
          change(id, { order: leaving, mark: registry.mark(), hasLeft: true });
        },
        placed: (orderId) => {
          if (!reservations.delete(id) || price === null) return;
          const live = new Set(openEntries().map(({ entry }) => entry.orderId));
          valuedAt = new Map([...valuedAt].filter(([known]) => live.has(known))).set(orderId, price);
        },
        release: () => void reservations.delete(id),
      };
    },
    openOrders: (pair) => {
      const onTheirWay = [...reservations.values()].filter(({ order }) => order.pair === pair);
      return onTheirWay.length + unreserved(openEntries()).filter(({ order }) => order.pair === pair).length;
    },
    totalNotional: (quote) => {
      const open = openEntries();
      const worths = [
        ...[...reservations.values()]
          .filter(({ order }) => quoteCurrencyOf(order.pair) === quote)
          .map((reservation) => worthOfReserved(reservation, open)),
        ...unreserved(open)
          .filter(({ order }) => quoteCurrencyOf(order.pair) === quote)
          .map(worthOf),
      ];
      return worths.includes(null) ? null : sumDecimals(['0', ...(worths as readonly string[])]);
    },
    recentOrders: () => {
      const waiting = [...reservations.values()].filter(({ hasLeft }) => !hasLeft);
      return waiting.length + departures.filter((at) => at > elapsed() - second).length;
    },
  };
};

interface Counted {
  readonly entry: Entry;
  readonly order: Order;
}

/** Has a message told of the order before its reply came? */
const isTold = (order: CheckedOrder, mark: number, { entry, order: told }: Counted): boolean =>
  !entry.owned &&
  couldBe(
    { id: 0, order, requestTime: -Infinity, mark, searching: false, pastFence: false },
    { order: told, seen: entry.seen },
  );
