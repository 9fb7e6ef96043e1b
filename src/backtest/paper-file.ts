import { readFileSync } from 'node:fs';
import { takeLock, type FileLock } from '../files/lock';
import { realFileOf, statsOf } from '../files/real-file';
import { replaceFile } from '../files/replace-file';
import { systemCause } from '../model/system-cause';
import { isPaperError, paperError, type PaperError } from './paper-error';
import { paperText, type PaperState, readPaperState } from './paper-state';

/** The file of a paper account, which one process has at a time. */
export interface PaperFile {
  /** The contents at the opening; `null` if the file is new. */
  readonly state: PaperState | null;
  /** Writes a state into the file, in one step. Of several states during a write only the last is written. */
  readonly save: (state: () => PaperState) => void;
  /** Closes the file after the last save. */
  readonly close: () => Promise<void>;
}

const stateIn = (file: string): PaperState | null => {
  if (statsOf(file) === null) return null;
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw paperError('unreadable', file, systemCause(error));
  }
  const state = readPaperState(text);
  if (state === null)
    throw paperError(
      'unreadable',
      file,
      'it is not a paper account, or it is one of a newer version; it was left as it is',
    );
  return state;
};

/** Opens the file. Rejects with a `PaperError`. `onFailure` runs with the error of a later write. */
export const openPaperFile = async (
  path: string,
  onFailure: (error: PaperError) => void,
): Promise<PaperFile> => {
  const file = realFileOf(path);
  let lock: FileLock;
  try {
    const taken = await takeLock(file);
    if (taken._tag === 'Refused') throw paperError('locked', path, `${taken.owner} has it`);
    ({ lock } = taken);
  } catch (error) {
    if (isPaperError(error)) throw error;
    throw paperError('unwritable', path, systemCause(error));
  }
  let state: PaperState | null;
  try {
    state = stateIn(file);
  } catch (error) {
    lock.release();
    throw error;
  }
  let wanted: (() => PaperState) | null = null;
  let writing: Promise<void> | null = null;
  const write = async (state: () => PaperState): Promise<void> => {
    try {
      if (!(await lock.isHeld())) throw paperError('locked', path, 'another process has it');
      await replaceFile(file, paperText(state()));
    } catch (error) {
      onFailure(isPaperError(error) ? error : paperError('unwritable', path, systemCause(error)));
    }
  };
  /** Writes until there is no newer state. It checks that in the same moment in which it stops being the writer. */
  const writeAll = async (): Promise<void> => {
    for (let next = wanted; next !== null; next = wanted) {
      wanted = null;
      await write(next);
    }
    writing = null;
  };
  return {
    state,
    save: (next) => {
      wanted = next;
      writing ??= writeAll();
    },
    close: async () => {
      await writing;
      lock.release();
    },
  };
};
