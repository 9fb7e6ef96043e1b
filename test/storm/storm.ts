import type { Budget } from './shrink';

/**
 * A search for schedules that break a client. All events of a storm are drawn from a seed beforehand, and played in one
 * process on one virtual clock against the simulated venue. Its own records are the truth.
 */
export interface Storm<Script> {
  readonly name: string;
  /**
   * Draws all choices of a seed, as plain data. Nothing is drawn while a script is played. `more` is the number of
   * earlier draws that had too little in them.
   */
  readonly draw: (seed: number, more: number) => Script;
  readonly play: (script: Script) => Outcome;
  /** The lists of a script that can do with fewer items. They are shortened after a script has failed. */
  readonly lists: readonly (keyof Script)[];
  readonly table: Table;
}

export interface Outcome {
  /** A hash of all events of the client and the venue, in order. */
  readonly hash: string;
  /** The broken laws. */
  readonly violations: readonly string[];
  /** The quantities that are too small to prove anything. They concern a whole script, not a shortened one. */
  readonly shortfalls?: readonly string[];
  /** The hit cells, as `cell(row, column)`. */
  readonly cells: readonly string[];
  /** The events, one per line, for people to read. */
  readonly history: readonly string[];
}

/** The cells that a search must hit: each row (a fault) in each column (a state of its target). */
export interface Table {
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  /** Returns why a cell can't be hit; `null` if it can. */
  readonly impossible: (row: string, column: string) => string | null;
}

export const cell = (row: string, column: string): string => `${row} | ${column}`;

/** A seed that was played twice. */
export interface Played {
  readonly seed: number;
  /**
   * The number of draws of the seed that had too little in them to prove anything, so that it was drawn again with
   * more.
   */
  readonly thin: number;
  readonly violations: readonly string[];
  readonly cells: readonly string[];
  readonly ms: number;
}

/** A storm whose type of scripts does not matter. */
export interface AnyStorm {
  readonly name: string;
  readonly table: Table;
  readonly run: (seed: number, times?: number) => Played;
  /** Returns a report of a failing seed for people: its shortened script, its events, and its violations. */
  readonly explain: (seed: number, budget: Budget) => string;
}
