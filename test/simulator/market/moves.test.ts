import { describe, expect, it } from 'vitest';
import { aims, figuresOf, isMet, largeCoins, median, smallCoins } from './report/aims';
import { closesOfYear, correlationsOf, measureDay } from './report/measure';

describe('pairs move together', { timeout: 120_000 }, () => {
  it.each([1, 2, 3])('by the day as such pairs do, seed %i', (seed) => {
    const pairs = ['btc_jpy', 'eth_jpy', ...largeCoins, ...smallCoins];
    const { leaders, large, small } = figuresOf(correlationsOf(closesOfYear(seed, pairs)));
    expect(isMet(leaders, aims.leaders.day), `BTC–ETH ${leaders}`).toBe(true);
    expect(isMet(median(large), aims.large), `large ${median(large)}`).toBe(true);
    expect(isMet(median(small), aims.small), `small ${median(small)}`).toBe(true);
  });
});

describe('live minutes', { timeout: 120_000 }, () => {
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
    const at = (seed: number) => closesOfYear(seed, ['xrp_jpy'], '2024').get('xrp_jpy');
    expect(at(1)).toEqual(at(1));
    expect(at(1)).not.toEqual(at(2));
  });
});
