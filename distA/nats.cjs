"use strict";
var __defProp = Object.defineProperty;
var __getOwnPropDesc = Object.getOwnPropertyDescriptor;
var __getOwnPropNames = Object.getOwnPropertyNames;
var __hasOwnProp = Object.prototype.hasOwnProperty;
var __export = (target, all) => {
  for (var name2 in all)
    __defProp(target, name2, { get: all[name2], enumerable: true });
};
var __copyProps = (to, from9, except, desc) => {
  if (from9 && typeof from9 === "object" || typeof from9 === "function") {
    for (let key of __getOwnPropNames(from9))
      if (!__hasOwnProp.call(to, key) && key !== except)
        __defProp(to, key, { get: () => from9[key], enumerable: !(desc = __getOwnPropDesc(from9, key)) || desc.enumerable });
  }
  return to;
};
var __toCommonJS = (mod) => __copyProps(__defProp({}, "__esModule", { value: true }), mod);

// src/nats/index.ts
var nats_exports = {};
__export(nats_exports, {
  natsPort: () => natsPort,
  natsTransport: () => natsTransport,
  publishFrames: () => publishFrames,
  serveTradingOverNats: () => serveTradingOverNats
});
module.exports = __toCommonJS(nats_exports);
var import_transport_node = require("@nats-io/transport-node");

// src/nats/port.ts
var import_nats_core2 = require("@nats-io/nats-core");
var import_rxjs4 = require("rxjs");

