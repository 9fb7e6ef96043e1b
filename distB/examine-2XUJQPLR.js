import {
  ok,
  skipped,
  wrong
} from "./chunk-IVRF52U6.js";
import {
  withKeys
} from "./chunk-PZ3IS2JS.js";


import {
  given
} from "./chunk-DV2BM7NE.js";
import {
  medianOf
} from "./chunk-WOR4ZDYE.js";
import {
  createDataClient
} from "./chunk-2Y6OKYIA.js";






import {
  createExecutionClientFromEnvironment
} from "./chunk-JHVN7VYW.js";

import {
  nodeHttp
} from "./chunk-DPUVOLTA.js";

import {
  demoAccount
} from "./chunk-ZFMU6FD2.js";
import {
  venueCode
} from "./chunk-PF64HSKO.js";




























import {
  familyOf
} from "./chunk-442TD3LK.js";



import {
  clockOf,
  stampOf
} from "./chunk-34SWKVHE.js";
import {
  causeOf
} from "./chunk-OLZLLHMU.js";

// src/cli/doctor/examine.ts
import { asyncScheduler, concat, concatMap as concatMap3, defer as defer3, from, of as of4, tap as tap4 } from "rxjs";

// src/cli/doctor/key-checks.ts
import {
  catchError as catchError2,
  concatMap,
  defer as defer2,
  filter as filter2,
  first as first2,
  ignoreElements as ignoreElements2,
  map as map2,
  merge as merge2,
  of as of2,
  range,
  tap as tap3,
  timeout as timeout2,
  timer,
  toArray
} from "rxjs";

// src/cli/doctor/explain.ts
var unreachable = (detail) => {
  if (/ENOTFOUND|EAI_AGAIN/.test(detail))
    return "look at the name servers of this machine, and at the spelling of the url";
  if (/ECONNREFUSED/.test(detail))
    return "something refuses the connection: a firewall, a proxy, or a wrong port";
  if (/CERT|certificate|SSL|TLS/i.test(detail))
    return "the connection is not encrypted by the venue: a proxy in between, or a wrong clock";
  return "a firewall or a proxy may block it: try from another network";
};
var notAuthorised = ({ isClockWrong, apiUrl }) => {
  if (isClockWrong) return "set the clock right first: a wrong one is refused with the same code";
  return [
    "the key was deleted, or may be used from other addresses only: look at the settings page of the venue",
    "or the secret does not belong to the key: copy both again",
    "or another program uses this key with a nonce from a clock that is ahead",
    ...apiUrl === void 0 ? [] : [`or the path is mistyped: ${apiUrl} should end in /v1`]
  ].join("; ");
};
var explain = (error, circumstances) => {
  const known = error;
  if (known._tag === "HttpError")
    return { text: `no answer: ${known.detail}`, advice: unreachable(known.detail) };
  if (known._tag !== "VenueError")
    return {
      text: causeOf(error),
      advice: "report this text to the developers: it is an unknown failure"
    };
  const { code, meaning, status, class: kind } = known;
  const text = code === null ? `HTTP ${status}, without a code` : `refused with ${code}: ${meaning}`;
  switch (kind) {
    case "credential":
      return {
        text,
        advice: code === venueCode.authenticationFailed ? notAuthorised(circumstances) : "copy key and secret again"
      };
    case "clock":
      return { text, advice: "set the clock of this machine, by NTP" };
    case "rate-limit":
      return {
        text,
        advice: "other programs use up the calls of this account: wait, or make them send fewer"
      };
    case "maintenance":
    case "busy":
    case "system":
      return { text, advice: "the venue has trouble: see its status page, and try later" };
    default:
      return { text, advice: "see docs/faq.md for the code" };
  }
};
var explainPublic = (error) => explain(error, { isClockWrong: false, mayRead: false, apiUrl: void 0 });

// src/cli/doctor/network-checks.ts
import { lookup } from "dns/promises";
import { isIP } from "net";
import {
  catchError,
  defer,
  filter,
  first,
  ignoreElements,
  map,
  merge,
  of,
  tap as tap2,
  timeout
} from "rxjs";

// src/cli/doctor/meter.ts
import { NEVER, tap } from "rxjs";

// src/cli/doctor/stopwatch.ts
var clock = clockOf();
var startStopwatch = () => {
  const started = clock.elapsed();
  return () => clock.elapsed() - started;
};

