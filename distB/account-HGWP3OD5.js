import {
  assetColumns,
  isHeld,
  marginRows,
  pairedColumns
} from "./chunk-UWSEQOKS.js";
import {
  accountHelp,
  accountOptions,
  simHelp,
  simOption,
  withAccount
} from "./chunk-47ARRAY6.js";




import {
  printTable
} from "./chunk-54FVBYHE.js";





import {
  notice,
  printJson,
  printLine
} from "./chunk-VHNTDNJI.js";
import {
  exitCodes
} from "./chunk-EPTECTEO.js";
import {
  parseOptions
} from "./chunk-WDPZHDGP.js";









// src/cli/account.ts
import { catchError, combineLatest, defer, map, of, tap, toArray } from "rxjs";
var help = `Shows the state of the account: balances, open orders and margin trading.

Usage: rx-bitbank account [options]

Options:
${simHelp}
${accountHelp}

Exit codes: 0 shown; 1 it can't be read; 2 a wrong option, argument or key file; 130 Ctrl-C.

Examples:
  rx-bitbank account
  rx-bitbank account --json | jq .margin.status
`;
var options = { ...simOption, ...accountOptions };
var read = (client) => combineLatest({
  assets: client.rest.assets(),
  openOrders: client.rest.all.activeOrders().pipe(toArray()),
  margin: client.rest.marginStatus().pipe(
    catchError((error) => {
      notice(`the state of margin trading can't be read: ${error.message}`);
      return of(null);
    })
  )
}).pipe(map((account) => ({ ...account, assets: account.assets.filter(isHeld) })));
var print = ({ assets, openOrders, margin }) => {
  if (assets.length === 0) printLine("no balance above zero");
  else printTable(assetColumns, assets);
  const pairs = new Set(openOrders.map(({ pair }) => pair));
  printLine("");
  printLine(
    openOrders.length === 0 ? "no open order" : `open orders: ${openOrders.length}, of ${[...pairs].join(", ")}`
  );
  if (margin === null) return;
  printLine("");
  printTable(pairedColumns, marginRows(margin));
};
var accountCommand = {
  help,
  options,
  positions: [],
  interruptedCode: exitCodes.interrupted,
  run: (args) => defer(() => {
    const { values } = parseOptions({ args: [...args], options });
    return withAccount(
      values,
      (client) => read(client).pipe(tap((account) => values.json ? printJson(account) : print(account)))
    );
  })
};
export {
  accountCommand
};
//# sourceMappingURL=account-HGWP3OD5.js.map