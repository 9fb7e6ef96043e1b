import type { CandleType } from '../model/candle';
import { closeTimeOf } from '../model/candle-interval';

const hour = 3_600_000;
/** The length of a day in ms. */
export const dayLength = 24 * hour;

/** True for types whose candles are paged by day: those up to an hour. Longer ones are paged by year. */
const isByDay = (type: CandleType): boolean => closeTimeOf(type, 0) <= hour;

/** Returns a UTC date in the venue's spelling: `YYYYMMDD`. */
export const utcDateOf = (time: number): string =>
  new Date(time).toISOString().slice(0, 10).replaceAll('-', '');

/** Returns the date under which REST has the candle: `YYYYMMDD` up to one hour, `YYYY` above, UTC. */
export const candleDateOf = (type: CandleType, openTime: number): string =>
  isByDay(type) ? utcDateOf(openTime) : utcDateOf(openTime).slice(0, 4);

export const startOfDay = (time: number): number => Math.floor(time / dayLength) * dayLength;

/** Returns the beginnings of the days that contain the times in [from, to], oldest first. */
export const startsOfDays = (from: number, to: number): readonly number[] => {
  const starts: number[] = [];
  for (let start = startOfDay(from); start <= to; start += dayLength) starts.push(start);
  return starts;
};

/** Returns the beginning of the period of such a date: Unix time, ms. */
export const startOfCandleDate = (date: string): number =>
  Date.UTC(Number(date.slice(0, 4)), Number(date.slice(4, 6) || 1) - 1, Number(date.slice(6) || 1));

/** Returns the dates of REST that contain the candles which open in [from, to], oldest first. */
export const candleDates = (type: CandleType, from: number, to: number): readonly string[] => {
  const dates: string[] = [];
  let time = startOfDay(from);
  while (time <= to) {
    dates.push(candleDateOf(type, time));
    time = isByDay(type) ? time + dayLength : Date.UTC(new Date(time).getUTCFullYear() + 1, 0, 1);
  }
  return dates;
};

/** Returns a time within the date before the one that contains `time`. */
export const previousCandleDate = (type: CandleType, time: number): number =>
  isByDay(type) ? time - dayLength : Date.UTC(new Date(time).getUTCFullYear(), 0, 1) - 1;
