import type { Level } from '../model/order-book';
import { type FlatLevels, type Sign, toLevels } from '../model/flat-levels';
import { bestPriceOf, flatRun, joinRuns, lengthOf, partOf, runOf, type BookLevels, type Run } from './run';
import type { LevelDifference, LevelRuns } from './side';

const shortestRun = 24;
const usualRun = 32;
const longestRun = 64;

/** Evens out the lengths of runs: cuts up a long run, and joins a short one with the next. */
const even = (runs: readonly Run[]): LevelRuns => {
  const side: Run[] = [];
  for (const run of runs) {
    const before = side.at(-1);
    const isShort = before !== undefined && lengthOf(before) < shortestRun;
    if (isShort) side.pop();
    const whole = isShort ? joinRuns(before, run) : run;
    const length = lengthOf(whole);
    if (length > longestRun) {
      for (let at = 0; at < length; at += usualRun) side.push(partOf(whole, at, at + usualRun));
    } else if (length > 0) side.push(whole);
  }
  return side;
};

/** Everything stands in one function because V8 reads a function's own constants faster; the frame reader explains it. */
const createChanger = () => {
  // Changes are put in order here, and flat runs are made here. The first number is a fraction, so that V8 stores doubles.
  const ordered = [0.5];
  const merged = [0.5];

  /** Up to this many numbers, inserting each change in its place is faster than `sort`. */
  const short = 200;

  const sorted = (changes: FlatLevels, sign: Sign): FlatLevels =>
    [...toLevels(changes)]
      .sort((a, b) => (a.price - b.price) * sign)
      .flatMap(({ price, amount }) => [price, amount]);

  /** Sorts the changes, best price first. Changes of the same price keep their order, so that the last one wins. */
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

  /** Applies the changes in [first, end) of `ordered` to levels, in one walk over both. */
  const applyToLevels = (levels: BookLevels, first: number, end: number, sign: Sign): BookLevels => {
    const { length } = levels;
    // The array gets its greatest possible length: V8 copies an array that grows, and makes it half as long again.
    const next = new Array<Level>(length + (end - first) / 2);
    let isChanged = false;
    let from = 0;
    let to = 0;
    for (let i = first; i < end; i += 2) {
      const price = ordered[i] as number;
      const amount = ordered[i + 1] as number;
      if (i + 2 < end && ordered[i + 2] === price) continue;
      let present = 0;
      for (; from < length; from += 1, to += 1) {
        const level = levels[from] as Level;
        const ahead = (level.price - price) * sign;
        if (ahead === 0) present = level.amount;
        if (ahead >= 0) break;
        next[to] = level;
      }
      if (amount === present) continue;
      isChanged = true;
      if (present > 0) from += 1;
      if (amount > 0) next[to++] = { price, amount };
    }
    if (!isChanged) return levels;
    for (; from < length; from += 1, to += 1) next[to] = levels[from] as Level;
    while (next.length > to) next.pop();
    return next;
  };

  /** Does the same to flat levels. */
  const applyToFlat = (flat: FlatLevels, first: number, end: number, sign: Sign): FlatLevels => {
    const { length } = flat;
    let isChanged = false;
    let from = 0;
    let to = 0;
    for (let i = first; i < end; i += 2) {
      const price = ordered[i] as number;
      const amount = ordered[i + 1] as number;
      if (i + 2 < end && ordered[i + 2] === price) continue;
      for (; from < length && ((flat[from] as number) - price) * sign < 0; from += 2, to += 2) {
        merged[to] = flat[from] as number;
        merged[to + 1] = flat[from + 1] as number;
      }
      const present = from < length && flat[from] === price ? (flat[from + 1] as number) : 0;
      if (amount === present) continue;
      isChanged = true;
      if (present > 0) from += 2;
      if (amount > 0) {
        merged[to] = price;
        merged[to + 1] = amount;
        to += 2;
      }
    }
    if (!isChanged) return flat;
    for (; from < length; from += 1, to += 1) merged[to] = flat[from] as number;
    return merged.slice(0, to);
  };

  const applyToRun = (run: Run, first: number, end: number, sign: Sign): Run => {
    if (run.levels !== null) {
      const levels = applyToLevels(run.levels, first, end, sign);
      return levels === run.levels ? run : runOf(levels);
    }
    const before = run.flat ?? [];
    const flat = applyToFlat(before, first, end, sign);
    return flat === before ? run : flatRun(flat);
  };

  /** Applies the changes in [0, end) of `ordered` to a side. */
  const applyOrdered = (side: LevelRuns, end: number, sign: Sign): LevelRuns => {
    const runs = side.length === 0 ? [flatRun([])] : side;
    let next: Run[] | null = null;
    let uneven = false;
    let first = 0;
    for (let i = 0; first < end; i += 1) {
      const run = runs[i] as Run;
      const isLast = i === runs.length - 1;
      let past = end;
      if (!isLast) {
        const price = bestPriceOf(runs[i + 1] as Run);
        for (past = first; past < end && ((ordered[past] as number) - price) * sign < 0;) past += 2;
      }
      const nextRun = past === first ? run : applyToRun(run, first, past, sign);
      first = past;
      if (nextRun === run) continue;
      next ??= runs.slice();
      next[i] = nextRun;
      const length = lengthOf(nextRun);
      uneven ||= length > longestRun || length < (isLast ? 1 : shortestRun);
    }
    if (next === null) return side;
    return uneven ? even(next) : next;
  };

  /**
   * Applies changes to a side. A change sets the absolute amount of a level, and zero removes it. Levels that stay are the
   * same objects, and a side in which nothing changes is returned as it is.
   */
  const applyChanges = (side: LevelRuns, changes: FlatLevels, sign: Sign): LevelRuns => {
    putInOrder(changes.length > short ? sorted(changes, sign) : changes, sign);
    return applyOrdered(side, changes.length, sign);
  };

  /** Removes the differences of a side from other levels: returns those levels, with the side's objects wherever they are equal. */
  const changeTo = (side: LevelRuns, differences: readonly LevelDifference[], sign: Sign): LevelRuns => {
    differences.forEach(({ price, actual }, i) => {
      ordered[2 * i] = price;
      ordered[2 * i + 1] = actual;
    });
    return applyOrdered(side, 2 * differences.length, sign);
  };

  return { applyChanges, changeTo };
};

export const { applyChanges, changeTo } = createChanger();
