import {
  ageFromNow,
  cacheTime,
  newestPart$,
  tradeEventsFeed
} from "./chunk-BP5DUQPM.js";
import {
  candleDateOf,
  candleDates,
  dayLength,
  previousCandleDate,
  startOfCandleDate,
  startOfDay,
  startsOfDays,
  utcDateOf
} from "./chunk-H2LKRC7V.js";
import {
  fillGaps,
  keepCandles,
  noCandles,
  restCacheTime,
  upsertCandle
} from "./chunk-SWSAUDWN.js";
import {
  createBase,
  provided,
  readDataOptions,
  sendRequestOf,
  sharingOf,
  streamFeeds,
  streamTransportOn,
  wrongCount,
  wrongDate,
  wrongDay,
  wrongPair,
  wrongTime,
  wrongType
} from "./chunk-VOV6NPNM.js";
import {
  insisting,
  snapshotRoom$
} from "./chunk-H42KMDU5.js";
import {
  learnTime,
  readTime,
  setTime,
  unknownTime
} from "./chunk-FO7L6T3T.js";
import {
  nodeHttp
} from "./chunk-DPUVOLTA.js";
import {
  SpotStatusData
} from "./chunk-CT4HEORX.js";
import {
  CircuitBreakData,
  DepthWholeData,
  TransactionsData,
  isControlFrame,
  toTrades,
  withLevels
} from "./chunk-P2TATV3H.js";
import {
  longestDelay
} from "./chunk-QGYAYUWP.js";
import {
  closeTimeOf
} from "./chunk-TYI3HCJN.js";
import {
  shareByKey
} from "./chunk-PDJ2ASDK.js";
import {
  candleTypes
} from "./chunk-K2HNEYRP.js";
import {
  SpotPairsData,
  decodeReply,
  systemCodes
} from "./chunk-QB2LSZFY.js";
import {
  TickerData,
  TickersData,
  ofPair
} from "./chunk-TDNM2LA7.js";
import {
  openWsSocket
} from "./chunk-VDEBM3DD.js";
import {
  Decimal,
  Total,
  isTimestamp,
  mapped,
  oneOf,
  property,
  record,
  row,
  rows,
  same
} from "./chunk-XI2AHRTT.js";
import {
  isPairName
} from "./chunk-ZXDJGQ4R.js";
import {
  noRestError,
  portErrorAt,
  unknownPairError
} from "./chunk-442TD3LK.js";
import {
  shareCurrent
} from "./chunk-IPVQDIIZ.js";
import {
  clockOf,
  stampOf
} from "./chunk-34SWKVHE.js";
import {
  causeOf,
  taggedError
} from "./chunk-OLZLLHMU.js";

// src/data/client.ts
import { filter as filter3, ignoreElements as ignoreElements3, map as map10 } from "rxjs";

// src/data/candles.ts
import {
  BehaviorSubject,
  catchError as catchError3,
  concat as concat2,
  concatMap as concatMap3,
  defer as defer3,
  EMPTY,
  endWith,
  from as from2,
  map as map2,
  merge,
  mergeMap,
  of as of3,
  scan,
  switchMap,
  takeWhile,
  tap,
  timer as timer2
} from "rxjs";

// src/data/candle-pages.ts
import { catchError as catchError2, concatMap as concatMap2, defer as defer2, from, map, of as of2, throwError as throwError2 } from "rxjs";

// src/data/coming-page.ts
import { catchError, concat, concatMap, defer, of, throwError, timer } from "rxjs";
var isNotFound = (error) => {
  const { status, code } = error;
  return status === 404 || code === 1e4;
};
var comingPage$ = (clock, page$, awaited, askAgainAfter3) => defer(() => {
  const deadline = clock.elapsed() + awaited.until - stampOf(clock);
  const asked$ = page$.pipe(
    catchError(
      (error) => isNotFound(error) && clock.elapsed() < deadline ? concat(of(awaited), timer(askAgainAfter3, clock).pipe(concatMap(() => asked$))) : throwError(() => error)
    )
  );
  return asked$;
});

