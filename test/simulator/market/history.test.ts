import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CandleType, candleTypes } from '../../../src/model/candle';
import { activityOf } from '../../../src/simulator/market/activity';
import type { Bar } from '../../../src/simulator/market/bars';
import {
  candleStart,
  isIntraday,
  nextCandleStart,
  periodOf,
} from '../../../src/simulator/market/candle-calendar';
import { createHistory, type History } from '../../../src/simulator/market/history';
import { createFactors } from '../../../src/simulator/market/factors';
import { pricePath } from '../../../src/simulator/market/price-path';
import { marketProfiles } from '../../../src/simulator/market/profiles';
import { day, minute } from '../../../src/simulator/market/time-of-day';
import { quoteRange } from '../../../src/simulator/market/book-shape';
import { syntheticDay } from '../../../src/simulator/market/synthetic-day';
import { syntheticTrades } from '../../../src/simulator/market/synthetic-trades';

const start = Date.UTC(2026, 10, 22, 13, 30, 17);

const historyOf = (turnover: number, seed = 1, at = start): History => {
  const btc = marketProfiles.get('btc_jpy');
  if (btc === undefined) throw new Error('no profile');
  const profile = { ...btc, turnover };
  const factors = createFactors(seed);
  const loadings = factors.of('btc_jpy', profile);
  const { price, volatility } = profile;
  const path = pricePath({
    loadings,
    clustering: factors.clustering,
    anchor: { price, time: at },
    volatility,
  });
  const activity = activityOf(profile);
  const quotes = quoteRange(profile);
  const options = {
    seed,
    pair: 'btc_jpy',
    profile,
    path,
    activity,
    quotes,
    ticks: 1,
    lots: 10_000,
    minLots: 1,
  };
  return createHistory((dayNumber) => syntheticDay(options, dayNumber), at);
};

const busy = historyOf(1.3e9);
const quiet = historyOf(2e6);

const candlesOf = (history: History, type: CandleType, date: string, now = start): readonly Bar[] => {
  const period = periodOf(date);
  const candles = period && history.candles(type, period, now);
  if (!candles) throw new Error(`no candles of ${date}`);
  return candles;
};

const joined = (bars: readonly Bar[]) => ({
  open: bars[0]?.open,
  high: Math.max(...bars.map(({ high }) => high)),
  low: Math.min(...bars.map(({ low }) => low)),
  close: bars.at(-1)?.close,
  volume: bars.reduce((sum, { volume }) => sum + volume, 0),
});

const figures = ({ open, high, low, close, volume }: Bar) => ({ open, high, low, close, volume });

describe('candles', () => {
  const intraday = candleTypes.filter(isIntraday);

  it.each(intraday)('%s of a day is made of its minutes exactly', (type) => {
    for (const [history, date] of [
      [busy, '20251231'],
      [quiet, '20260301'],
      [busy, '20261122'],
    ] as const) {
      const minutes = candlesOf(history, '1min', date);
      const candles = candlesOf(history, type, date);
      expect(candles.map(figures)).toEqual(
        candles.map(({ openTime }) =>
          joined(minutes.filter((bar) => candleStart(type, bar.openTime) === openTime)),
        ),
      );
      expect(candles.map(({ openTime }) => openTime)).toEqual([
        ...new Set(minutes.map((bar) => candleStart(type, bar.openTime))),
      ]);
    }
  });

  it.each(['4hour', '8hour', '12hour', '1day', '1week', '1month'] as const)(
    '%s is made of hours exactly, across days, months and years',
    (type) => {
      const candles = [...candlesOf(quiet, type, '2025'), ...candlesOf(quiet, type, '2026')];
      const some = candles.filter((_, i) => i % 37 === 0 || i > candles.length - 3);
      for (const candle of some) {
        const hours: Bar[] = [];
        const end = Math.min(nextCandleStart(type, candle.openTime), start);
        for (let time = Math.floor(candle.openTime / day) * day; time < end; time += day) {
          const date = new Date(time).toISOString().slice(0, 10).replaceAll('-', '');
          hours.push(...candlesOf(quiet, '1hour', date));
        }
        const within = hours.filter(({ openTime }) => openTime >= candle.openTime && openTime < end);
        expect(figures(candle)).toEqual(joined(within));
      }
      for (const [i, candle] of candles.entries()) {
        const next = candles[i + 1];
        if (next) expect(next.openTime).toBe(nextCandleStart(type, candle.openTime));
      }
    },
  );

  it('aligns weeks to Monday and months to their first day, UTC', () => {
    for (const { openTime } of candlesOf(quiet, '1week', '2026')) {
      expect(new Date(openTime).getUTCDay()).toBe(1);
      expect(openTime % day).toBe(0);
    }
    expect(candlesOf(quiet, '1month', '2026').map(({ openTime }) => openTime)).toEqual(
      Array.from({ length: 11 }, (_, month) => Date.UTC(2026, month, 1)),
    );
  });

  it('has no gap: a minute without trades carries the last close, also over midnight', () => {
    const minutes = [...candlesOf(quiet, '1min', '20260301'), ...candlesOf(quiet, '1min', '20260302')];
    expect(minutes).toHaveLength(2 * 1_440);
    minutes.forEach((bar, i) => {
      const before = minutes[i - 1];
      expect(bar.low).toBeLessThanOrEqual(Math.min(bar.open, bar.close));
      expect(bar.high).toBeGreaterThanOrEqual(Math.max(bar.open, bar.close));
      if (before && bar.volume === 0) expect(bar).toMatchObject({ open: before.close, high: before.close });
    });
    expect(minutes.some(({ volume }) => volume === 0)).toBe(true);
  });

  it('is the same for the same seed, in whatever order it is asked for, and another for another', () => {
    const other = historyOf(1.3e9);
    candlesOf(other, '1day', '2024');
    const again = candlesOf(other, '1min', '20240229');
    expect(again).toEqual(candlesOf(busy, '1min', '20240229'));
    expect(candlesOf(historyOf(1.3e9, 2), '1min', '20240229')).not.toEqual(again);
  });

  it('knows nothing of the future, of times before the venue, and of days that do not exist', () => {
    expect(busy.candles('1min', [start + day, start + 2 * day], start)).toBeUndefined();
    expect(busy.candles('1day', [Date.UTC(2010, 0), Date.UTC(2011, 0)], start)).toBeUndefined();
    for (const text of ['20260230', '2026-01-01', '20261301', '202611', '', '26']) {
      expect(periodOf(text)).toBeUndefined();
    }
  });

  it('ends with the open minute', () => {
    expect(candlesOf(busy, '1min', '20261122').at(-1)?.openTime).toBe(start - (start % minute));
  });
});

