import * as t from 'io-ts';
import type { DepthDiff, Outside } from '../model/order-book';
import type { Pair } from '../model/pair';
import { isNext, levelsAfter, readDecimal, sequenceAfter, timestampAfter, token } from './frame-reader';
import { flatten, Levels, type Flat } from './level';
import { OptionalTotal, Sequence, Timestamp } from './primitives';
import { roomParser, type FastReader } from './room';

/** @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/public-stream.md#depth-diff */
export const DepthDiffData = t.intersection(
  [
    t.type({ a: Levels, b: Levels, t: Timestamp, s: Sequence }),
    t.partial({
      ao: OptionalTotal,
      bu: OptionalTotal,
      au: OptionalTotal,
      bo: OptionalTotal,
      am: OptionalTotal,
      bm: OptionalTotal,
    }),
  ],
  'a depth diff',
);
export type DepthDiffData = t.TypeOf<typeof DepthDiffData>;

export const toDepthDiff = (pair: Pair, data: DepthDiffData): Flat<DepthDiff> => {
  const outside: { -readonly [K in keyof Outside]?: Outside[K] } = {};
  if (data.ao !== undefined) outside.asksOver = data.ao;
  if (data.bu !== undefined) outside.bidsUnder = data.bu;
  if (data.au !== undefined) outside.asksUnder = data.au;
  if (data.bo !== undefined) outside.bidsOver = data.bo;
  if (data.am !== undefined) outside.askMarket = data.am;
  if (data.bm !== undefined) outside.bidMarket = data.bm;
  return {
    pair,
    asks: flatten(data.a),
    bids: flatten(data.b),
    timestamp: data.t,
    sequence: data.s,
    outside,
  };
};

const a = token('"a":[');
const b = token(',"b":[');
const t_ = token(',"t":');
const s = token(',"s":"');
const ao = token(',"ao":"');
const bu = token(',"bu":"');

/** The totals of continuous trading; which of them changed is up to the venue. */
const readOutside = (): Partial<Outside> => {
  const outside: { -readonly [K in keyof Outside]?: Outside[K] } = {};
  if (isNext(ao)) outside.asksOver = readDecimal();
  if (isNext(bu)) outside.bidsUnder = readDecimal();
  return outside;
};

export const depthDiffReader: FastReader<Flat<DepthDiff>> = {
  kind: 'depth_diff',
  // In the order of the wire.
  read: (pair) => ({
    pair,
    asks: levelsAfter(a),
    bids: levelsAfter(b),
    timestamp: timestampAfter(t_),
    sequence: sequenceAfter(s),
    outside: readOutside(),
  }),
};

export const parseDepthDiff = roomParser(DepthDiffData, toDepthDiff, depthDiffReader);
