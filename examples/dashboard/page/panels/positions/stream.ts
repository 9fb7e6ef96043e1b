import { combineLatest, map, startWith, type Observable } from 'rxjs';
import type { Pair, Position, Profit, ProfitSums } from 'rx-bitbank/execution';

export interface ProfitRow {
  readonly name: string;
  readonly quote: string;
  readonly sums: ProfitSums;
}

export interface PositionsShown {
  /** The open positions; `null` if they are not known yet. */
  readonly positions: readonly Position[] | null;
  readonly profits: readonly ProfitRow[];
  /** One total for each quote currency. */
  readonly totals: readonly ProfitRow[];
}

type PairPositions = Readonly<Record<'long' | 'short', Position | null>>;

/** Emits open margin positions, and the gains since the gateway was started. */
export const positions$ = (
  positions$: Observable<ReadonlyMap<Pair, PairPositions>>,
  profit$: Observable<Profit>,
): Observable<PositionsShown> =>
  combineLatest([positions$.pipe(startWith(null)), profit$]).pipe(
    map(([positions, { pairs, totals }]) => ({
      positions:
        positions &&
        ([...positions.values()]
          .flatMap(({ long, short }) => [long, short])
          .filter(
            (position) => position !== null && Number(position.openAmount) !== 0,
          ) as readonly Position[]),
      profits: [...pairs.values()].map((sums) => ({
        name: sums.pair,
        quote: sums.pair.split('_')[1] ?? '',
        sums,
      })),
      totals: [...totals].map(([quote, sums]) => ({ name: quote, quote, sums })),
    })),
  );