// src/data/candle-pages.ts
var noPage = { value: [], date: null };
var candlePage$ = (rest, request) => rest.candles(request).pipe(catchError2((error) => isNotFound(error) ? of2(noPage) : throwError2(() => error)));
var maxEmptyPages = 2;
var candleHistory$ = (rest, pair, type, count, now) => {
  const readBefore = (newer, at, emptyPages) => candlePage$(rest, { pair, type, date: candleDateOf(type, at) }).pipe(
    concatMap2((page) => {
      const value = [...page.value, ...newer.value].slice(-count);
      const isUnfinished = newer.isUnfinished || page === noPage && at === now;
      const history = { value, date: newer.date ?? page.date, isUnfinished };
      const empty = page.value.length === 0 ? emptyPages + 1 : 0;
      return value.length < count && empty < maxEmptyPages ? readBefore(history, previousCandleDate(type, at), empty) : of2(history);
    })
  );
  return readBefore({ ...noPage, isUnfinished: false }, now, 0);
};
var newestCandles$ = (rest, clock, pair, type, count) => defer2(() => {
  const at = stampOf(clock);
  const isOfAnotherDate = (time) => candleDateOf(type, time) !== candleDateOf(type, at);
  const again = (page, time) => time !== null && isOfAnotherDate(time) ? candleHistory$(rest, pair, type, count, time) : of2(page);
  return candleHistory$(rest, pair, type, count, at).pipe(
    concatMap2(
      (page) => page.date === null && page.value.length === 0 ? (
        // If our clock is wrong by days, it finds no page at all. The reply to any other request shows the venue's time.
        rest.ticker({ pair }).pipe(
          concatMap2(({ date }) => again(page, date)),
          catchError2(() => of2(page))
        )
      ) : again(page, page.date)
    )
  );
});
var finalCandles$ = (rest, pair, type, openTimes, venueTime) => {
  const latest = Math.max(...openTimes);
  return candlePage$(rest, { pair, type, date: candleDateOf(type, latest) }).pipe(
    map((page) => {
      const { value, date } = page;
      if (page === noPage) throw taggedError("NotThereError", `there is no page of ${latest} yet`, {});
      const isOver = (date ?? venueTime()) >= closeTimeOf(type, latest) + restCacheTime;
      if (!isOver && !value.some(({ openTime }) => openTime > latest)) {
        throw taggedError("NotFinalError", `the candle of ${latest} is not final yet`, {});
      }
      return fillGaps(value).filter(({ openTime }) => openTimes.includes(openTime));
    })
  );
};
var comingTime = 18e5;
var askAgainAfter = 15e3;
var pageOfDate$ = (rest, clock, request) => defer2(() => {
  const { date } = request;
  const until = startOfCandleDate(date) + comingTime;
  const left = until - stampOf(clock);
  return left <= 0 || left > comingTime ? candlePage$(rest, request) : comingPage$(clock, rest.candles(request), { date, until }, askAgainAfter);
});
var candleRange$ = (rest, clock, { pair, type, from: begin, to }) => provided(wrongType(type) ?? wrongTime("from", begin) ?? wrongTime("to", to) ?? wrongPair(pair), () => {
  const dates = candleDates(type, begin, to - 1);
  const total = dates.length;
  return from(dates).pipe(
    concatMap2(
      (date, i) => pageOfDate$(rest, clock, { pair, type, date }).pipe(
        map((page) => {
          if ("until" in page) return { candles: [], done: i, total, awaits: page };
          const candles = page.value.filter(({ openTime }) => openTime >= begin && openTime < to);
          return { candles, done: i + 1, total, awaits: null };
        })
      )
    )
  );
});

