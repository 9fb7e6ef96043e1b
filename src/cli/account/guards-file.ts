import { readFileSync } from 'node:fs';
import type { GuardOptions } from '../../execution/index';
import { orFileError } from '../common/file-error';
import { usageError } from '../common/options';

/** Reads the limits in a JSON file, `{ "maxNotional": 1000000, "maxDistance": 0.05 }`. Throws a `UsageError`. */
export const readGuards = (path: string): GuardOptions =>
  orFileError(path, () => {
    const text = readFileSync(path, 'utf8');
    try {
      const limits: unknown = JSON.parse(text);
      if (typeof limits === 'object' && limits !== null && !Array.isArray(limits)) return limits;
    } catch {
      // The error below reports it.
    }
    throw usageError(`${path}: expected a JSON object of guards, got something else`);
  });
