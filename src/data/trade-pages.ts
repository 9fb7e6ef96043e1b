import {
  catchError,
  concatMap,
  defer,
  filter,
  from,
  map,
  merge,
  of,
  scan,
  takeUntil,
  throwError,
  timer,
  type Observable,
} from 'rxjs';
import { longestDelay } from '../model/longest-delay';
import type { Pair } from '../model/pair';
import type { Trade } from '../model/trade';
import { stampOf, type Clock } from '../operators/clock';
import { provided, wrongPair, wrongTime } from './arguments';
import { candleDates, dayLength, startOfDay, utcDateOf } from './candle-dates';
import { comingPage$, isNotFound, type AwaitedPage, type PageProgress } from './coming-page';
import type { Feed } from './context';
import type { DatedRest } from './dated-rest';
import { cacheTime, restReach, type TradeEvent } from './trades';

export interface TradeRangeRequest {
  readonly pair: Pair;
  /** The first time, Unix, ms. */
  readonly from: number;
  /** The end, itself not included: Unix time, ms. */
  readonly to: number;
  /** Goes on with the stream until `to`; otherwise the range ends now. By default not. */
  readonly follow?: boolean;
}

/** Where trades come from: the page of a whole day, the newest 60 of REST, or the stream. */
export const tradeSources = ['day', 'newest', 'stream'] as const;

export type TradeSource = (typeof tradeSources)[number];

/** A part of a range of trades, and how far the range is read. */
export interface TradeRangePage extends PageProgress {
  /** Oldest first. The stream may tell one later than a younger one. */
  readonly trades: readonly Trade[];
  readonly source: TradeSource;
  /**
   * The seam: before these trades, others may be missing between these times (Unix, ms), as neither REST nor the stream had them. The
   * page of the day will, once the day is over.
   */
  readonly missing: { readonly from: number; readonly to: number } | null;
}

type Part = Pick<TradeRangePage, 'trades' | 'source' | 'missing'>;
type TradeRest = Pick<DatedRest, 'transactions'>;

/** The venue had no page of a day twelve minutes after its end, and tells no time by which it comes: it is waited for so long, ms. */
const comingTime = 3 * 3_600_000;
const askAgainAfter = 60_000;

/** A day that has been over for so long and has no page had no trades: the pair was not listed, or suspended. */
const surelyThere = 2 * dayLength;

const newestPart$ = (rest: TradeRest, pair: Pair, begin: number, end: number): Observable<Part> =>
  rest.transactions({ pair }).pipe(
    map(({ value: rows }): Part => {
      const oldest = rows[0]?.timestamp ?? 0;
      const reaches = rows.length < restReach || oldest < begin;
      return {
        trades: rows.filter(({ timestamp }) => timestamp >= begin && timestamp < end),
        source: 'newest',
        missing: reaches || oldest === begin ? null : { from: begin, to: Math.min(oldest, end) },
      };
    }),
  );

/** The trades of a day that is over, in [begin, end). */
const pastDay$ = (
  rest: TradeRest,
  clock: Clock,
  pair: Pair,
  begin: number,
  end: number,
): Observable<Part | AwaitedPage> =>
  defer(() => {
    const over = startOfDay(begin) + dayLength;
    const date = utcDateOf(begin);
    const page$ = rest.transactions({ pair, day: date }).pipe(
      map(({ value: rows }): Part => ({
        trades: rows.filter(({ timestamp }) => timestamp >= begin && timestamp < end),
        source: 'day',
        missing: null,
      })),
      catchError((error: unknown) => {
        if (!isNotFound(error)) return throwError(() => error);
        if (stampOf(clock) >= over + surelyThere)
          return of<Part>({ trades: [], source: 'day', missing: null });
        // Of a quiet pair the newest trades are the whole day.
        return newestPart$(rest, pair, begin, end).pipe(
          concatMap((part) => (part.missing === null ? of(part) : throwError(() => error))),
        );
      }),
    );
    return comingPage$(clock, page$, { date, until: over + comingTime }, askAgainAfter);
  });

