import { defer, tap } from 'rxjs';
import { compareDecimals } from '../model/decimal';
import { accountHelp, accountOptions, simHelp, simOption, withAccount } from './account/client';
import { positionColumns } from './account/tables';
import type { Command } from './common/command';
import { exitCodes } from './common/exit-codes';
import { type CliOptions, parseOptions } from './common/options';
import { notice } from './common/output';
import { printRows } from './common/table';

const help = `Lists the open margin positions of the account.

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

const options = {
  all: { type: 'boolean', default: false },
  ...simOption,
  ...accountOptions,
} as const satisfies CliOptions;

export const positionsCommand: Command = {
  help,
  options,
  positions: [],
  interruptedCode: exitCodes.interrupted,
  run: (args) =>
    defer(() => {
      const { values } = parseOptions({ args: [...args], options });
      return withAccount(values, (client) =>
        client.rest.marginPositions().pipe(
          tap(({ positions, payables }) => {
            const shown = positions.filter(
              ({ openAmount }) => values.all || compareDecimals(openAmount, '0') !== 0,
            );
            printRows(positionColumns, shown, { json: values.json, none: 'no open position' });
            if (compareDecimals(payables, '0') !== 0) notice(`${payables} jpy are owed to the venue`);
          }),
        ),
      );
    }),
};
