'use strict';

var rxjs = require('rxjs');

// src/connectivity/socket-web.ts

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

// src/model/errors.ts
var decodeError = (path, expected, actual) => taggedError("DecodeError", `${path || "message"}: expected ${expected}, got ${actual}`, {
  endpoint: null,
  path,
  expected,
  actual,
  effect: "none"
});
var unknownPairError = (pair) => taggedError("UnknownPairError", `unknown pair: ${pair}`, { pair });
var configError = (field, expected, actual) => taggedError("ConfigError", `${field}: expected ${expected}, got ${actual}`, { field, expected, actual });
var linkError = (reason, detail) => taggedError("LinkError", detail, { reason });

// src/connectivity/ports.ts
var longestQueue = 1e6;

// src/connectivity/socket-web.ts
var openWebSocket = (url, maxFrameBytes) => new rxjs.Observable((subscriber) => {
  const socket = new WebSocket(url);
  let opened2 = false;
  const leaveUnread = () => {
    const { bufferedAmount } = socket;
    if (bufferedAmount <= longestQueue) return;
    subscriber.error(linkError("not-read", `${bufferedAmount} bytes wait for a venue that reads nothing`));
  };
  socket.onopen = () => {
    opened2 = true;
    subscriber.next({
      type: "open",
      send: (text) => {
        if (socket.readyState !== WebSocket.OPEN) return;
        socket.send(text);
        leaveUnread();
      }
    });
  };
  socket.onmessage = ({ data }) => {
    if (typeof data !== "string") return;
    if (data.length > maxFrameBytes) {
      subscriber.error(linkError("frame-too-large", `a frame of ${data.length} characters`));
    } else {
      subscriber.next({ type: "message", text: data });
    }
  };
  socket.onclose = ({ code }) => {
    if (opened2) subscriber.complete();
    else subscriber.error(linkError("connect-failed", `the socket closed before it opened, code ${code}`));
  };
  return () => {
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.close();
  };
});

// src/model/pair.ts
var sides = ["buy", "sell"];
var pairName = /^[a-z0-9]{1,20}_[a-z0-9]{1,20}$/;
var isPairName = (text) => pairName.test(text);

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
var stampOf = (clock) => clock.now();
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
var hasTwoTimes = (times) => times.now !== times.elapsed;

