import {
  decimalOf
} from "./chunk-QYQF4BGL.js";
import {
  stampOf
} from "./chunk-34SWKVHE.js";
import {
  causeOf,
  taggedError
} from "./chunk-LYSEG24M.js";

// src/backtest/run/backtest-error.ts
var placeIn = (stack, module) => {
  for (const row of stack.split("\n")) {
    const found = /((?:file:\/\/)?\/[^\s()]+?):(\d+):\d+/.exec(row);
    const [, file, line] = found ?? [];
    if (file === void 0 || line === void 0) continue;
    const path = file.replace("file://", "").replace(/\?.*$/, "");
    if (path === module) return { file: path, line: Number(line) };
  }
  return { file: module, line: null };
};
var backtestError = (reason, detail, { file, line } = { file: null, line: null }) => {
  const place = file === null ? "" : ` (${file}${line === null ? "" : `:${line}`})`;
  return taggedError("BacktestError", `${detail}${place}`, { reason, detail, file, line });
};

// src/strategy/record-run.ts
import { auditTime, defer, map, skip, Subject, Subscription, tap } from "rxjs";
var markEvery = 1e3;
var textOf = (price) => price === null ? null : decimalOf(price);
var recordRun = (base, { pairs = [] } = {}) => {
  const { data, exec, scheduler, notices$ } = base;
  const records = new Subject();
  const life = new Subscription();
  const watched = /* @__PURE__ */ new Set();
  const now = () => stampOf(scheduler);
  let commands = 0;
  const watch = (pair) => {
    if (watched.has(pair) || life.closed) return;
    watched.add(pair);
    const marks$ = data.quotes$(pair).pipe(auditTime(markEvery, scheduler));
    const write = ({ bid, ask }) => records.next({ type: "mark", at: now(), pair, bid: textOf(bid), ask: textOf(ask) });
    life.add(marks$.subscribe({ next: write, error: () => void 0 }));
  };
  const begun = (call, request, pair) => {
    commands += 1;
    records.next({ type: "command", at: now(), command: commands, call, request });
    if (pair !== void 0) watch(pair);
    return commands;
  };
  const written = (call, request, pair, told$2, write, onLeft = () => void 0) => {
    let isWritten = false;
    return defer(() => {
      if (isWritten || life.closed) return told$2;
      isWritten = true;
      const command = begun(call, request, pair);
      return told$2.pipe(
        tap({
          next: (value) => write(command, value),
          error: (error) => {
            isWritten = false;
            records.next({ type: "error", at: now(), command, cause: causeOf(error) });
          },
          unsubscribe: () => onLeft(command)
        })
      );
    });
  };
  const placed = (call, request, pair, told$2) => {
    let id = null;
    let seen = 0;
    const write = (command, transition) => {
      if (transition.type === "Submitted") ({ id } = transition);
      seen += 1;
      records.next({ type: "transition", at: now(), command, transition });
    };
    const follow = (command) => {
      if (id === null || life.closed) return;
      const rest$ = exec.trackOrder({ id }).pipe(skip(seen));
      life.add(rest$.subscribe({ next: (one) => write(command, one), error: () => void 0 }));
    };
    return written(call, request, pair, told$2, write, follow);
  };
  const cancelled = (command, outcome) => records.next({ type: "outcome", at: now(), command, outcome });
  const world = {
    ...base,
    exec: {
      ...exec,
      submitOrder: (request, options) => placed("submitOrder", request, request.pair, exec.submitOrder(request, options)),
      replaceOrder: (ref, changes, options) => {
        const request = { ref: { pair: ref.pair, orderId: ref.orderId }, changes };
        return placed("replaceOrder", request, ref.pair, exec.replaceOrder(ref, changes, options));
      },
      cancelOrder: (ref) => {
        const request = { pair: ref.pair, orderId: ref.orderId };
        return written("cancelOrder", request, ref.pair, exec.cancelOrder(ref), cancelled);
      },
      cancelOrders: (orders) => written("cancelOrders", orders, orders.pair, exec.cancelOrders(orders), cancelled),
      cancelAll: (which) => written("cancelAll", which ?? {}, which?.pair, exec.cancelAll(which), cancelled)
    }
  };
  const fills$ = exec.fills$.pipe(map((fill) => ({ type: "fill", at: now(), fill })));
  const told$ = notices$.pipe(map((notice) => ({ type: "notice", at: now(), notice })));
  for (const feed$ of [fills$, told$])
    life.add(feed$.subscribe({ next: (record) => records.next(record), error: () => void 0 }));
  pairs.forEach(watch);
  const stop = () => {
    life.unsubscribe();
    records.complete();
  };
  return { world, records$: records.asObservable(), stop };
};

// src/backtest/result/packed-records.ts
import { createHash } from "crypto";
import { deflateRawSync, inflateRawSync } from "zlib";
var pieceLength = 262144;
var lineOf = (record) => {
  try {
    return `${JSON.stringify(record)}
`;
  } catch {
    return `${JSON.stringify({ ...record, request: null })}
`;
  }
};
var recordPacker = () => {
  const digest = createHash("sha256");
  const pieces = [];
  let lines = "";
  const flush = () => {
    if (lines === "") return;
    digest.update(lines);
    pieces.push(deflateRawSync(lines, { level: 1 }));
    lines = "";
  };
  return {
    add: (record) => {
      lines += lineOf(record);
      if (lines.length >= pieceLength) flush();
    },
    pack: () => {
      flush();
      return { pieces: [...pieces], hash: digest.copy().digest("hex") };
    }
  };
};
function* recordsIn({ pieces }) {
  for (const piece of pieces)
    for (const line of inflateRawSync(piece).toString("utf8").split("\n"))
      if (line !== "") yield JSON.parse(line);
}
var unpackedRecords = (packed) => [...recordsIn(packed)];

export {
  recordPacker,
  recordsIn,
  unpackedRecords,
  placeIn,
  backtestError,
  recordRun
};
//# sourceMappingURL=chunk-52HKYXJZ.js.map