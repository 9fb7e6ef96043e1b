import { combineLatest, map, merge, scan, startWith, type Observable } from 'rxjs';
import type { DataClient, Quote, Ticker, Trade } from 'rx-bitbank';

/** The state of a pair on the screen. */
export interface PairState {
  readonly pair: string;
  readonly ticker: Ticker | null;
  readonly quote: Quote | null;
  /** The last traded prices, oldest first. */
  readonly prices: readonly number[];
}

const remembered = 24;

type Change = { readonly ticker: Ticker } | { readonly quote: Quote } | { readonly trade: Trade };

const apply = (state: PairState, change: Change): PairState =>
  'trade' in change
    ? { ...state, prices: [...state.prices, change.trade.price].slice(-remembered) }
    : { ...state, ...change };

const pair$ = (data: DataClient, pair: string): Observable<PairState> => {
  const start: PairState = { pair, ticker: null, quote: null, prices: [] };
  return merge(
    data.ticker$(pair).pipe(map((ticker): Change => ({ ticker }))),
    data.quotes$(pair).pipe(map((quote): Change => ({ quote }))),
    data.trades$(pair).pipe(map((trade): Change => ({ trade }))),
  ).pipe(scan(apply, start), startWith(start));
};

/** Feed: emits the state of all pairs after every change of any. */
export const market$ = (data: DataClient, pairs: readonly string[]): Observable<readonly PairState[]> =>
  combineLatest(pairs.map((pair) => pair$(data, pair)));