// src/connectivity/diagnostics.ts
var atOnce = 10;
var interval = 1e3;
var mostSubjects = 100;
var subjectOf = (event) => {
  const { pair, room, row: row2, order, fill } = event;
  return order?.orderId ?? fill?.orderId ?? row2 ?? room ?? pair;
};
var others = /* @__PURE__ */ Symbol("others");
var createDiagnostics = (clock) => {
  const diagnostics$ = new rxjs.ReplaySubject(100);
  const kinds = /* @__PURE__ */ new Map();
  const isNews = createOddRowMemory();
  let isOpen = true;
  const emit = (throttle) => {
    const { held, timer: timer3 } = throttle;
    timer3?.unsubscribe();
    throttle.held = null;
    throttle.timer = void 0;
    throttle.times += 1;
    throttle.due = clock.elapsed() + interval;
    if (held) diagnostics$.next(held);
  };
  const forgetQuiet = (subjects) => {
    for (const [subject, { held, due }] of subjects) {
      if (held === null && due <= clock.elapsed()) subjects.delete(subject);
    }
  };
  const throttleOf = (event) => {
    const subjects = kinds.get(event.kind) ?? /* @__PURE__ */ new Map();
    kinds.set(event.kind, subjects);
    let subject = subjectOf(event);
    if (!subjects.has(subject) && subjects.size >= mostSubjects) {
      if (!subjects.get(others)?.held) forgetQuiet(subjects);
      if (subjects.size >= mostSubjects) subject = others;
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
      const wait = throttle.times < atOnce ? 0 : throttle.due - clock.elapsed();
      throttle.held = { ...event, at: stampOf(clock), count: (throttle.held?.count ?? 0) + 1 };
      if (wait <= 0) emit(throttle);
      else throttle.timer ??= clock.schedule(() => emit(throttle), wait);
    },
    close: () => {
      isOpen = false;
      for (const subjects of kinds.values())
        for (const throttle of subjects.values()) if (throttle.held) emit(throttle);
      diagnostics$.complete();
    }
  };
};
var retryBackoff = ({
  initialDelay = 1e3,
  maxDelay = 3e4,
  maxAttempts = Infinity,
  shouldRetry = () => true,
  resetOn = () => true,
  steadyAfter = 1e4,
  onRetry,
  random = Math.random,
  scheduler = rxjs.asyncScheduler
} = {}) => (source) => rxjs.defer(() => {
  const clock = clockOf(scheduler);
  let failures = 0;
  let provenAt = null;
  return source.pipe(
    rxjs.tap((value) => {
      if (failures === 0 || !resetOn(value)) return;
      provenAt ??= clock.elapsed();
      if (clock.elapsed() - provenAt >= steadyAfter) failures = 0;
    }),
    rxjs.retry({
      delay: (error) => {
        failures += 1;
        provenAt = null;
        if (failures > maxAttempts || !shouldRetry(error)) return rxjs.throwError(() => error);
        const bound = failures === 1 ? 0 : Math.min(maxDelay, initialDelay * 2 ** (failures - 2));
        const delay = random() * bound;
        onRetry?.({ error, attempt: failures, delay });
        return rxjs.timer(delay, scheduler);
      }
    })
  );
});
var shareByKey = (make, share, idOf = (key) => key) => {
  const live = /* @__PURE__ */ new Map();
  return (key) => new rxjs.Observable((subscriber) => {
    const id = idOf(key);
    let shared = live.get(id);
    if (shared === void 0) {
      let running = 0;
      const made = rxjs.defer(() => {
        running += 1;
        return make(key);
      });
      const forget2 = () => {
        running -= 1;
        if (running === 0) live.delete(id);
      };
      shared = made.pipe(rxjs.finalize(forget2), share(key));
      live.set(id, shared);
    }
    return shared.subscribe(subscriber);
  });
};
var without = (all, one) => all.filter((other) => other !== one);
var multicast = (source, { linger = 0, scheduler = rxjs.asyncScheduler, onNext, onEnd }) => {
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
    leaving = rxjs.timer(linger, scheduler).subscribe(() => {
      const left = connection;
      disconnect();
      left?.unsubscribe();
    });
  };
  return new rxjs.Observable((subscriber) => {
    leaving?.unsubscribe();
    leaving = null;
    subscribers = [...subscribers, subscriber];
    subscriber.add(() => leave(subscriber));
    if (!isConnected) connect();
  });
};

// src/operators/share-linger.ts
var shareLinger = (config = {}) => (source) => multicast(source, config);

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

