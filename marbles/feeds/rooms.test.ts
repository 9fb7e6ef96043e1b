import { map } from 'rxjs';
import { describe, it } from 'vitest';
import type { RoomTraffic } from '../../src/model/room-traffic';
import { type FeedLines, type FeedStory, inMoments } from '../support/feed-spec';
import { ticker, tradeRow, trades } from '../support/frames';

// Frames: `1` a ticker with the stamp 0, `a` trades of which the newest was made at 3 ms, `x` a ticker that can't be read.
// `signs` writes the rooms that a letter stands for: frames, bytes, when the last one came, and its lag.

const frames = {
  1: ticker(1),
  a: trades(tradeRow(1, 1), tradeRow(2, 3)),
  x: '42["message",{"room_name":"ticker_btc_jpy","message":{"data":{}}}]',
};
const bytes = { t: frames[1].length, a: frames.a.length, x: frames.x.length };

const shown = (rooms: ReadonlyMap<string, RoomTraffic>): string =>
  [...rooms]
    .map(
      ([name, { frames: count, bytes: size, lastAt, lag }]) =>
        `${name}: ${count}, ${size}, ${lastAt}, ${lag}`,
    )
    .join('; ');

const draw = (
  lines: FeedLines,
  signs: Readonly<Record<string, string>>,
  story: Partial<FeedStory> = {},
): void => {
  inMoments(lines, {
    feeds: {
      ticker: (client) => client.ticker$('btc_jpy').pipe(map(() => '.')),
      trades: (client) => client.trades$('btc_jpy').pipe(map(() => '.')),
      rooms: (client) => client.rooms$.pipe(map(shown)),
    },
    frames,
    signs,
    ...story,
  });
};

describe('rooms$', () => {
  it('shows each joined room once a second: frames, bytes, when the last came, and how old its stamp was', () => {
    draw(
      {
        link: '   -o-1-a 1s 1 1493ms -',
        ticker: ' ^',
        trades: ' ^',
        rooms$: ' 1s     r 999ms      s',
      },
      {
        r: `ticker_btc_jpy: 1, ${bytes.t}, 3, 3; transactions_btc_jpy: 1, ${bytes.a}, 5, 2`,
        s: `ticker_btc_jpy: 2, ${2 * bytes.t}, 1006, 1006; transactions_btc_jpy: 1, ${bytes.a}, 5, 2`,
      },
    );
  });

  it('counts a frame that can not be read, keeps the lag of the one before it, and forgets a room that was left', () => {
    draw(
      {
        link: '   -o-1-x',
        ticker: ' ^ 1500ms !',
        rooms$: ' 1s r 999ms 0 500ms -',
      },
      { r: `ticker_btc_jpy: 2, ${bytes.t + bytes.x}, 5, 3`, 0: '' },
    );
  });

  it('counts from its subscription on, and gives a late subscriber the rooms at once', () => {
    draw(
      {
        link: '    -o-1---------1',
        ticker: '  ^ 5s !',
        rooms: '   ----- ^ 3s !',
        rooms$: '  ----- 1s r 999ms r 999ms r',
        rooms2: '  ----- 1500ms ^ 1s !',
        rooms2$: ' ----- 1500ms r 499ms r',
      },
      { r: `ticker_btc_jpy: 1, ${bytes.t}, 13, 13` },
    );
  });

  it('never connects by itself', () => {
    draw(
      {
        link: '   o',
        link$: '  ',
        rooms$: ' 1s 0 499ms -',
      },
      { 0: '' },
    );
  });

  it('ends with the link, after it has shown the rooms once more', () => {
    draw(
      {
        link: '   -o-1-|',
        ticker: ' ^',
        rooms$: ' -----(r|)',
      },
      { r: `ticker_btc_jpy: 1, ${bytes.t}, 3, 3` },
      { rest: null, after: 4_000 },
    );
  });

  it('ends with the client', () => {
    draw(
      {
        link: '   ',
        close: '  --x',
        rooms$: ' --|',
      },
      {},
      { after: 4_000 },
    );
  });
});
