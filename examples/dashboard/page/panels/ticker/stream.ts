import { map, type Observable } from 'rxjs';
import type { Instrument, Ticker } from 'rx-bitbank';
import { latestOfEach, type Latest } from '../../ui/latest';

export interface TickerShown {
  readonly instrument: Instrument;
  readonly ticker: Ticker;
  /** The change as a share of the price a day ago; `null` if it never traded. */
  readonly change: number | null;
}

export const changeOf = ({ last, open }: Pick<Ticker, 'last' | 'open'>): number | null =>
  last === null || open === null || open === 0 ? null : (last - open) / open;

export const ticker$ = (
  instrument$: Observable<Instrument>,
  feed: (pair: string) => Observable<Ticker>,
): Observable<Latest<TickerShown>> =>
  latestOfEach(instrument$, (instrument) =>
    feed(instrument.pair).pipe(map((ticker) => ({ instrument, ticker, change: changeOf(ticker) }))),
  );
