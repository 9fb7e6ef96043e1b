import {
  having,
  integer,
  optionsOf,
  withDefault
} from "./chunk-FDEMZEWP.js";
import {
  DecimalString,
  Flag,
  Id,
  Integer,
  PositionSide,
  Side,
  Text,
  Timestamp,
  decoder,
  dictionary,
  eitherCase,
  firstOf,
  isConditional,
  mapped,
  never,
  oneOf,
  optional,
  orStandIn,
  orderStatuses,
  orderTypes,
  otherwise,
  positionSides,
  property,
  record,
  rows,
  scalar,
  tolerantRecord,
  userOrderTypes,
  validateAt,
  wordIn
} from "./chunk-XI2AHRTT.js";
import {
  quoteAssetOf,
  sides
} from "./chunk-ZXDJGQ4R.js";
import {
  compareDecimals,
  decimalOf,
  fromUnits,
  isPlainDecimal,
  maxDecimal,
  multiplyDecimals,
  scaleOf,
  subtractDecimals,
  sumDecimals,
  toUnits
} from "./chunk-QYQF4BGL.js";
import {
  familyOf
} from "./chunk-442TD3LK.js";

// src/profit/money.ts
var places = 16;
var one = 10n ** BigInt(places);
var unitsOf = (decimal) => toUnits(decimal, places);
var decimalOfUnits = (units) => {
  const text = fromUnits(units, places);
  return text.replace(/\.?0+$/, "");
};
var timesUnits = (a, b) => a * b / one;
var shareOf = (whole, part, of) => whole * part / of;
var quotient = (a, b) => a * one / b;
var absolute = (units) => units < 0n ? -units : units;
var smaller = (a, b) => a < b ? a : b;
var cutTo = (units, kept) => {
  if (kept >= places) return units;
  const step = 10n ** BigInt(places - kept);
  return units / step * step;
};
var fits = (decimal) => scaleOf(decimal) <= places;

// src/profit/lots.ts
var emptyQueue = { front: null, back: null };
var addLot = ({ front, back }, lot) => ({
  front,
  back: { lot, next: back }
});
var turned = (back) => {
  let front = null;
  for (let link = back; link !== null; link = link.next) front = { lot: link.lot, next: front };
  return front;
};
var takeLots = (lots, amount) => {
  let left2 = absolute(amount);
  let cost = 0n;
  let { front, back } = lots;
  while (left2 > 0n) {
    if (front === null) {
      front = turned(back);
      back = null;
      if (front === null) break;
    }
    const { lot, next } = front;
    const size = absolute(lot.amount);
    const taken = smaller(size, left2);
    const part = shareOf(lot.cost, taken, size);
    cost += part;
    left2 -= taken;
    const sign = lot.amount < 0n ? -1n : 1n;
    front = taken === size ? next : { lot: { amount: lot.amount - sign * taken, cost: lot.cost - part }, next };
  }
  return { rest: { front, back }, cost };
};

// src/profit/holding.ts
var noHolding = {
  amount: 0n,
  cost: 0n,
  lots: emptyQueue,
  lotsCost: 0n,
  realized: { average: 0n, fifo: 0n }
};
var enlarged = (holding, amount, cost) => amount === 0n ? (
  // No amount was received for the cost, so that the cost is a loss, or a gain, immediately.
  {
    ...holding,
    realized: { average: holding.realized.average - cost, fifo: holding.realized.fifo - cost }
  }
) : {
  ...holding,
  amount: holding.amount + amount,
  cost: holding.cost + cost,
  lots: addLot(holding.lots, { amount, cost }),
  lotsCost: holding.lotsCost + cost
};
var traded = (holding, amount, cost) => {
  const isReducing = holding.amount !== 0n && amount !== 0n && holding.amount > 0n !== amount > 0n;
  if (!isReducing) return enlarged(holding, amount, cost);
  const size = absolute(amount);
  const given = smaller(size, absolute(holding.amount));
  const received = shareOf(-cost, given, size);
  const average = shareOf(holding.cost, given, absolute(holding.amount));
  const { rest, cost: fifo } = takeLots(holding.lots, given);
  const sign = amount < 0n ? -1n : 1n;
  const left2 = {
    amount: holding.amount + sign * given,
    cost: holding.cost - average,
    lots: rest,
    lotsCost: holding.lotsCost - fifo,
    realized: {
      average: holding.realized.average + received - average,
      fifo: holding.realized.fifo + received - fifo
    }
  };
  return given === size ? left2 : enlarged(left2, amount - sign * given, cost + received);
};
var closed = (holding, amount, received, gain) => {
  const isAll = absolute(amount) >= absolute(holding.amount);
  const left2 = isAll ? 0n : holding.amount + amount;
  const cost = isAll ? 0n : holding.cost - (received - gain);
  const realized = holding.realized.average + gain;
  return {
    amount: left2,
    cost,
    lots: isAll ? emptyQueue : addLot(emptyQueue, { amount: left2, cost }),
    lotsCost: cost,
    realized: { average: realized, fifo: realized }
  };
};

