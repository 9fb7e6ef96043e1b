import { defer, finalize, mergeMap, tap, toArray, type Observable } from 'rxjs';
import { accountHelp, accountOptions, simHelp, simOption } from './account/client';
import type { Command } from './common/command';
import { checkLines, type DoctorCheck } from './doctor/check';
import type { Examination } from './doctor/examine';
import { exit, exitCodes } from './common/exit-codes';
import { orFileError } from './common/file-error';
import { type CliOptions, parseOptions, refuseTogether } from './common/options';
import { printJson, printLine } from './common/output';
import { replaceFileNow } from '../files/replace-file';
import { latencyText } from '../parsing/latency';
import { withSimulator } from './common/with-simulator';

const help = `Checks that this machine, its network and the key are fit to trade. It prints one line per check, and advice for each
that fails. It takes some seconds, places nothing and changes nothing.

Usage: rx-bitbank doctor [options]

Options:
  --trade-permission     also sends one cancel of order id 1, which nobody has: its answer shows whether the key may trade
  --journal FILE         the place of the journal, whose disk is timed; by default this folder
  --latency FILE         writes the measured times, in the form that backtests read
${simHelp}
${accountHelp}
  --public-url URL       by default https://public.bitbank.cc
  --stream-url URL       by default wss://stream.bitbank.cc

Without a key it runs the checks that need none. It signs requests by time window, because a nonce could lock a running
program out of its own key.

Exit codes: 0 all is well; 1 something is wrong; 2 a wrong option or argument; 130 Ctrl-C.

Examples:
  rx-bitbank doctor
  rx-bitbank doctor --keys ~/.bitbank-keys --latency latency.json
  rx-bitbank doctor --keys ~/.bitbank-keys --trade-permission --json
`;

const options = {
  'trade-permission': { type: 'boolean', default: false },
  journal: { type: 'string', default: 'journal.ndjson' },
  latency: { type: 'string' },
  'public-url': { type: 'string' },
  'stream-url': { type: 'string' },
  ...simOption,
  ...accountOptions,
} as const satisfies CliOptions;

const summaryOf = (checks: readonly DoctorCheck[]): string => {
  const wrong = checks.filter(({ state }) => state === 'wrong');
  return wrong.length === 0
    ? 'all is well'
    : `${wrong.length} of ${checks.length} are wrong: ${wrong.map(({ check }) => check).join(', ')}`;
};

const report = (
  { checks$, latency }: Examination,
  isJson: boolean,
  path: string | undefined,
): Observable<unknown> =>
  checks$.pipe(
    tap((check) =>
      isJson ? printJson(check) : checkLines(check, process.stdout.columns || undefined).forEach(printLine),
    ),
    toArray(),
    tap((checks) => {
      if (path !== undefined) orFileError(path, () => replaceFileNow(path, latencyText(latency()), 0o644));
      if (!isJson) ['', summaryOf(checks)].forEach(printLine);
      if (checks.some(({ state }) => state === 'wrong')) throw exit(exitCodes.failed);
    }),
  );

export const doctorCommand: Command = {
  help,
  options,
  positions: [],
  interruptedCode: exitCodes.interrupted,
  run: (args) =>
    defer(() => {
      const { values } = parseOptions({ args: [...args], options });
      refuseTogether(values, [
        ['sim', 'keys', 'keys-command', 'api-url', 'pubnub-origin', 'public-url', 'stream-url'],
        ['keys', 'keys-command'],
      ]);
      const run = (urls: object): Observable<unknown> =>
        defer(() => import('./doctor/examine')).pipe(
          mergeMap(({ examine }) => {
            const examination = examine(values, urls);
            return report(examination, values.json, values.latency).pipe(finalize(examination.close));
          }),
        );
      return values.sim ? withSimulator({}, ({ urls }) => run(urls)) : run({});
    }),
};
