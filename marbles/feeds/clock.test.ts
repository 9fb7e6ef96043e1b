import { map, timestamp, type Observable } from 'rxjs';
import { describe, expect, it } from 'vitest';
import type { HttpReply } from '../../src/connectivity/ports';
import type { Diagnostic } from '../../src/model/diagnostic';
import { ticker, tickerData, tradeRow, trades, tradesData, whole } from '../support/frames';
import { marbles, type Marbles } from '../support/marbles';
import { hour, steppedClock, type SteppedClock } from '../support/stepped-clock';
import { ok, unseeded, world, type World, type WorldConfig } from '../support/world';

const minute = 60_000;

interface Clocked extends World {
  readonly clock: SteppedClock;
  /** Each diagnostic: its elapsed time, its kind, and its own time of day. */
  readonly noticed: string[];
}

const inStepped = (m: Marbles, config: WorldConfig): Clocked => {
  const clock = steppedClock(m.scheduler);
  const drawn = world(m, { ...config, clock });
  const noticed: string[] = [];
  drawn.client.diagnostics$.pipe(timestamp(m.scheduler)).subscribe(({ timestamp: at, value }) => {
    noticed.push(`${at} ${value.kind}${detailOf(value)}`);
  });
  return { ...drawn, clock, noticed };
};

const detailOf = (diagnostic: Diagnostic): string =>
  diagnostic.kind === 'clock-leapt' ? ` ${diagnostic.by} at ${diagnostic.at}` : '';

describe.each([
  ['an hour forward', hour],
  ['nine hours back', -9 * hour],
])('where the time of day is set %s', (_, by) => {
  it(
    'it is told once, and a room that falls silent is joined again in time',
    marbles((m) => {
      const { clock, client, noticed } = inStepped(m, {
        links: ['o 4s w 30s -'],
        frames: { w: whole({ sequence: 1 }) },
      });
      client.depthWhole$('btc_jpy').subscribe();
      m.cold('4500ms x').subscribe(() => clock.step(by));
      m.cold('25500ms x').subscribe(() => {
        expect(noticed).toEqual([`5000 clock-leapt ${by} at ${5_000 + by}`, '25000 room-silent']);
      });
    }, 30_000),
  );

  it(
    'nobody looks where nothing is subscribed to',
    marbles((m) => {
      const { clock, client, noticed } = inStepped(m, {
        links: ['o'],
        frames: { a: ticker(1) },
        rest: unseeded,
      });
      m.expectObservable(client.ticker$('btc_jpy'), '^ 1500ms !').toBe('');
      m.cold('2s x').subscribe(() => clock.step(by));
      m.cold('9s x').subscribe(() => expect(noticed).toEqual([]));
    }, 10_000),
  );

  it(
    'bars close when they should, and none of the future is shown',
    marbles((m) => {
      const rows = { candlestick: [{ type: '1min', ohlcv: [['5', '5', '5', '5', '1', 0]] }] };
      const { clock, client } = inStepped(m, {
        links: ['o 60s a 10s b'],
        frames: { a: trades(tradeRow(1, minute + 1, '7')), b: trades(tradeRow(2, minute + 10_002, '8')) },
        rest: {
          '/btc_jpy/candlestick/1min/19700101': () => m.cold('(r|)', { r: ok(rows, m.scheduler.now()) }),
        },
      });
      const heard: string[] = [];
      client
        .candles$('btc_jpy', '1min', { history: 1 })
        .pipe(
          map(({ openTime, close, closed }) => `${openTime / minute}: ${close}${closed ? '' : ' open'}`),
          timestamp(m.scheduler),
        )
        .subscribe(({ timestamp: at, value }) => heard.push(`${at} ${value}`));
      m.cold('80s x').subscribe(() => clock.step(by));
      m.cold('130s x').subscribe(() => {
        expect(heard).toEqual([
          '0 0: 5 open',
          '60001 1: 5 open',
          '60001 1: 7 open',
          '61501 0: 5',
          '70002 1: 8 open',
          '90000 1: 8 open', //    REST could not tell what the leap may have swallowed,
          '90000 0: 5', //         nor what came before: a bar that was closed meanwhile is read again
          '121500 2: 8 open',
          '121500 1: 8',
        ]);
      });
    }, 3 * minute),
  );
});

