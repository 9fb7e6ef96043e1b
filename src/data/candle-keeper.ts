import type { Candle, CandleType } from '../model/candle';
import { closeTimeOf, openTimeOf } from '../model/candle-interval';
import type { Trade } from '../model/trade';
import { addTrade, emptyBar, firstBar, rollBar } from '../operators/bar';
import type { CandleRow } from '../parsing/candlestick';

/**
 * A pure reducer that keeps the bars of a pair from REST's candles and live trades.
 *
 * A bar is *doubtful* if not all of its trades were received, from its first to its last: the bar that was open when
 * the feed began, those that an outage touches, and those to which a late trade belongs. Once over, a doubtful bar is
 * read again from REST instead of being closed as built. So is a bar that was closed before the outage was noticed.
 */

// ---------------------------------------------------------------------------------------------- model

export interface KeptCandles {
  readonly type: CandleType;
  /** The start of any interval, as REST shows it; `undefined` until REST has shown one. */
  readonly anchor: number | undefined;
  /** The latest trades that came before the history was read; `null` from then on. */
  readonly early: readonly Trade[] | null;
  readonly open: Candle | null;
  /** The open time of the first bar that was open here; `null` before. */
  readonly begun: number | null;
  /** The state of the trades: none received yet, live, or lost. */
  readonly trades: 'awaited' | 'live' | 'lost';
  readonly doubtful: ReadonlySet<number>;
  /**
   * Trades up to this time may be missing. Bars that began before it are doubtful, even if the feed did not notice the gap
   * because the machine slept.
   */
  readonly missingUntil: number;
  /** Bars that are over, as built, by open time. They wait for REST. */
  readonly waiting: ReadonlyMap<number, Candle>;
  /**
   * Bars that are not known from REST yet and that concern the bars after them, by open time. `built`: it was shown as built,
   * because REST did not have it in time. `after`: it follows such a bar, and may have carried its close.
   */
  readonly unproven: ReadonlyMap<number, 'built' | 'after'>;
  /** The result of the last input: candles to show, oldest first, and bars (by open time) to read from REST. */
  readonly show: readonly Candle[];
  readonly read: readonly number[];
}

export type CandleInput =
  | {
      readonly type: 'history';
      readonly rows: readonly CandleRow[];
      /**
       * The greatest number of bars from before `since`, counting those that were over then. All later bars are wanted.
       */
      readonly count: number;
      readonly since: number;
      /** REST's own time, if it is known. Its rows are complete for bars that were over by then. */
      readonly date: number | null;
      readonly venueTime: number;
    }
  | { readonly type: 'trade'; readonly trade: Trade; readonly late?: boolean }
  /** `gap`: trades from that time, or (`null`) from an unknown time, to another are missing. */
  | { readonly type: 'live'; readonly gap: { readonly from: number | null; readonly to: number } | null }
  | { readonly type: 'lost' }
  /** No trade will come any more: the recording is over. */
  | { readonly type: 'ended' }
  /** The venue's clock: every bar that ended by then is over. */
  | { readonly type: 'time'; readonly venueTime: number }
  /** The rows of REST for bars that were to be read, and that are over. */
  | { readonly type: 'read'; readonly openTimes: readonly number[]; readonly rows: readonly CandleRow[] }
  | { readonly type: 'unread'; readonly openTimes: readonly number[] };

/** The lifetime of REST's cache, ms. */
export const restCacheTime = 1_000;

/** The number of trades that are kept until the history is read, which takes seconds. */
const maxEarly = 10_000;

export const noCandles = (type: CandleType): KeptCandles => ({
  type,
  anchor: undefined,
  early: [],
  open: null,
  begun: null,
  trades: 'awaited',
  doubtful: new Set(),
  missingUntil: -Infinity,
  waiting: new Map(),
  unproven: new Map(),
  show: [],
  read: [],
});

// ---------------------------------------------------------------------------------------------- combinators

const toCandle = (row: CandleRow, closed: boolean): Candle => ({ ...row, closed });

/** Returns REST's rows without a gap. An interval without a row carries the last close. */
export const fillGaps = (rows: readonly CandleRow[]): readonly Candle[] => {
  const filled: Candle[] = [];
  for (const row of rows) {
    const before = filled.at(-1);
    if (before !== undefined) filled.push(...rollBar(before, row.openTime).closed.slice(1));
    filled.push(toCandle(row, true));
  }
  return filled;
};

const doubt = (kept: KeptCandles): KeptCandles =>
  kept.open === null ? kept : { ...kept, doubtful: new Set([...kept.doubtful, kept.open.openTime]) };

const showing = (kept: KeptCandles, ...candles: readonly Candle[]): KeptCandles => ({
  ...kept,
  show: [...kept.show, ...candles],
});

const showingOpen = (kept: KeptCandles, open: Candle): KeptCandles => showing({ ...kept, open }, open);

/**
 * Goes on to the bar that is open at `venueTime`. A finished bar is shown closed, or read from REST if it is doubtful.
 * The open bar is shown only while trades are live.
 */
