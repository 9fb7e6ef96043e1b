"use strict";
var __defProp = Object.defineProperty;
var __getOwnPropDesc = Object.getOwnPropertyDescriptor;
var __getOwnPropNames = Object.getOwnPropertyNames;
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
var __toCommonJS = (mod) => __copyProps(__defProp({}, "__esModule", { value: true }), mod);

// src/operators/index.ts
var operators_exports = {};
__export(operators_exports, {
  bars: () => bars,
  clockOf: () => clockOf,
  exactlyOnce: () => exactlyOnce,
  overflowError: () => overflowError,
  retryBackoff: () => retryBackoff,
  shareByKey: () => shareByKey,
  shareCurrent: () => shareCurrent,
  shareLinger: () => shareLinger,
  silenceError: () => silenceError,
  toAsyncIterable: () => toAsyncIterable,
  watchdog: () => watchdog
});
module.exports = __toCommonJS(operators_exports);

// src/operators/bars.ts
var import_rxjs2 = require("rxjs");

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

// src/model/candle-interval.ts
var minute = 6e4;
var day = 24 * 60 * minute;
var mondayAnchor = 4 * day;
var lengths = [1, 5, 15, 30, 60, 240, 480, 720, 1440, 10080];
var lengthOf = (type) => (lengths[candleTypes.indexOf(type)] ?? NaN) * minute;
var monthStart = (time, months = 0) => {
  const date = new Date(time);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1);
};
var monthShift = (anchor) => anchor - monthStart(anchor + day / 2);
var openTimeOf = (type, time, anchor) => {
  if (type === "1month") {
    const shift = anchor === void 0 ? 0 : monthShift(anchor);
    return monthStart(time - shift) + shift;
  }
  const start = anchor ?? (type === "1week" ? mondayAnchor : 0);
  return start + Math.floor((time - start) / lengthOf(type)) * lengthOf(type);
};
var closeTimeOf = (type, openTime) => {
  if (type !== "1month") return openTime + lengthOf(type);
  const shift = monthShift(openTime);
  return monthStart(openTime - shift, 1) + shift;
};

// src/model/longest-delay.ts
var longestDelay = 2 ** 31 - 1;

// src/operators/bar.ts
var addAmounts = (a, b) => Number((a + b).toPrecision(15));
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
var rollBar = (bar, time) => {
  const closed = [];
  let open = bar;
  while (closeTimeOf(open.type, open.openTime) <= time) {
    closed.push({ ...open, closed: true });
    open = closed.length < maxCarried ? nextBar(open) : emptyBar({ ...open, openTime: openTimeOf(open.type, time, open.openTime) }, open.close);
  }
  return { closed, open };
};

// src/operators/clock.ts
var import_rxjs = require("rxjs");
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

// src/operators/venue-time.ts
var period = 6e5;
var unknownTime = { current: -Infinity, before: -Infinity, begun: -Infinity };
var learnTime = (known, stamp, elapsed) => {
  const { current, before, begun } = elapsed - known.begun < period ? known : { current: -Infinity, before: known.current, begun: elapsed };
  return { current: Math.max(current, stamp - elapsed), before, begun };
};
var readTime = ({ current, before }, elapsed) => {
  const offset = Math.max(current, before);
  return offset === -Infinity ? null : elapsed + offset;
};

