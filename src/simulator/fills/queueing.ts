import type { Side } from '../../model/pair';
import { lessLots, minLots, type Lots, type Ticks } from '../venue/index';
import type { Decrease } from './decreases';
import { type CancelsAhead, type Filled, meets, type RestingQuote, withFills } from './model';

/** What the others display on a side: the amount at a price, zero for none; `null` beyond the levels that are shown. */
export type Shown = (side: Side, price: Ticks) => Lots | null;

/** Shares are counted in millionths: amounts are whole. */
const million = 1_000_000n;

const shareOf = (cancelsAhead: CancelsAhead, ahead: Lots, { amount, before }: Decrease): Lots => {
  if (cancelsAhead === 'proportional') return before === 0n ? 0n : (amount * minLots(ahead, before)) / before;
  return (amount * BigInt(Math.round(cancelsAhead * Number(million)))) / million;
};

/**
 * Others have cancelled at a price. Whatever the share that was ahead, nobody has more in front of him than is displayed:
 * where too little was behind, the rest must have been ahead.
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

/** The orders that rest now, each with its place: that of a new one is behind what is displayed. */
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

/** To the back of what is displayed now. */
export const toTheBack = (quotes: readonly RestingQuote[], shown: Shown): readonly RestingQuote[] =>
  quotes.map((quote) => ({ ...quote, ahead: shown(quote.side, quote.price) }));

/** All that a guess fills, whole: those that `isFilled` says. */
export const assumed = (
  quotes: readonly RestingQuote[],
  isFilled: (quote: RestingQuote) => boolean,
): Filled =>
  withFills(
    quotes,
    quotes.filter(isFilled).map(({ id, remaining }) => ({ id, amount: remaining })),
  );

/** Does an auction at a price fill a quote? At the very price nobody knows whose turn it was. */
export const isInAuction = (quote: RestingQuote, price: Ticks, atItsPrice: boolean): boolean =>
  meets(quote.side, quote.price, price) && (atItsPrice || quote.price !== price);
