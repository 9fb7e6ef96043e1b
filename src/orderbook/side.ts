import type { Level } from '../model/order-book';
import type { FlatLevels, Sign } from '../model/flat-levels';
import { flatOfRun, lengthOf, look, type BookLevels, type Run } from './run';

/**
 * One side of a book, best level first, cut into runs. A change copies the run that it falls into and shares the others, so
 * that the cost of a diff does not grow with the depth of the book. No run is empty.
 */
export type LevelRuns = readonly Readonly<Run>[];

export const levelsOf = (side: LevelRuns): BookLevels => {
  const [best] = side;
  if (best === undefined) return [];
  const others: BookLevels[] = [];
  for (let i = 1; i < side.length; i += 1) others.push(look(side[i] as Run));
  return look(best).concat(...others);
};
export const flatOf = (side: LevelRuns): FlatLevels => ([] as number[]).concat(...side.map(flatOfRun));

export const bestOf = (side: LevelRuns): Level | undefined => {
  const [run] = side;
  return run === undefined ? undefined : look(run)[0];
};

export const worstPriceOf = (side: LevelRuns): number | undefined => {
  const worst = side.at(-1);
  return worst?.levels === null ? worst.flat?.at(-2) : worst?.levels.at(-1)?.price;
};

// ---------------------------------------------------------------------------------------------- differences

/** A price at which two lists of levels have different amounts; the amount is zero where there is no level. */
export interface LevelDifference {
  readonly price: number;
  readonly kept: number;
  readonly actual: number;
}

/** True if a side has exactly these levels. A whole normally proves its book, and this check allocates nothing. */
const isMadeOf = (side: LevelRuns, levels: FlatLevels): boolean => {
  let at = 0;
  for (const run of side) {
    if (run.flat !== null) {
      for (let i = 0; i < run.flat.length; i += 1, at += 1) if (run.flat[i] !== levels[at]) return false;
    } else {
      for (const { price, amount } of look(run)) {
        if (price !== levels[at] || amount !== levels[at + 1]) return false;
        at += 2;
      }
    }
  }
  return at === levels.length;
};

/** Finds where a side and a list of levels, best first, disagree, in one walk over both. */
export const differencesOf = (
  side: LevelRuns,
  levels: FlatLevels,
  sign: Sign,
): readonly LevelDifference[] => {
  if (isMadeOf(side, levels)) return [];
  const known = flatOf(side);
  const differences: LevelDifference[] = [];
  let i = 0;
  let j = 0;
  while (i < known.length || j < levels.length) {
    const ours = i < known.length ? (known[i] as number) * sign : Infinity;
    const theirs = j < levels.length ? (levels[j] as number) * sign : Infinity;
    const kept = ours <= theirs ? (known[i + 1] as number) : 0;
    const actual = theirs <= ours ? (levels[j + 1] as number) : 0;
    if (kept !== actual) differences.push({ price: Math.min(ours, theirs) * sign, kept, actual });
    if (ours <= theirs) i += 2;
    if (theirs <= ours) j += 2;
  }
  return differences;
};

// ---------------------------------------------------------------------------------------------- views

const bestLevels = (side: LevelRuns, depth: number): BookLevels => {
  let runs = 0;
  let known = 0;
  while (known < depth && runs < side.length) {
    known += lengthOf(side[runs] as Run);
    runs += 1;
  }
  const levels =
    runs === 1 ? look(side[0] as Run) : levelsOf(runs === side.length ? side : side.slice(0, runs));
  return known > depth ? levels.slice(0, depth) : levels;
};

/** Returns the best `depth` levels, as the array `before` if those are the same levels. */
export const topOf = (side: LevelRuns, depth: number, before: BookLevels): BookLevels => {
  const levels = bestLevels(side, depth);
  if (levels.length !== before.length) return levels;
  for (let i = 0; i < levels.length; i += 1) if (levels[i] !== before[i]) return levels;
  return before;
};
