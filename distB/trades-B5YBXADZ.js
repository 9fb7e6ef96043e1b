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
  oneShotCommand,
  tradeColumns
} from "./chunk-TZPSOUTL.js";





import {
  orUnknown,
  parsePair
} from "./chunk-OJ7CHQJW.js";


import {
  utcTime
} from "./chunk-F2XHXHGE.js";
import {
  printJson,
  printLine
} from "./chunk-VHNTDNJI.js";

import {
  parseOptions,
  refuseMore,
  usageError
} from "./chunk-DV2BM7NE.js";
import {
  tradeSources
} from "./chunk-BP5DUQPM.js";
import {
  dayLength,
  startOfDay,
  startsOfDays
} from "./chunk-H2LKRC7V.js";




import {
  isPairName
} from "./chunk-ZXDJGQ4R.js";



import {
  retryBackoff
} from "./chunk-QCQMARG6.js";



// src/cli/download/trades.ts
import { concat, concatMap, defer, EMPTY, first, ignoreElements, Subject, tap } from "rxjs";
var tradeRangeOptions = {
  ...rangeOptions,
  follow: { type: "boolean", default: false },
  "stream-url": { type: "string" }
};
var tradeLines = rowLinesOf(
  ["pair", "id", "timestamp", "side", "price", "amount", "source"],
  ({ pair, id, timestamp, source }) => {
    const known = tradeSources.find((each) => each === source);
    return typeof pair === "string" && isPairName(pair) && Number.isSafeInteger(id) && Number.isSafeInteger(timestamp) && known !== void 0 ? { pair, id, timestamp, source: known } : null;
  }
);
var openTradeFile = (path, format, pair) => openRowFile(path, { lines: tradeLines[format], of: { pair }, what: `${format} trades` });
var startOf = (file) => {
  const { held } = file;
  const unfinished = file.ending(({ source }) => source !== "day");
  return unfinished !== null && startOfDay(unfinished.first.timestamp) + dayLength <= now() ? { after: unfinished.before, cutAt: unfinished.at } : { after: held?.last ?? null, cutAt: null };
};
var checkStart = (data, { pair, from, path }, { id, timestamp, source }) => {
  checkBegins(path, timestamp, timestamp >= from);
  if (source !== "day") return EMPTY;
  return data.rest.all.trades({ pair, from, to: timestamp + 1 }).pipe(
    retryBackoff(retries),
    concatMap(({ trades }) => trades),
    first(),
    tap((trade) => checkBegins(path, timestamp, trade.id === id)),
    ignoreElements()
  );
};
var fetchInto = (data, download, file, onOutcome) => defer(() => {
  const { pair, from, to, follow } = download;
  const notices$ = new Subject();
  const missed = [];
  let { after, cutAt } = startOf(file);
  let added = 0;
  const isNew = ({ id, timestamp }) => after === null || timestamp > after.timestamp || id > after.id;
  return concat(
    file.held === null || cutAt !== null ? EMPTY : checkStart(data, download, file.held.first),
    fetchRange({
      title: pair,
      total: startsOfDays(from, Math.min(to, now()) - 1).length,
      pages$: defer(() => data.rest.all.trades({ pair, from: after?.timestamp ?? from, to, follow })),
      take: ({ trades, source, missing, awaits }) => {
        if (awaits !== null) return false;
        if (cutAt !== null) file.cut(cutAt);
        cutAt = null;
        const rows = trades.filter((trade) => source === "stream" || isNew(trade));
        file.append(rows.map((trade) => ({ ...trade, source })));
        added += rows.length;
        const last = rows.at(-1);
        if (last !== void 0) after = { ...last, source };
        if (missing !== null) {
          missed.push(missing);
          const span = `${utcTime(missing.from)} and ${utcTime(missing.to)}`;
          notices$.next(`${pair}: trades between ${span} can't be had before their day is over`);
        }
        onOutcome({ added, missing: missed });
        return true;
      },
      came: () => `${added} trades`,
      notices$
    })
  );
});
var downloadTrades = (args) => defer(() => {
  const { values, positionals } = parseOptions({
    args: [...args],
    options: tradeRangeOptions,
    allowPositionals: true
  });
  const [word] = positionals;
  if (word === void 0) {
    throw usageError(
      "trades of which pair? for example: rx-bitbank trades btc_jpy --from \u2026 --to \u2026 --out FILE"
    );
  }
  refuseMore("trades", 1, positionals);
  const download = { ...parseRange("trades", word, values), follow: values.follow };
  const { pair, path, format } = download;
  let outcome = { added: 0, missing: [] };
  return downloadRange(
    download,
    values,
    () => openTradeFile(path, format, pair),
    (data, file) => fetchInto(data, download, file, (next) => outcome = next),
    ({ held }) => {
      const { added, missing } = outcome;
      if (values.json) printJson({ file: path, pair, added, continued: held !== null, missing });
      else printLine(`${path}: ${added} trades of ${pair}${held === null ? "" : " more"}`);
    }
  );
});

