import { asyncScheduler, defer, finalize, tap } from 'rxjs';
import { stampOf } from '../operators/clock';
import { accountHelp, accountOptions, withTrading } from './account/client';
import type { Command } from './common/command';
import { exitCodes } from './common/exit-codes';
import { type CliOptions, parseOptions, refuseMore } from './common/options';
import { notice, printJson, printLine } from './common/output';
import { parsePair } from './common/pair-argument';
import { marketUrlHelp, paperHelp, paperOptions } from './paper/paper';
import { timeOfDay } from './screen/numbers';
import { watchdogLine } from './watchdog/text';

const help = `Cancels every active order of the account, also those of other programs, and goes on until it is proven that none is
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

const options = {
  pair: { type: 'string', multiple: true },
  ...paperOptions,
  ...accountOptions,
} as const satisfies CliOptions;

export const haltCommand: Command = {
  help,
  options,
  positions: [],
  interruptedCode: exitCodes.interrupted,
  outlivesOutput: true,
  run: (args) =>
    defer(() => {
      const { values, positionals } = parseOptions({ args: [...args], options, allowPositionals: true });
      refuseMore('halt', 0, positionals);
      const pairs = values.pair?.map(parsePair);
      let isFlat = false;
      return withTrading(values, pairs, (client) =>
        client.halt({ pairs }).pipe(
          tap((event) => {
            isFlat = event.type === 'Flat';
            if (values.json) printJson(event);
            else printLine(`${timeOfDay(stampOf(asyncScheduler))}  ${watchdogLine(event)}`);
          }),
          finalize(() => {
            if (!isFlat) notice('it ended while orders may be open: see rx-bitbank orders');
          }),
        ),
      );
    }),
};
