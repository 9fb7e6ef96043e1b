import { map } from 'rxjs';
import { describe, expect, it } from 'vitest';
import {
  circuitBreak,
  diff,
  spotPair,
  tradeRow,
  trades,
  tradesData,
  whole,
  type TradeRow,
} from '../../marbles/support/frames';
import type { Diagnostic } from '../../src/model/diagnostic';
import { hear, kindsOf, settle, until, useVenue, type Heard } from '../support/client';
import { json } from '../support/venue-server';

const { venue, connect } = useVenue();

const joined = (link: number, room: string): Promise<void> =>
  until(() => expect(venue().links[link]?.rooms.has(`${room}_btc_jpy`)).toBe(true));

const commands = (): readonly string[] =>
  (venue().links[0]?.received ?? [])
    .filter((text) => text.startsWith('42'))
    .map((text) => text.replace('-room","', ' ').replace('_btc_jpy', '').slice(4, -2));

/** Creates a market of trades. REST has the newest 60 of them all, a link only those made during it. */
const market = (): { readonly trade: (ids: readonly number[]) => void; readonly all: TradeRow[] } => {
  const all: TradeRow[] = [];
  const base = Date.now();
  venue().replies.set('/btc_jpy/transactions', (response) => json(tradesData(...all.slice(-60)))(response));
  return {
    all,
    trade: (ids) => {
      const rows = ids.map((id) => tradeRow(id, base + id));
      all.push(...rows);
      venue().publish('transactions_btc_jpy', trades(...rows));
    },
  };
};

const ids = (from: number, to: number): readonly number[] =>
  Array.from({ length: to - from + 1 }, (_, i) => from + i);

const missing = (diagnostics: Heard<Diagnostic>) =>
  diagnostics.values.filter((diagnostic) => diagnostic.kind === 'trades-missing');

describe('trades$', () => {
  it('gives each trade once, oldest first, through drops', async () => {
    const { trade } = market();
    const client = connect();
    const diagnostics = hear(client.diagnostics$);
    const seen = hear(client.trades$('btc_jpy').pipe(map(({ id }) => id)));
    await joined(0, 'transactions');
    trade([1, 2, 3]);
    await until(() => expect(seen.values).toEqual([1, 2, 3]));
    venue().links[0]?.cut();
    trade(ids(4, 20)); // nobody receives them
    await joined(1, 'transactions');
    trade([21, 22]); // held back
    await settle();
    expect(seen.values).toEqual([1, 2, 3]);
    await until(() => expect(seen.values).toEqual(ids(1, 22)));
    trade([23]);
    await until(() => expect(seen.values).toEqual(ids(1, 23)));
    expect(missing(diagnostics)).toEqual([]);
  });

  it('gives each trade once even if the link drops again while it catches up', async () => {
    const { trade } = market();
    const client = connect();
    const diagnostics = hear(client.diagnostics$);
    const seen = hear(client.trades$('btc_jpy').pipe(map(({ id }) => id)));
    await joined(0, 'transactions');
    trade([1]);
    await until(() => expect(seen.values).toEqual([1]));
    venue().links[0]?.close();
    trade(ids(2, 5));
    await joined(1, 'transactions');
    trade([6, 7]);
    await settle(100);
    venue().links[1]?.cut();
    trade([8]);
    await joined(2, 'transactions');
    trade([9]);
    await until(() => expect(seen.values).toEqual(ids(1, 9)));
    expect(missing(diagnostics)).toEqual([]);
  });

  it('says from when to when trades may be missing if the newest 60 don’t reach back', async () => {
    const { trade, all } = market();
    const client = connect();
    const diagnostics = hear(client.diagnostics$);
    const seen = hear(client.trades$('btc_jpy').pipe(map(({ id }) => id)));
    await joined(0, 'transactions');
    trade([1]);
    await until(() => expect(seen.values).toEqual([1]));
    venue().links[0]?.close();
    trade(ids(2, 101));
    await joined(1, 'transactions');
    await until(() => expect(seen.values).toEqual([1, ...ids(42, 101)]));
    const [gap, ...others] = missing(diagnostics);
    expect(others).toEqual([]);
    expect(gap).toMatchObject({ to: all[41]?.executed_at, pair: 'btc_jpy' });
    // REST has proved nothing before the outage.
    expect(gap?.from).toBeLessThanOrEqual(all[0]?.executed_at ?? 0);
    trade([102]);
    await until(() => expect(seen.values.at(-1)).toBe(102));
  });
});

