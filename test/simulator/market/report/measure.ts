import { assets } from '../../../../src/simulator/market/assets';
import { virtualClock } from '../../../../src/simulator/market/clock';
import { createMarket } from '../../../../src/simulator/market/create-market';
import { instruments } from '../../../../src/simulator/market/instruments';
import type { Market } from '../../../../src/simulator/market/market';
import type { CandleText } from '../../../../src/simulator/market/messages';
import { marketProfiles } from '../../../../src/simulator/market/profiles';
import { randomOf } from '../../../../src/simulator/market/random';
import { createVenue } from '../../../../src/simulator/venue/create-venue';
import { correlation, logReturns, mean } from './statistics';

const minute = 60_000;
const hour = 60 * minute;
const dayMeasured = Date.UTC(2026, 10, 22);

/** Returns the pairs with the largest turnover, largest first. */
export const largestPairs = (count: number): readonly string[] =>
  [...marketProfiles]
    .sort(([, a], [, b]) => b.turnover - a.turnover)
    .slice(0, count)
    .map(([pair]) => pair);

const openMarket = (seed: number, start: number, pairs: readonly string[]) => {
  const clock = virtualClock(start);
  const venue = createVenue({
    instruments: instruments.filter(({ pair }) => pairs.includes(pair)),
    assets,
    scheduler: clock,
    random: randomOf(seed, 'venue').next,
  });
  return {
    clock,
    venue,
    market: createMarket(venue, { scheduler: clock, seed, youngDay: 'present' }),
  };
};

const candles = (market: Market, pair: string, type: string, date: string): readonly CandleText[] => {
  const page = market.queries.candlestick(pair, type, date);
  return page === 'not-yet' ? [] : (page?.candlestick[0]?.ohlcv ?? []);
};

/** The figures of a span of minutes. */
export interface Shape {
  /** The average of (high − low) / low over the minutes with trades. */
  readonly range: number;
  /** The volume in the base currency. */
  readonly volume: number;
  /** The share of the minutes without a trade. */
  readonly empty: number;
  readonly closes: readonly number[];
}

const shapeOf = (rows: readonly CandleText[]): Shape => {
  const traded = rows.filter(([, , , , volume]) => Number(volume) > 0);
  return {
    range: mean(traded.map(([, high, low]) => (Number(high) - Number(low)) / Number(low))),
    volume: rows.reduce((sum, [, , , , volume]) => sum + Number(volume), 0),
    empty: 1 - traded.length / rows.length,
    closes: rows.map(([, , , close]) => Number(close)),
  };
};

/** The same minutes of a pair, once traded live and once made up. */
export interface PairDay {
  readonly pair: string;
  readonly live: Shape;
  readonly madeUp: Shape;
  /** The live mid prices at the end of each minute. */
  readonly mids: readonly number[];
}

/**
 * Lets the market run for some hours of its time, and compares them with the same hours as a later start makes them up.
 */
export const measureDay = (
  seed: number,
  pairs: readonly string[],
  hours: number,
  onHour: (hoursDone: number) => void = () => undefined,
): readonly PairDay[] => {
  const { clock, venue, market } = openMarket(seed, dayMeasured, pairs);
  const mids = new Map(pairs.map((pair) => [pair, [] as number[]]));
  for (let done = 1; done <= hours * 60; done++) {
    clock.advanceBy(minute);
    for (const [pair, own] of mids) {
      const [bid, ask] = [venue.bestPrice(pair, 'buy'), venue.bestPrice(pair, 'sell')];
      own.push(bid === null || ask === null ? (own.at(-1) ?? NaN) : (bid + ask) / 2);
    }
    if (done % 60 === 0) onHour(done / 60);
  }
  const later = openMarket(seed, dayMeasured + 26 * hour, pairs);
  const date = new Date(dayMeasured).toISOString().slice(0, 10).replaceAll('-', '');
  const shape = (of: Market, pair: string): Shape =>
    shapeOf(candles(of, pair, '1min', date).slice(0, hours * 60));
  const days = pairs.map((pair) => ({
    pair,
    live: shape(market, pair),
    madeUp: shape(later.market, pair),
    mids: mids.get(pair) ?? [],
  }));
  for (const opened of [{ market, venue }, later]) {
    opened.market.close();
    opened.venue.close();
  }
  return days;
};

/** The correlations of each pair's returns with those of each other pair. */
export type Correlations = ReadonlyMap<string, ReadonlyMap<string, number>>;

export const correlationsOf = (prices: ReadonlyMap<string, readonly number[]>): Correlations => {
  const returns = new Map(Array.from(prices, ([pair, own]) => [pair, logReturns(own)]));
  return new Map(
    Array.from(returns, ([pair, own]) => [
      pair,
      new Map(Array.from(returns, ([other, others]) => [other, correlation(own, others)])),
    ]),
  );
};

/** Returns the closes of each day of a year that a simulation makes up, whenever it is started (Unix time, ms). */
export const closesOfYear = (
  seed: number,
  pairs: readonly string[],
  year = '2025',
  start = dayMeasured,
): ReadonlyMap<string, readonly number[]> => {
  const { venue, market } = openMarket(seed, start, pairs);
  const closes = new Map(
    pairs.map((pair) => [pair, candles(market, pair, '1day', year).map(([, , , close]) => Number(close))]),
  );
  market.close();
  venue.close();
  return closes;
};
