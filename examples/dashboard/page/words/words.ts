import { combineLatest, map, shareReplay, type Observable } from 'rxjs';
import { en } from './en';
import { ja } from './ja';

/** The words of the page, in one language. */
export type Words = typeof en;
export type Language = 'ja' | 'en';

/** Returns the chosen language, or else the browser's. */
export const languageOf = (chosen: Language | null, browser: string): Language =>
  chosen ?? (browser.toLowerCase().startsWith('ja') ? 'ja' : 'en');

export const wordsOf = (language: Language): Words => (language === 'ja' ? ja : en);

/** Returns the words for an account whose money is paper. */
export const onPaper = (words: Words): Words => {
  const { balances, positionsAndProfit, fills, openOrders, inPaper } = words;
  return {
    ...words,
    balances: inPaper(balances),
    positionsAndProfit: inPaper(positionsAndProfit),
    fills: inPaper(fills),
    openOrders: inPaper(openOrders),
  };
};

export const language$ = (
  chosen$: Observable<Language | null>,
  browser$: Observable<string>,
): Observable<Language> =>
  combineLatest([chosen$, browser$]).pipe(
    map(([chosen, browser]) => languageOf(chosen, browser)),
    shareReplay({ bufferSize: 1, refCount: true }),
  );
