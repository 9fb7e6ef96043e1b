import type { Side } from '../../model/pair';
import type { BookSide, RestingLevel, LiveOrder } from './state';
import type { Lots, Ticks } from './units';

export const createBookSide = (side: Side): BookSide => ({ side, levels: [], total: 0n });

/** True if an order of `side` at `price` comes before one at `other`. */
const isBetter = (side: Side, price: Ticks, other: Ticks): boolean =>
  side === 'buy' ? price > other : price < other;

/** True if a taker on `side` with this limit accepts a maker's price. */
export const accepts = (side: Side, limit: Ticks, price: Ticks): boolean =>
  side === 'buy' ? price <= limit : price >= limit;

export const bestLevel = (book: BookSide): RestingLevel | undefined => book.levels[book.levels.length - 1];

/** Returns the index of the level at `price`, or the index at which it belongs. */
const placeOf = ({ side, levels }: BookSide, price: Ticks): number => {
  let low = 0;
  let high = levels.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isBetter(side, price, (levels[middle] as RestingLevel).price)) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** Adds a resting order behind those of its price; returns its level. */
export const addToBook = (book: BookSide, order: LiveOrder, price: Ticks): RestingLevel => {
  const place = placeOf(book, price);
  let level = book.levels[place];
  if (level?.price !== price) {
    level = { side: book.side, price, total: 0n, first: null, last: null, changed: false };
    if (place === book.levels.length) book.levels.push(level);
    else book.levels.splice(place, 0, level);
  }
  order.level = level;
  order.previous = level.last;
  order.next = null;
  if (level.last === null) level.first = order;
  else level.last.next = order;
  level.last = order;
  level.total += order.remaining;
  book.total += order.remaining;
  return level;
};

/** Takes `amount` away from a resting order. An order without a remaining amount leaves the book. */
export const takeFromBook = (book: BookSide, order: LiveOrder, amount: Lots): RestingLevel => {
  const level = order.level as RestingLevel;
  level.total -= amount;
  book.total -= amount;
  if (amount !== order.remaining) return level;
  if (order.previous === null) level.first = order.next;
  else order.previous.next = order.next;
  if (order.next === null) level.last = order.previous;
  else order.next.previous = order.previous;
  order.level = null;
  order.previous = null;
  order.next = null;
  if (level.first === null) {
    if (bestLevel(book) === level) book.levels.pop();
    else book.levels.splice(placeOf(book, level.price), 1);
  }
  return level;
};
