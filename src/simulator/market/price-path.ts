import { randomOf } from './random';

export const minute = 60_000;
export const day = 86_400_000;
export const minutesPerDay = 1_440;

/** Where the history of every pair begins. */
export const historyStart = Date.UTC(2018, 0, 1);

const dayOf = (time: number): number => Math.floor(time / day);
const firstDay = dayOf(historyStart);

/** What a day keeps of the distance from the long-term level: it takes most of a year to come back. */
const memoryPerDay = 0.997;
const volatilityMemoryPerDay = 0.9;
const volatilityMemoryPerMinute = 0.97;
const stepsPerMinute = 10;

/** Trading is liveliest in the evening of Japan and calmest before dawn: 1 on average over the day. */
export const liveliness = (minuteOfDay: number): number =>
  1 + 0.35 * Math.sin((2 * Math.PI * (minuteOfDay - 480)) / minutesPerDay);

/**
 * What a pair is worth at any time: history and live market follow the same path, a pure function of seed and time.
 * Returns cluster: calm and wild days alternate, and so do calm and wild minutes.
 */
export interface PricePath {
  /** Quote currency. */
  readonly at: (time: number) => number;
  /** At the start of each minute of a day (days since 1970), and at the day's end: 1,441 prices. */
  readonly ofDay: (dayNumber: number) => Float64Array;
}

export interface PricePathOptions {
  readonly seed: number;
  readonly pair: string;
  /** The price is this one at that moment. */
  readonly anchor: { readonly time: number; readonly price: number };
  /** Standard deviation of a day's return; zero: the price never moves. */
  readonly volatility: number;
}

export const pricePath = ({ seed, pair, anchor, volatility }: PricePathOptions): PricePath => {
  // Logarithms relative to some level; the anchor fixes which.
  const dayStarts: number[] = [0];
  const dayVolatilities: number[] = [];
  const daily = randomOf(seed, pair, 'days');
  let mood = 0;

  const dayStart = (dayNumber: number): number => {
    const index = Math.max(0, dayNumber - firstDay);
    while (dayStarts.length <= index) {
      mood = volatilityMemoryPerDay * mood + 0.15 * daily.normal();
      const today = volatility * Math.exp(mood - 0.06);
      dayVolatilities.push(today);
      dayStarts.push(memoryPerDay * (dayStarts.at(-1) ?? 0) + today * daily.normal());
    }
    return dayStarts[index] ?? 0;
  };

  /** A random walk through the day, bent so that it ends where the next day starts. */
  const walk = (dayNumber: number): Float64Array => {
    const start = dayStart(dayNumber);
    const end = dayStart(dayNumber + 1);
    const random = randomOf(seed, pair, 'minutes', dayNumber);
    const step = (dayVolatilities[dayNumber - firstDay] ?? volatility) / Math.sqrt(minutesPerDay);
    const path = new Float64Array(minutesPerDay + 1);
    const variance = new Float64Array(minutesPerDay + 1);
    let stir = 0;
    for (let i = 0; i < minutesPerDay; i++) {
      stir = volatilityMemoryPerMinute * stir + 0.12 * random.normal();
      const size = step * liveliness(i) * Math.exp(stir - 0.12);
      path[i + 1] = (path[i] ?? 0) + size * random.normal();
      variance[i + 1] = (variance[i] ?? 0) + size * size;
    }
    const missing = end - start - (path[minutesPerDay] ?? 0);
    const whole = variance[minutesPerDay] || 1;
    for (let i = 0; i <= minutesPerDay; i++)
      path[i] = start + (path[i] ?? 0) + (missing * (variance[i] ?? 0)) / whole;
    return path;
  };

  const kept = new Map<number, Float64Array>();
  const walkOf = (dayNumber: number): Float64Array => {
    const known = kept.get(dayNumber);
    if (known) return known;
    if (kept.size >= 2) kept.delete(kept.keys().next().value ?? 0);
    const path = walk(dayNumber);
    kept.set(dayNumber, path);
    return path;
  };

  let steps = { minute: NaN, offsets: new Float64Array(stepsPerMinute + 1) };
  /** How far the price wanders between two minutes, as a share of a minute's typical step. */
  const withinMinute = (minuteNumber: number): Float64Array => {
    if (steps.minute === minuteNumber) return steps.offsets;
    const random = randomOf(seed, pair, 'seconds', minuteNumber);
    const offsets = new Float64Array(stepsPerMinute + 1);
    for (let i = 1; i <= stepsPerMinute; i++)
      offsets[i] = (offsets[i - 1] ?? 0) + random.normal() / Math.sqrt(stepsPerMinute);
    const end = offsets[stepsPerMinute] ?? 0;
    for (let i = 1; i <= stepsPerMinute; i++) offsets[i] = (offsets[i] ?? 0) - (end * i) / stepsPerMinute;
    steps = { minute: minuteNumber, offsets };
    return offsets;
  };

  const between = (points: Float64Array, position: number): number => {
    const index = Math.floor(position);
    const from = points[index] ?? 0;
    const to = points[index + 1] ?? from;
    return from + (to - from) * (position - index);
  };

  const logAt = (time: number): number => {
    if (volatility === 0) return 0;
    const dayNumber = dayOf(time);
    const minutes = (time - dayNumber * day) / minute;
    const offsets = withinMinute(Math.floor(time / minute));
    const typicalStep = volatility / Math.sqrt(minutesPerDay);
    return (
      between(walkOf(dayNumber), minutes) +
      typicalStep * between(offsets, (minutes - Math.floor(minutes)) * stepsPerMinute)
    );
  };

  const level = Math.log(anchor.price) - logAt(anchor.time);

  return {
    at: (time) => Math.exp(level + logAt(time)),
    ofDay: (dayNumber) =>
      volatility === 0
        ? new Float64Array(minutesPerDay + 1).fill(anchor.price)
        : walk(dayNumber).map((log) => Math.exp(level + log)),
  };
};
