import {
  auditTime,
  combineLatest,
  EMPTY,
  map,
  scan,
  startWith,
  type Observable,
  type SchedulerLike,
} from 'rxjs';
import type { Connection } from '../model/connection';
import type { RoomTraffic } from '../model/room-traffic';
import { clockOf } from '../operators/clock';

/** One figure of a client, in the form of monitoring systems. */
export interface Metric {
  /** The name in the style of Prometheus: `rx_bitbank_diagnostics_total`. */
  readonly name: string;
  readonly type: 'gauge' | 'counter';
  /** A sentence about the figure. */
  readonly help: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** The parts of a client that are measured. A `DataClient`, an `ExecutionClient` and a remote `Trading` have them. */
export interface Metered {
  readonly connection$: Observable<Connection>;
  readonly diagnostics$: Observable<{ readonly kind: string; readonly count: number }>;
  readonly rooms$?: Observable<ReadonlyMap<string, RoomTraffic>>;
}

const states = ['idle', 'connecting', 'open', 'waiting'] as const satisfies readonly Connection['state'][];

const helps = {
  rx_bitbank_connection_state: ['gauge', '1 if the link is in this state, otherwise 0.'],
  rx_bitbank_connection_failures: ['gauge', 'Failed attempts in a row to make the link.'],
  rx_bitbank_diagnostics_total: ['counter', 'Diagnostics by their kind.'],
  rx_bitbank_room_frames_total: ['counter', 'Frames of a room.'],
  rx_bitbank_room_bytes_total: ['counter', 'Bytes of the frames of a room.'],
  rx_bitbank_room_last_frame_seconds: ['gauge', 'Arrival of the last frame of a room: Unix time, s.'],
  rx_bitbank_room_lag_seconds: ['gauge', 'Age of the stamp of the last frame at its arrival, s.'],
} as const satisfies Readonly<Record<string, readonly [Metric['type'], string]>>;

const metric = (name: keyof typeof helps, labels: Metric['labels'], value: number): Metric => {
  const [type, help] = helps[name];
  return { name, type, help, labels, value };
};

const ofConnection = (client: string, { state, attempt }: Connection): readonly Metric[] => [
  ...states.map((each) =>
    metric('rx_bitbank_connection_state', { client, state: each }, each === state ? 1 : 0),
  ),
  metric('rx_bitbank_connection_failures', { client }, attempt),
];

const ofRoom = (room: string, { frames, bytes, lastAt, lag }: RoomTraffic): readonly Metric[] => [
  metric('rx_bitbank_room_frames_total', { room }, frames),
  metric('rx_bitbank_room_bytes_total', { room }, bytes),
  ...(lastAt === null ? [] : [metric('rx_bitbank_room_last_frame_seconds', { room }, lastAt / 1_000)]),
  ...(lag === null ? [] : [metric('rx_bitbank_room_lag_seconds', { room }, lag / 1_000)]),
];

const metricsOfOne = (
  client: string,
  { connection$, diagnostics$, rooms$ = EMPTY }: Metered,
): Observable<readonly Metric[]> =>
  combineLatest([
    connection$.pipe(map((connection) => ofConnection(client, connection))),
    diagnostics$.pipe(
      scan(
        (counts: ReadonlyMap<string, number>, { kind, count }) =>
          new Map([...counts, [kind, (counts.get(kind) ?? 0) + count]]),
        new Map<string, number>(),
      ),
      map((counts) =>
        Array.from(counts, ([kind, count]) =>
          metric('rx_bitbank_diagnostics_total', { client, kind }, count),
        ),
      ),
      startWith([]),
    ),
    rooms$.pipe(
      map((rooms) => Array.from(rooms, ([room, traffic]) => ofRoom(room, traffic)).flat()),
      startWith([]),
    ),
  ]).pipe(map((parts) => parts.flat()));

/** Changes within this time are emitted together, ms. */
const together = 100;

/**
 * Feed of state: the figures of a data client and, where one is given, of an execution client: links, diagnostics by kind,
 * and the traffic of each room. It connects to nothing by itself. Ends when the clients are closed.
 *
 * @example
 * ```ts
 * import { createServer } from 'node:http';
 * import { createDataClient, metricsOf, prometheusText } from 'rx-bitbank';
 *
 * const data = createDataClient();
 * let page = '';
 * metricsOf(data).subscribe((metrics) => (page = prometheusText(metrics)));
 * createServer((_, reply) => reply.end(page)).listen(9_464, '127.0.0.1');
 * data.book$('btc_jpy').subscribe();
 * ```
 */
export const metricsOf = (
  data: Metered,
  exec?: Metered,
  { scheduler }: { readonly scheduler?: SchedulerLike } = {},
): Observable<readonly Metric[]> =>
  combineLatest([
    metricsOfOne('data', data),
    ...(exec === undefined ? [] : [metricsOfOne('execution', exec)]),
  ]).pipe(
    auditTime(together, clockOf(scheduler)),
    map((parts) => parts.flat()),
  );
