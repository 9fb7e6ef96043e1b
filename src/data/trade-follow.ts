import {
  concatMap,
  connect,
  defer,
  endWith,
  filter,
  ignoreElements,
  map,
  merge,
  scan,
  take,
  takeUntil,
  timer,
  type Observable,
} from 'rxjs';
import { longestDelay } from '../model/longest-delay';
import { stampOf, type Clock } from '../operators/clock';
import type { Feed } from './context';
import { newestPart$, type TradePart, type TradeRangeRequest, type TradeRest } from './trade-parts';
import { cacheTime, type TradeEvent } from './trades';

type Input =
  | { readonly type: 'newest'; readonly part: TradePart }
  /** The stream has delivered its whole part of the range. */
  | { readonly type: 'over' }
  | TradeEvent;

interface Followed {
  /** The events of the stream before the newest trades were read; `null` after that. */
  readonly held: readonly TradeEvent[] | null;
  /** The ids of the newest trades, which the stream may deliver too. */
  readonly readIds: ReadonlySet<number>;
  /** The time (Unix, ms) up to which trades were emitted or reported as missing. */
  readonly until: number;
  /** True while the stream is live; `null` before it ever was. */
  readonly isLive: boolean | null;
  readonly parts: readonly TradePart[];
}

const streamPart = { source: 'stream', trades: [], missing: null } as const satisfies TradePart;

const emitting = (state: Followed, part: TradePart): Followed => ({
  ...state,
  until: Math.max(state.until, part.missing?.to ?? 0, ...part.trades.map(({ timestamp }) => timestamp)),
  parts: [...state.parts, part],
});

/** Applies an event of the stream. `receivedAt` is its time (Unix, ms); `null` before the newest trades were read. */
const afterEvent = (
  state: Followed,
  event: TradeEvent,
  begin: number,
  receivedAt: number | null,
): Followed => {
  if (event.type === 'trade')
    return state.readIds.has(event.trade.id)
      ? state
      : emitting(state, { ...streamPart, trades: [event.trade] });
  if (event.type === 'lost') return { ...state, isLive: false };
  const { gap } = event;
  const live: Followed = { ...state, isLive: true };
  if (gap !== null)
    return emitting(live, { ...streamPart, missing: { from: gap.from ?? begin, to: gap.to } });
  // A stream that is live only now has nothing from between the newest trades and itself.
  return state.isLive === null && receivedAt !== null
    ? emitting(live, { ...streamPart, missing: { from: state.until, to: receivedAt } })
    : live;
};

const following = (
  before: Followed,
  input: Input,
  { begin, to, receivedAt }: { readonly begin: number; readonly to: number; readonly receivedAt: number },
): Followed => {
  const state: Followed = { ...before, parts: [] };
  const { held } = state;
  if (input.type === 'newest') {
    const readIds = new Set(input.part.trades.map(({ id }) => id));
    const read = emitting({ ...state, held: null, readIds }, input.part);
    return (held ?? []).reduce((sum, event) => afterEvent(sum, event, begin, null), read);
  }
  if (input.type === 'over')
    // The newest trades that are read from here on contain everything.
    return held !== null || state.isLive === true
      ? state
      : emitting(state, { ...streamPart, missing: { from: state.until, to } });
  return held === null ? afterEvent(state, input, begin, receivedAt) : { ...state, held: [...held, input] };
};

const after$ = (delay: number, clock: Clock): Observable<unknown> =>
  delay > longestDelay
    ? timer(longestDelay, clock).pipe(concatMap(() => after$(delay - longestDelay, clock)))
    : timer(delay, clock);

/** Cuts a part to [begin, end). */
const clipped = (part: TradePart, begin: number, end: number): TradePart => {
  const from = Math.max(begin, part.missing?.from ?? end);
  const to = Math.min(end, part.missing?.to ?? begin);
  return {
    ...part,
    trades: part.trades.filter(({ timestamp }) => timestamp >= begin && timestamp < end),
    missing: from < to ? { from, to } : null,
  };
};

/** The longest time in ms for which the newest trades wait for the stream. */
const joinTimeout = 10_000;

/** Emits the newest trades, and then those of the stream. */
export const followed$ = (
  rest: TradeRest,
  clock: Clock,
  tradeEvents$: Feed<TradeEvent>,
  { pair, to }: TradeRangeRequest,
  begin: number,
): Observable<TradePart> =>
  defer(() => {
    const left = to - stampOf(clock);
    const events$ = tradeEvents$(pair).pipe(takeUntil(after$(Math.max(0, left) + cacheTime, clock)));
    return events$.pipe(
      connect((stream$) => {
        const live$ = stream$.pipe(filter(({ type }) => type === 'live'));
        // The trades of REST then contain everything from before the stream was live.
        const newest$ = merge(
          live$,
          timer(joinTimeout, clock),
          stream$.pipe(ignoreElements(), endWith(null)),
        ).pipe(
          take(1),
          concatMap(() => timer(cacheTime, clock)),
          concatMap(() => newestPart$(rest, pair, begin, to)),
          map((part): Input => ({ type: 'newest', part })),
        );
        return merge(newest$, stream$.pipe(endWith({ type: 'over' as const })));
      }),
      scan(
        (state: Followed, input: Input) => following(state, input, { begin, to, receivedAt: stampOf(clock) }),
        {
          held: [],
          readIds: new Set<number>(),
          until: begin,
          isLive: null,
          parts: [],
        },
      ),
      concatMap(({ parts }) => parts),
      map((part) => clipped(part, begin, to)),
      filter(({ trades, missing, source }) => trades.length > 0 || missing !== null || source === 'newest'),
    );
  });