// src/data/candles.ts
var grace = 1500;
var readTimeout = 1e4;
var repairInterval = 3e4;
var repairTimeout = 18e5;
var nothingKept = (type) => ({
  bars: noCandles(type),
  time: unknownTime,
  reading: [],
  ask: [],
  unread: null,
  ended: false
});
var venueTimeOf = (time, clock) => readTime(time, clock.elapsed()) ?? stampOf(clock);
var learn = (time, event, elapsed) => {
  switch (event.type) {
    case "trade":
      return learnTime(time, event.trade.timestamp, elapsed);
    case "history":
      return event.page.date === null ? time : learnTime(time, event.page.date, elapsed);
    case "time":
      return setTime(event.date, elapsed);
    default:
      return time;
  }
};
var toInput = (event, count, venueTime) => {
  switch (event.type) {
    case "history":
      return {
        type: "history",
        rows: event.page.value,
        count,
        since: venueTime - event.heldBack,
        // Rows that are missing in an unfinished page do not mean bars without trades, so they are read again.
        date: event.page.isUnfinished ? null : event.page.date,
        venueTime
      };
    case "over":
    case "time":
      return { type: "time", venueTime: venueTime - grace };
    default:
      return event;
  }
};
var keep = (clock, { history }) => (kept, event) => {
  const time = learn(kept.time, event, clock.elapsed());
  const bars = keepCandles(kept.bars, toInput(event, history, venueTimeOf(time, clock)));
  const finished = event.type === "read" || event.type === "unread" ? event.openTimes : [];
  const reading = kept.reading.filter((openTime) => !finished.includes(openTime));
  const ask = [...new Set(bars.read)].filter((openTime) => !reading.includes(openTime));
  return {
    bars,
    time,
    reading: [...reading, ...ask],
    ask,
    unread: event.type === "unread" ? event : null,
    ended: event.type === "ended"
  };
};
var history$ = (context, { pair, type, history }) => {
  const { rest, clock } = context;
  const age = ageFromNow(clock);
  const heldBack = () => age() <= readTimeout ? 0 : Math.min(age(), dayLength);
  const read$ = defer3(() => {
    const begunSince = Math.ceil(heldBack() / closeTimeOf(type, 0)) + 1;
    return newestCandles$(rest, clock, pair, type, history + begunSince);
  });
  const toHistory = map2((page) => ({
    type: "history",
    page,
    heldBack: heldBack()
  }));
  return read$.pipe(
    insisting(context, readTimeout, { initialDelay: 500, maxAttempts: 3 }),
    toHistory,
    catchError3(
      (error) => concat2(
        of3(
          { type: "unread", openTimes: [], cause: causeOf(error) },
          { type: "history", page: { ...noPage, isUnfinished: false }, heldBack: 0 }
        ),
        context.hasRest ? repaired(context, read$).pipe(toHistory) : EMPTY
      )
    )
  );
};
var repaired = (context, read$) => timer2(repairInterval, context.clock).pipe(
  switchMap(() => read$),
  insisting(context, repairTimeout, { initialDelay: repairInterval, maxDelay: repairInterval }),
  catchError3(() => EMPTY)
);
var ends$ = ({ clock }, kept$) => kept$.pipe(
  switchMap(({ bars: { type, open: open2 }, time }) => {
    if (open2 === null) return EMPTY;
    const due = closeTimeOf(type, open2.openTime) + grace - venueTimeOf(time, clock);
    return timer2(Math.min(Math.max(0, due), longestDelay), clock);
  }),
  map2(() => ({ type: "over" }))
);
var groupByDate = (type, openTimes) => {
  const dateOf = (openTime) => candleDateOf(type, openTime);
  return [...new Set(openTimes.map(dateOf))].map(
    (date) => openTimes.filter((openTime) => dateOf(openTime) === date)
  );
};
var finals$ = (context, { pair, type }, kept$) => kept$.pipe(
  mergeMap(({ ask }) => groupByDate(type, ask)),
  mergeMap((openTimes) => {
    const venueTime = () => venueTimeOf(kept$.value.time, context.clock);
    const read$ = finalCandles$(context.rest, pair, type, openTimes, venueTime);
    const toRead = map2((rows2) => ({ type: "read", openTimes, rows: rows2 }));
    const repair$ = repaired(context, read$).pipe(toRead);
    return read$.pipe(
      insisting(context, readTimeout, { initialDelay: 1e3 }),
      toRead,
      catchError3(
        (error) => concat2(of3({ type: "unread", openTimes, cause: causeOf(error) }), repair$)
      )
    );
  })
);
var times$ = (context, { pair, type }, kept$) => context.leaps$.pipe(
  switchMap(() => {
    const at = venueTimeOf(kept$.value.time, context.clock);
    const pageOf = (date) => candlePage$(context.rest, { pair, type, date });
    return pageOf(candleDateOf(type, at)).pipe(
      // A day that has just begun has no page yet, but any page shows the time.
      concatMap3(
        (page) => page.date === null ? pageOf(candleDateOf(type, previousCandleDate(type, at))) : of3(page)
      ),
      // A quiet pair learns its time from nothing else. Without it, its bars would always end as late as the machine
      // slept.
      insisting(context, repairTimeout, { initialDelay: 500, maxDelay: repairInterval }),
      catchError3(() => EMPTY)
    );
  }),
  concatMap3(({ date }) => date === null ? EMPTY : of3({ type: "time", date }))
);
var candlesFeed = (context, tradeEvents$) => (key) => defer3(() => {
  const kept$ = new BehaviorSubject(nothingKept(key.type));
  return merge(
    ends$(context, kept$),
    finals$(context, key, kept$),
    times$(context, key, kept$),
    tradeEvents$(key.pair).pipe(endWith({ type: "ended" })),
    history$(context, key)
  ).pipe(
    scan(keep(context.clock, key), kept$.value),
    takeWhile(({ ended }) => !ended, true),
    tap(({ unread }) => {
      if (unread === null) return;
      const { openTimes, cause } = unread;
      context.diagnose({ kind: "candles-unread", pair: key.pair, type: key.type, openTimes, cause });
    }),
    // Candles are shown before anything is read, because the answer may come immediately.
    concatMap3((kept) => from2(kept.bars.show).pipe(tap({ complete: () => kept$.next(kept) })))
  );
});

// src/data/dated-rest.ts
import { catchError as catchError4, defer as defer4, map as map3, throwError as throwError3 } from "rxjs";

// src/parsing/candlestick.ts
var day = 864e5;
var spanOf = (date) => {
  const [year, month, dayOfMonth] = [date.slice(0, 4), date.slice(4, 6), date.slice(6)].map(Number);
  return date.length === 4 ? [Date.UTC(year, 0, 1) - 31 * day, Date.UTC(year + 1, 0, 1) + 31 * day] : [Date.UTC(year, month - 1, dayOfMonth - 1), Date.UTC(year, month - 1, dayOfMonth + 2)];
};
var timeOf = (date) => {
  const [from4, to] = spanOf(date);
  return same(
    `a time of ${date} in ms`,
    (input) => isTimestamp(input) && input >= from4 && input < to
  );
};
var ohlcvOf = (date) => row("a candle: [open, high, low, close, volume, time]", {
  open: Decimal,
  high: Decimal,
  low: Decimal,
  close: Decimal,
  volume: Total,
  openTime: timeOf(date)
});
var candlestickData = (date) => property(
  "candlestick",
  rows(
    "candlesticks",
    record("candles of a type", {
      type: oneOf("a candle type", candleTypes),
      bars: ["ohlcv", rows("candles", ohlcvOf(date))]
    })
  )
);
var toCandleRows = (pair, candlesticks) => candlesticks.flatMap(({ type, bars }) => bars.map((bar) => ({ pair, type, ...bar }))).sort((a, b) => a.openTime - b.openTime);

