import type { Instrument, Level, OrderBook } from 'rx-bitbank';
import type { Order } from 'rx-bitbank/execution';

/** A row of the ladder: one price, or as many as a group of ticks holds. */
export interface Rung {
  readonly price: number;
  readonly amount: number;
  /** The total amount from the best price to this one. */
  readonly total: number;
  /** `total`, as a share of the deeper side's. */
  readonly share: number;
  /** The remaining amount of own orders. */
  readonly own: number;
}

export interface Ladder {
  /** The rows, best first. */
  readonly asks: readonly Rung[];
  readonly bids: readonly Rung[];
  /** The spread in the quote currency; `null` if a side is empty. */
  readonly spread: number | null;
  /** The spread as a share of the middle. */
  readonly relative: number | null;
}

type Amounts = ReadonlyMap<number, number>;

/** Returns the group of a price in whole ticks, so that no group is cut by the binary fraction of a decimal. */
const groupOf = (price: number, ticks: number, digits: number, side: 'ask' | 'bid'): number => {
  const inTicks = Math.round(price * 10 ** digits);
  const group = side === 'ask' ? Math.ceil(inTicks / ticks) : Math.floor(inTicks / ticks);
  return Number(((group * ticks) / 10 ** digits).toFixed(Math.max(0, digits)));
};

const ownAmounts = (
  orders: Iterable<Order>,
  { pair, priceDigits }: Instrument,
  ticks: number,
  side: 'ask' | 'bid',
): Amounts => {
  const sums = new Map<number, number>();
  for (const order of orders) {
    const rests = order.pair === pair && order.price !== null && order.status !== 'INACTIVE';
    if (!rests || order.side !== (side === 'ask' ? 'sell' : 'buy')) continue;
    const group = groupOf(Number(order.price), ticks, priceDigits, side);
    sums.set(group, (sums.get(group) ?? 0) + Number(order.remainingAmount ?? 0));
  }
  return sums;
};

const rungs = (
  levels: readonly Level[],
  own: Amounts,
  { priceDigits }: Instrument,
  ticks: number,
  rows: number,
  side: 'ask' | 'bid',
): readonly Omit<Rung, 'share'>[] => {
  const groups = new Map<number, number>();
  for (const { price, amount } of levels) {
    const group = ticks === 1 ? price : groupOf(price, ticks, priceDigits, side);
    if (!groups.has(group) && groups.size === rows) break;
    groups.set(group, (groups.get(group) ?? 0) + amount);
  }
  let total = 0;
  return [...groups].map(([price, amount]) => ({
    price,
    amount,
    total: (total += amount),
    own: own.get(price) ?? 0,
  }));
};

/**
 * Makes a book of rows with so many ticks each. A group of the asks is named by its highest price, one of the bids by
 * its lowest.
 */
export const ladderOf = (
  book: Pick<OrderBook, 'asks' | 'bids'>,
  orders: Iterable<Order>,
  instrument: Instrument,
  ticks: number,
  rows: number,
): Ladder => {
  const all = [...orders];
  const side = (name: 'ask' | 'bid'): readonly Omit<Rung, 'share'>[] =>
    rungs(
      name === 'ask' ? book.asks : book.bids,
      ownAmounts(all, instrument, ticks, name),
      instrument,
      ticks,
      rows,
      name,
    );
  const [asks, bids] = [side('ask'), side('bid')];
  const most = Math.max(asks.at(-1)?.total ?? 0, bids.at(-1)?.total ?? 0) || 1;
  const shared = (rung: Omit<Rung, 'share'>): Rung => ({ ...rung, share: rung.total / most });
  const [ask, bid] = [book.asks[0]?.price, book.bids[0]?.price];
  const spread = ask === undefined || bid === undefined ? null : ask - bid;
  return {
    asks: asks.map(shared),
    bids: bids.map(shared),
    spread,
    relative: spread === null ? null : (2 * spread) / ((ask ?? 0) + (bid ?? 0)),
  };
};

/** Returns the possible numbers of ticks in a row: up to a hundredth of the price. */
export const groupingsOf = (price: number | null, { priceDigits }: Instrument): readonly number[] =>
  [1, 5, 10, 50, 100, 500, 1_000, 5_000, 10_000].filter(
    (ticks) => ticks === 1 || (price !== null && ticks * 10 ** -priceDigits <= price / 100),
  );
