import { distinctUntilChanged, filter, map } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { ticker, whole } from '../../marbles/support/frames';
import { hear, kindsOf, settle, until, useVenue } from '../support/client';
import { json } from '../support/venue-server';

const { venue, connect } = useVenue();

const commands = (link = 0): readonly string[] =>
  (venue().links[link]?.received ?? []).filter((text) => text.startsWith('42'));

const joined = (link = 0, room = 'ticker_btc_jpy'): Promise<void> =>
  until(() => expect(venue().links[link]?.rooms.has(room)).toBe(true));

describe('the handshake', () => {
  it('is 0, 40, 40; then rooms are joined', async () => {
    hear(connect().ticker$('btc_jpy'));
    await joined();
    expect(venue().links[0]?.received).toEqual(['40', '42["join-room","ticker_btc_jpy"]']);
  });

  it('is not taken for done before the venue has answered: nothing is joined, and it is given up in time', async () => {
    venue().options.answersConnect = false;
    const client = connect({ connectTimeout: 100, random: () => 0.99 });
    const diagnostics = hear(client.diagnostics$);
    hear(client.ticker$('btc_jpy'));
    await until(() => expect(kindsOf(diagnostics)).toContain('link-lost'));
    expect(commands()).toEqual([]);
    expect(diagnostics.values[0]).toMatchObject({ cause: 'no link to the venue within 100 ms', attempt: 1 });
    await until(() => expect(venue().links[0]?.isOpen()).toBe(false));
  });

  it('is given up in time even if frames come but no handshake', async () => {
    venue().options.opens = false;
    const client = connect({ connectTimeout: 100, random: () => 0.99 });
    const diagnostics = hear(client.diagnostics$);
    hear(client.ticker$('btc_jpy'));
    await until(() => expect(venue().links).toHaveLength(1));
    venue().links[0]?.send(ticker(1));
    await until(() => expect(kindsOf(diagnostics)).toContain('link-lost'));
    expect(JSON.stringify(diagnostics.values[0])).toContain("expected the venue's handshake");
  });

  it('that is refused is a lost link', async () => {
    venue().options.answersConnect = false;
    const client = connect({ random: () => 0.99 });
    const diagnostics = hear(client.diagnostics$);
    hear(client.ticker$('btc_jpy'));
    await until(() => expect(venue().links[0]?.received).toEqual(['40']));
    venue().links[0]?.send('44{"message":"full"}');
    await until(() => expect(JSON.stringify(diagnostics.values)).toContain('refused the connection: full'));
  });
});

