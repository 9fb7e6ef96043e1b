"use strict";
var __defProp = Object.defineProperty;
var __getOwnPropDesc = Object.getOwnPropertyDescriptor;
var __getOwnPropNames = Object.getOwnPropertyNames;
var __hasOwnProp = Object.prototype.hasOwnProperty;
var __export = (target, all) => {
  for (var name in all)
    __defProp(target, name, { get: all[name], enumerable: true });
};
var __copyProps = (to, from6, except, desc) => {
  if (from6 && typeof from6 === "object" || typeof from6 === "function") {
    for (let key of __getOwnPropNames(from6))
      if (!__hasOwnProp.call(to, key) && key !== except)
        __defProp(to, key, { get: () => from6[key], enumerable: !(desc = __getOwnPropDesc(from6, key)) || desc.enumerable });
  }
  return to;
};
var __toCommonJS = (mod) => __copyProps(__defProp({}, "__esModule", { value: true }), mod);

// src/trading/index.ts
var trading_exports = {};
__export(trading_exports, {
  refusedReasons: () => refusedReasons,
  remoteTrading: () => remoteTrading,
  serveTrading: () => serveTrading,
  socketPort: () => socketPort,
  webSocketPort: () => webSocketPort
});
module.exports = __toCommonJS(trading_exports);

// src/connectivity/socket-ws.ts
var import_rxjs = require("rxjs");
var import_ws = require("ws");

