import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFactors } from '../../../src/simulator/market/factors';
import { aims, figuresOf, isMet, largeCoins, median, smallCoins } from './report/aims';
import { closesOfYear, correlationsOf, measureDay } from './report/measure';

describe('pairs move together', () => {
  it.each([1, 2, 3])('by the day as such pairs do, seed %i', (seed) => {
    const pairs = ['btc_jpy', 'eth_jpy', ...largeCoins, ...smallCoins];
    const { leaders, large, small } = figuresOf(correlationsOf(closesOfYear(seed, pairs)));
    expect(isMet(leaders, aims.leaders.day), `BTC–ETH ${leaders}`).toBe(true);
    expect(isMet(median(large), aims.large), `large ${median(large)}`).toBe(true);
    expect(isMet(median(small), aims.small), `small ${median(small)}`).toBe(true);
  });
});

describe('live minutes', () => {
  it('look like the same minutes made up', () => {
    const days = measureDay(2, ['btc_jpy', 'xrp_jpy'], 2);
    for (const { pair, live, madeUp } of days) {
      // Two hours scatter more than the day that `npm run market` measures.
      for (const ratio of [live.range / madeUp.range, live.volume / madeUp.volume]) {
        expect(ratio, pair).toBeGreaterThan(1 / 2);
        expect(ratio, pair).toBeLessThan(2);
      }
      expect(Math.abs(live.empty - madeUp.empty), pair).toBeLessThan(0.1);
    }
  });
});

describe('candles', () => {
  it('are the same for a seed, whenever the simulator is started', () => {
    const closes = (seed: number, start?: number) =>
      closesOfYear(seed, ['xrp_jpy'], '2024', start).get('xrp_jpy');
    const later = Date.UTC(2027, 2, 3, 4, 5, 6, 789);
    expect(closes(1)).toHaveLength(366);
    expect(closes(1, later)).toEqual(closes(1));
    expect(closes(2)).not.toEqual(closes(1));
  });
});

describe('the parts of a return', () => {
  it('have the whole variance, whatever their shares', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(share, share, (marketShare, sectorShare) => {
        const profile = { price: 1, volatility: 1, turnover: 1, sector: 'any', marketShare, sectorShare };
        const squares = createFactors(1)
          .of('btc_jpy', profile)
          .map(({ weight }) => weight ** 2);
        expect(squares.reduce((sum, square) => sum + square, 0)).toBeCloseTo(1, 9);
      }),
    );
  });
});
