import {
  didYouMean,
  nearestWord,
  usageError
} from "./chunk-WDPZHDGP.js";
import {
  isPairName
} from "./chunk-ZXDJGQ4R.js";
import {
  unknownPairError
} from "./chunk-S2B5S6DE.js";

// src/cli/common/pair-argument.ts
import { catchError, throwError } from "rxjs";
var respelled = (text) => {
  const word = text.trim().toLowerCase().replace(/[^a-z0-9]+/g, "_");
  if (isPairName(word)) return word;
  const base = /^([a-z0-9]+?)(?:jpy)?$/.exec(word)?.[1];
  const pair = `${base ?? ""}_jpy`;
  return base !== "jpy" && isPairName(pair) ? pair : void 0;
};
var parsePair = (text) => {
  if (isPairName(text)) return text;
  throw usageError(`expected a pair as btc_jpy, got ${text}${didYouMean(respelled(text))}`);
};
var parsePairs = (text) => {
  if (text === "all") return "all";
  const pairs = text.split(",").map((pair) => pair.trim());
  const wrong = pairs.find((pair) => !isPairName(pair));
  if (wrong !== void 0) throw unknownPairError(wrong);
  return pairs;
};
var listedPairNear = (pair, listed) => nearestWord(pair, listed) ?? listed.find((each) => each.split("_")[0] === pair.split("_")[0]);
var orUnknown = (pair) => catchError(
  (error) => throwError(() => error.code === 1e4 ? unknownPairError(pair) : error)
);

export {
  parsePair,
  parsePairs,
  listedPairNear,
  orUnknown
};
//# sourceMappingURL=chunk-LQKEOOLZ.js.map