import type { Pair } from '../../model/pair';
import type { Activity } from './activity';
import { carryClose, type DayBars, emptyDay } from './bars';
import { liveliness, minutesPerDay, type PricePath } from './price-path';
import { type Random, randomOf } from './random';

export interface SyntheticDayOptions {
  readonly seed: number;
  readonly pair: Pair;
  readonly path: PricePath;
  readonly activity: Activity;
  /** Ticks in one unit of quote currency, lots in one unit of base currency. */
  readonly ticks: number;
  readonly lots: number;
  /** Least amount of a trade, lots. */
  readonly minLots: number;
}

/** Traded lots of a minute: few large ones among many small. */
const volumeOf = (trades: number, typicalLots: number, minLots: number, random: Random): number => {
  const lots = Math.round(trades * typicalLots * Math.exp(0.8 * random.normal() - 0.32));
  return Math.max(trades * minLots, lots - (lots % minLots));
};

/**
 * A day of the market before the simulation began. The last minute of a day always trades, at the price the day ends
 * with: so that days can be made one by one, in any order, and still carry on from each other.
 */
export const syntheticDay = (options: SyntheticDayOptions, dayNumber: number): DayBars => {
  const { seed, pair, path, activity, ticks, lots, minLots } = options;
  const random = randomOf(seed, pair, 'bars', dayNumber);
  const prices = path.ofDay(dayNumber);
  const tick = (price: number): number => Math.max(1, Math.round(price * ticks));
  const interest = Math.exp(0.3 * random.normal() - 0.045);
  const tradesPerMinute = (interest * activity.tradesPerDay) / minutesPerDay;
  const bars = emptyDay();
  let last = tick(prices[0] ?? 0);

  for (let i = 0; i < minutesPerDay; i++) {
    const from = prices[i] ?? 0;
    const to = prices[i + 1] ?? from;
    const isLast = i === minutesPerDay - 1;
    const trades =
      activity.tradesPerDay === 0
        ? 0
        : Math.max(isLast ? 1 : 0, random.poisson(tradesPerMinute * liveliness(i)));
    if (trades === 0) {
      carryClose(bars, i, last);
      continue;
    }
    const close = tick(to);
    const open = trades === 1 ? close : tick(from * (1 + 0.0001 * random.normal()));
    const reach = 0.6 * Math.abs(to - from) + 0.00015 * from;
    const high = Math.max(open, close) + (trades < 3 ? 0 : Math.round(reach * ticks * random.exponential()));
    const low = Math.min(open, close) - (trades < 4 ? 0 : Math.round(reach * ticks * random.exponential()));
    bars.open[i] = open;
    bars.high[i] = high;
    bars.low[i] = Math.max(1, low);
    bars.close[i] = close;
    bars.trades[i] = trades;
    bars.volume[i] = volumeOf(trades, (activity.tradeSize / from) * lots, minLots, random);
    last = close;
  }
  return bars;
};
