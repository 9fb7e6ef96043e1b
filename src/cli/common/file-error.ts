import { isUsageError, usageError, type UsageError } from './options';

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'no such file or folder',
  EISDIR: 'it is a folder',
  EACCES: 'permission denied',
};

const fileError = (path: string, error: unknown): UsageError => {
  const { code = '', message } = error as NodeJS.ErrnoException;
  return usageError(`${path}: ${reasons[code] ?? message}`);
};

/** What goes wrong with a file that the command line names, as a `UsageError` of one sentence. */
export const orFileError = <A>(path: string, act: () => A): A => {
  try {
    return act();
  } catch (error) {
    throw isUsageError(error) ? error : fileError(path, error);
  }
};