describe('candles$', () => {
  /** Returns REST's candles up to a time. The close shows the minute. */
  const barsUntil = (time: number): unknown => {
    const row = (bar: number): readonly unknown[] => [...Array<string>(4).fill(`${bar}`), '1', bar * minute];
    return {
      candlestick: [
        { type: '1min', ohlcv: Array.from({ length: Math.floor(time / minute) + 1 }, (_, bar) => row(bar)) },
      ],
    };
  };

  it(
    'counts its history from its beginning, though the machine slept before it could be read',
    marbles((m) => {
      const wokenAt = 605_000;
      const venueNow = (): number => m.scheduler.now() + (m.scheduler.now() < wokenAt ? 0 : hour);
      const page = (): Observable<HttpReply> =>
        m.scheduler.now() < wokenAt
          ? m.cold('#', {}, new Error('no answer'))
          : m.cold('(r|)', { r: ok(barsUntil(venueNow()), venueNow()) });
      const opened: number[] = [];
      m.cold('600s x').subscribe(() => {
        const rest = { '/btc_jpy/candlestick/1min/19700101': page };
        const { client, clock } = inStepped(m, { links: ['o'], rest });
        m.cold('5s x').subscribe(() => clock.step(hour));
        client
          .candles$('btc_jpy', '1min', { history: 2 })
          .subscribe(({ openTime }) => opened.push(openTime / minute));
      });
      m.cold('660s x').subscribe(() => {
        // Bar 10 was open at its beginning, and bar 70 is now.
        expect(opened[0]).toBe(8);
        expect([...new Set(opened)]).toEqual(Array.from({ length: 63 }, (_, i) => 8 + i));
      });
    }, 12 * minute),
  );

  it(
    'finds its history by a clock that is years off, as any reply tells the time',
    marbles((m) => {
      const opened: number[] = [];
      m.cold('600s x').subscribe(() => {
        const now = (): number => m.scheduler.now();
        const rest = {
          '/btc_jpy/candlestick/1min/19700101': () => m.cold('(r|)', { r: ok(barsUntil(now()), now()) }),
          '/btc_jpy/ticker': () => m.cold('(r|)', { r: ok(tickerData(1), now()) }),
        };
        const { client, clock } = inStepped(m, { links: ['o'], rest });
        clock.step(30 * 365 * 24 * hour);
        client
          .candles$('btc_jpy', '1min', { history: 2 })
          .subscribe(({ openTime }) => opened.push(openTime / minute));
      });
      m.cold('610s x').subscribe(() => expect(opened).toEqual([8, 9, 10]));
    }, 11 * minute),
  );
});

