#!/usr/bin/env node
import {
  wrappedHelp
} from "./chunk-7OJSUVNR.js";
import {
  allEnded
} from "./chunk-VZ64QKHV.js";
import {
  exitCodes,
  isExit
} from "./chunk-6MZEJKRU.js";
import {
  didYouMean,
  isUsageError,
  nearestWord,
  usageError
} from "./chunk-DV2BM7NE.js";
import {
  version
} from "./chunk-LHHYEPFI.js";
import {
  causeOf
} from "./chunk-OLZLLHMU.js";

// src/cli/main.ts
var listed = {
  watch: [
    "a live screen of a pair, or its feeds as JSON; records and replays",
    () => import("./watch-I4CACFP5.js").then(({ watchCommand }) => watchCommand)
  ],
  ticker: [
    "the prices of a pair, now and of 24 hours",
    () => import("./ticker-U2ALWCCO.js").then(({ tickerCommand }) => tickerCommand)
  ],
  tickers: [
    "the prices of all pairs",
    () => import("./tickers-KNSYD7AG.js").then(({ tickersCommand }) => tickersCommand)
  ],
  depth: ["the order book of a pair, once", () => import("./depth-QEHOOXQQ.js").then(({ depthCommand }) => depthCommand)],
  trades: [
    "the newest trades of a pair, or a range of them into a file, which it continues",
    () => import("./trades-B5YBXADZ.js").then(({ tradesCommand }) => tradesCommand)
  ],
  pairs: [
    "the pairs and their rules: smallest amounts, ticks, fees",
    () => import("./pairs-TXMCRG4I.js").then(({ pairsCommand }) => pairsCommand)
  ],
  status: [
    "how busy the venue is, one line per pair",
    () => import("./status-NI2TBAAO.js").then(({ statusCommand }) => statusCommand)
  ],
  order: [
    "places an order and prints its life",
    () => import("./order-QBLN3KZ4.js").then(({ orderCommand }) => orderCommand)
  ],
  cancel: ["cancels orders", () => import("./cancel-CKLIX4B7.js").then(({ cancelCommand }) => cancelCommand)],
  orders: ["the active orders", () => import("./orders-53L52UU7.js").then(({ ordersCommand }) => ordersCommand)],
  fills: ["the newest fills", () => import("./fills-NNO5EKSF.js").then(({ fillsCommand }) => fillsCommand)],
  positions: [
    "the open margin positions",
    () => import("./positions-HBVNRMWJ.js").then(({ positionsCommand }) => positionsCommand)
  ],
  assets: ["the balances", () => import("./assets-UAR6GEUD.js").then(({ assetsCommand }) => assetsCommand)],
  account: [
    "the state of the account: balances, open orders, margin",
    () => import("./account-7UKI2C2S.js").then(({ accountCommand }) => accountCommand)
  ],
  withdraw: [
    "sends an asset out, once; lists the accounts that it may go to",
    () => import("./withdraw-QJ5VKUYF.js").then(({ withdrawCommand }) => withdrawCommand)
  ],
  halt: [
    "cancels every order until none is open",
    () => import("./halt-UYJNAHXQ.js").then(({ haltCommand }) => haltCommand)
  ],
  watchdog: [
    "cancels every order when a heartbeat stops",
    () => import("./watchdog-G7S23OJM.js").then(({ watchdogCommand }) => watchdogCommand)
  ],
  candles: [
    "downloads a range of candles into a file, and continues it",
    () => import("./candles-Y4OTTO65.js").then(({ candlesCommand }) => candlesCommand)
  ],
  record: [
    "records every frame of the venue into a folder",
    () => import("./record-3EUKGH55.js").then(({ recordCommand }) => recordCommand)
  ],
  recording: [
    "describes a recording, checks it, repairs it",
    () => import("./recording-O6OHQX23.js").then(({ recordingCommand }) => recordingCommand)
  ],
  gateway: [
    "the venue on NATS, for any number of programs",
    () => import("./gateway-CFOYSOM3.js").then(({ gatewayCommand }) => gatewayCommand)
  ],
  doctor: [
    "checks that this machine, its network and the key are fit to trade",
    () => import("./doctor-JIT4BTZV.js").then(({ doctorCommand }) => doctorCommand)
  ],
  backtest: [
    "runs a strategy on a recording, and writes a report",
    () => import("./backtest-JT27UGQK.js").then(({ backtestCommand }) => backtestCommand)
  ],
  export: [
    "makes a table of a recording, as CSV, NDJSON or Parquet",
    () => import("./export-EY4GVIAG.js").then(({ exportCommand }) => exportCommand)
  ],
  sim: [
    "a simulated exchange for any bitbank client",
    () => import("./sim-CNVGSRCH.js").then(({ simCommand }) => simCommand)
  ],
  completion: [
    "a script that completes commands and pairs in a shell",
    () => import("./completion-QZYFBXUX.js").then(({ completionCommand }) => completionCommand)
  ]
};
var commands = Object.fromEntries(
  Object.entries(listed).map(([name, [, load]]) => [name, load])
);
var help = () => `rx-bitbank ${version}: the bitbank exchange as streams

Usage: rx-bitbank COMMAND [options]

Commands:
${Object.entries(listed).map(([name, [summary]]) => `  ${name.padEnd(12)}${summary}`).join("\n")}

Options:
  --help     this text; after a command, the command's
  --version  the version

Examples:
  rx-bitbank watch btc_jpy
  rx-bitbank watch btc_jpy --sim
  rx-bitbank ticker btc_jpy
  rx-bitbank watch eth_jpy --feed trades --json | head -n 5
  rx-bitbank order btc_jpy buy 0.001 --price 9000000 --sim
  rx-bitbank candles btc_jpy 1hour --from 2026-01-01 --to 2026-02-01 --out btc.csv
  rx-bitbank sim --help

Exit codes: 0 done, 1 it can't go on, 2 wrong use; the others are in the help of the commands.
`;
var printHelp = (text) => {
  process.stdout.write(wrappedHelp(text, process.stdout.columns || void 0));
};
var isHelp = (arg) => arg === "--help" || arg === "-h";
var isWrongUse = (error) => isUsageError(error) || ["ConfigError", "UnknownPairError", "RequestError"].includes(
  String(error._tag)
);
for (const output of [process.stdout, process.stderr]) output.on("error", () => void 0);
var run = async ([name, ...args]) => {
  if (name === "--version") {
    process.stdout.write(`${version}
`);
    return;
  }
  if (isHelp(name)) {
    printHelp(help());
    return;
  }
  if (name === "__complete") {
    const { complete } = await import("./completion-QZYFBXUX.js");
    await complete(commands, args);
    return;
  }
  if (name === void 0) throw usageError("which command? see rx-bitbank --help");
  const load = Object.hasOwn(commands, name) ? commands[name] : void 0;
  if (load === void 0) {
    const meant = nearestWord(name, Object.keys(commands));
    throw usageError(`unknown command: ${name}${didYouMean(meant) || "; see rx-bitbank --help"}`);
  }
  const command = await load();
  if (args.some(isHelp)) {
    printHelp(command.help);
    return;
  }
  const { runCommand } = await import("./run-command-LSSB26B7.js");
  await runCommand(command, args);
};
var complaintOf = async (error) => {
  const complaint = causeOf(error).split("\n")[0] ?? "";
  const { _tag, pair } = error;
  if (_tag !== "UnknownPairError" || pair === void 0) return complaint;
  const { listedPairLike } = await import("./known-pairs-UZCNBPF5.js");
  return complaint + didYouMean(await listedPairLike(pair));
};
var finish = async () => {
  try {
    await run(process.argv.slice(2));
    return exitCodes.done;
  } catch (error) {
    if (isExit(error)) return error.code;
    process.stderr.write(`rx-bitbank: ${await complaintOf(error)}
`);
    return isWrongUse(error) ? exitCodes.wrongUse : exitCodes.failed;
  }
};
var code = await finish();
await allEnded();
process.stdout.write("", () => process.exit(code));
//# sourceMappingURL=cli.js.map