// src/operators/bars.ts
var bars = ({ type, grace = 1500, scheduler }) => (source) => new import_rxjs2.Observable((subscriber) => {
  const clock = clockOf(scheduler);
  let bar = null;
  let learnt = unknownTime;
  let atEnd = import_rxjs2.Subscription.EMPTY;
  const show = (next) => {
    bar = next;
    subscriber.next(next);
  };
  const rollTo = (time) => {
    if (bar === null || closeTimeOf(type, bar.openTime) > time) return;
    const { closed, open } = rollBar(bar, time);
    for (const candle of closed) subscriber.next(candle);
    show(open);
  };
  const awaitEnd = () => {
    atEnd.unsubscribe();
    const now = readTime(learnt, clock.elapsed());
    if (bar === null || now === null) return;
    const due = closeTimeOf(type, bar.openTime) + grace - now;
    atEnd = clock.schedule(
      () => {
        rollTo((readTime(learnt, clock.elapsed()) ?? now) - grace);
        awaitEnd();
      },
      Math.min(Math.max(0, due), longestDelay)
    );
  };
  subscriber.add(() => atEnd.unsubscribe());
  subscriber.add(
    source.subscribe({
      next: (trade) => {
        learnt = learnTime(learnt, trade.timestamp, clock.elapsed());
        if (bar === null) show(firstBar(type, openTimeOf(type, trade.timestamp), trade));
        else {
          rollTo(trade.timestamp);
          if (trade.timestamp >= bar.openTime) show(addTrade(bar, trade));
        }
        awaitEnd();
      },
      error: (error) => subscriber.error(error),
      complete: () => subscriber.complete()
    })
  );
});

// src/operators/exactly-once.ts
var import_rxjs3 = require("rxjs");

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
var exactlyOnce = ({ key, remember = 1e4 }) => (source) => (0, import_rxjs3.defer)(() => {
  const isNew = recentKeys(remember);
  return source.pipe((0, import_rxjs3.filter)((value) => isNew(key(value))));
});

// src/operators/retry-backoff.ts
var import_rxjs4 = require("rxjs");
var retryBackoff = ({
  initialDelay = 1e3,
  maxDelay = 3e4,
  maxAttempts = Infinity,
  shouldRetry = () => true,
  resetOn = () => true,
  steadyAfter = 1e4,
  onRetry,
  random = Math.random,
  scheduler = import_rxjs4.asyncScheduler
} = {}) => (source) => (0, import_rxjs4.defer)(() => {
  const clock = clockOf(scheduler);
  let failures = 0;
  let provenAt = null;
  return source.pipe(
    (0, import_rxjs4.tap)((value) => {
      if (failures === 0 || !resetOn(value)) return;
      provenAt ??= clock.elapsed();
      if (clock.elapsed() - provenAt >= steadyAfter) failures = 0;
    }),
    (0, import_rxjs4.retry)({
      delay: (error) => {
        failures += 1;
        provenAt = null;
        if (failures > maxAttempts || !shouldRetry(error)) return (0, import_rxjs4.throwError)(() => error);
        const bound = failures === 1 ? 0 : Math.min(maxDelay, initialDelay * 2 ** (failures - 2));
        const delay = random() * bound;
        onRetry?.({ error, attempt: failures, delay });
        return (0, import_rxjs4.timer)(delay, scheduler);
      }
    })
  );
});

// src/operators/share-by-key.ts
var import_rxjs5 = require("rxjs");
var shareByKey = (make, share, idOf = (key) => key) => {
  const live = /* @__PURE__ */ new Map();
  return (key) => new import_rxjs5.Observable((subscriber) => {
    const id = idOf(key);
    let shared = live.get(id);
    if (shared === void 0) {
      let running = 0;
      const made = (0, import_rxjs5.defer)(() => {
        running += 1;
        return make(key);
      });
      const forget = () => {
        running -= 1;
        if (running === 0) live.delete(id);
      };
      shared = made.pipe((0, import_rxjs5.finalize)(forget), share(key));
      live.set(id, shared);
    }
    return shared.subscribe(subscriber);
  });
};

// src/operators/share-current.ts
var import_rxjs7 = require("rxjs");

// src/operators/multicast.ts
var import_rxjs6 = require("rxjs");
var without = (all, one) => all.filter((other) => other !== one);
var multicast = (source, { linger = 0, scheduler = import_rxjs6.asyncScheduler, onNext, onEnd }) => {
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
    leaving = (0, import_rxjs6.timer)(linger, scheduler).subscribe(() => {
      const left = connection;
      disconnect();
      left?.unsubscribe();
    });
  };
  return new import_rxjs6.Observable((subscriber) => {
    leaving?.unsubscribe();
    leaving = null;
    subscribers = [...subscribers, subscriber];
    subscriber.add(() => leave(subscriber));
    if (!isConnected) connect();
  });
};