// src/profit/pair-state.ts
var holdingSides = ["spot", "long", "short"];
var emptyPair = {
  holdings: { spot: noHolding, long: noHolding, short: noHolding },
  fees: 0n,
  rebates: 0n,
  accruedFees: 0n,
  interest: 0n,
  turnover: 0n,
  fills: 0,
  spread: 0n,
  withoutMiddle: 0
};
var positive = (units) => units > 0n ? units : 0n;
var isOpening = ({ side, positionSide }) => positionSide === "long" === (side === "buy");
var heldAfter = (holding, fill, amount, notional, places3) => {
  if (fill.positionSide === null || isOpening(fill) || fill.profitLoss === null)
    return traded(holding, amount, notional);
  const paid = cutTo(unitsOf(fill.profitLoss), places3);
  const gross = paid + unitsOf(fill.feeAmountQuote) + unitsOf(fill.interest ?? "0");
  return closed(holding, amount, -notional, gross);
};
var afterFill = (state, { fill, middle }, places3) => {
  const sign = fill.side === "buy" ? 1n : -1n;
  const price = unitsOf(fill.price);
  const size = unitsOf(fill.amount);
  const product = timesUnits(price, size);
  const notional = fill.positionSide === null ? cutTo(product, places3) : product;
  const feeBase = unitsOf(fill.feeAmountBase);
  const feeOfBase = timesUnits(price, feeBase);
  const fee = unitsOf(fill.feeAmountQuote) + feeOfBase;
  const occurred = unitsOf(fill.feeOccurredAmountQuote ?? fill.feeAmountQuote) + feeOfBase;
  const side = fill.positionSide ?? "spot";
  const amount = sign * size - feeBase;
  const cost = sign * notional - feeOfBase;
  return {
    holdings: { ...state.holdings, [side]: heldAfter(state.holdings[side], fill, amount, cost, places3) },
    fees: state.fees + positive(fee),
    rebates: state.rebates + positive(-fee),
    accruedFees: state.accruedFees + occurred - fee,
    interest: state.interest + unitsOf(fill.interest ?? "0"),
    turnover: state.turnover + absolute(notional),
    fills: state.fills + 1,
    spread: middle === null ? state.spread : state.spread + sign * timesUnits(middle - price, size),
    withoutMiddle: state.withoutMiddle + (middle === null ? 1 : 0)
  };
};

// src/profit/fill-log.ts
var keptFills = 128;
var emptyPairLog = { base: emptyPair, kept: [], all: emptyPair, late: 0 };
var logFrom = (base) => ({ base, kept: [], all: base, late: 0 });
var inOrder = (a, b) => a.fill.executedAt - b.fill.executedAt || a.fill.tradeId - b.fill.tradeId || a.fill.orderId - b.fill.orderId;
var folded = (state, entries, places3) => entries.reduce((before, entry) => afterFill(before, entry, places3), state);
var shortened = (log, places3) => log.kept.length < 2 * keptFills ? log : {
  ...log,
  base: folded(log.base, log.kept.slice(0, keptFills), places3),
  kept: log.kept.slice(keptFills)
};
var withFill = (log, entry, places3) => {
  const { base, kept, all, late } = log;
  const at = kept.findLastIndex((other) => inOrder(other, entry) <= 0);
  const before = kept[at];
  if (before !== void 0 && inOrder(before, entry) === 0) return log;
  if (at === kept.length - 1)
    return shortened({ base, kept: [...kept, entry], all: afterFill(all, entry, places3), late }, places3);
  const sorted = [...kept.slice(0, at + 1), entry, ...kept.slice(at + 1)];
  const isTooLate = at < 0 && base.fills > 0;
  return shortened(
    { base, kept: sorted, all: folded(base, sorted, places3), late: late + (isTooLate ? 1 : 0) },
    places3
  );
};

// src/profit/profit.ts
var venuePlaces = { jpy: 4 };
var otherPlaces = 8;
var profitFrom = (start = [], places3 = venuePlaces) => {
  const logs = /* @__PURE__ */ new Map();
  for (const { pair, side = "spot", amount, cost } of start) {
    const { base } = logs.get(pair) ?? emptyPairLog;
    const held = traded(base.holdings[side], unitsOf(amount), unitsOf(cost));
    logs.set(pair, logFrom({ ...emptyPair, holdings: { ...base.holdings, [side]: held } }));
  }
  return { logs, marks: /* @__PURE__ */ new Map(), places: places3 };
};
var middleOf = (mark) => mark === void 0 || mark.bid === null || mark.ask === null ? null : (mark.bid + mark.ask) / 2n;
var unitsOrNull = (decimal) => decimal === null ? null : unitsOf(decimal);
var placesOf = ({ places: places3 }, pair) => places3[quoteAssetOf(pair)] ?? otherPlaces;
var profit = (state, event) => {
  switch (event.type) {
    case "fill": {
      const { fill } = event;
      const { pair } = fill;
      const log = state.logs.get(pair) ?? emptyPairLog;
      const next = withFill(log, { fill, middle: middleOf(state.marks.get(pair)) }, placesOf(state, pair));
      return next === log ? state : { ...state, logs: new Map(state.logs).set(pair, next) };
    }
    case "mark": {
      const { pair, bid, ask } = event.mark;
      const mark = { bid: unitsOrNull(bid), ask: unitsOrNull(ask) };
      return { ...state, marks: new Map(state.marks).set(pair, mark) };
    }
  }
};

