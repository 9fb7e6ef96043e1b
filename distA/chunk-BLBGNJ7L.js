import {
  decimalOf,
  scaleOf
} from "./chunk-QYQF4BGL.js";

// src/cli/screen/numbers.ts
var placesOf = (values) => values.reduce((places, value) => Math.max(places, scaleOf(decimalOf(value))), 0);
var grouped = (value, places) => {
  const [whole = "", fraction] = value.toFixed(places).split(".");
  const thousands = whole.replace(/\B(?=(?:\d{3})+$)/g, ",");
  return fraction === void 0 ? thousands : `${thousands}.${fraction}`;
};
var timeOfDay = (time) => new Date(time).toTimeString().slice(0, 8);
var dateOf = (time) => new Date(time).toISOString().slice(0, 10);

export {
  placesOf,
  grouped,
  timeOfDay,
  dateOf
};
//# sourceMappingURL=chunk-BLBGNJ7L.js.map