import { taggedError, type Tagged } from './tagged';

/** A recording can't be written or read. */
export type RecordingError = Tagged<
  'RecordingError',
  {
    /**
     * `locked`: another recorder has the folder. `foreign`: it holds something else. `newer`: a newer version of this
     * library has written it. `full`: the disk has too little room left. `unwritable`, `unreadable`: the system refuses.
     * `corrupt`: a line is none of a recording.
     */
    reason: 'locked' | 'foreign' | 'newer' | 'full' | 'unwritable' | 'unreadable' | 'corrupt';
    file: string;
    /** Counted from one; `null` where it is about no line. */
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
