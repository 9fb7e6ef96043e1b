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
var __copyProps = (to, from2, except, desc) => {
  if (from2 && typeof from2 === "object" || typeof from2 === "function") {
    for (let key of __getOwnPropNames(from2))
      if (!__hasOwnProp.call(to, key) && key !== except)
        __defProp(to, key, { get: () => from2[key], enumerable: !(desc = __getOwnPropDesc(from2, key)) || desc.enumerable });
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

// src/recording/index.ts
var recording_exports = {};
__export(recording_exports, {
  exportTable: () => exportTable,
  openRecording: () => openRecording,
  recordTo: () => recordTo,
  recordedEnd: () => recordedEnd,
  recordedEvents: () => recordedEvents,
  replayRecording: () => replayRecording
});
module.exports = __toCommonJS(recording_exports);

// src/recording/export-table.ts
var import_node_fs5 = require("fs");
var import_rxjs3 = require("rxjs");

// src/files/real-file.ts
var import_node_crypto = require("crypto");
var import_node_fs = require("fs");
var import_node_path = require("path");
var orMissing = (act) => {
  try {
    return act();
  } catch (error) {
    if (error.code === "ENOENT") return null;
    throw error;
  }
};
var statsOf = (file) => orMissing(() => (0, import_node_fs.statSync)(file));
var modeOf = (file, ofNew = 384) => (statsOf(file)?.mode ?? ofNew) & 511;
var freshPrefixOf = (file) => `${file}.next-`;
var freshNameOf = (file) => freshPrefixOf(file) + (0, import_node_crypto.randomUUID)();

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
  const cleaned = Object.entries(fields2).map(([name, value]) => [
    name,
    typeof value === "string" ? withoutPasswords(value) : value
  ]);
  const shown2 = Object.fromEntries(cleaned);
  const error = Object.assign(new Error(withoutPasswords(message)), shown2, { _tag: tag });
  error.name = tag;
  return error;
};
var causeOf = (error) => withoutPasswords(error instanceof Error ? error.message : String(error));

// src/model/recording-error.ts
var recordingError = (reason, file, line, expected, actual) => taggedError(
  "RecordingError",
  `${file}${line === null ? "" : `:${line}`}: expected ${expected}, got ${actual}`,
  { reason, file, line, expected, actual }
);
var isRecordingError = (error) => error?._tag === "RecordingError";

// src/model/venue-code.ts
var codesOf = (table) => new Map(
  Object.values(table).map(([code, class_, effect, meaning]) => [
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
  const fields2 = { endpoint, status, code, family, meaning, class: class_, effect };
  return taggedError("VenueError", `${endpoint}: ${name}: ${meaning}`, fields2);
};
var decodeError = (path, expected, actual) => taggedError("DecodeError", `${path || "message"}: expected ${expected}, got ${actual}`, {
  endpoint: null,
  path,
  expected,
  actual,
  effect: "none"
});
var replyDecodeError = (endpoint, error, secret) => {
  const { path, expected } = error;
  const actual = secret ? "something else" : error.actual;
  const message = `${endpoint}: ${path || "reply"}: expected ${expected}, got ${actual}`;
  return taggedError("DecodeError", message, { endpoint, path, expected, actual, effect: "unknown" });
};
var unknownPairError = (pair) => taggedError("UnknownPairError", `unknown pair: ${pair}`, { pair });
var configError = (field, expected, actual) => taggedError("ConfigError", `${field}: expected ${expected}, got ${actual}`, { field, expected, actual });
var linkError = (reason, detail) => taggedError("LinkError", detail, { reason });

// src/parsing/decoder.ts
var success = (right) => ({ _tag: "Right", right });
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

// src/parsing/decode.ts
var failed = (left) => ({ _tag: "Left", left });
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
var fromUnits = (units, scale) => {
  if (scale === 0) return units.toString();
  const sign = units < 0n ? "-" : "";
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, "0");
  return `${sign}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
};
var decimalOf = (value) => {
  const text = String(value);
  const exponentAt = text.indexOf("e");
  if (exponentAt < 0) return text;
  const exponent = Number(text.slice(exponentAt + 1));
  const mantissa = text.slice(0, exponentAt);
  const places = scaleOf(mantissa);
  const digits = mantissa.replace(".", "");
  if (exponent >= places) return digits + "0".repeat(exponent - places);
  return fromUnits(BigInt(digits), places - exponent);
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
var positionSides = ["long", "short"];

// src/model/pair.ts
var sides = ["buy", "sell"];
var pairName = /^[a-z0-9]{1,20}_[a-z0-9]{1,20}$/;
var isPairName = (text) => pairName.test(text);

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

// src/parsing/combinators.ts
var itself = null;
var anything = decoder("anything", (input) => success(input));
var never = (name, message) => decoder(name, (value, context) => failure(value, context, message));
var snakeCase = (name) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
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
var shaped = (name, isShape, fields2, keyOf = snakeCase, standIns = {}) => {
  const steps = Object.entries(fields2).map(
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
      if (onOdd === void 0 || !Object.hasOwn(standIns, field)) return result;
      onOdd({ what: "replaced", errors: result.left });
      output[field] = standIns[field];
      odd = { ...odd, [field]: wordOf(value) };
    }
    return success(odd === void 0 ? output : { ...output, odd });
  });
};
var record = (name, fields2, keyOf) => shaped(name, isObject, fields2, keyOf);
var orStandIn = (codec, standIn) => decoder(codec.name, (input, context) => {
  const result = codec.validate(input, context);
  const onOdd = result._tag === "Left" ? onOddOf(context) : void 0;
  if (result._tag === "Right" || onOdd === void 0) return result;
  onOdd({ what: "replaced", errors: result.left });
  return success(standIn);
});
var wordIn = (name, words) => orStandIn(oneOf(name, words), "unknown");
var own = (field) => field;
var row = (name, columns) => {
  const fields2 = Object.entries(columns).map(([field, codec], i) => [field, [i, codec]]);
  return shaped(
    name,
    (input) => Array.isArray(input) && input.length === fields2.length,
    Object.fromEntries(fields2)
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
    const last2 = words.length - 1;
    const start = at;
    for (let i = 0; i < last2; i += 1) if (wordAt(start + 4 * i) !== words[i]) return false;
    if ((wordAt(start + 4 * last2) & lastMask) !== words[last2]) return false;
    at = start + length;
    return true;
  };
  const skip2 = (text) => {
    if (!isNext2(text)) giveUp();
  };
  const begin2 = (frame, head2) => {
    if (frame.length > longestFrame) return false;
    const { read, written } = encoder.encodeInto(frame, bytes);
    if (read !== frame.length || written !== read) return false;
    bytes[written] = 0;
    size = written;
    at = 0;
    return isNext2(head2);
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
    let fraction = 0;
    digit = digitAt(i);
    while (digit <= 9) {
      fraction = fraction * 10 + digit | 0;
      digit = digitAt(i += 1);
    }
    const places = i - first;
    if (places === 0 || places > fewDigits || digits + places > 15) return giveUp();
    at = i;
    const scale = powersOfTen[places];
    return (whole * scale + fraction) / scale;
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
var isLikelyOf = (quoted, frame) => frame.startsWith(quoted, startLength);
var decodeFrame = (frame) => frame.startsWith(socketIoEvent) ? decodeJson(Frame, frame.slice(socketIoEvent.length), "frame") : failed(decodeError("frame", `an event of Socket.IO, ${socketIoEvent}`, beginningOf(frame)));
var roomOf = (frame) => {
  const result = decodeFrame(frame);
  return result._tag === "Right" ? result.right.message.room : null;
};
var ofPair = (pair, data) => ({
  pair,
  ...data
});
var roomParser = (kind, codec, toMessage, fast) => (pair, onOdd) => {
  const name = `${kind}_${pair}`;
  const head2 = headOf(name);
  return (text) => {
    if (fast !== void 0 && begin(text, head2)) {
      const value = fast(pair);
      if (isRead()) return success(value);
    }
    const frame = decodeFrame(text);
    if (frame._tag === "Left") return frame;
    const { room, data } = frame.right.message;
    if (room !== name) return failed(decodeError("frame/1/room_name", name, describe(room)));
    return mapDecoded(decode(codec, data, "data", onOdd), (value) => toMessage(pair, value));
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
var latest = token(',"last":"');
var vol = token(',"vol":"');
var time = token(',"timestamp":');
var tickerReader = (pair) => {
  const ask = nullableDecimalAfter(sell);
  const bid = nullableDecimalAfter(buy);
  const open3 = decimalAfter(opened);
  const high = decimalAfter(highest);
  const low = decimalAfter(lowest);
  const last2 = decimalAfter(latest);
  const volume = decimalAfter(vol);
  const timestamp2 = timestampAfter(time);
  return { pair, bid, ask, last: last2, open: open3, high, low, volume, timestamp: timestamp2 };
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
  let [first, last2] = [Infinity, -Infinity];
  for (const { timestamp: timestamp2 } of trades) {
    first = Math.min(first, timestamp2);
    last2 = Math.max(last2, timestamp2);
  }
  return last2 - first;
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

// src/options/pair-name.ts
var PairName = same(
  "a pair, as btc_jpy",
  (input) => typeof input === "string" && isPairName(input)
);

// src/recording/export-options.ts
var exportTables = ["trades", "quotes", "book", "candles"];
var exportFormats = ["csv", "ndjson", "parquet"];
var Out = same(
  "a path or a function",
  (input) => typeof input === "function" || typeof input === "string" && input !== ""
);
var readExportOptions = (options, stray) => resolveOptions(
  optionsOf({
    table: oneOf(`one of ${exportTables.join(", ")}`, exportTables),
    to: oneOf(`one of ${exportFormats.join(", ")}`, exportFormats),
    out: Out,
    pairs: maybe(list("a list of pairs", PairName)),
    from: maybe(Timestamp),
    until: maybe(Timestamp),
    depth: withDefault(integer(1, 1e3), 10),
    type: withDefault(oneOf(`one of ${candleTypes.join(", ")}`, candleTypes), "1min")
  }),
  options,
  stray
);

// src/recording/open-recording.ts
var import_node_fs4 = require("fs");
var import_node_path2 = require("path");
var import_rxjs2 = require("rxjs");

// src/recording/line.ts
var lineStart = /^(\d{1,15}) (\d{1,15}) /;
var isPlain = (frame) => /^\d/.test(frame) && !/[\n\r\ud800-\udfff]/.test(frame);
var textOf = (note) => {
  if (note.type === "frame" && isPlain(note.frame)) return note.frame;
  if (note.type === "copy" && isPlain(note.frame)) return `=${note.of} ${note.frame}`;
  return JSON.stringify(note);
};
var encodeLine = ({ t, elapsed }, note) => `${t} ${elapsed} ${textOf(note)}
`;
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
var copyOf = (text) => {
  const [, of4, frame] = /^=(\d{1,15}) (.+)$/.exec(text) ?? [];
  return of4 === void 0 || frame === void 0 ? null : { type: "copy", of: Number(of4), frame };
};
var decodeLine = (line) => {
  if (!lineStart.test(line)) return null;
  const first = line.indexOf(" ");
  const second = line.indexOf(" ", first + 1);
  const t = Number(line.slice(0, first));
  const elapsed = Number(line.slice(first + 1, second));
  const text = line.slice(second + 1);
  const kind = text.charAt(0);
  if (kind >= "0" && kind <= "9") return { t, elapsed, type: "frame", frame: text };
  const note = kind === "=" ? copyOf(text) : kind === "{" ? noteOf(text) : null;
  return note === null ? null : { t, elapsed, ...note };
};
var headerFormat = (line) => {
  const [start = ""] = lineStart.exec(line) ?? [];
  const header = decodeJson(ClaimedFormat, line.slice(start.length));
  return start !== "" && header._tag === "Right" ? header.right.format : null;
};

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
  let late2 = 0;
  let diffs = [];
  return {
    onWhole: (next) => {
      const place = ofWhole(next);
      if (known !== null && isLate(place, known)) {
        late2 += 1;
        if (late2 <= mostLate) return "late";
      }
      const isBeyond = beyond(place, known);
      whole = next;
      known = place;
      late2 = 0;
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
    const made = createBookStart(framePlaces);
    books.set(pair, made);
    return made;
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
    const { t, frame } = JSON.parse(line);
    const time2 = decode(Timestamp, t);
    return time2._tag === "Right" && typeof frame === "string" ? { t: time2.right, frame } : null;
  } catch {
    return null;
  }
};
var createEventReader = (from2) => {
  let path = "";
  let number = 0;
  let isSegment = null;
  let part = null;
  let isContinued = false;
  let isOpen = false;
  let lastT = null;
  let elapsed = 0;
  let base = 0;
  let before = from2 > 0 ? createRoomMemory() : null;
  const replies = /* @__PURE__ */ new Map();
  const corrupt = (expected, line) => recordingError("corrupt", path, number, expected, describe(line));
  const emitStart = (t, emit) => {
    const held = before;
    before = null;
    if (held === null || part === null) return;
    base -= elapsed;
    elapsed = 0;
    const times = { t, elapsed };
    emit({ ...part, ...times, open: isOpen });
    for (const { t: of4, frame } of held.copies()) emit({ ...times, type: "copy", of: of4, frame });
    for (const reply of replies.values()) emit({ ...times, ...reply });
    replies.clear();
  };
  const remember = (memory, line) => {
    if (line.type === "frame") memory.onFrame(line.t, line.frame);
    else if (line.type === "copy") memory.onFrame(line.of, line.frame);
    else if (line.type === "drop") memory.onDrop();
    else if (line.type === "join") memory.onJoin(line.room);
    else if (line.type === "leave") memory.onLeave(line.room);
    else if (line.type === "rest") replies.set(line.path, line);
  };
  const emitLine = (line, emit) => {
    if (line.type === "open") isOpen = true;
    else if (line.type === "drop") isOpen = false;
    if (before !== null) {
      if (line.t < from2 || line.type === "header" || line.type === "copy") {
        remember(before, line);
        return;
      }
      emitStart(line.t, emit);
      emit({ ...line, elapsed });
      return;
    }
    emit(line);
  };
  const onHeader = (line, emit) => {
    isContinued = part !== null && part.run === line.run && part.part + 1 === line.part;
    if (!isContinued) {
      if (isOpen)
        emitLine({ t: lastT ?? line.t, elapsed, type: "drop", cause: "the recorder was not running" }, emit);
      if (lastT !== null) elapsed += Math.max(0, line.t - lastT);
    }
    base = elapsed;
    part = line;
    isOpen = line.open;
    emitLine({ ...line, elapsed }, emit);
  };
  const onSegmentLine = (text, emit) => {
    const line = decodeLine(text);
    if (line === null) {
      const format = headerFormat(text);
      if (format !== null && format > 1)
        throw recordingError("newer", path, number, "format 1", `format ${format}, of a newer version`);
      throw corrupt("a line of a recording", text);
    }
    if (line.type === "header") onHeader(line, emit);
    else {
      elapsed = Math.max(elapsed, base + line.elapsed);
      if (line.type !== "copy" || !isContinued) emitLine({ ...line, elapsed }, emit);
    }
    lastT = line.t;
  };
  const onPlainLine = (text, emit) => {
    const line = text.trim();
    if (line === "") return true;
    const recorded = parsePlain(line);
    if (recorded === null) return false;
    const { t, frame } = recorded;
    if (part !== plainHeader) {
      part = plainHeader;
      isOpen = true;
      emitLine({ t, elapsed, ...plainHeader }, emit);
    }
    if (lastT !== null) elapsed += Math.max(0, t - lastT);
    lastT = t;
    emitLine({ t, elapsed, type: "frame", frame }, emit);
    return true;
  };
  return {
    onFile: (next) => {
      path = next;
      number = 0;
      isSegment = null;
    },
    onLine: (text, emit) => {
      number += 1;
      isSegment ??= text.trim() === "" ? null : headerFormat(text) !== null;
      if (isSegment === true) onSegmentLine(text, emit);
      else if (!onPlainLine(text, emit))
        throw corrupt('{"t": ms, "frame": "\u2026"} or a frame of the stream', text.trim());
    },
    onTail: (text, cause, emit) => {
      number += 1;
      if (isSegment !== true && cause === null && onPlainLine(text, emit)) return;
      if (isSegment === null) throw corrupt('{"t": ms, "frame": "\u2026"} or a frame of the stream', text.trim());
      emit({ t: lastT ?? 0, elapsed, type: "torn", path, characters: text.length });
    },
    end: (emit) => emitStart(lastT ?? 0, emit)
  };
};

// src/recording/read-lines.ts
var import_node_fs3 = require("fs");
var import_node_string_decoder = require("string_decoder");
var import_node_zlib2 = require("zlib");
var import_rxjs = require("rxjs");

// src/recording/unzip.ts
var import_node_fs2 = require("fs");
var import_node_zlib = require("zlib");
var unendedGz = { finishFlush: import_node_zlib.constants.Z_SYNC_FLUSH };
var isGz = (path) => {
  const file = (0, import_node_fs2.openSync)(path, "r");
  try {
    const magic = Buffer.alloc(2);
    return (0, import_node_fs2.readSync)(file, magic) === 2 && magic.readUInt16BE() === 8075;
  } finally {
    (0, import_node_fs2.closeSync)(file);
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
  let { text } = all;
  let [sound, spoiled] = [0, bytes.length];
  while (spoiled - sound > 1) {
    const middle = Math.floor((sound + spoiled) / 2);
    const some = attempt(bytes.subarray(0, middle));
    if (some.cause === null) [sound, text] = [middle, some.text];
    else spoiled = middle;
  }
  return { text, cause: all.cause };
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
  let rest = "";
  return {
    add: (chunk) => {
      const lines = (rest + decoder2.write(chunk)).split("\n");
      rest = lines.pop() ?? "";
      return lines;
    },
    /** Returns the text after the last whole line. */
    end: () => rest + decoder2.end()
  };
};
var unreadable = (path, error) => recordingError("unreadable", path, null, "a file that can be read", systemCause(error));
var unlimited = { isOpen: () => true, opened$: import_rxjs.NEVER };
var linesOf = (path, demand = unlimited) => new import_rxjs.Observable((subscriber) => {
  const fail = (error) => subscriber.error(unreadable(path, error));
  let zipped;
  try {
    zipped = isGz(path);
  } catch (error) {
    fail(error);
    return;
  }
  const file = (0, import_node_fs3.createReadStream)(path, { highWaterMark: chunkBytes });
  const text = zipped ? file.pipe((0, import_node_zlib2.createGunzip)({ ...unendedGz, chunkSize: chunkBytes })) : file;
  const splitter = createLineSplitter();
  let passed = 0;
  const pass = (chunk) => {
    passed += chunk.length;
    subscriber.next({ type: "lines", lines: splitter.add(chunk) });
  };
  const finish = (cause) => {
    const tail = splitter.end();
    if (tail !== "" || cause !== null) subscriber.next({ type: "tail", text: tail, cause });
    subscriber.complete();
  };
  const finishDamaged = () => {
    try {
      const unzipped = unzip((0, import_node_fs3.readFileSync)(path));
      pass(unzipped.text.subarray(passed));
      finish(unzipped.cause);
    } catch (error) {
      fail(error);
    }
  };
  subscriber.add(() => {
    file.destroy();
    text.destroy();
  });
  file.on("error", fail);
  if (zipped) text.on("error", finishDamaged);
  text.on("end", () => finish(null));
  text.on("data", (chunk) => {
    if (subscriber.closed) return;
    pass(chunk);
    if (!demand.isOpen()) text.pause();
  });
  if (!demand.isOpen()) text.pause();
  subscriber.add(demand.opened$.subscribe(() => text.resume()));
});

// src/recording/segment-path.ts
var hourLength = 36e5;
var hourOf = (t) => Math.floor(t / hourLength);
var startOfHour = (hour) => hour * hourLength;
var segmentPath = (hour) => {
  const [day3, time2 = ""] = new Date(startOfHour(hour)).toISOString().split("T");
  return `${day3}/${time2.slice(0, 2)}.frames.gz`;
};
var hourOfPath = (path) => {
  const [, day3, hour] = /(?:^|[\\/])(\d{4}-\d{2}-\d{2})[\\/]([01]\d|2[0-3])\.frames\.gz$/.exec(path) ?? [];
  const time2 = Date.parse(`${day3}T${hour}:00:00Z`);
  return Number.isNaN(time2) ? null : hourOf(time2);
};

// src/recording/open-recording.ts
var segmentsIn = (folder) => (0, import_node_fs4.readdirSync)(folder, { recursive: true, encoding: "utf8" }).map((name) => (0, import_node_path2.join)(folder, name)).filter((path) => hourOfPath(path) !== null).sort();
var filesOf = (paths) => paths.flatMap((path) => {
  try {
    if (!(0, import_node_fs4.statSync)(path).isDirectory()) return [path];
  } catch (error) {
    throw recordingError("unreadable", path, null, "a file or a folder", systemCause(error));
  }
  const files = segmentsIn(path);
  if (files.length === 0)
    throw recordingError("foreign", path, null, "a recording", "a folder without segments");
  return files;
});
var withoutEarlier = (files, from2) => {
  const starts = files.map((path) => startOfHour(hourOfPath(path) ?? Infinity));
  return files.slice(
    Math.max(
      0,
      starts.findLastIndex((start) => start <= from2)
    )
  );
};
var openRecording = (paths, { from: from2 = 0, ask$ } = {}) => new import_rxjs2.Observable((subscriber) => {
  const wrong = Number.isSafeInteger(from2) && from2 >= 0 ? null : configError("from", "Unix time in ms", `${from2}`);
  if (wrong !== null) {
    subscriber.error(wrong);
    return;
  }
  let isWanted = ask$ === void 0;
  const opened$ = new import_rxjs2.Subject();
  const demand = { isOpen: () => isWanted, opened$ };
  subscriber.add(
    ask$?.subscribe(() => {
      isWanted = true;
      opened$.next();
    })
  );
  const reader = createEventReader(from2);
  const emit = (event) => {
    isWanted = ask$ === void 0;
    subscriber.next(event);
  };
  const take2 = (read) => {
    if (read.type === "tail") {
      reader.onTail(read.text, read.cause, emit);
      return;
    }
    for (const line of read.lines) {
      if (subscriber.closed) return;
      reader.onLine(line, emit);
    }
  };
  const read$ = (0, import_rxjs2.defer)(() => (0, import_rxjs2.from)(withoutEarlier(filesOf([paths].flat()), from2))).pipe(
    (0, import_rxjs2.concatMap)((path) => {
      reader.onFile(path);
      return linesOf(path, demand).pipe((0, import_rxjs2.tap)(take2));
    })
  );
  subscriber.add(
    read$.subscribe({
      error: (error) => subscriber.error(error),
      complete: () => {
        reader.end(emit);
        subscriber.complete();
      }
    })
  );
});

// src/recording/sinks/parquet.ts
var elements = {
  // Milliseconds, UTC.
  time: { type: "INT64", converted_type: "TIMESTAMP_MILLIS" },
  text: { type: "BYTE_ARRAY", converted_type: "UTF8" },
  integer: { type: "INT64" },
  number: { type: "DOUBLE" },
  flag: { type: "BOOLEAN" }
};
var isWholeNumber = (type) => type === "time" || type === "integer";
var groupCells = 1e6;
var asStored = (type, cell) => cell !== null && isWholeNumber(type) ? BigInt(cell) : cell;
var sinkBy = ({ ByteWriter, ParquetWriter }) => (columns, write) => {
  const bytes = new ByteWriter();
  const flush = () => {
    write(bytes.getBytes().slice());
    bytes.index = 0;
  };
  const writer = new ParquetWriter({
    writer: Object.assign(bytes, { flush, finish: flush }),
    schema: [
      { name: "root", num_children: columns.length },
      ...columns.map(({ name, type }) => ({
        name,
        repetition_type: "OPTIONAL",
        ...elements[type]
      }))
    ],
    createdBy: "rx-bitbank"
  });
  const groupRows = Math.max(1e3, Math.floor(groupCells / columns.length));
  let rows2 = [];
  const writeGroup = () => {
    if (rows2.length === 0) return;
    const columnData = columns.map(({ name, type }, i) => ({
      name,
      data: rows2.map((row2) => asStored(type, row2[i] ?? null)),
      offsetIndex: false
    }));
    void writer.write({ columnData, rowGroupSize: rows2.length });
    rows2 = [];
  };
  return {
    add: (row2) => {
      if (rows2.push(row2) >= groupRows) writeGroup();
    },
    end: () => {
      writeGroup();
      void writer.finish();
    }
  };
};
var loadParquetSink = async (file) => {
  const library = await import("hyparquet-writer").catch(() => {
    const expected = "the package hyparquet-writer, which writes Parquet (npm install hyparquet-writer)";
    throw recordingError("unwritable", file, null, expected, "none");
  });
  return sinkBy(library);
};

// src/recording/sinks/text.ts
var piece = 1 << 17;
var lineSink = (header, lineOf) => (columns, write) => {
  const line = lineOf(columns);
  let pending = header(columns);
  const flush = () => {
    write(Buffer.from(pending));
    pending = "";
  };
  return {
    add: (row2) => {
      pending += line(row2);
      if (pending.length > piece) flush();
    },
    end: flush
  };
};
var csvSink = lineSink(
  (columns) => `${columns.map(({ name }) => name).join(",")}
`,
  () => (row2) => `${row2.join(",")}
`
);
var ndjsonSink = lineSink(
  () => "",
  (columns) => {
    const keys = columns.map(({ name }, i) => `${i === 0 ? "{" : ","}${JSON.stringify(name)}:`);
    return (row2) => {
      let line = "";
      for (let i = 0; i < keys.length; i += 1) line += `${keys[i]}${JSON.stringify(row2[i])}`;
      return `${line}}
`;
    };
  }
);

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
var overgrow = (kept, { pair, sequence, timestamp: timestamp2 }, levels) => {
  const { book, show } = markStale(kept);
  return {
    ...noBook,
    book,
    doubt: { after: timestamp2, sequence, refused: kept.doubt?.refused ?? 0 },
    show,
    report: { kind: "book-overgrown", pair, sequence, levels }
  };
};
var refuseLarge = (kept, whole) => {
  const levels = Math.max(whole.bids.length, whole.asks.length) / 2;
  return levels > maxSideLevels ? overgrow(kept, whole, levels) : null;
};
var holdDiff = (kept, diff, next, show) => {
  const held = kept.held + sizeOf(diff);
  if (held > maxHeldLevels) return overgrow(kept, diff, held);
  return {
    book: next,
    base: kept.base,
    since: kept.since,
    diffs: { diff, older: kept.diffs },
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
var partOf = ({ flat, levels }, from2, to) => levels === null ? flatRun((flat ?? []).slice(2 * from2, 2 * to)) : runOf(levels.slice(from2, to));

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
    const whole = isShort ? joinRuns(before, run) : run;
    const length = lengthOf(whole);
    if (length > longestRun) {
      for (let at = 0; at < length; at += usualRun) side.push(partOf(whole, at, at + usualRun));
    } else if (length > 0) side.push(whole);
  }
  return side;
};
var createChanger = () => {
  const ordered = [0.5];
  const merged = [0.5];
  const short = 200;
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
  const applyToLevels = (levels, first, end2, sign) => {
    const { length } = levels;
    const next = new Array(length + (end2 - first) / 2);
    let isChanged = false;
    let from2 = 0;
    let to = 0;
    for (let i = first; i < end2; i += 2) {
      const price = ordered[i];
      const amount = ordered[i + 1];
      if (i + 2 < end2 && ordered[i + 2] === price) continue;
      let present = 0;
      for (; from2 < length; from2 += 1, to += 1) {
        const level = levels[from2];
        const ahead = (level.price - price) * sign;
        if (ahead === 0) present = level.amount;
        if (ahead >= 0) break;
        next[to] = level;
      }
      if (amount === present) continue;
      isChanged = true;
      if (present > 0) from2 += 1;
      if (amount > 0) next[to++] = { price, amount };
    }
    if (!isChanged) return levels;
    for (; from2 < length; from2 += 1, to += 1) next[to] = levels[from2];
    while (next.length > to) next.pop();
    return next;
  };
  const applyToFlat = (flat, first, end2, sign) => {
    const { length } = flat;
    let isChanged = false;
    let from2 = 0;
    let to = 0;
    for (let i = first; i < end2; i += 2) {
      const price = ordered[i];
      const amount = ordered[i + 1];
      if (i + 2 < end2 && ordered[i + 2] === price) continue;
      for (; from2 < length && (flat[from2] - price) * sign < 0; from2 += 2, to += 2) {
        merged[to] = flat[from2];
        merged[to + 1] = flat[from2 + 1];
      }
      const present = from2 < length && flat[from2] === price ? flat[from2 + 1] : 0;
      if (amount === present) continue;
      isChanged = true;
      if (present > 0) from2 += 2;
      if (amount > 0) {
        merged[to] = price;
        merged[to + 1] = amount;
        to += 2;
      }
    }
    if (!isChanged) return flat;
    for (; from2 < length; from2 += 1, to += 1) merged[to] = flat[from2];
    return merged.slice(0, to);
  };
  const applyToRun = (run, first, end2, sign) => {
    if (run.levels !== null) {
      const levels = applyToLevels(run.levels, first, end2, sign);
      return levels === run.levels ? run : runOf(levels);
    }
    const before = run.flat ?? [];
    const flat = applyToFlat(before, first, end2, sign);
    return flat === before ? run : flatRun(flat);
  };
  const applyOrdered = (side, end2, sign) => {
    const runs = side.length === 0 ? [flatRun([])] : side;
    let next = null;
    let uneven = false;
    let first = 0;
    for (let i = 0; first < end2; i += 1) {
      const run = runs[i];
      const isLast = i === runs.length - 1;
      let past = end2;
      if (!isLast) {
        const price = bestPriceOf(runs[i + 1]);
        for (past = first; past < end2 && (ordered[past] - price) * sign < 0; ) past += 2;
      }
      const nextRun = past === first ? run : applyToRun(run, first, past, sign);
      first = past;
      if (nextRun === run) continue;
      next ??= runs.slice();
      next[i] = nextRun;
      const length = lengthOf(nextRun);
      uneven ||= length > longestRun || length < (isLast ? 1 : shortestRun);
    }
    if (next === null) return side;
    return uneven ? even(next) : next;
  };
  const applyChanges2 = (side, changes, sign) => {
    putInOrder(changes.length > short ? sorted(changes, sign) : changes, sign);
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
var contradict = (kept, { pair, sequence, timestamp: timestamp2 }, by, known, differences = []) => {
  const { book, show } = markStale(kept);
  const times = [
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
      after: Math.max(...times.map((time2) => time2 ?? 0)),
      sequence,
      refused: kept.doubt?.refused ?? 0
    },
    show,
    report: {
      kind: "book-contradicted",
      pair,
      by,
      sequence,
      known,
      ...reported(differences)
    }
  };
};
var isTooOld = ({ after, refused }, { timestamp: timestamp2 }) => timestamp2 < after && refused < mostRefused;
var refuse = (kept, doubt, { pair, sequence }) => ({
  ...kept,
  doubt: { ...doubt, refused: doubt.refused + 1 },
  show: null,
  report: { kind: "stale-whole", pair, sequence, known: kept.book?.sequence ?? kept.since }
});
var isSame = (one, other) => one.length === other.length && one.every((number, i) => number === other[i]);
var isRepeated = (diffs, diff) => {
  for (let at = diffs; at !== null && at.diff.sequence >= diff.sequence; at = at.older) {
    if (at.diff.sequence > diff.sequence) continue;
    const { timestamp: timestamp2, bids: bids2, asks: asks2 } = at.diff;
    return timestamp2 === diff.timestamp && isSame(bids2, diff.bids) && isSame(asks2, diff.asks);
  }
  return false;
};
var isCovered = ({ base, since }, { sequence, timestamp: timestamp2 }) => base !== null && sequence <= since && timestamp2 <= base.timestamp;
var applyOddDiff = (kept, diff, known) => {
  const { doubt, diffs } = kept;
  const { pair, sequence, timestamp: timestamp2 } = diff;
  const isOld = doubt === null ? isCovered(kept, diff) : timestamp2 < doubt.after;
  if (isOld || isRepeated(diffs, diff)) {
    return { ...kept, show: null, report: { kind: "stale-diff", pair, sequence, known } };
  }
  const isNext2 = doubt !== null && sequence > (diffs?.diff ?? doubt).sequence;
  return isNext2 ? holdDiff(kept, diff, kept.book, null) : contradict(kept, diff, "diff", known);
};

// src/orderbook/side.ts
var levelsOf = (side) => {
  const [best] = side;
  if (best === void 0) return [];
  const others = [];
  for (let i = 1; i < side.length; i += 1) others.push(look(side[i]));
  return look(best).concat(...others);
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
var reachOf = (side, nearCut, sign) => {
  const best = bestOf(side);
  const worst = worstPriceOf(side);
  return {
    near: nearCut && best !== void 0 ? best.price * sign : -Infinity,
    far: worst !== void 0 ? worst * sign : Infinity
  };
};
var within2 = (side, differences, reaches, sign) => {
  const near = Math.max(...reaches.map((reach) => reach.near));
  const far = Math.min(...reaches.map((reach) => reach.far));
  return differences.filter(({ price }) => price * sign >= near && price * sign <= far).map((difference) => ({ side, ...difference }));
};
var withinReach = (differences, wholes) => {
  const { bids: bids2, asks: asks2 } = differences;
  if (bids2.length + asks2.length === 0) return [];
  const bidReaches = wholes.map((whole) => reachOf(whole.bids, whole.outside.bidsOver !== 0, bidSign));
  const askReaches = wholes.map((whole) => reachOf(whole.asks, whole.outside.asksUnder !== 0, askSign));
  return [...within2("bid", bids2, bidReaches, bidSign), ...within2("ask", asks2, askReaches, askSign)];
};

// src/orderbook/reducer.ts
var isCrossed = (bids2, asks2) => {
  const bid = bestOf(bids2);
  const ask = bestOf(asks2);
  return bid !== void 0 && ask !== void 0 && bid.price >= ask.price;
};
var changed = (change, known) => change === void 0 ? known : change;
var newOutside = (outside, changes) => ({
  asksOver: changed(changes.asksOver, outside.asksOver),
  bidsUnder: changed(changes.bidsUnder, outside.bidsUnder),
  asksUnder: changed(changes.asksUnder, outside.asksUnder),
  bidsOver: changed(changes.bidsOver, outside.bidsOver),
  askMarket: changed(changes.askMarket, outside.askMarket),
  bidMarket: changed(changes.bidMarket, outside.bidMarket)
});
var applyToBook = (book, diff) => {
  const bids2 = applyChanges(book.bids, diff.bids, bidSign);
  const asks2 = applyChanges(book.asks, diff.asks, askSign);
  return {
    pair: book.pair,
    bids: bids2,
    asks: asks2,
    sequence: diff.sequence,
    timestamp: diff.timestamp,
    crossed: isCrossed(bids2, asks2),
    stale: book.stale,
    outside: newOutside(book.outside, diff.outside)
  };
};
var applyDiff = (kept, diff) => {
  const { book } = kept;
  const known = book?.sequence ?? kept.diffs?.diff.sequence ?? kept.since;
  if (kept.doubt !== null || diff.sequence <= known) return applyOddDiff(kept, diff, known);
  const next = book === null ? null : applyToBook(book, diff);
  return holdDiff(kept, diff, next, next);
};
var select = (diffs, of4, sequence) => {
  const selected = [];
  for (let at = diffs; at !== null; at = at.older) {
    if (at.diff.sequence > sequence === (of4 === "later")) selected.push(at.diff);
  }
  return selected.reverse();
};
var repaired = ({ pair, sequence }, differences) => differences.length === 0 ? null : { kind: "book-repaired", pair, sequence, ...reported(differences) };
var noSides = { bids: [], asks: [] };
var bookAt = ({ book, base, diffs }, sequence) => {
  if (book === null || base === null) return null;
  return sequence >= book.sequence ? book : select(diffs, "up-to", sequence).reduce(applyToBook, base);
};
var sharing = (known, next) => ({
  ...next,
  bids: changeTo(known.bids, differencesOf(known.bids, flatOf(next.bids), bidSign), bidSign),
  asks: changeTo(known.asks, differencesOf(known.asks, flatOf(next.asks), askSign), askSign)
});
var applyWhole = (kept, whole) => {
  const { book, base, since, diffs, doubt } = kept;
  const { pair, sequence } = whole;
  const refused = refuseLarge(kept, whole);
  if (refused !== null) return refused;
  if (sequence < since || base !== null && whole.timestamp < base.timestamp)
    return contradict(kept, whole, "whole", since);
  if (doubt !== null && isTooOld(doubt, whole)) return refuse(kept, doubt, whole);
  const then = bookAt(kept, sequence);
  const { bids: bids2, asks: asks2 } = then ?? book ?? noSides;
  const differences = {
    bids: differencesOf(bids2, whole.bids, bidSign),
    asks: differencesOf(asks2, whole.asks, askSign)
  };
  const sides2 = {
    bids: changeTo(bids2, differences.bids, bidSign),
    asks: changeTo(asks2, differences.asks, askSign)
  };
  const nextBase = {
    pair,
    bids: sides2.bids,
    asks: sides2.asks,
    sequence,
    timestamp: whole.timestamp,
    crossed: isCrossed(sides2.bids, sides2.asks),
    stale: false,
    outside: whole.outside
  };
  const wrong = then === null || base === null ? [] : withinReach(differences, [base, nextBase]);
  if (wrong.length > 0 && book !== null && sequence < book.sequence)
    return contradict(kept, whole, "whole", book.sequence, wrong);
  const later = select(diffs, "later", sequence);
  const brought = later.reduce(applyToBook, nextBase);
  const next = book === null || later.length === 0 ? brought : sharing(book, brought);
  return {
    book: next,
    base: nextBase,
    since: sequence,
    diffs: later.reduce((older, diff) => ({ diff, older }), null),
    held: later.reduce((sum, diff) => sum + sizeOf(diff), 0),
    doubt: null,
    show: next,
    report: repaired(whole, wrong)
  };
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

// src/recording/tables/table.ts
var columnsOf = (names) => Object.entries(names).map(([name, type]) => ({ name, type }));
var perPair = (make) => {
  const made = /* @__PURE__ */ new Map();
  return {
    of: (pair) => {
      const known = made.get(pair);
      if (known !== void 0) return known;
      const fresh = make(pair);
      made.set(pair, fresh);
      return fresh;
    },
    all: () => [...made.values()]
  };
};

// src/recording/tables/books.ts
var bookRows = (columns, viewOf) => {
  const books = perPair((pair) => ({
    whole: roomKinds.depth_whole(pair),
    diff: roomKinds.depth_diff(pair),
    view: viewOf(),
    kept: noBook
  }));
  const show = (t, pairBook, emit) => {
    const book = pairBook.kept.show;
    const cells = book && pairBook.view(book);
    if (book && cells) emit([t, book.pair, book.sequence, book.timestamp, ...cells]);
  };
  return {
    columns: columnsOf({
      time: "time",
      pair: "text",
      sequence: "integer",
      timestamp: "time",
      ...columns
    }),
    kinds: /* @__PURE__ */ new Set(["depth_whole", "depth_diff"]),
    onFrame: ({ t, kind, pair, frame }, emit) => {
      const book = books.of(pair);
      const { kept } = book;
      if (kind === "depth_whole") {
        const whole = book.whole(frame);
        if (whole._tag === "Left") return false;
        book.kept = applyWhole(kept, whole.right);
      } else {
        const diff = book.diff(frame);
        book.kept = diff._tag === "Right" ? applyDiff(kept, diff.right) : markStale(kept);
        if (diff._tag === "Left") {
          show(t, book, emit);
          return false;
        }
      }
      show(t, book, emit);
      return true;
    },
    onOpen: () => void 0,
    onDrop: ({ t }, emit) => {
      for (const book of books.all()) {
        book.kept = forget(book.kept);
        show(t, book, emit);
      }
    },
    onEnd: () => void 0
  };
};
var quotesTable = () => bookRows({ bid: "number", bidAmount: "number", ask: "number", askAmount: "number", stale: "flag" }, () => {
  let last2 = null;
  return (book) => {
    const quote = quoteOf(book);
    const { stale } = book;
    if (last2?.stale === stale && sameQuote(last2.quote, quote)) return null;
    last2 = { quote, stale };
    const { bid, bidAmount, ask, askAmount } = quote;
    return [bid, bidAmount, ask, askAmount, stale];
  };
});
var bookTable = (depth) => {
  const ranks = Array.from({ length: depth }, (_, i) => i + 1);
  const levels = (side) => ranks.flatMap((rank) => [
    [`${side}${rank}`, "number"],
    [`${side}Amount${rank}`, "number"]
  ]);
  const columns = { stale: "flag", ...Object.fromEntries([...levels("bid"), ...levels("ask")]) };
  return bookRows(columns, () => {
    const view = viewOfBooks(depth);
    let last2 = null;
    return (book) => {
      const shown2 = view(book);
      const { bids: bids2, asks: asks2, stale } = shown2;
      const isSame2 = last2?.bids === bids2 && last2.asks === asks2 && last2.stale === stale;
      last2 = shown2;
      if (isSame2) return null;
      const cells = [stale];
      for (const side of [bids2, asks2])
        for (let i = 0; i < depth; i += 1) {
          const level = side[i];
          cells.push(level?.price ?? null, level?.amount ?? null);
        }
      return cells;
    };
  });
};

// src/model/candle-interval.ts
var minute = 6e4;
var day = 24 * 60 * minute;
var mondayAnchor = 4 * day;
var lengths = [1, 5, 15, 30, 60, 240, 480, 720, 1440, 10080];
var lengthOf2 = (type) => (lengths[candleTypes.indexOf(type)] ?? NaN) * minute;
var monthStart = (time2, months = 0) => {
  const date = new Date(time2);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1);
};
var monthShift = (anchor) => anchor - monthStart(anchor + day / 2);
var openTimeOf = (type, time2, anchor) => {
  if (type === "1month") {
    const shift = anchor === void 0 ? 0 : monthShift(anchor);
    return monthStart(time2 - shift) + shift;
  }
  const start = anchor ?? (type === "1week" ? mondayAnchor : 0);
  return start + Math.floor((time2 - start) / lengthOf2(type)) * lengthOf2(type);
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
var firstBar = (type, openTime, trade) => addTrade(emptyBar({ pair: trade.pair, type, openTime }, trade.price), trade);
var addTrade = (bar, { price, amount }) => {
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

// src/recording/tables/coverage.ts
var learning = 36e5;
var createCoverage = () => {
  let spans = [];
  let since = null;
  let [now, before] = [-Infinity, -Infinity];
  let learntSince = 0;
  const venueTime = (elapsed) => elapsed + Math.max(now, before);
  const spanOf2 = (start, { elapsed }) => ({
    from: venueTime(start),
    until: venueTime(elapsed)
  });
  return {
    onOpen: ({ elapsed }) => {
      since ??= elapsed;
    },
    onNews: ({ elapsed }, timestamp2) => {
      if (elapsed - learntSince > learning) {
        [before, now] = [now, -Infinity];
        learntSince = elapsed;
      }
      now = Math.max(now, timestamp2 - elapsed);
    },
    onDrop: (at) => {
      if (since !== null) spans = [...spans, spanOf2(since, at)];
      since = null;
      [now, before] = [-Infinity, -Infinity];
    },
    covers: ({ from: from2, until }, at) => {
      const all = since === null ? spans : [...spans, spanOf2(since, at)];
      return all.some((covered) => covered.from <= from2 && until <= covered.until);
    },
    forgetUntil: (time2) => {
      if (spans.some(({ until }) => until < time2)) spans = spans.filter(({ until }) => until >= time2);
    }
  };
};

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

// src/recording/tables/trades.ts
var remembered = 1e4;
var newTrades = () => {
  const { of: of4 } = perPair((pair) => ({
    parse: roomKinds.transactions(pair),
    isNew: recentKeys(remembered)
  }));
  return ({ pair, frame }) => {
    const { parse, isNew } = of4(pair);
    const read = parse(frame);
    return read._tag === "Left" ? null : read.right.filter(({ id }) => isNew(id));
  };
};
var tradesTable = () => {
  const read = newTrades();
  return {
    columns: columnsOf({
      time: "time",
      pair: "text",
      id: "integer",
      timestamp: "time",
      side: "text",
      price: "number",
      amount: "number"
    }),
    kinds: /* @__PURE__ */ new Set(["transactions"]),
    onFrame: (frame, emit) => {
      const trades = read(frame);
      for (const { pair, id, timestamp: timestamp2, side, price, amount } of trades ?? [])
        emit([frame.t, pair, id, timestamp2, side, price, amount]);
      return trades !== null;
    },
    onOpen: () => void 0,
    onDrop: () => void 0,
    onEnd: () => void 0
  };
};

// src/recording/tables/candles.ts
var late = 1e4;
var isBefore = (one, other) => one.timestamp === other.timestamp ? one.id < other.id : one.timestamp < other.timestamp;
var withTrade = ({ candle, first, last: last2 }, trade) => {
  const added = addTrade(candle, trade);
  const isFirst = isBefore(trade, first);
  const isLast = !isBefore(trade, last2);
  return {
    candle: {
      ...added,
      open: isFirst ? trade.price : candle.open,
      close: isLast ? trade.price : candle.close
    },
    first: isFirst ? trade : first,
    last: isLast ? trade : last2
  };
};
var candlesTable = (type) => {
  const read = newTrades();
  const coverage = createCoverage();
  const pairs = perPair(() => ({ open: /* @__PURE__ */ new Map(), emittedUntil: -Infinity }));
  let newest = -Infinity;
  let due = Infinity;
  let dropped = 0;
  const emitOver = (until, at, emit) => {
    if (until < due) return;
    const over = pairs.all().flatMap((bars) => Array.from(bars.open, ([openTime, { candle }]) => ({ bars, openTime, candle }))).map((each) => ({ ...each, closeTime: closeTimeOf(type, each.openTime) })).sort((a2, b2) => a2.openTime - b2.openTime);
    due = over.find(({ closeTime }) => closeTime > until)?.closeTime ?? Infinity;
    for (const { bars, openTime, closeTime, candle } of over) {
      if (closeTime > until) break;
      const { pair, open: open3, high, low, close, volume } = candle;
      const isWhole = coverage.covers({ from: openTime, until: closeTime }, at);
      bars.open.delete(openTime);
      bars.emittedUntil = closeTime;
      emit([pair, type, openTime, open3, high, low, close, volume, isWhole]);
    }
  };
  const add = (bars, trade) => {
    const openTime = openTimeOf(type, trade.timestamp);
    if (openTime < bars.emittedUntil) {
      dropped += 1;
      return;
    }
    const bar = bars.open.get(openTime);
    if (bar === void 0) due = Math.min(due, closeTimeOf(type, openTime));
    bars.open.set(
      openTime,
      bar === void 0 ? { candle: firstBar(type, openTime, trade), first: trade, last: trade } : withTrade(bar, trade)
    );
  };
  return {
    columns: columnsOf({
      pair: "text",
      type: "text",
      openTime: "time",
      open: "number",
      high: "number",
      low: "number",
      close: "number",
      volume: "number",
      whole: "flag"
    }),
    kinds: /* @__PURE__ */ new Set(["transactions"]),
    onFrame: (frame, emit) => {
      const trades = read(frame);
      const last2 = trades?.at(-1);
      if (trades === null || last2 === void 0) return trades !== null;
      const bars = pairs.of(frame.pair);
      for (const trade of trades) add(bars, trade);
      newest = Math.max(newest, last2.timestamp);
      coverage.onNews(frame, last2.timestamp);
      emitOver(newest - late, frame, emit);
      coverage.forgetUntil(Math.min(newest - late, due));
      return true;
    },
    onOpen: coverage.onOpen,
    onDrop: (at) => {
      coverage.onDrop(at);
      newest = -Infinity;
    },
    // Bars that are not over are emitted as far as they were received.
    onEnd: (at, emit) => emitOver(Infinity, at, emit),
    late: () => dropped
  };
};

// src/recording/export-table.ts
var readerOf = ({ table, depth, type }) => {
  switch (table) {
    case "trades":
      return tradesTable();
    case "quotes":
      return quotesTable();
    case "book":
      return bookTable(depth);
    case "candles":
      return candlesTable(type);
  }
};
var sinkOf = (format, file) => {
  switch (format) {
    case "csv":
      return (0, import_rxjs3.of)(csvSink);
    case "ndjson":
      return (0, import_rxjs3.of)(ndjsonSink);
    case "parquet":
      return (0, import_rxjs3.from)(loadParquetSink(file));
  }
};
var targetOf = (out) => {
  if (typeof out !== "string") return { write: out, commit: () => void 0, close: () => void 0 };
  const orUnwritable = (act) => {
    try {
      return act();
    } catch (error) {
      throw recordingError("unwritable", out, null, "a file that can be written", systemCause(error));
    }
  };
  if ((0, import_node_fs5.existsSync)(out)) throw recordingError("unwritable", out, null, "a new file", "an existing one");
  const fresh = freshNameOf(out);
  const file = orUnwritable(() => (0, import_node_fs5.openSync)(fresh, "wx"));
  let isCommitted = false;
  return {
    write: (bytes) => orUnwritable(() => {
      for (let at = 0; at < bytes.length; ) at += (0, import_node_fs5.writeSync)(file, bytes, at);
    }),
    commit: () => orUnwritable(() => {
      (0, import_node_fs5.fsyncSync)(file);
      (0, import_node_fs5.renameSync)(fresh, out);
      isCommitted = true;
    }),
    close: () => {
      (0, import_node_fs5.closeSync)(file);
      if (!isCommitted) (0, import_node_fs5.rmSync)(fresh, { force: true });
    }
  };
};
var kinds = Object.keys(roomKinds);
var roomNamed = (name) => {
  const kind = kinds.find((each) => name.startsWith(`${each}_`));
  return kind === void 0 ? null : { kind, pair: name.slice(kind.length + 1) };
};
var roomsOf = ({ kinds: taken }, pairs) => {
  const known = /* @__PURE__ */ new Map();
  const isTaken = (room) => room !== null && taken.has(room.kind) && (pairs?.has(room.pair) ?? true);
  return (frame) => {
    const likely = likelyRoomOf(frame);
    const found = known.get(likely);
    if (found !== void 0) return found;
    const named = roomNamed(likely);
    const room = named ?? roomNamed(roomOf(frame) ?? "");
    const result = isTaken(room) ? room : null;
    if (named !== null) known.set(likely, result);
    return result;
  };
};
var exporting = (paths, config, sink) => (0, import_rxjs3.defer)(() => {
  const { pairs, from: from2, until = Infinity } = config;
  const reader = readerOf(config);
  const roomFor = roomsOf(reader, pairs === void 0 ? null : new Set(pairs));
  const { add, end: end2 } = sink(reader.columns);
  let [rows2, unread, torn] = [0, 0, 0];
  let last2 = { t: 0, elapsed: 0 };
  const emit = (row2) => {
    rows2 += 1;
    add(row2);
  };
  const take2 = (event) => {
    last2 = event;
    switch (event.type) {
      case "frame":
      case "copy": {
        const { t, elapsed, frame } = event;
        const room = roomFor(frame);
        if (room !== null && !reader.onFrame({ t, elapsed, ...room, frame }, emit)) unread += 1;
        return;
      }
      case "header":
        if (event.open) reader.onOpen(event);
        return;
      case "open":
        reader.onOpen(event);
        return;
      case "drop":
        reader.onDrop(event, emit);
        return;
      case "torn":
        torn += 1;
        return;
    }
  };
  return (0, import_rxjs3.concat)(
    openRecording(paths, from2 === void 0 ? {} : { from: from2 }).pipe(
      (0, import_rxjs3.takeWhile)(({ t }) => t < until),
      (0, import_rxjs3.tap)(take2),
      (0, import_rxjs3.ignoreElements)()
    ),
    (0, import_rxjs3.defer)(() => {
      reader.onEnd(last2, emit);
      end2();
      return (0, import_rxjs3.of)({ rows: rows2, unread, torn, late: reader.late?.() ?? 0 });
    })
  );
});
var exportTable = (recording2, options, ...stray) => (0, import_rxjs3.defer)(() => {
  const config = readExportOptions(options, stray);
  const { out, to } = config;
  return sinkOf(to, typeof out === "string" ? out : to).pipe(
    (0, import_rxjs3.switchMap)((open3) => {
      const target = targetOf(out);
      return exporting(recording2, config, (columns) => open3(columns, target.write)).pipe(
        (0, import_rxjs3.map)((outcome) => {
          target.commit();
          return outcome;
        }),
        (0, import_rxjs3.finalize)(target.close)
      );
    })
  );
});

// src/recording/recorded-events.ts
var import_node_fs6 = require("fs");
function* chunksOf(path) {
  if (isGz(path)) {
    const { text, cause } = unzip((0, import_node_fs6.readFileSync)(path));
    for (let at = 0; at < text.length; at += chunkBytes) yield text.subarray(at, at + chunkBytes);
    return cause;
  }
  const file = (0, import_node_fs6.openSync)(path, "r");
  try {
    const chunk = Buffer.alloc(chunkBytes);
    for (let read = (0, import_node_fs6.readSync)(file, chunk); read > 0; read = (0, import_node_fs6.readSync)(file, chunk))
      yield Buffer.from(chunk.subarray(0, read));
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
    const { size } = (0, import_node_fs6.fstatSync)(file);
    const at = Math.max(0, size - chunkBytes);
    const chunk = Buffer.alloc(size - at);
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
  let end2 = null;
  for (const path of last2) end2 = lastTimeIn(path);
  if (end2 === null) for (const { t } of recordedEvents(last2)) end2 = t;
  return end2;
};
function* recordedEvents(paths, from2 = 0) {
  const reader = createEventReader(from2);
  let events = [];
  const emit = (event) => void events.push(event);
  function* takeDue() {
    const due = events;
    events = [];
    yield* due;
  }
  for (const path of withoutEarlier(filesOf([paths].flat()), from2)) {
    reader.onFile(path);
    const splitter = createLineSplitter();
    const chunks = chunksOf(path);
    let cause;
    try {
      let read = chunks.next();
      for (; read.done !== true; read = chunks.next()) {
        for (const line of splitter.add(read.value)) reader.onLine(line, emit);
        yield* takeDue();
      }
      cause = read.value;
    } catch (error) {
      yield* takeDue();
      throw isRecordingError(error) ? error : unreadable(path, error);
    } finally {
      chunks.return(null);
    }
    const tail = splitter.end();
    if (tail !== "" || cause !== null) reader.onTail(tail, cause, emit);
    yield* takeDue();
  }
  reader.end(emit);
  yield* takeDue();
}

// src/recording/record-to.ts
var import_rxjs20 = require("rxjs");

// src/connectivity/http-undici.ts
var import_rxjs4 = require("rxjs");
var import_undici = require("undici");

// src/connectivity/ports.ts
var longestQueue = 1e6;
var endpointOf = ({ method, url }) => `${method} ${new URL(url).pathname}`;

// src/connectivity/http-undici.ts
var createProxyPool = (origin, options) => {
  const pool = new import_undici.Pool(origin, options);
  const tunnel = pool.connect.bind(pool);
  const connect = (to) => tunnel(to).catch((error) => {
    throw new Error(`no tunnel through the proxy: ${error instanceof Error ? error.message : "unknown"}`);
  });
  return Object.assign(pool, { connect });
};
var createDispatcher = ({ proxy, connectTimeout = 5e3 }) => {
  const options = { connect: { timeout: connectTimeout }, headersTimeout: 0, bodyTimeout: 0, pipelining: 1 };
  if (proxy === void 0) return new import_undici.Agent(options);
  const { timeout } = options.connect;
  return new import_undici.ProxyAgent({
    ...options,
    uri: proxy,
    clientFactory: createProxyPool,
    proxyTls: { timeout },
    requestTls: { timeout }
  });
};
var dateOf = (header) => {
  const time2 = typeof header === "string" ? Date.parse(header) : NaN;
  return Number.isNaN(time2) ? null : time2;
};
var partsOf = (url) => {
  const pathAt = url.indexOf("/", url.indexOf("://") + 3);
  return pathAt < 0 ? { origin: url, path: "/" } : { origin: url.slice(0, pathAt), path: url.slice(pathAt) };
};
var undiciHttp = (options = {}) => {
  const dispatcher = createDispatcher(options);
  return ({ method, url, headers, body, timeout, maxReplyBytes: maxReplyBytes2 }) => new import_rxjs4.Observable((subscriber) => {
    const { origin, path } = partsOf(url);
    const chunks = [];
    let received = 0;
    let sent = false;
    let abort = import_rxjs4.noop;
    let head2 = { status: 0, date: null };
    const fail = (reason, detail) => subscriber.error(httpError(endpointOf({ method, url }), reason, sent ? "unknown" : "none", detail));
    const failTooLarge = () => fail("too-large", `a reply of more than ${maxReplyBytes2} bytes`);
    const timer3 = setTimeout(() => fail("timeout", `no whole reply within ${timeout} ms`), timeout);
    subscriber.add(() => {
      clearTimeout(timer3);
      abort();
    });
    const handler = {
      onRequestStart: (controller) => {
        abort = () => controller.abort(new Error("the caller has left"));
        if (subscriber.closed) abort();
        else sent = true;
      },
      onResponseStart: (_, status, replyHeaders) => {
        head2 = { status, date: dateOf(replyHeaders["date"]) };
        if (Number(replyHeaders["content-length"]) > maxReplyBytes2) failTooLarge();
      },
      onResponseData: (_, chunk) => {
        received += chunk.length;
        if (received > maxReplyBytes2) failTooLarge();
        else chunks.push(chunk);
      },
      onResponseEnd: () => {
        abort = import_rxjs4.noop;
        subscriber.next({ ...head2, body: Buffer.concat(chunks).toString("utf8") });
        subscriber.complete();
      },
      onResponseError: (_, error) => fail(sent ? "cut-off" : "refused", error.message)
    };
    dispatcher.dispatch({ origin, path, method, headers: headers ?? {}, body: body ?? null }, handler);
  });
};

// src/connectivity/rooms.ts
var import_rxjs11 = require("rxjs");

// src/operators/clock.ts
var import_rxjs5 = require("rxjs");
var stampOf = (clock) => clock.now();
var monotonic = () => Math.floor(performance.now());
var isWall = (scheduler) => scheduler.now === import_rxjs5.asyncScheduler.now && Math.abs(scheduler.now() - Date.now()) < 1e3;
var isClock = (scheduler) => "elapsed" in scheduler;
var clockOf = (scheduler = import_rxjs5.asyncScheduler) => {
  if (isClock(scheduler)) return scheduler;
  const now = () => scheduler.now();
  return {
    now,
    elapsed: isWall(scheduler) ? monotonic : now,
    schedule: (work, delay, state) => scheduler.schedule(work, delay, state)
  };
};
var hasTwoTimes = (times) => times.now !== times.elapsed;

// src/operators/retry-backoff.ts
var import_rxjs6 = require("rxjs");
var retryBackoff = ({
  initialDelay = 1e3,
  maxDelay = 3e4,
  maxAttempts = Infinity,
  shouldRetry = () => true,
  resetOn = () => true,
  steadyAfter = 1e4,
  onRetry,
  random = Math.random,
  scheduler = import_rxjs6.asyncScheduler
} = {}) => (source) => (0, import_rxjs6.defer)(() => {
  const clock = clockOf(scheduler);
  let failures = 0;
  let provenAt = null;
  return source.pipe(
    (0, import_rxjs6.tap)((value) => {
      if (failures === 0 || !resetOn(value)) return;
      provenAt ??= clock.elapsed();
      if (clock.elapsed() - provenAt >= steadyAfter) failures = 0;
    }),
    (0, import_rxjs6.retry)({
      delay: (error) => {
        failures += 1;
        provenAt = null;
        if (failures > maxAttempts || !shouldRetry(error)) return (0, import_rxjs6.throwError)(() => error);
        const bound = failures === 1 ? 0 : Math.min(maxDelay, initialDelay * 2 ** (failures - 2));
        const delay = random() * bound;
        onRetry?.({ error, attempt: failures, delay });
        return (0, import_rxjs6.timer)(delay, scheduler);
      }
    })
  );
});

// src/operators/share-by-key.ts
var import_rxjs7 = require("rxjs");
var shareByKey = (make, share, idOf = (key) => key) => {
  const live = /* @__PURE__ */ new Map();
  return (key) => new import_rxjs7.Observable((subscriber) => {
    const id = idOf(key);
    let shared = live.get(id);
    if (shared === void 0) {
      let running2 = 0;
      const made = (0, import_rxjs7.defer)(() => {
        running2 += 1;
        return make(key);
      });
      const forget2 = () => {
        running2 -= 1;
        if (running2 === 0) live.delete(id);
      };
      shared = made.pipe((0, import_rxjs7.finalize)(forget2), share(key));
      live.set(id, shared);
    }
    return shared.subscribe(subscriber);
  });
};

// src/operators/multicast.ts
var import_rxjs8 = require("rxjs");
var without = (all, one) => all.filter((other) => other !== one);
var multicast = (source, { linger = 0, scheduler = import_rxjs8.asyncScheduler, onNext, onEnd }) => {
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
    leaving = (0, import_rxjs8.timer)(linger, scheduler).subscribe(() => {
      const left = connection;
      disconnect();
      left?.unsubscribe();
    });
  };
  return new import_rxjs8.Observable((subscriber) => {
    leaving?.unsubscribe();
    leaving = null;
    subscribers = [...subscribers, subscriber];
    subscriber.add(() => leave(subscriber));
    if (!isConnected) connect();
  });
};

// src/operators/share-linger.ts
var shareLinger = (config = {}) => (source) => multicast(source, config);

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

// src/operators/idle-timer.ts
var idleTimer = (due, onIdle, clock) => {
  let lastTouch = clock.elapsed();
  const check = function() {
    const left = lastTouch + due - clock.elapsed();
    if (left > 0) this.schedule(void 0, Math.min(left, due));
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
  let silence2;
  let received = false;
  const onSilence = () => {
    diagnose({ kind: "room-silent", room: name, due: mustSpeak?.within ?? 0 });
    subscriber.next({ kind, type: "silent" });
    rejoin();
  };
  const onChange = (change) => {
    silence2?.stop();
    received = false;
    if (change.type === "joined" && mustSpeak !== void 0) {
      silence2 = idleTimer(mustSpeak.within, onSilence, clock);
    }
    subscriber.next({ kind, ...change });
  };
  const reportOdd = () => {
    const fields2 = odd.flatMap(({ what, field }) => what === "lossy" ? [field] : []);
    if (fields2.length > 0) diagnose({ kind: "lossy-total", room: name, fields: fields2 });
    for (const row2 of odd) if (row2.what !== "lossy") diagnose({ kind: "odd-row", source: name, ...row2 });
    return odd.some(({ what }) => what === "lost");
  };
  const onFrame = (frame) => {
    received = true;
    if (odd.length > 0) odd = [];
    const message = parse(frame);
    if (meter.isRead) meter.count(name, frame, message._tag === "Right" ? message.right : null);
    if (message._tag === "Left") {
      diagnose({ kind: "undecodable-frame", room: name, cause: message.left.message });
      subscriber.next({ kind, type: "undecodable" });
      return;
    }
    if (mustSpeak?.always === true) silence2?.touch();
    else silence2?.stop();
    if (renewedAfter !== void 0) silence2 = idleTimer(renewedAfter, rejoin, clock);
    const isRowLost = odd.length > 0 && reportOdd();
    subscriber.next({ kind, type: "message", message: message.right });
    if (isRowLost) subscriber.next({ kind, type: "undecodable" });
  };
  return { quoted: `${name}"`, onFrame, onChange, hasReceived: () => received, stop: () => silence2?.stop() };
};

// src/connectivity/room-meter.ts
var import_rxjs10 = require("rxjs");

// src/operators/share-current.ts
var import_rxjs9 = require("rxjs");
var shareCurrent = ({
  forgetOn = import_rxjs9.NEVER,
  survives = () => false,
  fold = (_, value) => [value],
  ...linger
} = {}) => (source) => {
  let current = [];
  let forgetting;
  const shared = multicast(
    (0, import_rxjs9.defer)(() => {
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
  return new import_rxjs9.Observable((subscriber) => {
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
var period = 1e3;
var silent = { frames: 0, bytes: 0, lastAt: null, lag: null };
var stampIn = (message) => {
  const { timestamp: timestamp2 } = Object(Array.isArray(message) ? message.at(-1) : message);
  return typeof timestamp2 === "number" ? timestamp2 : null;
};
var createRoomMeter = (clock, joinedRooms, ended$) => {
  const counted = /* @__PURE__ */ new Map();
  const look2 = () => new Map([...joinedRooms()].map((name) => [name, counted.get(name) ?? silent]));
  const meter = {
    isRead: false,
    count: (name, frame, message) => {
      const { frames, bytes, lag } = counted.get(name) ?? silent;
      const lastAt = stampOf(clock);
      const stamp = stampIn(message);
      counted.set(name, {
        frames: frames + 1,
        bytes: bytes + frame.length,
        lastAt,
        lag: stamp === null ? lag : lastAt - stamp
      });
    },
    rooms$: (0, import_rxjs10.defer)(() => {
      meter.isRead = true;
      return (0, import_rxjs10.interval)(period, clock).pipe((0, import_rxjs10.takeUntil)(ended$), (0, import_rxjs10.endWith)(null), (0, import_rxjs10.map)(look2));
    }).pipe(
      (0, import_rxjs10.finalize)(() => {
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
var idle = { state: "idle", attempt: 0, cause: null };
var createRooms = ({
  link$: transportLink$,
  backoff = {},
  diagnose,
  scheduler,
  looking$ = import_rxjs11.EMPTY,
  leaps$ = import_rxjs11.NEVER
}) => {
  const clock = clockOf(scheduler);
  const members = /* @__PURE__ */ new Map();
  const connection$ = new import_rxjs11.BehaviorSubject(idle);
  const lost$ = new import_rxjs11.Subject();
  const ended$ = new import_rxjs11.Subject();
  const meter = createRoomMeter(clock, () => members.keys(), ended$);
  let link2 = null;
  let latest2;
  const report = (change) => connection$.next({ ...connection$.value, ...change });
  const join6 = (name, { onChange }) => {
    link2?.send(command("join-room", name));
    onChange({ type: "joined", fresh: true });
  };
  const rejoinRoom = (name) => {
    const member = members.get(name);
    if (link2 === null || member === void 0) return;
    link2.send(command("leave-room", name));
    join6(name, member);
  };
  const onOpen = (open3) => {
    link2 = open3;
    report({ state: "open" });
    for (const [name, member] of [...members]) join6(name, member);
  };
  const onFrame = (frame) => {
    if (latest2 === void 0 || !isLikelyOf(latest2.quoted, frame)) latest2 = members.get(likelyRoomOf(frame));
    if (latest2 !== void 0) {
      latest2.onFrame(frame);
      return;
    }
    const name = roomOf(frame);
    if (name !== null) members.get(name)?.onFrame(frame);
    else diagnose({ kind: "undecodable-frame", room: null, cause: `not a room's: ${beginningOf(frame)}` });
  };
  const emitChange = (change) => {
    for (const { onChange } of [...members.values()]) onChange(change);
    lost$.next();
  };
  const onLost = () => {
    if (link2 === null) return;
    link2 = null;
    emitChange({ type: "lost" });
  };
  const onLeap = () => {
    if (link2 === null) return;
    const before = [...members.keys()];
    emitChange({ type: "leapt" });
    for (const name of before) rejoinRoom(name);
  };
  const onEnd = () => {
    link2 = null;
    report(idle);
  };
  const openLink = new import_rxjs11.Observable((subscriber) => {
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
      onRetry: ({ error, attempt: attempt2, delay }) => {
        const cause = causeOf(error);
        report({ state: "waiting", attempt: attempt2, cause });
        diagnose({ kind: "link-lost", cause, attempt: attempt2, delay });
      }
    }),
    (0, import_rxjs11.tap)({
      complete: () => {
        ended$.next();
        onEnd();
      },
      unsubscribe: onEnd
    }),
    // Frames have reached their rooms already: subscribers of the link need only its end.
    (0, import_rxjs11.ignoreElements)(),
    shareLinger({ scheduler: clock })
  );
  const joinRoom = (kind, pair) => new import_rxjs11.Observable((subscriber) => {
    const name = `${kind}_${pair}`;
    const rejoin = () => rejoinRoom(name);
    const member = createMember({ kind, pair, clock, meter, diagnose, rejoin, subscriber });
    members.set(name, member);
    const leave = () => {
      member.stop();
      if (members.get(name) !== member) return;
      members.delete(name);
      latest2 = void 0;
      link2?.send(command("leave-room", name));
    };
    subscriber.add(leave);
    if (link2 !== null) join6(name, member);
    subscriber.add(
      link$.subscribe({
        error: (error) => {
          leave();
          subscriber.error(error);
        },
        complete: () => {
          leave();
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
  const room$ = (kind, pair) => new import_rxjs11.Observable((subscriber) => {
    const member = members.get(`${kind}_${pair}`);
    if (link2 !== null && member !== void 0) {
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
var import_rxjs12 = require("rxjs");
var import_ws = require("ws");
var closeTimeout = 1e3;
var openWsSocket = (url, maxFrameBytes) => new import_rxjs12.Observable((subscriber) => {
  const socket = new import_ws.WebSocket(url, { perMessageDeflate: false, maxPayload: maxFrameBytes });
  let opened3 = false;
  const leaveUnread = () => {
    const { bufferedAmount } = socket;
    if (bufferedAmount <= longestQueue) return;
    subscriber.error(linkError("not-read", `${bufferedAmount} bytes wait for a venue that reads nothing`));
  };
  socket.on("open", () => {
    opened3 = true;
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
    const reason = tooLarge ? "frame-too-large" : opened3 ? "closed" : "connect-failed";
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

// src/connectivity/stream-socket.ts
var import_rxjs13 = require("rxjs");
var proofWithin = 5e3;
var isEvent = (text) => text.startsWith("42");
var streamSocket = ({
  openSocket,
  streamUrl,
  connectTimeout = 1e4,
  maxFrameBytes = 1e6,
  scheduler,
  leaps$ = import_rxjs13.NEVER
}) => new import_rxjs13.Observable((subscriber) => {
  let send = () => void 0;
  let silence2;
  let proof;
  let opened3 = false;
  const clock = clockOf(scheduler);
  const fail = (reason, detail) => subscriber.error(linkError(reason, detail));
  const connecting = clock.schedule(
    () => fail("connect-timeout", `no link to the venue within ${connectTimeout} ms`),
    connectTimeout
  );
  const onOpen = ({ pingInterval, pingTimeout }) => {
    if (silence2 !== void 0) return;
    const due = pingInterval + pingTimeout;
    silence2 = idleTimer(due, () => fail("silent", `no frame from the venue for ${due} ms`), clock);
    send(encodePacket({ type: "connect", sid: null }));
  };
  const onConnect = () => {
    if (opened3 || silence2 === void 0) return;
    opened3 = true;
    connecting.unsubscribe();
    subscriber.next({ type: "open", send });
  };
  const onText = (text, cause) => {
    if (opened3) subscriber.next(text);
    else fail("refused", `expected the venue's handshake, ${cause ?? `got ${beginningOf(text)}`}`);
  };
  const onControl = (text) => {
    const packet = decodePacket(text);
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
        onText(text, packet.cause);
        break;
      case "event":
      case "pong":
      case "noop":
        break;
    }
  };
  const askForProof = () => {
    if (!opened3) return;
    proof?.stop();
    proof = idleTimer(
      proofWithin,
      () => fail("silent", `no frame from the venue for ${proofWithin} ms after the clock leapt`),
      clock
    );
  };
  const prove = () => {
    proof?.stop();
    proof = void 0;
  };
  subscriber.add(leaps$.subscribe(askForProof));
  subscriber.add(prove);
  subscriber.add(() => silence2?.stop());
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
        silence2?.touch();
        if (proof !== void 0) prove();
      },
      error: (error) => subscriber.error(error),
      complete: () => fail("closed", "the venue closed the socket")
    })
  );
});

// src/operators/leaps.ts
var import_rxjs14 = require("rxjs");
var awake$ = (0, import_rxjs14.defer)(
  () => typeof document === "undefined" ? import_rxjs14.EMPTY : (0, import_rxjs14.merge)(
    (0, import_rxjs14.fromEvent)(globalThis, "online"),
    (0, import_rxjs14.fromEvent)(globalThis, "pageshow"),
    (0, import_rxjs14.fromEvent)(document, "visibilitychange")
  )
);
var tolerance = 2e3;
var lookEvery = 1e3;
var slewing = 1e-3;
var watchTwoTimes = (clock) => {
  const leaps = new import_rxjs14.Subject();
  let lookedAt = clock.elapsed();
  let offset = clock.now() - lookedAt;
  const look2 = () => {
    const elapsed = clock.elapsed();
    const by = clock.now() - elapsed - offset;
    const followed = (elapsed - lookedAt) * slewing;
    lookedAt = elapsed;
    if (Math.abs(by) <= tolerance) {
      offset += Math.max(-followed, Math.min(followed, by));
      return;
    }
    offset += by;
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
      schedule: (work, delay, state) => clock.schedule(looking(work), delay, state)
    },
    leaps$: leaps.asObservable(),
    looking$: (0, import_rxjs14.merge)((0, import_rxjs14.interval)(lookEvery, clock), awake$).pipe((0, import_rxjs14.tap)(look2), (0, import_rxjs14.ignoreElements)())
  };
};
var watchLeaps = (clock) => hasTwoTimes(clock) ? watchTwoTimes(clock) : { clock, leaps$: import_rxjs14.NEVER, looking$: import_rxjs14.EMPTY };

// src/options/urls.ts
var loopbackHost = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;
var isLoopback = ({ hostname: hostname2 }) => loopbackHost.test(hostname2);
var urlOf = (input, scheme) => {
  const url = typeof input === "string" && URL.canParse(input) ? new URL(input) : void 0;
  return url?.protocol === `${scheme}s:` || url?.protocol === `${scheme}:` ? url : void 0;
};
var allowsInsecure = (context) => String((context.at(-2)?.actual).allowInsecure) === "true";
var shown = (input) => {
  if (typeof input !== "string") return void 0;
  return input.includes("@") ? "something else" : describe(input.replace(/[?#].*$/s, "?\u2026"));
};
var urlOption = (name, scheme, read) => decoder(`${name} (or ${scheme}:, to this machine or with allowInsecure)`, (input, context) => {
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

// src/recording/options.ts
var readRecordOptions = (options, stray) => resolveOptions(
  optionsOf({
    pairs: withDefault(
      firstOf("all, or a list of pairs", [
        only("all"),
        list("a list of pairs", PairName)
      ]),
      "all"
    ),
    history: withDefault(Flag, false),
    minFree: withDefault(atLeast(0), 1e9),
    keep: maybe(atLeast(36e5)),
    maxBytes: maybe(atLeast(1)),
    streamUrl: withDefault(baseUrl("ws"), "wss://stream.bitbank.cc"),
    publicUrl: withDefault(baseUrl("http"), "https://public.bitbank.cc"),
    apiUrl: withDefault(baseUrl("http"), "https://api.bitbank.cc/v1"),
    pubnubOrigin: ignored,
    transport: maybe(having("a transport", ["link$", "sendRequest"])),
    allowInsecure: withDefault(Flag, false),
    scheduler: maybe(having("a scheduler of RxJS", ["now", "schedule"])),
    random: withDefault(func(), Math.random),
    openSocket: maybe(func()),
    sendRequest: maybe(func()),
    openPubnub: ignored
  }),
  options,
  stray
);

// src/recording/run-recorder.ts
var import_node_crypto5 = require("crypto");
var import_node_fs13 = require("fs");
var import_node_path7 = require("path");
var import_rxjs18 = require("rxjs");

// src/recording/folder.ts
var import_node_fs11 = require("fs");
var import_node_path5 = require("path");
var import_rxjs16 = require("rxjs");

// src/files/lock.ts
var import_node_crypto2 = require("crypto");
var import_node_fs7 = require("fs");
var import_promises = require("fs/promises");
var import_node_os = require("os");
var import_node_path3 = require("path");
var silence = 15e3;
var beat = 3e3;
var takeLock = async (file) => {
  const self = {
    id: (0, import_node_crypto2.randomUUID)(),
    pid: process.pid,
    started: await startOf(process.pid),
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
        return { _tag: "Held", lock: hold(path, self) };
      }
      removeOwn(path, self);
    }
  } finally {
    await (0, import_promises.rm)(own2, { force: true });
  }
};
var hold = (path, self) => {
  let lastBeat = performance.now();
  const touch = async () => {
    const now = /* @__PURE__ */ new Date();
    await (0, import_promises.utimes)(path, now, now);
    lastBeat = performance.now();
  };
  const timer3 = setInterval(() => void touch().catch(() => void 0), beat);
  timer3.unref();
  return {
    isHeld: async () => performance.now() - lastBeat < silence / 2 || (await readOwner(path))?.id === self.id,
    release: () => {
      clearInterval(timer3);
      removeOwn(path, self);
    }
  };
};
var removeOwn = (path, self) => {
  if (ownerIn(() => (0, import_node_fs7.readFileSync)(path, "utf8"))?.id === self.id) (0, import_node_fs7.rmSync)(path, { force: true });
};
var lockPath = (file, number) => `${file}.lock${number}`;
var numbersOf = async (file) => {
  const start = `${(0, import_node_path3.basename)(file)}.lock`;
  const names = await (0, import_promises.readdir)((0, import_node_path3.dirname)(file));
  return names.filter((name) => name.startsWith(start) && /^[1-9]\d*$/.test(name.slice(start.length))).map((name) => Number(name.slice(start.length)));
};
var removeBefore = async (file, number) => {
  const older = (await numbersOf(file)).filter((one) => one < number);
  await Promise.all(older.map((one) => (0, import_promises.rm)(lockPath(file, one), { force: true })));
};
var tryLink = async (from2, to) => {
  try {
    await (0, import_promises.link)(from2, to);
    return true;
  } catch (error) {
    if (error.code === "EEXIST") return false;
    throw error;
  }
};
var ownerIn = (read) => {
  try {
    return JSON.parse(read());
  } catch {
    return null;
  }
};
var readOwner = async (path) => {
  const text = await (0, import_promises.readFile)(path, "utf8").catch(() => "");
  return ownerIn(() => text);
};
var isAlive = async (owner, path, self, reference) => {
  if (owner.machine === self.machine) {
    if (owner.started !== null) return await startOf(owner.pid) === owner.started;
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
  (text) => text.trim(),
  () => null
);
var startOf = async (pid) => {
  const line = await readLine(`/proc/${pid}/stat`);
  const [state, ...fields2] = line?.slice(line.lastIndexOf(")") + 2).split(" ") ?? [];
  const isDead = state === void 0 || state === "Z" || state === "X";
  return isDead ? null : fields2[18] ?? null;
};
var thisMachine = async () => {
  const boot = await readLine("/proc/sys/kernel/random/boot_id");
  const container = await (0, import_promises.readlink)("/proc/self/ns/pid").catch(() => null);
  return [(0, import_node_os.hostname)(), boot, container].filter((part) => part !== null).join(" ");
};

// src/recording/manifest.ts
var import_node_fs9 = require("fs");
var import_node_path4 = require("path");

// src/files/replace-file.ts
var import_node_fs8 = require("fs");
var import_promises2 = require("fs/promises");
var replaceFileNow = (file, text, modeOfNew) => {
  const fresh = freshNameOf(file);
  const handle = (0, import_node_fs8.openSync)(fresh, "wx", 384);
  try {
    try {
      const bytes = Buffer.from(text);
      for (let at = 0; at < bytes.length; ) at += (0, import_node_fs8.writeSync)(handle, bytes, at);
      (0, import_node_fs8.fchmodSync)(handle, modeOf(file, modeOfNew));
      (0, import_node_fs8.fsyncSync)(handle);
    } finally {
      (0, import_node_fs8.closeSync)(handle);
    }
    (0, import_node_fs8.renameSync)(fresh, file);
  } catch (error) {
    (0, import_node_fs8.rmSync)(fresh, { force: true });
    throw error;
  }
};

// src/recording/manifest.ts
var emptyEntry = {
  frames: 0,
  copies: 0,
  bytes: 0,
  size: 0,
  from: null,
  to: null,
  gaps: [],
  sha256: null
};
var emptyManifest = {
  kind: "rx-bitbank recording",
  format: 1,
  pairs: [],
  segments: {}
};
var Gap = record("a gap", { from: Timestamp, to: Timestamp, cause: Text }, own);
var Entry = record(
  "a segment",
  {
    frames: Id,
    copies: Id,
    bytes: Id,
    size: Id,
    from: nullable(Timestamp),
    to: nullable(Timestamp),
    gaps: list("gaps", Gap),
    sha256: nullable(Text)
  },
  own
);
var Head = record(
  "a manifest",
  { kind: only("rx-bitbank recording"), format: Id },
  own
);
var Manifest1 = record(
  "a manifest",
  {
    kind: only("rx-bitbank recording"),
    format: only(1),
    pairs: list("pairs", Text),
    segments: dictionary("segments", Entry)
  },
  own
);
var manifestName = "manifest.json";
var isManifest = (name) => name === manifestName || name.startsWith(freshPrefixOf(manifestName));
var readManifest = (folder) => {
  const path = (0, import_node_path4.join)(folder, manifestName);
  let text;
  try {
    text = (0, import_node_fs9.readFileSync)(path, "utf8");
  } catch (error) {
    if (error.code === "ENOENT") return null;
    throw recordingError("unreadable", path, null, "a file that can be read", causeOf(error));
  }
  const head2 = decodeJson(Head, text);
  if (head2._tag === "Left")
    throw recordingError("foreign", path, null, "the manifest of a recording", "something else");
  if (head2.right.format > 1)
    throw recordingError("newer", path, null, "format 1", `format ${head2.right.format}, of a newer version`);
  const manifest = decodeJson(Manifest1, text);
  if (manifest._tag === "Left")
    throw recordingError("corrupt", path, null, "the manifest of a recording", manifest.left.message);
  return manifest.right;
};
var writeManifest = (folder, manifest) => replaceFileNow(
  (0, import_node_path4.join)(folder, manifestName),
  `${JSON.stringify(manifest, null, 2)}
`,
  (0, import_node_fs9.statSync)(folder).mode & 438
);

// src/recording/retention.ts
var outlived = ({ segments }, { keep = Infinity, maxBytes = Infinity }, now) => {
  const paths = Object.keys(segments).sort();
  let total = paths.reduce((sum, path) => sum + (segments[path]?.size ?? 0), 0);
  return paths.filter((path) => {
    const { size = 0, sha256 = null } = segments[path] ?? {};
    if (sha256 === null) return false;
    const isOld = startOfHour((hourOfPath(path) ?? Infinity) + 1) < now - keep;
    const goes = isOld || total > maxBytes;
    if (goes) total -= size;
    return goes;
  });
};

// src/recording/torn-segment.ts
var import_node_crypto3 = require("crypto");
var import_node_fs10 = require("fs");
var import_rxjs15 = require("rxjs");

// src/recording/gz-member.ts
var import_node_zlib3 = require("zlib");
var head = Buffer.from([31, 139, 8, 0, 0, 0, 0, 0, 0, 255]);
var lastBlock = [3, 0];
var windowBytes = 32768;
var createGzMember = () => {
  let checksum = 0;
  let size = 0;
  let window = Buffer.alloc(0);
  return {
    head,
    add: (text) => {
      checksum = (0, import_node_zlib3.crc32)(text, checksum);
      size += text.length;
      const piece2 = (0, import_node_zlib3.deflateRawSync)(text, {
        finishFlush: import_node_zlib3.constants.Z_SYNC_FLUSH,
        ...window.length > 0 && { dictionary: window }
      });
      window = Buffer.concat([window, text.subarray(-windowBytes)]).subarray(-windowBytes);
      return piece2;
    },
    end: () => {
      const tail = Buffer.alloc(10, 0);
      tail.set(lastBlock);
      tail.writeUInt32LE(checksum, 2);
      tail.writeUInt32LE(size % 2 ** 32, 6);
      return tail;
    }
  };
};

// src/recording/tally.ts
var createTally = () => {
  const gaps = [];
  const pairs = /* @__PURE__ */ new Set();
  const counts = { frame: 0, copy: 0 };
  let bytes = 0;
  let [first, last2] = [null, null];
  return {
    takes: (text) => {
      const line = decodeLine(text);
      if (line === null) return false;
      bytes += Buffer.byteLength(text) + 1;
      first ??= line.t;
      last2 = line.t;
      if (line.type === "frame" || line.type === "copy") counts[line.type] += 1;
      else if (line.type === "gap") gaps.push({ from: line.from, to: line.to, cause: line.cause });
      else if (line.type === "header") for (const pair of line.pairs) pairs.add(pair);
      return true;
    },
    entry: () => ({
      frames: counts.frame,
      copies: counts.copy,
      bytes,
      from: first ?? null,
      to: last2 ?? null,
      gaps
    }),
    pairs: () => [...pairs]
  };
};

// src/recording/torn-segment.ts
var rewritten = (path, fresh) => {
  const file = (0, import_node_fs10.openSync)(fresh, "wx", 384);
  const hash = (0, import_node_crypto3.createHash)("sha256");
  const member = createGzMember();
  const tally = createTally();
  let size = 0;
  let isCut = false;
  const write = (bytes) => {
    for (let at = 0; at < bytes.length; ) at += (0, import_node_fs10.writeSync)(file, bytes, at);
    hash.update(bytes);
    size += bytes.length;
  };
  write(member.head);
  return linesOf(path).pipe(
    (0, import_rxjs15.tap)((read) => {
      if (read.type === "tail" || read.lines.length === 0 || isCut) return;
      const kept = [];
      for (const line of read.lines) {
        if (!tally.takes(line)) isCut = true;
        if (isCut) break;
        kept.push(`${line}
`);
      }
      if (kept.length > 0) write(member.add(Buffer.from(kept.join(""))));
    }),
    (0, import_rxjs15.defaultIfEmpty)(null),
    (0, import_rxjs15.last)(),
    (0, import_rxjs15.map)(() => {
      write(member.end());
      (0, import_node_fs10.fsyncSync)(file);
      return {
        entry: { ...tally.entry(), size, sha256: hash.digest("hex") },
        pairs: tally.pairs()
      };
    }),
    (0, import_rxjs15.finalize)(() => (0, import_node_fs10.closeSync)(file))
  );
};
var closeTornSegment = (path) => (0, import_rxjs15.defer)(() => {
  const fresh = freshNameOf(path);
  return rewritten(path, fresh).pipe(
    (0, import_rxjs15.map)((closed) => {
      if (closed.entry.from !== null) {
        (0, import_node_fs10.chmodSync)(fresh, modeOf(path));
        (0, import_node_fs10.renameSync)(fresh, path);
        return closed;
      }
      (0, import_node_fs10.rmSync)(path);
      return null;
    }),
    (0, import_rxjs15.finalize)(() => (0, import_node_fs10.rmSync)(fresh, { force: true }))
  );
});

// src/recording/folder.ts
var lockName = "recorder";
var isOurs = (name) => isManifest(name) || name.startsWith(`${lockName}.lock`) || /^\d{4}-\d{2}-\d{2}$/.test(name);
var unwritable = (folder, error) => recordingError("unwritable", folder, null, "a folder that can be written", systemCause(error));
var isEntered = (path, manifest) => (manifest.segments[path]?.sha256 ?? null) !== null;
var segmentNames = (folder) => (0, import_node_fs11.readdirSync)(folder, { recursive: true, encoding: "utf8" }).filter((path) => hourOfPath(path) !== null).map((path) => path.split(import_node_path5.sep).join("/")).sort();
var makeFolder = (folder) => {
  const missing = [folder];
  for (let parent = (0, import_node_path5.dirname)(folder); !(0, import_node_fs11.existsSync)(parent); parent = (0, import_node_path5.dirname)(parent)) missing.unshift(parent);
  for (const path of missing) if (!(0, import_node_fs11.existsSync)(path)) (0, import_node_fs11.mkdirSync)(path);
};
var checkFolder = (folder) => {
  let names;
  try {
    makeFolder(folder);
    names = (0, import_node_fs11.readdirSync)(folder);
  } catch (error) {
    throw unwritable(folder, error);
  }
  const other = names.find((name) => !isOurs(name));
  if (other !== void 0)
    throw recordingError("foreign", folder, null, "a recording or an empty folder", `a folder with ${other}`);
};
var take = async (folder) => {
  const taken = await takeLock((0, import_node_path5.join)(folder, lockName)).catch((error) => {
    throw unwritable(folder, error);
  });
  if (taken._tag === "Held") return taken.lock;
  throw recordingError("locked", folder, null, "a folder that no other recorder has", taken.owner);
};
var closeSegments = async (folder, known, isSound) => {
  const segments = {};
  const pairs = new Set(known.pairs);
  for (const path of segmentNames(folder)) {
    const entry = known.segments[path];
    if (entry !== void 0 && isEntered(path, known) && isSound(path, entry)) {
      segments[path] = entry;
      continue;
    }
    const closed = await (0, import_rxjs16.lastValueFrom)(closeTornSegment((0, import_node_path5.join)(folder, path)));
    if (closed === null) continue;
    segments[path] = closed.entry;
    for (const pair of closed.pairs) pairs.add(pair);
  }
  return { ...known, pairs: [...pairs], segments };
};
var openFolder = async (folder, isSound = () => true) => {
  checkFolder(folder);
  const known = readManifest(folder) ?? emptyManifest;
  const lock = await take(folder);
  let manifest;
  const save = () => writeManifest(folder, manifest);
  try {
    manifest = await closeSegments(folder, known, isSound);
    save();
  } catch (error) {
    lock.release();
    throw isRecordingError(error) ? error : unwritable(folder, error);
  }
  const withSegments = (segments) => {
    manifest = { ...manifest, segments };
  };
  return {
    manifest: () => manifest,
    setEntry: (path, entry) => {
      withSegments({ ...manifest.segments, [path]: entry });
      save();
    },
    addPairs: (pairs) => {
      manifest = { ...manifest, pairs: [.../* @__PURE__ */ new Set([...manifest.pairs, ...pairs])].sort() };
    },
    discard: (retention, now) => {
      const gone = outlived(manifest, retention, now);
      if (gone.length === 0) return;
      withSegments(
        Object.fromEntries(Object.entries(manifest.segments).filter(([path]) => !gone.includes(path)))
      );
      save();
      for (const path of gone) {
        (0, import_node_fs11.rmSync)((0, import_node_path5.join)(folder, path), { force: true });
        const day3 = (0, import_node_path5.join)(folder, (0, import_node_path5.dirname)(path));
        if ((0, import_node_fs11.readdirSync)(day3).length === 0) (0, import_node_fs11.rmSync)(day3, { recursive: true });
      }
    },
    close: () => lock.release()
  };
};
var recordedSize = ({ segments }) => Object.values(segments).reduce((sum, { size }) => sum + size, 0);

// src/recording/recorder.ts
var import_rxjs17 = require("rxjs");

// src/recording/clock-steps.ts
var tolerance2 = 50;
var watchSteps = (clock) => {
  let offset = stampOf(clock) - clock.elapsed();
  return () => {
    const by = stampOf(clock) - clock.elapsed() - offset;
    offset += by;
    return Math.abs(by) > tolerance2 ? Math.round(by) : 0;
  };
};

// src/recording/segment-writer.ts
var createSegmentWriter = (config) => {
  const { clock, run, open: open3, headerOf, copies, entryOf, onEntry } = config;
  const written = { frames: 0, bytes: 0, size: 0 };
  let part = 0;
  let current = null;
  let pendingFrames = 0;
  const put = (segment, times, note) => {
    const { counts, pending } = segment;
    pending.push(encodeLine(times, note));
    counts.from ??= times.t;
    counts.to = times.t;
    if (note.type === "frame") {
      counts.frames += 1;
      pendingFrames += 1;
    } else if (note.type === "copy") counts.copies += 1;
    else if (note.type === "gap") {
      const { from: from2, to, cause } = note;
      counts.gaps = [...counts.gaps, { from: from2, to, cause }];
    }
  };
  const present = () => ({ t: stampOf(clock), elapsed: clock.elapsed() });
  const timesIn = ({ began }, { t, elapsed }) => ({
    t,
    elapsed: elapsed - began
  });
  const writeBytes = ({ file, counts }, bytes) => {
    file.write(bytes);
    counts.size += bytes.length;
    written.size += bytes.length;
  };
  const flush = (segment) => {
    const { pending, member, counts, isBegun } = segment;
    if (pending.length === 0) return;
    const text = Buffer.from(pending.join(""));
    const piece2 = member.add(text);
    writeBytes(segment, isBegun ? piece2 : Buffer.concat([member.head, piece2]));
    segment.isBegun = true;
    segment.pending = [];
    counts.bytes += text.length;
    written.bytes += text.length;
    written.frames += pendingFrames;
    pendingFrames = 0;
  };
  const begin2 = (at) => {
    const hour = hourOf(at.t);
    const path = segmentPath(hour);
    const file = open3(path);
    const segment = {
      path,
      hour,
      file,
      member: createGzMember(),
      began: at.elapsed,
      counts: { ...emptyEntry, ...entryOf(path), size: file.size, sha256: null },
      pending: [],
      isBegun: false
    };
    part += 1;
    const times = timesIn(segment, at);
    put(segment, times, { type: "header", format: 1, run, part, ...headerOf() });
    for (const { t: of4, frame } of copies()) put(segment, times, { type: "copy", of: of4, frame });
    try {
      flush(segment);
    } catch (error) {
      file.close();
      throw error;
    }
    return segment;
  };
  const end2 = (segment, at) => {
    const { path, file, member, counts } = segment;
    try {
      put(segment, timesIn(segment, at), { type: "end" });
      flush(segment);
      writeBytes(segment, member.end());
    } finally {
      current = null;
      counts.sha256 = file.close();
    }
    onEntry(path, { ...counts });
  };
  const isOver = ({ hour }, t) => hourOf(t) > hour || hourOf(t) < hour - 1;
  const segmentAt = (at) => {
    if (current !== null && isOver(current, at.t)) end2(current, at);
    else if (current !== null) return current;
    current = begin2(at);
    onEntry(current.path, { ...current.counts });
    return current;
  };
  return {
    path: () => current?.path ?? null,
    write: (note) => {
      const at = present();
      const segment = segmentAt(at);
      put(segment, timesIn(segment, at), note);
    },
    flush: () => {
      if (current !== null) flush(segmentAt(present()));
    },
    sync: () => current?.file.sync(),
    close: () => {
      if (current !== null) end2(current, present());
    },
    abandon: () => {
      current?.file.close();
      current = null;
    },
    unentered: () => current === null ? 0 : current.counts.size - (entryOf(current.path)?.size ?? 0),
    written: () => written
  };
};

// src/recording/recorder.ts
var flushEvery = 1e3;
var syncEvery = 5;
var roomCommand = (frame) => {
  const packet = decodePacket(frame);
  if (packet.type !== "event") return null;
  const [room] = packet.args;
  if (typeof room !== "string") return null;
  if (packet.name === "join-room") return { type: "join", room };
  return packet.name === "leave-room" ? { type: "leave", room } : null;
};
var createFrameRecorder = (config) => {
  const { name, folder, clock, run, openFile, onClosed } = config;
  const failed$ = new import_rxjs17.Subject();
  const begun$ = new import_rxjs17.Subject();
  const memory = createRoomMemory();
  const joined = /* @__PURE__ */ new Set();
  const stepOf = watchSteps(clock);
  let pairs = [];
  let isOpen = false;
  let hasFailed = false;
  let isClosed = false;
  let silentSince = latestIn(folder);
  let silence2 = "the recorder was not running";
  let lastT = null;
  const fail = (error) => {
    if (hasFailed) return;
    hasFailed = true;
    const isFull = error.code === "ENOSPC";
    failed$.error(
      isFull ? recordingError("full", name, null, "room on the disk", "none left") : recordingError("unwritable", name, null, "a folder that can be written", systemCause(error))
    );
  };
  const attempt2 = (write) => {
    if (hasFailed || isClosed) return;
    try {
      write();
    } catch (error) {
      fail(error);
    }
  };
  const letGo = () => {
    try {
      writer.abandon();
    } catch {
      return;
    }
  };
  const writer = createSegmentWriter({
    clock,
    run,
    open: (path) => openFile(path, fail),
    headerOf: () => ({ pairs, rooms: [...joined], open: isOpen }),
    copies: memory.copies,
    entryOf: (path) => folder.manifest().segments[path],
    onEntry: (path, entry) => {
      folder.setEntry(path, entry);
      if (entry.sha256 === null) begun$.next();
      else onClosed();
    }
  });
  const put = (note) => attempt2(() => {
    const by = stepOf();
    if (by !== 0) writer.write({ type: "step", by });
    writer.write(note);
  });
  const onOpen = () => {
    put({ type: "open" });
    isOpen = true;
    if (silentSince === null) return;
    put({ type: "gap", from: silentSince, to: Math.max(silentSince, stampOf(clock)), cause: silence2 });
    silentSince = null;
  };
  const onDrop = (cause) => {
    if (!isOpen) return;
    isOpen = false;
    silentSince = lastT ?? stampOf(clock);
    silence2 = cause;
    joined.clear();
    memory.onDrop();
    put({ type: "drop", cause });
  };
  const onFrame = (frame) => {
    put({ type: "frame", frame });
    lastT = stampOf(clock);
    memory.onFrame(lastT, frame);
  };
  const onSent = (frame) => {
    const command2 = roomCommand(frame);
    if (command2 === null) return;
    if (command2.type === "join") {
      joined.add(command2.room);
      memory.onJoin(command2.room);
    } else {
      joined.delete(command2.room);
      memory.onLeave(command2.room);
    }
    put(command2);
  };
  return {
    tap: (link$) => new import_rxjs17.Observable((subscriber) => {
      subscriber.add(() => onDrop("the link was left"));
      return link$.subscribe({
        next: (event) => {
          if (typeof event === "string") {
            onFrame(event);
            subscriber.next(event);
            return;
          }
          onOpen();
          const { send } = event;
          subscriber.next({
            type: "open",
            send: (frame) => {
              onSent(frame);
              send(frame);
            }
          });
        },
        error: (error) => {
          onDrop(causeOf(error));
          subscriber.error(error);
        },
        complete: () => {
          onDrop("the link ended");
          subscriber.complete();
        }
      });
    }),
    note: put,
    setPairs: (next) => {
      pairs = next;
      folder.addPairs(next);
    },
    written: () => writer.written(),
    unentered: () => writer.unentered(),
    segment: () => writer.path(),
    begun$: begun$.asObservable(),
    putting$: new import_rxjs17.Observable(
      (subscriber) => (0, import_rxjs17.interval)(flushEvery, clock).subscribe((i) => {
        attempt2(() => {
          const by = stepOf();
          if (by !== 0) writer.write({ type: "step", by });
          writer.flush();
          if ((i + 1) % syncEvery === 0) writer.sync();
        });
        subscriber.next();
      })
    ),
    failed$: failed$.asObservable(),
    close: () => {
      attempt2(writer.close);
      if (hasFailed) letGo();
      isClosed = true;
    }
  };
};
function latestIn(folder) {
  const times = Object.values(folder.manifest().segments).flatMap(({ to }) => to === null ? [] : [to]);
  return times.length === 0 ? null : Math.max(...times);
}

// src/recording/segment-file.ts
var import_node_crypto4 = require("crypto");
var import_node_fs12 = require("fs");
var import_node_path6 = require("path");
var syncFolder = (path) => {
  if (process.platform === "win32") return;
  const folder = (0, import_node_fs12.openSync)(path, "r");
  try {
    (0, import_node_fs12.fsyncSync)(folder);
  } finally {
    (0, import_node_fs12.closeSync)(folder);
  }
};
var openSegmentFile = (path, failed2) => {
  const folder = (0, import_node_path6.dirname)(path);
  (0, import_node_fs12.mkdirSync)(folder, { recursive: true });
  const isNew = !(0, import_node_fs12.existsSync)(path);
  const held = isNew ? Buffer.alloc(0) : (0, import_node_fs12.readFileSync)(path);
  const hash = (0, import_node_crypto4.createHash)("sha256").update(held);
  const file = (0, import_node_fs12.openSync)(path, "a");
  if (isNew) {
    syncFolder(folder);
    syncFolder((0, import_node_path6.dirname)(folder));
  }
  let size = held.length;
  let isSyncing = false;
  let isOver = false;
  const letGo = () => {
    if (!isOver && !isSyncing) (0, import_node_fs12.closeSync)(file);
    isOver = true;
  };
  return {
    size,
    write: (bytes) => {
      try {
        for (let at = 0; at < bytes.length; ) at += (0, import_node_fs12.writeSync)(file, bytes, at);
      } catch (error) {
        (0, import_node_fs12.ftruncateSync)(file, size);
        throw error;
      }
      size += bytes.length;
      hash.update(bytes);
    },
    sync: () => {
      if (isSyncing) return;
      isSyncing = true;
      (0, import_node_fs12.fsync)(file, (error) => {
        isSyncing = false;
        if (isOver) (0, import_node_fs12.closeSync)(file);
        if (error) failed2(error);
      });
    },
    close: () => {
      try {
        (0, import_node_fs12.fsyncSync)(file);
      } finally {
        letGo();
      }
      return hash.digest("hex");
    }
  };
};

// src/recording/run-recorder.ts
var freeIn = (folder) => {
  const { bavail, bsize } = (0, import_node_fs13.statfsSync)(folder);
  return bavail * bsize;
};
var opened2 = (folder) => new import_rxjs18.Observable((subscriber) => {
  let open3 = null;
  subscriber.add(() => open3?.close());
  openFolder(folder).then(
    (found) => {
      if (subscriber.closed) found.close();
      else {
        open3 = found;
        subscriber.next(found);
      }
    },
    (error) => subscriber.error(error)
  );
});
var running = (name, folder, config) => new import_rxjs18.Observable((subscriber) => {
  const { clock, minFree, openFile = openSegmentFile } = config;
  const checkRoom = () => {
    const free = freeIn(name);
    if (free < minFree)
      subscriber.error(recordingError("full", name, null, `${minFree} bytes of free disk`, `${free}`));
  };
  const discard = () => folder.discard(config, stampOf(clock));
  checkRoom();
  if (subscriber.closed) return;
  const recorder = createFrameRecorder({
    name,
    folder,
    clock,
    run: (0, import_node_crypto5.randomUUID)(),
    openFile: (path, failed2) => openFile((0, import_node_path7.join)(name, path), failed2),
    onClosed: discard
  });
  discard();
  const room = () => ({
    free: freeIn(name),
    total: recordedSize(folder.manifest()) + recorder.unentered()
  });
  subscriber.add(
    (0, import_rxjs18.merge)(
      (0, import_rxjs18.of)({ recorder, room }),
      recorder.putting$.pipe((0, import_rxjs18.tap)(checkRoom), (0, import_rxjs18.ignoreElements)()),
      recorder.failed$,
      import_rxjs18.NEVER
    ).pipe((0, import_rxjs18.finalize)(recorder.close)).subscribe(subscriber)
  );
});
var runRecorder = (folder, config) => new import_rxjs18.Observable((subscriber) => {
  let life = null;
  subscriber.add(() => life?.unsubscribe());
  return opened2(folder).subscribe({
    next: (open3) => {
      life = running(folder, open3, config).subscribe(subscriber);
    },
    error: (error) => subscriber.error(error)
  });
});

// src/recording/snapshots.ts
var import_rxjs19 = require("rxjs");

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

// src/parsing/rest-reply.ts
var Reply = record("a reply", { success: oneOf("0 or 1", [0, 1]), data: anything });
var Failure = property("code", Integer);
var decodeReply = (codec, { endpoint, codes: codes2, secret }, { status, body }, onOdd) => {
  const refused = (code2) => ({
    _tag: "Left",
    left: venueError(endpoint, status, code2, code2 === null ? void 0 : codes2.get(code2))
  });
  const reply = decodeJson(Reply, body);
  const failed2 = reply._tag === "Right" && reply.right.success === 0;
  const code = failed2 ? decode(Failure, reply.right.data, "data") : null;
  if (code?._tag === "Right") return refused(code.right);
  if (status !== 200) return refused(null);
  const data = code ?? (reply._tag === "Left" ? reply : decode(codec, reply.right.data, "data", onOdd));
  return data._tag === "Right" ? data : { _tag: "Left", left: replyDecodeError(endpoint, data.left, secret) };
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

// src/recording/snapshots.ts
var maxReplyBytes = 64e6;
var concurrency = 2;
var day2 = 864e5;
var replyOf = (config, base, path) => {
  const { sendRequest, readTimeout: readTimeout2 } = config;
  return sendRequest({ method: "GET", url: config[base] + path, timeout: readTimeout2, maxReplyBytes }).pipe(
    (0, import_rxjs19.map)(({ status, date, body }) => ({ type: "rest", path, status, date, body }))
  );
};
var pairsPath = "/spot/pairs";
var pairsIn = ({ path, status, body }) => {
  if (path !== pairsPath) return null;
  const replied = { endpoint: `GET ${path}`, codes: systemCodes, secret: false };
  const result = decodeReply(SpotPairsData, replied, { status, body }, () => void 0);
  return result._tag === "Right" ? result.right.map(({ pair }) => pair) : null;
};
var pairsReply$ = (config) => replyOf(config, "apiUrl", pairsPath);
var dateOf2 = (t) => new Date(t).toISOString().slice(0, 10).replaceAll("-", "");
var historyPaths = (pair, now) => [
  ...["1min", "1hour"].flatMap(
    (type) => [now - day2, now].map((t) => `/${pair}/candlestick/${type}/${dateOf2(t)}`)
  ),
  `/${pair}/candlestick/1day/${dateOf2(now).slice(0, 4)}`
];
var snapshot$ = (config, pairs, history) => {
  const attempt2 = (base, path) => replyOf(config, base, path).pipe(
    (0, import_rxjs19.catchError)((error) => {
      config.onUnread(path, causeOf(error));
      return import_rxjs19.EMPTY;
    })
  );
  const each = (pathsOf) => (0, import_rxjs19.defer)(() => (0, import_rxjs19.from)(pairs().flatMap(pathsOf))).pipe(
    (0, import_rxjs19.mergeMap)((path) => attempt2("publicUrl", path), concurrency)
  );
  return (0, import_rxjs19.concat)(
    attempt2("apiUrl", pairsPath),
    attempt2("apiUrl", "/spot/status"),
    attempt2("publicUrl", "/tickers"),
    each((pair) => [`/${pair}/circuit_break_info`]),
    history ? (0, import_rxjs19.defer)(() => each((pair) => historyPaths(pair, stampOf(config.clock)))) : import_rxjs19.EMPTY
  );
};

// src/recording/record-to.ts
var readTimeout = 1e4;
var waits = { initialDelay: 500, maxDelay: 5e3, maxAttempts: 4 };
var idle2 = { state: "idle", attempt: 0, cause: null };
var kinds2 = Object.keys(roomKinds);
var startOf2 = (config, rest) => {
  const { pairs } = config;
  if (rest === null) {
    return pairs === "all" ? (0, import_rxjs20.throwError)(() => configError("pairs", "a list, as the transport brings no REST", "all")) : (0, import_rxjs20.of)(pairs);
  }
  return pairsReply$(rest).pipe(
    (0, import_rxjs20.map)((reply) => {
      const listed = pairsIn(reply);
      if (listed === null) throw new Error(`GET ${reply.path}: HTTP ${reply.status}, and no list of pairs`);
      const unknown = pairs === "all" ? void 0 : pairs.find((pair) => !listed.includes(pair));
      if (unknown !== void 0) throw unknownPairError(unknown);
      return pairs === "all" ? listed.filter(isPairName) : pairs;
    }),
    retryBackoff({
      ...waits,
      shouldRetry: (error) => error._tag !== "UnknownPairError",
      random: config.random,
      scheduler: rest.clock
    }),
    (0, import_rxjs20.catchError)(
      (error) => pairs === "all" || error._tag === "UnknownPairError" ? (0, import_rxjs20.throwError)(() => error) : (0, import_rxjs20.of)(pairs)
    )
  );
};
var recording = (folder, config, { recorder, room }, clock) => (0, import_rxjs20.defer)(() => {
  const { transport, random, history } = config;
  const { clock: watched, leaps$, looking$ } = watchLeaps(clock);
  const sendRequest = transport === void 0 ? config.sendRequest ?? undiciHttp() : transport.sendRequest;
  const link$ = transport?.link$ ?? streamSocket({
    openSocket: config.openSocket ?? openWsSocket,
    streamUrl: config.streamUrl,
    scheduler: watched,
    leaps$
  });
  const noticed$ = new import_rxjs20.Subject();
  const notice = (what) => noticed$.next({ type: "noticed", at: stampOf(clock), what });
  const rooms = createRooms({
    link$: recorder.tap(link$),
    backoff: { random },
    diagnose: notice,
    scheduler: watched,
    looking$,
    leaps$
  });
  const rest = sendRequest && {
    sendRequest,
    publicUrl: config.publicUrl,
    apiUrl: config.apiUrl,
    readTimeout,
    clock,
    onUnread: (path, cause) => notice({ kind: "snapshot-unread", path, cause })
  };
  const joined = /* @__PURE__ */ new Set();
  const pairs$ = new import_rxjs20.Subject();
  const join6 = (pairs) => {
    const more = pairs.filter((pair) => !joined.has(pair) && isPairName(pair));
    for (const pair of more) joined.add(pair);
    recorder.setPairs([...joined]);
    if (more.length > 0) pairs$.next(more);
  };
  const onReply = (reply) => {
    recorder.note(reply);
    if (config.pairs === "all") join6(pairsIn(reply) ?? []);
  };
  let connection = idle2;
  const frames$ = pairs$.pipe(
    (0, import_rxjs20.concatMap)((pairs) => pairs),
    // Streams are merged for as long as it records: a pair is never left.
    (source) => new import_rxjs20.Observable((subscriber) => {
      subscriber.add(
        source.subscribe((pair) => {
          for (const kind of kinds2)
            subscriber.add(
              rooms.room$(kind, pair).subscribe({
                error: (error) => subscriber.error(error),
                complete: () => subscriber.complete()
              })
            );
        })
      );
    })
  );
  const snapshots$ = rest === null ? import_rxjs20.EMPTY : recorder.begun$.pipe(
    (0, import_rxjs20.exhaustMap)(() => snapshot$(rest, () => [...joined], history)),
    (0, import_rxjs20.tap)(onReply),
    (0, import_rxjs20.ignoreElements)()
  );
  const states$ = rooms.rooms$.pipe(
    (0, import_rxjs20.map)((traffic) => ({
      type: "state",
      at: stampOf(clock),
      folder,
      segment: recorder.segment(),
      ...recorder.written(),
      ...room(),
      connection,
      rooms: traffic
    }))
  );
  return startOf2(config, rest).pipe(
    (0, import_rxjs20.switchMap)(
      (pairs) => (0, import_rxjs20.merge)(
        noticed$,
        rooms.connection$.pipe(
          (0, import_rxjs20.tap)((latest2) => connection = latest2),
          (0, import_rxjs20.ignoreElements)()
        ),
        states$,
        frames$,
        snapshots$,
        // This comes last, because the others must receive its events.
        (0, import_rxjs20.defer)(() => {
          join6(pairs);
          return import_rxjs20.EMPTY;
        })
      )
    )
  );
});
var recordTo = (folder, options = {}, ...stray) => (0, import_rxjs20.defer)(() => {
  const config = readRecordOptions(options, stray);
  const clock = clockOf(config.scheduler);
  const { minFree, keep, maxBytes } = config;
  return runRecorder(folder, { clock, minFree, keep, maxBytes }).pipe(
    (0, import_rxjs20.switchMap)((run) => recording(folder, config, run, clock))
  );
});

// src/recording/replay-recording.ts
var import_rxjs21 = require("rxjs");

// src/model/longest-delay.ts
var longestDelay = 2 ** 31 - 1;

// src/recording/replay-recording.ts
var open2 = { type: "open", send: () => void 0 };
var paced = (paths, { speed = 1, from: from2 = 0, scheduler }) => (emit, end2) => {
  const clock = clockOf(scheduler);
  let started = null;
  const ask$ = new import_rxjs21.Subject();
  let events = [];
  let next = 0;
  let timer3;
  let isPlaying = false;
  let isRead2 = false;
  let isStopped = false;
  let failure2;
  const playDue = () => {
    for (let event = events[next]; event !== void 0; event = events[next]) {
      started ??= clock.elapsed();
      const wait = started + event.elapsed / speed - clock.elapsed();
      if (wait > 0) {
        timer3 = clock.schedule(play, Math.min(wait, longestDelay));
        return;
      }
      if (!emit(event) || isStopped) return;
      next += 1;
    }
    events = [];
    next = 0;
    if (isRead2) end2(failure2);
    else ask$.next();
  };
  function play() {
    timer3 = void 0;
    isPlaying = true;
    playDue();
    isPlaying = false;
  }
  const resume = () => {
    if (!isPlaying && !isStopped) timer3 ??= clock.schedule(play);
  };
  const finish = (error) => {
    failure2 = error;
    isRead2 = true;
    resume();
  };
  const reading = openRecording(paths, { from: from2, ask$ }).subscribe({
    next: (event) => {
      events.push(event);
      resume();
    },
    error: finish,
    complete: finish
  });
  ask$.next();
  return {
    resume,
    stop: () => {
      isStopped = true;
      reading.unsubscribe();
      timer3?.unsubscribe();
    }
  };
};
var driving = (paths, { from: from2 = 0 }, clock) => (emit, end2) => {
  const started = clockOf(clock).elapsed();
  let isStopped = false;
  const reading = openRecording(paths, { from: from2 }).subscribe({
    next: (event) => {
      clock.advanceTo(started + event.elapsed);
      while (!isStopped && !emit(event)) if (!clock.step()) return;
    },
    error: end2,
    complete: end2
  });
  return {
    resume: () => void 0,
    stop: () => {
      isStopped = true;
      reading.unsubscribe();
    }
  };
};
var startPlayer = (pace, onOrphan, onFailure) => {
  let link2 = null;
  let isOpen = false;
  let isOver = false;
  const emit = (event) => {
    const opens = event.type === "open" || event.type === "header" && event.open;
    if (opens && !isOpen) {
      if (link2 === null) return false;
      isOpen = true;
      link2.next(open2);
    } else if (event.type === "drop" && isOpen) {
      isOpen = false;
      const lost = link2;
      link2 = null;
      onOrphan(player);
      lost?.error(linkError("closed", event.cause));
    } else if ((event.type === "frame" || event.type === "copy") && !isControlFrame(event.frame)) {
      link2?.next(event.frame);
    }
    return true;
  };
  const end2 = (error) => {
    isOver = true;
    if (error !== void 0) onFailure(error);
    link2?.complete();
  };
  const player = {
    attach: (next) => {
      link2 = next;
      next.add(() => {
        if (link2 !== next) return;
        link2 = null;
        running2.stop();
      });
      if (isOver) next.complete();
      else running2.resume();
    },
    stop: () => running2.stop()
  };
  const running2 = pace(emit, end2);
  return player;
};
var replayRecording = (paths, options = {}) => {
  const pace = options.drives ? driving(paths, options, options.drives) : paced(paths, options);
  const failed$ = new import_rxjs21.ReplaySubject(1);
  const orphans = [];
  return {
    link$: new import_rxjs21.Observable((subscriber) => {
      const player = orphans.shift() ?? startPlayer(
        pace,
        (orphan) => orphans.push(orphan),
        (error) => failed$.error(error)
      );
      player.attach(subscriber);
    }),
    sendRequest: null,
    failed$: failed$.asObservable()
  };
};
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  exportTable,
  openRecording,
  recordTo,
  recordedEnd,
  recordedEvents,
  replayRecording
});
//# sourceMappingURL=recording.cjs.map