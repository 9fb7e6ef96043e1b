import {
  animationFrameScheduler,
  bufferTime,
  catchError,
  concatAll,
  EMPTY,
  filter,
  map,
  merge,
  switchMap,
  tap,
  type Observable,
} from 'rxjs';
import type { Instrument, Trade } from 'rx-bitbank';
import { exactlyOnce } from 'rx-bitbank/operators';
import type { PageContext } from './context';
import { byId, element, row } from './dom';
import { amount, price, time } from './format';

const length = 40;

const tradeRow = (trade: Trade, instrument: Instrument): HTMLElement =>
  row(
    time(trade.timestamp),
    element('span', trade.side, price(trade.price, instrument)),
    amount(trade.amount, instrument),
  );

/** The last trades of REST to begin with, then those of the stream. */
const trades$ = ({ data }: PageContext, pair: string): Observable<Trade> =>
  merge(
    data.rest.transactions({ pair }).pipe(
      concatAll(),
      catchError(() => EMPTY),
    ),
    data.trades$(pair),
  ).pipe(exactlyOnce({ key: ({ id }) => id }));

export const tape$ = (context: PageContext): Observable<unknown> => {
  const rows = byId('trades');
  return context.instrument$.pipe(
    tap(() => rows.replaceChildren()),
    switchMap((instrument) =>
      trades$(context, instrument.pair).pipe(
        bufferTime(100, animationFrameScheduler),
        filter((trades) => trades.length > 0),
        map((trades) => {
          const newest = trades.slice(-length).reverse();
          rows.prepend(...newest.map((trade) => tradeRow(trade, instrument)));
          while (rows.childElementCount > length) rows.lastElementChild?.remove();
        }),
      ),
    ),
  );
};
