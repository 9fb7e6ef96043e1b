import {
  cancelExitCode,
  outcomeLine
} from "./chunk-HU5654F6.js";
import {
  accountHelp,
  accountOptions,
  parseOrderId,
  withTrading
} from "./chunk-VODRMAQZ.js";


import {
  marketUrlHelp,
  paperHelp,
  paperOptions
} from "./chunk-SGYHK6IE.js";


import {
  parsePair
} from "./chunk-LQKEOOLZ.js";



import {
  printJson,
  printLine
} from "./chunk-VHNTDNJI.js";
import {
  exit,
  exitCodes
} from "./chunk-EPTECTEO.js";
import {
  parseOptions,
  refuseMore,
  usageError
} from "./chunk-WDPZHDGP.js";









// src/cli/cancel.ts
import { defer, map, tap, toArray } from "rxjs";
var help = `Cancels orders and prints one line per order with its outcome.

Usage: rx-bitbank cancel PAIR ORDER_ID\u2026 [options]
       rx-bitbank cancel --all [PAIR] [options]

Options:
  --all                  every active order of the account, or of the pair
${paperHelp}
${marketUrlHelp}
${accountHelp}

Exit codes, of the gravest outcome:
  0    canceled, all of them; canceled already; nothing to cancel
  1    it can't go on
  2    a wrong option, argument or key file
  4    refused by the venue: the order lives on
  6    pending or unresolved: the order may live
  7    filled already: the cancel came too late
  130  Ctrl-C

Examples:
  rx-bitbank cancel btc_jpy 61234567890
  rx-bitbank cancel --all btc_jpy
  rx-bitbank cancel --all --json
`;
var options = {
  all: { type: "boolean", default: false },
  ...paperOptions,
  ...accountOptions
};
var parse = (args) => {
  const { values, positionals } = parseOptions({ args: [...args], options, allowPositionals: true });
  const [name, ...ids] = positionals;
  const pair = name === void 0 ? void 0 : parsePair(name);
  if (values.all) refuseMore("cancel --all", 1, positionals);
  const orderIds = ids.map(parseOrderId);
  const cancel$ = (client) => {
    if (values.all) return client.cancelAll({ pair });
    const [orderId, ...others] = orderIds;
    if (pair === void 0 || orderId === void 0) {
      throw usageError("cancel which order? for example: rx-bitbank cancel btc_jpy 61234567890");
    }
    return others.length === 0 ? client.cancelOrder({ pair, orderId }) : client.cancelOrders({ pair, orderIds });
  };
  return { cancel$, pair, choice: values };
};
var cancelCommand = {
  help,
  options,
  positions: ["pair"],
  interruptedCode: exitCodes.interrupted,
  run: (args) => defer(() => {
    const { cancel$, pair, choice } = parse(args);
    return withTrading(
      choice,
      pair === void 0 ? void 0 : [pair],
      (client) => cancel$(client).pipe(
        tap((outcome) => choice.json ? printJson(outcome) : printLine(outcomeLine(outcome))),
        toArray(),
        map((outcomes) => {
          const code = cancelExitCode(outcomes);
          if (code !== exitCodes.done) throw exit(code);
        })
      )
    );
  })
};
export {
  cancelCommand
};
//# sourceMappingURL=cancel-ZMOOMQRO.js.map