import {
  catchError,
  concat,
  defer,
  dematerialize,
  EMPTY,
  finalize,
  ignoreElements,
  materialize,
  switchMap,
  takeUntil,
  tap,
  throwError,
  type Observable,
} from 'rxjs';
import type { Transport } from '../connectivity/transport';
import type { DataClient } from '../data/client';
import { createDataClient, streamTransport } from '../index';
import { isRecordingError } from '../model/recording-error';
import type { Pair } from '../model/pair';
import { clockOf } from '../operators/clock';
import { replayRecording } from '../recording/replay-recording';
import { runRecorder } from '../recording/run-recorder';
import { fillText, type PaperChoice, withPaper } from './paper/paper';
import { alongside } from './common/alongside';
import { usageError } from './common/options';
import { withSimulator } from './common/with-simulator';
import type { WatchConfig, WatchUrls } from './watch/watch-config';

/** An action on a client, which is closed when the action ends. */
type Use<A> = (data: DataClient) => Observable<A>;

const onRecording = <A>(pair: Pair, path: string, speed: number, use: Use<A>): Observable<A> => {
  const transport = replayRecording(path, { speed });
  let hasPair = false;
  let isOver = false;
  const link$ = transport.link$.pipe(
    tap({
      next: (frame) => {
        hasPair ||= typeof frame === 'string' && frame.includes(`_${pair}"`);
      },
      complete: () => {
        isOver = true;
      },
    }),
  );
  const data = createDataClient({ transport: { ...transport, link$ } });
  // Without this, a pair that was not recorded would look like one in which nothing happened.
  const missing$ = defer(() =>
    isOver && !hasPair
      ? throwError(() => usageError(`${path}: expected a recording of ${pair}, got none of its frames`))
      : EMPTY,
  );
  return concat(use(data), missing$).pipe(
    takeUntil(transport.failed$),
    catchError((error: unknown) =>
      throwError(() => (isRecordingError(error) ? usageError(error.message) : error)),
    ),
    finalize(() => void data.close()),
  );
};

const onTransport = <A>(urls: WatchUrls, transport: Transport, use: Use<A>): Observable<A> => {
  const data = createDataClient({ ...urls, transport });
  return use(data).pipe(finalize(() => void data.close()));
};

const onLive = <A>(
  pair: Pair,
  urls: WatchUrls,
  recordPath: string | undefined,
  use: Use<A>,
): Observable<A> => {
  const transport = streamTransport(urls);
  if (recordPath === undefined) return onTransport(urls, transport, use);
  return runRecorder(recordPath, { clock: clockOf(), minFree: 0 }).pipe(
    switchMap(({ recorder }) => {
      recorder.setPairs([pair]);
      return onTransport(urls, { ...transport, link$: recorder.tap(transport.link$) }, use).pipe(
        materialize(),
      );
    }),
    // It ends with its action, because a recorder alone has no end.
    dematerialize(),
  );
};

/** Watches a pair with its paper account, which goes on meanwhile and reports its fills. */
const onPaper = <A>(
  pair: Pair,
  choice: PaperChoice,
  print: (text: string) => void,
  use: Use<A>,
): Observable<A> =>
  withPaper(
    choice,
    [pair],
    ({ data, exec }) => {
      const fills$ = exec.fills$.pipe(tap((fill) => print(fillText(fill))));
      return use(data).pipe(alongside<A, never>(fills$.pipe(ignoreElements())));
    },
    print,
  );

/** Runs an action on the client of the command line. `print` prints the events of a paper account. */
export const withWatchClient = <A>(
  { pair, source, urls }: WatchConfig,
  print: (text: string) => void,
  use: Use<A>,
): Observable<A> => {
  switch (source.type) {
    case 'venue':
      return onLive(pair, urls, source.recordPath, use);
    case 'simulator':
      return withSimulator({}, (simulator) => onLive(pair, simulator.urls, source.recordPath, use));
    case 'paper':
      return onPaper(pair, source.choice, print, use);
    case 'replay':
      return onRecording(pair, source.path, source.speed, use);
  }
};
