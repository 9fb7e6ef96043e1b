import { concat, map, NEVER, of, timestamp } from 'rxjs';
import { describe, expect, it } from 'vitest';
import type { TransportOpen } from '../../src/connectivity/transport';
import { dataClientOn, type DataClient } from '../../src/data/client';
import { circuitBreak, diff, ticker, whole } from '../support/frames';
import { marbles, type Marbles } from '../support/marbles';
import { unseeded, world } from '../support/world';

const frames = { a: ticker(1), d: diff({ sequence: 1 }), w: whole({ sequence: 1 }) };

const states = (client: DataClient, { scheduler }: Marbles): string[] => {
  const seen: string[] = [];
  client.connection$.pipe(timestamp(scheduler)).subscribe(({ timestamp: at, value }) => {
    const { state, attempt, cause } = value;
    seen.push(`${at} ${state} ${attempt} ${cause ?? '-'}`);
  });
  return seen;
};

describe('connection$', () => {
  it(
    'tells state, failures in a row and their cause: data resets them, an open link does not',
    marbles((m) => {
      const links = ['    --o-a#', '-o#', '-#', '--o-a-'];
      const subscribed = '^ 2s !';
      const { client } = world(m, { links, frames });
      const seen = states(client, m);

      m.expectObservable(client.ticker$('btc_jpy'), subscribed);
      m.cold('3s x').subscribe(() => {
        expect(seen).toEqual([
          '0 idle 0 -',
          '0 connecting 0 -',
          '2 open 0 -',
          '5 waiting 1 error', //      the first retry is at once
          '5 connecting 1 error',
          '6 open 1 error', //         open, but no data yet
          '7 waiting 2 error', //      up to 1 s: half of it
          '507 connecting 2 error',
          '508 waiting 3 error', //    up to 2 s
          '1508 connecting 3 error',
          '1510 open 3 error',
          '1512 open 0 -', //          data
          '2001 idle 0 -',
        ]);
      });
    }),
  );

  it(
    'counts failures on while a link gives a frame and closes, and anew once one has carried data for 10 s',
    marbles((m) => {
      const links = ['oa#', 'oa#', 'oa#', 'oa 9990ms a#', 'oa 10000ms a#', 'oa#', 'oa#'];
      const { client } = world(m, { links, frames });
      const waits: unknown[] = [];
      client.diagnostics$.subscribe((one) => {
        if (one.kind === 'link-lost') waits.push([one.attempt, one.delay]);
      });

      m.expectObservable(client.ticker$('btc_jpy'), '^ 40s !');
      m.cold('40s x').subscribe(() => {
        expect(waits).toEqual([
          [1, 0],
          [2, 500],
          [3, 1_000],
          [4, 2_000], //    after almost 10 s of data
          [1, 0], //        after 10 s
          [2, 500],
          [3, 1_000],
        ]);
      });
    }, 41_000),
  );

  it(
    'never connects by itself',
    marbles((m) => {
      const { client, links } = world(m, { links: ['--o'] });

      m.expectObservable(client.connection$.pipe(map(({ state }) => state))).toBe('i', { i: 'idle' });
      m.expectObservable(client.diagnostics$).toBe('');
      m.expectSubscriptions(links[0]?.subscriptions ?? []).toBe([]);
    }),
  );
});

describe('diagnostics$', () => {
  it(
    'replays the last 100',
    marbles((m) => {
      const { client } = world(m, { links: [`o-${'n 1s '.repeat(130)}`], frames: { n: 'nonsense' } });
      const late: unknown[] = [];
      m.expectObservable(client.ticker$('btc_jpy'), '^ 140s !');
      m.cold('140s x').subscribe(() => {
        client.diagnostics$.subscribe((diagnostic) => late.push(diagnostic));
        expect(late).toHaveLength(100);
        expect(late[0]).toEqual({
          kind: 'undecodable-frame',
          room: null,
          cause: "not a room's: nonsense",
          at: 2 + 30 * 1_001,
          count: 1,
        });
      });
    }, 150_000),
  );
});

