#!/usr/bin/env node
import { version } from '../../package.json';
import type { UnknownPairError } from '../model/errors';
import { causeOf } from '../model/tagged';
import type { LoadCommand } from './common/command';
import { didYouMean, nearestWord } from './common/did-you-mean';
import { isUsageError, usageError } from './common/options';
import { allEnded } from './common/at-end';
import { exitCodes, isExit } from './common/exit-codes';
import { wrappedHelp } from './common/wrap';

/** A line of the list of commands, and the command, which is loaded when it is needed. */
type Listed = readonly [summary: string, load: LoadCommand];

/** The commands. A new command is one file and one entry here. */
const listed: Readonly<Record<string, Listed>> = {
  watch: [
    'a live screen of a pair, or its feeds as JSON; records and replays',
    () => import('./watch').then(({ watchCommand }) => watchCommand),
  ],
  ticker: [
    'the prices of a pair, now and of 24 hours',
    () => import('./ticker').then(({ tickerCommand }) => tickerCommand),
  ],
  tickers: [
    'the prices of all pairs',
    () => import('./tickers').then(({ tickersCommand }) => tickersCommand),
  ],
  depth: ['the order book of a pair, once', () => import('./depth').then(({ depthCommand }) => depthCommand)],
  trades: [
    'the newest trades of a pair, or a range of them into a file, which it continues',
    () => import('./trades').then(({ tradesCommand }) => tradesCommand),
  ],
  pairs: [
    'the pairs and their rules: smallest amounts, ticks, fees',
    () => import('./pairs').then(({ pairsCommand }) => pairsCommand),
  ],
  status: [
    'how busy the venue is, one line per pair',
    () => import('./status').then(({ statusCommand }) => statusCommand),
  ],
  order: [
    'places an order and prints its life',
    () => import('./order').then(({ orderCommand }) => orderCommand),
  ],
  cancel: ['cancels orders', () => import('./cancel').then(({ cancelCommand }) => cancelCommand)],
  orders: ['the active orders', () => import('./orders').then(({ ordersCommand }) => ordersCommand)],
  fills: ['the newest fills', () => import('./fills').then(({ fillsCommand }) => fillsCommand)],
  positions: [
    'the open margin positions',
    () => import('./positions').then(({ positionsCommand }) => positionsCommand),
  ],
  assets: ['the balances', () => import('./assets').then(({ assetsCommand }) => assetsCommand)],
  account: [
    'the state of the account: balances, open orders, margin',
    () => import('./account').then(({ accountCommand }) => accountCommand),
  ],
  withdraw: [
    'sends an asset out, once; lists the accounts that it may go to',
    () => import('./withdraw').then(({ withdrawCommand }) => withdrawCommand),
  ],
  halt: [
    'cancels every order until none is open',
    () => import('./halt').then(({ haltCommand }) => haltCommand),
  ],
  watchdog: [
    'cancels every order when a heartbeat stops',
    () => import('./watchdog').then(({ watchdogCommand }) => watchdogCommand),
  ],
  candles: [
    'downloads a range of candles into a file, and continues it',
    () => import('./candles').then(({ candlesCommand }) => candlesCommand),
  ],
  record: [
    'records every frame of the venue into a folder',
    () => import('./record').then(({ recordCommand }) => recordCommand),
  ],
  recording: [
    'describes a recording, checks it, repairs it',
    () => import('./recording').then(({ recordingCommand }) => recordingCommand),
  ],
  gateway: [
    'the venue on NATS, for any number of programs',
    () => import('./gateway').then(({ gatewayCommand }) => gatewayCommand),
  ],
  doctor: [
    'checks that this machine, its network and the key are fit to trade',
    () => import('./doctor').then(({ doctorCommand }) => doctorCommand),
  ],
  backtest: [
    'runs a strategy on a recording, and writes a report',
    () => import('./backtest').then(({ backtestCommand }) => backtestCommand),
  ],
  export: [
    'makes a table of a recording, as CSV, NDJSON or Parquet',
    () => import('./export').then(({ exportCommand }) => exportCommand),
  ],
  sim: [
    'a simulated exchange for any bitbank client',
    () => import('./sim').then(({ simCommand }) => simCommand),
  ],
  completion: [
    'a script that completes commands and pairs in a shell',
    () => import('./completion').then(({ completionCommand }) => completionCommand),
  ],
};

