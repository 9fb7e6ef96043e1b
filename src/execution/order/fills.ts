import { concatMap, defer, ignoreElements, map, type Observable, share, tap, toArray } from 'rxjs';
import type { Fill } from '../../model/fill';
import type { OrderContext } from './context';
import { type Change, type Entry, hasEnded } from './registry';

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
/**
 * A trade that was told is known by its key until the reads have told all trades of a time this much later, ms. An older one
 * can only have been told.
 */
const keptFor = 3_600_000;
/** The venue's time is known to a second or two, ms. */
const clockSlack = 2_000;

/** A trade with oneself is a fill of each of the two orders. */
const keyOf = ({ tradeId, orderId }: Fill): string => `${tradeId}/${orderId}`;

/** In the order of time, and within one millisecond in that of their ids. */
export const inOrder = (fills: readonly Fill[]): readonly Fill[] =>
  [...fills].sort((a, b) => a.executedAt - b.executedAt || a.tradeId - b.tradeId);

export const createFills = ({ api, registry, clock, diagnose, venueTimeOf }: OrderContext): Fills => {
  /** Elapsed time, ms. */
  let begun = -Infinity;
  /** When this client first listened, by the venue's clock, ms: what was executed before is known by its key, or not at all. */
  let firstBegun = Infinity;
  /** When the latest trade that is known was executed. */
  let lastTrade = -Infinity;
  /** Reads have told every trade that was executed before. */
  let readUntil = -Infinity;
  /** When trades that were told were executed, by key: far longer than their orders are kept. */
  const known = new Map<string, number>();
  /** Those of a time before this client listened: few, and never forgotten. */
  const knownBefore = new Set<string>();

  const remember = (fill: Fill): void => {
    lastTrade = Math.max(lastTrade, fill.executedAt);
    if (fill.executedAt < firstBegun) knownBefore.add(keyOf(fill));
    else known.set(keyOf(fill), fill.executedAt);
  };

  const forgetOld = (): void => {
    // In the order in which they came, which is nearly the order of time.
    for (const [key, executedAt] of known) {
      if (executedAt >= readUntil - keptFor) return;
      known.delete(key);
    }
  };

  const isRemembered = (fill: Fill): boolean => known.has(keyOf(fill)) || knownBefore.has(keyOf(fill));

  /** Was it told before? `since`: from then on the registry itself has known every fill of its order that was told; elapsed time, ms. */
  const isTold = (fill: Fill, { since }: Pick<Entry, 'since'>): boolean => {
    if (isRemembered(fill)) return true;
    const isOld = fill.executedAt >= firstBegun && fill.executedAt < readUntil - keptFor;
    return isOld && fill.executedAt < venueTimeOf(since) + clockSlack;
  };

  const isNews = (fill: Fill): boolean => fill.executedAt >= venueTimeOf(begun);

  const newFills = ({ before, after, source }: Change): readonly Fill[] => {
    if (before?.known.fills === after.known.fills) return [];
    const fills = [...after.known.fills.values()].filter(
      (fill) => !before?.known.fills.has(fill.tradeId) && !isTold(fill, after),
    );
    if (before !== null && hasEnded(before)) for (const fill of fills) diagnose({ kind: 'late-fill', fill });
    const told = source === 'stream' || after.owned ? fills : fills.filter(isNews);
    for (const fill of told) remember(fill);
    return told;
  };

  const fills$ = registry.changes$.pipe(concatMap(newFills), share());
  // Keeps what is remembered, and the diagnostics, right while nobody listens.
  fills$.subscribe();

  const tellRead = (fills: readonly Fill[]): void => {
    for (const fill of fills) {
      if (isRemembered(fill)) continue;
      if (registry.entry(fill.orderId) !== undefined || isNews(fill)) registry.tellFill(fill, 'read');
      else remember(fill);
    }
    // Younger ones may be listed later.
    readUntil = Math.max(readUntil, lastTrade - overlap);
    forgetOld();
  };

  return {
    fills$,
    begin: () => {
      begun = clock.elapsed();
      firstBegun = Math.min(firstBegun, venueTimeOf(begun));
    },
    read: () =>
      defer(() =>
        lastTrade === -Infinity
          ? api.rest.tradeHistory({ count: newestPage })
          : api.rest.all.tradeHistory({ since: lastTrade - overlap }).pipe(toArray()),
      ).pipe(map(inOrder), tap(tellRead), ignoreElements()),
  };
};
