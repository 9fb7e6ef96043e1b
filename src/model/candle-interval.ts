import type { CandleType } from './candle';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** Monday, 1970-01-05. What the venue's weeks start on is taken from its own candles where they are at hand. */
const mondayAnchor = 4 * day;

const lengths: Readonly<Record<Exclude<CandleType, '1month'>, number>> = {
  '1min': minute,
  '5min': 5 * minute,
  '15min': 15 * minute,
  '30min': 30 * minute,
  '1hour': hour,
  '4hour': 4 * hour,
  '8hour': 8 * hour,
  '12hour': 12 * hour,
  '1day': day,
  '1week': 7 * day,
};

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
  return start + Math.floor((time - start) / lengths[type]) * lengths[type];
};

/** Start of the next interval, where this one ends. */
export const closeTimeOf = (type: CandleType, openTime: number): number => {
  if (type !== '1month') return openTime + lengths[type];
  const shift = monthShift(openTime);
  return monthStart(openTime - shift, 1) + shift;
};

const byDay: ReadonlySet<CandleType> = new Set<CandleType>(['1min', '5min', '15min', '30min', '1hour']);

/** A UTC date as the venue writes it: `YYYYMMDD`. */
const dayOf = (time: number): string => new Date(time).toISOString().slice(0, 10).replaceAll('-', '');

/** The date under which REST has the candle: `YYYYMMDD` up to one hour, `YYYY` above, UTC. */
export const candleDateOf = (type: CandleType, openTime: number): string =>
  byDay.has(type) ? dayOf(openTime) : dayOf(openTime).slice(0, 4);

/** The dates of REST that hold the candles which open in [from, to], oldest first. */
export const candleDates = (type: CandleType, from: number, to: number): readonly string[] => {
  const dates: string[] = [];
  let time = Math.floor(from / day) * day;
  while (time <= to) {
    dates.push(candleDateOf(type, time));
    time = byDay.has(type) ? time + day : Date.UTC(new Date(time).getUTCFullYear() + 1, 0, 1);
  }
  return dates;
};

/** The date before the one that holds `time`, as a time within it. */
export const previousCandleDate = (type: CandleType, time: number): number =>
  byDay.has(type) ? time - day : Date.UTC(new Date(time).getUTCFullYear(), 0, 1) - 1;
