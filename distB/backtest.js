import {
  medianOf
} from "./chunk-WOR4ZDYE.js";
import {
  version
} from "./chunk-LHHYEPFI.js";
import {
  backtestError,
  recordRun,
  recordsIn,
  unpackedRecords
} from "./chunk-6JAZNAQ7.js";
import {
  createDataClient
} from "./chunk-2Y6OKYIA.js";

import {
  dayLength
} from "./chunk-H2LKRC7V.js";




import {
  createExecutionClient
} from "./chunk-JHVN7VYW.js";



import {
  LatencyOption,
  createVirtualSimulator,
  isFillModel,
  liveMarket,
  queue,
  startSimulator,
  through,
  touch,
  wallClock
} from "./chunk-6AZOJIIN.js";
import {
  demoAccount
} from "./chunk-ZFMU6FD2.js";



import {
  recordedEnd
} from "./chunk-MAOUEVDT.js";













import {
  takeLock
} from "./chunk-5FU5YJHA.js";
import {
  realFileOf,
  replaceFile,
  statsOf
} from "./chunk-2T4DLMWA.js";





import {
  absolute,
  cutTo,
  decimalOfUnits,
  profit,
  profitFrom,
  profitOf,
  quotient,
  timesUnits,
  totalIn,
  unitsOf
} from "./chunk-NKAGEFPH.js";


import {
  disposedBy
} from "./chunk-P2LLCTY6.js";



import {
  atLeast,
  having,
  optionsOf,
  resolveOptions,
  withDefault
} from "./chunk-FDEMZEWP.js";
import {
  Flag,
  Integer,
  dictionary,
  isTerminal,
  same
} from "./chunk-XI2AHRTT.js";
import {
  quoteAssetOf
} from "./chunk-ZXDJGQ4R.js";
import {
  fromUnits,
  isPlainDecimal
} from "./chunk-QYQF4BGL.js";
import {
  configError
} from "./chunk-442TD3LK.js";



import {
  stampOf
} from "./chunk-34SWKVHE.js";
import {
  causeOf,
  taggedError
} from "./chunk-OLZLLHMU.js";

// src/backtest/backtest.ts
import { filter, map, mergeMap, of, toArray } from "rxjs";

// src/backtest/result/result.ts
import { createHash } from "crypto";

// src/backtest/result/thinning.ts
var mostPoints = 2e3;
var extremesOf = (points, { low, high }) => {
  if (points.length < 2) return points;
  let [lowest, highest] = [0, 0];
  let [least, most] = [Infinity, -Infinity];
  points.forEach((point, i) => {
    const [below, above] = [low(point), high(point)];
    if (below < least) [lowest, least] = [i, below];
    if (above > most) [highest, most] = [i, above];
  });
  const places = lowest === highest ? [lowest] : [Math.min(lowest, highest), Math.max(lowest, highest)];
  return places.map((i) => points[i]);
};
var createThinning = (range, most = mostPoints) => {
  let first = null;
  let latest = null;
  let kept = [];
  let row = [];
  let rowLength = 1;
  const inRows = (points, length) => {
    const rows = Math.ceil(points.length / length);
    return Array.from(
      { length: rows },
      (_, i) => extremesOf(points.slice(i * length, (i + 1) * length), range)
    ).flat();
  };
  return {
    add: (point) => {
      if (first === null) {
        first = point;
        return;
      }
      latest = point;
      row.push(point);
      if (row.length < rowLength) return;
      kept.push(...extremesOf(row, range));
      row = [];
      if (kept.length < 2 * most) return;
      kept = inRows(kept, 4);
      rowLength = rowLength === 1 ? 4 : rowLength * 2;
    },
    points: () => {
      if (first === null) return [];
      if (latest === null) return [first];
      let between = [...kept, ...extremesOf(row, range)];
      while (between.length > most - 2) between = inRows(between, 4);
      return between.at(-1) === latest ? [first, ...between] : [first, ...between, latest];
    }
  };
};

// src/backtest/result/equity.ts
var heightOf = ({ total }) => Number(total);
var equityFold = (begun2) => {
  let state = profitFrom();
  const traded = /* @__PURE__ */ new Set();
  const marks = /* @__PURE__ */ new Map();
  const curves = /* @__PURE__ */ new Map();
  const curveOf = (quote) => {
    const known = curves.get(quote);
    if (known !== void 0) return known;
    const points = createThinning({ low: heightOf, high: heightOf });
    points.add({ at: begun2, total: 0n });
    const curve = { ...points, peak: 0n, worst: 0n, worstAt: begun2 };
    curves.set(quote, curve);
    return curve;
  };
  const look = (pair, at) => {
    const quote = quoteAssetOf(pair);
    const total = totalIn(state, quote);
    if (total === null) return;
    const curve = curveOf(quote);
    curve.add({ at, total });
    if (total > curve.peak) curve.peak = total;
    if (curve.peak - total <= curve.worst) return;
    curve.worst = curve.peak - total;
    curve.worstAt = at;
  };
  return {
    add: (record) => {
      if (record.type === "mark") {
        const { pair, bid, ask } = record;
        if (traded.has(pair)) {
          state = profit(state, { type: "mark", mark: { pair, bid, ask } });
          look(pair, record.at);
        } else marks.set(pair, { pair, bid, ask });
      } else if (record.type === "fill") {
        const mark = marks.get(record.fill.pair);
        if (mark !== void 0) state = profit(state, { type: "mark", mark });
        marks.delete(record.fill.pair);
        traded.add(record.fill.pair);
        state = profit(state, { type: "fill", fill: record.fill });
        look(record.fill.pair, record.at);
      }
    },
    result: () => ({
      profit: Object.fromEntries(profitOf(state).totals),
      equity: Object.fromEntries(
        [...curves].map(([quote, { points, worst, worstAt }]) => [
          quote,
          {
            points: points().map(({ at, total }) => ({ at, total: decimalOfUnits(total) })),
            drawdown: { amount: decimalOfUnits(worst), at: worstAt }
          }
        ])
      )
    })
  };
};

// src/backtest/result/exposure.ts
var middleOf = ({ bid, ask }) => (unitsOf(bid) + unitsOf(ask)) / 2n;
var exposureFold = (begun2, to) => {
  const sums = /* @__PURE__ */ new Map();
  const marks = /* @__PURE__ */ new Map();
  const passTo = (sum, at) => {
    const time = Math.max(0, at - sum.since);
    sum.area += sum.worth * BigInt(time);
    if (sum.worth > 0n) sum.heldFor += time;
    sum.since = Math.max(sum.since, at);
  };
  const look = (sum) => {
    sum.worth = 0n;
    for (const { amount, middle } of sum.pairs.values()) sum.worth += absolute(timesUnits(amount, middle));
    if (sum.worth > sum.most) sum.most = sum.worth;
  };
  const add = (record) => {
    if (record.type === "fill") {
      const { pair, side, amount, price } = record.fill;
      const quote = quoteAssetOf(pair);
      const sum = sums.get(quote) ?? {
        pairs: /* @__PURE__ */ new Map(),
        since: begun2,
        worth: 0n,
        most: 0n,
        area: 0n,
        heldFor: 0
      };
      sums.set(quote, sum);
      passTo(sum, record.at);
      const mark = marks.get(pair) ?? { bid: price, ask: price };
      const held = sum.pairs.get(pair) ?? { amount: 0n, middle: middleOf(mark) };
      sum.pairs.set(pair, held);
      held.amount += side === "buy" ? unitsOf(amount) : -unitsOf(amount);
      look(sum);
    } else if (record.type === "mark" && record.bid !== null && record.ask !== null) {
      const { pair, bid, ask } = record;
      const sum = sums.get(quoteAssetOf(pair));
      const held = sum?.pairs.get(pair);
      if (sum === void 0 || held === void 0) {
        marks.set(pair, { bid, ask });
        return;
      }
      passTo(sum, record.at);
      held.middle = middleOf({ bid, ask });
      look(sum);
    }
  };
  const whole = Math.max(1, to - begun2);
  const result = () => Object.fromEntries(
    [...sums].map(([quote, sum]) => {
      passTo(sum, to);
      const mean = decimalOfUnits(cutTo(sum.area / BigInt(whole), 4));
      return [
        quote,
        { most: decimalOfUnits(sum.most), mean, time: String(Number((sum.heldFor / whole).toFixed(6))) }
      ];
    })
  );
  return { add, result };
};

