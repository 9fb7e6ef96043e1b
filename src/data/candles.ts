import { catchError, concatMap, defer, EMPTY, map, Observable, of, Subscription, switchMap, tap } from 'rxjs';
import type { Candle, CandleType } from '../model/candle';
import { candleDateOf, closeTimeOf, previousCandleDate } from '../model/candle-interval';
import { causeOf, taggedError } from '../model/errors';
import { longestDelay } from '../model/longest-delay';
import type { Pair } from '../model/pair';
import { stampOf } from '../operators/clock';
import { createVenueTime } from '../operators/venue-time';
import type { CandleRow } from '../parsing/candlestick';
import { fillGaps, keepCandles, noCandles, restCacheTime, type CandleInput } from './candle-keeper';
import { candlePage$, noPage, type CandleRest } from './candle-pages';
import { insisting, type Feed, type FeedContext } from './context';
import type { Dated } from './dated-rest';
import type { TradeEvent } from './trades';

/** After its end a bar waits so long for trades on their way, and for REST's one-second cache. */
const grace = 1_500;

/** How long REST may take to give history, or the final row of a bar, ms. */
const readTimeout = 10_000;

/** Pages without a candle before history is taken to have ended. */
const maxEmptyPages = 2;

/** The newest candles, `count` at least where there are as many; read backwards page by page. */
const history$ = (
  rest: CandleRest,
  pair: Pair,
  type: CandleType,
  count: number,
  now: number,
): Observable<Dated<readonly CandleRow[]>> => {
  const readBefore = (
    newer: Dated<readonly CandleRow[]>,
    at: number,
    emptyPages: number,
  ): Observable<Dated<readonly CandleRow[]>> =>
    candlePage$(rest, { pair, type, date: candleDateOf(type, at) }).pipe(
      concatMap((page) => {
        const value = [...page.value, ...newer.value].slice(-count);
        const history = { value, date: newer.date ?? page.date };
        const empty = page.value.length === 0 ? emptyPages + 1 : 0;
        return value.length < count && empty < maxEmptyPages
          ? readBefore(history, previousCandleDate(type, at), empty)
          : of(history);
      }),
    );
  return readBefore(noPage, now, 0);
};

/** The final rows of bars of one date that are over. Errors while REST may still show them unfinished. */
const finalRows$ = (
  rest: CandleRest,
  pair: Pair,
  type: CandleType,
  openTimes: readonly number[],
  venueTime: () => number,
): Observable<readonly CandleRow[]> => {
  const latest = Math.max(...openTimes);
  return candlePage$(rest, { pair, type, date: candleDateOf(type, latest) }).pipe(
    map(({ value, date }) => {
      const isOver = (date ?? venueTime()) >= closeTimeOf(type, latest) + restCacheTime;
      if (!isOver && !value.some(({ openTime }) => openTime > latest)) {
        throw taggedError('NotFinalError', `the candle of ${latest} is not final yet`, {});
      }
      return fillGaps(value).filter(({ openTime }) => openTimes.includes(openTime));
    }),
  );
};

const groupByDate = (type: CandleType, openTimes: readonly number[]): readonly (readonly number[])[] => {
  const dateOf = (openTime: number): string => candleDateOf(type, openTime);
  return [...new Set(openTimes.map(dateOf))].map((date) =>
    [...new Set(openTimes)].filter((openTime) => dateOf(openTime) === date),
  );
};

export interface CandleFeedKey {
  readonly pair: Pair;
  readonly type: CandleType;
  /** Closed bars to begin with, at most. */
  readonly history: number;
}

/** REST's history, then bars built from trades; what was not heard of whole is read again from REST. */
export const candlesFeed =
  (context: FeedContext, tradeEvents$: Feed<TradeEvent>) =>
  ({ pair, type, history }: CandleFeedKey): Observable<Candle> =>
    new Observable<Candle>((subscriber) => {
      const { rest, clock, leaps$, diagnose } = context;
      let kept = noCandles(type);
      const learnt = createVenueTime(clock);
      let atEnd = Subscription.EMPTY;
      const reading = new Set<number>();

      const venueTime = (): number => learnt.read() ?? stampOf(clock);

      const input = (next: CandleInput): void => {
        kept = keepCandles(kept, next);
        const { show, read } = kept;
        for (const candle of show) subscriber.next(candle);
        for (const group of groupByDate(type, read)) readFinal(group);
        awaitEnd();
      };

      const awaitEnd = (): void => {
        atEnd.unsubscribe();
        if (kept.open === null || subscriber.closed) return;
        const due = closeTimeOf(type, kept.open.openTime) + grace - venueTime();
        atEnd = clock.schedule(
          () => input({ type: 'time', venueTime: venueTime() - grace }),
          Math.min(Math.max(0, due), longestDelay),
        );
      };

      const unread = (openTimes: readonly number[], error: unknown): void =>
        diagnose({ kind: 'candles-unread', pair, type, openTimes, cause: causeOf(error) });

      const readFinal = (wanted: readonly number[]): void => {
        const openTimes = wanted.filter((openTime) => !reading.has(openTime));
        if (openTimes.length === 0) return;
        for (const openTime of openTimes) reading.add(openTime);
        const done = (next: CandleInput): void => {
          for (const openTime of openTimes) reading.delete(openTime);
          input(next);
        };
        subscriber.add(
          finalRows$(rest, pair, type, openTimes, venueTime)
            .pipe(insisting(context, readTimeout, { initialDelay: 1_000 }))
            .subscribe({
              next: (rows) => done({ type: 'read', openTimes, rows }),
              error: (error: unknown) => {
                unread(openTimes, error);
                done({ type: 'unread', openTimes });
              },
            }),
        );
      };

      const begin = ({ value, date }: Dated<readonly CandleRow[]>): void => {
        if (date !== null) learnt.learn(date);
        input({ type: 'history', rows: value, count: history, date, venueTime: venueTime() });
      };

      // What was learnt may be hours behind, or right: it can be told by the venue alone.
      const learnAnew = (): Observable<unknown> =>
        candlePage$(rest, { pair, type, date: candleDateOf(type, venueTime()) }).pipe(
          insisting(context, readTimeout, { initialDelay: 500 }),
          tap(({ date }) => {
            if (date === null) return;
            learnt.set(date);
            input({ type: 'time', venueTime: venueTime() - grace });
          }),
          catchError(() => EMPTY),
        );

      subscriber.add(leaps$.pipe(switchMap(learnAnew)).subscribe());
      subscriber.add(() => atEnd.unsubscribe());
      subscriber.add(
        tradeEvents$(pair).subscribe({
          next: (event) => {
            if (event.type === 'trade') learnt.learn(event.trade.timestamp);
            input(event);
          },
          error: (error: unknown) => subscriber.error(error),
          complete: () => {
            // The end of a recording may come before REST has refused to give its history.
            if (kept.early !== null) begin(noPage);
            subscriber.complete();
          },
        }),
      );
      subscriber.add(
        defer(() => history$(rest, pair, type, history + 1, stampOf(clock)))
          .pipe(insisting(context, readTimeout, { initialDelay: 500, maxAttempts: 3 }))
          .subscribe({
            next: begin,
            error: (error: unknown) => {
              unread([], error);
              begin(noPage);
            },
          }),
      );
    });
