import {
  catchError,
  concat,
  concatMap,
  connect,
  defer,
  EMPTY,
  endWith,
  exhaustMap,
  filter,
  ignoreElements,
  map,
  merge,
  of,
  pipe,
  scan,
  switchMap,
  take,
  takeUntil,
  tap,
  timer,
  type Observable,
  type OperatorFunction,
} from 'rxjs';
import type { RoomEvent } from '../connectivity/room-member';
import { causeOf } from '../model/tagged';
import type { Trade } from '../model/trade';
import { exactlyOnce } from '../operators/exactly-once';
import { oneByOne } from '../operators/one-by-one';
import { insisting, type Feed, type FeedContext } from './context';
import { offsetByTrades, momentOf, neverSetBack, type VenueMoment } from './moment';
import type { PairCheck } from './pair-check';

/** Trades may be missing between these times; `from` is `null` where none is known. */
interface Gap {
  readonly from: number | null;
  readonly to: number;
  readonly cause: string;
}

/** A trade, or what happened to the feed of them. */
export type TradeEvent =
  /** `late`: after a younger one. The link changed their order, or only REST told it. */
  | { readonly type: 'trade'; readonly trade: Trade; readonly late: boolean }
  /** Trades are no longer heard of. */
  | { readonly type: 'lost' }
  /** Trades are heard of from now on; those during an outage were told before this, but for those of the gap. */
  | { readonly type: 'live'; readonly gap: Gap | null };

/** REST is cached for a second: this long after a join it holds everything up to the join. */
export const cacheTime = 1_500;

/** How long after a join REST may take to tell what was missed, ms. */
const catchUpTimeout = 10_000;

/**
 * How often REST proves what the stream told, ms, or after how many trades: nothing in the stream itself shows a frame
 * that got lost.
 */
const proofInterval = 60_000;
const proofTrades = 30;

/** Trades held back at most; where more come, they go on without those that were missed. */
const maxHeld = 10_000;

/** REST gives the newest 60. */
export const restReach = 60;

/** `since` may be so long before the subscription, ms. */
const sinceBehind = 2_000;

type Input =
  | { readonly type: 'since'; readonly venueTime: number }
  | { readonly type: 'joined' }
  | { readonly type: 'lost' }
  | { readonly type: 'trades'; readonly trades: readonly Trade[] }
  | { readonly type: 'missed'; readonly trades: readonly Trade[] }
  | { readonly type: 'proof'; readonly trades: readonly Trade[] }
  | { readonly type: 'unread'; readonly cause: string };

interface State {
  /** The first trade told, and the newest. */
  readonly first: Trade | null;
  readonly last: Trade | null;
  /** REST has told of all trades up to here, or they were said to be missing; Unix time, ms. */
  readonly proved: number | null;
  /** When the feed began, by the venue's clock; `null` until that is known. */
  readonly since: number | null;
  /** What came since a rejoin, held back until what was missed is known; `null` while live. */
  readonly held: readonly Trade[] | null;
  /** How many of those held back came before the latest outage. */
  readonly heldBefore: number;
  /** The venue's time less elapsed time, at least; ms. */
  readonly offset: number;
  /** What the last input gives. */
  readonly events: readonly TradeEvent[];
  readonly gap: Gap | null;
}

const start: State = {
  first: null,
  last: null,
  proved: null,
  since: null,
  held: null,
  heldBefore: 0,
  offset: -Infinity,
  events: [],
  gap: null,
};

const tell = (state: State, trades: readonly Trade[], offset = state.offset): State => {
  const events: TradeEvent[] = [];
  let { last } = state;
  for (const trade of trades) {
    const late = last !== null && trade.id < last.id;
    events.push({ type: 'trade', trade, late });
    if (!late) last = trade;
  }
  // Written out: for each frame, the copy of a state costs as much as the rest of the way to the observer.
  return {
    first: state.first ?? trades[0] ?? null,
    last,
    proved: state.proved,
    since: state.since,
    held: state.held,
    heldBefore: state.heldBefore,
    offset,
    events,
    gap: null,
  };
};