// src/backtest/result/lives.ts
var textOf = (value) => typeof value === "string" || typeof value === "number" ? String(value) : null;
var begun = ({ command, at, request }) => ({
  ...{ command, at, request },
  ...{ order: null, steps: [], filled: 0n, firstFillAt: null, last: null }
});
var goOn = (life, at, transition) => {
  life.steps.push({ at, type: transition.type });
  life.last = transition;
  if (transition.type === "Submitted") life.request = transition.request;
  if ("order" in transition && transition.order !== null) life.order = transition.order;
  if (transition.type !== "PartiallyFilled") return;
  life.filled += unitsOf(transition.fill.amount);
  life.firstFillAt ??= at;
};
var lifeOf = ({ command, at, request, order, steps, filled, firstFillAt, last }) => {
  const isOver = last?.type === "Filled" || last?.type === "Canceled" || last?.type === "Rejected";
  return {
    command,
    at,
    pair: order?.pair ?? request.pair ?? null,
    side: order?.side ?? request.side ?? null,
    orderType: order?.type ?? request.type ?? null,
    price: order?.price ?? textOf(request.price),
    amount: textOf(request.amount),
    orderId: order?.orderId ?? null,
    steps,
    end: isOver ? last.type : "open",
    filled: decimalOfUnits(filled),
    firstFillAfter: firstFillAt === null ? null : firstFillAt - at,
    refusal: last?.type === "Rejected" ? textOf(last.code) ?? last.reason : null
  };
};
var livesFold = () => {
  const lives = /* @__PURE__ */ new Map();
  return {
    add: (record) => {
      if (record.type === "command" && (record.call === "submitOrder" || record.call === "replaceOrder"))
        lives.set(record.command, begun(record));
      if (record.type !== "transition") return;
      const life = lives.get(record.command);
      if (life === void 0 || "end" in life) return;
      goOn(life, record.at, record.transition);
      const told = lifeOf(life);
      if (told.end !== "open") lives.set(record.command, told);
    },
    result: () => [...lives.values()].map((life) => "end" in life ? life : lifeOf(life))
  };
};
var ordersSummary = (orders) => {
  const ended = (end) => orders.filter((order) => order.end === end).length;
  const placed = orders.filter(({ end, amount }) => end !== "Rejected" && amount !== null);
  const asked = placed.reduce((sum, { amount }) => sum + unitsOf(amount ?? "0"), 0n);
  const got = placed.reduce((sum, { filled }) => sum + unitsOf(filled), 0n);
  const refusals = {};
  for (const { refusal } of orders) if (refusal !== null) refusals[refusal] = (refusals[refusal] ?? 0) + 1;
  return {
    orders: orders.length,
    filled: ended("Filled"),
    canceled: ended("Canceled"),
    rejected: ended("Rejected"),
    open: ended("open"),
    fillRatio: asked === 0n ? null : decimalOfUnits(quotient(got, asked)),
    timeToFill: medianOf(
      orders.map(({ firstFillAfter }) => firstFillAfter).filter((after) => after !== null)
    ),
    refusals
  };
};

// src/backtest/result/mark-outs.ts
var markOutTimes = [1e3, 5e3, 6e4];
var count = (waiting, mark, isDue) => {
  const [first] = waiting.fills;
  if (first === void 0 || !isDue(first.at + waiting.after)) return;
  const middle = mark === null ? null : (unitsOf(mark.bid) + unitsOf(mark.ask)) / 2n;
  let due = 0;
  for (const { at, fill } of waiting.fills) {
    if (!isDue(at + waiting.after)) break;
    due += 1;
    if (middle === null) continue;
    const sign = fill.side === "buy" ? 1n : -1n;
    waiting.gained += sign * timesUnits(middle - unitsOf(fill.price), unitsOf(fill.amount));
    waiting.count += 1;
  }
  waiting.fills = waiting.fills.slice(due);
};
var markOutsFold = () => {
  const pairs = /* @__PURE__ */ new Map();
  let end = 0;
  const marksOf = (pair) => {
    const known = pairs.get(pair);
    if (known !== void 0) return known;
    const marks = { mark: null, waiting: null };
    pairs.set(pair, marks);
    return marks;
  };
  return {
    add: (record) => {
      end = record.at;
      if (record.type === "fill") {
        const marks = marksOf(record.fill.pair);
        marks.waiting ??= markOutTimes.map((after) => ({ after, fills: [], gained: 0n, count: 0 }));
        for (const { fills } of marks.waiting) fills.push({ at: record.at, fill: record.fill });
      } else if (record.type === "mark" && record.bid !== null && record.ask !== null) {
        const marks = marksOf(record.pair);
        const isDue = (moment) => moment < record.at;
        marks.waiting?.forEach((waiting) => count(waiting, marks.mark, isDue));
        marks.mark = { bid: record.bid, ask: record.ask };
      }
    },
    result: () => [...pairs].flatMap(
      ([pair, { mark, waiting }]) => (waiting ?? []).map((one) => {
        count(one, mark, (moment) => moment <= end);
        return { pair, after: one.after, gained: decimalOfUnits(one.gained), fills: one.count };
      })
    )
  };
};

// src/backtest/result/record-fold.ts
var folded = (records, fold) => {
  for (const record of records) fold.add(record);
  return fold.result();
};

// src/backtest/result/result.ts
var largeShare = unitsOf("0.05");
var fillsFold = (bases) => {
  const fills = [];
  return {
    add: (record) => {
      if (record.type === "fill")
        fills.push({ fill: record.fill, cause: bases[record.fill.tradeId] ?? "taker" });
    },
    result: () => fills
  };
};
var unknownFold = (to) => {
  const open = /* @__PURE__ */ new Map();
  const spans = [];
  const close = (pair, at) => {
    const begun2 = open.get(pair);
    if (begun2 !== void 0) spans.push({ pair, from: begun2.at, to: at, cause: begun2.cause });
    open.delete(pair);
  };
  return {
    add: (record) => {
      if (record.type !== "notice") return;
      const { notice } = record;
      if (notice.kind === "market-unknown") open.set(notice.pair, notice);
      if (notice.kind === "market-known") close(notice.pair, notice.at);
    },
    result: () => {
      for (const pair of [...open.keys()]) close(pair, to);
      return spans;
    }
  };
};
var priceRange = {
  low: ({ bid }) => bid === null ? Infinity : Number(bid),
  high: ({ ask }) => ask === null ? -Infinity : Number(ask)
};
var pricesFold = () => {
  const curves = /* @__PURE__ */ new Map();
  const traded = /* @__PURE__ */ new Set();
  return {
    add: (record) => {
      if (record.type === "fill") traded.add(record.fill.pair);
      if (record.type !== "mark") return;
      const { pair, at, bid, ask } = record;
      const curve = curves.get(pair) ?? createThinning(priceRange);
      curves.set(pair, curve);
      curve.add({ at, bid, ask });
    },
    result: () => Object.fromEntries([...traded].map((pair) => [pair, curves.get(pair)?.points() ?? []]))
  };
};
var partsFold = ({ begun: begun2, to, bases }) => {
  const folds = {
    fills: fillsFold(bases),
    unknown: unknownFold(to),
    orders: livesFold(),
    money: equityFold(begun2),
    exposure: exposureFold(begun2, to),
    prices: pricesFold(),
    markOuts: markOutsFold()
  };
  const all = Object.values(folds);
  return {
    add: (record) => {
      for (const fold of all) fold.add(record);
    },
    result: () => ({
      fills: folds.fills.result(),
      unknown: folds.unknown.result(),
      orders: folds.orders.result(),
      ...folds.money.result(),
      exposure: folds.exposure.result(),
      prices: folds.prices.result(),
      markOuts: folds.markOuts.result()
    })
  };
};
var sharesOf = (fills, volumes) => {
  const own = /* @__PURE__ */ new Map();
  for (const { fill } of fills) own.set(fill.pair, (own.get(fill.pair) ?? 0n) + unitsOf(fill.amount));
  return Object.fromEntries(
    [...own].map(([pair, amount]) => {
      const others2 = unitsOf(volumes[pair] ?? "0");
      return [pair, decimalOfUnits(quotient(amount, others2 > 0n ? others2 : amount))];
    })
  );
};
var warningsOf = (result) => {
  const assumed = result.fills.filter(({ cause }) => cause === "gap" || cause === "auction").length;
  const hasLatency = JSON.stringify(result.input.latency) !== "0";
  return [
    ...result.unknown.length > 0 ? [{ kind: "unknown", ms: result.unknownTime, times: result.unknown.length }] : [],
    ...assumed > 0 ? [{ kind: "assumed", fills: assumed, of: result.fills.length }] : [],
    ...Object.entries(result.marketShare).flatMap(
      ([pair, share]) => unitsOf(share) > largeShare ? [{ kind: "share", pair, share }] : []
    ),
    ...result.summary.open > 0 ? [{ kind: "left-open", orders: result.summary.open }] : [],
    ...result.fills.length === 0 ? [{ kind: "no-fills" }] : [],
    ...hasLatency ? [] : [{ kind: "no-latency" }]
  ];
};
var timeOf = (spans) => {
  let [time, reached] = [0, -Infinity];
  for (const { from: from3, to } of spans.toSorted((a, b) => a.from - b.from)) {
    time += Math.max(0, to - Math.max(from3, reached));
    reached = Math.max(reached, to);
  }
  return time;
};
var digestOf = ({ fills, latency, seed, balances, warmUp }, facts) => createHash("sha256").update(
  JSON.stringify([
    [fills, latency, seed, balances, warmUp, facts.inputHash, facts.strategyHash],
    [facts.records.hash, facts.volumes, facts.bases, facts.breaks]
  ])
).digest("hex");
var resultOf = (config, facts, band = []) => {
  const { from: from3, begun: begun2, to, ended, frames } = facts;
  const { strategy, seed, fills: model, latency, balances } = config;
  const parts = folded(recordsIn(facts.records), partsFold(facts));
  const { unknown, orders, fills } = parts;
  const known = {
    input: {
      hash: facts.inputHash,
      strategy,
      strategyHash: facts.strategyHash,
      version,
      seed,
      model,
      latency,
      balances,
      fees: facts.fees,
      node: process.version,
      frames
    },
    span: { from: from3, begun: begun2, to },
    ended,
    unknown,
    unknownTime: timeOf(unknown),
    breaks: facts.breaks,
    breakTime: timeOf(facts.breaks),
    orders,
    summary: ordersSummary(orders),
    fills,
    profit: parts.profit,
    equity: parts.equity,
    exposure: parts.exposure,
    prices: parts.prices,
    markOuts: parts.markOuts,
    marketShare: sharesOf(fills, facts.volumes)
  };
  return {
    type: "result",
    hash: digestOf(config, facts),
    ...known,
    band,
    get records() {
      return unpackedRecords(facts.records);
    },
    warnings: warningsOf(known)
  };
};
var bandRunOf = (name, result) => ({
  name,
  hash: result.hash,
  fills: result.fills.length,
  total: Object.fromEntries(Object.entries(result.profit).map(([quote, { total }]) => [quote, total]))
});

