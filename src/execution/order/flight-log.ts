/** What has happened, the latest first: a list, which grows at no cost. */
export interface Log<T> {
  readonly latest: { readonly one: T; readonly before: Log<T>['latest'] } | null;
  readonly count: number;
}

export const emptyLog: Log<never> = { latest: null, count: 0 };

/** Old ones are looked through whenever they have doubled, so that it costs nothing for each. */
export const logged = <T>(log: Log<T>, one: T, isNeeded: (one: T) => boolean): Log<T> => {
  const next = { latest: { one, before: log.latest }, count: log.count + 1 };
  if (next.count < 64 || (next.count & (next.count - 1)) !== 0) return next;
  const kept = [...takeWhileIn(next, isNeeded)].reverse();
  return kept.reduce<Log<T>>(
    ({ latest, count }, old) => ({ latest: { one: old, before: latest }, count: count + 1 }),
    emptyLog,
  );
};

/** How many of the latest there are, back to the first that is not as asked for. */
export const countWhileIn = <T>({ latest }: Log<T>, isAsked: (one: T) => boolean): number => {
  let count = 0;
  for (let at = latest; at !== null && isAsked(at.one); at = at.before) count += 1;
  return count;
};

/** The latest ones, back to the first that is not as asked for. */
export function* takeWhileIn<T>({ latest }: Log<T>, isAsked: (one: T) => boolean): Generator<T, undefined> {
  for (let at = latest; at !== null && isAsked(at.one); at = at.before) yield at.one;
  return undefined;
}
