import {
  listedPairNear
} from "./chunk-LQKEOOLZ.js";
import {
  closingAfter
} from "./chunk-NBJD346O.js";
import {
  given
} from "./chunk-WDPZHDGP.js";
import {
  replaceFileNow
} from "./chunk-2T4DLMWA.js";
import {
  isPairName
} from "./chunk-ZXDJGQ4R.js";
import {
  stampOf
} from "./chunk-34SWKVHE.js";

// src/cli/known-pairs.ts
import { mkdirSync, readFileSync, statSync } from "fs";
import { homedir } from "os";
import { dirname, join } from "path";
import { asyncScheduler, catchError, defer, map, mergeMap, of, tap, timeout } from "rxjs";
var maxAge = 7 * 24 * 60 * 6e4;
var patience = 2e3;
var cachePath = () => join(process.env["XDG_CACHE_HOME"] || join(homedir(), ".cache"), "rx-bitbank", "pairs.json");
var readCache = (path) => {
  try {
    const pairs = JSON.parse(readFileSync(path, "utf8"));
    const age = stampOf(asyncScheduler) - statSync(path).mtimeMs;
    if (!Array.isArray(pairs)) return { pairs: [], isFresh: false };
    return {
      pairs: pairs.filter((pair) => typeof pair === "string" && isPairName(pair)),
      isFresh: age < maxAge
    };
  } catch {
    return { pairs: [], isFresh: false };
  }
};
var writeCache = (path, pairs) => {
  try {
    mkdirSync(dirname(path), { recursive: true });
    replaceFileNow(path, JSON.stringify(pairs));
  } catch {
    return;
  }
};
var askedPairs$ = defer(() => import("./index.js")).pipe(
  mergeMap(({ createDataClient }) => {
    const data = createDataClient(given({ apiUrl: process.env["BITBANK_API_URL"] || void 0 }));
    const pairs$ = data.rest.instruments().pipe(map((instruments) => instruments.map(({ pair }) => pair).filter(isPairName)));
    return closingAfter(pairs$.pipe(timeout(patience)), () => void data.close());
  })
);
var knownPairs$ = defer(() => {
  const path = cachePath();
  const cached = readCache(path);
  if (cached.isFresh) return of(cached.pairs);
  return askedPairs$.pipe(
    tap((pairs) => writeCache(path, pairs)),
    catchError(() => of(cached.pairs))
  );
});
var rememberedPairs = async () => {
  const { pairs } = readCache(cachePath());
  if (pairs.length > 0) return pairs;
  const { instruments } = await import("./instruments-F25HQMC4.js");
  return instruments.map(({ pair }) => pair);
};
var listedPairLike = async (pair) => listedPairNear(pair, await rememberedPairs());

export {
  knownPairs$,
  listedPairLike
};
//# sourceMappingURL=chunk-XGDLY4FA.js.map