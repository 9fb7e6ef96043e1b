/** A log of events as a linked list, latest first, so that it grows at no cost. */
export interface Log<T> {
  readonly latest: { readonly one: T; readonly before: Log<T>['latest'] } | null;
  readonly count: number;
  /** The size at which old events are dropped. */
  readonly fullAt: number;
}

const fewest = 64;

export const emptyLog: Log<never> = { latest: null, count: 0, fullAt: fewest };

/**
 * Adds an event. Old events are dropped each time that the log has doubled in size since the last time, so that the average
 * cost of an event is small.
 */
export const logged = <T>(log: Log<T>, one: T, isNeeded: (one: T) => boolean): Log<T> => {
  const next = { ...log, latest: { one, before: log.latest }, count: log.count + 1 };
  if (next.count < next.fullAt) return next;
  const kept = [...takeWhileIn(next, isNeeded)].reverse();
  const latest = kept.reduce<Log<T>['latest']>((before, old) => ({ one: old, before }), null);
  return { latest, count: kept.length, fullAt: Math.max(fewest, 2 * kept.length) };
};

/** Yields the latest events, back to the first one that does not fit. */
export function* takeWhileIn<T>({ latest }: Log<T>, isAsked: (one: T) => boolean): Generator<T, undefined> {
  for (let at = latest; at !== null && isAsked(at.one); at = at.before) yield at.one;
  return undefined;
}

/** Counts the latest events, back to the first one that does not fit. */
export const countWhileIn = <T>({ latest }: Log<T>, isAsked: (one: T) => boolean): number => {
  let count = 0;
  for (let at = latest; at !== null && isAsked(at.one); at = at.before) count += 1;
  return count;
};
