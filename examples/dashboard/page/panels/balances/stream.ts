import { combineLatest, map, type Observable } from 'rxjs';
import type { Ticker } from 'rx-bitbank';
import type { AssetBalance } from 'rx-bitbank/execution';
import { inJpy, prices$ } from '../../ui/prices';

export interface BalanceRow {
  readonly asset: string;
  readonly free: string;
  readonly locked: string;
  /** The worth in JPY at the last price; `null` if it is not known. */
  readonly worth: number | null;
}

export interface Balances {
  readonly rows: readonly BalanceRow[];
  /** The total in JPY; `null` if an asset has no known price. */
  readonly worth: number | null;
}

/** Emits the holdings, the most valuable first. */
export const balances$ = (
  assets$: Observable<ReadonlyMap<string, AssetBalance>>,
  tickers$: Observable<readonly Pick<Ticker, 'pair' | 'last'>[]>,
): Observable<Balances> =>
  combineLatest([assets$, prices$(tickers$)]).pipe(
    map(([assets, prices]) => {
      const rows = [...assets.values()]
        .filter(({ onhandAmount }) => Number(onhandAmount) !== 0)
        .map(({ asset, freeAmount, lockedAmount, onhandAmount }): BalanceRow => {
          const price = inJpy(asset, prices);
          const worth = price === null ? null : price * Number(onhandAmount);
          return { asset, free: freeAmount, locked: lockedAmount, worth };
        })
        .sort((a, b) => (b.worth ?? 0) - (a.worth ?? 0));
      const isKnown = rows.every(({ worth }) => worth !== null);
      return { rows, worth: isKnown ? rows.reduce((sum, { worth }) => sum + (worth ?? 0), 0) : null };
    }),
  );
