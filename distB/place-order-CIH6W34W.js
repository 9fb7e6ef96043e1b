import {
  describeRequest,
  isAwaited,
  orderExitCode,
  transitionLine
} from "./chunk-24RSO7QS.js";
import {
  onceConfirmed
} from "./chunk-QLRIIIUI.js";
import {
  withAccount,
  withTrading
} from "./chunk-SGUQRHIE.js";


import {
  onceKnown
} from "./chunk-DXH4BW6K.js";






import {
  notice,
  printJson,
  printLine
} from "./chunk-VHNTDNJI.js";
import {
  exit,
  exitCodes
} from "./chunk-6MZEJKRU.js";
import {
  given,
  usageError
} from "./chunk-DV2BM7NE.js";
import {
  createDataClient
} from "./chunk-2Y6OKYIA.js";






import {
  nodeHttp
} from "./chunk-DPUVOLTA.js";
























import {
  compareDecimals,
  decimalOf,
  fromUnits,
  multiplyDecimals,
  scaleOf,
  sumDecimals,
  toUnits
} from "./chunk-QYQF4BGL.js";




import {
  stampOf
} from "./chunk-34SWKVHE.js";


// src/cli/account/place-order.ts
import { asyncScheduler, defer, finalize, takeWhile, tap as tap2 } from "rxjs";

// src/cli/account/dry-run.ts
import {
  catchError,
  concatMap,
  forkJoin,
  ignoreElements,
  map,
  merge,
  NEVER,
  of,
  Subject,
  take,
  tap
} from "rxjs";

// src/cli/account/estimate.ts
var places = 4;
var cut = (value) => {
  const scale = Math.max(scaleOf(value), places);
  return fromUnits(toUnits(value, scale) / 10n ** BigInt(scale - places), places);
};
var plain = (value) => typeof value === "number" ? decimalOf(value) : value;
var taken = (levels, amount) => {
  let rest = amount;
  let worth = "0";
  for (const { price, amount: offered } of levels) {
    const part = compareDecimals(decimalOf(offered), rest) < 0 ? decimalOf(offered) : rest;
    worth = sumDecimals([worth, multiplyDecimals(decimalOf(price), part)]);
    rest = sumDecimals([rest, `-${part}`]);
    if (compareDecimals(rest, "0") <= 0) return { worth, last: price };
  }
  return null;
};
var priced = (request, amount, levels) => {
  const own = request.price ?? request.triggerPrice;
  if (own !== void 0) {
    const price = plain(own);
    const name = request.price === void 0 ? "its trigger price" : "its limit price";
    return { by: `${name}, ${price}`, notional: multiplyDecimals(price, amount), expected: price };
  }
  const [best] = levels ?? [];
  const all = levels === null ? null : taken(levels, amount);
  return best === void 0 || all === null ? null : {
    by: `the book now, from ${best.price} to ${all.last}`,
    notional: all.worth,
    expected: decimalOf(best.price)
  };
};
var orZero = (rate) => compareDecimals(rate, "0") < 0 ? "0" : rate;
var withRate = (notional, rate) => cut(sumDecimals([notional, multiplyDecimals(notional, orZero(rate))]));
var estimateOf = (request, { baseAsset, quoteAsset, fees, marketAllowanceRate }, levels) => {
  if (request.amount === void 0) return null;
  const amount = plain(request.amount);
  const found = priced(request, amount, levels);
  if (found === null) return null;
  const { by, notional, expected } = found;
  const rests = request.type === "limit" || request.type === "stop_limit";
  const locked = () => {
    if (request.positionSide !== void 0) return null;
    if (request.side === "sell") return { asset: baseAsset, amount };
    const highestFee = compareDecimals(fees.makerQuote, fees.takerQuote) > 0 ? fees.makerQuote : fees.takerQuote;
    return {
      asset: quoteAsset,
      amount: rests ? withRate(notional, highestFee) : withRate(multiplyDecimals(expected, amount), marketAllowanceRate)
    };
  };
  return {
    by,
    notional,
    locks: locked(),
    fee: {
      maker: rests ? cut(multiplyDecimals(notional, fees.makerQuote)) : null,
      taker: request.postOnly === true ? null : cut(multiplyDecimals(notional, fees.takerQuote))
    }
  };
};

