import type { Pair, Side } from '../../model/pair';
import type { VenueState } from '../../model/venue-status';
import { createBookSide, bestLevel, type BookSide, type Level } from './book';
import { continuousTrading, type BreakerState } from './breaker-state';
import type { VenueAsset, VenueInstrument } from './instrument';
import { compileRules, type PairRules } from './pair-rules';
import { createTriggers, type Triggers } from './triggers';
import type { Lots, Ticks } from './units';

/** All the venue knows of one pair. */
export interface MarketState {
  readonly pair: Pair;
  readonly index: number;
  readonly rules: PairRules;
  readonly bids: BookSide;
  readonly asks: BookSide;
  readonly triggers: Triggers;
  instrument: VenueInstrument;
  status: VenueState;
  lastPrice: Ticks | null;
  breaker: BreakerState;
  /** Levels whose amount changed and was not published yet. */
  readonly changedLevels: Level[];
  /** It has work to do at the end of the operation. */
  touched: boolean;
  priceMoved: boolean;
}

export const createMarketState = (
  instrument: VenueInstrument,
  index: number,
  assets: readonly VenueAsset[],
): MarketState => ({
  pair: instrument.pair,
  index,
  rules: compileRules(instrument, assets),
  bids: createBookSide('buy'),
  asks: createBookSide('sell'),
  triggers: createTriggers(),
  instrument,
  status: 'NORMAL',
  lastPrice: null,
  breaker: continuousTrading,
  changedLevels: [],
  touched: false,
  priceMoved: false,
});

export const sideOf = (market: MarketState, side: Side): BookSide =>
  side === 'buy' ? market.bids : market.asks;

/** The side that an order of `side` would take from. */
export const oppositeOf = (market: MarketState, side: Side): BookSide =>
  side === 'buy' ? market.asks : market.bids;

export const bestOf = (book: BookSide): Ticks | null => bestLevel(book)?.price ?? null;

/** How much the minimum rises while the pair is busy: a factor of our own, the venue does not state its own. */
const busyFactor: Readonly<Record<VenueState, bigint>> = { NORMAL: 1n, BUSY: 10n, VERY_BUSY: 100n, HALT: 1n };

export const minAmountOf = (market: MarketState): Lots => market.rules.minAmount * busyFactor[market.status];
