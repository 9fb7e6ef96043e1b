import {
  withSimulator
} from "./chunk-6GXEQAGQ.js";
import {
  notice
} from "./chunk-VHNTDNJI.js";
import {
  oneWordOf,
  parseOptions
} from "./chunk-DV2BM7NE.js";
import {
  demoAccount
} from "./chunk-ZFMU6FD2.js";




import {
  configError
} from "./chunk-442TD3LK.js";
import {
  causeOf
} from "./chunk-OLZLLHMU.js";

// src/cli/sim.ts
import { defer, NEVER, switchMap } from "rxjs";
var help = `Runs a simulated exchange that any bitbank client can be pointed at, until it is interrupted.
Prints its urls as one line of JSON when it is ready.

Usage: rx-bitbank sim [options]

Options:
  --port N       port to listen on; by default any free one
  --host NAME    address to listen on; by default 127.0.0.1 (0.0.0.0 in a container)
  --seed N       the same seed gives the same market; by default 1
  --key TEXT     API key of the account; by default ${demoAccount.apiKey}
  --secret TEXT  its secret; by default ${demoAccount.apiSecret}
  --pairs LIST   only these pairs, separated by commas, for a small machine; by default all 62
  --speed N      how many times as fast as real time the market runs; by default 1
  --quirks draw  lets the seed choose among the undocumented behaviours
  --market WHAT  the source of the market: a recording (its folder or file), or live for the venue's own stream; by
                 default simulated participants. Such a market fills orders, and does not react to them
  --from TIME    a recording begins there, as 2026-11-28T09:00:00Z; by default at its beginning
  --stream-url URL, --public-url URL, --api-url URL
                 where the live venue is; by default bitbank's own
  --fills NAME   when such a market fills a resting order: touch (a trade at its price), through (beyond it), queue
                 (behind what was displayed); by default queue
  --full-speed   the public stream plays a recording as fast as clients read it: for benchmarks

Examples:
  rx-bitbank sim
  rx-bitbank sim --port 8080 --seed 7 --key me --secret mine
  rx-bitbank sim --market recordings --speed 10
`;
var fillNames = ["touch", "through", "queue"];
var options = {
  port: { type: "string" },
  host: { type: "string" },
  seed: { type: "string" },
  key: { type: "string" },
  secret: { type: "string" },
  speed: { type: "string" },
  pairs: { type: "string" },
  quirks: { type: "string", values: ["draw"] },
  market: { type: "string" },
  from: { type: "string" },
  "stream-url": { type: "string" },
  "public-url": { type: "string" },
  "api-url": { type: "string" },
  fills: { type: "string", values: fillNames },
  "full-speed": { type: "boolean" }
};
var numberOf = (field, text) => {
  if (text === void 0) return void 0;
  if (text.trim() === "" || !Number.isFinite(Number(text)))
    throw configError(field, "a number", JSON.stringify(text));
  return Number(text);
};
var simOptions = (args) => {
  const { values } = parseOptions({ args: [...args], options });
  const { key, secret, quirks } = values;
  if (quirks !== void 0 && quirks !== "draw")
    throw configError("--quirks", "draw", JSON.stringify(quirks));
  return {
    port: numberOf("--port", values.port),
    host: values.host,
    seed: numberOf("--seed", values.seed),
    pairs: values.pairs?.split(","),
    marketSpeed: numberOf("--speed", values.speed),
    quirks,
    fullSpeed: values["full-speed"],
    accounts: [{ ...demoAccount, ...key && { apiKey: key }, ...secret && { apiSecret: secret } }]
  };
};
var timeOf = (field, text) => {
  if (text === void 0) return void 0;
  const time = Date.parse(text);
  if (Number.isNaN(time)) throw configError(field, "a time as 2026-11-28T09:00:00Z", JSON.stringify(text));
  return time;
};
var marketOptions = async (args) => {
  const { market, from, fills, pairs, ...values } = parseOptions({ args: [...args], options }).values;
  const urls = {
    streamUrl: values["stream-url"],
    publicUrl: values["public-url"],
    apiUrl: values["api-url"]
  };
  const { liveMarket, recordedMarket, ...models } = await import("./simulator.js");
  const start = timeOf("--from", from);
  const modelled = fills !== void 0 && { fills: models[oneWordOf("--fills", fillNames, fills)]() };
  if (market === void 0) {
    if (start !== void 0) throw configError("--from", "a recording as --market", "none");
    return { ...modelled };
  }
  if (market === "live") {
    if (start !== void 0) throw configError("--from", "a recording as --market", "live");
    return { ...modelled, market: await liveMarket({ ...urls, pairs: pairs?.split(",") }) };
  }
  const onEnd = (error) => notice(error === void 0 ? "the recording is over" : causeOf(error));
  return {
    ...modelled,
    market: recordedMarket(market, { from: start, pairs: pairs?.split(","), onEnd })
  };
};
var printUrls = (simulator) => defer(() => {
  process.stdout.write(`${JSON.stringify(simulator.urls)}
`);
  return NEVER;
});
var simCommand = {
  help,
  options,
  positions: [],
  run: (args) => defer(async () => ({ ...simOptions(args), ...await marketOptions(args) })).pipe(
    switchMap((read) => withSimulator(read, printUrls))
  )
};
export {
  simCommand,
  simOptions
};
//# sourceMappingURL=sim-CNVGSRCH.js.map