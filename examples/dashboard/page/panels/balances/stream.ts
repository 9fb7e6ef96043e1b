import { combineLatest, map, scan, startWith, type Observable } from 'rxjs';
import type { Instrument, Ticker } from 'rx-bitbank';
import type { AssetBalance } from 'rx-bitbank/execution';

export interface BalanceRow {
  readonly asset: string;
  readonly free: string;
  readonly locked: string;
  /** What it would bring in JPY at the last price; `null`: that is not known. */
  readonly worth: number | null;
}

export interface Balances {
  readonly rows: readonly BalanceRow[];
  /** JPY; `null` where an asset has no known price. */
  readonly worth: number | null;
}

/** What is held, the most valuable first. */
export const balances$ = (
  assets$: Observable<ReadonlyMap<string, AssetBalance>>,
  tickers$: Observable<readonly Pick<Ticker, 'pair' | 'last'>[]>,
): Observable<Balances> => {
  const prices$ = tickers$.pipe(
    scan(
      (known, news) => new Map([...known, ...news.map(({ pair, last }) => [pair, last] as const)]),
      new Map<Instrument['pair'], number | null>(),
    ),
    startWith(new Map<Instrument['pair'], number | null>()),
  );
  return combineLatest([assets$, prices$]).pipe(
    map(([assets, prices]) => {
      const rows = [...assets.values()]
        .filter(({ onhandAmount }) => Number(onhandAmount) !== 0)
        .map(({ asset, freeAmount, lockedAmount, onhandAmount }): BalanceRow => {
          const price = asset === 'jpy' ? 1 : (prices.get(`${asset}_jpy`) ?? null);
          const worth = price === null ? null : price * Number(onhandAmount);
          return { asset, free: freeAmount, locked: lockedAmount, worth };
        })
        .sort((a, b) => (b.worth ?? 0) - (a.worth ?? 0));
      const isKnown = rows.every(({ worth }) => worth !== null);
      return { rows, worth: isKnown ? rows.reduce((sum, { worth }) => sum + (worth ?? 0), 0) : null };
    }),
  );
};
