import { candleTypes, type CandleType } from './candle';

const minute = 60_000;
const day = 24 * 60 * minute;

/** Monday, 1970-01-05. What the venue's weeks start on is taken from its own candles where they are at hand. */
const mondayAnchor = 4 * day;

/** In minutes, of the types in their order; a month has no length of its own. */
const lengths = [1, 5, 15, 30, 60, 240, 480, 720, 1_440, 10_080];

const lengthOf = (type: CandleType): number => (lengths[candleTypes.indexOf(type)] ?? NaN) * minute;

const monthStart = (time: number, months = 0): number => {
  const date = new Date(time);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1);
};

/** How far the months that `anchor` starts one of are shifted against UTC. */
const monthShift = (anchor: number): number => anchor - monthStart(anchor + day / 2);

/** Start of the interval that holds `time` (Unix, ms); `anchor` is the start of any interval of the type. */
export const openTimeOf = (type: CandleType, time: number, anchor?: number): number => {
  if (type === '1month') {
    const shift = anchor === undefined ? 0 : monthShift(anchor);
    return monthStart(time - shift) + shift;
  }
  const start = anchor ?? (type === '1week' ? mondayAnchor : 0);
  return start + Math.floor((time - start) / lengthOf(type)) * lengthOf(type);
};

/** Start of the next interval, where this one ends. */
export const closeTimeOf = (type: CandleType, openTime: number): number => {
  if (type !== '1month') return openTime + lengthOf(type);
  const shift = monthShift(openTime);
  return monthStart(openTime - shift, 1) + shift;
};
