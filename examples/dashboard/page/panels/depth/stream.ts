import { combineLatest, filter, map, type Observable } from 'rxjs';
import type { Instrument, OrderBook } from 'rx-bitbank';
import { latestOfEach, type Latest } from '../../ui/latest';
import { amountUpTo, depthShape, type DepthShape } from './shape';

export interface DepthShown {
  readonly instrument: Instrument;
  readonly shape: DepthShape | null;
  /** The price under the pointer, and the amount between the middle and it. */
  readonly pointed: { readonly at: number; readonly price: number; readonly amount: number } | null;
}

/** Emits the chart of a book, with the values at the pointer, whose place is from 0 to 1. */
export const depth$ = (
  instrument$: Observable<Instrument>,
  book$: (pair: string) => Observable<OrderBook>,
  pointer$: Observable<number | null>,
): Observable<Latest<DepthShown>> =>
  latestOfEach(instrument$, (instrument) =>
    combineLatest([book$(instrument.pair).pipe(filter(({ stale }) => !stale)), pointer$]).pipe(
      map(([book, at]) => {
        const shape = depthShape(book, instrument);
        if (shape === null || at === null) return { instrument, shape, pointed: null };
        const price = shape.from + at * (shape.to - shape.from);
        return { instrument, shape, pointed: { at, price, amount: amountUpTo(book, price) } };
      }),
    ),
  );
