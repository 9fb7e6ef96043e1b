import { map } from 'rxjs';
import { describe, it } from 'vitest';
import type { RoomTraffic } from '../../src/model/room-traffic';
import { ticker, tradeRow, trades } from '../support/frames';
import { marbles } from '../support/marbles';
import { world } from '../support/world';

const t = ticker(1);
const a = trades(tradeRow(1, 1), tradeRow(2, 3));
const frames = { t, a, x: '42["message",{"room_name":"ticker_btc_jpy","message":{"data":{}}}]' };

/** Shows a room as `frames, bytes, last at, lag`. */
const shown = (rooms: ReadonlyMap<string, RoomTraffic>): readonly string[] =>
  [...rooms].map(
    ([name, { frames: count, bytes, lastAt, lag }]) => `${name}: ${count}, ${bytes}, ${lastAt}, ${lag}`,
  );

describe('rooms$', () => {
  it(
    'tells of each joined room once a second: frames, bytes, when the last came, and how old its stamp was',
    marbles((m) => {
      const links = ['    -o-t-a 1s t'];
      const expected = '  1s r 999ms s';
      const { client } = world(m, { links, frames });
      m.expectObservable(client.ticker$('btc_jpy'), '^ 2500ms !');
      m.expectObservable(client.trades$('btc_jpy'), '^ 2500ms !');

      // The ticker's stamp is 0. The newest trade was made at 3 ms and received at 5 ms.
      m.expectObservable(client.rooms$.pipe(map(shown)), '^ 2500ms !').toBe(expected, {
        r: [`ticker_btc_jpy: 1, ${t.length}, 3, 3`, `transactions_btc_jpy: 1, ${a.length}, 5, 2`],
        s: [`ticker_btc_jpy: 2, ${2 * t.length}, 1006, 1006`, `transactions_btc_jpy: 1, ${a.length}, 5, 2`],
      });
    }, 3_000),
  );

  it(
    'counts a frame that can not be read, keeps the lag of the one before it, and forgets a room that was left',
    marbles((m) => {
      const links = ['    -o-t-x'];
      const subscribed = '^ 1500ms !';
      const expected = '  1s r 999ms s';
      const { client } = world(m, { links, frames });
      m.expectObservable(client.ticker$('btc_jpy'), subscribed);

      m.expectObservable(client.rooms$.pipe(map(shown)), '^ 2500ms !').toBe(expected, {
        r: [`ticker_btc_jpy: 2, ${t.length + frames.x.length}, 5, 3`],
        s: [],
      });
    }, 3_000),
  );

  it(
    'never connects by itself, counts from its subscription on, and tells a late subscriber at once',
    marbles((m) => {
      const links = ['    -o-t---------t'];
      const first = '     -----^ 3s !';
      const expected = '  ----- 1s r 999ms r 999ms r';
      const late = '      ----- 1500ms ^ 1s !';
      const again = '     ----- 1500ms r 499ms r';
      const { client } = world(m, { links, frames });
      m.expectObservable(client.ticker$('btc_jpy'), '^ 5s !');
      const rooms$ = client.rooms$.pipe(map(shown));
      const told = { r: [`ticker_btc_jpy: 1, ${t.length}, 13, 13`] };

      m.expectObservable(rooms$, first).toBe(expected, told);
      m.expectObservable(rooms$, late).toBe(again, told);
      const alone = world(m, { links: ['o'], frames });
      m.expectObservable(alone.client.rooms$.pipe(map(shown)), '^ 1500ms !').toBe('1s n', { n: [] });
      m.expectSubscriptions(alone.links[0]?.subscriptions ?? []).toBe([]);
    }, 6_000),
  );

  it(
    'ends with the link, which it tells of once more, and with the client',
    marbles((m) => {
      const links = ['    -o-t-|'];
      const expected = '  -----(r|)';
      const { client } = world(m, { links, frames, rest: null });
      m.expectObservable(client.ticker$('btc_jpy'));

      m.expectObservable(client.rooms$.pipe(map(shown))).toBe(expected, {
        r: [`ticker_btc_jpy: 1, ${t.length}, 3, 3`],
      });
      const closed = world(m, { links: [], frames }).client;
      m.cold('--x').subscribe(() => void closed.close());
      m.expectObservable(closed.rooms$).toBe('--|');
    }),
  );
});
