import type { Side } from '../../model/pair';
import type { Lots, Ticks } from '../venue/index';

/**
 * When a resting order of a user is filled by a market that does not know of it. For a buy at P, sells mirrored:
 *
 * - a _print_ is a trade of the others whose taker sold, at p;
 * - a _cross_ is a displayed best ask, less what was taken, at or below P.
 */
export type FillModel =
  /** p ≤ P, or a cross: the most that could be hoped for. */
  | { readonly name: 'touch' }
  /** p < P, or a cross: what no place in the queue could prevent. */
  | { readonly name: 'through' }
  /** p < P, or a cross; p = P first takes from what was there before the order, and the rest fills it. */
  | { readonly name: 'queue'; readonly cancelsAhead: CancelsAhead };

/**
 * Of what is cancelled at a price, the share that was ahead of an order there: a number from 0, the worst for the order, to
 * 1; `proportional` to what is ahead and behind.
 */
export type CancelsAhead = number | 'proportional';

/** An order of a user at rest, as a model sees it. Best price first, then the oldest, wherever several stand in a list. */
export interface RestingQuote {
  readonly id: number;
  readonly side: Side;
  readonly price: Ticks;
  readonly remaining: Lots;
  /** What the others have in front of it at its price; `null` beyond the levels that are shown. */
  readonly ahead: Lots | null;
}

/** A trade of the others. */
export interface Print {
  /** The taker's. */
  readonly side: Side;
  readonly price: Ticks;
  readonly amount: Lots;
  /** ms. */
  readonly time: number;
}

export interface QuoteFill {
  readonly id: number;
  readonly amount: Lots;
}

/** What becomes of quotes: the same list, with what is left of them. Those that are full are no longer in it. */
export interface Filled {
  readonly quotes: readonly RestingQuote[];
  readonly fills: readonly QuoteFill[];
}

/** Is `price` as good as `limit`, or better, for a buy or a sell with that limit? */
export const meets = (side: Side, limit: Ticks, price: Ticks): boolean =>
  side === 'buy' ? price <= limit : price >= limit;

/** Takes fills from quotes. */
export const withFills = (quotes: readonly RestingQuote[], fills: readonly QuoteFill[]): Filled => {
  if (fills.length === 0) return { quotes, fills };
  const byId = new Map<number, Lots>();
  for (const { id, amount } of fills) byId.set(id, (byId.get(id) ?? 0n) + amount);
  return {
    quotes: quotes
      .map((quote) => ({ ...quote, remaining: quote.remaining - (byId.get(quote.id) ?? 0n) }))
      .filter(({ remaining }) => remaining > 0n),
    fills,
  };
};
