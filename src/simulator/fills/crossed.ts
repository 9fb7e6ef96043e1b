import type { Side } from '../../model/pair';
import type { Lots, Ticks } from '../venue/index';
import { type Filled, meets, minLots, type Quote, type QuoteFill, withFills } from './model';

/** What is left to take on the other side of the quotes: best price first. */
export type Available = Iterable<readonly [price: Ticks, amount: Lots]>;

export interface Crossed extends Filled {
  /** What the fills have taken of what is displayed. */
  readonly takes: readonly { readonly price: Ticks; readonly amount: Lots }[];
}

/**
 * What a displayed book does to the quotes of one side that it has come to cross: all of the others at their price must be
 * gone. A quote fills at most what is displayed at its price or better, and what it takes stays taken. Its price is its own.
 */
export const crossed = (quotes: readonly Quote[], side: Side, available: Available): Crossed => {
  const own = quotes.filter((quote) => quote.side === side);
  const fills: QuoteFill[] = [];
  const takes: { price: Ticks; amount: Lots }[] = [];
  const reached = new Set<number>();
  const levels = available[Symbol.iterator]();
  let level: { readonly price: Ticks; left: Lots } | null = null;
  let isOver = false;
  for (const { id, price, remaining } of own) {
    let wanted = remaining;
    while (wanted > 0n && !isOver) {
      if (level === null || level.left === 0n) {
        const next = levels.next();
        if (next.done === true) {
          isOver = true;
          break;
        }
        level = { price: next.value[0], left: next.value[1] };
      }
      // Those behind it ask for better prices still.
      if (!meets(side, price, level.price)) {
        isOver = true;
        break;
      }
      reached.add(id);
      const amount: Lots = minLots(wanted, level.left);
      level.left -= amount;
      wanted -= amount;
      if (amount > 0n) takes.push({ price: level.price, amount });
    }
    if (wanted < remaining) fills.push({ id, amount: remaining - wanted });
    if (isOver) break;
  }
  const filled = withFills(quotes, fills);
  return {
    ...filled,
    quotes: filled.quotes.map((quote) => (reached.has(quote.id) ? { ...quote, ahead: 0n } : quote)),
    takes,
  };
};
