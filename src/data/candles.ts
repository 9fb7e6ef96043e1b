import {
  BehaviorSubject,
  catchError,
  concat,
  concatMap,
  defer,
  EMPTY,
  endWith,
  from,
  map,
  merge,
  mergeMap,
  of,
  scan,
  switchMap,
  takeWhile,
  tap,
  timer,
  type Observable,
} from 'rxjs';
import type { Candle, CandleType } from '../model/candle';
import { closeTimeOf } from '../model/candle-interval';
import { causeOf } from '../model/tagged';
import { longestDelay } from '../model/longest-delay';
import type { Pair } from '../model/pair';
import { stampOf, type Clock } from '../operators/clock';
import { learnTime, readTime, setTime, unknownTime, type VenueTime } from '../operators/venue-time';
import { candleDateOf, dayLength, previousCandleDate } from './candle-dates';
import { keepCandles, noCandles, type CandleInput, type KeptCandles } from './candle-keeper';
import { candlePage$, finalCandles$, newestCandles$, noPage, type CandleHistory } from './candle-pages';
import { insisting, type Feed, type FeedContext } from './context';
import { ageFromNow } from './moment';
import type { TradeEvent } from './trades';

/** The time in ms for which a bar waits after its end, for trades on their way and for REST's one-second cache. */
const grace = 1_500;

/** The longest time until REST gives history, or the final row of a bar, ms. */
const readTimeout = 10_000;

/** The interval and the duration of repeated reads of bars that could not be read, ms. */
const repairInterval = 30_000;
const repairTimeout = 1_800_000;

export interface CandleFeedKey {
  readonly pair: Pair;
  readonly type: CandleType;
  /** The greatest number of closed bars at the beginning. */
  readonly history: number;
}

// ---------------------------------------------------------------------------------------------- model

/** An event of a feed of candles. */
type CandleEvent =
  | TradeEvent
  | Extract<CandleInput, { readonly type: 'ended' | 'read' }>
  /** Bars could not be read from REST; without open times, the history could not be read. */
  | { readonly type: 'unread'; readonly openTimes: readonly number[]; readonly cause: string }
  /** The history came; `heldBack` is the time for which it could not be read, ms. */
  | { readonly type: 'history'; readonly page: CandleHistory; readonly heldBack: number }
  /** The open bar is over. */
  | { readonly type: 'over' }
  /** The venue's own time, after our clock has leapt. */
  | { readonly type: 'time'; readonly date: number };

interface Kept {
  readonly bars: KeptCandles;
  /** The knowledge of the venue's time. */
  readonly time: VenueTime;
  /** The bars that are being read from REST, by open time. */
  readonly reading: readonly number[];
  /**
   * The result of the last event: bars to read from REST, bars that could not be read, and whether it was the last
   * event.
   */
  readonly ask: readonly number[];
  readonly unread: Extract<CandleEvent, { readonly type: 'unread' }> | null;
  readonly ended: boolean;
}

const nothingKept = (type: CandleType): Kept => ({
  bars: noCandles(type),
  time: unknownTime,
  reading: [],
  ask: [],
  unread: null,
  ended: false,
});

// ---------------------------------------------------------------------------------------------- reducer

/** Returns the venue's time; until it is known, our time of day. */
const venueTimeOf = (time: VenueTime, clock: Clock): number =>
  readTime(time, clock.elapsed()) ?? stampOf(clock);

const learn = (time: VenueTime, event: CandleEvent, elapsed: number): VenueTime => {
  switch (event.type) {
    case 'trade':
      return learnTime(time, event.trade.timestamp, elapsed);
    case 'history':
      return event.page.date === null ? time : learnTime(time, event.page.date, elapsed);
    case 'time':
      return setTime(event.date, elapsed);
    default:
      return time;
  }
};

const toInput = (event: CandleEvent, count: number, venueTime: number): CandleInput => {
  switch (event.type) {
    case 'history':
      return {
        type: 'history',
        rows: event.page.value,
        count,
        since: venueTime - event.heldBack,
        // Rows that are missing in an unfinished page do not mean bars without trades, so they are read again.
        date: event.page.isUnfinished ? null : event.page.date,
        venueTime,
      };
    case 'over':
    case 'time':
      return { type: 'time', venueTime: venueTime - grace };
    default:
      return event;
  }
};

/** Applies an event to the kept state. */
const keep =
  (clock: Clock, { history }: CandleFeedKey) =>
  (kept: Kept, event: CandleEvent): Kept => {
    const time = learn(kept.time, event, clock.elapsed());
    const bars = keepCandles(kept.bars, toInput(event, history, venueTimeOf(time, clock)));
    const finished = event.type === 'read' || event.type === 'unread' ? event.openTimes : [];
    const reading = kept.reading.filter((openTime) => !finished.includes(openTime));
    const ask = [...new Set(bars.read)].filter((openTime) => !reading.includes(openTime));
    return {
      bars,
      time,
      reading: [...reading, ...ask],
      ask,
      unread: event.type === 'unread' ? event : null,
      ended: event.type === 'ended',
    };
  };

// ---------------------------------------------------------------------------------------------- sources

type Events = Observable<CandleEvent>;

/** The kept state, and each change of it. */
type Kept$ = BehaviorSubject<Kept>;

