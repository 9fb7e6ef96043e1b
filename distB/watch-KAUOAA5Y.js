import {
  beside,
  fit,
  flow,
  fullest,
  showOn,
  size$,
  span,
  spread
} from "./chunk-HCB23YNU.js";
import {
  canRedraw
} from "./chunk-GZHALUY5.js";
import {
  defaultPaperFile,
  defaultPaperStart,
  paperOptions,
  refusePaperParts
} from "./chunk-SGYHK6IE.js";

import {
  zoneAt
} from "./chunk-LRFCNASF.js";
import {
  dateOf,
  grouped,
  placesOf,
  timeOfDay
} from "./chunk-BLBGNJ7L.js";
import {
  parsePair
} from "./chunk-LQKEOOLZ.js";

import {
  alongside,
  describeDiagnostic
} from "./chunk-JJ7GEAXN.js";

import {
  notice
} from "./chunk-VHNTDNJI.js";

import {
  countFrom1,
  given,
  oneWordOf,
  parseOptions,
  refuseTogether,
  usageError
} from "./chunk-WDPZHDGP.js";
import {
  upsertCandle
} from "./chunk-EZW344RF.js";


import {
  candleTypes
} from "./chunk-K2HNEYRP.js";





// src/cli/watch.ts
import {
  concatMap,
  defer,
  filter as filter2,
  finalize,
  merge as merge3,
  NEVER,
  take as take2,
  takeUntil,
  tap,
  timer
} from "rxjs";

// src/cli/screen/keyboard.ts
import { filter, fromEvent, Observable } from "rxjs";
var leaving = /* @__PURE__ */ new Set(["q", "Q", "", ""]);
var leaves$ = (keyboard) => new Observable((subscriber) => {
  if (!keyboard.isTTY) return;
  keyboard.setRawMode(true);
  keyboard.resume();
  subscriber.add(() => {
    keyboard.setRawMode(false);
    keyboard.pause();
  });
  subscriber.add(
    fromEvent(keyboard, "data").pipe(filter((keys) => leaving.has(String(keys)))).subscribe(subscriber)
  );
});

// src/cli/screen/watch-screen.ts
import { auditTime, catchError, EMPTY, map as map2, merge as merge2, scan, take } from "rxjs";

// src/cli/watch/watch-event.ts
import { map, merge } from "rxjs";
var watchFeeds = ["ticker", "trades", "book", "quotes", "candles"];
var feedOf = (data, feed, options) => {
  const { pair, depth, candleType, history } = options;
  switch (feed) {
    case "ticker":
      return data.ticker$(pair).pipe(map((value) => ({ feed, value })));
    case "trades":
      return data.trades$(pair).pipe(map((value) => ({ feed, value })));
    case "book":
      return data.book$(pair, { depth }).pipe(map((value) => ({ feed, value })));
    case "quotes":
      return data.quotes$(pair).pipe(map((value) => ({ feed, value })));
    case "candles":
      return data.candles$(pair, candleType, { history }).pipe(map((value) => ({ feed, value })));
  }
};
var watchEvents$ = (data, feeds, options) => merge(...feeds.map((feed) => feedOf(data, feed, options)));

