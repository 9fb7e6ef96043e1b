import { fromEvent, map, merge, shareReplay, startWith, tap } from 'rxjs';
import { language$, wordsOf } from '../words/words';
import { createAddressBar } from './address';
import type { PageContext } from './context';
import { createSettings } from './settings';

/**
 * Makes the context of the page: the settings of this browser, the address, and the language and theme that they
 * choose.
 */
export const createPage = (): PageContext => {
  const settings = createSettings(() => localStorage);
  const address = createAddressBar(settings);
  const spoken$ = language$(
    settings.one$('language'),
    fromEvent(window, 'languagechange').pipe(
      startWith(null),
      map(() => navigator.language),
    ),
  ).pipe(
    tap((language) => {
      document.documentElement.lang = language;
    }),
    shareReplay({ bufferSize: 1, refCount: true }),
  );
  return {
    settings,
    address,
    language$: spoken$,
    words$: spoken$.pipe(map(wordsOf), shareReplay({ bufferSize: 1, refCount: true })),
    theme$: merge(
      address.theme$.pipe(
        tap((theme) => {
          document.documentElement.style.colorScheme = theme === 'auto' ? '' : theme;
        }),
      ),
      fromEvent(matchMedia('(prefers-color-scheme: dark)'), 'change'),
    ).pipe(shareReplay({ bufferSize: 1, refCount: true })),
  };
};
