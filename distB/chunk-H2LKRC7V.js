import {
  closeTimeOf
} from "./chunk-TYI3HCJN.js";

// src/data/candle-dates.ts
var hour = 36e5;
var dayLength = 24 * hour;
var isByDay = (type) => closeTimeOf(type, 0) <= hour;
var utcDateOf = (time) => new Date(time).toISOString().slice(0, 10).replaceAll("-", "");
var candleDateOf = (type, openTime) => isByDay(type) ? utcDateOf(openTime) : utcDateOf(openTime).slice(0, 4);
var startOfDay = (time) => Math.floor(time / dayLength) * dayLength;
var startsOfDays = (from, to) => {
  const starts = [];
  for (let start = startOfDay(from); start <= to; start += dayLength) starts.push(start);
  return starts;
};
var startOfCandleDate = (date) => Date.UTC(Number(date.slice(0, 4)), Number(date.slice(4, 6) || 1) - 1, Number(date.slice(6) || 1));
var candleDates = (type, from, to) => {
  const dates = [];
  let time = startOfDay(from);
  while (time <= to) {
    dates.push(candleDateOf(type, time));
    time = isByDay(type) ? time + dayLength : Date.UTC(new Date(time).getUTCFullYear() + 1, 0, 1);
  }
  return dates;
};
var previousCandleDate = (type, time) => isByDay(type) ? time - dayLength : Date.UTC(new Date(time).getUTCFullYear(), 0, 1) - 1;

export {
  dayLength,
  utcDateOf,
  candleDateOf,
  startOfDay,
  startsOfDays,
  startOfCandleDate,
  candleDates,
  previousCandleDate
};
//# sourceMappingURL=chunk-H2LKRC7V.js.map