import {
  insisting,
  oneByOne
} from "./chunk-H42KMDU5.js";
import {
  exactlyOnce
} from "./chunk-2CZU4EOK.js";
import {
  stampOf
} from "./chunk-34SWKVHE.js";
import {
  causeOf
} from "./chunk-LYSEG24M.js";

// src/data/trades.ts
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
  timer
} from "rxjs";

// src/data/moment.ts
var momentOf = (offset, elapsed, timeOfDay) => {
  const learnt = offset + elapsed;
  return learnt === -Infinity ? { earliest: timeOfDay, latest: timeOfDay } : { earliest: learnt, latest: Math.max(learnt, timeOfDay) };
};
var offsetByTrades = (offset, trades, elapsed) => Math.max(offset, (trades.at(-1)?.timestamp ?? -Infinity) - elapsed);
var neverSetBack = (clock) => {
  const ahead = stampOf(clock) - clock.elapsed();
  return (elapsed) => Math.max(stampOf(clock), ahead + elapsed);
};
var ageFromNow = (clock) => {
  const begun = stampOf(clock);
  const timeOfDay = neverSetBack(clock);
  return () => timeOfDay(clock.elapsed()) - begun;
};

// src/data/trades.ts
var cacheTime = 1500;
var catchUpTimeout = 1e4;
var proofInterval = 6e4;
var proofTrades = 30;
var maxHeld = 1e4;
var restReach = 60;
var sinceBehind = 2e3;
var start = {
  first: null,
  last: null,
  proved: null,
  since: null,
  held: null,
  heldBefore: 0,
  offset: -Infinity,
  events: [],
  gap: null
};
var tell = (state, trades, offset = state.offset) => {
  const events = [];
  let { last } = state;
  for (const trade of trades) {
    const late = last !== null && trade.id < last.id;
    events.push({ type: "trade", trade, late });
    if (!late) last = trade;
  }
  return {
    first: state.first ?? trades[0] ?? null,
    last,
    proved: state.proved,
    since: state.since,
    held: state.held,
    heldBefore: state.heldBefore,
    offset,
    events,
    gap: null
  };
};
var resume = (state, missed, gap) => {
  const union = [...missed, ...state.held ?? []].sort((a, b) => a.id - b.id);
  const told = tell({ ...state, held: null, heldBefore: 0 }, union);
  return { ...told, events: [...told.events, { type: "live", gap }], gap };
};
var owed = ({ first, since, proved }, rows) => rows.filter(({ id, timestamp }) => {
  const from = since ?? proved;
  if (first === null) return from !== null && timestamp > from;
  return id > first.id || since !== null && timestamp > since + sinceBehind;
});
var unprovedFrom = ({ proved, since, first }) => proved ?? since ?? first?.timestamp ?? null;
var reaches = ({ last, since, proved }, rows) => {
  const from = proved ?? since;
  return rows.length < restReach || rows.some(({ id, timestamp }) => last !== null ? id <= last.id : from !== null && timestamp <= from);
};
var proving = (state, rows) => ({
  ...state,
  proved: rows.at(-1)?.timestamp ?? state.proved
});
var resumeWithout = (state, cause, { earliest, latest }) => {
  const heard = state.held?.[state.heldBefore]?.timestamp;
  const gap = { from: unprovedFrom(state), to: heard ?? latest, cause };
  return { ...resume(state, [], gap), proved: heard ?? earliest };
};
var catchUp = (state, rows, now) => {
  const from = unprovedFrom(state);
  if (from === null) {
    const newest = rows.at(-1)?.timestamp;
    const moment = newest === void 0 ? now : { earliest: newest, latest: newest };
    return resumeWithout(state, "it is not known when the feed began", moment);
  }
  const to = rows[0]?.timestamp ?? from;
  const gap = reaches(state, rows) ? null : { from, to, cause: `more than ${restReach} trades in the outage` };
  return proving(resume(state, owed(state, rows), gap), rows);
};
var reduce = (before, input, elapsed, timeOfDay) => {
  const { held } = before;
  const offset = input.type === "trades" ? offsetByTrades(before.offset, input.trades, elapsed) : before.offset;
  if (input.type === "trades" && held === null) return tell(before, input.trades, offset);
  const state = { ...before, offset, events: [], gap: null };
  const now = momentOf(state.offset, elapsed, timeOfDay(elapsed));
  switch (input.type) {
    case "since":
      return { ...state, since: state.since ?? input.venueTime };
    case "joined":
      return { ...state, events: held === null ? [{ type: "live", gap: null }] : [] };
    case "lost":
      return { ...state, held: held ?? [], heldBefore: held?.length ?? 0, events: [{ type: "lost" }] };
    case "trades": {
      const holding = { ...state, held: [...held ?? [], ...input.trades] };
      return holding.held.length > maxHeld ? resumeWithout(holding, `more than ${maxHeld} held back`, now) : holding;
    }
    case "missed":
      return held === null ? state : catchUp(state, input.trades, now);
    case "proof":
      return held === null && reaches(state, input.trades) ? proving(tell(state, owed(state, input.trades)), input.trades) : state;
    case "unread":
      return held === null ? state : resumeWithout(state, input.cause, now);
  }
};
var toInput = (event) => event.type === "message" ? { type: "trades", trades: event.message } : { type: event.type === "joined" ? "joined" : "lost" };
var everyTrades = (count) => pipe(
  scan((sum, event) => (sum < count ? sum : 0) + (event.type === "message" ? event.message.length : 0), 0),
  filter((sum) => sum >= count)
);
var tradeEventsFeed = (context, checkPair) => (pair) => {
  const { rooms, rest, hasRest, clock, diagnose } = context;
  const insist = (source) => source.pipe(insisting(context, catchUpTimeout, { initialDelay: 500 }));
  const readMissed = () => insist(timer(cacheTime, clock).pipe(concatMap(() => rest.transactions({ pair })))).pipe(
    map(({ value }) => ({ type: "missed", trades: value })),
    catchError((error) => of({ type: "unread", cause: causeOf(error) }))
  );
  const awaitNext = (room$) => room$.pipe(
    filter(({ type }) => type === "message"),
    take(1),
    map(() => ({ type: "unread", cause: "there is no REST to ask" }))
  );
  const readProofs = (room$) => merge(timer(proofInterval, proofInterval, clock), room$.pipe(everyTrades(proofTrades))).pipe(
    takeUntil(room$.pipe(ignoreElements(), endWith(null))),
    // Without REST, the feed is as reliable as its link.
    exhaustMap(() => insist(rest.transactions({ pair })).pipe(catchError(() => EMPTY))),
    map(({ value }) => ({ type: "proof", trades: value }))
  );
  return defer(() => {
    const timeOfDay = neverSetBack(clock);
    return rooms.room$("transactions", pair).pipe(
      connect(
        (room$) => merge(
          checkPair(pair).pipe(map((check) => ({ type: "since", ...check }))),
          room$.pipe(map(toInput)),
          room$.pipe(
            filter(({ type }) => type !== "message"),
            switchMap(({ type }, i) => {
              if (type === "lost" || type === "leapt") return EMPTY;
              if (!hasRest) return i > 0 ? awaitNext(room$) : EMPTY;
              return i > 0 ? concat(readMissed(), readProofs(room$)) : readProofs(room$);
            })
          )
        )
      ),
      scan((state, input) => reduce(state, input, clock.elapsed(), timeOfDay), start),
      tap(({ gap }) => {
        if (gap !== null) diagnose({ kind: "trades-missing", pair, ...gap });
      }),
      oneByOne(({ events }) => events),
      exactlyOnce({ key: (event) => event.type === "trade" ? event.trade.id : Symbol(event.type) }),
      tap((event) => {
        if (event.type === "trade" && event.late)
          diagnose({ kind: "trade-late", pair, id: event.trade.id });
      })
    );
  });
};

// src/data/trade-parts.ts
import { map as map2 } from "rxjs";
var tradeSources = ["day", "newest", "stream"];
var newestPart$ = (rest, pair, begin, end) => rest.transactions({ pair }).pipe(
  map2(({ value: rows }) => {
    const oldest = rows[0]?.timestamp ?? 0;
    const reaches2 = rows.length < restReach || oldest < begin;
    return {
      trades: rows.filter(({ timestamp }) => timestamp >= begin && timestamp < end),
      source: "newest",
      missing: reaches2 || oldest === begin ? null : { from: begin, to: Math.min(oldest, end) }
    };
  })
);

export {
  ageFromNow,
  cacheTime,
  tradeEventsFeed,
  tradeSources,
  newestPart$
};
//# sourceMappingURL=chunk-3RUVRY3D.js.map