import {
  asyncScheduler,
  concat,
  concatMap,
  defer,
  EMPTY,
  finalize,
  first,
  ignoreElements,
  map,
  reduce,
  takeWhile,
  tap,
  type Observable,
} from 'rxjs';
import { stampOf } from '../operators/clock';
import type { AwaitedPage, DataClient } from '../index';
import { candleTypes, type Candle, type CandleType } from '../model/candle';
import { candleDates } from '../data/candle-dates';
import { closeTimeOf } from '../model/candle-interval';
import { unknownPairError, type VenueError } from '../model/errors';
import { retryBackoff } from '../operators/retry-backoff';
import { parseDate } from './candles/dates';
import { openCandleFile, type CandleFile } from './candles/file';
import { candleFormats, formatOf, type CandleFormat } from './candles/format';
import { progressLine, progressOn, waitingLine } from './candles/progress';
import type { Command } from './command';
import { exitCodes } from './exit-codes';
import { marketOptions, withMarket, type MarketChoice } from './market/client';
import { type CliOptions, oneWordOf, parseOptions, refuseMore, usageError } from './options';
import { notice, printJson, printLine } from './output';
import { parsePair } from './pair-argument';

const help = `Downloads candles into a file, oldest first, one a line. A file that is there already is continued after its last
whole candle: after an interruption, or with a later --to, run the same again.

Usage: rx-bitbank candles PAIR TYPE --from DATE --to DATE --out FILE [options]

TYPE: ${candleTypes.join(', ')}

Options:
  --from DATE         the first candle opens then or later: 2026-01-31 (UTC), 2026-01-31T09:00+09:00
  --to DATE           the last candle opens before then; what is not over yet is left out
  --out FILE          CSV, or NDJSON where it ends in .ndjson or .jsonl
  --format FORMAT     csv or ndjson, whatever the name
  --json              prints what came of it as JSON: {"file":…,"added":744,"continued":false,…}
  --sim               from a simulated exchange of its own
  --public-url URL    by default https://public.bitbank.cc
  --api-url URL       by default https://api.bitbank.cc/v1
  --allow-insecure    allows http: beyond this machine

Columns: pair,type,openTime,open,high,low,close,volume; openTime is a Unix time in ms. The venue has no candle for
some intervals without a trade. On a terminal stderr shows the progress. The venue makes the page of a day some minutes
after that day has begun: it is asked for until half an hour has gone, and stderr says so.

Exit codes: 0 the range is in the file; 1 it can't go on, the file holds what came; 2 a wrong option, pair or file;
130 Ctrl-C, the file holds what came.

Examples:
  rx-bitbank candles btc_jpy 1hour --from 2026-01-01 --to 2026-02-01 --out btc.csv
  rx-bitbank candles eth_jpy 1min --from 2026-01-01 --to 2026-01-08 --out eth.ndjson
  rx-bitbank candles btc_jpy 1day --from 2026-01-01 --to 2026-04-01 --out btc.csv --sim
`;

const options = {
  from: { type: 'string' },
  to: { type: 'string' },
  out: { type: 'string' },
  format: { type: 'string', values: candleFormats },
  ...marketOptions,
} as const satisfies CliOptions;

interface Download {
  readonly pair: string;
  readonly type: CandleType;
  /** Unix times, ms: the candles that open in [from, to). */
  readonly from: number;
  readonly to: number;
  readonly path: string;
  readonly format: CandleFormat;
}

interface CandlesConfig {
  readonly download: Download;
  readonly json: boolean;
  readonly choice: MarketChoice;
}

const required = (option: string, value: string | undefined): string => {
  if (value === undefined) throw usageError(`${option} is missing; see rx-bitbank candles --help`);
  return value;
};

const parse = (args: readonly string[]): CandlesConfig => {
  const { values, positionals } = parseOptions({ args: [...args], options, allowPositionals: true });
  const [pair, type] = positionals;
  if (pair === undefined || type === undefined) {
    throw usageError(
      'which candles? for example: rx-bitbank candles btc_jpy 1hour --from … --to … --out FILE',
    );
  }
  refuseMore('candles', 2, positionals);
  const from = parseDate('--from', required('--from', values.from));
  const to = parseDate('--to', required('--to', values.to));
  if (to <= from) throw usageError('--to: expected a date after --from');
  const path = required('--out', values.out);
  return {
    download: {
      pair: parsePair(pair),
      type: oneWordOf('type', candleTypes, type),
      from,
      to,
      path,
      format:
        values.format === undefined ? formatOf(path) : oneWordOf('--format', candleFormats, values.format),
    },
    json: values.json,
    choice: values,
  };
};

/** REST may show a candle for so long as it was before its end, ms. */
const cacheTime = 2_000;

