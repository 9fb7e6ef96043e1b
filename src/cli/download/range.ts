import { asyncScheduler, concat, defer, EMPTY, finalize, ignoreElements, tap, type Observable } from 'rxjs';
import type { PageProgress } from '../../data/coming-page';
import type { DataClient } from '../../index';
import { unknownPairError, type VenueError } from '../../model/errors';
import { stampOf } from '../../operators/clock';
import { retryBackoff } from '../../operators/retry-backoff';
import { marketOptions, withMarket, type MarketChoice } from '../market/client';
import { type CliOptions, oneWordOf, usageError } from '../common/options';
import { notice } from '../common/output';
import { parsePair } from '../common/pair-argument';
import { utcTime } from '../common/utc-time';
import { parseDate } from './dates';
import { progressLine, progressOn, waitingLine } from './progress';
import type { RowFile } from './row-file';
import { formatOf, rowFormats, type RowFormat } from './row-lines';

/** The options of commands that download a range page by page into a file, which a later call continues. */

export const rangeOptions = {
  from: { type: 'string' },
  to: { type: 'string' },
  out: { type: 'string' },
  format: { type: 'string', values: rowFormats },
  ...marketOptions,
} as const satisfies CliOptions;

/** The range of a download, and its file. */
export interface RangeDownload {
  readonly pair: string;
  /** Unix times in ms. The range is [from, to). */
  readonly from: number;
  readonly to: number;
  readonly path: string;
  readonly format: RowFormat;
}

type Values = Partial<Record<'from' | 'to' | 'out' | 'format', string>>;

const required = (command: string, option: string, value: string | undefined): string => {
  if (value === undefined) throw usageError(`${option} is missing; see rx-bitbank ${command} --help`);
  return value;
};

/** Reads the range of the command line. Throws a `UsageError`. */
export const parseRange = (command: string, pair: string, values: Values): RangeDownload => {
  const from = parseDate('--from', required(command, '--from', values.from));
  const to = parseDate('--to', required(command, '--to', values.to));
  if (to <= from) throw usageError('--to: expected a date after --from');
  const path = required(command, '--out', values.out);
  const { format } = values;
  return {
    pair: parsePair(pair),
    from,
    to,
    path,
    format: format === undefined ? formatOf(path) : oneWordOf('--format', rowFormats, format),
  };
};

export const now = (): number => stampOf(asyncScheduler);

/** True for a missing page. The data client has already waited for it. */
const isNotThere = (error: unknown): boolean => (error as Partial<VenueError>).code === 10_000;

export const retries = {
  initialDelay: 500,
  maxDelay: 5_000,
  maxAttempts: 4,
  shouldRetry: (error: unknown) => !isNotThere(error),
};

/** Fails unless the venue lists the pair, because it has no data of any other. */
const checkPair = (data: DataClient, pair: string): Observable<never> =>
  data.rest.instruments().pipe(
    retryBackoff(retries),
    tap((instruments) => {
      if (!instruments.some((instrument) => instrument.pair === pair)) throw unknownPairError(pair);
    }),
    ignoreElements(),
  );

/**
 * Fails unless the file begins with the first row of the range. Otherwise it would have a gap, or more than was
 * requested.
 */
export const checkBegins = (path: string, begins: number, isRight: boolean): void => {
  if (isRight) return;
  throw usageError(
    `${path}: begins at ${utcTime(begins)}: continue it with that --from, or choose another --out`,
  );
};

/** The way in which the pages of a range come into a file. */
export interface RangeFetch<P extends PageProgress> {
  /** The title of the download: `btc_jpy 1min`. */
  readonly title: string;
  /** Emits the pages that are not in the file yet. It is subscribed to again after a failure. */
  readonly pages$: Observable<P>;
  /** Puts a page into the file; returns `false` if it added nothing. */
  readonly take: (page: P) => boolean;
  /** The number of pages of the whole range. */
  readonly total: number;
  /** Describes the rows so far: `7200 candles`. */
  readonly came: () => string;
  /** Messages to print meanwhile. */
  readonly notices$?: Observable<string>;
}

/**
 * Downloads, and shows the progress. A received page is in the file, so that only the rest is requested after a
 * failure.
 */
export const fetchRange = <P extends PageProgress>({
  title,
  pages$,
  take,
  total,
  came,
  notices$ = EMPTY,
}: RangeFetch<P>): Observable<never> =>
  defer(() => {
    const progress = progressOn(process.stderr);
    let awaited = '';
    let isFurther = false;
    const say = (text: string): void => {
      progress.end();
      notice(text);
    };
    const noticing = notices$.subscribe(say);
    return pages$.pipe(
      tap((page) => {
        isFurther = take(page);
        const { awaits } = page;
        if (awaits === null) {
          const done = total - page.total + page.done;
          progress.show(progressLine(title, done, total, came()), total === 0 ? 1 : done / total);
        } else if (awaits.date !== awaited) {
          awaited = awaits.date;
          say(waitingLine(title, awaited, awaits.until));
        }
      }),
      // A range may have thousands of pages. Attempts are counted again after each page that added something.
      retryBackoff({ ...retries, resetOn: () => isFurther, steadyAfter: 0 }),
      ignoreElements(),
      finalize(() => {
        noticing.unsubscribe();
        progress.end();
      }),
    );
  });

/** Opens the file and a client, downloads, prints the result, and closes both. */
export const downloadRange = <R, K>(
  { pair }: RangeDownload,
  choice: MarketChoice,
  open: () => RowFile<R, K>,
  fetch: (data: DataClient, file: RowFile<R, K>) => Observable<never>,
  print: (file: RowFile<R, K>) => void,
): Observable<unknown> =>
  withMarket(choice, (data) =>
    concat(
      checkPair(data, pair),
      defer(() => {
        const file = open();
        return fetch(data, file).pipe(
          tap({ complete: () => print(file) }),
          finalize(() => file.close()),
        );
      }),
    ),
  );
