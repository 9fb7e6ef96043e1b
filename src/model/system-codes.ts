import { codesOf, type VenueCode, type VenueCodeRow } from './venue-code';

/** SYSTEM_ERROR: the codes that every endpoint of the venue may answer with. */
// prettier-ignore
export const systemRows = {
  notFound: [10000, 'parameter', 'none', 'Url not found.'],
  systemError: [10001, 'system', 'unknown', 'System error.'],
  malformedRequest: [10002, 'parameter', 'none', 'Malformed request.'],
  systemError10003: [10003, 'system', 'unknown', 'System error.'],
  timeout: [10005, 'system', 'unknown', 'Timeout waiting for response.'],
  maintenance: [10007, 'maintenance', 'none', 'System maintenance.'],
  serverBusy: [10008, 'busy', 'unknown', 'Server is busy. Retry later.'],
  tooManyRequests: [10009, 'rate-limit', 'none', 'You sent requests too frequently. Retry later with decreased requests.'],
} as const satisfies Readonly<Record<string, VenueCodeRow>>;

/**
 * The codes of the public endpoints. There are no others, so that a page needs only this table.
 *
 * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/errors.md
 */
export const systemCodes: ReadonlyMap<number, VenueCode> = codesOf(systemRows);
