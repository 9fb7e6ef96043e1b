import {
  catchError,
  concatMap,
  defer,
  EMPTY,
  exhaustMap,
  ignoreElements,
  map,
  merge,
  Observable,
  of,
  Subject,
  switchMap,
  tap,
  throwError,
} from 'rxjs';
import { undiciHttp } from '../connectivity/http-undici';
import { createRooms } from '../connectivity/rooms';
import { openWsSocket } from '../connectivity/socket-ws';
import { streamSocket } from '../connectivity/stream-socket';
import type { Connection } from '../model/connection';
import type { DiagnosticEvent } from '../model/diagnostic';
import { configError, unknownPairError } from '../model/errors';
import { isPairName, type Pair } from '../model/pair';
import type { RoomTraffic } from '../model/room-traffic';
import { clockOf, stampOf, type Clock } from '../operators/clock';
import { watchLeaps } from '../operators/leaps';
import { retryBackoff } from '../operators/retry-backoff';
import { roomKinds, type RoomKind } from '../parsing/room-kinds';
import { readRecordOptions, type RecordConfig, type RecordOptions } from './options';
import type { RestNote } from './line';
import { runRecorder, type RunningRecorder } from './run-recorder';
import { pairsIn, pairsReply$, snapshot$, type SnapshotsConfig } from './snapshots';

/** The state of a recorder. */
export interface RecordingState {
  readonly type: 'state';
  /** Wall time, ms. */
  readonly at: number;
  readonly folder: string;
  /** The segment that is being written, as a path in the folder; `null` until something was written. */
  readonly segment: string | null;
  /** The amounts on the disk since the start: frames, bytes of text, bytes of the files. */
  readonly frames: number;
  readonly bytes: number;
  readonly size: number;
  /** The size of the whole recording, and the free space of the disk, bytes. */
  readonly total: number;
  readonly free: number;
  readonly connection: Connection;
  /** The age of each room. */
  readonly rooms: ReadonlyMap<string, RoomTraffic>;
}

/** A problem beside the state: with frames, or with replies that could not be read. */
export interface RecordingNotice {
  readonly type: 'noticed';
  readonly at: number;
  readonly what:
    DiagnosticEvent | { readonly kind: 'snapshot-unread'; readonly path: string; readonly cause: string };
}

/** Time-out of a request in ms, the same as a data client's. */
const readTimeout = 10_000;
const waits = { initialDelay: 500, maxDelay: 5_000, maxAttempts: 4 };
const idle: Connection = { state: 'idle', attempt: 0, cause: null };

const kinds = Object.keys(roomKinds) as RoomKind[];

/** Checks the list of pairs if the venue can be reached. Only the venue knows the list of all pairs. */
const startOf = (config: RecordConfig, rest: SnapshotsConfig | null): Observable<readonly Pair[]> => {
  const { pairs } = config;
  if (rest === null) {
    return pairs === 'all'
      ? throwError(() => configError('pairs', 'a list, as the transport brings no REST', 'all'))
      : of(pairs);
  }
  return pairsReply$(rest).pipe(
    map((reply): readonly Pair[] => {
      const listed = pairsIn(reply);
      if (listed === null) throw new Error(`GET ${reply.path}: HTTP ${reply.status}, and no list of pairs`);
      const unknown = pairs === 'all' ? undefined : pairs.find((pair) => !listed.includes(pair));
      if (unknown !== undefined) throw unknownPairError(unknown);
      return pairs === 'all' ? listed.filter(isPairName) : pairs;
    }),
    retryBackoff({
      ...waits,
      shouldRetry: (error) => (error as { readonly _tag?: string })._tag !== 'UnknownPairError',
      random: config.random,
      scheduler: rest.clock,
    }),
    catchError((error: unknown) =>
      pairs === 'all' || (error as { readonly _tag?: string })._tag === 'UnknownPairError'
        ? throwError(() => error)
        : of(pairs),
    ),
  );
};

