import { map, of, timestamp, type Observable } from 'rxjs';
import { describe, expect, it } from 'vitest';
import type { HttpReply } from '../../src/connectivity/ports';
import type { Candle } from '../../src/model/candle';
import { tradeRow, trades, tradesData } from '../support/frames';
import { marbles, type Marbles } from '../support/marbles';
import { notFound, ok, world, type WorldConfig } from '../support/world';

const minute = 60_000;
const page = '/btc_jpy/candlestick/1min/19700101';

/** REST's candles: one price per minute, one trade each. */
const rows = (prices: readonly number[]): unknown => ({
  candlestick: [
    {
      type: '1min',
      ohlcv: prices.map((price, bar) => [...Array<string>(4).fill(`${price}`), '1', bar * minute]),
    },
  ],
});

const brief = ({ openTime, close, volume, closed }: Candle): string =>
  `${openTime / minute}: ${close} ×${volume}${closed ? '' : ' open'}`;

/** Returns the candles of a subscriber of `candles$`, with their times. The venue's time is that of the diagram. */
const hear = (m: Marbles, config: WorldConfig, until: number): string[] => {
  const { client } = world(m, config);
  const heard: string[] = [];
  client
    .candles$('btc_jpy', '1min', { history: 1 })
    .pipe(map(brief), timestamp(m.scheduler))
    .subscribe(({ timestamp: at, value }) => heard.push(`${at} ${value}`));
  m.cold(`${until}ms x`).subscribe(() => heard.push('end'));
  return heard;
};

/** REST as it is at the moment of the request: all bars up to now. */
const restNow =
  ({ cold, scheduler }: Marbles, prices: readonly number[]) =>
  (): Observable<HttpReply> => {
    const now = scheduler.now();
    return cold('(r|)', { r: ok(rows(prices.slice(0, Math.floor(now / minute) + 1)), now) });
  };

const expectHeard = (m: Marbles, heard: readonly string[], at: number, expected: readonly string[]): void => {
  m.cold(`${at + 1}ms x`).subscribe(() => {
    expect(heard).toEqual([...expected, 'end']);
  });
};

