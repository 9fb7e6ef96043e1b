import {
  outcomeLine
} from "./chunk-HU5654F6.js";

// src/cli/watchdog/text.ts
var eventOf = (state, at) => {
  const types = { armed: "Armed", disarmed: "Disarmed", fired: "Fired" };
  return { type: types[state], at };
};
var refs = (orders) => orders.length === 0 ? "none" : orders.map(({ pair, orderId }) => `${pair} ${orderId}`).join(", ");
var watchdogLine = (event) => {
  switch (event.type) {
    case "Watching": {
      const open = event.openOrders === null ? "open orders not known" : `${event.openOrders} open orders`;
      return `watching     ${event.file}, timeout ${event.timeout} ms, ${open}`;
    }
    case "Armed":
      return "armed        by a beat";
    case "Disarmed":
      return "disarmed     by a goodbye";
    case "Fired":
      return "fired        the heartbeat has stopped";
    case "Halted":
      return "halted       cancelling all open orders";
    case "Canceling":
      return `cancelling   ${refs(event.orders)}`;
    case "CancelOutcome":
      return outcomeLine(event.outcome);
    case "Remaining":
      return `remaining    ${refs(event.orders)}`;
    case "Unreadable":
      return `unreadable   ${event.message}; trying again`;
    case "Closing":
      return `closing      ${named(event.position)}, by a limit of ${String(event.order.price)}`;
    case "NotClosed":
      return `not closed   ${named(event.position)}: ${event.message}`;
    case "Flat": {
      const { left, positions } = event;
      const orders = left.length === 0 ? "no order is open" : `except for ${refs(left)}, which only the venue may cancel`;
      return `flat         ${orders}; ${positionsText(positions)}`;
    }
  }
};
var named = ({ pair, positionSide, openAmount }) => `${pair} ${positionSide} ${openAmount}`;
var positionsText = (positions) => {
  if (positions === null) return "margin positions can\u2019t be read: some may stay open";
  return positions.length === 0 ? "no margin position is open" : `these margin positions STAY OPEN: ${positions.map(named).join(", ")}`;
};

export {
  eventOf,
  watchdogLine
};
//# sourceMappingURL=chunk-EVAMSBA5.js.map