/** Tells what was missed and what was held back, oldest first, and is live again. */
const resume = (state: State, missed: readonly Trade[], gap: Gap | null): State => {
  const union = [...missed, ...(state.held ?? [])].sort((a, b) => a.id - b.id);
  const told = tell({ ...state, held: null, heldBefore: 0 }, union);
  return { ...told, events: [...told.events, { type: 'live', gap }], gap };
};

/** What of REST's trades the feed owes its subscribers: all but those of before its time. Some have been told. */
const owed = ({ first, since, proved }: State, rows: readonly Trade[]): readonly Trade[] =>
  rows.filter(({ id, timestamp }) => {
    // Where nobody knows when the feed began, it owes what came after that was said.
    const from = since ?? proved;
    if (first === null) return from !== null && timestamp > from;
    return id > first.id || (since !== null && timestamp > since + sinceBehind);
  });

/**
 * The time from which on trades may be missing: what the stream told after the last proof proves nothing of what it left
 * out.
 */
const unprovedFrom = ({ proved, since, first }: State): number | null =>
  proved ?? since ?? first?.timestamp ?? null;

/** Do REST's trades go back to what was told, or where nothing was to what was proved, with none between? */
const reaches = ({ last, since, proved }: State, rows: readonly Trade[]): boolean => {
  const from = proved ?? since;
  return (
    rows.length < restReach ||
    rows.some(({ id, timestamp }) => (last !== null ? id <= last.id : from !== null && timestamp <= from))
  );
};

const proving = (state: State, rows: readonly Trade[]): State => ({
  ...state,
  proved: rows.at(-1)?.timestamp ?? state.proved,
});

/**
 * Is live again without what was missed: up to the first trade heard of after the latest outage, as what came between two
 * outages proves nothing of the second; where none was, up to a time.
 */
const resumeWithout = (state: State, cause: string, { earliest, latest }: VenueMoment): State => {
  const heard = state.held?.[state.heldBefore]?.timestamp;
  const gap: Gap = { from: unprovedFrom(state), to: heard ?? latest, cause };
  return { ...resume(state, [], gap), proved: heard ?? earliest };
};

const catchUp = (state: State, rows: readonly Trade[], now: VenueMoment): State => {
  const from = unprovedFrom(state);
  if (from === null) {
    const newest = rows.at(-1)?.timestamp;
    const moment = newest === undefined ? now : { earliest: newest, latest: newest };
    return resumeWithout(state, 'it is not known when the feed began', moment);
  }
  const to = rows[0]?.timestamp ?? from;
  const gap = reaches(state, rows)
    ? null
    : { from, to, cause: `more than ${restReach} trades in the outage` };
  return proving(resume(state, owed(state, rows), gap), rows);
};

const reduce = (
  before: State,
  input: Input,
  elapsed: number,
  timeOfDay: (elapsed: number) => number,
): State => {
  const { held } = before;
  const offset =
    input.type === 'trades' ? offsetByTrades(before.offset, input.trades, elapsed) : before.offset;
  // Most of all inputs: the copy would cost as much as the rest, and the time of day is not asked for.
  if (input.type === 'trades' && held === null) return tell(before, input.trades, offset);
  const state: State = { ...before, offset, events: [], gap: null };
  const now = momentOf(state.offset, elapsed, timeOfDay(elapsed));
  switch (input.type) {
    case 'since':
      return { ...state, since: state.since ?? input.venueTime };
    case 'joined':
      return { ...state, events: held === null ? [{ type: 'live', gap: null }] : [] };
    case 'lost':
      return { ...state, held: held ?? [], heldBefore: held?.length ?? 0, events: [{ type: 'lost' }] };
    case 'trades': {
      const holding = { ...state, held: [...(held ?? []), ...input.trades] };
      return holding.held.length > maxHeld
        ? resumeWithout(holding, `more than ${maxHeld} held back`, now)
        : holding;
    }
    case 'missed':
      return held === null ? state : catchUp(state, input.trades, now);
    case 'proof':
      // A slow link may still tell what lies between it and REST.
      return held === null && reaches(state, input.trades)
        ? proving(tell(state, owed(state, input.trades)), input.trades)
        : state;
    case 'unread':
      return held === null ? state : resumeWithout(state, input.cause, now);
  }
};

