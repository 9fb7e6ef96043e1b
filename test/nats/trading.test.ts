import { Kvm } from '@nats-io/kv';
import { createInbox } from '@nats-io/nats-core';
import { connect } from '@nats-io/transport-node';
import { filter, firstValueFrom, Subscription, take, tap, toArray } from 'rxjs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createExecutionClient, type ExecutionClient, type OrderRequest } from '../../src/execution/index';
import { natsPort, type OwnerRefusal, serveTradingOverNats } from '../../src/nats/index';
import { startSimulator, type Simulator } from '../../src/simulator/index';
import { remoteTrading, type Trading } from '../../src/trading/index';
import { hasNats, type NatsServer, startNats } from './nats-server';

const pair = 'btc_jpy';
const last = 13_000_000;
const resting: OrderRequest = { pair, side: 'buy', type: 'limit', amount: '0.01', price: last - 1_000_000 };

let nats: NatsServer;
let sim: Simulator;
let exec: ExecutionClient;
const running: Subscription[] = [];
const remotes: Trading[] = [];

beforeEach(async () => {
  [nats, sim] = await Promise.all([
    startNats({
      config: `authorization { users: [
        { user: gateway, password: g },
        { user: alice, password: a, permissions: { publish: ["bitbank.trading.alice.>"], subscribe: ["_INBOX_alice.>"] } },
        { user: bob, password: b, permissions: { publish: ["bitbank.trading.bob.>"], subscribe: ["_INBOX_bob.>"] } },
      ] }`,
    }),
    startSimulator({
      participants: false,
      accounts: [{ apiKey: 'key', apiSecret: 'hush', balances: { jpy: '10000000', btc: '10' } }],
    }),
  ]);
  sim.venue.seedLastPrice(pair, last);
  exec = createExecutionClient({ ...sim.urls, apiKey: 'key', apiSecret: 'hush' });
});
afterEach(async () => {
  for (const each of running.splice(0)) each.unsubscribe();
  await Promise.all(remotes.splice(0).map((remote) => remote.close()));
  await exec.close();
  await Promise.all([nats.close(), sim.close()]);
});

const serve = (more: { readonly lease?: string; readonly settle?: number } = {}) => {
  const refusals: OwnerRefusal[] = [];
  const errors: unknown[] = [];
  const subscription = serveTradingOverNats(exec, () => ({}), {
    servers: nats.url,
    user: 'gateway',
    password: 'g',
    ...more,
  }).subscribe({ next: (refusal) => refusals.push(refusal), error: (error) => errors.push(error) });
  running.push(subscription);
  return { refusals, errors, stop: () => subscription.unsubscribe() };
};

const trader = (owner: string, user = owner): Trading => {
  const port = natsPort({
    servers: nats.url,
    user,
    password: user.slice(0, 1),
    inboxPrefix: `_INBOX_${user}`,
    owner,
  });
  const remote = remoteTrading(port);
  remotes.push(remote);
  return remote;
};

const linked = (remote: Trading): Promise<unknown> =>
  firstValueFrom(remote.connection$.pipe(filter(({ state }) => state === 'open' || state === 'idle')));

