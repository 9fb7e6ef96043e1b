import {
  combineLatest,
  distinctUntilChanged,
  map,
  of,
  scan,
  startWith,
  switchMap,
  timer,
  type Observable,
} from 'rxjs';
import type { Connection, Instrument, RoomTraffic } from 'rx-bitbank';
import type { Told } from './told';

/** How old is what a panel shows, in whole seconds; `null`: it is live; `unknown`: nothing has come, and there is no link. */
export type Age = number | 'unknown' | null;

export interface AgeSources {
  readonly instrument$: Observable<Instrument>;
  readonly rooms$: Observable<ReadonlyMap<string, RoomTraffic>>;
  readonly connection$: Observable<Connection>;
}

/** A book that is silent for so long is not live, ms. Trades come when they come. */
export const bookSilence = 20_000;

const secondsBetween = (from: number, to: number): number => Math.max(0, Math.floor((to - from) / 1_000));

/** Whole seconds since a moment, again each second. */
const secondsSince$ = (moment: number, now: () => number): Observable<number> =>
  timer(0, 1_000).pipe(map(() => secondsBetween(moment, now())));

interface Newest {
  readonly pair: string;
  readonly at: number | null;
  /** When the link was there last. */
  readonly openAt: number | null;
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
        const isOpen = state === 'open';
        return {
          pair,
          at: times.length > 0 ? Math.max(...times) : kept,
          openAt: isOpen ? now() : known.openAt,
          isOpen,
        };
      },
      { pair: '', at: null, openAt: null, isOpen: true },
    ),
    map(({ at, openAt, isOpen }): Age => {
      if (isOpen && (at === null || now() - at <= mostSilence)) return null;
      // Of a room that was silent all the time, REST told what is shown: it was live as long as the link was.
      const newest = at ?? openAt;
      return newest === null ? 'unknown' : secondsBetween(newest, now());
    }),
    startWith(null),
    distinctUntilChanged(),
  );

/** How long ago a link was lost; what came over it was live until then. */
export const linkAge$ = (
  connection$: Observable<Pick<Connection, 'state'>>,
  now: () => number = Date.now,
): Observable<Age> =>
  connection$.pipe(
    map(({ state }) => state === 'open'),
    distinctUntilChanged(),
    scan<boolean, { readonly isOpen: boolean; readonly lostAt: number | null }>(
      (before, isOpen) => ({ isOpen, lostAt: before.isOpen ? now() : before.lostAt }),
      { isOpen: false, lostAt: null },
    ),
    // Before the link was there for the first time, there is nothing that could look live.
    switchMap(({ isOpen, lostAt }) => (isOpen || lostAt === null ? of(null) : secondsSince$(lostAt, now))),
    startWith(null),
    distinctUntilChanged(),
  );

/** How old is what was told before something went wrong; none while nothing is wrong, or nothing came before. */
export const toldAge$ = (told$: Observable<Told<unknown>>, now: () => number = Date.now): Observable<Age> =>
  told$.pipe(
    scan<Told<unknown>, { readonly isWrong: boolean; readonly at: number | null }>(
      ({ at }, { value, problem }) => ({
        isWrong: problem !== null,
        at: value === null ? null : problem === null ? now() : at,
      }),
      { isWrong: false, at: null },
    ),
    distinctUntilChanged((a, b) => a.isWrong && b.isWrong && a.at === b.at),
    switchMap(({ isWrong, at }) => (isWrong && at !== null ? secondsSince$(at, now) : of(null))),
    distinctUntilChanged(),
  );

export const bookRooms = (pair: string): readonly string[] => [`depth_whole_${pair}`, `depth_diff_${pair}`];
export const tradeRooms = (pair: string): readonly string[] => [`transactions_${pair}`];
export const tickerRooms = (pair: string): readonly string[] => [`ticker_${pair}`];