// src/backtest/run/options.ts
import { existsSync } from "fs";
import { resolve } from "path";
import { pathToFileURL } from "url";
var isPlain = (value) => typeof value !== "function" && (typeof value !== "object" || value === null || Object.values(value).every(isPlain));
var Balance = same(
  "a plain decimal",
  (input) => typeof input === "string" && isPlainDecimal(input)
);
var Options = optionsOf({
  strategy: same(
    "the path or the url of a module",
    (input) => typeof input === "string" || input instanceof URL
  ),
  market: having("recordedMarket(\u2026)", ["description"]),
  balances: dictionary("amounts by asset", Balance),
  fills: withDefault(
    same(
      "touch(), through() or queue({ \u2026 }), a plain description",
      (input) => isFillModel(input) && isPlain(input)
    ),
    queue()
  ),
  latency: LatencyOption,
  seed: withDefault(Integer, 1),
  warmUp: withDefault(atLeast(0), 0),
  band: withDefault(Flag, true)
});
var readBacktestOptions = (given) => {
  const { strategy, market, band, latency = 0, ...plain } = resolveOptions(Options, given);
  const url = strategy instanceof URL ? strategy : pathToFileURL(resolve(strategy));
  if (url.protocol !== "file:" || !existsSync(url))
    throw configError("strategy", "a module that is there", url.href);
  return {
    config: { strategy: url.href, market: market.description, latency, ...plain },
    hasBand: band
  };
};

// src/backtest/worker/thread.ts
import { Observable } from "rxjs";
import { pathToFileURL as pathToFileURL2 } from "url";
import { Worker } from "worker_threads";
var workerUrl = () => new URL(
  "./backtest-worker.js",
  typeof __filename === "string" ? pathToFileURL2(__filename) : import.meta.url
);
var silence = 3e4;
var inThread = (config) => new Observable((subscriber) => {
  const worker = new Worker(workerUrl(), { workerData: config });
  let watchdog;
  const alive = () => {
    clearTimeout(watchdog);
    watchdog = setTimeout(() => {
      const detail = `the time of the strategy stood still for ${silence / 1e3} s`;
      subscriber.error(backtestError("stuck", detail, { file: config.strategy, line: null }));
    }, silence);
  };
  alive();
  let reached = -Infinity;
  worker.on("message", (message) => {
    if (message.type !== "progress" || message.at > reached) alive();
    if (message.type === "progress") reached = message.at;
    if (message.type === "failed") {
      const { _tag, ...fields } = message.fields;
      subscriber.error(taggedError(String(_tag), message.message, fields));
      return;
    }
    subscriber.next(message);
    if (message.type === "facts") subscriber.complete();
  });
  worker.on("error", (error) => subscriber.error(backtestError("worker", error.message)));
  worker.on(
    "exit",
    (code) => subscriber.error(backtestError("worker", `its thread has ended with code ${code}`))
  );
  return () => {
    clearTimeout(watchdog);
    worker.removeAllListeners();
    void worker.terminate();
  };
});

// src/backtest/backtest.ts
var twice = (latency) => {
  if (typeof latency === "number") return latency * 2;
  const doubled = Object.entries(latency).map(([way, delay]) => [
    way,
    typeof delay === "number" ? delay * 2 : delay?.map((ms) => ms * 2)
  ]);
  return Object.fromEntries(doubled);
};
var others = (config) => [
  ["touch", { ...config, fills: touch() }],
  ["through", { ...config, fills: through() }],
  ["queue", { ...config, fills: queue() }],
  ["twice the latency", { ...config, latency: twice(config.latency) }]
];
var atOnce = 2;
var isSame = (a, b) => JSON.stringify([a.fills, a.latency]) === JSON.stringify([b.fills, b.latency]);
var bandOf = (config, facts) => of(...others(config)).pipe(
  mergeMap(
    ([name, other]) => isSame(config, other) ? of(bandRunOf(name, resultOf(config, facts))) : inThread(other).pipe(
      filter((message) => message.type === "facts"),
      map((message) => bandRunOf(name, resultOf(other, message.facts)))
    ),
    atOnce
  ),
  toArray(),
  map((runs) => others(config).flatMap(([name]) => runs.filter((run) => run.name === name)))
);
var backtestOf = (config, hasBand) => inThread(config).pipe(
  mergeMap((message) => {
    if (message.type === "progress") return of(message);
    const { facts } = message;
    if (!hasBand) return of(resultOf(config, facts));
    return bandOf(config, facts).pipe(map((band) => resultOf(config, facts, band)));
  })
);
var backtest = (options) => {
  const { config, hasBand } = readBacktestOptions(options);
  return backtestOf(config, hasBand);
};

// src/backtest/days.ts
import { availableParallelism } from "os";
import { defer, from, map as map2, mergeMap as mergeMap2 } from "rxjs";
var daysOf = (start, end) => {
  const days = [];
  for (let begin = start; begin <= end; ) {
    const next = (Math.floor(begin / dayLength) + 1) * dayLength;
    days.push([begin, next]);
    begin = next;
  }
  return days;
};
var backtestDays = (options) => {
  const { config, hasBand } = readBacktestOptions(options);
  const { recorded, to = Infinity } = config.market;
  if (typeof recorded === "object" && "events" in recorded)
    throw configError("market", "a recording of files", "events");
  return defer(() => {
    const end = Math.min(recordedEnd(recorded) ?? 0, to - 1);
    return from(daysOf(options.market.start, end));
  }).pipe(
    mergeMap2(([begin, next]) => {
      const day2 = new Date(begin).toISOString().slice(0, 10);
      const market = { ...config.market, from: begin, to: Math.min(next, to) };
      return backtestOf({ ...config, market }, hasBand).pipe(map2((event) => ({ day: day2, event })));
    }, availableParallelism())
  );
};

// src/backtest/compare/align.ts
var kindOf = ({ pair, side, orderType }) => `${pair} ${side} ${orderType}`;
var isAsked = (a, b) => a.price === b.price && a.amount === b.amount;
var firstSince = (orders, time) => {
  let [low, high] = [0, orders.length];
  while (low < high) {
    const half = low + high >> 1;
    if ((orders[half]?.at ?? 0) < time) low = half + 1;
    else high = half;
  }
  return low;
};
var aligned = (a, b, within) => {
  const waiting = /* @__PURE__ */ new Map();
  for (const order of b) {
    const alike = waiting.get(kindOf(order));
    if (alike === void 0) waiting.set(kindOf(order), [order]);
    else alike.push(order);
  }
  const partners = /* @__PURE__ */ new Map();
  const taken = /* @__PURE__ */ new Set();
  const look = (isFit) => {
    for (const own of a) {
      if (partners.has(own)) continue;
      const alike = waiting.get(kindOf(own)) ?? [];
      let best = null;
      for (let i = firstSince(alike, own.at - within); i < alike.length; i += 1) {
        const other = alike[i];
        if (other === void 0 || other.at > own.at + within) break;
        if (taken.has(other) || !isFit(own, other)) continue;
        if (best === null || Math.abs(other.at - own.at) < Math.abs(best.at - own.at)) best = other;
      }
      if (best === null) continue;
      partners.set(own, best);
      taken.add(best);
    }
  };
  look(isAsked);
  look(() => true);
  const both2 = a.map((own) => ({ a: own, b: partners.get(own) ?? null }));
  const rest = b.filter((other) => !taken.has(other)).map((other) => ({ a: null, b: other }));
  const placedAt = ({ a: first, b: second2 }) => (first ?? second2)?.at ?? 0;
  return [...both2, ...rest].toSorted((one, other) => placedAt(one) - placedAt(other));
};

// src/backtest/compare/causes.ts
var notionalOf = (view, order) => view.fillsOf(order).reduce((sum, { fill }) => sum + unitsOf(fill.price) * unitsOf(fill.amount) / 10n ** 16n, 0n);
var differentParts = ({ a, b }, viewA, viewB) => {
  if (a === null || b === null) return ["order"];
  return [
    ...a.price !== b.price || a.amount !== b.amount ? ["order"] : [],
    ...a.filled !== b.filled ? ["filled"] : [],
    ...a.filled === b.filled && a.price === b.price && notionalOf(viewA, a) !== notionalOf(viewB, b) ? ["price"] : [],
    ...a.end !== b.end ? ["end"] : []
  ];
};
var isEarlier = ({ pair }, viewA, atA, viewB, atB) => viewA.standing(pair, atA) !== viewB.standing(pair, atB);
var causeOfMissing = (order, own, other, within) => {
  if (order.at > other.to - within || order.at < other.from) return "span";
  if (other.isUnknown(order.pair, order.at - within, order.at + within)) return "unknown-market";
  return isEarlier(order, own, order.at, other, order.at) ? "earlier" : null;
};
var rested = (view, order) => order.price !== null && view.fillsOf(order).every(({ fill }) => fill.makerTaker !== "taker");
var wasNotPassed = (view, { pair, side, price }, from3, to) => {
  const best = view.bestFor(pair, side, from3, to);
  if (best === null || price === null) return true;
  return side === "buy" ? best >= unitsOf(price) : best <= unitsOf(price);
};
var causeOfBoth = (a, b, viewA, viewB) => {
  const [endA, endB] = [viewA.endOf(a), viewB.endOf(b)];
  if (endA > viewA.to && endB > viewA.to || endB > viewB.to && endA > viewB.to) return "span";
  const isUnsure = (view2, order, end) => view2.isGuessed(order) || view2.isUnknown(order.pair, order.at, Math.min(end, view2.to));
  if (isUnsure(viewA, a, endA) || isUnsure(viewB, b, endB)) return "unknown-market";
  const isEarlierThan = (atA, atB) => isEarlier(a, viewA, atA, viewB, atB);
  if (a.price !== b.price || a.amount !== b.amount) {
    if (isEarlierThan(a.at, b.at)) return "earlier";
    return a.at !== b.at ? "moment" : null;
  }
  if (a.end === "Rejected" !== (b.end === "Rejected"))
    return isEarlierThan(a.at, b.at) ? "earlier" : "refused";
  const restedIn = [rested(viewA, a), rested(viewB, b)];
  if (restedIn.includes(false)) {
    const acceptedAt = ({ steps }) => steps.find(({ type }) => type === "Accepted")?.at;
    return acceptedAt(a) === acceptedAt(b) ? "book" : "moment";
  }
  const firstFill = (view2, order) => view2.fillsOf(order)[0]?.at ?? Infinity;
  const [fillA, fillB] = [firstFill(viewA, a), firstFill(viewB, b)];
  if (endB < fillA && endB < endA && a.filled !== "0" && b.end === "Canceled") return "moment";
  if (endA < fillB && endA < endB && b.filled !== "0" && a.end === "Canceled") return "moment";
  const isLessA = unitsOf(a.filled) < unitsOf(b.filled);
  const [view, less, until] = isLessA ? [viewA, a, endA] : [viewB, b, endB];
  if (less.filled !== "0") return "amount";
  return wasNotPassed(view, less, less.at, Math.min(until, view.to)) ? "queue" : null;
};
var differenceCause = ({ a, b }, viewA, viewB, within) => {
  if (a !== null && b !== null) return causeOfBoth(a, b, viewA, viewB);
  if (a !== null) return causeOfMissing(a, viewA, viewB, within);
  return b === null ? null : causeOfMissing(b, viewB, viewA, within);
};

