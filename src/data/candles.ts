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

/** After its end a bar waits so long for trades on their way, and for REST's one-second cache. */
const grace = 1_500;

/** How long REST may take to give history, or the final row of a bar, ms. */
const readTimeout = 10_000;

/** Bars that could not be read are asked for this often, for so long, ms. */
const repairInterval = 30_000;
const repairTimeout = 1_800_000;

export interface CandleFeedKey {
  readonly pair: Pair;
  readonly type: CandleType;
  /** Closed bars to begin with, at most. */
  readonly history: number;
}

// ---------------------------------------------------------------------------------------------- model

/** What a feed of candles is made of. */
type CandleEvent =
  | TradeEvent
  | Extract<CandleInput, { readonly type: 'ended' | 'read' }>
  /** REST could not tell bars; where none are named, it could not tell the history. */
  | { readonly type: 'unread'; readonly openTimes: readonly number[]; readonly cause: string }
  /** `heldBack`: for so long it could not be had, ms. */
  | { readonly type: 'history'; readonly page: CandleHistory; readonly heldBack: number }
  /** The open bar is over. */
  | { readonly type: 'over' }
  /** The venue's own time, after our clock has leapt. */
  | { readonly type: 'time'; readonly date: number };

interface Kept {
  readonly bars: KeptCandles;
  /** What the venue has told of its time. */
  readonly time: VenueTime;
  /** Bars that REST is being asked for, by open time. */
  readonly reading: readonly number[];
  /** What the last event gives: bars to ask REST for, what it could not tell, and whether it was the last one. */
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

/** The time of day stands for the venue's time until the venue has told its own. */
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
        // What is missing there had not no trades: it is read again.
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

/** What an event makes of what is kept. */
const keep =
  (clock: Clock, { history }: CandleFeedKey) =>
  (kept: Kept, event: CandleEvent): Kept => {
    const time = learn(kept.time, event, clock.elapsed());
    const bars = keepCandles(kept.bars, toInput(event, history, venueTimeOf(time, clock)));
    const told = event.type === 'read' || event.type === 'unread' ? event.openTimes : [];
    const reading = kept.reading.filter((openTime) => !told.includes(openTime));
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

/** What is kept, and each time that it changes. */
type Kept$ = BehaviorSubject<Kept>;

/** REST's history; where it can't be had at once, bars begin without it, and it is asked for until it is there. */
const history$ = (context: FeedContext, { pair, type, history }: CandleFeedKey): Events => {
  const { rest, clock } = context;
  const age = ageFromNow(clock);
  /** A machine that slept for longer, or whose clock was set on, has its history counted from so long ago; ms. */
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

/** What could not be read, once it can be: it is asked for on and on. */
const repaired = <A>(context: FeedContext, read$: Observable<A>): Observable<A> =>
  timer(repairInterval, context.clock).pipe(
    switchMap(() => read$),
    insisting(context, repairTimeout, { initialDelay: repairInterval, maxDelay: repairInterval }),
    catchError(() => EMPTY),
  );

/** The end of the open bar, as often as another one is open. */
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

/** REST's final rows of the bars that it is asked for, date by date. */
const finals$ = (context: FeedContext, { pair, type }: CandleFeedKey, kept$: Kept$): Events =>
  kept$.pipe(
    mergeMap(({ ask }) => groupByDate(type, ask)),
    mergeMap((openTimes) => {
      const venueTime = (): number => venueTimeOf(kept$.value.time, context.clock);
      const read$ = finalCandles$(context.rest, pair, type, openTimes, venueTime);
      const toRead = map((rows: readonly Candle[]): CandleEvent => ({ type: 'read', openTimes, rows }));
      // What is shown meanwhile is repaired once REST has it: the page of a day comes minutes after its beginning.
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

/** The venue's time after each leap of our clock: what was learnt may be hours behind, or right, which only it can tell. */
const times$ = (context: FeedContext, { pair, type }: CandleFeedKey, kept$: Kept$): Events =>
  context.leaps$.pipe(
    switchMap(() => {
      const at = venueTimeOf(kept$.value.time, context.clock);
      const pageOf = (date: string): ReturnType<typeof candlePage$> =>
        candlePage$(context.rest, { pair, type, date });
      return pageOf(candleDateOf(type, at)).pipe(
        // A day that has just begun has no page yet: any page tells the time.
        concatMap((page) =>
          page.date === null ? pageOf(candleDateOf(type, previousCandleDate(type, at))) : of(page),
        ),
        // A quiet pair learns of its time by nothing else: given up, its bars would end as late for good as the machine slept.
        insisting(context, repairTimeout, { initialDelay: 500, maxDelay: repairInterval }),
        catchError(() => EMPTY),
      );
    }),
    concatMap(({ date }) => (date === null ? EMPTY : of<CandleEvent>({ type: 'time', date }))),
  );

// ---------------------------------------------------------------------------------------------- feed

/** REST's history, then bars built from trades; what was not heard of whole is read again from REST. */
export const candlesFeed =
  (context: FeedContext, tradeEvents$: Feed<TradeEvent>) =>
  (key: CandleFeedKey): Observable<Candle> =>
    defer(() => {
      // What is kept says itself when its open bar is over, and which bars REST is to be asked for.
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
        // It is shown before anything is asked: the answer may come at once.
        concatMap((kept) => from(kept.bars.show).pipe(tap({ complete: () => kept$.next(kept) }))),
      );
    });
