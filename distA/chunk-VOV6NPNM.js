import {
  snapshotRoom$
} from "./chunk-H42KMDU5.js";
import {
  createDiagnostics
} from "./chunk-AQZ67OB2.js";
import {
  applyDiff,
  applyWhole,
  createRooms,
  forget,
  leaveAsIs,
  markStale,
  noBook,
  quoteOf,
  sameQuote,
  streamSocket,
  viewOfBooks
} from "./chunk-NQ5M5LJC.js";
import {
  withLevels
} from "./chunk-P2TATV3H.js";
import {
  shareByKey
} from "./chunk-PDJ2ASDK.js";
import {
  candleTypes
} from "./chunk-K2HNEYRP.js";
import {
  watchLeaps
} from "./chunk-IZL6RY56.js";
import {
  shareLinger
} from "./chunk-CXHI4X4L.js";
import {
  untilEnd
} from "./chunk-X5QL2LSY.js";
import {
  disposedBy
} from "./chunk-P2LLCTY6.js";
import {
  baseUrl
} from "./chunk-BC7GS32U.js";
import {
  atLeast,
  func,
  having,
  ignored,
  maybe,
  optionsOf,
  resolveOptions,
  withDefault
} from "./chunk-FDEMZEWP.js";
import {
  Flag
} from "./chunk-XI2AHRTT.js";
import {
  isPairName
} from "./chunk-ZXDJGQ4R.js";
import {
  configError,
  unknownPairError
} from "./chunk-442TD3LK.js";
import {
  shareCurrent
} from "./chunk-IPVQDIIZ.js";
import {
  clockOf
} from "./chunk-34SWKVHE.js";

// src/data/options.ts
var link = () => {
  const port = maybe(func());
  return {
    streamUrl: withDefault(baseUrl("ws"), "wss://stream.bitbank.cc"),
    publicUrl: ignored,
    apiUrl: ignored,
    pubnubOrigin: ignored,
    connectTimeout: withDefault(atLeast(1), 1e4),
    maxFrameBytes: withDefault(atLeast(1), 1e6),
    allowInsecure: withDefault(Flag, false),
    scheduler: maybe(having("a scheduler of RxJS", ["now", "schedule"])),
    random: port,
    openSocket: port,
    sendRequest: port,
    openPubnub: ignored
  };
};
var stream = () => ({
  ...link(),
  transport: maybe(having("a transport", ["link$", "sendRequest"])),
  linger: withDefault(atLeast(0), 0)
});
var data = () => ({
  ...stream(),
  publicUrl: withDefault(baseUrl("http"), "https://public.bitbank.cc"),
  apiUrl: withDefault(baseUrl("http"), "https://api.bitbank.cc/v1"),
  readTimeout: withDefault(atLeast(1), 1e4),
  statusInterval: withDefault(atLeast(1e3), 6e4)
});
var readTransportOptions = (options, stray) => resolveOptions(optionsOf(link()), options, stray);
var readStreamOptions = (options, stray) => resolveOptions(optionsOf(stream()), options, stray);
var readDataOptions = (options, stray) => resolveOptions(optionsOf(data()), options, stray);

// src/data/runtime.ts
var sendRequestOf = ({ transport, sendRequest }, ports) => transport?.sendRequest === null ? null : sendRequest ?? transport?.sendRequest ?? ports.createSendRequest();
var socketLink$ = (config, openSocket, leaps$) => streamSocket({ ...config, openSocket: config.openSocket ?? openSocket, leaps$ });
var streamTransportOn = (ports) => (options = {}, ...stray) => {
  const config = readTransportOptions(options, stray);
  return { link$: socketLink$(config, ports.openSocket), sendRequest: sendRequestOf(config, ports) };
};

// src/data/arguments.ts
import { throwError } from "rxjs";
var provided = (wrong, source) => wrong === null ? source() : throwError(() => wrong);
var wrongPair = (pair) => isPairName(pair) ? null : unknownPairError(pair);
var unless = (isRight, field, expected, actual) => isRight ? null : configError(field, expected, String(actual));
var isCount = (value) => Number.isSafeInteger(value) && value >= 0;
var wrongCount = (field, value, least) => unless(isCount(value) && value >= least, field, `a whole number of at least ${least}`, value);
var maxTime = 253402300799999;
var wrongTime = (field, value) => unless(isCount(value) && value <= maxTime, field, "Unix time in ms", value);
var wrongType = (type) => unless(candleTypes.includes(type), "type", `one of ${candleTypes.join(", ")}`, type);
var wrongDay = (day) => unless(/^\d{8}$/.test(day), "day", "a date as YYYYMMDD", day);
var wrongDate = (date) => unless(/^\d{4}(?:\d{4})?$/.test(date), "date", "a date as YYYYMMDD or YYYY", date);

// src/data/base.ts
import { filter, firstValueFrom, map, Subject } from "rxjs";
var createBase = (config, openSocket) => {
  const { linger, random = Math.random } = config;
  const { clock, leaps$, looking$ } = watchLeaps(clockOf(config.scheduler));
  const closed$ = new Subject();
  const { diagnose, diagnostics$, close: closeDiagnostics } = createDiagnostics(clock);
  leaps$.subscribe(({ by }) => diagnose({ kind: "clock-leapt", by }));
  const link$ = config.transport?.link$ ?? socketLink$({ ...config, scheduler: clock }, openSocket, leaps$);
  const rooms = createRooms({ link$, backoff: { random }, diagnose, scheduler: clock, looking$, leaps$ });
  const untilClosed = untilEnd(closed$);
  const close = () => {
    closeDiagnostics();
    closed$.next();
    return firstValueFrom(
      rooms.connection$.pipe(
        filter((connection) => connection.state === "idle"),
        map(() => void 0)
      )
    );
  };
  return {
    rooms,
    clock,
    leaps$,
    random,
    diagnose,
    linger,
    untilClosed,
    link: {
      connection$: untilClosed(rooms.connection$),
      rooms$: untilClosed(rooms.rooms$),
      diagnostics$,
      close,
      ...disposedBy(close)
    }
  };
};

