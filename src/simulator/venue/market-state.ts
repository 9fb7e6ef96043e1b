import { oppositeSide, type Side } from '../../model/pair';
import type { VenueState } from '../../model/venue-status';
import type { Quirks } from './quirks';
import { createBookSide, bestLevel } from './book';
import { continuousTrading } from './breaker-state';
import type { VenueAsset, VenueInstrument } from './instrument';
import { compileRules } from './pair-rules';
import type { BookSide, MarketState } from './state';
import { createTriggers } from './triggers';
import type { Lots, Ticks } from './units';

export const createMarketState = (
  instrument: VenueInstrument,
  index: number,
  assets: readonly VenueAsset[],
  lockRounding: Quirks['lockRounding'],
): MarketState => ({
  pair: instrument.pair,
  index,
  rules: compileRules(instrument, assets, lockRounding),
  bids: createBookSide('buy'),
  asks: createBookSide('sell'),
  triggers: createTriggers(),
  instrument,
  status: 'NORMAL',
  lastPrice: null,
  breaker: continuousTrading,
  displayed: null,
  givenMinimum: null,
  changedLevels: [],
  resting: null,
  touched: false,
  priceMoved: false,
});

export const sideOf = (market: MarketState, side: Side): BookSide =>
  side === 'buy' ? market.bids : market.asks;

/** Returns the side from which an order of `side` would take. */
export const oppositeOf = (market: MarketState, side: Side): BookSide =>
  side === 'buy' ? market.asks : market.bids;

export const bestRestingPrice = (book: BookSide): Ticks | null => bestLevel(book)?.price ?? null;

/** Returns the best price at which an order of a side could trade. */
export const offeredPrice = (market: MarketState, side: Side): Ticks | null =>
  market.displayed === null
    ? bestRestingPrice(oppositeOf(market, side))
    : market.displayed.best(oppositeSide(side));

/**
 * The factors by which the minimum rises while the pair is busy. They are our assumptions, because the venue does not state
 * its factors.
 */
const busyFactor: Readonly<Record<VenueState, bigint>> = { NORMAL: 1n, BUSY: 10n, VERY_BUSY: 100n, HALT: 1n };

export const minAmountOf = (market: MarketState): Lots =>
  market.givenMinimum ?? market.rules.minAmount * busyFactor[market.status];
