import type { Clustering } from './clustering';
import type { Loading } from './factors';
import { minutesPerDay } from './time-of-day';

/** The value of a pair at any time. History and live market follow the same path, a pure function of seed and time. */
export interface PricePath {
  /** Returns the price at a time, in the quote currency. */
  readonly at: (time: number) => number;
  /** Returns the prices at the start of each minute of a day (days since 1970), and at the day's end: 1,441 prices. */
  readonly ofDay: (dayNumber: number) => Float64Array;
  /** Returns the wandering of the price in each minute of a day: the standard deviation of its return. */
  readonly steps: (dayNumber: number) => Float64Array;
}

export interface PricePathOptions {
  readonly loadings: readonly Loading[];
  readonly clustering: Clustering;
  /** The price over the long run or, with a time, at that moment, in the quote currency. */
  readonly anchor: { readonly price: number; readonly time: number | null };
  /** The standard deviation of a day's return. Zero: the price never moves. */
  readonly volatility: number;
}

export const pricePath = ({ loadings, clustering, anchor, volatility }: PricePathOptions): PricePath => {
  const logAt = (time: number): number => {
    if (volatility === 0) return 0;
    let sum = 0;
    for (const { factor, weight } of loadings) sum += weight * factor.at(time);
    return volatility * sum;
  };
  const level = Math.log(anchor.price) - (anchor.time === null ? 0 : logAt(anchor.time));

  const ofDay = (dayNumber: number): Float64Array => {
    const prices = new Float64Array(minutesPerDay + 1);
    for (const { factor, weight } of loadings) {
      const values = factor.ofDay(dayNumber);
      for (let i = 0; i <= minutesPerDay; i++)
        prices[i] = (prices[i] ?? 0) + volatility * weight * (values[i] ?? 0);
    }
    for (let i = 0; i <= minutesPerDay; i++) prices[i] = Math.exp(level + (prices[i] ?? 0));
    return prices;
  };

  return {
    steps: (dayNumber) => clustering.ofMinutes(dayNumber).map((size) => volatility * size),
    at: (time) => Math.exp(level + logAt(time)),
    ofDay: (dayNumber) =>
      volatility === 0 ? new Float64Array(minutesPerDay + 1).fill(anchor.price) : ofDay(dayNumber),
  };
};
