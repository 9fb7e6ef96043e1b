import {
  endpointOf
} from "./chunk-WAWVYRRB.js";
import {
  DecimalString,
  Flag,
  Integer,
  Text,
  anything,
  decode,
  decodeJson,
  itself,
  mapped,
  oneOf,
  otherwise,
  property,
  record,
  rows,
  same,
  snakeCase
} from "./chunk-XI2AHRTT.js";
import {
  codesOf,
  httpError,
  replyDecodeError,
  venueError
} from "./chunk-442TD3LK.js";

// src/connectivity/http-undici.ts
import { noop, Observable } from "rxjs";
import { Agent, Pool, ProxyAgent } from "undici";
var createProxyPool = (origin, options) => {
  const pool = new Pool(origin, options);
  const tunnel = pool.connect.bind(pool);
  const connect = (to) => tunnel(to).catch((error) => {
    throw new Error(`no tunnel through the proxy: ${error instanceof Error ? error.message : "unknown"}`);
  });
  return Object.assign(pool, { connect });
};
var createDispatcher = ({ proxy, connectTimeout = 5e3 }) => {
  const options = { connect: { timeout: connectTimeout }, headersTimeout: 0, bodyTimeout: 0, pipelining: 1 };
  if (proxy === void 0) return new Agent(options);
  const { timeout } = options.connect;
  return new ProxyAgent({
    ...options,
    uri: proxy,
    clientFactory: createProxyPool,
    proxyTls: { timeout },
    requestTls: { timeout }
  });
};
var dateOf = (header) => {
  const time = typeof header === "string" ? Date.parse(header) : NaN;
  return Number.isNaN(time) ? null : time;
};
var partsOf = (url) => {
  const pathAt = url.indexOf("/", url.indexOf("://") + 3);
  return pathAt < 0 ? { origin: url, path: "/" } : { origin: url.slice(0, pathAt), path: url.slice(pathAt) };
};
var undiciHttp = (options = {}) => {
  const dispatcher = createDispatcher(options);
  return ({ method, url, headers, body, timeout, maxReplyBytes }) => new Observable((subscriber) => {
    const { origin, path } = partsOf(url);
    const chunks = [];
    let received = 0;
    let sent = false;
    let abort = noop;
    let head = { status: 0, date: null };
    const fail = (reason, detail) => subscriber.error(httpError(endpointOf({ method, url }), reason, sent ? "unknown" : "none", detail));
    const failTooLarge = () => fail("too-large", `a reply of more than ${maxReplyBytes} bytes`);
    const timer = setTimeout(() => fail("timeout", `no whole reply within ${timeout} ms`), timeout);
    subscriber.add(() => {
      clearTimeout(timer);
      abort();
    });
    const handler = {
      onRequestStart: (controller) => {
        abort = () => controller.abort(new Error("the caller has left"));
        if (subscriber.closed) abort();
        else sent = true;
      },
      onResponseStart: (_, status, replyHeaders) => {
        head = { status, date: dateOf(replyHeaders["date"]) };
        if (Number(replyHeaders["content-length"]) > maxReplyBytes) failTooLarge();
      },
      onResponseData: (_, chunk) => {
        received += chunk.length;
        if (received > maxReplyBytes) failTooLarge();
        else chunks.push(chunk);
      },
      onResponseEnd: () => {
        abort = noop;
        subscriber.next({ ...head, body: Buffer.concat(chunks).toString("utf8") });
        subscriber.complete();
      },
      onResponseError: (_, error) => fail(sent ? "cut-off" : "refused", error.message)
    };
    dispatcher.dispatch({ origin, path, method, headers: headers ?? {}, body: body ?? null }, handler);
  });
};

