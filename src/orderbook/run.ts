import type { Level } from '../model/order-book';
import { type FlatLevels, flatten, toLevels } from '../model/flat-levels';

/** A list of levels, best first. */
export type BookLevels = readonly Level[];

/**
 * Some tens of levels of a side. They are flat numbers until an observer needs them, and objects from then on: no observer
 * ever needs most of a book, and flat numbers take a fifth of the memory. A run never changes its levels.
 */
export interface Run {
  flat: FlatLevels | null;
  levels: BookLevels | null;
}

export const flatRun = (flat: FlatLevels): Run => ({ flat, levels: null });
export const runOf = (levels: BookLevels): Run => ({ flat: null, levels });

/** Returns the levels of a run, the same objects at each call. */
export const look = (run: Run): BookLevels => {
  if (run.levels !== null) return run.levels;
  const levels = toLevels(run.flat ?? []);
  run.levels = levels;
  run.flat = null;
  return levels;
};

export const flatOfRun = ({ flat, levels }: Run): FlatLevels => flat ?? flatten(levels ?? []);

export const lengthOf = ({ flat, levels }: Run): number => levels?.length ?? (flat ?? []).length / 2;

export const bestPriceOf = ({ flat, levels }: Run): number =>
  (levels === null ? flat?.[0] : levels[0]?.price) as number;

export const joinRuns = (a: Run, b: Run): Run =>
  a.flat !== null && b.flat !== null ? flatRun(a.flat.concat(b.flat)) : runOf(look(a).concat(look(b)));

/** Returns the levels from index `from` up to, but not including, index `to`. */
export const partOf = ({ flat, levels }: Run, from: number, to: number): Run =>
  levels === null ? flatRun((flat ?? []).slice(2 * from, 2 * to)) : runOf(levels.slice(from, to));