// src/cli/screen/chart.ts
var glyphs = {
  none: { none: " ", wick: "\u2577", body: "\u257B" },
  wick: { none: "\u2575", wick: "\u2502", body: "\u257D" },
  body: { none: "\u2579", wick: "\u257F", body: "\u2503" }
};
var partAt = ({ open, close, high, low }, halfRow, halfRowOf) => {
  const within = (a, b) => halfRowOf(a) <= halfRow && halfRow <= halfRowOf(b);
  if (within(Math.min(open, close), Math.max(open, close))) return "body";
  return within(low, high) ? "wick" : "none";
};
var styleOf = ({ open, close }) => close < open ? "sell" : "buy";
var timeOf = ({ openTime, type }) => /day|week|month/.test(type) ? dateOf(openTime) : timeOfDay(openTime).slice(0, 5);
var chart = (candles, width, height) => {
  const places = placesOf(candles.slice(-width).flatMap(({ high, low }) => [high, low]));
  const widest = Math.max(0, ...candles.slice(-width).map(({ high }) => grouped(high, places).length)) + 1;
  const labelWidth = widest * 2 <= width ? widest : 0;
  const shown = candles.slice(-Math.max(1, width - labelWidth));
  const [first, last] = [shown[0], shown.at(-1)];
  const rows = height - 1;
  if (first === void 0 || last === void 0 || rows < 1) return [[span("no candle yet", "dim")]];
  const top = Math.max(...shown.map(({ high }) => high));
  const bottom = Math.min(...shown.map(({ low }) => low));
  const halfRows = rows * 2;
  const halfRowOf = (price) => top === bottom ? rows : Math.min(halfRows - 1, Math.floor((price - bottom) / (top - bottom) * halfRows));
  const labels = /* @__PURE__ */ new Map([
    [0, top],
    [rows - 1, bottom]
  ]);
  const row = (fromTop) => {
    const lower = (rows - 1 - fromTop) * 2;
    const label = labelWidth === 0 ? void 0 : labels.get(fromTop);
    return [
      ...shown.map(
        (candle) => span(glyphs[partAt(candle, lower + 1, halfRowOf)][partAt(candle, lower, halfRowOf)], styleOf(candle))
      ),
      span(label === void 0 ? "" : ` ${grouped(label, places)}`, "dim")
    ];
  };
  const times = `${last.type}, ${timeOf(first)} to ${timeOf(last)}`;
  return [...Array.from({ length: rows }, (_, i) => row(i)), [span(times, "dim")]];
};

// src/cli/screen/ladder.ts
var eighths = ["", "\u258F", "\u258E", "\u258D", "\u258C", "\u258B", "\u258A", "\u2589"];
var gaugeOf = (share, width) => {
  const units2 = Math.max(share > 0 ? 1 : 0, Math.round(share * width * 8));
  return "\u2588".repeat(Math.floor(units2 / 8)) + (eighths[units2 % 8] ?? "");
};
var columnsOf = (levels) => {
  const prices = levels.map(({ price }) => price);
  const amounts = levels.map(({ amount }) => amount);
  const pricePlaces = placesOf(prices);
  const amountPlaces = placesOf(amounts);
  const widest = (values, places) => Math.max(0, ...values.map((value) => grouped(value, places).length));
  return {
    price: widest(prices, pricePlaces),
    amount: widest(amounts, amountPlaces),
    pricePlaces,
    amountPlaces,
    largest: Math.max(0, ...amounts)
  };
};
var levelLine = ({ price, amount }, style, columns, width) => {
  const priceText = grouped(price, columns.pricePlaces).padStart(columns.price);
  const amountText = grouped(amount, columns.amountPlaces).padStart(columns.amount);
  const room = width - priceText.length - amountText.length - 4;
  return fit(
    [
      span(priceText, style),
      span(`  ${amountText}  `),
      span(gaugeOf(Math.sqrt(amount / columns.largest), Math.max(0, room)), style)
    ],
    width
  );
};
var spreadLine = ({ bids, asks, crossed, stale }, places, width) => {
  const [bid, ask] = [bids[0]?.price, asks[0]?.price];
  const marks = [...crossed ? ["crossed"] : [], ...stale ? ["stale"] : []].map(
    (mark) => span(`  ${mark}`, "warning")
  );
  if (bid === void 0 || ask === void 0) return [span("no spread: a side is empty", "dim"), ...marks];
  const spread2 = span(`spread ${grouped(ask - bid, places)}`, "dim");
  const share = span(`  ${((ask - bid) / ask * 100).toFixed(3)} %`, "dim");
  return fullest([[spread2, share, ...marks], [spread2, ...marks], marks], width);
};
var ladder = (book, width, height) => {
  if (book === null) return [[span("waiting for the first whole book", "dim")]];
  const levels = Math.max(0, Math.floor((height - 1) / 2));
  const [asks, bids] = [book.asks.slice(0, levels), book.bids.slice(0, levels)];
  const columns = columnsOf([...asks, ...bids]);
  return [
    ...Array.from({ length: levels - asks.length }, () => []),
    ...asks.map((level) => levelLine(level, "sell", columns, width)).reverse(),
    spreadLine(book, columns.pricePlaces, width),
    ...bids.map((level) => levelLine(level, "buy", columns, width))
  ];
};

