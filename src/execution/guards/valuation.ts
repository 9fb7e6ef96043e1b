import { compareDecimals, decimalOf, maxDecimal, multiplyDecimals, sumDecimals } from '../../model/decimal';
import type { Order } from '../../model/order';
import type { Level } from '../../model/order-book';
import type { Side } from '../../model/pair';
import type { MarketView } from './market';

/** The fields of an order or a request that decide its value. */
export interface Valued {
  readonly side: Order['side'];
  readonly type: Order['type'];
  readonly amount?: string | null | undefined;
  readonly price?: string | null | undefined;
  readonly triggerPrice?: string | null | undefined;
}

/** The best price of the side that an order would execute against, or of the other side if that is empty; `null` if unknown. */
export const bestOpposite = (side: Side, { book }: MarketView): string | null => {
  const [ask, bid] = [book?.asks[0], book?.bids[0]];
  const best = side === 'buy' ? (ask ?? bid) : (bid ?? ask);
  return best === undefined ? null : decimalOf(best.price);
};

/** The last price that an immediately executed amount would reach; `null` if that is beyond the levels. */
export const lastPrice = (levels: readonly Level[], amount: string): string | null => {
  let reached = '0';
  for (const level of levels) {
    reached = sumDecimals([reached, decimalOf(level.amount)]);
    if (compareDecimals(reached, amount) >= 0) return decimalOf(level.price);
  }
  return null;
};

/** The levels that an order of a side executes against, best first. */
export const levelsFor = (side: Side, { book }: MarketView): readonly Level[] =>
  (side === 'buy' ? book?.asks : book?.bids) ?? [];

/**
 * The price at which an order is valued; `null` if it is not known. The value is never less than the order may cost or bring.
 * A limit sell counts at the best bid if that is above its limit, a market buy at the last price that it reaches, and a stop
 * at its trigger. An order of unknown side counts as a buy, which never has the smaller value.
 */
export const valuationPrice = (order: Valued, market: MarketView): string | null => {
  const { side, type, amount, price, triggerPrice } = order;
  const own = greaterPrice(price, triggerPrice);
  if (type === 'market' || type === 'losscut' || own === null)
    return side === 'sell' ? bestOpposite(side, market) : lastPrice(levelsFor('buy', market), amount ?? '0');
  const bid = market.book?.bids[0];
  return type === 'limit' && side === 'sell' && bid !== undefined
    ? maxDecimal(own, decimalOf(bid.price))
    : own;
};

/**
 * The notional of an order at a price, quote currency; `null` if the price is not known. An order that closes a whole position
 * adds nothing to the orders that opened it.
 */
export const notionalAt = (price: string | null, amount: string | null | undefined): string | null => {
  if (amount === null || amount === undefined) return '0';
  return price === null ? null : multiplyDecimals(price, amount);
};

type Price = string | null | undefined;

/** Returns the greater of two prices; `null` if neither is given. */
const greaterPrice = (one: Price, other: Price): string | null => {
  if (!isGiven(one)) return isGiven(other) ? other : null;
  return isGiven(other) ? maxDecimal(one, other) : one;
};

/** False for a price of zero too, which the venue may report for an order without a price. */
const isGiven = (price: Price): price is string =>
  price !== null && price !== undefined && compareDecimals(price, '0') !== 0;
