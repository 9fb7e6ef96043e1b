import {
  readExportOptions
} from "./chunk-ZQM5X2A5.js";
import {
  createEventReader,
  filesOf,
  openRecording,
  runRecorder,
  withoutEarlier
} from "./chunk-IWX5KENU.js";
import {
  chunkBytes,
  createLineSplitter,
  isGz,
  isRecordingError,
  recordingError,
  systemCause,
  unreadable,
  unzip
} from "./chunk-SYFZPLB2.js";
import {
  applyDiff,
  applyWhole,
  createRooms,
  forget,
  markStale,
  noBook,
  quoteOf,
  sameQuote,
  streamSocket,
  viewOfBooks
} from "./chunk-NQ5M5LJC.js";
import {
  roomKinds
} from "./chunk-P2TATV3H.js";
import {
  addTrade,
  firstBar
} from "./chunk-NOLZXJ3J.js";
import {
  closeTimeOf,
  openTimeOf
} from "./chunk-TYI3HCJN.js";
import {
  PairName
} from "./chunk-W3VXRJPN.js";
import {
  freshNameOf
} from "./chunk-2T4DLMWA.js";
import {
  SpotPairsData,
  decodeReply,
  systemCodes,
  undiciHttp
} from "./chunk-QB2LSZFY.js";
import {
  watchLeaps
} from "./chunk-IZL6RY56.js";
import {
  likelyRoomOf,
  roomOf
} from "./chunk-TDNM2LA7.js";
import {
  openWsSocket
} from "./chunk-VDEBM3DD.js";
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
  Flag,
  firstOf,
  list,
  only
} from "./chunk-XI2AHRTT.js";
import {
  isPairName
} from "./chunk-ZXDJGQ4R.js";
import {
  configError,
  unknownPairError
} from "./chunk-442TD3LK.js";
import {
  recentKeys
} from "./chunk-FATIHOF5.js";
import {
  retryBackoff
} from "./chunk-QCQMARG6.js";
import {
  clockOf,
  stampOf
} from "./chunk-34SWKVHE.js";
import {
  causeOf
} from "./chunk-OLZLLHMU.js";

// src/recording/export-table.ts
import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from "fs";
import {
  concat,
  defer,
  finalize,
  from as valuesOf,
  ignoreElements,
  map,
  of,
  switchMap,
  takeWhile,
  tap
} from "rxjs";

// src/recording/sinks/parquet.ts
var elements = {
  // Milliseconds, UTC.
  time: { type: "INT64", converted_type: "TIMESTAMP_MILLIS" },
  text: { type: "BYTE_ARRAY", converted_type: "UTF8" },
  integer: { type: "INT64" },
  number: { type: "DOUBLE" },
  flag: { type: "BOOLEAN" }
};
var isWholeNumber = (type) => type === "time" || type === "integer";
var groupCells = 1e6;
var asStored = (type, cell) => cell !== null && isWholeNumber(type) ? BigInt(cell) : cell;
var sinkBy = ({ ByteWriter, ParquetWriter }) => (columns, write) => {
  const bytes = new ByteWriter();
  const flush = () => {
    write(bytes.getBytes().slice());
    bytes.index = 0;
  };
  const writer = new ParquetWriter({
    writer: Object.assign(bytes, { flush, finish: flush }),
    schema: [
      { name: "root", num_children: columns.length },
      ...columns.map(({ name, type }) => ({
        name,
        repetition_type: "OPTIONAL",
        ...elements[type]
      }))
    ],
    createdBy: "rx-bitbank"
  });
  const groupRows = Math.max(1e3, Math.floor(groupCells / columns.length));
  let rows = [];
  const writeGroup = () => {
    if (rows.length === 0) return;
    const columnData = columns.map(({ name, type }, i) => ({
      name,
      data: rows.map((row) => asStored(type, row[i] ?? null)),
      offsetIndex: false
    }));
    void writer.write({ columnData, rowGroupSize: rows.length });
    rows = [];
  };
  return {
    add: (row) => {
      if (rows.push(row) >= groupRows) writeGroup();
    },
    end: () => {
      writeGroup();
      void writer.finish();
    }
  };
};
var loadParquetSink = async (file) => {
  const library = await import("hyparquet-writer").catch(() => {
    const expected = "the package hyparquet-writer, which writes Parquet (npm install hyparquet-writer)";
    throw recordingError("unwritable", file, null, expected, "none");
  });
  return sinkBy(library);
};

