'use strict';

var rxjs = require('rxjs');

// src/connectivity/http-fetch.ts

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
  const actual = error.actual;
  const message = `${endpoint}: ${path || "reply"}: expected ${expected}, got ${actual}`;
  return taggedError("DecodeError", message, { endpoint, path, expected, actual, effect: "unknown" });
};
var noRestError = (endpoint) => taggedError("NoRestError", `${endpoint}: this transport brings no REST`, { endpoint, effect: "none" });
var unknownPairError = (pair) => taggedError("UnknownPairError", `unknown pair: ${pair}`, { pair });
var configError = (field, expected, actual) => taggedError("ConfigError", `${field}: expected ${expected}, got ${actual}`, { field, expected, actual });
var linkError = (reason, detail) => taggedError("LinkError", detail, { reason });

// src/connectivity/ports.ts
var longestQueue = 1e6;
var endpointOf = ({ method, url }) => `${method} ${new URL(url).pathname}`;

// src/connectivity/http-fetch.ts
var dateOf = (header) => Date.parse(header ?? "") || null;
var readText = async (response, endpoint, maxBytes) => {
  const decoder2 = new TextDecoder();
  let text = "";
  let size = 0;
  const reader = response.body?.getReader();
  for (let part = await reader?.read(); part?.value !== void 0; part = await reader?.read()) {
    size += part.value.length;
    if (size > maxBytes)
      throw httpError(endpoint, "too-large", "unknown", `a reply of more than ${maxBytes} bytes`);
    text += decoder2.decode(part.value, { stream: true });
  }
  return text + decoder2.decode();
};
var fetchHttp = (settings = {}) => (request) => new rxjs.Observable((subscriber) => {
  const { url, timeout: timeout2, maxReplyBytes } = request;
  const endpoint = endpointOf(request);
  const abort = new AbortController();
  const timer8 = setTimeout(
    () => subscriber.error(httpError(endpoint, "timeout", "unknown", `no reply within ${timeout2} ms`)),
    timeout2
  );
  fetch(url, { ...request, ...settings, signal: abort.signal }).then(async (response) => {
    const text = await readText(response, endpoint, maxReplyBytes);
    subscriber.next({
      status: response.status,
      date: dateOf(response.headers.get("date")),
      body: text
    });
    subscriber.complete();
  }).catch((error) => {
    const known = error instanceof Error && "_tag" in error;
    subscriber.error(known ? error : httpError(endpoint, "cut-off", "unknown", String(error)));
  });
  return () => {
    clearTimeout(timer8);
    abort.abort();
  };
});
var sendByFetch = fetchHttp();
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
  socket.onmessage = ({ data: data2 }) => {
    if (typeof data2 !== "string") return;
    if (data2.length > maxFrameBytes) {
      subscriber.error(linkError("frame-too-large", `a frame of ${data2.length} characters`));
    } else {
      subscriber.next({ type: "message", text: data2 });
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
  const connect5 = () => {
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
    if (!isConnected) connect5();
  });
};

// src/operators/share-current.ts
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

// src/model/pair.ts
var sides = ["buy", "sell"];
var pairName = /^[a-z0-9]{1,20}_[a-z0-9]{1,20}$/;
var isPairName = (text) => pairName.test(text);

