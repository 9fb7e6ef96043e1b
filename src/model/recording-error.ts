import { taggedError, type Tagged } from './tagged';

/** The error of a recording that can't be written or read. */
export type RecordingError = Tagged<
  'RecordingError',
  {
    /**
     * `locked`: another recorder holds the folder. `foreign`: the folder contains something else. `newer`: a newer version of
     * this library wrote it. `full`: the disk has too little space left. `unwritable`, `unreadable`: the system refuses.
     * `corrupt`: a line does not belong to a recording.
     */
    reason: 'locked' | 'foreign' | 'newer' | 'full' | 'unwritable' | 'unreadable' | 'corrupt';
    file: string;
    /** The number of the line, from one; `null` if the error is not about a line. */
    line: number | null;
    expected: string;
    actual: string;
  }
>;

export const recordingError = (
  reason: RecordingError['reason'],
  file: string,
  line: number | null,
  expected: string,
  actual: string,
): RecordingError =>
  taggedError(
    'RecordingError',
    `${file}${line === null ? '' : `:${line}`}: expected ${expected}, got ${actual}`,
    { reason, file, line, expected, actual },
  );

export const isRecordingError = (error: unknown): error is RecordingError =>
  (error as Partial<RecordingError> | null)?._tag === 'RecordingError';
