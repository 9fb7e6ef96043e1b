import { defer, map, tap } from 'rxjs';
import { accountHelp, accountOptions, simHelp, simOption, withTrading } from './account/client';
import { marketUrlHelp, paperHelp, paperOptions } from './paper/paper';
import { fillColumns } from './account/tables';
import type { Command } from './common/command';
import { exitCodes } from './common/exit-codes';
import { type CliOptions, parseOptions, refuseMore, usageError, countFrom1 } from './common/options';
import { parsePair } from './common/pair-argument';
import { printRows } from './common/table';

/** The greatest number of fills in one page of the venue. */
const mostFills = 1_000;

const help = `Lists the newest fills of the account, oldest first.

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

const options = {
  count: { type: 'string', default: '60' },
  ...simOption,
  ...paperOptions,
  ...accountOptions,
} as const satisfies CliOptions;

export const fillsCommand: Command = {
  help,
  options,
  positions: ['pair'],
  interruptedCode: exitCodes.interrupted,
  run: (args) =>
    defer(() => {
      const { values, positionals } = parseOptions({ args: [...args], options, allowPositionals: true });
      refuseMore('fills', 1, positionals);
      const pair = positionals[0] === undefined ? undefined : parsePair(positionals[0]);
      const count = countFrom1('--count', values.count);
      if (count > mostFills) throw usageError(`--count: expected at most ${mostFills}, got ${count}`);
      return withTrading(values, pair === undefined ? undefined : [pair], (client) =>
        client.rest.tradeHistory({ pair, count, order: 'desc' }).pipe(
          map((fills) => fills.toSorted((a, b) => a.executedAt - b.executedAt || a.tradeId - b.tradeId)),
          tap((fills) => printRows(fillColumns, fills, { json: values.json, none: 'no fill' })),
        ),
      );
    }),
};
