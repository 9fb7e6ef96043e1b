import {
  usageError
} from "./chunk-DV2BM7NE.js";

// src/cli/record/quantities.ts
var units = { "": 1, KB: 1e3, MB: 1e6, GB: 1e9, TB: 1e12 };
var spans = { h: 36e5, d: 864e5 };
var parseBytes = (option, text) => {
  const [, amount = "", unit = ""] = /^(\d+(?:\.\d+)?)\s?(|[KMGT]B)$/i.exec(text) ?? [];
  const factor = units[unit.toUpperCase()];
  if (amount === "" || factor === void 0)
    throw usageError(`${option}: expected a size as 500MB or 2GB, got ${text}`);
  return Math.round(Number(amount) * factor);
};
var parseSpan = (option, text) => {
  const [, amount = "", unit = ""] = /^(\d+)(h|d)$/.exec(text) ?? [];
  const factor = spans[unit];
  if (factor === void 0 || Number(amount) === 0)
    throw usageError(`${option}: expected a time as 12h or 30d, got ${text}`);
  return Number(amount) * factor;
};
var bytesText = (bytes) => {
  const [unit, factor] = Object.entries(units).findLast(([, size]) => bytes >= size) ?? ["", 1];
  return unit === "" ? `${bytes} B` : `${(bytes / factor).toFixed(bytes / factor < 10 ? 1 : 0)} ${unit}`;
};

export {
  parseBytes,
  parseSpan,
  bytesText
};
//# sourceMappingURL=chunk-M4BEV7RD.js.map