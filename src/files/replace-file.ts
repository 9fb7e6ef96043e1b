import { closeSync, fchmodSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { freshNameOf, modeOf } from './real-file';

/** Replaces the text of a file in one step: a reader sees the old text or the new one. The permissions stay. */
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
 * Replaces the text of a file synchronously; the text is on the disk when it returns. `modeOfNew` are the permissions of a
 * file that does not exist yet, by default for its owner only.
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
