import { type CandleType, candleTypes } from '../../model/candle';
import { day, minute } from './time-of-day';

/** The lengths of those candle types that always last equally long, ms. */
const lengths: Readonly<Record<Exclude<CandleType, '1week' | '1month'>, number>> = {
  '1min': minute,
  '5min': 5 * minute,
  '15min': 15 * minute,
  '30min': 30 * minute,
  '1hour': 60 * minute,
  '4hour': 240 * minute,
  '8hour': 480 * minute,
  '12hour': 720 * minute,
  '1day': day,
};

/**
 * Some Monday (1970-01-05). The venue's weeks start on Monday, 00:00 UTC. Others have observed that; it is not documented.
 */
const someMonday = Date.UTC(1970, 0, 5);
const week = 7 * day;

/** Returns the start (UTC) of the candle that contains a moment. */
export const candleStart = (type: CandleType, time: number): number => {
  if (type === '1month') {
    const date = new Date(time);
    return Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1);
  }
  if (type === '1week') return someMonday + Math.floor((time - someMonday) / week) * week;
  return Math.floor(time / lengths[type]) * lengths[type];
};

/** Returns the start of the candle after the one that starts at `start`. */
export const nextCandleStart = (type: CandleType, start: number): number => {
  if (type === '1month') {
    const date = new Date(start);
    return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1);
  }
  return start + (type === '1week' ? week : lengths[type]);
};

export const isCandleType = (text: string): text is CandleType =>
  (candleTypes as readonly string[]).includes(text);

/** True for types whose replies hold a day; those of the other types hold a year. */
export const isIntraday = (type: CandleType): boolean =>
  type === '1min' || type === '5min' || type === '15min' || type === '30min' || type === '1hour';

/** Returns the day of `YYYYMMDD`, or the year of `YYYY`, as [start, end) in UTC; `undefined` for any other text. */
export const periodOf = (text: string): readonly [start: number, end: number] | undefined => {
  const parts = /^(\d{4})(?:(\d{2})(\d{2}))?$/.exec(text);
  if (!parts) return undefined;
  const year = Number(parts[1]);
  if (parts[2] === undefined) return [Date.UTC(year, 0, 1), Date.UTC(year + 1, 0, 1)];
  const start = Date.UTC(year, Number(parts[2]) - 1, Number(parts[3]));
  const isReal = new Date(start).toISOString().startsWith(text.replace(/(\d{4})(\d{2})(\d{2})/, '$1-$2-$3'));
  return isReal ? [start, start + day] : undefined;
};
