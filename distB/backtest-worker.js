import {
  backtestError,
  placeIn,
  recordPacker,
  recordRun
} from "./chunk-6JAZNAQ7.js";
import {
  createDataClient
} from "./chunk-2Y6OKYIA.js";






import {
  createExecutionClient
} from "./chunk-JHVN7VYW.js";



import {
  createVirtualSimulator,
  eventsBefore,
  randomOf,
  recordedMarket,
  virtualClock
} from "./chunk-6AZOJIIN.js";




import {
  recordedEnd,
  recordedEvents
} from "./chunk-MAOUEVDT.js";




















import {
  decimalOfUnits,
  unitsOf
} from "./chunk-NKAGEFPH.js";


import {
  disposedBy
} from "./chunk-P2LLCTY6.js";





import {
  isPairName
} from "./chunk-ZXDJGQ4R.js";
import {
  fromUnits
} from "./chunk-QYQF4BGL.js";





import {
  causeOf
} from "./chunk-OLZLLHMU.js";

// src/backtest/worker/main.ts
import { createHash as createHash2 } from "crypto";
import { readFileSync as readFileSync2 } from "fs";
import { fileURLToPath } from "url";
import { parentPort, workerData } from "worker_threads";

// src/backtest/worker/no-real-io.ts
import childProcess from "child_process";
import dgram from "dgram";
import dns from "dns";
import fs from "fs";
import http from "http";
import https from "https";
import { syncBuiltinESMExports } from "module";
import net from "net";
import tls from "tls";
import workerThreads from "worker_threads";
var reaching = [
  [
    "fs",
    fs,
    [
      ...["open", "openSync", "read", "readSync", "readFile", "readFileSync", "readv", "readvSync"],
      ...["createReadStream", "createWriteStream", "writeFile", "writeFileSync", "openAsBlob"],
      ...["appendFile", "appendFileSync", "copyFile", "copyFileSync", "cp", "cpSync", "watch", "watchFile"]
    ]
  ],
  ["fs/promises", fs.promises, ["open", "readFile", "writeFile", "appendFile", "copyFile", "cp", "watch"]],
  ["net", net, ["connect", "createConnection", "createServer", "Socket", "Server"]],
  ["tls", tls, ["connect", "createServer"]],
  ["http", http, ["request", "get", "createServer"]],
  ["https", https, ["request", "get", "createServer"]],
  ["dgram", dgram, ["createSocket"]],
  ["dns", dns, ["lookup", "resolve", "resolve4", "resolve6"]],
  ["dns/promises", dns.promises, ["lookup", "resolve", "resolve4", "resolve6"]],
  [
    "child_process",
    childProcess,
    ["spawn", "spawnSync", "exec", "execSync", "execFile", "execFileSync", "fork"]
  ],
  ["worker_threads", workerThreads, ["Worker"]],
  ["globalThis", globalThis, ["fetch", "WebSocket", "EventSource", "XMLHttpRequest"]]
];
var closeGate = (module2, onReach) => {
  let isOpen = false;
  for (const [name, owner, names] of reaching)
    for (const key of names) {
      const original = owner[key];
      if (typeof original !== "function") continue;
      const refuse = () => {
        const error = backtestError(
          "real-io",
          `a backtest has no ${name}.${key}: a strategy has its world and nothing else`,
          placeIn(new Error().stack ?? "", module2)
        );
        onReach(error);
        throw error;
      };
      const guarded = new Proxy(original, {
        apply: (target, self, args) => isOpen ? Reflect.apply(target, self, args) : refuse(),
        construct: (target, args, made) => isOpen ? Reflect.construct(target, args, made) : refuse()
      });
      Object.defineProperty(owner, key, { value: guarded, configurable: true, writable: true });
    }
  syncBuiltinESMExports();
  return {
    through: (run2) => {
      const was = isOpen;
      isOpen = true;
      try {
        return run2();
      } finally {
        isOpen = was;
      }
    }
  };
};

// src/backtest/worker/play.ts
import { createHash } from "crypto";
import { readFileSync } from "fs";
import { Subscription } from "rxjs";

