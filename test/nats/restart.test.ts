import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { filter, firstValueFrom, toArray } from 'rxjs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { OrderRequest } from '../../src/execution/index';
import { natsPort } from '../../src/nats/index';
import { demoAccount, startSimulator, type Simulator } from '../../src/simulator/index';
import { remoteTrading, type Trading } from '../../src/trading/index';
import { hasNats, type NatsServer, startNats } from './nats-server';

const cli = join(import.meta.dirname, '../../dist/cli.js');
const pair = 'btc_jpy';
const resting: OrderRequest = { pair, side: 'buy', type: 'limit', amount: '0.01', price: 12_000_000 };

let folder: string;
let nats: NatsServer;
let sim: Simulator;
let gateway: ChildProcess;
const remotes: Trading[] = [];

/** Resolves when the gateway serves: it prints a line of JSON then, and accepts callers soon after. */
const startGateway = async (): Promise<void> => {
  const { streamUrl, publicUrl, apiUrl, pubnubOrigin } = sim.urls;
  gateway = spawn(
    process.execPath,
    [
      ...[
        cli,
        'gateway',
        '--nats',
        nats.url,
        '--trade',
        '--wait',
        '--journal',
        join(folder, 'orders.ndjson'),
      ],
      ...['--stream-url', streamUrl, '--public-url', publicUrl, '--api-url', apiUrl],
      ...['--pubnub-origin', pubnubOrigin],
    ],
    {
      env: { ...process.env, BITBANK_API_KEY: demoAccount.apiKey, BITBANK_API_SECRET: demoAccount.apiSecret },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  await once(gateway.stdout as NonNullable<ChildProcess['stdout']>, 'data');
};

const killGateway = async (): Promise<void> => {
  const gone = once(gateway, 'exit');
  gateway.kill('SIGKILL');
  await gone;
};

const trader = async (owner: string): Promise<Trading> => {
  const remote = remoteTrading(natsPort({ servers: nats.url, owner }));
  remotes.push(remote);
  await firstValueFrom(remote.connection$.pipe(filter(({ state }) => state === 'open' || state === 'idle')));
  return remote;
};

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'restart-'));
  [nats, sim] = await Promise.all([startNats(), startSimulator({ participants: false, pairs: [pair] })]);
  sim.venue.seedLastPrice(pair, 13_000_000);
  await startGateway();
});

afterEach(async () => {
  await Promise.all(remotes.splice(0).map((remote) => remote.close()));
  await killGateway();
  await Promise.all([nats.close(), sim.close()]);
  rmSync(folder, { recursive: true });
});

describe.skipIf(!hasNats)('a gateway that is killed and started on its journal', () => {
  test('knows whose an open order is, though the program that placed it never comes back', async () => {
    const first = await trader('alice');
    const { order } = await firstValueFrom(
      first.submitOrder(resting).pipe(filter((event) => event.type === 'Accepted')),
    );
    await first.close();
    await killGateway();
    await startGateway();
    const bob = await trader('bob');
    expect((await firstValueFrom(bob.orders$)).size).toBe(0);
    expect(await firstValueFrom(bob.cancelOrder(order))).toMatchObject({ type: 'Refused' });
    const alice = await trader('alice');
    await firstValueFrom(alice.orders$.pipe(filter((orders) => orders.has(order.orderId))));
    expect(await firstValueFrom(alice.cancelAll().pipe(toArray()))).toMatchObject([
      { type: 'Canceled', orderId: order.orderId },
    ]);
  }, 240_000);
});
