import { exhaustMap, shareReplay, timer, type Observable } from 'rxjs';
import type { Ticker } from 'rx-bitbank';
import { told, type Told } from '../ui/told';

/** How often all tickers are read, ms: one request for all pairs, where 62 rooms would be joined and seeded. */
const tickersInterval = 5_000;

/** Every ticker, again and again: the next read waits for the one before. */
export const tickers$ = (read: () => Observable<readonly Ticker[]>): Observable<Told<readonly Ticker[]>> =>
  told(timer(0, tickersInterval).pipe(exhaustMap(read))).pipe(shareReplay({ bufferSize: 1, refCount: true }));
