import {
  bytesText,
  parseBytes,
  parseSpan
} from "./chunk-Z4SOO52Z.js";
import {
  beside,
  fit,
  showOn,
  size$,
  span,
  spread
} from "./chunk-HCB23YNU.js";
import {
  withSimulator
} from "./chunk-H7FBBHXW.js";
import {
  grouped,
  timeOfDay
} from "./chunk-BLBGNJ7L.js";
import {
  parsePairs
} from "./chunk-LQKEOOLZ.js";
import {
  alongside,
  describeDiagnostic
} from "./chunk-JJ7GEAXN.js";

import {
  notice,
  printJson
} from "./chunk-VHNTDNJI.js";
import {
  given,
  parseOptions,
  refuseMore,
  refuseTogether,
  usageError
} from "./chunk-WDPZHDGP.js";





// src/cli/record.ts
import {
  catchError,
  concatMap,
  defer,
  filter,
  map,
  merge,
  scan,
  share,
  take,
  tap,
  throwError
} from "rxjs";

// src/cli/record/screen.ts
var kinds = Object.entries({
  ticker: "ticker",
  transactions: "trades",
  depth_whole: "whole",
  depth_diff: "diff",
  circuit_break_info: "break"
});
var pairWidth = 12;
var ageWidth = 8;
var columnWidth = pairWidth + kinds.length * ageWidth + 2;
var ageText = (ms) => {
  if (ms === null) return "-";
  const seconds = Math.max(0, Math.round(ms / 1e3));
  return seconds < 1e3 ? `${seconds} s` : `${Math.round(seconds / 3600)} h`;
};
var agesOf = ({ rooms, at }) => {
  const pairs = new Set(
    [...rooms.keys()].flatMap((room) => {
      const [kind] = kinds.find(([name]) => room.startsWith(`${name}_`)) ?? [];
      return kind === void 0 ? [] : [room.slice(kind.length + 1)];
    })
  );
  return [...pairs].sort().map((pair) => ({
    pair,
    ages: kinds.map(([kind]) => {
      const lastAt = rooms.get(`${kind}_${pair}`)?.lastAt ?? null;
      return lastAt === null ? null : at - lastAt;
    })
  }));
};
var lateWhole = 2e4;
var wholeAt = kinds.findIndex(([kind]) => kind === "depth_whole");
var ageLine = ({ pair, ages }) => {
  const isLate = (ages[wholeAt] ?? Infinity) > lateWhole;
  return [
    span(pair.padEnd(pairWidth), isLate ? "warning" : "plain"),
    ...ages.map((age) => span(ageText(age).padStart(ageWidth), isLate ? "warning" : "plain"))
  ];
};
var titles = [
  span("age of".padEnd(pairWidth), "dim"),
  ...kinds.map(([, title]) => span(title.padStart(ageWidth), "dim"))
];
var columnsOf = (blocks) => blocks.reduceRight((right, left) => beside(left, columnWidth, right));
var roomLines = (state, width, height) => {
  const rows = agesOf(state);
  const columns = Math.max(1, Math.floor(width / columnWidth));
  const room = columns * Math.max(0, height - 2);
  const late = ({ ages }) => Number((ages[wholeAt] ?? Infinity) <= lateWhole);
  const shown = rows.toSorted((a, b) => late(a) - late(b)).slice(0, room);
  const perColumn = Math.ceil(shown.length / columns);
  const blocks = Array.from({ length: columns }, (_, i) => {
    const own = shown.slice(i * perColumn, (i + 1) * perColumn);
    return own.length === 0 ? [] : [titles, ...own.map(ageLine)];
  });
  const more = rows.length - shown.length;
  return [...columnsOf(blocks), ...more > 0 ? [[span(`and ${more} pairs more`, "dim")]] : []];
};
var renderRecording = (state, rate, notices, { columns, rows }) => {
  const { connection, folder, segment, frames, bytes, size, total, free } = state;
  const cause = connection.cause === null ? "" : `  ${connection.cause}`;
  const lines = [
    spread(
      [
        span(`\u25CF ${connection.state}`, connection.state === "open" ? "buy" : "warning"),
        span(`  ${folder}/${segment ?? ""}`),
        span(cause, "dim")
      ],
      [span("Ctrl-C ends", "dim")],
      columns
    ),
    [
      span(`${rate.frames.toFixed(0)} frames/s  ${bytesText(Math.round(rate.bytes))}/s`, "bold"),
      span(`  ${grouped(frames, 0)} frames, ${bytesText(bytes)} in ${bytesText(size)}`)
    ],
    [span("on the disk ", "dim"), span(bytesText(total)), span(", free ", "dim"), span(bytesText(free))],
    [],
    ...roomLines(state, columns, rows - 7)
  ];
  const body = Array.from({ length: rows - 2 }, (_, i) => lines[i] ?? []);
  const tail = Array.from({ length: 2 }, (_, i) => [span(notices.at(i - 2) ?? "", "warning")]);
  return [...body, ...tail].map((line) => fit(line, columns));
};

