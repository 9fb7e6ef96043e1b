import type { Pair } from '../../model/pair';
import type { MarketProfile } from './profiles';
import { randomOf } from './random';
import { dayOf, liveliness, minute, minutesPerDay } from './time-of-day';

/** The number and the size of trades in a market of a given turnover. */
export interface Activity {
  /** The number of taking orders per day. */
  readonly ordersPerDay: number;
  /** The average size of a trade, in the quote currency. A taking order makes one trade or several. */
  readonly tradeSize: number;
}

const smallTurnover = 3e6;
const smallTradeSize = 20_000;
/** The average number of trades per taking order. Such an order fills from one level or several. */
const tradesPerOrder = 1.8;
/** The number of trades on a usual day of the largest market. */
const mostTradesPerDay = 50_000;

/**
 * Returns the activity of a market. Larger markets have more and larger trades: the smallest one has 150 trades of 20,000
 * yen per day, and btc_jpy has 8,000 of 160,000 yen.
 */
export const activityOf = ({ turnover }: Pick<MarketProfile, 'turnover'>): Activity => {
  const tradeSize = smallTradeSize * Math.max(1, turnover / smallTurnover) ** 0.34;
  return { tradeSize, ordersPerDay: Math.min(mostTradesPerDay, turnover / tradeSize) / tradesPerOrder };
};

const largeTurnover = 1.3e9;
const mostActsPerSecond = 8;

/** Returns the rate of acts. Smaller markets are less busy, but their rate falls by less than their turnover. */
export const actsPerSecondOf = ({ turnover }: Pick<MarketProfile, 'turnover'>): number =>
  mostActsPerSecond * (turnover / largeTurnover) ** 0.2;

const mostQuiet = 0.15;

/** Returns the share of half minutes in which a market is quiet: none for the largest, one in nine for the smallest. */
export const quietShareOf = (profile: Pick<MarketProfile, 'turnover'>): number =>
  Math.max(0, mostQuiet * (1 - actsPerSecondOf(profile) / mostActsPerSecond));

/** The share of the usual acts that is left at a quiet time. */
export const actsWhenQuiet = 0.03;

/** The greatest activity of a day, as a multiple of its usual activity. */
const mostInterest = 3;

/**
 * The number of trade ids that each past day has for itself. The busiest day of the largest market has fewer trades: 1.15 times
 * the product of the first two factors.
 */
export const tradeIdsPerDay = mostTradesPerDay * mostInterest * 1.4;

/**
 * Returns the activity of a pair on a day as a multiple of its usual activity. On some days there is little interest.
 */
export const interestOf = (seed: number, pair: Pair, dayNumber: number): number =>
  Math.min(mostInterest, Math.exp(0.3 * randomOf(seed, pair, 'interest', dayNumber).normal() - 0.045));

/**
 * Returns a function to the present activity of a pair as a multiple of its usual activity, by the day and by the hour.
 */
export const createMood = (seed: number, pair: Pair): ((now: number) => number) => {
  let known = { dayNumber: NaN, interest: 1 };
  return (now) => {
    const dayNumber = dayOf(now);
    if (known.dayNumber !== dayNumber) known = { dayNumber, interest: interestOf(seed, pair, dayNumber) };
    return known.interest * liveliness(Math.floor(now / minute) % minutesPerDay);
  };
};
