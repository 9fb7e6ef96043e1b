import type { DepthWhole, Outside } from '../model/order-book';
import { itself, mapped, record } from './combinators';
import { decimalAfter, levelsAfter, sequenceAfter, timestampAfter, token } from './frame-reader';
import { Levels } from './level';
import { askSign, bidSign, type Flat, inBookOrder } from '../model/flat-levels';
import { optional, Sequence, Timestamp, Total } from './primitives';
import { ofPair, roomParser, type FastReader, type Unpaired } from './room';

/** @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/public-stream.md#depth-whole */
export const DepthWholeData = record<Unpaired<Flat<DepthWhole>>>('a whole book', {
  asks: mapped(Levels, (levels) => inBookOrder(levels, askSign)),
  bids: mapped(Levels, (levels) => inBookOrder(levels, bidSign)),
  outside: [
    itself,
    record<Outside>('totals', {
      asksOver: optional(Total),
      bidsUnder: optional(Total),
      asksUnder: optional(Total),
      bidsOver: optional(Total),
      askMarket: optional(Total),
      bidMarket: optional(Total),
    }),
  ],
  timestamp: Timestamp,
  sequence: ['sequenceId', Sequence],
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

export const depthWholeReader: FastReader<Flat<DepthWhole>> = (pair) => ({
  // In the order of the wire.
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
});

export const parseDepthWhole = roomParser('depth_whole', DepthWholeData, ofPair, depthWholeReader);