// src/recording/sinks/text.ts
var piece = 1 << 17;
var lineSink = (header, lineOf) => (columns, write) => {
  const line = lineOf(columns);
  let pending = header(columns);
  const flush = () => {
    write(Buffer.from(pending));
    pending = "";
  };
  return {
    add: (row) => {
      pending += line(row);
      if (pending.length > piece) flush();
    },
    end: flush
  };
};
var csvSink = lineSink(
  (columns) => `${columns.map(({ name }) => name).join(",")}
`,
  () => (row) => `${row.join(",")}
`
);
var ndjsonSink = lineSink(
  () => "",
  (columns) => {
    const keys = columns.map(({ name }, i) => `${i === 0 ? "{" : ","}${JSON.stringify(name)}:`);
    return (row) => {
      let line = "";
      for (let i = 0; i < keys.length; i += 1) line += `${keys[i]}${JSON.stringify(row[i])}`;
      return `${line}}
`;
    };
  }
);

// src/recording/tables/table.ts
var columnsOf = (names) => Object.entries(names).map(([name, type]) => ({ name, type }));
var perPair = (make) => {
  const made = /* @__PURE__ */ new Map();
  return {
    of: (pair) => {
      const known = made.get(pair);
      if (known !== void 0) return known;
      const fresh = make(pair);
      made.set(pair, fresh);
      return fresh;
    },
    all: () => [...made.values()]
  };
};

// src/recording/tables/books.ts
var bookRows = (columns, viewOf) => {
  const books = perPair((pair) => ({
    whole: roomKinds.depth_whole(pair),
    diff: roomKinds.depth_diff(pair),
    view: viewOf(),
    kept: noBook
  }));
  const show = (t, pairBook, emit) => {
    const book = pairBook.kept.show;
    const cells = book && pairBook.view(book);
    if (book && cells) emit([t, book.pair, book.sequence, book.timestamp, ...cells]);
  };
  return {
    columns: columnsOf({
      time: "time",
      pair: "text",
      sequence: "integer",
      timestamp: "time",
      ...columns
    }),
    kinds: /* @__PURE__ */ new Set(["depth_whole", "depth_diff"]),
    onFrame: ({ t, kind, pair, frame }, emit) => {
      const book = books.of(pair);
      const { kept } = book;
      if (kind === "depth_whole") {
        const whole = book.whole(frame);
        if (whole._tag === "Left") return false;
        book.kept = applyWhole(kept, whole.right);
      } else {
        const diff = book.diff(frame);
        book.kept = diff._tag === "Right" ? applyDiff(kept, diff.right) : markStale(kept);
        if (diff._tag === "Left") {
          show(t, book, emit);
          return false;
        }
      }
      show(t, book, emit);
      return true;
    },
    onOpen: () => void 0,
    onDrop: ({ t }, emit) => {
      for (const book of books.all()) {
        book.kept = forget(book.kept);
        show(t, book, emit);
      }
    },
    onEnd: () => void 0
  };
};
var quotesTable = () => bookRows({ bid: "number", bidAmount: "number", ask: "number", askAmount: "number", stale: "flag" }, () => {
  let last = null;
  return (book) => {
    const quote = quoteOf(book);
    const { stale } = book;
    if (last?.stale === stale && sameQuote(last.quote, quote)) return null;
    last = { quote, stale };
    const { bid, bidAmount, ask, askAmount } = quote;
    return [bid, bidAmount, ask, askAmount, stale];
  };
});
var bookTable = (depth) => {
  const ranks = Array.from({ length: depth }, (_, i) => i + 1);
  const levels = (side) => ranks.flatMap((rank) => [
    [`${side}${rank}`, "number"],
    [`${side}Amount${rank}`, "number"]
  ]);
  const columns = { stale: "flag", ...Object.fromEntries([...levels("bid"), ...levels("ask")]) };
  return bookRows(columns, () => {
    const view = viewOfBooks(depth);
    let last = null;
    return (book) => {
      const shown = view(book);
      const { bids, asks, stale } = shown;
      const isSame = last?.bids === bids && last.asks === asks && last.stale === stale;
      last = shown;
      if (isSame) return null;
      const cells = [stale];
      for (const side of [bids, asks])
        for (let i = 0; i < depth; i += 1) {
          const level = side[i];
          cells.push(level?.price ?? null, level?.amount ?? null);
        }
      return cells;
    };
  });
};

