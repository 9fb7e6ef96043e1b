import { candleTypes, type CandleType } from './candle';

const minute = 60_000;
const day = 24 * 60 * minute;

/** Monday, 1970-01-05. Where the venue's own candles are known, its weeks start with them instead. */
const mondayAnchor = 4 * day;

/** The lengths of the types in minutes, in their order. A month has no fixed length. */
const lengths = [1, 5, 15, 30, 60, 240, 480, 720, 1_440, 10_080];

const lengthOf = (type: CandleType): number => (lengths[candleTypes.indexOf(type)] ?? NaN) * minute;

const monthStart = (time: number, months = 0): number => {
  const date = new Date(time);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1);
};

/** The shift in ms of months against UTC, where `anchor` is the start of one. */
const monthShift = (anchor: number): number => anchor - monthStart(anchor + day / 2);

/** The start of the interval that contains `time` (Unix, ms). `anchor` is the start of any interval of the type. */
export const openTimeOf = (type: CandleType, time: number, anchor?: number): number => {
  if (type === '1month') {
    const shift = anchor === undefined ? 0 : monthShift(anchor);
    return monthStart(time - shift) + shift;
  }
  const start = anchor ?? (type === '1week' ? mondayAnchor : 0);
  return start + Math.floor((time - start) / lengthOf(type)) * lengthOf(type);
};

/** The end of an interval, which is the start of the next one. */
export const closeTimeOf = (type: CandleType, openTime: number): number => {
  if (type !== '1month') return openTime + lengthOf(type);
  const shift = monthShift(openTime);
  return monthStart(openTime - shift, 1) + shift;
};