const isFinal = ({ closed, type, openTime }: Candle): boolean =>
  closed && closeTimeOf(type, openTime) + cacheTime <= stampOf(asyncScheduler);

/** A page that is not there was waited for already. */
const isNotThere = (error: unknown): boolean => (error as Partial<VenueError>).code === 10_000;

const retries = {
  initialDelay: 500,
  maxDelay: 5_000,
  maxAttempts: 4,
  shouldRetry: (error: unknown) => !isNotThere(error),
};

/** Fails unless the venue lists the pair: it has no candles of any other. */
const checkPair = (data: DataClient, pair: string): Observable<never> =>
  data.rest.instruments().pipe(
    retryBackoff(retries),
    tap((instruments) => {
      if (!instruments.some((instrument) => instrument.pair === pair)) throw unknownPairError(pair);
    }),
    ignoreElements(),
  );

const iso = (time: number): string => new Date(time).toISOString();

/** Fails unless the file begins with the first candle of the range: it would have a gap, or more than was asked for. */
const checkStart = (
  data: DataClient,
  { pair, type, from, path }: Download,
  begins: number,
): Observable<never> =>
  data.rest.all.candles({ pair, type, from: Math.min(from, begins), to: begins + 1 }).pipe(
    retryBackoff(retries),
    concatMap(({ candles }) => candles),
    first(({ openTime }) => openTime >= from, null),
    tap((candle) => {
      if (candle?.openTime !== begins || begins < from) {
        throw usageError(
          `${path}: begins at ${iso(begins)}: continue it with that --from, or choose another --out`,
        );
      }
    }),
    ignoreElements(),
  );

const fetchInto = (
  data: DataClient,
  { pair, type, from, to }: Download,
  file: CandleFile,
  show: (done: number, total: number, candles: number) => void,
  waits: (page: AwaitedPage) => void,
): Observable<number> =>
  defer(() => {
    let next = file.held === null ? from : closeTimeOf(type, file.held.last);
    let count = 0;
    let isFurther = false;
    const end = Math.min(to, stampOf(asyncScheduler));
    const total = candleDates(type, from, end - 1).length;
    const range$ = defer(() =>
      next < end ? data.rest.all.candles({ pair, type, from: next, to: end }) : EMPTY,
    );
    return range$.pipe(
      // A page that came is in the file: after a failure the rest is asked for.
      tap((page) => {
        const final = page.candles.filter(isFinal);
        file.append(final);
        count += final.length;
        const last = final.at(-1);
        isFurther = last !== undefined;
        if (last !== undefined) next = closeTimeOf(type, last.openTime);
        if (page.awaits !== null) waits(page.awaits);
        else show(total - page.total + page.done, total, count);
      }),
      takeWhile(({ candles }) => candles.every(isFinal)),
      // There are so many pages: each that brought something is on the way to the end.
      retryBackoff({ ...retries, resetOn: () => isFurther, steadyAfter: 0 }),
      reduce(() => null, null),
      map(() => count),
    );
  });

const downloadInto = (
  data: DataClient,
  download: Download,
  print: (added: number, file: CandleFile) => void,
): Observable<unknown> =>
  defer(() => {
    const { pair, type, path, format } = download;
    const file = openCandleFile(path, format, pair, type);
    const progress = progressOn(process.stderr);
    const show = (done: number, total: number, candles: number): void =>
      progress.show(progressLine(`${pair} ${type}`, done, total, candles), total === 0 ? 1 : done / total);
    let awaited = '';
    const waits = ({ date, until }: AwaitedPage): void => {
      if (awaited === date) return;
      awaited = date;
      progress.end();
      notice(waitingLine(`${pair} ${type}`, date, until));
    };
    return concat(
      file.held === null ? EMPTY : checkStart(data, download, file.held.first),
      fetchInto(data, download, file, show, waits),
    ).pipe(
      finalize(() => {
        progress.end();
        file.close();
      }),
      tap((added) => {
        progress.end();
        print(added, file);
      }),
    );
  });

export const candlesCommand: Command = {
  summary: 'downloads a range of candles into a file, and continues it',
  help,
  options,
  positions: ['pair', candleTypes],
  interruptedCode: exitCodes.interrupted,
  run: (args) =>
    defer(() => {
      const { download, json, choice } = parse(args);
      const { pair, type, path } = download;
      const print = (added: number, { held }: CandleFile): void => {
        if (json) printJson({ file: path, pair, type, added, continued: held !== null });
        else printLine(`${path}: ${added} candles of ${pair} ${type}${held === null ? '' : ' more'}`);
      };
      return withMarket(choice, (data) => concat(checkPair(data, pair), downloadInto(data, download, print)));
    }),
};