// src/recording/tables/coverage.ts
var learning = 36e5;
var createCoverage = () => {
  let spans = [];
  let since = null;
  let [now, before] = [-Infinity, -Infinity];
  let learntSince = 0;
  const venueTime = (elapsed) => elapsed + Math.max(now, before);
  const spanOf = (start, { elapsed }) => ({
    from: venueTime(start),
    until: venueTime(elapsed)
  });
  return {
    onOpen: ({ elapsed }) => {
      since ??= elapsed;
    },
    onNews: ({ elapsed }, timestamp) => {
      if (elapsed - learntSince > learning) {
        [before, now] = [now, -Infinity];
        learntSince = elapsed;
      }
      now = Math.max(now, timestamp - elapsed);
    },
    onDrop: (at) => {
      if (since !== null) spans = [...spans, spanOf(since, at)];
      since = null;
      [now, before] = [-Infinity, -Infinity];
    },
    covers: ({ from: from2, until }, at) => {
      const all = since === null ? spans : [...spans, spanOf(since, at)];
      return all.some((covered) => covered.from <= from2 && until <= covered.until);
    },
    forgetUntil: (time) => {
      if (spans.some(({ until }) => until < time)) spans = spans.filter(({ until }) => until >= time);
    }
  };
};

// src/recording/tables/trades.ts
var remembered = 1e4;
var newTrades = () => {
  const { of: of3 } = perPair((pair) => ({
    parse: roomKinds.transactions(pair),
    isNew: recentKeys(remembered)
  }));
  return ({ pair, frame }) => {
    const { parse, isNew } = of3(pair);
    const read = parse(frame);
    return read._tag === "Left" ? null : read.right.filter(({ id }) => isNew(id));
  };
};
var tradesTable = () => {
  const read = newTrades();
  return {
    columns: columnsOf({
      time: "time",
      pair: "text",
      id: "integer",
      timestamp: "time",
      side: "text",
      price: "number",
      amount: "number"
    }),
    kinds: /* @__PURE__ */ new Set(["transactions"]),
    onFrame: (frame, emit) => {
      const trades = read(frame);
      for (const { pair, id, timestamp, side, price, amount } of trades ?? [])
        emit([frame.t, pair, id, timestamp, side, price, amount]);
      return trades !== null;
    },
    onOpen: () => void 0,
    onDrop: () => void 0,
    onEnd: () => void 0
  };
};

