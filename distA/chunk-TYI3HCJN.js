import {
  candleTypes
} from "./chunk-K2HNEYRP.js";

// src/model/candle-interval.ts
var minute = 6e4;
var day = 24 * 60 * minute;
var mondayAnchor = 4 * day;
var lengths = [1, 5, 15, 30, 60, 240, 480, 720, 1440, 10080];
var lengthOf = (type) => (lengths[candleTypes.indexOf(type)] ?? NaN) * minute;
var monthStart = (time, months = 0) => {
  const date = new Date(time);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1);
};
var monthShift = (anchor) => anchor - monthStart(anchor + day / 2);
var openTimeOf = (type, time, anchor) => {
  if (type === "1month") {
    const shift = anchor === void 0 ? 0 : monthShift(anchor);
    return monthStart(time - shift) + shift;
  }
  const start = anchor ?? (type === "1week" ? mondayAnchor : 0);
  return start + Math.floor((time - start) / lengthOf(type)) * lengthOf(type);
};
var closeTimeOf = (type, openTime) => {
  if (type !== "1month") return openTime + lengthOf(type);
  const shift = monthShift(openTime);
  return monthStart(openTime - shift, 1) + shift;
};

export {
  openTimeOf,
  closeTimeOf
};
//# sourceMappingURL=chunk-TYI3HCJN.js.map