import { isLeft, left, right, type Either } from 'fp-ts/lib/Either.js';
import { decodeRecord, encodeRecord, type JournalRecord } from './record';

/** A line that is not a record of a journal. */
export interface WrongLine {
  /** The number of the line, from one. */
  readonly line: number;
  readonly expected: string;
  readonly actual: string;
}

/** Writes one record per line, each with its line feed. */
export const journalText = (records: readonly JournalRecord[]): string =>
  records.map((record) => `${encodeRecord(record)}\n`).join('');

/** Reads a journal. Text after the last line feed was never a whole record, so that nobody can have relied on it. */
export const readJournalText = (text: string): Either<WrongLine, readonly JournalRecord[]> => {
  const records: JournalRecord[] = [];
  const lines = text.split('\n').slice(0, -1);
  for (const [index, line] of lines.entries()) {
    const record = decodeRecord(line);
    if (isLeft(record)) {
      const { path, expected, actual } = record.left;
      const wanted = path === '' ? expected : `${path}: ${expected}`;
      return left({ line: index + 1, expected: wanted, actual });
    }
    records.push(record.right);
  }
  return right(records);
};