// src/recording/tables/candles.ts
var late = 1e4;
var isBefore = (one, other) => one.timestamp === other.timestamp ? one.id < other.id : one.timestamp < other.timestamp;
var withTrade = ({ candle, first, last }, trade) => {
  const added = addTrade(candle, trade);
  const isFirst = isBefore(trade, first);
  const isLast = !isBefore(trade, last);
  return {
    candle: {
      ...added,
      open: isFirst ? trade.price : candle.open,
      close: isLast ? trade.price : candle.close
    },
    first: isFirst ? trade : first,
    last: isLast ? trade : last
  };
};
var candlesTable = (type) => {
  const read = newTrades();
  const coverage = createCoverage();
  const pairs = perPair(() => ({ open: /* @__PURE__ */ new Map(), emittedUntil: -Infinity }));
  let newest = -Infinity;
  let due = Infinity;
  let dropped = 0;
  const emitOver = (until, at, emit) => {
    if (until < due) return;
    const over = pairs.all().flatMap((bars) => Array.from(bars.open, ([openTime, { candle }]) => ({ bars, openTime, candle }))).map((each) => ({ ...each, closeTime: closeTimeOf(type, each.openTime) })).sort((a, b) => a.openTime - b.openTime);
    due = over.find(({ closeTime }) => closeTime > until)?.closeTime ?? Infinity;
    for (const { bars, openTime, closeTime, candle } of over) {
      if (closeTime > until) break;
      const { pair, open, high, low, close, volume } = candle;
      const isWhole = coverage.covers({ from: openTime, until: closeTime }, at);
      bars.open.delete(openTime);
      bars.emittedUntil = closeTime;
      emit([pair, type, openTime, open, high, low, close, volume, isWhole]);
    }
  };
  const add = (bars, trade) => {
    const openTime = openTimeOf(type, trade.timestamp);
    if (openTime < bars.emittedUntil) {
      dropped += 1;
      return;
    }
    const bar = bars.open.get(openTime);
    if (bar === void 0) due = Math.min(due, closeTimeOf(type, openTime));
    bars.open.set(
      openTime,
      bar === void 0 ? { candle: firstBar(type, openTime, trade), first: trade, last: trade } : withTrade(bar, trade)
    );
  };
  return {
    columns: columnsOf({
      pair: "text",
      type: "text",
      openTime: "time",
      open: "number",
      high: "number",
      low: "number",
      close: "number",
      volume: "number",
      whole: "flag"
    }),
    kinds: /* @__PURE__ */ new Set(["transactions"]),
    onFrame: (frame, emit) => {
      const trades = read(frame);
      const last = trades?.at(-1);
      if (trades === null || last === void 0) return trades !== null;
      const bars = pairs.of(frame.pair);
      for (const trade of trades) add(bars, trade);
      newest = Math.max(newest, last.timestamp);
      coverage.onNews(frame, last.timestamp);
      emitOver(newest - late, frame, emit);
      coverage.forgetUntil(Math.min(newest - late, due));
      return true;
    },
    onOpen: coverage.onOpen,
    onDrop: (at) => {
      coverage.onDrop(at);
      newest = -Infinity;
    },
    // Bars that are not over are emitted as far as they were received.
    onEnd: (at, emit) => emitOver(Infinity, at, emit),
    late: () => dropped
  };
};

// src/recording/export-table.ts
var readerOf = ({ table, depth, type }) => {
  switch (table) {
    case "trades":
      return tradesTable();
    case "quotes":
      return quotesTable();
    case "book":
      return bookTable(depth);
    case "candles":
      return candlesTable(type);
  }
};
var sinkOf = (format, file) => {
  switch (format) {
    case "csv":
      return of(csvSink);
    case "ndjson":
      return of(ndjsonSink);
    case "parquet":
      return valuesOf(loadParquetSink(file));
  }
};
var targetOf = (out) => {
  if (typeof out !== "string") return { write: out, commit: () => void 0, close: () => void 0 };
  const orUnwritable = (act) => {
    try {
      return act();
    } catch (error) {
      throw recordingError("unwritable", out, null, "a file that can be written", systemCause(error));
    }
  };
  if (existsSync(out)) throw recordingError("unwritable", out, null, "a new file", "an existing one");
  const fresh = freshNameOf(out);
  const file = orUnwritable(() => openSync(fresh, "wx"));
  let isCommitted = false;
  return {
    write: (bytes) => orUnwritable(() => {
      for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
    }),
    commit: () => orUnwritable(() => {
      fsyncSync(file);
      renameSync(fresh, out);
      isCommitted = true;
    }),
    close: () => {
      closeSync(file);
      if (!isCommitted) rmSync(fresh, { force: true });
    }
  };
};
var kinds = Object.keys(roomKinds);
var roomNamed = (name) => {
  const kind = kinds.find((each) => name.startsWith(`${each}_`));
  return kind === void 0 ? null : { kind, pair: name.slice(kind.length + 1) };
};
var roomsOf = ({ kinds: taken }, pairs) => {
  const known = /* @__PURE__ */ new Map();
  const isTaken = (room) => room !== null && taken.has(room.kind) && (pairs?.has(room.pair) ?? true);
  return (frame) => {
    const likely = likelyRoomOf(frame);
    const found = known.get(likely);
    if (found !== void 0) return found;
    const named = roomNamed(likely);
    const room = named ?? roomNamed(roomOf(frame) ?? "");
    const result = isTaken(room) ? room : null;
    if (named !== null) known.set(likely, result);
    return result;
  };
};
var exporting = (paths, config, sink) => defer(() => {
  const { pairs, from: from2, until = Infinity } = config;
  const reader = readerOf(config);
  const roomFor = roomsOf(reader, pairs === void 0 ? null : new Set(pairs));
  const { add, end } = sink(reader.columns);
  let [rows, unread, torn] = [0, 0, 0];
  let last = { t: 0, elapsed: 0 };
  const emit = (row) => {
    rows += 1;
    add(row);
  };
  const take = (event) => {
    last = event;
    switch (event.type) {
      case "frame":
      case "copy": {
        const { t, elapsed, frame } = event;
        const room = roomFor(frame);
        if (room !== null && !reader.onFrame({ t, elapsed, ...room, frame }, emit)) unread += 1;
        return;
      }
      case "header":
        if (event.open) reader.onOpen(event);
        return;
      case "open":
        reader.onOpen(event);
        return;
      case "drop":
        reader.onDrop(event, emit);
        return;
      case "torn":
        torn += 1;
        return;
    }
  };
  return concat(
    openRecording(paths, from2 === void 0 ? {} : { from: from2 }).pipe(
      takeWhile(({ t }) => t < until),
      tap(take),
      ignoreElements()
    ),
    defer(() => {
      reader.onEnd(last, emit);
      end();
      return of({ rows, unread, torn, late: reader.late?.() ?? 0 });
    })
  );
});
var exportTable = (recording2, options, ...stray) => defer(() => {
  const config = readExportOptions(options, stray);
  const { out, to } = config;
  return sinkOf(to, typeof out === "string" ? out : to).pipe(
    switchMap((open) => {
      const target = targetOf(out);
      return exporting(recording2, config, (columns) => open(columns, target.write)).pipe(
        map((outcome) => {
          target.commit();
          return outcome;
        }),
        finalize(target.close)
      );
    })
  );
});

