import type { Side } from '../../model/pair';
import { lessLots, minLots, type Lots, type Ticks } from '../venue/index';
import type { Decrease } from './decreases';
import { type CancelsAhead, type Filled, meets, type RestingQuote, withFills } from './model';

/**
 * Returns the amount that the others display on a side at a price, zero for none; `null` beyond the levels that are
 * displayed.
 */
export type Shown = (side: Side, price: Ticks) => Lots | null;

/** Shares are counted in millionths, because amounts are whole numbers. */
const million = 1_000_000n;

const shareOf = (cancelsAhead: CancelsAhead, ahead: Lots, { amount, before }: Decrease): Lots => {
  if (cancelsAhead === 'proportional') return before === 0n ? 0n : (amount * minLots(ahead, before)) / before;
  return (amount * BigInt(Math.round(cancelsAhead * Number(million)))) / million;
};

/**
 * Applies a cancel of the others at a price. No quote can have more ahead of it than is displayed. If too little was behind
 * a quote, the rest of the cancelled amount must have been ahead of it, whatever the share.
 */
export const cancelled = (
  cancelsAhead: CancelsAhead,
  quotes: readonly RestingQuote[],
  cancel: Decrease,
  shown: Shown,
): readonly RestingQuote[] =>
  quotes.map((quote) => {
    if (quote.ahead === null || quote.side !== cancel.side || quote.price !== cancel.price) return quote;
    const ahead = lessLots(quote.ahead, shareOf(cancelsAhead, quote.ahead, cancel));
    const most = shown(quote.side, quote.price);
    return { ...quote, ahead: most === null ? ahead : minLots(ahead, most) };
  });

/**
 * Returns the orders that rest now, each with its place in the queue. A new order is behind everything that is
 * displayed.
 */
export const placed = (
  known: readonly RestingQuote[],
  resting: readonly Omit<RestingQuote, 'ahead'>[],
  shown: Shown,
): readonly RestingQuote[] => {
  const byId = new Map(known.map((quote) => [quote.id, quote]));
  return resting.map(({ id, side, price, remaining }) => ({
    id,
    side,
    price,
    remaining,
    ahead: byId.get(id)?.ahead ?? shown(side, price),
  }));
};

/** Moves quotes to the back of the queue that is displayed now. */
export const toTheBack = (quotes: readonly RestingQuote[], shown: Shown): readonly RestingQuote[] =>
  quotes.map((quote) => ({ ...quote, ahead: shown(quote.side, quote.price) }));

/** Completely fills the quotes that a guess (`isFilled`) selects. */
export const assumed = (
  quotes: readonly RestingQuote[],
  isFilled: (quote: RestingQuote) => boolean,
): Filled =>
  withFills(
    quotes,
    quotes.filter(isFilled).map(({ id, remaining }) => ({ id, amount: remaining })),
  );

/**
 * True if an auction at a price fills a quote. At exactly that price nobody knows whose turn it was, so `atItsPrice`
 * decides.
 */
export const isInAuction = (quote: RestingQuote, price: Ticks, atItsPrice: boolean): boolean =>
  meets(quote.side, quote.price, price) && (atItsPrice || quote.price !== price);
