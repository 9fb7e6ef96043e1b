import { fromEvent, ignoreElements, tap, type Observable } from 'rxjs';
import { byId } from '../ui/dom';
import { hotkeyOf, type HotkeyAct } from '../panels/hotkeys/keys';
import type { MarketContext } from './context';
import { openDialog, toggleTheme } from './tools';

const isField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  target.closest('input:not([type=radio], [type=checkbox]), select, textarea') !== null;

/** Moves the focus to the first empty field of the ticket, or to its amount. */
const focusTicket = (): void => {
  const fields = ['ticket-triggerPrice', 'ticket-price', 'ticket-amount'].map(
    (id) => document.getElementById(id) as HTMLInputElement | null,
  );
  const target = fields.find((field) => field !== null && field.value === '') ?? fields.at(-1);
  target?.focus();
  target?.select();
};

export const openWatchlist = (): void => {
  byId('watchlist').classList.add('open');
  document.getElementById('watchlist-search')?.focus();
};

/** Shows the tab with the question. In a tab behind another one, nobody would see it. */
const askAll = (): void => document.getElementById('orders-tab')?.click();

const onKey = (act: HotkeyAct, { account, address, settings }: MarketContext): void => {
  switch (act.type) {
    case 'side':
      account?.typed$.next({ side: act.side });
      // It moves immediately, as the ticket draws typed values: the next key may be the first digit, or Escape and
      // another letter.
      return focusTicket();
    case 'order-type':
      account?.typed$.next({ type: act.orderType });
      return focusTicket();
    case 'interval':
      return address.go({ interval: act.interval });
    case 'search':
      return openWatchlist();
    case 'cancel-all':
      if (account !== null) askAll();
      account?.ordersMoves$.next({ type: 'ask-all' });
      return;
    case 'theme':
      return toggleTheme(address);
    case 'language':
      return settings.change({ language: document.documentElement.lang === 'ja' ? 'en' : 'ja' });
    case 'halt':
      return account === null ? undefined : openDialog('halt');
    case 'help':
      return openDialog('hotkeys');
    case 'leave':
      byId('watchlist').classList.remove('open');
      (document.activeElement as HTMLElement | null)?.blur();
  }
};

export const keys$ = (context: MarketContext): Observable<never> =>
  fromEvent<KeyboardEvent>(document, 'keydown').pipe(
    tap((event) => {
      const { key, isComposing, ctrlKey, metaKey, altKey, target } = event;
      const isTyping = isField(target) || document.querySelector('dialog[open]') !== null;
      const act = hotkeyOf({ key, isComposing, ctrlKey, metaKey, altKey, isTyping });
      if (act === null) return;
      // A dialog closes itself, and the browser empties a search field.
      if (act.type !== 'leave') event.preventDefault();
      onKey(act, context);
    }),
    ignoreElements(),
  );
