import { existsSync, readFileSync } from 'node:fs';
import { describe, expect } from 'vitest';
import { facts, shows } from './facts';
import { venueAt } from './venue';

type Row = Readonly<Record<string, unknown>>;
type Venue = ReturnType<typeof venueAt>;

const noon = '2026-11-20T03:00:00Z';

/** Opens a client of the public stream, and collects every frame it receives. */
const open = (venue: Venue, url = venue.sim.urls.streamUrl) => {
  const frames: string[] = [];
  const start = venue.clock.now();
  let send: (text: string) => void = () => undefined;
  let closedAfter: number | null = null;
  venue.sim.openSocket(url, 1_000_000).subscribe({
    next: (event) => {
      if (event.type === 'open') send = event.send;
      else frames.push(event.text);
    },
    complete: () => (closedAfter = venue.clock.now() - start),
  });
  venue.clock.advanceBy(1);
  return {
    frames,
    send: (text: string, ms = 1) => {
      send(text);
      venue.clock.advanceBy(ms);
    },
    closedAfter: () => closedAfter,
    of: (kind: string) =>
      frames
        .filter((frame) => frame.startsWith(`42["message",{"room_name":"${kind}`))
        .map((frame) => (JSON.parse(frame.slice(2)) as [string, { message: { data: Row } }])[1].message.data),
  };
};

const socketUrl = (venue: Venue, protocol: number): string =>
  `${venue.sim.urls.streamUrl}/socket.io/?EIO=${protocol}&transport=websocket`;

const joined = (rooms: readonly string[], ms: number, seed = 1) => {
  const venue = venueAt(noon, { participants: true, seed });
  const client = open(venue, socketUrl(venue, 4));
  client.send('40');
  for (const room of rooms) client.send(`42["join-room","${room}"]`, 0);
  venue.clock.advanceBy(ms);
  venue.sim.close();
  return client;
};

const captures = new URL('../../../../shared/data/wire/public-frames.txt', import.meta.url);

describe(facts.handshake.topic, () => {
  const fresh = (protocol = 4, options = {}) => {
    const venue = venueAt(noon, options);
    return { venue, client: open(venue, socketUrl(venue, protocol)) };
  };

  shows('handshake', () => {
    const [greeting = ''] = fresh().client.frames;
    const { sid, ...rest } = JSON.parse(greeting.slice(1)) as Row;
    expect(sid).toBeTypeOf('string');
    expect(rest).toEqual({ upgrades: [], pingInterval: 25_000, pingTimeout: 20_000, maxPayload: 1_000_000 });
    if (!existsSync(captures)) return;
    const captured = JSON.parse(readFileSync(captures, 'utf8').split('\n')[0]?.slice(1) ?? '') as Row;
    expect({ ...captured, sid }).toEqual({ sid, ...rest });
  });

  shows('connect-at-once', () => {
    const { client } = fresh();
    client.send('40', 0);
    expect(client.frames[1]).toMatch(/^40\{"sid":"[\w-]+"\}$/);
  });

  shows('early-join', () => {
    const join = '42["join-room","circuit_break_info_btc_jpy"]';
    const { venue, client } = fresh();
    client.send('40', 0);
    client.send(join);
    venue.clock.advanceBy(200);
    expect(client.of('circuit_break_info_btc_jpy')).toHaveLength(1);
    expect(client.closedAfter()).toBeNull();
    const strict = venueAt(noon, { faults: [{ kind: 'early-join' }], streamTiming: { connectDelay: 10 } });
    const closed = open(strict, socketUrl(strict, 4));
    closed.send('40', 0);
    closed.send(join);
    expect(closed.closedAfter()).not.toBeNull();
  });

  shows('never-connects', () => {
    const { venue, client } = fresh();
    venue.clock.advanceBy(25_000);
    client.send('3');
    venue.clock.advanceBy(60_000);
    expect(client.closedAfter()).toBe(45_000);
  });

  shows('silent-client', () => {
    const { venue, client } = fresh();
    client.send('40');
    venue.clock.advanceBy(60_000);
    expect(client.closedAfter()).toBe(45_000);
  });

  shows('old-protocol', () => {
    const { client } = fresh(3);
    client.send('40');
    expect(client.frames.map((frame) => frame.slice(0, 2))).toEqual(['0{', '40']);
  });

  shows('unknown-room', () => {
    const { venue, client } = fresh();
    client.send('40');
    for (const room of ['ticker_zzz_jpy', 'circuit_break_info_btc_jpy', 'circuit_break_info_btc_jpy'])
      client.send(`42["join-room","${room}"]`);
    venue.clock.advanceBy(1_000);
    expect(client.frames).toHaveLength(3);
    expect(client.closedAfter()).toBeNull();
  });

  shows('broken-packet', () => {
    for (const text of ['hello', '42["join-room"']) {
      const { client } = fresh();
      client.send('40');
      client.send(text);
      expect(client.closedAfter()).not.toBeNull();
    }
  });
});

