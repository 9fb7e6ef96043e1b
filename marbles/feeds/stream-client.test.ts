import { defer, map, NEVER, type Observable } from 'rxjs';
import { describe, expect, it } from 'vitest';
import type { TransportOpen } from '../../src/connectivity/transport';
import { streamClientOn, type StreamClient } from '../../src/data/stream-client';
import type { Diagnostic } from '../../src/model/diagnostic';
import { unknownPairError } from '../../src/model/errors';
import { circuitBreak, diff, ticker, tradeRow, trades, whole } from '../support/frames';
import { marbles, type Marbles } from '../support/marbles';
import { unseeded, world, type Frames } from '../support/world';

const setUp = ({ cold, scheduler }: Marbles, diagrams: readonly string[], frames: Frames) => {
  const open: TransportOpen = { type: 'open', send: () => undefined };
  const links = diagrams.map((diagram) => cold<TransportOpen | string>(diagram, { ...frames, o: open }));
  let next = 0;
  const client = streamClientOn({ openSocket: () => NEVER })({
    transport: { link$: defer(() => links[next++] ?? NEVER), sendRequest: null },
    scheduler,
    random: () => 0.5,
  });
  const noticed: Diagnostic[] = [];
  client.diagnostics$.subscribe((diagnostic) => noticed.push(diagnostic));
  const expectNoticed = (...expected: readonly object[]): void =>
    void cold('29s x').subscribe(() => {
      expect(noticed.filter(({ kind }) => kind !== 'link-lost')).toMatchObject(expected);
    });
  return { client, expectNoticed };
};

type StreamFeed = (client: StreamClient) => Observable<unknown>;

const levels = whole({ sequence: 1, bids: [[100, 1]], asks: [[103, 1]] });
const feeds: Readonly<Record<string, readonly [StreamFeed, Frames]>> = {
  ticker$: [(client) => client.ticker$('btc_jpy'), { a: ticker(1), b: ticker(2), c: ticker(3) }],
  book$: [
    (client) => client.book$('btc_jpy', { depth: 1 }),
    { a: levels, b: diff({ sequence: 2, bids: [[101, 2]] }), c: whole({ sequence: 3 }) },
  ],
  quotes$: [
    (client) => client.quotes$('btc_jpy'),
    { a: levels, b: diff({ sequence: 2, asks: [[102, 1]] }), c: whole({ sequence: 3 }) },
  ],
  circuitBreak$: [
    (client) => client.circuitBreak$('btc_jpy'),
    { a: circuitBreak('NONE', '1'), b: circuitBreak('NONE', '2'), c: circuitBreak('NONE', '3') },
  ],
  depthWhole$: [(client) => client.depthWhole$('btc_jpy'), { a: levels, b: levels, c: levels }],
  depthDiff$: [
    (client) => client.depthDiff$('btc_jpy'),
    { a: diff({ sequence: 1 }), b: diff({ sequence: 2 }), c: diff({ sequence: 3 }) },
  ],
};

describe('a stream client', () => {
  it.each(Object.entries(feeds))(
    'gives %s as a data client does, through a lost link',
    (_, [feed$, frames]) => {
      const links = ['-o-a-b-#', '-o-c'];
      marbles((m) => {
        const { client } = setUp(m, links, frames);
        m.expectObservable(feed$(client)).toEqual(feed$(world(m, { links, frames, rest: unseeded }).client));
      })();
    },
  );

  const row = { a: 1, b: 2, c: 3, d: 4 };
  const tradeFrames = Object.fromEntries(
    Object.entries(row).map(([letter, id]) => [letter, trades(tradeRow(id))]),
  );
  const letterOf = ({ id }: { readonly id: number }): string => ' abcd'.charAt(id);

  it(
    'tells each trade once, and between which two some of an outage may be missing',
    marbles((m) => {
      const { client, expectNoticed } = setUp(m, ['-o-a-b-#', '-o-b-d'], tradeFrames);
      m.expectObservable(client.trades$('btc_jpy').pipe(map(letterOf))).toBe('---a-b------d');
      expectNoticed({ kind: 'trades-missing', pair: 'btc_jpy', from: 2, to: 4 });
    }, 30_000),
  );

  it(
    'takes a frame of trades that can not be read for an outage, and one before the first trade as well',
    marbles((m) => {
      const bad = `42["message",{"room_name":"transactions_btc_jpy","message":{"data":{}}}]`;
      const { client, expectNoticed } = setUp(m, ['-o-x-a-x-b'], { ...tradeFrames, x: bad });
      m.expectObservable(client.trades$('btc_jpy').pipe(map(letterOf))).toBe('-----a---b');
      expectNoticed(
        { kind: 'undecodable-frame' },
        { kind: 'trades-missing', from: null, to: 1 },
        { kind: 'undecodable-frame' },
        { kind: 'trades-missing', from: 1, to: 2 },
      );
    }, 30_000),
  );

  it(
    'refuses what can not be the name of a pair, and says that of an unknown one nothing comes',
    marbles((m) => {
      const { client, expectNoticed } = setUp(m, ['-o'], {});
      m.expectObservable(client.ticker$('BTC/JPY')).toBe('#', {}, unknownPairError('BTC/JPY'));
      m.expectObservable(client.book$('btc_usd'), '^ 25s !').toBe('-');
      expectNoticed({ kind: 'room-silent', room: 'depth_whole_btc_usd' });
    }, 30_000),
  );
});
