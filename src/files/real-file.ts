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

/** The file that a path leads to over symbolic links, also where it is not there yet. */
export const realFileOf = (path: string): string => {
  const file = resolve(path);
  const real = orMissing(() => realpathSync(file));
  if (real !== null) return real;
  const link = orMissing(() => (lstatSync(file).isSymbolicLink() ? readlinkSync(file) : null));
  if (link !== null) return realFileOf(resolve(dirname(file), link));
  const folder = orMissing(() => realpathSync(dirname(file)));
  return join(folder ?? dirname(file), basename(file));
};

/** `null`: there is no such file. */
export const statsOf = (file: string): Stats | null => orMissing(() => statSync(file));

/** The permissions of a file; `ofNew` of one that is not there yet, by default those of its owner alone. */
export const modeOf = (file: string, ofNew = 0o600): number => (statsOf(file)?.mode ?? ofNew) & 0o777;

/** How the names of files begin that are to take a file's place. */
export const freshPrefixOf = (file: string): string => `${file}.next-`;

/** A name beside a file that nobody can guess: open it exclusively (`wx`), so that no link of another's is followed. */
export const freshNameOf = (file: string): string => freshPrefixOf(file) + randomUUID();
