import { concatMap, defer, filter, ignoreElements, map, type Observable, share, tap, toArray } from 'rxjs';
import type { Fill } from '../../model/fill';
import type { OrderContext } from './context';
import { type Change, type Entry, hasEnded } from './registry';

/** The trades of the account. Trades that no message reported are read. */
export interface Fills {
  /** Feed: emits one event per trade id. Hot. */
  readonly fills$: Observable<Fill>;
  /** Counts trades from now on as new. Older trades are new only for orders that this client placed. */
  begin(): void;
  /** Reads the trades since the last known one; completes when they are emitted. */
  read(): Observable<never>;
}

/** The longest time by which a trade may be listed later than a newer one, ms. */
export const overlap = 60_000;
const newestPage = 1000;
/**
 * The age in ms up to which an emitted trade is known by its key. It is counted back from the time up to which reads have
 * emitted all trades. An older trade was certainly emitted before.
 */
const keptFor = 3_600_000;
/** The uncertainty of the venue's time, a second or two, in ms. */
const clockSlack = 2_000;

/** Returns the key of a fill. A trade with oneself is a fill of each of the two orders. */
const keyOf = ({ tradeId, orderId }: Fill): string => `${tradeId}/${orderId}`;

/** Sorts fills by time, and within one millisecond by their ids. */
export const inOrder = (fills: readonly Fill[]): readonly Fill[] =>
  [...fills].sort((a, b) => a.executedAt - b.executedAt || a.tradeId - b.tradeId);

export const createFills = ({ api, registry, clock, diagnose, venueTimeOf }: OrderContext): Fills => {
  /** Elapsed time, ms. */
  let begun = -Infinity;
  /**
   * The time at which this client first listened, by the venue's clock, ms. Earlier trades are known by their keys, or
   * not at all.
   */
  let firstBegun = Infinity;
  /** The time of the latest known trade. */
  let lastTrade = -Infinity;
  /** The time before which reads have emitted every trade. */
  let readUntil = -Infinity;
  /** The times of emitted trades, by key. They are kept far longer than their orders. */
  const known = new Map<string, number>();
  /** The keys of trades from before this client listened. They are few, and never forgotten. */
  const knownBefore = new Set<string>();

  const remember = (fill: Fill): void => {
    lastTrade = Math.max(lastTrade, fill.executedAt);
    if (fill.executedAt < firstBegun) knownBefore.add(keyOf(fill));
    else known.set(keyOf(fill), fill.executedAt);
  };

  const forgetOld = (): void => {
    // The keys are in the order in which the trades came, which is nearly the order of time.
    for (const [key, executedAt] of known) {
      if (executedAt >= readUntil - keptFor) return;
      known.delete(key);
    }
  };

  const isRemembered = (fill: Fill): boolean => known.has(keyOf(fill)) || knownBefore.has(keyOf(fill));

  /**
   * True if the fill was emitted before. `since` is the elapsed time from which the registry itself has known every
   * emitted fill of its order, ms.
   */
  const isEmitted = (fill: Fill, { since }: Pick<Entry, 'since'>): boolean => {
    if (isRemembered(fill)) return true;
    const isOld = fill.executedAt >= firstBegun && fill.executedAt < readUntil - keptFor;
    return isOld && fill.executedAt < venueTimeOf(since) + clockSlack;
  };

  const isNews = (fill: Fill): boolean => fill.executedAt >= venueTimeOf(begun);

  const newFills = ({ before, after, source }: Change): readonly Fill[] => {
    const fills = [...after.known.fills.values()].filter(
      (fill) => !before?.known.fills.has(fill.tradeId) && !isEmitted(fill, after),
    );
    if (before !== null && hasEnded(before)) for (const fill of fills) diagnose({ kind: 'late-fill', fill });
    const emitted = source === 'stream' || after.owned ? fills : fills.filter(isNews);
    for (const fill of emitted) remember(fill);
    return emitted;
  };

  // Most changes of orders bring no fill.
  const fills$ = registry.changes$.pipe(
    filter(({ before, after }) => before?.known.fills !== after.known.fills),
    concatMap(newFills),
    share(),
  );
  // This keeps the memory and the diagnostics correct while nobody listens.
  fills$.subscribe();

  const applyRead = (fills: readonly Fill[]): void => {
    for (const fill of fills) {
      if (isRemembered(fill)) continue;
      if (registry.entry(fill.orderId) !== undefined || isNews(fill)) registry.applyFill(fill, 'read');
      else remember(fill);
    }
    // Newer trades may be listed later.
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
        // Messages may have brought later trades than the reads, and left out earlier ones.
        readUntil === -Infinity
          ? api.rest.tradeHistory({ count: newestPage })
          : api.rest.all.tradeHistory({ since: readUntil }).pipe(toArray()),
      ).pipe(map(inOrder), tap(applyRead), ignoreElements()),
  };
};