// src/data/public-rest.ts
var usualBytes = 4e6;
var dayBytes = 32e6;
var get = (definition) => ({
  base: "publicUrl",
  check: () => null,
  maxReplyBytes: () => usualBytes,
  ...definition
});
var ofPairs = (name, codec, toDomain) => get({
  path: ({ pair }) => `/${pair}/${name}`,
  check: ({ pair }) => wrongPair(pair),
  data: ({ pair }) => mapped(codec, (data) => toDomain(pair, data))
});
var publicEndpoints = {
  /**
   * One-shot: the rules of every pair: digits, smallest amounts, fees, what is stopped.
   *
   * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#get-all-pairs-info
   */
  instruments: get({
    base: "apiUrl",
    path: () => "/spot/pairs",
    data: () => SpotPairsData
  }),
  /**
   * One-shot: how busy each pair is, and the smallest amount that follows from it.
   *
   * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#get-exchange-status
   */
  status: get({
    base: "apiUrl",
    path: () => "/spot/status",
    data: () => SpotStatusData
  }),
  /**
   * One-shot: the tickers of all pairs.
   *
   * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/public-api.md#tickers
   */
  tickers: get({ path: () => "/tickers", data: () => TickersData }),
  /**
   * One-shot: the ticker of a pair.
   *
   * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/public-api.md#ticker
   */
  ticker: ofPairs("ticker", TickerData, (pair, data) => ofPair(pair, data)),
  /**
   * One-shot: a whole book. It is one to two seconds behind the stream: never start an order book from it.
   *
   * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/public-api.md#depth
   */
  depth: ofPairs("depth", DepthWholeData, (pair, data) => withLevels(ofPair(pair, data))),
  /**
   * One-shot: the newest 60 trades, or those of a UTC day (`YYYYMMDD`), oldest first.
   *
   * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/public-api.md#transactions
   */
  transactions: get({
    path: ({ pair, day: day2 }) => `/${pair}/transactions${day2 === void 0 ? "" : `/${day2}`}`,
    check: ({ pair, day: day2 }) => (day2 === void 0 ? null : wrongDay(day2)) ?? wrongPair(pair),
    data: ({ pair }) => mapped(TransactionsData, (rows2) => toTrades(pair, rows2)),
    maxReplyBytes: ({ day: day2 }) => day2 === void 0 ? usualBytes : dayBytes
  }),
  /**
   * One-shot: the candles of a UTC date (`YYYYMMDD` for types up to `1hour`, `YYYY` above), oldest first.
   *
   * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/public-api.md#candlestick
   */
  candles: get({
    path: ({ pair, type, date }) => `/${pair}/candlestick/${type}/${date}`,
    check: ({ pair, type, date }) => wrongType(type) ?? wrongDate(date) ?? wrongPair(pair),
    data: ({ pair, date }, at) => mapped(
      candlestickData(date),
      (candlesticks) => toCandleRows(pair, candlesticks).map((row2) => ({
        ...row2,
        closed: closeTimeOf(row2.type, row2.openTime) <= at
      }))
    )
  }),
  /**
   * One-shot: the circuit breaker of a pair.
   *
   * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/public-api.md#circuit-break-info
   */
  circuitBreak: ofPairs(
    "circuit_break_info",
    CircuitBreakData,
    (pair, data) => ofPair(pair, data)
  )
};

// src/data/dated-rest.ts
var createDatedRest = ({
  sendRequest,
  clock,
  onOdd,
  readTimeout: readTimeout2,
  ...urls
}) => {
  const call = ({ base, path, check, data, maxReplyBytes }) => (request) => defer4(() => {
    const wrong = check(request);
    if (wrong !== null) return throwError3(() => wrong);
    const at = path(request);
    const endpoint = `GET ${at}`;
    if (sendRequest === null) return throwError3(() => noRestError(endpoint));
    const url = urls[base] + at;
    const most = maxReplyBytes(request);
    return sendRequest({ method: "GET", url, timeout: readTimeout2, maxReplyBytes: most }).pipe(
      catchError4((error) => throwError3(() => portErrorAt(endpoint, error))),
      map3((reply) => {
        const date = isTimestamp(reply.date) ? reply.date : null;
        const codec = data(request, date ?? stampOf(clock));
        const replied = { endpoint, codes: systemCodes, secret: false };
        const decoded = decodeReply(codec, replied, reply, (odd) => onOdd(endpoint, odd));
        if (decoded._tag === "Left") throw decoded.left;
        return { value: decoded.right, date };
      })
    );
  });
  const rows2 = Object.entries(publicEndpoints);
  return Object.fromEntries(rows2.map(([name, endpoint]) => [name, call(endpoint)]));
};

