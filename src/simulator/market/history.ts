import type { CandleType } from '../../model/candle';
import { type Bar, barOf, type DayBars, joinBars } from './bars';
import { candleStart, isIntraday, nextCandleStart } from './candle-calendar';
import { type BarTrade, createLiveBars, type LiveBars } from './live-bars';
import { day, dayOf, historyStart, minute, minutesPerDay } from './time-of-day';

/** Minutes of a bar from which the longer candles are made. */
const cell = 240;

/** The number of days of the simulation that keep their minutes. Older days keep only the bars of 4 hours. */
const liveDays = 14;
const madeUpDays = 3;
const daysOfCells = 800;

/** The 24 hours before a moment, and the minute of the moment. Prices are in ticks, the volume in lots. */
type DaySummary = Omit<Bar, 'openTime'>;

/**
 * The bars of a pair: made up until the start of the simulation, and from its trades afterwards. Bars are only made on
 * request.
 */
export interface History {
  readonly add: (trade: BarTrade) => void;
  /** Returns candles, oldest first, the open one last; `undefined` where the venue has nothing. */
  readonly candles: (
    type: CandleType,
    period: readonly [start: number, end: number],
    now: number,
  ) => readonly Bar[] | undefined;
  /**
   * Makes the days that these candles need, one per step. Making all of them in one step would stop the venue for a while.
   */
  readonly steps: (
    type: CandleType,
    period: readonly [start: number, end: number],
    now: number,
  ) => Iterable<void>;
  readonly summary: (now: number) => DaySummary;
  /** Returns the last price in ticks. */
  readonly lastPrice: () => number;
  /** Returns the made-up minutes of a day. The minutes from the start of the simulation on are empty. */
  readonly madeUp: (dayNumber: number) => DayBars | undefined;
}

/** Remembers the latest results of a function. */
const remember = <T>(limit: number, make: (key: number) => T): ((key: number) => T) => {
  const known = new Map<number, T>();
  return (key) => {
    const value = known.get(key) ?? make(key);
    known.set(key, value);
    const [oldest] = known.keys();
    if (known.size > limit && oldest !== undefined) known.delete(oldest);
    return value;
  };
};

/** Returns the bars of 4 hours of a day's first minutes. */
const cellsOf = (dayNumber: number, bars: DayBars, minutes: number): readonly Bar[] =>
  Array.from({ length: Math.ceil(minutes / cell) }, (_, i) =>
    barOf(bars, dayNumber * day + i * cell * minute, i * cell, Math.min((i + 1) * cell, minutes)),
  );

