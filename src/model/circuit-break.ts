import type { Pair } from './pair';

/** Every mode of the circuit breaker. */
export const circuitBreakModes = [
  'NONE',
  'CIRCUIT_BREAK',
  'FULL_RANGE_CIRCUIT_BREAK',
  'RESUMPTION',
  'LISTING',
] as const;
/** `NONE` is continuous trading. Every other mode collects orders for an auction (itayose). */
export type CircuitBreakMode = (typeof circuitBreakModes)[number];

/** Every way in which fees are taken. */
export const feeTypes = ['NORMAL', 'SELL_MAKER', 'BUY_MAKER', 'DYNAMIC'] as const;
export type FeeType = (typeof feeTypes)[number];

/**
 * State of the circuit breaker of a pair. Prices in quote currency, amounts in base currency.
 *
 * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/public-stream.md#circuit-break-info
 */
export interface CircuitBreak {
  readonly pair: Pair;
  /** `unknown`: a mode that is newer than this version. */
  readonly mode: CircuitBreakMode | 'unknown';
  readonly estimatedItayosePrice: number | null;
  readonly estimatedItayoseAmount: number | null;
  readonly itayoseUpperPrice: number | null;
  readonly itayoseLowerPrice: number | null;
  readonly upperTriggerPrice: number | null;
  readonly lowerTriggerPrice: number | null;
  readonly feeType: FeeType | 'unknown';
  /** Unix time, ms; `null` in continuous trading or while undetermined. */
  readonly reopenTimestamp: number | null;
  /** Unix time, ms. */
  readonly timestamp: number;
}
