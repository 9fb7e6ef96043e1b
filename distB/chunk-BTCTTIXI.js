import {
  awaitedAtEnd
} from "./chunk-VZ64QKHV.js";
import {
  closingAfter
} from "./chunk-NBJD346O.js";
import {
  alongside,
  describeDiagnostic
} from "./chunk-JJ7GEAXN.js";
import {
  notice
} from "./chunk-VHNTDNJI.js";
import {
  exit,
  exitCodes
} from "./chunk-EPTECTEO.js";
import {
  given,
  usageError
} from "./chunk-WDPZHDGP.js";
import {
  isPlainDecimal
} from "./chunk-QYQF4BGL.js";
import {
  configError
} from "./chunk-S2B5S6DE.js";

// src/cli/paper/paper.ts
import { defer, filter, ignoreElements, map, merge, switchMap, take, tap, timeout } from "rxjs";
var defaultPaperFile = "rx-bitbank-paper.json";
var defaultPaperStart = "jpy=1000000";
var paperOptions = {
  paper: { type: "boolean", default: false },
  "paper-file": { type: "string" },
  "paper-start": { type: "string" },
  "public-url": { type: "string" },
  "stream-url": { type: "string" }
};
var paperHelp = `  --paper                with paper money at the venue's live prices; needs no key, and sends nothing there
  --paper-file FILE      where the paper account is kept; by default ${defaultPaperFile}
  --paper-start LIST     the balances of a new one; by default ${defaultPaperStart}, as jpy=500000,btc=0.1`;
var marketUrlHelp = `  --public-url URL       where --paper reads the market; by default https://public.bitbank.cc
  --stream-url URL       the stream of that market; by default wss://stream.bitbank.cc`;
var refusePaperParts = (choice) => {
  if (choice.paper === true) return;
  for (const part of ["paper-file", "paper-start"])
    if (choice[part] !== void 0) throw usageError(`--${part} needs --paper`);
};
var balancesOf = (text) => Object.fromEntries(
  text.split(",").map((part) => {
    const [asset = "", amount = "", ...more] = part.split("=");
    if (asset === "" || more.length > 0 || !isPlainDecimal(amount))
      throw configError("--paper-start", "amounts by asset as jpy=500000,btc=0.1", part);
    return [asset, amount];
  })
);
var noticeText = (told) => {
  switch (told.kind) {
    case "fill-assumed":
      return `order ${told.orderId} is filled by guess (${told.cause}): ${told.amount} at ${told.price}`;
    case "order-unproven":
      return `order ${told.orderId} ${told.outcome === "rests" ? "rests unmatched" : "is rejected"}: the book of ${told.pair} is not known`;
    case "market-unknown":
      return `the book of ${told.pair} is not known: ${told.cause}`;
    case "market-known":
      return `the book of ${told.pair} is known`;
  }
};
var fillText = ({ side, amount, pair, price, makerTaker }) => `paper ${side === "buy" ? "bought" : "sold"} ${amount} ${pair} at ${price}, ${makerTaker}`;
var withPaper = (choice, pairs, use, tell = notice) => defer(async () => {
  const file = choice["paper-file"] ?? defaultPaperFile;
  const balances = balancesOf(choice["paper-start"] ?? defaultPaperStart);
  const { createPaper } = await import("./backtest.js");
  const paper = await createPaper({
    balances,
    file,
    pairs,
    ...given({
      streamUrl: choice["stream-url"],
      publicUrl: choice["public-url"],
      apiUrl: choice["api-url"]
    })
  });
  notice(`paper money, kept in ${file}: nothing is sent to the venue`);
  return paper;
}).pipe(
  switchMap((paper) => {
    const told$ = merge(
      paper.notices$.pipe(
        filter(({ kind }) => kind !== "market-known"),
        map(noticeText)
      ),
      paper.failed$.pipe(map(({ message }) => message)),
      paper.exec.diagnostics$.pipe(map(describeDiagnostic))
    ).pipe(tap(tell), ignoreElements());
    return closingAfter(use(paper).pipe(alongside(told$)), () => awaitedAtEnd(paper.close()));
  })
);
var bookWithin = 2e4;
var onceKnown = ({ data }, pair, act) => data.book$(pair).pipe(
  filter(({ stale }) => !stale),
  take(1),
  timeout({
    first: bookWithin,
    with: () => {
      notice(`no book of ${pair} within ${bookWithin / 1e3} s: nothing was placed`);
      throw exit(exitCodes.failed);
    }
  }),
  switchMap(act)
);

export {
  defaultPaperFile,
  defaultPaperStart,
  paperOptions,
  paperHelp,
  marketUrlHelp,
  refusePaperParts,
  fillText,
  withPaper,
  onceKnown
};
//# sourceMappingURL=chunk-BTCTTIXI.js.map