const rollTo = (kept: KeptCandles, venueTime: number): KeptCandles => {
  if (kept.open === null || closeTimeOf(kept.type, kept.open.openTime) > venueTime) return kept;
  const { closed, open } = rollBar(kept.open, venueTime);
  const isLive = kept.trades === 'live';
  const isMissing = ({ openTime }: Candle): boolean => !isLive || openTime < kept.missingUntil;
  const isDoubtful = (bar: Candle): boolean => isMissing(bar) || kept.doubtful.has(bar.openTime);
  const doubtful = closed.filter(isDoubtful);
  return {
    ...kept,
    open,
    doubtful: new Set(isMissing(open) ? [open.openTime] : []),
    waiting: new Map([...kept.waiting, ...doubtful.map((bar) => [bar.openTime, bar] as const)]),
    show: [...kept.show, ...closed.filter((bar) => !isDoubtful(bar)), ...(isLive ? [open] : [])],
    read: [...kept.read, ...doubtful.map(({ openTime }) => openTime)],
  };
};

const onTrade = (kept: KeptCandles, trade: Trade, late = false): KeptCandles => {
  if (kept.early !== null) return { ...kept, early: [...kept.early, trade].slice(-maxEarly) };
  const openTime = openTimeOf(kept.type, trade.timestamp, kept.anchor);
  if (kept.open === null) {
    const open = firstBar(kept.type, openTime, trade);
    return doubt(showingOpen({ ...kept, begun: openTime }, open));
  }
  // A late trade belongs to a bar that is over. Only REST has the complete bar now.
  if (openTime < kept.open.openTime) return { ...kept, read: [...kept.read, openTime] };
  const rolled = rollTo(kept, trade.timestamp);
  const before = rolled.open ?? kept.open;
  // A trade out of its order shows neither the open nor the close.
  const added = addTrade(before, trade);
  const open = late ? { ...added, open: before.open, close: before.close } : added;
  const shown = showingOpen(rolled, open);
  return late ? doubt(shown) : shown;
};

const onTrades = (kept: KeptCandles, trades: readonly Trade[]): KeptCandles =>
  trades.reduce<KeptCandles>((before, trade) => onTrade(before, trade), kept);

const withoutHistory = (kept: KeptCandles): KeptCandles =>
  onTrades({ ...kept, early: null }, kept.early ?? []);

/** Selects the finished bars that the subscriber requested. */
const wanted = (
  past: readonly Candle[],
  { count, since }: Pick<Extract<CandleInput, { readonly type: 'history' }>, 'count' | 'since'>,
): readonly Candle[] => {
  const before = past.filter(({ type, openTime }) => closeTimeOf(type, openTime) <= since).length;
  return past.slice(Math.max(0, before - count));
};

/**
 * Takes in the history. The last row is the bar that may still be open, and it may or may not contain the trades that
 * came meanwhile. A later interval without a row of REST had no trade.
 */
const onHistory = (
  kept: KeptCandles,
  input: Extract<CandleInput, { readonly type: 'history' }>,
): KeptCandles => {
  const { rows, date, venueTime } = input;
  const early = kept.early ?? [];
  const candles = fillGaps(rows);
  const last = candles.at(-1);
  if (last === undefined) return withoutHistory(kept);
  const { closed, open } = rollBar({ ...last, closed: false }, (date ?? -Infinity) - restCacheTime);
  const past = [...candles.slice(0, -1), ...closed];
  const begun = doubt({
    ...kept,
    anchor: last.openTime,
    early: null,
    open,
    begun: last.openTime,
    show: [...wanted(past, input), open],
  });
  // Trades between REST's time and now were not received, so that bars are rolled as in an outage.
  const { trades } = kept;
  const withGap = doubt({ ...rollTo({ ...begun, trades: 'awaited' }, venueTime), trades });
  const isNext = withGap.open !== null && withGap.open !== begun.open;
  const rolled = isNext && trades === 'live' ? showing(withGap, withGap.open) : withGap;
  return onTrades(
    rolled,
    early.filter(({ timestamp }) => timestamp >= (rolled.open?.openTime ?? 0)),
  );
};

/**
 * Takes in history that comes after bars have begun without it, which concerns the bars before them. Nobody knows
 * whether the last row is final yet, unless REST's time shows it.
 */
const onLateHistory = (
  kept: KeptCandles,
  begun: number,
  input: Extract<CandleInput, { readonly type: 'history' }>,
): KeptCandles => {
  const { rows, date } = input;
  const candles = fillGaps(rows.filter(({ openTime }) => openTime < begun));
  const last = candles.at(-1);
  if (last === undefined) return kept;
  const past = wanted([...candles.slice(0, -1), ...rollBar({ ...last, closed: false }, begun).closed], input);
  const isFinal = ({ openTime }: Candle): boolean =>
    openTime < last.openTime || (date ?? -Infinity) >= closeTimeOf(kept.type, openTime) + restCacheTime;
  return {
    ...showing(kept, ...past.filter(isFinal)),
    read: past.filter((bar) => !isFinal(bar)).map(({ openTime }) => openTime),
  };
};

