import type { Candle } from 'rx-bitbank';
import { describe, expect, it } from 'vitest';
import { asyncScheduler, map } from 'rxjs';
import { btc, marbles } from '../../../test/support/marbles';
import { averageAt } from './averages';
import { barTime, markTime } from './local-time';
import { candles$ } from './stream';

const minute = 60_000;
const candle = (openTime: number): Candle => ({
  pair: 'btc_jpy',
  type: '1min',
  openTime,
  open: 1,
  high: 1,
  low: 1,
  close: 1,
  volume: 1,
  closed: false,
});

describe('the bars', () => {
  it('come in bundles, and older ones are read while somebody looks there, each span once', () => {
    const asked: (readonly number[])[] = [];
    marbles(({ cold, expectObservable }) => {
      const bars$ = cold(' ab 500ms c', {
        a: candle(500 * minute),
        b: candle(501 * minute),
        c: candle(502 * minute),
      });
      const older$ = cold('-o 148ms oo');
      const page$ = cold(' 10ms (p|)', { p: [candle(200 * minute)] });
      const told$ = candles$({
        instrument$: cold('i', { i: btc }),
        interval$: cold('t', { t: '1min' } as const),
        candles$: () => bars$,
        read: (_pair, _type, from, to) => {
          asked.push([from / minute, to / minute]);
          return page$;
        },
        older$,
        scheduler: asyncScheduler,
      }).pipe(map(({ value }) => value?.known.map(({ openTime }) => openTime / minute) ?? null));
      const unsub = '      599ms !            ';
      const expected = '   n 99ms a 59ms b    ';
      expectObservable(told$, unsub).toBe(expected, {
        n: null,
        a: [500, 501],
        b: [200, 500, 501],
      });
    });
    expect(asked).toEqual([[200, 500]]);
  });
});

describe('a moving average', () => {
  it('is the mean of as many, and none before there are', () => {
    expect([0, 1, 2].map((i) => averageAt([1, 3, 5], i, 2))).toEqual([null, 2, 4]);
  });
});

describe('the time of a bar', () => {
  const at = new Date(2026, 10, 29, 9, 5).getTime();

  it('is that of the clock where the page is', () => {
    expect(barTime(at, '1min')).toBe('2026/11/29 09:05');
    expect(markTime(at, '1min', 3)).toBe('09:05');
  });

  it('is a date at midnight where the page is', () => {
    expect(markTime(new Date(2026, 10, 29).getTime(), '1hour', 3)).toBe('11/29');
  });

  it('is the venue’s date for a bar of a day, which opens at midnight UTC', () => {
    const day = Date.UTC(2026, 10, 29);
    expect(barTime(day, '1day')).toBe('2026/11/29');
    expect([0, 1, 2].map((mark) => markTime(day, '1day', mark))).toEqual(['2026', '2026/11', '11/29']);
  });
});
