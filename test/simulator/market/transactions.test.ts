import { describe, expect, it } from 'vitest';
import { activityOf, interestOf } from '../../../src/simulator/market/activity';
import { quoteRange } from '../../../src/simulator/market/book-shape';
import { createFactors } from '../../../src/simulator/market/factors';
import { createHistory } from '../../../src/simulator/market/history';
import { instruments } from '../../../src/simulator/market/instruments';
import { pricePath } from '../../../src/simulator/market/price-path';
import { marketProfiles } from '../../../src/simulator/market/profiles';
import { syntheticDay } from '../../../src/simulator/market/synthetic-day';
import { day } from '../../../src/simulator/market/time-of-day';
import { createTransactions } from '../../../src/simulator/market/transactions';

const pair = 'btc_jpy';
const seed = 1;
const start = Date.UTC(2026, 10, 22, 13, 30, 17);
const found = instruments.find((each) => each.pair === pair);
const usual = marketProfiles.get(pair);
if (found === undefined || usual === undefined) throw new Error('no such pair');

describe('the ids of trades before the start of the simulation', () => {
  it('grow from the busiest day of the largest market to the next day', () => {
    const profile = { ...usual, turnover: 1e12 };
    const { price, volatility } = profile;
    const factors = createFactors(seed);
    const loadings = factors.of(pair, profile);
    const path = pricePath({
      loadings,
      clustering: factors.clustering,
      anchor: { price, time: start },
      volatility,
    });
    const options = {
      seed,
      pair,
      profile,
      path,
      activity: activityOf(profile),
      quotes: quoteRange(profile),
      ticks: 1,
      lots: 10_000,
      minLots: 1,
    };
    const history = createHistory((dayNumber) => syntheticDay(options, dayNumber), start);
    const transactions = createTransactions({ instrument: found, history, seed, start });

    const startDay = Math.floor(start / day);
    const past = Array.from({ length: 3_000 }, (_, i) => startDay - 2 - i);
    const interest = (dayNumber: number): number => interestOf(seed, pair, dayNumber);
    const busiest = past.reduce((a, b) => (interest(b) > interest(a) ? b : a));
    expect(interest(busiest)).toBeGreaterThan(2.5);
    const idsOf = (dayNumber: number): readonly number[] =>
      (transactions.ofDay(dayNumber * day)?.transactions ?? []).map((row) => row.transaction_id);
    const ids = [...idsOf(busiest), ...idsOf(busiest + 1)];
    expect(ids.length).toBeGreaterThan(100_000);
    expect(ids.every((id, i) => i === 0 || id > (ids[i - 1] ?? 0))).toBe(true);
    expect(idsOf(0)).toEqual([]);
    expect(idsOf(Math.floor(Date.UTC(2018, 0, 1) / day))[0]).toBeGreaterThan(0);
  });
});
