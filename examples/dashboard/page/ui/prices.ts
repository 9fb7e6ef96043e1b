import { map, scan, startWith, type Observable } from 'rxjs';
import type { Ticker } from 'rx-bitbank';

/** The last prices by pair. */
export type Prices = ReadonlyMap<string, number | null>;

const noPrices: Prices = new Map();

/** Emits the last prices, as far as they are known; current value first. */
export const prices$ = (tickers$: Observable<readonly Pick<Ticker, 'pair' | 'last'>[]>): Observable<Prices> =>
  tickers$.pipe(
    map((tickers) => tickers.map(({ pair, last }) => [pair, last] as const)),
    scan((known, news) => new Map([...known, ...news]), noPrices),
    startWith(noPrices),
  );

/** Returns the worth of one unit of the asset in JPY at the last price; `null` if it is not known. */
export const inJpy = (asset: string, prices: Prices): number | null =>
  asset === 'jpy' ? 1 : (prices.get(`${asset}_jpy`) ?? null);
