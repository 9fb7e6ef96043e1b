import {
  exitCodes
} from "./chunk-6MZEJKRU.js";

// src/cli/account/cancel-text.ts
var detailsOf = (outcome) => {
  switch (outcome.type) {
    case "Canceled":
    case "AlreadyCanceled":
    case "AlreadyFilled":
    case "Pending":
      return outcome.order === null ? "" : `executed ${outcome.order.executedAmount}`;
    case "Refused":
    case "Unresolved":
      return outcome.message;
  }
};
var outcomeLine = (outcome) => `${outcome.pair ?? "all pairs"}  ${outcome.orderId ?? "unknown orders"}  ${outcome.type.padEnd(15)}  ${detailsOf(outcome)}`.trimEnd();
var codeOf = ({ type }) => {
  switch (type) {
    case "Canceled":
    case "AlreadyCanceled":
      return exitCodes.done;
    case "AlreadyFilled":
      return exitCodes.alreadyFilled;
    case "Refused":
      return exitCodes.refused;
    case "Pending":
    case "Unresolved":
      return exitCodes.unresolved;
  }
};
var byGravity = [exitCodes.unresolved, exitCodes.refused, exitCodes.alreadyFilled];
var cancelExitCode = (outcomes) => {
  const codes = new Set(outcomes.map(codeOf));
  return byGravity.find((code) => codes.has(code)) ?? exitCodes.done;
};

export {
  outcomeLine,
  cancelExitCode
};
//# sourceMappingURL=chunk-WP5AXXMO.js.map