import { concat, concatMap, defer, EMPTY, first, ignoreElements, Subject, tap, type Observable } from 'rxjs';
import { dayLength, startOfDay, startsOfDays } from '../../data/candle-dates';
import { tradeSources, type TradeSource } from '../../data/trade-parts';
import type { DataClient } from '../../index';
import { isPairName } from '../../model/pair';
import type { Trade } from '../../model/trade';
import { retryBackoff } from '../../operators/retry-backoff';
import {
  checkBegins,
  downloadRange,
  fetchRange,
  now,
  parseRange,
  rangeOptions,
  retries,
  type RangeDownload,
} from './range';
import { openRowFile, type RowFile } from './row-file';
import { rowLinesOf, type RowFormat } from './row-lines';
import { counted } from '../common/counted';
import { type CliOptions, parseOptions, refuseMore, usageError } from '../common/options';
import { utcTime } from '../common/utc-time';
import { printJson, printLine } from '../common/output';

export const tradeRangeOptions = {
  ...rangeOptions,
  follow: { type: 'boolean', default: false },
  'stream-url': { type: 'string' },
} as const satisfies CliOptions;

/** A trade with its source. */
export type DownloadedTrade = Trade & { readonly source: TradeSource };

/** The part of a line that identifies its trade. */
interface TradeKey {
  readonly pair: string;
  readonly id: number;
  /** Unix time, ms. */
  readonly timestamp: number;
  readonly source: TradeSource;
}

const tradeLines = rowLinesOf<DownloadedTrade, TradeKey>(
  ['pair', 'id', 'timestamp', 'side', 'price', 'amount', 'source'],
  ({ pair, id, timestamp, source }) => {
    const known = tradeSources.find((each) => each === source);
    return typeof pair === 'string' &&
      isPairName(pair) &&
      Number.isSafeInteger(id) &&
      Number.isSafeInteger(timestamp) &&
      known !== undefined
      ? { pair, id: id as number, timestamp: timestamp as number, source: known }
      : null;
  },
);

type TradeFile = RowFile<DownloadedTrade, TradeKey>;

export const openTradeFile = (path: string, format: RowFormat, pair: string): TradeFile =>
  openRowFile(path, { lines: tradeLines[format], of: { pair }, what: `${format} trades` });

interface Missing {
  readonly from: number;
  readonly to: number;
}

/** The place at which a file goes on: after a trade, or at its beginning. The rows from `cutAt` on are replaced. */
interface Start {
  readonly after: TradeKey | null;
  readonly cutAt: number | null;
}

/** Finds the place. Rows of a day that were written before the day was over are replaced by the page of that day. */
const startOf = (file: TradeFile): Start => {
  const { held } = file;
  const unfinished = file.ending(({ source }) => source !== 'day');
  return unfinished !== null && startOfDay(unfinished.first.timestamp) + dayLength <= now()
    ? { after: unfinished.before, cutAt: unfinished.at }
    : { after: held?.last ?? null, cutAt: null };
};

const checkStart = (
  data: DataClient,
  { pair, from, path }: RangeDownload,
  { id, timestamp, source }: TradeKey,
): Observable<never> => {
  checkBegins(path, timestamp, timestamp >= from);
  // The trades before the newest ones are not available yet.
  if (source !== 'day') return EMPTY;
  return data.rest.all.trades({ pair, from, to: timestamp + 1 }).pipe(
    retryBackoff(retries),
    concatMap(({ trades }) => trades),
    first(),
    tap((trade) => checkBegins(path, timestamp, trade.id === id)),
    ignoreElements(),
  );
};

interface Outcome {
  readonly added: number;
  readonly missing: readonly Missing[];
}

const fetchInto = (
  data: DataClient,
  download: RangeDownload & { readonly follow: boolean },
  file: TradeFile,
  onOutcome: (outcome: Outcome) => void,
): Observable<never> =>
  defer(() => {
    const { pair, from, to, follow } = download;
    const notices$ = new Subject<string>();
    const missed: Missing[] = [];
    let { after, cutAt } = startOf(file);
    let added = 0;
    const isNew = ({ id, timestamp }: Trade): boolean =>
      after === null || timestamp > after.timestamp || id > after.id;
    return concat(
      file.held === null || cutAt !== null ? EMPTY : checkStart(data, download, file.held.first),
      fetchRange({
        title: pair,
        total: startsOfDays(from, Math.min(to, now()) - 1).length,
        pages$: defer(() => data.rest.all.trades({ pair, from: after?.timestamp ?? from, to, follow })),
        take: ({ trades, source, missing, awaits }) => {
          if (awaits !== null) return false;
          if (cutAt !== null) file.cut(cutAt);
          cutAt = null;
          const rows = trades.filter((trade) => source === 'stream' || isNew(trade));
          file.append(rows.map((trade) => ({ ...trade, source })));
          added += rows.length;
          const last = rows.at(-1);
          if (last !== undefined) after = { ...last, source };
          if (missing !== null) {
            missed.push(missing);
            const span = `${utcTime(missing.from)} and ${utcTime(missing.to)}`;
            notices$.next(`${pair}: trades between ${span} can't be had before their day is over`);
          }
          onOutcome({ added, missing: missed });
          return true;
        },
        came: () => counted(added, 'trade'),
        notices$,
      }),
    );
  });

/** Runs the command with the arguments of a range. */
export const downloadTrades = (args: readonly string[]): Observable<unknown> =>
  defer(() => {
    const { values, positionals } = parseOptions({
      args: [...args],
      options: tradeRangeOptions,
      allowPositionals: true,
    });
    const [word] = positionals;
    if (word === undefined) {
      throw usageError(
        'trades of which pair? for example: rx-bitbank trades btc_jpy --from … --to … --out FILE',
      );
    }
    refuseMore('trades', 1, positionals);
    const download = { ...parseRange('trades', word, values), follow: values.follow };
    const { pair, path, format } = download;
    let outcome: Outcome = { added: 0, missing: [] };
    return downloadRange(
      download,
      values,
      () => openTradeFile(path, format, pair),
      (data, file) => fetchInto(data, download, file, (next) => (outcome = next)),
      ({ held }) => {
        const { added, missing } = outcome;
        if (values.json) printJson({ file: path, pair, added, continued: held !== null, missing });
        else printLine(`${path}: ${counted(added, held === null ? 'trade' : 'more trade')} of ${pair}`);
      },
    );
  });
