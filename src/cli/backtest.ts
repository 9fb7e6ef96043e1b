import { accessSync, constants, statSync } from 'node:fs';
import { dirname, join, parse } from 'node:path';
import { defer, EMPTY, from, map, mergeMap, type Observable } from 'rxjs';
import { configError } from '../model/errors';
import type { BacktestOptions, BacktestProgress, BacktestResult } from '../backtest/index';
import type { Command } from './common/command';
import { type CliOptions, oneWordOf, parseOptions, usageError } from './common/options';
import { orFileError } from './common/file-error';
import { parseDate } from './download/dates';
import { notice, printJson } from './common/output';
import { utcTime } from './common/utc-time';

const defaultReport = 'report.html';

const fillNames = ['touch', 'through', 'queue'] as const;

const help = `Runs a strategy on a recording, as fast as that can be read, and writes a report. Prints its figures as one line of JSON.
A strategy is a module whose default export is a function from a world to an Observable.

Usage: rx-bitbank backtest STRATEGY.mjs RECORDING… [options]

Options:
  --out FILE          the report, one HTML file; by default ${defaultReport}
  --balances LIST     its balances at the start, as jpy=1000000,btc=0.1; by default jpy=1000000
  --pairs LIST        only these pairs, separated by commas; by default all recorded ones
  --fills NAME        when a resting order is filled: touch, through or queue; by default queue
  --latency MS        the time between the strategy and the venue, each way; by default 0
  --seed N            decides everything random; by default 1
  --warm-up SECONDS   the time by which the strategy begins after the recording; by default 0
  --candles LIST      files of rx-bitbank candles, separated by commas: history, shown once each candle is over
  --from DATE         the recording begins there: 2026-11-28 (UTC), 2026-11-28T09:00Z, 2026-11-28T18:00+09:00
  --no-band           only this run, without those by other models
  --days              plays each day (UTC) by itself, from flat, several in parallel, with a report and a line of figures
                      for each: report-2026-11-28.html

Exit codes: 0 done; 1 it can't go on: the module does not load, the strategy fails, leaves its world or asks for a pair
that was not recorded, the recording can't be read; 2 a wrong option, a pair of --pairs that was not recorded, a module
without a strategy.

Examples:
  rx-bitbank record --pairs btc_jpy --dir recordings
  rx-bitbank backtest strategy.mjs recordings --balances jpy=1000000 --out report.html
`;

const options = {
  out: { type: 'string' },
  balances: { type: 'string' },
  pairs: { type: 'string' },
  fills: { type: 'string', values: fillNames },
  latency: { type: 'string' },
  seed: { type: 'string' },
  'warm-up': { type: 'string' },
  candles: { type: 'string' },
  from: { type: 'string' },
  'no-band': { type: 'boolean' },
  days: { type: 'boolean' },
} as const satisfies CliOptions;

const numberOf = (field: string, text: string): number => {
  if (text.trim() === '' || !(Number(text) >= 0)) throw configError(field, 'a number, zero or more', text);
  return Number(text);
};

const balancesOf = (text: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    text.split(',').map((part) => {
      const [asset = '', amount = ''] = part.split('=');
      if (asset === '' || !/^\d+(\.\d+)?$/.test(amount))
        throw configError('--balances', 'amounts as jpy=1000000,btc=0.1', part);
      return [asset, amount] as const;
    }),
  );

/** Refuses a report that can't be written, before a backtest of hours runs. */
const checkReport = (out: string): void =>
  orFileError(out, () => {
    accessSync(dirname(out), constants.W_OK);
    if (statSync(out, { throwIfNoEntry: false })?.isDirectory() === true)
      throw usageError(`${out}: it is a folder`);
  });

/** The output for one day; `day` is `null` for the whole recording. */
interface DayEvent {
  readonly day: string | null;
  readonly event: BacktestProgress | BacktestResult;
}

const run$ = (args: readonly string[]): Observable<DayEvent> =>
  defer(async () => {
    const { values, positionals } = parseOptions({ args: [...args], options, allowPositionals: true });
    const [strategy, ...recordings] = positionals;
    if (strategy === undefined) throw usageError('backtest which strategy?');
    if (recordings.length === 0) throw usageError('backtest on which recording?');
    const start = values.from === undefined ? undefined : parseDate('--from', values.from);
    checkReport(values.out ?? defaultReport);
    const { recordedMarket, ...models } = await import('../simulator/index');
    const { backtest, backtestDays } = await import('../backtest/index');
    const run: BacktestOptions = {
      strategy,
      market: recordedMarket(recordings, {
        from: start,
        pairs: values.pairs?.split(','),
        candles: values.candles?.split(','),
      }),
      balances: balancesOf(values.balances ?? 'jpy=1000000'),
      fills: models[oneWordOf('--fills', fillNames, values.fills ?? 'queue')](),
      latency: numberOf('--latency', values.latency ?? '0'),
      seed: numberOf('--seed', values.seed ?? '1'),
      warmUp: numberOf('--warm-up', values['warm-up'] ?? '0') * 1_000,
      band: values['no-band'] !== true,
    };
    return values.days === true
      ? backtestDays(run)
      : backtest(run).pipe(map((event): DayEvent => ({ day: null, event })));
  }).pipe(mergeMap((events$) => events$));

/** Returns the path of the report: `report.html`, or `report-2026-11-28.html` for a day. */
const outOf = (args: readonly string[], day: string | null): string => {
  const { out = defaultReport } = parseOptions({ args: [...args], options, allowPositionals: true }).values;
  if (day === null) return out;
  const { dir, name, ext } = parse(out);
  return join(dir, `${name}-${day}${ext}`);
};

const printResult = (result: BacktestResult, report: string, day: string | null): void => {
  const { hash, profit, band, summary, warnings } = result;
  const total = Object.fromEntries(Object.entries(profit).map(([quote, sums]) => [quote, sums.total]));
  printJson({ ...(day !== null && { day }), report, hash, total, band, summary, warnings });
};

const writeDown = async (result: BacktestResult, report: string, day: string | null): Promise<void> => {
  const { writeReport } = await import('../backtest/index');
  await writeReport(result, report);
  printResult(result, report, day);
};

export const backtestCommand: Command = {
  help,
  options,
  positions: [],
  run: (args) =>
    run$(args).pipe(
      mergeMap(({ day, event }) => {
        if (event.type === 'result') return from(writeDown(event, outOf(args, day), day));
        const { share, at, frames } = event;
        notice(`${Math.round(share * 100)} %  ${utcTime(at)}  ${frames} frames`);
        return EMPTY;
      }),
    ),
};
