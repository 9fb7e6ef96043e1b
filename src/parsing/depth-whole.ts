import * as t from 'io-ts';
import type { DepthWhole } from '../model/order-book';
import type { Pair } from '../model/pair';
import { decimalAfter, levelsAfter, sequenceAfter, timestampAfter, token } from './frame-reader';
import { askSign, bidSign, flatten, inBookOrder, Levels, type Flat } from './level';
import { Sequence, Timestamp, Total } from './primitives';
import { roomParser, type FastReader } from './room';

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

export const toDepthWhole = (pair: Pair, data: DepthWholeData): Flat<DepthWhole> => ({
  pair,
  asks: inBookOrder(flatten(data.asks), askSign),
  bids: inBookOrder(flatten(data.bids), bidSign),
  outside: {
    asksOver: data.asks_over,
    bidsUnder: data.bids_under,
    asksUnder: data.asks_under,
    bidsOver: data.bids_over,
    askMarket: data.ask_market,
    bidMarket: data.bid_market,
  },
  timestamp: data.timestamp,
  sequence: data.sequenceId,
});

const asks = token('"asks":[');
const bids = token(',"bids":[');
const asksOver = token(',"asks_over":"');
const bidsUnder = token(',"bids_under":"');
const asksUnder = token(',"asks_under":"');
const bidsOver = token(',"bids_over":"');
const askMarket = token(',"ask_market":"');
const bidMarket = token(',"bid_market":"');
const timestamp = token(',"timestamp":');
const sequenceId = token(',"sequenceId":"');

export const depthWholeReader: FastReader<Flat<DepthWhole>> = {
  kind: 'depth_whole',
  // In the order of the wire.
  read: (pair) => ({
    pair,
    asks: inBookOrder(levelsAfter(asks), askSign),
    bids: inBookOrder(levelsAfter(bids), bidSign),
    outside: {
      asksOver: decimalAfter(asksOver),
      bidsUnder: decimalAfter(bidsUnder),
      asksUnder: decimalAfter(asksUnder),
      bidsOver: decimalAfter(bidsOver),
      askMarket: decimalAfter(askMarket),
      bidMarket: decimalAfter(bidMarket),
    },
    timestamp: timestampAfter(timestamp),
    sequence: sequenceAfter(sequenceId),
  }),
};

export const parseDepthWhole = roomParser(DepthWholeData, toDepthWhole, depthWholeReader);