describe('book$', () => {
  const view = (client: ReturnType<typeof connect>, depth = 2): Heard<string> =>
    hear(
      client
        .book$('btc_jpy', { depth })
        .pipe(
          map(
            ({ bids, asks, sequence, stale }) =>
              `${sequence} ${bids.map(({ price }) => price).join()}|${asks.map(({ price }) => price).join()}${stale ? ' stale' : ''}`,
          ),
        ),
    );

  it('is kept from whole and diffs, shown after each frame, and stale when the link is lost', async () => {
    const client = connect();
    const diagnostics = hear(client.diagnostics$);
    const seen = view(client);
    await joined(0, 'depth_whole');
    const link = venue().links[0];
    link?.send(diff({ sequence: 11, bids: [[99, 1]] })); // newer than the whole to come
    link?.send(whole({ sequence: 10, bids: [[98, 1]], asks: [[101, 1]] }));
    const change = diff({
      sequence: 12,
      asks: [
        [101, 0],
        [103, 2],
        [102, 1],
      ],
    });
    link?.send(change);
    link?.send(change); // stale
    link?.send(
      whole({
        sequence: 12,
        bids: [
          [99, 1],
          [98, 1],
        ],
        asks: [
          [102, 1],
          [103, 2],
        ],
      }),
    );
    await until(() => expect(seen.values).toHaveLength(3));
    expect(seen.values).toEqual(['11 99,98|101', '12 99,98|102,103', '12 99,98|102,103']);
    expect(kindsOf(diagnostics)).toEqual(['stale-diff']);
    link?.close();
    await until(() => expect(seen.values.at(-1)).toBe('12 99,98|102,103 stale'));
    expect(kindsOf(diagnostics)).toEqual(['stale-diff', 'link-lost']);
  });

  it('is repaired by a whole that disagrees, and says on which levels', async () => {
    const client = connect();
    const diagnostics = hear(client.diagnostics$);
    const seen = view(client);
    await joined(0, 'depth_whole');
    const link = venue().links[0];
    link?.send(
      whole({
        sequence: 10,
        bids: [
          [98, 1],
          [90, 1],
        ],
      }),
    );
    link?.send(
      whole({
        sequence: 20,
        bids: [
          [97, 2],
          [90, 1],
        ],
      }),
    );
    await until(() => expect(seen.values).toEqual(['10 98,90|101', '20 97,90|101']));
    expect(diagnostics.values).toMatchObject([
      {
        kind: 'book-repaired',
        sequence: 20,
        differences: [
          { side: 'bid', price: 98, kept: 1, actual: 0 },
          { side: 'bid', price: 97, kept: 0, actual: 2 },
        ],
      },
    ]);
  });

  it('does not wait for the next whole if another subscriber has joined its room', async () => {
    venue().options.onJoin = (link, room) => {
      if (room.startsWith('depth_whole')) link.send(whole({ sequence: 10 }));
    };
    const client = connect();
    const wholes = hear(client.depthWhole$('btc_jpy'));
    await until(() => expect(wholes.values).toHaveLength(1));
    const seen = view(client);
    await until(() => expect(seen.values).toEqual(['10 100|101']));
    expect(commands()).toEqual([
      'join depth_whole',
      'join depth_diff',
      'leave depth_whole',
      'join depth_whole',
    ]);
    // A kept value is there for every observer.
    expect(view(client).values).toEqual(['10 100|101']);
    expect(commands()).toHaveLength(4);
  });

  it('is one for all depths: two rooms, each joined once', async () => {
    const client = connect();
    for (const depth of [1, 2, 3]) view(client, depth);
    hear(client.quotes$('btc_jpy'));
    await joined(0, 'depth_whole');
    await settle();
    expect(commands()).toEqual(['join depth_diff', 'join depth_whole']);
  });

  it('that is crossed is passed on and marked', async () => {
    const client = connect();
    const seen = hear(client.book$('btc_jpy'));
    await joined(0, 'depth_whole');
    venue().publish('depth_whole_btc_jpy', whole({ sequence: 1, bids: [[105, 1]], asks: [[100, 1]] }));
    await until(() => expect(seen.values).toMatchObject([{ crossed: true, bids: [{ price: 105 }] }]));
  });
});

