import {
  catchError,
  concat,
  concatMap,
  connect,
  defer,
  from,
  ignoreElements,
  map,
  merge,
  of,
  throwError,
  type Observable,
} from 'rxjs';
import type { Pair } from '../model/pair';
import { stampOf, type Clock } from '../operators/clock';
import { provided, wrongPair, wrongTime } from './arguments';
import { dayLength, startOfDay, startsOfDays, utcDateOf } from './candle-dates';
import { comingPage$, isNotFound, type AwaitedPage } from './coming-page';
import type { Feed } from './context';
import { followed$ } from './trade-follow';
import {
  newestPart$,
  type TradePart,
  type TradeRangePage,
  type TradeRangeRequest,
  type TradeRest,
} from './trade-parts';
import type { TradeEvent } from './trades';

/** The time in ms for which the page of a day is awaited. The venue had none twelve minutes after the day, and documents no time. */
const comingTime = 3 * 3_600_000;
const askAgainAfter = 60_000;

/** A day without a page this long (ms) after its end had no trades: the pair was not listed, or suspended. */
const latestPage = 2 * dayLength;

/** Reads the trades of a past day in [begin, end). */
const pastDay$ = (
  rest: TradeRest,
  clock: Clock,
  pair: Pair,
  begin: number,
  end: number,
): Observable<TradePart | AwaitedPage> =>
  defer(() => {
    const over = startOfDay(begin) + dayLength;
    const date = utcDateOf(begin);
    const page$ = rest.transactions({ pair, day: date }).pipe(
      map(({ value: rows }): TradePart => ({
        trades: rows.filter(({ timestamp }) => timestamp >= begin && timestamp < end),
        source: 'day',
        missing: null,
      })),
      catchError((error: unknown) => {
        if (!isNotFound(error)) return throwError(() => error);
        if (stampOf(clock) >= over + latestPage)
          return of<TradePart>({ trades: [], source: 'day', missing: null });
        // For a quiet pair the newest trades are the whole day.
        return newestPart$(rest, pair, begin, end).pipe(
          concatMap((part) => (part.missing === null ? of(part) : throwError(() => error))),
        );
      }),
    );
    return comingPage$(clock, page$, { date, until: over + comingTime }, askAgainAfter);
  });

/** Reads the trades in [from, to), day by day, oldest first. */
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
      const starts = startsOfDays(begin, end - 1).map((start) => Math.max(begin, start));
      const total = starts.length;
      const page = (part: TradePart, i: number): TradeRangePage => ({
        ...part,
        done: i + 1,
        total,
        awaits: null,
      });
      const past$ = from(starts.filter((start) => start < today)).pipe(
        concatMap((start, i) =>
          pastDay$(rest, clock, pair, start, Math.min(to, startOfDay(start) + dayLength)).pipe(
            map((part): TradeRangePage =>
              'until' in part
                ? { trades: [], source: 'day', missing: null, done: i, total, awaits: part }
                : page(part, i),
            ),
          ),
        ),
      );
      const start = starts.find((each) => each >= today);
      if (start === undefined) return past$;
      if (!follow || to <= now)
        return concat(
          past$,
          newestPart$(rest, pair, start, Math.min(to, startOfDay(start) + dayLength)).pipe(
            map((part) => page(part, total - 1)),
          ),
        );
      // The stream is subscribed from the beginning, because a page of the past may take hours to come.
      return past$.pipe(
        connect((read$) =>
          merge(
            read$,
            followed$(rest, clock, tradeEvents$, request, start).pipe(
              concatMap((part) => concat(read$.pipe(ignoreElements()), of(page(part, total - 1)))),
            ),
          ),
        ),
      );
    }),
  );
};
