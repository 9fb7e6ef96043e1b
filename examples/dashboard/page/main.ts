import {
  BehaviorSubject,
  defer,
  EMPTY,
  filter,
  finalize,
  fromEvent,
  merge,
  shareReplay,
  Subject,
  switchMap,
  tap,
  type Observable,
} from 'rxjs';
import { createDataClient, streamTransport, type Instrument } from 'rx-bitbank';
import type { PageConfig } from '../gateway/messages';
import { remoteTrading, socketPort } from 'rx-bitbank/trading';
import { account$ } from './account';
import { book$ } from './book';
import { candles$, depth$ } from './charts';
import type { AccountContext, PageContext } from './context';
import { diagnostics$ } from './diagnostics';
import { byId, element } from './dom';
import { pairName } from './format';
import { config$, isGone$, tradingUrl } from './gateway';
import { aged, inPanel } from './panel';
import { createPlug } from './plug';
import { tape$ } from './tape';
import { connection$, ticker$ } from './ticker';
import { ticket$ } from './ticket';

const toggleTheme$ = fromEvent(byId('theme'), 'click').pipe(
  tap(() => {
    const root = document.documentElement;
    const dark = root.style.colorScheme
      ? root.style.colorScheme === 'dark'
      : matchMedia('(prefers-color-scheme: dark)').matches;
    root.style.colorScheme = dark ? 'light' : 'dark';
    document.dispatchEvent(new Event('theme'));
  }),
);

/** The pair in the address of the page, so that it can be kept and shared. */
const selectInstrument = (instruments: readonly Instrument[]) => {
  const select = byId('pair') as HTMLSelectElement;
  select.replaceChildren(
    ...instruments.map(({ pair, stopped }) => {
      const option = element('option', '', `${pairName(pair)}${stopped.order ? ' (suspended)' : ''}`);
      option.setAttribute('value', pair);
      return option;
    }),
  );
  const known = (pair: string): Instrument | undefined =>
    instruments.find((instrument) => instrument.pair === pair);
  const instrument$ = new BehaviorSubject(
    known(location.hash.slice(1)) ?? known('btc_jpy') ?? instruments[0],
  );
  select.value = instrument$.value?.pair ?? '';
  select.onchange = () => {
    location.hash = select.value;
    instrument$.next(known(select.value));
  };
  return instrument$.pipe(
    filter((instrument) => instrument !== undefined),
    shareReplay(1),
  );
};

/** A book that is silent for so long is not live, ms. */
const bookSilence = 20_000;

/** The parts of the screen, on one run of the gateway: its exchange, its account. */
const screen$ = ({ urls, token }: PageConfig): Observable<unknown> =>
  defer(() => {
    document.body.classList.toggle('watching', token === null);
    const plug = createPlug();
    const data = createDataClient({
      ...urls,
      transport: plug.through(streamTransport({ streamUrl: urls?.streamUrl ?? 'wss://stream.bitbank.cc' })),
      linger: 2_000,
    });
    const exec = token === null ? null : remoteTrading(socketPort(tradingUrl(token)));
    const pickedPrice$ = new Subject<number>();
    const partsOf = (instruments: readonly Instrument[]): Observable<unknown> => {
      const context: PageContext = {
        data,
        instrument$: selectInstrument(instruments),
        pickPrice: (price) => pickedPrice$.next(price),
      };
      const book = (pair: string): readonly string[] => [`depth_whole_${pair}`, `depth_diff_${pair}`];
      const trades = (pair: string): readonly string[] => [`transactions_${pair}`];
      const market$ = merge(
        inPanel('ticker', ticker$(context)),
        aged('ticker', context, (pair) => [`ticker_${pair}`], Infinity),
        inPanel('book', book$(context)),
        aged('book', context, book, bookSilence),
        inPanel('tape', tape$(context)),
        aged('tape', context, trades, Infinity),
        inPanel('chart', candles$(context)),
        aged('chart', context, trades, Infinity),
        inPanel('depth', depth$(context)),
        aged('depth', context, book, bookSilence),
      );
      if (exec === null) return market$;
      const account: AccountContext = { ...context, exec, placed$: new Subject() };
      return merge(market$, account$(account), inPanel('ticket', ticket$(account, pickedPrice$)));
    };
    return merge(
      plug.button$,
      connection$(data),
      diagnostics$(merge(data.diagnostics$, exec?.diagnostics$ ?? EMPTY)),
      inPanel('venue', data.rest.instruments().pipe(switchMap(partsOf))),
    ).pipe(
      finalize(() => {
        void data.close();
        void exec?.close();
      }),
    );
  });

const gone$ = isGone$.pipe(
  tap((isGone) => {
    const note = byId('gateway');
    note.hidden = !isGone;
    note.textContent = isGone ? 'The gateway does not answer; it is tried again.' : '';
  }),
);

merge(toggleTheme$, gone$, config$.pipe(switchMap(screen$))).subscribe();
