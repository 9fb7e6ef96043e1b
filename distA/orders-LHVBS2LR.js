import {
  orderColumns
} from "./chunk-UWSEQOKS.js";
import {
  accountHelp,
  accountOptions,
  withTrading
} from "./chunk-VODRMAQZ.js";


import {
  marketUrlHelp,
  paperHelp,
  paperOptions
} from "./chunk-SGYHK6IE.js";

import {
  printRows
} from "./chunk-54FVBYHE.js";


import {
  parsePair
} from "./chunk-LQKEOOLZ.js";




import {
  exitCodes
} from "./chunk-EPTECTEO.js";
import {
  parseOptions,
  refuseMore
} from "./chunk-WDPZHDGP.js";









// src/cli/orders.ts
import { defer, tap, toArray } from "rxjs";
var help = `Lists the active orders of the account, or of a pair.

Usage: rx-bitbank orders [PAIR] [options]

Options:
${paperHelp}
${marketUrlHelp}
${accountHelp}

Exit codes: 0 listed, also if there is none; 1 it can't be read; 2 a wrong option, argument or key file;
130 Ctrl-C.

Examples:
  rx-bitbank orders
  rx-bitbank orders btc_jpy --json | jq .orderId
`;
var options = { ...paperOptions, ...accountOptions };
var ordersCommand = {
  help,
  options,
  positions: ["pair"],
  interruptedCode: exitCodes.interrupted,
  run: (args) => defer(() => {
    const { values, positionals } = parseOptions({
      args: [...args],
      options,
      allowPositionals: true
    });
    refuseMore("orders", 1, positionals);
    const pair = positionals[0] === void 0 ? void 0 : parsePair(positionals[0]);
    return withTrading(
      values,
      pair === void 0 ? void 0 : [pair],
      (client) => client.rest.all.activeOrders({ pair }).pipe(
        toArray(),
        tap((active) => printRows(orderColumns, active, { json: values.json, none: "no active order" }))
      )
    );
  })
};
export {
  ordersCommand
};
//# sourceMappingURL=orders-LHVBS2LR.js.map