import { defer, map, tap, toArray, type Observable } from 'rxjs';
import type { Trading } from '../execution/index';
import type { CancelAllOutcome } from '../model/cancel-outcome';
import { cancelExitCode, outcomeLine } from './account/cancel-text';
import { accountHelp, accountOptions, parseOrderId, withTrading } from './account/client';
import { marketUrlHelp, paperHelp, paperOptions } from './paper/paper';
import type { Command } from './common/command';
import { exit, exitCodes } from './common/exit-codes';
import { type CliOptions, parseOptions, refuseMore, usageError } from './common/options';
import { printJson, printLine } from './common/output';
import { parsePair } from './common/pair-argument';

const help = `Cancels orders and prints one line per order with its outcome.

Usage: rx-bitbank cancel PAIR ORDER_ID… [options]
       rx-bitbank cancel --all [PAIR] [options]

Options:
  --all                  every active order of the account, or of the pair
${paperHelp}
${marketUrlHelp}
${accountHelp}

Exit codes, of the most serious outcome:
  0    cancelled, all of them; cancelled already; nothing to cancel
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

const options = {
  all: { type: 'boolean', default: false },
  ...paperOptions,
  ...accountOptions,
} as const satisfies CliOptions;

const parse = (args: readonly string[]) => {
  const { values, positionals } = parseOptions({ args: [...args], options, allowPositionals: true });
  const [name, ...ids] = positionals;
  const pair = name === undefined ? undefined : parsePair(name);
  if (values.all) refuseMore('cancel --all', 1, positionals);
  const orderIds = ids.map(parseOrderId);
  const cancel$ = (client: Trading): Observable<CancelAllOutcome> => {
    if (values.all) return client.cancelAll({ pair });
    const [orderId, ...others] = orderIds;
    if (pair === undefined || orderId === undefined) {
      throw usageError('cancel which order? for example: rx-bitbank cancel btc_jpy 61234567890');
    }
    return others.length === 0
      ? client.cancelOrder({ pair, orderId })
      : client.cancelOrders({ pair, orderIds });
  };
  return { cancel$, pair, choice: values };
};

export const cancelCommand: Command = {
  help,
  options,
  positions: ['pair'],
  interruptedCode: exitCodes.interrupted,
  run: (args) =>
    defer(() => {
      const { cancel$, pair, choice } = parse(args);
      return withTrading(choice, pair === undefined ? undefined : [pair], (client) =>
        cancel$(client).pipe(
          tap((outcome) => (choice.json ? printJson(outcome) : printLine(outcomeLine(outcome)))),
          toArray(),
          map((outcomes) => {
            const code = cancelExitCode(outcomes);
            if (code !== exitCodes.done) throw exit(code);
          }),
        ),
      );
    }),
};