// src/profit/view.ts
var plus = (a, b) => a === null || b === null ? null : a + b;
var worthOf = ({ amount }, mark) => {
  if (amount === 0n) return 0n;
  const price = amount > 0n ? mark?.bid : mark?.ask;
  return price === void 0 || price === null ? null : timesUnits(price, amount);
};
var sumsOf = (state, late, mark) => {
  const all = holdingSides.map((side) => state.holdings[side]);
  const add = (valueOf2) => all.reduce((sum, holding) => sum + valueOf2(holding), 0n);
  const worth = all.reduce((sum, holding) => plus(sum, worthOf(holding, mark)), 0n);
  const { fees, rebates, interest, accruedFees, spread, turnover, fills, withoutMiddle } = state;
  return {
    average: add(({ realized }) => realized.average),
    fifo: add(({ realized }) => realized.fifo),
    openAverage: plus(worth, -add(({ cost }) => cost)),
    openFifo: plus(worth, -add(({ lotsCost }) => lotsCost)),
    fees,
    rebates,
    interest,
    accruedFees,
    spread,
    turnover,
    fills,
    withoutMiddle,
    late
  };
};
var added = (a, b) => ({
  average: a.average + b.average,
  fifo: a.fifo + b.fifo,
  openAverage: plus(a.openAverage, b.openAverage),
  openFifo: plus(a.openFifo, b.openFifo),
  fees: a.fees + b.fees,
  rebates: a.rebates + b.rebates,
  interest: a.interest + b.interest,
  accruedFees: a.accruedFees + b.accruedFees,
  spread: a.spread + b.spread,
  turnover: a.turnover + b.turnover,
  fills: a.fills + b.fills,
  withoutMiddle: a.withoutMiddle + b.withoutMiddle,
  late: a.late + b.late
});
var netOf = ({ average, openAverage, fees, rebates, interest, accruedFees }) => plus(plus(average, openAverage), rebates - fees - interest - accruedFees);
var shown = (sums) => {
  const { average, fifo, openAverage, openFifo, fees, rebates, interest, accruedFees, spread } = sums;
  const gross = plus(average, openAverage);
  const orNull2 = (units) => units === null ? null : decimalOfUnits(units);
  return {
    realized: { average: decimalOfUnits(average), fifo: decimalOfUnits(fifo) },
    unrealized: openAverage === null || openFifo === null ? null : { average: decimalOfUnits(openAverage), fifo: decimalOfUnits(openFifo) },
    fees: decimalOfUnits(fees),
    rebates: decimalOfUnits(rebates),
    interest: decimalOfUnits(interest),
    accruedFees: decimalOfUnits(accruedFees),
    total: orNull2(netOf(sums)),
    spread: decimalOfUnits(spread),
    inventory: orNull2(plus(gross, -spread)),
    turnover: decimalOfUnits(sums.turnover),
    fills: sums.fills,
    fillsWithoutMiddle: sums.withoutMiddle,
    lateFills: sums.late
  };
};
var heldOf = ({ amount, cost }) => ({
  amount: decimalOfUnits(amount),
  cost: decimalOfUnits(cost),
  averagePrice: amount === 0n ? null : decimalOfUnits(quotient(cost, amount))
});
var totalIn = ({ logs, marks }, quote) => {
  let total = 0n;
  for (const [pair, { all, late }] of logs)
    if (quoteAssetOf(pair) === quote) total = plus(total, netOf(sumsOf(all, late, marks.get(pair))));
  return total;
};
var profitOf = ({ logs, marks }) => {
  const pairs = /* @__PURE__ */ new Map();
  const totals = /* @__PURE__ */ new Map();
  for (const [pair, { all, late }] of logs) {
    const sums = sumsOf(all, late, marks.get(pair));
    const { spot, long, short } = all.holdings;
    pairs.set(pair, {
      pair,
      ...shown(sums),
      held: { spot: heldOf(spot), long: heldOf(long), short: heldOf(short) }
    });
    const quote = quoteAssetOf(pair);
    const known = totals.get(quote);
    totals.set(quote, known === void 0 ? sums : added(known, sums));
  }
  return { pairs, totals: new Map([...totals].map(([quote, sums]) => [quote, shown(sums)])) };
};

// src/model/margin.ts
var marginStates = ["NORMAL", "LOSSCUT", "CALL", "DEBT", "SETTLED"];

// src/model/order-transition.ts
var cancelers = ["user", "post-only", "expiry", "invalidation", "unknown"];
var rejectReasons = [
  "invalid",
  "refused",
  "rejected",
  "no-effect",
  "not-replaced",
  "guard",
  "halted",
  "id-taken",
  "not-sent",
  "equal-in-flight",
  "withdrawn"
];

// src/execution/order/rejected.ts
var rejected = (by, reason, message, code, violations = []) => ({
  type: "Rejected",
  by,
  reason,
  message,
  code,
  family: familyOf(code),
  violations,
  order: null,
  attribution: null
});
var refusedHere = (reason, violations) => {
  const message = violations.map(({ field, rule, actual }) => `${field}: expected ${rule}, got ${actual}`);
  return rejected("client", reason, message.join("; "), null, violations);
};
var refusalBy = (violations) => violations.length === 0 ? null : refusedHere("guard", violations);

