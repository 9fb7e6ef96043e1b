import { EMPTY, type Observable, of } from 'rxjs';
import type { JournalRecord } from './record';

/**
 * The place where the client keeps its intents, so that they outlive the process. After a failed append of an intent nothing
 * is sent.
 */
export interface OrderJournal {
  /**
   * Loads the records of earlier processes in the order in which they were appended. The client loads once, before anything
   * else. Records of calls that have ended may be left out (`remaining` decides which).
   */
  readonly load: () => Observable<readonly JournalRecord[]>;
  /** Appends a record; cold. It completes when the record is kept: an intent must survive a crash of process and machine. */
  readonly append: (record: JournalRecord) => Observable<never>;
  /** Completes when everything is written, so that another process may load. */
  readonly close?: () => Observable<never>;
}

/** A journal that keeps nothing. Calls that a process did not finish are forgotten with it. */
export const noJournal: OrderJournal = { load: () => of([]), append: () => EMPTY };
