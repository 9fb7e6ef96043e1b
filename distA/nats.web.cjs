'use strict';

var natsCore = require('@nats-io/nats-core');
var rxjs = require('rxjs');
var jetstream = require('@nats-io/jetstream');

// src/nats/index.web.ts

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
  const shown = Object.fromEntries(cleaned);
  const error = Object.assign(new Error(withoutPasswords(message)), shown, { _tag: tag });
  error.name = tag;
  return error;
};
var causeOf = (error) => withoutPasswords(error instanceof Error ? error.message : String(error));

// src/model/errors.ts
var httpError = (endpoint, reason, effect, detail) => taggedError("HttpError", `${endpoint}: ${detail}`, { endpoint, reason, detail, effect });
var decodeError = (path, expected, actual) => taggedError("DecodeError", `${path || "message"}: expected ${expected}, got ${actual}`, {
  endpoint: null,
  path,
  expected,
  actual,
  effect: "none"
});
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
var decoder = (name2, validate) => {
  const self = {
    name: name2,
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

// src/model/pair.ts
var sides = ["buy", "sell"];

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
var Flag = same("true or false", (input) => typeof input === "boolean");
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
var Sequence = scalar("a sequence id", (input) => {
  const value = typeof input === "string" && /^(?:0|[1-9]\d*)$/.test(input) ? Number(input) : input;
  return isCount(value) ? value : void 0;
});
var oneOf = (name2, values) => same(name2, (input) => values.includes(input));
var Side = oneOf("buy or sell", sides);
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
var shaped = (name2, isShape, fields2, keyOf = snakeCase, standIns = {}) => {
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
      if (onOdd === void 0 || !Object.hasOwn(standIns, field)) return result;
      onOdd({ what: "replaced", errors: result.left });
      output[field] = standIns[field];
      odd = { ...odd, [field]: wordOf(value) };
    }
    return success(odd === void 0 ? output : { ...output, odd });
  });
};
var record = (name2, fields2, keyOf) => shaped(name2, isObject, fields2, keyOf);
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
var monotonic = () => Math.floor(performance.now());
var isWall = (scheduler) => scheduler.now === rxjs.asyncScheduler.now && Math.abs(scheduler.now() - Date.now()) < 1e3;
var isClock = (scheduler) => "elapsed" in scheduler;
var clockOf = (scheduler = rxjs.asyncScheduler) => {
  if (isClock(scheduler)) return scheduler;
  const now = () => scheduler.now();
  return {
    now,
    elapsed: isWall(scheduler) ? monotonic : now,
    schedule: (work, delay, state) => scheduler.schedule(work, delay, state)
  };
};

