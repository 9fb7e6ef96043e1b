import {
  assetColumns,
  isHeld
} from "./chunk-UWSEQOKS.js";
import {
  accountHelp,
  accountOptions,
  simHelp,
  simOption,
  withTrading
} from "./chunk-47ARRAY6.js";


import {
  marketUrlHelp,
  paperHelp,
  paperOptions
} from "./chunk-BTCTTIXI.js";

import {
  printRows
} from "./chunk-54FVBYHE.js";






import {
  exitCodes
} from "./chunk-EPTECTEO.js";
import {
  parseOptions
} from "./chunk-WDPZHDGP.js";









// src/cli/assets.ts
import { defer, map, tap } from "rxjs";
var help = `Lists the balances of the account.

Usage: rx-bitbank assets [options]

Options:
  --all                  also those of zero
${simHelp}
${paperHelp}
${marketUrlHelp}
${accountHelp}

Exit codes: 0 listed; 1 it can't be read; 2 a wrong option, argument or key file; 130 Ctrl-C.

Examples:
  rx-bitbank assets
  rx-bitbank assets --sim
  rx-bitbank assets --json | jq 'select(.asset == "btc").freeAmount'
`;
var options = {
  all: { type: "boolean", default: false },
  ...simOption,
  ...paperOptions,
  ...accountOptions
};
var assetsCommand = {
  help,
  options,
  positions: [],
  interruptedCode: exitCodes.interrupted,
  run: (args) => defer(() => {
    const { values } = parseOptions({ args: [...args], options });
    return withTrading(
      values,
      void 0,
      (client) => client.rest.assets().pipe(
        map((all) => values.all ? all : all.filter(isHeld)),
        tap(
          (shown) => printRows(assetColumns, shown, { json: values.json, none: "no balance above zero" })
        )
      )
    );
  })
};
export {
  assetsCommand
};
//# sourceMappingURL=assets-2XPG7NO4.js.map