import { BehaviorSubject, distinctUntilChanged, fromEvent, map, merge, tap, type Observable } from 'rxjs';
import { candleTypes, type CandleType } from 'rx-bitbank';
import type { SettingsStore } from './settings';

export const themes = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

/** The shown pair and interval in the page's address, which can be kept and shared, and Back goes back. */
export interface Address {
  readonly pair: string;
  readonly interval: CandleType;
  readonly theme: Theme;
}

const oneOf = <T extends string>(known: readonly T[], word: string | null): T | null =>
  known.find((each) => each === word) ?? null;

export const addressOf = (
  hash: string,
  otherwise: { readonly pair: string; readonly interval: string; readonly theme: string },
): Address => {
  const said = new URLSearchParams(hash.replace(/^#/, ''));
  const pair = said.get('pair');
  return {
    pair: pair !== null && /^[a-z0-9]+_[a-z0-9]+$/.test(pair) ? pair : otherwise.pair,
    interval: oneOf(candleTypes, said.get('interval')) ?? oneOf(candleTypes, otherwise.interval) ?? '1min',
    theme: oneOf(themes, said.get('theme')) ?? oneOf(themes, otherwise.theme) ?? 'auto',
  };
};

export const hashOf = ({ pair, interval, theme }: Address): string =>
  `#${new URLSearchParams({ pair, interval, theme }).toString()}`;

export interface AddressBar {
  readonly pair$: Observable<string>;
  readonly interval$: Observable<CandleType>;
  readonly theme$: Observable<Theme>;
  readonly current: () => Address;
  readonly go: (changes: Partial<Address>) => void;
  /** Follows Back and Forward, while it is subscribed to. */
  readonly follow$: Observable<unknown>;
}

export const createAddressBar = (settings: SettingsStore): AddressBar => {
  const address$ = new BehaviorSubject(addressOf(location.hash, settings.current()));
  history.replaceState(null, '', hashOf(address$.value));
  const take = (address: Address): void => {
    settings.change(address);
    address$.next(address);
  };
  const one$ = <K extends keyof Address>(name: K): Observable<Address[K]> =>
    address$.pipe(
      map((address) => address[name]),
      distinctUntilChanged(),
    );
  return {
    pair$: one$('pair'),
    interval$: one$('interval'),
    theme$: one$('theme'),
    current: () => address$.value,
    go: (changes) => {
      const next = { ...address$.value, ...changes };
      const hash = hashOf(next);
      if (hash === location.hash) return;
      // A theme is not a place to go back to.
      if (changes.theme === undefined) history.pushState(null, '', hash);
      else history.replaceState(null, '', hash);
      take(next);
    },
    follow$: merge(fromEvent(window, 'popstate'), fromEvent(window, 'hashchange')).pipe(
      tap(() => take({ ...addressOf(location.hash, settings.current()), theme: address$.value.theme })),
      tap(() => history.replaceState(null, '', hashOf(address$.value))),
    ),
  };
};