// src/cli/trades.ts
var newest = oneShotCommand({
  name: "trades",
  about: `Prints the newest 60 trades of a pair, oldest first; SIDE is the taker's. With --from, --to and --out it downloads
trades into a file, oldest first, one per line. An existing file is continued after its last whole trade: after an
interruption, or with a later --to, run the same command again.

Usage: rx-bitbank trades PAIR [options]
       rx-bitbank trades PAIR --from DATE --to DATE --out FILE [options]`,
  optionsHelp: `  --from DATE         the first trade is at that time or later: 2026-01-31 (UTC), 2026-01-31T09:00+09:00
  --to DATE           the last trade is before that time
  --out FILE          CSV, or NDJSON if the name ends in .ndjson or .jsonl
  --format FORMAT     csv or ndjson, whatever the name
  --follow            goes on with the stream until --to; otherwise it ends now
  --stream-url URL    by default wss://stream.bitbank.cc
`,
  notes: `Columns of a file: pair,id,timestamp,side,price,amount,source; timestamp is a Unix time in ms, side the taker's, price in
the quote currency, amount in the base currency. The source is day where the venue gave the whole day, which it does once
that is over. Until then it gives only the newest 60 trades (newest), and the stream those of now (stream): what is missing
before them is told on stderr. The same command, run on a later day, puts the whole days in their place. On a terminal stderr
shows the progress. The page of a day comes some time after midnight (UTC): it is asked for until three hours have gone, and
stderr says so. With --json, a download prints what came of it: {"file":\u2026,"added":31870,"continued":false,"missing":[],\u2026}`,
  examples: `  rx-bitbank trades btc_jpy
  rx-bitbank trades btc_jpy --json | jq -s 'map(.amount) | add'
  rx-bitbank trades btc_jpy --from 2026-01-01 --to 2026-02-01 --out btc.csv
  rx-bitbank trades eth_jpy --from 2026-01-31 --to 2026-02-03 --out eth.ndjson --follow`,
  positions: ["pair"],
  options: tradeRangeOptions,
  ask: ([pair]) => {
    if (pair === void 0)
      throw usageError("the trades of which pair? for example: rx-bitbank trades btc_jpy");
    const name = parsePair(pair);
    return (data) => data.rest.transactions({ pair: name }).pipe(orUnknown(name));
  },
  columns: tradeColumns,
  none: "no trade"
});
var ofRange = ["from", "to", "out", "format", "follow"];
var tradesCommand = {
  ...newest,
  run: (args) => args.some((arg) => ofRange.some((name) => arg === `--${name}` || arg.startsWith(`--${name}=`))) ? downloadTrades(args) : newest.run(args)
};
export {
  tradesCommand
};
//# sourceMappingURL=trades-B5YBXADZ.js.map