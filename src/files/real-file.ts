import { randomUUID } from 'node:crypto';
import { lstatSync, readlinkSync, realpathSync, statSync, type Stats } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';

const orMissing = <A>(act: () => A): A | null => {
  try {
    return act();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
};

/** Follows symbolic links to the file of a path, even if that file does not exist yet. */
export const realFileOf = (path: string): string => {
  const file = resolve(path);
  const real = orMissing(() => realpathSync(file));
  if (real !== null) return real;
  const link = orMissing(() => (lstatSync(file).isSymbolicLink() ? readlinkSync(file) : null));
  if (link !== null) return realFileOf(resolve(dirname(file), link));
  const folder = orMissing(() => realpathSync(dirname(file)));
  return join(folder ?? dirname(file), basename(file));
};

/** The stats of a file; `null` if it does not exist. */
export const statsOf = (file: string): Stats | null => orMissing(() => statSync(file));

/** The permissions of a file; `ofNew` if it does not exist yet, by default for its owner only. */
export const modeOf = (file: string, ofNew = 0o600): number => (statsOf(file)?.mode ?? ofNew) & 0o777;

/** The prefix of names of files that will replace a file. */
export const freshPrefixOf = (file: string): string => `${file}.next-`;

/** A name next to a file that nobody can guess. Open it exclusively (`wx`), so that nobody else's link is followed. */
export const freshNameOf = (file: string): string => freshPrefixOf(file) + randomUUID();