// src/recording/recorded-events.ts
import { closeSync as closeSync2, fstatSync, openSync as openSync2, readFileSync, readSync } from "fs";
function* chunksOf(path) {
  if (isGz(path)) {
    const { text, cause } = unzip(readFileSync(path));
    for (let at = 0; at < text.length; at += chunkBytes) yield text.subarray(at, at + chunkBytes);
    return cause;
  }
  const file = openSync2(path, "r");
  try {
    const chunk = Buffer.alloc(chunkBytes);
    for (let read = readSync(file, chunk); read > 0; read = readSync(file, chunk))
      yield Buffer.from(chunk.subarray(0, read));
  } finally {
    closeSync2(file);
  }
  return null;
}
var lineTime = /^(\d{1,16}) \d+ /;
var lastTimeIn = (path) => {
  if (isGz(path)) return null;
  const file = openSync2(path, "r");
  try {
    const { size } = fstatSync(file);
    const at = Math.max(0, size - chunkBytes);
    const chunk = Buffer.alloc(size - at);
    readSync(file, chunk, 0, chunk.length, at);
    const lines = chunk.toString("utf8").split("\n").slice(1, -1);
    const [, time] = lineTime.exec(lines.at(-1) ?? "") ?? [];
    return time === void 0 ? null : Number(time);
  } finally {
    closeSync2(file);
  }
};
var recordedEnd = (paths) => {
  const last = filesOf([paths].flat()).slice(-1);
  let end = null;
  for (const path of last) end = lastTimeIn(path);
  if (end === null) for (const { t } of recordedEvents(last)) end = t;
  return end;
};
function* recordedEvents(paths, from2 = 0) {
  const reader = createEventReader(from2);
  let events = [];
  const emit = (event) => void events.push(event);
  function* takeDue() {
    const due = events;
    events = [];
    yield* due;
  }
  for (const path of withoutEarlier(filesOf([paths].flat()), from2)) {
    reader.onFile(path);
    const splitter = createLineSplitter();
    const chunks = chunksOf(path);
    let cause;
    try {
      let read = chunks.next();
      for (; read.done !== true; read = chunks.next()) {
        for (const line of splitter.add(read.value)) reader.onLine(line, emit);
        yield* takeDue();
      }
      cause = read.value;
    } catch (error) {
      yield* takeDue();
      throw isRecordingError(error) ? error : unreadable(path, error);
    } finally {
      chunks.return(null);
    }
    const tail = splitter.end();
    if (tail !== "" || cause !== null) reader.onTail(tail, cause, emit);
    yield* takeDue();
  }
  reader.end(emit);
  yield* takeDue();
}