const recording = (
  folder: string,
  config: RecordConfig,
  { recorder, room }: RunningRecorder,
  clock: Clock,
): Observable<RecordingState | RecordingNotice> =>
  defer(() => {
    const { transport, random, history } = config;
    const { clock: watched, leaps$, looking$ } = watchLeaps(clock);
    const sendRequest =
      transport === undefined ? (config.sendRequest ?? undiciHttp()) : transport.sendRequest;
    const link$ =
      transport?.link$ ??
      streamSocket({
        openSocket: config.openSocket ?? openWsSocket,
        streamUrl: config.streamUrl,
        scheduler: watched,
        leaps$,
      });
    const noticed$ = new Subject<RecordingNotice>();
    const notice = (what: RecordingNotice['what']): void =>
      noticed$.next({ type: 'noticed', at: stampOf(clock), what });
    const rooms = createRooms({
      link$: recorder.tap(link$),
      backoff: { random },
      diagnose: notice,
      scheduler: watched,
      looking$,
      leaps$,
    });
    const rest: SnapshotsConfig | null = sendRequest && {
      sendRequest,
      publicUrl: config.publicUrl,
      apiUrl: config.apiUrl,
      readTimeout,
      clock,
      onUnread: (path, cause) => notice({ kind: 'snapshot-unread', path, cause }),
    };

    const joined = new Set<Pair>();
    const pairs$ = new Subject<readonly Pair[]>();
    const join = (pairs: readonly Pair[]): void => {
      const more = pairs.filter((pair) => !joined.has(pair) && isPairName(pair));
      for (const pair of more) joined.add(pair);
      recorder.setPairs([...joined]);
      if (more.length > 0) pairs$.next(more);
    };
    const onReply = (reply: RestNote): void => {
      recorder.note(reply);
      if (config.pairs === 'all') join(pairsIn(reply) ?? []);
    };

    let connection = idle;
    const frames$ = pairs$.pipe(
      concatMap((pairs) => pairs),
      // Streams are merged for as long as it records: a pair is never left.
      (source) =>
        new Observable<never>((subscriber) => {
          subscriber.add(
            source.subscribe((pair) => {
              for (const kind of kinds)
                subscriber.add(
                  rooms.room$(kind, pair).subscribe({
                    error: (error: unknown) => subscriber.error(error),
                    complete: () => subscriber.complete(),
                  }),
                );
            }),
          );
        }),
    );
    const snapshots$ =
      rest === null
        ? EMPTY
        : recorder.begun$.pipe(
            exhaustMap(() => snapshot$(rest, () => [...joined], history)),
            tap(onReply),
            ignoreElements(),
          );
    const states$ = rooms.rooms$.pipe(
      map((traffic): RecordingState => ({
        type: 'state',
        at: stampOf(clock),
        folder,
        segment: recorder.segment(),
        ...recorder.written(),
        ...room(),
        connection,
        rooms: traffic,
      })),
    );
    return startOf(config, rest).pipe(
      switchMap((pairs) =>
        merge(
          noticed$,
          rooms.connection$.pipe(
            tap((latest) => (connection = latest)),
            ignoreElements(),
          ),
          states$,
          frames$,
          snapshots$,
          // This comes last, because the others must receive its events.
          defer(() => {
            join(pairs);
            return EMPTY;
          }),
        ),
      ),
    );
  });

/**
 * Feed: records every frame of the public stream into a folder while it is subscribed to, and emits its state once per
 * second. It writes segments of an hour that can be read for years. Gaps are also recorded: a lost link, a silent room and
 * a step of the clock are lines of the recording. A killed recorder loses at most the last second, and a power cut the last
 * five. The next recorder on the folder closes the torn segment and goes on.
 *
 * Errors: a `ConfigError`, an `UnknownPairError`, and a `RecordingError`: another recorder has the folder (`locked`),
 * it holds something else (`foreign`) or the files of a newer version (`newer`), it can't be written (`unwritable`),
 * the disk is full or nearly so (`full`).
 *
 * @example
 * ```ts
 * import { recordTo } from 'rx-bitbank/recording';
 *
 * recordTo('recordings', { pairs: ['btc_jpy', 'eth_jpy'], keep: 30 * 86_400_000 }).subscribe((event) => {
 *   if (event.type === 'state') console.log(`${event.frames} frames in ${event.size} bytes`);
 * });
 * ```
 */
export const recordTo = (
  folder: string,
  options: RecordOptions = {},
  ...stray: readonly unknown[]
): Observable<RecordingState | RecordingNotice> =>
  defer(() => {
    const config = readRecordOptions(options, stray);
    const clock = clockOf(config.scheduler);
    const { minFree, keep, maxBytes } = config;
    return runRecorder(folder, { clock, minFree, keep, maxBytes }).pipe(
      switchMap((run) => recording(folder, config, run, clock)),
    );
  });