// src/cli/doctor/meter.ts
var withWrites = (send, most) => {
  let left = most;
  return (request) => request.method === "GET" || left-- > 0 ? send(request) : NEVER;
};
var meterOf = (send, now2) => {
  const replies = [];
  let sent = 0;
  return {
    replies,
    sent: () => sent,
    send: (request) => {
      sent++;
      const { host, pathname } = new URL(request.url);
      const sentAt = now2();
      const elapsed = startStopwatch();
      return send(request).pipe(
        tap(
          ({ status, date, body }) => replies.push({
            host,
            path: pathname,
            sentAt,
            receivedAt: now2(),
            took: elapsed(),
            date,
            isTooMany: status === 429 || body.includes('"code":10009')
          })
        )
      );
    }
  };
};
var clockOffsetOf = (replies) => {
  const dated = replies.flatMap(
    ({ sentAt, receivedAt, date }) => date === null ? [] : [{ least: date - receivedAt, most: date + 1e3 - sentAt }]
  );
  if (dated.length === 0) return null;
  const least = Math.max(...dated.map((each) => each.least));
  const most = Math.min(...dated.map((each) => each.most));
  return least <= most ? { least, most } : null;
};

// src/cli/doctor/network-checks.ts
var patience = 8e3;
var namesCheck = (hosts) => defer(async () => {
  const names = [...new Set(hosts)].filter((host) => isIP(host) === 0 && host !== "localhost");
  if (names.length === 0) return skipped("names", "every host is an address");
  const failures = [];
  for (const name of names)
    await lookup(name).catch((error) => failures.push(`${name}: ${causeOf(error)}`));
  return failures.length === 0 ? ok("names", names.join(", ")) : wrong("names", failures.join("; "), "look at the name servers and the network of this machine");
});
var askCheck = (check, url, ask$) => defer(() => {
  const elapsed = startStopwatch();
  return ask$.pipe(
    timeout(patience),
    first(),
    map(() => ok(check, `${url} answers, in ${elapsed().toFixed(0)} ms`)),
    catchError((error) => {
      const { text, advice } = explainPublic(error);
      return of(wrong(check, `${url}: ${text}`, advice));
    })
  );
});
var tolerated = 1e3;
var seconds = (ms2) => (Math.abs(ms2) / 1e3).toFixed(1);
var clockCheck = (replies) => {
  const offset = clockOffsetOf(replies);
  if (offset === null) return skipped("clock", "no reply had the time of the venue");
  const { least, most } = offset;
  if (least <= tolerated && most >= -tolerated)
    return ok("clock", `within ${seconds(Math.max(Math.abs(least), Math.abs(most)))} s of the venue's`);
  const far = least > tolerated ? least : most;
  return wrong(
    "clock",
    `${seconds(far)} s ${far > 0 ? "behind" : "ahead of"} the venue's`,
    "set the clock of this machine, by NTP (timedatectl set-ntp true)"
  );
};
var streamCheck = (data, pair, url) => defer(() => {
  const elapsed = startStopwatch();
  const since = () => `${elapsed().toFixed(0)} ms`;
  let opened = "";
  let cause = null;
  const watching$ = data.connection$.pipe(
    tap2((connection) => {
      if (connection.state === "open" && opened === "") opened = since();
      if (connection.cause !== null) cause = connection.cause;
    }),
    ignoreElements()
  );
  return merge(watching$, data.depthWhole$(pair)).pipe(
    filter(({ bids, asks }) => bids.length + asks.length > 0),
    first(),
    timeout(patience),
    map(
      () => ok("stream", `${url}: open after ${opened}, the first whole book of ${pair} after ${since()}`)
    ),
    catchError(
      () => of(
        opened === "" ? wrong(
          "stream",
          `${url}: ${cause ?? "no answer"}`,
          "a firewall or a proxy may block WebSockets: try from another network"
        ) : wrong(
          "stream",
          `${url}: open, but no book of ${pair} came`,
          "the venue has trouble, or the pair is suspended: try later"
        )
      )
    )
  );
});