// src/data/pair-check.ts
import { catchError as catchError5, defer as defer5, EMPTY as EMPTY2, map as map4, shareReplay, throwError as throwError4 } from "rxjs";
var isNotFound2 = (error) => error._tag === "VenueError" && error.code === 1e4;
var createPairCheck = ({
  rest,
  clock,
  leaps$,
  diagnose
}) => {
  const known = /* @__PURE__ */ new Map();
  const announced = /* @__PURE__ */ new Set();
  leaps$.subscribe(() => known.clear());
  const ask = (pair) => rest.ticker({ pair }).pipe(
    map4(({ value: ticker, date }) => {
      const readAt = clock.elapsed();
      return { offset: Math.max(ticker.timestamp, date ?? 0) - readAt, ticker, readAt };
    }),
    catchError5((error) => {
      known.delete(pair);
      if (isNotFound2(error)) return throwError4(() => unknownPairError(pair));
      if (!announced.has(pair)) diagnose({ kind: "pair-unchecked", pair, cause: causeOf(error) });
      announced.add(pair);
      return EMPTY2;
    }),
    shareReplay({ bufferSize: 1, refCount: true })
  );
  return (pair) => defer5(() => {
    if (!isPairName(pair)) return throwError4(() => unknownPairError(pair));
    const check = known.get(pair) ?? ask(pair);
    known.set(pair, check);
    const begun = clock.elapsed();
    return check.pipe(map4(({ offset, ...read }) => ({ venueTime: begun + offset, ...read })));
  });
};

// src/data/rest.ts
import { map as map7 } from "rxjs";

// src/data/trade-pages.ts
import {
  catchError as catchError6,
  concat as concat3,
  concatMap as concatMap5,
  connect as connect2,
  defer as defer7,
  from as from3,
  ignoreElements as ignoreElements2,
  map as map6,
  merge as merge3,
  of as of4,
  throwError as throwError5
} from "rxjs";

// src/data/trade-follow.ts
import {
  concatMap as concatMap4,
  connect,
  defer as defer6,
  endWith as endWith2,
  filter,
  ignoreElements,
  map as map5,
  merge as merge2,
  scan as scan2,
  take,
  takeUntil,
  timer as timer3
} from "rxjs";
var streamPart = { source: "stream", trades: [], missing: null };
var emitting = (state, part) => ({
  ...state,
  until: Math.max(state.until, part.missing?.to ?? 0, ...part.trades.map(({ timestamp }) => timestamp)),
  parts: [...state.parts, part]
});
var afterEvent = (state, event, begin, receivedAt) => {
  if (event.type === "trade")
    return state.readIds.has(event.trade.id) ? state : emitting(state, { ...streamPart, trades: [event.trade] });
  if (event.type === "lost") return { ...state, isLive: false };
  const { gap } = event;
  const live = { ...state, isLive: true };
  if (gap !== null)
    return emitting(live, { ...streamPart, missing: { from: gap.from ?? begin, to: gap.to } });
  return state.isLive === null && receivedAt !== null ? emitting(live, { ...streamPart, missing: { from: state.until, to: receivedAt } }) : live;
};
var following = (before, input, { begin, to, receivedAt }) => {
  const state = { ...before, parts: [] };
  const { held } = state;
  if (input.type === "newest") {
    const readIds = new Set(input.part.trades.map(({ id }) => id));
    const read = emitting({ ...state, held: null, readIds }, input.part);
    return (held ?? []).reduce((sum, event) => afterEvent(sum, event, begin, null), read);
  }
  if (input.type === "over")
    return held !== null || state.isLive === true ? state : emitting(state, { ...streamPart, missing: { from: state.until, to } });
  return held === null ? afterEvent(state, input, begin, receivedAt) : { ...state, held: [...held, input] };
};
var after$ = (delay, clock) => delay > longestDelay ? timer3(longestDelay, clock).pipe(concatMap4(() => after$(delay - longestDelay, clock))) : timer3(delay, clock);
var clipped = (part, begin, end) => {
  const from4 = Math.max(begin, part.missing?.from ?? end);
  const to = Math.min(end, part.missing?.to ?? begin);
  return {
    ...part,
    trades: part.trades.filter(({ timestamp }) => timestamp >= begin && timestamp < end),
    missing: from4 < to ? { from: from4, to } : null
  };
};
var joinTimeout = 1e4;
var followed$ = (rest, clock, tradeEvents$, { pair, to }, begin) => defer6(() => {
  const left = to - stampOf(clock);
  const events$ = tradeEvents$(pair).pipe(takeUntil(after$(Math.max(0, left) + cacheTime, clock)));
  return events$.pipe(
    connect((stream$) => {
      const live$ = stream$.pipe(filter(({ type }) => type === "live"));
      const newest$ = merge2(
        live$,
        timer3(joinTimeout, clock),
        stream$.pipe(ignoreElements(), endWith2(null))
      ).pipe(
        take(1),
        concatMap4(() => timer3(cacheTime, clock)),
        concatMap4(() => newestPart$(rest, pair, begin, to)),
        map5((part) => ({ type: "newest", part }))
      );
      return merge2(newest$, stream$.pipe(endWith2({ type: "over" })));
    }),
    scan2(
      (state, input) => following(state, input, { begin, to, receivedAt: stampOf(clock) }),
      {
        held: [],
        readIds: /* @__PURE__ */ new Set(),
        until: begin,
        isLive: null,
        parts: []
      }
    ),
    concatMap4(({ parts }) => parts),
    map5((part) => clipped(part, begin, to)),
    filter(({ trades, missing, source }) => trades.length > 0 || missing !== null || source === "newest")
  );
});