// src/backtest/worker/recorded-pairs.ts
var pairIn = (argument) => {
  if (typeof argument === "string") return isPairName(argument) ? argument : null;
  if (typeof argument !== "object" || argument === null || !("pair" in argument)) return null;
  const { pair } = argument;
  return typeof pair === "string" && isPairName(pair) ? pair : null;
};
var lookedAt = (client, look) => new Proxy(client, {
  get: (target, key, self) => {
    const member = Reflect.get(target, key, self);
    if (typeof member === "function")
      return (...args) => {
        look(args[0]);
        return Reflect.apply(member, target, args);
      };
    return typeof member === "object" && member !== null && (key === "rest" || key === "all") ? lookedAt(member, look) : member;
  }
});
var withRecordedPairs = (world, pairs, onForeign) => {
  const recorded = new Set(pairs);
  const look = (argument) => {
    const pair = pairIn(argument);
    if (pair !== null && !recorded.has(pair)) onForeign(pair);
  };
  return { ...world, data: lookedAt(world.data, look), exec: lookedAt(world.exec, look) };
};

// src/backtest/worker/play.ts
var eventsOf = ({ recorded, from = 0, to }) => eventsBefore(
  typeof recorded === "object" && "events" in recorded ? recorded.events[Symbol.iterator]() : recordedEvents(recorded, from),
  to
);
var hashedAtOnce = 65536;
var inputDigest = () => {
  const digest = createHash("sha256");
  let frames = "";
  const flush = () => {
    digest.update(frames);
    frames = "";
  };
  return {
    addFile: (content) => void digest.update(content),
    addFrame: (frame) => {
      frames += frame;
      if (frames.length > hashedAtOnce) flush();
    },
    hash: () => {
      flush();
      return digest.copy().digest("hex");
    }
  };
};
var createPlay = (module2, { market: described, balances, fills, latency, seed, warmUp }, clock, start, gate, strategyHash) => {
  const input = inputDigest();
  for (const path of described.candles ?? []) input.addFile(gate.through(() => readFileSync(path)));
  let frames = 0;
  let ended = null;
  let failure = null;
  let isPlaying = false;
  const events = {
    [Symbol.iterator]: () => {
      const read = gate.through(() => eventsOf(described));
      return {
        next: () => {
          const next = gate.through(() => read.next());
          if (isPlaying && next.done !== true && next.value.type === "frame") {
            frames += 1;
            input.addFrame(next.value.frame);
          }
          return next;
        },
        return: () => gate.through(() => read.return?.()) ?? { done: true, value: void 0 }
      };
    }
  };
  const end = (how) => {
    ended ??= how;
  };
  const onEnd = (error) => {
    if (error !== void 0) failure ??= { of: "recording", error };
    end("left");
  };
  const market = gate.through(
    () => recordedMarket({ events }, { ...described, onEnd })
  );
  isPlaying = true;
  const account = { apiKey: "backtest", apiSecret: "backtest", balances, margin: false };
  const scheduler = {
    now: () => clock.now(),
    elapsed: () => clock.now(),
    schedule: clock.schedule.bind(clock)
  };
  const sim = createVirtualSimulator({
    scheduler,
    market,
    accounts: [account],
    fills,
    latency,
    seed,
    journalCapacity: 0
  });
  const { urls, openSocket, sendRequest, openPubnub } = sim;
  const data = createDataClient({ ...urls, scheduler, openSocket, sendRequest });
  const exec = createExecutionClient({
    ...account,
    ...urls,
    scheduler,
    sendRequest,
    openPubnub,
    exclusiveAccount: true
  });
  const close = () => {
    end("completed");
    return Promise.resolve();
  };
  const base = { data, exec, scheduler, notices$: sim.notices$, close, ...disposedBy(close) };
  const records = recordPacker();
  const bases = {};
  const breaks = [];
  const inBreak = /* @__PURE__ */ new Map();
  const onVenue = (event) => {
    if (event.type === "fill" && event.fill.basis !== void 0) bases[event.fill.tradeId] = event.fill.basis;
    if (event.type === "print") volumes.set(event.pair, (volumes.get(event.pair) ?? 0n) + event.amount);
    if (event.type !== "circuit-break") return;
    const { pair, mode } = event.info;
    const from = inBreak.get(pair);
    if (mode !== "NONE") inBreak.set(pair, from ?? clock.now());
    else if (from !== void 0) {
      breaks.push({ pair, from, to: clock.now() });
      inBreak.delete(pair);
    }
  };
  const volumes = /* @__PURE__ */ new Map();
  const life = new Subscription();
  const pairs = market.instruments.map(({ pair }) => pair);
  const onForeign = (pair) => {
    const detail = `it asks for ${pair}, of which the market has nothing: it has ${pairs.join(", ")}`;
    const error = backtestError("pair", detail, placeIn(new Error().stack ?? "", module2));
    failure ??= { of: "strategy", error };
    throw error;
  };
  return {
    begin: (strategy) => {
      const recording = recordRun(base, { pairs });
      const world = withRecordedPairs(recording.world, pairs, onForeign);
      recording.records$.subscribe(records.add);
      life.add(sim.venue.events$.subscribe(onVenue));
      const begin = () => {
        try {
          life.add(
            strategy(world).subscribe({
              error: (error) => {
                failure ??= { of: "strategy", error };
              },
              complete: () => end("completed")
            })
          );
        } catch (error) {
          failure ??= { of: "strategy", error };
        }
      };
      clock.schedule(begin, warmUp);
    },
    frames: () => frames,
    ended: () => ended,
    failure: () => failure,
    facts: () => {
      life.unsubscribe();
      return {
        from: start,
        to: clock.now(),
        begun: start + warmUp,
        frames,
        inputHash: input.hash(),
        ended: ended ?? "left",
        strategyHash,
        fees: Object.fromEntries(
          market.instruments.map(({ pair, fees }) => [
            pair,
            { maker: fees.makerQuote, taker: fees.takerQuote }
          ])
        ),
        breaks: [...breaks, ...[...inBreak].map(([pair, since]) => ({ pair, from: since, to: clock.now() }))],
        records: records.pack(),
        bases,
        volumes: Object.fromEntries(
          market.instruments.flatMap(({ pair, amountDigits }) => {
            const lots = volumes.get(pair);
            return lots === void 0 ? [] : [[pair, decimalOfUnits(unitsOf(fromUnits(lots, amountDigits)))]];
          })
        )
      };
    }
  };
};

