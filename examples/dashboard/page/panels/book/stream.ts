import { combineLatest, map, scan, startWith, type Observable } from 'rxjs';
import type { Instrument, OrderBook, Side } from 'rx-bitbank';
import type { Order } from 'rx-bitbank/execution';
import { latestOfEach, type Latest } from '../../ui/latest';
import { groupingsOf, ladderOf, type Ladder } from './ladder';

/** The price of the newest trade, and its direction. */
export interface LastPrice {
  readonly price: number | null;
  readonly way: 'up' | 'down' | null;
}

export interface BookShown extends Ladder {
  readonly instrument: Instrument;
  readonly last: LastPrice;
  /** The number of ticks in a row, and the available numbers. */
  readonly ticks: number;
  readonly groupings: readonly number[];
  readonly stale: boolean;
  readonly crossed: boolean;
}

export interface BookSources {
  readonly instrument$: Observable<Instrument>;
  readonly book$: (pair: string) => Observable<OrderBook>;
  /** Emits the prices of trades, as they come. */
  readonly price$: (pair: string) => Observable<number>;
  readonly orders$: Observable<Iterable<Order>>;
  /** Emits the grouping by pair. */
  readonly grouping$: Observable<Readonly<Record<string, number>>>;
  /** Emits the number of rows per side for which the panel has room. */
  readonly rows$: Observable<number>;
}

export const lastPrice$ = (price$: Observable<number>): Observable<LastPrice> =>
  price$.pipe(
    scan<number, LastPrice>(
      (before, price) => ({
        price,
        way:
          before.price === null || before.price === price ? before.way : price > before.price ? 'up' : 'down',
      }),
      { price: null, way: null },
    ),
    startWith<LastPrice>({ price: null, way: null }),
  );

export const book$ = (sources: BookSources): Observable<Latest<BookShown>> =>
  latestOfEach(sources.instrument$, (instrument) =>
    combineLatest([
      sources.book$(instrument.pair),
      lastPrice$(sources.price$(instrument.pair)),
      sources.orders$,
      sources.grouping$,
      sources.rows$,
    ]).pipe(
      map(([book, last, orders, grouping, rows]) => {
        const groupings = groupingsOf(book.asks[0]?.price ?? book.bids[0]?.price ?? null, instrument);
        const wanted = grouping[instrument.pair] ?? 1;
        const ticks = groupings.includes(wanted) ? wanted : 1;
        return {
          ...ladderOf(book, orders, instrument, ticks, rows),
          instrument,
          last,
          ticks,
          groupings,
          stale: book.stale,
          crossed: book.crossed,
        };
      }),
    ),
  );

/** Returns the side of an order that takes the picked level, and everything before it. */
export const sideThatTakes = (side: 'ask' | 'bid'): Side => (side === 'ask' ? 'buy' : 'sell');