type Input = { readonly type: 'newest'; readonly part: Part } | TradeEvent;

interface Followed {
  /** What the stream told before the newest trades were read; `null`: they were. */
  readonly held: readonly TradeEvent[] | null;
  /** The ids of the newest trades, which the stream may tell as well. */
  readonly told: ReadonlySet<number>;
  readonly parts: readonly Part[];
}

const partsOf = (events: readonly TradeEvent[], told: ReadonlySet<number>): readonly Part[] =>
  events.flatMap((event): readonly Part[] => {
    const part = { source: 'stream', trades: [], missing: null } as const;
    if (event.type === 'trade') return told.has(event.trade.id) ? [] : [{ ...part, trades: [event.trade] }];
    if (event.type === 'lost' || event.gap === null) return [];
    const { from: begin, to } = event.gap;
    return [{ ...part, missing: { from: begin ?? to, to } }];
  });

const following = ({ held, told }: Followed, input: Input): Followed => {
  if (input.type === 'newest') {
    const ids = new Set(input.part.trades.map(({ id }) => id));
    return { held: null, told: ids, parts: [input.part, ...partsOf(held ?? [], ids)] };
  }
  return held === null
    ? { held, told, parts: partsOf([input], told) }
    : { held: [...held, input], told, parts: [] };
};

const after$ = (delay: number, clock: Clock): Observable<unknown> =>
  delay > longestDelay
    ? timer(longestDelay, clock).pipe(concatMap(() => after$(delay - longestDelay, clock)))
    : timer(delay, clock);

/** The newest trades, and from then on those of the stream. */
const followed$ = (
  rest: TradeRest,
  clock: Clock,
  tradeEvents$: Feed<TradeEvent>,
  { pair, to }: TradeRangeRequest,
  begin: number,
): Observable<Part> =>
  defer(() => {
    const left = to - stampOf(clock);
    // What REST has then holds all that came before the stream was listened to.
    const newest$ = timer(cacheTime, clock).pipe(
      concatMap(() => newestPart$(rest, pair, begin, to)),
      map((part): Input => ({ type: 'newest', part })),
    );
    return merge(tradeEvents$(pair), newest$).pipe(
      scan(following, { held: [], told: new Set<number>(), parts: [] }),
      concatMap(({ parts }) => parts),
      map((part) => ({ ...part, trades: part.trades.filter(({ timestamp }) => timestamp < to) })),
      filter(({ trades, missing, source }) => trades.length > 0 || missing !== null || source === 'newest'),
      takeUntil(after$(left + cacheTime, clock)),
    );
  });

/** The trades in [from, to), day by day, oldest first. */
export const tradeRange$ = (
  rest: TradeRest,
  clock: Clock,
  tradeEvents$: Feed<TradeEvent>,
  request: TradeRangeRequest,
): Observable<TradeRangePage> => {
  const { pair, from: begin, to, follow = false } = request;
  return provided(wrongTime('from', begin) ?? wrongTime('to', to) ?? wrongPair(pair), () =>
    defer(() => {
      const now = stampOf(clock);
      const today = startOfDay(now);
      const end = Math.min(to, Math.max(now, follow ? begin : 0) + 1);
      const starts = candleDates('1min', begin, end - 1).map((_, i) =>
        Math.max(begin, startOfDay(begin) + i * dayLength),
      );
      const total = starts.length;
      return from(starts).pipe(
        concatMap((start, i) => {
          const until = Math.min(to, startOfDay(start) + dayLength);
          const parts$ =
            start < today
              ? pastDay$(rest, clock, pair, start, until)
              : follow && to > now
                ? followed$(rest, clock, tradeEvents$, request, start)
                : newestPart$(rest, pair, start, until);
          return parts$.pipe(
            map((part): TradeRangePage =>
              'until' in part
                ? { trades: [], source: 'day', missing: null, done: i, total, awaits: part }
                : { ...part, done: i + 1, total, awaits: null },
            ),
          );
        }),
      );
    }),
  );
};
