import type { Side } from '../../model/pair';
import type { Lots, Ticks } from '../venue/index';

/**
 * The rule by which a market from outside, which does not know of users' orders, fills a resting order. For a buy at P
 * (a sell is mirrored):
 *
 * - a _print_ is a trade of the others whose taker sold, at p;
 * - a _cross_ is a displayed best ask, without the amounts already taken, at or below P.
 */
export type FillModel =
  /** Fills at p ≤ P, or at a cross: the most optimistic rule. */
  | { readonly name: 'touch' }
  /** Fills at p < P, or at a cross: only fills that no place in the queue could prevent. */
  | { readonly name: 'through' }
  /**
   * Fills at p < P, or at a cross. A print at p = P first takes the amount that was there before the order, and the
   * rest fills the order.
   */
  | { readonly name: 'queue'; readonly cancelsAhead: CancelsAhead };

/**
 * The share of a cancelled amount at a price that was ahead of an order there: a number from 0, the worst for the
 * order, to 1. With `proportional` it follows from the amounts ahead and behind.
 */
export type CancelsAhead = number | 'proportional';

/** A resting order of a user, as a model sees it. Lists of them are sorted: best price first, then the oldest. */
export interface RestingQuote {
  readonly id: number;
  readonly side: Side;
  readonly price: Ticks;
  readonly remaining: Lots;
  /** The amount of the others ahead of the order at its price; `null` beyond the levels that are displayed. */
  readonly ahead: Lots | null;
}

/** A trade of the others. */
export interface Print {
  /** The taker's side. */
  readonly side: Side;
  readonly price: Ticks;
  readonly amount: Lots;
  /** Unix time, ms. */
  readonly time: number;
}

export interface QuoteFill {
  readonly id: number;
  readonly amount: Lots;
}

/** The quotes after an event, with their remaining amounts. Filled quotes are no longer in the list. */
export interface Filled {
  readonly quotes: readonly RestingQuote[];
  readonly fills: readonly QuoteFill[];
}

/** True if `price` is as good as `limit`, or better, for an order of that side and limit. */
export const meets = (side: Side, limit: Ticks, price: Ticks): boolean =>
  side === 'buy' ? price <= limit : price >= limit;

/** Subtracts fills from quotes. */
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
