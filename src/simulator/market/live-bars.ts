import { carryClose, type DayBars, emptyDay } from './bars';
import { minute, minutesPerDay } from './time-of-day';

export interface BarTrade {
  /** The price in ticks. */
  readonly price: number;
  /** The amount in lots. */
  readonly amount: bigint;
  readonly executedAt: number;
}

/** Bars that grow with the trades of the simulation. */
export interface LiveBars {
  readonly add: (trade: BarTrade) => void;
  /**
   * Returns the minutes of a day as of now; `undefined` for days before the start, and for days that are no longer kept.
   */
  readonly day: (dayNumber: number, now: number) => DayBars | undefined;
  readonly lastClose: () => number;
}

export interface LiveBarsOptions {
  /** The start of the simulation. From this minute on there are only real trades. */
  readonly start: number;
  /** The bars of the start's day before the start, including the close at the start. */
  readonly before: DayBars;
  readonly lastClose: number;
  /** The number of days to keep. */
  readonly days: number;
  /** Runs with each day that is no longer kept. */
  readonly onForget: (dayNumber: number, bars: DayBars) => void;
}

export const createLiveBars = ({ start, before, lastClose, days, onForget }: LiveBarsOptions): LiveBars => {
  const startMinute = Math.floor(start / minute);
  const kept = new Map([[Math.floor(startMinute / minutesPerDay), before]]);
  let close = lastClose;
  let filled = startMinute - 1;

  const dayOfMinute = (minuteNumber: number): DayBars => {
    const dayNumber = Math.floor(minuteNumber / minutesPerDay);
    const known = kept.get(dayNumber);
    if (known) return known;
    const bars = emptyDay();
    kept.set(dayNumber, bars);
    for (const [number, old] of kept) {
      if (number > dayNumber - days) break;
      kept.delete(number);
      onForget(number, old);
    }
    return bars;
  };

  /** Fills the minutes without a trade: they carry the last close. */
  const fillTo = (minuteNumber: number): void => {
    for (; filled < minuteNumber; filled++)
      carryClose(dayOfMinute(filled + 1), (filled + 1) % minutesPerDay, close);
  };

  return {
    add: ({ price, amount, executedAt }) => {
      const minuteNumber = Math.floor(executedAt / minute);
      fillTo(minuteNumber);
      const bars = dayOfMinute(minuteNumber);
      const index = minuteNumber % minutesPerDay;
      if (bars.trades[index] === 0) carryClose(bars, index, price);
      bars.high[index] = Math.max(bars.high[index] ?? price, price);
      bars.low[index] = Math.min(bars.low[index] ?? price, price);
      bars.close[index] = price;
      bars.volume[index] = (bars.volume[index] ?? 0) + Number(amount);
      bars.trades[index] = (bars.trades[index] ?? 0) + 1;
      close = price;
    },
    day: (dayNumber, now) => {
      fillTo(Math.floor(now / minute));
      return kept.get(dayNumber);
    },
    lastClose: () => close,
  };
};
