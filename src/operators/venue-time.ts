/** The venue's time minus our elapsed time in ms, as far as stamps of the venue show it. */
export interface VenueTime {
  /** The offsets by the best stamp of this period and of the previous one; `-Infinity` if there was none. */
  readonly current: number;
  readonly before: number;
  /** The elapsed time at which this period began. */
  readonly begun: number;
}

/**
 * The length of a period in ms. If newer stamps come, a stamp counts for at least one period and at most two. The period is
 * long because REST data of a quiet market is minutes old.
 */
const period = 600_000;

export const unknownTime: VenueTime = { current: -Infinity, before: -Infinity, begun: -Infinity };

/**
 * Learns from a stamp that came at this elapsed time: the venue's clock had reached it by then. The best of the recent stamps
 * counts. The best of all stamps would stay wrong for ever after one stamp from the future.
 */
export const learnTime = (known: VenueTime, stamp: number, elapsed: number): VenueTime => {
  const { current, before, begun } =
    elapsed - known.begun < period ? known : { current: -Infinity, before: known.current, begun: elapsed };
  return { current: Math.max(current, stamp - elapsed), before, begun };
};

/** Sets the venue's time at this elapsed time, and forgets what was learnt before. */
export const setTime = (time: number, elapsed: number): VenueTime => ({
  ...unknownTime,
  current: time - elapsed,
  begun: elapsed,
});

/** Reads the venue's time (Unix, ms), counted on by elapsed time; `null` if nothing was learnt. */
export const readTime = ({ current, before }: VenueTime, elapsed: number): number | null => {
  const offset = Math.max(current, before);
  return offset === -Infinity ? null : elapsed + offset;
};