// src/execution/order/reducing.ts
var onlyReduces = ({
  side,
  positionSide
}) => positionSide === "long" ? side === "sell" : positionSide === "short" && side === "buy";

// src/execution/order/diff.ts
var isEnding = (transition) => transition.type === "Filled" || transition.type === "Canceled" || transition.type === "Rejected";
var diff = (before, after) => {
  const order = after.snapshot;
  if (order === null || ending(before) !== null) return [];
  const transitions = [];
  if (isAccepted(after)) {
    if (!isAccepted(before)) transitions.push({ type: "Accepted", order, attribution: attributionOf(after) });
    if (after.facts.has("triggered") && !(isAccepted(before) && isKnownToHaveFired(before)))
      transitions.push({ type: "Triggered", order });
    for (const fill of sortedFills(after))
      if (!isAccepted(before) || !before.fills.has(fill.tradeId))
        transitions.push({ type: "PartiallyFilled", order, fill });
  }
  const end = ending(after);
  if (end !== null) transitions.push(end);
  return transitions;
};
var isKnownToHaveFired = ({ facts, fills }) => facts.has("triggered") || fills.size > 0;
var ending = (known) => {
  const order = known.snapshot;
  if (order === null || hasMissingFills(known)) return null;
  switch (order.status) {
    case "FULLY_FILLED":
      return { type: "Filled", order, fills: sortedFills(known) };
    case "CANCELED_UNFILLED":
    case "CANCELED_PARTIALLY_FILLED": {
      const by = canceledBy(order, known);
      return by === null ? null : { type: "Canceled", order, fills: sortedFills(known), by };
    }
    case "REJECTED":
      return {
        type: "Rejected",
        by: "venue",
        reason: "rejected",
        message: "the venue ended the order as REJECTED",
        code: null,
        family: null,
        violations: [],
        order,
        attribution: attributionOf(known)
      };
    default:
      return null;
  }
};
var attributionOf = ({ facts }) => facts.has("inferred") ? "inferred" : "reply";
var filledAmount = ({ fills }) => fills.size === 0 ? "0" : sumDecimals(["0", ...Array.from(fills.values(), ({ amount }) => amount)]);
var hasMissingFills = (known) => known.snapshot !== null && compareDecimals(filledAmount(known), known.snapshot.executedAmount) < 0;
var isAccepted = (known) => known.snapshot !== null && known.facts.has("accepted");
var sortedFills = (known) => [...known.fills.values()].sort((a, b) => a.tradeId - b.tradeId);
var postOnlyEnd = 1e3;
var canceledBy = (order, { facts }) => {
  if (facts.has("cancel-acknowledged")) return "user";
  if (facts.has("invalidated")) return "invalidation";
  if (facts.has("born-canceled") && order.postOnly === true) return "post-only";
  const { canceledAt, expireAt, orderedAt } = order;
  if (canceledAt !== null && expireAt !== null && canceledAt >= expireAt) return "expiry";
  if (!facts.has("cause-known")) return null;
  const wasUntouched = order.postOnly === true && order.status === "CANCELED_UNFILLED";
  return wasUntouched && canceledAt !== null && canceledAt - orderedAt < postOnlyEnd ? "post-only" : "unknown";
};

// src/operators/course.ts
import { Observable } from "rxjs";
var courseBy = (run) => {
  const values = [];
  let isStarted = false;
  let hasFailed = false;
  let subscribers = [];
  let end = null;
  const endWith2 = (how) => {
    if (end !== null) return;
    end = how;
    const last = subscribers;
    subscribers = [];
    for (const subscriber of last) how(subscriber);
  };
  const observer = {
    next: (one2) => {
      if (end !== null) return;
      values.push(one2);
      for (const subscriber of subscribers) subscriber.next(one2);
    },
    error: (error) => {
      if (end === null) hasFailed = true;
      endWith2((subscriber) => {
        subscriber.error(error);
      });
    },
    complete: () => {
      endWith2((subscriber) => {
        subscriber.complete();
      });
    }
  };
  const subscribe = (subscriber) => {
    for (let nth = 0; nth < values.length && !subscriber.closed; nth += 1) subscriber.next(values[nth]);
    if (end !== null) {
      end(subscriber);
      return;
    }
    subscribers = [...subscribers, subscriber];
    subscriber.add(() => {
      subscribers = subscribers.filter((other) => other !== subscriber);
    });
    if (isStarted) return;
    isStarted = true;
    try {
      run(observer);
    } catch (error) {
      observer.error(error);
    }
  };
  return {
    subscribe,
    values$: new Observable(subscribe),
    values,
    hasFailed: () => hasFailed
  };
};
var courseOf = (source) => courseBy((observer) => source.subscribe(observer));
var startedOnce = (begin) => {
  let course = null;
  return new Observable((subscriber) => {
    if (course === null || course.hasFailed()) course = begin();
    course.subscribe(subscriber);
  });
};
var runOnce = (source) => startedOnce(() => courseOf(source));

// src/model/cancel-outcome.ts
var cancelRefused = (ref, code, message) => ({
  ...ref,
  type: "Refused",
  code,
  family: familyOf(code),
  message
});

