import { defer, map, tap } from 'rxjs';
import { accountHelp, accountOptions, simHelp, simOption, withTrading } from './account/client';
import { marketUrlHelp, paperHelp, paperOptions } from './paper/paper';
import { assetColumns, isHeld } from './account/tables';
import type { Command } from './common/command';
import { exitCodes } from './common/exit-codes';
import { type CliOptions, parseOptions } from './common/options';

import { printRows } from './common/table';

const help = `Lists the balances of the account.

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

const options = {
  all: { type: 'boolean', default: false },
  ...simOption,
  ...paperOptions,
  ...accountOptions,
} as const satisfies CliOptions;

export const assetsCommand: Command = {
  help,
  options,
  positions: [],
  interruptedCode: exitCodes.interrupted,
  run: (args) =>
    defer(() => {
      const { values } = parseOptions({ args: [...args], options });
      return withTrading(values, undefined, (client) =>
        client.rest.assets().pipe(
          map((all) => (values.all ? all : all.filter(isHeld))),
          tap((shown) =>
            printRows(assetColumns, shown, { json: values.json, none: 'no balance above zero' }),
          ),
        ),
      );
    }),
};
