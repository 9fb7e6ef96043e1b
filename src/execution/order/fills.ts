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
export const overlap = 60_000;
const newestPage = 1000;

/** A trade with oneself is a fill of each of the two orders. */
const keyOf = ({ tradeId, orderId }: Fill): string => `${tradeId}/${orderId}`;

export const createFills = ({ api, registry, clock, diagnose, venueTimeOf }: OrderContext): Fills => {
  /** Elapsed time, ms. */
  let begun = -Infinity;
  let lastTrade = -Infinity;
  /** When the known trades that a read may list again were executed, by key: longer than their orders are kept. */
  const known = new Map<string, number>();

  const remember = (fill: Fill): void => {
    lastTrade = Math.max(lastTrade, fill.executedAt);
    known.set(keyOf(fill), fill.executedAt);
    // In the order in which they came, which is nearly the order of time.
    for (const [key, executedAt] of known) {
      if (executedAt >= lastTrade - 2 * overlap) return;
      known.delete(key);
    }
  };

  const isNews = (fill: Fill): boolean => fill.executedAt >= venueTimeOf(begun);

  const newFills = ({ before, after, source }: Change): readonly Fill[] => {
    if (before?.known.fills === after.known.fills) return [];
    const fills = [...after.known.fills.values()].filter(({ tradeId }) => !before?.known.fills.has(tradeId));
    if (before !== null && hasEnded(before)) for (const fill of fills) diagnose({ kind: 'late-fill', fill });
    for (const fill of fills) remember(fill);
    return source === 'stream' || after.owned ? fills : fills.filter(isNews);
  };

  const fills$ = registry.changes$.pipe(concatMap(newFills), share());
  // Keeps what is remembered, and the diagnostics, right while nobody listens.
  fills$.subscribe();

  return {
    fills$,
    begin: () => {
      begun = clock.elapsed();
    },
    read: () =>
      defer(() =>
        lastTrade === -Infinity
          ? api.rest.tradeHistory({ count: newestPage })
          : api.rest.all.tradeHistory({ since: lastTrade - overlap }).pipe(toArray()),
      ).pipe(
        tap((fills) => {
          for (const fill of fills) {
            if (known.has(keyOf(fill))) continue;
            if (registry.entry(fill.orderId) !== undefined || isNews(fill)) registry.tellFill(fill, 'read');
            else remember(fill);
          }
        }),
        ignoreElements(),
      ),
  };
};
