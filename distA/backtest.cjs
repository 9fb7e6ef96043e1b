"use strict";
var __create = Object.create;
var __defProp = Object.defineProperty;
var __getOwnPropDesc = Object.getOwnPropertyDescriptor;
var __getOwnPropNames = Object.getOwnPropertyNames;
var __getProtoOf = Object.getPrototypeOf;
var __hasOwnProp = Object.prototype.hasOwnProperty;
var __export = (target, all) => {
  for (var name in all)
    __defProp(target, name, { get: all[name], enumerable: true });
};
var __copyProps = (to, from13, except, desc) => {
  if (from13 && typeof from13 === "object" || typeof from13 === "function") {
    for (let key of __getOwnPropNames(from13))
      if (!__hasOwnProp.call(to, key) && key !== except)
        __defProp(to, key, { get: () => from13[key], enumerable: !(desc = __getOwnPropDesc(from13, key)) || desc.enumerable });
  }
  return to;
};
var __toESM = (mod, isNodeMode, target) => (target = mod != null ? __create(__getProtoOf(mod)) : {}, __copyProps(
  // If the importer is in node compatibility mode or this is not an ESM
  // file that has been converted to a CommonJS file using a Babel-
  // compatible transform (i.e. "__esModule" has not been set), then set
  // "default" to the CommonJS "module.exports" for node compatibility.
  isNodeMode || !mod || !mod.__esModule ? __defProp(target, "default", { value: mod, enumerable: true }) : target,
  mod
));
var __toCommonJS = (mod) => __copyProps(__defProp({}, "__esModule", { value: true }), mod);

// src/backtest/index.ts
var backtest_exports = {};
__export(backtest_exports, {
  backtest: () => backtest,
  backtestDays: () => backtestDays,
  compare: () => compare,
  createLive: () => createLive,
  createPaper: () => createPaper,
  createSimulated: () => createSimulated,
  queue: () => queue,
  recordRun: () => recordRun,
  reportOf: () => reportOf,
  runStrategy: () => runStrategy,
  through: () => through,
  touch: () => touch,
  writeReport: () => writeReport
});
module.exports = __toCommonJS(backtest_exports);

// src/backtest/backtest.ts
var import_rxjs39 = require("rxjs");

// src/model/disposed-by.ts
var disposedBy = (close) => {
  const { asyncDispose } = Symbol;
  return asyncDispose === void 0 ? {} : { [asyncDispose]: close };
};

// src/simulator/market/clock.ts
var import_rxjs = require("rxjs");

// src/model/longest-delay.ts
var longestDelay = 2 ** 31 - 1;

// src/simulator/market/heap.ts
var heap = (isBefore) => {
  const entries = [];
  const put = (entry, index) => {
    entries[index] = entry;
    entry.index = index;
  };
  const moveToPlace = (entry, free) => {
    let index = free;
    while (index > 0) {
      const above2 = index - 1 >> 1;
      const parent = entries[above2];
      if (parent === void 0 || !isBefore(entry, parent)) break;
      put(parent, index);
      index = above2;
    }
    for (; ; ) {
      const left2 = entries[2 * index + 1];
      const right2 = entries[2 * index + 2];
      const child = left2 && right2 && isBefore(right2, left2) ? right2 : left2;
      if (child === void 0 || !isBefore(child, entry)) break;
      const below = child.index;
      put(child, index);
      index = below;
    }
    put(entry, index);
  };
  return {
    push: (entry) => {
      entries.push(entry);
      moveToPlace(entry, entries.length - 1);
    },
    first: () => entries[0],
    remove: (entry) => {
      if (entries[entry.index] !== entry) return;
      const last2 = entries.pop();
      if (last2 !== void 0 && last2 !== entry) moveToPlace(last2, entry.index);
      entry.index = -1;
    },
    size: () => entries.length
  };
};

// src/simulator/market/clock.ts
var actionOf = (arm, work) => {
  let disarm;
  const isArmed = () => disarm !== void 0;
  const subscription = new import_rxjs.Subscription(() => disarm?.());
  const schedule = (state, delay3 = 0) => {
    if (subscription.closed) return subscription;
    disarm?.();
    disarm = arm(Math.max(0, delay3), () => {
      disarm = void 0;
      try {
        work.call(action, state);
      } catch (error) {
        subscription.unsubscribe();
        throw error;
      }
      if (!isArmed()) subscription.unsubscribe();
    });
    return subscription;
  };
  const action = Object.assign(subscription, { schedule });
  return action;
};
var schedulerBy = (now, arm) => ({
  now,
  schedule: (work, delay3 = 0, state) => actionOf(arm, work).schedule(state, delay3)
});
var armTimeout = (delay3, run) => {
  const due = Date.now() + delay3;
  let timer24;
  const wait = () => {
    const left2 = due - Date.now();
    timer24 = left2 > longestDelay ? setTimeout(wait, longestDelay) : setTimeout(run, left2);
  };
  wait();
  return () => clearTimeout(timer24);
};
var wallClock = schedulerBy(() => Date.now(), armTimeout);
var fasterClock = (base, speed) => {
  if (speed === 1) return base;
  const start3 = base.now();
  return schedulerBy(
    () => start3 + Math.floor((base.now() - start3) * speed),
    (delay3, run) => {
      const timer24 = base.schedule(run, delay3 / speed);
      return () => timer24.unsubscribe();
    }
  );
};
var virtualClock = (start3) => {
  const timers = heap((a2, b2) => a2.due < b2.due || a2.due === b2.due && a2.order < b2.order);
  let time2 = start3;
  let order = 0;
  const clock = schedulerBy(
    () => time2,
    (delay3, run) => {
      const timer24 = { due: time2 + Math.ceil(delay3), order: order++, run, index: -1 };
      timers.push(timer24);
      return () => timers.remove(timer24);
    }
  );
  const runUntil = (limit) => {
    const timer24 = timers.first();
    if (timer24 === void 0 || timer24.due > limit) return false;
    timers.remove(timer24);
    time2 = Math.max(time2, timer24.due);
    timer24.run();
    return true;
  };
  const advanceTo = (end3) => {
    while (runUntil(end3)) ;
    time2 = Math.max(time2, end3);
  };
  return {
    ...clock,
    advanceTo,
    advanceBy: (ms2) => advanceTo(time2 + ms2),
    step: () => runUntil(Infinity)
  };
};

// src/model/without-passwords.ts
var mark = "://";
var withoutUser = (run) => {
  const begin3 = run.indexOf(mark);
  const end3 = run.lastIndexOf("@");
  return begin3 < 0 || end3 < begin3 ? run : `${run.slice(0, begin3)}://\u2026@${run.slice(end3 + 1)}`;
};
var withoutQuery = (run) => {
  const lastEquals = run.lastIndexOf("=");
  for (let begin3 = run.indexOf(mark); begin3 >= 0; ) {
    const length = run.slice(begin3).search(/[?#]/);
    if (length < 0) return run;
    const end3 = begin3 + length;
    if (run[end3] === "?" || lastEquals > end3) return `${run.slice(0, end3)}?\u2026`;
    begin3 = run.indexOf(mark, end3);
  }
  return run;
};
var withoutPasswords = (text3) => text3.includes(mark) ? text3.replace(/[^\n"']+/g, withoutUser).replace(/[^\s"']+/g, withoutQuery) : text3;

// src/model/tagged.ts
var taggedError = (tag, message2, fields4) => {
  const cleaned = Object.entries(fields4).map(([name, value]) => [
    name,
    typeof value === "string" ? withoutPasswords(value) : value
  ]);
  const shown5 = Object.fromEntries(cleaned);
  const error = Object.assign(new Error(withoutPasswords(message2)), shown5, { _tag: tag });
  error.name = tag;
  return error;
};
var causeOf = (error) => withoutPasswords(error instanceof Error ? error.message : String(error));

// src/model/venue-code.ts
var codesOf = (table6) => new Map(
  Object.values(table6).map(([code, class_, effect, meaning]) => [
    code,
    { code, class: class_, effect, meaning }
  ])
);
var families = {
  1: ["SYSTEM_ERROR", "system"],
  2: ["AUTHENTICATION_ERROR", "credential"],
  3: ["REQUIRED_PARAMETER_ERROR", "parameter"],
  4: ["INVALID_PARAMETER_ERROR", "parameter"],
  5: ["DATA_ERROR", "refused"],
  6: ["VALUE_ERROR", "refused"],
  7: ["STOP_UPDATE_REQUEST_SYSTEM_STATUS", "system"]
};
var rowOf = (code) => families[Math.floor(code / 1e4)] ?? [null, "system"];
var familyOf = (code) => code === null ? null : rowOf(code)[0];
var undocumentedCode = (code) => {
  const [family, class_] = rowOf(code);
  return {
    meaning: family === null ? "An undocumented code." : `An undocumented code of ${family}.`,
    class: class_,
    effect: class_ === "system" ? "unknown" : "none"
  };
};

// src/model/errors.ts
var httpError = (endpoint, reason, effect, detail) => taggedError("HttpError", `${endpoint}: ${detail}`, { endpoint, reason, detail, effect });
var portErrorAt = (endpoint, error) => {
  const known = Object(error);
  if (known._tag === "NoRestError") return noRestError(endpoint);
  const { _tag, reason, effect, detail } = known;
  return _tag === "HttpError" && reason !== void 0 ? httpError(endpoint, reason, effect === "none" ? effect : "unknown", detail ?? reason) : httpError(endpoint, "cut-off", "unknown", causeOf(error));
};
var undocumented = (status, code) => {
  if (status === 429) return { meaning: "Too many requests.", class: "rate-limit", effect: "none" };
  if (code !== null) return undocumentedCode(code);
  if (status === 503) return { meaning: "The service is unavailable.", class: "busy", effect: "unknown" };
  return { meaning: "A failure without a code.", class: "system", effect: "unknown" };
};
var venueError = (endpoint, status, code, known) => {
  const { meaning, class: class_, effect } = known ?? undocumented(status, code);
  const name = code === null ? `HTTP ${status}` : `code ${code}`;
  const family = familyOf(code);
  const fields4 = { endpoint, status, code, family, meaning, class: class_, effect };
  return taggedError("VenueError", `${endpoint}: ${name}: ${meaning}`, fields4);
};
var decodeError = (path, expected, actual) => taggedError("DecodeError", `${path || "message"}: expected ${expected}, got ${actual}`, {
  endpoint: null,
  path,
  expected,
  actual,
  effect: "none"
});
var replyDecodeError = (endpoint, error, secret2) => {
  const { path, expected } = error;
  const actual = secret2 ? "something else" : error.actual;
  const message2 = `${endpoint}: ${path || "reply"}: expected ${expected}, got ${actual}`;
  return taggedError("DecodeError", message2, { endpoint, path, expected, actual, effect: "unknown" });
};
var closedError = (endpoint) => taggedError("ClosedError", `${endpoint}: the client is closed`, { endpoint, effect: "none" });
var noRestError = (endpoint) => taggedError("NoRestError", `${endpoint}: this transport brings no REST`, { endpoint, effect: "none" });
var requestError = (endpoint, field, expected, actual) => taggedError("RequestError", `${endpoint}: ${field}: expected ${expected}, got ${actual}`, {
  endpoint,
  field,
  expected,
  actual,
  effect: "none"
});
var pagingError = (endpoint, at) => taggedError("PagingError", `${endpoint}: more rows at ${at} than a page holds`, {
  endpoint,
  at,
  effect: "none"
});
var unknownPairError = (pair) => taggedError("UnknownPairError", `unknown pair: ${pair}`, { pair });
var configError = (field, expected, actual) => taggedError("ConfigError", `${field}: expected ${expected}, got ${actual}`, { field, expected, actual });
var linkError = (reason, detail) => taggedError("LinkError", detail, { reason });

// src/parsing/decoder.ts
var success = (right2) => ({ _tag: "Right", right: right2 });
var failure = (value, context, message2) => ({
  _tag: "Left",
  left: [{ value, context, message: message2 }]
});
var rootOf = (codec, input, onOdd) => {
  const root = { key: "", type: codec, actual: input, onOdd };
  return [root];
};
var onOddOf = (context) => context[0]?.onOdd;
var decoder = (name, validate) => {
  const self = {
    name,
    validate,
    decode: (input) => validate(input, [{ key: "", type: self, actual: input }])
  };
  return self;
};

// src/model/decimal.ts
var plainDecimal = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/;
var longestDecimal = 100;
var isPlainDecimal = (text3) => text3.length <= longestDecimal && plainDecimal.test(text3);
var scaleOf = (text3) => {
  const point = text3.indexOf(".");
  return point < 0 ? 0 : text3.length - point - 1;
};
var toUnits = (text3, scale2) => {
  const point = text3.indexOf(".");
  if (point < 0) return BigInt(text3 + "0".repeat(scale2));
  const fraction2 = text3.slice(point + 1, point + 1 + scale2).padEnd(scale2, "0");
  return BigInt(text3.slice(0, point) + fraction2);
};
var fromUnits = (units3, scale2) => {
  if (scale2 === 0) return units3.toString();
  const sign = units3 < 0n ? "-" : "";
  const digits = (units3 < 0n ? -units3 : units3).toString().padStart(scale2 + 1, "0");
  return `${sign}${digits.slice(0, -scale2)}.${digits.slice(-scale2)}`;
};
var compareDecimals = (a2, b2) => {
  if (a2.length <= 15 && b2.length <= 15) return Number(a2) - Number(b2);
  const scale2 = Math.max(scaleOf(a2), scaleOf(b2));
  const difference = toUnits(a2, scale2) - toUnits(b2, scale2);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
};
var sumDecimals = (values) => {
  const scale2 = values.reduce((most3, value) => Math.max(most3, scaleOf(value)), 0);
  return fromUnits(
    values.reduce((sum, value) => sum + toUnits(value, scale2), 0n),
    scale2
  );
};
var multiplyDecimals = (a2, b2) => {
  const [scaleOfA, scaleOfB] = [scaleOf(a2), scaleOf(b2)];
  return fromUnits(toUnits(a2, scaleOfA) * toUnits(b2, scaleOfB), scaleOfA + scaleOfB);
};
var subtractDecimals = (a2, b2) => {
  const scale2 = Math.max(scaleOf(a2), scaleOf(b2));
  return fromUnits(toUnits(a2, scale2) - toUnits(b2, scale2), scale2);
};
var maxDecimal = (a2, b2) => compareDecimals(a2, b2) >= 0 ? a2 : b2;
var decimalOf = (value) => {
  const text3 = String(value);
  const exponentAt = text3.indexOf("e");
  if (exponentAt < 0) return text3;
  const exponent = Number(text3.slice(exponentAt + 1));
  const mantissa = text3.slice(0, exponentAt);
  const places3 = scaleOf(mantissa);
  const digits = mantissa.replace(".", "");
  if (exponent >= places3) return digits + "0".repeat(exponent - places3);
  return fromUnits(BigInt(digits), places3 - exponent);
};

// src/model/order.ts
var orderTypes = [
  "limit",
  "market",
  "stop",
  "stop_limit",
  "take_profit",
  "stop_loss",
  "losscut"
];
var userOrderTypes = orderTypes.filter((type) => type !== "losscut");
var orderStatuses = [
  "INACTIVE",
  "UNFILLED",
  "PARTIALLY_FILLED",
  "FULLY_FILLED",
  "CANCELED_UNFILLED",
  "CANCELED_PARTIALLY_FILLED",
  "REJECTED"
];
var positionSides = ["long", "short"];
var isTerminal = (status) => status === "FULLY_FILLED" || status === "CANCELED_UNFILLED" || status === "CANCELED_PARTIALLY_FILLED" || status === "REJECTED";
var isConditional = (type) => type === "stop" || type === "stop_limit" || type === "take_profit" || type === "stop_loss";

// src/model/pair.ts
var sides = ["buy", "sell"];
var oppositeSide = (side) => side === "buy" ? "sell" : "buy";
var pairName = /^[a-z0-9]{1,20}_[a-z0-9]{1,20}$/;
var isPairName = (text3) => pairName.test(text3);
var quoteAssetOf = (pair) => pair.slice(pair.indexOf("_") + 1);

// src/parsing/primitives.ts
var digitsOf = (text3) => text3.replace(/e.*|\./g, "").replace(/^0+|0+$/g, "");
var scalar = (name, read2) => decoder(name, (input, context) => {
  const value = read2(input);
  return value === void 0 ? failure(input, context) : success(value);
});
var same = (name, is) => scalar(name, (input) => is(input) ? input : void 0);
var Text = same("a text", (input) => typeof input === "string");
var NonEmptyText = same(
  "a text that is not empty",
  (input) => typeof input === "string" && input !== ""
);
var Label = scalar(
  "a text or a number",
  (input) => typeof input === "string" || typeof input === "number" ? `${input}` : void 0
);
var Flag = same("true or false", (input) => typeof input === "boolean");
var DecimalString = same(
  "a plain decimal string",
  (input) => typeof input === "string" && isPlainDecimal(input)
);
var AmountText = scalar("a plain decimal", (input) => {
  const text3 = typeof input === "number" && Number.isFinite(input) ? decimalOf(input) : input;
  return typeof text3 === "string" && isPlainDecimal(text3) ? text3 : void 0;
});
var carried = (input) => {
  if (typeof input !== "string" || !isPlainDecimal(input) || input.startsWith("-")) return void 0;
  const value = Number(input);
  return input.length <= 15 || digitsOf(`${value}`) === digitsOf(input) ? value : null;
};
var Decimal = scalar(
  "a plain decimal that a number can carry",
  (input) => carried(input) ?? void 0
);
var Total = decoder("a plain decimal", (input, context) => {
  const value = carried(input);
  if (value === void 0) return failure(input, context);
  if (value === null) onOddOf(context)?.({ what: "lossy", errors: [{ value: input, context }] });
  return success(value);
});
var isCount = (input) => Number.isSafeInteger(input) && input >= 0;
var isTimestamp = (input) => isCount(input) && input < 1e14;
var Timestamp = same("a timestamp in ms", isTimestamp);
var Id = same("an id", isCount);
var Finite = same("a number", (input) => Number.isFinite(input));
var Integer = same("an integer", (input) => Number.isInteger(input));
var Sequence = scalar("a sequence id", (input) => {
  const value = typeof input === "string" && /^(?:0|[1-9]\d*)$/.test(input) ? Number(input) : input;
  return isCount(value) ? value : void 0;
});
var oneOf = (name, values) => same(name, (input) => values.includes(input));
var only = (value) => oneOf(`${value}`, [value]);
var Side = oneOf("buy or sell", sides);
var PositionSide = oneOf("long or short", positionSides);
var nullable = ({ name, validate }) => decoder(
  `${name} or null`,
  (input, context) => input === null ? success(null) : validate(input, context)
);
var optional = ({ name, validate }) => decoder(
  `${name}, null or nothing`,
  (input, context) => input === null || input === void 0 ? success(null) : validate(input, context)
);

// src/options/codecs.ts
var withDefault = (codec, value) => decoder(
  codec.name,
  (input, context) => input === void 0 ? success(value) : codec.validate(input, context)
);
var maybe = (codec) => withDefault(codec, void 0);
var ignored = decoder("anything", () => success(void 0));
var hidden = (codec) => decoder(codec.name, (input, context) => {
  const result2 = codec.validate(input, context);
  return result2._tag === "Right" || input === void 0 ? result2 : { _tag: "Left", left: result2.left.map((error) => ({ ...error, message: "something else" })) };
});
var atLeast = (least) => same(
  `a number of at least ${least}`,
  (input) => Number.isFinite(input) && input >= least
);
var integer = (min, max) => scalar(`an integer from ${min} to ${max}`, (input) => {
  const value = typeof input === "string" && /^\d+$/.test(input) ? Number(input) : input;
  return Number.isInteger(value) && value >= min && value <= max ? value : void 0;
});
var func = () => same("a function", (input) => typeof input === "function");
var having = (name, members) => same(
  name,
  (input) => members.every((member) => Object(input)[member] !== void 0)
);

// src/parsing/decode.ts
var failed = (left2) => ({ _tag: "Left", left: left2 });
var mapDecoded = (either, f) => either._tag === "Right" ? success(f(either.right)) : either;
var beginningOf = (text3) => Array.from(text3.slice(0, 80)).join("");
var mayHoldPassword = (text3) => {
  const colon = text3.indexOf(":");
  return colon >= 0 && text3.includes("@", colon);
};
var describe = (value) => {
  if (value === void 0) return "nothing";
  if (typeof value === "string")
    return mayHoldPassword(value) ? "something else" : JSON.stringify(withoutPasswords(value).slice(0, 80));
  if (typeof value === "symbol") return "a symbol";
  if (Array.isArray(value)) return `an array of ${value.length}`;
  return Object(value) === value ? "an object" : `${value}`;
};
var wordOf = (value) => typeof value === "string" && !mayHoldPassword(value) ? value.slice(0, 80) : describe(value);
var deeper = (a2, b2) => b2.context.length > a2.context.length ? b2 : a2;
var pathOf = (context, at) => [...at === "" ? [] : [at], ...context.slice(1).map(({ key }) => key)].join("/");
var nameKeys = ["pair", "name", "asset", "order_id", "trade_id", "transaction_id", "uuid"];
var rowNameOf = (context) => {
  for (const { actual } of [...context].reverse()) {
    if (typeof actual !== "object" || actual === null || Array.isArray(actual)) continue;
    const named = nameKeys.flatMap((key) => {
      const value = actual[key];
      return typeof value === "string" || typeof value === "number" ? [`${key}=${wordOf(value)}`] : [];
    });
    if (named.length > 0) return named.join(" ");
  }
  return "";
};
var oddRowOf = ({ what, errors }, at) => {
  const { context, message: message2 } = errors.reduce(deeper);
  const entry = context.at(-1);
  return {
    what,
    row: rowNameOf(context),
    field: entry.field ?? entry.key,
    path: pathOf(context, at),
    expected: entry.type.name,
    actual: message2 ?? describe(entry.actual)
  };
};
var decode = (codec, input, at = "", onOdd) => {
  const result2 = codec.validate(input, rootOf(codec, input, onOdd && ((odd) => onOdd(oddRowOf(odd, at)))));
  if (result2._tag === "Right") return result2;
  const { context, message: message2 } = result2.left.reduce(deeper);
  const { type, actual } = context.at(-1);
  return failed(decodeError(pathOf(context, at), type.name, message2 ?? describe(actual)));
};
var withoutPrototype = (key, value) => key === "__proto__" ? void 0 : value;
var parseJson = (text3) => text3.includes("__proto__") || text3.includes("\\u") ? JSON.parse(text3, withoutPrototype) : JSON.parse(text3);
var decodeJson = (codec, text3, at = "") => {
  let input;
  try {
    input = parseJson(text3);
  } catch {
    return failed(decodeError(at, "JSON", describe(text3)));
  }
  return decode(codec, input, at);
};

// src/parsing/combinators.ts
var itself = null;
var anything = decoder("anything", (input) => success(input));
var never = (name, message2) => decoder(name, (value, context) => failure(value, context, message2));
var snakeCase = (name) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
var eitherCase = (name) => [snakeCase(name), name];
var isSpelled = (place) => Array.isArray(place);
var keyIn = (input, place) => isSpelled(place) ? Object.keys(input).findLast((key) => place.includes(key)) ?? place[0] : place;
var validateAt = (codec, place, value, context, field) => {
  const entry = { key: `${place}`, type: codec, actual: value, field };
  return codec.validate(value, [...context, entry]);
};
var isObject = (input) => typeof input === "object" && input !== null && !Array.isArray(input);
var within = (context) => {
  const entry = { key: "", type: anything, actual: void 0, field: "" };
  return [[...context, entry], entry];
};
var shaped = (name, isShape, fields4, keyOf4 = snakeCase, standIns2 = {}) => {
  const steps = Object.entries(fields4).map(
    ([field, at]) => [field, ..."decode" in at ? [keyOf4(field), at] : at]
  );
  return decoder(name, (input, context) => {
    if (!isShape(input)) return failure(input, context);
    const output = {};
    let odd;
    let [inner, entry] = within(context);
    for (const [field, place, codec] of steps) {
      let value = input;
      if (place !== itself) {
        value = input[keyIn(input, place)];
        entry.key = `${isSpelled(place) ? place[0] : place}`;
        entry.type = codec;
        entry.actual = value;
        entry.field = field;
      }
      const result2 = codec.validate(value, place === itself ? context : inner);
      if (result2._tag === "Right") {
        if (result2.right !== void 0) output[field] = result2.right;
        continue;
      }
      [inner, entry] = within(context);
      const onOdd = onOddOf(context);
      if (onOdd === void 0 || !Object.hasOwn(standIns2, field)) return result2;
      onOdd({ what: "replaced", errors: result2.left });
      output[field] = standIns2[field];
      odd = { ...odd, [field]: wordOf(value) };
    }
    return success(odd === void 0 ? output : { ...output, odd });
  });
};
var record = (name, fields4, keyOf4) => shaped(name, isObject, fields4, keyOf4);
var tolerantRecord = (name, fields4, standIns2) => shaped(name, isObject, fields4, void 0, standIns2);
var orStandIn = (codec, standIn) => decoder(codec.name, (input, context) => {
  const result2 = codec.validate(input, context);
  const onOdd = result2._tag === "Left" ? onOddOf(context) : void 0;
  if (result2._tag === "Right" || onOdd === void 0) return result2;
  onOdd({ what: "replaced", errors: result2.left });
  return success(standIn);
});
var wordIn = (name, words2) => orStandIn(oneOf(name, words2), "unknown");
var own = (field) => field;
var row = (name, columns) => {
  const fields4 = Object.entries(columns).map(([field, codec], i) => [field, [i, codec]]);
  return shaped(
    name,
    (input) => Array.isArray(input) && input.length === fields4.length,
    Object.fromEntries(fields4)
  );
};
var list = (name, item) => decoder(name, (input, context) => {
  if (!Array.isArray(input)) return failure(input, context);
  const output = [];
  for (const [i, value] of input.entries()) {
    const result2 = validateAt(item, i, value, context);
    if (result2._tag === "Left") return result2;
    output.push(result2.right);
  }
  return success(output);
});
var dictionary = (name, item) => decoder(name, (input, context) => {
  if (!isObject(input)) return failure(input, context);
  const output = [];
  for (const [key, value] of Object.entries(input)) {
    const result2 = validateAt(item, key, value, context);
    if (result2._tag === "Left") return result2;
    output.push([key, result2.right]);
  }
  return success(Object.fromEntries(output));
});
var rows = (name, item) => decoder(name, (input, context) => {
  if (!Array.isArray(input)) return failure(input, context);
  const onOdd = onOddOf(context);
  const output = [];
  for (const [i, value] of input.entries()) {
    const result2 = validateAt(item, i, value, context);
    if (result2._tag === "Right") output.push(result2.right);
    else if (onOdd === void 0) return result2;
    else onOdd({ what: "lost", errors: result2.left });
  }
  return success(output);
});
var firstOf = (name, codecs) => decoder(name, (input, context) => {
  const errors = [];
  for (const codec of codecs) {
    const result2 = codec.validate(input, context);
    if (result2._tag === "Right") return result2;
    errors.push(...result2.left);
  }
  return { _tag: "Left", left: errors };
});
var mapped = (codec, f) => decoder(codec.name, (input, context) => {
  const result2 = codec.validate(input, context);
  return result2._tag === "Left" ? result2 : success(f(result2.right));
});
var otherwise = (codec, fallback) => decoder(
  codec.name,
  (input, context) => input === void 0 || input === null ? success(fallback) : codec.validate(input, context)
);
var property = (key, codec) => mapped(
  record(`an object with ${key}`, { value: [key, codec] }),
  ({ value }) => value
);
var tagged = (key, name, codecs) => {
  const Tag = property(key, oneOf(name, Object.keys(codecs)));
  return decoder(Tag.name, (input, context) => {
    const tag = Tag.validate(input, context);
    return tag._tag === "Left" ? tag : codecs[tag.right].validate(input, context);
  });
};

// src/options/options.ts
var optionsOf = (codecs) => {
  const known = Object.keys(codecs);
  const Known = record("an object of options", codecs, (name) => name);
  return decoder(Known.name, (input, context) => {
    const unknown2 = isObject(input) ? Object.keys(input).find((key) => !known.includes(key)) : void 0;
    return unknown2 === void 0 ? Known.validate(input, context) : validateAt(never(`one of ${known.join(", ")}`, "an unknown option"), unknown2, void 0, context);
  });
};
var resolveOptions = (codec, input, stray = [], at = "") => {
  if (stray.length > 0) throw configError("arguments", codec.name, `${stray.length} more`);
  const result2 = decode(codec, input, at);
  if (result2._tag === "Right") return result2.right;
  const { path, expected, actual } = result2.left;
  throw configError(path.replaceAll("/", ".") || "options", expected, actual);
};

// src/simulator/fills/models.ts
var isCancelsAhead = (input) => input === "proportional" || typeof input === "number" && input >= 0 && input <= 1;
var isFillModel = (input) => {
  const { name, cancelsAhead } = Object(input);
  return name === "touch" || name === "through" || name === "queue" && isCancelsAhead(cancelsAhead);
};
var touch = () => ({ name: "touch" });
var through = () => ({ name: "through" });
var queue = ({ cancelsAhead = 0 } = {}) => {
  if (!isCancelsAhead(cancelsAhead))
    throw configError("cancelsAhead", "a number from 0 to 1, or 'proportional'", describe(cancelsAhead));
  return { name: "queue", cancelsAhead };
};

// src/simulator/market/create-market.ts
var import_rxjs6 = require("rxjs");

// src/simulator/market/random.ts
var hashOf = (...parts) => {
  let hash = 2166136261;
  for (const char of parts.join("|")) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 16777619);
  hash = Math.imul(hash ^ hash >>> 16, 2246822507);
  hash = Math.imul(hash ^ hash >>> 13, 3266489909);
  return (hash ^ hash >>> 16) >>> 0;
};
var randomOf = (...parts) => {
  let state = hashOf(...parts);
  let spare = null;
  const next2 = () => {
    state = state + 1831565813 | 0;
    let bits = Math.imul(state ^ state >>> 15, state | 1);
    bits ^= bits + Math.imul(bits ^ bits >>> 7, bits | 61);
    return ((bits ^ bits >>> 14) >>> 0) / 4294967296;
  };
  const normal = () => {
    if (spare !== null) {
      const value = spare;
      spare = null;
      return value;
    }
    const radius = Math.sqrt(-2 * Math.log(1 - next2()));
    const angle = 2 * Math.PI * next2();
    spare = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  };
  const exponential = () => -Math.log(1 - next2());
  return {
    next: next2,
    normal,
    exponential,
    between: (from13, to) => from13 + Math.floor(next2() * (to - from13 + 1)),
    chance: (probability) => next2() < probability,
    poisson: (rate) => {
      if (rate > 30) return Math.max(0, Math.round(rate + Math.sqrt(rate) * normal()));
      const drawn2 = next2();
      let count5 = 0;
      let probability = Math.exp(-rate);
      for (let sum = probability; drawn2 > sum && probability > 0; sum += probability)
        probability *= rate / ++count5;
      return count5;
    }
  };
};

// src/simulator/market/time-of-day.ts
var minute = 6e4;
var day = 864e5;
var minutesPerDay = 1440;
var historyStart = Date.UTC(2018, 0, 1);
var dayOf = (time2) => Math.floor(time2 / day);
var liveliness = (minuteOfDay) => 1 + 0.35 * Math.sin(2 * Math.PI * (minuteOfDay - 480) / minutesPerDay);

// src/simulator/market/clustering.ts
var memoryPerDay = 0.9;
var memoryPerMinute = 0.97;
var firstDay = dayOf(historyStart);
var keptDays = 380;
var createClustering = (seed) => {
  const days = [];
  const daily = randomOf(seed, "clustering");
  let mood = 0;
  const ofDay = (dayNumber) => {
    const index = Math.max(0, dayNumber - firstDay);
    while (days.length <= index) {
      mood = memoryPerDay * mood + 0.15 * daily.normal();
      days.push(Math.exp(mood - 0.06));
    }
    return days[index] ?? 1;
  };
  const make = (dayNumber) => {
    const random = randomOf(seed, "clustering", dayNumber);
    const step = ofDay(dayNumber) / Math.sqrt(minutesPerDay);
    let stir = 0;
    return Float64Array.from({ length: minutesPerDay }, (_, i) => {
      stir = memoryPerMinute * stir + 0.12 * random.normal();
      return step * liveliness(i) * Math.exp(stir - 0.12);
    });
  };
  const kept = /* @__PURE__ */ new Map();
  return {
    ofDay,
    ofMinutes: (dayNumber) => {
      const known = kept.get(dayNumber);
      if (known) return known;
      if (kept.size >= keptDays) kept.delete(kept.keys().next().value ?? 0);
      const sizes = make(dayNumber);
      kept.set(dayNumber, sizes);
      return sizes;
    }
  };
};

// src/simulator/market/factor.ts
var memoryPerDay2 = 0.985;
var stepsPerMinute = 10;
var firstDay2 = dayOf(historyStart);
var jumpSize = 5;
var between = (points, position) => {
  const index = Math.floor(position);
  const from13 = points[index] ?? 0;
  const to = points[index + 1] ?? from13;
  return from13 + (to - from13) * (position - index);
};
var createFactor = ({ seed, name, clustering, jumpsPerDay, keptDays: keptDays2 }) => {
  const dayStarts = [0];
  const daily = randomOf(seed, name, "days");
  const dayStart = (dayNumber) => {
    const index = Math.max(0, dayNumber - firstDay2);
    while (dayStarts.length <= index) {
      const today = clustering.ofDay(firstDay2 + dayStarts.length - 1);
      dayStarts.push(memoryPerDay2 * (dayStarts.at(-1) ?? 0) + today * daily.normal());
    }
    return dayStarts[index] ?? 0;
  };
  const walk = (dayNumber) => {
    const start3 = dayStart(dayNumber);
    const end3 = dayStart(dayNumber + 1);
    const random = randomOf(seed, name, "minutes", dayNumber);
    const sizes = clustering.ofMinutes(dayNumber);
    const path = new Float64Array(minutesPerDay + 1);
    const variance = new Float64Array(minutesPerDay + 1);
    let [value, spread] = [0, 0];
    for (let i = 0; i < minutesPerDay; i++) {
      const calm = sizes[i] ?? 0;
      const size2 = jumpsPerDay > 0 && random.next() < jumpsPerDay / minutesPerDay ? jumpSize * calm : calm;
      value += size2 * random.normal();
      spread += size2 * size2;
      path[i + 1] = value;
      variance[i + 1] = spread;
    }
    const missing = (end3 - start3 - value) / (spread || 1);
    for (let i = 0; i <= minutesPerDay; i++) path[i] = start3 + (path[i] ?? 0) + missing * (variance[i] ?? 0);
    return path;
  };
  const kept = /* @__PURE__ */ new Map();
  const ofDay = (dayNumber) => {
    const known = kept.get(dayNumber);
    if (known) return known;
    if (kept.size >= keptDays2) kept.delete(kept.keys().next().value ?? 0);
    const path = walk(dayNumber);
    kept.set(dayNumber, path);
    return path;
  };
  let steps = { minute: NaN, offsets: new Float64Array(stepsPerMinute + 1) };
  const withinMinute = (minuteNumber) => {
    if (steps.minute === minuteNumber) return steps.offsets;
    const random = randomOf(seed, name, "seconds", minuteNumber);
    const offsets = new Float64Array(stepsPerMinute + 1);
    for (let i = 1; i <= stepsPerMinute; i++)
      offsets[i] = (offsets[i - 1] ?? 0) + random.normal() / Math.sqrt(stepsPerMinute);
    const end3 = offsets[stepsPerMinute] ?? 0;
    for (let i = 1; i <= stepsPerMinute; i++) offsets[i] = (offsets[i] ?? 0) - end3 * i / stepsPerMinute;
    steps = { minute: minuteNumber, offsets };
    return offsets;
  };
  return {
    at: (time2) => {
      const dayNumber = dayOf(time2);
      const minutes = (time2 - dayNumber * day) / minute;
      const typicalStep = clustering.ofMinutes(dayNumber)[Math.floor(minutes)] ?? 0;
      const offsets = withinMinute(Math.floor(time2 / minute));
      return between(ofDay(dayNumber), minutes) + typicalStep * between(offsets, (minutes - Math.floor(minutes)) * stepsPerMinute);
    },
    ofDay
  };
};

// src/simulator/market/factors.ts
var sharedDays = 380;
var ownDays = 2;
var marketJumpsPerDay = 1.5;
var ownJumpsPerDay = 0.5;
var createFactors = (seed) => {
  const clustering = createClustering(seed);
  const shared = /* @__PURE__ */ new Map();
  const sharedFactor = (name, jumpsPerDay) => {
    const factor = shared.get(name) ?? createFactor({ seed, name, clustering, jumpsPerDay, keptDays: sharedDays });
    shared.set(name, factor);
    return factor;
  };
  return {
    clustering,
    of: (pair, { sector, marketShare, sectorShare }) => {
      const ofSector = Math.min(sectorShare, 1 - marketShare);
      return [
        { factor: sharedFactor("market", marketJumpsPerDay), weight: Math.sqrt(marketShare) },
        { factor: sharedFactor(`sector ${sector}`, 0), weight: Math.sqrt(ofSector) },
        {
          factor: createFactor({
            seed,
            name: pair,
            clustering,
            jumpsPerDay: ownJumpsPerDay,
            keptDays: ownDays
          }),
          weight: Math.sqrt(1 - marketShare - ofSector)
        }
      ];
    }
  };
};

// src/simulator/market/activity.ts
var smallTurnover = 3e6;
var smallTradeSize = 2e4;
var tradesPerOrder = 1.8;
var activityOf = ({ turnover }) => {
  const tradeSize = smallTradeSize * Math.max(1, turnover / smallTurnover) ** 0.34;
  return { tradeSize, ordersPerDay: Math.min(1e5, turnover / tradeSize) / tradesPerOrder };
};
var largeTurnover = 13e8;
var mostActsPerSecond = 8;
var actsPerSecondOf = ({ turnover }) => mostActsPerSecond * (turnover / largeTurnover) ** 0.2;
var mostQuiet = 0.15;
var quietShareOf = (profile) => Math.max(0, mostQuiet * (1 - actsPerSecondOf(profile) / mostActsPerSecond));
var actsWhenQuiet = 0.03;
var interestOf = (seed, pair, dayNumber) => Math.exp(0.3 * randomOf(seed, pair, "interest", dayNumber).normal() - 0.045);
var createMood = (seed, pair) => {
  let known = { dayNumber: NaN, interest: 1 };
  return (now) => {
    const dayNumber = dayOf(now);
    if (known.dayNumber !== dayNumber) known = { dayNumber, interest: interestOf(seed, pair, dayNumber) };
    return known.interest * liveliness(Math.floor(now / minute) % minutesPerDay);
  };
};

// src/simulator/market/book-shape.ts
var largeTurnover2 = 13e8;
var restingSize = (random) => 0.45 * Math.exp(2.4 * random.normal());
var takingSize = (random) => 2.8 * Math.exp(1.1 * random.normal() - 0.6);
var liveTaking = 1.06;
var quotesWanted = 26;
var placing = 1.7;
var quotePlace = (share7) => share7 ** placing;
var quotesAtBest = ({ reach }, tick2) => {
  const countWithin = (place) => quotesWanted * Math.min(1, place) ** (1 / placing);
  const best = quotePlace(1 / (quotesWanted + 1));
  return 1 + countWithin(best + tick2 / reach / 2) - countWithin(best);
};
var thinness = ({ turnover }) => Math.min(20, Math.max(1, (largeTurnover2 / turnover) ** 0.42));
var roundToDigits = (value, digits) => {
  const unit = 10 ** (Math.floor(Math.log10(value)) - digits + 1);
  return Math.round(value / unit) * unit;
};
var quoteRange = (profile) => ({
  halfSpread: 1e-5 * thinness(profile),
  reach: 0.06 * profile.volatility
});
var remoteOrders = 15;
var outsideDays = { sell: 1.2, buy: 95 };
var bookShape = (instrument, profile, tradeSize, random) => {
  const ticks = 10 ** instrument.priceDigits;
  const lots = 10 ** instrument.amountDigits;
  const minLots2 = Math.round(Number(instrument.minAmount) * lots);
  const maxLots = Number(instrument.limitMaxAmount) * lots;
  const { halfSpread, reach } = quoteRange(profile);
  const crowdReach = 1.4 * profile.volatility;
  const outward = (side) => side === "sell" ? 1 : -1;
  const priceAt = (side, reference, distance) => reference * (1 + outward(side) * distance);
  const tickOf = (side, price) => Math.max(1, side === "sell" ? Math.ceil(price * ticks) : Math.floor(price * ticks));
  const roundTick = (side, price) => {
    const unit = 10 ** (Math.floor(Math.log10(price * ticks)) - random.between(2, 4));
    if (unit < 2) return tickOf(side, price);
    const rounded = side === "sell" ? Math.ceil(price * ticks / unit) : Math.floor(price * ticks / unit);
    return Math.max(1, rounded * unit - (random.chance(0.2) ? outward(side) : 0));
  };
  const lotsOf2 = (money, price) => {
    const drawn2 = money / (price / ticks) * lots / minLots2;
    const liked = random.chance(0.55) ? roundToDigits(Math.max(1, drawn2), random.between(1, 2)) : drawn2;
    return BigInt(Math.min(maxLots, Math.max(1, Math.round(liked)) * minLots2));
  };
  return {
    makerPrice: (side, reference) => tickOf(side, priceAt(side, reference, halfSpread + reach * quotePlace(random.next()))),
    crowdPrice: (side, reference) => {
      const near = halfSpread + crowdReach * random.next();
      const distance = random.chance(0.65) ? near : crowdReach + 2.5 * crowdReach * random.exponential();
      const price = side === "buy" ? reference * Math.exp(-distance) : priceAt(side, reference, distance);
      return random.chance(0.35) ? roundTick(side, price) : tickOf(side, price);
    },
    remotePrice: (side, reference) => tickOf(
      side,
      reference * 10 ** (side === "buy" ? -0.1 - 5.9 * random.next() : 0.1 + 1.4 * random.next())
    ),
    remoteLots: (side) => {
      const daysOfTurnover = outsideDays[side] * (0.5 + random.next());
      const drawn2 = daysOfTurnover * profile.turnover / profile.price / remoteOrders * lots;
      return BigInt(Math.min(maxLots, Math.max(1, Math.round(drawn2 / minLots2)) * minLots2));
    },
    restingLots: (price) => lotsOf2(tradeSize * restingSize(random), price),
    takingLots: (price) => lotsOf2(liveTaking * tradeSize * takingSize(random), price)
  };
};

// src/simulator/market/bars.ts
var emptyDay = () => ({
  open: new Float64Array(minutesPerDay),
  high: new Float64Array(minutesPerDay),
  low: new Float64Array(minutesPerDay),
  close: new Float64Array(minutesPerDay),
  volume: new Float64Array(minutesPerDay),
  trades: new Uint32Array(minutesPerDay)
});
var carryClose = (bars, index, close) => {
  bars.open[index] = bars.high[index] = bars.low[index] = bars.close[index] = close;
};
var barOf = (bars, openTime, from13, to) => {
  let high = -Infinity;
  let low = Infinity;
  let volume = 0;
  for (let i = from13; i < to; i++) {
    high = Math.max(high, bars.high[i] ?? high);
    low = Math.min(low, bars.low[i] ?? low);
    volume += bars.volume[i] ?? 0;
  }
  return { openTime, open: bars.open[from13] ?? 0, high, low, close: bars.close[to - 1] ?? 0, volume };
};
var joinBars = (bars, openTime) => {
  const [first] = bars;
  const last2 = bars.at(-1);
  if (!first || !last2) return void 0;
  return {
    openTime,
    open: first.open,
    high: Math.max(...bars.map(({ high }) => high)),
    low: Math.min(...bars.map(({ low }) => low)),
    close: last2.close,
    volume: bars.reduce((sum, { volume }) => sum + volume, 0)
  };
};

// src/model/candle.ts
var candleTypes = [
  "1min",
  "5min",
  "15min",
  "30min",
  "1hour",
  "4hour",
  "8hour",
  "12hour",
  "1day",
  "1week",
  "1month"
];

// src/simulator/market/candle-calendar.ts
var lengths = {
  "1min": minute,
  "5min": 5 * minute,
  "15min": 15 * minute,
  "30min": 30 * minute,
  "1hour": 60 * minute,
  "4hour": 240 * minute,
  "8hour": 480 * minute,
  "12hour": 720 * minute,
  "1day": day
};
var someMonday = Date.UTC(1970, 0, 5);
var week = 7 * day;
var candleStart = (type, time2) => {
  if (type === "1month") {
    const date = new Date(time2);
    return Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1);
  }
  if (type === "1week") return someMonday + Math.floor((time2 - someMonday) / week) * week;
  return Math.floor(time2 / lengths[type]) * lengths[type];
};
var nextCandleStart = (type, start3) => {
  if (type === "1month") {
    const date = new Date(start3);
    return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1);
  }
  return start3 + (type === "1week" ? week : lengths[type]);
};
var isCandleType = (text3) => candleTypes.includes(text3);
var isIntraday = (type) => type === "1min" || type === "5min" || type === "15min" || type === "30min" || type === "1hour";
var periodOf = (text3) => {
  const parts = /^(\d{4})(?:(\d{2})(\d{2}))?$/.exec(text3);
  if (!parts) return void 0;
  const year = Number(parts[1]);
  if (parts[2] === void 0) return [Date.UTC(year, 0, 1), Date.UTC(year + 1, 0, 1)];
  const start3 = Date.UTC(year, Number(parts[2]) - 1, Number(parts[3]));
  const isReal = new Date(start3).toISOString().startsWith(text3.replace(/(\d{4})(\d{2})(\d{2})/, "$1-$2-$3"));
  return isReal ? [start3, start3 + day] : void 0;
};

// src/simulator/market/live-bars.ts
var createLiveBars = ({ start: start3, before, lastClose, days, onForget }) => {
  const startMinute = Math.floor(start3 / minute);
  const kept = /* @__PURE__ */ new Map([[Math.floor(startMinute / minutesPerDay), before]]);
  let close = lastClose;
  let filled = startMinute - 1;
  const dayOfMinute = (minuteNumber) => {
    const dayNumber = Math.floor(minuteNumber / minutesPerDay);
    const known = kept.get(dayNumber);
    if (known) return known;
    const bars = emptyDay();
    kept.set(dayNumber, bars);
    for (const [number2, old] of kept) {
      if (number2 > dayNumber - days) break;
      kept.delete(number2);
      onForget(number2, old);
    }
    return bars;
  };
  const fillTo = (minuteNumber) => {
    for (; filled < minuteNumber; filled++)
      carryClose(dayOfMinute(filled + 1), (filled + 1) % minutesPerDay, close);
  };
  return {
    add: ({ price, amount, executedAt: executedAt2 }) => {
      const minuteNumber = Math.floor(executedAt2 / minute);
      fillTo(minuteNumber);
      const bars = dayOfMinute(minuteNumber);
      const index = minuteNumber % minutesPerDay;
      if (bars.trades[index] === 0) carryClose(bars, index, price);
      bars.high[index] = Math.max(bars.high[index] ?? price, price);
      bars.low[index] = Math.min(bars.low[index] ?? price, price);
      bars.close[index] = price;
      bars.volume[index] = (bars.volume[index] ?? 0) + Number(amount);
      bars.trades[index] = (bars.trades[index] ?? 0) + 1;
      close = price;
    },
    day: (dayNumber, now) => {
      fillTo(Math.floor(now / minute));
      return kept.get(dayNumber);
    },
    lastClose: () => close
  };
};

// src/simulator/market/history.ts
var cell = 240;
var liveDays = 14;
var madeUpDays = 3;
var daysOfCells = 800;
var remember = (limit, make) => {
  const known = /* @__PURE__ */ new Map();
  return (key) => {
    const value = known.get(key) ?? make(key);
    known.set(key, value);
    const [oldest] = known.keys();
    if (known.size > limit && oldest !== void 0) known.delete(oldest);
    return value;
  };
};
var cellsOf = (dayNumber, bars, minutes) => Array.from(
  { length: Math.ceil(minutes / cell) },
  (_, i) => barOf(bars, dayNumber * day + i * cell * minute, i * cell, Math.min((i + 1) * cell, minutes))
);
var createHistory = (makeUp, start3) => {
  const firstDay3 = dayOf(historyStart);
  const startDay = dayOf(start3);
  const startIndex = Math.floor(start3 / minute) % minutesPerDay;
  const forgotten = /* @__PURE__ */ new Map();
  const untilStart = () => {
    const bars = makeUp(startDay);
    bars.volume.fill(0, startIndex);
    bars.trades.fill(0, startIndex);
    return bars;
  };
  const madeUpDay = remember(
    madeUpDays,
    (dayNumber) => dayNumber === startDay ? untilStart() : makeUp(dayNumber)
  );
  const madeUpCells = remember(
    daysOfCells,
    (dayNumber) => cellsOf(dayNumber, makeUp(dayNumber), minutesPerDay)
  );
  const startLive = () => {
    const before = untilStart();
    const lastClose = startIndex > 0 ? before.close[startIndex - 1] : madeUpDay(startDay - 1).close[minutesPerDay - 1];
    return createLiveBars({
      start: start3,
      before,
      lastClose: lastClose ?? 0,
      days: liveDays,
      onForget: (dayNumber, bars) => forgotten.set(dayNumber, cellsOf(dayNumber, bars, minutesPerDay))
    });
  };
  let started;
  const live = () => started ??= startLive();
  const begun2 = (dayNumber, now) => Math.min(minutesPerDay, Math.floor((now - dayNumber * day) / minute) + 1);
  const barsOfDay = (dayNumber, now) => dayNumber < startDay ? madeUpDay(dayNumber) : live().day(dayNumber, now);
  const cellsOfDay = (dayNumber, now) => {
    if (dayNumber < startDay) return madeUpCells(dayNumber);
    const bars = live().day(dayNumber, now);
    return bars ? cellsOf(dayNumber, bars, begun2(dayNumber, now)) : forgotten.get(dayNumber) ?? [];
  };
  const intraday = (type, from13, now) => {
    const dayNumber = dayOf(from13);
    const bars = barsOfDay(dayNumber, now);
    const minutes = begun2(dayNumber, now);
    const step = (nextCandleStart(type, from13) - from13) / minute;
    return bars && Array.from(
      { length: Math.ceil(minutes / step) },
      (_, i) => barOf(bars, from13 + i * step * minute, i * step, Math.min((i + 1) * step, minutes))
    );
  };
  const longer = (type, from13, end3, now) => {
    const first = candleStart(type, from13);
    const candles = [];
    for (let open2 = first < from13 ? nextCandleStart(type, first) : first; open2 < end3 && open2 <= now; ) {
      const next2 = nextCandleStart(type, open2);
      const cells = [];
      for (let dayNumber = dayOf(open2); dayNumber * day < next2 && dayNumber * day <= now; dayNumber++)
        if (dayNumber >= firstDay3) cells.push(...cellsOfDay(dayNumber, now));
      const bar = joinBars(
        cells.filter(({ openTime }) => openTime >= open2 && openTime < next2),
        open2
      );
      if (bar) candles.push(bar);
      open2 = next2;
    }
    return candles;
  };
  function* steps(type, [from13, end3], now) {
    if (isIntraday(type)) return;
    const last2 = Math.min(dayOf(end3 - 1), dayOf(now));
    for (let dayNumber = Math.max(firstDay3, dayOf(candleStart(type, from13))); dayNumber <= last2; dayNumber++) {
      cellsOfDay(dayNumber, now);
      yield;
    }
  }
  const closedSummary = (minuteNumber, now) => {
    const dayNumber = Math.floor(minuteNumber / minutesPerDay);
    const index = minuteNumber % minutesPerDay;
    const parts = [
      { bars: barsOfDay(dayNumber - 1, now), from: index, to: minutesPerDay },
      { bars: barsOfDay(dayNumber, now), from: 0, to: index }
    ];
    const joined = joinBars(
      parts.flatMap(({ bars, from: from13, to }) => bars && from13 < to ? [barOf(bars, 0, from13, to)] : []),
      0
    );
    const last2 = live().lastClose();
    return joined ?? { open: last2, high: last2, low: last2, close: last2, volume: 0 };
  };
  let latestSummary;
  return {
    add: (trade2) => live().add(trade2),
    candles: (type, [from13, end3], now) => {
      if (from13 > now || end3 <= historyStart) return void 0;
      return isIntraday(type) ? intraday(type, from13, now) : longer(type, from13, end3, now);
    },
    steps,
    summary: (now) => {
      const minuteNumber = Math.floor(now / minute);
      if (latestSummary?.minuteNumber !== minuteNumber)
        latestSummary = { minuteNumber, summary: closedSummary(minuteNumber, now) };
      const closed2 = latestSummary.summary;
      const today = live().day(dayOf(now), now);
      const index = minuteNumber % minutesPerDay;
      const current = today && barOf(today, 0, index, index + 1);
      return current ? {
        open: closed2.open,
        high: Math.max(closed2.high, current.high),
        low: Math.min(closed2.low, current.low),
        close: current.close,
        volume: closed2.volume + current.volume
      } : closed2;
    },
    lastPrice: () => live().lastClose(),
    madeUp: (dayNumber) => dayNumber < firstDay3 || dayNumber > startDay ? void 0 : madeUpDay(dayNumber)
  };
};

// src/simulator/venue/create-venue.ts
var import_rxjs3 = require("rxjs");

// src/model/system-codes.ts
var systemRows = {
  notFound: [1e4, "parameter", "none", "Url not found."],
  systemError: [10001, "system", "unknown", "System error."],
  malformedRequest: [10002, "parameter", "none", "Malformed request."],
  systemError10003: [10003, "system", "unknown", "System error."],
  timeout: [10005, "system", "unknown", "Timeout waiting for response."],
  maintenance: [10007, "maintenance", "none", "System maintenance."],
  serverBusy: [10008, "busy", "unknown", "Server is busy. Retry later."],
  tooManyRequests: [10009, "rate-limit", "none", "You sent requests too frequently. Retry later with decreased requests."]
};
var systemCodes = codesOf(systemRows);

// src/model/venue-codes.ts
var table = {
  ...systemRows,
  // AUTHENTICATION_ERROR
  authenticationFailed: [20001, "credential", "none", "Authentication failed api authorization."],
  invalidAccessKey: [20002, "credential", "none", "Invalid ACCESS-KEY."],
  missingAccessKey: [20003, "credential", "none", "ACCESS-KEY not found."],
  missingNonce: [20004, "credential", "none", "ACCESS-NONCE not found."],
  invalidSignature: [20005, "credential", "none", "Invalid ACCESS-SIGNATURE."],
  mfaFailed: [20011, "mfa", "none", "MFA failed."],
  smsVerificationFailed: [20014, "mfa", "none", "SMS verification failed."],
  unversionedPath: [20018, "credential", "none", "Please login. (This happens when you request API without `/v1/`.)"],
  unversionedPath20019: [20019, "credential", "none", "Please login. (This also happens when you request API without `/v1/`.)"],
  missingOtpCode: [20023, "mfa", "none", "Missing OTP code."],
  missingSmsCode: [20024, "mfa", "none", "Missing SMS code."],
  missingOtpAndSmsCode: [20025, "mfa", "none", "Missing OTP and SMS code."],
  mfaLocked: [20026, "mfa", "none", "MFA is temporarily locked because too many failures. Please retry after 60 seconds."],
  missingRequestTime: [20033, "credential", "none", "ACCESS-REQUEST-TIME not found."],
  invalidTimeOfRequest: [20034, "clock", "none", "Invalid time of ACCESS-REQUEST-TIME."],
  outsideTimeWindow: [20035, "clock", "none", "No request was sent within ACCESS-TIME-WINDOW."],
  missingRequestTimeAndNonce: [20036, "credential", "none", "ACCESS-REQUEST-TIME and ACCESS-NONCE not found."],
  invalidRequestTime: [20037, "credential", "none", "Invalid ACCESS-REQUEST-TIME."],
  invalidTimeWindow: [20038, "credential", "none", "Invalid ACCESS-TIME-WINDOW."],
  invalidNonce: [20039, "credential", "none", "Invalid ACCESS-NONCE."],
  // REQUIRED_PARAMETER_ERROR
  missingAmount: [30001, "parameter", "none", "Missing order quantity."],
  missingOrderId: [30006, "parameter", "none", "Missing order id."],
  missingOrderIds: [30007, "parameter", "none", "Missing order id array."],
  missingPair: [30009, "parameter", "none", "Missing asset."],
  missingPrice: [30012, "parameter", "none", "Missing order price."],
  missingSide: [30013, "parameter", "none", "Missing side."],
  missingOrderType: [30015, "parameter", "none", "Missing order type."],
  missingAsset: [30016, "parameter", "none", "Missing asset."],
  missingUuid: [30019, "parameter", "none", "Missing uuid."],
  missingWithdrawalAmount: [30039, "parameter", "none", "Missing withdraw amount."],
  missingTriggerPrice: [30101, "parameter", "none", "Missing trigger price."],
  missingWithdrawalType: [30103, "parameter", "none", "Missing withdrawal type."],
  missingWithdrawalName: [30104, "parameter", "none", "Missing withdrawal name."],
  missingVasp: [30105, "parameter", "none", "Missing VASP."],
  missingBeneficiaryType: [30106, "parameter", "none", "Missing beneficiary type."],
  missingBeneficiaryLastName: [30107, "parameter", "none", "Missing beneficiary last name."],
  missingBeneficiaryFirstName: [30108, "parameter", "none", "Missing beneficiary first name."],
  missingBeneficiaryLastKana: [30109, "parameter", "none", "Missing beneficiary last kana."],
  missingBeneficiaryFirstKana: [30110, "parameter", "none", "Missing beneficiary first kana."],
  missingBeneficiaryCompanyName: [30111, "parameter", "none", "Missing beneficiary company name."],
  missingBeneficiaryCompanyKana: [30112, "parameter", "none", "Missing beneficiary company kana."],
  missingBeneficiaryCompanyType: [30113, "parameter", "none", "Missing beneficiary company type."],
  missingBeneficiaryCompanyTypePosition: [30114, "parameter", "none", "Missing beneficiary company type position."],
  missingUploadedDocuments: [30115, "parameter", "none", "Missing uploaded documents."],
  missingWithdrawalPurpose: [30116, "parameter", "none", "Missing withdrawal purpose."],
  missingBeneficiaryCountry: [30117, "parameter", "none", "Missing beneficiary country."],
  missingBeneficiaryZipCode: [30118, "parameter", "none", "Missing beneficiary zip code."],
  missingBeneficiaryPrefecture: [30119, "parameter", "none", "Missing beneficiary prefecture."],
  missingBeneficiaryCity: [30120, "parameter", "none", "Missing beneficiary city."],
  missingBeneficiaryAddress: [30121, "parameter", "none", "Missing beneficiary address."],
  missingBeneficiaryBuilding: [30122, "parameter", "none", "Missing beneficiary building."],
  missingExtractionRequestCategory: [30123, "parameter", "none", "Missing extraction request category."],
  // INVALID_PARAMETER_ERROR
  invalidAmount: [40001, "parameter", "none", "Invalid order quantity."],
  invalidCount: [40006, "parameter", "none", "Invalid count."],
  invalidEnd: [40007, "parameter", "none", "Invalid end param."],
  invalidEndId: [40008, "parameter", "none", "Invalid end_id."],
  invalidFromId: [40009, "parameter", "none", "Invalid from_id."],
  invalidOrderId: [40013, "parameter", "none", "Invalid order id."],
  invalidOrderIds: [40014, "parameter", "none", "Invalid order id array."],
  tooManyOrdersSpecified: [40015, "parameter", "none", "Too many orders are specified."],
  invalidPair: [40017, "parameter", "none", "Invalid asset."],
  invalidPrice: [40020, "parameter", "none", "Invalid order price."],
  invalidSide: [40021, "parameter", "none", "Invalid order side."],
  invalidSince: [40022, "parameter", "none", "Invalid trading start time."],
  invalidOrderType: [40024, "parameter", "none", "Invalid order type."],
  invalidAsset: [40025, "parameter", "none", "Invalid asset."],
  invalidUuid: [40028, "parameter", "none", "Invalid uuid."],
  invalidWithdrawalAmount: [40048, "parameter", "none", "Invalid withdraw amount."],
  invalidTriggerPrice: [40112, "parameter", "none", "Invalid trigger price."],
  invalidPostOnly: [40113, "parameter", "none", "Invalid post_only."],
  postOnlyOfSuchType: [40114, "parameter", "none", "post_only can not be specified with such order type."],
  invalidWithdrawalType: [40116, "parameter", "none", "Invalid withdrawal type."],
  invalidWithdrawalName: [40117, "parameter", "none", "Invalid withdrawal name."],
  invalidVasp: [40118, "parameter", "none", "Invalid VASP."],
  invalidBeneficiaryType: [40119, "parameter", "none", "Invalid beneficiary type."],
  invalidBeneficiaryLastName: [40120, "parameter", "none", "Invalid beneficiary last name."],
  invalidBeneficiaryFirstName: [40121, "parameter", "none", "Invalid beneficiary first name."],
  invalidBeneficiaryLastKana: [40122, "parameter", "none", "Invalid beneficiary last kana."],
  invalidBeneficiaryFirstKana: [40123, "parameter", "none", "Invalid beneficiary first kana."],
  invalidBeneficiaryCompanyName: [40124, "parameter", "none", "Invalid beneficiary company name."],
  invalidBeneficiaryCompanyKana: [40125, "parameter", "none", "Invalid beneficiary company kana."],
  invalidBeneficiaryCompanyType: [40126, "parameter", "none", "Invalid beneficiary company type."],
  invalidBeneficiaryCompanyTypePosition: [40127, "parameter", "none", "Invalid beneficiary company type position."],
  invalidOriginatorLabel: [40152, "parameter", "none", "Invalid originator label."],
  invalidOriginatorLastName: [40153, "parameter", "none", "Invalid originator last name."],
  invalidOriginatorFirstName: [40154, "parameter", "none", "Invalid originator first name."],
  invalidOriginatorCompanyName: [40155, "parameter", "none", "Invalid originator company name."],
  invalidOriginatorPrefecture: [40156, "parameter", "none", "Invalid originator prefecture."],
  invalidOriginatorCity: [40157, "parameter", "none", "Invalid originator city."],
  invalidOriginatorAddress: [40158, "parameter", "none", "Invalid originator address."],
  invalidOriginatorBuilding: [40159, "parameter", "none", "Invalid originator building."],
  invalidOriginatorSubstantialControllerName: [40160, "parameter", "none", "Invalid originator substantial controller name."],
  invalidBeneficiarySubstantialControllerName: [40163, "parameter", "none", "Invalid beneficiary substantial controller name."],
  invalidPositionSide: [40164, "parameter", "none", "Invalid position side."],
  noMarginTradingOfPair: [40165, "parameter", "none", "Can not be margin trading with such pair."],
  noOpeningByStop: [40200, "restricted", "none", "Stop open orders cannot be accepted."],
  // DATA_ERROR
  accountRestricted: [50003, "restricted", "none", "Account is restricted."],
  accountProvisional: [50004, "restricted", "none", "Account is provisional."],
  accountBlocked: [50005, "restricted", "none", "Account is blocked."],
  accountBlocked50006: [50006, "restricted", "none", "Account is blocked."],
  identityUnverified: [50008, "restricted", "none", "Identity verification is not finished."],
  orderNotFound: [50009, "order-state", "none", "Order not found; also of an order of another pair."],
  notCancelable: [50010, "order-state", "none", "Order can not be canceled."],
  apiNotFound: [50011, "parameter", "none", "Api not found."],
  alreadyCanceled: [50026, "order-state", "none", "Order has already been canceled."],
  alreadyExecuted: [50027, "order-state", "none", "Order has already been executed."],
  withdrawalAddressIncomplete: [50033, "restricted", "none", "Withdrawals to this address require additional entries."],
  vaspNotFound: [50034, "parameter", "none", "VASP not found."],
  companyUnregistered: [50035, "restricted", "none", "Company information is not registered."],
  depositBeingVerified: [50037, "restricted", "none", "We are temporarily restricting withdrawals while we verify your last deposit. Please try again in a few minutes."],
  vaspExcluded: [50038, "restricted", "none", "Cannot withdraw to chosen VASP service."],
  originatorAlreadyRegistered: [50043, "parameter", "none", "Originator already registered."],
  originatorNotFound: [50044, "parameter", "none", "Originator not found."],
  depositNotFound: [50045, "parameter", "none", "Deposit not found."],
  beneficiaryUnderReview: [50046, "restricted", "none", "Cannot edit beneficiary under review."],
  beneficiaryDisabled: [50047, "restricted", "none", "Cannot edit disabled beneficiary."],
  withdrawalToBeneficiaryUnderReview: [50048, "restricted", "none", "Cannot withdraw to beneficiary under review."],
  beneficiaryIncomplete: [50049, "restricted", "none", "Beneficiary requires additional entries."],
  beneficiaryExcluded: [50050, "restricted", "none", "Cannot withdraw to chosen beneficiary."],
  originatorUnderReview: [50051, "restricted", "none", "Cannot confirm deposit with originator under review."],
  originatorIncomplete: [50052, "restricted", "none", "Originator requires additional entries."],
  originatorNotEditable: [50053, "restricted", "none", "Cannot edit originator under review."],
  depositAwaitsOriginator: [50054, "restricted", "none", "Cannot withdraw because the information registration for unreflected deposits has not been completed."],
  marginUnreviewed: [50058, "restricted", "none", "Margin trading review has not been completed."],
  newMarginOrdersRestricted: [50059, "restricted", "none", "Temporarily restricting new margin orders. Please try your request again after a while."],
  newMarginOrdersRestricted50060: [50060, "restricted", "none", "Temporarily restricting new margin orders. Please try your request again after a while."],
  insufficientCredit: [50061, "funds", "none", "Exceeds available balance for open order."],
  exceedsPosition: [50062, "funds", "none", "Exceeds total margin position."],
  noYenWithdrawals: [50070, "restricted", "none", "Withdrawals in JPY are not available."],
  noCryptoWithdrawals: [50071, "restricted", "none", "Withdrawals in CC are not available."],
  noSpotBuys: [50072, "restricted", "none", "Buy orders cannot be used in spot transactions."],
  noSpotSells: [50073, "restricted", "none", "Sell orders cannot be used in spot transactions."],
  noMarginOpening: [50078, "restricted", "none", "Open orders cannot be used in margin trading."],
  noMarginClosing: [50079, "restricted", "none", "Close orders cannot be used in margin trading."],
  noMarginOpening50080: [50080, "restricted", "none", "Open orders cannot be used in margin trading."],
  noMarginClosing50081: [50081, "restricted", "none", "Close orders cannot be used in margin trading."],
  lossUnpaid: [50083, "restricted", "none", "Withdrawals can not be used due to realized loss."],
  // VALUE_ERROR
  insufficientFunds: [60001, "funds", "none", "Insufficient amount."],
  marketBuyTooLarge: [60002, "parameter", "none", "Market buy order quantity has exceeded the upper limit."],
  amountTooLarge: [60003, "parameter", "none", "Order quantity has exceeded the limit."],
  amountTooSmall: [60004, "parameter", "none", "Order quantity has exceeded the lower threshold."],
  priceTooHigh: [60005, "parameter", "none", "Order price has exceeded the upper limit."],
  priceTooLow: [60006, "parameter", "none", "Order price has exceeded the lower limit."],
  tooManyOpenOrders: [60011, "order-limit", "none", "Too many Simultaneous orders, current limit is 30."],
  triggerPriceTooHigh: [60016, "parameter", "none", "Trigger price has exceeded the upper limit."],
  withdrawalTooLarge: [60017, "parameter", "none", "Withdrawal amount has exceeded the upper limit."],
  triggersAtOnce: [60018, "parameter", "none", "Trigger price to trigger immediately cannot be specified."],
  notClosing: [60019, "parameter", "none", "The side of a TakeProfit or StopLoss order must be in the close direction."],
  // STOP_UPDATE_REQUEST_SYSTEM_STATUS
  systemError70001: [70001, "system", "unknown", "System error."],
  systemError70002: [70002, "system", "unknown", "System error."],
  systemError70003: [70003, "system", "unknown", "System error."],
  tradingSuspended: [70004, "restricted", "none", "Order is restricted during suspension of transactions."],
  buyingRestricted: [70005, "restricted", "none", "Buy order has been temporarily restricted."],
  sellingRestricted: [70006, "restricted", "none", "Sell order has been temporarily restricted."],
  marketOrdersRestricted: [70009, "restricted", "none", "Market order has been temporarily restricted. Please use limit order instead."],
  amountBelowRaisedMinimum: [70010, "parameter", "none", "Minimum Order Quantity is increased temporarily."],
  systemBusy: [70011, "busy", "unknown", "System is busy. Please try again."],
  systemError70012: [70012, "system", "unknown", "System error."],
  orderAndCancelRestricted: [70013, "restricted", "none", "Order and cancel has been temporarily restricted."],
  withdrawalRestricted: [70014, "restricted", "none", "Withdraw and cancel request has been temporarily restricted."],
  lendingRestricted: [70015, "restricted", "none", "Lending and cancel request has been temporarily restricted."],
  lendingRestricted70016: [70016, "restricted", "none", "Lending and cancel request has been restricted."],
  pairOrdersSuspended: [70017, "restricted", "none", "Orders on pair have been suspended."],
  pairOrdersAndCancelsSuspended: [70018, "restricted", "none", "Order and cancel on pair have been suspended."],
  cancelInProcess: [70019, "order-state", "in-progress", "Order cancel request is in process."],
  marketOrdersRestrictedInBreak: [70020, "restricted", "none", "Market order has been temporarily restricted."],
  priceBeyondBand: [70021, "parameter", "none", "Limit order price is over the threshold."],
  stopLimitRestricted: [70022, "restricted", "none", "Stop limit order has been temporarily restricted."],
  stopRestricted: [70023, "restricted", "none", "Stop order has been temporarily restricted."],
  longOpeningRestricted: [70024, "restricted", "none", "Long open order has been temporarily restricted."],
  shortOpeningRestricted: [70025, "restricted", "none", "Short open order has been temporarily restricted."],
  ordersRestricted: [70026, "restricted", "none", "Order has been temporarily restricted."]
};
var venueCode = Object.fromEntries(Object.entries(table).map(([name, [code]]) => [name, code]));
var venueCodes = codesOf(table);

// src/simulator/venue/quirks.ts
var quirkRegistry = {
  orderReply: {
    question: "What does the reply to a new order show when the order is filled at once?",
    variants: {
      accepted: "the order as it was accepted, not filled yet; the fills follow",
      matched: "the order after matching"
    },
    reason: "The matching engine is a system of its own, and events may arrive before the reply."
  },
  firstOrderNews: {
    question: "What does spot_order_new carry when the order is filled at once?",
    variants: {
      accepted: "the order as it was accepted; a spot_order for each fill follows",
      matched: "the order after matching; no spot_order for these fills"
    },
    reason: "The documentation of spot_order_new speaks of both; a resting order looks the same in both."
  },
  tradeNews: {
    question: "Does spot_trade come before or after the spot_order of the same fill?",
    variants: { before_order: "before", after_order: "after" },
    reason: "The order of messages is documented as not guaranteed."
  },
  crossingPostOnly: {
    question: "What happens to a post_only order that would take?",
    variants: {
      canceled_in_reply: "the reply says CANCELED_UNFILLED",
      unfilled_then_canceled: "the reply says UNFILLED; the cancellation is streamed"
    },
    reason: "It is cancelled rather than refused, as far as is known; how is not documented."
  },
  rejected: {
    question: "Where does REJECTED appear?",
    variants: {
      in_reply: "in the reply, and streamed",
      streamed: "the reply says UNFILLED; REJECTED is streamed",
      only_by_id: "the reply says UNFILLED; nothing is streamed; only a look-up by id says REJECTED"
    },
    reason: "The two languages of the documentation disagree; the status is listed for look-ups by id only."
  },
  excessiveLimit: {
    question: 'When is a limit order "excessive for the book"?',
    variants: {
      rests: "never: the part that can not be filled rests",
      rejected: "when it crosses and is larger than the whole other side: REJECTED"
    },
    reason: "The changelog of 2019-10-18 names the condition, without a measure; larger orders rest every day."
  },
  stopReference: {
    question: "Which price fires a trigger?",
    variants: { last: "the last traded price", best: "the best price of the side the order would take" },
    reason: 'The documentation of orders says only "trigger price".'
  },
  selfTrade: {
    question: "What happens when an order meets one of the same user?",
    variants: {
      trade: "they trade like any two orders",
      cancel_resting: "the resting order is cancelled, the new one goes on",
      cancel_taking: "the rest of the new order is cancelled"
    },
    reason: "No rule is documented and no error code exists for it."
  },
  lockRounding: {
    question: "How is the locked amount of a spot buy rounded to the precision of its asset?",
    variants: { cut_off: "cut off", up: "up to the next unit" },
    reason: "A resting buy of 101 xrp at 9.9009 locked 1001.1908 JPY, exact would be 1001.19088908. It is one observation.",
    observed: "2026-09"
  },
  feeRounding: {
    question: "How is a fee rounded to the precision of its asset?",
    variants: {
      half_up: "to the nearest unit, halves away from zero",
      down: "towards zero",
      against_user: "a fee is rounded up, a rebate down"
    },
    reason: "Over 1,000 rows of fee_amount_quote were compared with the CSV of the web, which has full precision. How a rebate is rounded, and whether the balance moves by the rounded fee, was not seen.",
    observed: "2026-07"
  },
  notionalRounding: {
    question: "How is a notional, or the gain of a margin trade, rounded to the precision of its asset?",
    variants: {
      down: "towards zero",
      half_up: "to the nearest unit, halves away from zero",
      against_user: "payments of a user are rounded up, receipts down"
    },
    reason: "JPY has 4 places while price and amount of most pairs have 7 together; how the venue rounds is not documented."
  },
  cancelOrdersFinished: {
    question: "What does cancel_orders do with the id of an order that has ended, or that does not exist?",
    variants: {
      omitted: "the reply leaves it out",
      returned: "the reply shows the order as it ended; an unknown id is left out",
      refused: "the whole call is refused with the code of the first such id, and nothing is cancelled"
    },
    reason: "orders_info leaves out unknown ids; the documentation of cancel_orders says nothing."
  },
  sinceBound: {
    question: "Are `since` and `end` inclusive?",
    variants: { inclusive: "both are", exclusive: "neither is" },
    reason: "Pages by time repeat the rows of one millisecond.",
    observed: "2026-07"
  },
  inactiveOrders: {
    question: "Does active_orders list stop orders that wait for their trigger?",
    variants: { listed: "yes, as INACTIVE", hidden: "no" },
    reason: "A waiting stop was listed, and INACTIVE is among the documented statuses of the reply.",
    observed: "2026-09"
  },
  withdrawalHistory: {
    question: "Does withdrawal_history need an asset?",
    variants: {
      asset_required: `yes: without one the call is refused with ${venueCode.missingAsset}`,
      all_crypto: "no: without one it lists the withdrawals of all crypto assets"
    },
    reason: "The documentation of 2025-12 says that it does not; a live account was refused.",
    observed: "2026-07"
  },
  excessCount: {
    question: "What does trade_history do with a count over its cap of 1,000?",
    variants: {
      half: "it gives 500 rows",
      cap: "it gives 1,000 rows",
      refused: `it refuses the call with ${venueCode.invalidCount}`
    },
    reason: "A count over 1,000 gave 500 rows and no refusal.",
    observed: "2025/26"
  },
  youngDay: {
    question: "Is there a page of candles of a day that began less than ten minutes ago?",
    variants: {
      missing: `no: the reply is HTTP 200 with ${venueCode.notFound}`,
      present: "yes, with the candles so far"
    },
    reason: "At 00:04 UTC there was none, and at 00:12 there was one.",
    observed: "2025/26"
  },
  excessDigits: {
    question: "What if a price or an amount has more places than the pair?",
    variants: { refused: "invalid price, amount or trigger price", truncated: "the excess is cut off" },
    reason: "The codes exist; no rule is documented. Zeros in excess are never an error."
  }
};
var names = Object.keys(quirkRegistry);
var choose = (variantOf) => Object.fromEntries(
  names.map((name) => [name, variantOf(Object.keys(quirkRegistry[name].variants))])
);
var defaultQuirks = choose((variants) => variants[0]);
var drawQuirks = (random) => choose((variants) => variants[Math.floor(random() * variants.length)]);
var assumptions = [
  {
    topic: "What an order locks",
    assumption: "A limit buy locks price \xD7 remaining amount and the higher of the two fees on it; a market buy the best ask \xD7 amount and the market allowance, a waiting stop buy its trigger price instead of the best ask; a sell its remaining amount. Margin orders lock no asset. A market buy that would cost more than it locked is REJECTED."
  },
  {
    topic: "Prices out of bounds",
    assumption: `More than a hundred times the last price is refused with ${venueCode.priceTooHigh} or ${venueCode.triggerPriceTooHigh}.`
  },
  {
    topic: "Busy states",
    assumption: `BUSY raises the minimum amount tenfold, VERY_BUSY a hundredfold (${venueCode.amountBelowRaisedMinimum}). HALT refuses orders with ${venueCode.tradingSuspended} and cancellations with ${venueCode.orderAndCancelRestricted}.`
  },
  {
    topic: "Triggers",
    assumption: "A triggered market order that can not be filled whole is REJECTED. A take_profit or stop_loss holds no part of its position until it fires, then closes what is not held by other orders; it is cancelled when the position is gone. Nothing fires in a circuit break."
  },
  { topic: "Expiry", assumption: "An expired order is cancelled, with the statuses of a cancellation." },
  {
    topic: "Circuit break",
    assumption: "The bands are the published ones. The reference price follows the last price every minute; a break lasts ten minutes; its auction takes orders and prices within the band and one step more; a break whose book is still crossed after the auction is prolonged with one step more again. A break upwards makes sellers the makers, one downwards buyers; in other auctions the older order makes."
  },
  {
    topic: "Auction price",
    assumption: "The price with the largest executable amount; then the smallest rest; then the nearest to the reference; then the lower."
  },
  {
    topic: "Margin",
    assumption: "Longs and shorts need margin each for themselves; both credits are the margin that is left; the total position size is that of positions and open orders. Interest is of the entry value."
  },
  {
    topic: "Margin calls and liquidation",
    assumption: `A call is due within 24 hours of 15:00 Japan time. A balance below half of the maintenance margin, or a call not met, starts the liquidation: margin orders are cancelled, positions closed at market as far as the book takes them, again every second; the user may not trade on margin meanwhile (${venueCode.noMarginOpening}, ${venueCode.noMarginClosing}). SETTLED does not occur.`
  },
  {
    topic: "Losses",
    assumption: `A loss is taken from the yen there are; spot orders that are not covered any more are invalidated, newest first; what is still missing is a debt, which the next free yen pay, and which blocks withdrawals (${venueCode.lossUnpaid}).`
  },
  {
    topic: "Deposits and withdrawals",
    assumption: `A crypto deposit is CONFIRMED after ten minutes and DONE ten seconds later; one that waits for its originator goes on when it is named, and blocks withdrawals until then (${venueCode.depositAwaitsOriginator}). A withdrawal takes 30 seconds, two and five minutes to be EXAMINING, SENDING and DONE. A withdrawal may not take margin that positions need (${venueCode.insufficientFunds}).`
  },
  {
    topic: "Lists",
    assumption: "Newest first; at most 1,000 orders or trades, 100 deposits or withdrawals, also where a larger count is asked for."
  },
  {
    topic: "Deposits and withdrawal accounts",
    assumption: "A deposit of yen has no network, address or txid. A withdrawal account of yen shows its label alone, as the documentation has no field of a bank there; a withdrawal of yen shows the bank. A destination tag is a number for xrp and a text for the other assets that have one."
  },
  {
    topic: "Candles",
    assumption: "Weeks start on Monday, 00:00 UTC, and belong to the year they start in. A minute without trades carries the last close, with volume 0. The venue began on 2018-01-01; days before it, days to come and the minutes of simulated days more than two weeks old are HTTP 404."
  },
  {
    topic: "Public transactions",
    assumption: "Those of a day come oldest first, an hour after the day has ended. A suspended pair has none, and its price stands still. Of the trades of the simulation itself, the newest 200,000 per pair are kept."
  },
  {
    topic: "Tickers",
    assumption: "A room speaks when a figure has changed, and after a minute of silence even if none has."
  },
  {
    topic: "Decimals in books",
    assumption: "A whole book has all decimals, a diff has no trailing zeros. An outside total of zero is written as `0` or with all decimals, with equal probability."
  },
  {
    topic: "Late wholes",
    assumption: "About one of seven whole books comes up to 400 ms late, after diffs that are newer."
  },
  {
    topic: "Assets",
    assumption: "Which network carries an asset, precisions, withdrawal fees and collateral ratios are plausible, not the venue\u2019s: no public page lists them."
  }
];

// src/simulator/venue/ledger.ts
var createHolder = (assets2, onChange) => ({
  balances: Array.from({ length: assets2 }, () => ({
    onhand: 0n,
    locked: 0n,
    withdrawing: 0n,
    changed: false
  })),
  onChange
});
var createPots = (assets2) => ({
  fees: createHolder(assets2, null),
  residue: createHolder(assets2, null),
  marginPool: createHolder(assets2, null),
  depositors: createHolder(assets2, null),
  withdrawers: createHolder(assets2, null),
  dealer: createHolder(assets2, null),
  others: createHolder(assets2, null)
});
var balanceOf = (holder, asset) => {
  const balance = holder.balances[asset];
  if (balance === void 0) throw new RangeError(`no asset ${asset}`);
  return balance;
};
var change = (holder, asset) => {
  const balance = balanceOf(holder, asset);
  if (holder.onChange !== null && !balance.changed) {
    balance.changed = true;
    holder.onChange(asset);
  }
  return balance;
};
var transfer = (from13, to, asset, amount) => {
  if (amount === 0n) return;
  change(from13, asset).onhand -= amount;
  change(to, asset).onhand += amount;
};
var lock = (holder, asset, amount) => {
  if (amount === 0n) return;
  change(holder, asset).locked += amount;
};
var lockForWithdrawal = (holder, asset, amount) => {
  const balance = change(holder, asset);
  balance.locked += amount;
  balance.withdrawing += amount;
};
var freeOf = (holder, asset) => {
  const { onhand, locked } = balanceOf(holder, asset);
  return onhand - locked;
};
var showBalance = ({ asset, precision }, balance) => ({
  asset,
  precision,
  free: balance.onhand - balance.locked,
  locked: balance.locked,
  onhand: balance.onhand,
  withdrawing: balance.withdrawing
});

// src/simulator/venue/account-state.ts
var noNotice = { what: null, occurredAt: null, amount: null, dueDateAt: null };
var createAccountState = (id, options, assets2, markets, changes) => {
  const list2 = (asset) => void changes.push({ account, asset });
  const account = {
    ...createHolder(assets2, options.class === "house" ? null : list2),
    id,
    class: options.class,
    mayTradeOnMargin: options.margin,
    company: options.company,
    active: /* @__PURE__ */ new Map(),
    activeCounts: new Array(markets).fill(0),
    orders: /* @__PURE__ */ new Map(),
    ended: /* @__PURE__ */ new Set(),
    fills: [],
    positions: [],
    marginMode: "NORMAL",
    payables: 0n,
    notice: noNotice,
    deposits: [],
    withdrawals: [],
    originators: [],
    withdrawalAccounts: []
  };
  return account;
};

// src/simulator/venue/agenda.ts
var import_rxjs2 = require("rxjs");
var createAgenda = (scheduler) => {
  const actions = new import_rxjs2.Subscription();
  const at = (time2, run) => {
    const delay3 = Math.min(Math.max(0, time2 - scheduler.now()), longestDelay);
    const action = scheduler.schedule(() => {
      actions.remove(action);
      if (scheduler.now() < time2) at(time2, run);
      else run();
    }, delay3);
    actions.add(action);
  };
  return { at, clear: () => actions.unsubscribe() };
};

// src/simulator/venue/book.ts
var createBookSide = (side) => ({ side, levels: [], total: 0n });
var isBetter = (side, price, other) => side === "buy" ? price > other : price < other;
var accepts = (side, limit, price) => side === "buy" ? price <= limit : price >= limit;
var bestLevel = (book) => book.levels[book.levels.length - 1];
var placeOf = ({ side, levels }, price) => {
  let low = 0;
  let high = levels.length;
  while (low < high) {
    const middle = low + high >> 1;
    if (isBetter(side, price, levels[middle].price)) low = middle + 1;
    else high = middle;
  }
  return low;
};
var addToBook = (book, order, price) => {
  const place = placeOf(book, price);
  let level = book.levels[place];
  if (level?.price !== price) {
    level = { side: book.side, price, total: 0n, first: null, last: null, changed: false };
    if (place === book.levels.length) book.levels.push(level);
    else book.levels.splice(place, 0, level);
  }
  order.level = level;
  order.previous = level.last;
  order.next = null;
  if (level.last === null) level.first = order;
  else level.last.next = order;
  level.last = order;
  level.total += order.remaining;
  book.total += order.remaining;
  return level;
};
var takeFromBook = (book, order, amount) => {
  const level = order.level;
  level.total -= amount;
  book.total -= amount;
  if (amount !== order.remaining) return level;
  if (order.previous === null) level.first = order.next;
  else order.previous.next = order.next;
  if (order.next === null) level.last = order.previous;
  else order.next.previous = order.previous;
  order.level = null;
  order.previous = null;
  order.next = null;
  if (level.first === null) {
    if (bestLevel(book) === level) book.levels.pop();
    else book.levels.splice(placeOf(book, level.price), 1);
  }
  return level;
};

// src/simulator/venue/core.ts
var marketAt = (core, pair) => {
  const market = core.marketOf.get(pair);
  if (market === void 0) throw new RangeError(`the venue has no pair ${pair}`);
  return market;
};
var assetIndex = (core, asset) => core.assets.findIndex((known) => known.asset === asset);
var accountAt = (core, user) => {
  const account = core.accounts[user];
  if (account === void 0) throw new RangeError(`the venue has no user ${user}`);
  return account;
};
var touchMarket = (core, market) => {
  if (market.touched) return;
  market.touched = true;
  core.touchedMarkets.push(market);
};
var levelChanged = (core, market, level) => {
  touchMarket(core, market);
  market.resting = null;
  if (level.changed) return;
  level.changed = true;
  market.changedLevels.push(level);
};
var positionChanged = (core, position) => {
  if (position.changed) return;
  position.changed = true;
  core.changedPositions.push(position);
};
var newUuid = (random) => {
  const digit = () => Math.floor(random() * 16);
  return "xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx".replace(
    /[xy]/g,
    (place) => (place === "x" ? digit() : digit() & 3 | 8).toString(16)
  );
};

// src/simulator/venue/fill-basis.ts
var isGuess = (basis) => basis === "gap" || basis === "auction";

// src/simulator/venue/live-order.ts
var snapshot = (order, updatedAt) => ({
  orderId: order.id,
  user: order.account.id,
  pair: order.market.pair,
  side: order.side,
  positionSide: order.positionSide,
  type: order.type,
  status: order.status,
  startAmount: order.start,
  remainingAmount: order.start === null ? null : order.remaining,
  executedAmount: order.executed,
  executedNotional: order.executedNotional,
  price: order.price,
  triggerPrice: order.triggerPrice,
  postOnly: order.postOnly,
  userCancelable: order.type !== "losscut",
  orderedAt: order.orderedAt,
  expireAt: order.expireAt,
  triggeredAt: order.triggeredAt,
  canceledAt: order.canceledAt,
  executedAt: order.executedAt,
  justTriggered: order.justTriggered,
  updatedAt
});
var isAccepted = (order, price) => order.price === null || accepts(order.side, order.price, price);
var opensPosition = ({ side, positionSide }) => positionSide !== null && side === "buy" === (positionSide === "long");
var closesPosition = ({ side, positionSide }) => positionSide !== null && side === "buy" === (positionSide === "short");

// src/simulator/venue/breaker-state.ts
var continuousTrading = {
  mode: "NONE",
  upperTrigger: null,
  lowerTrigger: null,
  upperLimit: null,
  lowerLimit: null,
  feeType: "NORMAL",
  reopenAt: null,
  estimatedPrice: null,
  estimatedAmount: null,
  reference: null,
  last: null,
  epoch: 0,
  updatedAt: 0
};

// src/simulator/venue/rounding.ts
var truncateDivide = (n, d) => n / d;
var ceilDivide = (n, d) => n > 0n && n % d !== 0n ? n / d + 1n : n / d;
var floorDivide = (n, d) => -ceilDivide(-n, d);
var halfUpDivide = (n, d) => n < 0n ? -((-2n * n + d) / (2n * d)) : (2n * n + d) / (2n * d);
var lockDivide = {
  cut_off: truncateDivide,
  up: ceilDivide
};
var paymentDivide = {
  down: truncateDivide,
  half_up: halfUpDivide,
  against_user: ceilDivide
};

// src/simulator/venue/units.ts
var finePlaces = 6;
var formatPrice = (instrument, price) => fromUnits(BigInt(price), instrument.priceDigits);
var formatAmount = (instrument, amount) => fromUnits(amount, instrument.amountDigits);
var formatFine = (amount) => fromUnits(amount, finePlaces);
var averagePrice = (instrument, notional, amount) => fromUnits(amount === 0n ? 0n : notional / amount, instrument.priceDigits);
var minLots = (a2, b2) => a2 < b2 ? a2 : b2;
var lessLots = (a2, b2) => a2 > b2 ? a2 - b2 : 0n;

// src/simulator/venue/pair-rules.ts
var rateScale = 8;
var oneRate = 10n ** BigInt(rateScale);
var powerOfTen = (exponent) => 10n ** BigInt(exponent);
var compileRules = (instrument, assets2, lockRounding) => {
  const { pair, fees, margin: margin3 } = instrument;
  const decimal = (field, text3, scale2) => {
    if (scaleOf(text3) > scale2 && BigInt(text3.slice(text3.indexOf(".") + 1 + scale2)) !== 0n) {
      throw configError(`${pair}.${field}`, `at most ${scale2} decimal places`, text3);
    }
    return toUnits(text3, scale2);
  };
  const rate = (field, text3) => decimal(field, text3 ?? "0", rateScale);
  const amount = (field, text3) => decimal(field, text3, instrument.amountDigits);
  const assetIndex2 = (field, asset) => {
    const index = assets2.findIndex((known) => known.asset === asset);
    if (index < 0) throw configError(`${pair}.${field}`, "one of the assets", asset);
    return index;
  };
  const base = assetIndex2("baseAsset", instrument.baseAsset);
  const quote = assetIndex2("quoteAsset", instrument.quoteAsset);
  const baseExcess = assets2[base].precision - instrument.amountDigits;
  if (baseExcess < 0) {
    throw configError(
      `${pair}.amountDigits`,
      "no more than the precision of the asset",
      String(instrument.amountDigits)
    );
  }
  for (const field of ["makerBase", "takerBase"]) {
    if (rate(`fees.${field}`, fees[field]) !== 0n) {
      throw configError(`${pair}.fees.${field}`, "0: no pair of the venue takes a fee in base", fees[field]);
    }
  }
  const quotePrecision = assets2[quote].precision;
  if (margin3 !== null && quotePrecision > finePlaces) {
    throw configError(
      `${pair}.quoteAsset`,
      `at most ${finePlaces} places on a margin pair`,
      String(quotePrecision)
    );
  }
  const quoteExcess = instrument.priceDigits + instrument.amountDigits - quotePrecision;
  return {
    minAmount: amount("minAmount", instrument.minAmount),
    limitMaxAmount: amount("limitMaxAmount", instrument.limitMaxAmount),
    marketMaxAmount: amount("marketMaxAmount", instrument.marketMaxAmount),
    allowanceRate: rate("marketAllowanceRate", instrument.marketAllowanceRate),
    spotFee: {
      maker: rate("fees.makerQuote", fees.makerQuote),
      taker: rate("fees.takerQuote", fees.takerQuote)
    },
    margin: margin3 === null ? null : {
      openFee: {
        maker: rate("fees.marginOpenMakerQuote", fees.marginOpenMakerQuote),
        taker: rate("fees.marginOpenTakerQuote", fees.marginOpenTakerQuote)
      },
      closeFee: {
        maker: rate("fees.marginCloseMakerQuote", fees.marginCloseMakerQuote),
        taker: rate("fees.marginCloseTakerQuote", fees.marginCloseTakerQuote)
      },
      longInterest: rate("margin.longInterest", margin3.longInterest),
      shortInterest: rate("margin.shortInterest", margin3.shortInterest),
      individualRatio: rate("margin.currentIndividualRatio", margin3.currentIndividualRatio ?? "0.5"),
      companyRatio: rate("margin.currentCompanyRatio", margin3.currentCompanyRatio ?? "0.5")
    },
    base,
    quote,
    baseUnitsPerLot: powerOfTen(baseExcess),
    notionalMultiplier: powerOfTen(Math.max(0, -quoteExcess)),
    notionalDivisor: powerOfTen(Math.max(0, quoteExcess)),
    finePerUnit: powerOfTen(Math.max(0, finePlaces - quotePrecision)),
    lockRounding
  };
};
var quotePayment = (rules, notional, rounding) => rules.notionalDivisor === 1n ? notional * rules.notionalMultiplier : paymentDivide[rounding](notional * rules.notionalMultiplier, rules.notionalDivisor);
var quoteFee = (rules, notional, rate, rounding) => rate === 0n ? 0n : paymentDivide[rounding](notional * rate * rules.notionalMultiplier, rules.notionalDivisor * oneRate);
var fineGain = (rules, gain, rounding) => -paymentDivide[rounding](-gain * rules.notionalMultiplier * rules.finePerUnit, rules.notionalDivisor);
var fineInterest = (rules, notional, rate, rounding) => paymentDivide[rounding](
  notional * rate * rules.notionalMultiplier * rules.finePerUnit,
  rules.notionalDivisor * oneRate
);
var finePayment = (rules, amount, rounding) => paymentDivide[rounding](amount, rules.finePerUnit);
var quoteCover = (rules, notional, rate) => lockDivide[rules.lockRounding](
  notional * (oneRate + rate) * rules.notionalMultiplier,
  rules.notionalDivisor * oneRate
);
var limitBuyCover = (rules, notional) => {
  const { maker, taker } = rules.spotFee;
  const rate = maker > taker ? maker : taker;
  return quoteCover(rules, notional, rate > 0n ? rate : 0n);
};

// src/simulator/venue/triggers.ts
var createTriggers = () => ({ rise: { buy: [], sell: [] }, fall: { buy: [], sell: [] } });
var directionOf = ({ type, side }) => side === "buy" === (type !== "take_profit") ? "rise" : "fall";
var isReached = (direction, trigger, price) => direction === "rise" ? price >= trigger : price <= trigger;
var triggerOf = (order) => {
  if (order.triggerPrice === null) throw new TypeError(`order ${order.id} has no trigger`);
  return order.triggerPrice;
};
var queueOf = (triggers, order) => triggers[directionOf(order)][order.side];
var addTrigger = (triggers, order) => {
  const queue2 = queueOf(triggers, order);
  const direction = directionOf(order);
  const price = triggerOf(order);
  let place = queue2.length;
  while (place > 0) {
    const other = triggerOf(queue2[place - 1]);
    if (direction === "rise" ? price < other : price > other) break;
    place -= 1;
  }
  queue2.splice(place, 0, order);
};
var removeTrigger = (triggers, order) => {
  const queue2 = queueOf(triggers, order);
  const place = queue2.indexOf(order);
  if (place >= 0) queue2.splice(place, 1);
};
var takeReached = (triggers, priceFor) => {
  for (const direction of ["rise", "fall"]) {
    for (const side of ["buy", "sell"]) {
      const queue2 = triggers[direction][side];
      const next2 = queue2[queue2.length - 1];
      if (next2 === void 0) continue;
      const price = priceFor(side);
      if (price !== null && isReached(direction, triggerOf(next2), price)) return queue2.pop();
    }
  }
  return void 0;
};

// src/simulator/venue/market-state.ts
var createMarketState = (instrument, index, assets2, lockRounding) => ({
  pair: instrument.pair,
  index,
  rules: compileRules(instrument, assets2, lockRounding),
  bids: createBookSide("buy"),
  asks: createBookSide("sell"),
  triggers: createTriggers(),
  instrument,
  status: "NORMAL",
  lastPrice: null,
  breaker: continuousTrading,
  displayed: null,
  givenMinimum: null,
  changedLevels: [],
  resting: null,
  touched: false,
  priceMoved: false
});
var sideOf = (market, side) => side === "buy" ? market.bids : market.asks;
var oppositeOf = (market, side) => side === "buy" ? market.asks : market.bids;
var bestRestingPrice = (book) => bestLevel(book)?.price ?? null;
var offeredPrice = (market, side) => market.displayed === null ? bestRestingPrice(oppositeOf(market, side)) : market.displayed.best(oppositeSide(side));
var busyFactor = { NORMAL: 1n, BUSY: 10n, VERY_BUSY: 100n, HALT: 1n };
var minAmountOf = (market) => market.givenMinimum ?? market.rules.minAmount * busyFactor[market.status];

// src/simulator/venue/positions.ts
var positionOf = (account, market, side) => {
  const known = account.positions.find((position2) => position2.market === market && position2.side === side);
  if (known !== void 0) return known;
  const position = {
    account,
    market,
    side,
    open: 0n,
    locked: 0n,
    entry: 0n,
    fee: 0n,
    interest: 0n,
    changed: false
  };
  account.positions.push(position);
  return position;
};
var enlarge = (position, amount, notional, fee) => {
  position.open += amount;
  position.entry += notional;
  position.fee += fee;
};
var reduce = (position, amount) => {
  const share7 = (whole2) => floorDivide(whole2 * amount, position.open);
  const part = { entry: share7(position.entry), fee: share7(position.fee), interest: share7(position.interest) };
  position.open -= amount;
  position.entry -= part.entry;
  position.fee -= part.fee;
  position.interest -= part.interest;
  return part;
};
var showPosition = (position) => ({
  pair: position.market.pair,
  positionSide: position.side,
  openAmount: position.open,
  lockedAmount: position.locked,
  entryNotional: position.entry,
  unrealizedFee: position.fee,
  unrealizedInterest: position.interest
});

// src/simulator/venue/lifecycle.ts
var mostKept = 1e4;
var keepEnded = ({ orders, ended: ended2 }, order) => {
  ended2.add(order.id);
  const [first] = ended2;
  if (first === void 0 || ended2.size <= mostKept) return;
  ended2.delete(first);
  orders.delete(first);
};
var keepFill = (fills, fill2) => {
  fills.push(fill2);
  if (fills.length >= 2 * mostKept) fills.splice(0, fills.length - mostKept);
};
var announce = (core, order, isNew) => {
  if (order.account.class === "house") return;
  const state = remember2(core, order);
  core.emit({ type: "order", user: order.account.id, isNew, order: state });
};
var remember2 = (core, order) => {
  const state = snapshot(order, core.scheduler.now());
  if (order.account.class === "user") order.states.push(state);
  return state;
};
var announceFill = (core, order, fill2, held) => {
  if (order.account.class === "house") return;
  keepFill(order.account.fills, fill2);
  const event = { type: "fill", user: order.account.id, fill: fill2 };
  if (held !== null) {
    held.push(event);
    return;
  }
  if (core.quirks.tradeNews === "before_order") core.emit(event);
  announce(core, order, false);
  if (core.quirks.tradeNews === "after_order") core.emit(event);
};
var restingLock = (order) => {
  const { rules } = order.market;
  if (order.positionSide !== null) return 0n;
  if (order.side === "sell") return order.remaining * rules.baseUnitsPerLot;
  return limitBuyCover(rules, BigInt(order.price ?? 0) * order.remaining);
};
var lockedAsset = (order) => order.side === "buy" ? order.market.rules.quote : order.market.rules.base;
var hold = (order, amount) => {
  if (order.account.class === "house") return;
  lock(order.account, lockedAsset(order), amount - order.locked);
  order.locked = amount;
};
var holdForRemaining = (order) => {
  if (order.account.class === "user" && order.price !== null) hold(order, restingLock(order));
};
var holdPosition = (core, order, amount) => {
  if (order.positionSide === null || amount === order.positionLocked) return;
  const position = positionOf(order.account, order.market, order.positionSide);
  position.locked += amount - order.positionLocked;
  order.positionLocked = amount;
  positionChanged(core, position);
};
var rest = (core, order) => {
  const { market } = order;
  if (order.price === null) throw new TypeError(`order ${order.id} has no price to rest at`);
  levelChanged(core, market, addToBook(sideOf(market, order.side), order, order.price));
};
var leave = (core, order) => {
  const { market } = order;
  if (order.level !== null) {
    levelChanged(core, market, takeFromBook(sideOf(market, order.side), order, order.remaining));
  } else if (order.status === "INACTIVE") {
    removeTrigger(market.triggers, order);
  }
};
var begin = (order) => {
  const { account, market } = order;
  account.active.set(order.id, order);
  account.activeCounts[market.index] = (account.activeCounts[market.index] ?? 0) + 1;
  if (account.class === "user") account.orders.set(order.id, order);
};
var end = (core, order, status) => {
  const { account, market } = order;
  leave(core, order);
  hold(order, 0n);
  holdPosition(core, order, 0n);
  order.status = status;
  order.justTriggered = false;
  account.active.delete(order.id);
  account.activeCounts[market.index] = (account.activeCounts[market.index] ?? 0) - 1;
  core.expiries.delete(order);
  if (account.class === "user") keepEnded(account, order);
};
var cancel = (core, order) => {
  order.canceledAt = core.scheduler.now();
  end(core, order, canceledStatus(order));
  announce(core, order, false);
};
var canceledStatus = (order) => order.executed === 0n ? "CANCELED_UNFILLED" : "CANCELED_PARTIALLY_FILLED";

// src/simulator/venue/settlement.ts
var settleSpot = (core, order, role, amount, notional) => {
  const { account, market } = order;
  const { rules } = market;
  const { fees, residue } = core.pots;
  const { feeRounding, notionalRounding } = core.quirks;
  const fee = quoteFee(rules, notional, rules.spotFee[role], feeRounding);
  if (order.side === "buy") {
    const cost = quotePayment(rules, notional, notionalRounding);
    const short2 = account.class === "house" ? 0n : cost + fee - (freeOf(account, rules.quote) + order.locked);
    transfer(account, residue, rules.quote, cost);
    if (short2 > 0n) transfer(residue, account, rules.quote, short2);
    transfer(residue, account, rules.base, amount * rules.baseUnitsPerLot);
  } else {
    transfer(residue, account, rules.quote, -quotePayment(rules, -notional, notionalRounding));
    transfer(account, residue, rules.base, amount * rules.baseUnitsPerLot);
  }
  transfer(account, fees, rules.quote, fee);
  return { feeQuote: fee, feeOccurredQuote: fee, profitLoss: null, interest: null };
};
var settlePot = (core, pot, side, { market: { rules } }, amount, notional) => {
  const { residue } = core.pots;
  const base = amount * rules.baseUnitsPerLot;
  const quote = quotePayment(rules, notional, "down");
  const buys = side === "buy";
  transfer(pot, residue, rules.quote, buys ? quote : -quote);
  transfer(residue, pot, rules.base, buys ? base : -base);
};
var settlePool = (core, order, amount, notional) => settlePot(core, core.pots.marginPool, order.side, order, amount, notional);
var settleOpening = (core, order, role, amount, notional) => {
  const { account, market } = order;
  const position = positionOf(account, market, order.positionSide ?? "long");
  const fee = quoteFee(
    market.rules,
    notional,
    market.rules.margin?.openFee[role] ?? 0n,
    core.quirks.feeRounding
  );
  settlePool(core, order, amount, notional);
  enlarge(position, amount, notional, fee);
  core.marginUsers.add(account);
  positionChanged(core, position);
  return { feeQuote: 0n, feeOccurredQuote: fee, profitLoss: 0n, interest: 0n };
};
var settleClosing = (core, order, role, amount, notional) => {
  const { account, market } = order;
  const { rules } = market;
  const { fees, marginPool } = core.pots;
  const { feeRounding, notionalRounding } = core.quirks;
  const position = positionOf(account, market, order.positionSide ?? "long");
  const fee = quoteFee(rules, notional, rules.margin?.closeFee[role] ?? 0n, feeRounding);
  settlePool(core, order, amount, notional);
  holdPosition(core, order, order.positionLocked - amount);
  const part = reduce(position, amount);
  const gain = position.side === "long" ? notional - part.entry : part.entry - notional;
  const feeQuote = part.fee + fee;
  const profitLoss = fineGain(rules, gain, notionalRounding) - feeQuote * rules.finePerUnit - part.interest;
  const received = -finePayment(rules, -profitLoss, notionalRounding);
  const costs = feeQuote + finePayment(rules, part.interest, notionalRounding);
  transfer(marginPool, account, rules.quote, received + costs);
  transfer(account, fees, rules.quote, costs);
  if (received < 0n) core.uncovered.add(account);
  if (position.open === 0n && account.positions.every(({ open: open2 }) => open2 === 0n)) {
    core.marginUsers.delete(account);
  }
  positionChanged(core, position);
  return { feeQuote, feeOccurredQuote: fee, profitLoss, interest: part.interest };
};
var settle = (core, order, role, amount, notional) => {
  if (order.positionSide === null) return settleSpot(core, order, role, amount, notional);
  return closesPosition(order) ? settleClosing(core, order, role, amount, notional) : settleOpening(core, order, role, amount, notional);
};
var fill = (core, order, role, price, amount, executedAt2, held, basis = null) => {
  const { account, market } = order;
  const notional = BigInt(price) * amount;
  const money = settle(core, order, role, amount, notional);
  if (order.level !== null) {
    levelChanged(core, market, takeFromBook(sideOf(market, order.side), order, amount));
  }
  order.remaining -= amount;
  order.executed += amount;
  order.executedNotional += notional;
  order.executedAt = executedAt2;
  order.justTriggered = false;
  if (order.remaining === 0n) {
    end(core, order, "FULLY_FILLED");
  } else {
    order.status = "PARTIALLY_FILLED";
    holdForRemaining(order);
  }
  if (account.class === "house") return;
  const { id: user } = account;
  const { id: orderId, side, positionSide, type } = order;
  announceFill(
    core,
    order,
    {
      tradeId: core.tradeId,
      user,
      orderId,
      pair: market.pair,
      side,
      positionSide,
      type,
      price,
      amount,
      makerTaker: role,
      feeBase: 0n,
      ...money,
      executedAt: executedAt2,
      ...basis !== null && { basis },
      ...basis !== null && isGuess(basis) && { assumed: true }
    },
    held
  );
};
var trade = (core, market, maker, taker, price, amount, held) => {
  const executedAt2 = core.scheduler.now();
  core.tradeId += 1;
  const tradeId = core.tradeId;
  fill(core, maker, "maker", price, amount, executedAt2, null);
  fill(core, taker, "taker", price, amount, executedAt2, held);
  if (market.lastPrice !== price) {
    market.lastPrice = price;
    market.priceMoved = true;
  }
  touchMarket(core, market);
  core.emit({
    type: "trade",
    trade: { tradeId, pair: market.pair, side: taker.side, price, amount, executedAt: executedAt2 }
  });
};
var tradeWithOthers = (core, order, role, price, amount, { held = null, basis = null }) => {
  core.tradeId += 1;
  settlePot(core, core.pots.others, oppositeSide(order.side), order, amount, BigInt(price) * amount);
  fill(core, order, role, price, amount, core.scheduler.now(), held, basis);
  touchMarket(core, order.market);
};

// src/simulator/venue/auction.ts
var depthOf = ({ levels }) => {
  let depth = 0n;
  return levels.toReversed().map(({ price, total }) => ({ price, depth: depth += total }));
};
var magnitude = (value) => value < 0n ? -value : value;
var estimateAuction = (market, lower, upper) => {
  const bid = bestLevel(market.bids);
  const ask = bestLevel(market.asks);
  if (bid === void 0 || ask === void 0 || bid.price < ask.price) return null;
  const isCandidate = (price) => price >= ask.price && price <= bid.price && (lower === null || price >= lower) && (upper === null || price <= upper);
  const bids2 = depthOf(market.bids);
  const asks2 = depthOf(market.asks);
  const limits = [lower, upper].filter((price) => price !== null);
  const prices = [...new Set([...bids2, ...asks2].map(({ price }) => price).concat(limits))].filter(isCandidate).sort((a2, b2) => a2 - b2);
  const reference = market.breaker.reference ?? market.lastPrice ?? ask.price;
  let best = null;
  let bidAt = bids2.length - 1;
  let askAt = -1;
  for (const price of prices) {
    while (bidAt >= 0 && (bids2[bidAt]?.price ?? 0) < price) bidAt -= 1;
    while (askAt + 1 < asks2.length && (asks2[askAt + 1]?.price ?? Infinity) <= price) askAt += 1;
    const demand = bids2[bidAt]?.depth ?? 0n;
    const supply = asks2[askAt]?.depth ?? 0n;
    const amount = demand < supply ? demand : supply;
    if (amount === 0n) continue;
    const left2 = magnitude(demand - supply);
    const distance = Math.abs(price - reference);
    if (best === null || amount > best.amount || amount === best.amount && (left2 < best.left || left2 === best.left && distance < best.distance)) {
      best = { price, amount, left: left2, distance };
    }
  }
  return best === null ? null : { price: best.price, amount: best.amount };
};
var runAuction = (core, market, price) => {
  const { feeType } = market.breaker;
  for (; ; ) {
    const bid = bestLevel(market.bids)?.first;
    const ask = bestLevel(market.asks)?.first;
    if (bid === void 0 || bid === null || ask === void 0 || ask === null) return;
    if ((bid.price ?? 0) < price || (ask.price ?? 0) > price) return;
    const amount = bid.remaining < ask.remaining ? bid.remaining : ask.remaining;
    const askMakes = feeType === "SELL_MAKER" || feeType !== "BUY_MAKER" && ask.id < bid.id;
    if (askMakes) trade(core, market, ask, bid, price, amount, null);
    else trade(core, market, bid, ask, price, amount, null);
  }
};

// src/simulator/venue/breaker.ts
var majors = { band: 20, step: 10, widest: 50 };
var others = { band: 50, step: 20, widest: 90 };
var widthsOf = (market) => ["btc_jpy", "eth_jpy", "xrp_jpy"].includes(market.pair) ? majors : others;
var rowOfBreaks = 60 * 6e4;
var estimateEvery = 1e3;
var shifted = (reference, percent) => Math.max(1, Math.round(reference * (100 + percent) / 100));
var breakDirection = (market, price) => {
  const { upperTrigger, lowerTrigger } = market.breaker;
  if (upperTrigger !== null && price >= upperTrigger) return "up";
  return lowerTrigger !== null && price <= lowerTrigger ? "down" : null;
};
var enter = (core, market, state) => {
  market.breaker = { ...state, epoch: market.breaker.epoch + 1, updatedAt: core.scheduler.now() };
  core.emit({ type: "circuit-break", info: showBreaker(market) });
};
var inRow = (core, market, direction) => {
  const { last: last2 } = market.breaker;
  const continues = last2?.direction === direction && core.scheduler.now() - last2.at <= rowOfBreaks;
  return continues ? last2.inRow + 1 : 1;
};
var bandOf = (core, market, direction) => {
  const { band, step, widest } = widthsOf(market);
  return Math.min(widest, band + step * (inRow(core, market, direction) - 1));
};
var continuous = (core, market, reference) => {
  const { last: last2 } = market.breaker;
  enter(core, market, {
    mode: "NONE",
    upperTrigger: reference === null ? null : shifted(reference, bandOf(core, market, "up")),
    lowerTrigger: reference === null ? null : shifted(reference, -bandOf(core, market, "down")),
    upperLimit: null,
    lowerLimit: null,
    feeType: "NORMAL",
    reopenAt: null,
    estimatedPrice: null,
    estimatedAmount: null,
    reference,
    last: last2
  });
};
var followPrice = (core, market) => {
  const { mode, reference } = market.breaker;
  if (market.displayed !== null) return;
  if (mode === "NONE" && reference !== market.lastPrice) continuous(core, market, market.lastPrice);
};
var gather = (core, market, { mode, range, feeType, duration: duration2, last: last2 }) => {
  const reference = market.breaker.reference ?? market.lastPrice;
  const now = core.scheduler.now();
  const bounded = reference !== null && range !== null;
  const upperLimit = bounded ? shifted(reference, range.up) : null;
  const lowerLimit = bounded ? shifted(reference, -range.down) : null;
  const estimate = estimateAuction(market, lowerLimit, upperLimit);
  enter(core, market, {
    mode,
    upperTrigger: null,
    lowerTrigger: null,
    upperLimit,
    lowerLimit,
    feeType,
    reopenAt: duration2 === null ? null : now + duration2,
    estimatedPrice: estimate?.price ?? null,
    estimatedAmount: estimate?.amount ?? 0n,
    reference,
    last: last2
  });
  const { epoch } = market.breaker;
  const isCurrent = () => market.breaker.epoch === epoch;
  const reestimate = () => {
    if (!isCurrent()) return;
    updateEstimate(core, market);
    core.agenda.at(core.scheduler.now() + estimateEvery, () => core.operate(reestimate));
  };
  core.agenda.at(now + estimateEvery, () => core.operate(reestimate));
  if (duration2 !== null) {
    core.agenda.at(now + duration2, () => core.operate(() => isCurrent() && reopen(core, market)));
  }
};
var updateEstimate = (core, market) => {
  const { upperLimit, lowerLimit, estimatedPrice, estimatedAmount } = market.breaker;
  const estimate = estimateAuction(market, lowerLimit, upperLimit);
  const price = estimate?.price ?? null;
  const amount = estimate?.amount ?? 0n;
  if (price === estimatedPrice && amount === estimatedAmount) return;
  market.breaker = {
    ...market.breaker,
    estimatedPrice: price,
    estimatedAmount: amount,
    updatedAt: core.scheduler.now()
  };
  core.emit({ type: "circuit-break", info: showBreaker(market) });
};
var startBreak = (core, market, direction) => {
  const { band, step } = widthsOf(market);
  const further = (side) => band + step * inRow(core, market, side);
  gather(core, market, {
    mode: "CIRCUIT_BREAK",
    range: { up: further("up"), down: further("down") },
    // The side that the price ran over counts as the maker.
    feeType: direction === "up" ? "SELL_MAKER" : "BUY_MAKER",
    duration: core.timing.circuitBreak,
    last: { direction, at: core.scheduler.now(), inRow: inRow(core, market, direction) }
  });
};
var isCrossed = (market) => {
  const bid = bestLevel(market.bids);
  const ask = bestLevel(market.asks);
  return bid !== void 0 && ask !== void 0 && bid.price >= ask.price;
};
var reopen = (core, market) => {
  const { upperLimit, lowerLimit, last: last2 } = market.breaker;
  if (market.displayed !== null) {
    continuous(core, market, null);
    return;
  }
  const auction = estimateAuction(market, lowerLimit, upperLimit);
  if (auction !== null) runAuction(core, market, auction.price);
  touchMarket(core, market);
  if (isCrossed(market)) startBreak(core, market, last2?.direction ?? "up");
  else continuous(core, market, market.lastPrice);
};
var setMode = (core, market, mode, duration2) => {
  const { last: last2 } = market.breaker;
  const { widest } = widthsOf(market);
  switch (mode) {
    case "NONE":
      if (market.breaker.mode !== "NONE") reopen(core, market);
      return;
    case "CIRCUIT_BREAK":
    case "RESUMPTION":
      gather(core, market, {
        mode,
        range: { up: widest, down: widest },
        feeType: "DYNAMIC",
        duration: duration2,
        last: last2
      });
      return;
    case "FULL_RANGE_CIRCUIT_BREAK":
    case "LISTING":
      gather(core, market, { mode, range: null, feeType: "DYNAMIC", duration: duration2, last: last2 });
  }
};
var showBreaker = (market) => {
  const { breaker } = market;
  return {
    pair: market.pair,
    mode: breaker.mode,
    estimatedItayosePrice: breaker.estimatedPrice,
    estimatedItayoseAmount: breaker.estimatedAmount,
    itayoseUpperPrice: breaker.upperLimit,
    itayoseLowerPrice: breaker.lowerLimit,
    upperTriggerPrice: breaker.upperTrigger,
    lowerTriggerPrice: breaker.lowerTrigger,
    feeType: breaker.feeType,
    reopenTimestamp: breaker.reopenAt,
    timestamp: breaker.updatedAt
  };
};

// src/simulator/venue/taking.ts
var takesOf = (displayed, order, wanted3 = order.remaining) => {
  const takes = [];
  let left2 = wanted3;
  for (const [price, available] of displayed.levels(oppositeSide(order.side))) {
    if (left2 <= 0n || !isAccepted(order, price)) break;
    const amount = minLots(available, left2);
    takes.push({ price, amount });
    left2 -= amount;
  }
  return takes;
};
var amountOf = (takes) => takes.reduce((sum, { amount }) => sum + amount, 0n);
var notionalOf = (takes) => takes.reduce((sum, { price, amount }) => sum + BigInt(price) * amount, 0n);
var reachDisplayed = (displayed, order, wanted3) => order.market.breaker.mode === "NONE" && displayed.mode === "live" ? amountOf(takesOf(displayed, order, wanted3)) : 0n;
var judgeMarket = (order, displayed) => {
  const { market } = order;
  const takes = takesOf(displayed, order);
  if (amountOf(takes) < order.remaining) return "reject";
  const holdsQuote = order.positionSide === null && order.side === "buy";
  const cover = quoteCover(market.rules, notionalOf(takes), market.rules.spotFee.taker);
  return holdsQuote && cover > order.locked ? "reject" : "match";
};
var totalOf = (displayed, side) => {
  let total = 0n;
  for (const [, amount] of displayed.levels(side)) total += amount;
  return total;
};
var judgeLimit = (core, order, displayed) => {
  const side = oppositeSide(order.side);
  const own2 = bestLevel(oppositeOf(order.market, order.side));
  const best = displayed.best(side);
  const isTaker = best !== null && isAccepted(order, best);
  const meetsOwn = own2 !== void 0 && isAccepted(order, own2.price);
  if (order.postOnly === true && (isTaker || meetsOwn)) return "cancel";
  if (!isTaker) return "rest";
  if (core.quirks.excessiveLimit === "rejected" && order.remaining > totalOf(displayed, side))
    return "reject";
  return "match";
};
var judgeDisplayed = (core, order, displayed) => {
  const { market, price } = order;
  const gathers = market.breaker.mode !== "NONE" || displayed.mode === "auction";
  if (!gathers && displayed.mode === "live")
    return price === null ? judgeMarket(order, displayed) : judgeLimit(core, order, displayed);
  const verdict = price === null ? "reject" : "rest";
  const outcome = price === null ? "rejected" : "rests";
  if (!gathers) core.emit({ type: "unproven", pair: market.pair, orderId: order.id, outcome });
  return verdict;
};
var takeDisplayed = (core, taker, displayed, held) => {
  for (const { price, amount } of takesOf(displayed, taker)) {
    displayed.take(oppositeSide(taker.side), price, amount);
    tradeWithOthers(core, taker, "taker", price, amount, { held });
  }
  if (taker.remaining > 0n && !isTerminal(taker.status)) rest(core, taker);
};

// src/simulator/venue/execution.ts
var reachOf = (core, order, wanted3) => {
  const { displayed } = order.market;
  return displayed === null ? reachAmongUs(core, order, wanted3) : { amount: reachDisplayed(displayed, order, wanted3), breaks: null };
};
var reachAmongUs = (core, order, wanted3) => {
  const { levels } = oppositeOf(order.market, order.side);
  const avoidsOwn = avoidsSelfTrade(core, order);
  let amount = 0n;
  let notional = 0n;
  for (let index = levels.length - 1; index >= 0 && amount < wanted3; index -= 1) {
    const level = levels[index];
    if (level === void 0 || !isAccepted(order, level.price)) break;
    const breaks = breakDirection(order.market, level.price);
    if (breaks !== null) return { amount, notional, breaks };
    const others4 = avoidsOwn ? amountOfOthers(core, order, level) : { amount: level.total, isAll: true };
    const taken = minLots(others4.amount, wanted3 - amount);
    amount += taken;
    notional += taken * BigInt(level.price);
    if (!others4.isAll) break;
  }
  return { amount, notional, breaks: null };
};
var avoidsSelfTrade = (core, order) => core.quirks.selfTrade !== "trade" && order.account.class === "user" && order.type !== "losscut";
var amountOfOthers = (core, { account }, level) => {
  let amount = 0n;
  for (let resting = level.first; resting !== null; resting = resting.next) {
    if (resting.account !== account) amount += resting.remaining;
    else if (core.quirks.selfTrade === "cancel_taking") return { amount, isAll: false };
  }
  return { amount, isAll: true };
};
var judgeMarket2 = (core, order) => {
  const { market } = order;
  if (market.breaker.mode !== "NONE") return "reject";
  const { amount, notional, breaks } = reachAmongUs(core, order, order.remaining);
  if (amount < order.remaining) {
    if (breaks !== null) startBreak(core, market, breaks);
    return "reject";
  }
  if (order.positionSide === null && order.side === "buy" && order.account.class === "user") {
    if (quoteCover(market.rules, notional, market.rules.spotFee.taker) > order.locked) return "reject";
  }
  return "match";
};
var judgeLimit2 = (core, order) => {
  const { market } = order;
  if (market.breaker.mode !== "NONE") return "rest";
  const opposite2 = oppositeOf(market, order.side);
  const best = bestLevel(opposite2);
  if (best === void 0 || !isAccepted(order, best.price)) return "rest";
  if (order.postOnly === true) return "cancel";
  if (core.quirks.excessiveLimit === "rejected" && order.remaining > opposite2.total) return "reject";
  return "match";
};
var judge = (core, order) => {
  const { displayed } = order.market;
  return displayed === null ? judgeAmongUs(core, order) : judgeDisplayed(core, order, displayed);
};
var judgeAmongUs = (core, order) => order.price === null ? judgeMarket2(core, order) : judgeLimit2(core, order);
var match = (core, taker, held) => {
  const { market } = taker;
  if (market.displayed !== null) {
    takeDisplayed(core, taker, market.displayed, held);
    return;
  }
  const opposite2 = oppositeOf(market, taker.side);
  while (taker.remaining > 0n && !isTerminal(taker.status)) {
    const best = bestLevel(opposite2);
    const maker = best?.first;
    if (best === void 0 || maker === null || maker === void 0) break;
    if (!isAccepted(taker, best.price)) break;
    if (maker.account === taker.account && avoidsSelfTrade(core, taker)) {
      if (core.quirks.selfTrade === "cancel_taking") {
        taker.canceledAt = core.scheduler.now();
        end(core, taker, canceledStatus(taker));
        if (held === null) announce(core, taker, false);
        return;
      }
      cancel(core, maker);
      continue;
    }
    const breaks = breakDirection(market, best.price);
    if (breaks !== null) {
      startBreak(core, market, breaks);
      break;
    }
    trade(core, market, maker, taker, best.price, minLots(maker.remaining, taker.remaining), held);
  }
  if (taker.remaining > 0n && !isTerminal(taker.status)) rest(core, taker);
};
var matchNew = (core, order) => {
  const user = order.account.id;
  if (core.quirks.firstOrderNews === "accepted" || order.account.class === "house") {
    announce(core, order, true);
    match(core, order, null);
    return;
  }
  remember2(core, order);
  const held = [];
  match(core, order, held);
  const state = remember2(core, order);
  const tradesFirst = core.quirks.tradeNews === "before_order";
  if (tradesFirst) held.forEach(core.emit);
  core.emit({ type: "order", user, isNew: true, order: state });
  if (!tradesFirst) held.forEach(core.emit);
};
var rejectNew = (core, order) => {
  const { rejected: rejected2 } = core.quirks;
  if (rejected2 === "streamed") announce(core, order, true);
  if (rejected2 === "only_by_id") remember2(core, order);
  end(core, order, "REJECTED");
  if (rejected2 === "only_by_id") remember2(core, order);
  else announce(core, order, rejected2 === "in_reply");
};
var cancelNew = (core, order) => {
  const inReply = core.quirks.crossingPostOnly === "canceled_in_reply";
  if (!inReply) announce(core, order, true);
  order.canceledAt = core.scheduler.now();
  end(core, order, "CANCELED_UNFILLED");
  announce(core, order, inReply);
};
var enterNew = (core, order) => {
  switch (judge(core, order)) {
    case "match":
      matchNew(core, order);
      return core.quirks.orderReply === "matched" ? "last" : "first";
    case "rest":
      rest(core, order);
      announce(core, order, true);
      return "first";
    case "reject":
      rejectNew(core, order);
      return "first";
    case "cancel":
      cancelNew(core, order);
      return "first";
  }
};
var enterTriggered = (core, order) => {
  switch (judge(core, order)) {
    case "match":
      match(core, order, null);
      return;
    case "rest":
      rest(core, order);
      return;
    case "reject":
    case "cancel":
      end(core, order, "REJECTED");
      announce(core, order, false);
      return;
  }
};
var stateFor = (order, which) => which === "first" ? order.states[0] : order.states[order.states.length - 1];

// src/simulator/venue/new-order.ts
var orderLife = 180 * 24 * 60 * 6e4;
var createLiveOrder = (core, account, market, { side, type, amount, price, triggerPrice, postOnly, positionSide }) => {
  const orderedAt = core.scheduler.now();
  core.orderId += 1;
  return {
    id: core.orderId,
    account,
    market,
    side,
    positionSide,
    type,
    price,
    triggerPrice,
    postOnly: type === "limit" ? postOnly : null,
    orderedAt,
    expireAt: type === "market" || type === "losscut" ? null : orderedAt + orderLife,
    status: triggerPrice === null ? "UNFILLED" : "INACTIVE",
    start: amount,
    remaining: amount ?? 0n,
    executed: 0n,
    executedNotional: 0n,
    triggeredAt: null,
    canceledAt: null,
    executedAt: null,
    justTriggered: false,
    locked: 0n,
    positionLocked: 0n,
    level: null,
    previous: null,
    next: null,
    states: []
  };
};

// src/simulator/venue/standing.ts
var marginOf = ({ longMargin, shortMargin }) => longMargin + shortMargin;
var spareMargin = ({ balance, positions, orders }) => balance - marginOf(positions) - marginOf(orders);
var availableMargin = (standing2) => {
  const spare = spareMargin(standing2);
  return spare > 0n ? spare : 0n;
};
var ratioOf = (account, market) => {
  const { margin: margin3 } = market.rules;
  if (margin3 === null) return oneRate;
  return account.company ? margin3.companyRatio : margin3.individualRatio;
};
var inQuote = (market, notional, divide) => divide(notional * market.rules.notionalMultiplier, market.rules.notionalDivisor);
var sizer = (account) => {
  const sized = { product: 0n, longMargin: 0n, shortMargin: 0n };
  return Object.assign(sized, {
    add: (market, side, notional) => {
      sized.product += inQuote(market, notional, floorDivide);
      const margin3 = ceilDivide(
        notional * market.rules.notionalMultiplier * ratioOf(account, market),
        market.rules.notionalDivisor * oneRate
      );
      if (side === "long") sized.longMargin += margin3;
      else sized.shortMargin += margin3;
    }
  });
};
var collateralOf = (core, account, asset) => {
  const balance = account.balances[asset];
  const rules = core.assets[asset];
  if (balance === void 0 || rules === void 0) return 0n;
  const held = balance.onhand - balance.withdrawing;
  if (held === 0n || asset === core.jpy) return held;
  const market = core.jpyMarketOf[asset];
  if (market === void 0 || market.lastPrice === null) return 0n;
  const ratio = core.collateralRatios[asset] ?? 0n;
  const { baseUnitsPerLot, notionalMultiplier, notionalDivisor } = market.rules;
  return floorDivide(
    held * BigInt(market.lastPrice) * notionalMultiplier * ratio,
    baseUnitsPerLot * notionalDivisor * oneRate
  );
};
var standingOf = (core, account) => {
  let profitLoss = 0n;
  let cost = account.payables;
  const positions = sizer(account);
  for (const { market, side, open: open2, entry, fee, interest } of account.positions) {
    if (open2 === 0n) continue;
    const value = market.lastPrice === null ? entry : BigInt(market.lastPrice) * open2;
    profitLoss += inQuote(market, side === "long" ? value - entry : entry - value, floorDivide);
    cost += fee + ceilDivide(interest, market.rules.finePerUnit);
    positions.add(market, side, entry);
  }
  const orders = sizer(account);
  for (const order of account.active.values()) {
    if (order.positionSide === null || order.price === null || !opensPosition(order)) continue;
    orders.add(order.market, order.positionSide, BigInt(order.price) * order.remaining);
  }
  let balance = profitLoss - cost;
  for (let asset = 0; asset < core.assets.length; asset += 1) balance += collateralOf(core, account, asset);
  return { balance, profitLoss, cost, positions, orders };
};
var openingMargin = (account, market, price, amount) => ceilDivide(
  BigInt(price) * amount * market.rules.notionalMultiplier * ratioOf(account, market),
  market.rules.notionalDivisor * oneRate
);

// src/simulator/venue/margin.ts
var day2 = 24 * 60 * 6e4;
var liquidationRetry = 1e3;
var notify = (core, account, notice) => {
  account.notice = notice;
  core.emit({ type: "notice", user: account.id, notice });
};
var calmDown = (core, account) => {
  account.marginMode = account.payables > 0n ? "DEBT" : "NORMAL";
  if (account.payables === 0n && account.notice.what !== null) notify(core, account, noNotice);
};
var newestHolding = (account, asset) => [...account.active.values()].findLast((order) => order.locked > 0n && lockedAsset(order) === asset);
var invalidate = (core, account, orders) => {
  for (const order of orders) {
    order.canceledAt = core.scheduler.now();
    end(core, order, canceledStatus(order));
    remember2(core, order);
  }
  if (account.class === "house" || orders.length === 0) return;
  core.emit({ type: "invalidation", user: account.id, orderIds: orders.map(({ id }) => id) });
};
var setPayables = (core, account, payables) => {
  account.payables = payables;
  core.emit({ type: "payable", user: account.id, amount: payables });
  const occurredAt = account.notice.what === "debt" ? account.notice.occurredAt : core.scheduler.now();
  if (payables > 0n) {
    core.debtors.add(account);
    if (account.marginMode !== "LOSSCUT") account.marginMode = "DEBT";
    notify(core, account, {
      what: "debt",
      occurredAt,
      amount: payables,
      dueDateAt: (occurredAt ?? 0) + day2
    });
  } else {
    core.debtors.delete(account);
    if (account.marginMode !== "LOSSCUT") calmDown(core, account);
  }
};
var coverLosses = (core) => {
  for (const account of core.uncovered) {
    while (freeOf(account, core.jpy) < 0n) {
      const order = newestHolding(account, core.jpy);
      if (order === void 0) break;
      invalidate(core, account, [order]);
    }
    const short2 = -freeOf(account, core.jpy);
    if (short2 > 0n) {
      transfer(core.pots.marginPool, account, core.jpy, short2);
      setPayables(core, account, account.payables + short2);
    }
  }
  core.uncovered.clear();
};
var payDebts = (core) => {
  for (const account of core.debtors) {
    const free = freeOf(account, core.jpy);
    const amount = free < account.payables ? free : account.payables;
    if (amount <= 0n) continue;
    transfer(account, core.pots.marginPool, core.jpy, amount);
    setPayables(core, account, account.payables - amount);
  }
};
var liquidatePosition = (core, account, position) => {
  const { market, open: open2 } = position;
  if (market.breaker.mode !== "NONE" || market.status === "HALT") return;
  const order = createLiveOrder(core, account, market, {
    pair: market.pair,
    side: position.side === "long" ? "sell" : "buy",
    type: "losscut",
    amount: open2,
    price: null,
    triggerPrice: null,
    postOnly: false,
    positionSide: position.side
  });
  const { amount, breaks } = reachOf(core, order, open2);
  if (amount === 0n) {
    if (breaks !== null) startBreak(core, market, breaks);
    return;
  }
  order.start = amount;
  order.remaining = amount;
  begin(order);
  holdPosition(core, order, amount);
  enterNew(core, order);
};
var liquidate = (core, account) => {
  if (account.marginMode !== "LOSSCUT") return;
  for (const position of account.positions) {
    if (position.open > 0n) liquidatePosition(core, account, position);
  }
  if (account.positions.every(({ open: open2 }) => open2 === 0n)) {
    calmDown(core, account);
    return;
  }
  core.agenda.at(core.scheduler.now() + liquidationRetry, () => core.operate(() => liquidate(core, account)));
};
var startLiquidation = (core, account) => {
  account.marginMode = "LOSSCUT";
  for (const order of [...account.active.values()]) {
    if (order.positionSide !== null) cancel(core, order);
  }
  liquidate(core, account);
};
var call = (core, account, missing) => {
  const occurredAt = core.scheduler.now();
  const dueDateAt = occurredAt + day2;
  account.marginMode = "CALL";
  notify(core, account, { what: "marginCall", occurredAt, amount: missing, dueDateAt });
  core.agenda.at(
    dueDateAt,
    () => core.operate(() => {
      if (account.marginMode === "CALL" && account.notice.dueDateAt === dueDateAt) {
        startLiquidation(core, account);
      }
    })
  );
};
var checkMargins = (core) => {
  for (const account of [...core.marginUsers]) {
    if (account.marginMode === "LOSSCUT") continue;
    const standing2 = standingOf(core, account);
    const needed = marginOf(standing2.positions);
    if (2n * standing2.balance < needed) startLiquidation(core, account);
    else if (account.marginMode === "CALL" && standing2.balance >= needed) calmDown(core, account);
  }
};
var callMargins = (core) => {
  for (const account of [...core.marginUsers]) {
    if (account.marginMode !== "NORMAL") continue;
    const standing2 = standingOf(core, account);
    const missing = marginOf(standing2.positions) - standing2.balance;
    if (missing > 0n) call(core, account, missing);
  }
};
var accrueInterest = (core) => {
  for (const account of core.marginUsers) {
    for (const position of account.positions) {
      const { margin: margin3 } = position.market.rules;
      if (position.open === 0n || margin3 === null) continue;
      const rate = position.side === "long" ? margin3.longInterest : margin3.shortInterest;
      position.interest += fineInterest(
        position.market.rules,
        position.entry,
        rate,
        core.quirks.notionalRounding
      );
      positionChanged(core, position);
    }
  }
};

// src/simulator/venue/stops.ts
var referencePrice = (core, market, side) => core.quirks.stopReference === "last" || market.displayed !== null ? market.lastPrice : offeredPrice(market, side);
var takePosition = (core, order) => {
  if (order.type !== "take_profit" && order.type !== "stop_loss") return true;
  const { open: open2, locked } = positionOf(order.account, order.market, order.positionSide ?? "long");
  const available = open2 - locked;
  const amount = order.start === null || order.start > available ? available : order.start;
  order.start = amount;
  order.remaining = amount;
  holdPosition(core, order, amount);
  return amount > 0n;
};
var enterNextInstant = (core, order) => core.agenda.at(core.scheduler.now() + 1, () => {
  order.market.displayed?.catchUp();
  core.operate(() => {
    if (!isTerminal(order.status) && order.level === null) enterTriggered(core, order);
  });
});
var fire = (core, order) => {
  const start3 = order.start;
  order.triggeredAt = core.scheduler.now();
  order.status = "UNFILLED";
  if (!takePosition(core, order)) {
    order.start = start3;
    cancel(core, order);
    return;
  }
  order.justTriggered = true;
  announce(core, order, false);
  order.justTriggered = false;
  if (order.market.displayed === null) enterTriggered(core, order);
  else enterNextInstant(core, order);
};
var fireTriggers = (core, market) => {
  const priceFor = (side) => referencePrice(core, market, side);
  while (market.breaker.mode === "NONE" && market.status !== "HALT") {
    const order = takeReached(market.triggers, priceFor);
    if (order === void 0) return;
    fire(core, order);
  }
};
var cancelIdleClosers = (core, { account, market, side, open: open2 }) => {
  if (open2 > 0n || (account.activeCounts[market.index] ?? 0) === 0) return;
  for (const order of [...account.active.values()]) {
    const waits = order.status === "INACTIVE" && order.market === market;
    if (waits && order.positionSide === side) cancel(core, order);
  }
};

// src/simulator/venue/conclusion.ts
var conclude = (core) => {
  followUp(core);
  payDebts(core);
  publishLevels(core);
  publishBalances(core);
  publishPositions(core);
};
var followUp = (core) => {
  const { touchedMarkets, uncovered, marginUsers } = core;
  let seen = 0;
  do {
    coverLosses(core);
    for (const position of [...core.changedPositions]) cancelIdleClosers(core, position);
    let hasMoved = false;
    for (; seen < touchedMarkets.length; seen += 1) {
      const market = touchedMarkets[seen];
      market.touched = false;
      fireTriggers(core, market);
      hasMoved ||= market.priceMoved;
      market.priceMoved = false;
    }
    if (marginUsers.size > 0 && (hasMoved || core.balanceChanges.length > 0)) checkMargins(core);
  } while (seen < touchedMarkets.length || uncovered.size > 0);
};
var publishLevels = (core) => {
  for (const { pair, changedLevels } of core.touchedMarkets) {
    for (const level of changedLevels) {
      level.changed = false;
      core.sequence += 2;
      const { side, price, total } = level;
      core.emit({ type: "level", pair, side, price, amount: total, sequence: core.sequence });
    }
    changedLevels.length = 0;
  }
  core.touchedMarkets.length = 0;
};
var publishBalances = (core) => {
  for (const { account, asset } of core.balanceChanges) {
    const balance = balanceOf(account, asset);
    balance.changed = false;
    const rules = core.assets[asset];
    if (rules === void 0) continue;
    core.emit({ type: "asset", user: account.id, balance: showBalance(rules, balance) });
  }
  core.balanceChanges.length = 0;
};
var publishPositions = (core) => {
  for (const position of core.changedPositions) {
    position.changed = false;
    core.emit({ type: "position", user: position.account.id, position: showPosition(position) });
  }
  core.changedPositions.length = 0;
};

// src/simulator/venue/refusal.ts
var refusal = (code) => ({ _tag: "Refusal", code });
var isRefusal = (value) => typeof value === "object" && value !== null && "_tag" in value && value._tag === "Refusal";
var refusalOf = (rows3, subject) => {
  for (const { code, when } of rows3) if (when(subject)) return refusal(code);
  return null;
};

// src/simulator/venue/dealer.ts
var dealerOrder = (core, account, { asset, side, amount, price }) => {
  const index = assetIndex(core, asset);
  const rules = core.assets[index];
  const jpy = core.assets[core.jpy];
  if (rules === void 0 || jpy === void 0 || rules === jpy) return refusal(venueCode.invalidAsset);
  if (amount <= 0n) return refusal(venueCode.invalidAmount);
  const scale2 = scaleOf(price);
  const value = amount * toUnits(price, scale2) * 10n ** BigInt(jpy.precision);
  const divisor = 10n ** BigInt(rules.precision + scale2);
  const isPurchase = side === "buy";
  const payment = paymentDivide[core.quirks.notionalRounding](isPurchase ? value : -value, divisor);
  const needed = isPurchase ? payment : amount;
  if (needed > freeOf(account, isPurchase ? core.jpy : index)) return refusal(venueCode.insufficientFunds);
  transfer(account, core.pots.dealer, core.jpy, payment);
  transfer(core.pots.dealer, account, index, isPurchase ? amount : -amount);
  core.orderId += 1;
  const order = {
    orderId: core.orderId,
    user: account.id,
    asset,
    side,
    price,
    amount,
    orderedAt: core.scheduler.now()
  };
  core.emit({ type: "dealer-order", user: account.id, dealerOrder: order });
  return order;
};
var dealerCommands = (core) => ({
  dealerOrder: (user, order) => core.operate(() => dealerOrder(core, accountAt(core, user), order))
});

// src/simulator/venue/transfer-parts.ts
var later = (core, delay3, run) => core.agenda.at(core.scheduler.now() + delay3, () => core.operate(run));
var knownAsset = (core, asset) => {
  const index = assetIndex(core, asset);
  const rules = core.assets[index];
  if (rules === void 0) throw new RangeError(`the venue has no asset ${asset}`);
  return { index, rules };
};
var putInPlace = (list2, item) => {
  const place = list2.findIndex(({ uuid }) => uuid === item.uuid);
  if (place < 0) list2.push(item);
  else list2[place] = item;
};
var hex = (random, digits) => Array.from({ length: digits }, () => Math.floor(random() * 16).toString(16)).join("");

// src/simulator/venue/deposits.ts
var setDeposit = (core, account, deposit2) => {
  putInPlace(account.deposits, deposit2);
  core.emit({ type: "deposit", user: account.id, deposit: deposit2 });
};
var creditDeposit = (core, account, uuid) => {
  const deposit2 = account.deposits.find((known) => known.uuid === uuid);
  if (deposit2?.status !== "CONFIRMED") return;
  setDeposit(core, account, { ...deposit2, status: "DONE", awaitsOriginator: false });
  transfer(core.pots.depositors, account, knownAsset(core, deposit2.asset).index, deposit2.amount);
};
var confirmDeposit = (core, account, uuid) => {
  const deposit2 = account.deposits.find((known) => known.uuid === uuid);
  if (deposit2?.status !== "FOUND") return;
  setDeposit(core, account, { ...deposit2, status: "CONFIRMED", confirmedAt: core.scheduler.now() });
  if (!deposit2.awaitsOriginator) {
    later(core, core.timing.depositCredit, () => creditDeposit(core, account, uuid));
  }
};
var deposit = (core, account, { asset, amount, network, awaitsOriginator = false }) => {
  const { index, rules } = knownAsset(core, asset);
  if (amount <= 0n) throw new RangeError(`a deposit is more than nothing, got ${amount}`);
  const now = core.scheduler.now();
  const isFiat = rules.networks.length === 0;
  const found = {
    uuid: newUuid(core.random),
    user: account.id,
    asset,
    network: isFiat ? null : network ?? rules.networks[0]?.network ?? null,
    address: isFiat ? null : hex(core.random, 40),
    txid: isFiat ? null : hex(core.random, 64),
    amount,
    status: isFiat ? "DONE" : "FOUND",
    foundAt: now,
    confirmedAt: isFiat ? now : null,
    awaitsOriginator: awaitsOriginator && !isFiat
  };
  setDeposit(core, account, found);
  if (isFiat) transfer(core.pots.depositors, account, index, amount);
  else later(core, core.timing.depositConfirm, () => confirmDeposit(core, account, found.uuid));
  return found;
};
var originatorRefusal = (originator) => {
  switch (originator?.status) {
    case "CONFIRMED":
      return null;
    case "SCREENING":
      return refusal(venueCode.originatorUnderReview);
    case "DEPRECATED":
      return refusal(venueCode.originatorIncomplete);
    case "REJECTED":
    case void 0:
      return refusal(venueCode.originatorNotFound);
  }
};
var nameOriginators = (core, account, named) => {
  const waiting = named.map(
    ({ uuid }) => account.deposits.find((known) => known.uuid === uuid && known.awaitsOriginator)
  );
  if (waiting.some((known) => known === void 0)) return refusal(venueCode.depositNotFound);
  for (const { originatorUuid } of named) {
    const refused2 = originatorRefusal(account.originators.find(({ uuid }) => uuid === originatorUuid));
    if (refused2 !== null) return refused2;
  }
  for (const known of waiting) {
    if (known === void 0) continue;
    putInPlace(account.deposits, { ...known, awaitsOriginator: false });
    if (known.status === "CONFIRMED") {
      later(core, core.timing.depositCredit, () => creditDeposit(core, account, known.uuid));
    }
  }
  return null;
};
var depositCommands = (core) => ({
  confirmDeposits: (user, named) => core.operate(() => nameOriginators(core, accountAt(core, user), named)),
  confirmAllDeposits: (user, originatorUuid) => core.operate(() => {
    const account = accountAt(core, user);
    const refused2 = originatorRefusal(account.originators.find(({ uuid }) => uuid === originatorUuid));
    if (refused2 !== null) return refused2;
    const waiting = account.deposits.filter(({ awaitsOriginator }) => awaitsOriginator);
    return nameOriginators(
      core,
      account,
      waiting.map(({ uuid }) => ({ uuid, originatorUuid }))
    );
  }),
  credit: (user, asset, amount) => core.operate(
    () => transfer(core.pots.depositors, accountAt(core, user), knownAsset(core, asset).index, amount)
  ),
  deposit: (user, details) => core.operate(() => deposit(core, accountAt(core, user), details)),
  addOriginator: (user, details) => {
    const originator = { uuid: newUuid(core.random), ...details };
    accountAt(core, user).originators.push(originator);
    return originator;
  }
});

// src/simulator/venue/order-refusals.ts
var highestPriceFactor = 100;
var needsPrice = (type) => type === "limit" || type === "stop_limit";
var needsTrigger = (type) => type === "stop" || type === "stop_limit" || type === "take_profit" || type === "stop_loss";
var mayBeWhole = (type) => type === "take_profit" || type === "stop_loss";
var expectedPrice = (market, { side, price, triggerPrice }) => price ?? triggerPrice ?? offeredPrice(market, side) ?? market.lastPrice ?? 0;
var senseless = [
  {
    code: venueCode.invalidOrderType,
    why: "The `type` is `losscut`, which only the venue places.",
    when: ({ order }) => order.type === "losscut"
  },
  {
    code: venueCode.missingAmount,
    why: "There is no `amount`, and the order is neither a `take_profit` nor a `stop_loss`.",
    when: ({ order }) => order.amount === null && !mayBeWhole(order.type)
  },
  {
    code: venueCode.invalidAmount,
    why: "The `amount` is not above zero.",
    when: ({ order }) => order.amount !== null && order.amount <= 0n
  },
  {
    code: venueCode.missingPrice,
    why: "There is no `price`, and the order is a `limit` or a `stop_limit`.",
    when: ({ order }) => order.price === null && needsPrice(order.type)
  },
  {
    code: venueCode.missingTriggerPrice,
    why: "There is no `trigger_price`, and the order waits for one.",
    when: ({ order }) => order.triggerPrice === null && needsTrigger(order.type)
  },
  {
    code: venueCode.postOnlyOfSuchType,
    why: "The `post_only` is `true`, and the order is not a `limit`.",
    when: ({ order }) => order.postOnly && order.type !== "limit"
  },
  {
    code: venueCode.noMarginTradingOfPair,
    why: "There is a `position_side`, and the pair has no margin trading.",
    when: ({ order, market }) => order.positionSide !== null && market.rules.margin === null
  },
  {
    code: venueCode.notClosing,
    why: "A `take_profit` or a `stop_loss` would not close a margin position.",
    when: ({ order }) => mayBeWhole(order.type) && !closesPosition(order)
  },
  {
    code: venueCode.noOpeningByStop,
    why: "An order that waits for a trigger would open a margin position.",
    when: ({ order }) => needsTrigger(order.type) && opensPosition(order)
  }
];
var stopped = ({ market }) => market.instrument.stopped;
var opens = (order, side) => order.positionSide === side && opensPosition(order);
var untimely = [
  {
    code: venueCode.tradingSuspended,
    why: "The pair is in the state `HALT`.",
    when: ({ market }) => market.status === "HALT"
  },
  {
    code: venueCode.pairOrdersAndCancelsSuspended,
    why: "The pair takes neither orders nor cancels (`stop_order_and_cancel`).",
    when: (attempt2) => stopped(attempt2).orderAndCancel
  },
  {
    code: venueCode.pairOrdersSuspended,
    why: "The pair takes no orders (`stop_order`).",
    when: (attempt2) => stopped(attempt2).order
  },
  {
    code: venueCode.ordersRestricted,
    why: "The pair is not enabled (`is_enabled`).",
    when: ({ market }) => !market.instrument.enabled
  },
  {
    code: venueCode.buyingRestricted,
    why: "The pair takes no buys (`stop_buy_order`).",
    when: (attempt2) => attempt2.order.side === "buy" && stopped(attempt2).buy
  },
  {
    code: venueCode.sellingRestricted,
    why: "The pair takes no sells (`stop_sell_order`).",
    when: (attempt2) => attempt2.order.side === "sell" && stopped(attempt2).sell
  },
  {
    code: venueCode.marketOrdersRestricted,
    why: "The pair takes no market orders (`stop_market_order`).",
    when: (attempt2) => attempt2.order.type === "market" && stopped(attempt2).market
  },
  {
    code: venueCode.stopRestricted,
    why: "The pair takes no orders that go to market by a trigger (`stop_stop_order`).",
    when: (attempt2) => {
      const { type } = attempt2.order;
      return stopped(attempt2).stop && needsTrigger(type) && type !== "stop_limit";
    }
  },
  {
    code: venueCode.stopLimitRestricted,
    why: "The pair takes no stop limit orders (`stop_stop_limit_order`).",
    when: (attempt2) => attempt2.order.type === "stop_limit" && stopped(attempt2).stopLimit
  },
  {
    code: venueCode.longOpeningRestricted,
    why: "The pair takes no orders that open a long (`stop_margin_long_order`).",
    when: (attempt2) => opens(attempt2.order, "long") && stopped(attempt2).marginLong
  },
  {
    code: venueCode.shortOpeningRestricted,
    why: "The pair takes no orders that open a short (`stop_margin_short_order`).",
    when: (attempt2) => opens(attempt2.order, "short") && stopped(attempt2).marginShort
  }
];
var isAbove = (amount, most3) => amount !== null && amount > most3;
var isTooHigh = ({ lastPrice: lastPrice2 }, price) => price !== null && lastPrice2 !== null && price > lastPrice2 * highestPriceFactor;
var outOfBounds = [
  {
    code: venueCode.amountTooSmall,
    why: "The amount is below the minimum of the pair (`unit_amount`).",
    when: ({ order: { amount }, market }) => amount !== null && amount < market.rules.minAmount
  },
  {
    code: venueCode.amountBelowRaisedMinimum,
    why: "The amount is below the minimum that a busy pair has for now (`min_amount` of `/spot/status`).",
    when: ({ order: { amount }, market }) => amount !== null && amount < minAmountOf(market)
  },
  {
    code: venueCode.marketBuyTooLarge,
    why: "A buy that goes to market is larger than the pair allows (`market_max_amount`).",
    when: ({ order: { type, side, amount }, market }) => side === "buy" && !needsPrice(type) && isAbove(amount, market.rules.marketMaxAmount)
  },
  {
    code: venueCode.amountTooLarge,
    why: "The amount is larger than the pair allows (`limit_max_amount`, at market `market_max_amount`).",
    when: ({ order: { type, amount }, market: { rules } }) => isAbove(amount, needsPrice(type) ? rules.limitMaxAmount : rules.marketMaxAmount)
  },
  {
    code: venueCode.marketOrdersRestrictedInBreak,
    why: "A market order comes in a circuit break.",
    when: ({ order, market }) => order.type === "market" && market.breaker.mode !== "NONE"
  },
  {
    code: venueCode.invalidPrice,
    why: "The price has more digits than a price can have.",
    when: ({ order: { price } }) => price !== null && !Number.isSafeInteger(price)
  },
  {
    code: venueCode.priceTooLow,
    why: "The price is not above zero.",
    when: ({ order: { price } }) => price !== null && price < 1
  },
  {
    code: venueCode.priceTooHigh,
    why: "The price is more than a hundred times the last price.",
    when: ({ order, market }) => isTooHigh(market, order.price)
  },
  {
    code: venueCode.priceBeyondBand,
    why: "The price is outside the band of a circuit break.",
    when: ({ order: { price }, market: { breaker } }) => price !== null && (breaker.upperLimit !== null && price > breaker.upperLimit || breaker.lowerLimit !== null && price < breaker.lowerLimit)
  },
  {
    code: venueCode.invalidTriggerPrice,
    why: "The trigger price is not above zero, or has more digits than a price can have.",
    when: ({ order: { triggerPrice } }) => triggerPrice !== null && (!Number.isSafeInteger(triggerPrice) || triggerPrice < 1)
  },
  {
    code: venueCode.triggerPriceTooHigh,
    why: "The trigger price is more than a hundred times the last price.",
    when: ({ order, market }) => isTooHigh(market, order.triggerPrice)
  },
  {
    code: venueCode.triggersAtOnce,
    why: "The trigger price is reached already.",
    when: ({ core, order, market }) => {
      if (order.triggerPrice === null) return false;
      const reference = referencePrice(core, market, order.side);
      return reference !== null && isReached(directionOf(order), order.triggerPrice, reference);
    }
  }
];
var orderRefusals = [...senseless, ...untimely, ...outOfBounds];

// src/simulator/venue/account-refusals.ts
var maxActiveOrders = 30;
var closable = ({ account, market, order }) => {
  const { open: open2, locked } = positionOf(account, market, order.positionSide ?? "long");
  return mayBeWhole(order.type) ? open2 : open2 - locked;
};
var accountRefusals = [
  {
    code: venueCode.tooManyOpenOrders,
    why: `The user has ${maxActiveOrders} open orders of the pair.`,
    when: ({ account, market }) => (account.activeCounts[market.index] ?? 0) >= maxActiveOrders
  },
  {
    code: venueCode.insufficientFunds,
    why: "A spot order would lock more of its asset than is free.",
    when: ({ account, market: { rules }, order, lock: lock2 }) => order.positionSide === null && lock2 > freeOf(account, order.side === "buy" ? rules.quote : rules.base)
  },
  {
    code: venueCode.marginUnreviewed,
    why: "There is a `position_side`, and the user may not trade on margin.",
    when: ({ account, order }) => order.positionSide !== null && !account.mayTradeOnMargin
  },
  {
    code: venueCode.noMarginOpening,
    why: "The order would open a position while the venue closes those of the user.",
    when: ({ account, order }) => account.marginMode === "LOSSCUT" && opensPosition(order)
  },
  {
    code: venueCode.noMarginClosing,
    why: "The order would close a position while the venue closes those of the user.",
    when: ({ account, order }) => account.marginMode === "LOSSCUT" && closesPosition(order)
  },
  {
    code: venueCode.insufficientCredit,
    why: "The order would open a position that needs more margin than the user has left.",
    when: ({ core, account, market, order }) => opensPosition(order) && openingMargin(account, market, expectedPrice(market, order), order.amount ?? 0n) > availableMargin(standingOf(core, account))
  },
  {
    code: venueCode.exceedsPosition,
    why: "The order would close more of a position than is open and not held by other orders.",
    when: (attempt2) => {
      if (!closesPosition(attempt2.order)) return false;
      const left2 = closable(attempt2);
      return left2 === 0n || (attempt2.order.amount ?? 0n) > left2;
    }
  }
];

// src/simulator/venue/admission.ts
var spotLock = (market, order) => {
  const { rules } = market;
  const amount = order.amount ?? 0n;
  if (order.side === "sell") return amount * rules.baseUnitsPerLot;
  const notional = BigInt(expectedPrice(market, order)) * amount;
  return order.price === null ? quoteCover(rules, notional, rules.allowanceRate) : limitBuyCover(rules, notional);
};
var admittedOrder = ({ market, order }) => order.postOnly && market.breaker.mode !== "NONE" ? { ...order, postOnly: false } : order;
var admit = (attempt2) => {
  const refused2 = refusalOf(orderRefusals, attempt2);
  if (refused2 !== null) return refused2;
  const order = admittedOrder(attempt2);
  const { account, market } = attempt2;
  const isSpot = order.positionSide === null;
  if (account.class === "house") {
    return isSpot ? { order, lock: 0n, positionLock: 0n } : refusal(venueCode.marginUnreviewed);
  }
  const lock2 = isSpot ? spotLock(market, order) : 0n;
  const unfunded = refusalOf(accountRefusals, { ...attempt2, lock: lock2 });
  if (unfunded !== null) return unfunded;
  const holdsPosition = closesPosition(order) && !mayBeWhole(order.type);
  return { order, lock: lock2, positionLock: holdsPosition ? order.amount ?? 0n : 0n };
};

// src/simulator/venue/expiry.ts
var awaitExpiry = (core, order) => {
  if (order.account.class === "house" || order.expireAt === null) return;
  core.expiries.add(order);
  awaitFirst(core);
};
var awaitFirst = (core) => {
  const [first] = core.expiries;
  if (first === void 0 || core.isExpiryAwaited) return;
  core.isExpiryAwaited = true;
  core.agenda.at(first.expireAt ?? 0, () => {
    core.isExpiryAwaited = false;
    core.operate(() => expire(core));
  });
};
var expire = (core) => {
  const now = core.scheduler.now();
  for (const order of core.expiries) {
    if ((order.expireAt ?? 0) > now) break;
    cancel(core, order);
  }
  awaitFirst(core);
};

// src/simulator/venue/orders.ts
var submit = (core, account, request) => {
  const market = core.marketOf.get(request.pair);
  if (market === void 0) return refusal(venueCode.invalidPair);
  const admission = admit({ core, account, market, order: request });
  if (isRefusal(admission)) return admission;
  const order = createLiveOrder(core, account, market, admission.order);
  begin(order);
  hold(order, admission.lock);
  holdPosition(core, order, admission.positionLock);
  let shown5 = "first";
  if (order.status === "INACTIVE") {
    addTrigger(market.triggers, order);
    announce(core, order, true);
  } else {
    shown5 = enterNew(core, order);
  }
  if (!isTerminal(order.status)) awaitExpiry(core, order);
  return stateFor(order, shown5) ?? snapshot(order, order.orderedAt);
};
var find = (core, account, pair, orderId) => {
  const order = account.active.get(orderId) ?? account.orders.get(orderId);
  return order?.market.pair === pair ? order : void 0;
};
var cancelRefusal = (order) => {
  if (order === void 0) return refusal(venueCode.orderNotFound);
  switch (order.status) {
    case "FULLY_FILLED":
      return refusal(venueCode.alreadyExecuted);
    case "CANCELED_UNFILLED":
    case "CANCELED_PARTIALLY_FILLED":
      return refusal(venueCode.alreadyCanceled);
    case "REJECTED":
      return refusal(venueCode.notCancelable);
    default:
      return order.type === "losscut" ? refusal(venueCode.notCancelable) : null;
  }
};
var checkCancelling = (market) => {
  if (market.status === "HALT") return refusal(venueCode.orderAndCancelRestricted);
  return market.instrument.stopped.orderAndCancel ? refusal(venueCode.pairOrdersAndCancelsSuspended) : null;
};
var latest = (core, order) => stateFor(order, "last") ?? snapshot(order, core.scheduler.now());
var cancelOne = (core, account, pair, orderId) => {
  const market = core.marketOf.get(pair);
  if (market === void 0) return refusal(venueCode.invalidPair);
  const order = find(core, account, pair, orderId);
  const refused2 = checkCancelling(market) ?? cancelRefusal(order);
  if (refused2 !== null || order === void 0) return refused2 ?? refusal(venueCode.orderNotFound);
  cancel(core, order);
  return latest(core, order);
};
var maxCancelledAtOnce = 30;
var cancelMany = (core, account, pair, orderIds) => {
  const market = core.marketOf.get(pair);
  if (market === void 0) return refusal(venueCode.invalidPair);
  if (orderIds.length > maxCancelledAtOnce) return refusal(venueCode.tooManyOrdersSpecified);
  const suspended = checkCancelling(market);
  if (suspended !== null) return suspended;
  const orders = [...new Set(orderIds)].map((id) => find(core, account, pair, id));
  const { cancelOrdersFinished } = core.quirks;
  if (cancelOrdersFinished === "refused") {
    const first = orders.map(cancelRefusal).find((refused2) => refused2 !== null);
    if (first !== void 0) return first;
  }
  return orders.flatMap((order) => {
    if (order === void 0) return [];
    if (cancelRefusal(order) === null) cancel(core, order);
    else if (cancelOrdersFinished === "omitted") return [];
    return [latest(core, order)];
  });
};
var afterOthers = (core, pair, command2) => {
  core.marketOf.get(pair)?.displayed?.catchUp();
  return core.operate(command2);
};
var orderCommands = (core) => ({
  submitOrder: (user, order) => afterOthers(core, order.pair, () => submit(core, accountAt(core, user), order)),
  cancelOrder: (user, pair, orderId) => afterOthers(core, pair, () => cancelOne(core, accountAt(core, user), pair, orderId)),
  cancelOrders: (user, pair, orderIds) => afterOthers(core, pair, () => cancelMany(core, accountAt(core, user), pair, orderIds)),
  invalidateOrders: (user, pair, orderIds) => core.operate(() => {
    const account = accountAt(core, user);
    marketAt(core, pair);
    const orders = orderIds.map((id) => find(core, account, pair, id));
    const open2 = orders.filter((order) => order !== void 0 && !isTerminal(order.status));
    invalidate(core, account, open2);
  })
});

// src/simulator/venue/outside.ts
var restingIn = ({ levels, side }) => {
  const resting = [];
  for (let at = levels.length - 1; at >= 0; at -= 1) {
    for (let order = levels[at]?.first ?? null; order !== null; order = order.next) {
      const { id: orderId, account, price, remaining } = order;
      resting.push({ orderId, user: account.id, side, price: price ?? 0, remaining });
    }
  }
  return resting;
};
var fillOne = (core, { pair, user, orderId, price, amount, basis }) => {
  const order = accountAt(core, user).active.get(orderId);
  if (order === void 0 || order.market.pair !== pair || order.level === null || isTerminal(order.status))
    throw new RangeError(`order ${orderId} does not rest at ${pair}`);
  if (amount <= 0n || amount > order.remaining)
    throw new RangeError(`order ${orderId} has ${order.remaining} left, and not ${amount}`);
  tradeWithOthers(core, order, "maker", price, amount, { basis });
};
var outsideCommands = (core) => ({
  display: (pair, displayed) => {
    marketAt(core, pair).displayed = displayed;
  },
  restingOrders: (pair) => {
    const market = marketAt(core, pair);
    market.resting ??= [...restingIn(market.bids), ...restingIn(market.asks)];
    return market.resting;
  },
  fillResting: (fills) => core.operate(() => {
    for (const fill2 of fills) fillOne(core, fill2);
  }),
  printed: (pair, price, amount) => core.operate(() => {
    const market = marketAt(core, pair);
    core.emit({ type: "print", pair, price, amount });
    market.priceMoved ||= market.lastPrice !== price;
    market.lastPrice = price;
    touchMarket(core, market);
  }),
  setInstrument: (instrument) => {
    const market = marketAt(core, instrument.pair);
    market.rules = compileRules(instrument, core.assets, core.quirks.lockRounding);
    market.instrument = instrument;
  },
  followStatus: (pair, status, minAmount) => core.operate(() => {
    const market = marketAt(core, pair);
    const isNews = market.status !== status || minAmountOf(market) !== minAmount;
    market.status = status;
    market.givenMinimum = minAmount;
    if (isNews) core.emit({ type: "pair-status", status: { pair, status, minAmount } });
    touchMarket(core, market);
  }),
  followBreaker: (pair, breaker) => core.operate(() => {
    const market = marketAt(core, pair);
    const { reference, last: last2, epoch } = market.breaker;
    market.breaker = {
      ...breaker,
      // The market that makes the prices has its own breaker.
      upperTrigger: null,
      lowerTrigger: null,
      reference,
      last: last2,
      epoch: epoch + 1,
      updatedAt: core.scheduler.now()
    };
    core.emit({ type: "circuit-break", info: showBreaker(market) });
    touchMarket(core, market);
  })
});

// src/simulator/venue/restoring.ts
var restoringCommands = (core) => ({
  restoreOrder: (user, saved) => core.operate(() => {
    const account = accountAt(core, user);
    const market = marketAt(core, saved.pair);
    const { orderId, side, type, price, triggerPrice, positionSide, startAmount: amount } = saved;
    const last2 = Math.max(core.orderId, orderId);
    const fresh = createLiveOrder(core, account, market, {
      pair: saved.pair,
      side,
      type,
      amount,
      price,
      triggerPrice,
      postOnly: saved.postOnly ?? false,
      positionSide
    });
    core.orderId = last2;
    const order = Object.assign(fresh, {
      id: orderId,
      orderedAt: saved.orderedAt,
      expireAt: saved.expireAt,
      status: saved.status,
      remaining: saved.remainingAmount ?? 0n,
      executed: saved.executedAmount,
      executedNotional: saved.executedNotional,
      triggeredAt: saved.triggeredAt,
      canceledAt: saved.canceledAt,
      executedAt: saved.executedAt
    });
    remember2(core, order);
    if (isTerminal(order.status)) {
      account.orders.set(order.id, order);
      account.ended.add(order.id);
      return;
    }
    begin(order);
    hold(order, spotLock(market, { ...saved, amount: order.remaining, postOnly: false }));
    if (order.status === "INACTIVE") addTrigger(market.triggers, order);
    else if (order.price === null) enterNextInstant(core, order);
    else rest(core, order);
    awaitExpiry(core, order);
  }),
  restoreFill: (user, fill2) => {
    core.tradeId = Math.max(core.tradeId, fill2.tradeId);
    accountAt(core, user).fills.push({ ...fill2, user });
  }
});

// src/simulator/venue/margin-status.ts
var losscutShare = 2n;
var showMarginStatus = (core, account) => {
  const standing2 = standingOf(core, account);
  const { balance, profitLoss, cost, positions, orders } = standing2;
  const precision = core.assets[core.jpy]?.precision ?? 0;
  const text3 = (amount) => fromUnits(amount, precision);
  const available = availableMargin(standing2);
  const hasPositions = positions.product > 0n;
  const percentage = (part, divide, places3) => hasPositions ? fromUnits(divide(part * 10n ** BigInt(places3 + 2), positions.product), places3) : null;
  const needed = marginOf(positions);
  return {
    status: account.marginMode,
    totalMarginBalancePercentage: percentage(balance, (n, d) => n / d, 2),
    totalMarginBalance: text3(balance),
    marginPositionProfitLoss: text3(profitLoss),
    unrealizedCost: text3(cost),
    totalMarginPositionProduct: text3(positions.product + orders.product),
    openMarginPositionProduct: text3(positions.product),
    openMarginOrderProduct: text3(orders.product),
    totalPositionMaintenanceMargin: text3(needed),
    totalLongPositionMaintenanceMargin: text3(positions.longMargin),
    totalShortPositionMaintenanceMargin: text3(positions.shortMargin),
    totalOpenOrderMaintenanceMargin: text3(marginOf(orders)),
    totalLongOpenOrderMaintenanceMargin: text3(orders.longMargin),
    totalShortOpenOrderMaintenanceMargin: text3(orders.shortMargin),
    marginCallPercentage: percentage(needed, ceilDivide, 0),
    losscutPercentage: percentage(needed / losscutShare, ceilDivide, 0),
    buyCredit: text3(available),
    sellCredit: text3(available),
    availableBalances: core.markets.filter(({ rules }) => rules.margin !== null).map((market) => {
      const size2 = text3(floorDivide(available * oneRate, ratioOf(account, market)));
      return { pair: market.pair, long: size2, short: size2 };
    })
  };
};

// src/simulator/venue/queries.ts
var lookupLife = 90 * 24 * 60 * 6e4;
var maxTrades = 1e3;
var rowsOfExcess = 500;
var maxTransfers = 100;
var losscutThreshold = { individual: "0.5", company: "0.5" };
var rangeOf = (core) => core.quirks.sinceBound === "inclusive" ? (time2, since, end3) => (since === void 0 || time2 >= since) && (end3 === void 0 || time2 <= end3) : (time2, since, end3) => (since === void 0 || time2 > since) && (end3 === void 0 || time2 < end3);
var stateAt = (core, order, asOf2) => {
  if (order.account.class === "house") return snapshot(order, core.scheduler.now());
  return asOf2 === void 0 ? order.states[order.states.length - 1] : order.states.findLast(({ updatedAt }) => updatedAt <= asOf2);
};
var lookUp = (core, account, pair, orderId, asOf2) => {
  const order = account.active.get(orderId) ?? account.orders.get(orderId);
  const state = order === void 0 ? void 0 : stateAt(core, order, asOf2);
  if (state?.pair !== pair) return void 0;
  const isOld = isTerminal(state.status) && core.scheduler.now() - state.updatedAt > lookupLife;
  return isOld ? void 0 : state;
};
var transfersOf = (core, list2, { asset, count: count5 = maxTransfers, since, end: end3 }, timeOf3) => {
  const inRange = rangeOf(core);
  return list2.filter((item) => asset === void 0 ? item.asset !== "jpy" : item.asset === asset).filter((item) => inRange(timeOf3(item), since, end3)).toReversed().slice(0, Math.min(count5, maxTransfers));
};
var userQueries = (core) => ({
  order: (user, pair, orderId, asOf2) => lookUp(core, accountAt(core, user), pair, orderId, asOf2) ?? refusal(venueCode.orderNotFound),
  ordersInfo: (user, pair, orderIds, asOf2) => {
    const account = accountAt(core, user);
    return orderIds.flatMap((id) => lookUp(core, account, pair, id, asOf2) ?? []);
  },
  activeOrders: (user, { pair, count: count5 = maxTrades, fromId, endId, since, end: end3 }, asOf2) => {
    const account = accountAt(core, user);
    const inRange = rangeOf(core);
    const hidden3 = core.quirks.inactiveOrders === "hidden";
    const orders = asOf2 === void 0 || account.class === "house" ? account.active : account.orders;
    return [...orders.values()].flatMap((order) => stateAt(core, order, asOf2) ?? []).filter(
      (order) => !isTerminal(order.status) && !(hidden3 && order.status === "INACTIVE") && (pair === void 0 || order.pair === pair) && (fromId === void 0 || order.orderId >= fromId) && (endId === void 0 || order.orderId <= endId) && inRange(order.orderedAt, since, end3)
    ).toReversed().slice(0, count5);
  },
  tradeHistory: (user, page, asOf2) => {
    const { pair, count: count5 = maxTrades, orderId, fromId, endId, since, end: end3, order = "desc" } = page;
    const inRange = rangeOf(core);
    const { fills } = accountAt(core, user);
    const excess = core.quirks.excessCount === "half" ? rowsOfExcess : maxTrades;
    const wanted3 = count5 > maxTrades ? excess : count5;
    const found = [];
    const step = order === "asc" ? 1 : -1;
    for (let at = step > 0 ? 0 : fills.length - 1; found.length < wanted3; at += step) {
      const fill2 = fills[at];
      if (fill2 === void 0) break;
      if (pair !== void 0 && fill2.pair !== pair) continue;
      if (orderId !== void 0 && fill2.orderId !== orderId) continue;
      if (fromId !== void 0 && fill2.tradeId < fromId) continue;
      if (endId !== void 0 && fill2.tradeId > endId) continue;
      if (asOf2 !== void 0 && fill2.executedAt > asOf2) continue;
      if (inRange(fill2.executedAt, since, end3)) found.push(fill2);
    }
    return found;
  },
  assets: (user) => {
    const account = accountAt(core, user);
    return core.assets.map((asset, index) => showBalance(asset, balanceOf(account, index)));
  },
  marginStatus: (user) => showMarginStatus(core, accountAt(core, user)),
  marginPositions: (user) => {
    const { notice, payables, positions } = accountAt(core, user);
    return {
      notice,
      payables,
      positions: positions.filter(({ open: open2 }) => open2 > 0n).map(showPosition),
      losscutThreshold
    };
  },
  deposits: (user, page) => transfersOf(core, accountAt(core, user).deposits, page, ({ foundAt }) => foundAt),
  unconfirmedDeposits: (user) => accountAt(core, user).deposits.filter(({ awaitsOriginator }) => awaitsOriginator),
  originators: (user) => accountAt(core, user).originators,
  withdrawalAccounts: (user, asset) => accountAt(core, user).withdrawalAccounts.filter((account) => account.asset === asset),
  withdrawals: (user, page) => transfersOf(core, accountAt(core, user).withdrawals, page, ({ requestedAt }) => requestedAt)
});
var marketQueries = (core) => ({
  instruments: () => core.markets.map(({ instrument }) => instrument),
  assetRules: () => core.assets,
  instrument: (pair) => core.marketOf.get(pair)?.instrument,
  pairStatuses: () => core.markets.map((market) => ({
    pair: market.pair,
    status: market.status,
    minAmount: minAmountOf(market)
  })),
  circuitBreakInfo: (pair) => {
    const market = core.marketOf.get(pair);
    return market === void 0 ? void 0 : showBreaker(market);
  },
  bookSide: (pair, side, limit) => {
    const market = core.marketOf.get(pair);
    if (market === void 0) return [];
    const { levels } = sideOf(market, side);
    return levels.slice(Math.max(0, levels.length - limit)).toReversed().map(({ price, total }) => [price, total]);
  },
  bookTotal: (pair, side) => {
    const market = core.marketOf.get(pair);
    return market === void 0 ? 0n : sideOf(market, side).total;
  },
  bestPrice: (pair, side) => {
    const market = core.marketOf.get(pair);
    return market === void 0 ? null : bestRestingPrice(sideOf(market, side));
  },
  lastPrice: (pair) => core.marketOf.get(pair)?.lastPrice ?? null,
  sequence: () => core.sequence
});
var conservationOf = (core) => core.assets.map(({ asset }, index) => {
  const held = (holder) => balanceOf(holder, index).onhand;
  const heldBy = (accountClass) => core.accounts.filter((account) => account.class === accountClass).reduce((sum, account) => sum + held(account), 0n);
  const { fees, residue, marginPool, depositors, withdrawers, dealer, others: others4 } = core.pots;
  return {
    asset,
    users: heldBy("user"),
    house: heldBy("house") + held(dealer) + held(others4),
    fees: held(fees),
    residue: held(residue),
    marginPool: held(marginPool),
    deposited: -held(depositors),
    withdrawn: held(withdrawers)
  };
});

// src/simulator/venue/withdrawals.ts
var setWithdrawal = (core, account, withdrawal) => {
  putInPlace(account.withdrawals, withdrawal);
  core.emit({ type: "withdrawal", user: account.id, withdrawal });
};
var withdrawalFee = (rules, account, amount) => {
  const { precision, bankFee: bankFee2 } = rules;
  if (account.type === "bank") {
    if (bankFee2 === null) return null;
    const isUnder = amount < toUnits(bankFee2.threshold, precision);
    return toUnits(isUnder ? bankFee2.under : bankFee2.over, precision);
  }
  const network = rules.networks.find((known) => known.network === account.network);
  return network === void 0 || network.stopWithdrawal ? null : toUnits(network.withdrawalFee, precision);
};
var leavesMargin = (core, account, index, amount) => {
  const before = standingOf(core, account);
  if (marginOf(before.positions) + marginOf(before.orders) === 0n) return true;
  const balance = balanceOf(account, index);
  balance.withdrawing += amount;
  const spare = spareMargin(standingOf(core, account));
  balance.withdrawing -= amount;
  return spare >= 0n;
};
var next = {
  CONFIRMING: "EXAMINING",
  EXAMINING: "SENDING",
  SENDING: "DONE"
};
var delayBefore = (core, status) => {
  const { withdrawalConfirm, withdrawalExamine, withdrawalSend } = core.timing;
  if (status === "CONFIRMING") return withdrawalConfirm;
  return status === "EXAMINING" ? withdrawalExamine : withdrawalSend;
};
var advance = (core, account, uuid) => {
  const known = account.withdrawals.find((withdrawal) => withdrawal.uuid === uuid);
  const status = known === void 0 ? void 0 : next[known.status];
  if (known === void 0 || status === void 0) return;
  const { index } = knownAsset(core, known.asset);
  const isSent = status === "DONE";
  const txid = isSent && known.account.type === "crypto" ? hex(core.random, 64) : null;
  setWithdrawal(core, account, { ...known, status, txid });
  if (isSent) {
    lockForWithdrawal(account, index, -(known.amount + known.fee));
    transfer(account, core.pots.withdrawers, index, known.amount);
    transfer(account, core.pots.fees, index, known.fee);
  } else {
    later(core, delayBefore(core, status), () => advance(core, account, uuid));
  }
};
var requestWithdrawal = (core, account, request) => {
  const index = assetIndex(core, request.asset);
  const rules = core.assets[index];
  if (rules === void 0) return refusal(venueCode.invalidAsset);
  const target = account.withdrawalAccounts.find(
    ({ uuid, asset }) => uuid === request.accountUuid && asset === request.asset
  );
  if (target === void 0) return refusal(venueCode.invalidUuid);
  if (request.amount <= 0n) return refusal(venueCode.invalidWithdrawalAmount);
  if (account.payables > 0n) return refusal(venueCode.lossUnpaid);
  if (account.deposits.some(({ awaitsOriginator }) => awaitsOriginator))
    return refusal(venueCode.depositAwaitsOriginator);
  const fee = rules.stopWithdrawal ? null : withdrawalFee(rules, target, request.amount);
  if (fee === null)
    return refusal(target.type === "bank" ? venueCode.noYenWithdrawals : venueCode.noCryptoWithdrawals);
  const total = request.amount + fee;
  if (total > freeOf(account, index) || !leavesMargin(core, account, index, total))
    return refusal(venueCode.insufficientFunds);
  const withdrawal = {
    uuid: newUuid(core.random),
    user: account.id,
    asset: request.asset,
    account: target,
    amount: request.amount,
    fee,
    txid: null,
    status: "CONFIRMING",
    requestedAt: core.scheduler.now()
  };
  lockForWithdrawal(account, index, total);
  setWithdrawal(core, account, withdrawal);
  later(core, delayBefore(core, "CONFIRMING"), () => advance(core, account, withdrawal.uuid));
  return withdrawal;
};
var endWithdrawal = (core, uuid, status) => {
  for (const account of core.accounts) {
    const known = account.withdrawals.find((withdrawal) => withdrawal.uuid === uuid);
    if (known === void 0) continue;
    if (next[known.status] === void 0) throw new RangeError(`the withdrawal is ${known.status} already`);
    setWithdrawal(core, account, { ...known, status });
    lockForWithdrawal(account, knownAsset(core, known.asset).index, -(known.amount + known.fee));
    return;
  }
  throw new RangeError(`the venue has no withdrawal ${uuid}`);
};
var withdrawalCommands = (core) => ({
  requestWithdrawal: (user, request) => core.operate(() => requestWithdrawal(core, accountAt(core, user), request)),
  addWithdrawalAccount: (user, account) => void accountAt(core, user).withdrawalAccounts.push(account),
  endWithdrawal: (uuid, status) => core.operate(() => endWithdrawal(core, uuid, status))
});

// src/simulator/venue/create-venue.ts
var second = 1e3;
var minute2 = 60 * second;
var hour = 60 * minute2;
var day3 = 24 * hour;
var defaultTiming = {
  depositConfirm: 10 * minute2,
  depositCredit: 10 * second,
  withdrawalConfirm: 30 * second,
  withdrawalExamine: 2 * minute2,
  withdrawalSend: 5 * minute2,
  circuitBreak: 10 * minute2,
  circuitBreakReference: minute2
};
var tokyoOffset = 9 * hour;
var nextInTokyo = (now, hours) => {
  const shift = tokyoOffset - hours * hour;
  return (Math.floor((now + shift) / day3) + 1) * day3 - shift;
};
var createCore = (options, emit2, operate) => {
  const { instruments: instruments2, assets: assets2, scheduler, random } = options;
  const quirks = { ...defaultQuirks, ...options.quirks };
  const markets = instruments2.map(
    (instrument, index) => createMarketState(instrument, index, assets2, quirks.lockRounding)
  );
  const jpy = assets2.findIndex(({ asset }) => asset === "jpy");
  for (const { pair, rules } of markets) {
    if (rules.margin !== null && rules.quote !== jpy) {
      throw configError(`${pair}.margin`, "null for a pair that is not quoted in jpy", "margin rules");
    }
  }
  return {
    assets: assets2,
    markets,
    marketOf: new Map(markets.map((market) => [market.pair, market])),
    accounts: [],
    pots: createPots(assets2.length),
    quirks,
    timing: { ...defaultTiming, ...options.timing },
    scheduler,
    agenda: createAgenda(scheduler),
    random,
    jpy,
    jpyMarketOf: assets2.map(
      (_, index) => markets.find(({ rules }) => rules.base === index && rules.quote === jpy)
    ),
    collateralRatios: assets2.map(
      ({ collateralRatio }) => toUnits(collateralRatio, scaleOf(collateralRatio)) * oneRate / 10n ** BigInt(scaleOf(collateralRatio))
    ),
    emit: emit2,
    operate,
    // The ids are as large as the venue's own.
    orderId: 6e10 + Math.floor(random() * 1e9),
    tradeId: 14e8 + Math.floor(random() * 1e8),
    sequence: 3e10 + Math.floor(random() * 1e9),
    balanceChanges: [],
    changedPositions: [],
    touchedMarkets: [],
    uncovered: /* @__PURE__ */ new Set(),
    expiries: /* @__PURE__ */ new Set(),
    isExpiryAwaited: false,
    marginUsers: /* @__PURE__ */ new Set(),
    debtors: /* @__PURE__ */ new Set()
  };
};
var repeat = (core, nextAfter, run) => {
  core.agenda.at(nextAfter(core.scheduler.now()), () => {
    core.operate(run);
    repeat(core, nextAfter, run);
  });
};
var startClocks = (core) => {
  repeat(
    core,
    (now) => nextInTokyo(now, 0),
    () => accrueInterest(core)
  );
  repeat(
    core,
    (now) => nextInTokyo(now, 15),
    () => callMargins(core)
  );
  repeat(
    core,
    (now) => now + core.timing.circuitBreakReference,
    () => core.markets.forEach((market) => followPrice(core, market))
  );
};
var operatorCommands = (core) => ({
  openAccount: ({ class: accountClass, margin: margin3 = true, company = false }) => {
    const id = core.accounts.length;
    const options = { class: accountClass, margin: margin3, company };
    const { assets: assets2, markets, balanceChanges } = core;
    core.accounts.push(createAccountState(id, options, assets2.length, markets.length, balanceChanges));
    return id;
  },
  setPairStatus: (pair, status) => core.operate(() => {
    const market = marketAt(core, pair);
    market.status = status;
    core.emit({ type: "pair-status", status: { pair, status, minAmount: minAmountOf(market) } });
  }),
  setStopped: (pair, stopped2) => {
    const market = marketAt(core, pair);
    market.instrument = { ...market.instrument, stopped: { ...market.instrument.stopped, ...stopped2 } };
  },
  setCircuitBreak: (pair, mode, duration2 = core.timing.circuitBreak) => core.operate(() => setMode(core, marketAt(core, pair), mode, duration2)),
  seedLastPrice: (pair, price) => core.operate(() => {
    const market = marketAt(core, pair);
    market.lastPrice = price;
    market.priceMoved = true;
    touchMarket(core, market);
    followPrice(core, market);
  })
});
var createVenue = (options) => {
  const events = new import_rxjs3.Subject();
  const pending = [];
  let depth = 0;
  let isPublishing = false;
  const publish = () => {
    if (isPublishing) return;
    isPublishing = true;
    for (let index = 0; index < pending.length; index += 1) events.next(pending[index]);
    pending.length = 0;
    isPublishing = false;
  };
  const operate = (command2) => {
    depth += 1;
    try {
      return command2();
    } finally {
      if (depth === 1) conclude(core);
      depth -= 1;
      if (depth === 0) publish();
    }
  };
  const core = createCore(options, (event) => pending.push(event), operate);
  startClocks(core);
  return {
    ...orderCommands(core),
    ...depositCommands(core),
    ...withdrawalCommands(core),
    ...dealerCommands(core),
    ...operatorCommands(core),
    ...outsideCommands(core),
    ...restoringCommands(core),
    ...userQueries(core),
    ...marketQueries(core),
    events$: events.asObservable(),
    conservation: () => conservationOf(core),
    close: () => {
      core.agenda.clear();
      events.complete();
    }
  };
};

// src/simulator/venue/order-request.ts
var isMissing = (value) => value === void 0 || value === null;
var orderTypes2 = /* @__PURE__ */ new Set([
  "limit",
  "market",
  "stop",
  "stop_limit",
  "take_profit",
  "stop_loss",
  "losscut"
]);
var isOrderType = (value) => orderTypes2.has(value);
var isSide = (value) => value === "buy" || value === "sell";
var isPositionSide = (value) => value === "long" || value === "short";
var hasPrice = (type) => type === "limit" || type === "stop_limit";
var hasTrigger = (type) => type !== "limit" && type !== "market" && type !== "losscut";
var orderFormRefusals = [
  {
    code: venueCode.missingPair,
    why: "There is no `pair`.",
    when: ({ body }) => isMissing(body["pair"])
  },
  {
    code: venueCode.invalidPair,
    why: "The venue has no such `pair`.",
    when: ({ instrument }) => instrument === void 0
  },
  {
    code: venueCode.missingSide,
    why: "There is no `side`.",
    when: ({ body }) => isMissing(body["side"])
  },
  {
    code: venueCode.invalidSide,
    why: "The `side` is neither `buy` nor `sell`.",
    when: ({ body }) => !isSide(body["side"])
  },
  {
    code: venueCode.missingOrderType,
    why: "There is no `type`.",
    when: ({ body }) => isMissing(body["type"])
  },
  {
    code: venueCode.invalidOrderType,
    why: "The `type` is not a documented one.",
    when: ({ body }) => !isOrderType(body["type"])
  },
  {
    code: venueCode.invalidPostOnly,
    why: "The `post_only` is neither `true` nor `false`.",
    when: ({ body }) => !isMissing(body["post_only"]) && typeof body["post_only"] !== "boolean"
  },
  {
    code: venueCode.invalidPositionSide,
    why: "The `position_side` is neither `long` nor `short`.",
    when: ({ body }) => !isMissing(body["position_side"]) && !isPositionSide(body["position_side"])
  },
  {
    code: venueCode.invalidAmount,
    why: "The `amount` is not a decimal of the places that the pair has.",
    when: ({ amount }) => amount === "invalid"
  },
  {
    code: venueCode.invalidPrice,
    why: "The `price` is not a decimal of the places that the pair has.",
    when: ({ price }) => price === "invalid"
  },
  {
    code: venueCode.invalidTriggerPrice,
    why: "The `trigger_price` is not a decimal of the places that the pair has.",
    when: ({ triggerPrice }) => triggerPrice === "invalid"
  }
];
var figureOf = (value, scale2, truncates) => {
  if (isMissing(value)) return "missing";
  const text3 = typeof value === "number" && Number.isFinite(value) ? decimalOf(value) : value;
  if (typeof text3 !== "string" || !isPlainDecimal(text3)) return "invalid";
  const excess = scaleOf(text3) > scale2 ? text3.slice(text3.indexOf(".") + 1 + scale2) : "";
  return /[1-9]/.test(excess) && !truncates ? "invalid" : toUnits(text3, scale2);
};
var readingOf = (body, instrument, truncates) => {
  const figure = (field, isRead2, scale2) => isRead2 && scale2 !== void 0 ? figureOf(body[field], scale2, truncates) : "missing";
  const { type } = body;
  return {
    body,
    instrument,
    amount: figure("amount", true, instrument?.amountDigits),
    price: figure("price", hasPrice(type), instrument?.priceDigits),
    triggerPrice: figure("trigger_price", hasTrigger(type), instrument?.priceDigits)
  };
};
var unitsOf = (figure) => typeof figure === "bigint" ? figure : null;
var ticksOf = (figure) => typeof figure === "bigint" ? Number(figure) : null;
var readOrderRequest = (body, instrumentOf, excessDigits) => {
  const { pair, side, type, post_only: postOnly, position_side: positionSide } = body;
  const instrument = typeof pair === "string" ? instrumentOf(pair) : void 0;
  const reading = readingOf(body, instrument, excessDigits === "truncated");
  const refused2 = refusalOf(orderFormRefusals, reading);
  if (refused2 !== null) return refused2;
  return {
    pair,
    side,
    type,
    amount: unitsOf(reading.amount),
    price: ticksOf(reading.price),
    triggerPrice: ticksOf(reading.triggerPrice),
    postOnly: postOnly === true,
    positionSide: isPositionSide(positionSide) ? positionSide : null
  };
};

// src/simulator/market/batch.ts
var createBatch = (scheduler, delayOf2, run) => {
  let timer24;
  return {
    arm: () => {
      timer24 ??= scheduler.schedule(() => {
        timer24 = void 0;
        run();
      }, delayOf2());
    },
    cancel: () => {
      timer24?.unsubscribe();
      timer24 = void 0;
    }
  };
};

// src/simulator/market/depth-text.ts
var withoutTrailingZeros = (decimal) => decimal.includes(".") ? decimal.replace(/\.?0+$/, "") : decimal;
var shuffled = (values, random) => {
  const all = [...values];
  for (let i = all.length - 1; i > 0; i--) {
    const j = random.between(0, i);
    [all[i], all[j]] = [all[j], all[i]];
  }
  return all;
};
var depthText = (instrument, random) => {
  const amount = (lots) => formatAmount(instrument, lots);
  const change4 = (lots) => lots === 0n ? "0" : withoutTrailingZeros(amount(lots));
  return {
    amount,
    levels: (levels) => levels.map(([price, lots]) => [formatPrice(instrument, price), amount(lots)]),
    changes: (changes) => shuffled(changes, random).map(([price, lots]) => [formatPrice(instrument, price), change4(lots)]),
    outside: (lots) => lots === 0n && random.chance(0.5) ? "0" : amount(lots),
    total: (lots) => withoutTrailingZeros(amount(lots))
  };
};
var noMarketOrders = 0n;
var wholeMessage = (text3, sides4, beyond2, timestamp2, sequence2) => {
  const total = sides4.asks.length + sides4.bids.length === 0 ? text3.amount : text3.outside;
  return {
    asks: sides4.asks,
    bids: sides4.bids,
    asks_over: total(beyond2.asks.above),
    bids_under: total(beyond2.bids.below),
    asks_under: total(beyond2.asks.below),
    bids_over: total(beyond2.bids.above),
    ask_market: total(noMarketOrders),
    bid_market: total(noMarketOrders),
    timestamp: timestamp2,
    sequenceId: String(sequence2)
  };
};

// src/simulator/market/published-side.ts
var wanted = 200;
var fewest = 186;
var most = 210;
var everything = { lowest: -Infinity, highest: Infinity };
var contains = ({ lowest: lowest2, highest: highest2 }, price) => price >= lowest2 && price <= highest2;
var bestFirst = (side, levels) => [...levels].sort(([a2], [b2]) => side === "sell" ? a2 - b2 : b2 - a2);
var bestRange = (side, resting, count5 = wanted) => {
  if (resting.size <= count5) return everything;
  const worst = bestFirst(side, resting)[count5 - 1]?.[0] ?? 0;
  return side === "sell" ? { ...everything, highest: worst } : { ...everything, lowest: worst };
};
var auctionRange = (resting, price) => {
  const prices = [...resting.keys()].sort((a2, b2) => a2 - b2);
  const split = prices.findIndex((resting2) => resting2 >= price);
  const at = split < 0 ? prices.length : split;
  return {
    lowest: at > wanted ? prices[at - wanted] ?? -Infinity : -Infinity,
    highest: prices[at + wanted - 1] ?? Infinity
  };
};
var amountBeyond = (resting, { lowest: lowest2, highest: highest2 }) => {
  let below = 0n;
  let above2 = 0n;
  for (const [price, amount] of resting) {
    if (price < lowest2) below += amount;
    else if (price > highest2) above2 += amount;
  }
  return { below, above: above2 };
};
var createPublishedSide = (side) => {
  const resting = /* @__PURE__ */ new Map();
  const published = /* @__PURE__ */ new Map();
  const changed2 = /* @__PURE__ */ new Set();
  let range = everything;
  let beyond2 = { below: 0n, above: 0n };
  let total = 0n;
  let inWindow = 0n;
  const publishLevel = (price, news) => {
    const amount = contains(range, price) ? resting.get(price) ?? 0n : 0n;
    const before = published.get(price) ?? 0n;
    if (amount === before) return;
    if (amount === 0n) published.delete(price);
    else published.set(price, amount);
    inWindow += amount - before;
    news.push([price, amount]);
  };
  const levelsInWindow = () => {
    let count5 = published.size;
    for (const price of changed2)
      if (contains(range, price)) count5 += Number(resting.has(price)) - Number(published.has(price));
    return count5;
  };
  const isOneSided = () => side === "sell" ? range.lowest === -Infinity : range.highest === Infinity;
  const mayStay = () => {
    const count5 = levelsInWindow();
    return isOneSided() && count5 <= most && (count5 >= fewest || count5 === resting.size);
  };
  const oneSided = (outside) => side === "sell" ? { below: 0n, above: outside } : { below: outside, above: 0n };
  return {
    resting,
    published,
    beyond: () => beyond2,
    set: (price, amount) => {
      const before = resting.get(price) ?? 0n;
      if (amount === 0n) resting.delete(price);
      else resting.set(price, amount);
      total += amount - before;
      changed2.add(price);
      return before;
    },
    publish: (auctionPrice) => {
      const news = [];
      if (auctionPrice === null && mayStay()) for (const price of changed2) publishLevel(price, news);
      else {
        range = auctionPrice === null ? bestRange(side, resting) : auctionRange(resting, auctionPrice);
        for (const price of [...published.keys(), ...resting.keys()]) publishLevel(price, news);
      }
      changed2.clear();
      beyond2 = isOneSided() ? oneSided(total - inWindow) : amountBeyond(resting, range);
      return news;
    }
  };
};

// src/simulator/market/past-book.ts
var leastLag = 1e3;
var mostLag = 2e3;
var createPastBook = (instrument, book, random) => {
  const text3 = depthText(instrument, random);
  let changes = [];
  let first = 0;
  const forget2 = (now) => {
    while ((changes[first]?.time ?? now) < now - mostLag) first++;
    if (first < 1e3 || first < changes.length / 2) return;
    changes = changes.slice(first);
    first = 0;
  };
  const undone = (side, resting, since) => {
    const past = new Map(resting);
    for (let i = changes.length - 1; i >= since; i--) {
      const change4 = changes[i];
      if (change4?.side !== side) continue;
      if (change4.before === 0n) past.delete(change4.price);
      else past.set(change4.price, change4.before);
    }
    return past;
  };
  const shown5 = (side, resting, auction) => {
    const { lowest: lowest2, highest: highest2 } = auction === null ? bestRange(side, resting) : auctionRange(resting, auction);
    return {
      levels: text3.levels(bestFirst(side, resting).filter(([price]) => price >= lowest2 && price <= highest2)),
      beyond: amountBeyond(resting, { lowest: lowest2, highest: highest2 })
    };
  };
  return {
    remember: ({ side, price, sequence: sequence2 }, before, now) => {
      changes.push({ time: now, sequence: sequence2, side, price, before });
      forget2(now);
    },
    depth: (now, sequence2, auction) => {
      forget2(now);
      const moment2 = now - random.between(leastLag, mostLag);
      const later3 = changes.findIndex(({ time: time2 }, i) => i >= first && time2 > moment2);
      const since = later3 < 0 ? changes.length : later3;
      const asks2 = shown5("sell", undone("sell", book.asks.resting, since), auction);
      const bids2 = shown5("buy", undone("buy", book.bids.resting, since), auction);
      const at = later3 < 0 ? sequence2 : (changes[later3]?.sequence ?? sequence2) - 1;
      return wholeMessage(
        text3,
        { asks: asks2.levels, bids: bids2.levels },
        { asks: asks2.beyond, bids: bids2.beyond },
        moment2,
        at
      );
    }
  };
};

// src/simulator/market/published-book.ts
var changedTotals = (text3, before, after) => ({
  ...after.asks.above !== before.asks.above && { ao: text3.total(after.asks.above) },
  ...after.bids.below !== before.bids.below && { bu: text3.total(after.bids.below) },
  ...after.asks.below !== before.asks.below && { au: text3.total(after.asks.below) },
  ...after.bids.above !== before.bids.above && { bo: text3.total(after.bids.above) }
});
var createPublishedBook = (instrument, random) => {
  const bids2 = createPublishedSide("buy");
  const asks2 = createPublishedSide("sell");
  const text3 = depthText(instrument, random);
  let auction = null;
  let isPending = false;
  let seen = 0;
  let published = 0;
  let covered = 0;
  let outside = { asks: asks2.beyond(), bids: bids2.beyond() };
  let levels;
  return {
    bids: bids2,
    asks: asks2,
    apply: ({ side, price, amount, sequence: sequence2 }) => {
      seen = sequence2;
      isPending = true;
      return (side === "buy" ? bids2 : asks2).set(price, amount);
    },
    open: (bidLevels, askLevels, sequence2) => {
      for (const [price, amount] of bidLevels) bids2.set(price, amount);
      for (const [price, amount] of askLevels) asks2.set(price, amount);
      bids2.publish(auction);
      asks2.publish(auction);
      outside = { asks: asks2.beyond(), bids: bids2.beyond() };
      seen = published = sequence2;
    },
    setAuction: (price) => {
      isPending ||= price !== auction;
      auction = price;
    },
    diff: (now, sequence2) => {
      const s2 = seen > published ? seen : sequence2;
      if (!isPending || s2 < published + 2 || s2 <= covered) return void 0;
      const a2 = asks2.publish(auction);
      const b2 = bids2.publish(auction);
      const after = { asks: asks2.beyond(), bids: bids2.beyond() };
      const totals2 = changedTotals(text3, outside, after);
      isPending = false;
      if (a2.length + b2.length === 0 && Object.keys(totals2).length === 0) return void 0;
      outside = after;
      published = s2;
      levels = void 0;
      return { a: text3.changes(a2), b: text3.changes(b2), t: now, s: String(s2), ...totals2 };
    },
    whole: (now, sequence2) => {
      levels ??= {
        asks: text3.levels(bestFirst("sell", asks2.published)),
        bids: text3.levels(bestFirst("buy", bids2.published))
      };
      covered = Math.max(covered, isPending ? published : sequence2);
      return wholeMessage(text3, levels, outside, now, covered);
    }
  };
};

// src/simulator/market/synthetic-trades.ts
var pricesOf = (bars, index, random) => {
  const count5 = bars.trades[index] ?? 0;
  const [open2 = 0, high = 0, low = 0, close = 0] = [
    bars.open[index],
    bars.high[index],
    bars.low[index],
    bars.close[index]
  ];
  const inner = Array.from({ length: Math.max(0, count5 - 2) }, () => random.between(low, high));
  const extremes = [high, low].filter((price) => price !== open2 && price !== close);
  extremes.forEach((price, i) => {
    if (i < inner.length) inner[i] = price;
  });
  if (extremes.length === 2 && inner.length > 1 && random.chance(0.5)) inner.reverse();
  return count5 === 1 ? [close] : [open2, ...inner, close];
};
var amountsOf = (total, count5, minLots2, random) => {
  const least = Math.max(1, Math.min(minLots2, Math.floor(total / count5)));
  const weights = Array.from({ length: count5 }, () => random.exponential());
  const sum = weights.reduce((a2, b2) => a2 + b2, 0);
  const spare = total - count5 * least;
  const amounts = weights.map((weight) => least + Math.floor(spare * weight / sum / least) * least);
  amounts[0] = (amounts[0] ?? 0) + total - amounts.reduce((a2, b2) => a2 + b2, 0);
  return amounts;
};
var syntheticTrades = (bars, startOfDay2, minLots2, ...seed) => {
  const random = randomOf(...seed, "trades");
  const trades = [];
  let last2 = bars.open[0] ?? 0;
  bars.trades.forEach((count5, index) => {
    if (count5 === 0) return;
    const prices = pricesOf(bars, index, random);
    const amounts = amountsOf(bars.volume[index] ?? 0, count5, minLots2, random);
    const offsets = amounts.map(() => random.between(0, minute - 1)).sort((a2, b2) => a2 - b2);
    prices.forEach((price, i) => {
      const isUp = price === last2 ? random.chance(0.5) : price > last2;
      trades.push({
        side: isUp ? "buy" : "sell",
        price,
        amount: amounts[i] ?? 0,
        executedAt: startOfDay2 + index * minute + (offsets[i] ?? 0)
      });
      last2 = price;
    });
  });
  return trades;
};

// src/simulator/market/transactions.ts
var latest2 = 60;
var keptTrades = 2e5;
var idsBefore = 14e8;
var idsPerDay = 15e4;
var transactionRow = (instrument, trade2) => ({
  transaction_id: trade2.tradeId,
  side: trade2.side,
  price: formatPrice(instrument, trade2.price),
  amount: formatAmount(instrument, trade2.amount),
  executed_at: trade2.executedAt
});
var toPublicTrade = (pair, trade2, tradeId) => ({
  ...trade2,
  pair,
  tradeId,
  amount: BigInt(trade2.amount)
});
var createTransactions = ({
  instrument,
  history,
  seed,
  start: start3
}) => {
  const { pair } = instrument;
  const startDay = Math.floor(start3 / day);
  const minLots2 = Math.round(Number(instrument.minAmount) * 10 ** instrument.amountDigits);
  let real = [];
  let forgottenUntil = -Infinity;
  const madeUp = (dayNumber) => {
    const bars = history.madeUp(dayNumber);
    if (!bars) return [];
    const firstId = idsBefore - (startDay - dayNumber + 1) * idsPerDay;
    return syntheticTrades(bars, dayNumber * day, minLots2, seed, pair, dayNumber).map(
      (trade2, i) => toPublicTrade(pair, trade2, firstId + i)
    );
  };
  const message2 = (trades) => ({
    transactions: trades.map((trade2) => transactionRow(instrument, trade2))
  });
  let latestMadeUp;
  const beforeStart = () => {
    if (latestMadeUp) return latestMadeUp;
    let trades = [];
    for (let back = 0; back < 3 && trades.length < latest2; back++)
      trades = [...madeUp(startDay - back), ...trades];
    return latestMadeUp = trades.slice(-latest2);
  };
  return {
    add: (trade2) => {
      real.push(trade2);
      if (real.length <= 2 * keptTrades) return;
      real = real.slice(-keptTrades);
      forgottenUntil = real[0]?.executedAt ?? forgottenUntil;
    },
    latest: () => {
      const newest = real.slice(-latest2);
      const older = newest.length < latest2 ? beforeStart().slice(newest.length - latest2) : [];
      return message2([...older, ...newest].reverse());
    },
    ofDay: (startOfDay2) => {
      const endOfDay = startOfDay2 + day;
      if (endOfDay <= historyStart) return void 0;
      if (startOfDay2 <= forgottenUntil && endOfDay > start3) return void 0;
      const own2 = real.filter(({ executedAt: executedAt2 }) => executedAt2 >= startOfDay2 && executedAt2 < endOfDay);
      return message2([...madeUp(Math.floor(startOfDay2 / day)), ...own2]);
    }
  };
};

// src/simulator/market/pair-feed.ts
var leastDiffDelay = 36;
var moreDiffDelay = 185;
var tickerDelay = { least: 700, most: 1e3 };
var transactionsDelay = { least: 60, most: 240 };
var tickerSilence = 6e4;
var isSameTicker = (a2, b2) => a2 !== void 0 && a2.sell === b2.sell && a2.buy === b2.buy && a2.last === b2.last && a2.open === b2.open && a2.high === b2.high && a2.low === b2.low && a2.vol === b2.vol;
var circuitBreakMessage = (instrument, info) => {
  const price = (ticks) => ticks === null ? null : formatPrice(instrument, ticks);
  return {
    mode: info.mode,
    estimated_itayose_price: price(info.estimatedItayosePrice),
    estimated_itayose_amount: info.estimatedItayoseAmount === null ? null : formatAmount(instrument, info.estimatedItayoseAmount),
    itayose_upper_price: price(info.itayoseUpperPrice),
    itayose_lower_price: price(info.itayoseLowerPrice),
    upper_trigger_price: price(info.upperTriggerPrice),
    lower_trigger_price: price(info.lowerTriggerPrice),
    fee_type: info.feeType,
    reopen_timestamp: info.reopenTimestamp,
    timestamp: info.timestamp
  };
};
var createPairFeed = (options) => {
  const { venue, instrument, scheduler, random, history, transactions: transactions2, publish } = options;
  const { pair } = instrument;
  const book = createPublishedBook(instrument, random);
  const past = createPastBook(instrument, book, random);
  let auction = null;
  let isOpen = false;
  let newRows = [];
  let lastTicker;
  const price = (ticks) => ticks === null ? null : formatPrice(instrument, ticks);
  const ticker = () => {
    const now = scheduler.now();
    const day7 = history.summary(now);
    return {
      sell: price(venue.bestPrice(pair, "sell")),
      buy: price(venue.bestPrice(pair, "buy")),
      open: formatPrice(instrument, day7.open),
      high: formatPrice(instrument, day7.high),
      low: formatPrice(instrument, day7.low),
      last: formatPrice(instrument, day7.close),
      vol: formatAmount(instrument, BigInt(day7.volume)),
      timestamp: now
    };
  };
  const publishTicker = (isDue) => {
    silence3.cancel();
    silence3.arm();
    const latest5 = ticker();
    if (!isDue && isSameTicker(lastTicker, latest5)) return;
    lastTicker = latest5;
    publish({ room: `ticker_${pair}`, type: "ticker", data: latest5 });
  };
  const tickers = createBatch(
    scheduler,
    () => random.between(tickerDelay.least, tickerDelay.most),
    () => publishTicker(false)
  );
  const silence3 = createBatch(
    scheduler,
    () => tickerSilence,
    () => publishTicker(true)
  );
  const diffs = createBatch(
    scheduler,
    () => leastDiffDelay + Math.round(moreDiffDelay * random.exponential()),
    () => {
      const data2 = book.diff(scheduler.now(), venue.sequence());
      if (data2) publish({ room: `depth_diff_${pair}`, type: "depth_diff", data: data2 });
    }
  );
  const rows3 = createBatch(
    scheduler,
    () => random.between(transactionsDelay.least, transactionsDelay.most),
    () => {
      const data2 = { transactions: newRows.reverse() };
      newRows = [];
      publish({ room: `transactions_${pair}`, type: "transactions", data: data2 });
    }
  );
  silence3.arm();
  return {
    book,
    onLevel: (event) => {
      const before = book.apply(event);
      if (isOpen) past.remember(event, before, scheduler.now());
      diffs.arm();
      tickers.arm();
    },
    onTrade: (trade2) => {
      history.add(trade2);
      transactions2.add(trade2);
      newRows.push(transactionRow(instrument, trade2));
      rows3.arm();
      tickers.arm();
    },
    onCircuitBreak: (info) => {
      auction = info.mode === "NONE" ? null : info.estimatedItayosePrice;
      book.setAuction(auction);
      diffs.arm();
      publish({
        room: `circuit_break_info_${pair}`,
        type: "circuit_break_info",
        data: circuitBreakMessage(instrument, info)
      });
    },
    open: () => {
      isOpen = true;
      book.open(
        venue.bookSide(pair, "buy", Infinity),
        venue.bookSide(pair, "sell", Infinity),
        venue.sequence()
      );
    },
    whole: () => book.whole(scheduler.now(), venue.sequence()),
    pastDepth: () => past.depth(scheduler.now(), venue.sequence(), auction),
    ticker,
    circuitBreak: () => {
      const info = venue.circuitBreakInfo(pair);
      return info && circuitBreakMessage(instrument, info);
    },
    close: () => {
      for (const batch of [tickers, silence3, diffs, rows3]) batch.cancel();
    }
  };
};

// src/simulator/market/price-path.ts
var pricePath = ({ loadings, clustering, anchor, volatility }) => {
  const logAt = (time2) => {
    if (volatility === 0) return 0;
    let sum = 0;
    for (const { factor, weight } of loadings) sum += weight * factor.at(time2);
    return volatility * sum;
  };
  const level = Math.log(anchor.price) - (anchor.time === null ? 0 : logAt(anchor.time));
  const ofDay = (dayNumber) => {
    const prices = new Float64Array(minutesPerDay + 1);
    for (const { factor, weight } of loadings) {
      const values = factor.ofDay(dayNumber);
      for (let i = 0; i <= minutesPerDay; i++)
        prices[i] = (prices[i] ?? 0) + volatility * weight * (values[i] ?? 0);
    }
    for (let i = 0; i <= minutesPerDay; i++) prices[i] = Math.exp(level + (prices[i] ?? 0));
    return prices;
  };
  return {
    steps: (dayNumber) => clustering.ofMinutes(dayNumber).map((size2) => volatility * size2),
    at: (time2) => Math.exp(level + logAt(time2)),
    ofDay: (dayNumber) => volatility === 0 ? new Float64Array(minutesPerDay + 1).fill(anchor.price) : ofDay(dayNumber)
  };
};

// src/simulator/market/synthetic-day.ts
var deepest = 12;
var take = (random, atBest) => {
  const wanted3 = takingSize(random);
  let [left2, trades] = [wanted3, 0];
  const most3 = random.next() < 0.5 ? Math.floor(atBest + random.next()) : deepest;
  while (left2 > 0 && trades < most3) {
    left2 -= restingSize(random);
    trades += 1;
  }
  const place = random.next();
  return {
    trades,
    size: wanted3 - Math.max(0, left2),
    from: quotePlace(place / quotesWanted),
    to: quotePlace((trades - 1 + place) / quotesWanted)
  };
};
var variety = 4096;
var examples = /* @__PURE__ */ new Map();
var takenExamples = (atBest) => {
  const rounded = Math.round(10 * atBest) / 10;
  const known = examples.get(rounded);
  if (known) return known;
  const random = randomOf("taken");
  const made2 = Array.from({ length: variety }, () => take(random, rounded));
  examples.set(rounded, made2);
  return made2;
};
var noTake = { trades: 1, size: 1, from: 0, to: 0 };
var drawMoments = (moments, count5, random) => {
  for (let i = 0; i < count5; i++) {
    const moment2 = random.next();
    let at = i;
    for (; at > 0 && (moments[at - 1] ?? 0) > moment2; at--) moments[at] = moments[at - 1] ?? 0;
    moments[at] = moment2;
  }
};
var syntheticDay = (options, dayNumber) => {
  const { seed, pair, profile, path, activity, quotes, ticks, lots, minLots: minLots2 } = options;
  const random = randomOf(seed, pair, "bars", dayNumber);
  const prices = path.ofDay(dayNumber);
  const tick2 = (price) => Math.max(1, Math.round(price * ticks));
  const lively = 1 - (1 - actsWhenQuiet) * quietShareOf(profile);
  const ordersPerMinute = lively * interestOf(seed, pair, dayNumber) * activity.ordersPerDay / minutesPerDay;
  const steps = path.steps(dayNumber);
  const { halfSpread, reach } = quotes;
  const takes = takenExamples(quotesAtBest(quotes, 1 / ticks / (prices[0] ?? 1)));
  const moments = [];
  const bars = emptyDay();
  let last2 = tick2(prices[0] ?? 0);
  for (let i = 0; i < minutesPerDay; i++) {
    const from13 = prices[i] ?? 0;
    const to = prices[i + 1] ?? from13;
    const isLast = i === minutesPerDay - 1;
    const orders = ordersPerMinute === 0 ? 0 : Math.max(isLast ? 1 : 0, random.poisson(ordersPerMinute * liveliness(i)));
    if (orders === 0) {
      carryClose(bars, i, last2);
      continue;
    }
    const wander = (steps[i] ?? 0) * from13;
    let [at, price] = [0, from13];
    let [open2, high, low, close] = [0, 0, Infinity, 0];
    let [trades, size2] = [0, 0];
    drawMoments(moments, orders, random);
    for (let order = 0; order < orders; order++) {
      const next2 = moments[order] ?? 1;
      const share7 = (next2 - at) / (1 - at);
      price += (to - price) * share7 + wander * Math.sqrt(Math.max(0, share7 * (1 - next2))) * random.normal();
      at = next2;
      const taken = takes[Math.floor(random.next() * variety)] ?? noTake;
      const side = random.next() < 0.5 ? 1 : -1;
      const first = tick2(price * (1 + side * (halfSpread + reach * taken.from)));
      const end3 = tick2(price * (1 + side * (halfSpread + reach * taken.to)));
      if (order === 0) open2 = first;
      high = Math.max(high, first, end3);
      low = Math.min(low, first, end3);
      close = end3;
      trades += taken.trades;
      size2 += taken.size;
    }
    if (isLast) close = tick2(to);
    if (trades === 1) open2 = close;
    high = trades < 3 ? Math.max(open2, close) : Math.max(high, open2, close);
    low = trades < 3 || trades === 3 && high > Math.max(open2, close) ? Math.min(open2, close) : Math.min(low, close, open2);
    const amount = Math.round(size2 * activity.tradeSize * lots / from13);
    bars.open[i] = open2;
    bars.high[i] = high;
    bars.low[i] = low;
    bars.close[i] = close;
    bars.trades[i] = trades;
    bars.volume[i] = Math.max(trades * minLots2, amount - amount % minLots2);
    last2 = close;
  }
  return bars;
};

// src/simulator/market/pair-market.ts
var createPairMarket = (options) => {
  const { venue, instrument, profile, scheduler, seed, factors, isAnchored, publish } = options;
  const { pair, priceDigits, amountDigits, minAmount } = instrument;
  const start3 = scheduler.now();
  const volatility = profile.turnover > 0 ? profile.volatility : 0;
  const path = pricePath({
    loadings: factors.of(pair, profile),
    clustering: factors.clustering,
    anchor: { price: profile.price, time: isAnchored ? start3 : null },
    volatility
  });
  const lots = 10 ** amountDigits;
  const day7 = {
    seed,
    pair,
    profile,
    path,
    activity: activityOf(profile),
    quotes: quoteRange(profile),
    ticks: 10 ** priceDigits,
    lots,
    minLots: Math.round(Number(minAmount) * lots)
  };
  const history = createHistory((dayNumber) => syntheticDay(day7, dayNumber), start3);
  const transactions2 = createTransactions({ instrument, history, seed, start: start3 });
  const random = randomOf(seed, pair, "feed");
  const feed = createPairFeed({ venue, instrument, scheduler, random, history, transactions: transactions2, publish });
  return { instrument, profile, path, history, transactions: transactions2, feed };
};

// src/simulator/market/crowd.ts
var sides2 = ["buy", "sell"];
var opposite = { buy: "sell", sell: "buy" };
var levelsWanted = 260;
var staleLevelsAtOnce = 8;
var createCrowd = (options) => {
  const { venue, instrument, accounts, shape, path, book, random, takeChance, mood, catchChance } = options;
  const { pair } = instrument;
  const ticks = 10 ** instrument.priceDigits;
  const mostAtMarket = toUnits(instrument.marketMaxAmount, instrument.amountDigits);
  const quotes = { buy: [], sell: [] };
  const orders = { buy: [], sell: [] };
  const remote = [];
  let trend = 0;
  let lastReference = NaN;
  let lastMove = 0;
  const levelsOf2 = (side) => (side === "buy" ? book.bids : book.asks).resting;
  const submit3 = (user, side, type, price, amount) => venue.submitOrder(user, {
    pair,
    side,
    type,
    amount,
    price,
    triggerPrice: null,
    postOnly: false,
    positionSide: null
  });
  const rest2 = (kept, user, side, price, lots = shape.restingLots(price)) => {
    const order = submit3(user, side, "limit", price, lots);
    if (isRefusal(order)) return false;
    kept.push({ id: order.orderId, user, side, price });
    return true;
  };
  const offer = (kept, user, side, price) => {
    const best = venue.bestPrice(pair, opposite[side]);
    if (best !== null && (side === "buy" ? price >= best : price <= best)) return false;
    return rest2(kept, user, side, price);
  };
  const quote = (side, reference) => offer(quotes[side], accounts.maker, side, shape.makerPrice(side, reference));
  const invest = (side, reference) => offer(orders[side], accounts.investor, side, shape.crowdPrice(side, reference));
  const withdraw = (kept, index) => {
    const order = kept[index];
    const last2 = kept.pop();
    if (!order || !last2) return;
    if (last2 !== order) kept[index] = last2;
    venue.cancelOrder(order.user, pair, order.id);
  };
  const withdrawSome = (kept) => withdraw(kept, random.between(0, kept.length - 1));
  const withdrawAt = (kept, price) => {
    let found = false;
    for (let i = kept.length - 1; i >= 0; i--) {
      if (kept[i]?.price !== price) continue;
      withdraw(kept, i);
      found = true;
    }
    return found;
  };
  const isStale = (side, price, reference) => side === "buy" ? price > reference * ticks : price < reference * ticks;
  const clearStale = (side, reference) => {
    for (let i = 0; i < staleLevelsAtOnce; i++) {
      const price = venue.bestPrice(pair, side);
      if (price === null || !isStale(side, price, reference)) return;
      const isWithdrawn = !random.chance(catchChance) && [quotes, orders].some((kept) => withdrawAt(kept[side], price));
      if (isWithdrawn) continue;
      const resting = levelsOf2(side).get(price) ?? 0n;
      const wanted3 = shape.takingLots(price);
      submit3(accounts.arbitrageur, opposite[side], "limit", price, resting < wanted3 ? resting : wanted3);
    }
  };
  const keepUp = (side, reference) => {
    const missingQuotes = quotesWanted - quotes[side].length;
    for (let i = 0; i < Math.min(missingQuotes, 10); i++) quote(side, reference);
    const levels = levelsOf2(side).size;
    if (levels < levelsWanted && random.chance(0.6)) invest(side, reference);
    else if (levels > levelsWanted && random.chance(0.6)) withdrawSome(orders[side]);
    else if (random.chance(0.05) && invest(side, reference)) withdrawSome(orders[side]);
  };
  const withdrawFurthest = (side) => {
    const kept = quotes[side];
    let furthest = 0;
    kept.forEach(({ price }, i) => {
      const found = kept[furthest]?.price ?? price;
      if (side === "buy" ? price < found : price > found) furthest = i;
    });
    withdraw(kept, furthest);
  };
  const requote = (reference) => {
    const count5 = random.chance(0.02) ? quotesWanted / 2 : random.poisson(1.7);
    for (let i = 0; i < count5; i++) {
      const side = random.chance(0.5 + 0.4 * Math.sign(lastMove)) ? "buy" : "sell";
      if (!quote(side, reference)) continue;
      if (random.chance(0.3)) withdrawFurthest(side);
      else withdrawSome(quotes[side]);
    }
  };
  const takeAll = (side, amount) => {
    for (let left2 = amount; left2 > 0n; left2 -= mostAtMarket)
      submit3(accounts.taker, side, "market", null, left2 < mostAtMarket ? left2 : mostAtMarket);
  };
  const take13 = () => {
    const side = random.chance(0.5 + 0.3 * Math.tanh(trend)) ? "buy" : "sell";
    const price = venue.bestPrice(pair, opposite[side]);
    if (price === null) return;
    const amount = shape.takingLots(price);
    if (random.chance(0.5)) takeAll(side, amount);
    else rest2(orders[side], accounts.taker, side, price, amount);
  };
  const follow = (reference) => {
    const move = Math.log(reference / lastReference);
    trend = 0.98 * trend + (Number.isNaN(move) ? 0 : 400 * move);
    lastReference = reference;
    lastMove = Number.isNaN(move) ? 0 : move;
  };
  const actInAuction = (reference) => {
    const side = random.chance(0.5) ? "buy" : "sell";
    if (quotes[side].length > 2 * quotesWanted) withdrawSome(quotes[side]);
    rest2(
      quotes[side],
      accounts.maker,
      side,
      Math.max(1, Math.round(reference * ticks * (1 + 3e-3 * random.normal())))
    );
  };
  const leave3 = () => {
    for (const side of sides2)
      for (const kept of [quotes[side], orders[side], remote])
        while (kept.length > 0) withdraw(kept, kept.length - 1);
  };
  return {
    seed: (now) => {
      const reference = path.at(now);
      for (const side of sides2) {
        for (let i = 0; i < quotesWanted; i++) quote(side, reference);
        const prices = new Set(quotes[side].map(({ price }) => price));
        for (let i = 0; i < 2 * levelsWanted && prices.size < levelsWanted; i++)
          if (invest(side, reference)) prices.add(orders[side].at(-1)?.price ?? 0);
        for (let i = 0; i < remoteOrders; i++)
          rest2(remote, accounts.investor, side, shape.remotePrice(side, reference), shape.remoteLots(side));
      }
    },
    act: (now) => {
      if (venue.instrument(pair)?.stopped.order) {
        leave3();
        return;
      }
      const reference = path.at(now);
      follow(reference);
      if (venue.circuitBreakInfo(pair)?.mode !== "NONE") {
        actInAuction(reference);
        return;
      }
      for (const side of sides2) clearStale(side, reference);
      requote(reference);
      for (const side of sides2) keepUp(side, reference);
      if (random.chance(takeChance * mood(now))) take13();
    }
  };
};

// src/simulator/market/participants.ts
var spell = 3e4;
var isQuiet = (seed, pair, share7, now) => hashOf(seed, pair, "quiet", Math.floor(now / spell)) < share7 * 2 ** 32;
var shortestRest = 25;
var mostActsAtOnce = 200;
var caughtShare = 0.13;
var staleOffersPerDay = 8e4;
var secondsPerDay = 86400;
var createParticipants = (venue, scheduler, seed, pairs) => {
  const random = randomOf(seed, "participants");
  const house = () => venue.openAccount({ class: "house" });
  const accounts = { maker: house(), investor: house(), taker: house(), arbitrageur: house() };
  const crowds = pairs.map(({ instrument, profile, path, book }) => {
    const own2 = randomOf(seed, instrument.pair, "crowd");
    const { tradeSize, ordersPerDay } = activityOf(profile);
    const rate = actsPerSecondOf(profile);
    return {
      pair: instrument.pair,
      rate,
      quiet: quietShareOf(profile),
      crowd: createCrowd({
        venue,
        instrument,
        accounts,
        shape: bookShape(instrument, profile, tradeSize, own2),
        path,
        book,
        random: own2,
        catchChance: caughtShare * ordersPerDay / staleOffersPerDay,
        takeChance: (1 - caughtShare) * ordersPerDay / secondsPerDay / rate,
        mood: createMood(seed, instrument.pair)
      })
    };
  });
  const halted = /* @__PURE__ */ new Set();
  const onStatus = ({ pair, status }) => {
    if (status === "HALT") halted.add(pair);
    else halted.delete(pair);
  };
  venue.pairStatuses().forEach(onStatus);
  const totalRate = crowds.reduce((sum, { rate }) => sum + rate, 0);
  const drawCrowd = (now) => {
    let left2 = random.next() * totalRate;
    const drawn2 = crowds.find(({ rate }) => (left2 -= rate) < 0);
    if (!drawn2 || halted.has(drawn2.pair)) return void 0;
    return isQuiet(seed, drawn2.pair, drawn2.quiet, now) && !random.chance(actsWhenQuiet) ? void 0 : drawn2.crowd;
  };
  let due = 0;
  let timer24;
  const actWhatIsDue = () => {
    const now = scheduler.now();
    for (let acts = 0; due <= now && acts < mostActsAtOnce; acts++) {
      drawCrowd(now)?.act(now);
      due += 1e3 * random.exponential() / totalRate;
    }
    due = Math.max(due, now);
    timer24 = scheduler.schedule(actWhatIsDue, Math.max(shortestRest, due - now));
  };
  return {
    seed: () => {
      const now = scheduler.now();
      for (const { crowd } of crowds) crowd.seed(now);
    },
    start: () => {
      if (crowds.length === 0) return;
      due = scheduler.now();
      timer24 = scheduler.schedule(actWhatIsDue, 0);
    },
    onStatus,
    stop: () => timer24?.unsubscribe()
  };
};

// src/simulator/market/profiles.ts
var table2 = `
btc    13640000  2.4 1300  leader
xrp         412  3.4 1100  coins
eth      486000  3.2  520  leader
sol       27300  3.9  190  platforms
dot         575  4.0   18  platforms
doge       29.4  4.4   95  coins
ltc       14900  3.5   21  coins
bcc       81500  3.4   16  coins
mona       21.8  3.1    9  coins
xlm        54.2  3.9   60  coins
qtum        371  4.0    5  platforms
bat        26.5  4.3    8  finance
omg        28.8  4.6    4  layers
xym        1.62  4.8    9  platforms
link       3180  4.0   26  finance
mkr      247000  3.9    0  finance
boba       12.7  5.0    2  layers
enj       10.40  4.9    4  games
astr       3.42  5.0   22  platforms
ada       117.5  4.1   64  platforms
avax       4270  4.2   14  platforms
axs         338  4.8    3  games
flr        3.31  5.1   19  platforms
sand       41.6  4.6    9  games
gala       2.38  5.2   11  games
chz        5.94  4.8    7  games
ape        83.7  4.9    3  games
oas        1.87  5.0    5  games
mana       44.1  4.6    5  games
grt       13.20  4.8    6  finance
rndr        551  4.9    0  finance
bnb      131500  2.9   12  coins
dai       151.6  0.7    3  dollar
op        104.5  5.0    6  layers
arb        71.3  4.9    6  layers
klay       18.6  4.0    3  platforms
imx       102.8  4.9    4  layers
mask      182.4  5.2    4  finance
pol        34.9  4.6    8  layers
cyber       247  5.4    2  layers
render      552  4.9    7  finance
trx       50.15  2.4   17  coins
lpt         931  5.2    3  platforms
atom        648  4.2    6  platforms
sui         487  4.8   31  platforms
sky       10.24  4.3    4  finance
matic      34.9  4.6    0  layers
`;
var sharesOf = (millions, sector) => {
  if (sector === "dollar") return { marketShare: 0, sectorShare: 0 };
  if (sector === "leader") return { marketShare: 0.87, sectorShare: 0 };
  if (millions >= 50) return { marketShare: 0.68, sectorShare: 0.1 };
  return { marketShare: millions >= 10 ? 0.5 : 0.38, sectorShare: 0.12 };
};
var rows2 = table2.trim().split("\n").map((row2) => row2.split(/ +/)).map(([asset = "", price, volatility, millions, sector = ""]) => ({
  asset,
  price: Number(price),
  volatility: Number(volatility) / 100,
  turnover: Number(millions) * 1e6,
  sector,
  ...sharesOf(Number(millions), sector)
}));
var btcPrice = rows2.find(({ asset }) => asset === "btc")?.price ?? 1;
var marketProfiles = new Map(
  rows2.flatMap(({ asset, ...profile }) => [
    [`${asset}_jpy`, profile],
    [`${asset}_btc`, { ...profile, price: profile.price / btcPrice, turnover: 0 }]
  ])
);

// src/simulator/market/spot-pairs.ts
var week2 = 6048e5;
var someWeekEnd = Date.UTC(2026, 6, 28, 15) - 1;
var never2 = Date.UTC(1e4, 0, 1) - 1;
var endOfWeek = (now) => someWeekEnd + Math.ceil((now - someWeekEnd) / week2) * week2;
var isReviewedWeekly = (companyRatio) => companyRatio !== "0.5";
var marginFields = ({ fees, margin: margin3 }, now) => {
  const current = margin3 && {
    individual: margin3.currentIndividualRatio,
    company: margin3.currentCompanyRatio,
    until: isReviewedWeekly(margin3.currentCompanyRatio) ? endOfWeek(now) : never2
  };
  const next2 = current && current.until !== never2 ? { ...current, until: current.until + week2 } : null;
  return {
    margin_open_maker_fee_rate_quote: fees.marginOpenMakerQuote,
    margin_open_taker_fee_rate_quote: fees.marginOpenTakerQuote,
    margin_close_maker_fee_rate_quote: fees.marginCloseMakerQuote,
    margin_close_taker_fee_rate_quote: fees.marginCloseTakerQuote,
    margin_long_interest: margin3?.longInterest ?? null,
    margin_short_interest: margin3?.shortInterest ?? null,
    margin_current_individual_ratio: current?.individual ?? null,
    margin_current_individual_until: current?.until ?? null,
    margin_current_company_ratio: current?.company ?? null,
    margin_current_company_until: current?.until ?? null,
    margin_next_individual_ratio: next2?.individual ?? null,
    margin_next_individual_until: next2?.until ?? null,
    margin_next_company_ratio: next2?.company ?? null,
    margin_next_company_until: next2?.until ?? null
  };
};
var spotPair = (instrument, now) => ({
  name: instrument.pair,
  base_asset: instrument.baseAsset,
  quote_asset: instrument.quoteAsset,
  maker_fee_rate_base: instrument.fees.makerBase,
  taker_fee_rate_base: instrument.fees.takerBase,
  maker_fee_rate_quote: instrument.fees.makerQuote,
  taker_fee_rate_quote: instrument.fees.takerQuote,
  ...marginFields(instrument, now),
  unit_amount: instrument.minAmount,
  limit_max_amount: instrument.limitMaxAmount,
  market_max_amount: instrument.marketMaxAmount,
  market_allowance_rate: instrument.marketAllowanceRate,
  market_in_cb_allowance_rate: instrument.marketInCircuitBreakAllowanceRate,
  price_digits: instrument.priceDigits,
  amount_digits: instrument.amountDigits,
  is_enabled: instrument.enabled,
  stop_order: instrument.stopped.order,
  stop_order_and_cancel: instrument.stopped.orderAndCancel,
  stop_market_order: instrument.stopped.market,
  stop_stop_order: instrument.stopped.stop,
  stop_stop_limit_order: instrument.stopped.stopLimit,
  stop_margin_long_order: instrument.stopped.marginLong,
  stop_margin_short_order: instrument.stopped.marginShort,
  stop_buy_order: instrument.stopped.buy,
  stop_sell_order: instrument.stopped.sell
});

// src/simulator/market/public-queries.ts
var candleRow = (instrument, bar) => [
  formatPrice(instrument, bar.open),
  formatPrice(instrument, bar.high),
  formatPrice(instrument, bar.low),
  formatPrice(instrument, bar.close),
  formatAmount(instrument, BigInt(bar.volume)),
  bar.openTime
];
var candlesCome = 10 * minute;
var transactionsCome = 60 * minute;
var isYoung = (startOfDay2, now) => now >= startOfDay2 && now < startOfDay2 + candlesCome;
var isDay = (date) => date.length === 8;
var createPublicQueries = (venue, scheduler, markets, youngDay = "missing") => {
  const tickers = () => [...markets].map(([pair, { feed }]) => ({ pair, ...feed.ticker() }));
  return {
    ticker: (pair) => markets.get(pair)?.feed.ticker(),
    tickers,
    tickersJpy: () => tickers().filter(({ pair }) => pair.endsWith("_jpy")),
    depth: (pair) => markets.get(pair)?.feed.pastDepth(),
    transactions: (pair, day7) => {
      const transactions2 = markets.get(pair)?.transactions;
      if (day7 === void 0) return transactions2?.latest();
      const period4 = isDay(day7) ? periodOf(day7) : void 0;
      const isThere = period4 !== void 0 && scheduler.now() >= period4[1] + transactionsCome;
      return isThere ? transactions2?.ofDay(period4[0]) : void 0;
    },
    candlestick: (pair, type, date) => {
      const market = markets.get(pair);
      if (!market || !isCandleType(type) || isDay(date) !== isIntraday(type)) return void 0;
      const period4 = periodOf(date);
      const now = scheduler.now();
      if (youngDay === "missing" && period4 && isIntraday(type) && isYoung(period4[0], now)) return "not-yet";
      const bars = period4 && market.history.candles(type, period4, now);
      if (!bars) return void 0;
      const ohlcv = bars.map((bar) => candleRow(market.instrument, bar));
      return { candlestick: [{ type, ohlcv }], timestamp: now };
    },
    candlestickSteps: (pair, type, date) => {
      const period4 = periodOf(date);
      const history = markets.get(pair)?.history;
      return history && period4 && isCandleType(type) && isDay(date) === isIntraday(type) ? history.steps(type, period4, scheduler.now()) : [];
    },
    circuitBreakInfo: (pair) => markets.get(pair)?.feed.circuitBreak(),
    spotPairs: () => ({
      pairs: venue.instruments().map((instrument) => spotPair(instrument, scheduler.now()))
    }),
    spotStatus: () => ({
      statuses: venue.pairStatuses().map(({ pair, status, minAmount }) => {
        const instrument = venue.instrument(pair);
        return { pair, status, min_amount: instrument ? formatAmount(instrument, minAmount) : "0" };
      })
    })
  };
};

// src/simulator/market/rooms.ts
var import_rxjs4 = require("rxjs");
var firstMessageDelay = { least: 100, most: 160 };
var takenBefore = 40;
var takenBeforeChance = 0.25;
var nothing = () => [];
var roomsOf = (pair, { feed }) => [
  [`ticker_${pair}`, nothing],
  [`transactions_${pair}`, nothing],
  [`depth_diff_${pair}`, nothing],
  [`depth_whole_${pair}`, () => [{ room: `depth_whole_${pair}`, type: "depth_whole", data: feed.whole() }]],
  [
    `circuit_break_info_${pair}`,
    () => {
      const data2 = feed.circuitBreak();
      return data2 ? [{ room: `circuit_break_info_${pair}`, type: "circuit_break_info", data: data2 }] : [];
    }
  ]
];
var createMarketRooms = (markets, scheduler, random) => {
  const rooms = new Map([...markets].flatMap(([pair, market]) => roomsOf(pair, market)));
  return {
    has: (room) => rooms.has(room),
    joined$: (room) => {
      const first = rooms.get(room) ?? nothing;
      if (first === nothing) return import_rxjs4.EMPTY;
      const wait = random.between(firstMessageDelay.least, firstMessageDelay.most);
      const age = random.chance(takenBeforeChance) ? takenBefore : 0;
      return (0, import_rxjs4.timer)(wait, scheduler).pipe(
        (0, import_rxjs4.map)(first),
        (0, import_rxjs4.mergeMap)((messages) => age > 0 ? (0, import_rxjs4.of)(messages).pipe((0, import_rxjs4.delay)(age, scheduler)) : (0, import_rxjs4.of)(messages)),
        (0, import_rxjs4.mergeMap)((messages) => messages)
      );
    }
  };
};

// src/simulator/market/whole-clock.ts
var import_rxjs5 = require("rxjs");
var period = 15e3;
var offset = 340;
var lateChance = 0.15;
var lateness = { least: 20, most: 400 };
var startWholeClock = (scheduler, random, wholes, publish) => {
  const untilNext = () => period - (scheduler.now() - offset) % period;
  const running = new import_rxjs5.Subscription();
  const late2 = (message2) => {
    const timer24 = scheduler.schedule(
      () => {
        running.remove(timer24);
        publish(message2);
      },
      random.between(lateness.least, lateness.most)
    );
    running.add(timer24);
  };
  running.add(
    scheduler.schedule(function() {
      for (const message2 of wholes())
        if (random.chance(lateChance)) late2(message2);
        else publish(message2);
      this.schedule(void 0, untilNext());
    }, untilNext())
  );
  return running;
};

// src/simulator/market/create-market.ts
var unknownProfile = {
  price: 1e3,
  volatility: 0.04,
  turnover: 0,
  sector: "other",
  marketShare: 0.45,
  sectorShare: 0.1
};
var dispatch = (markets, event) => {
  switch (event.type) {
    case "level":
      markets.get(event.pair)?.feed.onLevel(event);
      break;
    case "trade":
      markets.get(event.trade.pair)?.feed.onTrade(event.trade);
      break;
    case "circuit-break":
      markets.get(event.info.pair)?.feed.onCircuitBreak(event.info);
  }
};
var createMarket = (venue, { scheduler, seed, profiles = {}, participants: hasParticipants = true, youngDay }) => {
  const messages$ = new import_rxjs6.Subject();
  const publish = (message2) => messages$.next(message2);
  const factors = createFactors(seed);
  const markets = new Map(
    venue.instruments().map((instrument) => {
      const { pair } = instrument;
      const profile = { ...marketProfiles.get(pair) ?? unknownProfile, ...profiles[pair] };
      const isAnchored = profiles[pair]?.price !== void 0 || !hasParticipants;
      return [
        pair,
        createPairMarket({ venue, instrument, profile, scheduler, seed, factors, isAnchored, publish })
      ];
    })
  );
  const all = [...markets.values()];
  for (const { instrument, path } of all)
    venue.seedLastPrice(
      instrument.pair,
      Math.max(1, Math.round(path.at(scheduler.now()) * 10 ** instrument.priceDigits))
    );
  const participants = createParticipants(
    venue,
    scheduler,
    seed,
    hasParticipants ? all.filter(({ instrument, profile }) => profile.turnover > 0 && !instrument.stopped.order).map(({ feed, ...market }) => ({ ...market, book: feed.book })) : []
  );
  participants.seed();
  for (const { feed } of all) feed.open();
  const books = venue.events$.subscribe((event) => dispatch(markets, event));
  const statuses = venue.events$.subscribe((event) => {
    if (event.type === "pair-status") participants.onStatus(event.status);
  });
  participants.start();
  const wholes = () => all.map(({ instrument, feed }) => ({
    room: `depth_whole_${instrument.pair}`,
    type: "depth_whole",
    data: feed.whole()
  }));
  const wholeClock = startWholeClock(scheduler, randomOf(seed, "wholes"), wholes, publish);
  const rooms = createMarketRooms(markets, scheduler, randomOf(seed, "rooms"));
  return {
    messages$: messages$.asObservable(),
    hasRoom: rooms.has,
    joined$: rooms.joined$,
    queries: createPublicQueries(venue, scheduler, markets, youngDay),
    notices$: import_rxjs6.EMPTY,
    close: () => {
      participants.stop();
      wholeClock.unsubscribe();
      books.unsubscribe();
      statuses.unsubscribe();
      for (const { feed } of all) feed.close();
      messages$.complete();
    }
  };
};
var syntheticMarket = (instruments2) => ({
  instruments: instruments2,
  start: null,
  create: createMarket
});

// src/simulator/market/instruments.ts
var table3 = `
btc_jpy    0 4 0.0001     1000     10
xrp_jpy    3 4 0.0001 40000000 400000
eth_jpy    0 4 0.0001    10000    100
sol_jpy    1 4 0.0001     2000     20
dot_jpy    3 4 0.0001   200000   2000
doge_jpy   3 4 0.0001 20000000 200000
ltc_jpy    1 4 0.0001    20000    200
bcc_jpy    0 4 0.0001     3000     30
mona_jpy   3 4 0.0001   200000   2000
xlm_jpy    3 4 0.0001 30000000 300000
qtum_jpy   3 4 0.0001   900000   9000
bat_jpy    3 4 0.0001  7000000  70000
omg_jpy    3 4 0.0001  2000000  20000
xym_jpy    3 4 0.0001  7000000  70000
link_jpy   3 4 0.0001   300000   3000
mkr_jpy    0 4 0.0001     1000     10 S
boba_jpy   3 4 0.0001   900000   9000
enj_jpy    3 4 0.0001  4000000  40000
astr_jpy   3 4 0.0001  6000000  60000
ada_jpy    3 4 0.0001  2000000  20000
avax_jpy   3 4 0.0001     9000     90
axs_jpy    3 4 0.0001     9000     90
flr_jpy    3 4 0.0001 20000000 200000
sand_jpy   3 4 0.0001  1000000  10000
gala_jpy   3 4 0.0001  9000000  90000
chz_jpy    3 4 0.0001  3000000  30000
ape_jpy    3 4 0.0001    90000    900
oas_jpy    3 4 0.0001  3000000  30000
mana_jpy   3 4 0.0001   600000   6000
grt_jpy    3 4 0.0001  3000000  30000
rndr_jpy   3 4 0.0001   200000   2000 S
bnb_jpy    0 4 0.0001     2000     20
dai_jpy    3 4 0.0001   300000   3000
op_jpy     3 4 0.0001   200000   2000
arb_jpy    3 4 0.0001   300000   3000
klay_jpy   4 4 0.0001  1000000  10000
imx_jpy    3 4 0.0001   200000   2000
mask_jpy   3 4 0.0001    90000    900
pol_jpy    3 4 0.0001  3000000  30000
cyber_jpy  2 4 0.0001    40000    400
render_jpy 3 4 0.0001   200000   2000
trx_jpy    4 4 0.0001  2000000  20000
lpt_jpy    2 4 0.0001    40000    400
atom_jpy   3 4 0.0001    80000    800
sui_jpy    3 8 0.0001    90000    900
sky_jpy    4 8 0.0001  5000000  50000
xrp_btc    8 4 0.0001  5000000  10000 S
eth_btc    8 4 0.0001     1000     20 S
ltc_btc    8 4 0.0001     1000     50 S
bcc_btc    8 4 0.0001     1000     10 S
mona_btc   8 4 0.001   1000000     20 S
xlm_btc    8 4 0.0001  1000000  10000 S
qtum_btc   8 4 0.0001   100000   5000 S
bat_btc    8 4 0.0001   100000  10000 S
omg_btc    8 4 0.0001   100000   1000 S
xym_btc    8 4 0.0001   100000  10000 S
link_btc   8 4 0.0001    10000    100 S
mkr_btc    8 4 0.0001      300      1 S
boba_btc   8 4 0.0001    60000    600 S
enj_btc    8 4 0.0001    40000    400 S
matic_btc  8 4 0.0001   100000   1000 S
matic_jpy  3 4 0.0001  3000000  30000 S
`;
var marginRatios = {
  btc_jpy: ["0.5", "0.0818"],
  xrp_jpy: ["0.5", "0.1613"],
  eth_jpy: ["0.5", "0.1195"],
  sol_jpy: ["0.5", "0.5"],
  doge_jpy: ["0.5", "0.5"]
};
var interestPerDay = "0.0004";
var instrumentOfRow = (row2) => {
  const [
    pair = "",
    priceDigits,
    amountDigits,
    minAmount = "",
    limitMaxAmount = "",
    marketMaxAmount = "",
    flag
  ] = row2.split(/ +/);
  const [baseAsset = "", quoteAsset = ""] = pair.split("_");
  const [maker, taker] = pair === "btc_jpy" ? ["0", "0.001"] : ["-0.0002", "0.0012"];
  const ratios = marginRatios[pair];
  const suspended = flag === "S";
  const marketAllowanceRate = pair === "btc_jpy" ? "0.2" : "0.3";
  return {
    pair,
    baseAsset,
    quoteAsset,
    fees: {
      makerBase: "0",
      takerBase: "0",
      makerQuote: maker,
      takerQuote: taker,
      marginOpenMakerQuote: ratios ? maker : null,
      marginOpenTakerQuote: ratios ? taker : null,
      marginCloseMakerQuote: ratios ? maker : null,
      marginCloseTakerQuote: ratios ? taker : null
    },
    margin: ratios ? {
      longInterest: interestPerDay,
      shortInterest: interestPerDay,
      currentIndividualRatio: ratios[0],
      currentCompanyRatio: ratios[1]
    } : null,
    minAmount,
    limitMaxAmount,
    marketMaxAmount,
    marketAllowanceRate,
    marketInCircuitBreakAllowanceRate: marketAllowanceRate,
    priceDigits: Number(priceDigits),
    amountDigits: Number(amountDigits),
    enabled: true,
    stopped: {
      order: suspended,
      orderAndCancel: false,
      market: suspended,
      stop: suspended,
      stopLimit: suspended,
      marginLong: suspended,
      marginShort: suspended,
      buy: suspended,
      sell: suspended
    }
  };
};
var instruments = table3.trim().split("\n").map(instrumentOfRow);

// src/simulator/options.ts
var marketIn = ({ market }) => market ?? syntheticMarket(instruments);
var isListed = (options, pair) => marketIn(options).instruments.some((instrument) => instrument.pair === pair);
var marketOf = (options) => {
  const source = marketIn(options);
  const { pairs } = options;
  if (pairs === void 0) return source;
  return { ...source, instruments: source.instruments.filter(({ pair }) => pairs.includes(pair)) };
};
var checkPairs = (options) => {
  const { pairs } = options;
  if (pairs === void 0) return;
  if (pairs.length === 0) throw configError("pairs", "one pair or more", "none");
  const unknown2 = pairs.find((pair) => !isListed(options, pair));
  if (unknown2 !== void 0) throw configError("pairs", "pairs that the venue lists", describe(unknown2));
};
var checkProfiles = (options) => {
  const unknown2 = Object.keys(options.profiles ?? {}).find((pair) => !isListed(options, pair));
  if (unknown2 !== void 0) throw configError(`profiles.${unknown2}`, "a pair that the venue lists", unknown2);
};
var isNatural = (value) => value >= 0;
var whole = (name, isRight = () => true) => maybe(same(name, (input) => Number.isSafeInteger(input) && isRight(input)));
var above = (name) => maybe(same(name, (input) => Number.isFinite(input) && input > 0));
var array = () => maybe(same("an array", (input) => Array.isArray(input)));
var ms = maybe(atLeast(0));
var share = maybe(
  same(
    "a number from 0 to 1",
    (input) => typeof input === "number" && input >= 0 && input <= 1
  )
);
var Profile = optionsOf({
  price: above("a number above zero"),
  volatility: maybe(atLeast(0)),
  turnover: maybe(atLeast(0)),
  sector: maybe(NonEmptyText),
  marketShare: share,
  sectorShare: share
});
var ChosenQuirks = optionsOf(
  Object.fromEntries(
    Object.entries(quirkRegistry).map(([name, { variants }]) => {
      const names2 = Object.keys(variants);
      return [name, maybe(oneOf(`one of ${names2.join(", ")}`, names2))];
    })
  )
);
var QuirkOptions = decoder(
  "'draw', or variants by quirk",
  (input, context) => input === void 0 || input === "draw" ? success(input) : ChosenQuirks.validate(input, context)
);
var DelayOption = maybe(
  same(
    "a number of ms, or a list of such",
    (input) => [input].flat().every((one2) => Number.isFinite(one2) && one2 >= 0) && [input].flat().length > 0
  )
);
var WayOptions = optionsOf({ order: DelayOption, reply: DelayOption, news: DelayOption });
var LatencyOption = decoder(
  "ms, or ms by way",
  (input, context) => typeof input === "object" && input !== null ? WayOptions.validate(input, context) : maybe(atLeast(0)).validate(input, context)
);
var simulation = {
  seed: whole("a whole number"),
  accounts: array(),
  latency: LatencyOption,
  fills: maybe(same("touch(), through() or queue()", isFillModel)),
  published: maybe(oneOf("withOwn or recorded", ["withOwn", "recorded"])),
  market: maybe(having("a market", ["instruments", "create"])),
  quirks: QuirkOptions,
  profiles: maybe(dictionary("profiles by pair", Profile)),
  pairs: array(),
  participants: maybe(Flag),
  tokenLife: above("a number of ms above zero"),
  pubnubCache: maybe(
    optionsOf({ messages: whole("a whole number, zero or more", isNatural), ms })
  ),
  venueTiming: maybe(
    optionsOf({
      depositConfirm: ms,
      depositCredit: ms,
      withdrawalConfirm: ms,
      withdrawalExamine: ms,
      withdrawalSend: ms,
      circuitBreak: ms,
      circuitBreakReference: ms
    })
  ),
  streamTiming: maybe(
    optionsOf({
      pingInterval: ms,
      pingTimeout: ms,
      connectTimeout: ms,
      connectDelay: ms
    })
  ),
  faults: array(),
  journalCapacity: whole("a whole number, zero or more", isNatural)
};
var listening = optionsOf({
  ...simulation,
  port: whole("a whole number from 0 to 65535", (port) => port >= 0 && port < 65536),
  host: maybe(Text),
  marketSpeed: above("a number above zero"),
  fullSpeed: maybe(Flag)
});
var virtual = optionsOf({
  ...simulation,
  scheduler: having("a scheduler of RxJS", ["now", "schedule"])
});
var checked = (options) => {
  checkPairs(options);
  checkProfiles(options);
  return options;
};
var readSimulatorOptions = (options, stray) => {
  const read2 = resolveOptions(listening, options, stray);
  return checked(read2);
};
var readVirtualOptions = (options, stray) => {
  const read2 = resolveOptions(virtual, options, stray);
  return checked(read2);
};
var quirksOf = (quirks, random) => quirks === "draw" ? drawQuirks(random) : { ...defaultQuirks, ...quirks };

// src/model/venue-status.ts
var venueStates = ["NORMAL", "BUSY", "VERY_BUSY", "HALT"];

// src/simulator/faults/fault.ts
var staleReads = ["active_orders", "trade_history", "order", "orders_info"];
var faultKinds = {
  "stream-drop": { occasion: "frame", isAct: true },
  "early-join": { occasion: "frame", isAct: false },
  "stream-freeze": { occasion: "frame", isAct: true },
  "stream-slow": { occasion: "frame", isAct: false },
  "frame-corrupt": { occasion: "frame", isAct: false },
  "frame-lose": { occasion: "frame", isAct: false },
  "frame-repeat": { occasion: "frame", isAct: false },
  "frame-reorder": { occasion: "frame", isAct: false },
  "sequence-leap": { occasion: "frame", isAct: false },
  "sequence-restart": { occasion: "frame", isAct: false },
  "private-late": { occasion: "message", isAct: false },
  "private-lose": { occasion: "message", isAct: false },
  "private-repeat": { occasion: "message", isAct: false },
  "private-reorder": { occasion: "message", isAct: false },
  "token-expire": { occasion: "message", isAct: true },
  "rest-status": { occasion: "request", isAct: false },
  "rest-429": { occasion: "request", isAct: false },
  maintenance: { occasion: "request", isAct: false },
  "rest-timeout-before": { occasion: "request", isAct: false },
  "rest-timeout-after": { occasion: "request", isAct: false },
  "rest-cut-off": { occasion: "request", isAct: false },
  "rest-10005": { occasion: "request", isAct: false },
  "rest-code": { occasion: "request", isAct: false },
  "rest-word": { occasion: "request", isAct: false },
  "rest-stall": { occasion: "request", isAct: false },
  "rest-late": { occasion: "request", isAct: false },
  "rest-reply-late": { occasion: "request", isAct: false },
  "rest-resent": { occasion: "request", isAct: false },
  "rest-twice": { occasion: "request", isAct: false },
  "equal-order": { occasion: "request", isAct: false },
  "stale-read": { occasion: "read", isAct: false },
  "pair-status": { occasion: "request", isAct: true },
  restart: { occasion: "request", isAct: true }
};

// src/simulator/faults/parse-fault.ts
var number = (name, is) => same(name, (input) => Number.isFinite(input) && is(input));
var count = number("a whole number from 1 on", (value) => Number.isInteger(value) && value >= 1);
var moment = atLeast(0);
var duration = number(
  `a number of ms from 0 to ${longestDelay}`,
  (value) => value >= 0 && value <= longestDelay
);
var text = maybe(NonEmptyText);
var whenForms = [
  ["nth", "times"],
  ["at", "for"],
  ["after", "for"],
  ["rate"]
];
var isOfForm = (when) => ([first = "", ...rest2]) => first in when && Object.keys(when).every((name) => name === first || rest2.includes(name));
var WhenFields = optionsOf({
  nth: maybe(count),
  times: maybe(count),
  at: maybe(moment),
  after: maybe(duration),
  for: maybe(duration),
  rate: maybe(number("a number from 0 to 1", (value) => value >= 0 && value <= 1))
});
var WhenOptions = decoder("{nth, times?}, {at, for?}, {after, for?} or {rate}", (input, context) => {
  const when = WhenFields.validate(input, context);
  return when._tag === "Left" || whenForms.some(isOfForm(when.right)) ? when : failure(input, context);
});
var OnlyOptions = optionsOf({ path: text, apiKey: text, room: text, message: text });
var ownFields = {
  "stream-drop": {},
  "early-join": {},
  "stream-freeze": { ms: maybe(duration) },
  "stream-slow": { ms: duration },
  "frame-corrupt": {},
  "frame-lose": {},
  "frame-repeat": {},
  "frame-reorder": {},
  "sequence-leap": {},
  "sequence-restart": {},
  "private-late": { ms: duration },
  "private-lose": {},
  "private-repeat": {},
  "private-reorder": { ms: maybe(duration) },
  "token-expire": {},
  "rest-status": {
    status: maybe(
      number(
        "an HTTP status from 400 to 599",
        (value) => Number.isInteger(value) && value >= 400 && value < 600
      )
    )
  },
  "rest-429": {},
  maintenance: {},
  "rest-timeout-before": {},
  "rest-timeout-after": {},
  "rest-cut-off": {},
  "rest-10005": {},
  "rest-resent": {},
  "rest-code": { code: count },
  "rest-word": { field: NonEmptyText, word: NonEmptyText },
  "rest-stall": { ms: maybe(duration) },
  "rest-late": { ms: duration },
  "rest-reply-late": { ms: duration },
  "rest-twice": {},
  "equal-order": { turn: maybe(oneOf("before or after", ["before", "after"])) },
  "stale-read": { read: oneOf(`one of ${staleReads.join(", ")}`, staleReads), ms: duration },
  "pair-status": {
    status: oneOf(`one of ${venueStates.join(", ")}`, venueStates),
    pair: text,
    ms: maybe(duration)
  },
  restart: { ms: maybe(duration) }
};
var kinds = Object.keys(faultKinds);
var FaultOptions = tagged(
  "kind",
  `one of ${kinds.join(", ")}`,
  Object.fromEntries(
    kinds.map((kind) => [
      kind,
      optionsOf({
        kind: oneOf(kind, [kind]),
        ...ownFields[kind],
        when: maybe(WhenOptions),
        only: maybe(OnlyOptions)
      })
    ])
  )
);
var parseFault = (value) => resolveOptions(FaultOptions, value, [], "fault");

// src/simulator/market/assets.ts
var bankFee = { under: "550", over: "770", threshold: "30000" };
var table4 = `
jpy    4 1
btc    8 0.5 bitcoin=0.0006
xrp    6 0.5 ripple=0.1
ltc    8 0.5 litecoin=0.001
eth    8 0.5 ethereum=0.005 arbitrum=0.0004 op=0.0004
mona   8 0.5 monacoin=0.001
bcc    8 0.5 bitcoincash=0.001
xlm    7 0.5 stellar=0.01
qtum   8 0.5 qtum=0.01
bat    8 0.5 ethereum=25
omg    8 0.5 ethereum=12
xym    6 0.5 symbol=2
link   8 0.5 ethereum=0.7
mkr    8 0   ethereum=0.008
boba   8 0.5 ethereum=35
enj    8 0.5 ethereum=40
matic  8 0   ethereum=15 polygon=0.1
dot    8 0.5 polkadot=0.1
doge   8 0.5 dogecoin=5
astr   8 0.5 astar=0.1
ada    6 0.5 cardano=0.5
avax   8 0.5 avalanche=0.01
axs    8 0.5 ethereum=1.5
flr    8 0.5 flare=1
sand   8 0.5 ethereum=20
gala   8 0.5 ethereum=350
ape    8 0.5 ethereum=10
chz    8 0.5 ethereum=110
oas    8 0.5 oasys=1
mana   8 0.5 ethereum=20
grt    8 0.5 ethereum=55
rndr   8 0   ethereum=2
bnb    8 0.5 bsc=0.0005
dai    8 0.5 ethereum=6
op     8 0.5 op=0.5
arb    8 0.5 arbitrum=0.6
klay   8 0   ethereum=30
imx    8 0.5 ethereum=8
mask   8 0.5 ethereum=4
pol    8 0.5 ethereum=15 polygon=0.1
sol    8 0.5 solana=0.01
cyber  8 0.5 ethereum=3
render 8 0.5 solana=0.3
trx    6 0.5 tron=3
lpt    8 0.5 ethereum=1
atom   6 0.5 cosmos=0.02
sui    8 0.5 sui=0.05
sky    8 0.5 ethereum=110
`;
var assetOfRow = (row2) => {
  const [asset = "", precision, collateralRatio = "", ...carriers] = row2.split(/ +/);
  return {
    asset,
    precision: Number(precision),
    collateralRatio,
    networks: carriers.map((carrier2) => {
      const [network = "", withdrawalFee3 = ""] = carrier2.split("=");
      return { network, withdrawalFee: withdrawalFee3, stopDeposit: false, stopWithdrawal: false };
    }),
    bankFee: asset === "jpy" ? bankFee : null,
    stopDeposit: false,
    stopWithdrawal: false
  };
};
var assets = table4.trim().split("\n").map(assetOfRow);
var unknownAsset = (asset, precision) => ({
  asset,
  precision,
  collateralRatio: "0",
  networks: [],
  bankFee: null,
  stopDeposit: true,
  stopWithdrawal: true
});
var usualPrecision = 8;
var assetsOf = (instruments2) => {
  const byName = new Map(assets.map((asset) => [asset.asset, asset]));
  for (const { baseAsset, quoteAsset, amountDigits } of instruments2) {
    const base = byName.get(baseAsset) ?? unknownAsset(baseAsset, usualPrecision);
    byName.set(baseAsset, amountDigits > base.precision ? { ...base, precision: amountDigits } : base);
    if (!byName.has(quoteAsset)) byName.set(quoteAsset, unknownAsset(quoteAsset, usualPrecision));
  }
  return [...byName.values()];
};

// src/simulator/wire/rate-limit.ts
var venueRateLimits = { QUERY: 10, UPDATE: 6 };
var second2 = 1e3;
var createRateLimit = (now) => {
  const admitted = /* @__PURE__ */ new Map();
  return (user, call2, limits) => {
    const limit = limits[call2];
    if (limit === Infinity) return true;
    const id = `${user} ${call2}`;
    const moment2 = now();
    const recent = (admitted.get(id) ?? []).filter((at) => moment2 - at < second2);
    const isAdmitted2 = recent.length < limit;
    if (isAdmitted2) recent.push(moment2);
    admitted.set(id, recent);
    return isAdmitted2;
  };
};

// src/simulator/wire/accounts.ts
var demoAccount = {
  apiKey: "demo-key",
  apiSecret: "demo-secret",
  balances: { jpy: "10000000", btc: "1", eth: "10", xrp: "10000" }
};
var Balance = same(
  "a plain decimal in a text, zero or more",
  (input) => typeof input === "string" && isPlainDecimal(input) && !input.startsWith("-")
);
var Limit = maybe(
  same("a number, zero or more", (input) => typeof input === "number" && input >= 0)
);
var AccountOptions = optionsOf({
  apiKey: NonEmptyText,
  apiSecret: hidden(NonEmptyText),
  balances: maybe(dictionary("amounts by asset", Balance)),
  margin: maybe(Flag),
  rateLimits: maybe(optionsOf({ QUERY: Limit, UPDATE: Limit }))
});
var destinationTags = {
  xrp: 1001,
  xlm: "1001",
  xym: "1001",
  atom: "1001"
};
var withdrawalAccountsOf = ({ asset, networks }, nextId) => asset === "jpy" ? [
  {
    type: "bank",
    uuid: uuidOf(nextId),
    asset,
    label: "simulated bank",
    bankName: "Simulated Bank",
    branchName: "Main Branch",
    accountType: "ordinary",
    accountNumber: "0000000",
    accountOwner: "SIMULATION"
  }
] : networks.map(({ network }) => ({
  type: "crypto",
  uuid: uuidOf(nextId),
  asset,
  label: `simulated ${network} wallet`,
  network,
  address: `sim${nextId(32)}`,
  destinationTag: destinationTags[asset] ?? null
}));
var uuidOf = (nextId) => {
  const hex2 = Array.from(nextId(32), (letter) => (letter.charCodeAt(0) % 16).toString(16)).join("");
  return [
    hex2.slice(0, 8),
    hex2.slice(8, 12),
    `4${hex2.slice(13, 16)}`,
    `8${hex2.slice(17, 20)}`,
    hex2.slice(20)
  ].join("-");
};
var createAccounts = (venue, nextId) => {
  const keys2 = /* @__PURE__ */ new Map();
  const users = /* @__PURE__ */ new Map();
  const creditsOf = ({ balances = {} }) => Object.entries(balances).map(([asset, amount]) => {
    const rule = venue.assetRules().find((known) => known.asset === asset);
    if (!rule) throw configError("account.balances", "assets of the venue", asset);
    return { asset, amount: toUnits(amount, rule.precision) };
  });
  return {
    open: (asked) => {
      const spec = resolveOptions(AccountOptions, asked, [], "account");
      if (keys2.has(spec.apiKey)) throw configError("account.apiKey", "an unused key", "a used one");
      const credits = creditsOf(spec);
      const account = {
        apiKey: spec.apiKey,
        apiSecret: spec.apiSecret,
        user: venue.openAccount({ class: "user", margin: spec.margin ?? true }),
        channel: nextId(32),
        rateLimits: { ...venueRateLimits, ...spec.rateLimits }
      };
      for (const { asset, amount } of credits) venue.credit(account.user, asset, amount);
      venue.addOriginator(account.user, { label: "simulated originator", status: "CONFIRMED" });
      for (const withdrawalAccount of venue.assetRules().flatMap((rule) => withdrawalAccountsOf(rule, nextId))) {
        venue.addWithdrawalAccount(account.user, withdrawalAccount);
      }
      keys2.set(account.apiKey, account);
      users.set(account.user, account);
      return account;
    },
    byKey: (apiKey) => keys2.get(apiKey),
    byUser: (user) => users.get(user),
    all: () => [...keys2.values()]
  };
};

// src/simulator/wire/grant-token.ts
var unsigned = 0;
var byteString = 2;
var textString = 3;
var map2 = 5;
var head = (type, value) => {
  const top = type << 5;
  if (value < 24) return Buffer.from([top | value]);
  if (value < 256) return Buffer.from([top | 24, value]);
  if (value < 65536) return Buffer.from([top | 25, value >> 8, value & 255]);
  const bytes = Buffer.alloc(5, top | 26);
  bytes.writeUInt32BE(value, 1);
  return bytes;
};
var stringOf = (type, bytes) => Buffer.concat([head(type, bytes.length), bytes]);
var form = (fields4) => Object.entries(fields4).map(([name, value]) => [Buffer.from(name), value]);
var encode = (value) => {
  if (typeof value === "number") return head(unsigned, value);
  if (typeof value === "string") return stringOf(textString, Buffer.from(value));
  if (Buffer.isBuffer(value)) return stringOf(byteString, value);
  return Buffer.concat([
    head(map2, value.length),
    ...value.flatMap(([name, item]) => [encode(name), encode(item)])
  ]);
};
var version = 2;
var read = 1;
var resources = (channels) => form({ chan: channels, grp: [], usr: [], spc: [], uuid: [] });
var grantToken = ({ channel, grantedAt, ttl, signature }) => encode(
  form({
    v: version,
    t: grantedAt,
    ttl,
    res: resources([[channel, read]]),
    pat: resources([]),
    meta: [],
    uuid: channel,
    sig: signature
  })
).toString("base64url");

// src/simulator/wire/pubnub-origin.ts
var import_rxjs7 = require("rxjs");
var venueTokenLife = 12 * 60 * 60 * 1e3;
var venueCache = { messages: 100, ms: 20 * 60 * 1e3 };
var longestWait = 28e4;
var timetokenLength = 17;
var expired = { message: "Token is expired.", channels: null };
var createPubNubOrigin = (options) => {
  const { wall, market, cache } = options;
  const grants = /* @__PURE__ */ new Map();
  const histories = /* @__PURE__ */ new Map();
  const waiters = /* @__PURE__ */ new Set();
  let latest5 = { ms: 0, count: 0 };
  let flushIsDue = false;
  const nextTimetoken = () => {
    const ms2 = Math.max(Math.floor(wall.now()), latest5.ms);
    const isSame3 = ms2 === latest5.ms;
    latest5 = isSame3 && latest5.count < 9999 ? { ms: ms2, count: latest5.count + 1 } : { ms: isSame3 ? ms2 + 1 : ms2, count: 0 };
    return `${latest5.ms}${String(latest5.count).padStart(4, "0")}`;
  };
  const denialOf = (channels, token2) => {
    if (token2 === null) return { message: "Forbidden", channels };
    const grant = grants.get(token2);
    if (!grant || grant.expiresAt <= market.now()) return expired;
    const others4 = channels.filter((channel) => channel !== grant.channel && !channel.endsWith("-pnpres"));
    return others4.length === 0 ? null : { message: "Forbidden", channels: others4 };
  };
  const missedOn = (channel, since) => {
    const history = histories.get(channel) ?? [];
    const oldest = `${Math.max(0, Math.floor(wall.now()) - cache.ms)}0000`.padStart(timetokenLength, "0");
    let from13 = history.length;
    const first = Math.max(0, from13 - cache.messages);
    const isMissed = ({ timetoken }) => timetoken > since && timetoken >= oldest;
    for (let message2 = history[from13 - 1]; from13 > first && message2 && isMissed(message2); message2 = history[from13 - 1])
      from13 -= 1;
    return history.slice(from13);
  };
  const missed = (channels, since) => {
    const [channel = "", ...others4] = channels;
    if (others4.length === 0) return missedOn(channel, since);
    const all = channels.flatMap((one2) => missedOn(one2, since));
    return all.sort((a2, b2) => a2.timetoken < b2.timetoken ? -1 : 1);
  };
  const answer = (waiter, delivery) => {
    waiters.delete(waiter);
    waiter.subscriber.next(delivery);
    waiter.subscriber.complete();
  };
  const deliver = (waiter, messages) => {
    const last2 = messages.at(-1);
    if (!last2) return false;
    answer(waiter, { type: "messages", timetoken: last2.timetoken, messages });
    return true;
  };
  const flush = () => {
    flushIsDue = false;
    for (const waiter of waiters) deliver(waiter, waiter.messages);
  };
  const wait = (channels, token2, timetoken) => new import_rxjs7.Observable((subscriber) => {
    const waiter = { channels, subscriber, token: token2, messages: [] };
    if (deliver(waiter, missed(channels, timetoken.padStart(timetokenLength, "0")))) return;
    waiters.add(waiter);
    const timers = new import_rxjs7.Subscription(() => waiters.delete(waiter));
    const giveUp = () => answer(waiter, { type: "messages", timetoken, messages: [] });
    timers.add(wall.schedule(giveUp, longestWait));
    const grant = token2 === null ? void 0 : grants.get(token2);
    if (grant) {
      const expire2 = () => answer(waiter, { type: "denied", denial: expired });
      timers.add(market.schedule(expire2, grant.expiresAt - market.now()));
    }
    return timers;
  });
  return {
    grant: (channel) => {
      for (const [old, { expiresAt }] of grants) if (expiresAt <= market.now()) grants.delete(old);
      const token2 = grantToken({
        channel,
        grantedAt: Math.floor(market.now() / 1e3),
        ttl: Math.max(1, Math.ceil(options.tokenLife / 6e4)),
        signature: options.nextSignature()
      });
      grants.set(token2, { channel, expiresAt: market.now() + options.tokenLife });
      return token2;
    },
    publish: (channel, message2) => {
      const published = { timetoken: nextTimetoken(), channel, message: message2 };
      const history = histories.get(channel) ?? [];
      histories.set(channel, history);
      history.push(published);
      if (history.length > 2 * cache.messages) history.splice(0, history.length - cache.messages);
      for (const waiter of waiters) {
        if (waiter.channels.includes(channel)) waiter.messages.push(published);
      }
      if (flushIsDue || waiters.size === 0) return;
      flushIsDue = true;
      wall.schedule(flush);
    },
    expireTokens: (channel) => {
      for (const [token2, grant] of grants) {
        if (grant.channel === channel) grants.set(token2, { channel, expiresAt: market.now() });
      }
      for (const waiter of waiters) {
        const denial = denialOf(waiter.channels, waiter.token);
        if (denial) answer(waiter, { type: "denied", denial });
      }
    },
    denialOf,
    receive: (channels, token2, timetoken) => new import_rxjs7.Observable((subscriber) => {
      const denial = denialOf(channels, token2);
      if (!denial && timetoken !== null && timetoken !== "0") {
        return wait(channels, token2, timetoken).subscribe(subscriber);
      }
      subscriber.next(
        denial ? { type: "denied", denial } : { type: "messages", timetoken: nextTimetoken(), messages: [] }
      );
      subscriber.complete();
      return void 0;
    }),
    now: () => nextTimetoken()
  };
};

// src/simulator/wire/session.ts
var import_rxjs8 = require("rxjs");

// src/connectivity/engine-io.ts
var codes = {
  open: "0",
  close: "1",
  ping: "2",
  pong: "3",
  noop: "6",
  connect: "40",
  disconnect: "41",
  event: "42",
  "connect-error": "44"
};
var Duration = same(
  "a positive number of ms",
  (input) => typeof input === "number" && input > 0 && input <= 1e9
);
var bodies = {
  open: record("an object", {
    pingInterval: ["pingInterval", Duration],
    pingTimeout: ["pingTimeout", Duration]
  }),
  connect: record("an object", { sid: otherwise(Text, null) }),
  event: mapped(
    same(
      "an array that starts with a name",
      (input) => Array.isArray(input) && typeof input[0] === "string"
    ),
    ([name, ...args]) => ({ name, args })
  ),
  "connect-error": record("an object", { message: Text })
};
var types = Object.keys(codes);
var decodePacket = (text3) => {
  const code = text3.slice(0, text3.startsWith("4") ? 2 : 1);
  const type = types.find((candidate) => codes[candidate] === code);
  if (type === void 0) {
    return { type: "bad", cause: `expected a packet of Engine.IO or Socket.IO, got ${beginningOf(text3)}` };
  }
  const codec = bodies[type];
  if (codec === void 0) return { type };
  const body = text3.slice(code.length);
  const result2 = decodeJson(codec, type === "connect" ? body || "{}" : body, type);
  if (result2._tag === "Right") return { type, ...result2.right };
  return type === "connect-error" ? { type, message: body.slice(0, 80) } : { type: "bad", cause: result2.left.message };
};
var bodyOf = (packet) => {
  if (packet.type === "event") return JSON.stringify([packet.name, ...packet.args]);
  return packet.type === "connect" && packet.sid !== null ? JSON.stringify({ sid: packet.sid }) : "";
};
var encodePacket = (packet) => codes[packet.type] + bodyOf(packet);

// src/simulator/wire/frame.ts
var textOpcode = 129;
var encodeTextFrame = (text3) => {
  const length = Buffer.byteLength(text3);
  const headerLength = length < 126 ? 2 : length < 65536 ? 4 : 10;
  const frame = Buffer.allocUnsafe(headerLength + length);
  frame[0] = textOpcode;
  if (headerLength === 2) frame[1] = length;
  else if (headerLength === 4) {
    frame[1] = 126;
    frame.writeUInt16BE(length, 2);
  } else {
    frame[1] = 127;
    frame.writeBigUInt64BE(BigInt(length), 2);
  }
  frame.write(text3, headerLength);
  return frame;
};
var sharedFrame = (text3, room = null) => {
  let encoded;
  return { text: text3, room, bytes: () => encoded ??= encodeTextFrame(text3) };
};

// src/simulator/wire/session.ts
var venueTiming = {
  pingInterval: 25e3,
  pingTimeout: 2e4,
  connectTimeout: 45e3,
  connectDelay: 0
};
var maxPayload = 1e6;
var mostEarly = 1e3;
var packetFrame = (packet) => sharedFrame(encodePacket(packet));
var ping = packetFrame({ type: "ping" });
var pong = packetFrame({ type: "pong" });
var soundLink = {
  outgoing: (frame, forward) => forward(frame),
  holdsEarly: () => true,
  incoming: (text3, forward) => forward(text3),
  end: () => void 0,
  closing: (close) => close()
};
var withoutAckId = (text3) => text3.replace(/^42\d+(?=\[)/, "42");
var roomOf = (args) => typeof args[0] === "string" ? args[0] : null;
var openSession = (options) => {
  const { sid, hub, timing, scheduler, protocol } = options;
  const isLegacy = protocol !== 4;
  let outlet = options.outlet;
  let isOpen = true;
  let isConnected = isLegacy;
  let isConnecting = false;
  let early = [];
  const timers = new import_rxjs8.Subscription();
  let nextBeat = import_rxjs8.Subscription.EMPTY;
  const end3 = () => {
    if (!isOpen) return false;
    isOpen = false;
    timers.unsubscribe();
    nextBeat.unsubscribe();
    hub.leaveAll(session);
    link3.end();
    options.onEnd?.();
    return true;
  };
  const close = () => {
    if (end3()) outlet.close();
  };
  const giveUp = () => {
    if (end3()) link3.closing(outlet.close);
  };
  const link3 = options.link?.(close) ?? soundLink;
  const forward = (frame) => {
    if (isOpen) outlet.send(frame);
  };
  const send = (frame) => {
    if (isOpen) link3.outgoing(frame, forward);
  };
  const expectPing = () => {
    nextBeat.unsubscribe();
    nextBeat = scheduler.schedule(() => {
      send(ping);
      expectPong();
    }, timing.pingInterval);
  };
  const expectPong = () => {
    nextBeat.unsubscribe();
    nextBeat = scheduler.schedule(giveUp, timing.pingTimeout);
  };
  const connect7 = () => {
    isConnected = true;
    isConnecting = false;
    send(packetFrame({ type: "connect", sid: options.connectSid }));
    const held = early;
    early = [];
    for (const receive of held) receive();
  };
  const receiveEvent = (name, args) => {
    const room = roomOf(args);
    if (room === null) return;
    if (name === "join-room") hub.join(room, session);
    else if (name === "leave-room") hub.leave(room, session);
  };
  const receivePacket = (text3) => {
    if (!isOpen) return;
    const packet = decodePacket(withoutAckId(text3));
    switch (packet.type) {
      case "pong":
        expectPing();
        break;
      case "ping":
        if (isLegacy) {
          expectPing();
          send(pong);
        } else close();
        break;
      case "connect":
        if (isConnecting) break;
        isConnecting = true;
        timers.add(scheduler.schedule(connect7, timing.connectDelay));
        break;
      case "event":
        if (isConnected) receiveEvent(packet.name, packet.args);
        else if (isConnecting && early.length < mostEarly && link3.holdsEarly()) {
          early.push(() => receiveEvent(packet.name, packet.args));
        } else close();
        break;
      case "disconnect":
        isConnected = isLegacy;
        hub.leaveAll(session);
        break;
      case "noop":
        break;
      default:
        close();
    }
  };
  const session = {
    sid,
    deliver: send,
    receive: (text3) => link3.incoming(text3, receivePacket),
    moveTo: (next2) => {
      outlet = next2;
    },
    close,
    lost: () => void end3()
  };
  const { pingInterval, pingTimeout } = timing;
  const handshake = { sid, upgrades: options.upgrades, pingInterval, pingTimeout, maxPayload };
  send(sharedFrame(`0${JSON.stringify(handshake)}`));
  timers.add(
    scheduler.schedule(() => {
      if (!isConnected) giveUp();
    }, timing.connectTimeout)
  );
  expectPing();
  return session;
};

// src/simulator/wire/wire.ts
var import_node_crypto3 = require("crypto");
var import_rxjs17 = require("rxjs");

// src/simulator/faults/registry.ts
var import_rxjs9 = require("rxjs");
var isLike = (pattern, text3) => pattern === void 0 || typeof text3 === "string" && (pattern.endsWith("*") ? text3.startsWith(pattern.slice(0, -1)) : text3 === pattern);
var defaultPath = "/v1/*";
var isAbout = ({ only: only3 = {} }, occasion, about) => isLike(only3.path ?? (occasion === "request" ? defaultPath : void 0), about.path) && isLike(only3.apiKey, about.apiKey) && isLike(only3.room, about.room) && isLike(only3.message, about.message);
var startOf = (when, since) => when && "at" in when ? when.at : when && "after" in when ? since + when.after : since;
var isCounted = (when) => when !== void 0 && ("nth" in when || "rate" in when);
var createFaultRegistry = (wall, random) => {
  const rules = /* @__PURE__ */ new Map();
  const exposed = { request: 0, frame: 0, message: 0, read: 0 };
  const dueActs = new import_rxjs9.Subject();
  const strikes = new import_rxjs9.Subject();
  let added2 = 0;
  const hit = (rule, about) => {
    rule.struck += 1;
    strikes.next({ id: rule.id, fault: rule.fault, about });
  };
  const isStruck = (rule) => {
    rule.occasions += 1;
    const { when } = rule.fault;
    if (when && "nth" in when) {
      return rule.occasions >= when.nth && rule.occasions < when.nth + (when.times ?? 1);
    }
    if (when && "rate" in when) return random() < when.rate;
    const start3 = startOf(when, rule.since);
    return wall.now() >= start3 && wall.now() < start3 + (when?.for ?? Infinity);
  };
  const remove = (id) => {
    const rule = rules.get(id);
    if (!rule) return false;
    rules.delete(id);
    rule.timer.unsubscribe();
    exposed[faultKinds[rule.fault.kind].occasion] -= 1;
    return true;
  };
  const clear = () => [...rules.keys()].forEach(remove);
  return {
    add: (fault) => {
      added2 += 1;
      const since = wall.now();
      const rule = {
        id: `fault-${added2}`,
        fault,
        since,
        timer: new import_rxjs9.Subscription(),
        occasions: 0,
        struck: 0
      };
      const { occasion, isAct } = faultKinds[fault.kind];
      rules.set(rule.id, rule);
      exposed[occasion] += 1;
      if (isAct && !isCounted(fault.when)) {
        const act = () => {
          hit(rule, {});
          dueActs.next(fault);
        };
        const delay3 = startOf(fault.when, since) - since;
        if (delay3 <= 0) act();
        else rule.timer.add(wall.schedule(act, delay3));
      }
      return rule.id;
    },
    remove,
    clear,
    list: () => Array.from(rules.values(), ({ id, fault, struck }) => ({ id, fault, struck })),
    isExposed: (occasion) => exposed[occasion] > 0,
    strike: (kind, about, isMeant = () => true) => {
      const { occasion } = faultKinds[kind];
      if (exposed[occasion] === 0) return null;
      for (const rule of rules.values()) {
        if (rule.fault.kind !== kind) continue;
        const fault = rule.fault;
        if (!isMeant(fault) || !isAbout(fault, occasion, about) || !isStruck(rule)) continue;
        hit(rule, about);
        return fault;
      }
      return null;
    },
    acts: (occasion, about) => {
      if (exposed[occasion] === 0) return [];
      const due = [...rules.values()].filter(({ fault }) => {
        const kind = faultKinds[fault.kind];
        return kind.isAct && kind.occasion === occasion && isCounted(fault.when);
      });
      return due.filter((rule) => isAbout(rule.fault, occasion, about) && isStruck(rule)).map((rule) => {
        hit(rule, about);
        return rule.fault;
      });
    },
    dueActs$: dueActs,
    strikes$: strikes,
    close: () => {
      clear();
      dueActs.complete();
      strikes.complete();
    }
  };
};

// src/simulator/wire/request-faults.ts
var import_rxjs11 = require("rxjs");

// src/simulator/wire/message.ts
var import_rxjs10 = require("rxjs");
var unanswered = import_rxjs10.NEVER;
var jsonHeaders = { "content-type": "application/json; charset=utf-8" };
var jsonReply = (status, body, headers = {}) => ({
  type: "reply",
  status,
  headers: { ...jsonHeaders, ...headers },
  body
});
var textReply = (status, body) => ({
  type: "reply",
  status,
  headers: { "content-type": "text/plain; charset=UTF-8" },
  body
});
var successReply = (data2) => jsonReply(200, JSON.stringify({ success: 1, data: data2 }));
var statusOfCode = {
  [venueCode.notFound]: 404,
  [venueCode.tooManyRequests]: 429
};
var failureReply = (code, status = statusOfCode[code] ?? 200) => jsonReply(status, JSON.stringify({ success: 0, data: { code } }));
var replyCodeOf = ({ body }) => {
  const match2 = /^\{"success":0,"data":\{"code":(\d+)\}\}$/.exec(body);
  return match2 ? Number(match2[1]) : null;
};
var absolute = /^https?:\/\/[^/?#]*/i;
var originForm = (target) => {
  if (target.startsWith("/")) return target;
  const rest2 = target.replace(absolute, "");
  return rest2.startsWith("/") ? rest2 : `/${rest2}`;
};
var wireRequest = (sentMethod, sentTarget, headers = {}, body = "") => {
  const method = sentMethod === "HEAD" ? "GET" : sentMethod;
  const target = originForm(sentTarget);
  const mark2 = target.indexOf("?");
  return {
    method,
    target,
    path: mark2 < 0 ? target : target.slice(0, mark2),
    query: new URLSearchParams(mark2 < 0 ? "" : target.slice(mark2 + 1)),
    headers,
    body
  };
};

// src/simulator/wire/request-faults.ts
var aboutOf = ({ path, headers }) => ({ path, apiKey: headers["access-key"] ?? null });
var keptAway = (faults, about) => {
  if (faults.strike("maintenance", about)) return failureReply(venueCode.maintenance);
  if (faults.strike("rest-429", about)) return failureReply(venueCode.tooManyRequests);
  const refused2 = faults.strike("rest-code", about);
  if (refused2) return jsonReply(200, JSON.stringify({ success: 0, data: { code: refused2.code } }));
  const broken = faults.strike("rest-status", about);
  if (broken) return textReply(broken.status ?? 503, "Service Unavailable");
  return faults.strike("rest-timeout-before", about) ? "unanswered" : null;
};
var inWord = (reply, field, word) => {
  const instead = (key, value) => key === field && typeof value === "string" ? word : value;
  return { ...reply, body: JSON.stringify(JSON.parse(reply.body, instead)) };
};
var reworded = (faults, about, reply) => {
  const fault = faults.strike("rest-word", about);
  return fault ? inWord(reply, fault.field, fault.word) : reply;
};
var spoiled = (faults, about, wall, reply) => {
  if (faults.strike("rest-timeout-after", about)) return unanswered;
  if (faults.strike("rest-cut-off", about)) return (0, import_rxjs11.of)({ type: "cut-off", reply });
  const answer = faults.strike("rest-10005", about) ? failureReply(venueCode.timeout) : faults.strike("rest-resent", about) ? failureReply(venueCode.outsideTimeWindow) : reworded(faults, about, reply);
  const late2 = faults.strike("rest-reply-late", about);
  return late2 ? (0, import_rxjs11.of)(answer).pipe((0, import_rxjs11.delay)(late2.ms, wall)) : (0, import_rxjs11.of)(answer);
};
var detached = (answers) => {
  const result2 = new import_rxjs11.ReplaySubject(1);
  answers.subscribe(result2);
  return result2;
};
var withRequestFaults = (faults, wall, handle, onKeptAway) => {
  const stalledUntil = /* @__PURE__ */ new Map();
  const heldFor = (about) => {
    const left2 = (stalledUntil.get(about.apiKey) ?? 0) - wall.now();
    if (left2 > 0) return left2;
    const stall = faults.strike("rest-stall", about);
    if (!stall) return 0;
    const ms2 = stall.ms ?? 1e3;
    stalledUntil.set(about.apiKey, wall.now() + ms2);
    return ms2;
  };
  const pass = (request) => {
    if (!faults.isExposed("request")) return handle(request);
    const about = aboutOf(request);
    const kept = keptAway(faults, about);
    if (kept) {
      onKeptAway(request, kept === "unanswered" ? null : kept);
      return kept === "unanswered" ? unanswered : (0, import_rxjs11.of)(kept);
    }
    const arrive = () => {
      const answers = handle(request);
      if (faults.strike("rest-twice", about)) handle(request).subscribe();
      return answers.pipe(
        (0, import_rxjs11.mergeMap)((answer) => answer.type === "reply" ? spoiled(faults, about, wall, answer) : (0, import_rxjs11.of)(answer))
      );
    };
    const late2 = faults.strike("rest-late", about);
    return late2 ? detached((0, import_rxjs11.timer)(late2.ms, wall).pipe((0, import_rxjs11.mergeMap)(arrive))) : arrive();
  };
  return (request) => {
    const held = faults.isExposed("request") || stalledUntil.size > 0 ? heldFor(aboutOf(request)) : 0;
    return held > 0 ? (0, import_rxjs11.timer)(held, wall).pipe((0, import_rxjs11.mergeMap)(() => pass(request))) : pass(request);
  };
};

// src/simulator/wire/delay-line.ts
var delayLine = (scheduler, forward) => {
  let held = 0;
  let freeAt = 0;
  return (item, delay3) => {
    if (delay3 <= 0 && held === 0) {
      forward(item);
      return;
    }
    freeAt = Math.max(freeAt, scheduler.now() + delay3);
    if (freeAt === Infinity) return;
    held += 1;
    scheduler.schedule(() => {
      held -= 1;
      forward(item);
    }, freeAt - scheduler.now());
  };
};

// src/simulator/market/room-news.ts
var frameText = (room, data2) => `42${JSON.stringify(["message", { room_name: room, message: { data: data2 } }])}`;
var sequence = /"(s|sequenceId)":"(\d+)"/;
var sequenceIn = (text3) => Number(sequence.exec(text3)?.[2] ?? 0);
var renumbered = (text3, by) => text3.replace(sequence, (_, key, number2) => `"${key}":"${Number(number2) + by}"`);

// src/simulator/wire/stream-link.ts
var cutFrame = ({ text: text3, room }) => sharedFrame(text3.slice(0, Math.ceil(text3.length / 2)), room);
var leap = 9e15;
var lastDigits = 1e9;
var createStreamLink = (faults, wall, drop) => {
  let frozenUntil = -Infinity;
  let forwardFrame = () => void 0;
  let forwardText = () => void 0;
  let overtaken = null;
  let lost = 0;
  const out = delayLine(wall, (frame) => forwardFrame(frame));
  const back = delayLine(wall, (text3) => forwardText(text3));
  const frost = () => Math.max(0, frozenUntil - wall.now());
  const act = (fault) => {
    if (fault.kind === "stream-drop") drop();
    if (fault.kind === "stream-freeze")
      frozenUntil = Math.max(frozenUntil, wall.now() + (fault.ms ?? Infinity));
  };
  const due = faults.dueActs$.subscribe(act);
  const pass = (frame, delay3) => {
    out(frame, delay3);
    if (overtaken) {
      out(overtaken, delay3);
      overtaken = null;
    }
  };
  const isOfBook = ({ room }) => room?.startsWith("depth_") === true;
  const numbered = (frame, about) => {
    if (!isOfBook(frame)) return frame;
    const sequence2 = sequenceIn(frame.text);
    if (faults.strike("sequence-restart", about)) lost = sequence2 - sequence2 % lastDigits;
    const by = (faults.strike("sequence-leap", about) ? leap : 0) - lost;
    return by === 0 ? frame : sharedFrame(renumbered(frame.text, by), frame.room);
  };
  const outgoing = (given) => {
    const about = given.room === null ? {} : { room: given.room };
    const frame = numbered(given, about);
    faults.acts("frame", about).forEach(act);
    const delay3 = frost() + (faults.strike("stream-slow", about)?.ms ?? 0);
    if (frame.room === null) {
      out(frame, delay3);
      return;
    }
    if (faults.strike("frame-lose", about)) return;
    if (!overtaken && faults.strike("frame-reorder", about)) {
      overtaken = frame;
      return;
    }
    const arriving = faults.strike("frame-corrupt", about) ? cutFrame(frame) : frame;
    pass(arriving, delay3);
    if (faults.strike("frame-repeat", about)) pass(arriving, delay3);
  };
  return {
    outgoing: (frame, forward) => {
      forwardFrame = forward;
      if (faults.isExposed("frame") || overtaken || lost > 0 && isOfBook(frame)) outgoing(frame);
      else out(frame, frost());
    },
    holdsEarly: () => !faults.strike("early-join", {}),
    incoming: (text3, forward) => {
      forwardText = forward;
      back(text3, frost());
    },
    end: () => due.unsubscribe(),
    closing: (close) => {
      const wait = frost();
      if (wait === 0) close();
      else if (wait < Infinity) wall.schedule(close, wait);
    }
  };
};

// src/simulator/wire/control.ts
var import_rxjs12 = require("rxjs");

// src/simulator/wire/journal.ts
var import_node_crypto = require("crypto");
var callDigest = (signature) => (0, import_node_crypto.createHash)("sha256").update(signature).digest("hex").slice(0, 16);
var mostPath = 256;
var short = (event) => event.type === "request" && event.path.length > mostPath ? { ...event, path: event.path.slice(0, mostPath) } : event;
var createJournal = (now, capacity) => {
  const entries = [];
  let written = 0;
  return {
    write: (event) => {
      if (capacity === 0) return;
      written += 1;
      entries.push({ seq: written, at: now(), ...short(event) });
      if (entries.length >= 2 * capacity) entries.splice(0, entries.length - capacity);
    },
    entries: (after = 0) => {
      const first = entries[0]?.seq ?? 1;
      return entries.slice(Math.max(0, after - first + 1));
    }
  };
};
var journalJson = (entries) => JSON.stringify(entries, (_, value) => typeof value === "bigint" ? value.toString() : value);

// src/simulator/wire/rules.ts
var rulesOf = (venue) => {
  const assets2 = new Map(venue.assetRules().map((rule) => [rule.asset, rule]));
  const asset = (name) => {
    const rule = assets2.get(name);
    if (!rule) throw new Error(`the venue has no asset ${name}`);
    return rule;
  };
  return {
    asset,
    marginPairs: () => venue.instruments().filter(({ margin: margin3 }) => margin3 !== null).map(({ pair }) => pair),
    instrument: (pair) => {
      const instrument = venue.instrument(pair);
      if (!instrument) throw new Error(`the venue has no pair ${pair}`);
      return instrument;
    },
    money: (name, units3) => fromUnits(units3, asset(name).precision)
  };
};
var present = (fields4) => {
  const result2 = {};
  for (const name in fields4) if (fields4[name] !== null) result2[name] = fields4[name];
  return result2;
};

// src/simulator/wire/order-json.ts
var orderFigures = (rules, order) => {
  const instrument = rules.instrument(order.pair);
  const amount = (lots) => lots === null ? null : formatAmount(instrument, lots);
  const price = (ticks) => ticks === null ? null : formatPrice(instrument, ticks);
  return {
    start_amount: amount(order.startAmount),
    remaining_amount: amount(order.remainingAmount),
    executed_amount: formatAmount(instrument, order.executedAmount),
    average_price: averagePrice(instrument, order.executedNotional, order.executedAmount),
    price: price(order.price),
    trigger_price: price(order.triggerPrice)
  };
};
var orderJson = (rules, order) => {
  const { start_amount, remaining_amount, executed_amount, average_price, price, trigger_price } = orderFigures(rules, order);
  return {
    order_id: order.orderId,
    pair: order.pair,
    side: order.side,
    ...present({ position_side: order.positionSide }),
    type: order.type,
    start_amount,
    remaining_amount,
    executed_amount,
    ...present({ price, post_only: order.postOnly }),
    user_cancelable: order.userCancelable,
    average_price,
    ordered_at: order.orderedAt,
    expire_at: order.expireAt,
    ...present({
      canceled_at: order.canceledAt,
      executed_at: order.executedAt,
      triggered_at: order.triggeredAt,
      trigger_price
    }),
    status: order.status
  };
};
var orderMessage = (rules, order) => {
  const { price, trigger_price, ...figures2 } = orderFigures(rules, order);
  const hasMoved = order.triggeredAt !== null || order.executedAmount > 0n;
  return {
    average_price: figures2.average_price,
    ...present({ canceled_at: order.canceledAt }),
    executed_amount: figures2.executed_amount,
    ...present({ executed_at: order.executedAt }),
    expire_at: order.expireAt,
    order_id: order.orderId,
    ordered_at: order.orderedAt,
    pair: order.pair,
    ...present({ price, trigger_price }),
    remaining_amount: figures2.remaining_amount,
    position_side: order.positionSide,
    side: order.side,
    start_amount: figures2.start_amount,
    status: order.status,
    type: order.type,
    ...present({ triggered_at: order.triggeredAt, post_only: order.postOnly }),
    user_cancelable: order.userCancelable,
    ...present({ is_just_triggered: hasMoved ? order.justTriggered : null })
  };
};
var fillFigures = (rules, fill2) => {
  const instrument = rules.instrument(fill2.pair);
  const quote = (units3) => units3 === null ? null : rules.money(instrument.quoteAsset, units3);
  const fine = (units3) => units3 === null ? null : formatFine(units3);
  return {
    amount: formatAmount(instrument, fill2.amount),
    price: formatPrice(instrument, fill2.price),
    fee_amount_base: rules.money(instrument.baseAsset, fill2.feeBase),
    fee_amount_quote: quote(fill2.feeQuote),
    fee_occurred_amount_quote: quote(fill2.feeOccurredQuote),
    // A fill that opens a position has `0`, without decimal places.
    profit_loss: opensPosition(fill2) ? "0" : fine(fill2.profitLoss),
    interest: opensPosition(fill2) ? "0" : fine(fill2.interest)
  };
};
var tradeJson = (rules, fill2) => {
  const { amount, price, profit_loss, interest, ...fees } = fillFigures(rules, fill2);
  return {
    trade_id: fill2.tradeId,
    pair: fill2.pair,
    order_id: fill2.orderId,
    side: fill2.side,
    ...present({ position_side: fill2.positionSide }),
    type: fill2.type,
    amount,
    price,
    maker_taker: fill2.makerTaker,
    ...fees,
    ...present({ profit_loss, interest }),
    executed_at: fill2.executedAt
  };
};
var tradeMessage = (rules, fill2) => ({
  ...fillFigures(rules, fill2),
  executed_at: fill2.executedAt,
  maker_taker: fill2.makerTaker,
  order_id: fill2.orderId,
  pair: fill2.pair,
  position_side: fill2.positionSide,
  side: fill2.side,
  trade_id: fill2.tradeId,
  type: fill2.type
});

// src/simulator/wire/control.ts
var controlPath = "/_sim/";
var modes = [
  "NONE",
  "CIRCUIT_BREAK",
  "FULL_RANGE_CIRCUIT_BREAK",
  "RESUMPTION",
  "LISTING"
];
var withdrawalEnds = ["REJECTED", "CANCELED", "CONFIRM_TIMEOUT"];
var sides3 = ["buy", "sell"];
var isLocalName = (name) => /^(\[[0-9a-f:.]+\]|[0-9.]+|[a-z0-9_-]+|([a-z0-9-]+\.)+localhost)$/i.test(name);
var nameOf = (host) => host.replace(/:\d+$/, "");
var isLoopback = (name) => /^(localhost|127(\.\d+){3}|\[::1\])$/i.test(name);
var isOurs = ({ host, origin }) => {
  if (host !== void 0 && !isLocalName(nameOf(host))) return false;
  if (origin === void 0) return true;
  const from13 = /^https?:\/\/([^/]+)$/i.exec(origin)?.[1];
  return from13 !== void 0 && (from13 === host || isLoopback(nameOf(from13)));
};
var shown = (value) => value === void 0 ? "nothing" : JSON.stringify(value).slice(0, 60);
var fieldsOf = (body) => {
  if (typeof body === "object" && body !== null && !Array.isArray(body)) return { ...body };
  throw configError("body", "a JSON object", shown(body));
};
var textOf = (body, name) => {
  const value = body[name];
  if (typeof value === "string" && value !== "") return value;
  throw configError(name, "a text", shown(value));
};
var oneOf2 = (body, name, values) => {
  const value = values.find((known) => known === body[name]);
  if (value !== void 0) return value;
  throw configError(name, `one of ${values.join(", ")}`, shown(body[name]));
};
var decimalOf2 = (body, name) => {
  const value = textOf(body, name);
  if (isPlainDecimal(value) && !value.startsWith("-")) return value;
  throw configError(name, "a plain decimal, zero or more", shown(value));
};
var isConfigError = (error) => error instanceof Error && "_tag" in error && error._tag === "ConfigError";
var parseBody = (text3) => {
  if (text3 === "") return void 0;
  try {
    return JSON.parse(text3);
  } catch {
    throw configError("body", "JSON", shown(text3));
  }
};
var runsOf = ({
  venue,
  rules,
  accounts,
  faults,
  journal
}) => {
  const accountOf = (body) => {
    const apiKey = textOf(body, "apiKey");
    const account = accounts.byKey(apiKey);
    if (!account) throw configError("apiKey", "the key of an account", shown(apiKey));
    return account;
  };
  const pairOf2 = (body) => {
    const instrument = venue.instrument(textOf(body, "pair"));
    if (!instrument) throw configError("pair", "a pair of the venue", shown(body["pair"]));
    return instrument.pair;
  };
  const assetOf = (body) => {
    const rule = venue.assetRules().find(({ asset }) => asset === body["asset"]);
    if (!rule) throw configError("asset", "an asset of the venue", shown(body["asset"]));
    return rule;
  };
  const moneyOf2 = (body) => {
    const { asset, precision } = assetOf(body);
    return { asset, amount: toUnits(decimalOf2(body, "amount"), precision) };
  };
  return {
    "GET faults": () => faults.list(),
    "POST faults": (body) => ({
      ids: (Array.isArray(body) ? body : [body]).map(parseFault).map(faults.add)
    }),
    "DELETE faults": (_, id) => {
      if (id === "") faults.clear();
      else if (!faults.remove(id)) throw configError("id", "the id of a fault in force", shown(id));
      return {};
    },
    "GET journal": (_, __, query) => journal.entries(Number(query.get("after") ?? 0)),
    "GET accounts": () => accounts.all().map(({ apiKey, channel }) => ({ apiKey, channel })),
    "POST accounts": (body) => {
      const fields4 = fieldsOf(body);
      const { apiKey, channel } = accounts.open(fields4);
      return { apiKey, channel };
    },
    "POST deposits": (body) => {
      const fields4 = fieldsOf(body);
      const deposit2 = venue.deposit(accountOf(fields4).user, {
        ...moneyOf2(fields4),
        ...fields4["network"] === void 0 ? {} : { network: textOf(fields4, "network") },
        awaitsOriginator: fields4["awaitsOriginator"] === true
      });
      return { uuid: deposit2.uuid };
    },
    "POST withdrawals": (body, id) => {
      venue.endWithdrawal(id, oneOf2(fieldsOf(body), "status", withdrawalEnds));
      return {};
    },
    "POST dealer-orders": (body) => {
      const fields4 = fieldsOf(body);
      const side = oneOf2(fields4, "side", sides3);
      const price = decimalOf2(fields4, "price");
      const order = venue.dealerOrder(accountOf(fields4).user, { ...moneyOf2(fields4), side, price });
      return isRefusal(order) ? order : { orderId: order.orderId };
    },
    "POST circuit-break": (body) => {
      const fields4 = fieldsOf(body);
      const { duration: duration2 } = fields4;
      const mode = oneOf2(fields4, "mode", modes);
      venue.setCircuitBreak(pairOf2(fields4), mode, typeof duration2 === "number" ? duration2 : null);
      return {};
    },
    "POST suspensions": (body) => {
      const fields4 = fieldsOf(body);
      const stopped2 = Object.entries(fieldsOf(fields4["stopped"])).filter(
        ([, flag]) => typeof flag === "boolean"
      );
      venue.setStopped(pairOf2(fields4), Object.fromEntries(stopped2));
      return {};
    },
    "POST invalidations": (body) => {
      const fields4 = fieldsOf(body);
      const orderIds = fields4["orderIds"];
      if (!Array.isArray(orderIds) || !orderIds.every((id) => Number.isInteger(id))) {
        throw configError("orderIds", "an array of order ids", shown(orderIds));
      }
      venue.invalidateOrders(accountOf(fields4).user, pairOf2(fields4), orderIds);
      return {};
    },
    "GET orders": (_, __, query) => {
      const account = accountOf({ apiKey: query.get("apiKey") });
      return venue.activeOrders(account.user, {}).map((order) => orderJson(rules, order));
    }
  };
};
var bad = (error) => {
  const named = isConfigError(error) ? { field: error.field, expected: error.expected } : {};
  return jsonReply(400, JSON.stringify({ error: error.message, ...named }));
};
var createControl = (options) => {
  const runs = runsOf(options);
  return ({ method, path, query, headers, body }) => {
    if (!path.startsWith(controlPath)) return null;
    if (!isOurs(headers)) {
      return (0, import_rxjs12.of)(jsonReply(403, JSON.stringify({ error: "the control path answers no other site" })));
    }
    const [name = "", id = ""] = path.slice(controlPath.length).split("/");
    const run = runs[`${method} ${name}`];
    if (!run)
      return (0, import_rxjs12.of)(jsonReply(404, JSON.stringify({ error: "no such control", controls: Object.keys(runs) })));
    try {
      const outcome = run(parseBody(body), id, query);
      if (isRefusal(outcome))
        return (0, import_rxjs12.of)(jsonReply(409, JSON.stringify({ error: "refused", code: outcome.code })));
      return (0, import_rxjs12.of)(jsonReply(200, name === "journal" ? journalJson(outcome) : JSON.stringify(outcome)));
    } catch (error) {
      if (error instanceof Error) return (0, import_rxjs12.of)(bad(error));
      throw error;
    }
  };
};

// src/simulator/wire/hub.ts
var roomFrame = (news) => sharedFrame("text" in news ? news.text() : frameText(news.room, news.data), news.room);
var createHub = ({ hasRoom, joined$ }) => {
  const members = /* @__PURE__ */ new Map();
  const isIn = (room, member) => members.get(room)?.has(member) === true;
  const publish = (news) => {
    const present2 = members.get(news.room);
    if (!present2 || present2.size === 0) return false;
    const frame = roomFrame(news);
    for (const member of present2) member.deliver(frame);
    return true;
  };
  return {
    join: (room, member) => {
      if (!hasRoom(room) || isIn(room, member)) return;
      const present2 = members.get(room) ?? /* @__PURE__ */ new Set();
      members.set(room, present2.add(member));
      joined$(room).subscribe((news) => {
        if (isIn(room, member)) member.deliver(roomFrame(news));
      });
    },
    leave: (room, member) => {
      members.get(room)?.delete(member);
    },
    leaveAll: (member) => {
      for (const present2 of members.values()) present2.delete(member);
    },
    publish
  };
};

// src/simulator/wire/ids.ts
var alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
var idsFrom = (random) => (length) => Array.from({ length }, () => alphabet[Math.floor(random() * alphabet.length)]).join("");

// src/simulator/wire/latency.ts
var import_rxjs13 = require("rxjs");
var delayOf = (delay3, random) => typeof delay3 === "object" ? delay3[Math.floor(random() * delay3.length)] ?? 0 : delay3 ?? 0;
var isPrivate = (path) => path.startsWith("/v1/user/");
var withLatency = ({ order, reply }, wall, random, handle) => order === void 0 && reply === void 0 ? handle : (request) => isPrivate(request.path) ? new import_rxjs13.Observable((subscriber) => {
  const receive = (answer) => {
    subscriber.next(answer);
    subscriber.complete();
  };
  wall.schedule(
    () => handle(request).subscribe(
      (answer) => wall.schedule(() => receive(answer), delayOf(reply, random))
    ),
    delayOf(order, random)
  );
}) : handle(request);

// src/simulator/wire/message-link.ts
var longestOvertaking = 1e3;
var createMessageLink = (faults, wall, apiKey, forward, expireTokens) => {
  let overtaken = null;
  const release = () => {
    const waiting = overtaken;
    overtaken = null;
    waiting?.timer.unsubscribe();
    if (waiting) forward(waiting.message);
  };
  const pass = (message2, delay3) => {
    if (delay3 > 0) wall.schedule(() => forward(message2), delay3);
    else forward(message2);
  };
  return (message2) => {
    if (!faults.isExposed("message")) {
      forward(message2);
      release();
      return;
    }
    const about = { apiKey, message: message2.method };
    if (faults.acts("message", about).length > 0) expireTokens();
    if (faults.strike("private-lose", about)) return;
    const reorder = overtaken ? null : faults.strike("private-reorder", about);
    if (reorder) {
      overtaken = { message: message2, timer: wall.schedule(release, reorder.ms ?? longestOvertaking) };
      return;
    }
    const delay3 = faults.strike("private-late", about)?.ms ?? 0;
    pass(message2, delay3);
    if (faults.strike("private-repeat", about)) pass(message2, delay3);
    release();
  };
};

// src/simulator/wire/balance-json.ts
var assetMessage = (balance) => {
  const { asset, precision } = balance;
  return {
    asset,
    amount_precision: precision,
    free_amount: fromUnits(balance.free, precision),
    locked_amount: fromUnits(balance.locked, precision),
    onhand_amount: fromUnits(balance.onhand, precision),
    withdrawing_amount: fromUnits(balance.withdrawing, precision)
  };
};
var withdrawalFee2 = ({ bankFee: bankFee2, networks, precision }) => {
  if (bankFee2) return bankFee2;
  const fees = networks.map((network) => network.withdrawalFee).sort((a2, b2) => Number(a2) - Number(b2));
  const none2 = fromUnits(0n, precision);
  return { min: fees[0] ?? none2, max: fees.at(-1) ?? none2 };
};
var assetJson = (rules, balance) => {
  const rule = rules.asset(balance.asset);
  const networks = rule.networks.map((network) => ({
    asset: rule.asset,
    network: network.network,
    stop_deposit: network.stopDeposit,
    stop_withdrawal: network.stopWithdrawal,
    withdrawal_fee: network.withdrawalFee
  }));
  return {
    ...assetMessage(balance),
    withdrawal_fee: withdrawalFee2(rule),
    stop_deposit: rule.stopDeposit,
    stop_withdrawal: rule.stopWithdrawal,
    ...rule.bankFee ? {} : { network_list: networks },
    collateral_ratio: rule.collateralRatio
  };
};
var productOf = ({ priceDigits, amountDigits }, notional, precision) => {
  const excess = priceDigits + amountDigits - precision;
  return excess > 0 ? notional / 10n ** BigInt(excess) : notional * 10n ** BigInt(-excess);
};
var positionFigures = (rules, position) => {
  const instrument = rules.instrument(position.pair);
  const { quoteAsset } = instrument;
  return {
    pair: position.pair,
    position_side: position.positionSide,
    average_price: averagePrice(instrument, position.entryNotional, position.openAmount),
    open: formatAmount(instrument, position.openAmount),
    locked: formatAmount(instrument, position.lockedAmount),
    product: rules.money(
      quoteAsset,
      productOf(instrument, position.entryNotional, rules.asset(quoteAsset).precision)
    ),
    fee: rules.money(quoteAsset, position.unrealizedFee),
    interest: formatFine(position.unrealizedInterest)
  };
};
var positionMessage = (rules, position) => {
  const { fee, interest, ...figures2 } = positionFigures(rules, position);
  return { ...figures2, unrealized_fee: fee, unrealized_interest: interest };
};
var positionJson = (rules, position) => {
  const { pair, position_side, average_price, open: open2, product, fee, interest } = positionFigures(
    rules,
    position
  );
  return {
    pair,
    position_side,
    average_price,
    product,
    open_amount: open2,
    unrealized_fee_amount: fee,
    unrealized_interest_amount: interest
  };
};
var noticeJson = (rules, { what, occurredAt, amount, dueDateAt }) => ({
  what,
  occurred_at: occurredAt,
  amount: amount === null ? null : rules.money("jpy", amount),
  due_date_at: dueDateAt
});
var everyPosition = (rules, open2) => rules.marginPairs().flatMap(
  (pair) => ["long", "short"].map(
    (positionSide) => open2.find((known) => known.pair === pair && known.positionSide === positionSide) ?? {
      pair,
      positionSide,
      openAmount: 0n,
      lockedAmount: 0n,
      entryNotional: 0n,
      unrealizedFee: 0n,
      unrealizedInterest: 0n
    }
  )
);
var marginPositionsJson = (rules, margin3) => ({
  notice: noticeJson(rules, margin3.notice),
  payables: { amount: rules.money("jpy", margin3.payables) },
  positions: everyPosition(rules, margin3.positions).map((position) => positionJson(rules, position)),
  losscut_threshold: margin3.losscutThreshold
});
var snakeCase2 = (name) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
var marginStatusJson = (status) => Object.fromEntries(Object.entries(status).map(([name, value]) => [snakeCase2(name), value]));

// src/simulator/wire/transfer-json.ts
var depositJson = (rules, deposit2) => ({
  uuid: deposit2.uuid,
  asset: deposit2.asset,
  amount: rules.money(deposit2.asset, deposit2.amount),
  ...present({ network: deposit2.network, address: deposit2.address }),
  ...deposit2.network === null ? {} : { txid: deposit2.txid },
  found_at: deposit2.foundAt,
  ...present({ confirmed_at: deposit2.confirmedAt }),
  status: deposit2.status
});
var unconfirmedDepositJson = (rules, deposit2) => ({
  uuid: deposit2.uuid,
  asset: deposit2.asset,
  amount: rules.money(deposit2.asset, deposit2.amount),
  network: deposit2.network,
  txid: deposit2.txid,
  created_at: deposit2.foundAt
});
var originatorJson = ({ uuid, label, status }) => ({
  uuid,
  label,
  deposit_type: "WALLET",
  deposit_purpose: null,
  originator_status: status,
  originator_type: "OWN",
  originator_last_name: null,
  originator_first_name: null,
  originator_country: "JP",
  originator_prefecture: null,
  originator_city: null,
  originator_address: null,
  originator_building: null,
  originator_company_name: null,
  originator_company_type: null,
  originator_company_type_position: null,
  originator_substantial_controllers: []
});
var destination = (account) => account.type === "bank" ? {
  bank_name: account.bankName,
  branch_name: account.branchName,
  account_type: account.accountType,
  account_number: account.accountNumber,
  account_owner: account.accountOwner
} : {
  label: account.label,
  address: account.address,
  network: account.network,
  ...present({ destination_tag: account.destinationTag })
};
var withdrawalAccountJson = (account) => ({
  uuid: account.uuid,
  label: account.label,
  ...account.type === "crypto" ? { network: account.network, address: account.address } : {}
});
var withdrawalJson = (rules, withdrawal) => ({
  uuid: withdrawal.uuid,
  asset: withdrawal.asset,
  account_uuid: withdrawal.account.uuid,
  amount: rules.money(withdrawal.asset, withdrawal.amount),
  fee: rules.money(withdrawal.asset, withdrawal.fee),
  ...destination(withdrawal.account),
  ...withdrawal.account.type === "crypto" ? { txid: withdrawal.txid } : {},
  status: withdrawal.status,
  requested_at: withdrawal.requestedAt
});

// src/simulator/wire/private-messages.ts
var message = (method, compose) => {
  let params;
  return {
    method,
    get params() {
      return params ??= compose();
    }
  };
};
var privateMessage = (rules, event) => {
  switch (event.type) {
    case "order":
      return message(event.isNew ? "spot_order_new" : "spot_order", () => [orderMessage(rules, event.order)]);
    case "fill":
      return message("spot_trade", () => [tradeMessage(rules, event.fill)]);
    case "invalidation":
      return message("spot_order_invalidation", () => ({ order_id: event.orderIds }));
    case "asset":
      return message("asset_update", () => [assetMessage(event.balance)]);
    case "position":
      return message("margin_position_update", () => [positionMessage(rules, event.position)]);
    case "payable":
      return message("margin_payable_update", () => [{ amount: rules.money("jpy", event.amount) }]);
    case "notice":
      return message("margin_notice_update", () => [noticeJson(rules, event.notice)]);
    case "deposit":
      return message("deposit", () => [depositJson(rules, event.deposit)]);
    case "withdrawal":
      return message("withdrawal", () => [withdrawalJson(rules, event.withdrawal)]);
    case "dealer-order": {
      const { orderId, asset, side, price, amount, orderedAt } = event.dealerOrder;
      return message("dealer_order_new", () => [
        {
          order_id: String(orderId),
          asset,
          side,
          price,
          amount: fromUnits(amount, rules.asset(asset).precision),
          ordered_at: orderedAt
        }
      ]);
    }
  }
};
var privateMessages = (rules, events) => {
  const messages = [];
  let balances = /* @__PURE__ */ new Map();
  const pushBalances = () => {
    const changed2 = [...balances.values()];
    if (changed2.length > 0) messages.push(message("asset_update", () => changed2.map(assetMessage)));
    balances = /* @__PURE__ */ new Map();
  };
  for (const event of events) {
    if (event.type !== "asset" || balances.has(event.balance.asset)) pushBalances();
    if (event.type === "asset") balances.set(event.balance.asset, event.balance);
    else messages.push(privateMessage(rules, event));
  }
  pushBalances();
  return messages;
};

// src/simulator/wire/private-stream.ts
var publicTypes = [
  "trade",
  "level",
  "circuit-break",
  "pair-status",
  "unproven"
];
var isPrivate2 = (event) => !publicTypes.includes(event.type);
var record2 = (journal, apiKey, event) => {
  if (event.type === "order") journal.write({ type: "order", apiKey, order: event.order });
  if (event.type === "fill") journal.write({ type: "trade", apiKey, fill: event.fill });
  if (event.type === "asset") journal.write({ type: "balance", apiKey, balance: event.balance });
};
var connectPrivateStream = (options) => {
  const { venue, accounts, pubnub, faults, journal, rules, wall, newsDelay } = options;
  const links = /* @__PURE__ */ new Map();
  const pending = /* @__PURE__ */ new Map();
  const linkTo = ({ user, apiKey, channel }) => {
    const known = links.get(user);
    if (known) return known;
    const publish = (message2) => pubnub.publish(channel, message2);
    const link3 = createMessageLink(faults, wall, apiKey, publish, () => pubnub.expireTokens(channel));
    links.set(user, link3);
    return link3;
  };
  const publishPending = () => {
    const due = [...pending];
    pending.clear();
    for (const [account, events] of due) privateMessages(rules, events).forEach(linkTo(account));
  };
  venue.events$.subscribe((event) => {
    if (!isPrivate2(event)) return;
    const account = accounts.byUser(event.user);
    if (!account) return;
    record2(journal, account.apiKey, event);
    if (pending.size === 0) wall.schedule(publishPending, newsDelay());
    const events = pending.get(account) ?? [];
    pending.set(account, events);
    events.push(event);
  });
};

// src/simulator/wire/private-rest.ts
var import_rxjs14 = require("rxjs");

// src/simulator/wire/auth.ts
var import_node_crypto2 = require("crypto");
var wholeNumber = /^\d+$/;
var defaultWindow = "5000";
var longestWindow = 6e4;
var clockTolerance = 1e3;
var dateByWindow = (requestTime, window) => {
  if (requestTime === "") return venueCode.missingRequestTime;
  if (!wholeNumber.test(requestTime)) return venueCode.invalidRequestTime;
  const windowText = window ?? defaultWindow;
  const windowLength = Number(windowText);
  if (!wholeNumber.test(windowText) || windowLength === 0 || windowLength > longestWindow)
    return venueCode.invalidTimeWindow;
  return {
    type: "window",
    requestTime: Number(requestTime),
    window: windowLength,
    signed: requestTime + (window ?? "")
  };
};
var dateByNonce = (nonce) => {
  if (nonce === "") return venueCode.missingNonce;
  return wholeNumber.test(nonce) ? { type: "nonce", nonce: BigInt(nonce), signed: nonce } : venueCode.invalidNonce;
};
var dateOf = ({ headers }) => {
  const requestTime = headers["access-request-time"];
  const window = headers["access-time-window"];
  const nonce = headers["access-nonce"];
  if (requestTime !== void 0) return dateByWindow(requestTime, window);
  if (nonce !== void 0) return dateByNonce(nonce);
  return window === void 0 ? venueCode.missingRequestTimeAndNonce : venueCode.missingRequestTime;
};
var signedContent = ({ method, target, body }) => method === "GET" ? target : body;
var sha256Hex = /^[0-9a-f]{64}$/i;
var isSignedBy = (secret2, text3, signature) => sha256Hex.test(signature) && (0, import_node_crypto2.timingSafeEqual)((0, import_node_crypto2.createHmac)("sha256", secret2).update(text3).digest(), Buffer.from(signature, "hex"));
var createAuthenticator = (findKey, now) => {
  const lastNonces = /* @__PURE__ */ new Map();
  const codeOfDate = (dating, apiKey) => {
    if (dating.type === "window") {
      if (dating.requestTime >= now() + clockTolerance) return venueCode.invalidTimeOfRequest;
      return now() - dating.requestTime > dating.window ? venueCode.outsideTimeWindow : null;
    }
    if (dating.nonce <= (lastNonces.get(apiKey) ?? -1n)) return venueCode.authenticationFailed;
    lastNonces.set(apiKey, dating.nonce);
    return null;
  };
  return (request) => {
    const refused2 = (code2, signature2 = null) => ({
      type: "refused",
      code: code2,
      signature: signature2
    });
    const apiKey = request.headers["access-key"];
    if (apiKey === void 0 || apiKey === "") return refused2(venueCode.missingAccessKey);
    const key = findKey(apiKey);
    if (!key) return refused2(venueCode.invalidAccessKey);
    const dating = dateOf(request);
    if (typeof dating === "number") return refused2(dating);
    const signature = request.headers["access-signature"];
    if (signature === void 0 || signature === "") return refused2(venueCode.invalidSignature, false);
    const isAuthentic = isSignedBy(key.apiSecret, dating.signed + signedContent(request), signature);
    if (!isAuthentic) return refused2(venueCode.authenticationFailed, false);
    const code = codeOfDate(dating, apiKey);
    return code === null ? { type: "authentic", key } : refused2(code, true);
  };
};

// src/simulator/wire/parameters.ts
var refuse = (code) => {
  throw refusal(code);
};
var orRefusal = (read2) => {
  try {
    return read2();
  } catch (error) {
    if (isRefusal(error)) return error;
    throw error;
  }
};
var isGiven = (value) => value !== void 0 && value !== null;
var required = (parameters, name, { missing, invalid }, read2) => {
  const value = parameters[name];
  return (isGiven(value) ? read2(value) : refuse(missing)) ?? refuse(invalid);
};
var optionalParameter = (parameters, name, invalid, read2) => {
  const value = parameters[name];
  return isGiven(value) ? read2(value) ?? refuse(invalid) : void 0;
};
var text2 = (value) => typeof value === "string" ? value : void 0;
var oneOfParameter = (values) => (value) => values.find((known) => known === value);
var wholeNumber2 = (value) => {
  const digits = typeof value === "number" ? String(value) : text2(value);
  if (digits === void 0 || !/^\d{1,15}$/.test(digits)) return void 0;
  return Number(digits);
};
var wholeNumbers = (value) => {
  if (!Array.isArray(value) || value.length === 0) return void 0;
  const numbers = value.map(wholeNumber2);
  return numbers.every((number2) => number2 !== void 0) ? numbers : void 0;
};
var count2 = (value) => {
  const number2 = wholeNumber2(value);
  return number2 !== void 0 && number2 >= 1 ? number2 : void 0;
};
var queryParameters = (query) => {
  const parameters = {};
  for (const name of new Set(query.keys())) {
    const [value, ...others4] = query.getAll(name);
    parameters[name] = others4.length === 0 ? value : [value, ...others4];
  }
  return parameters;
};
var units = (scale2, excess) => (value) => {
  const decimal = typeof value === "number" ? String(value) : text2(value);
  if (decimal === void 0 || !isPlainDecimal(decimal)) return void 0;
  const places3 = scaleOf(decimal.includes(".") ? decimal.replace(/0+$/, "") : decimal);
  if (places3 > scale2 && excess === "refused") return void 0;
  const whole2 = toUnits(decimal, scale2);
  return whole2 > 0n ? whole2 : void 0;
};

// src/simulator/wire/private-endpoints.ts
var pairCodes = { missing: venueCode.missingPair, invalid: venueCode.invalidPair };
var orderIdCodes = { missing: venueCode.missingOrderId, invalid: venueCode.invalidOrderId };
var orderIdsCodes = { missing: venueCode.missingOrderIds, invalid: venueCode.invalidOrderIds };
var uuidCodes = { missing: venueCode.missingUuid, invalid: venueCode.invalidUuid };
var assetCodes = { missing: venueCode.missingAsset, invalid: venueCode.invalidAsset };
var mostCanceled = 30;
var mostTrades = 1e3;
var result = (value, show) => isRefusal(value) ? value : show(value);
var endpointsOf = (options) => {
  const { venue, rules, faults } = options;
  const query = (run) => ({ call: "QUERY", run });
  const update = (run) => ({ call: "UPDATE", run });
  const instrumentOf = venue.instrument;
  const knownPair = (value) => typeof value === "string" ? instrumentOf(value)?.pair : void 0;
  const pairOf2 = (parameters) => required(parameters, "pair", pairCodes, knownPair);
  const optionalPair = (parameters) => optionalParameter(parameters, "pair", pairCodes.invalid, knownPair);
  const knownAsset2 = (value) => venue.assetRules().find(({ asset }) => asset === value)?.asset;
  const optionalAsset = (parameters) => optionalParameter(parameters, "asset", assetCodes.invalid, knownAsset2);
  const orderIdOf = (parameters) => required(parameters, "order_id", orderIdCodes, wholeNumber2);
  const end3 = (parameters) => ({
    end: optionalParameter(parameters, "end", venueCode.invalidEnd, wholeNumber2)
  });
  const page = (parameters) => ({
    count: optionalParameter(parameters, "count", venueCode.invalidCount, count2),
    ...end3(parameters)
  });
  const tradeCount = (value) => {
    const wanted3 = count2(value);
    const isExcess = options.quirks.excessCount === "refused" && (wanted3 ?? 0) > mostTrades;
    return isExcess ? void 0 : wanted3;
  };
  const idRange = (parameters) => ({
    endId: optionalParameter(parameters, "end_id", venueCode.invalidEndId, wholeNumber2),
    fromId: optionalParameter(parameters, "from_id", venueCode.invalidFromId, wholeNumber2)
  });
  const since = (parameters) => ({
    since: optionalParameter(parameters, "since", venueCode.invalidSince, wholeNumber2)
  });
  const depositPage = (parameters) => ({
    ...page(parameters),
    asset: optionalAsset(parameters),
    ...since(parameters)
  });
  const withdrawalPage = (parameters) => ({
    ...page(parameters),
    asset: options.quirks.withdrawalHistory === "asset_required" ? required(parameters, "asset", assetCodes, knownAsset2) : optionalAsset(parameters),
    ...since(parameters)
  });
  const orderIdsOf = (parameters) => {
    const ids = parameters["order_ids"];
    if (Array.isArray(ids) && ids.some((id) => typeof id === "boolean")) throw refusal(venueCode.systemError);
    return required(parameters, "order_ids", orderIdsCodes, wholeNumbers);
  };
  const momentOf2 = (account, read2) => {
    const fault = faults.strike("stale-read", { apiKey: account.apiKey }, (stale) => stale.read === read2);
    return fault ? options.market.now() - fault.ms : void 0;
  };
  const showOrder = (order) => ({
    data: orderJson(rules, order),
    orderIds: [order.orderId]
  });
  const showOrders = (orders) => ({
    data: { orders: orders.map((order) => orderJson(rules, order)) }
  });
  const placeOrder = (account, parameters) => {
    const order = readOrderRequest(parameters, instrumentOf, options.quirks.excessDigits);
    if (isRefusal(order)) return order;
    const path = "/v1/user/spot/order";
    const twin = faults.strike("equal-order", { apiKey: account.apiKey, path });
    const placeTwin = () => {
      const placed3 = venue.submitOrder(account.user, order);
      if (!isRefusal(placed3)) options.onForeignOrder(placed3);
    };
    if (twin && twin.turn !== "after") placeTwin();
    const placed2 = venue.submitOrder(account.user, order);
    if (twin?.turn === "after") placeTwin();
    return result(placed2, showOrder);
  };
  return {
    "GET /user/assets": query(({ user }) => ({
      data: { assets: venue.assets(user).map((balance) => assetJson(rules, balance)) }
    })),
    "GET /user/spot/order": query((account, parameters) => {
      const pair = pairOf2(parameters);
      const orderId = orderIdOf(parameters);
      const order = venue.order(account.user, pair, orderId, momentOf2(account, "order"));
      return result(order, (found) => ({ data: orderJson(rules, found) }));
    }),
    "POST /user/spot/order": update(placeOrder),
    "POST /user/spot/cancel_order": update(
      ({ user }, parameters) => result(venue.cancelOrder(user, pairOf2(parameters), orderIdOf(parameters)), showOrder)
    ),
    "POST /user/spot/cancel_orders": update(({ user }, parameters) => {
      const pair = pairOf2(parameters);
      const orderIds = orderIdsOf(parameters);
      if (orderIds.length > mostCanceled) throw refusal(venueCode.tooManyOrdersSpecified);
      return result(venue.cancelOrders(user, pair, orderIds), (orders) => ({
        ...showOrders(orders),
        orderIds: orders.map(({ orderId }) => orderId)
      }));
    }),
    "POST /user/spot/orders_info": query((account, parameters) => {
      const pair = pairOf2(parameters);
      const orderIds = orderIdsOf(parameters);
      return showOrders(venue.ordersInfo(account.user, pair, orderIds, momentOf2(account, "orders_info")));
    }),
    "GET /user/spot/active_orders": query((account, parameters) => {
      const wanted3 = {
        ...page(parameters),
        ...idRange(parameters),
        pair: optionalPair(parameters),
        ...since(parameters)
      };
      if (wanted3.pair === void 0 && (wanted3.fromId ?? wanted3.endId) !== void 0) {
        throw refusal(pairCodes.missing);
      }
      return showOrders(venue.activeOrders(account.user, wanted3, momentOf2(account, "active_orders")));
    }),
    "GET /user/spot/trade_history": query((account, parameters) => {
      const wanted3 = {
        count: optionalParameter(parameters, "count", venueCode.invalidCount, tradeCount),
        ...end3(parameters),
        ...idRange(parameters),
        orderId: optionalParameter(parameters, "order_id", orderIdCodes.invalid, wholeNumber2),
        order: oneOfParameter(["asc", "desc"])(parameters["order"]),
        pair: optionalPair(parameters),
        ...since(parameters)
      };
      if (wanted3.pair === void 0 && wanted3.orderId !== void 0) throw refusal(pairCodes.missing);
      const fills = venue.tradeHistory(account.user, wanted3, momentOf2(account, "trade_history"));
      return { data: { trades: fills.map((fill2) => tradeJson(rules, fill2)) } };
    }),
    "GET /user/margin/status": query(({ user }) => ({ data: marginStatusJson(venue.marginStatus(user)) })),
    "GET /user/margin/positions": query(({ user }) => ({
      data: marginPositionsJson(rules, venue.marginPositions(user))
    })),
    "GET /user/deposit_history": query(({ user }, parameters) => {
      const deposits = venue.deposits(user, depositPage(parameters));
      return { data: { deposits: deposits.map((deposit2) => depositJson(rules, deposit2)) } };
    }),
    "GET /user/unconfirmed_deposits": query(({ user }) => ({
      data: {
        deposits: venue.unconfirmedDeposits(user).map((deposit2) => unconfirmedDepositJson(rules, deposit2))
      }
    })),
    "GET /user/deposit_originators": query(({ user }) => ({
      data: { originators: venue.originators(user).map(originatorJson) }
    })),
    "POST /user/confirm_deposits": query(({ user }, parameters) => {
      const deposits = required(
        parameters,
        "deposits",
        uuidCodes,
        (value) => Array.isArray(value) && value.length > 0 ? value : void 0
      ).map((item) => {
        const fields4 = typeof item === "object" && item !== null ? { ...item } : {};
        return {
          uuid: required(fields4, "uuid", uuidCodes, text2),
          originatorUuid: required(fields4, "originator_uuid", uuidCodes, text2)
        };
      });
      return venue.confirmDeposits(user, deposits) ?? { data: {} };
    }),
    "POST /user/confirm_deposits_all": query(({ user }, parameters) => {
      const originatorUuid = required(parameters, "originator_uuid", uuidCodes, text2);
      return venue.confirmAllDeposits(user, originatorUuid) ?? { data: {} };
    }),
    "GET /user/withdrawal_account": query(({ user }, parameters) => {
      const asset = required(parameters, "asset", assetCodes, knownAsset2);
      return { data: { accounts: venue.withdrawalAccounts(user, asset).map(withdrawalAccountJson) } };
    }),
    "POST /user/request_withdrawal": update(({ user }, parameters) => {
      const asset = required(parameters, "asset", assetCodes, knownAsset2);
      const accountUuid = required(parameters, "uuid", uuidCodes, text2);
      const { precision } = rules.asset(asset);
      const amountCodes = {
        missing: venueCode.missingWithdrawalAmount,
        invalid: venueCode.invalidWithdrawalAmount
      };
      const amount = required(
        parameters,
        "amount",
        amountCodes,
        units(precision, options.quirks.excessDigits)
      );
      return result(venue.requestWithdrawal(user, { asset, accountUuid, amount }), (withdrawal) => ({
        data: withdrawalJson(rules, withdrawal)
      }));
    }),
    "GET /user/withdrawal_history": query(({ user }, parameters) => {
      const withdrawals = venue.withdrawals(user, withdrawalPage(parameters));
      return { data: { withdrawals: withdrawals.map((withdrawal) => withdrawalJson(rules, withdrawal)) } };
    }),
    "GET /user/subscribe": query(({ channel }) => ({
      data: { pubnub_channel: channel, pubnub_token: options.pubnub.grant(channel) }
    }))
  };
};

// src/simulator/wire/private-rest.ts
var jsonObject = (body) => {
  try {
    const value = JSON.parse(body);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : void 0;
  } catch {
    return void 0;
  }
};
var parametersOf = ({ method, query, body }) => method === "GET" ? queryParameters(query) : jsonObject(body);
var version2 = "/v1";
var userPath = "/user/";
var createPrivateRest = (options) => {
  const endpoints = endpointsOf(options);
  const authenticate = createAuthenticator(options.accounts.byKey, () => options.wall.now());
  const admit2 = createRateLimit(() => options.wall.now());
  const open2 = {
    "GET /spot/status": options.queries.spotStatus,
    "GET /spot/pairs": options.queries.spotPairs
  };
  const run = (endpoint, account, request) => {
    const parameters = parametersOf(request);
    return parameters ? orRefusal(() => endpoint.run(account, parameters)) : refusal(venueCode.malformedRequest);
  };
  const reply = (endpoint, request) => {
    const note = { signature: null, admitted: false, orderIds: [] };
    const authentication = authenticate(request);
    if (authentication.type === "refused") {
      return { ...failureReply(authentication.code), note: { ...note, signature: authentication.signature } };
    }
    if (!endpoint)
      return { ...failureReply(venueCode.authenticationFailed), note: { ...note, signature: true } };
    const account = authentication.key;
    if (!admit2(account.user, endpoint.call, account.rateLimits)) {
      return { ...failureReply(venueCode.tooManyRequests), note: { ...note, signature: true } };
    }
    const outcome = run(endpoint, account, request);
    const admitted = { ...note, signature: true, admitted: true };
    return isRefusal(outcome) ? { ...failureReply(outcome.code), note: admitted } : { ...successReply(outcome.data), note: { ...admitted, orderIds: outcome.orderIds ?? [] } };
  };
  return (request) => {
    if (request.path.startsWith(userPath)) return (0, import_rxjs14.of)(failureReply(venueCode.unversionedPath));
    const isVersioned = request.path.startsWith(`${version2}/`);
    const name = `${request.method} ${isVersioned ? request.path.slice(version2.length) : request.path}`;
    const show = open2[name];
    if (show) return (0, import_rxjs14.of)(successReply(show()));
    if (!isVersioned) return null;
    const isUsers = request.path.startsWith(version2 + userPath);
    return (0, import_rxjs14.of)(isUsers ? reply(endpoints[name], request) : failureReply(venueCode.notFound));
  };
};

// src/simulator/wire/pubnub-routes.ts
var import_rxjs15 = require("rxjs");
var region = 1;
var publisher = "bitbank";
var subscribePath = /^\/v2\/subscribe\/([^/]+)\/([^/]+)\/0$/;
var presencePath = /^\/v2\/presence\/sub-key\/[^/]+\/channel\/([^/]+)\/(heartbeat|leave)$/;
var timePath = "/time/0";
var channelsOf = (text3) => {
  try {
    return decodeURIComponent(text3).split(",");
  } catch {
    return [text3];
  }
};
var denialReply = ({ message: message2, channels }) => jsonReply(
  403,
  JSON.stringify({
    message: message2,
    ...channels && { payload: { channels } },
    error: true,
    service: "Access Manager",
    status: 403
  })
);
var envelope = (key, { timetoken, channel, message: message2 }) => `{"a":"2","f":0,"i":"${publisher}","p":{"t":"${timetoken}","r":${region}},"k":${JSON.stringify(key)},"c":${JSON.stringify(channel)},"d":${JSON.stringify(message2)}}`;
var deliveryReply = (key, delivery) => {
  if (delivery.type === "denied") return denialReply(delivery.denial);
  const messages = delivery.messages.map((message2) => envelope(key, message2)).join(",");
  return jsonReply(200, `{"t":{"t":"${delivery.timetoken}","r":${region}},"m":[${messages}]}`);
};
var isTimetoken = (text3) => text3 === null || /^\d{1,18}$/.test(text3);
var createPubNubRoutes = (origin) => {
  const subscribe = (key, channels, { query }) => {
    const timetoken = query.get("tt");
    if (!isTimetoken(timetoken)) {
      return (0, import_rxjs15.of)(jsonReply(400, JSON.stringify({ message: "Invalid Timetoken", error: true, status: 400 })));
    }
    return origin.receive(channelsOf(channels), query.get("auth"), timetoken).pipe((0, import_rxjs15.map)((delivery) => deliveryReply(key, delivery)));
  };
  const presence = (channels, action, { query }) => {
    const denial = origin.denialOf(channelsOf(channels), query.get("auth"));
    if (denial) return denialReply(denial);
    const left2 = action === "leave" ? { action } : {};
    return jsonReply(200, JSON.stringify({ status: 200, message: "OK", ...left2, service: "Presence" }));
  };
  return (request) => {
    const [, key, channels] = subscribePath.exec(request.path) ?? [];
    if (key !== void 0 && channels !== void 0) return subscribe(key, channels, request);
    const [, present2, action] = presencePath.exec(request.path) ?? [];
    if (present2 !== void 0 && action !== void 0) return (0, import_rxjs15.of)(presence(present2, action, request));
    return request.path === timePath ? (0, import_rxjs15.of)(jsonReply(200, `[${origin.now()}]`)) : null;
  };
};

// src/simulator/wire/public-rest.ts
var import_rxjs16 = require("rxjs");
var cacheLife = 1e3;
var mostCached = 200;
var answerOf = (queries, path) => {
  const [pair = "", what, ...rest2] = path.slice(1).split("/");
  if (what === void 0) {
    if (pair === "tickers") return queries.tickers();
    return pair === "tickers_jpy" ? queries.tickersJpy() : void 0;
  }
  const [first, second7] = rest2;
  switch (`${what}/${rest2.length}`) {
    case "ticker/0":
      return queries.ticker(pair);
    case "depth/0":
      return queries.depth(pair);
    case "transactions/0":
    case "transactions/1":
      return queries.transactions(pair, first);
    case "candlestick/2":
      return queries.candlestick(pair, first ?? "", second7 ?? "");
    case "circuit_break_info/0":
      return queries.circuitBreakInfo(pair);
    default:
      return void 0;
  }
};
var stepsAtOnce = 4;
var inSlices = (steps, wall) => new import_rxjs16.Observable((subscriber) => {
  const left2 = steps[Symbol.iterator]();
  const slice = function() {
    for (let step = 0; step < stepsAtOnce; step++) {
      if (left2.next().done !== true) continue;
      subscriber.complete();
      return;
    }
    this.schedule();
  };
  return wall.schedule(slice);
});
var workBefore = (queries, path) => {
  const [pair = "", what, type = "", date = ""] = path.slice(1).split("/");
  return what === "candlestick" ? queries.candlestickSteps(pair, type, date) : null;
};
var createPublicRest = (queries, wall, ask$ = () => null) => {
  const cache = /* @__PURE__ */ new Map();
  const keep3 = (path, reply) => {
    if (cache.size >= mostCached) cache.clear();
    cache.set(path, { since: wall.now(), reply });
  };
  return ({ method, path }) => {
    if (method !== "GET") return null;
    const cached = cache.get(path);
    if (cached && wall.now() - cached.since < cacheLife) return (0, import_rxjs16.of)(cached.reply);
    const asked$ = ask$(path);
    if (asked$ !== null)
      return asked$.pipe(
        (0, import_rxjs16.map)(({ status, body }) => {
          const reply = jsonReply(status, body);
          keep3(path, reply);
          return reply;
        }),
        (0, import_rxjs16.catchError)(() => (0, import_rxjs16.of)({ type: "dropped" }))
      );
    const answer = () => {
      const data2 = answerOf(queries, path);
      if (data2 === void 0) return failureReply(venueCode.notFound);
      if (data2 === "not-yet") return failureReply(venueCode.notFound, 200);
      const reply = successReply(data2);
      keep3(path, reply);
      return reply;
    };
    const steps = workBefore(queries, path);
    return steps === null ? (0, import_rxjs16.of)(answer()) : (0, import_rxjs16.concat)(
      inSlices(steps, wall),
      (0, import_rxjs16.defer)(() => (0, import_rxjs16.of)(answer()))
    );
  };
};

// src/simulator/wire/wire.ts
var defaultDowntime = 1e3;
var preflight = {
  type: "reply",
  status: 204,
  headers: {
    "access-control-allow-methods": "GET, POST, DELETE, OPTIONS",
    "access-control-allow-headers": "access-key, access-nonce, access-request-time, access-signature, access-time-window, content-type",
    "access-control-max-age": "600"
  },
  body: ""
};
var createWire = (options) => {
  const { venue, market, wall, seed } = options;
  const nextId = idsFrom(randomOf(seed, "wire").next);
  const rules = rulesOf(venue);
  const faults = createFaultRegistry(wall, randomOf(seed, "faults").next);
  const journal = createJournal(() => wall.now(), options.journalCapacity);
  const accounts = createAccounts(venue, nextId);
  const pubnub = createPubNubOrigin({
    wall,
    market: options.marketClock,
    tokenLife: options.tokenLife,
    cache: options.pubnubCache,
    nextSignature: () => (0, import_node_crypto3.createHash)("sha256").update(nextId(32)).digest()
  });
  const hub = createHub(market);
  const sessions = /* @__PURE__ */ new Map();
  const restarts = new import_rxjs17.Subject();
  let downUntil = -Infinity;
  const isDown = () => wall.now() < downUntil;
  const { latency } = options;
  const drawn2 = randomOf(seed, "latency").next;
  const newsDelay = () => delayOf(latency.news, drawn2);
  connectPrivateStream({ venue, accounts, pubnub, faults, journal, rules, wall, newsDelay });
  const expireTokens = (apiKey) => {
    for (const account of accounts.all()) {
      if (apiKey === void 0 || account.apiKey === apiKey) pubnub.expireTokens(account.channel);
    }
  };
  const setStatus = (pair, status) => {
    for (const { pair: known } of venue.instruments()) {
      if (pair === void 0 || pair === known) venue.setPairStatus(known, status);
    }
  };
  const restart = (ms2) => {
    downUntil = wall.now() + ms2;
    for (const session of [...sessions.values()]) session.close();
    restarts.next();
  };
  const act = (fault) => {
    if (fault.kind === "token-expire") expireTokens(fault.only?.apiKey);
    if (fault.kind === "restart") restart(fault.ms ?? defaultDowntime);
    if (fault.kind === "pair-status") {
      setStatus(fault.pair, fault.status);
      if (fault.ms !== void 0) wall.schedule(() => setStatus(fault.pair, "NORMAL"), fault.ms);
    }
  };
  faults.dueActs$.subscribe(act);
  faults.strikes$.subscribe((strike) => journal.write({ type: "fault", ...strike }));
  const write = (request, reply, isAdmitted2) => {
    const { method, path, headers } = request;
    const apiKey = headers["access-key"] ?? null;
    const { signature = null, admitted = isAdmitted2, orderIds = [] } = reply?.note ?? {};
    const code = reply && replyCodeOf(reply);
    const status = reply && reply.status;
    const signed = headers["access-signature"];
    const call2 = signed === void 0 ? null : callDigest(signed);
    journal.write({
      type: "request",
      method,
      path,
      apiKey,
      call: call2,
      signature,
      admitted,
      orderIds,
      code,
      status
    });
  };
  const routes = [
    createPrivateRest({
      ...options,
      market: options.marketClock,
      queries: market.queries,
      accounts,
      pubnub,
      faults,
      rules,
      onForeignOrder: ({ user, orderId }) => {
        const apiKey = accounts.byUser(user)?.apiKey;
        if (apiKey !== void 0) journal.write({ type: "foreign-order", apiKey, orderId });
      }
    }),
    createPubNubRoutes(pubnub),
    createPublicRest(market.queries, wall, market.ask$)
  ];
  const route = (request) => {
    for (const serve of routes) {
      const answers = serve(request);
      if (answers) return answers;
    }
    return (0, import_rxjs17.of)(failureReply(venueCode.notFound));
  };
  const recorded2 = (request) => route(request).pipe(
    (0, import_rxjs17.tap)((answer) => {
      if (answer.type === "reply") write(request, answer, true);
    })
  );
  const faulty = withRequestFaults(faults, wall, recorded2, (request, reply) => write(request, reply, false));
  const control = createControl({ venue, rules, accounts, faults, journal });
  const onItsWay = withLatency(latency, wall, drawn2, faulty);
  const handle = (request) => {
    if (request.method === "OPTIONS") return (0, import_rxjs17.of)(preflight);
    const controlled = control(request);
    if (controlled) return controlled;
    const about = { path: request.path, apiKey: request.headers["access-key"] ?? null };
    faults.acts("request", about).forEach(act);
    return isDown() ? (0, import_rxjs17.of)({ type: "dropped" }) : onItsWay(request);
  };
  const openStream = (outlet, protocol, upgrades) => {
    const sid = nextId(20);
    const life = { isOver: false };
    const session = openSession({
      sid,
      connectSid: nextId(20),
      outlet,
      hub,
      timing: options.streamTiming,
      scheduler: wall,
      protocol,
      upgrades,
      link: (close) => createStreamLink(faults, wall, close),
      onEnd: () => {
        life.isOver = true;
        sessions.delete(sid);
      }
    });
    if (!life.isOver) sessions.set(sid, session);
    return session;
  };
  const publishing = market.messages$.subscribe(hub.publish);
  return {
    handle,
    openStream,
    findStream: (sid) => sessions.get(sid),
    pubnub,
    accounts,
    faults,
    journal,
    isDown,
    publish: hub.publish,
    restarts$: restarts,
    close: () => {
      publishing.unsubscribe();
      for (const session of [...sessions.values()]) session.close();
      faults.close();
      restarts.complete();
    }
  };
};

// src/simulator/simulation.ts
var defaultSeed = 1;
var defaultJournal = 1e5;
var wayLatency = (latency = {}) => typeof latency === "number" ? { order: latency, reply: latency, news: latency } : latency;
var createSimulation = (options, clocks) => {
  const { seed = defaultSeed } = options;
  const quirks = quirksOf(options.quirks, randomOf(seed, "quirks").next);
  const source = marketOf(options);
  const { instruments: instruments2 } = source;
  const venue = createVenue({
    instruments: instruments2,
    assets: assetsOf(instruments2),
    scheduler: clocks.market,
    random: randomOf(seed, "venue").next,
    quirks,
    ...options.venueTiming && { timing: options.venueTiming }
  });
  const market = source.create(venue, {
    scheduler: clocks.market,
    seed,
    ...options.profiles && { profiles: options.profiles },
    participants: options.participants ?? true,
    youngDay: quirks.youngDay,
    ...options.fills && { fills: options.fills },
    ...options.published && { published: options.published }
  });
  const wire = createWire({
    venue,
    market,
    wall: clocks.wall,
    marketClock: clocks.market,
    seed,
    quirks,
    tokenLife: options.tokenLife ?? venueTokenLife,
    pubnubCache: { ...venueCache, ...options.pubnubCache },
    streamTiming: { ...venueTiming, ...options.streamTiming },
    journalCapacity: options.journalCapacity ?? defaultJournal,
    latency: wayLatency(options.latency)
  });
  const close = () => {
    wire.close();
    market.close();
    venue.close();
  };
  try {
    (options.accounts ?? [demoAccount]).forEach(wire.accounts.open);
    options.faults?.map(parseFault).forEach(wire.faults.add);
  } catch (error) {
    close();
    throw error;
  }
  return { venue, market, wire, quirks, close };
};

// src/simulator/full-speed.ts
var import_rxjs18 = require("rxjs");

// src/simulator/market/tape.ts
var kinds2 = ["sequence", "time", "trade"];
var kindOfKey = {
  s: "sequence",
  sequenceId: "sequence",
  t: "time",
  timestamp: "time",
  executed_at: "time",
  transaction_id: "trade"
};
var risingNumber = /"(s|sequenceId|t|timestamp|executed_at|transaction_id)":("?)(\d+)\2/g;
var cut = (message2) => {
  const text3 = `42${JSON.stringify(["message", { room_name: message2.room, message: { data: message2.data } }])}`;
  const pieces = [];
  const numbers = [];
  let from13 = 0;
  for (const match2 of text3.matchAll(risingNumber)) {
    const [whole2, key = "", quote = "", digits = ""] = match2;
    const at = match2.index + whole2.length - quote.length - digits.length;
    pieces.push(text3.slice(from13, at));
    numbers.push({ kind: kindOfKey[key] ?? "time", value: Number(digits) });
    from13 = at + digits.length;
  }
  return { room: message2.room, pieces: [...pieces, text3.slice(from13)], numbers };
};
var spansOf = (cuts) => {
  const spans = { sequence: 0, time: 0, trade: 0 };
  for (const kind of kinds2) {
    let least = Infinity;
    let most3 = -Infinity;
    for (const { numbers } of cuts)
      for (const number2 of numbers)
        if (number2.kind === kind) {
          least = Math.min(least, number2.value);
          most3 = Math.max(most3, number2.value);
        }
    spans[kind] = most3 < least ? 0 : most3 - least + 2;
  }
  return spans;
};
var render = ({ pieces, numbers }, spans, lap) => numbers.reduce(
  (text3, { kind, value }, i) => `${text3}${value + lap * spans[kind]}${pieces[i + 1] ?? ""}`,
  pieces[0] ?? ""
);
var totals = [
  ["ao", "asks_over"],
  ["bu", "bids_under"],
  ["au", "asks_under"],
  ["bo", "bids_over"]
];
var bookOf = (whole2) => ({
  whole: whole2,
  asks: new Map(whole2.asks),
  bids: new Map(whole2.bids),
  totals: new Map(totals.map(([short2, long]) => [short2, whole2[long]]))
});
var change2 = (side, levels) => {
  for (const [price, amount] of levels)
    if (Number(amount) === 0) side.delete(price);
    else side.set(price, amount);
};
var apply = ({ asks: asks2, bids: bids2, totals: known }, diff2) => {
  change2(asks2, diff2.a);
  change2(bids2, diff2.b);
  for (const [short2] of totals) known.set(short2, diff2[short2] ?? known.get(short2) ?? "0");
};
var wayBack = (side, was) => {
  const before = new Map(was);
  const gone = [...side.keys()].filter((price) => !before.has(price));
  const changed2 = was.filter(([price, amount]) => Number(side.get(price)) !== Number(amount));
  return [...gone.map((price) => [price, "0"]), ...changed2];
};
var levelsInDiff = 60;
var closingDiffs = (pair, book, time2, firstSequence) => {
  const changes = [
    ...wayBack(book.asks, book.whole.asks).map((level) => ({ level, side: "a" })),
    ...wayBack(book.bids, book.whole.bids).map((level) => ({ level, side: "b" }))
  ];
  const start3 = Object.fromEntries(totals.map(([short2, long]) => [short2, book.whole[long]]));
  return Array.from({ length: Math.max(1, Math.ceil(changes.length / levelsInDiff)) }, (_, i) => {
    const own2 = changes.slice(i * levelsInDiff, (i + 1) * levelsInDiff);
    const levelsOf2 = (side) => own2.filter((entry) => entry.side === side).map(({ level }) => level);
    const data2 = { a: levelsOf2("a"), b: levelsOf2("b"), ...start3, t: time2, s: String(firstSequence + 2 * i) };
    return { room: `depth_diff_${pair}`, type: "depth_diff", data: data2 };
  });
};
var pairOf = ({ room, type }) => room.slice(type.length + 1);
var lapOf = (messages) => {
  const books = /* @__PURE__ */ new Map();
  const lap = [];
  const skipped = /* @__PURE__ */ new Map();
  let time2 = 0;
  let sequence2 = 0;
  for (const message2 of messages) {
    const pair = pairOf(message2);
    if (message2.type === "depth_whole") {
      if (!books.has(pair)) {
        if (Number(message2.data.sequenceId) < (skipped.get(pair) ?? 0)) continue;
        books.set(pair, bookOf(message2.data));
      }
      sequence2 = Math.max(sequence2, Number(message2.data.sequenceId));
      time2 = Math.max(time2, message2.data.timestamp);
    } else if (message2.type === "depth_diff") {
      const book = books.get(pair);
      if (!book) {
        skipped.set(pair, Number(message2.data.s));
        continue;
      }
      apply(book, message2.data);
      sequence2 = Math.max(sequence2, Number(message2.data.s));
      time2 = Math.max(time2, message2.data.t);
    }
    lap.push(message2);
  }
  for (const [pair, book] of books) {
    const closing = closingDiffs(pair, book, time2, sequence2 + 2);
    lap.push(...closing);
    sequence2 += 2 * closing.length;
  }
  return lap;
};
var createTape = (messages) => {
  const cuts = lapOf(messages).map(cut);
  const spans = spansOf(cuts);
  let lap = 0;
  let at = 0;
  return {
    length: cuts.length,
    next: () => {
      const frame = cuts[at];
      if (!frame) throw new RangeError("nothing is on the tape");
      const text3 = render(frame, spans, lap);
      at++;
      if (at === cuts.length) {
        at = 0;
        lap++;
      }
      return { room: frame.room, text: text3 };
    }
  };
};

// src/simulator/full-speed.ts
var recorded = 2e4;
var start = Date.UTC(2026, 0, 15, 3);
var tapedMarket = (source) => ({
  ...source,
  create: (venue, options) => ({
    ...createMarket(venue, options),
    messages$: import_rxjs18.EMPTY,
    joined$: () => import_rxjs18.EMPTY
  })
});
var tapeOf = (options) => {
  const clock = virtualClock(start);
  const simulation2 = createSimulation({ ...options, journalCapacity: 0 }, { wall: clock, market: clock });
  const messages = [];
  simulation2.market.messages$.subscribe((message2) => messages.push(message2));
  clock.advanceBy(recorded);
  simulation2.close();
  return createTape(messages);
};
var framesATurn = 256;
var mostBacklog = 4 * 2 ** 20;
var idle = 5;
var startPump = (tape, publish, backlog) => {
  let isRunning = true;
  const playFrame = () => {
    const { room, text: text3 } = tape.next();
    return publish({ room, text: () => text3 });
  };
  const turn = () => {
    if (!isRunning) return;
    let played = 0;
    const isTaken = backlog() < mostBacklog;
    if (isTaken) for (let frame = 0; frame < framesATurn; frame++) played += playFrame() ? 1 : 0;
    if (isTaken && played === 0) setTimeout(turn, idle);
    else setImmediate(turn);
  };
  turn();
  return () => {
    isRunning = false;
  };
};

// src/simulator/wire/server.ts
var import_node_http = require("http");

// src/simulator/wire/stream-transports.ts
var import_rxjs20 = require("rxjs");
var import_ws = require("ws");

// src/simulator/wire/polling.ts
var import_rxjs19 = require("rxjs");
var separator = "";
var closePacket = "1";
var noopPacket = "6";
var encodePayload = (packets) => packets.join(separator);
var decodePayload = (body) => body.split(separator);
var createPollingOutlet = (mostUnread2, onOverflow) => {
  const waiting = [];
  let unread = 0;
  let open2 = null;
  let flushIsDue = false;
  let isReleased = false;
  const answer = (packets) => {
    const poll = open2;
    open2 = null;
    poll?.next(textReply(200, encodePayload(packets)));
    poll?.complete();
  };
  const answerNoop = () => {
    if (open2) answer([noopPacket]);
  };
  const take13 = () => {
    unread = 0;
    return waiting.splice(0);
  };
  const flush = () => {
    flushIsDue = false;
    if (open2 && waiting.length > 0) answer(take13().map(({ text: text3 }) => text3));
  };
  return {
    send: (frame) => {
      unread += frame.text.length;
      if (unread > mostUnread2) {
        onOverflow();
        return;
      }
      waiting.push(frame);
      if (!open2 || flushIsDue) return;
      flushIsDue = true;
      queueMicrotask(flush);
    },
    close: () => {
      if (open2) answer([...take13().map(({ text: text3 }) => text3), closePacket]);
    },
    poll: () => open2 ? null : new import_rxjs19.Observable((subscriber) => {
      open2 = subscriber;
      flush();
      if (isReleased) answerNoop();
      return () => {
        if (open2 === subscriber) open2 = null;
      };
    }),
    release: () => {
      isReleased = true;
      answerNoop();
    },
    hold: () => {
      isReleased = false;
    },
    drain: take13
  };
};

// src/simulator/wire/stream-transports.ts
var streamPath = "/socket.io/";
var isStreamPath = (path) => `${path}/`.startsWith(streamPath);
var mostUnread = 32 * 2 ** 20;
var mostPackets = 1e3;
var probe = "2probe";
var probed = "3probe";
var upgrade = "5";
var problems = {
  transport: { code: 0, message: "Transport unknown" },
  session: { code: 1, message: "Session ID unknown" },
  request: { code: 3, message: "Bad request" }
};
var problem = (name) => jsonReply(400, JSON.stringify(problems[name]));
var protocolOf = (query) => Number(query.get("EIO") ?? 3);
var socketOutlet = (webSocket, connection) => {
  let isCorked = false;
  return {
    send: (frame) => {
      if (connection.writableLength > mostUnread) {
        connection.destroy();
        return;
      }
      if (!isCorked) {
        isCorked = true;
        connection.cork();
        process.nextTick(() => {
          isCorked = false;
          connection.uncork();
        });
      }
      connection.write(frame.bytes());
    },
    close: () => webSocket.close()
  };
};
var createStreamTransports = (wire) => {
  const webSockets = new import_ws.WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    clientTracking: false,
    maxPayload
  });
  const polling = /* @__PURE__ */ new WeakMap();
  const openPolling = (query) => {
    const outlet = createPollingOutlet(mostUnread, () => session.close());
    const session = wire.openStream(outlet, protocolOf(query), ["websocket"]);
    polling.set(session, outlet);
    return outlet.poll() ?? (0, import_rxjs20.of)(problem("request"));
  };
  const poll = ({ method, query, body }) => {
    if (query.get("transport") !== "polling") return (0, import_rxjs20.of)(problem("transport"));
    const sid = query.get("sid");
    if (sid === null) return method === "GET" ? openPolling(query) : (0, import_rxjs20.of)(problem("request"));
    const session = wire.findStream(sid);
    const outlet = session && polling.get(session);
    if (!outlet) return (0, import_rxjs20.of)(problem("session"));
    if (method === "POST") {
      const packets = decodePayload(body);
      if (packets.length > mostPackets) {
        session.close();
        return (0, import_rxjs20.of)(problem("request"));
      }
      packets.forEach(session.receive);
      return (0, import_rxjs20.of)(textReply(200, "ok"));
    }
    const answers = outlet.poll();
    if (answers) return answers;
    session.close();
    return (0, import_rxjs20.of)(problem("request"));
  };
  const attach = (webSocket, session) => {
    webSocket.on("close", () => {
      polling.delete(session);
      session.lost();
    });
    webSocket.on("message", (data2, isBinary) => {
      if (isBinary) session.close();
      else session.receive(textOf2(data2));
    });
  };
  const attachProbe = (webSocket, connection, session, outlet) => {
    const probing = (data2) => {
      const text3 = textOf2(data2);
      if (text3 === probe) {
        webSocket.send(probed);
        outlet.release();
      } else if (text3 === upgrade) {
        webSocket.off("message", probing);
        polling.delete(session);
        const next2 = socketOutlet(webSocket, connection);
        attach(webSocket, session);
        session.moveTo(next2);
        outlet.drain().forEach(next2.send);
      } else webSocket.close();
    };
    webSocket.on("message", probing);
    webSocket.on("close", outlet.hold);
  };
  const accept = (webSocket, connection, query) => {
    webSocket.on("error", () => connection.destroy());
    const sid = query.get("sid");
    if (sid === null) {
      attach(webSocket, wire.openStream(socketOutlet(webSocket, connection), protocolOf(query), []));
      return;
    }
    const session = wire.findStream(sid);
    const outlet = session && polling.get(session);
    if (outlet) attachProbe(webSocket, connection, session, outlet);
    else webSocket.close();
  };
  return {
    poll,
    upgrade: (request, connection, head2) => {
      const { path, query } = wireRequest("GET", request.url ?? "/");
      if (!isStreamPath(path) || query.get("transport") !== "websocket" || wire.isDown()) {
        connection.destroy();
        return;
      }
      webSockets.handleUpgrade(request, connection, head2, (webSocket) => {
        accept(webSocket, connection, query);
      });
    }
  };
};
var textOf2 = (data2) => String(data2);

// src/simulator/wire/server.ts
var mostBody = 1e6;
var keepAlive = 65e3;
var headersOf = ({ headers }) => Object.fromEntries(
  Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(", ") : value])
);
var headOf = (reply, wall) => ({
  ...reply.headers,
  "access-control-allow-origin": "*",
  "content-length": String(Buffer.byteLength(reply.body)),
  date: new Date(wall.now()).toUTCString()
});
var answerer = (response, wall) => (answer) => {
  if (answer.type === "dropped") {
    response.destroy();
    return;
  }
  const reply = answer.type === "reply" ? answer : answer.reply;
  response.writeHead(reply.status, headOf(reply, wall));
  if (answer.type === "reply") response.end(reply.body);
  else response.write(reply.body.slice(0, reply.body.length / 2), () => response.destroy());
};
var readBody = (request, onBody) => {
  const chunks = [];
  let length = 0;
  request.on("data", (chunk) => {
    length += chunk.length;
    if (length <= mostBody) chunks.push(chunk);
  });
  request.on("end", () => onBody(length > mostBody ? null : Buffer.concat(chunks).toString()));
};
var listen = (wire, { host, port, wall }) => {
  const transports = createStreamTransports(wire);
  const connections = /* @__PURE__ */ new Set();
  const server = (0, import_node_http.createServer)((request, response) => {
    const answer = answerer(response, wall);
    readBody(request, (body) => {
      if (body === null) {
        answer(textReply(413, "Payload Too Large"));
        return;
      }
      const received = wireRequest(request.method ?? "GET", request.url ?? "/", headersOf(request), body);
      const isStream = isStreamPath(received.path) && received.method !== "OPTIONS" && !wire.isDown();
      const answers = isStream ? transports.poll(received) : wire.handle(received);
      const subscription = answers.subscribe(answer);
      response.on("close", () => subscription.unsubscribe());
    });
  });
  server.keepAliveTimeout = keepAlive;
  server.on("upgrade", transports.upgrade);
  server.on("connection", (connection) => {
    connections.add(connection);
    connection.setNoDelay(true);
    connection.on("close", () => connections.delete(connection));
  });
  const breakConnections = () => connections.forEach((connection) => connection.destroy());
  wire.restarts$.subscribe(breakConnections);
  const backlog = () => {
    let most3 = 0;
    for (const { writableLength } of connections) most3 = Math.max(most3, writableLength);
    return most3;
  };
  const close = () => new Promise((resolve3, reject) => {
    server.close((error) => {
      if (error) reject(error);
      else resolve3();
    });
    breakConnections();
  });
  return new Promise((resolve3, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve3({ port: server.address().port, backlog, close });
    });
  });
};

// src/simulator/controls.ts
var controlsOf = ({ venue, market, wire, quirks }) => ({
  faults: {
    add: (fault) => wire.faults.add(parseFault(fault)),
    remove: wire.faults.remove,
    clear: wire.faults.clear,
    list: wire.faults.list
  },
  journal: wire.journal.entries,
  openAccount: (account) => void wire.accounts.open(account),
  venue,
  notices$: market.notices$,
  quirks
});

// src/simulator/urls.ts
var everyAddress = ["0.0.0.0", "::", ""];
var urlsAt = (host, port) => {
  const name = everyAddress.includes(host) ? "127.0.0.1" : host.includes(":") ? `[${host}]` : host;
  const origin = `${name}:${port}`;
  return {
    streamUrl: `ws://${origin}`,
    publicUrl: `http://${origin}`,
    apiUrl: `http://${origin}/v1`,
    pubnubOrigin: `http://${origin}`
  };
};

// src/simulator/outside/live.ts
var import_rxjs33 = require("rxjs");

// src/connectivity/http-undici.ts
var import_rxjs21 = require("rxjs");
var import_undici = require("undici");

// src/connectivity/ports.ts
var longestQueue = 1e6;
var endpointOf = ({ method, url }) => `${method} ${new URL(url).pathname}`;

// src/connectivity/http-undici.ts
var createProxyPool = (origin, options) => {
  const pool = new import_undici.Pool(origin, options);
  const tunnel = pool.connect.bind(pool);
  const connect7 = (to) => tunnel(to).catch((error) => {
    throw new Error(`no tunnel through the proxy: ${error instanceof Error ? error.message : "unknown"}`);
  });
  return Object.assign(pool, { connect: connect7 });
};
var createDispatcher = ({ proxy, connectTimeout = 5e3 }) => {
  const options = { connect: { timeout: connectTimeout }, headersTimeout: 0, bodyTimeout: 0, pipelining: 1 };
  if (proxy === void 0) return new import_undici.Agent(options);
  const { timeout: timeout6 } = options.connect;
  return new import_undici.ProxyAgent({
    ...options,
    uri: proxy,
    clientFactory: createProxyPool,
    proxyTls: { timeout: timeout6 },
    requestTls: { timeout: timeout6 }
  });
};
var dateOf2 = (header2) => {
  const time2 = typeof header2 === "string" ? Date.parse(header2) : NaN;
  return Number.isNaN(time2) ? null : time2;
};
var partsOf = (url) => {
  const pathAt = url.indexOf("/", url.indexOf("://") + 3);
  return pathAt < 0 ? { origin: url, path: "/" } : { origin: url.slice(0, pathAt), path: url.slice(pathAt) };
};
var undiciHttp = (options = {}) => {
  const dispatcher = createDispatcher(options);
  return ({ method, url, headers, body, timeout: timeout6, maxReplyBytes: maxReplyBytes2 }) => new import_rxjs21.Observable((subscriber) => {
    const { origin, path } = partsOf(url);
    const chunks = [];
    let received = 0;
    let sent = false;
    let abort = import_rxjs21.noop;
    let head2 = { status: 0, date: null };
    const fail = (reason, detail) => subscriber.error(httpError(endpointOf({ method, url }), reason, sent ? "unknown" : "none", detail));
    const failTooLarge = () => fail("too-large", `a reply of more than ${maxReplyBytes2} bytes`);
    const timer24 = setTimeout(() => fail("timeout", `no whole reply within ${timeout6} ms`), timeout6);
    subscriber.add(() => {
      clearTimeout(timer24);
      abort();
    });
    const handler = {
      onRequestStart: (controller) => {
        abort = () => controller.abort(new Error("the caller has left"));
        if (subscriber.closed) abort();
        else sent = true;
      },
      onResponseStart: (_, status, replyHeaders) => {
        head2 = { status, date: dateOf2(replyHeaders["date"]) };
        if (Number(replyHeaders["content-length"]) > maxReplyBytes2) failTooLarge();
      },
      onResponseData: (_, chunk) => {
        received += chunk.length;
        if (received > maxReplyBytes2) failTooLarge();
        else chunks.push(chunk);
      },
      onResponseEnd: () => {
        abort = import_rxjs21.noop;
        subscriber.next({ ...head2, body: Buffer.concat(chunks).toString("utf8") });
        subscriber.complete();
      },
      onResponseError: (_, error) => fail(sent ? "cut-off" : "refused", error.message)
    };
    dispatcher.dispatch({ origin, path, method, headers: headers ?? {}, body: body ?? null }, handler);
  });
};

// src/connectivity/rooms.ts
var import_rxjs28 = require("rxjs");

// src/operators/clock.ts
var import_rxjs22 = require("rxjs");
var stampOf = (clock) => clock.now();
var monotonic = () => Math.floor(performance.now());
var isWall = (scheduler) => scheduler.now === import_rxjs22.asyncScheduler.now && Math.abs(scheduler.now() - Date.now()) < 1e3;
var isClock = (scheduler) => "elapsed" in scheduler;
var clockOf = (scheduler = import_rxjs22.asyncScheduler) => {
  if (isClock(scheduler)) return scheduler;
  const now = () => scheduler.now();
  return {
    now,
    elapsed: isWall(scheduler) ? monotonic : now,
    schedule: (work, delay3, state) => scheduler.schedule(work, delay3, state)
  };
};
var elapsing = (clock) => ({
  now: () => clock.elapsed(),
  schedule: (work, delay3, state) => clock.schedule(work, delay3, state)
});
var hasTwoTimes = (times2) => times2.now !== times2.elapsed;

// src/operators/retry-backoff.ts
var import_rxjs23 = require("rxjs");
var retryBackoff = ({
  initialDelay = 1e3,
  maxDelay = 3e4,
  maxAttempts = Infinity,
  shouldRetry = () => true,
  resetOn = () => true,
  steadyAfter: steadyAfter2 = 1e4,
  onRetry,
  random = Math.random,
  scheduler = import_rxjs23.asyncScheduler
} = {}) => (source) => (0, import_rxjs23.defer)(() => {
  const clock = clockOf(scheduler);
  let failures2 = 0;
  let provenAt = null;
  return source.pipe(
    (0, import_rxjs23.tap)((value) => {
      if (failures2 === 0 || !resetOn(value)) return;
      provenAt ??= clock.elapsed();
      if (clock.elapsed() - provenAt >= steadyAfter2) failures2 = 0;
    }),
    (0, import_rxjs23.retry)({
      delay: (error) => {
        failures2 += 1;
        provenAt = null;
        if (failures2 > maxAttempts || !shouldRetry(error)) return (0, import_rxjs23.throwError)(() => error);
        const bound = failures2 === 1 ? 0 : Math.min(maxDelay, initialDelay * 2 ** (failures2 - 2));
        const delay3 = random() * bound;
        onRetry?.({ error, attempt: failures2, delay: delay3 });
        return (0, import_rxjs23.timer)(delay3, scheduler);
      }
    })
  );
});

// src/operators/share-by-key.ts
var import_rxjs24 = require("rxjs");
var shareByKey = (make, share7, idOf = (key) => key) => {
  const live = /* @__PURE__ */ new Map();
  return (key) => new import_rxjs24.Observable((subscriber) => {
    const id = idOf(key);
    let shared = live.get(id);
    if (shared === void 0) {
      let running = 0;
      const made2 = (0, import_rxjs24.defer)(() => {
        running += 1;
        return make(key);
      });
      const forget2 = () => {
        running -= 1;
        if (running === 0) live.delete(id);
      };
      shared = made2.pipe((0, import_rxjs24.finalize)(forget2), share7(key));
      live.set(id, shared);
    }
    return shared.subscribe(subscriber);
  });
};

// src/operators/multicast.ts
var import_rxjs25 = require("rxjs");
var without = (all, one2) => all.filter((other) => other !== one2);
var multicast = (source, { linger = 0, scheduler = import_rxjs25.asyncScheduler, onNext, onEnd }) => {
  let subscribers = [];
  let isConnected = false;
  let connection = null;
  let leaving = null;
  const disconnect = () => {
    const all = subscribers;
    subscribers = [];
    isConnected = false;
    connection = null;
    onEnd?.();
    return all;
  };
  const connect7 = () => {
    isConnected = true;
    const connected = source.subscribe({
      next: (value) => {
        onNext?.(value);
        for (const subscriber of subscribers) subscriber.next(value);
      },
      error: (error) => {
        for (const subscriber of disconnect()) subscriber.error(error);
      },
      complete: () => {
        for (const subscriber of disconnect()) subscriber.complete();
      }
    });
    if (!connected.closed) connection = connected;
  };
  const leave3 = (subscriber) => {
    subscribers = without(subscribers, subscriber);
    if (subscribers.length > 0 || !isConnected) return;
    leaving = (0, import_rxjs25.timer)(linger, scheduler).subscribe(() => {
      const left2 = connection;
      disconnect();
      left2?.unsubscribe();
    });
  };
  return new import_rxjs25.Observable((subscriber) => {
    leaving?.unsubscribe();
    leaving = null;
    subscribers = [...subscribers, subscriber];
    subscriber.add(() => leave3(subscriber));
    if (!isConnected) connect7();
  });
};

// src/operators/share-linger.ts
var shareLinger = (config = {}) => (source) => multicast(source, config);

// src/parsing/frame-reader.ts
var encoder = new TextEncoder();
var token = (text3) => {
  const bytes = encoder.encode(text3);
  const words2 = [];
  bytes.forEach((byte, i) => {
    words2[i >> 2] = (words2[i >> 2] ?? 0) | byte << 8 * (i & 3);
  });
  return { length: bytes.length, words: words2, lastMask: -1 >>> 8 * (-bytes.length & 3) | 0 };
};
var headOf2 = (room) => token(`42["message",{"room_name":${JSON.stringify(room)},"message":{"data":{`);
var createFrameReader = () => {
  const bytes = new Uint8Array(32768);
  const view = new DataView(bytes.buffer);
  let size2 = 0;
  let at = 0;
  const longestFrame = bytes.length - 4;
  const giveUp = () => {
    at = size2;
    return 0;
  };
  const wordAt = (i) => view.getInt32(i, true);
  const isNext2 = ({ length, words: words2, lastMask }) => {
    const last2 = words2.length - 1;
    const start3 = at;
    for (let i = 0; i < last2; i += 1) if (wordAt(start3 + 4 * i) !== words2[i]) return false;
    if ((wordAt(start3 + 4 * last2) & lastMask) !== words2[last2]) return false;
    at = start3 + length;
    return true;
  };
  const skip3 = (text3) => {
    if (!isNext2(text3)) giveUp();
  };
  const begin3 = (frame, head2) => {
    if (frame.length > longestFrame) return false;
    const { read: read2, written } = encoder.encodeInto(frame, bytes);
    if (read2 !== frame.length || written !== read2) return false;
    bytes[written] = 0;
    size2 = written;
    at = 0;
    return isNext2(head2);
  };
  const tail = token("}}}]");
  const isRead2 = () => isNext2(tail) && at === size2;
  const powersOfTen = [1, 10, 100, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9];
  const fewDigits = 9;
  const digitAt = (i) => bytes[i] ^ 48;
  const readDigits = (past) => {
    let i = at;
    let value = 0;
    let digit = digitAt(i);
    while (digit <= 9 && i < past) {
      value = value * 10 + digit | 0;
      digit = digitAt(i += 1);
    }
    at = i;
    return value;
  };
  const readCount = (maxDigits) => {
    const start3 = at;
    const high = readDigits(start3 + fewDigits);
    const middle = at;
    const low = readDigits(start3 + maxDigits);
    const digits = at - start3;
    if (digits === 0 || digits > 1 && bytes[start3] === 48) return giveUp();
    return high * powersOfTen[at - middle] + low;
  };
  const readDecimalAt = (start3) => {
    let i = start3;
    let whole2 = 0;
    let digit = digitAt(i);
    while (digit <= 9) {
      whole2 = whole2 * 10 + digit | 0;
      digit = digitAt(i += 1);
    }
    const digits = i - start3;
    if (digits > fewDigits) {
      at = start3;
      whole2 = readCount(15);
      if (at !== i) return giveUp();
    } else if (digits === 0 || digits > 1 && bytes[start3] === 48) return giveUp();
    if (bytes[i] !== 46) {
      at = i;
      return whole2;
    }
    const first = i += 1;
    let fraction2 = 0;
    digit = digitAt(i);
    while (digit <= 9) {
      fraction2 = fraction2 * 10 + digit | 0;
      digit = digitAt(i += 1);
    }
    const places3 = i - first;
    if (places3 === 0 || places3 > fewDigits || digits + places3 > 15) return giveUp();
    at = i;
    const scale2 = powersOfTen[places3];
    return (whole2 * scale2 + fraction2) / scale2;
  };
  const quote = token('"');
  const readDecimal2 = () => {
    const value = readDecimalAt(at);
    skip3(quote);
    return value;
  };
  const decimalAfter2 = (text3) => {
    skip3(text3);
    return readDecimal2();
  };
  const nothing5 = token("null");
  const nullableDecimalAfter2 = (text3) => {
    skip3(text3);
    if (isNext2(nothing5)) return null;
    skip3(quote);
    return readDecimal2();
  };
  const timestampAfter2 = (text3) => {
    skip3(text3);
    return readCount(14);
  };
  const idAfter2 = (text3) => {
    skip3(text3);
    return readCount(15);
  };
  const sequenceAfter2 = (text3) => {
    const sequence2 = idAfter2(text3);
    skip3(quote);
    return sequence2;
  };
  const gathered = [0.5];
  const noLevels = token("]");
  const firstLevel = token('["');
  const levelsAfter2 = (text3) => {
    skip3(text3);
    if (isNext2(noLevels)) return [];
    skip3(firstLevel);
    for (let n = 0; ; n += 2) {
      gathered[n] = readDecimalAt(at);
      if ((wordAt(at) & 16777215) !== 2239522) break;
      gathered[n + 1] = readDecimalAt(at + 3);
      const next2 = wordAt(at);
      if (next2 === 1529634082 && bytes[at + 4] === 34) at += 5;
      else if ((next2 & 16777215) === 6118690) {
        at += 3;
        return gathered.slice(0, n + 2);
      } else break;
    }
    giveUp();
    return [];
  };
  return {
    begin: begin3,
    isRead: isRead2,
    isNext: isNext2,
    skip: skip3,
    readDecimal: readDecimal2,
    decimalAfter: decimalAfter2,
    nullableDecimalAfter: nullableDecimalAfter2,
    timestampAfter: timestampAfter2,
    idAfter: idAfter2,
    sequenceAfter: sequenceAfter2,
    levelsAfter: levelsAfter2
  };
};
var {
  begin: begin2,
  isRead,
  isNext,
  skip,
  readDecimal,
  decimalAfter,
  nullableDecimalAfter,
  timestampAfter,
  idAfter,
  sequenceAfter,
  levelsAfter
} = createFrameReader();

// src/parsing/room.ts
var Frame = row("a frame", {
  event: oneOf('"message"', ["message"]),
  message: record("a message of a room", {
    room: ["room_name", Text],
    data: ["message", property("data", anything)]
  })
});
var socketIoEvent = "42";
var startLength = '42["message",{"room_name":"'.length;
var likelyRoomOf = (frame) => frame.slice(startLength, frame.indexOf('"', startLength));
var isLikelyOf = (quoted, frame) => frame.startsWith(quoted, startLength);
var decodeFrame = (frame) => frame.startsWith(socketIoEvent) ? decodeJson(Frame, frame.slice(socketIoEvent.length), "frame") : failed(decodeError("frame", `an event of Socket.IO, ${socketIoEvent}`, beginningOf(frame)));
var roomOf2 = (frame) => {
  const result2 = decodeFrame(frame);
  return result2._tag === "Right" ? result2.right.message.room : null;
};
var ofPair = (pair, data2) => ({
  pair,
  ...data2
});
var roomParser = (kind, codec, toMessage, fast) => (pair, onOdd) => {
  const name = `${kind}_${pair}`;
  const head2 = headOf2(name);
  return (text3) => {
    if (fast !== void 0 && begin2(text3, head2)) {
      const value = fast(pair);
      if (isRead()) return success(value);
    }
    const frame = decodeFrame(text3);
    if (frame._tag === "Left") return frame;
    const { room, data: data2 } = frame.right.message;
    if (room !== name) return failed(decodeError("frame/1/room_name", name, describe(room)));
    return mapDecoded(decode(codec, data2, "data", onOdd), (value) => toMessage(pair, value));
  };
};

// src/model/circuit-break.ts
var circuitBreakModes = [
  "NONE",
  "CIRCUIT_BREAK",
  "FULL_RANGE_CIRCUIT_BREAK",
  "RESUMPTION",
  "LISTING"
];
var feeTypes = ["NORMAL", "SELL_MAKER", "BUY_MAKER", "DYNAMIC"];

// src/parsing/circuit-break-info.ts
var CircuitBreakData = record("circuit break information", {
  mode: wordIn("a circuit break mode", circuitBreakModes),
  estimatedItayosePrice: optional(Decimal),
  estimatedItayoseAmount: optional(Decimal),
  itayoseUpperPrice: optional(Decimal),
  itayoseLowerPrice: optional(Decimal),
  upperTriggerPrice: optional(Decimal),
  lowerTriggerPrice: optional(Decimal),
  feeType: wordIn("a fee type", feeTypes),
  reopenTimestamp: optional(Timestamp),
  timestamp: Timestamp
});
var parseCircuitBreak = roomParser("circuit_break_info", CircuitBreakData, ofPair);

// src/model/flat-levels.ts
var flatten = (levels) => {
  const flat = [];
  for (const { price, amount } of levels) flat.push(price, amount);
  return flat;
};
var toLevels = (flat) => {
  const levels = [];
  for (let i = 0; i < flat.length; i += 2) {
    levels.push({ price: flat[i], amount: flat[i + 1] });
  }
  return levels;
};
var withLevels = (message2) => ({
  ...message2,
  bids: toLevels(message2.bids),
  asks: toLevels(message2.asks)
});
var askSign = 1;
var bidSign = -1;
var isInBookOrder = (levels, sign) => {
  let before = -Infinity;
  for (let i = 0; i < levels.length; i += 2) {
    const price = levels[i] * sign;
    if (price <= before || levels[i + 1] === 0) return false;
    before = price;
  }
  return true;
};
var inBookOrder = (levels, sign) => {
  if (isInBookOrder(levels, sign)) return levels;
  const amounts = new Map(toLevels(levels).map(({ price, amount }) => [price, amount]));
  return [...amounts].filter(([, amount]) => amount > 0).sort(([a2], [b2]) => (a2 - b2) * sign).flat();
};

// src/parsing/level.ts
var Levels = mapped(
  list("levels", row("a level: [price, amount]", { price: Decimal, amount: Decimal })),
  flatten
);

// src/parsing/depth-diff.ts
var Change = otherwise(Total, void 0);
var DepthDiffData = record("a depth diff", {
  asks: ["a", Levels],
  bids: ["b", Levels],
  timestamp: ["t", Timestamp],
  sequence: ["s", Sequence],
  outside: [
    itself,
    record("totals that changed", {
      asksOver: ["ao", Change],
      bidsUnder: ["bu", Change],
      asksUnder: ["au", Change],
      bidsOver: ["bo", Change],
      askMarket: ["am", Change],
      bidMarket: ["bm", Change]
    })
  ]
});
var a = token('"a":[');
var b = token(',"b":[');
var t_ = token(',"t":');
var s = token(',"s":"');
var ao = token(',"ao":"');
var bu = token(',"bu":"');
var readOutside = () => {
  const outside = {};
  if (isNext(ao)) outside.asksOver = readDecimal();
  if (isNext(bu)) outside.bidsUnder = readDecimal();
  return outside;
};
var depthDiffReader = (pair) => ({
  // In the order of the wire.
  pair,
  asks: levelsAfter(a),
  bids: levelsAfter(b),
  timestamp: timestampAfter(t_),
  sequence: sequenceAfter(s),
  outside: readOutside()
});
var parseDepthDiff = roomParser("depth_diff", DepthDiffData, ofPair, depthDiffReader);

// src/parsing/depth-whole.ts
var DepthWholeData = record("a whole book", {
  asks: mapped(Levels, (levels) => inBookOrder(levels, askSign)),
  bids: mapped(Levels, (levels) => inBookOrder(levels, bidSign)),
  outside: [
    itself,
    record("totals", {
      asksOver: optional(Total),
      bidsUnder: optional(Total),
      asksUnder: optional(Total),
      bidsOver: optional(Total),
      askMarket: optional(Total),
      bidMarket: optional(Total)
    })
  ],
  timestamp: Timestamp,
  sequence: ["sequenceId", Sequence]
});
var asks = token('"asks":[');
var bids = token(',"bids":[');
var asksOver = token(',"asks_over":"');
var bidsUnder = token(',"bids_under":"');
var asksUnder = token(',"asks_under":"');
var bidsOver = token(',"bids_over":"');
var askMarket = token(',"ask_market":"');
var bidMarket = token(',"bid_market":"');
var timestamp = token(',"timestamp":');
var sequenceId = token(',"sequenceId":"');
var depthWholeReader = (pair) => ({
  // In the order of the wire.
  pair,
  asks: inBookOrder(levelsAfter(asks), askSign),
  bids: inBookOrder(levelsAfter(bids), bidSign),
  outside: {
    asksOver: decimalAfter(asksOver),
    bidsUnder: decimalAfter(bidsUnder),
    asksUnder: decimalAfter(asksUnder),
    bidsOver: decimalAfter(bidsOver),
    askMarket: decimalAfter(askMarket),
    bidMarket: decimalAfter(bidMarket)
  },
  timestamp: timestampAfter(timestamp),
  sequence: sequenceAfter(sequenceId)
});
var parseDepthWhole = roomParser("depth_whole", DepthWholeData, ofPair, depthWholeReader);

// src/parsing/ticker.ts
var fields = {
  bid: ["buy", optional(Decimal)],
  ask: ["sell", optional(Decimal)],
  last: optional(Decimal),
  open: optional(Decimal),
  high: optional(Decimal),
  low: optional(Decimal),
  volume: ["vol", optional(Total)],
  timestamp: Timestamp
};
var TickerData = record("a ticker", fields);
var TouchData = record("a ticker", {
  bid: ["buy", orStandIn(optional(Decimal), null)],
  ask: ["sell", orStandIn(optional(Decimal), null)]
});
var sell = token('"sell":');
var buy = token(',"buy":');
var opened = token(',"open":"');
var highest = token(',"high":"');
var lowest = token(',"low":"');
var latest3 = token(',"last":"');
var vol = token(',"vol":"');
var time = token(',"timestamp":');
var tickerReader = (pair) => {
  const ask = nullableDecimalAfter(sell);
  const bid = nullableDecimalAfter(buy);
  const open2 = decimalAfter(opened);
  const high = decimalAfter(highest);
  const low = decimalAfter(lowest);
  const last2 = decimalAfter(latest3);
  const volume = decimalAfter(vol);
  const timestamp2 = timestampAfter(time);
  return { pair, bid, ask, last: last2, open: open2, high, low, volume, timestamp: timestamp2 };
};
var parseTicker = roomParser("ticker", TickerData, ofPair, tickerReader);
var TickersData = rows("tickers", record("a ticker", { pair: Text, ...fields }));

// src/parsing/transactions.ts
var TransactionsData = property(
  "transactions",
  rows(
    "transactions",
    record("a transaction", {
      id: ["transaction_id", Id],
      side: Side,
      price: Decimal,
      amount: Decimal,
      timestamp: ["executed_at", Timestamp]
    })
  )
);
var toTrades = (pair, rows3) => rows3.map((row2) => ofPair(pair, row2)).sort((a2, b2) => a2.id - b2.id);
var transactions = token('"transactions":[');
var transactionId = token('{"transaction_id":');
var sell2 = token(',"side":"sell"');
var buy2 = token(',"side":"buy"');
var pricedAt = token(',"price":"');
var ofAmount = token(',"amount":"');
var executedAt = token(',"executed_at":');
var rowEnd = token("}");
var comma = token(",");
var end2 = token("]");
var readSide = () => {
  if (isNext(sell2)) return "sell";
  skip(buy2);
  return "buy";
};
var readTrade = (pair) => {
  const id = idAfter(transactionId);
  const side = readSide();
  const price = decimalAfter(pricedAt);
  const amount = decimalAfter(ofAmount);
  const timestamp2 = timestampAfter(executedAt);
  skip(rowEnd);
  return { pair, id, side, price, amount, timestamp: timestamp2 };
};
var insert = (trades, trade2) => {
  let at = trades.length;
  for (; at > 0 && trades[at - 1].id > trade2.id; at -= 1) trades[at] = trades[at - 1];
  trades[at] = trade2;
};
var tradesReader = (pair) => {
  const trades = [];
  skip(transactions);
  if (isNext(end2)) return trades;
  do
    insert(trades, readTrade(pair));
  while (isNext(comma));
  skip(end2);
  return trades;
};
var parseTrades = roomParser("transactions", TransactionsData, toTrades, tradesReader);
var longestSpan = 864e5;
var spanOf = (trades) => {
  let [first, last2] = [Infinity, -Infinity];
  for (const { timestamp: timestamp2 } of trades) {
    first = Math.min(first, timestamp2);
    last2 = Math.max(last2, timestamp2);
  }
  return last2 - first;
};
var parseNewTrades = (pair, onOdd) => {
  const read2 = parseTrades(pair, onOdd);
  return (frame) => {
    const trades = read2(frame);
    if (trades._tag === "Left") return trades;
    const span = spanOf(trades.right);
    return span <= longestSpan ? trades : failed(decodeError("data/transactions", "trades of one day", `trades of ${span} ms`));
  };
};

// src/parsing/room-kinds.ts
var roomKinds = {
  ticker: parseTicker,
  transactions: parseNewTrades,
  depth_whole: parseDepthWhole,
  depth_diff: parseDepthDiff,
  circuit_break_info: parseCircuitBreak
};

// src/operators/idle-timer.ts
var idleTimer = (due, onIdle, clock) => {
  let lastTouch = clock.elapsed();
  const check = function() {
    const left2 = lastTouch + due - clock.elapsed();
    if (left2 > 0) this.schedule(void 0, Math.min(left2, due));
    else onIdle();
  };
  const task = clock.schedule(check, due);
  return {
    touch: () => {
      lastTouch = clock.elapsed();
    },
    stop: () => task.unsubscribe()
  };
};

// src/connectivity/liveness.ts
var livenessOf = {
  depth_whole: { mustSpeak: { within: 2e4, always: true } },
  circuit_break_info: { mustSpeak: { within: 5e3, always: false }, renewedAfter: 6e4 }
};

// src/connectivity/room-member.ts
var parsers = roomKinds;
var createMember = ({
  kind,
  pair,
  clock,
  meter,
  diagnose,
  rejoin,
  subscriber
}) => {
  const { mustSpeak, renewedAfter } = livenessOf[kind] ?? {};
  const name = `${kind}_${pair}`;
  let odd = [];
  const parse = parsers[kind](pair, (row2) => {
    odd.push(row2);
  });
  let silence3;
  let received = false;
  const onSilence = () => {
    diagnose({ kind: "room-silent", room: name, due: mustSpeak?.within ?? 0 });
    subscriber.next({ kind, type: "silent" });
    rejoin();
  };
  const onChange = (change4) => {
    silence3?.stop();
    received = false;
    if (change4.type === "joined" && mustSpeak !== void 0) {
      silence3 = idleTimer(mustSpeak.within, onSilence, clock);
    }
    subscriber.next({ kind, ...change4 });
  };
  const reportOdd = () => {
    const fields4 = odd.flatMap(({ what, field }) => what === "lossy" ? [field] : []);
    if (fields4.length > 0) diagnose({ kind: "lossy-total", room: name, fields: fields4 });
    for (const row2 of odd) if (row2.what !== "lossy") diagnose({ kind: "odd-row", source: name, ...row2 });
    return odd.some(({ what }) => what === "lost");
  };
  const onFrame = (frame) => {
    received = true;
    if (odd.length > 0) odd = [];
    const message2 = parse(frame);
    if (meter.isRead) meter.count(name, frame, message2._tag === "Right" ? message2.right : null);
    if (message2._tag === "Left") {
      diagnose({ kind: "undecodable-frame", room: name, cause: message2.left.message });
      subscriber.next({ kind, type: "undecodable" });
      return;
    }
    if (mustSpeak?.always === true) silence3?.touch();
    else silence3?.stop();
    if (renewedAfter !== void 0) silence3 = idleTimer(renewedAfter, rejoin, clock);
    const isRowLost = odd.length > 0 && reportOdd();
    subscriber.next({ kind, type: "message", message: message2.right });
    if (isRowLost) subscriber.next({ kind, type: "undecodable" });
  };
  return { quoted: `${name}"`, onFrame, onChange, hasReceived: () => received, stop: () => silence3?.stop() };
};

// src/connectivity/room-meter.ts
var import_rxjs27 = require("rxjs");

// src/operators/share-current.ts
var import_rxjs26 = require("rxjs");
var shareCurrent = ({
  forgetOn = import_rxjs26.NEVER,
  survives = () => false,
  fold = (_, value) => [value],
  ...linger
} = {}) => (source) => {
  let current = [];
  let forgetting;
  const shared = multicast(
    (0, import_rxjs26.defer)(() => {
      forgetting = forgetOn.subscribe(() => {
        current = current.filter(survives);
      });
      return source;
    }),
    {
      ...linger,
      onNext: (value) => {
        current = fold(current, value);
      },
      onEnd: () => {
        forgetting?.unsubscribe();
        current = [];
      }
    }
  );
  return new import_rxjs26.Observable((subscriber) => {
    let emitted = [];
    while (emitted !== current && !subscriber.closed) {
      const before = emitted;
      emitted = current;
      for (const value of emitted) if (!before.includes(value)) subscriber.next(value);
    }
    return shared.subscribe(subscriber);
  });
};

// src/connectivity/room-meter.ts
var period2 = 1e3;
var silent = { frames: 0, bytes: 0, lastAt: null, lag: null };
var stampIn = (message2) => {
  const { timestamp: timestamp2 } = Object(Array.isArray(message2) ? message2.at(-1) : message2);
  return typeof timestamp2 === "number" ? timestamp2 : null;
};
var createRoomMeter = (clock, joinedRooms, ended$) => {
  const counted = /* @__PURE__ */ new Map();
  const look2 = () => new Map([...joinedRooms()].map((name) => [name, counted.get(name) ?? silent]));
  const meter = {
    isRead: false,
    count: (name, frame, message2) => {
      const { frames, bytes, lag } = counted.get(name) ?? silent;
      const lastAt = stampOf(clock);
      const stamp = stampIn(message2);
      counted.set(name, {
        frames: frames + 1,
        bytes: bytes + frame.length,
        lastAt,
        lag: stamp === null ? lag : lastAt - stamp
      });
    },
    rooms$: (0, import_rxjs27.defer)(() => {
      meter.isRead = true;
      return (0, import_rxjs27.interval)(period2, clock).pipe((0, import_rxjs27.takeUntil)(ended$), (0, import_rxjs27.endWith)(null), (0, import_rxjs27.map)(look2));
    }).pipe(
      (0, import_rxjs27.finalize)(() => {
        meter.isRead = false;
        counted.clear();
      }),
      shareCurrent({ scheduler: clock })
    )
  };
  return meter;
};

// src/connectivity/rooms.ts
var command = (name, room) => encodePacket({ type: "event", name, args: [room] });
var standing = 1e4;
var idle2 = { state: "idle", attempt: 0, cause: null };
var createRooms = ({
  link$: transportLink$,
  backoff = {},
  diagnose,
  scheduler,
  looking$ = import_rxjs28.EMPTY,
  leaps$ = import_rxjs28.NEVER
}) => {
  const clock = clockOf(scheduler);
  const members = /* @__PURE__ */ new Map();
  const connection$ = new import_rxjs28.BehaviorSubject(idle2);
  const lost$ = new import_rxjs28.Subject();
  const ended$ = new import_rxjs28.Subject();
  const meter = createRoomMeter(clock, () => members.keys(), ended$);
  let link3 = null;
  let latest5;
  const report = (change4) => connection$.next({ ...connection$.value, ...change4 });
  const join3 = (name, { onChange }) => {
    link3?.send(command("join-room", name));
    onChange({ type: "joined", fresh: true });
  };
  const rejoinRoom = (name) => {
    const member = members.get(name);
    if (link3 === null || member === void 0) return;
    link3.send(command("leave-room", name));
    join3(name, member);
  };
  const onOpen = (open2) => {
    link3 = open2;
    report({ state: "open" });
    for (const [name, member] of [...members]) join3(name, member);
  };
  const onFrame = (frame) => {
    if (latest5 === void 0 || !isLikelyOf(latest5.quoted, frame)) latest5 = members.get(likelyRoomOf(frame));
    if (latest5 !== void 0) {
      latest5.onFrame(frame);
      return;
    }
    const name = roomOf2(frame);
    if (name !== null) members.get(name)?.onFrame(frame);
    else diagnose({ kind: "undecodable-frame", room: null, cause: `not a room's: ${beginningOf(frame)}` });
  };
  const emitChange = (change4) => {
    for (const { onChange } of [...members.values()]) onChange(change4);
    lost$.next();
  };
  const onLost = () => {
    if (link3 === null) return;
    link3 = null;
    emitChange({ type: "lost" });
  };
  const onLeap = () => {
    if (link3 === null) return;
    const before = [...members.keys()];
    emitChange({ type: "leapt" });
    for (const name of before) rejoinRoom(name);
  };
  const onEnd = () => {
    link3 = null;
    report(idle2);
  };
  const openLink = new import_rxjs28.Observable((subscriber) => {
    let isProven = false;
    let hasStood = false;
    const onStanding = () => {
      hasStood = true;
      isProven = false;
    };
    report({ state: "connecting" });
    subscriber.add(looking$.subscribe());
    subscriber.add(leaps$.subscribe(onLeap));
    return transportLink$.subscribe({
      next: (event) => {
        if (typeof event !== "string") {
          onOpen(event);
          subscriber.next(event);
          return;
        }
        if (!isProven) {
          isProven = true;
          if (connection$.value.cause !== null) report({ attempt: 0, cause: null });
          if (hasStood) subscriber.next(event);
          else subscriber.add(clock.schedule(onStanding, standing));
        }
        onFrame(event);
      },
      error: (error) => {
        onLost();
        subscriber.error(error);
      },
      complete: () => subscriber.complete()
    });
  });
  const link$ = openLink.pipe(
    retryBackoff({
      ...backoff,
      scheduler: clock,
      // A text is the proof of a link that has worked for long enough; see `openLink`.
      resetOn: (event) => typeof event === "string",
      steadyAfter: 0,
      onRetry: ({ error, attempt: attempt2, delay: delay3 }) => {
        const cause = causeOf(error);
        report({ state: "waiting", attempt: attempt2, cause });
        diagnose({ kind: "link-lost", cause, attempt: attempt2, delay: delay3 });
      }
    }),
    (0, import_rxjs28.tap)({
      complete: () => {
        ended$.next();
        onEnd();
      },
      unsubscribe: onEnd
    }),
    // Frames have reached their rooms already: subscribers of the link need only its end.
    (0, import_rxjs28.ignoreElements)(),
    shareLinger({ scheduler: clock })
  );
  const joinRoom = (kind, pair) => new import_rxjs28.Observable((subscriber) => {
    const name = `${kind}_${pair}`;
    const rejoin = () => rejoinRoom(name);
    const member = createMember({ kind, pair, clock, meter, diagnose, rejoin, subscriber });
    members.set(name, member);
    const leave3 = () => {
      member.stop();
      if (members.get(name) !== member) return;
      members.delete(name);
      latest5 = void 0;
      link3?.send(command("leave-room", name));
    };
    subscriber.add(leave3);
    if (link3 !== null) join3(name, member);
    subscriber.add(
      link$.subscribe({
        error: (error) => {
          leave3();
          subscriber.error(error);
        },
        complete: () => {
          leave3();
          subscriber.complete();
        }
      })
    );
  });
  const shared = Object.fromEntries(
    Object.keys(roomKinds).map((kind) => [
      kind,
      shareByKey(
        (pair) => joinRoom(kind, pair),
        () => shareLinger({ scheduler: clock })
      )
    ])
  );
  const room$ = (kind, pair) => new import_rxjs28.Observable((subscriber) => {
    const member = members.get(`${kind}_${pair}`);
    if (link3 !== null && member !== void 0) {
      subscriber.next({ kind, type: "joined", fresh: !member.hasReceived() });
    }
    return shared[kind](pair).subscribe(subscriber);
  });
  return {
    room$,
    rejoin: (kind, pair) => rejoinRoom(`${kind}_${pair}`),
    connection$: connection$.asObservable(),
    rooms$: meter.rooms$,
    lost$: lost$.asObservable()
  };
};

// src/connectivity/socket-ws.ts
var import_rxjs29 = require("rxjs");
var import_ws2 = require("ws");
var closeTimeout = 1e3;
var openWsSocket = (url, maxFrameBytes) => new import_rxjs29.Observable((subscriber) => {
  const socket = new import_ws2.WebSocket(url, { perMessageDeflate: false, maxPayload: maxFrameBytes });
  let opened2 = false;
  const leaveUnread = () => {
    const { bufferedAmount } = socket;
    if (bufferedAmount <= longestQueue) return;
    subscriber.error(linkError("not-read", `${bufferedAmount} bytes wait for a venue that reads nothing`));
  };
  socket.on("open", () => {
    opened2 = true;
    subscriber.next({
      type: "open",
      send: (text3) => {
        if (socket.readyState !== import_ws2.WebSocket.OPEN) return;
        socket.send(text3);
        leaveUnread();
      }
    });
  });
  socket.on("message", (data2, isBinary) => {
    if (!isBinary) subscriber.next({ type: "message", text: data2.toString("utf8") });
  });
  socket.on("close", () => subscriber.complete());
  socket.on("error", (error) => {
    const tooLarge = error.code === "WS_ERR_UNSUPPORTED_MESSAGE_LENGTH";
    const reason = tooLarge ? "frame-too-large" : opened2 ? "closed" : "connect-failed";
    subscriber.error(linkError(reason, error.message));
  });
  return () => {
    socket.removeAllListeners("message");
    if (socket.readyState === import_ws2.WebSocket.CONNECTING) {
      socket.terminate();
      return;
    }
    socket.close();
    const cut2 = setTimeout(() => socket.terminate(), closeTimeout);
    cut2.unref();
    socket.once("close", () => clearTimeout(cut2));
  };
});

// src/connectivity/stream-socket.ts
var import_rxjs30 = require("rxjs");
var proofWithin = 5e3;
var isEvent = (text3) => text3.startsWith("42");
var streamSocket = ({
  openSocket,
  streamUrl,
  connectTimeout = 1e4,
  maxFrameBytes = 1e6,
  scheduler,
  leaps$ = import_rxjs30.NEVER
}) => new import_rxjs30.Observable((subscriber) => {
  let send = () => void 0;
  let silence3;
  let proof2;
  let opened2 = false;
  const clock = clockOf(scheduler);
  const fail = (reason, detail) => subscriber.error(linkError(reason, detail));
  const connecting = clock.schedule(
    () => fail("connect-timeout", `no link to the venue within ${connectTimeout} ms`),
    connectTimeout
  );
  const onOpen = ({ pingInterval, pingTimeout }) => {
    if (silence3 !== void 0) return;
    const due = pingInterval + pingTimeout;
    silence3 = idleTimer(due, () => fail("silent", `no frame from the venue for ${due} ms`), clock);
    send(encodePacket({ type: "connect", sid: null }));
  };
  const onConnect = () => {
    if (opened2 || silence3 === void 0) return;
    opened2 = true;
    connecting.unsubscribe();
    subscriber.next({ type: "open", send });
  };
  const onText = (text3, cause) => {
    if (opened2) subscriber.next(text3);
    else fail("refused", `expected the venue's handshake, ${cause ?? `got ${beginningOf(text3)}`}`);
  };
  const onControl = (text3) => {
    const packet = decodePacket(text3);
    switch (packet.type) {
      case "open":
        onOpen(packet);
        break;
      case "ping":
        send(encodePacket({ type: "pong" }));
        break;
      case "connect":
        onConnect();
        break;
      case "connect-error":
        fail("refused", `the venue refused the connection: ${beginningOf(packet.message)}`);
        break;
      case "close":
      case "disconnect":
        fail("closed", "the venue ended the session");
        break;
      case "bad":
        onText(text3, packet.cause);
        break;
      case "event":
      case "pong":
      case "noop":
        break;
    }
  };
  const askForProof = () => {
    if (!opened2) return;
    proof2?.stop();
    proof2 = idleTimer(
      proofWithin,
      () => fail("silent", `no frame from the venue for ${proofWithin} ms after the clock leapt`),
      clock
    );
  };
  const prove = () => {
    proof2?.stop();
    proof2 = void 0;
  };
  subscriber.add(leaps$.subscribe(askForProof));
  subscriber.add(prove);
  subscriber.add(() => silence3?.stop());
  subscriber.add(connecting);
  subscriber.add(
    openSocket(`${streamUrl}/socket.io/?EIO=4&transport=websocket`, maxFrameBytes).subscribe({
      next: (event) => {
        if (event.type === "open") {
          send = event.send;
          return;
        }
        if (isEvent(event.text)) onText(event.text, null);
        else onControl(event.text);
        silence3?.touch();
        if (proof2 !== void 0) prove();
      },
      error: (error) => subscriber.error(error),
      complete: () => fail("closed", "the venue closed the socket")
    })
  );
});

// src/simulator/outside/outside-market.ts
var import_rxjs32 = require("rxjs");

// src/simulator/outside/outside-frame.ts
var reader = (parse, toContent) => (frame) => {
  const read2 = parse(frame);
  return read2._tag === "Right" ? toContent(read2.right) : { type: "unread", cause: read2.left.message };
};
var readersOf = (pair) => ({
  // The content of a ticker is not read before a client requests it.
  ticker: () => ({ type: "ticker" }),
  transactions: reader(roomKinds.transactions(pair), (trades) => ({ type: "trades", trades })),
  depth_whole: reader(roomKinds.depth_whole(pair), (message2) => ({ type: "whole", message: message2 })),
  depth_diff: reader(roomKinds.depth_diff(pair), (message2) => ({ type: "diff", message: message2 })),
  circuit_break_info: reader(roomKinds.circuit_break_info(pair), (info) => ({ type: "break", info }))
});
var createFrameReader2 = (pairs) => {
  const rooms = new Map(
    pairs.flatMap(
      (pair) => Object.entries(readersOf(pair)).map(
        ([kind, read2]) => [`${kind}_${pair}`, { pair, kind, read: read2 }]
      )
    )
  );
  return (frame) => {
    let room = likelyRoomOf(frame);
    let known = rooms.get(room);
    if (known === void 0) {
      if (!frame.startsWith("42")) return null;
      room = roomOf2(frame) ?? "";
      known = rooms.get(room);
    }
    if (known === void 0) return null;
    const { pair, kind, read: read2 } = known;
    return { pair, kind, room, frame, content: read2(frame) };
  };
};

// src/simulator/outside/outside-candles.ts
var isHigher = (a2, b2) => Number(a2) > Number(b2);
var candlesOf = (instrument, type, date, page, trades, kept, now) => {
  if (!isCandleType(type) || date.length === 8 !== isIntraday(type)) return void 0;
  const period4 = periodOf(date);
  if (period4 === void 0) return void 0;
  const [from13, to] = period4;
  const bars = /* @__PURE__ */ new Map();
  const put = ([open2, high, low, close, volume, time2]) => bars.set(time2, { open: open2, high, low, close, volume });
  page?.rows.forEach(put);
  const since = page?.arrived ?? -Infinity;
  for (const trade2 of trades) {
    if (trade2.time < from13 || trade2.time >= to || trade2.arrived <= since) continue;
    addTrade(bars, candleStart(type, trade2.time), instrument, trade2);
  }
  kept.rows(instrument.pair, type, from13, to, now).forEach(put);
  if (bars.size === 0) return void 0;
  const ohlcv = [...bars].sort(([a2], [b2]) => a2 - b2).map(([time2, { open: open2, high, low, close, volume }]) => [open2, high, low, close, volume, time2]);
  return { candlestick: [{ type, ohlcv }], timestamp: now };
};
var addTrade = (bars, time2, instrument, { price: ticks, amount }) => {
  const price = formatPrice(instrument, ticks);
  const bar = bars.get(time2);
  if (bar === void 0) {
    const volume = formatAmount(instrument, amount);
    bars.set(time2, { open: price, high: price, low: price, close: price, volume });
    return;
  }
  if (isHigher(price, bar.high)) bar.high = price;
  if (isHigher(bar.low, price)) bar.low = price;
  bar.close = price;
  bar.volume = formatAmount(instrument, toUnits(bar.volume, instrument.amountDigits) + amount);
};

// src/simulator/outside/outside-rooms.ts
var import_rxjs31 = require("rxjs");

// src/connectivity/book-start.ts
var mostDiffs = 5e3;
var mostLate = 2;
var isLate = (place, known) => place.timestamp < known.timestamp || place.timestamp === known.timestamp && place.sequence < known.sequence;
var beyond = (place, known) => {
  const hasRestarted = known !== null && place.sequence < known.sequence;
  return hasRestarted ? ({ timestamp: timestamp2 }) => !(timestamp2 <= place.timestamp) : ({ sequence: sequence2 }) => !(sequence2 <= place.sequence);
};
var createBookStart = ({ ofWhole, ofDiff }) => {
  let whole2 = null;
  let known = null;
  let late2 = 0;
  let diffs = [];
  return {
    onWhole: (next2) => {
      const place = ofWhole(next2);
      if (known !== null && isLate(place, known)) {
        late2 += 1;
        if (late2 <= mostLate) return "late";
      }
      const isBeyond = beyond(place, known);
      whole2 = next2;
      known = place;
      late2 = 0;
      diffs = diffs.filter((diff2) => isBeyond(ofDiff(diff2)));
      return "taken";
    },
    onDiff: (diff2) => {
      if (diffs.push(diff2) > mostDiffs) diffs.shift();
    },
    dropWhole: () => {
      whole2 = null;
    },
    dropDiffs: () => {
      diffs = [];
    },
    whole: () => whole2,
    diffs: () => diffs
  };
};

// src/orderbook/kept-book.ts
var noBook = {
  book: null,
  base: null,
  since: 0,
  diffs: null,
  held: 0,
  doubt: null,
  show: null,
  report: null
};
var leaveAsIs = (kept) => ({ ...kept, show: null, report: null });
var markStale = (kept) => {
  if (kept.book === null || kept.book.stale) return leaveAsIs(kept);
  const book = { ...kept.book, stale: true };
  return { ...kept, book, show: book, report: null };
};
var forget = (kept) => ({ ...noBook, show: markStale(kept).show });
var maxHeldLevels = 5e4;
var maxSideLevels = 1e4;
var sizeOf = ({ bids: bids2, asks: asks2 }) => (bids2.length + asks2.length) / 2 + 1;
var overgrow = (kept, { pair, sequence: sequence2, timestamp: timestamp2 }, levels) => {
  const { book, show } = markStale(kept);
  return {
    ...noBook,
    book,
    doubt: { after: timestamp2, sequence: sequence2, refused: kept.doubt?.refused ?? 0 },
    show,
    report: { kind: "book-overgrown", pair, sequence: sequence2, levels }
  };
};
var refuseLarge = (kept, whole2) => {
  const levels = Math.max(whole2.bids.length, whole2.asks.length) / 2;
  return levels > maxSideLevels ? overgrow(kept, whole2, levels) : null;
};
var holdDiff = (kept, diff2, next2, show) => {
  const held = kept.held + sizeOf(diff2);
  if (held > maxHeldLevels) return overgrow(kept, diff2, held);
  return {
    book: next2,
    base: kept.base,
    since: kept.since,
    diffs: { diff: diff2, older: kept.diffs },
    held,
    doubt: kept.doubt,
    show,
    report: null
  };
};

// src/orderbook/run.ts
var flatRun = (flat) => ({ flat, levels: null });
var runOf = (levels) => ({ flat: null, levels });
var look = (run) => {
  if (run.levels !== null) return run.levels;
  const levels = toLevels(run.flat ?? []);
  run.levels = levels;
  run.flat = null;
  return levels;
};
var flatOfRun = ({ flat, levels }) => flat ?? flatten(levels ?? []);
var lengthOf = ({ flat, levels }) => levels?.length ?? (flat ?? []).length / 2;
var bestPriceOf = ({ flat, levels }) => levels === null ? flat?.[0] : levels[0]?.price;
var joinRuns = (a2, b2) => a2.flat !== null && b2.flat !== null ? flatRun(a2.flat.concat(b2.flat)) : runOf(look(a2).concat(look(b2)));
var partOf = ({ flat, levels }, from13, to) => levels === null ? flatRun((flat ?? []).slice(2 * from13, 2 * to)) : runOf(levels.slice(from13, to));

// src/orderbook/changes.ts
var shortestRun = 24;
var usualRun = 32;
var longestRun = 64;
var even = (runs) => {
  const side = [];
  for (const run of runs) {
    const before = side.at(-1);
    const isShort = before !== void 0 && lengthOf(before) < shortestRun;
    if (isShort) side.pop();
    const whole2 = isShort ? joinRuns(before, run) : run;
    const length = lengthOf(whole2);
    if (length > longestRun) {
      for (let at = 0; at < length; at += usualRun) side.push(partOf(whole2, at, at + usualRun));
    } else if (length > 0) side.push(whole2);
  }
  return side;
};
var createChanger = () => {
  const ordered = [0.5];
  const merged = [0.5];
  const short2 = 200;
  const sorted = (changes, sign) => [...toLevels(changes)].sort((a2, b2) => (a2.price - b2.price) * sign).flatMap(({ price, amount }) => [price, amount]);
  const putInOrder = (changes, sign) => {
    for (let i = 0; i < changes.length; i += 2) {
      const price = changes[i];
      let at = i;
      for (; at > 0 && (ordered[at - 2] - price) * sign > 0; at -= 2) {
        ordered[at] = ordered[at - 2];
        ordered[at + 1] = ordered[at - 1];
      }
      ordered[at] = price;
      ordered[at + 1] = changes[i + 1];
    }
  };
  const applyToLevels = (levels, first, end3, sign) => {
    const { length } = levels;
    const next2 = new Array(length + (end3 - first) / 2);
    let isChanged = false;
    let from13 = 0;
    let to = 0;
    for (let i = first; i < end3; i += 2) {
      const price = ordered[i];
      const amount = ordered[i + 1];
      if (i + 2 < end3 && ordered[i + 2] === price) continue;
      let present2 = 0;
      for (; from13 < length; from13 += 1, to += 1) {
        const level = levels[from13];
        const ahead = (level.price - price) * sign;
        if (ahead === 0) present2 = level.amount;
        if (ahead >= 0) break;
        next2[to] = level;
      }
      if (amount === present2) continue;
      isChanged = true;
      if (present2 > 0) from13 += 1;
      if (amount > 0) next2[to++] = { price, amount };
    }
    if (!isChanged) return levels;
    for (; from13 < length; from13 += 1, to += 1) next2[to] = levels[from13];
    while (next2.length > to) next2.pop();
    return next2;
  };
  const applyToFlat = (flat, first, end3, sign) => {
    const { length } = flat;
    let isChanged = false;
    let from13 = 0;
    let to = 0;
    for (let i = first; i < end3; i += 2) {
      const price = ordered[i];
      const amount = ordered[i + 1];
      if (i + 2 < end3 && ordered[i + 2] === price) continue;
      for (; from13 < length && (flat[from13] - price) * sign < 0; from13 += 2, to += 2) {
        merged[to] = flat[from13];
        merged[to + 1] = flat[from13 + 1];
      }
      const present2 = from13 < length && flat[from13] === price ? flat[from13 + 1] : 0;
      if (amount === present2) continue;
      isChanged = true;
      if (present2 > 0) from13 += 2;
      if (amount > 0) {
        merged[to] = price;
        merged[to + 1] = amount;
        to += 2;
      }
    }
    if (!isChanged) return flat;
    for (; from13 < length; from13 += 1, to += 1) merged[to] = flat[from13];
    return merged.slice(0, to);
  };
  const applyToRun = (run, first, end3, sign) => {
    if (run.levels !== null) {
      const levels = applyToLevels(run.levels, first, end3, sign);
      return levels === run.levels ? run : runOf(levels);
    }
    const before = run.flat ?? [];
    const flat = applyToFlat(before, first, end3, sign);
    return flat === before ? run : flatRun(flat);
  };
  const applyOrdered = (side, end3, sign) => {
    const runs = side.length === 0 ? [flatRun([])] : side;
    let next2 = null;
    let uneven = false;
    let first = 0;
    for (let i = 0; first < end3; i += 1) {
      const run = runs[i];
      const isLast = i === runs.length - 1;
      let past = end3;
      if (!isLast) {
        const price = bestPriceOf(runs[i + 1]);
        for (past = first; past < end3 && (ordered[past] - price) * sign < 0; ) past += 2;
      }
      const nextRun = past === first ? run : applyToRun(run, first, past, sign);
      first = past;
      if (nextRun === run) continue;
      next2 ??= runs.slice();
      next2[i] = nextRun;
      const length = lengthOf(nextRun);
      uneven ||= length > longestRun || length < (isLast ? 1 : shortestRun);
    }
    if (next2 === null) return side;
    return uneven ? even(next2) : next2;
  };
  const applyChanges2 = (side, changes, sign) => {
    putInOrder(changes.length > short2 ? sorted(changes, sign) : changes, sign);
    return applyOrdered(side, changes.length, sign);
  };
  const changeTo2 = (side, differences, sign) => {
    differences.forEach(({ price, actual }, i) => {
      ordered[2 * i] = price;
      ordered[2 * i + 1] = actual;
    });
    return applyOrdered(side, 2 * differences.length, sign);
  };
  return { applyChanges: applyChanges2, changeTo: changeTo2 };
};
var { applyChanges, changeTo } = createChanger();

// src/orderbook/doubt.ts
var mostDifferences = 100;
var reported = (differences) => ({
  levels: differences.length,
  differences: differences.slice(0, mostDifferences)
});
var mostRefused = 2;
var contradict = (kept, { pair, sequence: sequence2, timestamp: timestamp2 }, by, known, differences = []) => {
  const { book, show } = markStale(kept);
  const times2 = [
    timestamp2,
    kept.doubt?.after,
    book?.timestamp,
    kept.base?.timestamp,
    kept.diffs?.diff.timestamp
  ];
  return {
    ...noBook,
    book,
    doubt: {
      after: Math.max(...times2.map((time2) => time2 ?? 0)),
      sequence: sequence2,
      refused: kept.doubt?.refused ?? 0
    },
    show,
    report: {
      kind: "book-contradicted",
      pair,
      by,
      sequence: sequence2,
      known,
      ...reported(differences)
    }
  };
};
var isTooOld = ({ after, refused: refused2 }, { timestamp: timestamp2 }) => timestamp2 < after && refused2 < mostRefused;
var refuse2 = (kept, doubt2, { pair, sequence: sequence2 }) => ({
  ...kept,
  doubt: { ...doubt2, refused: doubt2.refused + 1 },
  show: null,
  report: { kind: "stale-whole", pair, sequence: sequence2, known: kept.book?.sequence ?? kept.since }
});
var isSame = (one2, other) => one2.length === other.length && one2.every((number2, i) => number2 === other[i]);
var isRepeated = (diffs, diff2) => {
  for (let at = diffs; at !== null && at.diff.sequence >= diff2.sequence; at = at.older) {
    if (at.diff.sequence > diff2.sequence) continue;
    const { timestamp: timestamp2, bids: bids2, asks: asks2 } = at.diff;
    return timestamp2 === diff2.timestamp && isSame(bids2, diff2.bids) && isSame(asks2, diff2.asks);
  }
  return false;
};
var isCovered = ({ base, since }, { sequence: sequence2, timestamp: timestamp2 }) => base !== null && sequence2 <= since && timestamp2 <= base.timestamp;
var applyOddDiff = (kept, diff2, known) => {
  const { doubt: doubt2, diffs } = kept;
  const { pair, sequence: sequence2, timestamp: timestamp2 } = diff2;
  const isOld = doubt2 === null ? isCovered(kept, diff2) : timestamp2 < doubt2.after;
  if (isOld || isRepeated(diffs, diff2)) {
    return { ...kept, show: null, report: { kind: "stale-diff", pair, sequence: sequence2, known } };
  }
  const isNext2 = doubt2 !== null && sequence2 > (diffs?.diff ?? doubt2).sequence;
  return isNext2 ? holdDiff(kept, diff2, kept.book, null) : contradict(kept, diff2, "diff", known);
};

// src/orderbook/side.ts
var levelsOf = (side) => {
  const [best] = side;
  if (best === void 0) return [];
  const others4 = [];
  for (let i = 1; i < side.length; i += 1) others4.push(look(side[i]));
  return look(best).concat(...others4);
};
var flatOf = (side) => [].concat(...side.map(flatOfRun));
var bestOf = (side) => {
  const [run] = side;
  return run === void 0 ? void 0 : look(run)[0];
};
var worstPriceOf = (side) => {
  const worst = side.at(-1);
  return worst?.levels === null ? worst.flat?.at(-2) : worst?.levels.at(-1)?.price;
};
var isMadeOf = (side, levels) => {
  let at = 0;
  for (const run of side) {
    if (run.flat !== null) {
      for (let i = 0; i < run.flat.length; i += 1, at += 1) if (run.flat[i] !== levels[at]) return false;
    } else {
      for (const { price, amount } of look(run)) {
        if (price !== levels[at] || amount !== levels[at + 1]) return false;
        at += 2;
      }
    }
  }
  return at === levels.length;
};
var differencesOf = (side, levels, sign) => {
  if (isMadeOf(side, levels)) return [];
  const known = flatOf(side);
  const differences = [];
  let i = 0;
  let j = 0;
  while (i < known.length || j < levels.length) {
    const ours = i < known.length ? known[i] * sign : Infinity;
    const theirs = j < levels.length ? levels[j] * sign : Infinity;
    const kept = ours <= theirs ? known[i + 1] : 0;
    const actual = theirs <= ours ? levels[j + 1] : 0;
    if (kept !== actual) differences.push({ price: Math.min(ours, theirs) * sign, kept, actual });
    if (ours <= theirs) i += 2;
    if (theirs <= ours) j += 2;
  }
  return differences;
};
var bestLevels = (side, depth) => {
  let runs = 0;
  let known = 0;
  while (known < depth && runs < side.length) {
    known += lengthOf(side[runs]);
    runs += 1;
  }
  const levels = runs === 1 ? look(side[0]) : levelsOf(runs === side.length ? side : side.slice(0, runs));
  return known > depth ? levels.slice(0, depth) : levels;
};
var topOf = (side, depth, before) => {
  const levels = bestLevels(side, depth);
  if (levels.length !== before.length) return levels;
  for (let i = 0; i < levels.length; i += 1) if (levels[i] !== before[i]) return levels;
  return before;
};

// src/orderbook/verify.ts
var reachOf2 = (side, nearCut, sign) => {
  const best = bestOf(side);
  const worst = worstPriceOf(side);
  return {
    near: nearCut && best !== void 0 ? best.price * sign : -Infinity,
    far: worst !== void 0 ? worst * sign : Infinity
  };
};
var within2 = (side, differences, reaches2, sign) => {
  const near = Math.max(...reaches2.map((reach) => reach.near));
  const far = Math.min(...reaches2.map((reach) => reach.far));
  return differences.filter(({ price }) => price * sign >= near && price * sign <= far).map((difference) => ({ side, ...difference }));
};
var withinReach = (differences, wholes) => {
  const { bids: bids2, asks: asks2 } = differences;
  if (bids2.length + asks2.length === 0) return [];
  const bidReaches = wholes.map((whole2) => reachOf2(whole2.bids, whole2.outside.bidsOver !== 0, bidSign));
  const askReaches = wholes.map((whole2) => reachOf2(whole2.asks, whole2.outside.asksUnder !== 0, askSign));
  return [...within2("bid", bids2, bidReaches, bidSign), ...within2("ask", asks2, askReaches, askSign)];
};

// src/orderbook/reducer.ts
var isCrossed2 = (bids2, asks2) => {
  const bid = bestOf(bids2);
  const ask = bestOf(asks2);
  return bid !== void 0 && ask !== void 0 && bid.price >= ask.price;
};
var changed = (change4, known) => change4 === void 0 ? known : change4;
var newOutside = (outside, changes) => ({
  asksOver: changed(changes.asksOver, outside.asksOver),
  bidsUnder: changed(changes.bidsUnder, outside.bidsUnder),
  asksUnder: changed(changes.asksUnder, outside.asksUnder),
  bidsOver: changed(changes.bidsOver, outside.bidsOver),
  askMarket: changed(changes.askMarket, outside.askMarket),
  bidMarket: changed(changes.bidMarket, outside.bidMarket)
});
var applyToBook = (book, diff2) => {
  const bids2 = applyChanges(book.bids, diff2.bids, bidSign);
  const asks2 = applyChanges(book.asks, diff2.asks, askSign);
  return {
    pair: book.pair,
    bids: bids2,
    asks: asks2,
    sequence: diff2.sequence,
    timestamp: diff2.timestamp,
    crossed: isCrossed2(bids2, asks2),
    stale: book.stale,
    outside: newOutside(book.outside, diff2.outside)
  };
};
var applyDiff = (kept, diff2) => {
  const { book } = kept;
  const known = book?.sequence ?? kept.diffs?.diff.sequence ?? kept.since;
  if (kept.doubt !== null || diff2.sequence <= known) return applyOddDiff(kept, diff2, known);
  const next2 = book === null ? null : applyToBook(book, diff2);
  return holdDiff(kept, diff2, next2, next2);
};
var select = (diffs, of36, sequence2) => {
  const selected = [];
  for (let at = diffs; at !== null; at = at.older) {
    if (at.diff.sequence > sequence2 === (of36 === "later")) selected.push(at.diff);
  }
  return selected.reverse();
};
var repaired = ({ pair, sequence: sequence2 }, differences) => differences.length === 0 ? null : { kind: "book-repaired", pair, sequence: sequence2, ...reported(differences) };
var noSides = { bids: [], asks: [] };
var bookAt = ({ book, base, diffs }, sequence2) => {
  if (book === null || base === null) return null;
  return sequence2 >= book.sequence ? book : select(diffs, "up-to", sequence2).reduce(applyToBook, base);
};
var sharing = (known, next2) => ({
  ...next2,
  bids: changeTo(known.bids, differencesOf(known.bids, flatOf(next2.bids), bidSign), bidSign),
  asks: changeTo(known.asks, differencesOf(known.asks, flatOf(next2.asks), askSign), askSign)
});
var applyWhole = (kept, whole2) => {
  const { book, base, since, diffs, doubt: doubt2 } = kept;
  const { pair, sequence: sequence2 } = whole2;
  const refused2 = refuseLarge(kept, whole2);
  if (refused2 !== null) return refused2;
  if (sequence2 < since || base !== null && whole2.timestamp < base.timestamp)
    return contradict(kept, whole2, "whole", since);
  if (doubt2 !== null && isTooOld(doubt2, whole2)) return refuse2(kept, doubt2, whole2);
  const then = bookAt(kept, sequence2);
  const { bids: bids2, asks: asks2 } = then ?? book ?? noSides;
  const differences = {
    bids: differencesOf(bids2, whole2.bids, bidSign),
    asks: differencesOf(asks2, whole2.asks, askSign)
  };
  const sides4 = {
    bids: changeTo(bids2, differences.bids, bidSign),
    asks: changeTo(asks2, differences.asks, askSign)
  };
  const nextBase = {
    pair,
    bids: sides4.bids,
    asks: sides4.asks,
    sequence: sequence2,
    timestamp: whole2.timestamp,
    crossed: isCrossed2(sides4.bids, sides4.asks),
    stale: false,
    outside: whole2.outside
  };
  const wrong = then === null || base === null ? [] : withinReach(differences, [base, nextBase]);
  if (wrong.length > 0 && book !== null && sequence2 < book.sequence)
    return contradict(kept, whole2, "whole", book.sequence, wrong);
  const later3 = select(diffs, "later", sequence2);
  const brought = later3.reduce(applyToBook, nextBase);
  const next2 = book === null || later3.length === 0 ? brought : sharing(book, brought);
  return {
    book: next2,
    base: nextBase,
    since: sequence2,
    diffs: later3.reduce((older, diff2) => ({ diff: diff2, older }), null),
    held: later3.reduce((sum, diff2) => sum + sizeOf(diff2), 0),
    doubt: null,
    show: next2,
    report: repaired(whole2, wrong)
  };
};

// src/simulator/outside/displayed-book.ts
var lotsOf = (amount, digits) => {
  const scaled = Math.round(amount * 10 ** digits);
  return Number.isSafeInteger(scaled) ? BigInt(scaled) : toUnits(decimalOf(amount), digits);
};
var ticksOf2 = (price, digits) => Math.round(price * 10 ** digits);
var signOf = (side) => side === "buy" ? bidSign : askSign;
var amountAt = (levels, price, side) => {
  const sign = signOf(side);
  for (const run of levels) {
    const flat = flatOfRun(run);
    const last2 = flat[flat.length - 2];
    if (last2 === void 0 || last2 * sign < price * sign) continue;
    for (let i = 0; i < flat.length; i += 2) if (flat[i] === price) return flat[i + 1] ?? 0;
    return 0;
  }
  return 0;
};
var createDisplayedBook = ({ priceDigits, amountDigits }) => {
  let kept = noBook;
  const taken = { buy: /* @__PURE__ */ new Map(), sell: /* @__PURE__ */ new Map() };
  const scale2 = 10 ** priceDigits;
  const sideOf2 = (side) => kept.book === null ? [] : side === "buy" ? kept.book.bids : kept.book.asks;
  const recorded2 = (side, price) => lotsOf(amountAt(sideOf2(side), price / scale2, side), amountDigits);
  const changed2 = (change4) => {
    if (taken.buy.size === 0 && taken.sell.size === 0) {
      kept = change4();
      return;
    }
    const held = ["buy", "sell"].flatMap(
      (side) => [...taken[side].keys()].map((price) => ({ side, price, before: recorded2(side, price) }))
    );
    kept = change4();
    for (const { side, price, before } of held) {
      const after = recorded2(side, price);
      const was = taken[side].get(price) ?? 0n;
      const left2 = after < before ? was - (before - after) : was;
      const most3 = left2 < after ? left2 : after;
      if (most3 <= 0n) taken[side].delete(price);
      else taken[side].set(price, most3);
    }
  };
  function* available(side) {
    const gone = taken[side];
    for (const run of sideOf2(side)) {
      const flat = flatOfRun(run);
      for (let i = 0; i < flat.length; i += 2) {
        const price = ticksOf2(flat[i] ?? 0, priceDigits);
        const amount = lotsOf(flat[i + 1] ?? 0, amountDigits) - (gone.get(price) ?? 0n);
        if (amount > 0n) yield [price, amount];
      }
    }
  }
  const best = (side) => {
    if (taken[side].size === 0) {
      const [run] = sideOf2(side);
      return run === void 0 ? null : ticksOf2(bestPriceOf(run), priceDigits);
    }
    for (const [price] of available(side)) return price;
    return null;
  };
  return {
    state: () => kept.book === null ? "gap" : kept.book.stale ? "stale" : "live",
    apply: (frame) => changed2(
      () => frame.type === "whole" ? applyWhole(kept, frame.message) : applyDiff(kept, frame.message)
    ),
    doubt: () => {
      kept = markStale(kept);
    },
    lose: () => {
      kept = forget(kept);
      for (const side of ["buy", "sell"]) taken[side].clear();
    },
    recorded: recorded2,
    shown: (side, price) => {
      const worst = worstPriceOf(sideOf2(side));
      const isBeyond = worst !== void 0 && price / scale2 * signOf(side) > worst * signOf(side);
      if (isBeyond) return null;
      const amount = recorded2(side, price) - (taken[side].get(price) ?? 0n);
      return amount > 0n ? amount : 0n;
    },
    available,
    best,
    take: (side, price, amount) => {
      taken[side].set(price, (taken[side].get(price) ?? 0n) + amount);
    },
    taken: (side) => taken[side]
  };
};

// src/simulator/outside/outside-rooms.ts
var firstMessageDelay2 = 120;
var levelTexts = (instrument, side) => {
  const flat = flatOf(side);
  return Array.from({ length: flat.length / 2 }, (_, i) => [
    formatPrice(instrument, ticksOf2(flat[2 * i] ?? 0, instrument.priceDigits)),
    formatAmount(instrument, lotsOf(flat[2 * i + 1] ?? 0, instrument.amountDigits))
  ]);
};
var placeOf2 = ({ message: message2 }) => message2;
var startOfBook = () => createBookStart({ ofWhole: placeOf2, ofDiff: placeOf2 });
var createOutsideRooms = (instrument) => {
  const latest5 = /* @__PURE__ */ new Map();
  let start3 = startOfBook();
  let frames = [];
  let known = { book: noBook, frames: 0 };
  const hold3 = (held) => {
    frames = held;
    known = { book: noBook, frames: 0 };
  };
  const lose = () => {
    start3 = startOfBook();
    hold3([]);
  };
  const onWhole = (content) => {
    if (refuseLarge(noBook, content.message) !== null) lose();
    else if (start3.onWhole(content) === "taken") hold3([content, ...start3.diffs()]);
  };
  const kept = () => {
    const book = frames.slice(known.frames).reduce(
      (before, frame) => frame.type === "whole" ? applyWhole(before, frame.message) : applyDiff(before, frame.message),
      known.book
    );
    known = { book, frames: frames.length };
    return book;
  };
  const total = (value) => formatAmount(instrument, value === null ? 0n : lotsOf(value, instrument.amountDigits));
  return {
    onFrame: ({ kind, frame, content }) => {
      latest5.set(kind, frame);
      if (content.type === "whole") onWhole(content);
      else if (content.type === "diff") {
        start3.onDiff(content);
        frames.push(content);
      } else if (kind === "depth_diff") lose();
    },
    onLost: lose,
    latest: (kind) => latest5.get(kind) ?? null,
    isKnown: () => frames[0]?.type === "whole",
    isJustWhole: () => frames.length === 1 && frames[0]?.type === "whole",
    book: kept,
    whole: () => {
      const { book } = kept();
      if (book === null || book.stale) return null;
      const { outside } = book;
      return {
        asks: levelTexts(instrument, book.asks),
        bids: levelTexts(instrument, book.bids),
        asks_over: total(outside.asksOver),
        bids_under: total(outside.bidsUnder),
        asks_under: total(outside.asksUnder),
        bids_over: total(outside.bidsOver),
        ask_market: total(outside.askMarket),
        bid_market: total(outside.bidMarket),
        timestamp: book.timestamp,
        sequenceId: String(book.sequence)
      };
    }
  };
};
var dataOf = (frame) => {
  if (frame === null) return null;
  const [, message2] = JSON.parse(frame.slice(2));
  return message2.message.data;
};
var roomPartsOf = (room) => {
  const kind = Object.keys(roomKinds).find((name) => room.startsWith(`${name}_`));
  return kind === void 0 ? null : { kind, pair: room.slice(kind.length + 1) };
};
var firstNews$ = (room, rooms, toText, toWhole, scheduler) => {
  const parts = roomPartsOf(room);
  if (parts?.kind !== "depth_whole" && parts?.kind !== "circuit_break_info") return import_rxjs31.EMPTY;
  const news = () => {
    if (parts.kind === "depth_whole") {
      const data2 = rooms.whole();
      return data2 && { room, data: toWhole(data2) };
    }
    const frame = rooms.latest("circuit_break_info");
    return frame === null ? null : { room, text: () => toText(frame) };
  };
  return (0, import_rxjs31.timer)(firstMessageDelay2, scheduler).pipe(
    (0, import_rxjs31.map)(news),
    (0, import_rxjs31.filter)((value) => value !== null)
  );
};

// src/simulator/outside/file-candles.ts
var import_node_fs = require("fs");
var noFileCandles = { rows: () => [] };
var fields2 = ["pair", "type", "openTime", "open", "high", "low", "close", "volume"];
var header = fields2.join(",");

// src/simulator/outside/new-ids.ts
var most2 = 1e3;
var newIds = () => {
  let ids = /* @__PURE__ */ new Set();
  return (id) => {
    if (ids.has(id)) return false;
    ids.add(id);
    if (ids.size > most2) ids = new Set([...ids].slice(-most2 / 2));
    return true;
  };
};

// src/simulator/outside/rebase.ts
var times = /"(t|timestamp|executed_at|reopen_timestamp)":(\d{12,14})(?=[,}])/g;
var rebased = (text3, by) => by === 0 ? text3 : text3.replace(times, (_, key, time2) => `"${key}":${Number(time2) + by}`);

// src/parsing/rest-reply.ts
var Reply = record("a reply", { success: oneOf("0 or 1", [0, 1]), data: anything });
var Failure = property("code", Integer);
var decodeReply = (codec, { endpoint, codes: codes2, secret: secret2 }, { status, body }, onOdd) => {
  const refused2 = (code2) => ({
    _tag: "Left",
    left: venueError(endpoint, status, code2, code2 === null ? void 0 : codes2.get(code2))
  });
  const reply = decodeJson(Reply, body);
  const failed2 = reply._tag === "Right" && reply.right.success === 0;
  const code = failed2 ? decode(Failure, reply.right.data, "data") : null;
  if (code?._tag === "Right") return refused2(code.right);
  if (status !== 200) return refused2(null);
  const data2 = code ?? (reply._tag === "Left" ? reply : decode(codec, reply.right.data, "data", onOdd));
  return data2._tag === "Right" ? data2 : { _tag: "Left", left: replyDecodeError(endpoint, data2.left, secret2) };
};

// src/parsing/spot-pairs.ts
var Digits = same(
  "a number of digits",
  (input) => Number.isInteger(input) && input >= 0 && input <= 20
);
var Rate = otherwise(DecimalString, null);
var OptionalFlag = otherwise(Flag, false);
var Fees = record(
  "fees",
  {
    makerBase: DecimalString,
    takerBase: DecimalString,
    makerQuote: DecimalString,
    takerQuote: DecimalString,
    marginOpenMakerQuote: Rate,
    marginOpenTakerQuote: Rate,
    marginCloseMakerQuote: Rate,
    marginCloseTakerQuote: Rate
  },
  // `maker_fee_rate_base`
  (field) => snakeCase(field).replace(/_(?=base|quote)/, "_fee_rate_")
);
var MarginRates = record(
  "margin rates",
  {
    longInterest: Rate,
    shortInterest: Rate,
    currentIndividualRatio: Rate,
    currentCompanyRatio: Rate
  },
  (field) => `margin_${snakeCase(field)}`
);
var Margin = mapped(
  MarginRates,
  ({ longInterest, shortInterest, ...ratios }) => longInterest === null || shortInterest === null ? null : { longInterest, shortInterest, ...ratios }
);
var Stopped = record(
  "what is suspended",
  {
    order: ["stop_order", Flag],
    orderAndCancel: ["stop_order_and_cancel", Flag],
    market: OptionalFlag,
    stop: OptionalFlag,
    stopLimit: OptionalFlag,
    marginLong: OptionalFlag,
    marginShort: OptionalFlag,
    buy: OptionalFlag,
    sell: OptionalFlag
  },
  (field) => `stop_${snakeCase(field)}_order`
);
var SpotPair = record("a pair", {
  pair: ["name", Text],
  baseAsset: Text,
  quoteAsset: Text,
  fees: [itself, Fees],
  margin: [itself, Margin],
  minAmount: ["unit_amount", DecimalString],
  limitMaxAmount: DecimalString,
  marketMaxAmount: DecimalString,
  marketAllowanceRate: DecimalString,
  priceDigits: Digits,
  amountDigits: Digits,
  enabled: ["is_enabled", Flag],
  stopped: [itself, Stopped]
});
var SpotPairsData = property("pairs", rows("pairs", SpotPair));

// src/parsing/spot-status.ts
var SpotStatusData = property(
  "statuses",
  rows(
    "statuses",
    record("the status of a pair", {
      pair: Text,
      state: ["status", wordIn("a status", venueStates)],
      minAmount: DecimalString
    })
  )
);

// src/simulator/outside/replies.ts
var replied = (path) => ({ endpoint: `GET ${path}`, codes: systemCodes, secret: false });
var venueInstrument = (instrument) => ({
  ...instrument,
  marketInCircuitBreakAllowanceRate: instrument.marketAllowanceRate
});
var instrumentsIn = (reply) => {
  if (reply.path !== "/spot/pairs") return [];
  const read2 = decodeReply(SpotPairsData, replied(reply.path), reply, () => void 0);
  return read2._tag === "Right" ? read2.right.map(venueInstrument) : [];
};
var scale = ["baseAsset", "quoteAsset", "priceDigits", "amountDigits"];
var followRules = (venue, known, listed) => {
  const other = scale.find((name) => listed[name] !== known[name]);
  if (other !== void 0) return `its ${other} became ${listed[other]}, and was ${known[other]}`;
  try {
    venue.setInstrument(listed);
    return null;
  } catch (error) {
    return causeOf(error);
  }
};
var followReply = (venue, reply, onRules) => {
  for (const listed of instrumentsIn(reply)) {
    const known = venue.instrument(listed.pair);
    if (known !== void 0) onRules(listed.pair, followRules(venue, known, listed));
  }
  if (reply.path !== "/spot/status") return;
  const read2 = decodeReply(SpotStatusData, replied(reply.path), reply, () => void 0);
  if (read2._tag === "Left") return;
  for (const { pair, state, minAmount } of read2.right) {
    const instrument = venue.instrument(pair);
    if (instrument === void 0 || state === "unknown") continue;
    venue.followStatus(pair, state, toUnits(minAmount, instrument.amountDigits));
  }
};
var dataIn = (reply) => {
  if (reply === void 0) return void 0;
  const read2 = decodeReply(anything, replied(reply.path), reply, () => void 0);
  return read2._tag === "Right" ? read2.right : void 0;
};

// src/simulator/outside/outside-queries.ts
var latest4 = 60;
var mostTrades2 = 2e5;
var nothingKnown = {
  sell: null,
  buy: null,
  open: null,
  high: null,
  low: null,
  last: null,
  vol: null
};
var createOutsideQueries = ({
  venue,
  scheduler,
  rooms,
  shift,
  candles,
  wholeOf
}) => {
  const replies = /* @__PURE__ */ new Map();
  const trades = /* @__PURE__ */ new Map();
  const recorded2 = (path) => {
    const reply = replies.get(path);
    return dataIn(reply && { ...reply, body: rebased(reply.body, shift) });
  };
  const recordedTickers = () => {
    const rows3 = recorded2("/tickers");
    return Array.isArray(rows3) ? rows3 : [];
  };
  const ticker = (pair) => {
    const frame = rooms.get(pair)?.latest("ticker") ?? null;
    if (frame !== null) return dataOf(rebased(frame, shift));
    const row2 = recordedTickers().find((one2) => one2.pair === pair);
    if (row2 === void 0)
      return rooms.has(pair) ? { ...nothingKnown, timestamp: scheduler.now() } : void 0;
    const { sell: sell3, buy: buy3, open: open2, high, low, last: last2, vol: vol2, timestamp: timestamp2 } = row2;
    return { sell: sell3, buy: buy3, open: open2, high, low, last: last2, vol: vol2, timestamp: timestamp2 };
  };
  const tickers = () => [...rooms.keys()].flatMap((pair) => {
    const message2 = ticker(pair);
    return message2 === void 0 ? [] : [{ pair, ...message2 }];
  });
  const pageOf = (path) => {
    if (shift !== 0) return null;
    const data2 = recorded2(path);
    const rows3 = data2?.candlestick[0]?.ohlcv;
    return rows3 === void 0 ? null : { rows: rows3, arrived: replies.get(path)?.arrived ?? 0 };
  };
  const onTrades2 = (pair, instrument, { content }) => {
    if (content.type !== "trades") return;
    const known = trades.get(pair) ?? { rows: [], trades: [], isNew: newIds() };
    trades.set(pair, known);
    for (const { id, side, price, amount, timestamp: timestamp2 } of content.trades) {
      if (!known.isNew(id)) continue;
      const ticks = ticksOf2(price, instrument.priceDigits);
      const lots = lotsOf(amount, instrument.amountDigits);
      const time2 = timestamp2 + shift;
      known.rows.push({
        transaction_id: id,
        side,
        price: formatPrice(instrument, ticks),
        amount: formatAmount(instrument, lots),
        executed_at: time2
      });
      known.trades.push({ price: ticks, amount: lots, time: time2, arrived: scheduler.now() });
    }
    if (known.rows.length > 2 * latest4) known.rows = known.rows.slice(-latest4);
    if (known.trades.length > 2 * mostTrades2) known.trades = known.trades.slice(-mostTrades2);
  };
  return {
    onFrame: (received) => {
      const instrument = venue.instrument(received.pair);
      if (instrument !== void 0) onTrades2(received.pair, instrument, received);
    },
    onReply: (reply) => {
      replies.set(reply.path, { ...reply, arrived: scheduler.now() });
    },
    ticker,
    tickers,
    tickersJpy: () => tickers().filter(({ pair }) => pair.endsWith("_jpy")),
    depth: (pair) => wholeOf(pair) ?? void 0,
    transactions: (pair, day7) => {
      if (!rooms.has(pair)) return void 0;
      if (day7 !== void 0)
        return recorded2(`/${pair}/transactions/${day7}`);
      return { transactions: (trades.get(pair)?.rows ?? []).slice(-latest4).reverse() };
    },
    candlestick: (pair, type, date) => {
      const instrument = venue.instrument(pair);
      if (instrument === void 0 || !rooms.has(pair)) return void 0;
      const kept = shift === 0 ? candles : noFileCandles;
      const page = pageOf(`/${pair}/candlestick/${type}/${date}`);
      return candlesOf(instrument, type, date, page, trades.get(pair)?.trades ?? [], kept, scheduler.now());
    },
    candlestickSteps: () => [],
    circuitBreakInfo: (pair) => {
      const frame = rooms.get(pair)?.latest("circuit_break_info") ?? null;
      const data2 = frame === null ? recorded2(`/${pair}/circuit_break_info`) : dataOf(rebased(frame, shift));
      return data2 ?? void 0;
    },
    spotPairs: () => ({
      pairs: venue.instruments().map((instrument) => spotPair(instrument, scheduler.now()))
    }),
    spotStatus: () => ({
      statuses: venue.pairStatuses().map(({ pair, status, minAmount }) => {
        const instrument = venue.instrument(pair);
        return { pair, status, min_amount: instrument ? formatAmount(instrument, minAmount) : "0" };
      })
    })
  };
};

// src/simulator/fills/model.ts
var meets = (side, limit, price) => side === "buy" ? price <= limit : price >= limit;
var withFills = (quotes, fills) => {
  if (fills.length === 0) return { quotes, fills };
  const byId = /* @__PURE__ */ new Map();
  for (const { id, amount } of fills) byId.set(id, (byId.get(id) ?? 0n) + amount);
  return {
    quotes: quotes.map((quote) => ({ ...quote, remaining: quote.remaining - (byId.get(quote.id) ?? 0n) })).filter(({ remaining }) => remaining > 0n),
    fills
  };
};

// src/simulator/fills/crossed.ts
var furthestOf = (quotes, side) => quotes.reduce(
  (furthest, quote) => quote.side === side && (furthest === null || meets(side, quote.price, furthest)) ? quote.price : furthest,
  null
);
function* within3(available, side, limit) {
  if (limit === null) return;
  for (const level of available) {
    if (!meets(side, limit, level[0])) return;
    yield level;
  }
}
var crossed = (quotes, side, available) => {
  const levels = [...within3(available, side, furthestOf(quotes, side))].map(([price, amount]) => ({
    price,
    left: amount
  }));
  const fills = [];
  const takes = [];
  const isReached3 = ({ side: own2, price }) => own2 === side && levels.some((level) => level.left > 0n && meets(side, price, level.price));
  const reached = /* @__PURE__ */ new Set();
  for (const quote of quotes) {
    if (!isReached3(quote)) continue;
    reached.add(quote.id);
    let wanted3 = quote.remaining;
    for (const level of levels) {
      if (!meets(side, quote.price, level.price)) break;
      const amount = minLots(wanted3, level.left);
      if (amount === 0n) continue;
      level.left -= amount;
      wanted3 -= amount;
      takes.push({ price: level.price, amount });
    }
    fills.push({ id: quote.id, amount: quote.remaining - wanted3 });
  }
  const filled = withFills(quotes, fills);
  return {
    ...filled,
    quotes: filled.quotes.map((quote) => reached.has(quote.id) ? { ...quote, ahead: 0n } : quote),
    takes
  };
};

// src/simulator/fills/decreases.ts
var explainedWithin = 2e3;
var noDecreases = { prints: [], waiting: [] };
var takeFrom = (parts, amount, isFit) => {
  let left2 = amount;
  const after = parts.map((part) => {
    if (left2 === 0n || !isFit(part)) return part;
    const gone = minLots(part.amount, left2);
    left2 -= gone;
    return { ...part, amount: part.amount - gone };
  });
  return { parts: after.filter((part) => part.amount > 0n), left: left2 };
};
var isNear = (a2, b2) => Math.abs(a2.time - b2.time) <= explainedWithin;
var areOne = (print, { side, price }) => print.side !== side && print.price === price;
var afterPrint = ({ prints, waiting }, print) => {
  const { parts, left: left2 } = takeFrom(
    waiting,
    print.amount,
    (decrease) => areOne(print, decrease) && isNear(print, decrease)
  );
  const recent = prints.filter(({ time: time2 }) => print.time - time2 <= explainedWithin);
  return { prints: left2 > 0n ? [...recent, { ...print, amount: left2 }] : recent, waiting: parts };
};
var afterDecrease = ({ prints, waiting }, decrease) => {
  const { parts, left: left2 } = takeFrom(
    prints,
    decrease.amount,
    (print) => areOne(print, decrease) && isNear(print, decrease)
  );
  return { prints: parts, waiting: left2 > 0n ? [...waiting, { ...decrease, amount: left2 }] : waiting };
};
var cancelsBy = (state, now) => {
  const isOver2 = ({ time: time2 }) => now - time2 > explainedWithin;
  if (!state.waiting.some(isOver2)) return { state, cancels: [] };
  return {
    state: { ...state, waiting: state.waiting.filter((decrease) => !isOver2(decrease)) },
    cancels: state.waiting.filter(isOver2)
  };
};

// src/simulator/fills/printed.ts
var isReached2 = ({ name }, quote, { price }) => name === "through" ? quote.price !== price && meets(quote.side, quote.price, price) : meets(quote.side, quote.price, price);
var passedBy = (model, quotes, print) => {
  const strict = model.name === "queue" ? { name: "through" } : model;
  return quotes.filter((quote) => quote.side !== print.side && isReached2(strict, quote, print)).map(({ id }) => id);
};
var fillQueue = (queue2, amount) => {
  const fills = [];
  let budget = amount;
  let eaten = 0n;
  for (const { id, remaining, ahead } of queue2) {
    if (ahead === null) break;
    const first = minLots(lessLots(ahead, eaten), budget);
    eaten += first;
    budget -= first;
    const filled = minLots(remaining, budget);
    budget -= filled;
    if (filled > 0n) fills.push({ id, amount: filled });
    if (budget === 0n) break;
  }
  return { fills, eaten };
};
var afterTaking = (quote, eaten) => quote.ahead === null ? quote : { ...quote, ahead: lessLots(quote.ahead, eaten) };
var atTheFront = (quote) => quote.ahead === 0n ? quote : { ...quote, ahead: 0n };
var printed = (model, quotes, print) => {
  const isHit = (quote) => quote.side !== print.side && isReached2(model, quote, print);
  const hit = quotes.filter(isHit);
  if (hit.length === 0) return { quotes, fills: [] };
  const waits = model.name === "queue";
  const isThrough = (quote) => !waits || quote.price !== print.price;
  const fills = [];
  let budget = print.amount;
  for (const { id, remaining } of hit.filter(isThrough)) {
    const amount = minLots(remaining, budget);
    budget -= amount;
    if (amount > 0n) fills.push({ id, amount });
  }
  const queue2 = hit.filter((quote) => !isThrough(quote));
  const queued = fillQueue(queue2, budget);
  return withFills(
    quotes.map((quote) => {
      if (!waits || !isHit(quote)) return quote;
      return isThrough(quote) ? atTheFront(quote) : afterTaking(quote, queued.eaten);
    }),
    [...fills, ...queued.fills]
  );
};

// src/simulator/fills/queueing.ts
var million = 1000000n;
var shareOf = (cancelsAhead, ahead, { amount, before }) => {
  if (cancelsAhead === "proportional") return before === 0n ? 0n : amount * minLots(ahead, before) / before;
  return amount * BigInt(Math.round(cancelsAhead * Number(million))) / million;
};
var cancelled = (cancelsAhead, quotes, cancel2, shown5) => quotes.map((quote) => {
  if (quote.ahead === null || quote.side !== cancel2.side || quote.price !== cancel2.price) return quote;
  const ahead = lessLots(quote.ahead, shareOf(cancelsAhead, quote.ahead, cancel2));
  const most3 = shown5(quote.side, quote.price);
  return { ...quote, ahead: most3 === null ? ahead : minLots(ahead, most3) };
});
var placed = (known, resting, shown5) => {
  const byId = new Map(known.map((quote) => [quote.id, quote]));
  return resting.map(({ id, side, price, remaining }) => ({
    id,
    side,
    price,
    remaining,
    ahead: byId.get(id)?.ahead ?? shown5(side, price)
  }));
};
var toTheBack = (quotes, shown5) => quotes.map((quote) => ({ ...quote, ahead: shown5(quote.side, quote.price) }));
var assumed = (quotes, isFilled) => withFills(
  quotes,
  quotes.filter(isFilled).map(({ id, remaining }) => ({ id, amount: remaining }))
);
var isInAuction = (quote, price, atItsPrice) => meets(quote.side, quote.price, price) && (atItsPrice || quote.price !== price);

// src/simulator/fills/reducer.ts
var none = /* @__PURE__ */ new Set();
var nothingRests = { quotes: [], decreases: noDecreases, passed: none };
var only2 = (state) => ({ state, fills: [], takes: [] });
var effectsOf = (quotes, fills, basis, price = null) => {
  const priceOf = new Map(quotes.map((quote) => [quote.id, quote.price]));
  return fills.map(({ id, amount }) => ({
    id,
    amount,
    price: price ?? priceOf.get(id) ?? 0,
    basis
  }));
};
var onPrint = (model, state, print) => {
  const { quotes, fills } = printed(model, state.quotes, print);
  return {
    state: { ...state, quotes, decreases: afterPrint(state.decreases, print) },
    fills: effectsOf(state.quotes, fills, "print"),
    takes: []
  };
};
var onCross = (state, { best, available }) => {
  let { quotes } = state;
  const fills = [];
  const takes = [];
  for (const side of ["buy", "sell"]) {
    const furthest = furthestOf(quotes, side);
    if (furthest === null) continue;
    const other = oppositeSide(side);
    const offered = best(other);
    if (offered === null || !meets(side, furthest, offered)) continue;
    const met = crossed(quotes, side, available(other));
    fills.push(...effectsOf(quotes, met.fills, "cross"));
    takes.push(...met.takes.map((take13) => ({ side: other, ...take13 })));
    ({ quotes } = met);
  }
  return { state: quotes === state.quotes ? state : { ...state, quotes }, fills, takes };
};
var withCancels = (model, state, now, { shown: shown5 }) => {
  const { state: decreases, cancels } = cancelsBy(state.decreases, now);
  if (cancels.length === 0) return state;
  const quotes = model.name === "queue" ? cancels.reduce((known, cancel2) => cancelled(model.cancelsAhead, known, cancel2, shown5), state.quotes) : state.quotes;
  return { ...state, quotes, decreases };
};
var onResumed = (model, state, { shown: shown5, best }) => {
  const ask = best("sell");
  const bid = best("buy");
  const isCrossed3 = ({ id, side, price }) => state.passed.has(id) || (side === "buy" ? ask !== null && ask <= price : bid !== null && bid >= price);
  const { quotes, fills } = assumed(state.quotes, isCrossed3);
  return {
    state: {
      quotes: model.name === "queue" ? toTheBack(quotes, shown5) : quotes,
      decreases: noDecreases,
      passed: none
    },
    fills: effectsOf(state.quotes, fills, "gap"),
    takes: []
  };
};
var onAuctioned = (model, state, price, { shown: shown5 }) => {
  const { quotes, fills } = price === null ? { quotes: state.quotes, fills: [] } : assumed(state.quotes, (quote) => isInAuction(quote, price, model.name === "touch"));
  return {
    state: {
      ...state,
      quotes: model.name === "queue" ? toTheBack(quotes, shown5) : quotes,
      decreases: noDecreases
    },
    fills: effectsOf(state.quotes, fills, "auction", price),
    takes: []
  };
};
var onMarketEvent = (model, state, event, display) => {
  switch (event.type) {
    case "resting":
      return only2({ ...state, quotes: placed(state.quotes, event.orders, display.shown) });
    case "print":
      return onPrint(model, withCancels(model, state, event.print.time, display), event.print);
    case "missed":
      return only2({
        ...state,
        passed: /* @__PURE__ */ new Set([...state.passed, ...passedBy(model, state.quotes, event.print)])
      });
    case "book": {
      const after = withCancels(model, state, event.time, display);
      const decreases = event.decreases.reduce(afterDecrease, after.decreases);
      return onCross(decreases === after.decreases ? after : { ...after, decreases }, display);
    }
    case "resumed":
      return onResumed(model, state, display);
    case "auctioned":
      return onAuctioned(model, state, event.price, display);
  }
};

// src/simulator/outside/meeting.ts
var wholeWithin = 2e4;
var nowhere = [];
var pricesIn = (levels, prices) => {
  if (prices.size === 0) return nowhere;
  const found = [];
  for (let i = 0; i < levels.length; i += 2) {
    const price = levels[i];
    if (prices.has(price) && !found.includes(price)) found.push(price);
  }
  return found;
};
var createMeeting = (config) => {
  const { venue, instrument, model, scheduler, notify: notify2, catchUp: catchUp2 } = config;
  const now = () => scheduler.now();
  const { pair, priceDigits, amountDigits } = instrument;
  const book = createDisplayedBook(instrument);
  let resting = nothingRests;
  let isGathering = false;
  let auctionPrice = null;
  let wholeAt = -Infinity;
  let isKnown3 = false;
  const isNew = newIds();
  const report = (news) => notify2({ at: now(), pair, ...news });
  const isLive2 = () => book.state() === "live" && now() - wholeAt <= wholeWithin;
  const displayed = {
    get mode() {
      if (isGathering) return "auction";
      const state = book.state();
      return state === "live" && !isLive2() ? "stale" : state;
    },
    best: book.best,
    levels: book.available,
    take: book.take,
    catchUp: catchUp2
  };
  const users = /* @__PURE__ */ new Map();
  const ownPrices = { buy: /* @__PURE__ */ new Set(), sell: /* @__PURE__ */ new Set() };
  let looked = [];
  const look2 = () => {
    const orders = venue.restingOrders(pair);
    if (orders === looked) return;
    looked = orders;
    users.clear();
    ownPrices.buy.clear();
    ownPrices.sell.clear();
    for (const { orderId, user, side, price } of orders) {
      users.set(orderId, user);
      ownPrices[side].add(price / 10 ** priceDigits);
    }
    const event = {
      type: "resting",
      orders: orders.map(({ orderId: id, side, price, remaining }) => ({ id, side, price, remaining }))
    };
    resting = onMarketEvent(model, resting, event, book).state;
  };
  const meet = (event) => {
    const step = onMarketEvent(model, resting, event, book);
    resting = step.state;
    for (const { side, price, amount } of step.takes) book.take(side, price, amount);
    const fills = step.fills.flatMap(({ id: orderId, price, amount, basis }) => {
      const user = users.get(orderId);
      return user === void 0 ? [] : [{ pair, user, orderId, price, amount, basis }];
    });
    if (fills.length === 0) return;
    venue.fillResting(fills);
    for (const { orderId, price, amount, basis } of fills)
      if (isGuess(basis))
        report({
          kind: "fill-assumed",
          orderId,
          price: formatPrice(instrument, price),
          amount: formatAmount(instrument, amount),
          cause: basis
        });
  };
  const onTrade2 = (trade2) => {
    if (!isNew(trade2.id)) return;
    const price = ticksOf2(trade2.price, priceDigits);
    const amount = lotsOf(trade2.amount, amountDigits);
    if (isGathering) auctionPrice = price;
    else {
      look2();
      const print = { side: trade2.side, price, amount, time: now() };
      meet({ type: isLive2() ? "print" : "missed", print });
    }
    venue.printed(pair, price, amount);
  };
  const becomeKnown = () => {
    if (isKnown3) return;
    isKnown3 = true;
    report({ kind: "market-known" });
  };
  const becomeUnknown = (cause) => {
    if (!isKnown3) return;
    isKnown3 = false;
    report({ kind: "market-unknown", cause });
  };
  let silence3 = null;
  const watchSilence = () => {
    silence3 ??= scheduler.schedule(
      () => {
        silence3 = null;
        if (!isKnown3) return;
        if (isLive2()) watchSilence();
        else becomeUnknown(`no whole book for ${wholeWithin} ms`);
      },
      wholeAt + wholeWithin + 1 - now()
    );
  };
  const ownLevelsIn = ({ bids: bids2, asks: asks2 }) => ["buy", "sell"].flatMap(
    (side) => pricesIn(side === "buy" ? bids2 : asks2, ownPrices[side]).map((text3) => {
      const price = ticksOf2(text3, priceDigits);
      return { side, price, before: book.recorded(side, price) };
    })
  );
  const onBook = (content) => {
    const wasLive = isLive2();
    look2();
    const time2 = now();
    const own2 = content.type === "diff" ? ownLevelsIn(content.message) : [];
    book.apply(content);
    if (book.state() !== "live") {
      becomeUnknown("the book was contradicted");
      return;
    }
    if (content.type === "whole") {
      wholeAt = time2;
      watchSilence();
    }
    if (isGathering) return;
    if (!wasLive) {
      if (content.type !== "whole") return;
      becomeKnown();
      look2();
      meet({ type: "resumed" });
      return;
    }
    if (resting.quotes.length === 0) return;
    const decreases = own2.flatMap((level) => {
      const amount = level.before - book.recorded(level.side, level.price);
      return amount > 0n ? [{ ...level, amount, time: time2 }] : [];
    });
    meet({ type: "book", time: time2, decreases });
  };
  const onBreak = (info) => {
    const ticks = (price) => price === null ? null : ticksOf2(price, priceDigits);
    const { mode, feeType, estimatedItayoseAmount: amount } = info;
    const followed = mode === "unknown" ? "CIRCUIT_BREAK" : mode;
    venue.followBreaker(pair, {
      mode: followed,
      upperLimit: ticks(info.itayoseUpperPrice),
      lowerLimit: ticks(info.itayoseLowerPrice),
      feeType: feeType === "unknown" ? "DYNAMIC" : feeType,
      reopenAt: info.reopenTimestamp,
      estimatedPrice: ticks(info.estimatedItayosePrice),
      estimatedAmount: amount === null ? null : lotsOf(amount, amountDigits)
    });
    if (followed !== "NONE") {
      if (!isGathering) auctionPrice = null;
      isGathering = true;
      auctionPrice = ticks(info.estimatedItayosePrice) ?? auctionPrice;
    } else if (isGathering) {
      isGathering = false;
      look2();
      meet({ type: "auctioned", price: auctionPrice });
    }
  };
  const onLost = (cause) => {
    book.lose();
    wholeAt = -Infinity;
    becomeUnknown(cause);
  };
  let isForeign = false;
  return {
    displayed,
    book,
    onContent: (content) => {
      if (isForeign) return;
      switch (content.type) {
        case "whole":
        case "diff":
          onBook(content);
          return;
        case "trades":
          content.trades.forEach(onTrade2);
          return;
        case "break":
          onBreak(content.info);
          return;
        case "unread":
          book.doubt();
          becomeUnknown(content.cause);
          return;
        case "ticker":
      }
    },
    onLost,
    onForeign: (cause) => {
      isForeign = cause !== null;
      if (cause !== null) onLost(cause);
    },
    stop: () => silence3?.unsubscribe()
  };
};

// src/simulator/outside/own-orders.ts
var createOwnOrders = (instrument, rooms) => {
  const { priceDigits, amountDigits } = instrument;
  const own2 = { buy: /* @__PURE__ */ new Map(), sell: /* @__PURE__ */ new Map() };
  let added2 = 0;
  const moved = (sequence2) => String(Number(sequence2) + added2);
  const withOwnAt = (side, [price, amount]) => {
    const mine = own2[side].get(ticksOf2(Number(price), priceDigits));
    return mine === void 0 ? [price, amount] : [price, formatAmount(instrument, lotsOf(Number(amount), amountDigits) + mine)];
  };
  const merged = (side, levels) => {
    if (own2[side].size === 0) return levels;
    const byPrice = /* @__PURE__ */ new Map();
    for (const level of levels) byPrice.set(ticksOf2(Number(level[0]), priceDigits), withOwnAt(side, level));
    for (const [price, amount] of own2[side])
      if (!byPrice.has(price))
        byPrice.set(price, [formatPrice(instrument, price), formatAmount(instrument, amount)]);
    const best = side === "buy" ? -1 : 1;
    return [...byPrice].sort(([a2], [b2]) => best * (a2 - b2)).map(([, level]) => level);
  };
  const withOwn = (whole2) => added2 === 0 ? whole2 : {
    ...whole2,
    bids: merged("buy", whole2.bids),
    asks: merged("sell", whole2.asks),
    sequenceId: moved(whole2.sequenceId)
  };
  const diffWithOwn = (diff2) => ({
    ...diff2,
    b: diff2.b.map((level) => withOwnAt("buy", level)),
    a: diff2.a.map((level) => withOwnAt("sell", level)),
    s: moved(diff2.s)
  });
  const touches = ({ bids: bids2, asks: asks2 }) => ["buy", "sell"].some((side) => {
    const levels = side === "buy" ? bids2 : asks2;
    if (own2[side].size === 0) return false;
    for (let i = 0; i < levels.length; i += 2)
      if (own2[side].has(ticksOf2(levels[i] ?? 0, priceDigits))) return true;
    return false;
  });
  const diffText = (room, frame, diff2) => touches(diff2) ? frameText(room, diffWithOwn(dataOf(frame))) : renumbered(frame, added2);
  const wholeText = (room, frame) => {
    if (!rooms.isJustWhole())
      return frameText(room, withOwn(rooms.whole() ?? dataOf(frame)));
    if (own2.buy.size === 0 && own2.sell.size === 0) return renumbered(frame, added2);
    return frameText(room, withOwn(dataOf(frame)));
  };
  const diffOf = (side, price, amount, time2) => {
    const { book } = rooms.book();
    const others4 = amountAt(
      (side === "buy" ? book?.bids : book?.asks) ?? [],
      price / 10 ** priceDigits,
      side
    );
    const total = lotsOf(others4, amountDigits) + amount;
    const level = [
      formatPrice(instrument, price),
      total === 0n ? "0" : formatAmount(instrument, total)
    ];
    const levels = { b: side === "buy" ? [level] : [], a: side === "buy" ? [] : [level] };
    return { ...levels, t: time2, s: moved(book?.sequence ?? 0) };
  };
  return {
    onFrame: ({ content, frame, room }) => {
      if (added2 === 0) return null;
      if (content.type === "whole") return () => wholeText(room, frame);
      if (content.type === "diff") return () => diffText(room, frame, content.message);
      return null;
    },
    onLevel: (side, price, amount, time2) => {
      added2 += 1;
      if (amount > 0n) own2[side].set(price, amount);
      else own2[side].delete(price);
      return rooms.isKnown() ? () => diffOf(side, price, amount, time2) : null;
    },
    withOwn
  };
};

// src/simulator/outside/outside-market.ts
var outsideMarket = ({ start: start3, listen: listen2, ask$, candles = noFileCandles }) => (venue, { scheduler, fills = queue(), published = "recorded" }) => {
  const messages$ = new import_rxjs32.Subject();
  const notices$ = new import_rxjs32.Subject();
  const shift = start3 === null ? 0 : scheduler.now() - start3;
  const pairs = venue.instruments().map(({ pair }) => pair);
  const meetings = /* @__PURE__ */ new Map();
  const rooms = /* @__PURE__ */ new Map();
  const own2 = /* @__PURE__ */ new Map();
  const listening2 = { catchUp: () => void 0 };
  const catchUp2 = () => listening2.catchUp();
  for (const instrument of venue.instruments()) {
    const { pair } = instrument;
    const outsideRooms = createOutsideRooms(instrument);
    rooms.set(pair, outsideRooms);
    if (published === "withOwn") own2.set(pair, createOwnOrders(instrument, outsideRooms));
    const meeting = createMeeting({
      venue,
      instrument,
      model: fills,
      scheduler,
      notify: (notice) => notices$.next(notice),
      catchUp: catchUp2
    });
    meetings.set(pair, meeting);
    venue.display(pair, meeting.displayed);
  }
  const toText = (frame) => rebased(frame, shift);
  const toWhole = (whole2) => ({
    ...whole2,
    timestamp: whole2.timestamp + shift
  });
  const queries = createOutsideQueries({
    venue,
    scheduler,
    rooms,
    shift,
    candles,
    wholeOf: (pair) => {
      const whole2 = rooms.get(pair)?.whole() ?? null;
      return whole2 && toWhole(own2.get(pair)?.withOwn(whole2) ?? whole2);
    }
  });
  const subscription = venue.events$.subscribe((event) => {
    if (event.type === "level") {
      const { pair: pair2, side, price, amount } = event;
      const made2 = own2.get(pair2)?.onLevel(side, price, amount, scheduler.now());
      const room = `depth_diff_${pair2}`;
      if (made2) messages$.next({ room, text: () => frameText(room, made2()) });
    }
    if (event.type !== "unproven") return;
    const { pair, orderId, outcome } = event;
    notices$.next({ kind: "order-unproven", at: scheduler.now(), pair, orderId, outcome });
  });
  const onReply = (reply) => {
    queries.onReply(reply);
    followReply(venue, reply, (pair, cause) => meetings.get(pair)?.onForeign(cause));
  };
  const onLost = (cause) => {
    for (const meeting of meetings.values()) meeting.onLost(cause);
    for (const received of rooms.values()) received.onLost();
  };
  const listener = {
    readFrame: createFrameReader2(pairs),
    onMeet: ({ pair, kind, content }) => {
      if (content.type !== "unread" || kind.startsWith("depth_")) meetings.get(pair)?.onContent(content);
    },
    onFrame: (received) => {
      rooms.get(received.pair)?.onFrame(received);
      queries.onFrame(received);
      const made2 = own2.get(received.pair)?.onFrame(received) ?? null;
      messages$.next({ room: received.room, text: () => toText(made2?.() ?? received.frame) });
    },
    onLost,
    onReply,
    onNote: (event) => {
      if (event.type === "rest") onReply(event);
      else if (event.type === "drop") onLost(event.cause);
      else if (event.type === "header" && !event.open) onLost("there was no link");
    }
  };
  const started = listen2(listener, scheduler);
  listening2.catchUp = started.catchUp;
  return {
    messages$: messages$.asObservable(),
    notices$: notices$.asObservable(),
    hasRoom: (room) => {
      const parts = roomPartsOf(room);
      return parts !== null && rooms.has(parts.pair);
    },
    joined$: (room) => {
      const pair = roomPartsOf(room)?.pair ?? "";
      const known = rooms.get(pair);
      return known === void 0 ? import_rxjs32.EMPTY : firstNews$(
        room,
        known,
        toText,
        (whole2) => toWhole(own2.get(pair)?.withOwn(whole2) ?? whole2),
        scheduler
      );
    },
    queries,
    ...ask$ && { ask$ },
    close: () => {
      started.stop();
      for (const meeting of meetings.values()) meeting.stop();
      subscription.unsubscribe();
      messages$.complete();
      notices$.complete();
    }
  };
};

// src/simulator/outside/live.ts
var readTimeout = 1e4;
var maxReplyBytes = 16e6;
var minute3 = 6e4;
var get = ({ send, publicUrl, apiUrl }, path) => send({
  method: "GET",
  url: (path.startsWith("/spot/") ? apiUrl : publicUrl) + path,
  timeout: readTimeout,
  maxReplyBytes
}).pipe((0, import_rxjs33.map)(({ status, body }) => ({ path, status, body })));
var restOf = (options) => {
  const {
    transport,
    publicUrl = "https://public.bitbank.cc",
    apiUrl = "https://api.bitbank.cc/v1"
  } = options;
  if (transport?.sendRequest === null) return null;
  const send = transport?.sendRequest ?? options.sendRequest ?? undiciHttp();
  return { send, publicUrl, apiUrl };
};
var rulesFrom = async (rest2) => {
  const reply = await (0, import_rxjs33.firstValueFrom)(
    get(rest2, "/spot/pairs").pipe(
      (0, import_rxjs33.timeout)(readTimeout),
      (0, import_rxjs33.catchError)(
        (error) => (0, import_rxjs33.throwError)(
          () => error.name === "TimeoutError" ? httpError("GET /spot/pairs", "timeout", "none", `no reply within ${readTimeout} ms`) : error
        )
      )
    )
  );
  const rules = instrumentsIn(reply);
  if (rules.length === 0)
    throw httpError("GET /spot/pairs", "cut-off", "none", `HTTP ${reply.status}, and no list of pairs`);
  return rules;
};
var linkOf = (options, scheduler) => options.transport?.link$ ?? streamSocket({
  openSocket: options.openSocket ?? openWsSocket,
  streamUrl: options.streamUrl ?? "wss://stream.bitbank.cc",
  scheduler
});
var listenTo = (options, pairs, rest2) => (listener, scheduler) => {
  const life = new import_rxjs33.Subscription();
  const onFrame = (frame) => {
    const received = listener.readFrame(frame);
    if (received === null) return;
    listener.onMeet(received);
    listener.onFrame(received);
  };
  const link$ = new import_rxjs33.Observable((subscriber) => {
    subscriber.add(
      linkOf(options, scheduler).subscribe({
        next: (event) => {
          if (typeof event === "string") onFrame(event);
          subscriber.next(event);
        },
        error: (error) => {
          listener.onLost(causeOf(error));
          subscriber.error(error);
        },
        complete: () => {
          listener.onLost("the stream is over");
          subscriber.complete();
        }
      })
    );
  });
  const rooms = createRooms({ link$, diagnose: () => void 0, scheduler });
  for (const pair of pairs)
    for (const kind of Object.keys(roomKinds)) life.add(rooms.room$(kind, pair).subscribe());
  if (rest2 !== null)
    life.add(
      (0, import_rxjs33.timer)(0, options.statusInterval ?? minute3, scheduler).pipe(
        (0, import_rxjs33.exhaustMap)(
          () => (0, import_rxjs33.from)(["/spot/pairs", "/spot/status"]).pipe(
            (0, import_rxjs33.concatMap)((path) => get(rest2, path).pipe((0, import_rxjs33.catchError)(() => import_rxjs33.EMPTY)))
          )
        )
      ).subscribe(listener.onReply)
    );
  return { catchUp: () => void 0, stop: () => life.unsubscribe() };
};
var liveMarket = async (options = {}) => {
  const rest2 = restOf(options);
  const given = options.instruments?.map(venueInstrument) ?? [];
  if (rest2 === null && given.length === 0)
    throw configError("instruments", "rules of pairs, as the transport brings no REST", "none");
  const listed = rest2 === null ? [] : await rulesFrom(rest2);
  const rules = new Map([...listed, ...given].map((one2) => [one2.pair, one2]));
  const instruments2 = (options.pairs ?? [...rules.keys()]).map((pair) => {
    const known = rules.get(pair);
    if (known === void 0) throw configError("pairs", "pairs that the venue lists", pair);
    return known;
  });
  const pairs = instruments2.map(({ pair }) => pair);
  return {
    instruments: instruments2,
    start: null,
    create: outsideMarket({
      start: null,
      listen: listenTo(options, pairs, rest2),
      ...rest2 && { ask$: (path) => get(rest2, path) }
    })
  };
};

// src/model/recording-error.ts
var recordingError = (reason, file, line, expected, actual) => taggedError(
  "RecordingError",
  `${file}${line === null ? "" : `:${line}`}: expected ${expected}, got ${actual}`,
  { reason, file, line, expected, actual }
);
var isRecordingError = (error) => error?._tag === "RecordingError";

// src/files/real-file.ts
var import_node_crypto4 = require("crypto");
var import_node_fs2 = require("fs");
var import_node_path = require("path");
var orMissing = (act) => {
  try {
    return act();
  } catch (error) {
    if (error.code === "ENOENT") return null;
    throw error;
  }
};
var realFileOf = (path) => {
  const file = (0, import_node_path.resolve)(path);
  const real = orMissing(() => (0, import_node_fs2.realpathSync)(file));
  if (real !== null) return real;
  const link3 = orMissing(() => (0, import_node_fs2.lstatSync)(file).isSymbolicLink() ? (0, import_node_fs2.readlinkSync)(file) : null);
  if (link3 !== null) return realFileOf((0, import_node_path.resolve)((0, import_node_path.dirname)(file), link3));
  const folder = orMissing(() => (0, import_node_fs2.realpathSync)((0, import_node_path.dirname)(file)));
  return (0, import_node_path.join)(folder ?? (0, import_node_path.dirname)(file), (0, import_node_path.basename)(file));
};
var statsOf = (file) => orMissing(() => (0, import_node_fs2.statSync)(file));
var modeOf = (file, ofNew = 384) => (statsOf(file)?.mode ?? ofNew) & 511;
var freshPrefixOf = (file) => `${file}.next-`;
var freshNameOf = (file) => freshPrefixOf(file) + (0, import_node_crypto4.randomUUID)();

// src/options/pair-name.ts
var PairName = same(
  "a pair, as btc_jpy",
  (input) => typeof input === "string" && isPairName(input)
);

// src/recording/open-recording.ts
var import_node_fs5 = require("fs");
var import_node_path2 = require("path");
var import_rxjs35 = require("rxjs");

// src/recording/line.ts
var lineStart = /^(\d{1,15}) (\d{1,15}) /;
var ownCodecs = {
  frame: record("a frame", { type: only("frame"), frame: Text }, own),
  copy: record("a copy", { type: only("copy"), of: Timestamp, frame: Text }, own),
  header: record(
    "a header",
    {
      type: only("header"),
      format: only(1),
      run: Text,
      part: Id,
      pairs: list("pairs", Text),
      rooms: list("rooms", Text),
      open: Flag
    },
    own
  ),
  rest: record(
    "a reply",
    { type: only("rest"), path: Text, status: Id, date: nullable(Timestamp), body: Text },
    own
  ),
  open: record("the link opened", { type: only("open") }, own),
  drop: record("a lost link", { type: only("drop"), cause: Text }, own),
  join: record("a join", { type: only("join"), room: Text }, own),
  leave: record("a leave", { type: only("leave"), room: Text }, own),
  gap: record("a gap", { type: only("gap"), from: Timestamp, to: Timestamp, cause: Text }, own),
  step: record("a step of the clock", { type: only("step"), by: Integer }, own),
  end: record("an end", { type: only("end") }, own),
  unknown: record("something new", { type: only("unknown") }, own)
};
var Typed = record("a line of ours", { type: Text }, own);
var ClaimedFormat = record(
  "a header",
  { type: only("header"), format: Id },
  own
);
var isKnown = (type) => Object.hasOwn(ownCodecs, type);
var noteOf = (json) => {
  const typed = decodeJson(Typed, json);
  if (typed._tag === "Left") return null;
  const { type } = typed.right;
  if (!isKnown(type)) return { type: "unknown" };
  const note = decodeJson(ownCodecs[type], json);
  return note._tag === "Right" ? note.right : null;
};
var copyOf = (text3) => {
  const [, of36, frame] = /^=(\d{1,15}) (.+)$/.exec(text3) ?? [];
  return of36 === void 0 || frame === void 0 ? null : { type: "copy", of: Number(of36), frame };
};
var decodeLine = (line) => {
  if (!lineStart.test(line)) return null;
  const first = line.indexOf(" ");
  const second7 = line.indexOf(" ", first + 1);
  const t2 = Number(line.slice(0, first));
  const elapsed = Number(line.slice(first + 1, second7));
  const text3 = line.slice(second7 + 1);
  const kind = text3.charAt(0);
  if (kind >= "0" && kind <= "9") return { t: t2, elapsed, type: "frame", frame: text3 };
  const note = kind === "=" ? copyOf(text3) : kind === "{" ? noteOf(text3) : null;
  return note === null ? null : { t: t2, elapsed, ...note };
};
var headerFormat = (line) => {
  const [start3 = ""] = lineStart.exec(line) ?? [];
  const header2 = decodeJson(ClaimedFormat, line.slice(start3.length));
  return start3 !== "" && header2._tag === "Right" ? header2.right.format : null;
};

// src/connectivity/frame-places.ts
var numberIn = (pattern, frame) => Number(pattern.exec(frame)?.[1] ?? Number.NaN);
var framePlaces = {
  ofWhole: ({ frame }) => ({
    sequence: numberIn(/"sequenceId":"?(\d+)/, frame),
    timestamp: numberIn(/"timestamp":(\d+)/, frame)
  }),
  ofDiff: ({ frame }) => ({
    sequence: numberIn(/"s":"?(\d+)/, frame),
    timestamp: numberIn(/"t":(\d+)/, frame)
  })
};

// src/connectivity/room-memory.ts
var stateRoom = /^(?:ticker|circuit_break_info)_/;
var wholeRoom = "depth_whole_";
var diffRoom = "depth_diff_";
var createRoomMemory = () => {
  const latest5 = /* @__PURE__ */ new Map();
  const books = /* @__PURE__ */ new Map();
  let number2 = 0;
  const bookOf2 = (pair) => {
    const known = books.get(pair);
    if (known !== void 0) return known;
    const made2 = createBookStart(framePlaces);
    books.set(pair, made2);
    return made2;
  };
  const framesOf = (book) => {
    const whole2 = book.whole();
    return whole2 === null ? book.diffs() : [whole2, ...book.diffs()];
  };
  return {
    onFrame: (t2, frame) => {
      const room = likelyRoomOf(frame);
      const held = { t: t2, frame, number: number2 += 1 };
      if (room.startsWith(diffRoom)) bookOf2(room.slice(diffRoom.length)).onDiff(held);
      else if (room.startsWith(wholeRoom)) bookOf2(room.slice(wholeRoom.length)).onWhole(held);
      else if (stateRoom.test(room)) latest5.set(room, held);
    },
    onJoin: (room) => {
      if (room.startsWith(diffRoom)) books.get(room.slice(diffRoom.length))?.dropWhole();
    },
    onLeave: (room) => {
      latest5.delete(room);
      if (room.startsWith(diffRoom)) books.get(room.slice(diffRoom.length))?.dropDiffs();
      if (room.startsWith(wholeRoom)) books.get(room.slice(wholeRoom.length))?.dropWhole();
    },
    onDrop: () => {
      latest5.clear();
      books.clear();
    },
    copies: () => [...latest5.values(), ...[...books.values()].flatMap(framesOf)].sort((a2, b2) => a2.number - b2.number)
  };
};

// src/recording/event-reader.ts
var engineIoFrame = /^[0-6]/;
var plainHeader = {
  type: "header",
  format: 1,
  run: "",
  part: 0,
  pairs: [],
  rooms: [],
  open: true
};
var parsePlain = (line) => {
  if (engineIoFrame.test(line)) return { t: 0, frame: line };
  try {
    const { t: t2, frame } = JSON.parse(line);
    const time2 = decode(Timestamp, t2);
    return time2._tag === "Right" && typeof frame === "string" ? { t: time2.right, frame } : null;
  } catch {
    return null;
  }
};
var createEventReader = (from13) => {
  let path = "";
  let number2 = 0;
  let isSegment = null;
  let part = null;
  let isContinued = false;
  let isOpen = false;
  let lastT = null;
  let elapsed = 0;
  let base = 0;
  let before = from13 > 0 ? createRoomMemory() : null;
  const replies = /* @__PURE__ */ new Map();
  const corrupt = (expected, line) => recordingError("corrupt", path, number2, expected, describe(line));
  const emitStart = (t2, emit2) => {
    const held = before;
    before = null;
    if (held === null || part === null) return;
    base -= elapsed;
    elapsed = 0;
    const times2 = { t: t2, elapsed };
    emit2({ ...part, ...times2, open: isOpen });
    for (const { t: of36, frame } of held.copies()) emit2({ ...times2, type: "copy", of: of36, frame });
    for (const reply of replies.values()) emit2({ ...times2, ...reply });
    replies.clear();
  };
  const remember3 = (memory, line) => {
    if (line.type === "frame") memory.onFrame(line.t, line.frame);
    else if (line.type === "copy") memory.onFrame(line.of, line.frame);
    else if (line.type === "drop") memory.onDrop();
    else if (line.type === "join") memory.onJoin(line.room);
    else if (line.type === "leave") memory.onLeave(line.room);
    else if (line.type === "rest") replies.set(line.path, line);
  };
  const emitLine = (line, emit2) => {
    if (line.type === "open") isOpen = true;
    else if (line.type === "drop") isOpen = false;
    if (before !== null) {
      if (line.t < from13 || line.type === "header" || line.type === "copy") {
        remember3(before, line);
        return;
      }
      emitStart(line.t, emit2);
      emit2({ ...line, elapsed });
      return;
    }
    emit2(line);
  };
  const onHeader = (line, emit2) => {
    isContinued = part !== null && part.run === line.run && part.part + 1 === line.part;
    if (!isContinued) {
      if (isOpen)
        emitLine({ t: lastT ?? line.t, elapsed, type: "drop", cause: "the recorder was not running" }, emit2);
      if (lastT !== null) elapsed += Math.max(0, line.t - lastT);
    }
    base = elapsed;
    part = line;
    isOpen = line.open;
    emitLine({ ...line, elapsed }, emit2);
  };
  const onSegmentLine = (text3, emit2) => {
    const line = decodeLine(text3);
    if (line === null) {
      const format = headerFormat(text3);
      if (format !== null && format > 1)
        throw recordingError("newer", path, number2, "format 1", `format ${format}, of a newer version`);
      throw corrupt("a line of a recording", text3);
    }
    if (line.type === "header") onHeader(line, emit2);
    else {
      elapsed = Math.max(elapsed, base + line.elapsed);
      if (line.type !== "copy" || !isContinued) emitLine({ ...line, elapsed }, emit2);
    }
    lastT = line.t;
  };
  const onPlainLine = (text3, emit2) => {
    const line = text3.trim();
    if (line === "") return true;
    const recorded2 = parsePlain(line);
    if (recorded2 === null) return false;
    const { t: t2, frame } = recorded2;
    if (part !== plainHeader) {
      part = plainHeader;
      isOpen = true;
      emitLine({ t: t2, elapsed, ...plainHeader }, emit2);
    }
    if (lastT !== null) elapsed += Math.max(0, t2 - lastT);
    lastT = t2;
    emitLine({ t: t2, elapsed, type: "frame", frame }, emit2);
    return true;
  };
  return {
    onFile: (next2) => {
      path = next2;
      number2 = 0;
      isSegment = null;
    },
    onLine: (text3, emit2) => {
      number2 += 1;
      isSegment ??= text3.trim() === "" ? null : headerFormat(text3) !== null;
      if (isSegment === true) onSegmentLine(text3, emit2);
      else if (!onPlainLine(text3, emit2))
        throw corrupt('{"t": ms, "frame": "\u2026"} or a frame of the stream', text3.trim());
    },
    onTail: (text3, cause, emit2) => {
      number2 += 1;
      if (isSegment !== true && cause === null && onPlainLine(text3, emit2)) return;
      if (isSegment === null) throw corrupt('{"t": ms, "frame": "\u2026"} or a frame of the stream', text3.trim());
      emit2({ t: lastT ?? 0, elapsed, type: "torn", path, characters: text3.length });
    },
    end: (emit2) => emitStart(lastT ?? 0, emit2)
  };
};

// src/recording/read-lines.ts
var import_node_fs4 = require("fs");
var import_node_string_decoder = require("string_decoder");
var import_node_zlib2 = require("zlib");
var import_rxjs34 = require("rxjs");

// src/recording/unzip.ts
var import_node_fs3 = require("fs");
var import_node_zlib = require("zlib");
var unendedGz = { finishFlush: import_node_zlib.constants.Z_SYNC_FLUSH };
var isGz = (path) => {
  const file = (0, import_node_fs3.openSync)(path, "r");
  try {
    const magic = Buffer.alloc(2);
    return (0, import_node_fs3.readSync)(file, magic) === 2 && magic.readUInt16BE() === 8075;
  } finally {
    (0, import_node_fs3.closeSync)(file);
  }
};
var attempt = (bytes) => {
  try {
    return { text: (0, import_node_zlib.gunzipSync)(bytes, unendedGz), cause: null };
  } catch (error) {
    return { text: Buffer.alloc(0), cause: causeOf(error) };
  }
};
var unzip = (bytes) => {
  const all = attempt(bytes);
  if (all.cause === null) return all;
  let { text: text3 } = all;
  let [sound, spoiled2] = [0, bytes.length];
  while (spoiled2 - sound > 1) {
    const middle = Math.floor((sound + spoiled2) / 2);
    const some = attempt(bytes.subarray(0, middle));
    if (some.cause === null) [sound, text3] = [middle, some.text];
    else spoiled2 = middle;
  }
  return { text: text3, cause: all.cause };
};

// src/recording/read-lines.ts
var chunkBytes = 262144;
var reasons = {
  ENOENT: "no such file or folder",
  EISDIR: "it is a folder",
  EACCES: "permission denied"
};
var systemCause = (error) => {
  const { code = "" } = error;
  return reasons[code] ?? causeOf(error);
};
var createLineSplitter = () => {
  const decoder2 = new import_node_string_decoder.StringDecoder("utf8");
  let rest2 = "";
  return {
    add: (chunk) => {
      const lines = (rest2 + decoder2.write(chunk)).split("\n");
      rest2 = lines.pop() ?? "";
      return lines;
    },
    /** Returns the text after the last whole line. */
    end: () => rest2 + decoder2.end()
  };
};
var unreadable = (path, error) => recordingError("unreadable", path, null, "a file that can be read", systemCause(error));

// src/recording/segment-path.ts
var hourLength = 36e5;
var hourOf = (t2) => Math.floor(t2 / hourLength);
var startOfHour = (hour4) => hour4 * hourLength;
var hourOfPath = (path) => {
  const [, day7, hour4] = /(?:^|[\\/])(\d{4}-\d{2}-\d{2})[\\/]([01]\d|2[0-3])\.frames\.gz$/.exec(path) ?? [];
  const time2 = Date.parse(`${day7}T${hour4}:00:00Z`);
  return Number.isNaN(time2) ? null : hourOf(time2);
};

// src/recording/open-recording.ts
var segmentsIn = (folder) => (0, import_node_fs5.readdirSync)(folder, { recursive: true, encoding: "utf8" }).map((name) => (0, import_node_path2.join)(folder, name)).filter((path) => hourOfPath(path) !== null).sort();
var filesOf = (paths) => paths.flatMap((path) => {
  try {
    if (!(0, import_node_fs5.statSync)(path).isDirectory()) return [path];
  } catch (error) {
    throw recordingError("unreadable", path, null, "a file or a folder", systemCause(error));
  }
  const files = segmentsIn(path);
  if (files.length === 0)
    throw recordingError("foreign", path, null, "a recording", "a folder without segments");
  return files;
});
var withoutEarlier = (files, from13) => {
  const starts = files.map((path) => startOfHour(hourOfPath(path) ?? Infinity));
  return files.slice(
    Math.max(
      0,
      starts.findLastIndex((start3) => start3 <= from13)
    )
  );
};

// src/orderbook/views.ts
var viewOfBooks = (depth) => {
  let lastBook = { bids: [], asks: [] };
  let last2 = { bids: [], asks: [] };
  return (book) => {
    const view = {
      pair: book.pair,
      bids: book.bids === lastBook.bids ? last2.bids : topOf(book.bids, depth, last2.bids),
      asks: book.asks === lastBook.asks ? last2.asks : topOf(book.asks, depth, last2.asks),
      sequence: book.sequence,
      timestamp: book.timestamp,
      crossed: book.crossed,
      stale: book.stale,
      outside: book.outside
    };
    lastBook = book;
    last2 = view;
    return view;
  };
};
var quoteOf = ({ pair, bids: bids2, asks: asks2, timestamp: timestamp2 }) => {
  const bid = bestOf(bids2);
  const ask = bestOf(asks2);
  return {
    pair,
    bid: bid?.price ?? null,
    bidAmount: bid?.amount ?? null,
    ask: ask?.price ?? null,
    askAmount: ask?.amount ?? null,
    timestamp: timestamp2
  };
};
var sameQuote = (a2, b2) => a2.bid === b2.bid && a2.bidAmount === b2.bidAmount && a2.ask === b2.ask && a2.askAmount === b2.askAmount;

// src/model/candle-interval.ts
var minute4 = 6e4;
var day4 = 24 * 60 * minute4;
var mondayAnchor = 4 * day4;
var lengths2 = [1, 5, 15, 30, 60, 240, 480, 720, 1440, 10080];
var lengthOf2 = (type) => (lengths2[candleTypes.indexOf(type)] ?? NaN) * minute4;
var monthStart = (time2, months = 0) => {
  const date = new Date(time2);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1);
};
var monthShift = (anchor) => anchor - monthStart(anchor + day4 / 2);
var openTimeOf = (type, time2, anchor) => {
  if (type === "1month") {
    const shift = anchor === void 0 ? 0 : monthShift(anchor);
    return monthStart(time2 - shift) + shift;
  }
  const start3 = anchor ?? (type === "1week" ? mondayAnchor : 0);
  return start3 + Math.floor((time2 - start3) / lengthOf2(type)) * lengthOf2(type);
};
var closeTimeOf = (type, openTime) => {
  if (type !== "1month") return openTime + lengthOf2(type);
  const shift = monthShift(openTime);
  return monthStart(openTime - shift, 1) + shift;
};

// src/operators/bar.ts
var addAmounts = (a2, b2) => Number((a2 + b2).toPrecision(15));
var emptyBar = ({ pair, type, openTime }, lastClose) => ({
  pair,
  type,
  openTime,
  open: lastClose,
  high: lastClose,
  low: lastClose,
  close: lastClose,
  volume: 0,
  closed: false
});
var firstBar = (type, openTime, trade2) => addTrade2(emptyBar({ pair: trade2.pair, type, openTime }, trade2.price), trade2);
var addTrade2 = (bar, { price, amount }) => {
  const first = bar.volume === 0;
  return {
    ...bar,
    open: first ? price : bar.open,
    high: first ? price : Math.max(bar.high, price),
    low: first ? price : Math.min(bar.low, price),
    close: price,
    volume: bar.volume === null ? null : addAmounts(bar.volume, amount)
  };
};
var nextBar = (bar) => emptyBar({ ...bar, openTime: closeTimeOf(bar.type, bar.openTime) }, bar.close);
var maxCarried = 5e4;
var rollBar = (bar, time2) => {
  const closed2 = [];
  let open2 = bar;
  while (closeTimeOf(open2.type, open2.openTime) <= time2) {
    closed2.push({ ...open2, closed: true });
    open2 = closed2.length < maxCarried ? nextBar(open2) : emptyBar({ ...open2, openTime: openTimeOf(open2.type, time2, open2.openTime) }, open2.close);
  }
  return { closed: closed2, open: open2 };
};

// src/operators/recent-keys.ts
var recentKeys = (remember3) => {
  const seen = /* @__PURE__ */ new Set();
  const oldest = seen.values();
  return (key) => {
    if (seen.has(key)) return false;
    seen.add(key);
    if (seen.size > remember3) seen.delete(oldest.next().value);
    return true;
  };
};

// src/recording/recorded-events.ts
var import_node_fs6 = require("fs");
function* chunksOf(path) {
  if (isGz(path)) {
    const { text: text3, cause } = unzip((0, import_node_fs6.readFileSync)(path));
    for (let at = 0; at < text3.length; at += chunkBytes) yield text3.subarray(at, at + chunkBytes);
    return cause;
  }
  const file = (0, import_node_fs6.openSync)(path, "r");
  try {
    const chunk = Buffer.alloc(chunkBytes);
    for (let read2 = (0, import_node_fs6.readSync)(file, chunk); read2 > 0; read2 = (0, import_node_fs6.readSync)(file, chunk))
      yield Buffer.from(chunk.subarray(0, read2));
  } finally {
    (0, import_node_fs6.closeSync)(file);
  }
  return null;
}
var lineTime = /^(\d{1,16}) \d+ /;
var lastTimeIn = (path) => {
  if (isGz(path)) return null;
  const file = (0, import_node_fs6.openSync)(path, "r");
  try {
    const { size: size2 } = (0, import_node_fs6.fstatSync)(file);
    const at = Math.max(0, size2 - chunkBytes);
    const chunk = Buffer.alloc(size2 - at);
    (0, import_node_fs6.readSync)(file, chunk, 0, chunk.length, at);
    const lines = chunk.toString("utf8").split("\n").slice(1, -1);
    const [, time2] = lineTime.exec(lines.at(-1) ?? "") ?? [];
    return time2 === void 0 ? null : Number(time2);
  } finally {
    (0, import_node_fs6.closeSync)(file);
  }
};
var recordedEnd = (paths) => {
  const last2 = filesOf([paths].flat()).slice(-1);
  let end3 = null;
  for (const path of last2) end3 = lastTimeIn(path);
  if (end3 === null) for (const { t: t2 } of recordedEvents(last2)) end3 = t2;
  return end3;
};
function* recordedEvents(paths, from13 = 0) {
  const reader2 = createEventReader(from13);
  let events = [];
  const emit2 = (event) => void events.push(event);
  function* takeDue() {
    const due = events;
    events = [];
    yield* due;
  }
  for (const path of withoutEarlier(filesOf([paths].flat()), from13)) {
    reader2.onFile(path);
    const splitter = createLineSplitter();
    const chunks = chunksOf(path);
    let cause;
    try {
      let read2 = chunks.next();
      for (; read2.done !== true; read2 = chunks.next()) {
        for (const line of splitter.add(read2.value)) reader2.onLine(line, emit2);
        yield* takeDue();
      }
      cause = read2.value;
    } catch (error) {
      yield* takeDue();
      throw isRecordingError(error) ? error : unreadable(path, error);
    } finally {
      chunks.return(null);
    }
    const tail = splitter.end();
    if (tail !== "" || cause !== null) reader2.onTail(tail, cause, emit2);
    yield* takeDue();
  }
  reader2.end(emit2);
  yield* takeDue();
}

// src/operators/leaps.ts
var import_rxjs36 = require("rxjs");
var awake$ = (0, import_rxjs36.defer)(
  () => typeof document === "undefined" ? import_rxjs36.EMPTY : (0, import_rxjs36.merge)(
    (0, import_rxjs36.fromEvent)(globalThis, "online"),
    (0, import_rxjs36.fromEvent)(globalThis, "pageshow"),
    (0, import_rxjs36.fromEvent)(document, "visibilitychange")
  )
);
var tolerance = 2e3;
var lookEvery = 1e3;
var slewing = 1e-3;
var watchTwoTimes = (clock) => {
  const leaps = new import_rxjs36.Subject();
  let lookedAt = clock.elapsed();
  let offset2 = clock.now() - lookedAt;
  const look2 = () => {
    const elapsed = clock.elapsed();
    const by = clock.now() - elapsed - offset2;
    const followed = (elapsed - lookedAt) * slewing;
    lookedAt = elapsed;
    if (Math.abs(by) <= tolerance) {
      offset2 += Math.max(-followed, Math.min(followed, by));
      return;
    }
    offset2 += by;
    leaps.next({ by: Math.round(by) });
  };
  const looking = (work) => function(state) {
    look2();
    work.call(this, state);
  };
  return {
    clock: {
      now: () => clock.now(),
      elapsed: () => clock.elapsed(),
      schedule: (work, delay3, state) => clock.schedule(looking(work), delay3, state)
    },
    leaps$: leaps.asObservable(),
    looking$: (0, import_rxjs36.merge)((0, import_rxjs36.interval)(lookEvery, clock), awake$).pipe((0, import_rxjs36.tap)(look2), (0, import_rxjs36.ignoreElements)())
  };
};
var watchLeaps = (clock) => hasTwoTimes(clock) ? watchTwoTimes(clock) : { clock, leaps$: import_rxjs36.NEVER, looking$: import_rxjs36.EMPTY };

// src/options/urls.ts
var loopbackHost = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;
var isLoopback2 = ({ hostname: hostname2 }) => loopbackHost.test(hostname2);
var urlOf = (input, scheme) => {
  const url = typeof input === "string" && URL.canParse(input) ? new URL(input) : void 0;
  return url?.protocol === `${scheme}s:` || url?.protocol === `${scheme}:` ? url : void 0;
};
var allowsInsecure = (context) => String((context.at(-2)?.actual).allowInsecure) === "true";
var shown2 = (input) => {
  if (typeof input !== "string") return void 0;
  return input.includes("@") ? "something else" : describe(input.replace(/[?#].*$/s, "?\u2026"));
};
var urlOption = (name, scheme, read2) => decoder(`${name} (or ${scheme}:, to this machine or with allowInsecure)`, (input, context) => {
  const url = read2(input);
  return url && (url.protocol === `${scheme}s:` || isLoopback2(url) || allowsInsecure(context)) ? success(url) : failure(input, context, shown2(input));
});
var baseUrl = (scheme) => mapped(
  urlOption(`an encrypted url, ${scheme}s:`, scheme, (input) => {
    const url = urlOf(input, scheme);
    return url && url.search + url.hash + url.username + url.password === "" ? url : void 0;
  }),
  ({ href }) => href.replace(/\/+$/, "")
);

// src/files/lock.ts
var import_node_crypto5 = require("crypto");
var import_node_fs7 = require("fs");
var import_promises = require("fs/promises");
var import_node_os = require("os");
var import_node_path3 = require("path");
var silence = 15e3;
var beat = 3e3;
var takeLock = async (file) => {
  const self = {
    id: (0, import_node_crypto5.randomUUID)(),
    pid: process.pid,
    started: await startOf2(process.pid),
    machine: await thisMachine()
  };
  const own2 = `${file}.lock-${self.id}`;
  await (0, import_promises.writeFile)(own2, JSON.stringify(self), { flag: "wx", mode: 384 });
  try {
    for (; ; ) {
      const last2 = Math.max(0, ...await numbersOf(file));
      const owner = last2 === 0 ? null : await readOwner(lockPath(file, last2));
      if (owner !== null && await isAlive(owner, lockPath(file, last2), self, own2))
        return { _tag: "Refused", owner: `process ${owner.pid} on ${owner.machine}` };
      const path = lockPath(file, last2 + 1);
      if (!await tryLink(own2, path)) continue;
      const isNext2 = Math.max(...await numbersOf(file)) === last2 + 1;
      if (isNext2 && (owner === null || (await readOwner(lockPath(file, last2)))?.id === owner.id)) {
        await removeBefore(file, last2 + 1);
        return { _tag: "Held", lock: hold2(path, self) };
      }
      removeOwn(path, self);
    }
  } finally {
    await (0, import_promises.rm)(own2, { force: true });
  }
};
var hold2 = (path, self) => {
  let lastBeat = performance.now();
  const touch2 = async () => {
    const now = /* @__PURE__ */ new Date();
    await (0, import_promises.utimes)(path, now, now);
    lastBeat = performance.now();
  };
  const timer24 = setInterval(() => void touch2().catch(() => void 0), beat);
  timer24.unref();
  return {
    isHeld: async () => performance.now() - lastBeat < silence / 2 || (await readOwner(path))?.id === self.id,
    release: () => {
      clearInterval(timer24);
      removeOwn(path, self);
    }
  };
};
var removeOwn = (path, self) => {
  if (ownerIn(() => (0, import_node_fs7.readFileSync)(path, "utf8"))?.id === self.id) (0, import_node_fs7.rmSync)(path, { force: true });
};
var lockPath = (file, number2) => `${file}.lock${number2}`;
var numbersOf = async (file) => {
  const start3 = `${(0, import_node_path3.basename)(file)}.lock`;
  const names2 = await (0, import_promises.readdir)((0, import_node_path3.dirname)(file));
  return names2.filter((name) => name.startsWith(start3) && /^[1-9]\d*$/.test(name.slice(start3.length))).map((name) => Number(name.slice(start3.length)));
};
var removeBefore = async (file, number2) => {
  const older = (await numbersOf(file)).filter((one2) => one2 < number2);
  await Promise.all(older.map((one2) => (0, import_promises.rm)(lockPath(file, one2), { force: true })));
};
var tryLink = async (from13, to) => {
  try {
    await (0, import_promises.link)(from13, to);
    return true;
  } catch (error) {
    if (error.code === "EEXIST") return false;
    throw error;
  }
};
var ownerIn = (read2) => {
  try {
    return JSON.parse(read2());
  } catch {
    return null;
  }
};
var readOwner = async (path) => {
  const text3 = await (0, import_promises.readFile)(path, "utf8").catch(() => "");
  return ownerIn(() => text3);
};
var isAlive = async (owner, path, self, reference) => {
  if (owner.machine === self.machine) {
    if (owner.started !== null) return await startOf2(owner.pid) === owner.started;
    if (!hasProcess(owner.pid)) return false;
  }
  const [touched, now] = await Promise.all([(0, import_promises.stat)(path), (0, import_promises.stat)(reference)]).catch(() => [null, null]);
  return touched !== null && now !== null && now.mtimeMs - touched.mtimeMs < silence;
};
var hasProcess = (pid) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
};
var readLine = (path) => (0, import_promises.readFile)(path, "utf8").then(
  (text3) => text3.trim(),
  () => null
);
var startOf2 = async (pid) => {
  const line = await readLine(`/proc/${pid}/stat`);
  const [state, ...fields4] = line?.slice(line.lastIndexOf(")") + 2).split(" ") ?? [];
  const isDead = state === void 0 || state === "Z" || state === "X";
  return isDead ? null : fields4[18] ?? null;
};
var thisMachine = async () => {
  const boot = await readLine("/proc/sys/kernel/random/boot_id");
  const container = await (0, import_promises.readlink)("/proc/self/ns/pid").catch(() => null);
  return [(0, import_node_os.hostname)(), boot, container].filter((part) => part !== null).join(" ");
};

// src/files/replace-file.ts
var import_node_fs8 = require("fs");
var import_promises2 = require("fs/promises");
var replaceFile = async (file, text3) => {
  const fresh = freshNameOf(file);
  const handle = await (0, import_promises2.open)(fresh, "wx", 384);
  try {
    try {
      await handle.writeFile(text3);
      await handle.chmod(modeOf(file));
    } finally {
      await handle.close();
    }
    await (0, import_promises2.rename)(fresh, file);
  } catch (error) {
    await (0, import_promises2.rm)(fresh, { force: true });
    throw error;
  }
};

// src/simulator/wire/in-process.ts
var import_rxjs37 = require("rxjs");
var targetOf = (url) => {
  const at = url.indexOf("/", url.indexOf("://") + 3);
  return at < 0 ? "/" : url.slice(at);
};
var lowerCase = (headers = {}) => {
  const lower = {};
  for (const name in headers) lower[name.toLowerCase()] = headers[name] ?? "";
  return lower;
};
var carrier = (wall, latency, arrive) => {
  const timers = new import_rxjs37.Subscription();
  let latest5 = null;
  return {
    carry: (item) => {
      if (latest5?.at === wall.now()) {
        latest5.items.push(item);
        return;
      }
      const batch = { at: wall.now(), items: [item] };
      latest5 = batch;
      const timer24 = wall.schedule(() => {
        timers.remove(timer24);
        if (latest5 === batch) latest5 = null;
        batch.items.forEach(arrive);
      }, latency);
      timers.add(timer24);
    },
    stop: () => timers.unsubscribe()
  };
};
var openSocketOn = (wire, wall, latency) => (url) => new import_rxjs37.Observable((subscriber) => {
  const life = new import_rxjs37.Subscription();
  const protocol = Number(new URL(url).searchParams.get("EIO") ?? 4);
  const connect7 = () => {
    if (wire.isDown()) {
      subscriber.error(linkError("connect-failed", "the venue is down"));
      return;
    }
    const toClient = carrier(wall, latency, (text3) => {
      if (text3 === null) subscriber.complete();
      else subscriber.next({ type: "message", text: text3 });
    });
    const toVenue = carrier(wall, latency, (text3) => session.receive(text3));
    subscriber.next({ type: "open", send: toVenue.carry });
    const session = wire.openStream(
      { send: ({ text: text3 }) => toClient.carry(text3), close: () => toClient.carry(null) },
      protocol,
      []
    );
    life.add(() => {
      toClient.stop();
      toVenue.stop();
      session.lost();
    });
  };
  life.add(wall.schedule(connect7, latency));
  return life;
});
var sendRequestOn = (wire, wall, latency) => ({ method, url, headers, body = "", timeout: timeout6, maxReplyBytes: maxReplyBytes2 }) => new import_rxjs37.Observable((subscriber) => {
  const life = new import_rxjs37.Subscription();
  const fail = (reason, detail) => {
    subscriber.error(httpError(endpointOf({ method, url }), reason, "unknown", detail));
  };
  const receive = (answer) => {
    if (answer.type === "dropped") fail("cut-off", "the connection broke");
    else if (answer.type === "cut-off")
      fail("cut-off", "the connection broke in the middle of the reply");
    else if (Buffer.byteLength(answer.body) > maxReplyBytes2) fail("too-large", "the reply is too large");
    else {
      const date = Math.floor(wall.now() / 1e3) * 1e3;
      subscriber.next({ status: answer.status, date, body: answer.body });
      subscriber.complete();
    }
  };
  wall.schedule(() => {
    const answers = wire.handle(wireRequest(method, targetOf(url), lowerCase(headers), body));
    life.add(answers.subscribe((answer) => life.add(wall.schedule(() => receive(answer), latency))));
  }, latency);
  life.add(wall.schedule(() => fail("timeout", `no reply within ${timeout6} ms`), timeout6));
  return life;
});
var openPubnubOn = (wire, wall, latency) => ({ channel, token: token2, since }) => new import_rxjs37.Observable((subscriber) => {
  const life = new import_rxjs37.Subscription();
  const end3 = (event) => {
    subscriber.next(event);
    subscriber.complete();
  };
  const toClient = carrier(wall, latency, (delivery) => {
    if (delivery.type === "denied") end3({ type: "denied" });
    else {
      for (const { timetoken, message: message2 } of delivery.messages) {
        subscriber.next({ type: "message", timetoken, message: message2 });
      }
    }
  });
  life.add(toClient.stop);
  const receiveFrom = (timetoken) => {
    life.add(
      wire.pubnub.receive([channel], token2, timetoken).subscribe((delivery) => {
        toClient.carry(delivery);
        if (delivery.type === "messages" && !life.closed) receiveFrom(delivery.timetoken);
      })
    );
  };
  const connect7 = () => {
    if (wire.isDown()) {
      end3({ type: "lost", cause: "the venue is down" });
      return;
    }
    if (wire.pubnub.denialOf([channel], token2)) {
      end3({ type: "denied" });
      return;
    }
    const timetoken = since ?? wire.pubnub.now();
    subscriber.next({ type: "connected", timetoken });
    receiveFrom(timetoken);
  };
  life.add(wall.schedule(connect7, latency));
  life.add(wire.restarts$.subscribe(() => end3({ type: "lost", cause: "the venue is down" })));
  return life;
});
var inProcessPorts = (wire, { wall, latency = 0 }) => ({
  openSocket: openSocketOn(wire, wall, latency),
  sendRequest: sendRequestOn(wire, wall, latency),
  openPubnub: openPubnubOn(wire, wall, latency)
});

// src/simulator/virtual.ts
var nominalPort = 80;
var createVirtualSimulator = (given, ...stray) => {
  const options = readVirtualOptions(given, stray);
  const { scheduler, latency = 0 } = options;
  const eachWay = typeof latency === "number" ? latency : 0;
  const simulation2 = createSimulation(
    {
      ...options,
      published: options.published ?? "withOwn",
      latency: typeof latency === "number" ? void 0 : latency
    },
    { wall: scheduler, market: scheduler }
  );
  return {
    ...controlsOf(simulation2),
    ...inProcessPorts(simulation2.wire, { wall: scheduler, latency: eachWay }),
    urls: urlsAt("127.0.0.1", nominalPort),
    close: simulation2.close,
    ...disposedBy(() => {
      simulation2.close();
      return Promise.resolve();
    })
  };
};

// src/simulator/index.ts
var startSimulator = async (given = {}, ...stray) => {
  const options = readSimulatorOptions(given, stray);
  const { host = "127.0.0.1", port = 0, marketSpeed = 1 } = options;
  const clocks = { wall: wallClock, market: fasterClock(wallClock, marketSpeed) };
  const tape = options.fullSpeed ? tapeOf(options) : void 0;
  const simulation2 = createSimulation(
    tape ? { ...options, market: tapedMarket(marketOf(options)) } : options,
    clocks
  );
  const listening2 = await listen(simulation2.wire, { host, port, wall: clocks.wall }).catch(
    (error) => {
      simulation2.close();
      throw error;
    }
  );
  const stopPump = tape ? startPump(tape, simulation2.wire.publish, listening2.backlog) : () => void 0;
  let closed2;
  const stop = () => {
    stopPump();
    simulation2.close();
    return listening2.close();
  };
  const close = () => closed2 ??= stop();
  return {
    ...controlsOf(simulation2),
    urls: urlsAt(host, listening2.port),
    port: listening2.port,
    close,
    ...disposedBy(close)
  };
};

// src/backtest/result/result.ts
var import_node_crypto7 = require("crypto");

// package.json
var version3 = "0.1.0";

// src/profit/money.ts
var places = 16;
var one = 10n ** BigInt(places);
var unitsOf2 = (decimal) => toUnits(decimal, places);
var decimalOfUnits = (units3) => {
  const text3 = fromUnits(units3, places);
  return text3.replace(/\.?0+$/, "");
};
var timesUnits = (a2, b2) => a2 * b2 / one;
var shareOf2 = (whole2, part, of36) => whole2 * part / of36;
var quotient = (a2, b2) => a2 * one / b2;
var absolute2 = (units3) => units3 < 0n ? -units3 : units3;
var smaller = (a2, b2) => a2 < b2 ? a2 : b2;
var cutTo = (units3, kept) => {
  if (kept >= places) return units3;
  const step = 10n ** BigInt(places - kept);
  return units3 / step * step;
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
  for (let link3 = back; link3 !== null; link3 = link3.next) front = { lot: link3.lot, next: front };
  return front;
};
var takeLots = (lots, amount) => {
  let left2 = absolute2(amount);
  let cost = 0n;
  let { front, back } = lots;
  while (left2 > 0n) {
    if (front === null) {
      front = turned(back);
      back = null;
      if (front === null) break;
    }
    const { lot, next: next2 } = front;
    const size2 = absolute2(lot.amount);
    const taken = smaller(size2, left2);
    const part = shareOf2(lot.cost, taken, size2);
    cost += part;
    left2 -= taken;
    const sign = lot.amount < 0n ? -1n : 1n;
    front = taken === size2 ? next2 : { lot: { amount: lot.amount - sign * taken, cost: lot.cost - part }, next: next2 };
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
var enlarged = (holding2, amount, cost) => amount === 0n ? (
  // No amount was received for the cost, so that the cost is a loss, or a gain, immediately.
  {
    ...holding2,
    realized: { average: holding2.realized.average - cost, fifo: holding2.realized.fifo - cost }
  }
) : {
  ...holding2,
  amount: holding2.amount + amount,
  cost: holding2.cost + cost,
  lots: addLot(holding2.lots, { amount, cost }),
  lotsCost: holding2.lotsCost + cost
};
var traded = (holding2, amount, cost) => {
  const isReducing = holding2.amount !== 0n && amount !== 0n && holding2.amount > 0n !== amount > 0n;
  if (!isReducing) return enlarged(holding2, amount, cost);
  const size2 = absolute2(amount);
  const given = smaller(size2, absolute2(holding2.amount));
  const received = shareOf2(-cost, given, size2);
  const average = shareOf2(holding2.cost, given, absolute2(holding2.amount));
  const { rest: rest2, cost: fifo } = takeLots(holding2.lots, given);
  const sign = amount < 0n ? -1n : 1n;
  const left2 = {
    amount: holding2.amount + sign * given,
    cost: holding2.cost - average,
    lots: rest2,
    lotsCost: holding2.lotsCost - fifo,
    realized: {
      average: holding2.realized.average + received - average,
      fifo: holding2.realized.fifo + received - fifo
    }
  };
  return given === size2 ? left2 : enlarged(left2, amount - sign * given, cost + received);
};
var closed = (holding2, amount, received, gain) => {
  const isAll = absolute2(amount) >= absolute2(holding2.amount);
  const left2 = isAll ? 0n : holding2.amount + amount;
  const cost = isAll ? 0n : holding2.cost - (received - gain);
  const realized = holding2.realized.average + gain;
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
var positive = (units3) => units3 > 0n ? units3 : 0n;
var isOpening = ({ side, positionSide }) => positionSide === "long" === (side === "buy");
var heldAfter = (holding2, fill2, amount, notional, places3) => {
  if (fill2.positionSide === null || isOpening(fill2) || fill2.profitLoss === null)
    return traded(holding2, amount, notional);
  const paid = cutTo(unitsOf2(fill2.profitLoss), places3);
  const gross = paid + unitsOf2(fill2.feeAmountQuote) + unitsOf2(fill2.interest ?? "0");
  return closed(holding2, amount, -notional, gross);
};
var afterFill = (state, { fill: fill2, middle }, places3) => {
  const sign = fill2.side === "buy" ? 1n : -1n;
  const price = unitsOf2(fill2.price);
  const size2 = unitsOf2(fill2.amount);
  const product = timesUnits(price, size2);
  const notional = fill2.positionSide === null ? cutTo(product, places3) : product;
  const feeBase = unitsOf2(fill2.feeAmountBase);
  const feeOfBase = timesUnits(price, feeBase);
  const fee = unitsOf2(fill2.feeAmountQuote) + feeOfBase;
  const occurred = unitsOf2(fill2.feeOccurredAmountQuote ?? fill2.feeAmountQuote) + feeOfBase;
  const side = fill2.positionSide ?? "spot";
  const amount = sign * size2 - feeBase;
  const cost = sign * notional - feeOfBase;
  return {
    holdings: { ...state.holdings, [side]: heldAfter(state.holdings[side], fill2, amount, cost, places3) },
    fees: state.fees + positive(fee),
    rebates: state.rebates + positive(-fee),
    accruedFees: state.accruedFees + occurred - fee,
    interest: state.interest + unitsOf2(fill2.interest ?? "0"),
    turnover: state.turnover + absolute2(notional),
    fills: state.fills + 1,
    spread: middle === null ? state.spread : state.spread + sign * timesUnits(middle - price, size2),
    withoutMiddle: state.withoutMiddle + (middle === null ? 1 : 0)
  };
};

// src/profit/fill-log.ts
var keptFills = 128;
var emptyPairLog = { base: emptyPair, kept: [], all: emptyPair, late: 0 };
var logFrom = (base) => ({ base, kept: [], all: base, late: 0 });
var inOrder = (a2, b2) => a2.fill.executedAt - b2.fill.executedAt || a2.fill.tradeId - b2.fill.tradeId || a2.fill.orderId - b2.fill.orderId;
var folded = (state, entries, places3) => entries.reduce((before, entry) => afterFill(before, entry, places3), state);
var shortened = (log, places3) => log.kept.length < 2 * keptFills ? log : {
  ...log,
  base: folded(log.base, log.kept.slice(0, keptFills), places3),
  kept: log.kept.slice(keptFills)
};
var withFill = (log, entry, places3) => {
  const { base, kept, all, late: late2 } = log;
  const at = kept.findLastIndex((other) => inOrder(other, entry) <= 0);
  const before = kept[at];
  if (before !== void 0 && inOrder(before, entry) === 0) return log;
  if (at === kept.length - 1)
    return shortened({ base, kept: [...kept, entry], all: afterFill(all, entry, places3), late: late2 }, places3);
  const sorted = [...kept.slice(0, at + 1), entry, ...kept.slice(at + 1)];
  const isTooLate = at < 0 && base.fills > 0;
  return shortened(
    { base, kept: sorted, all: folded(base, sorted, places3), late: late2 + (isTooLate ? 1 : 0) },
    places3
  );
};

// src/profit/profit.ts
var venuePlaces = { jpy: 4 };
var otherPlaces = 8;
var profitFrom = (start3 = [], places3 = venuePlaces) => {
  const logs = /* @__PURE__ */ new Map();
  for (const { pair, side = "spot", amount, cost } of start3) {
    const { base } = logs.get(pair) ?? emptyPairLog;
    const held = traded(base.holdings[side], unitsOf2(amount), unitsOf2(cost));
    logs.set(pair, logFrom({ ...emptyPair, holdings: { ...base.holdings, [side]: held } }));
  }
  return { logs, marks: /* @__PURE__ */ new Map(), places: places3 };
};
var middleOf = (mark2) => mark2 === void 0 || mark2.bid === null || mark2.ask === null ? null : (mark2.bid + mark2.ask) / 2n;
var unitsOrNull = (decimal) => decimal === null ? null : unitsOf2(decimal);
var placesOf = ({ places: places3 }, pair) => places3[quoteAssetOf(pair)] ?? otherPlaces;
var profit = (state, event) => {
  switch (event.type) {
    case "fill": {
      const { fill: fill2 } = event;
      const { pair } = fill2;
      const log = state.logs.get(pair) ?? emptyPairLog;
      const next2 = withFill(log, { fill: fill2, middle: middleOf(state.marks.get(pair)) }, placesOf(state, pair));
      return next2 === log ? state : { ...state, logs: new Map(state.logs).set(pair, next2) };
    }
    case "mark": {
      const { pair, bid, ask } = event.mark;
      const mark2 = { bid: unitsOrNull(bid), ask: unitsOrNull(ask) };
      return { ...state, marks: new Map(state.marks).set(pair, mark2) };
    }
  }
};

// src/profit/view.ts
var plus = (a2, b2) => a2 === null || b2 === null ? null : a2 + b2;
var worthOf = ({ amount }, mark2) => {
  if (amount === 0n) return 0n;
  const price = amount > 0n ? mark2?.bid : mark2?.ask;
  return price === void 0 || price === null ? null : timesUnits(price, amount);
};
var sumsOf = (state, late2, mark2) => {
  const all = holdingSides.map((side) => state.holdings[side]);
  const add = (valueOf2) => all.reduce((sum, holding2) => sum + valueOf2(holding2), 0n);
  const worth = all.reduce((sum, holding2) => plus(sum, worthOf(holding2, mark2)), 0n);
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
    late: late2
  };
};
var added = (a2, b2) => ({
  average: a2.average + b2.average,
  fifo: a2.fifo + b2.fifo,
  openAverage: plus(a2.openAverage, b2.openAverage),
  openFifo: plus(a2.openFifo, b2.openFifo),
  fees: a2.fees + b2.fees,
  rebates: a2.rebates + b2.rebates,
  interest: a2.interest + b2.interest,
  accruedFees: a2.accruedFees + b2.accruedFees,
  spread: a2.spread + b2.spread,
  turnover: a2.turnover + b2.turnover,
  fills: a2.fills + b2.fills,
  withoutMiddle: a2.withoutMiddle + b2.withoutMiddle,
  late: a2.late + b2.late
});
var netOf = ({ average, openAverage, fees, rebates, interest, accruedFees }) => plus(plus(average, openAverage), rebates - fees - interest - accruedFees);
var shown3 = (sums) => {
  const { average, fifo, openAverage, openFifo, fees, rebates, interest, accruedFees, spread } = sums;
  const gross = plus(average, openAverage);
  const orNull2 = (units3) => units3 === null ? null : decimalOfUnits(units3);
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
  for (const [pair, { all, late: late2 }] of logs)
    if (quoteAssetOf(pair) === quote) total = plus(total, netOf(sumsOf(all, late2, marks.get(pair))));
  return total;
};
var profitOf = ({ logs, marks }) => {
  const pairs = /* @__PURE__ */ new Map();
  const totals2 = /* @__PURE__ */ new Map();
  for (const [pair, { all, late: late2 }] of logs) {
    const sums = sumsOf(all, late2, marks.get(pair));
    const { spot, long, short: short2 } = all.holdings;
    pairs.set(pair, {
      pair,
      ...shown3(sums),
      held: { spot: heldOf(spot), long: heldOf(long), short: heldOf(short2) }
    });
    const quote = quoteAssetOf(pair);
    const known = totals2.get(quote);
    totals2.set(quote, known === void 0 ? sums : added(known, sums));
  }
  return { pairs, totals: new Map([...totals2].map(([quote, sums]) => [quote, shown3(sums)])) };
};

// src/backtest/result/thinning.ts
var mostPoints = 2e3;
var extremesOf = (points, { low, high }) => {
  if (points.length < 2) return points;
  let [lowest2, highest2] = [0, 0];
  let [least, most3] = [Infinity, -Infinity];
  points.forEach((point, i) => {
    const [below, above2] = [low(point), high(point)];
    if (below < least) [lowest2, least] = [i, below];
    if (above2 > most3) [highest2, most3] = [i, above2];
  });
  const places3 = lowest2 === highest2 ? [lowest2] : [Math.min(lowest2, highest2), Math.max(lowest2, highest2)];
  return places3.map((i) => points[i]);
};
var createThinning = (range, most3 = mostPoints) => {
  let first = null;
  let latest5 = null;
  let kept = [];
  let row2 = [];
  let rowLength = 1;
  const inRows = (points, length) => {
    const rows3 = Math.ceil(points.length / length);
    return Array.from(
      { length: rows3 },
      (_, i) => extremesOf(points.slice(i * length, (i + 1) * length), range)
    ).flat();
  };
  return {
    add: (point) => {
      if (first === null) {
        first = point;
        return;
      }
      latest5 = point;
      row2.push(point);
      if (row2.length < rowLength) return;
      kept.push(...extremesOf(row2, range));
      row2 = [];
      if (kept.length < 2 * most3) return;
      kept = inRows(kept, 4);
      rowLength = rowLength === 1 ? 4 : rowLength * 2;
    },
    points: () => {
      if (first === null) return [];
      if (latest5 === null) return [first];
      let between2 = [...kept, ...extremesOf(row2, range)];
      while (between2.length > most3 - 2) between2 = inRows(between2, 4);
      return between2.at(-1) === latest5 ? [first, ...between2] : [first, ...between2, latest5];
    }
  };
};

// src/backtest/result/equity.ts
var heightOf = ({ total }) => Number(total);
var equityFold = (begun2) => {
  let state = profitFrom();
  const traded2 = /* @__PURE__ */ new Set();
  const marks = /* @__PURE__ */ new Map();
  const curves = /* @__PURE__ */ new Map();
  const curveOf = (quote) => {
    const known = curves.get(quote);
    if (known !== void 0) return known;
    const points = createThinning({ low: heightOf, high: heightOf });
    points.add({ at: begun2, total: 0n });
    const curve = { ...points, peak: 0n, worst: 0n, worstAt: begun2 };
    curves.set(quote, curve);
    return curve;
  };
  const look2 = (pair, at) => {
    const quote = quoteAssetOf(pair);
    const total = totalIn(state, quote);
    if (total === null) return;
    const curve = curveOf(quote);
    curve.add({ at, total });
    if (total > curve.peak) curve.peak = total;
    if (curve.peak - total <= curve.worst) return;
    curve.worst = curve.peak - total;
    curve.worstAt = at;
  };
  return {
    add: (record3) => {
      if (record3.type === "mark") {
        const { pair, bid, ask } = record3;
        if (traded2.has(pair)) {
          state = profit(state, { type: "mark", mark: { pair, bid, ask } });
          look2(pair, record3.at);
        } else marks.set(pair, { pair, bid, ask });
      } else if (record3.type === "fill") {
        const mark2 = marks.get(record3.fill.pair);
        if (mark2 !== void 0) state = profit(state, { type: "mark", mark: mark2 });
        marks.delete(record3.fill.pair);
        traded2.add(record3.fill.pair);
        state = profit(state, { type: "fill", fill: record3.fill });
        look2(record3.fill.pair, record3.at);
      }
    },
    result: () => ({
      profit: Object.fromEntries(profitOf(state).totals),
      equity: Object.fromEntries(
        [...curves].map(([quote, { points, worst, worstAt }]) => [
          quote,
          {
            points: points().map(({ at, total }) => ({ at, total: decimalOfUnits(total) })),
            drawdown: { amount: decimalOfUnits(worst), at: worstAt }
          }
        ])
      )
    })
  };
};

// src/backtest/result/exposure.ts
var middleOf2 = ({ bid, ask }) => (unitsOf2(bid) + unitsOf2(ask)) / 2n;
var exposureFold = (begun2, to) => {
  const sums = /* @__PURE__ */ new Map();
  const marks = /* @__PURE__ */ new Map();
  const passTo = (sum, at) => {
    const time2 = Math.max(0, at - sum.since);
    sum.area += sum.worth * BigInt(time2);
    if (sum.worth > 0n) sum.heldFor += time2;
    sum.since = Math.max(sum.since, at);
  };
  const look2 = (sum) => {
    sum.worth = 0n;
    for (const { amount, middle } of sum.pairs.values()) sum.worth += absolute2(timesUnits(amount, middle));
    if (sum.worth > sum.most) sum.most = sum.worth;
  };
  const add = (record3) => {
    if (record3.type === "fill") {
      const { pair, side, amount, price } = record3.fill;
      const quote = quoteAssetOf(pair);
      const sum = sums.get(quote) ?? {
        pairs: /* @__PURE__ */ new Map(),
        since: begun2,
        worth: 0n,
        most: 0n,
        area: 0n,
        heldFor: 0
      };
      sums.set(quote, sum);
      passTo(sum, record3.at);
      const mark2 = marks.get(pair) ?? { bid: price, ask: price };
      const held = sum.pairs.get(pair) ?? { amount: 0n, middle: middleOf2(mark2) };
      sum.pairs.set(pair, held);
      held.amount += side === "buy" ? unitsOf2(amount) : -unitsOf2(amount);
      look2(sum);
    } else if (record3.type === "mark" && record3.bid !== null && record3.ask !== null) {
      const { pair, bid, ask } = record3;
      const sum = sums.get(quoteAssetOf(pair));
      const held = sum?.pairs.get(pair);
      if (sum === void 0 || held === void 0) {
        marks.set(pair, { bid, ask });
        return;
      }
      passTo(sum, record3.at);
      held.middle = middleOf2({ bid, ask });
      look2(sum);
    }
  };
  const whole2 = Math.max(1, to - begun2);
  const result2 = () => Object.fromEntries(
    [...sums].map(([quote, sum]) => {
      passTo(sum, to);
      const mean = decimalOfUnits(cutTo(sum.area / BigInt(whole2), 4));
      return [
        quote,
        { most: decimalOfUnits(sum.most), mean, time: String(Number((sum.heldFor / whole2).toFixed(6))) }
      ];
    })
  );
  return { add, result: result2 };
};

// src/model/latency.ts
var medianOf = (values) => {
  const sorted = values.toSorted((a2, b2) => a2 - b2);
  const [low, high] = [sorted[sorted.length - 1 >> 1], sorted[sorted.length >> 1]];
  return low === void 0 || high === void 0 ? null : (low + high) / 2;
};

// src/backtest/result/lives.ts
var textOf3 = (value) => typeof value === "string" || typeof value === "number" ? String(value) : null;
var begun = ({ command: command2, at, request }) => ({
  ...{ command: command2, at, request },
  ...{ order: null, steps: [], filled: 0n, firstFillAt: null, last: null }
});
var goOn = (life, at, transition) => {
  life.steps.push({ at, type: transition.type });
  life.last = transition;
  if (transition.type === "Submitted") life.request = transition.request;
  if ("order" in transition && transition.order !== null) life.order = transition.order;
  if (transition.type !== "PartiallyFilled") return;
  life.filled += unitsOf2(transition.fill.amount);
  life.firstFillAt ??= at;
};
var lifeOf = ({ command: command2, at, request, order, steps, filled, firstFillAt, last: last2 }) => {
  const isOver2 = last2?.type === "Filled" || last2?.type === "Canceled" || last2?.type === "Rejected";
  return {
    command: command2,
    at,
    pair: order?.pair ?? request.pair ?? null,
    side: order?.side ?? request.side ?? null,
    orderType: order?.type ?? request.type ?? null,
    price: order?.price ?? textOf3(request.price),
    amount: textOf3(request.amount),
    orderId: order?.orderId ?? null,
    steps,
    end: isOver2 ? last2.type : "open",
    filled: decimalOfUnits(filled),
    firstFillAfter: firstFillAt === null ? null : firstFillAt - at,
    refusal: last2?.type === "Rejected" ? textOf3(last2.code) ?? last2.reason : null
  };
};
var livesFold = () => {
  const lives = /* @__PURE__ */ new Map();
  return {
    add: (record3) => {
      if (record3.type === "command" && (record3.call === "submitOrder" || record3.call === "replaceOrder"))
        lives.set(record3.command, begun(record3));
      if (record3.type !== "transition") return;
      const life = lives.get(record3.command);
      if (life === void 0 || "end" in life) return;
      goOn(life, record3.at, record3.transition);
      const told = lifeOf(life);
      if (told.end !== "open") lives.set(record3.command, told);
    },
    result: () => [...lives.values()].map((life) => "end" in life ? life : lifeOf(life))
  };
};
var ordersSummary = (orders) => {
  const ended2 = (end3) => orders.filter((order) => order.end === end3).length;
  const placed2 = orders.filter(({ end: end3, amount }) => end3 !== "Rejected" && amount !== null);
  const asked = placed2.reduce((sum, { amount }) => sum + unitsOf2(amount ?? "0"), 0n);
  const got = placed2.reduce((sum, { filled }) => sum + unitsOf2(filled), 0n);
  const refusals = {};
  for (const { refusal: refusal2 } of orders) if (refusal2 !== null) refusals[refusal2] = (refusals[refusal2] ?? 0) + 1;
  return {
    orders: orders.length,
    filled: ended2("Filled"),
    canceled: ended2("Canceled"),
    rejected: ended2("Rejected"),
    open: ended2("open"),
    fillRatio: asked === 0n ? null : decimalOfUnits(quotient(got, asked)),
    timeToFill: medianOf(
      orders.map(({ firstFillAfter }) => firstFillAfter).filter((after) => after !== null)
    ),
    refusals
  };
};

// src/backtest/result/mark-outs.ts
var markOutTimes = [1e3, 5e3, 6e4];
var count3 = (waiting, mark2, isDue) => {
  const [first] = waiting.fills;
  if (first === void 0 || !isDue(first.at + waiting.after)) return;
  const middle = mark2 === null ? null : (unitsOf2(mark2.bid) + unitsOf2(mark2.ask)) / 2n;
  let due = 0;
  for (const { at, fill: fill2 } of waiting.fills) {
    if (!isDue(at + waiting.after)) break;
    due += 1;
    if (middle === null) continue;
    const sign = fill2.side === "buy" ? 1n : -1n;
    waiting.gained += sign * timesUnits(middle - unitsOf2(fill2.price), unitsOf2(fill2.amount));
    waiting.count += 1;
  }
  waiting.fills = waiting.fills.slice(due);
};
var markOutsFold = () => {
  const pairs = /* @__PURE__ */ new Map();
  let end3 = 0;
  const marksOf = (pair) => {
    const known = pairs.get(pair);
    if (known !== void 0) return known;
    const marks = { mark: null, waiting: null };
    pairs.set(pair, marks);
    return marks;
  };
  return {
    add: (record3) => {
      end3 = record3.at;
      if (record3.type === "fill") {
        const marks = marksOf(record3.fill.pair);
        marks.waiting ??= markOutTimes.map((after) => ({ after, fills: [], gained: 0n, count: 0 }));
        for (const { fills } of marks.waiting) fills.push({ at: record3.at, fill: record3.fill });
      } else if (record3.type === "mark" && record3.bid !== null && record3.ask !== null) {
        const marks = marksOf(record3.pair);
        const isDue = (moment2) => moment2 < record3.at;
        marks.waiting?.forEach((waiting) => count3(waiting, marks.mark, isDue));
        marks.mark = { bid: record3.bid, ask: record3.ask };
      }
    },
    result: () => [...pairs].flatMap(
      ([pair, { mark: mark2, waiting }]) => (waiting ?? []).map((one2) => {
        count3(one2, mark2, (moment2) => moment2 <= end3);
        return { pair, after: one2.after, gained: decimalOfUnits(one2.gained), fills: one2.count };
      })
    )
  };
};

// src/backtest/result/packed-records.ts
var import_node_crypto6 = require("crypto");
var import_node_zlib3 = require("zlib");
function* recordsIn({ pieces }) {
  for (const piece of pieces)
    for (const line of (0, import_node_zlib3.inflateRawSync)(piece).toString("utf8").split("\n"))
      if (line !== "") yield JSON.parse(line);
}
var unpackedRecords = (packed) => [...recordsIn(packed)];

// src/backtest/result/record-fold.ts
var folded2 = (records, fold) => {
  for (const record3 of records) fold.add(record3);
  return fold.result();
};

// src/backtest/result/result.ts
var largeShare = unitsOf2("0.05");
var fillsFold = (bases) => {
  const fills = [];
  return {
    add: (record3) => {
      if (record3.type === "fill")
        fills.push({ fill: record3.fill, cause: bases[record3.fill.tradeId] ?? "taker" });
    },
    result: () => fills
  };
};
var unknownFold = (to) => {
  const open2 = /* @__PURE__ */ new Map();
  const spans = [];
  const close = (pair, at) => {
    const begun2 = open2.get(pair);
    if (begun2 !== void 0) spans.push({ pair, from: begun2.at, to: at, cause: begun2.cause });
    open2.delete(pair);
  };
  return {
    add: (record3) => {
      if (record3.type !== "notice") return;
      const { notice } = record3;
      if (notice.kind === "market-unknown") open2.set(notice.pair, notice);
      if (notice.kind === "market-known") close(notice.pair, notice.at);
    },
    result: () => {
      for (const pair of [...open2.keys()]) close(pair, to);
      return spans;
    }
  };
};
var priceRange = {
  low: ({ bid }) => bid === null ? Infinity : Number(bid),
  high: ({ ask }) => ask === null ? -Infinity : Number(ask)
};
var pricesFold = () => {
  const curves = /* @__PURE__ */ new Map();
  const traded2 = /* @__PURE__ */ new Set();
  return {
    add: (record3) => {
      if (record3.type === "fill") traded2.add(record3.fill.pair);
      if (record3.type !== "mark") return;
      const { pair, at, bid, ask } = record3;
      const curve = curves.get(pair) ?? createThinning(priceRange);
      curves.set(pair, curve);
      curve.add({ at, bid, ask });
    },
    result: () => Object.fromEntries([...traded2].map((pair) => [pair, curves.get(pair)?.points() ?? []]))
  };
};
var partsFold = ({ begun: begun2, to, bases }) => {
  const folds = {
    fills: fillsFold(bases),
    unknown: unknownFold(to),
    orders: livesFold(),
    money: equityFold(begun2),
    exposure: exposureFold(begun2, to),
    prices: pricesFold(),
    markOuts: markOutsFold()
  };
  const all = Object.values(folds);
  return {
    add: (record3) => {
      for (const fold of all) fold.add(record3);
    },
    result: () => ({
      fills: folds.fills.result(),
      unknown: folds.unknown.result(),
      orders: folds.orders.result(),
      ...folds.money.result(),
      exposure: folds.exposure.result(),
      prices: folds.prices.result(),
      markOuts: folds.markOuts.result()
    })
  };
};
var sharesOf2 = (fills, volumes) => {
  const own2 = /* @__PURE__ */ new Map();
  for (const { fill: fill2 } of fills) own2.set(fill2.pair, (own2.get(fill2.pair) ?? 0n) + unitsOf2(fill2.amount));
  return Object.fromEntries(
    [...own2].map(([pair, amount]) => {
      const others4 = unitsOf2(volumes[pair] ?? "0");
      return [pair, decimalOfUnits(quotient(amount, others4 > 0n ? others4 : amount))];
    })
  );
};
var warningsOf = (result2) => {
  const assumed2 = result2.fills.filter(({ cause }) => cause === "gap" || cause === "auction").length;
  const hasLatency = JSON.stringify(result2.input.latency) !== "0";
  return [
    ...result2.unknown.length > 0 ? [{ kind: "unknown", ms: result2.unknownTime, times: result2.unknown.length }] : [],
    ...assumed2 > 0 ? [{ kind: "assumed", fills: assumed2, of: result2.fills.length }] : [],
    ...Object.entries(result2.marketShare).flatMap(
      ([pair, share7]) => unitsOf2(share7) > largeShare ? [{ kind: "share", pair, share: share7 }] : []
    ),
    ...result2.summary.open > 0 ? [{ kind: "left-open", orders: result2.summary.open }] : [],
    ...result2.fills.length === 0 ? [{ kind: "no-fills" }] : [],
    ...hasLatency ? [] : [{ kind: "no-latency" }]
  ];
};
var timeOf = (spans) => {
  let [time2, reached] = [0, -Infinity];
  for (const { from: from13, to } of spans.toSorted((a2, b2) => a2.from - b2.from)) {
    time2 += Math.max(0, to - Math.max(from13, reached));
    reached = Math.max(reached, to);
  }
  return time2;
};
var digestOf = ({ fills, latency, seed, balances, warmUp }, facts) => (0, import_node_crypto7.createHash)("sha256").update(
  JSON.stringify([
    [fills, latency, seed, balances, warmUp, facts.inputHash, facts.strategyHash],
    [facts.records.hash, facts.volumes, facts.bases, facts.breaks]
  ])
).digest("hex");
var resultOf = (config, facts, band = []) => {
  const { from: from13, begun: begun2, to, ended: ended2, frames } = facts;
  const { strategy, seed, fills: model, latency, balances } = config;
  const parts = folded2(recordsIn(facts.records), partsFold(facts));
  const { unknown: unknown2, orders, fills } = parts;
  const known = {
    input: {
      hash: facts.inputHash,
      strategy,
      strategyHash: facts.strategyHash,
      version: version3,
      seed,
      model,
      latency,
      balances,
      fees: facts.fees,
      node: process.version,
      frames
    },
    span: { from: from13, begun: begun2, to },
    ended: ended2,
    unknown: unknown2,
    unknownTime: timeOf(unknown2),
    breaks: facts.breaks,
    breakTime: timeOf(facts.breaks),
    orders,
    summary: ordersSummary(orders),
    fills,
    profit: parts.profit,
    equity: parts.equity,
    exposure: parts.exposure,
    prices: parts.prices,
    markOuts: parts.markOuts,
    marketShare: sharesOf2(fills, facts.volumes)
  };
  return {
    type: "result",
    hash: digestOf(config, facts),
    ...known,
    band,
    get records() {
      return unpackedRecords(facts.records);
    },
    warnings: warningsOf(known)
  };
};
var bandRunOf = (name, result2) => ({
  name,
  hash: result2.hash,
  fills: result2.fills.length,
  total: Object.fromEntries(Object.entries(result2.profit).map(([quote, { total }]) => [quote, total]))
});

// src/backtest/run/options.ts
var import_node_fs9 = require("fs");
var import_node_path4 = require("path");
var import_node_url = require("url");
var isPlain = (value) => typeof value !== "function" && (typeof value !== "object" || value === null || Object.values(value).every(isPlain));
var Balance2 = same(
  "a plain decimal",
  (input) => typeof input === "string" && isPlainDecimal(input)
);
var Options = optionsOf({
  strategy: same(
    "the path or the url of a module",
    (input) => typeof input === "string" || input instanceof URL
  ),
  market: having("recordedMarket(\u2026)", ["description"]),
  balances: dictionary("amounts by asset", Balance2),
  fills: withDefault(
    same(
      "touch(), through() or queue({ \u2026 }), a plain description",
      (input) => isFillModel(input) && isPlain(input)
    ),
    queue()
  ),
  latency: LatencyOption,
  seed: withDefault(Integer, 1),
  warmUp: withDefault(atLeast(0), 0),
  band: withDefault(Flag, true)
});
var readBacktestOptions = (given) => {
  const { strategy, market, band, latency = 0, ...plain2 } = resolveOptions(Options, given);
  const url = strategy instanceof URL ? strategy : (0, import_node_url.pathToFileURL)((0, import_node_path4.resolve)(strategy));
  if (url.protocol !== "file:" || !(0, import_node_fs9.existsSync)(url))
    throw configError("strategy", "a module that is there", url.href);
  return {
    config: { strategy: url.href, market: market.description, latency, ...plain2 },
    hasBand: band
  };
};

// src/backtest/worker/thread.ts
var import_rxjs38 = require("rxjs");
var import_node_url2 = require("url");
var import_node_worker_threads = require("worker_threads");

// src/backtest/run/backtest-error.ts
var backtestError = (reason, detail, { file, line } = { file: null, line: null }) => {
  const place = file === null ? "" : ` (${file}${line === null ? "" : `:${line}`})`;
  return taggedError("BacktestError", `${detail}${place}`, { reason, detail, file, line });
};

// src/backtest/worker/thread.ts
var import_meta = {};
var workerUrl = () => new URL(
  "./backtest-worker.js",
  typeof __filename === "string" ? (0, import_node_url2.pathToFileURL)(__filename) : import_meta.url
);
var silence2 = 3e4;
var inThread = (config) => new import_rxjs38.Observable((subscriber) => {
  const worker = new import_node_worker_threads.Worker(workerUrl(), { workerData: config });
  let watchdog;
  const alive = () => {
    clearTimeout(watchdog);
    watchdog = setTimeout(() => {
      const detail = `the time of the strategy stood still for ${silence2 / 1e3} s`;
      subscriber.error(backtestError("stuck", detail, { file: config.strategy, line: null }));
    }, silence2);
  };
  alive();
  let reached = -Infinity;
  worker.on("message", (message2) => {
    if (message2.type !== "progress" || message2.at > reached) alive();
    if (message2.type === "progress") reached = message2.at;
    if (message2.type === "failed") {
      const { _tag, ...fields4 } = message2.fields;
      subscriber.error(taggedError(String(_tag), message2.message, fields4));
      return;
    }
    subscriber.next(message2);
    if (message2.type === "facts") subscriber.complete();
  });
  worker.on("error", (error) => subscriber.error(backtestError("worker", error.message)));
  worker.on(
    "exit",
    (code) => subscriber.error(backtestError("worker", `its thread has ended with code ${code}`))
  );
  return () => {
    clearTimeout(watchdog);
    worker.removeAllListeners();
    void worker.terminate();
  };
});

// src/backtest/backtest.ts
var twice = (latency) => {
  if (typeof latency === "number") return latency * 2;
  const doubled = Object.entries(latency).map(([way, delay3]) => [
    way,
    typeof delay3 === "number" ? delay3 * 2 : delay3?.map((ms2) => ms2 * 2)
  ]);
  return Object.fromEntries(doubled);
};
var others2 = (config) => [
  ["touch", { ...config, fills: touch() }],
  ["through", { ...config, fills: through() }],
  ["queue", { ...config, fills: queue() }],
  ["twice the latency", { ...config, latency: twice(config.latency) }]
];
var atOnce = 2;
var isSame2 = (a2, b2) => JSON.stringify([a2.fills, a2.latency]) === JSON.stringify([b2.fills, b2.latency]);
var bandOf2 = (config, facts) => (0, import_rxjs39.of)(...others2(config)).pipe(
  (0, import_rxjs39.mergeMap)(
    ([name, other]) => isSame2(config, other) ? (0, import_rxjs39.of)(bandRunOf(name, resultOf(config, facts))) : inThread(other).pipe(
      (0, import_rxjs39.filter)((message2) => message2.type === "facts"),
      (0, import_rxjs39.map)((message2) => bandRunOf(name, resultOf(other, message2.facts)))
    ),
    atOnce
  ),
  (0, import_rxjs39.toArray)(),
  (0, import_rxjs39.map)((runs) => others2(config).flatMap(([name]) => runs.filter((run) => run.name === name)))
);
var backtestOf = (config, hasBand) => inThread(config).pipe(
  (0, import_rxjs39.mergeMap)((message2) => {
    if (message2.type === "progress") return (0, import_rxjs39.of)(message2);
    const { facts } = message2;
    if (!hasBand) return (0, import_rxjs39.of)(resultOf(config, facts));
    return bandOf2(config, facts).pipe((0, import_rxjs39.map)((band) => resultOf(config, facts, band)));
  })
);
var backtest = (options) => {
  const { config, hasBand } = readBacktestOptions(options);
  return backtestOf(config, hasBand);
};

// src/backtest/days.ts
var import_node_os2 = require("os");
var import_rxjs40 = require("rxjs");

// src/data/candle-dates.ts
var hour2 = 36e5;
var dayLength = 24 * hour2;
var isByDay = (type) => closeTimeOf(type, 0) <= hour2;
var utcDateOf = (time2) => new Date(time2).toISOString().slice(0, 10).replaceAll("-", "");
var candleDateOf = (type, openTime) => isByDay(type) ? utcDateOf(openTime) : utcDateOf(openTime).slice(0, 4);
var startOfDay = (time2) => Math.floor(time2 / dayLength) * dayLength;
var startsOfDays = (from13, to) => {
  const starts = [];
  for (let start3 = startOfDay(from13); start3 <= to; start3 += dayLength) starts.push(start3);
  return starts;
};
var startOfCandleDate = (date) => Date.UTC(Number(date.slice(0, 4)), Number(date.slice(4, 6) || 1) - 1, Number(date.slice(6) || 1));
var candleDates = (type, from13, to) => {
  const dates = [];
  let time2 = startOfDay(from13);
  while (time2 <= to) {
    dates.push(candleDateOf(type, time2));
    time2 = isByDay(type) ? time2 + dayLength : Date.UTC(new Date(time2).getUTCFullYear() + 1, 0, 1);
  }
  return dates;
};
var previousCandleDate = (type, time2) => isByDay(type) ? time2 - dayLength : Date.UTC(new Date(time2).getUTCFullYear(), 0, 1) - 1;

// src/backtest/days.ts
var daysOf = (start3, end3) => {
  const days = [];
  for (let begin3 = start3; begin3 <= end3; ) {
    const next2 = (Math.floor(begin3 / dayLength) + 1) * dayLength;
    days.push([begin3, next2]);
    begin3 = next2;
  }
  return days;
};
var backtestDays = (options) => {
  const { config, hasBand } = readBacktestOptions(options);
  const { recorded: recorded2, to = Infinity } = config.market;
  if (typeof recorded2 === "object" && "events" in recorded2)
    throw configError("market", "a recording of files", "events");
  return (0, import_rxjs40.defer)(() => {
    const end3 = Math.min(recordedEnd(recorded2) ?? 0, to - 1);
    return (0, import_rxjs40.from)(daysOf(options.market.start, end3));
  }).pipe(
    (0, import_rxjs40.mergeMap)(([begin3, next2]) => {
      const day7 = new Date(begin3).toISOString().slice(0, 10);
      const market = { ...config.market, from: begin3, to: Math.min(next2, to) };
      return backtestOf({ ...config, market }, hasBand).pipe((0, import_rxjs40.map)((event) => ({ day: day7, event })));
    }, (0, import_node_os2.availableParallelism)())
  );
};

// src/backtest/compare/align.ts
var kindOf = ({ pair, side, orderType }) => `${pair} ${side} ${orderType}`;
var isAsked = (a2, b2) => a2.price === b2.price && a2.amount === b2.amount;
var firstSince = (orders, time2) => {
  let [low, high] = [0, orders.length];
  while (low < high) {
    const half = low + high >> 1;
    if ((orders[half]?.at ?? 0) < time2) low = half + 1;
    else high = half;
  }
  return low;
};
var aligned = (a2, b2, within4) => {
  const waiting = /* @__PURE__ */ new Map();
  for (const order of b2) {
    const alike = waiting.get(kindOf(order));
    if (alike === void 0) waiting.set(kindOf(order), [order]);
    else alike.push(order);
  }
  const partners = /* @__PURE__ */ new Map();
  const taken = /* @__PURE__ */ new Set();
  const look2 = (isFit) => {
    for (const own2 of a2) {
      if (partners.has(own2)) continue;
      const alike = waiting.get(kindOf(own2)) ?? [];
      let best = null;
      for (let i = firstSince(alike, own2.at - within4); i < alike.length; i += 1) {
        const other = alike[i];
        if (other === void 0 || other.at > own2.at + within4) break;
        if (taken.has(other) || !isFit(own2, other)) continue;
        if (best === null || Math.abs(other.at - own2.at) < Math.abs(best.at - own2.at)) best = other;
      }
      if (best === null) continue;
      partners.set(own2, best);
      taken.add(best);
    }
  };
  look2(isAsked);
  look2(() => true);
  const both2 = a2.map((own2) => ({ a: own2, b: partners.get(own2) ?? null }));
  const rest2 = b2.filter((other) => !taken.has(other)).map((other) => ({ a: null, b: other }));
  const placedAt = ({ a: first, b: second7 }) => (first ?? second7)?.at ?? 0;
  return [...both2, ...rest2].toSorted((one2, other) => placedAt(one2) - placedAt(other));
};

// src/backtest/compare/causes.ts
var notionalOf2 = (view, order) => view.fillsOf(order).reduce((sum, { fill: fill2 }) => sum + unitsOf2(fill2.price) * unitsOf2(fill2.amount) / 10n ** 16n, 0n);
var differentParts = ({ a: a2, b: b2 }, viewA, viewB) => {
  if (a2 === null || b2 === null) return ["order"];
  return [
    ...a2.price !== b2.price || a2.amount !== b2.amount ? ["order"] : [],
    ...a2.filled !== b2.filled ? ["filled"] : [],
    ...a2.filled === b2.filled && a2.price === b2.price && notionalOf2(viewA, a2) !== notionalOf2(viewB, b2) ? ["price"] : [],
    ...a2.end !== b2.end ? ["end"] : []
  ];
};
var isEarlier = ({ pair }, viewA, atA, viewB, atB) => viewA.standing(pair, atA) !== viewB.standing(pair, atB);
var causeOfMissing = (order, own2, other, within4) => {
  if (order.at > other.to - within4 || order.at < other.from) return "span";
  if (other.isUnknown(order.pair, order.at - within4, order.at + within4)) return "unknown-market";
  return isEarlier(order, own2, order.at, other, order.at) ? "earlier" : null;
};
var rested = (view, order) => order.price !== null && view.fillsOf(order).every(({ fill: fill2 }) => fill2.makerTaker !== "taker");
var wasNotPassed = (view, { pair, side, price }, from13, to) => {
  const best = view.bestFor(pair, side, from13, to);
  if (best === null || price === null) return true;
  return side === "buy" ? best >= unitsOf2(price) : best <= unitsOf2(price);
};
var causeOfBoth = (a2, b2, viewA, viewB) => {
  const [endA, endB] = [viewA.endOf(a2), viewB.endOf(b2)];
  if (endA > viewA.to && endB > viewA.to || endB > viewB.to && endA > viewB.to) return "span";
  const isUnsure = (view2, order, end3) => view2.isGuessed(order) || view2.isUnknown(order.pair, order.at, Math.min(end3, view2.to));
  if (isUnsure(viewA, a2, endA) || isUnsure(viewB, b2, endB)) return "unknown-market";
  const isEarlierThan = (atA, atB) => isEarlier(a2, viewA, atA, viewB, atB);
  if (a2.price !== b2.price || a2.amount !== b2.amount) {
    if (isEarlierThan(a2.at, b2.at)) return "earlier";
    return a2.at !== b2.at ? "moment" : null;
  }
  if (a2.end === "Rejected" !== (b2.end === "Rejected"))
    return isEarlierThan(a2.at, b2.at) ? "earlier" : "refused";
  const restedIn = [rested(viewA, a2), rested(viewB, b2)];
  if (restedIn.includes(false)) {
    const acceptedAt = ({ steps }) => steps.find(({ type }) => type === "Accepted")?.at;
    return acceptedAt(a2) === acceptedAt(b2) ? "book" : "moment";
  }
  const firstFill = (view2, order) => view2.fillsOf(order)[0]?.at ?? Infinity;
  const [fillA, fillB] = [firstFill(viewA, a2), firstFill(viewB, b2)];
  if (endB < fillA && endB < endA && a2.filled !== "0" && b2.end === "Canceled") return "moment";
  if (endA < fillB && endA < endB && b2.filled !== "0" && a2.end === "Canceled") return "moment";
  const isLessA = unitsOf2(a2.filled) < unitsOf2(b2.filled);
  const [view, less, until] = isLessA ? [viewA, a2, endA] : [viewB, b2, endB];
  if (less.filled !== "0") return "amount";
  return wasNotPassed(view, less, less.at, Math.min(until, view.to)) ? "queue" : null;
};
var differenceCause = ({ a: a2, b: b2 }, viewA, viewB, within4) => {
  if (a2 !== null && b2 !== null) return causeOfBoth(a2, b2, viewA, viewB);
  if (a2 !== null) return causeOfMissing(a2, viewA, viewB, within4);
  return b2 === null ? null : causeOfMissing(b2, viewB, viewA, within4);
};

// src/backtest/compare/run-view.ts
var endTypes = ["Filled", "Canceled", "Rejected"];
var viewOf = (records) => {
  const orders = folded2(records, livesFold());
  const fills = /* @__PURE__ */ new Map();
  const notices = [];
  const marks = /* @__PURE__ */ new Map();
  for (const record3 of records) {
    if (record3.type === "fill") {
      const { orderId } = record3.fill;
      fills.set(orderId, [...fills.get(orderId) ?? [], record3]);
    } else if (record3.type === "notice") notices.push(record3.notice);
    else if (record3.type === "mark") {
      const known = marks.get(record3.pair);
      if (known === void 0) marks.set(record3.pair, [record3]);
      else known.push(record3);
    }
  }
  const guessed = new Set(
    notices.flatMap((notice) => notice.kind === "fill-assumed" ? [notice.orderId] : [])
  );
  const endOf2 = ({ steps }) => {
    const end3 = steps.at(-1);
    return end3 !== void 0 && endTypes.includes(end3.type) ? end3.at : Infinity;
  };
  const from13 = records[0]?.at ?? 0;
  const to = records.at(-1)?.at ?? 0;
  return {
    orders,
    from: from13,
    to,
    fillsOf: ({ orderId }) => orderId === null ? [] : fills.get(orderId) ?? [],
    endOf: endOf2,
    isGuessed: ({ orderId }) => orderId !== null && guessed.has(orderId),
    isUnknown: (pair, since, until) => {
      let unknownSince = null;
      for (const notice of notices) {
        if (notice.pair !== pair) continue;
        if (notice.kind === "order-unproven" && notice.at >= since && notice.at <= until) return true;
        if (notice.kind === "market-unknown") unknownSince ??= notice.at;
        if (notice.kind !== "market-known") continue;
        if (unknownSince !== null && unknownSince <= until && notice.at >= since) return true;
        unknownSince = null;
      }
      return unknownSince !== null && unknownSince <= until;
    },
    standing: (pair, at) => {
      const open2 = [];
      let held = 0n;
      for (const order of orders) {
        if (order.pair !== pair || order.at >= at) continue;
        const own2 = fills.get(order.orderId ?? -1) ?? [];
        for (const { at: time2, fill: fill2 } of own2)
          if (time2 < at) held += fill2.side === "buy" ? unitsOf2(fill2.amount) : -unitsOf2(fill2.amount);
        if (endOf2(order) >= at) open2.push(`${order.side} ${order.price}`);
      }
      return `${held}; ${open2.toSorted().join(", ")}`;
    },
    bestFor: (pair, side, since, until) => {
      let best = null;
      for (const { at, bid, ask } of marks.get(pair ?? "") ?? []) {
        const text3 = side === "buy" ? ask : bid;
        if (at < since || at > until || text3 === null) continue;
        const price = unitsOf2(text3);
        if (best === null || (side === "buy" ? price < best : price > best)) best = price;
      }
      return best;
    }
  };
};

// src/backtest/compare/compare.ts
var Options2 = optionsOf({ within: withDefault(atLeast(0), 2e3) });
var recordsOf = (run) => "records" in run ? run.records : run;
var compare = (runA, runB, options = {}) => {
  const { within: within4 } = resolveOptions(Options2, options);
  const [a2, b2] = [viewOf(recordsOf(runA)), viewOf(recordsOf(runB))];
  const pairs = aligned(a2.orders, b2.orders, within4);
  const differences = pairs.flatMap((pair) => {
    const differs = differentParts(pair, a2, b2);
    return differs.length === 0 ? [] : [{ ...pair, differs, cause: differenceCause(pair, a2, b2, within4) }];
  });
  const causes2 = {};
  for (const { cause } of differences) if (cause !== null) causes2[cause] = (causes2[cause] ?? 0) + 1;
  return {
    orders: pairs.length,
    same: pairs.length - differences.length,
    differences,
    causes: causes2,
    unexplained: differences.filter(({ cause }) => cause === null)
  };
};

// src/backtest/report/figures.ts
var numberText = (value, digits = 8) => value.toLocaleString("en-US", { maximumFractionDigits: digits }).replace("-", "\u2212");
var shownDigits = (amount, asset) => {
  if (asset !== "jpy") return 8;
  return Math.abs(amount) >= 1e3 ? 0 : 2;
};
var amountText = (amount, asset) => amount === null || amount === void 0 ? "\u2014" : `${numberText(Number(amount), shownDigits(Number(amount), asset))} ${asset.toUpperCase()}`;
var gainText = (amount, asset) => `${Number(amount ?? 0) > 0 ? "+" : ""}${amountText(amount, asset)}`;
var percentText = (fraction2, digits = 1) => fraction2 === null || fraction2 === void 0 ? "\u2014" : `${numberText(Number(fraction2) * 100, digits)} %`;
var timeText = (at) => new Date(at).toISOString().replace("T", " ").slice(0, 23);
var lengthText = (ms2) => {
  if (ms2 < 6e4) return `${numberText(ms2 / 1e3, 1)} s`;
  const minutes = Math.round(ms2 / 6e4);
  const [days, hours] = [Math.floor(minutes / 1440), Math.floor(minutes / 60) % 24];
  if (days > 0) return `${days} d ${hours} h`;
  return hours > 0 ? `${hours} h ${minutes % 60} min` : `${minutes} min`;
};

// src/backtest/report/html.ts
var escaped = (text3) => text3.replace(/[&<>"']/g, (char) => `&#${char.codePointAt(0) ?? 0};`);
var both = (english, japanese) => `<span lang="en">${escaped(english)}</span><span lang="ja">${escaped(japanese)}</span>`;
var table5 = (columns, rows3) => {
  if (rows3.length === 0) return "";
  const kind = (i) => columns[i]?.isNumber === true ? ' class="number"' : "";
  const head2 = columns.map((column, i) => `<th${kind(i)}>${column.head}</th>`).join("");
  const body = rows3.map((row2) => `<tr>${row2.map((cell2, i) => `<td${kind(i)}>${cell2}</td>`).join("")}</tr>`);
  return `
<div class="wide"><table><thead><tr>${head2}</tr></thead><tbody>
${body.join("\n")}
</tbody></table></div>`;
};
var section = (title, ...parts) => `<section><h2>${title}</h2>${parts.join("")}</section>`;
var figures = (rows3) => `<dl>${rows3.map(([english, japanese, value]) => `<dt>${both(english, japanese)}</dt><dd>${value}</dd>`).join("\n")}</dl>`;

// src/backtest/report/ticks.ts
var valueTicks = (low, high) => {
  const rough = (high - low) / 5;
  if (!(rough > 0)) return [];
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5, 10].find((times2) => times2 * power >= rough) ?? 10);
  const first = Math.ceil(low / step);
  const count5 = Math.floor(high / step) - first + 1;
  return Array.from({ length: Math.max(0, count5) }, (_, i) => Number(((first + i) * step).toPrecision(12)));
};
var [second3, minute5, hour3, day5] = [1e3, 6e4, 36e5, 864e5];
var timeSteps = [
  ...[1, 2, 5, 10, 15, 20, 30].map((n) => n * second3),
  ...[1, 2, 5, 10, 15, 20, 30].map((n) => n * minute5),
  ...[1, 2, 3, 4, 6, 8, 12].map((n) => n * hour3),
  ...[1, 2, 5, 10, 30].map((n) => n * day5)
];
var mostTimes = 4;
var textAt = (at, step) => {
  const text3 = new Date(at).toISOString();
  if (step >= day5) return text3.slice(5, 10);
  return at % day5 === 0 ? text3.slice(5, 10) : text3.slice(11, step < minute5 ? 19 : 16);
};
var timeTicks = (from13, to) => {
  const step = timeSteps.find((length) => (to - from13) / length <= mostTimes) ?? Math.ceil((to - from13) / mostTimes);
  const first = Math.ceil(from13 / step) * step;
  const count5 = Math.floor((to - first) / step) + 1;
  return Array.from({ length: Math.max(0, count5) }, (_, i) => {
    const at = first + i * step;
    return { at, text: textAt(at, step) };
  });
};

// src/backtest/report/chart.ts
var size = 1e3;
var margin = 0.06;
var edgeOf = (x) => x < size / 16 ? " first" : x > 15 * size / 16 ? " last" : "";
var chartOf = (unit, lines, dots = [], spans = []) => {
  const all = [...lines.flatMap(({ points }) => points), ...dots];
  const [first] = all;
  if (first === void 0) return "";
  let [from13, to, least, most3] = [first.at, first.at, first.value, first.value];
  for (const { at, value } of all) {
    from13 = Math.min(from13, at);
    to = Math.max(to, at);
    least = Math.min(least, value);
    most3 = Math.max(most3, value);
  }
  const space = (most3 - least || Math.abs(most3) || 1) * margin;
  const [low, high] = [least - space, most3 + space];
  const x = (at) => (at - from13) / (to - from13 || 1) * size;
  const y = (value) => (high - value) / (high - low) * size;
  const place = ({ at, value }) => `${x(at).toFixed(1)} ${y(value).toFixed(1)}`;
  const percent = (part) => `${(part / (size / 100)).toFixed(2)}%`;
  const values = valueTicks(low, high);
  const times2 = timeTicks(from13, to);
  const grid = [
    ...values.map((value) => `M0 ${y(value).toFixed(1)}H${size}`),
    ...times2.map(({ at }) => `M${x(at).toFixed(1)} 0V${size}`)
  ];
  const stood = spans.filter((span) => span.value >= low && span.value <= high && span.to >= from13 && span.from <= to).map(({ from: since, to: until, value, kind, title }) => {
    const [begin3, end3] = [x(Math.max(from13, since)), x(Math.min(to, until))];
    return `<path class="span ${kind}" d="M${begin3.toFixed(1)} ${y(value).toFixed(1)}H${end3.toFixed(1)}"><title>${escaped(title)}</title></path>`;
  });
  const scale2 = [
    ...values.map(
      (value) => `<b class="value" style="top:${percent(y(value))}">${numberText(value)} ${escaped(unit)}</b>`
    ),
    ...times2.map(
      ({ at, text: text3 }) => `<b class="time${edgeOf(x(at))}" style="left:${percent(x(at))}">${text3}</b>`
    )
  ];
  const legend = lines.length < 2 ? "" : `<figcaption>${lines.map(({ name, label }) => `<i class="key ${escaped(name)}"></i>${both(...label)}`).join("")}</figcaption>`;
  return `<figure>${legend}<div class="plot"><svg viewBox="0 0 ${size} ${size}" preserveAspectRatio="none" role="img"><path class="grid" d="${grid.join("")}"/>
${lines.map(({ name, points }) => `<path class="line ${escaped(name)}" d="M${points.map(place).join("L")}"/>`).join("")}
${stood.join("")}
${dots.map((dot) => `<path class="dot ${dot.kind}" d="M${place(dot)}h0"><title>${escaped(dot.title)}</title></path>`).join("")}</svg>
${scale2.join("")}</div></figure>`;
};

// src/backtest/report/weakness.ts
var sentenceOf = (warning) => {
  switch (warning.kind) {
    case "unknown": {
      const [length, n] = [lengthText(warning.ms), warning.times];
      return both(
        `For ${length}, in ${n} gap${n === 1 ? "" : "s"}, the book was not known.`,
        `\u677F\u304C\u5206\u304B\u3089\u306A\u3044\u6642\u9593\u304C${n}\u56DE\u3001\u8A08${length}\u3042\u308A\u307E\u3057\u305F\u3002`
      );
    }
    case "assumed":
      return both(
        `${warning.fills} of ${warning.of} fills are guesses, because the book was not known.`,
        `\u7D04\u5B9A${warning.of}\u4EF6\u306E\u3046\u3061${warning.fills}\u4EF6\u306F\u63A8\u5B9A\u3067\u3059\u3002`
      );
    case "share":
      return both(
        `${warning.pair}: your trades are ${percentText(warning.share)} of those of all others, who would have reacted.`,
        `${warning.pair}\uFF1A\u81EA\u5206\u306E\u53D6\u5F15\u304C\u4ED6\u8005\u306E\u53D6\u5F15\u306E${percentText(warning.share)}\u306B\u3042\u305F\u308A\u3001\u5B9F\u969B\u306B\u306F\u5E02\u5834\u304C\u53CD\u5FDC\u3057\u307E\u3059\u3002`
      );
    case "left-open":
      return both(
        `Orders that were still open at the end: ${warning.orders}.`,
        `\u7D42\u4E86\u6642\u306B${warning.orders}\u4EF6\u306E\u6CE8\u6587\u304C\u6B8B\u3063\u3066\u3044\u307E\u3059\u3002`
      );
    case "no-fills":
      return both("Nothing was filled.", "\u7D04\u5B9A\u306F\u3042\u308A\u307E\u305B\u3093\u3067\u3057\u305F\u3002");
    case "no-latency":
      return both(
        "No latency was given: orders arrived at the moment at which they were sent.",
        "\u9045\u5EF6\u304C\u8A2D\u5B9A\u3055\u308C\u3066\u3044\u307E\u305B\u3093\u3002\u6CE8\u6587\u306F\u9001\u4FE1\u3068\u540C\u6642\u306B\u5C4A\u3044\u3066\u3044\u307E\u3059\u3002"
      );
  }
};
var bandSentences = ({ band, profit: profit2 }) => {
  if (band.length === 0)
    return [
      both(
        "It was run by one model of fills only, so nothing shows how much the result depends on it.",
        "\u7D04\u5B9A\u30E2\u30C7\u30EB\u306F1\u3064\u3060\u3051\u3067\u5B9F\u884C\u3055\u308C\u307E\u3057\u305F\u3002\u7D50\u679C\u304C\u30E2\u30C7\u30EB\u306B\u3069\u308C\u307B\u3069\u5DE6\u53F3\u3055\u308C\u308B\u304B\u306F\u5206\u304B\u308A\u307E\u305B\u3093\u3002"
      )
    ];
  return Object.entries(profit2).flatMap(([quote, { total }]) => {
    const totals2 = [total, ...band.map(({ total: other }) => other[quote] ?? null)].filter((one2) => one2 !== null).map(Number);
    if (totals2.length < 2) return [];
    const [least, most3] = [Math.min(...totals2), Math.max(...totals2)].map(
      (one2) => gainText(String(one2), quote)
    );
    return least === most3 ? [both(`By every model the profit is ${most3}.`, `\u3069\u306E\u30E2\u30C7\u30EB\u3067\u3082\u640D\u76CA\u306F${most3}\u3067\u3059\u3002`)] : [
      both(
        `By the models below the profit is anything from ${least} to ${most3}.`,
        `\u4E0B\u306E\u30E2\u30C7\u30EB\u306B\u3088\u3063\u3066\u640D\u76CA\u306F${least}\u304B\u3089${most3}\u307E\u3067\u5909\u308F\u308A\u307E\u3059\u3002`
      )
    ];
  });
};
var bandNames = {
  touch: ["touch: filled where a trade reaches the price", "touch\uFF1A\u4FA1\u683C\u306B\u5C4A\u3051\u3070\u7D04\u5B9A"],
  through: ["through: filled only beyond the price", "through\uFF1A\u4FA1\u683C\u3092\u8D8A\u3048\u305F\u3089\u7D04\u5B9A"],
  queue: ["queue: filled in its turn", "queue\uFF1A\u9806\u756A\u304C\u6765\u305F\u3089\u7D04\u5B9A"],
  "twice the latency": ["twice the latency", "\u9045\u5EF62\u500D"]
};
var weaknessOf = (result2) => {
  const { warnings, band, input, fills, profit: profit2 } = result2;
  const quotes = Object.keys(profit2);
  const own2 = [
    both(`this run (${input.model.name})`, `\u3053\u306E\u7D50\u679C\uFF08${input.model.name}\uFF09`),
    numberText(fills.length),
    ...quotes.map((quote) => escaped(gainText(profit2[quote]?.total, quote)))
  ];
  const others4 = band.map(({ name, fills: count5, total }) => [
    both(...bandNames[name]),
    numberText(count5),
    ...quotes.map((quote) => escaped(gainText(total[quote], quote)))
  ]);
  const nobody = both(
    "Nobody in the recording knew of these orders: the result is the best that a small order can hope for.",
    "\u8A18\u9332\u3055\u308C\u305F\u5E02\u5834\u306F\u3053\u306E\u6CE8\u6587\u3092\u77E5\u308A\u307E\u305B\u3093\u3002\u7D50\u679C\u306F\u5C0F\u3055\u306A\u6CE8\u6587\u3067\u671B\u307F\u3046\u308B\u6700\u826F\u306E\u3082\u306E\u3067\u3059\u3002"
  );
  return section(
    both("What weakens it", "\u3053\u306E\u7D50\u679C\u306E\u5F31\u70B9"),
    `<ul>${[...warnings.map(sentenceOf), ...bandSentences(result2), nobody].map((one2) => `<li>${one2}</li>`).join("")}</ul>`,
    table5(
      [
        { head: both("Model of fills", "\u7D04\u5B9A\u30E2\u30C7\u30EB") },
        { head: both("Fills", "\u7D04\u5B9A"), isNumber: true },
        ...quotes.map(() => ({ head: both("Profit", "\u640D\u76CA"), isNumber: true }))
      ],
      [own2, ...others4]
    )
  );
};

// src/backtest/report/words.ts
var words = {
  buy: ["Buy", "\u8CB7\u3044"],
  sell: ["Sell", "\u58F2\u308A"],
  market: ["Market", "\u6210\u884C"],
  limit: ["Limit", "\u6307\u5024"],
  stop: ["Stop", "\u9006\u6307\u5024"],
  stop_limit: ["Stop limit", "\u9006\u6307\u5024\u6307\u5024"],
  take_profit: ["Take profit", "\u5229\u78BA"],
  stop_loss: ["Stop loss", "\u640D\u5207\u308A"],
  Submitted: ["sent", "\u9001\u4FE1"],
  Accepted: ["accepted", "\u53D7\u4ED8"],
  Triggered: ["triggered", "\u767A\u52D5"],
  PartiallyFilled: ["fill", "\u7D04\u5B9A"],
  Filled: ["filled", "\u5168\u7D04\u5B9A"],
  Canceled: ["cancelled", "\u53D6\u6D88"],
  Rejected: ["refused", "\u62D2\u5426"],
  Unresolved: ["not resolved", "\u672A\u78BA\u5B9A"],
  open: ["open", "\u672A\u7D04\u5B9A"],
  taker: ["It took", "\u6210\u884C\u30FB\u5373\u6642\u7D04\u5B9A"],
  print: ["Met by a trade", "\u4ED6\u8005\u306E\u7D04\u5B9A"],
  cross: ["Met by a crossing book", "\u677F\u306E\u4EA4\u5DEE"],
  gap: ["Guessed over a gap", "\u6B20\u843D\u6642\u9593\u306E\u63A8\u5B9A"],
  auction: ["Guessed at an auction", "\u677F\u5BC4\u305B\u306E\u63A8\u5B9A"],
  completed: ["the strategy was done", "\u6226\u7565\u304C\u7D42\u4E86"],
  left: ["the recording was over", "\u8A18\u9332\u304C\u7D42\u4E86"]
};
var wordOf2 = (name) => {
  if (name === null) return "\u2014";
  const word = words[name];
  return word === void 0 ? escaped(name) : both(...word);
};
var stepsText = (steps) => {
  const runs = [];
  for (const { type } of steps) {
    const last2 = runs.at(-1);
    if (last2?.type === type) last2.count += 1;
    else runs.push({ type, count: 1 });
  }
  return runs.map(({ type, count: count5 }) => wordOf2(type) + (count5 > 1 ? ` \xD7${count5}` : "")).join(" \u2192 ");
};
var modelText = (model) => {
  if (model.name !== "queue") return escaped(model.name);
  const { cancelsAhead } = model;
  return `queue (${both("cancelled ahead", "\u524D\u65B9\u306E\u53D6\u6D88")}: ${escaped(String(cancelsAhead))})`;
};
var delayText = (delay3) => typeof delay3 === "number" ? `${delay3} ms` : both(`${delay3.length} measured times`, `\u5B9F\u6E2C\u5024${delay3.length}\u4EF6`);
var isDelay = (value) => typeof value === "number" || Array.isArray(value);
var latencyText = (latency) => typeof latency === "number" ? `${latency} ms` : Object.entries(latency).flatMap(
  ([way, delay3]) => isDelay(delay3) ? [`${escaped(way)}: ${delayText(delay3)}`] : []
).join(", ");
var balancesText = (balances) => escaped(
  Object.entries(balances).map(([asset, amount]) => amountText(amount, asset)).join(", ")
);
var feesText = (fees) => Object.entries(fees).map(
  ([pair, { maker, taker }]) => `${escaped(pair)}: ${both("maker", "\u30E1\u30A4\u30AB\u30FC")} ${percentText(maker, 4)}, ${both("taker", "\u30C6\u30A4\u30AB\u30FC")} ${percentText(taker, 4)}`
).join("; ");

// src/backtest/report/sections.ts
var mostRows = 500;
var mostDrawn = 3e3;
var drawn = (items) => {
  const each = Math.ceil(items.length / mostDrawn);
  return each <= 1 ? items : items.filter((_, i) => i % each === 0);
};
var moneyOf = ({ profit: profit2, equity, exposure }) => Object.entries(profit2).map(([quote, sums]) => {
  const curve = equity[quote];
  const unit = quote.toUpperCase();
  const points = (curve?.points ?? []).map(({ at, total }) => ({ at, value: Number(total) }));
  let peak = 0;
  const drawdown = points.map(({ at, value }) => {
    peak = Math.max(peak, value);
    return { at, value: value - peak };
  });
  return section(
    both(`Profit, ${unit}`, `\u640D\u76CA\uFF08${unit}\uFF09`),
    chartOf(unit, [{ name: "equity", label: ["profit", "\u640D\u76CA"], points }]),
    `<h3>${both("Drawdown", "\u30C9\u30ED\u30FC\u30C0\u30A6\u30F3")}</h3>`,
    chartOf(unit, [{ name: "drawdown", label: ["drawdown", "\u30C9\u30ED\u30FC\u30C0\u30A6\u30F3"], points: drawdown }]),
    figures([
      ["Profit", "\u640D\u76CA", gainText(sums.total, quote)],
      ["Spread", "\u30B9\u30D7\u30EC\u30C3\u30C9", gainText(sums.spread, quote)],
      ["Inventory", "\u5728\u5EAB", gainText(sums.inventory, quote)],
      ["Fees", "\u624B\u6570\u6599", amountText(sums.fees, quote)],
      ["Rebates", "\u30EA\u30D9\u30FC\u30C8", amountText(sums.rebates, quote)],
      ["Interest", "\u5229\u606F", amountText(sums.interest, quote)],
      ["Turnover", "\u58F2\u8CB7\u4EE3\u91D1", amountText(sums.turnover, quote)],
      ["Worst drawdown", "\u6700\u5927\u30C9\u30ED\u30FC\u30C0\u30A6\u30F3", amountText(curve?.drawdown.amount, quote)],
      ["Greatest exposure", "\u6700\u5927\u30A8\u30AF\u30B9\u30DD\u30FC\u30B8\u30E3\u30FC", amountText(exposure[quote]?.most, quote)],
      ["Mean exposure", "\u5E73\u5747\u30A8\u30AF\u30B9\u30DD\u30FC\u30B8\u30E3\u30FC", amountText(exposure[quote]?.mean, quote)],
      ["Time exposed", "\u30DD\u30B8\u30B7\u30E7\u30F3\u4FDD\u6709\u6642\u9593", percentText(exposure[quote]?.time)]
    ])
  );
});
var endedAt = ({ end: end3, steps }, to) => end3 === "open" ? to : steps.at(-1)?.at ?? to;
var pricesOf2 = ({ prices, fills, orders, span }) => Object.entries(prices).map(([pair, points]) => {
  const line = (name, label) => ({
    name,
    label,
    points: points.flatMap((point) => {
      const price = point[name];
      return price === null ? [] : [{ at: point.at, value: Number(price) }];
    })
  });
  const own2 = fills.filter(({ fill: fill2 }) => fill2.pair === pair);
  const dots = drawn(own2).map(({ fill: fill2, cause }) => ({
    at: fill2.executedAt,
    value: Number(fill2.price),
    kind: fill2.side,
    title: `${fill2.side} ${fill2.amount} ${fill2.price} (${cause})`
  }));
  const placed2 = orders.filter(
    (order) => order.pair === pair && order.price !== null && order.orderId !== null
  );
  const spans = drawn(placed2).map((order) => {
    const { at, side, price, amount, end: end3 } = order;
    return {
      from: at,
      to: endedAt(order, span.to),
      value: Number(price),
      kind: side === "sell" ? "sell" : "buy",
      title: `${side} ${amount} ${price}: ${end3}`
    };
  });
  const isCut = own2.length > mostDrawn || placed2.length > mostDrawn;
  return section(
    both(`${pair}: prices, your orders and fills`, `${pair}\uFF1A\u4FA1\u683C\u3001\u6CE8\u6587\u3068\u7D04\u5B9A`),
    chartOf(
      quoteAssetOf(pair).toUpperCase(),
      [line("bid", ["best bid", "\u6700\u826F\u8CB7\u6C17\u914D"]), line("ask", ["best ask", "\u6700\u826F\u58F2\u6C17\u914D"])],
      dots,
      spans
    ),
    `<p>${both(
      "Dots are fills, bars are orders as long as they were open; green bought, red sold.",
      "\u70B9\u306F\u7D04\u5B9A\u3001\u6A2A\u7DDA\u306F\u6709\u52B9\u3060\u3063\u305F\u6CE8\u6587\u3067\u3059\u3002\u7DD1\u306F\u8CB7\u3044\u3001\u8D64\u306F\u58F2\u308A\u3067\u3059\u3002"
    )}${isCut ? ` ${both("There are more of them than can be drawn.", "\u4EF6\u6570\u304C\u591A\u3044\u305F\u3081\u4E00\u90E8\u3060\u3051\u3092\u63CF\u3044\u3066\u3044\u307E\u3059\u3002")}` : ""}</p>`
  );
});
var fillCauses = [
  "taker",
  "print",
  "cross",
  "gap",
  "auction"
];
var count4 = (value) => numberText(value);
var ordersOf = ({ summary, markOuts, fills, marketShare }) => {
  const refusals = Object.entries(summary.refusals).map(([code, times2]) => [escaped(code), count4(times2)]);
  const causes2 = fillCauses.flatMap((cause) => {
    const times2 = fills.filter((one2) => one2.cause === cause).length;
    return times2 === 0 ? [] : [[wordOf2(cause), count4(times2)]];
  });
  const shares = Object.entries(marketShare).map(([pair, share7]) => [escaped(pair), percentText(share7, 2)]);
  const number2 = (head2) => ({ head: head2, isNumber: true });
  return [
    section(
      both("Orders", "\u6CE8\u6587"),
      figures([
        ["Orders", "\u6CE8\u6587", count4(summary.orders)],
        ["Filled", "\u5168\u7D04\u5B9A", count4(summary.filled)],
        ["Cancelled", "\u53D6\u6D88", count4(summary.canceled)],
        ["Refused", "\u62D2\u5426", count4(summary.rejected)],
        ["Open at the end", "\u7D42\u4E86\u6642\u306B\u672A\u7D04\u5B9A", count4(summary.open)],
        ["Filled amount of the amount ordered", "\u7D04\u5B9A\u7387\uFF08\u6570\u91CF\uFF09", percentText(summary.fillRatio)],
        [
          "Time to the first fill, median",
          "\u6700\u521D\u306E\u7D04\u5B9A\u307E\u3067\u306E\u6642\u9593\uFF08\u4E2D\u592E\u5024\uFF09",
          summary.timeToFill === null ? "\u2014" : lengthText(summary.timeToFill)
        ]
      ]),
      table5([{ head: both("Filled because", "\u7D04\u5B9A\u306E\u7406\u7531") }, number2(both("Fills", "\u7D04\u5B9A"))], causes2),
      table5([{ head: both("Refused because of", "\u62D2\u5426\u306E\u7406\u7531") }, number2(both("Orders", "\u6CE8\u6587"))], refusals),
      table5(
        [{ head: both("Pair", "\u30DA\u30A2") }, number2(both("Of the others\u2019 volume", "\u4ED6\u8005\u306E\u53D6\u5F15\u306B\u5BFE\u3059\u308B\u5272\u5408"))],
        shares
      ),
      table5(
        [
          { head: both("Mark-out", "\u30DE\u30FC\u30AF\u30A2\u30A6\u30C8") },
          number2(both("After", "\u7D4C\u904E")),
          number2(both("Gained", "\u5229\u76CA")),
          number2(both("Fills", "\u7D04\u5B9A"))
        ],
        markOuts.map(({ pair, after, gained, fills: times2 }) => [
          escaped(pair),
          lengthText(after),
          gainText(gained, quoteAssetOf(pair)),
          count4(times2)
        ])
      )
    )
  ];
};
var livesOf = ({ orders }) => {
  const number2 = (english, japanese) => ({ head: both(english, japanese), isNumber: true });
  const text3 = (english, japanese) => ({ head: both(english, japanese) });
  return [
    section(
      both("Lives of orders", "\u6CE8\u6587\u306E\u7D4C\u904E"),
      orders.length > mostRows ? `<p>${both(`The first ${mostRows} of ${orders.length}.`, `${orders.length}\u4EF6\u306E\u3046\u3061\u6700\u521D\u306E${mostRows}\u4EF6\u3002`)}</p>` : "",
      table5(
        [
          text3("Time, UTC", "\u6642\u523B\uFF08UTC\uFF09"),
          text3("Pair", "\u30DA\u30A2"),
          text3("Side", "\u58F2\u8CB7"),
          text3("Type", "\u7A2E\u985E"),
          number2("Price", "\u4FA1\u683C"),
          number2("Amount", "\u6570\u91CF"),
          number2("Filled", "\u7D04\u5B9A"),
          text3("Steps", "\u7D4C\u904E"),
          text3("End", "\u7D50\u679C")
        ],
        orders.slice(0, mostRows).map(({ at, pair, side, orderType, price, amount, filled, steps, end: end3 }) => [
          timeText(at),
          escaped(pair ?? "\u2014"),
          wordOf2(side),
          wordOf2(orderType),
          price === null ? "\u2014" : numberText(Number(price)),
          escaped(amount ?? "\u2014"),
          escaped(filled),
          stepsText(steps),
          wordOf2(end3)
        ])
      )
    )
  ];
};
var inputOf = ({ hash, input, span, ended: ended2, breakTime, unknownTime: unknownTime2 }) => [
  section(
    both("Inputs", "\u5165\u529B"),
    figures([
      ["Strategy", "\u6226\u7565", escaped(input.strategy)],
      ["Recording from (UTC)", "\u8A18\u9332\u306E\u958B\u59CB\uFF08UTC\uFF09", timeText(span.from)],
      ["Strategy from (UTC)", "\u6226\u7565\u306E\u958B\u59CB\uFF08UTC\uFF09", timeText(span.begun)],
      ["To (UTC)", "\u7D42\u4E86\uFF08UTC\uFF09", `${timeText(span.to)}: ${wordOf2(ended2)}`],
      ["Book not known", "\u677F\u304C\u4E0D\u660E", lengthText(unknownTime2)],
      ["Circuit break", "\u30B5\u30FC\u30AD\u30C3\u30C8\u30D6\u30EC\u30A4\u30AF", lengthText(breakTime)],
      ["Model of fills", "\u7D04\u5B9A\u30E2\u30C7\u30EB", modelText(input.model)],
      ["Latency, each way", "\u7247\u9053\u306E\u9045\u5EF6", latencyText(input.latency)],
      ["Fees", "\u624B\u6570\u6599\u7387", feesText(input.fees)],
      ["Seed", "\u30B7\u30FC\u30C9", escaped(String(input.seed))],
      ["Balances", "\u6B8B\u9AD8", balancesText(input.balances)],
      ["Frames", "\u30D5\u30EC\u30FC\u30E0", count4(input.frames)],
      ["Versions", "\u30D0\u30FC\u30B8\u30E7\u30F3", escaped(`rx-bitbank ${input.version}, Node ${input.node}`)],
      ["Hash of the result", "\u7D50\u679C\u306E\u30CF\u30C3\u30B7\u30E5", escaped(hash)],
      ["Hash of the recording", "\u8A18\u9332\u306E\u30CF\u30C3\u30B7\u30E5", escaped(input.hash)],
      ["Hash of the strategy", "\u6226\u7565\u306E\u30CF\u30C3\u30B7\u30E5", escaped(input.strategyHash)]
    ])
  )
];
var inOrder2 = [
  (result2) => [weaknessOf(result2)],
  moneyOf,
  pricesOf2,
  ordersOf,
  livesOf,
  inputOf
];
var sections = (result2) => inOrder2.flatMap((of36) => of36(result2)).join("\n");

// src/backtest/report/style.ts
var style = `
:root { color-scheme: light dark; --up: #0a7d4f; --down: #c0392b; --line: #2563eb; --dim: #8884; --soft: #888; }
@media (prefers-color-scheme: dark) { :root { --up: #34d399; --down: #f87171; --line: #60a5fa; } }
body { font: 15px/1.5 system-ui, sans-serif; margin: 0 auto; padding: 12px 16px; max-width: 960px; }
main { overflow-wrap: anywhere; }
h1 { margin: 8px 0 0; font-size: 24px; } h2 { margin: 28px 0 8px; font-size: 18px; } h3 { margin: 8px 0; font-size: 15px; }
ul { padding-left: 20px; }
.wide { overflow-x: auto; margin: 8px 0; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { padding: 3px 16px 3px 0; text-align: left; border-bottom: 1px solid var(--dim); white-space: nowrap; }
.number { text-align: right; }
section:first-of-type td:first-child { white-space: normal; min-width: 11em; }
dl { display: grid; grid-template-columns: minmax(9em, 40%) 1fr; margin: 8px 0; font-variant-numeric: tabular-nums; }
dt, dd { margin: 0; padding: 3px 12px 3px 0; border-bottom: 1px solid var(--dim); }
figure { margin: 8px 0; } figcaption { font-size: 13px; }
.plot { position: relative; height: 260px; margin-bottom: 24px; border-bottom: 1px solid var(--soft); }
svg { position: absolute; width: 100%; height: 100%; overflow: visible; }
path { fill: none; vector-effect: non-scaling-stroke; }
.plot b { position: absolute; font: 12px/1 system-ui, sans-serif; font-variant-numeric: tabular-nums; color: var(--soft); pointer-events: none; }
.value { right: 0; margin-top: -14px; padding: 0 2px; background: color-mix(in srgb, Canvas 75%, transparent); }
.time { top: 100%; padding-top: 6px; transform: translateX(-50%); }
.first { transform: none; } .last { transform: translateX(-100%); }
.grid { stroke: var(--dim); stroke-width: 1; } .line { stroke: var(--line); stroke-width: 1.5; stroke-linejoin: round; }
.drawdown, .ask { stroke: var(--down); } .bid { stroke: var(--up); }
.buy { stroke: var(--up); } .sell { stroke: var(--down); }
.span { stroke-width: 3; opacity: 0.55; } .dot { stroke-width: 8; stroke-linecap: round; }
.key { display: inline-block; width: 14px; height: 0; border-top: 2px solid var(--line); margin: 0 6px 4px 0; }
.key.bid { border-color: var(--up); } .key.ask { border-color: var(--down); } figcaption span { margin-right: 14px; }
#en:checked ~ main [lang=ja], #ja:checked ~ main [lang=en] { display: none; }
`;

// src/backtest/report/report.ts
var nameOf2 = ({ input }) => decodeURIComponent(input.strategy.split("/").at(-1) ?? input.strategy).replace(/\?.*$/, "");
var spanOf2 = ({ input, span }) => {
  const pairs = Object.keys(input.fees);
  const [from13, to] = [span.begun, span.to].map((at) => timeText(at).slice(0, 16));
  const length = lengthText(span.to - span.begun);
  const named = pairs.length > 5 ? [...pairs.slice(0, 5), "\u2026"] : pairs;
  return both(
    `A backtest on a recording of ${named.join(", ")}: ${length}, from ${from13} to ${to} UTC.`,
    `${named.join("\u3001")}\u306E\u8A18\u9332\u306B\u3088\u308B\u30D0\u30C3\u30AF\u30C6\u30B9\u30C8\uFF1A${length}\uFF08${from13}\u301C${to} UTC\uFF09\u3002`
  );
};
var reportOf = (result2) => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(nameOf2(result2))}: backtest</title><style>${style}</style></head><body>
<input type="radio" name="language" id="en" checked><label for="en">English</label>
<input type="radio" name="language" id="ja"><label for="ja">\u65E5\u672C\u8A9E</label>
<main><h1>${escaped(nameOf2(result2))}</h1>
<p>${spanOf2(result2)}</p>
${sections(result2)}
</main></body></html>
`;
var writeReport = (result2, path) => replaceFile(path, reportOf(result2));

// src/strategy/record-run.ts
var import_rxjs41 = require("rxjs");
var markEvery = 1e3;
var textOf4 = (price) => price === null ? null : decimalOf(price);
var recordRun = (base, { pairs = [] } = {}) => {
  const { data: data2, exec, scheduler, notices$ } = base;
  const records = new import_rxjs41.Subject();
  const life = new import_rxjs41.Subscription();
  const watched = /* @__PURE__ */ new Set();
  const now = () => stampOf(scheduler);
  let commands = 0;
  const watch = (pair) => {
    if (watched.has(pair) || life.closed) return;
    watched.add(pair);
    const marks$ = data2.quotes$(pair).pipe((0, import_rxjs41.auditTime)(markEvery, scheduler));
    const write = ({ bid, ask }) => records.next({ type: "mark", at: now(), pair, bid: textOf4(bid), ask: textOf4(ask) });
    life.add(marks$.subscribe({ next: write, error: () => void 0 }));
  };
  const begun2 = (call2, request, pair) => {
    commands += 1;
    records.next({ type: "command", at: now(), command: commands, call: call2, request });
    if (pair !== void 0) watch(pair);
    return commands;
  };
  const written = (call2, request, pair, values$2, write, onLeft = () => void 0) => {
    let isWritten = false;
    return (0, import_rxjs41.defer)(() => {
      if (isWritten || life.closed) return values$2;
      isWritten = true;
      const command2 = begun2(call2, request, pair);
      return values$2.pipe(
        (0, import_rxjs41.tap)({
          next: (value) => write(command2, value),
          error: (error) => {
            isWritten = false;
            records.next({ type: "error", at: now(), command: command2, cause: causeOf(error) });
          },
          unsubscribe: () => onLeft(command2)
        })
      );
    });
  };
  const placed2 = (call2, request, pair, values$2) => {
    let id = null;
    let seen = 0;
    const write = (command2, transition) => {
      if (transition.type === "Submitted") ({ id } = transition);
      seen += 1;
      records.next({ type: "transition", at: now(), command: command2, transition });
    };
    const follow = (command2) => {
      if (id === null || life.closed) return;
      const rest$ = exec.trackOrder({ id }).pipe((0, import_rxjs41.skip)(seen));
      life.add(rest$.subscribe({ next: (one2) => write(command2, one2), error: () => void 0 }));
    };
    return written(call2, request, pair, values$2, write, follow);
  };
  const cancelled2 = (command2, outcome) => records.next({ type: "outcome", at: now(), command: command2, outcome });
  const world = {
    ...base,
    exec: {
      ...exec,
      submitOrder: (request, options) => placed2("submitOrder", request, request.pair, exec.submitOrder(request, options)),
      replaceOrder: (ref, changes, options) => {
        const request = { ref: { pair: ref.pair, orderId: ref.orderId }, changes };
        return placed2("replaceOrder", request, ref.pair, exec.replaceOrder(ref, changes, options));
      },
      cancelOrder: (ref) => {
        const request = { pair: ref.pair, orderId: ref.orderId };
        return written("cancelOrder", request, ref.pair, exec.cancelOrder(ref), cancelled2);
      },
      cancelOrders: (orders) => written("cancelOrders", orders, orders.pair, exec.cancelOrders(orders), cancelled2),
      cancelAll: (which) => written("cancelAll", which ?? {}, which?.pair, exec.cancelAll(which), cancelled2)
    }
  };
  const fills$ = exec.fills$.pipe((0, import_rxjs41.map)((fill2) => ({ type: "fill", at: now(), fill: fill2 })));
  const values$ = notices$.pipe((0, import_rxjs41.map)((notice) => ({ type: "notice", at: now(), notice })));
  for (const feed$ of [fills$, values$])
    life.add(feed$.subscribe({ next: (record3) => records.next(record3), error: () => void 0 }));
  pairs.forEach(watch);
  const stop = () => {
    life.unsubscribe();
    records.complete();
  };
  return { world, records$: records.asObservable(), stop };
};

// src/backtest/paper.ts
var import_node_crypto11 = require("crypto");
var import_rxjs111 = require("rxjs");

// src/execution/create-client.ts
var import_rxjs90 = require("rxjs");

// src/connectivity/http-fetch.ts
var import_rxjs42 = require("rxjs");
var dateOf3 = (header2) => Date.parse(header2 ?? "") || null;
var readText = async (response, endpoint, maxBytes) => {
  const decoder2 = new TextDecoder();
  let text3 = "";
  let size2 = 0;
  const reader2 = response.body?.getReader();
  for (let part = await reader2?.read(); part?.value !== void 0; part = await reader2?.read()) {
    size2 += part.value.length;
    if (size2 > maxBytes)
      throw httpError(endpoint, "too-large", "unknown", `a reply of more than ${maxBytes} bytes`);
    text3 += decoder2.decode(part.value, { stream: true });
  }
  return text3 + decoder2.decode();
};
var fetchHttp = (settings2 = {}) => (request) => new import_rxjs42.Observable((subscriber) => {
  const { url, timeout: timeout6, maxReplyBytes: maxReplyBytes2 } = request;
  const endpoint = endpointOf(request);
  const abort = new AbortController();
  const timer24 = setTimeout(
    () => subscriber.error(httpError(endpoint, "timeout", "unknown", `no reply within ${timeout6} ms`)),
    timeout6
  );
  fetch(url, { ...request, ...settings2, signal: abort.signal }).then(async (response) => {
    const text3 = await readText(response, endpoint, maxReplyBytes2);
    subscriber.next({
      status: response.status,
      date: dateOf3(response.headers.get("date")),
      body: text3
    });
    subscriber.complete();
  }).catch((error) => {
    const known = error instanceof Error && "_tag" in error;
    subscriber.error(known ? error : httpError(endpoint, "cut-off", "unknown", String(error)));
  });
  return () => {
    clearTimeout(timer24);
    abort.abort();
  };
});
var sendByFetch = fetchHttp();

// src/connectivity/http-node.ts
var bun = () => process.versions["bun"];
var nodeHttp = (options = {}, bunVersion = bun()) => bunVersion === void 0 ? undiciHttp(options) : fetchHttp({
  redirect: "manual",
  ...options.proxy === void 0 ? {} : { proxy: options.proxy }
});

// src/connectivity/pubnub.ts
var import_rxjs43 = require("rxjs");

// src/connectivity/bounded-dispatcher.ts
var recordOf = (headers) => {
  const record3 = {};
  if (headers === null || headers === void 0) return record3;
  if (Symbol.iterator in headers) {
    const items = [...headers];
    items.forEach((item, at) => {
      if (typeof item !== "string") record3[item[0]] = item[1];
      else if (at % 2 === 0) record3[item] = String(items[at + 1] ?? "");
    });
    return record3;
  }
  for (const [name, value] of Object.entries(headers)) if (value !== void 0) record3[name] = value;
  return record3;
};
var isAcceptEncoding = (name) => name.toLowerCase() === "accept-encoding";
var withoutCompression = (options) => {
  const kept = Object.entries(recordOf(options.headers)).filter(([name]) => !isAcceptEncoding(name));
  return { ...options, headers: { ...Object.fromEntries(kept), "accept-encoding": "identity" } };
};
var boundedDispatcher = (dispatcher, maxReplyBytes2, onTooLong) => dispatcher.compose((dispatch2) => (options, handler) => {
  let received = 0;
  const cutOff = (controller, cause) => {
    onTooLong(cause);
    controller.abort(new Error(cause));
  };
  const bounded = {
    onRequestStart: (controller, context) => handler.onRequestStart?.(controller, context),
    onRequestUpgrade: (...upgrade2) => handler.onRequestUpgrade?.(...upgrade2),
    onResponseStart: (controller, status, headers, message2) => {
      const encoding = headers["content-encoding"];
      if (encoding !== void 0 && encoding !== "identity")
        cutOff(controller, "a compressed reply, which was not asked for");
      else handler.onResponseStart?.(controller, status, headers, message2);
    },
    onResponseData: (controller, chunk) => {
      received += chunk.length;
      if (received > maxReplyBytes2) cutOff(controller, `a reply of more than ${maxReplyBytes2} bytes`);
      else handler.onResponseData?.(controller, chunk);
    },
    onResponseEnd: (controller, trailers) => handler.onResponseEnd?.(controller, trailers),
    onResponseError: (controller, error) => handler.onResponseError?.(controller, error)
  };
  return dispatch2(withoutCompression(options), bounded);
});

// src/connectivity/pubnub.ts
var loadSdk = () => (0, import_rxjs43.defer)(() => (0, import_rxjs43.from)(import("pubnub"))).pipe(
  (0, import_rxjs43.map)((module2) => module2.default),
  (0, import_rxjs43.catchError)(
    () => (0, import_rxjs43.throwError)(() => configError("pubnub", 'the package "pubnub", version 12, to be installed', "nothing"))
  )
);
var isTimetoken2 = (value) => (typeof value === "string" || typeof value === "number") && /^\d{1,20}$/.test(`${value}`);
var reasonOf = (status) => typeof status.error === "string" ? status.error : status.category;
var failures = [
  "PNConnectionErrorCategory",
  "PNDisconnectedUnexpectedlyCategory",
  "PNDisconnectedCategory",
  "PNAccessDeniedCategory"
];
var boundReplies = (client, maxReplyBytes2, onTooLong) => {
  const transport = client.nodeTransport;
  const dispatcherOf = transport?.dispatcherForTransportRequest;
  if (transport === void 0 || dispatcherOf === void 0) return;
  transport.dispatcherForTransportRequest = () => {
    const dispatcher = dispatcherOf.call(transport);
    return typeof dispatcher.compose === "function" ? boundedDispatcher(dispatcher, maxReplyBytes2, onTooLong) : dispatcher;
  };
};
var openWith = (Sdk, { origin, subscribeKey, proxy, maxReplyBytes: maxReplyBytes2 }, { channel, token: token2, since }) => new import_rxjs43.Observable((subscriber) => {
  const { host, protocol } = new URL(origin);
  const client = new Sdk({
    subscribeKey,
    userId: channel,
    origin: host,
    ssl: protocol === "https:",
    keepAlive: proxy === void 0,
    // Its own retries are silent for minutes, and here every failure must be reported immediately.
    retryConfiguration: Sdk.NoneRetryPolicy(),
    suppressLeaveEvents: true
  });
  const end3 = (event) => {
    subscriber.next(event);
    subscriber.complete();
  };
  client.addListener({
    message: ({ timetoken, message: message2 }) => subscriber.next({ type: "message", timetoken, message: message2 }),
    status: (status) => {
      const category = status.category;
      if (category === "PNConnectedCategory") {
        const current = "currentTimetoken" in status ? status.currentTimetoken : void 0;
        subscriber.next({
          type: "connected",
          timetoken: isTimetoken2(current) ? `${current}` : since ?? "0"
        });
      } else if (failures.includes(category)) {
        const reason = reasonOf(status);
        end3(reason === "PNAccessDeniedCategory" ? { type: "denied" } : { type: "lost", cause: reason });
      }
    }
  });
  boundReplies(client, maxReplyBytes2, (cause) => end3({ type: "lost", cause }));
  if (proxy !== void 0) client.setProxy(proxy);
  client.setToken(token2);
  client.subscribe({ channels: [channel], ...since === null ? {} : { timetoken: since } });
  return () => {
    client.removeAllListeners();
    client.destroy();
  };
});
var openPubnub = (options) => (subscription) => loadSdk().pipe((0, import_rxjs43.mergeMap)((sdk) => openWith(sdk, options, subscription)));

// src/execution/client.ts
var import_rxjs81 = require("rxjs");

// src/connectivity/diagnostics.ts
var import_rxjs44 = require("rxjs");

// src/model/odd-row.ts
var remembered = 1e3;
var createOddRowMemory = () => {
  const reported2 = /* @__PURE__ */ new Set();
  return (event) => {
    if (event.kind !== "odd-row") return true;
    const { source, what, row: row2, field, actual } = event;
    const key = JSON.stringify([source, what, row2, field, actual]);
    if (reported2.has(key)) return false;
    if (reported2.size >= remembered) reported2.clear();
    reported2.add(key);
    return true;
  };
};

// src/connectivity/diagnostics.ts
var atOnce2 = 10;
var interval3 = 1e3;
var mostSubjects = 100;
var subjectOf = (event) => {
  const { pair, room, row: row2, order, fill: fill2 } = event;
  return order?.orderId ?? fill2?.orderId ?? row2 ?? room ?? pair;
};
var others3 = /* @__PURE__ */ Symbol("others");
var createDiagnostics = (clock) => {
  const diagnostics$ = new import_rxjs44.ReplaySubject(100);
  const kinds3 = /* @__PURE__ */ new Map();
  const isNews = createOddRowMemory();
  let isOpen = true;
  const emit2 = (throttle) => {
    const { held, timer: timer24 } = throttle;
    timer24?.unsubscribe();
    throttle.held = null;
    throttle.timer = void 0;
    throttle.times += 1;
    throttle.due = clock.elapsed() + interval3;
    if (held) diagnostics$.next(held);
  };
  const forgetQuiet = (subjects) => {
    for (const [subject, { held, due }] of subjects) {
      if (held === null && due <= clock.elapsed()) subjects.delete(subject);
    }
  };
  const throttleOf = (event) => {
    const subjects = kinds3.get(event.kind) ?? /* @__PURE__ */ new Map();
    kinds3.set(event.kind, subjects);
    let subject = subjectOf(event);
    if (!subjects.has(subject) && subjects.size >= mostSubjects) {
      if (!subjects.get(others3)?.held) forgetQuiet(subjects);
      if (subjects.size >= mostSubjects) subject = others3;
    }
    const throttle = subjects.get(subject) ?? { times: 0, due: 0, held: null, timer: void 0 };
    subjects.set(subject, throttle);
    return throttle;
  };
  return {
    diagnostics$: diagnostics$.asObservable(),
    diagnose: (event) => {
      if (!isOpen || !isNews(event)) return;
      const throttle = throttleOf(event);
      const wait = throttle.times < atOnce2 ? 0 : throttle.due - clock.elapsed();
      throttle.held = { ...event, at: stampOf(clock), count: (throttle.held?.count ?? 0) + 1 };
      if (wait <= 0) emit2(throttle);
      else throttle.timer ??= clock.schedule(() => emit2(throttle), wait);
    },
    close: () => {
      isOpen = false;
      for (const subjects of kinds3.values())
        for (const throttle of subjects.values()) if (throttle.held) emit2(throttle);
      diagnostics$.complete();
    }
  };
};

// src/execution/account/account.ts
var import_rxjs49 = require("rxjs");

// src/execution/order/reconcile.ts
var import_rxjs47 = require("rxjs");

// src/execution/order/context.ts
var reportWithin = 3e4;
var codeOf = (error) => error._tag === "VenueError" ? error.code : null;
var wasSent = (error) => error._tag === "VenueError" || error.effect !== "none";

// src/execution/order/diff.ts
var isEnding = (transition) => transition.type === "Filled" || transition.type === "Canceled" || transition.type === "Rejected";
var diff = (before, after) => {
  const order = after.snapshot;
  if (order === null || ending(before) !== null) return [];
  const transitions = [];
  if (isAccepted2(after)) {
    if (!isAccepted2(before)) transitions.push({ type: "Accepted", order, attribution: attributionOf(after) });
    if (after.facts.has("triggered") && !(isAccepted2(before) && isKnownToHaveFired(before)))
      transitions.push({ type: "Triggered", order });
    for (const fill2 of sortedFills(after))
      if (!isAccepted2(before) || !before.fills.has(fill2.tradeId))
        transitions.push({ type: "PartiallyFilled", order, fill: fill2 });
  }
  const end3 = ending(after);
  if (end3 !== null) transitions.push(end3);
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
var isAccepted2 = (known) => known.snapshot !== null && known.facts.has("accepted");
var sortedFills = (known) => [...known.fills.values()].sort((a2, b2) => a2.tradeId - b2.tradeId);
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

// src/execution/order/fills.ts
var import_rxjs46 = require("rxjs");

// src/execution/order/registry.ts
var import_rxjs45 = require("rxjs");

// src/execution/order/known.ts
var nothing2 = { snapshot: null, fills: /* @__PURE__ */ new Map(), facts: /* @__PURE__ */ new Set() };
var newsOfFact = (...facts) => facts.length === 0 ? nothing2 : { ...nothing2, facts: new Set(facts) };
var newsOfOrder = (order, ...more) => {
  const facts = new Set(more);
  if (order.status !== "REJECTED") facts.add("accepted");
  if (order.triggeredAt !== null || order.justTriggered === true || hasLeftInactive(order))
    facts.add("triggered");
  return { snapshot: order, fills: nothing2.fills, facts };
};
var newsOfFill = (fill2) => ({
  snapshot: null,
  fills: /* @__PURE__ */ new Map([[fill2.tradeId, fill2]]),
  facts: new Set(isConditional(fill2.type) ? ["accepted", "triggered"] : ["accepted"])
});
var merge2 = (known, news) => {
  if (known === nothing2) return news;
  const snapshot2 = greater(known.snapshot, news.snapshot, compareOrders);
  const fills = mergeFills(known.fills, news.fills);
  const facts = mergeFacts(known.facts, news.facts);
  return snapshot2 === known.snapshot && fills === known.fills && facts === known.facts ? known : { snapshot: snapshot2, fills, facts };
};
var hasLeftInactive = ({ type, status }) => isConditional(type) && status !== "INACTIVE" && status !== "CANCELED_UNFILLED" && status !== "REJECTED";
var rank = ({ status, executedAmount }) => {
  if (isTerminal(status)) return 3;
  if (status === "PARTIALLY_FILLED") return 2;
  if (status === "unknown") return compareDecimals(executedAmount, "0") > 0 ? 2 : 0;
  return status === "UNFILLED" ? 1 : 0;
};
var terminalOrder = [
  "REJECTED",
  "CANCELED_UNFILLED",
  "CANCELED_PARTIALLY_FILLED",
  "FULLY_FILLED"
];
var compareOrders = (a2, b2) => rank(a2) - rank(b2) || compareDecimals(a2.executedAmount, b2.executedAmount) || terminalOrder.indexOf(a2.status) - terminalOrder.indexOf(b2.status) || oddFields(b2) - oddFields(a2) || compareFields(a2, b2);
var oddFields = ({ odd }) => odd === void 0 ? 0 : Object.keys(odd).length;
var textOf5 = (value) => value === null || value === void 0 ? null : JSON.stringify(typeof value === "object" ? Object.entries(value).sort() : value);
var compareFields = (a2, b2) => {
  const names2 = /* @__PURE__ */ new Set([...Object.keys(a2), ...Object.keys(b2)]);
  for (const name of [...names2].sort()) {
    const [x, y] = [textOf5(a2[name]), textOf5(b2[name])];
    if (x === y) continue;
    if (x === null) return -1;
    if (y === null) return 1;
    return x < y ? -1 : 1;
  }
  return 0;
};
var greater = (a2, b2, compare2) => a2 === null ? b2 : b2 === null ? a2 : compare2(a2, b2) >= 0 ? a2 : b2;
var mergeFills = (known, news) => {
  let merged;
  for (const [tradeId, fill2] of news) {
    const other = known.get(tradeId);
    if (other !== void 0 && compareFields(other, fill2) >= 0) continue;
    merged ??= new Map(known);
    merged.set(tradeId, fill2);
  }
  return merged ?? known;
};
var mergeFacts = (known, news) => {
  for (const fact of news) if (!known.has(fact)) return /* @__PURE__ */ new Set([...known, ...news]);
  return known;
};

// src/execution/order/registry.ts
var isAwaited = ({ owned, isReplaced }) => owned || isReplaced;
var showsPair = ({ known }) => known.snapshot !== null || known.fills.size > 0;
var isEmpty = (entry) => entry.known === nothing2 && entry.cancels === 0 && entry.cancelAnsweredAt === -Infinity && !isAwaited(entry);
var hasEnded = (entry) => ending(entry.known) !== null;
var isLive = (entry) => entry.known.snapshot !== null && !isTerminal(entry.known.snapshot.status);
var createRegistry = (elapsed) => {
  const entries = /* @__PURE__ */ new Map();
  const open2 = /* @__PURE__ */ new Map();
  const unowned = /* @__PURE__ */ new Map();
  const changes = new import_rxjs45.Subject();
  const lives = /* @__PURE__ */ new Map();
  let seen = 0;
  let isNeeded = () => false;
  const entryOf = (orderId, pair, isNamed = false) => {
    const entry = entries.get(orderId);
    if (entry !== void 0)
      return pair === null || pair === entry.pair || !isNamed && showsPair(entry) ? entry : { ...entry, pair };
    return {
      orderId,
      pair,
      known: nothing2,
      seen: ++seen,
      owned: false,
      cancels: 0,
      cancelAnsweredAt: -Infinity,
      isReplaced: false,
      readAt: elapsed(),
      since: elapsed(),
      changedAt: elapsed()
    };
  };
  const keep3 = (entry) => {
    const { orderId } = entry;
    entries.set(orderId, entry);
    if (hasEnded(entry)) open2.delete(orderId);
    else open2.set(orderId, entry);
    if (entry.owned) unowned.delete(orderId);
    else unowned.set(orderId, entry);
  };
  const apply2 = (orderId, pair, news, source) => {
    const before = entries.get(orderId) ?? null;
    const entry = entryOf(orderId, pair, true);
    const known = merge2(entry.known, news);
    if (known === entry.known) {
      if (before !== null && entry !== before) keep3(entry);
      return;
    }
    const after = { ...entry, known, changedAt: elapsed() };
    keep3(after);
    changes.next({ before, after, source });
    for (const onNews of lives.get(orderId) ?? []) onNews(after.known);
  };
  const forget2 = (orderId) => {
    for (const all of [entries, open2, unowned]) all.delete(orderId);
  };
  const forgetEmpty = (orderId) => {
    const entry = entries.get(orderId);
    if (entry !== void 0 && isEmpty(entry)) forget2(orderId);
  };
  const note = (orderId, notes) => {
    const entry = entries.get(orderId);
    if (entry !== void 0) keep3({ ...entry, ...notes });
  };
  return {
    changes$: changes.asObservable(),
    applyOrder: (order, source, ...facts) => {
      apply2(order.orderId, order.pair, newsOfOrder(order, ...facts), source);
    },
    applyFill: (fill2, source) => {
      apply2(fill2.orderId, fill2.pair, newsOfFill(fill2), source);
    },
    applyFact: (orderId, source, ...facts) => {
      apply2(orderId, null, newsOfFact(...facts), source);
    },
    own: ({ orderId, pair }, ...facts) => {
      keep3({ ...entryOf(orderId, pair), owned: true });
      if (facts.length > 0) apply2(orderId, pair, newsOfFact(...facts), "reply");
    },
    readAt: (orderId, time2) => {
      note(orderId, { readAt: time2 });
    },
    cancelBegins: ({ orderId, pair }) => {
      const entry = entryOf(orderId, pair);
      keep3({ ...entry, cancels: entry.cancels + 1 });
    },
    cancelEnds: (orderId) => {
      note(orderId, { cancels: (entries.get(orderId)?.cancels ?? 1) - 1 });
      forgetEmpty(orderId);
    },
    cancelAnswered: (orderId) => {
      note(orderId, { cancelAnsweredAt: elapsed() });
    },
    replacementBegins: ({ orderId, pair }) => {
      keep3({ ...entryOf(orderId, pair), isReplaced: true });
    },
    replacementFails: (orderId) => {
      note(orderId, { isReplaced: false });
      forgetEmpty(orderId);
    },
    entry: (orderId) => entries.get(orderId),
    open: () => [...open2.values()],
    unowned: () => [...unowned.values()],
    keepIf: (isKept) => {
      isNeeded = isKept;
    },
    forgetUnchanged: (since) => {
      for (const entry of entries.values()) {
        const { orderId, known, changedAt } = entry;
        const isWatched = open2.has(orderId) && (known.snapshot !== null || isAwaited(entry));
        if (changedAt > since || isWatched || isNeeded(entry)) continue;
        forget2(orderId);
      }
    },
    mark: () => seen,
    // This is written by hand, because startWith, scan, concatMap and takeWhile would be four subscriptions for each
    // order.
    life: (orderId) => new import_rxjs45.Observable((subscriber) => {
      let known = nothing2;
      let isEmitting = false;
      const waiting = [];
      const onNews = (news) => {
        const next2 = merge2(known, news);
        waiting.push(...diff(known, next2));
        known = next2;
        if (isEmitting) return;
        isEmitting = true;
        for (let transition = waiting.shift(); transition !== void 0 && !subscriber.closed; transition = waiting.shift()) {
          subscriber.next(transition);
          if (isEnding(transition)) subscriber.complete();
        }
        isEmitting = false;
      };
      const listeners = lives.get(orderId) ?? /* @__PURE__ */ new Set();
      lives.set(orderId, listeners.add(onNews));
      subscriber.add(() => {
        if (listeners.delete(onNews) && listeners.size === 0) lives.delete(orderId);
      });
      onNews(entries.get(orderId)?.known ?? nothing2);
    })
  };
};

// src/execution/order/fills.ts
var overlap = 6e4;
var newestPage = 1e3;
var keptFor = 36e5;
var clockSlack = 2e3;
var keyOf = ({ tradeId, orderId }) => `${tradeId}/${orderId}`;
var inOrder3 = (fills) => [...fills].sort((a2, b2) => a2.executedAt - b2.executedAt || a2.tradeId - b2.tradeId);
var createFills = ({ api, registry, clock, diagnose, venueTimeOf: venueTimeOf2 }) => {
  let begun2 = -Infinity;
  let firstBegun = Infinity;
  let lastTrade = -Infinity;
  let readUntil = -Infinity;
  const known = /* @__PURE__ */ new Map();
  const knownBefore = /* @__PURE__ */ new Set();
  const remember3 = (fill2) => {
    lastTrade = Math.max(lastTrade, fill2.executedAt);
    if (fill2.executedAt < firstBegun) knownBefore.add(keyOf(fill2));
    else known.set(keyOf(fill2), fill2.executedAt);
  };
  const forgetOld = () => {
    for (const [key, executedAt2] of known) {
      if (executedAt2 >= readUntil - keptFor) return;
      known.delete(key);
    }
  };
  const isRemembered = (fill2) => known.has(keyOf(fill2)) || knownBefore.has(keyOf(fill2));
  const isEmitted = (fill2, { since }) => {
    if (isRemembered(fill2)) return true;
    const isOld = fill2.executedAt >= firstBegun && fill2.executedAt < readUntil - keptFor;
    return isOld && fill2.executedAt < venueTimeOf2(since) + clockSlack;
  };
  const isNews = (fill2) => fill2.executedAt >= venueTimeOf2(begun2);
  const newFills = ({ before, after, source }) => {
    if (before?.known.fills === after.known.fills) return [];
    const fills = [...after.known.fills.values()].filter(
      (fill2) => !before?.known.fills.has(fill2.tradeId) && !isEmitted(fill2, after)
    );
    if (before !== null && hasEnded(before)) for (const fill2 of fills) diagnose({ kind: "late-fill", fill: fill2 });
    const emitted = source === "stream" || after.owned ? fills : fills.filter(isNews);
    for (const fill2 of emitted) remember3(fill2);
    return emitted;
  };
  const fills$ = registry.changes$.pipe((0, import_rxjs46.concatMap)(newFills), (0, import_rxjs46.share)());
  fills$.subscribe();
  const applyRead = (fills) => {
    for (const fill2 of fills) {
      if (isRemembered(fill2)) continue;
      if (registry.entry(fill2.orderId) !== void 0 || isNews(fill2)) registry.applyFill(fill2, "read");
      else remember3(fill2);
    }
    readUntil = Math.max(readUntil, lastTrade - overlap);
    forgetOld();
  };
  return {
    fills$,
    begin: () => {
      begun2 = clock.elapsed();
      firstBegun = Math.min(firstBegun, venueTimeOf2(begun2));
    },
    read: () => (0, import_rxjs46.defer)(
      () => lastTrade === -Infinity ? api.rest.tradeHistory({ count: newestPage }) : api.rest.all.tradeHistory({ since: lastTrade - overlap }).pipe((0, import_rxjs46.toArray)())
    ).pipe((0, import_rxjs46.map)(inOrder3), (0, import_rxjs46.tap)(applyRead), (0, import_rxjs46.ignoreElements)())
  };
};

// src/execution/order/reconcile.ts
var tick = 1e3;
var causeWait = 1e3;
var liveInterval = 15e3;
var eagerInterval = 2e3;
var eagerFor = 6e4;
var missingInterval = 1e3;
var missingPatience = 1e4;
var keepEnded2 = 6e5;
var longestRetryDelay = 15e3;
var batchSize = 30;
var needOf = (entry, now) => {
  const { known, pair, readAt, changedAt, cancels } = entry;
  const order = known.snapshot;
  if (pair === null || hasEnded(entry)) return null;
  const isDue = (every) => now - readAt >= every;
  const isMissingDue = isDue(now - changedAt < missingPatience ? missingInterval : liveInterval);
  if (order === null) return isMissingDue ? "order" : null;
  if (hasMissingFills(known)) return isMissingDue ? "fills" : null;
  if (isTerminal(order.status)) return now - changedAt >= causeWait && cancels === 0 ? "cause" : null;
  if (readAt === -Infinity) return "order";
  const hasMoreFills = compareDecimals(filledAmount(known), order.executedAmount) > 0;
  if (hasMoreFills || known.facts.has("invalidated")) return isMissingDue ? "order" : null;
  const isExecuting = order.type === "market" || isConditional(order.type) && known.facts.has("triggered");
  return isDue(isExecuting && now - changedAt < eagerFor ? eagerInterval : liveInterval) ? "order" : null;
};
var lackOf = ({ orderId, pair, known, cancelAnsweredAt }) => {
  const order = known.snapshot;
  if (order !== null && hasMissingFills(known))
    return { kind: "fills-missing", order, filled: filledAmount(known) };
  const isEndDue = cancelAnsweredAt > -Infinity && (order === null || !isTerminal(order.status));
  return isEndDue && pair !== null ? { kind: "end-missing", order: { pair, orderId } } : null;
};
var sweep = (context) => {
  const { api, registry, clock, settle: settle2, diagnose } = context;
  const begun2 = clock.elapsed();
  let lacking = /* @__PURE__ */ new Set();
  const reportMissing = (open2, now) => {
    const still = /* @__PURE__ */ new Set();
    for (const entry of open2) {
      const { orderId, changedAt, cancelAnsweredAt } = entry;
      if (now - Math.max(changedAt, cancelAnsweredAt, begun2) < missingPatience + settle2) continue;
      const lack = lackOf(entry);
      if (lack === null) continue;
      still.add(orderId);
      if (!lacking.has(orderId)) diagnose(lack);
    }
    lacking = still;
  };
  const readOrders = (pair, orderIds) => (0, import_rxjs47.defer)(() => {
    for (const orderId of orderIds) registry.readAt(orderId, clock.elapsed());
    return api.rest.ordersInfo({ pair, orderIds });
  }).pipe(
    (0, import_rxjs47.tap)((orders) => {
      for (const order of orders) registry.applyOrder(order, "read");
    }),
    reportFailure(context, "orders_info")
  );
  const readFills = (pair, orderId) => (0, import_rxjs47.defer)(() => {
    registry.readAt(orderId, clock.elapsed());
    return api.rest.all.tradeHistory({ pair, orderId }).pipe((0, import_rxjs47.toArray)());
  }).pipe(
    (0, import_rxjs47.tap)((fills) => {
      for (const fill2 of inOrder3(fills)) registry.applyFill(fill2, "read");
    }),
    reportFailure(context, "trade_history")
  );
  return (0, import_rxjs47.interval)(tick, clock).pipe(
    (0, import_rxjs47.exhaustMap)(() => {
      const now = clock.elapsed();
      const orders = /* @__PURE__ */ new Map();
      const reads2 = [];
      registry.forgetUnchanged(now - keepEnded2);
      const open2 = registry.open();
      reportMissing(open2, now);
      for (const entry of open2) {
        const { orderId, pair } = entry;
        const need = needOf(entry, now);
        if (need === "cause") registry.applyFact(orderId, "read", "cause-known");
        if (need === "fills" && pair !== null) reads2.push(readFills(pair, orderId));
        if (need === "order" && pair !== null) orders.set(pair, [...orders.get(pair) ?? [], orderId]);
      }
      for (const [pair, ids] of orders)
        for (let at = 0; at < ids.length; at += batchSize)
          reads2.push(readOrders(pair, ids.slice(at, at + batchSize)));
      return (0, import_rxjs47.merge)(...reads2);
    }),
    (0, import_rxjs47.ignoreElements)()
  );
};
var tryingAgain = ({ diagnose, clock }, read2) => retryBackoff({
  maxDelay: longestRetryDelay,
  // Pages that came before a failure prove nothing.
  resetOn: () => false,
  // The rate governor spaces this client's calls. There is no need to wait less than the bound.
  random: () => 1,
  onRetry: ({ error }) => {
    diagnose({ kind: "reconcile-failed", read: read2, cause: causeOf(error) });
  },
  scheduler: clock
});
var reportFailure = ({ diagnose }, read2) => (source) => source.pipe(
  (0, import_rxjs47.catchError)((error) => {
    diagnose({ kind: "reconcile-failed", read: read2, cause: causeOf(error) });
    return import_rxjs47.EMPTY;
  })
);

// src/execution/account/confirming.ts
var import_rxjs48 = require("rxjs");
var createConfirming = (keyOf4, isPresent, clock) => {
  let kept = /* @__PURE__ */ new Map();
  let count5 = 0;
  const values = new import_rxjs48.BehaviorSubject(/* @__PURE__ */ new Map());
  const keep3 = (next2) => {
    kept = next2;
    const present2 = [...kept].filter(([, { value }]) => isPresent(value));
    values.next(new Map(present2.map(([key, { value }]) => [key, value])));
  };
  return {
    values$: values.asObservable(),
    updatedAt: (key) => kept.get(key)?.at ?? -Infinity,
    update: (received, timetoken) => {
      const isNews = (value) => {
        const last2 = kept.get(keyOf4(value))?.timetoken ?? null;
        return last2 === null || compareDecimals(timetoken, last2) > 0;
      };
      const news = received.filter(isNews);
      if (news.length === 0) return;
      const turn = ++count5;
      const at = clock.elapsed();
      const next2 = new Map(kept);
      for (const value of news)
        next2.set(keyOf4(value), {
          value: { ...value, confirmed: false, asOf: stampOf(clock) },
          timetoken,
          turn,
          at
        });
      keep3(next2);
    },
    reading: () => {
      const sent = ++count5;
      const asOf2 = stampOf(clock);
      const at = clock.elapsed();
      return (read2) => {
        const next2 = new Map([...kept].filter(([, { turn }]) => turn > sent));
        for (const value of read2) {
          const key = keyOf4(value);
          if (next2.has(key)) continue;
          const timetoken = kept.get(key)?.timetoken ?? null;
          next2.set(key, { value: { ...value, confirmed: true, asOf: asOf2 }, timetoken, turn: sent, at });
        }
        keep3(next2);
      };
    }
  };
};
var quietTime = 1e3;
var confirmingFeed = ({
  confirming,
  read: read2,
  reconcile$,
  updates$,
  lost$,
  tryingAgain: tryingAgain2,
  clock
}) => {
  const readOnce = (0, import_rxjs48.defer)(() => {
    const cover = confirming.reading();
    return read2().pipe((0, import_rxjs48.tap)(cover));
  }).pipe(tryingAgain2);
  const quiet$ = updates$.pipe((0, import_rxjs48.debounceTime)(quietTime, elapsing(clock)));
  const reads$ = (0, import_rxjs48.merge)(reconcile$, quiet$).pipe((0, import_rxjs48.switchMap)(() => readOnce));
  return (0, import_rxjs48.merge)(reads$.pipe((0, import_rxjs48.map)(() => true)), lost$.pipe((0, import_rxjs48.map)(() => false))).pipe(
    (0, import_rxjs48.distinctUntilChanged)(),
    (0, import_rxjs48.switchMap)((isCurrent) => isCurrent ? confirming.values$ : import_rxjs48.NEVER),
    shareCurrent({ forgetOn: lost$, scheduler: clock })
  );
};

// src/execution/account/account.ts
var createAccount = ({ context, session, rest: rest2 }) => {
  const { clock } = context;
  const { events$, reconcile$, lost$ } = session;
  const updatesOf = (type) => events$.pipe((0, import_rxjs49.filter)((event) => event.type === type));
  const assets2 = createConfirming(({ asset }) => asset, isAlways, clock);
  const positions = createConfirming(
    ({ pair, positionSide }) => `${pair}/${positionSide}`,
    ({ openAmount }) => !isZero(openAmount),
    clock
  );
  events$.subscribe((event) => {
    if (event.type === "asset_update") assets2.update(event.assets, event.timetoken);
    if (event.type === "margin_position_update") positions.update(event.positions, event.timetoken);
  });
  return {
    updatedAt: (asset) => assets2.updatedAt(asset),
    assets$: confirmingFeed({
      confirming: assets2,
      read: () => rest2.assets(),
      reconcile$,
      updates$: updatesOf("asset_update"),
      lost$,
      tryingAgain: tryingAgain(context, "assets"),
      clock
    }),
    positions$: confirmingFeed({
      confirming: positions,
      read: () => rest2.marginPositions().pipe((0, import_rxjs49.map)((margin3) => margin3.positions)),
      reconcile$,
      updates$: updatesOf("margin_position_update"),
      lost$,
      tryingAgain: tryingAgain(context, "positions"),
      clock
    }).pipe((0, import_rxjs49.map)(byPair))
  };
};
var byPair = (positions) => {
  const pairs = /* @__PURE__ */ new Map();
  for (const position of positions.values()) {
    const { pair, positionSide } = position;
    pairs.set(pair, { ...pairs.get(pair) ?? { long: null, short: null }, [positionSide]: position });
  }
  return pairs;
};
var isAlways = () => true;
var isZero = (decimal) => !/[1-9]/.test(decimal);

// src/execution/account/available.ts
var import_rxjs50 = require("rxjs");

// src/execution/order/attribution.ts
var clockSlack2 = 1e3;
var areEqualOrders = (a2, b2) => a2.pair === b2.pair && a2.side === b2.side && a2.type === b2.type && a2.positionSide === b2.positionSide && a2.amount === b2.amount && a2.price === b2.price && a2.triggerPrice === b2.triggerPrice;
var textOfOrder = ({
  pair,
  side,
  type,
  positionSide,
  amount,
  price,
  triggerPrice
}) => `${pair} ${side} ${type} ${positionSide} ${amount} ${price} ${triggerPrice}`;
var sinceOf = ({ first, requestTime, mark: mark2 }) => first === null ? { requestTime, mark: mark2 } : { requestTime: Math.min(first.requestTime, requestTime), mark: Math.min(first.mark, mark2) };
var isSince = (call2, { order, seen }) => {
  const { requestTime, mark: mark2 } = sinceOf(call2);
  return seen > mark2 && (isUnread(order, "orderedAt") || order.orderedAt >= requestTime - clockSlack2);
};
var couldBe = (call2, candidate) => isSince(call2, candidate) && isLike2(call2.order, candidate.order);
var mayBe = (call2, candidate) => isSince(call2, candidate) && answersTo(call2.order, candidate.order);
var isLike2 = (requested, order) => order !== null && order.pair === requested.pair && order.side === requested.side && order.type === requested.type && (isUnread(order, "positionSide") || order.positionSide === (requested.positionSide ?? null)) && decimals.every((field) => isUnread(order, field) || isAsRequested(requested[field], order[field]));
var answersTo = (requested, order) => isLike2(requested, order) || isLike2(requested, {
  ...order,
  ...isUnread(order, "side") ? { side: requested.side } : {},
  ...isUnread(order, "type") ? { type: requested.type } : {},
  ...Object.fromEntries(
    decimals.filter((field) => isMissing2(order, field)).map((field) => [field, requested[field] ?? null])
  )
});
var isMissing2 = (order, field) => order[field] === null && !(field === "amount" && (order.type === "take_profit" || order.type === "stop_loss"));
var decimals = ["amount", "price", "triggerPrice"];
var isUnread = (order, field) => order.odd?.[field] !== void 0;
var attribute = (call2, equals, unowned, exclusiveAccount) => {
  const mine = unowned.filter((candidate) => couldBe(call2, candidate));
  const overlapping = equals.filter((one2) => mine.some((candidate) => couldBe(one2, candidate)));
  if (overlapping.length > 1 && !overlapping.every(({ searching: searching2, pastFence }) => searching2 && pastFence))
    return { type: "wait" };
  const searching = overlapping.filter((one2) => one2.searching).sort((a2, b2) => a2.requestTime - b2.requestTime || a2.nth - b2.nth);
  const doubtful = unowned.filter((candidate) => mayBe(call2, candidate) && !mine.includes(candidate));
  const rivals = exclusiveAccount ? 0 : doubtful.length;
  let left2 = unowned.filter((candidate) => searching.some((one2) => couldBe(one2, candidate))).sort((a2, b2) => a2.order.orderedAt - b2.order.orderedAt || a2.order.orderId - b2.order.orderId);
  if (left2.length + rivals > searching.length) return ambiguous([...left2, ...doubtful]);
  for (const one2 of searching) {
    const first = left2.find((candidate) => couldBe(one2, candidate));
    if (one2.nth === call2.nth && first !== void 0) return { type: "claim", order: first.order };
    left2 = left2.filter((candidate) => candidate !== first);
  }
  return doubtful.length === 0 ? { type: "none" } : ambiguous(doubtful);
};
var ambiguous = (candidates) => ({
  type: "ambiguous",
  candidates: candidates.map(({ order }) => order)
});
var isAsRequested = (requested, actual) => requested === void 0 || actual !== null && compareDecimals(requested, actual) === 0;

// src/execution/order/flight-log.ts
var fewest2 = 64;
var emptyLog = { latest: null, count: 0, fullAt: fewest2 };
var logged = (log, one2, isNeeded) => {
  const next2 = { ...log, latest: { one: one2, before: log.latest }, count: log.count + 1 };
  if (next2.count < next2.fullAt) return next2;
  const kept = [...takeWhileIn(next2, isNeeded)].reverse();
  const latest5 = kept.reduce((before, old) => ({ one: old, before }), null);
  return { latest: latest5, count: kept.length, fullAt: Math.max(fewest2, 2 * kept.length) };
};
function* takeWhileIn({ latest: latest5 }, isAsked2) {
  for (let at = latest5; at !== null && isAsked2(at.one); at = at.before) yield at.one;
  return void 0;
}
var countWhileIn = ({ latest: latest5 }, isAsked2) => {
  let count5 = 0;
  for (let at = latest5; at !== null && isAsked2(at.one); at = at.before) count5 += 1;
  return count5;
};

// src/execution/order/flight-views.ts
var landedSince = ({ landed: log }, since) => takeWhileIn(log, ({ outcome }) => outcome.at >= since);
var leftAfter = ({ departures }, time2) => countWhileIn(departures, (at) => at > time2);
var isOut = ({ phase }) => phase !== "waits";
var equalsOf = ({ onTheirWay }, order) => onTheirWay.filter((flight) => isOut(flight) && areEqualOrders(flight.order, order));
var isTurnOf = (flights, order) => equalsOf(flights, order).every(({ reported: reported2 }) => reported2);
var searchedIn = ({ onTheirWay }, pair) => onTheirWay.filter(({ phase, order }) => phase === "searched" && order.pair === pair);
var clearAt = ({ onTheirWay }, settle2) => onTheirWay.reduce(
  (latest5, { stamp, fencedAt }) => stamp === null ? latest5 : Math.max(latest5, fencedAt + settle2),
  -Infinity
);

// src/execution/account/available.ts
var forgetAfter = 3e5;
var availableOf = ({
  assets$,
  updatedAt,
  flights,
  orders,
  elapsed
}) => (0, import_rxjs50.combineLatest)([
  assets$,
  flights.changes$.pipe(
    (0, import_rxjs50.filter)(({ event }) => event.type === "admitted" || event.type === "over"),
    (0, import_rxjs50.startWith)(void 0)
  )
]).pipe(
  (0, import_rxjs50.map)(([assets2]) => {
    const locks = locksOf(flights.all(), elapsed() - forgetAfter, orders);
    return new Map(
      Array.from(
        assets2.values(),
        (balance) => [balance.asset, freeOf2(balance, updatedAt(balance.asset), locks)]
      )
    );
  }),
  (0, import_rxjs50.distinctUntilChanged)(areEqual)
);
var locksOf = (flights, since, orders) => {
  const locks = [];
  for (const flight of flights.onTheirWay) if (flight.phase !== "waits") locks.push(...lockOf(flight, null));
  for (const flight of landedSince(flights, since))
    if (flight.outcome.type === "placed") {
      const { orderId, at } = flight.outcome;
      const entry = orders.entry(orderId);
      const placedAt = Math.min(at, entry?.since ?? Infinity);
      const taken = takenBy(entry?.known.snapshot ?? null);
      locks.push(
        ...lockOf(flight, placedAt).map((one2) => taken === null ? one2 : { ...one2, amount: taken })
      );
    }
  return locks;
};
var takenBy = (order) => {
  if (order === null || !isTerminal(order.status)) return null;
  const { side, executedAmount, averagePrice: averagePrice2 } = order;
  if (side !== "buy" || compareDecimals(executedAmount, "0") === 0) return executedAmount;
  return averagePrice2 === null ? null : multiplyDecimals(averagePrice2, executedAmount);
};
var areEqual = (a2, b2) => a2.size === b2.size && [...a2].every(([asset, amount]) => b2.get(asset) === amount);
var freeOf2 = ({ asset, freeAmount, confirmed }, updatedAt, locks) => {
  const unseen2 = locks.filter(
    (one2) => one2.asset === asset && !(confirmed && one2.placedAt !== null && updatedAt > one2.placedAt)
  );
  const amounts = unseen2.flatMap(({ amount }) => amount === null ? [] : [amount]);
  const locked = amounts.length < unseen2.length ? freeAmount : sumDecimals(["0", ...amounts]);
  const scale2 = Math.max(scaleOf(freeAmount), scaleOf(locked));
  const left2 = toUnits(freeAmount, scale2) - toUnits(locked, scale2);
  return fromUnits(left2 < 0n ? 0n : left2, scale2);
};
var lockOf = ({ order, instrument }, placedAt) => {
  const { amount, price, side } = order;
  if (instrument === null || order.positionSide !== void 0 || amount === void 0) return [];
  if (side === "sell") return [{ asset: instrument.baseAsset, amount, placedAt }];
  const asset = instrument.quoteAsset;
  return [{ asset, amount: price === void 0 ? null : multiplyDecimals(price, amount), placedAt }];
};

// src/execution/account/pnl.ts
var import_rxjs51 = require("rxjs");
var fillEvent = (fill2) => ({ type: "fill", fill: fill2 });
var markEvent = ({ pair, bid, ask }) => ({
  type: "mark",
  mark: { pair, bid: bid === null ? null : decimalOf(bid), ask: ask === null ? null : decimalOf(ask) }
});
var createPnl = ({
  config,
  fills$,
  history,
  tryingAgain: tryingAgain2,
  untilClosed
}) => {
  const { start: start3, since, market } = config;
  const past$ = since === null ? import_rxjs51.EMPTY : history(since).pipe((0, import_rxjs51.toArray)(), tryingAgain2, (0, import_rxjs51.mergeAll)());
  const fillSteps$ = (0, import_rxjs51.merge)(
    fills$.pipe((0, import_rxjs51.map)(fillEvent)),
    (0, import_rxjs51.concat)(past$.pipe((0, import_rxjs51.map)(fillEvent)), (0, import_rxjs51.of)({ type: "ready" }))
  );
  const marksFor = (steps$) => market === null ? import_rxjs51.EMPTY : (0, import_rxjs51.merge)((0, import_rxjs51.from)(start3), steps$.pipe((0, import_rxjs51.mergeMap)((step) => step.type === "fill" ? [step.fill] : []))).pipe(
    (0, import_rxjs51.map)(({ pair }) => pair),
    (0, import_rxjs51.distinct)(),
    // Fills count without prices too, so that an error of the market does not end the feed.
    (0, import_rxjs51.mergeMap)(
      (pair) => (0, import_rxjs51.concat)(market.quotes$(pair).pipe((0, import_rxjs51.catchError)(() => import_rxjs51.EMPTY)), (0, import_rxjs51.of)({ pair, bid: null, ask: null }))
    ),
    (0, import_rxjs51.map)(markEvent)
  );
  return fillSteps$.pipe(
    (0, import_rxjs51.connect)((steps$) => (0, import_rxjs51.merge)(marksFor(steps$), steps$)),
    (0, import_rxjs51.scan)(
      ({ state, isReady: isReady2 }, step) => step.type === "ready" ? { state, isReady: true } : { state: profit(state, step), isReady: isReady2 },
      { state: profitFrom(start3), isReady: false }
    ),
    (0, import_rxjs51.filter)(({ isReady: isReady2 }) => isReady2),
    (0, import_rxjs51.map)(({ state }) => state),
    (0, import_rxjs51.distinctUntilChanged)(),
    (0, import_rxjs51.map)(profitOf),
    untilClosed,
    (0, import_rxjs51.shareReplay)(1)
  );
};

// src/execution/journal/calls-with-ids.ts
var import_rxjs62 = require("rxjs");

// src/execution/order/call-memory.ts
var import_rxjs52 = require("rxjs");
var noMemory = (id) => ({
  id,
  left: null,
  orderId: null,
  attribution: "reply",
  end: null
});
var memoryAfter = (memory, transition) => {
  switch (transition.type) {
    case "Submitted":
      return { ...memory, left: { request: transition.request, at: transition.at } };
    case "Accepted":
      return { ...memory, orderId: transition.order.orderId, attribution: transition.attribution };
    default:
      return isEnding(transition) ? { ...memory, end: endOf(transition) } : memory;
  }
};
var endOf = (ending2) => {
  if (ending2.type === "Rejected" && ending2.order === null) return { type: "rejected", rejected: ending2 };
  const orderId = ending2.order?.orderId ?? 0;
  return { type: "order", orderId, by: ending2.type === "Canceled" ? ending2.by : null };
};
var replayLife = (context, { id, left: left2, orderId, attribution, end: end3 }) => {
  const submitted = left2 === null ? [] : [{ type: "Submitted", id, ...left2 }];
  if (end3?.type === "rejected") return (0, import_rxjs52.of)(...submitted, end3.rejected);
  const known = end3?.type === "order" ? end3.orderId : orderId;
  if (known === null || left2 === null)
    return (0, import_rxjs52.of)(...submitted, {
      type: "Unresolved",
      candidates: [],
      message: "the call was acknowledged before its outcome was seen"
    });
  const facts = [...inferred(attribution), ...end3?.type === "order" ? causes(end3.by) : []];
  return (0, import_rxjs52.concat)(submitted, followAgain(context, { pair: left2.request.pair, orderId: known }, facts));
};
var notFound = 50009;
var followAgain = ({ api, registry }, ref, facts) => (0, import_rxjs52.defer)(() => {
  registry.own(ref, ...facts);
  const entry = registry.entry(ref.orderId);
  if (entry !== void 0 && hasEnded(entry)) return registry.life(ref.orderId);
  const read2 = (0, import_rxjs52.defer)(() => api.rest.order(ref)).pipe(
    (0, import_rxjs52.concatMap)((order) => {
      registry.applyOrder(order, "read");
      return import_rxjs52.EMPTY;
    }),
    (0, import_rxjs52.catchError)(
      (error) => codeOf(error) === notFound ? (0, import_rxjs52.of)({ type: "Unresolved", candidates: [], message: error.message }) : import_rxjs52.EMPTY
    )
  );
  return (0, import_rxjs52.merge)(registry.life(ref.orderId), read2).pipe((0, import_rxjs52.takeWhile)((step) => !isEnding(step), true));
});
var inferred = (attribution) => attribution === "inferred" ? ["inferred"] : [];
var causes = (by) => {
  switch (by) {
    case "user":
      return ["cancel-acknowledged"];
    case "invalidation":
      return ["invalidated"];
    case "post-only":
      return ["born-canceled", "cause-known"];
    default:
      return ["cause-known"];
  }
};

// src/execution/order/check-request.ts
var import_Either = require("fp-ts/lib/Either.js");
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
    ...Object.keys(request).filter((field) => !fields3.includes(field)).map((field) => violation(field, "left out: the venue does not have it", "something", null)),
    ...oneOf3("type", type, userOrderTypes),
    ...oneOf3("side", side, sides),
    ...positionSide === void 0 ? [] : oneOf3("positionSide", positionSide, positionSides),
    ...positionSide !== void 0 && instrument.margin === null ? [violation("positionSide", `left out: ${instrument.pair} has no margin trading`, positionSide, null)] : [],
    ...postOnly === true && type !== "limit" ? [violation("postOnly", "true for a limit order only", "true", "false")] : [],
    ...closesWhole(type) ? checkCloses(request) : [],
    ...[amount, price, triggerPrice].flatMap((one2) => (0, import_Either.isLeft)(one2) ? one2.left : [])
  ];
  if (violations.length > 0) return (0, import_Either.left)(violations);
  return (0, import_Either.right)({
    ...request,
    amount: valueOf(amount),
    price: valueOf(price),
    triggerPrice: valueOf(triggerPrice)
  });
};
var fields3 = [
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
var valueOf = (checked2) => (0, import_Either.isLeft)(checked2) ? void 0 : checked2.right;
var checkDecimal = (field, input, isNeeded, isAllowed, range) => {
  const broken = (rule2, nearest) => (0, import_Either.left)([violation(field, rule2, input === void 0 ? "nothing" : String(input), nearest)]);
  if (input === void 0) return isNeeded ? broken("given for this type of order", null) : (0, import_Either.right)(void 0);
  if (!isAllowed) return broken("left out for this type of order", null);
  const plain2 = asPlainDecimal(input);
  if (plain2 === null) return broken("a decimal number", null);
  const rule = brokenRule(input, plain2, range);
  return rule === null ? (0, import_Either.right)(withoutTrailingZeros2(plain2)) : broken(rule, nearestIn(plain2, range));
};
var brokenRule = (input, plain2, { digits, min, max }) => {
  if (typeof input === "string" && !isPlainDecimal(input)) return "a plain decimal";
  if (compareDecimals(plain2, "0") <= 0) return "greater than zero";
  if (scaleOf(withoutTrailingZeros2(plain2)) > digits) return `a multiple of ${fromUnits(1n, digits)}`;
  if (min !== null && compareDecimals(plain2, min) < 0) return `at least ${min}`;
  if (max !== null && compareDecimals(plain2, max) > 0) return `at most ${max}`;
  return null;
};
var asPlainDecimal = (input) => {
  if (typeof input === "string" && isPlainDecimal(input)) return input;
  const value = typeof input === "string" && input.trim() !== "" ? Number(input) : input;
  return typeof value === "number" && Number.isFinite(value) ? decimalOf(value) : null;
};
var withoutTrailingZeros2 = (plain2) => plain2.includes(".") ? plain2.replace(/\.?0+$/, "") : plain2;
var nearestIn = (plain2, { digits, min, max }) => {
  const scale2 = Math.max(digits, scaleOf(plain2), scaleOf(min ?? "0"), scaleOf(max ?? "0"));
  const step = 10n ** BigInt(scale2 - digits);
  const value = toUnits(plain2, scale2);
  const rounded = value <= 0n ? 0n : (2n * value + step) / (2n * step) * step;
  const least = min === null ? step : (toUnits(min, scale2) + step - 1n) / step * step;
  const most3 = max === null ? null : toUnits(max, scale2) / step * step;
  const clamped = rounded < least ? least : most3 !== null && rounded > most3 ? most3 : rounded;
  return fromUnits(clamped / step, digits);
};
var oneOf3 = (field, actual, expected) => expected.includes(actual) ? [] : [violation(field, `one of ${expected.join(", ")}`, actual, null)];
var violation = (field, rule, actual, nearest) => ({
  field,
  rule,
  actual,
  nearest
});

// src/execution/order/asked.ts
var plain = (input) => {
  if (input === void 0) return null;
  const decimal = asPlainDecimal(input);
  if (decimal === null) return String(input);
  if (compareDecimals(decimal, "0") === 0) return "0";
  const [whole2 = "", part = ""] = decimal.split(".");
  const digits = part.replace(/0+$/, "");
  return `${whole2.replace(/^(-?)0+(?=\d)/, "$1")}${digits === "" ? "" : `.${digits}`}`;
};
var askedOrder = (request) => {
  const { pair, side, type, positionSide, postOnly, amount, price, triggerPrice } = request;
  return () => JSON.stringify([
    "order",
    pair,
    side,
    type,
    positionSide ?? null,
    postOnly ?? false,
    plain(amount),
    plain(price),
    plain(triggerPrice)
  ]);
};
var askedReplacement = ({ pair, orderId }, changes) => {
  const { postOnly, amount, price, triggerPrice } = changes;
  return () => JSON.stringify([
    "replacement",
    pair,
    orderId,
    postOnly ?? null,
    plain(amount),
    plain(price),
    plain(triggerPrice)
  ]);
};
var askedWithdrawal = ({ asset, uuid, amount }) => () => JSON.stringify(["withdrawal", asset, uuid, plain(amount)]);

// src/operators/course.ts
var import_rxjs53 = require("rxjs");
var courseBy = (run) => {
  const values = [];
  let isStarted = false;
  let hasFailed = false;
  let subscribers = [];
  let end3 = null;
  const endWith9 = (how) => {
    if (end3 !== null) return;
    end3 = how;
    const last2 = subscribers;
    subscribers = [];
    for (const subscriber of last2) how(subscriber);
  };
  const observer = {
    next: (one2) => {
      if (end3 !== null) return;
      values.push(one2);
      for (const subscriber of subscribers) subscriber.next(one2);
    },
    error: (error) => {
      if (end3 === null) hasFailed = true;
      endWith9((subscriber) => {
        subscriber.error(error);
      });
    },
    complete: () => {
      endWith9((subscriber) => {
        subscriber.complete();
      });
    }
  };
  const subscribe = (subscriber) => {
    for (let nth = 0; nth < values.length && !subscriber.closed; nth += 1) subscriber.next(values[nth]);
    if (end3 !== null) {
      end3(subscriber);
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
    values$: new import_rxjs53.Observable(subscribe),
    values,
    hasFailed: () => hasFailed
  };
};
var courseOf = (source) => courseBy((observer) => source.subscribe(observer));
var startedOnce = (begin3) => {
  let course = null;
  return new import_rxjs53.Observable((subscriber) => {
    if (course === null || course.hasFailed()) course = begin3();
    course.subscribe(subscriber);
  });
};
var runOnce = (source) => startedOnce(() => courseOf(source));

// src/execution/order/rejected.ts
var rejected = (by, reason, message2, code, violations = []) => ({
  type: "Rejected",
  by,
  reason,
  message: message2,
  code,
  family: familyOf(code),
  violations,
  order: null,
  attribution: null
});
var refusedHere = (reason, violations) => {
  const message2 = violations.map(({ field, rule, actual }) => `${field}: expected ${rule}, got ${actual}`);
  return rejected("client", reason, message2.join("; "), null, violations);
};
var refusalBy = (violations) => violations.length === 0 ? null : refusedHere("guard", violations);

// src/execution/order/replace.ts
var import_rxjs61 = require("rxjs");

// src/execution/order/cancel.ts
var import_rxjs55 = require("rxjs");

// src/model/cancel-outcome.ts
var cancelRefused = (ref, code, message2) => ({
  ...ref,
  type: "Refused",
  code,
  family: familyOf(code),
  message: message2
});

// src/execution/order/cancel-in-time.ts
var import_rxjs54 = require("rxjs");
var duringCancel = (context, { refs, send, conclude: conclude2, onReply }) => (0, import_rxjs54.defer)(() => {
  const { registry } = context;
  for (const ref of refs) registry.cancelBegins(ref);
  let isAnswered = false;
  const events$ = runOnce(send());
  const noted$ = events$.pipe((0, import_rxjs54.tap)(({ type }) => isAnswered ||= type !== "Sent"));
  return conclude2(noted$).pipe(
    inTime(context, refs),
    (0, import_rxjs54.tap)(({ type, orderId }) => {
      if (type !== "Refused" && type !== "Unresolved") registry.cancelAnswered(orderId);
    }),
    (0, import_rxjs54.finalize)(() => {
      for (const { orderId } of refs) registry.cancelEnds(orderId);
      if (isAnswered) return;
      events$.subscribe({
        next: (event) => {
          if (event.type === "Done") onReply(event.value);
        },
        error: () => void 0
      });
    })
  );
});
var inTime = ({ clock }, refs) => {
  const message2 = `there was no answer within ${reportWithin / 1e3} s`;
  return (outcomes$) => (0, import_rxjs54.defer)(() => {
    const missing = new Map(refs.map((ref) => [ref.orderId, ref]));
    const late$ = (0, import_rxjs54.timer)(reportWithin, clock).pipe(
      (0, import_rxjs54.concatMap)(
        () => Array.from(missing.values(), (ref) => ({ ...ref, type: "Unresolved", message: message2 }))
      )
    );
    return (0, import_rxjs54.merge)(outcomes$.pipe((0, import_rxjs54.endWith)(null)), late$).pipe(
      (0, import_rxjs54.takeWhile)((outcome) => outcome !== null),
      (0, import_rxjs54.tap)(({ orderId }) => missing.delete(orderId)),
      (0, import_rxjs54.takeWhile)(() => missing.size > 0, true)
    );
  });
};

// src/execution/order/fence.ts
var margin2 = 2e3;
var provesFence = (earlier, { stamp, date, admitted }) => {
  if (earlier.type === "nonce") return stamp.type === "nonce" && admitted && stamp.nonce > earlier.nonce;
  const isLater = stamp.type === "time-window" && stamp.requestTime > earlier.requestTime;
  return isLater && date !== null && date >= earlier.requestTime + earlier.timeWindow + margin2;
};

// src/execution/order/cancel.ts
var alreadyCanceled = 50026;
var alreadyFilled = 50027;
var batchSize2 = 30;
var lookInterval = 1e3;
var cancelOne2 = (context, ref) => duringCancel(context, {
  refs: [ref],
  send: () => context.api.cancelOrder(ref),
  conclude: concludeWith(context, [ref], (order) => (0, import_rxjs55.of)(fromReply(context, ref, order))),
  onReply: (order) => fromReply(context, ref, order)
});
var cancelMany2 = (context, groups) => {
  const runs = batchesOf(groups).map((batch, index) => {
    const run = cancelBatch(context, batch);
    return index === 0 ? run : run.pipe((0, import_rxjs55.catchError)((error) => refsOf(batch).map(notSent(error))));
  });
  return (0, import_rxjs55.concat)(...runs);
};
var batchesOf = (groups) => groups.flatMap(({ pair, orderIds }) => {
  const ids = [...new Set(orderIds)];
  return Array.from({ length: Math.ceil(ids.length / batchSize2) }, (_, index) => ({
    pair,
    orderIds: ids.slice(index * batchSize2, (index + 1) * batchSize2)
  }));
});
var inBatches = (refs) => {
  const ids = /* @__PURE__ */ new Map();
  for (const { pair, orderId } of refs) ids.set(pair, [...ids.get(pair) ?? [], orderId]);
  return batchesOf(Array.from(ids, ([pair, orderIds]) => ({ pair, orderIds })));
};
var notSent = (error) => (ref) => cancelRefused(ref, null, causeOf(error));
var refsOf = ({ pair, orderIds }) => orderIds.map((orderId) => ({ pair, orderId }));
var cancelBatch = (context, batch) => {
  const refs = refsOf(batch);
  return duringCancel(context, {
    refs,
    send: () => context.api.cancelOrders(batch),
    conclude: concludeWith(context, refs, (orders) => {
      const outcomes = fromReplies(context, refs, orders);
      const missing = refs.filter((ref) => !outcomes.some(({ orderId }) => orderId === ref.orderId));
      return (0, import_rxjs55.concat)((0, import_rxjs55.from)(outcomes), readOutcomes(context, missing, null, "left out of the reply"));
    }),
    onReply: (orders) => fromReplies(context, refs, orders)
  });
};
var cancelOnce = (context, batch) => {
  const refs = refsOf(batch);
  return duringCancel(context, {
    refs,
    send: () => context.api.cancelOrders(batch),
    conclude: (events$) => events$.pipe(
      (0, import_rxjs55.takeWhile)(({ type }) => type === "Sent", true),
      (0, import_rxjs55.concatMap)((event) => {
        switch (event.type) {
          case "Sent":
            return [];
          case "Done":
            return fromReplies(context, refs, event.value);
          case "Failed":
            return refs.map((ref) => fromFailure(context, ref, event.error, refs.length === 1));
        }
      })
    ),
    onReply: (orders) => fromReplies(context, refs, orders)
  });
};
var fromFailure = ({ registry }, ref, error, isAlone) => {
  if (error.effect === "in-progress") return { ...ref, type: "Pending", order: null };
  if (error.effect === "unknown") return { ...ref, type: "Unresolved", message: error.message };
  if (!isAlone) return cancelRefused(ref, codeOf(error), error.message);
  registry.readAt(ref.orderId, -Infinity);
  return fromRefusal(ref, error, registry.entry(ref.orderId)?.known.snapshot ?? null);
};
var fromRefusal = (ref, error, order) => {
  const code = codeOf(error);
  if (code === alreadyCanceled) return { ...ref, type: "AlreadyCanceled", order: ended(order) };
  if (code === alreadyFilled) return { ...ref, type: "AlreadyFilled", order: ended(order) };
  return cancelRefused(ref, code, error.message);
};
var fromReplies = (context, refs, orders) => {
  const replies = new Map(orders.map((order) => [order.orderId, order]));
  return refs.flatMap((ref) => {
    const order = replies.get(ref.orderId);
    return order === void 0 ? [] : [fromReply(context, ref, order)];
  });
};
var concludeWith = (context, refs, onDone) => (events) => (0, import_rxjs55.defer)(() => {
  let stamp = null;
  return events.pipe(
    (0, import_rxjs55.takeWhile)(({ type }) => type === "Sent", true),
    (0, import_rxjs55.concatMap)((event) => {
      switch (event.type) {
        case "Sent":
          stamp = event.stamp;
          return import_rxjs55.EMPTY;
        case "Done":
          return onDone(event.value);
        case "Failed":
          return fromError(context, refs, event.error, stamp);
      }
    })
  );
});
var fromReply = ({ registry }, ref, order) => {
  const outcome = endedBefore(ref, order) ?? { ...ref, type: "Pending", order };
  const isOurs2 = outcome.type !== "AlreadyFilled";
  registry.applyOrder(order, "reply", ...isOurs2 ? ["cancel-acknowledged"] : []);
  if (outcome.type === "Pending") registry.readAt(ref.orderId, -Infinity);
  return outcome.type === "AlreadyCanceled" ? { ...ref, type: "Canceled", order } : outcome;
};
var endedBefore = (ref, order) => {
  if (!isTerminal(order.status)) return null;
  return { ...ref, type: order.status === "FULLY_FILLED" ? "AlreadyFilled" : "AlreadyCanceled", order };
};
var fromError = (context, refs, error, stamp) => {
  const { registry } = context;
  for (const { orderId } of refs) registry.readAt(orderId, -Infinity);
  if (error.effect === "unknown")
    return (0, import_rxjs55.from)(refs).pipe((0, import_rxjs55.mergeMap)((ref2) => lookFor(context, ref2, stamp, error.message)));
  if (!wasSent(error)) return (0, import_rxjs55.throwError)(() => error);
  const [ref, ...others4] = refs;
  if (ref === void 0) return import_rxjs55.EMPTY;
  const order = registry.entry(ref.orderId)?.known.snapshot ?? null;
  if (error.effect === "in-progress")
    return (0, import_rxjs55.from)(refs).pipe((0, import_rxjs55.map)((one2) => ({ ...one2, type: "Pending", order: null })));
  if (others4.length > 0) return readOutcomes(context, refs, codeOf(error), error.message);
  return (0, import_rxjs55.of)(fromRefusal(ref, error, order));
};
var ended = (order) => order !== null && isTerminal(order.status) ? order : null;
var readOutcomes = ({ api, registry }, refs, code, message2) => {
  const [first] = refs;
  if (first === void 0) return import_rxjs55.EMPTY;
  return api.rest.ordersInfo({ pair: first.pair, orderIds: refs.map(({ orderId }) => orderId) }).pipe(
    (0, import_rxjs55.take)(1),
    (0, import_rxjs55.concatMap)((orders) => {
      for (const order of orders) registry.applyOrder(order, "read");
      const byId = new Map(orders.map((order) => [order.orderId, order]));
      return refs.map((ref) => {
        const order = byId.get(ref.orderId);
        const outcome = order === void 0 ? null : endedBefore(ref, order);
        return outcome ?? cancelRefused(ref, code, message2);
      });
    }),
    (0, import_rxjs55.catchError)(
      (error) => refs.map((ref) => ({ ...ref, type: "Unresolved", message: causeOf(error) }))
    )
  );
};
var lookFor = ({ api, registry, clock, settle: settle2 }, ref, stamp, message2) => (0, import_rxjs55.defer)(() => {
  const begun2 = clock.elapsed();
  let fencedAt = Infinity;
  const fence = api.answered$.subscribe((answered) => {
    if (stamp !== null && provesFence(stamp, answered)) fencedAt = Math.min(fencedAt, clock.elapsed());
  });
  return (0, import_rxjs55.defer)(() => api.rest.ordersInfo({ pair: ref.pair, orderIds: [ref.orderId] })).pipe(
    (0, import_rxjs55.concatMap)(([order]) => {
      if (order !== void 0) registry.applyOrder(order, "read");
      const outcome = order === void 0 ? null : endedBefore(ref, order);
      if (outcome?.type === "AlreadyCanceled" && order !== void 0)
        return [{ ...ref, type: "Canceled", order }];
      if (outcome !== null) return [outcome];
      const isOver2 = clock.elapsed() >= fencedAt + settle2;
      return isOver2 ? [{ ...ref, type: "Unresolved", message: `${message2}; the order still lives` }] : [];
    }),
    (0, import_rxjs55.catchError)(
      (error) => clock.elapsed() < begun2 + 6 * settle2 ? [] : [{ ...ref, type: "Unresolved", message: `${message2}; ${causeOf(error)}` }]
    ),
    (0, import_rxjs55.repeat)({ delay: () => (0, import_rxjs55.timer)(lookInterval, clock) }),
    (0, import_rxjs55.take)(1),
    (0, import_rxjs55.finalize)(() => {
      fence.unsubscribe();
    })
  );
});

// src/execution/order/landing.ts
var import_rxjs56 = require("rxjs");
var untilItsOutcome = ({ flights, clock }, { id }, begin3) => (0, import_rxjs56.defer)(() => {
  let isOver2 = false;
  const end3 = () => {
    if (isOver2) return;
    isOver2 = true;
    flights.apply({ type: "over", id, outcome: { type: "none", at: clock.elapsed() } });
  };
  const onTransition = (transition) => {
    if (transition.type !== "Rejected") return;
    if (isOfTime(transition.code)) flights.apply({ type: "sent-back", id });
    end3();
  };
  return begin3().pipe((0, import_rxjs56.tap)({ next: onTransition, error: end3, complete: end3, finalize: end3 }));
});
var isOfTime = (code) => code === venueCode.invalidTimeOfRequest || code === venueCode.outsideTimeWindow;

// src/execution/order/sending.ts
var import_rxjs58 = require("rxjs");

// src/execution/order/flight.ts
var noFlights = {
  onTheirWay: [],
  unfenced: [],
  landed: emptyLog,
  departures: emptyLog,
  lastNth: 0
};
var watchFor = 6e5;
var second4 = 1e3;
var onFlight = (flights, event) => {
  switch (event.type) {
    case "asked":
      return find2(flights, event.id) === void 0 ? withAsked(flights, event) : flights;
    case "admitted":
      return change3(flights, event.id, ["waits"], (flight) => ({
        ...flight,
        phase: "admitted",
        order: event.order
      }));
    case "left": {
      const { stamp, requestTime, mark: mark2, at } = event;
      const left2 = change3(flights, event.id, ["admitted"], (flight) => ({
        ...flight,
        phase: "left",
        stamp,
        leftAt: Math.min(flight.leftAt, at),
        requestTime,
        mark: mark2,
        lookFrom: Math.min(flight.first?.requestTime ?? Infinity, requestTime) - clockSlack2
      }));
      if (left2 === flights) return flights;
      const unfenced = [...left2.unfenced, event.id];
      const departures = logged(flights.departures, at, (time2) => time2 > at - second4);
      return { ...left2, unfenced, departures };
    }
    case "sent-back":
      return sentBack(flights, event.id);
    case "searched":
      return change3(flights, event.id, ["left"], (flight) => ({
        ...flight,
        phase: "searched",
        searching: true
      }));
    case "fenced":
      return fenced(flights, event);
    case "looked":
      return changeAll(
        flights,
        (flight) => event.until > flight.lookFrom && event.ids.includes(flight.id) ? { ...flight, lookFrom: event.until } : flight
      );
    case "looked-in-vain":
      return change3(flights, event.id, ["searched"], (flight) => ({
        ...flight,
        emptyLooks: flight.emptyLooks + 1
      }));
    case "reported":
      return change3(flights, event.id, ["searched"], (flight) => ({
        ...flight,
        reported: true,
        candidates: event.candidates
      }));
    case "over":
      return landed(flights, event.id, event.outcome);
  }
};
var sentBack = (flights, id) => {
  const back = change3(flights, id, ["left"], (flight) => {
    const { requestTime, mark: mark2 } = flight;
    return { ...flight, ...unsent, phase: "admitted", first: flight.first ?? { requestTime, mark: mark2 } };
  });
  return back === flights ? flights : { ...back, unfenced: without2(id, flights.unfenced) };
};
var fenced = (flights, { by, at }) => {
  const proven = flights.unfenced.filter((id) => {
    const stamp = find2(flights, id)?.stamp ?? null;
    return stamp !== null && provesFence(stamp, by);
  });
  if (proven.length === 0) return flights;
  const past = changeAll(
    flights,
    (flight) => proven.includes(flight.id) ? { ...flight, pastFence: true, fencedAt: at } : flight
  );
  return { ...past, unfenced: flights.unfenced.filter((id) => !proven.includes(id)) };
};
var without2 = (id, ids) => ids.includes(id) ? ids.filter((other) => other !== id) : ids;
var unsent = {
  stamp: null,
  requestTime: Infinity,
  mark: Infinity,
  lookFrom: Infinity,
  pastFence: false,
  fencedAt: Infinity
};
var withAsked = (flights, event) => {
  const { id, order, instrument, replaces, price } = event;
  const nth = flights.lastNth + 1;
  const flight = {
    id,
    nth,
    phase: "waits",
    order,
    instrument,
    replaces,
    price,
    stamp: null,
    requestTime: Infinity,
    mark: Infinity,
    lookFrom: Infinity,
    pastFence: false,
    fencedAt: Infinity,
    leftAt: Infinity,
    searching: false,
    candidates: [],
    reported: false,
    emptyLooks: 0,
    first: null,
    outcome: null
  };
  return { ...flights, onTheirWay: [...flights.onTheirWay, flight], lastNth: nth };
};
var change3 = (flights, id, from13, changed2) => {
  const index = flights.onTheirWay.findLastIndex((one2) => one2.id === id);
  const flight = flights.onTheirWay[index];
  if (flight === void 0 || !from13.includes(flight.phase)) return flights;
  const onTheirWay = flights.onTheirWay.slice();
  onTheirWay[index] = changed2(flight);
  return { ...flights, onTheirWay };
};
var changeAll = (flights, changed2) => {
  const onTheirWay = flights.onTheirWay.map(changed2);
  return onTheirWay.every((flight, index) => flight === flights.onTheirWay[index]) ? flights : { ...flights, onTheirWay };
};
var landed = (flights, id, outcome) => {
  const flight = find2(flights, id);
  if (flight === void 0) return flights;
  const onTheirWay = flights.onTheirWay.filter((one2) => one2 !== flight);
  const unfenced = without2(id, flights.unfenced);
  if (outcome.type === "none" && flight.first === null) return { ...flights, onTheirWay, unfenced };
  const phase = outcome.type === "absent" || outcome.type === "none" ? "over" : "answered";
  const isWatched = (one2) => one2.outcome.at >= outcome.at - watchFor;
  return {
    ...flights,
    onTheirWay,
    unfenced,
    landed: logged(flights.landed, { ...flight, phase, outcome }, isWatched)
  };
};
var find2 = (flights, id) => flights.onTheirWay.findLast((one2) => one2.id === id);

// src/execution/order/outcome.ts
var import_rxjs57 = require("rxjs");
var lifeAfter = (context, id, event) => {
  const { registry, flights, clock } = context;
  if (event.type === "Done") {
    const order = event.value;
    const { orderId, status } = order;
    const doubt2 = doubtOf(context, id, order);
    if (doubt2 !== null) {
      context.diagnose({ kind: "reply-not-believed", order, cause: doubt2 });
      return lookFor2(context, id, `the reply is not believed: ${doubt2}`);
    }
    const isBornCanceled = status === "CANCELED_UNFILLED";
    registry.own(order);
    const type = status === "REJECTED" ? "rejected" : "placed";
    flights.apply({ type: "over", id, outcome: { type, orderId, at: clock.elapsed() } });
    registry.applyOrder(order, "reply", ...isBornCanceled ? ["born-canceled"] : []);
    return registry.life(orderId);
  }
  const { error } = event;
  if (error.effect === "none") return wasSent(error) ? (0, import_rxjs57.of)(refused(error)) : (0, import_rxjs57.throwError)(() => error);
  return lookFor2(context, id, error.message);
};
var doubtOf = ({ registry, flights }, id, order) => {
  const flight = find2(flights.all(), id);
  const entry = registry.entry(order.orderId);
  if (entry?.owned === true) return `order ${order.orderId} belongs to another call`;
  if (flight === void 0) return null;
  const isKnown3 = entry !== void 0 && entry.known.snapshot !== null;
  if (isKnown3 && entry.seen <= flight.mark) return `order ${order.orderId} was known before`;
  return answersTo(flight.order, order) ? null : `order ${order.orderId} does not match the request`;
};
var lookFor2 = ({ registry, search }, id, message2) => search.find(id).pipe((0, import_rxjs57.concatMap)((finding) => fromFinding(finding, message2, (order) => registry.life(order.orderId))));
var fromFinding = (finding, message2, life) => {
  switch (finding.type) {
    case "found":
      return life(finding.order);
    case "absent":
      return (0, import_rxjs57.of)(
        rejected("venue", "no-effect", `${message2}; no open order and no fill of it was found`, null)
      );
    case "ambiguous":
      return (0, import_rxjs57.of)({ type: "Unresolved", candidates: finding.candidates, message: message2 });
  }
};
var refused = (error) => rejected("venue", "refused", error.message, codeOf(error));

// src/execution/order/sending.ts
var sends = (context, submission, { order }) => {
  const { api, flights, recorder } = context;
  const { id, stop } = submission;
  let kept = null;
  let isAgain = false;
  const aboutToLeave = () => {
    const flight = find2(flights.all(), id);
    isAgain = flight?.phase === "left";
    return flight;
  };
  const refuse3 = (why) => {
    const error = requestError("POST /user/spot/order", "guards", "an order within them", why.message);
    kept = { error, why };
    return error;
  };
  const leaving = {
    keep: (stamp) => {
      const flight = aboutToLeave();
      return flight === void 0 ? null : recorder.keep(flight, stamp);
    },
    leave: (stamp) => {
      const flight = aboutToLeave();
      const why = flight === void 0 ? null : leave2(context, flight, stamp, stop);
      return why === null ? null : refuse3(why);
    },
    recalled$: stop.stopped$.pipe(
      (0, import_rxjs58.map)((why) => {
        aboutToLeave();
        return refuse3(why);
      })
    )
  };
  const lifeOf2 = (event) => {
    const why = event.type === "Failed" && event.error === kept?.error ? kept.why : null;
    if (isAgain && event.type === "Failed" && !wasSent(event.error))
      return lookFor2(
        context,
        id,
        `the venue refused its request time, and it was not sent again: ${why?.reason ?? event.error.message}`
      );
    return why === null ? lifeAfter(context, id, event) : (0, import_rxjs58.of)(why);
  };
  const life$ = new import_rxjs58.Observable((subscriber) => {
    let isSubmitted = false;
    let isAnswered = false;
    return api.createOrder(order, leaving).subscribe({
      next: (event) => {
        if (event.type === "Sent") {
          if (!isSubmitted) subscriber.next({ type: "Submitted", id, request: order, at: event.at });
          isSubmitted = true;
          return;
        }
        isAnswered = true;
        lifeOf2(event).subscribe(subscriber);
      },
      error: (error) => subscriber.error(error),
      complete: () => {
        if (!isAnswered) subscriber.complete();
      }
    });
  });
  return life$.pipe(recorder.follow(id));
};
var leave2 = ({ flights, limits, registry, clock, venueTimeOf: venueTimeOf2 }, { id, order, phase }, stamp, stop) => {
  const why = stop.why() ?? refusalBy(limits.pass(order));
  if (why !== null) return why;
  if (phase === "left") flights.apply({ type: "sent-back", id });
  const at = clock.elapsed();
  const requestTime = stamp.type === "nonce" ? venueTimeOf2(at) : stamp.requestTime;
  flights.apply({ type: "left", id, stamp, requestTime, mark: registry.mark(), at });
  return null;
};

// src/execution/order/steps.ts
var import_Either2 = require("fp-ts/lib/Either.js");
var import_rxjs59 = require("rxjs");
var inSteps = (at, stop, steps, then, nth = 0) => {
  if ((0, import_rxjs59.isObservable)(at))
    return at.pipe(
      (0, import_rxjs59.take)(1),
      (0, import_rxjs59.switchMap)((stepped) => inSteps(stepped, stop, steps, then, nth))
    );
  if (isRefusal2(at)) return (0, import_rxjs59.of)(at);
  const step = steps[nth];
  if (step === void 0) return then(at);
  const why = stop.why();
  return why === null ? inSteps(step(at), stop, steps, then, nth + 1) : (0, import_rxjs59.of)(why);
};
var isRefusal2 = (stepped) => "type" in stepped;
var unlessStopped = (stop, waiting) => (0, import_rxjs59.merge)(stop.stopped$, waiting);
var keepsTheRules = ({ instrument: lookUp2 }, request) => {
  const found = lookUp2(request.pair);
  return (0, import_rxjs59.isObservable)(found) ? found.pipe((0, import_rxjs59.map)((instrument) => checkedBy(instrument, request))) : checkedBy(found, request);
};
var checkedBy = (instrument, request) => {
  if (instrument === void 0) return refusedHere("invalid", [unknownPair(request)]);
  const checked2 = checkRequest(request, instrument);
  return (0, import_Either2.isLeft)(checked2) ? refusedHere("invalid", checked2.left) : { order: checked2.right, instrument };
};
var unknownPair = ({ pair }) => ({
  field: "pair",
  rule: "one the venue lists",
  actual: pair,
  nearest: null
});
var isReady = ({ limits }, { stop }) => (draft) => {
  const unknowns = limits.ready(draft.order);
  return unknowns === null ? draft : unlessStopped(stop, unknowns.pipe((0, import_rxjs59.map)((violations) => refusalBy(violations) ?? draft)));
};
var isWithinLimits = ({ limits, flights }, { id, replaces }) => (draft) => {
  const { order, instrument } = draft;
  flights.apply({
    type: "asked",
    id,
    order,
    instrument,
    replaces: replaces ?? null,
    price: limits.priceOf(order)
  });
  const flight = find2(flights.all(), id);
  return (flight && refusalBy(limits.admit(flight, flights.all()))) ?? draft;
};
var hasItsTurn = (context, submission) => (draft) => {
  const { flights } = context;
  const { id, stop, allowEqualInFlight = false } = submission;
  const { order } = draft;
  const admit2 = () => {
    flights.apply({ type: "admitted", id, order });
    return draft;
  };
  if (allowEqualInFlight || flights.isTurnOf(order)) return admit2();
  const turn$ = flights.changes$.pipe(
    (0, import_rxjs59.filter)(() => flights.isTurnOf(order)),
    (0, import_rxjs59.take)(1),
    (0, import_rxjs59.map)(admit2)
  );
  return unlessStopped(stop, (0, import_rxjs59.merge)(turn$, waitingForTurn(context, id, order)));
};
var longestMarketWait = 5e3;
var quietWait = 1e3;
var waitingForTurn = ({ clock, diagnose }, id, order) => (0, import_rxjs59.timer)(quietWait, clock).pipe(
  (0, import_rxjs59.tap)(() => {
    diagnose({ kind: "waits-for-equal", id, request: order });
  }),
  (0, import_rxjs59.switchMap)(
    () => order.price === void 0 ? (0, import_rxjs59.timer)(longestMarketWait - quietWait, clock).pipe((0, import_rxjs59.map)(() => tooLate)) : import_rxjs59.NEVER
  )
);
var tooLate = rejected(
  "client",
  "equal-in-flight",
  "an equal order is on its way and its outcome is not known: nothing was sent",
  null
);

// src/execution/order/stop.ts
var import_rxjs60 = require("rxjs");

// src/execution/order/reducing.ts
var onlyReduces = ({
  side,
  positionSide
}) => positionSide === "long" ? side === "sell" : positionSide === "short" && side === "buy";

// src/execution/order/stop.ts
var createLatch = (refusal2) => {
  const stopped2 = new import_rxjs60.ReplaySubject(1);
  let isSet = false;
  return {
    set: () => {
      isSet = true;
      stopped2.next(refusal2);
    },
    why: () => isSet ? refusal2 : null,
    stopped$: stopped2.asObservable()
  };
};
var noStop = { why: () => null, stopped$: import_rxjs60.NEVER };
var eitherOf = (one2, other) => ({
  why: () => one2.why() ?? other.why(),
  stopped$: (0, import_rxjs60.merge)(one2.stopped$, other.stopped$)
});
var stopOf = (halted, order, withdrawal) => {
  if (onlyReduces(order)) return withdrawal ?? noStop;
  return withdrawal === void 0 ? halted : eitherOf(halted, withdrawal);
};
var haltedHere = rejected("client", "halted", "the client was halted: nothing was sent", null);
var withdrawnHere = rejected(
  "client",
  "withdrawn",
  "its last observer left before it was sent: nothing was sent",
  null
);

// src/execution/order/replace.ts
var replace = (context, ref, changes, id) => (0, import_rxjs61.defer)(() => {
  const { registry } = context;
  const entry = registry.entry(ref.orderId);
  const order = entry?.known.snapshot ?? null;
  const stop = order === null ? context.halted : stopOf(context.halted, order);
  const stopped2 = stop.why();
  if (stopped2 !== null) return (0, import_rxjs61.of)(stopped2);
  if (entry?.isReplaced === true) return (0, import_rxjs61.of)(replacedAlready);
  registry.replacementBegins(ref);
  const fail = () => {
    registry.replacementFails(ref.orderId);
  };
  return replaceOnly(context, ref, changes, {
    id,
    stop,
    replaces: { orderId: ref.orderId, changes }
  }).pipe(
    (0, import_rxjs61.tap)({
      next: ({ type }) => {
        if (type === "Rejected") fail();
      },
      error: fail
    })
  );
});
var replaceOnly = (context, ref, changes, submission) => {
  let isCanceled = false;
  const leftOver$ = leftOf(context, ref, changes, () => isCanceled = true);
  const ready = isReady(context, submission);
  const within4 = isWithinLimits(context, submission);
  const turn = hasItsTurn(context, submission);
  const order = context.registry.entry(ref.orderId)?.known.snapshot;
  if (order && !isTerminal(order.status) && !canBeAskedAgain(order)) return (0, import_rxjs61.of)(unknownOrder);
  const expected = order && !isTerminal(order.status) ? requestFor(order, order.executedAmount, changes) : null;
  const [begun2, steps] = expected === null ? [leftOver$, [ready, within4, turn]] : [keepsTheRules(context, expected), [ready, within4, () => leftOver$, turn]];
  return untilItsOutcome(
    context,
    submission,
    () => inSteps(begun2, submission.stop, steps, (left2) => sends(context, submission, left2))
  ).pipe(
    // After the cancel has been sent there are only outcomes.
    (0, import_rxjs61.catchError)((error) => {
      if (isCanceled) return (0, import_rxjs61.of)(notReplaced(`the new order was not sent: ${causeOf(error)}`, null));
      throw error;
    })
  );
};
var leftOf = (context, ref, changes, onCanceled) => cancelOne2(context, ref).pipe(
  (0, import_rxjs61.concatMap)((outcome) => {
    onCanceled();
    const refusal2 = refusalOf2(outcome);
    if (refusal2 !== null) return (0, import_rxjs61.of)(refusal2);
    context.registry.readAt(ref.orderId, -Infinity);
    return context.registry.life(ref.orderId).pipe(
      (0, import_rxjs61.filter)(isEnding),
      (0, import_rxjs61.take)(1),
      (0, import_rxjs61.map)((ending2) => leftOver(ending2, changes)),
      (0, import_rxjs61.switchMap)((request) => {
        const checked2 = request === null ? nothingLeft : keepsTheRules(context, request);
        return (0, import_rxjs61.isObservable)(checked2) ? checked2 : (0, import_rxjs61.of)(checked2);
      })
    );
  })
);
var notReplaced = (message2, code) => rejected("client", "not-replaced", message2, code);
var replacedAlready = notReplaced("another call replaces the order already", null);
var canceledByAnother = notReplaced(
  "the order to replace was cancelled by somebody else",
  venueCode.alreadyCanceled
);
var unknownOrder = notReplaced(
  "the order to replace has a type or status that is newer than this version",
  null
);
var nothingLeft = notReplaced("the order to replace left nothing to execute", null);
var refusalOf2 = (outcome) => {
  switch (outcome.type) {
    case "Refused":
      return notReplaced(`the order to replace was not cancelled: ${outcome.message}`, outcome.code);
    case "AlreadyCanceled":
      return canceledByAnother;
    case "Unresolved":
      return notReplaced(`the order to replace may still live: ${outcome.message}`, null);
    default:
      return null;
  }
};
var leftOver = (ending2, replacement) => {
  const { order } = ending2;
  if (order === null || order.status === "FULLY_FILLED" && replacement.amount === void 0) return null;
  const fills = ending2.type === "Rejected" ? [] : ending2.fills;
  return requestFor(order, sumDecimals(["0", ...fills.map(({ amount }) => amount)]), replacement);
};
var takenOver = [
  "side",
  "positionSide",
  "type",
  "price",
  "triggerPrice",
  "amount",
  "executedAmount",
  "postOnly"
];
var canBeAskedAgain = ({ odd }) => odd === void 0 || takenOver.every((field) => odd[field] === void 0);
var requestFor = (order, executed, { price, triggerPrice, amount, postOnly }) => {
  if (order.type === "losscut" || order.type === "unknown" || order.side === "unknown") return null;
  if (!canBeAskedAgain(order)) return null;
  const left2 = remainder(amount ?? order.amount, executed);
  if (left2 === null) return null;
  return {
    pair: order.pair,
    side: order.side,
    type: order.type,
    positionSide: order.positionSide ?? void 0,
    amount: left2,
    price: price ?? asOf(order, "price"),
    triggerPrice: triggerPrice ?? asOf(order, "triggerPrice"),
    postOnly: postOnly ?? order.postOnly ?? void 0
  };
};
var asOf = (order, field) => {
  const isMeant = field === "price" ? ["limit", "stop_limit"].includes(order.type) : !["limit", "market"].includes(order.type);
  return isMeant ? order[field] ?? void 0 : void 0;
};
var remainder = (total, filled) => {
  if (total === null) return void 0;
  const plain2 = asPlainDecimal(total);
  if (plain2 === null) return String(total);
  const scale2 = Math.max(scaleOf(plain2), scaleOf(filled));
  const left2 = toUnits(plain2, scale2) - toUnits(filled, scale2);
  return left2 <= 0n ? null : fromUnits(left2, scale2);
};

// src/execution/order/submit.ts
var submit2 = (context, request, submission) => untilItsOutcome(
  context,
  submission,
  () => inSteps(
    keepsTheRules(context, request),
    submission.stop,
    [
      isReady(context, submission),
      //        all is known that its limits ask for
      isWithinLimits(context, submission),
      // it counts from here on, and the limits hold with it
      hasItsTurn(context, submission)
      //     no equal order is on its way
    ],
    (admitted) => sends(context, submission, admitted)
  )
);

// src/execution/journal/calls-with-ids.ts
var createCallsWithIds = ({
  commands,
  context,
  recorder,
  api,
  during
}) => {
  const orderMemory = (id) => {
    let memory = noMemory(id);
    return {
      remember: (transition) => {
        memory = memoryAfter(memory, transition);
      },
      replay: () => during(replayLife(context, memory))
    };
  };
  const placing2 = (id, asked, start3, until) => {
    const call2 = {
      id,
      asked,
      start: (given) => during(start3(given), until),
      memory: orderMemory,
      refuse: (problem2) => (0, import_rxjs62.of)(refusedId(problem2))
    };
    return () => commands.run(call2);
  };
  const withdraw = (request, id) => {
    const { asset, uuid, amount } = request;
    const recording = recorder.withdrawal(id, { asset, uuid, amount });
    return api.requestWithdrawal(request, { keep: recording.keep }).pipe(
      recording.follow,
      // A call that was not sent may be repeated under its id.
      (0, import_rxjs62.concatMap)(
        (event) => event.type === "Failed" && !wasSent(event.error) ? (0, import_rxjs62.throwError)(() => event.error) : (0, import_rxjs62.of)(event)
      )
    );
  };
  return {
    submit: (request, { allowEqualInFlight, withdrawal }, id, until) => placing2(
      id,
      askedOrder(request),
      (given) => submit2(context, request, {
        id: given,
        stop: stopOf(context.halted, request, withdrawal),
        allowEqualInFlight
      }),
      until
    ),
    replace: (ref, changes, id) => placing2(id, askedReplacement(ref, changes), (given) => replace(context, ref, changes, given)),
    withdraw: (request, id) => () => commands.run({
      id,
      asked: askedWithdrawal(request),
      start: (given) => withdraw(request, given),
      memory: withdrawalMemory,
      refuse: ({ expected, actual }) => (0, import_rxjs62.throwError)(() => requestError("POST /user/request_withdrawal", "id", expected, actual))
    }),
    track: (id) => () => {
      const found = commands.find(id);
      return found?.asked().startsWith('["withdrawal"') === false ? found.life() : courseOf(
        (0, import_rxjs62.throwError)(() => requestError("trackOrder", "id", "that of an order of the last day", id))
      );
    }
  };
};
var withdrawalMemory = () => {
  const events = [];
  return { remember: (event) => events.push(event), replay: () => (0, import_rxjs62.from)(events) };
};
var refusedId = ({ type, expected, actual }) => rejected("client", type, `id: expected ${expected}, got ${actual}`, null, [
  { field: "id", rule: expected, actual, nearest: null }
]);

// src/execution/guards/guards.ts
var import_rxjs64 = require("rxjs");

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
  const prices = [price, triggerPrice].filter((one2) => one2 !== null && one2 !== void 0 && !isZero2(one2));
  if (type === "market" || type === "losscut" || prices.length === 0)
    return side === "sell" ? bestOpposite(side, market) : lastPrice(levelsFor("buy", market), amount ?? "0");
  const own2 = prices.reduce(maxDecimal);
  const bid = market.book?.bids[0];
  return type === "limit" && side === "sell" && bid !== void 0 ? maxDecimal(own2, decimalOf(bid.price)) : own2;
};
var notionalAt = (price, amount) => {
  if (amount === null || amount === void 0) return "0";
  return price === null ? null : multiplyDecimals(price, amount);
};
var isZero2 = (price) => compareDecimals(price, "0") === 0;

// src/execution/guards/distance.ts
var checkDistance = ({ maxDistance }, order, market) => {
  if (maxDistance === null) return [];
  const { side, type, amount = "0", price, triggerPrice } = order;
  const best = bestOpposite(side, market);
  if (best === null) return [breach("maxDistance", "a best price to measure from", "not known")];
  if (type === "market") {
    const last2 = lastPrice(levelsFor(side, market), amount);
    return last2 === null ? [breach("maxDistance", `levels for ${amount}`, "fewer are known")] : measure(maxDistance, side, last2, best);
  }
  if (triggerPrice === void 0) return price === void 0 ? [] : measure(maxDistance, side, price, best);
  const { away } = maxDistance;
  return [
    ...measure({ through: away, away }, side, triggerPrice, best),
    ...price === void 0 ? [] : measure(maxDistance, side, price, triggerPrice)
  ];
};
var measure = ({ through: through2, away }, side, price, from13) => {
  const above2 = subtractDecimals(price, from13);
  const into = side === "buy" ? above2 : subtractDecimals(from13, price);
  const isThrough = compareDecimals(into, "0") > 0;
  const limit = isThrough ? through2 : away;
  const distance = into.replace("-", "");
  if (limit === null || compareDecimals(distance, multiplyDecimals(limit, from13)) <= 0) return [];
  const rule = `at most ${limit} ${isThrough ? "through" : "away from"} ${from13}`;
  return [breach("maxDistance", rule, fraction(distance, from13))];
};
var places2 = 6;
var fraction = (part, whole2) => {
  const scale2 = Math.max(scaleOf(part), scaleOf(whole2));
  const divisor = toUnits(whole2, scale2);
  return fromUnits((toUnits(part, scale2 + places2) + divisor - 1n) / divisor, places2);
};

// src/execution/guards/exposure.ts
var openOrdersOf = (entries) => entries.flatMap((entry) => {
  const order = entry.known.snapshot;
  return order === null || !isLive(entry) || order.type === "losscut" ? [] : [{ entry, order }];
});
var countIn = (pair, { onTheirWay }, open2) => onTheirWay.filter(({ order }) => order.pair === pair).length + apartFrom(onTheirWay, open2).filter(({ order }) => order.pair === pair).length;
var notionalIn = (quote, { onTheirWay }, open2, valuation) => {
  const isMeant = ({ order }) => quoteAssetOf(order.pair) === quote;
  const worths = [
    ...onTheirWay.filter(isMeant).map((flight) => worthOfFlight(flight, open2, valuation)),
    ...apartFrom(onTheirWay, open2).filter(isMeant).map((one2) => worthOf2(one2, valuation))
  ];
  return worths.includes(null) ? null : sumDecimals(["0", ...worths]);
};
var recentIn = (flights, now) => flights.onTheirWay.filter(({ phase }) => phase === "waits" || phase === "admitted").length + leftAfter(flights, now - second5);
var second5 = 1e3;
var worthOf2 = ({ order }, { priceOf, marketOf: marketOf2 }) => {
  if (onlyReduces(order)) return "0";
  const price = priceOf(order.orderId) ?? valuationPrice(order, marketOf2(order.pair));
  const isAmountUnread = order.remainingAmount === null && order.odd?.amount !== void 0;
  return isAmountUnread ? null : notionalAt(price, order.remainingAmount ?? order.amount);
};
var worthOfFlight = ({ order, price, replaces }, open2, valuation) => {
  const own2 = onlyReduces(order) ? "0" : notionalAt(price, order.amount);
  if (replaces === null) return own2;
  const replaced = open2.find(({ entry }) => entry.orderId === replaces.orderId);
  if (replaced === void 0) return own2;
  const others4 = worthOf2(replaced, valuation);
  return own2 === null || others4 === null ? null : maxDecimal(own2, others4);
};
var apartFrom = (onTheirWay, open2) => {
  if (open2.length === 0) return open2;
  const taken = new Set(onTheirWay.map(({ replaces }) => replaces?.orderId));
  for (const flight of onTheirWay) {
    const own2 = open2.find((one2) => !taken.has(one2.entry.orderId) && isReported(flight, one2));
    if (own2 !== void 0) taken.add(own2.entry.orderId);
  }
  return open2.filter(({ entry }) => !taken.has(entry.orderId));
};
var isReported = (flight, { entry, order }) => !entry.owned && couldBe({ ...flight, requestTime: -Infinity }, { order, seen: entry.seen });

// src/execution/guards/market.ts
var import_rxjs63 = require("rxjs");
var unknownMarket = { book: null, receivedAt: -Infinity, tradable: null };
var createMarkets = (source, clock, leaps$, longestWait4, untilClosed) => {
  const followed = /* @__PURE__ */ new Map();
  leaps$.subscribe(() => {
    for (const market of followed.values()) market.next({ ...market.value, receivedAt: -Infinity });
  });
  const news = (pair) => (0, import_rxjs63.merge)(
    source.book$(pair).pipe(
      (0, import_rxjs63.map)((book) => ({ book, receivedAt: clock.elapsed() })),
      (0, import_rxjs63.endWith)({ book: null })
    ),
    source.tradable$(pair).pipe(
      (0, import_rxjs63.map)((tradable) => ({ tradable })),
      (0, import_rxjs63.endWith)({ tradable: null })
    )
  );
  const follow = (pair) => {
    const market = followed.get(pair) ?? new import_rxjs63.BehaviorSubject(unknownMarket);
    if (followed.has(pair)) return market;
    followed.set(pair, market);
    const end3 = () => {
      followed.delete(pair);
      market.next(unknownMarket);
      market.complete();
    };
    (0, import_rxjs63.defer)(() => news(pair)).pipe(untilClosed).subscribe({
      next: (update) => market.next({ ...market.value, ...update }),
      error: end3,
      complete: end3
    });
    return market;
  };
  return {
    latest: (pair) => followed.get(pair)?.value ?? unknownMarket,
    known: (pair) => (0, import_rxjs63.defer)(
      () => follow(pair).pipe(
        (0, import_rxjs63.filter)(({ book, tradable }) => book !== null && tradable !== null),
        (0, import_rxjs63.endWith)(unknownMarket),
        (0, import_rxjs63.raceWith)((0, import_rxjs63.timer)(longestWait4, clock)),
        (0, import_rxjs63.take)(1)
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
var checkNotional = (guard, limits, quote, notionalOf3) => {
  if (limits === null) return [];
  const limit = limits.get(quote);
  if (limit === void 0) return [breach(guard, `given for ${quote}`, "nothing")];
  const rule = `at most ${limit} ${quote}`;
  const notional = notionalOf3();
  if (notional === null) return [breach(guard, rule, "not known")];
  return compareDecimals(notional, limit) > 0 ? [breach(guard, rule, notional)] : [];
};

// src/execution/guards/guards.ts
var longestWait2 = 5e3;
var createGuards = ({
  config,
  context,
  ordersKnown$,
  areOrdersKnown,
  untilClosed
}) => {
  const { registry, clock, leaps$ } = context;
  const { maxOpenOrders, maxNotional, maxTotalNotional, maxOrdersPerSecond } = config;
  const isAboutOpenOrders = maxOpenOrders !== null || maxTotalNotional !== null;
  const isAboutMarket = config.market !== null;
  if (!isAboutOpenOrders && !isAboutMarket && maxNotional === null && maxOrdersPerSecond === null)
    return noLimits;
  const markets = config.market === null ? null : createMarkets(config.market, clock, leaps$, longestWait2, untilClosed);
  const marketOf2 = (pair) => markets?.latest(pair) ?? unknownMarket;
  const valuation = { marketOf: marketOf2, priceOf: isAboutOpenOrders ? admissionPrices(context) : unknown };
  const priceOf = (order) => valuationPrice(order, marketOf2(order.pair));
  const pass = (order) => {
    if (onlyReduces(order)) return [];
    const market = marketOf2(order.pair);
    const notional = () => notionalAt(priceOf(order), order.amount);
    return [
      ...checkMarket(config, market, clock.elapsed()),
      ...checkDistance(config, order, market),
      ...checkNotional("maxNotional", maxNotional, quoteAssetOf(order.pair), notional)
    ];
  };
  const isNeeded = () => isAboutOpenOrders && !areOrdersKnown();
  const within$ = completesWithin(ordersKnown$, longestWait2, clock);
  return {
    ready: (order) => onlyReduces(order) || markets === null && !isNeeded() ? null : (0, import_rxjs64.forkJoin)([isNeeded() ? within$ : (0, import_rxjs64.of)(true), markets?.known(order.pair) ?? (0, import_rxjs64.of)(true)]).pipe(
      (0, import_rxjs64.map)(([isKnown3]) => {
        const guard = maxOpenOrders !== null ? "maxOpenOrders" : "maxTotalNotional";
        return isKnown3 ? [] : [breach(guard, "open orders that are known", "not known")];
      })
    ),
    priceOf,
    admit: ({ order }, flights) => {
      if (onlyReduces(order)) return [];
      const open2 = isAboutOpenOrders ? openOrdersOf(registry.open()) : [];
      const quote = quoteAssetOf(order.pair);
      return [
        ...checkCount("maxOpenOrders", maxOpenOrders, () => countIn(order.pair, flights, open2)),
        ...checkCount("maxOrdersPerSecond", maxOrdersPerSecond, () => recentIn(flights, clock.elapsed())),
        ...checkNotional(
          "maxTotalNotional",
          maxTotalNotional,
          quote,
          () => notionalIn(quote, flights, open2, valuation)
        ),
        ...pass(order)
      ];
    },
    // Without a market, nothing can have changed since the order was admitted.
    pass: markets === null ? nothing3 : pass
  };
};
var nothing3 = () => [];
var noLimits = { ready: () => null, priceOf: () => null, admit: nothing3, pass: nothing3 };
var unknown = () => void 0;
var admissionPrices = ({ flights, registry }) => {
  const prices = /* @__PURE__ */ new Map();
  flights.changes$.subscribe(({ event, before }) => {
    if (event.type !== "over" || event.outcome.type !== "placed") return;
    const { orderId } = event.outcome;
    const price = find2(before, event.id)?.price ?? null;
    if (price === null) return;
    const live = new Set(openOrdersOf(registry.open()).map(({ entry }) => entry.orderId));
    for (const known of prices.keys()) if (!live.has(known)) prices.delete(known);
    prices.set(orderId, price);
  });
  return (orderId) => prices.get(orderId);
};
var completesWithin = (source, time2, clock) => (0, import_rxjs64.merge)(
  source.pipe(
    (0, import_rxjs64.endWith)(true),
    (0, import_rxjs64.catchError)(() => (0, import_rxjs64.of)(false))
  ),
  (0, import_rxjs64.timer)(time2, clock).pipe((0, import_rxjs64.map)(() => false))
).pipe((0, import_rxjs64.take)(1));
var checkCount = (guard, limit, count5) => {
  const actual = limit === null ? 0 : count5();
  return limit === null || actual <= limit ? [] : [breach(guard, `at most ${limit}`, String(actual))];
};

// src/execution/guards/halt.ts
var import_rxjs68 = require("rxjs");

// src/execution/guards/cancel-until-none.ts
var import_rxjs66 = require("rxjs");

// src/execution/order/open-list.ts
var import_rxjs65 = require("rxjs");
var noIdToRead = "an order in the list of open orders has no id that can be read";
var listOpen = (api, query = {}) => (0, import_rxjs65.defer)(() => {
  let isWhole = true;
  const losing = api.odd$.subscribe(({ what, source }) => {
    if (what === "lost" && source.endsWith("/spot/active_orders")) isWhole = false;
  });
  return api.rest.all.activeOrders(query).pipe(
    (0, import_rxjs65.toArray)(),
    (0, import_rxjs65.map)((orders) => ({ orders, isWhole })),
    (0, import_rxjs65.finalize)(() => losing.unsubscribe())
  );
});

// src/execution/guards/cancel-until-none.ts
var lookInterval2 = 1e3;
var proof = 2;
var cancelUntilNone = (context, { isMeant, recovered$, haltedSince, patience: patience2 }) => (0, import_rxjs66.defer)(() => {
  const { api, registry, flights, clock, settle: settle2 } = context;
  let provesFrom = Infinity;
  const batches = new import_rxjs66.Subject();
  const attempts = /* @__PURE__ */ new Map();
  let cleanLooks = 0;
  let reported2 = "";
  const liveOrders2 = () => registry.open().flatMap((entry) => {
    const order = entry.known.snapshot;
    return order !== null && isLive(entry) && isMeant(order) ? [order] : [];
  });
  const look$ = (0, import_rxjs66.defer)(
    () => listOpen(api).pipe(
      (0, import_rxjs66.concatMap)(({ orders: active, isWhole }) => {
        for (const order of active) registry.applyOrder(order, "read");
        const ids = new Set(active.map(({ orderId }) => orderId));
        const unlisted = inBatches(liveOrders2().filter(({ orderId }) => !ids.has(orderId)));
        return (0, import_rxjs66.merge)(...unlisted.map((batch) => api.rest.ordersInfo(batch))).pipe(
          (0, import_rxjs66.concatMap)((orders) => orders),
          (0, import_rxjs66.tap)((order) => registry.applyOrder(order, "read")),
          (0, import_rxjs66.toArray)(),
          (0, import_rxjs66.map)(() => ({ orders: active.filter(isMeant), isWhole }))
        );
      })
    )
  );
  const cancel2 = (begun2) => {
    const due = liveOrders2().filter(({ orderId, userCancelable }) => {
      const last2 = attempts.get(orderId);
      return userCancelable !== false && (last2 === void 0 || !last2.isOut && begun2 > last2.at);
    });
    const [again, fresh] = [due.filter(isTried), due.filter((order) => !isTried(order))];
    for (const batch of [...inBatches(fresh), ...again.flatMap((order) => inBatches([order]))])
      batches.next(batch);
  };
  const isTried = ({ orderId }) => attempts.has(orderId);
  const conclude2 = (begun2, { orders: listed, isWhole }) => {
    const open2 = liveOrders2();
    const isOver2 = isWhole && [...listed, ...open2].every(({ userCancelable }) => userCancelable === false) && ![...attempts.values()].some(({ isOut: isOut2 }) => isOut2) && begun2 >= Math.max(provesFrom, clearAt(flights.all(), settle2));
    cleanLooks = isOver2 ? cleanLooks + 1 : 0;
    if (cleanLooks === proof) return [{ type: "NoneOpen", left: open2 }];
    cancel2(begun2);
    const ids = open2.map(({ orderId }) => orderId).join();
    const unread = isWhole ? [] : [{ type: "Unreadable", message: noIdToRead }];
    if (ids === reported2) return unread;
    reported2 = ids;
    return [...unread, { type: "Remaining", orders: open2 }];
  };
  const looking$ = (0, import_rxjs66.defer)(() => {
    const begun2 = clock.elapsed();
    return look$.pipe((0, import_rxjs66.concatMap)((list2) => conclude2(begun2, list2)));
  }).pipe(
    (0, import_rxjs66.catchError)((error) => {
      cleanLooks = 0;
      return [{ type: "Unreadable", message: causeOf(error) }];
    }),
    (0, import_rxjs66.repeat)({ delay: () => (0, import_rxjs66.timer)(lookInterval2, clock) })
  );
  const cancels$ = batches.pipe(
    (0, import_rxjs66.mergeMap)((batch) => {
      const note = (isOut2) => {
        for (const orderId of batch.orderIds) attempts.set(orderId, { isOut: isOut2, at: clock.elapsed() });
      };
      note(true);
      return cancelOnce(context, batch).pipe(
        (0, import_rxjs66.map)((outcome) => ({ type: "CancelOutcome", outcome })),
        (0, import_rxjs66.startWith)({ type: "Canceling", orders: refsOf(batch) }),
        (0, import_rxjs66.finalize)(() => {
          note(false);
        })
      );
    })
  );
  const recovery$ = recovered$.pipe(
    (0, import_rxjs66.ignoreElements)(),
    (0, import_rxjs66.tap)({ complete: () => provesFrom = haltedSince + patience2 }),
    (0, import_rxjs66.catchError)(() => {
      provesFrom = haltedSince + Math.max(patience2, settle2);
      return import_rxjs66.EMPTY;
    })
  );
  const looks$ = (0, import_rxjs66.defer)(() => {
    cancel2(clock.elapsed());
    return looking$;
  });
  return (0, import_rxjs66.merge)(cancels$, recovery$, looks$).pipe((0, import_rxjs66.takeWhile)(({ type }) => type !== "NoneOpen", true));
});

// src/execution/guards/close-positions.ts
var import_rxjs67 = require("rxjs");
var closeWithin = 3e4;
var againAfter = 1e3;
var openPositions = ({ api }, isMeant) => (0, import_rxjs67.defer)(() => api.rest.marginPositions()).pipe(
  (0, import_rxjs67.take)(1),
  (0, import_rxjs67.map)(
    ({ positions }) => positions.filter((position) => isMeant(position) && compareDecimals(position.openAmount, "0") > 0)
  )
);
var createClosingOfPositions = (context, isMeant, maxSlippage) => {
  const { clock, instrument: lookUp2, touch: touch2, place } = context;
  const slippage = slippageOf(maxSlippage);
  const terms = /* @__PURE__ */ new Map();
  const messages = /* @__PURE__ */ new Map();
  const freeFrom = /* @__PURE__ */ new Map();
  const termsOf = (position, slippage2) => {
    const known = terms.get(keyOf2(position));
    if (known !== void 0) return (0, import_rxjs67.of)(known);
    const found = lookUp2(position.pair);
    return ((0, import_rxjs67.isObservable)(found) ? found : (0, import_rxjs67.of)(found)).pipe(
      (0, import_rxjs67.concatMap)(
        (instrument) => instrument === void 0 ? (0, import_rxjs67.of)(null) : touch2(position.pair).pipe((0, import_rxjs67.map)((prices) => termsAt(position, prices, slippage2, instrument)))
      ),
      (0, import_rxjs67.tap)((made2) => {
        if (made2 !== null) terms.set(keyOf2(position), made2);
      })
    );
  };
  const note = (position, message2) => {
    messages.set(keyOf2(position), message2);
  };
  const follow = (position, order) => place(order).pipe(
    (0, import_rxjs67.tap)((transition) => {
      if (transition.type === "Rejected") note(position, transition.message);
      if (transition.type === "Unresolved")
        note(position, `the outcome of its order is not known: ${transition.message}`);
      if (transition.type === "Accepted")
        note(position, `it was not filled whole at ${String(order.price)} in time`);
    }),
    (0, import_rxjs67.ignoreElements)()
  );
  const close = (position, slippage2) => (0, import_rxjs67.defer)(() => {
    freeFrom.set(keyOf2(position), Infinity);
    return termsOf(position, slippage2);
  }).pipe(
    (0, import_rxjs67.concatMap)((made2) => {
      if (made2 === null) {
        note(position, "the pair has no price");
        return import_rxjs67.EMPTY;
      }
      const order = closingOrder(position, made2);
      return (0, import_rxjs67.concat)((0, import_rxjs67.of)({ type: "Closing", position, order }), follow(position, order));
    }),
    (0, import_rxjs67.catchError)((error) => {
      note(position, causeOf(error));
      return import_rxjs67.EMPTY;
    }),
    (0, import_rxjs67.finalize)(() => freeFrom.set(keyOf2(position), clock.elapsed() + againAfter))
  );
  const closingWithin = (slippage2) => (0, import_rxjs67.defer)(() => {
    const none2 = new import_rxjs67.Subject();
    const look$ = (0, import_rxjs67.defer)(() => {
      const since = clock.elapsed();
      const isFree = (position) => (freeFrom.get(keyOf2(position)) ?? since) <= since;
      return openPositions(context, isMeant).pipe(
        (0, import_rxjs67.tap)((open2) => {
          if (open2.length === 0) none2.next();
        }),
        (0, import_rxjs67.map)((open2) => (0, import_rxjs67.merge)(...open2.filter(isFree).map((position) => close(position, slippage2)))),
        (0, import_rxjs67.catchError)((error) => (0, import_rxjs67.of)((0, import_rxjs67.of)({ type: "Unreadable", message: causeOf(error) })))
      );
    });
    return look$.pipe(
      (0, import_rxjs67.repeat)({ delay: () => (0, import_rxjs67.timer)(againAfter, clock) }),
      (0, import_rxjs67.mergeAll)(),
      (0, import_rxjs67.takeUntil)((0, import_rxjs67.merge)(none2, (0, import_rxjs67.timer)(closeWithin, clock)))
    );
  });
  return {
    closing$: slippage === null ? null : closingWithin(slippage),
    notClosed: (position) => ({
      type: "NotClosed",
      position,
      message: messages.get(keyOf2(position)) ?? (slippage === null ? wrongSlippage : "it did not appear in time")
    })
  };
};
var keyOf2 = ({ pair, positionSide }) => `${pair} ${positionSide}`;
var wrongSlippage = "maxSlippage: expected a decimal from 0 to less than 1";
var slippageOf = (input) => {
  const plain2 = asPlainDecimal(input);
  return plain2 !== null && compareDecimals(plain2, "0") >= 0 && compareDecimals(plain2, "1") < 0 ? plain2 : null;
};
var termsAt = ({ positionSide }, { bid, ask }, slippage, { priceDigits, limitMaxAmount }) => {
  const isLong = positionSide === "long";
  const best = isLong ? bid : ask;
  if (best === null) return null;
  const factor = isLong ? subtractDecimals("1", slippage) : sumDecimals(["1", slippage]);
  const exact = multiplyDecimals(decimalOf(best), factor);
  const scale2 = Math.max(scaleOf(exact), priceDigits);
  const tick2 = 10n ** BigInt(scale2 - priceDigits);
  const units3 = toUnits(exact, scale2);
  const ticks = isLong ? (units3 + tick2 - 1n) / tick2 : units3 / tick2;
  return ticks <= 0n ? null : { price: fromUnits(ticks, priceDigits), largest: limitMaxAmount };
};
var closingOrder = ({ pair, positionSide, openAmount }, { price, largest }) => ({
  pair,
  side: positionSide === "long" ? "sell" : "buy",
  type: "limit",
  amount: compareDecimals(openAmount, largest) > 0 ? largest : openAmount,
  price,
  positionSide
});

// src/execution/guards/halt.ts
var readWithin = 5e3;
var halt = (context, { pairs, patience: patience2, positions = "keep", maxSlippage }) => (0, import_rxjs68.defer)(() => {
  const { clock, recovered$, exclusiveAccount, settle: settle2 } = context;
  const isMeant = ({ pair }) => pairs === void 0 || pairs.includes(pair);
  const none$ = cancelUntilNone(context, {
    isMeant,
    recovered$,
    haltedSince: clock.elapsed(),
    patience: patience2 ?? (exclusiveAccount ? 0 : settle2)
  });
  let left2 = [];
  const cancel$ = none$.pipe(
    (0, import_rxjs68.tap)((event) => {
      if (event.type === "NoneOpen") left2 = event.left;
    }),
    (0, import_rxjs68.filter)((event) => event.type !== "NoneOpen")
  );
  const closing = positions === "close" ? createClosingOfPositions(context, isMeant, maxSlippage) : null;
  const flat$ = (0, import_rxjs68.defer)(
    () => openPositions(context, isMeant).pipe(
      (0, import_rxjs68.timeout)({ first: readWithin, scheduler: elapsing(clock) }),
      (0, import_rxjs68.catchError)(() => (0, import_rxjs68.of)(null)),
      (0, import_rxjs68.concatMap)((stay) => [
        ...closing === null || stay === null ? [] : stay.map(closing.notClosed),
        { type: "Flat", at: stampOf(clock), left: left2, positions: stay }
      ])
    )
  );
  context.halted.set();
  return (0, import_rxjs68.concat)(
    (0, import_rxjs68.of)({ type: "Halted", at: stampOf(clock) }),
    cancel$,
    ...closing?.closing$ ? [closing.closing$, cancel$] : [],
    flat$
  );
});
var oncePerAim = (run) => {
  const halts = /* @__PURE__ */ new Map();
  return (options) => (0, import_rxjs68.defer)(() => {
    const { pairs, positions = "keep", maxSlippage } = options;
    const aim = JSON.stringify([pairs && [...pairs].sort(), positions, maxSlippage]);
    const halting = halts.get(aim) ?? run(options);
    halts.set(aim, halting);
    return halting;
  });
};

// src/execution/rest/instruments.ts
var import_rxjs69 = require("rxjs");
var readEvery = 36e5;
var longestWait3 = 3e4;
var late = httpError(
  "GET /spot/pairs",
  "timeout",
  "none",
  "the rules of the pair were not read within 30 s"
);
var createInstruments = (read2, clock, leaps$) => {
  let known = null;
  let readAt = -Infinity;
  leaps$.subscribe(() => readAt = -Infinity);
  const list$ = (0, import_rxjs69.defer)(read2).pipe(
    (0, import_rxjs69.map)((all) => new Map(all.map((instrument) => [instrument.pair, instrument]))),
    (0, import_rxjs69.tap)((instruments2) => {
      known = instruments2;
      readAt = clock.elapsed();
    }),
    (0, import_rxjs69.share)()
  );
  return (pair) => {
    const isOld = clock.elapsed() - readAt >= readEvery;
    if (known === null || isOld && !known.has(pair))
      return list$.pipe(
        (0, import_rxjs69.map)((instruments2) => instruments2.get(pair)),
        (0, import_rxjs69.timeout)({ first: longestWait3, scheduler: elapsing(clock), with: () => (0, import_rxjs69.throwError)(() => late) })
      );
    if (isOld) {
      readAt = clock.elapsed();
      list$.subscribe({ error: () => void 0 });
    }
    return known.get(pair);
  };
};

// src/execution/order/flights.ts
var import_rxjs70 = require("rxjs");
var createFlights = () => {
  let flights = noFlights;
  const changes = new import_rxjs70.Subject();
  const out = /* @__PURE__ */ new Map();
  const count5 = (order, by) => {
    const text3 = textOfOrder(order);
    const counted = (out.get(text3) ?? 0) + by;
    if (counted === 0) out.delete(text3);
    else out.set(text3, counted);
  };
  const index = (event, before) => {
    if (event.type === "admitted") count5(event.order, 1);
    if (event.type !== "over") return;
    const flight = find2(before, event.id);
    if (flight !== void 0 && flight.phase !== "waits") count5(flight.order, -1);
  };
  return {
    all: () => flights,
    apply: (event) => {
      const before = flights;
      const next2 = onFlight(before, event);
      if (next2 === before) return;
      flights = next2;
      index(event, before);
      changes.next({ event, before });
    },
    changes$: changes.asObservable(),
    isTurnOf: (order) => !out.has(textOfOrder(order)) || isTurnOf(flights, order)
  };
};

// src/execution/journal/recorder.ts
var import_rxjs72 = require("rxjs");

// src/model/journal-error.ts
var journalError = (reason, file, line, expected, actual) => taggedError(
  "JournalError",
  `${file}${line === null ? "" : `:${line}`}: expected ${expected}, got ${actual}`,
  { reason, file, line, expected, actual, effect: "none" }
);
var isJournalError = (error) => error?._tag === "JournalError";

// src/execution/journal/order-journal.ts
var import_rxjs71 = require("rxjs");
var noJournal = { load: () => (0, import_rxjs71.of)([]), append: () => import_rxjs71.EMPTY };

// src/execution/journal/recorder.ts
var createRecorder = (config) => config.journal === noJournal ? noRecorder : recorderTo(config);
var noRecorder = {
  keep: () => null,
  follow: () => import_rxjs72.identity,
  withdrawal: () => ({ keep: () => null, follow: import_rxjs72.identity }),
  resume: () => void 0,
  acknowledge: () => import_rxjs72.EMPTY
};
var recorderTo = ({ journal, clock, moment: moment2, venueTimeOf: venueTimeOf2, diagnose }) => {
  const calls = /* @__PURE__ */ new Map();
  const append = (record3) => (0, import_rxjs72.defer)(() => journal.append(record3)).pipe(
    (0, import_rxjs72.catchError)((error) => (0, import_rxjs72.throwError)(() => asFailure(error)))
  );
  const orDiagnose = (id, appended) => appended.pipe(
    (0, import_rxjs72.catchError)((error) => {
      diagnose({ kind: "outcome-not-journaled", id, cause: causeOf(error) });
      return import_rxjs72.EMPTY;
    })
  );
  const keep3 = (id, write, stamp, since = Infinity) => (0, import_rxjs72.defer)(() => {
    const signedAt = stamp.type === "nonce" ? venueTimeOf2(clock.elapsed()) : stamp.requestTime;
    const requestTime = Math.min(since, signedAt);
    const wasThere = calls.has(id);
    calls.set(id, false);
    return append({ type: "intent", id, ...moment2(), stamp, requestTime, ...write }).pipe(
      (0, import_rxjs72.tap)({
        error: () => {
          if (!wasThere) calls.delete(id);
        }
      })
    );
  });
  const end3 = (id, outcome) => (0, import_rxjs72.defer)(() => calls.delete(id) ? append({ type: "ended", id, ...moment2(), outcome }) : import_rxjs72.EMPTY);
  const noteEnd = (id, outcome) => {
    orDiagnose(id, end3(id, outcome)).subscribe();
  };
  const accept = (id, { order, attribution }) => {
    if (calls.get(id) !== false) return import_rxjs72.EMPTY;
    calls.set(id, true);
    const { orderId } = order;
    return orDiagnose(id, append({ type: "accepted", id, ...moment2(), orderId, attribution }));
  };
  return {
    keep: (flight, stamp) => {
      const { id, order: request, replaces } = flight;
      const write = { write: "order", request, ...replaces === null ? {} : { replaces } };
      return keep3(id, write, stamp, sinceOf(flight).requestTime);
    },
    follow: (id) => (life) => life.pipe(
      (0, import_rxjs72.tap)({
        next: (transition) => {
          if (isEnding(transition)) noteEnd(id, endOf(transition));
        },
        error: () => noteEnd(id, { type: "not-sent" })
      }),
      // A transition is emitted only after it is kept. Otherwise an order that is cancelled immediately could not be
      // found after a crash.
      (0, import_rxjs72.concatMap)(
        (transition) => transition.type === "Accepted" ? (0, import_rxjs72.concat)(accept(id, transition), (0, import_rxjs72.of)(transition)) : (0, import_rxjs72.of)(transition)
      )
    ),
    withdrawal: (id, request) => ({
      keep: (stamp) => keep3(id, { write: "withdrawal", request }, stamp),
      follow: (0, import_rxjs72.tap)((event) => {
        const outcome = outcomeOf(event);
        if (outcome !== null) noteEnd(id, outcome);
      })
    }),
    resume: ({ intent, accepted }) => void calls.set(intent.id, accepted !== null),
    acknowledge: (id) => end3(id, { type: "acknowledged" })
  };
};
var outcomeOf = (event) => {
  if (event.type === "Done") return { type: "withdrawn", withdrawal: event.value };
  if (event.type === "Sent" || event.error.effect !== "none") return null;
  const { error } = event;
  return error._tag === "VenueError" ? { type: "refused", status: error.status, code: error.code } : { type: "not-sent" };
};
var asFailure = (error) => isJournalError(error) ? error : journalError("failed", "the journal", null, "a record to be kept", causeOf(error));

// src/execution/journal/recover.ts
var import_rxjs74 = require("rxjs");

// src/execution/order/commands.ts
var import_rxjs73 = require("rxjs");
var keptFor2 = 864e5;
var isOver = (since, now) => now.at - since.at >= keptFor2 && now.ran - since.ran >= keptFor2;
var wholeLives = 1e3;
var shown4 = (id) => typeof id === "string" ? `${id.length} characters` : typeof id;
var isId = (id) => typeof id === "string" && id.length > 0 && id.length <= 100;
var createCommands = (clock) => {
  const kept = /* @__PURE__ */ new Map();
  const ended2 = /* @__PURE__ */ new Map();
  const whole2 = [];
  let endedSoFar = 0;
  const began = clock.elapsed();
  let ranBefore = 0;
  let lastMade = 0;
  const moment2 = () => ({ at: stampOf(clock), ran: ranBefore + clock.elapsed() - began });
  const makeId = () => {
    do
      lastMade = Math.max(lastMade + 1, stampOf(clock));
    while (kept.has(String(lastMade)));
    return String(lastMade);
  };
  const forgetEnded = () => {
    if (ended2.size === 0) return;
    const at = moment2();
    for (const [id, endedAt2] of ended2) {
      if (!isOver(endedAt2, at)) break;
      for (const all of [kept, ended2]) all.delete(id);
    }
  };
  const keepEnded3 = (id, asked, values, replay) => {
    const command2 = { asked, life: () => courseOf((0, import_rxjs73.from)(values)) };
    kept.set(id, command2);
    ended2.set(id, moment2());
    const place = endedSoFar % wholeLives;
    const oldest = whole2[place];
    whole2[place] = { id, command: command2, replay };
    endedSoFar += 1;
    if (oldest !== void 0 && kept.get(oldest.id) === oldest.command)
      kept.set(oldest.id, { asked: oldest.command.asked, life: () => courseOf((0, import_rxjs73.defer)(oldest.replay)) });
  };
  const begin3 = (id, { asked, start: start3, memory }) => {
    forgetEnded();
    const { remember: remember3, replay } = memory(id);
    const course = courseBy(
      (observer) => start3(id).subscribe({
        next: (one2) => {
          remember3(one2);
          observer.next(one2);
        },
        error: (error) => {
          kept.delete(id);
          observer.error(error);
        },
        complete: () => {
          keepEnded3(id, asked, course.values, replay);
          observer.complete();
        }
      })
    );
    kept.set(id, { asked, life: () => course });
    return course;
  };
  return {
    run: (command2) => {
      const { id, asked, refuse: refuse3 } = command2;
      if (id === void 0) return begin3(makeId(), command2);
      if (!isId(id))
        return courseOf(
          refuse3({ type: "invalid", expected: "a text of 1 to 100 characters", actual: shown4(id) })
        );
      const known = kept.get(id);
      if (known === void 0) return begin3(id, command2);
      const [before, now] = [known.asked(), asked()];
      return before === now ? known.life() : courseOf(refuse3({ type: "id-taken", expected: `one that asks for ${before}`, actual: now }));
    },
    find: (id) => kept.get(id),
    resume: (id, asked, life$) => {
      const course = courseOf(life$.pipe((0, import_rxjs73.tap)({ complete: () => ended2.set(id, moment2()) })));
      kept.set(id, { asked, life: () => course });
      return course.values$;
    },
    restore: (id, asked, replay, endedAt2) => {
      kept.set(id, { asked, life: () => courseOf((0, import_rxjs73.defer)(replay)) });
      if (endedAt2 !== null) ended2.set(id, endedAt2);
    },
    moment: moment2,
    hasRun: (ran) => {
      ranBefore = Math.max(ranBefore, ran);
    }
  };
};

// src/execution/journal/recorded-calls.ts
var callsOf = (records) => {
  const calls = /* @__PURE__ */ new Map();
  for (const record3 of records) {
    const next2 = callWith(calls.get(record3.id), record3);
    if (next2 !== void 0) calls.set(record3.id, next2);
  }
  return calls;
};
var callWith = (call2, record3) => {
  if (record3.type === "intent") return { accepted: call2?.accepted ?? null, ended: null, intent: record3 };
  return call2 === void 0 ? void 0 : { ...call2, [record3.type]: record3 };
};

// src/execution/journal/recover.ts
var unseen = "the process ended before the outcome was seen";
var recover = (config) => (0, import_rxjs74.defer)(() => config.journal.load()).pipe(
  (0, import_rxjs74.catchError)((error) => {
    const failure2 = isJournalError(error) ? error : journalError("failed", "the journal", null, "to be loaded", causeOf(error));
    config.diagnose({ kind: "journal-unreadable", cause: failure2.message });
    throw failure2;
  }),
  (0, import_rxjs74.concatMap)((records) => takeUp(config, [...callsOf(records).values()]))
);
var takeUp = (config, calls) => {
  const { context, recorder, commands, diagnose } = config;
  for (const call2 of calls) {
    commands.hasRun(ranOf(call2));
    claimOrder(context, call2);
  }
  const recovered = calls.flatMap((call2) => {
    if (call2.ended === null) {
      recorder.resume(call2);
      return [recoveredOf(config, call2)];
    }
    restore(config, call2, call2.ended);
    return [];
  });
  for (const { id, type } of recovered) {
    const orderId = calls.find(({ intent }) => intent.id === id)?.accepted?.orderId ?? null;
    diagnose({ kind: "call-recovered", write: type, id, orderId });
  }
  for (const one2 of recovered) if (one2.type === "order") one2.life$.subscribe();
  return recovered;
};
var ranOf = ({ intent, accepted, ended: ended2 }) => Math.max(intent.ran, accepted?.ran ?? 0, ended2?.ran ?? 0);
var claimOrder = ({ registry, search }, { intent, accepted, ended: ended2 }) => {
  if (intent.write !== "order" || accepted === null) return;
  const { pair } = intent.request;
  if (ended2 !== null) {
    search.exclude(accepted.orderId);
    return;
  }
  registry.own({ pair, orderId: accepted.orderId }, ...inferred(accepted.attribution));
  if (intent.replaces !== void 0) registry.replacementBegins({ pair, orderId: intent.replaces.orderId });
};
var restore = ({ context, commands, during }, { intent, accepted }, { outcome, at, ran }) => {
  if (outcome.type === "not-sent") return;
  const { id } = intent;
  const again = () => {
    if (intent.write === "withdrawal") return withdrawalAgain(intent, outcome);
    const memory = {
      id,
      left: { request: intent.request, at: intent.at },
      orderId: accepted?.orderId ?? null,
      attribution: accepted?.attribution ?? "reply",
      end: outcome.type === "withdrawn" || outcome.type === "refused" ? null : outcome
    };
    return during(replayLife(context, memory));
  };
  commands.restore(id, askedBy(intent), again, { at, ran });
};
var askedBy = (intent) => {
  if (intent.write === "withdrawal") return askedWithdrawal(intent.request);
  const { request, replaces } = intent;
  if (replaces === void 0) return askedOrder(request);
  return askedReplacement({ pair: request.pair, orderId: replaces.orderId }, replaces.changes);
};
var recoveredOf = ({ context, recorder, commands, during }, { intent, accepted }) => {
  const { id, at } = intent;
  const common = {
    id,
    sentAt: at,
    acknowledge: () => recorder.acknowledge(id)
  };
  if (intent.write === "withdrawal") {
    commands.restore(id, askedBy(intent), () => withdrawalAgain(intent, null), null);
    return { ...common, type: "withdrawal", request: intent.request };
  }
  const { request } = intent;
  if (accepted === null) takeOff(context, intent);
  const life = accepted === null ? (0, import_rxjs74.concat)(
    (0, import_rxjs74.of)({ type: "Submitted", id, request, at }),
    untilItsOutcome(context, { id }, () => lookFor2(context, id, unseen))
  ) : replayLife(context, {
    id,
    left: { request, at },
    orderId: accepted.orderId,
    attribution: accepted.attribution,
    end: null
  });
  const life$ = commands.resume(id, askedBy(intent), during(life.pipe(recorder.follow(id))));
  return { ...common, type: "order", request, life$ };
};
var takeOff = ({ flights, limits }, { id, request, replaces, stamp, requestTime }) => {
  flights.apply({
    type: "asked",
    id,
    order: request,
    instrument: null,
    replaces: replaces ?? null,
    price: limits.priceOf(request)
  });
  flights.apply({ type: "admitted", id, order: request });
  flights.apply({ type: "left", id, stamp, requestTime, mark: 0, at: -Infinity });
};
var withdrawalAgain = ({ stamp, at }, outcome) => {
  const sent = { type: "Sent", stamp, at };
  if (outcome?.type === "withdrawn")
    return (0, import_rxjs74.of)(sent, { type: "Done", value: outcome.withdrawal });
  const error = outcome?.type === "refused" ? venueError(withdrawing, outcome.status, outcome.code, venueCodes.get(outcome.code ?? -1)) : httpError(withdrawing, "cut-off", "unknown", unseen);
  return (0, import_rxjs74.of)(sent, { type: "Failed", error });
};
var withdrawing = "POST /user/request_withdrawal";

// src/execution/leaving.ts
var import_rxjs76 = require("rxjs");

// src/operators/until-end.ts
var import_rxjs75 = require("rxjs");
var untilEnd = (end$) => {
  const open2 = /* @__PURE__ */ new Set();
  let isOver2 = false;
  end$.subscribe(() => {
    isOver2 = true;
    for (const subscriber of open2) subscriber.complete();
  });
  return (source) => new import_rxjs75.Observable((subscriber) => {
    if (isOver2) {
      subscriber.complete();
      return void 0;
    }
    open2.add(subscriber);
    subscriber.add(() => open2.delete(subscriber));
    return source.subscribe(subscriber);
  });
};

// src/execution/leaving.ts
var createClosing = (clock, diagnose) => {
  const unsubscribed = watchUnsubscribed(clock, (verb) => {
    diagnose({ kind: "not-subscribed", verb });
  });
  const closing = new import_rxjs76.Subject();
  const ending2 = new import_rxjs76.Subject();
  const untilClosed = untilEnd(closing);
  let isClosed = false;
  const closed2 = (verb) => (0, import_rxjs76.throwError)(() => closedError(verb));
  return {
    untilClosed,
    untilEnded: untilEnd(ending2),
    unlessLeft: (isLeft6) => (source) => isClosed ? import_rxjs76.EMPTY : source.pipe((0, import_rxjs76.takeUntil)((0, import_rxjs76.merge)(closing.pipe((0, import_rxjs76.filter)(() => !isLeft6())), ending2))),
    asked: (verb, source) => {
      const subscribed = unsubscribed.made(verb);
      return (0, import_rxjs76.defer)(() => {
        subscribed();
        return isClosed ? closed2(verb) : untilClosed(source);
      });
    },
    command: (verb, begin3) => {
      const subscribed = unsubscribed.made(verb);
      return startedOnce(() => {
        subscribed();
        return isClosed ? courseOf(closed2(verb)) : begin3();
      });
    },
    close: () => {
      isClosed = true;
      unsubscribed.stop();
      closing.next();
    },
    end: () => {
      ending2.next();
    }
  };
};
var patience = 1e3;
var watchUnsubscribed = (clock, report) => {
  const waiting = /* @__PURE__ */ new Set();
  let timer24 = null;
  const arm = (delay3) => {
    timer24 = clock.schedule(look2, delay3);
    timer24.id?.unref?.();
  };
  const look2 = () => {
    timer24 = null;
    for (const one2 of waiting) {
      if (one2.due > clock.elapsed()) {
        arm(one2.due - clock.elapsed());
        return;
      }
      waiting.delete(one2);
      report(one2.verb);
    }
  };
  let isStopped = false;
  return {
    made: (verb) => {
      if (isStopped) return import_rxjs76.noop;
      const one2 = { verb, due: clock.elapsed() + patience };
      waiting.add(one2);
      if (timer24 === null) arm(patience);
      return () => waiting.delete(one2);
    },
    stop: () => {
      isStopped = true;
      waiting.clear();
      timer24?.unsubscribe();
      timer24 = null;
    }
  };
};
var cancelLeft = ({ cancel: cancel2, diagnose, exclusiveAccount }) => {
  const owed = /* @__PURE__ */ new Map();
  const finished = new import_rxjs76.Subject();
  const finishLife = (life) => {
    if (owed.delete(life)) finished.next();
  };
  const cancelAndReport = (order, finish) => {
    const failed2 = ({ message: cause }) => {
      diagnose({ kind: "cancel-failed", order, cause });
    };
    return cancel2(order).pipe(
      (0, import_rxjs76.tap)((outcome) => {
        if (outcome.type === "Refused" || outcome.type === "Unresolved") failed2(outcome);
        finish();
      }),
      (0, import_rxjs76.catchError)((error) => {
        failed2(error);
        finish();
        return import_rxjs76.EMPTY;
      })
    );
  };
  return {
    finished$: (0, import_rxjs76.defer)(
      () => owed.size === 0 ? import_rxjs76.EMPTY : finished.pipe(
        (0, import_rxjs76.takeWhile)(() => owed.size > 0),
        (0, import_rxjs76.ignoreElements)()
      )
    ),
    leave: (life) => {
      const finish = () => {
        finishLife(life);
      };
      const leftAlone = /* @__PURE__ */ new Set();
      const leaveAlone = (order) => {
        if (leftAlone.has(order.orderId)) return;
        leftAlone.add(order.orderId);
        diagnose({ kind: "inferred-not-canceled", order });
      };
      const reportIfOpen = () => {
        const ref = owed.get(life);
        if (ref !== void 0) diagnose({ kind: "left-open", ref });
        finish();
      };
      life.pipe(
        (0, import_rxjs76.tap)((transition) => {
          if (transition.type === "Submitted") owed.set(life, null);
          if (transition.type === "Unresolved") transition.candidates.forEach(leaveAlone);
        }),
        (0, import_rxjs76.concatMap)((transition) => {
          if (isEnding(transition)) return (0, import_rxjs76.of)(null);
          return transition.type === "Accepted" ? (0, import_rxjs76.of)(transition) : import_rxjs76.EMPTY;
        }),
        (0, import_rxjs76.take)(1),
        (0, import_rxjs76.concatMap)((accepted) => {
          if (accepted !== null && (accepted.attribution === "reply" || exclusiveAccount)) {
            const { pair, orderId } = accepted.order;
            owed.set(life, { pair, orderId });
            return cancelAndReport(accepted.order, finish);
          }
          if (accepted !== null) leaveAlone(accepted.order);
          finish();
          return import_rxjs76.EMPTY;
        })
      ).subscribe({ complete: reportIfOpen, error: finish });
    }
  };
};
var onLeave = (source, leave3) => {
  let observers = 0;
  let isLeft6 = false;
  return new import_rxjs76.Observable((subscriber) => {
    observers += 1;
    let isOver2 = false;
    const end3 = () => {
      isOver2 = true;
    };
    const subscription = source.pipe((0, import_rxjs76.tap)({ error: end3, complete: end3 })).subscribe(subscriber);
    return () => {
      subscription.unsubscribe();
      observers -= 1;
      if (isOver2 || observers > 0 || isLeft6) return;
      isLeft6 = true;
      leave3(source);
    };
  });
};

// src/execution/order/cancel-all.ts
var import_rxjs77 = require("rxjs");
var againAfter2 = 1e3;
var cancelAll = ({ context, pair, untilClosed }) => new import_rxjs77.Observable((subscriber) => {
  const { api, registry, clock } = context;
  const targets = /* @__PURE__ */ new Map();
  let isListed2 = false;
  let unreadBecause = "no answer came";
  const change4 = (orderId, changes) => {
    const target = targets.get(orderId);
    if (target !== void 0) targets.set(orderId, { ...target, ...changes });
  };
  const report = (outcome) => {
    const target = targets.get(outcome.orderId);
    if (target === void 0 || target.isReported) return;
    change4(outcome.orderId, { isReported: true });
    subscriber.next(outcome);
  };
  const unreported = () => [...targets.values()].filter(({ isReported: isReported2 }) => !isReported2);
  const concludeIfDone = () => {
    if (isListed2 && unreported().length === 0) subscriber.complete();
  };
  const collect = () => {
    for (const entry of registry.open()) {
      const order = entry.known.snapshot;
      if (order === null || !isLive(entry) || order.userCancelable === false) continue;
      if ((pair === void 0 || order.pair === pair) && !targets.has(order.orderId))
        targets.set(order.orderId, newTarget(order));
    }
  };
  const reportEnded = () => {
    for (const { ref, mayBeDone, out } of unreported()) {
      const order = registry.entry(ref.orderId)?.known.snapshot ?? null;
      if (order === null || !isTerminal(order.status) || out > 0 && !mayBeDone) continue;
      if (order.status === "FULLY_FILLED") report({ ...ref, type: "AlreadyFilled", order });
      else report({ ...ref, type: mayBeDone ? "Canceled" : "AlreadyCanceled", order });
    }
  };
  const onOutcome = (outcome, isAlone) => {
    const { orderId } = outcome;
    switch (outcome.type) {
      case "Unresolved":
        change4(orderId, { mayBeDone: true, message: outcome.message });
        break;
      case "Refused":
        if (isAlone && speaksOfOrder(outcome.code)) report(outcome);
        else change4(orderId, { alone: speaksOfOrder(outcome.code), message: outcome.message });
        break;
      default:
        report(outcome);
    }
  };
  const send = (batch) => {
    const isAlone = batch.orderIds.length === 1;
    for (const { orderId } of refsOf(batch))
      change4(orderId, { out: (targets.get(orderId)?.out ?? 0) + 1, sentAt: clock.elapsed() });
    runOnce(cancelOnce(context, batch).pipe(untilClosed)).pipe(
      (0, import_rxjs77.finalize)(() => {
        for (const { orderId } of refsOf(batch))
          change4(orderId, { out: (targets.get(orderId)?.out ?? 1) - 1 });
        reportEnded();
        concludeIfDone();
      })
    ).subscribe((outcome) => {
      onOutcome(outcome, isAlone);
    });
  };
  const cancelDue = () => {
    const now = clock.elapsed();
    const due = unreported().filter(({ out, sentAt }) => out === 0 && now - sentAt >= againAfter2);
    const together = due.filter(({ alone }) => !alone).map(({ ref }) => ref);
    const apart = due.filter(({ alone }) => alone).flatMap(({ ref }) => inBatches([ref]));
    for (const batch of [...inBatches(together), ...apart]) send(batch);
  };
  const list$ = listOpen(api, { pair }).pipe(
    (0, import_rxjs77.tap)(({ orders, isWhole }) => {
      for (const order of orders) registry.applyOrder(order, "read");
      isListed2 = isWhole;
      if (!isWhole) unreadBecause = noIdToRead;
    })
  );
  const readUnanswered$ = (0, import_rxjs77.defer)(() => {
    const refs = unreported().flatMap(({ ref, sentAt }) => sentAt > -Infinity ? [ref] : []);
    return (0, import_rxjs77.merge)(...inBatches(refs).map((batch) => api.rest.ordersInfo(batch)));
  }).pipe(
    (0, import_rxjs77.tap)((orders) => {
      for (const order of orders) registry.applyOrder(order, "read");
    })
  );
  const look2 = () => {
    collect();
    reportEnded();
    cancelDue();
    concludeIfDone();
  };
  const endlessly = (read$, failed2) => read$.pipe(
    (0, import_rxjs77.tap)({ complete: look2 }),
    (0, import_rxjs77.catchError)((error) => {
      failed2(error);
      return import_rxjs77.EMPTY;
    }),
    (0, import_rxjs77.repeat)({ delay: () => (0, import_rxjs77.timer)(againAfter2, clock) })
  );
  const giveUp = () => {
    for (const { ref, message: message2 } of unreported()) report({ ...ref, type: "Unresolved", message: message2 });
    if (!isListed2)
      subscriber.next({
        type: "Unresolved",
        pair: pair ?? null,
        orderId: null,
        message: `the list of open orders could not be read: ${unreadBecause}`
      });
    subscriber.complete();
  };
  const listFailed = (error) => {
    unreadBecause = causeOf(error);
    if (isForGood(error) && targets.size === 0) subscriber.error(error);
  };
  look2();
  subscriber.add(
    (0, import_rxjs77.timer)(againAfter2, clock).pipe((0, import_rxjs77.concatMap)(() => endlessly(readUnanswered$, () => void 0))).subscribe()
  );
  subscriber.add(endlessly(list$, listFailed).subscribe());
  subscriber.add((0, import_rxjs77.interval)(againAfter2, clock).subscribe(look2));
  subscriber.add((0, import_rxjs77.timer)(reportWithin, clock).subscribe(giveUp));
});
var newTarget = ({ pair, orderId }) => ({
  ref: { pair, orderId },
  out: 0,
  sentAt: -Infinity,
  mayBeDone: false,
  alone: false,
  isReported: false,
  message: "the venue has not answered"
});
var passing = ["rate-limit", "busy", "clock", "system", "maintenance"];
var speaksOfOrder = (code) => code !== null && !passing.includes(venueCodes.get(code)?.class ?? "refused");
var isForGood = (error) => error._tag === "RequestError" || error._tag === "VenueError" && ["credential", "parameter"].includes(error.class);

// src/execution/order/clock.ts
var createVenueClock = (answered$, clock) => {
  let offset2 = null;
  answered$.subscribe(({ date }) => {
    if (date !== null) offset2 = date - clock.elapsed();
  });
  return (moment2) => moment2 + (offset2 ?? stampOf(clock) - clock.elapsed());
};

// src/execution/order/search.ts
var import_rxjs78 = require("rxjs");
var lookInterval3 = 1e3;
var leastSearch = 5e3;
var reportedInterval = 15e3;
var copyLooks = 5;
var createSearch = ({ api, registry, flights, clock, venueTimeOf: venueTimeOf2, diagnose, settle: settle2, exclusiveAccount }, untilClosed) => {
  const looks = /* @__PURE__ */ new Map();
  const noticed = /* @__PURE__ */ new Set();
  const excluded = /* @__PURE__ */ new Set();
  const unownedEntries = () => registry.unowned().filter(({ orderId }) => !excluded.has(orderId));
  const landedFor = (candidate) => {
    for (const flight of landedSince(flights.all(), clock.elapsed() - watchFor))
      if (couldBe(flight, candidate)) return flight;
    return void 0;
  };
  const notice = ({ known: { snapshot: order }, seen, orderId }) => {
    if (order === null || noticed.has(orderId) || excluded.has(orderId)) return;
    const match2 = landedFor({ order, seen });
    if (match2 === void 0) return;
    const maySay = (flight) => flight.candidates.length === 0 || isNamedBy(flight, orderId);
    if (equalsOf(flights.all(), match2.order).some((flight) => seen > sinceOf(flight).mark && maySay(flight)))
      return;
    noticed.add(orderId);
    diagnose({ kind: match2.outcome.type === "absent" ? "late-order" : "unattributed-order", order });
  };
  flights.changes$.subscribe(({ event, before }) => {
    if (event.type !== "over" && event.type !== "reported") return;
    for (const orderId of noticed) if (registry.entry(orderId) === void 0) noticed.delete(orderId);
    const order = find2(before, event.id)?.order;
    if (order === void 0) return;
    for (const entry of registry.unowned()) if (isLike2(order, entry.known.snapshot)) notice(entry);
    if (event.type === "over") lookForCopy(find2(before, event.id));
  });
  registry.changes$.subscribe(({ after }) => {
    if (!after.owned) notice(after);
  });
  const candidatesIn = (pair) => unownedEntries().flatMap(
    ({ known: { snapshot: snapshot2 }, seen }) => snapshot2?.pair === pair ? [{ order: snapshot2, seen }] : []
  );
  const look2 = (pair) => (0, import_rxjs78.defer)(() => lookFor3(pair, searchedIn(flights.all(), pair)));
  const lookFor3 = (pair, searched) => (0, import_rxjs78.defer)(() => {
    const begun2 = clock.elapsed();
    let provesAbsence = true;
    const since = Math.min(...searched.map(({ lookFrom }) => lookFrom));
    const mark2 = Math.min(...searched.map((flight) => sinceOf(flight).mark));
    return (0, import_rxjs78.forkJoin)([
      listOpen(api, { pair }),
      api.rest.all.tradeHistory({ pair, since }).pipe((0, import_rxjs78.toArray)())
    ]).pipe(
      (0, import_rxjs78.concatMap)(([{ orders, isWhole }, trades]) => {
        for (const order of orders) registry.applyOrder(order, "read");
        provesAbsence = isWhole;
        for (const fill2 of inOrder3(trades)) registry.applyFill(fill2, "read");
        const orderIds = unownedEntries().filter((entry) => entry.pair === pair && entry.seen > mark2 && isInQuestion(entry, searched)).map(({ orderId }) => orderId);
        return (0, import_rxjs78.concat)(...batchesOf([{ pair, orderIds }]).map((batch) => api.rest.ordersInfo(batch)));
      }),
      (0, import_rxjs78.tap)((orders) => {
        for (const order of orders) registry.applyOrder(order, "read");
      }),
      (0, import_rxjs78.toArray)(),
      (0, import_rxjs78.map)(() => {
        flights.apply({
          type: "looked",
          ids: searched.map(({ id }) => id),
          until: venueTimeOf2(begun2) - overlap
        });
        return provesAbsence ? begun2 : -Infinity;
      })
    );
  });
  const lookForCopy = (flight) => {
    if (flight === void 0 || flight.first === null) return;
    const copy = { ...flight, lookFrom: sinceOf(flight).requestTime - clockSlack2 };
    (0, import_rxjs78.timer)(settle2, clock).pipe(
      (0, import_rxjs78.concatMap)(() => lookFor3(flight.order.pair, [copy])),
      (0, import_rxjs78.retry)({
        count: copyLooks,
        delay: (error) => {
          diagnose({ kind: "reconcile-failed", read: "search", cause: causeOf(error) });
          return (0, import_rxjs78.of)(null);
        }
      }),
      untilClosed
    ).subscribe({ error: () => void 0 });
  };
  registry.keepIf(
    ({ orderId, changedAt }) => flights.all().onTheirWay.some(
      ({ candidates, lookFrom }) => candidates.includes(orderId) || venueTimeOf2(changedAt) >= lookFrom - overlap
    )
  );
  const sharedLook = (pair) => {
    const shared = looks.get(pair) ?? look2(pair).pipe((0, import_rxjs78.share)());
    looks.set(pair, shared);
    return shared;
  };
  const conclude2 = (flight, begun2) => {
    const { id, order, fencedAt, reported: reported2, emptyLooks } = flight;
    const equals = equalsOf(flights.all(), order);
    const verdict = attribute(flight, equals, candidatesIn(order.pair), exclusiveAccount);
    const isSettled = begun2 >= fencedAt + settle2;
    if (!isSettled && (verdict.type === "none" || !exclusiveAccount)) return [];
    switch (verdict.type) {
      case "claim":
        return [{ type: "found", order: verdict.order }];
      case "ambiguous":
        flights.apply({
          type: "reported",
          id,
          candidates: verdict.candidates.map(({ orderId }) => orderId)
        });
        return reported2 && verdict.candidates.every(({ orderId }) => isNamedBy(flight, orderId)) ? [] : [verdict];
      case "wait":
        return [];
      case "none":
        flights.apply({ type: "looked-in-vain", id });
        return emptyLooks + 1 < 2 ? [] : [{ type: "absent" }];
    }
  };
  const timeToReport = (id) => {
    const flight = find2(flights.all(), id);
    if (flight === void 0 || flight.first === null) return reportWithin;
    return Math.max(leastSearch, Math.min(reportWithin, flight.leftAt + reportWithin - clock.elapsed()));
  };
  const overdue = (id) => {
    const flight = find2(flights.all(), id);
    if (flight === void 0 || flight.reported) return [];
    const candidates = candidatesIn(flight.order.pair).flatMap(
      (one2) => couldBe(flight, one2) ? [one2.order] : []
    );
    flights.apply({ type: "reported", id, candidates: candidates.map(({ orderId }) => orderId) });
    return [{ type: "ambiguous", candidates }];
  };
  return {
    exclude: (orderId) => void excluded.add(orderId),
    find: (id) => (0, import_rxjs78.defer)(() => {
      flights.apply({ type: "searched", id });
      const pair = find2(flights.all(), id)?.order.pair;
      if (pair === void 0) return import_rxjs78.EMPTY;
      const isAmbiguous = () => (find2(flights.all(), id)?.candidates.length ?? 0) > 0;
      const looking$ = sharedLook(pair).pipe(
        (0, import_rxjs78.catchError)((error) => {
          diagnose({ kind: "reconcile-failed", read: "search", cause: causeOf(error) });
          return import_rxjs78.EMPTY;
        }),
        (0, import_rxjs78.repeat)({ delay: () => (0, import_rxjs78.timer)(isAmbiguous() ? reportedInterval : lookInterval3, clock) }),
        (0, import_rxjs78.switchMap)((begun2) => {
          const flight = find2(flights.all(), id);
          return flight === void 0 ? [] : conclude2(flight, begun2);
        })
      );
      return (0, import_rxjs78.merge)(looking$, (0, import_rxjs78.timer)(timeToReport(id), clock).pipe((0, import_rxjs78.concatMap)(() => overdue(id)))).pipe(
        (0, import_rxjs78.tap)((finding) => {
          if (finding.type === "ambiguous") return;
          if (finding.type === "found") registry.own(finding.order, "inferred");
          const at = clock.elapsed();
          flights.apply({
            type: "over",
            id,
            outcome: finding.type === "found" ? { type: "placed", orderId: finding.order.orderId, at } : { type: "absent", at }
          });
        }),
        (0, import_rxjs78.takeWhile)(({ type }) => type === "ambiguous", true)
      );
    })
  };
};
var isNamedBy = ({ candidates }, orderId) => candidates.includes(orderId);
var isInQuestion = ({ known: { snapshot: snapshot2 } }, calls) => snapshot2 === null || calls.some(
  ({ order }) => answersTo(order, snapshot2) && !(isTerminal(snapshot2.status) && isLike2(order, snapshot2))
);

// src/execution/order/track.ts
var import_rxjs79 = require("rxjs");
var track = (context, ref) => (0, import_rxjs79.defer)(() => {
  const { api, registry } = context;
  const known = registry.entry(ref.orderId)?.known.snapshot?.pair ?? ref.pair;
  if (known !== ref.pair)
    return (0, import_rxjs79.throwError)(() => requestError("GET /user/spot/order", "pair", known, ref.pair));
  const read2 = api.rest.order(ref).pipe(
    (0, import_rxjs79.concatMap)((order) => {
      registry.applyOrder(order, "read");
      return compareDecimals(order.executedAmount, "0") > 0 ? api.rest.all.tradeHistory(ref).pipe((0, import_rxjs79.toArray)(), reportFailure(context, "trade_history")) : import_rxjs79.EMPTY;
    }),
    (0, import_rxjs79.tap)((fills) => {
      for (const fill2 of inOrder3(fills)) registry.applyFill(fill2, "read");
    }),
    (0, import_rxjs79.ignoreElements)()
  );
  return (0, import_rxjs79.merge)(registry.life(ref.orderId), read2);
});

// src/operators/holding.ts
var holding = (source$, scheduler) => {
  let holders = 0;
  let running = null;
  let isLooking = false;
  const look2 = () => {
    isLooking = false;
    if (holders > 0) return;
    running?.unsubscribe();
    running = null;
  };
  const letGo = () => {
    holders -= 1;
    if (holders > 0 || isLooking) return;
    isLooking = true;
    scheduler.schedule(look2);
  };
  return () => {
    holders += 1;
    if (running === null || running.closed) running = source$.subscribe();
    return letGo;
  };
};

// src/execution/stream/session.ts
var import_rxjs80 = require("rxjs");
var reconcileInterval = 6e4;
var firstWait = 2e3;
var createSession = ({
  context,
  fills,
  stream$,
  diagnose,
  untilEnded,
  linger,
  looking$
}) => {
  const { registry, clock, leaps$ } = context;
  const idle3 = { state: "idle", attempt: 0, cause: null };
  const connection = new import_rxjs80.BehaviorSubject(idle3);
  const events = new import_rxjs80.Subject();
  const stream2 = new import_rxjs80.Subject();
  const reconcile = new import_rxjs80.Subject();
  const areOrdersCurrent = new import_rxjs80.BehaviorSubject(false);
  let hasReconciled = false;
  let unbroken = null;
  let readIn = null;
  const connected$ = stream2.pipe((0, import_rxjs80.filter)(({ type }) => type === "connected"));
  const leapt = new import_rxjs80.Subject();
  const failed$ = stream2.pipe((0, import_rxjs80.filter)(({ type }) => type === "lost"));
  const down = new import_rxjs80.Subject();
  const lost$ = (0, import_rxjs80.merge)(down, leapt);
  const follow = (event) => {
    switch (event.type) {
      case "connected":
        connection.next({ state: "open", attempt: 0, cause: null });
        unbroken = {};
        break;
      case "lost":
        connection.next({ state: "waiting", attempt: event.attempt, cause: event.cause });
        if (unbroken !== null) {
          unbroken = null;
          areOrdersCurrent.next(false);
          down.next();
        }
        break;
      case "undecodable":
        unbroken = {};
        diagnose({ kind: "undecodable-message", timetoken: event.timetoken, cause: event.error.message });
        break;
      case "odd":
        if (event.row.what === "lost") unbroken = {};
        diagnose({ kind: "odd-row", source: event.source, ...event.row });
        break;
      case "message":
        applyEvent(context, event.event);
        events.next(event.event);
    }
    stream2.next(event);
  };
  const onLeap = () => {
    unbroken = unbroken === null ? null : {};
    leapt.next();
    areOrdersCurrent.next(false);
    for (const { orderId } of registry.open()) registry.readAt(orderId, -Infinity);
    if (hasReconciled) reconcile.next();
  };
  const listen$ = (0, import_rxjs80.defer)(() => {
    connection.next({ state: "connecting", attempt: 0, cause: null });
    return stream$.pipe(
      (0, import_rxjs80.tap)(follow),
      (0, import_rxjs80.catchError)((error) => {
        diagnose({ kind: "stream-failed", cause: causeOf(error) });
        connection.next({ state: "waiting", attempt: 1, cause: causeOf(error) });
        unbroken = null;
        return import_rxjs80.NEVER;
      })
    );
  });
  const cycles$ = (0, import_rxjs80.merge)(
    connected$,
    // Without messages, everything depends on reads, which begin immediately.
    down,
    (0, import_rxjs80.merge)((0, import_rxjs80.timer)(firstWait, clock), failed$).pipe((0, import_rxjs80.take)(1), (0, import_rxjs80.takeUntil)(connected$))
  ).pipe(
    (0, import_rxjs80.switchMap)(() => (0, import_rxjs80.timer)(0, reconcileInterval, clock)),
    (0, import_rxjs80.tap)(() => {
      hasReconciled = true;
      reconcile.next();
    })
  );
  const listActive$ = (0, import_rxjs80.defer)(() => {
    const during = unbroken;
    return listActive(context).pipe(
      (0, import_rxjs80.tap)(() => {
        readIn = during;
      })
    );
  });
  const reads$ = reconcile.pipe(
    (0, import_rxjs80.switchMap)(
      () => (0, import_rxjs80.merge)(
        listActive$.pipe(
          (0, import_rxjs80.tap)(() => {
            areOrdersCurrent.next(true);
          }),
          tryingAgain(context, "active_orders")
        ),
        fills.read().pipe(tryingAgain(context, "trade_history"))
      )
    )
  );
  const running$ = (0, import_rxjs80.defer)(() => {
    fills.begin();
    return (0, import_rxjs80.merge)(reads$, cycles$, sweep(context), looking$, leaps$.pipe((0, import_rxjs80.tap)(onLeap)), listen$).pipe(
      (0, import_rxjs80.ignoreElements)()
    );
  }).pipe(
    untilEnded,
    (0, import_rxjs80.finalize)(() => {
      hasReconciled = false;
      areOrdersCurrent.next(false);
      unbroken = null;
      connection.next(idle3);
    }),
    shareLinger({ linger, scheduler: clock })
  );
  const live$ = registry.changes$.pipe(
    (0, import_rxjs80.filter)(({ before, after }) => (before?.known.snapshot ?? null) !== after.known.snapshot),
    (0, import_rxjs80.startWith)(void 0),
    (0, import_rxjs80.map)(() => liveOrders(context))
  );
  const list$ = listActive$.pipe((0, import_rxjs80.ignoreElements)(), (0, import_rxjs80.share)());
  return {
    running$,
    connection$: connection.asObservable(),
    events$: events.asObservable(),
    reconcile$: (0, import_rxjs80.defer)(() => hasReconciled ? reconcile.pipe((0, import_rxjs80.startWith)(void 0)) : reconcile),
    lost$,
    orders$: areOrdersCurrent.pipe(
      (0, import_rxjs80.switchMap)((areCurrent) => areCurrent ? live$ : import_rxjs80.NEVER),
      shareCurrent({
        forgetOn: areOrdersCurrent.pipe((0, import_rxjs80.filter)((areCurrent) => !areCurrent)),
        scheduler: clock
      })
    ),
    areOrdersKnown: () => unbroken !== null && readIn === unbroken,
    ordersKnown$: list$
  };
};
var applyEvent = ({ registry }, event) => {
  switch (event.type) {
    case "spot_order_new":
    case "spot_order":
      for (const order of event.orders) registry.applyOrder(order, "stream");
      break;
    case "spot_trade":
      for (const fill2 of inOrder3(event.fills)) registry.applyFill(fill2, "stream");
      break;
    case "spot_order_invalidation":
      for (const orderId of event.orderIds) {
        registry.applyFact(orderId, "stream", "invalidated");
        registry.readAt(orderId, -Infinity);
      }
  }
};
var listActive = (context) => (0, import_rxjs80.defer)(() => {
  const { api, registry } = context;
  const mark2 = registry.mark();
  return api.rest.all.activeOrders().pipe(
    (0, import_rxjs80.toArray)(),
    (0, import_rxjs80.tap)((orders) => {
      for (const order of orders) registry.applyOrder(order, "read");
      const listed = new Set(orders.map(({ orderId }) => orderId));
      for (const entry of registry.open())
        if (isLive(entry) && entry.seen <= mark2 && !listed.has(entry.orderId))
          registry.readAt(entry.orderId, -Infinity);
    })
  );
});
var liveOrders = ({ registry }) => {
  const orders = /* @__PURE__ */ new Map();
  for (const entry of registry.open())
    if (isLive(entry) && entry.known.snapshot !== null) orders.set(entry.orderId, entry.known.snapshot);
  return orders;
};

// src/execution/client.ts
var composeExecutionClient = (parts) => {
  const { api, stream$, guards, pnl, watched, journal, touch: touch2 } = parts;
  const { settle: settle2, exclusiveAccount, linger, release } = parts;
  const { clock, leaps$, looking$ } = watched;
  const elapsed = () => clock.elapsed();
  const {
    diagnose,
    diagnostics$,
    close: closeDiagnostics
  } = createDiagnostics(clock);
  leaps$.subscribe(({ by }) => diagnose({ kind: "clock-leapt", by }));
  api.pauses$.subscribe((pause) => diagnose({ kind: "lane-paused", ...pause }));
  api.odd$.subscribe((odd) => diagnose({ kind: "odd-row", ...odd }));
  const registry = createRegistry(elapsed);
  const flights = createFlights();
  const closing = createClosing(clock, diagnose);
  const { untilClosed, untilEnded, unlessLeft, asked, command: begunCommand } = closing;
  api.answered$.subscribe((by) => {
    flights.apply({ type: "fenced", by, at: elapsed() });
  });
  const venueTimeOf2 = createVenueClock(api.answered$, clock);
  const context = {
    api,
    registry,
    flights,
    clock,
    leaps$,
    venueTimeOf: venueTimeOf2,
    diagnose,
    settle: settle2,
    exclusiveAccount
  };
  const fills = createFills(context);
  const session = createSession({ context, fills, stream$, diagnose, untilEnded, linger, looking$ });
  const instrument = createInstruments(api.rest.instruments, clock, leaps$);
  const commands = createCommands(clock);
  const recorder = createRecorder({ journal, clock, moment: commands.moment, venueTimeOf: venueTimeOf2, diagnose });
  const { ordersKnown$, areOrdersKnown } = session;
  const limits = createGuards({ config: guards, context, ordersKnown$, areOrdersKnown, untilClosed });
  const halted = createLatch(haltedHere);
  const search = createSearch(context, untilEnded);
  const submitContext = { ...context, search, limits, halted, recorder, instrument };
  const hold3 = holding(session.running$, clock);
  const during = (source, until = untilClosed) => new import_rxjs81.Observable((subscriber) => {
    until(source).subscribe(subscriber);
    if (!subscriber.closed) subscriber.add(hold3());
  });
  const recovered$ = runOnce(
    recover({ journal, recorder, commands, context: submitContext, diagnose, during }).pipe(untilClosed)
  );
  let isRecovered = false;
  const ready$ = recovered$.pipe((0, import_rxjs81.ignoreElements)(), (0, import_rxjs81.tap)({ complete: () => isRecovered = true }));
  const onceRecovered = (begin3, until = untilClosed) => isRecovered ? begin3() : courseOf(
    until(
      (0, import_rxjs81.concat)(
        ready$,
        (0, import_rxjs81.defer)(() => begin3().values$)
      )
    )
  );
  const command2 = (verb, source) => begunCommand(verb, () => courseOf(untilClosed(source)));
  const commandWithId = (verb, begin3, until) => begunCommand(verb, () => onceRecovered(begin3, until));
  const calls = createCallsWithIds({ commands, context: submitContext, recorder, api, during });
  const haltOnce = oncePerAim(
    (options) => runOnce(
      halt(
        {
          ...context,
          halted,
          recovered$,
          instrument,
          touch: touch2,
          place: (request) => calls.submit(request, {}, void 0)().values$
        },
        options
      ).pipe(untilClosed)
    )
  );
  const left2 = cancelLeft({
    cancel: (ref) => runOnce(cancelOne2(context, ref).pipe(untilEnded)),
    diagnose,
    exclusiveAccount
  });
  const eventsOf = (type) => session.events$.pipe(
    (0, import_rxjs81.filter)((event) => event.type === type)
  );
  const account = createAccount({ context, session, rest: api.rest });
  const pnl$ = createPnl({
    config: pnl,
    fills$: during(fills.fills$),
    history: (since) => api.rest.all.tradeHistory({ since }),
    tryingAgain: tryingAgain(context, "fills"),
    untilClosed
  });
  const end$ = (0, import_rxjs81.defer)(() => {
    closing.end();
    closeDiagnostics();
    return (0, import_rxjs81.merge)(release(), journal.close?.() ?? import_rxjs81.EMPTY);
  });
  const closed$ = runOnce(
    (0, import_rxjs81.defer)(() => {
      closing.close();
      return (0, import_rxjs81.concat)(left2.finished$.pipe((0, import_rxjs81.takeUntil)((0, import_rxjs81.timer)(longestClosing, clock))), end$);
    })
  );
  const close = () => (0, import_rxjs81.lastValueFrom)(closed$, { defaultValue: void 0 });
  return {
    rest: api.rest,
    confirmDeposits: (deposits) => command2("confirmDeposits", api.confirmDeposits(deposits)),
    confirmAllDeposits: (request) => command2("confirmAllDeposits", api.confirmAllDeposits(request)),
    submitOrder: (request, { id, cancelOnUnsubscribe = false, allowEqualInFlight } = {}) => {
      if (!cancelOnUnsubscribe)
        return commandWithId("submitOrder", calls.submit(request, { allowEqualInFlight }, id));
      const withdrawal = createLatch(withdrawnHere);
      const until = unlessLeft(() => withdrawal.why() !== null);
      const begin3 = calls.submit(request, { allowEqualInFlight, withdrawal }, id, until);
      const life = commandWithId("submitOrder", begin3, until);
      return onLeave(life, (itself2) => {
        withdrawal.set();
        left2.leave(itself2);
      });
    },
    trackOrder: (which) => "id" in which ? commandWithId("trackOrder", calls.track(which.id)) : asked("trackOrder", during(track(context, which))),
    cancelOrder: (ref) => command2("cancelOrder", cancelOne2(context, ref)),
    cancelOrders: (orders) => command2("cancelOrders", cancelMany2(context, [orders])),
    cancelAll: ({ pair } = {}) => command2("cancelAll", cancelAll({ context, pair, untilClosed })),
    replaceOrder: (ref, changes, { id } = {}) => commandWithId("replaceOrder", calls.replace(ref, changes, id)),
    halt: (options = {}) => command2("halt", haltOnce(options)),
    requestWithdrawal: (request, { id } = {}) => command2(
      "requestWithdrawal",
      (0, import_rxjs81.defer)(() => onceRecovered(calls.withdraw(request, id)).values$).pipe(
        (0, import_rxjs81.catchError)((error) => (0, import_rxjs81.of)({ type: "Failed", error }))
      )
    ),
    recover: () => command2("recover", recovered$),
    privateEvents$: during(session.events$),
    fills$: during(fills.fills$),
    orders$: during(session.orders$),
    assets$: during(account.assets$),
    available$: during(availableOf({ ...account, flights, orders: registry, elapsed })),
    positions$: during(account.positions$),
    pnl$: pnl$.pipe(untilClosed),
    deposits$: during(eventsOf("deposit").pipe((0, import_rxjs81.concatMap)(({ deposits }) => deposits))),
    withdrawals$: during(eventsOf("withdrawal").pipe((0, import_rxjs81.concatMap)(({ withdrawals }) => withdrawals))),
    marginNotices$: during(eventsOf("margin_notice_update").pipe((0, import_rxjs81.concatMap)(({ notices }) => notices))),
    connection$: session.connection$.pipe(untilClosed),
    diagnostics$,
    close,
    [Symbol.asyncDispose]: close
  };
};
var longestClosing = 5e3;

// src/execution/account/pnl-options.ts
var Amount = scalar(
  "a plain decimal as a text, of 16 places at most",
  (input) => typeof input === "string" && isPlainDecimal(input) && fits(input) ? input : void 0
);
var StartingPositions = list(
  "starting positions",
  optionsOf({
    pair: PairName,
    side: maybe(oneOf("spot, long or short", holdingSides)),
    amount: Amount,
    cost: Amount
  })
);
var PnlConfig = optionsOf({
  start: withDefault(StartingPositions, []),
  since: withDefault(integer(0, 864e13), null),
  market: withDefault(having("an object with quotes$, as a DataClient", ["quotes$"]), null)
});
var defaultPnl = { start: [], since: null, market: null };

// src/execution/guards/config.ts
var Market = having("an object with book$ and tradable$, as a DataClient", [
  "book$",
  "tradable$"
]);
var Amount2 = scalar("a decimal, zero or more", (input) => {
  const plain2 = asPlainDecimal(input);
  return plain2 !== null && compareDecimals(plain2, "0") >= 0 ? plain2 : void 0;
});
var QuoteLimits = firstOf("a decimal, zero or more, or one by quote currency", [
  mapped(Amount2, (limit) => /* @__PURE__ */ new Map([["jpy", limit]])),
  mapped(dictionary("limits by quote currency", Amount2), (limits) => new Map(Object.entries(limits)))
]);
var orNull = (codec) => withDefault(codec, null);
var DistanceLimits = firstOf("a decimal, zero or more, or { through, away }", [
  mapped(Amount2, (limit) => ({ through: limit, away: limit })),
  optionsOf({ through: orNull(Amount2), away: orNull(Amount2) })
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

// src/execution/rest/secret.ts
var hidden2 = () => "[secret]";
var secret = (text3) => ({ reveal: () => text3, toString: hidden2, toJSON: hidden2 });

// src/execution/options.ts
var HeaderText = scalar(
  "a text without spaces",
  (input) => typeof input === "string" && /^[\x21-\x7e]+$/.test(input) ? input : void 0
);
var SecretText = hidden(mapped(HeaderText, secret));
var Flag2 = scalar(
  "true or false",
  (input) => input === true || input === "true" ? true : input === false || input === "false" ? false : void 0
);
var PubnubOrigin = mapped(
  urlOption("a host, or an https: url without a path", "http", (input) => {
    if (typeof input !== "string") return void 0;
    const bare = urlOf(`http://${input}`, "http");
    const url = input.includes("://") ? urlOf(input, "http") : urlOf(`${bare && isLoopback2(bare) ? "http" : "https"}://${input}`, "http");
    return url?.pathname === "/" && url.search + url.hash + url.username + url.password === "" ? url : void 0;
  }),
  ({ origin }) => origin
);
var isDecodable = (text3) => {
  try {
    decodeURIComponent(text3);
    return true;
  } catch {
    return false;
  }
};
var Proxy2 = hidden(
  scalar("an http or https url without a path", (input) => {
    const url = urlOf(input, "http");
    return url?.pathname === "/" && `${url.search}${url.hash}` === "" && isDecodable(url.username + url.password) ? secret(url.href) : void 0;
  })
);
var Milliseconds = integer(1, 6e5);
var TimeWindow = integer(1, 6e4);
var settings = {
  apiKey: SecretText,
  apiSecret: SecretText,
  apiUrl: withDefault(baseUrl("http"), "https://api.bitbank.cc/v1"),
  publicUrl: withDefault(baseUrl("http"), "https://public.bitbank.cc"),
  pubnubOrigin: withDefault(PubnubOrigin, "https://ps.pndsn.com"),
  pubnubSubscribeKey: withDefault(HeaderText, "sub-c-ecebae8e-dd60-11e6-b6b1-02ee2ddab7fe"),
  proxy: withDefault(Proxy2, null),
  authentication: withDefault(
    oneOf("time-window or nonce", ["time-window", "nonce"]),
    "time-window"
  ),
  readTimeWindow: withDefault(TimeWindow, 5e3),
  writeTimeWindow: withDefault(TimeWindow, 2e3),
  connectTimeout: withDefault(Milliseconds, 5e3),
  readTimeout: withDefault(Milliseconds, 1e4),
  writeTimeout: withDefault(Milliseconds, 1e4),
  maxReplyBytes: withDefault(integer(1e3, 1e9), 1e7),
  readRetries: withDefault(integer(0, 100), 3),
  queryLimit: withDefault(integer(1, 1e3), 10),
  updateLimit: withDefault(integer(1, 1e3), 6),
  settle: withDefault(integer(0, 6e5), 1e4),
  exclusiveAccount: withDefault(Flag2, false),
  linger: withDefault(integer(0, 6e5), 1e3),
  allowInsecure: withDefault(Flag2, false)
};
var ExecutionConfig = optionsOf({
  ...settings,
  streamUrl: ignored,
  balances: ignored,
  margin: ignored,
  rateLimits: ignored,
  guards: GuardConfig,
  pnl: withDefault(PnlConfig, defaultPnl),
  journal: withDefault(
    having("a journal, as fileJournal makes one", ["load", "append"]),
    noJournal
  ),
  scheduler: maybe(having("a scheduler of RxJS", ["now", "schedule"])),
  random: maybe(func()),
  sendRequest: maybe(func()),
  openPubnub: maybe(func()),
  openSocket: ignored
});
var readOptions = (options, stray = []) => resolveOptions(ExecutionConfig, options, stray);

// src/execution/stream/private-stream.ts
var import_node_crypto8 = require("crypto");
var import_Either3 = require("fp-ts/lib/Either.js");
var import_rxjs83 = require("rxjs");

// src/operators/exactly-once.ts
var import_rxjs82 = require("rxjs");
var exactlyOnce = ({ key, remember: remember3 = 1e4 }) => (source) => (0, import_rxjs82.defer)(() => {
  const isNew = recentKeys(remember3);
  return source.pipe((0, import_rxjs82.filter)((value) => isNew(key(value))));
});

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

// src/model/deposit.ts
var depositStatuses = ["FOUND", "CONFIRMED", "DONE"];
var depositTypes = ["WALLET", "ELSE"];
var originatorStatuses = ["SCREENING", "CONFIRMED", "REJECTED", "DEPRECATED"];
var originatorTypes = ["OWN", "PERSON", "COMPANY"];

// src/parsing/private/deposit.ts
var DepositRows = rows(
  "deposits",
  record("a deposit", {
    uuid: Text,
    asset: Text,
    amount: AmountText,
    network: optional(Text),
    address: optional(Text),
    txid: optional(Text),
    status: wordIn("a deposit status", depositStatuses),
    foundAt: Timestamp,
    confirmedAt: optional(Timestamp)
  })
);
var DepositsData = property("deposits", DepositRows);
var UnconfirmedDepositsData = property(
  "deposits",
  rows(
    "unconfirmed deposits",
    record("an unconfirmed deposit", {
      uuid: Text,
      asset: Text,
      amount: AmountText,
      network: optional(Text),
      txid: optional(Text),
      createdAt: Timestamp
    })
  )
);
var Controller = record("a substantial controller", {
  uuid: Text,
  name: Text,
  country: Text,
  prefecture: optional(Text)
});
var Originator = record(
  "an originator",
  {
    uuid: ["uuid", Text],
    label: ["label", Text],
    depositType: ["deposit_type", wordIn("a deposit type", depositTypes)],
    depositPurpose: ["deposit_purpose", optional(Text)],
    status: wordIn("an originator status", originatorStatuses),
    type: wordIn("an originator type", originatorTypes),
    lastName: optional(Text),
    firstName: optional(Text),
    country: optional(Text),
    prefecture: optional(Text),
    city: optional(Text),
    address: optional(Text),
    building: optional(Text),
    companyName: optional(Text),
    companyType: optional(Text),
    companyTypePosition: optional(Text),
    substantialControllers: otherwise(rows("substantial controllers", Controller), [])
  },
  (field) => `originator_${snakeCase(field)}`
);
var OriginatorsData = property("originators", rows("originators", Originator));

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

// src/model/margin.ts
var marginStates = ["NORMAL", "LOSSCUT", "CALL", "DEBT", "SETTLED"];

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

// src/model/withdrawal.ts
var withdrawalStatuses = [
  "CONFIRMING",
  "EXAMINING",
  "SENDING",
  "DONE",
  "REJECTED",
  "CANCELED",
  "CONFIRM_TIMEOUT"
];

// src/parsing/private/withdrawal.ts
var withdrawalFields = {
  uuid: Text,
  asset: Text,
  accountUuid: Text,
  amount: optional(DecimalString),
  fee: DecimalString,
  label: optional(Text),
  address: optional(Text),
  network: optional(Text),
  destinationTag: optional(Label),
  txid: optional(Text),
  bankName: optional(Text),
  branchName: optional(Text),
  accountType: optional(Text),
  accountNumber: optional(Label),
  accountOwner: optional(Text),
  status: wordIn("a withdrawal status", withdrawalStatuses),
  requestedAt: Timestamp
};
var WithdrawalData = record("a withdrawal", withdrawalFields);
var WithdrawalRows = rows("withdrawals", WithdrawalData);
var WithdrawalsData = property("withdrawals", WithdrawalRows);
var WithdrawalAccountsData = property(
  "accounts",
  rows(
    "withdrawal accounts",
    record("a withdrawal account", {
      uuid: Text,
      label: optional(Text),
      network: optional(Text),
      address: optional(Text)
    })
  )
);

// src/parsing/private/message.ts
var Message = record("an object with a method", { method: Text, params: anything });
var DealerOrderData = record("a dealer order", {
  orderId: Label,
  asset: Text,
  side: Side,
  price: DecimalString,
  amount: DecimalString,
  orderedAt: Timestamp
});
var Invalidated = property(
  "order_id",
  firstOf("ids", [rows("ids", Id), mapped(Id, (id) => [id])])
);
var Invalidations = firstOf("an object with order_id", [
  Invalidated,
  mapped(rows("invalidations", Invalidated), (ids) => ids.flat())
]);
var contents = {
  asset_update: { assets: BalanceRows },
  spot_order_new: { orders: OrderRows },
  spot_order: { orders: OrderRows },
  spot_order_invalidation: { orderIds: Invalidations },
  spot_trade: { fills: FillRows },
  dealer_order_new: { orders: rows("dealer orders", DealerOrderData) },
  withdrawal: { withdrawals: WithdrawalRows },
  deposit: { deposits: DepositRows },
  margin_position_update: { positions: PositionRows },
  margin_payable_update: { amounts: PayableRows },
  margin_notice_update: { notices: NoticeRows }
};
var isKnown2 = (method) => Object.hasOwn(contents, method);
var decodePrivateMessage = (message2, timetoken, onOdd) => {
  const envelope2 = decode(Message, message2);
  if (envelope2._tag === "Left") return envelope2;
  const { method, params } = envelope2.right;
  if (!isKnown2(method)) return mapDecoded(envelope2, () => ({ type: "unknown", method, params, timetoken }));
  const [[name, codec]] = Object.entries(contents[method]);
  return mapDecoded(
    decode(codec, params, "params", onOdd),
    (content) => ({ type: method, [name]: content, timetoken })
  );
};

// src/execution/stream/private-stream.ts
var steadyAfter = 1e4;
var causeOfLoss = (error) => {
  if (typeof error === "object" && error !== null) {
    if ("cause" in error && typeof error.cause === "string") return error.cause;
    if ("message" in error && typeof error.message === "string") return error.message;
  }
  return "unknown";
};
var isFatal = (error) => error._tag === "ConfigError";
var later2 = (a2, b2) => a2 === null || BigInt(b2) > BigInt(a2) ? b2 : a2;
var isTimetoken3 = (timetoken) => typeof timetoken === "string" && /^\d{1,20}$/.test(timetoken);
var digestOf2 = (message2) => {
  try {
    return (0, import_node_crypto8.createHash)("sha256").update(JSON.stringify(message2)).digest("base64");
  } catch {
    return "";
  }
};
var createPrivateStream = ({
  info$,
  open: open2,
  scheduler,
  leaps$ = import_rxjs83.NEVER,
  random,
  renewAfter = 11.5 * 60 * 60 * 1e3,
  silence: silence3 = 6e4,
  connectTimeout = 15e3
}) => (0, import_rxjs83.defer)(() => {
  let cursor = null;
  let linked = false;
  const losses = new import_rxjs83.Subject();
  const infos$ = (0, import_rxjs83.defer)(info$).pipe(
    (0, import_rxjs83.expand)(
      () => (0, import_rxjs83.timer)(renewAfter, scheduler).pipe(
        (0, import_rxjs83.mergeMap)(() => (0, import_rxjs83.defer)(info$).pipe(retryBackoff({ random, scheduler })))
      )
    )
  );
  const failed2 = (cause) => (0, import_rxjs83.throwError)(() => ({ cause }));
  const link3 = (info) => (0, import_rxjs83.defer)(() => open2({ ...info, since: cursor })).pipe(
    (0, import_rxjs83.mergeMap)((event) => {
      if (event.type === "denied") return failed2("the token was refused");
      if (event.type === "lost") return failed2(event.cause);
      return (0, import_rxjs83.of)(event);
    }),
    (0, import_rxjs83.timeout)({
      first: connectTimeout,
      each: silence3,
      with: ({ seen }) => seen === 0 ? failed2(`no link within ${connectTimeout} ms`) : import_rxjs83.EMPTY,
      scheduler
    }),
    (0, import_rxjs83.takeUntil)(leaps$),
    (0, import_rxjs83.repeat)()
  );
  const withSteady = (link$) => link$.pipe(
    (0, import_rxjs83.connect)(
      (events$2) => (0, import_rxjs83.merge)(
        events$2,
        events$2.pipe(
          (0, import_rxjs83.filter)(({ type }) => type === "connected"),
          (0, import_rxjs83.switchMap)(() => (0, import_rxjs83.timer)(steadyAfter, scheduler)),
          (0, import_rxjs83.map)(() => ({ type: "steady" }))
        )
      )
    )
  );
  const toEvents = (event) => {
    if (event.type === "message") {
      if (!isTimetoken3(event.timetoken)) {
        const error = decodeError("timetoken", "up to 20 digits", describe(event.timetoken));
        return (0, import_rxjs83.of)({ type: "undecodable", timetoken: "", error });
      }
      cursor = later2(cursor, event.timetoken);
      const rows3 = [];
      const decoded = decodePrivateMessage(event.message, event.timetoken, (row2) => rows3.push(row2));
      if ((0, import_Either3.isLeft)(decoded))
        return (0, import_rxjs83.of)({ type: "undecodable", timetoken: event.timetoken, error: decoded.left });
      const source = decoded.right.type;
      return (0, import_rxjs83.from)([
        ...rows3.map((row2) => ({ type: "odd", source, row: row2 })),
        { type: "message", event: decoded.right }
      ]);
    }
    if (event.type !== "connected") return import_rxjs83.EMPTY;
    const resumedFrom = cursor;
    cursor ??= event.timetoken;
    if (linked) return import_rxjs83.EMPTY;
    linked = true;
    return (0, import_rxjs83.of)({ type: "connected", resumedFrom });
  };
  const onRetry = ({ error, attempt: attempt2, delay: delay3 }) => {
    linked = false;
    losses.next({ type: "lost", cause: causeOfLoss(error), attempt: attempt2, retryIn: delay3 });
  };
  const events$ = infos$.pipe(
    (0, import_rxjs83.switchMap)((info) => withSteady(link3(info))),
    retryBackoff({
      shouldRetry: (error) => !isFatal(error),
      resetOn: ({ type }) => type === "steady",
      steadyAfter: 0,
      onRetry,
      random,
      scheduler
    }),
    (0, import_rxjs83.filter)((event) => event.type !== "steady"),
    exactlyOnce({
      key: (event) => event.type === "message" ? `${event.timetoken} ${digestOf2(event.message)}` : event,
      remember: 1e3
    }),
    (0, import_rxjs83.mergeMap)(toEvents)
  );
  return (0, import_rxjs83.merge)(losses, events$);
}).pipe((0, import_rxjs83.share)());

// src/execution/rest/rate-budgets.ts
var import_node_crypto9 = require("crypto");
var import_rxjs85 = require("rxjs");

// src/execution/rest/rate-budget.ts
var import_rxjs84 = require("rxjs");
var second6 = 1e3;
var longestPause = 32 * second6;
var createRateBudget = (clock) => {
  const createLane = (name) => ({
    name,
    counted: [],
    urgent: [],
    normal: [],
    refusals: 0,
    pausedUntil: -Infinity,
    urgentPausedUntil: -Infinity,
    wake: null
  });
  const lanes = {
    update: createLane("update"),
    query: createLane("query")
  };
  const pauses = new import_rxjs84.Subject();
  let out = 0;
  const freeAt = (lane, { urgent, limit }, now) => {
    const paused = urgent ? lane.urgentPausedUntil : lane.pausedUntil;
    if (lane.counted.length < limit) return paused;
    lane.counted = lane.counted.filter(({ until }) => until > now);
    const ends = lane.counted.map(({ leftAt, until }) => urgent ? leftAt + second6 : until).filter((end3) => end3 > now);
    const freeing = ends.sort((a2, b2) => a2 - b2)[ends.length - limit];
    return Math.max(paused, freeing ?? paused);
  };
  const isFree = (lane, asking, now) => !(asking.serial && out > 0) && freeAt(lane, asking, now) <= now;
  const begin3 = (lane, { timeout: timeout6 }, leave3, now) => {
    const counted = { leftAt: now, until: now + timeout6 + second6 };
    lane.counted.push(counted);
    out += 1;
    let isOut2 = true;
    const end3 = () => {
      if (!isOut2) return;
      isOut2 = false;
      out -= 1;
      drain();
    };
    leave3({
      unused: () => {
        lane.counted = lane.counted.filter((other) => other !== counted);
        end3();
      },
      over: (answered) => {
        if (answered) counted.until = Math.min(counted.until, clock.elapsed() + second6);
        end3();
      },
      // The venue counts by user. Other programs may have used the limit up, and only waiting helps.
      refused: () => {
        const at = clock.elapsed();
        lane.urgentPausedUntil = at + second6;
        if (lane.pausedUntil > at) return;
        const pause = Math.min(second6 * 2 ** lane.refusals, longestPause);
        lane.pausedUntil = at + pause;
        lane.refusals += 1;
        pauses.next({ lane: lane.name, pause, waiting: lane.urgent.length + lane.normal.length });
      },
      taken: () => lane.refusals = 0
    });
  };
  const drainLane = (lane) => {
    for (; ; ) {
      const queue2 = lane.urgent.length > 0 ? lane.urgent : lane.normal;
      const [first] = queue2;
      const now = clock.elapsed();
      if (first === void 0 || !isFree(lane, first.asking, now)) {
        wakeFor(lane, first?.asking, now);
        return;
      }
      queue2.shift();
      begin3(lane, first.asking, first.leave, now);
    }
  };
  const wakeFor = (lane, first, now) => {
    lane.wake?.unsubscribe();
    lane.wake = null;
    if (first === void 0 || first.serial && out > 0) return;
    lane.wake = clock.schedule(() => drainLane(lane), Math.max(1, freeAt(lane, first, now) - now));
  };
  const isWaitedFor = ({ urgent, normal }) => urgent.length + normal.length > 0;
  const drain = () => {
    if (isWaitedFor(lanes.update)) drainLane(lanes.update);
    if (isWaitedFor(lanes.query)) drainLane(lanes.query);
  };
  return {
    ask: (asking, leave3) => {
      const lane = lanes[asking.lane];
      const now = clock.elapsed();
      const isNext2 = lane.urgent.length === 0 && (asking.urgent || lane.normal.length === 0);
      if (isNext2 && isFree(lane, asking, now)) {
        begin3(lane, asking, leave3, now);
        return null;
      }
      const queue2 = lane[asking.urgent ? "urgent" : "normal"];
      const waiting = { asking, leave: leave3 };
      queue2.push(waiting);
      if (isNext2) wakeFor(lane, asking, now);
      return () => {
        const at = queue2.indexOf(waiting);
        if (at < 0) return;
        queue2.splice(at, 1);
        drainLane(lane);
      };
    },
    pauses$: pauses.asObservable(),
    isIdle: () => {
      const now = clock.elapsed();
      return Object.values(lanes).every(
        (lane) => !isWaitedFor(lane) && lane.counted.every(({ until }) => until <= now)
      );
    }
  };
};

// src/execution/rest/rate-budgets.ts
var ownPort = nodeHttp;
var worlds = /* @__PURE__ */ new WeakMap();
var made = (map47, key, make) => {
  const known = map47.get(key);
  if (known !== void 0) return known;
  const value = make();
  map47.set(key, value);
  return value;
};
var holdRateBudget = ({ apiKey, apiUrl, scheduler = import_rxjs85.asyncScheduler, sendRequest }, clock, closed$) => {
  const world = made(worlds, scheduler, () => /* @__PURE__ */ new WeakMap());
  const byKey = made(world, sendRequest ?? ownPort, () => /* @__PURE__ */ new Map());
  for (const [name2, { budget, clients }] of byKey) if (clients === 0 && budget.isIdle()) byKey.delete(name2);
  const name = (0, import_node_crypto9.createHash)("sha256").update(`${apiUrl} ${apiKey.reveal()}`).digest("base64");
  const shared = byKey.get(name) ?? { budget: createRateBudget(clock), clients: 0 };
  byKey.set(name, shared);
  shared.clients += 1;
  closed$.subscribe(() => shared.clients -= 1);
  return shared.budget;
};

// src/execution/rest/rest.ts
var import_rxjs88 = require("rxjs");

// src/execution/rest/call.ts
var import_Either4 = require("fp-ts/lib/Either.js");
var import_rxjs86 = require("rxjs");

// src/execution/rest/endpoint.ts
var define = (method) => (path, { data: data2, params, ...rest2 }) => ({
  method,
  path,
  lane: "query",
  urgent: false,
  signed: true,
  once: false,
  secret: false,
  check: () => null,
  ...rest2,
  params,
  read: (reply, onOdd) => {
    const replied2 = { endpoint: nameOf3({ method, path }), codes: venueCodes, secret: rest2.secret ?? false };
    return decodeReply(data2, replied2, reply, onOdd);
  }
});
var get2 = define("GET");
var post = define("POST");
var noParams = () => ({});
var paged = (endpoint, how) => ({ endpoint, ...how });
var nameOf3 = ({ method, path }) => `${method} ${path}`;
var queryOf = (params) => {
  const given = Object.entries(params).flatMap(
    ([name, value]) => value === void 0 ? [] : [[name, String(value)]]
  );
  return given.length === 0 ? "" : `?${new URLSearchParams(given).toString()}`;
};
var wireCallOf = (baseUrl2, { method, path }, params) => {
  if (method === "POST") {
    const body = JSON.stringify(params);
    return { url: baseUrl2 + path, body, payload: body };
  }
  const url = baseUrl2 + path + queryOf(params);
  const { pathname, search } = new URL(url);
  return { url, body: void 0, payload: pathname + search };
};

// src/execution/rest/governor.ts
var createGovernor = ({ limits, serial, isRateLimit: isRateLimit2, budget }) => ({ lane, urgent, timeout: timeout6 }, leave3, caller) => {
  const takeOut = budget.ask({ lane, urgent, timeout: timeout6, limit: limits[lane], serial }, (turn) => {
    let isSent = false;
    leave3((run) => {
      isSent = true;
      run({
        next: (reply) => {
          turn.taken();
          caller.next(reply);
          turn.over(true);
        },
        error: (error) => {
          if (isRateLimit2(error)) turn.refused();
          caller.error(error);
          turn.over(true);
        },
        complete: () => {
          turn.over(false);
          caller.complete();
        }
      });
    });
    caller.add(() => {
      if (!isSent) turn.unused();
    });
  });
  if (takeOut !== null) caller.add(takeOut);
};

// src/execution/rest/signing.ts
var import_node_crypto10 = require("crypto");
var stampText = (stamp) => stamp.type === "nonce" ? `${stamp.nonce}` : `${stamp.requestTime}${stamp.timeWindow}`;
var keys = /* @__PURE__ */ new WeakMap();
var keyOf3 = (secret2) => {
  const known = keys.get(secret2) ?? (0, import_node_crypto10.createSecretKey)(secret2.reveal(), "utf8");
  keys.set(secret2, known);
  return known;
};
var signatureOf = (apiSecret, stamp, payload) => (0, import_node_crypto10.createHmac)("sha256", keyOf3(apiSecret)).update(stampText(stamp) + payload).digest("hex");
var authHeaders = ({ apiKey, apiSecret }, stamp, payload) => {
  const key = apiKey.reveal();
  const signature = signatureOf(apiSecret, stamp, payload);
  return stamp.type === "nonce" ? { "ACCESS-KEY": key, "ACCESS-SIGNATURE": signature, "ACCESS-NONCE": `${stamp.nonce}` } : {
    "ACCESS-KEY": key,
    "ACCESS-SIGNATURE": signature,
    "ACCESS-REQUEST-TIME": `${stamp.requestTime}`,
    "ACCESS-TIME-WINDOW": `${stamp.timeWindow}`
  };
};

// src/execution/rest/stamps.ts
var unknownOffset = { min: -Infinity, max: Infinity };
var learnOffset = (known, { sentAt, receivedAt, date }) => {
  const fresh = { min: date - receivedAt, max: date + 1e3 - sentAt };
  const both2 = { min: Math.max(known.min, fresh.min), max: Math.min(known.max, fresh.max) };
  return both2.min <= both2.max ? both2 : fresh;
};
var offsetOf = ({ min, max }) => Number.isFinite(min) && Number.isFinite(max) ? Math.round((min + max) / 2) : 0;
var createStamps = (type, clock, leaps$) => {
  let offset2 = unknownOffset;
  leaps$.subscribe(() => offset2 = unknownOffset);
  const venueTime = () => offset2 === unknownOffset ? stampOf(clock) : clock.elapsed() + offsetOf(offset2);
  let last2 = 0;
  let lastAdmitted = 0;
  const after = (time2) => last2 = Math.max(last2 + 1, time2);
  return {
    next: (timeWindow) => type === "nonce" ? { type, nonce: after(stampOf(clock)) } : { type, requestTime: after(venueTime()), timeWindow },
    learn: (reply) => offset2 = learnOffset(offset2, reply),
    refused: (stamp) => {
      if (stamp.type === "time-window") last2 = lastAdmitted;
    },
    admitted: (stamp) => {
      if (stamp.type === "time-window") lastAdmitted = Math.max(lastAdmitted, stamp.requestTime);
    }
  };
};

// src/execution/rest/call.ts
var isRateLimit = (error) => {
  const known = error;
  return known._tag === "VenueError" && known.class === "rate-limit";
};
var isClockRefusal = (error) => error?._tag === "VenueError" && error.class === "clock";
var unadmitted = [
  "credential",
  "clock",
  "rate-limit",
  "busy",
  "maintenance",
  "system",
  "refused"
];
var isAdmitted = (error) => error === null || error._tag === "VenueError" && !unadmitted.includes(error.class);
var createCaller = ({ config, send, watched, budget, closed$ }) => {
  const { clock, leaps$ } = watched;
  const { apiUrl, authentication, maxReplyBytes: maxReplyBytes2 } = config;
  const limits = { query: config.queryLimit, update: config.updateLimit };
  const govern = createGovernor({
    limits,
    serial: authentication === "nonce",
    isRateLimit,
    budget
  });
  const untilClosed = untilEnd(closed$);
  const stamps = createStamps(authentication, clock, leaps$);
  const answered = new import_rxjs86.Subject();
  const odd = new import_rxjs86.Subject();
  const learn2 = (stamp, sentAt, { date }, error) => {
    if (date !== null) stamps.learn({ sentAt, receivedAt: clock.elapsed(), date });
    const admitted = isAdmitted(error);
    if (admitted) stamps.admitted(stamp);
    else if (isClockRefusal(error)) stamps.refused(stamp);
    answered.next({ stamp, date, admitted });
  };
  const leave3 = (endpoint, request, options, exchange, caller, goes) => {
    const stamp = endpoint.signed ? stamps.next(options.timeWindow) : null;
    const go = () => {
      goes();
      const refusal2 = stamp === null ? null : options.leave?.(stamp) ?? null;
      if (refusal2 !== null) {
        caller.error(refusal2);
        return;
      }
      options.onLeave?.(stamp);
      exchange((receiver) => {
        transmit(endpoint, request, options, stamp, receiver);
      });
    };
    const keeping = stamp === null ? null : options.keep?.(stamp) ?? null;
    if (keeping === null) go();
    else caller.add(keeping.subscribe({ error: (error) => caller.error(error), complete: go }));
  };
  const transmit = (endpoint, request, { timeout: timeout6 }, stamp, receiver) => {
    const { url, body, payload } = wireCallOf(apiUrl, endpoint, endpoint.params(request));
    const sentAt = clock.elapsed();
    const onOdd = (row2) => {
      odd.next({ ...row2, source: nameOf3(endpoint) });
    };
    const read2 = (reply) => {
      const result2 = endpoint.read(reply, onOdd);
      if (stamp !== null) learn2(stamp, sentAt, reply, (0, import_Either4.isLeft)(result2) ? result2.left : null);
      if ((0, import_Either4.isLeft)(result2)) receiver.error(result2.left);
      else receiver.next(result2.right);
    };
    const { method } = endpoint;
    const headers = stamp === null ? {} : authHeaders(config, stamp, payload);
    if (body !== void 0) headers["Content-Type"] = "application/json";
    const fail = (error) => receiver.error(portErrorAt(nameOf3(endpoint), error));
    let reply$;
    try {
      const asked = { method, url, headers, timeout: timeout6, maxReplyBytes: maxReplyBytes2 };
      reply$ = send(body === void 0 ? asked : { ...asked, body });
    } catch (error) {
      fail(error);
      return;
    }
    untilClosed(reply$).subscribe({ next: read2, error: fail, complete: () => receiver.complete() });
  };
  const call2 = (endpoint, request, options) => {
    const wrong = endpoint.check(request);
    if (wrong !== null) {
      const { field, expected, actual } = wrong;
      return (0, import_rxjs86.throwError)(() => requestError(nameOf3(endpoint), field, expected, actual));
    }
    const { lane, urgent } = endpoint;
    const { timeout: timeout6, recalled$ } = options;
    return new import_rxjs86.Observable((caller) => {
      let hasLeft = false;
      const goes = () => {
        hasLeft = true;
      };
      govern(
        { lane, urgent, timeout: timeout6 },
        (exchange) => {
          leave3(endpoint, request, options, exchange, caller, goes);
        },
        caller
      );
      const waits = () => !hasLeft && !caller.closed;
      if (!waits()) return;
      caller.add(closed$.subscribe(() => caller.complete()));
      if (recalled$ !== void 0)
        caller.add(recalled$.pipe((0, import_rxjs86.filter)(waits)).subscribe((error) => caller.error(error)));
    });
  };
  return { call: call2, answered$: answered.asObservable(), odd$: odd.asObservable() };
};

// src/execution/rest/paging.ts
var import_rxjs87 = require("rxjs");
var allRows = ({ endpoint, page, pageSize, shortPage, keyOf: keyOf4, timeOf: timeOf3 }, first) => (0, import_rxjs87.defer)(() => {
  const emitted = /* @__PURE__ */ new Set();
  const read2 = (span) => page(span).pipe(
    (0, import_rxjs87.map)((rows3) => {
      const fresh = rows3.filter((row2) => !emitted.has(keyOf4(row2)));
      for (const row2 of fresh) emitted.add(keyOf4(row2));
      return { rows: rows3, fresh, span };
    })
  );
  const nextSpan = ({ rows: rows3, span }) => {
    const times2 = rows3.map(timeOf3).filter((time2) => time2 > 0);
    if (times2.length === 0) return span;
    const down = (times2[0] ?? 0) >= (times2.at(-1) ?? 0);
    return down ? { ...span, end: times2.reduce((a2, b2) => Math.min(a2, b2)) + 1 } : { ...span, since: times2.reduce((a2, b2) => Math.max(a2, b2)) - 1 };
  };
  const isFull = ({ rows: rows3 }) => rows3.length >= pageSize;
  const isLast = (last2) => last2.fresh.length === 0 || last2.rows.length < shortPage;
  return read2(first).pipe(
    (0, import_rxjs87.expand)((last2) => {
      const [row2] = last2.rows;
      if (row2 !== void 0 && last2.fresh.length === 0 && isFull(last2)) {
        throw pagingError(endpoint, timeOf3(row2));
      }
      return isLast(last2) ? import_rxjs87.EMPTY : read2(nextSpan(last2));
    }),
    (0, import_rxjs87.map)(({ fresh }) => fresh),
    (0, import_rxjs87.mergeAll)()
  );
});

// src/parsing/private/subscribe.ts
var SubscribeData = record(
  "an object with a channel and a token",
  { channel: NonEmptyText, token: NonEmptyText },
  (field) => `pubnub_${field}`
);

// src/execution/rest/parameters.ts
var decimalText = (value) => typeof value === "number" ? decimalOf(value) : value;
var isId2 = (id) => Number.isSafeInteger(id) && id > 0;
var refParams = ({ pair, orderId }) => ({ pair, order_id: orderId });
var idsParams = ({ pair, orderIds }) => ({ pair, order_ids: orderIds });
var checkId = ({ orderId }) => isId2(orderId) ? null : { field: "orderId", expected: "an order id", actual: String(orderId) };
var checkIds = (max) => ({ orderIds }) => {
  const bad2 = orderIds.find((id) => !isId2(id));
  if (bad2 !== void 0) return { field: "orderIds", expected: "order ids", actual: String(bad2) };
  return orderIds.length > 0 && orderIds.length <= max ? null : { field: "orderIds", expected: `1 to ${max} ids`, actual: `${orderIds.length}` };
};
var checkAmount = (field, value) => {
  const written = decimalText(value);
  return written === void 0 || isPlainDecimal(written) && !written.startsWith("-") ? null : { field, expected: "a plain decimal", actual: written };
};

// src/execution/rest/reads.ts
var transferParams = ({ asset, count: count5, since, end: end3 }) => ({
  asset,
  count: count5,
  since,
  end: end3
});
var reads = {
  /**
   * One-shot: the balances of the account with the rules of their assets: decimal places, fees, networks.
   *
   * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#return-users-asset-list
   */
  assets: get2("/user/assets", { params: noParams, data: AssetsData }),
  /**
   * One-shot: one order by its id, until three months after its end. A `VenueError` 50009 says that the venue does
   * not know it in this pair: it may be one of another.
   *
   * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#fetch-order-information
   */
  order: get2("/user/spot/order", { params: refParams, check: checkId, data: OrderData }),
  /**
   * One-shot: orders of a pair by their ids; those that the venue does not know are left out.
   *
   * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#fetch-multiple-orders
   */
  ordersInfo: post("/user/spot/orders_info", {
    params: idsParams,
    check: checkIds(Infinity),
    data: OrdersData
  }),
  /**
   * One-shot: a page of open orders, of all pairs unless one is given.
   *
   * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#fetch-active-orders
   */
  activeOrders: get2("/user/spot/active_orders", {
    params: ({ pair, count: count5, fromId, endId, since, end: end3 }) => ({
      pair,
      count: count5,
      from_id: fromId,
      end_id: endId,
      since,
      end: end3
    }),
    data: OrdersData
  }),
  /**
   * One-shot: a page of the account's trades, 1000 at most.
   *
   * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#fetch-trade-history
   */
  tradeHistory: get2("/user/spot/trade_history", {
    params: ({ pair, count: count5, orderId, since, end: end3, order }) => ({
      pair,
      count: count5,
      order_id: orderId,
      since,
      end: end3,
      order
    }),
    data: TradesData
  }),
  /**
   * One-shot: the state of the margin account; its amounts are in JPY.
   *
   * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#fetch-margin-trading-status
   */
  marginStatus: get2("/user/margin/status", {
    params: noParams,
    data: MarginStatusData
  }),
  /**
   * One-shot: the open margin positions, and what is owed.
   *
   * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#fetch-positions-information
   */
  marginPositions: get2("/user/margin/positions", {
    params: noParams,
    data: MarginPositionsData
  }),
  /**
   * One-shot: the channel and the token of the private stream. The token is a secret.
   *
   * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#get-channel-and-token-for-private-stream
   */
  subscribeInfo: get2("/user/subscribe", {
    secret: true,
    params: noParams,
    data: SubscribeData
  }),
  /**
   * One-shot: a page of deposits, 100 at most.
   *
   * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#fetch-deposit-history
   */
  depositHistory: get2("/user/deposit_history", {
    params: transferParams,
    data: DepositsData
  }),
  /**
   * One-shot: the deposits whose origin the venue wants to know.
   *
   * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#fetch-unconfirmed-deposits
   */
  unconfirmedDeposits: get2("/user/unconfirmed_deposits", {
    params: noParams,
    data: UnconfirmedDepositsData
  }),
  /**
   * One-shot: the registered senders of deposits.
   *
   * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#fetch-deposit-originators
   */
  depositOriginators: get2("/user/deposit_originators", {
    params: noParams,
    data: OriginatorsData
  }),
  /**
   * One-shot: the accounts and addresses to which an asset may be withdrawn.
   *
   * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#get-withdrawal-accounts
   */
  withdrawalAccounts: get2(
    "/user/withdrawal_account",
    {
      params: ({ asset }) => ({ asset }),
      data: WithdrawalAccountsData
    }
  ),
  /**
   * One-shot: a page of withdrawals, 100 at most.
   *
   * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#fetch-withdrawal-history
   */
  withdrawalHistory: get2("/user/withdrawal_history", {
    params: transferParams,
    data: WithdrawalsData
  }),
  /**
   * One-shot: how busy each pair is, and the smallest amount that follows from it. It is not signed.
   *
   * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#get-exchange-status
   */
  status: get2("/spot/status", {
    signed: false,
    params: noParams,
    data: SpotStatusData
  }),
  /**
   * One-shot: the rules of every pair: digits, smallest amounts, fees, what is stopped. It is not signed.
   *
   * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#get-all-pairs-info
   */
  instruments: get2("/spot/pairs", {
    signed: false,
    params: noParams,
    data: SpotPairsData
  })
};
var pages = {
  /**
   * One-shot: every open order, one per emission, however many pages that takes.
   *
   * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#fetch-active-orders
   */
  activeOrders: paged(reads.activeOrders, {
    // The venue does not state how many orders a page holds.
    largestPage: Infinity,
    keyOf: ({ orderId }) => orderId,
    timeOf: ({ orderedAt }) => orderedAt
  }),
  /**
   * One-shot: every trade of a span, one per emission, however many pages that takes.
   *
   * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#fetch-trade-history
   */
  tradeHistory: paged(reads.tradeHistory, {
    largestPage: 1e3,
    // A trade with oneself is a row for each of the two orders.
    keyOf: ({ tradeId, orderId }) => `${tradeId}/${orderId}`,
    timeOf: ({ executedAt: executedAt2 }) => executedAt2
  }),
  /**
   * One-shot: every deposit of a span, one per emission, however many pages that takes.
   *
   * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#fetch-deposit-history
   */
  depositHistory: paged(reads.depositHistory, {
    largestPage: 100,
    keyOf: ({ uuid }) => uuid,
    timeOf: ({ foundAt }) => foundAt
  }),
  /**
   * One-shot: every withdrawal of a span, one per emission, however many pages that takes.
   *
   * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#fetch-withdrawal-history
   */
  withdrawalHistory: paged(reads.withdrawalHistory, {
    largestPage: 100,
    keyOf: ({ uuid }) => uuid,
    timeOf: ({ requestedAt }) => requestedAt
  })
};

// src/execution/rest/writes.ts
var t = __toESM(require("io-ts"), 1);
var nothing4 = mapped(t.UnknownRecord, () => null);
var writes = {
  /** @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#create-new-order */
  createOrder: post("/user/spot/order", {
    lane: "update",
    params: (request) => ({
      pair: request.pair,
      amount: decimalText(request.amount),
      price: decimalText(request.price),
      side: request.side,
      position_side: request.positionSide,
      type: request.type,
      post_only: request.postOnly,
      trigger_price: decimalText(request.triggerPrice)
    }),
    check: (request) => checkAmount("amount", request.amount) ?? checkAmount("price", request.price) ?? checkAmount("triggerPrice", request.triggerPrice),
    data: OrderData
  }),
  /** @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#cancel-order */
  cancelOrder: post("/user/spot/cancel_order", {
    lane: "update",
    urgent: true,
    params: refParams,
    check: checkId,
    data: OrderData
  }),
  /** @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#cancel-multiple-orders */
  cancelOrders: post("/user/spot/cancel_orders", {
    lane: "update",
    urgent: true,
    params: idsParams,
    check: checkIds(30),
    data: OrdersData
  }),
  /** @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#confirm-deposits */
  confirmDeposits: post("/user/confirm_deposits", {
    once: true,
    params: (deposits) => ({
      deposits: deposits.map(({ uuid, originatorUuid }) => ({ uuid, originator_uuid: originatorUuid }))
    }),
    data: nothing4
  }),
  /** @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#confirm-all-deposits */
  confirmAllDeposits: post("/user/confirm_deposits_all", {
    once: true,
    params: ({ originatorUuid }) => ({ originator_uuid: originatorUuid }),
    data: nothing4
  }),
  /** @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#new-withdrawal-request */
  requestWithdrawal: post("/user/request_withdrawal", {
    lane: "update",
    once: true,
    params: ({ asset, uuid, amount, otpToken, smsToken }) => ({
      asset,
      uuid,
      amount: decimalText(amount),
      otp_token: otpToken,
      sms_token: smsToken
    }),
    check: ({ amount }) => checkAmount("amount", amount),
    data: WithdrawalData
  })
};

// src/execution/rest/rest.ts
var passing2 = ["rate-limit", "busy", "clock", "system"];
var isTransient = (error) => {
  const known = error;
  switch (known._tag) {
    case "VenueError":
      return passing2.includes(known.class);
    case "HttpError":
      return known.reason !== "too-large";
    case "DecodeError":
      return true;
    case "ClosedError":
    case "NoRestError":
    case "RequestError":
    case "PagingError":
    case "JournalError":
      return false;
  }
};
var isRefusedTime = (error) => {
  const known = error;
  return known._tag === "VenueError" && (known.code === venueCode.invalidTimeOfRequest || known.code === venueCode.outsideTimeWindow);
};
var lasting = ["parameter", "restricted", "maintenance"];
var passed = [
  venueCode.depositNotFound,
  venueCode.depositAwaitsOriginator,
  venueCode.withdrawalTooLarge
];
var inDoubt = (error, authentication) => {
  if (error._tag !== "VenueError" || error.effect !== "none") return error;
  const isLasting = lasting.includes(error.class) && !passed.includes(error.code) || // A nonce is accepted only once, but a key and a signature stay valid.
  error.class === "credential" && authentication === "time-window";
  if (isLasting) return error;
  const { endpoint, status, code } = error;
  const meaning = `${error.meaning} The same bytes may have been admitted before.`;
  return venueError(endpoint, status, code, {
    code: code ?? 0,
    class: error.class,
    effect: "unknown",
    meaning
  });
};
var rateLimitedCancels = 10;
var smallestCap = 100;
var begunWith = (error, source) => {
  let isFirst = true;
  return (0, import_rxjs88.defer)(() => {
    if (!isFirst) return source;
    isFirst = false;
    return (0, import_rxjs88.throwError)(() => error);
  });
};
var membersOf = (table6, member) => Object.fromEntries(Object.entries(table6).map(([name, row2]) => [name, member(row2)]));
var createRest = ({ random, ...dependencies }) => {
  const { config, watched, closed$ } = dependencies;
  const { clock } = watched;
  const { call: call2, answered$, odd$ } = createCaller(dependencies);
  const untilClosed = untilEnd(closed$);
  let isClosed = false;
  closed$.subscribe(() => isClosed = true);
  const whileOpen = (endpoint, source) => (0, import_rxjs88.defer)(() => isClosed ? (0, import_rxjs88.throwError)(() => closedError(nameOf3(endpoint))) : untilClosed(source()));
  const readOptions2 = { timeWindow: config.readTimeWindow, timeout: config.readTimeout };
  const { writeTimeWindow: timeWindow, writeTimeout: timeout6 } = config;
  const read2 = (endpoint, request) => whileOpen(
    endpoint,
    () => call2(endpoint, request, readOptions2).pipe(
      retryBackoff({
        initialDelay: 250,
        maxDelay: 4e3,
        maxAttempts: config.readRetries,
        shouldRetry: isTransient,
        random,
        scheduler: clock
      })
    )
  );
  const again = (endpoint, failed$) => failed$.pipe(
    retryBackoff({ maxAttempts: 2, shouldRetry: isRefusedTime, random, scheduler: clock }),
    endpoint.urgent ? retryBackoff({
      maxAttempts: rateLimitedCancels,
      maxDelay: 0,
      // the governor holds it back
      shouldRetry: isRateLimit,
      scheduler: clock
    }) : import_rxjs88.identity
  );
  const write = (endpoint, request, leaving = {}) => courseBy((observer) => {
    const end3 = (event) => {
      observer.next(event);
      observer.complete();
    };
    const done = (value) => end3({ type: "Done", value });
    const failed2 = (error) => end3({ type: "Failed", error });
    const complete = () => observer.complete();
    if (isClosed) {
      failed2(closedError(nameOf3(endpoint)));
      return;
    }
    const onLeave2 = (stamp) => {
      if (stamp !== null) observer.next({ type: "Sent", stamp, at: stampOf(clock) });
    };
    const { keep: keep3, leave: leave3, recalled$ } = leaving;
    const call$ = call2(endpoint, request, { timeWindow, timeout: timeout6, keep: keep3, leave: leave3, recalled$, onLeave: onLeave2 });
    call$.subscribe({
      next: done,
      error: (error) => {
        if (endpoint.once) {
          failed2(inDoubt(error, config.authentication));
          return;
        }
        untilClosed(again(endpoint, begunWith(error, call$))).subscribe({
          next: done,
          error: failed2,
          complete
        });
      },
      complete
    });
  }).values$;
  const all = ({ endpoint, largestPage, keyOf: keyOf4, timeOf: timeOf3 }, query) => {
    const pageSize = Math.min(query.count ?? largestPage, largestPage);
    const shortPage = Number.isFinite(largestPage) ? Math.min(pageSize, smallestCap) / 2 : 0;
    const count5 = Number.isFinite(pageSize) ? { count: pageSize } : {};
    const page = (span) => read2(endpoint, { ...query, ...span, ...count5 });
    return allRows({ endpoint: nameOf3(endpoint), page, pageSize, shortPage, keyOf: keyOf4, timeOf: timeOf3 }, query);
  };
  return {
    rest: {
      ...membersOf(
        reads,
        (row2) => (request = {}) => read2(row2, request)
      ),
      all: membersOf(
        pages,
        (row2) => (query = {}) => all(row2, query)
      )
    },
    ...membersOf(
      writes,
      (row2) => (request, leaving) => write(row2, request, leaving)
    ),
    answered$,
    odd$,
    pauses$: untilClosed(dependencies.budget.pauses$)
  };
};

// src/execution/rest/touch.ts
var import_Either5 = require("fp-ts/lib/Either.js");
var import_rxjs89 = require("rxjs");
var createTouch = ({ publicUrl, readTimeout: readTimeout3, maxReplyBytes: maxReplyBytes2 }, send) => (pair) => {
  const endpoint = `GET /${pair}/ticker`;
  const url = `${publicUrl}/${encodeURIComponent(pair)}/ticker`;
  return (0, import_rxjs89.defer)(() => send({ method: "GET", url, headers: {}, timeout: readTimeout3, maxReplyBytes: maxReplyBytes2 })).pipe(
    (0, import_rxjs89.catchError)((error) => (0, import_rxjs89.throwError)(() => portErrorAt(endpoint, error))),
    (0, import_rxjs89.map)((reply) => {
      const replied2 = { endpoint, codes: venueCodes, secret: false };
      const data2 = decodeReply(TouchData, replied2, reply, import_rxjs89.noop);
      if ((0, import_Either5.isLeft)(data2)) throw data2.left;
      return data2.right;
    })
  );
};

// src/execution/create-client.ts
var createExecutionClient = (options, ...stray) => createOn(readOptions(options, stray));
var createOn = (config) => {
  const watched = watchLeaps(clockOf(config.scheduler));
  const { random = Math.random, guards, pnl, journal } = config;
  const {
    maxReplyBytes: maxReplyBytes2,
    connectTimeout,
    pubnubOrigin,
    pubnubSubscribeKey,
    settle: settle2,
    exclusiveAccount,
    linger
  } = config;
  const proxy = config.proxy?.reveal();
  const send = config.sendRequest ?? nodeHttp({ proxy, connectTimeout });
  const open2 = config.openPubnub ?? openPubnub({ origin: pubnubOrigin, subscribeKey: pubnubSubscribeKey, proxy, maxReplyBytes: maxReplyBytes2 });
  const closed2 = new import_rxjs90.ReplaySubject(1);
  const budget = holdRateBudget(config, watched.clock, closed2);
  const api = createRest({ config, send, watched, budget, random, closed$: closed2 });
  return composeExecutionClient({
    api,
    stream$: createPrivateStream({
      info$: api.rest.subscribeInfo,
      open: open2,
      scheduler: watched.clock,
      leaps$: watched.leaps$,
      random
    }),
    guards,
    pnl,
    watched,
    journal,
    touch: createTouch(config, send),
    settle: settle2,
    exclusiveAccount,
    linger,
    release: () => {
      closed2.next();
      return Promise.resolve();
    }
  });
};

// src/data/client.ts
var import_rxjs110 = require("rxjs");

// src/data/arguments.ts
var import_rxjs91 = require("rxjs");
var provided = (wrong, source) => wrong === null ? source() : (0, import_rxjs91.throwError)(() => wrong);
var wrongPair = (pair) => isPairName(pair) ? null : unknownPairError(pair);
var unless = (isRight, field, expected, actual) => isRight ? null : configError(field, expected, String(actual));
var isCount2 = (value) => Number.isSafeInteger(value) && value >= 0;
var wrongCount = (field, value, least) => unless(isCount2(value) && value >= least, field, `a whole number of at least ${least}`, value);
var maxTime = 253402300799999;
var wrongTime = (field, value) => unless(isCount2(value) && value <= maxTime, field, "Unix time in ms", value);
var wrongType = (type) => unless(candleTypes.includes(type), "type", `one of ${candleTypes.join(", ")}`, type);
var wrongDay = (day7) => unless(/^\d{8}$/.test(day7), "day", "a date as YYYYMMDD", day7);
var wrongDate = (date) => unless(/^\d{4}(?:\d{4})?$/.test(date), "date", "a date as YYYYMMDD or YYYY", date);

// src/data/base.ts
var import_rxjs92 = require("rxjs");

// src/data/options.ts
var link2 = () => {
  const port = maybe(func());
  return {
    streamUrl: withDefault(baseUrl("ws"), "wss://stream.bitbank.cc"),
    publicUrl: ignored,
    apiUrl: ignored,
    pubnubOrigin: ignored,
    connectTimeout: withDefault(atLeast(1), 1e4),
    maxFrameBytes: withDefault(atLeast(1), 1e6),
    allowInsecure: withDefault(Flag, false),
    scheduler: maybe(having("a scheduler of RxJS", ["now", "schedule"])),
    random: port,
    openSocket: port,
    sendRequest: port,
    openPubnub: ignored
  };
};
var stream = () => ({
  ...link2(),
  transport: maybe(having("a transport", ["link$", "sendRequest"])),
  linger: withDefault(atLeast(0), 0)
});
var data = () => ({
  ...stream(),
  publicUrl: withDefault(baseUrl("http"), "https://public.bitbank.cc"),
  apiUrl: withDefault(baseUrl("http"), "https://api.bitbank.cc/v1"),
  readTimeout: withDefault(atLeast(1), 1e4),
  statusInterval: withDefault(atLeast(1e3), 6e4)
});
var readTransportOptions = (options, stray) => resolveOptions(optionsOf(link2()), options, stray);
var readDataOptions = (options, stray) => resolveOptions(optionsOf(data()), options, stray);

// src/data/runtime.ts
var sendRequestOf = ({ transport, sendRequest }, ports2) => transport?.sendRequest === null ? null : sendRequest ?? transport?.sendRequest ?? ports2.createSendRequest();
var socketLink$ = (config, openSocket, leaps$) => streamSocket({ ...config, openSocket: config.openSocket ?? openSocket, leaps$ });
var streamTransportOn = (ports2) => (options = {}, ...stray) => {
  const config = readTransportOptions(options, stray);
  return { link$: socketLink$(config, ports2.openSocket), sendRequest: sendRequestOf(config, ports2) };
};

// src/data/base.ts
var createBase = (config, openSocket) => {
  const { linger, random = Math.random } = config;
  const { clock, leaps$, looking$ } = watchLeaps(clockOf(config.scheduler));
  const closed$ = new import_rxjs92.Subject();
  const { diagnose, diagnostics$, close: closeDiagnostics } = createDiagnostics(clock);
  leaps$.subscribe(({ by }) => diagnose({ kind: "clock-leapt", by }));
  const link$ = config.transport?.link$ ?? socketLink$({ ...config, scheduler: clock }, openSocket, leaps$);
  const rooms = createRooms({ link$, backoff: { random }, diagnose, scheduler: clock, looking$, leaps$ });
  const untilClosed = untilEnd(closed$);
  const close = () => {
    closeDiagnostics();
    closed$.next();
    return (0, import_rxjs92.firstValueFrom)(
      rooms.connection$.pipe(
        (0, import_rxjs92.filter)((connection) => connection.state === "idle"),
        (0, import_rxjs92.map)(() => void 0)
      )
    );
  };
  return {
    rooms,
    clock,
    leaps$,
    random,
    diagnose,
    linger,
    untilClosed,
    link: {
      connection$: untilClosed(rooms.connection$),
      rooms$: untilClosed(rooms.rooms$),
      diagnostics$,
      close,
      ...disposedBy(close)
    }
  };
};

// src/data/candle-keeper.ts
var restCacheTime = 1e3;
var maxEarly = 1e4;
var noCandles = (type) => ({
  type,
  anchor: void 0,
  early: [],
  open: null,
  begun: null,
  trades: "awaited",
  doubtful: /* @__PURE__ */ new Set(),
  missingUntil: -Infinity,
  waiting: /* @__PURE__ */ new Map(),
  show: [],
  read: []
});
var toCandle = (row2, closed2) => ({ ...row2, closed: closed2 });
var fillGaps = (rows3) => {
  const filled = [];
  for (const row2 of rows3) {
    const before = filled.at(-1);
    if (before !== void 0) filled.push(...rollBar(before, row2.openTime).closed.slice(1));
    filled.push(toCandle(row2, true));
  }
  return filled;
};
var doubt = (kept) => kept.open === null ? kept : { ...kept, doubtful: /* @__PURE__ */ new Set([...kept.doubtful, kept.open.openTime]) };
var showing = (kept, ...candles) => ({
  ...kept,
  show: [...kept.show, ...candles]
});
var showingOpen = (kept, open2) => showing({ ...kept, open: open2 }, open2);
var rollTo = (kept, venueTime) => {
  if (kept.open === null || closeTimeOf(kept.type, kept.open.openTime) > venueTime) return kept;
  const { closed: closed2, open: open2 } = rollBar(kept.open, venueTime);
  const isLive2 = kept.trades === "live";
  const isMissing3 = ({ openTime }) => !isLive2 || openTime < kept.missingUntil;
  const isDoubtful = (bar) => isMissing3(bar) || kept.doubtful.has(bar.openTime);
  const doubtful = closed2.filter(isDoubtful);
  return {
    ...kept,
    open: open2,
    doubtful: new Set(isMissing3(open2) ? [open2.openTime] : []),
    waiting: new Map([...kept.waiting, ...doubtful.map((bar) => [bar.openTime, bar])]),
    show: [...kept.show, ...closed2.filter((bar) => !isDoubtful(bar)), ...isLive2 ? [open2] : []],
    read: [...kept.read, ...doubtful.map(({ openTime }) => openTime)]
  };
};
var onTrade = (kept, trade2, late2 = false) => {
  if (kept.early !== null) return { ...kept, early: [...kept.early, trade2].slice(-maxEarly) };
  const openTime = openTimeOf(kept.type, trade2.timestamp, kept.anchor);
  if (kept.open === null) {
    const open3 = firstBar(kept.type, openTime, trade2);
    return doubt(showingOpen({ ...kept, begun: openTime }, open3));
  }
  if (openTime < kept.open.openTime) return { ...kept, read: [...kept.read, openTime] };
  const rolled = rollTo(kept, trade2.timestamp);
  const before = rolled.open ?? kept.open;
  const added2 = addTrade2(before, trade2);
  const open2 = late2 ? { ...added2, open: before.open, close: before.close } : added2;
  const shown5 = showingOpen(rolled, open2);
  return late2 ? doubt(shown5) : shown5;
};
var onTrades = (kept, trades) => trades.reduce((before, trade2) => onTrade(before, trade2), kept);
var withoutHistory = (kept) => onTrades({ ...kept, early: null }, kept.early ?? []);
var wanted2 = (past, { count: count5, since }) => {
  const before = past.filter(({ type, openTime }) => closeTimeOf(type, openTime) <= since).length;
  return past.slice(Math.max(0, before - count5));
};
var onHistory = (kept, input) => {
  const { rows: rows3, date, venueTime } = input;
  const early = kept.early ?? [];
  const candles = fillGaps(rows3);
  const last2 = candles.at(-1);
  if (last2 === void 0) return withoutHistory(kept);
  const { closed: closed2, open: open2 } = rollBar({ ...last2, closed: false }, (date ?? -Infinity) - restCacheTime);
  const past = [...candles.slice(0, -1), ...closed2];
  const begun2 = doubt({
    ...kept,
    anchor: last2.openTime,
    early: null,
    open: open2,
    begun: last2.openTime,
    show: [...wanted2(past, input), open2]
  });
  const { trades } = kept;
  const withGap = doubt({ ...rollTo({ ...begun2, trades: "awaited" }, venueTime), trades });
  const isNext2 = withGap.open !== null && withGap.open !== begun2.open;
  const rolled = isNext2 && trades === "live" ? showing(withGap, withGap.open) : withGap;
  return onTrades(
    rolled,
    early.filter(({ timestamp: timestamp2 }) => timestamp2 >= (rolled.open?.openTime ?? 0))
  );
};
var onLateHistory = (kept, begun2, input) => {
  const { rows: rows3, date } = input;
  const candles = fillGaps(rows3.filter(({ openTime }) => openTime < begun2));
  const last2 = candles.at(-1);
  if (last2 === void 0) return kept;
  const past = wanted2([...candles.slice(0, -1), ...rollBar({ ...last2, closed: false }, begun2).closed], input);
  const isFinal = ({ openTime }) => openTime < last2.openTime || (date ?? -Infinity) >= closeTimeOf(kept.type, openTime) + restCacheTime;
  return {
    ...showing(kept, ...past.filter(isFinal)),
    read: past.filter((bar) => !isFinal(bar)).map(({ openTime }) => openTime)
  };
};
var carry = (bar, before) => bar.volume === 0 && before !== void 0 && closeTimeOf(bar.type, before.openTime) === bar.openTime ? { ...emptyBar(bar, before.close), closed: bar.closed } : bar;
var onRead = (kept, openTimes, rows3) => {
  const rowOf2 = new Map(rows3.map((row2) => [row2.openTime, row2]));
  const waiting = new Map(kept.waiting);
  const closed2 = [];
  for (const openTime of [...openTimes].sort((a2, b2) => a2 - b2)) {
    const row2 = rowOf2.get(openTime);
    const built = waiting.get(openTime);
    if (row2 !== void 0) closed2.push(toCandle(row2, true));
    else if (built !== void 0) closed2.push(carry(built, closed2.at(-1)));
    waiting.delete(openTime);
  }
  const read2 = showing({ ...kept, waiting }, ...closed2);
  if (kept.open === null) return read2;
  const open2 = carry(kept.open, closed2.at(-1));
  if (open2.close === kept.open.close) return read2;
  return kept.trades === "live" ? showingOpen(read2, open2) : { ...read2, open: open2 };
};
var closedSince = ({ type, anchor, begun: begun2, open: open2 }, from13) => {
  if (begun2 === null || open2 === null) return [];
  const openTimes = [];
  const first = from13 === null ? begun2 : Math.max(begun2, openTimeOf(type, from13, anchor));
  for (let at = first; at < open2.openTime; at = closeTimeOf(type, at)) openTimes.push(at);
  return openTimes;
};
var onLive = (kept, gap) => {
  const closed2 = gap === null ? [] : closedSince(kept, gap.from);
  const read2 = [.../* @__PURE__ */ new Set([...kept.waiting.keys(), ...closed2])];
  const live = doubt({ ...kept, trades: "live", missingUntil: gap?.to ?? kept.missingUntil, read: read2 });
  return kept.trades === "lost" && live.open !== null ? showing(live, live.open) : live;
};
var keepCandles = (before, input) => {
  const kept = { ...before, show: [], read: [] };
  switch (input.type) {
    case "history":
      return kept.early === null && kept.begun !== null ? onLateHistory(kept, kept.begun, input) : onHistory(kept, input);
    case "trade":
      return onTrade(kept, input.trade, input.late);
    case "live":
      return onLive(kept, input.gap);
    case "lost":
      return { ...kept, trades: "lost" };
    case "ended":
      return kept.early === null ? kept : withoutHistory(kept);
    case "time":
      return kept.early === null ? rollTo(kept, input.venueTime) : kept;
    case "read":
      return onRead(kept, input.openTimes, input.rows);
    case "unread":
      return kept.trades === "live" ? onRead(kept, input.openTimes, []) : kept;
  }
};
var upsertCandle = (count5) => (candles, candle) => [...candles.filter(({ openTime }) => openTime !== candle.openTime), candle].sort((a2, b2) => a2.openTime - b2.openTime).slice(-count5);

// src/data/candles.ts
var import_rxjs96 = require("rxjs");

// src/operators/venue-time.ts
var period3 = 6e5;
var unknownTime = { current: -Infinity, before: -Infinity, begun: -Infinity };
var learnTime = (known, stamp, elapsed) => {
  const { current, before, begun: begun2 } = elapsed - known.begun < period3 ? known : { current: -Infinity, before: known.current, begun: elapsed };
  return { current: Math.max(current, stamp - elapsed), before, begun: begun2 };
};
var setTime = (time2, elapsed) => ({
  ...unknownTime,
  current: time2 - elapsed,
  begun: elapsed
});
var readTime = ({ current, before }, elapsed) => {
  const offset2 = Math.max(current, before);
  return offset2 === -Infinity ? null : elapsed + offset2;
};

// src/data/candle-pages.ts
var import_rxjs94 = require("rxjs");

// src/data/coming-page.ts
var import_rxjs93 = require("rxjs");
var isNotFound = (error) => {
  const { status, code } = error;
  return status === 404 || code === 1e4;
};
var comingPage$ = (clock, page$, awaited, askAgainAfter3) => (0, import_rxjs93.defer)(() => {
  const deadline = clock.elapsed() + awaited.until - stampOf(clock);
  const asked$ = page$.pipe(
    (0, import_rxjs93.catchError)(
      (error) => isNotFound(error) && clock.elapsed() < deadline ? (0, import_rxjs93.concat)((0, import_rxjs93.of)(awaited), (0, import_rxjs93.timer)(askAgainAfter3, clock).pipe((0, import_rxjs93.concatMap)(() => asked$))) : (0, import_rxjs93.throwError)(() => error)
    )
  );
  return asked$;
});

// src/data/candle-pages.ts
var noPage = { value: [], date: null };
var candlePage$ = (rest2, request) => rest2.candles(request).pipe((0, import_rxjs94.catchError)((error) => isNotFound(error) ? (0, import_rxjs94.of)(noPage) : (0, import_rxjs94.throwError)(() => error)));
var maxEmptyPages = 2;
var candleHistory$ = (rest2, pair, type, count5, now) => {
  const readBefore = (newer, at, emptyPages) => candlePage$(rest2, { pair, type, date: candleDateOf(type, at) }).pipe(
    (0, import_rxjs94.concatMap)((page) => {
      const value = [...page.value, ...newer.value].slice(-count5);
      const isUnfinished = newer.isUnfinished || page === noPage && at === now;
      const history = { value, date: newer.date ?? page.date, isUnfinished };
      const empty = page.value.length === 0 ? emptyPages + 1 : 0;
      return value.length < count5 && empty < maxEmptyPages ? readBefore(history, previousCandleDate(type, at), empty) : (0, import_rxjs94.of)(history);
    })
  );
  return readBefore({ ...noPage, isUnfinished: false }, now, 0);
};
var newestCandles$ = (rest2, clock, pair, type, count5) => (0, import_rxjs94.defer)(() => {
  const at = stampOf(clock);
  const isOfAnotherDate = (time2) => candleDateOf(type, time2) !== candleDateOf(type, at);
  const again = (page, time2) => time2 !== null && isOfAnotherDate(time2) ? candleHistory$(rest2, pair, type, count5, time2) : (0, import_rxjs94.of)(page);
  return candleHistory$(rest2, pair, type, count5, at).pipe(
    (0, import_rxjs94.concatMap)(
      (page) => page.date === null && page.value.length === 0 ? (
        // If our clock is wrong by days, it finds no page at all. The reply to any other request shows the venue's time.
        rest2.ticker({ pair }).pipe(
          (0, import_rxjs94.concatMap)(({ date }) => again(page, date)),
          (0, import_rxjs94.catchError)(() => (0, import_rxjs94.of)(page))
        )
      ) : again(page, page.date)
    )
  );
});
var finalCandles$ = (rest2, pair, type, openTimes, venueTime) => {
  const latest5 = Math.max(...openTimes);
  return candlePage$(rest2, { pair, type, date: candleDateOf(type, latest5) }).pipe(
    (0, import_rxjs94.map)((page) => {
      const { value, date } = page;
      if (page === noPage) throw taggedError("NotThereError", `there is no page of ${latest5} yet`, {});
      const isOver2 = (date ?? venueTime()) >= closeTimeOf(type, latest5) + restCacheTime;
      if (!isOver2 && !value.some(({ openTime }) => openTime > latest5)) {
        throw taggedError("NotFinalError", `the candle of ${latest5} is not final yet`, {});
      }
      return fillGaps(value).filter(({ openTime }) => openTimes.includes(openTime));
    })
  );
};
var comingTime = 18e5;
var askAgainAfter = 15e3;
var pageOfDate$ = (rest2, clock, request) => (0, import_rxjs94.defer)(() => {
  const { date } = request;
  const until = startOfCandleDate(date) + comingTime;
  const left2 = until - stampOf(clock);
  return left2 <= 0 || left2 > comingTime ? candlePage$(rest2, request) : comingPage$(clock, rest2.candles(request), { date, until }, askAgainAfter);
});
var candleRange$ = (rest2, clock, { pair, type, from: begin3, to }) => provided(wrongType(type) ?? wrongTime("from", begin3) ?? wrongTime("to", to) ?? wrongPair(pair), () => {
  const dates = candleDates(type, begin3, to - 1);
  const total = dates.length;
  return (0, import_rxjs94.from)(dates).pipe(
    (0, import_rxjs94.concatMap)(
      (date, i) => pageOfDate$(rest2, clock, { pair, type, date }).pipe(
        (0, import_rxjs94.map)((page) => {
          if ("until" in page) return { candles: [], done: i, total, awaits: page };
          const candles = page.value.filter(({ openTime }) => openTime >= begin3 && openTime < to);
          return { candles, done: i + 1, total, awaits: null };
        })
      )
    )
  );
});

// src/data/context.ts
var import_rxjs95 = require("rxjs");
var snapshotRoom$ = ({ rooms }, kind, pair) => rooms.room$(kind, pair).pipe(
  (0, import_rxjs95.tap)((event) => {
    if (event.type === "joined" && !event.fresh) rooms.rejoin(kind, pair);
  })
);
var isWithoutRest = (error) => error._tag === "NoRestError";
var insisting = ({ random, clock }, due, backoff) => (0, import_rxjs95.pipe)(
  retryBackoff({
    maxDelay: 2e3,
    ...backoff,
    shouldRetry: (error) => !isWithoutRest(error),
    random,
    scheduler: clock
  }),
  (0, import_rxjs95.timeout)({ first: due, scheduler: clock })
);

// src/data/moment.ts
var momentOf = (offset2, elapsed, timeOfDay) => {
  const learnt = offset2 + elapsed;
  return learnt === -Infinity ? { earliest: timeOfDay, latest: timeOfDay } : { earliest: learnt, latest: Math.max(learnt, timeOfDay) };
};
var offsetByTrades = (offset2, trades, elapsed) => Math.max(offset2, (trades.at(-1)?.timestamp ?? -Infinity) - elapsed);
var neverSetBack = (clock) => {
  const ahead = stampOf(clock) - clock.elapsed();
  return (elapsed) => Math.max(stampOf(clock), ahead + elapsed);
};
var ageFromNow = (clock) => {
  const begun2 = stampOf(clock);
  const timeOfDay = neverSetBack(clock);
  return () => timeOfDay(clock.elapsed()) - begun2;
};

// src/data/candles.ts
var grace = 1500;
var readTimeout2 = 1e4;
var repairInterval = 3e4;
var repairTimeout = 18e5;
var nothingKept = (type) => ({
  bars: noCandles(type),
  time: unknownTime,
  reading: [],
  ask: [],
  unread: null,
  ended: false
});
var venueTimeOf = (time2, clock) => readTime(time2, clock.elapsed()) ?? stampOf(clock);
var learn = (time2, event, elapsed) => {
  switch (event.type) {
    case "trade":
      return learnTime(time2, event.trade.timestamp, elapsed);
    case "history":
      return event.page.date === null ? time2 : learnTime(time2, event.page.date, elapsed);
    case "time":
      return setTime(event.date, elapsed);
    default:
      return time2;
  }
};
var toInput = (event, count5, venueTime) => {
  switch (event.type) {
    case "history":
      return {
        type: "history",
        rows: event.page.value,
        count: count5,
        since: venueTime - event.heldBack,
        // Rows that are missing in an unfinished page do not mean bars without trades, so they are read again.
        date: event.page.isUnfinished ? null : event.page.date,
        venueTime
      };
    case "over":
    case "time":
      return { type: "time", venueTime: venueTime - grace };
    default:
      return event;
  }
};
var keep = (clock, { history }) => (kept, event) => {
  const time2 = learn(kept.time, event, clock.elapsed());
  const bars = keepCandles(kept.bars, toInput(event, history, venueTimeOf(time2, clock)));
  const finished = event.type === "read" || event.type === "unread" ? event.openTimes : [];
  const reading = kept.reading.filter((openTime) => !finished.includes(openTime));
  const ask = [...new Set(bars.read)].filter((openTime) => !reading.includes(openTime));
  return {
    bars,
    time: time2,
    reading: [...reading, ...ask],
    ask,
    unread: event.type === "unread" ? event : null,
    ended: event.type === "ended"
  };
};
var history$ = (context, { pair, type, history }) => {
  const { rest: rest2, clock } = context;
  const age = ageFromNow(clock);
  const heldBack = () => age() <= readTimeout2 ? 0 : Math.min(age(), dayLength);
  const read$ = (0, import_rxjs96.defer)(() => {
    const begunSince = Math.ceil(heldBack() / closeTimeOf(type, 0)) + 1;
    return newestCandles$(rest2, clock, pair, type, history + begunSince);
  });
  const toHistory = (0, import_rxjs96.map)((page) => ({
    type: "history",
    page,
    heldBack: heldBack()
  }));
  return read$.pipe(
    insisting(context, readTimeout2, { initialDelay: 500, maxAttempts: 3 }),
    toHistory,
    (0, import_rxjs96.catchError)(
      (error) => (0, import_rxjs96.concat)(
        (0, import_rxjs96.of)(
          { type: "unread", openTimes: [], cause: causeOf(error) },
          { type: "history", page: { ...noPage, isUnfinished: false }, heldBack: 0 }
        ),
        context.hasRest ? repaired2(context, read$).pipe(toHistory) : import_rxjs96.EMPTY
      )
    )
  );
};
var repaired2 = (context, read$) => (0, import_rxjs96.timer)(repairInterval, context.clock).pipe(
  (0, import_rxjs96.switchMap)(() => read$),
  insisting(context, repairTimeout, { initialDelay: repairInterval, maxDelay: repairInterval }),
  (0, import_rxjs96.catchError)(() => import_rxjs96.EMPTY)
);
var ends$ = ({ clock }, kept$) => kept$.pipe(
  (0, import_rxjs96.switchMap)(({ bars: { type, open: open2 }, time: time2 }) => {
    if (open2 === null) return import_rxjs96.EMPTY;
    const due = closeTimeOf(type, open2.openTime) + grace - venueTimeOf(time2, clock);
    return (0, import_rxjs96.timer)(Math.min(Math.max(0, due), longestDelay), clock);
  }),
  (0, import_rxjs96.map)(() => ({ type: "over" }))
);
var groupByDate = (type, openTimes) => {
  const dateOf4 = (openTime) => candleDateOf(type, openTime);
  return [...new Set(openTimes.map(dateOf4))].map(
    (date) => openTimes.filter((openTime) => dateOf4(openTime) === date)
  );
};
var finals$ = (context, { pair, type }, kept$) => kept$.pipe(
  (0, import_rxjs96.mergeMap)(({ ask }) => groupByDate(type, ask)),
  (0, import_rxjs96.mergeMap)((openTimes) => {
    const venueTime = () => venueTimeOf(kept$.value.time, context.clock);
    const read$ = finalCandles$(context.rest, pair, type, openTimes, venueTime);
    const toRead = (0, import_rxjs96.map)((rows3) => ({ type: "read", openTimes, rows: rows3 }));
    const repair$ = repaired2(context, read$).pipe(toRead);
    return read$.pipe(
      insisting(context, readTimeout2, { initialDelay: 1e3 }),
      toRead,
      (0, import_rxjs96.catchError)(
        (error) => (0, import_rxjs96.concat)((0, import_rxjs96.of)({ type: "unread", openTimes, cause: causeOf(error) }), repair$)
      )
    );
  })
);
var times$ = (context, { pair, type }, kept$) => context.leaps$.pipe(
  (0, import_rxjs96.switchMap)(() => {
    const at = venueTimeOf(kept$.value.time, context.clock);
    const pageOf = (date) => candlePage$(context.rest, { pair, type, date });
    return pageOf(candleDateOf(type, at)).pipe(
      // A day that has just begun has no page yet, but any page shows the time.
      (0, import_rxjs96.concatMap)(
        (page) => page.date === null ? pageOf(candleDateOf(type, previousCandleDate(type, at))) : (0, import_rxjs96.of)(page)
      ),
      // A quiet pair learns its time from nothing else. Without it, its bars would always end as late as the machine
      // slept.
      insisting(context, repairTimeout, { initialDelay: 500, maxDelay: repairInterval }),
      (0, import_rxjs96.catchError)(() => import_rxjs96.EMPTY)
    );
  }),
  (0, import_rxjs96.concatMap)(({ date }) => date === null ? import_rxjs96.EMPTY : (0, import_rxjs96.of)({ type: "time", date }))
);
var candlesFeed = (context, tradeEvents$) => (key) => (0, import_rxjs96.defer)(() => {
  const kept$ = new import_rxjs96.BehaviorSubject(nothingKept(key.type));
  return (0, import_rxjs96.merge)(
    ends$(context, kept$),
    finals$(context, key, kept$),
    times$(context, key, kept$),
    tradeEvents$(key.pair).pipe((0, import_rxjs96.endWith)({ type: "ended" })),
    history$(context, key)
  ).pipe(
    (0, import_rxjs96.scan)(keep(context.clock, key), kept$.value),
    (0, import_rxjs96.takeWhile)(({ ended: ended2 }) => !ended2, true),
    (0, import_rxjs96.tap)(({ unread }) => {
      if (unread === null) return;
      const { openTimes, cause } = unread;
      context.diagnose({ kind: "candles-unread", pair: key.pair, type: key.type, openTimes, cause });
    }),
    // Candles are shown before anything is read, because the answer may come immediately.
    (0, import_rxjs96.concatMap)((kept) => (0, import_rxjs96.from)(kept.bars.show).pipe((0, import_rxjs96.tap)({ complete: () => kept$.next(kept) })))
  );
});

// src/data/dated-rest.ts
var import_rxjs97 = require("rxjs");

// src/parsing/candlestick.ts
var day6 = 864e5;
var spanOf3 = (date) => {
  const [year, month, dayOfMonth] = [date.slice(0, 4), date.slice(4, 6), date.slice(6)].map(Number);
  return date.length === 4 ? [Date.UTC(year, 0, 1) - 31 * day6, Date.UTC(year + 1, 0, 1) + 31 * day6] : [Date.UTC(year, month - 1, dayOfMonth - 1), Date.UTC(year, month - 1, dayOfMonth + 2)];
};
var timeOf2 = (date) => {
  const [from13, to] = spanOf3(date);
  return same(
    `a time of ${date} in ms`,
    (input) => isTimestamp(input) && input >= from13 && input < to
  );
};
var ohlcvOf = (date) => row("a candle: [open, high, low, close, volume, time]", {
  open: Decimal,
  high: Decimal,
  low: Decimal,
  close: Decimal,
  volume: Total,
  openTime: timeOf2(date)
});
var candlestickData = (date) => property(
  "candlestick",
  rows(
    "candlesticks",
    record("candles of a type", {
      type: oneOf("a candle type", candleTypes),
      bars: ["ohlcv", rows("candles", ohlcvOf(date))]
    })
  )
);
var toCandleRows = (pair, candlesticks) => candlesticks.flatMap(({ type, bars }) => bars.map((bar) => ({ pair, type, ...bar }))).sort((a2, b2) => a2.openTime - b2.openTime);

// src/data/public-rest.ts
var usualBytes = 4e6;
var dayBytes = 32e6;
var get3 = (definition) => ({
  base: "publicUrl",
  check: () => null,
  maxReplyBytes: () => usualBytes,
  ...definition
});
var ofPairs = (name, codec, toDomain) => get3({
  path: ({ pair }) => `/${pair}/${name}`,
  check: ({ pair }) => wrongPair(pair),
  data: ({ pair }) => mapped(codec, (data2) => toDomain(pair, data2))
});
var publicEndpoints = {
  /**
   * One-shot: the rules of every pair: digits, smallest amounts, fees, what is stopped.
   *
   * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#get-all-pairs-info
   */
  instruments: get3({
    base: "apiUrl",
    path: () => "/spot/pairs",
    data: () => SpotPairsData
  }),
  /**
   * One-shot: how busy each pair is, and the smallest amount that follows from it.
   *
   * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#get-exchange-status
   */
  status: get3({
    base: "apiUrl",
    path: () => "/spot/status",
    data: () => SpotStatusData
  }),
  /**
   * One-shot: the tickers of all pairs.
   *
   * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/public-api.md#tickers
   */
  tickers: get3({ path: () => "/tickers", data: () => TickersData }),
  /**
   * One-shot: the ticker of a pair.
   *
   * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/public-api.md#ticker
   */
  ticker: ofPairs("ticker", TickerData, (pair, data2) => ofPair(pair, data2)),
  /**
   * One-shot: a whole book. It is one to two seconds behind the stream: never start an order book from it.
   *
   * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/public-api.md#depth
   */
  depth: ofPairs("depth", DepthWholeData, (pair, data2) => withLevels(ofPair(pair, data2))),
  /**
   * One-shot: the newest 60 trades, or those of a UTC day (`YYYYMMDD`), oldest first.
   *
   * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/public-api.md#transactions
   */
  transactions: get3({
    path: ({ pair, day: day7 }) => `/${pair}/transactions${day7 === void 0 ? "" : `/${day7}`}`,
    check: ({ pair, day: day7 }) => (day7 === void 0 ? null : wrongDay(day7)) ?? wrongPair(pair),
    data: ({ pair }) => mapped(TransactionsData, (rows3) => toTrades(pair, rows3)),
    maxReplyBytes: ({ day: day7 }) => day7 === void 0 ? usualBytes : dayBytes
  }),
  /**
   * One-shot: the candles of a UTC date (`YYYYMMDD` for types up to `1hour`, `YYYY` above), oldest first.
   *
   * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/public-api.md#candlestick
   */
  candles: get3({
    path: ({ pair, type, date }) => `/${pair}/candlestick/${type}/${date}`,
    check: ({ pair, type, date }) => wrongType(type) ?? wrongDate(date) ?? wrongPair(pair),
    data: ({ pair, date }, at) => mapped(
      candlestickData(date),
      (candlesticks) => toCandleRows(pair, candlesticks).map((row2) => ({
        ...row2,
        closed: closeTimeOf(row2.type, row2.openTime) <= at
      }))
    )
  }),
  /**
   * One-shot: the circuit breaker of a pair.
   *
   * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/public-api.md#circuit-break-info
   */
  circuitBreak: ofPairs(
    "circuit_break_info",
    CircuitBreakData,
    (pair, data2) => ofPair(pair, data2)
  )
};

// src/data/dated-rest.ts
var createDatedRest = ({
  sendRequest,
  clock,
  onOdd,
  readTimeout: readTimeout3,
  ...urls
}) => {
  const call2 = ({ base, path, check, data: data2, maxReplyBytes: maxReplyBytes2 }) => (request) => (0, import_rxjs97.defer)(() => {
    const wrong = check(request);
    if (wrong !== null) return (0, import_rxjs97.throwError)(() => wrong);
    const at = path(request);
    const endpoint = `GET ${at}`;
    if (sendRequest === null) return (0, import_rxjs97.throwError)(() => noRestError(endpoint));
    const url = urls[base] + at;
    const most3 = maxReplyBytes2(request);
    return sendRequest({ method: "GET", url, timeout: readTimeout3, maxReplyBytes: most3 }).pipe(
      (0, import_rxjs97.catchError)((error) => (0, import_rxjs97.throwError)(() => portErrorAt(endpoint, error))),
      (0, import_rxjs97.map)((reply) => {
        const date = isTimestamp(reply.date) ? reply.date : null;
        const codec = data2(request, date ?? stampOf(clock));
        const replied2 = { endpoint, codes: systemCodes, secret: false };
        const decoded = decodeReply(codec, replied2, reply, (odd) => onOdd(endpoint, odd));
        if (decoded._tag === "Left") throw decoded.left;
        return { value: decoded.right, date };
      })
    );
  });
  const rows3 = Object.entries(publicEndpoints);
  return Object.fromEntries(rows3.map(([name, endpoint]) => [name, call2(endpoint)]));
};

// src/data/pair-check.ts
var import_rxjs98 = require("rxjs");
var isNotFound2 = (error) => error._tag === "VenueError" && error.code === 1e4;
var createPairCheck = ({
  rest: rest2,
  clock,
  leaps$,
  diagnose
}) => {
  const known = /* @__PURE__ */ new Map();
  const announced = /* @__PURE__ */ new Set();
  leaps$.subscribe(() => known.clear());
  const ask = (pair) => rest2.ticker({ pair }).pipe(
    (0, import_rxjs98.map)(({ value: ticker, date }) => {
      const readAt = clock.elapsed();
      return { offset: Math.max(ticker.timestamp, date ?? 0) - readAt, ticker, readAt };
    }),
    (0, import_rxjs98.catchError)((error) => {
      known.delete(pair);
      if (isNotFound2(error)) return (0, import_rxjs98.throwError)(() => unknownPairError(pair));
      if (!announced.has(pair)) diagnose({ kind: "pair-unchecked", pair, cause: causeOf(error) });
      announced.add(pair);
      return import_rxjs98.EMPTY;
    }),
    (0, import_rxjs98.shareReplay)({ bufferSize: 1, refCount: true })
  );
  return (pair) => (0, import_rxjs98.defer)(() => {
    if (!isPairName(pair)) return (0, import_rxjs98.throwError)(() => unknownPairError(pair));
    const check = known.get(pair) ?? ask(pair);
    known.set(pair, check);
    const begun2 = clock.elapsed();
    return check.pipe((0, import_rxjs98.map)(({ offset: offset2, ...read2 }) => ({ venueTime: begun2 + offset2, ...read2 })));
  });
};

// src/data/rest.ts
var import_rxjs104 = require("rxjs");

// src/data/trade-pages.ts
var import_rxjs103 = require("rxjs");

// src/data/trade-follow.ts
var import_rxjs102 = require("rxjs");

// src/data/trade-parts.ts
var import_rxjs101 = require("rxjs");

// src/data/trades.ts
var import_rxjs100 = require("rxjs");

// src/operators/one-by-one.ts
var import_rxjs99 = require("rxjs");
var oneByOne = (listOf) => (source) => new import_rxjs99.Observable((subscriber) => {
  const waiting = [];
  let isOver2 = false;
  const complete = () => {
    isOver2 = true;
    if (waiting.length === 0) subscriber.complete();
  };
  return source.subscribe({
    next: (value) => {
      waiting.push(listOf(value));
      if (waiting.length > 1) return;
      for (let [list2] = waiting; list2 !== void 0; [list2] = waiting) {
        for (const one2 of list2) subscriber.next(one2);
        waiting.shift();
      }
      if (isOver2) subscriber.complete();
    },
    error: (error) => subscriber.error(error),
    complete
  });
});

// src/data/trades.ts
var cacheTime = 1500;
var catchUpTimeout = 1e4;
var proofInterval = 6e4;
var proofTrades = 30;
var maxHeld = 1e4;
var restReach = 60;
var sinceBehind = 2e3;
var start2 = {
  first: null,
  last: null,
  proved: null,
  since: null,
  held: null,
  heldBefore: 0,
  offset: -Infinity,
  events: [],
  gap: null
};
var emit = (state, trades, offset2 = state.offset) => {
  const events = [];
  let { last: last2 } = state;
  for (const trade2 of trades) {
    const late2 = last2 !== null && trade2.id < last2.id;
    events.push({ type: "trade", trade: trade2, late: late2 });
    if (!late2) last2 = trade2;
  }
  return {
    first: state.first ?? trades[0] ?? null,
    last: last2,
    proved: state.proved,
    since: state.since,
    held: state.held,
    heldBefore: state.heldBefore,
    offset: offset2,
    events,
    gap: null
  };
};
var resume = (state, missed, gap) => {
  const union = [...missed, ...state.held ?? []].sort((a2, b2) => a2.id - b2.id);
  const emitted = emit({ ...state, held: null, heldBefore: 0 }, union);
  return { ...emitted, events: [...emitted.events, { type: "live", gap }], gap };
};
var ofFeed = ({ first, since, proved }, rows3) => rows3.filter(({ id, timestamp: timestamp2 }) => {
  const from13 = since ?? proved;
  if (first === null) return from13 !== null && timestamp2 > from13;
  return id > first.id || since !== null && timestamp2 > since + sinceBehind;
});
var unprovedFrom = ({ proved, since, first }) => proved ?? since ?? first?.timestamp ?? null;
var reaches = ({ last: last2, since, proved }, rows3) => {
  const from13 = proved ?? since;
  return rows3.length < restReach || rows3.some(({ id, timestamp: timestamp2 }) => last2 !== null ? id <= last2.id : from13 !== null && timestamp2 <= from13);
};
var proving = (state, rows3) => ({
  ...state,
  proved: rows3.at(-1)?.timestamp ?? state.proved
});
var resumeWithout = (state, cause, { earliest, latest: latest5 }) => {
  const firstHeld = state.held?.[state.heldBefore]?.timestamp;
  const gap = { from: unprovedFrom(state), to: firstHeld ?? latest5, cause };
  return { ...resume(state, [], gap), proved: firstHeld ?? earliest };
};
var catchUp = (state, rows3, now) => {
  const from13 = unprovedFrom(state);
  if (from13 === null) {
    const newest = rows3.at(-1)?.timestamp;
    const moment2 = newest === void 0 ? now : { earliest: newest, latest: newest };
    return resumeWithout(state, "it is not known when the feed began", moment2);
  }
  const to = rows3[0]?.timestamp ?? from13;
  const gap = reaches(state, rows3) ? null : { from: from13, to, cause: `more than ${restReach} trades in the outage` };
  return proving(resume(state, ofFeed(state, rows3), gap), rows3);
};
var reduce2 = (before, input, elapsed, timeOfDay) => {
  const { held } = before;
  const offset2 = input.type === "trades" ? offsetByTrades(before.offset, input.trades, elapsed) : before.offset;
  if (input.type === "trades" && held === null) return emit(before, input.trades, offset2);
  const state = { ...before, offset: offset2, events: [], gap: null };
  const now = momentOf(state.offset, elapsed, timeOfDay(elapsed));
  switch (input.type) {
    case "since":
      return { ...state, since: state.since ?? input.venueTime };
    case "joined":
      return { ...state, events: held === null ? [{ type: "live", gap: null }] : [] };
    case "lost":
      return { ...state, held: held ?? [], heldBefore: held?.length ?? 0, events: [{ type: "lost" }] };
    case "trades": {
      const holding2 = { ...state, held: [...held ?? [], ...input.trades] };
      return holding2.held.length > maxHeld ? resumeWithout(holding2, `more than ${maxHeld} held back`, now) : holding2;
    }
    case "missed":
      return held === null ? state : catchUp(state, input.trades, now);
    case "proof":
      return held === null && reaches(state, input.trades) ? proving(emit(state, ofFeed(state, input.trades)), input.trades) : state;
    case "unread":
      return held === null ? state : resumeWithout(state, input.cause, now);
  }
};
var toInput2 = (event) => event.type === "message" ? { type: "trades", trades: event.message } : { type: event.type === "joined" ? "joined" : "lost" };
var everyTrades = (count5) => (0, import_rxjs100.pipe)(
  (0, import_rxjs100.scan)((sum, event) => (sum < count5 ? sum : 0) + (event.type === "message" ? event.message.length : 0), 0),
  (0, import_rxjs100.filter)((sum) => sum >= count5)
);
var tradeEventsFeed = (context, checkPair) => (pair) => {
  const { rooms, rest: rest2, hasRest, clock, diagnose } = context;
  const insist = (source) => source.pipe(insisting(context, catchUpTimeout, { initialDelay: 500 }));
  const readMissed = () => insist((0, import_rxjs100.timer)(cacheTime, clock).pipe((0, import_rxjs100.concatMap)(() => rest2.transactions({ pair })))).pipe(
    (0, import_rxjs100.map)(({ value }) => ({ type: "missed", trades: value })),
    (0, import_rxjs100.catchError)((error) => (0, import_rxjs100.of)({ type: "unread", cause: causeOf(error) }))
  );
  const awaitNext = (room$) => room$.pipe(
    (0, import_rxjs100.filter)(({ type }) => type === "message"),
    (0, import_rxjs100.take)(1),
    (0, import_rxjs100.map)(() => ({ type: "unread", cause: "there is no REST to ask" }))
  );
  const readProofs = (room$) => (0, import_rxjs100.merge)((0, import_rxjs100.timer)(proofInterval, proofInterval, clock), room$.pipe(everyTrades(proofTrades))).pipe(
    (0, import_rxjs100.takeUntil)(room$.pipe((0, import_rxjs100.ignoreElements)(), (0, import_rxjs100.endWith)(null))),
    // Without REST, the feed is as reliable as its link.
    (0, import_rxjs100.exhaustMap)(() => insist(rest2.transactions({ pair })).pipe((0, import_rxjs100.catchError)(() => import_rxjs100.EMPTY))),
    (0, import_rxjs100.map)(({ value }) => ({ type: "proof", trades: value }))
  );
  return (0, import_rxjs100.defer)(() => {
    const timeOfDay = neverSetBack(clock);
    return rooms.room$("transactions", pair).pipe(
      (0, import_rxjs100.connect)(
        (room$) => (0, import_rxjs100.merge)(
          checkPair(pair).pipe((0, import_rxjs100.map)((check) => ({ type: "since", ...check }))),
          room$.pipe((0, import_rxjs100.map)(toInput2)),
          room$.pipe(
            (0, import_rxjs100.filter)(({ type }) => type !== "message"),
            (0, import_rxjs100.switchMap)(({ type }, i) => {
              if (type === "lost" || type === "leapt") return import_rxjs100.EMPTY;
              if (!hasRest) return i > 0 ? awaitNext(room$) : import_rxjs100.EMPTY;
              return i > 0 ? (0, import_rxjs100.concat)(readMissed(), readProofs(room$)) : readProofs(room$);
            })
          )
        )
      ),
      (0, import_rxjs100.scan)((state, input) => reduce2(state, input, clock.elapsed(), timeOfDay), start2),
      (0, import_rxjs100.tap)(({ gap }) => {
        if (gap !== null) diagnose({ kind: "trades-missing", pair, ...gap });
      }),
      oneByOne(({ events }) => events),
      exactlyOnce({ key: (event) => event.type === "trade" ? event.trade.id : Symbol(event.type) }),
      (0, import_rxjs100.tap)((event) => {
        if (event.type === "trade" && event.late)
          diagnose({ kind: "trade-late", pair, id: event.trade.id });
      })
    );
  });
};

// src/data/trade-parts.ts
var newestPart$ = (rest2, pair, begin3, end3) => rest2.transactions({ pair }).pipe(
  (0, import_rxjs101.map)(({ value: rows3 }) => {
    const oldest = rows3[0]?.timestamp ?? 0;
    const reaches2 = rows3.length < restReach || oldest < begin3;
    return {
      trades: rows3.filter(({ timestamp: timestamp2 }) => timestamp2 >= begin3 && timestamp2 < end3),
      source: "newest",
      missing: reaches2 || oldest === begin3 ? null : { from: begin3, to: Math.min(oldest, end3) }
    };
  })
);

// src/data/trade-follow.ts
var streamPart = { source: "stream", trades: [], missing: null };
var emitting = (state, part) => ({
  ...state,
  until: Math.max(state.until, part.missing?.to ?? 0, ...part.trades.map(({ timestamp: timestamp2 }) => timestamp2)),
  parts: [...state.parts, part]
});
var afterEvent = (state, event, begin3, receivedAt) => {
  if (event.type === "trade")
    return state.readIds.has(event.trade.id) ? state : emitting(state, { ...streamPart, trades: [event.trade] });
  if (event.type === "lost") return { ...state, isLive: false };
  const { gap } = event;
  const live = { ...state, isLive: true };
  if (gap !== null)
    return emitting(live, { ...streamPart, missing: { from: gap.from ?? begin3, to: gap.to } });
  return state.isLive === null && receivedAt !== null ? emitting(live, { ...streamPart, missing: { from: state.until, to: receivedAt } }) : live;
};
var following = (before, input, { begin: begin3, to, receivedAt }) => {
  const state = { ...before, parts: [] };
  const { held } = state;
  if (input.type === "newest") {
    const readIds = new Set(input.part.trades.map(({ id }) => id));
    const read2 = emitting({ ...state, held: null, readIds }, input.part);
    return (held ?? []).reduce((sum, event) => afterEvent(sum, event, begin3, null), read2);
  }
  if (input.type === "over")
    return held !== null || state.isLive === true ? state : emitting(state, { ...streamPart, missing: { from: state.until, to } });
  return held === null ? afterEvent(state, input, begin3, receivedAt) : { ...state, held: [...held, input] };
};
var after$ = (delay3, clock) => delay3 > longestDelay ? (0, import_rxjs102.timer)(longestDelay, clock).pipe((0, import_rxjs102.concatMap)(() => after$(delay3 - longestDelay, clock))) : (0, import_rxjs102.timer)(delay3, clock);
var clipped = (part, begin3, end3) => {
  const from13 = Math.max(begin3, part.missing?.from ?? end3);
  const to = Math.min(end3, part.missing?.to ?? begin3);
  return {
    ...part,
    trades: part.trades.filter(({ timestamp: timestamp2 }) => timestamp2 >= begin3 && timestamp2 < end3),
    missing: from13 < to ? { from: from13, to } : null
  };
};
var joinTimeout = 1e4;
var followed$ = (rest2, clock, tradeEvents$, { pair, to }, begin3) => (0, import_rxjs102.defer)(() => {
  const left2 = to - stampOf(clock);
  const events$ = tradeEvents$(pair).pipe((0, import_rxjs102.takeUntil)(after$(Math.max(0, left2) + cacheTime, clock)));
  return events$.pipe(
    (0, import_rxjs102.connect)((stream$) => {
      const live$ = stream$.pipe((0, import_rxjs102.filter)(({ type }) => type === "live"));
      const newest$ = (0, import_rxjs102.merge)(
        live$,
        (0, import_rxjs102.timer)(joinTimeout, clock),
        stream$.pipe((0, import_rxjs102.ignoreElements)(), (0, import_rxjs102.endWith)(null))
      ).pipe(
        (0, import_rxjs102.take)(1),
        (0, import_rxjs102.concatMap)(() => (0, import_rxjs102.timer)(cacheTime, clock)),
        (0, import_rxjs102.concatMap)(() => newestPart$(rest2, pair, begin3, to)),
        (0, import_rxjs102.map)((part) => ({ type: "newest", part }))
      );
      return (0, import_rxjs102.merge)(newest$, stream$.pipe((0, import_rxjs102.endWith)({ type: "over" })));
    }),
    (0, import_rxjs102.scan)(
      (state, input) => following(state, input, { begin: begin3, to, receivedAt: stampOf(clock) }),
      {
        held: [],
        readIds: /* @__PURE__ */ new Set(),
        until: begin3,
        isLive: null,
        parts: []
      }
    ),
    (0, import_rxjs102.concatMap)(({ parts }) => parts),
    (0, import_rxjs102.map)((part) => clipped(part, begin3, to)),
    (0, import_rxjs102.filter)(({ trades, missing, source }) => trades.length > 0 || missing !== null || source === "newest")
  );
});

// src/data/trade-pages.ts
var comingTime2 = 3 * 36e5;
var askAgainAfter2 = 6e4;
var latestPage = 2 * dayLength;
var pastDay$ = (rest2, clock, pair, begin3, end3) => (0, import_rxjs103.defer)(() => {
  const over = startOfDay(begin3) + dayLength;
  const date = utcDateOf(begin3);
  const page$ = rest2.transactions({ pair, day: date }).pipe(
    (0, import_rxjs103.map)(({ value: rows3 }) => ({
      trades: rows3.filter(({ timestamp: timestamp2 }) => timestamp2 >= begin3 && timestamp2 < end3),
      source: "day",
      missing: null
    })),
    (0, import_rxjs103.catchError)((error) => {
      if (!isNotFound(error)) return (0, import_rxjs103.throwError)(() => error);
      if (stampOf(clock) >= over + latestPage)
        return (0, import_rxjs103.of)({ trades: [], source: "day", missing: null });
      return newestPart$(rest2, pair, begin3, end3).pipe(
        (0, import_rxjs103.concatMap)((part) => part.missing === null ? (0, import_rxjs103.of)(part) : (0, import_rxjs103.throwError)(() => error))
      );
    })
  );
  return comingPage$(clock, page$, { date, until: over + comingTime2 }, askAgainAfter2);
});
var tradeRange$ = (rest2, clock, tradeEvents$, request) => {
  const { pair, from: begin3, to, follow = false } = request;
  return provided(
    wrongTime("from", begin3) ?? wrongTime("to", to) ?? wrongPair(pair),
    () => (0, import_rxjs103.defer)(() => {
      const now = stampOf(clock);
      const today = startOfDay(now);
      const end3 = Math.min(to, Math.max(now, follow ? begin3 : 0) + 1);
      const starts = startsOfDays(begin3, end3 - 1).map((start4) => Math.max(begin3, start4));
      const total = starts.length;
      const page = (part, i) => ({
        ...part,
        done: i + 1,
        total,
        awaits: null
      });
      const past$ = (0, import_rxjs103.from)(starts.filter((start4) => start4 < today)).pipe(
        (0, import_rxjs103.concatMap)(
          (start4, i) => pastDay$(rest2, clock, pair, start4, Math.min(to, startOfDay(start4) + dayLength)).pipe(
            (0, import_rxjs103.map)(
              (part) => "until" in part ? { trades: [], source: "day", missing: null, done: i, total, awaits: part } : page(part, i)
            )
          )
        )
      );
      const start3 = starts.find((each) => each >= today);
      if (start3 === void 0) return past$;
      if (!follow || to <= now)
        return (0, import_rxjs103.concat)(
          past$,
          newestPart$(rest2, pair, start3, Math.min(to, startOfDay(start3) + dayLength)).pipe(
            (0, import_rxjs103.map)((part) => page(part, total - 1))
          )
        );
      return past$.pipe(
        (0, import_rxjs103.connect)(
          (read$) => (0, import_rxjs103.merge)(
            read$,
            followed$(rest2, clock, tradeEvents$, request, start3).pipe(
              (0, import_rxjs103.concatMap)((part) => (0, import_rxjs103.concat)(read$.pipe((0, import_rxjs103.ignoreElements)()), (0, import_rxjs103.of)(page(part, total - 1))))
            )
          )
        )
      );
    })
  );
};

// src/data/rest.ts
var undated = (calls) => Object.fromEntries(
  Object.entries(calls).map(([name, call2]) => [
    name,
    (request) => call2(request).pipe((0, import_rxjs104.map)(({ value }) => value))
  ])
);
var publicRestOf = (rest2, clock, tradeEvents$) => ({
  ...undated(rest2),
  all: {
    candles: (request) => candleRange$(rest2, clock, request),
    trades: (request) => tradeRange$(rest2, clock, tradeEvents$, request)
  }
});

// src/data/sharing.ts
var import_rxjs105 = require("rxjs");
var sharingOf = ({ rooms, linger, clock, untilClosed }, check) => {
  const checked2 = (pair, source) => untilClosed(
    new import_rxjs105.Observable((subscriber) => {
      subscriber.add(check(pair).subscribe({ error: (error) => subscriber.error(error) }));
      return subscriber.closed ? void 0 : source.subscribe(subscriber);
    })
  );
  const perPair = (feed, share7) => shareByKey((pair) => checked2(pair, feed(pair)), share7);
  return {
    checked: checked2,
    perPair,
    events: (feed) => perPair(feed, () => shareLinger({ linger, scheduler: clock })),
    state: (feed) => perPair(feed, () => shareCurrent({ forgetOn: rooms.lost$, linger, scheduler: clock }))
  };
};

// src/data/stream-feeds.ts
var import_rxjs107 = require("rxjs");

// src/data/book.ts
var import_rxjs106 = require("rxjs");
var keepBook = (kept, event) => {
  switch (event.type) {
    case "message":
      if (event.kind === "depth_whole") return applyWhole(kept, event.message);
      return applyDiff(kept, event.message);
    case "undecodable":
      return event.kind === "depth_diff" ? markStale(kept) : leaveAsIs(kept);
    case "silent":
    case "leapt":
      return markStale(kept);
    case "lost":
      return forget(kept);
    case "joined":
      return leaveAsIs(kept);
  }
};
var leastRejoin = 2e3;
var isInDoubt = ({ kind }) => kind === "book-contradicted" || kind === "book-overgrown" || kind === "stale-whole";
var bookFeed = (context) => (pair) => new import_rxjs106.Observable((subscriber) => {
  const { rooms, clock, diagnose } = context;
  let doubts = null;
  const startRejoining = (reports$) => {
    subscriber.add(
      reports$.pipe(
        (0, import_rxjs106.filter)(isInDoubt),
        (0, import_rxjs106.throttleTime)(leastRejoin, clock, { leading: true, trailing: true }),
        // The stale book is shown before the rooms are joined again.
        (0, import_rxjs106.observeOn)(clock)
      ).subscribe(() => {
        rooms.rejoin("depth_diff", pair);
        rooms.rejoin("depth_whole", pair);
      })
    );
    return reports$;
  };
  const diagnoseReport = ({ doubt: doubt2 }, report) => {
    diagnose(report);
    if (doubt2 === null) return;
    doubts ??= startRejoining(new import_rxjs106.Subject());
    doubts.next(report);
  };
  const books$ = (0, import_rxjs106.merge)(
    // The diffs are subscribed first, because those that come before the whole are kept for it.
    rooms.room$("depth_diff", pair),
    snapshotRoom$(context, "depth_whole", pair)
  ).pipe(
    (0, import_rxjs106.scan)(keepBook, noBook),
    // One step reports and filters, because each step adds to the cost of a frame.
    (0, import_rxjs106.filter)((kept) => {
      if (kept.report !== null) diagnoseReport(kept, kept.report);
      return kept.show !== null;
    })
  );
  return books$.subscribe(subscriber);
});

// src/data/stream-feeds.ts
var streamFeeds = (base, { events, state }) => {
  const { rooms, clock } = base;
  const messages = (kind, room$ = rooms.room$) => (pair) => room$(kind, pair).pipe(
    (0, import_rxjs107.filter)((event) => event.type === "message"),
    (0, import_rxjs107.map)(({ message: message2 }) => message2)
  );
  const books$ = state(bookFeed(base));
  const views$ = shareByKey(
    ({ pair, depth }) => {
      const viewOf2 = viewOfBooks(depth);
      return books$(pair).pipe((0, import_rxjs107.map)(({ show }) => viewOf2(show)));
    },
    () => shareCurrent({ forgetOn: rooms.lost$, scheduler: clock }),
    ({ pair, depth }) => `${pair} ${depth}`
  );
  return {
    ticker$: state(messages("ticker")),
    book$: (pair, { depth } = {}) => provided(
      depth === void 0 ? null : wrongCount("depth", depth, 1),
      () => views$({ pair, depth: depth ?? Infinity })
    ),
    quotes$: (pair) => books$(pair).pipe(
      (0, import_rxjs107.filter)(({ show }) => !show.stale),
      (0, import_rxjs107.map)(({ show }) => quoteOf(show)),
      (0, import_rxjs107.distinctUntilChanged)(sameQuote)
    ),
    circuitBreak$: state(messages("circuit_break_info", (kind, pair) => snapshotRoom$(base, kind, pair))),
    depthWhole$: events((pair) => messages("depth_whole")(pair).pipe((0, import_rxjs107.map)(withLevels))),
    depthDiff$: events((pair) => messages("depth_diff")(pair).pipe((0, import_rxjs107.map)(withLevels)))
  };
};

// src/data/ticker.ts
var import_rxjs108 = require("rxjs");
var longestSeedAge = 2e3;
var tickerFeed = ({ rooms, rest: rest2, hasRest, clock }, checkPair) => (pair) => {
  const read$ = rest2.ticker({ pair }).pipe((0, import_rxjs108.map)(({ value }) => value));
  const seed$ = (0, import_rxjs108.defer)(() => {
    if (!hasRest) return import_rxjs108.EMPTY;
    return checkPair(pair).pipe(
      (0, import_rxjs108.mergeMap)(({ ticker, readAt }) => clock.elapsed() - readAt > longestSeedAge ? read$ : (0, import_rxjs108.of)(ticker)),
      // The next frame brings the ticker, and the check of the pair has reported errors already.
      (0, import_rxjs108.catchError)(() => import_rxjs108.EMPTY)
    );
  });
  return new import_rxjs108.Observable((subscriber) => {
    let seeding = import_rxjs108.Subscription.EMPTY;
    subscriber.add(() => seeding.unsubscribe());
    subscriber.add(
      rooms.room$("ticker", pair).subscribe({
        next: (event) => {
          if (event.type === "joined" && !event.fresh) return;
          seeding.unsubscribe();
          if (event.type === "message") subscriber.next(event.message);
          if (event.type === "joined") seeding = seed$.subscribe((ticker) => subscriber.next(ticker));
        },
        error: (error) => subscriber.error(error),
        complete: () => subscriber.complete()
      })
    );
  });
};

// src/data/tradable.ts
var import_rxjs109 = require("rxjs");
var maintenanceCode = 10007;
var isMaintenance = (error) => error.code === maintenanceCode;
var venueReport$ = ({ rest: rest2, hasRest, clock, leaps$, diagnose }, interval6) => (hasRest ? leaps$.pipe(
  (0, import_rxjs109.startWith)(null),
  (0, import_rxjs109.switchMap)(() => (0, import_rxjs109.timer)(0, interval6, clock))
) : (0, import_rxjs109.of)(0)).pipe(
  (0, import_rxjs109.switchMap)(
    () => (0, import_rxjs109.forkJoin)([rest2.status(), rest2.instruments()]).pipe(
      (0, import_rxjs109.map)(([statuses, instruments2]) => ({
        type: "read",
        statuses: statuses.value,
        instruments: instruments2.value
      })),
      (0, import_rxjs109.catchError)((error) => {
        if (isMaintenance(error)) return (0, import_rxjs109.of)({ type: "maintenance" });
        diagnose({ kind: "status-unread", cause: causeOf(error) });
        return (0, import_rxjs109.of)({ type: "unknown" });
      })
    )
  )
);
var mode$ = (context, pair) => snapshotRoom$(context, "circuit_break_info", pair).pipe(
  (0, import_rxjs109.filter)((event) => event.type === "message" || event.type === "lost" || event.type === "leapt"),
  (0, import_rxjs109.map)((event) => event.type === "message" ? event.message.mode : null)
);
var noRows = { statuses: [], instruments: [] };
var reasonsOf = (pair, report, mode) => {
  const { statuses, instruments: instruments2 } = report.type === "read" ? report : noRows;
  const instrument = instruments2.find((candidate) => candidate.pair === pair);
  const status = statuses.find((candidate) => candidate.pair === pair);
  const isMaintained = report.type === "maintenance";
  const reasons2 = {
    maintenance: isMaintained,
    halt: instrument && status?.state === "HALT",
    suspended: instrument && (!instrument.enabled || instrument.stopped.order || instrument.stopped.orderAndCancel),
    unknown: mode === null || mode === "unknown" || status?.state === "unknown" || !isMaintained && instrument === void 0,
    "circuit-break": mode !== null && mode !== "unknown" && mode !== "NONE"
  };
  return Object.keys(reasons2).filter((reason) => reasons2[reason]);
};
var tradableFeed = (context, report$) => (pair) => mode$(context, pair).pipe(
  // It ends with the room, because otherwise the report would be read for ever.
  (0, import_rxjs109.connect)((modes$) => (0, import_rxjs109.combineLatest)([report$.pipe((0, import_rxjs109.takeUntil)(modes$.pipe((0, import_rxjs109.last)(null, null)))), modes$])),
  (0, import_rxjs109.map)(([report, mode]) => {
    const reasons2 = reasonsOf(pair, report, mode);
    return { pair, tradable: reasons2.length === 0, reasons: reasons2 };
  }),
  (0, import_rxjs109.distinctUntilChanged)((a2, b2) => a2.reasons.join() === b2.reasons.join())
);

// src/data/client.ts
var dataClientOn = (ports2) => (options = {}, ...stray) => {
  const config = readDataOptions(options, stray);
  const base = createBase(config, ports2.openSocket);
  const { rooms, clock, leaps$, random, diagnose, linger, untilClosed } = base;
  const sendRequest = sendRequestOf(config, ports2);
  const rest2 = createDatedRest({
    onOdd: (source, odd) => diagnose({ kind: "odd-row", source, ...odd }),
    ...config,
    sendRequest: sendRequest && ((request) => untilClosed(sendRequest(request))),
    clock
  });
  const context = {
    rooms,
    rest: rest2,
    hasRest: sendRequest !== null,
    clock,
    leaps$,
    random,
    diagnose
  };
  const checkPair = createPairCheck(context);
  const sharing2 = sharingOf(base, (pair) => checkPair(pair).pipe((0, import_rxjs110.ignoreElements)()));
  const { checked: checked2, perPair, events, state } = sharing2;
  const tradeEvents$ = perPair(
    tradeEventsFeed(context, checkPair),
    () => shareCurrent({
      fold: (current, event) => event.type === "trade" ? current : [event],
      scheduler: clock
    })
  );
  const buildCandles = candlesFeed(context, tradeEvents$);
  const candlesOf$ = shareByKey(
    (key) => checked2(key.pair, buildCandles(key)),
    ({ history }) => shareCurrent({
      forgetOn: rooms.lost$,
      survives: ({ closed: closed2 }) => closed2,
      fold: upsertCandle(history + 1),
      linger,
      scheduler: clock
    }),
    ({ pair, type, history }) => `${pair} ${type} ${history}`
  );
  const report$ = untilClosed(venueReport$(context, config.statusInterval)).pipe(
    shareCurrent({ linger, scheduler: clock })
  );
  return {
    rest: publicRestOf(rest2, clock, tradeEvents$),
    ...streamFeeds(base, sharing2),
    ticker$: state(tickerFeed(context, checkPair)),
    trades$: events(
      (pair) => tradeEvents$(pair).pipe(
        (0, import_rxjs110.filter)((event) => event.type === "trade"),
        (0, import_rxjs110.map)(({ trade: trade2 }) => trade2)
      )
    ),
    candles$: (pair, type, { history = 100 } = {}) => provided(
      wrongType(type) ?? wrongCount("history", history, 0),
      () => candlesOf$({ pair, type, history })
    ),
    // It is never forgotten, because its value says that the link is down.
    tradable$: perPair(tradableFeed(context, report$), () => shareCurrent({ linger, scheduler: clock })),
    ...base.link
  };
};

// src/index.ts
var ports = {
  openSocket: openWsSocket,
  createSendRequest: () => nodeHttp()
};
var createDataClient = dataClientOn(ports);
var streamTransport = streamTransportOn(ports);

// src/backtest/paper-error.ts
var paperError = (reason, path, detail) => taggedError("PaperError", `${path}: ${detail}`, { reason, path, detail });
var isPaperError = (error) => error?._tag === "PaperError";

// src/backtest/paper-file.ts
var import_node_fs10 = require("fs");

// src/backtest/paper-state.ts
var units2 = /^-?\d+n$/;
var paperText = (state) => `${JSON.stringify(state, (_, value) => typeof value === "bigint" ? `${value}n` : value, 1)}
`;
var isRecord = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
var isOrder = (value) => isRecord(value) && Number.isSafeInteger(value.orderId) && typeof value.pair === "string" && typeof value.status === "string" && typeof value.executedAmount === "bigint";
var isFill = (value) => isRecord(value) && Number.isSafeInteger(value.tradeId) && typeof value.amount === "bigint";
var readPaperState = (text3) => {
  try {
    const state = JSON.parse(
      text3,
      (_, value) => typeof value === "string" && units2.test(value) ? BigInt(value.slice(0, -1)) : value
    );
    const isRight = isRecord(state) && state.format === 1 && isRecord(state.balances) && Object.values(state.balances).every((amount) => typeof amount === "string" && isPlainDecimal(amount)) && Array.isArray(state.orders) && state.orders.every(isOrder) && Array.isArray(state.fills) && state.fills.every(isFill);
    return isRight ? state : null;
  } catch {
    return null;
  }
};

// src/backtest/paper-file.ts
var stateIn = (file) => {
  if (statsOf(file) === null) return null;
  let text3;
  try {
    text3 = (0, import_node_fs10.readFileSync)(file, "utf8");
  } catch (error) {
    throw paperError("unreadable", file, causeOf(error));
  }
  const state = readPaperState(text3);
  if (state === null)
    throw paperError(
      "unreadable",
      file,
      "it is not a paper account, or it is one of a newer version; it was left as it is"
    );
  return state;
};
var openPaperFile = async (path, onFailure) => {
  const file = realFileOf(path);
  let lock2;
  try {
    const taken = await takeLock(file);
    if (taken._tag === "Refused") throw paperError("locked", path, `${taken.owner} has it`);
    ({ lock: lock2 } = taken);
  } catch (error) {
    if (isPaperError(error)) throw error;
    throw paperError("unwritable", path, causeOf(error));
  }
  let state;
  try {
    state = stateIn(file);
  } catch (error) {
    lock2.release();
    throw error;
  }
  let wanted3 = null;
  let writing = null;
  const write = async (state2) => {
    try {
      if (!await lock2.isHeld()) throw paperError("locked", path, "another process has it");
      await replaceFile(file, paperText(state2()));
    } catch (error) {
      onFailure(isPaperError(error) ? error : paperError("unwritable", path, causeOf(error)));
    }
  };
  const writeAll = async () => {
    for (let next2 = wanted3; next2 !== null; next2 = wanted3) {
      wanted3 = null;
      await write(next2);
    }
    writing = null;
  };
  return {
    state,
    save: (next2) => {
      wanted3 = next2;
      writing ??= writeAll();
    },
    close: async () => {
      await writing;
      lock2.release();
    }
  };
};

// src/backtest/paper.ts
var mostKept2 = 1e3;
var stateOf = (sim, user, ended2, unlisted, at) => ({
  format: 1,
  savedAt: at,
  balances: Object.fromEntries(
    sim.venue.assets(user).filter(({ onhand }) => onhand !== 0n).map(({ asset, onhand, precision }) => [asset, fromUnits(onhand, precision)])
  ),
  orders: [...ended2, ...sim.venue.activeOrders(user, { count: Infinity }).toReversed()],
  fills: [...unlisted, ...sim.venue.tradeHistory(user, { count: mostKept2 }).toReversed()].slice(-mostKept2)
});
var restore2 = (sim, user, { orders, fills }, file) => {
  const isListed2 = ({ pair }) => sim.venue.instrument(pair) !== void 0;
  try {
    for (const order of orders) if (isListed2(order) || !isEnded(order)) sim.venue.restoreOrder(user, order);
    for (const fill2 of fills.filter(isListed2)) sim.venue.restoreFill(user, fill2);
  } catch (error) {
    throw paperError("unreadable", file, `it does not match the pairs of the venue: ${String(error)}`);
  }
};
var withOpenOnes = (pairs, state) => {
  const open2 = (state?.orders ?? []).filter((order) => !isEnded(order)).map(({ pair }) => pair);
  return pairs && [.../* @__PURE__ */ new Set([...pairs, ...open2])];
};
var isEnded = ({ status }) => isTerminal(status);
var keep2 = (sim, user, file, now) => {
  const ended2 = new Map((file.state?.orders ?? []).filter(isEnded).map((order) => [order.orderId, order]));
  const unlisted = (file.state?.fills ?? []).filter(({ pair }) => sim.venue.instrument(pair) === void 0);
  const save = () => file.save(() => stateOf(sim, user, [...ended2.values()], unlisted, now()));
  const changes = sim.venue.events$.subscribe((event) => {
    if (!("user" in event) || event.user !== user) return;
    if (event.type === "order" && isEnded(event.order)) {
      ended2.set(event.order.orderId, event.order);
      const [oldest] = ended2.keys();
      if (ended2.size > mostKept2 && oldest !== void 0) ended2.delete(oldest);
    }
    save();
  });
  save();
  return () => {
    changes.unsubscribe();
    save();
  };
};
var createPaper = async (options) => {
  const { balances, fills, latency, file: path, scheduler = wallClock, ...live } = options;
  const failed$ = new import_rxjs111.Subject();
  const file = path === void 0 ? null : await openPaperFile(path, (error) => failed$.next(error));
  try {
    const account = {
      apiKey: "paper",
      apiSecret: (0, import_node_crypto11.randomUUID)(),
      balances: file?.state?.balances ?? balances,
      margin: false
    };
    const sim = createVirtualSimulator({
      scheduler,
      market: await liveMarket({ ...live, pairs: withOpenOnes(live.pairs, file?.state ?? null) }),
      accounts: [account],
      // The first orders and trades of each run have ids of their own.
      seed: (0, import_node_crypto11.randomInt)(2 ** 31),
      ...fills && { fills },
      ...latency !== void 0 && { latency }
    });
    const user = 0;
    try {
      if (file?.state) restore2(sim, user, file.state, path ?? "");
    } catch (error) {
      sim.close();
      throw error;
    }
    const stopKeeping = file && keep2(sim, user, file, () => stampOf(scheduler));
    const { openSocket, sendRequest, openPubnub: openPubnub2, urls } = sim;
    const data2 = createDataClient({ ...urls, scheduler, openSocket, sendRequest });
    const pnl = { market: data2 };
    const exec = createExecutionClient({ ...account, ...urls, scheduler, sendRequest, openPubnub: openPubnub2, pnl });
    const stop = async () => {
      await Promise.all([data2.close(), exec.close()]);
      stopKeeping?.();
      await file?.close();
      sim.close();
      failed$.complete();
    };
    let closed2;
    const close = () => closed2 ??= stop();
    return { data: data2, exec, scheduler, notices$: sim.notices$, failed$, close, ...disposedBy(close) };
  } catch (error) {
    await file?.close();
    throw error;
  }
};

// src/strategy/run-strategy.ts
var import_rxjs112 = require("rxjs");
var signals$ = (0, import_rxjs112.merge)((0, import_rxjs112.fromEvent)(process, "SIGINT"), (0, import_rxjs112.fromEvent)(process, "SIGTERM"));
var runStrategy = (strategy, world, { stop$ = signals$, atEnd = "halt", close = true } = {}) => (0, import_rxjs112.defer)(() => {
  const { exec, scheduler } = world;
  const now = () => stampOf(scheduler);
  let end3 = { reason: "completed" };
  const stopping = (reached) => {
    end3 = reached;
    return { type: "stopping", at: now(), ...reached };
  };
  const stopped$ = stop$.pipe(
    (0, import_rxjs112.catchError)(() => import_rxjs112.EMPTY),
    (0, import_rxjs112.endWith)(null),
    (0, import_rxjs112.take)(1),
    (0, import_rxjs112.map)(() => stopping({ reason: "stopped" }))
  );
  const strategy$ = (0, import_rxjs112.defer)(() => strategy(world)).pipe(
    (0, import_rxjs112.materialize)(),
    (0, import_rxjs112.map)((notification) => {
      if (notification.kind === "N") return { type: "emitted", at: now(), value: notification.value };
      if (notification.kind === "C") return stopping({ reason: "completed" });
      return stopping({ reason: "failed", error: notification.error, cause: causeOf(notification.error) });
    })
  );
  const halt$ = (0, import_rxjs112.defer)(() => atEnd === "halt" ? exec.halt() : import_rxjs112.EMPTY).pipe(
    (0, import_rxjs112.map)((event) => ({ type: "halt", at: now(), event }))
  );
  const closed$ = (0, import_rxjs112.defer)(() => close ? (0, import_rxjs112.from)(world.close()) : import_rxjs112.EMPTY).pipe((0, import_rxjs112.ignoreElements)());
  return (0, import_rxjs112.concat)(
    (0, import_rxjs112.defer)(() => (0, import_rxjs112.of)({ type: "started", at: now() })),
    (0, import_rxjs112.merge)(stopped$, strategy$).pipe((0, import_rxjs112.takeWhile)(({ type }) => type !== "stopping", true)),
    halt$,
    closed$,
    (0, import_rxjs112.defer)(() => (0, import_rxjs112.of)({ type: "ended", at: now(), ...end3 }))
  );
});

// src/strategy/worlds.ts
var import_rxjs113 = require("rxjs");
var limited = (options, market) => options.guards === void 0 ? options : { ...options, guards: { market, ...options.guards } };
var createSimulated = async (options = {}) => {
  const { account = demoAccount, trader = {}, ...simulator } = options;
  const sim = await startSimulator({ ...simulator, accounts: [account] });
  const { apiKey, apiSecret } = account;
  const data2 = createDataClient(sim.urls);
  const exec = createExecutionClient({
    exclusiveAccount: true,
    ...limited(trader, data2),
    apiKey,
    apiSecret,
    ...sim.urls
  });
  let closed2;
  const close = () => closed2 ??= Promise.all([data2.close(), exec.close()]).then(() => sim.close());
  return { data: data2, exec, scheduler: import_rxjs113.asyncScheduler, notices$: sim.notices$, close, ...disposedBy(close) };
};
var createLive = ({ prices = {}, ...options }) => {
  const { publicUrl, apiUrl, scheduler = import_rxjs113.asyncScheduler } = options;
  const data2 = createDataClient({
    ...publicUrl !== void 0 && { publicUrl },
    ...apiUrl !== void 0 && { apiUrl },
    scheduler,
    ...prices
  });
  const exec = createExecutionClient(limited(options, data2));
  let closed2;
  const close = () => closed2 ??= Promise.all([data2.close(), exec.close()]).then(() => void 0);
  return { data: data2, exec, scheduler, notices$: import_rxjs113.NEVER, close, ...disposedBy(close) };
};
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  backtest,
  backtestDays,
  compare,
  createLive,
  createPaper,
  createSimulated,
  queue,
  recordRun,
  reportOf,
  runStrategy,
  through,
  touch,
  writeReport
});
//# sourceMappingURL=backtest.cjs.map