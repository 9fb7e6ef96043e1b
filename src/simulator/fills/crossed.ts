import type { Side } from '../../model/pair';
import { minLots, type Lots, type Ticks } from '../venue/index';
import { type Filled, meets, type RestingQuote, type QuoteFill, withFills } from './model';

/** The levels that are left to take on the other side of the quotes, best price first. */
export type Available = Iterable<readonly [price: Ticks, amount: Lots]>;

export interface Crossed extends Filled {
  /** The amounts that the fills have taken from the displayed book. */
  readonly takes: readonly { readonly price: Ticks; readonly amount: Lots }[];
}

/** Returns the furthest price that a quote of a side accepts; `null` if the side has no quote. */
export const furthestOf = (quotes: readonly RestingQuote[], side: Side): Ticks | null =>
  quotes.reduce<Ticks | null>(
    (furthest, quote) =>
      quote.side === side && (furthest === null || meets(side, quote.price, furthest))
        ? quote.price
        : furthest,
    null,
  );

/** Yields the levels that an order of a side could take up to its limit. */
function* within(available: Available, side: Side, limit: Ticks | null): Available {
  if (limit === null) return;
  for (const level of available) {
    if (!meets(side, limit, level[0])) return;
    yield level;
  }
}

/**
 * Fills the quotes of one side that a displayed book crosses. Such a book shows that all orders of others at the quotes'
 * prices are gone. A quote fills at most the amount that is displayed at its price or better, and this amount stays taken.
 * It trades at its own price.
 */
export const crossed = (quotes: readonly RestingQuote[], side: Side, available: Available): Crossed => {
  const levels = [...within(available, side, furthestOf(quotes, side))].map(([price, amount]) => ({
    price,
    left: amount,
  }));
  const fills: QuoteFill[] = [];
  const takes: { price: Ticks; amount: Lots }[] = [];
  const isReached = ({ side: own, price }: RestingQuote): boolean =>
    own === side && levels.some((level) => level.left > 0n && meets(side, price, level.price));
  const reached = new Set<number>();
  for (const quote of quotes) {
    if (!isReached(quote)) continue;
    reached.add(quote.id);
    let wanted = quote.remaining;
    for (const level of levels) {
      if (!meets(side, quote.price, level.price)) break;
      const amount = minLots(wanted, level.left);
      if (amount === 0n) continue;
      level.left -= amount;
      wanted -= amount;
      takes.push({ price: level.price, amount });
    }
    fills.push({ id: quote.id, amount: quote.remaining - wanted });
  }
  const filled = withFills(quotes, fills);
  return {
    ...filled,
    quotes: filled.quotes.map((quote) => (reached.has(quote.id) ? { ...quote, ahead: 0n } : quote)),
    takes,
  };
};
