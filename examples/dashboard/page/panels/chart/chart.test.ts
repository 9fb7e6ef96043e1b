import type { Candle } from 'rx-bitbank';
import { describe, expect, it } from 'vitest';
import { asyncScheduler, concat, defer, map, NEVER, of, throwError, type Observable } from 'rxjs';
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

/** Makes the chart of a stream of bars, and records its reads. */
const barsOf = (
  bars$: Observable<Candle>,
  older$: Observable<unknown>,
  read: (from: number, to: number) => Observable<readonly Candle[]>,
): Observable<string> =>
  candles$({
    instrument$: concat(of(btc), NEVER),
    interval$: concat(of('1min' as const), NEVER),
    candles$: () => bars$,
    read: (_pair, _type, from, to) => read(from / minute, to / minute),
    older$,
    scheduler: asyncScheduler,
  }).pipe(
    map(({ value, problem }) => {
      if (value === null) return problem ?? 'nothing';
      const { older, known } = value;
      return [
        known.map(({ openTime }) => openTime / minute).join(','),
        older.type === 'failed' ? older.cause : older.type === 'unknown' ? '' : older.type,
        problem ?? '',
      ]
        .filter((word) => word !== '')
        .join(' ');
    }),
  );

const page = (...minutes: readonly number[]): readonly Candle[] => minutes.map((at) => candle(at * minute));

describe('the bars', () => {
  it('come in bundles, and older ones are read while somebody looks there, each span once', () => {
    const asked: (readonly number[])[] = [];
    marbles(({ cold, expectObservable }) => {
      const bars$ = cold('      ab 500ms c            ', {
        a: candle(500 * minute),
        b: candle(501 * minute),
        c: candle(502 * minute),
      });
      const older$ = cold('     -o 148ms oo           ');
      const read$ = cold('      10ms (p|)             ', { p: page(200) });
      const unsub = '           599ms !               ';
      const expected = '        n 99ms a 49ms r 9ms b ';
      const latest$ = barsOf(bars$, older$, (from, to) => {
        asked.push([from, to]);
        return read$;
      });
      expectObservable(latest$, unsub).toBe(expected, {
        n: 'nothing',
        a: '500,501',
        r: '500,501 reading',
        b: '200,500,501',
      });
    });
    expect(asked).toEqual([[200, 500]]);
  });

  it('before those of a quiet pair are looked for in a longer span; where there are none, that is said and not read again', () => {
    const asked: (readonly number[])[] = [];
    marbles(({ cold, expectObservable }) => {
      const bars$ = cold('      a                          ', { a: candle(2_000 * minute) });
      const older$ = cold('     150ms o 99ms o 99ms o      ');
      const pages: (readonly Candle[])[] = [[], page(900), [], []];
      const unsub = '           599ms !                    ';
      const expected = '        n 99ms a 49ms (rb) 96ms (se)';
      const latest$ = barsOf(bars$, older$, (from, to) => {
        asked.push([from, to]);
        return of(pages.shift() ?? []);
      });
      expectObservable(latest$, unsub).toBe(expected, {
        n: 'nothing',
        a: '2000',
        r: '2000 reading',
        b: '900,2000',
        s: '900,2000 reading',
        e: '900,2000 none',
      });
    });
    expect(asked).toEqual([
      [1_700, 2_000],
      [800, 2_000],
      [600, 900],
      [-300, 900],
    ]);
  });

  it('that cannot be read are said, and read again', () => {
    marbles(({ cold, expectObservable }) => {
      const bars$ = cold('      a                             ', { a: candle(500 * minute) });
      const older$ = cold('     150ms o               ');
      const answers = [throwError(() => new Error('refused')), of(page(400))];
      const read$ = defer(() => answers.shift() ?? NEVER);
      const unsub = '           3399ms !                       ';
      const expected = '        n 99ms a 49ms (rf) 2996ms b  ';
      expectObservable(
        barsOf(bars$, older$, () => read$),
        unsub,
      ).toBe(expected, {
        n: 'nothing',
        a: '500',
        r: '500 reading',
        f: '500 refused',
        b: '400,500',
      });
    });
  });

  it('before the oldest one are those of the bars that are there: none are read while a lost feed is tried again', () => {
    const asked: (readonly number[])[] = [];
    marbles(({ cold, hot, expectObservable }) => {
      const runs = [
        cold<Candle>('          a 199ms #', { a: candle(500 * minute) }, new Error('lost')),
        cold<Candle>('          500ms b', { b: candle(900 * minute) }),
      ];
      const bars$ = defer(() => runs.shift() ?? NEVER);
      const older$ = hot('      3400ms o 399ms o');
      const unsub = '           3900ms !';
      const expected = '        n 99ms a 99ms e 3499ms b 99ms r';
      const latest$ = barsOf(bars$, older$, (from, to) => {
        asked.push([from, to]);
        return NEVER;
      });
      expectObservable(latest$, unsub).toBe(expected, {
        n: 'nothing',
        a: '500',
        e: '500 lost',
        b: '900',
        r: '900 reading',
      });
    });
    expect(asked).toEqual([[600, 900]]);
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
