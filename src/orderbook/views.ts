import type { OrderBook } from '../model/order-book';
import type { Quote } from '../model/quote';
import type { Book } from './kept-book';
import { bestOf, topOf } from './side';

/**
 * Returns a function from each successive book to an observer's view of it, the best `depth` levels per side. The function
 * keeps the last view, so that a top that did not change is the same array again.
 */
export const viewOfBooks = (depth: number): ((book: Book) => OrderBook) => {
  let lastBook: Pick<Book, 'bids' | 'asks'> = { bids: [], asks: [] };
  let last: Pick<OrderBook, 'bids' | 'asks'> = { bids: [], asks: [] };
  return (book) => {
    const view = {
      pair: book.pair,
      bids: book.bids === lastBook.bids ? last.bids : topOf(book.bids, depth, last.bids),
      asks: book.asks === lastBook.asks ? last.asks : topOf(book.asks, depth, last.asks),
      sequence: book.sequence,
      timestamp: book.timestamp,
      crossed: book.crossed,
      stale: book.stale,
      outside: book.outside,
    };
    lastBook = book;
    last = view;
    return view;
  };
};

export const quoteOf = ({ pair, bids, asks, timestamp }: Book): Quote => {
  const bid = bestOf(bids);
  const ask = bestOf(asks);
  return {
    pair,
    bid: bid?.price ?? null,
    bidAmount: bid?.amount ?? null,
    ask: ask?.price ?? null,
    askAmount: ask?.amount ?? null,
    timestamp,
  };
};

/** True if two quotes have the same prices and amounts, at whatever time. */
export const sameQuote = (a: Quote, b: Quote): boolean =>
  a.bid === b.bid && a.bidAmount === b.bidAmount && a.ask === b.ask && a.askAmount === b.askAmount;
