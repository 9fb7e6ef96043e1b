import { isDeepStrictEqual } from 'node:util';
import { firstValueFrom, interval, type Subscription } from 'rxjs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createDataClient, type Candle, type DataClient, type OrderBook, type Trade } from '../../src/index';
import { natsTransport } from '../../src/nats/index';
import { startSimulator, type Simulator } from '../../src/simulator/index';
import { type GatewayProcess, runGateway } from './gateway-process';
import { hasNats, type NatsServer, startNats } from './nats-server';

/**
 * Compares a consumer over NATS with a direct client of the same venue, while gateways, NATS and consumers are killed.
 * Books, trades and candles are equal to the last digit, nothing comes twice, and everything that was missed was
 * announced.
 */

const pair = 'btc_jpy';
const patient = { timeout: 240_000, interval: 200 };

interface Listener {
  readonly client: DataClient;
  readonly trades: Trade[];
  /** The books that are not stale, by their sequence. */
  readonly books: Map<OrderBook['sequence'], Set<string>>;
  /** The latest value of each bar, by its open time. */
  readonly candles: Map<number, Candle>;
  /** The times between which trades were reported as missing. */
  readonly gaps: { readonly from: number; readonly to: number }[];
}

const listen = (client: DataClient): Listener => {
  const heard: Listener = { client, trades: [], books: new Map(), candles: new Map(), gaps: [] };
  client.trades$(pair).subscribe((trade) => heard.trades.push(trade));
  client.book$(pair, { depth: 20 }).subscribe(({ stale, sequence, bids, asks }) => {
    if (stale) return;
    const same = heard.books.get(sequence) ?? new Set();
    heard.books.set(sequence, same.add(JSON.stringify({ bids, asks })));
  });
  client.candles$(pair, '1min', { history: 3 }).subscribe((bar) => heard.candles.set(bar.openTime, bar));
  client.diagnostics$.subscribe((event) => {
    if (event.kind === 'trades-missing') heard.gaps.push({ from: event.from ?? -Infinity, to: event.to });
  });
  return heard;
};

let nats: NatsServer;
let sim: Simulator;
let direct: Listener;
const gateways: GatewayProcess[] = [];
const clients: DataClient[] = [];
const running: Subscription[] = [];

const client = (made: DataClient): Listener => {
  clients.push(made);
  return listen(made);
};
const consumer = (from?: number): Listener =>
  client(createDataClient({ transport: natsTransport({ servers: nats.url, from }) }));

const startGateway = (): GatewayProcess => {
  const { streamUrl, publicUrl, apiUrl } = sim.urls;
  const urls = ['--stream-url', streamUrl, '--public-url', publicUrl, '--api-url', apiUrl];
  const gateway = runGateway(nats.url, '--pairs', pair, '--wait', ...urls);
  gateways.push(gateway);
  return gateway;
};
const serves = (gateway: GatewayProcess): Promise<void> =>
  expect.poll(() => gateway.said.out, patient).toContain('"epoch"');
const standsBy = (gateway: GatewayProcess): Promise<void> =>
  expect.poll(() => gateway.said.err, patient).toContain('stands by');

/** Somebody trades at the venue `count` times. */
const trade = (count: number): void => {
  const user = sim.venue.openAccount({ class: 'user' });
  sim.venue.credit(user, 'jpy', 10n ** 15n);
  for (let n = 0; n < count; n += 1)
    sim.venue.submitOrder(user, {
      pair,
      side: 'buy',
      type: 'market',
      amount: 1n,
      price: null,
      triggerPrice: null,
      postOnly: false,
      positionSide: null,
    });
};

beforeEach(async () => {
  [nats, sim] = await Promise.all([
    startNats(),
    // A day that has just begun has a page too, so that the test can run at any hour.
    startSimulator({ seed: 1, pairs: [pair], quirks: { youngDay: 'present' } }),
  ]);
  // These are more trades than those of the participants, but few enough for a short outage.
  running.push(interval(500).subscribe(() => trade(1)));
});
afterEach(async () => {
  for (const each of running.splice(0)) each.unsubscribe();
  await Promise.all(clients.splice(0).map((each) => each.close()));
  await Promise.all(gateways.splice(0).map((each) => each.kill()));
  await Promise.all([nats.close(), sim.close()]);
});

const idsOf = ({ trades }: Listener): readonly number[] => trades.map(({ id }) => id);

/**
 * Demands the trades that the direct client has received by now: no trade twice, none that the direct client does not
 * have, and none missing without a report.
 */
