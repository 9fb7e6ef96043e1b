import type { CandleType } from '../model/candle';
import { closeTimeOf } from '../model/candle-interval';

const hour = 3_600_000;
/** ms. */
export const dayLength = 24 * hour;

/** Candles of types up to an hour are paged by day, those of longer ones by year. */
const isByDay = (type: CandleType): boolean => closeTimeOf(type, 0) <= hour;

/** A UTC date as the venue writes it: `YYYYMMDD`. */
export const utcDateOf = (time: number): string =>
  new Date(time).toISOString().slice(0, 10).replaceAll('-', '');

/** The date under which REST has the candle: `YYYYMMDD` up to one hour, `YYYY` above, UTC. */
export const candleDateOf = (type: CandleType, openTime: number): string =>
  isByDay(type) ? utcDateOf(openTime) : utcDateOf(openTime).slice(0, 4);

export const startOfDay = (time: number): number => Math.floor(time / dayLength) * dayLength;

/** When the days begin that hold the times in [from, to], oldest first. */
export const startsOfDays = (from: number, to: number): readonly number[] => {
  const starts: number[] = [];
  for (let start = startOfDay(from); start <= to; start += dayLength) starts.push(start);
  return starts;
};

/** When the period of such a date begins: Unix time, ms. */
export const startOfCandleDate = (date: string): number =>
  Date.UTC(Number(date.slice(0, 4)), Number(date.slice(4, 6) || 1) - 1, Number(date.slice(6) || 1));

/** The dates of REST that hold the candles which open in [from, to], oldest first. */
export const candleDates = (type: CandleType, from: number, to: number): readonly string[] => {
  const dates: string[] = [];
  let time = startOfDay(from);
  while (time <= to) {
    dates.push(candleDateOf(type, time));
    time = isByDay(type) ? time + dayLength : Date.UTC(new Date(time).getUTCFullYear() + 1, 0, 1);
  }
  return dates;
};

/** The date before the one that holds `time`, as a time within it. */
export const previousCandleDate = (type: CandleType, time: number): number =>
  isByDay(type) ? time - dayLength : Date.UTC(new Date(time).getUTCFullYear(), 0, 1) - 1;