// src/data/trade-pages.ts
var comingTime2 = 3 * 36e5;
var askAgainAfter2 = 6e4;
var latestPage = 2 * dayLength;
var pastDay$ = (rest, clock, pair, begin, end) => defer7(() => {
  const over = startOfDay(begin) + dayLength;
  const date = utcDateOf(begin);
  const page$ = rest.transactions({ pair, day: date }).pipe(
    map6(({ value: rows2 }) => ({
      trades: rows2.filter(({ timestamp }) => timestamp >= begin && timestamp < end),
      source: "day",
      missing: null
    })),
    catchError6((error) => {
      if (!isNotFound(error)) return throwError5(() => error);
      if (stampOf(clock) >= over + latestPage)
        return of4({ trades: [], source: "day", missing: null });
      return newestPart$(rest, pair, begin, end).pipe(
        concatMap5((part) => part.missing === null ? of4(part) : throwError5(() => error))
      );
    })
  );
  return comingPage$(clock, page$, { date, until: over + comingTime2 }, askAgainAfter2);
});
var tradeRange$ = (rest, clock, tradeEvents$, request) => {
  const { pair, from: begin, to, follow = false } = request;
  return provided(
    wrongTime("from", begin) ?? wrongTime("to", to) ?? wrongPair(pair),
    () => defer7(() => {
      const now = stampOf(clock);
      const today = startOfDay(now);
      const end = Math.min(to, Math.max(now, follow ? begin : 0) + 1);
      const starts = startsOfDays(begin, end - 1).map((start2) => Math.max(begin, start2));
      const total = starts.length;
      const page = (part, i) => ({
        ...part,
        done: i + 1,
        total,
        awaits: null
      });
      const past$ = from3(starts.filter((start2) => start2 < today)).pipe(
        concatMap5(
          (start2, i) => pastDay$(rest, clock, pair, start2, Math.min(to, startOfDay(start2) + dayLength)).pipe(
            map6(
              (part) => "until" in part ? { trades: [], source: "day", missing: null, done: i, total, awaits: part } : page(part, i)
            )
          )
        )
      );
      const start = starts.find((each) => each >= today);
      if (start === void 0) return past$;
      if (!follow || to <= now)
        return concat3(
          past$,
          newestPart$(rest, pair, start, Math.min(to, startOfDay(start) + dayLength)).pipe(
            map6((part) => page(part, total - 1))
          )
        );
      return past$.pipe(
        connect2(
          (read$) => merge3(
            read$,
            followed$(rest, clock, tradeEvents$, request, start).pipe(
              concatMap5((part) => concat3(read$.pipe(ignoreElements2()), of4(page(part, total - 1))))
            )
          )
        )
      );
    })
  );
};

// src/data/rest.ts
var undated = (calls) => Object.fromEntries(
  Object.entries(calls).map(([name, call]) => [
    name,
    (request) => call(request).pipe(map7(({ value }) => value))
  ])
);
var publicRestOf = (rest, clock, tradeEvents$) => ({
  ...undated(rest),
  all: {
    candles: (request) => candleRange$(rest, clock, request),
    trades: (request) => tradeRange$(rest, clock, tradeEvents$, request)
  }
});

// src/data/ticker.ts
import { catchError as catchError7, defer as defer8, EMPTY as EMPTY3, map as map8, mergeMap as mergeMap2, Observable, of as of5, Subscription } from "rxjs";
var longestSeedAge = 2e3;
var tickerFeed = ({ rooms, rest, hasRest, clock }, checkPair) => (pair) => {
  const read$ = rest.ticker({ pair }).pipe(map8(({ value }) => value));
  const seed$ = defer8(() => {
    if (!hasRest) return EMPTY3;
    return checkPair(pair).pipe(
      mergeMap2(({ ticker, readAt }) => clock.elapsed() - readAt > longestSeedAge ? read$ : of5(ticker)),
      // The next frame brings the ticker, and the check of the pair has reported errors already.
      catchError7(() => EMPTY3)
    );
  });
  return new Observable((subscriber) => {
    let seeding = Subscription.EMPTY;
    subscriber.add(() => seeding.unsubscribe());
    subscriber.add(
      rooms.room$("ticker", pair).subscribe({
        next: (event) => {
          if (event.type === "joined" && !event.fresh) return;
          seeding.unsubscribe();
          if (event.type === "message") subscriber.next(event.message);
          if (event.type === "joined") seeding = seed$.subscribe((ticker) => subscriber.next(ticker));
        },
        error: (error) => subscriber.error(error),
        complete: () => subscriber.complete()
      })
    );
  });
};