// src/cli/doctor/key-checks.ts
var [samples, apart] = [6, 150];
var keyCheck = (client, circumstances) => range(0, samples).pipe(
  concatMap((i) => timer(i === 0 ? 0 : apart).pipe(concatMap(() => client.rest.assets()))),
  timeout2({ each: patience }),
  toArray(),
  map2((replies) => ok("key", `it reads: ${replies[0]?.length ?? 0} assets`)),
  catchError2((error) => {
    const { text, advice } = explain(error, circumstances);
    return of2(wrong("key", text, advice));
  })
);
var privateStreamCheck = (client, origin) => defer2(() => {
  const elapsed = startStopwatch();
  let cause = null;
  return merge2(client.privateEvents$.pipe(ignoreElements2()), client.connection$).pipe(
    tap3((connection) => cause = connection.cause ?? cause),
    filter2(({ state }) => state === "open"),
    first2(),
    timeout2(patience),
    map2(() => ok("private stream", `${origin}: open after ${elapsed().toFixed(0)} ms`)),
    catchError2((error) => {
      const isLate = error.name === "TimeoutError" || error.name === "EmptyError";
      return of2(
        wrong(
          "private stream",
          `${origin}: ${cause ?? (isLate ? "no answer" : causeOf(error))}`,
          "a firewall or a proxy may block it; without it the client learns of fills by reads only"
        )
      );
    })
  );
});
var nobodys = { pair: "btc_jpy", orderId: 1 };
var tradePermissionRequest = `POST /user/spot/cancel_order ${JSON.stringify({ pair: nobodys.pair, order_id: nobodys.orderId })}`;
var ofOutcome = (outcome, circumstances) => {
  const name = "may trade";
  if (outcome.type !== "Refused")
    return outcome.type === "Unresolved" ? skipped(name, `the answer does not show it: ${outcome.message}`) : ok(name, `by the answer to a cancel: ${outcome.type}`);
  const { code, message } = outcome;
  const family = code === null ? null : familyOf(code);
  if (family === "AUTHENTICATION_ERROR")
    return wrong(
      name,
      `a cancel is refused: ${message}`,
      circumstances.mayRead ? "the key may read but not trade: allow trading on the settings page of the venue" : "first solve why the key can not read"
    );
  return family === "DATA_ERROR" ? ok(name, `by the answer to a cancel: the venue looked for the order (${code})`) : skipped(name, `the answer does not show it: ${message}`);
};
var tradePermissionCheck = (client, circumstances) => client.cancelOrder(nobodys).pipe(
  timeout2(patience),
  map2((outcome) => ofOutcome(outcome, circumstances)),
  catchError2(
    (error) => of2(skipped("may trade", `the answer does not show it: ${causeOf(error)}`))
  )
);

// src/cli/doctor/latency.ts
import { catchError as catchError3, concatMap as concatMap2, of as of3, range as range2, timer as timer2, toArray as toArray2 } from "rxjs";
var isTypical = ({ path, isTooMany }) => path.endsWith("/user/assets") && !isTooMany;
var askPubnub = (send, origin) => range2(0, 5).pipe(
  concatMap2(
    (i) => timer2(i === 0 ? 0 : 50).pipe(
      concatMap2(
        () => send({ method: "GET", url: `${origin}/time/0`, timeout: 3e3, maxReplyBytes: 1e5 }).pipe(
          catchError3(() => of3(null))
        )
      )
    )
  ),
  toArray2()
);
var warm = (replies) => (replies.length > 1 ? replies.slice(1) : replies).map(({ took }) => took);
var latencyOf = (signed, pubnub, measuredAt) => {
  const halves = (took) => took.map((ms2) => Math.round(ms2 * 50) / 100);
  const rest = halves(warm(signed.filter(isTypical)));
  return { measuredAt, order: rest, reply: rest, news: halves(warm(pubnub)) };
};
var ms = (values) => `${(medianOf(values) ?? 0).toFixed(1)} ms`;
var latencyLine = ({ order, reply, news }) => order.length === 0 ? null : `medians: ${ms(order)} to the venue, ${ms(reply)} back${news.length === 0 ? "" : `, ${ms(news)} for private news`}`;

