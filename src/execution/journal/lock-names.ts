import { mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { statsOf } from '../../files/real-file';

/** The folder for locks, which only this user can read. */
const locksFolder = (): string =>
  join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'rx-bitbank', 'locks');

/**
 * The names to lock, so that one process holds a file. A path is enough for a file with one name. A file with several names
 * (hard links), which may be in unrelated folders, is also locked by its device and its inode number.
 */
export const lockNamesOf = (file: string): readonly string[] => {
  const stats = statsOf(file);
  if (stats === null || stats.nlink <= 1) return [file];
  const folder = locksFolder();
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return [join(folder, `${stats.dev}-${stats.ino}`), file];
};
