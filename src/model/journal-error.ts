import { taggedError, type Tagged } from './tagged';

/** The error of a journal that could not be read, or in which an intent could not be written; nothing was sent. */
export type JournalError = Tagged<
  'JournalError',
  {
    /** `locked`: another process holds the journal. `corrupt`: it contains foreign data. `failed`: anything else. */
    reason: 'locked' | 'corrupt' | 'failed';
    /** The path of the file, or a description of a journal that is not a file. */
    file: string;
    /** The number of the line, from one; `null` if the error is not about a line. */
    line: number | null;
    expected: string;
    actual: string;
    effect: 'none';
  }
>;

export const journalError = (
  reason: JournalError['reason'],
  file: string,
  line: number | null,
  expected: string,
  actual: string,
): JournalError =>
  taggedError(
    'JournalError',
    `${file}${line === null ? '' : `:${line}`}: expected ${expected}, got ${actual}`,
    { reason, file, line, expected, actual, effect: 'none' },
  );

export const isJournalError = (error: unknown): error is JournalError =>
  (error as Partial<JournalError> | null)?._tag === 'JournalError';
