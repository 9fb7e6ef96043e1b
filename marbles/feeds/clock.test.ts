import { distinct, filter, map, of, takeUntil, toArray } from 'rxjs';
import { describe, it } from 'vitest';
import { inHalfSeconds } from '../support/candle-story';
import { type FeedLines, type FeedStory, inMoments } from '../support/feed-spec';
import { ticker, tickerData, tradeRow, trades, tradesData, whole } from '../support/frames';
import { notFound, ok, type Rest, unseeded } from '../support/rest';
import { hour } from '../support/stepped-clock';

// Feeds on a machine that slept, or whose time of day was set: the line `clock` shows when, and elapsed time goes on. Frames:
// digits are trades, `w` is a whole, `t` a ticker. `book$` draws `f` for a fresh book and `s` for a stale one. `leaps$` draws
// the diagnostics `clock-leapt`, `x` for the one that is expected. The lines of candles are explained in
// `marbles/support/candle-story.ts`.

const minute = 60_000;
const page = '/btc_jpy/candlestick/1min/19700101';

const draw = (lines: FeedLines, story: Partial<FeedStory>): void => {
  inMoments(lines, {
    frames: { w: whole({ sequence: 1 }), t: ticker(1) },
    ...story,
    feeds: {
      leaps: (client) =>
        client.diagnostics$.pipe(
          filter((one) => one.kind === 'clock-leapt'),
          map(({ by, at }) => `${by} at ${at}`),
        ),
      wholes: (client) => client.depthWhole$('btc_jpy').pipe(map(() => 'w')),
      book: (client) => client.book$('btc_jpy').pipe(map(({ stale }) => (stale ? 's' : 'f'))),
      ticker: (client) => client.ticker$('btc_jpy').pipe(map(() => 't')),
      tradable: (client) => client.tradable$('btc_jpy').pipe(map(() => '.')),
      trades: (client) => client.trades$('btc_jpy').pipe(map(({ id }) => `${id}`)),
      ...story.feeds,
    },
  });
};

