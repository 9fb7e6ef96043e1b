import { catchError, combineLatest, defer, map, of, tap, toArray } from 'rxjs';
import type { ExecutionClient, MarginStatus, Order, UserAsset } from '../execution/index';
import { accountHelp, accountOptions, simHelp, simOption, withAccount } from './account/client';
import { assetColumns, isHeld, marginRows, pairedColumns } from './account/tables';
import type { Command } from './common/command';
import { exitCodes } from './common/exit-codes';
import { type CliOptions, parseOptions } from './common/options';
import { notice, printJson, printLine } from './common/output';
import { printTable } from './common/table';

const help = `Shows the state of the account: balances, open orders and margin trading.

Usage: rx-bitbank account [options]

Options:
${simHelp}
${accountHelp}

Exit codes: 0 shown; 1 it can't be read; 2 a wrong option, argument or key file; 130 Ctrl-C.

Examples:
  rx-bitbank account
  rx-bitbank account --json | jq .margin.status
`;

const options = { ...simOption, ...accountOptions } as const satisfies CliOptions;

interface Account {
  readonly assets: readonly UserAsset[];
  readonly openOrders: readonly Order[];
  /** The margin status; `null` if the account has no margin trading, or if it can't be read. */
  readonly margin: MarginStatus | null;
}

const read = (client: ExecutionClient) =>
  combineLatest({
    assets: client.rest.assets(),
    openOrders: client.rest.all.activeOrders().pipe(toArray()),
    margin: client.rest.marginStatus().pipe(
      catchError((error: Error) => {
        notice(`the state of margin trading can't be read: ${error.message}`);
        return of(null);
      }),
    ),
  }).pipe(map((account): Account => ({ ...account, assets: account.assets.filter(isHeld) })));

const print = ({ assets, openOrders, margin }: Account): void => {
  if (assets.length === 0) printLine('no balance above zero');
  else printTable(assetColumns, assets);
  const pairs = new Set(openOrders.map(({ pair }) => pair));
  printLine('');
  printLine(
    openOrders.length === 0
      ? 'no open order'
      : `open orders: ${openOrders.length}, of ${[...pairs].join(', ')}`,
  );
  if (margin === null) return;
  printLine('');
  printTable(pairedColumns, marginRows(margin));
};

export const accountCommand: Command = {
  help,
  options,
  positions: [],
  interruptedCode: exitCodes.interrupted,
  run: (args) =>
    defer(() => {
      const { values } = parseOptions({ args: [...args], options });
      return withAccount(values, (client) =>
        read(client).pipe(tap((account) => (values.json ? printJson(account) : print(account)))),
      );
    }),
};
