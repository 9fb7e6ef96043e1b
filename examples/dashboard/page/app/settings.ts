import { BehaviorSubject, map, distinctUntilChanged, type Observable } from 'rxjs';
import { decimalOf } from '../panels/ticket/form';

/** What a person set, kept in the browser. */
export interface Settings {
  /** `null`: as the browser says. */
  readonly language: 'ja' | 'en' | null;
  /** A sound at each fill. */
  readonly sound: boolean;
  /** A notice of the system at each fill. */
  readonly notice: boolean;
  /** An order of more than this is asked about, JPY, as it was typed. */
  readonly askAbove: string;
  /** How many ticks a row of the book stands for, by pair. */
  readonly grouping: Readonly<Record<string, number>>;
  /** Bars of the two moving averages. */
  readonly averages: readonly [number, number];
  /** What the address does not say is as it was last. */
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

/** What was kept, as far as it is what it should be: an older version may have kept something else. */
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

/** A browser that keeps nothing throws as soon as its storage is asked for. */
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
        // A browser that keeps nothing: the settings hold until the page is left.
      }
    },
  };
};
