import { randomOf } from './random';
import { dayOf, historyStart, liveliness, minutesPerDay } from './time-of-day';

const memoryPerDay = 0.9;
const memoryPerMinute = 0.97;
const firstDay = dayOf(historyStart);
/** A year of days and some more. */
const keptDays = 380;

/** How much prices move at a time, in units of what they move on average: the same for everything that moves them. */
export interface Clustering {
  /** The standard deviation of a day's return. */
  readonly ofDay: (dayNumber: number) => number;
  /** That of each minute of a day. */
  readonly ofMinutes: (dayNumber: number) => Float64Array;
}

/** Calm and wild days alternate, and so do calm and wild minutes and the hours of the day: a pure function of the seed. */
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