export const createHistory = (makeUp: (dayNumber: number) => DayBars, start: number): History => {
  const firstDay = dayOf(historyStart);
  const startDay = dayOf(start);
  const startIndex = Math.floor(start / minute) % minutesPerDay;
  const forgotten = new Map<number, readonly Bar[]>();

  /** Returns the made-up part of the day on which the simulation starts. */
  const untilStart = (): DayBars => {
    const bars = makeUp(startDay);
    bars.volume.fill(0, startIndex);
    bars.trades.fill(0, startIndex);
    return bars;
  };

  const madeUpDay = remember(madeUpDays, (dayNumber) =>
    dayNumber === startDay ? untilStart() : makeUp(dayNumber),
  );
  const madeUpCells = remember(daysOfCells, (dayNumber) =>
    cellsOf(dayNumber, makeUp(dayNumber), minutesPerDay),
  );

  const startLive = (): LiveBars => {
    const before = untilStart();
    const lastClose =
      startIndex > 0 ? before.close[startIndex - 1] : madeUpDay(startDay - 1).close[minutesPerDay - 1];
    return createLiveBars({
      start,
      before,
      lastClose: lastClose ?? 0,
      days: liveDays,
      onForget: (dayNumber, bars) => forgotten.set(dayNumber, cellsOf(dayNumber, bars, minutesPerDay)),
    });
  };
  let started: LiveBars | undefined;
  const live = (): LiveBars => (started ??= startLive());

  /** Returns how many minutes of a day have begun. */
  const begun = (dayNumber: number, now: number): number =>
    Math.min(minutesPerDay, Math.floor((now - dayNumber * day) / minute) + 1);

  const barsOfDay = (dayNumber: number, now: number): DayBars | undefined =>
    dayNumber < startDay ? madeUpDay(dayNumber) : live().day(dayNumber, now);

  const cellsOfDay = (dayNumber: number, now: number): readonly Bar[] => {
    if (dayNumber < startDay) return madeUpCells(dayNumber);
    const bars = live().day(dayNumber, now);
    return bars ? cellsOf(dayNumber, bars, begun(dayNumber, now)) : (forgotten.get(dayNumber) ?? []);
  };

  const intraday = (type: CandleType, from: number, now: number): readonly Bar[] | undefined => {
    const dayNumber = dayOf(from);
    const bars = barsOfDay(dayNumber, now);
    const minutes = begun(dayNumber, now);
    const step = (nextCandleStart(type, from) - from) / minute;
    return (
      bars &&
      Array.from({ length: Math.ceil(minutes / step) }, (_, i) =>
        barOf(bars, from + i * step * minute, i * step, Math.min((i + 1) * step, minutes)),
      )
    );
  };

  const longer = (type: CandleType, from: number, end: number, now: number): readonly Bar[] => {
    const first = candleStart(type, from);
    const candles: Bar[] = [];
    for (let open = first < from ? nextCandleStart(type, first) : first; open < end && open <= now;) {
      const next = nextCandleStart(type, open);
      const cells: Bar[] = [];
      for (let dayNumber = dayOf(open); dayNumber * day < next && dayNumber * day <= now; dayNumber++)
        if (dayNumber >= firstDay) cells.push(...cellsOfDay(dayNumber, now));
      const bar = joinBars(
        cells.filter(({ openTime }) => openTime >= open && openTime < next),
        open,
      );
      if (bar) candles.push(bar);
      open = next;
    }
    return candles;
  };

  function* steps(
    type: CandleType,
    [from, end]: readonly [start: number, end: number],
    now: number,
  ): Generator<void> {
    if (isIntraday(type)) return;
    const last = Math.min(dayOf(end - 1), dayOf(now));
    for (let dayNumber = Math.max(firstDay, dayOf(candleStart(type, from))); dayNumber <= last; dayNumber++) {
      cellsOfDay(dayNumber, now);
      yield;
    }
  }

  /** Returns the summary of the 1,440 minutes before the one that is under way. */
  const closedSummary = (minuteNumber: number, now: number): DaySummary => {
    const dayNumber = Math.floor(minuteNumber / minutesPerDay);
    const index = minuteNumber % minutesPerDay;
    const parts = [
      { bars: barsOfDay(dayNumber - 1, now), from: index, to: minutesPerDay },
      { bars: barsOfDay(dayNumber, now), from: 0, to: index },
    ];
    const joined = joinBars(
      parts.flatMap(({ bars, from, to }) => (bars && from < to ? [barOf(bars, 0, from, to)] : [])),
      0,
    );
    const last = live().lastClose();
    return joined ?? { open: last, high: last, low: last, close: last, volume: 0 };
  };
  let latestSummary: { readonly minuteNumber: number; readonly summary: DaySummary } | undefined;

  return {
    add: (trade) => live().add(trade),
    candles: (type, [from, end], now) => {
      if (from > now || end <= historyStart) return undefined;
      return isIntraday(type) ? intraday(type, from, now) : longer(type, from, end, now);
    },
    steps,
    summary: (now) => {
      const minuteNumber = Math.floor(now / minute);
      if (latestSummary?.minuteNumber !== minuteNumber)
        latestSummary = { minuteNumber, summary: closedSummary(minuteNumber, now) };
      const closed = latestSummary.summary;
      const today = live().day(dayOf(now), now);
      const index = minuteNumber % minutesPerDay;
      const current = today && barOf(today, 0, index, index + 1);
      return current
        ? {
            open: closed.open,
            high: Math.max(closed.high, current.high),
            low: Math.min(closed.low, current.low),
            close: current.close,
            volume: closed.volume + current.volume,
          }
        : closed;
    },
    lastPrice: () => live().lastClose(),
    madeUp: (dayNumber) => (dayNumber < firstDay || dayNumber > startDay ? undefined : madeUpDay(dayNumber)),
  };
};
