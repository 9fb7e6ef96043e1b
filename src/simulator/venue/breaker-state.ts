import type { CircuitBreakMode, FeeType } from '../../model/circuit-break';
import type { Lots, Ticks } from './units';

/** The state of a pair's circuit breaker. Its rules are in breaker.ts. */
export interface BreakerState {
  readonly mode: CircuitBreakMode;
  /**
   * In continuous trading, executions at or beyond the triggers start a circuit break. `null` until there is a
   * reference.
   */
  readonly upperTrigger: Ticks | null;
  readonly lowerTrigger: Ticks | null;
  /** In an auction, orders and the auction price must be within the limits. `null`: no limit. */
  readonly upperLimit: Ticks | null;
  readonly lowerLimit: Ticks | null;
  readonly feeType: FeeType;
  readonly reopenAt: number | null;
  readonly estimatedPrice: Ticks | null;
  readonly estimatedAmount: Lots | null;
  readonly reference: Ticks | null;
  /** The last break by price: its direction, its time, and the number of breaks in a row. */
  readonly last: { readonly direction: 'up' | 'down'; readonly at: number; readonly inRow: number } | null;
  /** A number that distinguishes the timers of one mode from those of an earlier one. */
  readonly epoch: number;
  readonly updatedAt: number;
}

export const continuousTrading: BreakerState = {
  mode: 'NONE',
  upperTrigger: null,
  lowerTrigger: null,
  upperLimit: null,
  lowerLimit: null,
  feeType: 'NORMAL',
  reopenAt: null,
  estimatedPrice: null,
  estimatedAmount: null,
  reference: null,
  last: null,
  epoch: 0,
  updatedAt: 0,
};
