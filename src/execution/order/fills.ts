import { concatMap, defer, ignoreElements, type Observable, share, tap, toArray } from 'rxjs';
import type { Fill } from '../../model/fill';
import type { OrderContext } from './context';
import { type Change, hasEnded } from './registry';

/** The trades of the account, and how to read those that no message told. */
export interface Fills {
  /** One event a trade id. Hot. */
  readonly fills$: Observable<Fill>;
  /** Trades from now on are news; older ones are only so for orders that this client placed. */
  begin(): void;
  /** Reads the trades since the last known one; completes when they are told. */
  read(): Observable<never>;
}

/** A trade may be listed this much later than a younger one, ms. */
const overlap = 60_000;
const newestPage = 1000;

export const createFills = ({ api, registry, scheduler, diagnose, venueTimeOf }: OrderContext): Fills => {
  let begun = -Infinity;
  let lastTrade = -Infinity;

  const isNews = (fill: Fill): boolean => fill.executedAt >= venueTimeOf(begun);

  const newFills = ({ before, after, source }: Change): readonly Fill[] => {
    if (before?.known.fills === after.known.fills) return [];
    const fills = [...after.known.fills.values()].filter(({ tradeId }) => !before?.known.fills.has(tradeId));
    if (before !== null && hasEnded(before)) for (const fill of fills) diagnose({ kind: 'late-fill', fill });
    for (const { executedAt } of fills) lastTrade = Math.max(lastTrade, executedAt);
    return source === 'stream' || after.owned ? fills : fills.filter(isNews);
  };

  const fills$ = registry.changes$.pipe(concatMap(newFills), share());
  // Keeps `lastTrade` and the diagnostics right while nobody listens.
  fills$.subscribe();

  return {
    fills$,
    begin: () => {
      begun = scheduler.now();
    },
    read: () =>
      defer(() =>
        lastTrade === -Infinity
          ? api.tradeHistory$({ count: newestPage })
          : api.allTrades$({ since: lastTrade - overlap }).pipe(toArray()),
      ).pipe(
        tap((fills) => {
          for (const fill of fills) {
            lastTrade = Math.max(lastTrade, fill.executedAt);
            if (registry.entry(fill.orderId) !== undefined || isNews(fill)) registry.tellFill(fill, 'read');
          }
        }),
        ignoreElements(),
      ),
  };
};
