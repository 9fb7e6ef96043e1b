import { of } from 'rxjs';
import { TestScheduler } from 'rxjs/testing';
import { describe, expect, it } from 'vitest';
import type { OrderRequest, OrderTransition } from 'rx-bitbank/execution';
import { strategy$, type StrategyEvent } from '../src/strategy';
import { candle } from './candle';

describe('strategy$', () => {
  it('buys on a cross upwards, sells on the next downwards, one order after the other', () => {
    const scheduler = new TestScheduler((actual, expected) => {
      expect(actual).toEqual(expected);
    });
    scheduler.run(({ cold, hot, expectObservable, flush }) => {
      const requests: OrderRequest[] = [];
      const submitted = { type: 'Submitted' } as OrderTransition;
      const filled = { type: 'Filled' } as OrderTransition;
      const candles$ = hot('            a-b-c-d-e-f------', {
        a: candle(0, 10),
        b: candle(1, 10),
        c: candle(2, 9),
        d: candle(3, 14),
        e: candle(4, 15),
        f: candle(5, 6),
      });
      const wish = (to: 'long' | 'flat'): StrategyEvent => ({ type: 'wish', wish: to });
      const events = strategy$({
        data: {
          candles$: () => candles$,
          tradable$: () => of({ pair: 'btc_jpy', tradable: true, reasons: [] }),
        },
        exec: {
          submitOrder: (request) => {
            requests.push(request);
            return cold('             s----(F|)', { s: submitted, F: filled });
          },
        },
        pair: 'btc_jpy',
        candleType: '1min',
        amount: '0.01',
        fast: 2,
        slow: 3,
        maxEntries: 5,
        window: 1000,
        scheduler,
      });
      expectObservable(events).toBe('------(ls)-(Ffs)F', {
        l: wish('long'),
        f: wish('flat'),
        s: { type: 'order', transition: submitted },
        F: { type: 'order', transition: filled },
      });
      flush();
      expect(requests.map(({ side, type, amount }) => ({ side, type, amount }))).toEqual([
        { side: 'buy', type: 'market', amount: '0.01' },
        { side: 'sell', type: 'market', amount: '0.01' },
      ]);
    });
  });
});