// src/cli/doctor/local-checks.ts
import { closeSync, fsyncSync, openSync, statSync, unlinkSync, writeSync } from "fs";
import { dirname, join } from "path";
var leastNode = [20, 18, 1];
var isAtLeast = (version, least) => {
  const parts = version.replace(/^v/, "").split(".").map(Number);
  const at = least.findIndex((part, i) => (parts[i] ?? 0) !== part);
  return at === -1 || (parts[at] ?? 0) > (least[at] ?? 0);
};
var nodeCheck = (version = process.version) => isAtLeast(version, leastNode) ? ok("Node", version) : wrong("Node", `${version} is too old`, `install Node ${leastNode.join(".")} or newer`);
var packages = {
  rxjs: () => import("rxjs"),
  ws: () => import("ws"),
  undici: () => import("undici"),
  "io-ts": () => import("io-ts"),
  "fp-ts": () => import("fp-ts/lib/Either.js")
};
var misses = async (load) => load().then(
  () => false,
  () => true
);
var packagesCheck = async () => {
  const missing = [];
  for (const [name, load] of Object.entries(packages)) if (await misses(load)) missing.push(name);
  return missing.length === 0 ? ok("packages", Object.keys(packages).join(", ")) : wrong("packages", `missing: ${missing.join(", ")}`, `npm install ${missing.join(" ")}`);
};
var pubnubCheck = async (isNeeded) => {
  if (!await misses(() => import("pubnub"))) return ok("pubnub", "installed");
  return isNeeded ? wrong(
    "pubnub",
    "the private stream needs the package pubnub, which is not installed",
    "npm install pubnub@12"
  ) : skipped("pubnub", "not installed: only orders and the private stream need it");
};
var keyFileCheck = (path) => {
  if (path === void 0) return skipped("key file", "none given: the keys come from elsewhere");
  try {
    const mode = statSync(path).mode & 511;
    return (mode & 127) === 0 ? ok("key file", `${path} has mode 600`) : wrong(
      "key file",
      `${path} has mode ${mode.toString(8)}: others may read or change it`,
      `chmod 600 ${path}`
    );
  } catch (error) {
    return wrong("key file", causeOf(error), "name an existing file with --keys");
  }
};
var writes = 9;
var slowSync = 50;
var timeSyncs = (path) => {
  const file = openSync(path, "wx", 384);
  try {
    return Array.from({ length: writes }, () => {
      const elapsed = startStopwatch();
      writeSync(file, "x".repeat(512));
      fsyncSync(file);
      return elapsed();
    });
  } finally {
    closeSync(file);
    unlinkSync(path);
  }
};
var diskCheck = (journal) => {
  const folder = dirname(journal);
  try {
    const median = medianOf(timeSyncs(join(folder, `.rx-bitbank-doctor-${process.pid}`))) ?? 0;
    const text = `${folder}: a write is on the disk after ${median.toFixed(1)} ms`;
    return median <= slowSync ? ok("disk", text) : wrong(
      "disk",
      `${text}, and each order with a journal waits for that`,
      "keep the journal on a local disk"
    );
  } catch (error) {
    const { code } = error;
    const advice = code === "ENOSPC" || code === "EDQUOT" ? "free some space: without it an order with a journal is not sent" : "choose a writable folder with --journal";
    return wrong("disk", `${folder} can't be written to: ${causeOf(error)}`, advice);
  }
};

