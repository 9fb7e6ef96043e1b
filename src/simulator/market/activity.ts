import type { Pair } from '../../model/pair';
import type { MarketProfile } from './profiles';
import { randomOf } from './random';
import { dayOf, liveliness, minute, minutesPerDay } from './time-of-day';

/** How much and how large a market of that turnover trades. */
export interface Activity {
  /** Orders that take, in a day. */
  readonly ordersPerDay: number;
  /** Of a trade on average, quote currency; an order that takes makes one trade or several. */
  readonly tradeSize: number;
}

const smallTurnover = 3e6;
const smallTradeSize = 20_000;
/** A taker's order fills from one to several levels: on average so many. */
const tradesPerOrder = 1.8;

/** Larger markets have more trades and larger ones: 150 of 20,000 yen a day at the small end, 8,000 of 160,000 in btc_jpy. */
export const activityOf = ({ turnover }: Pick<MarketProfile, 'turnover'>): Activity => {
  const tradeSize = smallTradeSize * Math.max(1, turnover / smallTurnover) ** 0.34;
  return { tradeSize, ordersPerDay: Math.min(100_000, turnover / tradeSize) / tradesPerOrder };
};

const largeTurnover = 1.3e9;
const mostActsPerSecond = 8;

/** How often somebody acts: smaller markets are less busy, though not as much as their turnover is smaller. */
export const actsPerSecondOf = ({ turnover }: Pick<MarketProfile, 'turnover'>): number =>
  mostActsPerSecond * (turnover / largeTurnover) ** 0.2;

const mostQuiet = 0.15;

/** Now and then a market falls quiet for half a minute: never the largest, the smallest one time in nine. */
export const quietShareOf = (profile: Pick<MarketProfile, 'turnover'>): number =>
  Math.max(0, mostQuiet * (1 - actsPerSecondOf(profile) / mostActsPerSecond));

/** What is left of the usual acts at such a time. */
export const actsWhenQuiet = 0.03;

/** How much of its usual activity a pair has on a day: some days nobody cares. */
export const interestOf = (seed: number, pair: Pair, dayNumber: number): number =>
  Math.exp(0.3 * randomOf(seed, pair, 'interest', dayNumber).normal() - 0.045);

/** How much of its usual activity a pair has now, by the day and by the hour. */
export const createMood = (seed: number, pair: Pair): ((now: number) => number) => {
  let known = { dayNumber: NaN, interest: 1 };
  return (now) => {
    const dayNumber = dayOf(now);
    if (known.dayNumber !== dayNumber) known = { dayNumber, interest: interestOf(seed, pair, dayNumber) };
    return known.interest * liveliness(Math.floor(now / minute) % minutesPerDay);
  };
};
