import type { VenueCode } from './venue-codes';

/**
 * The codes that any endpoint of the venue can answer with. The public endpoints have no others, so that a page need not
 * carry the whole table.
 *
 * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/errors.md
 */
const codes: readonly VenueCode[] = [
  { code: 10000, class: 'parameter', effect: 'none', meaning: 'Url not found.' },
  { code: 10001, class: 'system', effect: 'unknown', meaning: 'System error.' },
  { code: 10002, class: 'parameter', effect: 'none', meaning: 'Malformed request.' },
  { code: 10003, class: 'system', effect: 'unknown', meaning: 'System error.' },
  { code: 10005, class: 'system', effect: 'unknown', meaning: 'Timeout waiting for response.' },
  { code: 10007, class: 'maintenance', effect: 'none', meaning: 'System maintenance.' },
  { code: 10008, class: 'busy', effect: 'unknown', meaning: 'Server is busy. Retry later.' },
  {
    code: 10009,
    class: 'rate-limit',
    effect: 'none',
    meaning: 'You sent requests too frequently. Retry later with decreased requests.',
  },
];

export const systemCodes: ReadonlyMap<number, VenueCode> = new Map(codes.map((row) => [row.code, row]));
