import type { Level } from '../model/order-book';

/** Levels, best first. */
export type Levels = readonly Level[];

/**
 * One side of a book, best level first, cut into runs of some tens of levels: a change copies the run that it falls
 * into and shares the others, so that what a diff costs does not grow with the depth of the book. No run is empty.
 */
export type Side = readonly Levels[];

/** 1 for asks (ascending), -1 for bids (descending). */
export type Sign = 1 | -1;

export const askSign: Sign = 1;
export const bidSign: Sign = -1;

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

export const bestOf = (side: Side): Level | undefined => side[0]?.[0];
export const worstOf = (side: Side): Level | undefined => side.at(-1)?.at(-1);

/** Diffs are short, so that inserting each in its place beats `sort`; up to so many. */
const short = 100;

/** Best first; of several changes of one price the last comes last. */
const inOrder = (changes: Levels, sign: Sign): Levels => {
  if (changes.length > short) return [...changes].sort((a, b) => (a.price - b.price) * sign);
  const ordered = changes.slice();
  for (let i = 1; i < ordered.length; i += 1) {
    const change = ordered[i] as Level;
    let at = i;
    for (; at > 0 && ((ordered[at - 1] as Level).price - change.price) * sign > 0; at -= 1) {
      ordered[at] = ordered[at - 1] as Level;
    }
    ordered[at] = change;
  }
  return ordered;
};

/** The run after the changes in [first, end): one walk over both, `from` a place in the run, `to` in the next. */
const applyToRun = (run: Levels, changes: Levels, first: number, end: number, sign: Sign): Levels => {
  let next: Level[] | null = null;
  let from = 0;
  let to = 0;
  for (let i = first; i < end; i += 1) {
    const change = changes[i] as Level;
    if (i + 1 < end && (changes[i + 1] as Level).price === change.price) continue;
    for (; from < run.length && ((run[from] as Level).price - change.price) * sign < 0; from += 1, to += 1) {
      if (next !== null) next[to] = run[from] as Level;
    }
    const present = run[from];
    const exists = present?.price === change.price;
    if (exists ? present.amount === change.amount : change.amount === 0) continue;
    next ??= run.slice();
    if (exists) from += 1;
    if (change.amount > 0) next[to++] = change;
  }
  if (next === null) return run;
  for (; from < run.length; from += 1, to += 1) next[to] = run[from] as Level;
  while (next.length > to) next.pop();
  return next;
};

/**
 * The side after changes of absolute amounts, zero removing a level. The same side where nothing changes; the levels
 * that stay are the same objects.
 */
export const applyChanges = (side: Side, changes: Levels, sign: Sign): Side => {
  if (changes.length === 0) return side;
  const ordered = inOrder(changes, sign);
  if (side.length === 0) return sideOf(applyToRun([], ordered, 0, ordered.length, sign));
  let next: Levels[] | null = null;
  let uneven = false;
  let first = 0;
  for (let i = 0; first < ordered.length; i += 1) {
    const run = side[i] as Levels;
    const nextBest = side[i + 1]?.[0]?.price ?? Infinity * sign;
    let end = first;
    while (end < ordered.length && ((ordered[end] as Level).price - nextBest) * sign < 0) end += 1;
    const nextRun = end === first ? run : applyToRun(run, ordered, first, end, sign);
    first = end;
    if (nextRun === run) continue;
    next ??= side.slice();
    next[i] = nextRun;
    uneven ||= isUneven(nextRun, i === side.length - 1);
  }
  if (next === null) return side;
  return uneven ? sideOf(levelsOf(next)) : next;
};

/** The levels as a side, made of the objects of `before` wherever they are equal: what did not change is the same. */
export const shareLevels = (before: Side, levels: Levels, sign: Sign): Side => {
  const old = levelsOf(before);
  const shared: Level[] = [];
  let isSame = old.length === levels.length;
  let i = 0;
  for (const level of levels) {
    while (i < old.length && ((old[i] as Level).price - level.price) * sign < 0) i += 1;
    const candidate = old[i];
    const isOld = candidate?.price === level.price && candidate.amount === level.amount;
    shared.push(isOld ? candidate : level);
    isSame &&= isOld;
  }
  return isSame ? before : sideOf(shared);
};

const bestLevels = (side: Side, depth: number): Levels => {
  let runs = 0;
  let known = 0;
  while (known < depth && runs < side.length) {
    known += (side[runs] as Levels).length;
    runs += 1;
  }
  const levels = runs === 1 ? (side[0] as Levels) : levelsOf(side.slice(0, runs));
  return known > depth ? levels.slice(0, depth) : levels;
};

/** The best `depth` levels: the array of `before` where they are the same levels. */
export const topOf = (side: Side, depth: number, before: Levels): Levels => {
  const levels = bestLevels(side, depth);
  if (levels.length !== before.length) return levels;
  return levels.every((level, i) => level === before[i]) ? before : levels;
};
