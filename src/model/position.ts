import type { PositionSide } from './order';
import type { Pair } from './pair';

/**
 * A margin position, as the venue's decimal strings. `null`: the venue did not say.
 *
 * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#fetch-positions-information
 */
export interface Position {
  readonly pair: Pair;
  readonly positionSide: PositionSide;
  /** Quote currency. */
  readonly averagePrice: string;
  /** Base currency. */
  readonly openAmount: string;
  /** Base currency, locked by closing orders. Only private messages have it. */
  readonly lockedAmount: string | null;
  /** The average price times the open amount, quote currency. */
  readonly product: string;
  /** Quote currency, accrued and not yet taken. */
  readonly unrealizedFeeAmount: string;
  /** Quote currency, accrued and not yet taken. */
  readonly unrealizedInterestAmount: string;
}