// src/options/codecs.ts
var withDefault = (codec, value) => decoder(
  codec.name,
  (input, context) => input === void 0 ? success(value) : codec.validate(input, context)
);
var maybe = (codec) => withDefault(codec, void 0);
var hidden = (codec) => decoder(codec.name, (input, context) => {
  const result = codec.validate(input, context);
  return result._tag === "Right" || input === void 0 ? result : { _tag: "Left", left: result.left.map((error) => ({ ...error, message: "something else" })) };
});
var atLeast = (least) => same(
  `a number of at least ${least}`,
  (input) => Number.isFinite(input) && input >= least
);
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
var natsConnection$ = (connect, options) => new rxjs.Observable((subscriber) => {
  let isLeft = false;
  let connection;
  const { servers, user, password, token: token2, inboxPrefix, connectTimeout } = options;
  const isEncrypted = servers.some((server) => server.startsWith("tls:"));
  connect({
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
    (made) => {
      if (isLeft) {
        void made.close();
        return;
      }
      connection = made;
      void made.closed().then((error) => {
        const cause = error instanceof Error ? asNatsError(error).message : "NATS ended the connection";
        subscriber.error(linkError("closed", cause));
      });
      subscriber.next(made);
    },
    (error) => {
      const known = asNatsError(error);
      subscriber.error(known.reason === "failed" ? natsError("no-server", known.message) : known);
    }
  );
  return () => {
    isLeft = true;
    queueMicrotask(() => void connection?.drain().catch(() => void 0));
  };
});
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
      const unfinished = natsCore.headers();
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
var missingRight$ = (connection, prefix) => rxjs.from(connection.status()).pipe(
  rxjs.filter((status) => status.type === "error"),
  rxjs.map(({ error }) => asNatsError(error)),
  rxjs.filter(({ reason, message }) => reason === "not-allowed" && isOurs(message, prefix)),
  rxjs.switchMap((error) => rxjs.throwError(() => error))
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
record("a ticker", {
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
rows("tickers", record("a ticker", { pair: Text, ...fields }));

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

// src/nats/port.ts
var Options = mapped(
  optionsOf({ ...natsFields, owner: Word }),
  withClock
);
var aliveEvery = 3e3;
var bye = "Bye";
var lastWord = () => {
  const made = natsCore.headers();
  made.set(bye, "1");
  return made;
};
var natsPortBy = (connect) => (given, ...stray) => {
  const options = resolveOptions(Options, given, stray);
  const { clock, prefix, owner, inboxPrefix, random } = options;
  let send = null;
  const link = (connection) => new rxjs.Observable((subscriber) => {
    const name2 = `${random().toString(36).slice(2)}${random().toString(36).slice(2)}`;
    const subject = subjectsOf(prefix).trading(owner, name2);
    const inbox = natsCore.createInbox(inboxPrefix);
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
      rxjs.interval(aliveEvery, clock).pipe(rxjs.startWith(0)).subscribe(() => connection.publish(subject, "", { reply: inbox }))
    );
    subscriber.add(() => {
      send = null;
      answers.unsubscribe();
      if (!connection.isClosed()) connection.publish(subject, "", { headers: lastWord() });
    });
  });
  return {
    messages$: natsConnection$(connect, options).pipe(rxjs.switchMap(link)),
    send: (text) => {
      if (send === null) return false;
      send(text);
      return true;
    }
  };
};

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

// src/nats/beat.ts
var BeatValue = ownRecord("a beat", {
  epoch: Id,
  isOpen: Flag,
  rooms: dictionary("ages", Finite)
});
var decodeBeat = (text) => decodeJson(BeatValue, text);

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
var name = "Frame";
var readStamp = (from5) => {
  const [epoch, n, at, ...more2] = (from5?.get(name) ?? "").split(" ").map(Number);
  const isStamp = [epoch, n, at].every((part) => Number.isSafeInteger(part)) && more2.length === 0;
  return isStamp ? { epoch, n, at } : null;
};
var isMissing = (error) => error instanceof jetstream.JetStreamApiError && error.status === 404;

// src/nats/catch-up.ts
var before = 2e3;
var nanos = 1e6;
var kindOf = (subject) => subject.slice(subject.lastIndexOf(".") + 1);
var stampedOf = (message) => {
  const stamp = readStamp(message.headers);
  return stamp === null ? null : { ...stamp, kind: kindOf(message.subject), frame: message.string() };
};
var newest$ = ({ manager, subjects }, pair, kind) => rxjs.defer(() => manager.direct.getMessage(subjects.stream, { last_by_subj: subjects.frames(pair, kind) })).pipe(
  rxjs.catchError((error) => isMissing(error) ? rxjs.of(null) : rxjs.throwError(() => error)),
  rxjs.mergeMap((message) => {
    if (message === null) return rxjs.EMPTY;
    const stamp = readStamp(message.header);
    return stamp === null ? rxjs.EMPTY : rxjs.of({ ...stamp, kind, frame: message.string(), storedAt: message.time.getTime() });
  })
);
var since$ = ({ manager, subjects }, pair, start) => rxjs.defer(
  () => manager.consumers.add(subjects.stream, {
    ack_policy: "none",
    deliver_policy: "by_start_time",
    opt_start_time: new Date(start).toISOString(),
    filter_subject: subjects.frames(pair, "*"),
    inactive_threshold: 1e4 * nanos,
    mem_storage: true
  })
).pipe(
  rxjs.switchMap((info) => {
    const { num_pending: pending, name: name2 } = info;
    if (pending === 0) return rxjs.EMPTY;
    const consumer = manager.jetstream().consumers.getConsumerFromInfo(info);
    return rxjs.defer(() => consumer.fetch({ max_messages: pending, expires: 1e4 })).pipe(
      rxjs.switchMap((messages) => rxjs.from(messages)),
      rxjs.map(stampedOf),
      rxjs.filter((stamped) => stamped !== null),
      rxjs.finalize(() => {
        manager.consumers.delete(subjects.stream, name2).catch(() => void 0);
      })
    );
  })
);
var history$ = (history, pair, kinds2, start) => {
  const isOurs2 = ({ kind }) => kinds2.has(kind);
  const hasBook = kinds2.has("depth_whole") || kinds2.has("depth_diff");
  const book$ = start === null ? newest$(history, pair, "depth_whole").pipe(
    rxjs.switchMap(({ storedAt }) => since$(history, pair, storedAt - before))
  ) : since$(history, pair, start);
  const states = [...kinds2].filter((kind) => kind === "ticker" || kind === "circuit_break_info");
  return (hasBook || start !== null ? book$ : rxjs.EMPTY).pipe(
    rxjs.toArray(),
    rxjs.map((frames) => frames.filter(isOurs2)),
    rxjs.switchMap(
      (frames) => rxjs.from(states.filter((kind) => !frames.some((each) => each.kind === kind))).pipe(
        rxjs.mergeMap((kind) => newest$(history, pair, kind)),
        rxjs.toArray(),
        rxjs.map((latest2) => [...latest2, ...frames])
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
var remembered = 2e3;
var createFollower = (config) => {
  const { connection, history, pair, clock, emit, onGap, fail } = config;
  const joined = /* @__PURE__ */ new Map();
  const emitted = /* @__PURE__ */ new Set();
  let shown = createBookStart(framePlaces);
  let order = noOrder;
  let epoch = 0;
  let isAgain = false;
  let start = config.from;
  let held = null;
  let waiting = [];
  let reading = new rxjs.Subscription();
  let whole = new rxjs.Subscription();
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
    if (emitted.size > remembered) emitted.delete(emitted.values().next().value);
    return false;
  };
  const isBehind = (stamped) => stamped.kind === "depth_whole" && shown.onWhole(stamped) === "late";
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
    const from5 = start;
    start = null;
    read(from5, (isWhole) => {
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
      if (kind === "depth_whole") shown = createBookStart(framePlaces);
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

// src/connectivity/ports.ts
var endpointOf = ({ method, url }) => `${method} ${new URL(url).pathname}`;

// src/nats/rest-head.ts
var GivenValue = ownRecord("the head of a reply", {
  status: maybe(Id),
  date: maybe(nullable(Timestamp)),
  reason: maybe(oneOf("a reason", ["refused", "timeout", "cut-off", "too-large"])),
  detail: maybe(Text)
});
var readRestHead = (endpoint, text) => {
  const given = decodeJson(GivenValue, text);
  if (given._tag === "Left") return httpError(endpoint, "cut-off", "none", given.left.message);
  const { status, date = null, reason = "cut-off", detail = "no reply" } = given.right;
  return status === void 0 ? httpError(endpoint, reason, "none", detail) : { status, date };
};

// src/nats/rest-over.ts
var restOver = ({ connected$, subject, inboxPrefix, clock }) => {
  const ask = (connection, request) => new rxjs.Observable((subscriber) => {
    const endpoint = endpointOf(request);
    const fail = (reason, detail) => subscriber.error(httpError(endpoint, reason, "none", detail));
    const inbox = natsCore.createInbox(inboxPrefix);
    const parts = [];
    let head = "";
    let size = 0;
    const answers = connection.subscribe(inbox, {
      callback: (error, { headers: headers4, data }) => {
        if (error !== null || headers4?.code === 503) {
          fail("refused", "no gateway answers");
          return;
        }
        if (headers4?.has("Head") === true) head = headers4.get("Head");
        parts.push(data);
        size += data.length;
        if (size > request.maxReplyBytes) {
          fail("too-large", `more than ${request.maxReplyBytes} bytes`);
          return;
        }
        if (headers4?.has("Last") !== true) return;
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
      return rxjs.throwError(() => fail("refused", "the gateway serves only public pages"));
    return connected$.pipe(
      rxjs.take(1),
      rxjs.catchError(() => rxjs.throwError(() => fail("refused", "there is no link to the gateway"))),
      rxjs.switchMap((connection) => ask(connection, request)),
      rxjs.timeout({
        first: request.timeout,
        scheduler: clock,
        with: () => rxjs.throwError(() => fail("timeout", "the gateway has not answered"))
      })
    );
  };
};

// src/nats/transport.ts
var Options2 = mapped(
  optionsOf({ ...natsFields, from: maybe(Timestamp) }),
  withClock
);
var silence = 6e3;
var linger = 1e3;
var natsTransportBy = (connect) => (given = {}, ...stray) => {
  const options = resolveOptions(Options2, given, stray);
  const { clock, prefix, inboxPrefix } = options;
  const subjects = subjectsOf(prefix);
  const notices = new rxjs.Subject();
  const begun = /* @__PURE__ */ new Set();
  const connection$ = natsConnection$(connect, options).pipe(
    rxjs.share({
      connector: () => new rxjs.ReplaySubject(1),
      resetOnRefCountZero: () => rxjs.timer(linger, clock)
    })
  );
  const follow = (connection) => rxjs.from(jetstream.jetstreamManager(connection, { checkAPI: false })).pipe(
    rxjs.switchMap(
      (manager) => new rxjs.Observable((subscriber) => {
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
          silence,
          () => {
            void connection.close();
            fail(linkError("silent", `no message of a gateway for ${silence} ms`));
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
      rxjs.switchMap(follow),
      rxjs.catchError(
        (error) => rxjs.throwError(
          () => Object(error)._tag === "LinkError" ? error : linkError("connect-failed", asNatsError(error).message)
        )
      )
    ),
    sendRequest: restOver({ connected$: connection$, subject: subjects.rest, inboxPrefix, clock }),
    notices$: notices.asObservable()
  };
};

// src/nats/index.web.ts
var natsTransport = natsTransportBy(natsCore.wsconnect);
var natsPort = natsPortBy(natsCore.wsconnect);

exports.natsPort = natsPort;
exports.natsTransport = natsTransport;
//# sourceMappingURL=nats.web.cjs.map
//# sourceMappingURL=nats.web.cjs.map