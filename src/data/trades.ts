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

/** A gap between two times, in which trades may be missing. `from` is `null` if it is not known. */
interface Gap {
  readonly from: number | null;
  readonly to: number;
  readonly cause: string;
}

/** An event of the feed of trades: a trade, or a change of the feed itself. */
export type TradeEvent =
  /** A trade. It is `late` if it comes after a newer one, because the link changed their order or only REST had it. */
  | { readonly type: 'trade'; readonly trade: Trade; readonly late: boolean }
  /** Trades no longer come. */
  | { readonly type: 'lost' }
  /**
   * Trades come from now on. Those of an outage were emitted before this, except those of the gap. It comes a second time, without
   * another `lost`, if the gap ends later than was said.
   */
  | { readonly type: 'live'; readonly gap: Gap | null };

/** This many ms after a join, REST contains all trades up to the join. It is cached for a second. */
export const cacheTime = 1_500;

/** The longest time in ms after a join to read the missed trades from REST. */
const catchUpTimeout = 10_000;

/** REST proves the trades after this time, ms, or after `proofTrades` trades, because the stream shows no lost frame. */
const proofInterval = 60_000;
const proofTrades = 30;

/** The most trades that are held back. If more come, they are emitted without the missed ones. */
const maxHeld = 10_000;

/** The number of newest trades that REST has. */
export const restReach = 60;

/** The longest time in ms by which `since` may lie before the subscription. */
const sinceBehind = 2_000;

type Input =
  | { readonly type: 'since'; readonly venueTime: number }
  | { readonly type: 'joined' }
  | { readonly type: 'lost' }
  /** The clock has leapt. */
  | { readonly type: 'leapt' }
  | { readonly type: 'trades'; readonly trades: readonly Trade[] }
  | { readonly type: 'missed'; readonly trades: readonly Trade[] }
  | { readonly type: 'proof'; readonly trades: readonly Trade[] }
  | { readonly type: 'unread'; readonly cause: string };

interface State {
  /** The first trade that was emitted; `last` is the newest. */
  readonly first: Trade | null;
  readonly last: Trade | null;
  /** The time (Unix, ms) up to which REST has proved all trades, or they were reported as missing. */
  readonly proved: number | null;
  /** The beginning of the feed by the venue's clock; `null` until it is known. */
  readonly since: number | null;
  /** The trades since a rejoin, which are held back until the missed ones are known; `null` while live. */
  readonly held: readonly Trade[] | null;
  /** The number of held trades from before the latest outage. */
  readonly heldBefore: number;
  /** At least the venue's time minus elapsed time, ms. */
  readonly offset: number;
  /** True if a trade has told the venue's time since the clock leapt. Otherwise, it may be later than anything here shows. */
  readonly isTimed: boolean;
  /** The reported gap that may end later than was said; `null` if there is none. There is none while `isTimed`. */
  readonly unended: Gap | null;
  /** The events of the last input. */
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
  isTimed: false,
  unended: null,
  events: [],
  gap: null,
};

const emit = (state: State, trades: readonly Trade[], offset = state.offset): State => {
  const events: TradeEvent[] = [];
  let { last } = state;
  for (const trade of trades) {
    const late = last !== null && trade.id < last.id;
    events.push({ type: 'trade', trade, late });
    if (!late) last = trade;
  }
  // The state is written out, because copying it per frame costs as much as the rest of the way to the observer.
  return {
    first: state.first ?? trades[0] ?? null,
    last,
    proved: state.proved,
    since: state.since,
    held: state.held,
    heldBefore: state.heldBefore,
    offset,
    isTimed: state.isTimed,
    unended: state.unended,
    events,
    gap: null,
  };
};

/** Returns the first held trade after the latest outage. */
const firstAfter = ({ held, heldBefore }: State): Trade | undefined => held?.[heldBefore];

/** Emits the missed and the held trades, oldest first, and is live again. */
const resume = (state: State, missed: readonly Trade[], gap: Gap | null): State => {
  const union = [...missed, ...(state.held ?? [])].sort((a, b) => a.id - b.id);
  const isTimed = state.isTimed || firstAfter(state) !== undefined;
  const emitted = emit({ ...state, held: null, heldBefore: 0, isTimed, unended: null }, union);
  return { ...emitted, events: [...emitted.events, { type: 'live', gap }], gap };
};

/** Selects the trades of REST that belong to the feed: all since its beginning. Some were emitted already. */
const ofFeed = ({ first, since, proved }: State, rows: readonly Trade[]): readonly Trade[] =>
  rows.filter(({ id, timestamp }) => {
    // If the beginning of the feed is not known, trades count from the last proof on.
    const from = since ?? proved;
    if (first === null) return from !== null && timestamp > from;
    return id > first.id || (since !== null && timestamp > since + sinceBehind);
  });

/** The time from which trades may be missing: those after the last proof do not show which ones were left out. */
const unprovedFrom = ({ proved, since, first }: State): number | null =>
  proved ?? since ?? first?.timestamp ?? null;

/** True if the trades of REST reach back to the emitted ones without a gap, or to the last proof if there are none. */
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
 * Is live again without the missed trades. The gap ends at the first trade after the latest outage, because trades between two
 * outages prove nothing about the second. Without such a trade it ends at a time.
 */