// src/model/without-passwords.ts
var mark = "://";
var withoutUser = (run) => {
  const begin = run.indexOf(mark);
  const end = run.lastIndexOf("@");
  return begin < 0 || end < begin ? run : `${run.slice(0, begin)}://\u2026@${run.slice(end + 1)}`;
};
var withoutQuery = (run) => {
  const lastEquals = run.lastIndexOf("=");
  for (let begin = run.indexOf(mark); begin >= 0; ) {
    const length = run.slice(begin).search(/[?#]/);
    if (length < 0) return run;
    const end = begin + length;
    if (run[end] === "?" || lastEquals > end) return `${run.slice(0, end)}?\u2026`;
    begin = run.indexOf(mark, end);
  }
  return run;
};
var withoutPasswords = (text) => text.includes(mark) ? text.replace(/[^\n"']+/g, withoutUser).replace(/[^\s"']+/g, withoutQuery) : text;

// src/model/tagged.ts
var taggedError = (tag, message, fields) => {
  const cleaned = Object.entries(fields).map(([name, value]) => [
    name,
    typeof value === "string" ? withoutPasswords(value) : value
  ]);
  const shown2 = Object.fromEntries(cleaned);
  const error = Object.assign(new Error(withoutPasswords(message)), shown2, { _tag: tag });
  error.name = tag;
  return error;
};
var causeOf = (error) => withoutPasswords(error instanceof Error ? error.message : String(error));

// src/model/venue-code.ts
var codeFamilies = [
  "SYSTEM_ERROR",
  "AUTHENTICATION_ERROR",
  "REQUIRED_PARAMETER_ERROR",
  "INVALID_PARAMETER_ERROR",
  "DATA_ERROR",
  "VALUE_ERROR",
  "STOP_UPDATE_REQUEST_SYSTEM_STATUS"
];
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

// src/model/errors.ts
var refusedReasons = [
  "unreadable",
  "too-large",
  "version",
  "unknown-call",
  "not-allowed",
  "expired",
  "busy",
  "standing-by",
  "no-link"
];
var httpError = (endpoint, reason, effect, detail) => taggedError("HttpError", `${endpoint}: ${detail}`, { endpoint, reason, detail, effect });
var decodeError = (path, expected, actual) => taggedError("DecodeError", `${path || "message"}: expected ${expected}, got ${actual}`, {
  endpoint: null,
  path,
  expected,
  actual,
  effect: "none"
});
var refusedError = (endpoint, reason, message) => taggedError("RefusedError", `${endpoint}: ${message}`, { endpoint, reason, effect: "none" });
var configError = (field, expected, actual) => taggedError("ConfigError", `${field}: expected ${expected}, got ${actual}`, { field, expected, actual });
var linkError = (reason, detail) => taggedError("LinkError", detail, { reason });

// src/connectivity/ports.ts
var longestQueue = 1e6;

// src/connectivity/socket-ws.ts
var closeTimeout = 1e3;
var openWsSocket = (url, maxFrameBytes) => new import_rxjs.Observable((subscriber) => {
  const socket = new import_ws.WebSocket(url, { perMessageDeflate: false, maxPayload: maxFrameBytes });
  let opened = false;
  const leaveUnread = () => {
    const { bufferedAmount } = socket;
    if (bufferedAmount <= longestQueue) return;
    subscriber.error(linkError("not-read", `${bufferedAmount} bytes wait for a venue that reads nothing`));
  };
  socket.on("open", () => {
    opened = true;
    subscriber.next({
      type: "open",
      send: (text) => {
        if (socket.readyState !== import_ws.WebSocket.OPEN) return;
        socket.send(text);
        leaveUnread();
      }
    });
  });
  socket.on("message", (data, isBinary) => {
    if (!isBinary) subscriber.next({ type: "message", text: data.toString("utf8") });
  });
  socket.on("close", () => subscriber.complete());
  socket.on("error", (error) => {
    const tooLarge = error.code === "WS_ERR_UNSUPPORTED_MESSAGE_LENGTH";
    const reason = tooLarge ? "frame-too-large" : opened ? "closed" : "connect-failed";
    subscriber.error(linkError(reason, error.message));
  });
  return () => {
    socket.removeAllListeners("message");
    if (socket.readyState === import_ws.WebSocket.CONNECTING) {
      socket.terminate();
      return;
    }
    socket.close();
    const cut = setTimeout(() => socket.terminate(), closeTimeout);
    cut.unref();
    socket.once("close", () => clearTimeout(cut));
  };
});

// src/trading/socket-port.ts
var import_rxjs3 = require("rxjs");

// src/operators/clock.ts
var import_rxjs2 = require("rxjs");
var stampOf = (clock) => clock.now();
var monotonic = () => Math.floor(performance.now());
var isWall = (scheduler) => scheduler.now === import_rxjs2.asyncScheduler.now && Math.abs(scheduler.now() - Date.now()) < 1e3;
var isClock = (scheduler) => "elapsed" in scheduler;
var clockOf = (scheduler = import_rxjs2.asyncScheduler) => {
  if (isClock(scheduler)) return scheduler;
  const now = () => scheduler.now();
  return {
    now,
    elapsed: isWall(scheduler) ? monotonic : now,
    schedule: (work, delay, state) => scheduler.schedule(work, delay, state)
  };
};
var elapsing = (clock) => ({
  now: () => clock.elapsed(),
  schedule: (work, delay, state) => clock.schedule(work, delay, state)
});

// src/parsing/decoder.ts
var success = (right2) => ({ _tag: "Right", right: right2 });
var failure = (value, context, message) => ({
  _tag: "Left",
  left: [{ value, context, message }]
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
var isPlainDecimal = (text) => text.length <= longestDecimal && plainDecimal.test(text);
var scaleOf = (text) => {
  const point = text.indexOf(".");
  return point < 0 ? 0 : text.length - point - 1;
};
var toUnits = (text, scale) => {
  const point = text.indexOf(".");
  if (point < 0) return BigInt(text + "0".repeat(scale));
  const fraction2 = text.slice(point + 1, point + 1 + scale).padEnd(scale, "0");
  return BigInt(text.slice(0, point) + fraction2);
};
var fromUnits = (units, scale) => {
  if (scale === 0) return units.toString();
  const sign = units < 0n ? "-" : "";
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, "0");
  return `${sign}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
};
var compareDecimals = (a, b) => {
  if (a.length <= 15 && b.length <= 15) return Number(a) - Number(b);
  const scale = Math.max(scaleOf(a), scaleOf(b));
  const difference = toUnits(a, scale) - toUnits(b, scale);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
};
var sumDecimals = (values) => {
  const scale = values.reduce((most, value) => Math.max(most, scaleOf(value)), 0);
  return fromUnits(
    values.reduce((sum, value) => sum + toUnits(value, scale), 0n),
    scale
  );
};
var multiplyDecimals = (a, b) => {
  const [scaleOfA, scaleOfB] = [scaleOf(a), scaleOf(b)];
  return fromUnits(toUnits(a, scaleOfA) * toUnits(b, scaleOfB), scaleOfA + scaleOfB);
};
var subtractDecimals = (a, b) => {
  const scale = Math.max(scaleOf(a), scaleOf(b));
  return fromUnits(toUnits(a, scale) - toUnits(b, scale), scale);
};
var maxDecimal = (a, b) => compareDecimals(a, b) >= 0 ? a : b;
var decimalOf = (value) => {
  const text = String(value);
  const exponentAt = text.indexOf("e");
  if (exponentAt < 0) return text;
  const exponent = Number(text.slice(exponentAt + 1));
  const mantissa = text.slice(0, exponentAt);
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

// src/model/pair.ts
var sides = ["buy", "sell"];
var quoteAssetOf = (pair) => pair.slice(pair.indexOf("_") + 1);

// src/parsing/primitives.ts
var digitsOf = (text) => text.replace(/e.*|\./g, "").replace(/^0+|0+$/g, "");
var scalar = (name, read) => decoder(name, (input, context) => {
  const value = read(input);
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
  const text = typeof input === "number" && Number.isFinite(input) ? decimalOf(input) : input;
  return typeof text === "string" && isPlainDecimal(text) ? text : void 0;
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
var mayHoldPassword = (text) => {
  const colon = text.indexOf(":");
  return colon >= 0 && text.includes("@", colon);
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
var deeper = (a, b) => b.context.length > a.context.length ? b : a;
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
  const { context, message } = errors.reduce(deeper);
  const entry = context.at(-1);
  return {
    what,
    row: rowNameOf(context),
    field: entry.field ?? entry.key,
    path: pathOf(context, at),
    expected: entry.type.name,
    actual: message ?? describe(entry.actual)
  };
};
var decode = (codec, input, at = "", onOdd) => {
  const result = codec.validate(input, rootOf(codec, input, onOdd && ((odd) => onOdd(oddRowOf(odd, at)))));
  if (result._tag === "Right") return result;
  const { context, message } = result.left.reduce(deeper);
  const { type, actual } = context.at(-1);
  return failed(decodeError(pathOf(context, at), type.name, message ?? describe(actual)));
};
var withoutPrototype = (key, value) => key === "__proto__" ? void 0 : value;
var parseJson = (text) => text.includes("__proto__") || text.includes("\\u") ? JSON.parse(text, withoutPrototype) : JSON.parse(text);
var decodeJson = (codec, text, at = "") => {
  let input;
  try {
    input = parseJson(text);
  } catch {
    return failed(decodeError(at, "JSON", describe(text)));
  }
  return decode(codec, input, at);
};

// src/parsing/combinators.ts
var itself = null;
var anything = decoder("anything", (input) => success(input));
var never = (name, message) => decoder(name, (value, context) => failure(value, context, message));
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
var shaped = (name, isShape, fields, keyOf = snakeCase, standIns2 = {}) => {
  const steps = Object.entries(fields).map(
    ([field, at]) => [field, ..."decode" in at ? [keyOf(field), at] : at]
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
      const result = codec.validate(value, place === itself ? context : inner);
      if (result._tag === "Right") {
        if (result.right !== void 0) output[field] = result.right;
        continue;
      }
      [inner, entry] = within(context);
      const onOdd = onOddOf(context);
      if (onOdd === void 0 || !Object.hasOwn(standIns2, field)) return result;
      onOdd({ what: "replaced", errors: result.left });
      output[field] = standIns2[field];
      odd = { ...odd, [field]: wordOf(value) };
    }
    return success(odd === void 0 ? output : { ...output, odd });
  });
};
var record = (name, fields, keyOf) => shaped(name, isObject, fields, keyOf);
var tolerantRecord = (name, fields, standIns2) => shaped(name, isObject, fields, void 0, standIns2);
var orStandIn = (codec, standIn) => decoder(codec.name, (input, context) => {
  const result = codec.validate(input, context);
  const onOdd = result._tag === "Left" ? onOddOf(context) : void 0;
  if (result._tag === "Right" || onOdd === void 0) return result;
  onOdd({ what: "replaced", errors: result.left });
  return success(standIn);
});
var wordIn = (name, words) => orStandIn(oneOf(name, words), "unknown");
var own = (field) => field;
var ownRecord = (name, fields) => record(
  name,
  Object.fromEntries(
    Object.entries(fields).map(([field, at]) => [field, "decode" in at ? at : at[1]])
  ),
  own
);
var row = (name, columns) => {
  const fields = Object.entries(columns).map(([field, codec], i) => [field, [i, codec]]);
  return shaped(
    name,
    (input) => Array.isArray(input) && input.length === fields.length,
    Object.fromEntries(fields)
  );
};
var list = (name, item) => decoder(name, (input, context) => {
  if (!Array.isArray(input)) return failure(input, context);
  const output = [];
  for (const [i, value] of input.entries()) {
    const result = validateAt(item, i, value, context);
    if (result._tag === "Left") return result;
    output.push(result.right);
  }
  return success(output);
});
var dictionary = (name, item) => decoder(name, (input, context) => {
  if (!isObject(input)) return failure(input, context);
  const output = [];
  for (const [key, value] of Object.entries(input)) {
    const result = validateAt(item, key, value, context);
    if (result._tag === "Left") return result;
    output.push([key, result.right]);
  }
  return success(Object.fromEntries(output));
});
var rows = (name, item) => decoder(name, (input, context) => {
  if (!Array.isArray(input)) return failure(input, context);
  const onOdd = onOddOf(context);
  const output = [];
  for (const [i, value] of input.entries()) {
    const result = validateAt(item, i, value, context);
    if (result._tag === "Right") output.push(result.right);
    else if (onOdd === void 0) return result;
    else onOdd({ what: "lost", errors: result.left });
  }
  return success(output);
});
var firstOf = (name, codecs) => decoder(name, (input, context) => {
  const errors = [];
  for (const codec of codecs) {
    const result = codec.validate(input, context);
    if (result._tag === "Right") return result;
    errors.push(...result.left);
  }
  return { _tag: "Left", left: errors };
});
var mapped = (codec, f) => decoder(codec.name, (input, context) => {
  const result = codec.validate(input, context);
  return result._tag === "Left" ? result : success(f(result.right));
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
    const unknown = isObject(input) ? Object.keys(input).find((key) => !known.includes(key)) : void 0;
    return unknown === void 0 ? Known.validate(input, context) : validateAt(never(`one of ${known.join(", ")}`, "an unknown option"), unknown, void 0, context);
  });
};
var resolveOptions = (codec, input, stray = [], at = "") => {
  if (stray.length > 0) throw configError("arguments", codec.name, `${stray.length} more`);
  const result = decode(codec, input, at);
  if (result._tag === "Right") return result.right;
  const { path, expected, actual } = result.left;
  throw configError(path.replaceAll("/", ".") || "options", expected, actual);
};

// src/options/urls.ts
var loopbackHost = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;
var isLoopback = ({ hostname }) => loopbackHost.test(hostname);
var urlOf = (input, scheme) => {
  const url = typeof input === "string" && URL.canParse(input) ? new URL(input) : void 0;
  return url?.protocol === `${scheme}s:` || url?.protocol === `${scheme}:` ? url : void 0;
};

// src/trading/socket-port.ts
var Options = optionsOf({
  initialDelay: withDefault(atLeast(0), 250),
  maxDelay: withDefault(atLeast(0), 1e4),
  standing: withDefault(atLeast(0), 1e4),
  maxMessageBytes: withDefault(integer(1e3, 2 ** 30), 16777216),
  allowInsecure: withDefault(Flag, false),
  openSocket: maybe(func()),
  scheduler: maybe(having("a scheduler", ["now", "schedule"])),
  random: withDefault(func(), Math.random)
});
var checkUrl = (url, allowInsecure) => {
  const parsed = urlOf(url, "ws");
  if (parsed && (parsed.protocol === "wss:" || isLoopback(parsed) || allowInsecure)) return;
  const expected = "a wss: url (or ws:, to this machine or with allowInsecure)";
  throw configError("url", expected, "something else");
};
var socketPortOn = (native) => (url, given = {}, ...stray) => {
  const { openSocket = native, scheduler, random, ...options } = resolveOptions(Options, given, stray);
  checkUrl(url, options.allowInsecure);
  const clock = clockOf(scheduler);
  let failures = 0;
  let send = null;
  const dial = () => {
    let openedAt = null;
    return openSocket(url, options.maxMessageBytes).pipe(
      (0, import_rxjs3.concatMap)((event2) => {
        if (event2.type === "message") return (0, import_rxjs3.of)(event2.text);
        openedAt = clock.elapsed();
        ({ send } = event2);
        return import_rxjs3.EMPTY;
      }),
      (0, import_rxjs3.finalize)(() => {
        send = null;
        const hasStood = openedAt !== null && clock.elapsed() - openedAt >= options.standing;
        failures = hasStood ? 0 : failures + 1;
      })
    );
  };
  return {
    messages$: (0, import_rxjs3.defer)(() => {
      if (failures === 0) return dial();
      const bound = Math.min(options.maxDelay, options.initialDelay * 2 ** Math.min(failures - 1, 30));
      return (0, import_rxjs3.timer)(random() * bound, clock).pipe((0, import_rxjs3.concatMap)(dial));
    }),
    send: (text) => {
      if (send === null) return false;
      send(text);
      return true;
    }
  };
};

// src/trading/serve.ts
var import_rxjs17 = require("rxjs");

// src/execution/order/reducing.ts
var onlyReduces = ({
  side,
  positionSide
}) => positionSide === "long" ? side === "sell" : positionSide === "short" && side === "buy";

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

// src/trading/calls.ts
var import_rxjs7 = require("rxjs");

// src/trading/call-args.ts
var IdsValue = ownRecord("orders of a pair", { pair: Text, orderIds: list("ids", Id) });
var ActiveQuery = ownRecord("a query", {
  pair: maybe(Text),
  count: maybe(Integer),
  fromId: maybe(Id),
  endId: maybe(Id),
  since: maybe(Timestamp),
  end: maybe(Timestamp)
});
var HistoryQuery = ownRecord("a query", {
  pair: maybe(Text),
  count: maybe(Integer),
  orderId: maybe(Id),
  since: maybe(Timestamp),
  end: maybe(Timestamp),
  order: maybe(oneOf("asc or desc", ["asc", "desc"]))
});

// src/trading/owner-cancel.ts
var import_rxjs5 = require("rxjs");

// src/trading/batches.ts
var import_rxjs4 = require("rxjs");

// src/model/cancel-outcome.ts
var cancelRefused = (ref, code, message) => ({
  ...ref,
  type: "Refused",
  code,
  family: familyOf(code),
  message
});

// src/trading/batches.ts
var largestBatch = 30;
var batchesByPair = (orders) => {
  const ids = /* @__PURE__ */ new Map();
  for (const { pair, orderId } of orders) ids.set(pair, [...ids.get(pair) ?? [], orderId]);
  return [...ids].flatMap(
    ([pair, all]) => Array.from({ length: Math.ceil(all.length / largestBatch) }, (_, i) => ({
      pair,
      orderIds: all.slice(i * largestBatch, (i + 1) * largestBatch)
    }))
  );
};
var cancelAndReport = (exec, orders) => exec.cancelOrders(orders).pipe(
  (0, import_rxjs4.catchError)(
    (error) => orders.orderIds.map(
      (orderId) => cancelRefused({ pair: orders.pair, orderId }, null, causeOf(error))
    )
  )
);

// src/trading/owner-cancel.ts
var againAfter = 1e3;
var patience = 3e4;
var cancelOwn = ({ exec, owner, clock }, pair) => (0, import_rxjs5.defer)(() => {
  let cause = "no answer came";
  return (0, import_rxjs5.defer)(() => exec.rest.all.activeOrders({ pair })).pipe(
    (0, import_rxjs5.toArray)(),
    (0, import_rxjs5.retry)({
      delay: (error) => {
        cause = causeOf(error);
        return (0, import_rxjs5.timer)(againAfter, clock);
      }
    }),
    (0, import_rxjs5.takeUntil)((0, import_rxjs5.timer)(patience, clock)),
    (0, import_rxjs5.defaultIfEmpty)(null),
    (0, import_rxjs5.concatMap)((open) => {
      const message = `the list of open orders could not be read: ${cause}`;
      if (open === null) return (0, import_rxjs5.of)({ type: "Unresolved", pair: pair ?? null, orderId: null, message });
      const mine2 = open.filter(
        ({ orderId, userCancelable }) => owner.isMine(orderId) && userCancelable !== false
      );
      return (0, import_rxjs5.from)(batchesByPair(mine2)).pipe((0, import_rxjs5.concatMap)((orders) => cancelAndReport(exec, orders)));
    })
  );
});

// src/trading/owner-halt.ts
var import_rxjs6 = require("rxjs");
var lookInterval = 1e3;
var readWithin = 5e3;
var proof = 2;
var haltOwn = ({ exec, owner, clock }, { pairs, positions: toClose }) => (0, import_rxjs6.defer)(() => {
  let cleanLooks = 0;
  let reported = "";
  const isOf = (pair) => pairs === void 0 || pairs.includes(pair);
  const isMeant = ({ pair, orderId }) => owner.isMine(orderId) && isOf(pair);
  const cancel = (orders) => (0, import_rxjs6.concat)(
    (0, import_rxjs6.of)({
      type: "Canceling",
      orders: orders.orderIds.map((orderId) => ({ pair: orders.pair, orderId }))
    }),
    exec.cancelOrders(orders).pipe((0, import_rxjs6.map)((outcome) => ({ type: "CancelOutcome", outcome })))
  );
  const conclude = (open) => {
    const due = open.filter(({ userCancelable }) => userCancelable !== false);
    cleanLooks = due.length === 0 && owner.openLives() === 0 ? cleanLooks + 1 : 0;
    if (cleanLooks === proof) return positions$.pipe((0, import_rxjs6.concatMap)((stay) => flat(open, stay)));
    const ids = open.map(({ orderId }) => orderId).join();
    const remaining = ids === reported ? [] : [{ type: "Remaining", orders: open }];
    reported = ids;
    return (0, import_rxjs6.concat)((0, import_rxjs6.from)(remaining), (0, import_rxjs6.merge)(...batchesByPair(due).map(cancel)));
  };
  const positions$ = (0, import_rxjs6.defer)(() => exec.rest.marginPositions()).pipe(
    (0, import_rxjs6.map)(
      ({ positions }) => positions.filter(({ pair, openAmount }) => isOf(pair) && compareDecimals(openAmount, "0") > 0)
    ),
    (0, import_rxjs6.timeout)({ first: readWithin, scheduler: elapsing(clock) }),
    (0, import_rxjs6.catchError)(() => (0, import_rxjs6.of)(null))
  );
  const flat = (left2, stay) => [
    ...(toClose === "close" ? stay ?? [] : []).map((position) => ({
      type: "NotClosed",
      position,
      message: "positions are the account's: only a caller of all orders may close them"
    })),
    { type: "Flat", at: stampOf(clock), left: left2, positions: stay }
  ];
  const look$ = (0, import_rxjs6.defer)(() => exec.rest.all.activeOrders()).pipe(
    (0, import_rxjs6.toArray)(),
    (0, import_rxjs6.concatMap)((active) => conclude(active.filter(isMeant))),
    (0, import_rxjs6.catchError)((error) => {
      cleanLooks = 0;
      return (0, import_rxjs6.of)({ type: "Unreadable", message: causeOf(error) });
    }),
    (0, import_rxjs6.repeat)({ delay: () => (0, import_rxjs6.timer)(lookInterval, clock) }),
    (0, import_rxjs6.takeWhile)(({ type }) => type !== "Flat", true)
  );
  return (0, import_rxjs6.concat)((0, import_rxjs6.of)({ type: "Halted", at: stampOf(clock) }), look$);
});

// src/trading/codec.ts
var plain = (decoder2) => ({ decoder: decoder2, encode: (value) => value });
var mapOf = (key, item) => ({
  decoder: mapped(
    list("entries", row("a key and a value", { key, value: item })),
    (entries) => new Map(entries.map(({ key: k, value }) => [k, value]))
  ),
  encode: (map7) => [...map7]
});
var nothingAsked = mapped(anything, () => void 0);
var word = (name, words) => oneOf(name, [...words, "unknown"]);

// src/trading/profit-value.ts
var Methods = ownRecord("by method", { average: DecimalString, fifo: DecimalString });
var HeldValue = ownRecord("what is held", {
  amount: DecimalString,
  cost: DecimalString,
  averagePrice: nullable(DecimalString)
});
var sums = {
  realized: Methods,
  unrealized: nullable(Methods),
  fees: DecimalString,
  rebates: DecimalString,
  interest: DecimalString,
  accruedFees: DecimalString,
  total: nullable(DecimalString),
  spread: DecimalString,
  inventory: nullable(DecimalString),
  turnover: DecimalString,
  fills: Integer,
  fillsWithoutMiddle: Integer,
  lateFills: Integer
};
var Pairs = mapOf(
  Text,
  ownRecord("profit of a pair", {
    ...sums,
    pair: Text,
    held: ownRecord("what is held", {
      spot: HeldValue,
      long: HeldValue,
      short: HeldValue
    })
  })
);
var Totals = mapOf(Text, ownRecord("profit in a currency", sums));
var ProfitCodec = {
  decoder: ownRecord("profit", { pairs: Pairs.decoder, totals: Totals.decoder }),
  encode: ({ pairs, totals }) => ({ pairs: Pairs.encode(pairs), totals: Totals.encode(totals) })
};

// src/model/margin.ts
var marginStates = ["NORMAL", "LOSSCUT", "CALL", "DEBT", "SETTLED"];

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

// src/model/fill.ts
var liquidities = ["maker", "taker"];

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

// src/trading/order-values.ts
var FamilyValue = oneOf("a family of codes", codeFamilies);
var OrderTypeValue = word("an order type", orderTypes);
var OrderValue = ownRecord("an order", {
  ...orderFields,
  side: word("buy or sell", sides),
  type: OrderTypeValue,
  status: word("an order status", orderStatuses),
  odd: maybe(dictionary("odd fields", Text))
});
var OrderValues = list("orders", OrderValue);
var FillValue = ownRecord("a trade", {
  ...fillFields,
  type: OrderTypeValue,
  makerTaker: word("maker or taker", liquidities)
});
var FillValues = list("trades", FillValue);
var refFields = { pair: Text, orderId: Id };
var RefValue = ownRecord("an order", refFields);
var DecimalInputValue = maybe(firstOf("a decimal", [Text, Finite]));
var RequestValue = ownRecord("an order", {
  pair: Text,
  side: Side,
  type: oneOf("a type of order that can be placed", userOrderTypes),
  amount: DecimalInputValue,
  price: DecimalInputValue,
  triggerPrice: DecimalInputValue,
  postOnly: maybe(Flag),
  positionSide: maybe(PositionSide)
});
var ChangesValue = ownRecord("what is changed", {
  price: DecimalInputValue,
  triggerPrice: DecimalInputValue,
  amount: DecimalInputValue,
  postOnly: maybe(Flag)
});
var AttributionValue = oneOf("reply or inferred", ["reply", "inferred"]);
var ViolationValue = ownRecord("a violation", {
  field: Text,
  rule: Text,
  actual: Text,
  nearest: nullable(Text)
});
var TransitionValue = tagged("type", "a step in the life of an order", {
  Submitted: ownRecord("Submitted", {
    type: only("Submitted"),
    id: Text,
    request: RequestValue,
    at: Timestamp
  }),
  Accepted: ownRecord("Accepted", {
    type: only("Accepted"),
    order: OrderValue,
    attribution: AttributionValue
  }),
  Triggered: ownRecord("Triggered", {
    type: only("Triggered"),
    order: OrderValue
  }),
  PartiallyFilled: ownRecord("PartiallyFilled", {
    type: only("PartiallyFilled"),
    order: OrderValue,
    fill: FillValue
  }),
  Filled: ownRecord("Filled", {
    type: only("Filled"),
    order: OrderValue,
    fills: FillValues
  }),
  Canceled: ownRecord("Canceled", {
    type: only("Canceled"),
    order: OrderValue,
    fills: FillValues,
    by: oneOf("who cancelled it", cancelers)
  }),
  Rejected: ownRecord("Rejected", {
    type: only("Rejected"),
    by: oneOf("client or venue", ["client", "venue"]),
    reason: oneOf("a reason", rejectReasons),
    message: Text,
    code: nullable(Integer),
    family: nullable(FamilyValue),
    violations: list("violations", ViolationValue),
    order: nullable(OrderValue),
    attribution: nullable(AttributionValue)
  }),
  Unresolved: ownRecord("Unresolved", {
    type: only("Unresolved"),
    candidates: OrderValues,
    message: Text
  })
});
var PositionFields = { epoch: Text, index: Integer };
var FillPositionValue = optional(ownRecord("a place among fills", PositionFields));
var PlacedFillValue = ownRecord("a fill and its place", {
  ...PositionFields,
  fill: nullable(FillValue),
  missed: Flag
});

// src/trading/account-values.ts
var confirmedFields = { confirmed: Flag, asOf: Timestamp };
var BalanceValue = ownRecord("a balance", balanceFields);
var PositionValue = ownRecord("a position", positionFields);
var ConfirmedPosition = ownRecord("a position", {
  ...positionFields,
  ...confirmedFields
});
var FeeValue = tagged("type", "range or threshold", {
  range: ownRecord("a range", {
    type: only("range"),
    min: DecimalString,
    max: DecimalString
  }),
  threshold: ownRecord("a threshold", {
    type: only("threshold"),
    under: DecimalString,
    over: DecimalString,
    threshold: DecimalString
  })
});
var UserAssets = list(
  "assets",
  ownRecord("an asset", {
    ...balanceFields,
    withdrawalFee: nullable(FeeValue),
    stopDeposit: Flag,
    stopWithdrawal: Flag,
    networks: list("networks", ownRecord("a network", networkFields)),
    collateralRatio: nullable(DecimalString)
  })
);
var MarginStatusValue = ownRecord("a margin status", {
  ...marginStatusFields,
  status: word("a margin account status", marginStates)
});
var NoticeValue = ownRecord("a notice", noticeFields);
var MarginPositionsValue = ownRecord("margin positions", {
  notice: nullable(NoticeValue),
  payables: DecimalString,
  positions: list("positions", PositionValue),
  losscutThreshold: nullable(LosscutThresholds)
});
var OrdersCodec = mapOf(Id, OrderValue);
var AssetsCodec = mapOf(
  Text,
  ownRecord("a balance", { ...balanceFields, ...confirmedFields })
);
var AvailableCodec = mapOf(Text, DecimalString);
var PositionsCodec = mapOf(
  Text,
  ownRecord("positions of a pair", {
    long: nullable(ConfirmedPosition),
    short: nullable(ConfirmedPosition)
  })
);
var ConnectionValue = ownRecord("a connection", {
  state: oneOf("the state of a link", ["idle", "connecting", "open", "waiting"]),
  attempt: Integer,
  cause: nullable(Text)
});

// src/trading/cancel-values.ts
var WithOrder = ownRecord("an outcome", {
  ...refFields,
  type: oneOf("AlreadyCanceled, AlreadyFilled or Pending", ["AlreadyCanceled", "AlreadyFilled", "Pending"]),
  order: nullable(OrderValue)
});
var outcomes = {
  Canceled: ownRecord("Canceled", {
    ...refFields,
    type: only("Canceled"),
    order: OrderValue
  }),
  AlreadyCanceled: WithOrder,
  AlreadyFilled: WithOrder,
  Pending: WithOrder,
  Refused: ownRecord("Refused", {
    ...refFields,
    type: only("Refused"),
    code: nullable(Integer),
    family: nullable(FamilyValue),
    message: Text
  }),
  Unresolved: ownRecord("Unresolved", {
    ...refFields,
    type: only("Unresolved"),
    message: Text
  })
};
var OutcomeValue = tagged("type", "the outcome of a cancel", outcomes);
var CancelAllValue = tagged("type", "the outcome of a cancel", {
  ...outcomes,
  Unresolved: firstOf("Unresolved", [
    outcomes.Unresolved,
    ownRecord("Unresolved", {
      type: only("Unresolved"),
      pair: nullable(Text),
      orderId: same("null", (input) => input === null),
      message: Text
    })
  ])
});
var HaltValue = tagged("type", "a step of a halt", {
  Halted: ownRecord("Halted", { type: only("Halted"), at: Timestamp }),
  Canceling: ownRecord("Canceling", {
    type: only("Canceling"),
    orders: list("orders", RefValue)
  }),
  CancelOutcome: ownRecord("CancelOutcome", {
    type: only("CancelOutcome"),
    outcome: OutcomeValue
  }),
  Remaining: ownRecord("Remaining", {
    type: only("Remaining"),
    orders: OrderValues
  }),
  Unreadable: ownRecord("Unreadable", {
    type: only("Unreadable"),
    message: Text
  }),
  Closing: ownRecord("Closing", {
    type: only("Closing"),
    position: PositionValue,
    order: RequestValue
  }),
  NotClosed: ownRecord("NotClosed", {
    type: only("NotClosed"),
    position: PositionValue,
    message: Text
  }),
  Flat: ownRecord("Flat", {
    type: only("Flat"),
    at: Timestamp,
    left: OrderValues,
    positions: nullable(list("positions", PositionValue))
  })
});

// src/trading/port-call.ts
var call = (kind, args, value, serve) => ({ kind, args, value: "encode" in value ? value : plain(value), serve });

// src/trading/news-values.ts
var event = (type, content) => ownRecord(type, {
  type: only(type),
  timetoken: Text,
  ...content
});
var served = {
  asset_update: event("asset_update", { assets: list("balances", BalanceValue) }),
  spot_order_new: event("spot_order_new", { orders: OrderValues }),
  spot_order: event("spot_order", { orders: OrderValues }),
  spot_order_invalidation: event("spot_order_invalidation", { orderIds: list("ids", Id) }),
  spot_trade: event("spot_trade", { fills: FillValues }),
  dealer_order_new: event("dealer_order_new", {
    orders: list(
      "dealer orders",
      ownRecord("a dealer order", {
        orderId: Text,
        asset: Text,
        side: Side,
        price: DecimalString,
        amount: DecimalString,
        orderedAt: Timestamp
      })
    )
  }),
  margin_position_update: event("margin_position_update", { positions: list("positions", PositionValue) }),
  margin_payable_update: event("margin_payable_update", { amounts: list("amounts", DecimalString) }),
  margin_notice_update: event("margin_notice_update", { notices: list("notices", NoticeValue) })
};
var EventValue = tagged("type", "a private message", served);
var isServed = ({ type }) => Object.hasOwn(served, type);
var DiagnosticHead = ownRecord("a diagnostic", {
  kind: Text,
  at: Timestamp
});
var DiagnosticValue = decoder(DiagnosticHead.name, (input, context) => {
  const head = DiagnosticHead.validate(input, context);
  if (head._tag === "Left") return head;
  return isObject(input) ? success(input) : failure(input, context);
});

// src/trading/calls.ts
var noValue = never("nothing");
var notYours = (name) => (0, import_rxjs7.throwError)(() => refusedError(name, "not-allowed", "the order is not one of yours"));
var ofOwner = ({ owner }, name, orderIds, next) => orderIds.every(owner.isMine) ? (0, import_rxjs7.defer)(next) : notYours(name);
var ofAccount = ({ seesAll }, name, next) => seesAll ? (0, import_rxjs7.defer)(next) : (0, import_rxjs7.throwError)(() => refusedError(name, "not-allowed", "it shows orders that are not yours"));
var mine = ({ owner }, rows2) => rows2.filter(({ orderId }) => owner.isMine(orderId));
var calls = {
  submitOrder: call(
    "order",
    ownRecord("an order with an id", {
      id: NonEmptyText,
      request: RequestValue,
      allowEqualInFlight: maybe(Flag)
    }),
    TransitionValue,
    ({ exec, owner, ttl, caller }, { id, request, allowEqualInFlight = false }) => {
      const how = { id: owner.idOf(id), allowEqualInFlight, cancelOnUnsubscribe: true };
      return owner.follow(
        id,
        owner.place(
          id,
          caller,
          { request },
          (0, import_rxjs7.defer)(() => exec.submitOrder(request, how))
        ),
        ttl
      );
    }
  ),
  replaceOrder: call(
    "order",
    ownRecord("a change of an order with an id", {
      id: NonEmptyText,
      ref: RefValue,
      changes: ChangesValue
    }),
    TransitionValue,
    (served2, { id, ref, changes }) => ofOwner(served2, "replaceOrder", [ref.orderId], () => {
      const { exec, owner, caller } = served2;
      const life$ = (0, import_rxjs7.defer)(() => exec.replaceOrder(ref, changes, { id: owner.idOf(id) }));
      return owner.follow(id, owner.place(id, caller, { ref, changes }, life$));
    })
  ),
  trackOrder: call(
    "life",
    firstOf("an order or an id", [
      ownRecord("an id", { id: NonEmptyText }),
      RefValue
    ]),
    TransitionValue,
    (served2, which) => {
      const { exec, owner, caller } = served2;
      return "id" in which ? owner.ofCaller(caller, owner.learnFrom(exec.trackOrder({ id: owner.idOf(which.id) }))) : ofOwner(served2, "trackOrder", [which.orderId], () => owner.learnFrom(exec.trackOrder(which)));
    }
  ),
  cancelOrder: call(
    "cancel",
    ownRecord("an order", { id: NonEmptyText, ref: RefValue }),
    OutcomeValue,
    (served2, { id, ref }) => ofOwner(
      served2,
      "cancelOrder",
      [ref.orderId],
      () => served2.owner.once(id, () => served2.exec.cancelOrder(ref))
    )
  ),
  cancelOrders: call(
    "cancel",
    ownRecord("orders", { id: NonEmptyText, orders: IdsValue }),
    OutcomeValue,
    (served2, { id, orders }) => ofOwner(
      served2,
      "cancelOrders",
      orders.orderIds,
      () => served2.owner.once(id, () => served2.exec.cancelOrders(orders))
    )
  ),
  cancelAll: call(
    "cancel",
    ownRecord("a pair or none", { id: NonEmptyText, pair: maybe(Text) }),
    CancelAllValue,
    (served2, { id, pair }) => served2.owner.once(
      id,
      () => served2.seesAll ? served2.exec.cancelAll({ pair }) : cancelOwn(served2, pair)
    )
  ),
  halt: call(
    "cancel",
    ownRecord("a halt", {
      id: NonEmptyText,
      options: ownRecord("options of a halt", {
        pairs: maybe(list("pairs", Text)),
        patience: maybe(Integer),
        positions: maybe(oneOf("keep or close", ["keep", "close"])),
        maxSlippage: DecimalInputValue
      })
    }),
    HaltValue,
    (served2, { id, options }) => {
      served2.owner.halt();
      return served2.seesAll ? served2.exec.halt(options) : served2.owner.once(id, () => haltOwn(served2, options));
    }
  ),
  "rest.order": call(
    "one-shot",
    RefValue,
    OrderValue,
    (served2, ref) => ofOwner(served2, "rest.order", [ref.orderId], () => served2.exec.rest.order(ref))
  ),
  "rest.ordersInfo": call(
    "one-shot",
    IdsValue,
    OrderValues,
    (served2, orders) => ofOwner(served2, "rest.ordersInfo", orders.orderIds, () => served2.exec.rest.ordersInfo(orders))
  ),
  "rest.activeOrders": call(
    "one-shot",
    ActiveQuery,
    OrderValues,
    (served2, query) => served2.exec.rest.activeOrders(query).pipe((0, import_rxjs7.map)((orders) => mine(served2, orders)))
  ),
  "rest.tradeHistory": call(
    "one-shot",
    HistoryQuery,
    FillValues,
    (served2, query) => served2.exec.rest.tradeHistory(query).pipe((0, import_rxjs7.map)((fills) => mine(served2, fills)))
  ),
  "rest.all.activeOrders": call(
    "one-shot",
    ActiveQuery,
    OrderValue,
    (served2, query) => served2.exec.rest.all.activeOrders(query).pipe((0, import_rxjs7.filter)(({ orderId }) => served2.owner.isMine(orderId)))
  ),
  "rest.all.tradeHistory": call(
    "one-shot",
    HistoryQuery,
    FillValue,
    (served2, query) => served2.exec.rest.all.tradeHistory(query).pipe((0, import_rxjs7.filter)(({ orderId }) => served2.owner.isMine(orderId)))
  ),
  "rest.assets": call("one-shot", nothingAsked, UserAssets, ({ exec }) => exec.rest.assets()),
  "rest.marginStatus": call(
    "one-shot",
    nothingAsked,
    MarginStatusValue,
    ({ exec }) => exec.rest.marginStatus()
  ),
  "rest.marginPositions": call(
    "one-shot",
    nothingAsked,
    MarginPositionsValue,
    ({ exec }) => exec.rest.marginPositions()
  ),
  fills$: call(
    "feed",
    ownRecord("a place", { after: FillPositionValue }),
    PlacedFillValue,
    ({ owner }, { after }) => owner.fills.from(after)
  ),
  orders$: call(
    "feed",
    nothingAsked,
    OrdersCodec,
    ({ exec, owner, seesAll }) => seesAll ? exec.orders$ : (0, import_rxjs7.combineLatest)([exec.orders$, owner.claimed$.pipe((0, import_rxjs7.startWith)(null))]).pipe(
      (0, import_rxjs7.map)(
        ([orders]) => new Map([...orders].filter(([orderId]) => owner.isMine(orderId)))
      )
    )
  ),
  assets$: call("feed", nothingAsked, AssetsCodec, ({ exec }) => exec.assets$),
  available$: call("feed", nothingAsked, AvailableCodec, ({ exec }) => exec.available$),
  positions$: call("feed", nothingAsked, PositionsCodec, ({ exec }) => exec.positions$),
  pnl$: call(
    "feed",
    nothingAsked,
    ProfitCodec,
    ({ exec, owner, seesAll }) => seesAll ? exec.pnl$ : owner.pnl$
  ),
  /** As long as this call is open, the caller counts as present. After it was away for the given time, its open orders are cancelled. */
  cancelWhenGone: call(
    "feed",
    ownRecord("a time", { after: Integer }),
    noValue,
    ({ owner, caller, isCallerGone }, { after }) => new import_rxjs7.Observable(() => {
      owner.callers.here(caller, after);
      return () => owner.callers.away(caller, isCallerGone());
    })
  ),
  connection$: call("feed", nothingAsked, ConnectionValue, ({ exec }) => exec.connection$),
  privateEvents$: call(
    "feed",
    nothingAsked,
    EventValue,
    (served2) => ofAccount(served2, "privateEvents$", () => served2.exec.privateEvents$.pipe((0, import_rxjs7.filter)(isServed)))
  ),
  diagnostics$: call(
    "feed",
    nothingAsked,
    DiagnosticValue,
    (served2) => ofAccount(served2, "diagnostics$", () => served2.exec.diagnostics$)
  )
};
var callNames = Object.keys(calls);
var callNamed = (name) => Object.hasOwn(calls, name) ? calls[name] : void 0;

// src/trading/errors.ts
var Fields = decoder(
  "an object",
  (input, context) => isObject(input) ? success(input) : failure(input, context)
);
var WrittenError = ownRecord("an error", { _tag: Text, message: Text, fields: Fields });
var ErrorValue = mapped(
  WrittenError,
  ({ _tag, message, fields }) => taggedError(_tag, message, fields)
);
var ownOfErrors = ["_tag", "name", "message", "stack"];
var encodeError = (error) => {
  const message = causeOf(error);
  if (!(error instanceof Error) || !("_tag" in error) || typeof error._tag !== "string")
    return { _tag: "Error", message, fields: {} };
  const { _tag } = error;
  const fields = Object.fromEntries(Object.entries(error).filter(([key]) => !ownOfErrors.includes(key)));
  return { _tag, message, fields };
};

// src/trading/gateway.ts
var import_rxjs16 = require("rxjs");

// src/operators/retry-backoff.ts
var import_rxjs8 = require("rxjs");
var retryBackoff = ({
  initialDelay = 1e3,
  maxDelay = 3e4,
  maxAttempts = Infinity,
  shouldRetry = () => true,
  resetOn = () => true,
  steadyAfter = 1e4,
  onRetry,
  random = Math.random,
  scheduler = import_rxjs8.asyncScheduler
} = {}) => (source) => (0, import_rxjs8.defer)(() => {
  const clock = clockOf(scheduler);
  let failures = 0;
  let provenAt = null;
  return source.pipe(
    (0, import_rxjs8.tap)((value) => {
      if (failures === 0 || !resetOn(value)) return;
      provenAt ??= clock.elapsed();
      if (clock.elapsed() - provenAt >= steadyAfter) failures = 0;
    }),
    (0, import_rxjs8.retry)({
      delay: (error) => {
        failures += 1;
        provenAt = null;
        if (failures > maxAttempts || !shouldRetry(error)) return (0, import_rxjs8.throwError)(() => error);
        const bound = failures === 1 ? 0 : Math.min(maxDelay, initialDelay * 2 ** (failures - 2));
        const delay = random() * bound;
        onRetry?.({ error, attempt: failures, delay });
        return (0, import_rxjs8.timer)(delay, scheduler);
      }
    })
  );
});

// src/trading/owner.ts
var import_rxjs14 = require("rxjs");

// src/operators/course.ts
var import_rxjs9 = require("rxjs");
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
    values$: new import_rxjs9.Observable(subscribe),
    values,
    hasFailed: () => hasFailed
  };
};
var courseOf = (source) => courseBy((observer) => source.subscribe(observer));
var startedOnce = (begin) => {
  let course = null;
  return new import_rxjs9.Observable((subscriber) => {
    if (course === null || course.hasFailed()) course = begin();
    course.subscribe(subscriber);
  });
};
var runOnce = (source) => startedOnce(() => courseOf(source));

// src/execution/order/diff.ts
var isEnding = (transition) => transition.type === "Filled" || transition.type === "Canceled" || transition.type === "Rejected";

// src/profit/money.ts
var places = 16;
var one = 10n ** BigInt(places);
var unitsOf = (decimal) => toUnits(decimal, places);
var decimalOfUnits = (units) => {
  const text = fromUnits(units, places);
  return text.replace(/\.?0+$/, "");
};
var timesUnits = (a, b) => a * b / one;
var shareOf = (whole, part, of12) => whole * part / of12;
var quotient = (a, b) => a * one / b;
var absolute = (units) => units < 0n ? -units : units;
var smaller = (a, b) => a < b ? a : b;
var cutTo = (units, kept2) => {
  if (kept2 >= places) return units;
  const step = 10n ** BigInt(places - kept2);
  return units / step * step;
};

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
  const isReducing2 = holding.amount !== 0n && amount !== 0n && holding.amount > 0n !== amount > 0n;
  if (!isReducing2) return enlarged(holding, amount, cost);
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
  const { base, kept: kept2, all, late } = log;
  const at = kept2.findLastIndex((other) => inOrder(other, entry) <= 0);
  const before = kept2[at];
  if (before !== void 0 && inOrder(before, entry) === 0) return log;
  if (at === kept2.length - 1)
    return shortened({ base, kept: [...kept2, entry], all: afterFill(all, entry, places3), late }, places3);
  const sorted = [...kept2.slice(0, at + 1), entry, ...kept2.slice(at + 1)];
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
var middleOf = (mark2) => mark2 === void 0 || mark2.bid === null || mark2.ask === null ? null : (mark2.bid + mark2.ask) / 2n;
var unitsOrNull = (decimal) => decimal === null ? null : unitsOf(decimal);
var placesOf = ({ places: places3 }, pair) => places3[quoteAssetOf(pair)] ?? otherPlaces;
var profit = (state, event2) => {
  switch (event2.type) {
    case "fill": {
      const { fill } = event2;
      const { pair } = fill;
      const log = state.logs.get(pair) ?? emptyPairLog;
      const next = withFill(log, { fill, middle: middleOf(state.marks.get(pair)) }, placesOf(state, pair));
      return next === log ? state : { ...state, logs: new Map(state.logs).set(pair, next) };
    }
    case "mark": {
      const { pair, bid, ask } = event2.mark;
      const mark2 = { bid: unitsOrNull(bid), ask: unitsOrNull(ask) };
      return { ...state, marks: new Map(state.marks).set(pair, mark2) };
    }
  }
};

// src/profit/view.ts
var plus = (a, b) => a === null || b === null ? null : a + b;
var worthOf = ({ amount }, mark2) => {
  if (amount === 0n) return 0n;
  const price = amount > 0n ? mark2?.bid : mark2?.ask;
  return price === void 0 || price === null ? null : timesUnits(price, amount);
};
var sumsOf = (state, late, mark2) => {
  const all = holdingSides.map((side) => state.holdings[side]);
  const add = (valueOf) => all.reduce((sum, holding) => sum + valueOf(holding), 0n);
  const worth = all.reduce((sum, holding) => plus(sum, worthOf(holding, mark2)), 0n);
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
var shown = (sums2) => {
  const { average, fifo, openAverage, openFifo, fees, rebates, interest, accruedFees, spread } = sums2;
  const gross = plus(average, openAverage);
  const orNull2 = (units) => units === null ? null : decimalOfUnits(units);
  return {
    realized: { average: decimalOfUnits(average), fifo: decimalOfUnits(fifo) },
    unrealized: openAverage === null || openFifo === null ? null : { average: decimalOfUnits(openAverage), fifo: decimalOfUnits(openFifo) },
    fees: decimalOfUnits(fees),
    rebates: decimalOfUnits(rebates),
    interest: decimalOfUnits(interest),
    accruedFees: decimalOfUnits(accruedFees),
    total: orNull2(netOf(sums2)),
    spread: decimalOfUnits(spread),
    inventory: orNull2(plus(gross, -spread)),
    turnover: decimalOfUnits(sums2.turnover),
    fills: sums2.fills,
    fillsWithoutMiddle: sums2.withoutMiddle,
    lateFills: sums2.late
  };
};
var heldOf = ({ amount, cost }) => ({
  amount: decimalOfUnits(amount),
  cost: decimalOfUnits(cost),
  averagePrice: amount === 0n ? null : decimalOfUnits(quotient(cost, amount))
});
var profitOf = ({ logs, marks }) => {
  const pairs = /* @__PURE__ */ new Map();
  const totals = /* @__PURE__ */ new Map();
  for (const [pair, { all, late }] of logs) {
    const sums2 = sumsOf(all, late, marks.get(pair));
    const { spot, long, short } = all.holdings;
    pairs.set(pair, {
      pair,
      ...shown(sums2),
      held: { spot: heldOf(spot), long: heldOf(long), short: heldOf(short) }
    });
    const quote = quoteAssetOf(pair);
    const known = totals.get(quote);
    totals.set(quote, known === void 0 ? sums2 : added(known, sums2));
  }
  return { pairs, totals: new Map([...totals].map(([quote, sums2]) => [quote, shown(sums2)])) };
};

// src/trading/caller-loss.ts
var import_rxjs10 = require("rxjs");
var createCallerLoss = (onLost, clock) => {
  const here = /* @__PURE__ */ new Map();
  const away = /* @__PURE__ */ new Map();
  const count = (caller, after) => {
    const counting = (0, import_rxjs10.timer)(after, clock).subscribe(() => {
      away.delete(caller);
      onLost(caller);
    });
    away.set(caller, { after, isHeld: false, timer: counting });
  };
  return {
    here: (caller, after) => {
      away.get(caller)?.timer.unsubscribe();
      away.delete(caller);
      here.set(caller, { after, links: (here.get(caller)?.links ?? 0) + 1 });
    },
    away: (caller, isCallers) => {
      const known = here.get(caller);
      if (known === void 0) return;
      const { after, links } = known;
      if (links > 1) {
        here.set(caller, { after, links: links - 1 });
        return;
      }
      here.delete(caller);
      if (isCallers) count(caller, after);
      else away.set(caller, { after, isHeld: true, timer: import_rxjs10.Subscription.EMPTY });
    },
    onMessage: () => {
      for (const [caller, { after, isHeld }] of [...away]) if (isHeld) count(caller, after);
    }
  };
};

// src/trading/fill-log.ts
var import_rxjs11 = require("rxjs");
var kept = 1e4;
var fillKey = ({ tradeId, orderId }) => `${tradeId}/${orderId}`;
var createFillLog = (epoch) => {
  const fills = [];
  const known = /* @__PURE__ */ new Set();
  const added2 = new import_rxjs11.Subject();
  let begin = 0;
  return {
    add: (fill) => {
      if (known.has(fillKey(fill))) return;
      known.add(fillKey(fill));
      fills.push(fill);
      if (fills.length > kept) {
        known.delete(fillKey(fills.shift()));
        begin += 1;
      }
      added2.next({ epoch, index: begin + fills.length, fill, missed: false });
    },
    from: (after) => (0, import_rxjs11.defer)(() => {
      const end = begin + fills.length;
      const isKnown = after !== null && after.epoch === epoch && after.index <= end;
      const start = isKnown ? Math.max(begin, after.index) : end;
      const missed = after !== null && (!isKnown || after.index < begin);
      const first = { epoch, index: start, fill: null, missed };
      const past = fills.slice(start - begin).map((fill, i) => ({ epoch, index: start + i + 1, fill, missed: false }));
      return (0, import_rxjs11.merge)((0, import_rxjs11.concat)((0, import_rxjs11.of)(first), (0, import_rxjs11.from)(past)), added2);
    })
  };
};

// src/trading/owner-guards.ts
var import_rxjs13 = require("rxjs");

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
  const own2 = prices.reduce(maxDecimal);
  const bid = market.book?.bids[0];
  return type === "limit" && side === "sell" && bid !== void 0 ? maxDecimal(own2, decimalOf(bid.price)) : own2;
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
var measure = ({ through, away }, side, price, from6) => {
  const above = subtractDecimals(price, from6);
  const into = side === "buy" ? above : subtractDecimals(from6, price);
  const isThrough = compareDecimals(into, "0") > 0;
  const limit = isThrough ? through : away;
  const distance = into.replace("-", "");
  if (limit === null || compareDecimals(distance, multiplyDecimals(limit, from6)) <= 0) return [];
  const rule = `at most ${limit} ${isThrough ? "through" : "away from"} ${from6}`;
  return [breach("maxDistance", rule, fraction(distance, from6))];
};
var places2 = 6;
var fraction = (part, whole) => {
  const scale = Math.max(scaleOf(part), scaleOf(whole));
  const divisor = toUnits(whole, scale);
  return fromUnits((toUnits(part, scale + places2) + divisor - 1n) / divisor, places2);
};

// src/execution/guards/market.ts
var import_rxjs12 = require("rxjs");
var unknownMarket = { book: null, receivedAt: -Infinity, tradable: null };
var createMarkets = (source, clock, leaps$, longestWait2, untilClosed) => {
  const followed = /* @__PURE__ */ new Map();
  leaps$.subscribe(() => {
    for (const market of followed.values()) market.next({ ...market.value, receivedAt: -Infinity });
  });
  const news = (pair) => (0, import_rxjs12.merge)(
    source.book$(pair).pipe(
      (0, import_rxjs12.map)((book) => ({ book, receivedAt: clock.elapsed() })),
      (0, import_rxjs12.endWith)({ book: null })
    ),
    source.tradable$(pair).pipe(
      (0, import_rxjs12.map)((tradable) => ({ tradable })),
      (0, import_rxjs12.endWith)({ tradable: null })
    )
  );
  const follow = (pair) => {
    const market = followed.get(pair) ?? new import_rxjs12.BehaviorSubject(unknownMarket);
    if (followed.has(pair)) return market;
    followed.set(pair, market);
    const end = () => {
      followed.delete(pair);
      market.next(unknownMarket);
      market.complete();
    };
    (0, import_rxjs12.defer)(() => news(pair)).pipe(untilClosed).subscribe({
      next: (update) => market.next({ ...market.value, ...update }),
      error: end,
      complete: end
    });
    return market;
  };
  return {
    latest: (pair) => followed.get(pair)?.value ?? unknownMarket,
    known: (pair) => (0, import_rxjs12.defer)(
      () => follow(pair).pipe(
        (0, import_rxjs12.filter)(({ book, tradable }) => book !== null && tradable !== null),
        (0, import_rxjs12.endWith)(unknownMarket),
        (0, import_rxjs12.raceWith)((0, import_rxjs12.timer)(longestWait2, clock)),
        (0, import_rxjs12.take)(1)
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

// src/execution/order/check-request.ts
var import_Either = require("fp-ts/lib/Either.js");
var asPlainDecimal = (input) => {
  if (typeof input === "string" && isPlainDecimal(input)) return input;
  const value = typeof input === "string" && input.trim() !== "" ? Number(input) : input;
  return typeof value === "number" && Number.isFinite(value) ? decimalOf(value) : null;
};

// src/trading/owner-guards.ts
var longestWait = 5e3;
var second = 1e3;
var ordersUnknown = breach("maxOpenOrders", "open orders that are known", "not known");
var replacedUnknown = breach("maxOpenOrders", "an open order to replace that is known", "not known");
var plain2 = (value) => asPlainDecimal(value) ?? void 0;
var valued = ({ amount, price, triggerPrice, ...rest }) => ({
  ...rest,
  ...amount === void 0 ? {} : { amount: plain2(amount) },
  ...price === void 0 ? {} : { price: plain2(price) },
  ...triggerPrice === void 0 ? {} : { triggerPrice: plain2(triggerPrice) }
});
var tooMany = (guard, limit, count) => limit === null || count <= limit ? [] : [breach(guard, `at most ${limit}`, String(count))];
var createOwnerGuards = ({ config, exec, clock, isMine }) => {
  const { maxOpenOrders, maxNotional, maxTotalNotional, maxOrdersPerSecond } = config;
  const isAboutOrders = maxOpenOrders !== null || maxTotalNotional !== null;
  const markets = config.market === null ? null : createMarkets(config.market, clock, import_rxjs13.NEVER, longestWait, (source) => source);
  const onTheWay2 = /* @__PURE__ */ new Map();
  let open = null;
  let passedAt = [];
  const orders$ = exec.orders$.pipe(
    (0, import_rxjs13.tap)({
      next: (orders) => {
        open = orders;
      },
      error: () => {
        open = null;
      }
    })
  );
  if (isAboutOrders) orders$.subscribe({ error: () => void 0 });
  const worth = (order, amount) => notionalAt(valuationPrice(order, markets?.latest(order.pair) ?? unknownMarket), amount);
  const check = (order, replaced) => {
    const { pair } = order;
    const quote = quoteAssetOf(pair);
    const now = clock.elapsed();
    const market = markets?.latest(pair) ?? unknownMarket;
    const mine2 = [...open ?? []].filter(([orderId]) => isMine(orderId) && orderId !== replaced).map(([, one2]) => one2);
    const others = [...onTheWay2.values()].filter(
      ({ orderId }) => orderId === null || orderId !== replaced && open?.has(orderId) !== true
    );
    const inPair = (one2) => one2.pair === pair;
    const inQuote = (one2) => quoteAssetOf(one2.pair) === quote;
    const total = () => {
      const worths = [
        worth(order, order.amount),
        ...mine2.filter(inQuote).map((one2) => worth(one2, one2.remainingAmount ?? one2.amount)),
        ...others.filter((one2) => inQuote(one2.order)).map((one2) => worth(one2.order, one2.order.amount))
      ];
      return worths.includes(null) ? null : sumDecimals(worths);
    };
    passedAt = passedAt.filter((at) => now - at < second);
    const count = 1 + mine2.filter(inPair).length + others.filter((one2) => inPair(one2.order)).length;
    return [
      ...tooMany("maxOpenOrders", maxOpenOrders, count),
      ...tooMany("maxOrdersPerSecond", maxOrdersPerSecond, passedAt.length + 1),
      ...checkNotional("maxTotalNotional", maxTotalNotional, quote, total),
      ...checkMarket(config, market, now),
      ...checkDistance(config, order, market),
      ...checkNotional("maxNotional", maxNotional, quote, () => worth(order, order.amount))
    ];
  };
  const ordersKnown$ = (0, import_rxjs13.defer)(() => open !== null ? (0, import_rxjs13.of)(true) : orders$.pipe((0, import_rxjs13.map)(() => true))).pipe(
    (0, import_rxjs13.take)(1),
    (0, import_rxjs13.timeout)({ first: longestWait, scheduler: clock }),
    (0, import_rxjs13.catchError)(() => (0, import_rxjs13.of)(false))
  );
  const orderOf = (asked) => {
    if ("request" in asked) return valued(asked.request);
    const old = open?.get(asked.ref.orderId);
    if (old === void 0 || old.side === "unknown" || old.type === "losscut" || old.type === "unknown")
      return null;
    const { pair, side, type, amount, executedAmount, price, triggerPrice, positionSide } = old;
    const { changes } = asked;
    const whole = plain2(changes.amount) ?? amount;
    return valued({
      pair,
      side,
      type,
      amount: whole === null ? void 0 : subtractDecimals(whole, executedAmount),
      price: changes.price ?? price ?? void 0,
      triggerPrice: changes.triggerPrice ?? triggerPrice ?? void 0,
      positionSide: positionSide ?? void 0
    });
  };
  const replacedBy = (asked) => "ref" in asked ? asked.ref.orderId : null;
  const pairOf = (asked) => "request" in asked ? asked.request.pair : asked.ref.pair;
  return {
    ready: (asked) => (0, import_rxjs13.forkJoin)([
      isAboutOrders || "ref" in asked ? ordersKnown$ : (0, import_rxjs13.of)(true),
      markets?.known(pairOf(asked)) ?? (0, import_rxjs13.of)(true)
    ]).pipe((0, import_rxjs13.map)(([isKnown]) => isKnown ? [] : [ordersUnknown])),
    pass: (id, asked, life$) => (0, import_rxjs13.defer)(() => {
      const order = orderOf(asked);
      if (order === null) return (0, import_rxjs13.of)(refusedHere("guard", [replacedUnknown]));
      const violations = onlyReduces(order) ? [] : check(order, replacedBy(asked));
      if (violations.length > 0) return (0, import_rxjs13.of)(refusedHere("guard", violations));
      passedAt = [...passedAt, clock.elapsed()];
      onTheWay2.set(id, { order, orderId: null });
      return life$.pipe(
        (0, import_rxjs13.tap)((transition) => {
          if (transition.type === "Accepted")
            onTheWay2.set(id, { order, orderId: transition.order.orderId });
          if (isEnding(transition)) onTheWay2.delete(id);
        }),
        (0, import_rxjs13.finalize)(() => onTheWay2.delete(id))
      );
    })
  };
};

// src/trading/owner.ts
var keptCommands = 1e3;
var createOwner = ({ exec, name, seesAll, epoch, clock, turns, recovered$ }) => {
  const claims = /* @__PURE__ */ new Set();
  const claimed = new import_rxjs14.Subject();
  const lives = /* @__PURE__ */ new Map();
  const commands = /* @__PURE__ */ new Map();
  const oldest = commands.keys();
  const fills = createFillLog(epoch);
  const placedBy = /* @__PURE__ */ new Map();
  const gone = /* @__PURE__ */ new Set();
  let guards = null;
  let isHalted = false;
  const isMine = (orderId) => seesAll || claims.has(orderId);
  const claim = ({ orderId }) => {
    if (claims.has(orderId)) return;
    claims.add(orderId);
    claimed.next();
  };
  const note = (fill) => {
    if (isMine(fill.orderId)) fills.add(fill);
  };
  const idOf = (id) => name === "" ? id : `${name}/${id}`;
  const isOwnId = (id) => name === "" ? !id.includes("/") : id.startsWith(`${name}/`);
  const ownId = (id) => name === "" ? id : id.slice(name.length + 1);
  const learn = (transition) => {
    switch (transition.type) {
      case "Submitted":
        return { ...transition, id: ownId(transition.id) };
      case "Accepted":
        claim(transition.order);
        return transition;
      case "PartiallyFilled":
        claim(transition.order);
        fills.add(transition.fill);
        return transition;
      default:
        return transition;
    }
  };
  const learnFrom = (life$) => life$.pipe((0, import_rxjs14.map)(learn));
  const rest = (id) => (0, import_rxjs14.defer)(() => exec.trackOrder({ id: idOf(id) })).pipe(
    (0, import_rxjs14.catchError)(() => (0, import_rxjs14.of)(rejected("client", "withdrawn", "its turn did not come in time", null)))
  );
  const noteFor = (caller) => (transition) => {
    const placed = placedBy.get(caller) ?? /* @__PURE__ */ new Map();
    if (transition.type === "Accepted") {
      placed.set(transition.order.orderId, transition.order);
      if (gone.has(caller)) cancelAll([transition.order]);
    }
    if (isEnding(transition) && transition.order !== null) placed.delete(transition.order.orderId);
    if (placed.size > 0) placedBy.set(caller, placed);
    else placedBy.delete(caller);
  };
  function cancelAll(orders) {
    for (const batch of batchesByPair(orders)) cancelAndReport(exec, batch).subscribe();
  }
  const cancelOf = (caller) => {
    gone.add(caller);
    cancelAll([...placedBy.get(caller)?.values() ?? []]);
  };
  const loss = createCallerLoss(cancelOf, clock);
  const follow = (id, life$, ttl = Infinity) => {
    const known = lives.get(id);
    if (known !== void 0) return learnFrom(life$);
    const life = new import_rxjs14.ReplaySubject();
    lives.set(id, life);
    const hold = new import_rxjs14.Subscription();
    const expiry = new import_rxjs14.Subscription();
    const observer = {
      next: (transition) => {
        expiry.unsubscribe();
        life.next(transition);
      },
      error: (error) => {
        expiry.unsubscribe();
        lives.delete(id);
        life.error(error);
      },
      complete: () => {
        expiry.unsubscribe();
        lives.delete(id);
        life.complete();
      }
    };
    hold.add(learnFrom(life$).subscribe(observer));
    if (ttl !== Infinity && !expiry.closed)
      expiry.add(
        (0, import_rxjs14.timer)(ttl, clock).subscribe(() => {
          hold.unsubscribe();
          learnFrom(rest(id)).subscribe(observer);
        })
      );
    return life;
  };
  const adopt = ({ id, life$ }) => {
    if (!isOwnId(id)) return;
    lives.set(ownId(id), life$);
    const end = () => {
      lives.delete(ownId(id));
    };
    life$.subscribe({
      next: (transition) => {
        if (transition.type === "Accepted") claim(transition.order);
      },
      error: end,
      complete: end
    });
  };
  recovered$.subscribe({ next: adopt, error: () => void 0 });
  exec.fills$.subscribe({ next: note, error: () => void 0 });
  return {
    isMine,
    claimed$: claimed,
    fills,
    pnl$: fills.from({ epoch, index: 0 }).pipe(
      (0, import_rxjs14.scan)(
        (state, { fill }) => fill === null ? state : profit(state, { type: "fill", fill }),
        profitFrom()
      ),
      (0, import_rxjs14.map)(profitOf)
    ),
    idOf,
    follow,
    place: (id, caller, asked, life$) => {
      const limits = guards;
      if (limits === null) return turns.inTurn(name, life$).pipe((0, import_rxjs14.tap)(noteFor(caller)));
      return limits.ready(asked).pipe(
        (0, import_rxjs14.concatMap)(
          (violations) => violations.length > 0 ? (0, import_rxjs14.of)(refusedHere("guard", violations)) : turns.inTurn(name, limits.pass(id, asked, life$))
        ),
        (0, import_rxjs14.tap)(noteFor(caller))
      );
    },
    ofCaller: (caller, life$) => life$.pipe((0, import_rxjs14.tap)(noteFor(caller))),
    limit: (config) => {
      guards ??= createOwnerGuards({ config, exec, clock, isMine });
    },
    callers: {
      ...loss,
      here: (caller, after) => {
        gone.delete(caller);
        loss.here(caller, after);
      }
    },
    learnFrom,
    once: (id, command) => {
      const known = commands.get(id);
      if (known !== void 0) return known;
      const run = runOnce(command());
      commands.set(id, run);
      if (commands.size > keptCommands) commands.delete(oldest.next().value);
      return run;
    },
    openLives: () => lives.size,
    halt: () => {
      isHalted = true;
    },
    isHalted: () => isHalted
  };
};

// src/trading/turns.ts
var import_rxjs15 = require("rxjs");
var createTurns = (atOnce2) => {
  const waiting = /* @__PURE__ */ new Map();
  let taken = 0;
  let isServing = false;
  const serveNext = () => {
    if (isServing) return;
    isServing = true;
    while (taken < atOnce2) {
      const [next] = waiting;
      if (next === void 0) break;
      const [owner, starts] = next;
      const [start] = starts;
      waiting.delete(owner);
      if (start === void 0) continue;
      starts.delete(start);
      if (starts.size > 0) waiting.set(owner, starts);
      taken += 1;
      start();
    }
    isServing = false;
  };
  return {
    inTurn: (owner, source) => new import_rxjs15.Observable((subscriber) => {
      let hasTurn = false;
      const endTurn = () => {
        if (!hasTurn) return;
        hasTurn = false;
        taken -= 1;
        serveNext();
      };
      const start = () => {
        hasTurn = true;
        subscriber.add(
          source.subscribe({
            next: (value) => {
              endTurn();
              subscriber.next(value);
            },
            error: (error) => {
              endTurn();
              subscriber.error(error);
            },
            complete: () => {
              endTurn();
              subscriber.complete();
            }
          })
        );
      };
      const starts = waiting.get(owner) ?? /* @__PURE__ */ new Set();
      waiting.set(owner, starts.add(start));
      subscriber.add(() => {
        starts.delete(start);
        endTurn();
      });
      serveNext();
    })
  };
};

// src/trading/gateway.ts
var gateways = /* @__PURE__ */ new WeakMap();
var made = 0;
var atOnce = 2;
var recoveredOf = (exec, clock, random) => {
  const { recover } = exec;
  return recover === void 0 ? import_rxjs16.EMPTY : (0, import_rxjs16.defer)(recover).pipe(
    (0, import_rxjs16.filter)((recovered) => recovered.type === "order"),
    retryBackoff({ scheduler: clock, random })
  );
};
var gatewayOf = (exec, clock, random) => {
  const known = gateways.get(exec);
  if (known !== void 0) return known;
  made += 1;
  const epoch = `${stampOf(clock)}-${made}-${random().toString(36).slice(2)}`;
  const owners = /* @__PURE__ */ new Map();
  const turns = createTurns(atOnce);
  const recovered$ = recoveredOf(exec, clock, random);
  const gateway = {
    epoch,
    ownerOf: (name, seesAll, guards) => {
      const key = `${name}/${seesAll ? "all" : "own"}`;
      const owner = owners.get(key) ?? createOwner({ exec, name, seesAll, epoch, clock, turns, recovered$ });
      owners.set(key, owner);
      if (guards !== null) owner.limit(guards);
      return owner;
    },
    onMessage: () => {
      for (const { callers } of owners.values()) callers.onMessage();
    }
  };
  gateways.set(exec, gateway);
  return gateway;
};

// src/trading/message.ts
var version = 1;
var CallerMessageValue = tagged("type", "call or leave", {
  call: ownRecord("a call", {
    type: only("call"),
    call: NonEmptyText,
    name: Text,
    args: anything,
    epoch: Text,
    at: Id
  }),
  leave: ownRecord("a leave", { type: only("leave"), call: NonEmptyText })
});
var ofCall = { n: Id, call: Text };
var GatewayMessageValue = tagged(
  "type",
  "beat, taken, next, complete, error or refused",
  {
    beat: ownRecord("a beat", {
      type: only("beat"),
      n: Id,
      epoch: Text,
      at: Id,
      keepsIds: Flag
    }),
    taken: ownRecord("taken", { type: only("taken"), ...ofCall }),
    next: ownRecord("a value", { type: only("next"), ...ofCall, value: anything }),
    complete: ownRecord("an end", { type: only("complete"), ...ofCall }),
    error: ownRecord("an error", {
      type: only("error"),
      ...ofCall,
      error: ErrorValue
    }),
    refused: ownRecord("a refusal", {
      type: only("refused"),
      n: Id,
      call: nullable(Text),
      reason: oneOf("a reason", refusedReasons),
      message: Text
    })
  }
);
var HeadValue = ownRecord("a message", { v: anything, call: maybe(Text) });
var write = (message) => JSON.stringify({ v: version, ...message });
var encodeCallerMessage = write;
var encodeGatewayMessage = write;
var decodeCallerMessage = (text) => {
  const head = decodeJson(HeadValue, text);
  const call2 = head._tag === "Right" ? head.right.call ?? null : null;
  if (head._tag === "Right" && head.right.v !== version) {
    const message = `expected a message of version ${version}`;
    return { type: "unreadable", call: call2, reason: "version", message };
  }
  const ask = head._tag === "Left" ? head : decodeJson(CallerMessageValue, text);
  return ask._tag === "Right" ? ask.right : { type: "unreadable", call: call2, reason: "unreadable", message: ask.left.message };
};
var decodeGatewayMessage = (text) => {
  const head = decodeJson(ownRecord("a message", { v: only(version) }), text);
  return head._tag === "Left" ? head : decodeJson(GatewayMessageValue, text);
};

// src/execution/guards/config.ts
var Market = having("an object with book$ and tradable$, as a DataClient", [
  "book$",
  "tradable$"
]);
var Amount = scalar("a decimal, zero or more", (input) => {
  const plain3 = asPlainDecimal(input);
  return plain3 !== null && compareDecimals(plain3, "0") >= 0 ? plain3 : void 0;
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

// src/trading/policy.ts
var OwnerName = same(
  "a name of letters, digits, ., _ and -, at most 40",
  (input) => typeof input === "string" && /^[\w.-]{0,40}$/.test(input)
);
var Policy = mapped(
  optionsOf({
    owner: withDefault(OwnerName, ""),
    orders: withDefault(oneOf("own or all", ["own", "all"]), "own"),
    guards: withDefault(GuardConfig, null),
    calls: withDefault(list("calls", oneOf("a call", callNames)), callNames),
    timeToLive: withDefault(atLeast(1), 2e3),
    keepsIds: withDefault(Flag, false),
    maxMessageLength: withDefault(integer(1e3, 1e8), 65536),
    maxOpenCalls: withDefault(integer(1, 1e6), 256),
    maxCallsPerSecond: withDefault(atLeast(1), 50),
    beatInterval: withDefault(atLeast(1), 4e3),
    acceptsOrders: withDefault(func(), () => true),
    scheduler: maybe(having("a scheduler", ["now", "schedule"])),
    random: withDefault(func(), Math.random)
  }),
  ({ scheduler, ...policy }) => ({ ...policy, clock: clockOf(scheduler) })
);

// src/trading/allowance.ts
var saved = 10;
var createAllowance = (perSecond, clock) => {
  let left2 = perSecond * saved;
  let at = clock.elapsed();
  return {
    take: () => {
      const now = clock.elapsed();
      left2 = Math.min(perSecond * saved, left2 + (now - at) / 1e3 * perSecond);
      at = now;
      if (left2 < 1) return false;
      left2 -= 1;
      return true;
    }
  };
};

// src/trading/serve.ts
var serveTrading = (exec, port, policy = {}, ...stray) => {
  const resolved = resolveOptions(Policy, policy, stray);
  const { clock, timeToLive, maxMessageLength, maxOpenCalls, keepsIds, beatInterval } = resolved;
  return new import_rxjs17.Observable((subscriber) => {
    const gateway = gatewayOf(exec, clock, resolved.random);
    const seesAll = resolved.orders === "all";
    const owner = gateway.ownerOf(resolved.owner, seesAll, resolved.guards);
    let isCallerGone = false;
    const servedTo = (call2) => ({
      exec,
      owner,
      seesAll,
      clock,
      ttl: timeToLive,
      caller: call2.replace(/-\d+$/, ""),
      isCallerGone: () => isCallerGone
    });
    const allowance = createAllowance(resolved.maxCallsPerSecond, clock);
    const link = new import_rxjs17.Subscription();
    const open = /* @__PURE__ */ new Map();
    const seen = /* @__PURE__ */ new Set();
    let n = 0;
    const post = (content) => {
      n += 1;
      port.send(encodeGatewayMessage({ n, ...content }));
    };
    const refuse = (call2, reason, message) => {
      post({ type: "refused", call: call2, reason, message });
      subscriber.next({ call: call2, reason, message });
    };
    const fail = (call2, error) => {
      const { _tag, reason = "not-allowed" } = Object(error);
      if (_tag === "RefusedError") refuse(call2, reason, causeOf(error));
      else post({ type: "error", call: call2, error: encodeError(error) });
    };
    const relay = (call2, { value }, values$) => {
      post({ type: "taken", call: call2 });
      const subscription = new import_rxjs17.Subscription();
      open.set(call2, subscription);
      const end2 = () => {
        open.delete(call2);
      };
      subscription.add(
        values$.subscribe({
          next: (item) => post({ type: "next", call: call2, value: value.encode(item) }),
          error: (error) => {
            end2();
            fail(call2, error);
          },
          complete: () => {
            end2();
            post({ type: "complete", call: call2 });
          }
        })
      );
    };
    const known = ({ id }) => owner.learnFrom(exec.trackOrder({ id: owner.idOf(id) })).pipe((0, import_rxjs17.catchError)(() => (0, import_rxjs17.of)(rejected("client", "halted", "the owner has halted", null))));
    const take6 = ({ call: call2, name, args, epoch, at }) => {
      if (seen.has(call2)) return;
      seen.add(call2);
      const row2 = callNamed(name);
      if (row2 === void 0) {
        refuse(call2, "unknown-call", `there is no call ${name.slice(0, 80)}`);
        return;
      }
      if (!resolved.calls.includes(name)) {
        refuse(call2, "not-allowed", `${name} is not served here`);
        return;
      }
      if (row2.kind !== "cancel" && !allowance.take()) {
        refuse(call2, "busy", "there are too many calls per second");
        return;
      }
      if (row2.kind !== "cancel" && open.size >= maxOpenCalls) {
        refuse(call2, "busy", `${open.size} calls are open`);
        return;
      }
      const asked = decode(row2.args, args, "args");
      if (asked._tag === "Left") {
        refuse(call2, "unreadable", asked.left.message);
        return;
      }
      if (row2.kind !== "order") {
        relay(
          call2,
          row2,
          (0, import_rxjs17.defer)(() => row2.serve(servedTo(call2), asked.right))
        );
        return;
      }
      if (!resolved.acceptsOrders()) {
        refuse(call2, "standing-by", "this gateway takes no orders now: another one may have the account");
        return;
      }
      const age = clock.elapsed() - at;
      if (epoch !== gateway.epoch || age > timeToLive) {
        refuse(call2, "expired", `the order took ${age} ms to arrive, and is not sent`);
        return;
      }
      const life$ = owner.isHalted() && !isReducing(asked.right) ? known(asked.right) : (0, import_rxjs17.defer)(() => row2.serve(servedTo(call2), asked.right));
      relay(call2, row2, life$);
    };
    const onText = (text) => {
      if (text.length > maxMessageLength) {
        refuse(null, "too-large", `a message of ${text.length} characters`);
        return;
      }
      gateway.onMessage();
      const ask = decodeCallerMessage(text);
      switch (ask.type) {
        case "unreadable": {
          refuse(ask.call, ask.reason, ask.message);
          return;
        }
        case "leave":
          open.get(ask.call)?.unsubscribe();
          open.delete(ask.call);
          return;
        case "call": {
          take6(ask);
          return;
        }
      }
    };
    const end = () => subscriber.complete();
    const leave = () => {
      isCallerGone = true;
      end();
    };
    link.add(port.messages$.subscribe({ next: onText, error: end, complete: leave }));
    link.add(
      (0, import_rxjs17.timer)(0, beatInterval, clock).subscribe(() => {
        post({ type: "beat", epoch: gateway.epoch, at: clock.elapsed(), keepsIds });
      })
    );
    link.add(() => {
      for (const subscription of open.values()) subscription.unsubscribe();
    });
    return link;
  });
};
var isReducing = (args) => {
  const { request } = args;
  return request !== void 0 && onlyReduces(request);
};

// src/trading/remote.ts
var import_rxjs25 = require("rxjs");

// src/model/disposed-by.ts
var disposedBy = (close) => {
  const { asyncDispose } = Symbol;
  return asyncDispose === void 0 ? {} : { [asyncDispose]: close };
};

// src/operators/exactly-once.ts
var import_rxjs18 = require("rxjs");

// src/operators/recent-keys.ts
var recentKeys = (remember) => {
  const seen = /* @__PURE__ */ new Set();
  const oldest = seen.values();
  return (key) => {
    if (seen.has(key)) return false;
    seen.add(key);
    if (seen.size > remember) seen.delete(oldest.next().value);
    return true;
  };
};

// src/operators/exactly-once.ts
var exactlyOnce = ({ key, remember = 1e4 }) => (source) => (0, import_rxjs18.defer)(() => {
  const isNew = recentKeys(remember);
  return source.pipe((0, import_rxjs18.filter)((value) => isNew(key(value))));
});

// src/operators/share-current.ts
var import_rxjs20 = require("rxjs");

// src/operators/multicast.ts
var import_rxjs19 = require("rxjs");
var without = (all, one2) => all.filter((other) => other !== one2);
var multicast = (source, { linger = 0, scheduler = import_rxjs19.asyncScheduler, onNext, onEnd }) => {
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
  const connect = () => {
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
  const leave = (subscriber) => {
    subscribers = without(subscribers, subscriber);
    if (subscribers.length > 0 || !isConnected) return;
    leaving = (0, import_rxjs19.timer)(linger, scheduler).subscribe(() => {
      const left2 = connection;
      disconnect();
      left2?.unsubscribe();
    });
  };
  return new import_rxjs19.Observable((subscriber) => {
    leaving?.unsubscribe();
    leaving = null;
    subscribers = [...subscribers, subscriber];
    subscriber.add(() => leave(subscriber));
    if (!isConnected) connect();
  });
};

// src/operators/share-current.ts
var shareCurrent = ({
  forgetOn = import_rxjs20.NEVER,
  survives = () => false,
  fold = (_, value) => [value],
  ...linger
} = {}) => (source) => {
  let current = [];
  let forgetting;
  const shared = multicast(
    (0, import_rxjs20.defer)(() => {
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
  return new import_rxjs20.Observable((subscriber) => {
    let emitted = [];
    while (emitted !== current && !subscriber.closed) {
      const before = emitted;
      emitted = current;
      for (const value of emitted) if (!before.includes(value)) subscriber.next(value);
    }
    return shared.subscribe(subscriber);
  });
};

// src/trading/caller.ts
var import_rxjs21 = require("rxjs");
var lostError = (call2) => taggedError("LostError", "the gateway has not answered", { call: call2 });
var isLost = (error) => error?._tag === "LostError";
var isForLater = (error) => {
  const { _tag, reason } = Object(error);
  return isLost(error) || _tag === "RefusedError" && (reason === "no-link" || reason === "busy");
};
var firstDelay = 250;
var longestDelay = 1e4;
var standing = 1e4;
var createPortCaller = ({
  port,
  clock,
  random,
  silence,
  answerTimeout,
  unreadable,
  closed$
}) => {
  const state = new import_rxjs21.BehaviorSubject({ linked: null, attempt: 0, cause: null });
  const open = /* @__PURE__ */ new Map();
  const name = random().toString(36).slice(2);
  let made2 = 0;
  let beat = null;
  let linkedAt = 0;
  let failures = 0;
  const answer = (incoming) => {
    const asked = incoming.call === null ? void 0 : open.get(incoming.call);
    if (asked === void 0) return;
    const { subscriber } = asked;
    switch (incoming.type) {
      case "taken": {
        subscriber.next({ type: "taken" });
        return;
      }
      case "next": {
        const value = decode(calls[asked.name].value.decoder, incoming.value, "value");
        if (value._tag === "Right") {
          subscriber.next({ type: "value", value: value.right });
          return;
        }
        unreadable(asked.name, value.left.message);
        return;
      }
      case "complete": {
        subscriber.complete();
        return;
      }
      case "error": {
        subscriber.error(incoming.error);
        return;
      }
      case "refused": {
        subscriber.error(refusedError(asked.name, incoming.reason, incoming.message));
        return;
      }
    }
  };
  const onMessage = (incoming) => {
    if (incoming.type !== "beat") {
      answer(incoming);
      return;
    }
    const { epoch, keepsIds, at } = incoming;
    if (beat === null) linkedAt = clock.elapsed();
    beat = { epoch, keepsIds, at, receivedAt: clock.elapsed() };
    if (state.value.linked?.epoch !== epoch)
      state.next({ linked: { epoch, keepsIds }, attempt: 0, cause: null });
  };
  const link$ = (0, import_rxjs21.defer)(() => {
    let last = 0;
    return new import_rxjs21.Observable(
      (subscriber) => port.messages$.pipe((0, import_rxjs21.timeout)({ each: silence, scheduler: clock })).subscribe({
        next: (text) => {
          const incoming = decodeGatewayMessage(text);
          if (incoming._tag === "Left") {
            subscriber.error(new Error(`unreadable: ${incoming.left.message}`));
            return;
          }
          const { type } = incoming.right;
          if (type === "beat" && beat !== null && incoming.right.epoch !== beat.epoch) {
            subscriber.error(new Error("another gateway answers"));
            return;
          }
          if (incoming.right.n <= last) return;
          if (incoming.right.n !== last + 1) {
            subscriber.error(new Error("messages of the gateway are missing"));
            return;
          }
          last = incoming.right.n;
          onMessage(incoming.right);
        },
        error: (error) => subscriber.error(error),
        complete: () => subscriber.complete()
      })
    );
  });
  const lose = (cause) => {
    const hasStood = beat !== null && beat.receivedAt - linkedAt >= standing;
    failures = hasStood ? 1 : failures + 1;
    beat = null;
    const asked = [...open];
    open.clear();
    state.next({ linked: null, attempt: state.value.attempt + 1, cause });
    for (const [call2, { subscriber }] of asked) subscriber.error(lostError(call2));
  };
  link$.pipe(
    (0, import_rxjs21.catchError)((error) => {
      lose(causeOf(error));
      return import_rxjs21.EMPTY;
    }),
    (0, import_rxjs21.repeat)({
      delay: () => {
        if (state.value.linked !== null) lose("the link has ended");
        const bound = Math.min(longestDelay, firstDelay * 2 ** Math.min(failures - 1, 10));
        return (0, import_rxjs21.timer)(bound / 2 + random() * bound / 2, clock);
      }
    }),
    (0, import_rxjs21.takeUntil)(closed$)
  ).subscribe();
  const stamp = ({ epoch, at, receivedAt }) => ({
    epoch,
    at: at + clock.elapsed() - receivedAt
  });
  const ask = (asked, args) => new import_rxjs21.Observable((subscriber) => {
    made2 += 1;
    const call2 = `${name}-${made2}`;
    open.set(call2, { name: asked, subscriber });
    const isSent = beat !== null && port.send(encodeCallerMessage({ type: "call", call: call2, name: asked, args, ...stamp(beat) }));
    if (!isSent) {
      open.delete(call2);
      subscriber.error(refusedError(asked, "no-link", "there is no link to the gateway; it was not sent"));
      return;
    }
    return () => {
      if (open.delete(call2)) port.send(encodeCallerMessage({ type: "leave", call: call2 }));
    };
  }).pipe(
    (0, import_rxjs21.timeout)({ first: answerTimeout, scheduler: clock, with: () => (0, import_rxjs21.throwError)(() => lostError(asked)) })
  );
  return {
    state$: state,
    current: () => state.value.linked,
    linked$: state.pipe(
      (0, import_rxjs21.map)(({ linked }) => linked),
      (0, import_rxjs21.filter)((linked) => linked !== null),
      (0, import_rxjs21.take)(1)
    ),
    ask
  };
};

// src/trading/remote-cancel.ts
var import_rxjs22 = require("rxjs");
var againAfter2 = 500;
var onTheWay = 2e3;
var createRemoteCancels = ({
  caller,
  clock,
  cancelTimeout,
  makeId,
  untilClosed
}) => {
  const insist = (name, args, sent = () => void 0) => {
    const asked = { ...args, id: makeId() };
    const attempt = caller.linked$.pipe(
      (0, import_rxjs22.switchMap)(() => caller.ask(name, asked)),
      (0, import_rxjs22.concatMap)((answer) => {
        sent();
        return answer.type === "value" ? (0, import_rxjs22.of)(answer.value) : import_rxjs22.EMPTY;
      }),
      (0, import_rxjs22.catchError)(
        (error) => isForLater(error) ? (0, import_rxjs22.timer)(againAfter2, clock).pipe((0, import_rxjs22.switchMap)(() => attempt)) : (0, import_rxjs22.throwError)(() => error)
      )
    );
    return attempt;
  };
  const outcomesOnce = () => {
    const reported = /* @__PURE__ */ new Set();
    return (0, import_rxjs22.filter)(({ orderId }) => {
      const isNew = !reported.has(orderId);
      reported.add(orderId);
      return isNew;
    });
  };
  const cancelThese = (name, args, refs) => runOnce(
    (0, import_rxjs22.defer)(() => {
      const missing = new Map(refs.map((ref) => [ref.orderId, ref]));
      let hasArrived = false;
      const conclude = (message, isKnown) => (0, import_rxjs22.from)(
        [...missing.values()].map(
          (ref) => isKnown ? cancelRefused(ref, null, message) : { ...ref, type: "Unresolved", message }
        )
      );
      return (0, import_rxjs22.concat)(
        insist(name, args, () => hasArrived = true).pipe(
          outcomesOnce(),
          (0, import_rxjs22.tap)(({ orderId }) => missing.delete(orderId)),
          (0, import_rxjs22.takeUntil)((0, import_rxjs22.timer)(cancelTimeout, clock)),
          (0, import_rxjs22.catchError)(
            (error) => conclude(causeOf(error), true).pipe((0, import_rxjs22.tap)(({ orderId }) => missing.delete(orderId)))
          )
        ),
        (0, import_rxjs22.defer)(
          () => conclude(hasArrived ? "the gateway has not answered" : "there is no link to the gateway", false)
        )
      );
    }).pipe(untilClosed)
  );
  const cancelAll = (which = {}) => runOnce(
    (0, import_rxjs22.defer)(() => {
      let isAnswered = false;
      return (0, import_rxjs22.concat)(
        insist("cancelAll", which).pipe(
          outcomesOnce(),
          (0, import_rxjs22.tap)({ complete: () => isAnswered = true }),
          (0, import_rxjs22.takeUntil)((0, import_rxjs22.timer)(cancelTimeout + onTheWay, clock))
        ),
        (0, import_rxjs22.defer)(
          () => isAnswered ? import_rxjs22.EMPTY : (0, import_rxjs22.of)({
            type: "Unresolved",
            pair: which.pair ?? null,
            orderId: null,
            message: "the gateway has not answered"
          })
        )
      );
    }).pipe(untilClosed)
  );
  const haltOn = (options) => {
    const reported = /* @__PURE__ */ new Set();
    const attempt = (0, import_rxjs22.defer)(() => insist("halt", { options })).pipe(
      (0, import_rxjs22.catchError)(
        (error) => (0, import_rxjs22.concat)(
          (0, import_rxjs22.of)({ type: "Unreadable", message: causeOf(error) }),
          (0, import_rxjs22.timer)(againAfter2, clock).pipe((0, import_rxjs22.switchMap)(() => attempt))
        )
      )
    );
    return attempt.pipe(
      (0, import_rxjs22.filter)((event2) => {
        const text = JSON.stringify(event2);
        if (reported.has(text)) return false;
        reported.add(text);
        return true;
      })
    );
  };
  return {
    cancelOrder: (ref) => cancelThese("cancelOrder", { ref }, [ref]),
    cancelOrders: (orders) => cancelThese(
      "cancelOrders",
      { orders },
      orders.orderIds.map((orderId) => ({ pair: orders.pair, orderId }))
    ),
    cancelAll,
    halt: (options = {}) => runOnce(haltOn(options).pipe(untilClosed))
  };
};

// src/trading/remote-options.ts
var RemoteOptions = mapped(
  optionsOf({
    answerTimeout: withDefault(atLeast(1), 3e3),
    silence: withDefault(atLeast(1), 1e4),
    timeToLive: withDefault(atLeast(1), 2e3),
    readTimeout: withDefault(atLeast(1), 15e3),
    cancelTimeout: withDefault(atLeast(1), 3e4),
    cancelWhenGone: maybe(integer(0, 864e5)),
    scheduler: maybe(having("a scheduler", ["now", "schedule"])),
    random: withDefault(func(), Math.random)
  }),
  ({ scheduler, ...options }) => ({
    ...options,
    clock: clockOf(scheduler)
  })
);

// src/trading/remote-order.ts
var import_rxjs24 = require("rxjs");

// src/execution/leaving.ts
var import_rxjs23 = require("rxjs");
var onLeave = (source, leave) => {
  let observers = 0;
  let isLeft2 = false;
  return new import_rxjs23.Observable((subscriber) => {
    observers += 1;
    let isOver = false;
    const end = () => {
      isOver = true;
    };
    const subscription = source.pipe((0, import_rxjs23.tap)({ error: end, complete: end })).subscribe(subscriber);
    return () => {
      subscription.unsubscribe();
      observers -= 1;
      if (isOver || observers > 0 || isLeft2) return;
      isLeft2 = true;
      leave(source);
    };
  });
};

// src/trading/remote-order.ts
var idsAreKept = 828e5;
var againAfter3 = 1e3;
var distinctTransitions = () => {
  const emitted = /* @__PURE__ */ new Set();
  const keyOf = (transition) => {
    if (transition.type === "PartiallyFilled") return `fill ${transition.fill.tradeId}`;
    if (transition.type === "Unresolved") return JSON.stringify(transition);
    return isEnding(transition) ? "end" : transition.type;
  };
  return (0, import_rxjs24.filter)((transition) => {
    const key = keyOf(transition);
    if (emitted.has("end") || emitted.has(key)) return false;
    emitted.add(key);
    return true;
  });
};
var lifeOf = (answer$) => (0, import_rxjs24.defer)(() => {
  let isOver = false;
  return (0, import_rxjs24.concat)(
    answer$.pipe(
      (0, import_rxjs24.concatMap)((answer) => answer.type === "value" ? (0, import_rxjs24.of)(answer.value) : import_rxjs24.EMPTY),
      (0, import_rxjs24.tap)((transition) => {
        isOver = isEnding(transition) || transition.type === "Unresolved";
      })
    ),
    (0, import_rxjs24.defer)(() => isOver ? import_rxjs24.EMPTY : (0, import_rxjs24.throwError)(() => lostError("life")))
  );
});
var notSent = (message) => rejected("client", "not-sent", message, null);
var unresolved = (message) => ({ type: "Unresolved", candidates: [], message });
var isUnknownId = (error) => {
  const { _tag, field } = Object(error);
  return _tag === "RequestError" && field === "id";
};
var createRemoteOrders = ({
  caller,
  clock,
  timeToLive,
  cancel,
  untilClosed
}) => {
  const askAgain = (id, sentAt, sentTo) => {
    const unknown = ({ epoch, keepsIds }) => {
      const isProof = (keepsIds || epoch === sentTo?.epoch) && clock.elapsed() - sentAt < idsAreKept;
      return isProof ? notSent("the gateway never got it") : unresolved("the gateway was restarted since, and does not know its outcome");
    };
    const look = caller.linked$.pipe(
      // Until then the order may still be on its way. Later the gateway would refuse it.
      (0, import_rxjs24.delayWhen)(() => (0, import_rxjs24.timer)(Math.max(0, sentAt + timeToLive - clock.elapsed()), clock)),
      (0, import_rxjs24.switchMap)(
        (linked) => lifeOf(caller.ask("trackOrder", { id })).pipe(
          (0, import_rxjs24.catchError)(
            (error) => isUnknownId(error) ? (0, import_rxjs24.of)(unknown(linked)) : (0, import_rxjs24.timer)(againAfter3, clock).pipe((0, import_rxjs24.switchMap)(() => look))
          )
        )
      )
    );
    return look;
  };
  const live = (name, args) => (0, import_rxjs24.defer)(() => {
    const sentTo = caller.current();
    const sentAt = clock.elapsed();
    let isPlaced = false;
    return lifeOf(caller.ask(name, args)).pipe(
      (0, import_rxjs24.tap)(({ type }) => {
        isPlaced ||= type !== "Submitted" && type !== "Unresolved";
      }),
      (0, import_rxjs24.catchError)((error) => {
        if (!isLost(error)) return (0, import_rxjs24.of)(notSent(causeOf(error)));
        const report = isPlaced ? import_rxjs24.EMPTY : (0, import_rxjs24.of)(unresolved("the gateway has not answered; it is asked again"));
        return (0, import_rxjs24.concat)(report, askAgain(args.id, sentAt, sentTo));
      }),
      distinctTransitions()
    );
  });
  const leave = (life$) => {
    life$.pipe(
      (0, import_rxjs24.filter)((transition) => transition.type === "Accepted" || isEnding(transition)),
      (0, import_rxjs24.take)(1),
      (0, import_rxjs24.concatMap)((transition) => transition.type === "Accepted" ? cancel(transition.order) : import_rxjs24.EMPTY)
    ).subscribe({ error: () => void 0 });
  };
  const track = (which) => (0, import_rxjs24.defer)(() => {
    const look = caller.linked$.pipe(
      (0, import_rxjs24.switchMap)(() => lifeOf(caller.ask("trackOrder", which))),
      (0, import_rxjs24.catchError)(
        (error) => isForLater(error) ? (0, import_rxjs24.timer)(againAfter3, clock).pipe((0, import_rxjs24.switchMap)(() => look)) : (0, import_rxjs24.throwError)(() => error)
      )
    );
    return look.pipe(distinctTransitions());
  });
  return {
    place: (name, args, cancelOnUnsubscribe) => {
      const life$ = runOnce(live(name, args).pipe(untilClosed));
      return cancelOnUnsubscribe ? onLeave(life$, leave) : life$;
    },
    track: (which) => track(which).pipe(untilClosed)
  };
};

// src/trading/remote.ts
var keptFills2 = 1e4;
var keptDiagnostics = 200;
var againAfter4 = 1e3;
var remoteTrading = (port, given = {}, ...stray) => {
  const { clock, random, readTimeout, timeToLive, cancelTimeout, silence, answerTimeout, cancelWhenGone } = resolveOptions(RemoteOptions, given, stray);
  const closed2 = new import_rxjs25.ReplaySubject(1);
  const untilClosed = (0, import_rxjs25.takeUntil)(closed2);
  const noticed = new import_rxjs25.ReplaySubject(100);
  const diagnose = (diagnostic) => {
    noticed.next({ ...diagnostic, at: stampOf(clock), count: 1 });
  };
  const caller = createPortCaller({
    port,
    clock,
    random,
    silence,
    answerTimeout,
    unreadable: (call2, cause) => diagnose({ kind: "answer-unreadable", call: call2, cause }),
    closed$: closed2
  });
  let made2 = 0;
  const prefix = random().toString(36).slice(2);
  const makeId = () => {
    made2 += 1;
    return `${stampOf(clock)}-${prefix}-${made2}`;
  };
  const valuesOf = (name, args) => caller.ask(name, args).pipe((0, import_rxjs25.concatMap)((answer) => answer.type === "value" ? (0, import_rxjs25.of)(answer.value) : import_rxjs25.EMPTY));
  const read = (name, args) => {
    const attempt = caller.linked$.pipe(
      (0, import_rxjs25.switchMap)(() => valuesOf(name, args).pipe((0, import_rxjs25.toArray)())),
      (0, import_rxjs25.catchError)(
        (error) => isForLater(error) ? (0, import_rxjs25.timer)(againAfter4, clock).pipe((0, import_rxjs25.switchMap)(() => attempt)) : (0, import_rxjs25.throwError)(() => error)
      )
    );
    return attempt.pipe(
      (0, import_rxjs25.timeout)({
        first: readTimeout,
        scheduler: clock,
        with: () => (0, import_rxjs25.throwError)(() => httpError(name, "timeout", "none", "the gateway has not answered"))
      }),
      (0, import_rxjs25.concatMap)((values) => (0, import_rxjs25.from)(values)),
      untilClosed
    );
  };
  const onEachLink = (name, args) => {
    const again = (0, import_rxjs25.defer)(() => valuesOf(name, args())).pipe(
      (0, import_rxjs25.catchError)((error) => {
        return isForLater(error) ? (0, import_rxjs25.timer)(againAfter4, clock).pipe((0, import_rxjs25.switchMap)(() => again)) : (0, import_rxjs25.throwError)(() => error);
      })
    );
    return caller.state$.pipe((0, import_rxjs25.switchMap)(({ linked }) => linked === null ? import_rxjs25.EMPTY : again));
  };
  const lost$ = caller.state$.pipe((0, import_rxjs25.filter)(({ linked }) => linked === null));
  const nothing = () => void 0;
  const current = (source) => source.pipe(shareCurrent({ forgetOn: lost$, scheduler: clock }), untilClosed);
  const fills$ = (0, import_rxjs25.defer)(() => {
    let after = null;
    return onEachLink("fills$", () => ({ after })).pipe(
      (0, import_rxjs25.concatMap)(({ epoch, index, fill, missed }) => {
        after = { epoch, index };
        if (missed) diagnose({ kind: "fills-lost" });
        return fill === null ? import_rxjs25.EMPTY : (0, import_rxjs25.of)(fill);
      }),
      exactlyOnce({ key: fillKey, remember: keptFills2 })
    );
  }).pipe(shareCurrent({ fold: () => [], scheduler: clock }), untilClosed);
  const connection$ = caller.state$.pipe(
    (0, import_rxjs25.switchMap)(
      ({ linked, attempt, cause }) => linked === null ? (0, import_rxjs25.of)({ state: attempt === 0 ? "connecting" : "waiting", attempt, cause }) : onEachLink("connection$", nothing)
    )
  );
  const ownDiagnostics$ = (0, import_rxjs25.defer)(() => {
    const known = [];
    return onEachLink("diagnostics$", nothing).pipe(
      (0, import_rxjs25.filter)((diagnostic) => {
        const text = JSON.stringify(diagnostic);
        if (known.includes(text)) return false;
        known.push(text);
        if (known.length > keptDiagnostics) known.shift();
        return true;
      }),
      // A gateway may keep its own diagnostics to itself.
      (0, import_rxjs25.catchError)(
        (error) => Object(error)._tag === "RefusedError" ? import_rxjs25.EMPTY : (0, import_rxjs25.throwError)(() => error)
      )
    );
  }).pipe(shareCurrent({ fold: (kept2, value) => [...kept2, value].slice(-100), scheduler: clock }));
  const cancels = createRemoteCancels({ caller, clock, cancelTimeout, makeId, untilClosed });
  const orders = createRemoteOrders({
    caller,
    clock,
    timeToLive,
    cancel: cancels.cancelOrder,
    untilClosed
  });
  if (cancelWhenGone !== void 0)
    onEachLink("cancelWhenGone", () => ({ after: cancelWhenGone })).pipe(untilClosed).subscribe({
      error: (error) => diagnose({ kind: "answer-unreadable", call: "cancelWhenGone", cause: causeOf(error) })
    });
  const close = () => {
    closed2.next();
    closed2.complete();
    return Promise.resolve();
  };
  return {
    submitOrder: (request, { id = makeId(), cancelOnUnsubscribe = false, allowEqualInFlight } = {}) => orders.place("submitOrder", { id, request, allowEqualInFlight }, cancelOnUnsubscribe),
    replaceOrder: (ref, changes, { id = makeId() } = {}) => orders.place("replaceOrder", { id, ref, changes }, false),
    trackOrder: orders.track,
    ...cancels,
    rest: {
      order: (ref) => read("rest.order", ref),
      ordersInfo: (which) => read("rest.ordersInfo", which),
      activeOrders: (query = {}) => read("rest.activeOrders", query),
      tradeHistory: (query = {}) => read("rest.tradeHistory", query),
      assets: () => read("rest.assets", void 0),
      marginStatus: () => read("rest.marginStatus", void 0),
      marginPositions: () => read("rest.marginPositions", void 0),
      all: {
        activeOrders: (query = {}) => read("rest.all.activeOrders", query),
        tradeHistory: (query = {}) => read("rest.all.tradeHistory", query)
      }
    },
    fills$,
    orders$: current(onEachLink("orders$", nothing)),
    assets$: current(onEachLink("assets$", nothing)),
    available$: current(onEachLink("available$", nothing)),
    positions$: current(onEachLink("positions$", nothing)),
    pnl$: current(onEachLink("pnl$", nothing)),
    privateEvents$: onEachLink("privateEvents$", nothing).pipe(untilClosed),
    connection$: current(connection$),
    diagnostics$: (0, import_rxjs25.merge)(noticed, ownDiagnostics$).pipe(untilClosed),
    close,
    ...disposedBy(close)
  };
};

// src/trading/web-socket-port.ts
var import_rxjs26 = require("rxjs");
var isOpen = 1;
var longestQueue2 = 8388608;
var webSocketPort = (socket) => ({
  messages$: new import_rxjs26.Observable((subscriber) => {
    const onMessage = (event2) => {
      const { data } = event2;
      if (typeof data === "string") subscriber.next(data);
    };
    const end = () => subscriber.complete();
    if (socket.readyState !== isOpen) {
      subscriber.complete();
      return void 0;
    }
    socket.addEventListener("message", onMessage);
    socket.addEventListener("close", end);
    socket.addEventListener("error", () => void 0);
    return () => {
      socket.removeEventListener("message", onMessage);
      socket.removeEventListener("close", end);
      socket.close();
    };
  }),
  send: (text) => {
    if (socket.readyState !== isOpen) return false;
    if (socket.bufferedAmount > longestQueue2) {
      socket.close();
      return false;
    }
    socket.send(text);
    return true;
  }
});

// src/trading/index.ts
var socketPort = socketPortOn(openWsSocket);
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  refusedReasons,
  remoteTrading,
  serveTrading,
  socketPort,
  webSocketPort
});
//# sourceMappingURL=trading.cjs.map