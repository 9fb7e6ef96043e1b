import type { Level } from '../model/order-book';
import { toLevels, type FlatLevels } from '../parsing/level';

/** Levels, best first. */
export type Levels = readonly Level[];

/**
 * Some tens of levels of a side: as numbers, and as objects from when somebody looks at them. Most of a book nobody ever
 * sees, and numbers take a fifth of the memory. Which levels it has, never changes.
 */
export interface Run {
  readonly flat: FlatLevels;
  levels: Levels | null;
}

export const flatRun = (flat: FlatLevels): Run => ({ flat, levels: null });

/** The levels of a run: the same objects to everybody. */
export const look = (run: Run): Levels => (run.levels ??= toLevels(run.flat));

export const joinRuns = (a: Run, b: Run): Run => ({
  flat: a.flat.concat(b.flat),
  levels: a.levels === null && b.levels === null ? null : look(a).concat(look(b)),
});

/** The levels from the place `from`, up to the place `to`. */
export const partOf = ({ flat, levels }: Run, from: number, to: number): Run => ({
  flat: flat.slice(2 * from, 2 * to),
  levels: levels === null ? null : levels.slice(from, to),
});
