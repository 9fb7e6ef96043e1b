import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { filter, firstValueFrom, take, tap, toArray } from 'rxjs';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { WebSocketServer } from 'ws';
import { createExecutionClient, type ExecutionClient, type OrderRequest } from '../../src/execution/index';
import { startSimulator, type Simulator } from '../../src/simulator/index';
import {
  remoteTrading,
  serveTrading,
  socketPort,
  webSocketPort,
  type Trading,
} from '../../src/trading/index';

const pair = 'btc_jpy';
const last = 13_000_000;
const resting: OrderRequest = { pair, side: 'buy', type: 'limit', amount: '0.01', price: last - 1_000_000 };

let sim: Simulator;
let exec: ExecutionClient;
let server: WebSocketServer;
let remote: Trading;

const listen = async (port = 0): Promise<WebSocketServer> => {
  const listening = new WebSocketServer({ host: '127.0.0.1', port });
  listening.on('connection', (socket) => {
    serveTrading(exec, webSocketPort(socket), { owner: 'page' }).subscribe();
  });
  await once(listening, 'listening');
  return listening;
};

const stop = async (listening: WebSocketServer): Promise<void> => {
  for (const client of listening.clients) client.terminate();
  listening.close();
  await once(listening, 'close');
};

const portOf = (listening: WebSocketServer): number => (listening.address() as AddressInfo).port;

const untilLinked = (): Promise<unknown> =>
  firstValueFrom(remote.connection$.pipe(filter(({ state }) => state === 'open' || state === 'idle')));

beforeAll(async () => {
  sim = await startSimulator({
    participants: false,
    accounts: [{ apiKey: 'key', apiSecret: 'hush', balances: { jpy: '10000000', btc: '10' } }],
  });
  sim.venue.seedLastPrice(pair, last);
  exec = createExecutionClient({ ...sim.urls, apiKey: 'key', apiSecret: 'hush' });
  server = await listen();
  remote = remoteTrading(socketPort(`ws://127.0.0.1:${portOf(server)}`, { initialDelay: 20, maxDelay: 100 }));
});

afterEach(untilLinked);

afterAll(async () => {
  await remote.close();
  await stop(server);
  await exec.close();
  await sim.close();
});

describe('trading over a WebSocket', () => {
  it('places an order, sees it, and cancels it', async () => {
    await untilLinked();
    const life$ = remote.submitOrder(resting);
    const accepted = await firstValueFrom(life$.pipe(filter(({ type }) => type === 'Accepted')));
    const { orderId } = (accepted as typeof accepted & { readonly type: 'Accepted' }).order;
    const orders = await firstValueFrom(remote.orders$.pipe(filter((open) => open.has(orderId))));
    expect(orders.get(orderId)).toMatchObject({ pair, side: 'buy', amount: '0.0100' });
    expect(await firstValueFrom(remote.rest.order({ pair, orderId }))).toMatchObject({ orderId });
    expect((await firstValueFrom(remote.available$)).get('jpy')).toBe('9879880.0000');
    expect(await firstValueFrom(remote.cancelOrder({ pair, orderId }))).toMatchObject({ type: 'Canceled' });
    expect((await firstValueFrom(life$.pipe(toArray()))).map(({ type }) => type)).toEqual([
      'Submitted',
      'Accepted',
      'Canceled',
    ]);
  });

  it('goes on with a life after the server was gone, and reports meanwhile that orders are not sent', async () => {
    const types: string[] = [];
    const life$ = remote.submitOrder(resting).pipe(tap(({ type }) => types.push(type)));
    const accepted = await firstValueFrom(life$.pipe(filter(({ type }) => type === 'Accepted')));
    const { orderId } = (accepted as typeof accepted & { readonly type: 'Accepted' }).order;
    const whole = firstValueFrom(life$.pipe(toArray()));
    const port = portOf(server);
    await stop(server);
    await firstValueFrom(remote.connection$.pipe(filter(({ state }) => state === 'waiting')));
    const [rejected] = await firstValueFrom(remote.submitOrder(resting).pipe(take(1), toArray()));
    expect(rejected).toMatchObject({ type: 'Rejected', reason: 'not-sent' });
    server = await listen(port);
    expect(await firstValueFrom(remote.cancelOrder({ pair, orderId }))).toMatchObject({ type: 'Canceled' });
    expect((await whole).map(({ type }) => type)).toEqual(['Submitted', 'Accepted', 'Canceled']);
  });
});

describe('the url of a port', () => {
  it('is encrypted if it leads beyond this machine', () => {
    expect(() => socketPort('ws://desk.example/?token=secret')).toThrow('url: expected a wss: url');
    expect(() => socketPort('ws://desk.example/?token=secret')).not.toThrow('secret');
    expect(() => socketPort('wss://desk.example')).not.toThrow();
  });
});