// src/data/tradable.ts
import {
  catchError as catchError8,
  combineLatest,
  connect as connect3,
  distinctUntilChanged,
  filter as filter2,
  forkJoin,
  last,
  map as map9,
  of as of6,
  startWith,
  switchMap as switchMap2,
  takeUntil as takeUntil2,
  timer as timer4
} from "rxjs";
var maintenanceCode = 10007;
var isMaintenance = (error) => error.code === maintenanceCode;
var venueReport$ = ({ rest, hasRest, clock, leaps$, diagnose }, interval) => (hasRest ? leaps$.pipe(
  startWith(null),
  switchMap2(() => timer4(0, interval, clock))
) : of6(0)).pipe(
  switchMap2(
    () => forkJoin([rest.status(), rest.instruments()]).pipe(
      map9(([statuses, instruments]) => ({
        type: "read",
        statuses: statuses.value,
        instruments: instruments.value
      })),
      catchError8((error) => {
        if (isMaintenance(error)) return of6({ type: "maintenance" });
        diagnose({ kind: "status-unread", cause: causeOf(error) });
        return of6({ type: "unknown" });
      })
    )
  )
);
var mode$ = (context, pair) => snapshotRoom$(context, "circuit_break_info", pair).pipe(
  filter2((event) => event.type === "message" || event.type === "lost" || event.type === "leapt"),
  map9((event) => event.type === "message" ? event.message.mode : null)
);
var noRows = { statuses: [], instruments: [] };
var reasonsOf = (pair, report, mode) => {
  const { statuses, instruments } = report.type === "read" ? report : noRows;
  const instrument = instruments.find((candidate) => candidate.pair === pair);
  const status = statuses.find((candidate) => candidate.pair === pair);
  const isMaintained = report.type === "maintenance";
  const reasons = {
    maintenance: isMaintained,
    halt: instrument && status?.state === "HALT",
    suspended: instrument && (!instrument.enabled || instrument.stopped.order || instrument.stopped.orderAndCancel),
    unknown: mode === null || mode === "unknown" || status?.state === "unknown" || !isMaintained && instrument === void 0,
    "circuit-break": mode !== null && mode !== "unknown" && mode !== "NONE"
  };
  return Object.keys(reasons).filter((reason) => reasons[reason]);
};
var tradableFeed = (context, report$) => (pair) => mode$(context, pair).pipe(
  // It ends with the room, because otherwise the report would be read for ever.
  connect3((modes$) => combineLatest([report$.pipe(takeUntil2(modes$.pipe(last(null, null)))), modes$])),
  map9(([report, mode]) => {
    const reasons = reasonsOf(pair, report, mode);
    return { pair, tradable: reasons.length === 0, reasons };
  }),
  distinctUntilChanged((a, b) => a.reasons.join() === b.reasons.join())
);

// src/data/client.ts
var dataClientOn = (ports2) => (options = {}, ...stray) => {
  const config = readDataOptions(options, stray);
  const base = createBase(config, ports2.openSocket);
  const { rooms, clock, leaps$, random, diagnose, linger, untilClosed } = base;
  const sendRequest = sendRequestOf(config, ports2);
  const rest = createDatedRest({
    onOdd: (source, odd) => diagnose({ kind: "odd-row", source, ...odd }),
    ...config,
    sendRequest: sendRequest && ((request) => untilClosed(sendRequest(request))),
    clock
  });
  const context = {
    rooms,
    rest,
    hasRest: sendRequest !== null,
    clock,
    leaps$,
    random,
    diagnose
  };
  const checkPair = createPairCheck(context);
  const sharing = sharingOf(base, (pair) => checkPair(pair).pipe(ignoreElements3()));
  const { checked, perPair, events, state } = sharing;
  const tradeEvents$ = perPair(
    tradeEventsFeed(context, checkPair),
    () => shareCurrent({
      fold: (current, event) => event.type === "trade" ? current : [event],
      scheduler: clock
    })
  );
  const buildCandles = candlesFeed(context, tradeEvents$);
  const candlesOf$ = shareByKey(
    (key) => checked(key.pair, buildCandles(key)),
    ({ history }) => shareCurrent({
      forgetOn: rooms.lost$,
      survives: ({ closed }) => closed,
      fold: upsertCandle(history + 1),
      linger,
      scheduler: clock
    }),
    ({ pair, type, history }) => `${pair} ${type} ${history}`
  );
  const report$ = untilClosed(venueReport$(context, config.statusInterval)).pipe(
    shareCurrent({ linger, scheduler: clock })
  );
  return {
    rest: publicRestOf(rest, clock, tradeEvents$),
    ...streamFeeds(base, sharing),
    ticker$: state(tickerFeed(context, checkPair)),
    trades$: events(
      (pair) => tradeEvents$(pair).pipe(
        filter3((event) => event.type === "trade"),
        map10(({ trade }) => trade)
      )
    ),
    candles$: (pair, type, { history = 100 } = {}) => provided(
      wrongType(type) ?? wrongCount("history", history, 0),
      () => candlesOf$({ pair, type, history })
    ),
    // It is never forgotten, because its value says that the link is down.
    tradable$: perPair(tradableFeed(context, report$), () => shareCurrent({ linger, scheduler: clock })),
    ...base.link
  };
};

