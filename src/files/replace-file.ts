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
