import type { Pair } from './pair';

/** Every state that the venue reports. */
export const venueStates = ['NORMAL', 'BUSY', 'VERY_BUSY', 'HALT'] as const;
export type VenueState = (typeof venueStates)[number];

/**
 * The load of a pair, and its resulting minimum amount (base currency).
 *
 * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#get-exchange-status
 */
export interface VenueStatus {
  readonly pair: Pair;
  /** `unknown`: a state that is newer than this version. */
  readonly state: VenueState | 'unknown';
  readonly minAmount: string;
}

/**
 * The reason why a pair can't be traded now. It is `unknown` while the venue could not be asked, or if its word is newer than
 * this version.
 */
export type UntradableReason = 'halt' | 'maintenance' | 'suspended' | 'circuit-break' | 'unknown';

/** Says whether the pair can be traded now, and if not, why. */
export interface Tradable {
  readonly pair: Pair;
  readonly tradable: boolean;
  readonly reasons: readonly UntradableReason[];
}
