import {
  timeOfDay
} from "./chunk-BLBGNJ7L.js";
import {
  exitCodes
} from "./chunk-EPTECTEO.js";
import {
  isTerminal
} from "./chunk-ZCMMJ3ET.js";

// src/cli/account/order-text.ts
var orderWaits = ["accepted", "end"];
var describeRequest = (request) => {
  const { pair, side, type, amount, price, triggerPrice, postOnly, positionSide } = request;
  return [
    `${side} ${amount ?? "the whole position"} ${pair}, ${type}${price === void 0 ? "" : ` at ${price}`}`,
    ...triggerPrice === void 0 ? [] : [`triggered at ${triggerPrice}`],
    ...postOnly === true ? ["post-only"] : [],
    ...positionSide === void 0 ? [] : [positionSide]
  ].join(", ");
};
var executedOf = ({ executedAmount, averagePrice }) => averagePrice === null || Number(executedAmount) === 0 ? executedAmount : `${executedAmount} at ${averagePrice} on average`;
var detailsOf = (transition) => {
  switch (transition.type) {
    case "Submitted":
      return describeRequest(transition.request);
    case "Accepted": {
      const { order, attribution } = transition;
      return `order ${order.orderId}, ${order.status}${attribution === "inferred" ? ", found by its parameters" : ""}`;
    }
    case "Triggered":
      return `order ${transition.order.orderId}, ${transition.order.status}`;
    case "PartiallyFilled": {
      const { amount, price, makerTaker, feeAmountBase, feeAmountQuote } = transition.fill;
      return `${amount} at ${price} as ${makerTaker}, fee ${feeAmountBase} base, ${feeAmountQuote} quote`;
    }
    case "Filled":
      return executedOf(transition.order);
    case "Canceled":
      return `by ${transition.by}, executed ${executedOf(transition.order)}`;
    case "Rejected": {
      const nearest = transition.violations.flatMap(
        (violation) => violation.nearest === null ? [] : [`; nearest ${violation.field}: ${violation.nearest}`]
      );
      return `by ${transition.by}, ${transition.reason}: ${transition.message}${nearest.join("")}`;
    }
    case "Unresolved": {
      const ids = transition.candidates.map(({ orderId }) => orderId).join(", ");
      return `${transition.message}${ids === "" ? "" : `; it could be ${ids}`}`;
    }
  }
};
var transitionLine = (transition, at) => `${timeOfDay(at)}  ${transition.type.padEnd(15)}  ${detailsOf(transition)}`;
var isAwaited = (transition, wait) => {
  switch (transition.type) {
    case "Filled":
    case "Canceled":
    case "Rejected":
      return true;
    case "Accepted":
      return wait === "accepted" && !isTerminal(transition.order.status);
    default:
      return false;
  }
};
var orderExitCode = (last, wait) => {
  switch (last?.type) {
    case "Filled":
      return exitCodes.done;
    case "Canceled":
      return exitCodes.canceled;
    case "Rejected":
      return last.by === "client" ? exitCodes.rejectedHere : exitCodes.refused;
    default:
      return last !== void 0 && isAwaited(last, wait) ? exitCodes.done : exitCodes.unresolved;
  }
};

export {
  orderWaits,
  describeRequest,
  transitionLine,
  isAwaited,
  orderExitCode
};
//# sourceMappingURL=chunk-Z2IMGJY6.js.map