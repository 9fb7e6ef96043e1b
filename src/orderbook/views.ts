import type { OrderBook } from '../model/order-book';
import type { Quote } from '../model/quote';
import { topOf } from './side';

/**
 * A function from each successive book to its best `depth` levels a side. It keeps the last view, so that a top that
 * did not change is the same array again.
 */
export const topOfBooks = (depth: number): ((book: OrderBook) => OrderBook) => {
  let last: Pick<OrderBook, 'bids' | 'asks'> = { bids: [], asks: [] };
  return (book) => {
    const top = {
      pair: book.pair,
      bids: topOf(book.bids, depth, last.bids),
      asks: topOf(book.asks, depth, last.asks),
      sequence: book.sequence,
      timestamp: book.timestamp,
      crossed: book.crossed,
      stale: book.stale,
      outside: book.outside,
    };
    last = top;
    return top;
  };
};

export const quoteOf = ({ pair, bids, asks, timestamp }: OrderBook): Quote => ({
  pair,
  bid: bids[0]?.price ?? null,
  bidAmount: bids[0]?.amount ?? null,
  ask: asks[0]?.price ?? null,
  askAmount: asks[0]?.amount ?? null,
  timestamp,
});

/** Are two quotes the same top of the book, whenever it was? */
export const sameQuote = (a: Quote, b: Quote): boolean =>
  a.bid === b.bid && a.bidAmount === b.bidAmount && a.ask === b.ask && a.askAmount === b.askAmount;
