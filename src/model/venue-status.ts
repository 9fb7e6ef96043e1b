import type { Pair } from './pair';

/** Every state of the venue, as it says itself. */
export const venueStates = ['NORMAL', 'BUSY', 'VERY_BUSY', 'HALT'] as const;
export type VenueState = (typeof venueStates)[number];

/**
 * How busy a pair is, and the minimum amount (base currency) that follows from it.
 *
 * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#get-exchange-status
 */
export interface VenueStatus {
  readonly pair: Pair;
  /** `unknown`: a state that is newer than this version. */
  readonly state: VenueState | 'unknown';
  readonly minAmount: string;
}

/** Why a pair can't be traded now; `unknown` while the venue could not be asked, or says it in a word that is newer
 * than this version. */
export type UntradableReason = 'halt' | 'maintenance' | 'suspended' | 'circuit-break' | 'unknown';

/** May one trade the pair now, and if not, why. */
export interface Tradable {
  readonly pair: Pair;
  readonly tradable: boolean;
  readonly reasons: readonly UntradableReason[];
}
