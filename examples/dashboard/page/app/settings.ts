import { BehaviorSubject, map, distinctUntilChanged, type Observable } from 'rxjs';
import { decimalOf } from '../panels/ticket/form';

/** A person's settings, kept in the browser. */
export interface Settings {
  /** The language; `null`: the browser's. */
  readonly language: 'ja' | 'en' | null;
  /** `true` plays a sound at each fill. */
  readonly sound: boolean;
  /** `true` shows a notice of the system at each fill. */
  readonly notice: boolean;
  /** The amount in JPY above which an order leads to a question, as it was typed. */
  readonly askAbove: string;
  /** The number of ticks in a row of the book, by pair. */
  readonly grouping: Readonly<Record<string, number>>;
  /** Bars of the two moving averages. */
  readonly averages: readonly [number, number];
  /** The last pair, for an address without one. */
  readonly pair: string;
  readonly interval: string;
  readonly theme: string;
}

export const defaultSettings: Settings = {
  language: null,
  sound: false,
  notice: false,
  askAbove: '1,000,000',
  grouping: {},
  averages: [7, 25],
  pair: 'btc_jpy',
  interval: '1min',
  theme: 'auto',
};

const place = 'rx-bitbank-dashboard';

/** Reads the kept settings, as far as they are valid: an older version may have kept something else. */
export const readSettings = (text: string | null): Settings => {
  try {
    const kept = Object(JSON.parse(text ?? '{}')) as Record<string, unknown>;
    const entries = Object.entries(defaultSettings).map(([name, value]) => [
      name,
      isFit(name, kept[name], value) ? kept[name] : value,
    ]);
    return Object.fromEntries(entries) as unknown as Settings;
  } catch {
    return defaultSettings;
  }
};

const isFit = (name: string, kept: unknown, model: unknown): boolean => {
  if (name === 'language') return kept === 'ja' || kept === 'en';
  if (name === 'askAbove') return typeof kept === 'string' && decimalOf(kept) !== null;
  return isAlike(kept, model);
};

const isAlike = (kept: unknown, model: unknown): boolean =>
  typeof kept === typeof model &&
  Array.isArray(kept) === Array.isArray(model) &&
  (!Array.isArray(kept) ||
    (kept.length === 2 && kept.every((bars) => Number.isInteger(bars) && bars > 0 && bars <= 500)));

export interface SettingsStore {
  readonly settings$: Observable<Settings>;
  readonly current: () => Settings;
  readonly change: (changes: Partial<Settings>) => void;
  readonly one$: <K extends keyof Settings>(name: K) => Observable<Settings[K]>;
}

type Storing = () => Pick<Storage, 'getItem' | 'setItem'>;

/** Returns the kept text. A browser that keeps nothing throws as soon as its storage is accessed. */
const keptIn = (storage: Storing): string | null => {
  try {
    return storage().getItem(place);
  } catch {
    return null;
  }
};

export const createSettings = (storage: Storing): SettingsStore => {
  const settings$ = new BehaviorSubject(readSettings(keptIn(storage)));
  return {
    settings$,
    current: () => settings$.value,
    one$: (name) =>
      settings$.pipe(
        map((settings) => settings[name]),
        distinctUntilChanged(),
      ),
    change: (changes) => {
      settings$.next({ ...settings$.value, ...changes });
      try {
        storage().setItem(place, JSON.stringify(settings$.value));
      } catch {
        // The browser keeps nothing, so that the settings are lost when the page is left.
      }
    },
  };
};
