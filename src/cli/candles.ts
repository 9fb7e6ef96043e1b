import {
  concat,
  concatMap,
  defer,
  EMPTY,
  first,
  ignoreElements,
  takeWhile,
  tap,
  type Observable,
} from 'rxjs';
import type { DataClient } from '../index';
import { candleTypes, type Candle, type CandleType } from '../model/candle';
import { candleDates } from '../data/candle-dates';
import { closeTimeOf } from '../model/candle-interval';
import { isPairName } from '../model/pair';
import { retryBackoff } from '../operators/retry-backoff';
import {
  checkBegins,
  downloadRange,
  fetchRange,
  now,
  parseRange,
  rangeOptions,
  retries,
  type RangeDownload,
} from './download/range';
import { openRowFile, type RowFile } from './download/row-file';
import { rowLinesOf, type RowFormat } from './download/row-lines';
import type { Command } from './common/command';
import { counted } from './common/counted';
import { exitCodes } from './common/exit-codes';
import { oneWordOf, parseOptions, refuseMore, usageError } from './common/options';
import { printJson, printLine } from './common/output';

const help = `Downloads candles into a file, oldest first, one per line. An existing file is continued after its last whole candle:
after an interruption, or with a later --to, run the same command again.

Usage: rx-bitbank candles PAIR TYPE --from DATE --to DATE --out FILE [options]

TYPE: ${candleTypes.join(', ')}

Options:
  --from DATE         the first candle opens then or later: 2026-01-31 (UTC), 2026-01-31T09:00+09:00
  --to DATE           the last candle opens before then; a candle that is not over yet is left out
  --out FILE          CSV, or NDJSON if the name ends in .ndjson or .jsonl
  --format FORMAT     csv or ndjson, whatever the name
  --json              prints the result as JSON: {"file":…,"added":744,"continued":false,…}
  --sim               from a simulated exchange of its own
  --public-url URL    by default https://public.bitbank.cc
  --api-url URL       by default https://api.bitbank.cc/v1
  --allow-insecure    allows http: beyond this machine

Columns: pair,type,openTime,open,high,low,close,volume; openTime is a Unix time in ms. The venue has no candle for
some intervals without a trade. On a terminal stderr shows the progress. The venue makes the page of a day some minutes
after that day has begun: the command requests it for half an hour, and stderr says so.

Exit codes: 0 the range is in the file; 1 it can't go on, the file holds the rows so far; 2 a wrong option, pair or
file; 130 Ctrl-C, the file holds the rows so far.

Examples:
  rx-bitbank candles btc_jpy 1hour --from 2026-01-01 --to 2026-02-01 --out btc.csv
  rx-bitbank candles eth_jpy 1min --from 2026-01-01 --to 2026-01-08 --out eth.ndjson
  rx-bitbank candles btc_jpy 1day --from 2026-01-01 --to 2026-04-01 --out btc.csv --sim
`;

/** The part of a line that identifies its candle. */
interface CandleKey {
  readonly pair: string;
  readonly type: CandleType;
  /** Unix time, ms. */
  readonly openTime: number;
}

const candleLines = rowLinesOf<Candle, CandleKey>(
  ['pair', 'type', 'openTime', 'open', 'high', 'low', 'close', 'volume'],
  ({ pair, type, openTime }) => {
    const known = candleTypes.find((each) => each === type);
    const isKey = typeof pair === 'string' && isPairName(pair) && Number.isSafeInteger(openTime);
    return isKey && known !== undefined ? { pair, type: known, openTime: openTime as number } : null;
  },
);

type CandleFile = RowFile<Candle, CandleKey>;

export const openCandleFile = (path: string, format: RowFormat, pair: string, type: CandleType): CandleFile =>
  openRowFile(path, { lines: candleLines[format], of: { pair, type }, what: `${format} candles` });

interface CandleDownload extends RangeDownload {
  readonly type: CandleType;
}

/** The time in ms for which REST may show a candle as it was before its end. */
const cacheTime = 2_000;

const isFinal = ({ closed, type, openTime }: Candle): boolean =>
  closed && closeTimeOf(type, openTime) + cacheTime <= now();

const checkStart = (
  data: DataClient,
  { pair, type, from, path }: CandleDownload,
  begins: number,
): Observable<never> =>
  data.rest.all.candles({ pair, type, from: Math.min(from, begins), to: begins + 1 }).pipe(
    retryBackoff(retries),
    concatMap(({ candles }) => candles),
    first(({ openTime }) => openTime >= from, null),
    tap((candle) => checkBegins(path, begins, candle?.openTime === begins && begins >= from)),
    ignoreElements(),
  );

const fetchInto = (
  data: DataClient,
  download: CandleDownload,
  file: CandleFile,
  onAdded: (candles: number) => void,
): Observable<never> =>
  defer(() => {
    const { pair, type, from, to } = download;
    let next = file.held === null ? from : closeTimeOf(type, file.held.last.openTime);
    let count = 0;
    const end = Math.min(to, now());
    return concat(
      file.held === null ? EMPTY : checkStart(data, download, file.held.first.openTime),
      fetchRange({
        title: `${pair} ${type}`,
        total: candleDates(type, from, end - 1).length,
        pages$: defer(() =>
          next < end ? data.rest.all.candles({ pair, type, from: next, to: end }) : EMPTY,
        ).pipe(takeWhile(({ candles }) => candles.every(isFinal), true)),
        take: ({ candles }) => {
          const final = candles.filter(isFinal);
          file.append(final);
          count += final.length;
          onAdded(final.length);
          const last = final.at(-1);
          if (last !== undefined) next = closeTimeOf(type, last.openTime);
          return last !== undefined;
        },
        came: () => counted(count, 'candle'),
      }),
    );
  });

export const candlesCommand: Command = {
  help,
  options: rangeOptions,
  positions: ['pair', candleTypes],
  interruptedCode: exitCodes.interrupted,
  run: (args) =>
    defer(() => {
      const { values, positionals } = parseOptions({
        args: [...args],
        options: rangeOptions,
        allowPositionals: true,
      });
      const [pair, word] = positionals;
      if (pair === undefined || word === undefined) {
        throw usageError(
          'which candles? for example: rx-bitbank candles btc_jpy 1hour --from … --to … --out FILE',
        );
      }
      refuseMore('candles', 2, positionals);
      const type = oneWordOf('type', candleTypes, word);
      const download: CandleDownload = { ...parseRange('candles', pair, values), type };
      const { path, format } = download;
      let added = 0;
      return downloadRange(
        download,
        values,
        () => openCandleFile(path, format, download.pair, type),
        (data, file) => fetchInto(data, download, file, (more) => (added += more)),
        ({ held }) => {
          if (values.json) printJson({ file: path, pair, type, added, continued: held !== null });
          else
            printLine(
              `${path}: ${counted(added, held === null ? 'candle' : 'more candle')} of ${pair} ${type}`,
            );
        },
      );
    }),
};