// src/backtest/compare/run-view.ts
var endTypes = ["Filled", "Canceled", "Rejected"];
var viewOf = (records) => {
  const orders = folded(records, livesFold());
  const fills = /* @__PURE__ */ new Map();
  const notices = [];
  const marks = /* @__PURE__ */ new Map();
  for (const record of records) {
    if (record.type === "fill") {
      const { orderId } = record.fill;
      fills.set(orderId, [...fills.get(orderId) ?? [], record]);
    } else if (record.type === "notice") notices.push(record.notice);
    else if (record.type === "mark") {
      const known = marks.get(record.pair);
      if (known === void 0) marks.set(record.pair, [record]);
      else known.push(record);
    }
  }
  const guessed = new Set(
    notices.flatMap((notice) => notice.kind === "fill-assumed" ? [notice.orderId] : [])
  );
  const endOf = ({ steps }) => {
    const end = steps.at(-1);
    return end !== void 0 && endTypes.includes(end.type) ? end.at : Infinity;
  };
  const from3 = records[0]?.at ?? 0;
  const to = records.at(-1)?.at ?? 0;
  return {
    orders,
    from: from3,
    to,
    fillsOf: ({ orderId }) => orderId === null ? [] : fills.get(orderId) ?? [],
    endOf,
    isGuessed: ({ orderId }) => orderId !== null && guessed.has(orderId),
    isUnknown: (pair, since, until) => {
      let unknownSince = null;
      for (const notice of notices) {
        if (notice.pair !== pair) continue;
        if (notice.kind === "order-unproven" && notice.at >= since && notice.at <= until) return true;
        if (notice.kind === "market-unknown") unknownSince ??= notice.at;
        if (notice.kind !== "market-known") continue;
        if (unknownSince !== null && unknownSince <= until && notice.at >= since) return true;
        unknownSince = null;
      }
      return unknownSince !== null && unknownSince <= until;
    },
    standing: (pair, at) => {
      const open = [];
      let held = 0n;
      for (const order of orders) {
        if (order.pair !== pair || order.at >= at) continue;
        const own = fills.get(order.orderId ?? -1) ?? [];
        for (const { at: time, fill } of own)
          if (time < at) held += fill.side === "buy" ? unitsOf(fill.amount) : -unitsOf(fill.amount);
        if (endOf(order) >= at) open.push(`${order.side} ${order.price}`);
      }
      return `${held}; ${open.toSorted().join(", ")}`;
    },
    bestFor: (pair, side, since, until) => {
      let best = null;
      for (const { at, bid, ask } of marks.get(pair ?? "") ?? []) {
        const text = side === "buy" ? ask : bid;
        if (at < since || at > until || text === null) continue;
        const price = unitsOf(text);
        if (best === null || (side === "buy" ? price < best : price > best)) best = price;
      }
      return best;
    }
  };
};

// src/backtest/compare/compare.ts
var Options2 = optionsOf({ within: withDefault(atLeast(0), 2e3) });
var recordsOf = (run) => "records" in run ? run.records : run;
var compare = (runA, runB, options = {}) => {
  const { within } = resolveOptions(Options2, options);
  const [a, b] = [viewOf(recordsOf(runA)), viewOf(recordsOf(runB))];
  const pairs = aligned(a.orders, b.orders, within);
  const differences = pairs.flatMap((pair) => {
    const differs = differentParts(pair, a, b);
    return differs.length === 0 ? [] : [{ ...pair, differs, cause: differenceCause(pair, a, b, within) }];
  });
  const causes = {};
  for (const { cause } of differences) if (cause !== null) causes[cause] = (causes[cause] ?? 0) + 1;
  return {
    orders: pairs.length,
    same: pairs.length - differences.length,
    differences,
    causes,
    unexplained: differences.filter(({ cause }) => cause === null)
  };
};

// src/backtest/report/figures.ts
var numberText = (value, digits = 8) => value.toLocaleString("en-US", { maximumFractionDigits: digits }).replace("-", "\u2212");
var shownDigits = (amount, asset) => {
  if (asset !== "jpy") return 8;
  return Math.abs(amount) >= 1e3 ? 0 : 2;
};
var amountText = (amount, asset) => amount === null || amount === void 0 ? "\u2014" : `${numberText(Number(amount), shownDigits(Number(amount), asset))} ${asset.toUpperCase()}`;
var gainText = (amount, asset) => `${Number(amount ?? 0) > 0 ? "+" : ""}${amountText(amount, asset)}`;
var percentText = (fraction, digits = 1) => fraction === null || fraction === void 0 ? "\u2014" : `${numberText(Number(fraction) * 100, digits)} %`;
var timeText = (at) => new Date(at).toISOString().replace("T", " ").slice(0, 23);
var lengthText = (ms) => {
  if (ms < 6e4) return `${numberText(ms / 1e3, 1)} s`;
  const minutes = Math.round(ms / 6e4);
  const [days, hours] = [Math.floor(minutes / 1440), Math.floor(minutes / 60) % 24];
  if (days > 0) return `${days} d ${hours} h`;
  return hours > 0 ? `${hours} h ${minutes % 60} min` : `${minutes} min`;
};

// src/backtest/report/html.ts
var escaped = (text) => text.replace(/[&<>"']/g, (char) => `&#${char.codePointAt(0) ?? 0};`);
var both = (english, japanese) => `<span lang="en">${escaped(english)}</span><span lang="ja">${escaped(japanese)}</span>`;
var table = (columns, rows) => {
  if (rows.length === 0) return "";
  const kind = (i) => columns[i]?.isNumber === true ? ' class="number"' : "";
  const head = columns.map((column, i) => `<th${kind(i)}>${column.head}</th>`).join("");
  const body = rows.map((row) => `<tr>${row.map((cell, i) => `<td${kind(i)}>${cell}</td>`).join("")}</tr>`);
  return `
<div class="wide"><table><thead><tr>${head}</tr></thead><tbody>
${body.join("\n")}
</tbody></table></div>`;
};
var section = (title, ...parts) => `<section><h2>${title}</h2>${parts.join("")}</section>`;
var figures = (rows) => `<dl>${rows.map(([english, japanese, value]) => `<dt>${both(english, japanese)}</dt><dd>${value}</dd>`).join("\n")}</dl>`;

// src/backtest/report/ticks.ts
var valueTicks = (low, high) => {
  const rough = (high - low) / 5;
  if (!(rough > 0)) return [];
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5, 10].find((times) => times * power >= rough) ?? 10);
  const first = Math.ceil(low / step);
  const count3 = Math.floor(high / step) - first + 1;
  return Array.from({ length: Math.max(0, count3) }, (_, i) => Number(((first + i) * step).toPrecision(12)));
};
var [second, minute, hour, day] = [1e3, 6e4, 36e5, 864e5];
var timeSteps = [
  ...[1, 2, 5, 10, 15, 20, 30].map((n) => n * second),
  ...[1, 2, 5, 10, 15, 20, 30].map((n) => n * minute),
  ...[1, 2, 3, 4, 6, 8, 12].map((n) => n * hour),
  ...[1, 2, 5, 10, 30].map((n) => n * day)
];
var mostTimes = 4;
var textAt = (at, step) => {
  const text = new Date(at).toISOString();
  if (step >= day) return text.slice(5, 10);
  return at % day === 0 ? text.slice(5, 10) : text.slice(11, step < minute ? 19 : 16);
};
var timeTicks = (from3, to) => {
  const step = timeSteps.find((length) => (to - from3) / length <= mostTimes) ?? Math.ceil((to - from3) / mostTimes);
  const first = Math.ceil(from3 / step) * step;
  const count3 = Math.floor((to - first) / step) + 1;
  return Array.from({ length: Math.max(0, count3) }, (_, i) => {
    const at = first + i * step;
    return { at, text: textAt(at, step) };
  });
};

