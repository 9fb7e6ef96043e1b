import type { OrderRef, OrderType, PositionSide, Unknown } from './order';
import type { Side } from './pair';

export const liquidities = ['maker', 'taker'] as const;
/** `maker`: the order rested in the book. `taker`: the order met a resting one. */
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
  /** The fee taken with this trade, base currency; negative for a rebate. */
  readonly feeAmountBase: string;
  /** The fee taken with this trade, quote currency. An opening margin trade takes none yet. */
  readonly feeAmountQuote: string;
  /** The fee accrued by this trade, which the closing margin trade will take. For spot it equals `feeAmountQuote`. */
  readonly feeOccurredAmountQuote: string | null;
  /** The profit or loss realised by closing a margin position, net of fees and interest. */
  readonly profitLoss: string | null;
  readonly interest: string | null;
  /** Unix time, ms. */
  readonly executedAt: number;
}
