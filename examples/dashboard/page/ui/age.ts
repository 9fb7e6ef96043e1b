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
import type { Latest } from './latest';

/**
 * The age of a panel's values in whole seconds; `null`: they are live; `unknown`: nothing has come, and there is no
 * link.
 */
export type Age = number | 'unknown' | null;

export interface AgeSources {
  readonly instrument$: Observable<Instrument>;
  readonly rooms$: Observable<ReadonlyMap<string, RoomTraffic>>;
  readonly connection$: Observable<Connection>;
}

/** The silence in ms after which a book is not live. Trades may be silent for any time. */
export const bookSilence = 20_000;

const secondsBetween = (from: number, to: number): number => Math.max(0, Math.floor((to - from) / 1_000));

/** Emits the whole seconds since a moment, again each second. */
const secondsSince$ = (moment: number, now: () => number): Observable<number> =>
  timer(0, 1_000).pipe(map(() => secondsBetween(moment, now())));

interface Newest {
  readonly pair: string;
  readonly at: number | null;
  /** The time at which there last was a link. */
  readonly openAt: number | null;
  readonly isOpen: boolean;
}

/** Emits the age of a panel's rooms, if its link is lost or they are silent for too long. */
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
      // In a room that was silent all the time, the shown value came from REST. It was live as long as there was a
      // link.
      const newest = at ?? openAt;
      return newest === null ? 'unknown' : secondsBetween(newest, now());
    }),
    startWith(null),
    distinctUntilChanged(),
  );

/** Emits the time since a link was lost. Its values were live until then. */
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
    // Before the first link, nothing could look live.
    switchMap(({ isOpen, lostAt }) => (isOpen || lostAt === null ? of(null) : secondsSince$(lostAt, now))),
    startWith(null),
    distinctUntilChanged(),
  );

/** Emits the age of the values from before a problem; none while there is no problem, or if nothing came before. */
export const latestAge$ = (
  latest$: Observable<Latest<unknown>>,
  now: () => number = Date.now,
): Observable<Age> =>
  latest$.pipe(
    scan<Latest<unknown>, { readonly isWrong: boolean; readonly at: number | null }>(
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