// src/model/without-passwords.ts
var mark = "://";
var withoutUser = (run) => {
  const begin2 = run.indexOf(mark);
  const end2 = run.lastIndexOf("@");
  return begin2 < 0 || end2 < begin2 ? run : `${run.slice(0, begin2)}://\u2026@${run.slice(end2 + 1)}`;
};
var withoutQuery = (run) => {
  const lastEquals = run.lastIndexOf("=");
  for (let begin2 = run.indexOf(mark); begin2 >= 0; ) {
    const length = run.slice(begin2).search(/[?#]/);
    if (length < 0) return run;
    const end2 = begin2 + length;
    if (run[end2] === "?" || lastEquals > end2) return `${run.slice(0, end2)}?\u2026`;
    begin2 = run.indexOf(mark, end2);
  }
  return run;
};
var withoutPasswords = (text) => text.includes(mark) ? text.replace(/[^\n"']+/g, withoutUser).replace(/[^\s"']+/g, withoutQuery) : text;

// src/model/tagged.ts
var taggedError = (tag, message, fields2) => {
  const cleaned = Object.entries(fields2).map(([name2, value]) => [
    name2,
    typeof value === "string" ? withoutPasswords(value) : value
  ]);
  const shown3 = Object.fromEntries(cleaned);
  const error = Object.assign(new Error(withoutPasswords(message)), shown3, { _tag: tag });
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
var decoder = (name2, validate) => {
  const self = {
    name: name2,
    validate,
    decode: (input) => validate(input, [{ key: "", type: self, actual: input }])
  };
  return self;
};

// src/parsing/decode.ts
var failed = (left2) => ({ _tag: "Left", left: left2 });
var mapDecoded = (either, f) => either._tag === "Right" ? success(f(either.right)) : either;
var beginningOf = (text) => Array.from(text.slice(0, 80)).join("");
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
var compareDecimals = (a2, b2) => {
  if (a2.length <= 15 && b2.length <= 15) return Number(a2) - Number(b2);
  const scale = Math.max(scaleOf(a2), scaleOf(b2));
  const difference = toUnits(a2, scale) - toUnits(b2, scale);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
};
var sumDecimals = (values) => {
  const scale = values.reduce((most, value) => Math.max(most, scaleOf(value)), 0);
  return fromUnits(
    values.reduce((sum, value) => sum + toUnits(value, scale), 0n),
    scale
  );
};
var multiplyDecimals = (a2, b2) => {
  const [scaleOfA, scaleOfB] = [scaleOf(a2), scaleOf(b2)];
  return fromUnits(toUnits(a2, scaleOfA) * toUnits(b2, scaleOfB), scaleOfA + scaleOfB);
};
var subtractDecimals = (a2, b2) => {
  const scale = Math.max(scaleOf(a2), scaleOf(b2));
  return fromUnits(toUnits(a2, scale) - toUnits(b2, scale), scale);
};
var maxDecimal = (a2, b2) => compareDecimals(a2, b2) >= 0 ? a2 : b2;
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
var scalar = (name2, read) => decoder(name2, (input, context) => {
  const value = read(input);
  return value === void 0 ? failure(input, context) : success(value);
});
var same = (name2, is) => scalar(name2, (input) => is(input) ? input : void 0);
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
var oneOf = (name2, values) => same(name2, (input) => values.includes(input));
var only = (value) => oneOf(`${value}`, [value]);
var Side = oneOf("buy or sell", sides);
var PositionSide = oneOf("long or short", positionSides);
var nullable = ({ name: name2, validate }) => decoder(
  `${name2} or null`,
  (input, context) => input === null ? success(null) : validate(input, context)
);
var optional = ({ name: name2, validate }) => decoder(
  `${name2}, null or nothing`,
  (input, context) => input === null || input === void 0 ? success(null) : validate(input, context)
);

// src/parsing/combinators.ts
var itself = null;
var anything = decoder("anything", (input) => success(input));
var never = (name2, message) => decoder(name2, (value, context) => failure(value, context, message));
var snakeCase = (name2) => name2.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
var eitherCase = (name2) => [snakeCase(name2), name2];
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
var shaped = (name2, isShape, fields2, keyOf = snakeCase, standIns2 = {}) => {
  const steps = Object.entries(fields2).map(
    ([field, at]) => [field, ..."decode" in at ? [keyOf(field), at] : at]
  );
  return decoder(name2, (input, context) => {
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
var record = (name2, fields2, keyOf) => shaped(name2, isObject, fields2, keyOf);
var tolerantRecord = (name2, fields2, standIns2) => shaped(name2, isObject, fields2, void 0, standIns2);
var orStandIn = (codec, standIn) => decoder(codec.name, (input, context) => {
  const result = codec.validate(input, context);
  const onOdd = result._tag === "Left" ? onOddOf(context) : void 0;
  if (result._tag === "Right" || onOdd === void 0) return result;
  onOdd({ what: "replaced", errors: result.left });
  return success(standIn);
});
var wordIn = (name2, words) => orStandIn(oneOf(name2, words), "unknown");
var own = (field) => field;
var ownRecord = (name2, fields2) => record(
  name2,
  Object.fromEntries(
    Object.entries(fields2).map(([field, at]) => [field, "decode" in at ? at : at[1]])
  ),
  own
);
var row = (name2, columns) => {
  const fields2 = Object.entries(columns).map(([field, codec], i) => [field, [i, codec]]);
  return shaped(
    name2,
    (input) => Array.isArray(input) && input.length === fields2.length,
    Object.fromEntries(fields2)
  );
};
var list = (name2, item) => decoder(name2, (input, context) => {
  if (!Array.isArray(input)) return failure(input, context);
  const output = [];
  for (const [i, value] of input.entries()) {
    const result = validateAt(item, i, value, context);
    if (result._tag === "Left") return result;
    output.push(result.right);
  }
  return success(output);
});
var dictionary = (name2, item) => decoder(name2, (input, context) => {
  if (!isObject(input)) return failure(input, context);
  const output = [];
  for (const [key, value] of Object.entries(input)) {
    const result = validateAt(item, key, value, context);
    if (result._tag === "Left") return result;
    output.push([key, result.right]);
  }
  return success(Object.fromEntries(output));
});
var rows = (name2, item) => decoder(name2, (input, context) => {
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
var firstOf = (name2, codecs) => decoder(name2, (input, context) => {
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
var tagged = (key, name2, codecs) => {
  const Tag = property(key, oneOf(name2, Object.keys(codecs)));
  return decoder(Tag.name, (input, context) => {
    const tag = Tag.validate(input, context);
    return tag._tag === "Left" ? tag : codecs[tag.right].validate(input, context);
  });
};

// src/options/options.ts
var optionsOf = (codecs) => {
  const known = Object.keys(codecs);
  const Known = record("an object of options", codecs, (name2) => name2);
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

// src/nats/connection.ts
var import_rxjs2 = require("rxjs");

// src/nats/errors.ts
var natsError = (reason, message) => taggedError("NatsError", message, { reason });
var isNatsError = (error) => error?._tag === "NatsError";
var reasons = [
  [/permissions? violation/i, "not-allowed", "the user of NATS lacks a right"],
  [/authorization|authentication|user authentication/i, "refused", "NATS refuses the user"],
  [
    /jetstream not enabled|jetstream is not enabled|no responders|503/i,
    "no-jetstream",
    "JetStream is off in this NATS server (start it with -js)"
  ],
  [/subjects overlap|name already in use/i, "other-stream", "another stream has these subjects"],
  [
    /ECONNREFUSED|connection refused|ENOTFOUND|EAI_AGAIN|ECONNRESET|timeout/i,
    "no-server",
    "NATS does not answer"
  ]
];
var asNatsError = (error) => {
  if (isNatsError(error)) return error;
  const { name: name2 = "", cause } = Object(error);
  const text = [name2, causeOf(error), cause === void 0 ? "" : causeOf(cause)].join(" ");
  const known = reasons.find(([pattern]) => pattern.test(text));
  const detail = causeOf(error);
  return known === void 0 ? natsError("failed", detail) : natsError(known[1], `${known[2]}: ${detail}`);
};

// src/options/urls.ts
var loopbackHost = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;
var isLoopback = ({ hostname }) => loopbackHost.test(hostname);
var urlOf = (input, scheme) => {
  const url = typeof input === "string" && URL.canParse(input) ? new URL(input) : void 0;
  return url?.protocol === `${scheme}s:` || url?.protocol === `${scheme}:` ? url : void 0;
};
var allowsInsecure = (context) => String((context.at(-2)?.actual).allowInsecure) === "true";
var shown = (input) => {
  if (typeof input !== "string") return void 0;
  return input.includes("@") ? "something else" : describe(input.replace(/[?#].*$/s, "?\u2026"));
};
var urlOption = (name2, scheme, read) => decoder(`${name2} (or ${scheme}:, to this machine or with allowInsecure)`, (input, context) => {
  const url = read(input);
  return url && (url.protocol === `${scheme}s:` || isLoopback(url) || allowsInsecure(context)) ? success(url) : failure(input, context, shown(input));
});
var baseUrl = (scheme) => mapped(
  urlOption(`an encrypted url, ${scheme}s:`, scheme, (input) => {
    const url = urlOf(input, scheme);
    return url && url.search + url.hash + url.username + url.password === "" ? url : void 0;
  }),
  ({ href }) => href.replace(/\/+$/, "")
);

// src/operators/clock.ts
var import_rxjs = require("rxjs");
var stampOf = (clock) => clock.now();
var monotonic = () => Math.floor(performance.now());
var isWall = (scheduler) => scheduler.now === import_rxjs.asyncScheduler.now && Math.abs(scheduler.now() - Date.now()) < 1e3;
var isClock = (scheduler) => "elapsed" in scheduler;
var clockOf = (scheduler = import_rxjs.asyncScheduler) => {
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

// src/options/codecs.ts
var withDefault = (codec, value) => decoder(
  codec.name,
  (input, context) => input === void 0 ? success(value) : codec.validate(input, context)
);
var maybe = (codec) => withDefault(codec, void 0);
var ignored = decoder("anything", () => success(void 0));
var hidden = (codec) => decoder(codec.name, (input, context) => {
  const result = codec.validate(input, context);
  return result._tag === "Right" || input === void 0 ? result : { _tag: "Left", left: result.left.map((error) => ({ ...error, message: "something else" })) };
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
var having = (name2, members) => same(
  name2,
  (input) => members.every((member) => Object(input)[member] !== void 0)
);

// src/nats/options.ts
var schemes = ["nats:", "tls:", "ws:", "wss:"];
var asHttp = (url) => new URL(url.replace(/^\w+:/, "http:"));
var NatsUrl = decoder(
  "a url of NATS without a password, tls: or wss: (nats: or ws:, to this machine or with allowInsecure)",
  (input, context) => {
    const isUrl = typeof input === "string" && URL.canParse(input) && schemes.includes(new URL(input).protocol);
    if (!isUrl) return failure(input, context, "something else");
    const url = asHttp(input);
    const options = context.find(({ actual }) => isObject(actual) && !Array.isArray(actual))?.actual;
    const { allowInsecure } = Object(options);
    const isSafe = /^(?:tls|wss):/.test(input) || isLoopback(url) || String(allowInsecure) === "true";
    return isSafe && url.username + url.password === "" ? success(input) : failure(input, context, "something else");
  }
);
var one = (codec) => decoder(
  codec.name,
  (input, context) => Array.isArray(input) ? list("servers", codec).validate(input, context) : mapped(codec, (url) => [url]).validate(input, context)
);
var Word = same(
  "letters, digits, _ and -",
  (input) => typeof input === "string" && /^[\w-]{1,40}$/.test(input)
);
var natsFields = {
  servers: withDefault(one(NatsUrl), ["nats://127.0.0.1:4222"]),
  user: maybe(NonEmptyText),
  password: maybe(hidden(NonEmptyText)),
  token: maybe(hidden(NonEmptyText)),
  prefix: withDefault(Word, "bitbank"),
  inboxPrefix: withDefault(Word, "_INBOX"),
  allowInsecure: withDefault(Flag, false),
  connectTimeout: withDefault(atLeast(1), 5e3),
  scheduler: maybe(having("a scheduler", ["now", "schedule"])),
  random: withDefault(func(), Math.random)
};
var withClock = ({
  scheduler,
  ...rest
}) => ({ ...rest, clock: clockOf(scheduler) });

// src/nats/connection.ts
var leastVersion = "2.10.27";
var isOlder = (version2) => {
  const [a2 = 0, b2 = 0, c = 0] = version2.split(/[.-]/, 3).map(Number);
  const [x = 0, y = 0, z = 0] = leastVersion.split(".").map(Number);
  return a2 !== x ? a2 < x : b2 !== y ? b2 < y : c < z;
};
var versionWarning = ({ info }, servers) => {
  const isHere = servers.every((server) => isLoopback(asHttp(server)));
  return info === void 0 || isHere || !isOlder(info.version) ? null : `nats-server ${info.version} is older than ${leastVersion}, and has known security holes`;
};
var natsConnection$ = (connect2, options) => new import_rxjs2.Observable((subscriber) => {
  let isLeft2 = false;
  let connection;
  const { servers, user, password, token: token2, inboxPrefix, connectTimeout } = options;
  const isEncrypted = servers.some((server) => server.startsWith("tls:"));
  connect2({
    servers: servers.map((server) => server.startsWith("ws") ? server : server.replace(/^\w+:\/\//, "")),
    reconnect: false,
    // A half-open connection is found in seconds.
    pingInterval: 2e3,
    maxPingOut: 2,
    timeout: connectTimeout,
    inboxPrefix,
    ...isEncrypted ? { tls: {} } : {},
    ...user === void 0 ? {} : { user },
    ...password === void 0 ? {} : { pass: password },
    ...token2 === void 0 ? {} : { token: token2 }
  }).then(
    (made2) => {
      if (isLeft2) {
        void made2.close();
        return;
      }
      connection = made2;
      void made2.closed().then((error) => {
        const cause = error instanceof Error ? asNatsError(error).message : "NATS ended the connection";
        subscriber.error(linkError("closed", cause));
      });
      subscriber.next(made2);
    },
    (error) => {
      const known = asNatsError(error);
      subscriber.error(known.reason === "failed" ? natsError("no-server", known.message) : known);
    }
  );
  return () => {
    isLeft2 = true;
    queueMicrotask(() => void connection?.drain().catch(() => void 0));
  };
});

// src/nats/parts.ts
var import_nats_core = require("@nats-io/nats-core");
var partSize = 4e5;
var longestText = 16777216;
var more = "More";
var toBytes = new TextEncoder();
var toText = new TextDecoder();
var cutText = (text) => {
  const bytes = toBytes.encode(text);
  const count = Math.max(1, Math.ceil(bytes.length / partSize));
  return Array.from({ length: count }, (_, i) => bytes.subarray(i * partSize, (i + 1) * partSize));
};
var publishText = (connection, subject, text, reply) => {
  const options = reply === void 0 ? {} : { reply };
  const parts = cutText(text);
  for (const [i, part] of parts.entries()) {
    if (i === parts.length - 1) connection.publish(subject, part, options);
    else {
      const unfinished = (0, import_nats_core.headers)();
      unfinished.set(more, "1");
      connection.publish(subject, part, { ...options, headers: unfinished });
    }
  }
};
var joinText = (parts) => {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return toText.decode(whole);
};
var createTextReader = () => {
  let parts = [];
  let size = 0;
  return ({ data, headers: given }) => {
    parts.push(data);
    size += data.length;
    const isUnfinished = given?.has(more) === true;
    if (isUnfinished && size <= longestText) return null;
    const text = joinText(parts);
    parts = [];
    size = 0;
    return isUnfinished ? void 0 : text;
  };
};

// src/nats/rights.ts
var import_rxjs3 = require("rxjs");
var missingRight$ = (connection, prefix) => (0, import_rxjs3.from)(connection.status()).pipe(
  (0, import_rxjs3.filter)((status) => status.type === "error"),
  (0, import_rxjs3.map)(({ error }) => asNatsError(error)),
  (0, import_rxjs3.filter)(({ reason, message }) => reason === "not-allowed" && isOurs(message, prefix)),
  (0, import_rxjs3.switchMap)((error) => (0, import_rxjs3.throwError)(() => error))
);
var isOurs = (message, prefix) => [`${prefix}.`, "$KV.", "$JS."].some((start) => message.includes(`"${start}`));

// src/model/circuit-break.ts
var circuitBreakModes = [
  "NONE",
  "CIRCUIT_BREAK",
  "FULL_RANGE_CIRCUIT_BREAK",
  "RESUMPTION",
  "LISTING"
];
var feeTypes = ["NORMAL", "SELL_MAKER", "BUY_MAKER", "DYNAMIC"];

// src/parsing/frame-reader.ts
var encoder = new TextEncoder();
var token = (text) => {
  const bytes = encoder.encode(text);
  const words = [];
  bytes.forEach((byte, i) => {
    words[i >> 2] = (words[i >> 2] ?? 0) | byte << 8 * (i & 3);
  });
  return { length: bytes.length, words, lastMask: -1 >>> 8 * (-bytes.length & 3) | 0 };
};
var headOf = (room) => token(`42["message",{"room_name":${JSON.stringify(room)},"message":{"data":{`);
var createFrameReader = () => {
  const bytes = new Uint8Array(32768);
  const view = new DataView(bytes.buffer);
  let size = 0;
  let at = 0;
  const longestFrame = bytes.length - 4;
  const giveUp = () => {
    at = size;
    return 0;
  };
  const wordAt = (i) => view.getInt32(i, true);
  const isNext2 = ({ length, words, lastMask }) => {
    const last = words.length - 1;
    const start = at;
    for (let i = 0; i < last; i += 1) if (wordAt(start + 4 * i) !== words[i]) return false;
    if ((wordAt(start + 4 * last) & lastMask) !== words[last]) return false;
    at = start + length;
    return true;
  };
  const skip2 = (text) => {
    if (!isNext2(text)) giveUp();
  };
  const begin2 = (frame, head) => {
    if (frame.length > longestFrame) return false;
    const { read, written } = encoder.encodeInto(frame, bytes);
    if (read !== frame.length || written !== read) return false;
    bytes[written] = 0;
    size = written;
    at = 0;
    return isNext2(head);
  };
  const tail = token("}}}]");
  const isRead2 = () => isNext2(tail) && at === size;
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
    const start = at;
    const high = readDigits(start + fewDigits);
    const middle = at;
    const low = readDigits(start + maxDigits);
    const digits = at - start;
    if (digits === 0 || digits > 1 && bytes[start] === 48) return giveUp();
    return high * powersOfTen[at - middle] + low;
  };
  const readDecimalAt = (start) => {
    let i = start;
    let whole = 0;
    let digit = digitAt(i);
    while (digit <= 9) {
      whole = whole * 10 + digit | 0;
      digit = digitAt(i += 1);
    }
    const digits = i - start;
    if (digits > fewDigits) {
      at = start;
      whole = readCount(15);
      if (at !== i) return giveUp();
    } else if (digits === 0 || digits > 1 && bytes[start] === 48) return giveUp();
    if (bytes[i] !== 46) {
      at = i;
      return whole;
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
    const scale = powersOfTen[places3];
    return (whole * scale + fraction2) / scale;
  };
  const quote = token('"');
  const readDecimal2 = () => {
    const value = readDecimalAt(at);
    skip2(quote);
    return value;
  };
  const decimalAfter2 = (text) => {
    skip2(text);
    return readDecimal2();
  };
  const nothing = token("null");
  const nullableDecimalAfter2 = (text) => {
    skip2(text);
    if (isNext2(nothing)) return null;
    skip2(quote);
    return readDecimal2();
  };
  const timestampAfter2 = (text) => {
    skip2(text);
    return readCount(14);
  };
  const idAfter2 = (text) => {
    skip2(text);
    return readCount(15);
  };
  const sequenceAfter2 = (text) => {
    const sequence = idAfter2(text);
    skip2(quote);
    return sequence;
  };
  const gathered = [0.5];
  const noLevels = token("]");
  const firstLevel = token('["');
  const levelsAfter2 = (text) => {
    skip2(text);
    if (isNext2(noLevels)) return [];
    skip2(firstLevel);
    for (let n = 0; ; n += 2) {
      gathered[n] = readDecimalAt(at);
      if ((wordAt(at) & 16777215) !== 2239522) break;
      gathered[n + 1] = readDecimalAt(at + 3);
      const next = wordAt(at);
      if (next === 1529634082 && bytes[at + 4] === 34) at += 5;
      else if ((next & 16777215) === 6118690) {
        at += 3;
        return gathered.slice(0, n + 2);
      } else break;
    }
    giveUp();
    return [];
  };
  return {
    begin: begin2,
    isRead: isRead2,
    isNext: isNext2,
    skip: skip2,
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
  begin,
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
var decodeFrame = (frame) => frame.startsWith(socketIoEvent) ? decodeJson(Frame, frame.slice(socketIoEvent.length), "frame") : failed(decodeError("frame", `an event of Socket.IO, ${socketIoEvent}`, beginningOf(frame)));
var ofPair = (pair, data) => ({
  pair,
  ...data
});
var roomParser = (kind, codec, toMessage, fast) => (pair, onOdd) => {
  const name2 = `${kind}_${pair}`;
  const head = headOf(name2);
  return (text) => {
    if (fast !== void 0 && begin(text, head)) {
      const value = fast(pair);
      if (isRead()) return success(value);
    }
    const frame = decodeFrame(text);
    if (frame._tag === "Left") return frame;
    const { room, data } = frame.right.message;
    if (room !== name2) return failed(decodeError("frame/1/room_name", name2, describe(room)));
    return mapDecoded(decode(codec, data, "data", onOdd), (value) => toMessage(pair, value));
  };
};

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
var askSign = 1;
var bidSign = -1;
var isInBookOrder = (levels, sign) => {
  let before2 = -Infinity;
  for (let i = 0; i < levels.length; i += 2) {
    const price = levels[i] * sign;
    if (price <= before2 || levels[i + 1] === 0) return false;
    before2 = price;
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
var latest = token(',"last":"');
var vol = token(',"vol":"');
var time = token(',"timestamp":');
var tickerReader = (pair) => {
  const ask = nullableDecimalAfter(sell);
  const bid = nullableDecimalAfter(buy);
  const open = decimalAfter(opened);
  const high = decimalAfter(highest);
  const low = decimalAfter(lowest);
  const last = decimalAfter(latest);
  const volume = decimalAfter(vol);
  const timestamp2 = timestampAfter(time);
  return { pair, bid, ask, last, open, high, low, volume, timestamp: timestamp2 };
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
var toTrades = (pair, rows2) => rows2.map((row2) => ofPair(pair, row2)).sort((a2, b2) => a2.id - b2.id);
var transactions = token('"transactions":[');
var transactionId = token('{"transaction_id":');
var sell2 = token(',"side":"sell"');
var buy2 = token(',"side":"buy"');
var pricedAt = token(',"price":"');
var ofAmount = token(',"amount":"');
var executedAt = token(',"executed_at":');
var rowEnd = token("}");
var comma = token(",");
var end = token("]");
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
var insert = (trades, trade) => {
  let at = trades.length;
  for (; at > 0 && trades[at - 1].id > trade.id; at -= 1) trades[at] = trades[at - 1];
  trades[at] = trade;
};
var tradesReader = (pair) => {
  const trades = [];
  skip(transactions);
  if (isNext(end)) return trades;
  do
    insert(trades, readTrade(pair));
  while (isNext(comma));
  skip(end);
  return trades;
};
var parseTrades = roomParser("transactions", TransactionsData, toTrades, tradesReader);
var longestSpan = 864e5;
var spanOf = (trades) => {
  let [first, last] = [Infinity, -Infinity];
  for (const { timestamp: timestamp2 } of trades) {
    first = Math.min(first, timestamp2);
    last = Math.max(last, timestamp2);
  }
  return last - first;
};
var parseNewTrades = (pair, onOdd) => {
  const read = parseTrades(pair, onOdd);
  return (frame) => {
    const trades = read(frame);
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

// src/nats/subjects.ts
var subjectsOf = (prefix) => ({
  stream: `${prefix}_frames`,
  allFrames: `${prefix}.frames.>`,
  frames: (pair, kind) => `${prefix}.frames.${pair}.${kind}`,
  beat: `${prefix}.beat`,
  whole: `${prefix}.whole`,
  rest: `${prefix}.rest`,
  leases: `${prefix}_leases`,
  trading: (owner, link) => `${prefix}.trading.${owner}.${link}`
});
var kinds = Object.keys(roomKinds);
var roomParts = (room) => {
  const kind = kinds.find((candidate) => room.startsWith(`${candidate}_`));
  return kind === void 0 ? null : { kind, pair: room.slice(kind.length + 1) };
};
var isInbox = (reply, prefix) => !reply.startsWith("$") && !reply.startsWith(`${prefix}.`);

// src/nats/port.ts
var Options = mapped(
  optionsOf({ ...natsFields, owner: Word }),
  withClock
);
var aliveEvery = 3e3;
var bye = "Bye";
var lastWord = () => {
  const made2 = (0, import_nats_core2.headers)();
  made2.set(bye, "1");
  return made2;
};
var natsPortBy = (connect2) => (given, ...stray) => {
  const options = resolveOptions(Options, given, stray);
  const { clock, prefix, owner, inboxPrefix, random } = options;
  let send = null;
  const link = (connection) => new import_rxjs4.Observable((subscriber) => {
    const name2 = `${random().toString(36).slice(2)}${random().toString(36).slice(2)}`;
    const subject = subjectsOf(prefix).trading(owner, name2);
    const inbox = (0, import_nats_core2.createInbox)(inboxPrefix);
    const read = createTextReader();
    const answers = connection.subscribe(inbox, {
      callback: (error, message) => {
        if (error !== null || message.headers?.code === 503) {
          subscriber.error(linkError("refused", "no gateway answers"));
          return;
        }
        if (message.headers?.has(bye) === true) {
          subscriber.error(linkError("closed", "the gateway has ended the link"));
          return;
        }
        const text = read(message);
        if (text === void 0)
          subscriber.error(linkError("frame-too-large", "the gateway sends too much"));
        else if (text !== null) subscriber.next(text);
      }
    });
    send = (text) => publishText(connection, subject, text, inbox);
    subscriber.add(
      missingRight$(connection, prefix).subscribe({ error: (error) => subscriber.error(error) })
    );
    subscriber.add(
      (0, import_rxjs4.interval)(aliveEvery, clock).pipe((0, import_rxjs4.startWith)(0)).subscribe(() => connection.publish(subject, "", { reply: inbox }))
    );
    subscriber.add(() => {
      send = null;
      answers.unsubscribe();
      if (!connection.isClosed()) connection.publish(subject, "", { headers: lastWord() });
    });
  });
  return {
    messages$: natsConnection$(connect2, options).pipe((0, import_rxjs4.switchMap)(link)),
    send: (text) => {
      if (send === null) return false;
      send(text);
      return true;
    }
  };
};

// src/nats/publish-frames.ts
var import_rxjs11 = require("rxjs");

// src/operators/retry-backoff.ts
var import_rxjs5 = require("rxjs");
var retryBackoff = ({
  initialDelay = 1e3,
  maxDelay = 3e4,
  maxAttempts = Infinity,
  shouldRetry = () => true,
  resetOn = () => true,
  steadyAfter = 1e4,
  onRetry,
  random = Math.random,
  scheduler = import_rxjs5.asyncScheduler
} = {}) => (source) => (0, import_rxjs5.defer)(() => {
  const clock = clockOf(scheduler);
  let failures = 0;
  let provenAt = null;
  return source.pipe(
    (0, import_rxjs5.tap)((value) => {
      if (failures === 0 || !resetOn(value)) return;
      provenAt ??= clock.elapsed();
      if (clock.elapsed() - provenAt >= steadyAfter) failures = 0;
    }),
    (0, import_rxjs5.retry)({
      delay: (error) => {
        failures += 1;
        provenAt = null;
        if (failures > maxAttempts || !shouldRetry(error)) return (0, import_rxjs5.throwError)(() => error);
        const bound = failures === 1 ? 0 : Math.min(maxDelay, initialDelay * 2 ** (failures - 2));
        const delay = random() * bound;
        onRetry?.({ error, attempt: failures, delay });
        return (0, import_rxjs5.timer)(delay, scheduler);
      }
    })
  );
});

// src/nats/frame-run.ts
var import_node_crypto = require("crypto");

// src/nats/beat.ts
var BeatValue = ownRecord("a beat", {
  epoch: Id,
  isOpen: Flag,
  rooms: dictionary("ages", Finite)
});
var encodeBeat = (beat) => JSON.stringify(beat);
var decodeBeat = (text) => decodeJson(BeatValue, text);

// src/nats/frame-message.ts
var import_nats_core3 = require("@nats-io/nats-core");
var name = "Frame";
var stampHeaders = ({ epoch, n, at }) => {
  const made2 = (0, import_nats_core3.headers)();
  made2.set(name, `${epoch} ${n} ${at}`);
  return made2;
};
var readStamp = (from9) => {
  const [epoch, n, at, ...more2] = (from9?.get(name) ?? "").split(" ").map(Number);
  const isStamp = [epoch, n, at].every((part) => Number.isSafeInteger(part)) && more2.length === 0;
  return isStamp ? { epoch, n, at } : null;
};

// src/nats/frame-run.ts
var createFrameRun = (config) => {
  const { connection, stream, subjects, venue, isHeld, onNotStored } = config;
  const counts = /* @__PURE__ */ new Map();
  let epoch = 0;
  const publish = (room, { t, frame }) => {
    const parts = roomParts(room);
    if (parts === null || !isHeld()) return;
    const n = (counts.get(room) ?? 0) + 1;
    counts.set(room, n);
    const content = (0, import_node_crypto.createHash)("sha1").update(frame).digest("base64");
    stream.publish(subjects.frames(parts.pair, parts.kind), frame, {
      headers: stampHeaders({ epoch, n, at: t }),
      // A message that the client of NATS sends again is stored once, but a whole may come again on purpose.
      msgID: `${epoch} ${room} ${n} ${content}`
    }).catch(onNotStored);
  };
  return {
    begin: (next) => {
      epoch = next;
      counts.clear();
      for (const copy of venue.copies()) publish(likelyRoomOf(copy.frame), copy);
    },
    publish,
    beat: () => {
      if (!isHeld()) return;
      connection.publish(subjects.beat, encodeBeat({ epoch, isOpen: venue.isOpen(), rooms: venue.ages() }));
    }
  };
};

// src/nats/lease.ts
var import_kv = require("@nats-io/kv");
var import_rxjs6 = require("rxjs");
var Claim = ownRecord("a claim", { holder: Text, isIdle: Flag });
var noLease = { revision: 0, claim: null, at: 0, isOurs: false };
var onLease = (state, event2) => {
  switch (event2.type) {
    case "read": {
      const { revision, claim, at } = event2;
      return revision === state.revision ? { ...state, isOurs: false } : { revision, claim, at, isOurs: false };
    }
    case "written": {
      const { revision, claim, at } = event2;
      return { revision, claim, at, isOurs: true };
    }
    case "refused":
      return { ...state, isOurs: false };
  }
};
var holds = ({ isOurs: isOurs2, at }, now, { term: term2 }) => isOurs2 && now - at < term2;
var isFree = ({ at, revision }, now, times) => revision === 0 || now - at >= times.term + times.grace;
var passing = (error) => {
  const known = asNatsError(error);
  return known.reason === "not-allowed" ? (0, import_rxjs6.throwError)(() => known) : import_rxjs6.EMPTY;
};
var createLease = ({
  connection,
  bucket,
  key,
  holder,
  clock,
  isAble,
  ...times
}) => {
  let state = noLease;
  const now = () => clock.elapsed();
  const isHeld = () => holds(state, now(), times);
  const read$ = (kv) => (0, import_rxjs6.defer)(() => kv.get(key)).pipe(
    (0, import_rxjs6.map)((entry) => {
      const claim = entry === null ? null : decodeJson(Claim, entry.string());
      return {
        type: "read",
        revision: entry?.revision ?? 0,
        claim: claim?._tag === "Right" ? claim.right : null,
        at: now()
      };
    })
  );
  const write$ = (kv) => (0, import_rxjs6.defer)(() => {
    const at = now();
    const claim = { holder, isIdle: !isAble() };
    const text = JSON.stringify(claim);
    return (0, import_rxjs6.from)(state.revision === 0 ? kv.create(key, text) : kv.update(key, text, state.revision)).pipe(
      (0, import_rxjs6.map)((revision) => ({ type: "written", revision, claim, at })),
      (0, import_rxjs6.catchError)(
        (error) => /wrong last sequence/i.test(String(error)) ? (0, import_rxjs6.of)({ type: "refused" }) : (0, import_rxjs6.throwError)(() => error)
      )
    );
  });
  const step$ = (kv) => state.isOurs ? write$(kv) : read$(kv).pipe(
    (0, import_rxjs6.concatMap)((event2) => {
      const seen = onLease(state, event2);
      const isGiven = seen.claim?.isIdle === true || seen.claim?.holder === holder;
      if (!isAble() || !(isFree(seen, now(), times) || isGiven)) return (0, import_rxjs6.of)(event2);
      state = seen;
      look();
      return write$(kv);
    })
  );
  const period = times.term / 4;
  let held = null;
  let before2 = null;
  const look = () => {
    if (!isHeld()) {
      held = null;
      before2 = state.revision === 0 ? null : state.claim?.holder ?? "";
    } else held ??= { revision: state.revision, isInherited: before2 !== null && before2 !== holder };
    return held;
  };
  const release = (kv) => {
    if (!isHeld() || connection.isClosed()) return;
    const text = JSON.stringify({ holder, isIdle: true });
    kv.update(key, text, state.revision).catch(() => void 0);
  };
  const steps$ = (0, import_rxjs6.defer)(() => new import_kv.Kvm(connection).create(bucket, { history: 1 })).pipe(
    (0, import_rxjs6.switchMap)(
      (kv) => (0, import_rxjs6.interval)(period, clock).pipe(
        (0, import_rxjs6.startWith)(0),
        (0, import_rxjs6.exhaustMap)(() => step$(kv).pipe((0, import_rxjs6.catchError)(passing))),
        (0, import_rxjs6.finalize)(() => release(kv))
      )
    ),
    (0, import_rxjs6.map)((event2) => {
      look();
      state = onLease(state, event2);
      return look();
    }),
    (0, import_rxjs6.catchError)((error) => (0, import_rxjs6.throwError)(() => asNatsError(error)))
  );
  const terms$ = (0, import_rxjs6.interval)(period, clock).pipe((0, import_rxjs6.map)(look));
  const isTaken = () => !state.isOurs && !isFree(state, now(), times);
  return { isHeld, isTaken, held$: (0, import_rxjs6.merge)(steps$, terms$).pipe((0, import_rxjs6.distinctUntilChanged)()) };
};

// src/nats/mixed-link.ts
var import_rxjs7 = require("rxjs");

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
    ([name2, ...args]) => ({ name: name2, args })
  ),
  "connect-error": record("an object", { message: Text })
};
var types = Object.keys(codes);
var decodePacket = (text) => {
  const code = text.slice(0, text.startsWith("4") ? 2 : 1);
  const type = types.find((candidate) => codes[candidate] === code);
  if (type === void 0) {
    return { type: "bad", cause: `expected a packet of Engine.IO or Socket.IO, got ${beginningOf(text)}` };
  }
  const codec = bodies[type];
  if (codec === void 0) return { type };
  const body = text.slice(code.length);
  const result = decodeJson(codec, type === "connect" ? body || "{}" : body, type);
  if (result._tag === "Right") return { type, ...result.right };
  return type === "connect-error" ? { type, message: body.slice(0, 80) } : { type: "bad", cause: result.left.message };
};
var isControlFrame = (text) => {
  const { type } = decodePacket(text);
  return type !== "event" && type !== "bad";
};
var bodyOf = (packet) => {
  if (packet.type === "event") return JSON.stringify([packet.name, ...packet.args]);
  return packet.type === "connect" && packet.sid !== null ? JSON.stringify({ sid: packet.sid }) : "";
};
var encodePacket = (packet) => codes[packet.type] + bodyOf(packet);

// src/nats/frame-mix.ts
var remembered = 500;
var createFrameMix = (links) => {
  const rooms = /* @__PURE__ */ new Map();
  return {
    isNew: (link, room, frame) => {
      const frames = rooms.get(room) ?? /* @__PURE__ */ new Map();
      rooms.set(room, frames);
      const counts = frames.get(frame) ?? new Array(links).fill(0);
      const most = Math.max(...counts);
      const count = (counts[link] ?? 0) + 1;
      counts[link] = count;
      frames.set(frame, counts);
      if (frames.size > remembered) frames.delete(frames.keys().next().value);
      return count > most;
    },
    restart: (link) => {
      for (const frames of rooms.values()) for (const counts of frames.values()) counts[link] = 0;
    }
  };
};

// src/nats/mixed-link.ts
var mixedLink = (links, { clock, random }) => new import_rxjs7.Observable((subscriber) => {
  const rooms = /* @__PURE__ */ new Set();
  const sends = /* @__PURE__ */ new Map();
  const mix = createFrameMix(links.length);
  let isOpen = false;
  let left2 = links.length;
  const send = (frame) => {
    const packet = decodePacket(frame);
    const room = packet.type === "event" ? String(packet.args[0]) : "";
    if (packet.type === "event" && packet.name === "join-room") rooms.add(room);
    if (packet.type === "event" && packet.name === "leave-room") rooms.delete(room);
    for (const each of sends.values()) each(frame);
  };
  const onEvent = (link, event2) => {
    if (typeof event2 === "string") {
      if (!isControlFrame(event2) && mix.isNew(link, likelyRoomOf(event2), event2)) subscriber.next(event2);
      return;
    }
    mix.restart(link);
    sends.set(link, event2.send);
    if (isOpen) {
      for (const room of rooms)
        event2.send(encodePacket({ type: "event", name: "join-room", args: [room] }));
      return;
    }
    isOpen = true;
    subscriber.next({ type: "open", send });
  };
  const lose = (link, error) => {
    sends.delete(link);
    if (isOpen && sends.size === 0) subscriber.error(error);
  };
  for (const [link, link$] of links.entries())
    subscriber.add(
      link$.pipe(
        retryBackoff({
          random,
          scheduler: clock,
          resetOn: (event2) => typeof event2 === "string",
          onRetry: ({ error }) => lose(link, error)
        })
      ).subscribe({
        next: (event2) => onEvent(link, event2),
        error: (error) => subscriber.error(error),
        complete: () => {
          sends.delete(link);
          left2 -= 1;
          if (left2 === 0) subscriber.complete();
        }
      })
    );
});

// src/nats/publish-options.ts
var PublishOptions = mapped(
  optionsOf({
    ...natsFields,
    transport: having("a transport", ["link$", "sendRequest"]),
    mixWith: maybe(having("a transport", ["link$"])),
    pairs: list("pairs", NonEmptyText),
    keep: withDefault(atLeast(1e3), 36e5),
    term: withDefault(atLeast(100), 2e3),
    quietAfter: withDefault(atLeast(100), 2e3),
    wait: withDefault(Flag, false),
    publicUrl: withDefault(baseUrl("http"), "https://public.bitbank.cc"),
    apiUrl: withDefault(baseUrl("http"), "https://api.bitbank.cc/v1")
  }),
  withClock
);

// src/nats/rest-gateway.ts
var import_nats_core4 = require("@nats-io/nats-core");
var import_rxjs8 = require("rxjs");

// src/nats/rest-head.ts
var GivenValue = ownRecord("the head of a reply", {
  status: maybe(Id),
  date: maybe(nullable(Timestamp)),
  reason: maybe(oneOf("a reason", ["refused", "timeout", "cut-off", "too-large"])),
  detail: maybe(Text)
});
var encodeRestHead = (answer) => {
  const head = "status" in answer ? { status: answer.status, date: answer.date } : { reason: answer.reason, detail: answer.detail };
  return JSON.stringify(head);
};
var readRestHead = (endpoint, text) => {
  const given = decodeJson(GivenValue, text);
  if (given._tag === "Left") return httpError(endpoint, "cut-off", "none", given.left.message);
  const { status, date = null, reason = "cut-off", detail = "no reply" } = given.right;
  return status === void 0 ? httpError(endpoint, reason, "none", detail) : { status, date };
};

// src/nats/rest-gateway.ts
var freshFor = 1e3;
var mostKept = 1e3;
var publicPath = /^\/(?!.*\/user\/)[\w./-]{1,200}(?:\?[\w=&%.,-]{0,300})?$/;
var createRestGateway = ({ sendRequest, publicUrl, apiUrl }, clock) => {
  const kept2 = /* @__PURE__ */ new Map();
  const ask = (path) => {
    const url = `${path.startsWith("/v1/") ? apiUrl.replace(/\/v1$/, "") : publicUrl}${path}`;
    const request = { method: "GET", url, timeout: 1e4, maxReplyBytes: 32e6 };
    const refused = () => (0, import_rxjs8.of)(httpError(`GET ${path}`, "refused", "none", "the gateway serves only public pages"));
    if (!publicPath.test(path)) return refused();
    const known = kept2.get(path);
    if (known !== void 0) return known;
    const answer$ = (0, import_rxjs8.defer)(() => sendRequest(request)).pipe(
      (0, import_rxjs8.catchError)((error) => (0, import_rxjs8.of)(error)),
      (0, import_rxjs8.take)(1),
      (0, import_rxjs8.shareReplay)(1)
    );
    if (kept2.size >= mostKept) kept2.clear();
    kept2.set(path, answer$);
    answer$.subscribe(() => {
      (0, import_rxjs8.timer)(freshFor, clock).subscribe(() => kept2.delete(path));
    });
    return answer$;
  };
  return { answer: ask };
};
var serveRest = (connection, prefix, { answer }) => new import_rxjs8.Observable((subscriber) => {
  const subscription = connection.subscribe(subjectsOf(prefix).rest, {
    callback: (error, message) => {
      const { reply } = message;
      if (error !== null || reply === void 0 || !isInbox(reply, prefix)) return;
      subscriber.add(
        answer(message.string()).subscribe((said) => {
          const parts = cutText("status" in said ? said.body : "");
          for (const [i, part] of parts.entries()) {
            const of13 = (0, import_nats_core4.headers)();
            if (i === 0) of13.set("Head", encodeRestHead(said));
            if (i === parts.length - 1) of13.set("Last", "1");
            connection.publish(reply, part, { headers: of13 });
          }
        })
      );
    }
  });
  subscriber.add(() => subscription.unsubscribe());
});

// src/nats/stream.ts
var import_jetstream = require("@nats-io/jetstream");
var import_rxjs9 = require("rxjs");
var nanos = 1e6;
var isMissing = (error) => error instanceof import_jetstream.JetStreamApiError && error.status === 404;
var framesStream$ = (connection, { stream: name2, allFrames }, keep) => (0, import_rxjs9.defer)(() => (0, import_jetstream.jetstreamManager)(connection)).pipe(
  (0, import_rxjs9.switchMap)((manager) => {
    const maxAge = keep * nanos;
    const shape = { subjects: [allFrames], max_age: maxAge, allow_direct: true };
    const made$ = (0, import_rxjs9.defer)(
      () => manager.streams.add({
        ...shape,
        name: name2,
        discard: "old",
        duplicate_window: Math.min(maxAge, 12e4 * nanos)
      })
    );
    return (0, import_rxjs9.from)(manager.streams.info(name2)).pipe(
      (0, import_rxjs9.switchMap)(({ config }) => {
        const { subjects, max_age, retention } = config;
        if (String(subjects) !== allFrames || retention !== "limits")
          return (0, import_rxjs9.throwError)(
            () => natsError("other-stream", `the stream ${name2} holds ${String(subjects)}, not ${allFrames}`)
          );
        return max_age === maxAge ? (0, import_rxjs9.of)(config) : (0, import_rxjs9.from)(manager.streams.update(name2, { ...config, max_age: maxAge }));
      }),
      (0, import_rxjs9.catchError)((error) => isMissing(error) ? made$ : (0, import_rxjs9.throwError)(() => error)),
      (0, import_rxjs9.map)(() => manager)
    );
  }),
  (0, import_rxjs9.catchError)((error) => (0, import_rxjs9.throwError)(() => asNatsError(error)))
);

// src/nats/venue-link.ts
var import_rxjs10 = require("rxjs");

// src/connectivity/book-start.ts
var mostDiffs = 5e3;
var mostLate = 2;
var isLate = (place, known) => place.timestamp < known.timestamp || place.timestamp === known.timestamp && place.sequence < known.sequence;
var beyond = (place, known) => {
  const hasRestarted = known !== null && place.sequence < known.sequence;
  return hasRestarted ? ({ timestamp: timestamp2 }) => !(timestamp2 <= place.timestamp) : ({ sequence }) => !(sequence <= place.sequence);
};
var createBookStart = ({ ofWhole, ofDiff }) => {
  let whole = null;
  let known = null;
  let late = 0;
  let diffs = [];
  return {
    onWhole: (next) => {
      const place = ofWhole(next);
      if (known !== null && isLate(place, known)) {
        late += 1;
        if (late <= mostLate) return "late";
      }
      const isBeyond = beyond(place, known);
      whole = next;
      known = place;
      late = 0;
      diffs = diffs.filter((diff) => isBeyond(ofDiff(diff)));
      return "taken";
    },
    onDiff: (diff) => {
      if (diffs.push(diff) > mostDiffs) diffs.shift();
    },
    dropWhole: () => {
      whole = null;
    },
    dropDiffs: () => {
      diffs = [];
    },
    whole: () => whole,
    diffs: () => diffs
  };
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
  const latest2 = /* @__PURE__ */ new Map();
  const books = /* @__PURE__ */ new Map();
  let number = 0;
  const bookOf = (pair) => {
    const known = books.get(pair);
    if (known !== void 0) return known;
    const made2 = createBookStart(framePlaces);
    books.set(pair, made2);
    return made2;
  };
  const framesOf = (book) => {
    const whole = book.whole();
    return whole === null ? book.diffs() : [whole, ...book.diffs()];
  };
  return {
    onFrame: (t, frame) => {
      const room = likelyRoomOf(frame);
      const held = { t, frame, number: number += 1 };
      if (room.startsWith(diffRoom)) bookOf(room.slice(diffRoom.length)).onDiff(held);
      else if (room.startsWith(wholeRoom)) bookOf(room.slice(wholeRoom.length)).onWhole(held);
      else if (stateRoom.test(room)) latest2.set(room, held);
    },
    onJoin: (room) => {
      if (room.startsWith(diffRoom)) books.get(room.slice(diffRoom.length))?.dropWhole();
    },
    onLeave: (room) => {
      latest2.delete(room);
      if (room.startsWith(diffRoom)) books.get(room.slice(diffRoom.length))?.dropDiffs();
      if (room.startsWith(wholeRoom)) books.get(room.slice(wholeRoom.length))?.dropWhole();
    },
    onDrop: () => {
      latest2.clear();
      books.clear();
    },
    copies: () => [...latest2.values(), ...[...books.values()].flatMap(framesOf)].sort((a2, b2) => a2.number - b2.number)
  };
};

// src/nats/venue-link.ts
var tradesKept = 15e3;
var createVenueLink = ({ link$, pairs, clock, random }) => {
  const memory = createRoomMemory();
  const lastAt = /* @__PURE__ */ new Map();
  let trades = [];
  let send = null;
  let receivedAt = clock.elapsed();
  const say = (name2, room) => send?.(encodePacket({ type: "event", name: name2, args: [room] }));
  const receive = (frame) => {
    const room = likelyRoomOf(frame);
    const at = clock.elapsed();
    const held = { t: stampOf(clock), frame };
    receivedAt = at;
    lastAt.set(room, at);
    memory.onFrame(held.t, frame);
    if (room.startsWith("transactions_")) {
      trades.push({ ...held, at });
      if (at - (trades[0]?.at ?? at) > 2 * tradesKept)
        trades = trades.filter((trade) => at - trade.at <= tradesKept);
    }
    return { type: "frame", room, held };
  };
  const lose = (cause) => {
    send = null;
    memory.onDrop();
    return { type: "lost", cause };
  };
  const events$ = new import_rxjs10.Observable((subscriber) => {
    const lost = new import_rxjs10.Subject();
    subscriber.add(lost.subscribe(subscriber));
    subscriber.add(
      link$.pipe(
        retryBackoff({
          random,
          scheduler: clock,
          resetOn: (event2) => typeof event2 === "string",
          onRetry: ({ error }) => lost.next(lose(causeOf(error)))
        })
      ).subscribe({
        next: (event2) => {
          if (typeof event2 === "string") {
            if (!isControlFrame(event2)) subscriber.next(receive(event2));
            return;
          }
          ({ send } = event2);
          subscriber.next({ type: "open" });
          for (const pair of pairs) for (const kind of kinds) say("join-room", `${kind}_${pair}`);
        },
        error: (error) => subscriber.error(error),
        complete: () => subscriber.complete()
      })
    );
  });
  return {
    events$,
    isOpen: () => send !== null,
    silence: () => clock.elapsed() - receivedAt,
    copies: () => {
      const now = clock.elapsed();
      return [...trades.filter(({ at }) => now - at <= tradesKept), ...memory.copies()];
    },
    ages: () => {
      const now = clock.elapsed();
      return Object.fromEntries([...lastAt].map(([room, at]) => [room, now - at]));
    },
    askWhole: (pair) => {
      say("leave-room", `depth_whole_${pair}`);
      say("join-room", `depth_whole_${pair}`);
    }
  };
};

// src/nats/publish-frames.ts
var beatEvery = 1e3;
var wholeEvery = 1e3;
var grace = 500;
var linksPerTerm = 1e6;
var wholes$ = (connection, { whole }, { askWhole }, pairs, clock) => new import_rxjs11.Observable((subscriber) => {
  const askedAt = /* @__PURE__ */ new Map();
  const asked = connection.subscribe(whole, {
    callback: (error, message) => {
      const pair = error === null ? message.string() : "";
      const now = clock.elapsed();
      if (!pairs.includes(pair)) return;
      if (now - (askedAt.get(pair) ?? -Infinity) < wholeEvery) return;
      askedAt.set(pair, now);
      askWhole(pair);
    }
  });
  subscriber.add(() => asked.unsubscribe());
});
var publishOver = (connection, options, venue, events$, holder) => {
  const { clock, prefix, keep, term: term2, quietAfter, transport, pairs, wait } = options;
  const subjects = subjectsOf(prefix);
  const isAble = () => venue.isOpen() && venue.silence() <= quietAfter;
  const lease = createLease({
    connection,
    bucket: subjects.leases,
    key: "frames",
    holder,
    clock,
    isAble,
    term: term2,
    grace
  });
  const rest$ = transport.sendRequest === null ? import_rxjs11.EMPTY : serveRest(
    connection,
    prefix,
    createRestGateway({ ...options, sendRequest: transport.sendRequest }, clock)
  );
  const warning = versionWarning(connection, options.servers);
  const warned$ = warning === null ? import_rxjs11.EMPTY : (0, import_rxjs11.of)({ type: "warning", cause: warning });
  return framesStream$(connection, subjects, keep).pipe(
    (0, import_rxjs11.switchMap)((manager) => {
      const notStored = new import_rxjs11.Subject();
      const run = createFrameRun({
        connection,
        stream: manager.jetstream(),
        subjects,
        venue,
        isHeld: lease.isHeld,
        onNotStored: (error) => notStored.next({ type: "not-stored", cause: asNatsError(error).message })
      });
      const publishing$ = (revision) => {
        let links = 0;
        const begin2 = () => {
          const epoch = revision * linksPerTerm + links;
          run.begin(epoch);
          run.beat();
          return { type: "publishing", epoch };
        };
        const followed$ = events$.pipe(
          (0, import_rxjs11.concatMap)((event2) => {
            if (event2.type === "frame") {
              run.publish(event2.room, event2.held);
              return import_rxjs11.EMPTY;
            }
            if (event2.type === "lost") {
              run.beat();
              return import_rxjs11.EMPTY;
            }
            links += 1;
            return (0, import_rxjs11.of)(begin2());
          })
        );
        const begun$ = (0, import_rxjs11.concat)(
          (0, import_rxjs11.defer)(() => (0, import_rxjs11.of)(begin2())),
          followed$
        );
        const beats$ = (0, import_rxjs11.interval)(beatEvery, clock).pipe((0, import_rxjs11.tap)(run.beat), (0, import_rxjs11.ignoreElements)());
        return (0, import_rxjs11.merge)(begun$, beats$, rest$, wholes$(connection, subjects, venue, pairs, clock));
      };
      const turns$ = lease.held$.pipe(
        (0, import_rxjs11.switchMap)((held) => {
          if (held !== null) return publishing$(held.revision);
          return wait || !lease.isTaken() ? (0, import_rxjs11.concat)((0, import_rxjs11.of)({ type: "standing-by" }), import_rxjs11.NEVER) : (0, import_rxjs11.throwError)(() => natsError("taken", "another gateway publishes these frames"));
        })
      );
      return (0, import_rxjs11.merge)(missingRight$(connection, prefix), warned$, notStored, turns$);
    })
  );
};
var publishFramesBy = (connect2) => (given, ...stray) => {
  const options = resolveOptions(PublishOptions, given, stray);
  const { clock, random, wait } = options;
  return (0, import_rxjs11.defer)(() => {
    const { transport, mixWith } = options;
    const venue = createVenueLink({
      ...options,
      link$: mixWith === void 0 ? transport.link$ : mixedLink([transport.link$, mixWith.link$], { clock, random })
    });
    const events$ = venue.events$.pipe((0, import_rxjs11.share)());
    const noticed = new import_rxjs11.Subject();
    const holder = random().toString(36).slice(2);
    let hasServed = false;
    const gateway$ = natsConnection$(connect2, options).pipe(
      (0, import_rxjs11.switchMap)(
        (connection) => publishOver(connection, { ...options, wait: wait || hasServed }, venue, events$, holder)
      ),
      (0, import_rxjs11.tap)(() => {
        hasServed = true;
      }),
      retryBackoff({
        random,
        scheduler: clock,
        maxDelay: 5e3,
        shouldRetry: (error) => {
          const { reason } = asNatsError(error);
          return reason === "not-allowed" ? hasServed && wait : hasServed || wait && reason === "no-server";
        },
        onRetry: ({ error }) => noticed.next({ type: "nats-lost", cause: causeOf(error) })
      }),
      (0, import_rxjs11.catchError)((error) => (0, import_rxjs11.throwError)(() => asNatsError(error)))
    );
    const lost$ = events$.pipe(
      (0, import_rxjs11.filter)((event2) => event2.type === "lost"),
      (0, import_rxjs11.map)(({ cause }) => ({ type: "venue-lost", cause }))
    );
    const over$ = events$.pipe((0, import_rxjs11.ignoreElements)(), (0, import_rxjs11.endWith)(null));
    return (0, import_rxjs11.merge)(lost$, noticed, gateway$).pipe((0, import_rxjs11.takeUntil)(over$));
  });
};

// src/nats/serve-trading.ts
var import_rxjs25 = require("rxjs");

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

// src/trading/serve.ts
var import_rxjs24 = require("rxjs");

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
var import_rxjs15 = require("rxjs");

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
var import_rxjs13 = require("rxjs");

// src/trading/batches.ts
var import_rxjs12 = require("rxjs");

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
  (0, import_rxjs12.catchError)(
    (error) => orders.orderIds.map(
      (orderId) => cancelRefused({ pair: orders.pair, orderId }, null, causeOf(error))
    )
  )
);

// src/trading/owner-cancel.ts
var againAfter = 1e3;
var patience = 3e4;
var cancelOwn = ({ exec, owner, clock }, pair) => (0, import_rxjs13.defer)(() => {
  let cause = "no answer came";
  return (0, import_rxjs13.defer)(() => exec.rest.all.activeOrders({ pair })).pipe(
    (0, import_rxjs13.toArray)(),
    (0, import_rxjs13.retry)({
      delay: (error) => {
        cause = causeOf(error);
        return (0, import_rxjs13.timer)(againAfter, clock);
      }
    }),
    (0, import_rxjs13.takeUntil)((0, import_rxjs13.timer)(patience, clock)),
    (0, import_rxjs13.defaultIfEmpty)(null),
    (0, import_rxjs13.concatMap)((open) => {
      const message = `the list of open orders could not be read: ${cause}`;
      if (open === null) return (0, import_rxjs13.of)({ type: "Unresolved", pair: pair ?? null, orderId: null, message });
      const mine2 = open.filter(
        ({ orderId, userCancelable }) => owner.isMine(orderId) && userCancelable !== false
      );
      return (0, import_rxjs13.from)(batchesByPair(mine2)).pipe((0, import_rxjs13.concatMap)((orders) => cancelAndReport(exec, orders)));
    })
  );
});

// src/trading/owner-halt.ts
var import_rxjs14 = require("rxjs");
var lookInterval = 1e3;
var readWithin = 5e3;
var proof = 2;
var haltOwn = ({ exec, owner, clock }, { pairs, positions: toClose }) => (0, import_rxjs14.defer)(() => {
  let cleanLooks = 0;
  let reported = "";
  const isOf = (pair) => pairs === void 0 || pairs.includes(pair);
  const isMeant = ({ pair, orderId }) => owner.isMine(orderId) && isOf(pair);
  const cancel = (orders) => (0, import_rxjs14.concat)(
    (0, import_rxjs14.of)({
      type: "Canceling",
      orders: orders.orderIds.map((orderId) => ({ pair: orders.pair, orderId }))
    }),
    exec.cancelOrders(orders).pipe((0, import_rxjs14.map)((outcome) => ({ type: "CancelOutcome", outcome })))
  );
  const conclude = (open) => {
    const due = open.filter(({ userCancelable }) => userCancelable !== false);
    cleanLooks = due.length === 0 && owner.openLives() === 0 ? cleanLooks + 1 : 0;
    if (cleanLooks === proof) return positions$.pipe((0, import_rxjs14.concatMap)((stay) => flat(open, stay)));
    const ids = open.map(({ orderId }) => orderId).join();
    const remaining = ids === reported ? [] : [{ type: "Remaining", orders: open }];
    reported = ids;
    return (0, import_rxjs14.concat)((0, import_rxjs14.from)(remaining), (0, import_rxjs14.merge)(...batchesByPair(due).map(cancel)));
  };
  const positions$ = (0, import_rxjs14.defer)(() => exec.rest.marginPositions()).pipe(
    (0, import_rxjs14.map)(
      ({ positions }) => positions.filter(({ pair, openAmount }) => isOf(pair) && compareDecimals(openAmount, "0") > 0)
    ),
    (0, import_rxjs14.timeout)({ first: readWithin, scheduler: elapsing(clock) }),
    (0, import_rxjs14.catchError)(() => (0, import_rxjs14.of)(null))
  );
  const flat = (left2, stay) => [
    ...(toClose === "close" ? stay ?? [] : []).map((position) => ({
      type: "NotClosed",
      position,
      message: "positions are the account's: only a caller of all orders may close them"
    })),
    { type: "Flat", at: stampOf(clock), left: left2, positions: stay }
  ];
  const look$ = (0, import_rxjs14.defer)(() => exec.rest.all.activeOrders()).pipe(
    (0, import_rxjs14.toArray)(),
    (0, import_rxjs14.concatMap)((active) => conclude(active.filter(isMeant))),
    (0, import_rxjs14.catchError)((error) => {
      cleanLooks = 0;
      return (0, import_rxjs14.of)({ type: "Unreadable", message: causeOf(error) });
    }),
    (0, import_rxjs14.repeat)({ delay: () => (0, import_rxjs14.timer)(lookInterval, clock) }),
    (0, import_rxjs14.takeWhile)(({ type }) => type !== "Flat", true)
  );
  return (0, import_rxjs14.concat)((0, import_rxjs14.of)({ type: "Halted", at: stampOf(clock) }), look$);
});

// src/trading/codec.ts
var plain = (decoder2) => ({ decoder: decoder2, encode: (value) => value });
var mapOf = (key, item) => ({
  decoder: mapped(
    list("entries", row("a key and a value", { key, value: item })),
    (entries) => new Map(entries.map(({ key: k, value }) => [k, value]))
  ),
  encode: (map12) => [...map12]
});
var nothingAsked = mapped(anything, () => void 0);
var word = (name2, words) => oneOf(name2, [...words, "unknown"]);

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
var notYours = (name2) => (0, import_rxjs15.throwError)(() => refusedError(name2, "not-allowed", "the order is not one of yours"));
var ofOwner = ({ owner }, name2, orderIds, next) => orderIds.every(owner.isMine) ? (0, import_rxjs15.defer)(next) : notYours(name2);
var ofAccount = ({ seesAll }, name2, next) => seesAll ? (0, import_rxjs15.defer)(next) : (0, import_rxjs15.throwError)(() => refusedError(name2, "not-allowed", "it shows orders that are not yours"));
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
          (0, import_rxjs15.defer)(() => exec.submitOrder(request, how))
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
      const life$ = (0, import_rxjs15.defer)(() => exec.replaceOrder(ref, changes, { id: owner.idOf(id) }));
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
    (served2, query) => served2.exec.rest.activeOrders(query).pipe((0, import_rxjs15.map)((orders) => mine(served2, orders)))
  ),
  "rest.tradeHistory": call(
    "one-shot",
    HistoryQuery,
    FillValues,
    (served2, query) => served2.exec.rest.tradeHistory(query).pipe((0, import_rxjs15.map)((fills) => mine(served2, fills)))
  ),
  "rest.all.activeOrders": call(
    "one-shot",
    ActiveQuery,
    OrderValue,
    (served2, query) => served2.exec.rest.all.activeOrders(query).pipe((0, import_rxjs15.filter)(({ orderId }) => served2.owner.isMine(orderId)))
  ),
  "rest.all.tradeHistory": call(
    "one-shot",
    HistoryQuery,
    FillValue,
    (served2, query) => served2.exec.rest.all.tradeHistory(query).pipe((0, import_rxjs15.filter)(({ orderId }) => served2.owner.isMine(orderId)))
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
    ({ exec, owner, seesAll }) => seesAll ? exec.orders$ : (0, import_rxjs15.combineLatest)([exec.orders$, owner.claimed$.pipe((0, import_rxjs15.startWith)(null))]).pipe(
      (0, import_rxjs15.map)(
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
    ({ owner, caller, isCallerGone }, { after }) => new import_rxjs15.Observable(() => {
      owner.callers.here(caller, after);
      return () => owner.callers.away(caller, isCallerGone());
    })
  ),
  connection$: call("feed", nothingAsked, ConnectionValue, ({ exec }) => exec.connection$),
  privateEvents$: call(
    "feed",
    nothingAsked,
    EventValue,
    (served2) => ofAccount(served2, "privateEvents$", () => served2.exec.privateEvents$.pipe((0, import_rxjs15.filter)(isServed)))
  ),
  diagnostics$: call(
    "feed",
    nothingAsked,
    DiagnosticValue,
    (served2) => ofAccount(served2, "diagnostics$", () => served2.exec.diagnostics$)
  )
};
var callNames = Object.keys(calls);
var callNamed = (name2) => Object.hasOwn(calls, name2) ? calls[name2] : void 0;

// src/trading/errors.ts
var Fields = decoder(
  "an object",
  (input, context) => isObject(input) ? success(input) : failure(input, context)
);
var WrittenError = ownRecord("an error", { _tag: Text, message: Text, fields: Fields });
var ErrorValue = mapped(
  WrittenError,
  ({ _tag, message, fields: fields2 }) => taggedError(_tag, message, fields2)
);
var ownOfErrors = ["_tag", "name", "message", "stack"];
var encodeError = (error) => {
  const message = causeOf(error);
  if (!(error instanceof Error) || !("_tag" in error) || typeof error._tag !== "string")
    return { _tag: "Error", message, fields: {} };
  const { _tag } = error;
  const fields2 = Object.fromEntries(Object.entries(error).filter(([key]) => !ownOfErrors.includes(key)));
  return { _tag, message, fields: fields2 };
};

// src/trading/gateway.ts
var import_rxjs23 = require("rxjs");

// src/trading/owner.ts
var import_rxjs21 = require("rxjs");

// src/operators/course.ts
var import_rxjs16 = require("rxjs");
var courseBy = (run) => {
  const values = [];
  let isStarted = false;
  let hasFailed = false;
  let subscribers = [];
  let end2 = null;
  const endWith3 = (how) => {
    if (end2 !== null) return;
    end2 = how;
    const last = subscribers;
    subscribers = [];
    for (const subscriber of last) how(subscriber);
  };
  const observer = {
    next: (one3) => {
      if (end2 !== null) return;
      values.push(one3);
      for (const subscriber of subscribers) subscriber.next(one3);
    },
    error: (error) => {
      if (end2 === null) hasFailed = true;
      endWith3((subscriber) => {
        subscriber.error(error);
      });
    },
    complete: () => {
      endWith3((subscriber) => {
        subscriber.complete();
      });
    }
  };
  const subscribe = (subscriber) => {
    for (let nth = 0; nth < values.length && !subscriber.closed; nth += 1) subscriber.next(values[nth]);
    if (end2 !== null) {
      end2(subscriber);
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
    values$: new import_rxjs16.Observable(subscribe),
    values,
    hasFailed: () => hasFailed
  };
};
var courseOf = (source) => courseBy((observer) => source.subscribe(observer));
var startedOnce = (begin2) => {
  let course = null;
  return new import_rxjs16.Observable((subscriber) => {
    if (course === null || course.hasFailed()) course = begin2();
    course.subscribe(subscriber);
  });
};
var runOnce = (source) => startedOnce(() => courseOf(source));

// src/execution/order/diff.ts
var isEnding = (transition) => transition.type === "Filled" || transition.type === "Canceled" || transition.type === "Rejected";

// src/profit/money.ts
var places = 16;
var one2 = 10n ** BigInt(places);
var unitsOf = (decimal) => toUnits(decimal, places);
var decimalOfUnits = (units) => {
  const text = fromUnits(units, places);
  return text.replace(/\.?0+$/, "");
};
var timesUnits = (a2, b2) => a2 * b2 / one2;
var shareOf = (whole, part, of13) => whole * part / of13;
var quotient = (a2, b2) => a2 * one2 / b2;
var absolute = (units) => units < 0n ? -units : units;
var smaller = (a2, b2) => a2 < b2 ? a2 : b2;
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
var inOrder = (a2, b2) => a2.fill.executedAt - b2.fill.executedAt || a2.fill.tradeId - b2.fill.tradeId || a2.fill.orderId - b2.fill.orderId;
var folded = (state, entries, places3) => entries.reduce((before2, entry) => afterFill(before2, entry, places3), state);
var shortened = (log, places3) => log.kept.length < 2 * keptFills ? log : {
  ...log,
  base: folded(log.base, log.kept.slice(0, keptFills), places3),
  kept: log.kept.slice(keptFills)
};
var withFill = (log, entry, places3) => {
  const { base, kept: kept2, all, late } = log;
  const at = kept2.findLastIndex((other) => inOrder(other, entry) <= 0);
  const before2 = kept2[at];
  if (before2 !== void 0 && inOrder(before2, entry) === 0) return log;
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
var plus = (a2, b2) => a2 === null || b2 === null ? null : a2 + b2;
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
var shown2 = (sums2) => {
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
      ...shown2(sums2),
      held: { spot: heldOf(spot), long: heldOf(long), short: heldOf(short) }
    });
    const quote = quoteAssetOf(pair);
    const known = totals.get(quote);
    totals.set(quote, known === void 0 ? sums2 : added(known, sums2));
  }
  return { pairs, totals: new Map([...totals].map(([quote, sums2]) => [quote, shown2(sums2)])) };
};

// src/trading/caller-loss.ts
var import_rxjs17 = require("rxjs");
var createCallerLoss = (onLost, clock) => {
  const here = /* @__PURE__ */ new Map();
  const away = /* @__PURE__ */ new Map();
  const count = (caller, after) => {
    const counting = (0, import_rxjs17.timer)(after, clock).subscribe(() => {
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
      else away.set(caller, { after, isHeld: true, timer: import_rxjs17.Subscription.EMPTY });
    },
    onMessage: () => {
      for (const [caller, { after, isHeld }] of [...away]) if (isHeld) count(caller, after);
    }
  };
};

// src/trading/fill-log.ts
var import_rxjs18 = require("rxjs");
var kept = 1e4;
var fillKey = ({ tradeId, orderId }) => `${tradeId}/${orderId}`;
var createFillLog = (epoch) => {
  const fills = [];
  const known = /* @__PURE__ */ new Set();
  const added2 = new import_rxjs18.Subject();
  let begin2 = 0;
  return {
    add: (fill) => {
      if (known.has(fillKey(fill))) return;
      known.add(fillKey(fill));
      fills.push(fill);
      if (fills.length > kept) {
        known.delete(fillKey(fills.shift()));
        begin2 += 1;
      }
      added2.next({ epoch, index: begin2 + fills.length, fill, missed: false });
    },
    from: (after) => (0, import_rxjs18.defer)(() => {
      const end2 = begin2 + fills.length;
      const isKnown = after !== null && after.epoch === epoch && after.index <= end2;
      const start = isKnown ? Math.max(begin2, after.index) : end2;
      const missed = after !== null && (!isKnown || after.index < begin2);
      const first = { epoch, index: start, fill: null, missed };
      const past = fills.slice(start - begin2).map((fill, i) => ({ epoch, index: start + i + 1, fill, missed: false }));
      return (0, import_rxjs18.merge)((0, import_rxjs18.concat)((0, import_rxjs18.of)(first), (0, import_rxjs18.from)(past)), added2);
    })
  };
};

// src/trading/owner-guards.ts
var import_rxjs20 = require("rxjs");

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
  const prices = [price, triggerPrice].filter((one3) => one3 !== null && one3 !== void 0 && !isZero(one3));
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
var measure = ({ through, away }, side, price, from9) => {
  const above = subtractDecimals(price, from9);
  const into = side === "buy" ? above : subtractDecimals(from9, price);
  const isThrough = compareDecimals(into, "0") > 0;
  const limit = isThrough ? through : away;
  const distance = into.replace("-", "");
  if (limit === null || compareDecimals(distance, multiplyDecimals(limit, from9)) <= 0) return [];
  const rule = `at most ${limit} ${isThrough ? "through" : "away from"} ${from9}`;
  return [breach("maxDistance", rule, fraction(distance, from9))];
};
var places2 = 6;
var fraction = (part, whole) => {
  const scale = Math.max(scaleOf(part), scaleOf(whole));
  const divisor = toUnits(whole, scale);
  return fromUnits((toUnits(part, scale + places2) + divisor - 1n) / divisor, places2);
};

// src/execution/guards/market.ts
var import_rxjs19 = require("rxjs");
var unknownMarket = { book: null, receivedAt: -Infinity, tradable: null };
var createMarkets = (source, clock, leaps$, longestWait2, untilClosed) => {
  const followed = /* @__PURE__ */ new Map();
  leaps$.subscribe(() => {
    for (const market of followed.values()) market.next({ ...market.value, receivedAt: -Infinity });
  });
  const news = (pair) => (0, import_rxjs19.merge)(
    source.book$(pair).pipe(
      (0, import_rxjs19.map)((book) => ({ book, receivedAt: clock.elapsed() })),
      (0, import_rxjs19.endWith)({ book: null })
    ),
    source.tradable$(pair).pipe(
      (0, import_rxjs19.map)((tradable) => ({ tradable })),
      (0, import_rxjs19.endWith)({ tradable: null })
    )
  );
  const follow = (pair) => {
    const market = followed.get(pair) ?? new import_rxjs19.BehaviorSubject(unknownMarket);
    if (followed.has(pair)) return market;
    followed.set(pair, market);
    const end2 = () => {
      followed.delete(pair);
      market.next(unknownMarket);
      market.complete();
    };
    (0, import_rxjs19.defer)(() => news(pair)).pipe(untilClosed).subscribe({
      next: (update) => market.next({ ...market.value, ...update }),
      error: end2,
      complete: end2
    });
    return market;
  };
  return {
    latest: (pair) => followed.get(pair)?.value ?? unknownMarket,
    known: (pair) => (0, import_rxjs19.defer)(
      () => follow(pair).pipe(
        (0, import_rxjs19.filter)(({ book, tradable }) => book !== null && tradable !== null),
        (0, import_rxjs19.endWith)(unknownMarket),
        (0, import_rxjs19.raceWith)((0, import_rxjs19.timer)(longestWait2, clock)),
        (0, import_rxjs19.take)(1)
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
  const markets = config.market === null ? null : createMarkets(config.market, clock, import_rxjs20.NEVER, longestWait, (source) => source);
  const onTheWay = /* @__PURE__ */ new Map();
  let open = null;
  let passedAt = [];
  const orders$ = exec.orders$.pipe(
    (0, import_rxjs20.tap)({
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
    const mine2 = [...open ?? []].filter(([orderId]) => isMine(orderId) && orderId !== replaced).map(([, one3]) => one3);
    const others = [...onTheWay.values()].filter(
      ({ orderId }) => orderId === null || orderId !== replaced && open?.has(orderId) !== true
    );
    const inPair = (one3) => one3.pair === pair;
    const inQuote = (one3) => quoteAssetOf(one3.pair) === quote;
    const total = () => {
      const worths = [
        worth(order, order.amount),
        ...mine2.filter(inQuote).map((one3) => worth(one3, one3.remainingAmount ?? one3.amount)),
        ...others.filter((one3) => inQuote(one3.order)).map((one3) => worth(one3.order, one3.order.amount))
      ];
      return worths.includes(null) ? null : sumDecimals(worths);
    };
    passedAt = passedAt.filter((at) => now - at < second);
    const count = 1 + mine2.filter(inPair).length + others.filter((one3) => inPair(one3.order)).length;
    return [
      ...tooMany("maxOpenOrders", maxOpenOrders, count),
      ...tooMany("maxOrdersPerSecond", maxOrdersPerSecond, passedAt.length + 1),
      ...checkNotional("maxTotalNotional", maxTotalNotional, quote, total),
      ...checkMarket(config, market, now),
      ...checkDistance(config, order, market),
      ...checkNotional("maxNotional", maxNotional, quote, () => worth(order, order.amount))
    ];
  };
  const ordersKnown$ = (0, import_rxjs20.defer)(() => open !== null ? (0, import_rxjs20.of)(true) : orders$.pipe((0, import_rxjs20.map)(() => true))).pipe(
    (0, import_rxjs20.take)(1),
    (0, import_rxjs20.timeout)({ first: longestWait, scheduler: clock }),
    (0, import_rxjs20.catchError)(() => (0, import_rxjs20.of)(false))
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
    ready: (asked) => (0, import_rxjs20.forkJoin)([
      isAboutOrders || "ref" in asked ? ordersKnown$ : (0, import_rxjs20.of)(true),
      markets?.known(pairOf(asked)) ?? (0, import_rxjs20.of)(true)
    ]).pipe((0, import_rxjs20.map)(([isKnown]) => isKnown ? [] : [ordersUnknown])),
    pass: (id, asked, life$) => (0, import_rxjs20.defer)(() => {
      const order = orderOf(asked);
      if (order === null) return (0, import_rxjs20.of)(refusedHere("guard", [replacedUnknown]));
      const violations = onlyReduces(order) ? [] : check(order, replacedBy(asked));
      if (violations.length > 0) return (0, import_rxjs20.of)(refusedHere("guard", violations));
      passedAt = [...passedAt, clock.elapsed()];
      onTheWay.set(id, { order, orderId: null });
      return life$.pipe(
        (0, import_rxjs20.tap)((transition) => {
          if (transition.type === "Accepted")
            onTheWay.set(id, { order, orderId: transition.order.orderId });
          if (isEnding(transition)) onTheWay.delete(id);
        }),
        (0, import_rxjs20.finalize)(() => onTheWay.delete(id))
      );
    })
  };
};

// src/trading/owner.ts
var keptCommands = 1e3;
var createOwner = ({ exec, name: name2, seesAll, epoch, clock, turns, recovered$ }) => {
  const claims = /* @__PURE__ */ new Set();
  const claimed = new import_rxjs21.Subject();
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
  const idOf = (id) => name2 === "" ? id : `${name2}/${id}`;
  const isOwnId = (id) => name2 === "" ? !id.includes("/") : id.startsWith(`${name2}/`);
  const ownId = (id) => name2 === "" ? id : id.slice(name2.length + 1);
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
  const learnFrom = (life$) => life$.pipe((0, import_rxjs21.map)(learn));
  const rest = (id) => (0, import_rxjs21.defer)(() => exec.trackOrder({ id: idOf(id) })).pipe(
    (0, import_rxjs21.catchError)(() => (0, import_rxjs21.of)(rejected("client", "withdrawn", "its turn did not come in time", null)))
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
    const life = new import_rxjs21.ReplaySubject();
    lives.set(id, life);
    const hold = new import_rxjs21.Subscription();
    const expiry = new import_rxjs21.Subscription();
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
        (0, import_rxjs21.timer)(ttl, clock).subscribe(() => {
          hold.unsubscribe();
          learnFrom(rest(id)).subscribe(observer);
        })
      );
    return life;
  };
  const adopt = ({ id, life$ }) => {
    if (!isOwnId(id)) return;
    lives.set(ownId(id), life$);
    const end2 = () => {
      lives.delete(ownId(id));
    };
    life$.subscribe({
      next: (transition) => {
        if (transition.type === "Accepted") claim(transition.order);
      },
      error: end2,
      complete: end2
    });
  };
  recovered$.subscribe({ next: adopt, error: () => void 0 });
  exec.fills$.subscribe({ next: note, error: () => void 0 });
  return {
    isMine,
    claimed$: claimed,
    fills,
    pnl$: fills.from({ epoch, index: 0 }).pipe(
      (0, import_rxjs21.scan)(
        (state, { fill }) => fill === null ? state : profit(state, { type: "fill", fill }),
        profitFrom()
      ),
      (0, import_rxjs21.map)(profitOf)
    ),
    idOf,
    follow,
    place: (id, caller, asked, life$) => {
      const limits = guards;
      if (limits === null) return turns.inTurn(name2, life$).pipe((0, import_rxjs21.tap)(noteFor(caller)));
      return limits.ready(asked).pipe(
        (0, import_rxjs21.concatMap)(
          (violations) => violations.length > 0 ? (0, import_rxjs21.of)(refusedHere("guard", violations)) : turns.inTurn(name2, limits.pass(id, asked, life$))
        ),
        (0, import_rxjs21.tap)(noteFor(caller))
      );
    },
    ofCaller: (caller, life$) => life$.pipe((0, import_rxjs21.tap)(noteFor(caller))),
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
var import_rxjs22 = require("rxjs");
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
    inTurn: (owner, source) => new import_rxjs22.Observable((subscriber) => {
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
  return recover === void 0 ? import_rxjs23.EMPTY : (0, import_rxjs23.defer)(recover).pipe(
    (0, import_rxjs23.filter)((recovered) => recovered.type === "order"),
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
    ownerOf: (name2, seesAll, guards) => {
      const key = `${name2}/${seesAll ? "all" : "own"}`;
      const owner = owners.get(key) ?? createOwner({ exec, name: name2, seesAll, epoch, clock, turns, recovered$ });
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
  const needy = ["maxDistance", "maxBookAge"].find((name2) => limits.right[name2] !== null);
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
  return new import_rxjs24.Observable((subscriber) => {
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
    const link = new import_rxjs24.Subscription();
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
      const subscription = new import_rxjs24.Subscription();
      open.set(call2, subscription);
      const end3 = () => {
        open.delete(call2);
      };
      subscription.add(
        values$.subscribe({
          next: (item) => post({ type: "next", call: call2, value: value.encode(item) }),
          error: (error) => {
            end3();
            fail(call2, error);
          },
          complete: () => {
            end3();
            post({ type: "complete", call: call2 });
          }
        })
      );
    };
    const known = ({ id }) => owner.learnFrom(exec.trackOrder({ id: owner.idOf(id) })).pipe((0, import_rxjs24.catchError)(() => (0, import_rxjs24.of)(rejected("client", "halted", "the owner has halted", null))));
    const take5 = ({ call: call2, name: name2, args, epoch, at }) => {
      if (seen.has(call2)) return;
      seen.add(call2);
      const row2 = callNamed(name2);
      if (row2 === void 0) {
        refuse(call2, "unknown-call", `there is no call ${name2.slice(0, 80)}`);
        return;
      }
      if (!resolved.calls.includes(name2)) {
        refuse(call2, "not-allowed", `${name2} is not served here`);
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
          (0, import_rxjs24.defer)(() => row2.serve(servedTo(call2), asked.right))
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
      const life$ = owner.isHalted() && !isReducing(asked.right) ? known(asked.right) : (0, import_rxjs24.defer)(() => row2.serve(servedTo(call2), asked.right));
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
          take5(ask);
          return;
        }
      }
    };
    const end2 = () => subscriber.complete();
    const leave = () => {
      isCallerGone = true;
      end2();
    };
    link.add(port.messages$.subscribe({ next: onText, error: end2, complete: leave }));
    link.add(
      (0, import_rxjs24.timer)(0, beatInterval, clock).subscribe(() => {
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

// src/nats/serve-trading.ts
var silence = 3 * aliveEvery;
var Options2 = mapped(
  optionsOf({
    ...natsFields,
    lease: maybe(Word),
    settle: withDefault(atLeast(0), 2e4)
  }),
  withClock
);
var term = 5e3;
var grace2 = 1e3;
var always = { isOurs: () => true, acceptsOrders: () => true };
var office$ = (connection, { lease: key, prefix, settle, clock }, tenure) => {
  if (key === void 0) return (0, import_rxjs25.of)(always);
  const lease = createLease({
    connection,
    bucket: subjectsOf(prefix).leases,
    key: `trading-${key}`,
    holder: tenure.holder,
    clock,
    isAble: () => true,
    term,
    grace: grace2
  });
  const office = {
    isOurs: () => lease.isHeld() || tenure.acceptsFrom !== Infinity && !lease.isTaken(),
    acceptsOrders: () => lease.isHeld() && clock.elapsed() >= tenure.acceptsFrom
  };
  return lease.held$.pipe(
    (0, import_rxjs25.tap)((held) => {
      if (held === null) return;
      const now = clock.elapsed();
      if (held.isInherited) tenure.acceptsFrom = now + settle;
      else if (tenure.acceptsFrom === Infinity) tenure.acceptsFrom = now;
    }),
    (0, import_rxjs25.filter)((held) => held !== null),
    (0, import_rxjs25.map)(() => office)
  );
};
var serveOver = (connection, exec, policyOf, { prefix, clock, random }, { isOurs: isOurs2, acceptsOrders }) => new import_rxjs25.Observable((subscriber) => {
  const links = /* @__PURE__ */ new Map();
  const refuse = (owner, error) => subscriber.next({ call: null, reason: "not-allowed", message: causeOf(error), owner });
  const policyFor = (owner) => {
    try {
      return policyOf(owner) ?? null;
    } catch (error) {
      refuse(owner, error);
      return null;
    }
  };
  const mayOrder = (policy) => () => acceptsOrders() && (policy.acceptsOrders?.() ?? true);
  const open = (subject, owner, reply) => {
    const policy = policyFor(owner);
    if (policy === null) {
      connection.publish(reply, "", { headers: lastWord() });
      return;
    }
    const messages = new import_rxjs25.Subject();
    const read = createTextReader();
    const quiet = idleTimer(silence, () => end2(), clock);
    const serving = new import_rxjs25.Subscription();
    const end2 = (error) => {
      quiet.stop();
      links.delete(subject);
      if (error === void 0) messages.complete();
      else messages.error(error);
      serving.unsubscribe();
      if (!connection.isClosed()) connection.publish(reply, "", { headers: lastWord() });
    };
    const port = {
      messages$: messages,
      send: (text) => {
        if (connection.isClosed()) return false;
        publishText(connection, reply, text);
        return true;
      }
    };
    links.set(subject, {
      onMessage: (message) => {
        quiet.touch();
        const text = read(message);
        if (text === void 0) end2();
        else if (text !== null && text !== "") messages.next(text);
      },
      end: end2
    });
    serving.add(
      // A policy that can't be served is a refusal for its owner, and ends nothing for others.
      (0, import_rxjs25.defer)(
        () => serveTrading(exec, port, { random, ...policy, owner, acceptsOrders: mayOrder(policy) })
      ).subscribe({
        next: (refusal) => subscriber.next({ ...refusal, owner }),
        error: (error) => {
          refuse(owner, error);
          end2();
        }
      })
    );
  };
  const asked = connection.subscribe(subjectsOf(prefix).trading("*", "*"), {
    callback: (error, message) => {
      if (error !== null) {
        subscriber.error(asNatsError(error));
        return;
      }
      const { subject, reply } = message;
      if (message.headers?.has(bye) === true) {
        links.get(subject)?.end();
        return;
      }
      const owner = subject.split(".").at(-2) ?? "";
      if (!isOurs2()) {
        links.get(subject)?.end(linkError("closed", "another gateway has the account"));
        return;
      }
      if (!links.has(subject) && reply !== void 0 && isInbox(reply, prefix)) open(subject, owner, reply);
      links.get(subject)?.onMessage(message);
    }
  });
  subscriber.add(() => {
    asked.unsubscribe();
    for (const { end: end2 } of [...links.values()]) end2(linkError("closed", "the gateway was cut off"));
  });
});
var serveTradingOverNatsBy = (connect2) => (exec, policyOf, given = {}, ...stray) => {
  const options = resolveOptions(Options2, given, stray);
  const tenure = { holder: options.random().toString(36).slice(2), acceptsFrom: Infinity };
  return natsConnection$(connect2, options).pipe(
    (0, import_rxjs25.switchMap)(
      (connection) => office$(connection, options, tenure).pipe(
        (0, import_rxjs25.distinctUntilChanged)(),
        (0, import_rxjs25.switchMap)((office) => serveOver(connection, exec, policyOf, options, office))
      )
    )
  );
};

// src/nats/transport.ts
var import_jetstream2 = require("@nats-io/jetstream");
var import_rxjs29 = require("rxjs");

// src/nats/follower.ts
var import_rxjs27 = require("rxjs");

// src/nats/catch-up.ts
var import_rxjs26 = require("rxjs");
var before = 2e3;
var nanos2 = 1e6;
var kindOf = (subject) => subject.slice(subject.lastIndexOf(".") + 1);
var stampedOf = (message) => {
  const stamp = readStamp(message.headers);
  return stamp === null ? null : { ...stamp, kind: kindOf(message.subject), frame: message.string() };
};
var newest$ = ({ manager, subjects }, pair, kind) => (0, import_rxjs26.defer)(() => manager.direct.getMessage(subjects.stream, { last_by_subj: subjects.frames(pair, kind) })).pipe(
  (0, import_rxjs26.catchError)((error) => isMissing(error) ? (0, import_rxjs26.of)(null) : (0, import_rxjs26.throwError)(() => error)),
  (0, import_rxjs26.mergeMap)((message) => {
    if (message === null) return import_rxjs26.EMPTY;
    const stamp = readStamp(message.header);
    return stamp === null ? import_rxjs26.EMPTY : (0, import_rxjs26.of)({ ...stamp, kind, frame: message.string(), storedAt: message.time.getTime() });
  })
);
var since$ = ({ manager, subjects }, pair, start) => (0, import_rxjs26.defer)(
  () => manager.consumers.add(subjects.stream, {
    ack_policy: "none",
    deliver_policy: "by_start_time",
    opt_start_time: new Date(start).toISOString(),
    filter_subject: subjects.frames(pair, "*"),
    inactive_threshold: 1e4 * nanos2,
    mem_storage: true
  })
).pipe(
  (0, import_rxjs26.switchMap)((info) => {
    const { num_pending: pending, name: name2 } = info;
    if (pending === 0) return import_rxjs26.EMPTY;
    const consumer = manager.jetstream().consumers.getConsumerFromInfo(info);
    return (0, import_rxjs26.defer)(() => consumer.fetch({ max_messages: pending, expires: 1e4 })).pipe(
      (0, import_rxjs26.switchMap)((messages) => (0, import_rxjs26.from)(messages)),
      (0, import_rxjs26.map)(stampedOf),
      (0, import_rxjs26.filter)((stamped) => stamped !== null),
      (0, import_rxjs26.finalize)(() => {
        manager.consumers.delete(subjects.stream, name2).catch(() => void 0);
      })
    );
  })
);
var history$ = (history, pair, kinds2, start) => {
  const isOurs2 = ({ kind }) => kinds2.has(kind);
  const hasBook = kinds2.has("depth_whole") || kinds2.has("depth_diff");
  const book$ = start === null ? newest$(history, pair, "depth_whole").pipe(
    (0, import_rxjs26.switchMap)(({ storedAt }) => since$(history, pair, storedAt - before))
  ) : since$(history, pair, start);
  const states = [...kinds2].filter((kind) => kind === "ticker" || kind === "circuit_break_info");
  return (hasBook || start !== null ? book$ : import_rxjs26.EMPTY).pipe(
    (0, import_rxjs26.toArray)(),
    (0, import_rxjs26.map)((frames) => frames.filter(isOurs2)),
    (0, import_rxjs26.switchMap)(
      (frames) => (0, import_rxjs26.from)(states.filter((kind) => !frames.some((each) => each.kind === kind))).pipe(
        (0, import_rxjs26.mergeMap)((kind) => newest$(history, pair, kind)),
        (0, import_rxjs26.toArray)(),
        (0, import_rxjs26.map)((latest2) => [...latest2, ...frames])
      )
    )
  );
};

// src/nats/room-order.ts
var noOrder = /* @__PURE__ */ new Map();
var isDepth = (kind) => kind === "depth_whole" || kind === "depth_diff";
var epochOfBook = (order) => Math.max(order.get("depth_whole")?.epoch ?? 0, order.get("depth_diff")?.epoch ?? 0);
var sequenceOfDiff = (frame) => /"s":"?(\d+)/.exec(frame)?.[1];
var beyondWhole = (whole, diffs) => {
  const { sequence } = framePlaces.ofWhole(whole);
  return diffs.filter((diff) => !(framePlaces.ofDiff(diff).sequence <= sequence));
};
var asOnJoin = (frames) => {
  const epoch = Math.max(...frames.map((each) => each.kind === "depth_whole" ? each.epoch : 0));
  const start = createBookStart(framePlaces);
  const numbers = /* @__PURE__ */ new Set();
  for (const each of frames) {
    if (each.kind === "depth_diff") start.onDiff(each);
    if (each.kind !== "depth_whole" || each.epoch !== epoch || numbers.has(each.n)) continue;
    numbers.add(each.n);
    start.onWhole(each);
  }
  const whole = start.whole();
  if (whole === null) return frames;
  const n = Math.max(...numbers);
  const rest = frames.filter(({ kind }) => kind !== "depth_whole" && kind !== "depth_diff");
  return [{ ...whole, n }, ...rest, ...start.diffs()];
};
var judge = (order, stamped, needsWhole) => {
  const { kind, epoch, n, at } = stamped;
  const last = order.get(kind);
  const known = isDepth(kind) ? epochOfBook(order) : last?.epoch ?? 0;
  if (epoch < known) return { type: "skip" };
  if (kind === "depth_diff" && needsWhole && order.get("depth_whole")?.epoch !== epoch)
    return { type: "wait" };
  if (last?.epoch === epoch) {
    if (n <= last.n) return { type: "skip" };
    if (n > last.n + 1) return { type: "gap", missing: n - last.n - 1, since: last.at };
  }
  return { type: "emit", order: new Map(order).set(kind, { epoch, n, at }) };
};

// src/nats/follower.ts
var wholeWithin = 4e3;
var remembered2 = 2e3;
var createFollower = (config) => {
  const { connection, history, pair, clock, emit, onGap, fail } = config;
  const joined = /* @__PURE__ */ new Map();
  const emitted = /* @__PURE__ */ new Set();
  let shown3 = createBookStart(framePlaces);
  let order = noOrder;
  let epoch = 0;
  let isAgain = false;
  let start = config.from;
  let held = null;
  let waiting = [];
  let reading = new import_rxjs27.Subscription();
  let whole = new import_rxjs27.Subscription();
  const hasBook = () => joined.has("depth_whole") && joined.has("depth_diff");
  const hasWhole = () => (order.get("depth_whole")?.epoch ?? -1) >= epoch;
  const without = (kind) => {
    const rest = new Map(order);
    rest.delete(kind);
    order = rest;
  };
  const expectWhole = () => {
    whole.unsubscribe();
    whole = clock.schedule(
      () => fail(linkError("silent", `no whole of ${pair} within ${wholeWithin} ms`)),
      wholeWithin
    );
  };
  const askWhole = () => {
    without("depth_whole");
    expectWhole();
    connection.publish(history.subjects.whole, pair);
  };
  const isRepeated = ({ kind, frame }) => {
    if (kind !== "depth_diff") return false;
    const sequence = sequenceOfDiff(frame);
    if (sequence === void 0) return false;
    if (emitted.has(sequence)) return true;
    emitted.add(sequence);
    if (emitted.size > remembered2) emitted.delete(emitted.values().next().value);
    return false;
  };
  const isBehind = (stamped) => stamped.kind === "depth_whole" && shown3.onWhole(stamped) === "late";
  const give = (stamped, next) => {
    order = next;
    if (stamped.kind === "depth_whole") whole.unsubscribe();
    if (!isRepeated(stamped) && !isBehind(stamped)) emit(stamped.frame);
  };
  const awaitWhole = (diff) => {
    if (waiting.push(diff) === 1) expectWhole();
  };
  const released = (stamped) => {
    if (stamped.kind !== "depth_whole") return [];
    const due = waiting.sort((a2, b2) => a2.epoch - b2.epoch || a2.n - b2.n);
    waiting = [];
    return beyondWhole(stamped, due);
  };
  const giveOld = (stamped) => {
    const { kind, epoch: epoch2, n, at } = stamped;
    if (!joined.has(kind)) return false;
    const verdict = judge(order, stamped, hasBook());
    if (verdict.type === "wait") awaitWhole(stamped);
    if (verdict.type === "emit") {
      give(stamped, verdict.order);
      return released(stamped).map(giveOld).includes(true);
    }
    if (verdict.type !== "gap") return false;
    onGap(kind, verdict.missing);
    give(stamped, new Map(order).set(kind, { epoch: epoch2, n, at }));
    return kind === "depth_diff";
  };
  const read = (since, onRead) => {
    held ??= [];
    reading.unsubscribe();
    reading = history$(history, pair, new Set(joined.keys()), since).subscribe({
      next: (frames) => {
        const live = held ?? [];
        held = null;
        const known = [...frames, ...live];
        const due = since === null ? asOnJoin(known) : known;
        onRead(!due.map(giveOld).includes(true));
      },
      error: fail
    });
  };
  const begin2 = () => {
    const isLate2 = order.has("depth_diff") && !order.has("depth_whole");
    if ((isLate2 || isAgain) && hasBook()) askWhole();
    isAgain = false;
    const from9 = start;
    start = null;
    read(from9, (isWhole) => {
      if (hasBook() && !(isWhole && hasWhole())) askWhole();
    });
  };
  const onStamped = (stamped) => {
    if (held !== null) {
      held.push(stamped);
      return;
    }
    const verdict = judge(order, stamped, hasBook());
    if (verdict.type === "wait") awaitWhole(stamped);
    if (verdict.type === "emit") {
      give(stamped, verdict.order);
      released(stamped).forEach(onStamped);
    }
    if (verdict.type !== "gap") return;
    held = [stamped];
    read(verdict.since - before, (isWhole) => {
      if (!isWhole)
        fail(linkError("closed", `${verdict.missing} frames of ${stamped.kind}_${pair} are missing`));
    });
  };
  return {
    join: (kind) => {
      if (joined.has(kind)) return;
      const subscription = connection.subscribe(history.subjects.frames(pair, kind), {
        callback: (error, message) => {
          const stamp = error === null ? readStamp(message.headers) : null;
          if (stamp !== null) onStamped({ ...stamp, kind, frame: message.string() });
        }
      });
      joined.set(kind, subscription);
      held ??= [];
      reading.unsubscribe();
      reading = clock.schedule(begin2);
    },
    leave: (kind) => {
      joined.get(kind)?.unsubscribe();
      isAgain ||= isDepth(kind) && hasBook() && order.has(kind);
      joined.delete(kind);
      without(kind);
      waiting = [];
      if (kind === "depth_diff") emitted.clear();
      if (kind === "depth_whole") shown3 = createBookStart(framePlaces);
      if (joined.size > 0) return;
      isAgain = false;
      reading.unsubscribe();
      whole.unsubscribe();
      held = null;
    },
    onEpoch: (next) => {
      epoch = next;
      if (hasBook() && !hasWhole() && held === null) askWhole();
    },
    stop: () => {
      for (const subscription of joined.values()) subscription.unsubscribe();
      reading.unsubscribe();
      whole.unsubscribe();
    }
  };
};

// src/nats/rest-over.ts
var import_nats_core5 = require("@nats-io/nats-core");
var import_rxjs28 = require("rxjs");

// src/connectivity/ports.ts
var endpointOf = ({ method, url }) => `${method} ${new URL(url).pathname}`;

// src/nats/rest-over.ts
var restOver = ({ connected$, subject, inboxPrefix, clock }) => {
  const ask = (connection, request) => new import_rxjs28.Observable((subscriber) => {
    const endpoint = endpointOf(request);
    const fail = (reason, detail) => subscriber.error(httpError(endpoint, reason, "none", detail));
    const inbox = (0, import_nats_core5.createInbox)(inboxPrefix);
    const parts = [];
    let head = "";
    let size = 0;
    const answers = connection.subscribe(inbox, {
      callback: (error, { headers: headers5, data }) => {
        if (error !== null || headers5?.code === 503) {
          fail("refused", "no gateway answers");
          return;
        }
        if (headers5?.has("Head") === true) head = headers5.get("Head");
        parts.push(data);
        size += data.length;
        if (size > request.maxReplyBytes) {
          fail("too-large", `more than ${request.maxReplyBytes} bytes`);
          return;
        }
        if (headers5?.has("Last") !== true) return;
        const said = readRestHead(endpoint, head);
        if ("status" in said) {
          subscriber.next({ ...said, body: joinText(parts) });
          subscriber.complete();
        } else subscriber.error(said);
      }
    });
    subscriber.add(() => answers.unsubscribe());
    const { pathname, search } = new URL(request.url);
    connection.publish(subject, pathname + search, { reply: inbox });
  });
  return (request) => {
    const fail = (reason, detail) => httpError(endpointOf(request), reason, "none", detail);
    if (request.method !== "GET")
      return (0, import_rxjs28.throwError)(() => fail("refused", "the gateway serves only public pages"));
    return connected$.pipe(
      (0, import_rxjs28.take)(1),
      (0, import_rxjs28.catchError)(() => (0, import_rxjs28.throwError)(() => fail("refused", "there is no link to the gateway"))),
      (0, import_rxjs28.switchMap)((connection) => ask(connection, request)),
      (0, import_rxjs28.timeout)({
        first: request.timeout,
        scheduler: clock,
        with: () => (0, import_rxjs28.throwError)(() => fail("timeout", "the gateway has not answered"))
      })
    );
  };
};

// src/nats/transport.ts
var Options3 = mapped(
  optionsOf({ ...natsFields, from: maybe(Timestamp) }),
  withClock
);
var silence2 = 6e3;
var linger = 1e3;
var natsTransportBy = (connect2) => (given = {}, ...stray) => {
  const options = resolveOptions(Options3, given, stray);
  const { clock, prefix, inboxPrefix } = options;
  const subjects = subjectsOf(prefix);
  const notices = new import_rxjs29.Subject();
  const begun = /* @__PURE__ */ new Set();
  const connection$ = natsConnection$(connect2, options).pipe(
    (0, import_rxjs29.share)({
      connector: () => new import_rxjs29.ReplaySubject(1),
      resetOnRefCountZero: () => (0, import_rxjs29.timer)(linger, clock)
    })
  );
  const follow = (connection) => (0, import_rxjs29.from)((0, import_jetstream2.jetstreamManager)(connection, { checkAPI: false })).pipe(
    (0, import_rxjs29.switchMap)(
      (manager) => new import_rxjs29.Observable((subscriber) => {
        const followers = /* @__PURE__ */ new Map();
        let epoch = 0;
        let isOpen = false;
        const fail = (error) => subscriber.error(error);
        const followerOf = (pair) => {
          const known = followers.get(pair);
          if (known !== void 0) return known;
          const follower = createFollower({
            connection,
            history: { manager, subjects },
            pair,
            clock,
            from: begun.has(pair) ? null : options.from ?? null,
            emit: (frame) => subscriber.next(frame),
            onGap: (kind, missing) => notices.next({ type: "frames-missing", room: `${kind}_${pair}`, missing }),
            fail: (error) => fail(linkError("closed", causeOf(error)))
          });
          begun.add(pair);
          followers.set(pair, follower);
          return follower;
        };
        const send = (text) => {
          const packet = decodePacket(text);
          if (packet.type !== "event") return;
          const room = roomParts(String(packet.args[0]));
          if (room === null) return;
          if (packet.name === "join-room") followerOf(room.pair).join(room.kind);
          if (packet.name === "leave-room") followerOf(room.pair).leave(room.kind);
        };
        const quiet = idleTimer(
          silence2,
          () => {
            void connection.close();
            fail(linkError("silent", `no message of a gateway for ${silence2} ms`));
          },
          clock
        );
        const beats = connection.subscribe(subjects.beat, {
          callback: (error, message) => {
            const beat = decodeBeat(error === null ? message.string() : "");
            if (beat._tag === "Left" || beat.right.epoch < epoch) return;
            quiet.touch();
            const isNew = epoch !== 0 && beat.right.epoch !== epoch;
            ({ epoch } = beat.right);
            if (!beat.right.isOpen) {
              if (isOpen) fail(linkError("closed", "the gateway has lost its link to the venue"));
              return;
            }
            if (!isOpen) {
              isOpen = true;
              subscriber.next({ type: "open", send });
              return;
            }
            if (!isNew) return;
            notices.next({ type: "new-run", epoch });
            for (const follower of followers.values()) follower.onEpoch(epoch);
          }
        });
        subscriber.add(() => {
          quiet.stop();
          beats.unsubscribe();
          for (const follower of followers.values()) follower.stop();
        });
      })
    )
  );
  return {
    link$: connection$.pipe(
      (0, import_rxjs29.switchMap)(follow),
      (0, import_rxjs29.catchError)(
        (error) => (0, import_rxjs29.throwError)(
          () => Object(error)._tag === "LinkError" ? error : linkError("connect-failed", asNatsError(error).message)
        )
      )
    ),
    sendRequest: restOver({ connected$: connection$, subject: subjects.rest, inboxPrefix, clock }),
    notices$: notices.asObservable()
  };
};

// src/nats/index.ts
var publishFrames = publishFramesBy(import_transport_node.connect);
var natsTransport = natsTransportBy(import_transport_node.connect);
var natsPort = natsPortBy(import_transport_node.connect);
var serveTradingOverNats = serveTradingOverNatsBy(import_transport_node.connect);
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  natsPort,
  natsTransport,
  publishFrames,
  serveTradingOverNats
});
//# sourceMappingURL=nats.cjs.map