// src/data/sharing.ts
import { Observable } from "rxjs";
var sharingOf = ({ rooms, linger, clock, untilClosed }, check) => {
  const checked = (pair, source) => untilClosed(
    new Observable((subscriber) => {
      subscriber.add(check(pair).subscribe({ error: (error) => subscriber.error(error) }));
      return subscriber.closed ? void 0 : source.subscribe(subscriber);
    })
  );
  const perPair = (feed, share) => shareByKey((pair) => checked(pair, feed(pair)), share);
  return {
    checked,
    perPair,
    events: (feed) => perPair(feed, () => shareLinger({ linger, scheduler: clock })),
    state: (feed) => perPair(feed, () => shareCurrent({ forgetOn: rooms.lost$, linger, scheduler: clock }))
  };
};

// src/data/stream-feeds.ts
import { distinctUntilChanged, filter as filter3, map as map2 } from "rxjs";

// src/data/book.ts
import { filter as filter2, merge, Observable as Observable2, observeOn, scan, Subject as Subject2, throttleTime } from "rxjs";
var keepBook = (kept, event) => {
  switch (event.type) {
    case "message":
      if (event.kind === "depth_whole") return applyWhole(kept, event.message);
      return applyDiff(kept, event.message);
    case "undecodable":
      return event.kind === "depth_diff" ? markStale(kept) : leaveAsIs(kept);
    case "silent":
    case "leapt":
      return markStale(kept);
    case "lost":
      return forget(kept);
    case "joined":
      return leaveAsIs(kept);
  }
};
var leastRejoin = 2e3;
var isInDoubt = ({ kind }) => kind === "book-contradicted" || kind === "book-overgrown" || kind === "stale-whole";
var bookFeed = (context) => (pair) => new Observable2((subscriber) => {
  const { rooms, clock, diagnose } = context;
  let doubts = null;
  const startRejoining = (reports$) => {
    subscriber.add(
      reports$.pipe(
        filter2(isInDoubt),
        throttleTime(leastRejoin, clock, { leading: true, trailing: true }),
        // The stale book is shown before the rooms are joined again.
        observeOn(clock)
      ).subscribe(() => {
        rooms.rejoin("depth_diff", pair);
        rooms.rejoin("depth_whole", pair);
      })
    );
    return reports$;
  };
  const diagnoseReport = ({ doubt }, report) => {
    diagnose(report);
    if (doubt === null) return;
    doubts ??= startRejoining(new Subject2());
    doubts.next(report);
  };
  const books$ = merge(
    // The diffs are subscribed first, because those that come before the whole are kept for it.
    rooms.room$("depth_diff", pair),
    snapshotRoom$(context, "depth_whole", pair)
  ).pipe(
    scan(keepBook, noBook),
    // One step reports and filters, because each step adds to the cost of a frame.
    filter2((kept) => {
      if (kept.report !== null) diagnoseReport(kept, kept.report);
      return kept.show !== null;
    })
  );
  return books$.subscribe(subscriber);
});

// src/data/stream-feeds.ts
var streamFeeds = (base, { events, state }) => {
  const { rooms, clock } = base;
  const messages = (kind, room$ = rooms.room$) => (pair) => room$(kind, pair).pipe(
    filter3((event) => event.type === "message"),
    map2(({ message }) => message)
  );
  const books$ = state(bookFeed(base));
  const views$ = shareByKey(
    ({ pair, depth }) => {
      const viewOf = viewOfBooks(depth);
      return books$(pair).pipe(map2(({ show }) => viewOf(show)));
    },
    () => shareCurrent({ forgetOn: rooms.lost$, scheduler: clock }),
    ({ pair, depth }) => `${pair} ${depth}`
  );
  return {
    ticker$: state(messages("ticker")),
    book$: (pair, { depth } = {}) => provided(
      depth === void 0 ? null : wrongCount("depth", depth, 1),
      () => views$({ pair, depth: depth ?? Infinity })
    ),
    quotes$: (pair) => books$(pair).pipe(
      filter3(({ show }) => !show.stale),
      map2(({ show }) => quoteOf(show)),
      distinctUntilChanged(sameQuote)
    ),
    circuitBreak$: state(messages("circuit_break_info", (kind, pair) => snapshotRoom$(base, kind, pair))),
    depthWhole$: events((pair) => messages("depth_whole")(pair).pipe(map2(withLevels))),
    depthDiff$: events((pair) => messages("depth_diff")(pair).pipe(map2(withLevels)))
  };
};

export {
  provided,
  wrongPair,
  wrongCount,
  wrongTime,
  wrongType,
  wrongDay,
  wrongDate,
  readStreamOptions,
  readDataOptions,
  sendRequestOf,
  streamTransportOn,
  createBase,
  sharingOf,
  streamFeeds
};
//# sourceMappingURL=chunk-VOV6NPNM.js.map