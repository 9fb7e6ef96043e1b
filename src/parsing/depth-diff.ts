import type { DepthDiff, Outside } from '../model/order-book';
import { itself, otherwise, record } from './combinators';
import { isNext, levelsAfter, readDecimal, sequenceAfter, timestampAfter, token } from './frame-reader';
import { Levels } from './level';
import type { Flat } from '../model/flat-levels';
import { Sequence, Timestamp, Total } from './primitives';
import { ofPair, roomParser, type FastReader, type Unpaired } from './room';

/** A total of a diff; the venue sends it only when it changed. */
const Change = otherwise(Total, undefined);

/** @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/public-stream.md#depth-diff */
export const DepthDiffData = record<Unpaired<Flat<DepthDiff>>>('a depth diff', {
  asks: ['a', Levels],
  bids: ['b', Levels],
  timestamp: ['t', Timestamp],
  sequence: ['s', Sequence],
  outside: [
    itself,
    record<Partial<Outside>>('totals that changed', {
      asksOver: ['ao', Change],
      bidsUnder: ['bu', Change],
      asksUnder: ['au', Change],
      bidsOver: ['bo', Change],
      askMarket: ['am', Change],
      bidMarket: ['bm', Change],
    }),
  ],
});

const a = token('"a":[');
const b = token(',"b":[');
const t_ = token(',"t":');
const s = token(',"s":"');
const ao = token(',"ao":"');
const bu = token(',"bu":"');

/** Reads the totals of continuous trading, as far as the venue sent them. */
const readOutside = (): Partial<Outside> => {
  const outside: { -readonly [K in keyof Outside]?: Outside[K] } = {};
  if (isNext(ao)) outside.asksOver = readDecimal();
  if (isNext(bu)) outside.bidsUnder = readDecimal();
  return outside;
};

export const depthDiffReader: FastReader<Flat<DepthDiff>> = (pair) => ({
  // In the order of the wire.
  pair,
  asks: levelsAfter(a),
  bids: levelsAfter(b),
  timestamp: timestampAfter(t_),
  sequence: sequenceAfter(s),
  outside: readOutside(),
});

export const parseDepthDiff = roomParser('depth_diff', DepthDiffData, ofPair, depthDiffReader);
