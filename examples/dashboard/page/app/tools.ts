import { html, nothing, render } from 'lit';
import { combineLatest, ignoreElements, tap, type Observable } from 'rxjs';
import type { Connection, Instrument } from 'rx-bitbank';
import { byId } from '../ui/dom';
import { pairName } from '../ui/format';
import type { Words } from '../words/words';
import type { AddressBar } from './address';
import type { MarketContext } from './context';
import { openWatchlist } from './keys';

export const openDialog = (id: 'halt' | 'hotkeys' | 'settings'): void => {
  const dialog = byId(`${id}-dialog`) as HTMLDialogElement;
  if (!dialog.open) dialog.showModal();
};

export const isDark = (address: AddressBar): boolean => {
  const { theme } = address.current();
  return theme === 'auto' ? matchMedia('(prefers-color-scheme: dark)').matches : theme === 'dark';
};

export const toggleTheme = (address: AddressBar): void =>
  address.go({ theme: isDark(address) ? 'light' : 'dark' });

const toolsView = (words: Words, { address, settings, account }: MarketContext): unknown => html`
  ${
    account === null
      ? nothing
      : html`<button type="button" class="danger" @click=${() => openDialog('halt')}>${words.halt}…</button>`
  }
  <button
    type="button"
    lang=${document.documentElement.lang === 'ja' ? 'en' : 'ja'}
    @click=${() => settings.change({ language: document.documentElement.lang === 'ja' ? 'en' : 'ja' })}
  >
    ${document.documentElement.lang === 'ja' ? 'English' : '日本語'}
  </button>
  <button type="button" aria-label=${words.theme} title=${words.theme} @click=${() => toggleTheme(address)}>
    ◐
  </button>
  <button
    type="button"
    aria-label=${words.hotkeys}
    title=${words.hotkeys}
    @click=${() => openDialog('hotkeys')}
  >
    ?
  </button>
  <button
    type="button"
    aria-label=${words.settings}
    title=${words.settings}
    @click=${() => openDialog('settings')}
  >
    ⚙
  </button>
`;

const connectionView = (connection: Connection, words: Words): unknown =>
  html`<span class=${`state-${connection.state}`}>${words.connection(connection)}</span>`;

const pairView = (instrument: Instrument): unknown =>
  html`${pairName(instrument.pair)}<span aria-hidden="true"> ▾</span>`;

/** Runs the head of the page: the pair, the link to the venue, and everything that concerns the whole page. */
export const tools$ = (context: MarketContext): Observable<never> => {
  const { words$, instrument$, data } = context;
  byId('pair').onclick = openWatchlist;
  return combineLatest([instrument$, data.connection$, words$]).pipe(
    tap(([instrument, connection, words]) => {
      byId('connection').setAttribute('aria-label', words.link);
      render(pairView(instrument), byId('pair'));
      render(connectionView(connection, words), byId('connection'));
      render(toolsView(words, context), byId('tools'));
    }),
    ignoreElements(),
  );
};