describe.skipIf(!hasNats)('trading over NATS', () => {
  test('an order lives and is cancelled, and is its owner’s alone', async () => {
    serve();
    const alice = trader('alice');
    await linked(alice);
    const types: string[] = [];
    const life$ = alice.submitOrder(resting).pipe(tap(({ type }) => types.push(type)));
    const accepted = await firstValueFrom(life$.pipe(filter((event) => event.type === 'Accepted')));
    const { orderId } = accepted.order;
    const bob = trader('bob');
    await linked(bob);
    expect((await firstValueFrom(bob.orders$)).size).toBe(0);
    expect(await firstValueFrom(bob.cancelOrder({ pair, orderId }))).not.toMatchObject({ type: 'Canceled' });
    expect((await firstValueFrom(alice.orders$)).has(orderId)).toBe(true);
    expect(await firstValueFrom(alice.cancelOrder({ pair, orderId }))).toMatchObject({ type: 'Canceled' });
    expect(types).toEqual(['Submitted', 'Accepted']);
  });

  test('a user who may not publish for an owner is nobody’s caller', async () => {
    serve();
    const mallory = trader('alice', 'bob');
    const [rejected] = await firstValueFrom(mallory.submitOrder(resting).pipe(take(1), toArray()));
    expect(rejected).toMatchObject({ type: 'Rejected', by: 'client', reason: 'not-sent' });
  });

  test('a message that can’t be read is refused, and ends neither its link nor another one', async () => {
    serve();
    const alice = trader('alice');
    await linked(alice);
    const connection = await connect({
      servers: nats.url,
      user: 'alice',
      pass: 'a',
      inboxPrefix: '_INBOX_alice',
    });
    running.push(new Subscription(() => void connection.close()));
    const inbox = createInbox('_INBOX_alice');
    const heard: Readonly<Record<string, unknown>>[] = [];
    connection.subscribe(inbox, {
      callback: (_, message) => {
        // An empty message is the last word of a link.
        heard.push(message.string() === '' ? { type: 'bye' } : message.json());
      },
    });
    const say = (text: string): void =>
      connection.publish('bitbank.trading.alice.raw', text, { reply: inbox });
    const refusals = () => heard.filter(({ type }) => type === 'refused');
    const beat = () => heard.find(({ type }) => type === 'beat') ?? {};
    say('');
    await expect.poll(() => heard.length).toBeGreaterThan(0);
    say('no JSON');
    say(JSON.stringify({ v: 1, type: 'nothing', call: 'raw-1' }));
    say(JSON.stringify({ v: 999, type: 'call', call: 'raw-2' }));
    say(' '.repeat(70_000));
    say('\u{0}\u{fffd}');
    await expect.poll(() => refusals().length).toBe(5);
    expect(refusals()).toMatchObject([
      { call: null, reason: 'unreadable' },
      { call: 'raw-1', reason: 'unreadable' },
      { call: 'raw-2', reason: 'version' },
      { call: null, reason: 'too-large' },
      { call: null, reason: 'unreadable' },
    ]);
    const { epoch, at } = beat();
    say(JSON.stringify({ v: 1, type: 'call', call: 'raw-3', name: 'rest.assets', epoch, at }));
    await expect
      .poll(() => heard.filter(({ call }) => call === 'raw-3').at(-1))
      .toMatchObject({ type: 'complete' });
    expect(heard).not.toContainEqual({ type: 'bye' });
    const accepted = await firstValueFrom(
      alice.submitOrder(resting).pipe(filter((event) => event.type === 'Accepted')),
    );
    expect(accepted.order.pair).toBe(pair);
  }, 240_000);

  test('without a gateway an order is not sent; once there is one, it is', async () => {
    const alice = trader('alice');
    const [rejected] = await firstValueFrom(alice.submitOrder(resting).pipe(take(1), toArray()));
    expect(rejected).toMatchObject({ type: 'Rejected', reason: 'not-sent' });
    serve();
    await linked(alice);
    const accepted = await firstValueFrom(
      alice.submitOrder(resting).pipe(filter((e) => e.type === 'Accepted')),
    );
    expect(accepted.order.pair).toBe(pair);
  });

  test('NATS is killed while an order lives, and its life goes on', async () => {
    const server = serve();
    const alice = trader('alice');
    await linked(alice);
    const types: string[] = [];
    const life$ = alice.submitOrder(resting).pipe(tap(({ type }) => types.push(type)));
    const whole = firstValueFrom(life$.pipe(toArray()));
    await expect.poll(() => types).toEqual(['Submitted', 'Accepted']);
    await nats.kill();
    await expect.poll(() => server.errors.length).toBe(1);
    const [rejected] = await firstValueFrom(alice.submitOrder(resting).pipe(take(1), toArray()));
    expect(rejected).toMatchObject({ type: 'Rejected', reason: 'not-sent' });
    await nats.start();
    serve();
    await firstValueFrom(exec.cancelAll().pipe(toArray()));
    expect((await whole).map(({ type }) => type)).toEqual(['Submitted', 'Accepted', 'Canceled']);
  });

  test('of two gateways on one key one serves, and the next takes no order before its wait is over', async () => {
    const first = serve({ lease: 'desk' });
    const alice = trader('alice');
    await linked(alice);
    const second = serve({ lease: 'desk', settle: 60_000 });
    const accepted = await firstValueFrom(
      alice.submitOrder(resting).pipe(filter((event) => event.type === 'Accepted')),
    );
    first.stop();
    await firstValueFrom(alice.connection$.pipe(filter(({ state }) => state !== 'open')));
    await linked(alice);
    const [early] = await firstValueFrom(alice.submitOrder(resting).pipe(take(1), toArray()));
    expect(early).toMatchObject({ type: 'Rejected', by: 'client' });
    expect(second.refusals.map(({ reason }) => reason)).toContain('standing-by');
    expect(await firstValueFrom(alice.cancelOrder({ pair, orderId: accepted.order.orderId }))).toMatchObject({
      type: 'Canceled',
    });
  });

  test('a gateway that ends gives the account to the next one at once', async () => {
    const first = serve({ lease: 'desk' });
    const alice = trader('alice');
    await linked(alice);
    serve({ lease: 'desk', settle: 0 });
    const connection = await connect({ servers: nats.url, user: 'gateway', pass: 'g' });
    running.push(new Subscription(() => void connection.close()));
    const claims: unknown[] = [];
    const watched = await (await new Kvm(connection).open('bitbank_leases')).watch({ key: 'trading-desk' });
    const watching = (async () => {
      for await (const claim of watched) claims.push(claim.json());
    })();
    first.stop();
    await firstValueFrom(alice.connection$.pipe(filter(({ state }) => state !== 'open')));
    await linked(alice);
    const [placed] = await firstValueFrom(alice.submitOrder(resting).pipe(take(1), toArray()));
    expect(placed).toMatchObject({ type: 'Submitted' });
    await expect.poll(() => claims.length).toBeGreaterThan(2);
    watched.stop();
    await watching;
    // The lease was handed over. It was not taken after six seconds without a write.
    const holders = claims.map((claim) => (claim as { readonly holder: string }).holder);
    const given = claims.findIndex((claim) => (claim as { readonly isIdle: boolean }).isIdle);
    expect(given).toBeGreaterThan(-1);
    expect(holders[given]).toBe(holders[0]);
    expect(holders[given + 1]).not.toBe(holders[0]);
  });
});