// src/execution/order/check-request.ts
import { isLeft, left, right } from "fp-ts/lib/Either.js";
var checkRequest = (request, instrument) => {
  const { type, side, positionSide, postOnly } = request;
  const needs = { amount: !closesWhole(type), price: isPriced(type), triggerPrice: isConditional(type) };
  const priceRules = { digits: instrument.priceDigits, min: null, max: null };
  const amount = checkDecimal("amount", request.amount, needs.amount, true, amountRules(request, instrument));
  const price = checkDecimal("price", request.price, needs.price, needs.price, priceRules);
  const triggerPrice = checkDecimal(
    "triggerPrice",
    request.triggerPrice,
    needs.triggerPrice,
    needs.triggerPrice,
    priceRules
  );
  const violations = [
    ...Object.keys(request).filter((field) => !fields.includes(field)).map((field) => violation(field, "left out: the venue does not have it", "something", null)),
    ...oneOf2("type", type, userOrderTypes),
    ...oneOf2("side", side, sides),
    ...positionSide === void 0 ? [] : oneOf2("positionSide", positionSide, positionSides),
    ...positionSide !== void 0 && instrument.margin === null ? [violation("positionSide", `left out: ${instrument.pair} has no margin trading`, positionSide, null)] : [],
    ...postOnly === true && type !== "limit" ? [violation("postOnly", "true for a limit order only", "true", "false")] : [],
    ...closesWhole(type) ? checkCloses(request) : [],
    ...[amount, price, triggerPrice].flatMap((one2) => isLeft(one2) ? one2.left : [])
  ];
  if (violations.length > 0) return left(violations);
  return right({
    ...request,
    amount: valueOf(amount),
    price: valueOf(price),
    triggerPrice: valueOf(triggerPrice)
  });
};
var fields = [
  "pair",
  "side",
  "type",
  "amount",
  "price",
  "triggerPrice",
  "postOnly",
  "positionSide"
];
var isPriced = (type) => type === "limit" || type === "stop_limit";
var closesWhole = (type) => type === "take_profit" || type === "stop_loss";
var checkCloses = ({ type, side, positionSide }) => {
  if (positionSide === void 0)
    return [violation("positionSide", `given: a ${type} order closes a position`, "nothing", null)];
  const closing = positionSide === "long" ? "sell" : "buy";
  return side === closing ? [] : [violation("side", `${closing}: a ${type} order closes a ${positionSide} position`, side, closing)];
};
var amountRules = ({ type }, instrument) => ({
  digits: instrument.amountDigits,
  min: instrument.minAmount,
  max: isPriced(type) ? instrument.limitMaxAmount : instrument.marketMaxAmount
});
var valueOf = (checked) => isLeft(checked) ? void 0 : checked.right;
var checkDecimal = (field, input, isNeeded, isAllowed, range) => {
  const broken = (rule2, nearest) => left([violation(field, rule2, input === void 0 ? "nothing" : String(input), nearest)]);
  if (input === void 0) return isNeeded ? broken("given for this type of order", null) : right(void 0);
  if (!isAllowed) return broken("left out for this type of order", null);
  const plain = asPlainDecimal(input);
  if (plain === null) return broken("a decimal number", null);
  const rule = brokenRule(input, plain, range);
  return rule === null ? right(withoutTrailingZeros(plain)) : broken(rule, nearestIn(plain, range));
};
var brokenRule = (input, plain, { digits, min, max }) => {
  if (typeof input === "string" && !isPlainDecimal(input)) return "a plain decimal";
  if (compareDecimals(plain, "0") <= 0) return "greater than zero";
  if (scaleOf(withoutTrailingZeros(plain)) > digits) return `a multiple of ${fromUnits(1n, digits)}`;
  if (min !== null && compareDecimals(plain, min) < 0) return `at least ${min}`;
  if (max !== null && compareDecimals(plain, max) > 0) return `at most ${max}`;
  return null;
};
var asPlainDecimal = (input) => {
  if (typeof input === "string" && isPlainDecimal(input)) return input;
  const value = typeof input === "string" && input.trim() !== "" ? Number(input) : input;
  return typeof value === "number" && Number.isFinite(value) ? decimalOf(value) : null;
};
var withoutTrailingZeros = (plain) => plain.includes(".") ? plain.replace(/\.?0+$/, "") : plain;
var nearestIn = (plain, { digits, min, max }) => {
  const scale = Math.max(digits, scaleOf(plain), scaleOf(min ?? "0"), scaleOf(max ?? "0"));
  const step = 10n ** BigInt(scale - digits);
  const value = toUnits(plain, scale);
  const rounded = value <= 0n ? 0n : (2n * value + step) / (2n * step) * step;
  const least = min === null ? step : (toUnits(min, scale) + step - 1n) / step * step;
  const most = max === null ? null : toUnits(max, scale) / step * step;
  const clamped = rounded < least ? least : most !== null && rounded > most ? most : rounded;
  return fromUnits(clamped / step, digits);
};
var oneOf2 = (field, actual, expected) => expected.includes(actual) ? [] : [violation(field, `one of ${expected.join(", ")}`, actual, null)];
var violation = (field, rule, actual, nearest) => ({
  field,
  rule,
  actual,
  nearest
});