// src/connectivity/metrics.ts
import {
  auditTime,
  combineLatest as combineLatest2,
  EMPTY as EMPTY4,
  map as map11,
  scan as scan3,
  startWith as startWith2
} from "rxjs";
var states = ["idle", "connecting", "open", "waiting"];
var helps = {
  rx_bitbank_connection_state: ["gauge", "1 if the link is in this state, otherwise 0."],
  rx_bitbank_connection_failures: ["gauge", "Failed attempts in a row to make the link."],
  rx_bitbank_diagnostics_total: ["counter", "Diagnostics by their kind."],
  rx_bitbank_room_frames_total: ["counter", "Frames of a room."],
  rx_bitbank_room_bytes_total: ["counter", "Bytes of the frames of a room."],
  rx_bitbank_room_last_frame_seconds: ["gauge", "Arrival of the last frame of a room: Unix time, s."],
  rx_bitbank_room_lag_seconds: ["gauge", "Age of the stamp of the last frame at its arrival, s."]
};
var metric = (name, labels, value) => {
  const [type, help] = helps[name];
  return { name, type, help, labels, value };
};
var ofConnection = (client, { state, attempt }) => [
  ...states.map(
    (each) => metric("rx_bitbank_connection_state", { client, state: each }, each === state ? 1 : 0)
  ),
  metric("rx_bitbank_connection_failures", { client }, attempt)
];
var ofRoom = (room, { frames, bytes, lastAt, lag }) => [
  metric("rx_bitbank_room_frames_total", { room }, frames),
  metric("rx_bitbank_room_bytes_total", { room }, bytes),
  ...lastAt === null ? [] : [metric("rx_bitbank_room_last_frame_seconds", { room }, lastAt / 1e3)],
  ...lag === null ? [] : [metric("rx_bitbank_room_lag_seconds", { room }, lag / 1e3)]
];
var metricsOfOne = (client, { connection$, diagnostics$, rooms$ = EMPTY4 }) => combineLatest2([
  connection$.pipe(map11((connection) => ofConnection(client, connection))),
  diagnostics$.pipe(
    scan3(
      (counts, { kind, count }) => new Map([...counts, [kind, (counts.get(kind) ?? 0) + count]]),
      /* @__PURE__ */ new Map()
    ),
    map11(
      (counts) => Array.from(
        counts,
        ([kind, count]) => metric("rx_bitbank_diagnostics_total", { client, kind }, count)
      )
    ),
    startWith2([])
  ),
  rooms$.pipe(
    map11((rooms) => Array.from(rooms, ([room, traffic]) => ofRoom(room, traffic)).flat()),
    startWith2([])
  )
]).pipe(map11((parts) => parts.flat()));
var together = 100;
var metricsOf = (data, exec, { scheduler } = {}) => combineLatest2([
  metricsOfOne("data", data),
  ...exec === void 0 ? [] : [metricsOfOne("execution", exec)]
]).pipe(
  auditTime(together, clockOf(scheduler)),
  map11((parts) => parts.flat())
);

// src/connectivity/prometheus-text.ts
var escaped = (text) => text.replace(/[\\"\n]/g, (sign) => sign === "\n" ? "\\n" : `\\${sign}`);
var sampleLine = ({ name, labels, value }) => {
  const pairs = Object.entries(labels).map(([label, text]) => `${label}="${escaped(text)}"`);
  return `${name}${pairs.length === 0 ? "" : `{${pairs.join(",")}}`} ${value}
`;
};
var prometheusText = (metrics) => {
  const byName = /* @__PURE__ */ new Map();
  for (const each of metrics) byName.set(each.name, [...byName.get(each.name) ?? [], each]);
  return Array.from(byName, ([name, own]) => {
    const [first] = own;
    return first === void 0 ? "" : `# HELP ${name} ${first.help}
# TYPE ${name} ${first.type}
${own.map(sampleLine).join("")}`;
  }).join("");
};

// src/connectivity/replay.ts
import { concat as concat4, Observable as Observable2, of as of7 } from "rxjs";
var open = { type: "open", send: () => void 0 };
function* dueFrames(frames, speed) {
  let [elapsed, previous] = [0, Infinity];
  for (const { t, frame } of frames) {
    if (isControlFrame(frame)) continue;
    elapsed += Math.max(0, t - previous);
    previous = t;
    yield { due: elapsed / speed, frame };
  }
}
var paced = (frames, speed, clock) => new Observable2((subscriber) => {
  const started = clock.elapsed();
  const pending = dueFrames(frames, speed);
  let next = null;
  const play = function() {
    next ??= pending.next();
    while (next.done !== true) {
      const wait = started + next.value.due - clock.elapsed();
      if (wait > 0) {
        this.schedule(void 0, Math.min(wait, longestDelay));
        return;
      }
      subscriber.next(next.value.frame);
      if (subscriber.closed) return;
      next = pending.next();
    }
    subscriber.complete();
  };
  subscriber.add(clock.schedule(play));
  subscriber.add(() => pending.return(void 0));
});
var replayTransport = (frames, { speed = 1, scheduler } = {}) => ({ link$: concat4(of7(open), paced(frames, speed, clockOf(scheduler))), sendRequest: null });

// src/index.ts
var ports = {
  openSocket: openWsSocket,
  createSendRequest: () => nodeHttp()
};
var createDataClient = dataClientOn(ports);
var streamTransport = streamTransportOn(ports);

export {
  metricsOf,
  prometheusText,
  replayTransport,
  createDataClient,
  streamTransport
};
//# sourceMappingURL=chunk-2Y6OKYIA.js.map