const resumeWithout = (state: State, cause: string, { earliest, latest }: VenueMoment): State => {
  const firstHeld = firstAfter(state)?.timestamp;
  const gap: Gap = { from: unprovedFrom(state), to: firstHeld ?? latest, cause };
  return { ...resume(state, [], gap), proved: firstHeld ?? earliest };
};

/** Emits the first trades that tell the venue's time. If they show that the reported gap ended too early, the rest is a gap too. */
const emitTimed = (state: State, trades: readonly Trade[]): State => {
  const { unended } = state;
  const to = trades[0]?.timestamp;
  if (to === undefined) return emit(state, trades);
  const emitted = emit({ ...state, isTimed: true, unended: null }, trades);
  if (unended === null || to <= unended.to) return emitted;
  const gap: Gap = { ...unended, from: unended.to, to };
  return { ...emitted, proved: to, events: [{ type: 'live', gap }, ...emitted.events], gap };
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
  return proving(resume(state, ofFeed(state, rows), gap), rows);
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
  // This is the most frequent input. It avoids the copy, which would cost as much as the rest, and does not read the time of day.
  if (input.type === 'trades' && held === null && before.isTimed) return emit(before, input.trades, offset);
  const state: State = { ...before, offset, events: [], gap: null };
  const now = momentOf(state.offset, elapsed, timeOfDay(elapsed));
  switch (input.type) {
    case 'since':
      return { ...state, since: state.since ?? input.venueTime };
    case 'joined':
      return { ...state, events: held === null ? [{ type: 'live', gap: null }] : [] };
    case 'lost':
      return { ...state, held: held ?? [], heldBefore: held?.length ?? 0, events: [{ type: 'lost' }] };
    case 'leapt':
      return { ...state, isTimed: false };
    case 'trades': {
      if (held === null) return emitTimed(state, input.trades);
      const holding = { ...state, held: [...held, ...input.trades] };
      return holding.held.length > maxHeld
        ? resumeWithout(holding, `more than ${maxHeld} held back`, now)
        : holding;
    }
    case 'missed':
      return held === null ? state : catchUp(state, input.trades, now);
    case 'proof':
      // A slow link may still deliver the trades between it and REST.
      return held === null && reaches(state, input.trades)
        ? proving(emit({ ...state, unended: null }, ofFeed(state, input.trades)), input.trades)
        : state;
    case 'unread': {
      if (held === null) return state;
      const resumed = resumeWithout(state, input.cause, now);
      return { ...resumed, unended: resumed.isTimed ? null : resumed.gap };
    }
  }
};

/** Turns an event of the room into an input. An unreadable frame is an outage of one frame. */
const toInput = (event: RoomEvent<'transactions'>): Input =>
  event.type === 'message'
    ? { type: 'trades', trades: event.message }
    : { type: event.type === 'joined' ? 'joined' : 'lost' };

type TradeRoom = Observable<RoomEvent<'transactions'>>;

/** Emits each time that this number of trades has come. */
const everyTrades = (count: number): OperatorFunction<RoomEvent<'transactions'>, number> =>
  pipe(
    scan((sum, event) => (sum < count ? sum : 0) + (event.type === 'message' ? event.message.length : 0), 0),
    filter((sum) => sum >= count),
  );

/** The feed of a pair's trades, each exactly once through any number of reconnects, with the changes of the feed itself. */
export const tradeEventsFeed =
  (context: FeedContext, checkPair: PairCheck): Feed<TradeEvent> =>
  (pair) => {
    const { rooms, rest, hasRest, clock, leaps$, diagnose } = context;
    const insist = <A>(source: Observable<A>): Observable<A> =>
      source.pipe(insisting(context, catchUpTimeout, { initialDelay: 500 }));
    const readMissed = (): Observable<Input> =>
      insist(timer(cacheTime, clock).pipe(concatMap(() => rest.transactions({ pair })))).pipe(
        map(({ value }): Input => ({ type: 'missed', trades: value })),
        catchError((error: unknown) => of<Input>({ type: 'unread', cause: causeOf(error) })),
      );
    /** Without REST, only the next trade shows that the outage is over, and until when trades may be missing. */
    const awaitNext = (room$: TradeRoom): Observable<Input> =>
      room$.pipe(
        filter(({ type }) => type === 'message'),
        take(1),
        map((): Input => ({ type: 'unread', cause: 'there is no REST to ask' })),
      );
    const readProofs = (room$: TradeRoom): Observable<Input> =>
      merge(timer(proofInterval, proofInterval, clock), room$.pipe(everyTrades(proofTrades))).pipe(
        takeUntil(room$.pipe(ignoreElements(), endWith(null))),
        // Without REST, the feed is as reliable as its link.
        exhaustMap(() => insist(rest.transactions({ pair })).pipe(catchError(() => EMPTY))),
        map(({ value }): Input => ({ type: 'proof', trades: value })),
      );

    return defer(() => {
      const timeOfDay = neverSetBack(clock);
      return rooms.room$('transactions', pair).pipe(
        connect((room$) =>
          merge(
            checkPair(pair).pipe(map((check): Input => ({ type: 'since', ...check }))),
            // A link that was lost in a sleep is told to its rooms as lost, and not as leapt.
            leaps$.pipe(
              takeUntil(room$.pipe(ignoreElements(), endWith(null))),
              map((): Input => ({ type: 'leapt' })),
            ),
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
