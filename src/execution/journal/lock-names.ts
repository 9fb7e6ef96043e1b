import { mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { statsOf } from '../../files/real-file';

/** A folder of this user alone. */
const locksFolder = (): string =>
  join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'rx-bitbank', 'locks');

/**
 * What has to be locked so that one process has a file: its path, and where it has several names (hard links), which may
 * stand in folders that know nothing of each other, what all of them are: a file of this device with this number.
 */
export const lockNamesOf = (file: string): readonly string[] => {
  const stats = statsOf(file);
  if (stats === null || stats.nlink <= 1) return [file];
  const folder = locksFolder();
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return [join(folder, `${stats.dev}-${stats.ino}`), file];
};
