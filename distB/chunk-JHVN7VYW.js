import {
  nodeHttp
} from "./chunk-DPUVOLTA.js";
import {
  createDiagnostics
} from "./chunk-AQZ67OB2.js";
import {
  venueCode,
  venueCodes
} from "./chunk-PF64HSKO.js";
import {
  SpotStatusData
} from "./chunk-CT4HEORX.js";
import {
  PairName
} from "./chunk-W3VXRJPN.js";
import {
  takeLock
} from "./chunk-5FU5YJHA.js";
import {
  freshNameOf,
  freshPrefixOf,
  modeOf,
  realFileOf,
  statsOf
} from "./chunk-2T4DLMWA.js";
import {
  SpotPairsData,
  decodeReply
} from "./chunk-QB2LSZFY.js";
import {
  watchLeaps
} from "./chunk-IZL6RY56.js";
import {
  TouchData
} from "./chunk-TDNM2LA7.js";
import {
  shareLinger
} from "./chunk-CXHI4X4L.js";
import {
  cancelLeft,
  createClosing,
  onLeave
} from "./chunk-ATDZTXWI.js";
import {
  AssetsData,
  BalanceRows,
  FillRows,
  GuardConfig,
  MarginPositionsData,
  MarginStatusData,
  NoticeRows,
  OrderData,
  OrderRows,
  OrdersData,
  PayableRows,
  PositionRows,
  TradesData,
  asPlainDecimal,
  breach,
  cancelRefused,
  cancelers,
  checkDistance,
  checkMarket,
  checkNotional,
  checkRequest,
  courseBy,
  courseOf,
  createMarkets,
  diff,
  ending,
  filledAmount,
  fits,
  hasMissingFills,
  holdingSides,
  isEnding,
  notionalAt,
  onlyReduces,
  profit,
  profitFrom,
  profitOf,
  refusalBy,
  refusedHere,
  rejectReasons,
  rejected,
  runOnce,
  unknownMarket,
  valuationPrice
} from "./chunk-NKAGEFPH.js";
import {
  untilEnd
} from "./chunk-X5QL2LSY.js";
import {
  exactlyOnce
} from "./chunk-2CZU4EOK.js";
import {
  baseUrl,
  isLoopback,
  urlOf,
  urlOption
} from "./chunk-BC7GS32U.js";
import {
  func,
  having,
  hidden,
  ignored,
  integer,
  maybe,
  optionsOf,
  resolveOptions,
  withDefault
} from "./chunk-FDEMZEWP.js";
import {
  AmountText,
  DecimalString,
  Flag,
  Id,
  Integer,
  Label,
  NonEmptyText,
  PositionSide,
  Side,
  Text,
  Timestamp,
  anything,
  decode,
  decodeJson,
  describe,
  firstOf,
  isConditional,
  isTerminal,
  itself,
  list,
  mapDecoded,
  mapped,
  nullable,
  oneOf,
  optional,
  otherwise,
  own,
  property,
  record,
  rows,
  scalar,
  snakeCase,
  tagged,
  userOrderTypes,
  wordIn
} from "./chunk-XI2AHRTT.js";
import {
  quoteAssetOf
} from "./chunk-ZXDJGQ4R.js";
import {
  compareDecimals,
  decimalOf,
  fromUnits,
  isPlainDecimal,
  maxDecimal,
  multiplyDecimals,
  scaleOf,
  subtractDecimals,
  sumDecimals,
  toUnits
} from "./chunk-QYQF4BGL.js";
import {
  closedError,
  configError,
  decodeError,
  httpError,
  pagingError,
  portErrorAt,
  requestError,
  venueError
} from "./chunk-442TD3LK.js";
import {
  shareCurrent
} from "./chunk-IPVQDIIZ.js";
import {
  retryBackoff
} from "./chunk-QCQMARG6.js";
import {
  clockOf,
  elapsing,
  stampOf
} from "./chunk-34SWKVHE.js";
import {
  causeOf,
  taggedError
} from "./chunk-OLZLLHMU.js";

// src/execution/create-client.ts
import { ReplaySubject as ReplaySubject2 } from "rxjs";

