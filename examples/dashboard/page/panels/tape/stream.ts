import { catchError, concatAll, EMPTY, merge, scan, startWith, type Observable } from 'rxjs';
import type { Instrument, Trade } from 'rx-bitbank';
import { exactlyOnce } from 'rx-bitbank/operators';
import { map } from 'rxjs';
import { latestOfEach, type Latest } from '../../ui/latest';

export interface Tape {
  readonly instrument: Instrument;
  /** The trades, newest first. */
  readonly trades: readonly Trade[];
}

export const tapeLength = 60;

/** Emits the last trades of REST at the beginning, then those of the stream, each once. */
export const tape$ = (
  instrument$: Observable<Instrument>,
  read: (pair: string) => Observable<readonly Trade[]>,
  feed: (pair: string) => Observable<Trade>,
): Observable<Latest<Tape>> =>
  latestOfEach(instrument$, (instrument) =>
    merge(
      read(instrument.pair).pipe(
        concatAll(),
        catchError(() => EMPTY),
      ),
      feed(instrument.pair),
    ).pipe(
      exactlyOnce({ key: ({ id }) => id }),
      scan<Trade, readonly Trade[]>(
        (known, trade) => [trade, ...known].sort((a, b) => b.id - a.id).slice(0, tapeLength),
        [],
      ),
      startWith<readonly Trade[]>([]),
      map((trades) => ({ instrument, trades })),
    ),
  );
