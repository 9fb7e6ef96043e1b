import { combineLatest, map, shareReplay, type Observable } from 'rxjs';
import { en } from './en';
import { ja } from './ja';

/** What the page says, in one language. */
export type Words = typeof en;
export type Language = 'ja' | 'en';

/** As it was chosen, or else as the browser wants it. */
export const languageOf = (chosen: Language | null, browser: string): Language =>
  chosen ?? (browser.toLowerCase().startsWith('ja') ? 'ja' : 'en');

export const wordsOf = (language: Language): Words => (language === 'ja' ? ja : en);

/** What is money of the account is called paper. */
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