// src/connectivity/pubnub.ts
import { Observable, catchError, defer, from, map, mergeMap, throwError } from "rxjs";

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
var loadSdk = () => defer(() => from(import("pubnub"))).pipe(
  map((module) => module.default),
  catchError(
    () => throwError(() => configError("pubnub", 'the package "pubnub", version 12, to be installed', "nothing"))
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
var openWith = (Sdk, { origin, subscribeKey, proxy, maxReplyBytes }, { channel, token, since }) => new Observable((subscriber) => {
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
  client.setToken(token);
  client.subscribe({ channels: [channel], ...since === null ? {} : { timetoken: since } });
  return () => {
    client.removeAllListeners();
    client.destroy();
  };
});
var openPubnub = (options) => (subscription) => loadSdk().pipe(mergeMap((sdk) => openWith(sdk, options, subscription)));

// src/execution/client.ts
import {
  catchError as catchError16,
  concat as concat9,
  concatMap as concatMap16,
  defer as defer22,
  EMPTY as EMPTY12,
  filter as filter8,
  ignoreElements as ignoreElements7,
  lastValueFrom,
  merge as merge16,
  Observable as Observable5,
  of as of16,
  takeUntil as takeUntil3,
  tap as tap18,
  timer as timer10
} from "rxjs";

// src/execution/account/account.ts
import { filter, map as map4 } from "rxjs";

// src/execution/order/reconcile.ts
import {
  catchError as catchError2,
  defer as defer3,
  EMPTY,
  exhaustMap,
  ignoreElements as ignoreElements2,
  interval,
  merge as merge2,
  tap as tap2,
  toArray as toArray2
} from "rxjs";

// src/execution/order/context.ts
var reportWithin = 3e4;
var codeOf = (error) => error._tag === "VenueError" ? error.code : null;
var wasSent = (error) => error._tag === "VenueError" || error.effect !== "none";

// src/execution/order/fills.ts
import { concatMap, defer as defer2, ignoreElements, map as map2, share, tap, toArray } from "rxjs";

// src/execution/order/registry.ts
import { Observable as Observable2, Subject } from "rxjs";

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
var merge = (known, news) => {
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
  const open2 = /* @__PURE__ */ new Map();
  const unowned = /* @__PURE__ */ new Map();
  const changes = new Subject();
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
    if (hasEnded(entry)) open2.delete(orderId);
    else open2.set(orderId, entry);
    if (entry.owned) unowned.delete(orderId);
    else unowned.set(orderId, entry);
  };
  const apply = (orderId, pair, news, source) => {
    const before = entries.get(orderId) ?? null;
    const entry = entryOf(orderId, pair, true);
    const known = merge(entry.known, news);
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
    for (const all of [entries, open2, unowned]) all.delete(orderId);
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
    readAt: (orderId, time) => {
      note(orderId, { readAt: time });
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
        forget(orderId);
      }
    },
    mark: () => seen,
    // This is written by hand, because startWith, scan, concatMap and takeWhile would be four subscriptions for each
    // order.
    life: (orderId) => new Observable2((subscriber) => {
      let known = nothing;
      let isEmitting = false;
      const waiting = [];
      const onNews = (news) => {
        const next = merge(known, news);
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
  const fills$ = registry.changes$.pipe(concatMap(newFills), share());
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
    read: () => defer2(
      () => lastTrade === -Infinity ? api.rest.tradeHistory({ count: newestPage }) : api.rest.all.tradeHistory({ since: lastTrade - overlap }).pipe(toArray())
    ).pipe(map2(inOrder), tap(applyRead), ignoreElements())
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
  const reportMissing = (open2, now) => {
    const still = /* @__PURE__ */ new Set();
    for (const entry of open2) {
      const { orderId, changedAt, cancelAnsweredAt } = entry;
      if (now - Math.max(changedAt, cancelAnsweredAt, begun) < missingPatience + settle) continue;
      const lack = lackOf(entry);
      if (lack === null) continue;
      still.add(orderId);
      if (!lacking.has(orderId)) diagnose(lack);
    }
    lacking = still;
  };
  const readOrders = (pair, orderIds) => defer3(() => {
    for (const orderId of orderIds) registry.readAt(orderId, clock.elapsed());
    return api.rest.ordersInfo({ pair, orderIds });
  }).pipe(
    tap2((orders) => {
      for (const order of orders) registry.applyOrder(order, "read");
    }),
    reportFailure(context, "orders_info")
  );
  const readFills = (pair, orderId) => defer3(() => {
    registry.readAt(orderId, clock.elapsed());
    return api.rest.all.tradeHistory({ pair, orderId }).pipe(toArray2());
  }).pipe(
    tap2((fills) => {
      for (const fill of inOrder(fills)) registry.applyFill(fill, "read");
    }),
    reportFailure(context, "trade_history")
  );
  return interval(tick, clock).pipe(
    exhaustMap(() => {
      const now = clock.elapsed();
      const orders = /* @__PURE__ */ new Map();
      const reads2 = [];
      registry.forgetUnchanged(now - keepEnded);
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
      return merge2(...reads2);
    }),
    ignoreElements2()
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
  catchError2((error) => {
    diagnose({ kind: "reconcile-failed", read, cause: causeOf(error) });
    return EMPTY;
  })
);

// src/execution/account/confirming.ts
import {
  BehaviorSubject,
  debounceTime,
  defer as defer4,
  distinctUntilChanged,
  map as map3,
  merge as merge3,
  NEVER,
  switchMap,
  tap as tap3
} from "rxjs";
var createConfirming = (keyOf4, isPresent, clock) => {
  let kept = /* @__PURE__ */ new Map();
  let count = 0;
  const values = new BehaviorSubject(/* @__PURE__ */ new Map());
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
  const readOnce = defer4(() => {
    const cover = confirming.reading();
    return read().pipe(tap3(cover));
  }).pipe(tryingAgain2);
  const quiet$ = updates$.pipe(debounceTime(quietTime, elapsing(clock)));
  const reads$ = merge3(reconcile$, quiet$).pipe(switchMap(() => readOnce));
  return merge3(reads$.pipe(map3(() => true)), lost$.pipe(map3(() => false))).pipe(
    distinctUntilChanged(),
    switchMap((isCurrent) => isCurrent ? confirming.values$ : NEVER),
    shareCurrent({ forgetOn: lost$, scheduler: clock })
  );
};

// src/execution/account/account.ts
var createAccount = ({ context, session, rest }) => {
  const { clock } = context;
  const { events$, reconcile$, lost$ } = session;
  const updatesOf = (type) => events$.pipe(filter((event) => event.type === type));
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
      read: () => rest.marginPositions().pipe(map4((margin2) => margin2.positions)),
      reconcile$,
      updates$: updatesOf("margin_position_update"),
      lost$,
      tryingAgain: tryingAgain(context, "positions"),
      clock
    }).pipe(map4(byPair))
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
import { combineLatest, distinctUntilChanged as distinctUntilChanged2, filter as filter2, map as map5, startWith } from "rxjs";

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
var sinceOf = ({ first, requestTime, mark }) => first === null ? { requestTime, mark } : { requestTime: Math.min(first.requestTime, requestTime), mark: Math.min(first.mark, mark) };
var isSince = (call, { order, seen }) => {
  const { requestTime, mark } = sinceOf(call);
  return seen > mark && (isUnread(order, "orderedAt") || order.orderedAt >= requestTime - clockSlack2);
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
  const overlapping = equals.filter((one) => mine.some((candidate) => couldBe(one, candidate)));
  if (overlapping.length > 1 && !overlapping.every(({ searching: searching2, pastFence }) => searching2 && pastFence))
    return { type: "wait" };
  const searching = overlapping.filter((one) => one.searching).sort((a, b) => a.requestTime - b.requestTime || a.nth - b.nth);
  const doubtful = unowned.filter((candidate) => mayBe(call, candidate) && !mine.includes(candidate));
  const rivals = exclusiveAccount ? 0 : doubtful.length;
  let left2 = unowned.filter((candidate) => searching.some((one) => couldBe(one, candidate))).sort((a, b) => a.order.orderedAt - b.order.orderedAt || a.order.orderId - b.order.orderId);
  if (left2.length + rivals > searching.length) return ambiguous([...left2, ...doubtful]);
  for (const one of searching) {
    const first = left2.find((candidate) => couldBe(one, candidate));
    if (one.nth === call.nth && first !== void 0) return { type: "claim", order: first.order };
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
var fewest = 64;
var emptyLog = { latest: null, count: 0, fullAt: fewest };
var logged = (log, one, isNeeded) => {
  const next = { ...log, latest: { one, before: log.latest }, count: log.count + 1 };
  if (next.count < next.fullAt) return next;
  const kept = [...takeWhileIn(next, isNeeded)].reverse();
  const latest = kept.reduce((before, old) => ({ one: old, before }), null);
  return { latest, count: kept.length, fullAt: Math.max(fewest, 2 * kept.length) };
};
function* takeWhileIn({ latest }, isAsked) {
  for (let at = latest; at !== null && isAsked(at.one); at = at.before) yield at.one;
  return void 0;
}
var countWhileIn = ({ latest }, isAsked) => {
  let count = 0;
  for (let at = latest; at !== null && isAsked(at.one); at = at.before) count += 1;
  return count;
};

// src/execution/order/flight-views.ts
var landedSince = ({ landed: log }, since) => takeWhileIn(log, ({ outcome }) => outcome.at >= since);
var leftAfter = ({ departures }, time) => countWhileIn(departures, (at) => at > time);
var isOut = ({ phase }) => phase !== "waits";
var equalsOf = ({ onTheirWay }, order) => onTheirWay.filter((flight) => isOut(flight) && areEqualOrders(flight.order, order));
var isTurnOf = (flights, order) => equalsOf(flights, order).every(({ reported }) => reported);
var searchedIn = ({ onTheirWay }, pair) => onTheirWay.filter(({ phase, order }) => phase === "searched" && order.pair === pair);
var clearAt = ({ onTheirWay }, settle) => onTheirWay.reduce(
  (latest, { stamp, fencedAt }) => stamp === null ? latest : Math.max(latest, fencedAt + settle),
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
}) => combineLatest([
  assets$,
  flights.changes$.pipe(
    filter2(({ event }) => event.type === "admitted" || event.type === "over"),
    startWith(void 0)
  )
]).pipe(
  map5(([assets]) => {
    const locks = locksOf(flights.all(), elapsed() - forgetAfter, orders);
    return new Map(
      Array.from(
        assets.values(),
        (balance) => [balance.asset, freeOf(balance, updatedAt(balance.asset), locks)]
      )
    );
  }),
  distinctUntilChanged2(areEqual)
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
        ...lockOf(flight, placedAt).map((one) => taken === null ? one : { ...one, amount: taken })
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
    (one) => one.asset === asset && !(confirmed && one.placedAt !== null && updatedAt > one.placedAt)
  );
  const amounts = unseen2.flatMap(({ amount }) => amount === null ? [] : [amount]);
  const locked = amounts.length < unseen2.length ? freeAmount : sumDecimals(["0", ...amounts]);
  const scale = Math.max(scaleOf(freeAmount), scaleOf(locked));
  const left2 = toUnits(freeAmount, scale) - toUnits(locked, scale);
  return fromUnits(left2 < 0n ? 0n : left2, scale);
};
var lockOf = ({ order, instrument }, placedAt) => {
  const { amount, price, side } = order;
  if (instrument === null || order.positionSide !== void 0 || amount === void 0) return [];
  if (side === "sell") return [{ asset: instrument.baseAsset, amount, placedAt }];
  const asset = instrument.quoteAsset;
  return [{ asset, amount: price === void 0 ? null : multiplyDecimals(price, amount), placedAt }];
};

// src/execution/account/pnl.ts
import {
  catchError as catchError3,
  concat,
  connect,
  distinct,
  distinctUntilChanged as distinctUntilChanged3,
  EMPTY as EMPTY2,
  filter as filter3,
  from as from2,
  map as map6,
  merge as merge4,
  mergeAll,
  mergeMap as mergeMap2,
  of,
  scan,
  shareReplay,
  toArray as toArray3
} from "rxjs";
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
  const past$ = since === null ? EMPTY2 : history(since).pipe(toArray3(), tryingAgain2, mergeAll());
  const fillSteps$ = merge4(
    fills$.pipe(map6(fillEvent)),
    concat(past$.pipe(map6(fillEvent)), of({ type: "ready" }))
  );
  const marksFor = (steps$) => market === null ? EMPTY2 : merge4(from2(start), steps$.pipe(mergeMap2((step) => step.type === "fill" ? [step.fill] : []))).pipe(
    map6(({ pair }) => pair),
    distinct(),
    // Fills count without prices too, so that an error of the market does not end the feed.
    mergeMap2(
      (pair) => concat(market.quotes$(pair).pipe(catchError3(() => EMPTY2)), of({ pair, bid: null, ask: null }))
    ),
    map6(markEvent)
  );
  return fillSteps$.pipe(
    connect((steps$) => merge4(marksFor(steps$), steps$)),
    scan(
      ({ state, isReady: isReady2 }, step) => step.type === "ready" ? { state, isReady: true } : { state: profit(state, step), isReady: isReady2 },
      { state: profitFrom(start), isReady: false }
    ),
    filter3(({ isReady: isReady2 }) => isReady2),
    map6(({ state }) => state),
    distinctUntilChanged3(),
    map6(profitOf),
    untilClosed,
    shareReplay(1)
  );
};

// src/execution/journal/calls-with-ids.ts
import { concatMap as concatMap7, from as from4, of as of8, throwError as throwError4 } from "rxjs";

// src/execution/order/call-memory.ts
import { catchError as catchError4, concat as concat2, concatMap as concatMap2, defer as defer5, EMPTY as EMPTY3, merge as merge5, of as of2, takeWhile } from "rxjs";
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
var replayLife = (context, { id, left: left2, orderId, attribution, end }) => {
  const submitted = left2 === null ? [] : [{ type: "Submitted", id, ...left2 }];
  if (end?.type === "rejected") return of2(...submitted, end.rejected);
  const known = end?.type === "order" ? end.orderId : orderId;
  if (known === null || left2 === null)
    return of2(...submitted, {
      type: "Unresolved",
      candidates: [],
      message: "the call was acknowledged before its outcome was seen"
    });
  const facts = [...inferred(attribution), ...end?.type === "order" ? causes(end.by) : []];
  return concat2(submitted, followAgain(context, { pair: left2.request.pair, orderId: known }, facts));
};
var notFound = 50009;
var followAgain = ({ api, registry }, ref, facts) => defer5(() => {
  registry.own(ref, ...facts);
  const entry = registry.entry(ref.orderId);
  if (entry !== void 0 && hasEnded(entry)) return registry.life(ref.orderId);
  const read = defer5(() => api.rest.order(ref)).pipe(
    concatMap2((order) => {
      registry.applyOrder(order, "read");
      return EMPTY3;
    }),
    catchError4(
      (error) => codeOf(error) === notFound ? of2({ type: "Unresolved", candidates: [], message: error.message }) : EMPTY3
    )
  );
  return merge5(registry.life(ref.orderId), read).pipe(takeWhile((step) => !isEnding(step), true));
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

// src/execution/order/replace.ts
import {
  catchError as catchError6,
  concatMap as concatMap6,
  defer as defer9,
  filter as filter5,
  isObservable as isObservable2,
  map as map10,
  of as of7,
  switchMap as switchMap3,
  take as take3,
  tap as tap7
} from "rxjs";

// src/execution/order/cancel.ts
import {
  catchError as catchError5,
  concat as concat3,
  concatMap as concatMap4,
  defer as defer7,
  EMPTY as EMPTY4,
  finalize as finalize2,
  from as from3,
  map as map7,
  mergeMap as mergeMap3,
  of as of3,
  repeat,
  take,
  takeWhile as takeWhile3,
  throwError as throwError2,
  timer as timer2
} from "rxjs";

// src/execution/order/cancel-in-time.ts
import {
  concatMap as concatMap3,
  defer as defer6,
  endWith,
  finalize,
  merge as merge6,
  takeWhile as takeWhile2,
  tap as tap4,
  timer
} from "rxjs";
var duringCancel = (context, { refs, send, conclude, onReply }) => defer6(() => {
  const { registry } = context;
  for (const ref of refs) registry.cancelBegins(ref);
  let isAnswered = false;
  const events$ = runOnce(send());
  const noted$ = events$.pipe(tap4(({ type }) => isAnswered ||= type !== "Sent"));
  return conclude(noted$).pipe(
    inTime(context, refs),
    tap4(({ type, orderId }) => {
      if (type !== "Refused" && type !== "Unresolved") registry.cancelAnswered(orderId);
    }),
    finalize(() => {
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
  return (outcomes$) => defer6(() => {
    const missing = new Map(refs.map((ref) => [ref.orderId, ref]));
    const late$ = timer(reportWithin, clock).pipe(
      concatMap3(
        () => Array.from(missing.values(), (ref) => ({ ...ref, type: "Unresolved", message }))
      )
    );
    return merge6(outcomes$.pipe(endWith(null)), late$).pipe(
      takeWhile2((outcome) => outcome !== null),
      tap4(({ orderId }) => missing.delete(orderId)),
      takeWhile2(() => missing.size > 0, true)
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
  conclude: concludeWith(context, [ref], (order) => of3(fromReply(context, ref, order))),
  onReply: (order) => fromReply(context, ref, order)
});
var cancelMany = (context, groups) => {
  const runs = batchesOf(groups).map((batch, index) => {
    const run = cancelBatch(context, batch);
    return index === 0 ? run : run.pipe(catchError5((error) => refsOf(batch).map(notSent(error))));
  });
  return concat3(...runs);
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
      return concat3(from3(outcomes), readOutcomes(context, missing, null, "left out of the reply"));
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
      takeWhile3(({ type }) => type === "Sent", true),
      concatMap4((event) => {
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
var concludeWith = (context, refs, onDone) => (events) => defer7(() => {
  let stamp = null;
  return events.pipe(
    takeWhile3(({ type }) => type === "Sent", true),
    concatMap4((event) => {
      switch (event.type) {
        case "Sent":
          stamp = event.stamp;
          return EMPTY4;
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
    return from3(refs).pipe(mergeMap3((ref2) => lookFor(context, ref2, stamp, error.message)));
  if (!wasSent(error)) return throwError2(() => error);
  const [ref, ...others] = refs;
  if (ref === void 0) return EMPTY4;
  const order = registry.entry(ref.orderId)?.known.snapshot ?? null;
  if (error.effect === "in-progress")
    return from3(refs).pipe(map7((one) => ({ ...one, type: "Pending", order: null })));
  if (others.length > 0) return readOutcomes(context, refs, codeOf(error), error.message);
  return of3(fromRefusal(ref, error, order));
};
var ended = (order) => order !== null && isTerminal(order.status) ? order : null;
var readOutcomes = ({ api, registry }, refs, code, message) => {
  const [first] = refs;
  if (first === void 0) return EMPTY4;
  return api.rest.ordersInfo({ pair: first.pair, orderIds: refs.map(({ orderId }) => orderId) }).pipe(
    take(1),
    concatMap4((orders) => {
      for (const order of orders) registry.applyOrder(order, "read");
      const byId = new Map(orders.map((order) => [order.orderId, order]));
      return refs.map((ref) => {
        const order = byId.get(ref.orderId);
        const outcome = order === void 0 ? null : endedBefore(ref, order);
        return outcome ?? cancelRefused(ref, code, message);
      });
    }),
    catchError5(
      (error) => refs.map((ref) => ({ ...ref, type: "Unresolved", message: causeOf(error) }))
    )
  );
};
var lookFor = ({ api, registry, clock, settle }, ref, stamp, message) => defer7(() => {
  const begun = clock.elapsed();
  let fencedAt = Infinity;
  const fence = api.answered$.subscribe((answered) => {
    if (stamp !== null && provesFence(stamp, answered)) fencedAt = Math.min(fencedAt, clock.elapsed());
  });
  return defer7(() => api.rest.ordersInfo({ pair: ref.pair, orderIds: [ref.orderId] })).pipe(
    concatMap4(([order]) => {
      if (order !== void 0) registry.applyOrder(order, "read");
      const outcome = order === void 0 ? null : endedBefore(ref, order);
      if (outcome?.type === "AlreadyCanceled" && order !== void 0)
        return [{ ...ref, type: "Canceled", order }];
      if (outcome !== null) return [outcome];
      const isOver2 = clock.elapsed() >= fencedAt + settle;
      return isOver2 ? [{ ...ref, type: "Unresolved", message: `${message}; the order still lives` }] : [];
    }),
    catchError5(
      (error) => clock.elapsed() < begun + 6 * settle ? [] : [{ ...ref, type: "Unresolved", message: `${message}; ${causeOf(error)}` }]
    ),
    repeat({ delay: () => timer2(lookInterval, clock) }),
    take(1),
    finalize2(() => {
      fence.unsubscribe();
    })
  );
});

// src/execution/order/landing.ts
import { defer as defer8, tap as tap5 } from "rxjs";
var untilItsOutcome = ({ flights, clock }, { id }, begin) => defer8(() => {
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
  return begin().pipe(tap5({ next: onTransition, error: end, complete: end, finalize: end }));
});
var isOfTime = (code) => code === venueCode.invalidTimeOfRequest || code === venueCode.outsideTimeWindow;

// src/execution/order/sending.ts
import { map as map8, Observable as Observable3, of as of5 } from "rxjs";

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
      const { stamp, requestTime, mark, at } = event;
      const left2 = change(flights, event.id, ["admitted"], (flight) => ({
        ...flight,
        phase: "left",
        stamp,
        leftAt: Math.min(flight.leftAt, at),
        requestTime,
        mark,
        lookFrom: Math.min(flight.first?.requestTime ?? Infinity, requestTime) - clockSlack2
      }));
      if (left2 === flights) return flights;
      const unfenced = [...left2.unfenced, event.id];
      const departures = logged(flights.departures, at, (time) => time > at - second);
      return { ...left2, unfenced, departures };
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
    const { requestTime, mark } = flight;
    return { ...flight, ...unsent, phase: "admitted", first: flight.first ?? { requestTime, mark } };
  });
  return back === flights ? flights : { ...back, unfenced: without(id, flights.unfenced) };
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
var without = (id, ids) => ids.includes(id) ? ids.filter((other) => other !== id) : ids;
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
  const index = flights.onTheirWay.findLastIndex((one) => one.id === id);
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
  const onTheirWay = flights.onTheirWay.filter((one) => one !== flight);
  const unfenced = without(id, flights.unfenced);
  if (outcome.type === "none" && flight.first === null) return { ...flights, onTheirWay, unfenced };
  const phase = outcome.type === "absent" || outcome.type === "none" ? "over" : "answered";
  const isWatched = (one) => one.outcome.at >= outcome.at - watchFor;
  return {
    ...flights,
    onTheirWay,
    unfenced,
    landed: logged(flights.landed, { ...flight, phase, outcome }, isWatched)
  };
};
var find = (flights, id) => flights.onTheirWay.findLast((one) => one.id === id);

// src/execution/order/outcome.ts
import { concatMap as concatMap5, of as of4, throwError as throwError3 } from "rxjs";
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
  if (error.effect === "none") return wasSent(error) ? of4(refused(error)) : throwError3(() => error);
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
var lookFor2 = ({ registry, search }, id, message) => search.find(id).pipe(concatMap5((finding) => fromFinding(finding, message, (order) => registry.life(order.orderId))));
var fromFinding = (finding, message, life) => {
  switch (finding.type) {
    case "found":
      return life(finding.order);
    case "absent":
      return of4(
        rejected("venue", "no-effect", `${message}; no open order and no fill of it was found`, null)
      );
    case "ambiguous":
      return of4({ type: "Unresolved", candidates: finding.candidates, message });
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
      map8((why) => {
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
    return why === null ? lifeAfter(context, id, event) : of5(why);
  };
  const life$ = new Observable3((subscriber) => {
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
import { isLeft } from "fp-ts/lib/Either.js";
import {
  filter as filter4,
  isObservable,
  map as map9,
  merge as merge7,
  NEVER as NEVER2,
  of as of6,
  switchMap as switchMap2,
  take as take2,
  tap as tap6,
  timer as timer3
} from "rxjs";
var inSteps = (at, stop, steps, then, nth = 0) => {
  if (isObservable(at))
    return at.pipe(
      take2(1),
      switchMap2((stepped) => inSteps(stepped, stop, steps, then, nth))
    );
  if (isRefusal(at)) return of6(at);
  const step = steps[nth];
  if (step === void 0) return then(at);
  const why = stop.why();
  return why === null ? inSteps(step(at), stop, steps, then, nth + 1) : of6(why);
};
var isRefusal = (stepped) => "type" in stepped;
var unlessStopped = (stop, waiting) => merge7(stop.stopped$, waiting);
var keepsTheRules = ({ instrument: lookUp }, request) => {
  const found = lookUp(request.pair);
  return isObservable(found) ? found.pipe(map9((instrument) => checkedBy(instrument, request))) : checkedBy(found, request);
};
var checkedBy = (instrument, request) => {
  if (instrument === void 0) return refusedHere("invalid", [unknownPair(request)]);
  const checked = checkRequest(request, instrument);
  return isLeft(checked) ? refusedHere("invalid", checked.left) : { order: checked.right, instrument };
};
var unknownPair = ({ pair }) => ({
  field: "pair",
  rule: "one the venue lists",
  actual: pair,
  nearest: null
});
var isReady = ({ limits }, { stop }) => (draft) => {
  const unknowns = limits.ready(draft.order);
  return unknowns === null ? draft : unlessStopped(stop, unknowns.pipe(map9((violations) => refusalBy(violations) ?? draft)));
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
    filter4(() => flights.isTurnOf(order)),
    take2(1),
    map9(admit)
  );
  return unlessStopped(stop, merge7(turn$, waitingForTurn(context, id, order)));
};
var longestMarketWait = 5e3;
var quietWait = 1e3;
var waitingForTurn = ({ clock, diagnose }, id, order) => timer3(quietWait, clock).pipe(
  tap6(() => {
    diagnose({ kind: "waits-for-equal", id, request: order });
  }),
  switchMap2(
    () => order.price === void 0 ? timer3(longestMarketWait - quietWait, clock).pipe(map9(() => tooLate)) : NEVER2
  )
);
var tooLate = rejected(
  "client",
  "equal-in-flight",
  "an equal order is on its way and its outcome is not known: nothing was sent",
  null
);

// src/execution/order/stop.ts
import { merge as merge8, NEVER as NEVER3, ReplaySubject } from "rxjs";
var createLatch = (refusal) => {
  const stopped = new ReplaySubject(1);
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
var noStop = { why: () => null, stopped$: NEVER3 };
var eitherOf = (one, other) => ({
  why: () => one.why() ?? other.why(),
  stopped$: merge8(one.stopped$, other.stopped$)
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
var replace = (context, ref, changes, id) => defer9(() => {
  const { registry } = context;
  const entry = registry.entry(ref.orderId);
  const order = entry?.known.snapshot ?? null;
  const stop = order === null ? context.halted : stopOf(context.halted, order);
  const stopped = stop.why();
  if (stopped !== null) return of7(stopped);
  if (entry?.isReplaced === true) return of7(replacedAlready);
  registry.replacementBegins(ref);
  const fail = () => {
    registry.replacementFails(ref.orderId);
  };
  return replaceOnly(context, ref, changes, {
    id,
    stop,
    replaces: { orderId: ref.orderId, changes }
  }).pipe(
    tap7({
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
  const within = isWithinLimits(context, submission);
  const turn = hasItsTurn(context, submission);
  const order = context.registry.entry(ref.orderId)?.known.snapshot;
  if (order && !isTerminal(order.status) && !canBeAskedAgain(order)) return of7(unknownOrder);
  const expected = order && !isTerminal(order.status) ? requestFor(order, order.executedAmount, changes) : null;
  const [begun, steps] = expected === null ? [leftOver$, [ready, within, turn]] : [keepsTheRules(context, expected), [ready, within, () => leftOver$, turn]];
  return untilItsOutcome(
    context,
    submission,
    () => inSteps(begun, submission.stop, steps, (left2) => sends(context, submission, left2))
  ).pipe(
    // After the cancel has been sent there are only outcomes.
    catchError6((error) => {
      if (isCanceled) return of7(notReplaced(`the new order was not sent: ${causeOf(error)}`, null));
      throw error;
    })
  );
};
var leftOf = (context, ref, changes, onCanceled) => cancelOne(context, ref).pipe(
  concatMap6((outcome) => {
    onCanceled();
    const refusal = refusalOf(outcome);
    if (refusal !== null) return of7(refusal);
    context.registry.readAt(ref.orderId, -Infinity);
    return context.registry.life(ref.orderId).pipe(
      filter5(isEnding),
      take3(1),
      map10((ending2) => leftOver(ending2, changes)),
      switchMap3((request) => {
        const checked = request === null ? nothingLeft : keepsTheRules(context, request);
        return isObservable2(checked) ? checked : of7(checked);
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
  const scale = Math.max(scaleOf(plain2), scaleOf(filled));
  const left2 = toUnits(plain2, scale) - toUnits(filled, scale);
  return left2 <= 0n ? null : fromUnits(left2, scale);
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
      refuse: (problem) => of8(refusedId(problem))
    };
    return () => commands.run(call);
  };
  const withdraw = (request, id) => {
    const { asset, uuid, amount } = request;
    const recording = recorder.withdrawal(id, { asset, uuid, amount });
    return api.requestWithdrawal(request, { keep: recording.keep }).pipe(
      recording.follow,
      // A call that was not sent may be repeated under its id.
      concatMap7(
        (event) => event.type === "Failed" && !wasSent(event.error) ? throwError4(() => event.error) : of8(event)
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
      refuse: ({ expected, actual }) => throwError4(() => requestError("POST /user/request_withdrawal", "id", expected, actual))
    }),
    track: (id) => () => {
      const found = commands.find(id);
      return found?.asked().startsWith('["withdrawal"') === false ? found.life() : courseOf(
        throwError4(() => requestError("trackOrder", "id", "that of an order of the last day", id))
      );
    }
  };
};
var withdrawalMemory = () => {
  const events = [];
  return { remember: (event) => events.push(event), replay: () => from4(events) };
};
var refusedId = ({ type, expected, actual }) => rejected("client", type, `id: expected ${expected}, got ${actual}`, null, [
  { field: "id", rule: expected, actual, nearest: null }
]);

// src/execution/guards/guards.ts
import {
  catchError as catchError7,
  endWith as endWith2,
  forkJoin,
  map as map11,
  merge as merge9,
  of as of9,
  take as take4,
  timer as timer4
} from "rxjs";

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
    ...apartFrom(onTheirWay, open2).filter(isMeant).map((one) => worthOf(one, valuation))
  ];
  return worths.includes(null) ? null : sumDecimals(["0", ...worths]);
};
var recentIn = (flights, now) => flights.onTheirWay.filter(({ phase }) => phase === "waits" || phase === "admitted").length + leftAfter(flights, now - second2);
var second2 = 1e3;
var worthOf = ({ order }, { priceOf, marketOf }) => {
  if (onlyReduces(order)) return "0";
  const price = priceOf(order.orderId) ?? valuationPrice(order, marketOf(order.pair));
  const isAmountUnread = order.remainingAmount === null && order.odd?.amount !== void 0;
  return isAmountUnread ? null : notionalAt(price, order.remainingAmount ?? order.amount);
};
var worthOfFlight = ({ order, price, replaces }, open2, valuation) => {
  const own2 = onlyReduces(order) ? "0" : notionalAt(price, order.amount);
  if (replaces === null) return own2;
  const replaced = open2.find(({ entry }) => entry.orderId === replaces.orderId);
  if (replaced === void 0) return own2;
  const others = worthOf(replaced, valuation);
  return own2 === null || others === null ? null : maxDecimal(own2, others);
};
var apartFrom = (onTheirWay, open2) => {
  if (open2.length === 0) return open2;
  const taken = new Set(onTheirWay.map(({ replaces }) => replaces?.orderId));
  for (const flight of onTheirWay) {
    const own2 = open2.find((one) => !taken.has(one.entry.orderId) && isReported(flight, one));
    if (own2 !== void 0) taken.add(own2.entry.orderId);
  }
  return open2.filter(({ entry }) => !taken.has(entry.orderId));
};
var isReported = (flight, { entry, order }) => !entry.owned && couldBe({ ...flight, requestTime: -Infinity }, { order, seen: entry.seen });

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
    ready: (order) => onlyReduces(order) || markets === null && !isNeeded() ? null : forkJoin([isNeeded() ? within$ : of9(true), markets?.known(order.pair) ?? of9(true)]).pipe(
      map11(([isKnown2]) => {
        const guard = maxOpenOrders !== null ? "maxOpenOrders" : "maxTotalNotional";
        return isKnown2 ? [] : [breach(guard, "open orders that are known", "not known")];
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
var completesWithin = (source, time, clock) => merge9(
  source.pipe(
    endWith2(true),
    catchError7(() => of9(false))
  ),
  timer4(time, clock).pipe(map11(() => false))
).pipe(take4(1));
var checkCount = (guard, limit, count) => {
  const actual = limit === null ? 0 : count();
  return limit === null || actual <= limit ? [] : [breach(guard, `at most ${limit}`, String(actual))];
};

// src/execution/guards/halt.ts
import { catchError as catchError10, concat as concat5, concatMap as concatMap10, defer as defer13, filter as filter6, of as of11, tap as tap10, timeout } from "rxjs";

// src/execution/guards/cancel-until-none.ts
import {
  catchError as catchError8,
  concatMap as concatMap8,
  defer as defer11,
  EMPTY as EMPTY5,
  finalize as finalize4,
  ignoreElements as ignoreElements3,
  map as map13,
  merge as merge10,
  mergeMap as mergeMap4,
  repeat as repeat2,
  startWith as startWith2,
  Subject as Subject2,
  takeWhile as takeWhile4,
  tap as tap8,
  timer as timer5,
  toArray as toArray5
} from "rxjs";

// src/execution/order/open-list.ts
import { defer as defer10, finalize as finalize3, map as map12, toArray as toArray4 } from "rxjs";
var noIdToRead = "an order in the list of open orders has no id that can be read";
var listOpen = (api, query = {}) => defer10(() => {
  let isWhole = true;
  const losing = api.odd$.subscribe(({ what, source }) => {
    if (what === "lost" && source.endsWith("/spot/active_orders")) isWhole = false;
  });
  return api.rest.all.activeOrders(query).pipe(
    toArray4(),
    map12((orders) => ({ orders, isWhole })),
    finalize3(() => losing.unsubscribe())
  );
});

// src/execution/guards/cancel-until-none.ts
var lookInterval2 = 1e3;
var proof = 2;
var cancelUntilNone = (context, { isMeant, recovered$, haltedSince, patience }) => defer11(() => {
  const { api, registry, flights, clock, settle } = context;
  let provesFrom = Infinity;
  const batches = new Subject2();
  const attempts = /* @__PURE__ */ new Map();
  let cleanLooks = 0;
  let reported = "";
  const liveOrders2 = () => registry.open().flatMap((entry) => {
    const order = entry.known.snapshot;
    return order !== null && isLive(entry) && isMeant(order) ? [order] : [];
  });
  const look$ = defer11(
    () => listOpen(api).pipe(
      concatMap8(({ orders: active, isWhole }) => {
        for (const order of active) registry.applyOrder(order, "read");
        const ids = new Set(active.map(({ orderId }) => orderId));
        const unlisted = inBatches(liveOrders2().filter(({ orderId }) => !ids.has(orderId)));
        return merge10(...unlisted.map((batch) => api.rest.ordersInfo(batch))).pipe(
          concatMap8((orders) => orders),
          tap8((order) => registry.applyOrder(order, "read")),
          toArray5(),
          map13(() => ({ orders: active.filter(isMeant), isWhole }))
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
    const open2 = liveOrders2();
    const isOver2 = isWhole && [...listed, ...open2].every(({ userCancelable }) => userCancelable === false) && ![...attempts.values()].some(({ isOut: isOut2 }) => isOut2) && begun >= Math.max(provesFrom, clearAt(flights.all(), settle));
    cleanLooks = isOver2 ? cleanLooks + 1 : 0;
    if (cleanLooks === proof) return [{ type: "NoneOpen", left: open2 }];
    cancel(begun);
    const ids = open2.map(({ orderId }) => orderId).join();
    const unread = isWhole ? [] : [{ type: "Unreadable", message: noIdToRead }];
    if (ids === reported) return unread;
    reported = ids;
    return [...unread, { type: "Remaining", orders: open2 }];
  };
  const looking$ = defer11(() => {
    const begun = clock.elapsed();
    return look$.pipe(concatMap8((list2) => conclude(begun, list2)));
  }).pipe(
    catchError8((error) => {
      cleanLooks = 0;
      return [{ type: "Unreadable", message: causeOf(error) }];
    }),
    repeat2({ delay: () => timer5(lookInterval2, clock) })
  );
  const cancels$ = batches.pipe(
    mergeMap4((batch) => {
      const note = (isOut2) => {
        for (const orderId of batch.orderIds) attempts.set(orderId, { isOut: isOut2, at: clock.elapsed() });
      };
      note(true);
      return cancelOnce(context, batch).pipe(
        map13((outcome) => ({ type: "CancelOutcome", outcome })),
        startWith2({ type: "Canceling", orders: refsOf(batch) }),
        finalize4(() => {
          note(false);
        })
      );
    })
  );
  const recovery$ = recovered$.pipe(
    ignoreElements3(),
    tap8({ complete: () => provesFrom = haltedSince + patience }),
    catchError8(() => {
      provesFrom = haltedSince + Math.max(patience, settle);
      return EMPTY5;
    })
  );
  const looks$ = defer11(() => {
    cancel(clock.elapsed());
    return looking$;
  });
  return merge10(cancels$, recovery$, looks$).pipe(takeWhile4(({ type }) => type !== "NoneOpen", true));
});

// src/execution/guards/close-positions.ts
import {
  catchError as catchError9,
  concat as concat4,
  concatMap as concatMap9,
  defer as defer12,
  EMPTY as EMPTY6,
  finalize as finalize5,
  ignoreElements as ignoreElements4,
  isObservable as isObservable3,
  map as map14,
  merge as merge11,
  mergeAll as mergeAll2,
  of as of10,
  repeat as repeat3,
  Subject as Subject3,
  take as take5,
  takeUntil,
  tap as tap9,
  timer as timer6
} from "rxjs";
var closeWithin = 3e4;
var againAfter = 1e3;
var openPositions = ({ api }, isMeant) => defer12(() => api.rest.marginPositions()).pipe(
  take5(1),
  map14(
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
    if (known !== void 0) return of10(known);
    const found = lookUp(position.pair);
    return (isObservable3(found) ? found : of10(found)).pipe(
      concatMap9(
        (instrument) => instrument === void 0 ? of10(null) : touch(position.pair).pipe(map14((prices) => termsAt(position, prices, slippage2, instrument)))
      ),
      tap9((made2) => {
        if (made2 !== null) terms.set(keyOf2(position), made2);
      })
    );
  };
  const note = (position, message) => {
    messages.set(keyOf2(position), message);
  };
  const follow = (position, order) => place(order).pipe(
    tap9((transition) => {
      if (transition.type === "Rejected") note(position, transition.message);
      if (transition.type === "Unresolved")
        note(position, `the outcome of its order is not known: ${transition.message}`);
      if (transition.type === "Accepted")
        note(position, `it was not filled whole at ${String(order.price)} in time`);
    }),
    ignoreElements4()
  );
  const close = (position, slippage2) => defer12(() => {
    freeFrom.set(keyOf2(position), Infinity);
    return termsOf(position, slippage2);
  }).pipe(
    concatMap9((made2) => {
      if (made2 === null) {
        note(position, "the pair has no price");
        return EMPTY6;
      }
      const order = closingOrder(position, made2);
      return concat4(of10({ type: "Closing", position, order }), follow(position, order));
    }),
    catchError9((error) => {
      note(position, causeOf(error));
      return EMPTY6;
    }),
    finalize5(() => freeFrom.set(keyOf2(position), clock.elapsed() + againAfter))
  );
  const closingWithin = (slippage2) => defer12(() => {
    const none = new Subject3();
    const look$ = defer12(() => {
      const since = clock.elapsed();
      const isFree = (position) => (freeFrom.get(keyOf2(position)) ?? since) <= since;
      return openPositions(context, isMeant).pipe(
        tap9((open2) => {
          if (open2.length === 0) none.next();
        }),
        map14((open2) => merge11(...open2.filter(isFree).map((position) => close(position, slippage2)))),
        catchError9((error) => of10(of10({ type: "Unreadable", message: causeOf(error) })))
      );
    });
    return look$.pipe(
      repeat3({ delay: () => timer6(againAfter, clock) }),
      mergeAll2(),
      takeUntil(merge11(none, timer6(closeWithin, clock)))
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
var halt = (context, { pairs, patience, positions = "keep", maxSlippage }) => defer13(() => {
  const { clock, recovered$, exclusiveAccount, settle } = context;
  const isMeant = ({ pair }) => pairs === void 0 || pairs.includes(pair);
  const none$ = cancelUntilNone(context, {
    isMeant,
    recovered$,
    haltedSince: clock.elapsed(),
    patience: patience ?? (exclusiveAccount ? 0 : settle)
  });
  let left2 = [];
  const cancel$ = none$.pipe(
    tap10((event) => {
      if (event.type === "NoneOpen") left2 = event.left;
    }),
    filter6((event) => event.type !== "NoneOpen")
  );
  const closing = positions === "close" ? createClosingOfPositions(context, isMeant, maxSlippage) : null;
  const flat$ = defer13(
    () => openPositions(context, isMeant).pipe(
      timeout({ first: readWithin, scheduler: elapsing(clock) }),
      catchError10(() => of11(null)),
      concatMap10((stay) => [
        ...closing === null || stay === null ? [] : stay.map(closing.notClosed),
        { type: "Flat", at: stampOf(clock), left: left2, positions: stay }
      ])
    )
  );
  context.halted.set();
  return concat5(
    of11({ type: "Halted", at: stampOf(clock) }),
    cancel$,
    ...closing?.closing$ ? [closing.closing$, cancel$] : [],
    flat$
  );
});
var oncePerAim = (run) => {
  const halts = /* @__PURE__ */ new Map();
  return (options) => defer13(() => {
    const { pairs, positions = "keep", maxSlippage } = options;
    const aim = JSON.stringify([pairs && [...pairs].sort(), positions, maxSlippage]);
    const halting = halts.get(aim) ?? run(options);
    halts.set(aim, halting);
    return halting;
  });
};

// src/execution/rest/instruments.ts
import { defer as defer14, map as map15, share as share2, tap as tap11, throwError as throwError5, timeout as timeout2 } from "rxjs";
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
  const list$ = defer14(read).pipe(
    map15((all) => new Map(all.map((instrument) => [instrument.pair, instrument]))),
    tap11((instruments) => {
      known = instruments;
      readAt = clock.elapsed();
    }),
    share2()
  );
  return (pair) => {
    const isOld = clock.elapsed() - readAt >= readEvery;
    if (known === null || isOld && !known.has(pair))
      return list$.pipe(
        map15((instruments) => instruments.get(pair)),
        timeout2({ first: longestWait2, scheduler: elapsing(clock), with: () => throwError5(() => late) })
      );
    if (isOld) {
      readAt = clock.elapsed();
      list$.subscribe({ error: () => void 0 });
    }
    return known.get(pair);
  };
};

// src/execution/order/flights.ts
import { Subject as Subject4 } from "rxjs";
var createFlights = () => {
  let flights = noFlights;
  const changes = new Subject4();
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
import {
  catchError as catchError11,
  concat as concat6,
  concatMap as concatMap11,
  defer as defer15,
  EMPTY as EMPTY8,
  identity,
  of as of13,
  tap as tap12,
  throwError as throwError6
} from "rxjs";

// src/model/journal-error.ts
var journalError = (reason, file, line, expected, actual) => taggedError(
  "JournalError",
  `${file}${line === null ? "" : `:${line}`}: expected ${expected}, got ${actual}`,
  { reason, file, line, expected, actual, effect: "none" }
);
var isJournalError = (error) => error?._tag === "JournalError";

// src/execution/journal/order-journal.ts
import { EMPTY as EMPTY7, of as of12 } from "rxjs";
var noJournal = { load: () => of12([]), append: () => EMPTY7 };

// src/execution/journal/recorder.ts
var createRecorder = (config) => config.journal === noJournal ? noRecorder : recorderTo(config);
var noRecorder = {
  keep: () => null,
  follow: () => identity,
  withdrawal: () => ({ keep: () => null, follow: identity }),
  resume: () => void 0,
  acknowledge: () => EMPTY8
};
var recorderTo = ({ journal, clock, moment, venueTimeOf, diagnose }) => {
  const calls = /* @__PURE__ */ new Map();
  const append = (record2) => defer15(() => journal.append(record2)).pipe(
    catchError11((error) => throwError6(() => asFailure(error)))
  );
  const orDiagnose = (id, appended) => appended.pipe(
    catchError11((error) => {
      diagnose({ kind: "outcome-not-journaled", id, cause: causeOf(error) });
      return EMPTY8;
    })
  );
  const keep = (id, write, stamp, since = Infinity) => defer15(() => {
    const signedAt = stamp.type === "nonce" ? venueTimeOf(clock.elapsed()) : stamp.requestTime;
    const requestTime = Math.min(since, signedAt);
    const wasThere = calls.has(id);
    calls.set(id, false);
    return append({ type: "intent", id, ...moment(), stamp, requestTime, ...write }).pipe(
      tap12({
        error: () => {
          if (!wasThere) calls.delete(id);
        }
      })
    );
  });
  const end = (id, outcome) => defer15(() => calls.delete(id) ? append({ type: "ended", id, ...moment(), outcome }) : EMPTY8);
  const noteEnd = (id, outcome) => {
    orDiagnose(id, end(id, outcome)).subscribe();
  };
  const accept = (id, { order, attribution }) => {
    if (calls.get(id) !== false) return EMPTY8;
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
      tap12({
        next: (transition) => {
          if (isEnding(transition)) noteEnd(id, endOf(transition));
        },
        error: () => noteEnd(id, { type: "not-sent" })
      }),
      // A transition is emitted only after it is kept. Otherwise an order that is cancelled immediately could not be
      // found after a crash.
      concatMap11(
        (transition) => transition.type === "Accepted" ? concat6(accept(id, transition), of13(transition)) : of13(transition)
      )
    ),
    withdrawal: (id, request) => ({
      keep: (stamp) => keep(id, { write: "withdrawal", request }, stamp),
      follow: tap12((event) => {
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
import { catchError as catchError12, concat as concat7, concatMap as concatMap12, defer as defer17, of as of14 } from "rxjs";

// src/execution/order/commands.ts
import { defer as defer16, from as from5, tap as tap13 } from "rxjs";
var keptFor2 = 864e5;
var isOver = (since, now) => now.at - since.at >= keptFor2 && now.ran - since.ran >= keptFor2;
var wholeLives = 1e3;
var shown = (id) => typeof id === "string" ? `${id.length} characters` : typeof id;
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
    const command = { asked, life: () => courseOf(from5(values)) };
    kept.set(id, command);
    ended2.set(id, moment());
    const place = endedSoFar % wholeLives;
    const oldest = whole[place];
    whole[place] = { id, command, replay };
    endedSoFar += 1;
    if (oldest !== void 0 && kept.get(oldest.id) === oldest.command)
      kept.set(oldest.id, { asked: oldest.command.asked, life: () => courseOf(defer16(oldest.replay)) });
  };
  const begin = (id, { asked, start, memory }) => {
    forgetEnded();
    const { remember, replay } = memory(id);
    const course = courseBy(
      (observer) => start(id).subscribe({
        next: (one) => {
          remember(one);
          observer.next(one);
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
      if (id === void 0) return begin(makeId(), command);
      if (!isId(id))
        return courseOf(
          refuse({ type: "invalid", expected: "a text of 1 to 100 characters", actual: shown(id) })
        );
      const known = kept.get(id);
      if (known === void 0) return begin(id, command);
      const [before, now] = [known.asked(), asked()];
      return before === now ? known.life() : courseOf(refuse({ type: "id-taken", expected: `one that asks for ${before}`, actual: now }));
    },
    find: (id) => kept.get(id),
    resume: (id, asked, life$) => {
      const course = courseOf(life$.pipe(tap13({ complete: () => ended2.set(id, moment()) })));
      kept.set(id, { asked, life: () => course });
      return course.values$;
    },
    restore: (id, asked, replay, endedAt) => {
      kept.set(id, { asked, life: () => courseOf(defer16(replay)) });
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
var areEqual2 = ({ intent: one }, { intent: other }) => one.write === "order" && other.write === "order" && areEqualOrders(one.request, other.request);

// src/execution/journal/recover.ts
var unseen = "the process ended before the outcome was seen";
var recover = (config) => defer17(() => config.journal.load()).pipe(
  catchError12((error) => {
    const failure = isJournalError(error) ? error : journalError("failed", "the journal", null, "to be loaded", causeOf(error));
    config.diagnose({ kind: "journal-unreadable", cause: failure.message });
    throw failure;
  }),
  concatMap12((records) => takeUp(config, [...callsOf(records).values()]))
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
  for (const one of recovered) if (one.type === "order") one.life$.subscribe();
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
  const life = accepted === null ? concat7(
    of14({ type: "Submitted", id, request, at }),
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
    return of14(sent, { type: "Done", value: outcome.withdrawal });
  const error = outcome?.type === "refused" ? venueError(withdrawing, outcome.status, outcome.code, venueCodes.get(outcome.code ?? -1)) : httpError(withdrawing, "cut-off", "unknown", unseen);
  return of14(sent, { type: "Failed", error });
};
var withdrawing = "POST /user/request_withdrawal";

// src/execution/order/cancel-all.ts
import {
  catchError as catchError13,
  concatMap as concatMap13,
  defer as defer18,
  EMPTY as EMPTY9,
  finalize as finalize6,
  interval as interval2,
  merge as merge12,
  Observable as Observable4,
  repeat as repeat4,
  tap as tap14,
  timer as timer7
} from "rxjs";
var againAfter2 = 1e3;
var cancelAll = ({ context, pair, untilClosed }) => new Observable4((subscriber) => {
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
      finalize6(() => {
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
    tap14(({ orders, isWhole }) => {
      for (const order of orders) registry.applyOrder(order, "read");
      isListed = isWhole;
      if (!isWhole) unreadBecause = noIdToRead;
    })
  );
  const readUnanswered$ = defer18(() => {
    const refs = unreported().flatMap(({ ref, sentAt }) => sentAt > -Infinity ? [ref] : []);
    return merge12(...inBatches(refs).map((batch) => api.rest.ordersInfo(batch)));
  }).pipe(
    tap14((orders) => {
      for (const order of orders) registry.applyOrder(order, "read");
    })
  );
  const look = () => {
    collect();
    reportEnded();
    cancelDue();
    concludeIfDone();
  };
  const endlessly = (read$, failed) => read$.pipe(
    tap14({ complete: look }),
    catchError13((error) => {
      failed(error);
      return EMPTY9;
    }),
    repeat4({ delay: () => timer7(againAfter2, clock) })
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
    timer7(againAfter2, clock).pipe(concatMap13(() => endlessly(readUnanswered$, () => void 0))).subscribe()
  );
  subscriber.add(endlessly(list$, listFailed).subscribe());
  subscriber.add(interval2(againAfter2, clock).subscribe(look));
  subscriber.add(timer7(reportWithin, clock).subscribe(giveUp));
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
import {
  catchError as catchError14,
  concat as concat8,
  concatMap as concatMap14,
  defer as defer19,
  EMPTY as EMPTY10,
  forkJoin as forkJoin2,
  map as map16,
  merge as merge13,
  of as of15,
  repeat as repeat5,
  retry,
  share as share3,
  switchMap as switchMap4,
  takeWhile as takeWhile5,
  tap as tap15,
  timer as timer8,
  toArray as toArray6
} from "rxjs";
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
  const look = (pair) => defer19(() => lookFor3(pair, searchedIn(flights.all(), pair)));
  const lookFor3 = (pair, searched) => defer19(() => {
    const begun = clock.elapsed();
    let provesAbsence = true;
    const since = Math.min(...searched.map(({ lookFrom }) => lookFrom));
    const mark = Math.min(...searched.map((flight) => sinceOf(flight).mark));
    return forkJoin2([
      listOpen(api, { pair }),
      api.rest.all.tradeHistory({ pair, since }).pipe(toArray6())
    ]).pipe(
      concatMap14(([{ orders, isWhole }, trades]) => {
        for (const order of orders) registry.applyOrder(order, "read");
        provesAbsence = isWhole;
        for (const fill of inOrder(trades)) registry.applyFill(fill, "read");
        const orderIds = unownedEntries().filter((entry) => entry.pair === pair && entry.seen > mark && isInQuestion(entry, searched)).map(({ orderId }) => orderId);
        return concat8(...batchesOf([{ pair, orderIds }]).map((batch) => api.rest.ordersInfo(batch)));
      }),
      tap15((orders) => {
        for (const order of orders) registry.applyOrder(order, "read");
      }),
      toArray6(),
      map16(() => {
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
    timer8(settle, clock).pipe(
      concatMap14(() => lookFor3(flight.order.pair, [copy])),
      retry({
        count: copyLooks,
        delay: (error) => {
          diagnose({ kind: "reconcile-failed", read: "search", cause: causeOf(error) });
          return of15(null);
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
    const shared = looks.get(pair) ?? look(pair).pipe(share3());
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
      (one) => couldBe(flight, one) ? [one.order] : []
    );
    flights.apply({ type: "reported", id, candidates: candidates.map(({ orderId }) => orderId) });
    return [{ type: "ambiguous", candidates }];
  };
  return {
    exclude: (orderId) => void excluded.add(orderId),
    find: (id) => defer19(() => {
      flights.apply({ type: "searched", id });
      const pair = find(flights.all(), id)?.order.pair;
      if (pair === void 0) return EMPTY10;
      const isAmbiguous = () => (find(flights.all(), id)?.candidates.length ?? 0) > 0;
      const looking$ = sharedLook(pair).pipe(
        catchError14((error) => {
          diagnose({ kind: "reconcile-failed", read: "search", cause: causeOf(error) });
          return EMPTY10;
        }),
        repeat5({ delay: () => timer8(isAmbiguous() ? reportedInterval : lookInterval3, clock) }),
        switchMap4((begun) => {
          const flight = find(flights.all(), id);
          return flight === void 0 ? [] : conclude(flight, begun);
        })
      );
      return merge13(looking$, timer8(timeToReport(id), clock).pipe(concatMap14(() => overdue(id)))).pipe(
        tap15((finding) => {
          if (finding.type === "ambiguous") return;
          if (finding.type === "found") registry.own(finding.order, "inferred");
          const at = clock.elapsed();
          flights.apply({
            type: "over",
            id,
            outcome: finding.type === "found" ? { type: "placed", orderId: finding.order.orderId, at } : { type: "absent", at }
          });
        }),
        takeWhile5(({ type }) => type === "ambiguous", true)
      );
    })
  };
};
var isNamedBy = ({ candidates }, orderId) => candidates.includes(orderId);
var isInQuestion = ({ known: { snapshot } }, calls) => snapshot === null || calls.some(
  ({ order }) => answersTo(order, snapshot) && !(isTerminal(snapshot.status) && isLike(order, snapshot))
);

// src/execution/order/track.ts
import {
  concatMap as concatMap15,
  defer as defer20,
  EMPTY as EMPTY11,
  ignoreElements as ignoreElements5,
  merge as merge14,
  tap as tap16,
  throwError as throwError7,
  toArray as toArray7
} from "rxjs";
var track = (context, ref) => defer20(() => {
  const { api, registry } = context;
  const known = registry.entry(ref.orderId)?.known.snapshot?.pair ?? ref.pair;
  if (known !== ref.pair)
    return throwError7(() => requestError("GET /user/spot/order", "pair", known, ref.pair));
  const read = api.rest.order(ref).pipe(
    concatMap15((order) => {
      registry.applyOrder(order, "read");
      return compareDecimals(order.executedAmount, "0") > 0 ? api.rest.all.tradeHistory(ref).pipe(toArray7(), reportFailure(context, "trade_history")) : EMPTY11;
    }),
    tap16((fills) => {
      for (const fill of inOrder(fills)) registry.applyFill(fill, "read");
    }),
    ignoreElements5()
  );
  return merge14(registry.life(ref.orderId), read);
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
import {
  BehaviorSubject as BehaviorSubject2,
  catchError as catchError15,
  defer as defer21,
  filter as filter7,
  finalize as finalize7,
  ignoreElements as ignoreElements6,
  map as map17,
  merge as merge15,
  NEVER as NEVER4,
  share as share4,
  startWith as startWith3,
  Subject as Subject5,
  switchMap as switchMap5,
  take as take6,
  takeUntil as takeUntil2,
  tap as tap17,
  timer as timer9,
  toArray as toArray8
} from "rxjs";
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
  const connection = new BehaviorSubject2(idle);
  const events = new Subject5();
  const stream = new Subject5();
  const reconcile = new Subject5();
  const areOrdersCurrent = new BehaviorSubject2(false);
  let hasReconciled = false;
  let unbroken = null;
  let readIn = null;
  const connected$ = stream.pipe(filter7(({ type }) => type === "connected"));
  const leapt = new Subject5();
  const failed$ = stream.pipe(filter7(({ type }) => type === "lost"));
  const down = new Subject5();
  const lost$ = merge15(down, leapt);
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
  const listen$ = defer21(() => {
    connection.next({ state: "connecting", attempt: 0, cause: null });
    return stream$.pipe(
      tap17(follow),
      catchError15((error) => {
        diagnose({ kind: "stream-failed", cause: causeOf(error) });
        connection.next({ state: "waiting", attempt: 1, cause: causeOf(error) });
        unbroken = null;
        return NEVER4;
      })
    );
  });
  const cycles$ = merge15(
    connected$,
    // Without messages, everything depends on reads, which begin immediately.
    down,
    merge15(timer9(firstWait, clock), failed$).pipe(take6(1), takeUntil2(connected$))
  ).pipe(
    switchMap5(() => timer9(0, reconcileInterval, clock)),
    tap17(() => {
      hasReconciled = true;
      reconcile.next();
    })
  );
  const listActive$ = defer21(() => {
    const during = unbroken;
    return listActive(context).pipe(
      tap17(() => {
        readIn = during;
      })
    );
  });
  const reads$ = reconcile.pipe(
    switchMap5(
      () => merge15(
        listActive$.pipe(
          tap17(() => {
            areOrdersCurrent.next(true);
          }),
          tryingAgain(context, "active_orders")
        ),
        fills.read().pipe(tryingAgain(context, "trade_history"))
      )
    )
  );
  const running$ = defer21(() => {
    fills.begin();
    return merge15(reads$, cycles$, sweep(context), looking$, leaps$.pipe(tap17(onLeap)), listen$).pipe(
      ignoreElements6()
    );
  }).pipe(
    untilEnded,
    finalize7(() => {
      hasReconciled = false;
      areOrdersCurrent.next(false);
      unbroken = null;
      connection.next(idle);
    }),
    shareLinger({ linger, scheduler: clock })
  );
  const live$ = registry.changes$.pipe(
    filter7(({ before, after }) => (before?.known.snapshot ?? null) !== after.known.snapshot),
    startWith3(void 0),
    map17(() => liveOrders(context))
  );
  const list$ = listActive$.pipe(ignoreElements6(), share4());
  return {
    running$,
    connection$: connection.asObservable(),
    events$: events.asObservable(),
    reconcile$: defer21(() => hasReconciled ? reconcile.pipe(startWith3(void 0)) : reconcile),
    lost$,
    orders$: areOrdersCurrent.pipe(
      switchMap5((areCurrent) => areCurrent ? live$ : NEVER4),
      shareCurrent({
        forgetOn: areOrdersCurrent.pipe(filter7((areCurrent) => !areCurrent)),
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
var listActive = (context) => defer21(() => {
  const { api, registry } = context;
  const mark = registry.mark();
  return api.rest.all.activeOrders().pipe(
    toArray8(),
    tap17((orders) => {
      for (const order of orders) registry.applyOrder(order, "read");
      const listed = new Set(orders.map(({ orderId }) => orderId));
      for (const entry of registry.open())
        if (isLive(entry) && entry.seen <= mark && !listed.has(entry.orderId))
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
  const hold = holding(session.running$, clock);
  const during = (source, until = untilClosed) => new Observable5((subscriber) => {
    until(source).subscribe(subscriber);
    if (!subscriber.closed) subscriber.add(hold());
  });
  const recovered$ = runOnce(
    recover({ journal, recorder, commands, context: submitContext, diagnose, during }).pipe(untilClosed)
  );
  let isRecovered = false;
  const ready$ = recovered$.pipe(ignoreElements7(), tap18({ complete: () => isRecovered = true }));
  const onceRecovered = (begin, until = untilClosed) => isRecovered ? begin() : courseOf(
    until(
      concat9(
        ready$,
        defer22(() => begin().values$)
      )
    )
  );
  const command = (verb, source) => begunCommand(verb, () => courseOf(untilClosed(source)));
  const commandWithId = (verb, begin, until) => begunCommand(verb, () => onceRecovered(begin, until));
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
  const left2 = cancelLeft({
    cancel: (ref) => runOnce(cancelOne(context, ref).pipe(untilEnded)),
    diagnose,
    exclusiveAccount
  });
  const eventsOf = (type) => session.events$.pipe(
    filter8((event) => event.type === type)
  );
  const account = createAccount({ context, session, rest: api.rest });
  const pnl$ = createPnl({
    config: pnl,
    fills$: during(fills.fills$),
    history: (since) => api.rest.all.tradeHistory({ since }),
    tryingAgain: tryingAgain(context, "fills"),
    untilClosed
  });
  const end$ = defer22(() => {
    closing.end();
    closeDiagnostics();
    return merge16(release(), journal.close?.() ?? EMPTY12);
  });
  const closed$ = runOnce(
    defer22(() => {
      closing.close();
      return concat9(left2.finished$.pipe(takeUntil3(timer10(longestClosing, clock))), end$);
    })
  );
  const close = () => lastValueFrom(closed$, { defaultValue: void 0 });
  return {
    rest: api.rest,
    confirmDeposits: (deposits) => command("confirmDeposits", api.confirmDeposits(deposits)),
    confirmAllDeposits: (request) => command("confirmAllDeposits", api.confirmAllDeposits(request)),
    submitOrder: (request, { id, cancelOnUnsubscribe = false, allowEqualInFlight } = {}) => {
      if (!cancelOnUnsubscribe)
        return commandWithId("submitOrder", calls.submit(request, { allowEqualInFlight }, id));
      const withdrawal = createLatch(withdrawnHere);
      const until = unlessLeft(() => withdrawal.why() !== null);
      const begin = calls.submit(request, { allowEqualInFlight, withdrawal }, id, until);
      const life = commandWithId("submitOrder", begin, until);
      return onLeave(life, (itself2) => {
        withdrawal.set();
        left2.leave(itself2);
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
      defer22(() => onceRecovered(calls.withdraw(request, id)).values$).pipe(
        catchError16((error) => of16({ type: "Failed", error }))
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
    deposits$: during(eventsOf("deposit").pipe(concatMap16(({ deposits }) => deposits))),
    withdrawals$: during(eventsOf("withdrawal").pipe(concatMap16(({ withdrawals }) => withdrawals))),
    marginNotices$: during(eventsOf("margin_notice_update").pipe(concatMap16(({ notices }) => notices))),
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
var Proxy = hidden(
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
  proxy: withDefault(Proxy, null),
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
import { createHash } from "crypto";
import { isLeft as isLeft2 } from "fp-ts/lib/Either.js";
import {
  EMPTY as EMPTY13,
  NEVER as NEVER5,
  Subject as Subject6,
  connect as connect2,
  defer as defer23,
  expand,
  filter as filter9,
  from as from6,
  map as map18,
  merge as merge17,
  mergeMap as mergeMap5,
  of as of17,
  repeat as repeat6,
  share as share5,
  switchMap as switchMap6,
  takeUntil as takeUntil4,
  throwError as throwError8,
  timeout as timeout3,
  timer as timer11
} from "rxjs";

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
    return createHash("sha256").update(JSON.stringify(message)).digest("base64");
  } catch {
    return "";
  }
};
var createPrivateStream = ({
  info$,
  open: open2,
  scheduler,
  leaps$ = NEVER5,
  random,
  renewAfter = 11.5 * 60 * 60 * 1e3,
  silence = 6e4,
  connectTimeout = 15e3
}) => defer23(() => {
  let cursor = null;
  let linked = false;
  const losses = new Subject6();
  const infos$ = defer23(info$).pipe(
    expand(
      () => timer11(renewAfter, scheduler).pipe(
        mergeMap5(() => defer23(info$).pipe(retryBackoff({ random, scheduler })))
      )
    )
  );
  const failed = (cause) => throwError8(() => ({ cause }));
  const link = (info) => defer23(() => open2({ ...info, since: cursor })).pipe(
    mergeMap5((event) => {
      if (event.type === "denied") return failed("the token was refused");
      if (event.type === "lost") return failed(event.cause);
      return of17(event);
    }),
    timeout3({
      first: connectTimeout,
      each: silence,
      with: ({ seen }) => seen === 0 ? failed(`no link within ${connectTimeout} ms`) : EMPTY13,
      scheduler
    }),
    takeUntil4(leaps$),
    repeat6()
  );
  const withSteady = (link$) => link$.pipe(
    connect2(
      (events$2) => merge17(
        events$2,
        events$2.pipe(
          filter9(({ type }) => type === "connected"),
          switchMap6(() => timer11(steadyAfter, scheduler)),
          map18(() => ({ type: "steady" }))
        )
      )
    )
  );
  const toEvents = (event) => {
    if (event.type === "message") {
      if (!isTimetoken2(event.timetoken)) {
        const error = decodeError("timetoken", "up to 20 digits", describe(event.timetoken));
        return of17({ type: "undecodable", timetoken: "", error });
      }
      cursor = later(cursor, event.timetoken);
      const rows2 = [];
      const decoded = decodePrivateMessage(event.message, event.timetoken, (row) => rows2.push(row));
      if (isLeft2(decoded))
        return of17({ type: "undecodable", timetoken: event.timetoken, error: decoded.left });
      const source = decoded.right.type;
      return from6([
        ...rows2.map((row) => ({ type: "odd", source, row })),
        { type: "message", event: decoded.right }
      ]);
    }
    if (event.type !== "connected") return EMPTY13;
    const resumedFrom = cursor;
    cursor ??= event.timetoken;
    if (linked) return EMPTY13;
    linked = true;
    return of17({ type: "connected", resumedFrom });
  };
  const onRetry = ({ error, attempt, delay }) => {
    linked = false;
    losses.next({ type: "lost", cause: causeOfLoss(error), attempt, retryIn: delay });
  };
  const events$ = infos$.pipe(
    switchMap6((info) => withSteady(link(info))),
    retryBackoff({
      shouldRetry: (error) => !isFatal(error),
      resetOn: ({ type }) => type === "steady",
      steadyAfter: 0,
      onRetry,
      random,
      scheduler
    }),
    filter9((event) => event.type !== "steady"),
    exactlyOnce({
      key: (event) => event.type === "message" ? `${event.timetoken} ${digestOf(event.message)}` : event,
      remember: 1e3
    }),
    mergeMap5(toEvents)
  );
  return merge17(losses, events$);
}).pipe(share5());

// src/execution/rest/rate-budgets.ts
import { createHash as createHash2 } from "crypto";
import { asyncScheduler } from "rxjs";

// src/execution/rest/rate-budget.ts
import { Subject as Subject7 } from "rxjs";
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
  const pauses = new Subject7();
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
  const begin = (lane, { timeout: timeout4 }, leave2, now) => {
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
      begin(lane, first.asking, first.leave, now);
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
      const isNext = lane.urgent.length === 0 && (asking.urgent || lane.normal.length === 0);
      if (isNext && isFree(lane, asking, now)) {
        begin(lane, asking, leave2, now);
        return null;
      }
      const queue = lane[asking.urgent ? "urgent" : "normal"];
      const waiting = { asking, leave: leave2 };
      queue.push(waiting);
      if (isNext) wakeFor(lane, asking, now);
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
var made = (map21, key, make) => {
  const known = map21.get(key);
  if (known !== void 0) return known;
  const value = make();
  map21.set(key, value);
  return value;
};
var holdRateBudget = ({ apiKey, apiUrl, scheduler = asyncScheduler, sendRequest }, clock, closed$) => {
  const world = made(worlds, scheduler, () => /* @__PURE__ */ new WeakMap());
  const byKey = made(world, sendRequest ?? ownPort, () => /* @__PURE__ */ new Map());
  for (const [name2, { budget, clients }] of byKey) if (clients === 0 && budget.isIdle()) byKey.delete(name2);
  const name = createHash2("sha256").update(`${apiUrl} ${apiKey.reveal()}`).digest("base64");
  const shared = byKey.get(name) ?? { budget: createRateBudget(clock), clients: 0 };
  byKey.set(name, shared);
  shared.clients += 1;
  closed$.subscribe(() => shared.clients -= 1);
  return shared.budget;
};

// src/execution/rest/rest.ts
import { defer as defer25, identity as identity2, throwError as throwError10 } from "rxjs";

// src/execution/rest/call.ts
import { isLeft as isLeft3 } from "fp-ts/lib/Either.js";
import { filter as filter10, Observable as Observable6, Subject as Subject8, throwError as throwError9 } from "rxjs";

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
import { createHmac, createSecretKey } from "crypto";
var stampText = (stamp) => stamp.type === "nonce" ? `${stamp.nonce}` : `${stamp.requestTime}${stamp.timeWindow}`;
var keys = /* @__PURE__ */ new WeakMap();
var keyOf3 = (secret2) => {
  const known = keys.get(secret2) ?? createSecretKey(secret2.reveal(), "utf8");
  keys.set(secret2, known);
  return known;
};
var signatureOf = (apiSecret, stamp, payload) => createHmac("sha256", keyOf3(apiSecret)).update(stampText(stamp) + payload).digest("hex");
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
  const after = (time) => last = Math.max(last + 1, time);
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
  const answered = new Subject8();
  const odd = new Subject8();
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
    const onOdd = (row) => {
      odd.next({ ...row, source: nameOf(endpoint) });
    };
    const read = (reply) => {
      const result = endpoint.read(reply, onOdd);
      if (stamp !== null) learn(stamp, sentAt, reply, isLeft3(result) ? result.left : null);
      if (isLeft3(result)) receiver.error(result.left);
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
      return throwError9(() => requestError(nameOf(endpoint), field, expected, actual));
    }
    const { lane, urgent } = endpoint;
    const { timeout: timeout4, recalled$ } = options;
    return new Observable6((caller) => {
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
        caller.add(recalled$.pipe(filter10(waits)).subscribe((error) => caller.error(error)));
    });
  };
  return { call, answered$: answered.asObservable(), odd$: odd.asObservable() };
};

// src/execution/rest/paging.ts
import { EMPTY as EMPTY14, defer as defer24, expand as expand2, map as map19, mergeAll as mergeAll3 } from "rxjs";
var allRows = ({ endpoint, page, pageSize, shortPage, keyOf: keyOf4, timeOf }, first) => defer24(() => {
  const emitted = /* @__PURE__ */ new Set();
  const read = (span) => page(span).pipe(
    map19((rows2) => {
      const fresh = rows2.filter((row) => !emitted.has(keyOf4(row)));
      for (const row of fresh) emitted.add(keyOf4(row));
      return { rows: rows2, fresh, span };
    })
  );
  const nextSpan = ({ rows: rows2, span }) => {
    const times = rows2.map(timeOf).filter((time) => time > 0);
    if (times.length === 0) return span;
    const down = (times[0] ?? 0) >= (times.at(-1) ?? 0);
    return down ? { ...span, end: times.reduce((a, b) => Math.min(a, b)) + 1 } : { ...span, since: times.reduce((a, b) => Math.max(a, b)) - 1 };
  };
  const isFull = ({ rows: rows2 }) => rows2.length >= pageSize;
  const isLast = (last) => last.fresh.length === 0 || last.rows.length < shortPage;
  return read(first).pipe(
    expand2((last) => {
      const [row] = last.rows;
      if (row !== void 0 && last.fresh.length === 0 && isFull(last)) {
        throw pagingError(endpoint, timeOf(row));
      }
      return isLast(last) ? EMPTY14 : read(nextSpan(last));
    }),
    map19(({ fresh }) => fresh),
    mergeAll3()
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
import * as t from "io-ts";
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
  return defer25(() => {
    if (!isFirst) return source;
    isFirst = false;
    return throwError10(() => error);
  });
};
var membersOf = (table, member) => Object.fromEntries(Object.entries(table).map(([name, row]) => [name, member(row)]));
var createRest = ({ random, ...dependencies }) => {
  const { config, watched, closed$ } = dependencies;
  const { clock } = watched;
  const { call, answered$, odd$ } = createCaller(dependencies);
  const untilClosed = untilEnd(closed$);
  let isClosed = false;
  closed$.subscribe(() => isClosed = true);
  const whileOpen = (endpoint, source) => defer25(() => isClosed ? throwError10(() => closedError(nameOf(endpoint))) : untilClosed(source()));
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
    }) : identity2
  );
  const write = (endpoint, request, leaving = {}) => courseBy((observer) => {
    const end = (event) => {
      observer.next(event);
      observer.complete();
    };
    const done = (value) => end({ type: "Done", value });
    const failed = (error) => end({ type: "Failed", error });
    const complete = () => observer.complete();
    if (isClosed) {
      failed(closedError(nameOf(endpoint)));
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
          failed(inDoubt(error, config.authentication));
          return;
        }
        untilClosed(again(endpoint, begunWith(error, call$))).subscribe({
          next: done,
          error: failed,
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
        (row) => (request = {}) => read(row, request)
      ),
      all: membersOf(
        pages,
        (row) => (query = {}) => all(row, query)
      )
    },
    ...membersOf(
      writes,
      (row) => (request, leaving) => write(row, request, leaving)
    ),
    answered$,
    odd$,
    pauses$: untilClosed(dependencies.budget.pauses$)
  };
};

// src/execution/rest/touch.ts
import { isLeft as isLeft4 } from "fp-ts/lib/Either.js";
import { catchError as catchError17, defer as defer26, map as map20, noop, throwError as throwError11 } from "rxjs";
var createTouch = ({ publicUrl, readTimeout, maxReplyBytes }, send) => (pair) => {
  const endpoint = `GET /${pair}/ticker`;
  const url = `${publicUrl}/${encodeURIComponent(pair)}/ticker`;
  return defer26(() => send({ method: "GET", url, headers: {}, timeout: readTimeout, maxReplyBytes })).pipe(
    catchError17((error) => throwError11(() => portErrorAt(endpoint, error))),
    map20((reply) => {
      const replied = { endpoint, codes: venueCodes, secret: false };
      const data = decodeReply(TouchData, replied, reply, noop);
      if (isLeft4(data)) throw data.left;
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
  const open2 = config.openPubnub ?? openPubnub({ origin: pubnubOrigin, subscribeKey: pubnubSubscribeKey, proxy, maxReplyBytes });
  const closed = new ReplaySubject2(1);
  const budget = holdRateBudget(config, watched.clock, closed);
  const api = createRest({ config, send, watched, budget, random, closed$: closed });
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
    settle,
    exclusiveAccount,
    linger,
    release: () => {
      closed.next();
      return Promise.resolve();
    }
  });
};

// src/execution/journal/file-journal.ts
import { open, readdir, readFile as readFile2, rename, rm } from "fs/promises";
import { basename, dirname, join as join2 } from "path";
import { isLeft as isLeft6 } from "fp-ts/lib/Either.js";
import { defer as defer27, ignoreElements as ignoreElements8, Observable as Observable7 } from "rxjs";

// src/files/network-mount.ts
import { readFile } from "fs/promises";
var networkTypes = /^(?:nfs\d?|cifs|smb\d?|smbfs|ncpfs|afs|ceph|glusterfs|lustre|gpfs|beegfs|9p|davfs\d?|fuse\.(?:sshfs|s3fs|rclone|gcsfuse|glusterfs|ceph-fuse|mount-s3|davfs\d?|blobfuse\d?|juicefs|smbnetfs))$/;
var unescaped = (name) => name.replace(/\\([0-7]{3})/g, (_, octal) => String.fromCharCode(Number.parseInt(octal, 8)));
var fileSystemOf = (table, folder) => {
  let found = null;
  for (const line of table.split("\n")) {
    const [left2 = "", right2] = line.split(" - ");
    const point = unescaped(left2.split(" ")[4] ?? "");
    const type = right2?.split(" ")[0];
    if (type === void 0 || !point.startsWith("/")) continue;
    const isAbove = point === "/" || folder === point || folder.startsWith(`${point}/`);
    if (isAbove && point.length >= (found?.point.length ?? 0)) found = { point, type };
  }
  return found?.type ?? null;
};
var networkMountOf = async (folder) => {
  const table = await readFile("/proc/self/mountinfo", "utf8").catch(() => "");
  const type = fileSystemOf(table, folder);
  return type !== null && networkTypes.test(type) ? type : null;
};

// src/execution/journal/journal-text.ts
import { isLeft as isLeft5, left, right } from "fp-ts/lib/Either.js";

// src/execution/journal/record.ts
import * as t2 from "io-ts";
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
var OrderFields = record(
  "an order",
  {
    pair: Text,
    side: Side,
    type: oneOf("a type of order that can be placed", userOrderTypes),
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
      by: oneOf("client or venue", ["client", "venue"]),
      reason: oneOf("a reason", rejectReasons),
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
      { type: t2.literal("order"), orderId: Id, by: nullable(oneOf("who cancelled it", cancelers)) },
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
        request: OrderFields,
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
      attribution: oneOf("reply or inferred", ["reply", "inferred"])
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
    if (isLeft5(record2)) {
      const { path, expected, actual } = record2.left;
      const wanted = path === "" ? expected : `${path}: ${expected}`;
      return left({ line: index + 1, expected: wanted, actual });
    }
    records.push(record2.right);
  }
  return right(records);
};

// src/execution/journal/lock-names.ts
import { mkdirSync } from "fs";
import { homedir } from "os";
import { join } from "path";
var locksFolder = () => join(process.env["XDG_CACHE_HOME"] || join(homedir(), ".cache"), "rx-bitbank", "locks");
var lockNamesOf = (file) => {
  const stats = statsOf(file);
  if (stats === null || stats.nlink <= 1) return [file];
  const folder = locksFolder();
  mkdirSync(folder, { recursive: true, mode: 448 });
  return [join(folder, `${stats.dev}-${stats.ino}`), file];
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
    const open2 = handle;
    handle = null;
    await open2?.close().catch(() => void 0);
  };
  const hasOtherNames = () => (statsOf(file)?.nlink ?? 1) > 1;
  const rewrite = async () => {
    await closeFile();
    if (hasOtherNames()) return continueFile();
    const kept = [...remaining(records)];
    const text = journalText(kept);
    const fresh = freshNameOf(file);
    const next = await open(fresh, "wx", 384);
    try {
      await next.writeFile(text);
      await next.chmod(modeOf(file));
      await next.sync();
      await rename(fresh, file);
      await syncDirectory(dirname(file));
    } catch (error) {
      await next.close().catch(() => void 0);
      await rm(fresh, { force: true });
      throw error;
    }
    records = kept;
    size = sizeAtRewrite = Buffer.byteLength(text);
    return next;
  };
  const continueFile = async () => {
    const handle2 = await open(file, "a");
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
    const type = await networkMountOf(dirname(file));
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
    const bytes = await readFile2(file).catch(emptyIfMissing);
    size = bytes.lastIndexOf("\n") + 1;
    const found = readJournalText(bytes.toString("utf8"));
    if (isLeft6(found)) {
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
        for (const { failed } of batch) failed(failureOf(file, error));
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
    load: () => defer27(() => {
      const loading = load();
      loaded = loading.catch(() => void 0);
      return loading;
    }),
    append: (record2) => new Observable7((subscriber) => {
      waiting.push({
        record: record2,
        done: () => subscriber.complete(),
        failed: (error) => subscriber.error(error)
      });
      if (!isFlushing) flushed = flush();
    }),
    close: () => defer27(async () => {
      await Promise.all([loaded, flushed]);
      await release();
    }).pipe(ignoreElements8())
  };
};
var emptyIfMissing = (error) => {
  if (error.code === "ENOENT") return Buffer.alloc(0);
  throw error;
};
var removeLeftovers = async (file) => {
  const start = basename(freshPrefixOf(file));
  const left2 = (await readdir(dirname(file))).filter((name) => name.startsWith(start));
  await Promise.all(left2.map((name) => rm(join2(dirname(file), name), { force: true })));
};
var syncDirectory = async (directory) => {
  if (process.platform === "win32") return;
  const handle = await open(directory, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
};
var failureOf = (file, error) => isJournalError(error) ? error : journalError("failed", file, null, "to be read and written", causeOf(error));

export {
  remaining,
  depositStatuses,
  withdrawalStatuses,
  createExecutionClient,
  createExecutionClientFromEnvironment,
  fileJournal
};
//# sourceMappingURL=chunk-JHVN7VYW.js.map