import { systemCause } from '../../model/system-cause';
import { isUsageError, usageError, type UsageError } from './options';

const fileError = (path: string, error: unknown): UsageError => usageError(`${path}: ${systemCause(error)}`);

/** Turns the error of a file that the command line names into a `UsageError` of one sentence. */
export const orFileError = <A>(path: string, act: () => A): A => {
  try {
    return act();
  } catch (error) {
    throw isUsageError(error) ? error : fileError(path, error);
  }
};
