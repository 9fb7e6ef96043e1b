import { catchError, concatMap, defer, from, map, of, throwError, type Observable } from 'rxjs';
import type { Candle, CandleType } from '../model/candle';
import { closeTimeOf } from '../model/candle-interval';
import { taggedError } from '../model/tagged';
import type { Pair } from '../model/pair';
import { stampOf, type Clock } from '../operators/clock';
import { candleDateOf, candleDates, previousCandleDate, startOfCandleDate } from './candle-dates';
import { fillGaps, restCacheTime } from './candle-keeper';
import { comingPage$, isNotFound, type AwaitedPage, type PageProgress } from './coming-page';
import { provided, wrongPair, wrongTime, wrongType } from './arguments';
import type { Dated, DatedRest } from './dated-rest';
import type { CandlesRequest } from './public-rest';

/** The part of REST that has candles. */
export type CandleRest = Pick<DatedRest, 'candles'>;

/** A page without a candle. */
export const noPage: Dated<readonly Candle[]> = { value: [], date: null };

/**
 * Emits the candles of a date. There are none if the venue has no such page: the pair was not listed yet, or the day has
 * not begun.
 */
export const candlePage$ = (
  rest: CandleRest,
  request: CandlesRequest,
): Observable<Dated<readonly Candle[]>> =>
  rest
    .candles(request)
    .pipe(catchError((error: unknown) => (isNotFound(error) ? of(noPage) : throwError(() => error))));

/** After this many pages without a candle, the history is assumed to end. */
const maxEmptyPages = 2;

/**
 * Candles, newest last. `isUnfinished`: the venue does not have the page of the newest date yet, so that its candles are
 * not known.
 */
export interface CandleHistory extends Dated<readonly Candle[]> {
  readonly isUnfinished: boolean;
}

/** Emits the newest candles, at least `count` if there are that many. It reads page by page, backwards. */
const candleHistory$ = (
  rest: CandleRest,
  pair: Pair,
  type: CandleType,
  count: number,
  now: number,
): Observable<CandleHistory> => {
  const readBefore = (newer: CandleHistory, at: number, emptyPages: number): Observable<CandleHistory> =>
    candlePage$(rest, { pair, type, date: candleDateOf(type, at) }).pipe(
      concatMap((page) => {
        const value = [...page.value, ...newer.value].slice(-count);
        const isUnfinished = newer.isUnfinished || (page === noPage && at === now);
        const history = { value, date: newer.date ?? page.date, isUnfinished };
        const empty = page.value.length === 0 ? emptyPages + 1 : 0;
        return value.length < count && empty < maxEmptyPages
          ? readBefore(history, previousCandleDate(type, at), empty)
          : of(history);
      }),
    );
  return readBefore({ ...noPage, isUnfinished: false }, now, 0);
};

/** Emits the newest candles by the venue's own time. The date of our clock may differ, and then it names another page. */
export const newestCandles$ = (
  rest: CandleRest & Pick<DatedRest, 'ticker'>,
  clock: Clock,
  pair: Pair,
  type: CandleType,
  count: number,
): Observable<CandleHistory> =>
  defer(() => {
    const at = stampOf(clock);
    const isOfAnotherDate = (time: number): boolean => candleDateOf(type, time) !== candleDateOf(type, at);
    const again = (page: CandleHistory, time: number | null): Observable<CandleHistory> =>
      time !== null && isOfAnotherDate(time) ? candleHistory$(rest, pair, type, count, time) : of(page);
    return candleHistory$(rest, pair, type, count, at).pipe(
      concatMap((page) =>
        page.date === null && page.value.length === 0
          ? // If our clock is wrong by days, it finds no page at all. The reply to any other request shows the venue's time.
            rest.ticker({ pair }).pipe(
              concatMap(({ date }) => again(page, date)),
              catchError(() => of(page)),
            )
          : again(page, page.date),
      ),
    );
  });

/** Emits the final rows of finished bars of one date. It fails while REST may still show them unfinished. */
export const finalCandles$ = (
  rest: CandleRest,
  pair: Pair,
  type: CandleType,
  openTimes: readonly number[],
  venueTime: () => number,
): Observable<readonly Candle[]> => {
  const latest = Math.max(...openTimes);
  return candlePage$(rest, { pair, type, date: candleDateOf(type, latest) }).pipe(
    map((page) => {
      const { value, date } = page;
      if (page === noPage) throw taggedError('NotThereError', `there is no page of ${latest} yet`, {});
      const isOver = (date ?? venueTime()) >= closeTimeOf(type, latest) + restCacheTime;
      if (!isOver && !value.some(({ openTime }) => openTime > latest)) {
        throw taggedError('NotFinalError', `the candle of ${latest} is not final yet`, {});
      }
      return fillGaps(value).filter(({ openTime }) => openTimes.includes(openTime));
    }),
  );
};

export interface CandleRangeRequest extends Pick<CandlesRequest, 'pair' | 'type'> {
  /** The first open time (Unix, ms). */
  readonly from: number;
  /** The end of the range, exclusive (Unix, ms). */
  readonly to: number;
}

/** A part of a range of candles, with the progress of the range. */
export interface CandlePage extends PageProgress {
  readonly candles: readonly Candle[];
}

/** The time in ms for which the page of a day is awaited. The venue makes it some minutes after the day has begun. */
const comingTime = 1_800_000;
const askAgainAfter = 15_000;

/**
 * Emits the candles of a date. While the venue may still make its page, it emits the awaited page again and again. After
 * that time it fails with the venue's refusal.
 */
const pageOfDate$ = (
  rest: CandleRest,
  clock: Clock,
  request: CandlesRequest,
): Observable<Dated<readonly Candle[]> | AwaitedPage> =>
  defer(() => {
    const { date } = request;
    const until = startOfCandleDate(date) + comingTime;
    const left = until - stampOf(clock);
    return left <= 0 || left > comingTime
      ? candlePage$(rest, request)
      : comingPage$(clock, rest.candles(request), { date, until }, askAgainAfter);
  });

/** Emits the candles that open in [from, to), page by page, oldest first. */
export const candleRange$ = (
  rest: CandleRest,
  clock: Clock,
  { pair, type, from: begin, to }: CandleRangeRequest,
): Observable<CandlePage> =>
  provided(wrongType(type) ?? wrongTime('from', begin) ?? wrongTime('to', to) ?? wrongPair(pair), () => {
    const dates = candleDates(type, begin, to - 1);
    const total = dates.length;
    return from(dates).pipe(
      concatMap((date, i) =>
        pageOfDate$(rest, clock, { pair, type, date }).pipe(
          map((page) => {
            if ('until' in page) return { candles: [], done: i, total, awaits: page };
            const candles = page.value.filter(({ openTime }) => openTime >= begin && openTime < to);
            return { candles, done: i + 1, total, awaits: null };
          }),
        ),
      ),
    );
  });
