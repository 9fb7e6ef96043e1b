import { filter, map, NEVER, tap, type Observable } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { streamClientOn, type StreamClient } from '../../src/data/stream-client';
import { unknownPairError } from '../../src/model/errors';
import { drawClient, type FeedLines, type FeedStory, inMoments } from '../support/feed-spec';
import { circuitBreak, diff, ticker, tradeRow, trades, whole } from '../support/frames';
import { unseeded } from '../support/rest';

// The client that has feeds of the stream alone, on a link without REST. Digits are frames, and what a feed makes of them;
// `x` is a frame of trades that can't be read. `missing$` draws the diagnostics `trades-missing`.

const streamClient = streamClientOn({ openSocket: () => NEVER });

const draw = (lines: FeedLines, story: FeedStory<StreamClient>): void => {
  drawClient(streamClient, 1, lines, { rest: null, ...story });
};

type Frames = Readonly<Record<string, string>>;
type StreamFeed = (client: StreamClient) => Observable<unknown>;

const levels = whole({ sequence: 1, bids: [[100, 1]], asks: [[103, 1]] });
const feeds: Readonly<Record<string, readonly [StreamFeed, Frames]>> = {
  ticker$: [(client) => client.ticker$('btc_jpy'), { 1: ticker(1), 2: ticker(2), 3: ticker(3) }],
  book$: [
    (client) => client.book$('btc_jpy', { depth: 1 }),
    { 1: levels, 2: diff({ sequence: 2, bids: [[101, 2]] }), 3: whole({ sequence: 3 }) },
  ],
  quotes$: [
    (client) => client.quotes$('btc_jpy'),
    { 1: levels, 2: diff({ sequence: 2, asks: [[102, 1]] }), 3: whole({ sequence: 3 }) },
  ],
  circuitBreak$: [
    (client) => client.circuitBreak$('btc_jpy'),
    { 1: circuitBreak('NONE', '1'), 2: circuitBreak('NONE', '2'), 3: circuitBreak('NONE', '3') },
  ],
  depthWhole$: [(client) => client.depthWhole$('btc_jpy'), { 1: levels, 2: levels, 3: levels }],
  depthDiff$: [
    (client) => client.depthDiff$('btc_jpy'),
    { 1: diff({ sequence: 1 }), 2: diff({ sequence: 2 }), 3: diff({ sequence: 3 }) },
  ],
};

describe('a stream client', () => {
  it.each(Object.entries(feeds))(
    'gives %s as a data client does, through a lost link',
    (name, [feed$, frames]) => {
      // A dot is a value. A book is shown once more, as stale, when its link is lost.
      const lines = {
        link: ['   -o-1-2-#', '-o-3'],
        feed$: name === 'book$' ? '---.-.-.--.' : '---.-.----.',
      };
      const values = { stream: new Array<unknown>(), data: new Array<unknown>() };
      const into = (list: unknown[]) => (client: StreamClient) =>
        feed$(client).pipe(
          tap((value) => list.push(value)),
          map(() => '.'),
        );
      draw(lines, { frames, feeds: { feed: into(values.stream) }, after: 4_000 });
      inMoments(lines, { frames, feeds: { feed: into(values.data) }, rest: () => unseeded, after: 4_000 });
      expect(values.stream).toEqual(values.data);
    },
  );

  const frames = {
    ...Object.fromEntries(Array.from('1234', (digit) => [digit, trades(tradeRow(Number(digit)))])),
    x: `42["message",{"room_name":"transactions_btc_jpy","message":{"data":{}}}]`,
  };
  const tradeFeeds: FeedStory<StreamClient>['feeds'] = {
    trades: (client) => client.trades$('btc_jpy').pipe(map(({ id }) => `${id}`)),
    missing: (client) =>
      client.diagnostics$.pipe(
        filter((one) => one.kind === 'trades-missing'),
        map(({ pair, from, to }) => `${pair} from ${from} to ${to}`),
      ),
  };

  it('emits each trade once, and says between which two some of an outage may be missing', () => {
    draw(
      {
        link: ['        -o-1-2-#', '-o-2-4'],
        trades$: '      ---1-2------4',
        missing$: '     ------------m',
        diagnostics$: ' -------l----* 28s -',
      },
      {
        frames,
        feeds: tradeFeeds,
        signs: { m: 'btc_jpy from 2 to 4', '*': 'trades-missing', l: 'link-lost' },
      },
    );
  });

  it('takes a frame of trades that can not be read for an outage, and one before the first trade as well', () => {
    draw(
      {
        link: '         -o-x-1-x-2',
        trades$: '      -----1---2',
        missing$: '     -----a---b',
        diagnostics$: ' ---x-*-x-* 28s -',
      },
      {
        frames,
        feeds: tradeFeeds,
        signs: {
          a: 'btc_jpy from null to 1',
          b: 'btc_jpy from 1 to 2',
          x: 'undecodable-frame',
          '*': 'trades-missing',
        },
      },
    );
  });

  it('refuses a text that can not be the name of a pair, and says that nothing comes of an unknown one', () => {
    draw(
      {
        link: '      -o',
        ticker$: '   #',
        book: '      ^ 25s !',
        book$: '     - 28s -',
        silent$: '   20001ms s',
      },
      {
        feeds: {
          ticker: (client) => client.ticker$('BTC/JPY').pipe(map(() => '.')),
          book: (client) => client.book$('btc_usd').pipe(map(() => '.')),
          silent: (client) =>
            client.diagnostics$.pipe(map((one) => ('room' in one ? `${one.kind} ${one.room}` : one.kind))),
        },
        signs: { s: 'room-silent depth_whole_btc_usd' },
        where: { '#': [unknownPairError('BTC/JPY')] },
      },
    );
  });
});
