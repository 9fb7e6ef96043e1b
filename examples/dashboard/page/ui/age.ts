import { combineLatest, distinctUntilChanged, map, scan, startWith, timer, type Observable } from 'rxjs';
import type { Connection, Instrument, RoomTraffic } from 'rx-bitbank';

/** How old is what a panel shows, in whole seconds; `null`: it is live; `unknown`: nothing has come, and there is no link. */
export type Age = number | 'unknown' | null;

export interface AgeSources {
  readonly instrument$: Observable<Instrument>;
  readonly rooms$: Observable<ReadonlyMap<string, RoomTraffic>>;
  readonly connection$: Observable<Connection>;
}

/** A book that is silent for so long is not live, ms. Trades come when they come. */
export const bookSilence = 20_000;

interface Newest {
  readonly pair: string;
  readonly at: number | null;
  readonly isOpen: boolean;
}

/** The age of the rooms of a panel, where its link is lost or they are silent for too long. */
export const age$ = (
  { instrument$, rooms$, connection$ }: AgeSources,
  roomsOf: (pair: string) => readonly string[],
  mostSilence: number = Infinity,
  now: () => number = Date.now,
): Observable<Age> =>
  combineLatest([instrument$, rooms$, connection$, timer(0, 1_000)]).pipe(
    scan<readonly [Instrument, ReadonlyMap<string, RoomTraffic>, Connection, number], Newest>(
      (known, [{ pair }, rooms, { state }]) => {
        const times = roomsOf(pair).flatMap((room) => rooms.get(room)?.lastAt ?? []);
        const kept = known.pair === pair ? known.at : null;
        return { pair, at: times.length > 0 ? Math.max(...times) : kept, isOpen: state === 'open' };
      },
      { pair: '', at: null, isOpen: true },
    ),
    map(({ at, isOpen }): Age => {
      const age = at === null ? null : now() - at;
      if (isOpen && (age === null || age <= mostSilence)) return null;
      return age === null ? 'unknown' : Math.max(0, Math.floor(age / 1_000));
    }),
    startWith(null),
    distinctUntilChanged(),
  );

export const bookRooms = (pair: string): readonly string[] => [`depth_whole_${pair}`, `depth_diff_${pair}`];
export const tradeRooms = (pair: string): readonly string[] => [`transactions_${pair}`];
export const tickerRooms = (pair: string): readonly string[] => [`ticker_${pair}`];
