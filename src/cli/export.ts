import { concatMap, defer, tap, type Observable } from 'rxjs';
import { candleTypes } from '../model/candle';
import { exportFormats, exportTables, type ExportOptions } from '../recording/export-options';
import type { ExportOutcome } from '../recording/index';
import { parseDate } from './download/dates';
import type { Command } from './common/command';
import { counted } from './common/counted';
import { exitCodes } from './common/exit-codes';
import {
  type CliOptions,
  given,
  oneWordOf,
  parseOptions,
  refuseMore,
  usageError,
  countFrom1,
} from './common/options';
import { notice } from './common/output';
import { parsePair } from './common/pair-argument';

const help = `Makes a table of a recording: as text, or as Parquet.

Usage: rx-bitbank export RECORDING --table TABLE --to FORMAT [--out FILE] [options]

RECORDING is a folder of rx-bitbank record, or a file.

  trades    time,pair,id,timestamp,side,price,amount: each trade once
  quotes    time,pair,sequence,timestamp,bid,bidAmount,ask,askAmount,stale: each change of the best bid and ask
  book      time,pair,sequence,timestamp,stale,bid1,bidAmount1,…,ask1,askAmount1,…: each change of the best levels
  candles   pair,type,openTime,open,high,low,close,volume,whole: of the trades; an interval without one has no candle

Times are Unix times in ms, in Parquet timestamps: time is the arrival of a frame, timestamp the venue's own time. Prices are
in the quote currency, amounts and volumes in the base currency. An unknown or missing value is empty (null in JSON). A book
is stale from a lost link or an unreadable frame to the next whole book. A candle is whole if every moment of it was
recorded.

Options:
  --table TABLE       ${exportTables.join(', ')}
  --to FORMAT         ${exportFormats.join(', ')}; Parquet takes the package hyparquet-writer
  --out FILE          a new file; without it, csv and ndjson go to stdout
  --pairs LIST        pairs, separated by commas; by default all
  --from DATE         frames that came then or later: 2026-01-31 (UTC), 2026-01-31T09:00+09:00
  --until DATE        frames that came before then
  --depth N           levels per side of book, 1 to 1000; by default 10
  --type TYPE         of candles; by default 1min

Exit codes: 0 the table is written; 1 it can't be read or written; 2 a wrong option; 130 Ctrl-C. A file appears whole or not
at all.

Examples:
  rx-bitbank export recordings --table trades --to csv --pairs btc_jpy | head
  rx-bitbank export recordings --table quotes --to parquet --out quotes.parquet
  rx-bitbank export recordings --table candles --type 5min --to ndjson --from 2026-01-31 --out candles.ndjson
`;

const options = {
  table: { type: 'string', values: exportTables },
  to: { type: 'string', values: exportFormats },
  out: { type: 'string' },
  pairs: { type: 'string' },
  from: { type: 'string' },
  until: { type: 'string' },
  depth: { type: 'string' },
  type: { type: 'string', values: candleTypes },
} as const satisfies CliOptions;

const toStdout = (bytes: Uint8Array): void => {
  process.stdout.write(bytes);
};

const outOf = (to: string, out: string | undefined): ExportOptions['out'] => {
  if (out !== undefined && out !== '') return out;
  if (to === 'parquet') throw usageError('--out is missing: Parquet needs a file');
  return toStdout;
};

interface ExportCommand {
  readonly recording: string;
  readonly options: ExportOptions;
}

const parse = (args: readonly string[]): ExportCommand => {
  const { values, positionals } = parseOptions({ args: [...args], options, allowPositionals: true });
  const [recording] = positionals;
  if (recording === undefined || values.table === undefined || values.to === undefined) {
    throw usageError(
      'which recording, --table and --to? for example: rx-bitbank export recordings --table trades --to csv',
    );
  }
  refuseMore('export', 1, positionals);
  const { table, to, out, pairs, from, until, depth, type } = values;
  return {
    recording,
    options: {
      table: oneWordOf('--table', exportTables, table),
      to: oneWordOf('--to', exportFormats, to),
      out: outOf(to, out),
      ...given({
        pairs: pairs?.split(',').map((pair) => parsePair(pair.trim())),
        from: from === undefined ? undefined : parseDate('--from', from),
        until: until === undefined ? undefined : parseDate('--until', until),
        depth: depth === undefined ? undefined : countFrom1('--depth', depth),
        type: type === undefined ? undefined : oneWordOf('--type', candleTypes, type),
      }),
    },
  };
};

const report = ({ rows, unread, torn, late }: ExportOutcome, { out, table }: ExportOptions): void => {
  if (torn > 0)
    notice(`left out: ${counted(torn, 'torn end')} of segments; rx-bitbank recording repair closes them`);
  if (unread > 0) notice(`could not be read: ${counted(unread, 'frame')}`);
  if (late > 0) notice(`left out: ${counted(late, 'trade')}, too late for the candle`);
  if (typeof out === 'string') notice(`${out}: ${counted(rows, 'row')} of ${table}`);
};

export const exportCommand: Command = {
  help,
  options,
  positions: [],
  interruptedCode: exitCodes.interrupted,
  run: (args): Observable<unknown> =>
    defer(() => {
      const { recording, options: exportOptions } = parse(args);
      return defer(() => import('../recording/index')).pipe(
        concatMap(({ exportTable }) => exportTable(recording, exportOptions)),
        tap((outcome) => report(outcome, exportOptions)),
      );
    }),
};
