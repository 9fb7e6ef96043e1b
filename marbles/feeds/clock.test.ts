import { map, timestamp } from 'rxjs';
import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../src/model/diagnostic';
import { ticker, tradeRow, trades, whole } from '../support/frames';
import { marbles, type Marbles } from '../support/marbles';
import { hour, steppedClock, type SteppedClock } from '../support/stepped-clock';
import { ok, world, type WorldConfig } from '../support/world';

const minute = 60_000;

interface Clocked {
  readonly clock: SteppedClock;
  readonly client: ReturnType<typeof world>['client'];
  /** Each diagnostic: when by elapsed time, its kind, and what it says of its time of day. */
  readonly noticed: string[];
}

const inStepped = (m: Marbles, config: WorldConfig): Clocked => {
  const clock = steppedClock(m.scheduler);
  const { client } = world(m, { ...config, clock });
  const noticed: string[] = [];
  client.diagnostics$.pipe(timestamp(m.scheduler)).subscribe(({ timestamp: at, value }) => {
    noticed.push(`${at} ${value.kind}${detailOf(value)}`);
  });
  return { clock, client, noticed };
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
      m.cold('25100ms x').subscribe(() => {
        expect(noticed).toEqual([`5000 clock-leapt ${by} at ${5_000 + by}`, '24001 room-silent']);
      });
    }, 30_000),
  );

  it(
    'nobody looks where nothing is subscribed to',
    marbles((m) => {
      const { clock, client, noticed } = inStepped(m, { links: ['o'], frames: { a: ticker(1) } });
      m.expectObservable(client.ticker$('btc_jpy'), '^ 1500ms !').toBe('');
      m.cold('2s x').subscribe(() => clock.step(by));
      m.cold('9s x').subscribe(() => expect(noticed).toEqual([]));
    }, 10_000),
  );

  it(
    'bars close when they should, as built, and none of the future is shown',
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
          '121500 1: 8',
          '121500 2: 8 open',
        ]);
      });
    }, 3 * minute),
  );
});
