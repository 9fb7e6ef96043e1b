import * as t from 'io-ts';
import type { DepthWhole } from '../model/order-book';
import type { Pair } from '../model/pair';
import { depthWholeReader } from './depth-frame';
import { inBookOrder, Levels, toLevels } from './level';
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

export const toDepthWhole = (pair: Pair, data: DepthWholeData): DepthWhole => ({
  pair,
  bids: inBookOrder(toLevels(data.bids), false),
  asks: inBookOrder(toLevels(data.asks), true),
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

export const parseDepthWhole = roomParser(DepthWholeData, toDepthWhole, depthWholeReader);