// src/cli/screen/tape.ts
var tape = (trades, width, height) => {
  if (trades.length === 0) return [[span("no trade yet", "dim")]];
  const shown = trades.slice(0, height);
  const pricePlaces = placesOf(shown.map(({ price }) => price));
  const amountPlaces = placesOf(shown.map(({ amount }) => amount));
  const priceWidth = Math.max(...shown.map(({ price }) => grouped(price, pricePlaces).length));
  const amountWidth = Math.max(...shown.map(({ amount }) => grouped(amount, amountPlaces).length));
  return shown.map(({ timestamp, side, price, amount }) => {
    const time = timeOfDay(timestamp);
    const priceText = grouped(price, pricePlaces).padStart(priceWidth);
    const amountSpan = span(`  ${grouped(amount, amountPlaces).padStart(amountWidth)}`);
    const word = span(`${side.padEnd(4)} ${priceText}`, side);
    const letter = span(`${side.slice(0, 1)} ${priceText}`, side);
    return fit(
      fullest(
        [
          [span(`${time} `, "dim"), word, amountSpan],
          [span(`${time} `, "dim"), letter, amountSpan],
          [span(`${time.slice(0, 5)} `, "dim"), letter, amountSpan],
          [letter, amountSpan]
        ],
        width
      ),
      width
    );
  });
};

// src/cli/screen/render.ts
var tickerParts = (pair, ticker) => {
  if (ticker === null) return [[span(pair, "bold")], [span("waiting for the first ticker", "dim")]];
  const { last, open, high, low, volume } = ticker;
  const places = placesOf([last ?? 0, open ?? 0, high ?? 0, low ?? 0]);
  const price = (value) => value === null ? "none" : grouped(value, places);
  const change = last === null || open === null || open === 0 ? 0 : (last - open) / open * 100;
  const style = change < 0 ? "sell" : "buy";
  return [
    [span(pair, "bold")],
    [span(price(last), style)],
    [span(`${change < 0 ? "" : "+"}${change.toFixed(2)} %`, style)],
    [span("24 h ", "dim"), span(`${price(low)} to ${price(high)}`)],
    ...volume === null ? [] : [
      [
        span("volume ", "dim"),
        span(`${grouped(volume, placesOf([volume]))} ${pair.split("_")[0] ?? ""}`)
      ]
    ]
  ];
};
var quoteParts = ({ bid, bidAmount, ask, askAmount }) => {
  const places = placesOf([bid ?? 0, ask ?? 0]);
  const side = (price, amount) => price === null || amount === null ? "none" : `${grouped(price, places)} \xD7 ${amount}`;
  return [
    [span("bid ", "dim"), span(side(bid, bidAmount), "buy")],
    [span("ask ", "dim"), span(side(ask, askAmount), "sell")]
  ];
};
var statusLine = ({ connection, ticker }, source, width) => {
  const state = connection?.state ?? "idle";
  const style = state === "open" ? "buy" : "warning";
  const cause = connection?.cause ?? null;
  return spread(
    [span(`\u25CF ${state}`, style), span(`  ${source}`), span(cause === null ? "" : `  ${cause}`, "dim")],
    [span(ticker === null ? "q ends" : `times ${zoneAt(ticker.timestamp)}  q ends`, "dim")],
    width
  );
};
var diagnosticLines = ({ diagnostics }, height) => diagnostics.slice(-height).map((diagnostic) => [span(`${timeOfDay(diagnostic.at)} ${describeDiagnostic(diagnostic)}`, "warning")]);
var leastBeside = 66;
var exactly = (lines, height) => Array.from({ length: height }, (_, i) => lines[i] ?? []);
var middle = (state, feeds, width, height) => {
  const [book, trades] = [feeds.includes("book"), feeds.includes("trades")];
  if (!trades) return book ? ladder(state.book, width, height) : [];
  if (!book) return tape(state.trades, width, height);
  if (width < leastBeside) {
    const bookHeight = Math.ceil(height * 0.6);
    return [
      ...exactly(ladder(state.book, width, bookHeight), bookHeight),
      ...tape(state.trades, width, height - bookHeight)
    ];
  }
  const tapeWidth = Math.min(42, Math.floor(width / 2));
  const ladderWidth = width - tapeWidth;
  return beside(
    ladder(state.book, ladderWidth - 2, height),
    ladderWidth,
    tape(state.trades, tapeWidth, height)
  );
};
var diagnosticRows = 2;
var renderScreen = (state, { pair, source, feeds }, { columns, rows }) => {
  const quotes = feeds.includes("quotes") && !feeds.includes("book") && state.quote !== null ? quoteParts(state.quote) : [];
  const header = [...flow(tickerParts(pair, state.ticker), columns), ...flow(quotes, columns), []];
  const footer = [
    [],
    statusLine(state, source, columns),
    ...exactly(diagnosticLines(state, diagnosticRows), diagnosticRows)
  ];
  const body = Math.max(0, rows - header.length - footer.length);
  const hasMiddle = feeds.includes("book") || feeds.includes("trades");
  const chartRows = !feeds.includes("candles") ? 0 : hasMiddle ? Math.min(14, Math.floor(body * 0.36)) : body;
  const middleRows = chartRows > 0 && hasMiddle ? body - chartRows - 1 : body - chartRows;
  const lines = [
    ...header,
    ...hasMiddle ? exactly(middle(state, feeds, columns, middleRows), middleRows) : [],
    ...hasMiddle && chartRows > 0 ? [[]] : [],
    ...exactly(chartRows > 0 ? chart(state.candles, columns, chartRows) : [], chartRows),
    ...footer
  ];
  return exactly(lines, rows).map((line) => fit(line, columns));
};

