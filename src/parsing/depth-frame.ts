import type * as t from 'io-ts';
import type { DepthDiff, DepthWhole, Level, Outside } from '../model/order-book';
import type { Pair } from '../model/pair';
import { inBookOrder } from './level';
import { Decimal, Total } from './primitives';

/**
 * The fast path of depth frames, nearly all of the traffic: reads levels straight from the characters of a frame,
 * in a fraction of the time that `JSON.parse` alone takes.
 *
 * The codecs of `depth-diff.ts` and `depth-whole.ts` remain the schema. A reader here accepts only the one spelling
 * that the venue uses (these keys in this order, no white space, no escapes, plain decimals) and gives `null` for
 * everything else, which the codec then judges: what is accepted here, the codec would have read as the same value.
 *
 * - What stands between the values is compared as text, from the first character of the frame to the last. The room's
 *   name is written by `JSON.stringify`, so that a frame that starts with it is JSON so far.
 * - A decimal of up to 15 characters becomes (its digits as a whole number) / (a power of ten): both are exact in a
 *   double, and a division is correctly rounded, so that this is the double that `Number` would give. A longer one is
 *   handed to its codec, which knows when it does not fit.
 * - `end`, where the last value ended, is the only state; a reader never pauses within a frame. What is not as
 *   expected moves it to the end of the frame, where nothing more can be read, least of all the frame's tail.
 */
export type DepthReader<A> = (frame: string) => A | null;

let end = 0;

/** Gives up on the frame; the value is never seen. */
const giveUp = (frame: string): -1 => {
  end = frame.length;
  return -1;
};

// ---------------------------------------------------------------------------------------------- characters

// Codes of characters are written as numbers, each with its character: as constants they would be looked up each time.

const isDigit = (code: number): boolean => code >= 0x30 /* 0 */ && code <= 0x39; /* 9 */

/** Moves on behind a text that may be next. */
const skipped = (frame: string, text: string): boolean => {
  const isNext = frame.startsWith(text, end);
  if (isNext) end += text.length;
  return isNext;
};

/** Moves on behind a text that has to be next. */
const skip = (frame: string, text: string): void => {
  if (!skipped(frame, text)) giveUp(frame);
};

// ---------------------------------------------------------------------------------------------- scalars

/** A whole number without leading zeros, of up to `maxDigits`: up to 15 are exact in a double. */
const readCount = (frame: string, maxDigits: number): number => {
  let at = end;
  let value = 0;
  let code = frame.charCodeAt(at);
  while (isDigit(code)) {
    value = value * 10 + code - 0x30; /* 0 */
    code = frame.charCodeAt((at += 1));
  }
  const digits = at - end;
  const isPlain =
    digits === 1 || (digits > 1 && digits <= maxDigits && frame.charCodeAt(end) !== 0x30); /* 0 */
  if (!isPlain) return giveUp(frame);
  end = at;
  return value;
};

/** So many digits fit the small integers that a machine counts with. */
const fewDigits = 9;
const powersOfTen = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8];

/** A decimal of few digits and its closing quote; -1 for another one, of which nothing is read. */
const readShort = (frame: string, start: number): number => {
  let at = start;
  let value = 0;
  let code = frame.charCodeAt(at);
  while (isDigit(code)) {
    value = (value * 10 + code - 0x30) /* 0 */ | 0;
    code = frame.charCodeAt((at += 1));
  }
  const wholeDigits = at - start;
  let places = 0;
  if (wholeDigits === 0 || (wholeDigits > 1 && frame.charCodeAt(start) === 0x30) /* 0 */) return -1;
  if (code === 0x2e /* . */) {
    const first = at + 1;
    code = frame.charCodeAt((at += 1));
    while (isDigit(code)) {
      value = (value * 10 + code - 0x30) /* 0 */ | 0;
      code = frame.charCodeAt((at += 1));
    }
    places = at - first;
    if (places === 0) return -1;
  }
  if (code !== 0x22 /* " */ || wholeDigits + places > fewDigits) return -1;
  end = at + 1;
  return places === 0 ? value : value / (powersOfTen[places] as number);
};

/** Whatever stands up to the next quote, as the codec has it. */
const readByCodec = <A>(frame: string, start: number, codec: t.Type<A, unknown>): A | -1 => {
  const quoteAt = frame.indexOf('"', start);
  const result = codec.decode(frame.slice(start, quoteAt));
  if (quoteAt < 0 || result._tag === 'Left') return giveUp(frame);
  end = quoteAt + 1;
  return result.right;
};

const readDecimal = (frame: string, start: number): number => {
  const value = readShort(frame, start);
  return value < 0 ? readByCodec(frame, start, Decimal) : value;
};