describe('the link', () => {
  it('answers pings', async () => {
    hear(connect().ticker$('btc_jpy'));
    await joined();
    venue().links[0]?.send('2');
    await until(() => expect(venue().links[0]?.received.at(-1)).toBe('3'));
  });

  it('that is half-open is noticed after pingInterval + pingTimeout, as the venue states them', async () => {
    Object.assign(venue().options, { pingInterval: 60, pingTimeout: 40 });
    const client = connect();
    const diagnostics = hear(client.diagnostics$);
    const start = Date.now();
    hear(client.ticker$('btc_jpy'));
    await joined();
    venue().options.pingInterval = 25_000;
    await joined(1);
    expect(Date.now() - start).toBeGreaterThanOrEqual(100);
    // The client's own limits would take 45 s.
    expect(Date.now() - start).toBeLessThan(20_000);
    expect(diagnostics.values.find(({ kind }) => kind === 'link-lost')).toMatchObject({
      cause: 'no frame from the venue for 100 ms',
    });
  });

  it('is kept by pings alone', async () => {
    // The pings come so often that a busy machine does not miss all of them for a second.
    Object.assign(venue().options, { pingInterval: 500, pingTimeout: 500 });
    const client = connect();
    const diagnostics = hear(client.diagnostics$);
    hear(client.ticker$('btc_jpy'));
    await joined();
    for (let i = 0; i < 8; i += 1) {
      venue().links[0]?.send('2');
      await settle(200);
    }
    expect(venue().links).toHaveLength(1);
    expect(diagnostics.values).toEqual([]);
  });

  it('ends on a frame that is too large, and comes back', async () => {
    const client = connect({ maxFrameBytes: 1_000 });
    const diagnostics = hear(client.diagnostics$);
    hear(client.ticker$('btc_jpy'));
    await joined();
    venue().links[0]?.send(`42["message","${'x'.repeat(2_000)}"]`);
    await joined(1);
    expect(JSON.stringify(diagnostics.values)).toMatch(/payload/i);
  });

  it.each([
    ['closes', 'close'],
    ['cuts', 'cut'],
  ] as const)('is made again at once when the venue %s it, with every room', async (_, end) => {
    const client = connect();
    const states = hear(client.connection$);
    const seen = hear(
      client.ticker$('btc_jpy').pipe(
        map(({ last }) => last),
        distinctUntilChanged(),
      ),
    );
    hear(client.depthDiff$('btc_jpy'));
    await joined(0, 'depth_diff_btc_jpy');
    venue().publish('ticker_btc_jpy', ticker(1));
    await until(() => expect(seen.values).toEqual([1]));
    venue().links[0]?.[end]();
    await joined(1);
    await joined(1, 'depth_diff_btc_jpy');
    venue().publish('ticker_btc_jpy', ticker(2));
    await until(() => expect(seen.values).toEqual([1, 2]));
    expect(states.values.map(({ state, attempt }) => `${state} ${attempt}`)).toEqual([
      'idle 0',
      'connecting 0',
      'open 0',
      'waiting 1',
      'connecting 1',
      'open 1',
      'open 0',
    ]);
    expect(states.values.at(-1)?.cause).toBeNull();
    expect(states.values[3]?.cause).toMatch(/closed/);
  });

  it('counts failures on: neither an open link nor a frame of it resets them', async () => {
    const client = connect();
    const diagnostics = hear(client.diagnostics$);
    hear(client.ticker$('btc_jpy'));
    for (const link of [0, 1, 2]) {
      await joined(link);
      venue().links[link]?.close();
    }
    await joined(3);
    venue().publish('ticker_btc_jpy', ticker(1));
    await settle();
    venue().links[3]?.close();
    await joined(4);
    const attempts = diagnostics.values.flatMap((event) =>
      event.kind === 'link-lost' ? [event.attempt] : [],
    );
    expect(attempts).toEqual([1, 2, 3, 4]);
  });

  it('waits a random part of a bound that doubles, but not for the first retry', async () => {
    const client = connect({ random: () => 0.01 });
    const diagnostics = hear(client.diagnostics$);
    hear(client.ticker$('btc_jpy'));
    for (const link of [0, 1, 2, 3]) {
      await joined(link);
      venue().links[link]?.cut();
    }
    await joined(4);
    const delays = diagnostics.values.flatMap((event) => (event.kind === 'link-lost' ? [event.delay] : []));
    expect(delays).toEqual([0, 10, 20, 40]);
  });

  it('that can’t be made is reported', async () => {
    const { streamUrl } = venue();
    const client = connect({ streamUrl: `${streamUrl}1`.replace(/:\d+$/, ':1'), random: () => 0.99 });
    const diagnostics = hear(client.diagnostics$);
    const states = hear(client.connection$.pipe(filter(({ state }) => state === 'waiting')));
    hear(client.ticker$('btc_jpy'));
    await until(() => expect(states.values[0]?.cause).toMatch(/ECONNREFUSED/));
    expect(kindsOf(diagnostics)).toContain('link-lost');
  });

  it('carries nothing of an old connection into a new one', async () => {
    const client = connect();
    const seen = hear(
      client.book$('btc_jpy').pipe(map(({ sequence, stale }) => `${sequence}${stale ? ' stale' : ''}`)),
    );
    await joined(0, 'depth_whole_btc_jpy');
    venue().publish('depth_whole_btc_jpy', whole({ sequence: 10 }));
    await until(() => expect(seen.values).toEqual(['10']));
    const old = venue().links[0];
    old?.close();
    await joined(1, 'depth_whole_btc_jpy');
    expect(seen.values).toEqual(['10', '10 stale']);
    const late = hear(client.book$('btc_jpy'));
    // The sequence is older than that of the lost link, which the new link does not know.
    venue().publish('depth_whole_btc_jpy', whole({ sequence: 5 }));
    await until(() => expect(seen.values).toEqual(['10', '10 stale', '5']));
    expect(late.values.map(({ sequence }) => sequence)).toEqual([5]);
  });
});