// src/cli/screen/state.ts
var emptyScreen = {
  ticker: null,
  book: null,
  quote: null,
  trades: [],
  candles: [],
  connection: null,
  diagnostics: []
};
var keptCandles = 400;
var keptTrades = 200;
var keptDiagnostics = 10;
var upsert = upsertCandle(keptCandles);
var withOlder = (shown, read) => {
  const byId = new Map([...read, ...shown].map((trade) => [trade.id, trade]));
  return [...byId.values()].sort((a, b) => b.id - a.id).slice(0, keptTrades);
};
var onScreenEvent = (state, event) => {
  switch (event.feed) {
    case "ticker":
      return { ...state, ticker: event.value };
    case "book":
      return { ...state, book: event.value };
    case "quotes":
      return { ...state, quote: event.value };
    case "trades":
      return { ...state, trades: [event.value, ...state.trades].slice(0, keptTrades) };
    case "tape":
      return { ...state, trades: withOlder(state.trades, event.value) };
    case "candles":
      return { ...state, candles: upsert(state.candles, event.value) };
    case "connection":
      return { ...state, connection: event.value };
    case "diagnostics":
      return { ...state, diagnostics: [...state.diagnostics, event.value].slice(-keptDiagnostics) };
  }
};

// src/cli/screen/watch-screen.ts
var redrawInterval = 100;
var mostLevels = 100;
var nameOf = (source) => {
  switch (source.type) {
    case "venue":
    case "simulator":
      return source.recordPath === void 0 ? source.type : `${source.type}, recorded to ${source.recordPath}`;
    case "paper":
      return "venue, with paper money";
    case "replay":
      return `replay of ${source.path}`;
  }
};
var onEvent = (event) => (view) => ({ ...view, state: onScreenEvent(view.state, event) });
var newestTrades$ = (data, pair) => data.rest.transactions({ pair }).pipe(
  map2((value) => onEvent({ feed: "tape", value })),
  catchError(() => EMPTY)
);
var watchScreen$ = (data, diagnostics$, size$2, { pair, feeds, candleType, depth = mostLevels, count = Infinity, source }) => {
  const options = { pair, feeds, source: nameOf(source) };
  return watchEvents$(data, feeds, { pair, candleType, depth, history: keptCandles - 1 }).pipe(
    take(count),
    map2(onEvent),
    alongside(
      merge2(
        data.connection$.pipe(map2((value) => onEvent({ feed: "connection", value }))),
        diagnostics$.pipe(map2((value) => onEvent({ feed: "diagnostics", value }))),
        feeds.includes("trades") ? newestTrades$(data, pair) : EMPTY,
        size$2.pipe(map2((size) => (view) => ({ ...view, size })))
      )
    ),
    scan((view, change) => change(view), { state: emptyScreen, size: { columns: 80, rows: 24 } }),
    auditTime(redrawInterval),
    map2(({ state, size }) => renderScreen(state, options, size))
  );
};

