import * as t from 'io-ts';
import type { DepthWhole, Level } from '../model/order-book';
import type { Pair } from '../model/pair';
import { Levels, toLevels, type LevelPair } from './level';
import { Sequence, Timestamp, Total } from './primitives';
import { roomParser } from './room';

/** @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/public-stream.md#depth-whole */
export const DepthWholeData = t.type(
  {
    asks: Levels,
    bids: Levels,
    asks_over: Total,
    bids_under: Total,
    asks_under: Total,
    bids_over: Total,
    ask_market: Total,
    bid_market: Total,
    timestamp: Timestamp,
    sequenceId: Sequence,
  },
  'a whole book',
);
export type DepthWholeData = t.TypeOf<typeof DepthWholeData>;

/** Best level first, each price once, whatever the order on the wire: what a book is kept from. */
const side = (pairs: readonly LevelPair[], ascending: boolean): readonly Level[] => {
  const levels = toLevels(pairs);
  const inOrder = levels.every(({ price, amount }, i) => {
    const before = levels[i - 1];
    return amount > 0 && (before === undefined || (ascending ? before.price < price : before.price > price));
  });
  if (inOrder) return levels;
  const byPrice = new Map(levels.map((level) => [level.price, level]));
  return [...byPrice.values()]
    .filter(({ amount }) => amount > 0)
    .sort((a, b) => (ascending ? a.price - b.price : b.price - a.price));
};

export const toDepthWhole = (pair: Pair, data: DepthWholeData): DepthWhole => ({
  pair,
  bids: side(data.bids, false),
  asks: side(data.asks, true),
  outside: {
    asksOver: data.asks_over,
    bidsUnder: data.bids_under,
    asksUnder: data.asks_under,
    bidsOver: data.bids_over,
    askMarket: data.ask_market,
    bidMarket: data.bid_market,
  },
  sequence: data.sequenceId,
  timestamp: data.timestamp,
});

export const parseDepthWhole = roomParser(DepthWholeData, toDepthWhole);
