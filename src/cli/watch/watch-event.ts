import { map, merge, type Observable } from 'rxjs';
import type { DataClient } from '../../data/client';
import type { Candle, CandleType } from '../../model/candle';
import type { OrderBook } from '../../model/order-book';
import type { Pair } from '../../model/pair';
import type { Quote } from '../../model/quote';
import type { Ticker } from '../../model/ticker';
import type { Trade } from '../../model/trade';

/** The feeds that can be watched. */
export const watchFeeds = ['ticker', 'trades', 'book', 'quotes', 'candles'] as const;

export type WatchFeed = (typeof watchFeeds)[number];

export type WatchEvent =
  | { readonly feed: 'ticker'; readonly value: Ticker }
  | { readonly feed: 'trades'; readonly value: Trade }
  | { readonly feed: 'book'; readonly value: OrderBook }
  | { readonly feed: 'quotes'; readonly value: Quote }
  | { readonly feed: 'candles'; readonly value: Candle };

export interface WatchOptions {
  readonly pair: Pair;
  readonly depth: number;
  readonly candleType: CandleType;
  /** The number of closed candles at the beginning. */
  readonly history: number;
}

const feedOf = (data: DataClient, feed: WatchFeed, options: WatchOptions): Observable<WatchEvent> => {
  const { pair, depth, candleType, history } = options;
  switch (feed) {
    case 'ticker':
      return data.ticker$(pair).pipe(map((value) => ({ feed, value })));
    case 'trades':
      return data.trades$(pair).pipe(map((value) => ({ feed, value })));
    case 'book':
      return data.book$(pair, { depth }).pipe(map((value) => ({ feed, value })));
    case 'quotes':
      return data.quotes$(pair).pipe(map((value) => ({ feed, value })));
    case 'candles':
      return data.candles$(pair, candleType, { history }).pipe(map((value) => ({ feed, value })));
  }
};

/** Feed: emits the values of several feeds of a pair, each with the name of its feed. */
export const watchEvents$ = (
  data: DataClient,
  feeds: readonly WatchFeed[],
  options: WatchOptions,
): Observable<WatchEvent> => merge(...feeds.map((feed) => feedOf(data, feed, options)));