// src/cli/common/duration.ts
var units = { s: 1e3, m: 6e4, h: 36e5 };
var parseDuration = (option, text) => {
  const [, amount = "", unit = ""] = /^(\d+(?:\.\d+)?)([smh])$/.exec(text) ?? [];
  const duration = Number(amount) * (units[unit] ?? 0);
  if (!(duration > 0) || duration > 2147483647)
    throw usageError(`${option}: expected a time as 10s, 5m or 1h, got ${text}`);
  return duration;
};

// src/cli/watch/watch-config.ts
var watchOptions = {
  feed: { type: "string", multiple: true, values: watchFeeds },
  json: { type: "boolean", default: false },
  record: { type: "string" },
  replay: { type: "string" },
  speed: { type: "string" },
  depth: { type: "string" },
  count: { type: "string" },
  duration: { type: "string" },
  "candle-type": { type: "string", default: "1min", values: candleTypes },
  "api-url": { type: "string" },
  "allow-insecure": { type: "boolean" },
  sim: { type: "boolean", default: false },
  ...paperOptions
};
var parseSpeed = (text) => {
  const speed = text === "max" ? Infinity : Number(text);
  if (!(speed > 0)) throw usageError(`--speed: expected a number above 0, or max, got ${text}`);
  return speed;
};
var exclusive = [
  ["paper", "replay", "record", "sim"],
  ["replay", "record", "sim", "stream-url", "public-url", "api-url"],
  ["sim", "stream-url", "public-url", "api-url"]
];
var parseWatchConfig = (args) => {
  const { values, positionals } = parseOptions({
    args: [...args],
    options: watchOptions,
    allowPositionals: true
  });
  const [pair, ...others] = positionals;
  if (pair === void 0) throw usageError("watch which pair? for example: rx-bitbank watch btc_jpy");
  if (others[0] !== void 0) throw usageError(`watch takes one pair, got ${others[0]} as well`);
  refuseTogether(values, exclusive);
  refusePaperParts(values);
  if (values.speed !== void 0 && values.replay === void 0) throw usageError("--speed needs --replay");
  return {
    pair: parsePair(pair),
    feeds: [
      ...new Set(
        (values.feed ?? watchFeeds).flatMap((list) => list.split(",")).map((name) => oneWordOf("--feed", watchFeeds, name))
      )
    ],
    candleType: oneWordOf("--candle-type", candleTypes, values["candle-type"]),
    depth: values.depth === void 0 ? void 0 : countFrom1("--depth", values.depth),
    json: values.json,
    count: values.count === void 0 ? void 0 : countFrom1("--count", values.count),
    duration: values.duration === void 0 ? void 0 : parseDuration("--duration", values.duration),
    source: values.paper ? { type: "paper", choice: values } : values.replay === void 0 ? { type: values.sim ? "simulator" : "venue", recordPath: values.record } : { type: "replay", path: values.replay, speed: parseSpeed(values.speed ?? "1") },
    urls: given({
      streamUrl: values["stream-url"],
      publicUrl: values["public-url"],
      apiUrl: values["api-url"],
      allowInsecure: values["allow-insecure"]
    })
  };
};