// src/cli/record.ts
var help = `Records every frame of the public stream into a folder, in gz segments of an hour, until it is interrupted.
It prints one line of JSON when the first frame is on the disk; on a terminal it shows its progress.

Usage: rx-bitbank record --pairs all|LIST --dir DIR [options]

Options:
  --pairs LIST        pairs, separated by commas; all: every pair, also those that the venue adds meanwhile
  --dir DIR           an empty folder, or a recording to continue
  --history           also the candles of today and yesterday, every hour
  --min-free SIZE     ends when less of the disk is free; by default 1GB
  --keep TIME         removes segments that ended so long ago: 12h, 30d; by default none
  --max-bytes SIZE    removes the oldest segments until the rest is no larger: 500MB, 100GB
  --sim               records a simulated exchange of its own
  --stream-url URL    by default wss://stream.bitbank.cc
  --public-url URL    by default https://public.bitbank.cc
  --api-url URL       by default https://api.bitbank.cc/v1
  --allow-insecure    allows ws: and http: beyond this machine

A killed recorder loses a second at most, and the same command continues. All pairs take some 3.8 GB per day as text, and
a third of that on the disk.

Exit codes: 0 on Ctrl-C; 1 it can't go on: an unknown pair, a full disk, or a folder that can't be written, holds
something else, is another recorder's or of a newer version; 2 a wrong option.

Examples:
  rx-bitbank record --pairs all --dir recordings --keep 30d
  rx-bitbank record --pairs btc_jpy,eth_jpy --dir recordings --max-bytes 20GB
  rx-bitbank recording info recordings
`;
var options = {
  pairs: { type: "string" },
  dir: { type: "string" },
  history: { type: "boolean", default: false },
  "min-free": { type: "string" },
  keep: { type: "string" },
  "max-bytes": { type: "string" },
  sim: { type: "boolean", default: false },
  "stream-url": { type: "string" },
  "public-url": { type: "string" },
  "api-url": { type: "string" },
  "allow-insecure": { type: "boolean" }
};
var parse = (args) => {
  const { values, positionals } = parseOptions({ args: [...args], options, allowPositionals: true });
  refuseMore("record", 0, positionals);
  refuseTogether(values, [["sim", "stream-url", "public-url", "api-url"]]);
  const { pairs, dir, keep } = values;
  if (pairs === void 0) throw usageError("record which --pairs? all, or for example btc_jpy,eth_jpy");
  if (dir === void 0 || dir === "") throw usageError("record into which --dir?");
  const [minFree, maxBytes] = [values["min-free"], values["max-bytes"]];
  return {
    folder: dir,
    sim: values.sim,
    options: given({
      pairs: parsePairs(pairs),
      history: values.history,
      minFree: minFree === void 0 ? void 0 : parseBytes("--min-free", minFree),
      maxBytes: maxBytes === void 0 ? void 0 : parseBytes("--max-bytes", maxBytes),
      keep: keep === void 0 ? void 0 : parseSpan("--keep", keep),
      streamUrl: values["stream-url"],
      publicUrl: values["public-url"],
      apiUrl: values["api-url"],
      allowInsecure: values["allow-insecure"]
    })
  };
};
var noticeText = ({ at, what }) => {
  const { kind } = what;
  return kind === "snapshot-unread" ? `GET ${what.path} could not be read: ${what.cause}` : describeDiagnostic({ ...what, at, count: 1 });
};
var isState = (event) => event.type === "state";
var rateOver = 10;
var rateOf = (states) => {
  const [first, last] = [states[0], states.at(-1)];
  const seconds = Math.max(1, states.length - 1);
  return {
    frames: ((last?.frames ?? 0) - (first?.frames ?? 0)) / seconds,
    bytes: ((last?.bytes ?? 0) - (first?.bytes ?? 0)) / seconds
  };
};
var screens$ = (events$, terminal) => events$.pipe(
  map(
    (event) => (view) => isState(event) ? { ...view, states: [...view.states, event].slice(-rateOver - 1) } : {
      ...view,
      notices: [...view.notices, `${timeOfDay(event.at)} ${noticeText(event)}`].slice(-2)
    }
  ),
  alongside(terminal.pipe(map((size) => (view) => ({ ...view, size })))),
  scan((view, change) => change(view), {
    states: [],
    notices: [],
    size: { columns: 80, rows: 24 }
  }),
  map(({ states, notices, size }) => {
    const latest = states.at(-1);
    return latest === void 0 ? [] : renderRecording(latest, rateOf(states), notices, size);
  }),
  filter((lines) => lines.length > 0)
);
var record = (folder, recordOptions) => {
  const events$ = defer(() => import("./recording.js")).pipe(
    concatMap(({ recordTo }) => recordTo(folder, recordOptions)),
    share()
  );
  const firstLine$ = events$.pipe(
    filter(isState),
    filter(({ frames }) => frames > 0),
    take(1),
    tap(({ segment, frames, rooms }) => printJson({ folder, segment, frames, rooms: rooms.size }))
  );
  return process.stdout.isTTY ? merge(firstLine$, screens$(events$, size$(process.stdout)).pipe(showOn(process.stdout))) : merge(firstLine$, events$.pipe(tap((event) => !isState(event) && notice(noticeText(event)))));
};
var asFailure = (error) => error._tag === "UnknownPairError" ? new Error(error.message) : error;
var recordCommand = {
  help,
  options,
  positions: [],
  outlivesOutput: true,
  run: (args) => defer(() => {
    const { folder, sim, options: recordOptions } = parse(args);
    return sim ? withSimulator({}, ({ urls }) => record(folder, { ...recordOptions, ...urls })) : record(folder, recordOptions);
  }).pipe(catchError((error) => throwError(() => asFailure(error))))
};
export {
  recordCommand
};
//# sourceMappingURL=record-EI5DPKSY.js.map