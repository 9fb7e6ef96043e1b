import {
  same
} from "./chunk-ZCMMJ3ET.js";
import {
  isPairName
} from "./chunk-ZXDJGQ4R.js";

// src/options/pair-name.ts
var PairName = same(
  "a pair, as btc_jpy",
  (input) => typeof input === "string" && isPairName(input)
);

export {
  PairName
};
//# sourceMappingURL=chunk-W2JRJ2BT.js.map