describe('candles$', () => {
  it(
    'begins with history; reads the bar open at the seam again once over, then closes bars as built',
    marbles((m) => {
      const links = ['o 90s a 59s b'];
      const frames = { a: trades(tradeRow(1, 90_000, '7')), b: trades(tradeRow(2, 150_000, '8')) };
      const heard = hear(m, { links, frames, rest: { [page]: restNow(m, [5, 9]) } }, 190_000);

      expectHeard(m, heard, 190_000, [
        '0 0: 5 ×1 open',
        '61500 1: 5 ×0 open', //  over, after a grace: the seam's bar is asked for
        '61500 0: 5 ×1',
        '90001 1: 7 ×1 open',
        '121500 1: 7 ×1', //      heard of whole: as built
        '121500 2: 7 ×0 open',
        '149002 2: 8 ×1 open',
        '180502 2: 8 ×1',
        '180502 3: 8 ×0 open',
      ]);
    }, 4 * minute),
  );

  it(
    'reads bars that an outage touched again, and leaves no gap',
    marbles((m) => {
      const links = ['o 30s #', '# ', '-'];
      const heard = hear(
        m,
        {
          links,
          rest: {
            [page]: restNow(m, [5, 6, 7]),
            '/btc_jpy/transactions': () => m.cold('(r|)', { r: ok(tradesData()) }),
          },
        },
        190_000,
      );

      expectHeard(m, heard, 190_000, [
        '0 0: 5 ×1 open',
        '61500 0: 5 ×1', //   REST can be asked, though the link is down
        '121500 1: 6 ×1',
        '181500 2: 7 ×1',
      ]);
    }, 4 * minute),
  );

  it(
    'shows what an event gave before what REST answers at once',
    marbles((m) => {
      const atOnce = (): Observable<HttpReply> => {
        const now = m.scheduler.now();
        return of(ok(rows([5, 9, 9].slice(0, Math.floor(now / minute) + 1)), now));
      };
      const heard = hear(m, { links: ['o'], rest: { [page]: atOnce } }, 130_000);

      expectHeard(m, heard, 130_000, [
        '0 0: 5 ×1 open',
        '61500 1: 5 ×0 open', // and asks for the bar before
        '61500 0: 5 ×1',
        '121500 1: 5 ×0',
        '121500 2: 5 ×0 open',
      ]);
    }, 4 * minute),
  );

  it(
    'begun before the page of the day is there, repairs the bars that it has shown',
    marbles((m) => {
      const day = 1_440 * minute;
      const candles = (...bars: readonly (readonly [price: number, openTime: number])[]): unknown => ({
        candlestick: [
          {
            type: '1min',
            ohlcv: bars.map(([price, at]) => [...Array<string>(4).fill(`${price}`), '1', at]),
          },
        ],
      });
      const today = candles([5, day], [6, day + minute], [7, day + 2 * minute], [8, day + 3 * minute]);
      const rest = {
        '/btc_jpy/candlestick/1min/19700102': () =>
          of(m.scheduler.now() < day + 200_000 ? notFound : ok(today, m.scheduler.now())),
        [page]: () => of(ok(candles([4, day - minute]), m.scheduler.now())),
      };
      const heard: string[] = [];
      m.cold('86500s x').subscribe(() => {
        const { client } = world(m, { links: ['o'], rest });
        client.candles$('btc_jpy', '1min', { history: 3 }).subscribe((candle) => heard.push(brief(candle)));
      });

      m.cold('86590s x').subscribe(() => {
        // No trade of the first minute of the day was received, and REST has no page of the day yet.
        expect(heard.filter((bar) => bar.startsWith('1440:')).at(-1)).toBe('1440: 4 ×0');
      });
      m.cold('86690s x').subscribe(() => {
        expect(heard.filter((bar) => bar.startsWith('1440:')).at(-1)).toBe('1440: 5 ×1');
      });
    }, 1_450 * minute),
  );

  it(
    'asks for history that could not be had until it is there, and shows it then',
    marbles((m) => {
      const told = restNow(m, [5, 6, 7, 8, 9]);
      const rest = {
        [page]: () =>
          m.scheduler.now() < 200_000 ? m.cold<HttpReply>('#', {}, new Error('no answer')) : told(),
      };
      const frames = { a: trades(tradeRow(1, 190_000, '8')) };
      const heard: string[] = [];
      m.cold('170s x').subscribe(() => {
        const { client } = world(m, { links: ['o 20s a'], frames, rest });
        client
          .candles$('btc_jpy', '1min', { history: 2 })
          .pipe(map(brief), timestamp(m.scheduler))
          .subscribe(({ timestamp: at, value }) => heard.push(`${Math.floor(at / 1_000)} ${value}`));
      });

      m.cold('239s x').subscribe(() => {
        // Bar 2 was open at the beginning, and the two before it are its history.
        expect(heard).toEqual(['190 3: 8 ×1 open', '200 0: 5 ×1', '200 1: 6 ×1', '200 2: 7 ×1']);
      });
    }, 4 * minute),
  );

  it(
    'counts history that comes late from its beginning, where no trade was heard meanwhile, either',
    marbles((m) => {
      const told = restNow(m, [5, 6, 7, 8, 9]);
      const rest = {
        [page]: () =>
          m.scheduler.now() < 250_000 ? m.cold<HttpReply>('#', {}, new Error('no answer')) : told(),
      };
      const heard: string[] = [];
      m.cold('130s x').subscribe(() => {
        const { client } = world(m, { links: ['o'], rest });
        client.candles$('btc_jpy', '1min', { history: 1 }).subscribe((candle) => heard.push(brief(candle)));
      });

      m.cold('290s x').subscribe(() => {
        expect(heard).toEqual(['1: 6 ×1', '2: 7 ×1', '3: 8 ×1', '4: 9 ×1 open']);
      });
    }, 5 * minute),
  );

  it(
    'takes no candle that is ages from its date, and says so',
    marbles((m) => {
      const far = {
        candlestick: [
          { type: '1min', ohlcv: [0, 40_000 * minute].map((t) => [...Array<string>(5).fill('1'), t]) },
        ],
      };
      const rest = { [page]: () => m.cold('(r|)', { r: ok(far) }) };
      const { client } = world(m, { links: ['-'], rest });
      const heard: Candle[] = [];
      const causes: string[] = [];
      client.candles$('btc_jpy', '1min', { history: 50_000 }).subscribe((candle) => heard.push(candle));
      client.diagnostics$.subscribe((said) => {
        if (said.kind === 'odd-row') causes.push(`${said.what}: ${said.path}, ${said.expected}`);
      });

      m.cold('20s x').subscribe(() => {
        expect(heard.map(({ openTime }) => openTime)).toEqual([0]);
        expect(causes).toEqual(['lost: data/candlestick/0/ohlcv/1/5, a time of 19700101 in ms']);
      });
    }, minute),
  );

  it.each([8_640_000_000_000_000, -62_200_000_000_000])(
    'takes no Date of an age that has no candles: %d',
    (date) =>
      marbles((m) => {
        const rest = { [page]: () => m.cold('(r|)', { r: ok(rows([5]), date) }) };
        const { client } = world(m, { links: ['o'], rest });
        const heard: string[] = [];
        client.candles$('btc_jpy', '1min', { history: 1 }).subscribe((candle) => heard.push(brief(candle)));

        m.cold('63s x').subscribe(() => {
          expect(heard).toEqual(['0: 5 ×1 open', '1: 5 ×0 open', '0: 5 ×1']);
        });
      }, 2 * minute)(),
  );

  it(
    'goes on from trades alone where REST knows nothing, and says so',
    marbles((m) => {
      const links = ['o 10s a'];
      const frames = { a: trades(tradeRow(1, 10_000, '7')) };
      const { client } = world(m, { links, frames, rest: { [page]: () => m.cold('(r|)', { r: notFound }) } });
      const heard: string[] = [];
      client.candles$('btc_jpy', '1min').subscribe((candle) => heard.push(brief(candle)));

      m.cold('130s x').subscribe(() => {
        expect(heard).toEqual(['0: 7 ×1 open', '1: 7 ×0 open', '0: 7 ×1', '1: 7 ×0', '2: 7 ×0 open']);
      });
    }, 3 * minute),
  );

  it(
    'gives a late subscriber the closed bars and the open one, oldest first; of a lost link the closed ones only',
    marbles((m) => {
      const links = ['o 30s #', '-'];
      const { client } = world(m, { links, rest: { [page]: restNow(m, [5, 6, 7]) } });
      const candles$ = client.candles$('btc_jpy', '1min', { history: 2 }).pipe(map(brief));
      const late: string[][] = [[], []];
      m.cold('100ms x').subscribe(() => candles$.subscribe());
      m.cold('20s x').subscribe(() => candles$.subscribe((line) => late[0]?.push(line)).unsubscribe());
      m.cold('70s x').subscribe(() => candles$.subscribe((line) => late[1]?.push(line)).unsubscribe());

      m.cold('80s x').subscribe(() => {
        expect(late).toEqual([['0: 5 ×1 open'], ['0: 5 ×1']]);
      });
    }, 2 * minute),
  );

  it(
    'beside trades$ that is live already knows that it hears of trades: it closes and opens bars by itself',
    marbles((m) => {
      const links = ['o 149s b'];
      const frames = { b: trades(tradeRow(2, 149_000, '8')) };
      const { client } = world(m, { links, frames, rest: { [page]: restNow(m, [5, 9]) } });
      const heard: string[] = [];
      client.trades$('btc_jpy').subscribe();
      m.cold('30s x').subscribe(() => {
        client
          .candles$('btc_jpy', '1min', { history: 1 })
          .pipe(map(brief), timestamp(m.scheduler))
          .subscribe(({ timestamp: at, value }) => heard.push(`${at} ${value}`));
      });
      m.cold('130s x').subscribe(() => heard.push('end'));

      expectHeard(m, heard, 130_000, [
        '30000 0: 5 ×1 open',
        '61500 1: 5 ×0 open',
        '61500 0: 5 ×1',
        '121500 1: 5 ×0',
        '121500 2: 5 ×0 open',
      ]);
    }, 4 * minute),
  );

  it(
    'reads a bar again in which a trade came late: its close is not that of the trade told last',
    marbles((m) => {
      const links = ['o 69s b a'];
      const frames = {
        a: trades(tradeRow(1, 65_000, '7')),
        b: trades(tradeRow(2, 69_000, '8')),
      };
      const heard = hear(m, { links, frames, rest: { [page]: restNow(m, [5, 8]) } }, 130_000);

      expectHeard(m, heard, 130_000, [
        '0 0: 5 ×1 open',
        '61500 1: 5 ×0 open',
        '61500 0: 5 ×1',
        '69001 1: 8 ×1 open',
        '69002 1: 8 ×2 open', // at 8 still
        '121500 2: 8 ×0 open',
        '121500 1: 8 ×1', //     REST's own
      ]);
    }, 4 * minute),
  );

  it(
    'reads a bar again that it closed before a silent link was noticed, where the outage hid too many trades',
    marbles((m) => {
      const links = ['o 69s a 55s #', 'o'];
      const frames = { a: trades(tradeRow(1, 69_000, '7')) };
      const newest = Array.from({ length: 60 }, (_, i) => tradeRow(100 + i, 120_100 + i, '9'));
      const told = (): HttpReply => {
        const now = m.scheduler.now();
        return ok(tradesData(...(now < 70_000 ? [] : now < 121_000 ? [tradeRow(1, 69_000, '7')] : newest)));
      };
      const heard = hear(
        m,
        {
          links,
          frames,
          rest: {
            [page]: restNow(m, [5, 8, 9]),
            '/btc_jpy/transactions': () => m.cold('(r|)', { r: told() }),
          },
        },
        130_000,
      );

      m.cold('130001ms x').subscribe(() => {
        expect(heard.filter((line) => !line.includes('open'))).toEqual([
          '61500 0: 5 ×1',
          '121500 1: 7 ×1', //  as built: nobody knew better
          '125502 1: 8 ×1',
          'end',
        ]);
      });
    }, 4 * minute),
  );
});
