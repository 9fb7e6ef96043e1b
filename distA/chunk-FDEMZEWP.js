import {
  decode,
  decoder,
  isObject,
  never,
  record,
  same,
  scalar,
  success,
  validateAt
} from "./chunk-XI2AHRTT.js";
import {
  configError
} from "./chunk-442TD3LK.js";

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

export {
  withDefault,
  maybe,
  ignored,
  hidden,
  atLeast,
  integer,
  func,
  having,
  optionsOf,
  resolveOptions
};
//# sourceMappingURL=chunk-FDEMZEWP.js.map