// src/cli/doctor/examine.ts
var now = () => stampOf(asyncScheduler);
var urlsOf = (asked, simulator) => {
  const of5 = (option, variable, usual) => option ?? (process.env[variable] || usual);
  const origin = of5(asked["pubnub-origin"], "BITBANK_PUBNUB_ORIGIN", "https://ps.pndsn.com");
  return {
    apiUrl: of5(asked["api-url"], "BITBANK_API_URL", "https://api.bitbank.cc/v1"),
    publicUrl: asked["public-url"] ?? "https://public.bitbank.cc",
    streamUrl: asked["stream-url"] ?? "wss://stream.bitbank.cc",
    pubnubOrigin: origin.includes("://") ? origin : `https://${origin}`,
    ...simulator
  };
};
var hostOf = (url) => URL.canParse(url) ? new URL(url).hostname : url;
var keysOf = (asked) => {
  if (asked.sim) {
    const { apiKey, apiSecret } = demoAccount;
    return { environment: { BITBANK_API_KEY: apiKey, BITBANK_API_SECRET: apiSecret } };
  }
  const isGiven = asked.keys !== void 0 || asked["keys-command"] !== void 0 || (process.env["BITBANK_API_KEY"] ?? "") !== "";
  if (!isGiven) return { failure: null };
  try {
    return { environment: withKeys(process.env, asked) };
  } catch (error) {
    return { failure: causeOf(error) };
  }
};
var keySourceCheck = (asked, keys) => {
  const file = keyFileCheck(asked.keys);
  if (file.state === "wrong" || !("failure" in keys) || keys.failure === null) return file;
  return wrong("key file", keys.failure, "see docs/cli.md for what it should hold");
};
var clientOf = (keys, urls, asked, { send }) => "environment" in keys ? createExecutionClientFromEnvironment(
  given({
    ...keys.environment,
    BITBANK_API_URL: urls.apiUrl,
    BITBANK_PUBNUB_ORIGIN: urls.pubnubOrigin,
    BITBANK_AUTHENTICATION: "time-window",
    BITBANK_READ_RETRIES: "1",
    BITBANK_ALLOW_INSECURE: asked["allow-insecure"] ? "true" : keys.environment["BITBANK_ALLOW_INSECURE"]
  }),
  { sendRequest: send }
) : null;
var callsCheck = (signed, open) => {
  const text = `${signed.sent()} signed calls, ${open.sent()} others`;
  const tooMany = [...signed.replies, ...open.replies].filter(({ isTooMany }) => isTooMany).length;
  return tooMany === 0 ? ok("calls", `${text}, none refused for their number`) : wrong(
    "calls",
    `${text}, ${tooMany} refused for their number`,
    "other programs use up the limits of this account or address"
  );
};
var examine = (asked, simulator) => {
  const urls = urlsOf(asked, simulator);
  const proxy = process.env["BITBANK_PROXY"] || void 0;
  const send = nodeHttp(proxy === void 0 ? {} : { proxy });
  const [signed, open, pubnub] = [
    meterOf(withWrites(send, asked["trade-permission"] ? 1 : 0), now),
    meterOf(withWrites(send, 0), now),
    meterOf(withWrites(send, 0), now)
  ];
  const { pubnubOrigin, ...dataUrls } = urls;
  const data = createDataClient({
    ...dataUrls,
    sendRequest: open.send,
    allowInsecure: asked["allow-insecure"]
  });
  const keys = keysOf(asked);
  const client = clientOf(keys, urls, asked, signed);
  const hosts = [urls.apiUrl, urls.publicUrl, urls.streamUrl, ...client === null ? [] : [pubnubOrigin]];
  let pair = "btc_jpy";
  let isClockWrong = false;
  let mayRead = false;
  const circumstances = () => ({
    isClockWrong,
    mayRead,
    apiUrl: urls.apiUrl === "https://api.bitbank.cc/v1" ? void 0 : urls.apiUrl
  });
  const pairs$ = data.rest.instruments().pipe(tap4((all) => pair = (all.find((one) => one.pair === pair) ?? all[0])?.pair ?? pair));
  const none = "failure" in keys && keys.failure !== null ? "the key can not be read" : "no key is given";
  const withClient = (check, act) => defer3(() => client === null ? of4(skipped(check, none)) : act(client));
  const latency = () => latencyOf(signed.replies, pubnub.replies, now());
  return {
    checks$: concat(
      of4(nodeCheck()),
      defer3(() => from(packagesCheck())),
      defer3(() => from(pubnubCheck(client !== null))),
      defer3(() => of4(keySourceCheck(asked, keys), diskCheck(asked.journal))),
      namesCheck(hosts.map(hostOf)),
      askCheck("REST", urls.apiUrl, pairs$),
      askCheck("public REST", urls.publicUrl, data.rest.tickers()),
      defer3(() => of4(clockCheck(open.replies))).pipe(tap4(({ state }) => isClockWrong = state === "wrong")),
      defer3(() => streamCheck(data, pair, urls.streamUrl)),
      withClient("key", (exec) => keyCheck(exec, circumstances())).pipe(
        tap4(({ state }) => mayRead = state === "ok")
      ),
      withClient(
        "private stream",
        (exec) => mayRead ? privateStreamCheck(exec, pubnubOrigin) : of4(skipped("private stream", "it needs a token, which only a key that may read gets"))
      ),
      withClient(
        "may trade",
        (exec) => asked["trade-permission"] ? concat(
          of4(skipped("may trade", `this is sent once: ${tradePermissionRequest}`)),
          tradePermissionCheck(exec, circumstances())
        ) : of4(
          skipped(
            "may trade",
            "not tried: --trade-permission sends one cancel of an order that nobody has"
          )
        )
      ),
      defer3(() => mayRead ? askPubnub(pubnub.send, pubnubOrigin) : of4([])).pipe(
        concatMap3(() => {
          const line = latencyLine(latency());
          return of4(
            callsCheck(signed, open),
            line === null ? skipped("latency", "it needs a key") : ok("latency", line)
          );
        })
      )
    ),
    latency,
    close: () => {
      void data.close();
      void client?.close();
    }
  };
};
export {
  examine
};
//# sourceMappingURL=examine-2XUJQPLR.js.map