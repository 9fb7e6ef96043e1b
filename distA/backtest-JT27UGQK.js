import {
  utcTime
} from "./chunk-F2XHXHGE.js";
import {
  notice,
  printJson
} from "./chunk-VHNTDNJI.js";
import {
  oneWordOf,
  parseOptions,
  usageError
} from "./chunk-DV2BM7NE.js";
import {
  configError
} from "./chunk-442TD3LK.js";


// src/cli/backtest.ts
import { join, parse } from "path";
import { defer, EMPTY, from, map, mergeMap } from "rxjs";
var fillNames = ["touch", "through", "queue"];
var help = `Runs a strategy on a recording, as fast as that can be read, and writes a report. Prints its figures as one line of JSON.
A strategy is a module whose default export is a function from a world to an Observable.

Usage: rx-bitbank backtest STRATEGY.js RECORDING\u2026 [options]

Options:
  --out FILE          the report, one HTML file; by default report.html
  --balances LIST     its balances at the start, as jpy=1000000,btc=0.1; by default jpy=1000000
  --pairs LIST        only these pairs, separated by commas; by default all recorded ones
  --fills NAME        when a resting order is filled: touch, through or queue; by default queue
  --latency MS        the time between the strategy and the venue, each way; by default 0
  --seed N            decides everything random; by default 1
  --warm-up SECONDS   the time by which the strategy begins after the recording; by default 0
  --candles LIST      files of rx-bitbank candles, separated by commas: history, shown once each candle is over
  --from TIME         the recording begins there, as 2026-11-28T09:00:00Z
  --no-band           only this run, without those by other models
  --days              plays each day (UTC) by itself, from flat, several in parallel, with a report and a line of figures
                      for each: report-2026-11-28.html

Exit codes: 0 done; 1 it can't go on: the module does not load, the strategy fails or leaves its world, the recording
can't be read; 2 a wrong option, a pair that was not recorded, a module without a strategy.

Examples:
  rx-bitbank record --pairs btc_jpy --dir recordings
  rx-bitbank backtest strategy.js recordings --balances jpy=1000000 --out report.html
`;
var options = {
  out: { type: "string" },
  balances: { type: "string" },
  pairs: { type: "string" },
  fills: { type: "string", values: fillNames },
  latency: { type: "string" },
  seed: { type: "string" },
  "warm-up": { type: "string" },
  candles: { type: "string" },
  from: { type: "string" },
  "no-band": { type: "boolean" },
  days: { type: "boolean" }
};
var numberOf = (field, text) => {
  if (text.trim() === "" || !(Number(text) >= 0))
    throw configError(field, "a number, zero or more", JSON.stringify(text));
  return Number(text);
};
var balancesOf = (text) => Object.fromEntries(
  text.split(",").map((part) => {
    const [asset = "", amount = ""] = part.split("=");
    if (asset === "" || !/^\d+(\.\d+)?$/.test(amount))
      throw configError("--balances", "amounts as jpy=1000000,btc=0.1", JSON.stringify(part));
    return [asset, amount];
  })
);
var run$ = (args) => defer(async () => {
  const { values, positionals } = parseOptions({ args: [...args], options, allowPositionals: true });
  const [strategy, ...recordings] = positionals;
  if (strategy === void 0) throw usageError("backtest which strategy?");
  if (recordings.length === 0) throw usageError("backtest on which recording?");
  const start = values.from === void 0 ? void 0 : Date.parse(values.from);
  if (Number.isNaN(start))
    throw configError("--from", "a time as 2026-11-28T09:00:00Z", JSON.stringify(values.from));
  const { recordedMarket, ...models } = await import("./simulator.js");
  const { backtest, backtestDays } = await import("./backtest.js");
  const run = {
    strategy,
    market: recordedMarket(recordings, {
      from: start,
      pairs: values.pairs?.split(","),
      candles: values.candles?.split(",")
    }),
    balances: balancesOf(values.balances ?? "jpy=1000000"),
    fills: models[oneWordOf("--fills", fillNames, values.fills ?? "queue")](),
    latency: numberOf("--latency", values.latency ?? "0"),
    seed: numberOf("--seed", values.seed ?? "1"),
    warmUp: numberOf("--warm-up", values["warm-up"] ?? "0") * 1e3,
    band: values["no-band"] !== true
  };
  return values.days === true ? backtestDays(run) : backtest(run).pipe(map((event) => ({ day: null, event })));
}).pipe(mergeMap((events$) => events$));
var outOf = (args, day) => {
  const { out = "report.html" } = parseOptions({ args: [...args], options, allowPositionals: true }).values;
  if (day === null) return out;
  const { dir, name, ext } = parse(out);
  return join(dir, `${name}-${day}${ext}`);
};
var printResult = (result, report, day) => {
  const { hash, profit, band, summary, warnings } = result;
  const total = Object.fromEntries(Object.entries(profit).map(([quote, sums]) => [quote, sums.total]));
  printJson({ ...day !== null && { day }, report, hash, total, band, summary, warnings });
};
var writeDown = async (result, report, day) => {
  const { writeReport } = await import("./backtest.js");
  await writeReport(result, report);
  printResult(result, report, day);
};
var backtestCommand = {
  help,
  options,
  positions: [],
  run: (args) => run$(args).pipe(
    mergeMap(({ day, event }) => {
      if (event.type === "result") return from(writeDown(event, outOf(args, day), day));
      const { share, at, frames } = event;
      notice(`${Math.round(share * 100)} %  ${utcTime(at)}  ${frames} frames`);
      return EMPTY;
    })
  )
};
export {
  backtestCommand
};
//# sourceMappingURL=backtest-JT27UGQK.js.map