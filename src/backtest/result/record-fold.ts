import type { RunRecord } from '../../strategy/run-record';

/**
 * A part of the result of a run. It takes each record once, in order, and keeps none, so that the memory of a long run
 * grows only by its result.
 */
export interface RecordFold<T> {
  readonly add: (record: RunRecord) => void;
  /** Returns the part, after the last record. */
  readonly result: () => T;
}

/** Gives every record to a fold, and returns what it makes of them. */
export const folded = <T>(records: Iterable<RunRecord>, fold: RecordFold<T>): T => {
  for (const record of records) fold.add(record);
  return fold.result();
};
