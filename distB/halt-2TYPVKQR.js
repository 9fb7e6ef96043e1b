import {
  watchdogLine
} from "./chunk-EVAMSBA5.js";

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
  timeOfDay
} from "./chunk-BLBGNJ7L.js";
import {
  parsePair
} from "./chunk-LQKEOOLZ.js";



import {
  notice,
  printJson,
  printLine
} from "./chunk-VHNTDNJI.js";
import {
  exitCodes
} from "./chunk-EPTECTEO.js";
import {
  parseOptions,
  refuseMore
} from "./chunk-WDPZHDGP.js";







import {
  stampOf
} from "./chunk-34SWKVHE.js";


// src/cli/halt.ts
import { asyncScheduler, defer, finalize, tap } from "rxjs";
var help = `Cancels every active order of the account, also those of other programs, and goes on until it is proven that none is
open. It never asks. It closes no positions, and other programs may place new orders.

Usage: rx-bitbank halt [options]

Options:
  --pair PAIR            the orders of this pair only; may be repeated
${paperHelp}
${marketUrlHelp}
${accountHelp}

Exit codes:
  0    no order is open
  1    it can't go on: the keys are refused
  2    a wrong option, argument, pair or key file
  130  Ctrl-C: orders may be open; see rx-bitbank orders

Examples:
  rx-bitbank halt
  rx-bitbank halt --pair btc_jpy --pair eth_jpy --json
`;
var options = {
  pair: { type: "string", multiple: true },
  ...paperOptions,
  ...accountOptions
};
var haltCommand = {
  help,
  options,
  positions: [],
  interruptedCode: exitCodes.interrupted,
  outlivesOutput: true,
  run: (args) => defer(() => {
    const { values, positionals } = parseOptions({ args: [...args], options, allowPositionals: true });
    refuseMore("halt", 0, positionals);
    const pairs = values.pair?.map(parsePair);
    let isFlat = false;
    return withTrading(
      values,
      pairs,
      (client) => client.halt({ pairs }).pipe(
        tap((event) => {
          isFlat = event.type === "Flat";
          if (values.json) printJson(event);
          else printLine(`${timeOfDay(stampOf(asyncScheduler))}  ${watchdogLine(event)}`);
        }),
        finalize(() => {
          if (!isFlat) notice("it ended while orders may be open: see rx-bitbank orders");
        })
      )
    );
  })
};
export {
  haltCommand
};
//# sourceMappingURL=halt-2TYPVKQR.js.map