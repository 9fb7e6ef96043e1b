import {
  sides
} from "./chunk-ZXDJGQ4R.js";
import {
  decimalOf,
  isPlainDecimal
} from "./chunk-QYQF4BGL.js";
import {
  decodeError
} from "./chunk-S2B5S6DE.js";
import {
  withoutPasswords
} from "./chunk-LYSEG24M.js";

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

// src/parsing/decoder.ts
var success = (right) => ({ _tag: "Right", right });
var failure = (value, context, message) => ({
  _tag: "Left",
  left: [{ value, context, message }]
});
var rootOf = (codec, input, hear) => {
  const root = { key: "", type: codec, actual: input, hear };
  return [root];
};
var hearerOf = (context) => context[0]?.hear;
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
var decode = (codec, input, at = "", hear) => {
  const result = codec.validate(input, rootOf(codec, input, hear && ((odd) => hear(oddRowOf(odd, at)))));
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
  if (value === null) hearerOf(context)?.({ what: "lossy", errors: [{ value: input, context }] });
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
var shaped = (name, isShape, fields, keyOf = snakeCase, standIns = {}) => {
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
      const hear = hearerOf(context);
      if (hear === void 0 || !Object.hasOwn(standIns, field)) return result;
      hear({ what: "replaced", errors: result.left });
      output[field] = standIns[field];
      odd = { ...odd, [field]: wordOf(value) };
    }
    return success(odd === void 0 ? output : { ...output, odd });
  });
};
var record = (name, fields, keyOf) => shaped(name, isObject, fields, keyOf);
var tolerantRecord = (name, fields, standIns) => shaped(name, isObject, fields, void 0, standIns);
var orStandIn = (codec, standIn) => decoder(codec.name, (input, context) => {
  const result = codec.validate(input, context);
  const hear = result._tag === "Left" ? hearerOf(context) : void 0;
  if (result._tag === "Right" || hear === void 0) return result;
  hear({ what: "replaced", errors: result.left });
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
  const hear = hearerOf(context);
  const output = [];
  for (const [i, value] of input.entries()) {
    const result = validateAt(item, i, value, context);
    if (result._tag === "Right") output.push(result.right);
    else if (hear === void 0) return result;
    else hear({ what: "lost", errors: result.left });
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

export {
  success,
  failure,
  decoder,
  failed,
  mapDecoded,
  beginningOf,
  describe,
  decode,
  decodeJson,
  orderTypes,
  userOrderTypes,
  orderStatuses,
  positionSides,
  isTerminal,
  isConditional,
  scalar,
  same,
  Text,
  NonEmptyText,
  Label,
  Flag,
  DecimalString,
  AmountText,
  Decimal,
  Total,
  isTimestamp,
  Timestamp,
  Id,
  Finite,
  Integer,
  Sequence,
  oneOf,
  only,
  Side,
  PositionSide,
  nullable,
  optional,
  itself,
  anything,
  never,
  snakeCase,
  eitherCase,
  validateAt,
  isObject,
  record,
  tolerantRecord,
  orStandIn,
  wordIn,
  own,
  ownRecord,
  row,
  list,
  dictionary,
  rows,
  firstOf,
  mapped,
  otherwise,
  property,
  tagged
};
//# sourceMappingURL=chunk-ZCMMJ3ET.js.map