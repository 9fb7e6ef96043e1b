import { oppositeSide, type Side, sides } from '../../model/pair';
import type { FillBasis, Lots, Ticks } from '../venue/index';
import { type Available, crossed, furthestOf } from './crossed';
import {
  afterDecrease,
  afterPrint,
  cancelsBy,
  type Decrease,
  type Decreases,
  noDecreases,
} from './decreases';
import { type FillModel, meets, type Print, type RestingQuote, type QuoteFill } from './model';
import { passedBy, printed } from './printed';
import { assumed, cancelled, isInAuction, placed, type Shown, toTheBack } from './queueing';

/**
 * The state of a pure reducer that decides which resting orders of users a market from outside fills. Its input is what
 * is displayed, what is printed and what rests, and a model has the rules. It knows one pair, and no money.
 */
export interface Resting {
  /** The quotes of both sides, best price first, then the oldest. */
  readonly quotes: readonly RestingQuote[];
  readonly decreases: Decreases;
  /** The quotes that a print went through while the book was not proven. They are filled when it is proven. */
  readonly passed: ReadonlySet<number>;
}

const none: ReadonlySet<number> = new Set();

export const nothingRests: Resting = { quotes: [], decreases: noDecreases, passed: none };

/** The displayed book of this moment, without the amounts already taken. */
export interface Display {
  readonly shown: Shown;
  /** Returns the best price of a side at which something is left to take. */
  readonly best: (side: Side) => Ticks | null;
  /** Returns the levels of a side that are left to take, best price first. */
  readonly available: (side: Side) => Available;
}

export type MarketEvent =
  /** The list of users' resting orders changed, because some were placed, filled or cancelled. */
  | { readonly type: 'resting'; readonly orders: readonly Omit<RestingQuote, 'ahead'>[] }
  | { readonly type: 'print'; readonly print: Print }
  /** A print came while the book was not proven. */
  | { readonly type: 'missed'; readonly print: Print }
  /** The book changed. A book that was only corrected has no decreases. */
  | { readonly type: 'book'; readonly time: number; readonly decreases: readonly Decrease[] }
  /** The book is proven again, and nobody knows what happened meanwhile. */
  | { readonly type: 'resumed' }
  /** An auction is over; `price` is `null` if it found none. */
  | { readonly type: 'auctioned'; readonly price: Ticks | null };

/** A fill at the order's own price, except where an auction gives another. */
export interface FillEffect extends QuoteFill {
  readonly price: Ticks;
  readonly basis: FillBasis;
}

export interface FillStep {
  readonly state: Resting;
  readonly fills: readonly FillEffect[];
  /** The amounts that the fills have taken from a side of the displayed book. */
  readonly takes: readonly { readonly side: Side; readonly price: Ticks; readonly amount: Lots }[];
}

const only = (state: Resting): FillStep => ({ state, fills: [], takes: [] });

const effectsOf = (
  quotes: readonly RestingQuote[],
  fills: readonly QuoteFill[],
  basis: FillBasis,
  price: Ticks | null = null,
): readonly FillEffect[] => {
  const priceOf = new Map(quotes.map((quote) => [quote.id, quote.price]));
  return fills.map(({ id, amount }) => ({
    id,
    amount,
    price: price ?? priceOf.get(id) ?? 0,
    basis,
  }));
};

const onPrint = (model: FillModel, state: Resting, print: Print): FillStep => {
  const { quotes, fills } = printed(model, state.quotes, print);
  return {
    state: { ...state, quotes, decreases: afterPrint(state.decreases, print) },
    fills: effectsOf(state.quotes, fills, 'print'),
    takes: [],
  };
};

const onCross = (state: Resting, { best, available }: Display): FillStep => {
  let { quotes } = state;
  const fills: FillEffect[] = [];
  const takes: { side: Side; price: Ticks; amount: Lots }[] = [];
  for (const side of sides) {
    const furthest = furthestOf(quotes, side);
    if (furthest === null) continue;
    const other = oppositeSide(side);
    const offered = best(other);
    if (offered === null || !meets(side, furthest, offered)) continue;
    const met = crossed(quotes, side, available(other));
    fills.push(...effectsOf(quotes, met.fills, 'cross'));
    takes.push(...met.takes.map((take) => ({ side: other, ...take })));
    ({ quotes } = met);
  }
  return { state: quotes === state.quotes ? state : { ...state, quotes }, fills, takes };
};

/** Applies the cancels that are certain by now, before anything else happens. */
const withCancels = (model: FillModel, state: Resting, now: number, { shown }: Display): Resting => {
  const { state: decreases, cancels } = cancelsBy(state.decreases, now);
  if (cancels.length === 0) return state;
  const quotes =
    model.name === 'queue'
      ? cancels.reduce((known, cancel) => cancelled(model.cancelsAhead, known, cancel, shown), state.quotes)
      : state.quotes;
  return { ...state, quotes, decreases };
};

const onResumed = (model: FillModel, state: Resting, { shown, best }: Display): FillStep => {
  const ask = best('sell');
  const bid = best('buy');
  const isCrossed = ({ id, side, price }: RestingQuote): boolean =>
    state.passed.has(id) || (side === 'buy' ? ask !== null && ask <= price : bid !== null && bid >= price);
  const { quotes, fills } = assumed(state.quotes, isCrossed);
  return {
    state: {
      quotes: model.name === 'queue' ? toTheBack(quotes, shown) : quotes,
      decreases: noDecreases,
      passed: none,
    },
    fills: effectsOf(state.quotes, fills, 'gap'),
    takes: [],
  };
};

const onAuctioned = (model: FillModel, state: Resting, price: Ticks | null, { shown }: Display): FillStep => {
  const { quotes, fills } =
    price === null
      ? { quotes: state.quotes, fills: [] }
      : assumed(state.quotes, (quote) => isInAuction(quote, price, model.name === 'touch'));
  return {
    state: {
      ...state,
      quotes: model.name === 'queue' ? toTheBack(quotes, shown) : quotes,
      decreases: noDecreases,
    },
    fills: effectsOf(state.quotes, fills, 'auction', price),
    takes: [],
  };
};

export const onMarketEvent = (
  model: FillModel,
  state: Resting,
  event: MarketEvent,
  display: Display,
): FillStep => {
  switch (event.type) {
    case 'resting':
      return only({ ...state, quotes: placed(state.quotes, event.orders, display.shown) });
    case 'print':
      return onPrint(model, withCancels(model, state, event.print.time, display), event.print);
    case 'missed':
      return only({
        ...state,
        passed: new Set([...state.passed, ...passedBy(model, state.quotes, event.print)]),
      });
    case 'book': {
      const after = withCancels(model, state, event.time, display);
      const decreases = event.decreases.reduce(afterDecrease, after.decreases);
      return onCross(decreases === after.decreases ? after : { ...after, decreases }, display);
    }
    case 'resumed':
      return onResumed(model, state, display);
    case 'auctioned':
      return onAuctioned(model, state, event.price, display);
  }
};
