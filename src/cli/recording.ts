import { defer, EMPTY, reduce, tap, type Observable } from 'rxjs';
import { checkRecording, manifestOf, repairRecording } from '../recording/check-recording';
import type { Manifest } from '../recording/manifest';
import type { Command } from './common/command';
import { counted } from './common/counted';
import { exit, exitCodes } from './common/exit-codes';
import { type CliOptions, oneWordOf, parseOptions, refuseMore, usageError } from './common/options';
import { printJson, printLine } from './common/output';
import { utcTime } from './common/utc-time';
import { bytesText } from './record/quantities';
import { grouped } from './screen/numbers';

const actions = ['info', 'check', 'repair'] as const;

const help = `Describes a recording, checks it, or closes segments that a killed recorder left torn.

Usage: rx-bitbank recording info|check|repair DIR [options]

  info     pairs, times, sizes and gaps, by the manifest
  check    reads every segment: sha256, lines and counts; exit code 1 if one differs from the manifest
  repair   cuts torn or damaged segments after their last whole line, and rewrites the manifest

Options:
  --json   prints JSON

Examples:
  rx-bitbank recording info recordings
  rx-bitbank recording check recordings --json
`;

const options = { json: { type: 'boolean', default: false } } as const satisfies CliOptions;

/** Returns the first and the last time of all segments. */
const spanOf = ({ segments }: Manifest): readonly [string | null, string | null] => {
  const entries = Object.values(segments);
  const times = entries.flatMap(({ from, to }) => [from, to]).filter((t) => t !== null);
  return times.length === 0 ? [null, null] : [utcTime(Math.min(...times)), utcTime(Math.max(...times))];
};

const summaryOf = (folder: string, manifest: Manifest) => {
  const entries = Object.values(manifest.segments);
  const sum = (of: (entry: (typeof entries)[number]) => number): number =>
    entries.reduce((total, entry) => total + of(entry), 0);
  const [from, to] = spanOf(manifest);
  return {
    folder,
    pairs: manifest.pairs,
    from,
    to,
    segments: entries.length,
    frames: sum(({ frames }) => frames),
    bytes: sum(({ bytes }) => bytes),
    size: sum(({ size }) => size),
    gaps: entries.flatMap(({ gaps }) => gaps),
  };
};

/** The number of gaps that fit on a screen. */
const mostGaps = 20;

const printSummary = (folder: string, manifest: Manifest): void => {
  const { pairs, from, to, segments, frames, bytes, size, gaps } = summaryOf(folder, manifest);
  printLine(
    `${folder}: ${counted(pairs.length, 'pair')}, ${counted(segments, 'segment')}, ${from ?? 'nothing'} to ${to ?? 'nothing'}`,
  );
  printLine(
    `${counted(frames, 'frame', grouped(frames, 0))}, ${bytesText(bytes)} of text in ${bytesText(size)}, ${counted(gaps.length, 'gap')}`,
  );
  for (const gap of gaps.slice(-mostGaps))
    printLine(`gap of ${((gap.to - gap.from) / 1_000).toFixed(1)} s from ${utcTime(gap.from)}: ${gap.cause}`);
};

const info$ = (folder: string, json: boolean): Observable<unknown> =>
  defer(() => {
    const manifest = manifestOf(folder);
    if (json) printJson(summaryOf(folder, manifest));
    else printSummary(folder, manifest);
    return EMPTY;
  });

const check$ = (folder: string, json: boolean): Observable<unknown> =>
  checkRecording(folder).pipe(
    tap(({ path, wrong }) => {
      if (json) printJson({ segment: path, wrong });
      else printLine(`${path}: ${wrong ?? 'whole'}`);
    }),
    reduce((isWrong, { wrong }) => isWrong || wrong !== null, false),
    tap((isWrong) => {
      if (isWrong) throw exit(exitCodes.failed);
    }),
  );

const repair$ = (folder: string, json: boolean): Observable<unknown> =>
  repairRecording(folder).pipe(
    tap((manifest) => {
      if (json) printJson(summaryOf(folder, manifest));
      else printSummary(folder, manifest);
    }),
  );

const runs = { info: info$, check: check$, repair: repair$ };

export const recordingCommand: Command = {
  help,
  options,
  positions: [actions],
  run: (args) =>
    defer(() => {
      const { values, positionals } = parseOptions({ args: [...args], options, allowPositionals: true });
      const [action, folder] = positionals;
      if (action === undefined || folder === undefined)
        throw usageError('recording info, check or repair of which folder?');
      refuseMore('recording', 2, positionals);
      return runs[oneWordOf('recording', actions, action)](folder, values.json);
    }),
};
