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

/** Turns the error of a file that the command line names into a `UsageError` of one sentence. */
export const orFileError = <A>(path: string, act: () => A): A => {
  try {
    return act();
  } catch (error) {
    throw isUsageError(error) ? error : fileError(path, error);
  }
};