// src/recording/record-to.ts
import {
  catchError as catchError2,
  concatMap,
  defer as defer3,
  EMPTY as EMPTY2,
  exhaustMap,
  ignoreElements as ignoreElements2,
  map as map3,
  merge,
  Observable,
  of as of2,
  Subject,
  switchMap as switchMap2,
  tap as tap2,
  throwError
} from "rxjs";

// src/recording/options.ts
var readRecordOptions = (options, stray) => resolveOptions(
  optionsOf({
    pairs: withDefault(
      firstOf("all, or a list of pairs", [
        only("all"),
        list("a list of pairs", PairName)
      ]),
      "all"
    ),
    history: withDefault(Flag, false),
    minFree: withDefault(atLeast(0), 1e9),
    keep: maybe(atLeast(36e5)),
    maxBytes: maybe(atLeast(1)),
    streamUrl: withDefault(baseUrl("ws"), "wss://stream.bitbank.cc"),
    publicUrl: withDefault(baseUrl("http"), "https://public.bitbank.cc"),
    apiUrl: withDefault(baseUrl("http"), "https://api.bitbank.cc/v1"),
    pubnubOrigin: ignored,
    transport: maybe(having("a transport", ["link$", "sendRequest"])),
    allowInsecure: withDefault(Flag, false),
    scheduler: maybe(having("a scheduler of RxJS", ["now", "schedule"])),
    random: withDefault(func(), Math.random),
    openSocket: maybe(func()),
    sendRequest: maybe(func()),
    openPubnub: ignored
  }),
  options,
  stray
);

// src/recording/snapshots.ts
import { catchError, concat as concat2, defer as defer2, EMPTY, from, map as map2, mergeMap } from "rxjs";
var maxReplyBytes = 64e6;
var concurrency = 2;
var day = 864e5;
var replyOf = (config, base, path) => {
  const { sendRequest, readTimeout: readTimeout2 } = config;
  return sendRequest({ method: "GET", url: config[base] + path, timeout: readTimeout2, maxReplyBytes }).pipe(
    map2(({ status, date, body }) => ({ type: "rest", path, status, date, body }))
  );
};
var pairsPath = "/spot/pairs";
var pairsIn = ({ path, status, body }) => {
  if (path !== pairsPath) return null;
  const replied = { endpoint: `GET ${path}`, codes: systemCodes, secret: false };
  const result = decodeReply(SpotPairsData, replied, { status, body }, () => void 0);
  return result._tag === "Right" ? result.right.map(({ pair }) => pair) : null;
};
var pairsReply$ = (config) => replyOf(config, "apiUrl", pairsPath);
var dateOf = (t) => new Date(t).toISOString().slice(0, 10).replaceAll("-", "");
var historyPaths = (pair, now) => [
  ...["1min", "1hour"].flatMap(
    (type) => [now - day, now].map((t) => `/${pair}/candlestick/${type}/${dateOf(t)}`)
  ),
  `/${pair}/candlestick/1day/${dateOf(now).slice(0, 4)}`
];
var snapshot$ = (config, pairs, history) => {
  const attempt = (base, path) => replyOf(config, base, path).pipe(
    catchError((error) => {
      config.onUnread(path, causeOf(error));
      return EMPTY;
    })
  );
  const each = (pathsOf) => defer2(() => from(pairs().flatMap(pathsOf))).pipe(
    mergeMap((path) => attempt("publicUrl", path), concurrency)
  );
  return concat2(
    attempt("apiUrl", pairsPath),
    attempt("apiUrl", "/spot/status"),
    attempt("publicUrl", "/tickers"),
    each((pair) => [`/${pair}/circuit_break_info`]),
    history ? defer2(() => each((pair) => historyPaths(pair, stampOf(config.clock)))) : EMPTY
  );
};

