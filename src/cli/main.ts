#!/usr/bin/env node
import { fromEvent, ignoreElements, lastValueFrom, map, merge, takeUntil } from 'rxjs';
import { version } from '../../package.json';
import { isUsageError, usageError, type Command } from './command';
import { sim } from './sim';
import { watch } from './watch';

/** Adding a command is one file and one line here. */
const commands: Readonly<Record<string, Command>> = { watch, sim };

const help = (): string => `rx-bitbank ${version}: the bitbank exchange as streams

Usage: rx-bitbank COMMAND [options]

Commands:
${Object.entries(commands)
  .map(([name, { summary }]) => `  ${name.padEnd(8)}${summary}`)
  .join('\n')}

Options:
  --help     this text; after a command, the command's
  --version  the version

Examples:
  rx-bitbank watch btc_jpy
  rx-bitbank watch btc_jpy --sim
  rx-bitbank watch eth_jpy --feed trades --json | head -n 5
  rx-bitbank sim --help
`;

const isHelp = (arg: string | undefined): boolean => arg === '--help' || arg === '-h';

/** Wrong use, as opposed to what goes wrong at run time. */
const isWrongUse = (error: unknown): boolean =>
  isUsageError(error) ||
  ['ConfigError', 'UnknownPairError'].includes(String((error as { readonly _tag?: unknown })._tag));

/** A reader that has seen enough (`| head`) closes the pipe: that is an end, not a failure. */
const outputEnd$ = fromEvent(process.stdout, 'error').pipe(
  map((error) => {
    if ((error as NodeJS.ErrnoException).code !== 'EPIPE') throw error as Error;
  }),
);

const interrupted$ = merge(fromEvent(process, 'SIGINT'), fromEvent(process, 'SIGTERM'));

const run = async ([name, ...args]: readonly string[]): Promise<void> => {
  if (name === '--version') {
    process.stdout.write(`${version}\n`);
    return;
  }
  if (isHelp(name)) {
    process.stdout.write(help());
    return;
  }
  if (name === undefined) throw usageError('which command? see rx-bitbank --help');
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command === undefined) throw usageError(`unknown command: ${name}; see rx-bitbank --help`);
  if (args.some(isHelp)) {
    process.stdout.write(command.help);
    return;
  }
  await lastValueFrom(command.run(args).pipe(ignoreElements(), takeUntil(merge(interrupted$, outputEnd$))), {
    defaultValue: undefined,
  });
};

const finish = async (): Promise<number> => {
  try {
    await run(process.argv.slice(2));
    return 0;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    process.stderr.write(`rx-bitbank: ${message.split('\n')[0]}\n`);
    return isWrongUse(error) ? 2 : 1;
  }
};

// What was written is flushed first; what still waits (a retry, an idle connection) does not hold the process.
const code = await finish();
process.stdout.write('', () => process.exit(code));
