import type { Side } from '../../model/pair';
import type { DayBars } from './bars';
import { minute } from './time-of-day';
import { type Random, randomOf } from './random';

/** A trade that was made up afterwards. The price is in ticks, the amount in lots. */
export interface SyntheticTrade {
  readonly side: Side;
  readonly price: number;
  readonly amount: number;
  readonly executedAt: number;
}

/** Makes prices that start at the open, end at the close, and touch high and low, if there are enough trades. */
const pricesOf = (bars: DayBars, index: number, random: Random): number[] => {
  const count = bars.trades[index] ?? 0;
  const [open = 0, high = 0, low = 0, close = 0] = [
    bars.open[index],
    bars.high[index],
    bars.low[index],
    bars.close[index],
  ];
  const inner = Array.from({ length: Math.max(0, count - 2) }, () => random.between(low, high));
  // With one trade between the first and the last, only one extreme can lie beyond open and close. The bars obey that.
  const extremes = [high, low].filter((price) => price !== open && price !== close);
  extremes.forEach((price, i) => {
    if (i < inner.length) inner[i] = price;
  });
  if (extremes.length === 2 && inner.length > 1 && random.chance(0.5)) inner.reverse();
  return count === 1 ? [close] : [open, ...inner, close];
};

/** Makes whole amounts that add up to the total. */
const amountsOf = (total: number, count: number, minLots: number, random: Random): number[] => {
  const least = Math.max(1, Math.min(minLots, Math.floor(total / count)));
  const weights = Array.from({ length: count }, () => random.exponential());
  const sum = weights.reduce((a, b) => a + b, 0);
  const spare = total - count * least;
  const amounts = weights.map((weight) => least + Math.floor((spare * weight) / sum / least) * least);
  amounts[0] = (amounts[0] ?? 0) + total - amounts.reduce((a, b) => a + b, 0);
  return amounts;
};

/** Makes the trades of a day, oldest first, that give exactly these bars. */
export const syntheticTrades = (
  bars: DayBars,
  startOfDay: number,
  minLots: number,
  ...seed: readonly (string | number)[]
): readonly SyntheticTrade[] => {
  const random = randomOf(...seed, 'trades');
  const trades: SyntheticTrade[] = [];
  let last = bars.open[0] ?? 0;
  bars.trades.forEach((count, index) => {
    if (count === 0) return;
    const prices = pricesOf(bars, index, random);
    const amounts = amountsOf(bars.volume[index] ?? 0, count, minLots, random);
    const offsets = amounts.map(() => random.between(0, minute - 1)).sort((a, b) => a - b);
    prices.forEach((price, i) => {
      const isUp = price === last ? random.chance(0.5) : price > last;
      trades.push({
        side: isUp ? 'buy' : 'sell',
        price,
        amount: amounts[i] ?? 0,
        executedAt: startOfDay + index * minute + (offsets[i] ?? 0),
      });
      last = price;
    });
  });
  return trades;
};
