import {
  BehaviorSubject,
  EMPTY,
  filter,
  firstValueFrom,
  fromEvent,
  merge,
  shareReplay,
  Subject,
  tap,
} from 'rxjs';
import { createDataClient, streamTransport, type Instrument } from 'rx-bitbank';
import type { PageConfig } from '../gateway/messages';
import { account$, accountDiagnostics$ } from './account';
import { book$ } from './book';
import { candles$, depth$ } from './charts';
import type { PageContext } from './context';
import { diagnostics$ } from './diagnostics';
import { byId, element } from './dom';
import { pairName } from './format';
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
  select.append(
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

const start = async (): Promise<void> => {
  const { urls } = (await (await fetch('/config.json')).json()) as PageConfig;
  document.body.classList.toggle('watching', urls === null);
  const plug = createPlug();
  const data = createDataClient({
    ...urls,
    transport: plug.through(streamTransport({ streamUrl: urls?.streamUrl ?? 'wss://stream.bitbank.cc' })),
    linger: 2_000,
  });
  const pickedPrice$ = new Subject<number>();
  const context: PageContext = {
    data,
    instrument$: selectInstrument(await firstValueFrom(data.rest.instruments())),
    pickPrice: (price) => pickedPrice$.next(price),
  };
  const simulated = urls !== null;
  merge(
    toggleTheme$,
    plug.button$,
    ticker$(context),
    connection$(context),
    book$(context),
    tape$(context),
    candles$(context),
    depth$(context),
    diagnostics$(context, simulated ? accountDiagnostics$() : EMPTY),
    simulated ? merge(account$(), ticket$(context, pickedPrice$)) : EMPTY,
  ).subscribe();
};

void start();