/** Gives a bar without a trade the close of the previous bar. */
const carry = (bar: Candle, before: Candle | undefined): Candle =>
  bar.volume === 0 && before !== undefined && closeTimeOf(bar.type, before.openTime) === bar.openTime
    ? { ...emptyBar(bar, before.close), closed: bar.closed }
    : bar;

/** The most bars that are remembered as unproven. */
const maxUnproven = 1_000;

/**
 * Takes in REST's rows, which are final. A bar without a row is shown as built. If REST has it later, the empty bars after it
 * have been shown with the wrong close, so that the next one is read too.
 */
const onRead = (kept: KeptCandles, openTimes: readonly number[], rows: readonly CandleRow[]): KeptCandles => {
  const rowOf = new Map(rows.map((row) => [row.openTime, row]));
  const waiting = new Map(kept.waiting);
  const unproven = new Map(kept.unproven);
  const read: number[] = [];
  const closed: Candle[] = [];
  const readNext = (openTime: number, volume: number | null): void => {
    const why = unproven.get(openTime);
    if (why === undefined) return;
    unproven.delete(openTime);
    const next = closeTimeOf(kept.type, openTime);
    const isOver = kept.open !== null && next < kept.open.openTime;
    // One of these is being read already.
    const isBeingRead = openTimes.includes(next) || unproven.has(next) || waiting.has(next);
    if (!isOver || isBeingRead || (why === 'after' && volume !== 0)) return;
    unproven.set(next, 'after');
    read.push(next);
  };
  for (const openTime of [...openTimes].sort((a, b) => a - b)) {
    const row = rowOf.get(openTime);
    const built = waiting.get(openTime);
    if (row !== undefined) {
      closed.push(toCandle(row, true));
      readNext(openTime, row.volume);
    } else if (built !== undefined) {
      closed.push(carry(built, closed.at(-1)));
      unproven.set(openTime, 'built');
    }
    waiting.delete(openTime);
  }
  const known = {
    ...kept,
    waiting,
    unproven: new Map([...unproven].slice(-maxUnproven)),
    read: [...kept.read, ...read],
  };
  const shown = showing(known, ...closed);
  if (kept.open === null) return shown;
  const open = carry(kept.open, closed.at(-1));
  if (open.close === kept.open.close) return shown;
  return kept.trades === 'live' ? showingOpen(shown, open) : { ...shown, open };
};

/**
 * Returns the bars that were closed although trades since `from` are missing, by open time, because a dead link is
 * noticed late.
 */
const closedSince = ({ type, anchor, begun, open }: KeptCandles, from: number | null): readonly number[] => {
  if (begun === null || open === null) return [];
  const openTimes: number[] = [];
  const first = from === null ? begun : Math.max(begun, openTimeOf(type, from, anchor));
  for (let at = first; at < open.openTime; at = closeTimeOf(type, at)) openTimes.push(at);
  return openTimes;
};

/** Goes live again after an outage: shows the open bar again, and reads the bars again that could not be read. */
const onLive = (
  kept: KeptCandles,
  gap: Extract<CandleInput, { readonly type: 'live' }>['gap'],
): KeptCandles => {
  const closed = gap === null ? [] : closedSince(kept, gap.from);
  const read = [...new Set([...kept.waiting.keys(), ...closed])];
  const live = doubt({ ...kept, trades: 'live', missingUntil: gap?.to ?? kept.missingUntil, read });
  return kept.trades === 'lost' && live.open !== null ? showing(live, live.open) : live;
};

// ---------------------------------------------------------------------------------------------- reducer

export const keepCandles = (before: KeptCandles, input: CandleInput): KeptCandles => {
  const kept: KeptCandles = { ...before, show: [], read: [] };
  switch (input.type) {
    case 'history':
      return kept.early === null && kept.begun !== null
        ? onLateHistory(kept, kept.begun, input)
        : onHistory(kept, input);
    case 'trade':
      return onTrade(kept, input.trade, input.late);
    case 'live':
      return onLive(kept, input.gap);
    case 'lost':
      return { ...kept, trades: 'lost' };
    case 'ended':
      // A recording may end before REST has refused the history.
      return kept.early === null ? kept : withoutHistory(kept);
    case 'time':
      return kept.early === null ? rollTo(kept, input.venueTime) : kept;
    case 'read':
      return onRead(kept, input.openTimes, input.rows);
    case 'unread':
      // During an outage the bars wait for the next read.
      return kept.trades === 'live' ? onRead(kept, input.openTimes, []) : kept;
  }
};

/** Returns the newest `count` candles after an update, oldest first. */
export const upsertCandle =
  (count: number) =>
  (candles: readonly Candle[], candle: Candle): readonly Candle[] =>
    [...candles.filter(({ openTime }) => openTime !== candle.openTime), candle]
      .sort((a, b) => a.openTime - b.openTime)
      .slice(-count);