describe('books and tickers', () => {
  const btc = joined(['depth_whole_btc_jpy', 'depth_diff_btc_jpy', 'ticker_btc_jpy'], 60_000);
  const wholes = btc.of('depth_whole_btc_jpy');
  const diffs = btc.of('depth_diff_btc_jpy');

  shows('removals-are-0', () => {
    const amounts = diffs.flatMap(({ a, b }) =>
      [...(a as string[][]), ...(b as string[][])].map(([, amount]) => amount),
    );
    const zeros = amounts.filter((amount) => Number(amount) === 0);
    expect(zeros.length).toBeGreaterThan(10);
    expect(new Set(zeros)).toEqual(new Set(['0']));
  });

  shows('zero-totals-vary', () => {
    const spelt = wholes.flatMap((whole) => [whole['asks_under'], whole['bids_over']]);
    expect(new Set(spelt)).toEqual(new Set(['0', '0.0000']));
  });

  shows('outside-totals', () => {
    for (const seed of [1, 2, 3]) {
      const venue = venueAt(noon, { participants: true, seed });
      venue.clock.advanceBy(3_000);
      const { asks_over: over, bids_under: under } = venue.public('/btc_jpy/depth').data;
      expect(Number(over)).toBeGreaterThan(66);
      expect(Number(over)).toBeLessThan(218);
      expect(Number(under)).toBeGreaterThan(4_700);
      expect(Number(under)).toBeLessThan(20_800);
      venue.sim.close();
    }
  });

  shows('suspended-whole', () => {
    const client = joined(['depth_whole_mkr_jpy', 'depth_diff_mkr_jpy'], 20_000);
    const [whole = {}] = client.of('depth_whole_mkr_jpy');
    const none = '0.0000';
    expect(whole).toEqual({
      timestamp: expect.any(Number) as number,
      sequenceId: expect.any(String) as string,
      asks: [],
      bids: [],
      asks_over: none,
      bids_under: none,
      asks_under: none,
      bids_over: none,
      ask_market: none,
      bid_market: none,
    });
    expect(client.of('depth_diff_mkr_jpy')).toEqual([]);
  });

  shows('whole-clock', () => {
    const rooms = ['depth_whole_xrp_jpy', 'depth_whole_eth_jpy'];
    const client = joined(rooms, 62_000);
    const [xrp = [], eth = []] = rooms.map((room) =>
      client
        .of(room)
        .slice(1)
        .map(({ timestamp }) => Math.floor(Number(timestamp) / 15_000)),
    );
    expect(xrp.length).toBeGreaterThan(2);
    expect(eth).toEqual(xrp);
    for (const [i, at] of xrp.entries()) expect(at).toBe((xrp[0] ?? 0) + i);
  });

  shows('levels-of-a-whole', () => {
    for (const { asks, bids } of wholes) {
      for (const side of [asks, bids] as string[][][]) {
        expect(side.length).toBeGreaterThanOrEqual(186);
        expect(side.length).toBeLessThanOrEqual(210);
      }
    }
  });

  shows('sequence-is-text', () => {
    const sequence = diffs.map(({ s }) => s);
    for (const s of sequence) expect(s).toMatch(/^\d{11}$/);
    expect(wholes[0]?.['sequenceId']).toMatch(/^\d{11}$/);
    const steps = sequence.slice(1).map((s, i) => Number(s) - Number(sequence[i]));
    expect(Math.min(...steps)).toBeGreaterThan(1);
  });

  shows('ticker-fields', () => {
    const fields = ['buy', 'high', 'last', 'low', 'open', 'sell', 'timestamp', 'vol'];
    expect(Object.keys(btc.of('ticker_btc_jpy')[0] ?? {}).sort()).toEqual(fields);
    expect(venueAt(noon).public('/mkr_jpy/ticker').data).toMatchObject({ sell: null, buy: null });
  });
});

describe(facts['opened-order-news'].topic, () => {
  const messagesOf = (act: (venue: Venue) => void): readonly { method: string; params: unknown }[] => {
    const venue = venueAt(noon);
    const { data } = venue.get('/user/subscribe');
    const channel = String(data['pubnub_channel']);
    const messages: { method: string; params: unknown }[] = [];
    venue.sim.openPubnub({ channel, token: String(data['pubnub_token']), since: null }).subscribe((event) => {
      if (event.type === 'message') messages.push(event.message as { method: string; params: unknown });
    });
    venue.clock.advanceBy(1);
    act(venue);
    venue.clock.advanceBy(10);
    return messages;
  };
  const order = { pair: 'btc_jpy', side: 'buy', type: 'limit', price: '10000000', amount: '0.01' };

  shows('opened-order-news', () => {
    const [message] = messagesOf((venue) => venue.post('/user/spot/order', order));
    expect(message?.method).toBe('spot_order_new');
    const [news = {}] = message?.params as Row[];
    for (const field of ['executed_at', 'canceled_at', 'is_just_triggered'])
      expect(news).not.toHaveProperty(field);
  });

  shows('invalidation-object', () => {
    const messages = messagesOf((venue) => {
      const { order_id: id } = venue.post('/user/spot/order', order).data;
      venue.control('invalidations', { apiKey: 'key', pair: 'btc_jpy', orderIds: [id] });
      venue.control('dealer-orders', {
        apiKey: 'key',
        asset: 'btc',
        side: 'buy',
        price: '12000000',
        amount: '0.1',
      });
    });
    const paramsOf = (method: string) => messages.find((message) => message.method === method)?.params;
    expect(paramsOf('spot_order_invalidation')).toEqual({ order_id: [expect.any(Number)] });
    expect(paramsOf('dealer_order_new')).toMatchObject([{ order_id: expect.any(String) as string }]);
  });
});