describe('rooms', () => {
  it('are joined once, however many subscribe, and left once, after the last', async () => {
    const client = connect();
    const heard = Array.from({ length: 50 }, () => hear(client.ticker$('btc_jpy')));
    await joined();
    venue().publish('ticker_btc_jpy', ticker(1));
    await until(() => expect(heard.every(({ values }) => values.length > 0)).toBe(true));
    hear(client.depthDiff$('btc_jpy'));
    await joined(0, 'depth_diff_btc_jpy');
    for (const { stop } of heard.slice(1)) stop();
    await settle();
    expect(commands()).toHaveLength(2);
    heard[0]?.stop();
    await until(() => expect(commands().at(-1)).toBe('42["leave-room","ticker_btc_jpy"]'));
    expect(commands()).toHaveLength(3);
    expect(venue().links).toHaveLength(1);
  });

  it('are joined once and left once also after a reconnect', async () => {
    const client = connect();
    const kept = hear(client.depthDiff$('btc_jpy'));
    const { stop } = hear(client.ticker$('btc_jpy'));
    await joined();
    venue().links[0]?.close();
    await joined(1);
    stop();
    await until(() => expect(commands(1).at(-1)).toContain('leave-room'));
    expect(commands(1)).toEqual([
      '42["join-room","depth_diff_btc_jpy"]',
      '42["join-room","ticker_btc_jpy"]',
      '42["leave-room","ticker_btc_jpy"]',
    ]);
    expect(kept.ends).toEqual([]);
  });

  it('that were let go during the handshake are never joined', async () => {
    venue().options.answersConnect = false;
    const client = connect();
    const { stop } = hear(client.ticker$('btc_jpy'));
    hear(client.depthDiff$('btc_jpy'));
    await until(() => expect(venue().links[0]?.received).toEqual(['40']));
    stop();
    await settle();
    venue().links[0]?.send('40{"sid":"a"}');
    await joined(0, 'depth_diff_btc_jpy');
    await settle();
    expect(commands()).toEqual(['42["join-room","depth_diff_btc_jpy"]']);
  });

  it('left and joined within a tick stay joined: switchMap keeps the socket', async () => {
    const client = connect();
    const { stop } = hear(client.ticker$('btc_jpy'));
    await joined();
    stop();
    hear(client.ticker$('btc_jpy'));
    await settle();
    expect(commands()).toEqual(['42["join-room","ticker_btc_jpy"]']);
    expect(venue().links).toHaveLength(1);
  });

  it('linger as long as the option says', async () => {
    const client = connect({ linger: 1_000 });
    const { stop } = hear(client.trades$('btc_jpy'));
    await joined(0, 'transactions_btc_jpy');
    stop();
    await settle(120);
    expect(commands()).toHaveLength(1);
    await until(() => expect(commands()).toHaveLength(2));
    await until(() => expect(venue().links[0]?.isOpen()).toBe(false));
  });

  it('drop a frame that can’t be read, with a diagnostic, and go on', async () => {
    const client = connect();
    const diagnostics = hear(client.diagnostics$);
    const seen = hear(client.ticker$('btc_jpy'));
    await joined();
    // The ticker of REST would not come after a frame.
    await until(() => expect(seen.values).toHaveLength(1));
    const bad = ticker(1).replace('"1.5"', '"1e5"');
    for (const frame of [bad, 'nonsense', '42["message"]', '42{', ticker(2)]) venue().links[0]?.send(frame);
    await until(() => expect(seen.values.map(({ last }) => last)).toEqual([1, 2]));
    expect(diagnostics.values.map((event) => event.kind === 'undecodable-frame' && event.room)).toEqual([
      'ticker_btc_jpy',
      null,
      null,
      null,
    ]);
    expect(diagnostics.values[0]).toMatchObject({
      cause: 'data/vol: expected a plain decimal, null or nothing, got "1e5"',
    });
  });
});