// src/execution/guards/config.ts
var Market = having("an object with book$ and tradable$, as a DataClient", [
  "book$",
  "tradable$"
]);
var Amount = scalar("a decimal, zero or more", (input) => {
  const plain = asPlainDecimal(input);
  return plain !== null && compareDecimals(plain, "0") >= 0 ? plain : void 0;
});
var QuoteLimits = firstOf("a decimal, zero or more, or one by quote currency", [
  mapped(Amount, (limit) => /* @__PURE__ */ new Map([["jpy", limit]])),
  mapped(dictionary("limits by quote currency", Amount), (limits) => new Map(Object.entries(limits)))
]);
var orNull = (codec) => withDefault(codec, null);
var DistanceLimits = firstOf("a decimal, zero or more, or { through, away }", [
  mapped(Amount, (limit) => ({ through: limit, away: limit })),
  optionsOf({ through: orNull(Amount), away: orNull(Amount) })
]);
var Count = integer(1, 1e3);
var GuardLimits = optionsOf({
  market: orNull(Market),
  maxOpenOrders: orNull(Count),
  maxNotional: orNull(QuoteLimits),
  maxTotalNotional: orNull(QuoteLimits),
  maxDistance: orNull(DistanceLimits),
  maxOrdersPerSecond: orNull(Count),
  maxBookAge: orNull(integer(1, 6e5))
});
var GuardConfig = decoder(GuardLimits.name, (input, context) => {
  const limits = GuardLimits.validate(input === void 0 ? {} : input, context);
  if (limits._tag === "Left" || limits.right.market !== null) return limits;
  const needy = ["maxDistance", "maxBookAge"].find((name) => limits.right[name] !== null);
  return needy === void 0 ? limits : validateAt(never(`given: ${needy} needs it`), "market", void 0, context);
});

// src/execution/guards/breach.ts
var breach = (guard, limit, actual) => ({
  field: guard,
  rule: limit,
  actual,
  nearest: null
});

// src/execution/guards/valuation.ts
var bestOpposite = (side, { book }) => {
  const [ask, bid] = [book?.asks[0], book?.bids[0]];
  const best = side === "buy" ? ask ?? bid : bid ?? ask;
  return best === void 0 ? null : decimalOf(best.price);
};
var lastPrice = (levels, amount) => {
  let reached = "0";
  for (const level of levels) {
    reached = sumDecimals([reached, decimalOf(level.amount)]);
    if (compareDecimals(reached, amount) >= 0) return decimalOf(level.price);
  }
  return null;
};
var levelsFor = (side, { book }) => (side === "buy" ? book?.asks : book?.bids) ?? [];
var valuationPrice = (order, market) => {
  const { side, type, amount, price, triggerPrice } = order;
  const prices = [price, triggerPrice].filter((one2) => one2 !== null && one2 !== void 0 && !isZero(one2));
  if (type === "market" || type === "losscut" || prices.length === 0)
    return side === "sell" ? bestOpposite(side, market) : lastPrice(levelsFor("buy", market), amount ?? "0");
  const own = prices.reduce(maxDecimal);
  const bid = market.book?.bids[0];
  return type === "limit" && side === "sell" && bid !== void 0 ? maxDecimal(own, decimalOf(bid.price)) : own;
};
var notionalAt = (price, amount) => {
  if (amount === null || amount === void 0) return "0";
  return price === null ? null : multiplyDecimals(price, amount);
};
var isZero = (price) => compareDecimals(price, "0") === 0;

// src/execution/guards/distance.ts
var checkDistance = ({ maxDistance }, order, market) => {
  if (maxDistance === null) return [];
  const { side, type, amount = "0", price, triggerPrice } = order;
  const best = bestOpposite(side, market);
  if (best === null) return [breach("maxDistance", "a best price to measure from", "not known")];
  if (type === "market") {
    const last = lastPrice(levelsFor(side, market), amount);
    return last === null ? [breach("maxDistance", `levels for ${amount}`, "fewer are known")] : measure(maxDistance, side, last, best);
  }
  if (triggerPrice === void 0) return price === void 0 ? [] : measure(maxDistance, side, price, best);
  const { away } = maxDistance;
  return [
    ...measure({ through: away, away }, side, triggerPrice, best),
    ...price === void 0 ? [] : measure(maxDistance, side, price, triggerPrice)
  ];
};
var measure = ({ through, away }, side, price, from) => {
  const above = subtractDecimals(price, from);
  const into = side === "buy" ? above : subtractDecimals(from, price);
  const isThrough = compareDecimals(into, "0") > 0;
  const limit = isThrough ? through : away;
  const distance = into.replace("-", "");
  if (limit === null || compareDecimals(distance, multiplyDecimals(limit, from)) <= 0) return [];
  const rule = `at most ${limit} ${isThrough ? "through" : "away from"} ${from}`;
  return [breach("maxDistance", rule, fraction(distance, from))];
};
var places2 = 6;
var fraction = (part, whole) => {
  const scale = Math.max(scaleOf(part), scaleOf(whole));
  const divisor = toUnits(whole, scale);
  return fromUnits((toUnits(part, scale + places2) + divisor - 1n) / divisor, places2);
};

