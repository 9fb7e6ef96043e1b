import { randomOf } from './random';
import { dayOf, historyStart, liveliness, minutesPerDay } from './time-of-day';

const memoryPerDay = 0.9;
const memoryPerMinute = 0.97;
const firstDay = dayOf(historyStart);
/** The number of days that are kept: a year and some more. */
const keptDays = 380;

/** The sizes of price moves over time, in multiples of the average. They are the same for every factor of prices. */
export interface Clustering {
  /** Returns the standard deviation of a day's return. */
  readonly ofDay: (dayNumber: number) => number;
  /** Returns the standard deviations of the minutes of a day. */
  readonly ofMinutes: (dayNumber: number) => Float64Array;
}

/**
 * Creates a pure function of the seed, in which calm and wild days alternate, and so do calm and wild minutes and the
 * hours of the day.
 */
export const createClustering = (seed: number): Clustering => {
  const days: number[] = [];
  const daily = randomOf(seed, 'clustering');
  let mood = 0;
  const ofDay = (dayNumber: number): number => {
    const index = Math.max(0, dayNumber - firstDay);
    while (days.length <= index) {
      mood = memoryPerDay * mood + 0.15 * daily.normal();
      days.push(Math.exp(mood - 0.06));
    }
    return days[index] ?? 1;
  };

  const make = (dayNumber: number): Float64Array => {
    const random = randomOf(seed, 'clustering', dayNumber);
    const step = ofDay(dayNumber) / Math.sqrt(minutesPerDay);
    let stir = 0;
    return Float64Array.from({ length: minutesPerDay }, (_, i) => {
      stir = memoryPerMinute * stir + 0.12 * random.normal();
      return step * liveliness(i) * Math.exp(stir - 0.12);
    });
  };

  const kept = new Map<number, Float64Array>();
  return {
    ofDay,
    ofMinutes: (dayNumber) => {
      const known = kept.get(dayNumber);
      if (known) return known;
      if (kept.size >= keptDays) kept.delete(kept.keys().next().value ?? 0);
      const sizes = make(dayNumber);
      kept.set(dayNumber, sizes);
      return sizes;
    },
  };
};
