import {
  parseSpan
} from "./chunk-M4BEV7RD.js";
import {
  accountHelp,
  accountOptions,
  withAccount
} from "./chunk-SGUQRHIE.js";




import {
  withSimulator
} from "./chunk-6GXEQAGQ.js";
import {
  parsePairs
} from "./chunk-OJ7CHQJW.js";



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
} from "./chunk-DV2BM7NE.js";
import {
  demoAccount
} from "./chunk-ZFMU6FD2.js";





import {
  unknownPairError
} from "./chunk-442TD3LK.js";
import {
  retryBackoff
} from "./chunk-QCQMARG6.js";

import {
  causeOf
} from "./chunk-OLZLLHMU.js";

// src/cli/gateway.ts
import {
  catchError,
  concatMap,
  defer,
  EMPTY,
  finalize,
  forkJoin,
  ignoreElements,
  map,
  merge,
  tap,
  throwError
} from "rxjs";
var help = `Publishes the venue's frames on NATS, for any number of programs, and serves trading with one key, until it is
interrupted. It prints one line of JSON when it serves.

Usage: rx-bitbank gateway --nats URL [options]

Options:
  --nats URL             the server, with JetStream: nats://127.0.0.1:4222
  --nats-user NAME       the password is NATS_PASSWORD in the environment
  --prefix WORD          the first word of every subject; by default bitbank
  --pairs LIST           pairs, separated by commas; by default all
  --keep TIME            how long frames stay on the server: 1h, 2d; by default 1h
  --wait                 waits for the server if it is not up, and stands by while another gateway publishes
  --mix                  holds two connections to the venue, and publishes each frame from the one that has it first;
                         nobody knows whether the venue sends the same to both
  --trade                also serves trading, with the keys of the account, to everybody who may publish on
                         PREFIX.trading.OWNER.>
  --all-orders OWNERS    the owners that see, cancel and halt every order of the account, as a dashboard does, and not
                         only their own; separated by commas
  --journal FILE         records orders, so that they are found again after a restart and by callers that come back
  --lease NAME           of all gateways of the account with this name, one serves trading at a time
  --heartbeat FILE       writes FILE every second, for rx-bitbank watchdog, which cancels every order when that stops
  --sim                  the market of a simulated exchange of its own, and its demo account
  --stream-url URL       by default wss://stream.bitbank.cc
  --public-url URL       by default https://public.bitbank.cc
${accountHelp}

Exit codes: 0 on Ctrl-C; 1 it can't serve: NATS is not up, JetStream is off, a right is missing, its stream has another
shape, another gateway publishes; 2 a wrong option.

Examples:
  rx-bitbank gateway --nats nats://127.0.0.1:4222 --sim
  rx-bitbank gateway --nats nats://127.0.0.1:4222 --pairs btc_jpy,eth_jpy --wait
  rx-bitbank gateway --nats nats://127.0.0.1:4222 --trade --keys keys --journal orders.ndjson --wait
`;
var options = {
  nats: { type: "string" },
  "nats-user": { type: "string" },
  prefix: { type: "string" },
  pairs: { type: "string", default: "all" },
  keep: { type: "string" },
  wait: { type: "boolean", default: false },
  mix: { type: "boolean", default: false },
  trade: { type: "boolean", default: false },
  "all-orders": { type: "string", default: "" },
  journal: { type: "string" },
  lease: { type: "string" },
  heartbeat: { type: "string" },
  sim: { type: "boolean", default: false },
  "stream-url": { type: "string" },
  "public-url": { type: "string" },
  ...accountOptions
};
var parse = (args) => {
  const { values, positionals } = parseOptions({ args: [...args], options, allowPositionals: true });
  refuseMore("gateway", 0, positionals);
  refuseTogether(values, [["sim", "stream-url", "public-url", "api-url", "keys", "keys-command"]]);
  const { nats, pairs, keep, heartbeat, trade: trade2 } = values;
  if (heartbeat !== void 0 && !trade2)
    throw usageError("--heartbeat needs a gateway that trades: add --trade");
  if (values["all-orders"] !== "" && !trade2)
    throw usageError("--all-orders needs a gateway that trades: add --trade");
  if (nats === void 0 || nats === "")
    throw usageError("gateway to which --nats? for example: rx-bitbank gateway --nats nats://127.0.0.1:4222");
  return {
    ...values,
    pairs: parsePairs(pairs),
    keep: keep === void 0 ? void 0 : parseSpan("--keep", keep),
    server: given({
      servers: nats,
      user: values["nats-user"],
      password: process.env["NATS_PASSWORD"],
      prefix: values.prefix,
      allowInsecure: values["allow-insecure"] ? true : void 0
    })
  };
};
var loadNats = () => defer(() => import("./nats.js")).pipe(
  catchError((error) => {
    const isMissing = Object(error).code === "ERR_MODULE_NOT_FOUND";
    const packages = "@nats-io/nats-core @nats-io/transport-node @nats-io/jetstream @nats-io/kv";
    return throwError(
      () => isMissing ? new Error(`the packages of NATS are missing: npm install ${packages}`) : error
    );
  })
);
var wanted = (pairs, listed) => {
  const all = listed.map(({ pair }) => pair);
  const unknown = pairs === "all" ? void 0 : pairs.find((pair) => !all.includes(pair));
  if (unknown !== void 0) throw unknownPairError(unknown);
  return pairs === "all" ? all : pairs;
};
var publish = (settings, urls) => {
  const places = given({ ...urls, allowInsecure: settings["allow-insecure"] ? true : void 0 });
  let isServing = false;
  const report = (event, pairs) => {
    if (event.type === "publishing" && !isServing) {
      isServing = true;
      printJson({ nats: settings.nats, pairs, epoch: event.epoch });
    } else if (event.type === "publishing") notice(`publishes again, as run ${event.epoch}`);
    else if (event.type === "standing-by") notice("stands by");
    else notice(`${event.type}: ${event.cause}`);
  };
  return forkJoin([loadNats(), defer(() => import("./index.js"))]).pipe(
    concatMap(([{ publishFrames }, { createDataClient, streamTransport }]) => {
      const client = createDataClient(places);
      return client.rest.instruments().pipe(
        map((listed) => wanted(settings.pairs, listed)),
        finalize(() => void client.close()),
        concatMap(
          (pairs) => publishFrames({
            ...settings.server,
            ...given({ keep: settings.keep, publicUrl: urls.publicUrl, apiUrl: urls.apiUrl }),
            transport: streamTransport(places),
            ...settings.mix ? { mixWith: streamTransport(places) } : {},
            pairs,
            wait: settings.wait
          }).pipe(tap((event) => report(event, pairs.length)))
        )
      );
    })
  );
};
var policyOf = (settings) => {
  const seeAll = new Set(settings["all-orders"].split(","));
  const keepsIds = settings.journal !== void 0;
  return (owner) => ({ keepsIds, orders: seeAll.has(owner) ? "all" : "own" });
};
var trade = (settings, client) => loadNats().pipe(
  concatMap(
    ({ serveTradingOverNats }) => serveTradingOverNats(client, policyOf(settings), {
      ...settings.server,
      ...given({ lease: settings.lease })
    })
  ),
  tap(({ owner, reason, message }) => notice(`${owner}: ${reason}: ${message}`)),
  retryBackoff({
    maxDelay: 5e3,
    // A missing right stays missing.
    shouldRetry: (error) => settings.wait || error.reason !== "not-allowed",
    onRetry: ({ error }) => notice(`trading is not served: ${causeOf(error)}`)
  }),
  ignoreElements()
);
var serveAccount = (settings) => defer(() => import("./execution.js")).pipe(
  concatMap(
    ({ fileJournal }) => withAccount(
      settings,
      (client) => trade(settings, client),
      () => settings.journal === void 0 ? {} : { journal: fileJournal(settings.journal) }
    )
  )
);
var serve = (settings) => merge(
  publish(settings, {
    streamUrl: settings["stream-url"],
    publicUrl: settings["public-url"],
    apiUrl: settings["api-url"]
  }),
  settings.trade ? serveAccount(settings) : EMPTY
);
var beats = (file) => defer(() => import("./execution.js")).pipe(
  concatMap(({ heartbeat$ }) => heartbeat$({ file })),
  tap((event) => {
    if (event.type === "Failed") notice(`the heartbeat: ${event.message}`);
  }),
  ignoreElements()
);
var serveSimulated = (settings, { streamUrl, publicUrl, apiUrl, pubnubOrigin }) => {
  const { apiKey, apiSecret } = demoAccount;
  const traded$ = defer(() => import("./execution.js")).pipe(
    concatMap(
      ({ createExecutionClient }) => trade(settings, createExecutionClient({ publicUrl, apiUrl, pubnubOrigin, apiKey, apiSecret }))
    )
  );
  return merge(publish(settings, { streamUrl, publicUrl, apiUrl }), settings.trade ? traded$ : EMPTY);
};
var gatewayCommand = {
  help,
  options,
  positions: [],
  outlivesOutput: true,
  run: (args) => defer(() => {
    const settings = parse(args);
    const served$ = settings.sim ? withSimulator({}, ({ urls }) => serveSimulated(settings, urls)) : serve(settings);
    return merge(served$, settings.heartbeat === void 0 ? EMPTY : beats(settings.heartbeat));
  })
};
export {
  gatewayCommand
};
//# sourceMappingURL=gateway-CFOYSOM3.js.map