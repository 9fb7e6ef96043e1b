import { map } from 'rxjs';
import { describe, it } from 'vitest';
import { bars } from '../../src/operators/bars';
import type { Candle } from '../../src/model/candle';
import type { Trade } from '../../src/model/trade';
import { marbles } from '../support/marbles';

const trade = (timestamp: number, price: number, amount = 1): Trade => ({
  pair: 'btc_jpy',
  id: timestamp,
  side: 'buy',
  price,
  amount,
  timestamp,
});

const shown = ({ openTime, open, high, low, close, volume, closed }: Candle): string =>
  `${openTime / 60_000}: ${open} ${high} ${low} ${close} ×${volume}${closed ? ' closed' : ''}`;

describe('bars', () => {
  it(
    'shows the open bar with each trade, closes it in time, and carries the last close over an interval without trade',
    marbles(({ cold, expectObservable, scheduler }) => {
      // Times of the venue are those of the diagram: a at 20 s, b at 40 s, c at 2:30.
      const source = cold('  20s a 19999ms b 109999ms c');
      const values = { a: trade(20_000, 5), b: trade(40_000, 7, 2), c: trade(150_000, 6) };
      const expected = '     20s a 19999ms b 21499ms (cd) 59996ms (ef) 28496ms g';

      expectObservable(
        source.pipe(
          map((letter) => values[letter as 'a']),
          bars({ type: '1min', scheduler }),
          map(shown),
        ),
        '^ 151s !',
      ).toBe(expected, {
        a: '0: 5 5 5 5 ×1',
        b: '0: 5 7 5 7 ×3',
        c: '0: 5 7 5 7 ×3 closed',
        d: '1: 7 7 7 7 ×0',
        e: '1: 7 7 7 7 ×0 closed',
        f: '2: 7 7 7 7 ×0',
        g: '2: 6 6 6 6 ×1',
      });
    }, 200_000),
  );

  it(
    'closes at once by a trade of the next interval, and leaves out one that comes too late',
    marbles(({ cold, expectObservable, scheduler }) => {
      const source = cold('  abc');
      const values = { a: trade(59_000, 5), b: trade(60_000, 6), c: trade(59_999, 9) };
      const expected = '     a(bcd)';

      expectObservable(
        source.pipe(
          map((letter) => values[letter as 'a']),
          bars({ type: '1min', scheduler }),
          map(shown),
        ),
      ).toBe(expected, {
        a: '0: 5 5 5 5 ×1',
        b: '0: 5 5 5 5 ×1 closed',
        c: '1: 5 5 5 5 ×0',
        d: '1: 6 6 6 6 ×1',
      });
    }),
  );

  it(
    'ends with its source, and keeps no timer after it was unsubscribed from',
    marbles(({ cold, hot, expectObservable, expectSubscriptions, scheduler }) => {
      const done = cold('-|');
      const failed = cold('-#');
      const source = hot<Trade>('---');

      expectObservable((done as unknown as typeof source).pipe(bars({ type: '1day', scheduler }))).toBe('-|');
      expectObservable((failed as unknown as typeof source).pipe(bars({ type: '1day', scheduler }))).toBe(
        '-#',
      );
      expectObservable(source.pipe(bars({ type: '1day', scheduler })), '^-!');
      expectSubscriptions(source.subscriptions).toBe('^-!');
    }),
  );
});
