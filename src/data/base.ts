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

/** What every client of the public stream has beside its feeds. */
export interface Link extends Disposing {
  /** Feed: the link to the venue, the latest state at once. Subscribing never connects. */
  readonly connection$: Observable<Connection>;
  /**
   * Feed: the age of everything, once a second: of each joined room, by its name (`ticker_btc_jpy`), how many frames
   * and bytes have come since somebody subscribed, when the last one came, and how far behind the venue's stamp that was
   * (ms). Subscribing never connects; while nobody subscribes, nothing is counted.
   */
  readonly rooms$: Observable<ReadonlyMap<string, RoomTraffic>>;
  /**
   * Feed: what was noticed, the last 100 at once. The first ten of a kind about one pair or room come as they are
   * noticed; after them one a second, which tells the latest, and in `count` for how many it stands.
   */
  readonly diagnostics$: Observable<Diagnostic>;
  /** Command: completes every Observable of the client; fulfilled when every room is left and the socket is closing. */
  readonly close: () => Promise<void>;
}

/** What the feeds of a client stand on. */
export interface Base extends StreamContext {
  readonly linger: number;
  readonly untilClosed: <A>(source: Observable<A>) => Observable<A>;
  readonly link: Link;
}

/** `openSocket`: the runtime's. */
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