// src/model/system-codes.ts
var systemRows = {
  notFound: [1e4, "parameter", "none", "Url not found."],
  systemError: [10001, "system", "unknown", "System error."],
  malformedRequest: [10002, "parameter", "none", "Malformed request."],
  systemError10003: [10003, "system", "unknown", "System error."],
  timeout: [10005, "system", "unknown", "Timeout waiting for response."],
  maintenance: [10007, "maintenance", "none", "System maintenance."],
  serverBusy: [10008, "busy", "unknown", "Server is busy. Retry later."],
  tooManyRequests: [10009, "rate-limit", "none", "You sent requests too frequently. Retry later with decreased requests."]
};
var systemCodes = codesOf(systemRows);

// src/parsing/rest-reply.ts
var Reply = record("a reply", { success: oneOf("0 or 1", [0, 1]), data: anything });
var Failure = property("code", Integer);
var decodeReply = (codec, { endpoint, codes, secret }, { status, body }, onOdd) => {
  const refused = (code2) => ({
    _tag: "Left",
    left: venueError(endpoint, status, code2, code2 === null ? void 0 : codes.get(code2))
  });
  const reply = decodeJson(Reply, body);
  const failed = reply._tag === "Right" && reply.right.success === 0;
  const code = failed ? decode(Failure, reply.right.data, "data") : null;
  if (code?._tag === "Right") return refused(code.right);
  if (status !== 200) return refused(null);
  const data = code ?? (reply._tag === "Left" ? reply : decode(codec, reply.right.data, "data", onOdd));
  return data._tag === "Right" ? data : { _tag: "Left", left: replyDecodeError(endpoint, data.left, secret) };
};

// src/parsing/spot-pairs.ts
var Digits = same(
  "a number of digits",
  (input) => Number.isInteger(input) && input >= 0 && input <= 20
);
var Rate = otherwise(DecimalString, null);
var OptionalFlag = otherwise(Flag, false);
var Fees = record(
  "fees",
  {
    makerBase: DecimalString,
    takerBase: DecimalString,
    makerQuote: DecimalString,
    takerQuote: DecimalString,
    marginOpenMakerQuote: Rate,
    marginOpenTakerQuote: Rate,
    marginCloseMakerQuote: Rate,
    marginCloseTakerQuote: Rate
  },
  // `maker_fee_rate_base`
  (field) => snakeCase(field).replace(/_(?=base|quote)/, "_fee_rate_")
);
var MarginRates = record(
  "margin rates",
  {
    longInterest: Rate,
    shortInterest: Rate,
    currentIndividualRatio: Rate,
    currentCompanyRatio: Rate
  },
  (field) => `margin_${snakeCase(field)}`
);
var Margin = mapped(
  MarginRates,
  ({ longInterest, shortInterest, ...ratios }) => longInterest === null || shortInterest === null ? null : { longInterest, shortInterest, ...ratios }
);
var Stopped = record(
  "what is suspended",
  {
    order: ["stop_order", Flag],
    orderAndCancel: ["stop_order_and_cancel", Flag],
    market: OptionalFlag,
    stop: OptionalFlag,
    stopLimit: OptionalFlag,
    marginLong: OptionalFlag,
    marginShort: OptionalFlag,
    buy: OptionalFlag,
    sell: OptionalFlag
  },
  (field) => `stop_${snakeCase(field)}_order`
);
var SpotPair = record("a pair", {
  pair: ["name", Text],
  baseAsset: Text,
  quoteAsset: Text,
  fees: [itself, Fees],
  margin: [itself, Margin],
  minAmount: ["unit_amount", DecimalString],
  limitMaxAmount: DecimalString,
  marketMaxAmount: DecimalString,
  marketAllowanceRate: DecimalString,
  priceDigits: Digits,
  amountDigits: Digits,
  enabled: ["is_enabled", Flag],
  stopped: [itself, Stopped]
});
var SpotPairsData = property("pairs", rows("pairs", SpotPair));

export {
  undiciHttp,
  systemRows,
  systemCodes,
  decodeReply,
  SpotPairsData
};
//# sourceMappingURL=chunk-QB2LSZFY.js.map