import { readFileSync } from 'node:fs';
import { takeLock, type FileLock } from '../files/lock';
import { realFileOf, statsOf } from '../files/real-file';
import { replaceFile } from '../files/replace-file';
import { causeOf } from '../model/tagged';
import { paperError } from './paper-error';
import { paperText, type PaperState, readPaperState } from './paper-state';

/** The file of a paper account, which one process has at a time. */
export interface PaperFile {
  /** What it held; `null`: it is new. */
  readonly state: PaperState | null;
  /** Makes the file hold a state, in one step; of several asked for meanwhile only the last. */
  readonly save: (state: () => PaperState) => void;
  /** After the last save. */
  readonly close: () => Promise<void>;
}

const stateIn = (file: string): PaperState | null => {
  if (statsOf(file) === null) return null;
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw paperError('unreadable', file, causeOf(error));
  }
  const state = readPaperState(text);
  if (state === null)
    throw paperError(
      'unreadable',
      file,
      'it is no paper account, or one of a newer version; it was left as it is',
    );
  return state;
};

/** Rejects with a `PaperError`. `onFailure` hears of what can't be written later. */
export const openPaperFile = async (
  path: string,
  onFailure: (error: unknown) => void,
): Promise<PaperFile> => {
  const file = realFileOf(path);
  let lock: FileLock;
  try {
    const taken = await takeLock(file);
    if (taken._tag === 'Refused') throw paperError('locked', path, `${taken.owner} has it`);
    ({ lock } = taken);
  } catch (error) {
    if ((error as { readonly _tag?: string })._tag === 'PaperError') throw error;
    throw paperError('unwritable', path, causeOf(error));
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
  const write = async (): Promise<void> => {
    for (let next = wanted; next !== null; next = wanted) {
      wanted = null;
      if (!(await lock.isHeld())) throw paperError('locked', path, 'another process has taken it');
      await replaceFile(file, paperText(next()));
    }
  };
  return {
    state,
    save: (next) => {
      wanted = next;
      writing ??= write()
        .catch((error: unknown) =>
          onFailure(
            (error as { readonly _tag?: string })._tag === 'PaperError'
              ? error
              : paperError('unwritable', path, causeOf(error)),
          ),
        )
        .finally(() => {
          writing = null;
        });
    },
    close: async () => {
      await writing;
      lock.release();
    },
  };
};