const readTotal = (frame: string, start: number): number | null => {
  const value = readShort(frame, start);
  return value < 0 ? readByCodec(frame, start, Total) : value;
};

// ---------------------------------------------------------------------------------------------- levels, totals

/** `[["price","amount"],…]`, its first bracket read. */
const readLevels = (frame: string): Level[] => {
  const levels: Level[] = [];
  let at = end;
  if (frame.charCodeAt(at) === 0x5d /* ] */) {
    end = at + 1;
    return levels;
  }
  for (;;) {
    if (frame.charCodeAt(at) !== 0x5b /* [ */ || frame.charCodeAt(at + 1) !== 0x22 /* " */) break;
    const price = readDecimal(frame, at + 2);
    at = end;
    if (frame.charCodeAt(at) !== 0x2c /* , */ || frame.charCodeAt(at + 1) !== 0x22 /* " */) break;
    const amount = readDecimal(frame, at + 2);
    at = end;
    if (frame.charCodeAt(at) !== 0x5d /* ] */) break;
    levels.push({ price, amount });
    const next = frame.charCodeAt(at + 1);
    at += 2;
    if (next === 0x5d /* ] */) {
      end = at;
      return levels;
    }
    if (next !== 0x2c /* , */) break;
  }
  giveUp(frame);
  return levels;
};

/** The totals that changed; which, is up to the venue, but not their order. */
const readChangedTotals = (frame: string): Partial<Outside> => {
  const outside: { -readonly [K in keyof Outside]?: Outside[K] } = {};
  if (skipped(frame, ',"ao":"')) outside.asksOver = readTotal(frame, end);
  if (skipped(frame, ',"bu":"')) outside.bidsUnder = readTotal(frame, end);
  return outside;
};

const readNextTotal = (frame: string, before: string): number | null => {
  skip(frame, before);
  return readTotal(frame, end);
};

// ---------------------------------------------------------------------------------------------- frames

/** A frame of the room, up to the first level. */
const headOf = (room: string, firstKey: string): string =>
  `42["message",{"room_name":${JSON.stringify(room)},"message":{"data":{"${firstKey}":[`;

/** Begins a frame. A slice is compared at once, where `startsWith` goes from character to character. */
const startsWith = (frame: string, head: string): boolean => {
  end = head.length;
  return frame.slice(0, end) === head;
};

const isRead = (frame: string): boolean => skipped(frame, '}}}]') && end === frame.length;

const readDiff = (pair: Pair, head: string, frame: string): DepthDiff | null => {
  if (!startsWith(frame, head)) return null;
  const asks = readLevels(frame);
  skip(frame, ',"b":[');
  const bids = readLevels(frame);
  skip(frame, ',"t":');
  const timestamp = readCount(frame, 14);
  skip(frame, ',"s":"');
  const sequence = readCount(frame, 15);
  skip(frame, '"');
  const outside = readChangedTotals(frame);
  return isRead(frame) ? { pair, bids, asks, outside, sequence, timestamp } : null;
};

const readWhole = (pair: Pair, head: string, frame: string): DepthWhole | null => {
  if (!startsWith(frame, head)) return null;
  const asks = readLevels(frame);
  skip(frame, ',"bids":[');
  const bids = readLevels(frame);
  const outside: Outside = {
    asksOver: readNextTotal(frame, ',"asks_over":"'),
    bidsUnder: readNextTotal(frame, ',"bids_under":"'),
    asksUnder: readNextTotal(frame, ',"asks_under":"'),
    bidsOver: readNextTotal(frame, ',"bids_over":"'),
    askMarket: readNextTotal(frame, ',"ask_market":"'),
    bidMarket: readNextTotal(frame, ',"bid_market":"'),
  };
  skip(frame, ',"timestamp":');
  const timestamp = readCount(frame, 14);
  skip(frame, ',"sequenceId":"');
  const sequence = readCount(frame, 15);
  skip(frame, '"');
  if (!isRead(frame)) return null;
  return {
    pair,
    bids: inBookOrder(bids, false),
    asks: inBookOrder(asks, true),
    outside,
    sequence,
    timestamp,
  };
};

export const depthDiffReader = (pair: Pair): DepthReader<DepthDiff> => {
  const head = headOf(`depth_diff_${pair}`, 'a');
  return (frame) => readDiff(pair, head, frame);
};

export const depthWholeReader = (pair: Pair): DepthReader<DepthWhole> => {
  const head = headOf(`depth_whole_${pair}`, 'asks');
  return (frame) => readWhole(pair, head, frame);
};
