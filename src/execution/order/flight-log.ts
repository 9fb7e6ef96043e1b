interface Link<T> {
  readonly one: T;
  readonly before: Link<T> | null;
}

/**
 * A log of events in two linked lists, each latest first, so that it grows at no cost. The older list is dropped in one
 * piece.
 */
export interface Log<T> {
  readonly latest: Link<T> | null;
  /** The first event in the list of `latest`. */
  readonly first: T | null;
  readonly older: Link<T> | null;
}

export const emptyLog: Log<never> = { latest: null, first: null, older: null };

/** Adds an event. If the first event of the list is not needed any more, the events before it are not needed either. */
export const logged = <T>({ latest, first, older }: Log<T>, one: T, isNeeded: (one: T) => boolean): Log<T> =>
  first === null || isNeeded(first)
    ? { latest: { one, before: latest }, first: first ?? one, older }
    : { latest: { one, before: null }, first: one, older: latest };

/** Yields the latest events, back to the first one that does not fit. */
export function* takeWhileIn<T>(
  { latest, older }: Log<T>,
  isAsked: (one: T) => boolean,
): Generator<T, undefined> {
  for (const list of [latest, older])
    for (let at = list; at !== null; at = at.before) {
      if (!isAsked(at.one)) return undefined;
      yield at.one;
    }
  return undefined;
}

/** Counts the latest events, back to the first one that does not fit. */
export const countWhileIn = <T>({ latest, older }: Log<T>, isAsked: (one: T) => boolean): number => {
  let count = 0;
  for (const list of [latest, older])
    for (let at = list; at !== null; at = at.before) {
      if (!isAsked(at.one)) return count;
      count += 1;
    }
  return count;
};
