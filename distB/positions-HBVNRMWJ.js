import {
  positionColumns
} from "./chunk-KVZBOVAJ.js";
import {
  accountHelp,
  accountOptions,
  simHelp,
  simOption,
  withAccount
} from "./chunk-SGUQRHIE.js";




import {
  printRows
} from "./chunk-54FVBYHE.js";





import {
  notice
} from "./chunk-VHNTDNJI.js";
import {
  exitCodes
} from "./chunk-6MZEJKRU.js";
import {
  parseOptions
} from "./chunk-DV2BM7NE.js";





import {
  compareDecimals
} from "./chunk-QYQF4BGL.js";



// src/cli/positions.ts
import { defer, tap } from "rxjs";
var help = `Lists the open margin positions of the account.

Usage: rx-bitbank positions [options]

Options:
  --all                  also those of zero
${simHelp}
${accountHelp}

Exit codes: 0 listed, also if there is none; 1 it can't be read; 2 a wrong option, argument or key file;
130 Ctrl-C.

Examples:
  rx-bitbank positions
  rx-bitbank positions --json | jq -r '[.pair, .positionSide, .openAmount] | @tsv'
`;
var options = {
  all: { type: "boolean", default: false },
  ...simOption,
  ...accountOptions
};
var positionsCommand = {
  help,
  options,
  positions: [],
  interruptedCode: exitCodes.interrupted,
  run: (args) => defer(() => {
    const { values } = parseOptions({ args: [...args], options });
    return withAccount(
      values,
      (client) => client.rest.marginPositions().pipe(
        tap(({ positions, payables }) => {
          const shown = positions.filter(
            ({ openAmount }) => values.all || compareDecimals(openAmount, "0") !== 0
          );
          printRows(positionColumns, shown, { json: values.json, none: "no open position" });
          if (compareDecimals(payables, "0") !== 0) notice(`${payables} jpy are owed to the venue`);
        })
      )
    );
  })
};
export {
  positionsCommand
};
//# sourceMappingURL=positions-HBVNRMWJ.js.map