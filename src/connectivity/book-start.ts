/**
 * The frames from which a book can be begun: a whole, and the diffs after it.
 *
 * Wholes come for two reasons, on a join and by the venue's clock, so that an older one may come late. It must not replace
 * a newer one, because the diffs between the two are no longer kept. As in the book itself, the time of a whole shows which
 * of two is newer where the sequence starts again.
 */

/** The place of a whole or a diff among the others: its sequence, and the venue's time in ms. */
export interface BookPlace {
  readonly sequence: number;
  readonly timestamp: number;
}

export interface BookStart<T> {
  readonly onWhole: (whole: T) => 'taken' | 'late';
  readonly onDiff: (diff: T) => void;
  /** Forgets the whole. One that is older than it does not take its place. */
  readonly dropWhole: () => void;
  readonly dropDiffs: () => void;
  readonly whole: () => T | null;
  /** The diffs that the whole does not contain, in the order in which they came. Some came before it. */
  readonly diffs: () => readonly T[];
}

export interface BookPlaces<T> {
  /** Returns the place of a whole. A number that can't be read is `NaN`. */
  readonly ofWhole: (whole: T) => BookPlace;
  readonly ofDiff: (diff: T) => BookPlace;
}

/** The most diffs that are kept, for a room that has had no whole for hours. */
const mostDiffs = 5_000;

/** This many late wholes in a row are ignored. The next one is taken, because the venue's clock may have been set back. */
const mostLate = 2;

const isLate = (place: BookPlace, known: BookPlace): boolean =>
  place.timestamp < known.timestamp ||
  (place.timestamp === known.timestamp && place.sequence < known.sequence);

/** Returns a predicate for diffs that a whole does not contain. A diff without a readable place is kept. */
const beyond = (place: BookPlace, known: BookPlace | null): ((diff: BookPlace) => boolean) => {
  // Where the sequence has started again, those of earlier diffs mean nothing.
  const hasRestarted = known !== null && place.sequence < known.sequence;
  return hasRestarted
    ? ({ timestamp }) => !(timestamp <= place.timestamp)
    : ({ sequence }) => !(sequence <= place.sequence);
};

export const createBookStart = <T>({ ofWhole, ofDiff }: BookPlaces<T>): BookStart<T> => {
  let whole: T | null = null;
  /** The place of the newest whole, also after it was dropped. */
  let known: BookPlace | null = null;
  let late = 0;
  let diffs: T[] = [];

  return {
    onWhole: (next) => {
      const place = ofWhole(next);
      if (known !== null && isLate(place, known)) {
        late += 1;
        if (late <= mostLate) return 'late';
      }
      const isBeyond = beyond(place, known);
      whole = next;
      known = place;
      late = 0;
      diffs = diffs.filter((diff) => isBeyond(ofDiff(diff)));
      return 'taken';
    },
    onDiff: (diff) => {
      if (diffs.push(diff) > mostDiffs) diffs.shift();
    },
    dropWhole: () => {
      whole = null;
    },
    dropDiffs: () => {
      diffs = [];
    },
    whole: () => whole,
    diffs: () => diffs,
  };
};
