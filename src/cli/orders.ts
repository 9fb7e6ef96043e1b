import { defer, tap, toArray } from 'rxjs';
import { accountHelp, accountOptions, withTrading } from './account/client';
import { marketUrlHelp, paperHelp, paperOptions } from './paper/paper';
import { orderColumns } from './account/tables';
import type { Command } from './common/command';
import { exitCodes } from './common/exit-codes';
import { type CliOptions, parseOptions, refuseMore } from './common/options';
import { parsePair } from './common/pair-argument';
import { printRows } from './common/table';

const help = `Lists the active orders of the account, or of a pair.

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

const options = { ...paperOptions, ...accountOptions } as const satisfies CliOptions;

export const ordersCommand: Command = {
  help,
  options,
  positions: ['pair'],
  interruptedCode: exitCodes.interrupted,
  run: (args) =>
    defer(() => {
      const { values, positionals } = parseOptions({
        args: [...args],
        options,
        allowPositionals: true,
      });
      refuseMore('orders', 1, positionals);
      const pair = positionals[0] === undefined ? undefined : parsePair(positionals[0]);
      return withTrading(values, pair === undefined ? undefined : [pair], (client) =>
        client.rest.all.activeOrders({ pair }).pipe(
          toArray(),
          tap((active) => printRows(orderColumns, active, { json: values.json, none: 'no active order' })),
        ),
      );
    }),
};
