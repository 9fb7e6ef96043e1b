#!/usr/bin/env node
import {
  filter,
  fromEvent,
  ignoreElements,
  lastValueFrom,
  map,
  merge,
  takeUntil,
  type Observable,
} from 'rxjs';
import { version } from '../../package.json';
import type { UnknownPairError } from '../model/errors';
import { causeOf } from '../model/tagged';
import type { Command } from './common/command';
import { didYouMean, nearestWord } from './common/did-you-mean';
import { rememberedPairs$ } from './known-pairs';
import { isUsageError, usageError } from './common/options';
import { listedPairNear } from './common/pair-argument';
import { accountCommand } from './account';
import { assetsCommand } from './assets';
import { cancelCommand } from './cancel';
import { candlesCommand } from './candles';
import { depthCommand } from './depth';
import { pairsCommand } from './pairs';
import { statusCommand } from './status';
import { tickerCommand } from './ticker';
import { tickersCommand } from './tickers';
import { tradesCommand } from './trades';
import { recordCommand } from './record';
import { recordingCommand } from './recording';
import { exportCommand } from './export';
import { complete$, completionCommand } from './completion';
import { doctorCommand } from './doctor';
import { exit, exitCodes, isExit } from './common/exit-codes';
import { fillsCommand } from './fills';
import { haltCommand } from './halt';
import { gatewayCommand } from './gateway';
import { orderCommand } from './order';
import { ordersCommand } from './orders';
import { positionsCommand } from './positions';
import { simCommand } from './sim';
import { watchCommand } from './watch';
import { watchdogCommand } from './watchdog';

/** Adding a command is one file and one line here. */
const commands: Readonly<Record<string, Command>> = {
  watch: watchCommand,
  ticker: tickerCommand,
  tickers: tickersCommand,
  depth: depthCommand,
  trades: tradesCommand,
  pairs: pairsCommand,
  status: statusCommand,
  order: orderCommand,
  cancel: cancelCommand,
  orders: ordersCommand,
  fills: fillsCommand,
  positions: positionsCommand,
  assets: assetsCommand,
  account: accountCommand,
  halt: haltCommand,
  watchdog: watchdogCommand,
  candles: candlesCommand,
  record: recordCommand,
  recording: recordingCommand,
  gateway: gatewayCommand,
  doctor: doctorCommand,
  export: exportCommand,
  sim: simCommand,
  completion: completionCommand,
};

const help = (): string => `rx-bitbank ${version}: the bitbank exchange as streams

Usage: rx-bitbank COMMAND [options]

Commands:
${Object.entries(commands)
  .map(([name, { summary }]) => `  ${name.padEnd(12)}${summary}`)
  .join('\n')}

Options:
  --help     this text; after a command, the command's
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

const isHelp = (arg: string | undefined): boolean => arg === '--help' || arg === '-h';

/** Wrong use, as opposed to what goes wrong at run time. */
const isWrongUse = (error: unknown): boolean =>
  isUsageError(error) ||
  ['ConfigError', 'UnknownPairError', 'RequestError'].includes(
    String((error as { readonly _tag?: unknown })._tag),
  );

/** A reader that has seen enough (`| head`) closes the pipe: that is an end, not a failure. */
const outputEnd$ = ({ outlivesOutput = false }: Command): Observable<unknown> =>
  fromEvent(process.stdout, 'error').pipe(
    filter(() => !outlivesOutput),
    map((error) => {
      if ((error as NodeJS.ErrnoException).code !== 'EPIPE') throw error as Error;
    }),
  );

// A pipe may break at any write, the last one included: what it means is told above, and nothing of it is a crash.
for (const output of [process.stdout, process.stderr]) output.on('error', () => undefined);

const interruptedWith$ = ({ interruptedCode = exitCodes.done }: Command): Observable<void> =>
  merge(fromEvent(process, 'SIGINT'), fromEvent(process, 'SIGTERM')).pipe(
    map(() => {
      if (interruptedCode !== exitCodes.done) throw exit(interruptedCode);
    }),
  );

const run = async ([name, ...args]: readonly string[]): Promise<void> => {
  if (name === '--version') {
    process.stdout.write(`${version}\n`);
    return;
  }
  if (isHelp(name)) {
    process.stdout.write(help());
    return;
  }
  if (name === '__complete') {
    await lastValueFrom(complete$(commands, args));
    return;
  }
  if (name === undefined) throw usageError('which command? see rx-bitbank --help');
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command === undefined) {
    const meant = nearestWord(name, Object.keys(commands));
    throw usageError(`unknown command: ${name}${didYouMean(meant) || '; see rx-bitbank --help'}`);
  }
  if (args.some(isHelp)) {
    process.stdout.write(command.help);
    return;
  }
  await lastValueFrom(
    command
      .run(args)
      .pipe(ignoreElements(), takeUntil(merge(interruptedWith$(command), outputEnd$(command)))),
    {
      defaultValue: undefined,
    },
  );
};

/** One sentence, with the pair that may have been meant where the venue does not know one. */
const complaintOf = async (error: unknown): Promise<string> => {
  const complaint = causeOf(error).split('\n')[0] ?? '';
  const { _tag, pair } = error as Partial<UnknownPairError>;
  if (_tag !== 'UnknownPairError' || pair === undefined) return complaint;
  return complaint + didYouMean(listedPairNear(pair, await lastValueFrom(rememberedPairs$)));
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

// What was written is flushed first; what still waits (a retry, an idle connection) does not hold the process.
const code = await finish();
process.stdout.write('', () => process.exit(code));
