import {
  addTrade,
  emptyBar,
  firstBar,
  rollBar
} from "./chunk-NOLZXJ3J.js";
import {
  closeTimeOf,
  openTimeOf
} from "./chunk-TYI3HCJN.js";

// src/data/candle-keeper.ts
var restCacheTime = 1e3;
var maxEarly = 1e4;
var noCandles = (type) => ({
  type,
  anchor: void 0,
  early: [],
  open: null,
  begun: null,
  trades: "awaited",
  doubtful: /* @__PURE__ */ new Set(),
  unheardTo: -Infinity,
  waiting: /* @__PURE__ */ new Map(),
  show: [],
  read: []
});
var toCandle = (row, closed) => ({ ...row, closed });
var fillGaps = (rows) => {
  const filled = [];
  for (const row of rows) {
    const before = filled.at(-1);
    if (before !== void 0) filled.push(...rollBar(before, row.openTime).closed.slice(1));
    filled.push(toCandle(row, true));
  }
  return filled;
};
var doubt = (kept) => kept.open === null ? kept : { ...kept, doubtful: /* @__PURE__ */ new Set([...kept.doubtful, kept.open.openTime]) };
var showing = (kept, ...candles) => ({
  ...kept,
  show: [...kept.show, ...candles]
});
var showingOpen = (kept, open) => showing({ ...kept, open }, open);
var rollTo = (kept, venueTime) => {
  if (kept.open === null || closeTimeOf(kept.type, kept.open.openTime) > venueTime) return kept;
  const { closed, open } = rollBar(kept.open, venueTime);
  const isLive = kept.trades === "live";
  const isUnheard = ({ openTime }) => !isLive || openTime < kept.unheardTo;
  const isDoubtful = (bar) => isUnheard(bar) || kept.doubtful.has(bar.openTime);
  const doubtful = closed.filter(isDoubtful);
  return {
    ...kept,
    open,
    doubtful: new Set(isUnheard(open) ? [open.openTime] : []),
    waiting: new Map([...kept.waiting, ...doubtful.map((bar) => [bar.openTime, bar])]),
    show: [...kept.show, ...closed.filter((bar) => !isDoubtful(bar)), ...isLive ? [open] : []],
    read: [...kept.read, ...doubtful.map(({ openTime }) => openTime)]
  };
};
var onTrade = (kept, trade, late = false) => {
  if (kept.early !== null) return { ...kept, early: [...kept.early, trade].slice(-maxEarly) };
  const openTime = openTimeOf(kept.type, trade.timestamp, kept.anchor);
  if (kept.open === null) {
    const open2 = firstBar(kept.type, openTime, trade);
    return doubt(showingOpen({ ...kept, begun: openTime }, open2));
  }
  if (openTime < kept.open.openTime) return { ...kept, read: [...kept.read, openTime] };
  const rolled = rollTo(kept, trade.timestamp);
  const before = rolled.open ?? kept.open;
  const added = addTrade(before, trade);
  const open = late ? { ...added, open: before.open, close: before.close } : added;
  const shown = showingOpen(rolled, open);
  return late ? doubt(shown) : shown;
};
var onTrades = (kept, trades) => trades.reduce((before, trade) => onTrade(before, trade), kept);
var withoutHistory = (kept) => onTrades({ ...kept, early: null }, kept.early ?? []);
var wanted = (past, { count, since }) => {
  const before = past.filter(({ type, openTime }) => closeTimeOf(type, openTime) <= since).length;
  return past.slice(Math.max(0, before - count));
};
var onHistory = (kept, input) => {
  const { rows, date, venueTime } = input;
  const early = kept.early ?? [];
  const candles = fillGaps(rows);
  const last = candles.at(-1);
  if (last === void 0) return withoutHistory(kept);
  const { closed, open } = rollBar({ ...last, closed: false }, (date ?? -Infinity) - restCacheTime);
  const past = [...candles.slice(0, -1), ...closed];
  const begun = doubt({
    ...kept,
    anchor: last.openTime,
    early: null,
    open,
    begun: last.openTime,
    show: [...wanted(past, input), open]
  });
  const { trades } = kept;
  const unheard = doubt({ ...rollTo({ ...begun, trades: "awaited" }, venueTime), trades });
  const isNext = unheard.open !== null && unheard.open !== begun.open;
  const rolled = isNext && trades === "live" ? showing(unheard, unheard.open) : unheard;
  return onTrades(
    rolled,
    early.filter(({ timestamp }) => timestamp >= (rolled.open?.openTime ?? 0))
  );
};
var onLateHistory = (kept, begun, input) => {
  const { rows, date } = input;
  const candles = fillGaps(rows.filter(({ openTime }) => openTime < begun));
  const last = candles.at(-1);
  if (last === void 0) return kept;
  const past = wanted([...candles.slice(0, -1), ...rollBar({ ...last, closed: false }, begun).closed], input);
  const isFinal = ({ openTime }) => openTime < last.openTime || (date ?? -Infinity) >= closeTimeOf(kept.type, openTime) + restCacheTime;
  return {
    ...showing(kept, ...past.filter(isFinal)),
    read: past.filter((bar) => !isFinal(bar)).map(({ openTime }) => openTime)
  };
};
var carry = (bar, before) => bar.volume === 0 && before !== void 0 && closeTimeOf(bar.type, before.openTime) === bar.openTime ? { ...emptyBar(bar, before.close), closed: bar.closed } : bar;
var onRead = (kept, openTimes, rows) => {
  const rowOf = new Map(rows.map((row) => [row.openTime, row]));
  const waiting = new Map(kept.waiting);
  const closed = [];
  for (const openTime of [...openTimes].sort((a, b) => a - b)) {
    const row = rowOf.get(openTime);
    const built = waiting.get(openTime);
    if (row !== void 0) closed.push(toCandle(row, true));
    else if (built !== void 0) closed.push(carry(built, closed.at(-1)));
    waiting.delete(openTime);
  }
  const read = showing({ ...kept, waiting }, ...closed);
  if (kept.open === null) return read;
  const open = carry(kept.open, closed.at(-1));
  if (open.close === kept.open.close) return read;
  return kept.trades === "live" ? showingOpen(read, open) : { ...read, open };
};
var closedSince = ({ type, anchor, begun, open }, from) => {
  if (begun === null || open === null) return [];
  const openTimes = [];
  const first = from === null ? begun : Math.max(begun, openTimeOf(type, from, anchor));
  for (let at = first; at < open.openTime; at = closeTimeOf(type, at)) openTimes.push(at);
  return openTimes;
};
var onLive = (kept, gap) => {
  const closed = gap === null ? [] : closedSince(kept, gap.from);
  const read = [.../* @__PURE__ */ new Set([...kept.waiting.keys(), ...closed])];
  const live = doubt({ ...kept, trades: "live", unheardTo: gap?.to ?? kept.unheardTo, read });
  return kept.trades === "lost" && live.open !== null ? showing(live, live.open) : live;
};
var keepCandles = (before, input) => {
  const kept = { ...before, show: [], read: [] };
  switch (input.type) {
    case "history":
      return kept.early === null && kept.begun !== null ? onLateHistory(kept, kept.begun, input) : onHistory(kept, input);
    case "trade":
      return onTrade(kept, input.trade, input.late);
    case "live":
      return onLive(kept, input.gap);
    case "lost":
      return { ...kept, trades: "lost" };
    case "ended":
      return kept.early === null ? kept : withoutHistory(kept);
    case "time":
      return kept.early === null ? rollTo(kept, input.venueTime) : kept;
    case "read":
      return onRead(kept, input.openTimes, input.rows);
    case "unread":
      return kept.trades === "live" ? onRead(kept, input.openTimes, []) : kept;
  }
};
var upsertCandle = (count) => (candles, candle) => [...candles.filter(({ openTime }) => openTime !== candle.openTime), candle].sort((a, b) => a.openTime - b.openTime).slice(-count);

export {
  restCacheTime,
  noCandles,
  fillGaps,
  keepCandles,
  upsertCandle
};
//# sourceMappingURL=chunk-EZW344RF.js.map