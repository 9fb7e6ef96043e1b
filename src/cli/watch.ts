import {
  concatMap,
  defer,
  filter,
  finalize,
  merge,
  NEVER,
  take,
  takeUntil,
  tap,
  timer,
  type Observable,
} from 'rxjs';
import type { DataClient } from '../data/client';
import type { Diagnostic } from '../model/diagnostic';
import { candleTypes } from '../model/candle';
import { alongside } from './common/alongside';
import { canRedraw } from './common/can-redraw';
import type { Command } from './common/command';
import { describeDiagnostic } from './common/describe-diagnostic';
import { notice } from './common/output';
import { defaultPaperFile, defaultPaperStart } from './paper/paper';
import { leaves$ } from './screen/keyboard';
import { showOn, size$ } from './screen/terminal';
import { watchScreen$ } from './screen/watch-screen';
import { parseWatchConfig, watchOptions, type WatchConfig } from './watch/watch-config';
import { watchEvents$, watchFeeds, type WatchEvent } from './watch/watch-event';

const help = `Watches a pair: a live screen on a terminal; otherwise, and if TERM is dumb, one JSON object per line.

Usage: rx-bitbank watch PAIR [options]

Options:
  --feed LIST         of ${watchFeeds.join(',')}; by default all
  --depth N           levels per side of the book; by default as many as fit the screen, 20 as JSON
  --candle-type TYPE  ${candleTypes.slice(0, 6).join(', ')},
                      ${candleTypes.slice(6).join(', ')}; by default 1min
  --count N           ends after N values
  --duration TIME     ends after 10s, 5m or 1h
  --json              JSON on a terminal, too: {"feed":"trades","pair":"btc_jpy","id":…}
  --sim               starts a simulated exchange and watches that
  --paper             runs the paper account meanwhile: its orders are filled at the venue's live prices
  --paper-file FILE   the file of that account; by default ${defaultPaperFile}
  --paper-start LIST  the balances of a new account; by default ${defaultPaperStart}
  --record DIR        records the frames as they come, into an empty folder or a recording to continue
  --replay PATH       plays a recording, or a file with one frame per line, without REST; ends with it
  --speed N           N times as fast as recorded, or max
  --stream-url URL    by default wss://stream.bitbank.cc
  --public-url URL    by default https://public.bitbank.cc
  --api-url URL       by default https://api.bitbank.cc/v1
  --allow-insecure    allows ws: and http: beyond this machine

q leaves the screen, as Ctrl-C does. Its times are local; those in JSON are Unix times in ms, UTC. Diagnostics go to stderr.
Exit code: 0 at the end, on q and on Ctrl-C; 1 if it can't go on; 2 for a wrong option, pair or file.

Examples:
  rx-bitbank watch btc_jpy
  rx-bitbank watch eth_jpy --feed trades,quotes --json --count 5
  rx-bitbank watch btc_jpy --feed book --json --duration 1m > book.ndjson
  rx-bitbank watch btc_jpy --record morning
  rx-bitbank watch btc_jpy --replay morning --speed 10
  rx-bitbank watch btc_jpy --paper
`;

/** True for diagnostics that are normal in a replay, which has no REST. */
const isOwedToReplay = ({ kind }: Diagnostic): boolean =>
  kind === 'pair-unchecked' || kind === 'candles-unread';

const print = ({ feed, value }: WatchEvent): void => {
  process.stdout.write(`${JSON.stringify({ feed, ...value })}\n`);
};

const jsonLines$ = (
  data: DataClient,
  diagnostics$: Observable<Diagnostic>,
  { pair, feeds, candleType, depth = 20, count = Infinity }: WatchConfig,
): Observable<unknown> =>
  watchEvents$(data, feeds, { pair, candleType, depth, history: 100 }).pipe(
    take(count),
    tap(print),
    alongside(
      diagnostics$.pipe(
        tap((diagnostic) => process.stderr.write(`rx-bitbank: ${describeDiagnostic(diagnostic)}\n`)),
      ),
    ),
  );

export const watchCommand: Command = {
  help,
  options: watchOptions,
  positions: ['pair'],
  run: (args) =>
    defer(() => {
      const config = parseWatchConfig(args);
      const isLines = config.json || !canRedraw(process.stdout);
      // The screen has no place for these messages. They are printed after it.
      const later: string[] = [];
      const printText = isLines ? notice : (text: string): void => void later.push(text);
      const show = (data: DataClient): Observable<unknown> => {
        const diagnostics$ =
          config.source.type === 'replay'
            ? data.diagnostics$.pipe(filter((diagnostic) => !isOwedToReplay(diagnostic)))
            : data.diagnostics$;
        const over$ = config.duration === undefined ? NEVER : timer(config.duration);
        return isLines
          ? jsonLines$(data, diagnostics$, config).pipe(takeUntil(over$))
          : watchScreen$(data, diagnostics$, size$(process.stdout), config).pipe(
              takeUntil(merge(over$, leaves$(process.stdin))),
              showOn(process.stdout),
            );
      };
      return defer(() => import('./watch-client')).pipe(
        concatMap(({ withWatchClient }) => withWatchClient(config, printText, show)),
        finalize(() => later.forEach(notice)),
      );
    }),
};
