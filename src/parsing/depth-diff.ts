import * as t from 'io-ts';
import type { DepthDiff, Outside } from '../model/order-book';
import type { Pair } from '../model/pair';
import { depthDiffReader } from './depth-frame';
import { Levels, toLevels } from './level';
import { OptionalTotal, Sequence, Timestamp } from './primitives';
import { roomParser } from './room';

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

export const toDepthDiff = (pair: Pair, data: DepthDiffData): DepthDiff => {
  const outside: { -readonly [K in keyof Outside]?: Outside[K] } = {};
  if (data.ao !== undefined) outside.asksOver = data.ao;
  if (data.bu !== undefined) outside.bidsUnder = data.bu;
  if (data.au !== undefined) outside.asksUnder = data.au;
  if (data.bo !== undefined) outside.bidsOver = data.bo;
  if (data.am !== undefined) outside.askMarket = data.am;
  if (data.bm !== undefined) outside.bidMarket = data.bm;
  return {
    pair,
    bids: toLevels(data.b),
    asks: toLevels(data.a),
    outside,
    sequence: data.s,
    timestamp: data.t,
  };
};

export const parseDepthDiff = roomParser(DepthDiffData, toDepthDiff, depthDiffReader);
