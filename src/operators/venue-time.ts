import type { Clock } from './clock';

/** What is known of the time of a venue, which only the stamps of what it sends tell. */
export interface VenueTime {
  /** Something with this stamp has just come: the venue's clock stands there by now, or further. */
  readonly learn: (stamp: number) => void;
  /** The venue's clock stands there, and what was learnt before is forgotten. */
  readonly set: (time: number) => void;
  /** Unix time, ms, counted on from what was learnt; `null`: nothing was. */
  readonly read: () => number | null;
}

/**
 * A stamp counts for so long at least and for twice as long at most, ms, if newer ones come. Not less: what REST tells of a
 * quiet market is minutes old.
 */
const period = 600_000;

/**
 * The venue's time by the best of its recent stamps, counted on by elapsed time. The greatest of all would be wrong for
 * good after one stamp of the future.
 */
export const createVenueTime = (clock: Clock): VenueTime => {
  /** The venue's time less elapsed time, by the stamps of this period and of the one before. */
  let [current, before] = [-Infinity, -Infinity];
  let begun = -Infinity;
  return {
    learn: (stamp) => {
      const elapsed = clock.elapsed();
      if (elapsed - begun >= period) {
        [current, before] = [-Infinity, current];
        begun = elapsed;
      }
      current = Math.max(current, stamp - elapsed);
    },
    set: (time) => {
      begun = clock.elapsed();
      [current, before] = [time - begun, -Infinity];
    },
    read: () => {
      const offset = Math.max(current, before);
      return offset === -Infinity ? null : clock.elapsed() + offset;
    },
  };
};
