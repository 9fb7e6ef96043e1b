import { minutesPerDay } from './time-of-day';

/** The minutes of a day. Prices are in ticks, volumes in lots. A minute without trades carries the last close. */
export interface DayBars {
  readonly open: Float64Array;
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly close: Float64Array;
  readonly volume: Float64Array;
  readonly trades: Uint32Array;
}

/** One bar. Prices are in ticks, the volume in lots. */
export interface Bar {
  readonly openTime: number;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volume: number;
}

export const emptyDay = (): DayBars => ({
  open: new Float64Array(minutesPerDay),
  high: new Float64Array(minutesPerDay),
  low: new Float64Array(minutesPerDay),
  close: new Float64Array(minutesPerDay),
  volume: new Float64Array(minutesPerDay),
  trades: new Uint32Array(minutesPerDay),
});

/** Fills a minute without trades. */
export const carryClose = (bars: DayBars, index: number, close: number): void => {
  bars.open[index] = bars.high[index] = bars.low[index] = bars.close[index] = close;
};

/** Returns the bar of the minutes from `from` up to, but not including, `to` of a day. */
export const barOf = (bars: DayBars, openTime: number, from: number, to: number): Bar => {
  let high = -Infinity;
  let low = Infinity;
  let volume = 0;
  for (let i = from; i < to; i++) {
    high = Math.max(high, bars.high[i] ?? high);
    low = Math.min(low, bars.low[i] ?? low);
    volume += bars.volume[i] ?? 0;
  }
  return { openTime, open: bars.open[from] ?? 0, high, low, close: bars.close[to - 1] ?? 0, volume };
};

/** Joins consecutive bars into one. */
export const joinBars = (bars: readonly Bar[], openTime: number): Bar | undefined => {
  const [first] = bars;
  const last = bars.at(-1);
  if (!first || !last) return undefined;
  return {
    openTime,
    open: first.open,
    high: Math.max(...bars.map(({ high }) => high)),
    low: Math.min(...bars.map(({ low }) => low)),
    close: last.close,
    volume: bars.reduce((sum, { volume }) => sum + volume, 0),
  };
};
