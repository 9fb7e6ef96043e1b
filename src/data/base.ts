import { filter, firstValueFrom, map, Subject, type Observable } from 'rxjs';
import { createDiagnostics } from '../connectivity/diagnostics';
import type { OpenSocket } from '../connectivity/ports';
import { createRooms } from '../connectivity/rooms';
import type { Connection } from '../model/connection';
import type { Diagnostic, DiagnosticEvent } from '../model/diagnostic';
import { disposedBy, type Disposing } from '../model/disposed-by';
import type { RoomTraffic } from '../model/room-traffic';
import { clockOf } from '../operators/clock';
import { watchLeaps } from '../operators/leaps';
import { untilEnd } from '../operators/until-end';
import type { StreamContext } from './context';
import type { StreamConfig } from './options';
import { socketLink$ } from './runtime';

/** The members of every client of the public stream, in addition to its feeds. */
export interface Link extends Disposing {
  /** Feed of state: the link to the venue. Subscribing never connects. */
  readonly connection$: Observable<Connection>;
  /**
   * Feed of state: the traffic and age of each joined room by its name (`ticker_btc_jpy`), once per second. It has the number
   * of frames and bytes since somebody subscribed, the time of the last frame, and its age by the venue's stamp (ms).
   * Subscribing never connects; while nobody subscribes, nothing is counted.
   */
  readonly rooms$: Observable<ReadonlyMap<string, RoomTraffic>>;
  /**
   * Feed: the diagnostics of the client. A new subscriber gets the last 100 immediately. The first ten of a kind about one pair
   * or room come as they are noticed. After them comes one per second, the latest, and its `count` says for how many it stands.
   */
  readonly diagnostics$: Observable<Diagnostic>;
  /** Command: completes every Observable of the client. It is fulfilled when every room is left and the socket is closing. */
  readonly close: () => Promise<void>;
}

/** The common base of a client's feeds. */
export interface Base extends StreamContext {
  readonly linger: number;
  readonly untilClosed: <A>(source: Observable<A>) => Observable<A>;
  readonly link: Link;
}

/** Creates the base of a client. `openSocket` is the runtime's socket. */
export const createBase = (config: StreamConfig, openSocket: OpenSocket): Base => {
  const { linger, random = Math.random } = config;
  const { clock, leaps$, looking$ } = watchLeaps(clockOf(config.scheduler));
  const closed$ = new Subject<void>();
  const { diagnose, diagnostics$, close: closeDiagnostics } = createDiagnostics<DiagnosticEvent>(clock);
  leaps$.subscribe(({ by }) => diagnose({ kind: 'clock-leapt', by }));
  const link$ = config.transport?.link$ ?? socketLink$({ ...config, scheduler: clock }, openSocket, leaps$);
  const rooms = createRooms({ link$, backoff: { random }, diagnose, scheduler: clock, looking$, leaps$ });
  const untilClosed = untilEnd(closed$);
  const close = (): Promise<void> => {
    closeDiagnostics();
    closed$.next();
    return firstValueFrom(
      rooms.connection$.pipe(
        filter((connection) => connection.state === 'idle'),
        map(() => undefined),
      ),
    );
  };
  return {
    rooms,
    clock,
    leaps$,
    random,
    diagnose,
    linger,
    untilClosed,
    link: {
      connection$: untilClosed(rooms.connection$),
      rooms$: untilClosed(rooms.rooms$),
      diagnostics$,
      close,
      ...disposedBy(close),
    },
  };
};