const hasTrades = async (ours: Listener): Promise<void> => {
  await expect.poll(() => ours.trades.length, patient).toBeGreaterThan(0);
  const first = Math.max(Math.min(...idsOf(ours)), Math.min(...idsOf(direct)));
  const due = direct.trades.filter(({ id }) => id >= first);
  expect(due.length).toBeGreaterThan(0);
  await expect
    .poll(() => {
      const heard = new Set(idsOf(ours));
      return due.filter(
        ({ id, timestamp }) =>
          !heard.has(id) && !ours.gaps.some(({ from, to }) => from <= timestamp && timestamp <= to),
      );
    }, patient)
    .toEqual([]);
  expect(new Set(idsOf(ours)).size).toBe(ours.trades.length);
  const heard = ours.trades.filter(({ id }) => id >= first);
  const theirs = (): ReadonlyMap<number, Trade> => new Map(direct.trades.map((each) => [each.id, each]));
  await expect.poll(() => heard.filter(({ id }) => !theirs().has(id)), patient).toEqual([]);
  for (const each of heard) expect(each).toEqual(theirs().get(each.id));
};

/** Demands a present book and some more after it, and that the direct client has had each of them too. */
const hasBooks = async ({ books }: Listener): Promise<void> => {
  const before = new Set(books.keys());
  const shared = (): readonly OrderBook['sequence'][] =>
    [...books.keys()].filter((sequence) => !before.has(sequence) && direct.books.has(sequence));
  await expect.poll(() => shared().length, patient).toBeGreaterThan(5);
  for (const sequence of shared())
    // A diff and a whole of one sequence give one book each. A client that joins later gets the book of the whole, and
    // one that was there before gets that of the diff first.
    expect([...(direct.books.get(sequence) ?? [])]).toEqual(
      expect.arrayContaining([...(books.get(sequence) ?? [])]),
    );
};

/** Demands that the bars from `since` to `until` are closed, and equal those of the direct client. */
const hasCandles = async ({ candles }: Listener, since: number, until: number): Promise<void> => {
  await expect.poll(() => candles.get(until)?.closed, patient).toBe(true);
  const due = [...candles.keys()].filter((openTime) => openTime >= since && openTime <= until);
  expect(due.length).toBeGreaterThan(0);
  /**
   * Returns the bars of both clients where they differ, because the final figures may come later to one than to the
   * other.
   */
  const different = () =>
    due
      .map((openTime) => [candles.get(openTime), direct.candles.get(openTime)] as const)
      .filter(([ours, theirs]) => ours?.closed !== true || !isDeepStrictEqual(ours, theirs));
  await expect.poll(different, patient).toEqual([]);
};

describe.skipIf(!hasNats)('a consumer by way of NATS', () => {
  test('has the same values as a direct client, through restarts of all processes', async () => {
    let [serving, standing] = [startGateway(), startGateway()];
    await Promise.race([serves(serving), serves(standing)]);
    if (!serving.said.out.includes('"epoch"')) [serving, standing] = [standing, serving];
    await standsBy(standing);
    direct = client(createDataClient(sim.urls));
    await expect.poll(() => direct.candles.size, patient).toBeGreaterThan(0);
    const ours = consumer();
    await expect.poll(() => ours.candles.size, patient).toBeGreaterThan(0);
    const since = Math.max(Math.min(...direct.candles.keys()), Math.min(...ours.candles.keys()));
    const holds = async (): Promise<void> => {
      await hasBooks(ours);
      await hasTrades(ours);
    };
    await holds();

    // Either gateway is killed.
    for (let turn = 0; turn < 2; turn += 1) {
      await serving.kill();
      await serves(standing);
      await holds();
      [serving, standing] = [standing, startGateway()];
      await standsBy(standing);
    }

    // NATS is killed, and then once more with more trades in the meantime than REST can return.
    await nats.kill();
    await nats.start();
    await holds();
    expect(ours.gaps).toEqual([]);
    await nats.kill();
    trade(100);
    await nats.start();
    await holds();
    expect(ours.gaps.length).toBeGreaterThan(0);

    // Another consumer leaves for a while, and begins where it ended.
    const gone = consumer();
    await hasTrades(gone);
    await gone.client.close();
    const last = gone.trades.at(-1);
    trade(100);
    const back = consumer(last?.timestamp);
    await hasBooks(back);
    await hasTrades(back);
    expect(back.gaps).toEqual([]);
    expect(Math.min(...idsOf(back))).toBeLessThanOrEqual(last?.id ?? 0);

    // Both wait for the same bar, because each further one takes another minute.
    const until = Math.max(...ours.candles.keys());
    await hasCandles(ours, since, until);
    await hasCandles(back, Math.min(...back.candles.keys()), until);
    expect((await firstValueFrom(ours.client.connection$)).state).toBe('open');
  }, 1_200_000);
});