/** A frame that can't be read is an outage of one frame. */
const toInput = (event: RoomEvent<'transactions'>): Input =>
  event.type === 'message'
    ? { type: 'trades', trades: event.message }
    : { type: event.type === 'joined' ? 'joined' : 'lost' };

type TradeRoom = Observable<RoomEvent<'transactions'>>;

/** Emits each time so many trades have come. */
const everyTrades = (count: number): OperatorFunction<RoomEvent<'transactions'>, number> =>
  pipe(
    scan((sum, event) => (sum < count ? sum : 0) + (event.type === 'message' ? event.message.length : 0), 0),
    filter((sum) => sum >= count),
  );

/** The trades of a pair, exactly once through any number of reconnects, and what happened to the feed. */
export const tradeEventsFeed =
  (context: FeedContext, checkPair: PairCheck): Feed<TradeEvent> =>
  (pair) => {
    const { rooms, rest, hasRest, clock, diagnose } = context;
    const insist = <A>(source: Observable<A>): Observable<A> =>
      source.pipe(insisting(context, catchUpTimeout, { initialDelay: 500 }));
    const readMissed = (): Observable<Input> =>
      insist(timer(cacheTime, clock).pipe(concatMap(() => rest.transactions({ pair })))).pipe(
        map(({ value }): Input => ({ type: 'missed', trades: value })),
        catchError((error: unknown) => of<Input>({ type: 'unread', cause: causeOf(error) })),
      );
    /** Without REST the next trade alone tells that the outage is over, and until when trades may be missing. */
    const awaitNext = (room$: TradeRoom): Observable<Input> =>
      room$.pipe(
        filter(({ type }) => type === 'message'),
        take(1),
        map((): Input => ({ type: 'unread', cause: 'there is no REST to ask' })),
      );
    const readProofs = (room$: TradeRoom): Observable<Input> =>
      merge(timer(proofInterval, proofInterval, clock), room$.pipe(everyTrades(proofTrades))).pipe(
        takeUntil(room$.pipe(ignoreElements(), endWith(null))),
        // Where REST can't be asked, the feed is as good as its link.
        exhaustMap(() => insist(rest.transactions({ pair })).pipe(catchError(() => EMPTY))),
        map(({ value }): Input => ({ type: 'proof', trades: value })),
      );

    return defer(() => {
      const timeOfDay = neverSetBack(clock);
      return rooms.room$('transactions', pair).pipe(
        connect((room$) =>
          merge(
            checkPair(pair).pipe(map((check): Input => ({ type: 'since', ...check }))),
            room$.pipe(map(toInput)),
            room$.pipe(
              filter(({ type }) => type !== 'message'),
              switchMap(({ type }, i) => {
                if (type === 'lost' || type === 'leapt') return EMPTY;
                if (!hasRest) return i > 0 ? awaitNext(room$) : EMPTY;
                return i > 0 ? concat(readMissed(), readProofs(room$)) : readProofs(room$);
              }),
            ),
          ),
        ),
        scan((state: State, input: Input) => reduce(state, input, clock.elapsed(), timeOfDay), start),
        tap(({ gap }) => {
          if (gap !== null) diagnose({ kind: 'trades-missing', pair, ...gap });
        }),
        oneByOne(({ events }) => events),
        exactlyOnce({ key: (event) => (event.type === 'trade' ? event.trade.id : Symbol(event.type)) }),
        tap((event) => {
          if (event.type === 'trade' && event.late)
            diagnose({ kind: 'trade-late', pair, id: event.trade.id });
        }),
      );
    });
  };