// src/cli/watch.ts
var help = `Watches a pair: a live screen on a terminal; otherwise, and if TERM is dumb, one JSON object per line.

Usage: rx-bitbank watch PAIR [options]

Options:
  --feed LIST         of ${watchFeeds.join(",")}; by default all
  --depth N           levels per side of the book; by default as many as fit the screen, 20 as JSON
  --candle-type TYPE  ${candleTypes.slice(0, 6).join(", ")},
                      ${candleTypes.slice(6).join(", ")}; by default 1min
  --count N           ends after N values
  --duration TIME     ends after 10s, 5m or 1h
  --json              JSON on a terminal, too: {"feed":"trades","pair":"btc_jpy","id":\u2026}
  --sim               starts a simulated exchange and watches that
  --paper             runs the paper account meanwhile: its orders are filled at the venue's live prices
  --paper-file FILE   where that is kept; by default ${defaultPaperFile}
  --paper-start LIST  the balances of a new one; by default ${defaultPaperStart}
  --record DIR        records the frames as they come, into an empty folder or a recording to continue
  --replay PATH       plays a recording, or a file with one frame per line, without REST; ends with it
  --speed N           N times as fast as recorded, or max
  --stream-url URL    by default wss://stream.bitbank.cc
  --public-url URL    by default https://public.bitbank.cc
  --api-url URL       by default https://api.bitbank.cc/v1
  --allow-insecure    allows ws: and http: beyond this machine

q leaves the screen, as Ctrl-C does. Its times are local; those in JSON are Unix times in ms, UTC. Diagnostics go to stderr.
Exit code: 0 at the end, on q and on Ctrl-C; 1 if it can't go on; 2 for a wrong option, pair or file.

Examples:
  rx-bitbank watch btc_jpy
  rx-bitbank watch eth_jpy --feed trades,quotes --json --count 5
  rx-bitbank watch btc_jpy --feed book --json --duration 1m > book.ndjson
  rx-bitbank watch btc_jpy --record morning
  rx-bitbank watch btc_jpy --replay morning --speed 10
  rx-bitbank watch btc_jpy --paper
`;
var isOwedToReplay = ({ kind }) => kind === "pair-unchecked" || kind === "candles-unread";
var print = ({ feed, value }) => {
  process.stdout.write(`${JSON.stringify({ feed, ...value })}
`);
};
var jsonLines$ = (data, diagnostics$, { pair, feeds, candleType, depth = 20, count = Infinity }) => watchEvents$(data, feeds, { pair, candleType, depth, history: 100 }).pipe(
  take2(count),
  tap(print),
  alongside(
    diagnostics$.pipe(
      tap((diagnostic) => process.stderr.write(`rx-bitbank: ${describeDiagnostic(diagnostic)}
`))
    )
  )
);
var watchCommand = {
  help,
  options: watchOptions,
  positions: ["pair"],
  run: (args) => defer(() => {
    const config = parseWatchConfig(args);
    const isLines = config.json || !canRedraw(process.stdout);
    const later = [];
    const tell = isLines ? notice : (text) => void later.push(text);
    const show = (data) => {
      const diagnostics$ = config.source.type === "replay" ? data.diagnostics$.pipe(filter2((diagnostic) => !isOwedToReplay(diagnostic))) : data.diagnostics$;
      const over$ = config.duration === void 0 ? NEVER : timer(config.duration);
      return isLines ? jsonLines$(data, diagnostics$, config).pipe(takeUntil(over$)) : watchScreen$(data, diagnostics$, size$(process.stdout), config).pipe(
        takeUntil(merge3(over$, leaves$(process.stdin))),
        showOn(process.stdout)
      );
    };
    return defer(() => import("./watch-client-4XWPREFM.js")).pipe(
      concatMap(({ withWatchClient }) => withWatchClient(config, tell, show)),
      finalize(() => later.forEach(notice))
    );
  })
};
export {
  watchCommand
};
//# sourceMappingURL=watch-KAUOAA5Y.js.map