describe('rooms', () => {
  it(
    'share one link, and each is left by itself',
    marbles((m) => {
      const links = ['              --o--a-d---'];
      const tickers = '             ^-----!';
      const diffs = '               ---^-------!';
      const linked = '              ^----------!';
      const commands = '            --td--u----e';
      const { client, sent$, links: made } = world(m, { links, frames, rest: unseeded });

      m.expectObservable(client.ticker$('btc_jpy').pipe(map(({ last }) => last)), tickers).toBe('-----1', {
        1: 1,
      });
      m.expectObservable(client.depthDiff$('btc_jpy').pipe(map(({ sequence }) => sequence)), diffs).toBe(
        '-------1',
        {
          1: 1,
        },
      );
      m.expectObservable(sent$).toBe(commands, {
        t: '+ticker',
        d: '+depth_diff',
        u: '-ticker',
        e: '-depth_diff',
      });
      m.expectSubscriptions(made[0]?.subscriptions ?? []).toBe(linked);
    }),
  );

  it(
    'that were left and are joined again get their frames, also where no other frame came between',
    marbles((m) => {
      const links = ['        o-a---a-a-d-a--'];
      const book = '          ^-------------!';
      const first = '         ^--!           ';
      const again = '         -------^------!';
      const { client, sent$ } = world(m, { links, frames, rest: unseeded });
      const last$ = client.ticker$('btc_jpy').pipe(map(({ last }) => last));

      m.expectObservable(client.depthDiff$('btc_jpy').pipe(map(() => 'd')), book).toBe('----------d');
      m.expectObservable(last$, first).toBe('--1', { 1: 1 });
      m.expectObservable(last$, again).toBe('--------1---1', { 1: 1 });
      m.expectObservable(client.diagnostics$).toBe('');
      m.expectObservable(sent$).toBe('d--l---t------e', {
        d: '+depth_diff +ticker',
        l: '-ticker',
        t: '+ticker',
        e: '-depth_diff -ticker',
      });
    }),
  );

  it(
    'are joined once by whom subscribes while the others are being joined',
    marbles((m) => {
      const sent: string[] = [];
      const late: { client?: DataClient } = {};
      // A venue in this process, which answers the join in the same moment.
      const answering: TransportOpen = {
        type: 'open',
        send: (text) => {
          sent.push(text);
          if (text.includes('ticker')) late.client?.depthDiff$('btc_jpy').subscribe();
        },
      };
      const client = dataClientOn({ openSocket: () => NEVER, createSendRequest: () => () => NEVER })({
        transport: { link$: concat(of(answering), NEVER), sendRequest: null },
        scheduler: m.scheduler,
      });
      late.client = client;
      m.expectObservable(client.ticker$('btc_jpy'), '^---!');
      m.cold('-x').subscribe(() => {
        expect(sent).toEqual(['42["join-room","ticker_btc_jpy"]', '42["join-room","depth_diff_btc_jpy"]']);
      });
    }),
  );

  it(
    'that must speak and do not are joined again: a whole book within 20 s, every time',
    marbles((m) => {
      const links = ['              o-w 9s w'];
      const { client, sent$ } = world(m, { links, frames });
      const silent: string[] = [];
      client.diagnostics$.pipe(timestamp(m.scheduler)).subscribe(({ timestamp: at, value }) => {
        silent.push(`${at} ${value.kind}`);
      });

      m.expectObservable(client.depthWhole$('btc_jpy'), '^ 50s !');
      m.expectObservable(sent$).toBe('j 29002ms r 19999ms r 997ms l', {
        j: '+depth_whole',
        r: '-depth_whole +depth_whole',
        l: '-depth_whole',
      });
      m.cold('59s x').subscribe(() => {
        expect(silent).toEqual(['29003 room-silent', '49003 room-silent']);
      });
    }, 60_000),
  );

  it(
    'that need not speak may be silent',
    marbles((m) => {
      const links = ['              o-'];
      const { client, sent$ } = world(m, { links });

      m.expectObservable(client.ticker$('btc_jpy'));
      m.expectObservable(client.trades$('btc_jpy'));
      m.expectObservable(client.depthDiff$('btc_jpy'));
      m.expectObservable(sent$).toBe('j', {
        j: '+ticker +transactions +depth_diff',
      });
      m.expectObservable(client.diagnostics$).toBe('');
    }, 120_000),
  );

  it(
    'that speak on joining and on change are joined again after a minute of silence: a change may have got lost',
    marbles((m) => {
      const links = ['              o-a 59s b'];
      const frames = { a: circuitBreak('CIRCUIT_BREAK'), b: circuitBreak('NONE') };
      const { client, sent$ } = world(m, { links, frames });
      const mode$ = client.circuitBreak$('btc_jpy').pipe(map(({ mode }) => mode));

      m.expectObservable(mode$, '^ 100s !').toBe('--a 59s b', { a: 'CIRCUIT_BREAK', b: 'NONE' });
      m.expectObservable(sent$, '^ 70s !').toBe('j', { j: '+circuit_break_info' });
      m.expectObservable(client.diagnostics$).toBe('');
    }, 119_000),
  );
});
