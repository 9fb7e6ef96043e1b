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
const giveUp = (frame: string): number => {
  end = frame.length;
  return -1;
};

// ---------------------------------------------------------------------------------------------- characters

const [zero, nine, point, comma, quote, open, close] = [48, 57, 46, 44, 34, 91, 93] as const;

const isDigit = (code: number): boolean => code >= zero && code <= nine;

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
    value = value * 10 + code - zero;
    code = frame.charCodeAt((at += 1));
  }
  const digits = at - end;
  const isPlain = digits === 1 || (digits > 1 && digits <= maxDigits && frame.charCodeAt(end) !== zero);
  if (!isPlain) return giveUp(frame);
  end = at;
  return value;
};

type Codec = typeof Decimal | typeof Total;

/** The decimal up to the next quote, as the codec has it. */
const readUnusual = (frame: string, codec: Codec): number | null => {
  const quoteAt = frame.indexOf('"', end);
  const result = codec.decode(frame.slice(end, quoteAt));
  if (quoteAt < 0 || result._tag === 'Left') return giveUp(frame);
  end = quoteAt + 1;
  return result.right;
};

/** So many digits fit the small integers that the machine counts with. */
const smallDigits = 9;
const powersOfTen = Array.from({ length: smallDigits }, (_, i) => 10 ** i);

/** A decimal and its closing quote. */
const readDecimal = (frame: string, codec: Codec): number | null => {
  let at = end;
  let value = 0;
  let code = frame.charCodeAt(at);
  while (isDigit(code)) {
    value = (value * 10 + code - zero) | 0;
    code = frame.charCodeAt((at += 1));
  }
  let digits = at - end;
  let places = 0;
  let isUsual = digits === 1 || (digits > 1 && frame.charCodeAt(end) !== zero);
  if (code === point) {
    code = frame.charCodeAt((at += 1));
    while (isDigit(code)) {
      value = (value * 10 + code - zero) | 0;
      code = frame.charCodeAt((at += 1));
      places += 1;
    }
    isUsual &&= places > 0;
    digits += places;
  }
  if (code !== quote || !isUsual || digits > smallDigits) return readUnusual(frame, codec);
  end = at + 1;
  return places === 0 ? value : value / (powersOfTen[places] as number);
};

// ---------------------------------------------------------------------------------------------- levels, totals

/** `[["price","amount"],…]`, its first bracket read. */
const readLevels = (frame: string): Level[] => {
  const levels: Level[] = [];
  if (frame.charCodeAt(end) === close) {
    end += 1;
    return levels;
  }
  for (;;) {
    if (frame.charCodeAt(end) !== open || frame.charCodeAt(end + 1) !== quote) break;
    end += 2;
    const price = readDecimal(frame, Decimal) as number;
    if (frame.charCodeAt(end) !== comma || frame.charCodeAt(end + 1) !== quote) break;
    end += 2;
    const amount = readDecimal(frame, Decimal) as number;
    if (frame.charCodeAt(end) !== close) break;
    levels.push({ price, amount });
    end += 2;
    const next = frame.charCodeAt(end - 1);
    if (next === close) return levels;
    if (next !== comma) break;
  }
  giveUp(frame);
  return levels;
};

const readTotal = (frame: string, before: string): number | null => {
  skip(frame, before);
  return readDecimal(frame, Total);
};

/** The totals that changed; which, is up to the venue, but not their order. */
const readChangedTotals = (frame: string): Partial<Outside> => {
  const outside: { -readonly [K in keyof Outside]?: Outside[K] } = {};
  if (skipped(frame, ',"ao":"')) outside.asksOver = readDecimal(frame, Total);
  if (skipped(frame, ',"bu":"')) outside.bidsUnder = readDecimal(frame, Total);
  return outside;
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

export const depthDiffReader = (pair: Pair): DepthReader<DepthDiff> => {
  const head = headOf(`depth_diff_${pair}`, 'a');
  return (frame) => {
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
};

export const depthWholeReader = (pair: Pair): DepthReader<DepthWhole> => {
  const head = headOf(`depth_whole_${pair}`, 'asks');
  return (frame) => {
    if (!startsWith(frame, head)) return null;
    const asks = readLevels(frame);
    skip(frame, ',"bids":[');
    const bids = readLevels(frame);
    const outside: Outside = {
      asksOver: readTotal(frame, ',"asks_over":"'),
      bidsUnder: readTotal(frame, ',"bids_under":"'),
      asksUnder: readTotal(frame, ',"asks_under":"'),
      bidsOver: readTotal(frame, ',"bids_over":"'),
      askMarket: readTotal(frame, ',"ask_market":"'),
      bidMarket: readTotal(frame, ',"bid_market":"'),
    };
    skip(frame, ',"timestamp":');
    const timestamp = readCount(frame, 14);
    skip(frame, ',"sequenceId":"');
    const sequence = readCount(frame, 15);
    skip(frame, '"');
    return isRead(frame)
      ? { pair, bids: inBookOrder(bids, false), asks: inBookOrder(asks, true), outside, sequence, timestamp }
      : null;
  };
};
