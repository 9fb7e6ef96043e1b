import {
  usageError
} from "./chunk-DV2BM7NE.js";

// src/cli/download/dates.ts
var format = /^(\d{4}-\d{2}-\d{2})(?:T\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:\d{2}))?$/;
var parseDate = (option, text) => {
  const day = format.exec(text)?.[1];
  const time = Date.parse(text);
  const isDay = day !== void 0 && new Date(Date.parse(day) || 0).toISOString().startsWith(day);
  if (!isDay || Number.isNaN(time) || time < 0) {
    throw usageError(`${option}: expected a date as 2026-01-31 or 2026-01-31T09:30Z, got ${text}`);
  }
  return time;
};

export {
  parseDate
};
//# sourceMappingURL=chunk-OPM3XYNE.js.map