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
var __copyProps = (to, from7, except, desc) => {
  if (from7 && typeof from7 === "object" || typeof from7 === "function") {
    for (let key of __getOwnPropNames(from7))
      if (!__hasOwnProp.call(to, key) && key !== except)
        __defProp(to, key, { get: () => from7[key], enumerable: !(desc = __getOwnPropDesc(from7, key)) || desc.enumerable });
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

// src/execution/index.ts
var execution_exports = {};
__export(execution_exports, {
  cancelers: () => cancelers,
  createExecutionClient: () => createExecutionClient,
  createExecutionClientFromEnvironment: () => createExecutionClientFromEnvironment,
  depositStatuses: () => depositStatuses,
  familyOf: () => familyOf,
  fileJournal: () => fileJournal,
  heartbeat$: () => heartbeat$,
  marginStates: () => marginStates,
  orderStatuses: () => orderStatuses,
  orderTypes: () => orderTypes,
  positionSides: () => positionSides,
  profit: () => profit,
  profitFrom: () => profitFrom,
  profitOf: () => profitOf,
  rejectReasons: () => rejectReasons,
  remaining: () => remaining,
  sides: () => sides,
  venueCodes: () => venueCodes,
  venueStates: () => venueStates,
  withdrawalStatuses: () => withdrawalStatuses
});
module.exports = __toCommonJS(execution_exports);

// src/execution/create-client.ts
var import_rxjs55 = require("rxjs");

// src/connectivity/http-fetch.ts
var import_rxjs = require("rxjs");

// src/model/without-passwords.ts
var mark = "://";
var withoutUser = (run) => {
  const begin2 = run.indexOf(mark);
  const end = run.lastIndexOf("@");
  return begin2 < 0 || end < begin2 ? run : `${run.slice(0, begin2)}://\u2026@${run.slice(end + 1)}`;
};
var withoutQuery = (run) => {
  const lastEquals = run.lastIndexOf("=");
  for (let begin2 = run.indexOf(mark); begin2 >= 0; ) {
    const length = run.slice(begin2).search(/[?#]/);
    if (length < 0) return run;
    const end = begin2 + length;
    if (run[end] === "?" || lastEquals > end) return `${run.slice(0, end)}?\u2026`;
    begin2 = run.indexOf(mark, end);
  }
  return run;
};
var withoutPasswords = (text) => text.includes(mark) ? text.replace(/[^\n"']+/g, withoutUser).replace(/[^\s"']+/g, withoutQuery) : text;

// src/model/tagged.ts
var taggedError = (tag, message, fields3) => {
  const cleaned = Object.entries(fields3).map(([name, value]) => [
    name,
    typeof value === "string" ? withoutPasswords(value) : value
  ]);
  const shown4 = Object.fromEntries(cleaned);
  const error = Object.assign(new Error(withoutPasswords(message)), shown4, { _tag: tag });
  error.name = tag;
  return error;
};
var causeOf = (error) => withoutPasswords(error instanceof Error ? error.message : String(error));

// src/model/venue-code.ts
var codesOf = (table2) => new Map(
  Object.values(table2).map(([code, class_, effect, meaning]) => [
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
  const fields3 = { endpoint, status, code, family, meaning, class: class_, effect };
  return taggedError("VenueError", `${endpoint}: ${name}: ${meaning}`, fields3);
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
  const message = `${endpoint}: ${path || "reply"}: expected ${expected}, got ${actual}`;
  return taggedError("DecodeError", message, { endpoint, path, expected, actual, effect: "unknown" });
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
var configError = (field, expected, actual) => taggedError("ConfigError", `${field}: expected ${expected}, got ${actual}`, { field, expected, actual });

// src/connectivity/ports.ts
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
var fetchHttp = (settings2 = {}) => (request) => new import_rxjs.Observable((subscriber) => {
  const { url, timeout: timeout4, maxReplyBytes } = request;
  const endpoint = endpointOf(request);
  const abort = new AbortController();
  const timer16 = setTimeout(
    () => subscriber.error(httpError(endpoint, "timeout", "unknown", `no reply within ${timeout4} ms`)),
    timeout4
  );
  fetch(url, { ...request, ...settings2, signal: abort.signal }).then(async (response) => {
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
    clearTimeout(timer16);
    abort.abort();
  };
});
var sendByFetch = fetchHttp();

// src/connectivity/http-undici.ts
var import_rxjs2 = require("rxjs");
var import_undici = require("undici");
var createProxyPool = (origin, options) => {
  const pool = new import_undici.Pool(origin, options);
  const tunnel = pool.connect.bind(pool);
  const connect3 = (to) => tunnel(to).catch((error) => {
    throw new Error(`no tunnel through the proxy: ${error instanceof Error ? error.message : "unknown"}`);
  });
  return Object.assign(pool, { connect: connect3 });
};
var createDispatcher = ({ proxy, connectTimeout = 5e3 }) => {
  const options = { connect: { timeout: connectTimeout }, headersTimeout: 0, bodyTimeout: 0, pipelining: 1 };
  if (proxy === void 0) return new import_undici.Agent(options);
  const { timeout: timeout4 } = options.connect;
  return new import_undici.ProxyAgent({
    ...options,
    uri: proxy,
    clientFactory: createProxyPool,
    proxyTls: { timeout: timeout4 },
    requestTls: { timeout: timeout4 }
  });
};
var dateOf2 = (header) => {
  const time2 = typeof header === "string" ? Date.parse(header) : NaN;
  return Number.isNaN(time2) ? null : time2;
};
var partsOf = (url) => {
  const pathAt = url.indexOf("/", url.indexOf("://") + 3);
  return pathAt < 0 ? { origin: url, path: "/" } : { origin: url.slice(0, pathAt), path: url.slice(pathAt) };
};
var undiciHttp = (options = {}) => {
  const dispatcher = createDispatcher(options);
  return ({ method, url, headers, body, timeout: timeout4, maxReplyBytes }) => new import_rxjs2.Observable((subscriber) => {
    const { origin, path } = partsOf(url);
    const chunks = [];
    let received = 0;
    let sent = false;
    let abort = import_rxjs2.noop;
    let head = { status: 0, date: null };
    const fail = (reason, detail) => subscriber.error(httpError(endpointOf({ method, url }), reason, sent ? "unknown" : "none", detail));
    const failTooLarge = () => fail("too-large", `a reply of more than ${maxReplyBytes} bytes`);
    const timer16 = setTimeout(() => fail("timeout", `no whole reply within ${timeout4} ms`), timeout4);
    subscriber.add(() => {
      clearTimeout(timer16);
      abort();
    });
    const handler = {
      onRequestStart: (controller) => {
        abort = () => controller.abort(new Error("the caller has left"));
        if (subscriber.closed) abort();
        else sent = true;
      },
      onResponseStart: (_, status, replyHeaders) => {
        head = { status, date: dateOf2(replyHeaders["date"]) };
        if (Number(replyHeaders["content-length"]) > maxReplyBytes) failTooLarge();
      },
      onResponseData: (_, chunk) => {
        received += chunk.length;
        if (received > maxReplyBytes) failTooLarge();
        else chunks.push(chunk);
      },
      onResponseEnd: () => {
        abort = import_rxjs2.noop;
        subscriber.next({ ...head, body: Buffer.concat(chunks).toString("utf8") });
        subscriber.complete();
      },
      onResponseError: (_, error) => fail(sent ? "cut-off" : "refused", error.message)
    };
    dispatcher.dispatch({ origin, path, method, headers: headers ?? {}, body: body ?? null }, handler);
  });
};

// src/connectivity/http-node.ts
var bun = () => process.versions["bun"];
var nodeHttp = (options = {}, bunVersion = bun()) => bunVersion === void 0 ? undiciHttp(options) : fetchHttp({
  redirect: "manual",
  ...options.proxy === void 0 ? {} : { proxy: options.proxy }
});

// src/connectivity/pubnub.ts
var import_rxjs3 = require("rxjs");

// src/connectivity/bounded-dispatcher.ts
var recordOf = (headers) => {
  const record2 = {};
  if (headers === null || headers === void 0) return record2;
  if (Symbol.iterator in headers) {
    const items = [...headers];
    items.forEach((item, at) => {
      if (typeof item !== "string") record2[item[0]] = item[1];
      else if (at % 2 === 0) record2[item] = String(items[at + 1] ?? "");
    });
    return record2;
  }
  for (const [name, value] of Object.entries(headers)) if (value !== void 0) record2[name] = value;
  return record2;
};
var isAcceptEncoding = (name) => name.toLowerCase() === "accept-encoding";
var withoutCompression = (options) => {
  const kept = Object.entries(recordOf(options.headers)).filter(([name]) => !isAcceptEncoding(name));
  return { ...options, headers: { ...Object.fromEntries(kept), "accept-encoding": "identity" } };
};
var boundedDispatcher = (dispatcher, maxReplyBytes, onTooLong) => dispatcher.compose((dispatch) => (options, handler) => {
  let received = 0;
  const cutOff = (controller, cause) => {
    onTooLong(cause);
    controller.abort(new Error(cause));
  };
  const bounded = {
    onRequestStart: (controller, context) => handler.onRequestStart?.(controller, context),
    onRequestUpgrade: (...upgrade) => handler.onRequestUpgrade?.(...upgrade),
    onResponseStart: (controller, status, headers, message) => {
      const encoding = headers["content-encoding"];
      if (encoding !== void 0 && encoding !== "identity")
        cutOff(controller, "a compressed reply, which was not asked for");
      else handler.onResponseStart?.(controller, status, headers, message);
    },
    onResponseData: (controller, chunk) => {
      received += chunk.length;
      if (received > maxReplyBytes) cutOff(controller, `a reply of more than ${maxReplyBytes} bytes`);
      else handler.onResponseData?.(controller, chunk);
    },
    onResponseEnd: (controller, trailers) => handler.onResponseEnd?.(controller, trailers),
    onResponseError: (controller, error) => handler.onResponseError?.(controller, error)
  };
  return dispatch(withoutCompression(options), bounded);
});

// src/connectivity/pubnub.ts
var loadSdk = () => (0, import_rxjs3.defer)(() => (0, import_rxjs3.from)(import("pubnub"))).pipe(
  (0, import_rxjs3.map)((module2) => module2.default),
  (0, import_rxjs3.catchError)(
    () => (0, import_rxjs3.throwError)(() => configError("pubnub", 'the package "pubnub", version 12, to be installed', "nothing"))
  )
);
var isTimetoken = (value) => (typeof value === "string" || typeof value === "number") && /^\d{1,20}$/.test(`${value}`);
var reasonOf = (status) => typeof status.error === "string" ? status.error : status.category;
var failures = [
  "PNConnectionErrorCategory",
  "PNDisconnectedUnexpectedlyCategory",
  "PNDisconnectedCategory",
  "PNAccessDeniedCategory"
];
var boundReplies = (client, maxReplyBytes, onTooLong) => {
  const transport = client.nodeTransport;
  const dispatcherOf = transport?.dispatcherForTransportRequest;
  if (transport === void 0 || dispatcherOf === void 0) return;
  transport.dispatcherForTransportRequest = () => {
    const dispatcher = dispatcherOf.call(transport);
    return typeof dispatcher.compose === "function" ? boundedDispatcher(dispatcher, maxReplyBytes, onTooLong) : dispatcher;
  };
};
var openWith = (Sdk, { origin, subscribeKey, proxy, maxReplyBytes }, { channel, token: token2, since }) => new import_rxjs3.Observable((subscriber) => {
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
  const end = (event) => {
    subscriber.next(event);
    subscriber.complete();
  };
  client.addListener({
    message: ({ timetoken, message }) => subscriber.next({ type: "message", timetoken, message }),
    status: (status) => {
      const category = status.category;
      if (category === "PNConnectedCategory") {
        const current = "currentTimetoken" in status ? status.currentTimetoken : void 0;
        subscriber.next({
          type: "connected",
          timetoken: isTimetoken(current) ? `${current}` : since ?? "0"
        });
      } else if (failures.includes(category)) {
        const reason = reasonOf(status);
        end(reason === "PNAccessDeniedCategory" ? { type: "denied" } : { type: "lost", cause: reason });
      }
    }
  });
  boundReplies(client, maxReplyBytes, (cause) => end({ type: "lost", cause }));
  if (proxy !== void 0) client.setProxy(proxy);
  client.setToken(token2);
  client.subscribe({ channels: [channel], ...since === null ? {} : { timetoken: since } });
  return () => {
    client.removeAllListeners();
    client.destroy();
  };
});
var openPubnub = (options) => (subscription) => loadSdk().pipe((0, import_rxjs3.mergeMap)((sdk) => openWith(sdk, options, subscription)));

// src/operators/clock.ts
var import_rxjs4 = require("rxjs");
var stampOf = (clock) => clock.now();
var monotonic = () => Math.floor(performance.now());
var isWall = (scheduler) => scheduler.now === import_rxjs4.asyncScheduler.now && Math.abs(scheduler.now() - Date.now()) < 1e3;
var isClock = (scheduler) => "elapsed" in scheduler;
var clockOf = (scheduler = import_rxjs4.asyncScheduler) => {
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
var hasTwoTimes = (times) => times.now !== times.elapsed;

// src/operators/leaps.ts
var import_rxjs5 = require("rxjs");
var awake$ = (0, import_rxjs5.defer)(
  () => typeof document === "undefined" ? import_rxjs5.EMPTY : (0, import_rxjs5.merge)(
    (0, import_rxjs5.fromEvent)(globalThis, "online"),
    (0, import_rxjs5.fromEvent)(globalThis, "pageshow"),
    (0, import_rxjs5.fromEvent)(document, "visibilitychange")
  )
);
var tolerance = 2e3;
var lookEvery = 1e3;
var slewing = 1e-3;
var watchTwoTimes = (clock) => {
  const leaps = new import_rxjs5.Subject();
  let lookedAt = clock.elapsed();
  let offset = clock.now() - lookedAt;
  const look = () => {
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
    look();
    work.call(this, state);
  };
  return {
    clock: {
      now: () => clock.now(),
      elapsed: () => clock.elapsed(),
      schedule: (work, delay, state) => clock.schedule(looking(work), delay, state)
    },
    leaps$: leaps.asObservable(),
    looking$: (0, import_rxjs5.merge)((0, import_rxjs5.interval)(lookEvery, clock), awake$).pipe((0, import_rxjs5.tap)(look), (0, import_rxjs5.ignoreElements)())
  };
};
var watchLeaps = (clock) => hasTwoTimes(clock) ? watchTwoTimes(clock) : { clock, leaps$: import_rxjs5.NEVER, looking$: import_rxjs5.EMPTY };

// src/execution/client.ts
var import_rxjs46 = require("rxjs");

// src/connectivity/diagnostics.ts
var import_rxjs6 = require("rxjs");

// src/model/odd-row.ts
var remembered = 1e3;
var createOddRowMemory = () => {
  const reported = /* @__PURE__ */ new Set();
  return (event) => {
    if (event.kind !== "odd-row") return true;
    const { source, what, row: row2, field, actual } = event;
    const key = JSON.stringify([source, what, row2, field, actual]);
    if (reported.has(key)) return false;
    if (reported.size >= remembered) reported.clear();
    reported.add(key);
    return true;
  };
};

// src/connectivity/diagnostics.ts
var atOnce = 10;
var interval2 = 1e3;
var mostSubjects = 100;
var subjectOf = (event) => {
  const { pair, room, row: row2, order, fill } = event;
  return order?.orderId ?? fill?.orderId ?? row2 ?? room ?? pair;
};
var others = /* @__PURE__ */ Symbol("others");
var createDiagnostics = (clock) => {
  const diagnostics$ = new import_rxjs6.ReplaySubject(100);
  const kinds = /* @__PURE__ */ new Map();
  const isNews = createOddRowMemory();
  let isOpen = true;
  const emit = (throttle) => {
    const { held, timer: timer16 } = throttle;
    timer16?.unsubscribe();
    throttle.held = null;
    throttle.timer = void 0;
    throttle.times += 1;
    throttle.due = clock.elapsed() + interval2;
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

// src/execution/account/account.ts
var import_rxjs14 = require("rxjs");

// src/execution/order/reconcile.ts
var import_rxjs10 = require("rxjs");

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
var isTerminal = (status) => status === "FULLY_FILLED" || status === "CANCELED_UNFILLED" || status === "CANCELED_PARTIALLY_FILLED" || status === "REJECTED";
var isConditional = (type) => type === "stop" || type === "stop_limit" || type === "take_profit" || type === "stop_loss";

// src/operators/retry-backoff.ts
var import_rxjs7 = require("rxjs");
var retryBackoff = ({
  initialDelay = 1e3,
  maxDelay = 3e4,
  maxAttempts = Infinity,
  shouldRetry = () => true,
  resetOn = () => true,
  steadyAfter: steadyAfter2 = 1e4,
  onRetry,
  random = Math.random,
  scheduler = import_rxjs7.asyncScheduler
} = {}) => (source) => (0, import_rxjs7.defer)(() => {
  const clock = clockOf(scheduler);
  let failures2 = 0;
  let provenAt = null;
  return source.pipe(
    (0, import_rxjs7.tap)((value) => {
      if (failures2 === 0 || !resetOn(value)) return;
      provenAt ??= clock.elapsed();
      if (clock.elapsed() - provenAt >= steadyAfter2) failures2 = 0;
    }),
    (0, import_rxjs7.retry)({
      delay: (error) => {
        failures2 += 1;
        provenAt = null;
        if (failures2 > maxAttempts || !shouldRetry(error)) return (0, import_rxjs7.throwError)(() => error);
        const bound = failures2 === 1 ? 0 : Math.min(maxDelay, initialDelay * 2 ** (failures2 - 2));
        const delay = random() * bound;
        onRetry?.({ error, attempt: failures2, delay });
        return (0, import_rxjs7.timer)(delay, scheduler);
      }
    })
  );
});

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

// src/execution/order/fills.ts
var import_rxjs9 = require("rxjs");

// src/execution/order/registry.ts
var import_rxjs8 = require("rxjs");

// src/execution/order/known.ts
var nothing = { snapshot: null, fills: /* @__PURE__ */ new Map(), facts: /* @__PURE__ */ new Set() };
var newsOfFact = (...facts) => facts.length === 0 ? nothing : { ...nothing, facts: new Set(facts) };
var newsOfOrder = (order, ...more) => {
  const facts = new Set(more);
  if (order.status !== "REJECTED") facts.add("accepted");
  if (order.triggeredAt !== null || order.justTriggered === true || hasLeftInactive(order))
    facts.add("triggered");
  return { snapshot: order, fills: nothing.fills, facts };
};
var newsOfFill = (fill) => ({
  snapshot: null,
  fills: /* @__PURE__ */ new Map([[fill.tradeId, fill]]),
  facts: new Set(isConditional(fill.type) ? ["accepted", "triggered"] : ["accepted"])
});
var merge2 = (known, news) => {
  if (known === nothing) return news;
  const snapshot = greater(known.snapshot, news.snapshot, compareOrders);
  const fills = mergeFills(known.fills, news.fills);
  const facts = mergeFacts(known.facts, news.facts);
  return snapshot === known.snapshot && fills === known.fills && facts === known.facts ? known : { snapshot, fills, facts };
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
var compareOrders = (a, b) => rank(a) - rank(b) || compareDecimals(a.executedAmount, b.executedAmount) || terminalOrder.indexOf(a.status) - terminalOrder.indexOf(b.status) || oddFields(b) - oddFields(a) || compareFields(a, b);
var oddFields = ({ odd }) => odd === void 0 ? 0 : Object.keys(odd).length;
var textOf = (value) => value === null || value === void 0 ? null : JSON.stringify(typeof value === "object" ? Object.entries(value).sort() : value);
var compareFields = (a, b) => {
  const names = /* @__PURE__ */ new Set([...Object.keys(a), ...Object.keys(b)]);
  for (const name of [...names].sort()) {
    const [x, y] = [textOf(a[name]), textOf(b[name])];
    if (x === y) continue;
    if (x === null) return -1;
    if (y === null) return 1;
    return x < y ? -1 : 1;
  }
  return 0;
};
var greater = (a, b, compare) => a === null ? b : b === null ? a : compare(a, b) >= 0 ? a : b;
var mergeFills = (known, news) => {
  let merged;
  for (const [tradeId, fill] of news) {
    const other = known.get(tradeId);
    if (other !== void 0 && compareFields(other, fill) >= 0) continue;
    merged ??= new Map(known);
    merged.set(tradeId, fill);
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
var isEmpty = (entry) => entry.known === nothing && entry.cancels === 0 && entry.cancelAnsweredAt === -Infinity && !isAwaited(entry);
var hasEnded = (entry) => ending(entry.known) !== null;
var isLive = (entry) => entry.known.snapshot !== null && !isTerminal(entry.known.snapshot.status);
var createRegistry = (elapsed) => {
  const entries = /* @__PURE__ */ new Map();
  const open3 = /* @__PURE__ */ new Map();
  const unowned = /* @__PURE__ */ new Map();
  const changes = new import_rxjs8.Subject();
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
      known: nothing,
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
  const keep = (entry) => {
    const { orderId } = entry;
    entries.set(orderId, entry);
    if (hasEnded(entry)) open3.delete(orderId);
    else open3.set(orderId, entry);
    if (entry.owned) unowned.delete(orderId);
    else unowned.set(orderId, entry);
  };
  const apply = (orderId, pair, news, source) => {
    const before = entries.get(orderId) ?? null;
    const entry = entryOf(orderId, pair, true);
    const known = merge2(entry.known, news);
    if (known === entry.known) {
      if (before !== null && entry !== before) keep(entry);
      return;
    }
    const after = { ...entry, known, changedAt: elapsed() };
    keep(after);
    changes.next({ before, after, source });
    for (const onNews of lives.get(orderId) ?? []) onNews(after.known);
  };
  const forget = (orderId) => {
    for (const all of [entries, open3, unowned]) all.delete(orderId);
  };
  const forgetEmpty = (orderId) => {
    const entry = entries.get(orderId);
    if (entry !== void 0 && isEmpty(entry)) forget(orderId);
  };
  const note = (orderId, notes) => {
    const entry = entries.get(orderId);
    if (entry !== void 0) keep({ ...entry, ...notes });
  };
  return {
    changes$: changes.asObservable(),
    applyOrder: (order, source, ...facts) => {
      apply(order.orderId, order.pair, newsOfOrder(order, ...facts), source);
    },
    applyFill: (fill, source) => {
      apply(fill.orderId, fill.pair, newsOfFill(fill), source);
    },
    applyFact: (orderId, source, ...facts) => {
      apply(orderId, null, newsOfFact(...facts), source);
    },
    own: ({ orderId, pair }, ...facts) => {
      keep({ ...entryOf(orderId, pair), owned: true });
      if (facts.length > 0) apply(orderId, pair, newsOfFact(...facts), "reply");
    },
    readAt: (orderId, time2) => {
      note(orderId, { readAt: time2 });
    },
    cancelBegins: ({ orderId, pair }) => {
      const entry = entryOf(orderId, pair);
      keep({ ...entry, cancels: entry.cancels + 1 });
    },
    cancelEnds: (orderId) => {
      note(orderId, { cancels: (entries.get(orderId)?.cancels ?? 1) - 1 });
      forgetEmpty(orderId);
    },
    cancelAnswered: (orderId) => {
      note(orderId, { cancelAnsweredAt: elapsed() });
    },
    replacementBegins: ({ orderId, pair }) => {
      keep({ ...entryOf(orderId, pair), isReplaced: true });
    },
    replacementFails: (orderId) => {
      note(orderId, { isReplaced: false });
      forgetEmpty(orderId);
    },
    entry: (orderId) => entries.get(orderId),
    open: () => [...open3.values()],
    unowned: () => [...unowned.values()],
    keepIf: (isKept) => {
      isNeeded = isKept;
    },
    forgetUnchanged: (since) => {
      for (const entry of entries.values()) {
        const { orderId, known, changedAt } = entry;
        const isWatched = open3.has(orderId) && (known.snapshot !== null || isAwaited(entry));
        if (changedAt > since || isWatched || isNeeded(entry)) continue;
        forget(orderId);
      }
    },
    mark: () => seen,
    // This is written by hand, because startWith, scan, concatMap and takeWhile would be four subscriptions for each
    // order.
    life: (orderId) => new import_rxjs8.Observable((subscriber) => {
      let known = nothing;
      let isEmitting = false;
      const waiting = [];
      const onNews = (news) => {
        const next = merge2(known, news);
        waiting.push(...diff(known, next));
        known = next;
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
      onNews(entries.get(orderId)?.known ?? nothing);
    })
  };
};

// src/execution/order/fills.ts
var overlap = 6e4;
var newestPage = 1e3;
var keptFor = 36e5;
var clockSlack = 2e3;
var keyOf = ({ tradeId, orderId }) => `${tradeId}/${orderId}`;
var inOrder = (fills) => [...fills].sort((a, b) => a.executedAt - b.executedAt || a.tradeId - b.tradeId);
var createFills = ({ api, registry, clock, diagnose, venueTimeOf }) => {
  let begun = -Infinity;
  let firstBegun = Infinity;
  let lastTrade = -Infinity;
  let readUntil = -Infinity;
  const known = /* @__PURE__ */ new Map();
  const knownBefore = /* @__PURE__ */ new Set();
  const remember = (fill) => {
    lastTrade = Math.max(lastTrade, fill.executedAt);
    if (fill.executedAt < firstBegun) knownBefore.add(keyOf(fill));
    else known.set(keyOf(fill), fill.executedAt);
  };
  const forgetOld = () => {
    for (const [key, executedAt] of known) {
      if (executedAt >= readUntil - keptFor) return;
      known.delete(key);
    }
  };
  const isRemembered = (fill) => known.has(keyOf(fill)) || knownBefore.has(keyOf(fill));
  const isEmitted = (fill, { since }) => {
    if (isRemembered(fill)) return true;
    const isOld = fill.executedAt >= firstBegun && fill.executedAt < readUntil - keptFor;
    return isOld && fill.executedAt < venueTimeOf(since) + clockSlack;
  };
  const isNews = (fill) => fill.executedAt >= venueTimeOf(begun);
  const newFills = ({ before, after, source }) => {
    if (before?.known.fills === after.known.fills) return [];
    const fills = [...after.known.fills.values()].filter(
      (fill) => !before?.known.fills.has(fill.tradeId) && !isEmitted(fill, after)
    );
    if (before !== null && hasEnded(before)) for (const fill of fills) diagnose({ kind: "late-fill", fill });
    const emitted = source === "stream" || after.owned ? fills : fills.filter(isNews);
    for (const fill of emitted) remember(fill);
    return emitted;
  };
  const fills$ = registry.changes$.pipe((0, import_rxjs9.concatMap)(newFills), (0, import_rxjs9.share)());
  fills$.subscribe();
  const applyRead = (fills) => {
    for (const fill of fills) {
      if (isRemembered(fill)) continue;
      if (registry.entry(fill.orderId) !== void 0 || isNews(fill)) registry.applyFill(fill, "read");
      else remember(fill);
    }
    readUntil = Math.max(readUntil, lastTrade - overlap);
    forgetOld();
  };
  return {
    fills$,
    begin: () => {
      begun = clock.elapsed();
      firstBegun = Math.min(firstBegun, venueTimeOf(begun));
    },
    read: () => (0, import_rxjs9.defer)(
      () => lastTrade === -Infinity ? api.rest.tradeHistory({ count: newestPage }) : api.rest.all.tradeHistory({ since: lastTrade - overlap }).pipe((0, import_rxjs9.toArray)())
    ).pipe((0, import_rxjs9.map)(inOrder), (0, import_rxjs9.tap)(applyRead), (0, import_rxjs9.ignoreElements)())
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
var keepEnded = 6e5;
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
  const { api, registry, clock, settle, diagnose } = context;
  const begun = clock.elapsed();
  let lacking = /* @__PURE__ */ new Set();
  const reportMissing = (open3, now) => {
    const still = /* @__PURE__ */ new Set();
    for (const entry of open3) {
      const { orderId, changedAt, cancelAnsweredAt } = entry;
      if (now - Math.max(changedAt, cancelAnsweredAt, begun) < missingPatience + settle) continue;
      const lack = lackOf(entry);
      if (lack === null) continue;
      still.add(orderId);
      if (!lacking.has(orderId)) diagnose(lack);
    }
    lacking = still;
  };
  const readOrders = (pair, orderIds) => (0, import_rxjs10.defer)(() => {
    for (const orderId of orderIds) registry.readAt(orderId, clock.elapsed());
    return api.rest.ordersInfo({ pair, orderIds });
  }).pipe(
    (0, import_rxjs10.tap)((orders) => {
      for (const order of orders) registry.applyOrder(order, "read");
    }),
    reportFailure(context, "orders_info")
  );
  const readFills = (pair, orderId) => (0, import_rxjs10.defer)(() => {
    registry.readAt(orderId, clock.elapsed());
    return api.rest.all.tradeHistory({ pair, orderId }).pipe((0, import_rxjs10.toArray)());
  }).pipe(
    (0, import_rxjs10.tap)((fills) => {
      for (const fill of inOrder(fills)) registry.applyFill(fill, "read");
    }),
    reportFailure(context, "trade_history")
  );
  return (0, import_rxjs10.interval)(tick, clock).pipe(
    (0, import_rxjs10.exhaustMap)(() => {
      const now = clock.elapsed();
      const orders = /* @__PURE__ */ new Map();
      const reads2 = [];
      registry.forgetUnchanged(now - keepEnded);
      const open3 = registry.open();
      reportMissing(open3, now);
      for (const entry of open3) {
        const { orderId, pair } = entry;
        const need = needOf(entry, now);
        if (need === "cause") registry.applyFact(orderId, "read", "cause-known");
        if (need === "fills" && pair !== null) reads2.push(readFills(pair, orderId));
        if (need === "order" && pair !== null) orders.set(pair, [...orders.get(pair) ?? [], orderId]);
      }
      for (const [pair, ids] of orders)
        for (let at = 0; at < ids.length; at += batchSize)
          reads2.push(readOrders(pair, ids.slice(at, at + batchSize)));
      return (0, import_rxjs10.merge)(...reads2);
    }),
    (0, import_rxjs10.ignoreElements)()
  );
};
var tryingAgain = ({ diagnose, clock }, read) => retryBackoff({
  maxDelay: longestRetryDelay,
  // Pages that came before a failure prove nothing.
  resetOn: () => false,
  // The rate governor spaces this client's calls. There is no need to wait less than the bound.
  random: () => 1,
  onRetry: ({ error }) => {
    diagnose({ kind: "reconcile-failed", read, cause: causeOf(error) });
  },
  scheduler: clock
});
var reportFailure = ({ diagnose }, read) => (source) => source.pipe(
  (0, import_rxjs10.catchError)((error) => {
    diagnose({ kind: "reconcile-failed", read, cause: causeOf(error) });
    return import_rxjs10.EMPTY;
  })
);

// src/execution/account/confirming.ts
var import_rxjs13 = require("rxjs");

// src/operators/share-current.ts
var import_rxjs12 = require("rxjs");

// src/operators/multicast.ts
var import_rxjs11 = require("rxjs");
var without = (all, one2) => all.filter((other) => other !== one2);
var multicast = (source, { linger = 0, scheduler = import_rxjs11.asyncScheduler, onNext, onEnd }) => {
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
  const connect3 = () => {
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
  const leave2 = (subscriber) => {
    subscribers = without(subscribers, subscriber);
    if (subscribers.length > 0 || !isConnected) return;
    leaving = (0, import_rxjs11.timer)(linger, scheduler).subscribe(() => {
      const left3 = connection;
      disconnect();
      left3?.unsubscribe();
    });
  };
  return new import_rxjs11.Observable((subscriber) => {
    leaving?.unsubscribe();
    leaving = null;
    subscribers = [...subscribers, subscriber];
    subscriber.add(() => leave2(subscriber));
    if (!isConnected) connect3();
  });
};

// src/operators/share-current.ts
var shareCurrent = ({
  forgetOn = import_rxjs12.NEVER,
  survives = () => false,
  fold = (_, value) => [value],
  ...linger
} = {}) => (source) => {
  let current = [];
  let forgetting;
  const shared = multicast(
    (0, import_rxjs12.defer)(() => {
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
  return new import_rxjs12.Observable((subscriber) => {
    let emitted = [];
    while (emitted !== current && !subscriber.closed) {
      const before = emitted;
      emitted = current;
      for (const value of emitted) if (!before.includes(value)) subscriber.next(value);
    }
    return shared.subscribe(subscriber);
  });
};

// src/execution/account/confirming.ts
var createConfirming = (keyOf4, isPresent, clock) => {
  let kept = /* @__PURE__ */ new Map();
  let count = 0;
  const values = new import_rxjs13.BehaviorSubject(/* @__PURE__ */ new Map());
  const keep = (next) => {
    kept = next;
    const present = [...kept].filter(([, { value }]) => isPresent(value));
    values.next(new Map(present.map(([key, { value }]) => [key, value])));
  };
  return {
    values$: values.asObservable(),
    updatedAt: (key) => kept.get(key)?.at ?? -Infinity,
    update: (received, timetoken) => {
      const isNews = (value) => {
        const last = kept.get(keyOf4(value))?.timetoken ?? null;
        return last === null || compareDecimals(timetoken, last) > 0;
      };
      const news = received.filter(isNews);
      if (news.length === 0) return;
      const turn = ++count;
      const at = clock.elapsed();
      const next = new Map(kept);
      for (const value of news)
        next.set(keyOf4(value), {
          value: { ...value, confirmed: false, asOf: stampOf(clock) },
          timetoken,
          turn,
          at
        });
      keep(next);
    },
    reading: () => {
      const sent = ++count;
      const asOf2 = stampOf(clock);
      const at = clock.elapsed();
      return (read) => {
        const next = new Map([...kept].filter(([, { turn }]) => turn > sent));
        for (const value of read) {
          const key = keyOf4(value);
          if (next.has(key)) continue;
          const timetoken = kept.get(key)?.timetoken ?? null;
          next.set(key, { value: { ...value, confirmed: true, asOf: asOf2 }, timetoken, turn: sent, at });
        }
        keep(next);
      };
    }
  };
};
var quietTime = 1e3;
var confirmingFeed = ({
  confirming,
  read,
  reconcile$,
  updates$,
  lost$,
  tryingAgain: tryingAgain2,
  clock
}) => {
  const readOnce = (0, import_rxjs13.defer)(() => {
    const cover = confirming.reading();
    return read().pipe((0, import_rxjs13.tap)(cover));
  }).pipe(tryingAgain2);
  const quiet$ = updates$.pipe((0, import_rxjs13.debounceTime)(quietTime, elapsing(clock)));
  const reads$ = (0, import_rxjs13.merge)(reconcile$, quiet$).pipe((0, import_rxjs13.switchMap)(() => readOnce));
  return (0, import_rxjs13.merge)(reads$.pipe((0, import_rxjs13.map)(() => true)), lost$.pipe((0, import_rxjs13.map)(() => false))).pipe(
    (0, import_rxjs13.distinctUntilChanged)(),
    (0, import_rxjs13.switchMap)((isCurrent) => isCurrent ? confirming.values$ : import_rxjs13.NEVER),
    shareCurrent({ forgetOn: lost$, scheduler: clock })
  );
};

// src/execution/account/account.ts
var createAccount = ({ context, session, rest }) => {
  const { clock } = context;
  const { events$, reconcile$, lost$ } = session;
  const updatesOf = (type) => events$.pipe((0, import_rxjs14.filter)((event) => event.type === type));
  const assets = createConfirming(({ asset }) => asset, isAlways, clock);
  const positions = createConfirming(
    ({ pair, positionSide }) => `${pair}/${positionSide}`,
    ({ openAmount }) => !isZero(openAmount),
    clock
  );
  events$.subscribe((event) => {
    if (event.type === "asset_update") assets.update(event.assets, event.timetoken);
    if (event.type === "margin_position_update") positions.update(event.positions, event.timetoken);
  });
  return {
    updatedAt: (asset) => assets.updatedAt(asset),
    assets$: confirmingFeed({
      confirming: assets,
      read: () => rest.assets(),
      reconcile$,
      updates$: updatesOf("asset_update"),
      lost$,
      tryingAgain: tryingAgain(context, "assets"),
      clock
    }),
    positions$: confirmingFeed({
      confirming: positions,
      read: () => rest.marginPositions().pipe((0, import_rxjs14.map)((margin2) => margin2.positions)),
      reconcile$,
      updates$: updatesOf("margin_position_update"),
      lost$,
      tryingAgain: tryingAgain(context, "positions"),
      clock
    }).pipe((0, import_rxjs14.map)(byPair))
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
var import_rxjs15 = require("rxjs");

// src/execution/order/attribution.ts
var clockSlack2 = 1e3;
var areEqualOrders = (a, b) => a.pair === b.pair && a.side === b.side && a.type === b.type && a.positionSide === b.positionSide && a.amount === b.amount && a.price === b.price && a.triggerPrice === b.triggerPrice;
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
var isSince = (call, { order, seen }) => {
  const { requestTime, mark: mark2 } = sinceOf(call);
  return seen > mark2 && (isUnread(order, "orderedAt") || order.orderedAt >= requestTime - clockSlack2);
};
var couldBe = (call, candidate) => isSince(call, candidate) && isLike(call.order, candidate.order);
var mayBe = (call, candidate) => isSince(call, candidate) && answersTo(call.order, candidate.order);
var isLike = (requested, order) => order !== null && order.pair === requested.pair && order.side === requested.side && order.type === requested.type && (isUnread(order, "positionSide") || order.positionSide === (requested.positionSide ?? null)) && decimals.every((field) => isUnread(order, field) || isAsRequested(requested[field], order[field]));
var answersTo = (requested, order) => isLike(requested, order) || isLike(requested, {
  ...order,
  ...isUnread(order, "side") ? { side: requested.side } : {},
  ...isUnread(order, "type") ? { type: requested.type } : {},
  ...Object.fromEntries(
    decimals.filter((field) => isMissing(order, field)).map((field) => [field, requested[field] ?? null])
  )
});
var isMissing = (order, field) => order[field] === null && !(field === "amount" && (order.type === "take_profit" || order.type === "stop_loss"));
var decimals = ["amount", "price", "triggerPrice"];
var isUnread = (order, field) => order.odd?.[field] !== void 0;
var attribute = (call, equals, unowned, exclusiveAccount) => {
  const mine = unowned.filter((candidate) => couldBe(call, candidate));
  const overlapping = equals.filter((one2) => mine.some((candidate) => couldBe(one2, candidate)));
  if (overlapping.length > 1 && !overlapping.every(({ searching: searching2, pastFence }) => searching2 && pastFence))
    return { type: "wait" };
  const searching = overlapping.filter((one2) => one2.searching).sort((a, b) => a.requestTime - b.requestTime || a.nth - b.nth);
  const doubtful = unowned.filter((candidate) => mayBe(call, candidate) && !mine.includes(candidate));
  const rivals = exclusiveAccount ? 0 : doubtful.length;
  let left3 = unowned.filter((candidate) => searching.some((one2) => couldBe(one2, candidate))).sort((a, b) => a.order.orderedAt - b.order.orderedAt || a.order.orderId - b.order.orderId);
  if (left3.length + rivals > searching.length) return ambiguous([...left3, ...doubtful]);
  for (const one2 of searching) {
    const first = left3.find((candidate) => couldBe(one2, candidate));
    if (one2.nth === call.nth && first !== void 0) return { type: "claim", order: first.order };
    left3 = left3.filter((candidate) => candidate !== first);
  }
  return doubtful.length === 0 ? { type: "none" } : ambiguous(doubtful);
};
var ambiguous = (candidates) => ({
  type: "ambiguous",
  candidates: candidates.map(({ order }) => order)
});
var isAsRequested = (requested, actual) => requested === void 0 || actual !== null && compareDecimals(requested, actual) === 0;

// src/execution/order/flight-log.ts
var fewest = 64;
var emptyLog = { latest: null, count: 0, fullAt: fewest };
var logged = (log, one2, isNeeded) => {
  const next = { ...log, latest: { one: one2, before: log.latest }, count: log.count + 1 };
  if (next.count < next.fullAt) return next;
  const kept = [...takeWhileIn(next, isNeeded)].reverse();
  const latest2 = kept.reduce((before, old) => ({ one: old, before }), null);
  return { latest: latest2, count: kept.length, fullAt: Math.max(fewest, 2 * kept.length) };
};
function* takeWhileIn({ latest: latest2 }, isAsked) {
  for (let at = latest2; at !== null && isAsked(at.one); at = at.before) yield at.one;
  return void 0;
}
var countWhileIn = ({ latest: latest2 }, isAsked) => {
  let count = 0;
  for (let at = latest2; at !== null && isAsked(at.one); at = at.before) count += 1;
  return count;
};

// src/execution/order/flight-views.ts
var landedSince = ({ landed: log }, since) => takeWhileIn(log, ({ outcome }) => outcome.at >= since);
var leftAfter = ({ departures }, time2) => countWhileIn(departures, (at) => at > time2);
var isOut = ({ phase }) => phase !== "waits";
var equalsOf = ({ onTheirWay }, order) => onTheirWay.filter((flight) => isOut(flight) && areEqualOrders(flight.order, order));
var isTurnOf = (flights, order) => equalsOf(flights, order).every(({ reported }) => reported);
var searchedIn = ({ onTheirWay }, pair) => onTheirWay.filter(({ phase, order }) => phase === "searched" && order.pair === pair);
var clearAt = ({ onTheirWay }, settle) => onTheirWay.reduce(
  (latest2, { stamp, fencedAt }) => stamp === null ? latest2 : Math.max(latest2, fencedAt + settle),
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
}) => (0, import_rxjs15.combineLatest)([
  assets$,
  flights.changes$.pipe(
    (0, import_rxjs15.filter)(({ event }) => event.type === "admitted" || event.type === "over"),
    (0, import_rxjs15.startWith)(void 0)
  )
]).pipe(
  (0, import_rxjs15.map)(([assets]) => {
    const locks = locksOf(flights.all(), elapsed() - forgetAfter, orders);
    return new Map(
      Array.from(
        assets.values(),
        (balance) => [balance.asset, freeOf(balance, updatedAt(balance.asset), locks)]
      )
    );
  }),
  (0, import_rxjs15.distinctUntilChanged)(areEqual)
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
  const { side, executedAmount, averagePrice } = order;
  if (side !== "buy" || compareDecimals(executedAmount, "0") === 0) return executedAmount;
  return averagePrice === null ? null : multiplyDecimals(averagePrice, executedAmount);
};
var areEqual = (a, b) => a.size === b.size && [...a].every(([asset, amount]) => b.get(asset) === amount);
var freeOf = ({ asset, freeAmount, confirmed }, updatedAt, locks) => {
  const unseen2 = locks.filter(
    (one2) => one2.asset === asset && !(confirmed && one2.placedAt !== null && updatedAt > one2.placedAt)
  );
  const amounts = unseen2.flatMap(({ amount }) => amount === null ? [] : [amount]);
  const locked = amounts.length < unseen2.length ? freeAmount : sumDecimals(["0", ...amounts]);
  const scale = Math.max(scaleOf(freeAmount), scaleOf(locked));
  const left3 = toUnits(freeAmount, scale) - toUnits(locked, scale);
  return fromUnits(left3 < 0n ? 0n : left3, scale);
};
var lockOf = ({ order, instrument }, placedAt) => {
  const { amount, price, side } = order;
  if (instrument === null || order.positionSide !== void 0 || amount === void 0) return [];
  if (side === "sell") return [{ asset: instrument.baseAsset, amount, placedAt }];
  const asset = instrument.quoteAsset;
  return [{ asset, amount: price === void 0 ? null : multiplyDecimals(price, amount), placedAt }];
};

// src/execution/account/pnl.ts
var import_rxjs16 = require("rxjs");

// src/profit/money.ts
var places = 16;
var one = 10n ** BigInt(places);
var unitsOf = (decimal) => toUnits(decimal, places);
var decimalOfUnits = (units) => {
  const text = fromUnits(units, places);
  return text.replace(/\.?0+$/, "");
};
var timesUnits = (a, b) => a * b / one;
var shareOf = (whole, part, of20) => whole * part / of20;
var quotient = (a, b) => a * one / b;
var absolute = (units) => units < 0n ? -units : units;
var smaller = (a, b) => a < b ? a : b;
var cutTo = (units, kept) => {
  if (kept >= places) return units;
  const step = 10n ** BigInt(places - kept);
  return units / step * step;
};
var fits = (decimal) => scaleOf(decimal) <= places;

// src/model/pair.ts
var sides = ["buy", "sell"];
var pairName = /^[a-z0-9]{1,20}_[a-z0-9]{1,20}$/;
var isPairName = (text) => pairName.test(text);
var quoteAssetOf = (pair) => pair.slice(pair.indexOf("_") + 1);

// src/profit/lots.ts
var emptyQueue = { front: null, back: null };
var addLot = ({ front, back }, lot) => ({
  front,
  back: { lot, next: back }
});
var turned = (back) => {
  let front = null;
  for (let link2 = back; link2 !== null; link2 = link2.next) front = { lot: link2.lot, next: front };
  return front;
};
var takeLots = (lots, amount) => {
  let left3 = absolute(amount);
  let cost = 0n;
  let { front, back } = lots;
  while (left3 > 0n) {
    if (front === null) {
      front = turned(back);
      back = null;
      if (front === null) break;
    }
    const { lot, next } = front;
    const size = absolute(lot.amount);
    const taken = smaller(size, left3);
    const part = shareOf(lot.cost, taken, size);
    cost += part;
    left3 -= taken;
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
  const size = absolute(amount);
  const given = smaller(size, absolute(holding2.amount));
  const received = shareOf(-cost, given, size);
  const average = shareOf(holding2.cost, given, absolute(holding2.amount));
  const { rest, cost: fifo } = takeLots(holding2.lots, given);
  const sign = amount < 0n ? -1n : 1n;
  const left3 = {
    amount: holding2.amount + sign * given,
    cost: holding2.cost - average,
    lots: rest,
    lotsCost: holding2.lotsCost - fifo,
    realized: {
      average: holding2.realized.average + received - average,
      fifo: holding2.realized.fifo + received - fifo
    }
  };
  return given === size ? left3 : enlarged(left3, amount - sign * given, cost + received);
};
var closed = (holding2, amount, received, gain) => {
  const isAll = absolute(amount) >= absolute(holding2.amount);
  const left3 = isAll ? 0n : holding2.amount + amount;
  const cost = isAll ? 0n : holding2.cost - (received - gain);
  const realized = holding2.realized.average + gain;
  return {
    amount: left3,
    cost,
    lots: isAll ? emptyQueue : addLot(emptyQueue, { amount: left3, cost }),
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
var heldAfter = (holding2, fill, amount, notional, places3) => {
  if (fill.positionSide === null || isOpening(fill) || fill.profitLoss === null)
    return traded(holding2, amount, notional);
  const paid = cutTo(unitsOf(fill.profitLoss), places3);
  const gross = paid + unitsOf(fill.feeAmountQuote) + unitsOf(fill.interest ?? "0");
  return closed(holding2, amount, -notional, gross);
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
var inOrder2 = (a, b) => a.fill.executedAt - b.fill.executedAt || a.fill.tradeId - b.fill.tradeId || a.fill.orderId - b.fill.orderId;
var folded = (state, entries, places3) => entries.reduce((before, entry) => afterFill(before, entry, places3), state);
var shortened = (log, places3) => log.kept.length < 2 * keptFills ? log : {
  ...log,
  base: folded(log.base, log.kept.slice(0, keptFills), places3),
  kept: log.kept.slice(keptFills)
};
var withFill = (log, entry, places3) => {
  const { base, kept, all, late: late2 } = log;
  const at = kept.findLastIndex((other) => inOrder2(other, entry) <= 0);
  const before = kept[at];
  if (before !== void 0 && inOrder2(before, entry) === 0) return log;
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
var profitOf = ({ logs, marks }) => {
  const pairs = /* @__PURE__ */ new Map();
  const totals = /* @__PURE__ */ new Map();
  for (const [pair, { all, late: late2 }] of logs) {
    const sums = sumsOf(all, late2, marks.get(pair));
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

// src/execution/account/pnl.ts
var fillEvent = (fill) => ({ type: "fill", fill });
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
  const { start, since, market } = config;
  const past$ = since === null ? import_rxjs16.EMPTY : history(since).pipe((0, import_rxjs16.toArray)(), tryingAgain2, (0, import_rxjs16.mergeAll)());
  const fillSteps$ = (0, import_rxjs16.merge)(
    fills$.pipe((0, import_rxjs16.map)(fillEvent)),
    (0, import_rxjs16.concat)(past$.pipe((0, import_rxjs16.map)(fillEvent)), (0, import_rxjs16.of)({ type: "ready" }))
  );
  const marksFor = (steps$) => market === null ? import_rxjs16.EMPTY : (0, import_rxjs16.merge)((0, import_rxjs16.from)(start), steps$.pipe((0, import_rxjs16.mergeMap)((step) => step.type === "fill" ? [step.fill] : []))).pipe(
    (0, import_rxjs16.map)(({ pair }) => pair),
    (0, import_rxjs16.distinct)(),
    // Fills count without prices too, so that an error of the market does not end the feed.
    (0, import_rxjs16.mergeMap)(
      (pair) => (0, import_rxjs16.concat)(market.quotes$(pair).pipe((0, import_rxjs16.catchError)(() => import_rxjs16.EMPTY)), (0, import_rxjs16.of)({ pair, bid: null, ask: null }))
    ),
    (0, import_rxjs16.map)(markEvent)
  );
  return fillSteps$.pipe(
    (0, import_rxjs16.connect)((steps$) => (0, import_rxjs16.merge)(marksFor(steps$), steps$)),
    (0, import_rxjs16.scan)(
      ({ state, isReady: isReady2 }, step) => step.type === "ready" ? { state, isReady: true } : { state: profit(state, step), isReady: isReady2 },
      { state: profitFrom(start), isReady: false }
    ),
    (0, import_rxjs16.filter)(({ isReady: isReady2 }) => isReady2),
    (0, import_rxjs16.map)(({ state }) => state),
    (0, import_rxjs16.distinctUntilChanged)(),
    (0, import_rxjs16.map)(profitOf),
    untilClosed,
    (0, import_rxjs16.shareReplay)(1)
  );
};

// src/execution/journal/calls-with-ids.ts
var import_rxjs27 = require("rxjs");

// src/execution/order/call-memory.ts
var import_rxjs17 = require("rxjs");
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
var replayLife = (context, { id, left: left3, orderId, attribution, end }) => {
  const submitted = left3 === null ? [] : [{ type: "Submitted", id, ...left3 }];
  if (end?.type === "rejected") return (0, import_rxjs17.of)(...submitted, end.rejected);
  const known = end?.type === "order" ? end.orderId : orderId;
  if (known === null || left3 === null)
    return (0, import_rxjs17.of)(...submitted, {
      type: "Unresolved",
      candidates: [],
      message: "the call was acknowledged before its outcome was seen"
    });
  const facts = [...inferred(attribution), ...end?.type === "order" ? causes(end.by) : []];
  return (0, import_rxjs17.concat)(submitted, followAgain(context, { pair: left3.request.pair, orderId: known }, facts));
};
var notFound = 50009;
var followAgain = ({ api, registry }, ref, facts) => (0, import_rxjs17.defer)(() => {
  registry.own(ref, ...facts);
  const entry = registry.entry(ref.orderId);
  if (entry !== void 0 && hasEnded(entry)) return registry.life(ref.orderId);
  const read = (0, import_rxjs17.defer)(() => api.rest.order(ref)).pipe(
    (0, import_rxjs17.concatMap)((order) => {
      registry.applyOrder(order, "read");
      return import_rxjs17.EMPTY;
    }),
    (0, import_rxjs17.catchError)(
      (error) => codeOf(error) === notFound ? (0, import_rxjs17.of)({ type: "Unresolved", candidates: [], message: error.message }) : import_rxjs17.EMPTY
    )
  );
  return (0, import_rxjs17.merge)(registry.life(ref.orderId), read).pipe((0, import_rxjs17.takeWhile)((step) => !isEnding(step), true));
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
    ...Object.keys(request).filter((field) => !fields.includes(field)).map((field) => violation(field, "left out: the venue does not have it", "something", null)),
    ...oneOf("type", type, userOrderTypes),
    ...oneOf("side", side, sides),
    ...positionSide === void 0 ? [] : oneOf("positionSide", positionSide, positionSides),
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
var valueOf = (checked) => (0, import_Either.isLeft)(checked) ? void 0 : checked.right;
var checkDecimal = (field, input, isNeeded, isAllowed, range) => {
  const broken = (rule2, nearest) => (0, import_Either.left)([violation(field, rule2, input === void 0 ? "nothing" : String(input), nearest)]);
  if (input === void 0) return isNeeded ? broken("given for this type of order", null) : (0, import_Either.right)(void 0);
  if (!isAllowed) return broken("left out for this type of order", null);
  const plain2 = asPlainDecimal(input);
  if (plain2 === null) return broken("a decimal number", null);
  const rule = brokenRule(input, plain2, range);
  return rule === null ? (0, import_Either.right)(withoutTrailingZeros(plain2)) : broken(rule, nearestIn(plain2, range));
};
var brokenRule = (input, plain2, { digits, min, max }) => {
  if (typeof input === "string" && !isPlainDecimal(input)) return "a plain decimal";
  if (compareDecimals(plain2, "0") <= 0) return "greater than zero";
  if (scaleOf(withoutTrailingZeros(plain2)) > digits) return `a multiple of ${fromUnits(1n, digits)}`;
  if (min !== null && compareDecimals(plain2, min) < 0) return `at least ${min}`;
  if (max !== null && compareDecimals(plain2, max) > 0) return `at most ${max}`;
  return null;
};
var asPlainDecimal = (input) => {
  if (typeof input === "string" && isPlainDecimal(input)) return input;
  const value = typeof input === "string" && input.trim() !== "" ? Number(input) : input;
  return typeof value === "number" && Number.isFinite(value) ? decimalOf(value) : null;
};
var withoutTrailingZeros = (plain2) => plain2.includes(".") ? plain2.replace(/\.?0+$/, "") : plain2;
var nearestIn = (plain2, { digits, min, max }) => {
  const scale = Math.max(digits, scaleOf(plain2), scaleOf(min ?? "0"), scaleOf(max ?? "0"));
  const step = 10n ** BigInt(scale - digits);
  const value = toUnits(plain2, scale);
  const rounded = value <= 0n ? 0n : (2n * value + step) / (2n * step) * step;
  const least = min === null ? step : (toUnits(min, scale) + step - 1n) / step * step;
  const most = max === null ? null : toUnits(max, scale) / step * step;
  const clamped = rounded < least ? least : most !== null && rounded > most ? most : rounded;
  return fromUnits(clamped / step, digits);
};
var oneOf = (field, actual, expected) => expected.includes(actual) ? [] : [violation(field, `one of ${expected.join(", ")}`, actual, null)];
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
  const [whole = "", part = ""] = decimal.split(".");
  const digits = part.replace(/0+$/, "");
  return `${whole.replace(/^(-?)0+(?=\d)/, "$1")}${digits === "" ? "" : `.${digits}`}`;
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
var import_rxjs18 = require("rxjs");
var courseBy = (run) => {
  const values = [];
  let isStarted = false;
  let hasFailed = false;
  let subscribers = [];
  let end = null;
  const endWith4 = (how) => {
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
      endWith4((subscriber) => {
        subscriber.error(error);
      });
    },
    complete: () => {
      endWith4((subscriber) => {
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
    values$: new import_rxjs18.Observable(subscribe),
    values,
    hasFailed: () => hasFailed
  };
};
var courseOf = (source) => courseBy((observer) => source.subscribe(observer));
var startedOnce = (begin2) => {
  let course = null;
  return new import_rxjs18.Observable((subscriber) => {
    if (course === null || course.hasFailed()) course = begin2();
    course.subscribe(subscriber);
  });
};
var runOnce = (source) => startedOnce(() => courseOf(source));

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

// src/execution/order/replace.ts
var import_rxjs26 = require("rxjs");

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

// src/execution/order/cancel.ts
var import_rxjs20 = require("rxjs");

// src/model/cancel-outcome.ts
var cancelRefused = (ref, code, message) => ({
  ...ref,
  type: "Refused",
  code,
  family: familyOf(code),
  message
});

// src/execution/order/cancel-in-time.ts
var import_rxjs19 = require("rxjs");
var duringCancel = (context, { refs, send, conclude, onReply }) => (0, import_rxjs19.defer)(() => {
  const { registry } = context;
  for (const ref of refs) registry.cancelBegins(ref);
  let isAnswered = false;
  const events$ = runOnce(send());
  const noted$ = events$.pipe((0, import_rxjs19.tap)(({ type }) => isAnswered ||= type !== "Sent"));
  return conclude(noted$).pipe(
    inTime(context, refs),
    (0, import_rxjs19.tap)(({ type, orderId }) => {
      if (type !== "Refused" && type !== "Unresolved") registry.cancelAnswered(orderId);
    }),
    (0, import_rxjs19.finalize)(() => {
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
  const message = `there was no answer within ${reportWithin / 1e3} s`;
  return (outcomes$) => (0, import_rxjs19.defer)(() => {
    const missing = new Map(refs.map((ref) => [ref.orderId, ref]));
    const late$ = (0, import_rxjs19.timer)(reportWithin, clock).pipe(
      (0, import_rxjs19.concatMap)(
        () => Array.from(missing.values(), (ref) => ({ ...ref, type: "Unresolved", message }))
      )
    );
    return (0, import_rxjs19.merge)(outcomes$.pipe((0, import_rxjs19.endWith)(null)), late$).pipe(
      (0, import_rxjs19.takeWhile)((outcome) => outcome !== null),
      (0, import_rxjs19.tap)(({ orderId }) => missing.delete(orderId)),
      (0, import_rxjs19.takeWhile)(() => missing.size > 0, true)
    );
  });
};

// src/execution/order/fence.ts
var margin = 2e3;
var provesFence = (earlier, { stamp, date, admitted }) => {
  if (earlier.type === "nonce") return stamp.type === "nonce" && admitted && stamp.nonce > earlier.nonce;
  const isLater = stamp.type === "time-window" && stamp.requestTime > earlier.requestTime;
  return isLater && date !== null && date >= earlier.requestTime + earlier.timeWindow + margin;
};

// src/execution/order/cancel.ts
var alreadyCanceled = 50026;
var alreadyFilled = 50027;
var batchSize2 = 30;
var lookInterval = 1e3;
var cancelOne = (context, ref) => duringCancel(context, {
  refs: [ref],
  send: () => context.api.cancelOrder(ref),
  conclude: concludeWith(context, [ref], (order) => (0, import_rxjs20.of)(fromReply(context, ref, order))),
  onReply: (order) => fromReply(context, ref, order)
});
var cancelMany = (context, groups) => {
  const runs = batchesOf(groups).map((batch, index) => {
    const run = cancelBatch(context, batch);
    return index === 0 ? run : run.pipe((0, import_rxjs20.catchError)((error) => refsOf(batch).map(notSent(error))));
  });
  return (0, import_rxjs20.concat)(...runs);
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
      return (0, import_rxjs20.concat)((0, import_rxjs20.from)(outcomes), readOutcomes(context, missing, null, "left out of the reply"));
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
      (0, import_rxjs20.takeWhile)(({ type }) => type === "Sent", true),
      (0, import_rxjs20.concatMap)((event) => {
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
var concludeWith = (context, refs, onDone) => (events) => (0, import_rxjs20.defer)(() => {
  let stamp = null;
  return events.pipe(
    (0, import_rxjs20.takeWhile)(({ type }) => type === "Sent", true),
    (0, import_rxjs20.concatMap)((event) => {
      switch (event.type) {
        case "Sent":
          stamp = event.stamp;
          return import_rxjs20.EMPTY;
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
  const isOurs = outcome.type !== "AlreadyFilled";
  registry.applyOrder(order, "reply", ...isOurs ? ["cancel-acknowledged"] : []);
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
    return (0, import_rxjs20.from)(refs).pipe((0, import_rxjs20.mergeMap)((ref2) => lookFor(context, ref2, stamp, error.message)));
  if (!wasSent(error)) return (0, import_rxjs20.throwError)(() => error);
  const [ref, ...others2] = refs;
  if (ref === void 0) return import_rxjs20.EMPTY;
  const order = registry.entry(ref.orderId)?.known.snapshot ?? null;
  if (error.effect === "in-progress")
    return (0, import_rxjs20.from)(refs).pipe((0, import_rxjs20.map)((one2) => ({ ...one2, type: "Pending", order: null })));
  if (others2.length > 0) return readOutcomes(context, refs, codeOf(error), error.message);
  return (0, import_rxjs20.of)(fromRefusal(ref, error, order));
};
var ended = (order) => order !== null && isTerminal(order.status) ? order : null;
var readOutcomes = ({ api, registry }, refs, code, message) => {
  const [first] = refs;
  if (first === void 0) return import_rxjs20.EMPTY;
  return api.rest.ordersInfo({ pair: first.pair, orderIds: refs.map(({ orderId }) => orderId) }).pipe(
    (0, import_rxjs20.take)(1),
    (0, import_rxjs20.concatMap)((orders) => {
      for (const order of orders) registry.applyOrder(order, "read");
      const byId = new Map(orders.map((order) => [order.orderId, order]));
      return refs.map((ref) => {
        const order = byId.get(ref.orderId);
        const outcome = order === void 0 ? null : endedBefore(ref, order);
        return outcome ?? cancelRefused(ref, code, message);
      });
    }),
    (0, import_rxjs20.catchError)(
      (error) => refs.map((ref) => ({ ...ref, type: "Unresolved", message: causeOf(error) }))
    )
  );
};
var lookFor = ({ api, registry, clock, settle }, ref, stamp, message) => (0, import_rxjs20.defer)(() => {
  const begun = clock.elapsed();
  let fencedAt = Infinity;
  const fence = api.answered$.subscribe((answered) => {
    if (stamp !== null && provesFence(stamp, answered)) fencedAt = Math.min(fencedAt, clock.elapsed());
  });
  return (0, import_rxjs20.defer)(() => api.rest.ordersInfo({ pair: ref.pair, orderIds: [ref.orderId] })).pipe(
    (0, import_rxjs20.concatMap)(([order]) => {
      if (order !== void 0) registry.applyOrder(order, "read");
      const outcome = order === void 0 ? null : endedBefore(ref, order);
      if (outcome?.type === "AlreadyCanceled" && order !== void 0)
        return [{ ...ref, type: "Canceled", order }];
      if (outcome !== null) return [outcome];
      const isOver2 = clock.elapsed() >= fencedAt + settle;
      return isOver2 ? [{ ...ref, type: "Unresolved", message: `${message}; the order still lives` }] : [];
    }),
    (0, import_rxjs20.catchError)(
      (error) => clock.elapsed() < begun + 6 * settle ? [] : [{ ...ref, type: "Unresolved", message: `${message}; ${causeOf(error)}` }]
    ),
    (0, import_rxjs20.repeat)({ delay: () => (0, import_rxjs20.timer)(lookInterval, clock) }),
    (0, import_rxjs20.take)(1),
    (0, import_rxjs20.finalize)(() => {
      fence.unsubscribe();
    })
  );
});

// src/execution/order/landing.ts
var import_rxjs21 = require("rxjs");
var untilItsOutcome = ({ flights, clock }, { id }, begin2) => (0, import_rxjs21.defer)(() => {
  let isOver2 = false;
  const end = () => {
    if (isOver2) return;
    isOver2 = true;
    flights.apply({ type: "over", id, outcome: { type: "none", at: clock.elapsed() } });
  };
  const onTransition = (transition) => {
    if (transition.type !== "Rejected") return;
    if (isOfTime(transition.code)) flights.apply({ type: "sent-back", id });
    end();
  };
  return begin2().pipe((0, import_rxjs21.tap)({ next: onTransition, error: end, complete: end, finalize: end }));
});
var isOfTime = (code) => code === venueCode.invalidTimeOfRequest || code === venueCode.outsideTimeWindow;

// src/execution/order/sending.ts
var import_rxjs23 = require("rxjs");

// src/execution/order/flight.ts
var noFlights = {
  onTheirWay: [],
  unfenced: [],
  landed: emptyLog,
  departures: emptyLog,
  lastNth: 0
};
var watchFor = 6e5;
var second = 1e3;
var onFlight = (flights, event) => {
  switch (event.type) {
    case "asked":
      return find(flights, event.id) === void 0 ? withAsked(flights, event) : flights;
    case "admitted":
      return change(flights, event.id, ["waits"], (flight) => ({
        ...flight,
        phase: "admitted",
        order: event.order
      }));
    case "left": {
      const { stamp, requestTime, mark: mark2, at } = event;
      const left3 = change(flights, event.id, ["admitted"], (flight) => ({
        ...flight,
        phase: "left",
        stamp,
        leftAt: Math.min(flight.leftAt, at),
        requestTime,
        mark: mark2,
        lookFrom: Math.min(flight.first?.requestTime ?? Infinity, requestTime) - clockSlack2
      }));
      if (left3 === flights) return flights;
      const unfenced = [...left3.unfenced, event.id];
      const departures = logged(flights.departures, at, (time2) => time2 > at - second);
      return { ...left3, unfenced, departures };
    }
    case "sent-back":
      return sentBack(flights, event.id);
    case "searched":
      return change(flights, event.id, ["left"], (flight) => ({
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
      return change(flights, event.id, ["searched"], (flight) => ({
        ...flight,
        emptyLooks: flight.emptyLooks + 1
      }));
    case "reported":
      return change(flights, event.id, ["searched"], (flight) => ({
        ...flight,
        reported: true,
        candidates: event.candidates
      }));
    case "over":
      return landed(flights, event.id, event.outcome);
  }
};
var sentBack = (flights, id) => {
  const back = change(flights, id, ["left"], (flight) => {
    const { requestTime, mark: mark2 } = flight;
    return { ...flight, ...unsent, phase: "admitted", first: flight.first ?? { requestTime, mark: mark2 } };
  });
  return back === flights ? flights : { ...back, unfenced: without2(id, flights.unfenced) };
};
var fenced = (flights, { by, at }) => {
  const proven = flights.unfenced.filter((id) => {
    const stamp = find(flights, id)?.stamp ?? null;
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
var change = (flights, id, from7, changed) => {
  const index = flights.onTheirWay.findLastIndex((one2) => one2.id === id);
  const flight = flights.onTheirWay[index];
  if (flight === void 0 || !from7.includes(flight.phase)) return flights;
  const onTheirWay = flights.onTheirWay.slice();
  onTheirWay[index] = changed(flight);
  return { ...flights, onTheirWay };
};
var changeAll = (flights, changed) => {
  const onTheirWay = flights.onTheirWay.map(changed);
  return onTheirWay.every((flight, index) => flight === flights.onTheirWay[index]) ? flights : { ...flights, onTheirWay };
};
var landed = (flights, id, outcome) => {
  const flight = find(flights, id);
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
var find = (flights, id) => flights.onTheirWay.findLast((one2) => one2.id === id);

// src/execution/order/outcome.ts
var import_rxjs22 = require("rxjs");
var lifeAfter = (context, id, event) => {
  const { registry, flights, clock } = context;
  if (event.type === "Done") {
    const order = event.value;
    const { orderId, status } = order;
    const doubt = doubtOf(context, id, order);
    if (doubt !== null) {
      context.diagnose({ kind: "reply-not-believed", order, cause: doubt });
      return lookFor2(context, id, `the reply is not believed: ${doubt}`);
    }
    const isBornCanceled = status === "CANCELED_UNFILLED";
    registry.own(order);
    const type = status === "REJECTED" ? "rejected" : "placed";
    flights.apply({ type: "over", id, outcome: { type, orderId, at: clock.elapsed() } });
    registry.applyOrder(order, "reply", ...isBornCanceled ? ["born-canceled"] : []);
    return registry.life(orderId);
  }
  const { error } = event;
  if (error.effect === "none") return wasSent(error) ? (0, import_rxjs22.of)(refused(error)) : (0, import_rxjs22.throwError)(() => error);
  return lookFor2(context, id, error.message);
};
var doubtOf = ({ registry, flights }, id, order) => {
  const flight = find(flights.all(), id);
  const entry = registry.entry(order.orderId);
  if (entry?.owned === true) return `order ${order.orderId} belongs to another call`;
  if (flight === void 0) return null;
  const isKnown2 = entry !== void 0 && entry.known.snapshot !== null;
  if (isKnown2 && entry.seen <= flight.mark) return `order ${order.orderId} was known before`;
  return answersTo(flight.order, order) ? null : `order ${order.orderId} does not match the request`;
};
var lookFor2 = ({ registry, search }, id, message) => search.find(id).pipe((0, import_rxjs22.concatMap)((finding) => fromFinding(finding, message, (order) => registry.life(order.orderId))));
var fromFinding = (finding, message, life) => {
  switch (finding.type) {
    case "found":
      return life(finding.order);
    case "absent":
      return (0, import_rxjs22.of)(
        rejected("venue", "no-effect", `${message}; no open order and no fill of it was found`, null)
      );
    case "ambiguous":
      return (0, import_rxjs22.of)({ type: "Unresolved", candidates: finding.candidates, message });
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
    const flight = find(flights.all(), id);
    isAgain = flight?.phase === "left";
    return flight;
  };
  const refuse = (why) => {
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
      const why = flight === void 0 ? null : leave(context, flight, stamp, stop);
      return why === null ? null : refuse(why);
    },
    recalled$: stop.stopped$.pipe(
      (0, import_rxjs23.map)((why) => {
        aboutToLeave();
        return refuse(why);
      })
    )
  };
  const lifeOf = (event) => {
    const why = event.type === "Failed" && event.error === kept?.error ? kept.why : null;
    if (isAgain && event.type === "Failed" && !wasSent(event.error))
      return lookFor2(
        context,
        id,
        `the venue refused its request time, and it was not sent again: ${why?.reason ?? event.error.message}`
      );
    return why === null ? lifeAfter(context, id, event) : (0, import_rxjs23.of)(why);
  };
  const life$ = new import_rxjs23.Observable((subscriber) => {
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
        lifeOf(event).subscribe(subscriber);
      },
      error: (error) => subscriber.error(error),
      complete: () => {
        if (!isAnswered) subscriber.complete();
      }
    });
  });
  return life$.pipe(recorder.follow(id));
};
var leave = ({ flights, limits, registry, clock, venueTimeOf }, { id, order, phase }, stamp, stop) => {
  const why = stop.why() ?? refusalBy(limits.pass(order));
  if (why !== null) return why;
  if (phase === "left") flights.apply({ type: "sent-back", id });
  const at = clock.elapsed();
  const requestTime = stamp.type === "nonce" ? venueTimeOf(at) : stamp.requestTime;
  flights.apply({ type: "left", id, stamp, requestTime, mark: registry.mark(), at });
  return null;
};

// src/execution/order/steps.ts
var import_Either2 = require("fp-ts/lib/Either.js");
var import_rxjs24 = require("rxjs");
var inSteps = (at, stop, steps, then, nth = 0) => {
  if ((0, import_rxjs24.isObservable)(at))
    return at.pipe(
      (0, import_rxjs24.take)(1),
      (0, import_rxjs24.switchMap)((stepped) => inSteps(stepped, stop, steps, then, nth))
    );
  if (isRefusal(at)) return (0, import_rxjs24.of)(at);
  const step = steps[nth];
  if (step === void 0) return then(at);
  const why = stop.why();
  return why === null ? inSteps(step(at), stop, steps, then, nth + 1) : (0, import_rxjs24.of)(why);
};
var isRefusal = (stepped) => "type" in stepped;
var unlessStopped = (stop, waiting) => (0, import_rxjs24.merge)(stop.stopped$, waiting);
var keepsTheRules = ({ instrument: lookUp }, request) => {
  const found = lookUp(request.pair);
  return (0, import_rxjs24.isObservable)(found) ? found.pipe((0, import_rxjs24.map)((instrument) => checkedBy(instrument, request))) : checkedBy(found, request);
};
var checkedBy = (instrument, request) => {
  if (instrument === void 0) return refusedHere("invalid", [unknownPair(request)]);
  const checked = checkRequest(request, instrument);
  return (0, import_Either2.isLeft)(checked) ? refusedHere("invalid", checked.left) : { order: checked.right, instrument };
};
var unknownPair = ({ pair }) => ({
  field: "pair",
  rule: "one the venue lists",
  actual: pair,
  nearest: null
});
var isReady = ({ limits }, { stop }) => (draft) => {
  const unknowns = limits.ready(draft.order);
  return unknowns === null ? draft : unlessStopped(stop, unknowns.pipe((0, import_rxjs24.map)((violations) => refusalBy(violations) ?? draft)));
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
  const flight = find(flights.all(), id);
  return (flight && refusalBy(limits.admit(flight, flights.all()))) ?? draft;
};
var hasItsTurn = (context, submission) => (draft) => {
  const { flights } = context;
  const { id, stop, allowEqualInFlight = false } = submission;
  const { order } = draft;
  const admit = () => {
    flights.apply({ type: "admitted", id, order });
    return draft;
  };
  if (allowEqualInFlight || flights.isTurnOf(order)) return admit();
  const turn$ = flights.changes$.pipe(
    (0, import_rxjs24.filter)(() => flights.isTurnOf(order)),
    (0, import_rxjs24.take)(1),
    (0, import_rxjs24.map)(admit)
  );
  return unlessStopped(stop, (0, import_rxjs24.merge)(turn$, waitingForTurn(context, id, order)));
};
var longestMarketWait = 5e3;
var quietWait = 1e3;
var waitingForTurn = ({ clock, diagnose }, id, order) => (0, import_rxjs24.timer)(quietWait, clock).pipe(
  (0, import_rxjs24.tap)(() => {
    diagnose({ kind: "waits-for-equal", id, request: order });
  }),
  (0, import_rxjs24.switchMap)(
    () => order.price === void 0 ? (0, import_rxjs24.timer)(longestMarketWait - quietWait, clock).pipe((0, import_rxjs24.map)(() => tooLate)) : import_rxjs24.NEVER
  )
);
var tooLate = rejected(
  "client",
  "equal-in-flight",
  "an equal order is on its way and its outcome is not known: nothing was sent",
  null
);

// src/execution/order/stop.ts
var import_rxjs25 = require("rxjs");

// src/execution/order/reducing.ts
var onlyReduces = ({
  side,
  positionSide
}) => positionSide === "long" ? side === "sell" : positionSide === "short" && side === "buy";

// src/execution/order/stop.ts
var createLatch = (refusal) => {
  const stopped = new import_rxjs25.ReplaySubject(1);
  let isSet = false;
  return {
    set: () => {
      isSet = true;
      stopped.next(refusal);
    },
    why: () => isSet ? refusal : null,
    stopped$: stopped.asObservable()
  };
};
var noStop = { why: () => null, stopped$: import_rxjs25.NEVER };
var eitherOf = (one2, other) => ({
  why: () => one2.why() ?? other.why(),
  stopped$: (0, import_rxjs25.merge)(one2.stopped$, other.stopped$)
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
var replace = (context, ref, changes, id) => (0, import_rxjs26.defer)(() => {
  const { registry } = context;
  const entry = registry.entry(ref.orderId);
  const order = entry?.known.snapshot ?? null;
  const stop = order === null ? context.halted : stopOf(context.halted, order);
  const stopped = stop.why();
  if (stopped !== null) return (0, import_rxjs26.of)(stopped);
  if (entry?.isReplaced === true) return (0, import_rxjs26.of)(replacedAlready);
  registry.replacementBegins(ref);
  const fail = () => {
    registry.replacementFails(ref.orderId);
  };
  return replaceOnly(context, ref, changes, {
    id,
    stop,
    replaces: { orderId: ref.orderId, changes }
  }).pipe(
    (0, import_rxjs26.tap)({
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
  const within2 = isWithinLimits(context, submission);
  const turn = hasItsTurn(context, submission);
  const order = context.registry.entry(ref.orderId)?.known.snapshot;
  if (order && !isTerminal(order.status) && !canBeAskedAgain(order)) return (0, import_rxjs26.of)(unknownOrder);
  const expected = order && !isTerminal(order.status) ? requestFor(order, order.executedAmount, changes) : null;
  const [begun, steps] = expected === null ? [leftOver$, [ready, within2, turn]] : [keepsTheRules(context, expected), [ready, within2, () => leftOver$, turn]];
  return untilItsOutcome(
    context,
    submission,
    () => inSteps(begun, submission.stop, steps, (left3) => sends(context, submission, left3))
  ).pipe(
    // After the cancel has been sent there are only outcomes.
    (0, import_rxjs26.catchError)((error) => {
      if (isCanceled) return (0, import_rxjs26.of)(notReplaced(`the new order was not sent: ${causeOf(error)}`, null));
      throw error;
    })
  );
};
var leftOf = (context, ref, changes, onCanceled) => cancelOne(context, ref).pipe(
  (0, import_rxjs26.concatMap)((outcome) => {
    onCanceled();
    const refusal = refusalOf(outcome);
    if (refusal !== null) return (0, import_rxjs26.of)(refusal);
    context.registry.readAt(ref.orderId, -Infinity);
    return context.registry.life(ref.orderId).pipe(
      (0, import_rxjs26.filter)(isEnding),
      (0, import_rxjs26.take)(1),
      (0, import_rxjs26.map)((ending2) => leftOver(ending2, changes)),
      (0, import_rxjs26.switchMap)((request) => {
        const checked = request === null ? nothingLeft : keepsTheRules(context, request);
        return (0, import_rxjs26.isObservable)(checked) ? checked : (0, import_rxjs26.of)(checked);
      })
    );
  })
);
var notReplaced = (message, code) => rejected("client", "not-replaced", message, code);
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
var refusalOf = (outcome) => {
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
  const left3 = remainder(amount ?? order.amount, executed);
  if (left3 === null) return null;
  return {
    pair: order.pair,
    side: order.side,
    type: order.type,
    positionSide: order.positionSide ?? void 0,
    amount: left3,
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
  const scale = Math.max(scaleOf(plain2), scaleOf(filled));
  const left3 = toUnits(plain2, scale) - toUnits(filled, scale);
  return left3 <= 0n ? null : fromUnits(left3, scale);
};

// src/execution/order/submit.ts
var submit = (context, request, submission) => untilItsOutcome(
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
  const placing = (id, asked, start, until) => {
    const call = {
      id,
      asked,
      start: (given) => during(start(given), until),
      memory: orderMemory,
      refuse: (problem) => (0, import_rxjs27.of)(refusedId(problem))
    };
    return () => commands.run(call);
  };
  const withdraw = (request, id) => {
    const { asset, uuid, amount } = request;
    const recording = recorder.withdrawal(id, { asset, uuid, amount });
    return api.requestWithdrawal(request, { keep: recording.keep }).pipe(
      recording.follow,
      // A call that was not sent may be repeated under its id.
      (0, import_rxjs27.concatMap)(
        (event) => event.type === "Failed" && !wasSent(event.error) ? (0, import_rxjs27.throwError)(() => event.error) : (0, import_rxjs27.of)(event)
      )
    );
  };
  return {
    submit: (request, { allowEqualInFlight, withdrawal }, id, until) => placing(
      id,
      askedOrder(request),
      (given) => submit(context, request, {
        id: given,
        stop: stopOf(context.halted, request, withdrawal),
        allowEqualInFlight
      }),
      until
    ),
    replace: (ref, changes, id) => placing(id, askedReplacement(ref, changes), (given) => replace(context, ref, changes, given)),
    withdraw: (request, id) => () => commands.run({
      id,
      asked: askedWithdrawal(request),
      start: (given) => withdraw(request, given),
      memory: withdrawalMemory,
      refuse: ({ expected, actual }) => (0, import_rxjs27.throwError)(() => requestError("POST /user/request_withdrawal", "id", expected, actual))
    }),
    track: (id) => () => {
      const found = commands.find(id);
      return found?.asked().startsWith('["withdrawal"') === false ? found.life() : courseOf(
        (0, import_rxjs27.throwError)(() => requestError("trackOrder", "id", "that of an order of the last day", id))
      );
    }
  };
};
var withdrawalMemory = () => {
  const events = [];
  return { remember: (event) => events.push(event), replay: () => (0, import_rxjs27.from)(events) };
};
var refusedId = ({ type, expected, actual }) => rejected("client", type, `id: expected ${expected}, got ${actual}`, null, [
  { field: "id", rule: expected, actual, nearest: null }
]);

// src/execution/guards/guards.ts
var import_rxjs29 = require("rxjs");

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
var measure = ({ through, away }, side, price, from7) => {
  const above = subtractDecimals(price, from7);
  const into = side === "buy" ? above : subtractDecimals(from7, price);
  const isThrough = compareDecimals(into, "0") > 0;
  const limit = isThrough ? through : away;
  const distance = into.replace("-", "");
  if (limit === null || compareDecimals(distance, multiplyDecimals(limit, from7)) <= 0) return [];
  const rule = `at most ${limit} ${isThrough ? "through" : "away from"} ${from7}`;
  return [breach("maxDistance", rule, fraction(distance, from7))];
};
var places2 = 6;
var fraction = (part, whole) => {
  const scale = Math.max(scaleOf(part), scaleOf(whole));
  const divisor = toUnits(whole, scale);
  return fromUnits((toUnits(part, scale + places2) + divisor - 1n) / divisor, places2);
};

// src/execution/guards/exposure.ts
var openOrdersOf = (entries) => entries.flatMap((entry) => {
  const order = entry.known.snapshot;
  return order === null || !isLive(entry) || order.type === "losscut" ? [] : [{ entry, order }];
});
var countIn = (pair, { onTheirWay }, open3) => onTheirWay.filter(({ order }) => order.pair === pair).length + apartFrom(onTheirWay, open3).filter(({ order }) => order.pair === pair).length;
var notionalIn = (quote, { onTheirWay }, open3, valuation) => {
  const isMeant = ({ order }) => quoteAssetOf(order.pair) === quote;
  const worths = [
    ...onTheirWay.filter(isMeant).map((flight) => worthOfFlight(flight, open3, valuation)),
    ...apartFrom(onTheirWay, open3).filter(isMeant).map((one2) => worthOf2(one2, valuation))
  ];
  return worths.includes(null) ? null : sumDecimals(["0", ...worths]);
};
var recentIn = (flights, now) => flights.onTheirWay.filter(({ phase }) => phase === "waits" || phase === "admitted").length + leftAfter(flights, now - second2);
var second2 = 1e3;
var worthOf2 = ({ order }, { priceOf, marketOf }) => {
  if (onlyReduces(order)) return "0";
  const price = priceOf(order.orderId) ?? valuationPrice(order, marketOf(order.pair));
  const isAmountUnread = order.remainingAmount === null && order.odd?.amount !== void 0;
  return isAmountUnread ? null : notionalAt(price, order.remainingAmount ?? order.amount);
};
var worthOfFlight = ({ order, price, replaces }, open3, valuation) => {
  const own2 = onlyReduces(order) ? "0" : notionalAt(price, order.amount);
  if (replaces === null) return own2;
  const replaced = open3.find(({ entry }) => entry.orderId === replaces.orderId);
  if (replaced === void 0) return own2;
  const others2 = worthOf2(replaced, valuation);
  return own2 === null || others2 === null ? null : maxDecimal(own2, others2);
};
var apartFrom = (onTheirWay, open3) => {
  if (open3.length === 0) return open3;
  const taken = new Set(onTheirWay.map(({ replaces }) => replaces?.orderId));
  for (const flight of onTheirWay) {
    const own2 = open3.find((one2) => !taken.has(one2.entry.orderId) && isReported(flight, one2));
    if (own2 !== void 0) taken.add(own2.entry.orderId);
  }
  return open3.filter(({ entry }) => !taken.has(entry.orderId));
};
var isReported = (flight, { entry, order }) => !entry.owned && couldBe({ ...flight, requestTime: -Infinity }, { order, seen: entry.seen });

// src/execution/guards/market.ts
var import_rxjs28 = require("rxjs");
var unknownMarket = { book: null, receivedAt: -Infinity, tradable: null };
var createMarkets = (source, clock, leaps$, longestWait3, untilClosed) => {
  const followed = /* @__PURE__ */ new Map();
  leaps$.subscribe(() => {
    for (const market of followed.values()) market.next({ ...market.value, receivedAt: -Infinity });
  });
  const news = (pair) => (0, import_rxjs28.merge)(
    source.book$(pair).pipe(
      (0, import_rxjs28.map)((book) => ({ book, receivedAt: clock.elapsed() })),
      (0, import_rxjs28.endWith)({ book: null })
    ),
    source.tradable$(pair).pipe(
      (0, import_rxjs28.map)((tradable) => ({ tradable })),
      (0, import_rxjs28.endWith)({ tradable: null })
    )
  );
  const follow = (pair) => {
    const market = followed.get(pair) ?? new import_rxjs28.BehaviorSubject(unknownMarket);
    if (followed.has(pair)) return market;
    followed.set(pair, market);
    const end = () => {
      followed.delete(pair);
      market.next(unknownMarket);
      market.complete();
    };
    (0, import_rxjs28.defer)(() => news(pair)).pipe(untilClosed).subscribe({
      next: (update) => market.next({ ...market.value, ...update }),
      error: end,
      complete: end
    });
    return market;
  };
  return {
    latest: (pair) => followed.get(pair)?.value ?? unknownMarket,
    known: (pair) => (0, import_rxjs28.defer)(
      () => follow(pair).pipe(
        (0, import_rxjs28.filter)(({ book, tradable }) => book !== null && tradable !== null),
        (0, import_rxjs28.endWith)(unknownMarket),
        (0, import_rxjs28.raceWith)((0, import_rxjs28.timer)(longestWait3, clock)),
        (0, import_rxjs28.take)(1)
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

// src/execution/guards/guards.ts
var longestWait = 5e3;
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
  const markets = config.market === null ? null : createMarkets(config.market, clock, leaps$, longestWait, untilClosed);
  const marketOf = (pair) => markets?.latest(pair) ?? unknownMarket;
  const valuation = { marketOf, priceOf: isAboutOpenOrders ? admissionPrices(context) : unknown };
  const priceOf = (order) => valuationPrice(order, marketOf(order.pair));
  const pass = (order) => {
    if (onlyReduces(order)) return [];
    const market = marketOf(order.pair);
    const notional = () => notionalAt(priceOf(order), order.amount);
    return [
      ...checkMarket(config, market, clock.elapsed()),
      ...checkDistance(config, order, market),
      ...checkNotional("maxNotional", maxNotional, quoteAssetOf(order.pair), notional)
    ];
  };
  const isNeeded = () => isAboutOpenOrders && !areOrdersKnown();
  const within$ = completesWithin(ordersKnown$, longestWait, clock);
  return {
    ready: (order) => onlyReduces(order) || markets === null && !isNeeded() ? null : (0, import_rxjs29.forkJoin)([isNeeded() ? within$ : (0, import_rxjs29.of)(true), markets?.known(order.pair) ?? (0, import_rxjs29.of)(true)]).pipe(
      (0, import_rxjs29.map)(([isKnown2]) => {
        const guard = maxOpenOrders !== null ? "maxOpenOrders" : "maxTotalNotional";
        return isKnown2 ? [] : [breach(guard, "open orders that are known", "not known")];
      })
    ),
    priceOf,
    admit: ({ order }, flights) => {
      if (onlyReduces(order)) return [];
      const open3 = isAboutOpenOrders ? openOrdersOf(registry.open()) : [];
      const quote = quoteAssetOf(order.pair);
      return [
        ...checkCount("maxOpenOrders", maxOpenOrders, () => countIn(order.pair, flights, open3)),
        ...checkCount("maxOrdersPerSecond", maxOrdersPerSecond, () => recentIn(flights, clock.elapsed())),
        ...checkNotional(
          "maxTotalNotional",
          maxTotalNotional,
          quote,
          () => notionalIn(quote, flights, open3, valuation)
        ),
        ...pass(order)
      ];
    },
    // Without a market, nothing can have changed since the order was admitted.
    pass: markets === null ? nothing2 : pass
  };
};
var nothing2 = () => [];
var noLimits = { ready: () => null, priceOf: () => null, admit: nothing2, pass: nothing2 };
var unknown = () => void 0;
var admissionPrices = ({ flights, registry }) => {
  const prices = /* @__PURE__ */ new Map();
  flights.changes$.subscribe(({ event, before }) => {
    if (event.type !== "over" || event.outcome.type !== "placed") return;
    const { orderId } = event.outcome;
    const price = find(before, event.id)?.price ?? null;
    if (price === null) return;
    const live = new Set(openOrdersOf(registry.open()).map(({ entry }) => entry.orderId));
    for (const known of prices.keys()) if (!live.has(known)) prices.delete(known);
    prices.set(orderId, price);
  });
  return (orderId) => prices.get(orderId);
};
var completesWithin = (source, time2, clock) => (0, import_rxjs29.merge)(
  source.pipe(
    (0, import_rxjs29.endWith)(true),
    (0, import_rxjs29.catchError)(() => (0, import_rxjs29.of)(false))
  ),
  (0, import_rxjs29.timer)(time2, clock).pipe((0, import_rxjs29.map)(() => false))
).pipe((0, import_rxjs29.take)(1));
var checkCount = (guard, limit, count) => {
  const actual = limit === null ? 0 : count();
  return limit === null || actual <= limit ? [] : [breach(guard, `at most ${limit}`, String(actual))];
};

// src/execution/guards/halt.ts
var import_rxjs33 = require("rxjs");

// src/execution/guards/cancel-until-none.ts
var import_rxjs31 = require("rxjs");

// src/execution/order/open-list.ts
var import_rxjs30 = require("rxjs");
var noIdToRead = "an order in the list of open orders has no id that can be read";
var listOpen = (api, query = {}) => (0, import_rxjs30.defer)(() => {
  let isWhole = true;
  const losing = api.odd$.subscribe(({ what, source }) => {
    if (what === "lost" && source.endsWith("/spot/active_orders")) isWhole = false;
  });
  return api.rest.all.activeOrders(query).pipe(
    (0, import_rxjs30.toArray)(),
    (0, import_rxjs30.map)((orders) => ({ orders, isWhole })),
    (0, import_rxjs30.finalize)(() => losing.unsubscribe())
  );
});

// src/execution/guards/cancel-until-none.ts
var lookInterval2 = 1e3;
var proof = 2;
var cancelUntilNone = (context, { isMeant, recovered$, haltedSince, patience: patience2 }) => (0, import_rxjs31.defer)(() => {
  const { api, registry, flights, clock, settle } = context;
  let provesFrom = Infinity;
  const batches = new import_rxjs31.Subject();
  const attempts = /* @__PURE__ */ new Map();
  let cleanLooks = 0;
  let reported = "";
  const liveOrders2 = () => registry.open().flatMap((entry) => {
    const order = entry.known.snapshot;
    return order !== null && isLive(entry) && isMeant(order) ? [order] : [];
  });
  const look$ = (0, import_rxjs31.defer)(
    () => listOpen(api).pipe(
      (0, import_rxjs31.concatMap)(({ orders: active, isWhole }) => {
        for (const order of active) registry.applyOrder(order, "read");
        const ids = new Set(active.map(({ orderId }) => orderId));
        const unlisted = inBatches(liveOrders2().filter(({ orderId }) => !ids.has(orderId)));
        return (0, import_rxjs31.merge)(...unlisted.map((batch) => api.rest.ordersInfo(batch))).pipe(
          (0, import_rxjs31.concatMap)((orders) => orders),
          (0, import_rxjs31.tap)((order) => registry.applyOrder(order, "read")),
          (0, import_rxjs31.toArray)(),
          (0, import_rxjs31.map)(() => ({ orders: active.filter(isMeant), isWhole }))
        );
      })
    )
  );
  const cancel = (begun) => {
    const due = liveOrders2().filter(({ orderId, userCancelable }) => {
      const last = attempts.get(orderId);
      return userCancelable !== false && (last === void 0 || !last.isOut && begun > last.at);
    });
    const [again, fresh] = [due.filter(isTried), due.filter((order) => !isTried(order))];
    for (const batch of [...inBatches(fresh), ...again.flatMap((order) => inBatches([order]))])
      batches.next(batch);
  };
  const isTried = ({ orderId }) => attempts.has(orderId);
  const conclude = (begun, { orders: listed, isWhole }) => {
    const open3 = liveOrders2();
    const isOver2 = isWhole && [...listed, ...open3].every(({ userCancelable }) => userCancelable === false) && ![...attempts.values()].some(({ isOut: isOut2 }) => isOut2) && begun >= Math.max(provesFrom, clearAt(flights.all(), settle));
    cleanLooks = isOver2 ? cleanLooks + 1 : 0;
    if (cleanLooks === proof) return [{ type: "NoneOpen", left: open3 }];
    cancel(begun);
    const ids = open3.map(({ orderId }) => orderId).join();
    const unread = isWhole ? [] : [{ type: "Unreadable", message: noIdToRead }];
    if (ids === reported) return unread;
    reported = ids;
    return [...unread, { type: "Remaining", orders: open3 }];
  };
  const looking$ = (0, import_rxjs31.defer)(() => {
    const begun = clock.elapsed();
    return look$.pipe((0, import_rxjs31.concatMap)((list2) => conclude(begun, list2)));
  }).pipe(
    (0, import_rxjs31.catchError)((error) => {
      cleanLooks = 0;
      return [{ type: "Unreadable", message: causeOf(error) }];
    }),
    (0, import_rxjs31.repeat)({ delay: () => (0, import_rxjs31.timer)(lookInterval2, clock) })
  );
  const cancels$ = batches.pipe(
    (0, import_rxjs31.mergeMap)((batch) => {
      const note = (isOut2) => {
        for (const orderId of batch.orderIds) attempts.set(orderId, { isOut: isOut2, at: clock.elapsed() });
      };
      note(true);
      return cancelOnce(context, batch).pipe(
        (0, import_rxjs31.map)((outcome) => ({ type: "CancelOutcome", outcome })),
        (0, import_rxjs31.startWith)({ type: "Canceling", orders: refsOf(batch) }),
        (0, import_rxjs31.finalize)(() => {
          note(false);
        })
      );
    })
  );
  const recovery$ = recovered$.pipe(
    (0, import_rxjs31.ignoreElements)(),
    (0, import_rxjs31.tap)({ complete: () => provesFrom = haltedSince + patience2 }),
    (0, import_rxjs31.catchError)(() => {
      provesFrom = haltedSince + Math.max(patience2, settle);
      return import_rxjs31.EMPTY;
    })
  );
  const looks$ = (0, import_rxjs31.defer)(() => {
    cancel(clock.elapsed());
    return looking$;
  });
  return (0, import_rxjs31.merge)(cancels$, recovery$, looks$).pipe((0, import_rxjs31.takeWhile)(({ type }) => type !== "NoneOpen", true));
});

// src/execution/guards/close-positions.ts
var import_rxjs32 = require("rxjs");
var closeWithin = 3e4;
var againAfter = 1e3;
var openPositions = ({ api }, isMeant) => (0, import_rxjs32.defer)(() => api.rest.marginPositions()).pipe(
  (0, import_rxjs32.take)(1),
  (0, import_rxjs32.map)(
    ({ positions }) => positions.filter((position) => isMeant(position) && compareDecimals(position.openAmount, "0") > 0)
  )
);
var createClosingOfPositions = (context, isMeant, maxSlippage) => {
  const { clock, instrument: lookUp, touch, place } = context;
  const slippage = slippageOf(maxSlippage);
  const terms = /* @__PURE__ */ new Map();
  const messages = /* @__PURE__ */ new Map();
  const freeFrom = /* @__PURE__ */ new Map();
  const termsOf = (position, slippage2) => {
    const known = terms.get(keyOf2(position));
    if (known !== void 0) return (0, import_rxjs32.of)(known);
    const found = lookUp(position.pair);
    return ((0, import_rxjs32.isObservable)(found) ? found : (0, import_rxjs32.of)(found)).pipe(
      (0, import_rxjs32.concatMap)(
        (instrument) => instrument === void 0 ? (0, import_rxjs32.of)(null) : touch(position.pair).pipe((0, import_rxjs32.map)((prices) => termsAt(position, prices, slippage2, instrument)))
      ),
      (0, import_rxjs32.tap)((made2) => {
        if (made2 !== null) terms.set(keyOf2(position), made2);
      })
    );
  };
  const note = (position, message) => {
    messages.set(keyOf2(position), message);
  };
  const follow = (position, order) => place(order).pipe(
    (0, import_rxjs32.tap)((transition) => {
      if (transition.type === "Rejected") note(position, transition.message);
      if (transition.type === "Unresolved")
        note(position, `the outcome of its order is not known: ${transition.message}`);
      if (transition.type === "Accepted")
        note(position, `it was not filled whole at ${String(order.price)} in time`);
    }),
    (0, import_rxjs32.ignoreElements)()
  );
  const close = (position, slippage2) => (0, import_rxjs32.defer)(() => {
    freeFrom.set(keyOf2(position), Infinity);
    return termsOf(position, slippage2);
  }).pipe(
    (0, import_rxjs32.concatMap)((made2) => {
      if (made2 === null) {
        note(position, "the pair has no price");
        return import_rxjs32.EMPTY;
      }
      const order = closingOrder(position, made2);
      return (0, import_rxjs32.concat)((0, import_rxjs32.of)({ type: "Closing", position, order }), follow(position, order));
    }),
    (0, import_rxjs32.catchError)((error) => {
      note(position, causeOf(error));
      return import_rxjs32.EMPTY;
    }),
    (0, import_rxjs32.finalize)(() => freeFrom.set(keyOf2(position), clock.elapsed() + againAfter))
  );
  const closingWithin = (slippage2) => (0, import_rxjs32.defer)(() => {
    const none = new import_rxjs32.Subject();
    const look$ = (0, import_rxjs32.defer)(() => {
      const since = clock.elapsed();
      const isFree = (position) => (freeFrom.get(keyOf2(position)) ?? since) <= since;
      return openPositions(context, isMeant).pipe(
        (0, import_rxjs32.tap)((open3) => {
          if (open3.length === 0) none.next();
        }),
        (0, import_rxjs32.map)((open3) => (0, import_rxjs32.merge)(...open3.filter(isFree).map((position) => close(position, slippage2)))),
        (0, import_rxjs32.catchError)((error) => (0, import_rxjs32.of)((0, import_rxjs32.of)({ type: "Unreadable", message: causeOf(error) })))
      );
    });
    return look$.pipe(
      (0, import_rxjs32.repeat)({ delay: () => (0, import_rxjs32.timer)(againAfter, clock) }),
      (0, import_rxjs32.mergeAll)(),
      (0, import_rxjs32.takeUntil)((0, import_rxjs32.merge)(none, (0, import_rxjs32.timer)(closeWithin, clock)))
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
  const scale = Math.max(scaleOf(exact), priceDigits);
  const tick2 = 10n ** BigInt(scale - priceDigits);
  const units = toUnits(exact, scale);
  const ticks = isLong ? (units + tick2 - 1n) / tick2 : units / tick2;
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
var halt = (context, { pairs, patience: patience2, positions = "keep", maxSlippage }) => (0, import_rxjs33.defer)(() => {
  const { clock, recovered$, exclusiveAccount, settle } = context;
  const isMeant = ({ pair }) => pairs === void 0 || pairs.includes(pair);
  const none$ = cancelUntilNone(context, {
    isMeant,
    recovered$,
    haltedSince: clock.elapsed(),
    patience: patience2 ?? (exclusiveAccount ? 0 : settle)
  });
  let left3 = [];
  const cancel$ = none$.pipe(
    (0, import_rxjs33.tap)((event) => {
      if (event.type === "NoneOpen") left3 = event.left;
    }),
    (0, import_rxjs33.filter)((event) => event.type !== "NoneOpen")
  );
  const closing = positions === "close" ? createClosingOfPositions(context, isMeant, maxSlippage) : null;
  const flat$ = (0, import_rxjs33.defer)(
    () => openPositions(context, isMeant).pipe(
      (0, import_rxjs33.timeout)({ first: readWithin, scheduler: elapsing(clock) }),
      (0, import_rxjs33.catchError)(() => (0, import_rxjs33.of)(null)),
      (0, import_rxjs33.concatMap)((stay) => [
        ...closing === null || stay === null ? [] : stay.map(closing.notClosed),
        { type: "Flat", at: stampOf(clock), left: left3, positions: stay }
      ])
    )
  );
  context.halted.set();
  return (0, import_rxjs33.concat)(
    (0, import_rxjs33.of)({ type: "Halted", at: stampOf(clock) }),
    cancel$,
    ...closing?.closing$ ? [closing.closing$, cancel$] : [],
    flat$
  );
});
var oncePerAim = (run) => {
  const halts = /* @__PURE__ */ new Map();
  return (options) => (0, import_rxjs33.defer)(() => {
    const { pairs, positions = "keep", maxSlippage } = options;
    const aim = JSON.stringify([pairs && [...pairs].sort(), positions, maxSlippage]);
    const halting = halts.get(aim) ?? run(options);
    halts.set(aim, halting);
    return halting;
  });
};

// src/execution/rest/instruments.ts
var import_rxjs34 = require("rxjs");
var readEvery = 36e5;
var longestWait2 = 3e4;
var late = httpError(
  "GET /spot/pairs",
  "timeout",
  "none",
  "the rules of the pair were not read within 30 s"
);
var createInstruments = (read, clock, leaps$) => {
  let known = null;
  let readAt = -Infinity;
  leaps$.subscribe(() => readAt = -Infinity);
  const list$ = (0, import_rxjs34.defer)(read).pipe(
    (0, import_rxjs34.map)((all) => new Map(all.map((instrument) => [instrument.pair, instrument]))),
    (0, import_rxjs34.tap)((instruments) => {
      known = instruments;
      readAt = clock.elapsed();
    }),
    (0, import_rxjs34.share)()
  );
  return (pair) => {
    const isOld = clock.elapsed() - readAt >= readEvery;
    if (known === null || isOld && !known.has(pair))
      return list$.pipe(
        (0, import_rxjs34.map)((instruments) => instruments.get(pair)),
        (0, import_rxjs34.timeout)({ first: longestWait2, scheduler: elapsing(clock), with: () => (0, import_rxjs34.throwError)(() => late) })
      );
    if (isOld) {
      readAt = clock.elapsed();
      list$.subscribe({ error: () => void 0 });
    }
    return known.get(pair);
  };
};

// src/execution/order/flights.ts
var import_rxjs35 = require("rxjs");
var createFlights = () => {
  let flights = noFlights;
  const changes = new import_rxjs35.Subject();
  const out = /* @__PURE__ */ new Map();
  const count = (order, by) => {
    const text = textOfOrder(order);
    const counted = (out.get(text) ?? 0) + by;
    if (counted === 0) out.delete(text);
    else out.set(text, counted);
  };
  const index = (event, before) => {
    if (event.type === "admitted") count(event.order, 1);
    if (event.type !== "over") return;
    const flight = find(before, event.id);
    if (flight !== void 0 && flight.phase !== "waits") count(flight.order, -1);
  };
  return {
    all: () => flights,
    apply: (event) => {
      const before = flights;
      const next = onFlight(before, event);
      if (next === before) return;
      flights = next;
      index(event, before);
      changes.next({ event, before });
    },
    changes$: changes.asObservable(),
    isTurnOf: (order) => !out.has(textOfOrder(order)) || isTurnOf(flights, order)
  };
};

// src/execution/journal/recorder.ts
var import_rxjs37 = require("rxjs");

// src/model/journal-error.ts
var journalError = (reason, file, line, expected, actual) => taggedError(
  "JournalError",
  `${file}${line === null ? "" : `:${line}`}: expected ${expected}, got ${actual}`,
  { reason, file, line, expected, actual, effect: "none" }
);
var isJournalError = (error) => error?._tag === "JournalError";

// src/execution/journal/order-journal.ts
var import_rxjs36 = require("rxjs");
var noJournal = { load: () => (0, import_rxjs36.of)([]), append: () => import_rxjs36.EMPTY };

// src/execution/journal/recorder.ts
var createRecorder = (config) => config.journal === noJournal ? noRecorder : recorderTo(config);
var noRecorder = {
  keep: () => null,
  follow: () => import_rxjs37.identity,
  withdrawal: () => ({ keep: () => null, follow: import_rxjs37.identity }),
  resume: () => void 0,
  acknowledge: () => import_rxjs37.EMPTY
};
var recorderTo = ({ journal, clock, moment, venueTimeOf, diagnose }) => {
  const calls = /* @__PURE__ */ new Map();
  const append = (record2) => (0, import_rxjs37.defer)(() => journal.append(record2)).pipe(
    (0, import_rxjs37.catchError)((error) => (0, import_rxjs37.throwError)(() => asFailure(error)))
  );
  const orDiagnose = (id, appended) => appended.pipe(
    (0, import_rxjs37.catchError)((error) => {
      diagnose({ kind: "outcome-not-journaled", id, cause: causeOf(error) });
      return import_rxjs37.EMPTY;
    })
  );
  const keep = (id, write, stamp, since = Infinity) => (0, import_rxjs37.defer)(() => {
    const signedAt = stamp.type === "nonce" ? venueTimeOf(clock.elapsed()) : stamp.requestTime;
    const requestTime = Math.min(since, signedAt);
    const wasThere = calls.has(id);
    calls.set(id, false);
    return append({ type: "intent", id, ...moment(), stamp, requestTime, ...write }).pipe(
      (0, import_rxjs37.tap)({
        error: () => {
          if (!wasThere) calls.delete(id);
        }
      })
    );
  });
  const end = (id, outcome) => (0, import_rxjs37.defer)(() => calls.delete(id) ? append({ type: "ended", id, ...moment(), outcome }) : import_rxjs37.EMPTY);
  const noteEnd = (id, outcome) => {
    orDiagnose(id, end(id, outcome)).subscribe();
  };
  const accept = (id, { order, attribution }) => {
    if (calls.get(id) !== false) return import_rxjs37.EMPTY;
    calls.set(id, true);
    const { orderId } = order;
    return orDiagnose(id, append({ type: "accepted", id, ...moment(), orderId, attribution }));
  };
  return {
    keep: (flight, stamp) => {
      const { id, order: request, replaces } = flight;
      const write = { write: "order", request, ...replaces === null ? {} : { replaces } };
      return keep(id, write, stamp, sinceOf(flight).requestTime);
    },
    follow: (id) => (life) => life.pipe(
      (0, import_rxjs37.tap)({
        next: (transition) => {
          if (isEnding(transition)) noteEnd(id, endOf(transition));
        },
        error: () => noteEnd(id, { type: "not-sent" })
      }),
      // A transition is emitted only after it is kept. Otherwise an order that is cancelled immediately could not be
      // found after a crash.
      (0, import_rxjs37.concatMap)(
        (transition) => transition.type === "Accepted" ? (0, import_rxjs37.concat)(accept(id, transition), (0, import_rxjs37.of)(transition)) : (0, import_rxjs37.of)(transition)
      )
    ),
    withdrawal: (id, request) => ({
      keep: (stamp) => keep(id, { write: "withdrawal", request }, stamp),
      follow: (0, import_rxjs37.tap)((event) => {
        const outcome = outcomeOf(event);
        if (outcome !== null) noteEnd(id, outcome);
      })
    }),
    resume: ({ intent, accepted }) => void calls.set(intent.id, accepted !== null),
    acknowledge: (id) => end(id, { type: "acknowledged" })
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
var import_rxjs39 = require("rxjs");

// src/execution/order/commands.ts
var import_rxjs38 = require("rxjs");
var keptFor2 = 864e5;
var isOver = (since, now) => now.at - since.at >= keptFor2 && now.ran - since.ran >= keptFor2;
var wholeLives = 1e3;
var shown2 = (id) => typeof id === "string" ? `${id.length} characters` : typeof id;
var isId = (id) => typeof id === "string" && id.length > 0 && id.length <= 100;
var createCommands = (clock) => {
  const kept = /* @__PURE__ */ new Map();
  const ended2 = /* @__PURE__ */ new Map();
  const whole = [];
  let endedSoFar = 0;
  const began = clock.elapsed();
  let ranBefore = 0;
  let lastMade = 0;
  const moment = () => ({ at: stampOf(clock), ran: ranBefore + clock.elapsed() - began });
  const makeId = () => {
    do
      lastMade = Math.max(lastMade + 1, stampOf(clock));
    while (kept.has(String(lastMade)));
    return String(lastMade);
  };
  const forgetEnded = () => {
    if (ended2.size === 0) return;
    const at = moment();
    for (const [id, endedAt] of ended2) {
      if (!isOver(endedAt, at)) break;
      for (const all of [kept, ended2]) all.delete(id);
    }
  };
  const keepEnded2 = (id, asked, values, replay) => {
    const command = { asked, life: () => courseOf((0, import_rxjs38.from)(values)) };
    kept.set(id, command);
    ended2.set(id, moment());
    const place = endedSoFar % wholeLives;
    const oldest = whole[place];
    whole[place] = { id, command, replay };
    endedSoFar += 1;
    if (oldest !== void 0 && kept.get(oldest.id) === oldest.command)
      kept.set(oldest.id, { asked: oldest.command.asked, life: () => courseOf((0, import_rxjs38.defer)(oldest.replay)) });
  };
  const begin2 = (id, { asked, start, memory }) => {
    forgetEnded();
    const { remember, replay } = memory(id);
    const course = courseBy(
      (observer) => start(id).subscribe({
        next: (one2) => {
          remember(one2);
          observer.next(one2);
        },
        error: (error) => {
          kept.delete(id);
          observer.error(error);
        },
        complete: () => {
          keepEnded2(id, asked, course.values, replay);
          observer.complete();
        }
      })
    );
    kept.set(id, { asked, life: () => course });
    return course;
  };
  return {
    run: (command) => {
      const { id, asked, refuse } = command;
      if (id === void 0) return begin2(makeId(), command);
      if (!isId(id))
        return courseOf(
          refuse({ type: "invalid", expected: "a text of 1 to 100 characters", actual: shown2(id) })
        );
      const known = kept.get(id);
      if (known === void 0) return begin2(id, command);
      const [before, now] = [known.asked(), asked()];
      return before === now ? known.life() : courseOf(refuse({ type: "id-taken", expected: `one that asks for ${before}`, actual: now }));
    },
    find: (id) => kept.get(id),
    resume: (id, asked, life$) => {
      const course = courseOf(life$.pipe((0, import_rxjs38.tap)({ complete: () => ended2.set(id, moment()) })));
      kept.set(id, { asked, life: () => course });
      return course.values$;
    },
    restore: (id, asked, replay, endedAt) => {
      kept.set(id, { asked, life: () => courseOf((0, import_rxjs38.defer)(replay)) });
      if (endedAt !== null) ended2.set(id, endedAt);
    },
    moment,
    hasRun: (ran) => {
      ranBefore = Math.max(ranBefore, ran);
    }
  };
};

// src/execution/journal/recorded-calls.ts
var callsOf = (records) => {
  const calls = /* @__PURE__ */ new Map();
  for (const record2 of records) {
    const next = callWith(calls.get(record2.id), record2);
    if (next !== void 0) calls.set(record2.id, next);
  }
  return calls;
};
var callWith = (call, record2) => {
  if (record2.type === "intent") return { accepted: call?.accepted ?? null, ended: null, intent: record2 };
  return call === void 0 ? void 0 : { ...call, [record2.type]: record2 };
};
var remaining = (records) => {
  const calls = [...callsOf(records).values()];
  const unknown2 = calls.filter(isUnknown);
  const now = records.at(-1);
  const isNeeded = (call) => call.accepted !== null && unknown2.some((other) => areEqual2(call, other));
  const isKept = ({ ended: ended2 }) => ended2 === null || ended2.outcome.type !== "not-sent" && now !== void 0 && !isOver(ended2, now);
  return calls.filter((call) => isKept(call) || isNeeded(call)).flatMap(({ intent, accepted, ended: ended2 }) => [intent, accepted, ended2].filter((record2) => record2 !== null));
};
var isUnknown = ({ accepted, ended: ended2 }) => accepted === null && ended2 === null;
var areEqual2 = ({ intent: one2 }, { intent: other }) => one2.write === "order" && other.write === "order" && areEqualOrders(one2.request, other.request);

// src/execution/journal/recover.ts
var unseen = "the process ended before the outcome was seen";
var recover = (config) => (0, import_rxjs39.defer)(() => config.journal.load()).pipe(
  (0, import_rxjs39.catchError)((error) => {
    const failure2 = isJournalError(error) ? error : journalError("failed", "the journal", null, "to be loaded", causeOf(error));
    config.diagnose({ kind: "journal-unreadable", cause: failure2.message });
    throw failure2;
  }),
  (0, import_rxjs39.concatMap)((records) => takeUp(config, [...callsOf(records).values()]))
);
var takeUp = (config, calls) => {
  const { context, recorder, commands, diagnose } = config;
  for (const call of calls) {
    commands.hasRun(ranOf(call));
    claimOrder(context, call);
  }
  const recovered = calls.flatMap((call) => {
    if (call.ended === null) {
      recorder.resume(call);
      return [recoveredOf(config, call)];
    }
    restore(config, call, call.ended);
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
  const life = accepted === null ? (0, import_rxjs39.concat)(
    (0, import_rxjs39.of)({ type: "Submitted", id, request, at }),
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
    return (0, import_rxjs39.of)(sent, { type: "Done", value: outcome.withdrawal });
  const error = outcome?.type === "refused" ? venueError(withdrawing, outcome.status, outcome.code, venueCodes.get(outcome.code ?? -1)) : httpError(withdrawing, "cut-off", "unknown", unseen);
  return (0, import_rxjs39.of)(sent, { type: "Failed", error });
};
var withdrawing = "POST /user/request_withdrawal";

// src/execution/leaving.ts
var import_rxjs41 = require("rxjs");

// src/operators/until-end.ts
var import_rxjs40 = require("rxjs");
var untilEnd = (end$) => {
  const open3 = /* @__PURE__ */ new Set();
  let isOver2 = false;
  end$.subscribe(() => {
    isOver2 = true;
    for (const subscriber of open3) subscriber.complete();
  });
  return (source) => new import_rxjs40.Observable((subscriber) => {
    if (isOver2) {
      subscriber.complete();
      return void 0;
    }
    open3.add(subscriber);
    subscriber.add(() => open3.delete(subscriber));
    return source.subscribe(subscriber);
  });
};

// src/execution/leaving.ts
var createClosing = (clock, diagnose) => {
  const unsubscribed = watchUnsubscribed(clock, (verb) => {
    diagnose({ kind: "not-subscribed", verb });
  });
  const closing = new import_rxjs41.Subject();
  const ending2 = new import_rxjs41.Subject();
  const untilClosed = untilEnd(closing);
  let isClosed = false;
  const closed2 = (verb) => (0, import_rxjs41.throwError)(() => closedError(verb));
  return {
    untilClosed,
    untilEnded: untilEnd(ending2),
    unlessLeft: (isLeft8) => (source) => isClosed ? import_rxjs41.EMPTY : source.pipe((0, import_rxjs41.takeUntil)((0, import_rxjs41.merge)(closing.pipe((0, import_rxjs41.filter)(() => !isLeft8())), ending2))),
    asked: (verb, source) => {
      const subscribed = unsubscribed.made(verb);
      return (0, import_rxjs41.defer)(() => {
        subscribed();
        return isClosed ? closed2(verb) : untilClosed(source);
      });
    },
    command: (verb, begin2) => {
      const subscribed = unsubscribed.made(verb);
      return startedOnce(() => {
        subscribed();
        return isClosed ? courseOf(closed2(verb)) : begin2();
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
  let timer16 = null;
  const arm = (delay) => {
    timer16 = clock.schedule(look, delay);
    timer16.id?.unref?.();
  };
  const look = () => {
    timer16 = null;
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
      if (isStopped) return import_rxjs41.noop;
      const one2 = { verb, due: clock.elapsed() + patience };
      waiting.add(one2);
      if (timer16 === null) arm(patience);
      return () => waiting.delete(one2);
    },
    stop: () => {
      isStopped = true;
      waiting.clear();
      timer16?.unsubscribe();
      timer16 = null;
    }
  };
};
var cancelLeft = ({ cancel, diagnose, exclusiveAccount }) => {
  const owed = /* @__PURE__ */ new Map();
  const finished = new import_rxjs41.Subject();
  const finishLife = (life) => {
    if (owed.delete(life)) finished.next();
  };
  const cancelAndReport = (order, finish) => {
    const failed2 = ({ message: cause }) => {
      diagnose({ kind: "cancel-failed", order, cause });
    };
    return cancel(order).pipe(
      (0, import_rxjs41.tap)((outcome) => {
        if (outcome.type === "Refused" || outcome.type === "Unresolved") failed2(outcome);
        finish();
      }),
      (0, import_rxjs41.catchError)((error) => {
        failed2(error);
        finish();
        return import_rxjs41.EMPTY;
      })
    );
  };
  return {
    finished$: (0, import_rxjs41.defer)(
      () => owed.size === 0 ? import_rxjs41.EMPTY : finished.pipe(
        (0, import_rxjs41.takeWhile)(() => owed.size > 0),
        (0, import_rxjs41.ignoreElements)()
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
        (0, import_rxjs41.tap)((transition) => {
          if (transition.type === "Submitted") owed.set(life, null);
          if (transition.type === "Unresolved") transition.candidates.forEach(leaveAlone);
        }),
        (0, import_rxjs41.concatMap)((transition) => {
          if (isEnding(transition)) return (0, import_rxjs41.of)(null);
          return transition.type === "Accepted" ? (0, import_rxjs41.of)(transition) : import_rxjs41.EMPTY;
        }),
        (0, import_rxjs41.take)(1),
        (0, import_rxjs41.concatMap)((accepted) => {
          if (accepted !== null && (accepted.attribution === "reply" || exclusiveAccount)) {
            const { pair, orderId } = accepted.order;
            owed.set(life, { pair, orderId });
            return cancelAndReport(accepted.order, finish);
          }
          if (accepted !== null) leaveAlone(accepted.order);
          finish();
          return import_rxjs41.EMPTY;
        })
      ).subscribe({ complete: reportIfOpen, error: finish });
    }
  };
};
var onLeave = (source, leave2) => {
  let observers = 0;
  let isLeft8 = false;
  return new import_rxjs41.Observable((subscriber) => {
    observers += 1;
    let isOver2 = false;
    const end = () => {
      isOver2 = true;
    };
    const subscription = source.pipe((0, import_rxjs41.tap)({ error: end, complete: end })).subscribe(subscriber);
    return () => {
      subscription.unsubscribe();
      observers -= 1;
      if (isOver2 || observers > 0 || isLeft8) return;
      isLeft8 = true;
      leave2(source);
    };
  });
};

// src/execution/order/cancel-all.ts
var import_rxjs42 = require("rxjs");
var againAfter2 = 1e3;
var cancelAll = ({ context, pair, untilClosed }) => new import_rxjs42.Observable((subscriber) => {
  const { api, registry, clock } = context;
  const targets = /* @__PURE__ */ new Map();
  let isListed = false;
  let unreadBecause = "no answer came";
  const change2 = (orderId, changes) => {
    const target = targets.get(orderId);
    if (target !== void 0) targets.set(orderId, { ...target, ...changes });
  };
  const report = (outcome) => {
    const target = targets.get(outcome.orderId);
    if (target === void 0 || target.isReported) return;
    change2(outcome.orderId, { isReported: true });
    subscriber.next(outcome);
  };
  const unreported = () => [...targets.values()].filter(({ isReported: isReported2 }) => !isReported2);
  const concludeIfDone = () => {
    if (isListed && unreported().length === 0) subscriber.complete();
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
        change2(orderId, { mayBeDone: true, message: outcome.message });
        break;
      case "Refused":
        if (isAlone && speaksOfOrder(outcome.code)) report(outcome);
        else change2(orderId, { alone: speaksOfOrder(outcome.code), message: outcome.message });
        break;
      default:
        report(outcome);
    }
  };
  const send = (batch) => {
    const isAlone = batch.orderIds.length === 1;
    for (const { orderId } of refsOf(batch))
      change2(orderId, { out: (targets.get(orderId)?.out ?? 0) + 1, sentAt: clock.elapsed() });
    runOnce(cancelOnce(context, batch).pipe(untilClosed)).pipe(
      (0, import_rxjs42.finalize)(() => {
        for (const { orderId } of refsOf(batch))
          change2(orderId, { out: (targets.get(orderId)?.out ?? 1) - 1 });
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
    (0, import_rxjs42.tap)(({ orders, isWhole }) => {
      for (const order of orders) registry.applyOrder(order, "read");
      isListed = isWhole;
      if (!isWhole) unreadBecause = noIdToRead;
    })
  );
  const readUnanswered$ = (0, import_rxjs42.defer)(() => {
    const refs = unreported().flatMap(({ ref, sentAt }) => sentAt > -Infinity ? [ref] : []);
    return (0, import_rxjs42.merge)(...inBatches(refs).map((batch) => api.rest.ordersInfo(batch)));
  }).pipe(
    (0, import_rxjs42.tap)((orders) => {
      for (const order of orders) registry.applyOrder(order, "read");
    })
  );
  const look = () => {
    collect();
    reportEnded();
    cancelDue();
    concludeIfDone();
  };
  const endlessly = (read$, failed2) => read$.pipe(
    (0, import_rxjs42.tap)({ complete: look }),
    (0, import_rxjs42.catchError)((error) => {
      failed2(error);
      return import_rxjs42.EMPTY;
    }),
    (0, import_rxjs42.repeat)({ delay: () => (0, import_rxjs42.timer)(againAfter2, clock) })
  );
  const giveUp = () => {
    for (const { ref, message } of unreported()) report({ ...ref, type: "Unresolved", message });
    if (!isListed)
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
  look();
  subscriber.add(
    (0, import_rxjs42.timer)(againAfter2, clock).pipe((0, import_rxjs42.concatMap)(() => endlessly(readUnanswered$, () => void 0))).subscribe()
  );
  subscriber.add(endlessly(list$, listFailed).subscribe());
  subscriber.add((0, import_rxjs42.interval)(againAfter2, clock).subscribe(look));
  subscriber.add((0, import_rxjs42.timer)(reportWithin, clock).subscribe(giveUp));
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
  let offset = null;
  answered$.subscribe(({ date }) => {
    if (date !== null) offset = date - clock.elapsed();
  });
  return (moment) => moment + (offset ?? stampOf(clock) - clock.elapsed());
};

// src/execution/order/search.ts
var import_rxjs43 = require("rxjs");
var lookInterval3 = 1e3;
var leastSearch = 5e3;
var reportedInterval = 15e3;
var copyLooks = 5;
var createSearch = ({ api, registry, flights, clock, venueTimeOf, diagnose, settle, exclusiveAccount }, untilClosed) => {
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
    const match = landedFor({ order, seen });
    if (match === void 0) return;
    const maySay = (flight) => flight.candidates.length === 0 || isNamedBy(flight, orderId);
    if (equalsOf(flights.all(), match.order).some((flight) => seen > sinceOf(flight).mark && maySay(flight)))
      return;
    noticed.add(orderId);
    diagnose({ kind: match.outcome.type === "absent" ? "late-order" : "unattributed-order", order });
  };
  flights.changes$.subscribe(({ event, before }) => {
    if (event.type !== "over" && event.type !== "reported") return;
    for (const orderId of noticed) if (registry.entry(orderId) === void 0) noticed.delete(orderId);
    const order = find(before, event.id)?.order;
    if (order === void 0) return;
    for (const entry of registry.unowned()) if (isLike(order, entry.known.snapshot)) notice(entry);
    if (event.type === "over") lookForCopy(find(before, event.id));
  });
  registry.changes$.subscribe(({ after }) => {
    if (!after.owned) notice(after);
  });
  const candidatesIn = (pair) => unownedEntries().flatMap(
    ({ known: { snapshot }, seen }) => snapshot?.pair === pair ? [{ order: snapshot, seen }] : []
  );
  const look = (pair) => (0, import_rxjs43.defer)(() => lookFor3(pair, searchedIn(flights.all(), pair)));
  const lookFor3 = (pair, searched) => (0, import_rxjs43.defer)(() => {
    const begun = clock.elapsed();
    let provesAbsence = true;
    const since = Math.min(...searched.map(({ lookFrom }) => lookFrom));
    const mark2 = Math.min(...searched.map((flight) => sinceOf(flight).mark));
    return (0, import_rxjs43.forkJoin)([
      listOpen(api, { pair }),
      api.rest.all.tradeHistory({ pair, since }).pipe((0, import_rxjs43.toArray)())
    ]).pipe(
      (0, import_rxjs43.concatMap)(([{ orders, isWhole }, trades]) => {
        for (const order of orders) registry.applyOrder(order, "read");
        provesAbsence = isWhole;
        for (const fill of inOrder(trades)) registry.applyFill(fill, "read");
        const orderIds = unownedEntries().filter((entry) => entry.pair === pair && entry.seen > mark2 && isInQuestion(entry, searched)).map(({ orderId }) => orderId);
        return (0, import_rxjs43.concat)(...batchesOf([{ pair, orderIds }]).map((batch) => api.rest.ordersInfo(batch)));
      }),
      (0, import_rxjs43.tap)((orders) => {
        for (const order of orders) registry.applyOrder(order, "read");
      }),
      (0, import_rxjs43.toArray)(),
      (0, import_rxjs43.map)(() => {
        flights.apply({
          type: "looked",
          ids: searched.map(({ id }) => id),
          until: venueTimeOf(begun) - overlap
        });
        return provesAbsence ? begun : -Infinity;
      })
    );
  });
  const lookForCopy = (flight) => {
    if (flight === void 0 || flight.first === null) return;
    const copy = { ...flight, lookFrom: sinceOf(flight).requestTime - clockSlack2 };
    (0, import_rxjs43.timer)(settle, clock).pipe(
      (0, import_rxjs43.concatMap)(() => lookFor3(flight.order.pair, [copy])),
      (0, import_rxjs43.retry)({
        count: copyLooks,
        delay: (error) => {
          diagnose({ kind: "reconcile-failed", read: "search", cause: causeOf(error) });
          return (0, import_rxjs43.of)(null);
        }
      }),
      untilClosed
    ).subscribe({ error: () => void 0 });
  };
  registry.keepIf(
    ({ orderId, changedAt }) => flights.all().onTheirWay.some(
      ({ candidates, lookFrom }) => candidates.includes(orderId) || venueTimeOf(changedAt) >= lookFrom - overlap
    )
  );
  const sharedLook = (pair) => {
    const shared = looks.get(pair) ?? look(pair).pipe((0, import_rxjs43.share)());
    looks.set(pair, shared);
    return shared;
  };
  const conclude = (flight, begun) => {
    const { id, order, fencedAt, reported, emptyLooks } = flight;
    const equals = equalsOf(flights.all(), order);
    const verdict = attribute(flight, equals, candidatesIn(order.pair), exclusiveAccount);
    const isSettled = begun >= fencedAt + settle;
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
        return reported && verdict.candidates.every(({ orderId }) => isNamedBy(flight, orderId)) ? [] : [verdict];
      case "wait":
        return [];
      case "none":
        flights.apply({ type: "looked-in-vain", id });
        return emptyLooks + 1 < 2 ? [] : [{ type: "absent" }];
    }
  };
  const timeToReport = (id) => {
    const flight = find(flights.all(), id);
    if (flight === void 0 || flight.first === null) return reportWithin;
    return Math.max(leastSearch, Math.min(reportWithin, flight.leftAt + reportWithin - clock.elapsed()));
  };
  const overdue = (id) => {
    const flight = find(flights.all(), id);
    if (flight === void 0 || flight.reported) return [];
    const candidates = candidatesIn(flight.order.pair).flatMap(
      (one2) => couldBe(flight, one2) ? [one2.order] : []
    );
    flights.apply({ type: "reported", id, candidates: candidates.map(({ orderId }) => orderId) });
    return [{ type: "ambiguous", candidates }];
  };
  return {
    exclude: (orderId) => void excluded.add(orderId),
    find: (id) => (0, import_rxjs43.defer)(() => {
      flights.apply({ type: "searched", id });
      const pair = find(flights.all(), id)?.order.pair;
      if (pair === void 0) return import_rxjs43.EMPTY;
      const isAmbiguous = () => (find(flights.all(), id)?.candidates.length ?? 0) > 0;
      const looking$ = sharedLook(pair).pipe(
        (0, import_rxjs43.catchError)((error) => {
          diagnose({ kind: "reconcile-failed", read: "search", cause: causeOf(error) });
          return import_rxjs43.EMPTY;
        }),
        (0, import_rxjs43.repeat)({ delay: () => (0, import_rxjs43.timer)(isAmbiguous() ? reportedInterval : lookInterval3, clock) }),
        (0, import_rxjs43.switchMap)((begun) => {
          const flight = find(flights.all(), id);
          return flight === void 0 ? [] : conclude(flight, begun);
        })
      );
      return (0, import_rxjs43.merge)(looking$, (0, import_rxjs43.timer)(timeToReport(id), clock).pipe((0, import_rxjs43.concatMap)(() => overdue(id)))).pipe(
        (0, import_rxjs43.tap)((finding) => {
          if (finding.type === "ambiguous") return;
          if (finding.type === "found") registry.own(finding.order, "inferred");
          const at = clock.elapsed();
          flights.apply({
            type: "over",
            id,
            outcome: finding.type === "found" ? { type: "placed", orderId: finding.order.orderId, at } : { type: "absent", at }
          });
        }),
        (0, import_rxjs43.takeWhile)(({ type }) => type === "ambiguous", true)
      );
    })
  };
};
var isNamedBy = ({ candidates }, orderId) => candidates.includes(orderId);
var isInQuestion = ({ known: { snapshot } }, calls) => snapshot === null || calls.some(
  ({ order }) => answersTo(order, snapshot) && !(isTerminal(snapshot.status) && isLike(order, snapshot))
);

// src/execution/order/track.ts
var import_rxjs44 = require("rxjs");
var track = (context, ref) => (0, import_rxjs44.defer)(() => {
  const { api, registry } = context;
  const known = registry.entry(ref.orderId)?.known.snapshot?.pair ?? ref.pair;
  if (known !== ref.pair)
    return (0, import_rxjs44.throwError)(() => requestError("GET /user/spot/order", "pair", known, ref.pair));
  const read = api.rest.order(ref).pipe(
    (0, import_rxjs44.concatMap)((order) => {
      registry.applyOrder(order, "read");
      return compareDecimals(order.executedAmount, "0") > 0 ? api.rest.all.tradeHistory(ref).pipe((0, import_rxjs44.toArray)(), reportFailure(context, "trade_history")) : import_rxjs44.EMPTY;
    }),
    (0, import_rxjs44.tap)((fills) => {
      for (const fill of inOrder(fills)) registry.applyFill(fill, "read");
    }),
    (0, import_rxjs44.ignoreElements)()
  );
  return (0, import_rxjs44.merge)(registry.life(ref.orderId), read);
});

// src/operators/holding.ts
var holding = (source$, scheduler) => {
  let holders = 0;
  let running = null;
  let isLooking = false;
  const look = () => {
    isLooking = false;
    if (holders > 0) return;
    running?.unsubscribe();
    running = null;
  };
  const letGo = () => {
    holders -= 1;
    if (holders > 0 || isLooking) return;
    isLooking = true;
    scheduler.schedule(look);
  };
  return () => {
    holders += 1;
    if (running === null || running.closed) running = source$.subscribe();
    return letGo;
  };
};

// src/execution/stream/session.ts
var import_rxjs45 = require("rxjs");

// src/operators/share-linger.ts
var shareLinger = (config = {}) => (source) => multicast(source, config);

// src/execution/stream/session.ts
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
  const idle = { state: "idle", attempt: 0, cause: null };
  const connection = new import_rxjs45.BehaviorSubject(idle);
  const events = new import_rxjs45.Subject();
  const stream = new import_rxjs45.Subject();
  const reconcile = new import_rxjs45.Subject();
  const areOrdersCurrent = new import_rxjs45.BehaviorSubject(false);
  let hasReconciled = false;
  let unbroken = null;
  let readIn = null;
  const connected$ = stream.pipe((0, import_rxjs45.filter)(({ type }) => type === "connected"));
  const leapt = new import_rxjs45.Subject();
  const failed$ = stream.pipe((0, import_rxjs45.filter)(({ type }) => type === "lost"));
  const down = new import_rxjs45.Subject();
  const lost$ = (0, import_rxjs45.merge)(down, leapt);
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
    stream.next(event);
  };
  const onLeap = () => {
    unbroken = unbroken === null ? null : {};
    leapt.next();
    areOrdersCurrent.next(false);
    for (const { orderId } of registry.open()) registry.readAt(orderId, -Infinity);
    if (hasReconciled) reconcile.next();
  };
  const listen$ = (0, import_rxjs45.defer)(() => {
    connection.next({ state: "connecting", attempt: 0, cause: null });
    return stream$.pipe(
      (0, import_rxjs45.tap)(follow),
      (0, import_rxjs45.catchError)((error) => {
        diagnose({ kind: "stream-failed", cause: causeOf(error) });
        connection.next({ state: "waiting", attempt: 1, cause: causeOf(error) });
        unbroken = null;
        return import_rxjs45.NEVER;
      })
    );
  });
  const cycles$ = (0, import_rxjs45.merge)(
    connected$,
    // Without messages, everything depends on reads, which begin immediately.
    down,
    (0, import_rxjs45.merge)((0, import_rxjs45.timer)(firstWait, clock), failed$).pipe((0, import_rxjs45.take)(1), (0, import_rxjs45.takeUntil)(connected$))
  ).pipe(
    (0, import_rxjs45.switchMap)(() => (0, import_rxjs45.timer)(0, reconcileInterval, clock)),
    (0, import_rxjs45.tap)(() => {
      hasReconciled = true;
      reconcile.next();
    })
  );
  const listActive$ = (0, import_rxjs45.defer)(() => {
    const during = unbroken;
    return listActive(context).pipe(
      (0, import_rxjs45.tap)(() => {
        readIn = during;
      })
    );
  });
  const reads$ = reconcile.pipe(
    (0, import_rxjs45.switchMap)(
      () => (0, import_rxjs45.merge)(
        listActive$.pipe(
          (0, import_rxjs45.tap)(() => {
            areOrdersCurrent.next(true);
          }),
          tryingAgain(context, "active_orders")
        ),
        fills.read().pipe(tryingAgain(context, "trade_history"))
      )
    )
  );
  const running$ = (0, import_rxjs45.defer)(() => {
    fills.begin();
    return (0, import_rxjs45.merge)(reads$, cycles$, sweep(context), looking$, leaps$.pipe((0, import_rxjs45.tap)(onLeap)), listen$).pipe(
      (0, import_rxjs45.ignoreElements)()
    );
  }).pipe(
    untilEnded,
    (0, import_rxjs45.finalize)(() => {
      hasReconciled = false;
      areOrdersCurrent.next(false);
      unbroken = null;
      connection.next(idle);
    }),
    shareLinger({ linger, scheduler: clock })
  );
  const live$ = registry.changes$.pipe(
    (0, import_rxjs45.filter)(({ before, after }) => (before?.known.snapshot ?? null) !== after.known.snapshot),
    (0, import_rxjs45.startWith)(void 0),
    (0, import_rxjs45.map)(() => liveOrders(context))
  );
  const list$ = listActive$.pipe((0, import_rxjs45.ignoreElements)(), (0, import_rxjs45.share)());
  return {
    running$,
    connection$: connection.asObservable(),
    events$: events.asObservable(),
    reconcile$: (0, import_rxjs45.defer)(() => hasReconciled ? reconcile.pipe((0, import_rxjs45.startWith)(void 0)) : reconcile),
    lost$,
    orders$: areOrdersCurrent.pipe(
      (0, import_rxjs45.switchMap)((areCurrent) => areCurrent ? live$ : import_rxjs45.NEVER),
      shareCurrent({
        forgetOn: areOrdersCurrent.pipe((0, import_rxjs45.filter)((areCurrent) => !areCurrent)),
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
      for (const fill of inOrder(event.fills)) registry.applyFill(fill, "stream");
      break;
    case "spot_order_invalidation":
      for (const orderId of event.orderIds) {
        registry.applyFact(orderId, "stream", "invalidated");
        registry.readAt(orderId, -Infinity);
      }
  }
};
var listActive = (context) => (0, import_rxjs45.defer)(() => {
  const { api, registry } = context;
  const mark2 = registry.mark();
  return api.rest.all.activeOrders().pipe(
    (0, import_rxjs45.toArray)(),
    (0, import_rxjs45.tap)((orders) => {
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
  const { api, stream$, guards, pnl, watched, journal, touch } = parts;
  const { settle, exclusiveAccount, linger, release } = parts;
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
  const venueTimeOf = createVenueClock(api.answered$, clock);
  const context = {
    api,
    registry,
    flights,
    clock,
    leaps$,
    venueTimeOf,
    diagnose,
    settle,
    exclusiveAccount
  };
  const fills = createFills(context);
  const session = createSession({ context, fills, stream$, diagnose, untilEnded, linger, looking$ });
  const instrument = createInstruments(api.rest.instruments, clock, leaps$);
  const commands = createCommands(clock);
  const recorder = createRecorder({ journal, clock, moment: commands.moment, venueTimeOf, diagnose });
  const { ordersKnown$, areOrdersKnown } = session;
  const limits = createGuards({ config: guards, context, ordersKnown$, areOrdersKnown, untilClosed });
  const halted = createLatch(haltedHere);
  const search = createSearch(context, untilEnded);
  const submitContext = { ...context, search, limits, halted, recorder, instrument };
  const hold2 = holding(session.running$, clock);
  const during = (source, until = untilClosed) => new import_rxjs46.Observable((subscriber) => {
    until(source).subscribe(subscriber);
    if (!subscriber.closed) subscriber.add(hold2());
  });
  const recovered$ = runOnce(
    recover({ journal, recorder, commands, context: submitContext, diagnose, during }).pipe(untilClosed)
  );
  let isRecovered = false;
  const ready$ = recovered$.pipe((0, import_rxjs46.ignoreElements)(), (0, import_rxjs46.tap)({ complete: () => isRecovered = true }));
  const onceRecovered = (begin2, until = untilClosed) => isRecovered ? begin2() : courseOf(
    until(
      (0, import_rxjs46.concat)(
        ready$,
        (0, import_rxjs46.defer)(() => begin2().values$)
      )
    )
  );
  const command = (verb, source) => begunCommand(verb, () => courseOf(untilClosed(source)));
  const commandWithId = (verb, begin2, until) => begunCommand(verb, () => onceRecovered(begin2, until));
  const calls = createCallsWithIds({ commands, context: submitContext, recorder, api, during });
  const haltOnce = oncePerAim(
    (options) => runOnce(
      halt(
        {
          ...context,
          halted,
          recovered$,
          instrument,
          touch,
          place: (request) => calls.submit(request, {}, void 0)().values$
        },
        options
      ).pipe(untilClosed)
    )
  );
  const left3 = cancelLeft({
    cancel: (ref) => runOnce(cancelOne(context, ref).pipe(untilEnded)),
    diagnose,
    exclusiveAccount
  });
  const eventsOf = (type) => session.events$.pipe(
    (0, import_rxjs46.filter)((event) => event.type === type)
  );
  const account = createAccount({ context, session, rest: api.rest });
  const pnl$ = createPnl({
    config: pnl,
    fills$: during(fills.fills$),
    history: (since) => api.rest.all.tradeHistory({ since }),
    tryingAgain: tryingAgain(context, "fills"),
    untilClosed
  });
  const end$ = (0, import_rxjs46.defer)(() => {
    closing.end();
    closeDiagnostics();
    return (0, import_rxjs46.merge)(release(), journal.close?.() ?? import_rxjs46.EMPTY);
  });
  const closed$ = runOnce(
    (0, import_rxjs46.defer)(() => {
      closing.close();
      return (0, import_rxjs46.concat)(left3.finished$.pipe((0, import_rxjs46.takeUntil)((0, import_rxjs46.timer)(longestClosing, clock))), end$);
    })
  );
  const close = () => (0, import_rxjs46.lastValueFrom)(closed$, { defaultValue: void 0 });
  return {
    rest: api.rest,
    confirmDeposits: (deposits) => command("confirmDeposits", api.confirmDeposits(deposits)),
    confirmAllDeposits: (request) => command("confirmAllDeposits", api.confirmAllDeposits(request)),
    submitOrder: (request, { id, cancelOnUnsubscribe = false, allowEqualInFlight } = {}) => {
      if (!cancelOnUnsubscribe)
        return commandWithId("submitOrder", calls.submit(request, { allowEqualInFlight }, id));
      const withdrawal = createLatch(withdrawnHere);
      const until = unlessLeft(() => withdrawal.why() !== null);
      const begin2 = calls.submit(request, { allowEqualInFlight, withdrawal }, id, until);
      const life = commandWithId("submitOrder", begin2, until);
      return onLeave(life, (itself2) => {
        withdrawal.set();
        left3.leave(itself2);
      });
    },
    trackOrder: (which) => "id" in which ? commandWithId("trackOrder", calls.track(which.id)) : asked("trackOrder", during(track(context, which))),
    cancelOrder: (ref) => command("cancelOrder", cancelOne(context, ref)),
    cancelOrders: (orders) => command("cancelOrders", cancelMany(context, [orders])),
    cancelAll: ({ pair } = {}) => command("cancelAll", cancelAll({ context, pair, untilClosed })),
    replaceOrder: (ref, changes, { id } = {}) => commandWithId("replaceOrder", calls.replace(ref, changes, id)),
    halt: (options = {}) => command("halt", haltOnce(options)),
    requestWithdrawal: (request, { id } = {}) => command(
      "requestWithdrawal",
      (0, import_rxjs46.defer)(() => onceRecovered(calls.withdraw(request, id)).values$).pipe(
        (0, import_rxjs46.catchError)((error) => (0, import_rxjs46.of)({ type: "Failed", error }))
      )
    ),
    recover: () => command("recover", recovered$),
    privateEvents$: during(session.events$),
    fills$: during(fills.fills$),
    orders$: during(session.orders$),
    assets$: during(account.assets$),
    available$: during(availableOf({ ...account, flights, orders: registry, elapsed })),
    positions$: during(account.positions$),
    pnl$: pnl$.pipe(untilClosed),
    deposits$: during(eventsOf("deposit").pipe((0, import_rxjs46.concatMap)(({ deposits }) => deposits))),
    withdrawals$: during(eventsOf("withdrawal").pipe((0, import_rxjs46.concatMap)(({ withdrawals }) => withdrawals))),
    marginNotices$: during(eventsOf("margin_notice_update").pipe((0, import_rxjs46.concatMap)(({ notices }) => notices))),
    connection$: session.connection$.pipe(untilClosed),
    diagnostics$,
    close,
    [Symbol.asyncDispose]: close
  };
};
var longestClosing = 5e3;

// src/parsing/decoder.ts
var success = (right3) => ({ _tag: "Right", right: right3 });
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
var oneOf2 = (name, values) => same(name, (input) => values.includes(input));
var Side = oneOf2("buy or sell", sides);
var PositionSide = oneOf2("long or short", positionSides);
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
  const result = codec.validate(input, context);
  return result._tag === "Right" || input === void 0 ? result : { _tag: "Left", left: result.left.map((error) => ({ ...error, message: "something else" })) };
});
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
var failed = (left3) => ({ _tag: "Left", left: left3 });
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
var shaped = (name, isShape, fields3, keyOf4 = snakeCase, standIns2 = {}) => {
  const steps = Object.entries(fields3).map(
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
var record = (name, fields3, keyOf4) => shaped(name, isObject, fields3, keyOf4);
var tolerantRecord = (name, fields3, standIns2) => shaped(name, isObject, fields3, void 0, standIns2);
var orStandIn = (codec, standIn) => decoder(codec.name, (input, context) => {
  const result = codec.validate(input, context);
  const onOdd = result._tag === "Left" ? onOddOf(context) : void 0;
  if (result._tag === "Right" || onOdd === void 0) return result;
  onOdd({ what: "replaced", errors: result.left });
  return success(standIn);
});
var wordIn = (name, words) => orStandIn(oneOf2(name, words), "unknown");
var own = (field) => field;
var row = (name, columns) => {
  const fields3 = Object.entries(columns).map(([field, codec], i) => [field, [i, codec]]);
  return shaped(
    name,
    (input) => Array.isArray(input) && input.length === fields3.length,
    Object.fromEntries(fields3)
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
  const Tag = property(key, oneOf2(name, Object.keys(codecs)));
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
  const result = decode(codec, input, at);
  if (result._tag === "Right") return result.right;
  const { path, expected, actual } = result.left;
  throw configError(path.replaceAll("/", ".") || "options", expected, actual);
};

// src/options/urls.ts
var loopbackHost = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;
var isLoopback = ({ hostname: hostname2 }) => loopbackHost.test(hostname2);
var urlOf = (input, scheme) => {
  const url = typeof input === "string" && URL.canParse(input) ? new URL(input) : void 0;
  return url?.protocol === `${scheme}s:` || url?.protocol === `${scheme}:` ? url : void 0;
};
var allowsInsecure = (context) => String((context.at(-2)?.actual).allowInsecure) === "true";
var shown3 = (input) => {
  if (typeof input !== "string") return void 0;
  return input.includes("@") ? "something else" : describe(input.replace(/[?#].*$/s, "?\u2026"));
};
var urlOption = (name, scheme, read) => decoder(`${name} (or ${scheme}:, to this machine or with allowInsecure)`, (input, context) => {
  const url = read(input);
  return url && (url.protocol === `${scheme}s:` || isLoopback(url) || allowsInsecure(context)) ? success(url) : failure(input, context, shown3(input));
});
var baseUrl = (scheme) => mapped(
  urlOption(`an encrypted url, ${scheme}s:`, scheme, (input) => {
    const url = urlOf(input, scheme);
    return url && url.search + url.hash + url.username + url.password === "" ? url : void 0;
  }),
  ({ href }) => href.replace(/\/+$/, "")
);

// src/options/pair-name.ts
var PairName = same(
  "a pair, as btc_jpy",
  (input) => typeof input === "string" && isPairName(input)
);

// src/execution/account/pnl-options.ts
var Amount = scalar(
  "a plain decimal as a text, of 16 places at most",
  (input) => typeof input === "string" && isPlainDecimal(input) && fits(input) ? input : void 0
);
var StartingPositions = list(
  "starting positions",
  optionsOf({
    pair: PairName,
    side: maybe(oneOf2("spot, long or short", holdingSides)),
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
var secret = (text) => ({ reveal: () => text, toString: hidden2, toJSON: hidden2 });

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
    const url = input.includes("://") ? urlOf(input, "http") : urlOf(`${bare && isLoopback(bare) ? "http" : "https"}://${input}`, "http");
    return url?.pathname === "/" && url.search + url.hash + url.username + url.password === "" ? url : void 0;
  }),
  ({ origin }) => origin
);
var isDecodable = (text) => {
  try {
    decodeURIComponent(text);
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
    oneOf2("time-window or nonce", ["time-window", "nonce"]),
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
var variableOf = (name) => `BITBANK_${name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`;
var readEnvironment = (environment, options = {}, stray = []) => {
  if (Object(options) !== options) return resolveOptions(ExecutionConfig, options, stray);
  const isVariable = (name) => Object.hasOwn(settings, name) && options[name] === void 0;
  const variables = Object.keys(settings).filter(isVariable).map((name) => [name, environment[variableOf(name)] || void 0]);
  try {
    return resolveOptions(ExecutionConfig, { ...options, ...Object.fromEntries(variables) }, stray);
  } catch (error) {
    const { field, expected, actual } = error;
    throw isVariable(field) ? configError(variableOf(field), expected, actual) : error;
  }
};

// src/execution/stream/private-stream.ts
var import_node_crypto = require("crypto");
var import_Either3 = require("fp-ts/lib/Either.js");
var import_rxjs48 = require("rxjs");

// src/operators/exactly-once.ts
var import_rxjs47 = require("rxjs");

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
var exactlyOnce = ({ key, remember = 1e4 }) => (source) => (0, import_rxjs47.defer)(() => {
  const isNew = recentKeys(remember);
  return source.pipe((0, import_rxjs47.filter)((value) => isNew(key(value))));
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
var OrderType = oneOf2("an order type", orderTypes);
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
  status: oneOf2("an order status", orderStatuses),
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
var isKnown = (method) => Object.hasOwn(contents, method);
var decodePrivateMessage = (message, timetoken, onOdd) => {
  const envelope = decode(Message, message);
  if (envelope._tag === "Left") return envelope;
  const { method, params } = envelope.right;
  if (!isKnown(method)) return mapDecoded(envelope, () => ({ type: "unknown", method, params, timetoken }));
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
var later = (a, b) => a === null || BigInt(b) > BigInt(a) ? b : a;
var isTimetoken2 = (timetoken) => typeof timetoken === "string" && /^\d{1,20}$/.test(timetoken);
var digestOf = (message) => {
  try {
    return (0, import_node_crypto.createHash)("sha256").update(JSON.stringify(message)).digest("base64");
  } catch {
    return "";
  }
};
var createPrivateStream = ({
  info$,
  open: open3,
  scheduler,
  leaps$ = import_rxjs48.NEVER,
  random,
  renewAfter = 11.5 * 60 * 60 * 1e3,
  silence: silence2 = 6e4,
  connectTimeout = 15e3
}) => (0, import_rxjs48.defer)(() => {
  let cursor = null;
  let linked = false;
  const losses = new import_rxjs48.Subject();
  const infos$ = (0, import_rxjs48.defer)(info$).pipe(
    (0, import_rxjs48.expand)(
      () => (0, import_rxjs48.timer)(renewAfter, scheduler).pipe(
        (0, import_rxjs48.mergeMap)(() => (0, import_rxjs48.defer)(info$).pipe(retryBackoff({ random, scheduler })))
      )
    )
  );
  const failed2 = (cause) => (0, import_rxjs48.throwError)(() => ({ cause }));
  const link2 = (info) => (0, import_rxjs48.defer)(() => open3({ ...info, since: cursor })).pipe(
    (0, import_rxjs48.mergeMap)((event) => {
      if (event.type === "denied") return failed2("the token was refused");
      if (event.type === "lost") return failed2(event.cause);
      return (0, import_rxjs48.of)(event);
    }),
    (0, import_rxjs48.timeout)({
      first: connectTimeout,
      each: silence2,
      with: ({ seen }) => seen === 0 ? failed2(`no link within ${connectTimeout} ms`) : import_rxjs48.EMPTY,
      scheduler
    }),
    (0, import_rxjs48.takeUntil)(leaps$),
    (0, import_rxjs48.repeat)()
  );
  const withSteady = (link$) => link$.pipe(
    (0, import_rxjs48.connect)(
      (events$2) => (0, import_rxjs48.merge)(
        events$2,
        events$2.pipe(
          (0, import_rxjs48.filter)(({ type }) => type === "connected"),
          (0, import_rxjs48.switchMap)(() => (0, import_rxjs48.timer)(steadyAfter, scheduler)),
          (0, import_rxjs48.map)(() => ({ type: "steady" }))
        )
      )
    )
  );
  const toEvents = (event) => {
    if (event.type === "message") {
      if (!isTimetoken2(event.timetoken)) {
        const error = decodeError("timetoken", "up to 20 digits", describe(event.timetoken));
        return (0, import_rxjs48.of)({ type: "undecodable", timetoken: "", error });
      }
      cursor = later(cursor, event.timetoken);
      const rows2 = [];
      const decoded = decodePrivateMessage(event.message, event.timetoken, (row2) => rows2.push(row2));
      if ((0, import_Either3.isLeft)(decoded))
        return (0, import_rxjs48.of)({ type: "undecodable", timetoken: event.timetoken, error: decoded.left });
      const source = decoded.right.type;
      return (0, import_rxjs48.from)([
        ...rows2.map((row2) => ({ type: "odd", source, row: row2 })),
        { type: "message", event: decoded.right }
      ]);
    }
    if (event.type !== "connected") return import_rxjs48.EMPTY;
    const resumedFrom = cursor;
    cursor ??= event.timetoken;
    if (linked) return import_rxjs48.EMPTY;
    linked = true;
    return (0, import_rxjs48.of)({ type: "connected", resumedFrom });
  };
  const onRetry = ({ error, attempt, delay }) => {
    linked = false;
    losses.next({ type: "lost", cause: causeOfLoss(error), attempt, retryIn: delay });
  };
  const events$ = infos$.pipe(
    (0, import_rxjs48.switchMap)((info) => withSteady(link2(info))),
    retryBackoff({
      shouldRetry: (error) => !isFatal(error),
      resetOn: ({ type }) => type === "steady",
      steadyAfter: 0,
      onRetry,
      random,
      scheduler
    }),
    (0, import_rxjs48.filter)((event) => event.type !== "steady"),
    exactlyOnce({
      key: (event) => event.type === "message" ? `${event.timetoken} ${digestOf(event.message)}` : event,
      remember: 1e3
    }),
    (0, import_rxjs48.mergeMap)(toEvents)
  );
  return (0, import_rxjs48.merge)(losses, events$);
}).pipe((0, import_rxjs48.share)());

// src/execution/rest/rate-budgets.ts
var import_node_crypto2 = require("crypto");
var import_rxjs50 = require("rxjs");

// src/execution/rest/rate-budget.ts
var import_rxjs49 = require("rxjs");
var second3 = 1e3;
var longestPause = 32 * second3;
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
  const pauses = new import_rxjs49.Subject();
  let out = 0;
  const freeAt = (lane, { urgent, limit }, now) => {
    const paused = urgent ? lane.urgentPausedUntil : lane.pausedUntil;
    if (lane.counted.length < limit) return paused;
    lane.counted = lane.counted.filter(({ until }) => until > now);
    const ends = lane.counted.map(({ leftAt, until }) => urgent ? leftAt + second3 : until).filter((end) => end > now);
    const freeing = ends.sort((a, b) => a - b)[ends.length - limit];
    return Math.max(paused, freeing ?? paused);
  };
  const isFree = (lane, asking, now) => !(asking.serial && out > 0) && freeAt(lane, asking, now) <= now;
  const begin2 = (lane, { timeout: timeout4 }, leave2, now) => {
    const counted = { leftAt: now, until: now + timeout4 + second3 };
    lane.counted.push(counted);
    out += 1;
    let isOut2 = true;
    const end = () => {
      if (!isOut2) return;
      isOut2 = false;
      out -= 1;
      drain();
    };
    leave2({
      unused: () => {
        lane.counted = lane.counted.filter((other) => other !== counted);
        end();
      },
      over: (answered) => {
        if (answered) counted.until = Math.min(counted.until, clock.elapsed() + second3);
        end();
      },
      // The venue counts by user. Other programs may have used the limit up, and only waiting helps.
      refused: () => {
        const at = clock.elapsed();
        lane.urgentPausedUntil = at + second3;
        if (lane.pausedUntil > at) return;
        const pause = Math.min(second3 * 2 ** lane.refusals, longestPause);
        lane.pausedUntil = at + pause;
        lane.refusals += 1;
        pauses.next({ lane: lane.name, pause, waiting: lane.urgent.length + lane.normal.length });
      },
      taken: () => lane.refusals = 0
    });
  };
  const drainLane = (lane) => {
    for (; ; ) {
      const queue = lane.urgent.length > 0 ? lane.urgent : lane.normal;
      const [first] = queue;
      const now = clock.elapsed();
      if (first === void 0 || !isFree(lane, first.asking, now)) {
        wakeFor(lane, first?.asking, now);
        return;
      }
      queue.shift();
      begin2(lane, first.asking, first.leave, now);
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
    ask: (asking, leave2) => {
      const lane = lanes[asking.lane];
      const now = clock.elapsed();
      const isNext2 = lane.urgent.length === 0 && (asking.urgent || lane.normal.length === 0);
      if (isNext2 && isFree(lane, asking, now)) {
        begin2(lane, asking, leave2, now);
        return null;
      }
      const queue = lane[asking.urgent ? "urgent" : "normal"];
      const waiting = { asking, leave: leave2 };
      queue.push(waiting);
      if (isNext2) wakeFor(lane, asking, now);
      return () => {
        const at = queue.indexOf(waiting);
        if (at < 0) return;
        queue.splice(at, 1);
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
var made = (map23, key, make) => {
  const known = map23.get(key);
  if (known !== void 0) return known;
  const value = make();
  map23.set(key, value);
  return value;
};
var holdRateBudget = ({ apiKey, apiUrl, scheduler = import_rxjs50.asyncScheduler, sendRequest }, clock, closed$) => {
  const world = made(worlds, scheduler, () => /* @__PURE__ */ new WeakMap());
  const byKey = made(world, sendRequest ?? ownPort, () => /* @__PURE__ */ new Map());
  for (const [name2, { budget, clients }] of byKey) if (clients === 0 && budget.isIdle()) byKey.delete(name2);
  const name = (0, import_node_crypto2.createHash)("sha256").update(`${apiUrl} ${apiKey.reveal()}`).digest("base64");
  const shared = byKey.get(name) ?? { budget: createRateBudget(clock), clients: 0 };
  byKey.set(name, shared);
  shared.clients += 1;
  closed$.subscribe(() => shared.clients -= 1);
  return shared.budget;
};

// src/execution/rest/rest.ts
var import_rxjs53 = require("rxjs");

// src/execution/rest/call.ts
var import_Either4 = require("fp-ts/lib/Either.js");
var import_rxjs51 = require("rxjs");

// src/parsing/rest-reply.ts
var Reply = record("a reply", { success: oneOf2("0 or 1", [0, 1]), data: anything });
var Failure = property("code", Integer);
var decodeReply = (codec, { endpoint, codes, secret: secret2 }, { status, body }, onOdd) => {
  const refused2 = (code2) => ({
    _tag: "Left",
    left: venueError(endpoint, status, code2, code2 === null ? void 0 : codes.get(code2))
  });
  const reply = decodeJson(Reply, body);
  const failed2 = reply._tag === "Right" && reply.right.success === 0;
  const code = failed2 ? decode(Failure, reply.right.data, "data") : null;
  if (code?._tag === "Right") return refused2(code.right);
  if (status !== 200) return refused2(null);
  const data = code ?? (reply._tag === "Left" ? reply : decode(codec, reply.right.data, "data", onOdd));
  return data._tag === "Right" ? data : { _tag: "Left", left: replyDecodeError(endpoint, data.left, secret2) };
};

// src/execution/rest/endpoint.ts
var define = (method) => (path, { data, params, ...rest }) => ({
  method,
  path,
  lane: "query",
  urgent: false,
  signed: true,
  once: false,
  secret: false,
  check: () => null,
  ...rest,
  params,
  read: (reply, onOdd) => {
    const replied = { endpoint: nameOf({ method, path }), codes: venueCodes, secret: rest.secret ?? false };
    return decodeReply(data, replied, reply, onOdd);
  }
});
var get = define("GET");
var post = define("POST");
var noParams = () => ({});
var paged = (endpoint, how) => ({ endpoint, ...how });
var nameOf = ({ method, path }) => `${method} ${path}`;
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
var createGovernor = ({ limits, serial, isRateLimit: isRateLimit2, budget }) => ({ lane, urgent, timeout: timeout4 }, leave2, caller) => {
  const takeOut = budget.ask({ lane, urgent, timeout: timeout4, limit: limits[lane], serial }, (turn) => {
    let isSent = false;
    leave2((run) => {
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
var import_node_crypto3 = require("crypto");
var stampText = (stamp) => stamp.type === "nonce" ? `${stamp.nonce}` : `${stamp.requestTime}${stamp.timeWindow}`;
var keys = /* @__PURE__ */ new WeakMap();
var keyOf3 = (secret2) => {
  const known = keys.get(secret2) ?? (0, import_node_crypto3.createSecretKey)(secret2.reveal(), "utf8");
  keys.set(secret2, known);
  return known;
};
var signatureOf = (apiSecret, stamp, payload) => (0, import_node_crypto3.createHmac)("sha256", keyOf3(apiSecret)).update(stampText(stamp) + payload).digest("hex");
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
  const both = { min: Math.max(known.min, fresh.min), max: Math.min(known.max, fresh.max) };
  return both.min <= both.max ? both : fresh;
};
var offsetOf = ({ min, max }) => Number.isFinite(min) && Number.isFinite(max) ? Math.round((min + max) / 2) : 0;
var createStamps = (type, clock, leaps$) => {
  let offset = unknownOffset;
  leaps$.subscribe(() => offset = unknownOffset);
  const venueTime = () => offset === unknownOffset ? stampOf(clock) : clock.elapsed() + offsetOf(offset);
  let last = 0;
  let lastAdmitted = 0;
  const after = (time2) => last = Math.max(last + 1, time2);
  return {
    next: (timeWindow) => type === "nonce" ? { type, nonce: after(stampOf(clock)) } : { type, requestTime: after(venueTime()), timeWindow },
    learn: (reply) => offset = learnOffset(offset, reply),
    refused: (stamp) => {
      if (stamp.type === "time-window") last = lastAdmitted;
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
  const { apiUrl, authentication, maxReplyBytes } = config;
  const limits = { query: config.queryLimit, update: config.updateLimit };
  const govern = createGovernor({
    limits,
    serial: authentication === "nonce",
    isRateLimit,
    budget
  });
  const untilClosed = untilEnd(closed$);
  const stamps = createStamps(authentication, clock, leaps$);
  const answered = new import_rxjs51.Subject();
  const odd = new import_rxjs51.Subject();
  const learn = (stamp, sentAt, { date }, error) => {
    if (date !== null) stamps.learn({ sentAt, receivedAt: clock.elapsed(), date });
    const admitted = isAdmitted(error);
    if (admitted) stamps.admitted(stamp);
    else if (isClockRefusal(error)) stamps.refused(stamp);
    answered.next({ stamp, date, admitted });
  };
  const leave2 = (endpoint, request, options, exchange, caller, goes) => {
    const stamp = endpoint.signed ? stamps.next(options.timeWindow) : null;
    const go = () => {
      goes();
      const refusal = stamp === null ? null : options.leave?.(stamp) ?? null;
      if (refusal !== null) {
        caller.error(refusal);
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
  const transmit = (endpoint, request, { timeout: timeout4 }, stamp, receiver) => {
    const { url, body, payload } = wireCallOf(apiUrl, endpoint, endpoint.params(request));
    const sentAt = clock.elapsed();
    const onOdd = (row2) => {
      odd.next({ ...row2, source: nameOf(endpoint) });
    };
    const read = (reply) => {
      const result = endpoint.read(reply, onOdd);
      if (stamp !== null) learn(stamp, sentAt, reply, (0, import_Either4.isLeft)(result) ? result.left : null);
      if ((0, import_Either4.isLeft)(result)) receiver.error(result.left);
      else receiver.next(result.right);
    };
    const { method } = endpoint;
    const headers = stamp === null ? {} : authHeaders(config, stamp, payload);
    if (body !== void 0) headers["Content-Type"] = "application/json";
    const fail = (error) => receiver.error(portErrorAt(nameOf(endpoint), error));
    let reply$;
    try {
      const asked = { method, url, headers, timeout: timeout4, maxReplyBytes };
      reply$ = send(body === void 0 ? asked : { ...asked, body });
    } catch (error) {
      fail(error);
      return;
    }
    untilClosed(reply$).subscribe({ next: read, error: fail, complete: () => receiver.complete() });
  };
  const call = (endpoint, request, options) => {
    const wrong = endpoint.check(request);
    if (wrong !== null) {
      const { field, expected, actual } = wrong;
      return (0, import_rxjs51.throwError)(() => requestError(nameOf(endpoint), field, expected, actual));
    }
    const { lane, urgent } = endpoint;
    const { timeout: timeout4, recalled$ } = options;
    return new import_rxjs51.Observable((caller) => {
      let hasLeft = false;
      const goes = () => {
        hasLeft = true;
      };
      govern(
        { lane, urgent, timeout: timeout4 },
        (exchange) => {
          leave2(endpoint, request, options, exchange, caller, goes);
        },
        caller
      );
      const waits = () => !hasLeft && !caller.closed;
      if (!waits()) return;
      caller.add(closed$.subscribe(() => caller.complete()));
      if (recalled$ !== void 0)
        caller.add(recalled$.pipe((0, import_rxjs51.filter)(waits)).subscribe((error) => caller.error(error)));
    });
  };
  return { call, answered$: answered.asObservable(), odd$: odd.asObservable() };
};

// src/execution/rest/paging.ts
var import_rxjs52 = require("rxjs");
var allRows = ({ endpoint, page, pageSize, shortPage, keyOf: keyOf4, timeOf }, first) => (0, import_rxjs52.defer)(() => {
  const emitted = /* @__PURE__ */ new Set();
  const read = (span) => page(span).pipe(
    (0, import_rxjs52.map)((rows2) => {
      const fresh = rows2.filter((row2) => !emitted.has(keyOf4(row2)));
      for (const row2 of fresh) emitted.add(keyOf4(row2));
      return { rows: rows2, fresh, span };
    })
  );
  const nextSpan = ({ rows: rows2, span }) => {
    const times = rows2.map(timeOf).filter((time2) => time2 > 0);
    if (times.length === 0) return span;
    const down = (times[0] ?? 0) >= (times.at(-1) ?? 0);
    return down ? { ...span, end: times.reduce((a, b) => Math.min(a, b)) + 1 } : { ...span, since: times.reduce((a, b) => Math.max(a, b)) - 1 };
  };
  const isFull = ({ rows: rows2 }) => rows2.length >= pageSize;
  const isLast = (last) => last.fresh.length === 0 || last.rows.length < shortPage;
  return read(first).pipe(
    (0, import_rxjs52.expand)((last) => {
      const [row2] = last.rows;
      if (row2 !== void 0 && last.fresh.length === 0 && isFull(last)) {
        throw pagingError(endpoint, timeOf(row2));
      }
      return isLast(last) ? import_rxjs52.EMPTY : read(nextSpan(last));
    }),
    (0, import_rxjs52.map)(({ fresh }) => fresh),
    (0, import_rxjs52.mergeAll)()
  );
});

// src/parsing/private/subscribe.ts
var SubscribeData = record(
  "an object with a channel and a token",
  { channel: NonEmptyText, token: NonEmptyText },
  (field) => `pubnub_${field}`
);

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

// src/execution/rest/parameters.ts
var decimalText = (value) => typeof value === "number" ? decimalOf(value) : value;
var isId2 = (id) => Number.isSafeInteger(id) && id > 0;
var refParams = ({ pair, orderId }) => ({ pair, order_id: orderId });
var idsParams = ({ pair, orderIds }) => ({ pair, order_ids: orderIds });
var checkId = ({ orderId }) => isId2(orderId) ? null : { field: "orderId", expected: "an order id", actual: String(orderId) };
var checkIds = (max) => ({ orderIds }) => {
  const bad = orderIds.find((id) => !isId2(id));
  if (bad !== void 0) return { field: "orderIds", expected: "order ids", actual: String(bad) };
  return orderIds.length > 0 && orderIds.length <= max ? null : { field: "orderIds", expected: `1 to ${max} ids`, actual: `${orderIds.length}` };
};
var checkAmount = (field, value) => {
  const written = decimalText(value);
  return written === void 0 || isPlainDecimal(written) && !written.startsWith("-") ? null : { field, expected: "a plain decimal", actual: written };
};

// src/execution/rest/reads.ts
var transferParams = ({ asset, count, since, end }) => ({
  asset,
  count,
  since,
  end
});
var reads = {
  /**
   * One-shot: the balances of the account with the rules of their assets: decimal places, fees, networks.
   *
   * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#return-users-asset-list
   */
  assets: get("/user/assets", { params: noParams, data: AssetsData }),
  /**
   * One-shot: one order by its id, until three months after its end. A `VenueError` 50009 says that the venue does
   * not know it in this pair: it may be one of another.
   *
   * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#fetch-order-information
   */
  order: get("/user/spot/order", { params: refParams, check: checkId, data: OrderData }),
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
  activeOrders: get("/user/spot/active_orders", {
    params: ({ pair, count, fromId, endId, since, end }) => ({
      pair,
      count,
      from_id: fromId,
      end_id: endId,
      since,
      end
    }),
    data: OrdersData
  }),
  /**
   * One-shot: a page of the account's trades, 1000 at most.
   *
   * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#fetch-trade-history
   */
  tradeHistory: get("/user/spot/trade_history", {
    params: ({ pair, count, orderId, since, end, order }) => ({
      pair,
      count,
      order_id: orderId,
      since,
      end,
      order
    }),
    data: TradesData
  }),
  /**
   * One-shot: the state of the margin account; its amounts are in JPY.
   *
   * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#fetch-margin-trading-status
   */
  marginStatus: get("/user/margin/status", {
    params: noParams,
    data: MarginStatusData
  }),
  /**
   * One-shot: the open margin positions, and what is owed.
   *
   * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#fetch-positions-information
   */
  marginPositions: get("/user/margin/positions", {
    params: noParams,
    data: MarginPositionsData
  }),
  /**
   * One-shot: the channel and the token of the private stream. The token is a secret.
   *
   * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#get-channel-and-token-for-private-stream
   */
  subscribeInfo: get("/user/subscribe", {
    secret: true,
    params: noParams,
    data: SubscribeData
  }),
  /**
   * One-shot: a page of deposits, 100 at most.
   *
   * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#fetch-deposit-history
   */
  depositHistory: get("/user/deposit_history", {
    params: transferParams,
    data: DepositsData
  }),
  /**
   * One-shot: the deposits whose origin the venue wants to know.
   *
   * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#fetch-unconfirmed-deposits
   */
  unconfirmedDeposits: get("/user/unconfirmed_deposits", {
    params: noParams,
    data: UnconfirmedDepositsData
  }),
  /**
   * One-shot: the registered senders of deposits.
   *
   * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#fetch-deposit-originators
   */
  depositOriginators: get("/user/deposit_originators", {
    params: noParams,
    data: OriginatorsData
  }),
  /**
   * One-shot: the accounts and addresses to which an asset may be withdrawn.
   *
   * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#get-withdrawal-accounts
   */
  withdrawalAccounts: get(
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
  withdrawalHistory: get("/user/withdrawal_history", {
    params: transferParams,
    data: WithdrawalsData
  }),
  /**
   * One-shot: how busy each pair is, and the smallest amount that follows from it. It is not signed.
   *
   * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#get-exchange-status
   */
  status: get("/spot/status", {
    signed: false,
    params: noParams,
    data: SpotStatusData
  }),
  /**
   * One-shot: the rules of every pair: digits, smallest amounts, fees, what is stopped. It is not signed.
   *
   * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#get-all-pairs-info
   */
  instruments: get("/spot/pairs", {
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
    timeOf: ({ executedAt }) => executedAt
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
var nothing3 = mapped(t.UnknownRecord, () => null);
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
    data: nothing3
  }),
  /** @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#confirm-all-deposits */
  confirmAllDeposits: post("/user/confirm_deposits_all", {
    once: true,
    params: ({ originatorUuid }) => ({ originator_uuid: originatorUuid }),
    data: nothing3
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
  return (0, import_rxjs53.defer)(() => {
    if (!isFirst) return source;
    isFirst = false;
    return (0, import_rxjs53.throwError)(() => error);
  });
};
var membersOf = (table2, member) => Object.fromEntries(Object.entries(table2).map(([name, row2]) => [name, member(row2)]));
var createRest = ({ random, ...dependencies }) => {
  const { config, watched, closed$ } = dependencies;
  const { clock } = watched;
  const { call, answered$, odd$ } = createCaller(dependencies);
  const untilClosed = untilEnd(closed$);
  let isClosed = false;
  closed$.subscribe(() => isClosed = true);
  const whileOpen = (endpoint, source) => (0, import_rxjs53.defer)(() => isClosed ? (0, import_rxjs53.throwError)(() => closedError(nameOf(endpoint))) : untilClosed(source()));
  const readOptions2 = { timeWindow: config.readTimeWindow, timeout: config.readTimeout };
  const { writeTimeWindow: timeWindow, writeTimeout: timeout4 } = config;
  const read = (endpoint, request) => whileOpen(
    endpoint,
    () => call(endpoint, request, readOptions2).pipe(
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
    }) : import_rxjs53.identity
  );
  const write = (endpoint, request, leaving = {}) => courseBy((observer) => {
    const end = (event) => {
      observer.next(event);
      observer.complete();
    };
    const done = (value) => end({ type: "Done", value });
    const failed2 = (error) => end({ type: "Failed", error });
    const complete = () => observer.complete();
    if (isClosed) {
      failed2(closedError(nameOf(endpoint)));
      return;
    }
    const onLeave2 = (stamp) => {
      if (stamp !== null) observer.next({ type: "Sent", stamp, at: stampOf(clock) });
    };
    const { keep, leave: leave2, recalled$ } = leaving;
    const call$ = call(endpoint, request, { timeWindow, timeout: timeout4, keep, leave: leave2, recalled$, onLeave: onLeave2 });
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
  const all = ({ endpoint, largestPage, keyOf: keyOf4, timeOf }, query) => {
    const pageSize = Math.min(query.count ?? largestPage, largestPage);
    const shortPage = Number.isFinite(largestPage) ? Math.min(pageSize, smallestCap) / 2 : 0;
    const count = Number.isFinite(pageSize) ? { count: pageSize } : {};
    const page = (span) => read(endpoint, { ...query, ...span, ...count });
    return allRows({ endpoint: nameOf(endpoint), page, pageSize, shortPage, keyOf: keyOf4, timeOf }, query);
  };
  return {
    rest: {
      ...membersOf(
        reads,
        (row2) => (request = {}) => read(row2, request)
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
var import_rxjs54 = require("rxjs");

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
  const nothing4 = token("null");
  const nullableDecimalAfter2 = (text) => {
    skip2(text);
    if (isNext2(nothing4)) return null;
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
  event: oneOf2('"message"', ["message"]),
  message: record("a message of a room", {
    room: ["room_name", Text],
    data: ["message", property("data", anything)]
  })
});
var socketIoEvent = "42";
var startLength = '42["message",{"room_name":"'.length;
var decodeFrame = (frame) => frame.startsWith(socketIoEvent) ? decodeJson(Frame, frame.slice(socketIoEvent.length), "frame") : failed(decodeError("frame", `an event of Socket.IO, ${socketIoEvent}`, beginningOf(frame)));
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

// src/parsing/ticker.ts
var fields2 = {
  bid: ["buy", optional(Decimal)],
  ask: ["sell", optional(Decimal)],
  last: optional(Decimal),
  open: optional(Decimal),
  high: optional(Decimal),
  low: optional(Decimal),
  volume: ["vol", optional(Total)],
  timestamp: Timestamp
};
var TickerData = record("a ticker", fields2);
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
  const last = decimalAfter(latest);
  const volume = decimalAfter(vol);
  const timestamp = timestampAfter(time);
  return { pair, bid, ask, last, open: open3, high, low, volume, timestamp };
};
var parseTicker = roomParser("ticker", TickerData, ofPair, tickerReader);
var TickersData = rows("tickers", record("a ticker", { pair: Text, ...fields2 }));

// src/execution/rest/touch.ts
var createTouch = ({ publicUrl, readTimeout, maxReplyBytes }, send) => (pair) => {
  const endpoint = `GET /${pair}/ticker`;
  const url = `${publicUrl}/${encodeURIComponent(pair)}/ticker`;
  return (0, import_rxjs54.defer)(() => send({ method: "GET", url, headers: {}, timeout: readTimeout, maxReplyBytes })).pipe(
    (0, import_rxjs54.catchError)((error) => (0, import_rxjs54.throwError)(() => portErrorAt(endpoint, error))),
    (0, import_rxjs54.map)((reply) => {
      const replied = { endpoint, codes: venueCodes, secret: false };
      const data = decodeReply(TouchData, replied, reply, import_rxjs54.noop);
      if ((0, import_Either5.isLeft)(data)) throw data.left;
      return data.right;
    })
  );
};

// src/execution/create-client.ts
var createExecutionClient = (options, ...stray) => createOn(readOptions(options, stray));
var createExecutionClientFromEnvironment = (environment = process.env, options = {}, ...stray) => createOn(readEnvironment(environment, options, stray));
var createOn = (config) => {
  const watched = watchLeaps(clockOf(config.scheduler));
  const { random = Math.random, guards, pnl, journal } = config;
  const {
    maxReplyBytes,
    connectTimeout,
    pubnubOrigin,
    pubnubSubscribeKey,
    settle,
    exclusiveAccount,
    linger
  } = config;
  const proxy = config.proxy?.reveal();
  const send = config.sendRequest ?? nodeHttp({ proxy, connectTimeout });
  const open3 = config.openPubnub ?? openPubnub({ origin: pubnubOrigin, subscribeKey: pubnubSubscribeKey, proxy, maxReplyBytes });
  const closed2 = new import_rxjs55.ReplaySubject(1);
  const budget = holdRateBudget(config, watched.clock, closed2);
  const api = createRest({ config, send, watched, budget, random, closed$: closed2 });
  return composeExecutionClient({
    api,
    stream$: createPrivateStream({
      info$: api.rest.subscribeInfo,
      open: open3,
      scheduler: watched.clock,
      leaps$: watched.leaps$,
      random
    }),
    guards,
    pnl,
    watched,
    journal,
    touch: createTouch(config, send),
    settle,
    exclusiveAccount,
    linger,
    release: () => {
      closed2.next();
      return Promise.resolve();
    }
  });
};

// src/execution/guards/heartbeat.ts
var import_rxjs56 = require("rxjs");

// src/files/real-file.ts
var import_node_crypto4 = require("crypto");
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
var realFileOf = (path) => {
  const file = (0, import_node_path.resolve)(path);
  const real = orMissing(() => (0, import_node_fs.realpathSync)(file));
  if (real !== null) return real;
  const link2 = orMissing(() => (0, import_node_fs.lstatSync)(file).isSymbolicLink() ? (0, import_node_fs.readlinkSync)(file) : null);
  if (link2 !== null) return realFileOf((0, import_node_path.resolve)((0, import_node_path.dirname)(file), link2));
  const folder = orMissing(() => (0, import_node_fs.realpathSync)((0, import_node_path.dirname)(file)));
  return (0, import_node_path.join)(folder ?? (0, import_node_path.dirname)(file), (0, import_node_path.basename)(file));
};
var statsOf = (file) => orMissing(() => (0, import_node_fs.statSync)(file));
var modeOf = (file, ofNew = 384) => (statsOf(file)?.mode ?? ofNew) & 511;
var freshPrefixOf = (file) => `${file}.next-`;
var freshNameOf = (file) => freshPrefixOf(file) + (0, import_node_crypto4.randomUUID)();

// src/files/replace-file.ts
var import_node_fs2 = require("fs");
var import_promises = require("fs/promises");
var replaceFile = async (file, text) => {
  const fresh = freshNameOf(file);
  const handle = await (0, import_promises.open)(fresh, "wx", 384);
  try {
    try {
      await handle.writeFile(text);
      await handle.chmod(modeOf(file));
    } finally {
      await handle.close();
    }
    await (0, import_promises.rename)(fresh, file);
  } catch (error) {
    await (0, import_promises.rm)(fresh, { force: true });
    throw error;
  }
};

// src/execution/guards/heartbeat.ts
var heartbeat$ = ({
  file,
  interval: interval5 = 1e3,
  until = import_rxjs56.NEVER,
  scheduler
}) => {
  if (typeof file !== "string" || file === "") throw configError("file", "a path", JSON.stringify(file));
  if (!Number.isInteger(interval5) || interval5 < 1 || interval5 > 6e5)
    throw configError("interval", "an integer from 1 to 600000", String(interval5));
  return (0, import_rxjs56.defer)(() => {
    const clock = clockOf(scheduler);
    let last = null;
    let isWriting = false;
    const write = (word) => (0, import_rxjs56.defer)(() => {
      isWriting = true;
      const at = stampOf(clock);
      const begun = clock.elapsed();
      last ??= begun;
      const gap = begun - last;
      return (0, import_rxjs56.defer)(() => replaceFile(realFileOf(file), textOf2(word, at))).pipe(
        (0, import_rxjs56.map)(() => {
          last = begun;
          return word === "beat" ? { type: "Beat", at, gap } : { type: "Goodbye", at };
        }),
        (0, import_rxjs56.catchError)(
          (error) => (0, import_rxjs56.of)({ type: "Failed", at, gap, message: causeOf(error) })
        ),
        (0, import_rxjs56.finalize)(() => isWriting = false)
      );
    });
    return (0, import_rxjs56.merge)(
      (0, import_rxjs56.timer)(0, interval5, clock).pipe(
        (0, import_rxjs56.filter)(() => !isWriting),
        (0, import_rxjs56.map)(() => "beat")
      ),
      until.pipe(
        (0, import_rxjs56.take)(1),
        (0, import_rxjs56.map)(() => "goodbye")
      )
    ).pipe(
      (0, import_rxjs56.concatMap)((word) => write(word).pipe((0, import_rxjs56.map)((event) => ({ word, event })))),
      (0, import_rxjs56.takeWhile)(({ word }) => word !== "goodbye", true),
      (0, import_rxjs56.map)(({ event }) => event)
    );
  });
};
var textOf2 = (word, at) => `${JSON.stringify({ word, pid: process.pid, at })}
`;

// src/execution/journal/file-journal.ts
var import_promises4 = require("fs/promises");
var import_node_path4 = require("path");
var import_Either7 = require("fp-ts/lib/Either.js");
var import_rxjs57 = require("rxjs");

// src/files/network-mount.ts
var import_promises2 = require("fs/promises");
var networkTypes = /^(?:nfs\d?|cifs|smb\d?|smbfs|ncpfs|afs|ceph|glusterfs|lustre|gpfs|beegfs|9p|davfs\d?|fuse\.(?:sshfs|s3fs|rclone|gcsfuse|glusterfs|ceph-fuse|mount-s3|davfs\d?|blobfuse\d?|juicefs|smbnetfs))$/;
var unescaped = (name) => name.replace(/\\([0-7]{3})/g, (_, octal) => String.fromCharCode(Number.parseInt(octal, 8)));
var fileSystemOf = (table2, folder) => {
  let found = null;
  for (const line of table2.split("\n")) {
    const [left3 = "", right3] = line.split(" - ");
    const point = unescaped(left3.split(" ")[4] ?? "");
    const type = right3?.split(" ")[0];
    if (type === void 0 || !point.startsWith("/")) continue;
    const isAbove = point === "/" || folder === point || folder.startsWith(`${point}/`);
    if (isAbove && point.length >= (found?.point.length ?? 0)) found = { point, type };
  }
  return found?.type ?? null;
};
var networkMountOf = async (folder) => {
  const table2 = await (0, import_promises2.readFile)("/proc/self/mountinfo", "utf8").catch(() => "");
  const type = fileSystemOf(table2, folder);
  return type !== null && networkTypes.test(type) ? type : null;
};

// src/execution/journal/journal-text.ts
var import_Either6 = require("fp-ts/lib/Either.js");

// src/execution/journal/record.ts
var t2 = __toESM(require("io-ts"), 1);

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

// src/execution/journal/record.ts
var version = 1;
var StampFields = firstOf("a stamp", [
  record(
    "a stamp with a time window",
    { type: t2.literal("time-window"), requestTime: Timestamp, timeWindow: Integer },
    own
  ),
  record(
    "a stamp with a nonce",
    { type: t2.literal("nonce"), nonce: Id },
    own
  )
]);
var OrderFields2 = record(
  "an order",
  {
    pair: Text,
    side: Side,
    type: oneOf2("a type of order that can be placed", userOrderTypes),
    amount: maybe(DecimalString),
    price: maybe(DecimalString),
    triggerPrice: maybe(DecimalString),
    postOnly: maybe(Flag),
    positionSide: maybe(PositionSide)
  },
  own
);
var Decimalish = firstOf("a decimal", [DecimalString, t2.number]);
var WithdrawalFields = record(
  "a withdrawal",
  { asset: Text, uuid: Text, amount: Decimalish },
  own
);
var ReplacesFields = record(
  "the order to replace",
  {
    orderId: Id,
    changes: record(
      "what is changed",
      {
        price: maybe(Decimalish),
        triggerPrice: maybe(Decimalish),
        amount: maybe(Decimalish),
        postOnly: maybe(Flag)
      },
      own
    )
  },
  own
);
var RejectedFields = mapped(
  record(
    "a rejection",
    {
      by: oneOf2("client or venue", ["client", "venue"]),
      reason: oneOf2("a reason", rejectReasons),
      message: Text,
      code: nullable(Integer),
      violations: list(
        "violations",
        record(
          "a violation",
          { field: Text, rule: Text, actual: Text, nearest: nullable(Text) },
          own
        )
      )
    },
    own
  ),
  ({ by, reason, message, code, violations }) => rejected(by, reason, message, code, violations)
);
var CallOutcome = tagged(
  "type",
  "order, rejected, acknowledged, not-sent, withdrawn or refused",
  {
    order: record(
      "the end of an order",
      { type: t2.literal("order"), orderId: Id, by: nullable(oneOf2("who cancelled it", cancelers)) },
      own
    ),
    rejected: record(
      "a rejection",
      { type: t2.literal("rejected"), rejected: RejectedFields },
      own
    ),
    acknowledged: record(
      "an acknowledgement",
      { type: t2.literal("acknowledged") },
      own
    ),
    "not-sent": record("no effect", { type: t2.literal("not-sent") }, own),
    withdrawn: record(
      "a withdrawal that was taken",
      { type: t2.literal("withdrawn"), withdrawal: record("a withdrawal", withdrawalFields, own) },
      own
    ),
    refused: record(
      "a refusal",
      { type: t2.literal("refused"), status: Integer, code: nullable(Integer) },
      own
    )
  }
);
var callFields = { id: NonEmptyText, at: Timestamp, ran: Integer };
var intentFields = { type: t2.literal("intent"), ...callFields, stamp: StampFields, requestTime: Timestamp };
var Record = tagged("type", "intent, accepted or ended", {
  intent: tagged("write", "order or withdrawal", {
    order: record(
      "the intent of an order",
      {
        ...intentFields,
        write: t2.literal("order"),
        request: OrderFields2,
        replaces: maybe(ReplacesFields)
      },
      own
    ),
    withdrawal: record(
      "the intent of a withdrawal",
      { ...intentFields, write: t2.literal("withdrawal"), request: WithdrawalFields },
      own
    )
  }),
  accepted: record(
    "an order that was accepted",
    {
      type: t2.literal("accepted"),
      ...callFields,
      orderId: Id,
      attribution: oneOf2("reply or inferred", ["reply", "inferred"])
    },
    own
  ),
  ended: record(
    "the end of a call",
    { type: t2.literal("ended"), ...callFields, outcome: CallOutcome },
    own
  )
});
var Line = record("a record", { v: t2.literal(version), record: [itself, Record] });
var encodeRecord = (record2) => JSON.stringify({ v: version, ...record2 });
var decodeRecord = (line) => mapDecoded(decodeJson(Line, line), (read) => read.record);

// src/execution/journal/journal-text.ts
var journalText = (records) => records.map((record2) => `${encodeRecord(record2)}
`).join("");
var readJournalText = (text) => {
  const records = [];
  const lines = text.split("\n").slice(0, -1);
  for (const [index, line] of lines.entries()) {
    const record2 = decodeRecord(line);
    if ((0, import_Either6.isLeft)(record2)) {
      const { path, expected, actual } = record2.left;
      const wanted = path === "" ? expected : `${path}: ${expected}`;
      return (0, import_Either6.left)({ line: index + 1, expected: wanted, actual });
    }
    records.push(record2.right);
  }
  return (0, import_Either6.right)(records);
};

// src/files/lock.ts
var import_node_crypto5 = require("crypto");
var import_node_fs3 = require("fs");
var import_promises3 = require("fs/promises");
var import_node_os = require("os");
var import_node_path2 = require("path");
var silence = 15e3;
var beat = 3e3;
var takeLock = async (file) => {
  const self = {
    id: (0, import_node_crypto5.randomUUID)(),
    pid: process.pid,
    started: await startOf(process.pid),
    machine: await thisMachine()
  };
  const own2 = `${file}.lock-${self.id}`;
  await (0, import_promises3.writeFile)(own2, JSON.stringify(self), { flag: "wx", mode: 384 });
  try {
    for (; ; ) {
      const last = Math.max(0, ...await numbersOf(file));
      const owner = last === 0 ? null : await readOwner(lockPath(file, last));
      if (owner !== null && await isAlive(owner, lockPath(file, last), self, own2))
        return { _tag: "Refused", owner: `process ${owner.pid} on ${owner.machine}` };
      const path = lockPath(file, last + 1);
      if (!await tryLink(own2, path)) continue;
      const isNext2 = Math.max(...await numbersOf(file)) === last + 1;
      if (isNext2 && (owner === null || (await readOwner(lockPath(file, last)))?.id === owner.id)) {
        await removeBefore(file, last + 1);
        return { _tag: "Held", lock: hold(path, self) };
      }
      removeOwn(path, self);
    }
  } finally {
    await (0, import_promises3.rm)(own2, { force: true });
  }
};
var hold = (path, self) => {
  let lastBeat = performance.now();
  const touch = async () => {
    const now = /* @__PURE__ */ new Date();
    await (0, import_promises3.utimes)(path, now, now);
    lastBeat = performance.now();
  };
  const timer16 = setInterval(() => void touch().catch(() => void 0), beat);
  timer16.unref();
  return {
    isHeld: async () => performance.now() - lastBeat < silence / 2 || (await readOwner(path))?.id === self.id,
    release: () => {
      clearInterval(timer16);
      removeOwn(path, self);
    }
  };
};
var removeOwn = (path, self) => {
  if (ownerIn(() => (0, import_node_fs3.readFileSync)(path, "utf8"))?.id === self.id) (0, import_node_fs3.rmSync)(path, { force: true });
};
var lockPath = (file, number2) => `${file}.lock${number2}`;
var numbersOf = async (file) => {
  const start = `${(0, import_node_path2.basename)(file)}.lock`;
  const names = await (0, import_promises3.readdir)((0, import_node_path2.dirname)(file));
  return names.filter((name) => name.startsWith(start) && /^[1-9]\d*$/.test(name.slice(start.length))).map((name) => Number(name.slice(start.length)));
};
var removeBefore = async (file, number2) => {
  const older = (await numbersOf(file)).filter((one2) => one2 < number2);
  await Promise.all(older.map((one2) => (0, import_promises3.rm)(lockPath(file, one2), { force: true })));
};
var tryLink = async (from7, to) => {
  try {
    await (0, import_promises3.link)(from7, to);
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
  const text = await (0, import_promises3.readFile)(path, "utf8").catch(() => "");
  return ownerIn(() => text);
};
var isAlive = async (owner, path, self, reference) => {
  if (owner.machine === self.machine) {
    if (owner.started !== null) return await startOf(owner.pid) === owner.started;
    if (!hasProcess(owner.pid)) return false;
  }
  const [touched, now] = await Promise.all([(0, import_promises3.stat)(path), (0, import_promises3.stat)(reference)]).catch(() => [null, null]);
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
var readLine = (path) => (0, import_promises3.readFile)(path, "utf8").then(
  (text) => text.trim(),
  () => null
);
var startOf = async (pid) => {
  const line = await readLine(`/proc/${pid}/stat`);
  const [state, ...fields3] = line?.slice(line.lastIndexOf(")") + 2).split(" ") ?? [];
  const isDead = state === void 0 || state === "Z" || state === "X";
  return isDead ? null : fields3[18] ?? null;
};
var thisMachine = async () => {
  const boot = await readLine("/proc/sys/kernel/random/boot_id");
  const container = await (0, import_promises3.readlink)("/proc/self/ns/pid").catch(() => null);
  return [(0, import_node_os.hostname)(), boot, container].filter((part) => part !== null).join(" ");
};

// src/execution/journal/lock-names.ts
var import_node_fs4 = require("fs");
var import_node_os2 = require("os");
var import_node_path3 = require("path");
var locksFolder = () => (0, import_node_path3.join)(process.env["XDG_CACHE_HOME"] || (0, import_node_path3.join)((0, import_node_os2.homedir)(), ".cache"), "rx-bitbank", "locks");
var lockNamesOf = (file) => {
  const stats = statsOf(file);
  if (stats === null || stats.nlink <= 1) return [file];
  const folder = locksFolder();
  (0, import_node_fs4.mkdirSync)(folder, { recursive: true, mode: 448 });
  return [(0, import_node_path3.join)(folder, `${stats.dev}-${stats.ino}`), file];
};

// src/execution/journal/file-journal.ts
var fileJournal = (path, { compactAt = 1e6 } = {}) => {
  let file = path;
  let locks = [];
  let records = [];
  let handle = null;
  let size = 0;
  let sizeAtRewrite = 0;
  let waiting = [];
  let isFlushing = false;
  let flushed = Promise.resolve();
  let loaded = Promise.resolve();
  const closeFile = async () => {
    const open3 = handle;
    handle = null;
    await open3?.close().catch(() => void 0);
  };
  const hasOtherNames = () => (statsOf(file)?.nlink ?? 1) > 1;
  const rewrite = async () => {
    await closeFile();
    if (hasOtherNames()) return continueFile();
    const kept = [...remaining(records)];
    const text = journalText(kept);
    const fresh = freshNameOf(file);
    const next = await (0, import_promises4.open)(fresh, "wx", 384);
    try {
      await next.writeFile(text);
      await next.chmod(modeOf(file));
      await next.sync();
      await (0, import_promises4.rename)(fresh, file);
      await syncDirectory((0, import_node_path4.dirname)(file));
    } catch (error) {
      await next.close().catch(() => void 0);
      await (0, import_promises4.rm)(fresh, { force: true });
      throw error;
    }
    records = kept;
    size = sizeAtRewrite = Buffer.byteLength(text);
    return next;
  };
  const continueFile = async () => {
    const handle2 = await (0, import_promises4.open)(file, "a");
    sizeAtRewrite = Infinity;
    try {
      await handle2.truncate(size);
      await handle2.sync();
    } catch (error) {
      await handle2.close().catch(() => void 0);
      throw error;
    }
    return handle2;
  };
  const read = async () => {
    file = realFileOf(path);
    const type = await networkMountOf((0, import_node_path4.dirname)(file));
    if (type !== null) {
      const actual = `one on a network file system (${type})`;
      throw journalError("failed", file, null, "a file on a disk of this machine", actual);
    }
    for (const name of lockNamesOf(file)) {
      const taken = await takeLock(name);
      if (taken._tag === "Refused")
        throw journalError("locked", file, null, "a file that no other process has", taken.owner);
      locks = [...locks, taken.lock];
    }
    await removeLeftovers(file);
    const bytes = await (0, import_promises4.readFile)(file).catch(emptyIfMissing);
    size = bytes.lastIndexOf("\n") + 1;
    const found = readJournalText(bytes.toString("utf8"));
    if ((0, import_Either7.isLeft)(found)) {
      const { line, expected, actual } = found.left;
      throw journalError("corrupt", file, line, expected, actual);
    }
    records = [...found.right];
    handle = await rewrite();
    return [...records];
  };
  const load = async () => {
    await release();
    try {
      return await read();
    } catch (error) {
      await release();
      throw failureOf(file, error);
    }
  };
  const write = async (batch) => {
    const held = await Promise.all(locks.map((lock) => lock.isHeld()));
    if (held.length === 0 || held.includes(false))
      throw journalError("locked", file, null, "a file that this process has loaded", "another one");
    const isLong = size > Math.max(compactAt, 2 * sizeAtRewrite);
    const target = handle === null || isLong ? await rewrite() : handle;
    handle = target;
    const text = journalText(batch.map(({ record: record2 }) => record2));
    await target.appendFile(text);
    if (batch.some(({ record: record2 }) => record2.type === "intent")) await target.datasync();
    records.push(...batch.map(({ record: record2 }) => record2));
    size += Buffer.byteLength(text);
  };
  const flush = async () => {
    isFlushing = true;
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      try {
        await write(batch);
        for (const { done } of batch) done();
      } catch (error) {
        await closeFile();
        for (const { failed: failed2 } of batch) failed2(failureOf(file, error));
      }
    }
    isFlushing = false;
  };
  const release = async () => {
    await closeFile();
    const held = locks;
    locks = [];
    for (const lock of held) lock.release();
  };
  return {
    load: () => (0, import_rxjs57.defer)(() => {
      const loading = load();
      loaded = loading.catch(() => void 0);
      return loading;
    }),
    append: (record2) => new import_rxjs57.Observable((subscriber) => {
      waiting.push({
        record: record2,
        done: () => subscriber.complete(),
        failed: (error) => subscriber.error(error)
      });
      if (!isFlushing) flushed = flush();
    }),
    close: () => (0, import_rxjs57.defer)(async () => {
      await Promise.all([loaded, flushed]);
      await release();
    }).pipe((0, import_rxjs57.ignoreElements)())
  };
};
var emptyIfMissing = (error) => {
  if (error.code === "ENOENT") return Buffer.alloc(0);
  throw error;
};
var removeLeftovers = async (file) => {
  const start = (0, import_node_path4.basename)(freshPrefixOf(file));
  const left3 = (await (0, import_promises4.readdir)((0, import_node_path4.dirname)(file))).filter((name) => name.startsWith(start));
  await Promise.all(left3.map((name) => (0, import_promises4.rm)((0, import_node_path4.join)((0, import_node_path4.dirname)(file), name), { force: true })));
};
var syncDirectory = async (directory) => {
  if (process.platform === "win32") return;
  const handle = await (0, import_promises4.open)(directory, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
};
var failureOf = (file, error) => isJournalError(error) ? error : journalError("failed", file, null, "to be read and written", causeOf(error));
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  cancelers,
  createExecutionClient,
  createExecutionClientFromEnvironment,
  depositStatuses,
  familyOf,
  fileJournal,
  heartbeat$,
  marginStates,
  orderStatuses,
  orderTypes,
  positionSides,
  profit,
  profitFrom,
  profitOf,
  rejectReasons,
  remaining,
  sides,
  venueCodes,
  venueStates,
  withdrawalStatuses
});
//# sourceMappingURL=execution.cjs.map