// src/backtest/worker/promise-watch.ts
import process2 from "process";
import { promiseHooks } from "v8";
var watchPromises = () => {
  let isBusy = true;
  const note = () => {
    isBusy = true;
  };
  promiseHooks.createHook({ init: note, settled: note });
  const noting = (call) => new Proxy(call, {
    apply: (target, self, args) => {
      note();
      return Reflect.apply(target, self, args);
    }
  });
  globalThis.queueMicrotask = noting(globalThis.queueMicrotask);
  process2.nextTick = noting(process2.nextTick);
  return {
    wasBusy: () => {
      const was = isBusy;
      isBusy = false;
      return was;
    }
  };
};

// src/backtest/worker/virtual-globals.ts
import timers from "timers";
import timersPromises from "timers/promises";
import { syncBuiltinESMExports as syncBuiltinESMExports2 } from "module";
var makeVirtual = (clock, random) => {
  const real = { setImmediate, now: Date.now.bind(Date) };
  const start = clock.now();
  const handles = /* @__PURE__ */ new Map();
  let ids = 0;
  const armed = (run2, delay, again) => {
    ids += 1;
    const id = ids;
    const arm = () => {
      const timer = clock.schedule(() => {
        if (again) arm();
        else handles.delete(id);
        run2();
      }, delay);
      handles.set(id, () => timer.unsubscribe());
    };
    arm();
    const handle = {
      close: () => clear(id),
      ref: () => handle,
      unref: () => handle,
      hasRef: () => true,
      refresh: () => {
        handles.get(id)?.();
        arm();
        return handle;
      },
      [Symbol.toPrimitive]: () => id
    };
    return handle;
  };
  const clear = (handle) => {
    if (handle === void 0 || handle === null) return;
    const id = Number(handle);
    handles.get(id)?.();
    handles.delete(id);
  };
  const delayOf = (ms) => {
    const delay = Number(ms);
    return delay >= 1 && delay <= 2 ** 31 - 1 ? Math.floor(delay) : 1;
  };
  const faked = {
    setTimeout: (call, ms, ...args) => armed(() => call(...args), delayOf(ms), false),
    setInterval: (call, ms, ...args) => armed(() => call(...args), delayOf(ms), true),
    setImmediate: (call, ...args) => armed(() => call(...args), 0, false),
    clearTimeout: clear,
    clearInterval: clear,
    clearImmediate: clear
  };
  Object.assign(globalThis, faked);
  Object.assign(timers, faked);
  const waited = (ms, value) => new Promise((resolve) => {
    faked.setTimeout(() => resolve(value), ms);
  });
  Object.assign(timersPromises, {
    setTimeout: waited,
    setImmediate: (value) => waited(1, value),
    setInterval: async function* (ms, value) {
      for (; ; ) yield await waited(ms, value);
    }
  });
  Object.assign(timersPromises.scheduler, { wait: waited, yield: () => waited(1) });
  const RealDate = Date;
  const now = () => clock.now();
  globalThis.Date = new Proxy(RealDate, {
    construct: (target, args, self) => Reflect.construct(target, args.length === 0 ? [now()] : args, self),
    apply: () => new RealDate(now()).toString(),
    get: (target, key, self) => key === "now" ? now : Reflect.get(target, key, self)
  });
  RealDate.prototype.constructor = globalThis.Date;
  const elapsed = () => clock.now() - start;
  Object.defineProperty(performance, "now", { value: elapsed, configurable: true });
  Object.defineProperty(performance, "timeOrigin", { value: start, configurable: true });
  const hrtime = (since = [0, 0]) => {
    const ms = elapsed() - since[0] * 1e3 - since[1] / 1e6;
    return [Math.floor(ms / 1e3), Math.round(ms % 1e3 * 1e6)];
  };
  process.hrtime = Object.assign(hrtime, { bigint: () => BigInt(elapsed()) * 1000000n });
  process.uptime = () => elapsed() / 1e3;
  Math.random = random;
  const byte = () => Math.floor(random() * 256);
  const getRandomValues = (array) => {
    const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
    for (let i = 0; i < bytes.length; i += 1) bytes[i] = byte();
    return array;
  };
  const randomUUID = () => {
    const hex = Array.from({ length: 32 }, () => Math.floor(random() * 16).toString(16)).join("");
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`;
  };
  Object.defineProperty(globalThis.crypto, "getRandomValues", { value: getRandomValues });
  Object.defineProperty(globalThis.crypto, "randomUUID", { value: randomUUID });
  syncBuiltinESMExports2();
  return real;
};

// src/backtest/worker/main.ts
var post = (message) => parentPort?.postMessage(message);
var progressEvery = 200;
var config = workerData;
var module = config.strategy.startsWith("file:") ? fileURLToPath(config.strategy) : config.strategy;
var isTagged = (error) => typeof error === "object" && error !== null && "_tag" in error;
var fail = (error) => {
  if (isTagged(error)) {
    post({ type: "failed", message: error.message, fields: { ...error } });
    return;
  }
  const place = placeIn(error instanceof Error ? error.stack ?? "" : "", module);
  fail(backtestError("strategy", causeOf(error), place));
};
var loadStrategy = async () => {
  let loaded;
  try {
    loaded = await import(config.strategy);
  } catch (error) {
    const place = placeIn(error instanceof Error ? error.stack ?? "" : "", module);
    throw backtestError("strategy", `the module could not be loaded: ${causeOf(error)}`, place);
  }
  const { default: strategy } = loaded;
  if (typeof strategy !== "function") {
    const { configError } = await import("./errors-26OA6P4V.js");
    throw configError(
      "strategy",
      "a module whose default export is a strategy",
      `${module}: ${typeof strategy}`
    );
  }
  return strategy;
};
var endOf = ({ recorded, to = Infinity }) => Math.min(
  to,
  typeof recorded === "object" && "events" in recorded ? recorded.events.at(-1)?.t ?? 0 : recordedEnd(recorded) ?? 0
);
var run = async () => {
  const { start } = recordedMarket(config.market.recorded, config.market);
  const end = endOf(config.market);
  const shareAt = (at) => Math.min(1, (at - start) / Math.max(1, end - start));
  const strategy = await loadStrategy();
  const strategyHash = createHash2("sha256").update(readFileSync2(module)).digest("hex");
  const clock = virtualClock(start);
  const real = makeVirtual(clock, randomOf(config.seed, "strategy").next);
  let reached;
  const gate = closeGate(module, (error) => {
    reached ??= error;
  });
  for (const event of ["uncaughtException", "unhandledRejection"])
    process.on(event, (error) => {
      reached ??= error;
    });
  const play = createPlay(module, config, clock, start, gate, strategyHash);
  play.begin(strategy);
  const promisesDone = () => new Promise((resolve) => real.setImmediate(() => resolve()));
  const promises = watchPromises();
  await promisesDone();
  let reportedAt = real.now();
  for (; ; ) {
    promises.wasBusy();
    const goesOn = clock.step();
    clock.advanceTo(clock.now());
    if (promises.wasBusy()) await promisesDone();
    if (reached !== void 0) throw reached;
    const failure = play.failure();
    if (failure?.of === "recording") {
      throw isTagged(failure.error) ? failure.error : backtestError("recording", causeOf(failure.error));
    }
    if (failure !== null) throw failure.error;
    if (!goesOn || play.ended() !== null) break;
    if (real.now() - reportedAt >= progressEvery) {
      reportedAt = real.now();
      await promisesDone();
      post({ type: "progress", at: clock.now(), share: shareAt(clock.now()), frames: play.frames() });
    }
  }
  post({ type: "facts", facts: play.facts() });
};
await run().catch(fail);
//# sourceMappingURL=backtest-worker.js.map