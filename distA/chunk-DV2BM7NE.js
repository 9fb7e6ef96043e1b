import {
  taggedError
} from "./chunk-OLZLLHMU.js";

// src/cli/common/did-you-mean.ts
var distance = (from, to) => {
  let beforeLast = [];
  let last = Array.from({ length: to.length + 1 }, (_, j) => j);
  for (let i = 1; i <= from.length; i++) {
    const row = [i];
    for (let j = 1; j <= to.length; j++) {
      const isSame = from[i - 1] === to[j - 1];
      const isSwap = i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1];
      row[j] = Math.min(
        (last[j] ?? 0) + 1,
        (row[j - 1] ?? 0) + 1,
        (last[j - 1] ?? 0) + (isSame ? 0 : 1),
        isSwap ? (beforeLast[j - 2] ?? 0) + 1 : Infinity
      );
    }
    [beforeLast, last] = [last, row];
  }
  return last[to.length] ?? 0;
};
var nearestWord = (word, known) => {
  const typed = word.toLowerCase();
  const byDistance = known.map((each) => ({ each, steps: distance(typed, each) })).sort((a, b) => a.steps - b.steps);
  const [nearest] = byDistance;
  if (nearest !== void 0 && nearest.steps <= Math.max(1, Math.floor(typed.length / 3)))
    return nearest.each;
  const begun = known.filter((each) => typed.length >= 2 && each.startsWith(typed));
  return begun.length === 1 ? begun[0] : void 0;
};
var didYouMean = (meant) => meant === void 0 ? "" : `; did you mean ${meant}?`;

// src/cli/common/options.ts
import { parseArgs } from "util";
var usageError = (message) => taggedError("UsageError", message, {});
var isUsageError = (error) => error?._tag === "UsageError";
var parseOptions = (config) => {
  try {
    return parseArgs(config);
  } catch (error) {
    const [complaint = ""] = error.message.split(/\.\s/);
    const unknown = /^Unknown option '--([^']+)'/.exec(complaint)?.[1];
    const meant = unknown === void 0 ? void 0 : nearestWord(unknown, [...Object.keys(config.options ?? {}), "help"]);
    throw usageError(complaint.replace(/\s+/g, " ") + didYouMean(meant && `--${meant}`));
  }
};
var oneWordOf = (name, known, value) => {
  const found = known.find((each) => each === value);
  if (found === void 0) throw usageError(`${name}: expected one of ${known.join(", ")}, got ${value}`);
  return found;
};
var countFrom1 = (option, text) => {
  const value = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(value) || value < 1)
    throw usageError(`${option}: expected a whole number of at least 1, got ${text}`);
  return value;
};
var given = (entries) => Object.fromEntries(Object.entries(entries).filter(([, value]) => value !== void 0));
var refuseTogether = (values, lists) => {
  const isGiven = (option) => (values[option] ?? false) !== false;
  for (const [option, ...excluded] of lists) {
    const other = isGiven(option) ? excluded.find(isGiven) : void 0;
    if (other !== void 0) throw usageError(`--${option} and --${other} exclude each other`);
  }
};
var refuseMore = (command, taken, positionals) => {
  const more = positionals[taken];
  if (more !== void 0) throw usageError(`${command}: unexpected argument ${more}`);
};

export {
  nearestWord,
  didYouMean,
  usageError,
  isUsageError,
  parseOptions,
  oneWordOf,
  countFrom1,
  given,
  refuseTogether,
  refuseMore
};
//# sourceMappingURL=chunk-DV2BM7NE.js.map