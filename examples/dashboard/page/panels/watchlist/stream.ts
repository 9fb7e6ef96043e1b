import { combineLatest, map, scan, startWith, type Observable } from 'rxjs';
import type { Instrument, Ticker } from 'rx-bitbank';
import { pairName } from '../../ui/format';
import { changeOf } from '../ticker/stream';

export interface WatchRow {
  readonly instrument: Instrument;
  readonly last: number | null;
  readonly change: number | null;
}

export interface Watchlist {
  readonly rows: readonly WatchRow[];
  readonly selected: string;
  readonly query: string;
  /** Every pair, whatever the search is. */
  readonly pairs: readonly string[];
}

const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');

/**
 * True if a search finds the pair: `btcjp`, `BTC/JPY` and `btc jpy` all find btc_jpy, and so do full-width letters.
 * Other letters find nothing.
 */
export const isFound = (pair: string, query: string): boolean =>
  query.trim() === '' || (plain(query) !== '' && plain(pairName(pair)).includes(plain(query)));

/** Returns the pair that Enter opens; none without a search. */
export const firstFound = (pairs: readonly string[], query: string): string | undefined =>
  query.trim() === '' ? undefined : pairs.find((pair) => isFound(pair, query));

/**
 * Emits every pair with its price and the change of the day: those of REST, and those of the ticker of the pair on the
 * screen.
 */
export const watchlist$ = (sources: {
  readonly instruments$: Observable<readonly Instrument[]>;
  readonly instrument$: Observable<Instrument>;
  readonly tickers$: Observable<readonly Ticker[]>;
  readonly query$: Observable<string>;
}): Observable<Watchlist> => {
  const tickers$ = sources.tickers$.pipe(
    scan(
      (known, news) => new Map([...known, ...news.map((ticker) => [ticker.pair, ticker] as const)]),
      new Map<string, Ticker>(),
    ),
    startWith(new Map<string, Ticker>()),
  );
  return combineLatest([sources.instruments$, sources.instrument$, tickers$, sources.query$]).pipe(
    map(([instruments, selected, tickers, query]) => ({
      rows: (instruments.length === 0 ? [selected] : instruments)
        .filter(({ pair }) => isFound(pair, query))
        .map((instrument) => {
          const ticker = tickers.get(instrument.pair);
          return {
            instrument,
            last: ticker?.last ?? null,
            change: ticker === undefined ? null : changeOf(ticker),
          };
        }),
      selected: selected.pair,
      query,
      pairs: instruments.map(({ pair }) => pair),
    })),
  );
};
