import {
  fillColumns
} from "./chunk-KVZBOVAJ.js";
import {
  accountHelp,
  accountOptions,
  simHelp,
  simOption,
  withTrading
} from "./chunk-SGUQRHIE.js";


import {
  marketUrlHelp,
  paperHelp,
  paperOptions
} from "./chunk-DXH4BW6K.js";

import {
  printRows
} from "./chunk-54FVBYHE.js";


import {
  parsePair
} from "./chunk-OJ7CHQJW.js";




import {
  exitCodes
} from "./chunk-6MZEJKRU.js";
import {
  countFrom1,
  parseOptions,
  refuseMore,
  usageError
} from "./chunk-DV2BM7NE.js";









// src/cli/fills.ts
import { defer, map, tap } from "rxjs";
var mostFills = 1e3;
var help = `Lists the newest fills of the account, oldest first.

Usage: rx-bitbank fills [PAIR] [options]

Options:
  --count N              how many, ${mostFills} at most; by default 60
${simHelp}
${paperHelp}
${marketUrlHelp}
${accountHelp}

Exit codes: 0 listed, also if there is none; 1 it can't be read; 2 a wrong option, argument, pair or key file;
130 Ctrl-C.

Examples:
  rx-bitbank fills btc_jpy
  rx-bitbank fills --count 1000 --json | jq -s 'map(.feeAmountQuote | tonumber) | add'
`;
var options = {
  count: { type: "string", default: "60" },
  ...simOption,
  ...paperOptions,
  ...accountOptions
};
var fillsCommand = {
  help,
  options,
  positions: ["pair"],
  interruptedCode: exitCodes.interrupted,
  run: (args) => defer(() => {
    const { values, positionals } = parseOptions({ args: [...args], options, allowPositionals: true });
    refuseMore("fills", 1, positionals);
    const pair = positionals[0] === void 0 ? void 0 : parsePair(positionals[0]);
    const count = countFrom1("--count", values.count);
    if (count > mostFills) throw usageError(`--count: expected at most ${mostFills}, got ${count}`);
    return withTrading(
      values,
      pair === void 0 ? void 0 : [pair],
      (client) => client.rest.tradeHistory({ pair, count, order: "desc" }).pipe(
        map((fills) => fills.toSorted((a, b) => a.executedAt - b.executedAt || a.tradeId - b.tradeId)),
        tap((fills) => printRows(fillColumns, fills, { json: values.json, none: "no fill" }))
      )
    );
  })
};
export {
  fillsCommand
};
//# sourceMappingURL=fills-NNO5EKSF.js.map