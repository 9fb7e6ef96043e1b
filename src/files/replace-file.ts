import { closeSync, fchmodSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { freshNameOf, modeOf } from './real-file';

/** Makes a file hold a text, in one step: whoever reads it sees the old text or the new one. It keeps its permissions. */
export const replaceFile = async (file: string, text: string): Promise<void> => {
  const fresh = freshNameOf(file);
  const handle = await open(fresh, 'wx', 0o600);
  try {
    try {
      await handle.writeFile(text);
      await handle.chmod(modeOf(file));
    } finally {
      await handle.close();
    }
    await rename(fresh, file);
  } catch (error) {
    await rm(fresh, { force: true });
    throw error;
  }
};

/**
 * The same, done when it returns, and on the disk. `modeOfNew`: the permissions of a file that is not there yet, by default
 * those of its owner alone.
 */
export const replaceFileNow = (file: string, text: string, modeOfNew?: number): void => {
  const fresh = freshNameOf(file);
  const handle = openSync(fresh, 'wx', 0o600);
  try {
    try {
      const bytes = Buffer.from(text);
      for (let at = 0; at < bytes.length;) at += writeSync(handle, bytes, at);
      fchmodSync(handle, modeOf(file, modeOfNew));
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    renameSync(fresh, file);
  } catch (error) {
    rmSync(fresh, { force: true });
    throw error;
  }
};
