import { BehaviorSubject, combineLatest, map, type Observable } from 'rxjs';
import type { Theme } from '../../app/address';
import type { Settings, SettingsStore } from '../../app/settings';
import type { Language } from '../../words/words';
import { decimalOf, type Problem } from '../ticket/form';

export interface SettingsShown {
  readonly settings: Settings;
  readonly theme: Theme;
  readonly language: Language;
  /** The limit as it is typed. A text that is not a number is not set. */
  readonly askAbove: { readonly text: string; readonly problem: Problem | null };
}

export interface SettingsActions {
  readonly change: (changes: Partial<Settings>) => void;
  readonly askAbove: (text: string) => void;
  readonly average: (n: 0 | 1, bars: number) => void;
  readonly theme: (theme: Theme) => void;
}

export interface SettingsForm {
  readonly shown$: Observable<SettingsShown>;
  readonly actions: SettingsActions;
}

const problemOf = (typed: string): Problem => ({ type: typed.trim() === '' ? 'missing' : 'no-number' });

/** Makes the form of the settings. A change starts from the set values, not from the last drawn ones. */
export const createSettingsForm = (sources: {
  readonly store: SettingsStore;
  readonly theme$: Observable<Theme>;
  readonly language$: Observable<Language>;
  readonly theme: (theme: Theme) => void;
}): SettingsForm => {
  const { store, theme$, language$, theme } = sources;
  /** The typed text of a limit that is not one; `null`: the set limit is shown. */
  const noLimit$ = new BehaviorSubject<string | null>(null);
  return {
    shown$: combineLatest([store.settings$, theme$, language$, noLimit$]).pipe(
      map(([settings, shownTheme, language, noLimit]) => ({
        settings,
        theme: shownTheme,
        language,
        askAbove:
          noLimit === null
            ? { text: settings.askAbove, problem: null }
            : { text: noLimit, problem: problemOf(noLimit) },
      })),
    ),
    actions: {
      change: (changes) => store.change(changes),
      askAbove: (text) => {
        const isLimit = decimalOf(text) !== null;
        noLimit$.next(isLimit ? null : text);
        if (isLimit) store.change({ askAbove: text });
      },
      average: (n, bars) => {
        const [first, second] = store.current().averages;
        store.change({ averages: n === 0 ? [bars, second] : [first, bars] });
      },
      theme,
    },
  };
};
