import { exhaustMap, shareReplay, timer, type Observable } from 'rxjs';
import type { Ticker } from 'rx-bitbank';
import { latest, type Latest } from '../ui/latest';

/** The interval at which all tickers are read, ms: one request for all pairs, instead of 62 joined and seeded rooms. */
const tickersInterval = 5_000;

/** Emits every ticker, again and again. The next read waits for the previous one. */
export const tickers$ = (read: () => Observable<readonly Ticker[]>): Observable<Latest<readonly Ticker[]>> =>
  latest(timer(0, tickersInterval).pipe(exhaustMap(read))).pipe(
    shareReplay({ bufferSize: 1, refCount: true }),
  );
