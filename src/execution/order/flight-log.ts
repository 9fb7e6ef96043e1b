/** A log of events, the latest first: a list, which grows at no cost. */
export interface Log<T> {
  readonly latest: { readonly one: T; readonly before: Log<T>['latest'] } | null;
  readonly count: number;
  /** The size at which old ones are left out. */
  readonly fullAt: number;
}

const fewest = 64;

export const emptyLog: Log<never> = { latest: null, count: 0, fullAt: fewest };

/**
 * Adds an event. Old ones are looked through each time that the number has doubled since the last selection, so that
 * the cost per event is nothing.
 */
export const logged = <T>(log: Log<T>, one: T, isNeeded: (one: T) => boolean): Log<T> => {
  const next = { ...log, latest: { one, before: log.latest }, count: log.count + 1 };
  if (next.count < next.fullAt) return next;
  const kept = [...takeWhileIn(next, isNeeded)].reverse();
  const latest = kept.reduce<Log<T>['latest']>((before, old) => ({ one: old, before }), null);
  return { latest, count: kept.length, fullAt: Math.max(fewest, 2 * kept.length) };
};

/** Yields the latest ones, back to the first that does not fit. */
export function* takeWhileIn<T>({ latest }: Log<T>, isAsked: (one: T) => boolean): Generator<T, undefined> {
  for (let at = latest; at !== null && isAsked(at.one); at = at.before) yield at.one;
  return undefined;
}

/** Counts the latest ones, back to the first that does not fit. */
export const countWhileIn = <T>({ latest }: Log<T>, isAsked: (one: T) => boolean): number => {
  let count = 0;
  for (let at = latest; at !== null && isAsked(at.one); at = at.before) count += 1;
  return count;
};