// src/operators/share-current.ts
var shareCurrent = ({
  forgetOn = import_rxjs7.NEVER,
  survives = () => false,
  fold = (_, value) => [value],
  ...linger
} = {}) => (source) => {
  let current = [];
  let forgetting;
  const shared = multicast(
    (0, import_rxjs7.defer)(() => {
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
  return new import_rxjs7.Observable((subscriber) => {
    let emitted = [];
    while (emitted !== current && !subscriber.closed) {
      const before = emitted;
      emitted = current;
      for (const value of emitted) if (!before.includes(value)) subscriber.next(value);
    }
    return shared.subscribe(subscriber);
  });
};

// src/operators/share-linger.ts
var shareLinger = (config = {}) => (source) => multicast(source, config);

// src/operators/watchdog.ts
var import_rxjs8 = require("rxjs");

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
  const shown = Object.fromEntries(cleaned);
  const error = Object.assign(new Error(withoutPasswords(message)), shown, { _tag: tag });
  error.name = tag;
  return error;
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

// src/operators/watchdog.ts
var silenceError = (due) => taggedError("SilenceError", `silent for ${due} ms`, { due });
var watchdog = ({ due, with: fallback, scheduler }) => (source) => new import_rxjs8.Observable((subscriber) => {
  const timer3 = idleTimer(
    due,
    () => {
      live.unsubscribe();
      subscriber.add((0, import_rxjs8.from)(fallback?.() ?? (0, import_rxjs8.throwError)(() => silenceError(due))).subscribe(subscriber));
    },
    clockOf(scheduler)
  );
  subscriber.add(timer3.stop);
  const live = source.subscribe({
    next: (value) => {
      timer3.touch();
      subscriber.next(value);
    },
    error: (error) => subscriber.error(error),
    complete: () => subscriber.complete()
  });
  subscriber.add(live);
});

// src/operators/to-async-iterable.ts
var overflowError = (most) => taggedError(
  "OverflowError",
  `more than ${most} values wait for a reader that is slower than their source`,
  {
    most
  }
);
var usualMost = 1e3;
var iteratorOf = (source, isLatest, most) => {
  const waiting = [];
  const readers = [];
  let end = null;
  let subscription;
  const finish = (how) => {
    end ??= how;
    subscription?.unsubscribe();
    for (const { give, fail } of readers.splice(0))
      if (how === "complete") give({ value: void 0, done: true });
      else fail(how.error);
  };
  const take = (value) => {
    const reader = readers.shift();
    if (reader !== void 0) {
      reader.give({ value, done: false });
      return;
    }
    if (isLatest) waiting.length = 0;
    else if (waiting.length >= most) {
      finish({ error: overflowError(most) });
      return;
    }
    waiting.push(value);
  };
  const start = () => {
    subscription = source.subscribe({
      next: (value) => {
        if (end === null) take(value);
      },
      error: (error) => finish({ error }),
      complete: () => finish("complete")
    });
    if (end !== null) subscription.unsubscribe();
  };
  return {
    next: () => new Promise((give, fail) => {
      if (subscription === void 0 && end === null) start();
      const [value] = waiting;
      if (waiting.length > 0) {
        waiting.shift();
        give({ value, done: false });
      } else if (end === null) readers.push({ give, fail });
      else if (end === "complete") give({ value: void 0, done: true });
      else {
        const { error } = end;
        end = "complete";
        fail(error);
      }
    }),
    return: () => {
      waiting.length = 0;
      finish("complete");
      return Promise.resolve({ value: void 0, done: true });
    },
    [Symbol.asyncIterator]() {
      return this;
    }
  };
};
var toAsyncIterable = (source, { overflow }) => ({
  [Symbol.asyncIterator]: () => iteratorOf(source, overflow === "latest", typeof overflow === "number" ? overflow : usualMost)
});
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  bars,
  clockOf,
  exactlyOnce,
  overflowError,
  retryBackoff,
  shareByKey,
  shareCurrent,
  shareLinger,
  silenceError,
  toAsyncIterable,
  watchdog
});
//# sourceMappingURL=operators.cjs.map