// src/parsing/primitives.ts
var digitsOf = (text) => text.replace(/e.*|\./g, "").replace(/^0+|0+$/g, "");
var scalar = (name, read) => decoder(name, (input, context) => {
  const value = read(input);
  return value === void 0 ? failure(input, context) : success(value);
});
var same = (name, is) => scalar(name, (input) => is(input) ? input : void 0);
var Text = same("a text", (input) => typeof input === "string");
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
var Sequence = scalar("a sequence id", (input) => {
  const value = typeof input === "string" && /^(?:0|[1-9]\d*)$/.test(input) ? Number(input) : input;
  return isCount(value) ? value : void 0;
});
var oneOf = (name, values) => same(name, (input) => values.includes(input));
var Side = oneOf("buy or sell", sides);
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
  const head = headOf(name);
  return (text) => {
    if (fast !== void 0 && begin(text, head)) {
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
var withLevels = (message) => ({
  ...message,
  bids: toLevels(message.bids),
  asks: toLevels(message.asks)
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
  let silence;
  let received = false;
  const onSilence = () => {
    diagnose({ kind: "room-silent", room: name, due: mustSpeak?.within ?? 0 });
    subscriber.next({ kind, type: "silent" });
    rejoin();
  };
  const onChange = (change) => {
    silence?.stop();
    received = false;
    if (change.type === "joined" && mustSpeak !== void 0) {
      silence = idleTimer(mustSpeak.within, onSilence, clock);
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
    if (mustSpeak?.always === true) silence?.touch();
    else silence?.stop();
    if (renewedAfter !== void 0) silence = idleTimer(renewedAfter, rejoin, clock);
    const isRowLost = odd.length > 0 && reportOdd();
    subscriber.next({ kind, type: "message", message: message.right });
    if (isRowLost) subscriber.next({ kind, type: "undecodable" });
  };
  return { quoted: `${name}"`, onFrame, onChange, hasReceived: () => received, stop: () => silence?.stop() };
};
var shareCurrent = ({
  forgetOn = rxjs.NEVER,
  survives = () => false,
  fold = (_, value) => [value],
  ...linger
} = {}) => (source) => {
  let current = [];
  let forgetting;
  const shared = multicast(
    rxjs.defer(() => {
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
  return new rxjs.Observable((subscriber) => {
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
    rooms$: rxjs.defer(() => {
      meter.isRead = true;
      return rxjs.interval(period, clock).pipe(rxjs.takeUntil(ended$), rxjs.endWith(null), rxjs.map(look2));
    }).pipe(
      rxjs.finalize(() => {
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
  looking$ = rxjs.EMPTY,
  leaps$ = rxjs.NEVER
}) => {
  const clock = clockOf(scheduler);
  const members = /* @__PURE__ */ new Map();
  const connection$ = new rxjs.BehaviorSubject(idle);
  const lost$ = new rxjs.Subject();
  const ended$ = new rxjs.Subject();
  const meter = createRoomMeter(clock, () => members.keys(), ended$);
  let link2 = null;
  let latest2;
  const report = (change) => connection$.next({ ...connection$.value, ...change });
  const join = (name, { onChange }) => {
    link2?.send(command("join-room", name));
    onChange({ type: "joined", fresh: true });
  };
  const rejoinRoom = (name) => {
    const member = members.get(name);
    if (link2 === null || member === void 0) return;
    link2.send(command("leave-room", name));
    join(name, member);
  };
  const onOpen = (open) => {
    link2 = open;
    report({ state: "open" });
    for (const [name, member] of [...members]) join(name, member);
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
  const openLink = new rxjs.Observable((subscriber) => {
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
      onRetry: ({ error, attempt, delay }) => {
        const cause = causeOf(error);
        report({ state: "waiting", attempt, cause });
        diagnose({ kind: "link-lost", cause, attempt, delay });
      }
    }),
    rxjs.tap({
      complete: () => {
        ended$.next();
        onEnd();
      },
      unsubscribe: onEnd
    }),
    // Frames have reached their rooms already: subscribers of the link need only its end.
    rxjs.ignoreElements(),
    shareLinger({ scheduler: clock })
  );
  const joinRoom = (kind, pair) => new rxjs.Observable((subscriber) => {
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
    if (link2 !== null) join(name, member);
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
  const room$ = (kind, pair) => new rxjs.Observable((subscriber) => {
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

// src/model/disposed-by.ts
var disposedBy = (close) => {
  const { asyncDispose } = Symbol;
  return asyncDispose === void 0 ? {} : { [asyncDispose]: close };
};
var awake$ = rxjs.defer(
  () => typeof document === "undefined" ? rxjs.EMPTY : rxjs.merge(
    rxjs.fromEvent(globalThis, "online"),
    rxjs.fromEvent(globalThis, "pageshow"),
    rxjs.fromEvent(document, "visibilitychange")
  )
);
var tolerance = 2e3;
var lookEvery = 1e3;
var slewing = 1e-3;
var watchTwoTimes = (clock) => {
  const leaps = new rxjs.Subject();
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
    looking$: rxjs.merge(rxjs.interval(lookEvery, clock), awake$).pipe(rxjs.tap(look2), rxjs.ignoreElements())
  };
};
var watchLeaps = (clock) => hasTwoTimes(clock) ? watchTwoTimes(clock) : { clock, leaps$: rxjs.NEVER, looking$: rxjs.EMPTY };
var untilEnd = (end$) => {
  const open = /* @__PURE__ */ new Set();
  let isOver = false;
  end$.subscribe(() => {
    isOver = true;
    for (const subscriber of open) subscriber.complete();
  });
  return (source) => new rxjs.Observable((subscriber) => {
    if (isOver) {
      subscriber.complete();
      return void 0;
    }
    open.add(subscriber);
    subscriber.add(() => open.delete(subscriber));
    return source.subscribe(subscriber);
  });
};
var proofWithin = 5e3;
var isEvent = (text) => text.startsWith("42");
var streamSocket = ({
  openSocket,
  streamUrl,
  connectTimeout = 1e4,
  maxFrameBytes = 1e6,
  scheduler,
  leaps$ = rxjs.NEVER
}) => new rxjs.Observable((subscriber) => {
  let send = () => void 0;
  let silence;
  let proof;
  let opened2 = false;
  const clock = clockOf(scheduler);
  const fail = (reason, detail) => subscriber.error(linkError(reason, detail));
  const connecting = clock.schedule(
    () => fail("connect-timeout", `no link to the venue within ${connectTimeout} ms`),
    connectTimeout
  );
  const onOpen = ({ pingInterval, pingTimeout }) => {
    if (silence !== void 0) return;
    const due = pingInterval + pingTimeout;
    silence = idleTimer(due, () => fail("silent", `no frame from the venue for ${due} ms`), clock);
    send(encodePacket({ type: "connect", sid: null }));
  };
  const onConnect = () => {
    if (opened2 || silence === void 0) return;
    opened2 = true;
    connecting.unsubscribe();
    subscriber.next({ type: "open", send });
  };
  const onText = (text, cause) => {
    if (opened2) subscriber.next(text);
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
    }
  };
  const askForProof = () => {
    if (!opened2) return;
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
  subscriber.add(() => silence?.stop());
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
        silence?.touch();
        if (proof !== void 0) prove();
      },
      error: (error) => subscriber.error(error),
      complete: () => fail("closed", "the venue closed the socket")
    })
  );
});

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

// src/data/options.ts
var link = () => {
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
  ...link(),
  transport: maybe(having("a transport", ["link$", "sendRequest"])),
  linger: withDefault(atLeast(0), 0)
});
var readStreamOptions = (options, stray) => resolveOptions(optionsOf(stream()), options, stray);

// src/data/runtime.ts
var socketLink$ = (config, openSocket, leaps$) => streamSocket({ ...config, openSocket: config.openSocket ?? openSocket, leaps$ });

// src/data/base.ts
var createBase = (config, openSocket) => {
  const { linger, random = Math.random } = config;
  const { clock, leaps$, looking$ } = watchLeaps(clockOf(config.scheduler));
  const closed$ = new rxjs.Subject();
  const { diagnose, diagnostics$, close: closeDiagnostics } = createDiagnostics(clock);
  leaps$.subscribe(({ by }) => diagnose({ kind: "clock-leapt", by }));
  const link$ = config.transport?.link$ ?? socketLink$({ ...config, scheduler: clock }, openSocket, leaps$);
  const rooms = createRooms({ link$, backoff: { random }, diagnose, scheduler: clock, looking$, leaps$ });
  const untilClosed = untilEnd(closed$);
  const close = () => {
    closeDiagnostics();
    closed$.next();
    return rxjs.firstValueFrom(
      rooms.connection$.pipe(
        rxjs.filter((connection) => connection.state === "idle"),
        rxjs.map(() => void 0)
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
var sharingOf = ({ rooms, linger, clock, untilClosed }, check) => {
  const checked = (pair, source) => untilClosed(
    new rxjs.Observable((subscriber) => {
      subscriber.add(check(pair).subscribe({ error: (error) => subscriber.error(error) }));
      return subscriber.closed ? void 0 : source.subscribe(subscriber);
    })
  );
  const perPair = (feed, share) => shareByKey((pair) => checked(pair, feed(pair)), share);
  return {
    checked,
    perPair,
    events: (feed) => perPair(feed, () => shareLinger({ linger, scheduler: clock })),
    state: (feed) => perPair(feed, () => shareCurrent({ forgetOn: rooms.lost$, linger, scheduler: clock }))
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
var partOf = ({ flat, levels }, from, to) => levels === null ? flatRun((flat ?? []).slice(2 * from, 2 * to)) : runOf(levels.slice(from, to));

// src/orderbook/side.ts
var levelsOf = (side) => {
  const [best] = side;
  if (best === void 0) return [];
  const others2 = [];
  for (let i = 1; i < side.length; i += 1) others2.push(look(side[i]));
  return look(best).concat(...others2);
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

// src/orderbook/views.ts
var viewOfBooks = (depth) => {
  let lastBook = { bids: [], asks: [] };
  let last = { bids: [], asks: [] };
  return (book) => {
    const view = {
      pair: book.pair,
      bids: book.bids === lastBook.bids ? last.bids : topOf(book.bids, depth, last.bids),
      asks: book.asks === lastBook.asks ? last.asks : topOf(book.asks, depth, last.asks),
      sequence: book.sequence,
      timestamp: book.timestamp,
      crossed: book.crossed,
      stale: book.stale,
      outside: book.outside
    };
    lastBook = book;
    last = view;
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
var provided = (wrong, source) => wrong === null ? source() : rxjs.throwError(() => wrong);
var unless = (isRight, field, expected, actual) => isRight ? null : configError(field, expected, String(actual));
var isCount2 = (value) => Number.isSafeInteger(value) && value >= 0;
var wrongCount = (field, value, least) => unless(isCount2(value) && value >= least, field, `a whole number of at least ${least}`, value);

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
    let from = 0;
    let to = 0;
    for (let i = first; i < end2; i += 2) {
      const price = ordered[i];
      const amount = ordered[i + 1];
      if (i + 2 < end2 && ordered[i + 2] === price) continue;
      let present = 0;
      for (; from < length; from += 1, to += 1) {
        const level = levels[from];
        const ahead = (level.price - price) * sign;
        if (ahead === 0) present = level.amount;
        if (ahead >= 0) break;
        next[to] = level;
      }
      if (amount === present) continue;
      isChanged = true;
      if (present > 0) from += 1;
      if (amount > 0) next[to++] = { price, amount };
    }
    if (!isChanged) return levels;
    for (; from < length; from += 1, to += 1) next[to] = levels[from];
    while (next.length > to) next.pop();
    return next;
  };
  const applyToFlat = (flat, first, end2, sign) => {
    const { length } = flat;
    let isChanged = false;
    let from = 0;
    let to = 0;
    for (let i = first; i < end2; i += 2) {
      const price = ordered[i];
      const amount = ordered[i + 1];
      if (i + 2 < end2 && ordered[i + 2] === price) continue;
      for (; from < length && (flat[from] - price) * sign < 0; from += 2, to += 2) {
        merged[to] = flat[from];
        merged[to + 1] = flat[from + 1];
      }
      const present = from < length && flat[from] === price ? flat[from + 1] : 0;
      if (amount === present) continue;
      isChanged = true;
      if (present > 0) from += 2;
      if (amount > 0) {
        merged[to] = price;
        merged[to + 1] = amount;
        to += 2;
      }
    }
    if (!isChanged) return flat;
    for (; from < length; from += 1, to += 1) merged[to] = flat[from];
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
var select = (diffs, of, sequence) => {
  const selected = [];
  for (let at = diffs; at !== null; at = at.older) {
    if (at.diff.sequence > sequence === (of === "later")) selected.push(at.diff);
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
var snapshotRoom$ = ({ rooms }, kind, pair) => rooms.room$(kind, pair).pipe(
  rxjs.tap((event) => {
    if (event.type === "joined" && !event.fresh) rooms.rejoin(kind, pair);
  })
);

// src/data/book.ts
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
var bookFeed = (context) => (pair) => new rxjs.Observable((subscriber) => {
  const { rooms, clock, diagnose } = context;
  let doubts = null;
  const startRejoining = (reports$) => {
    subscriber.add(
      reports$.pipe(
        rxjs.filter(isInDoubt),
        rxjs.throttleTime(leastRejoin, clock, { leading: true, trailing: true }),
        // The stale book is shown before the rooms are joined again.
        rxjs.observeOn(clock)
      ).subscribe(() => {
        rooms.rejoin("depth_diff", pair);
        rooms.rejoin("depth_whole", pair);
      })
    );
    return reports$;
  };
  const diagnoseReport = ({ doubt }, report) => {
    diagnose(report);
    if (doubt === null) return;
    doubts ??= startRejoining(new rxjs.Subject());
    doubts.next(report);
  };
  const books$ = rxjs.merge(
    // The diffs are subscribed first, because those that come before the whole are kept for it.
    rooms.room$("depth_diff", pair),
    snapshotRoom$(context, "depth_whole", pair)
  ).pipe(
    rxjs.scan(keepBook, noBook),
    // One step reports and filters, because each step adds to the cost of a frame.
    rxjs.filter((kept) => {
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
    rxjs.filter((event) => event.type === "message"),
    rxjs.map(({ message }) => message)
  );
  const books$ = state(bookFeed(base));
  const views$ = shareByKey(
    ({ pair, depth }) => {
      const viewOf = viewOfBooks(depth);
      return books$(pair).pipe(rxjs.map(({ show }) => viewOf(show)));
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
      rxjs.filter(({ show }) => !show.stale),
      rxjs.map(({ show }) => quoteOf(show)),
      rxjs.distinctUntilChanged(sameQuote)
    ),
    circuitBreak$: state(messages("circuit_break_info", (kind, pair) => snapshotRoom$(base, kind, pair))),
    depthWhole$: events((pair) => messages("depth_whole")(pair).pipe(rxjs.map(withLevels))),
    depthDiff$: events((pair) => messages("depth_diff")(pair).pipe(rxjs.map(withLevels)))
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

// src/operators/exactly-once.ts
var exactlyOnce = ({ key, remember = 1e4 }) => (source) => rxjs.defer(() => {
  const isNew = recentKeys(remember);
  return source.pipe(rxjs.filter((value) => isNew(key(value))));
});
var oneByOne = (listOf) => (source) => new rxjs.Observable((subscriber) => {
  const waiting = [];
  let isOver = false;
  const complete = () => {
    isOver = true;
    if (waiting.length === 0) subscriber.complete();
  };
  return source.subscribe({
    next: (value) => {
      waiting.push(listOf(value));
      if (waiting.length > 1) return;
      for (let [list2] = waiting; list2 !== void 0; [list2] = waiting) {
        for (const one of list2) subscriber.next(one);
        waiting.shift();
      }
      if (isOver) subscriber.complete();
    },
    error: (error) => subscriber.error(error),
    complete
  });
});

// src/data/stream-trades.ts
var streamTradesFeed = ({ rooms, diagnose }) => (pair) => rxjs.defer(() => {
  let from = null;
  let outage = false;
  return rooms.room$("transactions", pair).pipe(
    rxjs.tap((event) => {
      if (event.type === "lost" || event.type === "undecodable") outage = true;
    }),
    oneByOne((event) => event.type === "message" ? event.message : []),
    exactlyOnce({ key: ({ id }) => id }),
    rxjs.tap(({ timestamp: timestamp2 }) => {
      if (outage)
        diagnose({
          kind: "trades-missing",
          pair,
          from,
          to: timestamp2,
          cause: "the stream was interrupted"
        });
      outage = false;
      from = timestamp2;
    })
  );
});

// src/data/stream-client.ts
var checkName = (pair) => isPairName(pair) ? rxjs.NEVER : rxjs.throwError(() => unknownPairError(pair));
var streamClientOn = ({ openSocket }) => (options = {}, ...stray) => {
  const base = createBase(readStreamOptions(options, stray), openSocket);
  const sharing2 = sharingOf(base, checkName);
  return {
    ...streamFeeds(base, sharing2),
    trades$: sharing2.events(streamTradesFeed(base)),
    ...base.link
  };
};

// src/stream.web.ts
var createStreamClient = streamClientOn({ openSocket: openWebSocket });

exports.createStreamClient = createStreamClient;
//# sourceMappingURL=stream.web.cjs.map
//# sourceMappingURL=stream.web.cjs.map