// src/data/arguments.ts
var provided = (wrong, source) => wrong === null ? source() : rxjs.throwError(() => wrong);
var wrongPair = (pair) => isPairName(pair) ? null : unknownPairError(pair);
var unless = (isRight, field, expected, actual) => isRight ? null : configError(field, expected, String(actual));
var isCount = (value) => Number.isSafeInteger(value) && value >= 0;
var wrongCount = (field, value, least) => unless(isCount(value) && value >= least, field, `a whole number of at least ${least}`, value);
var maxTime = 253402300799999;
var wrongTime = (field, value) => unless(isCount(value) && value <= maxTime, field, "Unix time in ms", value);
var wrongType = (type) => unless(candleTypes.includes(type), "type", `one of ${candleTypes.join(", ")}`, type);
var wrongDay = (day3) => unless(/^\d{8}$/.test(day3), "day", "a date as YYYYMMDD", day3);
var wrongDate = (date) => unless(/^\d{4}(?:\d{4})?$/.test(date), "date", "a date as YYYYMMDD or YYYY", date);

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
  const emit2 = (throttle) => {
    const { held, timer: timer8 } = throttle;
    timer8?.unsubscribe();
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
      if (wait <= 0) emit2(throttle);
      else throttle.timer ??= clock.schedule(() => emit2(throttle), wait);
    },
    close: () => {
      isOpen = false;
      for (const subjects of kinds.values())
        for (const throttle of subjects.values()) if (throttle.held) emit2(throttle);
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
var DecimalString = same(
  "a plain decimal string",
  (input) => typeof input === "string" && isPlainDecimal(input)
);
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
var isCount2 = (input) => Number.isSafeInteger(input) && input >= 0;
var isTimestamp = (input) => isCount2(input) && input < 1e14;
var Timestamp = same("a timestamp in ms", isTimestamp);
var Id = same("an id", isCount2);
var Integer = same("an integer", (input) => Number.isInteger(input));
var Sequence = scalar("a sequence id", (input) => {
  const value = typeof input === "string" && /^(?:0|[1-9]\d*)$/.test(input) ? Number(input) : input;
  return isCount2(value) ? value : void 0;
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
    const last2 = words.length - 1;
    const start2 = at;
    for (let i = 0; i < last2; i += 1) if (wordAt(start2 + 4 * i) !== words[i]) return false;
    if ((wordAt(start2 + 4 * last2) & lastMask) !== words[last2]) return false;
    at = start2 + length;
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
    const start2 = at;
    const high = readDigits(start2 + fewDigits);
    const middle = at;
    const low = readDigits(start2 + maxDigits);
    const digits = at - start2;
    if (digits === 0 || digits > 1 && bytes[start2] === 48) return giveUp();
    return high * powersOfTen[at - middle] + low;
  };
  const readDecimalAt = (start2) => {
    let i = start2;
    let whole = 0;
    let digit = digitAt(i);
    while (digit <= 9) {
      whole = whole * 10 + digit | 0;
      digit = digitAt(i += 1);
    }
    const digits = i - start2;
    if (digits > fewDigits) {
      at = start2;
      whole = readCount(15);
      if (at !== i) return giveUp();
    } else if (digits === 0 || digits > 1 && bytes[start2] === 48) return giveUp();
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
var ofPair = (pair, data2) => ({
  pair,
  ...data2
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
  const open2 = decimalAfter(opened);
  const high = decimalAfter(highest);
  const low = decimalAfter(lowest);
  const last2 = decimalAfter(latest);
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
  const onOpen = (open2) => {
    link2 = open2;
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
  const open2 = /* @__PURE__ */ new Set();
  let isOver = false;
  end$.subscribe(() => {
    isOver = true;
    for (const subscriber of open2) subscriber.complete();
  });
  return (source) => new rxjs.Observable((subscriber) => {
    if (isOver) {
      subscriber.complete();
      return void 0;
    }
    open2.add(subscriber);
    subscriber.add(() => open2.delete(subscriber));
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
var data = () => ({
  ...stream(),
  publicUrl: withDefault(baseUrl("http"), "https://public.bitbank.cc"),
  apiUrl: withDefault(baseUrl("http"), "https://api.bitbank.cc/v1"),
  readTimeout: withDefault(atLeast(1), 1e4),
  statusInterval: withDefault(atLeast(1e3), 6e4)
});
var readTransportOptions = (options, stray) => resolveOptions(optionsOf(link()), options, stray);
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

// src/model/candle-interval.ts
var minute = 6e4;
var day = 24 * 60 * minute;
var mondayAnchor = 4 * day;
var lengths = [1, 5, 15, 30, 60, 240, 480, 720, 1440, 10080];
var lengthOf = (type) => (lengths[candleTypes.indexOf(type)] ?? NaN) * minute;
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
  const start2 = anchor ?? (type === "1week" ? mondayAnchor : 0);
  return start2 + Math.floor((time2 - start2) / lengthOf(type)) * lengthOf(type);
};
var closeTimeOf = (type, openTime) => {
  if (type !== "1month") return openTime + lengthOf(type);
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
var nextBar = (bar) => emptyBar({ ...bar, openTime: closeTimeOf(bar.type, bar.openTime) }, bar.close);
var maxCarried = 5e4;
var rollBar = (bar, time2) => {
  const closed = [];
  let open2 = bar;
  while (closeTimeOf(open2.type, open2.openTime) <= time2) {
    closed.push({ ...open2, closed: true });
    open2 = closed.length < maxCarried ? nextBar(open2) : emptyBar({ ...open2, openTime: openTimeOf(open2.type, time2, open2.openTime) }, open2.close);
  }
  return { closed, open: open2 };
};

// src/data/candle-keeper.ts
var restCacheTime = 1e3;
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
var toCandle = (row2, closed) => ({ ...row2, closed });
var fillGaps = (rows2) => {
  const filled = [];
  for (const row2 of rows2) {
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
  const { closed, open: open2 } = rollBar(kept.open, venueTime);
  const isLive = kept.trades === "live";
  const isMissing = ({ openTime }) => !isLive || openTime < kept.missingUntil;
  const isDoubtful = (bar) => isMissing(bar) || kept.doubtful.has(bar.openTime);
  const doubtful = closed.filter(isDoubtful);
  return {
    ...kept,
    open: open2,
    doubtful: new Set(isMissing(open2) ? [open2.openTime] : []),
    waiting: new Map([...kept.waiting, ...doubtful.map((bar) => [bar.openTime, bar])]),
    show: [...kept.show, ...closed.filter((bar) => !isDoubtful(bar)), ...isLive ? [open2] : []],
    read: [...kept.read, ...doubtful.map(({ openTime }) => openTime)]
  };
};
var onTrade = (kept, trade, late = false) => {
  if (kept.early !== null) return { ...kept, early: [...kept.early, trade].slice(-1e4) };
  const openTime = openTimeOf(kept.type, trade.timestamp, kept.anchor);
  if (kept.open === null) {
    const open3 = firstBar(kept.type, openTime, trade);
    return doubt(showingOpen({ ...kept, begun: openTime }, open3));
  }
  if (openTime < kept.open.openTime) return { ...kept, read: [...kept.read, openTime] };
  const rolled = rollTo(kept, trade.timestamp);
  const before = rolled.open ?? kept.open;
  const added = addTrade(before, trade);
  const open2 = late ? { ...added, open: before.open, close: before.close } : added;
  const shown2 = showingOpen(rolled, open2);
  return late ? doubt(shown2) : shown2;
};
var onTrades = (kept, trades) => trades.reduce((before, trade) => onTrade(before, trade), kept);
var withoutHistory = (kept) => onTrades({ ...kept, early: null }, kept.early ?? []);
var wanted = (past, { count, since }) => {
  const before = past.filter(({ type, openTime }) => closeTimeOf(type, openTime) <= since).length;
  return past.slice(Math.max(0, before - count));
};
var onHistory = (kept, input) => {
  const { rows: rows2, date, venueTime } = input;
  const early = kept.early ?? [];
  const candles = fillGaps(rows2);
  const last2 = candles.at(-1);
  if (last2 === void 0) return withoutHistory(kept);
  const { closed, open: open2 } = rollBar({ ...last2, closed: false }, (date ?? -Infinity) - restCacheTime);
  const past = [...candles.slice(0, -1), ...closed];
  const begun = doubt({
    ...kept,
    anchor: last2.openTime,
    early: null,
    open: open2,
    begun: last2.openTime,
    show: [...wanted(past, input), open2]
  });
  const { trades } = kept;
  const withGap = doubt({ ...rollTo({ ...begun, trades: "awaited" }, venueTime), trades });
  const isNext2 = withGap.open !== null && withGap.open !== begun.open;
  const rolled = isNext2 && trades === "live" ? showing(withGap, withGap.open) : withGap;
  return onTrades(
    rolled,
    early.filter(({ timestamp: timestamp2 }) => timestamp2 >= (rolled.open?.openTime ?? 0))
  );
};
var onLateHistory = (kept, begun, input) => {
  const { rows: rows2, date } = input;
  const candles = fillGaps(rows2.filter(({ openTime }) => openTime < begun));
  const last2 = candles.at(-1);
  if (last2 === void 0) return kept;
  const past = wanted([...candles.slice(0, -1), ...rollBar({ ...last2, closed: false }, begun).closed], input);
  const isFinal = ({ openTime }) => openTime < last2.openTime || (date ?? -Infinity) >= closeTimeOf(kept.type, openTime) + restCacheTime;
  return {
    ...showing(kept, ...past.filter(isFinal)),
    read: past.filter((bar) => !isFinal(bar)).map(({ openTime }) => openTime)
  };
};
var carry = (bar, before) => bar.volume === 0 && before !== void 0 && closeTimeOf(bar.type, before.openTime) === bar.openTime ? { ...emptyBar(bar, before.close), closed: bar.closed } : bar;
var onRead = (kept, openTimes, rows2) => {
  const rowOf2 = new Map(rows2.map((row2) => [row2.openTime, row2]));
  const waiting = new Map(kept.waiting);
  const closed = [];
  for (const openTime of [...openTimes].sort((a2, b2) => a2 - b2)) {
    const row2 = rowOf2.get(openTime);
    const built = waiting.get(openTime);
    if (row2 !== void 0) closed.push(toCandle(row2, true));
    else if (built !== void 0) closed.push(carry(built, closed.at(-1)));
    waiting.delete(openTime);
  }
  const read = showing({ ...kept, waiting }, ...closed);
  if (kept.open === null) return read;
  const open2 = carry(kept.open, closed.at(-1));
  if (open2.close === kept.open.close) return read;
  return kept.trades === "live" ? showingOpen(read, open2) : { ...read, open: open2 };
};
var closedSince = ({ type, anchor, begun, open: open2 }, from4) => {
  if (begun === null || open2 === null) return [];
  const openTimes = [];
  const first = from4 === null ? begun : Math.max(begun, openTimeOf(type, from4, anchor));
  for (let at = first; at < open2.openTime; at = closeTimeOf(type, at)) openTimes.push(at);
  return openTimes;
};
var onLive = (kept, gap) => {
  const closed = gap === null ? [] : closedSince(kept, gap.from);
  const read = [.../* @__PURE__ */ new Set([...kept.waiting.keys(), ...closed])];
  const live = doubt({ ...kept, trades: "live", missingUntil: gap?.to ?? kept.missingUntil, read });
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
var upsertCandle = (count) => (candles, candle) => [...candles.filter(({ openTime }) => openTime !== candle.openTime), candle].sort((a2, b2) => a2.openTime - b2.openTime).slice(-count);

// src/model/longest-delay.ts
var longestDelay = 2 ** 31 - 1;

// src/operators/venue-time.ts
var period2 = 6e5;
var unknownTime = { current: -Infinity, before: -Infinity, begun: -Infinity };
var learnTime = (known, stamp, elapsed) => {
  const { current, before, begun } = elapsed - known.begun < period2 ? known : { current: -Infinity, before: known.current, begun: elapsed };
  return { current: Math.max(current, stamp - elapsed), before, begun };
};
var setTime = (time2, elapsed) => ({
  ...unknownTime,
  current: time2 - elapsed,
  begun: elapsed
});
var readTime = ({ current, before }, elapsed) => {
  const offset = Math.max(current, before);
  return offset === -Infinity ? null : elapsed + offset;
};

// src/data/candle-dates.ts
var hour = 36e5;
var dayLength = 24 * hour;
var isByDay = (type) => closeTimeOf(type, 0) <= hour;
var utcDateOf = (time2) => new Date(time2).toISOString().slice(0, 10).replaceAll("-", "");
var candleDateOf = (type, openTime) => isByDay(type) ? utcDateOf(openTime) : utcDateOf(openTime).slice(0, 4);
var startOfDay = (time2) => Math.floor(time2 / dayLength) * dayLength;
var startsOfDays = (from4, to) => {
  const starts = [];
  for (let start2 = startOfDay(from4); start2 <= to; start2 += dayLength) starts.push(start2);
  return starts;
};
var startOfCandleDate = (date) => Date.UTC(Number(date.slice(0, 4)), Number(date.slice(4, 6) || 1) - 1, Number(date.slice(6) || 1));
var candleDates = (type, from4, to) => {
  const dates = [];
  let time2 = startOfDay(from4);
  while (time2 <= to) {
    dates.push(candleDateOf(type, time2));
    time2 = isByDay(type) ? time2 + dayLength : Date.UTC(new Date(time2).getUTCFullYear() + 1, 0, 1);
  }
  return dates;
};
var previousCandleDate = (type, time2) => isByDay(type) ? time2 - dayLength : Date.UTC(new Date(time2).getUTCFullYear(), 0, 1) - 1;
var isNotFound = (error) => {
  const { status, code } = error;
  return status === 404 || code === 1e4;
};
var comingPage$ = (clock, page$, awaited, askAgainAfter3) => rxjs.defer(() => {
  const deadline = clock.elapsed() + awaited.until - stampOf(clock);
  const asked$ = page$.pipe(
    rxjs.catchError(
      (error) => isNotFound(error) && clock.elapsed() < deadline ? rxjs.concat(rxjs.of(awaited), rxjs.timer(askAgainAfter3, clock).pipe(rxjs.concatMap(() => asked$))) : rxjs.throwError(() => error)
    )
  );
  return asked$;
});

// src/data/candle-pages.ts
var noPage = { value: [], date: null };
var candlePage$ = (rest, request) => rest.candles(request).pipe(rxjs.catchError((error) => isNotFound(error) ? rxjs.of(noPage) : rxjs.throwError(() => error)));
var maxEmptyPages = 2;
var candleHistory$ = (rest, pair, type, count, now) => {
  const readBefore = (newer, at, emptyPages) => candlePage$(rest, { pair, type, date: candleDateOf(type, at) }).pipe(
    rxjs.concatMap((page) => {
      const value = [...page.value, ...newer.value].slice(-count);
      const isUnfinished = newer.isUnfinished || page === noPage && at === now;
      const history = { value, date: newer.date ?? page.date, isUnfinished };
      const empty = page.value.length === 0 ? emptyPages + 1 : 0;
      return value.length < count && empty < maxEmptyPages ? readBefore(history, previousCandleDate(type, at), empty) : rxjs.of(history);
    })
  );
  return readBefore({ ...noPage, isUnfinished: false }, now, 0);
};
var newestCandles$ = (rest, clock, pair, type, count) => rxjs.defer(() => {
  const at = stampOf(clock);
  const isOfAnotherDate = (time2) => candleDateOf(type, time2) !== candleDateOf(type, at);
  const again = (page, time2) => time2 !== null && isOfAnotherDate(time2) ? candleHistory$(rest, pair, type, count, time2) : rxjs.of(page);
  return candleHistory$(rest, pair, type, count, at).pipe(
    rxjs.concatMap(
      (page) => page.date === null && page.value.length === 0 ? (
        // If our clock is wrong by days, it finds no page at all. The reply to any other request shows the venue's time.
        rest.ticker({ pair }).pipe(
          rxjs.concatMap(({ date }) => again(page, date)),
          rxjs.catchError(() => rxjs.of(page))
        )
      ) : again(page, page.date)
    )
  );
});
var finalCandles$ = (rest, pair, type, openTimes, venueTime) => {
  const latest2 = Math.max(...openTimes);
  return candlePage$(rest, { pair, type, date: candleDateOf(type, latest2) }).pipe(
    rxjs.map((page) => {
      const { value, date } = page;
      if (page === noPage) throw taggedError("NotThereError", `there is no page of ${latest2} yet`, {});
      const isOver = (date ?? venueTime()) >= closeTimeOf(type, latest2) + restCacheTime;
      if (!isOver && !value.some(({ openTime }) => openTime > latest2)) {
        throw taggedError("NotFinalError", `the candle of ${latest2} is not final yet`, {});
      }
      return fillGaps(value).filter(({ openTime }) => openTimes.includes(openTime));
    })
  );
};
var comingTime = 18e5;
var askAgainAfter = 15e3;
var pageOfDate$ = (rest, clock, request) => rxjs.defer(() => {
  const { date } = request;
  const until = startOfCandleDate(date) + comingTime;
  const left = until - stampOf(clock);
  return left <= 0 || left > comingTime ? candlePage$(rest, request) : comingPage$(clock, rest.candles(request), { date, until }, askAgainAfter);
});
var candleRange$ = (rest, clock, { pair, type, from: begin2, to }) => provided(wrongType(type) ?? wrongTime("from", begin2) ?? wrongTime("to", to) ?? wrongPair(pair), () => {
  const dates = candleDates(type, begin2, to - 1);
  const total = dates.length;
  return rxjs.from(dates).pipe(
    rxjs.concatMap(
      (date, i) => pageOfDate$(rest, clock, { pair, type, date }).pipe(
        rxjs.map((page) => {
          if ("until" in page) return { candles: [], done: i, total, awaits: page };
          const candles = page.value.filter(({ openTime }) => openTime >= begin2 && openTime < to);
          return { candles, done: i + 1, total, awaits: null };
        })
      )
    )
  );
});
var snapshotRoom$ = ({ rooms }, kind, pair) => rooms.room$(kind, pair).pipe(
  rxjs.tap((event) => {
    if (event.type === "joined" && !event.fresh) rooms.rejoin(kind, pair);
  })
);
var isWithoutRest = (error) => error._tag === "NoRestError";
var insisting = ({ random, clock }, due, backoff) => rxjs.pipe(
  retryBackoff({
    maxDelay: 2e3,
    ...backoff,
    shouldRetry: (error) => !isWithoutRest(error),
    random,
    scheduler: clock
  }),
  rxjs.timeout({ first: due, scheduler: clock })
);

// src/data/moment.ts
var momentOf = (offset, elapsed, timeOfDay) => {
  const learnt = offset + elapsed;
  return learnt === -Infinity ? { earliest: timeOfDay, latest: timeOfDay } : { earliest: learnt, latest: Math.max(learnt, timeOfDay) };
};
var offsetByTrades = (offset, trades, elapsed) => Math.max(offset, (trades.at(-1)?.timestamp ?? -Infinity) - elapsed);
var neverSetBack = (clock) => {
  const ahead = stampOf(clock) - clock.elapsed();
  return (elapsed) => Math.max(stampOf(clock), ahead + elapsed);
};
var ageFromNow = (clock) => {
  const begun = stampOf(clock);
  const timeOfDay = neverSetBack(clock);
  return () => timeOfDay(clock.elapsed()) - begun;
};

// src/data/candles.ts
var grace = 1500;
var readTimeout = 1e4;
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
var toInput = (event, count, venueTime) => {
  switch (event.type) {
    case "history":
      return {
        type: "history",
        rows: event.page.value,
        count,
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
  const { rest, clock } = context;
  const age = ageFromNow(clock);
  const heldBack = () => age() <= readTimeout ? 0 : Math.min(age(), dayLength);
  const read$ = rxjs.defer(() => {
    const begunSince = Math.ceil(heldBack() / closeTimeOf(type, 0)) + 1;
    return newestCandles$(rest, clock, pair, type, history + begunSince);
  });
  const toHistory = rxjs.map((page) => ({
    type: "history",
    page,
    heldBack: heldBack()
  }));
  return read$.pipe(
    insisting(context, readTimeout, { initialDelay: 500, maxAttempts: 3 }),
    toHistory,
    rxjs.catchError(
      (error) => rxjs.concat(
        rxjs.of(
          { type: "unread", openTimes: [], cause: causeOf(error) },
          { type: "history", page: { ...noPage, isUnfinished: false }, heldBack: 0 }
        ),
        context.hasRest ? repaired(context, read$).pipe(toHistory) : rxjs.EMPTY
      )
    )
  );
};
var repaired = (context, read$) => rxjs.timer(repairInterval, context.clock).pipe(
  rxjs.switchMap(() => read$),
  insisting(context, repairTimeout, { initialDelay: repairInterval, maxDelay: repairInterval }),
  rxjs.catchError(() => rxjs.EMPTY)
);
var ends$ = ({ clock }, kept$) => kept$.pipe(
  rxjs.switchMap(({ bars: { type, open: open2 }, time: time2 }) => {
    if (open2 === null) return rxjs.EMPTY;
    const due = closeTimeOf(type, open2.openTime) + grace - venueTimeOf(time2, clock);
    return rxjs.timer(Math.min(Math.max(0, due), longestDelay), clock);
  }),
  rxjs.map(() => ({ type: "over" }))
);
var groupByDate = (type, openTimes) => {
  const dateOf2 = (openTime) => candleDateOf(type, openTime);
  return [...new Set(openTimes.map(dateOf2))].map(
    (date) => openTimes.filter((openTime) => dateOf2(openTime) === date)
  );
};
var finals$ = (context, { pair, type }, kept$) => kept$.pipe(
  rxjs.mergeMap(({ ask }) => groupByDate(type, ask)),
  rxjs.mergeMap((openTimes) => {
    const venueTime = () => venueTimeOf(kept$.value.time, context.clock);
    const read$ = finalCandles$(context.rest, pair, type, openTimes, venueTime);
    const toRead = rxjs.map((rows2) => ({ type: "read", openTimes, rows: rows2 }));
    const repair$ = repaired(context, read$).pipe(toRead);
    return read$.pipe(
      insisting(context, readTimeout, { initialDelay: 1e3 }),
      toRead,
      rxjs.catchError(
        (error) => rxjs.concat(rxjs.of({ type: "unread", openTimes, cause: causeOf(error) }), repair$)
      )
    );
  })
);
var times$ = (context, { pair, type }, kept$) => context.leaps$.pipe(
  rxjs.switchMap(() => {
    const at = venueTimeOf(kept$.value.time, context.clock);
    const pageOf = (date) => candlePage$(context.rest, { pair, type, date });
    return pageOf(candleDateOf(type, at)).pipe(
      // A day that has just begun has no page yet, but any page shows the time.
      rxjs.concatMap(
        (page) => page.date === null ? pageOf(candleDateOf(type, previousCandleDate(type, at))) : rxjs.of(page)
      ),
      // A quiet pair learns its time from nothing else. Without it, its bars would always end as late as the machine
      // slept.
      insisting(context, repairTimeout, { initialDelay: 500, maxDelay: repairInterval }),
      rxjs.catchError(() => rxjs.EMPTY)
    );
  }),
  rxjs.concatMap(({ date }) => date === null ? rxjs.EMPTY : rxjs.of({ type: "time", date }))
);
var candlesFeed = (context, tradeEvents$) => (key) => rxjs.defer(() => {
  const kept$ = new rxjs.BehaviorSubject(nothingKept(key.type));
  return rxjs.merge(
    ends$(context, kept$),
    finals$(context, key, kept$),
    times$(context, key, kept$),
    tradeEvents$(key.pair).pipe(rxjs.endWith({ type: "ended" })),
    history$(context, key)
  ).pipe(
    rxjs.scan(keep(context.clock, key), kept$.value),
    rxjs.takeWhile(({ ended }) => !ended, true),
    rxjs.tap(({ unread }) => {
      if (unread === null) return;
      const { openTimes, cause } = unread;
      context.diagnose({ kind: "candles-unread", pair: key.pair, type: key.type, openTimes, cause });
    }),
    // Candles are shown before anything is read, because the answer may come immediately.
    rxjs.concatMap((kept) => rxjs.from(kept.bars.show).pipe(rxjs.tap({ complete: () => kept$.next(kept) })))
  );
});

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
  const data2 = code ?? (reply._tag === "Left" ? reply : decode(codec, reply.right.data, "data", onOdd));
  return data2._tag === "Right" ? data2 : { _tag: "Left", left: replyDecodeError(endpoint, data2.left) };
};

// src/parsing/candlestick.ts
var day2 = 864e5;
var spanOf2 = (date) => {
  const [year, month, dayOfMonth] = [date.slice(0, 4), date.slice(4, 6), date.slice(6)].map(Number);
  return date.length === 4 ? [Date.UTC(year, 0, 1) - 31 * day2, Date.UTC(year + 1, 0, 1) + 31 * day2] : [Date.UTC(year, month - 1, dayOfMonth - 1), Date.UTC(year, month - 1, dayOfMonth + 2)];
};
var timeOf = (date) => {
  const [from4, to] = spanOf2(date);
  return same(
    `a time of ${date} in ms`,
    (input) => isTimestamp(input) && input >= from4 && input < to
  );
};
var ohlcvOf = (date) => row("a candle: [open, high, low, close, volume, time]", {
  open: Decimal,
  high: Decimal,
  low: Decimal,
  close: Decimal,
  volume: Total,
  openTime: timeOf(date)
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

// src/model/venue-status.ts
var venueStates = ["NORMAL", "BUSY", "VERY_BUSY", "HALT"];

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

// src/data/public-rest.ts
var usualBytes = 4e6;
var dayBytes = 32e6;
var get = (definition) => ({
  base: "publicUrl",
  check: () => null,
  maxReplyBytes: () => usualBytes,
  ...definition
});
var ofPairs = (name, codec, toDomain) => get({
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
  instruments: get({
    base: "apiUrl",
    path: () => "/spot/pairs",
    data: () => SpotPairsData
  }),
  /**
   * One-shot: how busy each pair is, and the smallest amount that follows from it.
   *
   * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#get-exchange-status
   */
  status: get({
    base: "apiUrl",
    path: () => "/spot/status",
    data: () => SpotStatusData
  }),
  /**
   * One-shot: the tickers of all pairs.
   *
   * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/public-api.md#tickers
   */
  tickers: get({ path: () => "/tickers", data: () => TickersData }),
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
  transactions: get({
    path: ({ pair, day: day3 }) => `/${pair}/transactions${day3 === void 0 ? "" : `/${day3}`}`,
    check: ({ pair, day: day3 }) => (day3 === void 0 ? null : wrongDay(day3)) ?? wrongPair(pair),
    data: ({ pair }) => mapped(TransactionsData, (rows2) => toTrades(pair, rows2)),
    maxReplyBytes: ({ day: day3 }) => day3 === void 0 ? usualBytes : dayBytes
  }),
  /**
   * One-shot: the candles of a UTC date (`YYYYMMDD` for types up to `1hour`, `YYYY` above), oldest first.
   *
   * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/public-api.md#candlestick
   */
  candles: get({
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
  readTimeout: readTimeout2,
  ...urls
}) => {
  const call = ({ base, path, check, data: data2, maxReplyBytes }) => (request) => rxjs.defer(() => {
    const wrong = check(request);
    if (wrong !== null) return rxjs.throwError(() => wrong);
    const at = path(request);
    const endpoint = `GET ${at}`;
    if (sendRequest === null) return rxjs.throwError(() => noRestError(endpoint));
    const url = urls[base] + at;
    const most = maxReplyBytes(request);
    return sendRequest({ method: "GET", url, timeout: readTimeout2, maxReplyBytes: most }).pipe(
      rxjs.catchError((error) => rxjs.throwError(() => portErrorAt(endpoint, error))),
      rxjs.map((reply) => {
        const date = isTimestamp(reply.date) ? reply.date : null;
        const codec = data2(request, date ?? stampOf(clock));
        const replied = { endpoint, codes: systemCodes, secret: false };
        const decoded = decodeReply(codec, replied, reply, (odd) => onOdd(endpoint, odd));
        if (decoded._tag === "Left") throw decoded.left;
        return { value: decoded.right, date };
      })
    );
  });
  const rows2 = Object.entries(publicEndpoints);
  return Object.fromEntries(rows2.map(([name, endpoint]) => [name, call(endpoint)]));
};
var isNotFound2 = (error) => error._tag === "VenueError" && error.code === 1e4;
var createPairCheck = ({
  rest,
  clock,
  leaps$,
  diagnose
}) => {
  const known = /* @__PURE__ */ new Map();
  const announced = /* @__PURE__ */ new Set();
  leaps$.subscribe(() => known.clear());
  const ask = (pair) => rest.ticker({ pair }).pipe(
    rxjs.map(({ value: ticker, date }) => {
      const readAt = clock.elapsed();
      return { offset: Math.max(ticker.timestamp, date ?? 0) - readAt, ticker, readAt };
    }),
    rxjs.catchError((error) => {
      known.delete(pair);
      if (isNotFound2(error)) return rxjs.throwError(() => unknownPairError(pair));
      if (!announced.has(pair)) diagnose({ kind: "pair-unchecked", pair, cause: causeOf(error) });
      announced.add(pair);
      return rxjs.EMPTY;
    }),
    rxjs.shareReplay({ bufferSize: 1, refCount: true })
  );
  return (pair) => rxjs.defer(() => {
    if (!isPairName(pair)) return rxjs.throwError(() => unknownPairError(pair));
    const check = known.get(pair) ?? ask(pair);
    known.set(pair, check);
    const begun = clock.elapsed();
    return check.pipe(rxjs.map(({ offset, ...read }) => ({ venueTime: begun + offset, ...read })));
  });
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

// src/data/trades.ts
var cacheTime = 1500;
var catchUpTimeout = 1e4;
var proofInterval = 6e4;
var proofTrades = 30;
var maxHeld = 1e4;
var restReach = 60;
var sinceBehind = 2e3;
var start = {
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
var emit = (state, trades, offset = state.offset) => {
  const events = [];
  let { last: last2 } = state;
  for (const trade of trades) {
    const late = last2 !== null && trade.id < last2.id;
    events.push({ type: "trade", trade, late });
    if (!late) last2 = trade;
  }
  return {
    first: state.first ?? trades[0] ?? null,
    last: last2,
    proved: state.proved,
    since: state.since,
    held: state.held,
    heldBefore: state.heldBefore,
    offset,
    events,
    gap: null
  };
};
var resume = (state, missed, gap) => {
  const union = [...missed, ...state.held ?? []].sort((a2, b2) => a2.id - b2.id);
  const emitted = emit({ ...state, held: null, heldBefore: 0 }, union);
  return { ...emitted, events: [...emitted.events, { type: "live", gap }], gap };
};
var ofFeed = ({ first, since, proved }, rows2) => rows2.filter(({ id, timestamp: timestamp2 }) => {
  const from4 = since ?? proved;
  if (first === null) return from4 !== null && timestamp2 > from4;
  return id > first.id || since !== null && timestamp2 > since + sinceBehind;
});
var unprovedFrom = ({ proved, since, first }) => proved ?? since ?? first?.timestamp ?? null;
var reaches = ({ last: last2, since, proved }, rows2) => {
  const from4 = proved ?? since;
  return rows2.length < restReach || rows2.some(({ id, timestamp: timestamp2 }) => last2 !== null ? id <= last2.id : from4 !== null && timestamp2 <= from4);
};
var proving = (state, rows2) => ({
  ...state,
  proved: rows2.at(-1)?.timestamp ?? state.proved
});
var resumeWithout = (state, cause, { earliest, latest: latest2 }) => {
  const firstHeld = state.held?.[state.heldBefore]?.timestamp;
  const gap = { from: unprovedFrom(state), to: firstHeld ?? latest2, cause };
  return { ...resume(state, [], gap), proved: firstHeld ?? earliest };
};
var catchUp = (state, rows2, now) => {
  const from4 = unprovedFrom(state);
  if (from4 === null) {
    const newest = rows2.at(-1)?.timestamp;
    const moment = newest === void 0 ? now : { earliest: newest, latest: newest };
    return resumeWithout(state, "it is not known when the feed began", moment);
  }
  const to = rows2[0]?.timestamp ?? from4;
  const gap = reaches(state, rows2) ? null : { from: from4, to, cause: `more than ${restReach} trades in the outage` };
  return proving(resume(state, ofFeed(state, rows2), gap), rows2);
};
var reduce = (before, input, elapsed, timeOfDay) => {
  const { held } = before;
  const offset = input.type === "trades" ? offsetByTrades(before.offset, input.trades, elapsed) : before.offset;
  if (input.type === "trades" && held === null) return emit(before, input.trades, offset);
  const state = { ...before, offset, events: [], gap: null };
  const now = momentOf(state.offset, elapsed, timeOfDay(elapsed));
  switch (input.type) {
    case "since":
      return { ...state, since: state.since ?? input.venueTime };
    case "joined":
      return { ...state, events: held === null ? [{ type: "live", gap: null }] : [] };
    case "lost":
      return { ...state, held: held ?? [], heldBefore: held?.length ?? 0, events: [{ type: "lost" }] };
    case "trades": {
      const holding = { ...state, held: [...held ?? [], ...input.trades] };
      return holding.held.length > maxHeld ? resumeWithout(holding, `more than ${maxHeld} held back`, now) : holding;
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
var everyTrades = (count) => rxjs.pipe(
  rxjs.scan((sum, event) => (sum < count ? sum : 0) + (event.type === "message" ? event.message.length : 0), 0),
  rxjs.filter((sum) => sum >= count)
);
var tradeEventsFeed = (context, checkPair) => (pair) => {
  const { rooms, rest, hasRest, clock, diagnose } = context;
  const insist = (source) => source.pipe(insisting(context, catchUpTimeout, { initialDelay: 500 }));
  const readMissed = () => insist(rxjs.timer(cacheTime, clock).pipe(rxjs.concatMap(() => rest.transactions({ pair })))).pipe(
    rxjs.map(({ value }) => ({ type: "missed", trades: value })),
    rxjs.catchError((error) => rxjs.of({ type: "unread", cause: causeOf(error) }))
  );
  const awaitNext = (room$) => room$.pipe(
    rxjs.filter(({ type }) => type === "message"),
    rxjs.take(1),
    rxjs.map(() => ({ type: "unread", cause: "there is no REST to ask" }))
  );
  const readProofs = (room$) => rxjs.merge(rxjs.timer(proofInterval, proofInterval, clock), room$.pipe(everyTrades(proofTrades))).pipe(
    rxjs.takeUntil(room$.pipe(rxjs.ignoreElements(), rxjs.endWith(null))),
    // Without REST, the feed is as reliable as its link.
    rxjs.exhaustMap(() => insist(rest.transactions({ pair })).pipe(rxjs.catchError(() => rxjs.EMPTY))),
    rxjs.map(({ value }) => ({ type: "proof", trades: value }))
  );
  return rxjs.defer(() => {
    const timeOfDay = neverSetBack(clock);
    return rooms.room$("transactions", pair).pipe(
      rxjs.connect(
        (room$) => rxjs.merge(
          checkPair(pair).pipe(rxjs.map((check) => ({ type: "since", ...check }))),
          room$.pipe(rxjs.map(toInput2)),
          room$.pipe(
            rxjs.filter(({ type }) => type !== "message"),
            rxjs.switchMap(({ type }, i) => {
              if (type === "lost" || type === "leapt") return rxjs.EMPTY;
              if (!hasRest) return i > 0 ? awaitNext(room$) : rxjs.EMPTY;
              return i > 0 ? rxjs.concat(readMissed(), readProofs(room$)) : readProofs(room$);
            })
          )
        )
      ),
      rxjs.scan((state, input) => reduce(state, input, clock.elapsed(), timeOfDay), start),
      rxjs.tap(({ gap }) => {
        if (gap !== null) diagnose({ kind: "trades-missing", pair, ...gap });
      }),
      oneByOne(({ events }) => events),
      exactlyOnce({ key: (event) => event.type === "trade" ? event.trade.id : Symbol(event.type) }),
      rxjs.tap((event) => {
        if (event.type === "trade" && event.late)
          diagnose({ kind: "trade-late", pair, id: event.trade.id });
      })
    );
  });
};

// src/data/trade-parts.ts
var newestPart$ = (rest, pair, begin2, end2) => rest.transactions({ pair }).pipe(
  rxjs.map(({ value: rows2 }) => {
    const oldest = rows2[0]?.timestamp ?? 0;
    const reaches2 = rows2.length < restReach || oldest < begin2;
    return {
      trades: rows2.filter(({ timestamp: timestamp2 }) => timestamp2 >= begin2 && timestamp2 < end2),
      source: "newest",
      missing: reaches2 || oldest === begin2 ? null : { from: begin2, to: Math.min(oldest, end2) }
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
var afterEvent = (state, event, begin2, receivedAt) => {
  if (event.type === "trade")
    return state.readIds.has(event.trade.id) ? state : emitting(state, { ...streamPart, trades: [event.trade] });
  if (event.type === "lost") return { ...state, isLive: false };
  const { gap } = event;
  const live = { ...state, isLive: true };
  if (gap !== null)
    return emitting(live, { ...streamPart, missing: { from: gap.from ?? begin2, to: gap.to } });
  return state.isLive === null && receivedAt !== null ? emitting(live, { ...streamPart, missing: { from: state.until, to: receivedAt } }) : live;
};
var following = (before, input, { begin: begin2, to, receivedAt }) => {
  const state = { ...before, parts: [] };
  const { held } = state;
  if (input.type === "newest") {
    const readIds = new Set(input.part.trades.map(({ id }) => id));
    const read = emitting({ ...state, held: null, readIds }, input.part);
    return (held ?? []).reduce((sum, event) => afterEvent(sum, event, begin2, null), read);
  }
  if (input.type === "over")
    return held !== null || state.isLive === true ? state : emitting(state, { ...streamPart, missing: { from: state.until, to } });
  return held === null ? afterEvent(state, input, begin2, receivedAt) : { ...state, held: [...held, input] };
};
var after$ = (delay, clock) => delay > longestDelay ? rxjs.timer(longestDelay, clock).pipe(rxjs.concatMap(() => after$(delay - longestDelay, clock))) : rxjs.timer(delay, clock);
var clipped = (part, begin2, end2) => {
  const from4 = Math.max(begin2, part.missing?.from ?? end2);
  const to = Math.min(end2, part.missing?.to ?? begin2);
  return {
    ...part,
    trades: part.trades.filter(({ timestamp: timestamp2 }) => timestamp2 >= begin2 && timestamp2 < end2),
    missing: from4 < to ? { from: from4, to } : null
  };
};
var joinTimeout = 1e4;
var followed$ = (rest, clock, tradeEvents$, { pair, to }, begin2) => rxjs.defer(() => {
  const left = to - stampOf(clock);
  const events$ = tradeEvents$(pair).pipe(rxjs.takeUntil(after$(Math.max(0, left) + cacheTime, clock)));
  return events$.pipe(
    rxjs.connect((stream$) => {
      const live$ = stream$.pipe(rxjs.filter(({ type }) => type === "live"));
      const newest$ = rxjs.merge(
        live$,
        rxjs.timer(joinTimeout, clock),
        stream$.pipe(rxjs.ignoreElements(), rxjs.endWith(null))
      ).pipe(
        rxjs.take(1),
        rxjs.concatMap(() => rxjs.timer(cacheTime, clock)),
        rxjs.concatMap(() => newestPart$(rest, pair, begin2, to)),
        rxjs.map((part) => ({ type: "newest", part }))
      );
      return rxjs.merge(newest$, stream$.pipe(rxjs.endWith({ type: "over" })));
    }),
    rxjs.scan(
      (state, input) => following(state, input, { begin: begin2, to, receivedAt: stampOf(clock) }),
      {
        held: [],
        readIds: /* @__PURE__ */ new Set(),
        until: begin2,
        isLive: null,
        parts: []
      }
    ),
    rxjs.concatMap(({ parts }) => parts),
    rxjs.map((part) => clipped(part, begin2, to)),
    rxjs.filter(({ trades, missing, source }) => trades.length > 0 || missing !== null || source === "newest")
  );
});

// src/data/trade-pages.ts
var comingTime2 = 3 * 36e5;
var askAgainAfter2 = 6e4;
var latestPage = 2 * dayLength;
var pastDay$ = (rest, clock, pair, begin2, end2) => rxjs.defer(() => {
  const over = startOfDay(begin2) + dayLength;
  const date = utcDateOf(begin2);
  const page$ = rest.transactions({ pair, day: date }).pipe(
    rxjs.map(({ value: rows2 }) => ({
      trades: rows2.filter(({ timestamp: timestamp2 }) => timestamp2 >= begin2 && timestamp2 < end2),
      source: "day",
      missing: null
    })),
    rxjs.catchError((error) => {
      if (!isNotFound(error)) return rxjs.throwError(() => error);
      if (stampOf(clock) >= over + latestPage)
        return rxjs.of({ trades: [], source: "day", missing: null });
      return newestPart$(rest, pair, begin2, end2).pipe(
        rxjs.concatMap((part) => part.missing === null ? rxjs.of(part) : rxjs.throwError(() => error))
      );
    })
  );
  return comingPage$(clock, page$, { date, until: over + comingTime2 }, askAgainAfter2);
});
var tradeRange$ = (rest, clock, tradeEvents$, request) => {
  const { pair, from: begin2, to, follow = false } = request;
  return provided(
    wrongTime("from", begin2) ?? wrongTime("to", to) ?? wrongPair(pair),
    () => rxjs.defer(() => {
      const now = stampOf(clock);
      const today = startOfDay(now);
      const end2 = Math.min(to, Math.max(now, follow ? begin2 : 0) + 1);
      const starts = startsOfDays(begin2, end2 - 1).map((start3) => Math.max(begin2, start3));
      const total = starts.length;
      const page = (part, i) => ({
        ...part,
        done: i + 1,
        total,
        awaits: null
      });
      const past$ = rxjs.from(starts.filter((start3) => start3 < today)).pipe(
        rxjs.concatMap(
          (start3, i) => pastDay$(rest, clock, pair, start3, Math.min(to, startOfDay(start3) + dayLength)).pipe(
            rxjs.map(
              (part) => "until" in part ? { trades: [], source: "day", missing: null, done: i, total, awaits: part } : page(part, i)
            )
          )
        )
      );
      const start2 = starts.find((each) => each >= today);
      if (start2 === void 0) return past$;
      if (!follow || to <= now)
        return rxjs.concat(
          past$,
          newestPart$(rest, pair, start2, Math.min(to, startOfDay(start2) + dayLength)).pipe(
            rxjs.map((part) => page(part, total - 1))
          )
        );
      return past$.pipe(
        rxjs.connect(
          (read$) => rxjs.merge(
            read$,
            followed$(rest, clock, tradeEvents$, request, start2).pipe(
              rxjs.concatMap((part) => rxjs.concat(read$.pipe(rxjs.ignoreElements()), rxjs.of(page(part, total - 1))))
            )
          )
        )
      );
    })
  );
};

// src/data/rest.ts
var undated = (calls) => Object.fromEntries(
  Object.entries(calls).map(([name, call]) => [
    name,
    (request) => call(request).pipe(rxjs.map(({ value }) => value))
  ])
);
var publicRestOf = (rest, clock, tradeEvents$) => ({
  ...undated(rest),
  all: {
    candles: (request) => candleRange$(rest, clock, request),
    trades: (request) => tradeRange$(rest, clock, tradeEvents$, request)
  }
});
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
var lengthOf2 = ({ flat, levels }) => levels?.length ?? (flat ?? []).length / 2;
var bestPriceOf = ({ flat, levels }) => levels === null ? flat?.[0] : levels[0]?.price;
var joinRuns = (a2, b2) => a2.flat !== null && b2.flat !== null ? flatRun(a2.flat.concat(b2.flat)) : runOf(look(a2).concat(look(b2)));
var partOf = ({ flat, levels }, from4, to) => levels === null ? flatRun((flat ?? []).slice(2 * from4, 2 * to)) : runOf(levels.slice(from4, to));

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
    known += lengthOf2(side[runs]);
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
    const isShort = before !== void 0 && lengthOf2(before) < shortestRun;
    if (isShort) side.pop();
    const whole = isShort ? joinRuns(before, run) : run;
    const length = lengthOf2(whole);
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
    let from4 = 0;
    let to = 0;
    for (let i = first; i < end2; i += 2) {
      const price = ordered[i];
      const amount = ordered[i + 1];
      if (i + 2 < end2 && ordered[i + 2] === price) continue;
      let present = 0;
      for (; from4 < length; from4 += 1, to += 1) {
        const level = levels[from4];
        const ahead = (level.price - price) * sign;
        if (ahead === 0) present = level.amount;
        if (ahead >= 0) break;
        next[to] = level;
      }
      if (amount === present) continue;
      isChanged = true;
      if (present > 0) from4 += 1;
      if (amount > 0) next[to++] = { price, amount };
    }
    if (!isChanged) return levels;
    for (; from4 < length; from4 += 1, to += 1) next[to] = levels[from4];
    while (next.length > to) next.pop();
    return next;
  };
  const applyToFlat = (flat, first, end2, sign) => {
    const { length } = flat;
    let isChanged = false;
    let from4 = 0;
    let to = 0;
    for (let i = first; i < end2; i += 2) {
      const price = ordered[i];
      const amount = ordered[i + 1];
      if (i + 2 < end2 && ordered[i + 2] === price) continue;
      for (; from4 < length && (flat[from4] - price) * sign < 0; from4 += 2, to += 2) {
        merged[to] = flat[from4];
        merged[to + 1] = flat[from4 + 1];
      }
      const present = from4 < length && flat[from4] === price ? flat[from4 + 1] : 0;
      if (amount === present) continue;
      isChanged = true;
      if (present > 0) from4 += 2;
      if (amount > 0) {
        merged[to] = price;
        merged[to + 1] = amount;
        to += 2;
      }
    }
    if (!isChanged) return flat;
    for (; from4 < length; from4 += 1, to += 1) merged[to] = flat[from4];
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
      const length = lengthOf2(nextRun);
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
var refuse = (kept, doubt2, { pair, sequence }) => ({
  ...kept,
  doubt: { ...doubt2, refused: doubt2.refused + 1 },
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
  const { doubt: doubt2, diffs } = kept;
  const { pair, sequence, timestamp: timestamp2 } = diff;
  const isOld = doubt2 === null ? isCovered(kept, diff) : timestamp2 < doubt2.after;
  if (isOld || isRepeated(diffs, diff)) {
    return { ...kept, show: null, report: { kind: "stale-diff", pair, sequence, known } };
  }
  const isNext2 = doubt2 !== null && sequence > (diffs?.diff ?? doubt2).sequence;
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
var within2 = (side, differences, reaches2, sign) => {
  const near = Math.max(...reaches2.map((reach) => reach.near));
  const far = Math.min(...reaches2.map((reach) => reach.far));
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
var select = (diffs, of9, sequence) => {
  const selected = [];
  for (let at = diffs; at !== null; at = at.older) {
    if (at.diff.sequence > sequence === (of9 === "later")) selected.push(at.diff);
  }
  return selected.reverse();
};
var repaired2 = ({ pair, sequence }, differences) => differences.length === 0 ? null : { kind: "book-repaired", pair, sequence, ...reported(differences) };
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
  const { book, base, since, diffs, doubt: doubt2 } = kept;
  const { pair, sequence } = whole;
  const refused = refuseLarge(kept, whole);
  if (refused !== null) return refused;
  if (sequence < since || base !== null && whole.timestamp < base.timestamp)
    return contradict(kept, whole, "whole", since);
  if (doubt2 !== null && isTooOld(doubt2, whole)) return refuse(kept, doubt2, whole);
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
    report: repaired2(whole, wrong)
  };
};

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
  const diagnoseReport = ({ doubt: doubt2 }, report) => {
    diagnose(report);
    if (doubt2 === null) return;
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
var longestSeedAge = 2e3;
var tickerFeed = ({ rooms, rest, hasRest, clock }, checkPair) => (pair) => {
  const read$ = rest.ticker({ pair }).pipe(rxjs.map(({ value }) => value));
  const seed$ = rxjs.defer(() => {
    if (!hasRest) return rxjs.EMPTY;
    return checkPair(pair).pipe(
      rxjs.mergeMap(({ ticker, readAt }) => clock.elapsed() - readAt > longestSeedAge ? read$ : rxjs.of(ticker)),
      // The next frame brings the ticker, and the check of the pair has reported errors already.
      rxjs.catchError(() => rxjs.EMPTY)
    );
  });
  return new rxjs.Observable((subscriber) => {
    let seeding = rxjs.Subscription.EMPTY;
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
var maintenanceCode = 10007;
var isMaintenance = (error) => error.code === maintenanceCode;
var venueReport$ = ({ rest, hasRest, clock, leaps$, diagnose }, interval4) => (hasRest ? leaps$.pipe(
  rxjs.startWith(null),
  rxjs.switchMap(() => rxjs.timer(0, interval4, clock))
) : rxjs.of(0)).pipe(
  rxjs.switchMap(
    () => rxjs.forkJoin([rest.status(), rest.instruments()]).pipe(
      rxjs.map(([statuses, instruments]) => ({
        type: "read",
        statuses: statuses.value,
        instruments: instruments.value
      })),
      rxjs.catchError((error) => {
        if (isMaintenance(error)) return rxjs.of({ type: "maintenance" });
        diagnose({ kind: "status-unread", cause: causeOf(error) });
        return rxjs.of({ type: "unknown" });
      })
    )
  )
);
var mode$ = (context, pair) => snapshotRoom$(context, "circuit_break_info", pair).pipe(
  rxjs.filter((event) => event.type === "message" || event.type === "lost" || event.type === "leapt"),
  rxjs.map((event) => event.type === "message" ? event.message.mode : null)
);
var noRows = { statuses: [], instruments: [] };
var reasonsOf = (pair, report, mode) => {
  const { statuses, instruments } = report.type === "read" ? report : noRows;
  const instrument = instruments.find((candidate) => candidate.pair === pair);
  const status = statuses.find((candidate) => candidate.pair === pair);
  const isMaintained = report.type === "maintenance";
  const reasons = {
    maintenance: isMaintained,
    halt: instrument && status?.state === "HALT",
    suspended: instrument && (!instrument.enabled || instrument.stopped.order || instrument.stopped.orderAndCancel),
    unknown: mode === null || mode === "unknown" || status?.state === "unknown" || !isMaintained && instrument === void 0,
    "circuit-break": mode !== null && mode !== "unknown" && mode !== "NONE"
  };
  return Object.keys(reasons).filter((reason) => reasons[reason]);
};
var tradableFeed = (context, report$) => (pair) => mode$(context, pair).pipe(
  // It ends with the room, because otherwise the report would be read for ever.
  rxjs.connect((modes$) => rxjs.combineLatest([report$.pipe(rxjs.takeUntil(modes$.pipe(rxjs.last(null, null)))), modes$])),
  rxjs.map(([report, mode]) => {
    const reasons = reasonsOf(pair, report, mode);
    return { pair, tradable: reasons.length === 0, reasons };
  }),
  rxjs.distinctUntilChanged((a2, b2) => a2.reasons.join() === b2.reasons.join())
);

// src/data/client.ts
var dataClientOn = (ports2) => (options = {}, ...stray) => {
  const config = readDataOptions(options, stray);
  const base = createBase(config, ports2.openSocket);
  const { rooms, clock, leaps$, random, diagnose, linger, untilClosed } = base;
  const sendRequest = sendRequestOf(config, ports2);
  const rest = createDatedRest({
    onOdd: (source, odd) => diagnose({ kind: "odd-row", source, ...odd }),
    ...config,
    sendRequest: sendRequest && ((request) => untilClosed(sendRequest(request))),
    clock
  });
  const context = {
    rooms,
    rest,
    hasRest: sendRequest !== null,
    clock,
    leaps$,
    random,
    diagnose
  };
  const checkPair = createPairCheck(context);
  const sharing2 = sharingOf(base, (pair) => checkPair(pair).pipe(rxjs.ignoreElements()));
  const { checked, perPair, events, state } = sharing2;
  const tradeEvents$ = perPair(
    tradeEventsFeed(context, checkPair),
    () => shareCurrent({
      fold: (current, event) => event.type === "trade" ? current : [event],
      scheduler: clock
    })
  );
  const buildCandles = candlesFeed(context, tradeEvents$);
  const candlesOf$ = shareByKey(
    (key) => checked(key.pair, buildCandles(key)),
    ({ history }) => shareCurrent({
      forgetOn: rooms.lost$,
      survives: ({ closed }) => closed,
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
    rest: publicRestOf(rest, clock, tradeEvents$),
    ...streamFeeds(base, sharing2),
    ticker$: state(tickerFeed(context, checkPair)),
    trades$: events(
      (pair) => tradeEvents$(pair).pipe(
        rxjs.filter((event) => event.type === "trade"),
        rxjs.map(({ trade }) => trade)
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
var states = ["idle", "connecting", "open", "waiting"];
var helps = {
  rx_bitbank_connection_state: ["gauge", "1 if the link is in this state, otherwise 0."],
  rx_bitbank_connection_failures: ["gauge", "Failed attempts in a row to make the link."],
  rx_bitbank_diagnostics_total: ["counter", "Diagnostics by their kind."],
  rx_bitbank_room_frames_total: ["counter", "Frames of a room."],
  rx_bitbank_room_bytes_total: ["counter", "Bytes of the frames of a room."],
  rx_bitbank_room_last_frame_seconds: ["gauge", "Arrival of the last frame of a room: Unix time, s."],
  rx_bitbank_room_lag_seconds: ["gauge", "Age of the stamp of the last frame at its arrival, s."]
};
var metric = (name, labels, value) => {
  const [type, help] = helps[name];
  return { name, type, help, labels, value };
};
var ofConnection = (client, { state, attempt }) => [
  ...states.map(
    (each) => metric("rx_bitbank_connection_state", { client, state: each }, each === state ? 1 : 0)
  ),
  metric("rx_bitbank_connection_failures", { client }, attempt)
];
var ofRoom = (room, { frames, bytes, lastAt, lag }) => [
  metric("rx_bitbank_room_frames_total", { room }, frames),
  metric("rx_bitbank_room_bytes_total", { room }, bytes),
  ...lastAt === null ? [] : [metric("rx_bitbank_room_last_frame_seconds", { room }, lastAt / 1e3)],
  ...lag === null ? [] : [metric("rx_bitbank_room_lag_seconds", { room }, lag / 1e3)]
];
var metricsOfOne = (client, { connection$, diagnostics$, rooms$ = rxjs.EMPTY }) => rxjs.combineLatest([
  connection$.pipe(rxjs.map((connection) => ofConnection(client, connection))),
  diagnostics$.pipe(
    rxjs.scan(
      (counts, { kind, count }) => new Map([...counts, [kind, (counts.get(kind) ?? 0) + count]]),
      /* @__PURE__ */ new Map()
    ),
    rxjs.map(
      (counts) => Array.from(
        counts,
        ([kind, count]) => metric("rx_bitbank_diagnostics_total", { client, kind }, count)
      )
    ),
    rxjs.startWith([])
  ),
  rooms$.pipe(
    rxjs.map((rooms) => Array.from(rooms, ([room, traffic]) => ofRoom(room, traffic)).flat()),
    rxjs.startWith([])
  )
]).pipe(rxjs.map((parts) => parts.flat()));
var together = 100;
var metricsOf = (data2, exec, { scheduler } = {}) => rxjs.combineLatest([
  metricsOfOne("data", data2),
  ...exec === void 0 ? [] : [metricsOfOne("execution", exec)]
]).pipe(
  rxjs.auditTime(together, clockOf(scheduler)),
  rxjs.map((parts) => parts.flat())
);

// src/connectivity/prometheus-text.ts
var escaped = (text) => text.replace(/[\\"\n]/g, (sign) => sign === "\n" ? "\\n" : `\\${sign}`);
var sampleLine = ({ name, labels, value }) => {
  const pairs = Object.entries(labels).map(([label, text]) => `${label}="${escaped(text)}"`);
  return `${name}${pairs.length === 0 ? "" : `{${pairs.join(",")}}`} ${value}
`;
};
var prometheusText = (metrics) => {
  const byName = /* @__PURE__ */ new Map();
  for (const each of metrics) byName.set(each.name, [...byName.get(each.name) ?? [], each]);
  return Array.from(byName, ([name, own]) => {
    const [first] = own;
    return first === void 0 ? "" : `# HELP ${name} ${first.help}
# TYPE ${name} ${first.type}
${own.map(sampleLine).join("")}`;
  }).join("");
};
var open = { type: "open", send: () => void 0 };
function* dueFrames(frames, speed) {
  let [elapsed, previous] = [0, Infinity];
  for (const { t, frame } of frames) {
    if (isControlFrame(frame)) continue;
    elapsed += Math.max(0, t - previous);
    previous = t;
    yield { due: elapsed / speed, frame };
  }
}
var paced = (frames, speed, clock) => new rxjs.Observable((subscriber) => {
  const started = clock.elapsed();
  const pending = dueFrames(frames, speed);
  let next = null;
  const play = function() {
    next ??= pending.next();
    while (next.done !== true) {
      const wait = started + next.value.due - clock.elapsed();
      if (wait > 0) {
        this.schedule(void 0, Math.min(wait, longestDelay));
        return;
      }
      subscriber.next(next.value.frame);
      if (subscriber.closed) return;
      next = pending.next();
    }
    subscriber.complete();
  };
  subscriber.add(clock.schedule(play));
  subscriber.add(() => pending.return(void 0));
});
var replayTransport = (frames, { speed = 1, scheduler } = {}) => ({ link$: rxjs.concat(rxjs.of(open), paced(frames, speed, clockOf(scheduler))), sendRequest: null });

// src/index.web.ts
var ports = {
  openSocket: openWebSocket,
  createSendRequest: () => sendByFetch
};
var createDataClient = dataClientOn(ports);
var streamTransport = streamTransportOn(ports);

exports.candleTypes = candleTypes;
exports.circuitBreakModes = circuitBreakModes;
exports.createDataClient = createDataClient;
exports.feeTypes = feeTypes;
exports.metricsOf = metricsOf;
exports.prometheusText = prometheusText;
exports.replayTransport = replayTransport;
exports.sides = sides;
exports.streamTransport = streamTransport;
exports.venueStates = venueStates;
//# sourceMappingURL=index.web.cjs.map
//# sourceMappingURL=index.web.cjs.map