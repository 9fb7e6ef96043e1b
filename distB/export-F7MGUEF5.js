import {
  parseDate
} from "./chunk-MGNMCIQY.js";
import {
  parsePair
} from "./chunk-LQKEOOLZ.js";
import {
  notice
} from "./chunk-VHNTDNJI.js";
import {
  exitCodes
} from "./chunk-EPTECTEO.js";
import {
  countFrom1,
  given,
  oneWordOf,
  parseOptions,
  refuseMore,
  usageError
} from "./chunk-WDPZHDGP.js";
import {
  exportFormats,
  exportTables
} from "./chunk-FVF3LSWE.js";
import {
  candleTypes
} from "./chunk-K2HNEYRP.js";








// src/cli/export.ts
import { concatMap, defer, tap } from "rxjs";
var help = `Makes a table of a recording: as text, or as Parquet.

Usage: rx-bitbank export RECORDING --table TABLE --to FORMAT [--out FILE] [options]

RECORDING is a folder of rx-bitbank record, or a file.

  trades    time,pair,id,timestamp,side,price,amount: each trade once
  quotes    time,pair,sequence,timestamp,bid,bidAmount,ask,askAmount,stale: each change of the best bid and ask
  book      time,pair,sequence,timestamp,stale,bid1,bidAmount1,\u2026,ask1,askAmount1,\u2026: each change of the best levels
  candles   pair,type,openTime,open,high,low,close,volume,whole: of the trades; an interval without one has no candle

Times are Unix times in ms, in Parquet timestamps: time is the arrival of a frame, timestamp the venue's own time. Prices are
in the quote currency, amounts and volumes in the base currency. An unknown or missing value is empty (null in JSON). A book
is stale from a lost link or an unreadable frame to the next whole book. A candle is whole if every moment of it was
recorded.

Options:
  --table TABLE       ${exportTables.join(", ")}
  --to FORMAT         ${exportFormats.join(", ")}; Parquet takes the package hyparquet-writer
  --out FILE          a new file; without it, csv and ndjson go to stdout
  --pairs LIST        pairs, separated by commas; by default all
  --from DATE         frames that came then or later: 2026-01-31 (UTC), 2026-01-31T09:00+09:00
  --until DATE        frames that came before then
  --depth N           levels per side of book, 1 to 1000; by default 10
  --type TYPE         of candles; by default 1min

Exit codes: 0 the table is written; 1 it can't be read or written; 2 a wrong option; 130 Ctrl-C. A file appears whole or not
at all.

Examples:
  rx-bitbank export recordings --table trades --to csv --pairs btc_jpy | head
  rx-bitbank export recordings --table quotes --to parquet --out quotes.parquet
  rx-bitbank export recordings --table candles --type 5min --to ndjson --from 2026-01-31 --out candles.ndjson
`;
var options = {
  table: { type: "string", values: exportTables },
  to: { type: "string", values: exportFormats },
  out: { type: "string" },
  pairs: { type: "string" },
  from: { type: "string" },
  until: { type: "string" },
  depth: { type: "string" },
  type: { type: "string", values: candleTypes }
};
var toStdout = (bytes) => {
  process.stdout.write(bytes);
};
var outOf = (to, out) => {
  if (out !== void 0 && out !== "") return out;
  if (to === "parquet") throw usageError("--out is missing: Parquet needs a file");
  return toStdout;
};
var parse = (args) => {
  const { values, positionals } = parseOptions({ args: [...args], options, allowPositionals: true });
  const [recording] = positionals;
  if (recording === void 0 || values.table === void 0 || values.to === void 0) {
    throw usageError(
      "which recording, --table and --to? for example: rx-bitbank export recordings --table trades --to csv"
    );
  }
  refuseMore("export", 1, positionals);
  const { table, to, out, pairs, from, until, depth, type } = values;
  return {
    recording,
    options: {
      table: oneWordOf("--table", exportTables, table),
      to: oneWordOf("--to", exportFormats, to),
      out: outOf(to, out),
      ...given({
        pairs: pairs?.split(",").map((pair) => parsePair(pair.trim())),
        from: from === void 0 ? void 0 : parseDate("--from", from),
        until: until === void 0 ? void 0 : parseDate("--until", until),
        depth: depth === void 0 ? void 0 : countFrom1("--depth", depth),
        type: type === void 0 ? void 0 : oneWordOf("--type", candleTypes, type)
      })
    }
  };
};
var tell = ({ rows, unread, torn, late }, { out, table }) => {
  if (torn > 0)
    notice(`${torn} torn ends of segments were left out; rx-bitbank recording repair closes them`);
  if (unread > 0) notice(`${unread} frames could not be read`);
  if (late > 0) notice(`${late} trades came too late for their candles and are left out`);
  if (typeof out === "string") notice(`${out}: ${rows} rows of ${table}`);
};
var exportCommand = {
  help,
  options,
  positions: [],
  interruptedCode: exitCodes.interrupted,
  run: (args) => defer(() => {
    const { recording, options: exportOptions } = parse(args);
    return defer(() => import("./recording.js")).pipe(
      concatMap(({ exportTable }) => exportTable(recording, exportOptions)),
      tap((outcome) => tell(outcome, exportOptions))
    );
  })
};
export {
  exportCommand
};
//# sourceMappingURL=export-F7MGUEF5.js.map