describe.each([
  ['an hour forward', hour],
  ['nine hours back', -9 * hour],
])('when the time of day is set %s', (_, by) => {
  const sets = { x: by };

  it('the leap is noticed once, and a room that falls silent is joined again in time', () => {
    draw(
      {
        link: '         o 4s w 20499ms',
        clock: '        4500ms x',
        wholes: '       ^',
        leaps$: '       5s x 19999ms -',
        diagnostics$: ' 5s l 19999ms s',
      },
      { sets, signs: { x: `${by} at ${5_000 + by}`, l: 'clock-leapt', s: 'room-silent' } },
    );
  });

  it('nobody looks at the clock if no feed is subscribed to', () => {
    draw(
      {
        link: '         o',
        clock: '        2s x',
        ticker: '       ^ 1500ms !',
        ticker$: '      ',
        diagnostics$: ' 9s -',
      },
      { sets, rest: () => unseeded },
    );
  });

  it('bars close when they should, and none of the future is shown', () => {
    inHalfSeconds(
      {
        prices: '   5',
        link: '     o 69500ms           7 4500ms 8',
        clock: '    80s                                  x',
        //          REST does not show what the leap may have swallowed: at 90 s the bars are read again
        candles$: ' 0 61s (10) 6500ms   1 4500ms 1 14500ms (10) 29500ms (21)',
        bar0$: '    5 61s (5|)                     26500ms (5|)',
        bar1$: '    61500ms ≈      8s   7 4500ms 8 14500ms 8 31s (8|)',
        bar2$: '    121500ms ≈     8s - ',
      },
      { sets, rest: () => ({ '/btc_jpy/transactions': () => of(notFound) }) },
    );
  });

  it('a book is stale until the venue has sent it again; a late subscriber gets neither it nor the ticker', () => {
    draw(
      {
        link: '     o (wt) 2996ms w',
        clock: '    1500ms x',
        book: '     ^ 5s !',
        book$: '    -f 1998ms s 1000ms f 2s -',
        ticker: '   ^ 5s !',
        ticker$: '  -t',
        book2: '    2100ms ^ 100ms !',
        book2$: '   ',
        ticker2: '  2100ms ^ 1s !',
        ticker2$: ' ',
      },
      { sets, rest: () => unseeded },
    );
  });

  it('each room is joined again at once, and REST is read again', () => {
    draw(
      {
        link: '      o',
        clock: '     1500ms x',
        tradable: '  ^',
        sent$: '     j 1999ms r 2s -',
        requests$: ' (qa) 1996ms a 2s -',
      },
      {
        sets,
        signs: {
          j: '+circuit_break_info',
          r: '-circuit_break_info +circuit_break_info',
          q: '/btc_jpy/ticker',
          a: '/v1/spot/status /v1/spot/pairs',
        },
      },
    );
  });

  it('trades go on exactly once, and those that were missed meanwhile are read', () => {
    const rows = [tradeRow(1, 1), tradeRow(2, 1_900), tradeRow(3, 2_300)];
    draw(
      {
        link: '    o 1 2199ms 3',
        clock: '   1500ms x',
        trades$: ' -1 3498ms (23)',
      },
      {
        sets,
        frames: { 1: trades(tradeRow(1, 1)), 3: trades(tradeRow(3, 2_300)) },
        rest: ({ cold }) => ({
          '/btc_jpy/transactions': () => cold('(r|)', { r: ok(tradesData(...rows)) }),
        }),
      },
    );
  });
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

  /** Draws as one value the numbers of the bars that were shown until they are asked for, each once. */
  const shown: FeedStory['feeds'] = {
    shown: (client, { input }) =>
      client.candles$('btc_jpy', '1min', { history: 2 }).pipe(
        map(({ openTime }) => openTime / minute),
        distinct(),
        takeUntil(input('asked')),
        toArray(),
        map((numbers) => numbers.join()),
      ),
  };

  it('counts its history from its beginning, though the machine slept before it could be read', () => {
    draw(
      {
        // In the tenth minute REST does not answer, and the machine sleeps for an hour.
        link: '   o',
        page: '   n 4999ms e',
        clock: '  5s       x',
        asked: '  60s      ?',
        shown$: ' 60s      (b|)',
      },
      {
        from: 10 * minute,
        sets: { x: hour },
        // Bar 10 was open at its beginning, and bar 70 is now.
        signs: { b: String(Array.from({ length: 63 }, (_, i) => 8 + i)) },
        feeds: shown,
        rest: ({ cold, now, scheduler }) => ({
          [page]: () => {
            const time = scheduler.now() + (now('page').includes('n') ? 0 : hour);
            if (now('page').includes('n')) return cold('#', {}, new Error('no answer'));
            return cold('(r|)', { r: ok(barsUntil(time), time) });
          },
        }),
      },
    );
  });

  it('finds its history by a clock that is years off, as any reply tells the time', () => {
    draw(
      {
        link: '   o',
        clock: '  x',
        shown: '  -^',
        asked: '  10s ?',
        shown$: ' 10s (b|)',
      },
      {
        from: 10 * minute,
        sets: { x: 30 * 365 * 24 * hour },
        signs: { b: '8,9,10' },
        feeds: shown,
        rest: ({ cold, scheduler }): Rest => ({
          [page]: () => cold('(r|)', { r: ok(barsUntil(scheduler.now()), scheduler.now()) }),
          '/btc_jpy/ticker': () => cold('(r|)', { r: ok(tickerData(1), scheduler.now()) }),
        }),
      },
    );
  });

  it('closes bars in time again as soon as REST shows the time after a sleep', () => {
    const slept = 70_000;
    draw(
      {
        link: '    o',
        clock: '   30s x',
        page: '    e 29999ms n 29999ms e',
        closed$: ' 60750ms (01) 50746ms 2 59999ms 3 8s -',
      },
      {
        sets: { x: slept },
        feeds: {
          closed: (client) =>
            client.candles$('btc_jpy', '1min', { history: 0 }).pipe(
              filter(({ closed }) => closed),
              map(({ openTime }) => `${openTime / minute}`),
            ),
        },
        rest: ({ cold, now, scheduler }) => ({
          [page]: () => {
            const time = scheduler.now() + (scheduler.now() < 30_000 ? 0 : slept);
            const minutes = Array.from({ length: Math.floor(time / minute) + 1 }, (_, i) => i * minute);
            const ohlcv = minutes.map((openTime) => ['5', '5', '5', '5', '1', openTime]);
            return now('page').includes('n')
              ? cold('#', {}, new Error('no answer'))
              : cold('(r|)', { r: ok({ candlestick: [{ type: '1min', ohlcv }] }, time) });
          },
        }),
      },
    );
  });

  it('shows no history of another day if the time of day is of another day than the venue’s', () => {
    const day = 86_400_000;
    const rows = (price: string, openTime: number): unknown => ({
      candlestick: [{ type: '1min', ohlcv: [[price, price, price, price, '1', openTime]] }],
    });
    const date = 2 * day + 30_000;
    draw(
      {
        link: '     o',
        candles$: ' 7 1s -',
      },
      {
        signs: { 7: '2: 7' },
        feeds: {
          candles: (client) =>
            client
              .candles$('btc_jpy', '1min', { history: 0 })
              .pipe(map(({ openTime, close }) => `${openTime / day}: ${close}`)),
        },
        rest: ({ cold }) => ({
          [page]: () => cold('(r|)', { r: ok(rows('5', 0), date) }),
          '/btc_jpy/candlestick/1min/19700103': () => cold('(r|)', { r: ok(rows('7', 2 * day), date) }),
        }),
      },
    );
  });
});