// src/cli/account/dry-run.ts
var readingPosts = /\/user\/spot\/orders_info$/;
var shownHeaders = ["Content-Type", "ACCESS-REQUEST-TIME", "ACCESS-TIME-WINDOW", "ACCESS-NONCE"];
var dryPorts = () => {
  const written = new Subject();
  const proxy = process.env["BITBANK_PROXY"] || void 0;
  const send = nodeHttp(proxy === void 0 ? {} : { proxy });
  return {
    written$: written,
    options: {
      openPubnub: () => NEVER,
      sendRequest: (request) => {
        if (request.method === "GET" || readingPosts.test(new URL(request.url).pathname))
          return send(request);
        written.next(request);
        return NEVER;
      }
    }
  };
};
var shown = ({ method, url, headers = {}, body = "{}" }) => ({
  method,
  url,
  headers: Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, shownHeaders.includes(name) ? value : "(hidden)"])
  ),
  body: JSON.parse(body)
});
var feeText = ({ maker, taker }, quote) => [
  ...maker === null ? [] : [`${maker} ${quote} as a maker${maker.startsWith("-") ? " (a rebate)" : ""}`],
  ...taker === null ? [] : [`${taker} ${quote} as a taker`]
].join(", ");
var dryRunLines = ({ request, guards, estimate }, { pair }) => {
  const quote = pair.split("_")[1] ?? "";
  return [
    "Nothing was sent. The request would be:",
    "",
    `${request.method} ${request.url}`,
    ...Object.entries(request.headers).map(([name, value]) => `${name}: ${value}`),
    "",
    JSON.stringify(request.body),
    "",
    "rules   kept",
    `guards  ${guards.length === 0 ? "none given" : `kept: ${guards.join(", ")}`}`,
    ...estimate === null ? ["worth   not known: the book has too few levels"] : [
      `worth   ${estimate.notional} ${quote}, by ${estimate.by}`,
      `locks   ${estimate.locks === null ? "no asset: a margin order" : `about ${estimate.locks.amount} ${estimate.locks.asset}`}`,
      `fee     ${feeText(estimate.fee, quote)}`
    ]
  ];
};
var levels$ = ({ pair, side, type }, venue) => {
  const isKnown = venue.publicUrl !== void 0 || venue.apiUrl === void 0;
  if (type !== "market" || !isKnown) return of(null);
  return createDataClient(venue).rest.depth({ pair }).pipe(
    map(({ bids, asks }) => side === "buy" ? asks : bids),
    catchError(() => of(null))
  );
};
var dryRun = (client, venue, request, written$, guards, isJson, isRefused) => {
  const dryRun$ = written$.pipe(
    take(1),
    concatMap(
      (written) => forkJoin([client.rest.instruments(), levels$(request, venue)]).pipe(
        map(([instruments, levels]) => {
          const instrument = instruments.find(({ pair }) => pair === request.pair);
          return {
            request: shown(written),
            guards,
            estimate: instrument === void 0 ? null : estimateOf(request, instrument, levels)
          };
        })
      )
    ),
    tap((run) => isJson ? printJson(run) : dryRunLines(run, request).forEach(printLine))
  );
  const refused$ = client.submitOrder(request).pipe(
    tap((transition) => {
      if (transition.type === "Rejected") isRefused(transition);
    })
  );
  return merge(dryRun$, refused$.pipe(ignoreElements())).pipe(take(1));
};

// src/cli/account/place-order.ts
var markets = ["maxDistance", "maxBookAge"];
var guardsAt = (limits, venue) => {
  if (!markets.some((name) => name in limits)) return limits;
  if (venue.apiUrl !== void 0 && (venue.publicUrl === void 0 || venue.streamUrl === void 0))
    throw usageError(
      `${markets.join(" and ")} of --guards need the market: give --stream-url and --public-url`
    );
  return { ...limits, market: createDataClient(venue) };
};
var leavingNotice = ({ pair }, last) => last !== void 0 && "order" in last && last.order !== null ? `the order lives on: rx-bitbank cancel ${pair} ${last.order.orderId}` : `the order may have been placed: see rx-bitbank orders ${pair}`;
var follow = (client, request, wait, print) => defer(() => {
  let last;
  let isOver = false;
  return client.submitOrder(request).pipe(
    tap2((transition) => {
      last = transition;
      print(transition);
    }),
    takeWhile((transition) => !isAwaited(transition, wait), true),
    tap2({
      error: () => isOver = true,
      complete: () => {
        isOver = true;
        const code = orderExitCode(last, wait);
        if (code !== exitCodes.done) throw exit(code);
      }
    }),
    finalize(() => {
      if (!isOver) notice(leavingNotice(request, last));
    })
  );
});
var placeOrder = ({ request, wait, guards, choice }) => {
  const print = (transition) => choice.json ? printJson(transition) : printLine(transitionLine(transition, stampOf(asyncScheduler)));
  const market = given({ publicUrl: choice["public-url"], streamUrl: choice["stream-url"] });
  const limits = (venue) => guards === null ? {} : { guards: guardsAt(guards, { ...venue, ...market }) };
  if (choice["dry-run"]) {
    const { options: dry, written$ } = dryPorts();
    const isRefused = (transition) => {
      print(transition);
      throw exit(exitCodes.rejectedHere);
    };
    return withAccount(
      choice,
      (client, venue) => dryRun(
        client,
        { ...venue, ...market },
        request,
        written$,
        Object.keys(guards ?? {}),
        choice.json,
        isRefused
      ),
      (venue) => ({ ...dry, ...limits(venue) })
    );
  }
  return onceConfirmed(
    choice,
    `${describeRequest(request)}: place it`,
    () => withTrading(
      choice,
      [request.pair],
      (client, paper) => {
        const follow$ = () => follow(client, request, wait, print);
        return paper === null ? follow$() : onceKnown(paper, request.pair, follow$);
      },
      limits
    )
  );
};
export {
  placeOrder
};
//# sourceMappingURL=place-order-CIH6W34W.js.map