import {
  checkBegins,
  downloadRange,
  fetchRange,
  now,
  openRowFile,
  parseRange,
  rangeOptions,
  retries,
  rowLinesOf
} from "./chunk-IX24JTUB.js";









import {
  printJson,
  printLine
} from "./chunk-VHNTDNJI.js";
import {
  exitCodes
} from "./chunk-6MZEJKRU.js";
import {
  oneWordOf,
  parseOptions,
  refuseMore,
  usageError
} from "./chunk-DV2BM7NE.js";
import {
  candleDates
} from "./chunk-H2LKRC7V.js";
import {
  closeTimeOf
} from "./chunk-TYI3HCJN.js";
import {
  candleTypes
} from "./chunk-K2HNEYRP.js";
import {
  isPairName
} from "./chunk-ZXDJGQ4R.js";

import {
  retryBackoff
} from "./chunk-QCQMARG6.js";



// src/cli/candles.ts
import {
  concat,
  concatMap,
  defer,
  EMPTY,
  first,
  ignoreElements,
  takeWhile,
  tap
} from "rxjs";
var help = `Downloads candles into a file, oldest first, one per line. An existing file is continued after its last whole candle:
after an interruption, or with a later --to, run the same command again.

Usage: rx-bitbank candles PAIR TYPE --from DATE --to DATE --out FILE [options]

TYPE: ${candleTypes.join(", ")}

Options:
  --from DATE         the first candle opens then or later: 2026-01-31 (UTC), 2026-01-31T09:00+09:00
  --to DATE           the last candle opens before then; a candle that is not over yet is left out
  --out FILE          CSV, or NDJSON if the name ends in .ndjson or .jsonl
  --format FORMAT     csv or ndjson, whatever the name
  --json              prints the result as JSON: {"file":\u2026,"added":744,"continued":false,\u2026}
  --sim               from a simulated exchange of its own
  --public-url URL    by default https://public.bitbank.cc
  --api-url URL       by default https://api.bitbank.cc/v1
  --allow-insecure    allows http: beyond this machine

Columns: pair,type,openTime,open,high,low,close,volume; openTime is a Unix time in ms. The venue has no candle for
some intervals without a trade. On a terminal stderr shows the progress. The venue makes the page of a day some minutes
after that day has begun: the command asks for it for half an hour, and stderr says so.

Exit codes: 0 the range is in the file; 1 it can't go on, the file holds the rows so far; 2 a wrong option, pair or
file; 130 Ctrl-C, the file holds the rows so far.

Examples:
  rx-bitbank candles btc_jpy 1hour --from 2026-01-01 --to 2026-02-01 --out btc.csv
  rx-bitbank candles eth_jpy 1min --from 2026-01-01 --to 2026-01-08 --out eth.ndjson
  rx-bitbank candles btc_jpy 1day --from 2026-01-01 --to 2026-04-01 --out btc.csv --sim
`;
var candleLines = rowLinesOf(
  ["pair", "type", "openTime", "open", "high", "low", "close", "volume"],
  ({ pair, type, openTime }) => {
    const known = candleTypes.find((each) => each === type);
    const isKey = typeof pair === "string" && isPairName(pair) && Number.isSafeInteger(openTime);
    return isKey && known !== void 0 ? { pair, type: known, openTime } : null;
  }
);
var openCandleFile = (path, format, pair, type) => openRowFile(path, { lines: candleLines[format], of: { pair, type }, what: `${format} candles` });
var cacheTime = 2e3;
var isFinal = ({ closed, type, openTime }) => closed && closeTimeOf(type, openTime) + cacheTime <= now();
var checkStart = (data, { pair, type, from, path }, begins) => data.rest.all.candles({ pair, type, from: Math.min(from, begins), to: begins + 1 }).pipe(
  retryBackoff(retries),
  concatMap(({ candles }) => candles),
  first(({ openTime }) => openTime >= from, null),
  tap((candle) => checkBegins(path, begins, candle?.openTime === begins && begins >= from)),
  ignoreElements()
);
var fetchInto = (data, download, file, onAdded) => defer(() => {
  const { pair, type, from, to } = download;
  let next = file.held === null ? from : closeTimeOf(type, file.held.last.openTime);
  let count = 0;
  const end = Math.min(to, now());
  return concat(
    file.held === null ? EMPTY : checkStart(data, download, file.held.first.openTime),
    fetchRange({
      title: `${pair} ${type}`,
      total: candleDates(type, from, end - 1).length,
      pages$: defer(
        () => next < end ? data.rest.all.candles({ pair, type, from: next, to: end }) : EMPTY
      ).pipe(takeWhile(({ candles }) => candles.every(isFinal), true)),
      take: ({ candles }) => {
        const final = candles.filter(isFinal);
        file.append(final);
        count += final.length;
        onAdded(final.length);
        const last = final.at(-1);
        if (last !== void 0) next = closeTimeOf(type, last.openTime);
        return last !== void 0;
      },
      came: () => `${count} candles`
    })
  );
});
var candlesCommand = {
  help,
  options: rangeOptions,
  positions: ["pair", candleTypes],
  interruptedCode: exitCodes.interrupted,
  run: (args) => defer(() => {
    const { values, positionals } = parseOptions({
      args: [...args],
      options: rangeOptions,
      allowPositionals: true
    });
    const [pair, word] = positionals;
    if (pair === void 0 || word === void 0) {
      throw usageError(
        "which candles? for example: rx-bitbank candles btc_jpy 1hour --from \u2026 --to \u2026 --out FILE"
      );
    }
    refuseMore("candles", 2, positionals);
    const type = oneWordOf("type", candleTypes, word);
    const download = { ...parseRange("candles", pair, values), type };
    const { path, format } = download;
    let added = 0;
    return downloadRange(
      download,
      values,
      () => openCandleFile(path, format, download.pair, type),
      (data, file) => fetchInto(data, download, file, (more) => added += more),
      ({ held }) => {
        if (values.json) printJson({ file: path, pair, type, added, continued: held !== null });
        else printLine(`${path}: ${added} candles of ${pair} ${type}${held === null ? "" : " more"}`);
      }
    );
  })
};
export {
  candlesCommand,
  openCandleFile
};
//# sourceMappingURL=candles-Y4OTTO65.js.map