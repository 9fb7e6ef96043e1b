import type { Budget } from './shrink';

/**
 * A search for schedules that break a client: everything that happens in a storm is drawn from a seed beforehand, and
 * played in one process on one virtual clock against the simulated venue, whose own records are the truth.
 */
export interface Storm<Script> {
  readonly name: string;
  /**
   * All choices of a seed, as plain data: nothing is drawn while a script is played. `more`: how often it was drawn before,
   * and had too little in it.
   */
  readonly draw: (seed: number, more: number) => Script;
  readonly play: (script: Script) => Outcome;
  /** The lists of a script that can do with fewer items: what is made shorter when a script has failed. */
  readonly lists: readonly (keyof Script)[];
  readonly table: Table;
}

export interface Outcome {
  /** Of all that the client said and the venue did, in order. */
  readonly hash: string;
  /** Laws that were broken. */
  readonly violations: readonly string[];
  /** What there was too little of to prove anything: of a whole script, not of what is left of one. */
  readonly shortfalls?: readonly string[];
  /** `cell(row, column)` of what was hit. */
  readonly cells: readonly string[];
  /** What happened, a line each, for somebody to read. */
  readonly history: readonly string[];
}

/** What a search has to hit: each row (a fault) in each column (a state of what it strikes). */
export interface Table {
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  /** Why a cell can't be hit; `null`: it can. */
  readonly impossible: (row: string, column: string) => string | null;
}

export const cell = (row: string, column: string): string => `${row} | ${column}`;

/** A seed played twice. */
export interface Played {
  readonly seed: number;
  /** How often there was too little of it to prove anything, so that it was drawn anew, with more in it. */
  readonly thin: number;
  readonly violations: readonly string[];
  readonly cells: readonly string[];
  readonly ms: number;
}

/** A storm whose scripts nobody needs to know. */
export interface AnyStorm {
  readonly name: string;
  readonly table: Table;
  readonly run: (seed: number, times?: number) => Played;
  /** A failing seed as a report for a person: what it was made shorter to, what happened then, what was violated. */
  readonly explain: (seed: number, budget: Budget) => string;
}
