import { readFileSync } from 'node:fs';
import type { GuardOptions } from '../../execution/index';
import { createDataClient } from '../../index';
import { orFileError } from '../common/file-error';
import { usageError } from '../common/options';
import type { AccountVenue } from './client';

const markets = ['maxDistance', 'maxBookAge'] as const;

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

/** Returns the guards with the market that they need. Throws a `UsageError` if that can't be known. */
export const guardsAt = (limits: GuardOptions, venue: AccountVenue): GuardOptions => {
  if (!markets.some((name) => name in limits)) return limits;
  if (venue.apiUrl !== undefined && (venue.publicUrl === undefined || venue.streamUrl === undefined))
    throw usageError(
      `${markets.join(' and ')} of --guards need the market: give --stream-url and --public-url`,
    );
  return { ...limits, market: createDataClient(venue) };
};
