import type { Pair } from '../../model/pair';
import type { Activity } from './activity';
import { actsWhenQuiet, interestOf, quietShareOf } from './activity';
import { carryClose, type DayBars, emptyDay } from './bars';
import {
  quotePlace,
  type QuoteRange,
  quotesAtBest,
  quotesWanted,
  restingSize,
  takingSize,
} from './book-shape';
import type { PricePath } from './price-path';
import type { MarketProfile } from './profiles';
import { type Random, randomOf } from './random';
import { liveliness, minutesPerDay } from './time-of-day';

export interface SyntheticDayOptions {
  readonly seed: number;
  readonly pair: Pair;
  readonly profile: Pick<MarketProfile, 'turnover' | 'volatility'>;
  readonly path: PricePath;
  readonly activity: Activity;
  readonly quotes: QuoteRange;
  /** Ticks in one unit of quote currency, and lots in one unit of base currency. */
  readonly ticks: number;
  readonly lots: number;
  /** The least amount of a trade, in lots. */
  readonly minLots: number;
}

/** The effect of a taking order: its trades, their money in units of a typical trade, and the range of its prices. */
interface Taken {
  readonly trades: number;
  readonly size: number;
  /** The places of its first and its last price among the quotes: see `quotePlace`. */
  readonly from: number;
  readonly to: number;
}

/** The most quotes that an order takes. */
const deepest = 12;

/**
 * Draws a taking order like those of live participants: half of them take the orders at the best price, and the others take
 * their whole amount.
 */
const take = (random: Random, atBest: number): Taken => {
  const wanted = takingSize(random);
  let [left, trades] = [wanted, 0];
  const most = random.next() < 0.5 ? Math.floor(atBest + random.next()) : deepest;
  while (left > 0 && trades < most) {
    left -= restingSize(random);
    trades += 1;
  }
  const place = random.next();
  return {
    trades,
    size: wanted - Math.max(0, left),
    from: quotePlace(place / quotesWanted),
    to: quotePlace((trades - 1 + place) / quotesWanted),
  };
};

/** The number of prepared orders to draw from. Making each order would be most of the work of a year of candles. */
const variety = 4_096;
const examples = new Map<number, readonly Taken[]>();
const takenExamples = (atBest: number): readonly Taken[] => {
  const rounded = Math.round(10 * atBest) / 10;
  const known = examples.get(rounded);
  if (known) return known;
  const random = randomOf('taken');
  const made = Array.from({ length: variety }, () => take(random, rounded));
  examples.set(rounded, made);
  return made;
};

const noTake: Taken = { trades: 1, size: 1, from: 0, to: 0 };

/** Draws `count` moments between 0 and 1, in order, into an array that is used again. */
const drawMoments = (moments: number[], count: number, random: Random): void => {
  for (let i = 0; i < count; i++) {
    const moment = random.next();
    let at = i;
    for (; at > 0 && (moments[at - 1] ?? 0) > moment; at--) moments[at] = moments[at - 1] ?? 0;
    moments[at] = moment;
  }
};

/**
 * Makes a day of the market before the simulation began, in the same way as a live day: taking orders come at random
 * moments and trade around the price path. The last minute of a day always trades, at the price with which the day ends. So
 * days can be made one by one, in any order, and each continues the day before.
 */
export const syntheticDay = (options: SyntheticDayOptions, dayNumber: number): DayBars => {
  const { seed, pair, profile, path, activity, quotes, ticks, lots, minLots } = options;
  const random = randomOf(seed, pair, 'bars', dayNumber);
  const prices = path.ofDay(dayNumber);
  const tick = (price: number): number => Math.max(1, Math.round(price * ticks));
  const lively = 1 - (1 - actsWhenQuiet) * quietShareOf(profile);
  const ordersPerMinute =
    (lively * interestOf(seed, pair, dayNumber) * activity.ordersPerDay) / minutesPerDay;
  const steps = path.steps(dayNumber);
  const { halfSpread, reach } = quotes;
  const takes = takenExamples(quotesAtBest(quotes, 1 / ticks / (prices[0] ?? 1)));
  const moments: number[] = [];
  const bars = emptyDay();
  let last = tick(prices[0] ?? 0);

  for (let i = 0; i < minutesPerDay; i++) {
    const from = prices[i] ?? 0;
    const to = prices[i + 1] ?? from;
    const isLast = i === minutesPerDay - 1;
    const orders =
      ordersPerMinute === 0 ? 0 : Math.max(isLast ? 1 : 0, random.poisson(ordersPerMinute * liveliness(i)));
    if (orders === 0) {
      carryClose(bars, i, last);
      continue;
    }
    const wander = (steps[i] ?? 0) * from;
    // The price between the minutes is a bridge, from order to order.
    let [at, price] = [0, from];
    let [open, high, low, close] = [0, 0, Infinity, 0];
    let [trades, size] = [0, 0];
    drawMoments(moments, orders, random);
    for (let order = 0; order < orders; order++) {
      const next = moments[order] ?? 1;
      const share = (next - at) / (1 - at);
      price += (to - price) * share + wander * Math.sqrt(Math.max(0, share * (1 - next))) * random.normal();
      at = next;
      const taken = takes[Math.floor(random.next() * variety)] ?? noTake;
      const side = random.next() < 0.5 ? 1 : -1;
      const first = tick(price * (1 + side * (halfSpread + reach * taken.from)));
      const end = tick(price * (1 + side * (halfSpread + reach * taken.to)));
      if (order === 0) open = first;
      high = Math.max(high, first, end);
      low = Math.min(low, first, end);
      close = end;
      trades += taken.trades;
      size += taken.size;
    }
    if (isLast) close = tick(to);
    if (trades === 1) open = close;
    // Few trades can show few prices: three trades can have one extreme beyond open and close.
    high = trades < 3 ? Math.max(open, close) : Math.max(high, open, close);
    low =
      trades < 3 || (trades === 3 && high > Math.max(open, close))
        ? Math.min(open, close)
        : Math.min(low, close, open);
    const amount = Math.round((size * activity.tradeSize * lots) / from);
    bars.open[i] = open;
    bars.high[i] = high;
    bars.low[i] = low;
    bars.close[i] = close;
    bars.trades[i] = trades;
    bars.volume[i] = Math.max(trades * minLots, amount - (amount % minLots));
    last = close;
  }
  return bars;
};
