import type { Violation } from '../../model/order-transition';
import { breach } from './breach';
import type { GuardConfig } from './config';
import type { MarketView } from './market';

/** Checks that the market is known, open and not crossed. Every order is checked if there is a `market`. */
export const checkMarket = (
  { market: source, maxBookAge }: Pick<GuardConfig, 'market' | 'maxBookAge'>,
  { book, receivedAt, tradable }: MarketView,
  elapsed: number,
): readonly Violation[] => {
  if (source === null) return [];
  const breaches: Violation[] = [];
  if (tradable === null) breaches.push(breach('market', 'tradable', 'not known'));
  else if (!tradable.tradable) breaches.push(breach('market', 'tradable', tradable.reasons.join(', ')));
  if (book === null) return [...breaches, breach('market', 'a book', 'not known')];
  if (book.stale) breaches.push(breach('market', 'a fresh book', 'stale'));
  if (book.crossed) breaches.push(breach('market', 'a current, uncrossed book', 'crossed'));
  const age = elapsed - receivedAt;
  if (maxBookAge !== null && age > maxBookAge)
    breaches.push(
      breach('maxBookAge', `at most ${maxBookAge}`, Number.isFinite(age) ? String(age) : 'not known'),
    );
  return breaches;
};
