import type { Pair } from './pair';
import type { Position } from './position';

/** Every state of a margin account. */
export const marginStates = ['NORMAL', 'LOSSCUT', 'CALL', 'DEBT', 'SETTLED'] as const;
export type MarginState = (typeof marginStates)[number];

/**
 * The state of a margin account. Amounts are the venue's decimal strings in JPY; percentages are percentages.
 *
 * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#fetch-margin-trading-status
 */
export interface MarginStatus {
  /** `unknown`: a state that is newer than this version. */
  readonly status: MarginState | 'unknown';
  /** The margin balance in percent of the open positions; `null` without a position. */
  readonly totalMarginBalancePercentage: string | null;
  readonly totalMarginBalance: string;
  /** The unrealised profit or loss, JPY. */
  readonly marginPositionProfitLoss: string;
  readonly unrealizedCost: string;
  readonly totalMarginPositionProduct: string;
  readonly openMarginPositionProduct: string;
  readonly openMarginOrderProduct: string;
  readonly totalPositionMaintenanceMargin: string;
  readonly totalLongPositionMaintenanceMargin: string;
  readonly totalShortPositionMaintenanceMargin: string;
  readonly totalOpenOrderMaintenanceMargin: string;
  readonly totalLongOpenOrderMaintenanceMargin: string;
  readonly totalShortOpenOrderMaintenanceMargin: string;
  /** The percentage below which the venue demands more margin; `null` without a position. */
  readonly marginCallPercentage: string | null;
  /** The percentage below which the venue closes positions; `null` without a position. */
  readonly losscutPercentage: string | null;
  readonly buyCredit: string;
  readonly sellCredit: string;
  /** The amounts that may still open positions, per pair. */
  readonly availableBalances: readonly {
    readonly pair: Pair;
    readonly long: string;
    readonly short: string;
  }[];
}

/** A demand of the venue on a margin account. Every field is `null` once the demand is settled. */
export interface MarginNotice {
  /** The kind: `margin_call` or `marginCall` (the documentation has both), `debt`, `settled`. */
  readonly what: string | null;
  /** The time of the demand: Unix time, ms. */
  readonly occurredAt: number | null;
  /** The demanded amount, JPY. */
  readonly amount: string | null;
  /** The time by which it must be met: Unix time, ms. */
  readonly dueDateAt: number | null;
}

/**
 * The open positions of an account and what it owes.
 *
 * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#fetch-positions-information
 */
export interface MarginPositions {
  readonly notice: MarginNotice | null;
  /** JPY. */
  readonly payables: string;
  readonly positions: readonly Position[];
  /** Percentages. */
  readonly losscutThreshold: { readonly individual: string; readonly company: string } | null;
}
