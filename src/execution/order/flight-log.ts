/**
 * A log of events, oldest first. Logs that grow from one another share an array: each sees the events from `start` to `end`,
 * which never change. An array is counted several times as fast as a linked list, whose links are scattered in memory.
 */
export interface Log<T> {
  readonly events: T[];
  readonly start: number;
  readonly end: number;
}

export const emptyLog: Log<never> = { events: [], start: 0, end: 0 };

/** The number of dropped events that are at least worth a copy of the others. */
const manyDropped = 64;

/** Adds an event. Old events that are not needed any more are dropped. */
export const logged = <T>(log: Log<T>, one: T, isNeeded: (one: T) => boolean): Log<T> => {
  let { start } = log;
  while (start < log.end && !isNeeded(log.events[start] as T)) start += 1;
  // Another log has grown from this one already, or most of the array has been dropped.
  const isCopied =
    log.end === 0 || log.events.length > log.end || (start >= manyDropped && 2 * start > log.end);
  const events = isCopied ? log.events.slice(start, log.end) : log.events;
  events.push(one);
  return { events, start: isCopied ? 0 : start, end: events.length };
};

/** Yields the latest events, back to the first one that does not fit. */
export function* takeWhileIn<T>(
  { events, start, end }: Log<T>,
  isAsked: (one: T) => boolean,
): Generator<T, undefined> {
  for (let at = end - 1; at >= start && isAsked(events[at] as T); at -= 1) yield events[at] as T;
  return undefined;
}

/**
 * Counts the latest events that fit. All events after one that fits must fit too, so that only a few are looked at: an order
 * with guards would otherwise read the times of all orders of the last second.
 */
export const countWhileIn = <T>({ events, start, end }: Log<T>, isAsked: (one: T) => boolean): number => {
  let [from, to] = [start, end];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (isAsked(events[middle] as T)) to = middle;
    else from = middle + 1;
  }
  return end - to;
};