/** Emits REST's history. If it can't be read soon, bars begin without it, and it is read again until it comes. */
const history$ = (context: FeedContext, { pair, type, history }: CandleFeedKey): Events => {
  const { rest, clock } = context;
  const age = ageFromNow(clock);
  /**
   * Returns the time in ms from which the history is counted back. It is not zero if the machine slept for longer than
   * the time-out, or its clock was set forward.
   */
  const heldBack = (): number => (age() <= readTimeout ? 0 : Math.min(age(), dayLength));
  const read$ = defer(() => {
    const begunSince = Math.ceil(heldBack() / closeTimeOf(type, 0)) + 1;
    return newestCandles$(rest, clock, pair, type, history + begunSince);
  });
  const toHistory = map((page: CandleHistory): CandleEvent => ({
    type: 'history',
    page,
    heldBack: heldBack(),
  }));
  return read$.pipe(
    insisting(context, readTimeout, { initialDelay: 500, maxAttempts: 3 }),
    toHistory,
    catchError((error: unknown) =>
      concat(
        of<CandleEvent[]>(
          { type: 'unread', openTimes: [], cause: causeOf(error) },
          { type: 'history', page: { ...noPage, isUnfinished: false }, heldBack: 0 },
        ),
        context.hasRest ? repaired(context, read$).pipe(toHistory) : EMPTY,
      ),
    ),
  );
};

/** Repeats a failed read until it succeeds. */
const repaired = <A>(context: FeedContext, read$: Observable<A>): Observable<A> =>
  timer(repairInterval, context.clock).pipe(
    switchMap(() => read$),
    insisting(context, repairTimeout, { initialDelay: repairInterval, maxDelay: repairInterval }),
    catchError(() => EMPTY),
  );

/** Emits when the open bar is over. It follows the bar that is open now. */
const ends$ = ({ clock }: FeedContext, kept$: Kept$): Events =>
  kept$.pipe(
    switchMap(({ bars: { type, open }, time }) => {
      if (open === null) return EMPTY;
      const due = closeTimeOf(type, open.openTime) + grace - venueTimeOf(time, clock);
      return timer(Math.min(Math.max(0, due), longestDelay), clock);
    }),
    map(() => ({ type: 'over' })),
  );

const groupByDate = (type: CandleType, openTimes: readonly number[]): readonly (readonly number[])[] => {
  const dateOf = (openTime: number): string => candleDateOf(type, openTime);
  return [...new Set(openTimes.map(dateOf))].map((date) =>
    openTimes.filter((openTime) => dateOf(openTime) === date),
  );
};

/** Emits REST's final rows of the bars to read, date by date. */
const finals$ = (context: FeedContext, { pair, type }: CandleFeedKey, kept$: Kept$): Events =>
  kept$.pipe(
    mergeMap(({ ask }) => groupByDate(type, ask)),
    mergeMap((openTimes) => {
      const venueTime = (): number => venueTimeOf(kept$.value.time, context.clock);
      const read$ = finalCandles$(context.rest, pair, type, openTimes, venueTime);
      const toRead = map((rows: readonly Candle[]): CandleEvent => ({ type: 'read', openTimes, rows }));
      // Bars that are shown as built meanwhile are repaired once REST has them: the page of a day comes minutes after
      // its beginning.
      const repair$ = repaired(context, read$).pipe(toRead);
      return read$.pipe(
        insisting(context, readTimeout, { initialDelay: 1_000 }),
        toRead,
        catchError((error: unknown) =>
          concat(of<CandleEvent>({ type: 'unread', openTimes, cause: causeOf(error) }), repair$),
        ),
      );
    }),
  );

/**
 * Emits the venue's time after each leap of our clock. The known time may be hours behind, or right, and only the
 * venue's own can show that.
 */
const times$ = (context: FeedContext, { pair, type }: CandleFeedKey, kept$: Kept$): Events =>
  context.leaps$.pipe(
    switchMap(() => {
      const at = venueTimeOf(kept$.value.time, context.clock);
      const pageOf = (date: string): ReturnType<typeof candlePage$> =>
        candlePage$(context.rest, { pair, type, date });
      return pageOf(candleDateOf(type, at)).pipe(
        // A day that has just begun has no page yet, but any page shows the time.
        concatMap((page) =>
          page.date === null ? pageOf(candleDateOf(type, previousCandleDate(type, at))) : of(page),
        ),
        // A quiet pair learns its time from nothing else. Without it, its bars would always end as late as the machine
        // slept.
        insisting(context, repairTimeout, { initialDelay: 500, maxDelay: repairInterval }),
        catchError(() => EMPTY),
      );
    }),
    concatMap(({ date }) => (date === null ? EMPTY : of<CandleEvent>({ type: 'time', date }))),
  );

// ---------------------------------------------------------------------------------------------- feed

/**
 * Feed: emits REST's history, then bars built from trades. A bar whose trades were not all received is read again from
 * REST.
 */
export const candlesFeed =
  (context: FeedContext, tradeEvents$: Feed<TradeEvent>) =>
  (key: CandleFeedKey): Observable<Candle> =>
    defer(() => {
      // The kept state shows when its open bar is over, and which bars must be read from REST.
      const kept$ = new BehaviorSubject(nothingKept(key.type));
      return merge(
        ends$(context, kept$),
        finals$(context, key, kept$),
        times$(context, key, kept$),
        tradeEvents$(key.pair).pipe(endWith<CandleEvent>({ type: 'ended' })),
        history$(context, key),
      ).pipe(
        scan(keep(context.clock, key), kept$.value),
        takeWhile(({ ended }) => !ended, true),
        tap(({ unread }) => {
          if (unread === null) return;
          const { openTimes, cause } = unread;
          context.diagnose({ kind: 'candles-unread', pair: key.pair, type: key.type, openTimes, cause });
        }),
        // Candles are shown before anything is read, because the answer may come immediately.
        concatMap((kept) => from(kept.bars.show).pipe(tap({ complete: () => kept$.next(kept) }))),
      );
    });
