import {
  catchError,
  concatMap,
  connect,
  defer,
  EMPTY,
  filter,
  map,
  merge,
  of,
  scan,
  switchMap,
  tap,
  timeout,
  timer,
  type Observable,
} from 'rxjs';
import type { RoomEvent } from '../connectivity/rooms';
import { causeOf } from '../model/errors';
import type { Trade } from '../model/trade';
import { exactlyOnce } from '../operators/exactly-once';
import { retryBackoff } from '../operators/retry-backoff';
import type { Feed, FeedContext } from './context';
import type { PairCheck } from './pair-check';

/** A trade, or what happened to the feed of them. */
export type TradeEvent =
  | { readonly type: 'trade'; readonly trade: Trade }
  /** Trades are no longer heard of. */
  | { readonly type: 'lost' }
  /** Trades are heard of from now on; those during an outage were told before this. */
  | { readonly type: 'live' };

/** REST is cached for a second: this long after a join it holds everything up to the join. */
const cacheTime = 1_500;

/** How long after a join REST may take to tell what was missed, ms. */
const catchUpTimeout = 10_000;

/** Trades held back at most; where more come, they go on without those that were missed. */
const maxHeld = 10_000;

/** REST gives the newest 60. */
const restReach = 60;

type Input =
  | { readonly type: 'since'; readonly venueTime: number }
  | { readonly type: 'joined' }
  | { readonly type: 'lost' }
  | { readonly type: 'trades'; readonly trades: readonly Trade[] }
  | { readonly type: 'missed'; readonly trades: readonly Trade[] }
  | { readonly type: 'unread'; readonly cause: string };

/** Trades may be missing between these times; `from` is `null` where none is known. */
interface Gap {
  readonly from: number | null;
  readonly to: number;
  readonly cause: string;
}

interface State {
  /** The newest trade told. */
  readonly last: Trade | null;
  /** When the feed began, by the venue's clock; `null` until that is known. */
  readonly since: number | null;
  /** What came since a rejoin, held back until what was missed is known; `null` while live. */
  readonly held: readonly Trade[] | null;
  /** How many of those held back came before the latest outage. */
  readonly heldBefore: number;
  /** What the last input gives. */
  readonly events: readonly TradeEvent[];
  readonly gap: Gap | null;
}

const start: State = { last: null, since: null, held: null, heldBefore: 0, events: [], gap: null };

const quiet = { events: [], gap: null } as const;

const tell = (state: State, trades: readonly Trade[]): State => ({
  ...state,
  last: trades.reduce((last, trade) => (last !== null && last.id > trade.id ? last : trade), state.last),
  events: trades.map((trade) => ({ type: 'trade', trade })),
  gap: null,
});

/** Tells what was missed and what was held back, oldest first, and is live again. */
const resume = (state: State, missed: readonly Trade[], gap: Gap | null): State => {
  const union = [...missed, ...(state.held ?? [])].sort((a, b) => a.id - b.id);
  const told = tell({ ...state, held: null, heldBefore: 0 }, union);
  return { ...told, events: [...told.events, { type: 'live' }], gap };
};

/** The time from which on trades are owed. */
const owedFrom = ({ last, since }: State): number | null => last?.timestamp ?? since;

/** The first trade heard of after the latest outage: what came between two outages proves nothing of the second. */
const heardAgain = ({ held, heldBefore }: State): number | null => held?.[heldBefore]?.timestamp ?? null;

const catchUp = (state: State, rows: readonly Trade[], now: number): State => {
  const { last, since } = state;
  const from = owedFrom(state);
  if (from === null) {
    const to = heardAgain(state) ?? rows.at(-1)?.timestamp ?? now;
    return resume(state, [], { from, to, cause: 'it is not known when the feed began' });
  }
  const isOld = (trade: Trade): boolean =>
    last !== null ? trade.id <= last.id : since !== null && trade.timestamp <= since;
  const reaches = rows.length < restReach || rows.some(isOld);
  const to = rows[0]?.timestamp ?? from;
  const missed = rows.filter((trade) => !isOld(trade));
  return resume(
    state,
    missed,
    reaches ? null : { from, to, cause: `more than ${restReach} trades in the outage` },
  );
};

const reduce = (state: State, input: Input, now: number): State => {
  switch (input.type) {
    case 'since':
      return { ...state, ...quiet, since: state.since ?? input.venueTime };
    case 'joined':
      return { ...state, gap: null, events: state.held === null ? [{ type: 'live' }] : [] };
    case 'lost': {
      const held = state.held ?? [];
      return { ...state, gap: null, held, heldBefore: held.length, events: [{ type: 'lost' }] };
    }
    case 'trades': {
      if (state.held === null) return tell(state, input.trades);
      const held = [...state.held, ...input.trades];
      if (held.length <= maxHeld) return { ...state, ...quiet, held };
      const gap = {
        from: owedFrom(state),
        to: heardAgain({ ...state, held }) ?? now,
        cause: `more than ${maxHeld} held back`,
      };
      return resume({ ...state, held }, [], gap);
    }
    case 'missed':
      return state.held === null ? { ...state, ...quiet } : catchUp(state, input.trades, now);
    case 'unread': {
      if (state.held === null) return { ...state, ...quiet };
      const to = heardAgain(state) ?? now;
      return resume(state, [], { from: owedFrom(state), to, cause: input.cause });
    }
  }
};

const toInput = (event: RoomEvent<readonly Trade[]>): Input =>
  event.type === 'message'
    ? { type: 'trades', trades: event.message }
    : { type: event.type === 'lost' ? 'lost' : 'joined' };

/** The trades of a pair, exactly once through any number of reconnects, and what happened to the feed. */
export const tradeEventsFeed =
  ({ rooms, rest, scheduler, random, diagnose }: FeedContext, checkPair: PairCheck): Feed<TradeEvent> =>
  (pair) => {
    const readMissed = (): Observable<Input> =>
      timer(cacheTime, scheduler).pipe(
        concatMap(() => rest.transactions$(pair)),
        retryBackoff({ initialDelay: 500, maxDelay: 2_000, random, scheduler }),
        timeout({ first: catchUpTimeout, scheduler }),
        map((trades): Input => ({ type: 'missed', trades })),
        catchError((error: unknown) => of<Input>({ type: 'unread', cause: causeOf(error) })),
      );

    return defer(() =>
      rooms.room$('transactions', pair).pipe(
        connect((room$) =>
          merge(
            checkPair(pair).pipe(map((check): Input => ({ type: 'since', ...check }))),
            room$.pipe(map(toInput)),
            room$.pipe(
              filter(({ type }) => type !== 'message'),
              switchMap(({ type }, i) => (type === 'joined' && i > 0 ? readMissed() : EMPTY)),
            ),
          ),
        ),
        scan((state: State, input: Input) => reduce(state, input, scheduler.now()), start),
        tap(({ gap }) => {
          if (gap !== null) diagnose({ kind: 'trades-missing', pair, ...gap });
        }),
        concatMap(({ events }) => events),
        exactlyOnce({ key: (event) => (event.type === 'trade' ? event.trade.id : Symbol(event.type)) }),
      ),
    );
  };
