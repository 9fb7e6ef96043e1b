import {
  utcTime
} from "./chunk-F2XHXHGE.js";

// src/cli/common/alongside.ts
import {
  connect,
  endWith,
  ignoreElements,
  merge,
  takeUntil
} from "rxjs";
var alongside = (side$) => connect((main$) => merge(side$.pipe(takeUntil(main$.pipe(ignoreElements(), endWith(true)))), main$));

// src/cli/common/describe-diagnostic.ts
var oddRowText = (source, { row, path, expected, actual, what }) => {
  const place = row === "" ? path : `${row}: ${path}`;
  return `${source}: ${place}: expected ${expected}, got ${actual}${what === "lost" ? ": the row is left out" : ""}`;
};
var describe = (diagnostic) => {
  switch (diagnostic.kind) {
    case "undecodable-frame":
      return `a frame of ${diagnostic.room ?? "no room"} can't be read: ${diagnostic.cause}`;
    case "lossy-total":
      return `${diagnostic.room}: a number can't carry ${diagnostic.fields.join(", ")}`;
    case "odd-row":
      return oddRowText(diagnostic.source, diagnostic);
    case "link-lost":
      return `no link: ${diagnostic.cause}; attempt ${diagnostic.attempt} in ${Math.round(diagnostic.delay)} ms`;
    case "room-silent":
      return `${diagnostic.room} was silent for ${diagnostic.due} ms and is joined again`;
    case "clock-leapt":
      return `the clock leapt by ${diagnostic.by} ms: it was set, or the machine slept`;
    case "stale-diff":
    case "stale-whole":
      return `${diagnostic.pair}: ${diagnostic.kind.replace("-", " ")} ${diagnostic.sequence} after ${diagnostic.known} is dropped`;
    case "book-repaired":
      return `${diagnostic.pair}: ${diagnostic.levels} levels of the book differed at ${diagnostic.sequence} and are repaired`;
    case "book-contradicted":
      return `${diagnostic.pair}: a ${diagnostic.by} of ${diagnostic.sequence} contradicts the book at ${diagnostic.known}, which is built anew`;
    case "book-overgrown":
      return `${diagnostic.pair}: ${diagnostic.levels} levels are more than a book can have; it is built anew`;
    case "trades-missing": {
      const from = diagnostic.from === null ? "the start" : utcTime(diagnostic.from);
      return `${diagnostic.pair}: trades may be missing from ${from} to ${utcTime(diagnostic.to)}: ${diagnostic.cause}`;
    }
    case "trade-late":
      return `${diagnostic.pair}: trade ${diagnostic.id} comes after younger ones`;
    case "pair-unchecked":
      return `${diagnostic.pair}: the pair could not be checked: ${diagnostic.cause}`;
    case "candles-unread":
      return `${diagnostic.pair} ${diagnostic.type}: candles can't be read: ${diagnostic.cause}`;
    case "status-unread":
      return `the state of the venue can't be read: ${diagnostic.cause}`;
    case "late-order":
      return `order ${diagnostic.order.orderId} turned up after its call seemed to have had no effect`;
    case "unattributed-order":
      return `order ${diagnostic.order.orderId} is equal to one placed here and belongs to no call`;
    case "waits-for-equal":
      return `command ${diagnostic.id} waits for an equal order whose outcome is not known`;
    case "lane-paused":
      return `too many calls: ${diagnostic.lane === "update" ? "orders and cancels wait" : "reads wait"} for ${diagnostic.pause / 1e3} s, ${diagnostic.waiting} so far`;
    case "left-open":
      return `the client was closed before ${diagnostic.ref === null ? "an order" : `order ${diagnostic.ref.orderId}`} without an observer was cancelled`;
    case "reply-not-believed":
      return `a reply is not believed: ${diagnostic.cause}`;
    case "late-fill":
      return `a fill of order ${diagnostic.fill.orderId} came after its end`;
    case "fills-missing":
      return `fills of order ${diagnostic.order.orderId} are missing: they add up to ${diagnostic.filled} of ${diagnostic.order.executedAmount}`;
    case "fills-unheard":
      return "there may have been fills while there was no link to the gateway";
    case "answer-unreadable":
      return `an answer to ${diagnostic.call} can't be read: ${diagnostic.cause}`;
    case "end-missing":
      return `a cancel of order ${diagnostic.order.orderId} was answered, and no read shows its end: it may live on`;
    case "reconcile-failed":
      return `${diagnostic.read} can't be read: ${diagnostic.cause}`;
    case "inferred-not-canceled":
      return `order ${diagnostic.order.orderId} may be another program's and is left alone`;
    case "cancel-failed":
      return `order ${diagnostic.order.orderId} may live on, its cancel failed: ${diagnostic.cause}`;
    case "undecodable-message":
      return `a private message can't be read: ${diagnostic.cause}`;
    case "stream-failed":
      return `the private stream failed: ${diagnostic.cause}`;
    case "not-subscribed":
      return `${diagnostic.verb} was called and not subscribed to, so that it did nothing`;
    case "call-recovered":
      return `${diagnostic.write} ${diagnostic.id} of an earlier process was left unfinished`;
    case "journal-unreadable":
      return `the journal can't be read: ${diagnostic.cause}`;
    case "outcome-not-journaled":
      return `the outcome of call ${diagnostic.id} was not journaled: ${diagnostic.cause}`;
  }
};
var others = ({ count }) => count === 1 ? "" : ` (and ${count - 1} more of this kind)`;
var describeDiagnostic = (diagnostic) => `${describe(diagnostic)}${others(diagnostic)}`.replace(/\p{Cc}/gu, "\xB7");

export {
  alongside,
  describeDiagnostic
};
//# sourceMappingURL=chunk-JJ7GEAXN.js.map