const commands: Readonly<Record<string, LoadCommand>> = Object.fromEntries(
  Object.entries(listed).map(([name, [, load]]) => [name, load]),
);

const help = (): string => `rx-bitbank ${version}: the bitbank exchange as streams

Usage: rx-bitbank COMMAND [options]

Commands:
${Object.entries(listed)
  .map(([name, [summary]]) => `  ${name.padEnd(12)}${summary}`)
  .join('\n')}

Options:
  --help     this text; after a command, the help of the command
  --version  the version

Examples:
  rx-bitbank watch btc_jpy
  rx-bitbank watch btc_jpy --sim
  rx-bitbank ticker btc_jpy
  rx-bitbank watch eth_jpy --feed trades --json | head -n 5
  rx-bitbank order btc_jpy buy 0.001 --price 9000000 --sim
  rx-bitbank candles btc_jpy 1hour --from 2026-01-01 --to 2026-02-01 --out btc.csv
  rx-bitbank sim --help

Exit codes: 0 done, 1 it can't go on, 2 wrong use; the others are in the help of the commands.
`;

const printHelp = (text: string): void => {
  process.stdout.write(wrappedHelp(text, process.stdout.columns || undefined));
};

const isHelp = (arg: string | undefined): boolean => arg === '--help' || arg === '-h';

/** True for wrong use, as opposed to failures at run time. */
const isWrongUse = (error: unknown): boolean =>
  isUsageError(error) ||
  ['ConfigError', 'UnknownPairError', 'RequestError'].includes(
    String((error as { readonly _tag?: unknown })._tag),
  );

// A pipe may break at any write, even the last one. `runCommand` handles it, so that it never is a crash.
for (const output of [process.stdout, process.stderr]) output.on('error', () => undefined);

const run = async ([name, ...args]: readonly string[]): Promise<void> => {
  if (name === '--version') {
    process.stdout.write(`${version}\n`);
    return;
  }
  if (isHelp(name)) {
    printHelp(help());
    return;
  }
  if (name === '__complete') {
    const { complete } = await import('./completion');
    await complete(commands, args);
    return;
  }
  if (name === undefined) throw usageError('which command? see rx-bitbank --help');
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (load === undefined) {
    const meant = nearestWord(name, Object.keys(commands));
    throw usageError(`unknown command: ${name}${didYouMean(meant) || '; see rx-bitbank --help'}`);
  }
  const command = await load();
  if (args.some(isHelp)) {
    printHelp(command.help);
    return;
  }
  const { runCommand } = await import('./run-command');
  await runCommand(command, args);
};

/** Describes an error in one sentence, with the pair that the user may have meant if the venue does not know one. */
const complaintOf = async (error: unknown): Promise<string> => {
  const complaint = causeOf(error).split('\n')[0] ?? '';
  const { _tag, pair } = error as Partial<UnknownPairError>;
  if (_tag !== 'UnknownPairError' || pair === undefined) return complaint;
  const { listedPairLike } = await import('./known-pairs');
  return complaint + didYouMean(await listedPairLike(pair));
};

const finish = async (): Promise<number> => {
  try {
    await run(process.argv.slice(2));
    return exitCodes.done;
  } catch (error) {
    if (isExit(error)) return error.code;
    process.stderr.write(`rx-bitbank: ${await complaintOf(error)}\n`);
    return isWrongUse(error) ? exitCodes.wrongUse : exitCodes.failed;
  }
};

// Output is flushed first. Anything that still waits (a retry, an idle connection) does not hold the process.
const code = await finish();
await allEnded();
process.stdout.write('', () => process.exit(code));
