import type { Level } from '../model/order-book';
import { toLevels, type FlatLevels, type Sign } from '../parsing/level';

/** Levels, best first. */
export type Levels = readonly Level[];

/**
 * One side of a book, best level first, cut into runs of some tens of levels: a change copies the run that it falls
 * into and shares the others, so that what a diff costs does not grow with the depth of the book. No run is empty.
 */
export type Side = readonly Levels[];

const shortestRun = 24;
const usualRun = 48;
const longestRun = 96;

/** The last run may be of any length but none. */
const isUneven = (run: Levels, isLast: boolean): boolean =>
  run.length > longestRun || run.length < (isLast ? 1 : shortestRun);

const sideOf = (levels: Levels): Side => {
  const side: Levels[] = [];
  for (let at = 0; at < levels.length; at += usualRun) side.push(levels.slice(at, at + usualRun));
  return side;
};

export const levelsOf = (side: Side): Levels => ([] as Level[]).concat(...side);

export const flatOf = (side: Side): FlatLevels =>
  levelsOf(side).flatMap(({ price, amount }) => [price, amount]);

export const bestOf = (side: Side): Level | undefined => side[0]?.[0];
export const worstOf = (side: Side): Level | undefined => side.at(-1)?.at(-1);

// ---------------------------------------------------------------------------------------------- changes

/** Where changes are put in order. The first number is no small integer, so that all are kept as doubles. */
const ordered = [0.5];

/** Diffs are short, so that inserting each change in its place beats `sort`; up to so many numbers. */
const short = 200;

const sorted = (changes: FlatLevels, sign: Sign): FlatLevels =>
  [...toLevels(changes)]
    .sort((a, b) => (a.price - b.price) * sign)
    .flatMap(({ price, amount }) => [price, amount]);

/** Best first; of several changes of one price the last comes last. */
const putInOrder = (changes: FlatLevels, sign: Sign): void => {
  for (let i = 0; i < changes.length; i += 2) {
    const price = changes[i] as number;
    let at = i;
    for (; at > 0 && ((ordered[at - 2] as number) - price) * sign > 0; at -= 2) {
      ordered[at] = ordered[at - 2] as number;
      ordered[at + 1] = ordered[at - 1] as number;
    }
    ordered[at] = price;
    ordered[at + 1] = changes[i + 1] as number;
  }
};

/**
 * The run after the changes in [first, end) of `ordered`: one walk over both, `from` a place in the run, `to` in its
 * copy. As long as the two are the same, what does not change need not be moved.
 */
const applyToRun = (run: Levels, first: number, end: number, sign: Sign): Levels => {
  const { length } = run;
  let next: Level[] | null = null;
  let from = 0;
  let to = 0;
  for (let i = first; i < end; i += 2) {
    const price = ordered[i] as number;
    const amount = ordered[i + 1] as number;
    if (i + 2 < end && ordered[i + 2] === price) continue;
    let present = 0;
    for (; from < length; from += 1, to += 1) {
      const level = run[from] as Level;
      const ahead = (level.price - price) * sign;
      if (ahead === 0) present = level.amount;
      if (ahead >= 0) break;
      if (to !== from) (next as Level[])[to] = level;
    }
    if (amount === present) continue;
    next ??= run.slice();
    if (present > 0) from += 1;
    if (amount > 0) next[to++] = { price, amount };
  }
  if (next === null) return run;
  if (to === from) return next;
  for (; from < length; from += 1, to += 1) next[to] = run[from] as Level;
  while (next.length > to) next.pop();
  return next;
};

/** The side after the changes in [0, end) of `ordered`. */
const applyOrdered = (side: Side, end: number, sign: Sign): Side => {
  if (side.length === 0) {
    const run = applyToRun([], 0, end, sign);
    return run.length === 0 ? side : sideOf(run);
  }
  let next: Levels[] | null = null;
  let uneven = false;
  let first = 0;
  for (let i = 0; first < end; i += 1) {
    const run = side[i] as Levels;
    const isLast = i === side.length - 1;
    let past = end;
    if (!isLast) {
      const { price } = (side[i + 1] as Levels)[0] as Level;
      for (past = first; past < end && ((ordered[past] as number) - price) * sign < 0;) past += 2;
    }
    const nextRun = past === first ? run : applyToRun(run, first, past, sign);
    first = past;
    if (nextRun === run) continue;
    next ??= side.slice();
    next[i] = nextRun;
    uneven ||= isUneven(nextRun, isLast);
  }
  if (next === null) return side;
  return uneven ? sideOf(levelsOf(next)) : next;
};

/**
 * The side after changes of absolute amounts, zero removing a level. The same side where nothing changes; the levels
 * that stay are the same objects.
 */
export const applyChanges = (side: Side, changes: FlatLevels, sign: Sign): Side => {
  putInOrder(changes.length > short ? sorted(changes, sign) : changes, sign);
  return applyOrdered(side, changes.length, sign);
};

// ---------------------------------------------------------------------------------------------- differences

/** A price at which a side has another amount than levels have; zero for no level. */
export interface LevelDifference {
  readonly price: number;
  readonly kept: number;
  readonly actual: number;
}

/** Where a side and levels, best first, disagree: one walk over both. */
export const differencesOf = (side: Side, levels: FlatLevels, sign: Sign): readonly LevelDifference[] => {
  const differences: LevelDifference[] = [];
  let at = 0;
  /** Up to a price, the levels have what the side does not. */
  const missUpTo = (price: number): void => {
    for (; at < levels.length && ((levels[at] as number) - price) * sign < 0; at += 2) {
      differences.push({ price: levels[at] as number, kept: 0, actual: levels[at + 1] as number });
    }
  };
  for (const run of side) {
    for (const { price, amount } of run) {
      if (at < levels.length && levels[at] !== price) missUpTo(price);
      const actual = levels[at] === price ? (levels[at + 1] as number) : 0;
      if (actual > 0) at += 2;
      if (actual !== amount) differences.push({ price, kept: amount, actual });
    }
  }
  missUpTo(Infinity * sign);
  return differences;
};

/** The side without its differences from other levels: those levels, made of its objects wherever they are equal. */
export const changeTo = (side: Side, differences: readonly LevelDifference[], sign: Sign): Side => {
  differences.forEach(({ price, actual }, i) => {
    ordered[2 * i] = price;
    ordered[2 * i + 1] = actual;
  });
  return applyOrdered(side, 2 * differences.length, sign);
};

// ---------------------------------------------------------------------------------------------- views

const bestLevels = (side: Side, depth: number): Levels => {
  const [run = []] = side;
  if (side.length <= 1 && run.length <= depth) return run;
  return (run.length >= depth ? run : levelsOf(side)).slice(0, depth);
};

/** The best `depth` levels: the array of `before` where they are the same levels. */
export const topOf = (side: Side, depth: number, before: Levels): Levels => {
  const levels = bestLevels(side, depth);
  if (levels.length !== before.length) return levels;
  for (let i = 0; i < levels.length; i += 1) if (levels[i] !== before[i]) return levels;
  return before;
};
