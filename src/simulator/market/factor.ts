import type { Clustering } from './clustering';
import { randomOf } from './random';
import { day, dayOf, historyStart, minute, minutesPerDay } from './time-of-day';

/**
 * The share of the distance from the long-term level that a day keeps. Half of the distance is gone after six weeks.
 */
const memoryPerDay = 0.985;
const stepsPerMinute = 10;
const firstDay = dayOf(historyStart);

/** The average size of a jump, in multiples of a minute's typical step. */
const jumpSize = 5;

/**
 * A factor of prices: the whole market, a sector, or a pair alone. It is a pure function of seed, name and time. Values
 * are logarithms, in units of one day's standard deviation, and return to zero within some months.
 */
export interface Factor {
  readonly at: (time: number) => number;
  /** Returns the values at the start of each minute of a day (days since 1970), and at the day's end: 1,441 values. */
  readonly ofDay: (dayNumber: number) => Float64Array;
}

export interface FactorOptions {
  readonly seed: number;
  readonly name: string;
  /** The times of large and small moves. */
  readonly clustering: Clustering;
  /** The average number of jumps per day. */
  readonly jumpsPerDay: number;
  /** The number of days that are kept. A factor that many pairs share keeps more. */
  readonly keptDays: number;
}

const between = (points: Float64Array, position: number): number => {
  const index = Math.floor(position);
  const from = points[index] ?? 0;
  const to = points[index + 1] ?? from;
  return from + (to - from) * (position - index);
};

export const createFactor = ({ seed, name, clustering, jumpsPerDay, keptDays }: FactorOptions): Factor => {
  const dayStarts: number[] = [0];
  const daily = randomOf(seed, name, 'days');

  const dayStart = (dayNumber: number): number => {
    const index = Math.max(0, dayNumber - firstDay);
    while (dayStarts.length <= index) {
      const today = clustering.ofDay(firstDay + dayStarts.length - 1);
      dayStarts.push(memoryPerDay * (dayStarts.at(-1) ?? 0) + today * daily.normal());
    }
    return dayStarts[index] ?? 0;
  };

  /** Makes a random walk through the day, bent so that it ends where the next day starts. */
  const walk = (dayNumber: number): Float64Array => {
    const start = dayStart(dayNumber);
    const end = dayStart(dayNumber + 1);
    const random = randomOf(seed, name, 'minutes', dayNumber);
    const sizes = clustering.ofMinutes(dayNumber);
    const path = new Float64Array(minutesPerDay + 1);
    const variance = new Float64Array(minutesPerDay + 1);
    let [value, spread] = [0, 0];
    for (let i = 0; i < minutesPerDay; i++) {
      const calm = sizes[i] ?? 0;
      const size = jumpsPerDay > 0 && random.next() < jumpsPerDay / minutesPerDay ? jumpSize * calm : calm;
      value += size * random.normal();
      spread += size * size;
      path[i + 1] = value;
      variance[i + 1] = spread;
    }
    const missing = (end - start - value) / (spread || 1);
    for (let i = 0; i <= minutesPerDay; i++) path[i] = start + (path[i] ?? 0) + missing * (variance[i] ?? 0);
    return path;
  };

  const kept = new Map<number, Float64Array>();
  const ofDay = (dayNumber: number): Float64Array => {
    const known = kept.get(dayNumber);
    if (known) return known;
    if (kept.size >= keptDays) kept.delete(kept.keys().next().value ?? 0);
    const path = walk(dayNumber);
    kept.set(dayNumber, path);
    return path;
  };

  let steps = { minute: NaN, offsets: new Float64Array(stepsPerMinute + 1) };
  /** Makes the walk of the value between two minutes, as a share of a minute's typical step. */
  const withinMinute = (minuteNumber: number): Float64Array => {
    if (steps.minute === minuteNumber) return steps.offsets;
    const random = randomOf(seed, name, 'seconds', minuteNumber);
    const offsets = new Float64Array(stepsPerMinute + 1);
    for (let i = 1; i <= stepsPerMinute; i++)
      offsets[i] = (offsets[i - 1] ?? 0) + random.normal() / Math.sqrt(stepsPerMinute);
    const end = offsets[stepsPerMinute] ?? 0;
    for (let i = 1; i <= stepsPerMinute; i++) offsets[i] = (offsets[i] ?? 0) - (end * i) / stepsPerMinute;
    steps = { minute: minuteNumber, offsets };
    return offsets;
  };

  return {
    at: (time) => {
      const dayNumber = dayOf(time);
      const minutes = (time - dayNumber * day) / minute;
      const typicalStep = clustering.ofMinutes(dayNumber)[Math.floor(minutes)] ?? 0;
      const offsets = withinMinute(Math.floor(time / minute));
      return (
        between(ofDay(dayNumber), minutes) +
        typicalStep * between(offsets, (minutes - Math.floor(minutes)) * stepsPerMinute)
      );
    },
    ofDay,
  };
};
