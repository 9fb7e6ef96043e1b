import {
  catchError,
  concatMap,
  defer,
  filter,
  map,
  merge,
  scan,
  share,
  take,
  tap,
  throwError,
  type Observable,
} from 'rxjs';
import type { RecordingNotice, RecordingState, RecordOptions } from '../recording/index';
import { alongside } from './common/alongside';
import type { Command } from './common/command';
import { describeDiagnostic } from './common/describe-diagnostic';
import {
  type CliOptions,
  given,
  parseOptions,
  refuseMore,
  refuseTogether,
  usageError,
} from './common/options';
import { notice, printJson } from './common/output';
import { parsePairs } from './common/pair-argument';
import { parseBytes, parseSpan } from './record/quantities';
import { renderRecording, type RecordingRate } from './record/screen';
import { timeOfDay } from './screen/numbers';
import type { ScreenSize } from './screen/render';
import { showOn, size$ } from './screen/terminal';
import type { Line } from './screen/text';
import { withSimulator } from './common/with-simulator';

const help = `Records every frame of the public stream into a folder, in gz segments of an hour, until it is interrupted.
It prints one line of JSON when the first frame is on the disk; on a terminal it shows its progress.

Usage: rx-bitbank record --pairs all|LIST --dir DIR [options]

Options:
  --pairs LIST        pairs, separated by commas; all: every pair, also those that the venue adds meanwhile
  --dir DIR           an empty folder, or a recording to continue
  --history           also the candles of today and yesterday, every hour
  --min-free SIZE     ends when less of the disk is free; by default 1GB
  --keep TIME         removes segments that ended so long ago: 12h, 30d; by default none
  --max-bytes SIZE    removes the oldest segments until the rest is no larger: 500MB, 100GB
  --sim               records a simulated exchange of its own
  --stream-url URL    by default wss://stream.bitbank.cc
  --public-url URL    by default https://public.bitbank.cc
  --api-url URL       by default https://api.bitbank.cc/v1
  --allow-insecure    allows ws: and http: beyond this machine

A killed recorder loses at most the last second, and the same command continues. All pairs take some 3.8 GB per day as text, and
a third of that on the disk.

Exit codes: 0 on Ctrl-C; 1 it can't go on: an unknown pair, a full disk, or a folder that can't be written, holds
something else, is another recorder's or of a newer version; 2 a wrong option.

Examples:
  rx-bitbank record --pairs all --dir recordings --keep 30d
  rx-bitbank record --pairs btc_jpy,eth_jpy --dir recordings --max-bytes 20GB
  rx-bitbank recording info recordings
`;

const options = {
  pairs: { type: 'string' },
  dir: { type: 'string' },
  history: { type: 'boolean', default: false },
  'min-free': { type: 'string' },
  keep: { type: 'string' },
  'max-bytes': { type: 'string' },
  sim: { type: 'boolean', default: false },
  'stream-url': { type: 'string' },
  'public-url': { type: 'string' },
  'api-url': { type: 'string' },
  'allow-insecure': { type: 'boolean' },
} as const satisfies CliOptions;

interface RecordCommand {
  readonly folder: string;
  readonly sim: boolean;
  readonly options: RecordOptions;
}

const parse = (args: readonly string[]): RecordCommand => {
  const { values, positionals } = parseOptions({ args: [...args], options, allowPositionals: true });
  refuseMore('record', 0, positionals);
  refuseTogether(values, [['sim', 'stream-url', 'public-url', 'api-url']]);
  const { pairs, dir, keep } = values;
  if (pairs === undefined) throw usageError('record which --pairs? all, or for example btc_jpy,eth_jpy');
  if (dir === undefined || dir === '') throw usageError('record into which --dir?');
  const [minFree, maxBytes] = [values['min-free'], values['max-bytes']];
  return {
    folder: dir,
    sim: values.sim,
    options: given({
      pairs: parsePairs(pairs),
      history: values.history,
      minFree: minFree === undefined ? undefined : parseBytes('--min-free', minFree),
      maxBytes: maxBytes === undefined ? undefined : parseBytes('--max-bytes', maxBytes),
      keep: keep === undefined ? undefined : parseSpan('--keep', keep),
      streamUrl: values['stream-url'],
      publicUrl: values['public-url'],
      apiUrl: values['api-url'],
      allowInsecure: values['allow-insecure'],
    }),
  };
};

