import type { OrderRef, OrderType, PositionSide, Unknown } from './order';
import type { Side } from './pair';

export const liquidities = ['maker', 'taker'] as const;
/** `maker`: the order rested in the book; `taker`: it met one that did. */
export type Liquidity = (typeof liquidities)[number];

/**
 * One trade of the user's own order, as the venue's decimal strings: price and `…Quote` in quote currency,
 * amount and `…Base` in base currency. `null`: the venue did not say.
 *
 * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#fetch-trade-history
 */
export interface Fill extends OrderRef {
  readonly tradeId: number;
  readonly side: Side;
  /** `null` for a spot trade. */
  readonly positionSide: PositionSide | null;
  readonly type: OrderType | Unknown;
  readonly price: string;
  readonly amount: string;
  readonly makerTaker: Liquidity | Unknown;
  /** Fee taken with this trade; negative: a rebate. */
  readonly feeAmountBase: string;
  /** Fee taken with this trade; a margin trade that opens takes none yet. */
  readonly feeAmountQuote: string;
  /** Fee accrued by this trade: what a margin trade that closes will take. Equals `feeAmountQuote` for spot. */
  readonly feeOccurredAmountQuote: string | null;
  /** Realised by closing a margin position, net of fees and interest. */
  readonly profitLoss: string | null;
  readonly interest: string | null;
  /** Unix time, ms. */
  readonly executedAt: number;
}