describe('a pair', () => {
  it('that is unknown ends its feeds with a typed error; others go on', async () => {
    venue().replies.set('/eth_jpy/ticker', json({}));
    const client = connect();
    const unknown = hear(client.ticker$('xxx_jpy'));
    const known = hear(client.ticker$('btc_jpy'));
    await until(() => expect(unknown.ends).toHaveLength(1));
    expect(unknown.ends[0]).toMatchObject({ error: { _tag: 'UnknownPairError', pair: 'xxx_jpy' } });
    await joined();
    expect(known.ends).toEqual([]);
    await until(() => expect(venue().links[0]?.rooms).toEqual(new Set(['ticker_btc_jpy'])));
  });

  it.each(['BTC_JPY', '../v1/spot/pairs', '', 'btc_jpy/ticker', 'btcjpy'])(
    'by the name of %j is unknown without being asked for',
    async (pair) => {
      const client = connect();
      for (const source of [
        client.ticker$(pair),
        client.rest.transactions({ pair }),
        client.rest.depth({ pair }),
      ]) {
        const heard = hear<unknown>(source);
        expect(heard.ends[0]).toMatchObject({ error: { _tag: 'UnknownPairError' } });
      }
      await settle();
      expect(venue().requests).toEqual([]);
      expect(venue().links).toEqual([]);
    },
  );

  it('is checked once for all its feeds', async () => {
    const client = connect();
    hear(client.ticker$('btc_jpy'));
    hear(client.trades$('btc_jpy'));
    hear(client.book$('btc_jpy'));
    await joined();
    await settle();
    expect(venue().requests).toEqual(['/btc_jpy/ticker']);
  });

  it('that can’t be checked stays, with one diagnostic', async () => {
    const client = connect({ publicUrl: 'http://127.0.0.1:1' });
    const diagnostics = hear(client.diagnostics$);
    const seen = hear(client.ticker$('btc_jpy'));
    hear(client.depthDiff$('btc_jpy'));
    await joined();
    await until(() => expect(kindsOf(diagnostics)).toEqual(['pair-unchecked']));
    venue().publish('ticker_btc_jpy', ticker(1));
    await until(() => expect(seen.values).toHaveLength(1));
  });
});

describe('close()', () => {
  it('completes everything, leaves and closes, and is fulfilled; linger or not', async () => {
    const client = connect({ linger: 60_000 });
    const feeds = [
      client.ticker$('btc_jpy'),
      client.trades$('btc_jpy'),
      client.book$('btc_jpy', { depth: 5 }),
      client.quotes$('btc_jpy'),
      client.candles$('btc_jpy', '1min'),
      client.tradable$('btc_jpy'),
      client.circuitBreak$('btc_jpy'),
      client.depthWhole$('btc_jpy'),
      client.depthDiff$('btc_jpy'),
      client.connection$,
      client.diagnostics$,
    ].map((feed) => hear<unknown>(feed));
    const gone = hear(client.ticker$('eth_jpy'));
    gone.stop();
    await joined();
    await client.close();
    expect(feeds.map(({ ends }) => ends)).toEqual(feeds.map(() => ['complete']));
    await until(() => expect(venue().links[0]?.isOpen()).toBe(false));
    const after = hear(client.ticker$('btc_jpy'));
    expect(after.ends).toEqual(['complete']);
    await settle();
    expect(venue().links).toHaveLength(1);
  });

  it('is fulfilled even if nothing was ever subscribed to, and while a retry waits', async () => {
    await connect().close();
    const client = connect({ streamUrl: 'ws://127.0.0.1:1', random: () => 0.99 });
    hear(client.ticker$('btc_jpy'));
    await settle(100);
    await client.close();
  });
});