// src/execution/guards/market.ts
import {
  BehaviorSubject,
  defer,
  endWith,
  filter,
  map,
  merge,
  raceWith,
  take,
  timer
} from "rxjs";
var unknownMarket = { book: null, receivedAt: -Infinity, tradable: null };
var createMarkets = (source, clock, leaps$, longestWait, untilClosed) => {
  const followed = /* @__PURE__ */ new Map();
  leaps$.subscribe(() => {
    for (const market of followed.values()) market.next({ ...market.value, receivedAt: -Infinity });
  });
  const news = (pair) => merge(
    source.book$(pair).pipe(
      map((book) => ({ book, receivedAt: clock.elapsed() })),
      endWith({ book: null })
    ),
    source.tradable$(pair).pipe(
      map((tradable) => ({ tradable })),
      endWith({ tradable: null })
    )
  );
  const follow = (pair) => {
    const market = followed.get(pair) ?? new BehaviorSubject(unknownMarket);
    if (followed.has(pair)) return market;
    followed.set(pair, market);
    const end = () => {
      followed.delete(pair);
      market.next(unknownMarket);
      market.complete();
    };
    defer(() => news(pair)).pipe(untilClosed).subscribe({
      next: (update) => market.next({ ...market.value, ...update }),
      error: end,
      complete: end
    });
    return market;
  };
  return {
    latest: (pair) => followed.get(pair)?.value ?? unknownMarket,
    known: (pair) => defer(
      () => follow(pair).pipe(
        filter(({ book, tradable }) => book !== null && tradable !== null),
        endWith(unknownMarket),
        raceWith(timer(longestWait, clock)),
        take(1)
      )
    )
  };
};

// src/execution/guards/market-state.ts
var checkMarket = ({ market: source, maxBookAge }, { book, receivedAt, tradable }, elapsed) => {
  if (source === null) return [];
  const breaches = [];
  if (tradable === null) breaches.push(breach("market", "tradable", "not known"));
  else if (!tradable.tradable) breaches.push(breach("market", "tradable", tradable.reasons.join(", ")));
  if (book === null) return [...breaches, breach("market", "a book", "not known")];
  if (book.stale) breaches.push(breach("market", "a fresh book", "stale"));
  if (book.crossed) breaches.push(breach("market", "a current, uncrossed book", "crossed"));
  const age = elapsed - receivedAt;
  if (maxBookAge !== null && age > maxBookAge)
    breaches.push(
      breach("maxBookAge", `at most ${maxBookAge}`, Number.isFinite(age) ? String(age) : "not known")
    );
  return breaches;
};

// src/execution/guards/notional.ts
var checkNotional = (guard, limits, quote, notionalOf) => {
  if (limits === null) return [];
  const limit = limits.get(quote);
  if (limit === void 0) return [breach(guard, `given for ${quote}`, "nothing")];
  const rule = `at most ${limit} ${quote}`;
  const notional = notionalOf();
  if (notional === null) return [breach(guard, rule, "not known")];
  return compareDecimals(notional, limit) > 0 ? [breach(guard, rule, notional)] : [];
};

// src/parsing/private/asset.ts
var balanceFields = {
  asset: Text,
  amountPrecision: Integer,
  freeAmount: DecimalString,
  lockedAmount: DecimalString,
  onhandAmount: DecimalString,
  withdrawingAmount: DecimalString
};
var BalanceRows = rows("balances", record("a balance", balanceFields, eitherCase));
var Range = record("a range of fees", { min: DecimalString, max: DecimalString });
var Threshold = record("a fee on either side of a threshold", {
  under: DecimalString,
  over: DecimalString,
  threshold: DecimalString
});
var Fee = firstOf("a withdrawal fee", [
  mapped(Range, (fee) => ({ type: "range", ...fee })),
  mapped(Threshold, (fee) => ({ type: "threshold", ...fee }))
]);
var networkFields = {
  asset: Text,
  network: Text,
  stopDeposit: Flag,
  stopWithdrawal: Flag,
  withdrawalFee: DecimalString
};
var Network = record("a network", networkFields);
var Asset = record("an asset", {
  ...balanceFields,
  withdrawalFee: orStandIn(optional(Fee), null),
  stopDeposit: Flag,
  stopWithdrawal: Flag,
  networks: ["network_list", otherwise(rows("networks", Network), [])],
  collateralRatio: orStandIn(optional(DecimalString), null)
});
var AssetsData = property("assets", rows("assets", Asset));

// src/model/fill.ts
var liquidities = ["maker", "taker"];

// src/parsing/private/order.ts
var OrderType = oneOf("an order type", orderTypes);
var standIns = {
  side: "unknown",
  positionSide: null,
  type: "unknown",
  status: "unknown",
  price: null,
  triggerPrice: null,
  amount: null,
  executedAmount: "0",
  remainingAmount: null,
  averagePrice: null,
  postOnly: null,
  userCancelable: null,
  orderedAt: 0,
  expireAt: null,
  triggeredAt: null,
  executedAt: null,
  canceledAt: null,
  justTriggered: null
};
var orderFields = {
  pair: Text,
  orderId: Id,
  side: Side,
  positionSide: optional(PositionSide),
  type: OrderType,
  status: oneOf("an order status", orderStatuses),
  price: optional(DecimalString),
  triggerPrice: optional(DecimalString),
  amount: ["start_amount", optional(DecimalString)],
  executedAmount: DecimalString,
  remainingAmount: optional(DecimalString),
  averagePrice: optional(DecimalString),
  postOnly: optional(Flag),
  userCancelable: optional(Flag),
  orderedAt: Timestamp,
  expireAt: optional(Timestamp),
  triggeredAt: optional(Timestamp),
  executedAt: optional(Timestamp),
  canceledAt: optional(Timestamp),
  justTriggered: ["is_just_triggered", optional(Flag)]
};
var OrderFields = tolerantRecord("an order", orderFields, standIns);
var withoutEnd = (order) => order.odd?.executedAmount === void 0 || order.status === "unknown" ? order : { ...order, status: "unknown", odd: { ...order.odd, status: order.status } };
var OrderData = mapped(OrderFields, withoutEnd);
var OrderRows = rows("orders", OrderData);
var OrdersData = property("orders", OrderRows);

