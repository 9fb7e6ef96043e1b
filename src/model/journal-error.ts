import { taggedError, type Tagged } from './tagged';

/** The journal could not be read, or an intent could not be kept in it; nothing was sent. */
export type JournalError = Tagged<
  'JournalError',
  {
    /** `locked`: another process has it. `corrupt`: it holds what is none of ours. `failed`: anything else. */
    reason: 'locked' | 'corrupt' | 'failed';
    /** Path of the file; a description of the journal where it is no file. */
    file: string;
    /** Counted from one; `null` where it is about no line. */
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
