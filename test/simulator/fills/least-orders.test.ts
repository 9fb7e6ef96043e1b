import { describe, expect, it } from 'vitest';
import { errorsOf, leastOrders, truthOf } from './least-orders';

/** The short form of `npm run bench -- models`. */
describe(
  'least orders in a market, and in a recording of it that did not see them',
  { timeout: 300_000 },
  () => {
    it('are filled later by every model if the market crosses them: the takers who came for them were not recorded', () => {
      const windows = leastOrders('btc_jpy', 8);
      const { fillRatio } = truthOf(windows);
      expect(fillRatio).toBeGreaterThan(0.5);
      for (const name of ['touch()', 'through()', 'queue()'] as const) {
        const errors = errorsOf(windows, name);
        expect(errors.fillRatio).toBe(fillRatio);
        expect(errors.late).toBeGreaterThan(0);
      }
    });

    it('are filled too often by touch, and never without cause by queue, if they have to wait', () => {
      const windows = leastOrders('calm, in coarse steps', 16);
      const { fillRatio } = truthOf(windows);
      const [touch, through, queue, last] = (
        ['touch()', 'through()', 'queue()', 'queue({ cancelsAhead: 1 })'] as const
      ).map((name) => errorsOf(windows, name));
      expect(fillRatio).toBeGreaterThan(0);
      expect(touch?.fillRatio).toBeGreaterThan(fillRatio);
      expect(touch?.invented).toBeGreaterThan(0);
      expect(last?.invented).toBeGreaterThan(0);
      expect(last?.fillRatio).toBeLessThan(touch?.fillRatio ?? 0);
      expect([queue?.invented, through?.invented]).toEqual([0, 0]);
      expect(queue?.fillRatio).toBeLessThan(fillRatio);
    });
  },
);
