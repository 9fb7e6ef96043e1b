import {
  animationFrameScheduler,
  auditTime,
  BehaviorSubject,
  filter,
  map,
  merge,
  of,
  retry,
  Subject,
  switchMap,
  tap,
  type Observable,
} from 'rxjs';
import type { Order } from 'rx-bitbank/execution';
import { age$, bookRooms, bookSilence, tickerRooms, tradeRooms, type Age } from '../ui/age';
import { byId } from '../ui/dom';
import { pairName, price } from '../ui/format';
import { panel } from '../ui/panel';
import { rowsOf } from '../ui/sized';
import { again, known, latest, latestValues, withProblemsOf } from '../ui/latest';
import { book$ } from '../panels/book/stream';
import { bookView, groupingView } from '../panels/book/view';
import { chartPanel } from '../panels/chart';
import { depth$ } from '../panels/depth/stream';
import { depthView } from '../panels/depth/view';
import { tape$ } from '../panels/tape/stream';
import { tapeView } from '../panels/tape/view';
import { ticker$ } from '../panels/ticker/stream';
import { tickerView } from '../panels/ticker/view';
import { watchlist$ } from '../panels/watchlist/stream';
import { watchlistView } from '../panels/watchlist/view';
import type { MarketContext } from './context';

/** Runs the panels that need no account. */
export const market$ = (context: MarketContext): Observable<unknown> => {
  const { data, instruments$, instrument$, words$, settings, address, picked$, account } = context;
  const agedBy = (roomsOf: (pair: string) => readonly string[], mostSilence?: number): Observable<Age> =>
    age$({ instrument$, rooms$: data.rooms$, connection$: data.connection$ }, roomsOf, mostSilence);
  const query$ = new BehaviorSubject('');
  const pointer$ = new BehaviorSubject<number | null>(null);
  const ownTicker$ = instrument$.pipe(
    switchMap(({ pair }) => data.ticker$(pair).pipe(retry({ delay: again }))),
  );
  const bookActions = {
    pick: (level: Parameters<typeof picked$.next>[0]) => picked$.next(level),
    group: (pair: string, ticks: number) =>
      settings.change({ grouping: { ...settings.current().grouping, [pair]: ticks } }),
  };
  const noOrders: readonly Order[] = [];
  return merge(
    panel({
      id: 'ticker',
      title: (words) => words.ticker,
      latest$: ticker$(instrument$, (pair) => data.ticker$(pair)),
      view: tickerView,
      age$: agedBy(tickerRooms),
      words$,
    }),
    panel({
      id: 'watchlist',
      title: (words) => words.pairs,
      latest$: withProblemsOf(
        latest(
          watchlist$({
            instruments$,
            instrument$,
            query$,
            tickers$: merge(latestValues(context.tickers$), ownTicker$.pipe(map((ticker) => [ticker]))),
          }),
        ),
        context.tickers$,
      ),
      view: watchlistView({
        search: (query) => query$.next(query),
        select: (pair) => {
          query$.next('');
          byId('watchlist').classList.remove('open');
          address.go({ pair });
        },
      }),
      words$,
    }),
    panel({
      id: 'book',
      title: (words) => words.book,
      aside: groupingView(bookActions),
      latest$: book$({
        instrument$,
        // A frame of the screen shows one book, however many come meanwhile.
        book$: (pair) => data.book$(pair).pipe(auditTime(0, animationFrameScheduler)),
        price$: (pair) =>
          merge(
            data.ticker$(pair).pipe(
              map(({ last }) => last),
              filter((last) => last !== null),
            ),
            data.trades$(pair).pipe(map((trade) => trade.price)),
          ),
        orders$: account === null ? of(noOrders) : account.orders$,
        grouping$: settings.one$('grouping'),
        rows$: rowsOf(byId('book'), 20),
      }),
      view: bookView(bookActions),
      age$: agedBy(bookRooms, bookSilence),
      words$,
    }),
    panel({
      id: 'tape',
      title: (words) => words.trades,
      latest$: tape$(
        instrument$,
        (pair) => data.rest.transactions({ pair }),
        (pair) => data.trades$(pair),
      ),
      view: tapeView,
      age$: agedBy(tradeRooms),
      words$,
    }),
    panel({
      id: 'depth',
      title: (words) => words.depth,
      latest$: depth$(instrument$, (pair) => data.book$(pair).pipe(auditTime(250)), pointer$),
      view: depthView((at) => pointer$.next(at)),
      age$: agedBy(bookRooms, bookSilence),
      words$,
    }),
    chartPanel(context),
  );
};

/** Shows the price in the title of the page, where it is visible among other tabs. */
export const title$ = ({ data, instrument$ }: MarketContext): Observable<unknown> =>
  instrument$.pipe(
    switchMap((instrument) =>
      known(data.ticker$(instrument.pair)).pipe(
        map((ticker) =>
          ticker === null
            ? pairName(instrument.pair)
            : `${price(ticker.last, instrument)} ${pairName(instrument.pair)}`,
        ),
      ),
    ),
    tap((text) => {
      document.title = `${text} – rx-bitbank`;
    }),
  );

export const createPicked = (): MarketContext['picked$'] => new Subject();