describe.each([
  ['an hour forward', hour],
  ['nine hours back', -9 * hour],
])('after the time of day was set %s', (_, by) => {
  const leap = (m: Marbles, clock: SteppedClock, at: string): void =>
    void m.cold(`${at} x`).subscribe(() => clock.step(by));

  it(
    'a book is stale until the venue has sent it anew; a ticker is told to nobody as the current one',
    marbles((m) => {
      const { clock, client } = inStepped(m, {
        links: ['o (wt) 2996ms w'],
        frames: { w: whole({ sequence: 1 }), t: ticker(1) },
        rest: unseeded,
      });
      leap(m, clock, '1500ms');
      const stale$ = client.book$('btc_jpy').pipe(map(({ stale }) => (stale ? 's' : 'f')));
      m.expectObservable(stale$, '^ 5s !').toBe('-f 1998ms s 1000ms f');
      m.expectObservable(client.ticker$('btc_jpy').pipe(map(() => 't')), '^ 5s !').toBe('-t');
      m.expectObservable(client.ticker$('btc_jpy'), '2100ms ^ 1s !').toBe('');
      m.expectObservable(stale$, '2100ms ^ 100ms !').toBe('');
    }, 6_000),
  );

  it(
    'each room is joined again at once, and what the venue has in REST is read again',
    marbles((m) => {
      const { clock, client, sent$, requests$ } = inStepped(m, { links: ['o'] });
      leap(m, clock, '1500ms');
      m.expectObservable(client.tradable$('btc_jpy').pipe(map(({ reasons }) => reasons.join())), '^ 4s !');
      m.expectObservable(sent$, '^ 4s !').toBe('j 1999ms (r)', {
        j: '+circuit_break_info',
        r: '-circuit_break_info +circuit_break_info',
      });
      m.expectObservable(requests$, '^ 4s !').toBe('a 1999ms a', {
        a: '/v1/spot/status /v1/spot/pairs',
      });
    }, 5_000),
  );

  it(
    'trades go on exactly once, and those that nobody heard of are read',
    marbles((m) => {
      const { clock, client } = inStepped(m, {
        links: ['o a 2199ms c'],
        frames: { a: trades(tradeRow(1, 1)), c: trades(tradeRow(3, 2_300)) },
        rest: {
          '/btc_jpy/transactions': () =>
            m.cold('(r|)', { r: ok(tradesData(tradeRow(1, 1), tradeRow(2, 1_900), tradeRow(3, 2_300))) }),
        },
      });
      leap(m, clock, '1500ms');
      m.expectObservable(client.trades$('btc_jpy').pipe(map(({ id }) => `${id}`)), '^ 5s !').toBe(
        '-1 3498ms (23)',
      );
    }, 6_000),
  );
});

describe('a machine that has slept while REST can not be asked', () => {
  it(
    'has its bars close in time again as soon as REST tells the time',
    marbles((m) => {
      const slept = 70_000;
      const wakes = 30_000;
      const answers = 60_000;
      const { clock, client } = inStepped(m, {
        links: ['o'],
        rest: {
          '/btc_jpy/candlestick/1min/19700101': () => {
            const now = m.scheduler.now();
            const venueTime = now < wakes ? now : now + slept;
            const minutes = Array.from({ length: Math.floor(venueTime / minute) + 1 }, (_, i) => i * minute);
            const ohlcv = minutes.map((openTime) => ['5', '5', '5', '5', '1', openTime]);
            return now >= wakes && now < answers
              ? m.cold('#', {}, new Error('no answer'))
              : m.cold('(r|)', { r: ok({ candlestick: [{ type: '1min', ohlcv }] }, venueTime) });
          },
        },
      });
      const shown: string[] = [];
      client
        .candles$('btc_jpy', '1min', { history: 0 })
        .pipe(timestamp(m.scheduler))
        .subscribe(({ timestamp: at, value }) => {
          if (value.closed) shown.push(`${value.openTime / minute} at ${Math.floor(at / 1_000)} s`);
        });
      m.cold(`${wakes}ms x`).subscribe(() => clock.step(slept));
      m.cold('180s x').subscribe(() => {
        // At the venue it is 70 s later.
        expect(shown.slice(-2)).toEqual(['2 at 111 s', '3 at 171 s']);
      });
    }, 4 * minute),
  );
});

describe('a time of day that is another day than the venue’s', () => {
  it(
    'brings no history of another day',
    marbles((m) => {
      const day = 86_400_000;
      const rows = (price: string, openTime: number): unknown => ({
        candlestick: [{ type: '1min', ohlcv: [[price, price, price, price, '1', openTime]] }],
      });
      const date = 2 * day + 30_000;
      const { client } = inStepped(m, {
        links: ['o'],
        rest: {
          '/btc_jpy/candlestick/1min/19700101': () => m.cold('(r|)', { r: ok(rows('5', 0), date) }),
          '/btc_jpy/candlestick/1min/19700103': () => m.cold('(r|)', { r: ok(rows('7', 2 * day), date) }),
        },
      });
      const bars$ = client
        .candles$('btc_jpy', '1min', { history: 0 })
        .pipe(map(({ openTime, close }) => `${openTime / day}: ${close}`));
      m.expectObservable(bars$, '^ 1s !').toBe('d', { d: '2: 7' });
    }, 2_000),
  );
});
