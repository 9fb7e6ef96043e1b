import { map, switchMap, tap, type Observable } from 'rxjs';
import type { DataClient, Instrument, Ticker } from 'rx-bitbank';
import type { PageContext } from './context';
import { byId, element } from './dom';
import { amount, number, price } from './format';
import { perFrame } from './per-frame';

const show = (ticker: Ticker, instrument: Instrument): void => {
  const { last, open } = ticker;
  // A pair that never traded has no last price.
  const change = last === null || open === null ? 0 : ((last - open) / open) * 100;
  const entries: readonly (readonly [string, string, string?])[] = [
    ['Last', price(ticker.last, instrument), change < 0 ? 'sell' : 'buy'],
    ['24 h', `${change < 0 ? '' : '+'}${number(change, 2)} %`, change < 0 ? 'sell' : 'buy'],
    ['High', price(ticker.high, instrument)],
    ['Low', price(ticker.low, instrument)],
    ['Volume', `${amount(ticker.volume, instrument)} ${instrument.baseAsset}`],
  ];
  byId('ticker').replaceChildren(
    ...entries.map(([name, value, className]) =>
      element('div', '', element('dt', '', name), element('dd', className, value)),
    ),
  );
};

export const ticker$ = ({ data, instrument$ }: PageContext): Observable<unknown> =>
  instrument$.pipe(
    // The numbers of another pair do not stand under this one's name.
    tap(() => byId('ticker').replaceChildren()),
    switchMap((instrument) =>
      data.ticker$(instrument.pair).pipe(
        perFrame(),
        map((ticker) => show(ticker, instrument)),
      ),
    ),
  );

/** The link to the venue, in a word that is also spoken. */
export const connection$ = (data: DataClient): Observable<unknown> =>
  data.connection$.pipe(
    map(({ state, attempt, cause }) => {
      const status = byId('connection');
      const again = attempt > 0 ? `, attempt ${attempt}` : '';
      const because = cause === null ? '' : `: ${cause}`;
      status.className = `state-${state}`;
      status.textContent = state === 'open' ? 'connected' : `${state}${again}${because}`;
    }),
  );
