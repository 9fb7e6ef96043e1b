import {
  BehaviorSubject,
  defer,
  endWith,
  filter,
  map,
  merge,
  type MonoTypeOperatorFunction,
  type Observable,
  raceWith,
  take,
  timer,
} from 'rxjs';
import type { OrderBook } from '../../model/order-book';
import type { Pair } from '../../model/pair';
import type { Tradable } from '../../model/venue-status';
import type { Clock } from '../../operators/clock';
import type { GuardMarket } from './options';

/** The known state of a pair's market. A field is `null` if it is not known, or no longer. */
export interface MarketView {
  readonly book: OrderBook | null;
  /** The elapsed time in ms of the last book. */
  readonly receivedAt: number;
  readonly tradable: Tradable | null;
}

/** Follows the markets of pairs, each from its first use on, so that later orders need not wait for it. */
export interface Markets {
  latest(pair: Pair): MarketView;
  /** Emits once book and tradability are known, or after the longest wait. */
  known(pair: Pair): Observable<unknown>;
}

export const unknownMarket: MarketView = { book: null, receivedAt: -Infinity, tradable: null };

export const createMarkets = (
  source: GuardMarket,
  clock: Clock,
  leaps$: Observable<unknown>,
  /** The longest time to wait for a market, ms. */
  longestWait: number,
  untilClosed: MonoTypeOperatorFunction<Partial<MarketView>>,
): Markets => {
  const followed = new Map<Pair, BehaviorSubject<MarketView>>();

  // After a leap of the clock the age of a book is not known. It counts as too old until the next book.
  leaps$.subscribe(() => {
    for (const market of followed.values()) market.next({ ...market.value, receivedAt: -Infinity });
  });

  const news = (pair: Pair): Observable<Partial<MarketView>> =>
    merge(
      source.book$(pair).pipe(
        map((book) => ({ book, receivedAt: clock.elapsed() })),
        endWith({ book: null }),
      ),
      source.tradable$(pair).pipe(
        map((tradable) => ({ tradable })),
        endWith({ tradable: null }),
      ),
    );

  /** Follows a feed. A feed that has ended is forgotten, so that the next order subscribes again. */
  const follow = (pair: Pair): BehaviorSubject<MarketView> => {
    const market = followed.get(pair) ?? new BehaviorSubject(unknownMarket);
    if (followed.has(pair)) return market;
    followed.set(pair, market);
    const end = (): void => {
      followed.delete(pair);
      market.next(unknownMarket);
      market.complete();
    };
    defer(() => news(pair))
      .pipe(untilClosed)
      .subscribe({
        next: (update) => market.next({ ...market.value, ...update }),
        error: end,
        complete: end,
      });
    return market;
  };

  return {
    latest: (pair) => followed.get(pair)?.value ?? unknownMarket,
    known: (pair) =>
      defer(() =>
        follow(pair).pipe(
          filter(({ book, tradable }) => book !== null && tradable !== null),
          endWith(unknownMarket),
          raceWith(timer(longestWait, clock)),
          take(1),
        ),
      ),
  };
};
