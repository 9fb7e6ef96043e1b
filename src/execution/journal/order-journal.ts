import { EMPTY, type Observable, of } from 'rxjs';
import type { JournalRecord } from './record';

/**
 * Where the client keeps its intents, so that they outlive the process. Errors are taken as they come: a failed append
 * means that nothing is sent.
 */
export interface OrderJournal {
  /**
   * What earlier processes have left, in the order in which it was appended. The client loads once, before anything
   * else; what belongs to calls that have ended may be left out (`remaining` says which).
   */
  readonly load: () => Observable<readonly JournalRecord[]>;
  /** Cold. Completes when the record is kept: an intent when it is durable, come a crash of process or machine. */
  readonly append: (record: JournalRecord) => Observable<never>;
  /** Completes when all is written; another process may load then. */
  readonly close?: () => Observable<never>;
}

/** Keeps nothing: what a process did not finish is forgotten with it. */
export const noJournal: OrderJournal = { load: () => of([]), append: () => EMPTY };