// src/parsing/private/fill.ts
var fillFields = {
  pair: Text,
  orderId: Id,
  tradeId: Id,
  side: Side,
  positionSide: orStandIn(optional(PositionSide), null),
  type: orStandIn(OrderType, "unknown"),
  price: DecimalString,
  amount: DecimalString,
  makerTaker: wordIn("maker or taker", liquidities),
  feeAmountBase: DecimalString,
  feeAmountQuote: DecimalString,
  feeOccurredAmountQuote: orStandIn(optional(DecimalString), null),
  profitLoss: orStandIn(optional(DecimalString), null),
  interest: orStandIn(optional(DecimalString), null),
  executedAt: Timestamp
};
var FillData = record("a trade", fillFields);
var FillRows = rows("trades", FillData);
var TradesData = property("trades", FillRows);

// src/parsing/private/margin.ts
var positionFields = {
  pair: Text,
  positionSide: PositionSide,
  averagePrice: DecimalString,
  openAmount: [["open_amount", "open"], DecimalString],
  lockedAmount: [["locked_amount", "locked"], optional(DecimalString)],
  product: DecimalString,
  unrealizedFeeAmount: [["unrealized_fee_amount", "unrealized_fee"], DecimalString],
  unrealizedInterestAmount: [["unrealized_interest_amount", "unrealized_interest"], DecimalString]
};
var PositionRows = rows("positions", record("a position", positionFields));
var Payable = property("amount", DecimalString);
var PayableRows = rows("payables", Payable);
var noticeFields = {
  what: optional(Text),
  occurredAt: optional(Timestamp),
  amount: optional(DecimalString),
  dueDateAt: optional(Timestamp)
};
var NoticeData = record("a notice", noticeFields);
var NoticeRows = rows("notices", NoticeData);
var LosscutThresholds = record("losscut thresholds", {
  individual: DecimalString,
  company: DecimalString
});
var MarginPositionsData = record("an object with positions and payables", {
  notice: orStandIn(optional(NoticeData), null),
  payables: Payable,
  positions: PositionRows,
  losscutThreshold: orStandIn(optional(LosscutThresholds), null)
});
var Available = record("an available balance", {
  pair: Text,
  long: DecimalString,
  short: DecimalString
});
var marginStatusFields = {
  status: wordIn("a margin account status", marginStates),
  totalMarginBalancePercentage: optional(DecimalString),
  totalMarginBalance: DecimalString,
  marginPositionProfitLoss: DecimalString,
  unrealizedCost: DecimalString,
  totalMarginPositionProduct: DecimalString,
  openMarginPositionProduct: DecimalString,
  openMarginOrderProduct: DecimalString,
  totalPositionMaintenanceMargin: DecimalString,
  totalLongPositionMaintenanceMargin: DecimalString,
  totalShortPositionMaintenanceMargin: DecimalString,
  totalOpenOrderMaintenanceMargin: DecimalString,
  totalLongOpenOrderMaintenanceMargin: DecimalString,
  totalShortOpenOrderMaintenanceMargin: DecimalString,
  marginCallPercentage: optional(DecimalString),
  losscutPercentage: optional(DecimalString),
  buyCredit: DecimalString,
  sellCredit: DecimalString,
  availableBalances: rows("available balances", Available)
};
var MarginStatusData = record("a margin status", marginStatusFields);

export {
  isEnding,
  diff,
  ending,
  filledAmount,
  hasMissingFills,
  unitsOf,
  decimalOfUnits,
  timesUnits,
  quotient,
  absolute,
  cutTo,
  fits,
  holdingSides,
  profitFrom,
  profit,
  totalIn,
  profitOf,
  checkRequest,
  asPlainDecimal,
  courseBy,
  courseOf,
  startedOnce,
  runOnce,
  rejected,
  refusedHere,
  refusalBy,
  cancelRefused,
  onlyReduces,
  breach,
  valuationPrice,
  notionalAt,
  checkDistance,
  unknownMarket,
  createMarkets,
  checkMarket,
  checkNotional,
  GuardConfig,
  balanceFields,
  BalanceRows,
  networkFields,
  AssetsData,
  liquidities,
  orderFields,
  OrderData,
  OrderRows,
  OrdersData,
  fillFields,
  FillRows,
  TradesData,
  marginStates,
  positionFields,
  PositionRows,
  PayableRows,
  noticeFields,
  NoticeRows,
  LosscutThresholds,
  MarginPositionsData,
  marginStatusFields,
  MarginStatusData,
  cancelers,
  rejectReasons
};
//# sourceMappingURL=chunk-NKAGEFPH.js.map