describe('circuitBreak$', () => {
  it('joins again if the venue sends nothing within 5 s', async () => {
    const client = connect();
    const diagnostics = hear(client.diagnostics$);
    let joins = 0;
    venue().options.onJoin = (link) => {
      joins += 1;
      if (joins === 2) link.send(circuitBreak('NONE'));
    };
    const seen = hear(client.circuitBreak$('btc_jpy'));
    await until(() => expect(seen.values).toHaveLength(1));
    expect(commands()).toEqual([
      'join circuit_break_info',
      'leave circuit_break_info',
      'join circuit_break_info',
    ]);
    expect(diagnostics.values).toMatchObject([
      { kind: 'room-silent', room: 'circuit_break_info_btc_jpy', due: 5_000 },
    ]);
  });
});

describe('tradable$', () => {
  it('is made of the venue’s status, its pairs and the circuit breaker; one join for it and circuitBreak$', async () => {
    venue().replies.set('/v1/spot/pairs', json({ pairs: [spotPair()] }));
    venue().replies.set(
      '/v1/spot/status',
      json({ statuses: [{ pair: 'btc_jpy', status: 'HALT', min_amount: '0.0001' }] }),
    );
    const client = connect();
    const seen = hear(client.tradable$('btc_jpy'));
    hear(client.circuitBreak$('btc_jpy'));
    await joined(0, 'circuit_break_info');
    venue().publish('circuit_break_info_btc_jpy', circuitBreak('CIRCUIT_BREAK'));
    await until(() => expect(seen.values.at(-1)?.reasons).toEqual(['halt', 'circuit-break']));
    expect(commands()).toEqual(['join circuit_break_info']);
    venue().links[0]?.close();
    await until(() => expect(seen.values.at(-1)?.reasons).toEqual(['halt', 'unknown']));
    expect(hear(client.tradable$('btc_jpy')).values).toMatchObject([{ tradable: false }]);
  });
});

describe('REST', () => {
  it('refuses a wrong date, type or time, without asking', async () => {
    const client = connect();
    const refused = [
      hear<unknown>(client.rest.transactions({ pair: 'btc_jpy', day: '../x' })),
      hear<unknown>(client.rest.candles({ pair: 'btc_jpy', type: '1min', date: '2026-01-01' })),
      hear<unknown>(client.rest.candles({ pair: 'btc_jpy', type: '2min' as '1min', date: '20260101' })),
      hear<unknown>(client.candles$('btc_jpy', 'toString' as '1min')),
      hear<unknown>(client.candles$('btc_jpy', '1min', { history: -1 })),
      hear<unknown>(client.rest.all.candles({ pair: 'btc_jpy', type: '1min', from: 0, to: Infinity })),
      hear<unknown>(client.rest.all.candles({ pair: 'btc_jpy', type: '1min', from: NaN, to: 5 })),
      hear<unknown>(client.book$('btc_jpy', { depth: 0 })),
    ];
    expect(refused.map(({ ends }) => ends[0])).toMatchObject(
      ['day', 'date', 'type', 'type', 'history', 'to', 'from', 'depth'].map((field) => ({
        error: { _tag: 'ConfigError', field },
      })),
    );
    await settle();
    expect(venue().requests).toEqual([]);
  });

  it('reads a range of candles day by day, with progress; a day that is not there is empty', async () => {
    const day = 86_400_000;
    const row = (time: number): unknown[] => ['1', '2', '1', '2', '5', time];
    const page = (...times: number[]): unknown => ({
      candlestick: [{ type: '1hour', ohlcv: times.map(row) }],
    });
    venue().replies.set('/btc_jpy/candlestick/1hour/19700101', json(page(0, 3_600_000)));
    venue().replies.set('/btc_jpy/candlestick/1hour/19700103', json(page(2 * day, 3 * day - 3_600_000)));
    const seen = hear(
      connect().rest.all.candles({
        pair: 'btc_jpy',
        type: '1hour',
        from: 3_600_000,
        to: 3 * day - 3_600_000,
      }),
    );
    await until(() => expect(seen.ends).toEqual(['complete']));
    expect(
      seen.values.map(({ candles, done, total }) => [candles.map(({ openTime }) => openTime), done, total]),
    ).toEqual([
      [[3_600_000], 1, 3],
      [[], 2, 3],
      [[2 * day], 3, 3],
    ]);
  });
});
