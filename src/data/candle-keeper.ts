import type { Candle, CandleType } from '../model/candle';
import { closeTimeOf, openTimeOf } from '../model/candle-interval';
import type { Trade } from '../model/trade';
import { addTrade, emptyBar, firstBar, rollBar } from '../operators/bar';
import type { CandleRow } from '../parsing/candlestick';

/**
 * The bars of a pair, kept from REST's candles and live trades: a pure reducer.
 *
 * A bar that was not heard of whole, from its first trade to its last, is *doubtful*: the bar that was open when the
 * feed began, those that an outage touches, those that a late trade belongs to. Once over, a doubtful bar is read
 * again from REST instead of being closed as built.
 */

// ---------------------------------------------------------------------------------------------- model

export interface KeptCandles {
  readonly type: CandleType;
  /** The start of any interval, as REST shows it; `undefined` until REST has shown one. */
  readonly anchor: number | undefined;
  /** Trades that came before the history was read; `null` from then on. */
  readonly early: readonly Trade[] | null;
  readonly open: Candle | null;
  /** Are trades heard of? */
  readonly live: boolean;
  readonly doubtful: ReadonlySet<number>;
  /** Bars that are over, as built: they wait for REST. By open time. */
  readonly waiting: ReadonlyMap<number, Candle>;
  /** What the last input gives: candles to show, oldest first, and bars (by open time) to read from REST. */
  readonly show: readonly Candle[];
  readonly read: readonly number[];
}

export type CandleInput =
  | { readonly type: 'history'; readonly rows: readonly CandleRow[]; readonly venueTime: number }
  | { readonly type: 'trade'; readonly trade: Trade }
  | { readonly type: 'live' }
  | { readonly type: 'lost' }
  /** The venue's clock: every bar that ended by then is over. */
  | { readonly type: 'time'; readonly venueTime: number }
  /** REST's final rows of bars that were to be read. */
  | { readonly type: 'read'; readonly rows: readonly CandleRow[] }
  | { readonly type: 'unread'; readonly openTimes: readonly number[] };

export const noCandles = (type: CandleType): KeptCandles => ({
  type,
  anchor: undefined,
  early: [],
  open: null,
  live: false,
  doubtful: new Set(),
  waiting: new Map(),
  show: [],
  read: [],
});

// ---------------------------------------------------------------------------------------------- combinators

const toCandle = (row: CandleRow, closed: boolean): Candle => ({ ...row, closed });

/** REST's rows without a gap: where it has no row, the last close is carried. */
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

/** Goes on to the bar that is open at `venueTime`: what is over is shown closed, or read from REST where doubtful. */
const rollTo = (kept: KeptCandles, venueTime: number): KeptCandles => {
  if (kept.open === null || closeTimeOf(kept.type, kept.open.openTime) > venueTime) return kept;
  const { closed, open } = rollBar(kept.open, venueTime);
  const isDoubtful = ({ openTime }: Candle): boolean => !kept.live || kept.doubtful.has(openTime);
  const doubtful = closed.filter(isDoubtful);
  const rolled: KeptCandles = {
    ...kept,
    open,
    doubtful: kept.live ? new Set() : new Set([open.openTime]),
    waiting: new Map([...kept.waiting, ...doubtful.map((bar) => [bar.openTime, bar] as const)]),
    show: [...kept.show, ...closed.filter((bar) => !isDoubtful(bar)), open],
    read: [...kept.read, ...doubtful.map(({ openTime }) => openTime)],
  };
  return rolled;
};

const onTrade = (kept: KeptCandles, trade: Trade): KeptCandles => {
  if (kept.early !== null) return { ...kept, early: [...kept.early, trade] };
  const openTime = openTimeOf(kept.type, trade.timestamp, kept.anchor);
  if (kept.open === null) {
    const open = firstBar(kept.type, openTime, trade);
    return doubt(showing({ ...kept, open }, open));
  }
  // A late trade belongs to a bar that is over: only REST can tell the whole of it now.
  if (openTime < kept.open.openTime) return { ...kept, read: [...kept.read, openTime] };
  const rolled = rollTo(kept, trade.timestamp);
  const open = addTrade(rolled.open ?? kept.open, trade);
  return showing({ ...rolled, open }, open);
};

/** The last row is the bar that may still be open; trades that came meanwhile may be in it already, or not. */
const onHistory = (kept: KeptCandles, rows: readonly CandleRow[], venueTime: number): KeptCandles => {
  const candles = fillGaps(rows);
  const last = candles.at(-1);
  const early = kept.early ?? [];
  if (last === undefined) return early.reduce(onTrade, { ...kept, early: null });
  const open = { ...last, closed: false };
  const begun = doubt({
    ...kept,
    anchor: last.openTime,
    early: null,
    open,
    show: [...candles.slice(0, -1), open],
  });
  const rolled = doubt(rollTo({ ...begun, live: false }, venueTime));
  return early
    .filter((trade) => trade.timestamp >= (rolled.open?.openTime ?? 0))
    .reduce(onTrade, { ...rolled, live: kept.live });
};

const onRead = (kept: KeptCandles, rows: readonly CandleRow[]): KeptCandles => {
  const waiting = new Map(kept.waiting);
  for (const { openTime } of rows) waiting.delete(openTime);
  const read = showing({ ...kept, waiting }, ...rows.map((row) => toCandle(row, true)));
  const before = rows.at(-1);
  const { open } = kept;
  const carries =
    open?.volume === 0 && before !== undefined && closeTimeOf(kept.type, before.openTime) === open.openTime;
  if (!carries || open.close === before.close) return read;
  const carried = emptyBar(open, before.close);
  return showing({ ...read, open: carried }, carried);
};

/** What REST could not tell is shown as built; during an outage it waits for another try. */
const onUnread = (kept: KeptCandles, openTimes: readonly number[]): KeptCandles => {
  if (!kept.live) return kept;
  const waiting = new Map(kept.waiting);
  const built = openTimes.flatMap((openTime) => waiting.get(openTime) ?? []);
  for (const openTime of openTimes) waiting.delete(openTime);
  return showing({ ...kept, waiting }, ...built);
};

// ---------------------------------------------------------------------------------------------- reducer

export const keepCandles = (before: KeptCandles, input: CandleInput): KeptCandles => {
  const kept: KeptCandles = { ...before, show: [], read: [] };
  switch (input.type) {
    case 'history':
      return onHistory(kept, input.rows, input.venueTime);
    case 'trade':
      return onTrade(kept, input.trade);
    case 'live':
      return doubt({ ...kept, live: true, read: [...kept.waiting.keys()] });
    case 'lost':
      return doubt({ ...kept, live: false });
    case 'time':
      return kept.early === null ? rollTo(kept, input.venueTime) : kept;
    case 'read':
      return onRead(kept, input.rows);
    case 'unread':
      return onUnread(kept, input.openTimes);
  }
};

/** The newest `count` candles after an update, oldest first. */
export const upsertCandle =
  (count: number) =>
  (candles: readonly Candle[], candle: Candle): readonly Candle[] =>
    [...candles.filter(({ openTime }) => openTime !== candle.openTime), candle]
      .sort((a, b) => a.openTime - b.openTime)
      .slice(-count);
