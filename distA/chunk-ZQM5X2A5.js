import {
  candleTypes
} from "./chunk-K2HNEYRP.js";
import {
  PairName
} from "./chunk-W3VXRJPN.js";
import {
  integer,
  maybe,
  optionsOf,
  resolveOptions,
  withDefault
} from "./chunk-FDEMZEWP.js";
import {
  Timestamp,
  list,
  oneOf,
  same
} from "./chunk-XI2AHRTT.js";

// src/recording/export-options.ts
var exportTables = ["trades", "quotes", "book", "candles"];
var exportFormats = ["csv", "ndjson", "parquet"];
var Out = same(
  "a path or a function",
  (input) => typeof input === "function" || typeof input === "string" && input !== ""
);
var readExportOptions = (options, stray) => resolveOptions(
  optionsOf({
    table: oneOf(`one of ${exportTables.join(", ")}`, exportTables),
    to: oneOf(`one of ${exportFormats.join(", ")}`, exportFormats),
    out: Out,
    pairs: maybe(list("a list of pairs", PairName)),
    from: maybe(Timestamp),
    until: maybe(Timestamp),
    depth: withDefault(integer(1, 1e3), 10),
    type: withDefault(oneOf(`one of ${candleTypes.join(", ")}`, candleTypes), "1min")
  }),
  options,
  stray
);

export {
  exportTables,
  exportFormats,
  readExportOptions
};
//# sourceMappingURL=chunk-ZQM5X2A5.js.map