// src/recording/record-to.ts
var readTimeout = 1e4;
var waits = { initialDelay: 500, maxDelay: 5e3, maxAttempts: 4 };
var idle = { state: "idle", attempt: 0, cause: null };
var kinds2 = Object.keys(roomKinds);
var startOf = (config, rest) => {
  const { pairs } = config;
  if (rest === null) {
    return pairs === "all" ? throwError(() => configError("pairs", "a list, as the transport brings no REST", "all")) : of2(pairs);
  }
  return pairsReply$(rest).pipe(
    map3((reply) => {
      const listed = pairsIn(reply);
      if (listed === null) throw new Error(`GET ${reply.path}: HTTP ${reply.status}, and no list of pairs`);
      const unknown = pairs === "all" ? void 0 : pairs.find((pair) => !listed.includes(pair));
      if (unknown !== void 0) throw unknownPairError(unknown);
      return pairs === "all" ? listed.filter(isPairName) : pairs;
    }),
    retryBackoff({
      ...waits,
      shouldRetry: (error) => error._tag !== "UnknownPairError",
      random: config.random,
      scheduler: rest.clock
    }),
    catchError2(
      (error) => pairs === "all" || error._tag === "UnknownPairError" ? throwError(() => error) : of2(pairs)
    )
  );
};
var recording = (folder, config, { recorder, room }, clock) => defer3(() => {
  const { transport, random, history } = config;
  const { clock: watched, leaps$, looking$ } = watchLeaps(clock);
  const sendRequest = transport === void 0 ? config.sendRequest ?? undiciHttp() : transport.sendRequest;
  const link$ = transport?.link$ ?? streamSocket({
    openSocket: config.openSocket ?? openWsSocket,
    streamUrl: config.streamUrl,
    scheduler: watched,
    leaps$
  });
  const noticed$ = new Subject();
  const notice = (what) => noticed$.next({ type: "noticed", at: stampOf(clock), what });
  const rooms = createRooms({
    link$: recorder.tap(link$),
    backoff: { random },
    diagnose: notice,
    scheduler: watched,
    looking$,
    leaps$
  });
  const rest = sendRequest && {
    sendRequest,
    publicUrl: config.publicUrl,
    apiUrl: config.apiUrl,
    readTimeout,
    clock,
    onUnread: (path, cause) => notice({ kind: "snapshot-unread", path, cause })
  };
  const joined = /* @__PURE__ */ new Set();
  const pairs$ = new Subject();
  const join = (pairs) => {
    const more = pairs.filter((pair) => !joined.has(pair) && isPairName(pair));
    for (const pair of more) joined.add(pair);
    recorder.setPairs([...joined]);
    if (more.length > 0) pairs$.next(more);
  };
  const onReply = (reply) => {
    recorder.note(reply);
    if (config.pairs === "all") join(pairsIn(reply) ?? []);
  };
  let connection = idle;
  const frames$ = pairs$.pipe(
    concatMap((pairs) => pairs),
    // Streams are merged for as long as it records: a pair is never left.
    (source) => new Observable((subscriber) => {
      subscriber.add(
        source.subscribe((pair) => {
          for (const kind of kinds2)
            subscriber.add(
              rooms.room$(kind, pair).subscribe({
                error: (error) => subscriber.error(error),
                complete: () => subscriber.complete()
              })
            );
        })
      );
    })
  );
  const snapshots$ = rest === null ? EMPTY2 : recorder.begun$.pipe(
    exhaustMap(() => snapshot$(rest, () => [...joined], history)),
    tap2(onReply),
    ignoreElements2()
  );
  const states$ = rooms.rooms$.pipe(
    map3((traffic) => ({
      type: "state",
      at: stampOf(clock),
      folder,
      segment: recorder.segment(),
      ...recorder.written(),
      ...room(),
      connection,
      rooms: traffic
    }))
  );
  return startOf(config, rest).pipe(
    switchMap2(
      (pairs) => merge(
        noticed$,
        rooms.connection$.pipe(
          tap2((latest) => connection = latest),
          ignoreElements2()
        ),
        states$,
        frames$,
        snapshots$,
        // This comes last, because the others must receive its events.
        defer3(() => {
          join(pairs);
          return EMPTY2;
        })
      )
    )
  );
});
var recordTo = (folder, options = {}, ...stray) => defer3(() => {
  const config = readRecordOptions(options, stray);
  const clock = clockOf(config.scheduler);
  const { minFree, keep, maxBytes } = config;
  return runRecorder(folder, { clock, minFree, keep, maxBytes }).pipe(
    switchMap2((run) => recording(folder, config, run, clock))
  );
});

export {
  exportTable,
  recordedEnd,
  recordedEvents,
  recordTo
};
//# sourceMappingURL=chunk-MAOUEVDT.js.map