const noticeText = ({ at, what }: RecordingNotice): string => {
  const { kind } = what;
  return kind === 'snapshot-unread'
    ? `GET ${what.path} could not be read: ${what.cause}`
    : describeDiagnostic({ ...what, at, count: 1 });
};

const isState = (event: RecordingState | RecordingNotice): event is RecordingState => event.type === 'state';

/** The number of states, one per second, over which the rate is computed. */
const rateOver = 10;

const rateOf = (states: readonly RecordingState[]): RecordingRate => {
  const [first, last] = [states[0], states.at(-1)];
  const seconds = Math.max(1, states.length - 1);
  return {
    frames: ((last?.frames ?? 0) - (first?.frames ?? 0)) / seconds,
    bytes: ((last?.bytes ?? 0) - (first?.bytes ?? 0)) / seconds,
  };
};

interface View {
  readonly states: readonly RecordingState[];
  readonly notices: readonly string[];
  readonly size: ScreenSize;
}

type Change = (view: View) => View;

const screens$ = (
  events$: Observable<RecordingState | RecordingNotice>,
  terminal: Observable<ScreenSize>,
): Observable<readonly Line[]> =>
  events$.pipe(
    map(
      (event): Change =>
        (view) =>
          isState(event)
            ? { ...view, states: [...view.states, event].slice(-rateOver - 1) }
            : {
                ...view,
                notices: [...view.notices, `${timeOfDay(event.at)} ${noticeText(event)}`].slice(-2),
              },
    ),
    alongside(terminal.pipe(map((size): Change => (view) => ({ ...view, size })))),
    scan((view: View, change: Change) => change(view), {
      states: [],
      notices: [],
      size: { columns: 80, rows: 24 },
    }),
    map(({ states, notices, size }) => {
      const latest = states.at(-1);
      return latest === undefined ? [] : renderRecording(latest, rateOf(states), notices, size);
    }),
    filter((lines) => lines.length > 0),
  );

const record = (folder: string, recordOptions: RecordOptions): Observable<unknown> => {
  const events$ = defer(() => import('../recording/index')).pipe(
    concatMap(({ recordTo }) => recordTo(folder, recordOptions)),
    share(),
  );
  const firstLine$ = events$.pipe(
    filter(isState),
    filter(({ frames }) => frames > 0),
    take(1),
    tap(({ segment, frames, rooms }) => printJson({ folder, segment, frames, rooms: rooms.size })),
  );
  return process.stdout.isTTY
    ? merge(firstLine$, screens$(events$, size$(process.stdout)).pipe(showOn(process.stdout)))
    : merge(firstLine$, events$.pipe(tap((event) => !isState(event) && notice(noticeText(event)))));
};

/** Turns an error that a script must see as a failure into one that is not a wrong command line. */
const asFailure = (error: unknown): unknown =>
  (error as { readonly _tag?: string })._tag === 'UnknownPairError'
    ? new Error((error as Error).message)
    : error;

export const recordCommand: Command = {
  help,
  options,
  positions: [],
  outlivesOutput: true,
  run: (args) =>
    defer(() => {
      const { folder, sim, options: recordOptions } = parse(args);
      return sim
        ? withSimulator({}, ({ urls }) => record(folder, { ...recordOptions, ...urls }))
        : record(folder, recordOptions);
    }).pipe(catchError((error: unknown) => throwError(() => asFailure(error)))),
};
