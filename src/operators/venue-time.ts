/** What is known of the time of a venue, which only the stamps of what it sends tell: its time less our elapsed time, ms. */
export interface VenueTime {
  /** By the best stamp of this period, and of the one before; `-Infinity`: there was none. */
  readonly current: number;
  readonly before: number;
  /** Elapsed time at which this period began. */
  readonly begun: number;
}

/**
 * A stamp counts for so long at least and for twice as long at most, ms, if newer ones come. Not less: what REST tells of a
 * quiet market is minutes old.
 */
const period = 600_000;

export const unknownTime: VenueTime = { current: -Infinity, before: -Infinity, begun: -Infinity };

/**
 * Something with this stamp has come at this elapsed time: the venue's clock stood there by then, or further. What counts is
 * the best of the recent stamps; the greatest of all would be wrong for good after one stamp of the future.
 */
export const learnTime = (known: VenueTime, stamp: number, elapsed: number): VenueTime => {
  const { current, before, begun } =
    elapsed - known.begun < period ? known : { current: -Infinity, before: known.current, begun: elapsed };
  return { current: Math.max(current, stamp - elapsed), before, begun };
};

/** The venue's clock stands there at this elapsed time, and what was learnt before is forgotten. */
export const setTime = (time: number, elapsed: number): VenueTime => ({
  ...unknownTime,
  current: time - elapsed,
  begun: elapsed,
});

/** The venue's time, Unix, ms, counted on by elapsed time from what was learnt; `null`: nothing was. */
export const readTime = ({ current, before }: VenueTime, elapsed: number): number | null => {
  const offset = Math.max(current, before);
  return offset === -Infinity ? null : elapsed + offset;
};