// src/backtest/report/chart.ts
var size = 1e3;
var margin = 0.06;
var edgeOf = (x) => x < size / 16 ? " first" : x > 15 * size / 16 ? " last" : "";
var chartOf = (unit, lines, dots = [], spans = []) => {
  const all = [...lines.flatMap(({ points }) => points), ...dots];
  const [first] = all;
  if (first === void 0) return "";
  let [from3, to, least, most] = [first.at, first.at, first.value, first.value];
  for (const { at, value } of all) {
    from3 = Math.min(from3, at);
    to = Math.max(to, at);
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  const space = (most - least || Math.abs(most) || 1) * margin;
  const [low, high] = [least - space, most + space];
  const x = (at) => (at - from3) / (to - from3 || 1) * size;
  const y = (value) => (high - value) / (high - low) * size;
  const place = ({ at, value }) => `${x(at).toFixed(1)} ${y(value).toFixed(1)}`;
  const percent = (part) => `${(part / (size / 100)).toFixed(2)}%`;
  const values = valueTicks(low, high);
  const times = timeTicks(from3, to);
  const grid = [
    ...values.map((value) => `M0 ${y(value).toFixed(1)}H${size}`),
    ...times.map(({ at }) => `M${x(at).toFixed(1)} 0V${size}`)
  ];
  const stood = spans.filter((span) => span.value >= low && span.value <= high && span.to >= from3 && span.from <= to).map(({ from: since, to: until, value, kind, title }) => {
    const [begin, end] = [x(Math.max(from3, since)), x(Math.min(to, until))];
    return `<path class="span ${kind}" d="M${begin.toFixed(1)} ${y(value).toFixed(1)}H${end.toFixed(1)}"><title>${escaped(title)}</title></path>`;
  });
  const scale = [
    ...values.map(
      (value) => `<b class="value" style="top:${percent(y(value))}">${numberText(value)} ${escaped(unit)}</b>`
    ),
    ...times.map(
      ({ at, text }) => `<b class="time${edgeOf(x(at))}" style="left:${percent(x(at))}">${text}</b>`
    )
  ];
  const legend = lines.length < 2 ? "" : `<figcaption>${lines.map(({ name, label }) => `<i class="key ${escaped(name)}"></i>${both(...label)}`).join("")}</figcaption>`;
  return `<figure>${legend}<div class="plot"><svg viewBox="0 0 ${size} ${size}" preserveAspectRatio="none" role="img"><path class="grid" d="${grid.join("")}"/>
${lines.map(({ name, points }) => `<path class="line ${escaped(name)}" d="M${points.map(place).join("L")}"/>`).join("")}
${stood.join("")}
${dots.map((dot) => `<path class="dot ${dot.kind}" d="M${place(dot)}h0"><title>${escaped(dot.title)}</title></path>`).join("")}</svg>
${scale.join("")}</div></figure>`;
};

// src/backtest/report/weakness.ts
var sentenceOf = (warning) => {
  switch (warning.kind) {
    case "unknown": {
      const [length, n] = [lengthText(warning.ms), warning.times];
      return both(
        `For ${length}, in ${n} gap${n === 1 ? "" : "s"}, the book was not known.`,
        `\u677F\u304C\u5206\u304B\u3089\u306A\u3044\u6642\u9593\u304C${n}\u56DE\u3001\u8A08${length}\u3042\u308A\u307E\u3057\u305F\u3002`
      );
    }
    case "assumed":
      return both(
        `${warning.fills} of ${warning.of} fills are guesses, because the book was not known.`,
        `\u7D04\u5B9A${warning.of}\u4EF6\u306E\u3046\u3061${warning.fills}\u4EF6\u306F\u63A8\u5B9A\u3067\u3059\u3002`
      );
    case "share":
      return both(
        `${warning.pair}: your trades are ${percentText(warning.share)} of those of all others, who would have reacted.`,
        `${warning.pair}\uFF1A\u81EA\u5206\u306E\u53D6\u5F15\u304C\u4ED6\u8005\u306E\u53D6\u5F15\u306E${percentText(warning.share)}\u306B\u3042\u305F\u308A\u3001\u5B9F\u969B\u306B\u306F\u5E02\u5834\u304C\u53CD\u5FDC\u3057\u307E\u3059\u3002`
      );
    case "left-open":
      return both(
        `Orders that were still open at the end: ${warning.orders}.`,
        `\u7D42\u4E86\u6642\u306B${warning.orders}\u4EF6\u306E\u6CE8\u6587\u304C\u6B8B\u3063\u3066\u3044\u307E\u3059\u3002`
      );
    case "no-fills":
      return both("Nothing was filled.", "\u7D04\u5B9A\u306F\u3042\u308A\u307E\u305B\u3093\u3067\u3057\u305F\u3002");
    case "no-latency":
      return both(
        "No latency was given: orders arrived at the moment at which they were sent.",
        "\u9045\u5EF6\u304C\u8A2D\u5B9A\u3055\u308C\u3066\u3044\u307E\u305B\u3093\u3002\u6CE8\u6587\u306F\u9001\u4FE1\u3068\u540C\u6642\u306B\u5C4A\u3044\u3066\u3044\u307E\u3059\u3002"
      );
  }
};
var bandSentences = ({ band, profit: profit2 }) => {
  if (band.length === 0)
    return [
      both(
        "It was run by one model of fills only, so nothing shows how much the result depends on it.",
        "\u7D04\u5B9A\u30E2\u30C7\u30EB\u306F1\u3064\u3060\u3051\u3067\u5B9F\u884C\u3055\u308C\u307E\u3057\u305F\u3002\u7D50\u679C\u304C\u30E2\u30C7\u30EB\u306B\u3069\u308C\u307B\u3069\u5DE6\u53F3\u3055\u308C\u308B\u304B\u306F\u5206\u304B\u308A\u307E\u305B\u3093\u3002"
      )
    ];
  return Object.entries(profit2).flatMap(([quote, { total }]) => {
    const totals = [total, ...band.map(({ total: other }) => other[quote] ?? null)].filter((one) => one !== null).map(Number);
    if (totals.length < 2) return [];
    const [least, most] = [Math.min(...totals), Math.max(...totals)].map(
      (one) => gainText(String(one), quote)
    );
    return least === most ? [both(`By every model the profit is ${most}.`, `\u3069\u306E\u30E2\u30C7\u30EB\u3067\u3082\u640D\u76CA\u306F${most}\u3067\u3059\u3002`)] : [
      both(
        `By the models below the profit is anything from ${least} to ${most}.`,
        `\u4E0B\u306E\u30E2\u30C7\u30EB\u306B\u3088\u3063\u3066\u640D\u76CA\u306F${least}\u304B\u3089${most}\u307E\u3067\u5909\u308F\u308A\u307E\u3059\u3002`
      )
    ];
  });
};
var bandNames = {
  touch: ["touch: filled where a trade reaches the price", "touch\uFF1A\u4FA1\u683C\u306B\u5C4A\u3051\u3070\u7D04\u5B9A"],
  through: ["through: filled only beyond the price", "through\uFF1A\u4FA1\u683C\u3092\u8D8A\u3048\u305F\u3089\u7D04\u5B9A"],
  queue: ["queue: filled in its turn", "queue\uFF1A\u9806\u756A\u304C\u6765\u305F\u3089\u7D04\u5B9A"],
  "twice the latency": ["twice the latency", "\u9045\u5EF62\u500D"]
};
var weaknessOf = (result) => {
  const { warnings, band, input, fills, profit: profit2 } = result;
  const quotes = Object.keys(profit2);
  const own = [
    both(`this run (${input.model.name})`, `\u3053\u306E\u7D50\u679C\uFF08${input.model.name}\uFF09`),
    numberText(fills.length),
    ...quotes.map((quote) => escaped(gainText(profit2[quote]?.total, quote)))
  ];
  const others2 = band.map(({ name, fills: count3, total }) => [
    both(...bandNames[name]),
    numberText(count3),
    ...quotes.map((quote) => escaped(gainText(total[quote], quote)))
  ]);
  const nobody = both(
    "Nobody in the recording knew of these orders: the result is the best that a small order can hope for.",
    "\u8A18\u9332\u3055\u308C\u305F\u5E02\u5834\u306F\u3053\u306E\u6CE8\u6587\u3092\u77E5\u308A\u307E\u305B\u3093\u3002\u7D50\u679C\u306F\u5C0F\u3055\u306A\u6CE8\u6587\u3067\u671B\u307F\u3046\u308B\u6700\u826F\u306E\u3082\u306E\u3067\u3059\u3002"
  );
  return section(
    both("What weakens it", "\u3053\u306E\u7D50\u679C\u306E\u5F31\u70B9"),
    `<ul>${[...warnings.map(sentenceOf), ...bandSentences(result), nobody].map((one) => `<li>${one}</li>`).join("")}</ul>`,
    table(
      [
        { head: both("Model of fills", "\u7D04\u5B9A\u30E2\u30C7\u30EB") },
        { head: both("Fills", "\u7D04\u5B9A"), isNumber: true },
        ...quotes.map(() => ({ head: both("Profit", "\u640D\u76CA"), isNumber: true }))
      ],
      [own, ...others2]
    )
  );
};

// src/backtest/report/words.ts
var words = {
  buy: ["Buy", "\u8CB7\u3044"],
  sell: ["Sell", "\u58F2\u308A"],
  market: ["Market", "\u6210\u884C"],
  limit: ["Limit", "\u6307\u5024"],
  stop: ["Stop", "\u9006\u6307\u5024"],
  stop_limit: ["Stop limit", "\u9006\u6307\u5024\u6307\u5024"],
  take_profit: ["Take profit", "\u5229\u78BA"],
  stop_loss: ["Stop loss", "\u640D\u5207\u308A"],
  Submitted: ["sent", "\u9001\u4FE1"],
  Accepted: ["accepted", "\u53D7\u4ED8"],
  Triggered: ["triggered", "\u767A\u52D5"],
  PartiallyFilled: ["fill", "\u7D04\u5B9A"],
  Filled: ["filled", "\u5168\u7D04\u5B9A"],
  Canceled: ["cancelled", "\u53D6\u6D88"],
  Rejected: ["refused", "\u62D2\u5426"],
  Unresolved: ["not resolved", "\u672A\u78BA\u5B9A"],
  open: ["open", "\u672A\u7D04\u5B9A"],
  taker: ["It took", "\u6210\u884C\u30FB\u5373\u6642\u7D04\u5B9A"],
  print: ["Met by a trade", "\u4ED6\u8005\u306E\u7D04\u5B9A"],
  cross: ["Met by a crossing book", "\u677F\u306E\u4EA4\u5DEE"],
  gap: ["Guessed over a gap", "\u6B20\u843D\u6642\u9593\u306E\u63A8\u5B9A"],
  auction: ["Guessed at an auction", "\u677F\u5BC4\u305B\u306E\u63A8\u5B9A"],
  completed: ["the strategy was done", "\u6226\u7565\u304C\u7D42\u4E86"],
  left: ["the recording was over", "\u8A18\u9332\u304C\u7D42\u4E86"]
};
var wordOf = (name) => {
  if (name === null) return "\u2014";
  const word = words[name];
  return word === void 0 ? escaped(name) : both(...word);
};
var stepsText = (steps) => {
  const runs = [];
  for (const { type } of steps) {
    const last = runs.at(-1);
    if (last?.type === type) last.count += 1;
    else runs.push({ type, count: 1 });
  }
  return runs.map(({ type, count: count3 }) => wordOf(type) + (count3 > 1 ? ` \xD7${count3}` : "")).join(" \u2192 ");
};
var modelText = (model) => {
  if (model.name !== "queue") return escaped(model.name);
  const { cancelsAhead } = model;
  return `queue (${both("cancelled ahead", "\u524D\u65B9\u306E\u53D6\u6D88")}: ${escaped(String(cancelsAhead))})`;
};
var delayText = (delay) => typeof delay === "number" ? `${delay} ms` : both(`${delay.length} measured times`, `\u5B9F\u6E2C\u5024${delay.length}\u4EF6`);
var isDelay = (value) => typeof value === "number" || Array.isArray(value);
var latencyText = (latency) => typeof latency === "number" ? `${latency} ms` : Object.entries(latency).flatMap(
  ([way, delay]) => isDelay(delay) ? [`${escaped(way)}: ${delayText(delay)}`] : []
).join(", ");
var balancesText = (balances) => escaped(
  Object.entries(balances).map(([asset, amount]) => amountText(amount, asset)).join(", ")
);
var feesText = (fees) => Object.entries(fees).map(
  ([pair, { maker, taker }]) => `${escaped(pair)}: ${both("maker", "\u30E1\u30A4\u30AB\u30FC")} ${percentText(maker, 4)}, ${both("taker", "\u30C6\u30A4\u30AB\u30FC")} ${percentText(taker, 4)}`
).join("; ");

// src/backtest/report/sections.ts
var mostRows = 500;
var mostDrawn = 3e3;
var drawn = (items) => {
  const each = Math.ceil(items.length / mostDrawn);
  return each <= 1 ? items : items.filter((_, i) => i % each === 0);
};
var moneyOf = ({ profit: profit2, equity, exposure }) => Object.entries(profit2).map(([quote, sums]) => {
  const curve = equity[quote];
  const unit = quote.toUpperCase();
  const points = (curve?.points ?? []).map(({ at, total }) => ({ at, value: Number(total) }));
  let peak = 0;
  const drawdown = points.map(({ at, value }) => {
    peak = Math.max(peak, value);
    return { at, value: value - peak };
  });
  return section(
    both(`Profit, ${unit}`, `\u640D\u76CA\uFF08${unit}\uFF09`),
    chartOf(unit, [{ name: "equity", label: ["profit", "\u640D\u76CA"], points }]),
    `<h3>${both("Drawdown", "\u30C9\u30ED\u30FC\u30C0\u30A6\u30F3")}</h3>`,
    chartOf(unit, [{ name: "drawdown", label: ["drawdown", "\u30C9\u30ED\u30FC\u30C0\u30A6\u30F3"], points: drawdown }]),
    figures([
      ["Profit", "\u640D\u76CA", gainText(sums.total, quote)],
      ["Spread", "\u30B9\u30D7\u30EC\u30C3\u30C9", gainText(sums.spread, quote)],
      ["Inventory", "\u5728\u5EAB", gainText(sums.inventory, quote)],
      ["Fees", "\u624B\u6570\u6599", amountText(sums.fees, quote)],
      ["Rebates", "\u30EA\u30D9\u30FC\u30C8", amountText(sums.rebates, quote)],
      ["Interest", "\u5229\u606F", amountText(sums.interest, quote)],
      ["Turnover", "\u58F2\u8CB7\u4EE3\u91D1", amountText(sums.turnover, quote)],
      ["Worst drawdown", "\u6700\u5927\u30C9\u30ED\u30FC\u30C0\u30A6\u30F3", amountText(curve?.drawdown.amount, quote)],
      ["Greatest exposure", "\u6700\u5927\u30A8\u30AF\u30B9\u30DD\u30FC\u30B8\u30E3\u30FC", amountText(exposure[quote]?.most, quote)],
      ["Mean exposure", "\u5E73\u5747\u30A8\u30AF\u30B9\u30DD\u30FC\u30B8\u30E3\u30FC", amountText(exposure[quote]?.mean, quote)],
      ["Time exposed", "\u30DD\u30B8\u30B7\u30E7\u30F3\u4FDD\u6709\u6642\u9593", percentText(exposure[quote]?.time)]
    ])
  );
});
var endedAt = ({ end, steps }, to) => end === "open" ? to : steps.at(-1)?.at ?? to;
var pricesOf = ({ prices, fills, orders, span }) => Object.entries(prices).map(([pair, points]) => {
  const line = (name, label) => ({
    name,
    label,
    points: points.flatMap((point) => {
      const price = point[name];
      return price === null ? [] : [{ at: point.at, value: Number(price) }];
    })
  });
  const own = fills.filter(({ fill }) => fill.pair === pair);
  const dots = drawn(own).map(({ fill, cause }) => ({
    at: fill.executedAt,
    value: Number(fill.price),
    kind: fill.side,
    title: `${fill.side} ${fill.amount} ${fill.price} (${cause})`
  }));
  const placed = orders.filter(
    (order) => order.pair === pair && order.price !== null && order.orderId !== null
  );
  const spans = drawn(placed).map((order) => {
    const { at, side, price, amount, end } = order;
    return {
      from: at,
      to: endedAt(order, span.to),
      value: Number(price),
      kind: side === "sell" ? "sell" : "buy",
      title: `${side} ${amount} ${price}: ${end}`
    };
  });
  const isCut = own.length > mostDrawn || placed.length > mostDrawn;
  return section(
    both(`${pair}: prices, your orders and fills`, `${pair}\uFF1A\u4FA1\u683C\u3001\u6CE8\u6587\u3068\u7D04\u5B9A`),
    chartOf(
      quoteAssetOf(pair).toUpperCase(),
      [line("bid", ["best bid", "\u6700\u826F\u8CB7\u6C17\u914D"]), line("ask", ["best ask", "\u6700\u826F\u58F2\u6C17\u914D"])],
      dots,
      spans
    ),
    `<p>${both(
      "Dots are fills, bars are orders as long as they were open; green bought, red sold.",
      "\u70B9\u306F\u7D04\u5B9A\u3001\u6A2A\u7DDA\u306F\u6709\u52B9\u3060\u3063\u305F\u6CE8\u6587\u3067\u3059\u3002\u7DD1\u306F\u8CB7\u3044\u3001\u8D64\u306F\u58F2\u308A\u3067\u3059\u3002"
    )}${isCut ? ` ${both("There are more of them than can be drawn.", "\u4EF6\u6570\u304C\u591A\u3044\u305F\u3081\u4E00\u90E8\u3060\u3051\u3092\u63CF\u3044\u3066\u3044\u307E\u3059\u3002")}` : ""}</p>`
  );
});
var fillCauses = [
  "taker",
  "print",
  "cross",
  "gap",
  "auction"
];
var count2 = (value) => numberText(value);
var ordersOf = ({ summary, markOuts, fills, marketShare }) => {
  const refusals = Object.entries(summary.refusals).map(([code, times]) => [escaped(code), count2(times)]);
  const causes = fillCauses.flatMap((cause) => {
    const times = fills.filter((one) => one.cause === cause).length;
    return times === 0 ? [] : [[wordOf(cause), count2(times)]];
  });
  const shares = Object.entries(marketShare).map(([pair, share]) => [escaped(pair), percentText(share, 2)]);
  const number = (head) => ({ head, isNumber: true });
  return [
    section(
      both("Orders", "\u6CE8\u6587"),
      figures([
        ["Orders", "\u6CE8\u6587", count2(summary.orders)],
        ["Filled", "\u5168\u7D04\u5B9A", count2(summary.filled)],
        ["Cancelled", "\u53D6\u6D88", count2(summary.canceled)],
        ["Refused", "\u62D2\u5426", count2(summary.rejected)],
        ["Open at the end", "\u7D42\u4E86\u6642\u306B\u672A\u7D04\u5B9A", count2(summary.open)],
        ["Filled amount of the amount ordered", "\u7D04\u5B9A\u7387\uFF08\u6570\u91CF\uFF09", percentText(summary.fillRatio)],
        [
          "Time to the first fill, median",
          "\u6700\u521D\u306E\u7D04\u5B9A\u307E\u3067\u306E\u6642\u9593\uFF08\u4E2D\u592E\u5024\uFF09",
          summary.timeToFill === null ? "\u2014" : lengthText(summary.timeToFill)
        ]
      ]),
      table([{ head: both("Filled because", "\u7D04\u5B9A\u306E\u7406\u7531") }, number(both("Fills", "\u7D04\u5B9A"))], causes),
      table([{ head: both("Refused because of", "\u62D2\u5426\u306E\u7406\u7531") }, number(both("Orders", "\u6CE8\u6587"))], refusals),
      table(
        [{ head: both("Pair", "\u30DA\u30A2") }, number(both("Of the others\u2019 volume", "\u4ED6\u8005\u306E\u53D6\u5F15\u306B\u5BFE\u3059\u308B\u5272\u5408"))],
        shares
      ),
      table(
        [
          { head: both("Mark-out", "\u30DE\u30FC\u30AF\u30A2\u30A6\u30C8") },
          number(both("After", "\u7D4C\u904E")),
          number(both("Gained", "\u5229\u76CA")),
          number(both("Fills", "\u7D04\u5B9A"))
        ],
        markOuts.map(({ pair, after, gained, fills: times }) => [
          escaped(pair),
          lengthText(after),
          gainText(gained, quoteAssetOf(pair)),
          count2(times)
        ])
      )
    )
  ];
};
var livesOf = ({ orders }) => {
  const number = (english, japanese) => ({ head: both(english, japanese), isNumber: true });
  const text = (english, japanese) => ({ head: both(english, japanese) });
  return [
    section(
      both("Lives of orders", "\u6CE8\u6587\u306E\u7D4C\u904E"),
      orders.length > mostRows ? `<p>${both(`The first ${mostRows} of ${orders.length}.`, `${orders.length}\u4EF6\u306E\u3046\u3061\u6700\u521D\u306E${mostRows}\u4EF6\u3002`)}</p>` : "",
      table(
        [
          text("Time, UTC", "\u6642\u523B\uFF08UTC\uFF09"),
          text("Pair", "\u30DA\u30A2"),
          text("Side", "\u58F2\u8CB7"),
          text("Type", "\u7A2E\u985E"),
          number("Price", "\u4FA1\u683C"),
          number("Amount", "\u6570\u91CF"),
          number("Filled", "\u7D04\u5B9A"),
          text("Steps", "\u7D4C\u904E"),
          text("End", "\u7D50\u679C")
        ],
        orders.slice(0, mostRows).map(({ at, pair, side, orderType, price, amount, filled, steps, end }) => [
          timeText(at),
          escaped(pair ?? "\u2014"),
          wordOf(side),
          wordOf(orderType),
          price === null ? "\u2014" : numberText(Number(price)),
          escaped(amount ?? "\u2014"),
          escaped(filled),
          stepsText(steps),
          wordOf(end)
        ])
      )
    )
  ];
};
var inputOf = ({ hash, input, span, ended, breakTime, unknownTime }) => [
  section(
    both("Inputs", "\u5165\u529B"),
    figures([
      ["Strategy", "\u6226\u7565", escaped(input.strategy)],
      ["Recording from (UTC)", "\u8A18\u9332\u306E\u958B\u59CB\uFF08UTC\uFF09", timeText(span.from)],
      ["Strategy from (UTC)", "\u6226\u7565\u306E\u958B\u59CB\uFF08UTC\uFF09", timeText(span.begun)],
      ["To (UTC)", "\u7D42\u4E86\uFF08UTC\uFF09", `${timeText(span.to)}: ${wordOf(ended)}`],
      ["Book not known", "\u677F\u304C\u4E0D\u660E", lengthText(unknownTime)],
      ["Circuit break", "\u30B5\u30FC\u30AD\u30C3\u30C8\u30D6\u30EC\u30A4\u30AF", lengthText(breakTime)],
      ["Model of fills", "\u7D04\u5B9A\u30E2\u30C7\u30EB", modelText(input.model)],
      ["Latency, each way", "\u7247\u9053\u306E\u9045\u5EF6", latencyText(input.latency)],
      ["Fees", "\u624B\u6570\u6599\u7387", feesText(input.fees)],
      ["Seed", "\u30B7\u30FC\u30C9", escaped(String(input.seed))],
      ["Balances", "\u6B8B\u9AD8", balancesText(input.balances)],
      ["Frames", "\u30D5\u30EC\u30FC\u30E0", count2(input.frames)],
      ["Versions", "\u30D0\u30FC\u30B8\u30E7\u30F3", escaped(`rx-bitbank ${input.version}, Node ${input.node}`)],
      ["Hash of the result", "\u7D50\u679C\u306E\u30CF\u30C3\u30B7\u30E5", escaped(hash)],
      ["Hash of the recording", "\u8A18\u9332\u306E\u30CF\u30C3\u30B7\u30E5", escaped(input.hash)],
      ["Hash of the strategy", "\u6226\u7565\u306E\u30CF\u30C3\u30B7\u30E5", escaped(input.strategyHash)]
    ])
  )
];
var inOrder = [
  (result) => [weaknessOf(result)],
  moneyOf,
  pricesOf,
  ordersOf,
  livesOf,
  inputOf
];
var sections = (result) => inOrder.flatMap((of3) => of3(result)).join("\n");

// src/backtest/report/style.ts
var style = `
:root { color-scheme: light dark; --up: #0a7d4f; --down: #c0392b; --line: #2563eb; --dim: #8884; --soft: #888; }
@media (prefers-color-scheme: dark) { :root { --up: #34d399; --down: #f87171; --line: #60a5fa; } }
body { font: 15px/1.5 system-ui, sans-serif; margin: 0 auto; padding: 12px 16px; max-width: 960px; }
main { overflow-wrap: anywhere; }
h1 { margin: 8px 0 0; font-size: 24px; } h2 { margin: 28px 0 8px; font-size: 18px; } h3 { margin: 8px 0; font-size: 15px; }
ul { padding-left: 20px; }
.wide { overflow-x: auto; margin: 8px 0; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { padding: 3px 16px 3px 0; text-align: left; border-bottom: 1px solid var(--dim); white-space: nowrap; }
.number { text-align: right; }
section:first-of-type td:first-child { white-space: normal; min-width: 11em; }
dl { display: grid; grid-template-columns: minmax(9em, 40%) 1fr; margin: 8px 0; font-variant-numeric: tabular-nums; }
dt, dd { margin: 0; padding: 3px 12px 3px 0; border-bottom: 1px solid var(--dim); }
figure { margin: 8px 0; } figcaption { font-size: 13px; }
.plot { position: relative; height: 260px; margin-bottom: 24px; border-bottom: 1px solid var(--soft); }
svg { position: absolute; width: 100%; height: 100%; overflow: visible; }
path { fill: none; vector-effect: non-scaling-stroke; }
.plot b { position: absolute; font: 12px/1 system-ui, sans-serif; font-variant-numeric: tabular-nums; color: var(--soft); pointer-events: none; }
.value { right: 0; margin-top: -14px; padding: 0 2px; background: color-mix(in srgb, Canvas 75%, transparent); }
.time { top: 100%; padding-top: 6px; transform: translateX(-50%); }
.first { transform: none; } .last { transform: translateX(-100%); }
.grid { stroke: var(--dim); stroke-width: 1; } .line { stroke: var(--line); stroke-width: 1.5; stroke-linejoin: round; }
.drawdown, .ask { stroke: var(--down); } .bid { stroke: var(--up); }
.buy { stroke: var(--up); } .sell { stroke: var(--down); }
.span { stroke-width: 3; opacity: 0.55; } .dot { stroke-width: 8; stroke-linecap: round; }
.key { display: inline-block; width: 14px; height: 0; border-top: 2px solid var(--line); margin: 0 6px 4px 0; }
.key.bid { border-color: var(--up); } .key.ask { border-color: var(--down); } figcaption span { margin-right: 14px; }
#en:checked ~ main [lang=ja], #ja:checked ~ main [lang=en] { display: none; }
`;

// src/backtest/report/report.ts
var nameOf = ({ input }) => decodeURIComponent(input.strategy.split("/").at(-1) ?? input.strategy).replace(/\?.*$/, "");
var spanOf = ({ input, span }) => {
  const pairs = Object.keys(input.fees);
  const [from3, to] = [span.begun, span.to].map((at) => timeText(at).slice(0, 16));
  const length = lengthText(span.to - span.begun);
  const named = pairs.length > 5 ? [...pairs.slice(0, 5), "\u2026"] : pairs;
  return both(
    `A backtest on a recording of ${named.join(", ")}: ${length}, from ${from3} to ${to} UTC.`,
    `${named.join("\u3001")}\u306E\u8A18\u9332\u306B\u3088\u308B\u30D0\u30C3\u30AF\u30C6\u30B9\u30C8\uFF1A${length}\uFF08${from3}\u301C${to} UTC\uFF09\u3002`
  );
};
var reportOf = (result) => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(nameOf(result))}: backtest</title><style>${style}</style></head><body>
<input type="radio" name="language" id="en" checked><label for="en">English</label>
<input type="radio" name="language" id="ja"><label for="ja">\u65E5\u672C\u8A9E</label>
<main><h1>${escaped(nameOf(result))}</h1>
<p>${spanOf(result)}</p>
${sections(result)}
</main></body></html>
`;
var writeReport = (result, path) => replaceFile(path, reportOf(result));

// src/backtest/paper.ts
import { randomInt, randomUUID } from "crypto";
import { Subject } from "rxjs";

// src/backtest/paper-error.ts
var paperError = (reason, path, detail) => taggedError("PaperError", `${path}: ${detail}`, { reason, path, detail });
var isPaperError = (error) => error?._tag === "PaperError";

// src/backtest/paper-file.ts
import { readFileSync } from "fs";

// src/backtest/paper-state.ts
var units = /^-?\d+n$/;
var paperText = (state) => `${JSON.stringify(state, (_, value) => typeof value === "bigint" ? `${value}n` : value, 1)}
`;
var isRecord = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
var isOrder = (value) => isRecord(value) && Number.isSafeInteger(value.orderId) && typeof value.pair === "string" && typeof value.status === "string" && typeof value.executedAmount === "bigint";
var isFill = (value) => isRecord(value) && Number.isSafeInteger(value.tradeId) && typeof value.amount === "bigint";
var readPaperState = (text) => {
  try {
    const state = JSON.parse(
      text,
      (_, value) => typeof value === "string" && units.test(value) ? BigInt(value.slice(0, -1)) : value
    );
    const isRight = isRecord(state) && state.format === 1 && isRecord(state.balances) && Object.values(state.balances).every((amount) => typeof amount === "string" && isPlainDecimal(amount)) && Array.isArray(state.orders) && state.orders.every(isOrder) && Array.isArray(state.fills) && state.fills.every(isFill);
    return isRight ? state : null;
  } catch {
    return null;
  }
};

// src/backtest/paper-file.ts
var stateIn = (file) => {
  if (statsOf(file) === null) return null;
  let text;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    throw paperError("unreadable", file, causeOf(error));
  }
  const state = readPaperState(text);
  if (state === null)
    throw paperError(
      "unreadable",
      file,
      "it is not a paper account, or it is one of a newer version; it was left as it is"
    );
  return state;
};
var openPaperFile = async (path, onFailure) => {
  const file = realFileOf(path);
  let lock;
  try {
    const taken = await takeLock(file);
    if (taken._tag === "Refused") throw paperError("locked", path, `${taken.owner} has it`);
    ({ lock } = taken);
  } catch (error) {
    if (isPaperError(error)) throw error;
    throw paperError("unwritable", path, causeOf(error));
  }
  let state;
  try {
    state = stateIn(file);
  } catch (error) {
    lock.release();
    throw error;
  }
  let wanted = null;
  let writing = null;
  const write = async (state2) => {
    try {
      if (!await lock.isHeld()) throw paperError("locked", path, "another process has it");
      await replaceFile(file, paperText(state2()));
    } catch (error) {
      onFailure(isPaperError(error) ? error : paperError("unwritable", path, causeOf(error)));
    }
  };
  const writeAll = async () => {
    for (let next = wanted; next !== null; next = wanted) {
      wanted = null;
      await write(next);
    }
    writing = null;
  };
  return {
    state,
    save: (next) => {
      wanted = next;
      writing ??= writeAll();
    },
    close: async () => {
      await writing;
      lock.release();
    }
  };
};

// src/backtest/paper.ts
var mostKept = 1e3;
var stateOf = (sim, user, ended, unlisted, at) => ({
  format: 1,
  savedAt: at,
  balances: Object.fromEntries(
    sim.venue.assets(user).filter(({ onhand }) => onhand !== 0n).map(({ asset, onhand, precision }) => [asset, fromUnits(onhand, precision)])
  ),
  orders: [...ended, ...sim.venue.activeOrders(user, { count: Infinity }).toReversed()],
  fills: [...unlisted, ...sim.venue.tradeHistory(user, { count: mostKept }).toReversed()].slice(-mostKept)
});
var restore = (sim, user, { orders, fills }, file) => {
  const isListed = ({ pair }) => sim.venue.instrument(pair) !== void 0;
  try {
    for (const order of orders) if (isListed(order) || !isEnded(order)) sim.venue.restoreOrder(user, order);
    for (const fill of fills.filter(isListed)) sim.venue.restoreFill(user, fill);
  } catch (error) {
    throw paperError("unreadable", file, `it does not match the pairs of the venue: ${String(error)}`);
  }
};
var withOpenOnes = (pairs, state) => {
  const open = (state?.orders ?? []).filter((order) => !isEnded(order)).map(({ pair }) => pair);
  return pairs && [.../* @__PURE__ */ new Set([...pairs, ...open])];
};
var isEnded = ({ status }) => isTerminal(status);
var keep = (sim, user, file, now) => {
  const ended = new Map((file.state?.orders ?? []).filter(isEnded).map((order) => [order.orderId, order]));
  const unlisted = (file.state?.fills ?? []).filter(({ pair }) => sim.venue.instrument(pair) === void 0);
  const save = () => file.save(() => stateOf(sim, user, [...ended.values()], unlisted, now()));
  const changes = sim.venue.events$.subscribe((event) => {
    if (!("user" in event) || event.user !== user) return;
    if (event.type === "order" && isEnded(event.order)) {
      ended.set(event.order.orderId, event.order);
      const [oldest] = ended.keys();
      if (ended.size > mostKept && oldest !== void 0) ended.delete(oldest);
    }
    save();
  });
  save();
  return () => {
    changes.unsubscribe();
    save();
  };
};
var createPaper = async (options) => {
  const { balances, fills, latency, file: path, scheduler = wallClock, ...live } = options;
  const failed$ = new Subject();
  const file = path === void 0 ? null : await openPaperFile(path, (error) => failed$.next(error));
  try {
    const account = {
      apiKey: "paper",
      apiSecret: randomUUID(),
      balances: file?.state?.balances ?? balances,
      margin: false
    };
    const sim = createVirtualSimulator({
      scheduler,
      market: await liveMarket({ ...live, pairs: withOpenOnes(live.pairs, file?.state ?? null) }),
      accounts: [account],
      // The first orders and trades of each run have ids of their own.
      seed: randomInt(2 ** 31),
      ...fills && { fills },
      ...latency !== void 0 && { latency }
    });
    const user = 0;
    try {
      if (file?.state) restore(sim, user, file.state, path ?? "");
    } catch (error) {
      sim.close();
      throw error;
    }
    const stopKeeping = file && keep(sim, user, file, () => stampOf(scheduler));
    const { openSocket, sendRequest, openPubnub, urls } = sim;
    const data = createDataClient({ ...urls, scheduler, openSocket, sendRequest });
    const pnl = { market: data };
    const exec = createExecutionClient({ ...account, ...urls, scheduler, sendRequest, openPubnub, pnl });
    const stop = async () => {
      await Promise.all([data.close(), exec.close()]);
      stopKeeping?.();
      await file?.close();
      sim.close();
      failed$.complete();
    };
    let closed;
    const close = () => closed ??= stop();
    return { data, exec, scheduler, notices$: sim.notices$, failed$, close, ...disposedBy(close) };
  } catch (error) {
    await file?.close();
    throw error;
  }
};

// src/strategy/run-strategy.ts
import {
  catchError,
  concat,
  defer as defer2,
  EMPTY,
  endWith,
  from as from2,
  fromEvent,
  ignoreElements,
  map as map3,
  materialize,
  merge,
  of as of2,
  take,
  takeWhile
} from "rxjs";
var signals$ = merge(fromEvent(process, "SIGINT"), fromEvent(process, "SIGTERM"));
var runStrategy = (strategy, world, { stop$ = signals$, atEnd = "halt", close = true } = {}) => defer2(() => {
  const { exec, scheduler } = world;
  const now = () => stampOf(scheduler);
  let end = { reason: "completed" };
  const stopping = (reached) => {
    end = reached;
    return { type: "stopping", at: now(), ...reached };
  };
  const stopped$ = stop$.pipe(
    catchError(() => EMPTY),
    endWith(null),
    take(1),
    map3(() => stopping({ reason: "stopped" }))
  );
  const strategy$ = defer2(() => strategy(world)).pipe(
    materialize(),
    map3((notification) => {
      if (notification.kind === "N") return { type: "emitted", at: now(), value: notification.value };
      if (notification.kind === "C") return stopping({ reason: "completed" });
      return stopping({ reason: "failed", error: notification.error, cause: causeOf(notification.error) });
    })
  );
  const halt$ = defer2(() => atEnd === "halt" ? exec.halt() : EMPTY).pipe(
    map3((event) => ({ type: "halt", at: now(), event }))
  );
  const closed$ = defer2(() => close ? from2(world.close()) : EMPTY).pipe(ignoreElements());
  return concat(
    defer2(() => of2({ type: "started", at: now() })),
    merge(stopped$, strategy$).pipe(takeWhile(({ type }) => type !== "stopping", true)),
    halt$,
    closed$,
    defer2(() => of2({ type: "ended", at: now(), ...end }))
  );
});

// src/strategy/worlds.ts
import { asyncScheduler, NEVER } from "rxjs";
var limited = (options, market) => options.guards === void 0 ? options : { ...options, guards: { market, ...options.guards } };
var createSimulated = async (options = {}) => {
  const { account = demoAccount, trader = {}, ...simulator } = options;
  const sim = await startSimulator({ ...simulator, accounts: [account] });
  const { apiKey, apiSecret } = account;
  const data = createDataClient(sim.urls);
  const exec = createExecutionClient({
    exclusiveAccount: true,
    ...limited(trader, data),
    apiKey,
    apiSecret,
    ...sim.urls
  });
  let closed;
  const close = () => closed ??= Promise.all([data.close(), exec.close()]).then(() => sim.close());
  return { data, exec, scheduler: asyncScheduler, notices$: sim.notices$, close, ...disposedBy(close) };
};
var createLive = ({ prices = {}, ...options }) => {
  const { publicUrl, apiUrl, scheduler = asyncScheduler } = options;
  const data = createDataClient({
    ...publicUrl !== void 0 && { publicUrl },
    ...apiUrl !== void 0 && { apiUrl },
    scheduler,
    ...prices
  });
  const exec = createExecutionClient(limited(options, data));
  let closed;
  const close = () => closed ??= Promise.all([data.close(), exec.close()]).then(() => void 0);
  return { data, exec, scheduler, notices$: NEVER, close, ...disposedBy(close) };
};
export {
  backtest,
  backtestDays,
  compare,
  createLive,
  createPaper,
  createSimulated,
  queue,
  recordRun,
  reportOf,
  runStrategy,
  through,
  touch,
  writeReport
};
//# sourceMappingURL=backtest.js.map