describe('live bars', () => {
  it('carry on from the made-up ones, and add up to the trades', () => {
    const trade = fc.record({
      after: fc.integer({ min: 0, max: 3 * 3_600_000 }),
      price: fc.integer({ min: 13_000_000, max: 14_000_000 }),
      amount: fc.bigInt({ min: 1n, max: 100_000n }),
    });
    fc.assert(
      fc.property(fc.array(trade, { maxLength: 60 }), (unsorted) => {
        const history = historyOf(1.3e9);
        const trades = [...unsorted].sort((a, b) => a.after - b.after);
        trades.forEach(({ after, ...rest }) => history.add({ ...rest, executedAt: start + after }));
        const now = start + 4 * 3_600_000;
        const bars = candlesOf(history, '1min', '20261122', now);
        const before = candlesOf(busy, '1min', '20261122');
        const seam = before.length - 1;
        expect(bars.slice(0, seam)).toEqual(before.slice(0, seam));
        let close = bars[seam - 1]?.close;
        for (const bar of bars.slice(seam)) {
          const own = trades.filter(({ after }) => candleStart('1min', start + after) === bar.openTime);
          const prices = own.map(({ price }) => price);
          const flat = { open: close, high: close, low: close, close, volume: 0 };
          expect(figures(bar)).toEqual(
            own.length === 0
              ? flat
              : {
                  open: prices[0],
                  high: Math.max(...prices),
                  low: Math.min(...prices),
                  close: prices.at(-1),
                  volume: Number(own.reduce((sum, { amount }) => sum + amount, 0n)),
                },
          );
          close = bar.close;
        }
      }),
      { numRuns: 20 },
    );
  });

  it('keep 4-hour bars of days long over', () => {
    const history = historyOf(1.3e9);
    history.add({ price: 15_000_000, amount: 5n, executedAt: start });
    const now = start + 30 * day;
    history.add({ price: 14_000_000, amount: 7n, executedAt: now });
    expect(history.candles('1min', [start - (start % day), start], now)).toBeUndefined();
    const days = candlesOf(history, '1day', '2026', now);
    expect(days.find(({ openTime }) => openTime === candleStart('1day', start))?.high).toBe(15_000_000);
    expect(days.at(-1)).toMatchObject({ open: 15_000_000, close: 14_000_000, volume: 7 });
  });
});

describe('summary of 24 hours', () => {
  it('is that of the last 1,440 minutes and the open one', () => {
    const history = historyOf(1.3e9);
    history.add({ price: 20_000_000, amount: 5n, executedAt: start });
    const summary = history.summary(start);
    const minutes = [
      ...candlesOf(history, '1min', '20261121'),
      ...candlesOf(history, '1min', '20261122'),
    ].slice(-1_441);
    expect(summary).toEqual(joined(minutes));
    expect(summary.high).toBe(20_000_000);
    expect(history.summary(start + 25 * 3_600_000)).toMatchObject({
      high: 20_000_000,
      low: 20_000_000,
      volume: 0,
    });
  });
});

describe('made-up trades', () => {
  it.each([busy, quiet])('make exactly the bars of their day', (history) => {
    const dayNumber = Math.floor(Date.UTC(2026, 4, 5) / day);
    const bars = history.madeUp(dayNumber);
    if (!bars) throw new Error('no bars');
    const trades = syntheticTrades(bars, dayNumber * day, 1, 'seed');
    expect(trades.length).toBe(bars.trades.reduce((sum, count) => sum + count, 0));
    bars.trades.forEach((count, index) => {
      if (count === 0) return;
      const own = trades.filter(
        ({ executedAt }) => Math.floor(executedAt / minute) === dayNumber * 1_440 + index,
      );
      const prices = own.map(({ price }) => price);
      expect([prices[0], Math.max(...prices), Math.min(...prices), prices.at(-1)]).toEqual([
        bars.open[index],
        bars.high[index],
        bars.low[index],
        bars.close[index],
      ]);
      expect(own.reduce((sum, { amount }) => sum + amount, 0)).toBe(bars.volume[index]);
      expect(own.every(({ amount }) => amount > 0)).toBe(true);
    });
  });
});
